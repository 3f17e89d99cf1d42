/** 填报页 as a clerk uses it: a real browser, the page opened from the disk, a real folder behind it. */

import { cpSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Document, ImageRun, Packer, Paragraph } from "docx";
import { strToU8, zipSync } from "fflate";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { plainName } from "../layouts/desk/edit/attached.ts";
import { changesOf, differences, openText } from "../layouts/desk/edit/record.ts";
import { kinds } from "../scripts/model/index.ts";
import { freeName } from "../scripts/rules/file-names.ts";
import { launch } from "./browser.ts";
import { checked, type Desk, deskOf, openDesk, projectOf } from "./edit-support.ts";
import { built, filesIn, readJson, root, type TalliesFile } from "./support.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser?.close());

const base = join(root, "test/cases/_base");
const ITEM = `---
# 这一行是说明，要留着
title: 关于示例事项的公告
date: 2025-03-14
formed: 2025-03-10
category: 公告公示 # 类目
topic: 21-1
channels: 政府网站
review:
  by: 示例审核岗
  date: 2025-03-12
---
示例正文。
`;

const project = (): string =>
  projectOf((content) => {
    cpSync(base, content, { recursive: true });
    cpSync(join(root, "test/cases/fine-item"), content, { recursive: true, filter: (f) => !f.endsWith("expected.txt") });
    writeFileSync(join(content, "items/2025/0001.md"), ITEM);
  });

async function opened(hash?: string, options: { picker?: boolean } = {}): Promise<Desk> {
  const folder = project();
  await deskOf(folder);
  return openDesk(browser, folder, { ...options, ...(hash === undefined ? {} : { hash }) });
}

/** Sandboxed frames refuse the test's own init script; the page itself asks for none. */
const ofThePage = (told: readonly string[]): string[] => told.filter((t) => !/^Blocked script execution in 'about:/.test(t));

async function fill(page: Page): Promise<void> {
  await page.fill("#f-title", "关于2026年冬季清雪安排的通知");
  await page.fill("#f-formed", "2026-11-20");
  await page.selectOption("#f-category", "公告公示");
  await page.getByLabel("政府网站").check();
  await page.fill("#f-review-by", "党政办公室审核岗");
  await page.fill("#f-review-date", "2026-11-23");
  await page.fill("#f-body", "各村：\n\n雪停后两小时内清出主路。\n");
  await checked(page);
}

/** Drops a Word file on the body. */
const drop = (page: Page, file: Uint8Array): Promise<void> =>
  page.locator("#f-body").evaluate((box, base64) => {
    const data = new DataTransfer();
    data.items.add(new File([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))], "通知.docx"));
    box.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
  }, Buffer.from(file).toString("base64"));

const saved = (page: Page) => expect.poll(() => page.locator("#done").textContent(), { timeout: 180_000 });

const NEW = `---
title: 关于2026年冬季清雪安排的通知
date: 2026-11-23
formed: 2026-11-20
category: 公告公示
channels:
  - 政府网站
review:
  by: 党政办公室审核岗
  date: 2026-11-23
---
各村：

雪停后两小时内清出主路。
`;

describe("making a record", () => {
  it("is on the site, in the tallies and on the desk", async () => {
    const { page, told, project: folder, context } = await opened();
    await page.click("a[href='#new/items']");
    await fill(page);
    expect(await page.locator("#faults .sum").textContent()).toBe("没有要改的地方。");
    expect(await page.frameLocator("iframe.preview").locator("h1").textContent()).toBe("关于2026年冬季清雪安排的通知");
    await page.click("#save");
    await saved(page).toContain("保存好了：content/items/2026/0001.md。更新网站以后，就能在网站上看到。");
    expect(readFileSync(join(folder, "content/items/2026/0001.md"), "utf8")).toBe(NEW);
    expect(ofThePage(told)).toEqual([]);

    const site = built(join(folder, "content"));
    await page.goto(`${pathToFileURL(site)}/items/2026/0001.html`);
    expect(await page.locator("article.record").textContent()).toContain("雪停后两小时内清出主路");
    const { figures } = readJson<TalliesFile>(site, "data/2026/tallies.json");
    expect(figures["items.total"]).toMatchObject({ value: 1, records: ["items/2026/0001"] });
    await page.goto(`${pathToFileURL(site)}/figures/2026.html`);
    expect(await page.locator("#items-total .figure").textContent()).toBe("1");
    await page.click("#items-total .figure");
    await page.getByRole("link", { name: "关于2026年冬季清雪安排的通知" }).first().waitFor();
    cpSync(site, join(folder, "_site"), { recursive: true });
    await deskOf(folder);
    await page.goto(`${pathToFileURL(folder)}/_desk/index.html`);
    await page.getByRole("link", { name: "关于2026年冬季清雪安排的通知" }).first().click();
    // From the workbench to its page.
    await page.locator("article.record h1, h1").first().waitFor();
    expect(page.url()).toMatch(/_site\/items\/2026\/0001\.html$/);
    await context.close();
  });

  it("promises no page to a request, and says why a record with a mobile number cannot go out", async () => {
    const { page } = await opened();
    await page.click("a[href='#new/requests']");
    await page.selectOption("#f-via", { index: 1 });
    await page.selectOption("#f-applicant", { index: 1 });
    await checked(page);
    await page.click("#save");
    await saved(page).toContain("不单独成页");
    await page.goto(`${page.url().split("#")[0]}#new/items`);
    await fill(page);
    await page.fill("#f-body", "请打13800138000联系。");
    await checked(page);
    await page.click("#save");
    await saved(page).toContain("不能发布，因为：");
  });

  it("takes the next serial, and never another's that was taken meanwhile", async () => {
    const { page, project: folder, context } = await opened("new/items");
    await fill(page);
    await page.fill("#f-date", "2025-11-24");
    await page.fill("#f-formed", "2025-11-20");
    await page.fill("#f-review-date", "2025-11-22");
    await checked(page);
    expect(await page.locator(".where").textContent()).toContain("content/items/2025/0002.md");
    writeFileSync(join(folder, "content/items/2025/0002.md"), ITEM);
    await page.click("#save");
    await page.getByRole("dialog").getByText("这个流水号刚刚被别人用了").waitFor();
    await page.getByRole("button", { name: "用新的流水号保存" }).click();
    await saved(page).toContain("content/items/2025/0003.md");
    expect(readFileSync(join(folder, "content/items/2025/0002.md"), "utf8")).toBe(ITEM);
    expect(readFileSync(join(folder, "content/items/2025/0003.md"), "utf8")).toContain("雪停后");
    await context.close();
  });

  it("puts an attachment into the record's folder under a plain name", async () => {
    const { page, project: folder, context } = await opened("new/items");
    await fill(page);
    await page.setInputFiles("input[type=file][aria-label='选择附件']", [
      { name: "面积表.csv", mimeType: "text/csv", buffer: Buffer.from("村,亩\n甲村,12\n") },
      { name: "假的.pdf", mimeType: "application/pdf", buffer: Buffer.from("不是 PDF") },
    ]);
    await expect.poll(() => page.locator("#f-attachments-0-file").inputValue()).toBe("mianjibiao.csv");
    await expect
      .poll(() => page.locator("[data-said='attachments'], #done").allTextContents())
      .toContainEqual(expect.stringContaining("“假的.pdf”没有加进来"));
    await checked(page);
    expect(await page.locator("#faults .error").count()).toBe(0);
    await page.click("#save");
    await saved(page).toContain("保存好了");
    expect(readFileSync(join(folder, "content/items/2026/0001/mianjibiao.csv"), "utf8")).toBe("村,亩\n甲村,12\n");
    expect(readFileSync(join(folder, "content/items/2026/0001.md"), "utf8")).toContain("  - file: mianjibiao.csv\n    title: 面积表\n");
    await context.close();
  });

  it("flags a private number while it is typed, beside the words, and never shows it whole", async () => {
    const { page, context } = await opened("new/items");
    await fill(page);
    const number = "11010519491231002X";
    await page.fill("#f-formed", "2026-12-24");
    await page.fill("#f-body", `身份证号 ${number} 的居民。\n`);
    await checked(page);
    // A day that cannot be right takes nothing from the preview.
    await expect.poll(() => page.frameLocator("iframe.preview").locator("body").textContent()).toContain("的居民");
    const said = await page.locator("[data-said='body']").textContent();
    expect(said).toContain("居民身份证号");
    expect(await page.locator("#faults").textContent()).not.toContain(number);
    await page.click("#save");
    const dialog = page.getByRole("dialog");
    expect(await dialog.textContent()).toContain("不要存");
    expect(await dialog.textContent()).not.toContain(number);
    await context.close();
  });
});

describe("proofreading while it is written", () => {
  it("says beside the text what does not add up, and is silent once it does", async () => {
    const { page, context } = await opened("new/items");
    await fill(page);
    await page.fill("#f-body", "走访农户64户，分别是甲组21户、乙组18户、丙组26户。\n");
    await checked(page);
    const said = page.locator("[data-said='body']");
    await expect.poll(() => said.textContent()).toContain("21 + 18 + 26 = 65");
    expect(await said.textContent()).toContain("64");
    await page.fill("#f-body", "走访农户65户，分别是甲组21户、乙组18户、丙组26户。\n");
    await checked(page);
    await expect.poll(() => said.textContent()).not.toContain("65，写的是");
    await context.close();
  });
});

describe("mending a record", () => {
  it("keeps remarks and every line that was not changed", async () => {
    const { page, project: folder, told, context } = await opened();
    await page.getByRole("link", { name: "关于示例事项的公告" }).click();
    await page.fill("#f-title", "关于示例事项的公告（修订）");
    await checked(page);
    await page.click("#save");
    await saved(page).toContain("保存好了");
    expect(readFileSync(join(folder, "content/items/2025/0001.md"), "utf8")).toBe(ITEM.replace("的公告", "的公告（修订）"));
    expect(ofThePage(told)).toEqual([]);
    await context.close();
  });

  it("overwrites nothing that another has changed, and shows what they changed", async () => {
    const { page, project: folder, context } = await opened("items/2025/0001");
    await page.fill("#f-title", "我的标题");
    await checked(page);
    const file = join(folder, "content/items/2025/0001.md");
    const theirs = ITEM.replace("示例正文。", "别人写的正文。");
    writeFileSync(file, theirs);
    await page.click("#save");
    await page.getByRole("dialog").getByText("这个文件刚刚被别人改过").waitFor();
    expect(await page.getByRole("button", { name: "用新的流水号保存" }).count()).toBe(0);
    await page.getByRole("button", { name: "看看别人改了什么" }).click();
    const diff = await page.locator(".diff li").allTextContents();
    expect(diff).toContain("原来：示例正文。");
    expect(diff).toContain("现在：别人写的正文。");
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: "下载我的稿子" }).click();
    expect(readFileSync(await (await download).path(), "utf8")).toContain("title: 我的标题");
    expect(readFileSync(file, "utf8")).toBe(theirs);
    await context.close();
  });

  it("keeps a draft when the page is closed, and offers it", async () => {
    const desk = await opened("items/2025/0001");
    await desk.page.fill("#f-title", "没有保存的标题");
    await checked(desk.page);
    await desk.page.reload();
    await desk.page.click("#pick");
    await desk.page.getByText("上次没有保存的草稿").waitFor();
    expect(await desk.page.inputValue("#f-title")).toBe("关于示例事项的公告");
    await desk.page.getByRole("button", { name: "接着写" }).click();
    expect(await desk.page.inputValue("#f-title")).toBe("没有保存的标题");
    await checked(desk.page);
    await desk.page.click("#save");
    await saved(desk.page).toContain("保存好了");
    await desk.page.reload();
    await desk.page.click("#pick");
    await checked(desk.page);
    expect(await desk.page.locator(".bar:visible").count()).toBe(0);
    await desk.context.close();
  });
});

describe("words from Word", () => {
  const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
  const p = (text: string, style = ""): string =>
    `<w:p>${style && `<w:pPr><w:pStyle w:val="${style}"/></w:pPr>`}<w:r><w:t>${text}</w:t></w:r></w:p>`;
  const docx = zipSync({
    "[Content_Types].xml": strToU8("<Types/>"),
    "word/document.xml": strToU8(
      `<w:document ${W}><w:body>${p("第一段话。")}<w:tbl><w:tr><w:tc>${p("村")}</w:tc><w:tc>${p("亩")}</w:tc></w:tr><w:tr><w:tc>${p("甲村")}</w:tc><w:tc>${p("12")}</w:tc></w:tr></w:tbl>${p("最后一段。")}</w:body></w:document>`,
    ),
  });

  it("come in by a paste", async () => {
    const { page, context } = await opened("new/items");
    await page.locator("#f-body").evaluate((box) => {
      const data = new DataTransfer();
      data.setData("text/html", '<p class="MsoNormal"><b>要紧</b>的事</p><ol><li>甲</li><li>乙</li></ol>');
      data.setData("text/plain", "要紧的事 甲 乙");
      box.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
    });
    await expect.poll(() => page.inputValue("#f-body")).toBe("**要紧**的事\n\n1. 甲\n2. 乙\n");
    await context.close();
  });

  it("come in by a dropped file", async () => {
    const { page, context } = await opened("new/items");
    await drop(page, docx);
    await expect.poll(() => page.inputValue("#f-body")).toContain("第一段话。");
    const body = await page.inputValue("#f-body");
    expect(body).toMatch(/\| 甲村 \| 12 \|/);
    expect(body).toContain("最后一段。");
    await context.close();
  });
});

describe("pictures of a Word document", () => {
  const PNG = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");
  const notice = (): Promise<Buffer> => {
    const picture = new ImageRun({
      type: "png",
      data: PNG,
      transformation: { width: 9, height: 9 },
      altText: { name: "图", description: "清雪分工图" },
    });
    const children = [new Paragraph("分工见下图。"), new Paragraph({ children: [picture] }), new Paragraph("请照图清扫。")];
    return Packer.toBuffer(new Document({ sections: [{ children }] }));
  };

  it("are saved in the record's folder, stand in its preview, and build", async () => {
    const { page, project: folder, context } = await opened("new/items");
    await fill(page);
    await page.fill("#f-body", "");
    await drop(page, await notice());
    await expect.poll(() => page.inputValue("#f-body")).toBe("分工见下图。\n\n![清雪分工图](0001/tu-1.png)\n\n请照图清扫。\n");
    expect(await page.locator(".notes").textContent()).toBe("带来 1 张图片，保存时一起存。");
    await checked(page);
    expect(await page.locator("#faults .error").count()).toBe(0);
    const shown = page.frameLocator("iframe.preview").locator(".text img");
    await expect.poll(() => shown.evaluate((img) => (img as HTMLImageElement).naturalWidth)).toBe(1);
    expect(await shown.getAttribute("alt")).toBe("清雪分工图");
    await page.click("#save");
    await saved(page).toContain("保存好了");
    expect(readFileSync(join(folder, "content/items/2026/0001/tu-1.png")).equals(PNG)).toBe(true);
    const site = built(join(folder, "content"));
    expect(readFileSync(join(site, "items/2026/0001.html"), "utf8")).toContain('src="0001/tu-1.png"');
    expect(existsSync(join(site, "items/2026/0001/tu-1.png"))).toBe(true);
    await context.close();
  });

  it("stay out of a record that is not published, and that is said", async () => {
    const { page, context } = await opened("new/complaints");
    await drop(page, await notice());
    await expect.poll(() => page.inputValue("#f-body")).toBe("分工见下图。\n\n请照图清扫。\n");
    expect(await page.locator(".notes").textContent()).toBe("1 张图片没有带来：这里只写文字。");
    await context.close();
  });
});

describe("the page itself", () => {
  it("finds its folder again after it was closed: at once where it may, after a click where it must ask", async () => {
    const folder = project();
    await deskOf(folder);
    const server = createServer((_, response) =>
      response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(readFileSync(join(folder, "_desk/edit.html"))),
    );
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const context = await browser.newContext();
    // A real folder of the browser's own, whose handle is kept as a picked one is.
    await context.addInitScript(`
      window.showDirectoryPicker = async () => (await navigator.storage.getDirectory()).getDirectoryHandle("gongkai", { create: true });
      const state = () => localStorage.getItem("permission") ?? "granted";
      FileSystemHandle.prototype.queryPermission = async () => state();
      FileSystemHandle.prototype.requestPermission = async () => {
        if (localStorage.getItem("answer") === "yes") localStorage.setItem("permission", "granted");
        return state();
      };`);
    const page = await context.newPage();
    const open = async (): Promise<void> => {
      await page.goto("about:blank");
      await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    };
    await open();
    const files = filesIn(join(folder, "content")).map((f) => [f, readFileSync(join(folder, "content", f), "utf8")] as const);
    await page.evaluate(async (all) => {
      const root = await (await navigator.storage.getDirectory()).getDirectoryHandle("gongkai", { create: true });
      for (const [path, text] of all) {
        let at = await root.getDirectoryHandle("content", { create: true });
        const names = path.split("/");
        for (const name of names.slice(0, -1)) at = await at.getDirectoryHandle(name, { create: true });
        const stream = await (await at.getFileHandle(names.at(-1) ?? "", { create: true })).createWritable();
        await stream.write(text);
        await stream.close();
      }
    }, files);
    const connected = () => expect.poll(() => page.locator("#folder.connected").textContent({ timeout: 60_000 }));
    const listed = () => page.getByRole("link", { name: "关于示例事项的公告" }).waitFor();
    await page.click("#pick");
    await connected().toContain("已经连上文件夹“gongkai”");
    await listed();
    await open();
    await connected().toContain("已经连上文件夹“gongkai”");
    await listed();
    await page.evaluate(() => localStorage.setItem("permission", "prompt"));
    await open();
    await page.getByRole("button", { name: "重新连上“gongkai”" }).click();
    await page.getByText("浏览器没有得到许可，请再点一次，选“允许”。").waitFor();
    await page.evaluate(() => localStorage.setItem("answer", "yes"));
    await page.getByRole("button", { name: "重新连上“gongkai”" }).click();
    await connected().toContain("已经连上文件夹“gongkai”");
    await listed();
    await context.close();
    server.close();
  });

  it("downloads where there is no folder, and says where the file goes", async () => {
    const { page, told, project: folder, context } = await opened("new/items", { picker: false });
    expect(await page.locator("#folder").textContent()).toContain("不能直接存进文件夹");
    await fill(page);
    const download = page.waitForEvent("download");
    await page.click("#save");
    expect(readFileSync(await (await download).path(), "utf8")).toBe(NEW);
    await saved(page).toContain("请把它放到 content/items/2026/0001.md");
    expect(existsSync(join(folder, "content/items/2026"))).toBe(false);
    expect(ofThePage(told)).toEqual([]);
    await context.close();
  });

  it("has no findings of axe, in the list, in an empty form and in a full one, and works by the keyboard", async () => {
    const { page, context } = await opened();
    const axe = readFileSync(join(root, "node_modules/axe-core/axe.min.js"), "utf8");
    const findings = async (): Promise<string[]> => {
      await page.evaluate(axe);
      return page.evaluate(async () => {
        type Axe = { run(on: unknown, o: unknown): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
        const { violations } = await (window as unknown as { axe: Axe }).axe.run(document, { iframes: false });
        return violations.map(
          (v) =>
            `${v.id} ${v.nodes
              .map((n) => n.html)
              .join(" ")
              .slice(0, 200)}`,
        );
      });
    };
    expect(await findings()).toEqual([]);
    await page.locator("a[href='#new/items']").focus();
    await page.keyboard.press("Enter");
    await page.locator("#f-title").waitFor();
    await page.getByText("更多栏目").click();
    await checked(page);
    expect(await findings()).toEqual([]);
    await page.locator("#f-title").focus();
    await page.keyboard.type("键盘");
    await checked(page);
    expect(await page.locator("#faults").textContent()).not.toContain("缺少标题");
    // From a fault to its field, by the keyboard.
    await page.locator("#faults li[data-place='category'] button").focus();
    await page.keyboard.press("Enter");
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("f-category");
    await context.close();
  });

  it("shows a file that the form cannot hold as its text, and loses nothing of it", async () => {
    const folder = project();
    const odd = ITEM.replace("review:\n", "review:\n  strange: 1\n");
    writeFileSync(join(folder, "content/items/2025/0001.md"), odd);
    await deskOf(folder);
    const { page, context } = await openDesk(browser, folder, { hash: "items/2025/0001" });
    await checked(page);
    expect(await page.inputValue("#raw")).toBe(odd);
    expect(await page.locator("#faults").textContent()).toContain("strange");
    await page.fill("#raw", ITEM);
    await checked(page);
    await page.click("#save");
    await saved(page).toContain("保存好了");
    expect(readFileSync(join(folder, "content/items/2025/0001.md"), "utf8")).toBe(ITEM);
    expect(await page.inputValue("#f-title")).toBe("关于示例事项的公告");
    await context.close();
  });
});

describe("between file and form", () => {
  const { fields } = kinds.items;
  const words = { categories: [{ code: "a", label: "公告公示" }], channels: [{ code: "web", label: "政府网站" }], villages: [] };

  it("opens values in the shape of their fields, a code as its word", () => {
    const { values } = openText(ITEM.replace("channels: 政府网站", "channels: web"), fields, words) ?? {};
    expect(values).toMatchObject({ channels: ["政府网站"], review: { by: "示例审核岗", date: "2025-03-12" } });
  });
  it("opens nothing that it could not give back", () => {
    expect(openText(ITEM.replace("title: 关", "title:\n  - 关"), fields, words)).toBeUndefined();
    expect(openText("没有信息栏", fields, words)).toBeUndefined();
  });
  it("knows what was changed", () => {
    expect(changesOf({ title: "甲", village: [], review: { by: "x" } }, { title: "甲 ", village: undefined, review: { by: "" } })).toEqual({
      review: { by: "" },
    });
  });
  it("tells lines apart", () => {
    expect(differences("a\nb\nc\nd", "a\nc\nx\nd").filter((d) => d.sign !== " ")).toEqual([
      { sign: "-", text: "b" },
      { sign: "+", text: "x" },
    ]);
  });
  it.each([
    ["面积表.xlsx", "mianjibiao.xlsx"],
    ["附件1：绿化（终稿）.PDF", "fujian1-lvhua-zhonggao.pdf"],
    ["！！.png", "fujian.png"],
  ])("names %s %s", (name, plain) => {
    expect(plainName(name)).toBe(plain);
  });
  it("finds a name that is free", () => {
    expect(freeName("a.pdf", (n) => n === "a.pdf" || n === "a-2.pdf")).toBe("a-3.pdf");
  });
});
