/** Words that a search offers for pinyin, initials and slips of the pen; made at build, with the reading of each. */
import { pinyin } from "pinyin-pro";

/** `search/vocabulary-<hash>.js`: words with their readings, and the reading of each character of the site. */
export interface Vocabulary {
  /** `[word, syllables parted by blanks]`, the more frequent first. */
  readonly words: readonly (readonly [word: string, reading: string])[];
  /** Syllable → the characters that are read so. */
  readonly characters: Readonly<Record<string, string>>;
}

/** Words from titles that are offered at the most; the office's own words come on top. */
const MOST = 1500;

const HAN = /^\p{Script=Han}{2,8}$/u;

function reading(word: string): string {
  return pinyin(word, { toneType: "none", type: "array", v: true }).join(" ");
}

/** Words, and up to three of them in a row, that titles use more than once, the more frequent first. */
export function titleWords(titles: Iterable<string>): string[] {
  const segmenter = new Intl.Segmenter("zh-CN", { granularity: "word" });
  const counts = new Map<string, number>();
  const single = new Set<string>();
  for (const title of titles) {
    const row: string[] = [];
    const seen = new Set<string>();
    for (const { segment, isWordLike } of segmenter.segment(title)) {
      const word = isWordLike && /^\p{Script=Han}+$/u.test(segment) ? segment : "";
      if (word === "") row.length = 0;
      else row.push(word);
      single.add(word);
      for (let n = 1; n <= 3 && n <= row.length; n++) seen.add(row.slice(-n).join(""));
    }
    for (const word of seen) if (HAN.test(word)) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const frequent = [...counts].filter(([, n]) => n > 1).sort((a, b) => b[1] - a[1] || b[0].length - a[0].length || (a[0] < b[0] ? -1 : 1));
  // A piece of a longer one that never stands without it says nothing of its own: 房改造 in 危房改造.
  const pieces = new Set<string>();
  for (const [word, n] of frequent) {
    for (let from = 0; from < word.length; from++) {
      for (let to = from + 2; to <= word.length; to++) {
        const piece = word.slice(from, to);
        if (piece !== word && !single.has(piece) && counts.get(piece) === n) pieces.add(piece);
      }
    }
  }
  return frequent
    .filter(([word]) => !pieces.has(word) && !/^[和的及与或等对在为了由从到向]|[和的及与或等对在为了由从到向]$/.test(word))
    .slice(0, MOST)
    .map(([word]) => word);
}

/** @param own words of the office: villages, categories, topics; first. @param characters every character of the site, folded. */
export function buildVocabulary(own: readonly string[], titles: Iterable<string>, characters: Iterable<string>): Vocabulary {
  const words = [...new Set([...own.flatMap((w) => w.split(/[、，和及（）()]/)).filter((w) => HAN.test(w)), ...titleWords(titles)])];
  const readings: Record<string, string> = {};
  for (const c of [...new Set(characters)].filter((c) => /^\p{Script=Han}$/u.test(c)).sort()) {
    for (const syllable of new Set(pinyin(c, { toneType: "none", type: "array", v: true, multiple: true }))) {
      readings[syllable] = (readings[syllable] ?? "") + c;
    }
  }
  const syllables = Object.keys(readings).sort();
  return {
    words: words.map((w) => [w, reading(w)]),
    characters: Object.fromEntries(syllables.map((s) => [s, readings[s] ?? ""])),
  };
}
