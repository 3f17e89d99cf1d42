/** Replay: a published table, turned into records, gives back the same table cell for cell, in all three forms. */
import { describe, expect, it } from "vitest";
import type { Content } from "../scripts/content.ts";
import type { Dispute, Item, ReportWords, Request, Site } from "../scripts/model/index.ts";
import { buildRegister } from "../scripts/register.ts";
import { fillTables, tablesData, validateTables } from "../scripts/report-tables.ts";
import { day } from "../scripts/rules/days.ts";
import { reportFormOf } from "../scripts/rules/report-forms.ts";
import { applicants, reply2014 } from "../scripts/rules/requests.ts";
import { announced } from "../scripts/rules/workdays.ts";
import { tallyYear } from "../scripts/tally.ts";
import { random } from "./bench/generate.ts";

type Row = Record<string, number>;
type Rows = Record<string, Row>;

const site = {
  organCode: "1",
  categories: [{ code: "normative", label: "规范性文件" }],
  channels: [],
  villages: [],
  workCalendar: announced,
} as unknown as Site;

let serial = 0;
const entry = (kind: string, year: number) => {
  const s = String(++serial).padStart(4, "0");
  return { id: `${kind}/${year}/${s}`, kind, year, serial: s, file: `content/${kind}/${year}/${s}.md`, lines: {}, body: "", bodyLine: 3 };
};

const companies = applicants.map((a) => a.code);
const outcomeRows =
  "open partial deny1 deny2 deny3 deny4 deny5 deny6 deny7 deny8 unable1 unable2 unable3 reject1 reject2 reject3 reject4 reject5".split(" ");

/** A made-up table 3 whose identities hold; every row of every column has a chance. */
function madeTable3(seed: number, others: readonly string[]): Rows {
  const next = random(seed);
  const int = (n: number): number => Math.floor(next() * n);
  const rows: Rows = {};
  const keys = ["new", "carried_in", ...outcomeRows, ...others, "result_total", "carried_out"];
  for (const key of keys) rows[key] = {};
  for (const a of companies) {
    let results = 0;
    for (const key of [...outcomeRows, ...others]) {
      const n = next() < 0.4 ? int(4) : 0;
      (rows[key] as Row)[a] = n;
      results += n;
    }
    const carriedOut = int(3);
    const carriedIn = Math.min(int(4), results);
    Object.assign(rows.new as Row, { [a]: results + carriedOut - carriedIn });
    Object.assign(rows.carried_in as Row, { [a]: carriedIn });
    Object.assign(rows.result_total as Row, { [a]: results });
    Object.assign(rows.carried_out as Row, { [a]: carriedOut });
  }
  for (const key of keys) (rows[key] as Row).total = companies.reduce((n, a) => n + ((rows[key] as Row)[a] ?? 0), 0);
  return rows;
}

/** Requests that such a table counts. */
function requestsOf(rows: Rows, year: number): Request[] {
  const out: Request[] = [];
  const via = ["window", "fax", "email", "letter"] as const;
  for (const applicant of companies) {
    let carriedIn = rows.carried_in?.[applicant] ?? 0;
    const make = (ended: { outcome: string } | undefined): void => {
      const old = carriedIn-- > 0;
      out.push({
        ...entry("requests", old ? year - 1 : year),
        received: day(old ? `${year - 1}-12-20` : `${year}-12-20`),
        via: via[out.length % 4],
        applicant,
        ...(ended ? { outcome: ended.outcome, answered: day(old ? `${year}-01-12` : `${year}-12-29`) } : {}),
      } as Request);
    };
    for (const [key, row] of Object.entries(rows)) {
      if (["new", "carried_in", "result_total", "carried_out"].includes(key)) continue;
      for (let i = 0; i < (row[applicant] ?? 0); i++) make({ outcome: key === "other" ? "other3" : key });
    }
    for (let i = 0; i < (rows.carried_out?.[applicant] ?? 0); i++) make(undefined);
  }
  return out;
}

function madeTable4(seed: number): Rows {
  const next = random(seed);
  return Object.fromEntries(
    ["review", "suit_direct", "suit_after_review"].map((key) => {
      const [upheld, corrected, other, pending] = [0, 0, 0, 0].map(() => Math.floor(next() * 4)) as [number, number, number, number];
      return [key, { upheld, corrected, other, pending, total: upheld + corrected + other + pending }];
    }),
  );
}

function disputesOf(rows: Rows, year: number): Dispute[] {
  return Object.entries(rows).flatMap(([key, row]) =>
    (["upheld", "corrected", "other", "pending"] as const).flatMap((result) =>
      Array.from({ length: row[result] ?? 0 }, (_, i): Dispute => {
        const before = i % 2 === 0;
        return {
          ...entry("disputes", before ? year - 1 : year),
          type: key === "review" ? "reconsideration" : "litigation",
          ...(key === "review" ? {} : { afterReconsideration: key === "suit_after_review" }),
          filed: day(before ? `${year - 1}-11-03` : `${year}-03-03`),
          ...(result === "pending" ? {} : { result, closed: day(`${year}-06-03`) }),
        } as Dispute;
      }),
    ),
  );
}

const words = (year: number, declared: Record<string, number[]>): ReportWords =>
  ({
    id: String(year),
    year,
    date: day(`${year + 1}-01-20`),
    file: `content/reports/${year}.md`,
    lines: {},
    body: "",
    bodyLine: 3,
    declared: new Map(Object.entries(declared).map(([k, values], i) => [k, { values, line: i + 4 }])),
  }) as unknown as ReportWords;

function replay(year: number, records: Partial<Content["records"]>, declared: Record<string, number[]>) {
  const form = reportFormOf(year);
  if (!form) throw new Error("no form");
  const w = words(year, declared);
  const register = buildRegister({
    folder: "content",
    site,
    records: { items: [], interpretations: [], responses: [], requests: [], disputes: [], complaints: [], trainings: [], ...records },
    reports: [w],
    pages: [],
    attachments: new Map(),
    unread: new Set(),
    filesRead: 0,
    problems: [],
  });
  const tables = fillTables(form, tallyYear(register, year), w);
  return { data: tablesData(tables) as Record<string, Record<string, unknown>>, problems: validateTables(tables, w, form) };
}

describe("the table of 2021", () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])("comes back out of its records (%i)", (seed) => {
    const others = ["other1", "other2", "other3"];
    const [table3, table4] = [madeTable3(seed, others), madeTable4(seed + 100)];
    const { data, problems } = replay(
      2023,
      { requests: requestsOf(table3, 2023), disputes: disputesOf(table4, 2023) },
      { "decisions.permits": [seed], "decisions.penalties": [0], "decisions.coercions": [1], "charges.total": [59237.2449] },
    );
    expect(problems).toEqual([]);
    expect(data.table3?.rows).toEqual(table3);
    expect(data.table4).toEqual(table4);
    expect(data.table2).toEqual({
      "20.1": { 规章: [0, 0, 0], 行政规范性文件: [0, 0, 0] },
      "20.5": { 行政许可: [seed] },
      "20.6": { 行政处罚: [0], 行政强制: [1] },
      "20.8": { 行政事业性收费: [59237.2449] },
    });
    expect(Object.keys(data.table3?.rows ?? {})).toHaveLength(25);
  });

  it("counts normative documents made, repealed and in force", () => {
    const item = (formed: string, more: Partial<Item> = {}): Item =>
      ({
        ...entry("items", Number(formed.slice(0, 4))),
        title: "示例",
        category: "normative",
        date: day(formed),
        formed: day(formed),
        ...more,
      }) as Item;
    const items = [
      item("2021-05-06"),
      item("2022-05-06", { status: "repealed", repealed: day("2023-04-04") }),
      item("2023-05-05"),
      item("2023-06-06", { status: "repealed", repealed: day("2024-01-02") }),
    ];
    const { data } = replay(2023, { items }, {});
    expect((data.table2 as Record<string, Record<string, number[]>>)["20.1"]?.行政规范性文件).toEqual([2, 1, 3]);
  });
});

describe("the table of 2019", () => {
  const declared = {
    "table2.20.5.行政许可": [3, -1, 12],
    "table2.20.5.其他对外管理服务事项": [0, 0, 0],
    "table2.20.6.行政处罚": [1, 1, 2],
    "table2.20.6.行政强制": [0, 0, 0],
    "table2.20.8.行政事业性收费": [0, 0],
    "table2.20.9.政府集中采购": [1, 12.5],
  };

  it.each([11, 12, 13, 14])("comes back out of its records and declared rows (%i)", (seed) => {
    const [table3, table4] = [madeTable3(seed, ["other"]), madeTable4(seed + 100)];
    const { data, problems } = replay(2020, { requests: requestsOf(table3, 2020), disputes: disputesOf(table4, 2020) }, declared);
    expect(problems).toEqual([]);
    expect(data.table3?.rows).toEqual(table3);
    expect(data.table4).toEqual(table4);
    expect(data.table2?.["20.5"]).toEqual({ 行政许可: [3, -1, 12], 其他对外管理服务事项: [0, 0, 0] });
    expect(Object.keys(data.table3?.rows ?? {})).toHaveLength(23);
  });
});

describe("the table of 2014", () => {
  it.each([21, 22, 23, 24])("comes back out of its records and declared rows (%i)", (seed) => {
    const next = random(seed);
    const int = (n: number): number => Math.floor(next() * n);
    const rows: Record<number, number> = {};
    const replies = {
      alreadyOpen: 31,
      granted: 32,
      partlyGranted: 33,
      stateSecret: 35,
      tradeSecret: 36,
      privacy: 37,
      security: 38,
      notInformation: 39,
      otherGround: 40,
      notOurs: 41,
      notExisting: 42,
      toAmend: 43,
      elsewhere: 44,
    } as const;
    const requests: Request[] = [];
    for (const [reply, row] of Object.entries(replies)) {
      rows[row] = int(4);
      for (let i = 0; i < (rows[row] ?? 0); i++) {
        const codes = reply2014[reply as keyof typeof reply2014];
        requests.push({
          ...entry("requests", 2016),
          received: day("2016-04-05"),
          applicant: "natural",
          outcome: codes[i % codes.length],
          answered: day("2016-04-20"),
          extended: next() < 0.3,
          via: (["window", "fax", "email", "wechat", "letter"] as const)[int(5)],
        } as Request);
      }
    }
    const count = (is: (r: Request) => boolean): number => requests.filter(is).length;
    rows[34] = [35, 36, 37, 38, 39, 40].reduce((n, k) => n + (rows[k] ?? 0), 0);
    rows[22] = rows[27] = rows[30] = requests.length;
    rows[23] = count((r) => r.via === "window");
    rows[24] = count((r) => r.via === "fax");
    rows[25] = count((r) => r.via === "email" || r.via === "wechat");
    rows[26] = count((r) => r.via === "letter");
    rows[29] = count((r) => r.extended === true);
    rows[28] = requests.length - (rows[29] ?? 0);
    const review = { upheld: int(3), corrected: int(3), other: int(3), pending: 0 };
    const suit = { upheld: int(3), corrected: int(3), other: int(3), pending: 0 };
    for (const [from, r] of [
      [45, review],
      [49, suit],
    ] as const) {
      rows[from + 1] = r.upheld;
      rows[from + 2] = r.corrected;
      rows[from + 3] = r.other;
      rows[from] = r.upheld + r.corrected + r.other;
    }
    const declared: Record<string, number[]> = {
      "statistics.14": [2],
      "statistics.15": [1],
      "statistics.16": [1],
      "statistics.17": [0],
      "statistics.19": [3],
      "statistics.20": [0],
      "staff.fullTime": [1],
      "staff.partTime": [3],
      "offices.total": [1],
      "readingPoints.total": [2],
      "budget.total": [1.5],
    };
    const disputes = disputesOf({ review, suit_direct: suit }, 2016);
    const { data, problems } = replay(2016, { requests, disputes }, declared);
    expect(problems).toEqual([]);
    const table = data.statistics as Record<string, number>;
    for (const [row, value] of Object.entries(rows)) expect(`${row}: ${table[row]}`).toBe(`${row}: ${value}`);
    expect([table[14], table[15], table[19], table[58], table[59], table[60], table[61]]).toEqual([2, 1, 3, 4, 1, 3, 1.5]);
    expect(Object.keys(table)).toHaveLength(65 - 7);
  });
});
