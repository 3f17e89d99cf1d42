/**
 * 政府网站与政务新媒体检查指标: what an inspection rejects a site for when it is not kept up. 国办秘函〔2019〕19号, 单项否决指标
 * “首页不更新”“栏目不更新”; the judgement is quoted in the domain notes from a city's inspection sheet, not from the original.
 */
import { addDays, addMonths, type Day, day } from "./days.ts";
import type { Choice } from "./requests.ts";

/** 栏目的种类, as the indicators tell them apart. */
export const columnClasses = [
  { code: "news", label: "动态、要闻" },
  { code: "documents", label: "通知公告、政策文件" },
  { code: "none", label: "不按期检查" },
] as const satisfies readonly Choice[];

export type ColumnClass = (typeof columnClasses)[number]["code"];

export interface InspectionRules {
  readonly source: string;
  readonly from: Day;
  /** 首页: days without anything new. */
  readonly homeDays: number;
  /** 动态、要闻类: days. */
  readonly newsDays: number;
  /** 通知公告、政策文件类: calendar months. */
  readonly documentsMonths: number;
  /** So many columns not updated are a veto. */
  readonly staleVeto: number;
  /** 空白栏目: so many are a veto. */
  readonly emptyVeto: number;
}

/** One entry per edition, newest first. */
export const inspections: readonly InspectionRules[] = [
  {
    source: "国办秘函〔2019〕19号",
    from: day("2019-04-01"),
    homeDays: 14,
    newsDays: 14,
    documentsMonths: 6,
    staleVeto: 5,
    emptyVeto: 5,
  },
];

/** The rules of a day; before the first edition, the first edition. */
export const inspectionOn = (d: Day, all: readonly InspectionRules[] = inspections): InspectionRules =>
  all.find((r) => d >= r.from) ?? (all.at(-1) as InspectionRules);

/** The class that a column's name speaks of, where `site.yaml` does not say it. */
export function classOfLabel(label: string): ColumnClass {
  if (/动态|要闻|新闻|资讯/.test(label)) return "news";
  return /公告|公示|通知|通告|文件|政策/.test(label) ? "documents" : "none";
}

/** The last day on which a column whose newest record is of `newest` still counts as kept up; undefined where nothing is asked. */
export function freshUntil(newest: Day, kind: ColumnClass, rules: InspectionRules): Day | undefined {
  if (kind === "news") return addDays(newest, rules.newsDays);
  return kind === "documents" ? addMonths(newest, rules.documentsMonths) : undefined;
}
