/** Digits of a text in groups, and what stands between two of them. */
import { cellsOf } from "./tables.ts";

/** What stands between two groups of digits: markup that shows nothing, signs that people put into numbers, or anything else. */
export type Joint = "none" | "soft" | "end";

export interface Token {
  readonly start: number;
  end: number;
  digits: string;
  readonly joint: Joint;
}

const UNSEEN =
  /^(?:\*\*|__|~~|`|<\/?(?:b|i|u|em|strong|span|mark|code|sub|sup|font|wbr)\b[^<>\n]{0,60}>|[\u00ad\u200b-\u200f\u2060\ufeff]){1,6}$/;
const SOFT = /^(?:<br ?\/?>|&nbsp;|\*\*|\n[^\S\n]{0,3}>|[\s\u00ad\u200b-\u200f\u2060\ufeff\-‐-―−－·•・.．_＿~～\\`'’+]){1,8}$/;
const MOST_BETWEEN = 64;
const TOKEN = /\d+(?:[xX×](?![A-Za-z]))?|[xX×](?![A-Za-z\d])/g;

function jointOf(between: string, inTable: () => boolean): Joint {
  if (between.length > MOST_BETWEEN || between.includes("\t")) return "end";
  if (UNSEEN.test(between)) return "none";
  if (between !== "" && !SOFT.test(between)) return "end";
  const line = between.indexOf("\n");
  // An empty line ends a number, and so does the end of a row.
  if (line >= 0 && (between.indexOf("\n", line + 1) >= 0 || inTable())) return "end";
  return "soft";
}

/** Groups of digits in the order of the text, those that belong together by their joints; an X ends an identity number. */
export function tokensOf(text: string): Token[] {
  const cells = cellsOf(text, /$^/);
  const tokens: Token[] = [];
  for (const m of text.matchAll(TOKEN)) {
    const last = tokens.at(-1);
    const start = m.index;
    const end = start + m[0].length;
    const joint = last
      ? jointOf(text.slice(last.end, Math.min(start, last.end + MOST_BETWEEN + 1)), () => cells(start) !== undefined)
      : "end";
    const digits = m[0].toUpperCase().replace("×", "X");
    // An X of its own ends a number or is nothing.
    if (digits === "X" && (joint === "end" || last?.digits.endsWith("X"))) continue;
    if (last && joint === "none" && !last.digits.endsWith("X")) {
      last.digits += digits;
      last.end = end;
    } else tokens.push({ start, end, digits, joint });
  }
  return tokens;
}
