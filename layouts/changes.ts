/** 更正与撤回, and the page that stands where another one was. */
import type { Change, Page, RedirectPage, Shell } from "../scripts/pages.ts";
import { base, column } from "./base.ts";
import { html } from "./html.ts";

export function changesLayout(page: Page<readonly Change[]>, shell: Shell): string {
  const { data, root } = page;
  return base(page, shell, {
    title: "更正与撤回",
    trail: [],
    column: column("更正与撤回", `${shell.site.name}公开以后更正和撤回的信息`),
    body: html`<h1>更正与撤回</h1>
<p class="lead">公开以后更正过内容的、撤回的，都在这里，新的在前。撤回的网页还在，写着日期和理由；给程序用的清单是 <a href="${root}data/withdrawn.json">withdrawn.json</a>。</p>
${
  data.length === 0
    ? html`<p class="empty">还没有更正和撤回。</p>`
    : html`<ol class="rows">${data.map(
        (c) =>
          html`<li><div class="line"><span class="name"><a href="${root}${c.path}">${c.title}</a></span><span class="tags">${c.kind}：${c.text}</span></div><time datetime="${c.date}">${c.date}</time></li>\n`,
      )}</ol>`
}`,
  });
}

export function redirectLayout(page: Page<RedirectPage>, shell: Shell): string {
  const { data, root } = page;
  return base(page, shell, {
    title: "这一页移走了",
    trail: [],
    refresh: root + data.path,
    noindex: true,
    body: html`<h1>这一页移走了</h1>
<p class="lead">现在在这里：<a href="${root}${data.path}">${data.title}</a></p>`,
  });
}
