/** A cell as a clerk wrote it → the value as the model's reader wants it. What cannot be told is left as it stands, for the reader to say so. */
import { type Field, type Fields, guessDay, type Vocabulary } from "../../model/field.ts";
import type { Written, WrittenGroup } from "../../model/write.ts";
import { dayFromNumber, parseDay } from "../../rules/days.ts";
import { cleanText } from "./blocks.ts";
import type { Mapping } from "./headings.ts";
import { writeMarkdown } from "./write.ts";

/** Written where nothing is to be written. */
const NOTHING = /^(?:无|没有|暂无|[-—–/\\、.*]+|空|n\/?a|null)$/i;
const YES = /^(?:√|✓|✔|☑|■|是|有|y|yes|true|1|〇|○|●)$/i;
const NO = /^(?:×|✗|☐|□|否|无|n|no|false|0)$/i;

interface Shape {
  readonly type?: string;
  readonly format?: string;
  readonly enum?: readonly string[];
  readonly oneOf?: readonly Shape[];
}

const wide = (text: string): string => text.replace(/[！-～]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0));

/** 42799 → 2017-03-05: what a date is where its cell has lost its format. Only days that a ledger can hold. */
function serialDay(text: string): string | undefined {
  if (!/^\d{5}(?:\.\d+)?$/.test(text)) return undefined;
  const n = Math.floor(Number(text));
  if (n < 36_526 || n > 73_050) return undefined;
  return dayFromNumber(n - 25_569);
}

/** A day in any of the ways of clerks, as `2017-03-05`; the text itself when it is none. */
export function dayText(cell: string): string {
  const text = wide(cell).trim();
  const bare = text.replace(/[\sT]+\d{1,2}[:：时]\d{1,2}(?:[:：分]\d{1,2}(?:\.\d+)?秒?)?分?$/, "").replace(/\s+/g, "");
  const eight = /^(20\d\d)(\d\d)(\d\d)$/.exec(bare);
  const found =
    parseDay(bare) ?? guessDay(bare) ?? (eight ? parseDay(`${eight[1]}-${eight[2]}-${eight[3]}`) : undefined) ?? serialDay(bare);
  if (found !== undefined) return found;
  // A day that no calendar has keeps its numbers, so that the reader can say which month is shorter.
  const m = /^(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?$/.exec(bare);
  return m ? `${m[1]}-${m[2]?.padStart(2, "0")}-${m[3]?.padStart(2, "0")}` : text;
}

/** The one choice that a cell can mean: itself, or the only one that holds it or is held by it. */
function chosen(text: string, choices: readonly string[]): string {
  if (choices.includes(text)) return text;
  const labels = choices.filter((c) => /[^\x21-\x7e]/.test(c));
  const plain = text.replace(/[\s（）()“”"]/g, "");
  if (plain === "") return text;
  const of = (test: (label: string) => boolean): string | undefined => {
    const found = labels.filter((l) => test(l.replace(/[\s（）()“”"]/g, "")));
    return found.length === 1 ? found[0] : undefined;
  };
  return (
    of((l) => l === plain) ??
    of((l) => l.includes(plain)) ??
    of((l) => plain.includes(l)) ??
    (SAME[plain] !== undefined && choices.includes(SAME[plain]) ? SAME[plain] : text)
  );
}

/** Words of clerks for choices that share no words with them. */
const SAME: Readonly<Record<string, string>> = {
  公民: "自然人",
  个人: "自然人",
  群众: "自然人",
  村民: "自然人",
  企业: "商业企业",
  公司: "商业企业",
  律师事务所: "法律服务机构",
  窗口: "公开受理窗口当面提交",
  现场: "公开受理窗口当面提交",
  邮件: "电子邮件提交",
  邮箱: "电子邮件提交",
  邮寄: "信函提交",
  信件: "信函提交",
  同意公开: "予以公开",
  公开: "予以公开",
  已公开: "予以公开",
  办班: "培训班",
  网站: "政府网站",
  门户网站: "政府网站",
  公示栏: "公开栏",
  宣传栏: "公开栏",
  微信公众号: "微信公众平台",
  公众号: "微信公众平台",
  微博: "政务微博",
  喇叭: "广播",
  大喇叭: "广播",
};

/** One cell for one field. */
export function cellValue(cell: string, field: Field, vocabulary: Vocabulary): Written {
  const text = cell.replace(/\s*\n\s*/g, " ").trim();
  if (!field.required && NOTHING.test(text)) return "";
  const element = (field as { element?: Field }).element;
  if (element) {
    const one = element.schema(vocabulary) as Shape;
    // A title is one of a list of references, whatever stands in it.
    const parts = /^items\//.test(element.example) ? cell.split(/[\n;；]/) : cell.split(/[、，,；;\n/|]|\s{1,}(?=[^\x21-\x7e])/);
    const values = parts.map((p) => p.trim()).filter((p) => p !== "" && !NOTHING.test(p));
    return [...new Set(values.map((v) => (one.enum ? chosen(v, one.enum) : v)))];
  }
  const shape = field.schema(vocabulary) as Shape;
  if (shape.oneOf?.some((s) => s.type === "boolean") || shape.type === "boolean") {
    const day = dayText(text);
    return YES.test(text) ? "true" : NO.test(text) ? "false" : day;
  }
  if (shape.format === "date") return dayText(text);
  if (shape.type === "integer" || shape.type === "number") {
    const plain = wide(text).replace(/[,\s]|(?:人次|人|元|天|个工作日|个|次|件)$/g, "");
    return /^\d+\.0+$/.test(plain) ? plain.replace(/\..*$/, "") : plain;
  }
  if (shape.enum) return chosen(text, shape.enum);
  if (field.label === "文号") return text.replace(/[[(（【［﹝]\s*(20\d\d)\s*[\])）】］﹞]/, "〔$1〕").replace(/\s+/g, "");
  // 《…》 around the whole of a title is not part of it.
  if (field.label === "标题") return /^《[^《》]*》$/.test(text) ? text.slice(1, -1) : text;
  return text;
}

/** A row as the header and body of a record. */
export function rowValues(
  cells: readonly string[],
  mapping: Mapping,
  fields: Fields,
  vocabulary: Vocabulary,
): { values: WrittenGroup; body: string } {
  const values: Record<string, Written> = {};
  let body = "";
  for (const [i, { target }] of mapping.columns.entries()) {
    const cell = (cells[i] ?? "").split("\n").map(cleanText).join("\n");
    if (target === "" || cell.trim() === "") continue;
    if (target === "body") {
      const words = writeMarkdown(cell.split("\n").map((text) => ({ kind: "paragraph", inlines: [{ kind: "text", text }] })));
      body = body === "" ? words : `${body}\n${words}`;
      continue;
    }
    const [, key = "", inner, tick] = /^(\w+)(?:\.(\w+)|=(.+))?$/.exec(target) ?? [];
    const field = fields[key];
    if (!field) continue;
    if (tick !== undefined) {
      const before = (values[key] ?? []) as readonly string[];
      if (YES.test(cell.trim()) && !before.includes(tick)) values[key] = [...before, tick];
    } else if (inner !== undefined) {
      const part = (field as Field & { fields: Fields }).fields[inner];
      if (part) values[key] = { ...((values[key] ?? {}) as WrittenGroup), [inner]: cellValue(cell, part, vocabulary) };
    } else {
      const value = cellValue(cell, field, vocabulary);
      const before = values[key];
      values[key] = Array.isArray(before) && Array.isArray(value) ? [...new Set([...before, ...value])] : value;
    }
  }
  return { values, body };
}
