/** The colours as the style sheet has them, and those that follow from an office's accent: who sees little reads them too. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { accentFault, contrast, DEFAULT_ACCENT, papers, TEXT_CONTRAST, tonesOf } from "../scripts/accent.ts";
import { root } from "./support.ts";

const source = readFileSync(join(root, "layouts/assets/style.css"), "utf8");

/** Values of the tokens in a block of the sheet. */
function tokens(block: string): Record<string, string> {
  return Object.fromEntries([...block.matchAll(/(--[\w-]+):\s*(#[0-9a-f]{3,6})/g)].map((m) => [m[1], m[2]]));
}
const long = (c = ""): string => (c.length === 4 ? `#${[...c.slice(1)].map((x) => x + x).join("")}` : c);
const block = (from: string, to: string): Record<string, string> => tokens(source.slice(source.indexOf(from), source.indexOf(to)));
const light = block("color-scheme", "(prefers-color-scheme: dark)");
const dark = { ...light, ...block("(prefers-color-scheme: dark)", "(prefers-contrast: more)") };

describe("the colours", () => {
  it.each([
    ["light", light],
    ["dark", dark],
  ] as const)("of words stand out at 7:1 wherever they are used, %s", (_, t) => {
    const pairs = [
      ...["--ink", "--ink-soft", "--link"].flatMap((ink) => ["--paper", "--paper-soft"].map((paper) => [ink, paper])),
      ["--on-accent", "--accent"],
      ["--warn-ink", "--warn-paper"],
      ["--ink", "--mark"],
      ["--ink-soft", "--warn-paper"],
      ["--link", "--warn-paper"],
    ] as const;
    for (const [ink = "", paper = ""] of pairs) {
      expect(contrast(long(t[ink]), long(t[paper])), `${ink} on ${paper}`).toBeGreaterThanOrEqual(TEXT_CONTRAST);
    }
    for (const mark of ["--edge", "--accent-strong"]) expect(contrast(long(t[mark]), long(t["--paper"]))).toBeGreaterThanOrEqual(3);
  });

  it("of the accent are those that follow from it, on the papers of the sheet", () => {
    const { light: l, dark: d } = tonesOf(DEFAULT_ACCENT);
    expect([light["--accent"], light["--accent-strong"], light["--link"]]).toEqual([l.accent, l.strong, l.link]);
    expect([dark["--accent"], dark["--accent-strong"], dark["--link"]]).toEqual([d.accent, d.strong, d.link]);
    expect([long(light["--paper"]), light["--paper-soft"], dark["--paper"], dark["--paper-soft"]]).toEqual([
      papers.light.paper,
      papers.light.soft,
      papers.dark.paper,
      papers.dark.soft,
    ]);
  });

  it("can be read for every accent that is let through, by day and by night", () => {
    const colour = fc.integer({ min: 0, max: 0xffffff }).map((n) => `#${n.toString(16).padStart(6, "0")}`);
    fc.assert(
      fc.property(colour, (accent) => {
        if (accentFault(accent)) return contrast(accent, "#ffffff") < TEXT_CONTRAST;
        const { light: l, dark: d } = tonesOf(accent);
        const least = (tone: string, on: Readonly<Record<string, string>>): number =>
          Math.min(...Object.values(on).map((b) => contrast(tone, b)));
        return (
          contrast(l.accent, "#ffffff") >= 7 &&
          contrast(d.accent, "#ffffff") >= 7 &&
          least(l.link, papers.light) >= 7 &&
          least(d.link, papers.dark) >= 7 &&
          least(l.strong, papers.light) >= 7 &&
          least(d.strong, papers.dark) >= 7
        );
      }),
    );
  });

  it("that are too light are refused with the ratio and one that would do", () => {
    expect(contrast("#ffffff", "#000000")).toBeCloseTo(21);
    expect(contrast("#777777", "#ffffff")).toBeCloseTo(4.48, 2);
    const [said = "", advice = ""] = accentFault("#e60012") ?? [];
    expect(said).toContain("4.8:1");
    const offered = /#[0-9a-f]{6}/.exec(advice)?.[0] ?? "";
    expect(accentFault(offered)).toBeUndefined();
    expect(contrast(offered, "#ffffff")).toBeLessThan(7.3);
  });
});
