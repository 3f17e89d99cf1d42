/** HTML of ours as a tree, for what is made of a body besides a page. */
import { Parser } from "htmlparser2";

export interface Branch {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Leaf[];
}

/** An element or its text. */
export type Leaf = Branch | string;

/** The elements and texts of a piece of HTML. */
export function treeOf(html: string): readonly Leaf[] {
  const top: Leaf[] = [];
  const open: { tag: string; attributes: Record<string, string>; children: Leaf[] }[] = [];
  const here = (): Leaf[] => open.at(-1)?.children ?? top;
  const parser = new Parser(
    {
      onopentag: (tag, attributes) => {
        const branch = { tag, attributes, children: [] };
        here().push(branch);
        open.push(branch);
      },
      ontext: (text) => void here().push(text),
      onclosetag: () => void open.pop(),
    },
    { decodeEntities: true },
  );
  parser.end(html);
  return top;
}

/** All text below. */
export const textBelow = (leaf: Leaf): string => (typeof leaf === "string" ? leaf : leaf.children.map(textBelow).join(""));

/** Elements of these names below, in the order of the text; not those inside one of them. */
export function* below(leaf: Leaf, ...tags: readonly string[]): Generator<Branch> {
  if (typeof leaf === "string") return;
  if (tags.includes(leaf.tag)) yield leaf;
  else for (const child of leaf.children) yield* below(child, ...tags);
}
