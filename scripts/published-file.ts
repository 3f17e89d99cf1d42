/** The bytes of an attachment as they are published: one answer for copies, hashes, sizes, packs and the desk. */
import { readFileSync } from "node:fs";
import { tellsPlace, withoutPlace } from "./office/photo.ts";

export const isPhoto = (path: string): boolean => /\.(?:jpe?g|png)$/i.test(path);

/** A photo goes out without the place where it was taken; anything else as it is. */
export function publishedBytes(path: string): Uint8Array {
  const bytes = readFileSync(path);
  return isPhoto(path) ? withoutPlace(bytes) : bytes;
}

/** What a photo tells of its place: nothing, a place that is taken out as it goes out, or one that cannot be taken out. */
export function placeOfPhoto(bytes: Uint8Array): { readonly tells: "nothing" | "removed" | "kept"; readonly published: Uint8Array } {
  const published = withoutPlace(bytes);
  return { tells: published !== bytes ? "removed" : tellsPlace(bytes) ? "kept" : "nothing", published };
}
