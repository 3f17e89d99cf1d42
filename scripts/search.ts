/** Pages in the stage → the files of the search: text packs by year, the vocabulary, and for a large register an index. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import dictionary from "opencc-js/dict/TSCharacters";
import type { Cache } from "./cache.ts";
import { isItem, type Published } from "./entries.ts";
import { kinds } from "./model/index.ts";
import { type AttachmentText, visibleText } from "./office/attachment.ts";
import type { Shell } from "./pages.ts";
import type { Register } from "./register.ts";
import { type AnnualReport, reportTitle } from "./report.ts";
import { topics } from "./rules/topics.ts";
import { collectCharacters, SHARDS } from "./search/characters.ts";
import { tokenCount } from "./search/encode.ts";
import { type FoldedWords, foldWords, makeFolder } from "./search/fold.ts";
import { type Head, type IndexHead, type PackName, type PackRow, packRow, packTable, partOf } from "./search/head.ts";
import { asShown, markedText } from "./search/marked-text.ts";
import { buildIndex, PagefindMissing } from "./search/pagefind.ts";
import { newerFirst, type Row, type Words } from "./search/row.ts";
import { buildVocabulary } from "./search/vocabulary.ts";

/**
 * From this many characters of text on, a visitor gets an index (Pagefind) instead of the whole text. Below it the text is
 * small enough to be sent whole: some 450–750 KB, exact, quicker, and every further question is free, where the index takes
 * 150 KB for the first and 60 KB for each one after. Measured by `npm run bench:search`.
 */
export const LARGE_TEXT = 700_000;

/** Names of the office itself: all that it publishes is its own, so they tell nothing. */
const officeNames = ({ name, shortName, county, region }: Shell["site"]): string[] =>
  [name, shortName, county, region].flatMap((n) => (n ? [n, n.replace(/(?:人民政府|政府)$/, ""), n.replace(/[县区市镇乡]$/, "")] : []));

const wordsIn = (text: string): string[] => text.split(/[、，,；;\s]+/).filter((w) => w !== "");

/** Is the register so large that visitors are better served from an index? */
export const isLarge = (found: readonly Findable[]): boolean => found.reduce((n, f) => n + f.characters, 0) >= LARGE_TEXT;

/** A page that can be found: its row, its title, and the record that it shows. */
export interface Findable {
  readonly row: Row;
  readonly title: string;
  readonly record: Published | undefined;
  /** About so many characters of text. */
  readonly characters: number;
}

/** Every page that can be found, newest first: what is published and not withdrawn, annual reports, standing pages. */
export function findables(register: Register, reports: ReadonlyMap<number, AnnualReport>): Findable[] {
  const none = { category: "", topic: "", villages: [] };
  const out: Findable[] = [];
  for (const list of [register.items, register.interpretations, register.responses] as readonly (readonly Published[])[]) {
    for (const r of list) {
      if (r.withdrawn) continue;
      const facets = isItem(r) ? { category: r.category, topic: r.topic ?? "", villages: r.village ?? [] } : none;
      out.push({
        row: { path: `${r.id}.html`, date: r.date, kind: r.kind, ...facets },
        title: r.title,
        record: r,
        characters: r.body.length,
      });
    }
  }
  for (const report of reports.values()) {
    const row: Row = { path: `reports/${report.year}.html`, date: report.words.date ?? "", kind: "reports", ...none };
    out.push({ row, title: reportTitle(register.site, report.year), record: undefined, characters: report.words.body.length });
  }
  for (const page of register.pages) {
    out.push({
      row: { path: `pages/${page.id}.html`, date: "", kind: "pages", ...none },
      title: page.title,
      record: undefined,
      characters: page.body.length,
    });
  }
  return out.sort((a, b) => newerFirst(a.row, b.row));
}

export interface SearchInput {
  readonly findables: readonly Findable[];
  readonly shell: Shell;
  /** Where the pages have been written. */
  readonly stage: string;
  /** Words of an attachment by its address; undefined when it has none that can be read. */
  readonly attached: ReadonlyMap<string, AttachmentText>;
  readonly cache: Cache;
  /** An index for a large register? A copy that is carried to the reader (a stick) has no use for one. */
  readonly index: boolean;
}

export interface SearchFiles {
  readonly files: { readonly path: string; readonly content: string | Uint8Array }[];
  readonly packs: number;
  /** Parts of the index; 0 without one. */
  readonly parts: number;
  /** Why there is no index although the register is large. */
  readonly missing: string | undefined;
}

const hashOf = (...parts: readonly (string | Uint8Array)[]): string => {
  const hash = createHash("sha256");
  for (const p of parts) hash.update(p).update("\0");
  return hash.digest("hex").slice(0, 16);
};

/** JSON inside a script: two line ends that old browsers do not allow in a string. */
const script = (value: unknown): string => JSON.stringify(value).replaceAll("\u2028", "").replaceAll("\u2029", "");

/** Labels of the kinds that can be found. */
export const kindLabels: Readonly<Record<string, string>> = {
  items: "公开信息",
  interpretations: kinds.interpretations.label,
  responses: kinds.responses.label,
  reports: "年度报告",
  pages: "指南和制度",
};

/** Reads each findable page once and makes every file of the search. */
export async function buildSearch(input: SearchInput): Promise<SearchFiles> {
  const { shell, cache } = input;
  const files: SearchFiles["files"] = [];
  const rows = input.findables.map((f) => f.row);
  const all = input.findables.map((f) => wordsOfPage(f, input));

  const traditional = traditionalPairs(all.flatMap((w) => [w.title, w.text, ...w.attachments.map((a) => a.text)]));
  const folder = makeFolder(traditional);
  const folded = all.map((w) => foldWords(w, folder));

  // The index is made by a process of its own, on the other core, while the rest is made here.
  const indexing =
    input.index && isLarge(input.findables) ? buildIndexFiles(rows, all, folded, cache, files) : { index: undefined, missing: undefined };

  // Text packs: a year each, and one for what may change at any time.
  const groups = new Map<string, PackRow[]>();
  for (const [i, row] of rows.entries()) {
    const key = row.kind === "reports" || row.kind === "pages" ? "other" : row.date.slice(0, 4);
    const of = groups.get(key);
    const packed = packRow(row, all[i] as Words);
    if (of) of.push(packed);
    else groups.set(key, [packed]);
  }
  const packs: PackName[] = [...groups.keys()]
    .sort((a, b) => (a > b ? -1 : 1))
    .map((group) => {
      const text = script(groups.get(group));
      const file = `search/pack-${group}-${hashOf(text)}.js`;
      const content = `gongkaiPack("${file}",${text});\n`;
      files.push({ path: file, content });
      return { group, file, bytes: Buffer.byteLength(content) };
    });

  const own = [...shell.labels.village.values(), ...shell.labels.category.values(), ...topics.map((t) => t.label)];
  const newest = rows.map((row, i) => ({ row, folded: folded[i] as FoldedWords })).sort((a, b) => newerFirst(a.row, b.row));
  const words = script(
    buildVocabulary(
      { own, office: officeNames(shell.site) },
      newest.map((n) => n.folded),
      (shell.site.plainWords ?? []).map(({ says, means }) => ({
        said: wordsIn(says).map(folder.fold),
        means: wordsIn(means).map(folder.fold),
        isLight: false,
        isOther: false,
      })),
    ),
  );
  const vocabulary = `search/vocabulary-${hashOf(words)}.js`;
  files.push({ path: vocabulary, content: `gongkaiVocabulary(${words});\n` });

  const { index, missing } = await indexing;
  const head: Head = {
    packs,
    rows: rows.length,
    traditional,
    labels: {
      kind: kindLabels,
      category: Object.fromEntries(shell.labels.category),
      topic: Object.fromEntries(topics.map((t) => [t.code, t.label])),
      village: Object.fromEntries(shell.labels.village),
    },
    vocabulary,
    ...(index ? { index } : {}),
  };
  files.push({ path: "search/packs.js", content: `gongkaiPacks=${script(head)};\n` });
  return { files, packs: packs.length, parts: index?.parts.length ?? 0, missing };
}

/** The words of a page as the reader sees them, and those of its attachments. */
function wordsOfPage({ row, title, record }: Findable, input: SearchInput): Words {
  const text = markedText(readFileSync(join(input.stage, row.path), "utf8"));
  const first = asShown(title);
  if (text === undefined || !text.startsWith(first)) throw new Error(`${row.path} does not begin its marked text with its title`);
  const attachments = (record?.attachments ?? []).flatMap((a) => {
    const path = `${record?.id}/${a.file}`;
    const read = input.attached.get(path);
    const words = read === undefined ? "" : visibleText(read).trim();
    return words === "" ? [] : [{ title: a.title, path, text: words }];
  });
  return { title: first, text: text.slice(first.length).trim(), attachments };
}

/** 繁 → 简 in pairs, for the characters that these texts have. */
export function traditionalPairs(texts: Iterable<string>): string {
  const there = new Set<string>();
  for (const text of texts) for (const c of text) there.add(c);
  let out = "";
  for (const entry of dictionary.split("|")) {
    const [traditional = "", simplified = ""] = entry.split(" ");
    if ([...traditional].length === 1 && traditional !== simplified && (there.has(simplified) || there.has(traditional))) {
      out += traditional + simplified;
    }
  }
  return out;
}

/** Index of a large register: the table of its rows, its characters, and Pagefind's parts; or why there is none. */
async function buildIndexFiles(
  rows: readonly Row[],
  all: readonly Words[],
  folded: readonly FoldedWords[],
  cache: Cache,
  files: SearchFiles["files"],
): Promise<{ index: IndexHead | undefined; missing: string | undefined }> {
  const latest = rows.find((r) => r.kind !== "reports" && r.date !== "")?.date.slice(0, 4) ?? "";
  const made = (["a", "b"] as const).map((letter, part) => {
    const texts = folded.flatMap((f, i) => (partOf(rows[i] as Row, latest) === part ? [f.title + f.rest] : []));
    if (texts.length === 0) return undefined;
    // What stands in a closed year is not indexed again as long as nothing in it changes.
    const hash = hashOf("pagefind 1.6.0, pairs, batches, fine chunks", letter, ...texts);
    return { letter, folder: `search/pagefind-${hash}/`, files: cache.of("pagefind", hash, () => buildIndex(texts, letter)) };
  });
  const settled = Promise.all(made.map((m) => m?.files));
  // A failure is heard below; until then it must not be nobody's.
  settled.catch(() => {});

  const characters = collectCharacters();
  for (const [i, f] of folded.entries()) characters.add(i, f.title, f.rest.replaceAll("\n", ""));
  const attached = all.flatMap((w, i) => (w.attachments.length > 0 ? [i] : []));
  const titles = folded.map((f) => tokenCount(f.title));
  const table = JSON.stringify(packTable(rows, titles, attached));
  const shards = characters.shards().map((s) => JSON.stringify(s));
  const words = attached.map((i) => JSON.stringify((all[i] as Words).attachments));
  const folder = `search/index-${hashOf(table, ...shards, ...words)}/`;

  try {
    await settled;
  } catch (error) {
    if (!(error instanceof PagefindMissing)) throw error;
    return { index: undefined, missing: "这台电脑上没有能用的 Pagefind，检索改用文字包：照样查得全，只是第一次打开要多下载一些" };
  }
  const parts: { letter: string; folder: string }[] = [];
  for (const part of made) {
    if (!part) continue;
    parts.push({ letter: part.letter, folder: part.folder });
    for (const [path, content] of await part.files) files.push({ path: part.folder + path, content });
  }
  files.push({ path: `${folder}table.json`, content: table });
  for (const [i, s] of shards.entries()) files.push({ path: `${folder}characters-${i}.json`, content: s });
  for (const [i, row] of attached.entries()) files.push({ path: `${folder}attached-${row}.json`, content: words[i] as string });
  return { index: { folder, parts, shards: SHARDS, latest }, missing: undefined };
}
