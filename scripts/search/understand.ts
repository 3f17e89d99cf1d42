/**
 * What a query means where its words do not stand in the register as they were typed: cut into known words, villagers' words for the
 * register's, dates, numbers and 文号 in any spelling, slips of the pen and pinyin. A word that nobody knows ends it: better nothing
 * than something else. Pure: the same plan under every engine.
 */
import { type DateAsked, dateIn, type Today } from "./asked-dates.ts";
import { numbersIn } from "./asked-numbers.ts";
import { type Lexicon, type Meaning, nearReadings, readingsOf } from "./lexicon.ts";

/** How a part of the query became words of the register. */
export type How = "same" | "also" | "slip" | "number" | "pinyin";

export interface Part {
  /** As it was typed. */
  readonly said: string;
  /** Any of these, best first; folded. */
  readonly words: readonly Meaning[];
  readonly how: How;
  /** Says what kind of thing is wanted; not needed where another part says the matter. */
  readonly isLight: boolean;
  /** Code of a village: its records count as if their titles named it. */
  readonly village?: string;
}

export interface Plan {
  readonly parts: readonly Part[];
  readonly date?: DateAsked;
}

/** What is not known of a query: runs of characters that no word covers. */
export interface NotUnderstood {
  readonly unknown: readonly string[];
}

interface Step {
  readonly cost: number;
  readonly from: number;
  readonly part?: Part;
  readonly isUnknown?: boolean;
}

const only = (word: string): Meaning[] => [{ word, rank: 0 }];
const unique = (words: readonly Meaning[]): Meaning[] => words.filter((w, i) => words.findIndex((o) => o.word === w.word) === i);

/** A long word says more than two short ones. */
const gladly = (cost: number, length: number): number => cost - 0.01 * length * length;
const UNKNOWN = 8;
/** In a word of these nobody mistakes a character. */
const ASKED = /[的了吗呢吧啊是有在给把被]/;
/** No word of the lexicon is longer. */
const LONGEST = 24;
/** No question is longer; what follows is not read. */
const MOST = 60;

/**
 * The plan of a folded query, or the runs of it that mean nothing here; undefined where nothing is left of it, or it asks for a day to come.
 * @param there runs that stand in the register, known words or not.
 */
export function understand(folded: string, lexicon: Lexicon, today: Today, there?: ReadonlySet<string>): Plan | NotUnderstood | undefined {
  const asked = folded.slice(0, MOST);
  const numbers = numbersIn(asked);
  const dated = dateIn(numbers.rest, today);
  if (dated.isFuture) return undefined;
  const parts: Part[] = [...numbers.parts];
  const unknown: string[] = [];
  for (const piece of dated.rest.split(/[^\p{L}\p{N}]+/u)) {
    if (piece === "") continue;
    let read = readPiece(piece, { lexicon, there, shape: false });
    // One wrong character is thought of only where nothing else helps.
    if (read.unknown.length > 0) {
      const other = readPiece(piece, { lexicon, there, shape: true });
      if (other.unknown.length === 0) read = other;
    }
    parts.push(...read.parts);
    // An English word that nobody knows is left out beside one that is known.
    unknown.push(...read.unknown.filter((u) => !/^[a-z]+$/.test(u) || read.parts.length === 0));
  }
  if (unknown.length > 0) return { unknown };
  if (parts.length === 0 && dated.date === undefined) return undefined;
  return { parts, ...(dated.date && { date: dated.date }) };
}

interface Known {
  readonly lexicon: Lexicon;
  readonly there: ReadonlySet<string> | undefined;
  /** May one character be another? */
  readonly shape: boolean;
}

/** Cuts a piece into the fewest words that are known; what no word covers is told run by run. */
function readPiece(piece: string, known: Known): { parts: Part[]; unknown: string[] } {
  const characters = [...piece];
  const best: Step[] = [{ cost: 0, from: 0 }];
  for (let to = 1; to <= characters.length; to++) {
    let step: Step = { cost: (best[to - 1]?.cost ?? 0) + UNKNOWN, from: to - 1, isUnknown: true };
    for (let from = Math.max(0, to - LONGEST); from < to; from++) {
      const before = best[from]?.cost ?? 0;
      if (before - 0.01 * (to - from) ** 2 >= step.cost) continue;
      const word = characters.slice(from, to).join("");
      const found = wordOf(word, to - from, known);
      const cost = found ? before + gladly(found.cost, to - from) : step.cost;
      if (found && cost < step.cost) step = { from, cost, ...(found.part && { part: found.part }) };
    }
    best.push(step);
  }
  const parts: Part[] = [];
  const unknown: string[] = [];
  let run = "";
  for (let at = characters.length; at > 0; ) {
    const step = best[at] as Step;
    if (step.isUnknown) run = (characters[at - 1] ?? "") + run;
    else if (run !== "") {
      unknown.unshift(run);
      run = "";
    }
    if (step.part) parts.unshift(step.part);
    at = step.from;
  }
  if (run !== "") unknown.unshift(run);
  return { parts, unknown };
}

/** A word of the query: what it stands for, and how gladly it is read so. */
function wordOf(word: string, length: number, { lexicon, there, shape }: Known): { cost: number; part?: Part } | undefined {
  const spoken = lexicon.spoken.get(word);
  const village = lexicon.villages.get(word);
  if (village !== undefined)
    return { cost: 0.9, part: { said: word, words: only(village.name), how: "same", isLight: false, village: village.code } };
  if (spoken && (spoken.means.length > 0 || lexicon.words.has(word))) {
    const own = length > 1 && !spoken.isOther && lexicon.words.has(word) ? [word] : [];
    const words = unique([...own.flatMap(only), ...spoken.means]);
    const how = spoken.means.every((m) => m.word === word) ? "same" : "also";
    if (words.length > 0) return { cost: length > 1 ? 1 : 1.4, part: { said: word, words, how, isLight: spoken.isLight } };
  }
  if (lexicon.asking.has(word)) return { cost: length > 1 ? 0.8 : 1 };
  if (length > 1 && lexicon.words.has(word)) return { cost: 1.05, part: { said: word, words: only(word), how: "same", isLight: false } };
  if (there?.has(word)) return { cost: 1.2, part: { said: word, words: only(word), how: "same", isLight: false } };
  if (/^[a-z]+$/.test(word)) return latin(word, lexicon);
  if (length < 2 || length > 8 || !/^\p{Script=Han}+$/u.test(word) || ASKED.test(word)) return undefined;
  return slip(word, length, lexicon, shape);
}

/** The same sound in other characters, or, asked for last, one wrong character among four. */
function slip(word: string, length: number, lexicon: Lexicon, shape: boolean): { cost: number; part?: Part } | undefined {
  const shares = (other: string): boolean => length > 2 || [...other].some((c, i) => c === [...word][i]);
  const part = (found: readonly string[]): Part | undefined => {
    const meant = found.filter((w) => w !== word && shares(w)).slice(0, 3);
    if (meant.length === 0) return undefined;
    const village = lexicon.villages.get(meant[0] ?? "");
    if (village) return { said: word, words: only(village.name), how: "slip", isLight: false, village: village.code };
    const words = meant.flatMap((m) => (lexicon.words.has(m) ? only(m) : (lexicon.spoken.get(m)?.means ?? [])));
    if (words.length === 0) return undefined;
    return { said: word, words: unique(words), how: "slip", isLight: false };
  };
  const same = part(readingsOf(word, lexicon).flatMap((r) => lexicon.bySound.get(r) ?? []));
  if (same) return { cost: 2.6, part: same };
  const near = part(nearReadings(word, lexicon).flatMap((r) => lexicon.byNearSound.get(r) ?? []));
  if (near) return { cost: 3, part: near };
  if (!shape || length < 4) return undefined;
  const characters = [...word];
  const alike = part(
    (lexicon.byLength.get(length) ?? []).filter(
      (w) => !lexicon.villages.has(w) && [...w].filter((c, i) => c !== characters[i]).length === 1,
    ),
  );
  return alike && { cost: 3.2, part: alike };
}

/** Pinyin of a whole word, written out or, for the whole query, as initials. */
function latin(word: string, lexicon: Lexicon): { cost: number; part?: Part } | undefined {
  if (word.length < 2) return undefined;
  const found = lexicon.byPinyin.get(word) ?? [];
  const [first] = found;
  if (first === undefined) return undefined;
  const words = found.slice(0, 3).flatMap((w) => [...(lexicon.words.has(w) ? only(w) : []), ...(lexicon.spoken.get(w)?.means ?? [])]);
  const village = lexicon.villages.get(first);
  return {
    cost: 2,
    part: village
      ? { said: word, words: only(village.name), how: "pinyin", isLight: false, village: village.code }
      : { said: word, words: unique(words), how: "pinyin", isLight: false },
  };
}

const list = (words: readonly string[]): string => words.map((w) => `“${w}”`).join(words.length > 2 ? "、" : "和");

export interface Shown {
  /** Pages of the group. */
  readonly total: number;
  /** Parts that each of them may lack. */
  readonly missing: number;
  /** Pages that hold the words as they were typed, shown above. */
  readonly exact: number;
}

/** Why these pages are shown. */
export function reasonOf(plan: Plan, typed: string, { total, missing, exact }: Shown): string {
  const told: string[] = [];
  for (const p of plan.parts) {
    const others = p.words
      .map((w) => w.word)
      .filter((w) => w !== p.said)
      .slice(0, 3);
    if (p.how === "slip")
      told.push(
        exact > 0
          ? `您要找的也许是读音或者字形相近的“${p.words[0]?.word}”`
          : `没有“${p.said}”，找的是读音或者字形相近的“${p.words[0]?.word}”`,
      );
    else if (p.how === "pinyin") told.push(`“${p.said}”读作“${p.words[0]?.word}”`);
    else if (p.how === "also" && others.length > 0 && !p.words.some((w) => w.word === p.said)) told.push(`“${p.said}”也叫${list(others)}`);
  }
  const needed = plan.parts.filter((p) => !p.isLight || plan.parts.length === 1);
  const when = plan.date === undefined ? "" : `公开日期在${plan.date.label}`;
  if (needed.length > 1) {
    const names = list(needed.map((p) => (p.how === "slip" || p.how === "pinyin" ? (p.words[0]?.word ?? p.said) : p.said)));
    const which =
      missing > 0
        ? `没有一条同时有${names}，下面 ${total} 条有其中的大部分`
        : exact > 0
          ? `不连着写的，下面还有 ${total} 条同时有${names}`
          : `没有连着写的“${typed}”，下面 ${total} 条同时有${names}`;
    told.push(which + (when === "" ? "" : `，${when}`));
  } else told.push(when === "" ? `下面 ${total} 条和这有关` : `下面 ${total} 条${when}`);
  return `${told.join("；")}。`;
}
