/** The proofreader of notices: every subject over every published record; warnings only, each can be said to be right. Pure. */
import type { Content } from "../content.ts";
import { Faults, type Problem } from "../problem.ts";
import { amounts } from "./amounts.ts";
import { attached } from "./attached.ts";
import { dates } from "./dates.ts";
import { documents } from "./documents.ts";
import { lawNames } from "./law-names.ts";
import { lists } from "./lists.ts";
import { type Check, type Office, type Published, readNotice } from "./notice.ts";
import { people } from "./people.ts";
import { periods } from "./periods.ts";
import { places } from "./places.ts";
import { residue } from "./residue.ts";
import { sentenceSums } from "./sentence-sums.ts";
import { slips } from "./slips.ts";
import { tables } from "./tables.ts";
import { titles } from "./titles.ts";
import { confirmAdvice, isConfirmed } from "./words/confirmed.ts";
import { buildLexicon, type Lexicon } from "./words/lexicon.ts";

/** In the order in which a reader would ask. */
export const subjects: readonly Check[] = [
  titles,
  tables,
  sentenceSums,
  amounts,
  dates,
  periods,
  documents,
  lawNames,
  places,
  people,
  attached,
  residue,
  lists,
  slips,
];

/** Every finding in the words of items, interpretations and responses that are shown. */
export function checkNotices(content: Content): Problem[] {
  const { site, records } = content;
  if (!site) return [];
  const documentsByNumber = new Map<string, { title: string; file: string }>();
  for (const r of records.items) if (r.docNumber) documentsByNumber.set(r.docNumber.replace(/\s/g, ""), { title: r.title, file: r.file });
  let names: Lexicon | undefined;
  const lexicon = (): Lexicon => (names ??= buildLexicon(site));
  const office: Office = { site, documents: documentsByNumber, lexicon };
  const out: Problem[] = [];
  for (const list of [records.items, records.interpretations, records.responses]) {
    for (const r of list) if (!r.withdrawn) out.push(...proofread(r, office));
  }
  return out;
}

/** Longer bodies are books: they are not proofread. */
const MOST = 300_000;

/** What is found in one record. */
export function proofread(record: Published, office: Office): Problem[] {
  const faults = new Faults();
  const told = new Set<string>();
  if (record.body.length > MOST) return [];
  const notice = readNotice(record, office);
  for (const check of subjects) {
    check(notice, (rule, line, quote, ...sentences) => {
      const key = `${rule} ${line} ${quote}`;
      if (told.has(key) || isConfirmed(record, quote)) return;
      told.add(key);
      faults.warn(record.file, line, rule, ...sentences, confirmAdvice(quote));
    });
  }
  return faults.list;
}
