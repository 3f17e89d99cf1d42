/** Attachments that go out, and their words by address, read once for each content. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Cache } from "./cache.ts";
import { isPublished } from "./entries.ts";
import { linksOf, resolveLink } from "./markdown.ts";
import { type AttachmentText, readAttachmentText } from "./office/attachment.ts";
import type { Register } from "./register.ts";

/** Addresses of the attachments that published records name, in their headers or in a body; none of a record that was withdrawn. */
export function namedAttachments(register: Register): string[] {
  const out = new Set<string>();
  const add = (path: string): void => {
    const place = path.slice(0, path.lastIndexOf("/"));
    // What a record has that is not reviewed goes out with nobody else.
    if (register.waiting.has(place)) return;
    const owner = register.byId.get(place);
    if (register.attachments.has(path) && !(owner && isPublished(owner) && owner.withdrawn)) out.add(path);
  };
  for (const r of register.byId.values()) {
    if (!isPublished(r) || r.withdrawn) continue;
    for (const a of r.attachments ?? []) add(`${r.id}/${a.file}`);
    for (const { url } of linksOf(r.body)) add(resolveLink(r.id, url));
  }
  for (const p of register.pages) for (const { url } of linksOf(p.body)) add(resolveLink(`pages/${p.id}`, url));
  for (const p of register.reports.values()) for (const { url } of linksOf(p.body)) add(resolveLink(`reports/${p.id}`, url));
  return [...out];
}

/** `folder` holds the attachments at their addresses. */
export async function readAttached(paths: Iterable<string>, folder: string, cache: Cache): Promise<Map<string, AttachmentText>> {
  const out = new Map<string, AttachmentText>();
  for (const path of paths) {
    const bytes = readFileSync(join(folder, path));
    const extension = path.slice(path.lastIndexOf(".") + 1);
    const hash = createHash("sha256").update(`${extension}\n`).update(bytes).digest("hex");
    const kept = await cache.of("attachment-text-3", hash, async () => {
      return new Map([["text.json", Buffer.from(JSON.stringify(await readAttachmentText(bytes, extension)))]]);
    });
    out.set(path, JSON.parse(Buffer.from(kept.get("text.json") ?? []).toString("utf8")) as AttachmentText);
  }
  return out;
}
