/** The files of a search as the build writes them and the page reads them. */
import type { Row, Words } from "./row.ts";

/** `search/packs.js`: what there is, and the words for codes. Everything else is named by its content. */
export interface Head {
  /** Text packs, newest year first. */
  readonly packs: readonly PackName[];
  /** Rows in all packs. */
  readonly rows: number;
  /** 繁 and 简 in pairs, as `makeFolder` takes them. */
  readonly traditional: string;
  readonly labels: Readonly<Record<"kind" | "category" | "topic" | "village", Readonly<Record<string, string>>>>;
  /** Vocabulary with pinyin, from the root of the site. */
  readonly vocabulary: string;
  /** Of a large register only: the index that answers the first visits without the packs. */
  readonly index?: IndexHead;
}

export interface PackName {
  readonly file: string;
  /** A year, or `other` for reports and standing pages. */
  readonly group: string;
  /** Size on disk. */
  readonly bytes: number;
}

export interface IndexHead {
  /** Folder of the files of one register: `search/index-<hash>/`. */
  readonly folder: string;
  /** Pagefind's indexes, each with the letter that its page names begin with. */
  readonly parts: readonly { readonly letter: string; readonly folder: string }[];
  readonly shards: number;
  /** The year whose records, with reports and standing pages, stand in the last part. */
  readonly latest: string;
}

/** A row of a text pack. */
export type PackRow = readonly [
  path: string,
  title: string,
  date: string,
  kind: string,
  category: string,
  topic: string,
  villages: readonly string[],
  text: string,
  attachments: readonly (readonly [title: string, path: string, text: string])[],
];

export const packRow = (row: Row, words: Words): PackRow => [
  row.path,
  words.title,
  row.date,
  row.kind,
  row.category,
  row.topic,
  row.villages,
  words.text,
  words.attachments.map((a) => [a.title, a.path, a.text]),
];

export const unpackRow = ([path, title, date, kind, category, topic, villages, text, attachments]: PackRow): {
  row: Row;
  words: Words;
} => ({
  row: { path, date, kind, category, topic, villages },
  words: { title, text, attachments: attachments.map(([title, path, text]) => ({ title, path, text })) },
});

/** Rows without their words, by column, newest first: small enough to come before the first answer. */
export interface Table {
  /** Kind of each row, in the order of `kinds`. */
  readonly kinds: readonly string[];
  readonly kind: readonly number[];
  /** What tells the path: the step from the serial of the row before of the same kind, or the path itself. */
  readonly paths: readonly (number | string)[];
  /** Days back from the row before; of the first row its day number. An undated row has -1. */
  readonly days: readonly number[];
  readonly categories: readonly string[];
  readonly category: readonly number[];
  readonly topics: readonly string[];
  readonly topic: readonly number[];
  readonly villageCodes: readonly string[];
  /** One village as a number, none as -1, several as a list. */
  readonly villages: readonly (number | readonly number[])[];
  /** Tokens of each title. */
  readonly titles: readonly number[];
  /** Rows that have words in attachments. */
  readonly attached: readonly number[];
}

/** A number for each value, in the order in which they come. */
function numbering(): { list: string[]; of(value: string): number } {
  const list: string[] = [];
  const numbers = new Map<string, number>();
  return {
    list,
    of(value) {
      const known = numbers.get(value);
      if (known !== undefined) return known;
      numbers.set(value, list.length);
      list.push(value);
      return list.length - 1;
    },
  };
}

const RECORD = /^([a-z]+)\/(\d{4})\/(\d{4})\.html$/;

const dayNumber = (date: string): number =>
  Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8))) / 86_400_000;
const dateOf = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10);

/** `titles` are the token counts of the titles, `attached` the rows with words in attachments. */
export function packTable(rows: readonly Row[], titles: readonly number[], attached: readonly number[]): Table {
  const [kinds, categories, topics, villageCodes] = [numbering(), numbering(), numbering(), numbering()];
  const serials = new Map<string, number>();
  let day = 0;
  const out = { kind: [], paths: [], days: [], category: [], topic: [], villages: [] } as {
    kind: number[];
    paths: (number | string)[];
    days: number[];
    category: number[];
    topic: number[];
    villages: (number | number[])[];
  };
  for (const row of rows) {
    out.kind.push(kinds.of(row.kind));
    out.category.push(categories.of(row.category));
    out.topic.push(topics.of(row.topic));
    const [first, ...rest] = row.villages.map((v) => villageCodes.of(v));
    out.villages.push(first === undefined ? -1 : rest.length === 0 ? first : [first, ...rest]);
    if (row.date === "") out.days.push(-1);
    else {
      const n = dayNumber(row.date);
      out.days.push(day === 0 ? n : day - n);
      day = n;
    }
    const m = RECORD.exec(row.path);
    if (m && m[1] === row.kind && m[2] === row.date.slice(0, 4)) {
      const key = `${row.kind} ${m[2]}`;
      const serial = Number(m[3]);
      out.paths.push((serials.get(key) ?? 0) - serial);
      serials.set(key, serial);
    } else out.paths.push(row.path);
  }
  return {
    ...out,
    kinds: kinds.list,
    categories: categories.list,
    topics: topics.list,
    villageCodes: villageCodes.list,
    titles,
    attached,
  };
}

export function unpackTable(table: Table): Row[] {
  const serials = new Map<string, number>();
  let day = 0;
  return table.paths.map((step, i) => {
    const kind = table.kinds[table.kind[i] ?? 0] ?? "";
    const back = table.days[i] ?? -1;
    let date = "";
    if (back !== -1) {
      day = day === 0 ? back : day - back;
      date = dateOf(day);
    }
    let path = String(step);
    if (typeof step === "number") {
      const key = `${kind} ${date.slice(0, 4)}`;
      const serial = (serials.get(key) ?? 0) - step;
      serials.set(key, serial);
      path = `${kind}/${date.slice(0, 4)}/${String(serial).padStart(4, "0")}.html`;
    }
    const v = table.villages[i] ?? -1;
    return {
      path,
      date,
      kind,
      category: table.categories[table.category[i] ?? 0] ?? "",
      topic: table.topics[table.topic[i] ?? 0] ?? "",
      villages: (typeof v === "number" ? (v < 0 ? [] : [v]) : v).map((n) => table.villageCodes[n] ?? ""),
    };
  });
}

/** Which of Pagefind's parts a row stands in: closed years in the first, what may still change in the last. */
export const partOf = (row: Row, latest: string): 0 | 1 =>
  row.date !== "" && row.kind !== "reports" && row.date.slice(0, 4) < latest ? 0 : 1;
