/** Dates and periods as notices write them: 2025年3月10日（星期一）起至3月16日止. Pure; every expression is linear. */
import { type Day, daysInMonth, monthOf, yearOf } from "../rules/days.ts";
import { numeralValue } from "./words/numbers.ts";

/** A day as it is written. It need not exist. */
export interface Dated {
  readonly start: number;
  readonly end: number;
  readonly written: string;
  /** Undefined when it is not written, also not by 去年, 明年. */
  readonly year: number | undefined;
  /** Undefined: the day stands after another of the same month (10月1日至8日). */
  readonly month: number | undefined;
  readonly day: number;
}

/** From–to. `months` and `year` are filled in from the first day for the second. */
export interface Span {
  readonly from: Dated;
  readonly to: Dated;
  readonly start: number;
  readonly end: number;
  readonly written: string;
}

const DATE =
  /(?<![\d.])(?:(?:((?:19|20)\d\d)\s*年\s*(?:的)?)?(\d{1,2})\s*月\s*(?:份)?(\d{1,2})\s*[日号]|((?:19|20)\d\d)[-./](\d{1,2})[-./](\d{1,2})(?![\d.])|([一二][〇○零OＯo0一二三四五六七八九]{3})\s*年\s*([一二三四五六七八九十]{1,3})\s*月\s*([一二三四五六七八九十]{1,3})\s*日)/g;
const DAY_ALONE = /^(\d{1,2})\s*[日号]/;
/** What stands between the first and the second day of a period. */
const BETWEEN =
  /^\s*(?:[（(][^（）()\n]{0,10}[）)])?\s*(?:上午|下午|早上|晚上|中午|凌晨)?\s*(?:\d{1,2}\s*(?:[:：]\s*\d{2}|[时点]\s*(?:\d{1,2}\s*分|整|半)?))?\s*(?:[（(][^（）()\n]{0,10}[）)])?\s*(?:起|开始|始)?\s*[，,]?\s*(?:截?至|直?到|[—–\-~～－─]{1,3})\s*(?:当年|同年|本年)?\s*/;
const RELATIVE: Readonly<Record<string, number>> = { 去: -1, 上: -1, 今: 0, 本: 0, 当: 0, 明: 1, 次: 1, 翌: 1, 来: 1 };

/** Every day in a sentence, in order. `year` is the year of the record, for 今年 and 去年. */
export function readDates(text: string, year: number): Dated[] {
  const out: Dated[] = [];
  if (!/[月日号]|\d[-./]\d/.test(text)) return out;
  for (const m of text.matchAll(DATE)) {
    const start = m.index;
    const relative = RELATIVE[/([去上今本当明次翌来])年(?:度)?的?$/.exec(text.slice(Math.max(0, start - 5), start))?.[1] ?? ""];
    const before = out.at(-1);
    const base = relative !== undefined && relative > 0 && before?.year !== undefined ? before.year : year;
    const written = m[0];
    const chinese = m[7] !== undefined;
    const y = m[1] ?? m[4] ?? m[7];
    out.push({
      start,
      end: start + written.length,
      written,
      year: y === undefined ? (relative === undefined ? undefined : base + relative) : yearValue(y),
      month: chinese ? numeralValue(m[8] ?? "") : Number(m[2] ?? m[5]),
      day: chinese ? numeralValue(m[9] ?? "") : Number(m[3] ?? m[6]),
    });
    // …至8日
    const end = start + written.length;
    const gap = BETWEEN.exec(text.slice(end, end + 48));
    const alone = gap && DAY_ALONE.exec(text.slice(end + gap[0].length, end + gap[0].length + 6));
    if (gap && alone) {
      const at = end + gap[0].length;
      out.push({ start: at, end: at + alone[0].length, written: alone[0], year: undefined, month: undefined, day: Number(alone[1]) });
    }
  }
  return out;
}

const yearValue = (written: string): number => (/^\d/.test(written) ? Number(written) : numeralValue(written.replace(/[OＯo0]/g, "〇")));

/** Every period of the sentence: two days that follow one another with 至 and the like. */
export function readSpans(text: string, dates: readonly Dated[]): Span[] {
  const out: Span[] = [];
  for (const [i, from] of dates.entries()) {
    const to = dates[i + 1];
    if (!to || from.month === undefined) continue;
    const gap = text.slice(from.end, to.start);
    const m = BETWEEN.exec(gap);
    const rest = m ? gap.slice(m[0].length) : gap;
    if (!m || !/^(?:[去上今本当明次翌来]年(?:度)?的?)?$/.test(rest)) continue;
    out.push({
      from,
      to: { ...to, month: to.month ?? from.month, year: to.year ?? undefined },
      start: from.start,
      end: to.end,
      written: text.slice(from.start, to.end),
    });
  }
  return out;
}

export const exists = (year: number, month: number, day: number): boolean =>
  month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);

export const dayOf = (year: number, month: number, day: number): Day | undefined =>
  exists(year, month, day) && year >= 2000 && year <= 2099
    ? (`${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}` as Day)
    : undefined;

/** The years that a day without a year may be in: the sentence's own first, then that in which it is nearest to the record's day. */
export function yearsOf(d: Dated, dates: readonly Dated[], record: Day): number[] {
  if (d.year !== undefined) return [d.year];
  const before = dates.filter((x) => x.start < d.start && x.year !== undefined).at(-1)?.year;
  const year = yearOf(record);
  const months = (d.month ?? monthOf(record)) - monthOf(record);
  const nearest = months <= -6 ? year + 1 : months >= 6 ? year - 1 : year;
  return [...new Set([...(before === undefined ? [] : [before]), nearest, year])];
}

/** A period as two days, where each half says enough: years from the sentence, else the record's. */
export function daysOf(span: Span, dates: readonly Dated[], record: Day): { from: Day; to: Day } | undefined {
  const year = span.from.year ?? yearsOf(span.from, dates, record)[0] ?? yearOf(record);
  const from = dayOf(year, span.from.month ?? 0, span.from.day);
  const wraps = span.to.year === undefined && (span.to.month ?? 0) < (span.from.month ?? 0);
  const to = dayOf(span.to.year ?? (wraps ? year + 1 : year), span.to.month ?? 0, span.to.day);
  return from && to ? { from, to } : undefined;
}
