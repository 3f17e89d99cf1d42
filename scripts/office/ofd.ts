/** OFD (GB/T 33190-2016): pages as drawn, their templates, and annotations. */
import { type Pack, pathsOf, resolvePath, walkXml, wordsOf } from "./package.ts";
import { newLines, type Parts } from "./parts.ts";

export function readOfd(pack: Pack, parts: Parts): void {
  const main = "OFD.xml";
  if (!pack.files.has(main)) pack.damaged = true;
  const documents = locationsOf(pack, main, "DocRoot");
  let number = 0;
  for (const { path: document } of documents) {
    const templates = new Map(locationsOf(pack, document, "TemplatePage").map((t) => [t.id, t.path]));
    const used = new Set<string>();
    const pages = locationsOf(pack, document, "Page");
    if (pages.length === 0) pack.damaged = true;
    for (const { path } of pages) {
      if (!pack.files.has(path)) pack.damaged = true;
      const { shown, hidden, templateIds } = readOfdPage(pack, path);
      number++;
      parts.add(`第 ${number} 页`, shown, true);
      parts.add(`第 ${number} 页里隐藏的文字`, hidden, false);
      for (const id of templateIds) used.add(templates.get(id) ?? "");
    }
    // Printed beneath many pages, told once.
    for (const path of used) parts.add("模板页", readOfdPage(pack, path).shown, true);
  }
  for (const path of pathsOf(pack, /\/Annots?\/.*\.xml$/i)) {
    parts.add("注释", readOfdPage(pack, path).shown, true);
    parts.add(
      "批注",
      wordsOf(pack, path, (name) => name === "Remark"),
      false,
    );
  }
  parts.add(
    "文件属性",
    wordsOf(pack, main, (_name, path) => path.at(-1) === "DocInfo" || path.at(-1) === "CustomDatas"),
    false,
  );
}

/** Where elements of this name lead: by `BaseLoc`, or by their words. */
function locationsOf(pack: Pack, file: string, element: string): { id: string; path: string }[] {
  const out: { id: string; path: string }[] = [];
  let words = "";
  walkXml(pack, file, {
    open(name, { ID = "", BaseLoc }) {
      words = "";
      if (name === element && BaseLoc !== undefined) out.push({ id: ID, path: resolvePath(file, BaseLoc) });
    },
    text: (text) => {
      words += text;
    },
    close(name) {
      if (name === element && words.trim() !== "") out.push({ id: "", path: resolvePath(file, words.trim()) });
      words = "";
    },
  });
  return out;
}

/** Text objects of a page as drawn; those beside one another make one line. */
function readOfdPage(pack: Pack, file: string): { shown: string; hidden: string; templateIds: string[] } {
  const streams = { shown: newLines(), hidden: newLines() };
  const templateIds: string[] = [];
  let before = [Number.NaN];
  let to: "shown" | "hidden" = "shown";
  let line: string | undefined;
  let reading = false;
  walkXml(pack, file, {
    open(name, attributes) {
      if (name === "Template") templateIds.push(attributes.TemplateID ?? "");
      if (name === "TextObject") {
        to = /^false$/i.test(attributes.Visible ?? "") ? "hidden" : "shown";
        const box = (attributes.Boundary ?? "").trim().split(/\s+/).map(Number);
        const [x = Number.NaN, y = Number.NaN, , height = Number.NaN] = box;
        const [x0 = Number.NaN, y0 = Number.NaN, width0 = Number.NaN, height0 = Number.NaN] = before;
        const beside = Math.abs(y + height / 2 - y0 - height0 / 2) < Math.min(height, height0) / 2;
        const close = x >= x0 && x - x0 - width0 <= height / 4;
        if (!beside) streams[to].gap("\n");
        else if (!close) streams[to].gap(" ");
        before = box;
        line = undefined;
      }
      reading = name === "TextCode";
      if (reading) {
        if (line !== undefined && line !== (attributes.Y ?? line)) streams[to].gap("\n");
        line = attributes.Y ?? line ?? "";
      }
    },
    text(text) {
      if (reading) streams[to].add(text);
    },
    close() {
      reading = false;
    },
  });
  return { shown: streams.shown.text(), hidden: streams.hidden.text(), templateIds };
}
