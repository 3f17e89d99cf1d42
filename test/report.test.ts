import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { validateStatements } from "../scripts/check/words/report.ts";
import { buildReport } from "../scripts/report.ts";
import { reportFormOf, reportForms } from "../scripts/rules/report-forms.ts";
import { walk, withoutDrafts } from "../scripts/walk.ts";
import { root, sample, TODAY, temporary } from "./support.ts";

const edition = walk(sample, TODAY).edition;
const found = (body: string): string[] => {
  const report = edition?.reports.get(2017);
  if (!edition || !report) throw new Error("the sample has faults");
  const changed = buildReport({ ...report.words, body, bodyLine: 10 }, report.tally);
  if (!changed) throw new Error("2017 has a form");
  return validateStatements(changed, { site: edition.register.site, last: undefined }).map(
    (p) => `${p.line} ${/figures\.([^ ]+)/.exec(p.message)?.[1]}`,
  );
};

describe("a number typed in the words", () => {
  it.each([
    ["全年主动公开 134 条。", "items.total"],
    ["全年累计主动公开政府信息 136 条", "items.total"],
    ["主动公开各类政府信息共计１３４条", "items.total"],
    ["主动公开信息一百三十四条", "items.total"],
    ["2017年，主动公开政府信息 134 条", "items.total"],
    ["“公告公示”信息 130 条", "items.category.公告公示"],
    ["政策解读稿件发布数 11 篇", "interpretations.total"],
    ["举报投诉数量 15 件", "complaints.total"],
    ["从事政府信息公开兼职人员 4 人", "staff.partTime"],
    ["举办各类培训班数 3 次", "trainings.total"],
    ["接受培训人员数 40 人次", "trainings.participants"],
    ["全年累计受理依申请公开政府信息 1 件", "requests.received.total"],
    ["通过传真提交申请 1 件", "requests.received.fax"],
    ["**主动公开** 134 条", "items.total"],
  ])("that contradicts is found: %s", (body, key) => {
    expect(found(body)).toEqual([`10 ${key}`]);
  });

  it.each([
    "全年主动公开 135 条，其中“公告公示”信息 135 条。",
    "主动公开信息一百三十五条",
    "全年主动公开 {{ figures.items.total }} 条。",
    "上年主动公开政府信息 120 条。",
    "2016年主动公开政府信息 120 条。",
    "比去年主动公开信息 120 条有所增加。",
    "重点公开了以下3方面内容",
    "回复群众来电 12 件，张贴公告 30 条。",
    "主动公开内容涉及 12 个村。",
    "制定培训计划 4 项",
  ])("that agrees, or speaks of something else, is left alone: %s", (body) => {
    expect(found(body)).toEqual([]);
  });
});

describe("the forms", () => {
  it("follow each other without a gap, newest first", () => {
    for (const [i, form] of reportForms.entries()) {
      const newer = reportForms[i - 1];
      expect(form.toYear).toBe(newer === undefined ? undefined : newer.fromYear - 1);
    }
  });

  it.each([
    [2007, undefined],
    [2008, "2008"],
    [2013, "2008"],
    [2014, "2014"],
    [2017, "2014"],
    [2018, "2014"],
    [2019, "2019"],
    [2020, "2019"],
    [2021, "2021"],
    [2025, "2021"],
  ])("%i has form %s", (year, edition) => expect(reportFormOf(year)?.edition).toBe(edition));
});

describe("drafts", () => {
  it("a report without 公布日期 is not in what goes out, nor is what it declares; a dated one stays", () => {
    const read = (name: string) => {
      const folder = join(temporary(), "content");
      cpSync(join(root, "test/cases/_base"), folder, { recursive: true });
      cpSync(join(root, "test/cases", name), folder, { recursive: true, filter: (from) => !from.endsWith("expected.txt") });
      const { content, edition } = walk(folder, TODAY);
      if (!edition) throw new Error("faults");
      return { edition, out: withoutDrafts(edition, content) };
    };
    const draft = read("fine-draft-before-the-register");
    expect([...draft.edition.reports.keys()]).toEqual([2024]);
    expect(draft.edition.tallies.get(2024)?.figures.get("items.total")?.value).toBe(135);
    expect([...draft.out.reports.keys(), ...draft.out.register.reports.keys()]).toEqual([]);
    expect(draft.out.tallies.has(2024)).toBe(false);
    const dated = read("fine-register-begins-in-the-year");
    expect(dated.out).toBe(dated.edition);
    expect([...dated.out.reports.keys()]).toEqual([2025]);
  });
});

it("all that is wrong in a report is told at once, each line once, also beside numbers that are none and faults of another year", () => {
  const folder = join(temporary(), "content");
  cpSync(sample, folder, { recursive: true });
  const file = join(folder, "reports/2025.md");
  const text = readFileSync(file, "utf8")
    .replace("staff.partTime: 3", "staff.partTime: 三人")
    .replace("offices.total: 1", "offices.total: -1")
    .replace("{{ figures.items.total }} 条", "70 条")
    .replace("{{ figures.interpretations.total }} 篇", "18 篇")
    .replace("## 六、其他需要报告的事项", "## 六、其他事项");
  writeFileSync(file, text);
  // A record of another year that cannot be read hides nothing of this one.
  writeFileSync(join(folder, "items/2017/0001.md"), "---\ntitle: 甲\ndate: x\nreview:\n  by: 示例岗\n  date: 2017-01-03\n---\n");
  const { problems } = walk(folder, TODAY);
  const told = problems.filter((p) => p.file.endsWith("reports/2025.md"));
  expect(told.map((p) => p.rule).sort()).toEqual([
    "declared-number",
    "declared-number",
    "figure-contradicts",
    "figure-contradicts",
    "report-sections",
  ]);
  expect(new Set(told.map((p) => p.message)).size).toBe(told.length);
  expect(problems.some((p) => p.file.endsWith("items/2017/0001.md"))).toBe(true);
});
