/** Readings of characters as the vocabulary carries them: common characters stand in the order of their sounds in GB 2312, so their sounds are only counted. */

/** The 3,755 characters of the first level of GB 2312: those that people commonly write, by pinyin. */
export function commonCharacters(): string {
  const bytes: number[] = [];
  for (let row = 0xb0; row <= 0xd7; row++) for (let cell = 0xa1; cell <= (row === 0xd7 ? 0xf9 : 0xfe); cell++) bytes.push(row, cell);
  return new TextDecoder("gbk").decode(Uint8Array.from(bytes));
}

/** What the vocabulary carries of readings. */
export interface PackedReadings {
  /** “a2 ai13 …”: so many common characters, one after the other, are read so. */
  readonly common?: string;
  /** Syllable → other characters, and common ones that are read so, too. */
  readonly characters: Readonly<Record<string, string>>;
}

/** @param readings of each character, the usual one first. */
export function packReadings(readings: ReadonlyMap<string, readonly string[]>): PackedReadings {
  const runs: [syllable: string, count: number][] = [];
  const characters = new Map<string, string>();
  const common = new Set<string>();
  for (const c of commonCharacters()) {
    common.add(c);
    const [usual = ""] = readings.get(c) ?? [];
    const last = runs[runs.length - 1];
    if (last?.[0] === usual) last[1]++;
    else runs.push([usual, 1]);
  }
  for (const [c, of] of readings)
    for (const syllable of common.has(c) ? of.slice(1) : of) characters.set(syllable, (characters.get(syllable) ?? "") + c);
  return {
    common: runs.map(([syllable, count]) => `${syllable}${count}`).join(" "),
    characters: Object.fromEntries([...characters].sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

/** Readings by character, the usual one first. */
export function unpackReadings({ common = "", characters }: PackedReadings): Map<string, string[]> {
  const out = new Map<string, string[]>();
  const all = common === "" ? "" : commonCharacters();
  let at = 0;
  for (const run of common.split(" ")) {
    const [, syllable = "", count = "0"] = /^([a-z]*)(\d+)$/.exec(run) ?? [];
    for (const c of all.slice(at, at + Number(count))) if (syllable !== "") out.set(c, [syllable]);
    at += Number(count);
  }
  for (const [syllable, of] of Object.entries(characters)) {
    for (const c of of) {
      const known = out.get(c);
      if (known === undefined) out.set(c, [syllable]);
      else known.push(syllable);
    }
  }
  return out;
}

/** A word read character by character, each as it is usually read; syllables parted by blanks. */
export const usualReading = (word: string, readings: ReadonlyMap<string, readonly string[]>): string =>
  Array.from(word, (c) => readings.get(c)?.[0] ?? "").join(" ");
