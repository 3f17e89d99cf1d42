/** Addresses of pages within a text: cut out of it, and decoded (%31 is 1) with the place of each sign. */

/** http, ftp and www addresses, the target of a Markdown link or picture, and typed addresses without http. `tel:` and `mailto:` are words. */
const ADDRESSES =
  /(?:https?|ftp):\/\/[^\s<>"'“”‘’（）()【】，。；、|]+|www\.[\w.-]+[^\s<>"'“”‘’（）()【】，。；、|]*|(?<=\]\(\s?<?)(?!tel:|mailto:|sms:)[^)>\s]+|(?<=\.(?:cn|com|net|org)(?::\d{1,5})?)\/[^\s<>"'“”‘’（）()【】，。；、|]+/gi;

export interface Address {
  /** Decoded. */
  readonly text: string;
  /** Place of each sign in the whole text, and of the end. */
  readonly places: readonly number[];
}

const ESCAPED = /(?:%[\da-f]{2})+/gi;

function decoded(written: string, start: number): Address {
  const places: number[] = [];
  let text = "";
  let at = 0;
  const plain = (to: number): void => {
    for (; at < to; at++) {
      text += written[at];
      places.push(start + at);
    }
  };
  for (const m of written.matchAll(ESCAPED)) {
    plain(m.index);
    const bytes = Uint8Array.from(m[0].matchAll(/%(..)/g), (x) => Number.parseInt(x[1] ?? "", 16));
    let from = m.index;
    for (const sign of new TextDecoder().decode(bytes)) {
      const code = sign.codePointAt(0) ?? 0;
      for (const unit of Array.from({ length: sign.length }, (_, i) => sign[i] ?? "")) {
        text += unit;
        places.push(start + from);
      }
      from += 3 * (code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4);
    }
    at = m.index + m[0].length;
  }
  plain(written.length);
  places.push(start + written.length);
  return { text, places };
}

/** The text with addresses blanked, sign for sign, and the addresses that hold digits. */
export function withoutAddresses(text: string): { readonly text: string; readonly addresses: readonly Address[] } {
  if (!/\/\/|\]\(|www\.|\.(?:cn|com|net|org)(?::\d{1,5})?\//i.test(text)) return { text, addresses: [] };
  const addresses: Address[] = [];
  const rest = text.replace(ADDRESSES, (written: string, start: number) => {
    if (/\d{6}|%[\da-f]{2}/i.test(written)) addresses.push(decoded(written, start));
    return "#".repeat(written.length);
  });
  return { text: rest, addresses };
}
