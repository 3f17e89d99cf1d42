/** A published record as the checks of its words read it: lines, sentences, tables and the office that wrote it. Pure. */
import type { Interpretation, Item, Response, Site } from "../model/index.ts";
import type { Day } from "../rules/days.ts";
import { parseTables, type Table } from "./table.ts";
import type { Lexicon } from "./words/lexicon.ts";
import { foldWidth } from "./words/numbers.ts";

export type Published = Item | Interpretation | Response;

/** One line of the body. */
export interface Line {
  /** As written. */
  readonly raw: string;
  /** Digits and letters narrow, marks of emphasis gone; for expressions that look for numbers and words. */
  readonly text: string;
  /** Line of the file. */
  readonly at: number;
  readonly inTable: boolean;
}

/** A sentence: what stands between 。；！？ and line ends. */
export interface Sentence {
  readonly text: string;
  readonly at: number;
}

/** What the checks know of the register besides the record. */
export interface Office {
  readonly site: Site;
  /** 文号 → title, of all items. */
  readonly documents: ReadonlyMap<string, { readonly title: string; readonly file: string }>;
  /** Names of everything that is counted; made when it is first asked for. */
  readonly lexicon: () => Lexicon;
}

export interface Notice {
  readonly record: Published;
  readonly title: string;
  /** 公开日期. */
  readonly date: Day;
  readonly formed: Day | undefined;
  readonly lines: readonly Line[];
  /** Lines with words that are no rows of a table. */
  readonly prose: readonly Line[];
  /** The sentences of `prose`. */
  readonly sentences: readonly Sentence[];
  /** `prose` joined by line ends: for a quick look whether a word is there at all. */
  readonly text: string;
  readonly tables: readonly Table[];
  readonly office: Office;
}

/**
 * Says what was found: rule, line of the file, the words it is about (by these it is remembered as right), and the sentences of the
 * message.
 */
export type Tell = (rule: string, line: number, quote: string, ...sentences: string[]) => void;

/** One subject of the proofreading. */
export type Check = (notice: Notice, tell: Tell) => void;

/** A link or picture: its words stay. */
export const LINK = /!?\[([^\]\n]{0,200})\]\((?:[^()\n]|\([^()\n]{0,200}\)){0,500}\)/g;
const EMPHASIS = /\*\*|__(?=\S)|`/g;

/** A longer line is no paragraph that somebody wrote: it is passed over, so that every check is bounded. */
const MOST_IN_LINE = 3000;

export function readNotice(record: Published, office: Office): Notice {
  const raws = record.body.split("\n").map((l) => (l.length > MOST_IN_LINE ? "" : l));
  const lines: Line[] = [];
  for (const [i, raw] of raws.entries()) {
    const folded = foldWidth(raw);
    const inTable = /^\s*\|/.test(raw);
    const linked = folded.includes("](") ? folded.replace(LINK, "$1") : folded;
    const plain = inTable || !/\*\*|`/.test(linked);
    lines.push({ raw, text: plain ? linked : linked.replace(EMPHASIS, ""), at: record.bodyLine + i, inTable });
  }
  const prose = lines.filter((l) => !l.inTable && l.text.trim() !== "");
  const sentences: Sentence[] = [];
  for (const { text, at } of prose) {
    for (const s of text.split(/[。；;！？!?]/)) if (s.trim() !== "") sentences.push({ text: s, at });
  }
  return {
    record,
    title: record.title,
    date: record.date,
    formed: "formed" in record ? record.formed : undefined,
    lines,
    prose,
    sentences,
    text: prose.map((l) => l.text).join("\n"),
    tables: parseTables(lines),
    office,
  };
}
