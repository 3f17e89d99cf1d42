/** `npm run init`: puts the sample aside and asks for the office's own facts. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { cancel, intro, isCancel, outro, text } from "@clack/prompts";
import { readContent } from "../content.ts";
import { copyFolder, remove } from "../disk.ts";
import { ledgerText } from "../ledger.ts";
import { ledgerBeside, ledgerOf, readLedger } from "../ledger-file.ts";
import { kinds } from "../model/index.ts";
import { type Asked, answerProblem, asDraft, asked, fieldOf, siteProblems, siteYaml } from "../model/new-site.ts";
import { authorsFiles } from "../model/template.ts";
import { formatProblems } from "../problem.ts";
import { writeWhole } from "../publish.ts";
import { main, options, today, UsageError } from "./cli.ts";

const usage = `用法：npm run init -- [选项]
把示例内容移到 test/sample/，换成本机关的资料。只有演示站点（site.yaml 里 demo: true）能这样做。

  --content 文件夹   内容文件夹（默认 content）
  --set 栏目=内容    不问，直接填，可以写多次，例如 --set name=某县某镇人民政府
  --villages 名单    村（社区）名单，用顿号或逗号隔开
  --help             显示这段说明

可以填的栏目：${asked.map((k) => `${k}（${fieldOf(k).label}）`).join("、")}`;

await main(async () => {
  const { values } = options({ content: { type: "string" }, set: { type: "string", multiple: true }, villages: { type: "string" } }, usage);
  const folder = values.content ?? "content";
  const { site } = readContent(folder);
  if (site && !site.demo) {
    throw new UsageError("这里已经是正式内容，不是示例，没有动它。", `要改资料，请直接改 ${folder}/site.yaml。`);
  }
  const answers: Partial<Record<Asked, string>> = {};
  for (const pair of values.set ?? []) {
    const at = pair.indexOf("=");
    const key = pair.slice(0, at) as Asked;
    if (at < 1 || !asked.includes(key)) throw new UsageError(`--set 写的是“${pair}”。`, usage);
    const problem = answerProblem(key, pair.slice(at + 1));
    if (problem) throw new UsageError(problem, `请重新写 --set ${key}=……`);
    answers[key] = pair.slice(at + 1);
  }
  // Whoever begins says so: what is older was not registered here, and is declared.
  const began = today(undefined);
  let villages = values.villages;
  const missing = asked.filter((k) => answers[k] === undefined && fieldOf(k).required);
  const interactive = process.stdin.isTTY === true;
  if (!interactive && (missing.length > 0 || !villages)) {
    throw new UsageError(
      `还缺：${[...missing.map((k) => fieldOf(k).label), ...(villages ? [] : ["村（社区）名单"])].join("、")}。`,
      "请在终端里运行 npm run init 一项一项地填，或者用 --set 栏目=内容 和 --villages 名单。",
    );
  }
  if (interactive && (missing.length > 0 || !villages)) {
    intro("填写本机关的资料。填错了以后可以改 site.yaml；按 Ctrl+C 退出，什么也不会改。");
    for (const key of asked) {
      if (answers[key] !== undefined) continue;
      const field = fieldOf(key);
      const answer = await text({
        message: `${field.label}：${field.hint}${field.required ? "" : "（没有就直接按回车）"}`,
        placeholder: field.example,
        ...(key === "registerFrom" ? { initialValue: began } : {}),
        validate: (value) => answerProblem(key, value ?? ""),
      });
      if (isCancel(answer)) return giveUp();
      answers[key] = answer ?? "";
    }
    if (!villages) {
      const answer = await text({
        message: "村（社区）名单，用顿号隔开",
        placeholder: "园河村、白吉村",
        validate: (value) => (value?.trim() ? undefined : "至少写一个村。"),
      });
      if (isCancel(answer)) return giveUp();
      villages = answer;
    }
  }
  const names = (villages ?? "").split(/[、，,\s]+/).filter(Boolean);
  const yaml = siteYaml({ registerFrom: began, ...answers }, names);
  const problems = siteProblems(yaml);
  if (problems.length > 0) {
    console.error(formatProblems(problems));
    return 1;
  }

  // The sample stays where the tests find it.
  if (site && folder === "content" && !existsSync("test/sample")) copyFolder(folder, "test/sample");
  for (const kind of [...Object.keys(kinds), "reports"]) remove(join(folder, kind));
  const pages = join(folder, "pages");
  mkdirSync(pages, { recursive: true });
  for (const file of readdirSync(pages)) {
    const path = join(pages, file);
    if (file === "about.md") remove(path);
    // The words are the sample's: they wait until somebody of this office has read them.
    else if (file.endsWith(".md")) writeFileSync(path, asDraft(readFileSync(path, "utf8")));
  }
  writeFileSync(join(folder, "site.yaml"), yaml);
  // What a demo published binds nobody; the chain of publications goes on.
  const ledger = ledgerOf(readLedger(ledgerBeside(folder)));
  if (ledger) writeWhole(ledgerBeside(folder), ledgerText({ ...ledger, lines: [] }));
  const made = readContent(folder).site;
  if (made && folder === "content") {
    for (const [file, content] of authorsFiles(made)) {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content);
    }
  }
  const done = `好了。资料在 ${folder}/site.yaml；照 scripts/model/templates/ 里的模板，从 ${folder}/items/ 开始写第一条。
${folder}/pages/ 里的指南、制度、依申请公开是草稿：请照本机关的实际改好，删去“draft: true”这一行才公开；工作台会提醒。`;
  if (interactive) outro(done);
  else console.log(done);
  return 0;
});

function giveUp(): number {
  cancel("没有改动任何文件。");
  return 1;
}
