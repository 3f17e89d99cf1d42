/** A year of the register → one HTML file with everything in it. */
import { createHash } from "node:crypto";
import { join } from "node:path";
import { anchorOf, singleLayout } from "../layouts/single.ts";
import { accentSheet } from "./accent.ts";
import type { Cache } from "./cache.ts";
import type { Published } from "./entries.ts";
import { openBundler } from "./lib/bundle.ts";
import { loweredSheets, sheetSource } from "./lib/sheet.ts";
import { NOWHERE, plainText } from "./markdown.ts";
import { siteUrl } from "./model/site.ts";
import { type AttachmentText, visibleText } from "./office/attachment.ts";
import { buildShell } from "./pages.ts";
import { publishedBytes } from "./published-file.ts";
import { reportTitle } from "./report.ts";
import { newerFirst } from "./search/row.ts";
import { traditionalPairs } from "./search.ts";
import type { Edition } from "./walk.ts";

/** Pictures up to this size come along. */
const PICTURE = 300 * 1024;

const hash = (text: string): string => createHash("sha256").update(text).digest("base64");

/** @param edition of the year alone. @param content the content folder. @param texts words of attachments by address. */
export async function buildSingle(
  { register, reports }: Edition,
  year: number,
  basePath: string,
  content: string,
  texts: ReadonlyMap<string, AttachmentText>,
  cache: Cache,
): Promise<string> {
  const shell = buildShell(register, basePath);
  const url = siteUrl(register.site, basePath);
  const records = ([register.items, register.interpretations, register.responses] as readonly (readonly Published[])[])
    .flat()
    .filter((r) => !r.withdrawn)
    .sort((a, b) => newerFirst({ ...nothing, path: a.id, date: a.date }, { ...nothing, path: b.id, date: b.date }));
  const report = reports.get(year);
  const attached = new Map([...texts].map(([path, t]) => [path, visibleText(t).trim()]));
  const elsewhere = (from: string, address: string): string => {
    if (/^[a-z][a-z0-9+.-]*:|^#/i.test(address)) return address;
    if (shell.elsewhere?.(from, address) === NOWHERE) return NOWHERE;
    const { pathname } = new URL(address, `http://site/${from}`);
    const path = decodeURIComponent(pathname.slice(1));
    const id = path.replace(/\.html$/, "");
    if (register.byId.has(id)) return `#${anchorOf(id)}`;
    const picture = register.attachments.get(path);
    const type = /\.(jpe?g|png)$/.exec(path)?.[1];
    if (picture && type && picture.size <= PICTURE) {
      return `data:image/${type === "png" ? "png" : "jpeg"};base64,${Buffer.from(publishedBytes(join(content, path))).toString("base64")}`;
    }
    return url + path;
  };
  const written = { "single.css": sheetSource("single.css") + accentSheet(register.site.accent, "") };
  const style = (await loweredSheets(written, cache)).get("single.css") ?? "";
  const script = (await openBundler(cache).script("browser/single-page.ts")).replaceAll("</", "<\\/");
  return singleLayout(
    {
      year,
      records,
      report,
      attached,
      elsewhere,
      traditional: traditionalPairs([
        ...records.map((r) => r.title + plainText(r.body)),
        ...attached.values(),
        ...(report ? [reportTitle(register.site, year) + report.words.body] : []),
      ]),
      style,
      script,
      styleHash: hash(style),
      scriptHash: hash(script),
    },
    shell,
  );
}

const nothing = { kind: "", category: "", topic: "", villages: [] };
