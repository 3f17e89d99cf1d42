/** 简 → 繁 by phrases: what OpenCC does (cn → t), with as much of its dictionary as the site needs. */

/** Phrases and characters in one string: `头发 头髮|发 發|…`; both sides as long in characters. */
export function makeConverter(dictionary: string): (text: string) => string {
  const entries = new Map<string, string>();
  // The longest entry that begins with a character: farther nobody need look.
  const longest = new Map<string, number>();
  for (const entry of dictionary.split("|")) {
    const [from = "", to = ""] = entry.split(" ");
    const [first = ""] = from;
    entries.set(from, to);
    longest.set(first, Math.max(longest.get(first) ?? 0, from.length));
  }
  return (text) => {
    // OpenCC begins by making compatibility ideographs plain ones.
    const plain = text.replace(/[\uf900-\ufaff\u{2f800}-\u{2fa1f}]/gu, (c) => c.normalize("NFC"));
    let out = "";
    for (let at = 0; at < plain.length; ) {
      const first = String.fromCodePoint(plain.codePointAt(at) as number);
      let length = Math.min(longest.get(first) ?? 0, plain.length - at);
      while (length > 0 && !entries.has(plain.slice(at, at + length))) length--;
      out += length > 0 ? entries.get(plain.slice(at, at + length)) : first;
      at += length > 0 ? length : first.length;
    }
    return out;
  };
}
