/** Charts as SVG made at build, each with its words and the table behind it. Colours by the style sheet. */
import { type Html, html, raw } from "../html.ts";

export interface Bar {
  readonly label: string;
  readonly value: number;
  /** From the root of the site. */
  readonly path?: string | undefined;
}

export interface ChartWords {
  /** Unique on its page. */
  readonly id: string;
  readonly title: string;
  readonly unit: string;
  /** What the picture shows, in a sentence. */
  readonly says: string;
}

const n = (value: number): string => String(Math.round(value * 10) / 10);

const figure = (words: ChartWords, svg: Html, table: Html): Html => html`<figure class="chart" id="${words.id}">
<figcaption>${words.title}</figcaption>
${svg}
<p class="note">${words.says}</p>
<details><summary>看数字</summary>${table}</details>
</figure>
`;

const open = (words: ChartWords, width: number, height: number): Html =>
  raw(
    `<svg viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="${words.id}-t ${words.id}-d" preserveAspectRatio="xMinYMin meet"><title id="${words.id}-t">${words.title}</title><desc id="${words.id}-d">${words.says}</desc>`,
  );

const table = (words: ChartWords, bars: readonly Bar[], root: string): Html =>
  html`<table class="numbers"><thead><tr><th scope="col">${words.title}</th><th scope="col">${words.unit}</th></tr></thead><tbody>${bars.map(
    (b) =>
      html`<tr><th scope="row">${b.label}</th><td>${b.path && b.value > 0 ? html`<a class="figure" href="${root}${b.path}">${b.value}</a>` : b.value}</td></tr>`,
  )}</tbody></table>`;

/** Upper end of an axis and its marks: about four whole steps of 1, 2 or 5 times a power of ten. */
export function axis(values: readonly number[]): { top: number; marks: number[] } {
  const highest = Math.max(1, ...values);
  const power = 10 ** Math.max(0, Math.floor(Math.log10(highest / 4)));
  const step = power * ([1, 2, 5].find((f) => (f * power * 9) / 2 >= highest) ?? 10);
  const steps = Math.ceil(highest / step);
  return { top: steps * step, marks: Array.from({ length: steps + 1 }, (_, i) => i * step) };
}

/** Upright columns: months. */
export function columns(words: ChartWords, bars: readonly Bar[], root: string): Html {
  const [width, height, left, bottom, topGap] = [640, 240, 36, 28, 18];
  const { top, marks } = axis(bars.map((b) => b.value));
  const inner = { w: width - left, h: height - bottom - topGap };
  const y = (v: number): number => topGap + inner.h - (v / top) * inner.h;
  const step = inner.w / bars.length;
  const svg = html`${open(words, width, height)}${marks.map(
    (m) => html`<path class="grid" d="M${left} ${n(y(m))}H${width}"/><text class="axis end" x="${left - 6}" y="${n(y(m) + 4)}">${m}</text>`,
  )}${bars.map((b, i) => {
    const x = left + i * step + step * 0.18;
    return html`<rect class="bar" x="${n(x)}" y="${n(y(b.value))}" width="${n(step * 0.64)}" height="${n(topGap + inner.h - y(b.value))}"/>${
      b.value > 0 && html`<text class="value middle" x="${n(x + step * 0.32)}" y="${n(y(b.value) - 4)}">${b.value}</text>`
    }<text class="axis middle" x="${n(x + step * 0.32)}" y="${height - 8}">${b.label}</text>`;
  })}</svg>`;
  return figure(words, svg, table(words, bars, root));
}

/** Lying bars: words with long names. */
export function bars(words: ChartWords, list: readonly Bar[], root: string): Html {
  const [width, label, row] = [640, 190, 30];
  const height = list.length * row + 6;
  const { top } = axis(list.map((b) => b.value));
  const room = width - label - 60;
  const cut = (text: string): string => ([...text].length > 12 ? `${[...text].slice(0, 11).join("")}…` : text);
  const svg = html`${open(words, width, height)}${list.map((b, i) => {
    const y = i * row + 4;
    const w = (b.value / top) * room;
    return html`<text class="axis end" x="${label - 8}" y="${y + 16}">${cut(b.label)}</text><rect class="bar" x="${label}" y="${y}" width="${n(Math.max(w, b.value > 0 ? 1 : 0))}" height="${row - 10}"/><text class="value" x="${n(label + w + 6)}" y="${y + 16}">${b.value}</text>`;
  })}</svg>`;
  return figure(words, svg, table(words, list, root));
}

/** One line over the years. */
export function series(words: ChartWords, points: readonly Bar[], root: string): Html {
  const [width, height, left, bottom, topGap] = [640, 220, 40, 28, 22];
  const { top, marks } = axis(points.map((p) => p.value));
  const inner = { w: width - left - 30, h: height - bottom - topGap };
  const x = (i: number): number => left + 20 + (points.length === 1 ? inner.w / 2 : (i / (points.length - 1)) * inner.w);
  const y = (v: number): number => topGap + inner.h - (v / top) * inner.h;
  const path = points.map((p, i) => `${i === 0 ? "M" : "L"}${n(x(i))},${n(y(p.value))}`).join("");
  const svg = html`${open(words, width, height)}${marks.map(
    (m) => html`<path class="grid" d="M${left} ${n(y(m))}H${width}"/><text class="axis end" x="${left - 6}" y="${n(y(m) + 4)}">${m}</text>`,
  )}<path class="line" d="${path}"/>${points.map(
    (p, i) =>
      html`<circle class="dot" cx="${n(x(i))}" cy="${n(y(p.value))}" r="4"/><text class="value middle" x="${n(x(i))}" y="${n(y(p.value) - 9)}">${p.value}</text><text class="axis middle" x="${n(x(i))}" y="${height - 8}">${p.label}</text>`,
  )}</svg>`;
  return figure(words, svg, table(words, points, root));
}
