/** 网站地图和订阅: every way in on one page, for people; `sitemap.xml` and `feed.xml` are for programs. */
import { siteUrl } from "../scripts/model/site.ts";
import type { Crumb, MapPage, Page, Shell } from "../scripts/pages.ts";
import { base, column, isThere, sections } from "./base.ts";
import { type Html, html } from "./html.ts";
import { phoneLink } from "./parts/words.ts";

export function mapLayout(page: Page<MapPage>, shell: Shell): string {
  const { data, root } = page;
  const { site } = shell;
  const url = siteUrl(site, shell.basePath);
  const section = (title: string, links: readonly Crumb[]): Html | false =>
    links.length > 0 &&
    html`<section><h2>${title}</h2><ul class="years">${links.map((l) => html`<li><a href="${root}${l.path}">${l.label}</a></li>\n`)}</ul></section>`;
  const columns = [
    ...sections.filter((s) => isThere(shell, s.path)),
    { label: "公开目录", path: "catalogue/index.html" },
    { label: "政策解读", path: "interpretations/index.html" },
    { label: "回应关切", path: "responses/index.html" },
    { label: "更正与撤回", path: "corrections/index.html" },
    { label: "两年对比", path: "compare/index.html" },
    ...(shell.whole ? [{ label: "开放数据", path: "data/index.html" }] : []),
    ...(shell.offline ? [{ label: "保存到手机", path: "offline/index.html" }] : []),
  ];
  return base(page, shell, {
    title: "网站地图和订阅",
    trail: [],
    column: column("网站地图和订阅", `${site.name}政府信息公开网站的全部栏目，怎样知道有了新的信息`),
    body: html`<h1>网站地图和订阅</h1>
<p class="lead">网站上的栏目都在这一页。${data.updated !== undefined && html`最后更新：<time datetime="${data.updated}">${data.updated}</time>。`}</p>
${section("栏目", columns)}
${section("说明", data.pages)}
${section("按年份", data.years)}
${section("年度报告", data.reports)}
${data.facets.map((f) => section(f.title, f.links))}
<section id="subscribe"><h2>怎样知道有了新的信息</h2>
<ul class="related">
<li>在手机上：用浏览器打开<a href="${root}index.html">首页</a>，在浏览器的菜单里选“收藏”或者“添加到主屏幕”，以后点一下就能看最新公开的。</li>
${site.wechat !== undefined && html`<li>在微信里：关注公众号“${site.wechat}”，重要的通知在那里也发。</li>`}
<li>用阅读软件的：添加订阅，粘贴这个网址：<span class="address">${url}feed.xml</span>；软件要 JSON 格式的，粘贴 <span class="address">${url}feed.json</span>。有了新的信息，软件里就会出现。</li>
<li>不上网的：看镇里和村里的公开栏，听广播，或者打电话问${site.office}，${phoneLink(site.phone)}。</li>
</ul></section>`,
  });
}
