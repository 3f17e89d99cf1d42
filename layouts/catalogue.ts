/** 公开目录: index number, name, summary, date of forming (条例第十二条). */
import { summaryOf } from "../scripts/entries.ts";
import type { Item } from "../scripts/model/index.ts";
import { indexNumber } from "../scripts/model/site.ts";
import type { CatalogueIndex, CataloguePage, Page, Shell } from "../scripts/pages.ts";
import { base, column } from "./base.ts";
import { html } from "./html.ts";
import { breaking, pager, yearList } from "./parts/words.ts";

export function catalogueLayout(page: Page<CataloguePage>, shell: Shell): string {
  const { data, root } = page;
  const title = `${data.year}年政府信息公开目录`;
  return base(page, shell, {
    title,
    section: "items/index.html",
    trail: [
      { label: "法定主动公开内容", path: "items/index.html" },
      { label: "公开目录", path: "catalogue/index.html" },
    ],
    column: column(title, `${shell.site.name}${title}`),
    body: html`<h1>${title}</h1>
<p class="lead">共 ${data.total} 条。也可以下载 <a href="${root}data/${data.year}/records.csv" download>表格（CSV）</a>。</p>
<div class="table-box" tabindex="0" role="group" aria-label="${title}">
<table class="stack">
<thead><tr><th scope="col">名称</th><th scope="col">索引号</th><th scope="col">内容概述</th><th scope="col">生成日期</th></tr></thead>
<tbody>
${data.rows.map((r) => {
  const item = r as Item;
  return html`<tr><th scope="row"><a href="${root}${item.id}.html">${item.title}</a></th><td class="short" data-label="索引号">${breaking(indexNumber(shell.site, item.year, item.serial))}</td><td data-label="内容概述">${summaryOf(item)}</td><td class="short" data-label="生成日期">${item.formed ?? "未填"}</td></tr>\n`;
})}</tbody>
</table>
</div>
${pager(data, root)}`,
  });
}

export function catalogueIndexLayout(page: Page<CatalogueIndex>, shell: Shell): string {
  const { data, root } = page;
  const { catalogue } = shell.site;
  return base(page, shell, {
    title: "公开目录",
    section: "items/index.html",
    trail: [{ label: "法定主动公开内容", path: "items/index.html" }],
    column: column("公开目录", `${shell.site.name}政府信息公开目录`),
    body: html`<h1>公开目录</h1>
<h2>已公开信息的目录</h2>
${yearList(data.years, root)}
${
  catalogue !== undefined &&
  html`<h2>公开事项</h2>
<p class="lead">本机关公开哪些事项，依据是什么，多长时间内、在哪里公开。</p>
<div class="table-box" tabindex="0" role="group" aria-label="公开事项">
<table class="stack">
<thead><tr><th scope="col">公开事项</th><th scope="col">公开内容</th><th scope="col">公开依据</th><th scope="col">公开时限</th><th scope="col">公开渠道</th><th scope="col">公开对象</th></tr></thead>
<tbody>
${catalogue.map((c) => {
  const path = data.concerns.get(c.matter);
  return html`<tr><th scope="row">${path === undefined ? c.matter : html`<a href="${root}${path}">${c.matter}</a>`}</th><td data-label="公开内容">${c.content}</td><td data-label="公开依据">${c.basis ?? "—"}</td><td class="short" data-label="公开时限">${
    c.term ?? (c.workdays === undefined ? "—" : `${c.workdays} 个工作日内`)
  }</td><td data-label="公开渠道">${c.channels}</td><td class="short" data-label="公开对象">${c.audience ?? "全社会"}</td></tr>\n`;
})}</tbody>
</table>
</div>`
}`,
  });
}
