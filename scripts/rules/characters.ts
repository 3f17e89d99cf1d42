/** Characters that have no place in a public text: controls, zero-width marks, direction overrides. */

const FORBIDDEN = /(?![\t\n\r])\p{Cc}|[\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffd\ufffe\uffff\u{e0000}-\u{e007f}]/u;

/** The first such character as `U+200B`, or undefined. */
export function forbiddenCharacter(text: string): string | undefined {
  const m = FORBIDDEN.exec(text);
  return m ? `U+${m[0].codePointAt(0)?.toString(16).toUpperCase().padStart(4, "0")}` : undefined;
}

/** Where it stands: offset, or -1. */
export const forbiddenAt = (text: string): number => text.search(FORBIDDEN);
