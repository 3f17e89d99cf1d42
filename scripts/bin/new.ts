/** `npm run new`: makes one record, by questions in the terminal or by flags. */
import { existsSync, readFileSync } from "node:fs";
import { cancel, intro, log, note, outro } from "@clack/prompts";
import { readContent } from "../content.ts";
import { GivenWrongly, givenValues, missingKeys } from "../desk/given.ts";
import { kindNamed } from "../desk/import/headings.ts";
import { draftProblems, placed, SaveFailed, saveAll, savedNothing } from "../desk/records.ts";
import { encodingOf, toUtf8 } from "../encoding.ts";
import type { Fields } from "../model/field.ts";
import { kinds } from "../model/index.ts";
import { maskText } from "../privacy/find.ts";
import { formatProblems } from "../problem.ts";
import { askMissing, askMore, Cancelled, oneOf, yes } from "./asking.ts";
import { main, options, today, UsageError } from "./cli.ts";

const kindNames = Object.entries(kinds)
  .map(([k, v]) => `${k}（${v.label}）`)
  .join("、");

const usage = `用法：npm run new -- [选项]
新建一条记录：在终端里一项一项地问，流水号、文件夹、今天的日期都自己填好。最后给您看一遍，问了才写；已有的文件不会覆盖。

  --kind 种类        不问种类，写法如 --kind items 或 --kind 主动公开信息
  --set 栏目=内容    不问这一项，可以写多次；必填的都写了就什么也不问
  --body 文件        正文从这个文件里拿（.md 或 .txt）
  --content 文件夹   内容文件夹（默认 content）
  --today 日期       当作是这一天，写法如 2026-01-20（默认今天）
  --help             显示这段说明

种类：${kindNames}
例：npm run new
    npm run new -- --kind items --set title=关于春季造林的公示 --set category=公告公示 --set channels=政府网站、公开栏 --set notice.from=2025-03-14 --set notice.to=2025-03-20`;

await main(async () => {
  const { values, positionals } = options(
    {
      kind: { type: "string" },
      set: { type: "string", multiple: true },
      body: { type: "string" },
      content: { type: "string" },
      today: { type: "string" },
    },
    usage,
  );
  if (positionals.length > 0)
    throw new UsageError(
      `看不懂“${maskText(positionals.join(" "))}”。`,
      "写法如 npm run new -- --kind items --set title=标题；内容里有空格的，前后加英文引号。",
    );
  const day = today(values.today);
  const content = readContent(values.content ?? "content");
  const { site } = content;
  if (!site) {
    console.error(formatProblems(content.problems));
    return 1;
  }
  const interactive = process.stdin.isTTY === true;
  let kind = values.kind === undefined ? undefined : kindNamed(values.kind);
  if (values.kind !== undefined && kind === undefined)
    throw new UsageError(`--kind 写的是“${values.kind}”，没有这个种类。`, `可以写的有：${kindNames}。`);
  if (kind === undefined && !interactive) throw new UsageError("没有写是哪一种记录。", `请加上 --kind，可以写的有：${kindNames}。`);
  const body = values.body === undefined ? "" : bodyOf(values.body);
  try {
    let asked = false;
    if (kind === undefined) {
      intro("新建一条记录。按 Ctrl+C 退出，什么也不会写。");
      asked = true;
      kind = kindNamed(
        await oneOf(
          "发生了什么？",
          Object.entries(kinds).map(([value, k]) => ({ value, label: `${k.label}：${k.is}` })),
        ),
      );
    }
    if (kind === undefined) return 1;
    const { fields: own, dated, published, label } = kinds[kind];
    const fields = own as Fields;
    let given = givenValues(fields, values.set ?? [], site);
    if (interactive && missingKeys(fields, given).length > 0) {
      if (!asked) intro(`新建一条${label}。按 Ctrl+C 退出，什么也不会写。`);
      asked = true;
      given = await askMissing(fields, given, site, { [dated]: day });
      given = await askMore(fields, given, site);
    } else given = { [dated]: day, ...given };
    const missing = missingKeys(fields, given);
    if (missing.length > 0) {
      throw new UsageError(
        `还缺：${missing.map((k) => `${fields[k]?.label}（${k}）`).join("、")}。`,
        `请加上 ${missing.map((k) => `--set ${k}=${fields[k]?.example}`).join(" ")}；或者在终端里运行 npm run new，一项一项地填。`,
      );
    }
    const draft = { kind, values: given, body };
    const [file] = placed(content.folder, [draft]);
    const [problems = []] = draftProblems(content, [draft], day);
    if (!file) return 1;
    const errors = problems.filter((p) => p.severity === "error");
    if (errors.length > 0) {
      console.error(`没有写，先要改 ${errors.length} 处：`);
      for (const p of errors) console.error(`  ${p.message.replaceAll("\n", "")}`);
      return 1;
    }
    const path = `${content.folder}/${file.address}.md`;
    if (asked) {
      note(maskText(String(file.files[0]?.content).trimEnd()), path);
      // An empty body and a missing review are what comes next.
      for (const p of problems.filter((w) => !/^(?:body-empty|review-missing)$/.test(w.rule))) log.warn(p.message.replaceAll("\n", ""));
      if (!(await yes("写成这个文件吗？", true))) throw new Cancelled();
    }
    saveAll(content.folder, file.files);
    const next = [
      body === "" ? `打开这个文件，在最后一个 --- 下面写${published ? "正文" : "内部备注（不公开）"}` : "",
      published && given.review === undefined && site.reviewRequired !== false ? "审查以后，写上 review（审查人、审查日期），才公开" : "",
      "npm run check 检查，npm start 看网页",
    ].filter((s) => s !== "");
    const done = `写好了：${path}\n接下来：${next.join("；")}。`;
    if (asked) outro(done);
    else console.log(done);
    return 0;
  } catch (error) {
    if (error instanceof Cancelled) {
      cancel("没有写任何文件。");
      return 1;
    }
    if (error instanceof GivenWrongly) throw new UsageError(error.message, error.advice);
    if (error instanceof SaveFailed) {
      console.error(savedNothing(error, content.folder));
      return 1;
    }
    throw error;
  }
});

/** The words of a file, whatever Chinese encoding it has; a header of its own is none of a body. */
function bodyOf(file: string): string {
  const shown = maskText(file);
  if (!existsSync(file)) throw new UsageError(`找不到正文文件“${shown}”。`, "请核对位置，写法如 --body 正文.md。");
  if (!/\.(?:md|txt)$/i.test(file))
    throw new UsageError(`“${shown}”不能当正文。`, "正文用 .md 或 .txt；Word 文档用 npm run import -- 文件.docx。");
  const bytes = readFileSync(file);
  const encoding = encodingOf(bytes);
  const text = encoding === "utf-8" ? bytes.toString("utf8").replace(/^\uFEFF/, "") : toUtf8(bytes, encoding);
  if (text === undefined) throw new UsageError(`“${shown}”的编码认不准。`, "请在记事本里“另存为”，编码选 UTF-8，再试。");
  if (/^---\r?\n/.test(text)) throw new UsageError(`“${shown}”开头有信息栏（---）。`, "--body 只要正文；信息栏的内容用 --set 写。");
  return text;
}
