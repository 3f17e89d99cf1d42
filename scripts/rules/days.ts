/** A calendar day as text, and the arithmetic on it that needs no clock and no time zone. */

/** A real calendar day, `YYYY-MM-DD`, 1949-01-01 to 2099-12-31. Compares and sorts as text. */
export type Day = string & { readonly __day: unique symbol };

const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

export const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

/** Days in a month, `month` 1–12. */
export const daysInMonth = (year: number, month: number): number => (month === 2 && isLeap(year) ? 29 : (MONTH_DAYS[month - 1] ?? 0));

/** Years that a date may have, as text of a regular expression: documents that are still in force may be as old as the state. */
export const YEARS = "(?:19(?:49|[5-9]\\d)|20\\d\\d)";
const DAY = new RegExp(`^(${YEARS})-(\\d\\d)-(\\d\\d)$`);

/** `YYYY-MM-DD` and a day that exists, else undefined. Never rolls over: 2017-02-30 is no day. */
export function parseDay(text: string): Day | undefined {
  const m = DAY.exec(text);
  if (!m) return undefined;
  const [year, month, day] = [Number(m[1]), Number(m[2]), Number(m[3])];
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return undefined;
  return text as Day;
}

/** A day known to be right (a constant, a computed one). Throws on anything else. */
export function day(text: string): Day {
  const d = parseDay(text);
  if (!d) throw new Error(`not a calendar day: ${text}`);
  return d;
}

export const yearOf = (d: Day): number => Number(d.slice(0, 4));
export const monthOf = (d: Day): number => Number(d.slice(5, 7));

/** Days since 1970-01-01. */
export function dayNumber(d: Day): number {
  // Hinnant's days_from_civil: exact, and without a Date object.
  const month = monthOf(d);
  const y = yearOf(d) - (month <= 2 ? 1 : 0);
  const era = Math.floor(y / 400);
  const yoe = y - era * 400;
  const doy = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + Number(d.slice(8)) - 1;
  const doe = yoe * 365 + Math.floor(yoe / 4) - Math.floor(yoe / 100) + doy;
  return era * 146097 + doe - 719468;
}

export function dayFromNumber(n: number): Day {
  const z = n + 719468;
  const era = Math.floor(z / 146097);
  const doe = z - era * 146097;
  const yoe = Math.floor((doe - Math.floor(doe / 1460) + Math.floor(doe / 36524) - Math.floor(doe / 146096)) / 365);
  const doy = doe - (365 * yoe + Math.floor(yoe / 4) - Math.floor(yoe / 100));
  const mp = Math.floor((5 * doy + 2) / 153);
  const month = mp + (mp < 10 ? 3 : -9);
  const year = yoe + era * 400 + (month <= 2 ? 1 : 0);
  const pad = (x: number) => String(x).padStart(2, "0");
  return `${year}-${pad(month)}-${pad(doy - Math.floor((153 * mp + 2) / 5) + 1)}` as Day;
}

export const addDays = (d: Day, count: number): Day => dayFromNumber(dayNumber(d) + count);

/** The same day of the month so many months later; where the month is shorter, its last day. */
export function addMonths(d: Day, count: number): Day {
  const months = yearOf(d) * 12 + monthOf(d) - 1 + count;
  const [year, month] = [Math.floor(months / 12), (((months % 12) + 12) % 12) + 1];
  const date = Math.min(Number(d.slice(8)), daysInMonth(year, month));
  return `${year}-${String(month).padStart(2, "0")}-${String(date).padStart(2, "0")}` as Day;
}

/** Calendar days from `from` to `to`, both counted. */
export const calendarDays = (from: Day, to: Day): number => dayNumber(to) - dayNumber(from) + 1;

/** 0 Sunday … 6 Saturday. */
export const weekday = (d: Day): number => (((dayNumber(d) + 4) % 7) + 7) % 7;

export const firstDay = (year: number): Day => `${year}-01-01` as Day;
export const lastDay = (year: number): Day => `${year}-12-31` as Day;

/** 2017-03-04 → 2017年3月4日. */
export const dayInChinese = (d: Day): string => `${yearOf(d)}年${monthOf(d)}月${Number(d.slice(8))}日`;
