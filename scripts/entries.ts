/** What a record is called and shows of itself in lists, tables and data, whatever its kind. */
import { plainText } from "./markdown.ts";
import type { Complaint, Dispute, Interpretation, Item, KindName, Request, Response, Training } from "./model/index.ts";
import { kinds } from "./model/index.ts";
import type { Entry } from "./model/kind.ts";
import { type Day, dayInChinese } from "./rules/days.ts";
import { disputeResults, disputeTypes, trainingTypes } from "./rules/disputes.ts";
import { applicants, type Choice, outcomes, outcomes2014, requestVia } from "./rules/requests.ts";

export type Published = Item | Interpretation | Response;
export type AnyRecord = Published | Request | Dispute | Complaint | Training;

export const isItem = (r: Entry): r is Item => r.kind === "items";
export const isInterpretation = (r: Entry): r is Interpretation => r.kind === "interpretations";
export const isResponse = (r: Entry): r is Response => r.kind === "responses";
export const isPublished = (r: Entry): r is Published => kinds[r.kind as KindName].published;

export const labelOf = (choices: readonly Choice[], code: string): string => choices.find((c) => c.code === code)?.label ?? code;

/** Address of a record's own page, from the root of the site; undefined when it has none. */
export const pathOf = (r: Entry): string | undefined => (isPublished(r) ? `${r.id}.html` : undefined);

/** Name of a record's place in a list: `items-2017-0012`. */
export const anchorOf = (r: Entry): string => r.id.replaceAll("/", "-");

/** The day by which a record is placed. */
export function dayOf(r: Entry): Day {
  const any = r as unknown as Record<string, Day>;
  return any[kinds[r.kind as KindName].dated] as Day;
}

/** What a record is called. */
export function nameOf(r: Entry): string {
  if (isPublished(r)) return r.title;
  switch (r.kind) {
    case "trainings":
      return (r as Training).title ?? labelOf(trainingTypes, (r as Training).type);
    case "complaints":
      return (r as Complaint).about;
    case "requests":
      return (r as Request).about ?? `${labelOf(requestVia, (r as Request).via)}的申请`;
    default:
      return (r as Dispute).about ?? labelOf(disputeTypes, (r as Dispute).type);
  }
}

/** A few words beside the name: what distinguishes a record among its like. */
export function remarkOf(r: Entry): string {
  switch (r.kind) {
    case "requests": {
      const q = r as Request;
      const ending = q.outcome === undefined ? "正在办理" : `${labelOf([...outcomes, ...outcomes2014], q.outcome)}，${q.answered} 答复`;
      return `${labelOf(requestVia, q.via)}；${labelOf(applicants, q.applicant)}；${ending}${q.extended ? "，经批准延期" : ""}`;
    }
    case "disputes": {
      const d = r as Dispute;
      const ending = d.result === undefined ? "尚未审结" : `${labelOf(disputeResults, d.result)}，${d.closed} 审结`;
      return `${labelOf(disputeTypes, d.type)}${d.afterReconsideration ? "（复议后起诉）" : ""}；${ending}`;
    }
    case "complaints": {
      const { closed } = r as Complaint;
      return closed === undefined ? "正在办理" : `${closed} 办结`;
    }
    case "trainings": {
      const t = r as Training;
      return `${labelOf(trainingTypes, t.type)}；${t.participants} 人次`;
    }
    default:
      return "";
  }
}

/** 公示期 of an item in words: its first and last day, and how long. */
export function noticeOf({ notice }: Item): string | undefined {
  if (!notice) return undefined;
  const length = notice.days !== undefined ? `，${notice.days} 天` : notice.workdays !== undefined ? `，${notice.workdays} 个工作日` : "";
  return `${dayInChinese(notice.from)}至${dayInChinese(notice.to)}${length}`;
}

const SUMMARY_LENGTH = 90;

/** 内容概述: as written, or the opening words of the body. */
export function summaryOf(r: Published): string {
  if (r.summary !== undefined) return r.summary;
  const text = plainText(r.body.slice(0, 600)).replace(/\s+/g, " ");
  const chars = [...text];
  return chars.length <= SUMMARY_LENGTH ? text : `${chars.slice(0, SUMMARY_LENGTH).join("")}…`;
}
