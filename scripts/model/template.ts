/** For authors, out of the one model: annotated template, JSON Schema and editor snippet of each kind. */
import { cmsYaml } from "./cms.ts";
import { type Field, type Fields, type JsonSchema, objectSchema, type Vocabulary } from "./field.ts";
import { kinds } from "./index.ts";
import { pageFields } from "./page.ts";
import { reportFields } from "./report.ts";
import { siteFields } from "./site.ts";

export interface Authored {
  /** File name without its end: `items`. */
  readonly name: string;
  readonly label: string;
  readonly is: string;
  readonly where: string;
  readonly fields: Fields;
}

/** Every kind of file that people write. */
export const authored: readonly Authored[] = [
  ...Object.values(kinds).map((k) => ({
    name: k.folder,
    label: k.label,
    is: k.is,
    where: `content/${k.folder}/年份/流水号.md，例如 content/${k.folder}/2025/0001.md`,
    fields: k.fields as Fields,
  })),
  {
    name: "reports",
    label: "年度报告",
    is: "一年的年度报告：文字，和登记册里数不出来的数字",
    where: "content/reports/年份.md，例如 content/reports/2025.md",
    fields: reportFields,
  },
  {
    name: "pages",
    label: "常设页面",
    is: "指南、制度、依申请公开这样的页面",
    where: "content/pages/名称.md，例如 content/pages/guide.md",
    fields: pageFields,
  },
];

const isGroup = (field: Field): field is Field & { readonly fields: Fields } => "fields" in field;

interface SchemaShape {
  readonly enum?: readonly string[];
  readonly items?: SchemaShape;
  readonly oneOf?: readonly SchemaShape[];
  readonly type?: string;
}

/** Codes, as against labels. */
const CODE = /^[a-zA-Z0-9-]+$/;

/** What may be written in a closed field, in words. */
function choicesOf(field: Field, vocabulary: Vocabulary): readonly string[] {
  const shape = field.schema(vocabulary) as SchemaShape;
  return shape.enum ?? shape.oneOf?.[0]?.enum ?? [];
}

const isList = (field: Field, vocabulary: Vocabulary): boolean =>
  ((field.schema(vocabulary) as SchemaShape).oneOf ?? []).some((s) => s.type === "array");

/** A value as it stands in YAML: quoted where a plain text would be read as something else. */
const quoted = (value: string): string => (/^[\d{[]|: | #|^$/.test(value) && !/^\d{4}-\d\d-\d\d$|^\d+$/.test(value) ? `"${value}"` : value);

/** Lines of one key with its remarks; an optional key stands behind `# `. */
function lines(key: string, field: Field, vocabulary: Vocabulary, all: boolean): string[] {
  const choices = choicesOf(field, vocabulary);
  const remarks = [
    `# ${field.label}：${field.hint}${field.required ? "（必填）" : ""}`,
    ...(choices.length > 0 ? [`#   可以写：${pairs(choices).join("、")}`] : []),
  ];
  const value: string[] = [];
  const element = (field as { readonly element?: Field }).element;
  if (element && isGroup(element)) {
    value.push(`${key}:`);
    for (const [i, [k, f]] of Object.entries(element.fields).entries()) {
      value.push(`${i === 0 ? "  - " : "    "}${k}: ${quoted(f.example)}`);
    }
  } else if (isGroup(field)) {
    value.push(`${key}:`);
    for (const [k, f] of Object.entries(field.fields)) {
      // Of two keys that exclude each other the template shows the first.
      if (k === "workdays") continue;
      value.push(`  ${k}: ${quoted(f.example)}`);
    }
  } else if (["declared", "declaredBefore", "sources"].includes(key)) value.push(`${key}:`, `  ${field.example}`);
  else if (isList(field, vocabulary)) value.push(`${key}:`, `  - ${quoted(field.example)}`);
  else value.push(`${key}: ${quoted(field.example)}`);
  return [...remarks, ...(field.required || all ? value : value.map((l) => `# ${l}`))];
}

/** Codes with their labels, where both may be written. */
function pairs(choices: readonly string[]): string[] {
  if (choices.length < 2 || !CODE.test(choices[0] ?? "")) return [...choices];
  const out: string[] = [];
  for (let i = 0; i < choices.length; i += 2) out.push(`${choices[i]}（${choices[i + 1]}）`);
  return out;
}

/** The annotated template; with `all`, every key stands ready instead of behind `#`. */
export function templateOf(kind: Authored, vocabulary: Vocabulary, all = false): string {
  return `---
# 模板：${kind.label}。一个文件是${kind.is}。
# 放在 ${kind.where}
# 以 # 开头的行是说明；要用某个栏目，去掉它前面的“# ”。
${Object.entries(kind.fields)
  .map(([key, field]) => lines(key, field, vocabulary, all).join("\n"))
  .join("\n")}
---
正文从这里开始写。空一行就是另起一段。
`;
}

/** JSON Schema of a kind's header. */
export function schemaOf(kind: Authored, vocabulary: Vocabulary): JsonSchema {
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: kind.label,
    description: kind.is,
    ...objectSchema(kind.fields, vocabulary),
  };
}

export const siteSchema = (): JsonSchema => ({
  $schema: "http://json-schema.org/draft-07/schema#",
  title: "发布机关",
  ...objectSchema(siteFields, { categories: [], channels: [], villages: [] }),
});

/** A snippet for VS Code: the required keys as stops, closed fields as pick lists. */
export function snippetOf(kind: Authored, vocabulary: Vocabulary): object {
  let stop = 0;
  const body = ["---"];
  for (const [key, field] of Object.entries(kind.fields)) {
    if (!field.required) continue;
    const choices = choicesOf(field, vocabulary);
    stop++;
    const inner =
      choices.length > 0
        ? `\${${stop}|${choices.filter((_, i) => !CODE.test(choices[0] ?? "") || i % 2 === 0).join(",")}|}`
        : /日期/.test(field.label)
          ? `\${${stop}:\${CURRENT_YEAR}-\${CURRENT_MONTH}-\${CURRENT_DATE}}`
          : `\${${stop}:${field.example.replace(/[$}\\]/g, "\\$&")}}`;
    if (isList(field, vocabulary)) body.push(`${key}:`, `  - ${inner}`);
    else body.push(`${key}: ${inner}`);
  }
  return { prefix: kind.label, description: kind.is, scope: "markdown", body: [...body, "---", "$0"] };
}

/** Every file made for authors: address from the project's root → text. */
export function authorsFiles(vocabulary: Vocabulary): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  const json = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`;
  for (const kind of authored) {
    files.set(`scripts/model/templates/${kind.name}.md`, templateOf(kind, vocabulary));
    files.set(`scripts/model/templates/${kind.name}.schema.json`, json(schemaOf(kind, vocabulary)));
  }
  files.set("scripts/model/templates/site.schema.json", json(siteSchema()));
  files.set(".vscode/gongkai.code-snippets", json(Object.fromEntries(authored.map((k) => [k.label, snippetOf(k, vocabulary)]))));
  files.set("admin/config.yml", cmsYaml(vocabulary));
  return files;
}
