import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Content } from "../scripts/content.ts";
import type { Dispute, Item, ReportWords, Request, Site, Training } from "../scripts/model/index.ts";
import { indexNumber, siteFields } from "../scripts/model/site.ts";
import { buildRegister } from "../scripts/register.ts";
import { addDays, type Day, day } from "../scripts/rules/days.ts";
import { outcomes } from "../scripts/rules/requests.ts";
import { announced } from "../scripts/rules/workdays.ts";
import { percent, tallyYear } from "../scripts/tally.ts";

const entry = (kind: string, year: number, n: number) => {
  const serial = String(n).padStart(4, "0");
  const id = `${kind}/${year}/${serial}`;
  return { id, kind, year, serial, file: `content/${id}.md`, lines: {}, body: "", bodyLine: 3 };
};

let n = 0;
const item = (date: string, more: Partial<Item> = {}): Item =>
  ({ ...entry("items", Number(date.slice(0, 4)), ++n), title: "示例", date: day(date), category: "a", ...more }) as Item;
const request = (received: string, answered?: string, more: Partial<Request> = {}): Request =>
  ({
    ...entry("requests", Number(received.slice(0, 4)), ++n),
    received: day(received),
    via: "window",
    applicant: "natural",
    ...(answered ? { answered: day(answered), outcome: "open" } : {}),
    ...more,
  }) as Request;

const site = {
  organCode: "123",
  registerFrom: day("2008-05-01"),
  categories: [
    { code: "a", label: "甲类" },
    { code: "b", label: "乙类" },
  ],
  channels: [
    { code: "web", label: "网站" },
    { code: "board", label: "公开栏" },
  ],
  villages: [{ code: "v", label: "示例村" }],
  workCalendar: announced,
} as unknown as Site;

const register = (records: Partial<Content["records"]>) =>
  buildRegister({
    folder: "content",
    site,
    records: { items: [], interpretations: [], responses: [], requests: [], disputes: [], complaints: [], trainings: [], ...records },
    reports: [],
    pages: [],
    attachments: new Map(),
    unread: new Set(),
    filesRead: 0,
    problems: [],
  });

const values = (records: Partial<Content["records"]>, year: number) => {
  const { figures } = tallyYear(register(records), year);
  return (key: string) => figures.get(key)?.value;
};

describe("items", () => {
  it("count once by their day, whatever their channels", () => {
    const of = values(
      { items: [item("2025-03-03", { channels: ["web", "board"] }), item("2025-12-31"), item("2024-12-31"), item("2026-01-01")] },
      2025,
    );
    expect([of("items.total"), of("items.channel.网站"), of("items.channel.公开栏")]).toEqual([2, 1, 1]);
  });

  it("leave the count when withdrawn in their year, not when withdrawn later", () => {
    const withdrawn = (date: string) => ({ withdrawn: { date: day(date), reason: "示例" } });
    const of = values(
      { items: [item("2025-03-03", withdrawn("2025-12-31")), item("2025-03-04", withdrawn("2026-01-01")), item("2025-03-05")] },
      2025,
    );
    expect(of("items.total")).toBe(2);
  });

  it("are late after 20 working days", () => {
    // From Monday 3 March 2025, 20 working days end on Monday 31 March.
    const of = values(
      {
        items: [
          item("2025-03-31", { formed: day("2025-03-03") }),
          item("2025-04-01", { formed: day("2025-03-03") }),
          item("2025-04-01"),
          // 国庆 2025: eight days off, a worked Sunday before and a worked Saturday after.
          item("2025-10-23", { formed: day("2025-09-19") }),
          item("2025-10-24", { formed: day("2025-09-19") }),
        ],
      },
      2025,
    );
    expect([of("items.onTime"), of("items.late"), of("items.untimed")]).toEqual([2, 2, 1]);
  });

  it("have shares of the total", () => {
    const { figures } = tallyYear(
      register({ items: [item("2025-01-02"), item("2025-01-02"), item("2025-01-03", { category: "b" })] }),
      2025,
    );
    expect(percent(figures.get("items.category.甲类")?.share ?? 0)).toBe("66.7%");
    expect(percent(1)).toBe("100%");
    expect(percent(0)).toBe("0%");
  });

  it("have index numbers that follow from organ, year and serial", () => {
    expect(indexNumber(site, 2017, "0012")).toBe("123/2017-00012");
    expect(indexNumber({ ...site, indexNumber: "{organ}/{year}06-{serial}" }, 2020, "0003")).toBe("123/202006-00003");
    expect(siteFields.organCode.required).toBe(true);
  });
});

describe("requests", () => {
  const all = [
    request("2024-12-20", "2025-01-10"),
    request("2025-03-04", "2025-03-20", { via: "email", outcome: "partial", extended: true, fee: 100.5 }),
    request("2025-12-20", "2026-01-12"),
    request("2025-12-21"),
  ];

  it("are received in one year and end in another", () => {
    const of = (year: number) => {
      const v = values({ requests: all }, year);
      return [v("requests.carriedIn"), v("requests.received.total"), v("requests.answered.total"), v("requests.carriedOut")];
    };
    expect(of(2024)).toEqual([0, 1, 0, 1]);
    expect(of(2025)).toEqual([1, 3, 2, 2]);
    expect(of(2026)).toEqual([2, 0, 1, 1]);
  });

  it("bring their channels, rows and fees", () => {
    const of = values({ requests: all }, 2025);
    expect([
      of("requests.received.email"),
      of("requests.received.window"),
      of("requests.outcome.partial"),
      of("requests.outcome.open"),
    ]).toEqual([1, 2, 1, 1]);
    expect([of("requests.extended"), of("fees.charged"), of("fees.waived")]).toEqual([1, 100.5, 0]);
  });

  it("balance in every year, whatever the dates: new + carried in = ended + carried out, and carried out is next year's carried in", () => {
    const arbitrary = fc.record({
      start: fc.integer({ min: 0, max: 1400 }),
      length: fc.option(fc.integer({ min: 0, max: 500 })),
      outcome: fc.constantFrom(...outcomes.map((o) => o.code)),
    });
    fc.assert(
      fc.property(fc.array(arbitrary, { maxLength: 30 }), (list) => {
        const requests = list.map(({ start, length, outcome }) => {
          const received = addDays(day("2021-01-01"), start);
          return request(received, length === null ? undefined : addDays(received, length), length === null ? {} : { outcome });
        });
        let carried = 0;
        for (let year = 2021; year <= 2026; year++) {
          const of = values({ requests }, year) as (key: string) => number;
          const rows = outcomes.reduce((sum, o) => sum + of(`requests.outcome.${o.code}`), 0);
          expect(of("requests.carriedIn")).toBe(carried);
          expect(rows).toBe(of("requests.answered.total"));
          expect(of("requests.received.total") + of("requests.carriedIn")).toBe(rows + of("requests.carriedOut"));
          carried = of("requests.carriedOut");
        }
      }),
    );
  });
});

describe("the rest", () => {
  it("trainings and meetings apart, participants of classes alone", () => {
    const training = (type: string, participants: number) =>
      ({ ...entry("trainings", 2025, ++n), title: "示例", type, date: day("2025-05-06"), participants }) as Training;
    const of = values({ trainings: [training("class", 21), training("class", 15), training("meeting", 9)] }, 2025);
    expect([of("trainings.total"), of("trainings.participants"), of("meetings.total")]).toEqual([2, 36, 1]);
  });

  it("a dispute stands in every year in which it was open", () => {
    const dispute = {
      ...entry("disputes", 2024, ++n),
      type: "litigation",
      filed: day("2024-11-01"),
      closed: day("2025-02-01") as Day,
      result: "upheld",
    } as Dispute;
    const of = (year: number) => values({ disputes: [dispute] }, year)("litigations.total");
    expect([of(2023), of(2024), of(2025), of(2026)]).toEqual([0, 1, 1, 0]);
  });

  it("a figure not declared has no value", () => {
    expect(values({ items: [item("2025-01-02")] }, 2025)("staff.partTime")).toBeUndefined();
  });
});

describe("whose", () => {
  const on = "2025-03-03";
  const issued = (issuer: string | undefined, more: Partial<Item> = {}) =>
    item(on, { ...(issuer === undefined ? {} : { issuer }), ...more });

  it("what a village's bodies publish is 村务公开, on a line of its own, and in no other figure of items", () => {
    const bodies = [
      "示例村村民委员会",
      "示例村村委会",
      "示例村",
      "示例村村民委员会（代章）",
      "示例村村民委员会、另一村村民委员会",
      "镇北社区居民委员会",
      "示例村村务监督委员会",
      "示例村股份经济合作社",
      "示例村股份经济合作联合社",
      "示例村集体经济组织",
      "示例村第三村民小组",
      "示例村三组",
      "示例村民理财小组",
      "示例村党支部",
    ];
    for (const body of bodies) {
      const of = values(
        { items: [issued(body, { channels: ["web"], village: ["v"], formed: day("2024-01-02"), category: "normative" })] },
        2025,
      );
      const figures = [
        "items.total",
        "items.late",
        "items.channel.网站",
        "items.village.示例村",
        "normative.inForce",
        "villageAffairs.total",
      ];
      expect([body, ...figures.map(of)]).toEqual([body, 0, 0, 0, 0, 0, 1]);
    }
  });

  it("an office of the township stays, also where it speaks of villages or publishes with one", () => {
    const offices = [
      undefined,
      "示例镇人民政府",
      "示例镇人民政府、示例村村民委员会",
      "示例镇村镇建设办公室",
      "示例镇村民委员会换届选举工作指导小组",
      "示例镇村务公开领导小组办公室",
      "示例镇农村集体经济组织财务代理中心",
      "示例镇驻村工作组",
      "示例镇供销合作社",
    ];
    for (const office of offices) {
      const of = values({ items: [issued(office, { village: ["v"] })] }, 2025);
      expect([office, of("items.total"), of("items.village.示例村"), of("villageAffairs.total")]).toEqual([office, 1, 1, 0]);
    }
  });

  it("a report published before the two were told apart keeps the count of its day beside the new one", () => {
    const records = { items: [issued(undefined), issued("示例村村民委员会")] };
    const reported = (date: string | undefined) => {
      const words = {
        ...entry("reports", 2025, 1),
        id: "2025",
        ...(date === undefined ? {} : { date: day(date) }),
      } as unknown as ReportWords;
      const { figures, former } = tallyYear({ ...register(records), reports: new Map([[2025, words]]) }, 2025);
      return [figures.get("items.total")?.value, former?.figures.get("items.total")?.value];
    };
    expect(reported("2026-01-22")).toEqual([1, 2]);
    expect(reported("2027-01-22")).toEqual([1, undefined]);
    expect(reported(undefined)).toEqual([1, undefined]);
  });
});

describe("the year in which the register began", () => {
  const start = (registerFrom: string | undefined, report: Partial<ReportWords> | undefined, records: Partial<Content["records"]>) => {
    const { registerFrom: _, ...rest } = site;
    const own = registerFrom === undefined ? rest : { ...rest, registerFrom: day(registerFrom) };
    const base = register(records);
    const words = report && ({ ...entry("reports", report.year ?? 2026, 1), ...report } as unknown as ReportWords);
    const reports = words ? [words] : [];
    const none = { items: [], interpretations: [], responses: [], requests: [], disputes: [], complaints: [], trainings: [] };
    const lists = { ...none, ...records };
    const whole = buildRegister({
      ...base,
      records: lists,
      site: own as Site,
      reports,
      folder: "content",
      unread: new Set(),
      filesRead: 0,
      problems: [],
    });
    return (year: number) => tallyYear(whole, year).figures;
  };
  const declared = (of: Record<string, number[]>) => new Map(Object.entries(of).map(([key, values]) => [key, { values, line: 4 }]));
  const items = [item("2026-12-03", { channels: ["web"] }), item("2026-11-03"), item("2027-01-04")];

  it("counts from that day on, adds what was declared before, and shows both", () => {
    const before = declared({ "items.total": [12], "items.category.甲类": [9] });
    const figures = start("2026-12-01", { year: 2026, declaredBefore: before }, { items })(2026);
    expect(figures.get("items.total")).toMatchObject({ value: 13, basis: "mixed", parts: { declared: 12, counted: 1 } });
    expect(figures.get("items.category.甲类")).toMatchObject({ value: 10, share: 10 / 13 });
    expect(figures.get("items.channel.网站")).toMatchObject({ value: undefined, parts: { declared: undefined, counted: 1 } });
    expect(figures.get("items.total")?.records.map((r) => r.id)).toEqual([items[0]?.id]);
  });

  it("before that year nothing is counted, after it all is; 1 January needs no two parts", () => {
    const of = start("2026-12-01", undefined, { items });
    expect(of(2025).get("items.total")).toMatchObject({ value: undefined, basis: "declared" });
    expect(of(2027).get("items.total")).toMatchObject({ value: 1, basis: "counted" });
    expect(start("2026-01-01", undefined, { items })(2026).get("items.total")).toMatchObject({ value: 2, basis: "counted" });
  });

  it("without registerFrom the first year with a record is counted whole, and the years before it are on paper", () => {
    const of = start(undefined, undefined, { items });
    expect(of(2026).get("items.total")).toMatchObject({ value: 2, basis: "counted" });
    expect(of(2025).get("items.total")).toMatchObject({ value: undefined, basis: "declared" });
    expect(start(undefined, undefined, {})(2026).get("items.total")).toMatchObject({ value: undefined, basis: "declared" });
  });

  it("what was open at the start stands where it ended; 上年结转 is declared, and the sum of the table holds", () => {
    const rows = {
      new: [4, 0, 0, 0, 0, 0, 4],
      carried_in: [1, 0, 0, 0, 0, 0, 1],
      result_total: [3, 0, 0, 0, 0, 0, 3],
      open: [3, 0, 0, 0, 0, 0, 3],
    };
    const tables = declared(Object.fromEntries(Object.entries(rows).map(([key, values]) => [`table3.${key}`, values])));
    const requests = [
      request("2025-11-20", "2025-12-10"),
      request("2024-12-20", "2025-12-11"),
      request("2025-12-05"),
      request("2025-12-06", "2025-12-20"),
    ];
    const figures = start("2025-12-01", { year: 2025, declaredBefore: tables }, { requests })(2025);
    const of = (key: string) => figures.get(`requests.table.${key}.total`)?.value;
    expect([of("new"), of("carried_in"), of("result_total"), of("carried_out")]).toEqual([6, 1, 6, 1]);
    expect(figures.get("requests.carriedIn")?.value).toBe(1);
    expect(figures.get("requests.received.total")).toMatchObject({ value: 6, parts: { declared: 4, counted: 2 } });
  });
});
