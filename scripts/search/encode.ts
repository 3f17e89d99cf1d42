/** Text → tokens of the index, query → tokens of a phrase: every pair of neighbouring characters is a token. */

/** Han and plain letters and digits stay; any other character is carried as a rare ideograph, which every index takes for a letter. */
function safe(c: string): string {
  if (/^[a-z0-9\u3400-\u9fff]$/.test(c)) return c;
  const code = c.codePointAt(0) ?? 0;
  return code >= 0x20000 && code < 0x30000 ? c : String.fromCodePoint(0x30000 + (code % 4939));
}

/** Folded text → its overlapping pairs, the last character alone: 低保户 → “低保 保户 户”. */
export function toIndex(folded: string): string {
  const chars = [...folded].map(safe);
  return chars.map((c, i) => c + (chars[i + 1] ?? "")).join(" ");
}

/** A folded word of two characters or more → a phrase of the same pairs; it stands wherever the word stands in the text. */
export function toQuery(word: string): string {
  const chars = [...word].map(safe);
  return `"${chars
    .slice(0, -1)
    .map((c, i) => c + chars[i + 1])
    .join(" ")}"`;
}

/** Tokens of a folded text. */
export const tokenCount = (folded: string): number => [...folded].length;
