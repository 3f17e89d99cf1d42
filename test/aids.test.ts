/** 阅读辅助 in a real browser: each aid over http and from a folder, kept from page to page, for the keyboard and for everybody. */

import { readFileSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { unzipSync } from "fflate";
import { Converter } from "opencc-js/cn2t";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeConverter } from "../layouts/browser/convert.ts";
import { chooseVoice } from "../layouts/browser/read-aloud.ts";
import { splitSentences } from "../layouts/browser/sentences.ts";
import { lowerSheets } from "../scripts/lib/lower-sheet.ts";
import { sheetSource } from "../scripts/lib/sheet.ts";
import { rareReadings, traditionalDictionary } from "../scripts/reading-aids.ts";
import { launch, spaceText } from "./browser.ts";
import { kinds } from "./kinds.ts";
import { saveSite, serve, watch } from "./search-support.ts";
import { built, copyOfSample, filesIn, parsePage, root, run, TODAY, temporary, textsOf, writeDeep } from "./support.ts";

/** A page whose words part ways in 繁體, with rare characters, a hidden remark and a list. */
const PAGE = "items/2025/0012.html";
const WORDS = "发展养殖业，理头发；干部抗干旱。里程不远，这里就到！村民王堃和𡍨家人，皇后镇以后再说。";
const CONVERTED = "發展養殖業，理頭髮；幹部抗乾旱。里程不遠，這裏就到！村民王堃和𡍨家人，皇后鎮以後再說。";

let browser: Browser;
let site: string;
let server: Server;
let origin: string;
const bases = { http: () => origin, file: () => `${pathToFileURL(site).href}/` };
/** Pages with the site's head. */
const ordinary = kinds.filter((k) => !/kiosk|embed|404/.test(k));

beforeAll(async () => {
  browser = await launch();
  const content = copyOfSample();
  const file = join(content, PAGE.replace(".html", ".md"));
  writeFileSync(file, `${readFileSync(file, "utf8").trimEnd()}\n\n${WORDS}\n`);
  site = built(content);
  ({ server, origin } = await serve(site));
});
afterAll(async () => {
  await browser?.close();
  server?.closeAllConnections();
  server?.close();
});

interface Options {
  readonly width?: number;
  readonly kept?: object;
  readonly dark?: boolean;
  readonly init?: () => void;
  readonly bypassCSP?: boolean;
}

/** A reader with a choice kept on the device; `said` holds what went wrong by the end. */
async function reader(base: string, { width = 360, kept, dark, init, bypassCSP = false }: Options = {}) {
  const context = await browser.newContext({
    viewport: { width, height: 740 },
    colorScheme: dark ? "dark" : "light",
    reducedMotion: "reduce",
    bypassCSP,
  });
  const said = watch(context, base);
  if (init) await context.addInitScript(init);
  const page = await context.newPage();
  if (kept) {
    await page.goto(base + PAGE);
    await page.evaluate((k) => localStorage.setItem("gongkai-aids", JSON.stringify(k)), kept);
  }
  return { context, page, said };
}

const keptOn = (page: Page): Promise<string | null> => page.evaluate(() => localStorage.getItem("gongkai-aids"));
const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
const fontSize = (page: Page): Promise<number> =>
  page.evaluate(() => Number.parseFloat(getComputedStyle(document.documentElement).fontSize));
const wide = (page: Page): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
const status = (page: Page) => page.locator("#aids [role=status]").textContent();

async function finish(context: BrowserContext, said: readonly string[]): Promise<void> {
  await context.close();
  expect(said).toEqual([]);
}

describe.each(["http", "file"] as const)("over %s", (scheme) => {
  it("the text grows by steps to twice its size, stays so on the next page, and comes back", async () => {
    const { context, page, said } = await reader(bases[scheme]());
    await page.goto(bases[scheme]() + PAGE);
    const before = await fontSize(page);
    await button(page, "阅读辅助").click();
    for (const size of [125, 150, 175, 200]) {
      await button(page, "放大字号").click();
      expect(await fontSize(page)).toBeCloseTo((before * size) / 100, 3);
      expect(await status(page)).toBe(`字号 ${size}%`);
    }
    await button(page, "放大字号").press("Enter");
    expect(await status(page)).toContain("最大");
    expect(await button(page, "放大字号").getAttribute("aria-disabled")).toBe("true");
    await page.reload();
    expect(await fontSize(page)).toBeCloseTo(before * 2, 3);
    await page.locator(".crumbs a").first().click();
    await page.waitForURL(/index\.html$/);
    expect(await fontSize(page)).toBeCloseTo(before * 2, 3);
    await button(page, "阅读辅助").click();
    await button(page, "缩小字号").click();
    expect(await fontSize(page)).toBeCloseTo(before * 1.75, 3);
    await button(page, "恢复原样").click();
    expect(await fontSize(page)).toBe(before);
    expect(await keptOn(page)).toBeNull();
    await finish(context, said);
  });

  it("长者模式 makes pages simple, and leaves them as they were", async () => {
    const { context, page, said } = await reader(bases[scheme]());
    await page.goto(`${bases[scheme]()}index.html`);
    const attributes = () =>
      page.evaluate(() => document.documentElement.getAttributeNames().map((n) => `${n}=${document.documentElement.getAttribute(n)}`));
    const plain = { size: await fontSize(page), attributes: await attributes(), main: await page.locator("main").innerHTML() };
    expect(await page.locator(".glance").isVisible()).toBe(true);
    const elder = button(page, "长者模式");
    await elder.click();
    expect(await elder.getAttribute("aria-pressed")).toBe("true");
    expect(await status(page)).toContain("已进入长者模式");
    expect(await fontSize(page)).toBeCloseTo(plain.size * 1.5, 3);
    expect(await page.locator(".glance").isVisible()).toBe(false);
    expect(await page.locator(".facets").isVisible()).toBe(false);
    expect(await page.getByRole("link", { name: /^打电话/ }).getAttribute("href")).toBe("tel:0955-4719171");
    await button(page, "显示收起来的内容").click();
    expect(await page.locator(".glance").isVisible()).toBe(true);
    await button(page, "收起次要的内容").click();
    await page.locator(".rows a").first().click();
    await page.waitForURL(/items\/2025/);
    expect(await button(page, "长者模式").getAttribute("aria-pressed")).toBe("true");
    expect(await page.locator(".crumbs").isVisible()).toBe(true);
    await page.goto(`${bases[scheme]()}index.html`);
    await button(page, "长者模式").click();
    expect({ size: await fontSize(page), attributes: await attributes(), main: await page.locator("main").innerHTML() }).toEqual(plain);
    await finish(context, said);
  });

  it("colours are two in high contrast, whatever the device prefers", async () => {
    const { context, page, said } = await reader(bases[scheme](), { dark: true });
    await page.goto(bases[scheme]() + PAGE);
    await button(page, "阅读辅助").click();
    const colours = () => page.evaluate(() => [getComputedStyle(document.body).color, getComputedStyle(document.body).backgroundColor]);
    const before = await colours();
    await button(page, "黑底黄字").click();
    expect(await colours()).toEqual(["rgb(255, 255, 0)", "rgb(0, 0, 0)"]);
    await button(page, "白底黑字").click();
    await page.reload();
    expect(await colours()).toEqual(["rgb(0, 0, 0)", "rgb(255, 255, 255)"]);
    await button(page, "阅读辅助").click();
    await button(page, "原来的").click();
    expect(await colours()).toEqual(before);
    expect(await keptOn(page)).toBeNull();
    await finish(context, said);
  });

  it("繁體 converts phrases, labels and what scripts write, finds as before, and gives the exact text back", async () => {
    const { context, page, said } = await reader(bases[scheme]());
    await page.goto(bases[scheme]() + PAGE);
    const state = () =>
      page.evaluate(() => [
        document.documentElement.lang,
        document.title,
        (document.querySelector("main") as HTMLElement).innerHTML,
        document.querySelector("footer")?.innerHTML,
      ]);
    const before = await state();
    await page.fill("#find", "农村");
    await button(page, "阅读辅助").click();
    await button(page, "繁體").click();
    await expect.poll(() => page.locator("article").textContent()).toContain(CONVERTED);
    expect(await page.evaluate(() => document.documentElement.lang)).toBe("zh-Hant");
    expect(await page.title()).toContain("政府信息公開");
    expect(await page.locator(".crumbs").getAttribute("aria-label")).toBe("當前位置");
    expect(await page.inputValue("#find")).toBe("农村");
    await page.press("#find", "Enter");
    await page.waitForSelector(".results li");
    expect(new URL(page.url()).searchParams.get("q")).toBe("农村");
    expect(await page.locator(".results mark").first().textContent()).toBe("農村");
    expect(await page.locator("#count").textContent()).toMatch(/^找到 \d+ 條。$/);
    const found = Number.parseInt((await page.locator("#count").textContent())?.slice(3) ?? "", 10);
    const values = await page.locator("#filters option").evaluateAll((all) => all.map((o) => (o as HTMLOptionElement).value).join(""));
    expect(values).toMatch(/^[a-z0-9-]{9,}$/);
    await page.fill("#find", "農村");
    await page.press("#find", "Enter");
    await expect.poll(() => new URL(page.url()).searchParams.get("q")).toBe("農村");
    await expect.poll(() => page.locator("#count").textContent()).toContain(`${found} 條`);
    await page.goto(bases[scheme]() + PAGE);
    await expect.poll(() => page.locator("article").textContent()).toContain(CONVERTED);
    await button(page, "閱讀輔助").click();
    await button(page, "簡體").click();
    await expect.poll(state).toEqual(before);
    await finish(context, said);
  });

  it("拼音 stands above rare characters in 长者模式, in both scripts, and leaves no trace", async () => {
    const { context, page, said } = await reader(bases[scheme]());
    await page.goto(bases[scheme]() + PAGE);
    const text = () =>
      page.evaluate(() => {
        const copy = (document.querySelector("article") as HTMLElement).cloneNode(true) as HTMLElement;
        for (const rt of copy.querySelectorAll("rt")) rt.remove();
        return copy.textContent;
      });
    const before = { text: await text(), main: await page.locator("main").innerHTML() };
    await button(page, "长者模式").click();
    const ruby = page.locator("article ruby").filter({ hasText: "堃" });
    await expect.poll(() => ruby.first().textContent()).toBe("堃kūn");
    expect(await text()).toBe(before.text);
    await button(page, "阅读辅助").click();
    await button(page, "繁體").click();
    await expect.poll(text).toContain(CONVERTED);
    expect(await ruby.first().textContent()).toBe("堃kūn");
    await page.reload();
    await expect.poll(() => ruby.first().textContent()).toBe("堃kūn");
    expect(await text()).toContain(CONVERTED);
    await button(page, "閱讀輔助").click();
    await button(page, "恢復原樣").click();
    await expect.poll(() => page.locator("main").innerHTML()).toBe(before.main);
    await finish(context, said);
  });

  it("reads aloud sentence by sentence with the Chinese voice, marks it, pauses, goes on and stops with the page", async () => {
    const { context, page, said } = await reader(bases[scheme](), { init: stubSpeech });
    await page.goto(bases[scheme]() + PAGE);
    await page.evaluate(() => {
      const hidden = document.createElement("p");
      hidden.hidden = true;
      hidden.textContent = "看不见的不读。";
      document.querySelector("article")?.prepend(hidden);
    });
    await button(page, "阅读辅助").click();
    await button(page, "朗读").click();
    await expect.poll(() => spoken(page)).toEqual(["西安镇2025年春季森林草原防火令|zh-CN|1"]);
    expect(await marked(page)).toBe("西安镇2025年春季森林草原防火令");
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("暂停");
    const next = () => page.evaluate(() => (window as unknown as Stub).speechStub.end());
    // On to the added paragraph; what is hidden is not read.
    for (let i = 0; i < 60 && !(await marked(page)).startsWith("发展养殖业"); i++) await next();
    expect(await marked(page)).toBe("发展养殖业，理头发；");
    expect((await spoken(page)).join("")).not.toContain("看不见");
    await button(page, "暂停").click();
    const count = (await spoken(page)).length;
    await next();
    expect((await spoken(page)).length).toBe(count);
    expect(await marked(page)).toBe("发展养殖业，理头发；");
    await button(page, "继续").click();
    expect((await spoken(page)).at(-1)).toBe("发展养殖业，理头发；|zh-CN|1");
    await button(page, "快").click();
    expect((await spoken(page)).at(-1)).toBe("发展养殖业，理头发；|zh-CN|1.4");
    expect(await page.evaluate(() => (document.querySelector(".aids-player") as HTMLElement).getBoundingClientRect().top)).toBe(0);
    await button(page, "停止").click();
    expect(await marked(page)).toBe("");
    expect(await page.locator(".aids-player").isVisible()).toBe(false);
    await button(page, "朗读").click();
    await expect.poll(() => marked(page)).not.toBe("");
    await page.locator(".crumbs a").first().click();
    await page.waitForURL(/index\.html$/);
    // The stub keeps its last word for the next page.
    expect(await page.evaluate(() => sessionStorage.getItem("speech"))).toBe("cancelled");
    expect(await keptOn(page)).toBe('{"rate":1.4}');
    await finish(context, said);
  });
});

interface Stub {
  readonly speechStub: { spoken: string[]; end(): void };
}

/** A voice that says nothing and notes everything. Runs in the page. */
function stubSpeech(): void {
  let now: { onend?: () => void; onerror?: () => void } | undefined;
  const spoken: string[] = [];
  const voice = (lang: string, localService: boolean) => ({ lang, localService, name: lang, voiceURI: lang, default: false });
  Object.assign(window, {
    speechStub: { spoken, end: () => now?.onend?.() },
    SpeechSynthesisUtterance: class {
      lang = "";
      rate = 1;
      constructor(readonly text: string) {}
    },
  });
  Object.defineProperty(window, "speechSynthesis", {
    value: {
      getVoices: () => [voice("en-US", true), voice("zh-HK", true), voice("zh-CN", true)],
      speak(u: typeof now & { text: string; lang: string; rate: number }) {
        now = u;
        spoken.push(`${u?.text}|${u?.lang}|${u?.rate}`);
        sessionStorage.setItem("speech", "speaking");
      },
      cancel() {
        sessionStorage.setItem("speech", "cancelled");
      },
    },
  });
}

const spoken = (page: Page): Promise<string[]> => page.evaluate(() => (window as unknown as Stub).speechStub.spoken);
const marked = (page: Page): Promise<string> =>
  page.evaluate(() => [...(CSS.highlights.get("gongkai-read") ?? [])].map((r) => (r as Range).toString()).join(""));

const coloured = [
  "index.html",
  "items/2025/0018.html",
  "items/2017.html",
  "villages/index.html",
  "catalogue/2017.html",
  "statistics/index.html",
  "reports/2017.html",
  "search/index.html?q=%E4%BD%8E%E4%BF%9D",
];

describe("on every page", () => {
  it.each([
    ["elder, phone", { width: 360, kept: { elder: true, size: 175 } }],
    ["elder, desktop, dark", { width: 1280, dark: true, kept: { elder: true } }],
    ["black and yellow, desktop", { width: 1280, kept: { contrast: "yellow" } }],
    ["white and black, phone, dark", { width: 360, dark: true, kept: { contrast: "white", elder: true, traditional: true } }],
  ] as const)("axe finds nothing: %s", async (_, options) => {
    const axe = readFileSync(join(root, "node_modules/axe-core/axe.min.js"), "utf8");
    const { context, page } = await reader(bases.file(), { ...options, bypassCSP: true });
    const enhanced = "contrast" in options.kept;
    const findings: string[] = [];
    // Both sizes of 长者模式 on every kind; the other colours where something is coloured.
    for (const kind of "contrast" in options.kept ? coloured : ordinary) {
      await page.goto(bases.file() + kind);
      await page.locator("#aids button").last().click();
      await page.evaluate(axe);
      const found = await page.evaluate(async (aaa) => {
        const { violations } = await (
          window as unknown as { axe: { run(o: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }
        ).axe.run({
          preload: false,
          resultTypes: ["violations"],
          runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
          rules: { "color-contrast-enhanced": { enabled: aaa } },
        });
        return violations.map((v) => `${v.id}: ${v.nodes[0]?.html.slice(0, 120)}`);
      }, enhanced);
      findings.push(...found.map((f) => `${kind} ${f}`));
    }
    await context.close();
    expect(findings).toEqual([]);
  });

  it.each([
    ["at twice the size", { size: 200 }, false],
    ["in 长者模式 at twice the size", { elder: true, size: 200, contrast: "yellow" }, false],
    ["in 长者模式 at twice the size, letters, words and lines apart", { elder: true, size: 200 }, true],
  ] as const)("nothing scrolls sideways on 320 px %s", async (_, kept, apart) => {
    const { context, page, said } = await reader(bases.file(), { width: 320, kept });
    const faults: string[] = [];
    for (const kind of ordinary) {
      await page.goto(bases.file() + kind);
      if (apart) await spaceText(page);
      if ((await wide(page)) > 0) faults.push(`${kind} ${await wide(page)}px`);
      await page.locator("#aids button").last().click();
      if ((await wide(page)) > 0) faults.push(`${kind} with the panel ${await wide(page)}px`);
    }
    expect(faults).toEqual([]);
    await finish(context, said);
  });

  it("targets of 长者模式 are large, lines and paragraphs apart", async () => {
    const { context, page, said } = await reader(bases.file(), { kept: { elder: true } });
    const faults: string[] = [];
    for (const kind of ordinary) {
      await page.goto(bases.file() + kind);
      await page.locator("#aids button").last().click();
      const small = await page.evaluate(() => {
        const inText = (e: Element): boolean =>
          e.matches(":is(p, dd, td, th, caption, .text li, .downloads li, .line) a:not(.more a, .name a, .brand a)");
        return [...document.querySelectorAll("button, input, select, summary, a[href]")]
          .filter((e) => !e.matches(".skip") && e.getClientRects().length > 0 && !inText(e))
          .map((e) => ({ e, box: e.getBoundingClientRect() }))
          .filter(({ box }) => box.height < 48 || box.width < 44)
          .map(({ e, box }) => `${e.outerHTML.slice(0, 80)} ${Math.round(box.width)}×${Math.round(box.height)}`);
      });
      faults.push(...small.map((s) => `${kind} ${s}`));
    }
    expect(faults).toEqual([]);
    await page.goto(bases.file() + PAGE);
    const { line, gap, size } = await page
      .locator(".text p")
      .first()
      .evaluate((p) => {
        const style = getComputedStyle(p);
        return {
          line: Number.parseFloat(style.lineHeight),
          gap: Number.parseFloat(style.marginBottom),
          size: Number.parseFloat(style.fontSize),
        };
      });
    expect(line / size).toBeGreaterThanOrEqual(1.3);
    expect(gap).toBeGreaterThanOrEqual(line * 1.3);
    await finish(context, said);
  });

  it("the keyboard alone does it all", async () => {
    const { context, page, said } = await reader(bases.file(), { init: stubSpeech });
    await page.goto(bases.file() + PAGE);
    const focused = () =>
      page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? document.activeElement?.textContent ?? "");
    const walkTo = async (name: string): Promise<void> => {
      for (let i = 0; i < 40 && (await focused()) !== name; i++) await page.keyboard.press("Tab");
      expect(await focused()).toBe(name);
      expect(await page.evaluate(() => getComputedStyle(document.activeElement as Element).outlineStyle)).toBe("solid");
    };
    await walkTo("长者模式");
    await page.keyboard.press("Space");
    expect(await page.evaluate(() => document.documentElement.hasAttribute("data-elder"))).toBe(true);
    await walkTo("阅读辅助");
    await page.keyboard.press("Enter");
    expect(await button(page, "阅读辅助").getAttribute("aria-expanded")).toBe("true");
    await walkTo("放大字号");
    await page.keyboard.press("Enter");
    expect(await status(page)).toBe("字号 175%");
    await walkTo("黑底黄字");
    await page.keyboard.press("Space");
    await walkTo("朗读");
    await page.keyboard.press("Enter");
    await expect.poll(focused).toBe("暂停");
    await page.keyboard.press("Enter");
    expect(await focused()).toBe("继续");
    await walkTo("停止");
    await page.keyboard.press("Enter");
    expect(await focused()).toBe("阅读辅助");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Escape");
    expect(await focused()).toBe("阅读辅助");
    expect(await page.locator(".aids-panel").isVisible()).toBe(false);
    await finish(context, said);
  });

  it("a link into what is folded away opens it", async () => {
    const { context, page, said } = await reader(bases.file(), { kept: { elder: true } });
    await page.goto(`${bases.file()}reports/2025.html#figures`);
    expect(await page.locator("#figures").isVisible()).toBe(true);
    await page.goto(`${bases.file()}reports/2017.html`);
    expect(await page.locator("#figures").isVisible()).toBe(false);
    await finish(context, said);
  });

  it("nothing is printed of the aids", async () => {
    const { context, page, said } = await reader(bases.file(), { kept: { elder: true, contrast: "yellow", size: 200 } });
    await page.goto(bases.file() + PAGE);
    await page.emulateMedia({ media: "print" });
    expect(await page.locator(".aids").isVisible()).toBe(false);
    expect(await page.locator(".facts").first().isVisible()).toBe(true);
    expect(
      await page.evaluate(() => [getComputedStyle(document.documentElement).fontSize, getComputedStyle(document.body).backgroundColor]),
    ).toEqual(["16px", "rgb(255, 255, 255)"]);
    await finish(context, said);
  });
});

describe("where something is missing", () => {
  it("without JavaScript there is no button and no room for one", async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${bases.file()}index.html`);
    expect(await page.locator("#aids").isVisible()).toBe(false);
    expect(await page.getByRole("button").allTextContents()).toEqual(["查找"]);
    await context.close();
  });

  it("the page looks as chosen before its other scripts are there", async () => {
    const { context, page } = await reader(origin, { kept: { elder: true, contrast: "yellow", traditional: true } });
    await page.route("**/assets/aids.js", (route) => route.abort());
    await page.goto(origin + PAGE);
    expect(await page.evaluate(() => ({ ...document.documentElement.dataset }))).toEqual({
      aids: "",
      elder: "",
      size: "150",
      contrast: "yellow",
    });
    expect(await page.locator("#aids button").count()).toBe(0);
    await expect.poll(() => page.locator("h1").textContent()).toBe("西安鎮2025年春季森林草原防火令");
    await context.close();
  });

  it("繁體 is there in the first picture", async () => {
    const { context, page, said } = await reader(origin, {
      kept: { traditional: true },
      init: () => {
        const seen: string[] = [];
        Object.assign(window, { seen });
        const look = (): void => {
          seen.push(document.querySelector("h1")?.textContent ?? "");
          requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
      },
    });
    await page.goto(`${origin}reports/2025.html`);
    // Some pictures long after the page is there.
    await page.waitForFunction(() => (window as unknown as { seen: string[] }).seen.filter((t) => t !== "").length > 15);
    const seen = await page.evaluate(() => (window as unknown as { seen: string[] }).seen.filter((t) => t !== ""));
    expect([...new Set(seen)]).toEqual(["海原縣西安鎮人民政府2025年政府信息公開工作年度報告"]);
    await finish(context, said);
  });

  it("繁體 is right on a page that comes in pieces", async () => {
    const html = readFileSync(join(site, PAGE), "utf8");
    const cut = html.indexOf("理头发") + "理头".length;
    let sendRest = (): unknown => undefined;
    const slow = createServer((request, response) => {
      const path = new URL(request.url ?? "/", "http://x").pathname.slice(1);
      response.writeHead(200, {
        "content-type": path.endsWith(".html") ? "text/html; charset=utf-8" : path.endsWith(".css") ? "text/css" : "text/javascript",
      });
      if (path !== PAGE) return response.end(readFileSync(join(site, path)));
      response.write(html.slice(0, cut));
      sendRest = () => response.end(html.slice(cut));
    });
    await new Promise<void>((resolve) => slow.listen(0, "127.0.0.1", resolve));
    const address = slow.address();
    const base = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}/`;
    const { context, page, said } = await reader(base);
    await page.goto(`${base}index.html`);
    await page.evaluate(() => localStorage.setItem("gongkai-aids", '{"traditional":true}'));
    const coming = page.goto(base + PAGE);
    await expect
      .poll(
        () =>
          page
            .locator(".text")
            .textContent({ timeout: 2000 })
            .catch(() => ""),
        { timeout: 180_000 },
      )
      .toMatch(/理頭$/);
    sendRest();
    await coming;
    await expect.poll(() => page.locator("article").textContent()).toContain(CONVERTED);
    await finish(context, said);
    slow.closeAllConnections();
    slow.close();
  });

  it("a device that keeps nothing still has the aids, for the page", async () => {
    const { context, page, said } = await reader(bases.file(), {
      init: () =>
        Object.defineProperty(window, "localStorage", {
          get() {
            throw new DOMException("no", "SecurityError");
          },
        }),
    });
    await page.goto(bases.file() + PAGE);
    await button(page, "长者模式").click();
    expect(await page.evaluate(() => document.documentElement.hasAttribute("data-elder"))).toBe(true);
    await finish(context, said);
  });

  it("what was kept by somebody else does no harm", async () => {
    const { context, page, said } = await reader(bases.file());
    for (const kept of ["{", "null", '"x"', '{"size":9000,"elder":"yes","contrast":"</html>","rate":99}']) {
      await page.goto(bases.file() + PAGE);
      await page.evaluate((k) => localStorage.setItem("gongkai-aids", k), kept);
      await page.reload();
      expect(await page.evaluate(() => ({ ...document.documentElement.dataset }))).toEqual({ aids: "" });
      expect(await button(page, "长者模式").getAttribute("aria-pressed")).toBe("false");
    }
    await finish(context, said);
  });

  it("no Chinese voice is said plainly", async () => {
    const { context, page, said } = await reader(bases.file());
    await page.goto(bases.file() + PAGE);
    await button(page, "阅读辅助").click();
    await button(page, "朗读").click();
    await expect.poll(() => page.locator(".aids-panel .note").textContent()).toContain("没有中文语音");
    expect(await status(page)).toContain("没有中文语音");
    expect(await page.locator(".aids-player").isVisible()).toBe(false);
    await finish(context, said);
  });

  it("a browser that cannot speak has no button for it", async () => {
    const { context, page, said } = await reader(bases.file(), {
      kept: { elder: true },
      init: () => {
        Reflect.deleteProperty(window, "speechSynthesis");
        Reflect.deleteProperty(Window.prototype, "speechSynthesis");
      },
    });
    await page.goto(bases.file() + PAGE);
    await button(page, "阅读辅助").click();
    expect(await button(page, "朗读").count()).toBe(0);
    expect(await page.locator(".aids-panel .note").textContent()).toBe("这个浏览器不能朗读。");
    await finish(context, said);
  });

  it("without the file for 繁體 the text stays, and it is said", async () => {
    const { context, page } = await reader(origin);
    await page.route("**/assets/traditional.js", (route) => route.abort());
    await page.goto(origin + PAGE);
    await button(page, "阅读辅助").click();
    await button(page, "繁體").click();
    await expect.poll(() => status(page)).toContain("没有读到");
    expect(await page.evaluate(() => document.documentElement.lang)).toBe("zh-CN");
    expect(await button(page, "简体").getAttribute("aria-pressed")).toBe("true");
    await context.close();
  });

  it("the hall's screen has none of it", async () => {
    const { context, page, said } = await reader(bases.file(), { kept: { elder: true, contrast: "yellow" } });
    await page.goto(`${bases.file() + PAGE}?kiosk`);
    await page.waitForSelector(".kiosk-bar");
    expect(await page.evaluate(() => ({ ...document.documentElement.dataset }))).toEqual({});
    expect(await page.locator("#aids").isVisible()).toBe(false);
    await finish(context, said);
  });

  it("a saved site has the aids without a network", async () => {
    const mine = await serve(site);
    const { context, page } = await reader(mine.origin, { kept: { elder: true, traditional: true } });
    await page.goto(`${mine.origin}offline/index.html`);
    await page.evaluate(() => localStorage.clear());
    await saveSite(page, mine.origin);
    mine.server.closeAllConnections();
    await new Promise((resolve) => mine.server.close(resolve));
    await page.evaluate(() => localStorage.setItem("gongkai-aids", '{"elder":true,"traditional":true}'));
    await page.goto(mine.origin + PAGE);
    await expect.poll(() => page.locator("article").textContent()).toContain("發展養殖業，理頭髮");
    await expect.poll(() => page.locator("article ruby").filter({ hasText: "堃" }).first().textContent()).toBe("堃kūn");
    await context.close();
  });

  it("one year on a stick has the aids", async () => {
    const out = temporary();
    const { status: code, stdout, stderr } = run("pack", ["--content", copyOfSample(), "--out", out, "--today", TODAY, "--year", "2017"]);
    expect(code, stdout + stderr).toBe(0);
    const zip = readFileSync(/做好了　(\S+)/.exec(stdout)?.[1] ?? "");
    const folder = temporary();
    for (const [name, bytes] of Object.entries(unzipSync(zip))) writeDeep(join(folder, name), bytes);
    const base = `${pathToFileURL(folder).href}/site/`;
    const { context, page, said } = await reader(base);
    await page.goto(`${base}items/2017.html`);
    await button(page, "长者模式").click();
    await button(page, "阅读辅助").click();
    await button(page, "繁體").click();
    await expect.poll(() => page.locator("h1").textContent()).toBe("2017年主動公開的信息");
    await finish(context, said);
  });
});

describe("the words", () => {
  it("become what the whole of OpenCC makes of them, on every page", () => {
    const whole = Converter({ from: "cn", to: "t" });
    const texts = new Set(
      filesIn(site)
        .filter((f) => f.endsWith(".html"))
        .flatMap((f) => textsOf(parsePage(site, f))),
    );
    const script = readFileSync(join(site, "assets/traditional.js"), "utf8");
    const convert = makeConverter(JSON.parse(/gongkaiDictionary=(".*?");\n/.exec(script)?.[1] ?? '""') as string);
    expect(texts.size).toBeGreaterThan(2000);
    for (const text of texts) expect(convert(text)).toBe(whole(text));
    expect(convert(WORDS)).toBe(CONVERTED);
    expect(whole(WORDS)).toBe(CONVERTED);
  });

  it("need of the dictionary what stands in them, and keep their length", () => {
    const dictionary = traditionalDictionary(["理头发"]);
    expect(dictionary.split("|")).toContain("头发 頭髮");
    expect(dictionary).not.toContain("里程");
    for (const entry of dictionary.split("|")) {
      const [from = "", to = ""] = entry.split(" ");
      expect([...from].length, entry).toBe([...to].length);
    }
    expect(makeConverter(dictionary)("理头发，发展，豈")).toBe("理頭髮，發展，豈");
  });

  it("that are rare have one reading or none", () => {
    expect(rareReadings(["村民王堃", "王堃〇二五年", "的"])).toBe("堃kūn");
    expect(rareReadings(["这里没有"])).toBe("");
  });

  it("are parted where one draws breath", () => {
    const parts = (text: string): string[] => splitSentences(text).map(([from, to]) => text.slice(from, to));
    expect(parts(" 一。二！“三？”四；五\n")).toEqual(["一。", "二！", "“三？”", "四；", "五"]);
    expect(parts("——\n。")).toEqual([]);
    const long = `${"很长的话".repeat(20)}，${"没有停顿".repeat(61)}。`;
    expect(parts(long).join("")).toBe(long);
    for (const part of parts(long)) expect(part.length).toBeLessThanOrEqual(120);
  });

  it("are read by 普通话 of the device first", () => {
    const voice = (lang: string, localService = true) => ({ lang, localService }) as SpeechSynthesisVoice;
    const chosen = (...voices: SpeechSynthesisVoice[]): string | undefined => chooseVoice(voices)?.lang;
    expect(chosen(voice("en-US"), voice("zh-HK"), voice("zh-TW"), voice("zh_CN"))).toBe("zh_CN");
    expect(chooseVoice([voice("zh-CN", false), voice("zh-CN")])?.localService).toBe(true);
    expect(chosen(voice("zh-TW"), voice("zh-CN", false))).toBe("zh-CN");
    expect(chosen(voice("yue-HK"), voice("en-US"))).toBe("yue-HK");
    expect(chosen(voice("en-US"), voice("ja-JP"))).toBeUndefined();
    expect(chosen()).toBeUndefined();
  });
});

describe("the bytes", () => {
  it("of an ordinary page's scripts and of the aids' style are few", () => {
    const packed = (text: string | Buffer): number => gzipSync(text, { level: 9 }).length;
    const file = (name: string): Buffer => readFileSync(join(site, "assets", name));
    const scripts = ["aids-start.js", "aids.js", "site.js", "pinyin.js"].reduce((n, f) => n + packed(file(f)), 0);
    expect(scripts).toBeLessThan(10_240);
    // What the aids add to the sheet as it goes out.
    const sheet = sheetSource("assets/style.css");
    const lowered = (css: string): string => lowerSheets({ "assets/style.css": css }).get("assets/style.css") ?? "";
    const [whole, without] = [lowered(sheet), lowered(sheet.slice(0, sheet.indexOf("@layer aids {")))];
    expect(whole.length - without.length).toBeGreaterThan(1000);
    expect(packed(whole) - packed(without)).toBeLessThan(2048);
    expect(packed(file("traditional.js"))).toBeLessThan(64 * 1024);
  });
});
