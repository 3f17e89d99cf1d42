/** A year in one file, to be sent from phone to phone: every text of the year, its report, and a search, with nothing beside it. */
import { isInterpretation, isItem, nameOf, type Published } from "../scripts/entries.ts";
import { type MarkdownContext, renderMarkdown } from "../scripts/markdown.ts";
import { siteUrl } from "../scripts/model/site.ts";
import type { Shell } from "../scripts/pages.ts";
import { type AnnualReport, filler, reportTitle } from "../scripts/report.ts";
import { dayInChinese, monthOf } from "../scripts/rules/days.ts";
import { type Html, html, raw } from "./html.ts";
import { corrections, tombstone } from "./parts/record.ts";
import { statutoryTable } from "./parts/statutory.ts";

export interface SingleView {
  readonly year: number;
  /** Newest first. */
  readonly records: readonly Published[];
  readonly report: AnnualReport | undefined;
  /** Words of attachments by address. */
  readonly attached: ReadonlyMap<string, string>;
  /** Another address for a link or picture in a body of this record: an anchor, a picture as data, or the page on the web. */
  readonly elsewhere: (from: string, address: string) => string;
  readonly traditional: string;
  readonly style: string;
  readonly script: string;
  /** Hashes that the policy allows. */
  readonly styleHash: string;
  readonly scriptHash: string;
}

export const anchorOf = (id: string): string => id.replaceAll("/", "-");

const whatOf = (r: Published, shell: Shell): string =>
  isItem(r) ? (shell.labels.category.get(r.category) ?? "") : isInterpretation(r) ? "政策解读" : "回应关切";

function article(r: Published, view: SingleView, shell: Shell): Html {
  const url = siteUrl(shell.site, shell.basePath);
  const context: MarkdownContext = { elsewhere: (address) => view.elsewhere(`${r.id}.html`, address) };
  const villages = isItem(r) ? r.village?.map((v) => shell.labels.village.get(v)).join("、") : undefined;
  const facts = [isItem(r) ? r.docNumber : undefined, r.issuer ?? shell.site.name, villages].filter(Boolean);
  return html`<article id="${anchorOf(r.id)}">
<h2>${r.title}</h2>
<p class="facts"><time datetime="${r.date}">${dayInChinese(r.date)}</time>　${whatOf(r, shell)}　<span data-text>${facts.join("　")}</span></p>
${tombstone(r)}${
  !r.withdrawn &&
  html`<div data-text>${corrections(r)}<div class="text">${raw(renderMarkdown(r.body, context))}</div></div>
${(r.attachments ?? []).map((a) => {
  const words = view.attached.get(`${r.id}/${a.file}`);
  const name = html`<a class="external" rel="external noopener noreferrer" href="${url}${r.id}/${a.file}">${a.title}</a>`;
  return words === undefined || words === ""
    ? html`<p class="attached">附件（在网站上）：${name}</p>\n`
    : html`<details class="attached" data-title="${a.title}"><summary>${a.title}（附件里的文字）</summary><div class="words">${words}</div><p>原件在网站上：${name}</p></details>\n`;
})}`
}<p class="source">网上的地址：${url}${r.id}.html</p>
</article>
`;
}

function reportArticle(report: AnnualReport, view: SingleView, shell: Shell): Html {
  const title = reportTitle(shell.site, report.year);
  const url = siteUrl(shell.site, shell.basePath);
  const path = `reports/${report.year}.html`;
  const fill = filler(shell.facts, report.tally, () => `${url}${path}`);
  const render = (text: string): Html => raw(renderMarkdown(text, { fill, elsewhere: (address) => view.elsewhere(path, address) }));
  return html`<article id="report">
<h2>${title}</h2>
<p class="facts">${report.words.date ? html`<time datetime="${report.words.date}">${dayInChinese(report.words.date)}</time>公布` : "尚未公布的草稿"}</p>
<div data-text><div class="text">${render(report.opening)}
${report.sections.map(
  (s, i) =>
    html`<h3>${s.title}</h3>\n${render(s.body)}${report.tables.filter((t) => t.table.section === i + 1).map((t) => statutoryTable(t, report.year, url))}`,
)}
${report.tables.filter((t) => t.table.section === 0).map((t) => html`<h3>${t.table.title}</h3>${statutoryTable(t, report.year, url)}`)}</div></div>
<p class="source">网上的地址：${url}${path}</p>
</article>
`;
}

export function singleLayout(view: SingleView, shell: Shell): string {
  const { site } = shell;
  const { year, records, report } = view;
  const title = `${site.name}${year}年政府信息公开`;
  const months = [...new Set(records.map((r) => monthOf(r.date)))];
  return html`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${raw(`default-src 'none'; img-src data:; style-src 'sha256-${view.styleHash}'; script-src 'sha256-${view.scriptHash}'; base-uri 'none'; form-action 'none'`)}">
<title>${title}</title>
<style>${raw(view.style)}</style>
</head>
<body>
<header>
${site.demo && html`<p class="demo" role="note">演示：内容都是虚构的示例，不是真实的政府信息。</p>`}
<h1>${title}</h1>
<p>这一个文件里有${year}年公开的 ${records.length} 条信息${report && "和年度报告"}的全文，不用网络就能看、能查。</p>
<form id="find-form" role="search" hidden><label for="find">查找</label>
<input id="find" type="search" placeholder="标题、文号、村名、电话…" autocomplete="off" maxlength="60"></form>
<p id="count" role="status" aria-live="polite"></p>
<ol id="results"></ol>
</header>
<main data-traditional="${view.traditional}">
<nav id="contents" aria-label="目录"><h2>目录</h2>
${report && html`<p><a href="#report">${reportTitle(site, year)}</a></p>`}
${months.map(
  (m) =>
    html`<h3>${m}月</h3><ul>${records
      .filter((r) => monthOf(r.date) === m)
      .map(
        (r) => html`<li><a href="#${anchorOf(r.id)}">${nameOf(r)}</a><time datetime="${r.date}">${r.date.slice(5)}</time></li>\n`,
      )}</ul>`,
)}</nav>
${report && reportArticle(report, view, shell)}
${records.map((r) => article(r, view, shell))}
</main>
<footer>
<p>${site.name}　${site.office}</p>
<p>地址：${site.address}　电话：${site.phone}</p>
<p>网站：${siteUrl(site, shell.basePath)}</p>
</footer>
<script>${raw(view.script)}</script>
</body>
</html>
`.value;
}
