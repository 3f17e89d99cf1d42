/** The zip unzipped and opened by file:// in Firefox, with the security policy that people have. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { unzipSync } from "fflate";
import type { Browser, Page } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { judge, pieces, shownTexts } from "../search-support.ts";
import { filesIn, run, sample, TODAY, temporary, writeDeep } from "../support.ts";
import { launchFirefox } from "./firefox.ts";

let browser: Browser;
let folder: string;
let single: string;

beforeAll(async () => {
  browser = await launchFirefox();
  const out = temporary();
  for (const args of [[], ["--year", "2017", "--single"]]) {
    const { status, stderr } = run("pack", ["--content", sample, "--out", out, "--today", TODAY, ...args]);
    if (status !== 0) throw new Error(stderr);
  }
  folder = temporary();
  for (const [name, bytes] of Object.entries(unzipSync(readFileSync(join(out, "gongkai-xianzhen-all.zip")))))
    writeDeep(join(folder, name), bytes);
  single = join(out, "gongkai-xianzhen-2017.html");
});
afterAll(() => browser?.close());

const address = (path: string): string => pathToFileURL(join(folder, path)).href;

async function open(url: string): Promise<{ page: Page; said: string[] }> {
  const page = await browser.newPage();
  const said: string[] = [];
  page.on("pageerror", (e) => said.push(String(e)));
  page.on("console", (m) => ["error", "warn"].includes(m.type()) && said.push(m.text()));
  page.on("request", (r) => !/^(?:file|data):/.test(r.url()) && said.push(`asked outside: ${r.url()}`));
  await page.goto(url);
  return { page, said };
}

const type = async (page: Page, query: string): Promise<void> => {
  await page.$eval("#find", (f) => {
    (f as HTMLInputElement).value = "";
  });
  await page.type("#find", query);
};
const text = (page: Page, selector: string): Promise<string> => page.$eval(selector, (e) => e.textContent ?? "");

describe("in Firefox, from a folder", () => {
  it("keeps files from reading each other, as for any reader", async () => {
    const { page } = await open(address("site/index.html"));
    const read = await page.evaluate(
      (url) =>
        fetch(url).then(
          () => "read",
          () => "refused",
        ),
      address("site/assets/style.css"),
    );
    expect(read).toBe("refused");
    await page.close();
  });

  it("opens at the top, and every kind of page is styled and says nothing", async () => {
    const { page, said } = await open(address("打开这里.html"));
    await page.waitForFunction(() => location.href.endsWith("site/index.html"));
    const kinds = [
      "items/index",
      "items/2017",
      "items/2017/0012",
      "reports/2017",
      "statistics/index",
      "pages/guide",
      "search/index",
      "kiosk/index",
    ];
    for (const kind of kinds) {
      await page.goto(address(`site/${kind}.html`));
      expect(await page.evaluate(() => getComputedStyle(document.body).marginTop), kind).toBe("0px");
    }
    expect(said).toEqual([]);
    await page.close();
  });

  it("finds every page that holds a piece of text, cut anywhere", async () => {
    const { page, said } = await open(address("site/search/index.html"));
    const shown = shownTexts(join(folder, "site"));
    const queries = pieces(shown, 300, 53);
    const answers = await page.evaluate(async (list) => {
      const out: string[][] = [];
      for (const q of list) out.push(await (window as unknown as { __search(q: string): Promise<string[]> }).__search(q));
      return out;
    }, queries);
    const { recall, precision } = judge(shown, queries, answers);
    expect(recall).toBe(1);
    expect(precision).toBeGreaterThan(0.99);
    expect(said).toEqual([]);
    await page.close();
  });

  it("searches as one types, chooses, follows links, and goes back", async () => {
    const { page, said } = await open(address("site/search/index.html"));
    await type(page, "低保");
    await page.waitForFunction(() => /^找到 \d+ 条。$/.test(document.getElementById("count")?.textContent ?? ""));
    const all = await text(page, "#count");
    await page.select("select[name=year]", "2017");
    await page.waitForFunction((before) => document.getElementById("count")?.textContent !== before, {}, all);
    expect(page.url()).toContain("year=2017");
    await page.$eval(".results .name", (a) => (a as HTMLAnchorElement).click());
    await page.waitForSelector("article.record");
    await page.evaluate(() => history.back());
    await page.waitForFunction(() => document.querySelectorAll(".results li").length > 0);
    await type(page, "wfgz");
    await page.waitForFunction(() => document.getElementById("suggestions")?.textContent?.includes("找 危房改造？"));
    expect(said).toEqual([]);
    await page.close();
  });

  it("searches in the single file of a year", async () => {
    const { page, said } = await open(pathToFileURL(single).href);
    await type(page, "园河村");
    await page.waitForFunction(() => /^找到 \d+ 条。$/.test(document.getElementById("count")?.textContent ?? ""));
    expect(await page.$$eval("#results mark", (l) => l.length)).toBeGreaterThan(0);
    expect(said).toEqual([]);
    await page.close();
  });

  it("keeps the reading aids from page to page, though every page has a memory of its own", async () => {
    const { page, said } = await open(address("site/items/2017.html"));
    const press = (name: string): Promise<void> =>
      page.evaluate((n) => [...document.querySelectorAll("button")].find((b) => b.textContent === n)?.click(), name);
    const state = (): Promise<unknown[]> =>
      page.evaluate(() => [document.documentElement.hasAttribute("data-elder"), document.documentElement.lang, location.search]);
    const go = async (selector: string, there: RegExp): Promise<void> => {
      await page.$eval(selector, (a) => (a as HTMLElement).click());
      await page.waitForFunction(
        (t) => new RegExp(t).test(location.href) && document.querySelector("#aids button") !== null,
        {},
        there.source,
      );
    };
    await page.waitForSelector("#aids button");
    await press("长者模式");
    await press("繁體");
    await page.waitForFunction(() => document.querySelector("h1")?.textContent === "2017年主動公開的信息");
    await go(".rows a", /items\/2017\/\d+\.html$/);
    expect(await state()).toEqual([true, "zh-Hant", ""]);
    await page.reload();
    expect(await state()).toEqual([true, "zh-Hant", ""]);
    await type(page, "低保");
    await go(".find button", /search\/index\.html\?q=/);
    await page.waitForSelector(".results li");
    expect(await state()).toEqual([true, "zh-Hant", `?q=${encodeURIComponent("低保")}`]);
    await press("恢復原樣");
    // Nor is what was left behind on the first page found again there.
    await go('.sections a[href$="items/index.html"]', /items\/index\.html$/);
    await go('.years a[href$="items/2017.html"]', /items\/2017\.html$/);
    expect(await state()).toEqual([false, "zh-CN", ""]);
    expect(said).toEqual([]);
    await page.close();
  });

  it("has every file that the checksums name", () => {
    expect(filesIn(folder).length).toBe(readFileSync(join(folder, "SHA256SUMS.txt"), "utf8").trim().split("\n").length + 1);
  });
});
