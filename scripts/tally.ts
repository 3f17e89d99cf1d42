/** 统计: register → one year's figures. Arithmetic only; every figure knows the records behind it. */

import { isLate } from "./deadline.ts";
import type { Dispute, Item, ReportWords, Request } from "./model/index.ts";
import type { Entry } from "./model/kind.ts";
import { countsInItsYear, type Register } from "./register.ts";
import type { Day } from "./rules/days.ts";
import { firstDay, lastDay, monthOf, yearOf } from "./rules/days.ts";
import { counted, countedPer, declarable, type FigureRule } from "./rules/figures.ts";
import { type ReportForm, reportFormOf } from "./rules/report-forms.ts";
import { outcomes, requestVia } from "./rules/requests.ts";
import { regulations } from "./rules/statute.ts";
import { topics } from "./rules/topics.ts";
import { VILLAGES_APART_FROM } from "./rules/village-bodies.ts";
import type { WorkCalendar } from "./rules/workdays.ts";
import { tableFigures } from "./table-figures.ts";
import { timelinessOf } from "./timeliness.ts";

export interface Figure {
  readonly key: string;
  readonly label: string;
  readonly unit: string;
  /** Undefined when the year's report has not declared it yet. */
  readonly value: number | undefined;
  /** Part of `items.total`, 0–1; of categories and channels. */
  readonly share?: number;
  /** mixed: in the year in which the register began, the part before is declared and the rest counted. */
  readonly basis: "counted" | "declared" | "mixed";
  /** Of a mixed figure: what was declared for the time before the register began (undefined when nothing was), and what was counted since. */
  readonly parts?: { readonly declared: number | undefined; readonly counted: number };
  /** How it came about, in a sentence. */
  readonly how: string;
  /** Behind a counted figure; for sums, the records that were added. Oldest first. */
  readonly records: readonly Entry[];
  /** Where a declared figure stands. */
  readonly declaredAt?: { readonly file: string; readonly line: number };
  /** Where a declared figure comes from, in the office's words. */
  readonly source?: string;
  readonly rule: FigureRule;
  /** Only a cell of a statutory table: it has a list of records, but no line of its own in the tallies. */
  readonly inTable?: true;
  /** ASCII name for addresses: `items-category-announcements`. */
  readonly slug: string;
}

export interface YearTally {
  readonly year: number;
  readonly period: { readonly from: Day; readonly to: Day };
  readonly figures: ReadonlyMap<string, Figure>;
  /** A year before the register began, whose figures are declared from paper. */
  readonly paper: boolean;
  /** Of the year in which the register began, where that was after 1 January: the day from which it counts. */
  readonly since?: Day;
  /** 主动公开 by month, January first. */
  readonly months: readonly number[];
  /**
   * Of a report published before `VILLAGES_APART_FROM`: the figures by the count of its day, with what villages published. Its
   * words and declared numbers are right when they agree with either.
   */
  readonly former?: YearTally;
}

/** The figures of every year of the register, oldest first. */
export const tallyAll = (register: Register): ReadonlyMap<number, YearTally> =>
  new Map(register.years.map((year) => [year, tallyYear(register, year)]));

/** One year's figures. */
export function tallyYear(register: Register, year: number): YearTally {
  const period = { from: firstDay(year), to: lastDay(year) };
  const { site, began } = register;
  const paper = began === undefined || year < yearOf(began);
  const since = !paper && year === yearOf(began) && began > period.from ? began : undefined;
  /** What is counted: in the year in which the register began, from that day on. */
  const counting = { ...period, from: since ?? period.from };
  const figures = new Map<string, Figure>();
  const add = (rule: FigureRule, slug: string, records: readonly Entry[], value = records.length, share?: number): void => {
    const { key, label, unit, how } = rule;
    figures.set(key, { key, label, unit, how, rule, slug, value, records, basis: "counted", ...(share === undefined ? {} : { share }) });
  };
  const rules = new Map<string, FigureRule>(counted.map((r) => [r.key, r]));
  const addCounted = (key: (typeof counted)[number]["key"], records: readonly Entry[], value?: number): void =>
    add(rules.get(key) as FigureRule, slugOf(key), records, value);

  // 主动公开: one pass over the year's items.
  const own = <T extends Entry>(list: readonly T[]): T[] => list.filter((r) => !register.ofVillages.has(r.id));
  const items = own(register.items).filter((i) => i.year === year && i.date >= counting.from && countsInItsYear(i));
  const per = {
    category: buckets(site.categories.map((c) => c.code)),
    channel: buckets(site.channels.map((c) => c.code)),
    topic: buckets(topics.map((t) => t.code)),
    village: buckets(site.villages.map((v) => v.code)),
    time: buckets(["onTime", "late", "untimed"]),
  };
  const months = new Array<number>(12).fill(0);
  for (const item of items) {
    per.category.get(item.category)?.push(item);
    for (const c of item.channels ?? []) per.channel.get(c)?.push(item);
    if (item.topic !== undefined) per.topic.get(item.topic)?.push(item);
    for (const v of item.village ?? []) per.village.get(v)?.push(item);
    // What is counted here is counted as the office's own: by the former count, what a village published, too.
    const timeliness = timelinessOf({ ...item, issuer: site.name }, site);
    per.time.get(timeliness === undefined ? "untimed" : timeliness.late ? "late" : "onTime")?.push(item);
    months[monthOf(item.date) - 1] = (months[monthOf(item.date) - 1] ?? 0) + 1;
  }
  const share = (n: number): number => (items.length === 0 ? 0 : n / items.length);
  addCounted("items.total", items);
  for (const c of site.categories) {
    const list = per.category.get(c.code) ?? [];
    add(countedPer.category(c), `items-category-${c.code}`, list, list.length, share(list.length));
  }
  for (const c of site.channels) {
    const list = per.channel.get(c.code) ?? [];
    add(countedPer.channel(c), `items-channel-${c.code}`, list, list.length, share(list.length));
  }
  for (const t of topics) {
    const list = per.topic.get(t.code) ?? [];
    if (list.length > 0 || inForceDuring(t.edition, period)) add(countedPer.topic(t), `items-topic-${t.code}`, list);
  }
  for (const v of site.villages) add(countedPer.village(v), `items-village-${v.code}`, per.village.get(v.code) ?? []);
  addCounted("items.onTime", per.time.get("onTime") ?? []);
  addCounted("items.late", per.time.get("late") ?? []);
  addCounted("items.untimed", per.time.get("untimed") ?? []);

  const ofYear = <T extends Entry & { readonly date: Day }>(list: readonly T[]): T[] =>
    list.filter((r) => r.year === year && r.date >= counting.from);
  addCounted("interpretations.total", ofYear(own(register.interpretations)).filter(countsInItsYear));
  addCounted("responses.total", ofYear(own(register.responses)).filter(countsInItsYear));
  const ofVillages = [...register.items, ...register.interpretations, ...register.responses]
    .filter((r) => register.ofVillages.has(r.id) && r.year === year && r.date >= counting.from && countsInItsYear(r))
    .sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : a.id < b.id ? -1 : 1));
  addCounted("villageAffairs.total", ofVillages);
  addCounted("complaints.total", ofYear(register.complaints));
  const classes = ofYear(register.trainings).filter((t) => t.type === "class");
  addCounted("trainings.total", classes);
  addCounted("trainings.participants", classes, sum(classes.map((t) => t.participants)));
  addCounted(
    "meetings.total",
    ofYear(register.trainings).filter((t) => t.type === "meeting"),
  );

  tallyRequests(register.requests, counting, site.workCalendar, addCounted, add);
  const open = (type: Dispute["type"]): Dispute[] =>
    register.disputes.filter((d) => d.type === type && d.filed <= period.to && (d.closed === undefined || d.closed >= counting.from));
  addCounted("reconsiderations.total", open("reconsideration"));
  addCounted("litigations.total", open("litigation"));
  addCounted("appeals.total", open("appeal"));

  // 申报的: facts that no record holds, and everything of the years before the register began.
  const words = register.reports.get(year);
  const form = reportFormOf(year);
  const saidIn = (declared: ReportWords["declared"], key: string): { value: number; line: number } | undefined => {
    const direct = declared?.get(key);
    const [value] = direct?.values ?? [];
    if (direct) return value === undefined ? undefined : { value, line: direct.line };
    return declared && form && saidInTable(key, form, declared);
  };
  const said = (key: string): { value: number; line: number } | undefined => saidIn(words?.declared, key);
  const declare = (figure: Omit<Figure, "value" | "basis" | "records">): void => {
    const found = said(figure.key);
    const total = said("items.total")?.value ?? 0;
    const part = /^items\.(?:category|channel)\./.test(figure.key) && found !== undefined;
    figures.set(figure.key, {
      ...figure,
      value: found?.value,
      basis: "declared",
      records: [],
      ...(part ? { share: total === 0 ? 0 : found.value / total } : {}),
      ...(words && found ? { declaredAt: { file: words.file, line: found.line } } : {}),
      ...(words?.sources?.has(figure.key) ? { source: words.sources.get(figure.key) ?? "" } : {}),
    });
  };
  for (const rule of declarable) {
    const { key, label, unit, how } = rule;
    declare({ key, label, unit, how, rule, slug: slugOf(key) });
  }
  const staff = figures.get("staff.total");
  const [full, part] = [figures.get("staff.fullTime")?.value, figures.get("staff.partTime")?.value];
  if (staff?.value === undefined && staff && full !== undefined && part !== undefined)
    figures.set("staff.total", { ...staff, value: full + part });
  for (const cell of tableFigures(register, counting)) {
    figures.set(cell.key, { ...cell, basis: "counted", value: cell.value ?? cell.records.length, rule: cell });
  }
  if (paper) {
    for (const { key, label, unit, rule, slug, inTable } of [...figures.values()]) {
      declare({ key, label, unit, rule, slug, how: "有登记册以前的年份，年度报告申报。", ...(inTable ? { inTable } : {}) });
    }
  }
  if (since !== undefined) {
    for (const figure of [...figures.values()]) {
      if (figure.basis !== "counted" || AT_YEAR_END.test(figure.key)) continue;
      const before = saidIn(words?.declaredBefore, figure.key);
      // 上年结转 was there on 1 January: nothing of it can be counted by a register that began later.
      const carried = /^requests\.(?:carriedIn$|table\.carried_in\.)/.test(figure.key);
      const records = carried ? [] : figure.records;
      const counted = carried ? 0 : (figure.value ?? 0);
      const value = before && Math.round((before.value + counted) * 1e4) / 1e4;
      const total = figures.get("items.total")?.value;
      const { share, ...rest } = figure;
      figures.set(figure.key, {
        ...rest,
        records,
        value,
        basis: "mixed",
        parts: { declared: before?.value, counted },
        ...(share === undefined || value === undefined || total === undefined ? {} : { share: total === 0 ? 0 : value / total }),
        ...(words && before ? { declaredAt: { file: words.file, line: before.line } } : {}),
      });
    }
  }
  const published = words?.date;
  const former =
    ofVillages.length > 0 && published !== undefined && published < VILLAGES_APART_FROM
      ? tallyYear({ ...register, ofVillages: new Set() }, year)
      : undefined;
  return { year, period, figures, months, paper, ...(since && { since }), ...(former && { former }) };
}

/** Figures of the state on the last day of the year: the register knows all of it, whenever it began. */
const AT_YEAR_END = /^requests\.(?:carriedOut$|table\.carried_out\.)|^disputes\.\w+\.pending$/;

/** Figures that a table calls by another name. */
const inTables: Readonly<Record<string, string>> = {
  "requests.received.total": "requests.table.new.total",
  "requests.carriedIn": "requests.table.carried_in.total",
  "requests.answered.total": "requests.table.result_total.total",
  "requests.carriedOut": "requests.table.carried_out.total",
  "reconsiderations.total": "disputes.review.total",
};

/** A figure of a year on paper, out of the declared row of a table that it would fill. */
function saidInTable(
  key: string,
  form: ReportForm,
  rows: NonNullable<ReportWords["declared"]>,
): { value: number; line: number } | undefined {
  for (const table of form.tables) {
    for (const row of table.rows) {
      if (!row.figure) continue;
      const declared = rows.get(`${table.key}.${row.key}`);
      if (!declared) continue;
      for (const [i, column] of table.columns.entries()) {
        const bound = row.figure.replace("{column}", column.key);
        const value = declared.values[i];
        if ((bound === key || bound === inTables[key]) && value !== undefined)
          return { value: value / (row.scale ?? 1), line: declared.line };
      }
    }
  }
  return undefined;
}

/** 依申请公开: what came in, what was carried over, what was answered. */
function tallyRequests(
  requests: readonly Request[],
  period: YearTally["period"],
  calendar: WorkCalendar,
  addCounted: (key: (typeof counted)[number]["key"], records: readonly Entry[], value?: number) => void,
  add: (rule: FigureRule, slug: string, records: readonly Entry[]) => void,
): void {
  const within = (d: Day | undefined): boolean => d !== undefined && d >= period.from && d <= period.to;
  const received = requests.filter((r) => within(r.received));
  const answered = requests.filter((r) => within(r.answered));
  addCounted("requests.received.total", received);
  for (const v of requestVia) {
    add(
      countedPer.via(v),
      `requests-received-${v.code}`,
      received.filter((r) => r.via === v.code),
    );
  }
  addCounted(
    "requests.carriedIn",
    requests.filter((r) => r.received < period.from && (r.answered === undefined || r.answered >= period.from)),
  );
  addCounted("requests.answered.total", answered);
  addCounted(
    "requests.late",
    answered.filter((r) => isLate(r, calendar)),
  );
  addCounted(
    "requests.extended",
    answered.filter((r) => r.extended === true),
  );
  for (const o of outcomes) {
    add(
      countedPer.outcome(o),
      `requests-outcome-${o.code}`,
      answered.filter((r) => r.outcome === o.code),
    );
  }
  addCounted(
    "requests.carriedOut",
    requests.filter((r) => r.received <= period.to && (r.answered === undefined || r.answered > period.to)),
  );
  const paying = answered.filter((r) => (r.fee ?? 0) > 0);
  addCounted("fees.charged", paying, sum(paying.map((r) => r.fee ?? 0)));
  const waived = answered.filter((r) => (r.feeWaived ?? 0) > 0);
  addCounted("fees.waived", waived, sum(waived.map((r) => r.feeWaived ?? 0)));
}

const buckets = (keys: readonly string[]): Map<string, Item[]> => new Map(keys.map((k) => [k, []]));

/** Adds amounts of at most four decimals without their binary tails. */
const sum = (list: readonly number[]): number => list.reduce((a, b) => a + Math.round(b * 10000), 0) / 10000;

/** `items.onTime` → `items-on-time`. */
const slugOf = (key: string): string =>
  key
    .replace(/([A-Z])/g, "-$1")
    .replaceAll(".", "-")
    .toLowerCase();

function inForceDuring(edition: string, period: YearTally["period"]): boolean {
  const r = regulations.find((x) => x.edition === edition);
  return r !== undefined && r.from <= period.to && (r.until === undefined || r.until >= period.from);
}

/** A share as people read it: 1 → 100%, 0.125 → 12.5%. */
export const percent = (share: number): string => `${Math.round(share * 1000) / 10}%`;

/** Where a figure comes from, in words: 数出来的; 申报的（来源）; both parts of a mixed one. */
export function basisInWords(f: Figure): string {
  if (f.parts) {
    const before = f.parts.declared === undefined ? "登记册开始以前的还没有申报" : `登记册开始以前申报的 ${f.parts.declared}`;
    return `${before}，以后数出来的 ${f.parts.counted}`;
  }
  if (f.basis === "counted") return "数出来的";
  if (f.value === undefined) return "还没有申报";
  return f.source ? `申报的（${f.source}）` : "申报的";
}

/** A figure's number as people read it; “—” while it is not declared. */
export const shownValue = (f: Figure): string => (f.value === undefined ? "—" : String(f.value));
