/** A cell as a clerk wrote it → the value as the model's reader wants it. What cannot be told is left as it stands, for the reader to say so. */
import type { Field, Fields, Vocabulary } from "../../model/field.ts";
import type { Written, WrittenGroup } from "../../model/write.ts";
import { brief } from "../../problem.ts";
import { cleanText } from "./blocks.ts";
import { chosen } from "./choices.ts";
import { lacksYear, writtenDay } from "./day.ts";
import type { Mapping } from "./headings.ts";
import { writeMarkdown } from "./write.ts";

/** Written where nothing is to be written. */
const NOTHING = /^(?:无|没有|暂无|[-—–/\\、.*]+|空|n\/?a|null)$/i;
/** Ticks and words for yes; V, R, P and ü are ticks of symbol fonts and of keyboards without one. */
const YES = /^(?:[√✓✔☑■●○〇vRPü]|是|有|对|已|已公开|已发布?|已公示|y|yes|true|1)$/i;
const NO = /^(?:[×✗✘☐□xX]|否|无|没有|未|不|n|no|false|0)$/i;
/** In a column that asks whether a row is public. */
const PUBLIC = /^(?:主动公开|公开|予以公开|可以公开|可公开|能公开|应公开|全文公开|全部公开|属于主动公开|主动)$/;
const NOT_PUBLIC =
  /^(?:(?:依申请|申请)(?:公开)?|(?:暂|暂时)?(?:不|未|非|不予|不能|不宜|不可|不得|不应|不主动|未予|免予|暂缓|不予以|未予以|非主动)公开|内部|内部资料|涉密|保密|秘密)$/;
/** The whole township: a record names only villages of its own. */
const EVERYWHERE = /^(?:全[镇乡县街]|全镇各?村|各村|各村\(?社区\)?|所有村|全部村|辖区各村|各行政村|全镇各村社区)$/;

interface Shape {
  readonly type?: string;
  readonly format?: string;
  readonly enum?: readonly string[];
  readonly oneOf?: readonly Shape[];
}

const wide = (text: string): string => text.replace(/[！-～]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0));

/** A day in any of the ways of clerks, as `2017-03-05`; a day that no calendar has with its numbers; the text itself when it is none. */
export const dayText = (cell: string, year?: number): string => writtenDay(cell, year) ?? wide(cell).trim();

/** A cell of a list: parts by their marks; 甲村和乙村 only where both are choices. */
function listed(cell: string, one: Shape, example: string): string[] {
  // A title is one of a list of references, whatever stands in it.
  const parts = /^items\//.test(example) ? cell.split(/[\n;；]/) : cell.split(/[、，,；;\n/|]|\s{1,}(?=[^\x21-\x7e])/);
  const values = parts.map((p) => p.trim()).filter((p) => p !== "" && !NOTHING.test(p));
  const choices = one.enum;
  if (!choices) return [...new Set(values)];
  const meant = values.flatMap((v) => {
    const whole = chosen(v, choices);
    if (whole !== undefined) return [whole];
    const pieces = v.split(/[和及与]/).map((p) => chosen(p.trim(), choices));
    return pieces.length > 1 && pieces.every((p) => p !== undefined) ? pieces : [v];
  });
  return [...new Set(meant)];
}

/** One cell for one field. */
export function cellValue(cell: string, field: Field, vocabulary: Vocabulary, year?: number): Written {
  const text = cell.replace(/\s*\n\s*/g, " ").trim();
  if (!field.required && NOTHING.test(text)) return "";
  const element = (field as { element?: Field }).element;
  if (element) {
    if (field.label === "涉及的村" && EVERYWHERE.test(wide(text))) return "";
    return listed(cell, element.schema(vocabulary) as Shape, element.example);
  }
  const shape = field.schema(vocabulary) as Shape;
  if (shape.oneOf?.some((s) => s.type === "boolean") || shape.type === "boolean")
    return YES.test(text) ? "true" : NO.test(text) ? "false" : dayText(text, year);
  if (shape.format === "date") return dayText(text, year);
  if (shape.type === "integer" || shape.type === "number") {
    const plain = wide(text).replace(/[,\s]|(?:人次|人|元|天|个工作日|个|次|件)$/g, "");
    if (!/^\d+(?:\.\d+)?$/.test(plain)) return text;
    return /^\d+\.0+$/.test(plain) ? plain.replace(/\..*$/, "") : plain;
  }
  if (shape.enum) return chosen(text, shape.enum) ?? text;
  if (field.label === "文号") return text.replace(/[[(（【［﹝]\s*(20\d\d)\s*[\])）】］﹞]/, "〔$1〕").replace(/\s+/g, "");
  // 《…》 around the whole of a title is not part of it.
  if (field.label === "标题") return /^《[^《》]*》$/.test(text) ? text.slice(1, -1) : text;
  return text;
}

/** A row as it was read. */
export interface RowRead {
  readonly values: WrittenGroup;
  readonly body: string;
  /** What stands in the column 是否公开 of a row that is not public. */
  readonly notPublic: string | undefined;
  /** What cannot be told, in sentences. */
  readonly unclear: readonly string[];
  /** A day was written without its year, and the ledger's was taken. */
  readonly yearOfLedger: boolean;
}

/** What a cell of a column of ticks says; undefined where it cannot be told. */
function ticked(cell: string, label: string): boolean | undefined {
  const text = wide(cell).trim();
  if (NO.test(text) || NOTHING.test(text)) return false;
  return YES.test(text) || text === label || writtenDay(text) !== undefined || /^https?:\/\/\S+$/i.test(text) ? true : undefined;
}

/** A row as the header and body of a record. `year` is the ledger's, where its title says one. */
export function rowValues(cells: readonly string[], mapping: Mapping, fields: Fields, vocabulary: Vocabulary, year?: number): RowRead {
  const values: Record<string, Written> = {};
  const unclear: string[] = [];
  let body = "";
  let notPublic: string | undefined;
  let yearOfLedger = false;
  for (const [i, { heading, target }] of mapping.columns.entries()) {
    const cell = (cells[i] ?? "").split("\n").map(cleanText).join("\n");
    const text = cell.trim();
    if (target === "public") {
      const plain = wide(text).replace(/\s/g, "");
      if (NO.test(plain) || NOT_PUBLIC.test(plain)) notPublic = text;
      else if (!YES.test(plain) && !PUBLIC.test(plain))
        unclear.push(
          text === ""
            ? `“${heading}”空着，看不出能不能公开。能公开的写“是”，不公开的写“否”。`
            : `“${heading}”写的是“${brief(text, 20)}”，看不出能不能公开。能公开的写“是”，不公开的写“否”。`,
        );
      continue;
    }
    if (target === "" || text === "") continue;
    if (target === "body") {
      const words = writeMarkdown(cell.split("\n").map((line) => ({ kind: "paragraph", inlines: [{ kind: "text", text: line }] })));
      body = body === "" ? words : `${body}\n${words}`;
      continue;
    }
    const [, key = "", inner, tick] = /^(\w+)(?:\.(\w+)|=(.+))?$/.exec(target) ?? [];
    const field = fields[key];
    if (!field) continue;
    if (tick !== undefined) {
      const before = (values[key] ?? []) as readonly string[];
      const is = ticked(text, tick);
      if (is === undefined) unclear.push(`“${heading}”写的是“${brief(text, 20)}”，看不出有没有用${tick}公开。用了的写“√”，没有用的空着。`);
      else if (is && !before.includes(tick)) values[key] = [...before, tick];
      continue;
    }
    const part = inner === undefined ? undefined : (field as Field & { fields: Fields }).fields[inner];
    if (year !== undefined && lacksYear(text) && (part ?? field).input(vocabulary).as === "day") yearOfLedger = true;
    if (inner !== undefined) {
      if (part) values[key] = { ...((values[key] ?? {}) as WrittenGroup), [inner]: cellValue(cell, part, vocabulary, year) };
    } else {
      const value = cellValue(cell, field, vocabulary, year);
      const before = values[key];
      values[key] = Array.isArray(before) && Array.isArray(value) ? [...new Set([...before, ...value])] : value;
    }
  }
  return { values, body, notPublic, unclear, yearOfLedger };
}
