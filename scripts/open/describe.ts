/**
 * The open data described for programs: Frictionless `datapackage.json` (Data Package 1.0), CSVW `csv-metadata.json`, DCAT and schema.org
 * `catalog.jsonld`, JSON Schemas of the JSON files, and the queries of 自己算一遍.
 */
import type { Site } from "../model/index.ts";
import { siteUrl } from "../model/site.ts";
import type { Shell } from "../pages.ts";
import { licences } from "../rules/licences.ts";
import type { Edition } from "../walk.ts";
import { DataFile } from "./file.ts";
import { sqlOf, sqlPath } from "./sql.ts";
import { type Column, openTables, type Table, tableCsv } from "./tables.ts";

const json = (value: unknown): string => `${JSON.stringify(value, undefined, 1)}\n`;

export const licenceOf = (site: Site): (typeof licences)[number] | undefined => licences.find((l) => l.code === site.license);

/** What a table is described by. */
export const CODE_BOOK = "data/datapackage.json";

/** Tables, queries and descriptions; `others` are the data files that are there already. */
export function openData({ register, tallies }: Edition, shell: Shell, others: readonly DataFile[]): DataFile[] {
  const tables = openTables(register, tallies);
  const files: DataFile[] = tables.map(
    (t) =>
      new DataFile(`data/tables/${t.name}.csv`, () => tableCsv(t), {
        title: t.title,
        rows: t.rows().length,
        columns: t.columns,
        schema: CODE_BOOK,
      }),
  );
  const queries = new Map<string, string>();
  for (const tally of tallies.values()) {
    for (const figure of tally.figures.values()) {
      const path = sqlPath(figure);
      const sql = queries.has(path) ? undefined : sqlOf(figure);
      if (sql !== undefined) queries.set(path, sql);
    }
  }
  const described = [...others.filter((f) => f.about), ...files];
  return [
    ...files,
    ...[...queries].map(([path, sql]) => new DataFile(`data/${path}`, () => sql)),
    ...Object.entries(schemas).map(
      ([name, schema]) => new DataFile(`data/schema/${name}.schema.json`, () => json({ $schema: DRAFT, ...schema })),
    ),
    new DataFile(CODE_BOOK, () => json(dataPackage(tables, shell)), { title: "各表的说明（Frictionless）" }),
    new DataFile("data/csv-metadata.json", () => json(csvw(tables)), { title: "各表的说明（CSVW）" }),
    new DataFile("data/catalog.jsonld", () => json(catalogue(described, shell)), { title: "数据目录（DCAT、schema.org）" }),
  ];
}

/** Data Package 1.0. Without sums of the files: those stand in `manifest.json`, which is made last. */
function dataPackage(tables: readonly Table[], { site, basePath }: Shell): object {
  const licence = licenceOf(site);
  return {
    profile: "tabular-data-package",
    name: `gongkai-${site.organCode.toLowerCase()}`,
    title: `${site.name}政府信息公开数据`,
    description: site.demo
      ? "演示站点：内容都是虚构的示例，不是真实的政府信息。"
      : `${site.name}主动公开、依申请公开等登记的记录和统计数字。`,
    homepage: `${siteUrl(site, basePath)}data/index.html`,
    ...(licence && { licenses: [{ name: licence.code, title: licence.label, path: licence.address }] }),
    contributors: [{ title: site.name, role: "publisher" }],
    resources: tables.map((t) => ({
      profile: "tabular-data-resource",
      name: t.name,
      title: t.title,
      path: `tables/${t.name}.csv`,
      format: "csv",
      mediatype: "text/csv",
      encoding: "utf-8",
      dialect: { delimiter: ",", lineTerminator: "\r\n", quoteChar: '"', doubleQuote: true, header: true },
      schema: {
        fields: t.columns.map((c) => ({
          name: c.name,
          type: c.type,
          description: c.says,
          ...(c.type === "boolean" && { trueValues: ["yes"], falseValues: ["no"] }),
          ...(t.key.includes(c.name) && c.name !== "first_day" && { constraints: { required: true } }),
        })),
        ...(t.key.length > 0 && { primaryKey: t.key }),
      },
    })),
  };
}

const csvwType = ({ type }: Column): unknown =>
  type === "date"
    ? { base: "date", format: "yyyy-MM-dd" }
    : type === "boolean"
      ? { base: "boolean", format: "yes|no" }
      : type === "number"
        ? "decimal"
        : type;

const csvw = (tables: readonly Table[]): object => ({
  "@context": ["http://www.w3.org/ns/csvw", { "@language": "zh-CN" }],
  tables: tables.map((t) => ({
    url: `tables/${t.name}.csv`,
    "dc:title": t.title,
    tableSchema: {
      columns: t.columns.map((c) => ({ name: c.name, titles: c.name, datatype: csvwType(c), "dc:description": c.says })),
      ...(t.key.length > 0 && { primaryKey: t.key }),
    },
  })),
});

function catalogue(files: readonly DataFile[], { site, basePath }: Shell): object {
  const url = siteUrl(site, basePath);
  const licence = licenceOf(site);
  const publisher = {
    "@id": `${url}#organ`,
    "@type": ["foaf:Organization", "schema:GovernmentOrganization"],
    "foaf:name": site.name,
    "schema:name": site.name,
  };
  const title = `${site.name}政府信息公开数据`;
  const type = (path: string): string => (path.endsWith(".csv") ? "text/csv" : "application/json");
  const distribution = files.map((f) => ({
    "@id": url + f.path,
    "@type": ["dcat:Distribution", "schema:DataDownload"],
    "dct:title": f.about?.title,
    "schema:name": f.about?.title,
    "dcat:downloadURL": { "@id": url + f.path },
    "schema:contentUrl": url + f.path,
    "dcat:mediaType": { "@id": `https://www.iana.org/assignments/media-types/${type(f.path)}` },
    "schema:encodingFormat": type(f.path),
  }));
  const dataset = {
    "@id": `${url}data/index.html#dataset`,
    "@type": ["dcat:Dataset", "schema:Dataset"],
    "dct:title": title,
    "schema:name": title,
    "dct:description": `${site.name}主动公开、依申请公开等登记的记录和统计数字。每个统计数字都可以用这些记录再算一遍。`,
    "schema:description": `${site.name}主动公开、依申请公开等登记的记录和统计数字。每个统计数字都可以用这些记录再算一遍。`,
    "dct:language": "zh-CN",
    "schema:inLanguage": "zh-CN",
    "dcat:landingPage": { "@id": `${url}data/index.html` },
    "schema:url": `${url}data/index.html`,
    "dct:publisher": { "@id": publisher["@id"] },
    "schema:publisher": { "@id": publisher["@id"] },
    ...(licence && { "dct:license": { "@id": licence.address }, "schema:license": licence.address }),
    "dcat:distribution": distribution.map((d) => ({ "@id": d["@id"] })),
    "schema:distribution": distribution.map((d) => ({ "@id": d["@id"] })),
  };
  return {
    "@context": {
      dcat: "http://www.w3.org/ns/dcat#",
      dct: "http://purl.org/dc/terms/",
      foaf: "http://xmlns.com/foaf/0.1/",
      schema: "https://schema.org/",
    },
    "@graph": [
      {
        "@id": `${url}data/catalog.jsonld`,
        "@type": ["dcat:Catalog", "schema:DataCatalog"],
        "dct:title": title,
        "schema:name": title,
        "dct:publisher": { "@id": publisher["@id"] },
        "dcat:dataset": { "@id": dataset["@id"] },
        "schema:dataset": { "@id": dataset["@id"] },
      },
      publisher,
      dataset,
      ...distribution,
    ],
  };
}

const DRAFT = "https://json-schema.org/draft/2020-12/schema";
const day = { type: "string", format: "date", pattern: "^\\d{4}-\\d{2}-\\d{2}$" };
const texts = { type: "array", items: { type: "string" } };
const figureNumber = { type: ["number", "null"] };

const record = {
  type: "object",
  required: ["id", "kind"],
  properties: {
    id: { type: "string", pattern: "^[a-z]+/\\d{4}/" },
    kind: { enum: ["items", "interpretations", "responses", "requests", "disputes", "complaints", "trainings"] },
    path: { type: "string" },
    title: { type: "string" },
    date: day,
    formed: day,
    received: day,
    answered: day,
    filed: day,
    closed: day,
    validTo: day,
    repealed: day,
    channels: texts,
    village: texts,
    keywords: texts,
    withdrawn: { type: "object", required: ["date", "reason"], properties: { date: day, reason: { type: "string" } } },
    corrections: {
      type: "array",
      items: { type: "object", required: ["date", "text"], properties: { date: day, text: { type: "string" } } },
    },
    attachments: {
      type: "array",
      items: { type: "object", required: ["title", "path"], properties: { title: { type: "string" }, path: { type: "string" } } },
    },
    extended: { type: "boolean" },
    fee: { type: "number", minimum: 0 },
    participants: { type: "integer", minimum: 0 },
  },
};

/** JSON Schemas of the JSON files, by name. */
export const schemas: Readonly<Record<string, object>> = {
  records: {
    title: "登记册的记录",
    type: "object",
    required: ["demo", "records"],
    properties: { year: { type: "integer" }, demo: { type: "boolean" }, records: { type: "array", items: record } },
  },
  tallies: {
    title: "一年的统计数字",
    type: "object",
    required: ["year", "period", "figures"],
    properties: {
      year: { type: "integer" },
      period: { type: "object", required: ["from", "to"], properties: { from: day, to: day } },
      registerFrom: day,
      figures: {
        type: "object",
        additionalProperties: {
          type: "object",
          required: ["label", "value", "unit", "basis", "records"],
          properties: {
            label: { type: "string" },
            value: figureNumber,
            unit: { type: "string" },
            basis: { enum: ["counted", "declared", "mixed"] },
            declaredBefore: figureNumber,
            counted: { type: "number" },
            share: { type: "number" },
            records: texts,
          },
          additionalProperties: false,
        },
      },
    },
    additionalProperties: false,
  },
  report: {
    title: "一年的统计表",
    type: "object",
    required: ["year", "form", "organ", "organCode", "published", "tables"],
    properties: {
      year: { type: "integer" },
      form: { type: "string" },
      organ: { type: "string" },
      organCode: { type: "string" },
      published: { anyOf: [day, { type: "null" }] },
      tables: { type: "object" },
    },
    additionalProperties: false,
  },
  withdrawn: {
    title: "撤回的信息",
    type: "object",
    required: ["records"],
    properties: {
      records: { type: "array", items: { ...record, required: ["id", "path", "title", "date", "withdrawn"] } },
    },
    additionalProperties: false,
  },
};
