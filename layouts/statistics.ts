/** 统计: the years side by side, and each year's figures with where each came from. */
import { sqlOf, sqlPath } from "../scripts/open/sql.ts";
import type { FiguresPage, Page, Shell, StatisticsPage } from "../scripts/pages.ts";
import { basisInWords, type Figure } from "../scripts/tally.ts";
import { base, column } from "./base.ts";
import { type Html, html, raw } from "./html.ts";
import { cite } from "./parts/record.ts";
import { figureLink, figureText, indicator } from "./parts/words.ts";

/** A number with its sign: ＋8, −77; 没变. */
const signed = (n: number): string => (n === 0 ? "没变" : n > 0 ? `＋${n}` : `−${-n}`);

const rounded = (n: number): number => Math.round(n * 1e4) / 1e4;

/** The change between the last two years of a row; undefined where one of them has no number. */
function changeOf(row: readonly (Figure | undefined)[]): string | undefined {
  const [before, after] = row.slice(-2).map((f) => f?.value);
  return before === undefined || after === undefined ? undefined : signed(rounded(after - before));
}

/** A row as a line; what lies between two years that do not follow each other is dotted. The numbers stand beside it. */
function spark(row: readonly (Figure | undefined)[], years: readonly number[]): Html | false {
  const points = row.flatMap((f, i) => (f?.value === undefined ? [] : [{ year: years[i] ?? 0, value: f.value }]));
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last || first === last) return false;
  const highest = Math.max(...points.map((p) => p.value), 1);
  const at = points.map((p) => ({
    year: p.year,
    x: 4 + Math.round((72 * (p.year - first.year)) / (last.year - first.year)),
    y: 18 - Math.round((14 * p.value) / highest),
  }));
  const lines = at.slice(1).map((p, i) => {
    const from = at[i] ?? p;
    return `<path d="M${from.x} ${from.y}L${p.x} ${p.y}"${p.year - from.year > 1 ? ' stroke-dasharray="1 3"' : ""}/>`;
  });
  return raw(
    `<svg class="spark" width="80" height="22" viewBox="0 0 80 22" aria-hidden="true">${lines.join("")}${at.map((p) => `<circle cx="${p.x}" cy="${p.y}" r="2"/>`).join("")}</svg>`,
  );
}

/** Runs of years of which the register has nothing: 2018—2024年. */
function gapsOf(years: readonly number[]): string {
  const gaps = years.slice(1).flatMap((y, i) => {
    const from = (years[i] ?? y) + 1;
    return from === y ? [] : [from === y - 1 ? `${from}` : `${from}—${y - 1}`];
  });
  return gaps.length === 0 ? "" : `${gaps.join("、")}年没有登记在本站，图里用虚线连着，只说明两头，不说明中间。`;
}

/** The numbers that people ask for first, of the latest year, each with what it was the year before. */
function keyFigures({ keys, years }: StatisticsPage, root: string): Html | false {
  const [before, year] = years.length > 1 ? [years.at(-2), years.at(-1) ?? 0] : [undefined, years.at(-1) ?? 0];
  return (
    keys.length > 0 &&
    html`<div class="glance"><dl>
${keys.map(
  ({ now, before: then }) =>
    html`<div><dt>${year}年${now.label}</dt><dd>${figureLink(now, year, root)}<span>${now.unit}</span>${
      before !== undefined && then?.value !== undefined && html`<span class="note">${before}年 ${then.value} ${then.unit}</span>`
    }</dd></div>\n`,
)}</dl></div>`
  );
}

export function statisticsLayout(page: Page<StatisticsPage>, shell: Shell): string {
  const { data, root } = page;
  const { years } = data;
  const several = years.length > 1;
  const table = (title: string, rows: readonly (readonly (Figure | undefined)[])[]): Html => html`<section><h2>${title}</h2>
<div class="table-box" tabindex="0" role="group" aria-label="${title}">
<table class="numbers">
<thead><tr><th scope="col">指标</th>${several && html`<th scope="col" class="trend">走势</th>`}${years.map((y) => html`<th scope="col"><a href="${root}figures/${y}.html">${y}年</a></th>`)}${several && html`<th scope="col">变化</th>`}</tr></thead>
<tbody>
${rows.map((row) => {
  const first = row.find((f) => f !== undefined);
  return html`<tr>${first && indicator(first.label, first.unit)}${several && html`<td class="trend">${spark(row, years)}</td>`}${row.map((f, i) => html`<td>${f ? figureLink(f, years[i] ?? 0, root) : "—"}</td>`)}${several && html`<td>${changeOf(row) ?? "—"}</td>`}</tr>\n`;
})}</tbody>
</table>
</div></section>`;
  const gaps = gapsOf(years);
  return base(page, shell, {
    title: "统计",
    section: "statistics/index.html",
    trail: [],
    column: column("统计", `${shell.site.name}政府信息公开历年统计`),
    body: html`<h1>历年统计</h1>
<p class="lead">每个数字都是从登记册里数出来的<span class="screen">，点开就是背后的记录</span>；数不出来的，由年度报告申报。“—”是还没有申报。${
      several && html`“变化”是${years.at(-1)}年和${years.at(-2)}年比。<a href="${root}compare/index.html">任意两年对比</a>`
    }${shell.whole && html` <a href="${root}data/index.html">开放数据：全部文件、怎样引用、怎样自己算一遍</a>`}</p>
<ul class="downloads screen">${years
      .toReversed()
      .map(
        (y) =>
          html`<li>${y}年：<a href="${root}data/${y}/records.csv" download>全部记录（表格）</a>、<a href="${root}data/${y}/tallies.json">统计数字（JSON）</a>、<a href="${root}data/${y}/records.json">全部记录（JSON）</a></li>`,
      )}</ul>
${keyFigures(data, root)}
${gaps !== "" && html`<p class="note">${gaps}</p>`}
${data.groups.map((g) => table(g.title, g.rows))}`,
  });
}

/** Heads for runs of figures, by the beginning of their keys. */
const groups: readonly { title: string; prefixes: readonly string[] }[] = [
  { title: "主动公开", prefixes: ["items.total", "items.onTime", "items.late", "items.untimed", "interpretations.", "responses."] },
  { title: "分类目", prefixes: ["items.category."] },
  { title: "分渠道", prefixes: ["items.channel."] },
  { title: "分重点内容", prefixes: ["items.topic."] },
  { title: "分村", prefixes: ["items.village."] },
  { title: "村务公开", prefixes: ["villageAffairs."] },
  { title: "依申请公开", prefixes: ["requests.", "fees."] },
  { title: "监督", prefixes: ["complaints.", "reconsiderations.", "litigations.", "appeals."] },
  { title: "人员、机构、经费和培训", prefixes: ["staff.", "offices.", "readingPoints.", "budget.", "trainings.", "meetings."] },
  { title: "处理决定和收费", prefixes: ["decisions.", "charges."] },
];

export function figuresLayout(page: Page<FiguresPage>, shell: Shell): string {
  const { data, root } = page;
  const title = `${data.year}年统计数字`;
  const all = [...data.tally.figures.values()].filter((f) => !f.inTable);
  const row = (f: Figure): Html =>
    html`<tr id="${f.slug}"><th scope="row">${f.label}</th><td class="short" data-label="数字">${
      f.records.length > 0 ? figureText(f, data.year, root) : html`${f.value === undefined ? "—" : f.value} ${f.unit}`
    }</td><td class="short" data-label="来历">${basisInWords(f)}</td><td data-label="怎么得来">${f.how}${shell.whole && sqlOf(f) !== undefined && html` <a href="${root}data/${sqlPath(f)}">自己算一遍</a>`}</td></tr>\n`;
  return base(page, shell, {
    title,
    section: "statistics/index.html",
    trail: [{ label: "统计", path: "statistics/index.html" }],
    column: column(title, `${shell.site.name}${title}`),
    body: html`<h1>${title}</h1>
<p class="lead">统计期限：${data.tally.period.from} 至 ${data.tally.period.to}。${
      data.tally.paper
        ? "那时还没有登记册，数字由年度报告申报；“—”是没有申报。"
        : data.tally.since
          ? `登记册从 ${data.tally.since} 开始：以前的由年度报告申报，以后的从登记册数，两部分相加；“—”是以前的部分还没有申报。`
          : "数字是 0 的，登记册里没有这样的记录。"
    }</p>
${groups.map((g) => {
  const figures = all.filter((f) => g.prefixes.some((p) => f.key.startsWith(p)));
  return (
    figures.length > 0 &&
    html`<section><h2>${g.title}</h2>
<div class="table-box" tabindex="0" role="group" aria-label="${g.title}">
<table class="stack provenances">
<thead><tr><th scope="col">指标</th><th scope="col">数字</th><th scope="col">来历</th><th scope="col">怎么得来</th></tr></thead>
<tbody>
${figures.map(row)}</tbody>
</table>
</div></section>`
  );
})}
${cite(page, shell, title)}`,
  });
}
