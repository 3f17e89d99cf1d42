/** One search over two engines: the whole text where it is at hand or small, Pagefind's index for a visitor of a large register. */
import { rowsOf, type Shard, shardOf } from "../../scripts/search/characters.ts";
import { tokenCount, toQuery } from "../../scripts/search/encode.ts";
import { type Folder, foldWords, holds, makeFolder, type Word } from "../../scripts/search/fold.ts";
import { type Head, type IndexHead, type PackRow, partOf, type Table, unpackRow, unpackTable } from "../../scripts/search/head.ts";
import { type Lexicon, makeLexicon } from "../../scripts/search/lexicon.ts";
import { markedText } from "../../scripts/search/marked-text.ts";
import { type AttachedWords, type Hit, newerFirst, type Row, type Words } from "../../scripts/search/row.ts";
import type { Vocabulary } from "../../scripts/search/vocabulary.ts";
import { globals, loadScript } from "./page.ts";

export interface Engine {
  readonly name: "text" | "index";
  /** Newest first. */
  readonly rows: readonly Row[];
  /** Rows that hold every word, in any order. */
  find(words: readonly Word[]): Promise<Hit[]>;
  words(row: number): Promise<Words>;
}

/** Head, folder and engine, loaded at the first touch. */
export interface Search {
  readonly head: Head;
  readonly folder: Folder;
  readonly engine: Engine;
}

/** `onProgress` hears how many bytes of how many are there, while text packs come. */
export async function openSearch(root: string, onProgress: (done: number, of: number) => void): Promise<Search> {
  await loadScript(`${root}search/packs.js`);
  const head = globals.gongkaiPacks as Head;
  const folder = makeFolder(head.traditional);
  // From a folder, or saved on the device, the whole text is at hand: exact, and quicker than any index.
  const atHand = location.protocol === "file:" || navigator.serviceWorker?.controller;
  if (head.index && !atHand) {
    try {
      return { head, folder, engine: await indexEngine(root, head.index) };
    } catch {
      // An old browser without WebAssembly, a host that does not hand out one of the files: the text serves as well.
    }
  }
  return { head, folder, engine: await textEngine(root, head, folder, onProgress) };
}

/** What is known of words: for pinyin, near words and what a query means; loaded when it is needed. */
export interface Wording {
  readonly vocabulary: Vocabulary;
  readonly lexicon: Lexicon;
}

export async function openVocabulary(root: string, { head, folder }: Search): Promise<Wording> {
  let vocabulary: Vocabulary = { words: [], characters: {} };
  globals.gongkaiVocabulary = (v: Vocabulary) => {
    vocabulary = v;
  };
  await loadScript(root + head.vocabulary);
  return { vocabulary, lexicon: makeLexicon(vocabulary, head.labels.village, folder.fold) };
}

async function textEngine(root: string, head: Head, folder: Folder, onProgress: (done: number, of: number) => void): Promise<Engine> {
  const packs = new Map<string, readonly PackRow[]>();
  globals.gongkaiPack = (file: string, rows: readonly PackRow[]) => packs.set(file, rows);
  const total = head.packs.reduce((n, p) => n + p.bytes, 0);
  let done = 0;
  const waiting = [...head.packs];
  const fetchNext = async (): Promise<void> => {
    for (let pack = waiting.shift(); pack; pack = waiting.shift()) {
      await loadScript(root + pack.file);
      done += pack.bytes;
      onProgress(done, total);
    }
  };
  await Promise.all([fetchNext(), fetchNext(), fetchNext()]);
  const all = [...packs.values()].flat().map(unpackRow);
  all.sort((a, b) => newerFirst(a.row, b.row));
  const folded = all.map(({ words }) => {
    const { title, rest } = foldWords(words, folder);
    return { title, all: title + rest };
  });
  return {
    name: "text",
    rows: all.map((r) => r.row),
    async find(words) {
      const hits: Hit[] = [];
      for (const [row, { title, all }] of folded.entries()) {
        if (words.every((w) => holds(all, w))) hits.push({ row, titled: words.every((w) => title.includes(w.text)) });
      }
      return hits;
    },
    words: async (row) => (all[row] as { words: Words }).words,
  };
}

/** The calls of Pagefind's runtime that we make. */
interface PagefindInstance {
  filters(): Promise<unknown>;
  mergeIndex(path: string, options: object): Promise<void>;
  search(term: string): Promise<{ results: readonly { id: string; words: readonly number[] }[] }>;
}

async function get(address: string): Promise<Response> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${response.status} ${address}`);
  return response;
}

async function indexEngine(root: string, index: IndexHead): Promise<Engine> {
  const base = new URL(root || "./", location.href);
  const [table, pagefind] = await Promise.all([
    get(`${root}${index.folder}table.json`).then((r) => r.json() as Promise<Table>),
    openPagefind(base, index),
  ]);
  const rows = unpackTable(table);
  // A page's name in the answers is its part's letter and its place among the rows of that part.
  const places: [number[], number[]] = [[], []];
  for (const [i, row] of rows.entries()) places[partOf(row, index.latest)].push(i);
  const attached = new Set(table.attached);
  const shards = new Map<number, Promise<Shard>>();
  const known = new Map<number, Promise<Words>>();

  /** Rows of one spelling: place → titled. */
  const rowsOfText = async (word: string): Promise<Map<number, boolean>> => {
    const length = tokenCount(word);
    if (length === 1) {
      const n = shardOf(word, index.shards);
      const shard = shards.get(n) ?? get(`${root}${index.folder}characters-${n}.json`).then((r) => r.json() as Promise<Shard>);
      shards.set(n, shard);
      return rowsOf(await shard, word);
    }
    const { results } = await pagefind.search(toQuery(word));
    const found = new Map<number, boolean>();
    for (const { id, words } of results) {
      const row = places[id[0] === "a" ? 0 : 1][Number.parseInt(id.slice(1), 36)];
      if (row !== undefined) found.set(row, (words[0] ?? Number.POSITIVE_INFINITY) + length <= (table.titles[row] ?? 0));
    }
    return found;
  };
  const rowsOfWord = async ({ text, docNumber }: Word): Promise<Map<number, boolean>> => {
    const [found, others] = await Promise.all([rowsOfText(text), docNumber === undefined ? [] : rowsOfText(docNumber)]);
    for (const [row] of others) if (!found.has(row)) found.set(row, false);
    return found;
  };
  const readWords = async (row: number): Promise<Words> => {
    const address = root + (rows[row] as Row).path;
    const [text = "", attachments] = await Promise.all([
      get(address)
        .then((r) => r.text())
        .then(markedText),
      attached.has(row) ? get(`${root}${index.folder}attached-${row}.json`).then((r) => r.json() as Promise<AttachedWords[]>) : [],
    ]);
    const end = text.indexOf("\n");
    return { title: end < 0 ? text : text.slice(0, end), text: end < 0 ? "" : text.slice(end + 1), attachments };
  };
  return {
    name: "index",
    rows,
    async find(words) {
      if (words.length === 0) return rows.map((_, row) => ({ row, titled: false }));
      let hits: Map<number, boolean> | undefined;
      for (const found of await Promise.all(words.map(rowsOfWord))) {
        if (!hits) hits = found;
        else for (const [row, titled] of hits) found.has(row) ? hits.set(row, titled && found.get(row) === true) : hits.delete(row);
      }
      return [...(hits ?? [])].map(([row, titled]) => ({ row, titled }));
    },
    words(row) {
      const words = known.get(row) ?? readWords(row);
      known.set(row, words);
      words.catch(() => known.delete(row));
      return words;
    },
  };
}

async function openPagefind(base: URL, index: IndexHead): Promise<PagefindInstance> {
  const [first, second] = index.parts.map((p) => new URL(p.folder, base).pathname);
  const runtime = (await import(`${first}pagefind.js`)) as { createInstance(options: object): PagefindInstance };
  // The runtime cuts words by the language of the page; ours are cut already. It looks once, at this very moment.
  const { lang } = document.documentElement;
  document.documentElement.lang = "unknown";
  // On the main thread: a phrase of pairs takes a few milliseconds, a worker would cost its own copy of the runtime.
  const instance = runtime.createInstance({ basePath: first, noWorker: true, metaCacheTag: "1" });
  document.documentElement.lang = lang;
  // Asking for filters waits until all is there, or says that it will not be.
  const merged = second !== undefined && instance.mergeIndex(second, { language: "unknown", metaCacheTag: "1" });
  await Promise.all([instance.filters(), merged]);
  return instance;
}
