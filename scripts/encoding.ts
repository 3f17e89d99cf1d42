/** Text files that are not UTF-8: what they are, and the same words in UTF-8. Plain functions on bytes. */
import { forbiddenCharacter } from "./rules/characters.ts";

export type Encoding = "utf-8" | "gb18030" | "utf-16le" | "utf-16be" | "broken" | "unknown";

const decoded = (label: string, bytes: Uint8Array): string | undefined => {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
};

/** The most likely encoding of a file. `broken`: UTF-8 in which a few bytes are lost. */
export function encodingOf(bytes: Uint8Array): Encoding {
  const [a, b] = bytes;
  if (a === 0xff && b === 0xfe) return "utf-16le";
  if (a === 0xfe && b === 0xff) return "utf-16be";
  if (decoded("utf-8", bytes) !== undefined) return "utf-8";
  const loose = new TextDecoder("utf-8").decode(bytes);
  const lost = loose.match(/\ufffd/g)?.length ?? 0;
  const kept = loose.match(/[\u2e80-\uffef]/g)?.length ?? 0;
  // Of GBK read as UTF-8 next to nothing is left.
  if (kept - lost > 4 * lost) return "broken";
  const text = decoded("gb18030", bytes);
  return text !== undefined && isPlausible(text, bytes) ? "gb18030" : "unknown";
}

/** Nearly all characters of a Chinese text are in the first set, GB2312: both bytes from A1 on. Of other encodings they are not. */
function isPlausible(text: string, bytes: Uint8Array): boolean {
  if (forbiddenCharacter(text) !== undefined || /[\ue000-\uf8ff]/.test(text)) return false;
  let [common, pairs] = [0, 0];
  for (let i = 0; i < bytes.length; i++) {
    const lead = bytes[i] ?? 0;
    if (lead < 0x80) continue;
    const trail = bytes[++i] ?? 0;
    pairs++;
    if (lead >= 0xa1 && lead <= 0xf7 && trail >= 0xa1) common++;
    else if (trail <= 0x39) i += 2;
  }
  return common >= pairs * 0.8;
}

/** The text in UTF-8, or undefined when these bytes would not come back from it exactly. */
export function toUtf8(bytes: Uint8Array, from: Encoding): string | undefined {
  if (from !== "gb18030" && from !== "utf-16le" && from !== "utf-16be") return undefined;
  const text = decoded(from, bytes);
  if (text === undefined || forbiddenCharacter(text) !== undefined) return undefined;
  const back = from === "gb18030" ? encodeGb18030(text) : encodeUtf16(text, from === "utf-16be");
  return back && Buffer.compare(back, bytes) === 0 ? text : undefined;
}

function encodeUtf16(text: string, bigEndian: boolean): Buffer {
  const bytes = Buffer.from(`\uFEFF${text}`, "utf16le");
  return bigEndian ? bytes.swap16() : bytes;
}

let table: ReadonlyMap<string, readonly number[]> | undefined;

/** The way back, which Node does not have: the decoder asked for every two and four bytes. */
function encodeGb18030(text: string): Buffer | undefined {
  table ??= gb18030Table();
  const out: number[] = [];
  for (const c of text) {
    const code = c.codePointAt(0) ?? 0;
    const bytes = code < 0x80 ? [code] : code > 0xffff ? fourBytes(code - 0x10000 + 189_000) : table.get(c);
    if (!bytes) return undefined;
    out.push(...bytes);
  }
  return Buffer.from(out);
}

const fourBytes = (n: number): number[] => [
  0x81 + Math.floor(n / 12_600),
  0x30 + (Math.floor(n / 1260) % 10),
  0x81 + (Math.floor(n / 10) % 126),
  0x30 + (n % 10),
];

function gb18030Table(): Map<string, readonly number[]> {
  const decoder = new TextDecoder("gb18030");
  const out = new Map<string, readonly number[]>();
  const add = (bytes: readonly number[]): void => {
    const c = decoder.decode(Uint8Array.from(bytes));
    if ([...c].length === 1 && c !== "\ufffd" && !out.has(c)) out.set(c, bytes);
  };
  for (let a = 0x81; a <= 0xfe; a++) for (let b = 0x40; b <= 0xfe; b++) if (b !== 0x7f) add([a, b]);
  for (let n = 0; n < 39_420; n++) add(fourBytes(n));
  return out;
}
