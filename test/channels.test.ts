/** One record on every channel: board, booklet, 微信, loudspeaker, the county's site; opened by file:// in a real browser. */
import { existsSync, mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import jsqr from "jsqr";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { broadcastScript, broadcastText, spokenLines, tableSentences } from "../scripts/desk/broadcast.ts";
import { nameInDesk, sheetOf } from "../scripts/desk/sheet.ts";
import { readLength } from "../scripts/desk/spoken.ts";
import { below, treeOf } from "../scripts/desk/tree.ts";
import { titleLines, WECHAT_ATTRIBUTES, WECHAT_TAGS } from "../scripts/desk/wechat.ts";
import { isPublished } from "../scripts/entries.ts";
import { buildShell } from "../scripts/pages.ts";
import { walk } from "../scripts/walk.ts";
import { launch } from "./browser.ts";
import { channelContent, deskOver, LONG, NOTICE, SHORT, WITHDRAWN } from "./channels-support.ts";
import { built, copyOfSample, filesIn, run, sample, TODAY, writeDeep } from "./support.ts";

// The package is CommonJS with a default of its own.
const decodeQr = ((jsqr as unknown as { default?: unknown }).default ?? jsqr) as (
  data: Uint8ClampedArray,
  width: number,
  height: number,
) => { data: string } | null;
const THREE = [SHORT, LONG, NOTICE];
let content: string;
let desk: string;
let browser: Browser;
let context: BrowserContext;
let page: Page;
const said: string[] = [];

beforeAll(async () => {
  content = channelContent();
  desk = await deskOver(content);
  browser = await launch();
  context = await browser.newContext({ viewport: { width: 1300, height: 1000 }, acceptDownloads: true });
  page = await context.newPage();
  page.on("pageerror", (e) => said.push(String(e)));
  page.on("console", (m) => ["error", "warning"].includes(m.type()) && said.push(m.text()));
  page.on("request", (r) => !/^(?:file|data|blob):/.test(r.url()) && said.push(`asked outside: ${r.url()}`));
});
afterAll(() => browser?.close());

const addressOf = (path: string): string =>
  pathToFileURL(join(desk, path.split("#")[0] ?? "")).href + (path.includes("#") ? `#${path.split("#")[1]}` : "");
const text = (path: string): string => readFileSync(join(desk, path), "utf8");

async function open(path: string, on = page): Promise<void> {
  // A hash alone would not load the page anew.
  await on.goto("about:blank");
  await on.goto(addressOf(path));
  if (/^(?:board|booklet)\//.test(path)) await on.waitForSelector("html[data-ready]");
}

/** Sheets as they are printed: pages of the PDF, by its own count. */
async function printed(): Promise<number> {
  const pdf = (await page.pdf({ preferCSSPageSize: true, printBackground: true })).toString("latin1");
  return [...pdf.matchAll(/\/Type\s*\/Page(?!s)/g)].length;
}

/** What is wrong with the papers shown: text cut off, tables out of the paper, rows of a table that are gone. */
const faultsOnPaper = (): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>(".paper")].flatMap((paper, i) => {
      const out: string[] = [];
      const flow = paper.querySelector(".flow") as HTMLElement;
      if (flow.scrollHeight > flow.clientHeight + 1) out.push(`paper ${i + 1}: text goes on below its edge`);
      if (paper.classList.contains("grows")) out.push(`paper ${i + 1}: longer than a paper`);
      const { left, right, top, bottom } = flow.getBoundingClientRect();
      for (const e of flow.querySelectorAll("p, li, table, td, th, img, svg, .stamp")) {
        const r = e.getBoundingClientRect();
        const wide = e.scrollWidth > e.clientWidth + 1 && e.matches("td, th, p, li");
        if (r.left < left - 1 || r.right > right + 1 || r.top < top - 1 || r.bottom > bottom + 1 || wide)
          out.push(
            `paper ${i + 1}: ${e.tagName} ${e.textContent?.slice(0, 20)} sticks out: ${[r.left - left, right - r.right, r.top - top, bottom - r.bottom].map(Math.round).join(" ")}`,
          );
      }
      return out;
    }),
  );

async function qrOf(selector: string, on = page): Promise<string | undefined> {
  const png = await on.locator(selector).first().screenshot();
  const { width, height, data } = await on.evaluate(
    async (source) => {
      const image = new Image();
      image.src = source;
      await image.decode();
      const canvas = document.createElement("canvas");
      canvas.width = image.width;
      canvas.height = image.height;
      const drawn = canvas.getContext("2d") as CanvasRenderingContext2D;
      drawn.drawImage(image, 0, 0);
      return { width: image.width, height: image.height, data: [...drawn.getImageData(0, 0, image.width, image.height).data] };
    },
    `data:image/png;base64,${png.toString("base64")}`,
  );
  return decodeQr(Uint8ClampedArray.from(data), width, height)?.data;
}

describe("sheets for the board", () => {
  it.each(THREE.flatMap((id) => ["a4", "a3"].map((format) => [id, format] as const)))("of %s fit on %s", async (id, format) => {
    await open(`board/${nameInDesk(id)}.html#${format}`);
    expect(await faultsOnPaper()).toEqual([]);
    const papers = await page.locator(".paper").count();
    expect(await page.locator(`.paper.${format}`).count()).toBe(papers);
    expect(await printed()).toBe(papers);
    if (id !== LONG) expect(papers).toBeLessThanOrEqual(format === "a3" ? 1 : 2);
    // Nothing smaller than 三号.
    const sizes = await page.evaluate(() =>
      [...document.querySelectorAll(".paper")].map((p) => Number.parseFloat(getComputedStyle(p).fontSize)),
    );
    for (const px of sizes) expect(Math.round(px * 0.75)).toBeGreaterThanOrEqual(16);
  });

  it("lose no word and no row of a table, and name its columns on every paper", async () => {
    await page.goto("about:blank");
    const noScript = await browser.newContext({ javaScriptEnabled: false });
    const plain = await noScript.newPage();
    await plain.goto(addressOf(`board/${nameInDesk(LONG)}.html`));
    const words = (await plain.locator(".sheet").textContent())?.replace(/\s/g, "") ?? "";
    const rows = await plain.locator(".sheet tbody tr").allTextContents();
    await noScript.close();
    expect(rows).toHaveLength(40);
    for (const format of ["a4", "a3"]) {
      await open(`board/${nameInDesk(LONG)}.html#${format}`);
      expect(await page.locator(".paper tbody tr").allTextContents()).toEqual(rows);
      const shown = await page.evaluate(() => {
        const flows = [...document.querySelectorAll(".paper .flow")].map((f) => f.cloneNode(true) as HTMLElement);
        const heads = flows.flatMap((f) => [...f.querySelectorAll("thead")]);
        const count = heads.length;
        for (const head of heads.slice(1)) head.remove();
        const tables = flows.filter((f) => f.querySelector("table")).length;
        return {
          words: flows
            .map((f) => f.textContent)
            .join("")
            .replace(/\s/g, ""),
          count,
          tables,
        };
      });
      expect(shown.words).toBe(words);
      expect(shown.count).toBe(shown.tables);
      if (format === "a4") expect(shown.tables).toBeGreaterThan(1);
    }
  });

  it("are as large as the text allows: a short notice larger than a long one", async () => {
    const size = async (id: string): Promise<number> => {
      await open(`board/${nameInDesk(id)}.html`);
      return page.evaluate(() => Number.parseFloat(getComputedStyle(document.querySelector(".paper") as Element).fontSize));
    };
    expect(await size(SHORT)).toBeGreaterThan((await size(LONG)) * 1.5);
  });

  it("show the period, whom to ask, attachments, organ, day and the place of the seal", async () => {
    await open(`board/${nameInDesk(NOTICE)}.html`);
    const shown = ((await page.locator(".papers").textContent()) ?? "").replace(/\s+/g, "");
    for (const words of [
      "公示期：2025年3月14日至2025年3月20日，7天",
      "示例镇党政办公室反映，电话0000-0000000",
      "附件1：分村面积表（CSV",
      "示例县示例镇人民政府2025年3月14日",
      "盖章处",
    ])
      expect(shown).toContain(words);
    const seal = await page.locator(".stamp").boundingBox();
    const sign = await page.locator(".sign p").first().boundingBox();
    const paper = await page.locator(".paper").last().boundingBox();
    if (!seal || !sign || !paper) throw new Error("no seal");
    // Over the signature, at the right; 42 mm across.
    expect(seal.width / 96).toBeCloseTo(42 / 25.4, 1);
    expect(seal.y < sign.y && seal.y + seal.height > sign.y + sign.height).toBe(true);
    expect(seal.x).toBeGreaterThan(paper.x + paper.width / 2);
    const picture = await page.locator(".paper img").evaluate((i) => (i as HTMLImageElement).naturalWidth);
    expect(picture).toBeGreaterThan(100);
  });

  it("carry a code that leads to the page, and its address in letters", async () => {
    for (const id of THREE) {
      await open(`board/${nameInDesk(id)}.html`);
      const url = `http://www.example.com/${id}.html`;
      expect(await qrOf(".foot-block .qr")).toBe(url);
      expect(await page.locator(".foot-block .address").textContent()).toBe(url);
    }
  });

  it("of a month are one run: a list of them first, each once, nothing withdrawn", async () => {
    await open("board/2025-03.html");
    expect(await faultsOnPaper()).toEqual([]);
    const titles = await page.locator(".paper h2.title").allTextContents();
    expect(titles).toEqual([
      "2025年3月公开目录",
      "关于3月14日停水的通知",
      "关于印发2025年全镇农业生产基本情况台账核对办法和分组数据的通知",
      "关于2025年春季造林地块和补助资金的公示",
    ]);
    expect(await page.locator("#p-index tbody tr").count()).toBe(3);
    expect(await printed()).toBe(await page.locator(".paper").count());
    expect(filesIn(desk).filter((f) => f.includes(nameInDesk(WITHDRAWN)))).toEqual([]);
    for (const f of filesIn(desk).filter((x) => x.endsWith(".html"))) expect(text(f), f).not.toContain("撤回的内容");
  });

  it("print as running text where no script runs", async () => {
    const noScript = await browser.newContext({ javaScriptEnabled: false });
    const plain = await noScript.newPage();
    await plain.goto(addressOf(`board/${nameInDesk(SHORT)}.html`));
    expect(await plain.locator(".sheet").isVisible()).toBe(true);
    expect(await plain.locator("[data-print]").isVisible()).toBe(false);
    await noScript.close();
  });
});

describe("the booklet of a year", () => {
  it("has its pages numbered, and the contents know them", async () => {
    await open("booklet/2025.html");
    expect(await faultsOnPaper()).toEqual([]);
    const entries = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>("[data-page-of]")].map((e) => ({
        said: e.textContent,
        is: document
          .getElementById(e.dataset.pageOf ?? "")
          ?.closest(".paper")
          ?.querySelector(".foot")
          ?.textContent?.replace(/[— ]/g, ""),
      })),
    );
    expect(entries).toHaveLength(5);
    for (const e of entries) expect(e.said).toBe(e.is);
    expect(new Set(entries.map((e) => e.said)).size).toBeGreaterThan(2);
    expect(await printed()).toBe(await page.locator(".paper").count());
  });

  it("of a whole year of the sample cuts nothing off, and no title stands alone at the foot of a page", async () => {
    const whole = await deskOver(sample);
    await page.goto("about:blank");
    await page.goto(pathToFileURL(join(whole, "booklet/2025.html")).href);
    await page.waitForSelector("html[data-ready]");
    expect(await page.locator(".paper").count()).toBeGreaterThan(30);
    expect(await faultsOnPaper()).toEqual([]);
    const alone = await page.evaluate(() =>
      [...document.querySelectorAll(".paper .flow > :last-child")]
        .filter((e) => e.matches("h2, h3, h4, .number"))
        .map((e) => e.textContent),
    );
    expect(alone).toEqual([]);
  });

  it("holds every published record of the year by category, and the figures of the tally", async () => {
    const { edition } = walk(content, TODAY);
    const shown = text("booklet/2025.html");
    for (const r of [...(edition?.register.items ?? []), ...(edition?.register.interpretations ?? [])])
      expect(shown.includes(`id="b-${nameInDesk(r.id)}"`), r.id).toBe(!r.withdrawn);
    await open("booklet/2025.html");
    const rows = await page.locator("tr").allTextContents();
    expect(rows).toContain(
      `主动公开政府信息数3条登记册数出来的`.replace(
        "主动公开政府信息数",
        edition?.tallies.get(2025)?.figures.get("items.total")?.label ?? "",
      ),
    );
  });
});

describe("the article for 微信", () => {
  it.each(THREE)("of %s holds only what the platform keeps", async (id) => {
    await open(`wechat/${nameInDesk(id)}.html`);
    const used = await page.evaluate(() =>
      [...(document.querySelector("[data-article]") as Element).querySelectorAll("*")].map((e) => ({
        tag: e.tagName.toLowerCase(),
        attributes: e.getAttributeNames(),
        link: e.getAttribute("href") ?? "",
        source: e.getAttribute("src")?.slice(0, 11) ?? "",
      })),
    );
    expect(used.length).toBeGreaterThan(8);
    for (const { tag, attributes, link, source } of used) {
      expect(WECHAT_TAGS.has(tag), tag).toBe(true);
      for (const a of attributes) expect(WECHAT_ATTRIBUTES.has(a), `${tag} ${a}`).toBe(true);
      expect(link === "" || link.startsWith("https://mp.weixin.qq.com/"), link).toBe(true);
      expect(["", "data:image/"]).toContain(source);
    }
  });

  it("looks as its styles say, writes addresses out, brings pictures along", async () => {
    await open(`wechat/${nameInDesk(NOTICE)}.html`);
    const article = page.locator("[data-article]");
    expect(
      await article
        .locator("td")
        .first()
        .evaluate((e) => getComputedStyle(e).borderTopWidth),
    ).not.toBe("0px");
    const words = await article.textContent();
    expect(words).toContain("县网站（http://www.hy.gov.cn/）");
    expect(words).toContain("办法（http://www.example.com/items/2025/0002.html）");
    expect(await article.locator('img[alt="地块示意图"]').evaluate((i) => (i as HTMLImageElement).naturalWidth)).toBeGreaterThan(100);
    expect(await qrOf('img[alt="网页二维码"]')).toBe(`http://www.example.com/${NOTICE}.html`);
  });

  it("goes to the clipboard as it looks and as words", async () => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await open(`wechat/${nameInDesk(NOTICE)}.html`);
    await page.click("[data-do=copy]");
    await expect.poll(() => page.locator("#said").textContent()).toContain("复制好了");
    const read = await page.evaluate(async () => {
      const [item] = await navigator.clipboard.read();
      const of = async (type: string) => (item ? await (await item.getType(type)).text() : "");
      return { types: item?.types ?? [], html: await of("text/html"), plain: await of("text/plain") };
    });
    expect([...read.types].sort()).toEqual(["text/html", "text/plain"]);
    expect(read.html).toContain("border-collapse");
    expect(read.html).toContain("data:image/png");
    expect(read.plain).toContain("关于2025年春季造林地块和补助资金的公示");
    expect(read.plain).toContain(`原文：http://www.example.com/${NOTICE}.html`);
  });

  it("goes to the clipboard by a selection where the browser has no other way", async () => {
    const old = await context.newPage();
    await old.addInitScript(() => Object.defineProperty(navigator, "clipboard", { value: undefined, configurable: true }));
    const put: { html: string; plain: string }[] = [];
    await old.exposeFunction("put", (html: string, plain: string) => void put.push({ html, plain }));
    await open(`wechat/${nameInDesk(SHORT)}.html`, old);
    await old.evaluate(() => {
      addEventListener("copy", (e) => {
        const data = (e as ClipboardEvent).clipboardData;
        (window as unknown as { put(h: string, p: string): void }).put(data?.getData("text/html") ?? "", data?.getData("text/plain") ?? "");
      });
    });
    await old.click("[data-do=copy]");
    await expect.poll(() => old.locator("#said").textContent()).toContain("复制好了");
    await expect.poll(() => put.length).toBe(1);
    expect(put[0]?.html).toContain("<section style=");
    expect(put[0]?.plain).toContain("关于3月14日停水的通知");
    await old.close();
  });

  it("has a cover of 900 by 383 that can be saved", async () => {
    await open(`wechat/${nameInDesk(LONG)}.html`);
    const waiting = page.waitForEvent("download");
    await page.click("[data-do=cover]");
    const download = await waiting;
    expect(download.suggestedFilename()).toBe(`${nameInDesk(LONG)}.png`);
    const file = join(mkdtempSync(join(tmpdir(), "gongkai-cover-")), "cover.png");
    await download.saveAs(file);
    const png = readFileSync(file);
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([900, 383]);
    const over = await page.evaluate(() => {
      const svg = document.querySelector("svg.cover") as SVGSVGElement;
      const frame = svg.getBoundingClientRect();
      return [...svg.querySelectorAll("text, tspan")].filter(
        (t) => t.getBoundingClientRect().right > frame.right || t.getBoundingClientRect().left < frame.left,
      ).length;
    });
    expect(over).toBe(0);
  });

  it("breaks a title on its cover in even lines, never within a year", () => {
    expect(titleLines("关于2025年春季造林地块和补助资金的公示", 13).join("")).toBe("关于2025年春季造林地块和补助资金的公示");
    expect(titleLines("《2017年西安镇政务公开工作计划》解读", 13)).toEqual(["《2017年西安镇", "政务公开工作计划》解读"]);
    for (const width of [5, 6, 7, 8, 9, 10])
      for (const line of titleLines("关于印发2025年全镇（2024年度）台账，核对", width))
        expect(line, String(width)).not.toMatch(/^[，）]|（$|^\d{1,3}年|^\d{1,3}$/);
  });
});

describe("the script for the loudspeaker", () => {
  it("has no sign that is not read, and lines of a breath, for every record of the sample", () => {
    const { edition } = walk(sample, TODAY);
    if (!edition) throw new Error("sample");
    const shell = buildShell(edition.register, "/");
    let lines = 0;
    let long = 0;
    for (const r of edition.register.byId.values()) {
      if (!isPublished(r) || r.withdrawn) continue;
      for (const line of broadcastText(broadcastScript(sheetOf(r, edition.register, shell), shell)).split("\n")) {
        // A grade of houses (C级) is called by its letter.
        expect(line.replace(/[A-D](?=级)/g, ""), r.id).not.toMatch(/[\dA-Za-z０-９%％℃〔〕（）|*#/]/);
        lines++;
        if (readLength(line) > 25) long++;
      }
    }
    expect(lines).toBeGreaterThan(5000);
    // Names of offices and titles that have no mark to cut at.
    expect(long / lines).toBeLessThan(0.02);
  });

  it("reads a table row by row, with the units of its head", () => {
    const table = [
      ...below(
        {
          tag: "div",
          attributes: {},
          children: treeOf(
            "<table><thead><tr><th>村</th><th>在岗人数</th><th>月补贴（元/人）</th><th>金额（万元）</th><th>说明</th></tr></thead><tbody><tr><td>园河村</td><td>6</td><td>500</td><td>0.90</td><td>按月发放</td></tr><tr><td>合计</td><td>18</td><td>—</td><td></td><td>无</td></tr></tbody></table>",
          ),
        },
        "table",
      ),
    ][0];
    if (!table) throw new Error("no table");
    expect(tableSentences(table, "").flatMap(spokenLines).join("")).toBe(
      "园河村，在岗六人，月补贴，每人五百元，金额零点九万元，说明，按月发放。合计，在岗十八人。",
    );
  });

  it("opens and closes, tells the summary first, the period last, and how long it takes", () => {
    const script = text(`broadcast/${nameInDesk(NOTICE)}.txt`).replaceAll("\n", "");
    expect(script).toMatch(/^各位村民，大家好。现在广播示例县示例镇人民政府的一条公示。/);
    expect(script).toContain("先说要点。公示春季造林涉及的两个村的地块、面积和补助。下面是全文。");
    expect(script).toContain("共一千二百三十四点五亩，每亩补助五百元");
    expect(script).toContain("甲村，面积七百三十四点五亩，补助三十六万七千二百五十元。");
    expect(script).toContain("公示时间，二〇二五年三月十四日至二〇二五年三月二十日。");
    expect(script).toMatch(/广播完了，谢谢大家。$/);
    expect(text(`broadcast/${nameInDesk(SHORT)}.txt`)).not.toContain("先说要点");
    const shown = text(`broadcast/${nameInDesk(NOTICE)}.html`);
    expect(shown).toMatch(/读一遍约\d+分/);
    expect(shown).toContain("按每分钟 220 字");
  });
});

describe("the newest disclosures for other sites", () => {
  it("are a page, a fragment and data, ten of the newest, nothing withdrawn", () => {
    const site = built(content);
    const { items } = JSON.parse(readFileSync(join(site, "embed/newest.json"), "utf8")) as { items: { title: string; url: string }[] };
    expect(items.map((i) => i.url)).toEqual(
      ["interpretations/2025/0001", NOTICE, LONG, SHORT].map((id) => `http://www.example.com/${id}.html`),
    );
    const fragment = readFileSync(join(site, "embed/newest.inc.html"), "utf8");
    expect([...fragment.matchAll(/href="([^"]*)"/g)].map((m) => m[1]).slice(0, -1)).toEqual(items.map((i) => i.url));
    expect(fragment).not.toMatch(/class=|style=|<script|<html/);
    const whole = readFileSync(join(site, "embed/newest.html"), "utf8");
    for (const f of [fragment, whole]) expect(f).not.toContain("已经撤回的公告");
    expect(whole).toContain('target="_blank"');
    for (const { url } of items) expect(existsSync(join(site, url.replace("http://www.example.com/", "")))).toBe(true);
    expect(readFileSync(join(site, "manifest.json"), "utf8")).toContain("embed/newest.inc.html");
    expect(readFileSync(join(site, "sitemap.xml"), "utf8")).not.toContain("embed/");
    const help = text("embed.html");
    for (const name of ["newest.html", "newest.inc.html", "newest.json"]) expect(help).toContain(`http://www.example.com/embed/${name}`);
  });
});

describe("channels that a clerk confirms", () => {
  const figuresOf = (folder: string) => walk(folder, TODAY).edition?.tallies.get(2025)?.figures;

  it("raise the channel's figure by one and the total by none, with the line that the page says", () => {
    const shown = text(`board/${nameInDesk(SHORT)}.html`);
    const line = /加一行 <code>([^<]*)<\/code>/.exec(shown)?.[1] ?? "";
    expect(line).toBe("  - 公开栏");
    const folder = channelContent();
    const before = figuresOf(folder);
    const file = join(folder, `${SHORT}.md`);
    writeDeep(file, readFileSync(file, "utf8").replace("channels:\n", `channels:\n${line}\n`));
    const after = figuresOf(folder);
    expect(after?.get("items.channel.公开栏")?.value).toBe((before?.get("items.channel.公开栏")?.value ?? Number.NaN) + 1);
    expect(after?.get("items.total")?.value).toBe(before?.get("items.total")?.value);
    const changed = [...(before ?? [])].filter(([key, f]) => !f.inTable && after?.get(key)?.value !== f.value).map(([key]) => key);
    expect(changed).toEqual(["items.channel.公开栏"]);
  });

  it("are never counted twice: one written twice is a fault", () => {
    const folder = channelContent();
    const file = join(folder, `${SHORT}.md`);
    writeDeep(file, readFileSync(file, "utf8").replace("channels:\n", "channels:\n  - 公开栏\n  - 公开栏\n"));
    const { problems, edition } = walk(folder, TODAY);
    expect(edition).toBeUndefined();
    expect(problems.map((p) => p.rule)).toContain("list-doubled");
  });

  it("are shown as the record says, and once said are no longer asked for", async () => {
    const folder = channelContent();
    const file = join(folder, `${SHORT}.md`);
    writeDeep(file, readFileSync(file, "utf8").replace("channels:\n", "channels:\n  - 公开栏\n"));
    const other = await deskOver(folder);
    const shown = readFileSync(join(other, `board/${nameInDesk(SHORT)}.html`), "utf8");
    expect(shown).toContain("已经登记");
    expect(shown).not.toContain("加一行");
    expect(readFileSync(join(other, "channels.html"), "utf8")).toContain("公开栏 1 条");
  });
});

describe("the room", () => {
  it("has the latest two years, and any year that is asked for", async () => {
    const folder = copyOfSample();
    const old = readFileSync(join(folder, "items/2017/0001.md"), "utf8")
      .replaceAll("2017-01-0", "2016-01-0")
      .replace("〔2017〕1号", "〔2016〕1号");
    writeDeep(join(folder, "items/2016/0001.md"), old);
    const of = async (years: readonly number[]): Promise<string[]> =>
      filesIn(await deskOver(folder, years)).filter((f) => f.startsWith("booklet/") || f.startsWith("channels/"));
    expect(await of([])).toEqual(["booklet/2017.html", "booklet/2025.html", "channels/2017.html"]);
    expect(await of([2016])).toEqual([
      "booklet/2016.html",
      "booklet/2017.html",
      "booklet/2025.html",
      "channels/2016.html",
      "channels/2017.html",
    ]);
    expect(run("desk", ["--year", "十七"]).stderr).toContain("--year 2017");
  });

  it("is the same bytes each time", async () => {
    const again = await deskOver(content);
    expect(filesIn(again)).toEqual(filesIn(desk));
    for (const f of filesIn(desk)) expect(readFileSync(join(again, f)).equals(readFileSync(join(desk, f))), f).toBe(true);
  });

  it("leads nowhere that is not there", () => {
    const files = new Set(filesIn(desk));
    for (const f of files) {
      if (!f.endsWith(".html")) continue;
      for (const [, url = ""] of text(f)
        .replace(/<script[\s\S]*?<\/script>/g, "")
        .matchAll(/(?:href|src)="([^"]*)"/g)) {
        if (/^(?:https?:|data:|#|tel:)/.test(url) || /(?:site|content)\//.test(url)) continue;
        const target = join("/", f, "..", url.split("#")[0] ?? "").slice(1);
        expect(files.has(target), `${f} → ${url}`).toBe(true);
      }
    }
  });

  it("says so where the content has faults", async () => {
    const folder = channelContent();
    writeDeep(join(folder, `${SHORT}.md`), "---\ntitle: 一\nreview:\n  by: 示例审核岗\n  date: 2025-03-01\n---\n");
    const out = await deskOver(folder);
    expect(readFileSync(join(out, "channels.html"), "utf8")).toContain("改好");
  });

  it("has no finding of axe on any kind of page, light and dark", async () => {
    const axe = readFileSync(new URL("../node_modules/axe-core/axe.min.js", import.meta.url), "utf8");
    const findings: string[] = [];
    const name = nameInDesk(NOTICE);
    for (const colorScheme of ["light", "dark"] as const) {
      const other = await browser.newContext({
        colorScheme,
        bypassCSP: true,
        viewport: { width: colorScheme === "dark" ? 900 : 1300, height: 900 },
      });
      const shown = await other.newPage();
      for (const path of [
        "channels.html",
        "embed.html",
        `board/${name}.html`,
        "board/2025-03.html",
        "booklet/2025.html",
        `wechat/${name}.html`,
        `broadcast/${name}.html`,
      ]) {
        await open(path, shown);
        await shown.evaluate(axe);
        const found = await shown.evaluate(async () => {
          const { axe: it } = window as unknown as {
            axe: { run(o: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
          };
          const { violations } = await it.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] });
          return violations.map((v) => `${v.id}: ${v.nodes[0]?.html.slice(0, 160)}`);
        });
        findings.push(...found.map((f) => `${colorScheme} ${path} ${f}`));
      }
      await other.close();
    }
    expect(findings).toEqual([]);
  });

  it("was opened by file:// without a complaint of the browser", () => {
    expect(said).toEqual([]);
  });
});
