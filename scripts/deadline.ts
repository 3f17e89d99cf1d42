/** 答复期限 of a request, by the rule of the day on which it was received: anew after 补正, stopped for third parties. */
import type { Request } from "./model/index.ts";
import type { Day } from "./rules/days.ts";
import { answerTerm, regulationOn } from "./rules/statute.ts";
import { addWorkdays, workdaysAfter } from "./rules/workdays.ts";

export interface Deadline {
  /** Last day on which an answer is in time; undefined while the clock stands still. */
  readonly due: Day | undefined;
  /** 工作日 allowed, the extension included. */
  readonly term: number;
  /** 工作日 on which the clock stood still. */
  readonly paused: number;
  readonly article: string;
}

/** Throws `UnknownYear` where the holiday table ends. */
export function deadlineOf(request: Pick<Request, "received" | "extended" | "paused">): Deadline {
  const rule = answerTerm[regulationOn(request.received)];
  const term = rule.workdays + (request.extended ? rule.extension : 0);
  const spans = request.paused ?? [];
  if (spans.some((s) => s.to === undefined)) return { due: undefined, term, paused: 0, article: rule.article };
  // 条例第三十条: after 补正 the term begins anew on the day the mended request came in.
  const begin = spans.reduce((d, s) => (s.why === "supplement" && s.to !== undefined && s.to > d ? s.to : d), request.received);
  // 第三十二条: the time in which a third party is asked is not counted.
  const paused = spans.reduce((n, s) => {
    if (s.why === "supplement" || s.to === undefined || s.to <= begin) return n;
    return n + workdaysAfter(s.from > begin ? s.from : begin, s.to);
  }, 0);
  return { due: addWorkdays(begin, term + paused), term, paused, article: rule.article };
}

/** Answered after its deadline. */
export function isLate(request: Request): boolean {
  if (request.answered === undefined) return false;
  const { due } = deadlineOf(request);
  return due !== undefined && request.answered > due;
}
