/** 404: served at any address, so it carries its own style and leads by whole addresses. */
import { siteUrl } from "../scripts/model/site.ts";
import type { Page, Shell } from "../scripts/pages.ts";
import { html } from "./html.ts";

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
<style>body{font:1.125rem/1.8 "Noto Sans CJK SC","Microsoft YaHei","PingFang SC",sans-serif;max-width:34em;margin:12vh auto;padding:0 1.25rem;color:#1b2430;background:#fff}a{color:#1a4f8b}.demo{background:#fff4d6;padding:.25rem .75rem}@media (prefers-color-scheme:dark){body{background:#12161c;color:#e6eaf0}a{color:#8fbcff}.demo{background:#4a3a00}}</style>
</head>
<body>
<main>
${site.demo && html`<p class="demo">演示站点：页面上的内容都是虚构的示例，不是真实的政府信息。</p>`}
<h1>没有这个网页</h1>
<p>您要看的网页不在这里，可能是地址打错了，也可能已经移走。</p>
<p>请<a href="${home}index.html">回到首页</a>，或者<a href="${home}search/index.html">查找政府信息</a>。</p>
<p>也可以打电话问：${site.office}，${site.phone}。</p>
</main>
</body>
</html>
`.value;
}
