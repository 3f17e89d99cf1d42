/** 句子: the words of a report, cut into sentences of numbers, known words and the rest. Pure. */
import type { Lexicon, Tag } from "./lexicon.ts";
import { foldWidth, type Numeral, readNumbers } from "./numbers.ts";

/** A figure that fills itself in (`{{ figures.items.total }}`). */
export interface FilledIn {
  readonly key: string;
  readonly text: string;
  readonly share: boolean;
}

export type Token =
  | {
      readonly is: "number";
      readonly start: number;
      readonly end: number;
      readonly text: string;
      readonly numeral: Numeral;
      readonly filled?: FilledIn;
    }
  | { readonly is: "word"; readonly start: number; readonly end: number; readonly text: string; readonly tags: readonly Tag[] }
  /** Words that are not known. */
  | { readonly is: "gap"; readonly start: number; readonly end: number; readonly text: string }
  /** `，、；：（）。` and the like. */
  | { readonly is: "mark"; readonly start: number; readonly end: number; readonly text: string };

/** One line of the words without emphasis, quotation marks and blanks, its figures filled in. `at` leads back to the line as written. */
export interface PlainLine {
  readonly text: string;
  readonly at: readonly number[];
  readonly filled: ReadonlyMap<number, FilledIn>;
}

/** `fill`: the text of a placeholder and the key of its figure; undefined for what is not known. */
export function plainLine(raw: string, fill: (name: string) => { readonly text: string; readonly key?: string } | undefined): PlainLine {
  const folded = foldWidth(raw);
  const at: number[] = [];
  const filled = new Map<number, FilledIn>();
  let text = "";
  const put = (c: string, from: number): void => {
    text += c;
    at.push(from);
  };
  for (let i = 0; i < folded.length; ) {
    const brace = folded.startsWith("{{", i) ? folded.indexOf("}}", i) : -1;
    if (brace > 0) {
      const name = folded.slice(i + 2, brace).trim();
      const found = fill(name);
      if (found?.key !== undefined) filled.set(text.length, { key: found.key, text: found.text, share: name.endsWith(".share") });
      // What is not known may be anything, and a telephone number is no count: a sign that no word has.
      const fact = name.startsWith("site.") && /\d/.test(found?.text ?? "");
      for (const c of found === undefined || fact ? "\u0001" : found.text) put(c, i);
      i = brace + 2;
      continue;
    }
    const c = folded[i] ?? "";
    const between = /\s/.test(c) && /[\d.]$/.test(text) && /^\s+\d/.test(folded.slice(i, i + 4));
    if (between) put("，", i);
    else if (!/[\s“”"'‘’`*_＊]/.test(c)) put(c, i);
    i++;
  }
  return { text, at, filled };
}

/** Sentences end at 。！？ and with the line; 20个工作日 within a limit is a word, not a number. */
export function sentencesOf(line: PlainLine, lexicon: Lexicon): readonly (readonly Token[])[] {
  const numerals = readNumbers(line.text);
  const out: Token[][] = [[]];
  let n = 0;
  for (let i = 0; i < line.text.length; ) {
    const sentence = out.at(-1) as Token[];
    while ((numerals[n]?.start ?? Number.POSITIVE_INFINITY) < i) n++;
    const limit = limitAt(line.text, i);
    if (limit) {
      sentence.push(limit);
      i = limit.end;
      continue;
    }
    const numeral = numerals[n];
    const word = wordAt(line.text, i, lexicon);
    // 一致, 二类 …: a known word that reaches further than the number is the word.
    if (numeral?.start === i && !(word && word.end > numeral.end && !line.filled.has(i))) {
      const filled = line.filled.get(i);
      sentence.push({
        is: "number",
        start: i,
        end: numeral.end,
        text: line.text.slice(i, numeral.end),
        numeral,
        ...(filled ? { filled } : {}),
      });
      i = numeral.end;
      continue;
    }
    const c = line.text[i] ?? "";
    if (word) sentence.push(word);
    else if (/[，,、；;：:（()）《》【】〔〕[\]|/。！？!?—\-~]/.test(c)) {
      if (/[。！？!?]/.test(c)) out.push([]);
      else sentence.push({ is: "mark", start: i, end: i + 1, text: c });
    } else {
      const last = sentence.at(-1);
      if (last?.is === "gap" && last.end === i) sentence[sentence.length - 1] = { ...last, end: i + 1, text: last.text + c };
      else sentence.push({ is: "gap", start: i, end: i + 1, text: c });
    }
    i = word?.end ?? i + 1;
  }
  return out.filter((s) => s.length > 0);
}

const LIMIT = "(?:20|15|二十|十五|10|十)个?工作日";
const LIMITS: readonly (readonly [RegExp, readonly Tag[]])[] = [
  [new RegExp(`(?:没有|未|不)(?:超过|超出)${LIMIT}(?:的?(?:期限|时限))?`, "y"), ["a:onTime"]],
  [
    new RegExp(
      `(?:超过|超出|晚于|逾)(?:法定|规定|条例规定)?的?${LIMIT}(?:的?(?:法定|规定)?(?:期限|时限))?(?:以后|之后|后|才|再)*(?=公开|发布)`,
      "y",
    ),
    ["a:late"],
  ],
  [new RegExp(`(?:超过|超出|晚于|逾)(?:法定|规定|条例规定)?的?${LIMIT}(?:的?(?:法定|规定)?(?:期限|时限))?`, "y"), ["a:late"]],
  [
    new RegExp(
      `(?:在|于)?(?:《条例》|条例|《政府信息公开条例》)?(?:法定|规定)?的?${LIMIT}(?:的?(?:法定|规定)?(?:期限|时限))?(?:以内|之内|内)?(?:就|都|即)?`,
      "y",
    ),
    ["a:onTime"],
  ],
];

/** “在20个工作日内”, “超过20个工作日”. */
function limitAt(text: string, at: number): Token | undefined {
  if (!/[\d二十一在于超晚逾没未不法规条《]/.test(text[at] ?? "")) return undefined;
  for (const [pattern, tags] of LIMITS) {
    pattern.lastIndex = at;
    const m = pattern.exec(text);
    if (m) return { is: "word", start: at, end: at + m[0].length, text: m[0], tags };
  }
  return undefined;
}

function wordAt(text: string, at: number, { words }: Lexicon): (Token & { is: "word" }) | undefined {
  for (const w of words.get(text[at] ?? "") ?? []) {
    if (text.startsWith(w.text, at)) return { is: "word", start: at, end: at + w.text.length, text: w.text, tags: w.tags };
  }
  return undefined;
}

/** Text from token to token as written. */
export const written = (raw: string, line: PlainLine, from: number, to: number): string => {
  const start = line.at[from] ?? raw.length;
  const last = line.at[to - 1] ?? raw.length - 1;
  let end = last + 1;
  if (raw.startsWith("{{", last)) end = raw.indexOf("}}", last) + 2;
  return raw.slice(start, end).trim();
};
