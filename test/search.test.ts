/** The search in a real browser: what it finds, against plain `includes` over what the pages show, in every mode. */

import { appendFileSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Converter } from "opencc-js/cn2t";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { build } from "../scripts/build.ts";
import { markedText } from "../scripts/search/marked-text.ts";
import { random, writeContent } from "./bench/generate.ts";
import { launch } from "./browser.ts";
import { ask, judge, pieces, saveSite, serve, shownTexts, watch } from "./search-support.ts";
import { built, filesIn, sample, TODAY, temporary } from "./support.ts";

const names = ["the sample", "2,000 generated"] as const;
const sites = new Map<string, string>();
const shown = new Map<string, Map<string, string[]>>();
const siteOf = (name: string): string => sites.get(name) ?? "";
const shownOf = (name: string): Map<string, string[]> => shown.get(name) ?? new Map();
const folderOf = (name: string): string => `${pathToFileURL(siteOf(name)).href}/`;
let browser: Browser;
let content: string;

beforeAll(async () => {
  browser = await launch();
  sites.set("the sample", built(sample));
  content = join(temporary(), "content");
  writeContent(content, 2000);
  sites.set("2,000 generated", built(content));
  for (const name of names) shown.set(name, shownTexts(siteOf(name)));
});
afterAll(() => browser?.close());

/** Runs `work` on the search page in one of the modes, and says what the page complained of or asked outside. */
async function inMode<T>(name: string, mode: "http" | "file" | "device", work: (page: Page) => Promise<T>): Promise<T> {
  const context = await browser.newContext();
  const page = await context.newPage();
  if (mode === "file") {
    const base = folderOf(name);
    const said = watch(context, base);
    await page.goto(`${base}search/index.html`);
    const result = await work(page);
    expect(said).toEqual([]);
    await context.close();
    return result;
  }
  const { origin, server } = await serve(siteOf(name));
  const said = watch(context, origin);
  if (mode === "device") {
    await saveSite(page, origin);
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
  await page.goto(`${origin}search/index.html`);
  const result = await work(page);
  expect(said.filter((s) => mode !== "device" || !s.includes("ERR_CONNECTION_REFUSED"))).toEqual([]);
  await context.close();
  server.close();
  return result;
}

describe.each(names)("over %s", (name) => {
  it("marks as text what a browser shows as text", () => {
    for (const [path, texts] of shownOf(name)) {
      const marked = markedText(readFileSync(join(siteOf(name), path), "utf8")) ?? "";
      expect(marked.replace(/\s+/g, ""), path).toBe(texts.join(""));
    }
  });

  it.each(["http", "file", "device"] as const)("finds every page that holds a piece of text, cut anywhere: %s", async (mode) => {
    const queries = pieces(shownOf(name), 520, 7);
    const answers = judge(shownOf(name), queries, await inMode(name, mode, (page) => ask(page, queries)));
    expect([answers.recall, answers.worst.filter((w) => !/(\d+) there, \1 found/.test(w))]).toEqual([1, []]);
    expect(answers.precision).toBeGreaterThanOrEqual(0.99);
  });

  it("gives the same hits, order, choices and excerpts in every mode", async () => {
    const next = random(3);
    const cut = pieces(shownOf(name), 40, 11);
    const two = Array.from({ length: 20 }, () => `${cut[Math.floor(next() * 40)]} ${cut[Math.floor(next() * 40)]}`);
    const queries = [...cut, ...two, "村", "组", "a", "。", "0", "低保", "园河村 低保", '"园河 村"', "村 2017", "公示", "没有的字样"];
    const look = async (page: Page) => {
      const plain = await ask(page, queries);
      const chosen = await ask(page, queries, { filters: { year: "2017" }, sort: "date" });
      const screens: (string | null)[] = [];
      for (const query of ["公示", "村", cut[0] ?? "", cut[1] ?? "", two[0] ?? "", "没有的字样", "园河村低保", "去年低保", "低宝户"]) {
        await page.fill("#find", query);
        await page.press("#find", "Enter");
        await page.waitForFunction(() => document.getElementById("results")?.getAttribute("aria-busy") === "false");
        screens.push(await page.locator("#search").textContent());
      }
      return { plain, chosen, screens };
    };
    const file = await inMode(name, "file", look);
    expect(file.plain.flat().length).toBeGreaterThan(500);
    expect(file.screens[0]).toContain("找到");
    const withoutNote = (o: typeof file) => ({ ...o, screens: o.screens.map((s) => s?.replace("（没有网络，查的是保存在手机里的）", "")) });
    expect(await inMode(name, "http", look)).toEqual(file);
    expect(withoutNote(await inMode(name, "device", look))).toEqual(file);
  });

  it("finds what is typed another way: width, brackets, 繁體, blanks, dashes, case", async () => {
    const traditional = Converter({ from: "cn", to: "t" });
    const wide = (t: string): string => t.replace(/[!-~]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0));
    const number = [...shownOf(name).values()].flat().find((t) => /^\p{Script=Han}{2,8}〔20\d\d〕\d+号$/u.test(t)) ?? "";
    expect(number).not.toBe("");
    const variants: [typed: string, meant: string][] = pieces(shownOf(name), 120, 5).flatMap((p): [string, string][] => [
      [wide(p), p],
      [traditional(p), p],
      [`"${[...p].join(" ")}"`, p],
      [p.toUpperCase(), p],
    ]);
    const brackets: [string, string][] = ["[]", "()", "（）", "【】", "［］"].map(([open, close]) => [
      number.replace("〔", open ?? "").replace("〕", close ?? ""),
      number,
    ]);
    variants.push(
      ...brackets,
      [number.replace(/[〔〕]/g, ""), number],
      [number.replace(/〔(\d+)〕.*/, "$1"), number],
      [number.replace(/〔(\d+)〕/, " $1 "), number],
    );
    const typed = variants.filter(([t, p]) => t !== p);
    const [answers, wanted] = await inMode(
      name,
      "file",
      async (page) =>
        [
          await ask(
            page,
            typed.map(([t]) => t),
          ),
          await ask(
            page,
            typed.map(([, p]) => p),
          ),
        ] as const,
    );
    const missed = typed.filter((_, i) => !(wanted[i] ?? []).every((path) => answers[i]?.includes(path)));
    expect(typed.length).toBeGreaterThan(150);
    expect(1 - missed.length / typed.length, missed.map(([t, p]) => `${t} for ${p}`).join("\n")).toBeGreaterThanOrEqual(0.95);
  });
});

describe("a reader on the search page", () => {
  const open = async (query = "") => {
    const context = await browser.newContext();
    const page = await context.newPage();
    const asked: string[] = [];
    page.on("request", (r) => asked.push(r.url().slice(folderOf("the sample").length)));
    await page.goto(`${folderOf("the sample")}search/index.html${query}`);
    return { context, page, asked };
  };
  const count = (page: Page) => page.locator("#count").textContent();

  it("loads nothing of the search until the box is touched", async () => {
    const { context, page, asked } = await open();
    await page.waitForTimeout(300);
    expect(asked.filter((a) => a.startsWith("search/") && a !== "search/index.html")).toEqual([]);
    await page.focus("#find");
    await expect.poll(() => asked.some((a) => a.startsWith("search/pack-2017"))).toBe(true);
    await context.close();
  });

  it("gets answers while typing, with the words marked, and can go back", async () => {
    const { context, page } = await open();
    await page.focus("#find");
    await page.keyboard.type("债权债务清查", { delay: 20 });
    // Answers come for every letter; the last is waited for.
    await expect.poll(() => page.locator(".results mark").first().textContent()).toBe("债权债务清查");
    await expect.poll(() => new URL(page.url()).searchParams.get("q")).toBe("债权债务清查");
    expect(await count(page)).toMatch(/^找到 \d+ 条。$/);
    await page.keyboard.press("Enter");
    await page.fill("#find", "公示");
    await page.keyboard.press("Enter");
    await expect.poll(() => page.locator(".results li").count()).toBe(10);
    await page.click("#more");
    await expect.poll(() => page.locator(".results li").count()).toBe(20);
    // The keyboard goes on at the first of the new ones.
    expect(await page.evaluate(() => [...document.querySelectorAll(".results a.name")].indexOf(document.activeElement as Element))).toBe(
      10,
    );
    const before = await page.locator(".results .name").allTextContents();
    await page.locator(".results .name").nth(15).click();
    await page.waitForSelector("article.record");
    await page.goBack();
    await expect.poll(() => page.locator(".results .name").allTextContents()).toEqual(before);
    expect(await page.evaluate(() => scrollY)).toBeGreaterThan(300);
    expect(await page.inputValue("#find")).toBe("公示");
    await context.close();
  });

  it("chooses by year, category, topic, village and kind, sees how many, and can send the address", async () => {
    const { context, page } = await open("?q=%E4%BD%8E%E4%BF%9D");
    await expect.poll(() => count(page)).toMatch(/^找到 \d+ 条。$/);
    const labels = await page.locator("#filters label:visible").allTextContents();
    expect(labels.map((l) => l.replace(/全部.*|标题里.*/s, ""))).toEqual(["年份", "类目", "重点内容", "村", "种类", "排列"]);
    for (const name of ["year", "category", "topic", "village", "kind"]) {
      const option = page.locator(`select[name=${name}] option`).nth(1);
      const [value, text] = [await option.getAttribute("value"), await option.textContent()];
      await page.selectOption(`select[name=${name}]`, value ?? "");
      const n = /（(\d+)）/.exec(text ?? "")?.[1];
      await expect.poll(() => count(page)).toBe(`找到 ${n} 条。`);
      const address = page.url();
      expect(new URL(address).searchParams.get(name)).toBe(value);
      const other = await context.newPage();
      await other.goto(address);
      await expect.poll(() => count(other)).toBe(`找到 ${n} 条。`);
      expect(await other.inputValue(`select[name=${name}]`)).toBe(value);
      await other.close();
      await page.goBack();
      await expect.poll(() => page.inputValue(`select[name=${name}]`)).toBe("");
    }
    const labelled = await ask(page, ["低保"], { filters: { kind: "政策解读", village: "", year: 2017 } });
    expect(labelled[0]?.length).toBeGreaterThan(0);
    expect(labelled[0]?.every((p) => p.startsWith("interpretations/2017/"))).toBe(true);
    await context.close();
  });

  it("has titles first, each group newest first, or newest first alone", async () => {
    const { context, page } = await open();
    const [relevance] = await ask(page, ["低保"]);
    const [byDate] = await ask(page, ["低保"], { sort: "date" });
    const titles = new Map([...shownOf("the sample")].map(([path, texts]) => [path, texts[0] ?? ""]));
    const titled = (relevance ?? []).map((p) => titles.get(p)?.includes("低保") === true);
    expect(titled).toContain(true);
    expect(titled).toContain(false);
    expect(titled.lastIndexOf(true)).toBeLessThan(titled.indexOf(false));
    const years = (byDate ?? []).filter((p) => /\/20\d\d\//.test(p)).map((p) => p.split("/")[1]);
    expect(years).toEqual([...years].sort().reverse());
    expect([...(byDate ?? [])].sort()).toEqual([...(relevance ?? [])].sort());
    await context.close();
  });

  it("is offered words for pinyin and initials, and near words when nothing is found, with the phone", async () => {
    const { context, page } = await open();
    for (const [typed, meant] of [
      ["dibao", "低保"],
      ["wfgz", "危房改造"],
      ["yuanhe", "园河村"],
      ["低保秘籍", "低保"],
    ] as const) {
      await page.fill("#find", typed);
      await expect.poll(() => page.locator("#suggestions .words").first().textContent(), { message: typed }).toContain(`找 ${meant}（`);
    }
    expect(await page.locator("#suggestions").textContent()).toContain("0955-4719171");
    expect(await page.locator("#suggestions").textContent()).toContain("公告公示");
    await page.fill("#find", "dibao");
    await page.click("#suggestions >> text=/找 低保（/");
    await expect.poll(() => count(page)).toMatch(/^找到 \d+ 条。$/);
    expect(new URL(page.url()).searchParams.get("q")).toBe("低保");
    await context.close();
  });

  it("is shown what was meant beside what was typed, with the reason, in a group of its own", async () => {
    const { context, page } = await open();
    await page.fill("#find", "危方改造");
    await expect.poll(() => page.locator("#meant-reason").textContent()).toContain("“危房改造”");
    expect(await count(page)).toContain("没有找到“危方改造”");
    expect(await page.locator("#results li").count()).toBe(0);
    expect(await page.locator("#meant-hits li").count()).toBeGreaterThan(0);
    const groups = await page.evaluate(async () => {
      const search = (
        window as unknown as {
          __search: { (q: string): Promise<string[]>; groups(q: string): Promise<{ reason: string; pages: string[] }[]> };
        }
      ).__search;
      return {
        exact: await search("危方改造"),
        groups: await search.groups("危方改造"),
        whole: await search.groups("危房改造"),
        plain: await search("危房改造"),
      };
    });
    expect(groups.exact).toEqual([]);
    expect(groups.groups.map((g) => g.pages.length > 0)).toEqual([false, true]);
    expect(groups.groups[1]?.reason).toContain("危房改造");
    expect(groups.whole[0]).toEqual({ reason: "", pages: groups.plain });
    await page.fill("#find", "澳大利亚签证");
    await expect.poll(() => count(page)).toBe("没有找到“澳大利亚签证”。");
    expect(await page.locator("#meant").isVisible()).toBe(false);
    await context.close();
  });

  it("finds words of attachments, and is told in which", async () => {
    const { context, page } = await open();
    const packs = readFileSync(join(siteOf("the sample"), "search/packs.js"), "utf8");
    const file = /search\/pack-2025-[0-9a-f]+\.js/.exec(packs)?.[0] ?? "";
    const rows = JSON.parse(
      /^gongkaiPack\("[^"]+",(.*)\);\n$/s.exec(readFileSync(join(siteOf("the sample"), file), "utf8"))?.[1] ?? "[]",
    ) as [string, ...string[]][];
    const attached = rows.flatMap((r) =>
      ((r[8] as unknown as [string, string, string][]) ?? []).map(([title, path, text]) => ({ page: r[0], title, path, text })),
    );
    expect(attached.map((a) => a.path.split(".")[1]).sort()).toEqual(["pdf", "xlsx"]);
    const onPages = [...shownOf("the sample").values()].flat().join("\n");
    for (const a of attached) {
      const word = (a.text.match(/[\p{Script=Han}\d]{4,6}/gu) ?? []).find((w) => !onPages.includes(w)) ?? "";
      expect(word).not.toBe("");
      expect((await ask(page, [word]))[0]).toContain(a.page);
      await page.fill("#find", word);
      await expect.poll(() => page.locator(".results .attached mark").first().textContent()).toBe(word);
      expect(await page.locator(".results .attached a").first().getAttribute("href")).toContain(a.path);
    }
    await context.close();
  });

  it("finds a figure, a phone number, a document number, part of a name, a group of a village as typed", async () => {
    for (const [name, all] of [
      ["the sample", ["108150", "0955-4719171", "西政规发〔2025〕3号", "护林协管", "社会保障卡", "73000亩", "60号", "7天"]],
      ["2,000 generated", ["5组", "12组", "示政发〔2020〕12号"]],
    ] as const) {
      const whole = new Map([...shownOf(name)].map(([path, texts]) => [path, texts.join("")]));
      const answers = await inMode(name, "http", (page) => ask(page, all));
      for (const [i, typed] of all.entries()) {
        const truth = [...whole].filter(([, text]) => text.includes(typed)).map(([path]) => path);
        expect(truth.length, typed).toBeGreaterThan(0);
        const missing = truth.filter((path) => !answers[i]?.includes(path));
        expect(missing, typed).toEqual([]);
      }
    }
  });

  it("is told in plain words when a file of the search is not there", async () => {
    const { origin, server } = await serve(siteOf("the sample"));
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(`${origin}search/index.html`);
    await page.route(/pack-2017/, (route) => route.abort());
    await page.fill("#find", "低保");
    await expect.poll(() => count(page)).toContain("没有读到");
    expect(await page.locator("#years").isVisible()).toBe(true);
    await page.unroute(/pack-2017/);
    await page.press("#find", "Enter");
    await expect.poll(() => count(page)).toMatch(/^找到 \d+ 条。$/);
    await context.close();
    server.close();
  });

  it("has the years to look through without JavaScript", async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${folderOf("the sample")}search/index.html?q=x`);
    expect(await page.locator("#years a").allTextContents()).toEqual(["2025年", "2017年"]);
    expect(await page.locator("#filters").isVisible()).toBe(false);
    await context.close();
  });
});

describe("a large register", () => {
  it("is indexed to the same bytes again, and closed years not at all when nothing in them changed", async () => {
    const out = join(temporary(), "site");
    const cache = temporary();
    const make = () => build({ content, out, base: undefined, today: TODAY, cache, onStep: () => {} });
    await make();
    const first = filesIn(siteOf("2,000 generated")).filter((f) => f.startsWith("search/"));
    expect(filesIn(out).filter((f) => f.startsWith("search/"))).toEqual(first);
    for (const file of first)
      expect(readFileSync(join(out, file)).equals(readFileSync(join(siteOf("2,000 generated"), file))), file).toBe(true);
    const kept = readdirSync(join(cache, "pagefind"));
    const latest = filesIn(join(content, "items")).at(-1) ?? "";
    appendFileSync(join(content, "items", latest), "\n又写了一句。\n");
    await make();
    const after = filesIn(out).filter((f) => f.startsWith("search/"));
    // Only the part of the latest year was made anew; packs of closed years have their names still.
    expect(readdirSync(join(cache, "pagefind")).filter((h) => !kept.includes(h))).toHaveLength(1);
    expect(first.filter((f) => /\/pack-20/.test(f) && !after.includes(f))).toEqual([
      `search/pack-${latest.slice(0, 4)}-${/pack-\d+-(\w+)/.exec(first.find((f) => f.includes(`pack-${latest.slice(0, 4)}`)) ?? "")?.[1]}.js`,
    ]);
  });

  it("is answered from the index over http, and from the text where the index does not run", async () => {
    const { origin, server } = await serve(siteOf("2,000 generated"));
    const asked: string[] = [];
    const look = async (block: boolean): Promise<string[]> => {
      const context = await browser.newContext();
      const page = await context.newPage();
      page.on("request", (r) => asked.push(r.url().slice(origin.length)));
      if (block) await page.route(/\.pagefind$/, (route) => route.abort());
      await page.goto(`${origin}search/index.html`);
      const [hits] = await ask(page, ["危房改造"]);
      await context.close();
      return hits ?? [];
    };
    const fromIndex = await look(false);
    expect(asked.some((a) => a.includes(".pf_index"))).toBe(true);
    expect(asked.some((a) => /pack-20/.test(a))).toBe(false);
    expect(await look(true)).toEqual(fromIndex);
    expect(asked.some((a) => /pack-20/.test(a))).toBe(true);
    server.close();
  });
});
