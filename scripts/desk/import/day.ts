/** A day as clerks write it (2026年3月7日 9时, 26.3.9, 二〇二六年三月九日, 46088) → `2026-03-07`. Runs in the browser too. */
import { type Day, dayFromNumber, parseDay } from "../../rules/days.ts";

/** 〇 and what is typed for it: other circles, the letter O in three alphabets, noughts. */
const ZERO = "〇零○◯⭕OoＯｏОоΟο0０";
const DIGITS = "〇一二三四五六七八九";
const HAN_DAY = new RegExp(
  `^([一二贰][${ZERO}一二三四五六七八九]{3})年([${ZERO}\\d一二三四五六七八九十]{1,3})月([${ZERO}\\d一二三四五六七八九十廿卅]{1,4})[日号]$`,
  "u",
);

/** A number from 1 to 31 in digits or Han characters: 10, 十, 二十一, 廿一, 二〇, 〇三. */
function smallNumber(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  const plain = text.replace(/^廿/, "二十").replace(/^卅/, "三十");
  const digit = (c: string): number => (ZERO.includes(c) ? 0 : DIGITS.indexOf(c));
  const [tens, units] = plain.split("十");
  if (units === undefined) return [...plain].reduce((n, c) => n * 10 + digit(c), 0);
  return (tens === "" ? 1 : digit(tens ?? "")) * 10 + (units === "" ? 0 : digit(units));
}

const two = (n: number | string): string => String(n).padStart(2, "0");

/** 二〇二五年三月十日, with any of the signs typed for 〇, as `2025-03-10`, whether or not there is such a day. */
function hanDay(bare: string): string | undefined {
  const m = HAN_DAY.exec(bare);
  if (!m) return undefined;
  const year = [...(m[1] ?? "")].map((c) => (c === "贰" ? 2 : ZERO.includes(c) ? 0 : DIGITS.indexOf(c))).join("");
  return `${year}-${two(smallNumber(m[2] ?? ""))}-${two(smallNumber(m[3] ?? ""))}`;
}

/** What follows a day and is not part of it: the day of the week, the hour. */
const BEHIND =
  /(?:\s*[（(]?(?:星期|周)[一二三四五六日天][)）]?)?(?:[\sT]*(?:上午|下午|中午|早上|晚上|凌晨)?\s*\d{1,2}\s*(?:[:：]\s*\d{1,2}(?:[:：]\d{1,2}(?:\.\d+)?)?Z?|[时点](?:整|半|\s*\d{1,2}分?(?:\d{1,2}秒)?)?))?$/;

const wide = (text: string): string => text.replace(/[！-～]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0));

/** 42799 → 2017-03-05: what a date is where its cell has lost its format. Only days that a ledger can hold. */
function serialDay(text: string): string | undefined {
  if (!/^\d{5}(?:\.\d+)?$/.test(text)) return undefined;
  const n = Math.floor(Number(text));
  return n < 36_526 || n > 73_050 ? undefined : dayFromNumber(n - 25_569);
}

/**
 * Year, month and day as they are written, `YYYY-MM-DD`, whether or not a calendar has that day. Undefined where the text is none, or
 * where it can be read in two ways: 03/04/05 may begin with its day, so of two digits only a number above 12 is taken for the year.
 * `year` is what a day without one is of (3月7日).
 */
export function writtenDay(text: string, year?: number): string | undefined {
  const bare = wide(text.trim()).replace(BEHIND, "").replace(/\s+/g, "");
  const m = /^(\d{4})[-./、年](\d{1,2})[-./、月](\d{1,2})[日号.]?$/.exec(bare) ?? /^(20\d\d)(\d\d)(\d\d)$/.exec(bare);
  if (m) return `${m[1]}-${two(m[2] ?? "")}-${two(m[3] ?? "")}`;
  const short = /^(\d\d)年(\d{1,2})月(\d{1,2})[日号]?$/.exec(bare) ?? /^(1[3-9]|[2-4]\d)[-./](\d{1,2})[-./](\d{1,2})$/.exec(bare);
  if (short) return `${Number(short[1]) < 50 ? 20 : 19}${short[1]}-${two(short[2] ?? "")}-${two(short[3] ?? "")}`;
  const ofYear = year === undefined ? undefined : /^(\d{1,2})月(\d{1,2})[日号]?$/.exec(bare);
  if (ofYear) return `${year}-${two(ofYear[1] ?? "")}-${two(ofYear[2] ?? "")}`;
  return hanDay(bare) ?? serialDay(bare);
}

/** Is it a day without its year, 3月7日? */
export const lacksYear = (text: string): boolean =>
  /^\d{1,2}月\d{1,2}[日号]?$/.test(wide(text.trim()).replace(BEHIND, "").replace(/\s+/g, ""));

/** A day of the calendar in words or digits of a line that holds nothing else, as a notice is signed. */
export function dayInWords(line: string): Day | undefined {
  const bare = wide(line).replace(/\s+/g, "");
  const m = /^(\d{4})年(\d{1,2})月(\d{1,2})日$/.exec(bare);
  return parseDay((m ? `${m[1]}-${two(m[2] ?? "")}-${two(m[3] ?? "")}` : hanDay(bare)) ?? "");
}
