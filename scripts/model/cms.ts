/**
 * `admin/config.yml` for Decap CMS and Sveltia CMS, out of the one model. Neither is a dependency: who runs one of them brings it.
 * What both accept: https://decapcms.org/docs/configuration-options/, /docs/collection-folder/, /docs/widgets/,
 * /docs/manual-initialization/ (another backend without touching this file), and Decap's own
 * check of a configuration, decap-cms-core/src/constants/configSchema.js.
 */
import { stringify } from "yaml";
import type { Field, Fields, Vocabulary } from "./field.ts";
import { kinds } from "./index.ts";
import { pageFields } from "./page.ts";
import { reportFields } from "./report.ts";
import { siteFields } from "./site.ts";

export interface CmsField {
  readonly name: string;
  readonly label: string;
  readonly widget: string;
  readonly required?: boolean;
  readonly hint?: string;
  readonly [option: string]: unknown;
}

export interface CmsCollection {
  readonly name: string;
  readonly label: string;
  readonly folder?: string;
  readonly fields?: readonly CmsField[];
  readonly files?: readonly {
    readonly name: string;
    readonly label: string;
    readonly file: string;
    readonly fields: readonly CmsField[];
  }[];
  readonly [option: string]: unknown;
}

export interface CmsConfig {
  readonly backend: { readonly name: string; readonly branch: string };
  readonly collections: readonly CmsCollection[];
  readonly [option: string]: unknown;
}

interface Shape {
  readonly type?: string;
  readonly format?: string;
  readonly enum?: readonly string[];
  readonly oneOf?: readonly Shape[];
  readonly pattern?: string;
  readonly maxLength?: number;
  readonly minimum?: number;
}

/** Codes with their labels; words of site.yaml are their own values. */
function optionsOf(choices: readonly string[]): readonly { readonly label: string; readonly value: string }[] {
  const paired = choices.length > 1 && choices.length % 2 === 0 && choices.every((c, i) => i % 2 === 1 || /^[\x21-\x7e]+$/.test(c));
  if (!paired) return choices.map((value) => ({ label: value, value }));
  return choices.flatMap((value, i) => (i % 2 === 0 ? [{ label: choices[i + 1] ?? value, value }] : []));
}

/** What a value must look like, as both tools take it: a pattern and the words for who misses it. */
function patternOf({ pattern, maxLength }: Shape, example: string): { readonly pattern?: readonly [string, string] } {
  if (pattern !== undefined) return { pattern: [pattern, `写法如 ${example}`] };
  return maxLength === undefined ? {} : { pattern: [`^.{0,${maxLength}}$`, `最多 ${maxLength} 个字`] };
}

function widgetOf(field: Field, vocabulary: Vocabulary): { readonly widget: string; readonly [option: string]: unknown } {
  const element = (field as { readonly element?: Field }).element;
  const fields = (f: Field): Fields | undefined => (f as Partial<{ readonly fields: Fields }>).fields;
  if (element) {
    const inner = fields(element);
    if (inner) return { widget: "list", collapsed: true, fields: fieldsOf(inner, vocabulary) };
    const shape = element.schema(vocabulary) as Shape;
    if (shape.enum) return { widget: "select", multiple: true, options: optionsOf(shape.enum) };
    const one = { name: "one", label: element.label, widget: "string", ...patternOf(shape, element.example) };
    return { widget: "list", field: one };
  }
  const group = fields(field);
  if (group) return { widget: "object", collapsed: true, fields: fieldsOf(group, vocabulary) };
  const shape = field.schema(vocabulary) as Shape;
  if (shape.enum) return { widget: "select", options: optionsOf(shape.enum) };
  if (shape.type === "boolean" || shape.oneOf?.some((s) => s.type === "boolean")) return { widget: "boolean" };
  // All three are written, as releases of the two tools differ in which of them says how a day is kept.
  if (shape.format === "date") return { widget: "datetime", format: "YYYY-MM-DD", date_format: "YYYY-MM-DD", time_format: false };
  if (shape.type === "integer" || shape.type === "number")
    return { widget: "number", value_type: shape.type === "integer" ? "int" : "float", min: 0 };
  // Keys with dots in them (staff.partTime) have no form in either tool: kept as they are.
  if (shape.type === "object") return { widget: "hidden" };
  return { widget: "string", ...patternOf(shape, field.example) };
}

/** Every key of a set of fields, in its order. */
export function fieldsOf(fields: Fields, vocabulary: Vocabulary): readonly CmsField[] {
  return Object.entries(fields).map(([name, field]) => ({
    name,
    label: field.label,
    hint: field.hint,
    required: field.required,
    ...widgetOf(field, vocabulary),
  }));
}

/** The text as it is typed: the other mode of the widget puts strokes before signs that mean themselves here. */
const body = (label: string): CmsField => ({
  name: "body",
  label,
  widget: "markdown",
  required: false,
  modes: ["raw"],
  editor_components: ["image"],
});

/** Standing pages that a site must have (固定栏目). */
const PAGES = { guide: "政府信息公开指南", rules: "政府信息公开制度", apply: "依申请公开" } as const;

/** The configuration as a value. */
export function cmsConfig(vocabulary: Vocabulary): CmsConfig {
  const records: CmsCollection[] = Object.values(kinds).map((k) => ({
    name: k.folder,
    label: k.label,
    label_singular: k.label,
    description: k.is,
    folder: `content/${k.folder}`,
    create: true,
    extension: "md",
    format: "frontmatter",
    // The year's folder; the serial is the day, with -1, -2 … for the second and third of a day.
    path: "{{year}}/{{slug}}",
    slug: "{{year}}-{{month}}-{{day}}",
    identifier_field: "title" in k.fields && k.fields.title.required ? "title" : k.dated,
    summary: "title" in k.fields ? `{{${k.dated}}} {{title}}` : "about" in k.fields ? `{{${k.dated}}} {{about}}` : `{{${k.dated}}}`,
    sortable_fields: [k.dated],
    // Pictures beside the record: content/items/2025/2025-03-14/tu.png.
    ...(k.published ? { media_folder: "{{filename}}", public_folder: "{{filename}}" } : {}),
    editor: { preview: false },
    fields: [...fieldsOf(k.fields as Fields, vocabulary), body(k.published ? "正文" : "内部备注（不公开）")],
  }));
  return {
    backend: { name: "git-gateway", branch: "main" },
    local_backend: true,
    publish_mode: "simple",
    locale: "zh_Hans",
    media_folder: "admin/uploads",
    public_folder: "/admin/uploads",
    slug: { encoding: "ascii", clean_accents: true },
    collections: [
      ...records,
      {
        name: "reports",
        label: "年度报告",
        label_singular: "年度报告",
        description: "一年的年度报告：文字。申报的数字（declared）和来源（sources）在这里不显示，请在文件里改。",
        folder: "content/reports",
        create: true,
        extension: "md",
        format: "frontmatter",
        slug: "{{fields.year}}",
        identifier_field: "year",
        summary: "{{year}} 年",
        editor: { preview: false },
        fields: [...fieldsOf(reportFields as Fields, vocabulary), body("正文")],
      },
      {
        name: "pages",
        label: "常设页面",
        description: "指南、制度、依申请公开",
        editor: { preview: false },
        files: Object.entries(PAGES).map(([name, label]) => ({
          name,
          label,
          file: `content/pages/${name}.md`,
          fields: [...fieldsOf(pageFields as Fields, vocabulary), body("正文")],
        })),
      },
      {
        name: "site",
        label: "发布机关",
        description: "机关的资料、公开类目、公开渠道、村（社区）、公开事项目录",
        editor: { preview: false },
        files: [{ name: "site", label: "site.yaml", file: "content/site.yaml", fields: fieldsOf(siteFields as Fields, vocabulary) }],
      },
    ],
  };
}

/** The text of `admin/config.yml`. */
export const cmsYaml = (
  vocabulary: Vocabulary,
): string => `# Decap CMS 和 Sveltia CMS 的设置。由 npm run templates 按栏目生成，请不要自己改；改了 site.yaml 以后再运行一次。
# backend 是占位：放到网上用以前，在自己的 admin/index.html 里用 CMS.init({ config: { backend: …… } }) 换成自己的仓库和分支，这里不用动。
# 在自己电脑上试：另开一个终端运行 npx decap-server（Sveltia 不用），用浏览器打开 admin/index.html（自己放，两种软件的说明里都有）。
# 图片和附件：先保存一次，再插入，放在和文件同名的文件夹里。保存以后，用 npm run check 检查。
${stringify(cmsConfig(vocabulary), { lineWidth: 0, aliasDuplicateObjects: false })}`;
