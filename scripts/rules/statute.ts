/** 条例 and the other acts that we cite: name, 文号, and from when they hold. */
import { type Day, day } from "./days.ts";

/** 《中华人民共和国政府信息公开条例》, its two editions. */
export const regulations = [
  { edition: "2007", source: "国务院令第492号", from: day("2008-05-01"), until: day("2019-05-14") },
  { edition: "2019", source: "国务院令第711号", from: day("2019-05-15"), until: undefined },
] as const;

export type RegulationEdition = (typeof regulations)[number]["edition"];

/** The edition in force on a day. */
export const regulationOn = (d: Day): RegulationEdition => (d < day("2019-05-15") ? "2007" : "2019");

/** 主动公开期限: 形成或者变更之日起 20 个工作日. 2007 条例第十八条【记】, 2019 条例第二十六条. */
export const proactiveTerm = {
  "2007": { workdays: 20, article: "《政府信息公开条例》（2007）第十八条" },
  "2019": { workdays: 20, article: "《政府信息公开条例》第二十六条" },
} as const satisfies Record<RegulationEdition, { workdays: number; article: string }>;

/**
 * 答复期限: by the day on which the request was received (推定; no official note on requests under way was seen).
 * 2007 条例第二十四条【记】: 15 个工作日，延长不超过 15 个; 2019 条例第三十三条: 20，延长不超过 20.
 */
export const answerTerm = {
  "2007": { workdays: 15, extension: 15, article: "《政府信息公开条例》（2007）第二十四条" },
  "2019": { workdays: 20, extension: 20, article: "《政府信息公开条例》第三十三条" },
} as const satisfies Record<RegulationEdition, { workdays: number; extension: number; article: string }>;

export const cite = {
  guide: "《政府信息公开条例》第十二条",
  annualReport: "《政府信息公开条例》第五十条",
  review: "《政府信息公开条例》第十七条",
  docNumber: "GB/T 9704-2012",
} as const;
