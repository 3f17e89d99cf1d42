/** What reading one attachment may cost, files within files included: a hostile or broken one must not take the process down. */

/** The attachment needs more than `newBudget` allows. */
export class TooLarge extends RangeError {}

/** What is left, shared by everything that lies within one attachment. */
export interface Budget {
  /** Bytes that may still be unfolded. */
  left: number;
  /** XML elements, records of old formats, runs of a PDF. */
  elements: number;
  /** Characters of text that are kept. */
  characters: number;
  /** Files within files. */
  files: number;
  /** Files that were opened around the one being read. */
  depth: number;
}

/** The most that one attachment may unfold to. */
export const MOST_BYTES = 100 * 1024 * 1024;
export const MOST_NESTED = 5;

export const newBudget = (): Budget => ({ left: MOST_BYTES, elements: 4_000_000, characters: 8_000_000, files: 2000, depth: 0 });

/** Throws `TooLarge` when more is asked for than is left. */
export function spend(budget: Budget, what: "left" | "elements" | "characters" | "files", amount: number): void {
  budget[what] -= amount;
  if (budget[what] < 0) throw new TooLarge(what);
}
