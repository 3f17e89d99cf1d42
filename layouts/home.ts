/** 首页: who we are, what is new, the statutory columns, this year at a glance. */
import type { HomePage, Page, Shell } from "../scripts/pages.ts";
import { base, isThere } from "./base.ts";
import { html } from "./html.ts";
import { rows } from "./parts/rows.ts";
import { facetList, figureLink } from "./parts/words.ts";

export function homeLayout(page: Page<HomePage>, shell: Shell): string {
  const { data, root } = page;
  const { site, year } = shell;
  const columns = [
    { label: "政府信息公开指南", path: "pages/guide.html", note: "怎么查、找谁、在哪里" },
    { label: "政府信息公开制度", path: "pages/rules.html", note: "法规和镇里的办法" },
    { label: "法定主动公开内容", path: "items/index.html", note: "公告、财政、救助、村务…" },
    { label: "政府信息公开年报", path: "reports/index.html", note: data.reports.length > 0 ? `${data.reports.length} 份` : "" },
    { label: "依申请公开", path: "pages/apply.html", note: "没找到的，可以申请" },
  ];
  return base(page, shell, {
    title: `${site.name}政府信息公开`,
    section: "index.html",
    body: html`<h1 class="hello">${site.name}<span>政府信息公开</span></h1>
<ul class="columns">
${columns.map((c) =>
  isThere(shell, c.path)
    ? html`<li><a href="${root}${c.path}"><strong>${c.label}</strong><span>${c.note}</span></a></li>\n`
    : html`<li><p class="none"><strong>${c.label}</strong><span>还没有公布</span></p></li>\n`,
)}</ul>
<div class="two">
<section class="newest"><h2>最新公开</h2>
${data.newest.length === 0 ? html`<p class="empty">还没有公开信息。</p>` : rows(data.newest, shell, root)}
<p class="more"><a href="${root}items/index.html">全部公开信息</a></p></section>
<section class="glance"><h2>${year === undefined ? "统计" : `${year}年一览`}</h2>
<dl>
${data.glance.map((f) => html`<div><dt>${f.label}</dt><dd>${figureLink(f, year ?? 0, root)}<span>${f.unit}</span></dd></div>\n`)}</dl>
<p class="more">${year !== undefined && html`<a href="${root}figures/${year}.html">${year}年全部数字</a>`}<a href="${root}statistics/index.html">历年统计</a></p></section>
</div>
<section><h2>乡镇重点公开的内容</h2>
${facetList(data.facets, root)}</section>
<section class="office" aria-labelledby="office"><h2 id="office">找到我们</h2>
<dl class="facts">
<div><dt>公开工作机构</dt><dd>${site.office}</dd></div>
<div><dt>地址</dt><dd>${site.address}（邮编 ${site.postcode}）</dd></div>
<div><dt>电话</dt><dd>${site.phone}</dd></div>
<div><dt>传真</dt><dd>${site.fax}</dd></div>
<div><dt>电子邮件</dt><dd>${site.email}</dd></div>
<div><dt>办公时间</dt><dd>${site.hours}</dd></div>
${site.wechat !== undefined && html`<div><dt>微信公众号</dt><dd>${site.wechat}</dd></div>`}</dl></section>`,
  });
}
