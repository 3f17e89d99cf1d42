/** Compound files (OLE2, [MS-CFB]): the container of .doc, .xls, .ppt, .wps, .et, .dps and of embedded objects. */
import { type Budget, spend } from "./budget.ts";
import { joinBytes } from "./bytes.ts";

/** D0 CF 11 E0 A1 B1 1A E1. */
export const isCompoundFile = (bytes: Uint8Array): boolean => [0xd0, 0xcf, 0x11, 0xe0].every((b, i) => bytes[i] === b);

export interface Compound {
  /** Paths of its streams, storages joined by `/`: `Workbook`, `ObjectPool/_1234/Package`. */
  readonly paths: readonly string[];
  /** The bytes of a stream; undefined where there is none. Chains that loop or lead outside end there. */
  read(path: string): Uint8Array | undefined;
}

interface Entry {
  readonly name: string;
  /** 1 a storage, 2 a stream, 5 the root. */
  readonly type: number;
  readonly left: number;
  readonly right: number;
  readonly child: number;
  readonly start: number;
  readonly size: number;
}

const FREE = 0xfffffffa;
const MOST_ENTRIES = 20_000;

/** Opens a compound file; throws when its header or its tables are not whole. */
export function openCompound(bytes: Uint8Array, budget: Budget): Compound {
  if (!isCompoundFile(bytes) || bytes.length < 512) throw new Error("no compound file");
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const shift = view.getUint16(30, true);
  if (shift !== 9 && shift !== 12) throw new Error("no compound file");
  const size = 1 << shift;
  const sector = (id: number): Uint8Array => bytes.subarray((id + 1) * size, (id + 2) * size);
  const count = Math.ceil(bytes.length / size);
  const table = allocationTable(view, bytes, size, count);
  const chain = (start: number, next: (id: number) => number, most: number): number[] => {
    const out: number[] = [];
    for (let id = start; id < FREE && out.length < most; id = next(id)) out.push(id);
    return out;
  };
  const next = (id: number): number => table[id] ?? FREE;
  const joined = (start: number, length = bytes.length): Uint8Array =>
    joinBytes(chain(start, next, Math.min(count, Math.ceil(length / size))).map(sector)).subarray(0, length);

  const entries = entriesOf(joined(view.getUint32(48, true)));
  const root = entries[0];
  if (root?.type !== 5) throw new Error("no root");
  const small = joined(view.getUint32(60, true));
  const smallTable = new DataView(small.buffer, small.byteOffset, small.byteLength);
  const nextSmall = (id: number): number => (id * 4 + 4 <= small.length ? smallTable.getUint32(id * 4, true) : FREE);
  const cutoff = view.getUint32(56, true);
  let mini: Uint8Array | undefined;
  const streams = pathsOf(entries);
  return {
    paths: [...streams.keys()],
    read(path) {
      const entry = streams.get(path);
      if (!entry) return undefined;
      spend(budget, "left", Math.min(entry.size, bytes.length));
      if (entry.size >= cutoff) return joined(entry.start, entry.size);
      mini ??= joined(root.start);
      const from = mini;
      return joinBytes(
        chain(entry.start, nextSmall, Math.ceil(entry.size / 64)).map((id) => from.subarray(id * 64, id * 64 + 64)),
      ).subarray(0, entry.size);
    },
  };
}

/** Which sector follows which (FAT). Its own sectors are listed in the header and in a chain of further lists. */
function allocationTable(view: DataView, bytes: Uint8Array, size: number, count: number): Uint32Array {
  const ids: number[] = [];
  for (let at = 76; at < 512; at += 4) ids.push(view.getUint32(at, true));
  let list = view.getUint32(68, true);
  for (let seen = 0; list < FREE && seen < count; seen++) {
    const from = (list + 1) * size;
    if (from + size > bytes.length) break;
    for (let at = from; at < from + size - 4; at += 4) ids.push(view.getUint32(at, true));
    list = view.getUint32(from + size - 4, true);
  }
  const out = new Uint32Array(count).fill(FREE);
  let n = 0;
  for (const id of ids) {
    if (id >= FREE || n >= count) continue;
    const from = (id + 1) * size;
    for (let at = from; at < from + size && n < count; at += 4) out[n++] = at + 4 <= bytes.length ? view.getUint32(at, true) : FREE;
  }
  return out;
}

function entriesOf(directory: Uint8Array): Entry[] {
  const view = new DataView(directory.buffer, directory.byteOffset, directory.byteLength);
  const out: Entry[] = [];
  for (let at = 0; at + 128 <= directory.length && out.length < MOST_ENTRIES; at += 128) {
    const length = Math.min(view.getUint16(at + 64, true), 64);
    out.push({
      name: new TextDecoder("utf-16le").decode(directory.subarray(at, at + Math.max(0, length - 2))),
      type: directory[at + 66] ?? 0,
      left: view.getUint32(at + 68, true),
      right: view.getUint32(at + 72, true),
      child: view.getUint32(at + 76, true),
      start: view.getUint32(at + 116, true),
      size: view.getUint32(at + 120, true),
    });
  }
  return out;
}

/** Streams by path. An entry that the tree does not reach, or reaches twice, is taken once. */
function pathsOf(entries: readonly Entry[]): Map<string, Entry> {
  const out = new Map<string, Entry>();
  const seen = new Set<number>([0]);
  const put = (folder: string, entry: Entry): void => {
    const path = folder + entry.name.replaceAll("/", "_");
    out.set(out.has(path) ? `${path}_${out.size}` : path, entry);
  };
  const walk = (start: readonly (readonly [id: number, folder: string])[]): void => {
    const open = [...start];
    for (let top = open.pop(); top; top = open.pop()) {
      const [id, folder] = top;
      const entry = entries[id];
      if (!entry || seen.has(id)) continue;
      seen.add(id);
      if (entry.type === 2) put(folder, entry);
      if (entry.type === 1) open.push([entry.child, `${(folder + entry.name).slice(0, 500)}/`]);
      open.push([entry.left, folder], [entry.right, folder]);
    }
  };
  walk([[entries[0]?.child ?? FREE, ""]]);
  for (const [id, entry] of entries.entries()) if (!seen.has(id) && entry.type === 2) put("", entry);
  return out;
}

/** An old .doc or .xls under a new name is not encrypted. */
export function lackOfCompoundFile(bytes: Uint8Array): "encrypted" | "unsupported" {
  // The names of its streams stand at even places.
  const words = new TextDecoder("utf-16le").decode(bytes);
  const holds = (name: string): boolean => words.includes(name);
  if (holds("EncryptedPackage")) return "encrypted";
  return ["WordDocument", "Workbook", "PowerPoint Document"].some(holds) ? "unsupported" : "encrypted";
}
