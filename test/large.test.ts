/** A register of ten thousand: builds anywhere, and every link of it holds. */
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { writeContent } from "./bench/generate.ts";
import { brokenLinks, built, filesIn, readJson, type TalliesFile, temporary } from "./support.ts";

describe("ten thousand generated items", () => {
  it("build with --content, --out and --base, and all internal links resolve", { timeout: 900_000 }, () => {
    const content = join(temporary(), "content");
    writeContent(content, 10_000);
    const site = built(content, ["--base", "/sub/path/"]);
    expect(filesIn(site).filter((f) => /^items\/20\d\d\/\d+\.html$/.test(f))).toHaveLength(10_000);
    expect(brokenLinks(site)).toEqual([]);
    let total = 0;
    for (let year = 2016; year <= 2026; year++) {
      const { figures } = readJson<TalliesFile>(site, `data/${year}/tallies.json`);
      const items = figures["items.total"]?.value ?? 0;
      total += items;
      const categories = Object.keys(figures).filter((k) => k.startsWith("items.category."));
      expect(categories.reduce((n, k) => n + (figures[k]?.value ?? 0), 0)).toBe(items);
      expect((figures["items.onTime"]?.value ?? 0) + (figures["items.late"]?.value ?? 0)).toBe(items);
    }
    expect(total).toBe(10_000);
  });
});
