/** `npm run check`: reports faults only. Exit 0 without errors, 1 with. */
import { openCache } from "../cache.ts";
import { attachmentProblems } from "../privacy-files.ts";
import { errorsOf, formatProblems, sortProblems } from "../problem.ts";
import { walk } from "../walk.ts";
import { CACHE, main, options, today } from "./cli.ts";

const usage = `用法：npm run check -- [选项]
检查内容文件夹，列出所有要改的地方，不生成网站。

  --content 文件夹   要检查的内容文件夹（默认 content）
  --json             给程序读的格式
  --today 日期       当作是这一天，写法如 2026-01-20（默认今天）
  --help             显示这段说明`;

await main(async () => {
  const { values } = options({ content: { type: "string" }, json: { type: "boolean" }, today: { type: "string" } }, usage);
  const { content, problems: found } = walk(values.content ?? "content", today(values.today));
  const problems = sortProblems([...found, ...(await attachmentProblems(content, openCache(CACHE)))]);
  console.log(values.json ? JSON.stringify(problems, undefined, 2) : formatProblems(problems));
  return errorsOf(problems).length > 0 ? 1 : 0;
});
