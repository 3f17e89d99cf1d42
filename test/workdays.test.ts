import { isWorkday as chineseWorkday } from "chinese-workday";
import { LegalHoliday } from "tyme4ts";
import { describe, expect, it } from "vitest";
import { addDays, day, firstDay, lastDay, weekday } from "../scripts/rules/days.ts";
import { addWorkdays, arrangements, isWorkday, UnknownYear, workdaysAfter, workdaysBetween } from "../scripts/rules/workdays.ts";

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

  it.each(years)("%i agrees with a published calendar day by day", (year) => {
    for (let d = firstDay(year); d <= lastDay(year); d = addDays(d, 1)) expect(`${d} ${isWorkday(d)}`).toBe(`${d} ${byTyme(d)}`);
  });

  // The second calendar calls 1 January 2018 and 31 January 2020 workdays and 3 January 2023 a holiday; the notices say otherwise.
  it.each([2019, 2021, 2022, 2024, 2025, 2026])("%i agrees with a second one", (year) => {
    for (let d = firstDay(year); d <= lastDay(year); d = addDays(d, 1)) expect(`${d} ${isWorkday(d)}`).toBe(`${d} ${chineseWorkday(d)}`);
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
    expect(workdaysAfter(day("2017-09-29"), day("2017-10-09"))).toBe(2);
    expect(addWorkdays(day("2017-09-29"), 2)).toBe("2017-10-09");
    expect(workdaysBetween(day("2025-09-28"), day("2025-09-30"))).toBe(3);
  });

  it("is nothing for a day on itself or before", () => {
    expect(workdaysAfter(day("2025-03-10"), day("2025-03-10"))).toBe(0);
    expect(workdaysAfter(day("2025-03-10"), day("2025-03-01"))).toBe(0);
  });

  it("refuses a year that it does not know instead of guessing", () => {
    expect(() => isWorkday(day("2031-03-03"))).toThrow(UnknownYear);
  });
});
