/** 核对无误: words that a check pointed at and a person found right. */
import { foldWidth } from "./numbers.ts";

interface Confirming {
  readonly confirmed?: readonly { readonly says: string; readonly reason: string }[] | undefined;
}

/** Blanks, marks of emphasis and width do not make other words. */
const plain = (text: string): string => foldWidth(text).replace(/[\s*_`“”"']/g, "");

/** Has the record's `confirmed` the quoted words of a finding? For these words only: a changed number must be looked at again. */
export function isConfirmed(record: Confirming, quote: string): boolean {
  const words = plain(quote);
  return words !== "" && (record.confirmed ?? []).some((c) => plain(c.says) === words);
}

/** How to say that it is right, as the last sentence of a message. */
export const confirmAdvice = (quote: string): string =>
  `核对后没有写错的，在信息栏加上 confirmed，下面写 says: ${/[:#"']|^[【“《[{]/.test(quote) ? JSON.stringify(quote) : quote} 和 reason: 理由。`;
