/** Checks on the words of a report: what they claim, what they leave out, what they took over from elsewhere. */
import { PLACEHOLDER } from "./markdown.ts";
import type { ReportWords } from "./model/index.ts";
import { Faults, type Problem } from "./problem.ts";
import { type AnnualReport, NUMERAL, readNumeral } from "./report.ts";
import { type Day, day, dayInChinese, daysInMonth, parseDay } from "./rules/days.ts";
import { percent } from "./tally.ts";

/** Every check on one report's words. `whole`: the tally lacks no record. */
export function validateWords(report: AnnualReport, whole: boolean): Problem[] {
  const faults = new Faults();
  const { words } = report;
  for (const [i, raw] of words.body.split("\n").entries()) {
    const line = words.bodyLine + i;
    const text = narrow(raw.replace(PLACEHOLDER, FILLED));
    approximation(text, line, words, faults);
    period(text, line, report, faults);
    promise(text, line, report, faults);
    leftover(text, line, words, faults);
    if (whole) {
      percentages(text, line, report, faults);
      outcomeGroups(text, line, report, faults);
    }
  }
  aspects(report, faults);
  return faults.list;
}

/** Stands for a figure that fills itself in: it can't be wrong. */
const FILLED = "\u0001";

/** Full-width digits and signs as the plain ones; emphasis gone. */
const narrow = (text: string): string =>
  text.replace(/[０-９％．]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0)).replaceAll("**", "");

/** “200余条”: a statutory figure is a number, not about a number. */
function approximation(text: string, line: number, words: ReportWords, faults: Faults): void {
  const pattern = new RegExp(
    `(?:(?:约|近|大约|将近|超过|逾)\\s*(?:${NUMERAL}|${FILLED})|(?:${NUMERAL}|${FILLED})\\s*(?:余|多|左右))\\s*(?:条|件|篇|次|人次|份|期|万元)`,
    "g",
  );
  for (const m of text.matchAll(pattern)) {
    faults.error(
      words.file,
      line,
      "figure-about",
      `文字里写“${m[0].replace(FILLED, "…")}”，是约数。`,
      "请改成准确的数；能从登记册数出来的，写 {{ figures.items.total }} 这样的记号。",
    );
  }
}

const DATE = "(20\\d\\d)\\s*年\\s*(\\d{1,2})\\s*月\\s*(\\d{1,2})\\s*日";

/** 统计期限: the whole year of the report, no day more or less. */
function period(text: string, line: number, { year, words }: AnnualReport, faults: Faults): void {
  for (const m of text.matchAll(new RegExp(`(统计期限|所列数据)?([^。；]{0,12}?)${DATE}\\s*起?\\s*[至到—\\-~～]+\\s*${DATE}`, "g"))) {
    const [from, to] = [
      { y: Number(m[3]), m: Number(m[4]), d: Number(m[5]) },
      { y: Number(m[6]), m: Number(m[7]), d: Number(m[8]) },
    ];
    const claimed = m[1] !== undefined;
    const annual = from.m === 1 && from.d === 1 && to.m === 12 && from.y === to.y && from.y === year;
    if (!claimed && !annual) continue;
    if (from.y === year && from.m === 1 && from.d === 1 && to.y === year && to.m === 12 && to.d === 31) continue;
    const real = to.d <= daysInMonth(to.y, to.m) ? "" : `，${to.y}年${to.m}月没有 ${to.d} 日`;
    faults.error(
      words.file,
      line,
      "report-period",
      `文字里写“${from.y}年${from.m}月${from.d}日至${to.y}年${to.m}月${to.d}日”，${year} 年报告的期限是 ${year}年1月1日至${year}年12月31日${real}。`,
      "请写 {{ period.from }}至{{ period.to }}，它自己填上。",
    );
  }
}

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
  /(?:[XxＸｘ×]{2,}|_{3,}|＿{2,})\s*(?:年|镇|乡|县|条|件|篇|人|次|元)/,
  /[（(]\s*(?:模板|范例|示例文字|样例)\s*[）)]/,
];

function leftover(text: string, line: number, words: ReportWords, faults: Faults): void {
  for (const pattern of LEFTOVERS) {
    const m = pattern.exec(text);
    if (m) faults.error(words.file, line, "report-leftover", `这里还留着模板里的话“${m[0].trim()}”。`, "请删去，换成本年的情况。");
  }
}

/** “占总体百分比为 98%” beside a figure whose share is another. */
function percentages(text: string, line: number, { words, tally }: AnnualReport, faults: Faults): void {
  for (const figure of tally.figures.values()) {
    const { said, units } = figure.rule;
    if (!said || figure.share === undefined) continue;
    const pattern = new RegExp(
      `(?:${said})[^。；;，,%]{0,8}(?:${NUMERAL}|${FILLED})\\s*(?:${units})[，,]?\\s*占[^。；;，,\\d]{0,12}(\\d+(?:\\.\\d+)?)\\s*%`,
      "g",
    );
    for (const m of text.matchAll(pattern)) {
      const typed = Number(m[1]);
      const shares = [figure.share, tally.former?.figures.get(figure.key)?.share];
      if (shares.some((share) => share !== undefined && Math.abs(typed - share * 100) < 0.06)) continue;
      faults.error(
        words.file,
        line,
        "figure-contradicts",
        `文字里写“${figure.label}”占 ${typed}%，按登记册是 ${percent(figure.share)}（${figure.value} ${figure.unit}，占主动公开的 ${tally.figures.get("items.total")?.value} 条）。`,
        `百分比不要手写，请改成 {{ figures.${figure.key}.share }}。`,
      );
    }
  }
}

/** Groups of rows that reports name as one: “不予公开 2 件”. */
const GROUPS: readonly { readonly said: string; readonly prefix: RegExp }[] = [
  { said: "不予公开", prefix: /^requests\.outcome\.deny/ },
  { said: "无法提供", prefix: /^requests\.outcome\.unable/ },
  { said: "不予处理", prefix: /^requests\.outcome\.reject/ },
  { said: "其他处理", prefix: /^requests\.outcome\.other/ },
];

function outcomeGroups(text: string, line: number, { words, tally, year }: AnnualReport, faults: Faults): void {
  if (tally.paper) return;
  for (const { said, prefix } of GROUPS) {
    const sum = [...tally.figures.values()].filter((f) => prefix.test(f.key)).reduce((n, f) => n + (f.value ?? 0), 0);
    for (const m of text.matchAll(new RegExp(`${said}(?:的|答复|决定|申请|共|计|为|\\s)*(${NUMERAL})\\s*件`, "g"))) {
      if (readNumeral(m[1] ?? "") === sum || /上年|去年|同比/.test(text.slice(0, m.index))) continue;
      faults.error(
        words.file,
        line,
        "figure-contradicts",
        `文字里写“${m[0]}”，${year} 年登记册里${said}的申请是 ${sum} 件（content/requests/ 里本年答复的）。`,
        "请核对；分行的数可以写 {{ figures.requests.outcome.deny4 }} 这样的记号。",
      );
    }
  }
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
