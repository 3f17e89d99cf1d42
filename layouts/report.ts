/** 年度报告 of a year, and the list of all. */
import { figurePath } from "../scripts/lists.ts";
import { renderMarkdown } from "../scripts/markdown.ts";
import type { Page, ReportPage, Shell } from "../scripts/pages.ts";
import { type AnnualReport, filler } from "../scripts/report.ts";
import { dayInChinese } from "../scripts/rules/days.ts";
import { base, column } from "./base.ts";
import { html, raw } from "./html.ts";
import { tools } from "./parts/record.ts";
import { figureText } from "./parts/words.ts";

export function reportLayout(page: Page<ReportPage>, shell: Shell): string {
  const { data, root } = page;
  const { report } = data;
  const { year, words, tally } = report;
  const fill = filler(shell.facts, tally, (figure, y) => root + figurePath(figure, y));
  const render = (markdown: string) => raw(renderMarkdown(markdown, { fill }));
  return base(page, shell, {
    title: data.title,
    section: "reports/index.html",
    trail: [{ label: "公开年报", path: "reports/index.html" }],
    column: column("政府信息公开年报", `${shell.site.name}政府信息公开工作年度报告`),
    article: {
      title: data.title,
      date: words.date ?? `${year + 1}-01-31`,
      source: shell.site.name,
      keywords: "政府信息公开,年度报告",
      description: data.title,
    },
    body: html`<article class="report" data-pagefind-body>
<h1><span>${shell.site.name}</span><span>${data.title.slice(shell.site.name.length)}</span></h1>
<p class="byline">${words.date ? html`<time datetime="${words.date}">${dayInChinese(words.date)}</time>公布` : "尚未公布的草稿"}</p>
<nav class="contents" aria-label="目录"><ol>${report.sections.map((s, i) => html`<li><a href="#s${i + 1}">${s.title}</a></li>`)}<li><a href="#figures">附：数字和来历</a></li></ol></nav>
<div class="text">
${render(report.opening)}
${report.sections.map((s, i) => html`<section id="s${i + 1}"><h2>${s.title}</h2>\n${render(s.body)}</section>\n`)}</div>
<section id="figures"><h2>附：数字和来历</h2>
<p class="lead">报告里的数字都从登记册数出来或者由报告申报，点开就是背后的记录。<a href="${root}figures/${year}.html">${year}年全部统计数字</a></p>
<div class="table-box" tabindex="0" role="group" aria-label="数字和来历">
<table class="stack provenances">
<thead><tr><th scope="col">指标</th><th scope="col">数字</th><th scope="col">来历</th></tr></thead>
<tbody>
${data.figures.map(
  (f) =>
    html`<tr><th scope="row">${f.label}</th><td class="short" data-label="数字">${figureText(f, year, root)}</td><td class="short" data-label="来历">${f.basis === "counted" ? "数出来的" : "申报的"}</td></tr>\n`,
)}</tbody>
</table>
</div></section>
</article>
${tools}`,
  });
}

export function reportIndexLayout(page: Page<{ readonly reports: readonly AnnualReport[] }>, shell: Shell): string {
  const { data, root } = page;
  return base(page, shell, {
    title: "公开年报",
    section: "reports/index.html",
    trail: [],
    column: column("政府信息公开年报", `${shell.site.name}政府信息公开工作年度报告`),
    body: html`<h1>政府信息公开年报</h1>
${
  data.reports.length === 0
    ? html`<p class="empty">还没有年度报告。</p>`
    : html`<ol class="rows">${data.reports.map(
        (r) =>
          html`<li><div class="line"><span class="name"><a href="${root}reports/${r.year}.html">${r.year}年政府信息公开工作年度报告</a></span><span class="tags">${r.form.source}</span></div>${
            r.words.date ? html`<time datetime="${r.words.date}">${r.words.date}</time>` : html`<span>草稿</span>`
          }</li>`,
      )}</ol>`
}`,
  });
}
