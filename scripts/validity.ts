/** 效力: the one place that decides whether a document is in force on a day, and on which day it ceased to be. */
import { labelOf } from "./entries.ts";
import type { Item } from "./model/index.ts";
import { addDays, type Day, dayInChinese, lastDay, yearOf } from "./rules/days.ts";
import { validity } from "./rules/disputes.ts";

type Document = Pick<Item, "date" | "formed" | "status" | "repealed" | "validTo" | "withdrawn">;

/** How a document ceases to be in force. */
export interface Ending {
  /** First day on which it is not in force any more. */
  readonly day: Day;
  /** 废止, 有效期满失效, or taken back in a later year than that of its publication. */
  readonly how: "repealed" | "expired" | "withdrawn";
}

/** The day from which a document stands: its 成文日期, or its 公开日期 where that was not written. */
export const madeOn = (d: Document): Day => d.formed ?? d.date;

/**
 * How and when a document ceases to be in force; the earliest of several endings. Undefined while it has none. `status: expired`
 * without 有效期至 ceased on an unknown day: it is taken as in force on none.
 */
export function endingOf(d: Document): Ending | undefined {
  const endings: Ending[] = [];
  if (d.repealed !== undefined) endings.push({ day: d.repealed, how: "repealed" });
  if (d.validTo !== undefined) endings.push({ day: addDays(d.validTo, 1), how: "expired" });
  else if (d.status === "expired") endings.push({ day: madeOn(d), how: "expired" });
  if (d.withdrawn) endings.push({ day: d.withdrawn.date, how: "withdrawn" });
  return endings.reduce<Ending | undefined>((first, e) => (first === undefined || e.day < first.day ? e : first), undefined);
}

/** Is a document in force on a day? */
export function isInForce(d: Document, on: Day): boolean {
  const ending = endingOf(d);
  return madeOn(d) <= on && !(ending && ending.day <= on);
}

/** Taken back within the year of its publication: it was never there, in no year's figures. */
export const neverStood = (d: Document): boolean => d.withdrawn !== undefined && d.withdrawn.date <= lastDay(yearOf(d.date));

/** 效力状态 on a day: a code of `validity`. What was withdrawn keeps the state that it had. */
export function validityOn(d: Document, on: Day): (typeof validity)[number]["code"] {
  const ending = endingOf({ ...d, withdrawn: undefined });
  if (ending && ending.day <= on) return ending.how === "repealed" ? "repealed" : "expired";
  return d.status === "amended" ? "amended" : "inForce";
}

/** 效力状态 in words, with its day: 有效（有效期至2030年12月31日）. */
export function validityInWords(d: Document, on: Day): string {
  const state = validityOn(d, on);
  const days =
    state === "repealed"
      ? d.repealed && `${dayInChinese(d.repealed)}废止`
      : [d.validTo && `有效期至${dayInChinese(d.validTo)}`, state !== "expired" && d.repealed && `${dayInChinese(d.repealed)}起废止`]
          .filter(Boolean)
          .join("，");
  return `${labelOf(validity, state)}${days ? `（${days}）` : ""}`;
}
