import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { collectCharacters, rowsOf, shardOf } from "../scripts/search/characters.ts";
import { packRow, packTable, unpackRow, unpackTable } from "../scripts/search/head.ts";
import { countFacets, newerFirst, order, passes, type Row, yearOfRow } from "../scripts/search/row.ts";

const day = fc.integer({ min: 13_000, max: 21_000 }).map((n) => new Date(n * 86_400_000).toISOString().slice(0, 10));
const serial = fc.oneof(
  fc.integer({ min: 1, max: 9999 }).map((n) => String(n).padStart(4, "0")),
  fc.constantFrom("12", "00012", "a-b"),
);
const record: fc.Arbitrary<Row> = fc
  .record({
    date: day,
    serial,
    kind: fc.constantFrom("items", "interpretations", "responses"),
    category: fc.constantFrom("", "announcements", "finance"),
    topic: fc.constantFrom("", "21-1", "20-7"),
    villages: fc.uniqueArray(fc.constantFrom("yuanhe", "baiji", "futao"), { maxLength: 3 }),
  })
  .map(({ serial, ...r }) => ({ ...r, path: `${r.kind}/${r.date.slice(0, 4)}/${serial}.html` }));
const other: fc.Arbitrary<Row> = fc.constantFrom(
  { path: "pages/guide.html", date: "", kind: "pages", category: "", topic: "", villages: [] },
  { path: "reports/2017.html", date: "2018-03-01", kind: "reports", category: "", topic: "", villages: [] },
);
const rows = fc.array(fc.oneof({ weight: 9, arbitrary: record }, other), { maxLength: 60 }).map((list) => [...list].sort(newerFirst));

describe("the table of rows", () => {
  it("comes back as it went in", () => {
    fc.assert(
      fc.property(rows, (list) => {
        const table = packTable(
          list,
          list.map(() => 1),
          [],
        );
        expect(unpackTable(JSON.parse(JSON.stringify(table)))).toEqual(list);
      }),
    );
  });

  it("has rows of packs that come back as they went in", () => {
    const row: Row = { path: "items/2017/0001.html", date: "2017-01-03", kind: "items", category: "a", topic: "12-1", villages: ["b"] };
    const words = { title: "题", text: "文", attachments: [{ title: "附件", path: "items/2017/0001/a.pdf", text: "字" }] };
    expect(unpackRow(packRow(row, words))).toEqual({ row, words });
  });
});

describe("facets", () => {
  it("count what each choice would leave, the other choices kept", () => {
    fc.assert(
      fc.property(rows, fc.constantFrom("", "announcements"), fc.constantFrom("", "yuanhe"), (list, category, village) => {
        const counts = countFacets(list, { category, village });
        for (const [v, n] of counts.category.values) expect(n).toBe(list.filter((r) => passes(r, { category: v, village })).length);
        for (const [v, n] of counts.village.values) expect(n).toBe(list.filter((r) => passes(r, { category, village: v })).length);
        for (const [v, n] of counts.year.values)
          expect(n).toBe(list.filter((r) => yearOfRow(r) === v && passes(r, { category, village })).length);
      }),
    );
  });

  it("put a report to the year that it tells of", () => {
    expect(yearOfRow({ path: "reports/2017.html", date: "2018-03-01", kind: "reports", category: "", topic: "", villages: [] })).toBe(
      "2017",
    );
  });
});

describe("the order", () => {
  it("is titles first, newest first; by date newest first alone", () => {
    const hits = [
      { row: 3, titled: true },
      { row: 0, titled: false },
      { row: 1, titled: true },
    ];
    expect(order(hits, "relevance").map((h) => h.row)).toEqual([1, 3, 0]);
    expect(order(hits, "date").map((h) => h.row)).toEqual([0, 1, 3]);
  });
});

describe("the index of characters", () => {
  it("knows every row of every character, and whether its title holds it", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.string({ unit: fc.constantFrom(..."村组𠀀低保1a") }), fc.string({ unit: fc.constantFrom(..."村户亩") })), {
          maxLength: 20,
        }),
        (texts) => {
          const collected = collectCharacters();
          for (const [i, [title, rest]] of texts.entries()) collected.add(i, title, rest);
          const shards = collected.shards();
          for (const c of "村组𠀀低保1a户亩无") {
            const expected = texts.flatMap(([title, rest], i): [number, boolean][] =>
              title.includes(c) || rest.includes(c) ? [[i, title.includes(c)]] : [],
            );
            expect([...rowsOf(shards[shardOf(c, shards.length)] ?? {}, c)]).toEqual(expected);
          }
        },
      ),
    );
  });
});
