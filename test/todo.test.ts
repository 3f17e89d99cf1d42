/** 待办: what is said to be done, on which day, with which article. */
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { buildTodo, leftInWords, newestRecords, type Task, taskKinds, termLeft } from "../scripts/desk/todo.ts";
import { day } from "../scripts/rules/days.ts";
import { classOfLabel, freshUntil, inspectionOn } from "../scripts/rules/inspection.ts";
import { announced } from "../scripts/rules/workdays.ts";
import { publicationTerm } from "../scripts/timeliness.ts";
import { walk } from "../scripts/walk.ts";
import { copyOfSample, root, sample, TODAY, temporary, writeDeep } from "./support.ts";

type Files = Readonly<Record<string, string>>;

const REVIEW = "review:\n  by: 示例审核岗\n  date: 2025-01-02\n";
const record = (head: string, body = "示例正文。"): string => `---\n${head}\n---\n${body}\n`;
/** An item with its review, unless `head` has one. */
const item = (head: string, body?: string): string =>
  record(`title: 示例事项\ncategory: 公告公示\ntopic: 21-1\nchannels: 政府网站\n${REVIEW}${head}`, body);
const unreviewed = (head: string): string => record(`title: 示例事项\ncategory: 公告公示\nchannels: 政府网站\n${head}`);
const request = (head: string): string => record(`via: window\napplicant: natural\nabout: 示例资料\n${head}`);

/** The small base with files added, walked on a day. */
function given(files: Files, today: string, published?: readonly string[]) {
  const folder = join(temporary(), "content");
  cpSync(join(root, "test/cases/_base"), folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) writeDeep(join(folder, name), text);
  const walked = walk(folder, day(today));
  return { ...walked, published: published && new Set(published), today: day(today), folder };
}

const tasks = (files: Files, today: string, published?: readonly string[]): Task[] => buildTodo(given(files, today, published));
const only = (list: readonly Task[], kind: string): Task[] => list.filter((t) => t.kind === kind);
const one = (files: Files, today: string, kind: string, published?: readonly string[]): Task => {
  const found = only(tasks(files, today, published), kind);
  expect(found.map((t) => t.title)).toHaveLength(1);
  return found[0] as Task;
};

describe("成文到公开", () => {
  const waiting = { "items/2025/0001.md": unreviewed("date: 2025-03-14\nformed: 2025-03-10") };

  it("an item without review has the days of its term left, soon and then late", () => {
    // 2025-03-10 + 20 工作日 with 清明 on 4 April: 11–14 (4), 17–21 (9), 24–28 (14), 31–3 April (18), 7 (19), 8 April (20).
    const early = one(waiting, "2025-03-14", "review");
    expect(early).toMatchObject({ severity: "planned", due: "2025-04-08", daysLeft: 25, workdaysLeft: 16, record: "items/2025/0001" });
    expect(early.title).toBe("“示例事项”等审查，还没有公开");
    expect(early.todo).toContain("20 个工作日");
    expect(early.source).toContain("第十七条");
    expect(early.source).toContain("第二十六条");
    expect(early.page).toBeUndefined();
    expect(one(waiting, "2025-04-01", "review")).toMatchObject({ severity: "soon", workdaysLeft: 4 });
    expect(one(waiting, "2025-04-08", "review")).toMatchObject({ severity: "soon", daysLeft: 0 });
    const late = one(waiting, "2025-04-09", "review");
    expect(late).toMatchObject({ severity: "late", daysLeft: -1 });
    expect(leftInWords(late)).toBe("已过期 1 天");
  });

  it("the catalogue's shorter time counts, a longer one does not; the old regulation is cited for old items", () => {
    const site = (days: number) => {
      const g = given({ "items/2025/0001.md": item("date: 2025-03-14\nformed: 2025-03-10\nmatter: 低保") }, "2025-03-20");
      const [r] = g.content.records.items;
      if (!r || !g.content.site) throw new Error("no record");
      return publicationTerm(r, { ...g.content.site, catalogue: [{ matter: "低保", workdays: days, channels: "政府网站" }] } as never);
    };
    expect(site(10)).toMatchObject({ workdays: 10 });
    expect(site(10)?.source).toContain("公开事项目录“低保”");
    expect(site(30)).toMatchObject({ workdays: 20, source: "《政府信息公开条例》第二十六条" });
    const old = one({ "items/2017/0001.md": unreviewed("date: 2017-03-14\nformed: 2017-03-10") }, "2017-03-15", "review");
    expect(old.source).toBe("《政府信息公开条例》（2007）第十四条，《政府信息公开条例》（2007）第十八条");
  });

  it("a date that has not come is told with the term, and that the site waits for it", () => {
    const t = one({ "items/2025/0001.md": item("date: 2025-04-20\nformed: 2025-03-10") }, "2025-03-20", "publish");
    expect(t.title).toContain("还没有到，而且晚于期限");
    expect(t.line).toBe(9);
  });

  it("what the last publication does not hold waits to be published; many of them in one line", () => {
    const files = { "items/2025/0001.md": item("date: 2025-03-14\nformed: 2025-03-10") };
    expect(only(tasks(files, "2025-03-20"), "publish")).toEqual([]);
    expect(only(tasks(files, "2025-03-20", ["items/2025/0001.html"]), "publish")).toEqual([]);
    const t = one(files, "2025-03-20", "publish", []);
    expect(t.todo).toContain("npm run publish");
    expect(t.page).toBe("items/2025/0001.html");
    const many = Object.fromEntries(
      Array.from({ length: 12 }, (_, i) => [`items/2025/${1000 + i}.md`, item("date: 2025-03-14\nformed: 2025-03-10")]),
    );
    expect(one(many, "2025-03-20", "publish", []).title).toBe("有 12 条写好了，还没有发布");
  });

  it("of very many without review the most urgent ten, and one line for the rest", () => {
    const files = Object.fromEntries(
      Array.from({ length: 40 }, (_, i) => [
        `items/2025/${1000 + i}.md`,
        unreviewed(`date: 2025-03-14\nformed: 2025-03-${i < 2 ? "03" : "10"}`),
      ]),
    );
    const reviews = only(tasks(files, "2025-03-20"), "review");
    expect(reviews).toHaveLength(11);
    expect(reviews.slice(0, 2).map((t) => t.record)).toEqual(["items/2025/1000", "items/2025/1001"]);
    expect(reviews.find((t) => t.id === "review:others")).toMatchObject({
      title: "另有 30 条等审查",
      due: "2025-04-08",
      record: undefined,
    });
  });

  it("what was late this year is named once, for the report", () => {
    const t = one({ "items/2025/0001.md": item("date: 2025-05-14\nformed: 2025-03-10") }, "2025-05-20", "publish");
    expect(t).toMatchObject({ severity: "planned" });
    expect(t.title).toContain("今年有 1 条公开得晚了");
    expect(only(tasks({ "items/2025/0001.md": item("date: 2025-04-08\nformed: 2025-03-10") }, "2025-05-20"), "publish")).toEqual([]);
  });

  it("where the holiday table ends the 工作日 are said, and no day is guessed", () => {
    const left = termLeft(day("2026-12-14"), 20, day("2026-12-21"), announced);
    expect(left).toEqual({ due: undefined, daysLeft: undefined, workdaysLeft: 15, severity: "planned" });
    expect(leftInWords(left)).toContain("剩 15 个工作日");
    expect(termLeft(day("2026-12-14"), 20, day("2027-02-01"), announced)).toMatchObject({
      due: undefined,
      workdaysLeft: undefined,
      severity: "soon",
    });
  });
});

describe("依申请公开", () => {
  it("days left, the extension that is possible, and the days for 补正", () => {
    const t = one({ "requests/2025/0001.md": request("received: 2025-03-04") }, "2025-03-10", "requests");
    expect(t).toMatchObject({ due: "2025-04-01", workdaysLeft: 16, severity: "planned", record: "requests/2025/0001", line: 5 });
    expect(t.todo).toContain("再延 20 个工作日");
    expect(t.todo).toContain("2025-03-13 以前一次性告知补正");
    expect(t.source).toBe("《政府信息公开条例》第三十三条");
    expect(one({ "requests/2025/0001.md": request("received: 2025-03-04") }, "2025-03-26", "requests").severity).toBe("soon");
    const late = one({ "requests/2025/0001.md": request("received: 2025-03-04") }, "2025-04-02", "requests");
    expect(late).toMatchObject({ severity: "late" });
    expect(late.todo).toContain("马上答复");
    const extended = one({ "requests/2025/0001.md": request("received: 2025-03-04\nextended: true") }, "2025-03-10", "requests");
    expect(extended.todo).toContain("不能再延");
    // 1 April is the 20th; 2–3 (22), 7–11 (27), 14–18 (32), 21–25 (37), Sunday 27 worked (38), 28 (39), 29 April (40).
    expect(extended.due).toBe("2025-04-29");
  });

  it("of the old regulation: 15, and nothing of a day for 补正", () => {
    const t = one({ "requests/2017/0001.md": request("received: 2017-09-20") }, "2017-09-21", "requests");
    expect(t).toMatchObject({ due: "2017-10-17" });
    expect(t.todo).toContain("再延 15 个工作日");
    expect(t.todo).not.toContain("告知补正");
    expect(t.source).toContain("（2007）第二十四条");
  });

  it("the clock stands still since a day, for 补正 and for a third party", () => {
    const paused = (why: string) => request(`received: 2025-03-04\npaused:\n  - from: 2025-03-06\n    why: ${why}`);
    const supplement = one({ "requests/2025/0001.md": paused("supplement") }, "2025-06-10", "requests");
    expect(supplement).toMatchObject({ severity: "planned" });
    expect(supplement.due).toBeUndefined();
    expect(supplement.title).toContain("停钟：补正，从 2025-03-06 起");
    const third = one({ "requests/2025/0001.md": paused("thirdParty") }, "2025-03-10", "requests");
    // 6 March + 15: 7 (1), 10–14 (6), 17–21 (11), 24–27 (15).
    expect(third).toMatchObject({ due: "2025-03-27", severity: "planned" });
    expect(third.source).toContain("第三十二条");
    const over = one({ "requests/2025/0001.md": paused("thirdParty") }, "2025-03-28", "requests");
    expect(over).toMatchObject({ severity: "soon" });
    expect(over.todo).toContain("现在已经过了");
  });

  it("an answered one is done", () => {
    const done = request("received: 2025-03-04\noutcome: open\nanswered: 2025-03-10");
    expect(only(tasks({ "requests/2025/0001.md": done }, "2025-05-10"), "requests")).toEqual([]);
  });
});

describe("公示", () => {
  const notice = (more = "") =>
    item(`date: 2025-03-14\nformed: 2025-03-10\nnotice:\n  from: 2025-03-14\n  to: 2025-03-20\n${more}`.trimEnd());
  const files = { "items/2025/0001.md": notice() };
  const result = (head: string, body?: string) => item(`date: 2025-03-24\nformed: 2025-03-21\n${head}`.trimEnd(), body);

  it("runs, ends, and asks for its result until one is there", () => {
    expect(one(files, "2025-03-15", "notices")).toMatchObject({ due: "2025-03-20", daysLeft: 5, severity: "planned" });
    expect(one(files, "2025-03-18", "notices")).toMatchObject({ severity: "soon" });
    const over = one(files, "2025-03-24", "notices");
    expect(over.title).toContain("2025年3月20日结束，4 天了，还没有结果");
    expect(over.todo).toContain("resultOf: items/2025/0001");
    expect(over.todo).toContain("noticeDone");
    expect(one(files, "2025-05-24", "notices").severity).toBe("planned");
    expect(only(tasks(files, "2025-11-24"), "notices")).toEqual([]);
  });

  it.each([
    ["resultOf", result("resultOf: items/2025/0001")],
    ["supersedes", result("supersedes: items/2025/0001")],
    ["a link", result("", "公示见[公示](0001.md)。")],
  ])("%s of a later item is its result", (_, text) => {
    expect(only(tasks({ ...files, "items/2025/0002.md": text }, "2025-03-25"), "notices")).toEqual([]);
  });

  it("the same number without a link, or a link from before its end, is none; nor is a result that is not public yet", () => {
    const other = { ...files, "items/2025/0002.md": result("", "编号0001。") };
    expect(only(tasks(other, "2025-03-25"), "notices")).toHaveLength(1);
    const before = { ...files, "items/2025/0002.md": item("date: 2025-03-17\nformed: 2025-03-16", "见[公示](0001.md)。") };
    expect(only(tasks(before, "2025-03-25"), "notices")).toHaveLength(1);
    const hidden = { ...files, "items/2025/0002.md": unreviewed("date: 2025-03-24\nformed: 2025-03-21\nresultOf: items/2025/0001") };
    expect(only(tasks(hidden, "2025-03-25"), "notices")).toHaveLength(1);
  });

  it("is done when the clerk says so", () => {
    const g = given({ "items/2025/0001.md": notice("noticeDone: 2025-03-21") }, "2025-03-25");
    expect(g.problems.filter((p) => p.severity === "error")).toEqual([]);
    expect(only(buildTodo(g), "notices")).toEqual([]);
  });
});

describe("栏目", () => {
  it("a column is of the class that its name or site.yaml says", () => {
    expect(["镇务动态", "公告公示", "规范性文件", "政策文件", "财政信息"].map(classOfLabel)).toEqual([
      "news",
      "documents",
      "documents",
      "documents",
      "none",
    ]);
    const rules = inspectionOn(day("2026-01-01"));
    expect(freshUntil(day("2025-08-31"), "documents", rules)).toBe("2026-02-28");
    expect(freshUntil(day("2025-03-14"), "news", rules)).toBe("2025-03-28");
    expect(freshUntil(day("2025-03-14"), "none", rules)).toBeUndefined();
  });

  it("is warned of ahead and late by a day", () => {
    const files = { "items/2025/0001.md": item("date: 2025-03-14\nformed: 2025-03-10") };
    const column = (today: string) => tasks(files, today).find((t) => t.id === "columns:announcements");
    expect(column("2025-06-01")).toBeUndefined();
    expect(column("2025-08-01")).toMatchObject({ severity: "planned", due: "2025-09-14" });
    expect(column("2025-08-20")).toMatchObject({ severity: "soon" });
    expect(column("2025-09-14")).toMatchObject({ severity: "soon", daysLeft: 0 });
    expect(column("2025-09-15")).toMatchObject({ severity: "late", daysLeft: -1 });
    expect(column("2025-09-15")?.source).toBe("国办秘函〔2019〕19号");
    const home = (today: string) => tasks(files, today).find((t) => t.id === "columns:home");
    expect(home("2025-03-20")).toMatchObject({ severity: "planned", due: "2025-03-28" });
    expect(home("2025-03-29")?.title).toContain("从 2025-03-14 起没有新内容");
  });

  it("five empty ones are a veto, said before it comes to that", () => {
    // Empty in the base with one item: 规范性文件, 政策解读, 回应关切, and the standing pages that it lacks.
    const files = { "items/2025/0001.md": item("date: 2025-03-14\nformed: 2025-03-10") };
    const g = given(files, "2025-03-20");
    const lacking = ["guide", "rules", "apply"].filter((id) => !g.content.pages.some((p) => p.id === id)).length;
    const veto = buildTodo(g).find((t) => t.id === "columns:veto-empty");
    expect(veto?.severity).toBe(3 + lacking >= 5 ? "late" : "soon");
    expect(veto?.title).toContain(`${3 + lacking} 个栏目空着`);
    expect(veto?.todo).toContain("规范性文件、政策解读、回应关切");
  });

  it("names the topics of both articles, of the regulation in force, that nothing is about", () => {
    const now = only(tasks({ "items/2025/0001.md": item("date: 2025-03-14\nformed: 2025-03-10") }, "2025-03-20"), "empty");
    const topics = now.filter((t) => t.id.startsWith("empty:topics"));
    expect(topics.map((t) => t.title)).toEqual([
      "条例第二十条的 15 项重点内容，有 15 项还没有信息",
      "条例第二十一条的 8 项重点内容，有 7 项还没有信息",
    ]);
    expect(topics[1]?.todo).not.toContain("21-1");
    expect(topics[1]?.todo).toContain("社会救助（21-8）");
    const then = only(tasks({}, "2017-03-20"), "empty").filter((t) => t.id.startsWith("empty:topics"));
    expect(then.map((t) => t.source)).toEqual(["《政府信息公开条例》（2007）第十二条"]);
  });
});

describe("公开事项目录", () => {
  const catalogue = `catalogue:
  - matter: 惠农补贴
    content: 分村发放情况
    channels: 政府网站
  - matter: 财政预算、决算
    content: 报表
    channels: 政府网站
  - matter: 低保初审
    content: 初审对象
    channels: 村公示栏
`;
  const site = `${readFileSync(join(root, "test/cases/_base/site.yaml"), "utf8")}${catalogue}`;
  const at = (head: string) =>
    tasks({ "site.yaml": site, "items/2025/0001.md": item(`date: 2025-03-14\nformed: 2025-03-10\n${head}`.trimEnd()) }, "2025-03-20").find(
      (t) => t.id === "empty:catalogue",
    );

  it("names the matters that no item is about, and none that is kept off the website", () => {
    expect(at("")?.todo).toContain("惠农补贴、财政预算、决算。");
    expect(at("matter: 惠农补贴")?.todo).toContain("照目录公开：财政预算、决算。");
    expect(at("keywords: 决算")?.todo).toContain("照目录公开：惠农补贴。");
    expect(at("")?.line).toBe(site.split("\n").indexOf("catalogue:") + 1);
  });
});

describe("年度报告, 放假安排, 要改的", () => {
  const files = { "items/2025/0001.md": item("date: 2025-03-14\nformed: 2025-03-10") };

  it("a report is asked for from November, presses in January and is late in February", () => {
    const at = (today: string) => only(tasks(files, today), "report")[0];
    expect(at("2025-10-31")).toBeUndefined();
    expect(at("2025-11-01")).toMatchObject({ id: "report:2025", severity: "planned", due: "2026-01-31" });
    expect(at("2026-01-05")).toMatchObject({ severity: "soon", daysLeft: 26, line: 0 });
    expect(at("2026-02-01")).toMatchObject({ severity: "late" });
    expect(at("2026-02-01")?.source).toContain("第四十九条、第五十条");
    // The 2007 rule: 31 March.
    const old = only(tasks({ "items/2017/0001.md": unreviewed("date: 2017-03-14") }, "2018-03-01"), "report")[0];
    expect(old).toMatchObject({ due: "2018-03-31", severity: "soon" });
    expect(old?.source).toContain("（2007）第三十一条");
  });

  it("next year's holidays are asked for in November; written into site.yaml, the days beyond New Year are counted", () => {
    const base = readFileSync(join(root, "test/cases/_base/site.yaml"), "utf8");
    const off = "off: 1月1日至3日、2月5日至11日、4月3日至5日、5月1日至5日、6月9日、9月15日、10月1日至7日";
    const told = `${base}holidays:\n  - year: 2027\n    ${off}\n    work: 2月20日、5月8日、9月26日、10月9日\n`;
    const asked = { ...files, "requests/2026/0001.md": request("received: 2026-12-10") };
    expect(only(tasks(asked, "2026-10-31"), "workdays")).toEqual([]);
    expect(only(tasks(asked, "2026-11-01"), "workdays")).toMatchObject([{ id: "workdays:2027", severity: "soon", due: "2026-12-31" }]);
    const at = (site: string, today: string) => only(tasks({ ...asked, "site.yaml": site }, today), "requests")[0];
    expect(at(base, "2026-12-21")).toMatchObject({ due: undefined, workdaysLeft: 13 });
    // By hand: December 11 14–18 21–25 28–31 are fifteen, January 4–8 five.
    expect(at(told, "2026-12-21")).toMatchObject({ due: "2027-01-08", workdaysLeft: 13 });
    expect(only(tasks({ ...asked, "site.yaml": told }, "2026-12-21"), "workdays")).toEqual([]);
    // Answered on the last day in time, and a day late: in the figures of the year.
    const late = (answered: string) => {
      const ended = {
        ...asked,
        "site.yaml": told,
        "requests/2026/0001.md": request(`received: 2026-12-10\noutcome: open\nanswered: ${answered}`),
      };
      const { edition, problems } = given(
        { ...ended, "trainings/2027/0001.md": record("title: 示例培训\ndate: 2027-01-05\ntype: class\nparticipants: 5") },
        "2027-02-01",
      );
      expect(problems.filter((p) => p.severity === "error")).toEqual([]);
      return edition?.tallies.get(2027)?.figures.get("requests.late")?.value;
    };
    expect([late("2027-01-08"), late("2027-01-11")]).toEqual([0, 1]);
  });

  it("a draft says how many cells lack; a published one asks for nothing", () => {
    const content = copyOfSample();
    const file = join(content, "reports/2025.md");
    const text = readFileSync(file, "utf8");
    writeFileSync(file, text.replace(/^date: .*\n/m, "").replace(/^ {2}decisions\.permits: .*\n/gm, ""));
    const draft = only(buildTodo({ ...walk(content, TODAY), published: undefined, today: TODAY }), "report")[0];
    expect(draft).toMatchObject({ title: "2025 年年度报告还没有公布", severity: "late", line: 2 });
    expect(draft?.todo).toMatch(/^还有 1 格数字没有申报；/);
    const fine = only(buildTodo({ ...walk(sample, TODAY), published: undefined, today: day("2026-10-23") }), "report");
    expect(fine).toEqual([]);
  });

  it("the next year's holidays are asked for from November on, while they are not there", () => {
    const at = (today: string) => only(tasks({}, today), "workdays")[0];
    expect(at("2026-10-31")).toBeUndefined();
    expect(at("2026-11-01")).toMatchObject({ severity: "soon", due: "2026-12-31" });
    expect(at("2025-11-20")).toBeUndefined();
    expect(at("2027-01-02")).toMatchObject({ severity: "late", id: "workdays:2027" });
  });

  it("errors come first, warnings in one line by sort", () => {
    const list = tasks({ ...files, "items/2025/0002.md": "review: 坏的" }, "2025-03-20");
    expect(list[0]).toMatchObject({ id: "faults:errors", severity: "late" });
    const warned = tasks({ "items/2025/0001.md": item("date: 2025-03-14", "请打13800138000联系张三。") }, "2025-03-20");
    expect(warned.find((t) => t.id === "faults:held")?.title).toMatch(/\d+ 处像是个人信息，或者没法检查，没有审查人写明理由，不能发布/);
    const waiting = tasks({ ...files, "items/2025/0002.md": "坏的" }, "2025-03-20");
    expect(waiting.filter((t) => t.id.startsWith("faults:e"))).toEqual([]);
    expect(waiting.find((t) => t.id === "review:items/2025/0002")).toMatchObject({ kind: "review", line: 1 });
  });
});

describe("all of it", () => {
  it("a fresh office is told what to begin with, and nothing is late", () => {
    const list = tasks({}, "2025-03-20");
    expect(list.filter((t) => t.severity === "late")).toEqual([]);
    expect(list.find((t) => t.id === "columns:veto-empty")?.severity).toBe("planned");
    expect(only(list, "report")).toEqual([]);
  });

  it("every task of the sample is whole: kind, words, file; most urgent first; ids once", () => {
    const list = buildTodo({ ...walk(sample, TODAY), published: undefined, today: TODAY });
    expect(list.length).toBeGreaterThan(3);
    const order = list.map((t) => ["late", "soon", "planned"].indexOf(t.severity));
    expect(order).toEqual(order.toSorted((a, b) => a - b));
    expect(new Set(list.map((t) => t.id)).size).toBe(list.length);
    for (const t of list) {
      expect(taskKinds.map((k) => k.code)).toContain(t.kind);
      expect(t.title).not.toMatch(/undefined|NaN/);
      expect(t.todo).toMatch(/。$/);
      expect(t.file).not.toBe("");
    }
  });

  it("newest records with their states", () => {
    const g = given(
      {
        "items/2025/0001.md": item("date: 2025-03-10"),
        "items/2025/0002.md": unreviewed("date: 2025-03-11"),
        "items/2025/0003.md": item("date: 2025-03-12\nwithdrawn:\n  date: 2025-03-13\n  reason: 重复"),
        "items/2025/0004.md": item("date: 2025-03-30"),
      },
      "2025-03-20",
      ["items/2025/0003.html"],
    );
    expect(newestRecords(g).map((n) => `${n.record.serial} ${n.state}`)).toEqual([
      "0004 不能发布",
      "0003 已撤回",
      "0002 等审查",
      "0001 等发布",
    ]);
    expect(newestRecords(g, 1)).toHaveLength(1);
  });
});
