/** 统计: the years side by side, and each year's figures with where each came from. */
import type { FiguresPage, Page, Shell, StatisticsPage } from "../scripts/pages.ts";
import { basisInWords, type Figure } from "../scripts/tally.ts";
import { base, column } from "./base.ts";
import { type Html, html } from "./html.ts";
import { figureLink, figureText, indicator } from "./parts/words.ts";

export function statisticsLayout(page: Page<StatisticsPage>, shell: Shell): string {
  const { data, root } = page;
  const table = (title: string, rows: readonly (readonly (Figure | undefined)[])[]): Html => html`<section><h2>${title}</h2>
<div class="table-box" tabindex="0" role="group" aria-label="${title}">
<table class="numbers">
<thead><tr><th scope="col">指标</th>${data.years.map((y) => html`<th scope="col"><a href="${root}figures/${y}.html">${y}年</a></th>`)}</tr></thead>
<tbody>
${rows.map((row) => {
  const first = row.find((f) => f !== undefined);
  return html`<tr>${first && indicator(first.label, first.unit)}${row.map((f, i) => html`<td>${f ? figureLink(f, data.years[i] ?? 0, root) : "—"}</td>`)}</tr>\n`;
})}</tbody>
</table>
</div></section>`;
  return base(page, shell, {
    title: "统计",
    section: "statistics/index.html",
    trail: [],
    column: column("统计", `${shell.site.name}政府信息公开历年统计`),
    body: html`<h1>历年统计</h1>
<p class="lead">每个数字都是从登记册里数出来的，点开就是背后的记录；数不出来的，由年度报告申报。“—”是还没有申报。<a href="${root}compare/index.html">任意两年对比</a></p>
${data.groups.map((g) => table(g.title, g.rows))}
<section><h2>下载</h2><ul class="downloads">${data.years.map(
      (y) =>
        html`<li>${y}年：<a href="${root}data/${y}/tallies.json">统计数字（JSON）</a>、<a href="${root}data/${y}/records.csv" download>全部记录（CSV，可用表格软件打开）</a>、<a href="${root}data/${y}/records.json">全部记录（JSON）</a></li>`,
    )}</ul></section>`,
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
    }</td><td class="short" data-label="来历">${basisInWords(f)}</td><td data-label="怎么得来">${f.how}</td></tr>\n`;
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
})}`,
  });
}
