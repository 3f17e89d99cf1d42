/** 对比: two years side by side, with the change in number and percent. */
import type { Figure, YearTally } from "./tally.ts";

export interface Comparison {
  readonly earlier: number;
  readonly later: number;
  readonly rows: readonly ComparedRow[];
}

export interface ComparedRow {
  readonly label: string;
  readonly unit: string;
  readonly before: Figure | undefined;
  readonly after: Figure | undefined;
  /** Undefined where one of the two is not known. */
  readonly change: number | undefined;
  /** `+12.5%`; “原为0” where there is nothing to divide by; “—” where one of the two is not known. */
  readonly percent: string;
}

/** The change between two numbers, in words. */
export function changeInPercent(before: number | undefined, after: number | undefined): string {
  if (before === undefined || after === undefined) return "—";
  if (before === 0) return after === 0 ? "持平" : "原为0";
  if (before === after) return "持平";
  const percent = Math.round(((after - before) / before) * 1000) / 10;
  return `${percent > 0 ? "+" : ""}${percent}%`;
}

const round = (n: number): number => Math.round(n * 1e4) / 1e4;

/** Every figure that either year has, in the order of the later one. */
export function compareYears(earlier: YearTally, later: YearTally): Comparison {
  const keys = [...new Set([...later.figures.keys(), ...earlier.figures.keys()])];
  const rows = keys.flatMap((key): ComparedRow[] => {
    const [before, after] = [earlier.figures.get(key), later.figures.get(key)];
    const either = after ?? before;
    if (!either || either.inTable || (before?.value === undefined && after?.value === undefined)) return [];
    // Topics of one edition of the 条例 have no counterpart in the other.
    const change = before?.value === undefined || after?.value === undefined ? undefined : round(after.value - before.value);
    return [{ label: either.label, unit: either.unit, before, after, change, percent: changeInPercent(before?.value, after?.value) }];
  });
  return { earlier: earlier.year, later: later.year, rows };
}

/** All pairs, latest first. */
export function compareAll(tallies: ReadonlyMap<number, YearTally>): Comparison[] {
  const years = [...tallies.values()].sort((a, b) => b.year - a.year);
  return years.flatMap((later, i) => years.slice(i + 1).map((earlier) => compareYears(earlier, later)));
}
