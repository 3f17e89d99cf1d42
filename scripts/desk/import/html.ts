/** HTML as Word, WPS and browsers put it on the clipboard → Markdown; their junk gone. Runs in the browser too. */
import { Parser } from "htmlparser2";
import {
  type Block,
  type Imported,
  ImportRefused,
  type Inline,
  isBlank,
  type Notes,
  newNotes,
  newPictures,
  type Pictures,
  REMARKS,
  seenAs,
  splitTitle,
} from "./blocks.ts";
import { mathText, type XmlNode } from "./equations.ts";
import { beforeText, numberText } from "./numbering.ts";
import type { Height } from "./signs.ts";
import { type Cell, MOST_COLUMNS, tableBlocks } from "./tables.ts";
import { writeMarkdown } from "./write.ts";

const MOST_CHARACTERS = 40 * 1024 * 1024;
const MOST_DEPTH = 400;

interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: (Element | string)[];
}

/** The number or sign that Word writes before an item for programs that know no lists. */
const MARKER = "mso-marker";

function treeOf(html: string): Element {
  const root: Element = { name: "", attributes: {}, children: [] };
  const stack = [root];
  /** Elements that are too deep to have a place of their own. */
  let deeper = 0;
  let inMarker = false;
  const conditional = (data: string): void => {
    if (/\[if\s+!supportLists\]/i.test(data)) inMarker = true;
    else if (/\[endif\]/i.test(data)) inMarker = false;
  };
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (stack.length > MOST_DEPTH) {
          deeper++;
          return;
        }
        const element: Element = { name, attributes, children: [] };
        stack.at(-1)?.children.push(element);
        stack.push(element);
      },
      ontext(text) {
        const to = stack.at(-1)?.children;
        if (inMarker) to?.push({ name: MARKER, attributes: {}, children: [text] });
        else if (typeof to?.at(-1) === "string") to.splice(-1, 1, `${to.at(-1)}${text}`);
        else to?.push(text);
      },
      onclosetag() {
        if (deeper > 0) deeper--;
        else if (stack.length > 1) stack.pop();
      },
      oncomment: conditional,
      onprocessinginstruction: (_, data) => conditional(data),
    },
    { decodeEntities: true },
  );
  parser.end(html);
  return root;
}

const SKIPPED =
  /^(?:head|style|script|title|meta|link|xml|noscript|template|svg|iframe|object|embed|button|audio|video|canvas|w:worddocument|o:officedocumentsettings)$/;
const BLOCKS =
  /^(?:address|article|aside|blockquote|body|center|dd|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]|header|hr|html|li|main|nav|ol|p|pre|section|ul)$/;

const styleOf = ({ attributes }: Element): string => (attributes.style ?? "").toLowerCase();
const isHidden = (style: string): boolean =>
  /(?:^|;)\s*(?:display\s*:\s*none|mso-hide\s*:\s*(?:all|screen)|visibility\s*:\s*hidden)/.test(style);

interface Look {
  readonly bold: boolean;
  readonly italic: boolean;
  readonly link: string | undefined;
  readonly pre: boolean;
  readonly height?: Height | undefined;
  /** A symbol font. */
  readonly font?: string | undefined;
}

/** What the paragraph in hand will be. */
type Shape =
  | { readonly kind: "paragraph"; readonly centred: boolean; readonly title: boolean }
  | { readonly kind: "heading"; readonly level: number }
  | { readonly kind: "item"; readonly level: number; readonly number: number | undefined; readonly list: string };

interface OpenList {
  readonly name: string;
  readonly level: number;
  readonly ordered: boolean;
  /** `list-style-type` where it is no plain number; `none` has no marks. */
  readonly format: string;
  next: number;
}

const heightOf = (name: string, style: string): Height | undefined => {
  const align = /vertical-align\s*:\s*(super|sub)\b/.exec(style)?.[1];
  return name === "sup" || align === "super" ? "raised" : name === "sub" || align === "sub" ? "lowered" : undefined;
};

const symbolFontOf = (style: string): string | undefined =>
  /font-family\s*:\s*["']?((?:wingdings|webdings|symbol)(?:\s*[23])?)/.exec(style)?.[1];

/** What a control of a form shows: a tick or none, the chosen line; of an equation its line. Undefined for any other element. */
function controlText(node: Element): string | undefined {
  const { name, attributes } = node;
  if (name === "input") {
    if (/^(?:checkbox|radio)$/i.test(attributes.type ?? "")) return attributes.checked === undefined ? "□" : "☑";
    return /^(?:hidden|button|submit|image|file|password)$/i.test(attributes.type ?? "") ? "" : (attributes.value ?? "");
  }
  if (name === "math") return mathText(asXml(node)).replace(/\s+/g, " ").trim();
  if (name !== "select") return undefined;
  const lines = node.children.filter((c): c is Element => typeof c !== "string" && c.name === "option");
  const line = lines.find((l) => l.attributes.selected !== undefined) ?? lines[0];
  return line ? textOf(line) : "";
}

/** MathML by the names of Office Math. */
const MATHML: Readonly<Record<string, readonly [name: string, ...parts: string[]]>> = {
  mfrac: ["f", "num", "den"],
  msup: ["sSup", "e", "sup"],
  msub: ["sSub", "e", "sub"],
  msubsup: ["sSubSup", "e", "sub", "sup"],
  mroot: ["rad", "e", "deg"],
  msqrt: ["rad", "e"],
};

function asXml(node: Element): XmlNode {
  const inner = node.children.map(
    (c): XmlNode => (typeof c === "string" ? { name: "t", attributes: {}, children: [], text: c } : asXml(c)),
  );
  const [name, ...parts] = MATHML[node.name] ?? [node.name];
  if (parts.length === 0) return { name, attributes: {}, children: node.name === "annotation" ? [] : inner, text: "" };
  const whole = inner.filter((c) => c.name !== "t" || c.text.trim() !== "");
  // A root is over all that stands in it.
  const groups = node.name === "msqrt" ? [whole] : whole.map((c) => [c]);
  const children = parts.map((part, i): XmlNode => ({ name: part, attributes: {}, children: groups[i] ?? [], text: "" }));
  return { name, attributes: {}, children, text: "" };
}

const textOf = (node: Element | string): string => (typeof node === "string" ? node : node.children.map(textOf).join(""));

/** Signs that Word's symbol fonts show as dots, squares and arrows. */
const BULLET = /^[·•●○■□◆◇▪▫➢➤–—\-*§ØüÜvnluoqwÖ\uf000-\uf0ff]?$/;

const CHINESE_FORMATS: Readonly<Record<string, string>> = {
  "cjk-ideographic": "chineseCounting",
  "simp-chinese-informal": "chineseCounting",
  "trad-chinese-informal": "chineseCounting",
  "simp-chinese-formal": "chineseLegalSimplified",
  "lower-alpha": "lowerLetter",
  "lower-latin": "lowerLetter",
  "upper-alpha": "upperLetter",
  "upper-latin": "upperLetter",
  "lower-roman": "lowerRoman",
  "upper-roman": "upperRoman",
  a: "lowerLetter",
  A: "upperLetter",
  i: "lowerRoman",
  I: "upperRoman",
};

const DELETED = "修订中删去的文字没有带过来，插入的文字已经保留。";

/** Reads one flow: the page, or a cell. */
function flow(nodes: readonly (Element | string)[], notes: Notes, pictures: Pictures, names: { next: number }): Block[] {
  const out: Block[] = [];
  let line: Inline[] = [];
  let label = "";
  let shape: Shape = { kind: "paragraph", centred: false, title: false };

  const flush = (): void => {
    const inlines = collapsed(line);
    line = [];
    const text = label;
    label = "";
    if (isBlank(inlines)) return;
    const all: Inline[] = text === "" ? inlines : [{ kind: "text", text: beforeText(text) }, ...inlines];
    if (shape.kind === "heading")
      out.push({ ...shape, inlines: all.map((i) => (i.kind === "text" ? { ...i, bold: false, italic: false } : i)) });
    else if (shape.kind === "item") {
      out.push({ ...shape, inlines: all });
      // What follows in the same item is a paragraph of its own.
      shape = { kind: "paragraph", centred: false, title: false };
    } else {
      const { centred, title } = shape;
      out.push({ kind: "paragraph", inlines: all, ...(centred ? { centred } : {}), ...(title ? { style: "title" } : {}) });
    }
  };

  const within = (element: Element, look: Look, lists: readonly OpenList[]): void => {
    for (const c of element.children) visit(c, look, lists);
  };

  /** A block of its own; afterwards the one around goes on. */
  const block = (element: Element, as: Shape, look: Look, lists: readonly OpenList[]): void => {
    flush();
    const around = shape;
    shape = as;
    within(element, look, lists);
    flush();
    shape = around;
  };

  /** `mso-list:l0 level2 lfo1`: a paragraph that is an item. */
  const msoItem = (element: Element, list: RegExpExecArray, plain: Shape): { shape: Shape; label: string } => {
    const mark = markerOf(element).replace(/[\s\u00a0]+/g, "");
    const level = Math.max(0, Math.min(8, Number(list[2] ?? 1) - 1));
    const number = /^(\d{1,9})[.．、)）]?$/.exec(mark)?.[1];
    if (number !== undefined)
      return { shape: { kind: "item", level, number: Number(number), list: `mso${list[3] ?? list[1]}` }, label: "" };
    if (BULLET.test(mark)) return { shape: { kind: "item", level, number: undefined, list: `mso${list[3] ?? list[1]}` }, label: "" };
    return { shape: plain, label: mark };
  };

  const picture = (element: Element): void => {
    const src = element.attributes.src ?? "";
    const data = /^data:image\/[\w.+-]+;base64,([\s\S]*)$/i.exec(src)?.[1];
    if (data === undefined) {
      notes.add("有图片没有带过来：粘贴的内容里只有它的地址。请把图片另存为 PNG 或 JPG，作为附件加上。");
      return;
    }
    const added = pictures.add(src, bytesOf(data), element.attributes.alt || element.attributes.title);
    if (added) line.push(added);
  };

  const visit = (node: Element | string, look: Look, lists: readonly OpenList[]): void => {
    if (typeof node === "string") {
      const style = {
        ...(look.bold ? { bold: true } : {}),
        ...(look.italic ? { italic: true } : {}),
        ...(look.link === undefined ? {} : { link: look.link }),
      };
      const parts = look.pre ? node.split(/\r\n?|\n/) : [node];
      for (const [i, text] of parts.entries()) {
        if (i > 0) line.push({ kind: "break" });
        const words = seenAs(text, look.height, look.font, notes);
        if (words !== "") line.push({ kind: "text", text: look.pre ? words.replace(/ /g, "\u00a0") : words, ...style });
      }
      return;
    }
    const { name, attributes } = node;
    const style = styleOf(node);
    if (SKIPPED.test(name) || name === MARKER || /mso-list\s*:\s*ignore/.test(style)) return;
    if (isHidden(style) || attributes.hidden !== undefined) {
      if (textOf(node).trim() !== "") notes.add("隐藏的文字没有带过来。");
      return;
    }
    if (name === "del" || /mso-element\s*:\s*comment/.test(style) || /\bMsoCommentReference\b/.test(attributes.class ?? "")) {
      if (textOf(node).trim() !== "") notes.add(name === "del" ? DELETED : "批注没有带过来。");
      return;
    }
    if (/^(?:s|strike)$/.test(name) || /text-decoration[\w-]*\s*:[^;]*line-through/.test(style)) {
      const [remark, advice] = REMARKS.struck;
      notes.name(remark, textOf(node), advice);
      return;
    }
    const made = controlText(node);
    if (made !== undefined) {
      visit(made, look, lists);
      return;
    }
    const weight = /(?:^|;)\s*font-weight\s*:\s*(\w+)/.exec(style)?.[1];
    const slant = /(?:^|;)\s*font-style\s*:\s*(\w+)/.exec(style)?.[1];
    const inner: Look = {
      bold:
        weight === undefined ? look.bold || name === "b" || name === "strong" || name === "th" : /^(?:bold|bolder|[6-9]00)$/.test(weight),
      italic: slant === undefined ? look.italic || name === "i" || name === "em" : /^(?:italic|oblique)$/.test(slant),
      link: name === "a" && attributes.href !== undefined ? attributes.href.trim() : look.link,
      pre: look.pre || name === "pre",
      height: heightOf(name, style) ?? look.height,
      font: symbolFontOf(style) ?? look.font,
    };
    if (name === "br") line.push({ kind: "break" });
    else if (name === "img") picture(node);
    else if (name === "table") {
      flush();
      out.push(...tableOf(node, notes, pictures, names));
    } else if (name === "ul" || name === "ol" || name === "dir" || name === "menu") {
      flush();
      const around = shape;
      const type = /list-style(?:-type)?\s*:\s*([a-z-]+)/.exec(style)?.[1] ?? attributes.type ?? "";
      const open: OpenList = {
        name: `html${names.next++}`,
        level: lists.length,
        ordered: name === "ol",
        format: type,
        next: Number(attributes.start ?? 1) || 1,
      };
      within(node, inner, [...lists, open]);
      flush();
      shape = around;
    } else if (name === "li") {
      const list = lists.at(-1) ?? { name: "html", level: 0, ordered: false, format: "", next: 1 };
      if (/^\d{1,9}$/.test(attributes.value ?? "")) list.next = Number(attributes.value);
      const number = list.next++;
      const own = /list-style-type\s*:\s*([a-z-]+)/.exec(style)?.[1] ?? attributes.type ?? list.format;
      const format = CHINESE_FORMATS[own];
      const plain: Shape = { kind: "paragraph", centred: false, title: false };
      flush();
      const text = list.ordered && format !== undefined ? `${numberText(number, format)}${format.startsWith("chinese") ? "、" : "."}` : "";
      label = text;
      const as: Shape =
        text !== "" || own === "none"
          ? plain
          : { kind: "item", level: list.level, number: list.ordered ? number : undefined, list: list.name };
      const around = shape;
      shape = as;
      within(node, inner, lists);
      flush();
      shape = around;
    } else if (BLOCKS.test(name)) {
      const centred =
        /text-align\s*:\s*center/.test(style) ||
        attributes.align?.toLowerCase() === "center" ||
        name === "center" ||
        (shape.kind === "paragraph" && shape.centred && !/text-align/.test(style));
      const heading = /^h([1-6])$/.exec(name)?.[1] ?? (name === "p" ? /mso-outline-level\s*:\s*([1-9])/.exec(style)?.[1] : undefined);
      const list = /mso-list\s*:\s*(l\d+)\s+level(\d)(?:\s+(lfo\d+))?/.exec(style);
      const plain: Shape =
        heading !== undefined && textOf(node).trim().length <= 120
          ? { kind: "heading", level: Number(heading) }
          : { kind: "paragraph", centred, title: /\bMsoTitle\b/i.test(attributes.class ?? "") };
      // A paragraph within an item of a list is that item.
      if (shape.kind === "item" && plain.kind === "paragraph" && !list && isBlank(line)) {
        within(node, inner, lists);
        flush();
      } else if (list && name !== "div") {
        const item =
          plain.kind === "heading"
            ? { shape: plain as Shape, label: markerOf(node).replace(/[\s\u00a0]+/g, "") }
            : msoItem(node, list, plain);
        flush();
        const around = shape;
        shape = item.shape;
        label = item.label;
        within(node, inner, lists);
        flush();
        shape = around;
      } else block(node, plain, inner, lists);
    } else within(node, inner, lists);
  };
  for (const node of nodes) visit(node, { bold: false, italic: false, link: undefined, pre: false }, []);
  flush();
  return out;
}

/** What stands as the mark of an item, in either way that Word writes it. */
function markerOf(element: Element): string {
  let out = "";
  for (const c of element.children) {
    if (typeof c === "string") continue;
    out += c.name === MARKER || /mso-list\s*:\s*ignore/.test(styleOf(c)) ? textOf(c) : markerOf(c);
  }
  return out;
}

const WIDE = /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f“”‘’…—]/;

/** Blanks as a page shows them: many are one, and a line end between two Han characters is none. */
function collapsed(line: readonly Inline[]): Inline[] {
  const texts = line.map((i) => (i.kind === "text" ? i.text : "\n"));
  const whole = texts.join("");
  const out: Inline[] = [];
  let at = 0;
  let blank = true;
  for (const [n, inline] of line.entries()) {
    const from = at;
    at += texts[n]?.length ?? 0;
    if (inline.kind !== "text") {
      out.push(inline);
      blank = inline.kind === "break";
      continue;
    }
    let text = "";
    for (const m of inline.text.matchAll(/[ \t\r\n\f]+|[^ \t\r\n\f]+/g)) {
      if (!/^[ \t\r\n\f]/.test(m[0])) {
        text += m[0];
        blank = false;
        continue;
      }
      if (blank) continue;
      const before = /\S(?=\s*$)/.exec(whole.slice(Math.max(0, from + m.index - 20), from + m.index))?.[0] ?? "";
      const after = /^\s*(\S)/.exec(whole.slice(from + m.index, from + m.index + m[0].length + 20))?.[1] ?? "";
      if (m[0].includes("\n") && WIDE.test(before) && WIDE.test(after)) continue;
      text += " ";
      blank = true;
    }
    if (text !== "") out.push({ ...inline, text });
  }
  return out;
}

function tableOf(table: Element, notes: Notes, pictures: Pictures, names: { next: number }): Block[] {
  const out: Block[] = [];
  const rows: Cell[][] = [];
  let merged = false;
  /** Rows that a cell above still covers, by column. */
  const covered: number[] = [];
  const readRow = (row: Element): void => {
    const cells: Cell[] = [];
    let column = 0;
    const pass = (): void => {
      for (; (covered[column] ?? 0) > 0; column++) {
        covered[column] = (covered[column] ?? 0) - 1;
        cells.push({ blocks: [], span: 1 });
      }
    };
    for (const cell of row.children) {
      if (typeof cell === "string" || !/^t[dh]$/.test(cell.name)) continue;
      if (isHidden(styleOf(cell))) continue;
      pass();
      const of = (name: string): number =>
        Math.max(1, Math.min(name === "colspan" ? MOST_COLUMNS : 10_000, Number(cell.attributes[name] ?? 1) || 1));
      const [span, down] = [of("colspan"), of("rowspan")];
      if (down > 1) merged = true;
      cells.push({ blocks: flow(cell.children, notes, pictures, names).map((b) => (cell.name === "th" ? plainly(b) : b)), span });
      for (let i = 0; i < span && column < MOST_COLUMNS * 4; i++) covered[column++] = down - 1;
    }
    pass();
    rows.push(cells);
  };
  const visit = (node: Element): void => {
    for (const c of node.children) {
      if (typeof c === "string") continue;
      if (c.name === "tr") readRow(c);
      else if (c.name === "caption") out.push(...flow(c.children, notes, pictures, names));
      else if (/^(?:thead|tbody|tfoot)$/.test(c.name) || c.name.includes(":")) visit(c);
    }
  };
  visit(table);
  return [...out, ...tableBlocks(rows, merged, notes)];
}

/** A head cell is bold as it is. */
const plainly = (block: Block): Block =>
  block.kind === "table" ? block : { ...block, inlines: block.inlines.map((i) => (i.kind === "text" ? { ...i, bold: false } : i)) };

function bytesOf(base64: string): Uint8Array | undefined {
  try {
    return Uint8Array.from(atob(base64.replace(/\s+/g, "")), (c) => c.charCodeAt(0));
  } catch {
    return undefined;
  }
}

/** The blocks of a page. */
export const htmlBlocks = (html: string, notes: Notes, pictures: Pictures): Block[] =>
  flow(treeOf(html).children, notes, pictures, { next: 1 });

/** A pasted page as Markdown, by the same rules as a document. Throws `ImportRefused` for more than 40 million characters. */
export function htmlToMarkdown(html: string): Imported {
  if (html.length > MOST_CHARACTERS) throw new ImportRefused("粘贴的内容太多，没有读。", "请分几次粘贴，或者存成 .docx 再拖进来。");
  const notes = newNotes();
  const pictures = newPictures(notes);
  const { title, rest } = splitTitle(htmlBlocks(html, notes, pictures));
  return { ...(title === undefined ? {} : { title }), markdown: writeMarkdown(rest), pictures: pictures.list, notes: notes.list };
}
