/** Nothing that is written in content runs: every field carries markup that would leave a mark, and a real browser opens the pages. */
import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, BrowserContext } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { launch } from "./browser.ts";
import { corpus, PNG, zip } from "./hostile/corpus.ts";
import { type Ask, watch } from "./search-support.ts";
import { attribute, built, copyOfSample, elements, filesIn, parsePage, readJson, run, temporary, textOf, writeDeep } from "./support.ts";

const IMG = `"><img src=x onerror="window.__canary=1">`;
const SCRIPT = `</script></title></textarea><script>window.__canary=2;alert(2)</script>`;
const SVG = `'><svg onload=__canary=3>`;
const TEMPLATE = "{{ constructor.constructor('window.__canary=4')() }}";
const q = (text: string): string => JSON.stringify(text);

const review = `review:\n  by: ${q(`岗${SVG}`)}\n  date: 2026-03-10\n  reason: ${q(IMG)}\n`;

/** Bodies of the corpus that no rule refuses. */
const bodiesOf = (group: string): string =>
  (corpus.find((g) => g.group === group)?.cases ?? [])
    .filter((c) => c.rules.length === 0)
    .map((c) => String(Object.values(c.files)[0]).split("\n---\n")[1] ?? "")
    .filter((b) => b.length < 500)
    .join("\n\n");
const markdown = bodiesOf("markdown");

function withCanaries(): string {
  const content = copyOfSample();
  const site = join(content, "site.yaml");
  writeFileSync(
    site,
    readFileSync(site, "utf8")
      .replace(/^address: .*/m, `address: ${q(`街道${IMG}`)}`)
      .replace(/^hours: .*/m, `hours: ${q(`周一${SVG}`)}`)
      .replace(/^wechat: .*/m, `wechat: ${q(`号${SVG}`)}`)
      .replace(/^categories:\n/m, `categories:\n  - code: canary\n    label: ${q("类<svg onload=c()>")}\n`)
      .replace(/^channels:\n/m, `channels:\n  - code: canary\n    label: ${q("道<svg onload=c()>")}\n`)
      .replace(/^villages:\n/m, `villages:\n  - code: canary\n    label: ${q("村<svg onload=c()>")}\n`)
      .replace(/^catalogue:\n/m, `catalogue:\n  - matter: ${q(`事项${SVG}`)}\n    content: ${q(IMG + SCRIPT)}\n    channels: ${q(SVG)}\n`),
  );
  const write = (path: string, head: string, body = `${IMG}\n\n${SCRIPT}\n\n${TEMPLATE}\n`): void =>
    writeDeep(join(content, path), `---\n${head}---\n${body}`);
  const common = (title: string): string =>
    `title: ${q(title)}\ndate: 2026-03-12\nformed: 2026-03-10\nchannels: ${q("道<svg onload=c()>")}\nissuer: ${q(`办${SVG}`)}\nkeywords:\n  - ${q("<svg onload=c()>")}\nsummary: ${q(`概述金丝雀${IMG}`)}\n${review}`;
  const item = (title: string, more = ""): string =>
    `${common(title)}category: ${q("类<svg onload=c()>")}\ntopic: 20-1\nvillage: ${q("村<svg onload=c()>")}\n${more}`;
  write(
    "items/2026/0001.md",
    item(`金丝雀${IMG}`, `docNumber: ${q(`<img src=x onerror=__canary=6>`)}\n`),
    // The page has no such place.
    `${markdown}\n\n${bodiesOf("links").replace("[上面](#x)", "")}\n\n金丝雀在这里${IMG}\n`,
  );
  write(
    "items/2026/0002.md",
    item(
      `金丝雀二${SCRIPT}`,
      `attachments:\n  - file: a.txt\n    title: ${q(`附件${IMG}`)}\n  - file: b.docx\n    title: ${q(SCRIPT)}\ncorrections:\n  - date: 2026-03-20\n    text: ${q(IMG + SCRIPT)}\n`,
    ),
  );
  // A picture that only the body names.
  appendFileSync(join(content, "items/2026/0001.md"), "\n![图](0001/tu.png)\n");
  writeDeep(join(content, "items/2026/0001/tu.png"), PNG);
  writeDeep(join(content, "items/2026/0002/a.txt"), `附件里的金丝雀 ${IMG} ${SCRIPT}\n`);
  const escaped = `附件里的金丝雀 ${IMG}`.replace(/&/g, "&amp;").replace(/</g, "&lt;");
  writeDeep(
    join(content, "items/2026/0002/b.docx"),
    zip({
      "[Content_Types].xml": "<Types/>",
      "word/document.xml": `<w:document><w:body><w:p><w:r><w:t>${escaped}</w:t></w:r></w:p></w:body></w:document>`,
    }),
  );
  write("items/2026/0003.md", item(`撤回${IMG}`, `withdrawn:\n  date: 2026-04-01\n  reason: ${q(IMG)}\n`));
  const formulas = ['=HYPERLINK("http://example.com","x")', "+1+cmd|' /C calc'!A0", "-2+3", "@SUM(1)"];
  for (const [i, formula] of formulas.entries()) {
    write(
      `items/2026/001${i}.md`,
      item(formula, `docNumber: ${q(formula)}\n`)
        .replace(/issuer: .*/, `issuer: ${q(formula)}`)
        .replace(/summary: .*/, `summary: ${q(formula)}`),
    );
  }
  write("interpretations/2026/0001.md", `${common(`解读${IMG}`)}interprets: items/2026/0001\n`);
  write("responses/2026/0001.md", `title: ${q(`回应${IMG}`)}\ndate: 2026-03-12\nabout: ${q(`金丝雀${SCRIPT}`)}\n${review}`);
  write(
    "requests/2026/0001.md",
    `received: 2026-03-02\nvia: letter\napplicant: natural\nabout: ${q(IMG)}\noutcome: open\nanswered: 2026-03-12\nfee: 0\n`,
  );
  write("complaints/2026/0001.md", `date: 2026-03-02\nabout: ${q(IMG)}\nclosed: 2026-03-05\n`);
  write("trainings/2026/0001.md", `title: ${q(`培训${IMG}`)}\ntype: class\ndate: 2026-03-02\nparticipants: 3\nissuer: ${q(SVG)}\n`);
  write(
    "disputes/2026/0001.md",
    `type: reconsideration\nfiled: 2026-03-03\nabout: ${q(IMG)}\nrequest: requests/2026/0001\nresult: upheld\nclosed: 2026-03-29\n`,
  );
  write("pages/canary.md", `title: ${q(`页${IMG}`)}\nsummary: ${q(SCRIPT)}\n`, `${markdown.replace(/\{\{.*?\}\}/g, "")}\n\n${IMG}\n`);
  appendFileSync(join(content, "reports/2025.md"), `\n${IMG}\n\n${SCRIPT}\n`);
  return content;
}

let browser: Browser;
let content: string;
let site: string;
let base: string;
let said: string[];
let context: BrowserContext;
beforeAll(async () => {
  content = withCanaries();
  [browser, site] = [await launch(), built(content)];
  base = `${pathToFileURL(site).href}/`;
});
afterAll(() => browser?.close());
beforeEach(async () => {
  await context?.close();
  context = await browser.newContext();
  said = watch(context, base);
  context.on("page", (page) => page.on("dialog", (d) => void d.dismiss().then(() => said.push(`dialog: ${d.message()}`))));
});

const canary = (): unknown => (window as unknown as { __canary?: unknown }).__canary;

/** What a page may not have, whatever its text. */
function activeParts(folder: string, path: string): string[] {
  const out: string[] = [];
  for (const e of elements(parsePage(folder, path))) {
    if (["iframe", "object", "embed", "base", "applet", "frame"].includes(e.tagName)) out.push(e.tagName);
    // JSON-LD is data that no browser runs; it stands whole, without a sign that could end it.
    const data = e.tagName === "script" && attribute(e, "type") === "application/ld+json" && /^\{[^<>&]*\}$/.test(textOf(e));
    if (data) expect(() => JSON.parse(textOf(e)) as unknown).not.toThrow();
    else if (e.tagName === "script" && !/^(?:\.\.\/)*assets\/[\w.-]+\.js$/.test(attribute(e, "src") ?? "")) out.push("script of its own");
    if (e.tagName === "img" && !/^[^:]+$/.test(attribute(e, "src") ?? "x")) out.push(`img ${attribute(e, "src")}`);
    if (e.tagName === "meta" && attribute(e, "http-equiv")?.toLowerCase() === "refresh") out.push("refresh");
    for (const { name, value } of e.attrs) {
      if (/^on/i.test(name)) out.push(`${e.tagName} ${name}`);
      if (
        ["href", "src", "action", "formaction", "xlink:href"].includes(name) &&
        /^\s*(?:javascript|vbscript|data|file|blob):|^[\\/]{2}/i.test(value)
      )
        out.push(`${name} ${value}`);
    }
  }
  return out;
}

const pages = (): string[] => filesIn(site).filter((f) => f.endsWith(".html"));
const carrying = (): string[] => pages().filter((f) => /__canary|onload=c\(\)/.test(readFileSync(join(site, f), "utf8")));

describe("no active content", () => {
  it("is in any built page, nor in any made by the sample", () => {
    expect(carrying().length).toBeGreaterThan(25);
    expect(filesIn(site)).toContain("items/2026/0001/tu.png");
    expect(pages().flatMap((f) => activeParts(site, f).map((p) => `${f}: ${p}`))).toEqual([]);
  });

  it("runs on any kind of page in a browser", async () => {
    // One page of each kind, the one with most to carry where there is one; and all of this year's records.
    const kindOf = (f: string): string =>
      f
        .replace(/^(villages|topics|channels|categories)\/[\w-]+\//, "$1/x/")
        .replace(/\d{4}/g, "N")
        .replace(/[\w-]+\.html$/, (m) => (m === "index.html" ? m : "x"));
    const kinds = new Map<string, string>();
    for (const f of [...pages(), ...carrying()]) kinds.set(kindOf(f), f);
    const opened = [...new Set([...kinds.values(), ...carrying().filter((f) => /^(?!figures)\w+\/2026\/|canary/.test(f))])];
    expect(opened.length).toBeGreaterThan(30);
    const page = await context.newPage();
    const marked: string[] = [];
    for (const path of opened) {
      await page.goto(base + path);
      if ((await page.evaluate(canary)) !== undefined) marked.push(path);
    }
    // An address as text, an anchor, a question: what a stranger may send in a link.
    await page.goto(`${base}items/2026/0001.html?kiosk&x=${encodeURIComponent(IMG)}#${encodeURIComponent(SCRIPT)}`);
    if ((await page.evaluate(canary)) !== undefined) marked.push("address");
    expect(marked).toEqual([]);
    expect(said.filter((s) => !/items\/2026\/0001\.html\?kiosk/.test(s))).toEqual([]);
  });

  it("runs among the results of a search, whatever is asked", async () => {
    const page = await context.newPage();
    for (const query of ["金丝雀", "附件里的金丝雀", "onerror", "<script>", IMG, SCRIPT, "window.__canary", "__proto__", "constructor"]) {
      await page.goto(`${base}search/index.html?q=${encodeURIComponent(query)}`);
      const hits = await page.evaluate((words) => (window as unknown as { __search: Ask }).__search(words), query);
      if (/金丝雀/.test(query)) {
        expect(hits.length).toBeGreaterThan(0);
        await page.locator("#results li").first().waitFor();
      }
      await page.waitForTimeout(150);
      expect(await page.evaluate(canary), query).toBeUndefined();
      expect(await page.locator("#results img, #results script, #results svg[onload], #suggestions img, #filters img").count()).toBe(0);
    }
    expect(said).toEqual([]);
  });

  it("runs on the hall's screen", async () => {
    const page = await context.newPage();
    await page.goto(`${base}kiosk/index.html`);
    await page.click("#open-village");
    await page.click("[data-value=canary]");
    await page.locator("#results li").first().waitFor();
    expect(await page.locator("#results").textContent()).toContain("<img src=x");
    expect(await page.locator("#results img, #results script").count()).toBe(0);
    expect(await page.evaluate(canary)).toBeUndefined();
    expect(said).toEqual([]);
  });

  it("runs in the single file of a year", async () => {
    const out = temporary();
    const { status, stdout, stderr } = run("pack", [
      "--content",
      content,
      "--out",
      out,
      "--today",
      "2026-11-23",
      "--year",
      "2026",
      "--single",
    ]);
    expect(status, stdout + stderr).toBe(0);
    const page = await context.newPage();
    const [file = ""] = filesIn(out).filter((f) => f.endsWith(".html"));
    const { href } = pathToFileURL(join(out, file));
    await page.goto(href);
    await page.waitForTimeout(500);
    expect(await page.evaluate(canary)).toBeUndefined();
    expect(await page.locator("[onerror], [onload]").count()).toBe(0);
    expect(said.filter((s) => s !== `asked outside: ${href}`)).toEqual([]);
  });
});

describe("machine-readable files", () => {
  it("carry it as text", () => {
    const feed = readFileSync(join(site, "feed.xml"), "utf8");
    expect(feed).toContain("&lt;img src=x");
    expect(feed).not.toMatch(/<(?:img|script|svg)[\s>]/);
    const json = filesIn(site).filter((f) => f.endsWith(".json"));
    for (const f of json) expect(() => readJson(site, f), f).not.toThrow();
    expect(JSON.stringify(readJson(site, "feed.json"))).toContain("金丝雀");
  });

  it("have no cell that a spreadsheet would run", () => {
    for (const f of filesIn(site).filter((f) => f.endsWith(".csv"))) {
      const text = readFileSync(join(site, f), "utf8").replace(/^\uFEFF/, "");
      const cells = text.match(/(?<=^|,)(?:"(?:[^"]|"")*"|[^",\r\n]*)/gm) ?? [];
      // A number with its sign is a number.
      expect(
        cells.map((c) => c.replace(/^"/, "")).filter((c) => /^[=+\-@\t\r＝＋－＠]/.test(c) && !/^[+-]\d+(?:\.\d+)?%?"?$/.test(c)),
        f,
      ).toEqual([]);
    }
    const records = readFileSync(join(site, "data/2026/records.csv"), "utf8");
    for (const start of ["\"'=HYPERLINK", "'+1+cmd", "'-2+3", "'@SUM(1)"]) expect(records).toContain(start);
  });
});
