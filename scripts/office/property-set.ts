/** Property sets ([MS-OLEPS]) of old Office files: title, author, company and the like. */
import { decodeCodePage } from "./code-page.ts";

const MOST_PROPERTIES = 1000;

/** The texts of a property set, one a line. Empty where it is broken. */
export function propertySetText(bytes: Uint8Array): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const out: string[] = [];
  try {
    const sets = Math.min(view.getUint32(24, true), 4);
    for (let set = 0; set < sets; set++) {
      const from = view.getUint32(28 + set * 20 + 16, true);
      const count = Math.min(view.getUint32(from + 4, true), MOST_PROPERTIES);
      const places = Array.from({ length: count }, (_, i) => ({
        id: view.getUint32(from + 8 + i * 8, true),
        at: from + view.getUint32(from + 12 + i * 8, true),
      }));
      const page = places.find((p) => p.id === 1);
      const codePage = page ? view.getUint16(page.at + 4, true) : 936;
      for (const { at } of places) out.push(...textsAt(bytes, view, at, codePage));
    }
  } catch {
    // What was read so far.
  }
  return out.filter((t) => t.trim() !== "").join("\n");
}

/** VT_LPSTR (30) and VT_LPWSTR (31), alone or in a list (0x1000). */
function textsAt(bytes: Uint8Array, view: DataView, at: number, codePage: number): string[] {
  const type = view.getUint16(at, true);
  const kind = type & 0xfff;
  if (kind !== 30 && kind !== 31) return [];
  const isList = (type & 0x1000) !== 0;
  const count = isList ? Math.min(view.getUint32(at + 4, true), MOST_PROPERTIES) : 1;
  const out: string[] = [];
  let next = at + (isList ? 8 : 4);
  for (let i = 0; i < count; i++) {
    const length = view.getUint32(next, true) * (kind === 31 ? 2 : 1);
    const text = bytes.subarray(next + 4, next + 4 + length);
    out.push((kind === 31 ? new TextDecoder("utf-16le").decode(text) : decodeCodePage(text, codePage)).split("\0", 1)[0] ?? "");
    next += 4 + (isList && kind === 30 ? length : Math.ceil(length / 4) * 4);
  }
  return out;
}
