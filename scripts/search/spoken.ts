/** Villagers' words as the vocabulary carries them: packed at build, unpacked in the browser. */
import type { SpokenRow } from "../rules/spoken-words.ts";
import type { Meaning, SpokenWord } from "./lexicon.ts";

/** Words, the register's words for them, and those that only ask: a line each. Words that the register does not have are left out. */
export function packSpoken(rows: readonly SpokenRow[], asking: readonly string[], has: (word: string) => boolean): string {
  const lines = rows.flatMap(({ said, means, isLight, isOther }) => {
    // A place that is left empty keeps the order: what stands behind it is a wider word.
    const there = means
      .map((m) => (has(m) ? m : ""))
      .join(" ")
      .trimEnd();
    return there.trim() === "" ? [] : [`${isLight ? "~" : isOther ? "!" : ""}${said.join(" ")}=${there}`];
  });
  return [asking.join(" "), ...lines].join("\n");
}

export function unpackSpoken(packed: string): { readonly spoken: Map<string, SpokenWord>; readonly asking: Set<string> } {
  const [asking = "", ...lines] = packed.split("\n");
  const spoken = new Map<string, { means: Meaning[]; isLight: boolean; isOther: boolean }>();
  for (const line of lines) {
    const [said = "", means = ""] = line.replace(/^[~!]/, "").split("=");
    for (const word of said.split(" ")) {
      const known = spoken.get(word) ?? { means: [], isLight: line.startsWith("~"), isOther: line.startsWith("!") };
      for (const [rank, m] of means.split(" ").entries())
        if (m !== "" && !known.means.some((k) => k.word === m)) known.means.push({ word: m, rank });
      spoken.set(word, known);
    }
  }
  return { spoken, asking: new Set(asking.split(" ")) };
}
