/**
 * Fields: what one header key may hold. Each field reads what was written into a typed value or says what is wrong,
 * and describes itself for the JSON Schema and for the authors' template, so that the three cannot differ.
 */
import type { Raw, RawMap } from "../frontmatter.ts";
import { brief, type Faults, nearest } from "../problem.ts";
import { forbiddenCharacter } from "../rules/characters.ts";
import { type Day, daysInMonth, parseDay, YEARS } from "../rules/days.ts";
import type { Choice } from "../rules/requests.ts";

/** What a field needs to know to read a value: where it is, and the words that the office chose in `site.yaml`. */
export interface Reading {
  readonly file: string;
  readonly faults: Faults;
  readonly vocabulary: Vocabulary;
}

/** Words that `site.yaml` sets: 公开类目, 公开渠道, 村（社区）. */
export interface Vocabulary {
  readonly categories: readonly Choice[];
  readonly channels: readonly Choice[];
  readonly villages: readonly Choice[];
}

export interface JsonSchema {
  readonly [key: string]: unknown;
}

/** What may be chosen: as it is written, as it is shown, and the code where the label is written. */
export interface Option {
  readonly value: string;
  readonly label: string;
  readonly code: string;
}

/** How a form asks for a value. */
export type Input =
  | { readonly as: "line"; readonly max: number }
  | { readonly as: "day" }
  | { readonly as: "flag" }
  | { readonly as: "number"; readonly unit: string }
  | { readonly as: "choice"; readonly options: readonly Option[] }
  | { readonly as: "reference"; readonly kinds: readonly string[] }
  | { readonly as: "list"; readonly of: Field; readonly max: number }
  | { readonly as: "group"; readonly fields: Fields }
  /** A group whose keys are known by name: 申报的数字. */
  | { readonly as: "pairs"; readonly keys: readonly { readonly key: string; readonly label: string }[] };

export interface Field<T = unknown, R extends boolean = boolean> {
  /** Chinese name, as messages and forms show it. */
  readonly label: string;
  /** One sentence for the author. */
  readonly hint: string;
  /** A right value, as it stands in the template. */
  readonly example: string;
  readonly required: R;
  /** Value, or undefined with the fault in `reading.faults`. `key` is the English key. */
  read(raw: Raw, key: string, reading: Reading): T | undefined;
  schema(vocabulary: Vocabulary): JsonSchema;
  input(vocabulary: Vocabulary): Input;
}

export type Fields = Readonly<Record<string, Field>>;

/** The typed record of a set of fields. */
export type Values<F extends Fields> = {
  readonly [K in keyof F]: F[K] extends Field<infer T, infer R> ? (R extends true ? T : T | undefined) : never;
};

interface Spec {
  readonly label: string;
  readonly hint: string;
  readonly example?: string;
}

export const required = <T>(field: Field<T>): Field<T, true> => ({ ...field, required: true });

const named = (key: string, field: { label: string }): string => `${field.label}（${key}）`;

/** Reads a text or says that one was expected. */
function textOf(raw: Raw, key: string, spec: Spec, reading: Reading): string | undefined {
  if (raw.kind !== "text") {
    reading.faults.error(
      reading.file,
      raw.line,
      "field-text",
      `${named(key, spec)}应当是一行文字，这里写成了${raw.kind === "list" ? "列表" : "几个小栏目"}。`,
      `写法如 ${key}: ${(spec.example ?? "内容").replace(/。$/, "")}。以 [ 或 { 开头的文字要加英文双引号。`,
    );
    return undefined;
  }
  const bad = forbiddenCharacter(raw.text);
  if (bad) {
    reading.faults.error(
      reading.file,
      raw.line,
      "character",
      `${named(key, spec)}里有看不见的控制字符（${bad}）。`,
      "请把这一行删去重打，不要从网页直接粘贴；也可以运行 npm run check -- --fix-signs，由程序去掉。",
    );
    return undefined;
  }
  return raw.text.normalize("NFC").trim();
}

/** Says what is wrong with a value: the rule and the sentences. */
export type Complain = (rule: string, ...sentences: string[]) => undefined;

/** A field written as one line: `convert` gets the text, or says what is wrong with it. An empty line is no value. */
function fromText<T>(
  spec: Spec,
  example: string,
  schema: Field["schema"],
  input: Field["input"],
  convert: (value: string, key: string, complain: Complain, reading: Reading) => T | undefined,
): Field<T, false> {
  return {
    label: spec.label,
    hint: spec.hint,
    example: spec.example ?? example,
    required: false,
    schema,
    input,
    read(raw, key, reading) {
      const value = textOf(raw, key, spec, reading);
      if (value === undefined || value === "") return undefined;
      const complain: Complain = (rule, ...sentences) => {
        reading.faults.error(reading.file, raw.line, rule, ...sentences);
        return undefined;
      };
      return convert(value, key, complain, reading);
    },
  };
}

/** One line of text, at most `max` characters. */
export function text(spec: Spec & { max?: number; pattern?: RegExp; form?: string }): Field<string, false> {
  const { max = 200, pattern } = spec;
  const schema = () => ({ type: "string", maxLength: max, ...(pattern ? { pattern: pattern.source } : {}) });
  const input = (): Input => ({ as: "line", max });
  return fromText(spec, "", schema, input, (value, key, complain) => {
    const length = value.length > max ? [...value].length : value.length;
    if (length > max) {
      return complain("text-too-long", `${named(key, spec)}有 ${length} 个字，最多 ${max} 个。`, "请缩短，细节写在正文里。");
    }
    if (pattern && !pattern.test(value)) {
      return complain(
        "text-form",
        `${named(key, spec)}写的是“${brief(value)}”，不合写法。`,
        `${spec.form ?? ""}写法如 ${key}: ${spec.example?.startsWith("#") ? `"${spec.example}"` : spec.example}。`,
      );
    }
    return value;
  });
}

const WIDE = /[０-９：－．／]/g;
/** Full-width digits and marks as the plain ones that were meant. */
const narrow = (s: string): string => s.replace(WIDE, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0));

/** What a slipped date most likely meant, as `YYYY-MM-DD`; undefined when it cannot be told. */
export function guessDay(written: string): string | undefined {
  const m = /^(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?$/.exec(narrow(written));
  if (!m) return undefined;
  const guess = `${m[1]}-${m[2]?.padStart(2, "0")}-${m[3]?.padStart(2, "0")}`;
  return parseDay(guess);
}

/** A calendar day, `YYYY-MM-DD`, that exists. `first`: the first day that it can be, and what to do with an earlier one. */
export function day(spec: Spec & { first?: { readonly day: string; readonly advice: string } }): Field<Day, false> {
  const years = spec.first ? "20\\d\\d" : YEARS;
  const schema = () => ({ type: "string", format: "date", pattern: `^${years}-\\d\\d-\\d\\d$` });
  return fromText(
    spec,
    "2025-03-14",
    schema,
    () => ({ as: "day" }),
    (value, key, complain) => {
      const parsed = parseDay(value);
      if (parsed && spec.first && parsed < spec.first.day) {
        return complain("date-form", `${named(key, spec)}写的是“${value}”，不会早于 ${spec.first.day}。`, spec.first.advice);
      }
      if (parsed) return parsed;
      const m = /^(\d{4})-(\d\d)-(\d\d)$/.exec(value);
      const month = Number(m?.[2]);
      if (m && month >= 1 && month <= 12 && !parseDay(`${m[1]}-01-01`)) {
        return complain("date-form", `${named(key, spec)}写的是“${value}”，年份要在 1949 到 2099 之间。`, "请核对年份，改成实际的那一天。");
      }
      if (m && month >= 1 && month <= 12) {
        const last = daysInMonth(Number(m[1]), month);
        return complain(
          "date-not-real",
          `${named(key, spec)}写的是“${brief(value)}”，${m[1]}年${month}月只有 ${last} 天。`,
          `请改成实际的那一天，写法如 ${m[1]}-${m[2]}-${last}。`,
        );
      }
      return complain(
        "date-form",
        `${named(key, spec)}写的是“${brief(value)}”，不是“年-月-日”的写法。`,
        `请写成四位年、两位月、两位日，用半角减号连接，写法如 ${key}: ${guessDay(value) ?? "2025-03-14"}。`,
      );
    },
  );
}

const numeric = (spec: Spec & { unit: string }, form: RegExp, advice: string, type: "integer" | "number"): Field<number, false> =>
  fromText(
    spec,
    "0",
    () => ({ type, minimum: 0 }),
    () => ({ as: "number", unit: spec.unit }),
    (value, key, complain) =>
      form.test(value)
        ? Number(value)
        : complain(
            "number-form",
            `${named(key, spec)}写的是“${brief(value)}”。`,
            `${advice}，单位（${spec.unit}）不写，写法如 ${key}: ${spec.example ?? "3"}。`,
          ),
  );

/** A whole number, 0 or more. */
export const count = (spec: Spec & { unit: string }): Field<number, false> =>
  numeric(spec, /^(?:0|[1-9]\d{0,8})$/, "请写 0 或正整数，用半角数字", "integer");

/** An amount, 0 or more, at most four decimals. */
export const amount = (spec: Spec & { unit: string }): Field<number, false> =>
  numeric(spec, /^(?:0|[1-9]\d{0,11})(?:\.\d{1,4})?$/, "请写 0 或正数，用半角数字，不写千位逗号", "number");

/** 是 or 否; with `dayMeansYes`, the day on which it became so will do. */
export function flag(spec: Spec & { dayMeansYes?: boolean }): Field<boolean, false> {
  const schema = () => (spec.dayMeansYes ? { oneOf: [{ type: "boolean" }, { type: "string", format: "date" }] } : { type: "boolean" });
  return fromText(
    spec,
    "false",
    schema,
    () => ({ as: "flag" }),
    (value, key, complain) => {
      if (/^(?:true|是)$/.test(value) || (spec.dayMeansYes && parseDay(value))) return true;
      if (/^(?:false|否)$/.test(value)) return false;
      return complain("flag-form", `${named(key, spec)}写的是“${brief(value)}”。`, `请写 true（是）或 false（否），写法如 ${key}: true。`);
    },
  );
}

/** One of a closed set; the code or its Chinese label may be written, the code is kept. */
export function choice<C extends string>(
  spec: Spec & { options: readonly { readonly code: C; readonly label: string }[] },
): Field<C, false> {
  const { options } = spec;
  const schema = () => ({ enum: options.flatMap((o) => [o.code, o.label]) });
  const input = (): Input => ({ as: "choice", options: options.map((o) => ({ ...o, value: o.code })) });
  return fromText(spec, options[0]?.code ?? "", schema, input, (value, key, complain) => {
    const found = options.find((o) => o.code === value || o.label === value);
    return found ? found.code : notOneOf(value, key, spec, options, "code", complain);
  });
}

function notOneOf(
  value: string,
  key: string,
  spec: Spec,
  options: readonly Choice[],
  write: "code" | "label",
  complain: Complain,
): undefined {
  const inWords = (list: readonly Choice[]): string => list.map((o) => (write === "code" ? `${o.code}（${o.label}）` : o.label)).join("、");
  // “不予公开” is the name of eight rows: which one is for the clerk to say.
  const within = options.filter((o) => o.label.startsWith(`${value}：`));
  if (within.length > 0) {
    return complain(
      "choice-unknown",
      `${named(key, spec)}写的是“${brief(value)}”，要写明是哪一种。`,
      `“${brief(value)}”可以写的有：${inWords(within)}。`,
    );
  }
  const near = nearest(
    value,
    options.flatMap((o) => [o.code, o.label]),
  );
  return complain(
    "choice-unknown",
    `${named(key, spec)}写的是“${brief(value)}”，没有这一项。${near ? `您是不是想写“${near}”？` : ""}`,
    write === "label" && options.length > 0
      ? `可以写的有：${inWords(options)}。要增加一项，请写进 content/site.yaml。`
      : `可以写的有：${inWords(options)}。`,
  );
}

/** A word that `site.yaml` sets; the label or its code may be written, the code is kept. */
export function word(spec: Spec & { of: keyof Vocabulary }): Field<string, false> {
  const schema: Field["schema"] = (vocabulary) => ({ enum: vocabulary[spec.of].map((o) => o.label) });
  const input: Field["input"] = (vocabulary) => ({
    as: "choice",
    options: vocabulary[spec.of].map((o) => ({ ...o, value: o.label })),
  });
  return fromText(spec, "", schema, input, (value, key, complain, reading) => {
    const options = reading.vocabulary[spec.of];
    const found = options.find((o) => o.label === value || o.code === value);
    return found ? found.code : notOneOf(value, key, spec, options, "label", complain);
  });
}

/** The address of another record: `items/2025/0003`. */
export function reference(spec: Spec & { kinds: readonly string[] }): Field<string, false> {
  const form = new RegExp(`^(?:${spec.kinds.join("|")})/20\\d\\d/[a-z0-9-]{1,80}$`);
  const example = spec.example ?? `${spec.kinds[0]}/2025/0003`;
  const schema = () => ({ type: "string", pattern: form.source });
  return fromText(
    spec,
    example,
    schema,
    () => ({ as: "reference", kinds: spec.kinds }),
    (value, key, complain) => {
      const id = value.replace(/^content\//, "").replace(/\.md$/, "");
      if (form.test(id)) return id;
      return complain(
        "reference-form",
        `${named(key, spec)}写的是“${brief(value)}”，不是一条记录的编号。`,
        `请写“类别/年份/流水号”，写法如 ${key}: ${example}。`,
      );
    },
  );
}

/** Several values of one field; a single value may be written without a list. Doubled values are a fault. */
export function list<T>(item: Field<T>, spec: { max?: number } = {}): Field<readonly T[], false> & { readonly element: Field<T> } {
  const max = spec.max ?? 50;
  return {
    label: item.label,
    hint: item.hint,
    example: item.example,
    required: false,
    element: item,
    read(raw, key, reading) {
      const raws = raw.kind === "list" ? raw.items : [raw];
      if (raws.length > max) {
        reading.faults.error(
          reading.file,
          raw.line,
          "list-too-long",
          `${named(key, item)}有 ${raws.length} 项，最多 ${max} 项。`,
          "请删去不必要的。",
        );
        return undefined;
      }
      const values: T[] = [];
      const seen = new Set<unknown>();
      for (const r of raws) {
        const value = item.read(r, key, reading);
        if (value === undefined) continue;
        if (typeof value === "string" && seen.has(value)) {
          reading.faults.error(
            reading.file,
            r.line,
            "list-doubled",
            `${named(key, item)}里“${r.kind === "text" ? brief(r.text) : ""}”写了两次。`,
            "请只留一个。",
          );
          continue;
        }
        seen.add(value);
        values.push(value);
      }
      return values.length > 0 ? values : undefined;
    },
    input: () => ({ as: "list", of: item, max }),
    schema: (vocabulary) => {
      const one = item.schema(vocabulary);
      return { oneOf: [one, { type: "array", items: one, uniqueItems: true, maxItems: max }] };
    },
  };
}

/** A few small keys under one: `notice:` with `from:`, `to:`. */
export function group<F extends Fields>(spec: Spec & { fields: F }): Field<Values<F>, false> & { readonly fields: F } {
  return {
    label: spec.label,
    hint: spec.hint,
    example: spec.example ?? "",
    required: false,
    fields: spec.fields,
    read(raw, key, reading) {
      if (raw.kind !== "map") {
        const keys = Object.keys(spec.fields);
        if (raw.kind === "text" && raw.text === "") return undefined;
        reading.faults.error(
          reading.file,
          raw.line,
          "group-form",
          `${named(key, spec)}要分成几个小栏目写。`,
          `下一行起缩进两格，写法如：${keys
            .slice(0, 2)
            .map((k) => `${k}: ${spec.fields[k]?.example}`)
            .join("，")}。`,
        );
        return undefined;
      }
      // A form that was not filled in leaves its keys behind, empty.
      if ([...raw.entries].every(([k, r]) => k in spec.fields && r.kind === "text" && r.text.trim() === "")) return undefined;
      return readFields(raw, spec.fields, reading, key).values as Values<F> | undefined;
    },
    input: () => ({ as: "group", fields: spec.fields }),
    schema: (vocabulary) => objectSchema(spec.fields, vocabulary),
  };
}

/** The schema of a set of keys. */
export function objectSchema(fields: Fields, vocabulary: Vocabulary): JsonSchema {
  return {
    type: "object",
    additionalProperties: false,
    required: Object.keys(fields).filter((k) => fields[k]?.required),
    properties: Object.fromEntries(
      Object.entries(fields).map(([k, f]) => [
        k,
        { title: f.label, description: f.hint, ...f.schema(vocabulary), ...(f.example ? { examples: [f.example] } : {}) },
      ]),
    ),
  };
}

/**
 * Reads all keys of a header. `values` is undefined when a required key is missing or any value is wrong;
 * every fault is said. `lines` gives the line of each key.
 */
export function readFields(
  header: RawMap,
  fields: Fields,
  reading: Reading,
  under = "",
): { values: Record<string, unknown> | undefined; partial: Record<string, unknown> | undefined; lines: Record<string, number> } {
  const before = reading.faults.list.length;
  const values: Record<string, unknown> = {};
  const lines: Record<string, number> = {};
  for (const [key, raw] of header.entries) {
    const field = Object.hasOwn(fields, key) ? fields[key] : undefined;
    if (!field) {
      const near = nearest(key, Object.keys(fields)) ?? Object.entries(fields).find(([, f]) => f.label === key)?.[0];
      reading.faults.error(
        reading.file,
        raw.line,
        "key-unknown",
        `没有“${under ? `${under} 下的 ` : ""}${brief(key)}”这个栏目。${near ? `您是不是想写“${near}”（${fields[near]?.label}）？` : ""}`,
        `这里可以写的栏目有：${Object.entries(fields)
          .map(([k, f]) => `${k}（${f.label}）`)
          .join("、")}。`,
      );
      continue;
    }
    lines[key] = raw.line;
    const value = field.read(raw, key, reading);
    if (value !== undefined) values[key] = value;
  }
  const failed = new Set(reading.faults.list.slice(before).map((p) => p.line));
  for (const [key, field] of Object.entries(fields)) {
    if (!field.required || values[key] !== undefined) continue;
    const line = lines[key];
    // A key that was written wrongly has had its message already.
    if (line !== undefined && (failed.has(line) || header.entries.get(key)?.kind !== "text")) continue;
    reading.faults.error(
      reading.file,
      line ?? header.line,
      "key-missing",
      `缺少${named(key, field)}。${field.hint}`,
      field.example ? `请加上一行，写法如 ${key}: ${field.example}。` : "请加上，写法见 scripts/model/templates/ 里的模板和示例。",
    );
  }
  const ok = !reading.faults.list.slice(before).some((p) => p.severity === "error");
  const whole = Object.entries(fields).every(([key, field]) => !field.required || values[key] !== undefined);
  return { values: ok ? values : undefined, partial: whole ? values : undefined, lines };
}
