/** Site → what a device saves of it: solid packs of pages by year, named by content, and the list of a release. */

import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { zipSync } from "fflate";
import { DEFAULT_ACCENT } from "./accent.ts";
import type { Cache } from "./cache.ts";
import type { Site } from "./model/index.ts";

/** `offline/release.json`: what there is to save, before anything is. */
export interface Release {
  /** Hash of all its parts. */
  readonly release: string;
  /** Day of the newest publication. */
  readonly newest: string;
  readonly pages: number;
  readonly attachments: number;
  /** Bytes that a device downloads when it has nothing yet. */
  readonly bytes: number;
  /** The list of its parts, from the root of the site. */
  readonly list: string;
}

/** `offline/list-<release>.zip`, one entry `list.json`. */
export interface ReleaseList {
  readonly packs: readonly SavedPack[];
  /** Files that are stored as they are: attachments, documents, pictures. */
  readonly files: readonly SavedFile[];
}

/** A zip with one entry, `pages.json`: `{path: text}`. */
export interface SavedPack {
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly paths: readonly string[];
}

export interface SavedFile {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

const TEXT = /\.(?:html|css|js|json|csv|xml|txt|svg)$/;
/** What only a server is asked for, or what the device has in another form. */
const LEFT_OUT =
  /^(?:offline\/.+\.(?:zip|json)|search\/(?:pagefind|index)-|sw\.js|app\.json|gongkai\.txt|404\.html|feed\.json|manifest\.json|SHA256SUMS\.txt|data\/(?:records|published)\.json)/;

/** Pages in one pack: so many that they compress well, so few that a change costs little. */
const PACK = 64;

/** Zip's clock begins here, in local time: the same bytes in every zone. */
export const MTIME = new Date(1980, 0, 1);

export const sha256 = (bytes: Uint8Array | string): string => createHash("sha256").update(bytes).digest("hex");

/** A zip with one entry. */
export const zipOne = (name: string, text: string): Uint8Array => zipSync({ [name]: [Buffer.from(text), { level: 9, mtime: MTIME }] });

/** Files below a folder, with `/`, by code point. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((e) => e.isFile())
    .map((e) => relative(folder, join(e.parentPath, e.name)).replaceAll("\\", "/"))
    .sort((a, b) => (a < b ? -1 : 1));
}

/** Pages of a year stand together, and its records apart from its lists: a closed year's packs never change. */
function groupOf(path: string): string {
  // Its dictionary is large, and not to be opened for every style sheet.
  if (path === "assets/traditional.js") return "rest-traditional";
  const year = /(?:^|[/-])(20\d\d)(?=[/.-])/.exec(path)?.[1] ?? "rest";
  const record = /^([a-z]+)\/20\d\d\/[^/]+\.html$/.exec(path)?.[1];
  return `${year}-${path.startsWith("search/") ? "search" : (record ?? "lists")}`;
}

/** Reads the written site and makes the files under `offline/`. `attachments` are the addresses of attachments. */
export async function buildOffline(
  folder: string,
  newest: string,
  attachments: ReadonlySet<string>,
  cache: Cache,
): Promise<{ release: Release; files: { path: string; content: string | Uint8Array }[] }> {
  const groups = new Map<string, string[]>();
  const files: SavedFile[] = [];
  let pages = 0;
  for (const path of filesBelow(folder)) {
    if (LEFT_OUT.test(path)) continue;
    if (!TEXT.test(path) || attachments.has(path)) {
      const bytes = readFileSync(join(folder, path));
      files.push({ path, bytes: bytes.length, sha256: sha256(bytes) });
      continue;
    }
    if (path.endsWith(".html")) pages++;
    const group = groupOf(path);
    const of = groups.get(group);
    if (of) of.push(path);
    else groups.set(group, [path]);
  }
  const packs: SavedPack[] = [];
  const out: { path: string; content: string | Uint8Array }[] = [];
  for (const group of [...groups.keys()].sort()) {
    const paths = groups.get(group) ?? [];
    // The words for the search are as large as a pack each.
    const size = group.endsWith("-search") ? 1 : PACK;
    for (let from = 0; from < paths.length; from += size) {
      const these = paths.slice(from, from + size);
      const text = JSON.stringify(Object.fromEntries(these.map((p) => [p, readFileSync(join(folder, p), "utf8")])));
      const hash = sha256(text);
      const kept = await cache.of("offline-1", hash, async () => new Map([["pack.zip", zipOne("pages.json", text)]]));
      const content = kept.get("pack.zip") as Uint8Array;
      const file = `offline/${group}-${from / size + 1}-${hash.slice(0, 16)}.zip`;
      packs.push({ file, bytes: content.length, sha256: sha256(content), paths: these });
      out.push({ path: file, content });
    }
  }
  const list = JSON.stringify({ packs, files } satisfies ReleaseList);
  const id = sha256(list).slice(0, 16);
  const content = zipOne("list.json", list);
  const release: Release = {
    release: id,
    newest,
    pages,
    attachments: files.filter((f) => attachments.has(f.path)).length,
    bytes: [...packs, ...files].reduce((n, p) => n + p.bytes, content.length),
    list: `offline/list-${id}.zip`,
  };
  out.push({ path: release.list, content }, { path: "offline/release.json", content: `${JSON.stringify(release)}\n` });
  return { release, files: out };
}

/** Web app manifest: for those who put the saved site on their home screen. */
export const appManifest = (site: Site): string =>
  `${JSON.stringify({
    name: `${site.name}政府信息公开`,
    short_name: `${site.shortName}公开`,
    lang: "zh-CN",
    start_url: "index.html",
    scope: "./",
    display: "standalone",
    theme_color: site.accent ?? DEFAULT_ACCENT,
    background_color: "#ffffff",
    icons: [{ src: "assets/icon.svg", sizes: "any", type: "image/svg+xml" }],
  })}\n`;
