/** 年度报告 of a year, and the list of all. */
import { figurePath } from "../scripts/lists.ts";
import { renderMarkdown } from "../scripts/markdown.ts";
import type { Page, ReportPage, Shell } from "../scripts/pages.ts";
import { type AnnualReport, filler } from "../scripts/report.ts";
import { dayInChinese } from "../scripts/rules/days.ts";
import { basisInWords } from "../scripts/tally.ts";
import { base, bodyContext, column } from "./base.ts";
import { type Html, html, raw } from "./html.ts";
import { bars, columns } from "./parts/chart.ts";
import { cite, corrections, tools } from "./parts/record.ts";
import { statutoryTable } from "./parts/statutory.ts";
import { figureText } from "./parts/words.ts";

/** The report to take away; the same figures in each. */
const files = [
  { file: "report.docx", label: "下载 Word" },
  { file: "report.xlsx", label: "下载表格（XLSX）" },
  { file: "report.csv", label: "下载表格（CSV）" },
  { file: "report.json", label: "报送数据（JSON）" },
] as const;

/** Charts, each with its words; one with nothing to show is left out. */
function pictures({ charts, says, report }: ReportPage, root: string): Html {
  const { year } = report;
  const { months, categories, channels, outcomes, years } = charts;
  return html`<section id="charts" data-pagefind-ignore><h2>附：图</h2>
<div class="pictures">
${months.length > 0 && columns({ id: "chart-months", title: `${year}年各月主动公开`, unit: "条", says: says.months }, months, root)}${
  categories.length > 0 && bars({ id: "chart-categories", title: "分类目", unit: "条", says: says.categories }, categories, root)
}${
  channels.length > 0 &&
  bars({ id: "chart-channels", title: "分渠道", unit: "条", says: "同一条信息用几个渠道公开，各渠道都数到它。" }, channels, root)
}${
  outcomes.length > 0 &&
  bars({ id: "chart-outcomes", title: "申请办理结果", unit: "件", says: `办结的申请分在 ${outcomes.length} 种结果里。` }, outcomes, root)
}${years.length > 1 && columns({ id: "chart-years", title: "历年主动公开", unit: "条", says: says.years }, years, root)}</div></section>`;
}

export function reportLayout(page: Page<ReportPage>, shell: Shell): string {
  const { data, root } = page;
  const { report } = data;
  const { year, words, tally } = report;
  const fill = filler(shell.facts, tally, (figure, y) => root + figurePath(figure, y));
  const render = (markdown: string) => raw(renderMarkdown(markdown, bodyContext(page, shell, fill)));
  const legend = html`<p class="note" data-pagefind-ignore>表里带线的数字是从登记册数出来的<span class="screen">，点开就是背后的记录</span>；0 是登记册里没有；灰色的由本报告申报或者固定为 0。${
    tally.since !== undefined && `登记册从${dayInChinese(tally.since)}开始：这一天以前的由本报告申报，以后的从登记册数，表里是两部分的和。`
  }</p>`;
  const tablesOf = (section: number) => {
    const tables = report.tables.filter((t) => t.table.section === section);
    return tables.length > 0 && [tables.map((t) => statutoryTable(t, year, root)), legend];
  };
  const appendix = report.tables.filter((t) => t.table.section === 0);
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
<p class="byline" data-pagefind-ignore>${words.date ? html`<time datetime="${words.date}">${dayInChinese(words.date)}</time>公布` : "尚未公布的草稿"}</p>
<nav class="contents" aria-label="目录" data-pagefind-ignore><ol>${report.sections.map((s, i) => html`<li><a href="#s${i + 1}">${s.title}</a></li>`)}${appendix.length > 0 && html`<li><a href="#tables">附：统计表</a></li>`}<li><a href="#charts">附：图</a></li><li><a href="#figures">附：数字和来历</a></li></ol>
<p class="files">${files.map((f) => html`<a href="${root}data/${year}/${f.file}" download>${f.label}</a>`)}</p></nav>
${corrections(words)}
<div class="text">
${render(report.opening)}
${report.sections.map((s, i) => html`<section id="s${i + 1}"><h2>${s.title}</h2>\n${render(s.body)}${tablesOf(i + 1)}</section>\n`)}</div>
${appendix.length > 0 && html`<section id="tables" class="appendix">${appendix.map((t) => html`<h2>${t.table.title}</h2>${statutoryTable(t, year, root)}`)}${legend}</section>`}
${pictures(data, root)}
<section id="figures" data-pagefind-ignore><h2>附：数字和来历</h2>
<p class="lead">报告里的数字都从登记册数出来或者由报告申报，点开就是背后的记录。<a href="${root}figures/${year}.html">${year}年全部统计数字</a></p>
<div class="table-box" tabindex="0" role="group" aria-label="数字和来历">
<table class="stack provenances">
<thead><tr><th scope="col">指标</th><th scope="col">数字</th><th scope="col">来历</th></tr></thead>
<tbody>
${data.figures.map(
  (f) =>
    html`<tr><th scope="row">${f.label}</th><td class="short" data-label="数字">${figureText(f, year, root)}</td><td class="short" data-label="来历">${basisInWords(f)}</td></tr>\n`,
)}</tbody>
</table>
</div></section>
</article>
${words.date && cite(page, shell, data.title, words.date)}
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
            r.words.date ? html`<time datetime="${r.words.date}">${r.words.date}</time>` : html`<span>草稿，还没有公布</span>`
          }</li>`,
      )}</ol>`
}`,
  });
}
