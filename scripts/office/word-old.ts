/** Word 97–2003 (.doc, .wps; [MS-DOC]): the text of its piece table, stream by stream; Word 6 and 95 as one text. */
import { type Budget, spend, TooLarge } from "./budget.ts";
import { decodeCodePage } from "./code-page.ts";
import { newLines, type Parts } from "./parts.ts";

/** Reads the streams `WordDocument` and `0Table` or `1Table`. Returns what is lacking. */
export function readDoc(
  read: (name: string) => Uint8Array | undefined,
  parts: Parts,
  budget: Budget,
  shown: boolean,
): "encrypted" | "damaged" | undefined {
  const main = read("WordDocument");
  if (!main || main.length < 0x200) return "damaged";
  const view = new DataView(main.buffer, main.byteOffset, main.byteLength);
  const flags = view.getUint16(0x0a, true);
  if ((flags & 0x0100) !== 0) return "encrypted";
  // Word 6 and 95: characters of one code page, in one piece unless it was saved in a hurry.
  if (view.getUint16(2, true) < 0x00c1) {
    const text = main.subarray(view.getUint32(0x18, true), view.getUint32(0x1c, true));
    const { body, codes } = plainText(decodeCodePage(text, 936));
    parts.add("正文", body, shown);
    parts.add("域代码", codes, false);
    return undefined;
  }
  const table = read((flags & 0x0200) !== 0 ? "1Table" : "0Table");
  if (!table) return "damaged";
  const pieces = piecesOf(main, view, table, budget);
  if (!pieces) return "damaged";
  const { text, places } = pieces;
  const file = { main, view, table };
  const look = stretchesOf(file, { header: 0x00fa, entry: 1 }, lookOf);
  const place = stretchesOf(file, { header: 0x0102, entry: 13 }, placeOf);
  // [MS-DOC] 2.4.1: one text after the other, in this order.
  const lengths = [0x4c, 0x50, 0x54, 0x58, 0x5c, 0x60, 0x64, 0x68].map((at) => view.getUint32(at, true));
  const names = ["正文", "脚注", "页眉页脚", "宏", "批注", "尾注", "文本框", "页眉页脚里的文本框"];
  const hiddenTexts: string[] = [];
  const deletedTexts: string[] = [];
  const codeTexts: string[] = [];
  let from = 0;
  for (const [i, length] of lengths.entries()) {
    const part = text.slice(from, from + length);
    const { body, codes, hidden, deleted } = plainText(
      part,
      (at) => look(places(from + at)) ?? "shown",
      (at) => place(places(from + at)) ?? "text",
    );
    parts.add(names[i] ?? "正文", body, shown && i !== 3 && i !== 4);
    codeTexts.push(codes);
    hiddenTexts.push(hidden);
    deletedTexts.push(deleted);
    from += length;
  }
  parts.add("修订中删去的文字", deletedTexts.join("\n"), false);
  parts.add("隐藏的文字", hiddenTexts.join("\n"), false);
  parts.add("域代码", codeTexts.join("\n"), false);
  return from > text.length + 8 ? "damaged" : undefined;
}

interface Pieces {
  readonly text: string;
  /** Where in `WordDocument` a character stands. */
  readonly places: (at: number) => number;
}

/** The text of the piece table: stretches of the file in the order in which they are read. */
function piecesOf(main: Uint8Array, view: DataView, table: Uint8Array, budget: Budget): Pieces | undefined {
  const clx = table.subarray(view.getUint32(0x01a2, true), view.getUint32(0x01a2, true) + view.getUint32(0x01a6, true));
  const read = new DataView(clx.buffer, clx.byteOffset, clx.byteLength);
  let at = 0;
  while (clx[at] === 1 && at + 3 <= clx.length) at += 3 + read.getUint16(at + 1, true);
  if (clx[at] !== 2 || at + 5 > clx.length) return undefined;
  const size = Math.min(read.getUint32(at + 1, true), clx.length - at - 5);
  const count = Math.floor((size - 4) / 12);
  const base = at + 5;
  const out: string[] = [];
  const starts: { readonly from: number; readonly offset: number; readonly width: 1 | 2 }[] = [];
  let length = 0;
  for (let i = 0; i < count; i++) {
    const characters = read.getUint32(base + (i + 1) * 4, true) - read.getUint32(base + i * 4, true);
    const word = read.getUint32(base + (count + 1) * 4 + i * 8 + 2, true);
    const narrow = (word & 0x4000_0000) !== 0;
    const offset = narrow ? (word & 0x3fff_ffff) / 2 : word & 0x3fff_ffff;
    if (characters <= 0 || offset >= main.length) continue;
    const bytes = main.subarray(offset, offset + characters * (narrow ? 1 : 2));
    spend(budget, "elements", 1);
    const text = narrow ? new TextDecoder("windows-1252").decode(bytes) : utf16(bytes);
    // Pieces may name the same bytes over and over.
    if (length + text.length > budget.characters) throw new TooLarge("pieces");
    starts.push({ from: length, offset, width: narrow ? 1 : 2 });
    out.push(text);
    length += text.length;
  }
  let last = 0;
  const places = (where: number): number => {
    if ((starts[last]?.from ?? 0) > where) last = 0;
    while ((starts[last + 1]?.from ?? Number.POSITIVE_INFINITY) <= where) last++;
    const piece = starts[last];
    return piece ? piece.offset + (where - piece.from) * piece.width : 0;
  };
  return { text: out.join(""), places };
}

/** One unit a character, so that places can be counted. */
const utf16 = (bytes: Uint8Array): string => new TextDecoder("utf-16le", { ignoreBOM: true }).decode(bytes.subarray(0, bytes.length & ~1));

/** Pages of 512 bytes; a thousand printed pages have fewer. */
const MOST_PAGES = 5000;

type Look = "shown" | "hidden" | "deleted";

/** What the formatted pages say of a stretch of the file: `undefined` where nothing of interest. */
interface Stretch<T> {
  readonly from: number;
  readonly to: number;
  readonly says: T;
}

/**
 * Looks up the pages of 512 bytes that a table of the file's header names (PlcBteChpx, PlcBtePapx), run by run.
 * `entry`: bytes of a run's entry, the first of which is half the place of its properties.
 */
function stretchesOf<T>(
  { main, view, table }: { readonly main: Uint8Array; readonly view: DataView; readonly table: Uint8Array },
  { header, entry }: { readonly header: number; readonly entry: number },
  read: (page: Uint8Array, at: number) => T | undefined,
): (offset: number) => T | undefined {
  const from = view.getUint32(header, true);
  const plc = table.subarray(from, from + view.getUint32(header + 4, true));
  const numbers = new DataView(plc.buffer, plc.byteOffset, plc.byteLength);
  const count = Math.max(0, Math.floor((plc.length - 4) / 8));
  const found: Stretch<T>[] = [];
  const starts = new Set(
    Array.from({ length: Math.min(count, MOST_PAGES) }, (_, i) => (numbers.getUint32((count + 1 + i) * 4, true) & 0x3f_ffff) * 512),
  );
  for (const start of starts) {
    const page = main.subarray(start, start + 512);
    if (page.length < 512) continue;
    const of = new DataView(page.buffer, page.byteOffset, page.byteLength);
    const runs = Math.min(page[511] ?? 0, Math.floor(507 / (4 + entry)));
    for (let run = 0; run < runs; run++) {
      const at = (page[(runs + 1) * 4 + run * entry] ?? 0) * 2;
      const says = at === 0 ? undefined : read(page, at);
      if (says !== undefined) found.push({ from: of.getUint32(run * 4, true), to: of.getUint32(run * 4 + 4, true), says });
    }
  }
  if (found.length === 0) return () => undefined;
  found.sort((a, b) => a.from - b.from);
  return (offset) => {
    let [low, high] = [0, found.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((found[middle]?.from ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    const stretch = found[low];
    return stretch && stretch.from <= offset && offset < stretch.to ? stretch.says : undefined;
  };
}

/** The single properties (sprm) of a run: their codes and first bytes ([MS-DOC] 2.2.5). */
function* propertiesIn(bytes: Uint8Array): Generator<readonly [code: number, value: number]> {
  for (let at = 0; at + 2 < bytes.length; ) {
    const code = (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);
    const value = bytes[at + 2] ?? 0;
    yield [code, value];
    const isDefinition = code === 0xd608;
    const size = isDefinition ? 1 + (value | ((bytes[at + 3] ?? 0) << 8)) : ([1, 1, 2, 4, 2, 2, 1 + value, 3][code >> 13] ?? 1);
    at += 2 + size;
  }
}

/** sprmCFRMarkDel and sprmCFVanish. */
function lookOf(page: Uint8Array, at: number): Look | undefined {
  let look: Look | undefined;
  for (const [code, value] of propertiesIn(page.subarray(at + 1, at + 1 + (page[at] ?? 0)))) {
    if (code === 0x0800 && value === 1) look = "deleted";
    if (code === 0x083c && value === 1) look ??= "hidden";
  }
  return look;
}

type Place = "cell" | "rowEnd" | "text";

/** sprmPFInTable; sprmPFTtp and sprmPFInnerTtp: the mark at a row's end, which looks like an empty cell otherwise. */
function placeOf(page: Uint8Array, at: number): Place | undefined {
  const half = page[at] ?? 0;
  const [start, size] = half === 0 ? [at + 2, (page[at + 1] ?? 0) * 2] : [at + 1, half * 2 - 1];
  let place: Place | undefined;
  for (const [code, value] of propertiesIn(page.subarray(start + 2, start + size))) {
    if (code === 0x2416 && value === 1) place ??= "cell";
    if ((code === 0x2417 || code === 0x244c) && value === 1) place = "rowEnd";
  }
  return place;
}

interface Plain {
  readonly body: string;
  readonly codes: string;
  readonly hidden: string;
  readonly deleted: string;
}

/** Characters of Word's own → lines, a tab at each cell's end; what stands before a field's result is its code. */
function plainText(text: string, look: (at: number) => Look = () => "shown", place: (at: number) => Place = () => "text"): Plain {
  const streams = { shown: newLines(), hidden: newLines(), deleted: newLines() };
  const codes: string[] = [];
  let inCode = 0;
  // Where no row's end is marked, the second of two marks is one.
  let isMarked = false;
  for (let at = text.indexOf("\x07"); at >= 0 && !isMarked; at = text.indexOf("\x07", at + 1)) isMarked = place(at) === "rowEnd";
  let cells = 0;
  const fields: boolean[] = [];
  let word = "";
  let current: Look = "shown";
  const flush = (): void => {
    streams[current].add(word);
    word = "";
  };
  for (let at = 0; at < text.length; at++) {
    const c = text.charCodeAt(at);
    const isCell = c === 7;
    cells = isCell ? cells + 1 : 0;
    if (c === 0x13) {
      fields.push(true);
      inCode++;
      codes.push("\n");
    } else if (c === 0x14 && fields.at(-1)) {
      fields.splice(-1, 1, false);
      inCode--;
    } else if (c === 0x15) {
      if (fields.pop()) inCode--;
    } else if (inCode > 0) codes.push(text[at] ?? "");
    else if (isCell || c === 13 || (c >= 9 && c <= 14)) {
      flush();
      const endsRow = isMarked ? place(at) === "rowEnd" : cells > 1;
      const staysInCell = c === 9 || (c === 13 && place(at) === "cell");
      const gap = staysInCell ? " " : isCell && !endsRow ? "\t" : "\n";
      for (const stream of Object.values(streams)) stream.gap(gap);
    } else if (c >= 0x20 || c === 0x1e) {
      const next = look(at);
      if (next !== current) {
        flush();
        current = next;
        if (next !== "shown") streams[next].gap("\n");
      }
      word += c === 0x1e ? "-" : (text[at] ?? "");
    }
  }
  flush();
  return {
    body: streams.shown.text(),
    codes: codes.join(""),
    hidden: streams.hidden.text(),
    deleted: streams.deleted.text(),
  };
}
