/** The statutory report end to end: sample figures in their rows, page and data alike, a year of zeros, a made-up edition. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { build } from "../scripts/build.ts";
import { changeInPercent } from "../scripts/compare.ts";
import type { ReportWords } from "../scripts/model/index.ts";
import { similarity } from "../scripts/report-words.ts";
import { day } from "../scripts/rules/days.ts";
import { type ReportForm, reportForms } from "../scripts/rules/report-forms.ts";
import {
  attribute,
  brokenLinks,
  built,
  copyOfSample,
  elements,
  filesIn,
  parsePage,
  readJson,
  run,
  sample,
  temporary,
  textOf,
} from "./support.ts";

interface ReportFile {
  readonly year: number;
  readonly form: string;
  readonly organ: string;
  readonly published: string | null;
  readonly tables: Record<string, unknown>;
}

let site: string;
beforeAll(() => {
  site = built(sample);
});

type Rows = Record<string, Record<string, number>>;
const table3 = (file: ReportFile): Rows => (file.tables.table3 as { rows: Rows }).rows;

/** Numbers of the wide (or only) print of each statutory table of a page, by caption, in reading order. */
function printed(page: string): Record<string, number[]> {
  const out: Record<string, number[]> = {};
  for (const box of elements(parsePage(site, page))) {
    const classes = attribute(box, "class")?.split(" ") ?? [];
    if (!classes.includes("table-box") || !(classes.includes("wide") || classes.includes("plain"))) continue;
    const numbers = [...elements(box)].filter((e) => attribute(e, "class")?.split(" ").includes("number"));
    out[attribute(box, "aria-label") ?? ""] = numbers.map((e) => Number(textOf(e)));
  }
  return out;
}

/** All numbers of a piece of data, in order. */
const numbersIn = (data: unknown): number[] =>
  typeof data === "number" ? [data] : data && typeof data === "object" ? Object.values(data).flatMap(numbersIn) : [];

describe("2017", () => {
  it("has the seed's figures in the rows of its table", () => {
    const file = readJson<ReportFile>(site, "data/2017/report.json");
    expect([file.year, file.form, file.organ, file.published]).toEqual([2017, "2014", "海原县西安镇人民政府", "2018-03-20"]);
    const rows = file.tables.statistics as Record<string, number>;
    const expected = {
      2: 135,
      3: 0,
      4: 0,
      6: 0,
      12: 0,
      18: 12,
      22: 0,
      23: 0,
      24: 0,
      25: 0,
      26: 0,
      45: 0,
      49: 0,
      53: 16,
      54: 0,
      58: 3,
      59: 0,
      60: 3,
      64: 2,
      65: 36,
    };
    for (const [row, value] of Object.entries(expected)) expect(`${row}: ${rows[row]}`).toBe(`${row}: ${value}`);
    expect(Object.keys(rows)).toHaveLength(58);
  });

  it("prints its 65 rows with the same numbers, counted ones leading to their records", () => {
    const file = readJson<ReportFile>(site, "data/2017/report.json");
    expect(printed("reports/2017.html").政府信息公开情况统计表).toEqual(numbersIn(file.tables));
    const body = [...elements(parsePage(site, "reports/2017.html"))].filter(
      (e) => e.tagName === "table" && attribute(e, "class") === "statutory",
    );
    expect([...elements(body[0] as never)].filter((e) => e.tagName === "tr")).toHaveLength(1 + 65);
  });
});

describe("2025", () => {
  it("holds all identities, with requests from 2024 and into 2026", () => {
    const file = readJson<ReportFile>(site, "data/2025/report.json");
    const rows = table3(file);
    const columns = ["natural", "business", "research", "charity", "legal", "other", "total"];
    const inner = Object.keys(rows).filter((k) => !["new", "carried_in", "result_total", "carried_out"].includes(k));
    expect(Object.keys(rows)).toHaveLength(25);
    for (const c of columns) {
      const of = (row: string): number => rows[row]?.[c] ?? Number.NaN;
      expect(of("new") + of("carried_in"), c).toBe(of("result_total") + of("carried_out"));
      expect(
        inner.reduce((n, k) => n + of(k), 0),
        c,
      ).toBe(of("result_total"));
    }
    for (const [key, row] of Object.entries(rows))
      expect(
        columns.slice(0, 6).reduce((n, c) => n + (row[c] ?? 0), 0),
        key,
      ).toBe(row.total);
    expect([rows.new?.total, rows.carried_in?.total, rows.carried_out?.total]).toEqual([8, 1, 1]);
    expect(inner.filter((k) => (rows[k]?.total ?? 0) > 0).length).toBeGreaterThanOrEqual(6);
    expect((file.tables.table4 as Rows).review).toEqual({ upheld: 1, corrected: 0, other: 0, pending: 0, total: 1 });
    expect((file.tables.table2 as Record<string, unknown>)["20.1"]).toEqual({ 规章: [0, 0, 0], 行政规范性文件: [3, 1, 2] });
  });

  it("prints every table with the numbers of its data, under its section", () => {
    const file = readJson<ReportFile>(site, "data/2025/report.json");
    const onPage = printed("reports/2025.html");
    expect(Object.values(onPage).flat()).toEqual(numbersIn(file.tables));
    const page = parsePage(site, "reports/2025.html");
    const section = (id: string) => [...elements(page)].find((e) => attribute(e, "id") === id);
    const captions = (id: string) => [...elements(section(id) as never)].filter((e) => e.tagName === "caption").map(textOf);
    expect(new Set(captions("s2"))).toEqual(
      new Set(["第二十条第（一）项", "第二十条第（五）项", "第二十条第（六）项", "第二十条第（八）项"]),
    );
    expect(new Set(captions("s3"))).toEqual(new Set(["收到和处理政府信息公开申请情况"]));
    expect(new Set(captions("s4"))).toEqual(new Set(["政府信息公开行政复议、行政诉讼情况"]));
  });

  it("says of its numbers which are counted and which declared, and where a declared one comes from", () => {
    const text = textOf(parsePage(site, "reports/2025.html"));
    expect(text).toContain("表里带线的数字是从登记册数出来的");
    expect(text).toContain("申报的（镇便民服务中心办件台账）");
    const cells = [...elements(parsePage(site, "reports/2025.html"))].filter((e) => attribute(e, "class")?.split(" ").includes("declared"));
    expect(cells.map(textOf)).toEqual(["6", "2", "0", "0"]);
  });

  it("gives every head cell of its tables a scope", () => {
    for (const page of ["reports/2025.html", "reports/2017.html"]) {
      for (const e of elements(parsePage(site, page))) {
        if (e.tagName !== "th") continue;
        expect(["col", "row", "colgroup", "rowgroup"], textOf(e)).toContain(attribute(e, "scope"));
      }
    }
  });

  it("has charts with every number in words beside its bar, and none without something to show", () => {
    const page = parsePage(site, "reports/2025.html");
    const charts = [...elements(page)].filter((e) => e.tagName === "figure");
    expect(charts.map((c) => attribute(c, "id"))).toEqual([
      "chart-months",
      "chart-categories",
      "chart-channels",
      "chart-outcomes",
      "chart-years",
    ]);
    for (const chart of charts) {
      const inside = [...elements(chart)];
      expect(inside.some((e) => e.tagName === "figcaption") && inside.some((e) => attribute(e, "class") === "note")).toBe(true);
      for (const entry of inside.filter((e) => e.tagName === "li")) {
        const parts = [...elements(entry)];
        // Years without numbers are said, not drawn.
        if (attribute(entry, "class") !== "gap")
          expect(attribute(parts.find((e) => e.tagName === "svg") as never, "aria-hidden")).toBe("true");
        for (const part of ["label", "value"]) expect(textOf(parts.find((e) => attribute(e, "class") === part) as never)).toMatch(/\S/);
      }
    }
    // A bar is the part of the whole that its words say.
    const [, categories] = charts;
    const [rect, share] = [...elements(categories as never)].flatMap((e) =>
      e.tagName === "rect" ? [Number(attribute(e, "width"))] : attribute(e, "class") === "share" ? [Number.parseFloat(textOf(e))] : [],
    );
    expect(Math.abs((rect ?? 0) - (share ?? 100))).toBeLessThan(0.6);
    const months = charts[0] as never;
    const bars = [...elements(months)].filter((e) => attribute(e, "class") === "value").map((e) => Number(textOf(e)));
    expect(bars.reduce((a, b) => a + b, 0)).toBe(58);
    expect(textOf(charts.at(-1) as never)).toContain("2018—2024年没有统计");
    expect(textOf(parsePage(site, "reports/2017.html"))).not.toContain("申请办理结果");
  });
});

describe("a year with nothing to report", () => {
  it("is a full, correct report of zeros", () => {
    const content = copyOfSample();
    for (const kind of ["items", "interpretations", "responses", "requests", "disputes", "complaints", "trainings"]) {
      rmSync(join(content, kind), { recursive: true, force: true });
    }
    rmSync(join(content, "reports/2017.md"));
    // Without a record only site.yaml can say that the register had begun, so that what it does not hold is 0.
    const site = join(content, "site.yaml");
    writeFileSync(site, `${readFileSync(site, "utf8")}\nregisterFrom: 2025-01-01\n`);
    const file = join(content, "reports/2025.md");
    const text = readFileSync(file, "utf8")
      .replace("decisions.permits: 6", "decisions.permits: 0")
      .replace("decisions.penalties: 2", "decisions.penalties: 0");
    writeFileSync(file, text);
    const { status, stdout } = run("check", ["--content", content, "--today", "2026-11-23", "--json"]);
    const problems = JSON.parse(stdout) as { message: string; severity: string }[];
    expect(problems.filter((p) => p.severity === "error")).toEqual([]);
    expect(status).toBe(0);
    const zero = built(content);
    const data = readJson<ReportFile>(zero, "data/2025/report.json");
    expect(numbersIn(data.tables)).toHaveLength(6 + 1 + 2 + 1 + 25 * 7 + 15);
    expect(numbersIn(data.tables).every((n) => n === 0)).toBe(true);
    expect(
      [...elements(parsePage(zero, "reports/2025.html"))].filter((e) => attribute(e, "class")?.split(" ")[0] === "number").length,
    ).toBeGreaterThan(200);
  });
});

describe("a report before 2014", () => {
  it("is words without a national table", () => {
    const content = copyOfSample();
    writeFileSync(
      join(content, "reports/2010.md"),
      "---\nyear: 2010\ndate: 2011-03-20\ndeclared:\n  items.total: 41\n---\n## 概述\n\n全年主动公开政府信息 {{ figures.items.total }} 条。\n",
    );
    const out = built(content);
    const text = textOf(parsePage(out, "reports/2010.html"));
    expect(text).toContain("全年主动公开政府信息 41 条");
    expect(readJson<ReportFile>(out, "data/2010/report.json")).toMatchObject({ form: "2008", tables: {} });
    expect(brokenLinks(out)).toEqual([]);
  });
});

describe("years on paper", () => {
  it("stand in one series with the register's", () => {
    const content = copyOfSample();
    const rows = Array.from({ length: 65 }, (_, i) => i + 1).filter((k) => ![1, 5, 11, 13, 21, 55, 62].includes(k));
    const value: Record<number, number> = { 2: 98, 7: 90, 8: 0, 10: 60, 18: 7, 53: 3, 58: 2, 60: 2 };
    writeFileSync(
      join(content, "reports/2016.md"),
      `---\nyear: 2016\ndate: 2017-03-10\ndeclared:\n${rows.map((k) => `  statistics.${k}: ${value[k] ?? 0}\n`).join("")}---\n${[
        "一、概况",
        "二、主要采取的措施",
        "三、主动公开政府信息情况",
        "四、依申请公开政府信息和不予公开政府信息的情况",
        "五、政府信息公开的收费及减免情况",
        "六、因政府信息公开申请行政复议、提起行政诉讼的情况",
        "七、存在问题及下一步打算",
      ]
        .map((t) => `## ${t}\n\n全年主动公开政府信息 {{ figures.items.total }} 条。\n`)
        .join("\n")}`,
    );
    const out = built(content);
    const { figures } = readJson<{ figures: Record<string, { value: number; basis: string }> }>(out, "data/2016/tallies.json");
    expect(figures["items.total"]).toMatchObject({ value: 98, basis: "declared" });
    expect(figures["interpretations.total"]).toMatchObject({ value: 7, basis: "declared" });
    expect(textOf(parsePage(out, "statistics/index.html"))).toContain("2016年");
    expect(textOf(parsePage(out, "reports/2016.html"))).toContain("全年主动公开政府信息 98 条");
    expect(textOf(parsePage(out, "compare/2016-2017.html"))).toContain("+37.8%");
  });
});

describe("对比", () => {
  it.each([
    [100, 135, "+35%"],
    [135, 65, "-51.9%"],
    [0, 8, "原为0"],
    [0, 0, "持平"],
    [3, 3, "持平"],
    [undefined, 3, "—"],
    [3, undefined, "—"],
  ])("from %s to %s is %s", (before, after, words) => expect(changeInPercent(before, after)).toBe(words));

  it("sets any two years side by side", () => {
    const text = textOf(parsePage(site, "compare/2017-2025.html")).replace(/\s+/g, "");
    expect(text).toContain("主动公开政府信息数（条）13558-77-57%");
    expect(text).toContain("收到政府信息公开申请（件）08+8原为0");
  });

  it("measures how much of the words is last year's", () => {
    const words = (body: string) => ({ body }) as ReportWords;
    const a = words("我镇把公开栏搬进便民大厅，方便群众查看。全年运行平稳没有积压申请。");
    expect(similarity(a, a)).toBe(1);
    expect(similarity(a, words("今年做法完全不同，没有一句话和去年一样。"))).toBe(0);
    expect(
      similarity(words("2025年，我镇把公开栏搬进便民大厅，方便群众查看。"), words("2024 年，我镇把公开栏搬进便民大厅，方便群众查看。")),
    ).toBe(1);
  });
});

describe("npm run report", () => {
  it("shows what is counted, what is still to be declared, what fails, and the days left", () => {
    const done = run("report", ["2025", "--content", sample, "--today", "2026-11-23"]);
    expect(done.status).toBe(0);
    expect(done.stdout).toContain("行政规范性文件　3 1 2　数出来的");
    expect(done.stdout).toContain("已在 2026-01-22 公布");
    const content = copyOfSample();
    const file = join(content, "reports/2025.md");
    writeFileSync(
      file,
      readFileSync(file, "utf8").replace("date: 2026-01-22\n", "").replace("  decisions.permits: 6\n", "").replace("## 五、", "## 伍、"),
    );
    const open = run("report", ["2025", "--content", content, "--today", "2026-01-20"]);
    expect(open.status).toBe(1);
    expect(open.stdout).toContain("decisions.permits: 0　# 行政许可");
    expect(open.stdout).toContain("report-sections");
    expect(open.stdout).toContain("期限 2026-01-31，还剩 11 天");
  });
});

describe("a made-up edition", () => {
  /** Nothing outside `rules/` knows of it. */
  const madeUp: ReportForm = {
    edition: "2030",
    source: "示例办函〔2030〕1号",
    fromYear: 2026,
    toYear: undefined,
    sections: ["一、做了什么", "二、办了哪些申请"],
    aspects: { 1: ["村务公开"] },
    dueBy: "02-15",
    tables: [
      {
        key: "table7",
        section: 2,
        title: "示例表",
        corner: "项目",
        columns: [
          { key: "natural", head: ["谁申请的", "自然人"] },
          { key: "total", head: ["谁申请的", "总计"] },
        ],
        rows: [
          { key: "new", head: ["新收"], figure: "requests.table.new.{column}", unit: "件" },
          { key: "open", head: ["办理", "公开"], figure: "requests.table.open.{column}", unit: "件" },
          { key: "partial", head: ["办理", "部分公开"], figure: "requests.table.partial.{column}", unit: "件" },
          { key: "visits", head: ["上门告知"], unit: "次" },
        ],
        layout: "down",
        json: "objects",
        jsonUnder: "rows",
        identities: [
          { rule: "Z1", words: "公开加部分公开不大于新收", over: "rows", left: ["open", "partial"], relation: "<=", right: ["new"] },
        ],
      },
    ],
    continuities: [],
  };
  const forms = reportForms as ReportForm[];
  beforeAll(() => {
    forms.unshift(madeUp);
  });
  afterAll(() => {
    forms.shift();
  });

  const write = (visits: string, requests: readonly string[]): string => {
    const content = join(temporary(), "content");
    mkdirSync(join(content, "reports"), { recursive: true });
    mkdirSync(join(content, "requests/2026"), { recursive: true });
    mkdirSync(join(content, "pages"), { recursive: true });
    writeFileSync(join(content, "site.yaml"), readFileSync(join(sample, "site.yaml"), "utf8"));
    for (const id of ["guide", "rules", "apply"]) writeFileSync(join(content, "pages", `${id}.md`), `---\ntitle: 示例\n---\n示例。\n`);
    writeFileSync(
      join(content, "reports/2026.md"),
      `---\nyear: 2026\ndate: 2027-02-10\ndeclared:\n  table7.visits: ${visits}\n---\n开头。\n\n## 一、做了什么\n\n村务公开按季做。\n\n## 二、办了哪些申请\n\n共收到 {{ figures.requests.received.total }} 件。\n`,
    );
    for (const [i, outcome] of requests.entries()) {
      writeFileSync(
        join(content, `requests/2026/000${i + 1}.md`),
        `---\nreceived: 2026-03-0${i + 1}\nvia: window\napplicant: natural\noutcome: ${outcome}\nanswered: 2026-03-2${i + 1}\n---\n`,
      );
    }
    return content;
  };

  it("makes a full page, data and files with no change outside rules/", async () => {
    const out = join(temporary(), "site");
    const done = await build({
      content: write("3 5", ["open", "partial"]),
      out,
      base: undefined,
      today: day("2027-03-01"),
      onStep: () => {},
    });
    expect(done.problems).toEqual([]);
    const file = readJson<ReportFile>(out, "data/2026/report.json");
    expect(file.form).toBe("2030");
    expect(table3({ ...file, tables: { table3: file.tables.table7 } })).toEqual({
      new: { natural: 2, total: 2 },
      open: { natural: 1, total: 1 },
      partial: { natural: 1, total: 1 },
      visits: { natural: 3, total: 5 },
    });
    const page = textOf(parsePage(out, "reports/2026.html")).replace(/\s+/g, "");
    expect(page).toContain("示例表项目谁申请的自然人总计新收22办理公开11部分公开11上门告知35");
    expect(filesIn(out).filter((f) => f.startsWith("data/2026/report."))).toEqual([
      "data/2026/report.csv",
      "data/2026/report.docx",
      "data/2026/report.json",
      "data/2026/report.xlsx",
    ]);
  });

  it("checks its own rules", async () => {
    const out = join(temporary(), "site");
    const done = await build({ content: write("3", ["open"]), out, base: undefined, today: day("2027-03-01"), onStep: () => {} });
    expect(done.ok).toBe(false);
    expect(done.problems.map((p) => p.rule)).toContain("table-row-length");
  });
});
