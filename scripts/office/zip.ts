/** ZIP archives: their directory as it is written, and members unfolded within a budget. */
import { Inflate, inflateSync } from "fflate";
import { type Budget, spend, TooLarge } from "./budget.ts";
import { joinBytes } from "./bytes.ts";

export interface ZipEntry {
  /** With `/`; decoded from UTF-8 or GBK. */
  readonly name: string;
  readonly encrypted: boolean;
  /** Bytes unfolded, as the directory says. */
  readonly size: number;
  readonly packed: number;
  readonly method: number;
  /** Of the local header. */
  readonly offset: number;
}

const MOST_ENTRIES = 20_000;
const END = 0x06054b50;
const ENTRY = 0x02014b50;

/** Names without the mark of UTF-8 are in the code page of the computer that made them: GBK in China. */
function decodeName(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("gb18030").decode(bytes);
  }
}

/** The directory at the end of an archive; throws when there is none. */
export function zipEntries(bytes: Uint8Array): ZipEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let end = bytes.length - 22;
  while (end >= 0 && end > bytes.length - 65_558 && view.getUint32(end, true) !== END) end--;
  if (end < 0 || view.getUint32(end, true) !== END) throw new Error("no directory");
  const out: ZipEntry[] = [];
  let at = directoryAt(view, end);
  while (at + 46 <= bytes.length && view.getUint32(at, true) === ENTRY) {
    if (out.length >= MOST_ENTRIES) throw new TooLarge("entries");
    const nameEnd = at + 46 + view.getUint16(at + 28, true);
    const extraEnd = nameEnd + view.getUint16(at + 30, true);
    const entry = {
      name: decodeName(bytes.subarray(at + 46, nameEnd)).replaceAll("\\", "/"),
      encrypted: (view.getUint16(at + 8, true) & 1) === 1,
      method: view.getUint16(at + 10, true),
      packed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      offset: view.getUint32(at + 42, true),
    };
    out.push(withLongSizes(entry, view, nameEnd, Math.min(extraEnd, bytes.length)));
    at = extraEnd + view.getUint16(at + 32, true);
  }
  return out;
}

/** Where the directory begins; ZIP64 says so in a record of its own. */
function directoryAt(view: DataView, end: number): number {
  const at = view.getUint32(end + 16, true);
  if (at !== 0xffffffff || end < 20 || view.getUint32(end - 20, true) !== 0x07064b50) return at;
  const long = Number(view.getBigUint64(end - 12, true));
  return long + 56 <= view.byteLength ? Number(view.getBigUint64(long + 48, true)) : at;
}

/** ZIP64 keeps sizes that do not fit into 32 bits in an extra field. */
function withLongSizes(entry: ZipEntry, view: DataView, from: number, to: number): ZipEntry {
  let { size, packed, offset } = entry;
  for (let at = from; at + 4 <= to; ) {
    const next = at + 4 + view.getUint16(at + 2, true);
    if (view.getUint16(at, true) === 1) {
      let field = at + 4;
      const long = (value: number): number => {
        if (value !== 0xffffffff || field + 8 > Math.min(next, to)) return value;
        field += 8;
        return Number(view.getBigUint64(field - 8, true));
      };
      size = long(size);
      packed = long(packed);
      offset = long(offset);
    }
    at = next;
  }
  return { ...entry, size, packed, offset };
}

/** Compressed bytes that go through the decompressor at once: it gives at most a thousand times as many back. */
const CHUNK = 64 * 1024;

/** Unfolds deflated bytes to at most `most` bytes; throws `TooLarge` beyond, whatever a header says. */
export function inflateAtMost(packed: Uint8Array, most: number): Uint8Array {
  if (packed.length <= CHUNK) {
    const out = inflateSync(packed, { out: new Uint8Array(most + 1) });
    if (out.length > most) throw new TooLarge("inflated");
    return out;
  }
  const chunks: Uint8Array[] = [];
  let length = 0;
  const inflate = new Inflate((chunk) => {
    length += chunk.length;
    if (length > most) throw new TooLarge("inflated");
    chunks.push(chunk);
  });
  for (let at = 0; at < packed.length; at += CHUNK) inflate.push(packed.subarray(at, at + CHUNK), at + CHUNK >= packed.length);
  return joinBytes(chunks);
}

/** What a member costs: its directory may say too little. */
export const unfolded = (entry: ZipEntry): number => Math.max(entry.size, entry.packed);

/** The bytes of one member. Throws when it is encrypted, packed in a way that we do not know, broken, or more than is left. */
export function unzipEntry(bytes: Uint8Array, entry: ZipEntry, budget: Budget): Uint8Array {
  if (entry.encrypted) throw new Error("encrypted");
  spend(budget, "left", unfolded(entry));
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const from = entry.offset + 30 + view.getUint16(entry.offset + 26, true) + view.getUint16(entry.offset + 28, true);
  if (view.getUint32(entry.offset, true) !== 0x04034b50 || from + entry.packed > bytes.length) throw new Error("cut off");
  const packed = bytes.subarray(from, from + entry.packed);
  if (entry.method === 0) return packed;
  if (entry.method !== 8) throw new Error("unknown method");
  try {
    return inflateAtMost(packed, entry.size);
  } catch {
    throw new Error("not what the directory says");
  }
}
