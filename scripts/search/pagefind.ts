/** Pagefind's index, fed our way: pairs of characters as words, pages named by their place, no fragments; in batches. */
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { gunzipSync } from "node:zlib";
import { gzipSync } from "fflate";
import type { Kept } from "../cache.ts";
import { remove } from "../disk.ts";
import { toIndex } from "./encode.ts";
import { mergeIndexes, type PagefindIndex, withoutSignature } from "./pagefind-form.ts";

/** This machine has no Pagefind that runs. */
export class PagefindMissing extends Error {}

/** Its program: over a folder of files it takes two thirds of the time that its interface for Node takes for the same texts. */
function program(): string {
  const require = createRequire(import.meta.url);
  const [system, end] = process.platform === "win32" ? ["windows", ".exe"] : [process.platform, ""];
  try {
    return require.resolve(`@pagefind/${system}-${process.arch}/bin/pagefind_extended${end}`);
  } catch (error) {
    throw new PagefindMissing(String(error));
  }
}

/**
 * Characters that are indexed in one go: the program holds some 500 bytes of memory for each. Fixed, so that the bytes that come
 * out do not follow the machine.
 */
const BATCH = 1_600_000;

/** As many programs at a time as two processors can drive; each takes up to a gigabyte. */
const inLanes = lanes(Math.min(2, availableParallelism()));

/** At most so many at a time, in the order in which they came. */
function lanes(most: number): <T>(work: () => Promise<T>) => Promise<T> {
  let free = most;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (free > 0) free--;
    else await new Promise<void>((go) => waiting.push(go));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free++;
    }
  };
}

/** Consecutive texts of about `batch` characters. */
function batchesOf(texts: readonly string[], batch: number): { readonly from: number; readonly texts: readonly string[] }[] {
  const out: { from: number; texts: string[] }[] = [];
  let size = batch;
  for (const [i, text] of texts.entries()) {
    if (size >= batch) {
      out.push({ from: i, texts: [] });
      size = 0;
    }
    out.at(-1)?.texts.push(text);
    size += text.length;
  }
  return out;
}

/**
 * Indexes folded texts; `letter` and the place of a text in the list (in base 36) become its name in the answers. Fragments (a copy
 * of every text) are left out: results are shown from the pages themselves. Throws `PagefindMissing`.
 */
export async function buildIndex(texts: readonly string[], letter: string, batch = BATCH): Promise<Kept> {
  const command = program();
  const batches = await Promise.all(batchesOf(texts, batch).map((b) => inLanes(() => indexBatch(command, b.texts, b.from, letter))));
  const { meta, chunks } = mergeIndexes(batches.map((b) => b.index));
  const pack = (content: Uint8Array): Uint8Array => gzipSync(content, { level: 6, mtime: 0 });
  const out = new Map<string, Uint8Array>(batches[0]?.shared);
  const entry = JSON.parse(Buffer.from(out.get(ENTRY) ?? "").toString()) as {
    languages: { unknown: { hash: string; page_count: number } };
  };
  entry.languages.unknown.page_count = texts.length;
  out.set(ENTRY, Buffer.from(JSON.stringify(entry)));
  out.set(`pagefind.${entry.languages.unknown.hash}.pf_meta`, pack(meta));
  for (const [name, chunk] of chunks) out.set(`index/${name}.pf_index`, pack(chunk));
  return out;
}

const ENTRY = "pagefind-entry.json";

interface Batch {
  readonly index: PagefindIndex;
  /** Runtime and entry: the same in every batch but for the count of pages. */
  readonly shared: Kept;
}

/** One run of the program. */
async function indexBatch(command: string, texts: readonly string[], from: number, letter: string): Promise<Batch> {
  const folder = mkdtempSync(join(tmpdir(), "gongkai-index-"));
  try {
    mkdirSync(join(folder, "site"));
    for (const [i, text] of texts.entries()) {
      writeFileSync(join(folder, "site", `${i}.html`), `<html lang="unknown"><body>${toIndex(text)}</body></html>`);
    }
    // All fragments in one file: they are only read once, for the names.
    const args = [
      "--site",
      join(folder, "site"),
      "--output-path",
      join(folder, "out"),
      "--force-language",
      "unknown",
      "--max-fragments",
      "1",
    ];
    await promisify(execFile)(command, [...args, "--silent"]).catch((error: unknown) => {
      throw new PagefindMissing(String(error));
    });
    const files = new Map<string, Uint8Array>();
    for (const e of readdirSync(join(folder, "out"), { recursive: true, withFileTypes: true })) {
      const path = join(e.parentPath, e.name);
      if (e.isFile()) files.set(path.slice(folder.length + "/out/".length).replaceAll("\\", "/"), readFileSync(path));
    }
    const names = namesOf(files, from, letter);
    if (names.size !== texts.length) throw new Error(`Pagefind knows ${names.size} of ${texts.length} pages`);
    const meta = [...files].find(([path]) => path.endsWith(".pf_meta"))?.[1];
    const unpacked = (content: Uint8Array | undefined): Buffer => withoutSignature(gunzipSync(content ?? new Uint8Array()));
    return {
      index: { meta: unpacked(meta), chunk: (name) => unpacked(files.get(`index/${name}.pf_index`)), names },
      shared: new Map([...files].filter(([path]) => /^(?:wasm\.unknown\.pagefind|pagefind-entry\.json|pagefind\.js)$/.test(path)).sort()),
    };
  } finally {
    remove(folder);
  }
}

/** Names of pages, by the place that their fragment tells. */
function namesOf(files: Kept, from: number, letter: string): Map<string, string> {
  const names = new Map<string, string>();
  for (const [path, content] of files) {
    if (!path.startsWith("fragment/")) continue;
    const told = JSON.parse(withoutSignature(gunzipSync(content)).toString("utf8")) as { url?: unknown } | Record<string, { url: string }>;
    const own = /([^/]+)\.pf_fragment$/.exec(path)?.[1] ?? "";
    // One fragment, or many in one file.
    const all = (typeof told.url === "string" ? { [own]: told } : told) as Record<string, { url: string }>;
    for (const [id, { url }] of Object.entries(all)) names.set(id, letter + (from + Number(/^\/(\d+)/.exec(url)?.[1])).toString(36));
  }
  return names;
}
