/**
 * `holidays` in `site.yaml`: the arrangement of a year that the program does not have yet, in the words of the notice
 * (国务院办公厅关于部分节假日安排的通知, each November). The program's own table stands above it.
 */
import type { RawMap } from "../frontmatter.ts";
import { addDays, type Day, day, dayInChinese, firstDay, lastDay, parseDay, weekday } from "../rules/days.ts";
import { type Arrangement, type Arrangements, announced, arrangements, fixedHolidays, statutoryDays } from "../rules/workdays.ts";
import { type Complain, count, type Field, group, list, type Reading, required, text } from "./field.ts";

const SPAN = /^(\d{1,2})月(\d{1,2})日(?:[至到](?:(\d{1,2})月)?(\d{1,2})日)?$/;
const ASIDE = /（[^（）]*）|\([^()]*\)/g;
const MARK = /[、，,；;。\s]+/;

/** “1月1日（周四）至3日、2月15日至23日”: weekdays in brackets are passed over. */
const spans = (written: string): string[] => written.replace(ASIDE, "").split(MARK).filter(Boolean);

/** A few days, written as the notice has them. */
const announcedDays = (label: string, hint: string, example: string) =>
  text({
    label,
    hint,
    example,
    max: 300,
    pattern:
      /^(?:\d{1,2}月\d{1,2}日(?:（[^（）]*）|\([^()]*\))?(?:[至到](?:\d{1,2}月)?\d{1,2}日(?:（[^（）]*）|\([^()]*\))?)?(?:[、，,；;。\s]+|$))+$/,
    form: "照通知写几月几日，连着的写“至”，隔开的写顿号，",
  });

/** Days of a year, sorted; what is none is complained of. */
function daysOf(written: string, year: number, complain: Complain): Day[] {
  const out = new Set<Day>();
  for (const span of spans(written)) {
    const [, month = "", first = "", lastMonth = month, last = first] = SPAN.exec(span) ?? [];
    const at = (m: string, d: string): Day | undefined => parseDay(`${year}-${m.padStart(2, "0")}-${d.padStart(2, "0")}`);
    const [from, to] = [at(month, first), at(lastMonth, last)];
    if (!from || !to) complain("holidays-day", `放假安排（holidays）里的“${span}”，${year} 年没有这样的日子。`, "请照通知核对。");
    else if (to < from)
      complain(
        "holidays-day",
        `放假安排（holidays）里的“${span}”，后一天比前一天早。`,
        `这里只写 ${year} 年之内的日子；跨年的假期，只写到 12月31日，或者从 1月1日写起。`,
      );
    else for (let d = from; d <= to; d = addDays(d, 1)) out.add(d);
  }
  return [...out].sort();
}

const isWeekend = (d: Day): boolean => weekday(d) % 6 === 0;
const named = (days: readonly Day[]): string => days.map((d) => dayInChinese(d).slice(5)).join("、");

/** What is wrong with a year's days. */
function checkYear(
  year: number,
  off: readonly Day[],
  work: readonly Day[],
  { ofOff, ofWork, warn }: Record<"ofOff" | "ofWork" | "warn", Complain>,
): void {
  const both = work.filter((d) => off.includes(d));
  if (both.length > 0) ofWork("holidays-both", `${named(both)}写了放假，又写了上班。`, "请照通知留一处。");
  const plain = work.filter((d) => !isWeekend(d));
  if (plain.length > 0)
    ofWork("holidays-work", `${named(plain)}不是周六、周日，本来就上班。`, "上班（work）只写因为调休要上班的周六、周日，请照通知核对。");
  const missing = fixedHolidays.map((d) => day(`${year}-${d}`)).filter((d) => !off.includes(d));
  if (missing.length > 0)
    ofOff("holidays-missing", `没有写${named(missing)}放假。`, "请照通知写全：元旦、春节、清明、劳动节、端午、中秋、国庆。");
  const due = statutoryDays(year);
  const given = off.filter((d) => !isWeekend(d)).length - work.length;
  if (missing.length === 0 && due !== undefined && given !== due)
    warn(
      "holidays-count",
      `${year} 年的放假安排，放假的工作日减去调休上班的，一般是 ${due} 天，这里是 ${given} 天。`,
      "请照通知再核对一遍，是不是漏了一段假期，或者漏了一个上班的周末。",
      "依据：《全国年节及纪念日放假办法》",
    );
}

const year = required(count({ label: "年份", hint: "哪一年的安排。", example: "2027", unit: "年" }));
const off = required(announcedDays("放假", "通知里放假的日子，周末也可以写上。", "1月1日至3日、2月15日至23日、4月4日至6日"));
const work = announcedDays("上班", "因为调休要上班的周六、周日；没有就不写。", "1月4日、2月14日");
const written = group({
  label: "放假安排",
  hint: "程序里还没有的那一年，照国务院办公厅的通知（一般在十一月）写在这里，跨年的期限才算得出来；程序里有了就可以删去。",
  fields: { year, off, work },
});

/** One year, read and checked. */
const holidaysOfYear: Field<{ readonly year: number; readonly arrangement: Arrangement }> = {
  ...written,
  read(raw, key, reading) {
    const value = written.read(raw, key, reading);
    if (!value) return undefined;
    const before = reading.faults.list.length;
    const line = (of: string): number => (raw as RawMap).entries.get(of)?.line ?? raw.line;
    const saying =
      (of: string): Complain =>
      (...said) => {
        reading.faults.error(reading.file, line(of), ...said);
        return undefined;
      };
    if (value.year < 2000 || value.year > 2099)
      return saying("year")("holidays-year", `没有 ${value.year} 年的放假安排。`, "请写四位数的年份。");
    const [away, there] = [daysOf(value.off, value.year, saying("off")), daysOf(value.work ?? "", value.year, saying("work"))];
    if (reading.faults.list.length > before) return undefined;
    const warn: Complain = (...said) => {
      reading.faults.warn(reading.file, line("off"), ...said);
      return undefined;
    };
    checkYear(value.year, away, there, { ofOff: saying("off"), ofWork: saying("work"), warn });
    const short = (days: readonly Day[]): string => days.map((d) => d.slice(5)).join(" ");
    const arrangement = { off: short(away.filter((d) => !isWeekend(d))), work: short(there) };
    sameAsTable(value.year, arrangement, line("year"), reading);
    return reading.faults.list.slice(before).some((p) => p.severity === "error") ? undefined : { year: value.year, arrangement };
  },
};

/** A year that the table has is not told otherwise. */
function sameAsTable(year: number, { off, work }: Arrangement, line: number, { file, faults }: Reading): void {
  if (!announced.years.has(year)) return;
  const given = new Map([...off.split(" ").map((d) => [d, false] as const), ...work.split(" ").map((d) => [d, true] as const)]);
  const differing: Day[] = [];
  for (let d = firstDay(year); d <= lastDay(year); d = addDays(d, 1))
    if (announced.moved.get(d) !== given.get(d.slice(5))) differing.push(d);
  if (differing.length === 0) return;
  faults.error(
    file,
    line,
    "holidays-differ",
    `程序里已经有 ${year} 年的放假安排，和这里写的不一样：${named(differing)}。`,
    "请照通知核对：这里写错了的，删去这一年；程序错了的，请技术人员改 scripts/rules/workdays.ts。",
  );
}

/** What to do where a year is missing. */
export const holidaysForm = (year: number): string =>
  `加上 holidays，下一行写 - year: ${year}，再往下两行，对齐 year 写 off: 放假的日子，work: 调休上班的周末，写法如 off: ${off.example}。`;

export const holidays = list(holidaysOfYear, { max: 50 });

/** The table's years and the office's. A year written twice is said at `line`. */
export function withHolidays(
  own: readonly { readonly year: number; readonly arrangement: Arrangement }[],
  line: number,
  { file, faults }: Pick<Reading, "file" | "faults">,
): Arrangements {
  const all: Record<number, Arrangement> = { ...arrangements };
  const seen = new Set<number>();
  for (const { year, arrangement } of own) {
    if (seen.has(year)) faults.error(file, line, "holidays-doubled", `放假安排（holidays）里 ${year} 年写了两次。`, "请只留一个。");
    seen.add(year);
    all[year] ??= arrangement;
  }
  return all;
}
