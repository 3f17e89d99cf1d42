/**
 * 繁體: the texts of the page converted where they stand, and given back exactly. Loaded only when it is asked for. Addresses, values
 * of forms and what scripts keep in mind are not touched, so the search asks and finds as before.
 */
import { makeConverter } from "./convert.ts";
import { globals } from "./page.ts";

/** What `assets/traditional.js` offers to the buttons. */
export interface Traditional {
  on(): void;
  off(): void;
}

/** A phrase may go on across these: 头<mark>发</mark>. */
const INLINE = new Set("a abbr b bdi cite code em i ins mark q rp ruby s small span strong sub sup time u".split(" "));
const NO_TEXT = "script, style, textarea, rt, option:not([value]), :not(html)[lang=zh-Hant]";
const ATTRIBUTES = ["aria-label", "title", "placeholder", "alt", "data-label", "label"];

const isInline = (element: Element): boolean => INLINE.has(element.localName);

function makeTraditional(convert: (text: string) => string): Traditional {
  /** What a text was and has become; of attributes, by name. */
  const texts = new WeakMap<Text, { from: string; to: string }>();
  const labels = new WeakMap<Element, Map<string, { from: string; to: string }>>();

  /** While the page comes in, a text may grow. The last piece and the end of "loading" can come before they are told of: not so this event. */
  let coming = document.readyState === "loading";
  document.addEventListener("DOMContentLoaded", () => {
    coming = false;
  });

  /** A text as it was written: by the page, or by a script since. */
  function original(node: Text): string {
    const known = texts.get(node);
    if (known === undefined) return node.data;
    if (node.data === known.to) return known.from;
    return coming && node.data.startsWith(known.to) ? known.from + node.data.slice(known.to.length) : node.data;
  }

  function convertRun(run: readonly Text[]): void {
    const from = run.map(original);
    const whole = from.join("");
    if (!/\p{Script=Han}/u.test(whole)) return;
    const to = [...convert(whole)];
    let at = 0;
    for (const [i, node] of run.entries()) {
      const before = from[i] as string;
      const length = [...before].length;
      const after = to.slice(at, at + length).join("");
      at += length;
      texts.set(node, { from: before, to: after });
      if (node.data !== after) node.data = after;
    }
  }

  function convertAttributes(element: Element): void {
    for (const name of ATTRIBUTES) {
      const value = element.getAttribute(name);
      if (value === null) continue;
      const known = labels.get(element) ?? new Map<string, { from: string; to: string }>();
      labels.set(element, known);
      const was = known.get(name);
      const from = was && was.to === value ? was.from : value;
      const to = convert(from);
      known.set(name, { from, to });
      if (to !== value) element.setAttribute(name, to);
    }
  }

  /** Converts what is in an element: run by run, those of blocks in it only when `deep`. */
  function convertIn(root: Element, deep: boolean): void {
    if (root.closest(NO_TEXT)) return;
    convertAttributes(root);
    let run: Text[] = [];
    let block: Element | null = null;
    const flush = (): void => {
      if (run.length > 0) convertRun(run);
      run = [];
    };
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) => {
      if (!(node instanceof Element)) return NodeFilter.FILTER_ACCEPT;
      if (!isInline(node)) flush();
      return node.matches(NO_TEXT) || (!deep && !isInline(node)) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT;
    });
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node instanceof Element) convertAttributes(node);
      else {
        const its = blockOf(node.parentElement as Element);
        if (its !== block) flush();
        block = its;
        run.push(node as Text);
      }
    }
    flush();
  }

  function blockOf(element: Element): Element {
    let block = element;
    while (isInline(block) && block.parentElement) block = block.parentElement;
    return block;
  }

  const observer = new MutationObserver((records) => {
    const shallow = new Set<Element>();
    const deep = new Set<Element>();
    for (const { type, target, addedNodes } of records) {
      const element = target instanceof Element ? target : target.parentElement;
      if (type === "characterData" && element) shallow.add(blockOf(element));
      if (type === "attributes" && element) convertAttributes(element);
      for (const node of addedNodes) {
        if (node instanceof Element && !isInline(node)) deep.add(node);
        else if (element && /\S/.test(node.textContent ?? "")) shallow.add(blockOf(element));
      }
    }
    for (const element of deep) if (element.isConnected) convertIn(element, true);
    for (const element of shallow) if (element.isConnected) convertIn(element, false);
    // What was written here is no news.
    observer.takeRecords();
  });

  let isOn = false;
  return {
    on(): void {
      if (isOn) return;
      isOn = true;
      convertIn(document.documentElement, true);
      observer.observe(document, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ATTRIBUTES });
      observer.takeRecords();
    },
    off(): void {
      isOn = false;
      observer.disconnect();
      const walker = document.createTreeWalker(document, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        if (node instanceof Text) {
          const from = original(node);
          if (from !== node.data) node.data = from;
          texts.delete(node);
          continue;
        }
        const element = node as Element;
        for (const [name, { from, to }] of labels.get(element) ?? [])
          if (element.getAttribute(name) === to) element.setAttribute(name, from);
        labels.delete(element);
      }
    },
  };
}

// Loaded twice it is still one.
if (globals.gongkaiTraditional === undefined) {
  const made = makeTraditional(makeConverter(globals.gongkaiDictionary as string));
  globals.gongkaiTraditional = made;
  if (document.documentElement.lang === "zh-Hant") made.on();
}
