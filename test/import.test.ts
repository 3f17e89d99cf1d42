/** `npm run import` and `npm run new`: what comes in, what is said of the rest, and that nothing comes in twice. */
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { PassThrough } from "node:stream";
import * as docx from "docx";
import fc from "fast-check";
import { strToU8, zipSync } from "fflate";
import { afterEach, describe, expect, it, vi } from "vitest";
import writeExcelFile from "write-excel-file/node";
import { askField, askMore } from "../scripts/bin/asking.ts";
import { readContent } from "../scripts/content.ts";
import { givenValues } from "../scripts/desk/given.ts";
import { dayInWords } from "../scripts/desk/import/day.ts";
import { findHeadings, targetOf } from "../scripts/desk/import/headings.ts";
import { readTables } from "../scripts/desk/import/table.ts";
import { cellValue, dayText } from "../scripts/desk/import/values.ts";
import { SaveFailed, saveAll } from "../scripts/desk/records.ts";
import type { Fields } from "../scripts/model/field.ts";
import { item } from "../scripts/model/item.ts";
import { request } from "../scripts/model/request.ts";
import { tries } from "./chance.ts";
import { compoundOf } from "./office/old-formats.ts";
import { built, copyOfSample, filesIn, type Ran, root, run, sample, TODAY, temporary } from "./support.ts";

const PNG = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");

/** The bytes of a text in GBK: the decoder asked the other way round. */
const gbk = (() => {
  let table: Map<string, readonly number[]> | undefined;
  return (text: string): Buffer => {
    if (!table) {
      table = new Map();
      const decoder = new TextDecoder("gbk");
      for (let a = 0x81; a <= 0xfe; a++)
        for (let b = 0x40; b <= 0xfe; b++) if (b !== 0x7f) table.set(decoder.decode(Uint8Array.of(a, b)), [a, b]);
    }
    return Buffer.from([...text].flatMap((c) => (c.charCodeAt(0) < 0x80 ? [c.charCodeAt(0)] : (table?.get(c) ?? []))));
  };
})();

const canTerminal = spawnSync("script", ["--version"]).status === 0;

/** A command in a terminal of its own: each key is pressed when what it answers has been asked. */
async function inTerminal(
  bin: string,
  args: readonly string[],
  answers: readonly (readonly [asked: string, ...keys: readonly string[]])[],
): Promise<{ status: number | null; said: string }> {
  const command = [process.execPath, "--import", "@oxc-node/core/register", `scripts/bin/${bin}.ts`, ...args]
    .map((a) => `'${a}'`)
    .join(" ");
  const child = spawn("script", ["-qec", `stty cols 200 rows 50; ${command}`, "/dev/null"], {
    cwd: root,
    env: { ...process.env, NO_COLOR: "1", TERM: "xterm", COLUMNS: "200" },
  });
  let said = "";
  child.stdout.setEncoding("utf8").on("data", (d: string) => {
    said += d;
  });
  const ended = new Promise<number | null>((resolve) => child.on("exit", resolve));
  try {
    let from = 0;
    for (const [asked, ...keys] of answers) {
      await expect
        .poll(() => said.indexOf(asked, from), { timeout: 180_000, interval: 50, message: `${asked} in ${said}` })
        .toBeGreaterThanOrEqual(0);
      from = said.indexOf(asked, from) + asked.length;
      for (const key of keys) {
        await new Promise((r) => setTimeout(r, 40));
        child.stdin.write(key);
      }
    }
    const status = await ended;
    return { status, said };
  } finally {
    child.kill();
  }
}

const bringIn = (file: string, content: string, ...args: readonly string[]): Ran =>
  run("import", [file, "--content", content, "--today", TODAY, ...args]);
const make = (content: string, ...args: readonly string[]): Ran => run("new", ["--content", content, "--today", TODAY, ...args]);

/** A file beside a content folder. */
function beside(content: string, name: string, bytes: string | Uint8Array): string {
  const file = join(dirname(content), name);
  writeFileSync(file, bytes);
  return file;
}

const csv = (...rows: readonly string[]): string => rows.join("\r\n");

describe("a ledger", () => {
  it("of 300 rows in GBK with 5 broken ones: imported, reported, and nothing twice", () => {
    const content = copyOfSample();
    const before = filesIn(content);
    const rows = Array.from({ length: 300 }, (_, i) => {
      const [month, day] = [1 + (i % 12), 1 + (i % 28)];
      const date = [`2016年${month}月${day}日`, `2016/${month}/${day}`, `2016.${month}.${day}`, String(42_370 + i)][i % 4];
      const cells = [String(i + 1), `关于第${i + 1}号地块的公示`, `西政发[2016]${i + 1}号`, date, "公告公示", '"网站、公开栏"', "内部"];
      if (i === 9) cells[3] = "2016年2月30日";
      if (i === 49) cells[4] = "没有的类目";
      if (i === 99) cells[1] = "";
      if (i === 149) cells[3] = "去年";
      if (i === 199) cells[1] = "关于11010519491231002X补贴的公示";
      return cells.join(",");
    });
    const file = beside(
      content,
      "台账.csv",
      gbk(
        csv(
          "西安镇2016年政务公开台账,,,,,,",
          "序号,信息名称,文 号,公开时间（必填）,类别,公开方式,备注",
          ...rows,
          "合计,300,,,,,",
          ",,,,,,",
        ),
      ),
    );
    const shown = bringIn(file, content);
    expect(shown.stderr).toBe("");
    expect(shown.status).toBe(0);
    expect(shown.stdout).toContain("新的 295 行，已有的 0 行，读不出的 5 行，空行 1 行");
    expect(filesIn(content)).toEqual(before);

    const written = bringIn(file, content, "--write");
    expect(written.status).toBe(1);
    expect(written.stdout).toContain("写好了 295 条");
    for (const [row, why] of [
      [12, "2016年2月只有 29 天"],
      [52, "没有这一项"],
      [102, "标题空着"],
      [152, "公开日期"],
      [202, "身份证号"],
    ] as const)
      expect(written.stdout).toMatch(new RegExp(`第 ${row} 行没有写：.*${why}`));
    expect(written.stdout).not.toContain("11010519491231002X");
    expect(written.stdout).toContain("跳过合计、落款、说明：第 303 行");
    const made = readdirSync(join(content, "items/2016"));
    expect(made.length).toBe(295);
    expect(made.at(-1)).toBe("0295.md");
    expect(readFileSync(join(content, "items/2016/0002.md"), "utf8")).toBe(
      "---\ntitle: 关于第2号地块的公示\ndate: 2016-02-02\ncategory: 公告公示\nchannels:\n  - 政府网站\n  - 公开栏\ndocNumber: 西政发〔2016〕2号\n---\n",
    );
    expect(readContent(content).problems.filter((p) => p.severity === "error")).toEqual([]);
    expect(run("check", ["--content", content, "--today", TODAY]).status).toBe(0);

    const again = bringIn(file, content, "--write");
    expect(again.stdout).toContain("新的 0 行，已有的 295 行，读不出的 5 行");
    expect(readdirSync(join(content, "items/2016")).length).toBe(295);

    // The broken rows mended, they alone come in.
    const mended = rows.map((r, i) => (i === 9 ? r.replace("30日", "3日") : i === 99 ? r.replace(",,", ",关于补漏的公示,") : r));
    const third = bringIn(
      beside(content, "改过.csv", csv("序号,信息名称,文 号,公开时间（必填）,类别,公开方式,备注", ...mended)),
      content,
      "--write",
    );
    expect(third.stdout).toContain("写好了 2 条");
    expect(readFileSync(join(content, "items/2016/0296.md"), "utf8")).toContain("title: 关于第10号地块的公示");
  });

  it("all or nothing takes none when one row is broken", () => {
    const content = copyOfSample();
    const before = filesIn(content);
    const file = beside(content, "a.csv", csv("标题,公开日期,公开类目", "甲的公示,2016-01-01,公告公示", "乙的公示,何时,公告公示"));
    const { status, stdout } = bringIn(file, content, "--write", "--all-or-nothing");
    expect(status).toBe(1);
    expect(stdout).toContain("一条也没有写");
    expect(filesIn(content)).toEqual(before);
  });

  it("rows that say the same are one, or as many as they are when asked, however often it runs", () => {
    const content = copyOfSample();
    const file = beside(
      content,
      "投诉.csv",
      csv("收到日期;反映问题;办结时间", "2016-03-01;公开栏没有更新;2016-03-05", "2016-03-01;公开栏没有更新;2016-03-05"),
    );
    expect(bringIn(file, content).stdout).toMatch(/种类是举报投诉（complaints）[\s\S]*第 3 行和第 2 行一样/);
    for (let i = 0; i < 2; i++) bringIn(file, content, "--write", "--doubles");
    expect(readdirSync(join(content, "complaints/2016"))).toEqual(["0001.md", "0002.md"]);
    bringIn(file, content, "--write");
    expect(readdirSync(join(content, "complaints/2016")).length).toBe(2);
  });

  it("of other kinds, guessed from the headings: trainings in Excel with real dates and merged cells, requests with a person's columns", async () => {
    const content = copyOfSample();
    const cells = (row: readonly (string | number | Date | null)[]) =>
      row.map((value) => (value instanceof Date ? { value, format: "yyyy年m月d日" } : value === null ? null : { value }));
    const xlsx = beside(content, "培训.xlsx", new Uint8Array());
    await writeExcelFile([
      [{ value: "2016年政务公开培训登记表", columnSpan: 4 }, null, null, null],
      cells(["培训时间", "培训名称", "种类", "参加人数"]),
      cells([new Date(Date.UTC(2016, 4, 20)), "业务培训班", "培训", 18]),
      cells([new Date(Date.UTC(2016, 5, 1)), "年中会", "会议", 1200]),
    ] as never).toFile(xlsx);
    const trained = bringIn(xlsx, content, "--write");
    expect(trained.stdout).toContain("写好了 2 条");
    expect(readFileSync(join(content, "trainings/2016/0001.md"), "utf8")).toBe(
      "---\ntitle: 业务培训班\ntype: 培训班\ndate: 2016-05-20\nparticipants: 18\n---\n",
    );
    expect(readFileSync(join(content, "trainings/2016/0002.md"), "utf8")).toContain(
      "type: 工作会议或专题会议\ndate: 2016-06-01\nparticipants: 1200\n",
    );

    const file = beside(
      content,
      "申请.csv",
      csv(
        "依申请公开登记台账",
        "申请人,联系电话,申请日期,申请方式,申请人类别,申请内容,办理结果,答复日期,收费",
        "张某,13900000000,2016-3-4,当面,公民,公路养护资金,予以公开,2016-3-11,无",
      ),
    );
    const asked = bringIn(file, content, "--write");
    expect(asked.stdout).toContain("申请人 → 不带（个人信息，记录里不写）");
    expect(asked.stdout).not.toContain("13900000000");
    expect(readFileSync(join(content, "requests/2016/0001.md"), "utf8")).toBe(
      "---\nreceived: 2016-03-04\nvia: 公开受理窗口当面提交\napplicant: 自然人\nabout: 公路养护资金\noutcome: 予以公开\nanswered: 2016-03-11\n---\n",
    );
    expect(run("check", ["--content", content, "--today", TODAY]).status).toBe(0);
  });

  it("of a workbook with a sheet a year: each with its own headings, a row on two sheets once, a hidden sheet not at all", async () => {
    const content = copyOfSample();
    const xlsx = beside(content, "台账.xlsx", new Uint8Array());
    const sheet = (...rows: readonly (readonly string[])[]) => rows.map((r) => r.map((value) => ({ value })));
    await writeExcelFile([
      {
        sheet: "2015",
        data: sheet(["标题", "公开日期", "公开类目"], ["甲的公示", "2015/1/5", "公告"], ["乙的公示", "1999年1月5日", "公告"]),
      },
      {
        sheet: "2016",
        data: sheet(
          ["2016年台账"],
          ["公开时间", "信息名称", "类目"],
          ["2015年1月5日", "《甲的公示》", "公告公示"],
          ["2016.2.1", "丙的公示", "公告公示"],
        ),
      },
      { sheet: "封面", data: sheet(["西安镇"]) },
    ] as never).toFile(xlsx);
    const { stdout } = bringIn(xlsx, content, "--write");
    expect(stdout).toContain("工作表“2015”第 3 行没有写：公开日期（date）写的是“1999-01-05”，不会早于");
    expect(stdout).toContain("已有，不再写：第 3 行（前面的工作表）");
    expect(stdout).toContain("工作表“封面”：前 20 行里没有认得的表头");
    expect(filesIn(content).filter((f) => /items\/201[56]/.test(f))).toEqual(["items/2015/0001.md", "items/2016/0001.md"]);
  });

  it("keeps what each column is, and a clerk can change it", () => {
    const content = copyOfSample();
    const file = beside(content, "a.csv", csv("标题,公开日期,公开类目,说法,微信公众平台", "甲的公示,2016-01-01,公告公示,甲的概述,√"));
    const { stdout } = bringIn(file, content);
    expect(stdout).toContain("说法 → 不带（没有对应的栏目）");
    const kept = /对照记在 (.*\.json)/.exec(stdout)?.[1] ?? "";
    writeFileSync(kept, readFileSync(kept, "utf8").replace(/("heading": "说法",\s*"target": )""/, '$1"summary（内容概述）"'));
    bringIn(file, content, "--write");
    const text = readFileSync(join(content, "items/2016/0001.md"), "utf8");
    expect(text).toContain("summary: 甲的概述");
    expect(text).toContain("channels:\n  - 微信公众平台");
    writeFileSync(kept, readFileSync(kept, "utf8").replace(`"summary（`, `"sumary（`));
    expect(bringIn(file, content).stderr).toContain("“说法”写成了“sumary”，没有这个栏目");
    writeFileSync(kept, "{");
    expect(bringIn(file, content).stderr).toContain("读不出");
  });

  it("says of a wrong use what to type", () => {
    const content = copyOfSample();
    const said = (name: string, bytes: string | Uint8Array, ...args: readonly string[]): string => {
      const { status, stderr } = bringIn(beside(content, name, bytes), content, ...args);
      expect(status).toBe(2);
      return stderr;
    };
    expect(said("旧.doc", "x")).toMatch(/旧格式[\s\S]*另存为.*\.docx/);
    expect(said("a.pdf", "x")).toContain(".docx");
    expect(said("a.csv", "一,二\n三,四")).toContain("--kind");
    expect(said("a.csv", "标题,公开日期\n甲,2016-01-01", "--kind", "没有")).toContain("complaints（举报投诉）");
    expect(said("a.csv", "标题,公开日期\n甲,2016-01-01", "--set", "没有=1")).toContain("--set title=标题");
    expect(said("a.xlsx", compoundOf({ EncryptedPackage: Uint8Array.of(1) }))).toContain("密码");
    expect(said("b.xls", Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0, 0))).toContain("坏了");
    expect(said("a.xlsx", zipSync({ "a.txt": strToU8("x") }))).toContain("不是 Excel");
    expect(run("import", []).stderr).toContain("npm run import -- 2017年台账.xlsx");
    expect(run("import", ["没有.csv"]).stderr).toContain("找不到");
  });
});

describe("cells", () => {
  it.each([
    ["2017年3月5日", "2017-03-05"],
    ["2017/3/5", "2017-03-05"],
    ["2017.3.5", "2017-03-05"],
    ["２０１７－３－５", "2017-03-05"],
    ["20170305", "2017-03-05"],
    ["42799", "2017-03-05"],
    ["42799.5", "2017-03-05"],
    ["2017-03-05 09:30:00", "2017-03-05"],
    ["2017年3月5日 9时30分", "2017-03-05"],
    ["2017年2月30日", "2017-02-30"],
    ["3月5日", "3月5日"],
    ["12345", "12345"],
  ])("%s is the day %s", (cell, day) => {
    expect(dayText(cell)).toBe(day);
  });

  const vocabulary = {
    categories: [{ code: "a", label: "公告公示" }],
    channels: [
      { code: "w", label: "政府网站" },
      { code: "b", label: "公开栏" },
    ],
    villages: [],
  };
  const value = (fields: Fields, key: string, cell: string) => cellValue(cell, fields[key] as Fields[string], vocabulary);

  it("choices by what they can only mean, numbers without units, nothing for a dash", () => {
    expect(value(item.fields, "channels", "网站，公示栏")).toEqual(["政府网站", "公开栏"]);
    expect(value(item.fields, "docNumber", "西政发(2017) 3号")).toBe("西政发〔2017〕3号");
    expect(value(item.fields, "docNumber", "无")).toBe("");
    expect(value(item.fields, "title", "《关于甲的通知》")).toBe("关于甲的通知");
    expect(value(request.fields, "fee", "1,200.50元")).toBe("1200.50");
    expect(value(request.fields, "outcome", "不予公开")).toBe("不予公开");
    expect(value(request.fields, "extended", "√")).toBe("true");
  });

  it.each([
    ["2025年3月10日", "2025-03-10"],
    ["二〇二五年三月十日", "2025-03-10"],
    ["二○一七年十二月三十一日", "2017-12-31"],
    ["2025年2月30日", undefined],
    ["2025年3月", undefined],
  ])("the foot %s", (line, day) => {
    expect(dayInWords(line)).toBe(day);
  });

  it("headings by the words of clerks, whatever stands around them", () => {
    for (const [heading, target] of [
      ["信息名称", "title"],
      [" 公开 时间\n（必填）", "date"],
      ["生成日期：", "formed"],
      ["责任部门", "issuer"],
      ["政府网站", "channels=政府网站"],
      ["审核人", "review.by"],
      ["备注", ""],
      ["序号", ""],
    ] as const)
      expect(targetOf(heading, "items", vocabulary)).toBe(target);
    expect(targetOf("备注", "complaints", vocabulary)).toBe("body");
  });

  it("rows come out of any table as they went in, whatever the mark between them", () => {
    const cell = fc
      .string({ unit: fc.constantFrom("甲", "乙", ",", ";", "\t", '"', "\n", "a", "1", " "), maxLength: 6 })
      .map((s) => s.trim());
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell, cell), { minLength: 3, maxLength: 6 }), fc.constantFrom(",", ";", "\t"), (rows, mark) => {
        const heads = [["标题", "公开日期", "公开类目"], ...rows];
        const text = heads.map((r) => r.map((c) => `"${c.replaceAll('"', '""')}"`).join(mark)).join("\r\n");
        const [table] = readTables(strToU8(text)).tables;
        expect(table?.rows.map((r) => r.cells)).toEqual(heads);
        expect(table && findHeadings(table, "x.csv", vocabulary)?.rows).toEqual([1]);
      }),
      { numRuns: tries(200) },
    );
  });
});

describe("a Word notice", () => {
  const notice = async (): Promise<Uint8Array> => {
    const p = (text: string): docx.Paragraph => new docx.Paragraph(text);
    const document = new docx.Document({
      numbering: {
        config: [
          { reference: "n", levels: [{ level: 0, format: docx.LevelFormat.DECIMAL, text: "%1.", alignment: docx.AlignmentType.START }] },
        ],
      },
      sections: [
        {
          children: [
            new docx.Paragraph({ text: "关于2016年春季造林地块的公示", alignment: docx.AlignmentType.CENTER }),
            p("西政发〔2016〕18号"),
            p("　　现将地块公示如下。"),
            new docx.Paragraph({ text: "要求", heading: docx.HeadingLevel.HEADING_1 }),
            new docx.Paragraph({ text: "整地", numbering: { reference: "n", level: 0 } }),
            new docx.Paragraph({ text: "栽植", numbering: { reference: "n", level: 0 } }),
            new docx.Table({
              rows: [
                ["村", "面积"],
                ["园河村", "120"],
              ].map((cells) => new docx.TableRow({ children: cells.map((c) => new docx.TableCell({ children: [p(c)] })) })),
            }),
            new docx.Paragraph({
              children: [
                new docx.ImageRun({
                  type: "png",
                  data: PNG,
                  transformation: { width: 9, height: 9 },
                  altText: { name: "", title: "", description: "地块图" },
                }),
              ],
            }),
            new docx.Paragraph({ text: "西安镇人民政府", alignment: docx.AlignmentType.RIGHT }),
            new docx.Paragraph({ text: "2016年3月10日", alignment: docx.AlignmentType.RIGHT }),
          ],
        },
      ],
    });
    return new Uint8Array(await docx.Packer.toBuffer(document));
  };

  it("with table, numbered list and picture comes out as clean Markdown and builds; once", async () => {
    const content = copyOfSample();
    const file = beside(content, "通知.docx", await notice());
    const set = ["--set", "date=2016-03-14", "--set", "channels=政府网站"];
    expect(bringIn(file, content, ...set).stdout).toContain("这是预览");
    expect(existsSync(join(content, "items/2016"))).toBe(false);
    const { status, stdout, stderr } = bringIn(
      file,
      content,
      ...set,
      "--set",
      "review.by=党政办公室审核岗",
      "--set",
      "review.date=2016-03-13",
      "--write",
    );
    expect(stderr).toBe("");
    expect(status).toBe(0);
    expect(stdout).toContain("写好了");
    expect(readFileSync(join(content, "items/2016/0001.md"), "utf8")).toBe(`---
title: 关于2016年春季造林地块的公示
date: 2016-03-14
formed: 2016-03-10
category: 公告公示
channels:
  - 政府网站
docNumber: 西政发〔2016〕18号
review:
  by: 党政办公室审核岗
  date: 2016-03-13
---
西政发〔2016〕18号

现将地块公示如下。

## 要求

1. 整地
2. 栽植

| 村 | 面积 |
| --- | --- |
| 园河村 | 120 |

![地块图](0001/tu-1.png)

西安镇人民政府

2016年3月10日
`);
    const site = built(content);
    const page = readFileSync(join(site, "items/2016/0001.html"), "utf8");
    expect(page).toMatch(/<ol class="typed">\s*<li>1\. 整地<\/li>/);
    expect(page).toContain("地块图");
    expect(existsSync(join(site, "items/2016/0001/tu-1.png"))).toBe(true);
    expect(bringIn(file, content, "--write").stdout).toContain("已经有了");
    expect(readdirSync(join(content, "items/2016")).sort()).toEqual(["0001", "0001.md"]);
  });

  it("asks for what the document does not say", async () => {
    const content = copyOfSample();
    const bare = zipSync({
      "word/document.xml": strToU8('<w:document xmlns:w="w"><w:body><w:p><w:r><w:t>只有一段。</w:t></w:r></w:p></w:body></w:document>'),
    });
    const { status, stderr } = bringIn(beside(content, "a.docx", bare), content);
    expect(status).toBe(2);
    expect(stderr).toMatch(/还缺：标题（title）、公开类目（category）[\s\S]*--set category=/);
    expect(bringIn(beside(content, "b.docx", "不是"), content).stderr).toContain("不是 Word 文档");
  });
});

describe("saving", () => {
  afterEach(() => vi.restoreAllMocks());

  it("is all or nothing, and overwrites nothing", () => {
    const folder = temporary();
    mkdirSync(join(folder, "items/2016"), { recursive: true });
    writeFileSync(join(folder, "items/2016/0002.md"), "原来的");
    const files = ["items/2016/0001.md", "trainings/2016/0001.md", "items/2016/0002.md"].map((path) => ({ path, content: "新的" }));
    expect(() => saveAll(folder, files)).toThrow(SaveFailed);
    expect(filesIn(folder)).toEqual(["items/2016/0002.md"]);
    expect(existsSync(join(folder, "trainings"))).toBe(false);
    expect(readFileSync(join(folder, "items/2016/0002.md"), "utf8")).toBe("原来的");
    saveAll(folder, files.slice(0, 2));
    expect(filesIn(folder)).toEqual(["items/2016/0001.md", "items/2016/0002.md", "trainings/2016/0001.md"]);
  });
});

describe("npm run new", () => {
  it("makes a record by flags, with the next serial and today's date, and says what comes next", () => {
    const content = copyOfSample();
    const body = beside(content, "正文.md", "正文。\n");
    const { status, stdout, stderr } = make(
      content,
      "--kind",
      "items",
      ...[
        "title=关于春季造林的公示",
        "category=公告公示",
        "channels=网站、公开栏",
        "notice.from=2026年11月20日",
        "notice.to=2026-11-24",
        "notice.days=5",
      ].flatMap((s) => ["--set", s]),
      "--body",
      body,
    );
    expect(stderr).toBe("");
    expect(status).toBe(0);
    const file = join(content, "items/2026/0001.md");
    expect(stdout).toContain(file);
    expect(stdout).toMatch(/review.*npm run check/);
    expect(readFileSync(file, "utf8")).toBe(
      "---\ntitle: 关于春季造林的公示\ndate: 2026-11-23\ncategory: 公告公示\nchannels:\n  - 政府网站\n  - 公开栏\nnotice:\n  from: 2026-11-20\n  to: 2026-11-24\n  days: 5\n---\n正文。\n",
    );
    expect(make(content, "--kind", "举报投诉", "--set", "about=公开栏没有更新", "--set", "收到日期=2025-12-30").stdout).toContain(
      "complaints/2025/0006.md",
    );
    expect(run("check", ["--content", content, "--today", TODAY]).status).toBe(0);
  });

  it("says what is missing or wrong, and writes nothing", () => {
    const content = copyOfSample();
    const before = filesIn(content);
    const said = (...args: readonly string[]): string => {
      const { status, stderr } = make(content, ...args);
      expect(status).not.toBe(0);
      return stderr;
    };
    expect(said()).toContain("--kind");
    expect(said("--kind", "没有")).toContain("items（主动公开信息）");
    expect(said("--kind", "items")).toMatch(/还缺：标题（title）、公开类目（category）[\s\S]*--set title=/);
    expect(said("--kind", "items", "--set", "date=2026-02-30")).toContain("2026年2月只有 28");
    expect(said("--kind", "items", "--set", "notice=三天")).toContain("--set notice.from=");
    expect(said("--kind", "items", "--set", "attachments=a.pdf")).toContain("请在文件里写");
    expect(said("--kind", "items", "--body", "没有.md")).toContain("找不到正文文件");
    expect(said("--kind", "complaints", "--set", "about=11010519491231002X反映的事")).toMatch(/没有写[\s\S]*身份证号/);
    expect(said("--kind", "complaints", "--set", "about=某事", "--set", "date=2027-01-01")).toContain("还没有到");
    expect(filesIn(content)).toEqual(before);
  });

  describe("asked in the terminal", () => {
    const vocabulary = readContent(sample).site ?? { categories: [], channels: [], villages: [] };
    /** Keys pressed one after another while a question is asked. */
    async function answering<T>(
      keys: readonly string[],
      ask: (streams: { input: PassThrough; output: PassThrough }) => Promise<T>,
    ): Promise<{ answer: T; said: string }> {
      const [input, output] = [new PassThrough(), new PassThrough()];
      let said = "";
      output.on("data", (d: Buffer) => {
        said += d.toString();
      });
      const answer = ask({ input, output });
      for (const key of keys) {
        await new Promise((r) => setTimeout(r, 60));
        input.write(key);
      }
      return { answer: await answer, said };
    }
    const [ENTER, DOWN] = ["\r", "\u001b[B"];

    it("choices stand in a list with their Chinese labels", async () => {
      const { answer, said } = await answering([DOWN, ENTER], (s) => askField("via", request.fields.via, vocabulary, s));
      expect(answer).toBe("fax");
      expect(said).toContain("传真提交");
    });

    it("an answer is held to the field's own reader, with its message", async () => {
      const { answer, said } = await answering(["2026-02-30", ENTER, "\u0015", "2026.2.28", ENTER], (s) =>
        askField("date", item.fields.date, vocabulary, s),
      );
      expect(answer).toBe("2026-02-28");
      expect(said).toContain("2026年2月只有 28");
    });

    it("several of a list, and further keys only when wanted", async () => {
      expect(
        (await answering([" ", DOWN, DOWN, " ", ENTER], (s) => askField("channels", item.fields.channels, vocabulary, s))).answer,
      ).toEqual(["政府网站", "公开栏"]);
      expect((await answering([ENTER], (s) => askMore(item.fields, { title: "甲" }, vocabulary, s))).answer).toEqual({ title: "甲" });
    });
  });

  it.skipIf(!canTerminal)("asks one thing after another in a terminal, shows the file, and writes it when told to", async () => {
    const content = copyOfSample();
    const [ENTER, DOWN] = ["\r", "\u001b[B"];
    const { status, said } = await inTerminal(
      "new",
      ["--content", content, "--today", TODAY],
      [
        ["发生了什么？", ...Array<string>(6).fill(DOWN), ENTER],
        ["种类", DOWN, ENTER],
        ["日期：", ENTER],
        ["参加人数", "18", ENTER],
        ["要不要填更多栏目", ENTER],
        ["写成这个文件吗", ENTER],
      ],
    );
    expect(said).toContain("接下来");
    expect(status).toBe(0);
    expect(readFileSync(join(content, "trainings/2026/0001.md"), "utf8")).toBe(
      "---\ntype: meeting\ndate: 2026-11-23\nparticipants: 18\n---\n",
    );
    const given = await inTerminal("new", ["--content", content, "--kind", "complaints", "--today", TODAY], [["收到日期", "\u0003"]]);
    expect(given.said).toContain("没有写任何文件");
    expect(existsSync(join(content, "complaints/2026"))).toBe(false);
  });

  it.skipIf(!canTerminal)("an import asks before it writes", async () => {
    const content = copyOfSample();
    const file = beside(content, "a.csv", csv("标题,公开日期,公开类目", "甲的公示,2016-01-01,公告公示"));
    const args = [file, "--content", content, "--today", TODAY];
    expect((await inTerminal("import", args, [["写这 1 条吗", "\r"]])).said).toContain("什么也没有写");
    expect(existsSync(join(content, "items/2016"))).toBe(false);
    expect((await inTerminal("import", args, [["写这 1 条吗", "y"]])).said).toContain("写好了 1 条");
    expect(readdirSync(join(content, "items/2016"))).toEqual(["0001.md"]);
  });

  it("given values are named in either language", () => {
    expect(givenValues(item.fields, ["标题=甲", "公示期.公示开始=2025-03-14"], { categories: [], channels: [], villages: [] })).toEqual({
      title: "甲",
      notice: { from: "2025-03-14" },
    });
  });
});
