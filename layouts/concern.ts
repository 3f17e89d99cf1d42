/** 群众关心的事: how it is done first, then what was published, and whom to ask. */
import { CONCERNS, type ConcernPage, type FacetLine, type Page, type Shell } from "../scripts/pages.ts";
import { base, column, isThere } from "./base.ts";
import { html } from "./html.ts";
import { links } from "./parts/record.ts";
import { rows } from "./parts/rows.ts";
import { facetList, pager, phoneLink } from "./parts/words.ts";

export function concernLayout(page: Page<ConcernPage>, shell: Shell): string {
  const { data, root } = page;
  const { site } = shell;
  const first = data.number === 1;
  return base(page, shell, {
    title: first ? data.title : `${data.title}（第 ${data.number} 页）`,
    section: "items/index.html",
    trail: [CONCERNS],
    column: column(data.title, `${site.name}公开的${data.title}方面的信息：${data.note}`),
    body: html`<h1>${data.title}</h1>
<p class="lead">${data.note !== "" && html`${data.note}。`}一共 ${data.total} 条，新的在前。</p>
${first && data.guides.length > 0 && html`<section><h2>怎么办</h2>\n${links(data.guides, root)}</section>`}
${
  data.bring &&
  html`<section class="box"><h2>要带什么</h2><p>${data.bring.words}</p><p class="note">照抄自<a href="${root}${data.bring.from.path}">${data.bring.from.title}</a>；最新的要求请打电话问。</p></section>`
}
${
  first &&
  html`<section class="box"><h2>找谁</h2><p>${site.office}，电话 ${phoneLink(site.phone)}；${site.address}，${site.hours}。</p></section>`
}
<section><h2>公开的信息</h2>
<p class="note">标题、关键词、公开事项或者重点内容里写着${data.terms.slice(0, 6).map((t, i) => html`${i > 0 && "、"}“${t.replace(/[“”]/g, "")}”`)}${data.terms.length > 6 && "等词"}的，都在这里。</p>
${rows(data.rows, shell, root)}
${pager(data, root)}</section>
<p class="more"><a href="${root}search/index.html">没有找到，去查找</a>${isThere(shell, "pages/apply.html") && html`<a href="${root}pages/apply.html">申请公开</a>`}</p>`,
  });
}

export function concernIndexLayout(page: Page<readonly FacetLine[]>, shell: Shell): string {
  const { data, root } = page;
  return base(page, shell, {
    title: CONCERNS.label,
    section: "items/index.html",
    trail: [],
    column: column(CONCERNS.label, `${shell.site.name}公开的信息，按大家要办的事、关心的事排`),
    body: html`<h1>${CONCERNS.label}</h1>
<p class="lead">各年的信息按事情放在一起：先是怎么办，再是公示和通知。</p>
${facetList(data, root)}`,
  });
}
