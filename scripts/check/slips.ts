/** Slips of the trade (转结 for 结转), each with its right form. One pass over the text, by first two characters. */
import { slips as list, type Slip } from "../rules/slips.ts";
import type { Notice, Tell } from "./notice.ts";

/** By their first two characters. */
const byHead = new Map<string, readonly Slip[]>();
for (const slip of list) byHead.set(slip.wrong.slice(0, 2), [...(byHead.get(slip.wrong.slice(0, 2)) ?? []), slip]);
/** Which characters a slip begins with (1), and has in the second place (2): most of a text is passed by at this. */
const places = new Uint8Array(0x10000);
for (const head of byHead.keys()) for (const n of [0, 1]) places[head.charCodeAt(n)] = (places[head.charCodeAt(n)] ?? 0) | (n + 1);

/** Every slip in a text. The longest wins where two begin at one place. */
export function slipsIn(text: string): { slip: Slip; index: number }[] {
  const out: { slip: Slip; index: number }[] = [];
  for (let i = 0; i + 1 < text.length; i++) {
    if (((places[text.charCodeAt(i)] ?? 0) & 1) === 0 || ((places[text.charCodeAt(i + 1)] ?? 0) & 2) === 0) continue;
    const candidates = byHead.get(text.slice(i, i + 2));
    if (!candidates) continue;
    let best: Slip | undefined;
    for (const slip of candidates) {
      if (!text.startsWith(slip.wrong, i) || (best && best.wrong.length >= slip.wrong.length)) continue;
      const [before, after] = [text[i - 1] ?? "", text[i + slip.wrong.length] ?? ""];
      if ((before !== "" && slip.notAfter.includes(before)) || (after !== "" && slip.notBefore.includes(after))) continue;
      best = slip;
    }
    if (best) {
      out.push({ slip: best, index: i });
      i += best.wrong.length - 1;
    }
  }
  return out;
}

export function slips({ lines, title, record }: Notice, tell: Tell): void {
  for (const { text, at } of [{ text: title, at: record.lines.title ?? 2 }, ...lines]) {
    if (text === "") continue;
    for (const { slip, index } of slipsIn(text)) {
      const around = text.slice(Math.max(0, index - 6), index + slip.wrong.length + 6);
      tell("word-slip", at, around, `“${around}”里的“${slip.wrong}”应为“${slip.right}”。`, "请改正；确实是这样写的名称，可以说明是对的。");
    }
  }
}
