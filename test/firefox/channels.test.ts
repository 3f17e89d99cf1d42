/** Pages of 公开渠道 opened by file:// in Firefox, with the security policy that people have. */
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { nameInDesk } from "../../scripts/desk/sheet.ts";
import { channelContent, deskOver, LONG, NOTICE } from "../channels-support.ts";
import { launchFirefox } from "./firefox.ts";

let browser: Browser;
let desk: string;

beforeAll(async () => {
  browser = await launchFirefox();
  desk = await deskOver(channelContent());
});
afterAll(() => browser?.close());

async function open(path: string): Promise<{ page: Page; said: string[] }> {
  const page = await browser.newPage();
  const said: string[] = [];
  page.on("pageerror", (e) => said.push(String(e)));
  page.on("console", (m) => ["error", "warn"].includes(m.type()) && said.push(m.text()));
  const [file = "", hash] = path.split("#");
  await page.goto(pathToFileURL(join(desk, file)).href + (hash === undefined ? "" : `#${hash}`));
  return { page, said };
}

describe("in Firefox, from a folder", () => {
  it.each(["a4", "a3"])("sheets are laid out on %s, with pictures, and nothing is cut off", async (format) => {
    for (const id of [LONG, NOTICE]) {
      const { page, said } = await open(`board/${nameInDesk(id)}.html#${format}`);
      await page.waitForSelector(`html[data-ready=${format}]`);
      const faults = await page.evaluate(() =>
        [...document.querySelectorAll<HTMLElement>(".paper")].flatMap((p, i) => {
          const flow = p.querySelector(".flow") as HTMLElement;
          const wide = [...flow.querySelectorAll("table")].some(
            (t) => t.getBoundingClientRect().right > flow.getBoundingClientRect().right + 1,
          );
          return flow.scrollHeight > flow.clientHeight + 1 || wide || p.classList.contains("grows") ? [`paper ${i + 1}`] : [];
        }),
      );
      expect(faults, id).toEqual([]);
      expect(await page.$$eval(`.paper.${format}`, (all) => all.length)).toBeGreaterThan(0);
      if (id === NOTICE) expect(await page.$eval(".paper img", (i) => (i as HTMLImageElement).naturalWidth)).toBeGreaterThan(100);
      expect(said).toEqual([]);
      await page.close();
    }
  });

  it("the article for 微信 has its looks, and a press of the button copies it", async () => {
    const { page, said } = await open(`wechat/${nameInDesk(NOTICE)}.html`);
    expect(await page.$eval("[data-article] td", (e) => getComputedStyle(e).borderTopWidth)).not.toBe("0px");
    await page.click("[data-do=copy]");
    await page.waitForFunction(() => document.getElementById("said")?.textContent?.includes("复制好了"));
    expect(said).toEqual([]);
    await page.close();
  });
});
