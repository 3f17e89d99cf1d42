/** 法定主动公开内容: the ways into the register. */
import { type HubPage, type Page, type Shell, VILLAGE_AFFAIRS } from "../scripts/pages.ts";
import { base, column } from "./base.ts";
import { html } from "./html.ts";
import { facetWords } from "./parts/chart.ts";
import { yearList } from "./parts/words.ts";

export function hubLayout(page: Page<HubPage>, shell: Shell): string {
  const { data, root } = page;
  return base(page, shell, {
    title: "法定主动公开内容",
    section: "items/index.html",
    trail: [],
    column: column("法定主动公开内容", `${shell.site.name}依法主动公开的政府信息`),
    body: html`<h1>法定主动公开内容</h1>
<p class="lead">镇里依法主动公开的信息都在这里。可以按年份、类目、重点内容、村和渠道看，也可以<a href="${root}search/index.html">直接查找</a>。</p>
<section><h2>按年份</h2>${yearList(data.years, root)}</section>
<ul class="cards">
<li><a href="${root}catalogue/index.html">公开目录</a><span>索引号、名称、内容概述、生成日期</span></li>
<li><a href="${root}interpretations/index.html">政策解读</a><span>用明白话说清文件</span></li>
<li><a href="${root}responses/index.html">回应关切</a><span>大家关心的事怎么办</span></li>
${
  data.villageYears.length > 0 &&
  html`<li><a href="${root}${VILLAGE_AFFAIRS.path}">${VILLAGE_AFFAIRS.label}</a><span>村里公布的议事、收支和项目</span></li>
`
}</ul>
${data.facets.map(
  (f) =>
    html`<section><h2><a href="${root}${f.path}">${f.title}</a></h2><p class="lead">${f.note}。</p>${facetWords(f.facet, f.lines, root)}</section>`,
)}`,
  });
}
