/** Ledgers turn nothing round: what denies, excepts or narrows is refused with its row, never read as its opposite. */
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { strToU8 } from "fflate";
import { beforeAll, describe, expect, it } from "vitest";
import writeExcelFile from "write-excel-file/node";
import { type Content, readContent } from "../scripts/content.ts";
import { ImportRefused } from "../scripts/desk/import/blocks.ts";
import { chosen } from "../scripts/desk/import/choices.ts";
import { dayInWords } from "../scripts/desk/import/day.ts";
import { findHeadings, JOINT, yearOf } from "../scripts/desk/import/headings.ts";
import { type Plan, planRows } from "../scripts/desk/import/plan.ts";
import { readTables } from "../scripts/desk/import/table.ts";
import { dayText } from "../scripts/desk/import/values.ts";
import type { KindName } from "../scripts/model/index.ts";
import { nearest, sameSense } from "../scripts/problem.ts";
import { outcomes, outcomes2014, requestVia } from "../scripts/rules/requests.ts";
import { tries } from "./chance.ts";
import { docOf, xlsOf } from "./office/old-formats.ts";
import { tables } from "./office/tables.ts";
import { copyOfSample, run, sample, TODAY } from "./support.ts";

let content: Content;
beforeAll(() => {
  content = readContent(sample);
});

const vocabulary = () => content.site ?? { categories: [], channels: [], villages: [] };
const csv = (...rows: readonly string[]): Uint8Array => strToU8(rows.join("\r\n"));

/** A ledger as the plan of its one table. */
function planned(bytes: Uint8Array, kind?: KindName, name = "台账.csv"): Plan & { readonly columns: readonly string[] } {
  const [table] = readTables(bytes).tables;
  const headed = table && findHeadings(table, name, vocabulary(), kind);
  if (!table || !headed) throw new Error("no headings");
  const rows = table.rows.slice(headed.from);
  const plan = planRows(rows, headed.mapping, { content, today: TODAY, defaults: {}, doubles: false, year: yearOf(headed.above) });
  return { ...plan, columns: headed.mapping.columns.map((c) => `${c.heading}→${c.target}`) };
}
const said = (plan: Plan): string => plan.faulty.flatMap((f) => f.problems.map((p) => `${f.row}：${p.message}`)).join("\n");
const values = (plan: Plan, key: string): unknown[] => plan.fresh.map((f) => f.draft.values[key]);

const request = (outcome: string, via = "电子邮件"): Plan =>
  planned(
    csv("申请日期,申请方式,申请人类别,申请内容,答复日期,办理结果", `2025-03-03,${via},公民,征地批文,2025-03-20,${outcome}`),
    "requests",
  );
const item = (heading: string, cell: string): Plan => planned(csv(`标题,公开日期,类别,${heading}`, `甲的公示,2025-03-14,公告公示,${cell}`));

describe("a cell that says the opposite", () => {
  it.each([
    "未予以公开",
    "没有公开",
    "未公开",
    "不属于主动公开",
    "不属于政府信息公开",
    "拒绝公开",
    "暂缓公开",
    "不公开",
    "免予公开",
    "部分公开，部分不予公开",
    "除附件外予以公开",
    "拟予以公开",
    "予以公开？后撤销",
  ])("%s is no 予以公开", (outcome) => {
    const plan = request(outcome);
    expect(values(plan, "outcome")).toEqual([]);
    expect(said(plan)).toMatch(/2：办理结果（outcome）写的是/);
    expect(said(plan)).not.toContain("您是不是想写“予以公开”");
    expect(said(plan)).toContain("可以写的有");
  });

  it.each([
    ["予以公开", "予以公开"],
    ["已予以公开", "予以公开"],
    ["同意公开", "予以公开"],
    ["部分予以公开", "部分公开"],
    ["不予公开：属于国家秘密", "不予公开：属于国家秘密"],
    ["不予公开（国家秘密）", "不予公开：属于国家秘密"],
    ["重复申请", "不予处理：重复申请"],
  ])("%s is %s", (outcome, label) => {
    expect(values(request(outcome), "outcome")).toEqual([label]);
  });

  it.each([
    ["不予公开", "deny", 8],
    ["不予处理", "reject", 5],
    ["无法提供", "unable", 3],
    ["其他处理", "other", 3],
  ])("%s names its %s rows, all %i of them, and suggests no other", (outcome, code, count) => {
    const message = said(request(outcome));
    expect(message).toContain("要写明是哪一种");
    expect(message).not.toContain("您是不是想写");
    expect(message.match(new RegExp(`${code}\\d（`, "g"))).toHaveLength(count);
  });

  it.each([
    ["涉及的村", "除园河村外各村"],
    ["涉及的村", "不含园河村"],
    ["涉及的村", "园河村以外"],
    ["涉及的村", "园河村等3个村"],
    ["涉及的村", "园河村、小河村除外"],
    ["公开渠道", "未上政府网站"],
    ["公开渠道", "没有公开栏"],
    ["公开渠道", "政府网站、非公开栏"],
    ["公开渠道", "无政府网站"],
    ["类别", "非公告公示"],
  ])("%s: %s is refused with its row", (heading, cell) => {
    const plan =
      heading === "类别" ? planned(csv("标题,公开日期,类别", `甲,2025-03-14,${cell}`)) : item(heading, cell.replaceAll(",", "、"));
    expect(plan.fresh).toEqual([]);
    expect(plan.faulty.map((f) => f.row)).toEqual([2]);
    expect(said(plan)).not.toContain("您是不是想写");
  });

  it.each([
    ["涉及的村", "海原县西安镇园河村村委会", ["园河村"]],
    ["涉及的村", "园河村和小河村", ["园河村", "小河村"]],
    ["涉及的村", "园河", ["园河村"]],
    ["公开渠道", "县人民政府网站、村公开栏", ["政府网站", "公开栏"]],
    ["公开渠道", "微信公众号", ["微信公众平台"]],
  ])("%s: %s is read", (heading, cell, expected) => {
    const plan = item(heading, cell);
    expect(said(plan)).toBe("");
    expect(values(plan, heading === "涉及的村" ? "village" : "channels")).toEqual([expected]);
  });

  it("全镇 and 各村 leave the villages empty, as the field wants it", () => {
    for (const cell of ["全镇", "各村（社区）", "全镇各村"]) expect(item("涉及的村", cell).fresh[0]?.draft.values.village).toBe("");
  });

  it("never has another sense than what was written, whatever stands around a label", () => {
    const labels = [...outcomes, ...outcomes2014, ...requestVia].map((o) => o.label);
    const around = fc.constantFrom(
      "",
      "未",
      "不",
      "没有",
      "除",
      "外",
      "非",
      "部分",
      "已",
      "村",
      "拟",
      "等",
      "无",
      "镇",
      "公示",
      "以外",
      "不含",
    );
    fc.assert(
      fc.property(around, fc.constantFrom(...labels), around, (before, label, behind) => {
        const text = `${before}${label}${behind}`;
        const found = chosen(text, labels);
        if (found !== undefined && found !== label) expect(`${text} ${found}`).toMatch(/^部分予以公开 部分公开$/);
        else if (found !== undefined) expect(sameSense(text, found)).toBe(true);
        const near = nearest(text, labels);
        if (near !== undefined) expect(sameSense(text, near)).toBe(true);
      }),
      { numRuns: tries(500) },
    );
  });
});

describe("是否公开", () => {
  it("keeps rows that are not public out, tells them, and refuses those that it cannot tell", () => {
    const cells = ["是", "否", "不公开", "×", "", "主动公开", "依申请公开", "待定", "√", "不予公开"];
    const plan = planned(csv("标题,公开日期,类别,是否公开", ...cells.map((c, i) => `子${i},2025-03-14,公告公示,${c}`)));
    expect(values(plan, "title")).toEqual(["子0", "子5", "子8"]);
    expect(plan.skipped).toEqual([3, 4, 5, 8, 11].map((row) => ({ row, why: "notPublic" })));
    expect(said(plan)).toMatch(/^6：“是否公开”空着.*\n9：“是否公开”写的是“待定”/);
  });

  it("is what 公开方式 asks, where it says 主动公开 and 依申请公开", () => {
    const plan = planned(csv("标题,公开日期,类别,公开方式", "甲,2025-03-14,公告公示,主动公开", "乙,2025-03-14,公告公示,依申请公开"));
    expect(values(plan, "title")).toEqual(["甲"]);
    expect(planned(csv("标题,公开日期,类别,公开方式", "甲,2025-03-14,公告公示,政府网站")).columns.at(-1)).toBe("公开方式→channels");
  });

  it("leaves a ledger of requests alone", () => {
    expect(planned(csv("申请日期,申请方式,申请人类别,申请内容,是否公开", "2025-03-03,当面,公民,某事,否"), "requests").fresh).toHaveLength(
      1,
    );
  });
});

describe("headings", () => {
  it("in two rows keep their channels: merged, blank below, blank beside", () => {
    for (const second of ["序号,标题,公开日期,类别,政府网站,公开栏,广播", ",,,,政府网站,公开栏,广播"]) {
      const plan = planned(
        csv("序号,标题,公开日期,类别,公开渠道,,", second, "1,丁1,2025-03-14,公告公示,√,是,", "2,丁2,2025-03-15,公告公示,,1,有"),
      );
      expect(plan.columns.at(-1)).toBe(`公开渠道${JOINT}广播→channels=广播`);
      expect(values(plan, "channels")).toEqual([
        ["政府网站", "公开栏"],
        ["公开栏", "广播"],
      ]);
    }
  });

  it("in three rows, in a workbook with merged cells", async () => {
    const row = (...cells: readonly (string | object | null)[]) => cells.map((c) => (typeof c === "string" ? { value: c } : c));
    const file = join(dirname(copyOfSample()), "三行.xlsx");
    await writeExcelFile([
      row({ value: "2025年西安镇政务公开台账", columnSpan: 6 }, null, null, null, null, null),
      row(
        { value: "标题", rowSpan: 3 },
        { value: "公开日期", rowSpan: 3 },
        { value: "类别", rowSpan: 3 },
        { value: "公开情况", columnSpan: 3 },
        null,
        null,
      ),
      row(null, null, null, { value: "公开渠道", columnSpan: 2 }, null, { value: "涉及的村", rowSpan: 2 }),
      row(null, null, null, "政府网站", "微信公众号", null),
      row("戊1", "2025-03-14", "公告公示", "✓", "✔", "园河村"),
      row("戊2", "2025-03-15", "公告公示", "×", "2025-03-16", "小河村"),
    ] as never).toFile(file);
    const plan = planned(readFileSync(file));
    expect(said(plan)).toBe("");
    expect(values(plan, "channels")).toEqual([["政府网站", "微信公众平台"], ["微信公众平台"]]);
    expect(values(plan, "village")).toEqual([["园河村"], ["小河村"]]);
  });

  it("审查 over 人 and 日期 are the review; 日期 under a word that we do not know is nothing", () => {
    const plan = planned(csv("标题,公开日期,类别,审查,,培训,", ",,,人,日期,日期,", "甲,2025-03-14,公告公示,审核岗,2025-03-13,2025-01-01,"));
    expect(plan.columns.slice(3, 6).map((c) => c.split("→")[1])).toEqual(["review.by", "review.date", ""]);
    expect(plan.fresh[0]?.draft.values.review).toEqual({ by: "审核岗", date: "2025-03-13" });
  });

  it("a tick that cannot be told is refused, a first row of data is no second heading", () => {
    const plan = planned(csv("标题,公开日期,类别,政府网站", "甲,2025-03-14,公告公示,待定", "乙,2025-03-14,公告公示,"));
    expect(said(plan)).toContain("2：“政府网站”写的是“待定”，看不出有没有用政府网站公开");
    expect(plan.fresh).toHaveLength(1);
    const data = planned(csv("标题,公开日期,类别,公开渠道", "公开渠道,2025-03-14,公告公示,政府网站"));
    expect(data.fresh).toHaveLength(1);
  });

  it("without a title column 公开内容 is the title, with one it is the body", () => {
    expect(planned(csv("公开内容,公开日期,公开类目", "春季造林地块,2025-03-14,公告公示")).columns[0]).toBe("公开内容→title");
    expect(planned(csv("标题,公开内容,公开日期", "甲,乙,2025-03-14")).columns[1]).toBe("公开内容→body");
  });

  it("that nobody knows give a mapping to fill in, with and without --kind", () => {
    for (const kind of [[], ["--kind", "complaints"]]) {
      const folder = copyOfSample();
      const file = join(dirname(folder), "怪.csv");
      writeFileSync(file, "说法一,说法二,说法三\n2016-03-01,公开栏没有更新,2016-03-05\n");
      const first = run("import", [file, "--content", folder, "--today", TODAY, ...kind]);
      expect(first.status).toBe(2);
      expect(first.stdout).toContain("说法一 → ？");
      const kept = /请用记事本打开 (\S+\.json)/.exec(first.stderr)?.[1] ?? "";
      const [date, text] = kind.length > 0 ? ["date", "about"] : ["date", "title"];
      writeFileSync(
        kept,
        readFileSync(kept, "utf8")
          .replace(/("heading": "说法一",\s*"target": )""/, `$1"${date}"`)
          .replace(/("heading": "说法二",\s*"target": )""/, `$1"${text}"`),
      );
      const { stdout, status } = run(
        "import",
        [file, "--content", folder, "--today", TODAY, "--set", "category=公告公示", ...kind].slice(0, kind.length > 0 ? 5 : 7).concat(kind),
      );
      expect(stdout).toContain("新的 1 行");
      expect(status).toBe(0);
    }
  });
});

describe("what is missing", () => {
  it("a review without its day is left out, the row comes in", () => {
    const plan = planned(
      csv("标题,公开日期,类别,审核人,审核日期", "甲,2025-03-14,公告公示,审核岗,", "乙,2025-03-14,公告公示,审核岗,2025-03-13"),
    );
    expect(plan.reviewsLeftOut).toEqual([2]);
    expect(values(plan, "review")).toEqual([undefined, { by: "审核岗", date: "2025-03-13" }]);
    const without = planned(csv("标题,公开日期,类别,审核人", "甲,2025-03-14,公告公示,审核岗"));
    expect([without.fresh.length, without.reviewsLeftOut]).toEqual([1, [2]]);
  });
});

describe("days and numbers", () => {
  it.each([
    ["26.3.9", "2026-03-09"],
    ["26年3月9日", "2026-03-09"],
    ["98年3月9日", "1998-03-09"],
    ["2026年3月7日 9时", "2026-03-07"],
    ["2026年3月7日上午9点半", "2026-03-07"],
    ["2026年3月7日（星期六）", "2026-03-07"],
    ["2026-03-07T09:00:00", "2026-03-07"],
    ["２０２６．３．７", "2026-03-07"],
    ["2026年3月7号", "2026-03-07"],
    ["二〇二六年三月九日", "2026-03-09"],
    ["46090", "2026-03-09"],
    ["03/04/05", "03/04/05"],
    ["3/14/25", "3/14/25"],
    ["3.7", "3.7"],
    ["2026年3月", "2026年3月"],
    ["2026.3.7-2026.3.9", "2026.3.7-2026.3.9"],
    ["2026年3月7日至9日", "2026年3月7日至9日"],
    ["3月上旬", "3月上旬"],
  ])("%s is read as %s", (cell, day) => {
    expect(dayText(cell)).toBe(day);
  });

  it.each(["〇", "○", "◯", "О", "о", "o", "O", "Ｏ", "0", "０", "零"])("the sign %s for 〇", (zero) => {
    expect(dayInWords(`二${zero}二五年三月十日`)).toBe("2025-03-10");
    expect(dayInWords(`二${zero}一${zero}年十月二十日`)).toBe("2010-10-20");
  });

  it.each([
    ["二〇二五年廿三月十日", undefined],
    ["二〇二五年二月三十日", undefined],
    ["二〇二五年十二月卅一日", "2025-12-31"],
    ["二〇二五年一〇月二〇日", "2025-10-20"],
    ["三〇二五年三月十日", undefined],
  ])("the day %s", (line, day) => {
    expect(dayInWords(line)).toBe(day);
  });

  it("3月7日 has the year of the ledger's title, and tells so; without one it is refused with the right form", () => {
    const rows = ["标题,公开日期,类别", "甲,3月7日,公告公示", "乙,2025-03-08,公告公示"];
    const plan = planned(csv("2025年政务公开台账,,", ...rows));
    expect(values(plan, "date")).toEqual(["2025-03-07", "2025-03-08"]);
    expect(plan.yearOfLedger).toEqual([3]);
    for (const title of [[], ["2024—2025年政务公开台账,,"], ["2024年、2025年台账,,"]]) {
      const none = planned(csv(...title, ...rows));
      expect(none.fresh).toHaveLength(1);
      expect(said(none)).toContain("写法如 date: 2025-03-14");
    }
  });

  it("约40人 and 40余人 are refused with what was written, 40人 is read", () => {
    const trained = (n: string): Plan => planned(csv("培训时间,培训名称,种类,参加人数", `2025-03-14,业务培训,培训班,${n}`), "trainings");
    for (const n of ["约40人", "40余人", "四十人左右", "20+20"]) expect(said(trained(n))).toContain(`写的是“${n}”`);
    expect(values(trained("40人"), "participants")).toEqual(["40"]);
  });

  it("网络 is refused with what is possible, 现场 and 邮寄 are read", () => {
    expect(said(request("予以公开", "网络"))).toContain("email（电子邮件提交）");
    expect(values(request("予以公开", "现场"), "via")).toEqual(["公开受理窗口当面提交"]);
    expect(values(request("予以公开", "邮寄"), "via")).toEqual(["信函提交"]);
    expect(said(request("予以公开", "网络/现场/邮寄"))).toContain("没有这一项");
  });
});

it("tells what is possible once, not with every row", () => {
  const folder = copyOfSample();
  const file = join(dirname(folder), "村.csv");
  const rows = Array.from({ length: 6 }, (_, i) => `公示${i},2016-03-14,公告公示,第${i}村`);
  writeFileSync(file, ["标题,公开日期,类别,村", ...rows, "公示七,2016-03-14,财政公示,园河村"].join("\n"));
  const { stdout } = run("import", [file, "--content", folder, "--today", TODAY]);
  expect(stdout.match(/第 \d 行没有写/g)).toHaveLength(7);
  expect(stdout.match(/可以写的有/g)).toHaveLength(2);
});

describe("a ledger in any kind of spreadsheet", () => {
  const rows = [
    ["标题", "公开日期", "类别", "备注", "公开方式"],
    ["关于甲村低保名单的公示", "2025-03-14", "公告公示", "", "政府网站"],
    ["", "2025-03-15", "公告公示", "缺标题", ""],
    ["关于乙村修路的公示", "2025-03-16", "公告公示", "", "政府网站"],
  ];

  it.each(tables.filter((t) => /^(?:xlsx|xls|html saved as doc|Office 2003 XML)$/.test(t.name)))("$name: the same records", ({ make }) => {
    const wanted = planned(csv(...rows.map((r) => r.join(","))));
    const plan = planned(make(rows), undefined, "台账.xls");
    expect(plan.fresh.map((f) => f.draft.values)).toEqual(wanted.fresh.map((f) => f.draft.values));
    expect(plan.columns).toEqual(wanted.columns);
    expect(plan.faulty.map((f) => f.row)).toEqual(wanted.faulty.map((f) => f.row));
    expect(plan.fresh).toHaveLength(2);
  });

  it("a web page with cells merged downwards is not guessed at", () => {
    const source =
      '<html><meta charset="utf-8"><table><tr><td rowspan="2">标题</td><td>日期</td></tr><tr><td>类别</td></tr></table></html>';
    expect(() => readTables(strToU8(source))).toThrow("上下合并");
  });

  it("old Word documents, damaged and locked workbooks are refused for what they are", () => {
    const told = (bytes: Uint8Array): string => {
      try {
        readTables(bytes);
      } catch (error) {
        if (error instanceof ImportRefused) return [error.message, error.advice].join("");
        throw error;
      }
      return "";
    };
    expect(told(docOf({ body: "台账" }))).toMatch(/不是 Excel 表格/);
    expect(told(xlsOf([{ name: "一", rows }]).slice(0, 1500))).toMatch(/坏了/);
  });
});
