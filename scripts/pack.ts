/** Site → one zip to carry: every file with its checksum, and a page at the top that says where to begin. */
import { createHash } from "node:crypto";
import { closeSync, openSync, readFileSync, statSync, writeSync } from "node:fs";
import { join } from "node:path";
import { Zip, ZipDeflate, ZipPassThrough } from "fflate";
import { move, remove } from "./disk.ts";
import { filesBelow, MTIME } from "./offline.ts";

export interface Packed {
  readonly bytes: number;
  readonly files: number;
  readonly pages: number;
}

/** The one name that is not ASCII: it is what people are told to click. */
export const OPEN_HERE = "打开这里.html";

/** Packed already. */
const PACKED = /\.(?:pdf|docx|xlsx|pptx|ofd|jpe?g|png|zip)$/;

/**
 * Writes `out`: `打开这里.html`, `README.txt`, `SHA256SUMS.txt` and the site below `site/`, in the order of their names. A file at a
 * time goes through memory. The same site gives the same bytes. Nothing is left of a zip that could not be finished.
 */
export function writePack(folder: string, out: string, cover: { readonly page: string; readonly readme: string }): Packed {
  const paths = filesBelow(folder).filter((p) => p !== "gongkai.txt");
  const half = `${out}.half`;
  const target = openSync(half, "w");
  try {
    let failed: Error | null = null;
    const zip = new Zip((error, chunk) => {
      if (error) failed = error;
      else writeSync(target, chunk);
    });
    const sums: string[] = [];
    const add = (name: string, content: Uint8Array): void => {
      const entry = PACKED.test(name) ? new ZipPassThrough(name) : new ZipDeflate(name, { level: 6 });
      entry.mtime = MTIME;
      zip.add(entry);
      entry.push(content, true);
      if (name !== "SHA256SUMS.txt") sums.push(`${createHash("sha256").update(content).digest("hex")}  ${name}\n`);
    };
    add(OPEN_HERE, Buffer.from(cover.page));
    add("README.txt", Buffer.from(`\uFEFF${cover.readme}`));
    for (const path of paths) add(`site/${path}`, readFileSync(join(folder, path)));
    add("SHA256SUMS.txt", Buffer.from(sums.join("")));
    zip.end();
    if (failed) throw failed;
    closeSync(target);
    move(half, out);
  } catch (error) {
    remove(half);
    throw error;
  }
  return { bytes: statSync(out).size, files: paths.length + 3, pages: paths.filter((p) => p.endsWith(".html")).length };
}
