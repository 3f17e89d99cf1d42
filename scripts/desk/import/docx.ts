/** Word → Markdown: headings, lists, tables, pictures and links kept, Word's junk gone. Runs in the browser too. */
import { newBudget, TooLarge } from "../../office/budget.ts";
import { isCompoundFile, lackOfCompoundFile } from "../../office/compound.ts";
import { type Attributes, attribute, isOn, openPack, type Pack, pathsOf, prefixed, relationsOf, walkXml } from "../../office/package.ts";
import {
  type Block,
  type Imported,
  ImportRefused,
  type Inline,
  type Inlines,
  isBlank,
  type Notes,
  newNotes,
  newPictures,
  type Pictures,
  splitTitle,
  textOfInlines,
} from "./blocks.ts";
import { beforeText, numberText } from "./numbering.ts";
import { type Cell, flattened, MOST_COLUMNS, tableBlocks } from "./tables.ts";
import { writeMarkdown } from "./write.ts";

/** Words of one document: a book of a thousand pages has a tenth of it. */
const MOST_WORDS = 40 * 1024 * 1024;
const WANTED =
  /^word\/(?:(?:document\d*|styles\d*|numbering\d*|footnotes\d*|endnotes\d*)\.xml|_rels\/document\d*\.xml\.rels|media\/[^/]+)$/;

/** An element of a part; words only stand in leaves. */
interface Node {
  readonly name: string;
  readonly attributes: Attributes;
  readonly children: Node[];
  text: string;
}

function treeOf(pack: Pack, file: string): Node {
  const root: Node = { name: "", attributes: {}, children: [], text: "" };
  const stack = [root];
  walkXml(pack, file, {
    open(name, attributes) {
      const node: Node = { name, attributes, children: [], text: "" };
      stack.at(-1)?.children.push(node);
      stack.push(node);
    },
    text(text) {
      const node = stack.at(-1);
      if (node) node.text += text;
    },
    close() {
      if (stack.length > 1) stack.pop();
    },
  });
  return root;
}

const child = (node: Node | undefined, name: string): Node | undefined => node?.children.find((c) => c.name === name);
const value = (node: Node | undefined): string | undefined => node && attribute(node.attributes, "val");
const flagOf = (node: Node | undefined): boolean | undefined => (node ? isOn(value(node) ?? "1") : undefined);

function find(node: Node, name: string, not?: string): Node[] {
  return node.children.flatMap((c) => (c.name === not ? [] : [...(c.name === name ? [c] : []), ...find(c, name, not)]));
}

/** What only stands around: its content counts as if it stood there itself. */
const TRANSPARENT = new Set([
  "sdtContent",
  "customXml",
  "smartTag",
  "ins",
  "moveTo",
  "document",
  "body",
  "Choice",
  "Fallback",
  "bdo",
  "dir",
]);

// Styles ------------------------------------------------------------------------------------------------------------------

interface Style {
  readonly name: string;
  readonly base: string | undefined;
  readonly paragraph: Node | undefined;
  readonly run: Node | undefined;
}

function stylesOf(pack: Pack): Map<string, Style> {
  const out = new Map<string, Style>();
  const file = pathsOf(pack, /^word\/styles\d*\.xml$/)[0];
  if (file === undefined) return out;
  for (const node of find(treeOf(pack, file), "style")) {
    out.set(attribute(node.attributes, "styleId") ?? "", {
      name: value(child(node, "name")) ?? "",
      base: value(child(node, "basedOn")),
      paragraph: child(node, "pPr"),
      run: child(node, "rPr"),
    });
  }
  return out;
}

// Numbering ---------------------------------------------------------------------------------------------------------------

interface NumberLevel {
  readonly start: number;
  readonly format: string;
  readonly text: string;
  readonly style: string | undefined;
}

interface NumberedList {
  /** Lists that rest on one definition count on. */
  readonly abstract: string;
  readonly levels: ReadonlyMap<number, NumberLevel>;
  /** Levels that begin anew where the list is first met. */
  readonly restarts: ReadonlyMap<number, number>;
}

const levelOf = (node: Node): [number, NumberLevel] => [
  Number(attribute(node.attributes, "ilvl") ?? 0),
  {
    start: Number(value(child(node, "start")) ?? 1),
    format: value(child(node, "numFmt")) ?? formatWithin(node) ?? "decimal",
    text: value(child(node, "lvlText")) ?? "",
    style: value(child(node, "pStyle")),
  },
];

/** Newer formats stand in an AlternateContent with an older one to fall back on. */
const formatWithin = (node: Node): string | undefined => {
  const formats = find(node, "numFmt").map(value);
  return formats.at(-1) ?? formats[0];
};

function listsOf(pack: Pack): Map<string, NumberedList> {
  const out = new Map<string, NumberedList>();
  const file = pathsOf(pack, /^word\/numbering\d*\.xml$/)[0];
  if (file === undefined) return out;
  const tree = treeOf(pack, file);
  const abstracts = new Map(find(tree, "abstractNum").map((n) => [attribute(n.attributes, "abstractNumId") ?? "", n]));
  const linked = (id: string): Node | undefined => {
    const node = abstracts.get(id);
    const style = value(child(node, "numStyleLink"));
    return style === undefined ? node : ([...abstracts.values()].find((n) => value(child(n, "styleLink")) === style) ?? node);
  };
  for (const num of find(tree, "num")) {
    const abstract = value(child(num, "abstractNumId")) ?? "";
    const levels = new Map((linked(abstract)?.children ?? []).filter((c) => c.name === "lvl").map(levelOf));
    const restarts = new Map<number, number>();
    for (const override of num.children.filter((c) => c.name === "lvlOverride")) {
      const level = Number(attribute(override.attributes, "ilvl") ?? 0);
      const start = value(child(override, "startOverride"));
      if (start !== undefined) restarts.set(level, Number(start));
      const own = child(override, "lvl");
      if (own) levels.set(...levelOf(own));
    }
    out.set(attribute(num.attributes, "numId") ?? "", { abstract, levels, restarts });
  }
  return out;
}

// The document ------------------------------------------------------------------------------------------------------------

interface Look {
  readonly bold: boolean;
  readonly italic: boolean;
  readonly link: string | undefined;
}

/** A field (`HYPERLINK "…"`, `PAGE`) from its beginning: its code, then what is shown. */
interface FieldCode {
  code: string;
  shown: boolean;
}

interface Reader {
  readonly pack: Pack;
  readonly notes: Notes;
  readonly pictures: Pictures;
  readonly styles: ReadonlyMap<string, Style>;
  readonly lists: ReadonlyMap<string, NumberedList>;
  readonly relations: ReadonlyMap<string, { readonly path: string; readonly target: string }>;
  /** How far each list has counted, by definition. */
  readonly counts: Map<string, (number | undefined)[]>;
  readonly met: Set<string>;
  readonly fields: FieldCode[];
  /** Footnotes and endnotes in the order of their marks. */
  readonly remarks: { readonly file: "footnotes" | "endnotes"; readonly id: string }[];
}

/** A style's own value or that of the style it rests on. */
function styled<T>({ styles }: Reader, id: string | undefined, get: (style: Style) => T | undefined): T | undefined {
  let at = id;
  for (let i = 0; at !== undefined && i < 20; i++) {
    const style = styles.get(at);
    if (!style) return undefined;
    const found = get(style);
    if (found !== undefined) return found;
    at = style.base;
  }
  return undefined;
}

/** Symbol fonts: boxes that are ticked or not are words of a form. */
const SYMBOLS: Readonly<Record<string, string>> = {
  F0FE: "☑",
  F0A8: "□",
  F06F: "□",
  F052: "☑",
  F053: "☒",
  F0FD: "☒",
  F0A3: "□",
  F0FC: "√",
  F0FB: "×",
  F0B7: "·",
  F0D8: "➢",
  F06C: "●",
  F06E: "■",
};

function inlinesOf(node: Node, look: Look, reader: Reader, boxes: Block[], paragraphStyle: string | undefined): Inline[] {
  const { notes, fields } = reader;
  const within = (to: Node, as: Look = look): Inline[] => to.children.flatMap((c) => inlineOf(c, as));
  const say = (text: string, as: Look): Inline[] =>
    text === "" || fields.some((f) => !f.shown)
      ? []
      : [
          {
            kind: "text",
            text: text.replace(/[\r\n]/g, " "),
            ...(as.bold ? { bold: true } : {}),
            ...(as.italic ? { italic: true } : {}),
            ...(as.link !== undefined ? { link: as.link } : {}),
          },
        ];

  const runOf = (run: Node): Inline[] => {
    const own = child(run, "rPr");
    const style = value(child(own, "rStyle"));
    const of = (name: string): boolean =>
      flagOf(child(own, name)) ??
      styled(reader, style, (s) => flagOf(child(s.run, name))) ??
      styled(reader, paragraphStyle, (s) => flagOf(child(s.run, name))) ??
      false;
    if (of("vanish")) {
      if (find(run, "t").some((t) => t.text.trim() !== "")) notes.add("隐藏的文字没有带过来。");
      for (const c of run.children) if (/^(?:fldChar|instrText)$/.test(c.name)) pieceOf(c, look);
      return [];
    }
    const field = fields.findLast((f) => f.shown && linkIn(f.code) !== undefined);
    const as = { bold: of("b"), italic: of("i"), link: look.link ?? (field && linkIn(field.code)) };
    return run.children.flatMap((c) => pieceOf(c, as));
  };

  const pieceOf = (piece: Node, as: Look): Inline[] => {
    switch (piece.name) {
      case "t":
        return say(piece.text, as);
      case "tab":
      case "ptab":
        return say(" ", as);
      case "br":
        return ["page", "column"].includes(attribute(piece.attributes, "type") ?? "") ? [] : [{ kind: "break" }];
      case "cr":
        return [{ kind: "break" }];
      case "noBreakHyphen":
        return say("-", as);
      case "sym": {
        const code = (attribute(piece.attributes, "char") ?? "").toUpperCase();
        const symbol = SYMBOLS[code] ?? (/^(?:E|F[0-8])/.test(code) ? "" : String.fromCodePoint(Number.parseInt(code, 16) || 0x20));
        if (symbol === "") notes.add("有符号字体里的符号没有带过来，请核对。");
        return say(symbol, as);
      }
      case "fldChar": {
        const type = attribute(piece.attributes, "fldCharType");
        if (type === "begin") fields.push({ code: "", shown: false });
        else if (type === "separate" && fields.length > 0) fields.splice(-1, 1, { code: fields.at(-1)?.code ?? "", shown: true });
        else if (type === "end") fields.pop();
        return [];
      }
      case "instrText": {
        const field = fields.at(-1);
        if (field && !field.shown) field.code += piece.text;
        return [];
      }
      case "footnoteReference":
      case "endnoteReference": {
        const file = piece.name === "footnoteReference" ? "footnotes" : "endnotes";
        reader.remarks.push({ file, id: attribute(piece.attributes, "id") ?? "" });
        return say(`〔${reader.remarks.length}〕`, { ...as, bold: false, italic: false });
      }
      case "ruby":
        return (child(piece, "rubyBase")?.children ?? []).flatMap((r) => inlineOf(r, as));
      case "delText":
        notes.add("修订中删去的文字没有带过来，插入的文字已经保留。");
        return [];
      case "commentReference":
        notes.add("批注没有带过来。");
        return [];
      case "drawing":
      case "pict":
      case "object":
        return shapeOf(piece);
      case "AlternateContent": {
        const version = child(piece, "Choice") ?? child(piece, "Fallback");
        return version ? version.children.flatMap((c) => pieceOf(c, as)) : [];
      }
      default:
        return [];
    }
  };

  const shapeOf = (shape: Node): Inline[] => {
    for (const box of outermost(shape, "txbxContent")) boxes.push(...blocksOf(box.children, reader));
    const described = find(shape, "docPr", "txbxContent")[0] ?? find(shape, "shape", "txbxContent")[0];
    if (described && isOn(attribute(described.attributes, "hidden"))) return [];
    if (shape.name === "object") notes.add("嵌入的对象（表格、公式或文件）没有带过来，请另存以后作为附件加上。");
    if (find(shape, "chart", "txbxContent").length + find(shape, "relIds", "txbxContent").length > 0)
      notes.add("图表没有带过来，请另存为 PNG 图片，作为附件加上。");
    const alt =
      described &&
      (attribute(described.attributes, "descr") || attribute(described.attributes, "title") || attribute(described.attributes, "alt"));
    const ids = [
      ...find(shape, "blip", "txbxContent").map((b) => prefixed(b.attributes, "embed") ?? prefixed(b.attributes, "link")),
      ...find(shape, "imagedata", "txbxContent").map((b) => prefixed(b.attributes, "id")),
    ];
    return ids.flatMap((id) => {
      if (id === undefined) return [];
      const path = reader.relations.get(id)?.path ?? "";
      const picture = reader.pictures.add(path, reader.pack.files.get(path), alt);
      return picture ? [picture] : [];
    });
  };

  const inlineOf = (inline: Node, as: Look): Inline[] => {
    switch (inline.name) {
      case "r":
        // A run of a formula holds its words in m:t.
        return runOf(inline);
      case "hyperlink": {
        const target = reader.relations.get(prefixed(inline.attributes, "id") ?? "")?.target;
        return inline.children.flatMap((c) =>
          inlinesOf({ ...c, name: "", children: [c] }, { ...as, link: target }, reader, boxes, paragraphStyle),
        );
      }
      case "fldSimple": {
        const link = linkIn(attribute(inline.attributes, "instr") ?? "");
        const inner: Look = { ...as, link: link ?? as.link };
        return inline.children.flatMap((c) => inlinesOf({ ...c, name: "", children: [c] }, inner, reader, boxes, paragraphStyle));
      }
      case "sdt":
        return child(inline, "sdtContent")?.children.flatMap((c) => inlineOf(c, as)) ?? [];
      case "oMath":
      case "oMathPara":
        notes.add("公式只带来了文字，请核对。");
        return find(inline, "t").flatMap((t) => say(t.text, as));
      case "del":
      case "moveFrom":
        if (find(inline, "delText").length + find(inline, "t").length > 0) notes.add("修订中删去的文字没有带过来，插入的文字已经保留。");
        return [];
      case "commentRangeStart":
        notes.add("批注没有带过来。");
        return [];
      case "AlternateContent": {
        const version = child(inline, "Choice") ?? child(inline, "Fallback");
        return version ? version.children.flatMap((c) => inlineOf(c, as)) : [];
      }
      default:
        return TRANSPARENT.has(inline.name) ? within(inline, as) : [];
    }
  };
  return within(node);
}

/** Text boxes within text boxes are read with the one around them. */
const outermost = (node: Node, name: string): Node[] =>
  node.children.flatMap((c) =>
    c.name === name
      ? [c]
      : c.name === "AlternateContent"
        ? outermost(child(c, "Choice") ?? child(c, "Fallback") ?? c, name)
        : outermost(c, name),
  );

/** `HYPERLINK "https://…"`, without a place inside the document. */
const linkIn = (code: string): string | undefined => /^\s*HYPERLINK\s+"([^"]+)"/i.exec(code)?.[1];

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
      const inlines = [...carried, ...inlinesOf(node, { bold: false, italic: false, link: undefined }, reader, boxes, style)];
      carried = [];
      if (child(child(properties, "rPr"), "del") && !isBlank(inlines)) carried = inlines;
      else if (/^(?:toc|目录)\s*\d?$/i.test(styled(reader, style, (s) => s.name) ?? "")) reader.notes.add("目录没有带过来：网页没有页码。");
      else if (!isBlank(inlines)) out.push(paragraphOf(inlines, properties, style, reader));
      out.push(...boxes);
    } else if (node.name === "tbl") out.push(...tableOf(node, reader));
    else if (node.name === "sdt") {
      if (find(child(node, "sdtPr") ?? node, "docPartGallery").some((g) => value(g) === "Table of Contents"))
        reader.notes.add("目录没有带过来：网页没有页码。");
      else for (const c of child(node, "sdtContent")?.children ?? []) visit(c);
    } else if (node.name === "del" || node.name === "moveFrom") {
      if (find(node, "t").length + find(node, "delText").length > 0) reader.notes.add("修订中删去的文字没有带过来，插入的文字已经保留。");
    } else if (node.name === "AlternateContent") visit(child(node, "Choice") ?? child(node, "Fallback") ?? { ...node, name: "" });
    else if (node.name === "oMathPara")
      out.push({
        kind: "paragraph",
        inlines: inlinesOf({ ...node, name: "", children: [node] }, { bold: false, italic: false, link: undefined }, reader, [], undefined),
      });
    else if (TRANSPARENT.has(node.name)) for (const c of node.children) visit(c);
  };
  for (const node of nodes) visit(node);
  if (!isBlank(carried)) out.push({ kind: "paragraph", inlines: carried });
  return out;
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
    node.children.flatMap((c) => (c.name === name ? [c] : c.name === "sdt" || TRANSPARENT.has(c.name) ? each(c, name) : []));
  for (const row of each(table, "tr")) {
    const properties = child(row, "trPr");
    if (child(properties, "del")) {
      reader.notes.add("修订中删去的文字没有带过来，插入的文字已经保留。");
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

/**
 * A Word document (.docx) as Markdown. Headings go one level down, as the page's title stands above them; numbers that Markdown
 * does not have (一、, （一）, 1.1) stay as text; what is deleted, hidden or a comment is left out with a note.
 * Throws `ImportRefused`, in Chinese, for .doc, a password, a file that is none or unfolds to too much.
 */
export function docxToMarkdown(bytes: Uint8Array): Imported {
  const pack = opened(bytes);
  const main = pathsOf(pack, /^word\/document\d*\.xml$/)[0] ?? "";
  if ((pack.files.get(main)?.length ?? 0) > MOST_WORDS) throw new ImportRefused("文档的文字超过 40 MB，没有读。", "请分成几个文件。");
  const notes = newNotes();
  const pictures = newPictures(notes);
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
    remarks: [],
  };
  const blocks = blocksOf(treeOf(pack, main).children, reader);
  const all = [...blocks, ...remarksOf(reader)];
  if (pack.damaged) {
    if (all.length === 0) throw new ImportRefused("文件坏了，读不出文字。", "请用 Word 或 WPS 打开，另存以后再试。");
    notes.add("文件有一处坏了，后面的可能没有读全。请和原文核对。");
  }
  const { title, rest } = splitTitle(all);
  return { ...(title === undefined ? {} : { title }), markdown: writeMarkdown(rest), pictures: pictures.list, notes: notes.list };
}
