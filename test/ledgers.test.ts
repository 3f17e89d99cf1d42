/** Random registers, built whole: every figure on every page, in JSON, CSV and XLSX, is the number of records in its own list. */

import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, posix } from "node:path";
import readXlsxFile from "read-excel-file/node";
import { beforeAll, describe, expect, it } from "vitest";
import { readContent } from "../scripts/content.ts";
import { addDays, type Day, day } from "../scripts/rules/days.ts";
import { disputeResults, disputeTypes } from "../scripts/rules/disputes.ts";
import { applicants, outcomes, requestVia } from "../scripts/rules/requests.ts";
import { topicsOn } from "../scripts/rules/topics.ts";
import { walk } from "../scripts/walk.ts";
import { random } from "./bench/generate.ts";
import {
  attribute,
  built,
  copyOfSample,
  elements,
  filesIn,
  parsePage,
  readJson,
  type TalliesFile,
  TODAY,
  textOf,
  writeDeep,
} from "./support.ts";

/** A content folder with the sample's office and the words of its 2025 report, and records by chance. */
function chance(seed: number): string {
  const content = copyOfSample();
  const site = readContent(content).site;
  if (!site) throw new Error("no site");
  const next = random(seed);
  const below = (n: number): number => Math.floor(next() * n);
  const pick = <T>(list: readonly T[]): T => list[below(list.length)] as T;
  const some = <T>(list: readonly T[], share: number): T[] => list.filter(() => next() < share);
  const serials = new Map<string, number>();
  const write = (kind: string, on: Day, header: readonly string[], body = "示例。"): string => {
    const year = on.slice(0, 4);
    const serial = (serials.get(kind + year) ?? 0) + 1;
    serials.set(kind + year, serial);
    const id = `${kind}/${year}/${String(serial).padStart(4, "0")}`;
    writeDeep(join(content, `${id}.md`), `---\n${header.join("\n")}\n---\n${body}\n`);
    return id;
  };
  const list = (key: string, values: readonly string[]): string[] =>
    values.length > 0 ? [`${key}:`, ...values.map((v) => `  - ${v}`)] : [];
  for (const kind of ["items", "interpretations", "responses", "requests", "disputes", "complaints", "trainings"])
    rmSync(join(content, kind), { recursive: true, force: true });
  rmSync(join(content, "reports/2017.md"));
  const report = join(content, "reports/2025.md");
  // A draft: what the register has not counted is not held against it.
  writeFileSync(report, readFileSync(report, "utf8").replace(/^date: .*\n/m, ""));

  const anyDay = (): Day => addDays(day("2024-01-02"), below(1000));
  const reviewed = (on: Day): string[] => ["review:", "  by: 示例岗", `  date: ${on}`];
  const items: { id: string; on: Day }[] = [];
  for (let i = 40 + below(80); i > 0; i--) {
    const on = anyDay();
    const formed = addDays(on, -below(45));
    const withdrawn = next() < 0.08 ? addDays(on, below(60)) : undefined;
    items.push({
      on,
      id: write("items", on, [
        `title: 示例信息${i}`,
        `date: ${on}`,
        ...(next() < 0.9 && formed >= "2024-01-01" ? [`formed: ${formed}`] : []),
        `category: ${pick(site.categories).label}`,
        ...(next() < 0.7 ? [`topic: ${pick(topicsOn(on)).code}`] : []),
        ...list(
          "channels",
          some(site.channels, 0.4).map((c) => c.label),
        ),
        ...list(
          "village",
          some(site.villages, 0.15).map((v) => v.label),
        ),
        ...reviewed(on),
        ...(withdrawn && withdrawn <= TODAY ? ["withdrawn:", `  date: ${withdrawn}`, "  reason: 示例理由"] : []),
      ]),
    });
  }
  for (let i = below(15); i > 0; i--) {
    const on = anyDay();
    const earlier = items.filter((item) => item.on <= on);
    if (earlier.length === 0) continue;
    write("interpretations", on, [`title: 示例解读${i}`, `date: ${on}`, ...list("interprets", [pick(earlier).id]), ...reviewed(on)]);
  }
  for (let i = below(6); i > 0; i--) {
    const on = anyDay();
    write("responses", on, [`title: 示例回应${i}`, `date: ${on}`, `about: 示例的事${i}`, ...reviewed(on)]);
  }
  for (let i = below(40); i > 0; i--) {
    const on = anyDay();
    const answered = addDays(on, below(20));
    const ended = next() < 0.85 && answered <= TODAY;
    write("requests", on, [
      `received: ${on}`,
      `via: ${pick(requestVia).code}`,
      `applicant: ${pick(applicants).code}`,
      `about: 示例申请${i}`,
      ...(ended ? [`outcome: ${pick(outcomes).code}`, `answered: ${answered}`] : []),
    ]);
  }
  for (let i = below(8); i > 0; i--) {
    const on = anyDay();
    const closed = addDays(on, 30 + below(60));
    const ended = next() < 0.7 && closed <= TODAY;
    write("disputes", on, [
      `type: ${pick(disputeTypes).code}`,
      `filed: ${on}`,
      `about: 示例争议${i}`,
      ...(ended ? [`result: ${pick(disputeResults).code}`, `closed: ${closed}`] : []),
    ]);
  }
  for (let i = below(20); i > 0; i--) {
    const on = anyDay();
    write("complaints", on, [`date: ${on}`, `about: 示例投诉${i}`]);
  }
  for (let i = below(8); i > 0; i--) {
    const on = anyDay();
    write("trainings", on, [`title: 示例培训${i}`, `type: ${pick(["class", "meeting"])}`, `date: ${on}`, `participants: ${1 + below(60)}`]);
  }
  return content;
}

/** Rows of a list over all its pages. */
function rowsOf(site: string, path: string): number {
  const page = parsePage(site, path);
  const rows = [...elements(page)]
    .filter((e) => e.tagName === "ol" && attribute(e, "class") === "rows")
    .flatMap((e) => e.childNodes)
    .filter((c) => "tagName" in c && c.tagName === "li").length;
  const older = [...elements(page)].find((e) => e.tagName === "a" && attribute(e, "rel") === "next");
  return rows + (older ? rowsOf(site, posix.join(posix.dirname(path), attribute(older, "href") ?? "")) : 0);
}

describe.each([11, 12, 13])("a random register (seed %i)", (seed) => {
  let content: string;
  let site: string;
  let years: number[];
  const figures = (year: number) => readJson<TalliesFile>(site, `data/${year}/tallies.json`).figures;
  beforeAll(() => {
    content = chance(seed);
    site = built(content, ["--drafts"]);
    years = filesIn(site)
      .flatMap((f) => /^data\/(\d{4})\/tallies\.json$/.exec(f)?.[1] ?? [])
      .map(Number);
  });

  it("has months that sum to the year, and categories, channels of each, timely and late to the total", () => {
    const { edition } = walk(content, TODAY);
    expect(edition?.tallies.size).toBeGreaterThan(1);
    for (const tally of edition?.tallies.values() ?? []) {
      const value = (key: string): number => tally.figures.get(key)?.value ?? Number.NaN;
      const sum = (prefix: string): number =>
        [...tally.figures.values()].filter((f) => f.key.startsWith(prefix)).reduce((n, f) => n + (f.value ?? 0), 0);
      expect(tally.months.reduce((a, b) => a + b, 0)).toBe(value("items.total"));
      expect(sum("items.category.")).toBe(value("items.total"));
      expect(value("items.onTime") + value("items.late") + (tally.figures.get("items.untimed")?.value ?? 0)).toBe(value("items.total"));
      expect(["window", "fax", "email", "wechat", "letter", "other"].reduce((n, via) => n + value(`requests.received.${via}`), 0)).toBe(
        value("requests.received.total"),
      );
      expect(value("requests.received.total") + value("requests.carriedIn")).toBe(
        value("requests.answered.total") + value("requests.carriedOut"),
      );
    }
  });

  it("has in JSON for each counted figure as many records as it says, and in CSV a line a record", () => {
    for (const year of years) {
      for (const [key, f] of Object.entries(figures(year))) {
        if (f.basis === "counted" && !/participants|fees/.test(key))
          expect(`${year} ${key} ${f.records.length}`).toBe(`${year} ${key} ${f.value}`);
      }
      const records = readJson<{ records: { kind: string }[] }>(site, `data/${year}/records.json`).records;
      const lines = readFileSync(join(site, `data/${year}/records.csv`), "utf8")
        .trimEnd()
        .split("\r\n")
        .slice(1);
      expect(lines).toHaveLength(records.length);
      expect(lines.filter((l) => l.startsWith("items/")).length).toBe(figures(year)["items.total"]?.value);
      for (const [kind, key] of [
        ["complaints/", "complaints.total"],
        ["interpretations/", "interpretations.total"],
      ] as const) {
        expect(lines.filter((l) => l.startsWith(kind)).length).toBe(figures(year)[key]?.value);
      }
    }
  });

  it("shows on every page each figure as the number of rows of the list that it leads to", () => {
    const lists = new Map<string, number>();
    let checked = 0;
    for (const page of filesIn(site).filter((f) => f.endsWith(".html"))) {
      for (const e of elements(parsePage(site, page))) {
        if (e.tagName !== "a" || attribute(e, "class") !== "figure") continue;
        const [path = "", hash] = posix.join(posix.dirname(page), attribute(e, "href") ?? "").split("#");
        const shown = textOf(e);
        // A share, a date or an amount; a zero leads to its line.
        if (hash !== undefined || !/^\d+$/.test(shown.trim()) || /participants|fees/.test(path)) continue;
        const rows = lists.get(path) ?? rowsOf(site, path);
        lists.set(path, rows);
        expect(`${page} → ${path}: ${shown.trim()}`).toBe(`${page} → ${path}: ${rows}`);
        checked++;
      }
    }
    expect(checked).toBeGreaterThan(200);
  });

  it("has in the report's XLSX the numbers of its JSON, and in those the records", async () => {
    const { tables } = readJson<{ tables: { table3: { rows: Record<string, Record<string, number>> } } }>(site, "data/2025/report.json");
    const f = figures(2025);
    const total = (row: string): number => tables.table3.rows[row]?.total ?? Number.NaN;
    expect(total("new")).toBe(f["requests.received.total"]?.records.length);
    expect(total("carried_in")).toBe(f["requests.carriedIn"]?.records.length);
    expect(total("carried_out")).toBe(f["requests.carriedOut"]?.records.length);
    for (const { code } of outcomes)
      if (tables.table3.rows[code]) expect(total(code)).toBe(f[`requests.outcome.${code}`]?.records.length ?? 0);
    const numbers = new Set<string>();
    for (const { data } of await readXlsxFile(readFileSync(join(site, "data/2025/report.xlsx")))) {
      for (const row of data) {
        const n = row.map(String).filter((c) => /^\d+$/.test(c));
        if (n.length >= 7) numbers.add(n.slice(-7).join(" "));
      }
    }
    for (const row of ["new", "carried_in", "open", "result_total", "carried_out"]) {
      const r = tables.table3.rows[row] as Record<string, number>;
      const line = ["natural", "business", "research", "charity", "legal", "other", "total"].map((k) => r[k]).join(" ");
      expect(numbers.has(line), `${row}: ${line}`).toBe(true);
    }
  });
});
