/** A computer whose date is years off is told once; a slip in one record stays that record's fault. */
import { cpSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { buildTodo } from "../scripts/desk/todo.ts";
import { errorsOf, formatProblems } from "../scripts/problem.ts";
import { type Day, day } from "../scripts/rules/days.ts";
import { walk } from "../scripts/walk.ts";
import { root, sample, TODAY, temporary, writeDeep } from "./support.ts";

/** A small office with items published on these days. */
function office(...days: readonly string[]): string {
  const content = join(temporary(), "content");
  cpSync(join(root, "test/cases/_base"), content, { recursive: true });
  for (const [i, d] of days.entries()) {
    writeDeep(
      join(content, `items/${d.slice(0, 4)}/${String(i + 1).padStart(4, "0")}.md`),
      `---\ntitle: 第${i + 1}号公告\ndate: ${d}\nformed: ${d}\ncategory: 公告公示\ntopic: 21-1\nchannels: 政府网站\nreview:\n  by: 示例审核岗\n  date: ${d}\n---\n正文。\n`,
    );
  }
  return content;
}

const rulesOn = (content: string, today: string): string[] => errorsOf(walk(content, day(today)).problems).map((p) => p.rule);

describe("the computer's date", () => {
  it.each(["2009-01-01", "2016-12-31", "2020-05-05", "2035-06-01", "2060-01-01"])(
    "%s over the sample: one fault, and what to do",
    (today) => {
      const { content, problems, edition } = walk(sample, day(today));
      const said = formatProblems(errorsOf(problems));
      expect(errorsOf(problems)).toHaveLength(1);
      expect(said).toMatch(/电脑的日期（时钟）是 20\d\d-\d\d-\d\d/);
      expect(said).toContain("调整日期和时间");
      expect(said).toMatch(/--today 20\d\d-\d\d-\d\d/);
      expect(said).not.toContain("请核对这两个日期");
      const tasks = buildTodo({ content, problems, edition, published: undefined, today: day(today) });
      expect(tasks.map((t) => t.id).filter((id) => !id.startsWith("faults:"))).toEqual([]);
      expect(tasks[0]?.id).toBe("faults:clock");
    },
  );

  it("right, or a little behind: nothing of it", () => {
    expect(rulesOn(sample, TODAY)).toEqual([]);
    // Two years after the sample somebody still builds it.
    expect(rulesOn(sample, "2029-03-01")).toEqual([]);
  });

  it("one record of another year, three that are prepared for next week: their own faults", () => {
    expect(rulesOn(office("2026-03-02", "2026-04-02", "2026-05-06", "2026-12-31"), "2026-06-01")).toEqual(["date-order"]);
    expect(rulesOn(office("2026-03-02", "2026-06-05", "2026-06-08", "2026-06-09"), "2026-06-01")).toEqual([
      "date-order",
      "date-order",
      "date-order",
    ]);
    expect(rulesOn(office("2026-03-02", "2062-04-02", "2062-05-02", "2062-06-02"), "2026-06-01")).not.toContain("clock");
  });

  it("a new office: what it wrote in its first days is later than a clock that stands before the program", () => {
    expect(rulesOn(office("2026-11-30"), "2009-01-01")).toEqual(["clock"]);
    expect(rulesOn(office("2026-12-20"), "2026-12-01")).toEqual(["date-order"]);
    const empty = office();
    rmSync(join(empty, "items"), { recursive: true, force: true });
    expect(rulesOn(empty, "2026-12-01")).toEqual([]);
  });

  it("published.json that is later than today bears it out", () => {
    const against = (newest: string) => Object.assign(() => [], { newest: day(newest) as Day | undefined });
    const content = office("2026-03-02", "2026-10-09");
    const rules = (newest: string): string[] =>
      errorsOf(walk(content, day("2026-06-01"), undefined, undefined, against(newest)).problems).map((p) => p.rule);
    expect(rules("2026-10-10")).toEqual(["clock"]);
    expect(rules("2026-03-03")).toEqual(["date-order"]);
  });
});
