/** Between a record's file and its form: values, what has changed, and beside which field a fault belongs. No page, no folder. */
import { parseFile, type Raw } from "../../../scripts/frontmatter.ts";
import type { Field, Fields, Vocabulary } from "../../../scripts/model/field.ts";
import { isEmpty, type Written, type WrittenGroup } from "../../../scripts/model/write.ts";
import { Faults, type Problem } from "../../../scripts/problem.ts";

/** A header value as a form holds it. */
export function writtenOf(raw: Raw): Written {
  if (raw.kind === "text") return raw.text;
  if (raw.kind === "list") return raw.items.map(writtenOf);
  return Object.fromEntries([...raw.entries].map(([k, r]) => [k, writtenOf(r)]));
}

const isGroup = (value: Written): value is WrittenGroup => typeof value === "object" && !Array.isArray(value);

/** The value in the shape of its field; undefined when the form could not hold it. */
function fitted(value: Written, field: Field, vocabulary: Vocabulary): Written | undefined {
  const input = field.input(vocabulary);
  switch (input.as) {
    case "list": {
      const all = (Array.isArray(value) ? value : isEmpty(value) ? [] : [value]).map((v) => fitted(v, input.of, vocabulary));
      return all.every((v) => v !== undefined) ? all : undefined;
    }
    case "group": {
      if (value === "") return {};
      if (!isGroup(value)) return undefined;
      return fittedGroup(value, input.fields, vocabulary);
    }
    case "pairs": {
      if (value === "") return {};
      if (!isGroup(value)) return undefined;
      const out: Record<string, string> = {};
      for (const [k, v] of Object.entries(value)) {
        const text = Array.isArray(v) && v.every((x) => typeof x === "string") ? v.join(" ") : v;
        if (typeof text !== "string") return undefined;
        out[k] = text;
      }
      return out;
    }
    case "choice": {
      if (typeof value !== "string") return undefined;
      const option = input.options.find((o) => o.value === value || o.label === value || o.code === value);
      return option?.value ?? value;
    }
    default:
      return typeof value === "string" ? value : undefined;
  }
}

/** Unknown keys of a small group cannot be held. */
function fittedGroup(value: WrittenGroup, fields: Fields, vocabulary: Vocabulary): WrittenGroup | undefined {
  const out: Record<string, Written> = {};
  for (const [k, v] of Object.entries(value)) {
    const field = fields[k];
    const fit = field && v !== undefined ? fitted(v, field, vocabulary) : undefined;
    if (fit === undefined) return undefined;
    out[k] = fit;
  }
  return out;
}

export interface Opened {
  readonly values: WrittenGroup;
  readonly body: string;
}

/** A file's text as values of a form; undefined when only its text can be shown. Keys that the model does not know stay in the file. */
export function openText(source: string, fields: Fields, vocabulary: Vocabulary): Opened | undefined {
  const parsed = parseFile("", source, new Faults());
  if (!parsed) return undefined;
  const values: Record<string, Written> = {};
  for (const [key, raw] of parsed.header.entries) {
    const field = Object.hasOwn(fields, key) ? fields[key] : undefined;
    if (!field) continue;
    const fit = fitted(writtenOf(raw), field, vocabulary);
    if (fit === undefined) return undefined;
    values[key] = fit;
  }
  return { values, body: parsed.body.replace(/^\n+/, "") };
}

const bare = (value: Written | undefined): unknown => {
  if (value === undefined || isEmpty(value)) return undefined;
  if (typeof value === "string") return value.trim();
  if (Array.isArray(value)) return value.filter((v) => !isEmpty(v)).map(bare);
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, v]) => !isEmpty(v))
      .map(([k, v]) => [k, bare(v)]),
  );
};

/** The keys whose values are others than before, with their new values. */
export function changesOf(before: WrittenGroup, now: WrittenGroup): WrittenGroup {
  const keys = new Set([...Object.keys(before), ...Object.keys(now)]);
  return Object.fromEntries(
    [...keys].filter((k) => JSON.stringify(bare(before[k])) !== JSON.stringify(bare(now[k]))).map((k) => [k, now[k] ?? ""]),
  );
}

/** Where in a form a fault belongs: `review.by`, `attachments.0.file`, `body`; empty when it has no field. */
export type Place = string;

interface Spot {
  readonly line: number;
  readonly place: Place;
}

function spotsOf(raw: Raw, place: Place, out: Spot[]): void {
  if (place !== "") out.push({ line: raw.line, place });
  const below = (name: string | number): Place => (place === "" ? String(name) : `${place}.${name}`);
  if (raw.kind === "list") for (const [i, r] of raw.items.entries()) spotsOf(r, below(i), out);
  else if (raw.kind === "map") for (const [k, r] of raw.entries) spotsOf(r, below(k), out);
}

/** The fields of the group at a place, however deep. */
function fieldsAt(place: Place, fields: Fields, vocabulary: Vocabulary): Fields {
  let field: Field | undefined;
  for (const part of place.split(".")) {
    const input: ReturnType<Field["input"]> | undefined = field?.input(vocabulary);
    if (!field) field = fields[part];
    else if (input?.as === "list") field = input.of;
    else if (input?.as === "group") field = input.fields[part];
  }
  let input = field?.input(vocabulary);
  if (input?.as === "list") input = input.of.input(vocabulary);
  return input?.as === "group" ? input.fields : {};
}

/** Tells of each fault of a file beside which field it belongs: by the key that it names, otherwise by its line. */
export function placing(source: string, fields: Fields, vocabulary: Vocabulary): (problem: Problem) => Place {
  const parsed = parseFile("", source, new Faults());
  const spots: Spot[] = [];
  if (parsed) spotsOf(parsed.header, "", spots);
  const bodyLine = parsed?.bodyLine ?? Number.POSITIVE_INFINITY;
  return ({ line, message }) => {
    if (line >= bodyLine) return "body";
    const named = [...(message.split("\n", 1)[0] ?? "").matchAll(/（(\w+)）/g)].map((m) => m[1] ?? "");
    const last = spots.filter((s) => s.line <= line).reduce((most, s) => Math.max(most, s.line), 0);
    const here = spots.filter((s) => s.line === last).map((s) => s.place);
    for (const key of named) {
      const exact = here.find((p) => p === key || p.endsWith(`.${key}`));
      if (exact !== undefined) return exact;
      const within = here.toReversed().find((p) => Object.hasOwn(fieldsAt(p, fields, vocabulary), key));
      if (within !== undefined) return /^\d+$/.test(within.split(".").at(-1) ?? "") || !isListAt(within) ? `${within}.${key}` : within;
    }
    const elsewhere = named.find((k) => Object.hasOwn(fields, k));
    if (elsewhere !== undefined) return elsewhere;
    return last === 0 || line === 0 ? "" : (here.find((p) => Object.hasOwn(fields, p.split(".")[0] ?? "")) ?? "");
  };

  function isListAt(place: Place): boolean {
    return fields[place]?.input(vocabulary).as === "list";
  }
}

/** A line that only one of two texts has. */
export interface Difference {
  readonly sign: "-" | "+" | " ";
  readonly text: string;
}

/** Two texts line by line; far-away lines that are the same are left out. */
export function differences(before: string, after: string): Difference[] {
  const a = before.split("\n");
  const b = after.split("\n");
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  const x = a.slice(start, a.length - end);
  const y = b.slice(start, b.length - end);
  const out: Difference[] = [];
  if (x.length * y.length > 4_000_000) {
    out.push(...x.map((text) => ({ sign: "-" as const, text })), ...y.map((text) => ({ sign: "+" as const, text })));
  } else {
    const table = Array.from({ length: x.length + 1 }, () => new Uint32Array(y.length + 1));
    const at = (i: number, j: number): number => table[i]?.[j] ?? 0;
    for (let i = x.length - 1; i >= 0; i--) {
      for (let j = y.length - 1; j >= 0; j--) {
        const row = table[i] as Uint32Array;
        row[j] = x[i] === y[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
      }
    }
    let [i, j] = [0, 0];
    while (i < x.length || j < y.length) {
      if (i < x.length && j < y.length && x[i] === y[j]) {
        out.push({ sign: " ", text: x[i] as string });
        i++;
        j++;
      } else if (i < x.length && (j >= y.length || at(i + 1, j) >= at(i, j + 1))) out.push({ sign: "-", text: x[i++] as string });
      else out.push({ sign: "+", text: y[j++] as string });
    }
  }
  const near = 2;
  return [
    ...a.slice(Math.max(0, start - near), start).map((text) => ({ sign: " " as const, text })),
    ...out,
    ...a.slice(a.length - end, a.length - end + near).map((text) => ({ sign: " " as const, text })),
  ];
}
