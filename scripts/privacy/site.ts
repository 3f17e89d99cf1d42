/** The finished site looked at once more before it goes out: pages, data, feeds, packs of the search and of devices, names of files. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { strFromU8, unzipSync } from "fflate";
import { Faults, type Problem } from "../problem.ts";
import { scanText } from "./find.ts";
import type { Own } from "./own.ts";
import { tell } from "./source.ts";

/** Kinds of files of the site that hold words. Attachments are read by `attachments.ts`. */
const WORDS = /\.(?:html|json|csv|xml|js|txt)$/;
/** Packs that a device saves: pages once more. */
const PACKS = /^offline\/.*\.zip$/;
/** Programs and styles of ours; the index of Pagefind, made of the very pages. */
const OURS = /^(?:assets|pagefind|search\/pagefind-[^/]*)\//;
/** A long number, inline marks of a page between its digits or not, also written as %31 or \\u0031, or one sign to a cell. */
const LONG = new RegExp(
  [
    String.raw`[\d０-９](?:(?:<\/?(?:a|b|strong|em|i|span|mark|code|sub|sup|wbr|small|br)\b[^<>]{0,99}>|&#?\w{1,8};|\\[nrt]|[\s\-‐-―−－·・•.．_＿~～]){0,5}[\d０-９xXＸｘ×]){14}`,
    String.raw`(?:%3\d|%EF%BC%9\d|\d){5,}%(?:3\d|EF)`,
    String.raw`\\u003\d`,
    String.raw`(?:<t[dh]\b[^<>]{0,99}>\s{0,9}[\dxX]\s{0,9}<\/t[dh]>\s{0,9}){11}`,
    // Signs that are digits in disguise.
    "[零〇一壹幺二贰三叁四肆五伍六陆七柒八捌九玖]{15}",
    "[①-⑨⓪❶-❾¹²³⁰-⁹₀-₉]{15}",
  ].join("|"),
  "i",
);
const MARKS = ["★", "☆", "✩", "⭐", "此件", "不予公开", "不公开"];
const MARK_WORDS = /[绝机秘密内]\s{0,2}[密级部]/;

/** Only a file that has a long number or something like a mark is looked into. */
const isSuspect = (raw: string): boolean => LONG.test(raw) || MARKS.some((m) => raw.includes(m)) || MARK_WORDS.test(raw);

/** Once more over the finished pages and data: what stops there, by page and kind. `folder` is the stage. */
export function builtProblems(folder: string, own: Own, shown: string): Problem[] {
  const faults: Problem[] = [];
  const addressOf = (path: string): string => path.slice(folder.length + 1).replaceAll("\\", "/");
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((e) => e.isFile());
  for (const e of files) {
    const path = join(e.parentPath, e.name);
    const address = addressOf(path);
    faults.push(...nameProblems(address, own, shown));
    if (OURS.test(address)) continue;
    if (WORDS.test(e.name)) faults.push(...builtTextProblems(readFileSync(path, "utf8"), own, `${shown}/${address}`));
    else if (PACKS.test(address)) faults.push(...packProblems(path, folder, own, `${shown}/${address}`));
  }
  return faults;
}

/** The name of a file and of its folders. */
function nameProblems(address: string, own: Own, shown: string): Problem[] {
  if (!/\d{6}/.test(address)) return [];
  const faults = new Faults();
  const names = address.replace(/\.[a-z\d]+$/i, "").replaceAll("/", "\n");
  for (const f of scanText(names, own, "stops").findings) tell(faults, `${shown}/${address}`, 0, "文件名", f, "");
  return faults.list;
}

/** The entries of a pack: what is a page of the stage word for word was looked at there. */
function packProblems(path: string, folder: string, own: Own, shown: string): Problem[] {
  const inStage = (address: string): string | undefined => {
    try {
      return readFileSync(join(folder, address), "utf8");
    } catch {
      return undefined;
    }
  };
  return Object.entries(unzipSync(readFileSync(path))).flatMap(([name, bytes]) => {
    const text = strFromU8(bytes);
    const held: unknown = name === "pages.json" ? JSON.parse(text) : { [name]: text };
    return Object.entries(held ?? {}).flatMap(([address, page]: [string, unknown]) =>
      typeof page !== "string" || inStage(address) === page ? [] : builtTextProblems(page, own, `${shown}/${address}`),
    );
  });
}

/** The same for one file that was made, by its text. */
export function builtTextProblems(raw: string, own: Own, shown: string): Problem[] {
  // The office's own code stands on every page.
  const rest = [...own.codes].reduce((text, code) => (code.length >= 15 ? text.replaceAll(code, "#") : text), raw);
  if (!isSuspect(rest)) return [];
  const faults = new Faults();
  const seen = new Set<string>();
  for (const f of scanText(wordsOf(rest, shown), own, "stops").findings) {
    if (seen.has(f.kind)) continue;
    seen.add(f.kind);
    tell(faults, shown, 0, "生成的文件", f, "");
  }
  return faults.list;
}

/** The words of a file by its kind. */
function wordsOf(raw: string, name: string): string {
  if (name.endsWith(".html")) return pageText(raw);
  if (name.endsWith(".xml")) return unescaped(raw);
  // A cell of CSV ends at its comma.
  if (name.endsWith(".csv")) return raw.replaceAll(",", "\t");
  return raw
    .replace(/\\u([\da-f]{4})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replace(/\\[nrt]/g, "\n")
    .replace(/\\(["\\/])/g, "$1");
}

const INLINE = /<\/?(?:a|b|strong|em|i|span|mark|code|sub|sup|wbr|small)\b[^<>]*>/gi;
const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " " };

const unescaped = (text: string): string =>
  text.replace(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (m, decimal?: string, hex?: string, name?: string) =>
    name !== undefined
      ? (ENTITIES[name.toLowerCase()] ?? m)
      : String.fromCodePoint(Math.min(0x10ffff, decimal ? Number(decimal) : Number.parseInt(hex ?? "20", 16))),
  );

/** The words of a page, those of its attributes too; words parted by an inline mark are one word, addresses are targets of links. */
export function pageText(html: string): string {
  const values = (names: string): string[] => [...html.matchAll(new RegExp(`\\s(?:${names})="([^"]*)"`, "gi"))].map((m) => m[1] ?? "");
  const attributes = values("title|alt|content|value|placeholder|aria-label|data-[\\w-]+");
  const addresses = values("href|src|action|srcset|cite|poster");
  const calls = addresses.filter((a) => /^(?:tel|mailto|sms):/i.test(a));
  const links = addresses.filter((a) => !/^(?:tel|mailto|sms):/i.test(a) && /\d{6}|%[\da-f]{2}/i.test(a)).map((a) => `[](${a})`);
  const words = html
    .replace(/<(?:script|style)\b[^>]*>[\s\S]*?<\/(?:script|style)>/gi, (m) => (m.includes("json") ? m.replace(/<[^<>]*>/g, "\n") : "\n"))
    .replace(INLINE, "")
    .replace(/<br\b[^<>]*>/gi, "\n")
    .replace(/<t[dh]\b[^<>]*>/gi, "|")
    .replace(/<\/t[dh]\b[^<>]*>/gi, "")
    .replace(/<[^<>]*>/g, "\n");
  return unescaped([words, ...attributes, ...calls, ...links].join("\n"));
}
