/** The sample site, built once: figures, links, HTML, bytes, and a real browser. */

import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { extname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { FileSystemConfigLoader, HtmlValidate } from "html-validate";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launch } from "./browser.ts";
import { kinds } from "./kinds.ts";
import {
  attribute,
  brokenLinks,
  built,
  copyOfSample,
  elements,
  filesIn,
  parsePage,
  readJson,
  root,
  run,
  sample,
  type TalliesFile,
  textOf,
  textsOf,
} from "./support.ts";

let site: string;

beforeAll(() => {
  site = built(sample);
});

/** The text pack of a year: its name tells its content. */
const packOf = (year: number): string => filesIn(site).find((f) => f.startsWith(`search/pack-${year}-`)) ?? "";

const figuresOf = (folder: string, year: number) => readJson<TalliesFile>(folder, `data/${year}/tallies.json`).figures;

/** What is linked as a figure on a page: address without the hash → the numbers shown. */
function figureLinks(folder: string, page: string): { href: string; text: string }[] {
  return [...elements(parsePage(folder, page))]
    .filter((e) => e.tagName === "a" && attribute(e, "class") === "figure")
    .map((e) => ({ href: attribute(e, "href") ?? "", text: textOf(e) }));
}

describe("the 2017 figures", () => {
  it("are those of the seed report", () => {
    const figures = figuresOf(site, 2017);
    const expected: Record<string, number> = {
      "items.total": 135,
      "items.category.公告公示": 135,
      "items.category.规范性文件": 0,
      "items.channel.政府公报": 0,
      "responses.total": 0,
      "interpretations.total": 12,
      "complaints.total": 16,
      "staff.fullTime": 0,
      "staff.partTime": 3,
      "trainings.total": 2,
      "trainings.participants": 36,
      "requests.received.total": 0,
      "requests.received.window": 0,
      "requests.received.fax": 0,
      "requests.received.email": 0,
      "requests.received.wechat": 0,
      "requests.received.letter": 0,
      "requests.received.other": 0,
      "fees.charged": 0,
      "fees.waived": 0,
      "reconsiderations.total": 0,
      "litigations.total": 0,
      "appeals.total": 0,
    };
    for (const [key, value] of Object.entries(expected)) expect(`${key} ${figures[key]?.value}`).toBe(`${key} ${value}`);
    expect(figures["items.category.公告公示"]?.share).toBe(1);
    expect(readJson<TalliesFile>(site, "data/2017/tallies.json").period).toEqual({ from: "2017-01-01", to: "2017-12-31" });
  });

  it("each name their records, and the records are in the data", () => {
    for (const year of [2017, 2025]) {
      const ids = new Set(readJson<{ records: { id: string }[] }>(site, `data/${year}/records.json`).records.map((r) => r.id));
      const others = new Set(readJson<{ records: { id: string }[] }>(site, "data/records.json").records.map((r) => r.id));
      for (const [key, f] of Object.entries(figuresOf(site, year))) {
        if (f.basis === "declared") continue;
        if (!/participants|fees/.test(key)) expect(`${key} ${f.records.length}`).toBe(`${key} ${f.value}`);
        // A request carried in stands with the year in which it came.
        for (const id of f.records) expect(ids.has(id) || (/^requests\./.test(key) && others.has(id)), `${key} ${id}`).toBe(true);
      }
    }
  });

  it("stand in the words of the report, each a link to its records", () => {
    const page = "reports/2017.html";
    const text = textOf(parsePage(site, page)).replace(/\s+/g, "");
    for (const words of [
      "全年累计主动公开政府信息135条",
      "“公告公示”信息135条，占总体百分比为100%",
      "“规范性”文件0条，占总体百分比为0%",
      "“政府公报”公开政府信息数0条",
      "回应公众关注热点或重大舆情数0次",
      "政策解读稿件发布数12篇",
      "举报投诉数量16件",
      "兼职人员3人",
      "培训班数2次",
      "接受培训人员数36人次",
      "受理依申请公开政府信息0件",
      "2017年1月1日起至2017年12月31日止",
      "0955-4719171",
    ]) {
      expect(text).toContain(words);
    }
    const headings = [...elements(parsePage(site, page))].filter((e) => e.tagName === "h2").map(textOf);
    expect(headings.slice(0, 7).map((h) => h.slice(0, 2))).toEqual(["一、", "二、", "三、", "四、", "五、", "六、", "七、"]);
    const links = figureLinks(site, page);
    expect(links.length).toBeGreaterThan(40);
    expect(text).not.toContain("{{");
    for (const { href, text: shown } of links) {
      const [path = "", hash] = href.split("#");
      const file = join(site, "reports", path);
      expect(existsSync(file), href).toBe(true);
      if (hash !== undefined) expect(readFileSync(file, "utf8")).toContain(`id="${hash}"`);
      else expect(Number.parseInt(shown, 10), href).toBeGreaterThan(0);
    }
  });

  it("become 134 everywhere when one item goes", () => {
    const content = copyOfSample();
    rmSync(join(content, "items/2017/0100.md"));
    const changed = built(content);
    expect(figuresOf(changed, 2017)["items.total"]?.value).toBe(134);
    for (const page of ["reports/2017.html", "statistics/index.html", "figures/2017.html", "items/2017.html", "items/index.html"]) {
      const texts = textsOf(parsePage(changed, page)).join("\n");
      expect(texts, page).toMatch(/(?<!\d)134(?!\d)/);
      expect(texts, page).not.toMatch(/(?<!\d)135(?!\d)/);
    }
    expect(existsSync(join(changed, "items/2017/0100.html"))).toBe(false);
  });

  it("count an item once, however many channels it took", () => {
    const content = copyOfSample();
    const file = join(content, "items/2017/0100.md");
    const before = figuresOf(site, 2017);
    const text = readFileSync(file, "utf8");
    expect(text).not.toContain("政务微博");
    writeFileSync(file, text.replace("channels:\n", "channels:\n  - 政务微博\n"));
    const after = figuresOf(built(content), 2017);
    const changed = Object.keys(before).filter((k) => before[k]?.value !== after[k]?.value);
    expect(changed).toEqual(["items.channel.政务微博"]);
  });
});

describe("the 2025 figures", () => {
  it("have the year before them in the data, with what it carried over, though no page speaks of it", () => {
    const f = figuresOf(site, 2024);
    expect([f["requests.received.total"]?.value, f["requests.carriedOut"]?.value]).toEqual([1, 1]);
    expect(readJson<{ year: number; published: string | null }>(site, "data/2024/report.json")).toMatchObject({
      year: 2024,
      published: null,
    });
    expect(existsSync(join(site, "items/2024.html"))).toBe(false);
  });

  it("carry requests over the turn of the year, each in one row", () => {
    const f = figuresOf(site, 2025);
    const value = (key: string): number => f[key]?.value ?? Number.NaN;
    expect(value("items.total") + value("villageAffairs.total")).toBe(65);
    expect([value("requests.received.total"), value("requests.carriedIn"), value("requests.carriedOut")]).toEqual([8, 1, 1]);
    const rows = Object.keys(f).filter((k) => k.startsWith("requests.outcome.") && value(k) > 0);
    expect(rows.length).toBeGreaterThanOrEqual(6);
    const ended = rows.reduce((n, k) => n + value(k), 0);
    expect(value("requests.received.total") + value("requests.carriedIn")).toBe(ended + value("requests.carriedOut"));
    expect(value("reconsiderations.total")).toBe(1);
  });

  it("leave out what was withdrawn within the year, and its page says why", () => {
    const withdrawn = readJson<{ records: { id: string; withdrawn: { reason: string } }[] }>(site, "data/withdrawn.json").records;
    expect(withdrawn).toHaveLength(1);
    const { id, withdrawn: w } = withdrawn[0] as { id: string; withdrawn: { reason: string } };
    expect(figuresOf(site, 2025)["items.total"]?.records).not.toContain(id);
    const page = textOf(parsePage(site, `${id}.html`));
    expect(page).toContain(w.reason);
    expect(page).toMatch(/效力状态\s*已撤回/);
    const source = readFileSync(join(sample, `${id}.md`), "utf8");
    const paragraph = source.split("---\n").at(-1)?.trim().split("\n")[0] ?? "";
    expect(paragraph.length).toBeGreaterThan(20);
    expect(page).not.toContain(paragraph);
    for (const file of ["feed.xml", "sitemap.xml", "data/records.json", packOf(2025), "items/2025.html"]) {
      expect(readFileSync(join(site, file), "utf8"), file).not.toContain(`${id}.html`);
    }
  });

  it("show a correction on the item's page", () => {
    const corrected = readJson<{ records: { id: string; corrections?: { text: string }[] }[] }>(
      site,
      "data/2025/records.json",
    ).records.find((r) => r.corrections);
    expect(textOf(parsePage(site, `${corrected?.id}.html`))).toContain(corrected?.corrections?.[0]?.text);
  });
});

describe("the pages", () => {
  it("lead nowhere that is not there", () => {
    expect(brokenLinks(site)).toEqual([]);
  });

  it("lead nowhere that is not there either, when the office has only its register", () => {
    const content = copyOfSample();
    rmSync(join(content, "pages"), { recursive: true });
    rmSync(join(content, "reports"), { recursive: true });
    const bare = built(content);
    expect(brokenLinks(bare)).toEqual([]);
    expect(textOf(parsePage(bare, "index.html"))).toContain("还没有公布");
  });

  it("link an interpretation and its item to each other", () => {
    for (const r of readJson<{ records: { id: string; kind: string; interprets?: string[] }[] }>(site, "data/records.json").records) {
      for (const id of r.interprets ?? []) {
        expect(readFileSync(join(site, `${id}.html`), "utf8")).toContain(`${r.id}.html`);
        expect(readFileSync(join(site, `${r.id}.html`), "utf8")).toContain(`${id}.html`);
      }
    }
  });

  it("are valid HTML", async () => {
    const validator = new HtmlValidate(
      new FileSystemConfigLoader({
        extends: ["html-validate:standard"],
        rules: {
          // Raw “&”-free text and our own line breaks are fine; long titles are the register's, not ours.
          "long-title": "off",
          "no-trailing-whitespace": "off",
          // A region that scrolls must be reachable by keyboard.
          "prefer-native-element": "off",
          "tel-non-breaking": "off",
        },
      }),
    );
    const faults: string[] = [];
    for (const page of filesIn(site).filter((f) => f.endsWith(".html"))) {
      const report = await validator.validateString(readFileSync(join(site, page), "utf8"));
      for (const r of report.results) for (const m of r.messages) faults.push(`${page}:${m.line} ${m.ruleId} ${m.message}`);
    }
    expect(faults).toEqual([]);
  });

  it("carry the government's meta tags", () => {
    const metas = (page: string) =>
      Object.fromEntries(
        [...elements(parsePage(site, page))]
          .filter((e) => e.tagName === "meta")
          .map((e) => [attribute(e, "name") ?? "", attribute(e, "content") ?? ""]),
      );
    expect(Object.keys(metas("index.html"))).toEqual(expect.arrayContaining(["SiteName", "SiteDomain", "SiteIDCode"]));
    expect(Object.keys(metas("items/2017.html"))).toEqual(
      expect.arrayContaining(["SiteName", "SiteDomain", "SiteIDCode", "ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType"]),
    );
    const item = metas("items/2017/0001.html");
    expect(Object.keys(item)).toEqual(
      expect.arrayContaining([
        "ColumnName",
        "ColumnDescription",
        "ColumnKeywords",
        "ColumnType",
        "ArticleTitle",
        "PubDate",
        "ContentSource",
      ]),
    );
    expect(item.PubDate).toMatch(/^2017-01-\d\d \d\d:\d\d$/);
    for (const value of Object.values(item)) expect(value).not.toMatch(/undefined|null/);
  });

  it("carry a policy that allows nothing from outside, and no script or style inside", () => {
    const wider: string[] = [];
    // A piece of another site's page has that page's policy.
    for (const page of filesIn(site).filter((f) => f.endsWith(".html") && !f.endsWith(".inc.html"))) {
      let policy: string | undefined;
      for (const e of elements(parsePage(site, page))) {
        if (attribute(e, "http-equiv") === "Content-Security-Policy") policy = attribute(e, "content");
        if (e.tagName === "script" && attribute(e, "type") !== "application/ld+json")
          expect(attribute(e, "src"), page).toMatch(/^(?:\.\.\/)*assets\/[a-z-]+\.js$/);
        expect(e.tagName === "style" && page !== "404.html", page).toBe(false);
        for (const { name, value } of e.attrs) {
          expect(/^on|^style$/.test(name), `${page} ${name}`).toBe(false);
          if (["href", "src", "action"].includes(name)) expect(value, page).not.toMatch(/^\s*(?:javascript|vbscript|data):/i);
        }
      }
      expect(policy, page).toContain("default-src 'none'");
      expect(policy?.replace("style-src 'unsafe-inline'", ""), page).not.toMatch(/unsafe-inline|unsafe-eval|https?:|\*/);
      expect(policy?.match(/connect-src [^;]*/)?.[0] ?? "connect-src 'self'", page).toBe("connect-src 'self'");
      if (/worker-src|wasm/.test(policy ?? "")) wider.push(page);
    }
    // Only where the page needs it: saving on the device.
    expect(wider).toEqual(["offline/index.html"]);
  });

  it("say in plain sight that they are a demo, until the flag is gone", () => {
    const pages = filesIn(site).filter((f) => f.endsWith(".html"));
    for (const page of pages)
      expect(readFileSync(join(site, page), "utf8"), page).toContain(page.endsWith(".inc.html") ? "演示站点" : 'class="demo"');
    const content = copyOfSample();
    const file = join(content, "site.yaml");
    writeFileSync(file, readFileSync(file, "utf8").replace("demo: true\n", ""));
    const real = built(content);
    for (const page of filesIn(real).filter((f) => f.endsWith(".html"))) {
      expect(readFileSync(join(real, page), "utf8"), page).not.toContain('class="demo"');
    }
  });

  it("give the guide all parts that 条例第十二条 asks for", () => {
    const text = textOf(parsePage(site, "pages/guide.html"));
    for (const part of [
      "分类",
      "编排",
      "获取方式",
      "办公地址",
      "办公时间",
      "联系电话",
      "传真",
      "互联网联系方式",
      "党政办公室",
      "0955-4719171",
      "755200",
    ]) {
      expect(text).toContain(part);
    }
  });

  it("say of an empty topic that it is empty", () => {
    expect(textOf(parsePage(site, "topics/21-6/index.html"))).toContain("暂无这方面的信息");
    expect(textOf(parsePage(site, "topics/index.html"))).toContain("暂无");
  });
});

describe("the data files", () => {
  it("are CSV with BOM, one line a record", () => {
    const csv = readFileSync(join(site, "data/2017/records.csv"), "utf8");
    expect(csv.startsWith("\uFEFF编号,")).toBe(true);
    const records = readJson<{ records: unknown[] }>(site, "data/2017/records.json").records;
    expect(csv.trimEnd().split("\r\n")).toHaveLength(records.length + 1);
    expect(records).toHaveLength(135 + 12 + 16 + 2);
  });

  it("are feeds of the newest, with whole addresses under the base path", () => {
    const atom = readFileSync(join(site, "feed.xml"), "utf8");
    expect(atom.match(/<entry>/g)).toHaveLength(50);
    expect(atom).toContain("<id>http://www.hy.gov.cn/xianzhen/items/2025/");
    const feed = readJson<{ items: { url: string; date_published: string }[] }>(site, "feed.json");
    expect(feed.items).toHaveLength(50);
    expect(feed.items[0]?.date_published).toBe("2026-01-22T00:00:00+08:00");
    expect(feed.items[1]?.date_published).toMatch(/^2025-12-\d\dT00:00:00\+08:00$/);
    const other = built(sample, ["--base", "/a/b/"]);
    expect(readFileSync(join(other, "feed.xml"), "utf8")).toContain("<id>http://www.hy.gov.cn/a/b/items/2025/");
    expect(readFileSync(join(other, "sitemap.xml"), "utf8")).toContain("<loc>http://www.hy.gov.cn/a/b/index.html</loc>");
  });

  it("hold no internal note of a request or complaint", () => {
    const all = filesIn(site)
      .filter((f) => /\.(?:html|json|csv|js|xml)$/.test(f))
      .map((f) => readFileSync(join(site, f), "utf8"))
      .join("\n");
    for (const file of filesIn(sample).filter((f) => /^(?:requests|complaints|disputes)\//.test(f))) {
      const note = readFileSync(join(sample, file), "utf8").split("---\n").at(-1)?.trim() ?? "";
      if (note) expect(all.includes(note), file).toBe(false);
    }
  });
});

describe("the bytes", () => {
  const bytes = (folder: string): Map<string, string> => new Map(filesIn(folder).map((f) => [f, readFileSync(join(folder, f), "base64")]));

  it.each([
    ["UTC", "C", "2026-11-23"],
    ["Asia/Shanghai", "zh_CN.UTF-8", "2026-11-24"],
    ["America/Los_Angeles", "de_DE.UTF-8", "2027-11-23"],
    ["Pacific/Kiritimati", "zh_CN.UTF-8", "2026-11-23"],
    ["Asia/Kathmandu", "C", "2027-02-28"],
  ])("are the same in %s, %s, on %s, from another folder", (zone, lang, today) => {
    const other = bytes(built(copyOfSample(), ["--today", today], { TZ: zone, LANG: lang, LC_ALL: lang }));
    const first = bytes(site);
    expect([...other.keys()]).toEqual([...first.keys()]);
    for (const [file, content] of first) expect(other.get(file) === content, file).toBe(true);
  });
});

describe("a build that can't go through", () => {
  it("lists all faults and leaves the last good site as it was", () => {
    const content = copyOfSample();
    const out = built(content);
    const before = statSync(join(out, "index.html")).mtimeMs;
    const reviewed = "review:\n  by: 示例审核岗\n  date: 2017-01-01\n";
    writeFileSync(join(content, "items/2017/0001.md"), `---\ntitle: x\n${reviewed}---\n`);
    writeFileSync(join(content, "items/2025/0001.md"), `没有信息栏\n${reviewed}`);
    const { status, stderr } = run("build", ["--content", content, "--out", out]);
    expect(status).toBe(1);
    expect(stderr).toContain("items/2017/0001.md");
    expect(stderr).toContain("items/2025/0001.md");
    expect(stderr).toContain("原来的网站没有动");
    expect(statSync(join(out, "index.html")).mtimeMs).toBe(before);
    const check = run("check", ["--content", content, "--json"]);
    expect(check.status).toBe(1);
    const problems = JSON.parse(check.stdout) as { file: string; line: number; rule: string; severity: string; message: string }[];
    expect(problems.map((p) => p.rule)).toEqual(expect.arrayContaining(["key-missing", "header-missing"]));
    for (const p of problems) expect(Object.keys(p).sort()).toEqual(["file", "line", "message", "rule", "severity"]);
  });

  it("does not write over a folder that is not its own", () => {
    const other = copyOfSample();
    const { status, stderr } = run("build", ["--content", sample, "--out", other]);
    expect(status).toBe(1);
    expect(stderr).toContain("没有覆盖它");
    expect(existsSync(join(other, "site.yaml"))).toBe(true);
  });

  it("drops the page of an item that is gone", () => {
    const content = copyOfSample();
    const out = built(content);
    rmSync(join(content, "items/2025/0066.md"));
    expect(run("build", ["--content", content, "--out", out]).status).toBe(0);
    expect(existsSync(join(out, "items/2025/0066.html"))).toBe(false);
  });

  it("answers a wrong option with what to type", () => {
    const { status, stderr } = run("build", ["--contnet", "x"]);
    expect(status).toBe(2);
    expect(stderr).toContain("--contnet");
    expect(stderr).toContain("--content 文件夹");
  });
});

describe("in a real browser", () => {
  let browser: Browser;
  let server: Server;
  let origin: string;
  const types: Record<string, string> = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
  };

  beforeAll(async () => {
    browser = await launch();
    server = createServer((request, response) => {
      const path = decodeURIComponent(new URL(request.url ?? "/", "http://x").pathname);
      const file = path.startsWith("/a/b/") ? join(site, path.slice("/a/b/".length) || "index.html") : "";
      if (!file || !existsSync(file)) return response.writeHead(404).end();
      response.writeHead(200, { "content-type": types[extname(file)] ?? "application/octet-stream" }).end(readFileSync(file));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    origin = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}/a/b/`;
  });

  afterAll(async () => {
    await browser?.close();
    server?.close();
  });

  const bases = { http: () => origin, file: () => `${pathToFileURL(site).href}/` };

  it.each(["http", "file"] as const)("every kind of page is right over %s", async (scheme) => {
    const base = bases[scheme]();
    const context = await browser.newContext({ viewport: { width: 360, height: 740 } });
    const page = await context.newPage();
    const said: string[] = [];
    page.on("console", (m) => ["error", "warning"].includes(m.type()) && said.push(`${page.url()} ${m.text()}`));
    page.on("pageerror", (e) => said.push(`${page.url()} ${e.message}`));
    page.on("request", (r) => !r.url().startsWith(base) && !r.url().startsWith("data:") && said.push(`asked outside: ${r.url()}`));
    page.on("requestfailed", (r) => r.failure()?.errorText !== "net::ERR_ABORTED" && said.push(`failed: ${r.url()}`));
    for (const kind of kinds) {
      await page.goto(base + kind);
      const { wide, styled } = await page.evaluate(() => ({
        wide: document.documentElement.scrollWidth - window.innerWidth,
        styled: getComputedStyle(document.body).marginTop === "0px" || document.querySelector("style") !== null,
      }));
      expect(`${kind} ${wide > 0 ? `${wide}px too wide` : "fits"}`).toBe(`${kind} fits`);
      expect(styled, kind).toBe(true);
    }
    expect(said).toEqual([]);
    await context.close();
  });

  it("has no finding of axe on any kind of page, phone and desktop, light and dark", async () => {
    const axe = readFileSync(join(root, "node_modules/axe-core/axe.min.js"), "utf8");
    const findings: string[] = [];
    for (const [colorScheme, width] of [
      ["light", 1280],
      ["dark", 360],
    ] as const) {
      const context = await browser.newContext({ colorScheme, viewport: { width, height: 800 }, bypassCSP: true });
      const page = await context.newPage();
      for (const kind of kinds) {
        await page.goto(bases.file() + kind);
        if (kind.includes("?")) await page.waitForSelector(".results li, #suggestions p");
        await page.evaluate(axe);
        const found = await page.evaluate(async () => {
          const { violations } = await (
            window as unknown as { axe: { run(o: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }
          ).axe.run({
            runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
            // Text at 7:1 (AAA), as the style sheet promises.
            rules: { "color-contrast-enhanced": { enabled: true } },
          });
          return violations.map((v) => `${v.id}: ${v.nodes[0]?.html.slice(0, 100)}`);
        });
        findings.push(...found.map((f) => `${colorScheme} ${width} ${kind} ${f}`));
      }
      await context.close();
    }
    expect(findings).toEqual([]);
  });

  it("reads without JavaScript", async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${bases.file()}index.html`);
    await page.click("text=法定主动公开内容");
    await page.click("text=2017年");
    expect(await page.locator("h1").textContent()).toBe("2017年主动公开的信息");
    await page.locator(".rows a").first().click();
    expect(await page.locator("h1").textContent()).toBeTruthy();
    expect(await page.locator("[data-print]").isVisible()).toBe(false);
    await context.close();
  });

  it.each(["http", "file"] as const)("finds words as they stand over %s", async (scheme) => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(`${bases[scheme]()}index.html`);
    await page.fill("#find", "债权债务清查");
    await page.press("#find", "Enter");
    await page.waitForSelector(".results li");
    expect(page.url()).toContain("search/index.html?q=");
    expect(await page.locator("#count").textContent()).toMatch(/^找到 \d+ 条。$/);
    expect(await page.locator(".results mark").first().textContent()).toBe("债权债务清查");
    await page.fill("#find", "绝对没有这几个字");
    await expect.poll(() => page.locator("#suggestions").textContent()).toContain("0955-4719171");
    await page.fill("#find", "西政发(2017)60号");
    await page.waitForSelector(".results li");
    await page.locator(".results a").first().click();
    expect(await page.locator("article").textContent()).toContain("西政发〔2017〕60号");
    await context.close();
  });
});

describe("the repository", () => {
  it("has authors' templates that agree with the model", async () => {
    const { authorsFiles } = await import("../scripts/model/template.ts");
    const { readContent } = await import("../scripts/content.ts");
    const vocabulary = readContent(join(root, "content")).site;
    expect(vocabulary).toBeDefined();
    if (!vocabulary) return;
    for (const [file, text] of authorsFiles(vocabulary)) {
      expect(readFileSync(join(root, file), "utf8"), `${file}: run npm run templates`).toBe(text);
    }
  });
});
