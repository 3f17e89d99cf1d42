/**
 * `npm run handbook`: makes the pictures of the handbook anew, out of the sample as it is today. The words that each shows are kept
 * beside them as a hash: when a page says something else, a test asks for new pictures.
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { launch } from "./browser.ts";
import { root, sample, TODAY, temporary } from "./support.ts";

interface Picture {
  readonly name: string;
  /** From the folder in which `_site` and `_desk` stand. */
  readonly address: string;
  readonly width: number;
  readonly height: number;
  /** The part whose words count; the whole page but for what fonts or voices of the computer change. */
  readonly part?: string;
  /** What a clerk or reader does before. */
  readonly before?: (page: Page) => Promise<void>;
}

export const pictures: readonly Picture[] = [
  { name: "workbench", address: "_desk/index.html", width: 1200, height: 860 },
  {
    name: "edit",
    address: "_desk/edit.html#new/items",
    width: 1200,
    height: 900,
    before: async (page) => {
      await page.getByLabel(/^标题/).first().fill("关于示例道路养护的公示");
      await page
        .getByLabel(/^公开类目/)
        .first()
        .selectOption({ label: "公告公示" });
      await page.getByLabel("公开栏", { exact: true }).first().check();
    },
  },
  { name: "channels", address: "_desk/channels.html", width: 1200, height: 860 },
  { name: "board", address: "_desk/board/items-2025-0003.html", width: 1200, height: 900, part: "header, h1" },
  { name: "report", address: "_site/reports/2025.html", width: 1200, height: 860 },
  {
    name: "elder",
    address: "_site/index.html",
    width: 420,
    height: 860,
    part: "main",
    before: async (page) => page.getByRole("button", { name: "长者模式" }).click(),
  },
];

/** The sample's content, site and desk in a new folder, as a clerk has them: pages name files from there. */
export function makePages(): string {
  const folder = temporary();
  cpSync(sample, join(folder, "content"), { recursive: true });
  const loader = pathToFileURL(join(root, "node_modules/@oxc-node/core/register.mjs")).href;
  const args = ["--content", "content", "--out", "_site", "--desk", "_desk", "--today", TODAY];
  const { status, stdout, stderr } = spawnSync(process.execPath, ["--import", loader, join(root, "scripts/bin/build.ts"), ...args], {
    cwd: folder,
    encoding: "utf8",
    env: { ...process.env, CI: "1" },
  });
  if (status !== 0) throw new Error(stdout + stderr);
  return folder;
}

/** Opens a page as it is to be shown. */
export async function open(browser: Browser, folder: string, picture: Picture): Promise<Page> {
  const context = await browser.newContext({ viewport: picture, locale: "zh-CN", timezoneId: "Asia/Shanghai" });
  const page = await context.newPage();
  // The editing page asks the computer for the day.
  await page.clock.setFixedTime(new Date(`${TODAY}T09:00:00+08:00`));
  await page.goto(`${pathToFileURL(folder)}/${picture.address}`);
  await page.waitForLoadState("load");
  await page.waitForTimeout(500);
  await picture.before?.(page);
  return page;
}

/** What is to be read there, whatever fonts there are. */
export async function wordsOf(page: Page, { part = "body" }: Picture): Promise<string> {
  let text = "";
  // Checks run while one types: what is read twice in a row has come to rest.
  for (let before = "?", i = 0; text !== before && i < 20; i++) {
    before = text;
    await page.waitForTimeout(800);
    text = (await page.locator(part).allInnerTexts()).join("\n");
  }
  return createHash("sha256").update(text.replace(/\s+/g, "")).digest("hex").slice(0, 16);
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  const into = join(root, "handbook/pictures");
  mkdirSync(into, { recursive: true });
  const folder = makePages();
  const browser = await launch();
  const words: Record<string, string> = {};
  for (const picture of pictures) {
    const page = await open(browser, folder, picture);
    words[picture.name] = await wordsOf(page, picture);
    await page.evaluate(() => scrollTo(0, 0));
    await page.screenshot({ path: join(into, `${picture.name}.png`) });
    await page.context().close();
  }
  await browser.close();
  writeFileSync(join(into, "words.json"), `${JSON.stringify(words, undefined, 2)}\n`);
  console.log(`${pictures.length} pictures in handbook/pictures`);
}
