/** The floor: what readers of 2019 and 2020 have. Every page is styled, its scripts run, and search, aids and the editing page work. */
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import type { Browser, Page } from "puppeteer-core-10";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildDesk } from "../scripts/desk/desk.ts";
import { kinds } from "./kinds.ts";
import { launchOld } from "./old-browser.ts";
import { built, copyOfSample, root, TODAY, temporary } from "./support.ts";

let site: string;
let old: Browser;
let server: Server;
let http: string;
const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html",
  ".css": "text/css",
  ".js": "text/javascript",
  ".json": "application/json",
  ".svg": "image/svg+xml",
};

beforeAll(async () => {
  site = built(copyOfSample());
  old = await launchOld(80);
  server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? "/", "http://x").pathname);
    try {
      const bytes = readFileSync(join(site, path.endsWith("/") ? `${path}index.html` : path));
      response.writeHead(200, { "content-type": `${TYPES[extname(path)] ?? "application/octet-stream"}; charset=utf-8` }).end(bytes);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  http = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
afterAll(async () => {
  await old?.close();
  server?.close();
});

/** Opens an address, does something there, and tells every error of the page's scripts. */
async function visited<T>(
  browser: Browser,
  address: string,
  width: number,
  act: (page: Page) => Promise<T>,
): Promise<{ errors: string[]; result: T }> {
  const page = await browser.newPage();
  const errors: string[] = [];
  page.on("pageerror", (e) => errors.push(e.message));
  await page.setViewport({ width, height: 740 });
  try {
    await page.goto(address);
    return { result: await act(page), errors };
  } finally {
    await page.close();
  }
}

const inSite = (path: string): string => `file://${join(site, "x").slice(0, -1)}${path}`;

describe("Chromium 80", () => {
  it("is what it says", async () => {
    expect(await old.version()).toContain("/80.");
  });

  it.each(kinds)("shows %s with its style and without an error", async (path) => {
    for (const width of [360, 1280]) {
      const { result, errors } = await visited(old, inSite(path), width, (page) =>
        page.evaluate(() => {
          const style = (e: Element | null): CSSStyleDeclaration | undefined => (e ? getComputedStyle(e) : undefined);
          return {
            margin: style(document.body)?.marginTop,
            font: Number.parseFloat(style(document.documentElement)?.fontSize ?? "0"),
            wide: document.documentElement.scrollWidth - innerWidth,
            large: [...document.querySelectorAll("svg")].filter((s) => s.getBoundingClientRect().width > 200 && !s.closest("main")).length,
          };
        }),
      );
      expect(errors).toEqual([]);
      expect(result.margin).toBe("0px");
      expect(result.font).toBeGreaterThanOrEqual(/^embed|^404/.test(path) ? 16 : 17);
      expect(result.wide).toBeLessThanOrEqual(0);
      expect(result.large).toBe(0);
    }
  });

  it.each(["file", "http"])("finds over %s", async (how) => {
    const address = `${how === "file" ? inSite("") : http}search/index.html?q=${encodeURIComponent("低保")}`;
    const { result, errors } = await visited(old, address, 360, async (page) => {
      await page.waitForFunction(() => /找到 \d+ 条/.test(document.querySelector("main")?.textContent ?? ""));
      const shown = await page.$$eval("#results a", (links) => links.length);
      const all = await page.evaluate(() => (window as unknown as { __search(q: string): Promise<string[]> }).__search("低保"));
      return { shown, all: all.length };
    });
    expect(errors).toEqual([]);
    expect(result.shown).toBeGreaterThan(5);
    expect(result.all).toBeGreaterThanOrEqual(30);
  });

  it("has the reading aids: 长者模式, larger words, 繁體, and they stay", async () => {
    const { result, errors } = await visited(old, `${http}items/2025/0012.html`, 360, async (page) => {
      await page.waitForSelector(".aids button");
      const font = (): Promise<number> => page.evaluate(() => Number.parseFloat(getComputedStyle(document.documentElement).fontSize));
      const press = (words: string): Promise<void> =>
        page.evaluate((w) => {
          const button = [...document.querySelectorAll("button")].find((b) => b.textContent?.includes(w));
          if (!button) throw new Error(`no button ${w}`);
          button.click();
        }, words);
      const plain = await font();
      await press("长者模式");
      const elder = await font();
      await press("阅读辅助");
      await press("繁");
      await page.waitForFunction(() => /[鎮與]/.test(document.querySelector("main")?.textContent ?? ""));
      await page.reload();
      await page.waitForFunction(() => document.documentElement.hasAttribute("data-elder"));
      await page.evaluate(() => localStorage.clear());
      return { plain, elder };
    });
    expect(errors).toEqual([]);
    expect(result.elder).toBeGreaterThan(result.plain);
  });

  it("answers on the hall's screen", async () => {
    const { result, errors } = await visited(old, inSite("kiosk/index.html"), 1080, async (page) => {
      await page.waitForSelector(".keys button");
      for (const key of ["D", "I", "B", "A", "O"]) {
        await page.evaluate((k) => {
          [...document.querySelectorAll<HTMLButtonElement>(".keys button")].find((b) => b.textContent?.trim() === k)?.click();
        }, key);
      }
      await page.waitForFunction(() => /低保/.test(document.querySelector("main")?.textContent ?? ""));
      return page.evaluate(() => getComputedStyle(document.querySelector(".keys") as Element).display);
    });
    expect(errors).toEqual([]);
    expect(result).not.toBe("none");
  });

  it("keeps the site on the device", async () => {
    const { result, errors } = await visited(old, `${http}offline/index.html`, 360, async (page) => {
      await page.waitForSelector("#save:not([hidden])");
      await page.evaluate(() => document.getElementById("save")?.click());
      await page.waitForFunction(() => /没有网络也能看|没有存完|不够/.test(document.getElementById("state")?.textContent ?? ""), {
        timeout: 120_000,
      });
      return page.evaluate(() => document.getElementById("state")?.textContent ?? "");
    });
    expect(errors).toEqual([]);
    expect(result).toMatch(/^手机里有 \d+ 个网页/);
  });

  it("reads one year as a single file", async () => {
    const out = temporary();
    execFileSync(
      process.execPath,
      [
        "--import",
        "@oxc-node/core/register",
        "scripts/bin/pack.ts",
        "--content",
        copyOfSample(),
        "--out",
        out,
        "--year",
        "2017",
        "--single",
        "--today",
        TODAY,
      ],
      { cwd: root, stdio: "pipe" },
    );
    const file = readdirSync(out).find((f) => f.endsWith(".html")) ?? "";
    const { result, errors } = await visited(old, `file://${join(out, file)}`, 360, async (page) => {
      await page.type("input[type=search]", "低保");
      await page.waitForFunction(() => document.querySelectorAll("mark").length > 0 || /\d+ 条/.test(document.body.textContent ?? ""));
      return page.evaluate(() => getComputedStyle(document.body).marginTop);
    });
    expect(errors).toEqual([]);
    expect(result).toBe("0px");
  });
});

describe("the desk", () => {
  it("opens in Chromium 80, its editing page in Chromium 88, styled and without an error", async () => {
    const desk = join(temporary(), "_desk");
    await buildDesk({ content: copyOfSample(), out: desk, site, today: TODAY });
    const widths = { 80: ["index.html", "channels.html"], 88: ["index.html", "edit.html"] } as const;
    for (const version of [80, 88] as const) {
      const browser = await launchOld(version);
      try {
        for (const path of widths[version]) {
          const { result, errors } = await visited(browser, `file://${join(desk, path)}`, 1366, (page) =>
            page.evaluate(() => ({ margin: getComputedStyle(document.body).marginTop, links: document.querySelectorAll("nav a").length })),
          );
          expect(errors).toEqual([]);
          expect(result.margin).toBe("0px");
          expect(result.links).toBeGreaterThan(2);
        }
        if (version === 80) continue;
        // Without a folder, as such a browser has none to offer: the file is downloaded.
        const { result, errors } = await visited(browser, `file://${join(desk, "edit.html")}#new/items`, 1366, async (page) => {
          await page.evaluateOnNewDocument("delete window.showDirectoryPicker");
          await page.reload();
          await page.waitForSelector("#save");
          await page.type("#f-title", "关于示例事项的公告");
          await page.waitForFunction(() => document.getElementById("faults")?.getAttribute("aria-busy") === "false", { timeout: 120_000 });
          return page.evaluate(() => document.getElementById("faults")?.textContent ?? "");
        });
        expect(errors).toEqual([]);
        expect(result).toMatch(/公开类目/);
      } finally {
        await browser.close();
      }
    }
  });
});
