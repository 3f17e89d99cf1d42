/** The frame of every page: head, header, navigation, footer. */
import type { MarkdownContext } from "../scripts/markdown.ts";
import { siteUrl } from "../scripts/model/site.ts";
import type { Crumb, Page, Shell } from "../scripts/pages.ts";
import { type Html, html, type Printable, raw } from "./html.ts";

/** Government meta tags of a list or a detail page (国办发〔2017〕47号, 国办秘函〔2019〕19号 practice; names are case-sensitive). */
export interface Column {
  readonly name: string;
  readonly description: string;
  readonly keywords: string;
  readonly type: string;
}

export interface Article {
  readonly title: string;
  /** `YYYY-MM-DD`. */
  readonly date: string;
  readonly source: string;
  readonly keywords: string;
  readonly description: string;
}

export interface Frame {
  readonly title: string;
  /** Entry of the navigation that this page belongs to. */
  readonly section?: string;
  readonly trail?: readonly Crumb[];
  readonly column?: Column;
  readonly article?: Article;
  /** For search engines, on a page without a column or article of its own. */
  readonly description?: string;
  readonly noindex?: boolean;
  /** Where a reader is taken at once, from this page. */
  readonly refresh?: string;
  /** Scripts of this page besides the one of every page, from the root. */
  readonly scripts?: readonly string[];
  /** Style sheets likewise. */
  readonly styles?: readonly string[];
  /** What its scripts may do that those of other pages may not. */
  readonly needs?: keyof typeof policies;
  /** Without the site's header, navigation and footer: `body` is the whole body. */
  readonly bare?: boolean;
  readonly body: Html;
}

/**
 * Content security policies: nothing from outside, no inline script, no inline style; each page only what it needs. What stands on the
 * same server may be read by all: inspectors' tools ask for its robots.txt from within the page.
 */
const policy = (script: string, rest = ""): string =>
  `default-src 'none'; style-src 'self'; script-src 'self'${script}; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'${rest}`;

export const policies = {
  nothing: policy(""),
  /** Reads pages and the index, and runs Pagefind's WebAssembly. */
  index: policy(" 'wasm-unsafe-eval'"),
  /** Keeps the site on the device. */
  offline: policy("", "; worker-src 'self'; manifest-src 'self'"),
} as const;

export const sections = [
  { label: "首页", path: "index.html" },
  { label: "公开指南", path: "pages/guide.html" },
  { label: "公开制度", path: "pages/rules.html" },
  { label: "法定主动公开内容", path: "items/index.html" },
  { label: "公开年报", path: "reports/index.html" },
  { label: "依申请公开", path: "pages/apply.html" },
  { label: "统计", path: "statistics/index.html" },
  { label: "查找", path: "search/index.html" },
] as const;

/** A standing page that the office has not written yet has no link. */
export const isThere = (shell: Shell, path: string): boolean => {
  const id = /^pages\/([a-z0-9-]+)\.html$/.exec(path)?.[1];
  return id === undefined || shell.standing.has(id);
};

/** Parts of the frame that are the same for all pages of one depth and section: printed once, kept. */
const frames = new WeakMap<Shell, Map<string, { top: string; bottom: string }>>();

function frameParts(shell: Shell, root: string, section: string): { top: string; bottom: string } {
  const cache = frames.get(shell) ?? new Map<string, { top: string; bottom: string }>();
  frames.set(shell, cache);
  const key = `${root} ${section}`;
  const parts = cache.get(key) ?? { top: top(shell, root, section).value, bottom: bottom(shell, root).value };
  cache.set(key, parts);
  return parts;
}

/** The mark beside the name: the same as the icon of the site. */
const mark = raw(
  '<svg class="mark" width="32" height="32" viewBox="0 0 32 32" aria-hidden="true"><rect width="32" height="32" rx="6"/><path d="M8 8h16v4H8zm0 7h16v3H8zm0 6h10v3H8z"/></svg>',
);

const top = (shell: Shell, root: string, section: string): Html => html`<a class="skip" href="#main">跳到正文</a>
<header class="masthead">
${shell.site.demo && html`<p class="demo" role="note">演示站点：页面上的内容都是虚构的示例，不是真实的政府信息。</p>`}
<div class="bar">
<p class="brand"><a href="${root}index.html">${mark}<span><span class="organ">${shell.site.name}</span> <span class="what">政府信息公开</span></span></a></p>
<form class="find" role="search" action="${root}search/index.html" method="get">
<label class="sr" for="find">查找政府信息</label>
<input id="find" name="q" type="search" placeholder="标题、文号、村名、电话…" autocomplete="off" maxlength="60">
<button type="submit">查找</button>
</form>
<div class="aids" id="aids" data-phone="${shell.site.phone}"></div>
</div>
<nav class="sections" aria-label="栏目"><ul>
${sections.filter((x) => isThere(shell, x.path)).map((s) => html`<li><a href="${root}${s.path}"${s.path === section && raw(' aria-current="true"')}>${s.label}</a></li>\n`)}</ul></nav>
</header>`;

const bottom = (shell: Shell, root: string): Html => html`<footer class="colophon">
<div class="bar">
<p class="links">${isThere(shell, "pages/guide.html") && html`<a href="${root}pages/guide.html">公开指南</a>`}<a href="${root}catalogue/index.html">公开目录</a><a href="${root}statistics/index.html">统计</a><a href="${root}corrections/index.html">更正与撤回</a>${
  shell.offline && html`<a href="${root}offline/index.html">保存到手机</a>`
}${
  isThere(shell, "pages/accessibility.html") && html`<a href="${root}pages/accessibility.html">无障碍说明</a>`
}<a href="${root}map/index.html">网站地图</a><a href="${root}map/index.html#subscribe">怎样订阅</a>${
  shell.site.findErrorUrl &&
  html`<a class="external" rel="external noopener noreferrer" href="${shell.site.findErrorUrl}">我为政府网站找错</a>`
}${
  shell.site.govMarkUrl && html`<a class="external" rel="external noopener noreferrer" href="${shell.site.govMarkUrl}">党政机关网站标识</a>`
}${
  shell.site.hostUrl && html`<a class="external" rel="external noopener noreferrer" href="${shell.site.hostUrl}">${shell.site.hostSite}</a>`
}</p>
<p><span>主办单位：${shell.site.name}</span> <span>承办单位：${shell.site.office}</span></p>
<p><span>地址：${shell.site.address}</span> <span>邮编：${shell.site.postcode}</span> <span>电话：${shell.site.phone}</span></p>
<p><span>网站标识码：${shell.site.siteIDCode}</span>${shell.site.icp && html` <span>${shell.site.icp}</span>`}${shell.site.police && html` <span>${shell.site.police}</span>`}</p>
</div>
</footer>`;

const meta = (name: string, content: string): Html => html`<meta name="${name}" content="${content}">\n`;

/** 面包屑; an article's own title stands right below, so it is only called 正文. */
const crumbs = (
  trail: readonly Crumb[],
  title: string,
  root: string,
): Html => html`<nav class="crumbs" aria-label="当前位置"><span aria-hidden="true">当前位置：</span><ol>
<li><a href="${root}index.html">首页</a></li>
${trail.map((c) => html`<li><a href="${root}${c.path}">${c.label}</a></li>\n`)}<li><span aria-current="page">${title}</span></li>
</ol></nav>`;

/** Where a record lives, for those who pass it on: canonical address, Open Graph, and schema.org as JSON-LD. */
function shared(path: string, article: Article, { site, basePath }: Shell): Html {
  const url = siteUrl(site, basePath) + path;
  const property = (name: string, content: string): Html => html`<meta property="${name}" content="${content}">\n`;
  const data = {
    "@context": "https://schema.org",
    "@type": "Article",
    "@id": url,
    headline: article.title,
    datePublished: article.date,
    inLanguage: "zh-CN",
    url,
    publisher: { "@type": "GovernmentOrganization", name: site.name },
    ...(article.source === site.name ? {} : { author: { "@type": "Organization", name: article.source } }),
  };
  return html`<link rel="canonical" href="${url}">
${property("og:type", "article")}${property("og:site_name", site.siteName)}${property("og:title", article.title)}${property("og:url", url)}<script type="application/ld+json">${raw(JSON.stringify(data).replace(/[<>&]/g, (c) => `\\u00${c.charCodeAt(0).toString(16)}`))}</script>
`;
}

/** A whole page. */
export function base(page: Page<unknown>, shell: Shell, frame: Frame): string {
  const { site } = shell;
  const { root } = page;
  const { column, article } = frame;
  const summary = frame.description ?? column?.description;
  const { top, bottom } = frameParts(shell, root, frame.section ?? "");
  const title = page.path === "index.html" ? `${site.name}政府信息公开` : `${frame.title} - ${site.shortName}政府信息公开`;
  const head: Printable[] = [
    meta("SiteName", site.siteName),
    meta("SiteDomain", site.siteDomain),
    meta("SiteIDCode", site.siteIDCode),
    column && [
      meta("ColumnName", column.name),
      meta("ColumnDescription", column.description),
      meta("ColumnKeywords", column.keywords),
      meta("ColumnType", column.type),
    ],
    article && [
      meta("ArticleTitle", article.title),
      meta("PubDate", `${article.date} 00:00`),
      meta("ContentSource", article.source),
      meta("Keywords", article.keywords),
      meta("Description", article.description),
    ],
    !article && summary !== undefined && meta("description", summary),
    frame.noindex && meta("robots", "noindex"),
    article && !frame.noindex && shared(page.path, article, shell),
    frame.refresh !== undefined &&
      html`<meta http-equiv="refresh" content="0; url=${frame.refresh}">\n<link rel="canonical" href="${frame.refresh}">\n`,
  ];
  return html`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${raw(policies[frame.needs ?? "nothing"])}">
<title>${title}</title>
${
  !frame.bare &&
  html`<script src="${root}assets/aids-start.js"></script>
`
}${head}<link rel="stylesheet" href="${root}assets/style.css">
${frame.styles?.map((s) => html`<link rel="stylesheet" href="${root}${s}">\n`)}<link rel="icon" href="${root}assets/icon.svg" type="image/svg+xml">
<link rel="alternate" type="application/atom+xml" title="${site.shortName}政府信息公开" href="${root}feed.xml">
<script src="${root}assets/site.js" defer></script>
${
  !frame.bare &&
  html`<script src="${root}assets/aids.js" defer></script>
`
}${frame.scripts?.map((s) => html`<script src="${root}${s}" defer></script>\n`)}</head>
<body>
${
  frame.bare
    ? frame.body
    : html`${raw(top)}
<main id="main" tabindex="-1">
${frame.trail && crumbs(frame.trail, article ? "正文" : frame.title, root)}
${frame.body}
</main>
${raw(bottom)}`
}
</body>
</html>
`.value;
}

/** What a body of this page needs to know. */
export const bodyContext = (page: Page<unknown>, { elsewhere }: Shell, fill?: MarkdownContext["fill"]): MarkdownContext => ({
  ...(fill ? { fill } : {}),
  elsewhere: (address) => elsewhere?.(page.path, address),
});

/** The `Column…` tags of a list page. */
export const column = (name: string, description: string, type = "信息公开"): Column => ({
  name,
  description,
  keywords: `${name},政府信息公开`,
  type,
});
