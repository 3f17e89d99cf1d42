/** One spelling for what a reader takes as the same: used on the text when it is indexed and on the query when it is asked. */
import { withIdeographs } from "../rules/radicals.ts";
import type { Words } from "./row.ts";

/** Folds texts; made once for a site, because the characters of 繁體 that it knows are those the site needs. */
export interface Folder {
  /** The text with width, case, brackets, quotes, dashes, blanks and 繁体 made one. Context-free: a piece of the text folds to a piece of the fold. */
  fold(text: string): string;
  /** The same, and where in `text` each unit of it stood; one more place for the end. */
  foldAt(text: string): Folded;
}

export interface Folded {
  readonly text: string;
  readonly at: readonly number[];
}

const PLAIN: Readonly<Record<string, string>> = Object.fromEntries([
  ...[..."〔﹝〖"].map((c) => [c, "〔"]),
  ...[..."〕﹞〗"].map((c) => [c, "〕"]),
  // No straight double quote: it is the mark of a phrase, for people and for the index alike.
  ...[...'"“”„‟＂〝〞'].map((c) => [c, "”"]),
  ...[..."'‘’‚‛＇`´"].map((c) => [c, "’"]),
  ...[..."-‐‑‒–—―−－﹣"].map((c) => [c, "-"]),
  ...[..."~～〜∼"].map((c) => [c, "~"]),
  ...[..."·•・‧∙"].map((c) => [c, "·"]),
  ...[..."○◯"].map((c) => [c, "〇"]),
]);

/** Variation selectors: they choose a shape of the character before them, and show nothing of their own. */
const VARIATION = "\\ufe00-\\ufe0f\\u180b-\\u180d\\u180f\\u{e0100}-\\u{e01ef}";

/** What may need folding: blanks and marks without width, capitals, the signs above, full width, compatibility Han and radicals. */
const SIGNS = Object.keys(PLAIN)
  .map((c) => `\\u{${c.codePointAt(0)?.toString(16)}}`)
  .join("");
const NEEDS = `\\s\\p{Cf}\\p{Lu}${VARIATION}\\u2160-\\u217f${SIGNS}\\uff01-\\uff5e\\u2e80-\\u2fdf\\uf900-\\ufaff\\u{2f800}-\\u{2fa1f}`;
const NOTHING = new RegExp(`^[\\s\\p{Cf}${VARIATION}]$`, "u");

/** @param traditional pairs, 繁 then 简: “後后體体”. */
export function makeFolder(traditional = ""): Folder {
  const simplified = new Map<string, string>();
  const chars = [...traditional];
  for (let i = 0; i + 1 < chars.length; i += 2) simplified.set(chars[i] as string, chars[i + 1] as string);
  const needs = new RegExp(`[${NEEDS}${[...simplified.keys()].join("")}]`, "gu");
  const one = (c: string): string => {
    if (NOTHING.test(c)) return "";
    const sign = PLAIN[c];
    if (sign !== undefined) return sign;
    const code = c.codePointAt(0) ?? 0;
    const wide = code >= 0xff01 && code <= 0xff5e;
    // Ⅳ is typed as IV.
    const roman = code >= 0x2160 && code <= 0x217f;
    const plain = wide ? String.fromCharCode(code - 0xfee0) : code >= 0x2e80 || roman ? withIdeographs(c).normalize("NFKC") : c;
    const low = plain.toLowerCase();
    return simplified.get(low) ?? PLAIN[low] ?? low;
  };
  return {
    fold: (text) => text.replace(needs, one),
    foldAt(text) {
      let out = "";
      const at: number[] = [];
      let place = 0;
      for (const c of text) {
        needs.lastIndex = 0;
        const folded = needs.test(c) ? one(c) : c;
        for (let i = 0; i < folded.length; i++) at.push(folded.length === c.length ? place + i : place);
        out += folded;
        place += c.length;
      }
      at.push(place);
      return { text: out, at };
    },
  };
}

/** A word that is asked for. */
export interface Word {
  /** Folded. */
  readonly text: string;
  /** The same as part of a 文号, whatever its brackets, where it can be one: stands in `aliasesOf` a text. */
  readonly docNumber: string | undefined;
}

/** Stands where a 文号 has its brackets; nobody types it, no text holds it. */
const BRACKET = "\ue000";
const YEAR_IN_NUMBER = /(^|\p{Script=Han})[([〔【]?((?:19|20)\d\d)(?:[)\]〕】]|$|(?=第?\d{1,5}号))/u;

function docNumberOf(text: string): string | undefined {
  const plain = text.replace(YEAR_IN_NUMBER, (_, before: string, year: string) => `${before}${BRACKET}${year}${BRACKET}`);
  return plain === text || /^\P{Script=Han}?\d{4}\P{Script=Han}?$/u.test(text) ? undefined : plain.replace(new RegExp(`${BRACKET}$`), "");
}

/** The words of a query; they are parted by blanks, and “…” and "…" hold several together. All of them are meant. */
export function wordsOf(query: string, { fold }: Folder): Word[] {
  const words = new Map<string, Word>();
  // A quote that opens after a blank and closes before one is the reader's; any other belongs to the words.
  for (const m of query.normalize("NFC").matchAll(/(?:^|\s)["“”]([^"“”]+)["“”](?=\s|$)|\S+/g)) {
    const text = fold(m[1] ?? m[0]);
    if (text !== "") words.set(text, { text, docNumber: docNumberOf(text) });
  }
  return [...words.values()];
}

/**
 * Other spellings of what stands in a folded text. 文号, their brackets one sign: so 西政发2017, 西政发[2017]60号 and 西政发(2017) find
 * 西政发〔2017〕60号. Telephone numbers without dashes: so 09554719171 finds 0955-4719171.
 */
export function aliasesOf(folded: string): string {
  const found = new Set<string>();
  for (const m of folded.matchAll(/0\d{2,3}-\d{7,8}(?:-\d{1,5})?|1\d{2}-\d{4}-\d{4}|[48]00-\d{3,4}-\d{3,4}/g))
    found.add(m[0].replace(/-/g, ""));
  for (const m of folded.matchAll(/(\p{Script=Han}{1,12})[([〔【]((?:19|20)\d\d)[)\]〕】](第?\d{1,5}号)/gu)) {
    found.add(`${m[1]}${BRACKET}${m[2]}${BRACKET}${m[3]}`);
  }
  return [...found].join("\n");
}

/** Does a folded text with its aliases hold a word? */
export const holds = (text: string, word: Word): boolean =>
  text.includes(word.text) || (word.docNumber !== undefined && text.includes(word.docNumber));

/** What is searched of a page: its title, and all else, folded, with what attachments say and 文号 in the spelling without brackets. */
export interface FoldedWords {
  readonly title: string;
  readonly rest: string;
}

export function foldWords(words: Words, { fold }: Folder): FoldedWords {
  const title = fold(words.title);
  const text = fold(words.text);
  const attached = words.attachments.map((a) => `\n${fold(a.text)}`).join("");
  const aliases = aliasesOf(title + text);
  return { title, rest: text + attached + (aliases === "" ? "" : `\n${aliases}`) };
}
