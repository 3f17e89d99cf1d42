/** What a query means, run over an engine: pages that the exact search does not find, in a group of their own that says why. */
import type { Word } from "../../scripts/search/fold.ts";
import type { Lexicon, Meaning } from "../../scripts/search/lexicon.ts";
import { type Hit, type Row, yearOfRow } from "../../scripts/search/row.ts";
import { type Part, type Plan, reasonOf, understand } from "../../scripts/search/understand.ts";
import type { Search } from "./engine.ts";

export interface MeantHit extends Hit {
  /** The words that it has, to be marked. */
  readonly words: readonly Word[];
}

export interface Meant {
  readonly reason: string;
  /** Best first. */
  readonly hits: readonly MeantHit[];
}

/** Beside so many exact hits nobody needs another reading. */
export const ENOUGH = 5;
/** Spellings of a part that are looked for: each is a request or two where an index answers, and the answer is the same everywhere. */
const MOST_WORDS = 6;
const MOST_UNKNOWN = 3;
const WIDE = 1;
const TITLED = 10;
const NAMED = 3;
/** A page that has less than this share of the best one's score is about something else. */
const CLOSE = 0.75;

export const dayHere = (): string => {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((n) => String(n).padStart(2, "0")).join("-");
};

const wordOf = (text: string): Word => ({ text, docNumber: undefined });

interface Score {
  readonly score: number;
  readonly titled: boolean;
  readonly word: Word | undefined;
}

/** How well each page has a part: by its best word, in the title before the text. */
async function scoresOf(part: Part, { engine, folder }: Search): Promise<Map<number, Score>> {
  const words = part.words.slice(0, MOST_WORDS);
  const found = await Promise.all(words.map(({ word }) => engine.find([wordOf(folder.fold(word))])));
  const scored = (most: number): Map<number, Score> => {
    const out = new Map<number, Score>();
    for (const [i, hits] of found.entries()) {
      const { word, rank } = words[i] as Meaning;
      for (const { row, titled } of hits) {
        if (!titled && rank > most) continue;
        const score = titled ? Math.max(TITLED - i * 1.2, 4) : Math.max(NAMED - i * 0.4, 1);
        if ((out.get(row)?.score ?? 0) < score) out.set(row, { score, titled, word: wordOf(folder.fold(word)) });
      }
    }
    return out;
  };
  // A wider word counts where a title says it: in the text of any page it may stand for anything. Unless there is nothing else.
  const near = scored(WIDE);
  const out = near.size > 0 ? near : scored(Number.POSITIVE_INFINITY);
  if (part.village !== undefined) {
    for (const [row, { villages }] of engine.rows.entries())
      if (villages.includes(part.village)) out.set(row, { score: TITLED, titled: true, word: wordOf(part.words[0]?.word ?? "") });
  }
  return out;
}

/** Is a page of the time that was asked for? `named`: pages whose title names it. */
function inTime(row: Row, at: number, date: NonNullable<Plan["date"]>, named: ReadonlySet<number>): boolean {
  if (named.has(at)) return true;
  if (row.date === "") return false;
  // A report tells of its year.
  if (row.kind === "reports" && date.from.endsWith("-01-01") && date.to.endsWith("-12-31")) return yearOfRow(row) === date.from.slice(0, 4);
  const day = date.from.length === 5 ? row.date.slice(5) : row.date;
  return date.from <= day && day <= date.to;
}

/** The plan of a query; a run of characters that no list knows, but the register has, is a word of it. */
async function planOf(folded: string, { engine }: Search, lexicon: Lexicon, today: string): Promise<Plan | undefined> {
  const first = understand(folded, lexicon, today);
  if (first === undefined || "parts" in first) return first;
  if (first.unknown.length > MOST_UNKNOWN || first.unknown.some((run) => [...run].length < 2)) return undefined;
  for (const run of first.unknown) if ((await engine.find([wordOf(run)])).length === 0) return undefined;
  const second = understand(folded, lexicon, today, new Set(first.unknown));
  return second !== undefined && "parts" in second ? second : undefined;
}

/** The group of what was meant; undefined where nothing is, or nothing is understood. @param typed as typed. @param exact hits to leave out. */
export async function meantBy(
  typed: string,
  exact: readonly Hit[],
  search: Search,
  lexicon: Lexicon,
  today = dayHere(),
): Promise<Meant | undefined> {
  const { engine, folder } = search;
  const plan = await planOf(folder.fold(typed), search, lexicon, today);
  if (plan === undefined) return undefined;
  const { parts, date } = plan;
  const scores = await Promise.all(parts.map((p) => scoresOf(p, search)));
  const heavy = parts.flatMap((p, i) => (p.isLight ? [] : [i]));
  const needed = heavy.length > 0 ? heavy : parts.map((_, i) => i);
  const named = new Set<number>();
  if (date) {
    for (const word of date.words.slice(0, 2))
      for (const h of await engine.find([wordOf(folder.fold(word))])) if (h.titled || date.from.length === 5) named.add(h.row);
  }
  const known = new Set(exact.map((h) => h.row));
  const at = (missing: number): (MeantHit & { readonly score: number })[] =>
    engine.rows.flatMap((row, i) => {
      if (known.has(i) || (date && !inTime(row, i, date, named))) return [];
      if (needed.filter((n) => !scores[n]?.has(i)).length > missing) return [];
      const own = scores.flatMap((s) => s.get(i) ?? []);
      const score = own.reduce((n, s) => n + s.score, 0);
      return [{ row: i, titled: own.some((s) => s.titled), score, words: own.flatMap((s) => s.word ?? []) }];
    });
  let missing = 0;
  let hits = at(0);
  if (hits.length === 0 && needed.length > 2) hits = at(++missing);
  // Of two, the one that a title names; a village alone is no answer.
  if (hits.length === 0 && needed.length === 2) {
    const matters = needed.filter((n) => parts[n]?.village === undefined);
    missing = 1;
    hits = at(1).filter((h) => matters.some((n) => scores[n]?.get(h.row)?.titled));
  }
  if (hits.length > 0 && parts.length === 0 && date && /季度|半年/.test(date.label) && hits.some((h) => named.has(h.row)))
    hits = hits.filter((h) => named.has(h.row));
  if (hits.length === 0) return undefined;
  const best = Math.max(...hits.map((h) => h.score));
  const kept = parts.length === 0 ? hits : hits.filter((h) => h.score >= best * CLOSE && (exact.length === 0 || h.titled));
  kept.sort((a, b) => b.score - a.score || a.row - b.row);
  return { reason: reasonOf(plan, typed.trim(), { total: kept.length, missing, exact: exact.length }), hits: kept };
}
