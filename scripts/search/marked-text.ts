/** The words of a page that a search may find: what `data-pagefind-body` marks, less what `data-pagefind-ignore` marks. */

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: "\u00a0" };
const VOID = new Set(["br", "hr", "img", "input", "meta", "link", "wbr"]);
/** Within a line: no gap between their words and those beside them. */
const INLINE = new Set(["a", "strong", "em", "b", "i", "span", "code", "s", "sub", "sup", "mark", "time", "small"]);

function decode(text: string): string {
  return text.includes("&")
    ? text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex: string, dec: string, name: string) =>
        name !== undefined ? (ENTITIES[name] ?? whole) : String.fromCodePoint(hex !== undefined ? Number.parseInt(hex, 16) : Number(dec)),
      )
    : text;
}

/** A line as a browser shows it: several blanks are one. */
export const asShown = (line: string): string => line.replace(/[ \t]+/g, " ").trim();

/**
 * Text of a page of ours (well-formed, no raw HTML), block by block, a line each; undefined when nothing is marked.
 * White space aside it is the text that a browser shows there.
 */
export function markedText(page: string): string | undefined {
  const mark = page.indexOf(" data-pagefind-body");
  if (mark < 0) return undefined;
  const start = page.lastIndexOf("<", mark);
  let out = "";
  let depth = 0;
  let ignored = 0;
  const tag = /<(\/?)([a-z][a-z0-9]*)([^>]*)>|<!--[\s\S]*?-->/g;
  tag.lastIndex = start;
  let from = start;
  for (let m = tag.exec(page); m; m = tag.exec(page)) {
    if (ignored === 0) out += decode(page.slice(from, m.index));
    from = tag.lastIndex;
    const [, close, name = "", attributes = ""] = m;
    if (name === "") continue;
    if (!INLINE.has(name)) out += "\n";
    if (close) {
      depth--;
      if (ignored > depth) ignored = 0;
      if (depth === 0) break;
    } else if (!VOID.has(name) && !attributes.endsWith("/")) {
      depth++;
      if (ignored === 0 && attributes.includes("data-pagefind-ignore")) ignored = depth;
    }
  }
  // Line by line: a single expression over line ends and the blanks around them takes quadratic time.
  return out
    .split("\n")
    .map(asShown)
    .filter((line) => line !== "")
    .join("\n");
}
