/** `npm run check`: reports faults only. Exit 0 without errors, 1 with. */
import { openCache } from "../cache.ts";
import { fixEncodings } from "../content.ts";
import { againstLedger, ledgerBeside } from "../ledger-file.ts";
import { attachmentProblems } from "../privacy/attachments.ts";
import { errorsOf, formatProblems, sortProblems } from "../problem.ts";
import { walk } from "../walk.ts";
import { CACHE, main, options, today } from "./cli.ts";

const usage = `用法：npm run check -- [选项]
检查内容文件夹，列出所有要改的地方，不生成网站。

  --content 文件夹   要检查的内容文件夹（默认 content）
  --fix-encoding     先把编码是 GBK 或 UTF-16 的文件就地转成 UTF-8，再检查
  --ledger 文件      以前公开过什么，记在哪里（默认内容文件夹旁边的 published.json；没有就不比）
  --json             给程序读的格式
  --today 日期       当作是这一天，写法如 2026-01-20（默认今天）
  --help             显示这段说明`;

await main(async () => {
  const { values } = options(
    {
      content: { type: "string" },
      "fix-encoding": { type: "boolean" },
      ledger: { type: "string" },
      json: { type: "boolean" },
      today: { type: "string" },
    },
    usage,
  );
  const folder = values.content ?? "content";
  if (values["fix-encoding"]) fix(folder, values.json ? console.error : console.log);
  const against = againstLedger(values.ledger ?? ledgerBeside(folder), "_site");
  const { content, problems: found } = walk(folder, today(values.today), undefined, undefined, against);
  const problems = sortProblems([...found, ...(await attachmentProblems(content, openCache(CACHE)))]);
  console.log(values.json ? JSON.stringify(problems, undefined, 2) : formatProblems(problems));
  return errorsOf(problems).length > 0 ? 1 : 0;
});

/** Converts, and says of each file what was done. */
function fix(folder: string, say: (line: string) => void): void {
  let fixed: ReturnType<typeof fixEncodings> = [];
  try {
    fixed = fixEncodings(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
  if (fixed.length === 0) say("编码：没有要转换的文件。");
  for (const { file, from } of fixed) {
    say(
      from === undefined
        ? `编码：${file} 没有转换，转换以后不能保证一字不差。`
        : `编码：${file} 已从 ${from === "gb18030" ? "GBK" : "UTF-16"} 转成 UTF-8。`,
    );
  }
  say("");
}
