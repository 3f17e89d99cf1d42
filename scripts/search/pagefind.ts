/** Pagefind's index, fed our way: pairs of characters as words, pages named by their place, no fragments. */
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { gunzipSync } from "node:zlib";
import { gzipSync } from "fflate";
import type { Kept } from "../cache.ts";

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
    rmSync(folder, { recursive: true, force: true });
  }
}

const SIGNATURE = "pagefind_dcd";

/** Names of pages in `pf_meta`, by the place that their fragment tells; of the rest what a search of ours asks for. */
function rename(files: Kept, letter: string, count: number): Kept {
  const names = new Map<string, string>();
  for (const [path, content] of files) {
    if (!path.startsWith("fragment/")) continue;
    const text = gunzipSync(content).toString("utf8").slice(SIGNATURE.length);
    const one = JSON.parse(text) as { url: string } | Record<string, { url: string }>;
    const name = /([^/]+)\.pf_fragment$/.exec(path)?.[1] ?? "";
    for (const [id, { url }] of typeof one.url === "string"
      ? [[name, one as { url: string }] as const]
      : Object.entries(one as Record<string, { url: string }>)) {
      names.set(id, letter + Number(/^\/(\d+)/.exec(url)?.[1]).toString(36));
    }
  }
  if (names.size !== count) throw new Error(`Pagefind knows ${names.size} of ${count} pages`);
  const out = new Map<string, Uint8Array>();
  for (const path of [...files.keys()].sort()) {
    const content = files.get(path) as Uint8Array;
    if (path.endsWith(".pf_meta")) out.set(path, gzipSync(renamePages(gunzipSync(content), names), { level: 9, mtime: 0 }));
    else if (/^index\/|^wasm\.unknown\.pagefind$|^pagefind-entry\.json$|^pagefind\.js$/.test(path)) out.set(path, content);
  }
  return out;
}

/**
 * `pf_meta` is CBOR: a page is the array (0x83) of its name, its length in words and its group. All three are put anew in
 * place; arrays count their members, not their bytes, so nothing else changes. The lengths serve a ranking that a search for
 * phrases does not use: all 1. Throws when the form is another than that of Pagefind 1.6.0.
 */
function renamePages(meta: Buffer, names: ReadonlyMap<string, string>): Buffer {
  const parts: Buffer[] = [];
  let done = 0;
  let count = 0;
  /** A short text at a place, and where it ends; undefined when there is none. */
  const textAt = (at: number): { text: string; end: number } | undefined => {
    const head = meta[at] as number;
    const [length, start] =
      head >= 0x60 && head <= 0x77 ? [head - 0x60, at + 1] : head === 0x78 ? [meta[at + 1] as number, at + 2] : [-1, 0];
    return length < 0 ? undefined : { text: meta.toString("latin1", start, start + length), end: start + length };
  };
  for (let i = 0; i + 2 < meta.length && count < names.size; i++) {
    if (meta[i] !== 0x83) continue;
    const page = textAt(i + 1);
    const name = page && names.get(page.text);
    if (!page || name === undefined) continue;
    const number = meta[page.end] as number;
    const width = number < 24 ? 1 : number === 24 ? 2 : number === 25 ? 3 : number === 26 ? 5 : Number.NaN;
    const group = textAt(page.end + width);
    if (!group) break;
    parts.push(meta.subarray(done, i + 1), Buffer.from([0x60 + name.length]), Buffer.from(name, "latin1"), Buffer.from([1, 0x60]));
    done = group.end;
    i = done - 1;
    count++;
  }
  if (count !== names.size) throw new Error("pf_meta has another form than that of Pagefind 1.6.0");
  parts.push(meta.subarray(done));
  return Buffer.concat(parts);
}
