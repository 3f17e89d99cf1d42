/** Pagefind's index, fed our way: pairs of characters as words, pages named by their place, no fragments. */
import { gunzipSync } from "node:zlib";
import { gzipSync } from "fflate";
import type { Kept } from "../cache.ts";

/** This machine has no Pagefind that runs. */
export class PagefindMissing extends Error {}

/** Files of a browser that come with every index; the ones for its own search boxes are left out. */
const RUNTIME = new Set(["pagefind.js"]);

/**
 * Indexes texts, each already made of tokens; `letter` and the place of a text in the list (in base 36) become its name in
 * the answers. Fragments (a copy of every text) are left out: results are shown from the pages themselves. Throws
 * `PagefindMissing`.
 */
export async function buildIndex(texts: readonly string[], letter: string): Promise<Kept> {
  const pagefind = await import("pagefind").catch((error: unknown) => {
    throw new PagefindMissing(String(error));
  });
  const created = await pagefind.createIndex({ forceLanguage: "unknown" }).catch((error: unknown) => {
    throw new PagefindMissing(String(error));
  });
  const { index } = created;
  if (!index) throw new PagefindMissing(created.errors.join("; "));
  try {
    let waiting: Promise<{ errors: string[] }>[] = [];
    const settle = async (): Promise<void> => {
      for (const { errors } of await Promise.all(waiting)) if (errors.length > 0) throw new Error(errors.join("; "));
      waiting = [];
    };
    for (const [i, content] of texts.entries()) {
      waiting.push(index.addCustomRecord({ url: `/${i}`, content, language: "unknown" }));
      if (waiting.length >= 64) await settle();
    }
    await settle();
    const { files, errors } = await index.getFiles();
    if (errors.length > 0) throw new Error(errors.join("; "));
    return rename(new Map(files.map((f) => [f.path, f.content])), letter);
  } finally {
    await pagefind.close();
  }
}

/** Names of pages in `pf_meta`, by the place that their fragment tells; fragments dropped. */
function rename(files: Kept, letter: string): Kept {
  const names = new Map<string, string>();
  for (const [path, content] of files) {
    const id = /^fragment\/(.+)\.pf_fragment$/.exec(path)?.[1];
    if (id === undefined) continue;
    const place = /"url":"\/(\d+)"/.exec(gunzipSync(content).toString("utf8"))?.[1];
    if (place === undefined) throw new Error(`no address in ${path}`);
    names.set(id, letter + Number(place).toString(36));
  }
  const out = new Map<string, Uint8Array>();
  for (const [path, content] of files) {
    if (path.startsWith("fragment/")) continue;
    if (path.endsWith(".pf_meta")) out.set(path, gzipSync(renamePages(gunzipSync(content), names), { level: 9, mtime: 0 }));
    else if (path.startsWith("index/") || path.endsWith(".pagefind") || path === "pagefind-entry.json" || RUNTIME.has(path)) {
      out.set(path, content);
    }
  }
  return out;
}

/**
 * `pf_meta` is CBOR: a page is the array (0x83) of its name, its length in words and its group. Names and lengths are put
 * anew in place; arrays count their members, not their bytes, so nothing else changes. The lengths serve a ranking that a
 * search for phrases does not use: all 1.
 */
function renamePages(meta: Buffer, names: ReadonlyMap<string, string>): Buffer {
  const parts: Buffer[] = [];
  let done = 0;
  let count = 0;
  for (let i = 0; i + 2 < meta.length && count < names.size; i++) {
    if (meta[i] !== 0x83) continue;
    const head = meta[i + 1] as number;
    if (head < 0x60 || head > 0x77) continue;
    const length = head - 0x60;
    const name = names.get(meta.toString("latin1", i + 2, i + 2 + length));
    if (name === undefined) continue;
    const at = i + 2 + length;
    const number = meta[at] as number;
    const width = number < 24 ? 1 : number === 24 ? 2 : number === 25 ? 3 : number === 26 ? 5 : 0;
    if (width === 0) throw new Error("pf_meta has another form than that of Pagefind 1.6.0");
    parts.push(meta.subarray(done, i + 1), Buffer.from([0x60 + name.length]), Buffer.from(name, "latin1"), Buffer.from([1]));
    done = at + width;
    i = done - 1;
    count++;
  }
  if (count !== names.size) throw new Error("pf_meta has another form than that of Pagefind 1.6.0");
  parts.push(meta.subarray(done));
  return Buffer.concat(parts);
}
