import { describe, expect, it } from "vitest";
import { deadlineOf, isLate } from "../scripts/deadline.ts";
import type { Request } from "../scripts/model/index.ts";
import { type Day, day } from "../scripts/rules/days.ts";
import { feeByPages, feeByPieces } from "../scripts/rules/fees.ts";
import { announced, UnknownYear } from "../scripts/rules/workdays.ts";

const request = (received: string, more: Partial<Request> = {}) => ({ received: day(received), ...more }) as Request;

describe("答复期限", () => {
  it.each([
    // 2007 条例: 15, with extension 30; 国庆 2017 with its worked Saturday before.
    ["2017-09-20", {}, "2017-10-17"],
    ["2017-09-20", { extended: true }, "2017-11-07"],
    // The last day of the old rule, the first of the new.
    ["2019-05-14", {}, "2019-06-04"],
    ["2019-05-15", {}, "2019-06-13"],
    ["2019-05-15", { extended: true }, "2019-07-11"],
    // 春节 2025 with worked Sunday and Saturday.
    ["2025-01-20", {}, "2025-02-21"],
  ] as const)("received %s %j ends %s", (received, more, due) => {
    // Counted by hand from the notices' calendars.
    expect(deadlineOf(request(received, more), announced).due).toBe(due);
  });

  it("begins anew after 补正, and stands still while a third party is asked", () => {
    const span = (why: "supplement" | "thirdParty", to: string | undefined) =>
      ({ paused: [{ from: day("2025-03-06"), to: to && day(to), why }] }) as Partial<Request>;
    expect(deadlineOf(request("2025-03-04"), announced).due).toBe("2025-04-01");
    expect(deadlineOf(request("2025-03-04", span("thirdParty", "2025-03-12")), announced).due).toBe("2025-04-08");
    expect(deadlineOf(request("2025-03-04", span("supplement", "2025-03-12")), announced).due).toBe("2025-04-10");
    expect(deadlineOf(request("2025-03-04", span("supplement", undefined)), announced).due).toBeUndefined();
  });

  it("is kept or missed by a day", () => {
    const on = (answered: string) => isLate(request("2025-03-04", { answered: day(answered) as Day }), announced);
    expect([on("2025-04-01"), on("2025-04-02")]).toEqual([false, true]);
    expect(isLate(request("2025-03-04"), announced)).toBe(false);
  });

  it("is not guessed past the known holidays", () => {
    expect(() => deadlineOf(request("2026-12-25"), announced)).toThrow(UnknownYear);
  });
});

describe("信息处理费", () => {
  it.each([
    [30, 0],
    [31, 10],
    [100, 700],
    [101, 720],
    [200, 2700],
    [201, 2740],
  ])("%i pages cost %i 元", (pages, fee) => expect(feeByPages(pages)).toBe(fee));

  it.each([
    [10, 0],
    [11, 100],
    [30, 2000],
    [31, 2200],
    [40, 4000],
    [41, 4300],
  ])("%i requests in a month cost %i 元", (pieces, fee) => expect(feeByPieces(pieces)).toBe(fee));
});
