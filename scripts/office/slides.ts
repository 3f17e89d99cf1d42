/** PowerPoint: slides in their order, with notes and comments. */
import { isOn, type Pack, pathsOf, prefixed, relationsOf, walkXml, wordsOf } from "./package.ts";
import type { Parts } from "./parts.ts";
import { readRuns } from "./runs.ts";

export function readPptx(pack: Pack, parts: Parts): void {
  const main = "ppt/presentation.xml";
  const related = new Map(relationsOf(pack, main).map((r) => [r.id, r.path]));
  const slides: string[] = [];
  if (!pack.files.has(main)) pack.damaged = true;
  walkXml(pack, main, {
    open(name, attributes) {
      const path = name === "sldId" ? related.get(prefixed(attributes, "id") ?? "") : undefined;
      if (path !== undefined) slides.push(path);
    },
  });
  const all = slides.length > 0 ? slides : pathsOf(pack, /^ppt\/slides\/slide\d+\.xml$/);
  const described: string[] = [];
  for (const [i, path] of all.entries()) {
    let shown = true;
    walkXml(pack, path, {
      open(name, { show }) {
        if (name === "sld") shown = isOn(show ?? "1");
      },
    });
    if (!pack.files.has(path)) pack.damaged = true;
    const runs = readRuns(pack, path);
    const slide = `第 ${i + 1} 张幻灯片`;
    parts.add(shown ? slide : `隐藏的${slide}`, runs.shown, shown);
    parts.add(`${slide}里隐藏的文字`, runs.hidden, false);
    described.push(runs.described);
    for (const { type, path: note } of relationsOf(pack, path)) {
      if (type === "notesSlide") parts.add(`${slide}的备注`, readRuns(pack, note).shown, false);
    }
  }
  parts.add("图片的说明文字", described.join("\n"), false);
  for (const path of pathsOf(pack, /^ppt\/comments\/[^/]+\.xml$/)) {
    parts.add(
      "批注",
      wordsOf(pack, path, (name) => name === "text" || name === "t", /^(?:text|p)$/),
      false,
    );
  }
}
