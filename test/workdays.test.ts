import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isWorkday as chineseWorkday } from "chinese-days";
import { LegalHoliday } from "tyme4ts";
import { describe, expect, it } from "vitest";
import { parseYaml } from "../scripts/frontmatter.ts";
import { readSite } from "../scripts/model/site.ts";
import { Faults } from "../scripts/problem.ts";
import { addDays, type Day, day, firstDay, lastDay, monthOf, weekday } from "../scripts/rules/days.ts";
import { addWorkdays, announced, arrangements, isWorkday, UnknownYear, workdaysAfter, workdaysBetween } from "../scripts/rules/workdays.ts";
import { root } from "./support.ts";

const years = Object.keys(arrangements).map(Number);

/** By tyme4ts: a legal holiday's own flag, otherwise the plain week. */
function byTyme(d: ReturnType<typeof day>): boolean {
  const [y, m, dd] = d.split("-").map(Number) as [number, number, number];
  const holiday = LegalHoliday.fromYmd(y, m, dd);
  return holiday ? holiday.isWork() : weekday(d) % 6 !== 0;
}

describe("节假日安排", () => {
  it("has every year from the first 条例 on", () => {
    expect(years).toEqual(Array.from({ length: years.length }, (_, i) => 2008 + i));
  });

  // tyme4ts has no 7 April and 12 October 2013, weekend days that the notice and the second calendar have as worked.
  const lacking = new Set(["2013-04-07", "2013-10-12"]);
  it.each(years)("%i agrees with two published calendars day by day", (year) => {
    for (let d = firstDay(year); d <= lastDay(year); d = addDays(d, 1)) {
      expect(`${d} ${isWorkday(d, announced)}`).toBe(`${d} ${chineseWorkday(d)}`);
      if (!lacking.has(d)) expect(`${d} ${isWorkday(d, announced)}`).toBe(`${d} ${byTyme(d)}`);
    }
  });

  it("names each day once, weekdays as off and weekends as worked", () => {
    for (const [year, { off, work }] of Object.entries(arrangements)) {
      for (const d of off.split(" ")) expect(weekday(day(`${year}-${d}`)) % 6, `${year}-${d}`).not.toBe(0);
      for (const d of work.split(" ")) expect(weekday(day(`${year}-${d}`)) % 6, `${year}-${d}`).toBe(0);
    }
  });
});

describe("工作日", () => {
  it("counts across 国庆 with its worked Saturday", () => {
    // 2017: 1–8 October off, Saturday 30 September worked.
    expect(workdaysAfter(day("2017-09-29"), day("2017-10-09"), announced)).toBe(2);
    expect(addWorkdays(day("2017-09-29"), 2, announced)).toBe("2017-10-09");
    expect(workdaysBetween(day("2025-09-28"), day("2025-09-30"), announced)).toBe(3);
  });

  it("is nothing for a day on itself or before", () => {
    expect(workdaysAfter(day("2025-03-10"), day("2025-03-10"), announced)).toBe(0);
    expect(workdaysAfter(day("2025-03-10"), day("2025-03-01"), announced)).toBe(0);
  });

  it("refuses a year that it does not know instead of guessing", () => {
    expect(() => isWorkday(day("2031-03-03"), announced)).toThrow(UnknownYear);
  });
});

/** A year of the table in the words of its notice: spans with the weekends between, some with their weekday. */
function inWords(year: number): { off: string; work: string } {
  const name = (d: Day, month = true): string => `${month ? `${monthOf(d)}月` : ""}${Number(d.slice(8))}日`;
  const spans: [Day, Day][] = [];
  for (let d = firstDay(year); d <= lastDay(year); d = addDays(d, 1)) {
    const last = spans.at(-1);
    if (isWorkday(d, announced)) continue;
    if (last && addDays(last[1], 1) === d) last[1] = d;
    else spans.push([d, d]);
  }
  const moved = (from: Day, to: Day): boolean => {
    for (let d = from; d <= to; d = addDays(d, 1))
      if (announced.moved.get(d) === false || /-(?:01-01|05-01|10-0[123])$/.test(d)) return true;
    return false;
  };
  const off = spans
    .filter(([from, to]) => moved(from, to))
    .map(([from, to]) => {
      if (from === to) return `${name(from)}（周${"日一二三四五六"[weekday(from)]}）`;
      return `${name(from)}至${name(to, monthOf(from) !== monthOf(to))}`;
    });
  const work = [...announced.moved].filter(([d, w]) => w && d.startsWith(String(year))).map(([d]) => name(d as Day));
  return { off: off.join("、"), work: work.join("、") };
}

/** A day of 2011 worked for one of 2012; days beyond the statutory ones (2015, 2020). */
const UNLIKE = new Set([2011, 2012, 2015, 2020]);

const siteWith = (lines: string) => {
  const faults = new Faults();
  const base = readFileSync(join(root, "test/cases/_base/site.yaml"), "utf8");
  const header = parseYaml("site.yaml", `${base}\n${lines}`, faults);
  return { site: header && readSite("site.yaml", header, faults), faults: faults.list };
};

describe("放假安排 in site.yaml", () => {
  it.each(years)("%i in the words of its notice is the year of the table", (year) => {
    const { off, work } = inWords(year);
    const { site, faults } = siteWith(`holidays:\n  - year: ${year}\n    off: ${off}\n    work: ${work}\n`);
    expect(faults.map((f) => f.rule)).toEqual(UNLIKE.has(year) ? ["holidays-count"] : []);
    const [own] = site?.holidays ?? [];
    expect(own).toEqual({ year, arrangement: arrangements[year] });
  });

  it("a year that the table lacks is counted by it, and only that year", () => {
    const { site, faults } = siteWith(
      "holidays:\n  - year: 2031\n    off: 1月1日至3日、1月22日至28日、4月5日、5月1日至5日、6月24日、10月1日至7日\n    work: 1月19日、2月8日、9月28日、10月11日\n",
    );
    expect(faults).toEqual([]);
    const calendar = site?.workCalendar ?? announced;
    expect(addWorkdays(day("2031-01-17"), 3, calendar)).toBe("2031-01-21");
    expect(workdaysAfter(day("2031-09-30"), day("2031-10-13"), calendar)).toBe(5);
    expect(() => isWorkday(day("2032-01-05"), calendar)).toThrow(UnknownYear);
    expect(isWorkday(day("2026-02-14"), calendar)).toBe(true);
    expect(announced.years.has(2031)).toBe(false);
  });

  it("of the handbook is that year's", () => {
    const shown = /```yaml\n(holidays:[^`]*)```/.exec(readFileSync(join(root, "handbook/month.md"), "utf8"))?.[1] ?? "";
    expect(siteWith(shown)).toMatchObject({ faults: [], site: { holidays: [{ year: 2026, arrangement: arrangements[2026] }] } });
  });
});
