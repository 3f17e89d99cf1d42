/** 登记册: all valid records, sorted, read-only, with what follows from seeing them together. */
import type { Attachment, Content } from "./content.ts";
import type { Interpretation, Item, ReportWords, Site, StandingPage } from "./model/index.ts";
import type { Entry } from "./model/kind.ts";
import type { Day } from "./rules/days.ts";
import { firstDay, lastDay, yearOf } from "./rules/days.ts";
import { isOfVillage } from "./rules/village-bodies.ts";

export interface Register extends Readonly<Content["records"]> {
  readonly site: Site;
  readonly reports: ReadonlyMap<number, ReportWords>;
  readonly pages: readonly StandingPage[];
  readonly attachments: ReadonlyMap<string, Attachment>;
  /** Addresses of records and pages that are not published yet: nothing leads to them. */
  readonly waiting: ReadonlySet<string>;
  /** Years that have a tally, oldest first: those with something published, recorded or reported in them. */
  readonly years: readonly number[];
  /** Years that have data: those, and the years in which a request or dispute came in. */
  readonly dataYears: readonly number[];
  /** 登记册开始的日子: `registerFrom`, or 1 January of the first year with a record; what is older can only be declared. Undefined while there is neither. */
  readonly began: Day | undefined;
  readonly byId: ReadonlyMap<string, Entry>;
  /** 政策解读 of an item, oldest first. */
  readonly interpretationsOf: ReadonlyMap<string, readonly Interpretation[]>;
  /** The item that took an item's place. */
  readonly supersededBy: ReadonlyMap<string, Item>;
  /** Ids of what bodies of a village published (村务公开): no 政府信息 of this office, and never in its figures. */
  readonly ofVillages: ReadonlySet<string>;
  /** The items that tell how a 公示 ended, oldest first. */
  readonly resultsOf: ReadonlyMap<string, readonly Item[]>;
}

const byDate = <T extends Entry & { date: Day }>(list: readonly T[]): readonly T[] =>
  Object.freeze(list.toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : a.id < b.id ? -1 : 1)));
const byId = <T extends Entry>(list: readonly T[]): readonly T[] => Object.freeze(list.toSorted((a, b) => (a.id < b.id ? -1 : 1)));

/** The list under a key; a new one where there was none. */
function listIn<T>(lists: Map<string, T[]>, key: string): T[] {
  const list = lists.get(key) ?? [];
  lists.set(key, list);
  return list;
}

/** Content without errors → register. `waiting`: addresses of what is left out until it is reviewed. */
export function buildRegister(content: Content & { site: Site; waiting?: ReadonlySet<string> }): Register {
  const { records } = content;
  const all = new Map<string, Entry>();
  for (const list of Object.values(records) as (readonly Entry[])[]) for (const r of list) all.set(r.id, r);
  const interpretations = byDate(records.interpretations);
  const interpretationsOf = new Map<string, Interpretation[]>();
  for (const i of interpretations) {
    for (const id of i.interprets) listIn(interpretationsOf, id).push(i);
  }
  const items = byDate(records.items);
  const supersededBy = new Map<string, Item>();
  const resultsOf = new Map<string, Item[]>();
  for (const item of items) {
    if (item.supersedes !== undefined) supersededBy.set(item.supersedes, item);
    if (item.resultOf !== undefined) listIn(resultsOf, item.resultOf).push(item);
  }

  // Requests and disputes reach into other years (结转); alone they do not open one.
  const years = new Set<number>(content.reports.map((r) => r.year));
  for (const list of [items, interpretations, records.responses, records.complaints, records.trainings]) {
    for (const r of list as readonly Entry[]) years.add(r.year);
  }
  return Object.freeze({
    site: content.site,
    items,
    interpretations,
    responses: byDate(records.responses),
    requests: byId(records.requests),
    disputes: byId(records.disputes),
    complaints: byDate(records.complaints),
    trainings: byDate(records.trainings),
    reports: new Map(content.reports.map((r) => [r.year, r])),
    pages: Object.freeze(content.pages.toSorted((a, b) => (a.order ?? 99) - (b.order ?? 99) || (a.id < b.id ? -1 : 1))),
    attachments: content.attachments,
    waiting: content.waiting ?? new Set(),
    years: Object.freeze([...years].sort((a, b) => a - b)),
    began: registerBegan(content),
    byId: all,
    dataYears: Object.freeze([...new Set([...years, ...[...all.values()].map((r) => r.year)])].sort((a, b) => a - b)),
    interpretationsOf,
    supersededBy,
    resultsOf,
    ofVillages: new Set([...items, ...interpretations, ...records.responses].filter((r) => isOfVillage(r, content.site)).map((r) => r.id)),
  });
}

/** 登记册开始的日子 of a content folder. */
export function registerBegan({ site, records }: Pick<Content, "site" | "records">): Day | undefined {
  if (site?.registerFrom !== undefined) return site.registerFrom;
  const years = (Object.values(records) as (readonly Entry[])[]).flat().map((r) => r.year);
  return years.length === 0 ? undefined : firstDay(years.reduce((a, b) => Math.min(a, b)));
}

/** Withdrawn within its own year: it does not stand in that year's figures. A later withdrawal changes no past figure. */
export const countsInItsYear = (r: { readonly date: Day; readonly withdrawn?: { readonly date: Day } | undefined }): boolean =>
  r.withdrawn === undefined || r.withdrawn.date > lastDay(yearOf(r.date));
