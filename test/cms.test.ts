/** `admin/config.yml`: what Decap CMS and Sveltia CMS accept, all fields of the model, and records as they write them. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse, stringify } from "yaml";
import { readContent } from "../scripts/content.ts";
import { parseFile } from "../scripts/frontmatter.ts";
import { type CmsCollection, type CmsConfig, type CmsField, cmsConfig, cmsYaml } from "../scripts/model/cms.ts";
import { type Fields, readFields } from "../scripts/model/field.ts";
import { kinds } from "../scripts/model/index.ts";
import { authored } from "../scripts/model/template.ts";
import { Faults } from "../scripts/problem.ts";
import { root, sample } from "./support.ts";

const site = readContent(sample).site;
if (!site) throw new Error("no sample");
const config = parse(cmsYaml(site)) as CmsConfig;

/**
 * The rules that Decap holds a configuration to (configSchema.js of decap-cms-core and schema.js of its widgets), and the widgets
 * that both tools bring (https://decapcms.org/docs/widgets/, https://github.com/sveltia/sveltia-cms#features).
 */
const WIDGETS: Readonly<Record<string, readonly string[]>> = {
  string: [],
  boolean: [],
  markdown: ["editor_components", "modes"],
  hidden: [],
  datetime: ["format", "date_format", "time_format"],
  number: ["value_type", "min"],
  select: ["options", "multiple"],
  list: ["field", "fields", "collapsed"],
  object: ["fields", "collapsed"],
};
const COMMON = ["name", "label", "widget", "required", "hint", "pattern"];
/** https://decapcms.org/docs/collection-folder/, /docs/configuration-options/: tags of `slug`, `path`, `summary` and the media folders. */
const TAG = /\{\{([^}]*)\}\}/g;

/** What is wrong with a list of fields, by place. */
function fieldFaults(fields: readonly CmsField[], place: string): string[] {
  const out: string[] = [];
  if (!Array.isArray(fields) || fields.length === 0) return [`${place}: no fields`];
  if (new Set(fields.map((f) => f.name)).size !== fields.length) out.push(`${place}: names not unique`);
  for (const f of fields) {
    const at = `${place}.${f.name}`;
    const own = WIDGETS[f.widget];
    if (own === undefined) {
      out.push(`${at}: no widget ${f.widget}`);
      continue;
    }
    for (const key of Object.keys(f)) if (!COMMON.includes(key) && !own.includes(key)) out.push(`${at}: ${key}`);
    // A dot parts levels in both tools.
    if (!/^[A-Za-z]\w*$/.test(f.name)) out.push(`${at}: name`);
    if (typeof f.label !== "string" || f.label === "") out.push(`${at}: label`);
    for (const key of ["required", "multiple", "collapsed", "time_format"])
      if (f[key] !== undefined && typeof f[key] !== "boolean") out.push(`${at}: ${key}`);
    if (f.pattern !== undefined) {
      const pattern = f.pattern as readonly unknown[];
      if (pattern.length !== 2 || pattern.some((p) => typeof p !== "string")) out.push(`${at}: pattern`);
      else new RegExp(String(pattern[0]));
    }
    if (f.widget === "select") {
      const options = f.options as readonly { label?: unknown; value?: unknown }[];
      if (!Array.isArray(options) || options.length === 0) out.push(`${at}: options`);
      else {
        if (options.some((o) => typeof o.label !== "string" || typeof o.value !== "string")) out.push(`${at}: options`);
        if (new Set(options.map((o) => o.value)).size !== options.length) out.push(`${at}: option twice`);
      }
    }
    if (f.widget === "number" && !["int", "float"].includes(String(f.value_type))) out.push(`${at}: value_type`);
    if (f.widget === "list" && (f.field === undefined) === (f.fields === undefined)) out.push(`${at}: field or fields`);
    if (f.field !== undefined) out.push(...fieldFaults([f.field as CmsField], at));
    if (f.fields !== undefined) out.push(...fieldFaults(f.fields as readonly CmsField[], at));
  }
  return out;
}

function collectionFaults(c: CmsCollection): string[] {
  const out: string[] = [];
  const at = c.name;
  if ((c.files === undefined) === (c.folder === undefined)) out.push(`${at}: files or folder`);
  for (const file of c.files ?? []) {
    for (const key of ["name", "label", "file"] as const) if (!file[key]) out.push(`${at}: ${key} of a file`);
    out.push(...fieldFaults(file.fields, `${at}.${file.name}`));
  }
  if (c.folder === undefined) return out;
  out.push(...fieldFaults(c.fields ?? [], at));
  const names = new Set((c.fields ?? []).map((f) => f.name));
  // «must have a field that is a valid entry identifier»
  const identifier = String(c.identifier_field ?? "title");
  if (!(c.fields ?? []).some((f) => f.name === identifier && f.required)) out.push(`${at}: identifier`);
  for (const name of (c.sortable_fields ?? []) as readonly string[]) if (!names.has(name)) out.push(`${at}: sorted by ${name}`);
  for (const key of ["slug", "path", "summary", "media_folder", "public_folder"]) {
    for (const [, tag = ""] of String(c[key] ?? "").matchAll(TAG)) {
      const fine = /^(?:slug|year|month|day|filename)$/.test(tag) || names.has(tag.replace(/^fields\./, ""));
      if (!fine) out.push(`${at}: ${key} {{${tag}}}`);
    }
  }
  if (!["md", "yml", "yaml", "json", "toml", "html"].includes(String(c.extension))) out.push(`${at}: extension`);
  if (!["frontmatter", "yaml-frontmatter", "yaml", "yml", "json"].includes(String(c.format))) out.push(`${at}: format`);
  return out;
}

function configFaults(c: CmsConfig): string[] {
  const out = c.collections.flatMap(collectionFaults);
  if (!c.backend?.name) out.push("backend");
  if (!c.media_folder) out.push("media_folder");
  if (!["simple", "editorial_workflow", ""].includes(String(c.publish_mode ?? ""))) out.push("publish_mode");
  if (new Set(c.collections.map((x) => x.name)).size !== c.collections.length) out.push("collections not unique");
  return out;
}

const fieldsOf = (name: string): readonly CmsField[] => {
  const c = config.collections.find((x) => x.name === name);
  return c?.fields ?? c?.files?.[0]?.fields ?? [];
};

describe("admin/config.yml", () => {
  it("is what both tools accept", () => {
    expect(configFaults(config)).toEqual([]);
    expect(config).toEqual(JSON.parse(JSON.stringify(cmsConfig(site))));
    // The check finds what it is for.
    const broken = structuredClone(config) as unknown as {
      collections: { fields: Record<string, unknown>[]; folder?: string; slug: string }[];
    };
    const [items, , , requests] = broken.collections;
    if (!items?.fields[0] || !items.fields[1] || !requests) throw new Error("no items");
    items.fields[0].widget = "titel";
    items.fields[1].name = "formed";
    items.slug = "{{serial}}";
    delete requests.folder;
    expect(configFaults(broken as unknown as CmsConfig)).toEqual([
      "items: names not unique",
      "items.title: no widget titel",
      "items: sorted by date",
      "items: slug {{serial}}",
      "items: summary {{date}}",
      "requests: files or folder",
    ]);
  });

  it("is checked in as it is made", () => {
    // `npm run init` makes it anew for an office of its own.
    const content = readContent(join(root, "content")).site;
    expect(content && readFileSync(join(root, "admin/config.yml"), "utf8")).toBe(content && cmsYaml(content));
  });

  it.each(authored.map((k) => [k.name, k] as const))("%s: every field of the model is there, with its Chinese name", (name, kind) => {
    const made = fieldsOf(name);
    const expected = (fields: Fields): unknown[] =>
      Object.entries(fields).map(([key, f]) => {
        const group = ((f as { element?: unknown }).element ?? f) as { fields?: Fields };
        return [key, f.label, f.required, group.fields ? expected(group.fields) : undefined];
      });
    const found = (fields: readonly CmsField[]): unknown[] =>
      fields.map((f) => [f.name, f.label, f.required, f.fields ? found(f.fields as readonly CmsField[]) : undefined]);
    expect(found(made.filter((f) => f.name !== "body"))).toEqual(expected(kind.fields));
    expect(made.at(-1)?.name).toBe("body");
  });

  it("records go where the content has them", () => {
    for (const [folder, kind] of Object.entries(kinds)) {
      const c = config.collections.find((x) => x.name === folder);
      expect(c?.folder).toBe(`content/${folder}`);
      expect(c?.path).toBe("{{year}}/{{slug}}");
      const serial = String(c?.slug).replace("{{year}}", "2025").replace("{{month}}", "03").replace("{{day}}", "14");
      // As the content's reader takes file names.
      for (const name of [serial, `${serial}-1`]) expect(name).toMatch(/^[a-z0-9-]{1,80}$/);
      expect(c?.identifier_field).toBe("title" in kind.fields && kind.fields.title.required ? "title" : kind.dated);
    }
  });
});

/** A value as a widget writes it. */
function written(field: CmsField, example: string, inner: (f: CmsField) => unknown): unknown {
  switch (field.widget) {
    case "number":
      return Number(example);
    case "boolean":
      return example === "true";
    case "select": {
      const [first] = field.options as readonly { value: string }[];
      return field.multiple ? [first?.value] : first?.value;
    }
    case "list":
      return field.fields ? [Object.fromEntries((field.fields as CmsField[]).map((f) => [f.name, inner(f)]))] : [example];
    case "object":
      return Object.fromEntries((field.fields as CmsField[]).map((f) => [f.name, inner(f)]));
    default:
      return example;
  }
}

/** What a form that was not filled in leaves behind. */
const blank = (field: CmsField): unknown =>
  field.widget === "list" || field.multiple
    ? []
    : field.widget === "object"
      ? Object.fromEntries((field.fields as CmsField[]).map((f) => [f.name, ""]))
      : field.widget === "boolean"
        ? false
        : field.widget === "number"
          ? null
          : "";

describe("a record as the tools write it", () => {
  const read = (fields: Fields, text: string): { faults: string[]; values: Record<string, unknown> | undefined } => {
    const faults = new Faults();
    const parsed = parseFile("x.md", text, faults);
    const { values } = parsed ? readFields(parsed.header, fields, { file: "x.md", faults, vocabulary: site }) : { values: undefined };
    return { faults: faults.list.map((p) => p.message), values };
  };

  it.each(authored.map((k) => [k.name, k] as const))(
    "%s: is read by our reader, filled in or left empty, with or without quotes",
    (name, kind) => {
      const made = fieldsOf(name).filter((f) => f.name !== "body" && f.widget !== "hidden");
      const exampleOf = (fields: Fields, f: CmsField): unknown => {
        const field = fields[f.name] as Fields[string];
        const group = ((field as { element?: unknown }).element ?? field) as { fields?: Fields };
        return written(f, field.example, (g) => (g.name === "workdays" ? "" : exampleOf(group.fields ?? {}, g)));
      };
      const full = Object.fromEntries(made.map((f) => [f.name, exampleOf(kind.fields, f)]));
      const bare = Object.fromEntries(made.map((f) => [f.name, f.required ? exampleOf(kind.fields, f) : blank(f)]));
      for (const values of [full, bare]) {
        for (const style of ["PLAIN", "QUOTE_DOUBLE", "QUOTE_SINGLE"] as const) {
          const text = `---\n${stringify(values, { defaultStringType: style, defaultKeyType: "PLAIN", lineWidth: 0 })}---\n正文。\n`;
          const { faults, values: back } = read(kind.fields, text);
          expect(faults, text).toEqual([]);
          expect(Object.keys(back ?? {})).toEqual(
            made.filter((f) => values === full || f.required || f.widget === "boolean").map((f) => f.name),
          );
        }
      }
    },
  );

  it("a group that was begun still has to be finished", () => {
    const { faults } = read(
      kinds.items.fields as Fields,
      '---\ntitle: 甲\ndate: 2025-03-14\ncategory: 公告公示\nreview:\n  by: 审核岗\n  date: ""\n---\n',
    );
    expect(faults.join()).toContain("缺少审查日期");
    expect(read(kinds.items.fields as Fields, "---\ntitle: 甲\ndate: 2025-03-14\ncategory: 公告公示\nreview: {}\n---\n").faults).toEqual(
      [],
    );
  });
});
