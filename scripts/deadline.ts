/** 答复期限 of a request, by the rule of the day on which it was received: anew after 补正, stopped for third parties. */
import type { Request } from "./model/index.ts";
import type { Day } from "./rules/days.ts";
import { answerTerm, regulationOn } from "./rules/statute.ts";
import { addWorkdays, type WorkCalendar, workdaysAfter } from "./rules/workdays.ts";

export interface Deadline {
  /** Last day on which an answer is in time; undefined while the clock stands still. */
  readonly due: Day | undefined;
  /** 工作日 allowed, the extension included. */
  readonly term: number;
  /** 工作日 on which the clock stood still. */
  readonly paused: number;
  readonly article: string;
}

/** How the term of a request runs, without the day on which it ends. */
export interface Clock extends Omit<Deadline, "due"> {
  /** The term is counted from the day after this one: the day of receipt, or that of the mended request. */
  readonly begin: Day;
  /** The span in which the clock stands still now. */
  readonly standing: NonNullable<Request["paused"]>[number] | undefined;
}

type Timed = Pick<Request, "received" | "extended" | "paused">;

/** Throws `UnknownYear` where a third party was asked in a year that the calendar lacks. */
export function clockOf(request: Timed, calendar: WorkCalendar): Clock {
  const rule = answerTerm[regulationOn(request.received)];
  const term = rule.workdays + (request.extended ? rule.extension : 0);
  const spans = request.paused ?? [];
  const standing = spans.find((s) => s.to === undefined);
  const { article } = rule;
  if (standing) return { begin: request.received, term, paused: 0, article, standing };
  // 条例第三十条: after 补正 the term begins anew on the day the mended request came in.
  const begin = spans.reduce((d, s) => (s.why === "supplement" && s.to !== undefined && s.to > d ? s.to : d), request.received);
  // 第三十二条: the time in which a third party is asked is not counted.
  const paused = spans.reduce((n, s) => {
    if (s.why === "supplement" || s.to === undefined || s.to <= begin) return n;
    return n + workdaysAfter(s.from > begin ? s.from : begin, s.to, calendar);
  }, 0);
  return { begin, term, paused, article, standing };
}

/** Throws `UnknownYear` where the calendar ends. */
export function deadlineOf(request: Timed, calendar: WorkCalendar): Deadline {
  const { begin, term, paused, article, standing } = clockOf(request, calendar);
  return { due: standing ? undefined : addWorkdays(begin, term + paused, calendar), term, paused, article };
}

/** Answered after its deadline. */
export function isLate(request: Request, calendar: WorkCalendar): boolean {
  if (request.answered === undefined) return false;
  const { due } = deadlineOf(request, calendar);
  return due !== undefined && request.answered > due;
}
