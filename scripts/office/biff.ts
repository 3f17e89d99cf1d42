/** Records of old Excel workbooks ([MS-XLS], BIFF5 and BIFF8), and the strings in them. */
import { type Budget, spend } from "./budget.ts";
import { joinBytes } from "./bytes.ts";
import { decodeCodePage } from "./code-page.ts";

/** One record; what its CONTINUE records add stands behind it, with the places where they begin. */
export interface BiffRecord {
  readonly id: number;
  /** Where it begins in the stream. */
  readonly at: number;
  readonly data: Uint8Array;
  readonly view: DataView;
  readonly breaks: readonly number[];
}

const CONTINUE = 0x3c;

/** The records of a stream in their order. A record that leads beyond the end is the last. */
export function* biffRecords(bytes: Uint8Array, budget: Budget): Generator<BiffRecord> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  while (at + 4 <= bytes.length) {
    spend(budget, "elements", 1);
    const start = at;
    const id = view.getUint16(at, true);
    const parts = [bytes.subarray(at + 4, at + 4 + view.getUint16(at + 2, true))];
    at += 4 + view.getUint16(at + 2, true);
    const breaks: number[] = [];
    let length = parts[0]?.length ?? 0;
    while (at + 4 <= bytes.length && view.getUint16(at, true) === CONTINUE && id !== CONTINUE) {
      const size = view.getUint16(at + 2, true);
      breaks.push(length);
      parts.push(bytes.subarray(at + 4, at + 4 + size));
      length += Math.min(size, Math.max(0, bytes.length - at - 4));
      at += 4 + size;
    }
    const data = parts.length === 1 ? (parts[0] ?? new Uint8Array()) : joinBytes(parts);
    yield { id, at: start, data, view: new DataView(data.buffer, data.byteOffset, data.byteLength), breaks };
  }
}

/** Reads strings of BIFF8 one after the other out of a record. */
export interface StringReader {
  at: number;
  /** Characters counted in 2 bytes (or 1), then how wide they are. */
  counted(countBytes?: 1 | 2): string;
  /** So many characters; a byte before them says how wide they are. */
  characters(count: number): string;
}

/** Where a record was cut within a string, the rest begins with a byte that says anew how wide its characters are. */
export function stringReader({ data, view, breaks }: BiffRecord, at = 0): StringReader {
  let nextBreak = 0;
  const read = (count: number, start: number, firstFlags: number): string => {
    let [left, from, flags] = [count, start, firstFlags];
    let text = "";
    while (left > 0 && from < data.length) {
      while ((breaks[nextBreak] ?? Number.POSITIVE_INFINITY) < from) nextBreak++;
      if (breaks[nextBreak] === from) {
        nextBreak++;
        if (text !== "") flags = view.getUint8(from++);
      }
      const width = (flags & 1) + 1;
      const room = Math.max(1, Math.floor(((breaks[nextBreak] ?? data.length) - from) / width));
      const take = Math.min(left, room);
      text += wide(data.subarray(from, from + take * width), width === 2);
      from += take * width;
      left -= take;
    }
    reader.at = from;
    return text;
  };
  const reader: StringReader = {
    at,
    counted(countBytes = 2) {
      const count = countBytes === 2 ? view.getUint16(reader.at, true) : view.getUint8(reader.at);
      const flags = view.getUint8(reader.at + countBytes);
      let from = reader.at + countBytes + 1;
      const runs = (flags & 8) !== 0 ? view.getUint16(from, true) * 4 : 0;
      if ((flags & 8) !== 0) from += 2;
      const phonetic = (flags & 4) !== 0 ? view.getUint32(from, true) : 0;
      if ((flags & 4) !== 0) from += 4;
      const text = read(count, from, flags);
      reader.at += runs + phonetic;
      return text;
    },
    characters: (count) => read(count, reader.at + 1, view.getUint8(reader.at)),
  };
  return reader;
}

const wide = (bytes: Uint8Array, isWide: boolean): string =>
  isWide ? new TextDecoder("utf-16le", { ignoreBOM: true }).decode(bytes) : new TextDecoder("windows-1252").decode(bytes);

/** A string of BIFF5: counted bytes in the workbook's code page. */
export function narrowString(record: BiffRecord, at: number, codePage: number, countBytes: 1 | 2 = 2): string {
  const { data, view } = record;
  const length = countBytes === 2 ? view.getUint16(at, true) : view.getUint8(at);
  return decodeCodePage(data.subarray(at + countBytes, at + countBytes + length), codePage);
}
