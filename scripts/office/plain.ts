/** CSV and plain text, in UTF-8, GB18030 or UTF-16. */
import type { Lack, Parts } from "./parts.ts";

/** UTF-8 where it is valid, otherwise GB18030; UTF-16 by its mark. Undefined for bytes that are no text. */
export function decodePlain(bytes: Uint8Array): string | undefined {
  const [a, b] = bytes;
  const labels = a === 0xff && b === 0xfe ? ["utf-16le"] : a === 0xfe && b === 0xff ? ["utf-16be"] : ["utf-8", "gb18030"];
  for (const label of labels) {
    try {
      const text = new TextDecoder(label, { fatal: true }).decode(bytes);
      return text.includes("\0") ? undefined : text;
    } catch {}
  }
  return undefined;
}

/** A tab between cells in place of the comma; commas within quotes are words. A cell stays on its line. */
function withTabs(csv: string): string {
  const pieces = csv.split('"');
  // A quote too many or too few: an inch, not a quotation.
  if (pieces.length % 2 === 0) return csv.replaceAll(",", "\t");
  const piece = (text: string, i: number): string => {
    if (i % 2 === 1) return text.replace(/[\r\n\t]+/g, " ");
    return text === "" && i > 0 && i < pieces.length - 1 ? '"' : text.replaceAll(",", "\t");
  };
  return pieces.map(piece).join("");
}

export function readPlain(bytes: Uint8Array, kind: "csv" | "txt", parts: Parts): Lack | undefined {
  const text = decodePlain(bytes);
  if (text === undefined) return "damaged";
  parts.add("正文", kind === "csv" ? withTabs(text) : text, true);
  return undefined;
}
