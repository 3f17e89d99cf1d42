/** 按时公开: from forming to publishing, by the rule of the day (条例第二十六条). */
import type { Day } from "./rules/days.ts";
import { publishingTerm } from "./rules/statute.ts";
import { type WorkCalendar, workdaysAfter } from "./rules/workdays.ts";

export interface Timeliness {
  /** 工作日 from the day after forming to the day of publishing. */
  readonly workdays: number;
  readonly late: boolean;
  /** 工作日 allowed. */
  readonly term: number;
  readonly article: string;
}

/** Undefined for what was formed before there was a term. Throws `UnknownYear` where the calendar ends. */
export function timeliness(formed: Day, published: Day, calendar: WorkCalendar): Timeliness | undefined {
  const rule = publishingTerm(formed);
  if (!rule) return undefined;
  const { workdays: term, article } = rule;
  const workdays = workdaysAfter(formed, published, calendar);
  return { workdays, late: workdays > term, term, article };
}
