/** 首页: who we are, what is new, the statutory columns, this year at a glance. */
import { CONCERNS, type HomePage, type Page, type Shell } from "../scripts/pages.ts";
import { base, isThere } from "./base.ts";
import { html } from "./html.ts";
import { bars, calendar, channelList, tileList } from "./parts/chart.ts";
import { type IconName, icon } from "./parts/icons.ts";
import { rows } from "./parts/rows.ts";
import { facetList, figureLink, phoneLink } from "./parts/words.ts";

export function homeLayout(page: Page<HomePage>, shell: Shell): string {
  const { data, root } = page;
  const { site, year } = shell;
  const ways: readonly { icon: IconName; label: string; path: string; note: string }[] = [
    { icon: "guide", label: "政府信息公开指南", path: "pages/guide.html", note: "怎么查、找谁、在哪里" },
    { icon: "rules", label: "政府信息公开制度", path: "pages/rules.html", note: "法规和镇里的办法" },
    { icon: "items", label: "法定主动公开内容", path: "items/index.html", note: "公告、财政、救助等" },
    {
      icon: "reports",
      label: "政府信息公开年报",
      path: "reports/index.html",
      note: data.reports.length > 0 ? `${data.reports.length} 份，每年一份` : "每年一份",
    },
    { icon: "apply", label: "依申请公开", path: "pages/apply.html", note: "没找到的，可以申请" },
  ];
  return base(page, shell, {
    title: `${site.name}政府信息公开`,
    section: "index.html",
    description: `${site.name}依法公开的文件、公告、资金和村务，可以按年份、类目、村和公开渠道查找。`,
    body: html`<div class="hello"><h1>${site.shortName}政府信息公开</h1>
<p class="lead">镇里依法公开的文件、公告、资金和村务，都在这里查。</p></div>
${
  data.concerns.length > 0 &&
  html`<section class="concerns" aria-label="${CONCERNS.label}"><ul class="tasks">
${data.concerns.map((c) => html`<li><a href="${root}${c.path}">${c.label}<span class="note">${c.note}</span></a></li>\n`)}</ul></section>
`
}<ul class="ways">
${ways.map((w) =>
  isThere(shell, w.path)
    ? html`<li><a href="${root}${w.path}">${icon(w.icon)}<strong>${w.label}</strong><span>${w.note}</span></a></li>\n`
    : html`<li><p class="none">${icon(w.icon)}<strong>${w.label}</strong><span>还没有公布</span></p></li>\n`,
)}</ul>
<div class="two">
<section class="newest"><h2>最新公开</h2>
${data.newest.length === 0 ? html`<p class="empty">还没有公开信息。公开以后，最新的会排在这里。</p>` : rows(data.newest, shell, root)}
<p class="more"><a href="${root}items/index.html">全部公开信息</a></p></section>
<section class="glance"><h2>${year === undefined ? "统计" : `${year}年一览`}</h2>
${
  data.glance.length === 0
    ? html`<p class="empty">有了公开信息，这里就有数字。</p>`
    : html`<dl>
${data.glance.map((f) => html`<div><dt>${f.label}</dt><dd>${figureLink(f, year ?? 0, root)}<span>${f.unit}</span></dd></div>\n`)}</dl>`
}
<p class="more">${year !== undefined && html`<a href="${root}figures/${year}.html">${year}年全部数字</a>`}<a href="${root}statistics/index.html">历年统计</a></p>
${
  data.categories.length > 0 &&
  bars({ id: "categories", title: `${year}年各类信息`, unit: "条", says: "每条信息属于一类。" }, data.categories, root)
}</section>
</div>
<div class="pair">
${data.calendar !== undefined && html`<section><h2>${year}年，哪天公开了什么</h2>\n${calendar(data.calendar, root, "calendar")}</section>`}
${
  data.villages.length > 0 &&
  html`<section><h2>按村看</h2>
${tileList(data.villages, root)}
<p class="note">各年合起来的条数。颜色越深，这个村的信息越多。</p></section>`
}
</div>
${
  data.channels.length > 0 &&
  html`<section><h2>${year}年在哪里公开</h2>
${channelList(data.channels, root)}</section>`
}
<section><h2>乡镇重点公开的内容</h2>
${facetList(data.facets, root)}</section>
<section class="office" aria-labelledby="office"><h2 id="office">找到我们</h2>
<dl class="facts">
<div><dt>公开工作机构</dt><dd>${site.office}</dd></div>
<div><dt>电话</dt><dd>${phoneLink(site.phone)}</dd></div>
<div><dt>地址</dt><dd>${site.address}（邮编 ${site.postcode}）</dd></div>
<div><dt>办公时间</dt><dd>${site.hours}</dd></div>
${
  site.fax !== undefined &&
  html`<div><dt>传真</dt><dd>${site.fax}</dd></div>
`
}${
  site.email !== undefined &&
  html`<div><dt>电子邮件</dt><dd>${site.email}</dd></div>
`
}${site.wechat !== undefined && html`<div><dt>微信公众号</dt><dd>${site.wechat}</dd></div>`}</dl></section>`,
  });
}
