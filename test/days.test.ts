import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, addMonths, calendarDays, day, dayFromNumber, dayInChinese, dayNumber, parseDay, weekday } from "../scripts/rules/days.ts";

const anyDay = fc
  .date({ min: new Date("2000-01-01T00:00:00Z"), max: new Date("2099-12-31T00:00:00Z"), noInvalidDate: true })
  .map((d) => d.toISOString().slice(0, 10));

describe("a day", () => {
  it("is YYYY-MM-DD and exists", () => {
    expect(parseDay("2017-02-28")).toBe("2017-02-28");
    expect(parseDay("2016-02-29")).toBe("2016-02-29");
  });

  it.each([
    "2017-02-29",
    "2017-02-30",
    "2017-13-01",
    "2017-00-10",
    "2017-1-1",
    "20170101",
    "2017-01-01 12:00",
    "2017年1月1日",
    "",
    "1948-12-31",
    "2100-01-01",
  ])("refuses %s", (text) => {
    expect(parseDay(text)).toBeUndefined();
  });

  it("agrees with the calendar of the platform over the century", () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -400, max: 400 }), (text, shift) => {
        const d = day(text);
        expect(dayNumber(d)).toBe(Date.parse(`${text}T00:00:00Z`) / 86_400_000);
        expect(dayFromNumber(dayNumber(d))).toBe(d);
        expect(weekday(d)).toBe(new Date(`${text}T00:00:00Z`).getUTCDay());
        const moved = new Date(Date.parse(`${text}T00:00:00Z`) + shift * 86_400_000).toISOString().slice(0, 10);
        if (parseDay(moved)) expect(addDays(d, shift)).toBe(moved);
      }),
    );
  });

  it.each([
    ["2025-08-31", 6, "2026-02-28"],
    ["2023-08-31", 6, "2024-02-29"],
    ["2025-03-14", 6, "2025-09-14"],
    ["2025-12-01", 1, "2026-01-01"],
    ["2026-01-15", -1, "2025-12-15"],
  ])("%s and %i months is %s", (from, months, to) => expect(addMonths(day(from), months)).toBe(to));

  it("counts both ends of a period, and prints in Chinese", () => {
    expect(calendarDays(day("2017-12-31"), day("2018-01-01"))).toBe(2);
    expect(dayInChinese(day("2017-03-04"))).toBe("2017年3月4日");
  });
});
