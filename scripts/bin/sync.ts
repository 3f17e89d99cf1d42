/** `npm run sync`: check, then commit and hand on what people wrote. */
import { existsSync } from "node:fs";
import { readTodo } from "../desk/desk.ts";
import { ledgerBeside } from "../ledger-file.ts";
import { errorsOf, formatProblems } from "../problem.ts";
import { sync } from "../sync.ts";
import { CACHE, main, options, pc, today, UsageError } from "./cli.ts";

const usage = `用法：npm run sync -- [选项]
同步：检查没有要改的，就把内容和公开登记记进版本记录，取来别人的改动，再传到远程仓库。
只动 content 文件夹和 published.json；什么也不会丢，两个人改了同一处就停下来说明。

  --draft            有要改的地方也先存上去（写了一半的，免得电脑坏了丢掉）
  --content 文件夹   内容文件夹（默认 content）
  --ledger 文件      以前公开过什么，记在哪里（默认内容文件夹旁边的 published.json）
  --today 日期       当作是这一天，写法如 2026-01-20（默认今天）
  --help             显示这段说明`;

const strings = { type: "string" } as const;

await main(async () => {
  const { values, positionals } = options({ draft: { type: "boolean" }, content: strings, ledger: strings, today: strings }, usage);
  if (positionals.length > 0) throw new UsageError(`看不懂“${positionals[0]}”。`, usage);
  const content = values.content ?? "content";
  if (!existsSync(content)) throw new UsageError(`没有“${content}”这个文件夹。`, "写法如 npm run sync -- --content content。");
  const ledger = values.ledger ?? ledgerBeside(content);
  const on = today(values.today);
  const { content: read, problems } = await readTodo({ content, site: "_site", today: on, ledger, cache: CACHE });
  const errors = errorsOf(problems);
  if (errors.length > 0 && !values.draft) {
    console.error(formatProblems(errors));
    console.error(pc.red("没有同步：先改好上面的。还没写完、只想先存上去的，运行 npm run sync -- --draft。"));
    return 1;
  }
  if (errors.length > 0) console.error(`有 ${errors.length} 处要改，先作为草稿存上去；改好以前网站不更新。`);
  const secret = problems.filter((p) => p.waits && p.severity === "error" && p.rule.startsWith("private-"));
  const leaveOut = values.draft ? [] : [...new Set(secret.map((p) => p.file))];
  if (secret.length > 0 && !values.draft) {
    console.error(formatProblems(secret));
    console.error(pc.yellow(`这 ${leaveOut.length} 个文件还没有审查，里面有不能公开的，先留在这台电脑上，没有同步；别的照常。`));
  }
  const { site } = read;
  const email = site?.email?.includes("@") ? site.email : undefined;
  const { ok, words } = sync({
    content,
    ledger,
    leaveOut,
    today: on,
    office: { name: site?.name ?? "信息公开工作台", email },
    mayAsk: process.stdin.isTTY === true,
    onStep: (step, found) => console.log(`${pc.green(step)}　${found}`),
  });
  if (ok) console.log(words);
  else console.error(pc.red(words));
  return ok ? 0 : 1;
});
