/** What was styled stays styled: every element of every kind of page stands and looks the same under the lowered sheet as under the one that is written. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { withoutComparison } from "../scripts/lib/lower-sheet.ts";
import { sheetSource } from "../scripts/lib/sheet.ts";
import { launch } from "./browser.ts";
import { kinds } from "./kinds.ts";
import { built, copyOfSample } from "./support.ts";

let site: string;
let browser: Browser;

beforeAll(async () => {
  site = built(copyOfSample());
  for (const name of ["style", "kiosk"]) writeFileSync(join(site, `assets/${name}.written.css`), sheetSource(`assets/${name}.css`));
  browser = await launch(["--allow-file-access-from-files"]);
});
afterAll(() => browser?.close());

/** Each element: where it stands and what it looks like. */
const looks = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll("body, body *")].map((e) => {
      const s = getComputedStyle(e);
      const r = e.getBoundingClientRect();
      const place = [r.x, r.y, r.width, r.height].map((n) => Math.round(n * 2) / 2).join(" ");
      const seen = [
        s.display,
        s.position,
        s.color,
        s.backgroundColor,
        s.borderTopColor,
        s.borderTopWidth,
        s.fontSize,
        s.fontWeight,
        s.textAlign,
      ];
      return `${e.tagName}.${e.getAttribute("class") ?? ""} ${place} ${seen.join(" ")} ${s.textDecorationLine} ${s.visibility}`;
    }),
  );

/** The page under its written sheets: the links lead to them instead. */
const written = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const links = [...document.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"]')];
    await Promise.all(
      links.map(
        (link) =>
          new Promise((loaded) => {
            link.onload = loaded;
            link.href = link.href.replace(/\.css$/, ".written.css");
          }),
      ),
    );
  });

describe("the lowered sheet", () => {
  it.each(kinds.filter((k) => !/^(?:embed|404)/.test(k)))("of %s", async (path) => {
    for (const [width, scheme, elder] of [
      [360, "light", false],
      [1280, "dark", false],
      [360, "light", true],
    ] as const) {
      const page = await browser.newPage({ viewport: { width, height: 740 }, colorScheme: scheme });
      try {
        await page.goto(`file://${join(site, path.split("?")[0] ?? "")}${path.includes("?") ? `?${path.split("?")[1]}` : ""}`);
        await page.waitForLoadState("load");
        if (path.includes("search/index.html?"))
          await page.waitForFunction(() => /条|没有/.test(document.querySelector("main")?.textContent ?? ""));
        if (elder) await page.evaluate(() => document.documentElement.setAttribute("data-elder", ""));
        const lowered = await looks(page);
        await written(page);
        expect(lowered).toEqual(await looks(page));
        expect(lowered.length).toBeGreaterThan(20);
      } finally {
        await page.close();
      }
    }
  });

  it.each([
    ["clamp(1rem, 2vw, 3rem)", "1rem"],
    ["calc(clamp(1rem, 0.5rem + 1vw, 2rem) * var(--zoom, 1)) / 1.75 sans-serif", "calc(1rem * var(--zoom, 1)) / 1.75 sans-serif"],
    ["min(100%, 38em)", "100%"],
    ["max(1px + 2px, var(--a, min(1px, 2px)))", "calc(1px + 2px)"],
    ["minmax(0, 1fr)", "minmax(0, 1fr)"],
  ])("has for %s, where it is unknown, %s", (value, plain) => {
    expect(withoutComparison(value)).toBe(plain);
  });
});
