/** The open data as its users expect it: held against the standards, and against the files themselves. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import { beforeAll, describe, expect, it } from "vitest";
import { attribute, built, elements, filesIn, parsePage, readJson, root, sample, textOf } from "./support.ts";

let site: string;

beforeAll(() => {
  site = built(sample);
});

interface Resource {
  readonly path: string;
  readonly schema: {
    readonly fields: readonly { readonly name: string; readonly type: string; readonly constraints?: object }[];
    readonly primaryKey?: readonly string[];
  };
}

/** The cells of a table, its head first. */
function rowsOf(path: string): string[][] {
  const lines = readFileSync(join(site, path), "utf8").trimEnd().split("\r\n");
  const width = lines[0]?.split(",").length ?? 0;
  return lines.map((line) => [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map((m) => m[1] ?? "").slice(0, width));
}

const FORMS: Readonly<Record<string, RegExp>> = {
  date: /^\d{4}-\d{2}-\d{2}$/,
  boolean: /^(?:yes|no)$/,
  integer: /^-?\d+$/,
  number: /^-?\d+(?:\.\d+)?$/,
  string: /^[\s\S]*$/,
};

describe("the description of the tables", () => {
  it("is a Tabular Data Package by the profile of the standard", () => {
    const { $schema: _, ...profile } = readJson<Record<string, unknown>>(root, "test/standards/tabular-data-package.json");
    const validate = new Ajv({ strict: false, validateFormats: false, logger: false }).compile(profile);
    const description = readJson<Record<string, unknown>>(site, "data/datapackage.json");
    expect(validate(description), JSON.stringify(validate.errors)).toBe(true);
    expect(validate({ ...description, resources: [] })).toBe(false);
  });

  it("says of every table its columns, and every cell is of its kind; a key names one row", () => {
    const { resources } = readJson<{ resources: readonly Resource[] }>(site, "data/datapackage.json");
    expect(resources.map((r) => `data/${r.path}`).sort()).toEqual(filesIn(site).filter((f) => f.startsWith("data/tables/")));
    for (const { path, schema } of resources) {
      const [head = [], ...rows] = rowsOf(`data/${path}`);
      expect(head).toEqual(schema.fields.map((f) => f.name));
      const wrong = rows.flatMap((row) =>
        schema.fields.flatMap((f, i) => {
          const value = row[i];
          const fine = value === "" ? f.constraints === undefined : FORMS[f.type]?.test(value ?? "\n");
          return fine ? [] : [`${path} ${f.name}: ${value}`];
        }),
      );
      expect(wrong).toEqual([]);
      const key = schema.primaryKey;
      if (key) expect(new Set(rows.map((row) => key.map((k) => row[head.indexOf(k)]).join(" "))).size, path).toBe(rows.length);
    }
    const csvw = readJson<{ tables: { url: string; tableSchema: { columns: { name: string }[] } }[] }>(site, "data/csv-metadata.json");
    expect(csvw.tables.map((t) => [t.url, t.tableSchema.columns.map((c) => c.name)])).toEqual(
      resources.map((r) => [r.path, r.schema.fields.map((f) => f.name)]),
    );
  });

  it("is JSON Schema for the JSON files, and these are as it says", () => {
    for (const name of ["records", "tallies", "report", "withdrawn"]) {
      const schema = readJson<object>(site, `data/schema/${name}.schema.json`);
      const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(schema);
      const files = filesIn(site).filter((f) => new RegExp(`^data/(?:\\d{4}/)?${name}\\.json$`).test(f));
      expect(files.length).toBeGreaterThan(0);
      for (const file of files) expect(validate(readJson(site, file)), `${file} ${JSON.stringify(validate.errors)}`).toBe(true);
      expect(validate({})).toBe(false);
    }
  });

  it("is a catalogue for DCAT and schema.org, whose every file is there", () => {
    const { "@graph": graph } = readJson<{ "@graph": Record<string, unknown>[] }>(site, "data/catalog.jsonld");
    const dataset = graph.find((n) => (n["@type"] as string[]).includes("dcat:Dataset"));
    // What Google's and the DCAT profile's validators ask of a Dataset.
    for (const key of ["schema:name", "schema:description", "schema:url", "dct:title", "dct:description", "dct:publisher"]) {
      expect(dataset).toHaveProperty([key]);
    }
    const ids = new Set(graph.map((n) => n["@id"]));
    const distribution = dataset?.["dcat:distribution"] as { "@id": string }[];
    expect(distribution.length).toBeGreaterThan(20);
    const files = new Set(filesIn(site));
    for (const { "@id": id } of distribution) {
      expect(ids.has(id)).toBe(true);
      expect(files.has(id.replace("http://www.hy.gov.cn/xianzhen/", "")), id).toBe(true);
    }
  });
});

describe("the page of open data", () => {
  it("lists every table and file with its rows and its size", () => {
    const text = textOf(parsePage(site, "data/index.html"));
    const links = [...elements(parsePage(site, "data/index.html"))].flatMap((e) => attribute(e, "href") ?? []);
    for (const path of filesIn(site).filter((f) => /^data\/(?:tables\/|\d{4}\/\w+\.json|\d{4}\/records\.csv|[a-z]+\.json)/.test(f))) {
      if (!/(?:published|data\/records)\.json$/.test(path)) expect(links, path).toContain(`../${path}`);
    }
    expect(text).toContain(`workdays.csv${rowsOf("data/tables/workdays.csv").length - 1}`);
    expect(text).toContain("本机关没有另外写明许可");
  });
});

describe("the feeds", () => {
  it("are JSON Feed 1.1, with the annual reports", () => {
    const feed = readJson<{ version: string; title: string; items: Record<string, string>[] }>(site, "feed.json");
    expect(feed.version).toBe("https://jsonfeed.org/version/1.1");
    expect(feed.title).not.toBe("");
    const dates = feed.items.map((i) => i.date_published ?? "");
    expect(dates).toEqual(dates.toSorted().reverse());
    for (const item of feed.items) {
      expect(item.id).toMatch(/^http:/);
      expect(item.content_text).toMatch(/\S/);
      expect(item.date_published).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00$/);
    }
    expect(new Set(feed.items.map((i) => i.id)).size).toBe(feed.items.length);
    expect(feed.items.map((i) => i.url)).toContain("http://www.hy.gov.cn/xianzhen/reports/2025.html");
    expect(readFileSync(join(site, "feed.xml"), "utf8")).toContain("<id>http://www.hy.gov.cn/xianzhen/reports/2025.html</id>");
  });

  it("and the map of the site says when a record last changed", () => {
    const map = readFileSync(join(site, "sitemap.xml"), "utf8");
    const record = readJson<{ records: { id: string; date: string; corrections?: { date: string }[] }[] }>(
      site,
      "data/2025/records.json",
    ).records;
    const corrected = record.find((r) => r.corrections);
    expect(map).toContain(`/${corrected?.id}.html</loc><lastmod>${corrected?.corrections?.at(-1)?.date}</lastmod>`);
    expect(map).toContain("data/index.html</loc></url>");
  });
});

describe("a record's page", () => {
  it("has its address, Open Graph and JSON-LD, and says how to cite it", () => {
    const page = parsePage(site, "items/2017/0012.html");
    const all = [...elements(page)];
    const url = "http://www.hy.gov.cn/xianzhen/items/2017/0012.html";
    expect(all.some((e) => attribute(e, "rel") === "canonical" && attribute(e, "href") === url)).toBe(true);
    expect(all.some((e) => attribute(e, "property") === "og:url" && attribute(e, "content") === url)).toBe(true);
    const script = all.find((e) => attribute(e, "type") === "application/ld+json");
    const data = JSON.parse(script ? textOf(script) : "{}") as Record<string, string>;
    expect([data.url, data["@type"]]).toEqual([url, "Article"]);
    expect(data.datePublished).toMatch(/^2017-/);
    expect(textOf(page)).toContain(url);
    expect(readFileSync(join(site, "SHA256SUMS.txt"), "utf8")).toContain("  items/2017/0012.html\n");
  });
});
