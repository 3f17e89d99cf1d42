/** The screen in the hall, from a folder, in a real browser: what a visitor touches, and what the next one finds of it. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { pathInside, stepTo, trailOf } from "../layouts/browser/trail.ts";
import { launch } from "./browser.ts";
import { type Ask, watch } from "./search-support.ts";
import { attribute, built, elements, filesIn, parsePage, readJson, root, sample } from "./support.ts";

let browser: Browser;
let site: string;
let base: string;
let context: BrowserContext;
let page: Page;
let said: string[];

beforeAll(async () => {
  browser = await launch();
  site = built(sample);
  base = `${pathToFileURL(site).href}/`;
});
afterAll(() => browser?.close());

beforeEach(async () => {
  context = await browser.newContext({ viewport: { width: 1080, height: 1920 }, hasTouch: true });
  said = watch(context, base);
  page = await context.newPage();
});
afterEach(async () => {
  await context.close();
  expect(said).toEqual([]);
});

const start = (): string => `${base}kiosk/index.html`;
const press = async (keys: string): Promise<void> => {
  for (const key of keys) await page.tap(`[data-key="${key}"]`);
};
const suggested = (word: string) => page.locator("#words button", { hasText: new RegExp(`^${word}$`) });
const titles = (): Promise<string[]> => page.locator("#results .name").allTextContents();

/** The addresses of all hits, from page to page. */
async function allHits(): Promise<string[]> {
  const out: string[] = [];
  for (;;) {
    await page.locator("#results .name").first().waitFor();
    const from = out.length + 1;
    await expect.poll(() => page.locator("#results").getAttribute("start")).toBe(String(from));
    const links = await page.locator("#results .name").evaluateAll((list) => list.map((a) => (a as HTMLAnchorElement).href));
    expect(links.length).toBeLessThanOrEqual(10);
    out.push(...links.map((l) => l.slice(base.length).replace(/\?.*/, "")));
    if (!(await page.locator("#next").isVisible()) || (await page.locator("#next").isDisabled())) return out;
    await page.tap("#next");
  }
}

/** What the search page answers. */
async function searched(query: string): Promise<string[]> {
  const other = await context.newPage();
  await other.goto(`${base}search/index.html`);
  const answer = await other.evaluate((q) => (window as unknown as { __search: Ask }).__search(q), query);
  await other.close();
  return answer;
}

describe("the start", () => {
  it("has asked for nothing but its own files until it is touched", async () => {
    const asked: string[] = [];
    page.on("request", (r) => asked.push(r.url().slice(base.length)));
    await page.goto(start());
    await page.waitForTimeout(500);
    expect(asked.filter((a) => !/^assets\/icon/.test(a)).sort()).toEqual([
      "assets/kiosk.css",
      "assets/kiosk.js",
      "assets/site.js",
      "assets/style.css",
      "kiosk/index.html",
    ]);
    await page.tap("h1");
    await expect.poll(() => asked.filter((a) => a.startsWith("search/")).length).toBeGreaterThan(1);
  });

  it.each([
    [1080, 1920],
    [1920, 1080],
    [1280, 800],
    [360, 740],
  ])("fits on %i × %i, with keys for a finger and words for an arm's length", async (width, height) => {
    await page.setViewportSize({ width, height });
    await page.goto(start());
    const measure = () =>
      page.evaluate(() => ({
        wide: document.documentElement.scrollWidth - innerWidth,
        rem: Number.parseFloat(getComputedStyle(document.documentElement).fontSize),
        buttons: [...document.querySelectorAll<HTMLElement>("button, #asked, #results .name")]
          .filter((b) => b.checkVisibility())
          .map((b) => ({
            label: b.textContent,
            high: b.closest("li, input, button")?.getBoundingClientRect().height ?? 0,
            text: Number.parseFloat(getComputedStyle(b).fontSize),
          })),
      }));
    const check = async (): Promise<void> => {
      const { wide, rem, buttons } = await measure();
      expect(wide).toBeLessThanOrEqual(0);
      for (const { label, high, text } of buttons) {
        expect(high, `${label} high`).toBeGreaterThanOrEqual(4.5 * rem - 0.5);
        expect(text, `${label} large`).toBeGreaterThanOrEqual(1.5 * rem - 0.5);
      }
    };
    await check();
    expect((await measure()).buttons.length).toBeGreaterThan(40);
    await page.tap("#open-village");
    await check();
    await page.tap("[data-value=laocheng]");
    await page.locator("#results li").first().waitFor();
    await check();
  });

  it("is for the hall: no link leads there, no index lists it", () => {
    const own = parsePage(site, "kiosk/index.html");
    const metas = [...elements(own)].filter((e) => e.tagName === "meta");
    expect(metas.find((m) => attribute(m, "name") === "robots")?.attrs.find((a) => a.name === "content")?.value).toBe("noindex");
    const elsewhere = filesIn(site).filter((f) => /\.(?:html|xml)$/.test(f) && f !== "kiosk/index.html");
    expect(elsewhere.length).toBeGreaterThan(400);
    expect(elsewhere.filter((f) => readFileSync(join(site, f), "utf8").includes("kiosk/index.html"))).toEqual([]);
  });

  it("leads by plain lists when there is no script", async () => {
    const plain = await browser.newContext({ javaScriptEnabled: false });
    const still = await plain.newPage();
    await still.goto(start());
    expect(await still.locator("#keys").isVisible()).toBe(false);
    expect(await still.locator("#restart").isVisible()).toBe(false);
    for (const label of ["2017年", "园河村", "公告公示"])
      expect(await still.locator("#plain a", { hasText: label }).isVisible()).toBe(true);
    await still.click("#plain a:text('园河村')");
    expect(await still.locator("h1").textContent()).toBe("园河村");
    await plain.close();
  });
});

describe("asking by keys", () => {
  it.each(["db", "dibao"])("finds 低保 for %s, opens a hit, and goes on inside", async (letters) => {
    await page.goto(start());
    const steps = await page.evaluate(() => history.length);
    await press(letters);
    await suggested("低保").tap();
    await page.locator("#results li").first().waitFor();
    const hits = await searched("低保");
    expect(await page.locator("#count").textContent()).toContain(`找到 ${hits.length} 条`);
    expect((await titles())[0]).toContain("低保");
    expect(await page.locator("#results .tags").first().textContent()).toBeTruthy();
    expect(await page.locator("#results time").first().textContent()).toMatch(/^\d{4}-\d\d-\d\d$/);
    const second = (await titles())[1];
    await page.locator("#results .name").nth(1).tap();

    await page.locator(".kiosk-bar").waitFor();
    expect(page.url().slice(base.length)).toMatch(/^[a-z]+\/\d{4}\/\d{4}\.html\?kiosk(?:&|$)/);
    expect(await page.locator("h1").textContent()).toBe(second);
    expect(await page.locator("html").getAttribute("class")).toBe("kiosk");
    expect(await page.locator("[data-print]").isVisible()).toBe(false);
    const buttons = page.locator(".kiosk-bar button");
    expect(await buttons.allTextContents()).toEqual(["返回", "回到开始"]);
    expect((await buttons.first().boundingBox())?.height).toBeGreaterThanOrEqual(72);

    // To a list, and from the list to a page further down.
    await page.locator(".crumbs a").nth(1).tap();
    await page.waitForURL(/\/items\/index\.html\?kiosk/);
    await page.locator(".years a", { hasText: "2017年" }).tap();
    await page.waitForURL(/\/items\/2017\.html\?kiosk/);
    await page.locator(".kiosk-bar").waitFor();
    await page.locator("#items-2017-0100 a").tap();
    await page.waitForURL(/\/items\/2017\/0100\.html\?kiosk/);

    // Back: to the line of the list, and on to the answer.
    await page.locator(".kiosk-bar button", { hasText: "返回" }).tap();
    await page.waitForURL(/\/items\/2017\.html\?kiosk.*#items-2017-0100$/);
    await page.locator(".kiosk-bar").waitFor();
    await expect.poll(() => page.locator("#items-2017-0100").evaluate((e) => e.getBoundingClientRect().top)).toBeLessThan(1700);
    for (let i = 0; i < 3; i++) {
      const from = page.url();
      await page.locator(".kiosk-bar button", { hasText: "返回" }).tap();
      await page.waitForURL((u) => u.href !== from);
      if (i < 2) await page.locator(".kiosk-bar").waitFor();
    }
    await page.locator("#results li").first().waitFor();
    expect(await page.inputValue("#asked")).toBe("低保");
    expect(page.url()).toBe(start());

    await page.locator("#results .name").first().tap();
    await page.locator(".kiosk-bar button", { hasText: "回到开始" }).tap();
    await page.waitForURL(start());
    expect(await page.locator("#start").isVisible()).toBe(true);
    expect(await page.inputValue("#asked")).toBe("");
    // Nothing that was seen is a step to go back to.
    expect(await page.evaluate(() => history.length)).toBe(steps);
  });

  it("takes the first word for letters, digits as they are, and 退格 and 清空", async () => {
    await page.goto(start());
    await press("dbx");
    await page.tap("#erase");
    expect(await page.inputValue("#asked")).toBe("db");
    await page.tap(".go");
    await page.locator("#results li").first().waitFor();
    expect(await page.inputValue("#asked")).toBe("低保");
    // The first key after an answer begins anew. On the upright screen the keys come back with a touch of the box.
    expect(await page.locator("#keys").isVisible()).toBe(false);
    await page.tap("#asked");
    await press("4719171");
    expect(await page.inputValue("#asked")).toBe("4719171");
    await page.tap(".go");
    const hits = await searched("4719171");
    expect(hits.length).toBeGreaterThan(0);
    await expect.poll(() => page.locator("#count").textContent()).toContain(`找到 ${hits.length} 条`);
    expect((await allHits()).sort()).toEqual([...hits].sort());
    await page.tap("#asked");
    await press("9");
    await page.tap("#clear");
    expect(await page.inputValue("#asked")).toBe("");
    expect(await page.locator("#start").isVisible()).toBe(true);
  });

  it("takes what a real keyboard writes, Chinese too", async () => {
    await page.goto(start());
    await page.keyboard.insertText("债权债务清查");
    await page.keyboard.press("Enter");
    await page.locator("#results li").first().waitFor();
    expect(await page.locator("#results mark").first().textContent()).toBe("债权债务清查");
    expect((await allHits()).sort()).toEqual((await searched("债权债务清查")).sort());
    await page.fill("#asked", "绝对没有这几个字");
    await page.keyboard.press("Enter");
    await expect.poll(() => page.locator("#count").textContent()).toContain("没有找到“绝对没有这几个字”");
    expect(await page.locator("#results li").count()).toBe(0);
  });
});

interface Item {
  readonly kind: string;
  readonly path?: string;
  readonly date?: string;
  readonly village?: readonly string[];
  readonly category?: string;
  readonly topic?: string;
  readonly withdrawn?: unknown;
}

describe("asking by a choice", () => {
  const records = (): readonly Item[] =>
    readJson<{ records: Item[] }>(site, "data/records.json").records.filter((r) => r.path && !r.withdrawn);

  it.each([
    ["village", "老城村", (r: Item) => r.village?.includes("老城村") === true],
    ["category", "公告公示", (r: Item) => r.category === "公告公示"],
    ["topic", "社会救助", (r: Item) => r.topic === "21-8"],
  ] as const)("of a %s lists exactly its items, the newest first", async (facet, label, belongs) => {
    await page.goto(start());
    await page.tap(`#open-${facet}`);
    await page.locator(`#menu-${facet} button`, { hasText: label }).first().tap();
    const hits = await allHits();
    const wanted = records().filter(belongs);
    expect(wanted.length).toBeGreaterThan(3);
    expect([...hits].sort()).toEqual(wanted.map((r) => r.path).sort());
    const dates = hits.map((path) => wanted.find((r) => r.path === path)?.date ?? "");
    expect(dates).toEqual([...dates].sort().reverse());
    expect(await page.locator("#answer-title").textContent()).toBe(label);
  });

  it("of the newest lists all that was disclosed, page by page, as told", async () => {
    await page.goto(start());
    await page.tap("#open-newest");
    await page.locator("#results li").first().waitFor();
    const wanted = records().filter((r) => ["items", "interpretations", "responses"].includes(r.kind));
    expect(await page.locator("#count").textContent()).toBe(`找到 ${wanted.length} 条。现在是第 1 到第 10 条。`);
    expect(await page.locator("#previous").isDisabled()).toBe(true);
    const first = await titles();
    await page.tap("#next");
    await expect.poll(() => page.locator("#count").textContent()).toBe(`找到 ${wanted.length} 条。现在是第 11 到第 20 条。`);
    expect(await titles()).not.toEqual(first);
    await page.tap("#previous");
    await expect.poll(titles).toEqual(first);
  });
});

describe("a minute alone", () => {
  it("clears the start page of all that was asked, and counts the last twenty seconds", async () => {
    await page.clock.install();
    await page.goto(start());
    const steps = await page.evaluate(() => history.length);
    await press("db");
    await suggested("低保").tap();
    await page.locator("#results li").first().waitFor();
    await page.clock.runFor(38_000);
    expect(await page.locator("#countdown").isVisible()).toBe(false);
    await page.clock.runFor(15_000);
    expect(await page.locator("#countdown").textContent()).toMatch(/^\d 秒后回到开始，点一下屏幕继续$/);
    // A touch, and there is a whole minute again.
    await page.tap("h2:visible");
    expect(await page.locator("#countdown").isVisible()).toBe(false);
    await page.clock.runFor(38_000);
    expect(await page.inputValue("#asked")).toBe("低保");
    await page.clock.runFor(25_000);
    expect(await page.locator("#start").isVisible()).toBe(true);
    expect(await page.inputValue("#asked")).toBe("");
    expect(await page.locator("#countdown").isVisible()).toBe(false);
    expect(await page.locator("#answer").textContent()).not.toContain("低保");
    expect(await page.locator("#words li").count()).toBe(0);
    expect(page.url()).toBe(start());
    expect(await page.evaluate(() => history.length)).toBe(steps);
    // At the start there is nothing to count for.
    await page.clock.runFor(55_000);
    expect(await page.locator("#countdown").isVisible()).toBe(false);
  });

  it("leaves a page for the start, and nothing behind", async () => {
    await page.clock.install();
    await page.goto(start());
    await page.tap("#open-newest");
    await page.locator("#results .name").first().tap();
    await page.locator(".kiosk-bar").waitFor();
    await page.clock.runFor(38_000);
    expect(page.url()).toContain("?kiosk");
    expect(await page.locator(".countdown").isVisible()).toBe(false);
    await page.clock.runFor(15_000);
    expect(await page.locator(".countdown").textContent()).toMatch(/^\d 秒后回到开始/);
    // Who reads on, scrolls.
    await page.mouse.wheel(0, 300);
    await expect.poll(() => page.locator(".countdown").isVisible()).toBe(false);
    await page.clock.runFor(38_000);
    expect(page.url()).toContain("?kiosk");
    await page.clock.runFor(25_000);
    await page.waitForURL(start());
    expect(await page.locator("#start").isVisible()).toBe(true);
  });

  it("does not touch a page that was not opened from there", async () => {
    await page.clock.install();
    await page.goto(`${base}items/2017/0001.html`);
    await page.clock.runFor(180_000);
    expect(page.url()).toBe(`${base}items/2017/0001.html`);
    expect(await page.locator(".kiosk-bar").count()).toBe(0);
    expect(await page.locator("[data-print]").isVisible()).toBe(true);
  });
});

describe("the way out", () => {
  it("is closed for attachments, files and other sites; their words stay", async () => {
    await page.goto(`${base}items/2017/0012.html?kiosk`);
    await page.locator(".kiosk-bar").waitFor();
    const attached = page.locator(".attachments a");
    expect(await attached.textContent()).toContain("核实分类表");
    expect(await attached.getAttribute("href")).toBeNull();
    expect(await page.locator(".kiosk-bar p:visible").allTextContents()).toEqual(["附件请到窗口查阅"]);
    const links = await page.evaluate(() => [...document.links].map((l) => l.href));
    expect(links.length).toBeGreaterThan(10);
    for (const link of links) expect(link.startsWith(base) && /\.html$/.test(link.replace(/[?#].*/, "")), link).toBe(true);
    expect(await page.locator("form").count()).toBe(0);
    // A link that appears later leads nowhere either.
    await page.evaluate(() => {
      const link = document.createElement("a");
      link.href = "https://example.com/";
      link.id = "late";
      link.textContent = "外面";
      document.querySelector("main")?.prepend(link);
    });
    await page.tap("#late");
    await page.waitForTimeout(300);
    expect(page.url()).toBe(`${base}items/2017/0012.html?kiosk`);
    // 查找 in the navigation is the hall's own.
    await page.tap(".sections a:text('查找')");
    await page.waitForURL(start());
  });

  it("says nothing of attachments where there are none", async () => {
    await page.goto(`${base}items/2017/0001.html?kiosk`);
    await page.locator(".kiosk-bar").waitFor();
    expect(await page.locator(".kiosk-bar p:visible").count()).toBe(0);
  });

  it.each(["https://example.com/a.html", "javascript:document.title=1//.html", "//example.com/a.html", "data:text/html,x.html"])(
    "is closed for %s written into the address",
    async (from) => {
      await page.goto(`${base}items/2017/0001.html?kiosk&from=${encodeURIComponent(from)}`);
      await page.locator(".kiosk-bar button", { hasText: "返回" }).tap();
      await page.waitForURL(start());
    },
  );
});

describe("for everybody", () => {
  it.each(["light", "dark"] as const)("has no finding of axe in any view, %s", async (colorScheme) => {
    const axe = readFileSync(join(root, "node_modules/axe-core/axe.min.js"), "utf8");
    const open = await browser.newContext({ colorScheme, bypassCSP: true, viewport: { width: 1280, height: 800 } });
    const hall = await open.newPage();
    const findings = async (): Promise<string[]> => {
      await hall.evaluate(axe);
      return hall.evaluate(async () => {
        const { violations } = await (
          window as unknown as { axe: { run(o: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }
        ).axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] });
        return violations.map((v) => `${v.id}: ${v.nodes[0]?.html.slice(0, 120)}`);
      });
    };
    await hall.clock.install();
    await hall.goto(start());
    expect(await findings(), "start").toEqual([]);
    await hall.click("#open-topic");
    expect(await findings(), "a choice").toEqual([]);
    await hall.click("[data-key=d]");
    await hall.click("[data-key=b]");
    await hall.locator("#words button").first().waitFor();
    expect(await findings(), "words").toEqual([]);
    await hall.click(".go");
    await hall.locator("#results li").first().waitFor();
    await hall.clock.runFor(52_000);
    expect(await hall.locator("#countdown").isVisible()).toBe(true);
    expect(await findings(), "an answer").toEqual([]);
    await hall.goto(`${base}items/2017/0012.html?kiosk`);
    await hall.locator(".kiosk-bar").waitFor();
    await hall.clock.runFor(52_000);
    expect(await findings(), "a page").toEqual([]);
    await open.close();
  });

  it("shows where the keyboard is", async () => {
    await page.goto(start());
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("asked");
    for (let i = 0; i < 12; i++) {
      await page.keyboard.press("Tab");
      const ring = await page.evaluate(() => getComputedStyle(document.activeElement as Element).outlineStyle);
      expect(ring).toBe("solid");
    }
  });
});

describe("the trail", () => {
  const top = "http://a.example/x/";

  it("stands in the address, the last steps only", () => {
    expect(stepTo("items/2017.html#r", ["kiosk/index.html#q=低保&page=2"])).toMatch(
      /^items\/2017\.html\?kiosk&from=kiosk%2Findex\.html%23q%3D.*#r$/,
    );
    const long = Array.from({ length: 40 }, (_, i) => `items/${i}.html`);
    const back = trailOf(new URL(stepTo("a.html", long), top).search);
    expect(back).toEqual(long.slice(-12));
    expect(stepTo("kiosk/index.html#q=x", long)).toBe("kiosk/index.html#q=x");
  });

  it("knows what lies inside", () => {
    const inside = (address: string) => pathInside(address, top);
    expect(inside("http://a.example/x/items/1.html?kiosk#r")).toBe("items/1.html#r");
    expect(inside("items/1.html")).toBe("items/1.html");
    expect(inside("search/index.html?q=1")).toBe("kiosk/index.html");
    for (const out of ["offline/index.html", "items/1/a.pdf", "feed.xml", "../y.html", "http://a.example/xy/1.html", "http://[", "tel:1"]) {
      expect(inside(out), out).toBeUndefined();
    }
  });
});
