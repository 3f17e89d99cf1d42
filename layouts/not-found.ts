/** 404: served at any address, so it carries its own style and leads by whole addresses. */
import { DEFAULT_ACCENT, tonesOf } from "../scripts/accent.ts";
import { siteUrl } from "../scripts/model/site.ts";
import type { Page, Shell } from "../scripts/pages.ts";
import { html, raw } from "./html.ts";
import { phoneLink } from "./parts/words.ts";

/** As much of the site's look as one page needs. */
function style({ site }: Shell): string {
  const { light, dark } = tonesOf(site.accent ?? DEFAULT_ACCENT);
  return `:root{color-scheme:light dark}body{font:calc(clamp(1.0625rem,.55rem + .62vw,2rem)*1.05)/1.8 "Noto Sans CJK SC","Microsoft YaHei","PingFang SC",sans-serif;margin:0;color:#1b222c;background:#fff}p{margin:0 0 1em}a{color:${light.link};text-underline-offset:.2em}header{border-bottom:.25rem solid ${light.accent}}header a,main{display:block;max-width:34em;margin:0 auto;padding:1em}header a{text-decoration:none}header strong,header span{display:block;line-height:1.4}header strong{font-size:1.25em}header span{color:#434c58}main{padding-block:8vh}h1{font-size:1.5em}.find{display:flex;max-width:26em}.find input,.find button{font:inherit;min-height:2.75rem;padding:.25rem .75rem;border:1px solid #7b8694}.find input{flex:1;min-width:0;color:inherit;background:transparent}.find button{color:#fff;background:${light.accent}}:focus-visible{outline:.1875rem solid ${light.strong};outline-offset:.125rem}.demo{margin:0;padding:.25rem 1rem;text-align:center;font-size:.85em;color:#574000;background:#fff4d6}@media (prefers-color-scheme:dark){body{color:#e7eaef;background:#12161c}a{color:${dark.link}}header{border-color:${dark.accent}}header span{color:#b9c1cc}:focus-visible{outline-color:${dark.strong}}.demo{color:#ffe6a3;background:#302600}}`;
}

export function notFoundLayout(_page: Page<undefined>, shell: Shell): string {
  const { site, basePath } = shell;
  const home = siteUrl(site, basePath);
  return html`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="robots" content="noindex">
<meta name="SiteName" content="${site.siteName}">
<meta name="SiteDomain" content="${site.siteDomain}">
<meta name="SiteIDCode" content="${site.siteIDCode}">
<title>没有这个网页 - ${site.shortName}政府信息公开</title>
<style>${raw(style(shell))}</style>
</head>
<body>
<header>
${site.demo && html`<p class="demo">演示站点：页面上的内容都是虚构的示例，不是真实的政府信息。</p>`}
<a href="${home}index.html"><strong>${site.name}</strong><span>政府信息公开</span></a>
</header>
<main>
<h1>没有这个网页</h1>
<p>您要看的网页不在这里，可能是地址打错了，也可能已经移走。</p>
<form role="search" action="${home}search/index.html" method="get">
<label for="find">找什么，写几个字：</label>
<p class="find"><input id="find" name="q" type="search" autocomplete="off" maxlength="60"><button type="submit">查找</button></p>
</form>
<p>也可以<a href="${home}index.html">回到首页</a>，或者看<a href="${home}map/index.html">全部栏目</a>。</p>
<p>还可以打电话问：${site.office}，${phoneLink(site.phone)}。</p>
</main>
</body>
</html>
`.value;
}
