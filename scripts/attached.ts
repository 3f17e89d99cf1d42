/** Attachments that go out, and their words by address, read once for each content. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type AttachmentText, readAttachmentText } from "./attachment-text.ts";
import type { Cache } from "./cache.ts";
import { isPublished } from "./entries.ts";
import type { Register } from "./register.ts";

/** Addresses of the attachments that published records name. */
export const namedAttachments = (register: Register): string[] =>
  [...register.byId.values()].flatMap((r) =>
    isPublished(r) && !r.withdrawn
      ? (r.attachments ?? []).map((a) => `${r.id}/${a.file}`).filter((path) => register.attachments.has(path))
      : [],
  );

/** `folder` holds the attachments at their addresses. */
export async function readAttached(paths: Iterable<string>, folder: string, cache: Cache): Promise<Map<string, AttachmentText>> {
  const out = new Map<string, AttachmentText>();
  for (const path of paths) {
    const bytes = readFileSync(join(folder, path));
    const extension = path.slice(path.lastIndexOf(".") + 1);
    const hash = createHash("sha256").update(`${extension}\n`).update(bytes).digest("hex");
    const kept = await cache.of("attachment-text-1", hash, async () => {
      return new Map([["text.json", Buffer.from(JSON.stringify(await readAttachmentText(bytes, extension)))]]);
    });
    out.set(path, JSON.parse(Buffer.from(kept.get("text.json") ?? []).toString("utf8")) as AttachmentText);
  }
  return out;
}
