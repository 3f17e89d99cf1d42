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

/** The term for publishing what was formed on a day; undefined for what was formed before there was a 条例 (施行: 2008-05-01). */
export const publishingTerm = (formed: Day): { readonly workdays: number; readonly article: string } | undefined =>
  formed < regulations[0].from ? undefined : proactiveTerm[regulationOn(formed)];

/**
 * 答复期限: by the day on which the request was received (推定; no official note on requests under way was seen).
 * 2007 条例第二十四条【记】: 15 个工作日，延长不超过 15 个; 2019 条例第三十三条: 20，延长不超过 20.
 */
export const answerTerm = {
  "2007": { workdays: 15, extension: 15, article: "《政府信息公开条例》（2007）第二十四条" },
  "2019": { workdays: 20, extension: 20, article: "《政府信息公开条例》第三十三条" },
} as const satisfies Record<RegulationEdition, { workdays: number; extension: number; article: string }>;

/** 补正: 收到之日起 7 个工作日内一次性告知, 2019 条例第三十条; the 2007 条例 sets no term. */
export const supplementTerm = {
  "2007": undefined,
  "2019": { workdays: 7, article: "《政府信息公开条例》第三十条" },
} as const satisfies Record<RegulationEdition, { workdays: number; article: string } | undefined>;

/** 征求第三方意见: 收到征求意见书之日起 15 个工作日, 2019 条例第三十二条; the 2007 条例（第二十三条【记】）sets no term. */
export const thirdPartyTerm = {
  "2007": undefined,
  "2019": { workdays: 15, article: "《政府信息公开条例》第三十二条" },
} as const satisfies Record<RegulationEdition, { workdays: number; article: string } | undefined>;

/** 重点公开内容: the article that names it for everybody, and the one that names it for townships. */
export const topicArticles = {
  "2007": ["《政府信息公开条例》（2007）第十二条"],
  "2019": ["《政府信息公开条例》第二十条", "《政府信息公开条例》第二十一条"],
} as const satisfies Record<RegulationEdition, readonly string[]>;

/** 先审后公开: 2007 条例第十四条【记】, 2019 条例第十七条. */
export const reviewArticle = {
  "2007": "《政府信息公开条例》（2007）第十四条",
  "2019": "《政府信息公开条例》第十七条",
} as const satisfies Record<RegulationEdition, string>;

/** 年度报告的期限: 2007 条例第三十一条【记】 3月31日; 2019 条例第四十九条 (names departments, not townships: the county sets it). */
export const reportArticle = {
  "2007": "《政府信息公开条例》（2007）第三十一条",
  "2019": "《政府信息公开条例》第四十九条、第五十条",
} as const satisfies Record<RegulationEdition, string>;

export const cite = {
  guide: "《政府信息公开条例》第十二条",
  annualReport: "《政府信息公开条例》第五十条",
  review: "《政府信息公开条例》第十七条",
  docNumber: "GB/T 9704-2012",
} as const;
