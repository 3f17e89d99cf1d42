/** 工作台 in a real browser: from a folder and under the preview; and what the preview answers to whom. */
import { existsSync, readFileSync, rmSync } from "node:fs";
import { type IncomingMessage, request } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { noCache } from "../scripts/cache.ts";
import { buildDesk, link, readTodo } from "../scripts/desk/desk.ts";
import type { Desk, DeskFile } from "../scripts/desk/room.ts";
import { buildTodo } from "../scripts/desk/todo.ts";
import { workbench } from "../scripts/desk/workbench.ts";
import { openBundler } from "../scripts/lib/bundle.ts";
import { openerOf } from "../scripts/open.ts";
import { day } from "../scripts/rules/days.ts";
import { type Preview, type SyncAnswer, servePreview } from "../scripts/serve.ts";
import { launch } from "./browser.ts";
import { attribute, elements, parsePage, root, temporary, textOf, writeDeep } from "./support.ts";
import { run, type Tiny, tiny } from "./tiny.ts";

const today = day("2025-04-22");
const REVIEW = "review:\n  by: 示例审核岗\n  date: 2025-04-01\n";

/** The tiny office with something of every kind to do. */
function busy(): Tiny {
  const t = tiny();
  const item = (n: string, head: string): void =>
    writeDeep(join(t.content, `items/2025/${n}.md`), `---\ncategory: 公告公示\ntopic: 21-1\nchannels: 政府网站\n${head}---\n示例正文。\n`);
  item("0020", `title: 正在公示的事项<b>\ndate: 2025-04-18\nformed: 2025-04-16\nnotice:\n  from: 2025-04-18\n  to: 2025-04-24\n${REVIEW}`);
  item("0021", "title: 等人审查的事项\ndate: 2025-04-21\nformed: 2025-04-18\n");
  item("0022", "title: 拖过了期限的事项\ndate: 2025-04-21\nformed: 2025-03-10\n");
  // More than a list shows at once.
  for (let n = 30; n < 42; n++) item(`00${n}`, `title: 还早的第${n}条\ndate: 2025-04-22\nformed: 2025-04-20\n`);
  for (const [n, received] of [
    ["0001", "2025-03-20"],
    ["0002", "2025-04-10"],
  ] as const) {
    writeDeep(
      join(t.content, `requests/2025/${n}.md`),
      `---\nreceived: ${received}\nvia: window\napplicant: natural\nabout: 示例资料${n}\n---\n`,
    );
  }
  return t;
}

let browser: Browser;
let office: Tiny;
let deskFolder: string;
const page = (): string => join(deskFolder, "index.html");

beforeAll(async () => {
  browser = await launch();
  office = busy();
  rmSync(join(office.content, "reports"), { recursive: true });
  const built = await run(office, { publish: false, today });
  expect(built.said).toBe("没有要改的地方。");
  deskFolder = join(office.folder, "_desk");
  await buildDesk({ content: office.content, out: deskFolder, site: office.out, today });
});
afterAll(() => browser?.close());

/** The workbench's files with other rooms beside it. */
async function withRooms(paths: readonly string[]): Promise<readonly DeskFile[]> {
  const read = await readTodo({ content: office.content, site: office.out, today });
  const desk: Desk = {
    ...read,
    shell: undefined,
    site: "../site/",
    contentLink: "../content/",
    cache: noCache,
    bundler: openBundler(noCache),
    sheets: new Map(),
    years: [],
    rooms: [workbench, ...paths.map((path) => ({ label: path, path }))],
  };
  return workbench.build(desk);
}

describe("the page", () => {
  it("shows every task once with what to do, most urgent first, and what is late in words", async () => {
    const text = textOf(parsePage(deskFolder, "index.html"));
    const tasks = buildTodo(await readTodo({ content: office.content, site: office.out, today }));
    expect(tasks.length).toBeGreaterThan(15);
    for (const t of tasks) {
      expect(text.split(t.todo).length - 1, t.id).toBeGreaterThanOrEqual(1);
      expect(text).toContain(t.title);
    }
    const items = [...elements(parsePage(deskFolder, "index.html"))].filter((e) => attribute(e, "id")?.startsWith("t-"));
    expect(items).toHaveLength(tasks.length);
    expect(textOf(items[0] as (typeof items)[number])).toMatch(/^已过期 \d+ 天 /);
    expect(text).toContain("正在公示的事项<b>");
    expect(readFileSync(page(), "utf8")).not.toContain("事项<b>");
  });

  it("leads to files, pages and days that are there", () => {
    const document = parsePage(deskFolder, "index.html");
    const ids = new Set([...elements(document)].map((e) => attribute(e, "id")));
    const addresses = [...elements(document)].flatMap((e) => attribute(e, "href") ?? attribute(e, "src") ?? []);
    expect(addresses.some((a) => a.startsWith("../site/items/2025/0020.html"))).toBe(true);
    expect(addresses.some((a) => a.startsWith("../content/requests/2025/0001.md"))).toBe(true);
    // What is not public has no page to look at.
    expect(addresses.some((a) => a.includes("site/items/2025/0021"))).toBe(false);
    for (const a of addresses) {
      if (a.startsWith("#")) expect(ids, a).toContain(a.slice(1));
      else expect(existsSync(join(deskFolder, decodeURIComponent(a.split("#", 1)[0] ?? ""))), a).toBe(true);
    }
  });

  it("leads only to rooms that there are", async () => {
    const [alone] = await withRooms([]);
    expect(String(alone?.content)).not.toMatch(/href="(?:edit|channels|handbook)/);
    const [first] = await withRooms(["edit.html", "channels.html"]);
    const html = String(first?.content);
    expect(html).toContain('href="edit.html#requests/2025/0001"');
    expect(html).toContain('href="channels.html"');
    expect(html).not.toContain("handbook/index.html");
  });

  it("greets an office that has nothing yet, also without site.yaml", async () => {
    const { folder, out } = { folder: join(temporary(), "content"), out: join(temporary(), "_desk") };
    writeDeep(join(folder, "site.yaml"), readFileSync(join(root, "test/cases/_base/site.yaml"), "utf8"));
    await buildDesk({ content: folder, out, site: "_site", today });
    const text = textOf(parsePage(out, "index.html"));
    expect(text).toContain("欢迎，从这里开始");
    expect(text).toContain("没有过期的");
    expect(text).not.toContain("最近写的");
    writeDeep(join(folder, "site.yaml"), "name: [\n");
    await buildDesk({ content: folder, out, site: "_site", today });
    expect(textOf(parsePage(out, "index.html"))).toContain("改好以前网站不更新");
  });

  it("the same day gives the same bytes", async () => {
    const again = join(office.folder, "_again");
    await buildDesk({ content: office.content, out: again, site: office.out, today });
    for (const f of ["index.html", "todo.ics"])
      expect(readFileSync(join(again, f), "utf8")).toBe(readFileSync(join(deskFolder, f), "utf8"));
  });
});

describe("opened from a folder", () => {
  it("has no finding of axe, fits a phone and a wide screen, and says nothing to the console", async () => {
    const axe = readFileSync(join(root, "node_modules/axe-core/axe.min.js"), "utf8");
    const findings: string[] = [];
    const said: string[] = [];
    for (const [colorScheme, width] of [
      ["light", 1280],
      ["dark", 360],
      ["light", 1920],
    ] as const) {
      const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 }, bypassCSP: true });
      const tab = await context.newPage();
      tab.on("console", (m) => said.push(m.text()));
      tab.on("pageerror", (e) => said.push(e.message));
      await tab.goto(pathToFileURL(page()).href);
      expect(await tab.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
      expect(await tab.locator("#sync").isVisible()).toBe(false);
      expect(said).toEqual([]);
      tab.removeAllListeners("console");
      await tab.evaluate(axe);
      findings.push(
        ...(await tab.evaluate(async () => {
          const { violations } = await (
            window as unknown as { axe: { run(o: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }
          ).axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] });
          return violations.map((v) => `${v.id}: ${v.nodes[0]?.html.slice(0, 160)}`);
        })),
      );
      await context.close();
    }
    expect(findings).toEqual([]);
  });

  it("prints tasks and calendar without its buttons", async () => {
    const tab = await browser.newPage({ viewport: { width: 794, height: 1123 } });
    await tab.goto(pathToFileURL(page()).href);
    expect(await tab.locator("details .tasks li").last().isVisible()).toBe(false);
    await tab.emulateMedia({ media: "print" });
    expect(await tab.locator(".buttons").isVisible()).toBe(false);
    expect(await tab.locator(".tasks li").first().isVisible()).toBe(true);
    expect(await tab.locator(".month").first().isVisible()).toBe(true);
    // What was folded away on the screen stands on the paper.
    expect(await tab.locator("details").count()).toBe(1);
    expect(await tab.locator("details .tasks li").last().isVisible()).toBe(true);
    expect(await tab.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    await tab.close();
  });
});

describe("under npm start", () => {
  let preview: Preview;
  let port: number;
  let asked = 0;
  let answer: () => Promise<SyncAnswer>;

  beforeAll(async () => {
    const at = (folder: string): string => new URL(link(deskFolder, folder), "http://x/_desk/").pathname;
    preview = servePreview(office.out, {
      mounts: [
        { at: "/_desk/", folder: deskFolder, still: true },
        { at: at(office.out), folder: office.out },
        { at: at(office.content), folder: office.content },
      ],
      moved: new Map([["/desk/", "/_desk/"]]),
      sync: () => {
        asked++;
        return answer();
      },
    });
    answer = () => Promise.resolve({ ok: true, words: "记下了：新增 1 条。\n已经传到远程仓库。" });
    await new Promise<void>((resolve) => preview.server.listen(0, "127.0.0.1", resolve));
    ({ port } = preview.server.address() as AddressInfo);
  });
  afterAll(() => {
    preview.server.close();
    preview.server.closeAllConnections();
  });

  const ask = (
    path: string,
    method = "GET",
    headers: Readonly<Record<string, string>> = {},
  ): Promise<{ status: number; body: string; location: string }> =>
    new Promise((resolve, reject) => {
      request({ host: "127.0.0.1", port, path, method, headers: { host: `127.0.0.1:${port}`, ...headers } }, (r: IncomingMessage) => {
        let body = "";
        r.setEncoding("utf8").on("data", (d: string) => {
          body += d;
        });
        r.on("end", () => resolve({ status: r.statusCode ?? 0, body, location: r.headers.location ?? "" }));
      })
        .on("error", reject)
        .end();
    });

  it("every link of the workbench is answered, the site stands at the root, and nothing else of the disk", async () => {
    expect(await ask("/desk/")).toMatchObject({ status: 302, location: "/_desk/" });
    expect(await ask("/desk")).toMatchObject({ status: 302, location: "/_desk/" });
    expect((await ask("/")).body).toContain("示例镇");
    const { body, status } = await ask("/_desk/");
    expect(status).toBe(200);
    expect(body).toContain("/__gongkai/reload.js");
    for (const [, address = ""] of body.matchAll(/(?:href|src)="([^"#]+)/g)) {
      const { pathname } = new URL(address, `http://127.0.0.1:${port}/_desk/`);
      expect(`${(await ask(pathname)).status} ${pathname}`).toBe(`200 ${pathname}`);
    }
    for (const path of [
      "/_desk/..%2f..%2f..%2fetc/passwd",
      "/content/..%2f..%2fpackage.json",
      "/published.json",
      "/_desk/%2e%2e%2fcache",
    ]) {
      expect((await ask(path)).status, path).toBe(404);
    }
    expect((await ask("/content/requests/2025/0001.md", "GET", { host: "evil.example" })).status).toBe(403);
  });

  it("a page on which something may be typed is left alone", async () => {
    writeDeep(join(deskFolder, "typing.html"), "<!doctype html><html><head><title>x</title></head><body></body></html>");
    expect((await ask("/_desk/typing.html")).body).not.toContain("reload.js");
  });

  it("syncs only for its own page", async () => {
    const own = { origin: `http://127.0.0.1:${port}`, "x-gongkai": "sync" };
    for (const [method, headers, status] of [
      ["GET", own, 405],
      ["OPTIONS", own, 405],
      ["POST", {}, 403],
      ["POST", { "x-gongkai": "sync" }, 403],
      ["POST", { origin: own.origin }, 403],
      ["POST", { ...own, origin: "http://evil.example" }, 403],
      ["POST", { ...own, origin: "null" }, 403],
      ["POST", { ...own, "sec-fetch-site": "cross-site" }, 403],
      ["POST", { ...own, host: "evil.example", origin: "http://evil.example" }, 403],
    ] as const) {
      expect(`${(await ask("/__gongkai/sync", method, headers)).status} ${method} ${JSON.stringify(headers)}`).toBe(
        `${status} ${method} ${JSON.stringify(headers)}`,
      );
    }
    expect(asked).toBe(0);
    let finish: (a: SyncAnswer) => void = () => {};
    const quick = answer;
    answer = () =>
      new Promise((resolve) => {
        finish = resolve;
      });
    const first = ask("/__gongkai/sync", "POST", own);
    await expect.poll(() => asked).toBe(1);
    expect((await ask("/__gongkai/sync", "POST", own)).status).toBe(409);
    finish({ ok: false, words: "没有网络" });
    expect(JSON.parse((await first).body)).toEqual({ ok: false, words: "没有网络" });
    answer = () => Promise.reject(new Error("broken"));
    expect((await ask("/__gongkai/sync", "POST", own)).body).toContain("程序出错，不是您写错了");
    answer = quick;
  });

  it("the button says what became of it, also after the page was made anew", async () => {
    const tab = await browser.newPage();
    await tab.goto(`http://127.0.0.1:${port}/desk/`);
    expect(new URL(tab.url()).pathname).toBe("/_desk/");
    await tab.click("#sync");
    await expect.poll(() => tab.locator("#sync-said").textContent()).toBe("记下了：新增 1 条。\n已经传到远程仓库。");
    const loaded = tab.waitForEvent("load");
    preview.tell({ built: true });
    await loaded;
    expect(await tab.locator("#sync-said").textContent()).toContain("已经传到远程仓库。");
    await tab.close();
  });
});

describe("the browser is opened", () => {
  it("with what the system brings, and not where nobody would see it", () => {
    expect(openerOf("win32", {})).toEqual(["cmd", "/c", "start", ""]);
    expect(openerOf("darwin", {})).toEqual(["open"]);
    expect(openerOf("linux", { DISPLAY: ":0" })).toEqual(["xdg-open"]);
    expect(openerOf("linux", { WAYLAND_DISPLAY: "wayland-0" })).toEqual(["xdg-open"]);
    expect(openerOf("linux", {})).toBeUndefined();
    for (const platform of ["win32", "darwin", "linux"] as const) expect(openerOf(platform, { CI: "1", DISPLAY: ":0" })).toBeUndefined();
  });
});
