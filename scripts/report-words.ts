/** Checks on the words of a report: what they claim, what they leave out, what they took over from elsewhere. */
import { blankIn } from "./check/words/blanks.ts";
import { foldWidth } from "./check/words/numbers.ts";
import { validatePeriod } from "./check/words/period.ts";
import { PLACEHOLDER } from "./markdown.ts";
import type { ReportWords } from "./model/index.ts";
import { Faults, type Problem } from "./problem.ts";
import type { AnnualReport } from "./report.ts";
import { type Day, day, dayInChinese, parseDay } from "./rules/days.ts";
import { percent } from "./tally.ts";

/** What one report's words promise, leave over and leave out. Their numbers: `check/words/report.ts`. */
export function validateWords(report: AnnualReport): Problem[] {
  const faults = new Faults();
  const { words, year } = report;
  const lines = words.body
    .split("\n")
    .map((raw, i) => ({ text: foldWidth(raw.replace(PLACEHOLDER, FILLED)).replaceAll("**", ""), line: words.bodyLine + i }));
  for (const { text, line } of lines) {
    promise(text, line, report, faults);
    leftover(text, line, words, faults);
  }
  aspects(report, faults);
  return [...faults.list, ...validatePeriod(lines, year, words.file)];
}

/** Stands for a figure that fills itself in: it can't be wrong. */
const FILLED = "\u0001";

/** “2017年，我镇将继续…” in the report of 2017: that year is over. */
function promise(text: string, line: number, { year, words }: AnnualReport, faults: Faults): void {
  for (const m of text.matchAll(
    /(20\d\d)\s*年(?:度)?[，,]?\s*(?:我镇|我乡|我街道|我们|我单位|本机关|镇政府|全镇)?[^。；，,]{0,6}(?:将|计划|拟|力争|下一步)/g,
  )) {
    const named = Number(m[1]);
    if (named > year) continue;
    faults.error(
      words.file,
      line,
      "report-promise",
      `${year} 年的报告里写“${m[0].trim()}…”，打算做的事不会在 ${named} 年。`,
      `请核对年份，多半应当是 ${year + 1}年。`,
    );
  }
}

/** What a form's makers wrote for the writer. */
const LEFTOVERS = [
  /编写说明|填写说明|填报说明/,
  /该部分以表格形式报告|表格如下[:：]|见下表[:：]?\s*$/,
  /[（(【[]\s*(?:此处|在此|请)[^）)】\]]{0,20}(?:填写|写明|说明|补充)[^）)】\]]{0,10}[）)】\]]/,
  /[（(]\s*(?:模板|范例|示例文字|样例)\s*[）)]/,
];

function leftover(text: string, line: number, words: ReportWords, faults: Faults): void {
  for (const pattern of LEFTOVERS) {
    const m = pattern.exec(text);
    if (m) faults.error(words.file, line, "report-leftover", `这里还留着模板里的话“${m[0].trim()}”。`, "请删去，换成本年的情况。");
  }
  const blank = blankIn(text);
  if (blank !== undefined)
    faults.error(
      words.file,
      line,
      "report-leftover",
      `这里的数还空着：“${blank}”。`,
      "请填上本年的数，没有的写 0；能数出来的写 {{ figures.items.total }} 这样的记号。",
    );
}

/** 总体情况 speaks of its five aspects, and of 考核、评议、责任追究 (条例第五十条). */
function aspects({ form, sections, words, year }: AnnualReport, faults: Faults): void {
  for (const [number, wanted] of Object.entries(form.aspects)) {
    const section = sections[Number(number) - 1];
    if (!section) continue;
    const missing = wanted.filter((w) => !section.body.includes(w));
    if (missing.length === 0) continue;
    faults.error(
      words.file,
      section.line,
      "report-aspects",
      `“${section.title}”没有写到：${missing.join("、")}。`,
      `${year} 年的报告在这一部分要分别写清，没有的也写明没有。`,
      `依据：《政府信息公开条例》第五十条、${form.source}`,
    );
  }
}

/** Sentences of a report, without figures, dates and marks, for comparison. */
function sentences(words: ReportWords): string[] {
  return words.body
    .replace(PLACEHOLDER, "")
    .split(/[。；;！？\n]/)
    .map((s) => s.replace(/[\d\s#*“”"'（）()，,、：:—-]/g, ""))
    .filter((s) => [...s].length >= 8);
}

/** Share of this year's sentences that stood in the other report, by characters, 0–1. */
export function similarity(words: ReportWords, other: ReportWords): number {
  const old = new Set(sentences(other));
  const own = sentences(words);
  const length = (list: readonly string[]): number => list.reduce((n, s) => n + [...s].length, 0);
  const all = length(own);
  return all === 0 ? 0 : length(own.filter((s) => old.has(s))) / all;
}

/** Above this share the words are last year's. */
const SAME = 0.8;

/** 内容雷同: a warning with the share. */
export function validateSimilarity(words: ReportWords, before: ReportWords): Problem[] {
  const share = similarity(words, before);
  const faults = new Faults();
  if (share >= SAME) {
    faults.warn(
      words.file,
      words.bodyLine,
      "report-same",
      `文字有 ${percent(share)} 和 ${before.file} 相同。`,
      "内容雷同会被追责，请写本年的做法、问题和改进。",
      "依据：《政府信息公开条例》第四十七条",
    );
  }
  return faults.list;
}

/** The last day on which a year's report is in time: `reportDue` of `site.yaml`, or the form's own. */
export function dueDay({ year, form }: Pick<AnnualReport, "year" | "form">, reportDue: string | undefined): Day {
  const monthDay = form.fromYear >= 2019 ? (reportDue ?? form.dueBy) : form.dueBy;
  return parseDay(`${year + 1}-${monthDay}`) ?? day(`${year + 1}-${form.dueBy}`);
}

/** Published after the deadline. It can't be undone, so it is a warning. */
export function validateDue(report: AnnualReport, reportDue: string | undefined): Problem[] {
  const faults = new Faults();
  const { words } = report;
  const due = dueDay(report, reportDue);
  if (words.date !== undefined && words.date > due) {
    faults.warn(
      words.file,
      words.lines.date ?? 1,
      "report-late",
      `${report.year} 年的报告在 ${dayInChinese(words.date)}公布，晚于${dayInChinese(due)}。`,
      "期限是县里定的，请写进 site.yaml 的 reportDue；确实晚了的，在报告里说明。",
    );
  }
  return faults.list;
}
