/**
 * 节假日与调休, year by year, and what is counted in 工作日.
 *
 * Each year's line is the arrangement that the State Council's office announced for it (国务院办公厅关于部分节假日安排的通知):
 * the weekdays that are off and the weekend days that are worked. A test holds the table against two published calendars.
 * 【记】the 文号 of the yearly notices were not checked against the originals and are therefore not cited.
 * A new year is a new line, or stands in `site.yaml` until a newer program has it (`holidays`); a year that neither has is not
 * guessed at (see `UnknownYear`).
 */
import { addDays, type Day, weekday, yearOf } from "./days.ts";

export interface Arrangement {
  /** Weekdays off, `MM-DD`, separated by blanks. */
  readonly off: string;
  /** Saturdays and Sundays worked. */
  readonly work: string;
}

export type Arrangements = Readonly<Record<number, Arrangement>>;

export const arrangements: Arrangements = {
  2008: {
    off: "01-01 02-06 02-07 02-08 02-11 02-12 04-04 05-01 05-02 06-09 09-15 09-29 09-30 10-01 10-02 10-03",
    work: "02-02 02-03 05-04 09-27 09-28",
  },
  2009: {
    off: "01-01 01-02 01-26 01-27 01-28 01-29 01-30 04-06 05-01 05-28 05-29 10-01 10-02 10-05 10-06 10-07 10-08",
    work: "01-04 01-24 02-01 05-31 09-27 10-10",
  },
  2010: {
    off: "01-01 02-15 02-16 02-17 02-18 02-19 04-05 05-03 06-14 06-15 06-16 09-22 09-23 09-24 10-01 10-04 10-05 10-06 10-07",
    work: "02-20 02-21 06-12 06-13 09-19 09-25 09-26 10-09",
  },
  2011: {
    off: "01-03 02-02 02-03 02-04 02-07 02-08 04-04 04-05 05-02 06-06 09-12 10-03 10-04 10-05 10-06 10-07",
    work: "01-30 02-12 04-02 10-08 10-09 12-31",
  },
  2012: {
    off: "01-02 01-03 01-23 01-24 01-25 01-26 01-27 04-02 04-03 04-04 04-30 05-01 06-22 10-01 10-02 10-03 10-04 10-05",
    work: "01-21 01-29 03-31 04-01 04-28 09-29",
  },
  2013: {
    off: "01-01 01-02 01-03 02-11 02-12 02-13 02-14 02-15 04-04 04-05 04-29 04-30 05-01 06-10 06-11 06-12 09-19 09-20 10-01 10-02 10-03 10-04 10-07",
    work: "01-05 01-06 02-16 02-17 04-07 04-27 04-28 06-08 06-09 09-22 09-29 10-12",
  },
  2014: {
    off: "01-01 01-31 02-03 02-04 02-05 02-06 04-07 05-01 05-02 06-02 09-08 10-01 10-02 10-03 10-06 10-07",
    work: "01-26 02-08 05-04 09-28 10-11",
  },
  2015: {
    off: "01-01 01-02 02-18 02-19 02-20 02-23 02-24 04-06 05-01 06-22 09-03 09-04 10-01 10-02 10-05 10-06 10-07",
    work: "01-04 02-15 02-28 09-06 10-10",
  },
  2016: {
    off: "01-01 02-08 02-09 02-10 02-11 02-12 04-04 05-02 06-09 06-10 09-15 09-16 10-03 10-04 10-05 10-06 10-07",
    work: "02-06 02-14 06-12 09-18 10-08 10-09",
  },
  2017: {
    off: "01-02 01-27 01-30 01-31 02-01 02-02 04-03 04-04 05-01 05-29 05-30 10-02 10-03 10-04 10-05 10-06",
    work: "01-22 02-04 04-01 05-27 09-30",
  },
  2018: {
    off: "01-01 02-15 02-16 02-19 02-20 02-21 04-05 04-06 04-30 05-01 06-18 09-24 10-01 10-02 10-03 10-04 10-05 12-31",
    work: "02-11 02-24 04-08 04-28 09-29 09-30 12-29",
  },
  2019: {
    off: "01-01 02-04 02-05 02-06 02-07 02-08 04-05 05-01 05-02 05-03 06-07 09-13 10-01 10-02 10-03 10-04 10-07",
    work: "02-02 02-03 04-28 05-05 09-29 10-12",
  },
  2020: {
    off: "01-01 01-24 01-27 01-28 01-29 01-30 01-31 04-06 05-01 05-04 05-05 06-25 06-26 10-01 10-02 10-05 10-06 10-07 10-08",
    work: "01-19 04-26 05-09 06-28 09-27 10-10",
  },
  2021: {
    off: "01-01 02-11 02-12 02-15 02-16 02-17 04-05 05-03 05-04 05-05 06-14 09-20 09-21 10-01 10-04 10-05 10-06 10-07",
    work: "02-07 02-20 04-25 05-08 09-18 09-26 10-09",
  },
  2022: {
    off: "01-03 01-31 02-01 02-02 02-03 02-04 04-04 04-05 05-02 05-03 05-04 06-03 09-12 10-03 10-04 10-05 10-06 10-07",
    work: "01-29 01-30 04-02 04-24 05-07 10-08 10-09",
  },
  2023: {
    off: "01-02 01-23 01-24 01-25 01-26 01-27 04-05 05-01 05-02 05-03 06-22 06-23 09-29 10-02 10-03 10-04 10-05 10-06",
    work: "01-28 01-29 04-23 05-06 06-25 10-07 10-08",
  },
  2024: {
    off: "01-01 02-12 02-13 02-14 02-15 02-16 04-04 04-05 05-01 05-02 05-03 06-10 09-16 09-17 10-01 10-02 10-03 10-04 10-07",
    work: "02-04 02-18 04-07 04-28 05-11 09-14 09-29 10-12",
  },
  2025: {
    off: "01-01 01-28 01-29 01-30 01-31 02-03 02-04 04-04 05-01 05-02 05-05 06-02 10-01 10-02 10-03 10-06 10-07 10-08",
    work: "01-26 02-08 04-27 09-28 10-11",
  },
  2026: {
    off: "01-01 01-02 02-16 02-17 02-18 02-19 02-20 02-23 04-06 05-01 05-04 05-05 06-19 09-25 10-01 10-02 10-05 10-06 10-07",
    work: "01-04 02-14 02-28 05-09 09-20 10-10",
  },
};

/** 元旦, 劳动节, 国庆节: off in every year, weekend or not. */
export const fixedHolidays = ["01-01", "05-01", "10-01", "10-02", "10-03"] as const;

/**
 * Days that 《全国年节及纪念日放假办法》 gives, and so what a year's arrangement comes to: weekdays off less weekends worked. 11, and
 * from 2025 on 13 【记】; years with a day more (2015, 2020) were exceptions. Undefined before 2008, under older rules.
 */
export const statutoryDays = (year: number): number | undefined => (year < 2008 ? undefined : year < 2025 ? 11 : 13);

/** Thrown when a count needs a year whose arrangement is not in the table. */
export class UnknownYear extends Error {
  constructor(readonly year: number) {
    super(`no holiday arrangement for ${year}`);
  }
}

/** Years whose arrangement is known, and their days that differ from the plain week: day → worked or not. */
export interface WorkCalendar {
  readonly years: ReadonlySet<number>;
  readonly moved: ReadonlyMap<string, boolean>;
}

export function workCalendar(list: Arrangements): WorkCalendar {
  const moved = new Map<string, boolean>();
  for (const [year, { off, work }] of Object.entries(list)) {
    for (const d of off.split(" ")) moved.set(`${year}-${d}`, false);
    for (const d of work.split(" ")) if (d !== "") moved.set(`${year}-${d}`, true);
  }
  return { years: new Set(Object.keys(list).map(Number)), moved };
}

/** The years of the table. */
export const announced: WorkCalendar = workCalendar(arrangements);

/** Is this a 工作日? Throws `UnknownYear` outside the calendar. */
export function isWorkday(d: Day, calendar: WorkCalendar): boolean {
  const known = calendar.moved.get(d);
  if (known !== undefined) return known;
  if (!calendar.years.has(yearOf(d))) throw new UnknownYear(yearOf(d));
  const w = weekday(d);
  return w !== 0 && w !== 6;
}

/** 工作日 from the day after `from` up to and with `to`; 0 when `to` is not later. Throws `UnknownYear`. */
export function workdaysAfter(from: Day, to: Day, calendar: WorkCalendar): number {
  let count = 0;
  for (let d = from; d < to; ) {
    d = addDays(d, 1);
    if (isWorkday(d, calendar)) count++;
  }
  return count;
}

/** 工作日 from `from` to `to`, both counted (公示期). Throws `UnknownYear`. */
export const workdaysBetween = (from: Day, to: Day, calendar: WorkCalendar): number => workdaysAfter(addDays(from, -1), to, calendar);

/** The day on which a term of `count` 工作日 that begins the day after `from` ends. Throws `UnknownYear`. */
export function addWorkdays(from: Day, count: number, calendar: WorkCalendar): Day {
  let d = from;
  for (let left = count; left > 0; ) {
    d = addDays(d, 1);
    if (isWorkday(d, calendar)) left--;
  }
  return d;
}
