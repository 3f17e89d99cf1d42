/** The design as it is promised: colours, bytes, width, keyboard, paper, and the edges of what may be written. */
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accentSheet, DEFAULT_ACCENT } from "../scripts/accent.ts";
import { lowerSheets } from "../scripts/lib/lower-sheet.ts";
import { sheetSource } from "../scripts/lib/sheet.ts";
import { buildPages, buildShell } from "../scripts/pages.ts";
import { walk } from "../scripts/walk.ts";
import { launch, spaceText } from "./browser.ts";
import { edgeKinds, edgeSite, freshSite, LONG_TITLE, RARE } from "./edge.ts";
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
  sample,
  type TalliesFile,
  TODAY,
  textOf,
  writeDeep,
} from "./support.ts";

const source = readFileSync(join(root, "layouts/assets/style.css"), "utf8");

describe("the colours", () => {
  it("of the office reach every page, the icon, the page for lost addresses and the saved site, and no page has a style of its own", () => {
    const content = copyOfSample();
    const file = join(content, "site.yaml");
    writeDeep(file, `${readFileSync(file, "utf8")}\naccent: "#9e1b1e"\n`);
    const red = built(content);
    const written = { "assets/style.css": source + accentSheet("#9e1b1e"), "assets/kiosk.css": sheetSource("assets/kiosk.css") };
    expect(readFileSync(join(red, "assets/style.css"), "utf8")).toBe(lowerSheets(written).get("assets/style.css"));
    for (const path of ["assets/icon.svg", "app.json", "404.html"]) expect(readFileSync(join(red, path), "utf8")).toContain("#9e1b1e");
    expect(readFileSync(join(red, "404.html"), "utf8")).not.toContain(DEFAULT_ACCENT);
  });
});

describe("the built sample", () => {
  let site: string;
  let browser: Browser;
  beforeAll(async () => {
    site = built(sample);
    browser = await launch();
  });
  afterAll(() => browser?.close());
  const open = (page: Page, kind: string, folder = site) => page.goto(`${pathToFileURL(folder).href}/${kind}`);
  const packed = (path: string): number => gzipSync(readFileSync(join(site, path)), { level: 9 }).length;

  it("has a page of every kind among those that are looked at", () => {
    const { edition } = walk(sample, TODAY, () => {});
    if (!edition) throw new Error("the sample has faults");
    const pages: [string, readonly { readonly path: string }[]][] = Object.entries(
      buildPages(edition, buildShell(edition.register, "/", { offline: true })),
    );
    // What stands where a page was moved from leads on at once, and is never seen.
    const unseen = pages.filter(([kind, list]) => kind !== "redirect" && !list.some((p) => kinds.includes(p.path)));
    expect(unseen.map(([kind]) => kind)).toEqual([]);
  });

  it("keeps its budgets: style under 12 KB, a page with it under 20 KB, scripts under 10 KB, as sent", () => {
    const style = packed("assets/style.css");
    expect(style).toBeLessThan(12 * 1024);
    const heavy: string[] = [];
    for (const path of filesIn(site).filter((f) => f.endsWith(".html"))) {
      const styles = new Set<string>();
      const scripts = new Set<string>();
      for (const e of elements(parsePage(site, path))) {
        const to = (attribute(e, "href") ?? attribute(e, "src") ?? "").replace(/^(\.\.\/)*/, "");
        if (e.tagName === "link" && attribute(e, "rel") === "stylesheet") styles.add(to);
        // Pages that are programs bring their own: the search, the hall's screen, saving on the device.
        if (e.tagName === "script" && attribute(e, "src") !== undefined && !/assets\/(?:search|kiosk|offline)\.js$/.test(to))
          scripts.add(to);
      }
      const bytes = packed(path) + [...styles].reduce((n, s) => n + packed(s), 0);
      if (bytes >= 20 * 1024 && !/^reports\/\d/.test(path)) heavy.push(`${path} ${bytes}`);
      const run = [...scripts].reduce((n, s) => n + packed(s), 0);
      if (run >= 10 * 1024) heavy.push(`${path} scripts ${run}`);
    }
    expect(heavy).toEqual([]);
  });

  it("shows pictures whose numbers are those of the tallies", () => {
    const page = parsePage(site, "index.html");
    const { figures } = readJson<TalliesFile>(site, "data/2025/tallies.json");
    const figure = (id: string) => [...elements(page)].find((e) => attribute(e, "id") === id) as never;
    const values = (id: string) =>
      [...elements(figure(id))].filter((e) => attribute(e, "class") === "value").map((e) => Number.parseInt(textOf(e), 10));
    const sum = (list: readonly number[]) => list.reduce((a, b) => a + b, 0);
    expect(sum(values("calendar"))).toBe(figures["items.total"]?.value);
    expect(sum(values("categories"))).toBe(figures["items.total"]?.value);
    const days = [...elements(figure("calendar"))].filter((e) => e.tagName === "title").map(textOf);
    expect(sum(days.map((d) => Number(/，(\d+) 条/.exec(d)?.[1])))).toBe(figures["items.total"]?.value);
  });

  it.each([
    ["320 px wide", 320, 1, false],
    ["320 px wide with letters, words and lines apart (WCAG 1.4.12)", 320, 1, true],
    ["360 px wide with text at 200 %", 360, 2, false],
    ["360 px wide with text at 200 % and apart", 360, 2, true],
    ["1280 px wide with text at 200 %", 1280, 2, false],
    ["2560 px wide", 2560, 1, false],
  ])("never scrolls sideways, %s", async (_, width, zoom, apart) => {
    const page = await browser.newPage({ viewport: { width, height: 800 } });
    const wide: string[] = [];
    for (const kind of kinds.filter((k) => !k.includes("?"))) {
      await open(page, kind);
      if (apart) await spaceText(page);
      const over = await page.evaluate((z) => {
        document.documentElement.style.setProperty("--zoom", String(z));
        const limit = document.documentElement.clientWidth;
        const scrolls = (e: Element | null): boolean =>
          e !== null && (/auto|scroll|hidden/.test(getComputedStyle(e).overflowX) || scrolls(e.parentElement));
        const out = [...document.querySelectorAll("main *, header *, footer *")].find((e) => {
          const { right, width } = e.getBoundingClientRect();
          return width > 1 && right > limit + 1 && !scrolls(e.parentElement) && getComputedStyle(e).visibility !== "hidden";
        });
        const by = document.documentElement.scrollWidth - limit;
        return by > 0 ? `${by}px: ${out?.outerHTML.slice(0, 90)}` : "";
      }, zoom);
      if (over) wide.push(`${kind} ${over}`);
    }
    await page.close();
    expect(wide).toEqual([]);
  });

  it("lets wide tables scroll inside regions that have a name and can be reached by keyboard", async () => {
    const page = await browser.newPage({ viewport: { width: 360, height: 800 } });
    for (const kind of ["statistics/index.html", "reports/2025.html", "reports/2017.html"]) {
      await open(page, kind);
      const bare = await page.evaluate(() =>
        [...document.querySelectorAll("table")].flatMap((t) => {
          const box = t.closest("[role=group][tabindex='0'][aria-label]");
          return box ? [] : [t.outerHTML.slice(0, 80)];
        }),
      );
      expect(bare, kind).toEqual([]);
    }
    await page.close();
  });

  it.each(["index.html", "items/2017/0012.html", "categories/announcements/index.html", "statistics/index.html", "pages/apply.html"])(
    "is walked by keyboard from end to end, with the focus always in sight: %s",
    async (kind) => {
      const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
      await open(page, kind);
      const expected = await page.evaluate(
        () =>
          [...document.querySelectorAll<HTMLElement>("a[href], button, input, select, [tabindex='0'], summary")].filter(
            (e) => e.tabIndex >= 0 && e.checkVisibility(),
          ).length,
      );
      expect(expected).toBeGreaterThan(15);
      let last = -1;
      for (let i = 0; i < expected; i++) {
        await page.keyboard.press("Tab");
        const at = await page.evaluate(() => {
          const e = document.activeElement as HTMLElement;
          const { top, bottom, width, height } = e.getBoundingClientRect();
          const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(e);
          return {
            index: [...document.querySelectorAll("*")].indexOf(e),
            what: e.outerHTML.slice(0, 80),
            seen: width > 0 && height > 0 && bottom > 0 && top < innerHeight,
            ring: outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 2 && outlineColor !== "rgba(0, 0, 0, 0)",
          };
        });
        expect(at.index, `${i}: ${at.what}`).toBeGreaterThan(last);
        expect(at.seen && at.ring, at.what).toBe(true);
        last = at.index;
      }
      // The skip link leads past the navigation.
      await open(page, kind);
      await page.keyboard.press("Tab");
      await page.keyboard.press("Enter");
      expect(await page.evaluate(() => document.activeElement?.id)).toBe("main");
      await page.close();
    },
  );

  it("prints every kind of page: its words in black on white, nothing to click, nothing cut off", async () => {
    const page = await browser.newPage({ viewport: { width: 590, height: 850 }, colorScheme: "dark" });
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    for (const kind of kinds.filter((k) => !/\?|kiosk|404/.test(k))) {
      await open(page, kind);
      const seen = await page.evaluate(() => ({
        left: [...document.querySelectorAll("nav, form, button, .skip")].filter((e) => (e as HTMLElement).offsetHeight > 0).length,
        ink: getComputedStyle(document.querySelector("h1") as Element).color,
        paper: getComputedStyle(document.body).backgroundColor,
        title: (document.querySelector("h1") as HTMLElement).offsetHeight > 0,
        wide: document.documentElement.scrollWidth - innerWidth,
      }));
      expect({ kind, ...seen }).toEqual({
        kind,
        left: 0,
        ink: "rgb(0, 0, 0)",
        paper: "rgb(255, 255, 255)",
        title: true,
        wide: expect.toSatisfy((n: number) => n <= 0),
      });
    }
    await page.close();
  });

  it("keeps its marks where the system has taken the colours, moves nothing where that is asked, and takes harder lines for more contrast", async () => {
    const context = await browser.newContext({ forcedColors: "active", reducedMotion: "reduce" });
    const page = await context.newPage();
    await open(page, "index.html");
    const forced = await page.evaluate(() => {
      const css = (q: string) => getComputedStyle(document.querySelector(q) as Element);
      return {
        bar: css(".bars rect").fill !== css("body").backgroundColor,
        tile: css(".villages li").borderTopStyle,
        moving: [...document.querySelectorAll("*")].filter((e) => getComputedStyle(e).transitionDuration !== "0s").length,
      };
    });
    expect(forced).toEqual({ bar: true, tile: "solid", moving: 0 });
    await context.close();
    const harder = await browser.newContext({ contrast: "more" });
    const other = await harder.newPage();
    await open(other, "index.html");
    expect(await other.evaluate(() => getComputedStyle(document.body).color)).toBe("rgb(0, 0, 0)");
    await harder.close();
  });

  describe("at the edges", () => {
    let edge: string;
    let fresh: string;
    beforeAll(() => {
      edge = edgeSite();
      fresh = freshSite();
    });

    it("fits at 320 px, shows its words whole, and has no finding of axe", async () => {
      const axe = readFileSync(join(root, "node_modules/axe-core/axe.min.js"), "utf8");
      const context = await browser.newContext({ viewport: { width: 320, height: 700 }, bypassCSP: true });
      const page = await context.newPage();
      const found: string[] = [];
      for (const [folder, kind] of [
        ...edgeKinds.map((k) => [edge, k] as const),
        [fresh, "index.html"],
        [fresh, "items/index.html"],
      ] as const) {
        await open(page, kind, folder);
        expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), kind).toBeLessThanOrEqual(0);
        await page.evaluate(axe);
        found.push(
          ...(await page.evaluate(async () => {
            const run = (
              window as unknown as { axe: { run(o: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }
            ).axe;
            const { violations } = await run.run({ rules: { "color-contrast-enhanced": { enabled: true } } });
            return violations.map((v) => `${location.pathname.split("/").slice(-2).join("/")} ${v.id} ${v.nodes[0]?.html.slice(0, 90)}`);
          })),
        );
      }
      await context.close();
      expect(found).toEqual([]);
    });

    it("a title of eighty characters stands whole in its page and its list, and once in the way to it", () => {
      expect([...LONG_TITLE].length).toBeGreaterThanOrEqual(80);
      const page = parsePage(edge, "items/2025/0001.html");
      const all = [...elements(page)];
      expect(textOf(all.find((e) => e.tagName === "h1") as never)).toBe(LONG_TITLE);
      expect(textOf(all.find((e) => attribute(e, "aria-label") === "当前位置") as never)).toMatch(/正文\s*$/);
      expect(textOf(parsePage(edge, "items/2025.html"))).toContain(LONG_TITLE);
    });

    it("a correction and a withdrawal are said before the text, the withdrawal before everything", () => {
      const order = (path: string, ...marks: readonly string[]) => {
        const html = readFileSync(join(edge, path), "utf8");
        return marks.map((m) => html.indexOf(m));
      };
      const corrected = order("items/2025/0001.html", 'id="corrected"', 'class="text"');
      expect(corrected[0]).toBeGreaterThan(0);
      expect(corrected[0]).toBeLessThan(corrected[1] ?? 0);
      const withdrawn = order("items/2025/0002.html", "<h1>", 'id="withdrawn"', 'class="facts"');
      expect(withdrawn).toEqual(withdrawn.toSorted((a, b) => a - b));
      expect(withdrawn[0]).toBeGreaterThan(0);
      expect(readFileSync(join(edge, "items/2025/0002.html"), "utf8")).not.toContain("旧正文");
    });

    it("a 公示 leads to its results, a result to its 公示; one that met no objection says so", () => {
      const facts = (path: string): string =>
        [...elements(parsePage(edge, path))]
          .filter((e) => e.tagName === "dd")
          .map((e) => [...[...elements(e)].flatMap((a) => attribute(a, "href") ?? []), textOf(e)].join(" "))
          .join("\n");
      expect(facts("items/2025/0005.html")).toContain(
        "\n../../items/2025/0007.html ../../items/2025/0008.html 关于低保审核确认结果的公告；关于低保初审结果公示期间异议复核情况的公告\n",
      );
      expect(facts("items/2025/0007.html")).toContain("\n../../items/2025/0005.html 关于低保初审结果的公示\n");
      expect(facts("items/2025/0006.html")).toContain("\n没有异议，2025年3月19日办结\n");
    });

    it("a table of sixty columns scrolls in its own region, by keyboard too", async () => {
      const page = await browser.newPage({ viewport: { width: 360, height: 700 } });
      await open(page, "items/2025/0003.html", edge);
      const box = page.locator(".table-box");
      await box.focus();
      const before = await box.evaluate((e) => [e.scrollWidth > 4 * e.clientWidth, e.scrollLeft]);
      expect(before).toEqual([true, 0]);
      await page.keyboard.press("ArrowRight");
      await expect.poll(() => box.evaluate((e) => e.scrollLeft)).toBeGreaterThan(0);
      await page.close();
    });

    it("an attachment of three megabytes says its size", () => {
      const bytes = statSync(join(edge, "items/2025/0003/tu.png")).size;
      expect(bytes).toBeGreaterThan(3 * 1024 * 1024);
      expect(textOf(parsePage(edge, "items/2025/0003.html"))).toContain(`PNG，${(bytes / 1048576).toFixed(1).replace(/\.0$/, "")} MB`);
    });

    it("rare characters stay whole in titles, facts, lists and data", () => {
      for (const path of ["items/2025/0004.html", "items/2025.html", "index.html", "feed.xml", "data/2025/records.json"]) {
        const text = readFileSync(join(edge, path), "utf8");
        expect(text, path).toContain(`关于${RARE[0]}任职的公告`);
        expect(text, path).not.toContain("\ufffd");
      }
      expect(textOf(parsePage(edge, "items/2025/0004.html"))).toContain(RARE[1]);
    });

    it("a list of two hundred pages offers few numbers, each large enough for a thumb", async () => {
      const page = await browser.newPage({ viewport: { width: 320, height: 700 } });
      await open(page, "items/pager.html", edge);
      const pager = page.locator(".pager");
      expect((await pager.boundingBox())?.height).toBeLessThan(360);
      expect(await pager.locator("a").count()).toBe(8);
      for (const a of await pager.locator("a").all()) {
        const { width = 0, height = 0 } = (await a.boundingBox()) ?? {};
        expect(Math.min(width, height)).toBeGreaterThanOrEqual(44);
      }
      expect(await pager.locator("[aria-current]").textContent()).toBe("100");
      await page.close();
    });

    it("an office without a record says so in whole sentences, and leads nowhere that is not there", () => {
      const text = textOf(parsePage(fresh, "index.html"));
      expect(text).toContain("还没有公开信息");
      expect(text).toContain("有了公开信息，这里就有数字");
      expect(text).not.toMatch(/undefined|NaN|Infinity/);
      expect(brokenLinks(fresh)).toEqual([]);
    });
  });
});
