/** The one colour that an office chooses → every tone of it that pages use, each as far from its background as reading asks. */

/** `#rrggbb`. */
export type Colour = string;

/** Without a choice in `site.yaml`. */
export const DEFAULT_ACCENT: Colour = "#1a4f8b";

/** Contrast that text keeps (WCAG 2.2, 1.4.6, AAA). */
export const TEXT_CONTRAST = 7;

/** Backgrounds on which tones of the accent are read: `--paper` and `--paper-soft` of the style sheet. */
export const papers = {
  light: { paper: "#ffffff", soft: "#f3f5f8" },
  dark: { paper: "#12161c", soft: "#1d232c" },
} as const;

/** Tones as the style sheet names them. */
export interface Tones {
  /** Behind white words: masthead, buttons. */
  readonly accent: Colour;
  /** Marks, bars, borders and the ring of focus. */
  readonly strong: Colour;
  /** Links. */
  readonly link: Colour;
}

type Triple = readonly [number, number, number];

const channels = (colour: Colour): Triple => {
  const n = Number.parseInt(colour.slice(1), 16);
  return [(n >> 16) & 255, (n >> 8) & 255, n & 255];
};

const linear = (colour: Colour): Triple =>
  channels(colour).map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4)) as unknown as Triple;

const written = (rgb: readonly number[]): Colour =>
  `#${rgb
    .map((c) => Math.round(255 * Math.min(1, Math.max(0, c <= 0.0031308 ? c * 12.92 : 1.055 * c ** (1 / 2.4) - 0.055))))
    .map((c) => c.toString(16).padStart(2, "0"))
    .join("")}`;

const times = (rows: readonly Triple[], [a, b, c]: Triple): Triple => rows.map(([x, y, z]) => x * a + y * b + z * c) as unknown as Triple;

// Oklab (Björn Ottosson, 2020): equal steps look equal, and a hue stays what it is.
const oklab = (colour: Colour): Triple =>
  times(
    [
      [0.2104542553, 0.793617785, -0.0040720468],
      [1.9779984951, -2.428592205, 0.4505937099],
      [0.0259040371, 0.7827717662, -0.808675766],
    ],
    times(
      [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
      ],
      linear(colour),
    ).map(Math.cbrt) as unknown as Triple,
  );

const fromOklab = (lab: Triple): Colour =>
  written(
    times(
      [
        [4.0767416621, -3.3077115913, 0.2309699292],
        [-1.2684380046, 2.6097574011, -0.3413193965],
        [-0.0041960863, -0.7034186147, 1.707614701],
      ],
      times(
        [
          [1, 0.3963377774, 0.2158037573],
          [1, -0.1055613458, -0.0638541728],
          [1, -0.0894841775, -1.291485548],
        ],
        lab,
      ).map((c) => c ** 3) as unknown as Triple,
    ),
  );

/** Relative luminance (WCAG). */
const luminance = (colour: Colour): number => {
  const [r, g, b] = linear(colour);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};

/** Contrast of two colours, 1 to 21 (WCAG). */
export function contrast(a: Colour, b: Colour): number {
  const [x, y] = [luminance(a), luminance(b)];
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
}

/** The colour moved towards another one, no further than it takes to stand out from all backgrounds by so much. */
function towards(colour: Colour, end: Colour, backgrounds: readonly Colour[], least: number): Colour {
  const from = oklab(colour);
  const [lightness] = oklab(end);
  // On the way to white some of the hue stays, as far as a screen can show it.
  const kept = lightness > 0.5 ? 0.4 : 0;
  const to: Triple = [lightness, from[1] * kept, from[2] * kept];
  for (let step = 0; step < 200; step++) {
    const tone = step === 0 ? colour : fromOklab(from.map((c, i) => c + (((to[i] ?? 0) - c) * step) / 200) as unknown as Triple);
    if (backgrounds.every((b) => contrast(tone, b) >= least)) return tone;
  }
  return end;
}

/** All tones of an accent. The dark ones follow from it: the page never asks for a second colour. */
export function tonesOf(accent: Colour): { readonly light: Tones; readonly dark: Tones } {
  const light = Object.values(papers.light);
  const dark = Object.values(papers.dark);
  return {
    light: {
      accent,
      strong: towards(accent, "#000000", light, TEXT_CONTRAST + 1),
      link: towards(accent, "#000000", light, TEXT_CONTRAST + 0.2),
    },
    dark: {
      accent: towards(accent, "#000000", ["#ffffff"], 2 * TEXT_CONTRAST),
      strong: towards(accent, "#ffffff", dark, TEXT_CONTRAST + 0.2),
      link: towards(accent, "#ffffff", dark, TEXT_CONTRAST + 1),
    },
  };
}

/** What is wrong with an accent that white words cannot be read on, in sentences; undefined when nothing is. */
export function accentFault(accent: Colour): readonly [string, string] | undefined {
  const measured = contrast(accent, "#ffffff");
  if (measured >= TEXT_CONTRAST) return undefined;
  // Rounded down: a ratio shown as 7.0 would look like enough.
  const shown = (Math.floor(measured * 10) / 10).toFixed(1);
  return [
    `主题色写的是“${accent}”，和白色的对比度是 ${shown}:1，不到 ${TEXT_CONTRAST}:1，视力不好的人看不清上面的白字。`,
    `请换深一些的颜色，同一色调里够用的是 accent: "${towards(accent, "#000000", ["#ffffff"], TEXT_CONTRAST)}"。夜间用的颜色会自动算出来，不用写。`,
  ];
}

/** The tones as custom properties for the end of a style sheet that has these names; nothing for the accent that it has already. */
export function accentSheet(accent: Colour | undefined, layer = "tokens"): string {
  if (accent === undefined || accent === DEFAULT_ACCENT) return "";
  const { light, dark } = tonesOf(accent);
  const rule = (t: Tones): string => `:root{--accent:${t.accent};--accent-strong:${t.strong};--link:${t.link}}`;
  const sheet = `${rule(light)}@media (prefers-color-scheme:dark){${rule(dark)}}`;
  return layer === "" ? `${sheet}\n` : `@layer ${layer}{${sheet}}\n`;
}
