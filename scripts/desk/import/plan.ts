/** A ledger → drafts of records: which rows are new, which are there already, which cannot be read and why. */
import type { Content } from "../../content.ts";
import type { Fields } from "../../model/field.ts";
import { type KindName, kinds } from "../../model/index.ts";
import { isEmpty, type Written, type WrittenGroup } from "../../model/write.ts";
import type { Problem } from "../../problem.ts";
import type { Day } from "../../rules/days.ts";
import { type Draft, draftProblems } from "../records.ts";
import { JOINT, type Mapping } from "./headings.ts";
import type { Row } from "./table.ts";
import { rowValues } from "./values.ts";

/** A row and the record that it would be. */
export interface PlannedRow {
  readonly row: number;
  readonly draft: Draft;
}

export interface Plan {
  readonly fresh: readonly PlannedRow[];
  /** Rows whose record is there already, with its address where it is known. */
  readonly known: readonly { readonly row: number; readonly address: string }[];
  /** Rows that say the same as one above. */
  readonly doubled: readonly { readonly row: number; readonly first: number }[];
  readonly faulty: readonly { readonly row: number; readonly problems: readonly Problem[] }[];
  /** Rows of sums and repeated headings, and those that 是否公开 keeps out. */
  readonly skipped: readonly { readonly row: number; readonly why: "total" | "heading" | "notPublic" }[];
  /** Rows with a reviewer and no day of review, or the other way round: they come without a review. */
  readonly reviewsLeftOut: readonly number[];
  /** Rows with a day that took the ledger's year. */
  readonly yearOfLedger: readonly number[];
  readonly blank: number;
  /** Warnings by rule, of the fresh rows. */
  readonly warnings: ReadonlyMap<string, number>;
}

const TOTAL = /^(?:合计|总计|小计|共计|累计|总数|本页合计|本月合计|填表人|制表人|审核人|填报人|填表说明|说明|注)(?:[:：\d]|$)/;

/** Words without what a clerk may write one way or the other. */
const plain = (text: unknown): string =>
  String(text ?? "")
    .normalize("NFKC")
    .replace(/[\s\p{P}\p{S}]/gu, "")
    .toLowerCase();

/**
 * What makes a record the same as another: no key is needed for where it came from. With a title, its title and its day, the day it
 * was formed, or its document number; without, its day and all that says what it was.
 */
function identities(kind: KindName, values: Readonly<Record<string, unknown>>): string[] {
  const { dated } = kinds[kind];
  const title = plain(values.title);
  if (title !== "" && kind !== "trainings") {
    return [
      `${kind} ${title} ${values[dated]}`,
      ...(values.formed ? [`${kind} ${title} formed ${values.formed}`] : []),
      ...(values.docNumber ? [`${kind} ${plain(values.docNumber)} ${title}`] : []),
    ];
  }
  const said = ["title", "about", "type", "via", "applicant", "participants", "request"].filter((k) => k in kinds[kind].fields);
  return [[kind, values[dated], ...said.map((k) => plain(values[k]))].join(" ")];
}

/** Draft values as the reader would have them: codes for labels. */
function asRead(kind: KindName, values: WrittenGroup, content: Content): Record<string, unknown> {
  const vocabulary = content.site ?? { categories: [], channels: [], villages: [] };
  const out: Record<string, unknown> = { ...values };
  for (const key of ["type", "via", "applicant"]) {
    const field = (kinds[kind].fields as Fields)[key];
    const written = values[key];
    if (!field || typeof written !== "string") continue;
    const pairs = ((field.schema(vocabulary) as { enum?: readonly string[] }).enum ?? []) as readonly string[];
    const at = pairs.indexOf(written);
    // Codes and labels by turns.
    if (at >= 0) out[key] = pairs[at - (at % 2)];
  }
  return out;
}

/** How often each record is there, and where first. */
class Known {
  private readonly counts = new Map<string, { count: number; address: string }>();
  add(keys: readonly string[], address: string): void {
    for (const key of keys) {
      const at = this.counts.get(key);
      if (at) at.count++;
      else this.counts.set(key, { count: 1, address });
    }
  }
  /** The address of the `nth` record of these keys (from 1), if there are so many. */
  find(keys: readonly string[], nth: number): string | undefined {
    for (const key of keys) {
      const at = this.counts.get(key);
      if (at && at.count >= nth) return at.address;
    }
    return undefined;
  }
}

export interface PlanOptions {
  readonly content: Content;
  readonly today: Day;
  /** For rows that leave a key empty. */
  readonly defaults: WrittenGroup;
  /** The year that the ledger's title says, for 3月7日. */
  readonly year?: number | undefined;
  /** Rows that say the same are records of their own: as many as there are rows, no more. */
  readonly doubles: boolean;
  /** What other sheets of the same file bring: a row on two sheets comes in once. */
  readonly earlier?: readonly Draft[];
}

/** Where a record is that another sheet brings. */
const ANOTHER_SHEET = "前面的工作表";

/** Rows below the headings → a plan. Nothing is written. */
export function planRows(rows: readonly Row[], mapping: Mapping, options: PlanOptions): Plan {
  const { kind } = mapping;
  const { content, today, doubles, earlier = [] } = options;
  const there = new Known();
  for (const record of content.records[kind] as unknown as readonly (Record<string, unknown> & { id: string })[])
    there.add(identities(kind, record), record.id);
  for (const draft of earlier) if (draft.kind === kind) there.add(identities(kind, asRead(kind, draft.values, content)), ANOTHER_SHEET);

  const { candidates, ...read } = readRows(rows, mapping, options);
  const resolved = candidates.map((c) => (kind === "interpretations" ? { ...c, draft: resolveTitles(c.draft, content) } : c));

  const found = draftProblems(
    content,
    resolved.map((c) => c.draft),
    today,
  );
  const fresh: PlannedRow[] = [];
  const known: { row: number; address: string }[] = [];
  const doubled: { row: number; first: number }[] = [];
  const faulty: { row: number; problems: Problem[] }[] = [];
  const warnings = new Map<string, number>();
  const seen = new Map<string, { first: number; count: number }>();
  for (const [i, planned] of resolved.entries()) {
    const errors = [...planned.unclear, ...(found[i] ?? []).filter((p) => p.severity === "error")];
    const keys = identities(kind, asRead(kind, planned.draft.values, content));
    const above = keys.map((k) => seen.get(k)).find((s) => s !== undefined);
    const nth = doubles ? (above?.count ?? 0) + 1 : 1;
    const address = there.find(keys, nth);
    if (address !== undefined) known.push({ row: planned.row, address });
    else if (above && !doubles) doubled.push({ row: planned.row, first: above.first });
    else if (errors.length > 0) faulty.push({ row: planned.row, problems: errors });
    else {
      fresh.push(planned);
      for (const p of found[i] ?? []) if (p.severity === "warning") warnings.set(p.rule, (warnings.get(p.rule) ?? 0) + 1);
    }
    // A row that cannot be read stands in nobody's way.
    if (errors.length === 0 || address !== undefined)
      for (const key of keys) seen.set(key, { first: above?.first ?? planned.row, count: nth });
  }
  return { ...read, fresh, known, doubled, faulty, warnings };
}

interface Candidate extends PlannedRow {
  /** What its cells leave open. */
  readonly unclear: readonly Problem[];
}

interface RowsRead extends Pick<Plan, "skipped" | "blank" | "reviewsLeftOut" | "yearOfLedger"> {
  readonly candidates: readonly Candidate[];
}

/** Rows → drafts, without sums, headings that come again, and rows that are not public. */
function readRows(rows: readonly Row[], mapping: Mapping, { content, defaults, year }: PlanOptions): RowsRead {
  const { kind } = mapping;
  const fields = kinds[kind].fields as Fields;
  const vocabulary = content.site ?? { categories: [], channels: [], villages: [] };
  const headings = new Set(mapping.columns.flatMap((m) => m.heading.split(JOINT)));
  const skipped: { row: number; why: "total" | "heading" | "notPublic" }[] = [];
  const candidates: Candidate[] = [];
  const reviewsLeftOut: number[] = [];
  const yearOfLedger: number[] = [];
  let blank = 0;
  for (const row of rows) {
    const cells = row.cells.map((c) => c.trim());
    const filled = cells.filter((c) => c !== "");
    if (filled.length === 0) {
      blank++;
      continue;
    }
    if (filled.every((c) => headings.has(c.replace(/\s+/g, " ")))) {
      skipped.push({ row: row.number, why: "heading" });
      continue;
    }
    if (TOTAL.test(filled[0]?.replace(/\s/g, "") ?? "")) {
      skipped.push({ row: row.number, why: "total" });
      continue;
    }
    const read = rowValues(cells, mapping, fields, vocabulary, year);
    // A row that only has its number is blank.
    if (isEmpty(read.values) && read.body === "") {
      blank++;
      continue;
    }
    if (read.notPublic !== undefined) {
      skipped.push({ row: row.number, why: "notPublic" });
      continue;
    }
    const values = withDefaults(read.values, defaults);
    const review = values.review as WrittenGroup | undefined;
    const half = review !== undefined && (isEmpty(review.by) || isEmpty(review.date));
    if (half) reviewsLeftOut.push(row.number);
    if (read.yearOfLedger) yearOfLedger.push(row.number);
    const unclear = read.unclear.map((message): Problem => ({ file: "", line: 0, rule: "cell-unclear", severity: "error", message }));
    candidates.push({
      row: row.number,
      draft: { kind, values: half ? { ...values, review: undefined } : values, body: read.body },
      unclear,
    });
  }
  return { candidates, skipped, blank, reviewsLeftOut, yearOfLedger };
}

/** Keys that a row leaves empty, from what was given for all. */
function withDefaults(values: WrittenGroup, defaults: WrittenGroup): WrittenGroup {
  const out: Record<string, Written | undefined> = { ...values };
  for (const [key, value] of Object.entries(defaults)) {
    const own = out[key];
    if (isEmpty(own)) out[key] = value;
    else if (typeof value === "object" && !Array.isArray(value) && typeof own === "object" && !Array.isArray(own))
      out[key] = withDefaults(own as WrittenGroup, value as WrittenGroup);
  }
  return out;
}

/** What is interpreted may be named by its title. */
function resolveTitles(draft: Draft, content: Content): Draft {
  const written = draft.values.interprets;
  if (written === undefined || isEmpty(written)) return draft;
  const byTitle = new Map(content.records.items.map((i) => [plain(i.title), i.id]));
  const list = (typeof written === "string" ? [written] : (written as readonly Written[])).map((w) =>
    typeof w === "string" ? (byTitle.get(plain(w)) ?? w) : w,
  );
  return { ...draft, values: { ...draft.values, interprets: list } };
}

/** Is an item of this title and day, or of this title and document number, there already? Its address. */
export function knownItem(content: Content, values: WrittenGroup): string | undefined {
  const there = new Known();
  for (const item of content.records.items) there.add(identities("items", item as unknown as Record<string, unknown>), item.id);
  return there.find(identities("items", values), 1);
}
