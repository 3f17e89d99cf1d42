/** Characters that have no place in a public text: controls, zero-width marks, direction overrides. */

/** First and last code unit of each run. */
const RUNS: readonly (readonly [number, number])[] = [
  [0x00, 0x08],
  [0x0b, 0x0c],
  [0x0e, 0x1f],
  [0x7f, 0x9f],
  // Soft hyphen, joiners and fillers that show nothing.
  [0xad, 0xad],
  [0x034f, 0x034f],
  [0x061c, 0x061c],
  [0x115f, 0x1160],
  [0x17b4, 0x17b5],
  [0x180e, 0x180e],
  [0x200b, 0x200f],
  [0x2028, 0x202e],
  [0x2060, 0x206f],
  [0x3164, 0x3164],
  [0xfeff, 0xfeff],
  [0xffa0, 0xffa0],
  [0xfff9, 0xfffd],
  [0xfffe, 0xffff],
];

const unit = (n: number): string => `\\u${n.toString(16).padStart(4, "0")}`;
// Tags (U+E0000–E007F) as the pairs they are: a pattern without the u flag is twice as fast, and every body passes here.
const FORBIDDEN = new RegExp(`[${RUNS.map(([a, b]) => `${unit(a)}-${unit(b)}`).join("")}]|\\udb40[\\udc00-\\udc7f]`);

/** The first such character as `U+200B`, or undefined. */
export function forbiddenCharacter(text: string): string | undefined {
  // Half a pair cannot be in a file, only in a header's escape ("\\ud800").
  const m = FORBIDDEN.exec(text) ?? /\p{Surrogate}/u.exec(text);
  return m ? `U+${m[0].codePointAt(0)?.toString(16).toUpperCase().padStart(4, "0")}` : undefined;
}

/** Where it stands: offset, or -1. */
export const forbiddenAt = (text: string): number => text.search(FORBIDDEN);

const ALL_FORBIDDEN = new RegExp(`${FORBIDDEN.source}|(?<![\\ud800-\\udbff])[\\udc00-\\udfff]|[\\ud800-\\udbff](?![\\udc00-\\udfff])`, "g");

/** The text without them. */
export const withoutForbidden = (text: string): string => text.replace(ALL_FORBIDDEN, "");
