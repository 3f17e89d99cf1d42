/** From what was typed to words that are there: pinyin, initials, the same sound with other characters, a part that is right. */
import { unpackReadings, usualReading } from "./readings.ts";
import type { Vocabulary } from "./vocabulary.ts";

const MOST = 6;

/** 低保 for dibao and db; words that begin so, whole ones first, then in the order of the vocabulary. */
export function byPinyin(typed: string, vocabulary: Vocabulary): string[] {
  const asked = typed.toLowerCase().replace(/[\s'’]/g, "");
  if (!/^[a-z]{2,40}$/.test(asked)) return [];
  const whole: string[] = [];
  const begun: string[] = [];
  const readings = unpackReadings(vocabulary);
  for (const [word, reading = usualReading(word, readings)] of vocabulary.words) {
    const syllables = reading.split(" ");
    const full = syllables.join("");
    const initials = syllables.map((s) => s[0]).join("");
    if (full === asked || initials === asked) whole.push(word);
    else if (full.startsWith(asked) || initials.startsWith(asked)) begun.push(word);
  }
  return [...whole, ...begun].slice(0, MOST);
}

/** For words that were not found: the same sound first (地保 → 低保), then words that share two characters side by side or all but one. */
export function nearWords(typed: string, vocabulary: Vocabulary): string[] {
  const asked = typed.replace(/[^\p{Script=Han}]/gu, "");
  if (asked.length < 2) return [];
  const readings = unpackReadings(vocabulary);
  const pairs = new Set(Array.from({ length: asked.length - 1 }, (_, i) => asked.slice(i, i + 2)));
  const sounding: string[] = [];
  const sharing: [string, number][] = [];
  for (const [word, reading = usualReading(word, readings)] of vocabulary.words) {
    if (word === asked) continue;
    const syllables = reading.split(" ");
    const sounds = (from: number): boolean => syllables.every((s, i) => readings.get(asked[from + i] ?? "")?.includes(s) === true);
    if (Array.from({ length: Math.max(0, asked.length - word.length + 1) }, (_, i) => i).some(sounds)) {
      sounding.push(word);
      continue;
    }
    let shared = 0;
    for (let i = 0; i + 1 < word.length; i++) if (pairs.has(word.slice(i, i + 2))) shared++;
    const same = [...word].filter((c) => asked.includes(c)).length;
    if (shared > 0 || (word.length === asked.length && word.length > 2 && same === word.length - 1))
      sharing.push([word, shared * 2 + same - word.length / 4]);
  }
  // The longest that sounds alike says most.
  sounding.sort((a, b) => b.length - a.length);
  sharing.sort((a, b) => b[1] - a[1]);
  return [...new Set([...sounding, ...sharing.map(([w]) => w)])].slice(0, MOST);
}
