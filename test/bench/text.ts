/**
 * `npm run bench:text`: every function that reads a text, over bodies of one sign or a short run of signs, of 50, 100 and 200 thousand signs.
 * A function that is linear takes about twice as long for twice as much; what takes longer than that, or over a second, is marked.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkBody } from "../../scripts/check/text.ts";
import { breaths, spoken } from "../../scripts/desk/spoken.ts";
import { plainText, renderMarkdown } from "../../scripts/markdown.ts";
import { scanText } from "../../scripts/privacy/find.ts";
import { day } from "../../scripts/rules/days.ts";
import { walk } from "../../scripts/walk.ts";
import { siteYaml } from "./generate.ts";

const PATTERNS: Readonly<Record<string, string>> = {
  空格: " ",
  竖线: "|",
  "竖线、换行": "|\n",
  表格: "|甲|1|\n|--|--|\n",
  方括号: "[",
  "](": "](",
  圆括号: "（",
  星号: "*",
  两个星号: "**甲",
  反引号: "`",
  波浪号: "~",
  下划线: "_",
  反斜线: "\\",
  尖括号: "<",
  和号: "&",
  减号: "-",
  "1,": "1,",
  数字: "1",
  "- 1": "- 1\n",
  "1. 甲": "1. 甲\n",
  引用: "> ",
  汉字: "一",
  冒号: "：",
  顿号: "甲、",
  制表符: "\t",
  换行: "\n",
  段落: "甲乙丙，共3户。\n\n",
  日期: "2025年3月1日",
  邮箱: "a@",
  网址: "http://a",
  混合: "a*[_`<&|",
};

const folder = join(mkdtempSync(join(tmpdir(), "gongkai-bench-")), "content");
mkdirSync(join(folder, "items/2025"), { recursive: true });
writeFileSync(join(folder, "site.yaml"), siteYaml);
const head =
  "---\ntitle: 关于示例事项的公告\ndate: 2025-03-14\nformed: 2025-03-10\ncategory: 公告公示\nreview:\n  by: 示例岗\n  date: 2025-03-12\n---\n";

const FUNCTIONS: Readonly<Record<string, (text: string) => unknown>> = {
  网页: (t) => renderMarkdown(t, {}),
  文字: plainText,
  看起来: checkBody,
  隐私: (t) => scanText(t),
  广播: spoken,
  一口气: breaths,
  整个检查: (t) => {
    writeFileSync(join(folder, "items/2025/0001.md"), head + t);
    return walk(folder, day("2026-01-15"));
  },
};

const timed = (run: (text: string) => unknown, pattern: string, length: number): number => {
  const text = pattern.repeat(Math.ceil(length / pattern.length)).slice(0, length);
  const from = performance.now();
  run(text);
  return performance.now() - from;
};

console.log("| 函数 | 最慢的正文 | 5万 | 10万 | 20万（毫秒） | 20万比10万 |\n| --- | --- | --: | --: | --: | --: |");
for (const [name, run] of Object.entries(FUNCTIONS)) {
  const rows = Object.entries(PATTERNS).map(([label, pattern]) => {
    timed(run, pattern, 20_000);
    const times = [50_000, 100_000, 200_000].map((n) => timed(run, pattern, n));
    return { label, times, ratio: (times[2] ?? 0) / Math.max(times[1] ?? 1, 1) };
  });
  const slowest = rows.sort((a, b) => (b.times[2] ?? 0) - (a.times[2] ?? 0)).slice(0, 3);
  for (const { label, times, ratio } of slowest)
    console.log(
      `| ${name} | ${label} | ${times.map((t) => Math.round(t)).join(" | ")} | ${ratio.toFixed(1)}${(times[2] ?? 0) > 1000 || ratio > 3 ? " !" : ""} |`,
    );
}
rmSync(join(folder, ".."), { recursive: true });
