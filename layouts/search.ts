/** 查找: results are put here by the script; without it, the years. */
import type { Page, Shell, YearLine } from "../scripts/pages.ts";
import { base, column } from "./base.ts";
import { html } from "./html.ts";
import { yearList } from "./parts/words.ts";

export function searchLayout(page: Page<{ readonly years: readonly YearLine[] }>, shell: Shell): string {
  const { data, root } = page;
  return base(page, shell, {
    title: "查找",
    section: "search/index.html",
    trail: [],
    column: column("查找", `查找${shell.site.name}公开的政府信息`),
    scripts: ["search/packs.js", "assets/search.js"],
    body: html`<h1>查找</h1>
<div id="search" data-root="${root}" data-phone="${shell.site.phone}">
<p class="filters" id="filters" hidden></p>
<p class="lead" id="count" role="status" aria-live="polite"></p>
<ol class="rows results" id="results"></ol>
<p class="more"><button type="button" id="more" hidden>再看一些</button></p>
</div>
<section><h2>按年份看</h2>
${yearList(data.years, root)}</section>`,
  });
}
