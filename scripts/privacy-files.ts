/** Where private and secret things are looked for after reading: the words of attachments, and once more the finished site. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readAttached } from "./attached.ts";
import type { Cache } from "./cache.ts";
import type { Content } from "./content.ts";
import { type Own, scanText } from "./privacy.ts";
import { checkMaskPairs, type MaskedAt, ownOf, passable, tell } from "./privacy-check.ts";
import { Faults, type Problem } from "./problem.ts";

/** Attachments, what is seen and what is hidden in them. Whether or not a record names them: whoever has the folder has them. */
export async function attachmentProblems(content: Content, cache: Cache): Promise<Problem[]> {
  const faults = new Faults();
  const own = ownOf(content.site);
  const passed = new Set<string>();
  for (const list of [content.records.items, content.records.interpretations, content.records.responses]) {
    for (const r of list) if (r.review?.by && r.review.reason) passed.add(r.id);
  }
  const texts = await readAttached(content.attachments.keys(), content.folder, cache);
  const masked: MaskedAt[] = [...(content.masked ?? [])];
  const before = new Faults();
  checkMaskPairs(masked, before);
  for (const [path, { parts, lack }] of texts) {
    const file = content.attachments.get(path)?.file ?? path;
    const isPassed = passed.has(path.slice(0, path.lastIndexOf("/")));
    // No record names it yet, or the record has a fault: its words are looked at all the same.
    for (const { where, text, visible } of parts) {
      const told = new Set<string>();
      const { findings, masks } = scanText(text, own);
      for (const f of findings) {
        if (f.severity === "warn" && isPassed) continue;
        const line = text.slice(0, f.start).split("\n").length;
        const place = `附件的${where}（${visible ? "" : "打开时看不到，"}第 ${line} 行）`;
        const once = `${f.kind} ${f.masked} ${f.kind === "roster" ? "" : line}`;
        if (told.has(once)) continue;
        told.add(once);
        if (told.size > MOST_OF_A_PART) continue;
        tell(faults, file, 0, place, f, passable(true));
      }
      if (told.size > MOST_OF_A_PART) {
        const { severity } = findings.find((f) => f.severity === "stop") ?? { severity: "warn" };
        const sentences = [`附件的${where}里还有 ${told.size - MOST_OF_A_PART} 处这样的内容。`, "请一并改。"];
        if (severity === "stop") faults.error(file, 0, "private-more", ...sentences);
        else faults.warn(file, 0, "private-more", ...sentences);
      }
      for (const m of masks) masked.push({ file, line: 0, shape: m.shape });
    }
    if (lack === undefined || isPassed || /\.(?:jpe?g|png)$/.test(path)) continue;
    faults.warn(
      file,
      0,
      "attachment-unread",
      `附件${LACKS[lack]}，读不出文字，没法检查里面有没有个人信息和密级标志。`,
      "请打开看过，再在 review 里写上审查人（by）和理由（reason）；能换的，换成有文字的 pdf、docx 或者 xlsx。",
      `依据：《政府信息公开条例》第十七条`,
    );
  }
  const all = new Faults();
  checkMaskPairs(masked, all);
  return [...faults.list, ...all.list.filter((p) => !before.list.some((q) => q.file === p.file && q.line === p.line))];
}

/** Finds of one part of an attachment that are told one by one. */
const MOST_OF_A_PART = 5;

const LACKS = {
  encrypted: "加了密码",
  damaged: "坏了",
  noText: "是扫描件或者图片",
  unsupported: "是压缩包或者旧格式",
} as const;

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
