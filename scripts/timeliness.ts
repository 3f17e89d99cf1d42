/** 按时公开: the one place that decides a publication's term and whether it was late (条例第二十六条, 公开事项目录). */
import type { Interpretation, Item, Response, Site } from "./model/index.ts";
import type { Day } from "./rules/days.ts";
import { publishingTerm } from "./rules/statute.ts";
import { isOfVillage } from "./rules/village-bodies.ts";
import { isWorkday, workdaysAfter } from "./rules/workdays.ts";

type Published = Item | Interpretation | Response;

/** How long a record may take from 成文 to 公开, and who says so. */
export interface PublicationTerm {
  /** 成文日期: the term is counted from the day after it. */
  readonly formed: Day;
  /** 工作日 allowed. */
  readonly workdays: number;
  /** Article, and the matter of the catalogue where that sets the term. */
  readonly source: string;
  /** The matter of the catalogue that sets the term. */
  readonly matter?: string;
}

export interface Timeliness {
  /** 工作日 from the day after forming to the day of publishing. */
  readonly workdays: number;
  readonly late: boolean;
  readonly term: PublicationTerm;
}

/** The term of a record of this office: that of the regulation of its 成文日期, or of its matter in the catalogue where that is shorter (另有规定的，从其规定). Undefined without 成文日期, for what was formed before there was a term, and for what a village published (村务公开). */
export function publicationTerm(r: Published, site: Pick<Site, "catalogue" | "villages">): PublicationTerm | undefined {
  if (isOfVillage(r, site)) return undefined;
  const formed = "formed" in r ? r.formed : undefined;
  if (formed === undefined) return undefined;
  const law = publishingTerm(formed);
  if (!law) return undefined;
  const { workdays, article } = law;
  const named = "matter" in r ? r.matter : undefined;
  const matter = named === undefined ? undefined : site.catalogue?.find((m) => m.matter === named);
  if (matter?.workdays === undefined || matter.workdays >= workdays) return { formed, workdays, source: article };
  return { formed, workdays: matter.workdays, source: `公开事项目录“${matter.matter}”（site.yaml），${article}`, matter: matter.matter };
}

/** Was a record published in time? Undefined where there is no term. Throws `UnknownYear` where the calendar ends. */
export function timelinessOf(r: Published, site: Pick<Site, "catalogue" | "villages" | "workCalendar">): Timeliness | undefined {
  const term = publicationTerm(r, site);
  if (!term) return undefined;
  const workdays = workdaysAfter(term.formed, r.date, site.workCalendar);
  // The term ends with its last 工作日: on the weekend after it, no further 工作日 has passed and it is over all the same.
  const after = workdays === term.workdays && r.date > term.formed && !isWorkday(r.date, site.workCalendar);
  return { workdays, late: workdays > term.workdays || after, term };
}
