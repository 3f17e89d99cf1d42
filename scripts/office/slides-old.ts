/** PowerPoint 97–2003 (.ppt, .dps; [MS-PPT]): slides, notes and comments of the newest save; what older saves left is read as hidden. */
import { unzlibSync } from "fflate";
import { type Budget, spend } from "./budget.ts";
import type { Parts } from "./parts.ts";
import { inflateAtMost } from "./zip.ts";

const R = {
  document: 1000,
  slide: 1006,
  slideInfo: 1017,
  notes: 1008,
  mainMaster: 1016,
  slideList: 4080,
  textChars: 4000,
  textBytes: 4008,
  cString: 4026,
  comment: 12_000,
  oleStorage: 4113,
  userEdit: 4085,
  persistDirectory: 6002,
} as const;

interface Place {
  readonly type: number;
  readonly instance: number;
  readonly isContainer: boolean;
  readonly from: number;
  readonly to: number;
}

function placeAt(bytes: Uint8Array, view: DataView, at: number): Place | undefined {
  if (at + 8 > bytes.length) return undefined;
  const head = view.getUint16(at, true);
  const to = at + 8 + view.getUint32(at + 4, true);
  return {
    type: view.getUint16(at + 2, true),
    instance: head >> 4,
    isContainer: (head & 15) === 15,
    from: at + 8,
    to: Math.min(to, bytes.length),
  };
}

/** Reads the stream `PowerPoint Document`. `embedded` is given each object that lies within. */
export function readPpt(
  bytes: Uint8Array,
  user: Uint8Array | undefined,
  parts: Parts,
  budget: Budget,
  shown: boolean,
  embedded: (object: Uint8Array) => void,
): "encrypted" | "damaged" | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (user && user.length >= 16) {
    const of = new DataView(user.buffer, user.byteOffset, user.byteLength);
    if (of.getUint32(12, true) === 0xf3d1c4df) return "encrypted";
  }
  const live = liveOffsets(bytes, view, user, budget);
  let slides = 0;
  let at = 0;
  while (at < bytes.length) {
    const top = placeAt(bytes, view, at);
    if (!top) break;
    spend(budget, "elements", 1);
    if (top.type === R.oleStorage) {
      const object = storageOf(bytes.subarray(top.from, top.to), top.instance, budget);
      if (object) embedded(object);
    } else if (top.isContainer) {
      const { text, comments, hidden } = wordsWithin(bytes, view, top, budget);
      const isLive = live === undefined || live.has(at);
      const name =
        top.type === R.slide ? `第 ${++slides} 张幻灯片` : top.type === R.notes ? "备注" : top.type === R.document ? "大纲" : "母版";
      const seen = isLive && !hidden && (top.type === R.slide || top.type === R.document);
      parts.add(isLive ? (hidden ? `隐藏的${name}` : name) : `以前保存时留下的${name}`, text, shown && seen);
      parts.add("批注", comments, false);
    }
    at = top.to;
  }
  return at === 0 ? "damaged" : undefined;
}

/** An embedded object, compressed or not. */
function storageOf(data: Uint8Array, instance: number, budget: Budget): Uint8Array | undefined {
  if (instance !== 1) return data;
  const size = new DataView(data.buffer, data.byteOffset, data.byteLength).getUint32(0, true);
  spend(budget, "left", size);
  try {
    // The two bytes before and the four behind are zlib's own.
    return size < 1024 * 1024 && data.length < 64 * 1024 ? unzlibSync(data.subarray(4)) : inflateAtMost(data.subarray(6, -4), size);
  } catch {
    return undefined;
  }
}

/** Texts of a container and all that it holds; its comments apart. */
function wordsWithin(bytes: Uint8Array, view: DataView, top: Place, budget: Budget): { text: string; comments: string; hidden: boolean } {
  const text: string[] = [];
  const comments: string[] = [];
  let hidden = false;
  const open: { at: number; to: number; isComment: boolean }[] = [{ at: top.from, to: top.to, isComment: false }];
  for (let around = open.at(-1); around; around = open.at(-1)) {
    const place = around.at < around.to ? placeAt(bytes, view, around.at) : undefined;
    if (!place || place.to > around.to) {
      open.pop();
      continue;
    }
    spend(budget, "elements", 1);
    around.at = place.to;
    const data = bytes.subarray(place.from, place.to);
    if (place.isContainer && open.length < 100) {
      open.push({ at: place.from, to: place.to, isComment: around.isComment || place.type === R.comment });
    } else if (place.type === R.textChars || place.type === R.cString) {
      (around.isComment ? comments : text).push(linesOf(new TextDecoder("utf-16le").decode(data)));
    } else if (place.type === R.textBytes) text.push(linesOf(new TextDecoder("windows-1252").decode(data)));
    else if (place.type === R.slideInfo && top.type === R.slide && data.length >= 12) hidden = ((data[10] ?? 0) & 4) !== 0;
  }
  return { text: text.join("\n"), comments: comments.join("\n"), hidden };
}

const linesOf = (text: string): string => text.replace(/[\r\v]/g, "\n");

/** Where the records of the newest save begin, through the chain of edits; undefined when the chain cannot be followed. */
function liveOffsets(bytes: Uint8Array, view: DataView, user: Uint8Array | undefined, budget: Budget): Set<number> | undefined {
  if (!user || user.length < 20) return undefined;
  const newest = new Map<number, number>();
  let edit = new DataView(user.buffer, user.byteOffset, user.byteLength).getUint32(16, true);
  const seen = new Set<number>();
  while (edit > 0 && !seen.has(edit) && seen.size < 10_000) {
    seen.add(edit);
    const place = placeAt(bytes, view, edit);
    if (place?.type !== R.userEdit || place.to - place.from < 20) return undefined;
    const directory = placeAt(bytes, view, view.getUint32(place.from + 12, true));
    if (directory?.type !== R.persistDirectory) return undefined;
    for (let at = directory.from; at + 4 <= directory.to; ) {
      const word = view.getUint32(at, true);
      const [first, count] = [word & 0xfffff, word >>> 20];
      spend(budget, "elements", count + 1);
      for (let i = 0; i < count && at + 8 + i * 4 <= directory.to; i++) {
        if (!newest.has(first + i)) newest.set(first + i, view.getUint32(at + 4 + i * 4, true));
      }
      at += 4 + count * 4;
    }
    edit = view.getUint32(place.from + 8, true);
  }
  return new Set(newest.values());
}
