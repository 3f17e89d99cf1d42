/** The text of a page, sentence by sentence, as it can be seen: what is read aloud, and where it stands. */

export interface Sentence {
  readonly text: string;
  readonly range: Range;
}

/** So much is said in one breath; some voices fall silent in longer ones. */
const BREATH = 120;

/** Places in a text where a sentence begins and ends, blanks around it left out. */
export function splitSentences(text: string): [number, number][] {
  const out: [number, number][] = [];
  const add = (from: number, to: number): void => {
    const part = text.slice(from, to);
    const begin = from + part.length - part.trimStart().length;
    // Marks alone say nothing.
    if (/[\p{L}\p{N}]/u.test(part)) out.push([begin, begin + part.trim().length]);
  };
  for (const { 0: sentence, index } of text.matchAll(/[^。！？；!?;]*(?:[。！？；!?;]+[”’」』）)》]*|$)/g)) {
    let from = index;
    const end = index + sentence.length;
    while (end - from > BREATH) {
      const pause = Math.max(text.lastIndexOf("，", from + BREATH - 1), text.lastIndexOf("、", from + BREATH - 1)) + 1;
      const to = pause > from ? pause : from + BREATH;
      add(from, to);
      from = to;
    }
    add(from, end);
  }
  return out;
}

/** What is there to act, to lead elsewhere, to file a record or to explain a picture, and no text of the page. */
const NO_TEXT = "nav, form, button, select, svg, rt, script, style, noscript, .sr, .record > .facts, [aria-hidden=true]";

/** The sentences that can be seen below an element, in their order. */
export function sentencesOf(root: Element): Sentence[] {
  const out: Sentence[] = [];
  const blocks = new Map<Element, Element>();
  let run: Text[] = [];
  let block: Element | undefined;
  const flush = (): void => {
    const text = run.map((n) => n.data).join("");
    for (const [from, to] of splitSentences(text)) {
      const range = document.createRange();
      range.setStart(...placeIn(run, from, false));
      range.setEnd(...placeIn(run, to, true));
      out.push({ text: text.slice(from, to).replace(/\s+/g, " "), range });
    }
    run = [];
  };
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) => {
    if (!(node instanceof Element)) return NodeFilter.FILTER_ACCEPT;
    const { display, visibility, clipPath } = getComputedStyle(node);
    const hidden = display === "none" || visibility !== "visible" || clipPath === "inset(50%)" || node.matches(NO_TEXT);
    if (hidden) return NodeFilter.FILTER_REJECT;
    const inline = /^(?:inline|contents|ruby|ruby-base)$/.test(display) && node.localName !== "br";
    const above = node.parentElement;
    blocks.set(node, inline && above ? (blocks.get(above) ?? above) : node);
    return NodeFilter.FILTER_ACCEPT;
  });
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const of = node instanceof Element ? node : (node.parentElement as Element);
    const its = blocks.get(of) ?? of;
    if (its !== block) {
      flush();
      block = its;
    }
    // What is folded in <details> has a style as if it could be seen.
    if (node instanceof Text && seen(of)) run.push(node);
  }
  flush();
  return out;
}

const seen = (element: Element): boolean => element.closest("details:not([open])")?.contains(element.closest("summary")) !== false;

/** Where a place of the joined text is; a sentence ends in the node where its last character stands. */
function placeIn(nodes: readonly Text[], place: number, end: boolean): [Text, number] {
  let before = 0;
  for (const node of nodes) {
    if (place < before + node.length || (end && place === before + node.length)) return [node, place - before];
    before += node.length;
  }
  throw new Error(`no place ${place}`);
}
