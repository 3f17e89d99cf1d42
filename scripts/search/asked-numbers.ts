/** 文号, telephone numbers and amounts as people type them → the spellings that may stand in a page. */
import type { Part } from "./understand.ts";

/** 755200 → 755200, 755,200 and 75.52万. */
function amounts(digits: string): string[] {
  const [whole = "", decimals] = digits.split(".");
  const tail = decimals === undefined ? "" : `.${decimals}`;
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, ",") + tail;
  const value = Number(digits);
  const out = [digits, grouped];
  if (value >= 1000 && Number.isFinite(value)) out.push(`${Number((value / 10_000).toFixed(6))}万`);
  if (value >= 10_000_000) out.push(`${Number((value / 1e8).toFixed(6))}亿`);
  return [...new Set(out)];
}

const UNIT = "(?:元|块|亩|户|人|斤|吨|头|只|米|公里)";
const BRACKET = "[〔〕(){}【】\\[\\]〈〉<>]";
/** In the order in which they are looked for; none begins behind a digit. */
const KINDS: readonly (readonly [expression: string, read: (written: string) => readonly string[]])[] = [
  // 西政发〔2017〕20号 with any brackets, 年 and 第, under any short name of the organ: year and number say which.
  [
    `(?:[\\u4e00-\\u9fff]{0,8}[发办字函令])?${BRACKET}?(?:19|20)\\d\\d${BRACKET}?年?第?\\d{1,4}号(?:文件|文)?`,
    (written) => {
      const [, year = "", number = ""] = /((?:19|20)\d\d)\D*(\d{1,4})号/.exec(written) ?? [];
      return [`〔${year}〕${Number(number)}号`];
    },
  ],
  [
    "第?\\d{1,4}号(?:文件|文)",
    (written) => {
      const number = Number(/\d{1,4}/.exec(written)?.[0]);
      return [`〕${number}号`, `第${number}号`];
    },
  ],
  [
    "(?:0\\d{2,3}-?\\d{7,8}|1[3-9]\\d-?\\d{4}-?\\d{4}|[48]00-?\\d{3,4}-?\\d{3,4})(?!\\d)",
    (written) => [...new Set([written, written.replace(/-/g, "")])],
  ],
  [`\\d{1,3}(?:[,，]\\d{3})+(?:\\.\\d+)?${UNIT}?`, amountsOf],
  // 20170620 is a day.
  [
    `(?!(?:19|20)\\d\\d(?:0[1-9]|1[0-2])(?:[0-2]\\d|3[01])(?!\\d))(?:\\d{4,12}(?:\\.\\d+)?${UNIT}|\\d{5,12}(?:\\.\\d+)?(?![\\d年月.-]))`,
    amountsOf,
  ],
];

function amountsOf(written: string): string[] {
  return amounts(written.replace(/[^\d.]/g, ""));
}

/** Takes the numbers out of a folded query; what is left is read as dates and words. */
export function numbersIn(text: string): { readonly parts: readonly Part[]; readonly rest: string } {
  const parts: Part[] = [];
  let rest = text;
  for (const [expression, read] of KINDS) {
    rest = rest.replace(new RegExp(`(^|[^\\d.])(${expression})`, "g"), (_, before: string, written: string) => {
      parts.push({ said: written, words: read(written).map((word) => ({ word, rank: 0 })), how: "number", isLight: false });
      return `${before} `;
    });
  }
  return { parts, rest };
}
