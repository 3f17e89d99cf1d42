/** What a query means: our own questions over the sample, each with a page that answers it; and what nobody here can know stays without an answer. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import type { Engine, Search } from "../layouts/browser/engine.ts";
import { ENOUGH, meantBy } from "../layouts/browser/meant.ts";
import { askingWords, spokenRows } from "../scripts/rules/spoken-words.ts";
import { dateIn } from "../scripts/search/asked-dates.ts";
import { numbersIn } from "../scripts/search/asked-numbers.ts";
import { foldWords, holds, makeFolder, wordsOf } from "../scripts/search/fold.ts";
import { type Head, type PackRow, unpackRow } from "../scripts/search/head.ts";
import { type Lexicon, makeLexicon } from "../scripts/search/lexicon.ts";
import { commonCharacters, packReadings, unpackReadings } from "../scripts/search/readings.ts";
import { newerFirst, order } from "../scripts/search/row.ts";
import { packSpoken, unpackSpoken } from "../scripts/search/spoken.ts";
import { understand } from "../scripts/search/understand.ts";
import type { Vocabulary } from "../scripts/search/vocabulary.ts";
import { built, sample } from "./support.ts";

const TODAY = "2026-01-15";
let search: Search;
let lexicon: Lexicon;

/** The files of a search as the browser runs them. */
function openFolder(site: string): { search: Search; lexicon: Lexicon } {
  const folder = join(site, "search");
  const given: { head?: Head; vocabulary?: Vocabulary; rows: PackRow[] } = { rows: [] };
  for (const name of readdirSync(folder).filter((f) => f.endsWith(".js"))) {
    const source = readFileSync(join(folder, name), "utf8");
    const json = (): unknown => JSON.parse(/^[^(=]*[(=](?:"[^"]*",)?([\s\S]*?)\)?;\s*$/.exec(source)?.[1] ?? "");
    if (name === "packs.js") given.head = json() as Head;
    else if (name.startsWith("vocabulary-")) given.vocabulary = json() as Vocabulary;
    else if (name.startsWith("pack-")) given.rows.push(...(json() as PackRow[]));
  }
  const { head, vocabulary, rows } = given;
  if (!head || !vocabulary) throw new Error("no search");
  const folded = makeFolder(head.traditional);
  const pages = rows.map(unpackRow).sort((a, b) => newerFirst(a.row, b.row));
  const texts = pages.map(({ words }) => {
    const { title, rest } = foldWords(words, folded);
    return { title, all: title + rest };
  });
  const engine: Engine = {
    name: "text",
    rows: pages.map((p) => p.row),
    find: async (words) =>
      texts.flatMap(({ title, all }, row) =>
        words.every((w) => holds(all, w)) ? [{ row, titled: words.every((w) => title.includes(w.text)) }] : [],
      ),
    words: async (row) => (pages[row] as { words: Awaited<ReturnType<Engine["words"]>> }).words,
  };
  return { search: { head, folder: folded, engine }, lexicon: makeLexicon(vocabulary, head.labels.village, folded.fold) };
}

beforeAll(() => {
  ({ search, lexicon } = openFolder(built(sample)));
});

/** Titles that are shown: exact hits, then what was meant. */
async function shown(query: string): Promise<{ titles: string[]; reason: string }> {
  const { engine, folder } = search;
  const exact = order(await engine.find(wordsOf(query, folder)), "relevance");
  const meant = exact.length >= ENOUGH ? undefined : await meantBy(query, exact, search, lexicon, TODAY);
  const titles = await Promise.all([...exact, ...(meant?.hits ?? [])].map(async (h) => (await engine.words(h.row)).title));
  return { titles, reason: meant?.reason ?? "" };
}

describe("a question in people's own words", () => {
  it.each<[query: string, title: RegExp]>([
    // Their words for the register's.
    ["土豆种子发了没", /种薯/],
    ["拖拉机补贴", /农机购置补贴/],
    ["我想起房子", /宅基地/],
    ["占地给多少钱", /征地补偿/],
    ["新农合啥时候交", /医疗保险|医保/],
    ["老板欠工资", /农民工工资/],
    ["不让放牧", /禁牧/],
    ["咋领养老金", /养老保险/],
    ["村里的账在哪看", /村务公开|财务/],
    ["种树的补助", /造林|退耕/],
    ["星期天上班吗", /办公时间/],
    // Cut into words.
    ["园河村造林", /造林/],
    ["请帮我查一下危房改造验收", /危房改造.*验收/],
    ["饮水管网检修", /饮水管网检修/],
    // Slips and sounds.
    ["医宝缴费", /医保|医疗保险/],
    ["养捞保险", /养老保险/],
    ["退更还林", /退耕还林/],
    ["园和村造林", /造林/],
    ["农村危房改早", /危房改造/],
    ["wfgz", /危房改造/],
    ["tuigeng huanlin", /退耕还林/],
    // Numbers and days.
    ["西政发2017年第5号文件", /森林草原防火/],
    ["2025年一季度低保", /2025年第一季度.*低保/],
    ["去年的决算", /决算|预算/],
    ["pension", /养老保险/],
  ])("%s", async (query, title) => {
    const { titles, reason } = await shown(query);
    expect(
      titles.slice(0, 5).some((t) => title.test(t)),
      `${reason} ${titles.slice(0, 5).join(" / ")}`,
    ).toBe(true);
  });

  it.each(["王家庄低保", "李旺镇征地", "比特币", "澳大利亚签证", "明年的预算", "2030年5月", "66666666", "xyzzy", "的吗呢", "？！"])(
    "nothing is shown for %s",
    async (query) => expect(await shown(query)).toEqual({ titles: [], reason: "" }),
  );

  it("is told why", async () => {
    expect((await shown("洋芋种子发了没")).reason).toMatch(/^“洋芋种子”也叫.*“马铃薯”/);
    expect((await shown("医宝缴费")).reason).toContain("没有“医宝”，找的是读音或者字形相近的“医保”");
    expect((await shown("园河村造林")).reason).toMatch(/没有连着写的“园河村造林”，下面 \d+ 条同时有“园河村”和“造林”/);
    expect((await shown("2025年一季度低保")).reason).toContain("公开日期在2025年第一季度");
  });

  it("does not deny the exact hits that stand above", async () => {
    // 耕地保护 holds 地保.
    const { reason, titles } = await shown("地保");
    expect(titles.length).toBeGreaterThan(3);
    expect(reason).toMatch(/^您要找的也许是读音或者字形相近的“低保”/);
    expect(reason).not.toContain("没有“地保”");
  });

  it("leaves exact hits where they are: what they show stands first, and is not shown twice", async () => {
    for (const query of ["危房改造", "抗旱", "地震", "低保", "防火令"]) {
      const exact = order(await search.engine.find(wordsOf(query, search.folder)), "relevance");
      const meant = exact.length >= ENOUGH ? undefined : await meantBy(query, exact, search, lexicon, TODAY);
      expect(exact.length).toBeGreaterThan(0);
      for (const h of meant?.hits ?? []) expect(exact.some((e) => e.row === h.row)).toBe(false);
    }
  });

  it("of any length is read to its sixtieth character", () => {
    for (const query of [
      "低保".repeat(5000),
      "a".repeat(10_000),
      "1".repeat(10_000),
      "年".repeat(10_000),
      "（".repeat(10_000),
      "怎么".repeat(5000),
    ]) {
      const plan = understand(query, lexicon, TODAY);
      expect(plan === undefined || "parts" in plan || plan.unknown.join("").length <= 60).toBe(true);
    }
  });
});

describe("dates as they are typed", () => {
  it.each<[string, string, string]>([
    ["2017年6月20日", "2017-06-20", "2017-06-20"],
    ["2017.6.20", "2017-06-20", "2017-06-20"],
    ["20170620", "2017-06-20", "2017-06-20"],
    ["17年6月", "2017-06-01", "2017-06-30"],
    ["2024年二月", "2024-02-01", "2024-02-29"],
    ["去年十二月", "2025-12-01", "2025-12-31"],
    ["上个月", "2025-12-01", "2025-12-31"],
    ["2025三季度", "2025-07-01", "2025-09-30"],
    ["2017年下半年", "2017-07-01", "2017-12-31"],
    ["前年", "2024-01-01", "2024-12-31"],
    ["昨天", "2026-01-14", "2026-01-14"],
    ["3月14号", "03-14", "03-14"],
    ["五月份", "05-01", "05-31"],
    ["上半年", "01-01", "06-30"],
  ])("%s", (text, from, to) => expect(dateIn(`${text}的公示`, TODAY)).toMatchObject({ date: { from, to }, isFuture: false }));

  it.each(["三个月", "一事一议", "十户", "120户", "8:30", "第二批", "99号"])("none in %s", (text) =>
    expect(dateIn(text, TODAY).date).toBeUndefined(),
  );
  it.each(["明年六月", "2031-05-05", "下个月", "后天"])("a day to come: %s", (text) => expect(dateIn(text, TODAY).isFuture).toBe(true));
});

describe("numbers as they are typed", () => {
  it.each<[string, string]>([
    ["西政发〔2017〕第20号", "〔2017〕20号"],
    ["西政发【2017】20号文", "〔2017〕20号"],
    ["西镇政发2017年20号", "〔2017〕20号"],
    ["35号文件", "〕35号"],
    ["62600元", "62,600"],
    ["62,600", "62600"],
    ["755200", "75.52万"],
    ["0955-4719171", "09554719171"],
  ])("%s", (text, spelling) => expect(numbersIn(text).parts[0]?.words.map((w) => w.word)).toContain(spelling));
  it.each(["2017年", "8:30", "3月14日", "20170620", "120户", "2017-06-20"])("none in %s", (text) =>
    expect(numbersIn(text).parts).toEqual([]),
  );
});

describe("what the vocabulary carries", () => {
  it("readings come back as they were packed", () => {
    const readings = new Map([
      ...Array.from(commonCharacters(), (c, i) => [c, [`s${"abcdefgh"[i % 8]}`]] as [string, string[]]),
      ["犊", ["du"]] as [string, string[]],
    ]);
    readings.set("行", ["xing", "hang"]);
    expect(unpackReadings(packReadings(readings))).toEqual(readings);
    expect([...commonCharacters()]).toHaveLength(3755);
  });

  it("villagers' words come back with their places; those without a counterpart are left out", () => {
    const rows = [
      { said: ["洋芋", "山药"], means: ["马铃薯", "没有的", "种薯"], isLight: false },
      { said: ["钱"], means: ["补贴"], isLight: true },
      { said: ["路灯"], means: ["亮化"], isLight: false },
    ];
    const { spoken, asking } = unpackSpoken(packSpoken(rows, ["怎么"], (w) => ["马铃薯", "种薯", "补贴"].includes(w)));
    expect([...asking]).toEqual(["怎么"]);
    expect(spoken.get("山药")).toMatchObject({
      means: [
        { word: "马铃薯", rank: 0 },
        { word: "种薯", rank: 2 },
      ],
      isLight: false,
    });
    expect(spoken.get("钱")).toMatchObject({ isLight: true });
    expect(spoken.has("路灯")).toBe(false);
  });

  it("the list has rows enough, each said once in a row, none that says only itself", () => {
    expect(spokenRows.flatMap((r) => r.said).length).toBeGreaterThan(900);
    for (const { said, means } of spokenRows) {
      expect(new Set(said).size).toBe(said.length);
      expect(new Set(means).size).toBe(means.length);
    }
    expect(new Set(askingWords).size).toBeGreaterThan(300);
  });
});
