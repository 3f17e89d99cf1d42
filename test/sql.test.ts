/** 自己算一遍: every query over the published tables gives what the tallies say, for the sample and for registers made by chance. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { Content } from "../scripts/content.ts";
import type { ReportWords, Site } from "../scripts/model/index.ts";
import { sqlOf, sqlPath } from "../scripts/open/sql.ts";
import { openTables, tableCsv } from "../scripts/open/tables.ts";
import { buildRegister } from "../scripts/register.ts";
import { day } from "../scripts/rules/days.ts";
import { disputeResults, disputeTypes } from "../scripts/rules/disputes.ts";
import { applicants, outcomes, outcomes2014, requestVia } from "../scripts/rules/requests.ts";
import { topics } from "../scripts/rules/topics.ts";
import { announced } from "../scripts/rules/workdays.ts";
import { type Figure, tallyAll, type YearTally } from "../scripts/tally.ts";
import { walk } from "../scripts/walk.ts";
import { tries } from "./chance.ts";
import { sample, TODAY, temporary } from "./support.ts";

let connection: DuckDBConnection;

beforeAll(async () => {
  connection = await (await DuckDBInstance.create(":memory:")).connect();
});

const READ = /read_csv\('tables\/(\w+)\.csv', header = true, all_varchar = true\)/g;

/** Rows of `year, value`. */
const valuesOf = (rows: readonly (readonly unknown[])[]): Map<number, number | undefined> =>
  new Map(rows.map(([year, value]) => [Number(year), value === null ? undefined : Number(String(value))]));

/** Figures whose query says another number: `year key: tally ≠ query`. */
async function differences(
  tallies: ReadonlyMap<number, YearTally>,
  folder: string,
  queries: ReadonlyMap<string, string>,
): Promise<string[]> {
  const out: string[] = [];
  await connection.run(`SET file_search_path = '${folder}'`);
  for (const [key, sql] of queries) {
    const found = valuesOf((await connection.runAndReadAll(sql)).getRows());
    for (const [year, tally] of tallies) {
      const figure = tally.figures.get(key);
      if (figure && figure.value !== found.get(year)) out.push(`${year} ${key}: ${figure.value} ≠ ${found.get(year)}`);
    }
  }
  return out;
}

const figuresOf = (tallies: ReadonlyMap<number, YearTally>): Map<string, Figure> =>
  new Map([...tallies.values()].flatMap((t) => [...t.figures.values()].map((f) => [f.key, f] as const)));

function queriesOf(tallies: ReadonlyMap<number, YearTally>): Map<string, string> {
  const out = new Map<string, string>();
  for (const f of figuresOf(tallies).values()) {
    const sql = sqlOf(f);
    if (sql !== undefined) out.set(f.key, sql);
  }
  return out;
}

const site = {
  name: "某镇人民政府",
  organCode: "123",
  categories: [
    { code: "normative", label: "规范性文件" },
    { code: "b", label: "乙类" },
  ],
  channels: [
    { code: "website", label: "网站" },
    { code: "wechat", label: "微信" },
    { code: "board", label: "公开栏" },
  ],
  villages: [{ code: "v", label: "示例村" }],
  catalogue: [{ matter: "低保", workdays: 7 }, { matter: "预算", workdays: 30 }, { matter: "别的" }],
  workCalendar: announced,
} as unknown as Site;

const YEARS = [2018, 2019, 2020] as const;
const days = fc.integer({ min: 0, max: 365 * 3 - 1 }).map((n) => day(new Date(Date.UTC(2018, 0, 1 + n)).toISOString().slice(0, 10)));
const maybe = <T>(of: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(of, { nil: undefined });
const code = (list: readonly { readonly code: string }[]): fc.Arbitrary<string> => fc.constantFrom(...list.map((c) => c.code));
const after = (from: string, n: number): ReturnType<typeof day> =>
  day(new Date(Date.parse(`${from}T00:00:00Z`) + n * 86400000).toISOString().slice(0, 10));
const some = (list: readonly string[]): fc.Arbitrary<string[]> => fc.subarray([...list]);

const published = fc.record({
  date: days,
  formed: maybe(fc.integer({ min: -45, max: 0 })),
  withdrawn: maybe(fc.integer({ min: 0, max: 500 })),
  repealed: maybe(fc.integer({ min: 0, max: 500 })),
  validTo: maybe(fc.integer({ min: 0, max: 500 })),
  status: maybe(fc.constantFrom("expired", "amended")),
  category: code(site.categories),
  topic: maybe(code(topics)),
  channels: maybe(some(["website", "wechat", "board"])),
  village: maybe(some(["v"])),
  matter: maybe(fc.constantFrom("低保", "预算", "别的")),
  issuer: maybe(fc.constantFrom("示例村村民委员会", "某镇人民政府")),
});
const requested = fc.record({
  received: days,
  answered: maybe(fc.integer({ min: 0, max: 90 })),
  via: code(requestVia),
  applicant: code(applicants),
  outcome: code([...outcomes, ...outcomes2014]),
  extended: maybe(fc.boolean()),
  paused: fc.array(
    fc.record({
      from: fc.integer({ min: 0, max: 20 }),
      to: maybe(fc.integer({ min: 0, max: 30 })),
      why: maybe(fc.constantFrom("supplement", "thirdParty")),
    }),
    { maxLength: 3 },
  ),
  fee: maybe(fc.integer({ min: 0, max: 99999 })),
  feeWaived: maybe(fc.integer({ min: 0, max: 99999 })),
});
const disputed = fc.record({
  filed: days,
  closed: maybe(fc.integer({ min: 0, max: 500 })),
  type: code(disputeTypes),
  afterReconsideration: maybe(fc.boolean()),
  result: code(disputeResults),
});
const registers = fc.record({
  began: maybe(fc.constantFrom("2018-01-01", "2019-06-10", "2020-01-01")),
  items: fc.array(published, { maxLength: 25 }),
  interpretations: fc.array(published, { maxLength: 5 }),
  responses: fc.array(published, { maxLength: 5 }),
  requests: fc.array(requested, { maxLength: 25 }),
  disputes: fc.array(disputed, { maxLength: 8 }),
  complaints: fc.array(days, { maxLength: 4 }),
  trainings: fc.array(fc.record({ date: days, type: fc.constantFrom("class", "meeting"), participants: fc.nat(60) }), { maxLength: 5 }),
  declared: fc.array(
    fc.tuple(fc.constantFrom("items.total", "items.late", "requests.carriedIn", "fees.charged", "complaints.total"), fc.nat(40)),
  ),
});

type Drawn = typeof registers extends fc.Arbitrary<infer T> ? T : never;

function registerOf(d: Drawn) {
  let n = 0;
  const entry = (kind: string, date: string): object => {
    const year = Number(date.slice(0, 4));
    const serial = String(++n).padStart(4, "0");
    return {
      id: `${kind}/${year}/${serial}`,
      kind,
      year,
      serial,
      file: `content/${kind}/${year}/${serial}.md`,
      lines: {},
      body: "",
      bodyLine: 3,
    };
  };
  const shift = (from: string, by: number | undefined) => (by === undefined ? undefined : after(from, by));
  const article = (kind: string) => (p: Drawn["items"][number]) => ({
    ...p,
    ...entry(kind, p.date),
    title: "示例",
    interprets: [],
    formed: shift(p.date, p.formed),
    withdrawn: p.withdrawn === undefined ? undefined : { date: after(p.date, p.withdrawn), reason: "示例" },
    repealed: shift(p.date, p.repealed),
    validTo: shift(p.date, p.validTo),
  });
  const values = new Map(d.declared.map(([key, value]) => [key, { values: [value], line: 1 }]));
  const reports = YEARS.map((year) => ({
    year,
    id: String(year),
    file: "r.md",
    lines: {},
    body: "",
    bodyLine: 1,
    declared: values,
    declaredBefore: values,
  }));
  return buildRegister({
    folder: "content",
    site: { ...site, ...(d.began === undefined ? {} : { registerFrom: day(d.began) }) },
    records: {
      items: d.items.map(article("items")),
      interpretations: d.interpretations.map(article("interpretations")),
      responses: d.responses.map(article("responses")),
      requests: d.requests.map((r) => ({
        ...r,
        ...entry("requests", r.received),
        answered: shift(r.received, r.answered),
        outcome: r.answered === undefined ? undefined : r.outcome,
        paused: r.paused.map((p) => ({ from: after(r.received, p.from), to: shift(after(r.received, p.from), p.to), why: p.why })),
        fee: r.fee === undefined ? undefined : r.fee / 100,
        feeWaived: r.feeWaived === undefined ? undefined : r.feeWaived / 100,
      })),
      disputes: d.disputes.map((x) => ({
        ...x,
        ...entry("disputes", x.filed),
        closed: shift(x.filed, x.closed),
        result: x.closed === undefined ? undefined : x.result,
      })),
      complaints: d.complaints.map((date) => ({ ...entry("complaints", date), date, about: "示例" })),
      trainings: d.trainings.map((t) => ({ ...t, ...entry("trainings", t.date) })),
    } as unknown as Content["records"],
    reports: reports as unknown as ReportWords[],
    pages: [],
    attachments: new Map(),
    unread: new Set(),
    filesRead: 0,
    problems: [],
  });
}

/** Writes the tables of a register. */
function write(folder: string, register: ReturnType<typeof registerOf>, tallies: ReadonlyMap<number, YearTally>): void {
  mkdirSync(join(folder, "tables"), { recursive: true });
  for (const t of openTables(register, tallies)) writeFileSync(join(folder, `tables/${t.name}.csv`), tableCsv(t));
}

describe("every figure computed twice", () => {
  it("over the sample: all equal, and only what no record holds has no query", async () => {
    const { edition } = walk(sample, TODAY);
    if (!edition) throw new Error("the sample has a fault");
    const folder = temporary();
    write(folder, edition.register, edition.tallies);
    const queries = queriesOf(edition.tallies);
    const figures = figuresOf(edition.tallies);
    expect(
      [...figures.keys()].filter((k) => !queries.has(k) && !/^(?:staff|offices|readingPoints|budget|decisions|charges)\./.test(k)),
    ).toEqual([]);
    expect(queries.size).toBeGreaterThan(250);
    expect(new Set([...figures.values()].map(sqlPath)).size).toBe(figures.size);
    expect(await differences(edition.tallies, folder, queries)).toEqual([]);
    expect(readFileSync(join(folder, "tables/requests.csv"), "utf8")).not.toContain("about");
  }, 120_000);

  it("over 200 registers made by chance: all equal", async () => {
    const folder = temporary();
    const queries = new Map<string, Awaited<ReturnType<typeof connection.prepare>>>();
    // A plan that is kept may not rest on what the first register happened to hold.
    await connection.run("SET disabled_optimizers = 'statistics_propagation,empty_result_pullup'");
    let compared = 0;
    let made = 0;
    await fc.assert(
      fc.asyncProperty(registers, async (drawn) => {
        const register = registerOf(drawn);
        const tallies = tallyAll(register);
        write(folder, register, tallies);
        // The same files and queries, read once a register and planned once.
        for (const { name } of openTables(register, tallies)) {
          const rows = `SELECT * FROM read_csv('${folder}/tables/${name}.csv', header = true, all_varchar = true)`;
          if (made === 0) await connection.run(`CREATE TABLE loaded_${name} AS ${rows}`);
          else await connection.run(`DELETE FROM loaded_${name}; INSERT INTO loaded_${name} ${rows}`);
        }
        made++;
        const wrong: string[] = [];
        for (const [key, figure] of figuresOf(tallies)) {
          const sql = sqlOf(figure);
          if (sql === undefined) continue;
          const query = queries.get(key) ?? (await connection.prepare(sql.replace(READ, "loaded_$1")));
          queries.set(key, query);
          const found = valuesOf((await query.runAndReadAll()).getRows());
          for (const [year, tally] of tallies) {
            const value = tally.figures.get(key);
            if (!value) continue;
            compared++;
            if (value.value !== found.get(year)) wrong.push(`${year} ${key}: ${value.value} ≠ ${found.get(year)}`);
          }
        }
        expect(wrong).toEqual([]);
      }),
      { numRuns: tries(200), endOnFailure: true },
    );
    expect(compared).toBeGreaterThan(100_000);
  }, 3_600_000);
});
