/** The finished site looked at once more before it goes out: pages, data, feeds, packs of the search. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Faults, type Problem } from "../problem.ts";
import { type Own, scanText } from "./find.ts";
import { tell } from "./source.ts";

/** Kinds of files of the site that hold words. */
const WORDS = /\.(?:html|json|csv|xml|js|txt)$/;
/** A long number, inline marks of a page between its digits or not. */
const LONG =
  /[\d０-９](?:(?:<\/?(?:a|b|strong|em|i|span|mark|code|sub|sup|wbr|small|br)\b[^<>]{0,99}>|&#?\w{1,8};|\\[nrt]|[\s\-‐-―−－·・•.．_＿~～]){0,5}[\d０-９xXＸｘ×]){14}/;
const MARKS = ["★", "☆", "✩", "⭐", "此件", "不予公开", "不公开"];
const MARK_WORDS = /[绝机秘密内]\s{0,2}[密级部]/;

/** Only a file that has a long number or something like a mark is looked into. */
const isSuspect = (raw: string): boolean => LONG.test(raw) || MARKS.some((m) => raw.includes(m)) || MARK_WORDS.test(raw);

/** Once more over the finished pages and data: what stops there, by page and kind. `folder` is the stage; programs of ours are not read. */
export function builtProblems(folder: string, own: Own, shown: string): Problem[] {
  const faults: Problem[] = [];
  for (const e of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!e.isFile() || !WORDS.test(e.name)) continue;
    const path = join(e.parentPath, e.name);
    const address = path.slice(folder.length + 1).replaceAll("\\", "/");
    if (/^(?:pagefind|assets)\//.test(address)) continue;
    faults.push(...builtTextProblems(readFileSync(path, "utf8"), own, `${shown}/${address}`));
  }
  return faults;
}

/** The same for one file that was made, by its text. */
export function builtTextProblems(raw: string, own: Own, shown: string): Problem[] {
  // The office's own code stands on every page.
  const rest = [...own].reduce((text, code) => (code.length >= 15 ? text.replaceAll(code, "#") : text), raw);
  if (!isSuspect(rest)) return [];
  const faults = new Faults();
  const text = shown.endsWith(".html") ? pageText(rest) : rest.replace(/\\[nrt]/g, "\n");
  const seen = new Set<string>();
  for (const f of scanText(text, own, "stops").findings) {
    if (seen.has(f.kind)) continue;
    seen.add(f.kind);
    tell(faults, shown, 0, "生成的文件", f, "");
  }
  return faults.list;
}

const INLINE = /<\/?(?:a|b|strong|em|i|span|mark|code|sub|sup|wbr|small)\b[^<>]*>/gi;
const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " " };

/** The words of a page, those of its attributes too; words parted by an inline mark are one word. */
export function pageText(html: string): string {
  const attributes = [...html.matchAll(/\s(?:title|alt|content|value|placeholder|aria-label|data-[\w-]+)="([^"]*)"/gi)].map(
    (m) => m[1] ?? "",
  );
  const calls = [...html.matchAll(/href="((?:tel|mailto):[^"]*)"/gi)].map((m) => m[1] ?? "");
  const words = html
    .replace(/<(?:script|style)\b[^>]*>[\s\S]*?<\/(?:script|style)>/gi, (m) => (m.includes("json") ? m.replace(/<[^<>]*>/g, "\n") : "\n"))
    .replace(INLINE, "")
    .replace(/<[^<>]*>/g, "|");
  return [words, ...attributes, ...calls]
    .join("\n")
    .replace(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (m, decimal?: string, hex?: string, name?: string) =>
      name !== undefined
        ? (ENTITIES[name.toLowerCase()] ?? m)
        : String.fromCodePoint(Math.min(0x10ffff, decimal ? Number(decimal) : Number.parseInt(hex ?? "20", 16))),
    );
}
