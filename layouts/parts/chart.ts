/** Pictures of numbers, made at build: each bar stands beside its words and its number, so that the picture adds and hides nothing. */

import type { Facet } from "../../scripts/lists.ts";
import type { Calendar, ChartBar, Tile } from "../../scripts/pages.ts";
import { type Html, html, raw } from "../html.ts";
import { channelIcon } from "./icons.ts";
import { facetList } from "./words.ts";

export interface ChartWords {
  /** Unique on its page. */
  readonly id: string;
  readonly title: string;
  readonly unit: string;
  /** What the picture shows, in a sentence. */
  readonly says: string;
}

const figure = (words: Omit<ChartWords, "unit">, inside: Html): Html => html`<figure class="chart" id="${words.id}">
<figcaption>${words.title}</figcaption>
${inside}
${words.says !== "" && html`<p class="note">${words.says}</p>\n`}</figure>
`;

const number = (b: ChartBar, unit: string, root: string): Html | number =>
  b.path !== undefined && b.value > 0
    ? html`<a class="figure" href="${root}${b.path}" aria-label="${b.label} ${b.value} ${unit}">${b.value}</a>`
    : b.value;

/** Stretched by the style sheet: its sides have no scale of their own. */
const stretched = (width: number, height: number, inside: string): Html =>
  raw(`<svg viewBox="0 0 ${width} ${height}" preserveAspectRatio="none" aria-hidden="true">${inside}</svg>`);

/** Lying bars: words with long names. */
export const bars = (words: ChartWords, list: readonly ChartBar[], root: string): Html =>
  figure(
    words,
    html`<ul class="bars">
${list.map(
  (b) =>
    html`<li><span class="label">${b.label}</span>${stretched(100, 1, `<rect width="${b.length}" height="1"/>`)}<span class="value">${number(b, words.unit, root)} ${words.unit}${
      b.share !== undefined && html`<span class="share">${b.share}</span>`
    }</span></li>\n`,
)}</ul>`,
  );

/** Columns that have room for their whole words on a phone. */
const FEW = 6;

/** `12月`: its word in a place of its own, so that a narrow page can leave it out. */
const shortened = (label: string): Html | string => {
  const [, number, word] = /^(\d+)(\D+)$/.exec(label) ?? [];
  return number === undefined || word === undefined ? label : html`${number}<span>${word}</span>`;
};

/** Upright columns: months, years. */
export const columns = (words: ChartWords, list: readonly ChartBar[], root: string): Html =>
  figure(
    { ...words, title: `${words.title}（${words.unit}）` },
    html`<ol class="upright${list.length > FEW && raw(" many")}">
${list.map((b) =>
  b.gap
    ? html`<li class="gap"><span class="label">${b.label}</span><span class="value">没有统计</span></li>\n`
    : html`<li><span class="label">${shortened(b.label)}</span>${stretched(1, 100, `<rect y="${100 - b.length}" width="1" height="${b.length}"/>`)}<span class="value">${number(b, words.unit, root)}</span></li>\n`,
)}</ol>`,
  );

/** A cell a day: ten units a day, one of them left between two. */
const cell = (day: number): string => `M${10 * day - 10} 0h9v10h-9z`;

/** 公开日历: a line a month, a cell a day. The cells lead to their day for those who point; months lead there for everyone. */
export const calendar = (year: Calendar, root: string, id: string): Html =>
  figure(
    { id, title: `${year.year}年公开日历`, says: year.says },
    html`<ol class="calendar">
${year.months.map((m) => {
  const empty = Array.from({ length: m.length }, (_, i) => cell(i + 1)).join("");
  const days = m.days.map(
    (d) =>
      `<a href="${root}${d.path}" tabindex="-1"><path class="l${d.level}" d="${cell(d.day)}"><title>${m.month}月${d.day}日，${d.count} 条</title></path></a>`,
  );
  return html`<li>${m.path ? html`<a href="${root}${m.path}">${m.month}月</a>` : html`<span>${m.month}月</span>`}${stretched(
    309,
    10,
    `<path d="${empty}"/>${days.join("")}`,
  )}<span class="value">${m.count} 条</span></li>\n`;
})}</ol>
<p class="scale" aria-hidden="true"><span>1日</span><span>10日</span><span>20日</span><span>31日</span></p>`,
  );

/** Words of a facet as tiles, the fuller the darker at their head. */
export const tileList = (tiles: readonly Tile[], root: string): Html => html`<ul class="villages">
${tiles.map(
  (t) =>
    html`<li class="t${t.level}"><a href="${root}${t.path}">${t.label}</a><span class="count">${t.count === 0 ? "暂无" : `${t.count} 条`}</span></li>\n`,
)}</ul>`;

/** Channels with their icons. */
export const channelList = (
  lines: readonly { readonly code: string; readonly label: string; readonly count: number; readonly path: string }[],
  root: string,
): Html =>
  html`<ul class="channels">
${lines.map(
  (c) =>
    html`<li>${channelIcon(c.code)}<a href="${root}${c.path}">${c.label}</a><span class="count">${c.count === 0 ? "暂无" : `${c.count} 条`}</span></li>\n`,
)}</ul>`;

/** All words of a facet: villages as tiles, channels with icons, the others as a list. */
export function facetWords(facet: Facet, lines: readonly Tile[], root: string): Html {
  if (facet === "village") return tileList(lines, root);
  if (facet === "channel") return channelList(lines, root);
  return facetList(lines, root);
}
