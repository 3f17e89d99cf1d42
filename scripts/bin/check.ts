/** `npm run check`: reports faults only. Exit 0 without errors, 1 with. */
import { existsSync } from "node:fs";
import { openCache } from "../cache.ts";
import { fixEncodings, fixSigns } from "../content.ts";
import { againstLedger, ledgerBeside } from "../ledger-file.ts";
import { attachmentProblems } from "../privacy/attachments.ts";
import { errorsOf, formatProblems, sortProblems } from "../problem.ts";
import { walk } from "../walk.ts";
import { CACHE, main, options, today } from "./cli.ts";

const usage = `用法：npm run check -- [选项]
检查内容文件夹，列出所有要改的地方，不生成网站。

  --content 文件夹   要检查的内容文件夹（默认 content）
  --fix-encoding     先把编码是 GBK 或 UTF-16 的文件就地转成 UTF-8，再检查
  --fix-signs        先把看不见的字符去掉，信息栏里的全角空格、中文冒号改成半角，再检查
  --ledger 文件      以前公开过什么，记在哪里（默认内容文件夹旁边的 published.json；没有就不比）
  --json             给程序读的格式
  --today 日期       当作是这一天，写法如 2026-01-20（默认今天）
  --help             显示这段说明`;

await main(async () => {
  const { values } = options(
    {
      content: { type: "string" },
      "fix-encoding": { type: "boolean" },
      "fix-signs": { type: "boolean" },
      ledger: { type: "string" },
      json: { type: "boolean" },
      today: { type: "string" },
    },
    usage,
  );
  const folder = values.content ?? "content";
  const say = values.json ? console.error : console.log;
  if (values["fix-encoding"]) mendEncodings(folder, say);
  if (values["fix-signs"]) mendAllSigns(folder, say);
  const against = againstLedger(values.ledger ?? ledgerBeside(folder), "_site");
  const { content, problems: found } = walk(folder, today(values.today), undefined, undefined, against);
  const problems = sortProblems([...found, ...(await attachmentProblems(content, openCache(CACHE)))]);
  console.log(values.json ? JSON.stringify(problems, undefined, 2) : formatProblems(problems));
  return errorsOf(problems).length > 0 ? 1 : 0;
});

/** Takes out signs that nobody sees, and says in which files. */
function mendAllSigns(folder: string, say: (line: string) => void): void {
  const files = existsSync(folder) ? fixSigns(folder) : [];
  say(files.length === 0 ? "符号：没有要改的文件。" : files.map((f) => `符号：${f} 改好了看不见的字符、全角空格。`).join("\n"));
  say("");
}

/** Converts, and says of each file what was done. */
function mendEncodings(folder: string, say: (line: string) => void): void {
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
