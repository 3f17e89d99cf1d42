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
import { tries } from "./chance.ts";

const site = {
  file: "content/site.yaml",
  lines: {},
  name: "示例镇人民政府",
  organCode: "123",
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
