/** Signs for what Word draws: raised and lowered digits, numbers in circles, the pictures of symbol fonts. Runs in the browser too. */

const RAISED: Readonly<Record<string, string>> = Object.fromEntries(
  [..."0123456789+-−=()ni"].map((c, i) => [c, [..."⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ"][i] ?? c]),
);
const LOWERED: Readonly<Record<string, string>> = Object.fromEntries(
  [..."0123456789+-−=()"].map((c, i) => [c, [..."₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎"][i] ?? c]),
);

export type Height = "raised" | "lowered";

/**
 * A raised or lowered text in one line: 10⁴, CO₂. `plain` says that there are no such signs: then a mark stands before what could be
 * taken for a part of the number or word in front of it (`x_max`), and what could not stands as it is (1st, ［1］).
 */
export function atHeight(text: string, height: Height): { readonly text: string; readonly plain: boolean } {
  const wide = text.replace(/[０-９＋－＝（）]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0));
  const signs = height === "raised" ? RAISED : LOWERED;
  if (wide.trim() === "") return { text, plain: false };
  if (height === "raised" && /^[oO]$/.test(wide.trim())) return { text: "°", plain: false };
  // Signs that stand high by themselves, and marks of notes.
  if (/^[\s①-⑳㉑-㊿*※°′″℃™®©⁰-ⁿ²³¹]+$|^\s*[[［〔【]\d{1,3}[\]］〕】]\s*$/u.test(wide)) return { text, plain: false };
  const chars = [...wide];
  if (chars.every((c) => signs[c] !== undefined || c === " ")) return { text: chars.map((c) => signs[c] ?? c).join(""), plain: false };
  if (/^(?:st|nd|rd|th|TM)$/.test(wide)) return { text, plain: false };
  const mark = height === "raised" ? "^" : "_";
  return { text: /^[\dA-Za-z+−-]/.test(wide) ? `${mark}${/^[\w.]+$/.test(wide) ? wide : `(${wide})`}` : text, plain: true };
}

const CIRCLED = [..."⓪①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿"];

/** A number, letter or character in a circle: ㉑, Ⓐ, ㊀; in brackets where there is no such sign. */
export function circled(inner: string): string {
  const text = inner.normalize("NFKC").trim();
  if (/^\d{1,2}$/.test(text) && CIRCLED[Number(text)] !== undefined) return CIRCLED[Number(text)] ?? "";
  if (/^[A-Z]$/.test(text)) return String.fromCodePoint(0x24b6 + text.charCodeAt(0) - 65);
  if (/^[a-z]$/.test(text)) return String.fromCodePoint(0x24d0 + text.charCodeAt(0) - 97);
  const at = text.length === 1 ? "一二三四五六七八九十".indexOf(text) : -1;
  return at >= 0 ? String.fromCodePoint(0x3280 + at) : /^[（(].*[)）]$/.test(text) ? text : `（${text}）`;
}

/** Pictures of symbol fonts by the low byte of their code. */
const FONTS: readonly (readonly [RegExp, Readonly<Record<number, string>>])[] = [
  [/wingdings\s*2/i, { 80: "√", 82: "☑", 83: "☒", 84: "☒", 79: "×", 81: "☒", 163: "□", 162: "■", 151: "●", 152: "●", 153: "○", 42: "☐" }],
  [
    /wingdings/i,
    {
      ...Object.fromEntries(Array.from({ length: 11 }, (_, n) => [0x80 + n, CIRCLED[n] ?? ""])),
      254: "☑",
      168: "□",
      111: "□",
      113: "□",
      114: "□",
      253: "☒",
      120: "☒",
      252: "√",
      251: "×",
      108: "●",
      159: "●",
      161: "○",
      110: "■",
      167: "▪",
      117: "◆",
      119: "◆",
      118: "❖",
      216: "➢",
      171: "★",
      182: "☆",
      223: "←",
      224: "→",
      225: "↑",
      226: "↓",
      232: "→",
      40: "☎",
      42: "✉",
      70: "☞",
      183: "·",
    },
  ],
  [
    /^symbol$/i,
    {
      ...Object.fromEntries(
        [..."abcdefghiklmnopqrstuwxyzDFGLPQSWX"].map((c, i) => [c.charCodeAt(0), [..."αβχδεφγηικλμνοπθρστυωξψζΔΦΓΛΠΘΣΩΞ"][i] ?? ""]),
      ),
      180: "×",
      184: "÷",
      177: "±",
      163: "≤",
      179: "≥",
      185: "≠",
      187: "≈",
      176: "°",
      162: "′",
      178: "″",
      183: "·",
      215: "·",
      214: "√",
      165: "∞",
      172: "←",
      173: "↑",
      174: "→",
      175: "↓",
    },
  ],
];

/** Without the font's name: boxes and ticks that only one of the fonts has at this place. */
const ANY: Readonly<Record<number, string>> = {
  254: "☑",
  168: "□",
  111: "□",
  82: "☑",
  83: "☒",
  253: "☒",
  163: "□",
  252: "√",
  251: "×",
  183: "·",
  216: "➢",
  108: "●",
  110: "■",
};

export const isSymbolFont = (font: string): boolean => FONTS.some(([name]) => name.test(font)) || /webdings|wingdings/i.test(font);

/** The sign of a code (F0FE, or FE as Word may write it) in a font; undefined where we know none. */
export function symbolOf(code: number, font: string): string | undefined {
  if (code > 0xff && (code < 0xf000 || code > 0xf0ff)) return code >= 0xe000 && code <= 0xf8ff ? undefined : String.fromCodePoint(code);
  const byte = code & 0xff;
  if (byte === 0x20) return " ";
  const own = FONTS.find(([name]) => name.test(font))?.[1];
  if (own) return own[byte];
  if (isSymbolFont(font)) return undefined;
  return code > 0xff ? ANY[byte] : String.fromCodePoint(code);
}
