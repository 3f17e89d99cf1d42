/** The proofreader of notices: our corpus of mistakes and near misses, and that long bodies and generated notices stay silent. */
import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { checkNotices } from "../scripts/check/notices.ts";
import { type Content, readContent } from "../scripts/content.ts";
import { errorsOf, formatProblems, type Problem } from "../scripts/problem.ts";
import { random } from "./bench/generate.ts";
import { writeNotices } from "./bench/notices.ts";
import { corpus, type Written } from "./notices-corpus.ts";
import { sample, temporary } from "./support.ts";

/** The notices as records of the sample's office, in their order. */
function folderOf(list: readonly Written[]): Content {
  const folder = join(temporary(), "content");
  mkdirSync(folder);
  cpSync(join(sample, "site.yaml"), join(folder, "site.yaml"));
  for (const [i, { title, date, head, body }] of list.entries()) {
    const year = join(folder, "items", date.slice(0, 4));
    mkdirSync(year, { recursive: true });
    const review = `review:\n  by: 党政办公室审核岗\n  date: ${date}\n`;
    writeFileSync(
      join(year, `${String(i + 1).padStart(4, "0")}.md`),
      `---\ntitle: ${JSON.stringify(title)}\ndate: ${date}\nformed: ${date}\ncategory: 公告公示\nchannels:\n  - 政府网站\n${head}${review}---\n${body}\n`,
    );
  }
  return readContent(folder);
}

const content = folderOf(corpus);
const problems = checkNotices(content);
const of = (i: number): Problem[] => problems.filter((p) => p.file.endsWith(`/${String(i + 1).padStart(4, "0")}.md`));

describe("notices with one mistake, and right ones close by", () => {
  it("can all be read", () => {
    expect(errorsOf(content.problems)).toEqual([]);
    expect(content.records.items.length).toBe(corpus.length);
  });

  it.each(corpus.map((w, i) => [`${i + 1} ${w.rule ?? "right"}: ${w.title}`, w, i] as const))("%s", (_, written, i) => {
    const found = of(i);
    if (written.rule === undefined) expect(found.map((p) => p.message)).toEqual([]);
    else {
      expect([...new Set(found.map((p) => p.rule))]).toEqual([written.rule]);
      expect(found.every((p) => p.severity === "warning")).toBe(true);
    }
  });

  it("what the clerk reads of each rule", async () => {
    const first = new Map<string, { readonly written: Written; readonly problems: Problem[] }>();
    for (const [i, written] of corpus.entries())
      if (written.rule !== undefined && !first.has(written.rule)) first.set(written.rule, { written, problems: of(i) });
    const told = [...first]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([rule, { written, problems: list }]) => {
        const shown = formatProblems(list)
          .replaceAll(content.folder.replaceAll("\\", "/"), "content")
          .replace(/content\/items\/\d{4}\/\d{4}\.md/g, "这一条");
        return `## ${rule}\n\n${written.title}\n\n${written.body}\n\n${shown.split("\n\n").slice(0, -1).join("\n\n")}\n`;
      });
    await expect(told.join("\n")).toMatchFileSnapshot("notices-messages.txt");
  });

  it("is remembered when it was found right, for these words only", () => {
    const wrong: Written = { rule: "word-slip", title: "关于台帐的通知", date: "2025-06-12", head: "", body: "请各村报送材料。" };
    const said = checkNotices(folderOf([wrong]));
    const quote = /says: (.*?) 和 reason/.exec(said[0]?.message ?? "")?.[1] ?? "";
    const confirmed = `confirmed:\n  - says: ${quote}\n    reason: 系统名称就是这样写的\n`;
    expect(said.length).toBe(1);
    expect(checkNotices(folderOf([{ ...wrong, head: confirmed }]))).toEqual([]);
    expect(checkNotices(folderOf([{ ...wrong, title: "关于对帐的通知", head: confirmed }])).length).toBe(1);
  });
});

it("nothing is said of people who may be of two groups at once; of villages and of a measure it is", () => {
  const next = random(29);
  const between = (a: number, b: number): number => a + Math.floor(next() * (b - a + 1));
  const groups = [
    ["老年人", "残疾人", "低保户"],
    ["妇女", "青年", "党员"],
    ["种植户", "养殖户", "经营户"],
    ["教师", "医生"],
    ["带头人", "技术员", "网格员"],
  ];
  const written = (body: string): Written => ({ rule: undefined, title: "关于走访群众的公布", date: "2025-06-12", head: "", body });
  const people = Array.from({ length: 500 }, (_, i) => {
    const whole = between(100, 900);
    const parts = (groups[i % groups.length] ?? []).map((name) => `${name}${between(Math.ceil(whole * 0.05), Math.floor(whole * 0.4))}人`);
    return written(`走访群众${whole}人，其中${parts.join("、")}。`);
  });
  expect(checkNotices(folderOf(people)).map((p) => p.message)).toEqual([]);
  const villages = Array.from({ length: 50 }, () => {
    const [a, b, c] = [between(10, 90), between(10, 90), between(10, 90)];
    return written(`走访群众${a + b + c - between(1, 9)}人，其中园河村${a}人、小河村${b}人、菜园村${c}人。`);
  });
  expect(new Set(checkNotices(folderOf(villages)).map((p) => p.file)).size).toBe(50);
});

it("names of the county's other townships make a place sure; without the list nothing is said", () => {
  const written: Written = {
    rule: undefined,
    title: "关于森林草原防火的通告",
    date: "2025-06-12",
    head: "",
    body: "请树坪乡各村做好防火工作。",
  };
  const plain = folderOf([written]);
  expect(checkNotices(plain)).toEqual([]);
  const { site } = plain;
  if (!site) throw new Error("no site");
  expect(checkNotices({ ...plain, site: { ...site, neighbours: ["树坪乡"] } }).map((p) => p.rule)).toEqual(["other-township"]);
});

it("nothing is said of 400 generated notices without a fault, and of one of them with another total it is", () => {
  const folder = join(temporary(), "content");
  writeNotices(folder, 400, 7);
  const made = readContent(folder);
  expect(errorsOf(made.problems)).toEqual([]);
  expect(made.records.items.length).toBe(400);
  expect(checkNotices(made)).toEqual([]);
  const items = made.records.items.map((r) => ({
    ...r,
    body: r.body.replace(/(\| 合计 \| {2}\| )(\d+)/, (_, head: string, n: string) => `${head}${Number(n) + 7}`),
  }));
  const changed = items.filter((r, i) => r.body !== made.records.items[i]?.body);
  expect(changed.length).toBeGreaterThan(50);
  const told = checkNotices({ ...made, records: { ...made.records, items: changed } });
  expect(new Set(told.filter((p) => p.rule === "table-sum").map((p) => p.file)).size).toBe(changed.length);
});
