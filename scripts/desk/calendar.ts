/** 日历: tasks by the day on which they are due. */
import { addDays, type Day, dayNumber, daysInMonth, monthOf, weekday, yearOf } from "../rules/days.ts";
import { isWorkday, UnknownYear, type WorkCalendar } from "../rules/workdays.ts";
import { CALENDAR_DAYS, type Task } from "./todo.ts";

/** A day and what is due on it. */
export interface DueDay {
  readonly day: Day;
  readonly tasks: readonly Task[];
}

export interface DueCalendar {
  /** Oldest first. */
  readonly overdue: readonly Task[];
  /** Today and later, by day. */
  readonly coming: readonly DueDay[];
}

const byDue = (a: Task, b: Task): number => (a.due ?? "").localeCompare(b.due ?? "") || (a.id < b.id ? -1 : 1);

/** What is overdue, and what is due from today on for so many days. */
export function dueCalendar(tasks: readonly Task[], today: Day, days = CALENDAR_DAYS): DueCalendar {
  const overdue: Task[] = [];
  const coming = new Map<Day, Task[]>();
  for (const t of tasks.toSorted(byDue)) {
    if (t.due === undefined || dayNumber(t.due) - dayNumber(today) > days) continue;
    if (t.due < today) overdue.push(t);
    else {
      const list = coming.get(t.due);
      if (list) list.push(t);
      else coming.set(t.due, [t]);
    }
  }
  return { overdue, coming: [...coming].map(([day, list]) => ({ day, tasks: list })) };
}

/** Is it a 工作日? Undefined where the calendar ends. */
export function workdayOrUnknown(d: Day, calendar: WorkCalendar): boolean | undefined {
  try {
    return isWorkday(d, calendar);
  } catch (error) {
    if (error instanceof UnknownYear) return undefined;
    throw error;
  }
}

/** A day of the month's sheet. */
export interface SheetDay {
  readonly day: Day;
  /** Undefined where the calendar ends. */
  readonly workday: boolean | undefined;
  /** A weekday off, or a weekend day worked. */
  readonly moved: boolean;
  readonly tasks: readonly Task[];
}

export interface MonthSheet {
  readonly year: number;
  readonly month: number;
  /** Monday first; undefined outside the month. */
  readonly weeks: readonly (readonly (SheetDay | undefined)[])[];
}

/** The sheet of the month that holds `d`. */
export function monthSheet(tasks: readonly Task[], d: Day, calendar: WorkCalendar): MonthSheet {
  const [year, month] = [yearOf(d), monthOf(d)];
  const first = `${d.slice(0, 8)}01` as Day;
  const before = (weekday(first) + 6) % 7;
  const cells: (SheetDay | undefined)[] = Array.from({ length: before }, () => undefined);
  for (let i = 0; i < daysInMonth(year, month); i++) {
    const day = addDays(first, i);
    const workday = workdayOrUnknown(day, calendar);
    const weekend = weekday(day) % 6 === 0;
    cells.push({ day, workday, moved: workday !== undefined && workday === weekend, tasks: tasks.filter((t) => t.due === day) });
  }
  while (cells.length % 7 !== 0) cells.push(undefined);
  return { year, month, weeks: Array.from({ length: cells.length / 7 }, (_, i) => cells.slice(7 * i, 7 * i + 7)) };
}
