/** The words of a paragraph of Word: runs, fields, controls, equations, shapes. Runs in the browser too. */
import { attribute, isOn, prefixed } from "../../office/package.ts";
import { type Block, type Inline, isBlank, REMARKS, seenAs } from "./blocks.ts";
import { child, find, flagOf, NO_TEXT, type Node, type Reader, styled, value } from "./document.ts";
import { mathText, saysAll } from "./equations.ts";
import { formValue, instead } from "./fields.ts";
import { type Height, isSymbolFont, symbolOf } from "./signs.ts";

interface Look {
  readonly bold: boolean;
  readonly italic: boolean;
  readonly link: string | undefined;
  readonly height?: Height | undefined;
  /** The symbol font of a run. */
  readonly font?: string | undefined;
}

const PLAIN: Look = { bold: false, italic: false, link: undefined };
const bare = ({ bold, italic, link }: Look): Look => ({ bold, italic, link });

export const DELETED = "修订中删去的文字没有带过来，插入的文字已经保留。";
const CODE = "域代码里的文字没有带过来";

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

const wordsOf = (node: Node | undefined): string =>
  node === undefined
    ? ""
    : find(node, "t")
        .map((t) => t.text)
        .join("");

const versionOf = (node: Node): readonly Node[] => (child(node, "Choice") ?? child(node, "Fallback"))?.children ?? [];

/** Are the words of a field's code being read, which nobody sees? */
const inCode = (reader: Reader): boolean => reader.fields.some((f) => !f.shown);

/** A beginning, middle or end of a field; what is read at the end of one that has no result. */
function fieldMark(mark: Node, reader: Reader, deleted = false): string {
  const { fields } = reader;
  const type = attribute(mark.attributes, "fldCharType");
  const form = type === "begin" ? formValue(mark) : undefined;
  if (reader.unpaired.has(mark)) return form ?? "";
  if (type === "begin") fields.push({ code: "", shown: false, said: deleted, form });
  const field = fields.at(-1);
  if (type === "separate" && field) field.shown = true;
  if (type !== "end" || !field) return "";
  fields.pop();
  const text = instead(field) ?? "";
  if (!inCode(reader)) return text;
  reader.notes.name(CODE, text);
  return "";
}

/** Marks of fields within what is left out: the field goes on behind it. */
export const marksIn = (node: Node, reader: Reader): string =>
  node.children.map((c) => (c.name === "fldChar" ? fieldMark(c, reader, true) : marksIn(c, reader))).join("");

/** Reads the inlines of one paragraph; text boxes go into `boxes`. */
class Paragraph {
  constructor(
    private readonly reader: Reader,
    private readonly boxes: Block[],
    private readonly style: string | undefined,
  ) {}

  private name([remark, advice]: readonly [string, string], words: string): void {
    this.reader.notes.name(remark, words, advice);
  }

  within(node: Node, as: Look): Inline[] {
    const out: Inline[] = [];
    for (const c of node.children) {
      for (const inline of this.inline(c, as)) {
        const last = out.at(-1);
        // One and a half is 1 1/2, not 11/2.
        if (this.reader.fractions.has(inline) && last?.kind === "text" && /\d$/.test(last.text)) out.push({ kind: "text", text: " " });
        out.push(inline);
      }
    }
    return out;
  }

  private say(text: string, { bold, italic, link, height, font }: Look): Inline[] {
    if (text === "") return [];
    const { fields, notes } = this.reader;
    if (inCode(this.reader)) {
      notes.name(CODE, text);
      return [];
    }
    if (text.trim() !== "") for (const f of fields) f.said = true;
    const words = seenAs(text.replace(/[\r\n]/g, " "), height, font, notes);
    return [
      { kind: "text", text: words, ...(bold ? { bold } : {}), ...(italic ? { italic } : {}), ...(link === undefined ? {} : { link }) },
    ];
  }

  private equation(text: string, as: Look): Inline[] {
    const drawn = text.normalize("NFKC");
    if (/^[\p{No}\p{So}]$/u.test(text)) this.name(REMARKS.circled, `${drawn} → ${text}`);
    else if (!saysAll(text)) this.name(REMARKS.equation, text);
    const said = this.say(text, bare(as));
    if (said[0] && /^\d+\/\d+/.test(text)) this.reader.fractions.add(said[0]);
    return said;
  }

  private run(run: Node, as: Look): Inline[] {
    const { reader } = this;
    const own = child(run, "rPr");
    const style = value(child(own, "rStyle"));
    const from = <T>(get: (properties: Node | undefined) => T | undefined): T | undefined =>
      get(own) ?? styled(reader, style, (s) => get(s.run)) ?? styled(reader, this.style, (s) => get(s.run));
    const is = (name: string): boolean => from((p) => flagOf(child(p, name))) ?? false;
    if (is("vanish")) {
      if (wordsOf(run).trim() !== "") reader.notes.add("隐藏的文字没有带过来。");
      return run.children.flatMap((c) => (/^(?:fldChar|instrText)$/.test(c.name) ? this.piece(c, as) : []));
    }
    if (is("strike") || is("dstrike")) {
      this.name(REMARKS.struck, wordsOf(run));
      return run.children.flatMap((c) => (c.name === "t" ? [] : this.piece(c, as)));
    }
    const vertical = from((p) => value(child(p, "vertAlign")));
    const fonts = from((p) => child(p, "rFonts"));
    const font = fonts && (attribute(fonts.attributes, "ascii") ?? attribute(fonts.attributes, "hAnsi"));
    const field = reader.fields.findLast((f) => f.shown && linkIn(f.code) !== undefined);
    const look: Look = {
      bold: is("b"),
      italic: is("i"),
      link: as.link ?? (field && linkIn(field.code)),
      height: vertical === "superscript" ? "raised" : vertical === "subscript" ? "lowered" : undefined,
      font: font !== undefined && isSymbolFont(font) ? font : undefined,
    };
    return run.children.flatMap((c) => this.piece(c, look));
  }

  /** What stands within a run. */
  private piece(piece: Node, as: Look): Inline[] {
    const { notes, fields, remarks } = this.reader;
    switch (piece.name) {
      case "t":
        return this.say(piece.text, as);
      case "tab":
      case "ptab":
        return inCode(this.reader) ? [] : this.say(" ", PLAIN);
      case "br":
        return ["page", "column"].includes(attribute(piece.attributes, "type") ?? "") ? [] : [{ kind: "break" }];
      case "cr":
        return [{ kind: "break" }];
      case "noBreakHyphen":
        return this.say("-", bare(as));
      case "sym": {
        const symbol = symbolOf(
          Number.parseInt(attribute(piece.attributes, "char") ?? "", 16) || 0x20,
          attribute(piece.attributes, "font") ?? "",
        );
        if (symbol === undefined) notes.add(REMARKS.symbol);
        return this.say(symbol ?? "", bare(as));
      }
      case "fldChar": {
        const isEquation = /^\s*EQ\s/i.test(fields.at(-1)?.code ?? "");
        const text = fieldMark(piece, this.reader);
        return isEquation && text !== "" ? this.equation(text, as) : this.say(text, bare(as));
      }
      case "instrText": {
        const field = fields.at(-1);
        if (field && !field.shown) field.code += piece.text;
        return [];
      }
      case "footnoteReference":
      case "endnoteReference":
        remarks.push({ file: piece.name === "footnoteReference" ? "footnotes" : "endnotes", id: attribute(piece.attributes, "id") ?? "" });
        return this.say(`〔${remarks.length}〕`, { ...PLAIN, link: as.link });
      case "ruby":
        this.name(REMARKS.reading, wordsOf(child(piece, "rt")));
        return (child(piece, "rubyBase")?.children ?? []).flatMap((r) => this.inline(r, as));
      case "delText":
        notes.add(DELETED);
        return [];
      case "commentReference":
        notes.add("批注没有带过来。");
        return [];
      case "drawing":
      case "pict":
      case "object":
        return this.shape(piece);
      case "AlternateContent":
        return versionOf(piece).flatMap((c) => this.piece(c, as));
      default:
        return NO_TEXT.test(piece.name) ? [] : piece.children.flatMap((c) => this.piece(c, as));
    }
  }

  private shape(shape: Node): Inline[] {
    const { reader } = this;
    const around = reader.fields.splice(0);
    for (const box of outermost(shape, "txbxContent")) this.boxes.push(...reader.blocks(box.children));
    reader.fields.push(...around);
    // Words that are drawn as a picture: 艺术字.
    for (const path of find(shape, "textpath", "txbxContent"))
      this.boxes.push({ kind: "paragraph", inlines: [{ kind: "text", text: attribute(path.attributes, "string") ?? "" }] });
    const described = find(shape, "docPr", "txbxContent")[0] ?? find(shape, "shape", "txbxContent")[0];
    if (described && isOn(attribute(described.attributes, "hidden"))) return [];
    if (shape.name === "object") reader.notes.add("嵌入的对象（表格、公式或文件）没有带过来，请另存以后作为附件加上。");
    if (find(shape, "chart", "txbxContent").length + find(shape, "relIds", "txbxContent").length > 0)
      reader.notes.add("图表没有带过来，请另存为 PNG 图片，作为附件加上。");
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
  }

  /** A control of a form: a box by its state; a prompt that nobody filled in is left out. */
  private control(control: Node, as: Look): Inline[] {
    const properties = child(control, "sdtPr");
    const content = child(control, "sdtContent");
    const box = child(properties, "checkbox");
    if (box) {
      const state = child(box, "checked");
      return this.say(state && isOn(value(state) ?? "1") ? "☑" : "□", bare(as));
    }
    if (content && flagOf(child(properties, "showingPlcHdr"))) {
      this.name(REMARKS.unfilled, wordsOf(content));
      return [];
    }
    return content ? this.within(content, as) : [];
  }

  private inline(inline: Node, as: Look): Inline[] {
    const { reader } = this;
    switch (inline.name) {
      case "r":
        return this.run(inline, as);
      case "hyperlink":
        return this.within(inline, { ...as, link: reader.relations.get(prefixed(inline.attributes, "id") ?? "")?.target ?? as.link });
      case "fldSimple": {
        const code = attribute(inline.attributes, "instr") ?? "";
        const out = this.within(inline, { ...as, link: linkIn(code) ?? as.link });
        const text = isBlank(out) ? instead({ code, shown: true, said: false, form: formValue(inline) }) : undefined;
        return text === undefined ? out : this.equation(text, as);
      }
      case "sdt":
        return this.control(inline, as);
      case "oMath":
      case "oMathPara":
        return this.equation(mathText(inline).replace(/\s+/g, " ").trim(), as);
      case "del":
      case "moveFrom":
        if (find(inline, "delText").length + find(inline, "t").length > 0) reader.notes.add(DELETED);
        return this.say(marksIn(inline, reader), bare(as));
      case "commentRangeStart":
        reader.notes.add("批注没有带过来。");
        return [];
      case "AlternateContent":
        return versionOf(inline).flatMap((c) => this.inline(c, as));
      case "t":
        return this.say(inline.text, as);
      default:
        return NO_TEXT.test(inline.name) ? [] : this.within(inline, as);
    }
  }
}

/** The inlines of a paragraph; blocks of its text boxes are added to `boxes`. */
export const inlinesOf = (node: Node, reader: Reader, boxes: Block[], style: string | undefined): Inline[] =>
  new Paragraph(reader, boxes, style).within(node, PLAIN);
