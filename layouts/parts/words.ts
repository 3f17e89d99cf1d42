/** Small parts that several pages print. */

import { figurePath, type ListPart, pagerNumbers } from "../../scripts/lists.ts";
import { sqlCommand, sqlOf } from "../../scripts/open/sql.ts";
import type { FacetLine, ListPage, YearLine } from "../../scripts/pages.ts";
import { basisInWords, type Figure, percent, shownValue } from "../../scripts/tally.ts";
import { type Html, html } from "../html.ts";

/** A figure's number, leading to the records behind it. Read aloud it says whose number it is. */
export const figureLink = (figure: Figure, year: number, root: string): Html =>
  html`<a class="figure" href="${root}${figurePath(figure, year)}" aria-label="${year}年${figure.label} ${shownValue(figure)} ${figure.unit}">${shownValue(figure)}</a>`;

/** Number and unit, and the share where there is one. */
export const figureText = (figure: Figure, year: number, root: string): Html =>
  html`${figureLink(figure, year, root)} ${figure.unit}${figure.share !== undefined && html`<span class="share">（${percent(figure.share)}）</span>`}`;

/** Head of a row of numbers: 收到政府信息公开申请（件）. */
export const indicator = (label: string, unit: string): Html => html`<th scope="row">${label}<span class="unit">（${unit}）</span></th>`;

/** A long number that may go on in the next line behind a stroke, not in the midst of its digits. */
export const breaking = (number: string): Html => html`${number.split("/").map((part, i) => html`${i > 0 && html`/<wbr>`}${part}`)}`;

/** Years with their counts. */
export const yearList = (years: readonly YearLine[], root: string): Html =>
  years.length === 0
    ? html`<p class="empty">暂无信息。</p>`
    : html`<ul class="years">
${years.map((y) => html`<li><a href="${root}${y.path}">${y.year}年</a><span class="count">${y.count} 条</span></li>\n`)}</ul>`;

/** Words of a facet with their counts; an empty one says so. */
export const facetList = (lines: readonly FacetLine[], root: string): Html => html`<ul class="facets">
${lines.map(
  (l) =>
    html`<li${l.count === 0 && html` class="none"`}><a href="${root}${l.path}">${l.label}</a>${
      l.note !== "" && html`<span class="note">${l.note}</span>`
    }<span class="count">${l.count === 0 ? "暂无" : `${l.count} 条`}</span></li>\n`,
)}</ul>`;

/** Newer and older pages of a list, and numbers to leap by. */
export const pager = (part: ListPart, root: string): Html | false =>
  part.of > 1 &&
  html`<nav class="pager" aria-label="翻页"><p>第 ${part.number} 页，共 ${part.of} 页。新的在前。</p>
<ul>
${part.number > 1 && html`<li><a rel="prev" href="${root}${part.paths[part.number - 2]}">较新的一页</a></li>\n`}${pagerNumbers(part).map(
  (n) =>
    n === undefined
      ? html`<li class="gap" aria-hidden="true">…</li>\n`
      : n === part.number
        ? html`<li class="number"><span aria-current="page">${n}</span></li>\n`
        : html`<li class="number"><a href="${root}${part.paths[n - 1]}" aria-label="第 ${n} 页">${n}</a></li>\n`,
)}${part.number < part.of && html`<li><a rel="next" href="${root}${part.paths[part.number]}">较早的一页</a></li>\n`}</ul></nav>`;

/** How the number of a list came about. */
export const provenance = (list: ListPage, root: string): Html | false =>
  list.figure !== undefined &&
  html`<p class="provenance">${list.year}年共 <strong>${shownValue(list.figure)}</strong> ${list.figure.unit}。${
    list.figure.how
  }${list.figure.parts && `其中${basisInWords(list.figure)}，这里列的是数出来的。`}${!list.figure.inTable && html`<a href="${root}figures/${list.year}.html#${list.figure.slug}">这个数字的来历</a>`}</p>`;

/** 自己算一遍: the query behind a figure and the command that runs it, folded. */
export function again(figure: Figure, root: string): Html | false {
  const sql = sqlOf(figure);
  return (
    sql !== undefined &&
    html`<details class="again screen" data-pagefind-ignore><summary>自己算一遍</summary>
<p>下载<a href="${root}data/index.html#tables">数据表</a>，在 data 文件夹里用免费的 DuckDB 运行：<code>${sqlCommand(figure)}</code></p>
<pre tabindex="0">${sql}</pre></details>`
  );
}

/** A telephone number that a phone can dial; with other words in it, as written. */
export const phoneLink = (phone: string): Html | string =>
  /^\+?\d[\d-]*$/.test(phone) ? html`<a class="phone" href="tel:${phone}">${phone}</a>` : phone;

/** 2345678 → 2.2 MB. */
export function fileSize(bytes: number): string {
  if (bytes < 1024) return `${bytes} 字节`;
  if (bytes < 1048576) return `${Math.round(bytes / 1024)} KB`;
  return `${Math.round((bytes / 1048576) * 10) / 10} MB`;
}

export const printButton = html`<button class="print" type="button" data-print hidden>打印这一页</button>`;
