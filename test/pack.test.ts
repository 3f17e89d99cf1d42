/** What is carried to the reader: the zip, one year of it, and one year in a file; opened from a folder in a real browser. */

import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { unzipSync } from "fflate";
import { HtmlValidate } from "html-validate";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launch } from "./browser.ts";
import { ask, judge, pieces, shownTexts, watch } from "./search-support.ts";
import { brokenLinks, copyOfSample, filesIn, run, sample, TODAY, temporary, writeDeep } from "./support.ts";

let browser: Browser;
let out: string;

/** Runs the command, and returns where its zip or file is. */
function pack(args: readonly string[], env: Readonly<Record<string, string>> = {}, content = sample, folder = out): string {
  const { status, stdout, stderr } = run("pack", ["--content", content, "--out", folder, "--today", TODAY, ...args], env);
  if (status !== 0) throw new Error(stdout + stderr);
  expect(stdout).toMatch(/做好了　\S+　[\d.]+ [KM]B\n里面有/);
  return /做好了　(\S+)/.exec(stdout)?.[1] ?? "";
}

/** The zip unzipped elsewhere. */
function unzipped(zip: string): string {
  const folder = temporary();
  for (const [name, bytes] of Object.entries(unzipSync(readFileSync(zip)))) writeDeep(join(folder, name), bytes);
  return folder;
}

beforeAll(async () => {
  browser = await launch();
  out = temporary();
});
afterAll(() => browser?.close());

describe("the whole site in a zip", () => {
  let zip: string;
  let folder: string;
  beforeAll(() => {
    zip = pack([]);
    folder = unzipped(zip);
  });

  it("has what to click at the top, ASCII names otherwise, a checksum for every file, and nothing for servers", () => {
    const files = filesIn(folder);
    expect(files.filter((f) => !f.startsWith("site/"))).toEqual(["README.txt", "SHA256SUMS.txt", "打开这里.html"]);
    for (const f of files) if (f !== "打开这里.html") expect(f).toMatch(/^[\x21-\x7e]{1,100}$/);
    const sums = new Map(
      readFileSync(join(folder, "SHA256SUMS.txt"), "utf8")
        .trim()
        .split("\n")
        .map((l) => l.split("  ") as [string, string])
        .map(([hash, name]) => [name, hash]),
    );
    expect([...sums.keys()].sort()).toEqual(files.filter((f) => f !== "SHA256SUMS.txt").sort());
    for (const [name, hash] of sums)
      expect(
        createHash("sha256")
          .update(readFileSync(join(folder, name)))
          .digest("hex"),
        name,
      ).toBe(hash);
    expect(files.filter((f) => /sw\.js|app\.json|offline|pagefind|fflate/.test(f))).toEqual([]);
    expect(files.filter((f) => /\.(?:pdf|docx|xlsx)$/.test(f) && f.startsWith("site/items/"))).toHaveLength(4);
  });

  it("is checked by plain sha256sum", () => {
    const { status, stderr } = spawnSync("sha256sum", ["-c", "--quiet", "SHA256SUMS.txt"], { cwd: folder, encoding: "utf8" });
    expect([status, stderr]).toEqual([0, ""]);
  });

  it("has no link that leads nowhere", () => {
    expect(brokenLinks(folder)).toEqual([]);
  });

  it("opens by a click on what is at the top, and finds", async () => {
    const base = `${pathToFileURL(folder).href}/`;
    const context = await browser.newContext();
    const said = watch(context, base);
    const page = await context.newPage();
    await page.goto(`${base}${encodeURIComponent("打开这里.html")}`);
    await page.waitForURL(`${base}site/index.html`);
    await page.fill("#find", "低保");
    await page.press("#find", "Enter");
    await page.waitForSelector(".results li");
    const site = join(folder, "site");
    const shown = shownTexts(site);
    const queries = pieces(shown, 100, 23);
    const { recall, precision } = judge(shown, queries, await ask(page, queries));
    // What is given beyond the pages' own text stands in attachments.
    expect([recall, precision > 0.99]).toEqual([1, true]);
    await page.selectOption("select[name=year]", "2017");
    await expect.poll(() => page.url()).toContain("year=2017");
    await page.locator(".results .name").first().click();
    expect(await page.locator("article.record").count()).toBe(1);
    expect(said).toEqual([]);
    await context.close();
  });

  it("is the same bytes in any zone, locale and folder", () => {
    const other = pack([], { TZ: "America/Los_Angeles", LANG: "de_DE.UTF-8" }, copyOfSample(), temporary());
    expect(readFileSync(other).equals(readFileSync(zip))).toBe(true);
    expect(readFileSync(pack([], { TZ: "Asia/Shanghai" }, sample, temporary())).equals(readFileSync(zip))).toBe(true);
  });
});

describe("one year in a zip", () => {
  it("is a site of its own, with that year's records, report and search, and every link right", async () => {
    const content = copyOfSample();
    const item = join(content, "items/2025/0001.md");
    writeFileSync(item, `${readFileSync(item, "utf8")}\n另见[二〇一七年的一条](../2017/0001.md)和[同年的一条](0002.md)。\n`);
    const folder = join(unzipped(pack(["--year", "2025"], {}, content, temporary())), "site");
    expect(brokenLinks(folder)).toEqual([]);
    expect(filesIn(folder).filter((f) => /^(?:items|interpretations|responses)\/2017/.test(f))).toEqual([]);
    expect(filesIn(folder).filter((f) => /^items\/2025\/\d+\.html$/.test(f))).toHaveLength(66);
    expect(filesIn(folder).filter((f) => /^reports\/\d/.test(f))).toEqual(["reports/2025.html"]);
    const page = readFileSync(join(folder, "items/2025/0001.html"), "utf8");
    expect(page).toContain('href="http://www.hy.gov.cn/xianzhen/items/2017/0001.html"');
    expect(page).toContain('href="0002.html"');
    // Figures are those of the whole register: what was carried in from 2024 is known.
    expect(readFileSync(join(folder, "data/2025/tallies.json"), "utf8")).toMatch(/"requests.carriedIn": \{[^}]*"value": 1/);
    const shown = shownTexts(folder);
    const tab = await browser.newPage();
    await tab.goto(`${pathToFileURL(folder).href}/search/index.html`);
    const queries = pieces(shown, 60, 29);
    const { recall, precision } = judge(shown, queries, await ask(tab, queries));
    expect([recall, precision > 0.98]).toEqual([1, true]);
    await tab.close();
  });
});

describe("one year in a single file", () => {
  let file: string;
  let text: string;
  beforeAll(() => {
    file = pack(["--year", "2017", "--single"]);
    text = readFileSync(file, "utf8");
  });

  it("needs nothing beside it: no request, no error, every record readable without a script", async () => {
    const base = pathToFileURL(file).href;
    const context = await browser.newContext({ viewport: { width: 360, height: 740 } });
    const said = watch(context, base);
    const page = await context.newPage();
    await page.goto(base);
    expect(await page.locator("article").count()).toBe(135 + 12 + 1);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    expect(said).toEqual([]);
    await context.close();
    const silent = await browser.newContext({ javaScriptEnabled: false });
    const plain = await silent.newPage();
    await plain.goto(base);
    await plain.locator("#contents a").nth(3).click();
    expect(await plain.locator("article:target h2").isVisible()).toBe(true);
    expect(await plain.locator("#find-form").isVisible()).toBe(false);
    await silent.close();
  });

  it("finds by the same rules, in attachments too, and leads to what it found", async () => {
    const page = await browser.newPage();
    await page.goto(pathToFileURL(file).href);
    const find = async (query: string): Promise<string[]> => {
      await page.fill("#find", query);
      await page.press("#find", "Enter");
      return page.locator("#results a").allTextContents();
    };
    const bodies = await page.locator("article").evaluateAll((list) => list.map((a) => (a.textContent ?? "").replace(/\s/g, "")));
    for (const query of ["低保", "园河村", "西政发[2017]60号", "債權債務"]) {
      const hits = await find(query);
      const meant = query === "債權債務" ? "债权债务" : query === "西政发[2017]60号" ? "西政发〔2017〕60号" : query;
      expect(hits.length, query).toBeGreaterThan(0);
      const articles = bodies.filter((b) => b.slice(0, b.indexOf("网上的地址")).includes(meant));
      expect(hits.length, query).toBe(articles.length);
    }
    expect(await page.locator("#results mark").count()).toBeGreaterThan(0);
    await page.locator("#results a").first().click();
    expect(await page.locator("article:target").isVisible()).toBe(true);
    expect((await find("没有的字样")).length).toBe(0);
    expect(await page.locator("#count").textContent()).toContain("没有找到");
    await page.close();
  });

  it("is valid, allows only its own script and style, and says that it is a demo", async () => {
    const report = await new HtmlValidate({
      extends: ["html-validate:standard"],
      rules: {
        "long-title": "off",
        "no-trailing-whitespace": "off",
        "prefer-native-element": "off",
        "tel-non-breaking": "off",
        "no-inline-style": "off",
      },
    }).validateString(text);
    expect(report.results.flatMap((r) => r.messages.map((m) => `${m.line} ${m.ruleId} ${m.message}`)).slice(0, 10)).toEqual([]);
    expect(text).toContain("演示：内容都是虚构的示例");
    expect(/script-src ('sha256-[^;]+')/.exec(text)?.[1]).toMatch(/^'sha256-[A-Za-z0-9+/]{43}='$/);
  });
});

describe("a wrong use", () => {
  it.each([
    [["--single"], "--year 2017 --single"],
    [["--year", "1999"], "有的年度：2017、2025"],
    [["--yaer", "2017"], "用法：npm run pack"],
    [["2017"], "用法：npm run pack"],
  ] as const)("%j is told what to type instead", (args, expected) => {
    const { status, stderr } = run("pack", ["--content", sample, "--out", out, ...args]);
    expect(status).toBe(2);
    expect(stderr).toContain(expected);
  });

  it("leaves the zip of before when the content has a fault", () => {
    const content = copyOfSample();
    const folder = temporary();
    const zip = pack([], {}, content, folder);
    const before = readFileSync(zip);
    writeFileSync(join(content, "items/2025/0001.md"), "没有信息栏\nreview:\n  by: 示例审核岗\n  date: 2025-01-02\n");
    const { status, stderr } = run("pack", ["--content", content, "--out", folder]);
    expect(status).toBe(1);
    expect(stderr).toContain("items/2025/0001.md");
    expect(readFileSync(zip).equals(before)).toBe(true);
    expect(filesIn(folder)).toEqual([zip.slice(folder.length + 1)]);
  });
});
