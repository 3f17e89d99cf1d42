/** `npm run check`: reports faults only. Exit 0 without errors, 1 with. */
import { againstLedger, ledgerBeside } from "../ledger-file.ts";
import { errorsOf, formatProblems } from "../problem.ts";
import { walk } from "../walk.ts";
import { main, options, today } from "./cli.ts";

const usage = `用法：npm run check -- [选项]
检查内容文件夹，列出所有要改的地方，不生成网站。

  --content 文件夹   要检查的内容文件夹（默认 content）
  --ledger 文件      以前公开过什么，记在哪里（默认内容文件夹旁边的 published.json；没有就不比）
  --json             给程序读的格式
  --today 日期       当作是这一天，写法如 2026-01-20（默认今天）
  --help             显示这段说明`;

await main(() => {
  const { values } = options(
    { content: { type: "string" }, ledger: { type: "string" }, json: { type: "boolean" }, today: { type: "string" } },
    usage,
  );
  const content = values.content ?? "content";
  const against = againstLedger(values.ledger ?? ledgerBeside(content), "_site");
  const { problems } = walk(content, today(values.today), undefined, undefined, against);
  console.log(values.json ? JSON.stringify(problems, undefined, 2) : formatProblems(problems));
  return errorsOf(problems).length > 0 ? 1 : 0;
});
