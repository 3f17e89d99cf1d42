/** One question, one answer: page, figures, tables, data and workbench say the same of every record. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Content } from "../scripts/content.ts";
import { buildTodo } from "../scripts/desk/todo.ts";
import type { Item, Site } from "../scripts/model/index.ts";
import { itemPages } from "../scripts/pages.ts";
import { buildRegister } from "../scripts/register.ts";
import { addDays, type Day, day } from "../scripts/rules/days.ts";
import { addWorkdays, announced } from "../scripts/rules/workdays.ts";
import { tallyYear } from "../scripts/tally.ts";
import { publicationTerm } from "../scripts/timeliness.ts";
import { isInForce, neverStood, validityInWords } from "../scripts/validity.ts";
import { tries } from "./chance.ts";

const site = {
  file: "content/site.yaml",
  lines: {},
  name: "示例镇人民政府",
  organCode: "123",
  registerFrom: "2022-01-01",
  categories: [
    { code: "a", label: "甲类" },
    { code: "normative", label: "规范性文件" },
  ],
  channels: [{ code: "website", label: "政府网站" }],
  villages: [{ code: "v", label: "甲村" }],
  catalogue: [
    { matter: "最低生活保障", workdays: 10, channels: "政府网站" },
    { matter: "财政", workdays: 30, channels: "政府网站" },
  ],
  workCalendar: announced,
} as unknown as Site;

/** Items with the serials 0001, 0002, … as a content folder would hold them. */
function contentOf(items: readonly Partial<Item>[]): Content & { site: Site } {
  const all = items.map((more, i) => {
    const serial = String(i + 1).padStart(4, "0");
    const year = Number((more.date ?? "2025").slice(0, 4));
    const id = `items/${year}/${serial}`;
    const rest = { kind: "items", category: "a", title: `第${serial}条`, review: { by: "审核岗", date: more.date } };
    return { id, year, serial, file: `content/${id}.md`, lines: {}, body: "正文。", bodyLine: 3, ...rest, ...more } as Item;
  });
  const none = { interpretations: [], responses: [], requests: [], disputes: [], complaints: [], trainings: [] };
  const records = { items: all, ...none };
  const rest = { reports: [], pages: [], attachments: new Map(), unread: new Set<string>(), filesRead: 0, problems: [] };
  return { folder: "content", site, records, ...rest };
}

const between = (from: string, days: number): fc.Arbitrary<Day> => fc.integer({ min: 0, max: days }).map((n) => addDays(day(from), n));

describe("in force", () => {
  const year = fc.constantFrom(2023, 2024, 2025);
  const document = fc
    .record({
      formed: between("2023-01-01", 1090),
      taken: fc.integer({ min: 0, max: 30 }),
      validFor: fc.option(fc.integer({ min: 0, max: 900 }), { nil: undefined }),
      repealedAfter: fc.option(fc.integer({ min: 0, max: 900 }), { nil: undefined }),
      withdrawnAfter: fc.option(fc.integer({ min: 0, max: 900 }), { nil: undefined }),
      expired: fc.boolean(),
    })
    .map(({ formed, taken, validFor, repealedAfter, withdrawnAfter, expired }): Partial<Item> => {
      const date = addDays(formed, taken);
      return {
        category: "normative",
        formed,
        date,
        ...(validFor === undefined ? {} : { validTo: addDays(formed, validFor) }),
        ...(repealedAfter === undefined ? {} : { repealed: addDays(formed, repealedAfter), status: "repealed" as const }),
        ...(repealedAfter === undefined && expired ? { status: "expired" as const } : {}),
        ...(withdrawnAfter === undefined ? {} : { withdrawn: { date: addDays(date, withdrawnAfter), reason: "示例" } }),
      };
    });

  it("上年末 + 制发 − 废止 = 现行有效, whatever ended how; the table, the page and the data say the same of the last day", () => {
    fc.assert(
      fc.property(fc.array(document, { maxLength: 6 }), year, (documents, y) => {
        const register = buildRegister(contentOf(documents));
        const tallies = new Map([y - 1, y].map((n) => [n, tallyYear(register, n).figures]));
        const of = (n: number) => (key: string) => tallies.get(n)?.get(`normative.${key}`);
        const value = (n: number, key: string): number => of(n)(key)?.value ?? Number.NaN;
        expect(value(y, "inForce")).toBe(value(y - 1, "inForce") + value(y, "made") - value(y, "repealed"));
        const last = day(`${y}-12-31`);
        const inTable = new Set(of(y)("inForce")?.records.map((r) => r.id));
        for (const r of register.items) {
          const words = validityInWords(r, last);
          const stands = (r.formed ?? r.date) <= last && !(r.withdrawn && r.withdrawn.date <= last) && words.startsWith("有效");
          // What was taken back within its year is in no figure; its page says only that it was withdrawn.
          expect([r.id, inTable.has(r.id)]).toEqual([r.id, stands && !neverStood(r)]);
          expect(isInForce(r, last)).toBe(stands);
        }
      }),
      { numRuns: tries(150) },
    );
  });

  it("the last day of 有效期 is in force, the next is not; 废止 leaves on its day; 已失效 without a day is in force in no year", () => {
    const made = { category: "normative", formed: day("2024-03-01"), date: day("2024-03-04") };
    const content = contentOf([
      { ...made, validTo: day("2025-12-31") },
      { ...made, validTo: day("2025-12-30") },
      { ...made, repealed: day("2025-12-31"), status: "repealed" },
      { ...made, status: "expired" },
    ]);
    const register = buildRegister(content);
    const serials = (y: number, key: string) =>
      tallyYear(register, y)
        .figures.get(`normative.${key}`)
        ?.records.map((r) => (r as Item).serial);
    expect([serials(2024, "made"), serials(2024, "repealed"), serials(2024, "inForce")]).toEqual([
      ["0001", "0002", "0003", "0004"],
      ["0004"],
      ["0001", "0002", "0003"],
    ]);
    expect([serials(2025, "repealed"), serials(2025, "inForce"), serials(2026, "repealed"), serials(2026, "inForce")]).toEqual([
      ["0002", "0003"],
      ["0001"],
      ["0001"],
      [],
    ]);
    const words = content.records.items.map((r) => validityInWords(r, day("2025-12-31")));
    expect(words).toEqual(["有效（有效期至2025年12月31日）", "已失效（有效期至2025年12月30日）", "已废止（2025年12月31日废止）", "已失效"]);
  });

  it("the workbench tells half a year ahead, and is silent of what has lapsed, was repealed or lapses later", () => {
    const made = { category: "normative", formed: day("2024-03-01"), date: day("2024-03-04"), topic: "20-1" };
    const told = (more: Partial<Item>) =>
      buildTodo({
        content: contentOf([{ ...made, ...more }]),
        problems: [],
        edition: undefined,
        published: undefined,
        today: day("2025-12-01"),
      })
        .filter((t) => t.kind === "validity")
        .map((t) => [t.due, t.severity]);
    expect(told({ validTo: day("2025-12-31") })).toEqual([["2025-12-31", "soon"]]);
    expect(told({ validTo: day("2026-05-31") })).toEqual([["2026-05-31", "planned"]]);
    expect(told({ validTo: day("2026-12-31") })).toEqual([]);
    expect(told({ validTo: day("2025-11-30") })).toEqual([]);
    expect(told({ validTo: day("2025-12-31"), status: "repealed", repealed: day("2025-06-01") })).toEqual([]);
  });
});

describe("late", () => {
  const timed = fc
    .record({
      formed: between("2025-01-01", 250),
      taken: fc.integer({ min: 0, max: 60 }),
      matter: fc.constantFrom(undefined, "最低生活保障", "财政"),
    })
    .map(({ formed, taken, matter }) => ({ formed, date: addDays(formed, taken), ...(matter === undefined ? {} : { matter }) }));

  it("the page, the figures and the workbench agree on every record, and with the last day of its term", () => {
    fc.assert(
      fc.property(fc.array(timed, { minLength: 1, maxLength: 3 }), (items) => {
        const content = contentOf(items);
        const register = buildRegister(content);
        const page = new Set(itemPages(register).flatMap((p) => (p.data.timeliness?.late ? [p.data.record.id] : [])));
        const figures = tallyYear(register, 2025).figures;
        const ids = (key: string): Set<string> => new Set(figures.get(key)?.records.map((r) => r.id));
        expect(ids("items.late")).toEqual(page);
        expect(new Set([...ids("items.late"), ...ids("items.onTime")])).toEqual(ids("items.total"));
        const todo = buildTodo({ content, problems: [], edition: undefined, published: undefined, today: day("2025-12-31") });
        const told = todo.find((t) => t.id === "publish:late-2025");
        expect(told === undefined ? 0 : Number(/今年有 (\d+) 条/.exec(told.title)?.[1])).toBe(page.size);
        for (const r of content.records.items) {
          const term = publicationTerm(r, site);
          expect(r.date > addWorkdays(r.formed as Day, term?.workdays ?? 0, announced)).toBe(page.has(r.id));
          if (page.has(r.id)) expect(told?.title).toContain(r.title);
        }
      }),
      { numRuns: tries(200) },
    );
  });

  it("a matter of ten working days is late at fifteen, everywhere; without it, or with a longer one, it is in time", () => {
    const dates = { formed: day("2025-03-03"), date: day("2025-03-24") };
    const content = contentOf([{ ...dates, matter: "最低生活保障" }, dates, { ...dates, matter: "财政" }]);
    const pages = itemPages(buildRegister(content)).map((p) => p.data.timeliness);
    expect(pages.map((t) => [t?.workdays, t?.late, t?.term.workdays])).toEqual([
      [15, true, 10],
      [15, false, 20],
      [15, false, 20],
    ]);
  });
});
