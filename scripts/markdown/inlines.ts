/**
 * The marks within a line: bold, links and pictures, figures, and the `\` that takes a mark its meaning. Each place is tried once.
 * Runs in the browser too, where imported documents are written.
 */
import { SURNAMES } from "../privacy/words.ts";

/** Longest words of a link, longest address. */
const LABEL = 500;
const ADDRESS = 2000;
/** Brackets within brackets of a link's words; of its address. */
const NESTED = 4;

/** Marks that a `\` before them takes their meaning. It is not shown then; before anything else it is a character like any other. */
const ESCAPED = "*[]{_<`~";
/** The same at the head of a line: before marks of headings and lists, and the numbers of lists. */
const ESCAPED_AT_HEAD = "#-+>|:=~";

/** Is the `\` at this place one that is not shown? */
export function isEscape(text: string, at: number): boolean {
  const next = text[at + 1];
  if (next === undefined || text[at] !== "\\") return false;
  if (at === 0 && ESCAPED_AT_HEAD.includes(next === "\\" ? (text[2] ?? " ") : next)) return true;
  if ((next === "." || next === ")") && at < 11 && /^\d{1,9}\\?$/.test(text.slice(0, at))) return true;
  return ESCAPED.includes(next) && !inPath(text, at);
}

/** `D:\表\*.xls`, `\\server\[共享]`: the signs of a place on a disk. */
function inPath(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - 100), at + 1);
  return /:\\|\\\\/.test(before) && /(?:(?<![A-Za-z])[A-Za-z]:|\\\\[^\\\s*_[\]{<`~]{1,99})\\[^\s，。；、]*$/.test(before);
}

/** Marks before which nothing is opened, behind which nothing is closed. */
const ENDING = /[\s、，。；：！？）》”’」』】〕…,.;:!?)\]}]/;
const OPENING = /[\s（《“‘「『【〔([{·]/;
const PLAIN = /[A-Za-z0-9]/;
const HAN = /\p{Script=Han}/u;
const JOINING = /^[和与及跟或等同的]/;
const COMMON = SURNAMES.slice(0, 100);

interface Run {
  readonly at: number;
  readonly opens: boolean;
  readonly closes: boolean;
}

/** `**` alone, no third star beside it, by what stands around. */
function runAt(text: string, at: number): Run {
  const [before = " ", after = " "] = [text[at - 1], text[at + 2]];
  // 138**1234, 2**3: stars for what is hidden, or a sign of arithmetic.
  const within = PLAIN.test(before) && PLAIN.test(after);
  return { at, opens: !within && !ENDING.test(after), closes: !within && !OPENING.test(before) };
}

/** 王**和李**, 尾号**12、尾号**34: what stands before both stars is the same kind of word, so the stars are for what is hidden. */
function isMasked(text: string, open: number, close: number): boolean {
  const before = text[open - 1] ?? " ";
  const last = text[close - 1] ?? " ";
  if (!HAN.test(before)) return false;
  return before === last || JOINING.test(text[open + 2] ?? "") || (COMMON.includes(before) && COMMON.includes(last));
}

/** Where words are bold for certain: place of the first `**` → place of the second. */
export function boldPairs(text: string): ReadonlyMap<number, number> {
  const pairs = new Map<number, number>();
  let open: Run | undefined;
  for (let at = text.indexOf("*"); at >= 0; at = text.indexOf("*", at)) {
    if (text[at - 1] === "\\" && isEscape(text, at - 1)) {
      at++;
      continue;
    }
    let end = at;
    while (text[end] === "*") end++;
    if (end - at === 2) {
      const run = runAt(text, at);
      if (open && run.closes && !isMasked(text, open.at, at)) {
        pairs.set(open.at, at);
        open = undefined;
      } else if (run.opens) open = run;
    }
    at = end;
  }
  return pairs;
}

/** The bracket that closes the one at `from`, on the same line and not too far. */
function closing(text: string, from: number, limit: number, depth: number, open: string, close: string, blank: boolean): number {
  let level = 0;
  for (let at = from; at < limit; at++) {
    const c = text[at];
    if (c === "\\" && isEscape(text, at)) at++;
    else if (c === open && ++level > depth) return -1;
    else if (c === close && --level === 0) return at;
    else if (c === "\n" || (!blank && (c === " " || c === "\t"))) return -1;
  }
  return -1;
}

/** Looks like the address of a page or file: a scheme, a folder, an ending, a place on the page. `[注](见附件)` is none. */
const isAddress = (url: string): boolean => /^[a-z][a-z0-9+.-]{0,30}:|^[#?]|[/\\]|\.[a-z][a-z0-9]{1,4}(?:[?#]|$)/i.test(url);

export interface WrittenLink {
  /** From the `[` or `!` to behind the `)`. */
  readonly end: number;
  readonly labelFrom: number;
  readonly labelTo: number;
  readonly url: string;
}

/** `[words](address)` or `![words](address)` at this place. */
export function linkAt(text: string, at: number, limit = text.length): WrittenLink | undefined {
  const from = text[at] === "!" ? at + 1 : at;
  if (text[from] !== "[") return undefined;
  const labelTo = closing(text, from, Math.min(limit, from + LABEL), NESTED, "[", "]", true);
  if (labelTo < 0 || text[labelTo + 1] !== "(") return undefined;
  const end = closing(text, labelTo + 1, Math.min(limit, labelTo + ADDRESS), NESTED, "(", ")", false);
  if (end < 0) return undefined;
  const url = text.slice(labelTo + 2, end).replaceAll("&amp;", "&");
  return isAddress(url) ? { end: end + 1, labelFrom: from + 1, labelTo, url } : undefined;
}

/** What a line is made of. */
export type Piece =
  | { readonly kind: "text" | "figure"; readonly text: string }
  | { readonly kind: "bold"; readonly pieces: readonly Piece[] }
  | { readonly kind: "link" | "picture"; readonly url: string; readonly pieces: readonly Piece[] }
  | { readonly kind: "break" };

export interface InlineContext {
  /** Is this the name of something that can be filled in? */
  readonly fills?: ((name: string) => boolean) | undefined;
  /** May a page lead to this address? What it may not lead to stays text. */
  readonly allows?: ((url: string) => boolean) | undefined;
}

export const PLACEHOLDER = /\{\{\s{0,20}([^{}\n]{1,100}?)\s{0,20}\}\}/g;
const PLACEHOLDER_HERE = new RegExp(PLACEHOLDER.source, "y");
const SIGN = /[\\*[!{\n]/g;

/** The pieces of a line, or of a part of one. */
export function readInline(text: string, context: InlineContext = {}): Piece[] {
  return new InlineReader(text, boldPairs(text), context).read(0, text.length, false);
}

class InlineReader {
  constructor(
    private readonly text: string,
    private readonly pairs: ReadonlyMap<number, number>,
    private readonly context: InlineContext,
  ) {}

  read(from: number, to: number, inLink: boolean): Piece[] {
    const { text } = this;
    const pieces: Piece[] = [];
    let plain = "";
    for (let at = from; at < to; ) {
      SIGN.lastIndex = at;
      const sign = Math.min(SIGN.exec(text)?.index ?? to, to);
      plain += text.slice(at, sign);
      at = sign;
      if (at >= to) break;
      if (isEscape(text, at) && at + 1 < to) {
        plain += text[at + 1];
        at += 2;
        continue;
      }
      const found = this.#markAt(at, to, inLink);
      if (!found) plain += text[at++];
      else {
        if (plain !== "") pieces.push({ kind: "text", text: plain });
        plain = "";
        pieces.push(found.piece);
        at = found.end;
      }
    }
    if (plain !== "") pieces.push({ kind: "text", text: plain });
    return pieces;
  }

  #markAt(at: number, to: number, inLink: boolean): { readonly piece: Piece; readonly end: number } | undefined {
    const { text, pairs, context } = this;
    switch (text[at]) {
      case "\n":
        return { piece: { kind: "break" }, end: at + 1 };
      case "*": {
        const close = pairs.get(at);
        if (close === undefined || close + 2 > to) return undefined;
        return { piece: { kind: "bold", pieces: this.read(at + 2, close, inLink) }, end: close + 2 };
      }
      case "{": {
        PLACEHOLDER_HERE.lastIndex = at;
        const written = PLACEHOLDER_HERE.exec(text);
        if (written?.[1] === undefined || at + written[0].length > to || !context.fills?.(written[1])) return undefined;
        return { piece: { kind: "figure", text: written[1] }, end: at + written[0].length };
      }
      default: {
        const picture = text[at] === "!";
        const link = picture || !inLink ? linkAt(text, at, to) : undefined;
        if (!link || context.allows?.(link.url) === false) return undefined;
        const pieces = this.read(link.labelFrom, link.labelTo, true);
        return { piece: { kind: picture ? "picture" : "link", url: link.url, pieces }, end: link.end };
      }
    }
  }
}

/** The words of pieces, as they are read; a line end as a line end. */
export const wordsOf = (pieces: readonly Piece[]): string =>
  pieces.map((p) => (p.kind === "break" ? "\n" : "text" in p ? p.text : wordsOf(p.pieces))).join("");
