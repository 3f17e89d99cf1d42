/**
 * 村务公开: bodies that are no organ of the state. What they publish is no 政府信息 of the township (条例第二条), but 村务公开
 * (村民委员会组织法第三十五条, until 2025-12-31 第三十条; 农村集体经济组织法第四十五条).
 */
import { type Day, day } from "./days.ts";
import type { Choice } from "./requests.ts";

/** Names end so, whatever stands before: the village's, the residents' and the group's bodies, collectives, and the party's village branches. */
const BODY =
  /(?:村民|居民)(?:委员|代表)?会议?$|(?:村民|居民)委员会$|[村居]委会?$|[村居]务?监督(?:委员会|小组)$|村(?:民)?理财小组$|(?:村民|居民)小组$|村第?[一二三四五六七八九十\d]{1,3}组$|(?:股份)?经济(?:股份)?(?:联合|合作)(?:联合)?(?:总)?社$|(?:村|组|社区)集体经济组织$|村(?:党组织|党委|党?总?支部?(?:委员会)?|两委)$/;

/** The issuers that a record names: several stand beside each other (园河村村民委员会、白吉村村民委员会). */
const namesOf = (issuer: string): string[] =>
  issuer
    .replace(/[（(][^）)]*[）)]\s*$/, "")
    .split(/[、，,；;\s]+/)
    .filter((name) => name !== "");

/** Are all issuers bodies of a village or community? `villages`: the office's own, whose bare name means its committee. */
export function isVillageBody(issuer: string, villages: readonly Choice[]): boolean {
  const names = namesOf(issuer);
  return names.length > 0 && names.every((name) => BODY.test(name) || villages.some((v) => v.label === name));
}

/** Published by a body of a village, not by this office. */
export const isOfVillage = (r: { readonly issuer?: string | undefined }, site: { readonly villages: readonly Choice[] }): boolean =>
  r.issuer !== undefined && isVillageBody(r.issuer, site.villages);

/**
 * From this day on, a report counts what villages published on a line of its own. A report published earlier was written by the
 * count of its day: a number that agrees with that count is right in it.
 */
export const VILLAGES_APART_FROM: Day = day("2026-12-01");
