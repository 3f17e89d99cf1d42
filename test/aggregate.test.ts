/** 汇总: many townships' `report.json` added up by the command, against sums made here. */
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { FileSystemConfigLoader, HtmlValidate } from "html-validate";
import { beforeAll, describe, expect, it } from "vitest";
import { aggregate, checkReport, type OrganReport, parseOrgans, parseReport, tablesOf } from "../scripts/aggregate.ts";
import { tablesData } from "../scripts/report-tables.ts";
import { reportFormOf } from "../scripts/rules/report-forms.ts";
import { random } from "./bench/generate.ts";
import { attribute, brokenLinks, elements, filesIn, parsePage, readJson, run, temporary, textOf } from "./support.ts";

type Numbers = Record<string, number>;
interface Tables2021 {
  table2: Record<string, Record<string, number[]>>;
  table3: { rows: Record<string, Numbers> };
  table4: Record<string, Numbers>;
}
interface Data<T = Tables2021> {
  year: number;
  form: string;
  organ: string;
  organCode: string;
  published: string | null;
  tables: T;
}

const applicants = ["natural", "business", "research", "charity", "legal", "other"];
const outcomes = [
  "open",
  "partial",
  ...[1, 2, 3, 4, 5, 6, 7, 8].map((n) => `deny${n}`),
  ...[1, 2, 3].map((n) => `unable${n}`),
  ...[1, 2, 3, 4, 5].map((n) => `reject${n}`),
];
const kinds = ["upheld", "corrected", "other", "pending"];

/** A report whose tables agree, with the rows for （六）其他处理 that its form has. */
function requests(next: () => number, others: readonly string[]): Pick<Tables2021, "table3" | "table4"> {
  const some = (below: number): number => Math.floor(next() * below);
  const rows: Record<string, Numbers> = {};
  const put = (row: string, column: string, n: number): void => {
    rows[row] = { ...rows[row], [column]: n };
  };
  for (const column of applicants) {
    let ended = 0;
    for (const row of [...outcomes, ...others]) {
      const n = next() < 0.3 ? some(9) : 0;
      put(row, column, n);
      ended += n;
    }
    const out = some(4);
    const carried = Math.min(some(4), ended + out);
    put("result_total", column, ended);
    put("carried_out", column, out);
    put("carried_in", column, carried);
    put("new", column, ended + out - carried);
  }
  for (const row of Object.values(rows)) row.total = applicants.reduce((n, c) => n + (row[c] ?? 0), 0);
  const table4: Tables2021["table4"] = {};
  for (const row of ["review", "suit_direct", "suit_after_review"]) {
    const cells: Numbers = Object.fromEntries(kinds.map((k) => [k, some(3)]));
    table4[row] = { ...cells, total: kinds.reduce((n, k) => n + (cells[k] ?? 0), 0) };
  }
  return { table3: { rows }, table4 };
}

const code = (i: number): string => `11640522${String(i).padStart(9, "0")}X`;

function report2021(i: number, next: () => number, year = 2025): Data {
  const some = (below: number): number => Math.floor(next() * below);
  return {
    year,
    form: "2021",
    organ: `某县第${i}镇人民政府`,
    organCode: code(i),
    published: `${year + 1}-01-${String(10 + some(20)).padStart(2, "0")}`,
    tables: {
      table2: {
        "20.1": { 规章: [0, 0, 0], 行政规范性文件: [some(5), some(3), some(40)] },
        "20.5": { 行政许可: [some(200)] },
        "20.6": { 行政处罚: [some(90)], 行政强制: [some(9)] },
        "20.8": { 行政事业性收费: [Math.round(next() * 1_000_000) / 10_000] },
      },
      ...requests(next, ["other1", "other2", "other3"]),
    },
  };
}

/** Every number of a tree with the way to it. */
function* leaves(node: unknown, path = ""): Generator<[string, number]> {
  if (typeof node === "number") yield [path, node];
  else if (node !== null && typeof node === "object") for (const [k, v] of Object.entries(node)) yield* leaves(v, `${path}/${k}`);
}

/** The sum made without the program under test: in ten-thousandths, so that no decimal is lost. */
function summed(reports: readonly Data<unknown>[]): Map<string, number> {
  const sums = new Map<string, bigint>();
  for (const r of reports) {
    for (const [path, n] of leaves(r.tables)) sums.set(path, (sums.get(path) ?? 0n) + BigInt(Math.round(n * 10_000)));
  }
  return new Map([...sums].map(([path, n]) => [path, Number(n) / 10_000]));
}

const write = (file: string, content: unknown): void => {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content, undefined, 1));
};

const COUNT = 23;
const FAULTY = 7;
const LATE = 12;

let folder: string;
let towns: string;
let organs: string;
let good: Data[];

beforeAll(() => {
  const next = random(20260131);
  folder = temporary();
  towns = join(folder, "towns");
  organs = join(folder, "organs.txt");
  const all = Array.from({ length: COUNT }, (_, i) => report2021(i + 1, next));
  const faulty = all[FAULTY - 1] as Data;
  const { carried_out } = faulty.tables.table3.rows;
  for (const column of ["natural", "total"]) (carried_out as Numbers)[column] = (carried_out?.[column] ?? 0) + 1;
  (all[LATE - 1] as Data).published = "2026-02-01";
  good = all.filter((r) => r !== faulty);
  for (const [i, r] of all.entries()) write(join(towns, `town-${String(i + 1).padStart(2, "0")}/data/2025/report.json`), r);
  // Another year and another file beside them: neither is meant.
  write(join(towns, "town-01/data/2024/report.json"), report2021(1, next, 2024));
  write(join(towns, "town-01/data/2025/tallies.json"), "{}");
  write(organs, `# 应交单位\n${all.map((r) => `${r.organCode} ${r.organ}`).join("\n")}\n\n某县缺席乡人民政府\n`);
});

describe("npm run aggregate", () => {
  it("refuses while one report does not add up, says which, and writes nothing", () => {
    const out = join(folder, "refused");
    const { status, stdout, stderr } = run("aggregate", [towns, "--out", out, "--organs", organs]);
    expect(status).toBe(1);
    expect(stdout).toBe("");
    expect(stderr).toContain(`town-07/data/2025/report.json\n  某县第7镇人民政府：收到和处理政府信息公开申请情况“自然人”列对不上`);
    expect(stderr).toContain("〔A1〕");
    expect(stderr).toContain("共 2 处要改，在 1 个文件里。");
    expect(stderr).toContain("--skip-faulty");
    expect(stderr).not.toMatch(/declared|reports\/|登记册/);
    expect(existsSync(out)).toBe(false);
  });

  describe("with --skip-faulty", () => {
    let out: string;
    let said: string;

    beforeAll(() => {
      out = join(folder, "_county");
      const { status, stdout, stderr } = run("aggregate", [towns, "--out", out, "--organs", organs, "--name", "某县", "--skip-faulty"]);
      expect(`${status} ${stderr.includes("A1")}`).toBe("0 true");
      said = stdout;
    });

    it("adds up every cell of the others", () => {
      const county = readJson<Data>(out, "data/2025/report.json");
      expect({ ...county, tables: undefined }).toEqual({
        year: 2025,
        form: "2021",
        organ: "某县",
        organCode: "",
        published: null,
        tables: undefined,
      });
      expect(good).toHaveLength(22);
      const expected = summed(good);
      expect(expected.size).toBe(6 + 1 + 2 + 1 + 25 * 7 + 15);
      expect(new Map(leaves(county.tables))).toEqual(expected);
    });

    it("says who is missing, late and left out", () => {
      type Row = { name: string; handedIn: boolean; late: boolean; included: boolean; faults: { rule: string }[]; new: number | null };
      const rows = readJson<{ due: string; organs: Row[] }>(out, "data/2025/matrix.json").organs;
      expect(rows.map((r) => r.name)).toEqual([
        ...Array.from({ length: COUNT }, (_, i) => `某县第${i + 1}镇人民政府`),
        "某县缺席乡人民政府",
      ]);
      const names = (keep: (r: Row) => boolean): string[] => rows.filter(keep).map((r) => r.name);
      expect(names((r) => !r.handedIn)).toEqual(["某县缺席乡人民政府"]);
      expect(names((r) => r.late)).toEqual([`某县第${LATE}镇人民政府`]);
      expect(names((r) => r.faults.length > 0)).toEqual([`某县第${FAULTY}镇人民政府`]);
      expect(rows.filter((r) => r.included)).toHaveLength(22);
      expect(rows.find((r) => r.name === good[0]?.organ)?.new).toBe(good[0]?.tables.table3.rows.new?.total);
      const csv = readFileSync(join(out, "data/2025/matrix.csv"), "utf8");
      expect(csv.startsWith("\uFEFF单位,机构代码,报送情况,公布日期,逾期,")).toBe(true);
      expect(csv).toContain("某县缺席乡人民政府,,未交,,否,0,否,,,\r\n");
      expect(csv).toContain(`某县第${LATE}镇人民政府,${code(LATE)},"已交，逾期"`.replaceAll('"', ""));
      expect(said).toContain("未交　某县缺席乡人民政府");
      expect(said).toContain("逾期　某县第12镇人民政府");
      expect(said).toContain("没有计入　某县第7镇人民政府");
      expect(said).toContain("别的年度　1 份");
    });

    it("makes a page on which all is there and right", async () => {
      expect(filesIn(out)).toEqual([
        "assets/icon.svg",
        "assets/style.css",
        "data/2025/matrix.csv",
        "data/2025/matrix.json",
        "data/2025/report.json",
        "gongkai.txt",
        "index.html",
      ]);
      expect(brokenLinks(out)).toEqual([]);
      await expectValid(out);
      const page = parsePage(out, "index.html");
      const ids = [...elements(page)].flatMap((e) => attribute(e, "id") ?? []);
      expect(new Set(ids).size).toBe(ids.length);
      const lines = [...elements(page)].filter((e) => e.tagName === "tr").map((e) => textOf(e));
      const { table3 } = readJson<Data>(out, "data/2025/report.json").tables;
      expect(lines.find((l) => l.startsWith("某县缺席乡人民政府"))).toContain("未交");
      expect(lines.find((l) => l.startsWith("某县第12镇人民政府"))).toContain("逾期");
      expect(lines.find((l) => l.startsWith("某县第7镇人民政府"))).toContain("表内对不上（2 处）");
      expect(lines.find((l) => l.startsWith("合计"))).toBe(
        `合计——${["new", "result_total", "carried_out"].map((k) => table3.rows[k]?.total).join("")}22 个—`,
      );
      for (const th of [...elements(page)].filter((e) => e.tagName === "th")) expect(attribute(th, "scope")).toBeTruthy();
      expect(textOf(page)).toContain("第一项加第二项之和，等于第三项加第四项之和，现在前面是");
      expect(readFileSync(join(out, "index.html"), "utf8")).not.toMatch(/<script|style=|\/tmp\//);
    });

    it("is the same to the byte when it is made again, in the place of the old", () => {
      const before = filesIn(out).map((f) => readFileSync(join(out, f), "utf8"));
      // A second run over a folder that holds the first one's result does not add that in.
      const again = join(towns, "_county");
      for (let i = 0; i < 2; i++) {
        const { status } = run("aggregate", [towns, "--out", again, "--organs", organs, "--name", "某县", "--skip-faulty"]);
        expect(status).toBe(0);
      }
      expect(filesIn(again).map((f) => readFileSync(join(again, f), "utf8"))).toEqual(before);
      // Under another --out it is found, and known by its name.
      const other = run("aggregate", [towns, "--out", join(folder, "other"), "--name", "某县"]);
      expect(other.status).toBe(1);
      expect(other.stderr).toContain("〔report-self〕");
    });

    it("gives a report that passes the same checks and can be added up itself", () => {
      const file = join(out, "data/2025/report.json");
      const { report, problems } = parseReport(file, readFileSync(file, "utf8"));
      expect(problems).toEqual([]);
      expect(checkReport(report as OrganReport)).toEqual([]);
      const second = join(folder, "second/report.json");
      write(second, { ...readJson<Data>(out, "data/2025/report.json"), organ: "某乙县" });
      const city = join(folder, "_city");
      const { status, stderr } = run("aggregate", [file, second, "--out", city, "--name", "某市"]);
      expect(stderr).toBe("");
      expect(status).toBe(0);
      const county = readJson<Data>(out, "data/2025/report.json");
      expect(new Map(leaves(readJson<Data>(city, "data/2025/report.json").tables))).toEqual(summed([county, county]));
    });
  });

  it("says the same organ's second report beside the first", () => {
    const twice = join(folder, "twice");
    write(join(twice, "a/report.json"), good[0]);
    write(join(twice, "b/report.json"), good[0]);
    write(join(twice, "c/report.json"), { ...good[1], organCode: code(1) });
    const { status, stderr } = run("aggregate", [twice, "--out", join(twice, "out")]);
    expect(status).toBe(1);
    expect(stderr).toMatch(/b\/report\.json\n {2}某县第1镇人民政府：同一年的报告交了两份，另一份是 .*a\/report\.json。/);
    expect(stderr).toMatch(/c\/report\.json\n {2}某县第2镇人民政府：机构代码 .* 和“某县第1镇人民政府”的一样，另一份是 .*a\/report\.json。/);
  });

  it("leaves a township's own site alone", () => {
    const site = join(folder, "site");
    write(join(site, "gongkai.txt"), "x");
    write(join(site, "data/2025/report.json"), good[0]);
    const { status, stderr } = run("aggregate", [join(site, "data/2025/report.json"), "--out", site]);
    expect(status).toBe(1);
    expect(stderr).toContain("是一个单位的网站");
    expect(filesIn(site)).toEqual(["data/2025/report.json", "gongkai.txt"]);
  });

  it("explains itself, and a wrong use", () => {
    const help = run("aggregate", ["--help"]);
    expect(help.status).toBe(0);
    expect(help.stdout).toMatch(/^用法：npm run aggregate/);
    for (const [args, words] of [
      [[], "要汇总哪些"],
      [[join(folder, "nowhere")], "没有“"],
      [[towns, "--year", "25"], "--year 2025"],
      [[towns, "--organs", join(folder, "nobody.txt")], "这个名单"],
    ] as const) {
      const { status, stderr } = run("aggregate", args);
      expect(status).toBe(2);
      expect(stderr).toContain(words);
    }
    const none = run("aggregate", [towns, "--year", "2022"]);
    expect(none.status).toBe(1);
    expect(none.stderr).toContain("没有 2022 年的报告。交来的是 2025、2024 年的。");
  });
});

describe("older forms", () => {
  const statistics = (next: () => number): Numbers => {
    const n = (below: number): number => Math.floor(next() * below);
    const row: Numbers = {};
    for (let k = 1; k <= 65; k++) if (![1, 5, 11, 13, 21, 55, 62].includes(k)) row[k] = n(30);
    const sum = (...keys: number[]): number => keys.reduce((s, k) => s + (row[k] ?? 0), 0);
    row[2] = 60;
    row[3] = n(20);
    row[7] = 60;
    row[15] = n(row[14] ?? 0);
    row[17] = n(row[16] ?? 0);
    row[22] = sum(23, 24, 25, 26);
    row[27] = sum(28, 29);
    row[34] = sum(35, 36, 37, 38, 39, 40);
    row[30] = sum(31, 32, 33, 34, 41, 42, 43, 44);
    row[45] = sum(46, 47, 48);
    row[49] = sum(50, 51, 52);
    row[54] = Math.round(next() * 10_000) / 10_000;
    row[58] = sum(59, 60);
    row[61] = Math.round(next() * 100_000) / 10_000;
    return row;
  };
  const tables2019 = (next: () => number): unknown => {
    const n = (below: number): number => Math.floor(next() * below);
    return {
      table2: {
        "20.1": { 规章: [0, 0, 0], 规范性文件: [n(5), n(5), n(50)] },
        "20.5": { 行政许可: [n(50), n(9) - 4, n(90)], 其他对外管理服务事项: [n(50), n(9) - 4, n(90)] },
        "20.6": { 行政处罚: [n(50), n(9) - 4, n(90)], 行政强制: [n(50), n(9) - 4, n(90)] },
        "20.8": { 行政事业性收费: [n(5), n(5) - 2] },
        "20.9": { 政府集中采购: [n(9), Math.round(next() * 100_000) / 10_000] },
      },
      ...requests(next, ["other"]),
    };
  };

  it.each([
    ["2014", 2017, "2018-03-31", "2018-04-01", (next: () => number) => ({ statistics: statistics(next) })],
    ["2019", 2020, "2021-01-31", "2021-02-01", tables2019],
  ])("of %s are added up with their own rows and their own due day", async (form, year, inTime, late, make) => {
    const next = random(year);
    const place = join(folder, form);
    const reports = [1, 2, 3, 4].map(
      (i): Data<unknown> => ({
        year,
        form,
        organ: `某县第${i}镇人民政府`,
        organCode: code(i),
        published: i === 4 ? late : inTime,
        tables: make(next),
      }),
    );
    for (const [i, r] of reports.entries()) write(join(place, `${i}/report.json`), r);
    const out = join(place, "out");
    const { status, stdout, stderr } = run("aggregate", [place, "--out", out, "--name", "某县"]);
    expect(stderr).toBe("");
    expect(status).toBe(0);
    expect(stdout).toContain("逾期　某县第4镇人民政府\n");
    expect(new Map(leaves(readJson<Data>(out, `data/${year}/report.json`).tables))).toEqual(summed(reports));
    expect(brokenLinks(out)).toEqual([]);
    await expectValid(out);
    expect(textOf(parsePage(out, "index.html")).includes("新收申请")).toBe(form === "2019");
  });
});

describe("a report.json", () => {
  const fresh = (): Data => report2021(1, random(3));
  const messages = (change: (data: Data) => unknown): string[] => {
    const data = fresh();
    const other = change(data);
    const { problems, report } = parseReport("a.json", typeof other === "string" ? other : JSON.stringify(data));
    expect(report === undefined).toBe(problems.some((p) => p.severity === "error"));
    return problems.map((p) => `${p.message.split("\n")[0]}〔${p.rule}〕`);
  };
  const loose = (data: Data) => data as unknown as Record<string, unknown>;
  const rows = (data: Data) => data.tables.table3.rows as unknown as Record<string, Record<string, unknown>>;

  it.each<[string, (data: Data) => unknown, string[]]>([
    ["that is right", () => {}, []],
    ["that is cut off", (d) => JSON.stringify(d).slice(0, 90), ["这个文件读不出来，像是没有写完或者被改过。〔report-json〕"]],
    ["that is a list", () => "[]", ["这个文件不是年度报告的数据（report.json）。〔report-json〕"]],
    ["of an unknown form", (d) => Object.assign(d, { form: "2020" }), ["格式（form）写的是文字“2020”，没有这一版。〔report-form〕"]],
    [
      "in the form of another year",
      (d) => Object.assign(d, { form: "2019" }),
      ["2025 年的报告用了 2019 年的格式（国办公开办函〔2019〕60号）。〔report-form〕"],
    ],
    [
      "of a year without tables",
      (d) => Object.assign(d, { year: 2012, form: "2008", published: null }),
      ["2012 年还没有全国统一的统计表，不能汇总。〔report-form〕"],
    ],
    ["without a name", (d) => delete loose(d).organ, ["缺少单位名称（organ）。〔report-head〕"]],
    [
      "published on no day",
      (d) => Object.assign(d, { published: "2026-02-30" }),
      ["公布日期（published）写的是文字“2026-02-30”，不是日期；写法如 2026-01-20，没有公布是 null。〔report-head〕"],
    ],
    ["without its tables", (d) => delete loose(d).tables, ["统计表（tables）空着。〔report-table〕"]],
    [
      "that lacks a table",
      (d) => delete (d.tables as Partial<Tables2021>).table4,
      ["缺少“政府信息公开行政复议、行政诉讼情况”（table4）这张表。〔report-table〕"],
    ],
    [
      "with a table too many",
      (d) => Object.assign(d.tables.table2, { "20.9": {} }),
      ["2021 年的格式里没有“table2.20.9”这张表。是不是“20.1”？〔report-table〕"],
    ],
    [
      "that lacks a row",
      (d) => delete rows(d).other3,
      ["收到和处理政府信息公开申请情况缺少“三、本年度办理结果 （六）其他处理 3.其他”（other3）这一行。〔report-row〕"],
    ],
    [
      "with an unknown row",
      (d) => Object.assign(rows(d), { deny9: rows(d).deny8 }),
      ["收到和处理政府信息公开申请情况里没有“deny9”这一行。是不是“deny1”？〔report-row〕"],
    ],
    [
      "with an unknown column",
      (d) => Object.assign(rows(d).open as object, { sum: 0 }),
      ["收到和处理政府信息公开申请情况“三、本年度办理结果 （一）予以公开”里没有“sum”这一格。〔report-row〕"],
    ],
    [
      "with a row too long",
      (d) => Object.assign(d.tables.table2["20.5"] as object, { 行政许可: [1, 2] }),
      ["第二十条第（五）项“行政许可”写的是一列 2 个，应当是一列 1 个数：本年处理决定数量。〔report-row〕"],
    ],
    [
      "with text in a cell",
      (d) => Object.assign(rows(d).open as object, { natural: "3" }),
      ["收到和处理政府信息公开申请情况“三、本年度办理结果 （一）予以公开”的“自然人”写的是文字“3”，应当是数字。〔report-number〕"],
    ],
    [
      "with a cell left out",
      (d) => delete rows(d).open?.natural,
      ["收到和处理政府信息公开申请情况“三、本年度办理结果 （一）予以公开”的“自然人”空着，应当是数字。〔report-number〕"],
    ],
    [
      "with a number beyond counting",
      (d) => JSON.stringify(d).replace(/"行政强制":\[\d+\]/, '"行政强制":[1e999]'),
      ["第二十条第（六）项“行政强制”的“本年处理决定数量”写的是 Infinity，太大或者小数太长。〔report-number〕"],
    ],
    [
      "published before its year was over",
      (d) => Object.assign(d, { published: "2025-01-20" }),
      ["2025 年的报告写的公布日期是 2025-01-20，那一年还没有过完。〔report-head〕"],
    ],
  ])("%s", (_, change, expected) => {
    expect(messages(change)).toEqual(expected);
  });

  it("is checked as the township's own build checks it, in words for the county", () => {
    const data = fresh();
    rows(data).new = { ...rows(data).new, natural: -1 };
    Object.assign(data.tables.table2["20.1"] as object, { 规章: [1, 0, 0] });
    Object.assign(data.tables.table4.review as object, { total: 99 });
    Object.assign(data.tables.table2["20.5"] as object, { 行政许可: [null] });
    Object.assign(data.tables.table2["20.6"] as object, { 行政强制: [1.5] });
    const { report } = parseReport("a.json", JSON.stringify(data));
    const found = checkReport(report as OrganReport).map((p) => p.message.split("\n")[0]);
    expect(found).toContain("第二十条第（五）项“行政许可”的“本年处理决定数量”空着。");
    expect(found).toContain("“规章”写的是 1，乡镇没有规章制定权，应当是 0。");
    expect(found).toContain("收到和处理政府信息公开申请情况“一、本年新收政府信息公开申请数量”的自然人是 -1，不能是负数。");
    expect(found).toContain("第二十条第（六）项“行政强制”写的是 1.5，应当是整数。");
    expect(found.filter((m) => m?.startsWith("政府信息公开行政复议、行政诉讼情况“行政复议”行对不上"))).toHaveLength(1);
  });

  it("becomes tables and data again without loss", () => {
    const { tables } = fresh();
    const form = reportFormOf(2025);
    if (!form) throw new Error("no form");
    expect(tablesData(tablesOf(form, tables))).toEqual(tables);
    expect(tablesData(tablesOf(form, undefined))).toMatchObject({ table2: { "20.5": { 行政许可: [null] } } });
  });

  it("is added up only with those of its year", () => {
    const of = (year: number) => parseReport("a.json", JSON.stringify(report2021(1, random(1), year))).report as OrganReport;
    expect(() => aggregate([of(2024), of(2025)])).toThrow();
    expect(() => aggregate([])).toThrow();
  });
});

describe("the list of organs", () => {
  it("is a line each, with or without a code", () => {
    const { organs, problems } = parseOrgans("o.txt", "\uFEFF# 名单\r\n11640522000000000X　甲镇\r\n11640523,乙镇\r\n\r\n丙 乡\r\n甲镇\r\n");
    expect(organs).toEqual([
      { code: "11640522000000000X", name: "甲镇" },
      { code: "11640523", name: "乙镇" },
      { code: "", name: "丙 乡" },
    ]);
    expect(problems.map((p) => `${p.line} ${p.rule} ${p.severity}`)).toEqual(["6 organs-twice warning"]);
  });

  it("that names an organ otherwise than its report does is told, and both are shown", () => {
    const place = join(folder, "names");
    copyFileSync(join(towns, "town-01/data/2025/report.json"), join(place, "..", "one.json"));
    write(join(place, "organs.txt"), `第1镇\n${code(2)} 某县第二镇\n`);
    write(join(place, "two.json"), good[1]);
    const out = join(place, "out");
    const args = [join(folder, "one.json"), join(place, "two.json"), "--out", out, "--organs", join(place, "organs.txt")];
    const { status, stderr } = run("aggregate", args);
    expect(status).toBe(0);
    expect(stderr).toContain("某县第1镇人民政府：名单里没有这个单位，照样算它一个。\n  名单里的“第1镇”没有交；");
    expect(stderr).toContain(`某县第2镇人民政府：名单里代码 ${code(2)} 写的是“某县第二镇”，名称不一样。`);
    expect(textOf(parsePage(out, "index.html"))).toContain("未交");
  });
});

async function expectValid(site: string): Promise<void> {
  const validator = new HtmlValidate(
    new FileSystemConfigLoader({
      extends: ["html-validate:standard"],
      rules: { "long-title": "off", "no-trailing-whitespace": "off", "prefer-native-element": "off", "tel-non-breaking": "off" },
    }),
  );
  const faults: string[] = [];
  for (const page of filesIn(site).filter((f) => f.endsWith(".html"))) {
    const report = await validator.validateString(readFileSync(join(site, page), "utf8"));
    for (const r of report.results) for (const m of r.messages) faults.push(`${page}:${m.line} ${m.ruleId} ${m.message}`);
  }
  expect(faults).toEqual([]);
}
