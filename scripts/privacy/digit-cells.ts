/** Numbers with one sign to a cell, as forms have them: the cell before them or the head of the column says what they are. */
import { isCard, isIdentity, isIdentity15, MOBILE } from "./check-digits.ts";
import type { NumberFound, PrivateKind } from "./kinds.ts";
import { type CellOf, cellsOf } from "./tables.ts";
import { saysCard, saysIdentity, saysPhone, tellsKind } from "./words.ts";

const QUICK = /\d ?[|｜\t] ?\d ?[|｜\t] ?\d ?[|｜\t]/;
const RUN = /(?<!(?:^|[|｜\t\n]) ?\d ?[|｜\t] ?|[\w.-])\d(?: ?[|｜\t] ?\d){9,}(?: ?[|｜\t] ?[xX])?(?! ?[\w.-])/g;
/** Forms have the cells of two numbers in a row at most. */
const MOST_SIGNS = 40;

/** Eighteen such cells alone in their run count by their check digit; other runs are figures of a table unless they are named. */
export function digitCells(text: string): NumberFound[] {
  if (!QUICK.test(text)) return [];
  const cells = cellsOf(text, tellsKind);
  return [...text.matchAll(RUN)].flatMap((m) => {
    const places = Array.from(m[0].matchAll(/[\dxX]/g), (d) => m.index + d.index);
    const found = numberIn(m[0].replace(/[^\dxX]/g, "").toUpperCase(), places, cells);
    return found ? [found] : [];
  });
}

function numberIn(signs: string, places: readonly number[], cells: (offset: number) => CellOf | undefined): NumberFound | undefined {
  const hit = (kind: PrivateKind, severity: "stop" | "warn", from: number, length: number): NumberFound => ({
    kind,
    severity,
    start: places[from] ?? 0,
    end: (places[from + length - 1] ?? 0) + 1,
    digits: signs.slice(from, from + length),
  });
  const { left = "", heading = "" } = cells(places[0] ?? 0) ?? {};
  const says = (words: RegExp): boolean => words.test(left) || words.test(heading);
  const windows = Array.from({ length: Math.max(0, Math.min(signs.length, MOST_SIGNS) - 17) }, (_, from) => from);
  const from = windows.find((k) => isIdentity(signs.slice(k, k + 18)));
  if (from !== undefined) {
    const isNamed = says(saysIdentity) || saysIdentity.test(cells(places[from] ?? 0)?.heading ?? "");
    if (isNamed || signs.length === 18) return hit("identity", "stop", from, 18);
  }
  if (signs.length === 15 && says(saysIdentity) && isIdentity15(signs)) return hit("identity15", "stop", 0, 15);
  if (says(saysCard) && isCard(signs, true)) return hit("card", "stop", 0, signs.length);
  return says(saysPhone) && MOBILE.test(signs) ? hit("mobile", "warn", 0, 11) : undefined;
}
