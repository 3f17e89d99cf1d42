/** Words that a search offers for pinyin, initials and slips of the pen; made at build, with the reading of each. */
import { pinyin } from "pinyin-pro";
import { askingWords, type SpokenRow, spokenRows } from "../rules/spoken-words.ts";
import { commonCharacters, type PackedReadings, packReadings, usualReading } from "./readings.ts";
import { packSpoken } from "./spoken.ts";

/** `search/vocabulary-<hash>.js`: words with their readings, and the readings of the characters of the site and of those that people commonly write. */
export interface Vocabulary extends PackedReadings {
  /** `[word, syllables parted by blanks]`, the more frequent first; without a reading where it follows from the characters. */
  readonly words: readonly (readonly [word: string, reading?: string])[];
  /** Words of bodies, parted by blanks. */
  readonly more?: string;
  /** Villagers' words, packed by `packSpoken`. */
  readonly spoken?: string;
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
  /** The characters that stand before and behind a word, wherever it stands. */
  const around = new Map<string, readonly [before: Set<string>, behind: Set<string>]>();
  for (const title of titles) {
    const row: string[] = [];
    const seen = new Set<string>();
    for (const { segment, index, isWordLike } of segmenter.segment(title)) {
      const word = isWordLike && /^\p{Script=Han}+$/u.test(segment) ? segment : "";
      if (word === "") row.length = 0;
      else row.push(word);
      single.add(word);
      for (let n = 1; n <= 3 && n <= row.length; n++) {
        const joined = row.slice(-n).join("");
        seen.add(joined);
        const sides = around.get(joined) ?? [new Set<string>(), new Set<string>()];
        const end = index + segment.length;
        sides[0].add(title.charAt(end - joined.length - 1));
        sides[1].add(title.charAt(end));
        around.set(joined, sides);
      }
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
  // 养老保险缴 is always followed by 费: it ends within a word. So does what always follows the same character.
  const isCut = (word: string): boolean =>
    !single.has(word) && (around.get(word) ?? []).some((side) => side.size === 1 && [...side].every((c) => /^\p{Script=Han}$/u.test(c)));
  return frequent
    .filter(([word]) => !isCut(word))
    .filter(([word]) => !pieces.has(word) && !/^[和的及与或等对在为了由从到向]|[和的及与或等对在为了由从到向]$/.test(word))
    .slice(0, MOST)
    .map(([word]) => word);
}

/** Words of bodies at the most, and the characters of bodies that are read for them, newest first. */
const MOST_BODY_WORDS = 1600;
const MOST_BODY = 600_000;

/** Words that a title or more than one body has, the more frequent first. */
function moreWords(pages: readonly PageWords[], known: ReadonlySet<string>): string[] {
  const segmenter = new Intl.Segmenter("zh-CN", { granularity: "word" });
  const counts = new Map<string, number>();
  const count = (text: string, by: number): void => {
    const seen = new Set<string>();
    for (const { segment, isWordLike } of segmenter.segment(text)) if (isWordLike && HAN.test(segment)) seen.add(segment);
    for (const word of seen) counts.set(word, (counts.get(word) ?? 0) + by);
  };
  let read = 0;
  for (const { title, rest } of pages) {
    if (read > MOST_BODY) break;
    read += rest.length;
    count(title, 2);
    count(rest, 1);
  }
  return [...counts]
    .filter(([word, n]) => n > 1 && !known.has(word))
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, MOST_BODY_WORDS)
    .map(([word]) => word);
}

/** Which of these words stand in the texts. One pass, whatever their number. */
export function wordsThere(texts: Iterable<string>, candidates: Iterable<string>): Set<string> {
  const byBeginning = new Map<string, string[]>();
  const found = new Set<string>();
  let left = 0;
  for (const word of new Set(candidates)) {
    const beginning = word.slice(0, 2);
    const of = byBeginning.get(beginning);
    if (of) of.push(word);
    else byBeginning.set(beginning, [word]);
    left++;
  }
  for (const text of texts) {
    if (left === 0) break;
    for (let at = 0; at < text.length; at++) {
      for (const beginning of [text.slice(at, at + 2), text.slice(at, at + 1)]) {
        const of = byBeginning.get(beginning);
        if (of === undefined) continue;
        const rest = of.filter((word) => !(text.startsWith(word, at) && found.add(word)));
        if (rest.length === of.length) continue;
        left -= of.length - rest.length;
        if (rest.length > 0) byBeginning.set(beginning, rest);
        else byBeginning.delete(beginning);
      }
    }
  }
  return found;
}

/** The folded words of a page. */
export interface PageWords {
  readonly title: string;
  readonly rest: string;
}

/**
 * @param words.own words of the office: villages, categories, topics; first. @param words.office its own names.
 * @param pages newest first.
 * @param plain the office's rows for villagers' words; before ours.
 */
export function buildVocabulary(
  { own, office }: { readonly own: readonly string[]; readonly office: readonly string[] },
  pages: readonly PageWords[],
  plain: readonly SpokenRow[],
): Vocabulary {
  const characters = new Set<string>(commonCharacters());
  for (const { title, rest } of pages) for (const c of title + rest) characters.add(c);
  const rows = [...plain, ...spokenRows];
  const texts = function* (): Generator<string> {
    for (const { title, rest } of pages) yield `${title}\n${rest}`;
  };
  const there = wordsThere(
    texts(),
    rows.flatMap(({ said, means }) => [...said, ...means]),
  );
  const titles = titleWords(pages.map((p) => p.title));
  const meant = rows.flatMap(({ means }) => means.filter((m) => there.has(m) && HAN.test(m)));
  const said = rows.flatMap((r) => r.said.filter((w) => there.has(w) && HAN.test(w)));
  const words = [...new Set([...own.flatMap((w) => w.split(/[、，和及（）()]/)).filter((w) => HAN.test(w)), ...titles, ...meant, ...said])];
  const readings = new Map<string, string[]>();
  for (const c of [...characters].filter((c) => /^\p{Script=Han}$/u.test(c)).sort()) {
    const usual = pinyin(c, { toneType: "none", type: "array", v: true });
    const others = pinyin(c, { toneType: "none", type: "array", v: true, multiple: true });
    readings.set(c, [...new Set([...usual, ...others])]);
  }
  const asking = [...new Set([...office.filter((w) => w.length > 1), ...askingWords])];
  const known = new Set([...words, ...asking]);
  return {
    // A reading that follows from the characters is left out.
    words: words.map((w) => {
      const read = reading(w);
      return read === usualReading(w, readings) ? [w] : [w, read];
    }),
    ...packReadings(readings),
    more: moreWords(pages, known).join(" "),
    spoken: packSpoken(rows, asking, (w) => there.has(w)),
  };
}
