/** 对比 of two years, and the list of all pairs. */
import type { Comparison } from "../scripts/compare.ts";
import type { Page, Shell } from "../scripts/pages.ts";
import type { Figure } from "../scripts/tally.ts";
import { base, column } from "./base.ts";
import { type Html, html } from "./html.ts";
import { figureLink, indicator } from "./parts/words.ts";

export function compareLayout(page: Page<Comparison>, shell: Shell): string {
  const { data, root } = page;
  const title = `${data.later}年和${data.earlier}年对比`;
  const value = (f: Figure | undefined, year: number): Html | string => (f?.value === undefined ? "—" : figureLink(f, year, root));
  return base(page, shell, {
    title,
    section: "statistics/index.html",
    trail: [
      { label: "统计", path: "statistics/index.html" },
      { label: "对比", path: "compare/index.html" },
    ],
    column: column(title, `${shell.site.name}政府信息公开统计数字${title}`),
    body: html`<h1>${title}</h1>
<p class="lead">“—”是那一年没有这个数字；“原为0”是没有办法算百分比。</p>
<div class="table-box" tabindex="0" role="group" aria-label="${title}">
<table class="numbers">
<thead><tr><th scope="col">指标</th><th scope="col">${data.earlier}年</th><th scope="col">${data.later}年</th><th scope="col">增减</th><th scope="col">增减百分比</th></tr></thead>
<tbody>
${data.rows.map(
  (r) =>
    html`<tr>${indicator(r.label, r.unit)}<td>${value(r.before, data.earlier)}</td><td>${value(r.after, data.later)}</td><td>${
      r.change === undefined ? "—" : r.change > 0 ? `+${r.change}` : r.change
    }</td><td>${r.percent}</td></tr>\n`,
)}</tbody>
</table>
</div>`,
  });
}

export function compareIndexLayout(page: Page<{ readonly pairs: readonly Comparison[] }>, shell: Shell): string {
  const { data, root } = page;
  return base(page, shell, {
    title: "对比",
    section: "statistics/index.html",
    trail: [{ label: "统计", path: "statistics/index.html" }],
    column: column("对比", `${shell.site.name}政府信息公开统计数字，任意两年对比`),
    body: html`<h1>两年对比</h1>
<p class="lead">选两年，看每个数字增减了多少。</p>
${
  data.pairs.length === 0
    ? html`<p class="empty">有两年的数字以后，才能对比。</p>`
    : html`<ul class="years">${data.pairs.map(
        (p) => html`<li><a href="${root}compare/${p.earlier}-${p.later}.html">${p.later}年和${p.earlier}年</a></li>`,
      )}</ul>`
}`,
  });
}
