/** The tasks by day, as a month's sheet, as a calendar file, and in the terminal. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import ICAL from "ical.js";
import { describe, expect, it } from "vitest";
import { dueCalendar, monthSheet } from "../scripts/desk/calendar.ts";
import { foldLine, todoIcs } from "../scripts/desk/ics.ts";
import type { Task } from "../scripts/desk/todo.ts";
import { addDays, type Day, day, dayNumber } from "../scripts/rules/days.ts";
import { announced } from "../scripts/rules/workdays.ts";
import { copyOfSample, run, sample, temporary, writeDeep } from "./support.ts";

const today = day("2026-09-24");
const task = (id: string, due: string | undefined, more: Partial<Task> = {}): Task => ({
  id,
  kind: "requests",
  severity: "planned",
  due: due as Day | undefined,
  daysLeft: due === undefined ? undefined : dayNumber(day(due)) - dayNumber(today),
  title: `答复${id}`,
  todo: "请答复。",
  file: `content/${id}.md`,
  line: 3,
  ...more,
});

const list: Task[] = [
  task("requests/2026/0001", "2026-10-08"),
  task("requests/2026/0002", "2026-09-20", { severity: "late" }),
  task("requests/2026/0003", "2026-09-24", { title: "逗号,分号;反斜线\\换\n行，很长".repeat(6) }),
  task("requests/2026/0004", undefined),
  task("requests/2026/0005", "2026-12-31", { workdaysLeft: 3, source: "《政府信息公开条例》第三十三条" }),
  task("requests/2026/0006", "2026-10-08"),
];

describe("日历", () => {
  it("what is overdue, and the coming sixty days by day", () => {
    const { overdue, coming } = dueCalendar(list, today);
    expect(overdue.map((t) => t.id)).toEqual(["requests/2026/0002"]);
    expect(coming.map((c) => [c.day, c.tasks.length])).toEqual([
      ["2026-09-24", 1],
      ["2026-10-08", 2],
    ]);
    expect(dueCalendar(list, today, 120).coming).toHaveLength(3);
  });

  it("a month's sheet begins on Monday and knows the moved days", () => {
    const sheet = monthSheet(list, day("2026-10-15"), announced);
    expect([sheet.year, sheet.month, sheet.weeks.length]).toEqual([2026, 10, 5]);
    const days = sheet.weeks.flat();
    // 1 October 2026 is a Thursday.
    expect(days.findIndex((d) => d?.day === "2026-10-01")).toBe(3);
    expect(days.filter((d) => d !== undefined)).toHaveLength(31);
    const of = (d: string) => days.find((x) => x?.day === d);
    expect(of("2026-10-08")?.tasks).toHaveLength(2);
    expect(of("2026-10-05")).toMatchObject({ workday: false, moved: true });
    expect(of("2026-10-10")).toMatchObject({ workday: true, moved: true });
    expect(of("2026-10-11")).toMatchObject({ workday: false, moved: false });
    expect(monthSheet([], day("2031-02-10"), announced).weeks[0]?.at(-1)?.workday).toBeUndefined();
  });
});

/** RFC 5545 by hand: unfolds, and gives each component's properties. */
function parseIcs(text: string): { name: string; of: Record<string, string>; inside: string }[] {
  expect(text.endsWith("\r\n")).toBe(true);
  expect(text.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
  for (const line of text.split("\r\n")) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  // A cut character would come back as a replacement character.
  expect(text).not.toContain("\ufffd");
  const stack: { name: string; of: Record<string, string>; inside: string }[] = [];
  const done: typeof stack = [];
  for (const line of text
    .replace(/\r\n[ \t]/g, "")
    .trimEnd()
    .split("\r\n")) {
    const m = /^([A-Z-]+)((?:;[A-Z-]+=[^:;]+)*):(.*)$/.exec(line);
    if (!m) throw new Error(`no property: ${line}`);
    const [, name = "", parameters = "", value = ""] = m;
    if (name === "BEGIN") stack.push({ name: value, of: {}, inside: stack.at(-1)?.name ?? "" });
    else if (name === "END") {
      const top = stack.pop();
      if (top?.name !== value) throw new Error(`${value} ends inside ${top?.name}`);
      done.push(top);
    } else {
      const top = stack.at(-1);
      if (!top || top.of[name] !== undefined) throw new Error(`${name} is outside or twice`);
      top.of[name] = `${parameters}|${value}`;
    }
  }
  expect(stack).toEqual([]);
  return done;
}

const plainText = (text: string): string => text.replace(/\\(.)/g, (_, c: string) => (c === "n" ? "\n" : c));

describe("todo.ics", () => {
  const text = todoIcs(list, { name: "某,镇", code: "11640522" }, today, announced);

  it("is a calendar by hand: one all-day event a task, overdue ones today, UIDs stable and once", () => {
    const parts = parseIcs(text);
    const events = parts.filter((p) => p.name === "VEVENT");
    expect(parts.at(-1)?.of).toMatchObject({ VERSION: "|2.0", METHOD: "|PUBLISH", "X-WR-CALNAME": "|某\\,镇信息公开待办" });
    expect(events.map((e) => e.of.DTSTART)).toEqual([
      ";VALUE=DATE|20261008",
      ";VALUE=DATE|20260924",
      ";VALUE=DATE|20260924",
      ";VALUE=DATE|20261231",
      ";VALUE=DATE|20261008",
    ]);
    expect(events[3]?.of.DTEND).toBe(";VALUE=DATE|20270101");
    expect(events[1]?.of.SUMMARY).toBe("|已过期（2026-09-20）：答复requests/2026/0002");
    expect(plainText((events[2]?.of.SUMMARY ?? "").slice(1))).toBe(list[2]?.title);
    for (const e of events) expect(e.of.DTSTAMP).toBe("|20260924T000000Z");
    const uids = (ics: string) => parseIcs(ics).flatMap((p) => p.of.UID ?? []);
    expect(new Set(uids(text)).size).toBe(5);
    expect(uids(todoIcs(list, { name: "某镇", code: "11640522" }, addDays(today, 1), announced))).toEqual(uids(text));
    expect(todoIcs(list, { name: "某,镇", code: "11640522" }, today, announced)).toBe(text);
  });

  it("rings at nine on the working day before, across 国庆 too", () => {
    const alarms = parseIcs(text).filter((p) => p.name === "VALARM");
    expect(alarms.every((a) => a.inside === "VEVENT")).toBe(true);
    // 8 October 2026: the working day before is 30 September, eight days; nine o'clock is 8 × 24 − 9 hours before midnight.
    // 31 December: the day before. Today and what is overdue rings no more.
    expect(alarms.map((a) => a.of.TRIGGER)).toEqual(["|-PT183H", "|-PT15H", "|-PT183H"]);
  });

  it("is a calendar to another program (ical.js)", () => {
    const calendar = new ICAL.Component(ICAL.parse(text) as unknown[]);
    const events = calendar.getAllSubcomponents("vevent").map((e) => new ICAL.Event(e));
    expect(events).toHaveLength(5);
    expect(events[2]?.summary).toBe(list[2]?.title);
    expect(events[0]?.startDate.isDate).toBe(true);
    expect(events[0]?.startDate.toString()).toBe("2026-10-08");
    expect(events[0]?.duration.toSeconds()).toBe(86_400);
    const trigger = events[0]?.component.getFirstSubcomponent("valarm")?.getFirstPropertyValue("trigger") as ICAL.Duration;
    const rings = events[0]?.startDate.clone();
    if (rings) rings.isDate = false;
    rings?.addDuration(trigger);
    expect(rings?.toString()).toBe("2026-09-30T09:00:00");
  });

  it("folds at 75 octets and never inside a character", () => {
    for (const line of ["一".repeat(200), `a${"一".repeat(200)}`, `ab${"𠮷".repeat(100)}`, "x".repeat(76), "x".repeat(75), ""]) {
      const folded = foldLine(line);
      expect(folded.replace(/\r\n /g, "")).toBe(line);
      for (const part of folded.split("\r\n")) expect(Buffer.byteLength(part)).toBeLessThanOrEqual(75);
    }
    expect(foldLine("x".repeat(75))).not.toContain("\r\n");
  });
});

describe("npm run todo", () => {
  const at = (...args: string[]) => run("todo", ["--content", sample, "--today", "2026-11-23", ...args]);

  it("tells the tasks in groups, with what to do, article and file", () => {
    const { status, stdout } = at();
    expect(status).toBe(0);
    expect(stdout).toContain("西安镇2026年11月23日　共 ");
    expect(stdout).toMatch(/\n栏目更新（\d+）\n {2}已过期 260 天　“规范性文件”栏目没有按时更新/);
    expect(stdout).toContain("依据：国办秘函〔2019〕19号");
    expect(stdout).toMatch(/site\.yaml:\d+/);
  });

  it("the same for programs, for fewer days, and as a calendar file", () => {
    const ics = join(temporary(), "todo.ics");
    const { status, stdout, stderr } = at("--json", "--days", "100", "--ics", ics);
    expect(status).toBe(0);
    const { tasks, calendar } = JSON.parse(stdout) as { tasks: Task[]; calendar: { overdue: string[]; coming: { day: string }[] } };
    expect(tasks.map((t) => t.id)).toContain("report:2026");
    expect(calendar.overdue).toContain("columns:normative");
    expect(calendar.coming.map((c) => c.day)).toEqual(["2026-12-31", "2027-01-31"]);
    expect(stderr).toContain("日历写在");
    expect(parseIcs(readFileSync(ics, "utf8")).some((p) => p.of.UID?.startsWith("|report%3A2026@"))).toBe(true);
    const near = JSON.parse(at("--json", "--days", "10").stdout) as { tasks: Task[] };
    expect(near.tasks.map((t) => t.id)).not.toContain("workdays:2027");
    expect(near.tasks.map((t) => t.id)).toContain("columns:normative");
  });

  it("ends well with faults in the content, and names them first", () => {
    const content = copyOfSample();
    const good = readFileSync(join(content, "items/2025/0001.md"), "utf8");
    writeDeep(join(content, "items/2025/0099.md"), good.replace(/^title:.*\n/m, ""));
    const { status, stdout } = run("todo", ["--content", content, "--today", "2026-11-23"]);
    expect(status).toBe(0);
    expect(stdout).toContain("有 1 处要改，改好以前网站不更新");
    expect(stdout).toContain("items/2025/0099.md");
  });

  it.each([
    [["--days", "多"], "--days 30"],
    [["--ics", "/nowhere/at/all/x.ics"], "--ics todo.ics"],
    [["--today", "明天"], "--today 2026-01-20"],
    [["--content", "/nowhere"], "--content content"],
    [["items"], "用法：npm run todo"],
    [["--dayz", "3"], "用法：npm run todo"],
  ])("%j: says what to type instead", (args, said) => {
    const { status, stderr } = run("todo", ["--content", sample, "--today", "2026-11-23", ...args]);
    expect(status).toBe(2);
    expect(stderr).toContain(said);
  });
});
