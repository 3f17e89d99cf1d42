/** Days, months, quarters and years as people type them → from–to. */

/** The reader's day, `YYYY-MM-DD`. */
export type Today = string;

export interface DateAsked {
  /** First and last day, `YYYY-MM-DD`. Without a year: `MM-DD` of any year. */
  readonly from: string;
  readonly to: string;
  /** As it is told: “2025年12月”. */
  readonly label: string;
  /** Words of the register that name the same: a title with “2017年” tells of that year, whenever it was published. */
  readonly words: readonly string[];
}

export interface DatesRead {
  readonly rest: string;
  readonly date?: DateAsked;
  /** A day that has not come yet: nothing can have been published. */
  readonly isFuture: boolean;
}

const DIGITS = "〇一二三四五六七八九十";
/** 三 → 3, 十二 → 12; digits as they are. NaN for anything else. */
function numberOf(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  const [, tens, ones = ""] = /^([一二三])?十([一二三四五六七八九])?$/.exec(text) ?? [];
  if (/^[一二三]?十/.test(text)) return (tens ? DIGITS.indexOf(tens) : 1) * 10 + (ones === "" ? 0 : DIGITS.indexOf(ones));
  return text.length === 1 && DIGITS.includes(text) ? DIGITS.indexOf(text) : Number.NaN;
}

const two = (n: number): string => String(n).padStart(2, "0");
const lastDay = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

const N = "(\\d{1,2}|[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])";
const YEAR = "((?:20|19)\\d\\d|\\d\\d)";
const RELATIVE: Readonly<Record<string, number>> = {
  今年: 0,
  本年: 0,
  今年度: 0,
  去年: -1,
  上年: -1,
  上一年: -1,
  前年: -2,
  大前年: -3,
  明年: 1,
  后年: 2,
};
const RELATIVE_YEAR = `(${Object.keys(RELATIVE)
  .sort((a, b) => b.length - a.length)
  .join("|")})`;

/** A match that no digit stands before; an expression that looks back is beyond old browsers. */
function seek(text: string, expression: string): RegExpExecArray | null {
  const m = new RegExp(`(^|[^\\d])(?:${expression})`).exec(text);
  if (m) {
    const [whole, before = ""] = m;
    m[0] = whole.slice(before.length);
    m.index += before.length;
    m.splice(1, 1);
  }
  return m;
}

/** Takes the first date out of a folded query. */
export function dateIn(text: string, today: Today): DatesRead {
  const [thisYear, thisMonth, thisDay] = today.split("-").map(Number) as [number, number, number];
  const nothing = { rest: text, isFuture: false };
  const taken = (m: RegExpExecArray, from: string, to: string, label: string, words: readonly string[]): DatesRead => ({
    rest: `${text.slice(0, m.index)} ${text.slice(m.index + m[0].length)}`,
    date: { from, to, label, words },
    isFuture: from.length > 5 && from > today,
  });
  const yearOf = (written: string): number => (written.length === 2 ? 2000 + Number(written) : Number(written));
  const month = (m: RegExpExecArray, year: number, number: number): DatesRead =>
    taken(m, `${year}-${two(number)}-01`, `${year}-${two(number)}-${lastDay(year, number)}`, `${year}年${number}月`, [
      `${year}年${number}月`,
    ]);
  const day = (m: RegExpExecArray, year: number, number: number, date: number): DatesRead => {
    const at = `${year}-${two(number)}-${two(date)}`;
    return taken(m, at, at, `${year}年${number}月${date}日`, [`${year}年${number}月${date}日`, at]);
  };
  const isMonth = (n: number): boolean => n >= 1 && n <= 12;
  const isDay = (n: number): boolean => n >= 1 && n <= 31;

  const years = `(?:${YEAR}年?|${RELATIVE_YEAR}的?)`;
  const yearIn = (a: string | undefined, b: string | undefined): number =>
    a !== undefined ? yearOf(a) : thisYear + (RELATIVE[b ?? ""] ?? 0);
  /** Months of a year, or of any year where none is written. */
  const period = (m: RegExpExecArray, [first, last]: readonly [number, number], names: readonly string[]): DatesRead => {
    const anyYear = m[1] === undefined && m[2] === undefined;
    const year = anyYear ? 0 : yearIn(m[1], m[2]);
    const before = anyYear ? "" : `${year}-`;
    const written = anyYear ? "" : `${year}年`;
    const end = lastDay(anyYear ? 2024 : year, last);
    return taken(
      m,
      `${before}${two(first)}-01`,
      `${before}${two(last)}-${end}`,
      written + (names[0] ?? ""),
      names.map((n) => written + n),
    );
  };

  let m = seek(text, `${YEAR}[-/.年]0?${N}[-/.月]0?${N}[日号]?(?!\\d)`) ?? seek(text, "(20\\d\\d)(\\d\\d)(\\d\\d)(?!\\d)");
  if (m) {
    const [year, number, date] = [yearOf(m[1] ?? ""), numberOf(m[2] ?? ""), numberOf(m[3] ?? "")];
    if (isMonth(number) && isDay(date)) return day(m, year, number, date);
  }
  m = seek(text, `${RELATIVE_YEAR}的?${N}月0?${N}[日号]`);
  if (m && isMonth(numberOf(m[2] ?? "")) && isDay(numberOf(m[3] ?? "")))
    return day(m, yearIn(undefined, m[1]), numberOf(m[2] ?? ""), numberOf(m[3] ?? ""));
  m = seek(text, `(?:${YEAR}[-/.年]|${RELATIVE_YEAR}的?)0?${N}(?:月份|月)`) ?? seek(text, "(20\\d\\d)()[-/.](0[1-9]|1[0-2])(?!\\d)");
  if (m && isMonth(numberOf(m[3] ?? ""))) return month(m, yearIn(m[1] || undefined, m[2] || undefined), numberOf(m[3] ?? ""));
  m = seek(text, `${years}?第?([一二三四1-4])季度?`);
  if (m) {
    const quarter = numberOf(m[3] ?? "");
    const from = quarter * 3 - 2;
    return period(m, [from, from + 2], [`第${DIGITS[quarter]}季度`, `${DIGITS[quarter]}季度`]);
  }
  m = seek(text, `${years}?([上下])半年`);
  if (m) return period(m, m[3] === "上" ? [1, 6] : [7, 12], [`${m[3]}半年`]);
  m = /上个月|上月|这个月|本月|这月|下个月|下月/.exec(text);
  if (m) {
    const step = m[0].startsWith("上") ? -1 : m[0].startsWith("下") ? 1 : 0;
    const at = new Date(Date.UTC(thisYear, thisMonth - 1 + step, 1));
    return month(m, at.getUTCFullYear(), at.getUTCMonth() + 1);
  }
  m = /今天|昨天|前天|明天|后天/.exec(text);
  if (m) {
    const step = { 今天: 0, 昨天: -1, 前天: -2, 明天: 1, 后天: 2 }[m[0]] ?? 0;
    const at = new Date(Date.UTC(thisYear, thisMonth - 1, thisDay + step));
    return day(m, at.getUTCFullYear(), at.getUTCMonth() + 1, at.getUTCDate());
  }
  m = seek(text, `0?${N}[月.]0?${N}[日号]?(?![\\d.])`);
  if (m && isMonth(numberOf(m[1] ?? "")) && isDay(numberOf(m[2] ?? ""))) {
    const [number, date] = [numberOf(m[1] ?? ""), numberOf(m[2] ?? "")];
    const at = `${two(number)}-${two(date)}`;
    return taken(m, at, at, `${number}月${date}日`, [`${number}月${date}日`]);
  }
  m = seek(text, `()()${N}月份?`);
  if (m && isMonth(numberOf(m[3] ?? ""))) {
    m[1] = m[2] = undefined as unknown as string;
    const number = numberOf(m[3] ?? "");
    return period(m, [number, number], [`${number}月`]);
  }
  m = seek(text, `(?:((?:20|19)\\d\\d)(?:年度|年)?|(\\d\\d)年度?|${RELATIVE_YEAR})(?!\\d)`);
  if (m) {
    const year = m[1] !== undefined || m[2] !== undefined ? yearOf(m[1] ?? m[2] ?? "") : thisYear + (RELATIVE[m[3] ?? ""] ?? 0);
    return taken(m, `${year}-01-01`, `${year}-12-31`, `${year}年`, [`${year}年`]);
  }
  return nothing;
}
