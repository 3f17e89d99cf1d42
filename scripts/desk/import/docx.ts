/** Word → Markdown: headings, lists, tables, pictures and links kept, Word's junk gone. Runs in the browser too. */
import { newBudget, TooLarge } from "../../office/budget.ts";
import { isCompoundFile, lackOfCompoundFile } from "../../office/compound.ts";
import { attribute, openPack, type Pack, pathsOf, prefixed, relationsOf } from "../../office/package.ts";
import {
  type Block,
  type Imported,
  ImportRefused,
  type Inlines,
  isBlank,
  type Notes,
  newNotes,
  newPictures,
  type Pictures,
  splitTitle,
  textOfInlines,
} from "./blocks.ts";
import { child, find, flagOf, listsOf, NO_TEXT, type Node, type Reader, styled, stylesOf, treeOf, value } from "./document.ts";
import { unpaired } from "./fields.ts";
import { partText } from "./foreign.ts";
import { htmlBlocks } from "./html.ts";
import { beforeText, numberText } from "./numbering.ts";
import { DELETED, inlinesOf, marksIn } from "./runs.ts";
import { type Cell, flattened, MOST_COLUMNS, tableBlocks } from "./tables.ts";
import { writeMarkdown } from "./write.ts";

/** Words of one document: a book of a thousand pages has a tenth of it. */
const MOST_WORDS = 40 * 1024 * 1024;
const WANTED =
  /^(?:word\/(?:(?:document\d*|styles\d*|numbering\d*|footnotes\d*|endnotes\d*)\.xml|_rels\/document\d*\.xml\.rels|media\/[^/]+)|(?:[^/]+\/)?[^/]+\.(?:x?html?|mht|mhtml|docx|docm|rtf|txt|dat))$/;

/** What is longer is a paragraph that somebody gave an outline level. */
const LONGEST_HEADING = 120;

function headingLevel(properties: Node | undefined, style: string | undefined, reader: Reader): number | undefined {
  const named = styled(reader, style, (s) => {
    const m = /^(?:heading|标题)\s*([1-9])$/i.exec(s.name.trim());
    return m ? Number(m[1]) : undefined;
  });
  const outline = value(child(properties, "outlineLvl"));
  const level =
    outline !== undefined
      ? Number(outline) + 1
      : (named ?? Number(styled(reader, style, (s) => value(child(s.paragraph, "outlineLvl"))) ?? 9) + 1);
  return level >= 1 && level <= 9 ? level : undefined;
}

interface Numbered {
  readonly list: string;
  readonly level: number;
  readonly number: number | undefined;
  /** What stands before the text where Markdown has no such numbers. */
  readonly label: string;
  readonly bullet: boolean;
}

/** The number of a paragraph; counts on. */
function numberOf(properties: Node | undefined, style: string | undefined, reader: Reader): Numbered | undefined {
  const direct = child(properties, "numPr");
  const inherited = styled(reader, style, (s) => child(s.paragraph, "numPr"));
  const id = value(child(direct, "numId")) ?? value(child(inherited, "numId"));
  const list = id === undefined || id === "0" ? undefined : reader.lists.get(id);
  if (!list || id === undefined) return undefined;
  const ofStyle = [...list.levels].find(([, l]) => style !== undefined && l.style === style)?.[0];
  const level = Number(value(child(direct, "ilvl")) ?? value(child(inherited, "ilvl")) ?? ofStyle ?? 0);
  const own = list.levels.get(level);
  if (!own || level < 0 || level > 8) return undefined;
  const counts = reader.counts.get(list.abstract) ?? [];
  reader.counts.set(list.abstract, counts);
  if (!reader.met.has(id)) {
    reader.met.add(id);
    for (const [at, start] of list.restarts) counts[at] = start - 1;
  }
  counts[level] = (counts[level] ?? own.start - 1) + 1;
  counts.length = level + 1;
  const number = counts[level] ?? 1;
  if (own.format === "bullet") return { list: id, level, number: undefined, label: "", bullet: true };
  if (new RegExp(`^%${level + 1}[.．、)）]$`).test(own.text) && own.format === "decimal" && number >= 0)
    return { list: id, level, number, label: `${number}${own.text.at(-1)}`, bullet: false };
  const label = own.text.replace(/%([1-9])/g, (_, n: string) => {
    const at = Number(n) - 1;
    const other = list.levels.get(at);
    return numberText(counts[at] ?? other?.start ?? 1, other?.format ?? "decimal");
  });
  return { list: id, level, number: undefined, label, bullet: false };
}

/** Paragraphs and tables; what only stands around them is passed through. */
function blocksOf(nodes: readonly Node[], reader: Reader): Block[] {
  const out: Block[] = [];
  /** A paragraph whose end was deleted goes on in the next. */
  let carried: Inlines = [];
  const visit = (node: Node): void => {
    if (node.name === "p") {
      const boxes: Block[] = [];
      const properties = child(node, "pPr");
      const style = value(child(properties, "pStyle"));
      const inlines = [...carried, ...inlinesOf(node, reader, boxes, style)];
      carried = [];
      if (child(child(properties, "rPr"), "del") && !isBlank(inlines)) carried = inlines;
      else if (/^(?:toc|目录)\s*\d?$/i.test(styled(reader, style, (s) => s.name) ?? "")) reader.notes.add("目录没有带过来：网页没有页码。");
      else if (!isBlank(inlines)) out.push(paragraphOf(inlines, properties, style, reader));
      out.push(...boxes);
    } else if (node.name === "tbl") out.push(...tableOf(node, reader));
    else if (node.name === "sdt") {
      const properties = child(node, "sdtPr");
      if (find(properties ?? { ...node, children: [] }, "docPartGallery").some((g) => value(g) === "Table of Contents"))
        reader.notes.add("目录没有带过来：网页没有页码。");
      else if (child(properties, "checkbox") || flagOf(child(properties, "showingPlcHdr"))) visit({ ...node, name: "p", children: [node] });
      else for (const c of child(node, "sdtContent")?.children ?? []) visit(c);
    } else if (node.name === "del" || node.name === "moveFrom") {
      if (find(node, "t").length + find(node, "delText").length > 0) reader.notes.add(DELETED);
      marksIn(node, reader);
    } else if (node.name === "AlternateContent") visit(child(node, "Choice") ?? child(node, "Fallback") ?? { ...node, name: "" });
    else if (node.name === "altChunk") out.push(...partOf(node, reader));
    // What belongs into a paragraph and stands in none.
    else if (/^(?:r|t|hyperlink|fldSimple|oMath|oMathPara)$/.test(node.name)) visit({ ...node, name: "p", children: [node] });
    else if (!NO_TEXT.test(node.name)) for (const c of node.children) visit(c);
  };
  for (const node of nodes) visit(node);
  if (!isBlank(carried)) out.push({ kind: "paragraph", inlines: carried });
  return out;
}

/** A document within the document (altChunk), as systems of offices put them together. */
function partOf(chunk: Node, reader: Reader): Block[] {
  const bytes = reader.pack.files.get(reader.relations.get(prefixed(chunk.attributes, "id") ?? "")?.path ?? "");
  const lost = (): Block[] => {
    reader.notes.add("文档里嵌着的另一个文件没有带过来：请在 Word 里打开，另存为 .docx，再导入一次。");
    return [];
  };
  if (!bytes || reader.depth > 3) return lost();
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) {
    try {
      return documentBlocks(bytes, reader.notes, reader.pictures, reader.depth + 1);
    } catch {
      return lost();
    }
  }
  const part = partText(bytes);
  if (part === undefined) return lost();
  if (part.html) return htmlBlocks(part.text, reader.notes, reader.pictures);
  return part.text.split(/\r\n?|\n/).map((text) => ({ kind: "paragraph", inlines: [{ kind: "text", text }] }));
}

function paragraphOf(inlines: Inlines, properties: Node | undefined, style: string | undefined, reader: Reader): Block {
  const numbered = numberOf(properties, style, reader);
  const level = headingLevel(properties, style, reader);
  const labelled = (): Inlines =>
    numbered && numbered.label !== "" ? [{ kind: "text", text: beforeText(numbered.label) }, ...inlines] : inlines;
  const centred = (value(child(properties, "jc")) ?? styled(reader, style, (s) => value(child(s.paragraph, "jc")))) === "center";
  if (styled(reader, style, (s) => (/^(?:title|标题)$/i.test(s.name.trim()) ? true : undefined)))
    return { kind: "paragraph", inlines, centred: true, style: "title" };
  if (level !== undefined && [...textOfInlines(inlines)].length <= LONGEST_HEADING) {
    const plain = labelled().map((i) =>
      i.kind === "text" ? { kind: "text" as const, text: i.text, ...(i.link === undefined ? {} : { link: i.link }) } : i,
    );
    return { kind: "heading", level, inlines: plain };
  }
  if (numbered && (numbered.bullet || numbered.number !== undefined))
    return { kind: "item", level: numbered.level, number: numbered.number, list: numbered.list, inlines };
  return { kind: "paragraph", inlines: labelled(), ...(centred ? { centred } : {}) };
}

function tableOf(table: Node, reader: Reader): Block[] {
  const rows: Cell[][] = [];
  let merged = false;
  /** Rows and cells, also of those that stand in a control or were put in by a revision. */
  const each = (node: Node, name: string): Node[] =>
    node.children.flatMap((c) => (c.name === name ? [c] : NO_TEXT.test(c.name) ? [] : each(c, name)));
  for (const row of each(table, "tr")) {
    const properties = child(row, "trPr");
    if (child(properties, "del")) {
      reader.notes.add(DELETED);
      marksIn(row, reader);
      continue;
    }
    const before = Math.min(MOST_COLUMNS, Number(value(child(properties, "gridBefore")) ?? 0));
    const cells: Cell[] = Array.from({ length: before }, () => ({ blocks: [], span: 1 }));
    for (const cell of each(row, "tc")) {
      const own = child(cell, "tcPr");
      const down = child(own, "vMerge");
      const along = child(own, "hMerge");
      if (down) merged = true;
      const goesOn = (n: Node | undefined): boolean => n !== undefined && value(n) !== "restart";
      if (goesOn(along)) {
        merged = true;
        cells.push({ blocks: [], span: 1 });
        continue;
      }
      const span = Math.max(1, Math.min(MOST_COLUMNS, Number(value(child(own, "gridSpan")) ?? 1) || 1));
      cells.push({ blocks: blocksOf(cell.children, reader), span });
    }
    rows.push(cells);
  }
  return tableBlocks(rows, merged, reader.notes);
}

/** The words of footnotes and endnotes, in the order of their marks. */
function remarksOf(reader: Reader): Block[] {
  const out: Block[] = [];
  const trees = new Map<string, Map<string, Node>>();
  // A note may hold a mark itself.
  for (let i = 0; i < reader.remarks.length && i < 10_000; i++) {
    const { file, id } = reader.remarks[i] as Reader["remarks"][number];
    let notes = trees.get(file);
    if (!notes) {
      const path = pathsOf(reader.pack, new RegExp(`^word/${file}\\d*\\.xml$`))[0];
      const found = path === undefined ? [] : find(treeOf(reader.pack, path), file.slice(0, -1));
      notes = new Map(found.map((n) => [attribute(n.attributes, "id") ?? "", n]));
      trees.set(file, notes);
    }
    const text = flattened(blocksOf(notes.get(id)?.children ?? [], reader));
    out.push({ kind: "paragraph", inlines: [{ kind: "text", text: `〔${i + 1}〕` }, ...text] });
  }
  return out;
}

/** Opens the file, or says why it is none that can be read. */
function opened(bytes: Uint8Array): Pack {
  if (isCompoundFile(bytes)) {
    throw lackOfCompoundFile(bytes) === "encrypted"
      ? new ImportRefused("这个文件加了密码，打不开。", "请在 Word 或 WPS 里打开，去掉密码，保存以后再试。")
      : new ImportRefused("这是旧格式的 Word 文档（.doc），读不了。", "请用 Word 或 WPS 打开，“另存为”，类型选 .docx，再试。");
  }
  const notWord = new ImportRefused(
    "这不是 Word 文档（.docx），或者文件已经坏了。",
    "请用 Word 或 WPS 打开看看，“另存为”，类型选 .docx，再试。",
  );
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) throw notWord;
  const budget = newBudget();
  let pack: Pack;
  try {
    pack = openPack(bytes, WANTED, budget);
  } catch (error) {
    if (error instanceof TooLarge) throw new ImportRefused("文件展开以后超过 100 MB，没有读。", "请把图片压缩，或者分成几个文件。");
    throw notWord;
  }
  if (pathsOf(pack, /^word\/document\d*\.xml$/).length === 0) {
    if ([...pack.paths].some((p) => p.startsWith("xl/")))
      throw new ImportRefused("这是 Excel 表格，不是 Word 文档。", "台账请用 npm run import -- 文件.xlsx 导入。");
    throw notWord;
  }
  return pack;
}

/** The blocks of a document, with its notes at the end. `depth`: documents around it. Throws `ImportRefused`. */
function documentBlocks(bytes: Uint8Array, notes: Notes, pictures: Pictures, depth: number): Block[] {
  const pack = opened(bytes);
  const main = pathsOf(pack, /^word\/document\d*\.xml$/)[0] ?? "";
  if ((pack.files.get(main)?.length ?? 0) > MOST_WORDS) throw new ImportRefused("文档的文字超过 40 MB，没有读。", "请分成几个文件。");
  const tree = treeOf(pack, main);
  const reader: Reader = {
    pack,
    notes,
    pictures,
    styles: stylesOf(pack),
    lists: listsOf(pack),
    relations: new Map(relationsOf(pack, main).map((r) => [r.id, r])),
    counts: new Map(),
    met: new Set(),
    fields: [],
    unpaired: unpaired(tree),
    fractions: new WeakSet(),
    depth,
    remarks: [],
    blocks: (nodes) => blocksOf(nodes, reader),
  };
  const blocks = blocksOf(tree.children, reader);
  const all = [...blocks, ...remarksOf(reader)];
  if (pack.damaged) {
    if (all.length === 0) throw new ImportRefused("文件坏了，读不出文字。", "请用 Word 或 WPS 打开，另存以后再试。");
    notes.add("文件有一处坏了，后面的可能没有读全。请和原文核对。");
  }
  return all;
}

/**
 * A Word document (.docx) as Markdown. Headings go one level down, as the page's title stands above them; numbers that Markdown
 * does not have (一、, （一）, 1.1) stay as text; what is deleted, struck out, hidden or a comment is left out with a note.
 * Throws `ImportRefused`, in Chinese, for .doc, a password, a file that is none or unfolds to too much.
 */
export function docxToMarkdown(bytes: Uint8Array): Imported {
  const notes = newNotes();
  const pictures = newPictures(notes);
  const { title, rest } = splitTitle(documentBlocks(bytes, notes, pictures, 0));
  return { ...(title === undefined ? {} : { title }), markdown: writeMarkdown(rest), pictures: pictures.list, notes: notes.list };
}
