/** 保存到手机, in a real browser: only when asked, with size, pause, update, removal; and a worker that takes itself away. */

import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { strFromU8, unzipSync } from "fflate";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Release, ReleaseList } from "../scripts/offline.ts";
import { launch } from "./browser.ts";
import { saveSite, serve } from "./search-support.ts";
import { brokenLinks, built, copyOfSample, filesIn, readJson, sample, temporary, writeDeep } from "./support.ts";

let browser: Browser;
let site: string;
beforeAll(async () => {
  browser = await launch();
  site = built(sample);
});
afterAll(() => browser?.close());

/** The list of a built release. */
function listOf(folder: string): ReleaseList {
  const { list } = readJson<Release>(folder, "offline/release.json");
  return JSON.parse(strFromU8(Object.values(unzipSync(readFileSync(join(folder, list))))[0] as Uint8Array)) as ReleaseList;
}

/** A folder that is served and whose content can be changed under the reader's feet. */
async function publish(first: string) {
  const folder = join(temporary(), "site");
  renameSync(first, folder);
  const { origin, server } = await serve(folder);
  return {
    origin,
    replace(next: string): void {
      rmSync(folder, { recursive: true });
      renameSync(next, folder);
    },
    async stop(): Promise<void> {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const state = (page: Page) => page.locator("#state").textContent();
const workers = (page: Page): Promise<number> => page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length);
const kept = (page: Page): Promise<string[]> => page.evaluate(() => caches.keys());

async function reader(): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext();
  return { context, page: await context.newPage() };
}

describe("the parts of a release", () => {
  it("hold every page and file that pages lead to", () => {
    const folder = temporary();
    const { packs, files } = listOf(site);
    for (const p of [...packs.flatMap((p) => p.paths), ...files.map((f) => f.path)]) {
      const to = join(folder, p);
      writeDeep(to, readFileSync(join(site, p)));
    }
    expect(brokenLinks(folder)).toEqual([]);
    expect(filesIn(folder).filter((f) => f.endsWith(".html"))).toEqual(
      filesIn(site).filter((f) => f.endsWith(".html") && f !== "404.html"),
    );
    const release = readJson<Release>(site, "offline/release.json");
    expect(release.pages).toBe(filesIn(folder).filter((f) => f.endsWith(".html")).length);
    expect(release.attachments).toBe(4);
  });

  it("stay as they are for a year in which nothing changed", () => {
    const content = copyOfSample();
    const file = join(content, "items/2025/0066.md");
    writeFileSync(file, readFileSync(file, "utf8").replace(/\n$/, "\n又写了一句。\n"));
    const after = new Set(filesIn(join(built(content), "offline")));
    const gone = filesIn(join(site, "offline")).filter((f) => !after.has(f) && !f.startsWith("list-"));
    expect(gone.length).toBeGreaterThan(0);
    expect(gone.filter((f) => !/^2025-|^rest-/.test(f))).toEqual([]);
  });
});

describe("a reader who saves the site", () => {
  it("is asked first, sees the size, and has all of it without a network", async () => {
    const { origin, stop } = await publish(built(sample));
    const { context, page } = await reader();
    // Nothing is installed unasked, on no page.
    for (const path of ["index.html", "search/index.html", "items/2017/0012.html", "offline/index.html"]) {
      await page.goto(origin + path);
      await page.waitForTimeout(150);
      expect([await workers(page), await kept(page)]).toEqual([0, []]);
    }
    await expect
      .poll(() => page.locator("#size").textContent())
      .toMatch(/全部内容：\d+ 个网页、4 个附件，一共 [\d.]+ [KM]B；最新的一条是 20\d\d-\d\d-\d\d 公开的。/);
    await saveSite(page, origin);
    expect(await workers(page)).toBe(1);
    await stop();
    for (const path of [
      "",
      "index.html",
      "items/2017/0012.html",
      "items/2017.html",
      "reports/2017.html",
      "pages/guide.html",
      "statistics/index.html",
    ]) {
      await page.goto(origin + path);
      expect(await page.locator("h1").count(), path).toBe(1);
      expect(await page.evaluate(() => getComputedStyle(document.body).marginTop), path).toBe("0px");
    }
    await page.goto(`${origin}offline/index.html`);
    await expect.poll(() => state(page)).toMatch(/手机里有 \d+ 个网页、4 个附件，是 20\d\d年\d+月\d+日.*保存的/);
    const bytes = await page.evaluate(
      async (a) => (await (await fetch(a)).arrayBuffer()).byteLength,
      `${origin}items/2025/0010/zhongdian-renwu-fenjie.pdf`,
    );
    expect(bytes).toBe(readFileSync(join(sample, "items/2025/0010/zhongdian-renwu-fenjie.pdf")).length);
    await page.goto(`${origin}nowhere.html`);
    expect(await page.textContent("body")).toContain("这一页没有存在手机里");
    await context.close();
  });

  it("can pause, close the page, and go on without losing what was there", async () => {
    const { origin, stop } = await publish(built(sample));
    const { context, page } = await reader();
    let allowed = 6;
    await page.route(/offline\/20.*\.zip$/, async (route) => {
      if (allowed-- > 0) await route.continue();
      else await new Promise((resolve) => setTimeout(resolve, 3000)).then(() => route.abort().catch(() => {}));
    });
    await page.goto(`${origin}offline/index.html`);
    await page.click("#save");
    await expect.poll(() => page.locator("#pause").isVisible()).toBe(true);
    await expect.poll(() => page.locator("#progress").evaluate((p) => (p as HTMLProgressElement).value)).toBeGreaterThan(0);
    await page.click("#pause");
    await expect.poll(() => state(page)).toContain("接着保存");
    await page.close();
    const again = await context.newPage();
    const asked: string[] = [];
    again.on("request", (r) => /offline\/20.*\.zip$/.test(r.url()) && asked.push(r.url()));
    await again.goto(`${origin}offline/index.html`);
    await expect.poll(() => state(again)).toContain("上次没有存完");
    await again.click("#save");
    await expect.poll(() => state(again)).toContain("已经是最新的");
    const parts = listOf(site).packs.filter((p) => p.file.startsWith("offline/20")).length;
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.length).toBeLessThanOrEqual(parts - 4);
    await context.close();
    await stop();
  });

  it("is told of a new release, downloads only what changed, and sees it", async () => {
    const content = copyOfSample();
    const place = await publish(built(content));
    const { context, page } = await reader();
    await saveSite(page, place.origin);
    const file = join(content, "items/2025/0066.md");
    writeFileSync(file, readFileSync(file, "utf8").replace(/\n$/, "\n又写了一句从来没有写过的话。\n"));
    place.replace(built(content));
    const asked: string[] = [];
    page.on("request", (r) => /offline\/.*\.zip$/.test(r.url()) && asked.push(r.url()));
    await page.goto(`${place.origin}offline/index.html`);
    await expect.poll(() => state(page)).toMatch(/网站上有新内容，更新要下载 \d+ KB/);
    expect(await page.textContent("#save")).toBe("更新");
    await page.click("#save");
    await expect.poll(() => state(page)).toContain("已经是最新的");
    expect(asked.filter((a) => /offline\/2017/.test(a))).toEqual([]);
    await place.stop();
    await page.goto(`${place.origin}search/index.html?q=${encodeURIComponent("从来没有写过的话")}`);
    await expect.poll(() => page.locator("#count").textContent()).toContain("找到 1 条");
    await context.close();
  });

  it("never keeps a part that was changed on the way", async () => {
    const { origin, stop } = await publish(built(sample));
    const { context, page } = await reader();
    await page.route(/offline\/2017-items-1.*\.zip$/, (route) => route.fulfill({ body: "请先登录上网" }));
    await page.goto(`${origin}offline/index.html`);
    await page.click("#save");
    await expect.poll(() => state(page)).toContain("没有存完");
    await page.unroute(/offline\/2017-items-1.*\.zip$/);
    await page.click("#save");
    await expect.poll(() => state(page)).toContain("已经是最新的");
    await context.close();
    await stop();
  });

  it("can remove all of it", async () => {
    const { origin, stop } = await publish(built(sample));
    const { context, page } = await reader();
    await saveSite(page, origin);
    await page.click("#remove");
    await expect.poll(() => state(page)).toContain("已经从手机里删去了");
    expect([await workers(page), await kept(page)]).toEqual([0, []]);
    await context.close();
    await stop();
  });

  it("is freed of the worker and its copy when the office no longer offers saving", async () => {
    const content = copyOfSample();
    const place = await publish(built(content));
    const { context, page } = await reader();
    await saveSite(page, place.origin);
    const file = join(content, "site.yaml");
    writeFileSync(file, `${readFileSync(file, "utf8").trimEnd()}\noffline: false\n`);
    const next = built(content);
    expect(filesIn(next).filter((f) => f.startsWith("offline/"))).toEqual([]);
    expect(brokenLinks(next)).toEqual([]);
    place.replace(next);
    await page.goto(`${place.origin}index.html`);
    await page.evaluate(async () => void (await navigator.serviceWorker.getRegistration())?.update());
    await expect
      .poll(async () => [await workers(page).catch(() => -1), (await kept(page).catch(() => ["?"])).length], { timeout: 180_000 })
      .toEqual([0, 0]);
    await place.stop();
    await expect(page.goto(`${place.origin}items/2017/0012.html`)).rejects.toThrow(/ERR_CONNECTION_REFUSED/);
    await context.close();
  });
});
