/** A site as a release: links that lead nowhere, the hash of every file, and whether a copy is still what went out. */
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, posix } from "node:path";
import { filesBelow } from "./offline.ts";
import { MARK } from "./publish.ts";

export const MANIFEST = "manifest.json";
export const SUMS = "SHA256SUMS.txt";

export interface Manifest {
  /** Number of the publication; a plain build has none. */
  readonly release?: number;
  /** SHA-256 of the manifest before. */
  readonly previous: string | null;
  /** SHA-256 by address. */
  readonly files: Readonly<Record<string, string>>;
}

const sha256 = (bytes: Uint8Array | string): string => createHash("sha256").update(bytes).digest("hex");

/** Files that list the others, or only mark the folder. */
const UNLISTED = new Set([MANIFEST, SUMS, MARK]);

const TAG = /<[a-z][a-z0-9-]*(\s[^>]*)>/g;
const ATTRIBUTE = /\s(id|href|src|action)="([^"]*)"/g;
const plain = (value: string): string =>
  value.includes("&")
    ? value.replace(/&(amp|lt|gt|quot|#39);/g, (_, n: string) => ({ amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'" })[n] ?? "")
    : value;

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** Reads every file once: its hash, and links of pages that lead to no file or no place in one, `page → link`. */
export function readRelease(folder: string): { hashes: Record<string, string>; broken: string[] } {
  const paths = filesBelow(folder).filter((p) => !UNLISTED.has(p));
  const files = new Set(paths);
  const hashes: Record<string, string> = {};
  const broken: string[] = [];
  const ids = new Map<string, Set<string>>();
  const anchors: { page: string; url: string; target: string; hash: string }[] = [];
  for (const page of paths) {
    const bytes = readFileSync(join(folder, page));
    hashes[page] = sha256(bytes);
    if (!page.endsWith(".html")) continue;
    const own = new Set<string>();
    ids.set(page, own);
    const seen = new Set<string>();
    for (const [, attributes = ""] of bytes.toString("utf8").matchAll(TAG)) {
      for (const [, name, value = ""] of attributes.matchAll(ATTRIBUTE)) {
        const url = plain(value);
        if (name === "id") own.add(url);
        else if (!seen.has(url) && !/^(?:https?:|mailto:|tel:|data:)/i.test(url)) {
          seen.add(url);
          const [path = "", hash] = url.split("#") as [string, string?];
          const target = path === "" ? page : posix.normalize(posix.join(posix.dirname(page), decoded(path.split("?")[0] ?? "")));
          if (url.startsWith("/") || (!files.has(target) && !UNLISTED.has(target))) broken.push(`${page} → ${url}`);
          else if (hash) anchors.push({ page, url, target, hash: decoded(hash) });
        }
      }
    }
  }
  for (const { page, url, target, hash } of anchors) if (!ids.get(target)?.has(hash)) broken.push(`${page} → ${url}`);
  return { hashes, broken };
}

export const manifestText = ({ release, previous, files }: Manifest): string =>
  `${JSON.stringify({ ...(release !== undefined && { release }), previous, files }, undefined, 1)}\n`;

/** Writes `manifest.json` and `SHA256SUMS.txt`, last of all files; returns the hash of the manifest. */
export function writeManifest(folder: string, manifest: Manifest): string {
  const text = manifestText(manifest);
  const hash = sha256(text);
  writeFileSync(join(folder, MANIFEST), text);
  const lines = [...Object.entries(manifest.files), [MANIFEST, hash] as const].sort(([a], [b]) => (a < b ? -1 : 1));
  writeFileSync(join(folder, SUMS), lines.map(([path, sum]) => `${sum}  ${path}\n`).join(""));
  return hash;
}

/** The manifest of a folder and its hash; undefined when there is none that can be read. */
export function readManifest(folder: string): (Manifest & { readonly hash: string }) | undefined {
  try {
    const text = readFileSync(join(folder, MANIFEST), "utf8");
    const read = JSON.parse(text) as Manifest;
    return read.files !== null && typeof read.files === "object" ? { ...read, hash: sha256(text) } : undefined;
  } catch {
    return undefined;
  }
}

export interface Verified {
  readonly files: number;
  readonly missing: readonly string[];
  readonly changed: readonly string[];
  readonly extra: readonly string[];
}

/** What systems leave on a stick by themselves. */
const OF_THE_SYSTEM =
  /(?:^|\/)(?:Thumbs\.db|desktop\.ini|\.DS_Store|\._[^/]*)$|^(?:System Volume Information|\$RECYCLE\.BIN|\.Trash[^/]*|\.Spotlight[^/]*|\.fseventsd)\//i;

/** Holds a copy against its own list of sums: a site's folder or an unzipped pack. Undefined without a list. */
export function verifyCopy(folder: string): Verified | undefined {
  const list = join(folder, SUMS);
  if (!existsSync(list)) return undefined;
  const sums = new Map<string, string>();
  for (const line of readFileSync(list, "utf8").split(/\r?\n/)) {
    const [, sum, path] = /^([0-9a-f]{64}) [ *](.+)$/.exec(line) ?? [];
    if (sum !== undefined && path !== undefined) sums.set(path, sum);
  }
  // Each site inside is held against its manifest too.
  for (const at of ["", "site/"]) {
    const manifest = readManifest(join(folder, at));
    for (const [path, sum] of Object.entries(manifest?.files ?? {})) {
      const known = sums.get(at + path);
      sums.set(at + path, known === undefined || known === sum ? sum : "");
    }
  }
  const missing: string[] = [];
  const changed: string[] = [];
  for (const [path, sum] of sums) {
    const inside = !posix.normalize(path).startsWith("..") && !path.startsWith("/");
    if (!inside || !existsSync(join(folder, path))) missing.push(path);
    else if (sha256(readFileSync(join(folder, path))) !== sum) changed.push(path);
  }
  const own = new Set([SUMS, MARK]);
  const extra = filesBelow(folder).filter((p) => !sums.has(p) && !own.has(p) && !OF_THE_SYSTEM.test(p));
  return { files: sums.size, missing: missing.sort(), changed: changed.sort(), extra };
}
