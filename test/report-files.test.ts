import { strFromU8, unzipSync } from "fflate";
import readXlsxFile from "read-excel-file/node";
import { afterEach, describe, expect, it, vi } from "vitest";
import { type AnnualReport, buildReport, reportTitle, siteFacts } from "../scripts/report.ts";
import { reportCsv, reportDocx, reportXlsx } from "../scripts/report-files.ts";
import { type FilledTable, rowAddress } from "../scripts/report-tables.ts";
import { reportFormOf } from "../scripts/rules/report-forms.ts";
import { type Edition, walk } from "../scripts/walk.ts";
import { sample, TODAY } from "./support.ts";

const { register, reports } = walk(sample, TODAY).edition as Edition;
const { site } = register;
const facts = siteFacts(site);
const reportOf = (year: number) => reports.get(year) as AnnualReport;
const xlsxOf = (report: AnnualReport) => reportXlsx(report, reportTitle(site, report.year));
const docxOf = (report: AnnualReport) => reportDocx(report, facts, reportTitle(site, report.year), site.name);

/** A report of a form whose cells all differ, so that none can stand in another's place. */
function distinct(year: number): AnnualReport {
  const { words, tally } = reportOf(2025);
  let n = 1;
  const declared = new Map(
    (reportFormOf(year)?.tables ?? []).flatMap((table) =>
      table.rows
        .filter((row) => !row.heading)
        .map((row) => [
          rowAddress(table, row),
          { values: table.columns.map((c) => (c.key === "change" ? -n++ : c.key === "amount" ? n++ + 0.5 : n++)), line: 1 },
        ]),
    ),
  );
  const body = words.body.replace(/\{\{ figures[^}]*\}\}/g, "0");
  return buildReport({ ...words, year, declared, body }, { ...tally, year, figures: new Map() }) as AnnualReport;
}

const withBody = (body: string): AnnualReport => {
  const { words, tally } = reportOf(2025);
  return buildReport({ ...words, body }, tally) as AnnualReport;
};

const numbersOf = (filled: FilledTable): number[] => filled.rows.flatMap((row) => row.map((c) => c.value as number));
const isNumber = (text: string): boolean => /^-?\d+(?:\.\d+)?$/.test(text);

/** Numbers of each table of the CSV, by title. */
function csvNumbers(csv: string, tables: readonly FilledTable[]): [string, number[]][] {
  const titles = new Set(tables.map((t) => t.table.title));
  const out: [string, number[]][] = [];
  for (const line of csv.slice(1).split("\r\n")) {
    if (titles.has(line)) out.push([line, []]);
    else out.at(-1)?.[1].push(...line.split(",").filter(isNumber).map(Number));
  }
  return out;
}

const partOf = (zip: Uint8Array, path: string): string => strFromU8(unzipSync(zip)[path] ?? new Uint8Array());
const textIn = (xml: string): string =>
  [...xml.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)]
    .map((m) => m[1])
    .join("")
    .replaceAll("&quot;", '"');
const paragraphsOf = (zip: Uint8Array): string[] =>
  partOf(zip, "word/document.xml")
    .split("</w:p>")
    .map((p) => textIn(p));
const wordTables = (zip: Uint8Array): string[] => partOf(zip, "word/document.xml").match(/<w:tbl>.*?<\/w:tbl>/gs) ?? [];
const wordNumbers = (table: string): number[] => table.split("</w:tc>").map(textIn).filter(isNumber).map(Number);

/** Tables as the Word document joins them: blocks of one table in one. */
function joined(tables: readonly FilledTable[]): number[][] {
  const out = new Map<string, number[]>();
  for (const t of tables) {
    const key = t.table.key.split(".")[0] ?? "";
    out.set(key, [...(out.get(key) ?? []), ...numbersOf(t)]);
  }
  return [...out.values()];
}

describe.each([
  ["2017, the sample", () => reportOf(2017)],
  ["2025, the sample", () => reportOf(2025)],
  ["2014, every cell its own", () => distinct(2014)],
  ["2019, every cell its own", () => distinct(2019)],
  ["2021, every cell its own", () => distinct(2021)],
])("the statutory tables of %s", (_, make) => {
  const report = make();
  const expected = report.tables.map((t): [string, number[]] => [t.table.title, numbersOf(t)]);

  it("have numbers", () => {
    expect(expected.flatMap(([, n]) => n).length).toBeGreaterThan(50);
    expect(expected.flatMap(([, n]) => n)).not.toContain(undefined);
  });

  it("stand in the CSV, in order", () => {
    const csv = reportCsv(report);
    expect(csv.startsWith("\uFEFF")).toBe(true);
    expect(csv.endsWith("\r\n")).toBe(true);
    expect(csv.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
    expect(csvNumbers(csv, report.tables)).toEqual(expected);
  });

  it("have lines of one length in the CSV", () => {
    const titles = new Set(report.tables.map((t) => t.table.title));
    let length = 0;
    for (const line of reportCsv(report).slice(1).trimEnd().split("\r\n")) {
      const cells = line.split(",").length;
      if (titles.has(line)) length = 0;
      else if (length === 0) length = cells;
      else expect(cells, line).toBe(length);
    }
  });

  it("stand in the XLSX, one a sheet, as numbers", async () => {
    const sheets = await readXlsxFile(Buffer.from(await xlsxOf(report)));
    const found = sheets.map(({ data }) => [data[1]?.[0], data.flat().filter((v) => typeof v === "number")]);
    expect(found).toEqual(expected);
    expect(new Set(sheets.map((s) => s.sheet)).size).toBe(report.tables.length);
    for (const { sheet } of sheets) expect(sheet).toMatch(/^[^\\/?*[\]:']{1,31}$/);
  });

  it("stand in the Word document, in order", async () => {
    expect(wordTables(await docxOf(report)).map(wordNumbers)).toEqual(joined(report.tables));
  });

  it("fit the page in the Word document, and merge only what is there", async () => {
    for (const table of wordTables(await docxOf(report))) {
      const grid = [...table.matchAll(/<w:gridCol w:w="(\d+)"/g)].map((m) => Number(m[1]));
      const width = grid.reduce((n, w) => n + w, 0);
      expect(width).toBeGreaterThan(8800);
      expect(width).toBeLessThanOrEqual(8845);
      expect(Math.min(...grid)).toBeGreaterThan(400);
      for (const row of table.split("</w:tr>").slice(0, -1)) {
        const cells = row.split("</w:tc>").slice(0, -1);
        const spans = cells.map((c) => Number(/<w:gridSpan w:val="(\d+)"/.exec(c)?.[1] ?? 1));
        expect(spans.reduce((n, s) => n + s, 0)).toBe(grid.length);
        expect(row).toContain("<w:cantSplit/>");
      }
    }
  });
});

describe("the CSV and XLSX", () => {
  it("show the unit where the rows have several", async () => {
    expect(reportCsv(reportOf(2017))).toContain("统计指标,单位,统计数\r\n一、主动公开情况,—,—\r\n");
    expect(reportCsv(reportOf(2025))).not.toContain("单位,");
    const [sheet] = await readXlsxFile(Buffer.from(await xlsxOf(reportOf(2017))));
    expect(sheet?.data[2]).toEqual(["统计指标", "单位", "统计数"]);
  });

  it("leave a spanned cell empty and merge it", async () => {
    const csv = reportCsv(reportOf(2025)).split("\r\n");
    expect(csv).toContain(",,,自然人,法人或其他组织,,,,,总计");
    expect(csv).toContain("三、本年度办理结果,（一）予以公开,,2,0,0,1,0,0,3");
    expect(partOf(await xlsxOf(reportOf(2025)), "xl/worksheets/sheet5.xml")).toMatch(/<mergeCell ref="A3:C5"\/>/);
  });

  it("keep a negative number a number", () => {
    expect(reportCsv(distinct(2019))).toMatch(/,-\d+,/);
  });
});

describe("the Word document", () => {
  it("has the words with their numbers, and no placeholder left", async () => {
    for (const year of [2017, 2025]) {
      const words = paragraphsOf(await docxOf(reportOf(year))).join("\n");
      expect(words).not.toMatch(/\{\{|\}\}/);
      for (const section of reportOf(year).sections) expect(words).toContain(section.title);
    }
    const paragraphs = paragraphsOf(await docxOf(reportOf(2017)));
    expect(paragraphs.some((p) => p.startsWith("全年累计主动公开政府信息 135 条。"))).toBe(true);
    expect(paragraphs).toContain("1. 各职能部门的主要工作职责、办事程序、服务承诺及责任人的情况；");
    expect(paragraphs[0]).toBe("海原县西安镇人民政府2017年政府信息公开工作年度报告");
  });

  it("is laid out by GB/T 9704", async () => {
    const zip = await docxOf(reportOf(2017));
    const document = partOf(zip, "word/document.xml");
    const section = /<w:sectPr.*<\/w:sectPr>/s.exec(document)?.[0] ?? "";
    expect(section).toMatch(/<w:pgSz [^>]*w:w="11906"/);
    expect(section).toMatch(/<w:pgSz [^>]*w:h="16838"/);
    const margin = (side: string) => Math.round((Number(new RegExp(`<w:pgMar [^>]*w:${side}="(\\d+)"`).exec(section)?.[1]) / 1440) * 25.4);
    expect(["top", "bottom", "left", "right"].map(margin)).toEqual([37, 35, 28, 26]);
    expect(section.match(/<w:footerReference [^>]*>/g)).toHaveLength(2);
    expect(partOf(zip, "word/settings.xml")).toMatch(/<w:evenAndOddHeaders(?: w:val="(?:true|on|1)")?\/>/);
    const styles = partOf(zip, "word/styles.xml");
    for (const font of ["方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312"]) expect(styles).toContain(`w:eastAsia="${font}"`);
    expect(styles).toContain('w:firstLineChars="200"');
    expect(partOf(zip, "word/fontTable.xml")).toContain('<w:font w:name="方正小标宋简体"><w:altName w:val="宋体"/>');
    const footers = ["word/footer1.xml", "word/footer2.xml"].map((f) => partOf(zip, f));
    expect(footers.map((f) => textIn(f))).toEqual(["—  —", "—  —"]);
    expect(footers.map((f) => /<w:jc w:val="(\w+)"/.exec(f)?.[1])).toEqual(["right", "left"]);
    for (const f of footers) expect(f).toMatch(/PAGE.*/);
    // 22 lines within 225 mm.
    const line = Number(/w:line="(\d+)" w:lineRule="exact"/.exec(styles)?.[1]);
    expect(line * 22).toBeLessThanOrEqual(16838 - 2098 - 1984);
  });

  it("is signed with the organ's name and the date, or a blank for it", async () => {
    const signed = paragraphsOf(await docxOf(reportOf(2017)));
    const at = signed.lastIndexOf("海原县西安镇人民政府");
    expect(signed[at + 1]).toBe("2018年3月20日");
    const { date: _, ...undated } = reportOf(2025).words;
    const draft = buildReport(undated as AnnualReport["words"], reportOf(2025).tally) as AnnualReport;
    const paragraphs = paragraphsOf(await docxOf(draft));
    expect(paragraphs[paragraphs.lastIndexOf("海原县西安镇人民政府") + 1]).toBe("　　　　年　　月　　日");
  });

  it("puts tables where the form has them", async () => {
    const words = paragraphsOf(await docxOf(reportOf(2025)));
    const order = ["第二十条第（一）项", "三、收到和处理政府信息公开申请情况", "自然人", "行政复议", "五、存在的主要问题及改进情况"];
    const places = order.map((text) => words.indexOf(text));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places).not.toContain(-1);
    const older = paragraphsOf(await docxOf(reportOf(2017)));
    expect(older.slice(older.indexOf("附件"))).toContain("政府信息公开情况统计表");
    expect(older.indexOf("附件")).toBeGreaterThan(older.indexOf("2018年3月20日"));
    const [table = ""] = wordTables(await docxOf(reportOf(2017)));
    expect(table.match(/<w:tblHeader\/>/g)).toHaveLength(1);
  });

  it("says what Markdown says", async () => {
    const body = [
      "开头有**重点**和{{ year }}年，",
      "　　一行一段 <b>",
      "",
      "## 一、总体情况",
      "#### 细目",
      "1. 甲",
      "   1. 甲一",
      "   2. 甲二",
      "2. 乙",
      "",
      "- 无序",
      "",
      "[公告](a.md)、`{{ x }}`、{{ site.phone }}",
      "",
      "| 名称 | 数量 |",
      "| --- | --: |",
      "| 一村 | **3** |",
    ].join("\n");
    const zip = await docxOf(withBody(body));
    const paragraphs = paragraphsOf(zip);
    for (const text of ["开头有重点和2025年，", "一行一段 &lt;b&gt;", "细目", "1. 甲", "1. 甲一", "2. 甲二", "2. 乙", "——无序"])
      expect(paragraphs).toContain(text);
    for (const text of ["公告、`{{ x }}`、0955-4719171"]) expect(paragraphs).toContain(text);
    expect(partOf(zip, "word/document.xml")).toMatch(/<w:b\/>(?:(?!<w:t[ >]).)*<w:t[^>]*>重点</);
    const [table = ""] = wordTables(zip);
    expect(table.split("</w:tc>").map(textIn).slice(0, 4)).toEqual(["名称", "数量", "一村", "3"]);
    expect(table).toContain('<w:jc w:val="right"/>');
  });
});

describe("two runs", () => {
  const zone = process.env.TZ;
  afterEach(() => {
    vi.useRealTimers();
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  });

  it.each([2017, 2025])("give the same bytes, whatever the clock and the zone: %i", async (year) => {
    const report = reportOf(year);
    const make = async (tz: string, now: string) => {
      process.env.TZ = tz;
      vi.useFakeTimers({ toFake: ["Date"], now: new Date(now) });
      const files = [await xlsxOf(report), await docxOf(report), new TextEncoder().encode(reportCsv(report))];
      return { offset: new Date().getTimezoneOffset(), files: files.map((f) => Buffer.from(f).toString("base64")) };
    };
    const first = await make("Asia/Shanghai", "2026-11-23T00:00:00Z");
    const second = await make("America/New_York", "2031-01-31T13:14:15Z");
    expect(first.offset).not.toBe(second.offset);
    expect(first.files.map((f, i) => f === second.files[i])).toEqual([true, true, true]);
    const core = partOf(Buffer.from(first.files[1] ?? "", "base64"), "docProps/core.xml");
    expect(core).toContain("<dc:creator>海原县西安镇人民政府</dc:creator>");
    expect(core).toContain(`${report.words.date}T00:00:00Z</dcterms:created>`);
    expect(core).toContain(`${report.words.date}T00:00:00Z</dcterms:modified>`);
  });
});
