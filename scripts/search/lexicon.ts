/** The words that a query may be made of, ready to be looked up: those of the register, villagers' words, villages, and their sounds. */
import { unpackReadings, usualReading } from "./readings.ts";
import { unpackSpoken } from "./spoken.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** A word of the register for one of villagers, and its place in the row: a later one says more than was asked. */
export interface Meaning {
  readonly word: string;
  readonly rank: number;
}

export interface SpokenWord {
  readonly means: readonly Meaning[];
  readonly isLight: boolean;
  /** The register uses the word for something else. */
  readonly isOther: boolean;
}

export interface Lexicon {
  /** Words that stand in the register. */
  readonly words: ReadonlySet<string>;
  readonly spoken: ReadonlyMap<string, SpokenWord>;
  /** Words that only ask. */
  readonly asking: ReadonlySet<string>;
  /** Names of villages, whole and without 村: code and whole name. */
  readonly villages: ReadonlyMap<string, { readonly code: string; readonly name: string }>;
  /** Readings of a character. */
  readonly readings: ReadonlyMap<string, readonly string[]>;
  /** Reading, syllables parted by blanks → words. */
  readonly bySound: ReadonlyMap<string, readonly string[]>;
  readonly byNearSound: ReadonlyMap<string, readonly string[]>;
  /** Pinyin as it is typed, whole and initials → words. */
  readonly byPinyin: ReadonlyMap<string, readonly string[]>;
  readonly byLength: ReadonlyMap<number, readonly string[]>;
}

/** Sounds that many speakers do not tell apart: ng and n behind a vowel, zh and z, l and n. */
export const nearSound = (reading: string): string =>
  reading
    .replace(/ng\b/g, "n")
    .replace(/\b([zcs])h/g, "$1")
    .replace(/\bn(?=[aeiouv])/g, "l")
    .replace(/\bhu(?=[ae])/g, "f");

const adding = (map: Map<string | number, string[]>, key: string | number, word: string): void => {
  const known = map.get(key);
  if (known === undefined) map.set(key, [word]);
  else if (!known.includes(word)) known.push(word);
};

/** @param villages labels by code. @param fold as the text is folded. */
export function makeLexicon(vocabulary: Vocabulary, villages: Readonly<Record<string, string>>, fold: (text: string) => string): Lexicon {
  const readings = unpackReadings(vocabulary);
  const names = new Map<string, { code: string; name: string }>();
  for (const [code, label] of Object.entries(villages)) {
    const name = fold(label);
    for (const said of [name, name.replace(/(?:村民委员会|行政村|社区|村)$/, "")]) {
      if (said.length > 1) names.set(said, { code, name });
      if (said.length > 1) names.set(`${said}村`.replace("村村", "村"), { code, name });
    }
  }
  const { spoken, asking } = unpackSpoken(vocabulary.spoken ?? "");
  const words = new Set([...vocabulary.words.map(([w]) => w), ...(vocabulary.more ?? "").split(" "), ...names.keys()]);
  words.delete("");
  const bySound = new Map<string, string[]>();
  const byNearSound = new Map<string, string[]>();
  const byPinyin = new Map<string, string[]>();
  const byLength = new Map<number, string[]>();
  const sound = (word: string, reading: string): void => {
    adding(bySound as Map<string | number, string[]>, reading, word);
    adding(byNearSound as Map<string | number, string[]>, nearSound(reading), word);
    adding(byPinyin as Map<string | number, string[]>, reading.replace(/ /g, ""), word);
    const initials = reading
      .split(" ")
      .map((s) => s[0])
      .join("");
    if (initials.length > 2) adding(byPinyin as Map<string | number, string[]>, initials, word);
    adding(byLength as Map<string | number, string[]>, [...word].length, word);
  };
  for (const [word, reading] of vocabulary.words) sound(word, reading ?? usualReading(word, readings));
  const known: Lexicon = { words, spoken, asking, villages: names, readings, bySound, byNearSound, byPinyin, byLength };
  for (const word of [...spoken.keys(), ...names.keys()])
    if (/^\p{Script=Han}{2,8}$/u.test(word)) for (const reading of readingsOf(word, known)) sound(word, reading);
  return known;
}

/** Characters with several readings make several of a word; no more are looked at. */
const MOST_READINGS = 8;

/** Readings of a word, syllables parted by blanks; none where a character's is not known. */
export function readingsOf(word: string, { readings }: Pick<Lexicon, "readings">): string[] {
  let out = [""];
  for (const c of word) {
    const of = readings.get(c);
    if (of === undefined) return [];
    out = out.flatMap((before) => of.map((r) => (before === "" ? r : `${before} ${r}`))).slice(0, MOST_READINGS);
  }
  return out;
}

export const nearReadings = (word: string, lexicon: Pick<Lexicon, "readings">): string[] => [
  ...new Set(readingsOf(word, lexicon).map(nearSound)),
];
