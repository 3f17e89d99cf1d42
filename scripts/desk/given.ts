/** Values that a command is given (`--set notice.from=2025-03-14`), and what is wrong with one by its field's own reader. */
import type { Raw } from "../frontmatter.ts";
import type { Field, Fields, Vocabulary } from "../model/field.ts";
import { isEmpty, type Written, type WrittenGroup } from "../model/write.ts";
import { brief, Faults } from "../problem.ts";
import { cellValue } from "./import/values.ts";

export const groupFields = (field: Field | undefined): Fields | undefined =>
  field && "fields" in field ? (field as Field & { readonly fields: Fields }).fields : undefined;

export const elementOf = (field: Field): Field | undefined => (field as { readonly element?: Field }).element;

interface Shape {
  readonly enum?: readonly string[];
  readonly oneOf?: readonly Shape[];
}

/** The choices of a field (of its elements, where it is a list), as code and label; undefined for a free one. */
export function choicesOf(field: Field, vocabulary: Vocabulary): readonly { readonly value: string; readonly label: string }[] | undefined {
  const shape = (elementOf(field) ?? field).schema(vocabulary) as Shape;
  const all = shape.enum;
  if (!all) return undefined;
  // Closed sets of the model have code and label by turns, words of site.yaml their labels alone.
  const paired = all.length > 1 && all.length % 2 === 0 && all.every((s, i) => i % 2 === 1 || /^[\x21-\x7e]+$/.test(s));
  if (!paired) return all.map((label) => ({ value: label, label }));
  return all.flatMap((value, i) => (i % 2 === 0 ? [{ value, label: all[i + 1] ?? value }] : []));
}

const rawOf = (value: Written): Raw =>
  typeof value === "string"
    ? { kind: "text", line: 0, text: value }
    : Array.isArray(value)
      ? { kind: "list", line: 0, items: value.map(rawOf) }
      : {
          kind: "map",
          line: 0,
          entries: new Map(Object.entries(value as WrittenGroup).flatMap(([k, v]) => (v === undefined ? [] : [[k, rawOf(v)]]))),
        };

/** What the field's reader says of a value, on one line, or undefined. Nothing is wrong with an empty one. */
export function valueProblem(key: string, field: Field, value: Written, vocabulary: Vocabulary): string | undefined {
  const faults = new Faults();
  field.read(rawOf(value), key, { file: "", faults, vocabulary });
  return faults.list[0]?.message.replaceAll("\n", "");
}

/** What was given cannot be taken: what, and what to write instead. */
export class GivenWrongly extends Error {
  constructor(
    message: string,
    readonly advice: string,
  ) {
    super(message);
  }
}

/** A key as it is given: by its English or its Chinese name, `notice.from` or `公示期.公示开始`. */
function keyOf(fields: Fields, name: string): [string, Field] | undefined {
  const found = Object.entries(fields).find(([key, f]) => key === name || f.label === name);
  return found as [string, Field] | undefined;
}

/** `title=…`, `channels=政府网站、公开栏`, `notice.from=…` as values, each held to its field's reader. Throws `GivenWrongly`. */
export function givenValues(fields: Fields, pairs: readonly string[], vocabulary: Vocabulary): WrittenGroup {
  const out: Record<string, Written> = {};
  const names = Object.entries(fields)
    .map(([k, f]) => `${k}（${f.label}）`)
    .join("、");
  for (const pair of pairs) {
    const [, name = "", inner, text = ""] = /^([^=.]+)(?:\.([^=]+))?=([\s\S]*)$/.exec(pair) ?? [];
    const found = keyOf(fields, name.trim());
    if (!found) throw new GivenWrongly(`--set 写的是“${brief(pair)}”，没有这个栏目。`, `写法如 --set title=标题。可以写的栏目：${names}。`);
    const [key, field] = found;
    const group = groupFields(field);
    if (inner !== undefined || group) {
      const within = group && inner !== undefined ? keyOf(group, inner.trim()) : undefined;
      if (!group || !within) {
        const keys = group ? Object.keys(group).map((k) => `${key}.${k}`) : [key];
        throw new GivenWrongly(
          `--set 写的是“${brief(pair)}”，没有这个栏目。`,
          `${field.label}要写成：${keys.map((k) => `--set ${k}=……`).join("，")}。`,
        );
      }
      const value = cellValue(text, within[1], vocabulary);
      const problem = valueProblem(within[0], within[1], value, vocabulary);
      if (problem !== undefined) throw new GivenWrongly(problem, `请重新写 --set ${key}.${within[0]}=……`);
      out[key] = { ...((out[key] ?? {}) as WrittenGroup), [within[0]]: value };
      continue;
    }
    if (groupFields(elementOf(field))) {
      throw new GivenWrongly(`${field.label}（${key}）不能用 --set 写。`, "请在文件里写，写法见 scripts/model/templates/ 里的模板。");
    }
    const value = cellValue(text, field, vocabulary);
    const problem = valueProblem(key, field, value, vocabulary);
    if (problem !== undefined) throw new GivenWrongly(problem, `请重新写 --set ${key}=……`);
    out[key] = value;
  }
  return out;
}

/** Required keys that have no value yet. */
export const missingKeys = (fields: Fields, values: WrittenGroup): string[] =>
  Object.entries(fields)
    .filter(([key, f]) => f.required && isEmpty(values[key]))
    .map(([key]) => key);
