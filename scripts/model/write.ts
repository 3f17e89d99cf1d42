/** Values → the text of a record's file: what the editing page, `new` and `import` save, and what the reader reads back. */
import { PLAIN } from "../frontmatter.ts";
import type { Fields } from "./field.ts";

/** A value as a form holds it: a text, several, a group of keys, or several groups. Empty ones are not written. */
export type Written = string | readonly Written[] | WrittenGroup;
export interface WrittenGroup {
  readonly [key: string]: Written | undefined;
}

const isGroup = (value: Written): value is WrittenGroup => typeof value === "object" && !Array.isArray(value);

/** Is there anything to write? */
export function isEmpty(value: Written | undefined): boolean {
  if (value === undefined) return true;
  if (typeof value === "string") return value.trim() === "";
  if (isGroup(value)) return Object.values(value).every(isEmpty);
  return value.every(isEmpty);
}

/** Opens like a key, a quotation or a bracket: the reader would ask whether that was meant. */
const DOUBTFUL = /^(?:[“‘＂＇「]|[A-Za-z]\w*\s*：)/;

/** A text as YAML reads it back: plain where it can be, otherwise in double quotes. */
function scalar(text: string): string {
  const value = text.trim();
  return PLAIN.test(value) && !DOUBTFUL.test(value) ? value : JSON.stringify(value);
}

/** Lines of one key; none when it is empty. Groups stand two blanks in, lists with `- `. */
export function keyLines(key: string, value: Written | undefined, indent = ""): string[] {
  if (value === undefined || isEmpty(value)) return [];
  if (typeof value === "string") return [`${indent}${key}: ${scalar(value)}`];
  const inner = `${indent}  `;
  if (isGroup(value)) return [`${indent}${key}:`, ...Object.entries(value).flatMap(([k, v]) => keyLines(k, v, inner))];
  const parts = value
    .filter((v) => !isEmpty(v))
    .flatMap((v) => {
      if (typeof v === "string") return [`${inner}- ${scalar(v)}`];
      const lines = Object.entries(v as WrittenGroup).flatMap(([k, x]) => keyLines(k, x, `${inner}  `));
      return lines.map((l, i) => (i === 0 ? `${inner}- ${l.trimStart()}` : l));
    });
  return [`${indent}${key}:`, ...parts];
}

/** The body as files keep it: LF, no blank line at its head, one line end at its foot. */
const tidy = (body: string): string => {
  const text = body.replace(/\r\n?/g, "\n").replace(/^\n+/, "").trimEnd();
  return text === "" ? "" : `${text}\n`;
};

/** The text of a new record, keys in the order of the model. */
export function recordText(fields: Fields, values: WrittenGroup, body: string): string {
  const head = Object.keys(fields).flatMap((key) => keyLines(key, values[key]));
  return `---\n${head.join("\n")}\n---\n${tidy(body)}`;
}

/**
 * A record with some of its keys changed: `changes` names them, an empty value takes a key away. Every other line, remarks
 * included, stays as it was. `body` replaces the body when given. Throws where `source` has no header; check it first.
 */
export function editedText(source: string, fields: Fields, changes: WrittenGroup, body?: string): string {
  const text = source.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n");
  const fence = /^---[ \t\u3000\u00a0]*\n([\s\S]*?\n)??---[ \t\u3000\u00a0]*(?:\n|$)/.exec(text);
  if (!fence) throw new Error("no header");
  // A block is a key with the remarks above it and all lines that stand further in.
  const blocks: { key: string | undefined; remarks: string[]; lines: string[] }[] = [];
  let remarks: string[] = [];
  for (const line of fence[1] ? fence[1].slice(0, -1).split("\n") : []) {
    const key = /^([A-Za-z]\w*):/.exec(line)?.[1];
    if (key !== undefined) {
      blocks.push({ key, remarks, lines: [line] });
      remarks = [];
    } else if (/^(?:#|\s*$)/.test(line)) remarks.push(line);
    else {
      const last = blocks.at(-1);
      last?.lines.push(...remarks, line);
      if (!last) blocks.push({ key: undefined, remarks: [], lines: [line] });
      remarks = [];
    }
  }
  const order = Object.keys(fields);
  for (const [key, value] of Object.entries(changes)) {
    const lines = keyLines(key, value);
    const at = blocks.findIndex((b) => b.key === key);
    const block = blocks[at];
    if (block && lines.length > 0) block.lines = lines;
    else if (block) blocks.splice(at, 1, { key: undefined, remarks: block.remarks, lines: [] });
    else if (lines.length > 0) {
      // Before the first key that the model has after it.
      const after = new Set(order.slice(order.indexOf(key) + 1));
      const next = blocks.findIndex((b) => b.key !== undefined && after.has(b.key));
      blocks.splice(next < 0 ? blocks.length : next, 0, { key, remarks: [], lines });
    }
  }
  const head = [...blocks.flatMap((b) => [...b.remarks, ...b.lines]), ...remarks];
  return `---\n${head.length > 0 ? `${head.join("\n")}\n` : ""}---\n${body === undefined ? text.slice(fence[0].length) : tidy(body)}`;
}

/** The serial after the highest of those that are there, four digits or more. */
export function nextSerial(serials: Iterable<string>): string {
  let highest = 0;
  for (const s of serials) if (/^\d{1,9}$/.test(s)) highest = Math.max(highest, Number(s));
  return String(highest + 1).padStart(4, "0");
}
