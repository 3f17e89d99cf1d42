/** A word of a facet (一个类目、一项重点内容、一个村、一个渠道), or a kind of record: newest first, then by year. */
import { type FacetIndex, type FacetPage, type Page, type Shell, VILLAGE_AFFAIRS } from "../scripts/pages.ts";
import { base, column, isThere } from "./base.ts";
import { html } from "./html.ts";
import { facetWords } from "./parts/chart.ts";
import { rows } from "./parts/rows.ts";
import { phoneLink, yearList } from "./parts/words.ts";

export function facetLayout(page: Page<FacetPage>, shell: Shell): string {
  const { data, root } = page;
  return base(page, shell, {
    title: data.title,
    section: "items/index.html",
    trail: data.trail,
    column: column(data.title, data.intro),
    body: html`<h1>${data.title}</h1>
<p class="lead">${data.intro}</p>
${
  data.newest.length === 0 && !data.villageAffairs?.length
    ? html`<p class="empty">暂无这方面的信息。需要的话，可以${
        isThere(shell, "pages/apply.html") ? html`<a href="${root}pages/apply.html">申请公开</a>` : "申请公开"
      }，或者打电话 ${phoneLink(shell.site.phone)} 询问。</p>`
    : data.newest.length > 0 &&
      html`<h2>最新</h2>
${rows(data.newest, shell, root)}
<h2>各年</h2>
${yearList(data.years, root)}`
}${
  data.villageAffairs &&
  data.villageAffairs.length > 0 &&
  html`<h2><a href="${root}${VILLAGE_AFFAIRS.path}">${VILLAGE_AFFAIRS.label}</a></h2>
<p class="note">村里公布的，不算进镇里主动公开的条数。</p>
${rows(data.villageAffairs, shell, root)}`
}`,
  });
}

export function facetIndexLayout(page: Page<FacetIndex>, shell: Shell): string {
  const { data, root } = page;
  return base(page, shell, {
    title: data.title,
    section: "items/index.html",
    trail: [{ label: "法定主动公开内容", path: "items/index.html" }],
    column: column(data.title, data.intro),
    body: html`<h1>${data.title}</h1>
<p class="lead">${data.intro}。</p>
${data.groups.map((g) => html`${g.title !== "" && html`<h2>${g.title}</h2>\n`}${facetWords(data.facet, g.lines, root)}`)}`,
  });
}
