/** Text → Markdown of ours that reads as that text: a `\` before what would be a mark, and only there. */
import { headingOf, isAmount, listLineOf } from "./blocks.ts";
import { isEscape, readInline, wordsOf } from "./inlines.ts";

/**
 * A stretch of text as it is written behind `before`, which is written already. `marks`: also what could be a mark together with what
 * follows, `**` and brackets; without it only what is one by itself.
 */
export function escaped(text: string, before: string, marks: boolean): string {
  let out = "";
  const line = before + text;
  for (let at = before.length; at < line.length; at++) {
    const c = line[at] ?? "";
    const brace = c === "{" && (line[at + 1] === "{" || (at > before.length && line[at - 1] === "{"));
    const mark = marks && (c === "[" || c === "]" || (c === "*" && (line[at + 1] === "*" || line[at - 1] === "*")));
    // Within a path of a disk a `\\` takes nothing its meaning.
    const takes = (brace || mark) && isEscape(`${before}${out}\\${c}`, before.length + out.length);
    out += takes || (c === "\\" && isEscape(line, at)) ? `\\${c}` : c;
  }
  return out;
}

/** A line that is a paragraph, whatever it begins with. A number at its head may stay: it is shown as it is typed. */
export function paragraphLine(line: string): string {
  const item = listLineOf(line);
  return headingOf(line) || (item && item.number === undefined && !isAmount(item.text)) ? `\\${line}` : line;
}

/** The words that a reader sees of a line. */
export const wordsRead = (line: string): string => wordsOf(readInline(line));
