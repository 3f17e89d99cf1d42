/** The copy of the site on the device: where it is kept, what it says of itself. Shared by the page that saves and the worker that answers. */
import type { Release, ReleaseList } from "../../scripts/offline.ts";

/** What is saved and from when. */
export interface Saved {
  readonly release: Release;
  readonly list: ReleaseList;
  /** Milliseconds since 1970, by the device's clock. */
  readonly savedAt: number;
}

/** One cache for the site; several sites can live on one host, each in its own folder. */
export const cacheName = (scope: string): string => `gongkai ${new URL(scope).pathname}`;

/** Where the note of what is saved stands in the cache. */
export const noteKey = (scope: string): string => `${scope}offline/saved.json`;

/** A file that is stored as it is stands under its address and its content's hash. */
export const fileKey = (scope: string, path: string, sha256: string): string => `${scope}${path}?sha256=${sha256}`;

export async function readNote(scope: string): Promise<Saved | undefined> {
  if (!(await caches.has(cacheName(scope)))) return undefined;
  const cache = await caches.open(cacheName(scope));
  const note = await cache.match(noteKey(scope));
  return note ? ((await note.json()) as Saved) : undefined;
}

/** The only entry of a zip of ours, as text. */
export async function unzipOne(bytes: ArrayBuffer): Promise<string> {
  const { fflate } = globalThis as unknown as { fflate: { unzipSync(bytes: Uint8Array): Record<string, Uint8Array> } };
  const [entry] = Object.values(fflate.unzipSync(new Uint8Array(bytes)));
  return new TextDecoder().decode(entry);
}
