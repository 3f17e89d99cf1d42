/** Digits in disguise (①, 𝟏, ¹, ١, 一, 壹, the letter O, one to a cell) → plain ones, each in its place, for the scan for numbers. */
import { isIdentity } from "./check-digits.ts";

/** 小写, 大写, and 幺 as it is read aloud. */
const HAN: Readonly<Record<string, string>> = Object.fromEntries(
  ["〇零", "一壹幺", "二贰", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖"].flatMap((signs, digit) =>
    [...signs].map((s) => [s, String(digit)]),
  ),
);
const HAN_RUN = new RegExp(`[${Object.keys(HAN).join("")}]{15,}`, "g");
/** Digits of other scripts and typographic ones; plain and full-width ones are the scan's own. */
const OTHERS = /(?![0-9０-９])[\p{Nd}\p{No}]/gu;
/** Eighteen signs one by one with commas or strokes between, and an identity number in its parts. Cells of tables: `digit-cells.ts`. */
const CELLS = /(?<!\d\s?[,，/／]?\s?)\d(?:\s?[,，/／]\s?\d){16}\s?[,，/／]\s?[\dxX](?!\d|\s?[,，/／]\s?\d)/g;
const PARTS = /(?<!\d)(\d{6})\s?[/／(（,，、]\s?(\d{8})\s?[/／)）,，、]\s?(\d{3}[\dxX])(?!\d)/g;
const LETTERS = /(?<![\dA-Za-z])[\dOoIl]{15,18}[xX]?(?![\dA-Za-z])/g;

/** The value of one sign that stands for a digit: ① is 1, ⑫ is none. */
function digitOf(sign: string): string | undefined {
  const plain = sign.normalize("NFKC").replace(/[()．.]/g, "");
  if (/^\d$/.test(plain)) return plain;
  if (/^[❶-❾➀-➈➊-➒]$/u.test(sign)) return String((((sign.codePointAt(0) ?? 0) - 0x2776) % 10) + 1);
  if (sign === "⓿" || sign === "🄌") return "0";
  if (!/^\p{Nd}$/u.test(sign)) return undefined;
  // The digits of a script stand in a row of ten.
  for (let n = 0; n < 10; n++) if (!/^\p{Nd}$/u.test(String.fromCodePoint((sign.codePointAt(0) ?? 0) - n - 1))) return String(n);
  return undefined;
}

/** A look so quick that every body can have it: is there anything that the rest may turn into a digit? */
const QUICK = new RegExp(
  [
    "[\\u00b2\\u00b3\\u00b9\\u0600-\\u1fff\\u2070-\\u209f\\u2150-\\u218f\\u2460-\\u2793\\ua620-\\uabff]",
    "[\\ud801-\\ud83b]|\\ud83c[\\udd00-\\udd0f]",
    HAN_RUN.source.replace("{15,}", "{15}"),
    "\\d\\s?[,，/／]\\s?\\d\\s?[,，/／]",
    "\\d{6}\\s?[/／(（,，、]\\s?\\d{8}",
    "[OoIl]\\d|\\d[OoIl]",
  ].join("|"),
);

const SEPARATORS = /[,，/／、()（）]/g;

/** Its signs held together, where they make up a number: a row of a table may have eighteen figures that are nobody's. */
const joined = (run: string): string => (isIdentity(run.replace(/[^\dxX]/g, "").toUpperCase()) ? run.replace(SEPARATORS, "-") : run);

/** The text with plain digits, as long as before; undefined when nothing in it is in disguise. */
export function undisguised(text: string): string | undefined {
  if (!QUICK.test(text)) return undefined;
  const out = text
    // A pair of units becomes a digit and a mark that shows nothing.
    .replace(OTHERS, (sign) => (digitOf(sign) ?? "#").padEnd(sign.length, "\u00ad"))
    .replace(HAN_RUN, (run) => run.replace(/./g, (c) => HAN[c] ?? c))
    .replace(LETTERS, (run) => (run.replace(/\D/g, "").length < 6 ? run : run.replace(/[Oo]/g, "0").replace(/[Il]/g, "1")))
    .replace(CELLS, joined)
    .replace(PARTS, joined);
  return out === text ? undefined : out;
}
