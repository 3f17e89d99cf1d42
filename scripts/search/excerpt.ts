/** Where the words stand in a text, and the few lines around them. */
import type { Folded, Folder, Word } from "./fold.ts";
import type { AttachedWords, Words } from "./row.ts";

/** A stretch of text, marked when it is what was asked for. */
export interface Piece {
  readonly text: string;
  readonly mark: boolean;
}

const BEFORE = 24;
const LENGTH = 100;

const BRACKETS = /[()[\]〔〕【】]/;
const bare = (text: string): string => text.replace(/[()[\]〔〕【】]/g, "");

/** A fold that lets brackets go too, for words that were typed without them: 西政发2017 in 西政发〔2017〕60号. */
function withoutBrackets(folded: Folded): Folded {
  let text = "";
  const at: number[] = [];
  for (let i = 0; i < folded.text.length; i++) {
    const c = folded.text[i];
    if (c !== undefined && BRACKETS.test(c)) continue;
    text += c;
    at.push(folded.at[i] as number);
  }
  at.push(folded.at[folded.at.length - 1] as number);
  return { text, at };
}

/** First places of the words, as stretches of the text itself; words that are not there are left out. */
function* placesOf(text: string, words: readonly Word[], folder: Folder, all: boolean): Generator<[number, number]> {
  const folded = folder.foldAt(text);
  let plain: Folded | undefined;
  for (const { text: asked, docNumber } of words) {
    let within = folded;
    let word = asked;
    if (docNumber !== undefined && !folded.text.includes(asked)) {
      within = plain = plain ?? withoutBrackets(folded);
      word = bare(asked);
    }
    for (let i = within.text.indexOf(word); i >= 0; i = all ? within.text.indexOf(word, i + word.length) : -1) {
      const start = within.at[i] as number;
      const last = within.at[i + word.length - 1] as number;
      // To the end of the last character; what folds to nothing behind it stays outside.
      yield [start, last + ((text.codePointAt(last) ?? 0) > 0xffff ? 2 : 1)];
    }
  }
}

/** A text cut into marked and unmarked pieces. */
export function markWords(text: string, words: readonly Word[], folder: Folder): Piece[] {
  const places = [...placesOf(text, words, folder, true)].sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  const pieces: Piece[] = [];
  let done = 0;
  for (const [start, end] of places) {
    if (end <= done) continue;
    const from = Math.max(start, done);
    if (from > done) pieces.push({ text: text.slice(done, from), mark: false });
    const last = pieces[pieces.length - 1];
    if (last?.mark && from === done) pieces[pieces.length - 1] = { text: last.text + text.slice(from, end), mark: true };
    else pieces.push({ text: text.slice(from, end), mark: true });
    done = end;
  }
  if (done < text.length) pieces.push({ text: text.slice(done), mark: false });
  return pieces;
}

/** Where a text begins to tell something: its first line that is a sentence, not a number or a name. */
function opening(text: string): number {
  let from = 0;
  for (const line of text.split("\n", 20)) {
    if ((line.match(/\p{Script=Han}/gu)?.length ?? 0) >= 12) return from;
    from += line.length + 1;
  }
  return 0;
}

/** A line or two around the first word found, on one line; the opening words when none is. */
export function excerptOf(text: string, words: readonly Word[], folder: Folder): Piece[] {
  const begins = opening(text);
  const places = [...placesOf(text, words, folder, true)].map(([start]) => start).sort((a, b) => a - b);
  // Numbers and names at its head say less than a sentence.
  const first = places.find((start) => start >= begins) ?? places[0];
  let from = first === undefined ? begins : first < begins ? Math.max(0, first - BEFORE) : Math.max(begins, first - BEFORE);
  // Not from the middle of a pair of code units.
  if (from > 0 && /[\udc00-\udfff]/.test(text[from] as string)) from--;
  let to = Math.min(text.length, from + LENGTH);
  if (to < text.length && /[\udc00-\udfff]/.test(text[to] as string)) to++;
  const line = text.slice(from, to).replace(/\n/g, "　").trim();
  const pieces = markWords(line, words, folder);
  if (from > 0) pieces.unshift({ text: "…", mark: false });
  if (to < text.length) pieces.push({ text: "…", mark: false });
  return pieces;
}

/** A hit as it is shown. */
export interface ShownHit {
  readonly title: readonly Piece[];
  readonly excerpt: readonly Piece[];
  /** The attachment that holds a word which the page itself does not. */
  readonly attached: { readonly attachment: AttachedWords; readonly excerpt: readonly Piece[] } | undefined;
}

export function showHit(words: Words, asked: readonly Word[], folder: Folder): ShownHit {
  const page = folder.fold(words.title) + folder.fold(words.text);
  const plain = bare(page);
  const missing = asked.filter((w) => !page.includes(w.text) && (w.docNumber === undefined || !plain.includes(bare(w.text))));
  const attachment =
    missing.length > 0 ? words.attachments.find((a) => missing.some((w) => folder.fold(a.text).includes(w.text))) : undefined;
  return {
    title: markWords(words.title, asked, folder),
    excerpt: excerptOf(words.text, asked, folder),
    attached: attachment && { attachment, excerpt: excerptOf(attachment.text, missing, folder) },
  };
}
