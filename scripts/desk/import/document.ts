/** The parts of a Word document that its text is read with: elements, styles, numbered lists, relations. Runs in the browser too. */
import { type Attributes, attribute, isOn, type Pack, pathsOf, walkXml } from "../../office/package.ts";
import type { Block, Inline, Notes, Pictures } from "./blocks.ts";
import type { XmlNode } from "./equations.ts";
import type { OpenField } from "./fields.ts";

/** An element of a part; words only stand in leaves. */
export interface Node {
  readonly name: string;
  readonly attributes: Attributes;
  readonly children: Node[];
  text: string;
}

export function treeOf(pack: Pack, file: string): Node {
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

export const child = (node: Node | undefined, name: string): Node | undefined => node?.children.find((c) => c.name === name);
export const value = (node: Node | undefined): string | undefined => node && attribute(node.attributes, "val");
export const flagOf = (node: Node | undefined): boolean | undefined => (node ? isOn(value(node) ?? "1") : undefined);

export function find(node: Node, name: string, not?: string): Node[] {
  return node.children.flatMap((c) => (c.name === not ? [] : [...(c.name === name ? [c] : []), ...find(c, name, not)]));
}

/** What only says how something looks or where it is. The content of any other element counts as if it stood there itself. */
export const NO_TEXT =
  /Pr$|^(?:tblGrid|bookmark\w+|proofErr|perm\w+|comment\w+|customXml\w+Range\w+|delInstrText|fldData|background|lvl|ffData|control)$/;

// Styles ------------------------------------------------------------------------------------------------------------------

export interface Style {
  readonly name: string;
  readonly base: string | undefined;
  readonly paragraph: Node | undefined;
  readonly run: Node | undefined;
}

export function stylesOf(pack: Pack): Map<string, Style> {
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

export interface NumberLevel {
  readonly start: number;
  readonly format: string;
  readonly text: string;
  readonly style: string | undefined;
}

export interface NumberedList {
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

export function listsOf(pack: Pack): Map<string, NumberedList> {
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

// What is known while a document is read ----------------------------------------------------------------------------------

export interface Reader {
  readonly pack: Pack;
  readonly notes: Notes;
  readonly pictures: Pictures;
  readonly styles: ReadonlyMap<string, Style>;
  readonly lists: ReadonlyMap<string, NumberedList>;
  readonly relations: ReadonlyMap<string, { readonly path: string; readonly target: string }>;
  /** How far each list has counted, by definition. */
  readonly counts: Map<string, (number | undefined)[]>;
  readonly met: Set<string>;
  readonly fields: OpenField[];
  /** Beginnings and ends of fields without a counterpart. */
  readonly unpaired: ReadonlySet<XmlNode>;
  /** Fractions: a number before one is set apart. */
  readonly fractions: WeakSet<Inline>;
  /** How many documents stand around this one. */
  readonly depth: number;
  /** Footnotes and endnotes in the order of their marks. */
  readonly remarks: { readonly file: "footnotes" | "endnotes"; readonly id: string }[];
  /** Reads paragraphs and tables, for a text box within a run. */
  readonly blocks: (nodes: readonly Node[]) => Block[];
}

/** A style's own value or that of the style it rests on. */
export function styled<T>({ styles }: Reader, id: string | undefined, get: (style: Style) => T | undefined): T | undefined {
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
