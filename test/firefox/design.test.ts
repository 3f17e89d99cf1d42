/** Every kind of page in Firefox: nothing is wider than the screen, large or apart as its letters may be. */
import type { Server } from "node:http";
import type { Browser } from "puppeteer-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { spaceText } from "../browser.ts";
import { kinds } from "../kinds.ts";
import { serve } from "../search-support.ts";
import { built, sample } from "../support.ts";
import { launchFirefox } from "./firefox.ts";

let browser: Browser;
let server: Server;
let origin: string;

beforeAll(async () => {
  browser = await launchFirefox();
  ({ server, origin } = await serve(built(sample)));
});
afterAll(async () => {
  await browser?.close();
  server?.closeAllConnections();
  server?.close();
});

it.each([
  ["a small phone", 320, {}, false],
  ["a small phone with letters, words and lines apart", 320, {}, true],
  ["a small phone in 长者模式 at twice the size", 320, { elder: true, size: 200 }, false],
  ["a desktop at twice the size", 1280, { size: 200 }, false],
  ["the screen on a wall", 2560, {}, false],
] as const)("every kind of page fits on %s", async (_, width, aids, apart) => {
  const page = await browser.newPage();
  const said: string[] = [];
  // The page for lost addresses names no icon, and its policy refuses the one that Firefox asks for by itself.
  const note = (text: string): unknown => !text.includes("/favicon.ico") && said.push(text);
  page.on("pageerror", (e) => note(String(e)));
  page.on("console", (m) => m.type() === "error" && note(m.text()));
  await page.setViewport({ width, height: 800 });
  await page.goto(`${origin}index.html`);
  await page.evaluate((choice) => localStorage.setItem("gongkai-aids", choice), JSON.stringify(aids));
  const wide: string[] = [];
  for (const kind of kinds) {
    await page.goto(origin + kind);
    if (apart) await spaceText(page);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (over > 0) wide.push(`${kind} ${over}px`);
  }
  await page.evaluate(() => localStorage.clear());
  await page.close();
  expect({ wide, said }).toEqual({ wide: [], said: [] });
});
