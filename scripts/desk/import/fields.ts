/** Fields of Word (`HYPERLINK "…"`, `EQ …`, boxes of forms): which are whole, and what stands for one that has no result. Runs in the browser too. */
import { attribute, isOn } from "../../office/package.ts";
import { equationText, type XmlNode } from "./equations.ts";

/** A field from its beginning: its code, then what is shown. */
export interface OpenField {
  code: string;
  shown: boolean;
  /** Some of its result was read. */
  said: boolean;
  /** The box or the choice of a form's field. */
  readonly form: string | undefined;
}

const child = (node: XmlNode | undefined, name: string): XmlNode | undefined => node?.children.find((c) => c.name === name);
const value = (node: XmlNode | undefined): string | undefined => node && attribute(node.attributes, "val");

/** A box that is ticked or not, the chosen line of a list: what a field of a form shows by itself. */
export function formValue(begin: XmlNode): string | undefined {
  const data = child(begin, "ffData");
  const box = child(data, "checkBox");
  if (box) {
    const state = child(box, "checked") ?? child(box, "default");
    return state && isOn(value(state) ?? "1") ? "☑" : "□";
  }
  const list = child(data, "ddList");
  if (!list) return undefined;
  const lines = list.children.filter((c) => c.name === "listEntry").map((c) => value(c) ?? "");
  return lines[Number(value(child(list, "result")) ?? value(child(list, "default")) ?? 0)] ?? lines[0];
}

/** What is read of a field that ends without a result. */
export const instead = (field: OpenField): string | undefined => (field.said ? undefined : (field.form ?? equationText(field.code)));

/**
 * Beginnings and ends of fields that have no counterpart: of a document that was cut, or whose revisions took one of the two. What
 * stands between counts as plain text. Text boxes are flows of their own.
 */
export function unpaired(tree: XmlNode, out = new Set<XmlNode>()): ReadonlySet<XmlNode> {
  const open: XmlNode[] = [];
  const visit = (node: XmlNode): void => {
    for (const c of node.children) {
      if (c.name === "txbxContent") unpaired(c, out);
      else if (c.name === "fldChar") {
        const type = attribute(c.attributes, "fldCharType");
        if (type === "begin") open.push(c);
        else if (type === "end" && open.pop() === undefined) out.add(c);
      } else visit(c);
    }
  };
  visit(tree);
  for (const begin of open) out.add(begin);
  return out;
}
