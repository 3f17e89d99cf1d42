/** Pagefind's index, fed our way: pairs of characters as words, pages named by their place, no fragments. */
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { gunzipSync } from "node:zlib";
import { gzipSync } from "fflate";
import type { Kept } from "../cache.ts";
import { remove } from "../disk.ts";

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
 * Indexes texts, each already made of tokens; `letter` and the place of a text in the list (in base 36) become its name in
 * the answers. Fragments (a copy of every text) are left out: results are shown from the pages themselves. Throws
 * `PagefindMissing`.
 */
export async function buildIndex(texts: readonly string[], letter: string): Promise<Kept> {
  const command = program();
  const folder = mkdtempSync(join(tmpdir(), "gongkai-index-"));
  try {
    mkdirSync(join(folder, "site"));
    for (const [i, text] of texts.entries()) {
      writeFileSync(join(folder, "site", `${i}.html`), `<html lang="unknown"><body>${text}</body></html>`);
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
    return rename(files, letter, texts.length);
  } finally {
    remove(folder);
  }
}

const SIGNATURE = "pagefind_dcd";

/** Plain bytes of a pair's postings in one file, at the least: small files, so that a question loads little beside what it asks for. */
const CHUNK = 8 * 1024;

/** What a search of ours asks for, with pages named by their place and the index cut finer. Throws when the form is not that of Pagefind 1.6.0. */
function rename(files: Kept, letter: string, count: number): Kept {
  const names = namesOf(files, letter);
  if (names.size !== count) throw new Error(`Pagefind knows ${names.size} of ${count} pages`);
  const out = new Map<string, Uint8Array>();
  const pack = (content: Uint8Array): Uint8Array => gzipSync(content, { level: 6, mtime: 0 });
  for (const path of [...files.keys()].sort()) {
    const content = files.get(path) as Uint8Array;
    if (/^wasm\.unknown\.pagefind$|^pagefind-entry\.json$|^pagefind\.js$/.test(path)) out.set(path, content);
    if (!path.endsWith(".pf_meta")) continue;
    const { meta, chunks } = recut(plain(content), names, (name) => plain(files.get(`index/${name}.pf_index`) ?? new Uint8Array()));
    out.set(path, pack(meta));
    for (const [name, chunk] of chunks) out.set(`index/${name}.pf_index`, pack(chunk));
  }
  return out;
}

const plain = (content: Uint8Array): Buffer => {
  const bytes = gunzipSync(content);
  if (bytes.toString("latin1", 0, SIGNATURE.length) !== SIGNATURE) throw new Error("no file of Pagefind's");
  return bytes.subarray(SIGNATURE.length);
};

/** Names of pages, by the place that their fragment tells. */
function namesOf(files: Kept, letter: string): Map<string, string> {
  const names = new Map<string, string>();
  for (const [path, content] of files) {
    if (!path.startsWith("fragment/")) continue;
    const told = JSON.parse(plain(content).toString("utf8")) as { url?: unknown } | Record<string, { url: string }>;
    const own = /([^/]+)\.pf_fragment$/.exec(path)?.[1] ?? "";
    // One fragment, or many in one file.
    const all = (typeof told.url === "string" ? { [own]: told } : told) as Record<string, { url: string }>;
    for (const [id, { url }] of Object.entries(all)) names.set(id, letter + Number(/^\/(\d+)/.exec(url)?.[1]).toString(36));
  }
  return names;
}

/**
 * `pf_meta` is CBOR: version, pages (name, length in words, group), chunks (first word, last word, name of the file), and
 * more that we leave. The lengths serve a ranking that a search for phrases does not use: all 1. A chunk is a list of one
 * list of words, each with its pages; cut between words it is two chunks.
 */
function recut(
  meta: Buffer,
  names: ReadonlyMap<string, string>,
  chunkOf: (name: string) => Buffer,
): { meta: Buffer; chunks: Map<string, Buffer> } {
  const reader = new Cbor(meta);
  const wrong = new Error("the index has another form than that of Pagefind 1.6.0");
  if (reader.list() !== 6) throw wrong;
  const versionEnd = reader.skip();
  const version = meta.subarray(0, versionEnd);
  const pages: Buffer[] = [];
  for (let n = reader.list(); n > 0; n--) {
    if (reader.list() !== 3) throw wrong;
    const name = names.get(reader.text());
    if (name === undefined) throw wrong;
    reader.skip();
    reader.skip();
    pages.push(Buffer.from([0x83]), textHead(name), Buffer.from([1, 0x60]));
  }
  const chunks = new Map<string, Buffer>();
  const ranges: Buffer[] = [];
  for (let n = reader.list(); n > 0; n--) {
    if (reader.list() !== 3) throw wrong;
    reader.skip();
    reader.skip();
    const chunk = chunkOf(reader.text());
    const words = new Cbor(chunk);
    if (words.list() !== 1) throw wrong;
    let [from, first, last, count] = [-1, "", "", 0];
    for (let left = words.list(); left > 0; left--) {
      const start = words.at;
      if (words.list() !== 3) throw wrong;
      const word = words.text();
      words.skip();
      words.skip();
      if (from < 0) [from, first, count] = [start, word, 0];
      last = word;
      count++;
      if (left > 1 && words.at - from < CHUNK) continue;
      const content = Buffer.concat([Buffer.from(`${SIGNATURE}\u0081`, "latin1"), listHead(count), chunk.subarray(from, words.at)]);
      const name = createHash("sha256").update(content).digest("hex").slice(0, 12);
      chunks.set(name, content);
      ranges.push(Buffer.from([0x83]), textHead(first), textHead(last), textHead(name));
      from = -1;
    }
  }
  const rest = meta.subarray(reader.at);
  const parts = [Buffer.from(SIGNATURE), version, listHead(pages.length / 3), ...pages, listHead(ranges.length / 4), ...ranges, rest];
  return { meta: Buffer.concat(parts), chunks };
}

const head = (type: number, n: number): Buffer =>
  Buffer.from(
    n < 24
      ? [type | n]
      : n < 0x100
        ? [type | 24, n]
        : n < 0x10000
          ? [type | 25, n >> 8, n & 255]
          : [type | 26, n >>> 24, (n >> 16) & 255, (n >> 8) & 255, n & 255],
  );
const listHead = (n: number): Buffer => head(0x80, n);
const textHead = (text: string): Buffer => {
  const bytes = Buffer.from(text);
  return Buffer.concat([head(0x60, bytes.length), bytes]);
};

/** Reads CBOR (RFC 8949) as far as Pagefind writes it: numbers, texts, lists of a given length. */
class Cbor {
  at = 0;
  constructor(private readonly bytes: Buffer) {}

  private head(): { type: number; value: number } {
    const byte = this.bytes[this.at++] as number;
    const info = byte & 31;
    const size = info < 24 ? 0 : info < 28 ? 1 << (info - 24) : Number.NaN;
    let value = info;
    if (size > 0) {
      value = 0;
      for (let i = 0; i < size; i++) value = value * 256 + (this.bytes[this.at++] as number);
    }
    if (Number.isNaN(size) || this.at > this.bytes.length) throw new Error("the index has another form than that of Pagefind 1.6.0");
    return { type: byte >> 5, value };
  }

  /** Members of the list that begins here. */
  list(): number {
    const { type, value } = this.head();
    if (type !== 4) throw new Error("the index has another form than that of Pagefind 1.6.0");
    return value;
  }

  text(): string {
    const { type, value } = this.head();
    if (type !== 3) throw new Error("the index has another form than that of Pagefind 1.6.0");
    this.at += value;
    return this.bytes.toString("utf8", this.at - value, this.at);
  }

  /** Passes over one item, whatever it is; where it ends. */
  skip(): number {
    for (let left = 1; left > 0; left--) {
      const { type, value } = this.head();
      if (type === 2 || type === 3) this.at += value;
      else if (type === 4) left += value;
      else if (type === 5) left += 2 * value;
      else if (type === 6) left++;
    }
    return this.at;
  }
}
