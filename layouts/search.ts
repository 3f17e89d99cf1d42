/** 查找: results are put here by the script; without it, the years. */
import type { Page, SearchPage, Shell } from "../scripts/pages.ts";
import { base, column } from "./base.ts";
import { html } from "./html.ts";
import { yearList } from "./parts/words.ts";

export function searchLayout(page: Page<SearchPage>, shell: Shell): string {
  const { data, root } = page;
  return base(page, shell, {
    title: "查找",
    section: "search/index.html",
    trail: [],
    column: column("查找", `查找${shell.site.name}公开的政府信息`),
    scripts: ["assets/search.js"],
    ...(data.large ? { needs: "index" as const } : {}),
    body: html`<h1>查找</h1>
<div id="search" data-root="${root}" data-phone="${shell.site.phone}">
<p class="lead" id="count" role="status" aria-live="polite"></p>
<progress id="progress" hidden aria-label="正在读取"></progress>
<p class="filters" id="filters" hidden></p>
<div id="suggestions"></div>
<ol class="rows results" id="results"></ol>
<section id="meant" hidden aria-labelledby="meant-reason"><p class="lead" id="meant-reason" role="status"></p>
<ol class="rows results" id="meant-hits"></ol></section>
<p class="more"><button type="button" id="more" hidden>再看一些</button></p>
</div>
<section id="years"><p class="lead">在上面的框里写要找的字：标题、文号、村名、电话都行，也可以写拼音。</p>
<h2>按年份看</h2>
${yearList(data.years, root)}</section>`,
  });
}
