/** What an office does not have (传真, 电子邮件, 微信公众号) leaves no row and no line on its pages. */
import { PLACEHOLDER } from "../markdown.ts";

/** Facts of `site.yaml` that an office may lack. */
export const MAY_LACK = ["fax", "email", "wechat", "hostUrl", "icp", "police"] as const;

/** Written by who has none: 无. */
const NONE = /^(?:无|没有|暂无|未设|不设|[-—–/\\]+)$/;

export const isNone = (value: string): boolean => NONE.test(value.trim());

const ORDERED = /^(\s*)(\d{1,9})([.)]\s)/;
const ITEM = /^\s*(?:[-*+]|\d{1,9}[.)])\s/;

/** Does a line quote a fact that the office lacks? `facts`: an empty text for each of those. */
export const quotesNone = (line: string, facts: ReadonlyMap<string, string>): boolean =>
  [...line.matchAll(PLACEHOLDER)].some((m) => facts.get(m[1] ?? "") === "");

/** A row of a table or an item of a list: it can go without leaving half a sentence. */
export const isRowOrItem = (line: string): boolean => /^\s*\|/.test(line) || ITEM.test(line);

/** A body without the rows and items that quote what is not there; the items after them count on. */
export function withoutLacking(body: string, facts: ReadonlyMap<string, string>): string {
  if (![...facts.values()].includes("")) return body;
  const out: string[] = [];
  /** Items that went, by the indent of their list. */
  const gone = new Map<string, number>();
  let within = false;
  for (const line of body.split("\n")) {
    const [, indent = "", number = "", dot = ""] = ORDERED.exec(line) ?? [];
    if (line.trim() !== "" && !ITEM.test(line) && !/^\s/.test(line)) gone.clear();
    // What is indented below an item that went belongs to it.
    if (within && /^\s+\S/.test(line) && !ITEM.test(line)) continue;
    within = false;
    if (isRowOrItem(line) && quotesNone(line, facts)) {
      within = ITEM.test(line);
      if (number !== "") gone.set(indent, (gone.get(indent) ?? 0) + 1);
      continue;
    }
    const less = number === "" ? 0 : (gone.get(indent) ?? 0);
    out.push(less === 0 ? line : line.replace(ORDERED, `${indent}${Number(number) - less}${dot}`));
  }
  return out.join("\n");
}
