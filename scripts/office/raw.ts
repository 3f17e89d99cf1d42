/** Numbers in bytes that no reader understands: runs of ASCII, GBK, UTF-8 and UTF-16 text that hold long numbers. */

/** Digits so close together may be one number. */
const FEWEST_DIGITS = 7;
const GAP = 2;
/** Identifiers of programs, in text and in no one's life. */
const GUID = /[0-9A-F]{8}-(?:[0-9A-F]{4}-){3}[0-9A-F]{12}/gi;

/** Counts digits that follow each other closely. */
function digitCounter(): { see(isDigit: boolean): void; reset(): void; readonly enough: boolean } {
  let [digits, gap, enough] = [0, 0, false];
  return {
    see(isDigit) {
      if (isDigit) {
        digits++;
        gap = 0;
        if (digits >= FEWEST_DIGITS) enough = true;
      } else if (++gap > GAP) digits = 0;
    },
    reset() {
      digits = 0;
      gap = 0;
      enough = false;
    },
    get enough() {
      return enough;
    },
  };
}

function decodeRun(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("gb18030").decode(bytes);
  }
}

/** Runs of one- and two-byte characters. */
function narrowRuns(bytes: Uint8Array, out: string[]): void {
  const digits = digitCounter();
  let from = 0;
  const end = (at: number): void => {
    if (digits.enough) out.push(decodeRun(bytes.subarray(from, at)));
    digits.reset();
  };
  for (let at = 0; at <= bytes.length; at++) {
    const b = bytes[at] ?? 0;
    const trail = bytes[at + 1] ?? 0;
    if ((b >= 0x20 && b < 0x7f) || b === 9) digits.see(b >= 0x30 && b <= 0x39);
    else if (b >= 0x81 && b < 0xff && trail >= 0x40 && trail !== 0x7f && trail !== 0xff) {
      // Ｗide digits of GBK.
      digits.see(b === 0xa3 && trail >= 0xb0 && trail <= 0xb9);
      at++;
    } else {
      end(at);
      from = at + 1;
    }
  }
}

/** Runs of UTF-16 that begin at an even or an odd place. */
function wideRuns(bytes: Uint8Array, parity: 0 | 1, out: string[]): void {
  const digits = digitCounter();
  let from: number = parity;
  for (let at: number = parity; ; at += 2) {
    const c = at + 1 < bytes.length ? (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) : 0;
    if ((c >= 0x20 && c < 0x7f) || c === 9 || (c >= 0x3000 && c <= 0x9fff) || (c >= 0xff00 && c <= 0xffef))
      digits.see((c >= 0x30 && c <= 0x39) || (c >= 0xff10 && c <= 0xff19));
    else {
      if (digits.enough) out.push(new TextDecoder("utf-16le").decode(bytes.subarray(from, at)));
      digits.reset();
      from = at + 2;
    }
    if (at + 1 >= bytes.length) return;
  }
}

/** Runs of text that hold a long number, one a line. In time linear to the bytes. */
export function rawNumbers(bytes: Uint8Array): string {
  const out: string[] = [];
  narrowRuns(bytes, out);
  wideRuns(bytes, 0, out);
  wideRuns(bytes, 1, out);
  return out
    .map((run) => run.replace(GUID, " "))
    .filter((run) => /\d/.test(run.normalize("NFKC")))
    .join("\n");
}

/** The lines of `text` that have a number which `known` does not have. */
export function unknownNumbers(text: string, known: string): string {
  const numbers = (t: string): Set<string> => new Set(t.match(/\d{4,}[xX]?/g));
  const seen = numbers(known);
  return text
    .split("\n")
    .filter((line) => [...numbers(line)].some((n) => !seen.has(n)))
    .join("\n");
}
