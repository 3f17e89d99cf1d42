/**
 * Due dates across 国庆 and 春节, by hand: every working day of each term is written out from the notices' calendars, two published
 * calendars agree that these are the working days and no other is between, and the program ends each term on the last one.
 */
import { isWorkday as chineseWorkday } from "chinese-days";
import { LegalHoliday } from "tyme4ts";
import { describe, expect, it } from "vitest";
import { deadlineOf } from "../scripts/deadline.ts";
import { termLeft } from "../scripts/desk/todo.ts";
import type { Item, Request, Site } from "../scripts/model/index.ts";
import { addDays, type Day, day, weekday, yearOf } from "../scripts/rules/days.ts";
import { answerTerm, proactiveTerm, regulationOn } from "../scripts/rules/statute.ts";
import { announced } from "../scripts/rules/workdays.ts";
import { publicationTerm, timelinessOf } from "../scripts/timeliness.ts";

/** The day on which a term begins to run, and its working days by month: `9: 21 22 25`; `6*` is a Saturday or Sunday worked. */
interface Hand {
  readonly what: string;
  readonly from: string;
  readonly days: string;
  /** 主动公开, 20 工作日 in both editions. */
  readonly publish: string;
  /** 答复, and with 延期. */
  readonly answer: string;
  readonly extended: string;
}

const hands: readonly Hand[] = [
  {
    // 1–8 October off, Saturday 30 September worked. 2007: 15 and 30.
    what: "国庆 2017, 2007 条例",
    from: "2017-09-20",
    days: "9: 21 22 25 26 27 28 29 30* | 10: 9 10 11 12 13 16 17 18 19 20 23 24 25 26 27 30 31 | 11: 1 2 3 6 7",
    publish: "2017-10-24",
    answer: "2017-10-17",
    extended: "2017-11-07",
  },
  {
    // 中秋 Monday 24 September and 1–7 October off, Saturday 29 and Sunday 30 September worked.
    what: "国庆 2018, 2007 条例",
    from: "2018-09-17",
    days: "9: 18 19 20 21 25 26 27 28 29* 30* | 10: 8 9 10 11 12 15 16 17 18 19 22 23 24 25 26 29 30 31 | 11: 1 2",
    publish: "2018-10-19",
    answer: "2018-10-12",
    extended: "2018-11-02",
  },
  {
    // 1–8 October off, Sunday 28 September and Saturday 11 October worked. 2019: 20 and 40.
    what: "国庆 2025, 2019 条例",
    from: "2025-09-22",
    days: "9: 23 24 25 26 28* 29 30 | 10: 9 10 11* 13 14 15 16 17 20 21 22 23 24 27 28 29 30 31 | 11: 3 4 5 6 7 10 11 12 13 14 17 18 19 20 21",
    publish: "2025-10-24",
    answer: "2025-10-24",
    extended: "2025-11-21",
  },
  {
    // The term ends on a Saturday that is worked.
    what: "国庆 2025, the last day a worked Saturday",
    from: "2025-09-08",
    days: "9: 9 10 11 12 15 16 17 18 19 22 23 24 25 26 28* 29 30 | 10: 9 10 11* 13 14 15 16 17 20 21 22 23 24 27 28 29 30 31 | 11: 3 4 5 6 7",
    publish: "2025-10-11",
    answer: "2025-10-11",
    extended: "2025-11-07",
  },
  {
    // 15–21 February off, Sunday 11 and Saturday 24 February worked.
    what: "春节 2018, 2007 条例",
    from: "2018-02-05",
    days: "2: 6 7 8 9 11* 12 13 14 22 23 24* 26 27 28 | 3: 1 2 5 6 7 8 9 12 13 14 15 16 19 20 21 22",
    publish: "2018-03-08",
    answer: "2018-03-01",
    extended: "2018-03-22",
  },
  {
    // 28 January – 4 February off, Sunday 26 January and Saturday 8 February worked.
    what: "春节 2025, 2019 条例",
    from: "2025-01-20",
    days: "1: 21 22 23 24 26* 27 | 2: 5 6 7 8* 10 11 12 13 14 17 18 19 20 21 24 25 26 27 28 | 3: 3 4 5 6 7 10 11 12 13 14 17 18 19 20 21",
    publish: "2025-02-21",
    answer: "2025-02-21",
    extended: "2025-03-21",
  },
  {
    // 15–23 February off, Saturdays 14 and 28 February worked; 清明 Monday 6 April off.
    what: "春节 2026, 2019 条例",
    from: "2026-02-09",
    days: "2: 10 11 12 13 14* 24 25 26 27 28* | 3: 2 3 4 5 6 9 10 11 12 13 16 17 18 19 20 23 24 25 26 27 30 31 | 4: 1 2 3 7 8 9 10 13",
    publish: "2026-03-13",
    answer: "2026-03-13",
    extended: "2026-04-13",
  },
  {
    // Received on a holiday: the first day that counts is the first one worked.
    what: "春节 2026, received on a holiday",
    from: "2026-02-17",
    days: "2: 24 25 26 27 28* | 3: 2 3 4 5 6 9 10 11 12 13 16 17 18 19 20 23 24 25 26 27 30 31 | 4: 1 2 3 7 8 9 10 13 14 15 16 17 20",
    publish: "2026-03-20",
    answer: "2026-03-20",
    extended: "2026-04-20",
  },
  {
    // The last day of the 2007 条例 and its first term under it; 端午 Friday 7 June off.
    what: "the last day of the 2007 条例",
    from: "2019-05-14",
    days: "5: 15 16 17 20 21 22 23 24 27 28 29 30 31 | 6: 3 4 5 6 10 11 12 13 14 17 18 19 20 21 24 25 26",
    publish: "2019-06-12",
    answer: "2019-06-04",
    extended: "2019-06-26",
  },
  {
    what: "the first day of the 2019 条例",
    from: "2019-05-15",
    days: "5: 16 17 20 21 22 23 24 27 28 29 30 31 | 6: 3 4 5 6 10 11 12 13 14 17 18 19 20 21 24 25 26 27 28 | 7: 1 2 3 4 5 8 9 10 11",
    publish: "2019-06-13",
    answer: "2019-06-13",
    extended: "2019-07-11",
  },
];

/** The days of a line, and whether each was marked as a weekend day worked. */
function listed({ from, days }: Hand): { day: Day; marked: boolean }[] {
  return days.split(" | ").flatMap((part) => {
    const [month = "", rest = ""] = part.split(": ");
    return rest.split(" ").map((d) => ({
      day: day(`${yearOf(day(from))}-${month.padStart(2, "0")}-${d.replace("*", "").padStart(2, "0")}`),
      marked: d.endsWith("*"),
    }));
  });
}

/** By tyme4ts: a legal holiday's own flag, otherwise the plain week. */
function byTyme(d: Day): boolean {
  const holiday = LegalHoliday.fromYmd(yearOf(d), Number(d.slice(5, 7)), Number(d.slice(8)));
  return holiday ? holiday.isWork() : weekday(d) % 6 !== 0;
}

const request = (received: string, more: Partial<Request> = {}) => ({ received: day(received), ...more }) as Request;
const noSite = { villages: [], workCalendar: announced } as unknown as Site;

describe.each(hands)("$what, from $from", (hand) => {
  const all = listed(hand);
  const { workdays: term } = proactiveTerm[regulationOn(day(hand.from))];
  const answer = answerTerm[regulationOn(day(hand.from))];

  it("the days written by hand are the working days of two published calendars", () => {
    const last = all.at(-1)?.day ?? day(hand.from);
    const calendar: Day[] = [];
    const second: Day[] = [];
    for (let d = addDays(day(hand.from), 1); d <= last; d = addDays(d, 1)) {
      if (byTyme(d)) calendar.push(d);
      if (chineseWorkday(d)) second.push(d);
    }
    expect(all.map((x) => x.day)).toEqual(calendar);
    expect(all.map((x) => x.day)).toEqual(second);
    for (const { day: d, marked } of all) expect(`${d} ${marked}`).toBe(`${d} ${weekday(d) % 6 === 0}`);
    // The list is as long as the longest term and no longer.
    expect(all).toHaveLength(Math.max(term, answer.workdays + answer.extension));
  });

  it("the expected days are those of the list", () => {
    expect(all[term - 1]?.day).toBe(hand.publish);
    expect(all[answer.workdays - 1]?.day).toBe(hand.answer);
    expect(all[answer.workdays + answer.extension - 1]?.day).toBe(hand.extended);
  });

  it("an item is due, in time on that day and late on the next", () => {
    const item = { kind: "items", formed: day(hand.from), date: day(hand.from) } as Item;
    expect(publicationTerm(item, noSite)?.workdays).toBe(term);
    expect(termLeft(day(hand.from), term, day(hand.from), announced)).toMatchObject({ due: hand.publish, workdaysLeft: term });
    expect(termLeft(day(hand.from), term, day(hand.publish), announced)).toMatchObject({ daysLeft: 0, workdaysLeft: 0, severity: "soon" });
    expect(termLeft(day(hand.from), term, addDays(day(hand.publish), 1), announced)).toMatchObject({ daysLeft: -1, severity: "late" });
    const published = (date: Day) => timelinessOf({ ...item, date }, noSite);
    expect(published(day(hand.publish))).toMatchObject({ workdays: term, late: false });
    const next = all[term]?.day;
    if (next) expect(published(next)).toMatchObject({ workdays: term + 1, late: true });
  });

  it("a request is due, without and with extension", () => {
    expect(deadlineOf(request(hand.from), announced)).toMatchObject({ due: hand.answer, term: answer.workdays });
    expect(deadlineOf(request(hand.from, { extended: true }), announced)).toMatchObject({ due: hand.extended });
  });
});

describe("a stopped clock across 国庆 2025", () => {
  const paused = (why: "supplement" | "thirdParty") =>
    request("2025-09-15", { paused: [{ from: day("2025-09-26"), to: day("2025-10-10"), why }] });

  it("third parties: the working days between are added", () => {
    // Without: 16–19 (4), 22–26 (9), 28* (10), 29 30 (12), 9 10 October (14), 11* (15), 13–17 (20): 17 October.
    expect(deadlineOf(request("2025-09-15"), announced).due).toBe("2025-10-17");
    // Stopped on 28*, 29, 30 September, 9, 10 October: five more, 20–24 October.
    expect(deadlineOf(paused("thirdParty"), announced)).toMatchObject({ paused: 5, due: "2025-10-24" });
  });

  it("补正: anew from 10 October", () => {
    // 11* (1), 13–17 (6), 20–24 (11), 27–31 (16), 3–6 November (20).
    expect(deadlineOf(paused("supplement"), announced)).toMatchObject({ paused: 0, due: "2025-11-06" });
  });
});
