/** 拼音 above rare characters (生僻字), in 长者模式: put around the characters of a text, and taken away without a trace. */

/** `骜ào彧yù`: characters of the site with their readings. */
export const readingsOf = (list: string): Map<string, string> =>
  new Map([...list.matchAll(/(\p{Script=Han})(\P{Script=Han}+)/gu)].map(([, character = "", reading = ""]) => [character, reading]));

const OURS = "ruby[data-pinyin]";

export function showPinyin(root: Element, readings: ReadonlyMap<string, string>): void {
  if (readings.size === 0) return;
  const rare = new RegExp(`([${[...readings.keys()].join("")}])`, "u");
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) =>
    node instanceof Element && node.matches("ruby, svg, script, style, select, textarea")
      ? NodeFilter.FILTER_REJECT
      : NodeFilter.FILTER_ACCEPT,
  );
  const found: Text[] = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) if (node instanceof Text && rare.test(node.data)) found.push(node);
  for (const node of found) {
    const parts = node.data.split(rare).map((part) => {
      const reading = readings.get(part);
      if (reading === undefined) return part;
      const ruby = document.createElement("ruby");
      ruby.dataset.pinyin = "";
      const above = document.createElement("rt");
      above.textContent = reading;
      ruby.append(part, above);
      return ruby;
    });
    node.replaceWith(...parts.filter((p) => p !== ""));
  }
}

export const hasPinyin = (root: Element): boolean => root.querySelector(OURS) !== null;

export function hidePinyin(root: Element): void {
  for (const ruby of root.querySelectorAll(OURS)) {
    const { parentNode } = ruby;
    ruby.replaceWith(ruby.firstChild as Text);
    // The text becomes one node again.
    parentNode?.normalize();
  }
}
