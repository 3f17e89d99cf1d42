/** A list of records: a year of a word, or what stands behind a figure. */
import type { ListPage, Page, Shell } from "../scripts/pages.ts";
import { base, column } from "./base.ts";
import { html } from "./html.ts";
import { calendar } from "./parts/chart.ts";
import { cite } from "./parts/record.ts";
import { rows } from "./parts/rows.ts";
import { again, pager, provenance } from "./parts/words.ts";

export function listLayout(page: Page<ListPage>, shell: Shell): string {
  const { data, root } = page;
  const inStatistics = data.path.startsWith("figures/");
  return base(page, shell, {
    title: data.title,
    section: inStatistics ? "statistics/index.html" : "items/index.html",
    trail: data.trail,
    column: column(data.title, data.intro || `${shell.site.name}${data.title}`),
    body: html`<h1>${data.title}</h1>
${provenance(data, root)}
${shell.whole && data.figure && again(data.figure, root)}${data.calendar && calendar(data.calendar, root, "calendar")}
${data.rows.length === 0 ? html`<p class="empty">没有这样的记录。</p>` : rows(data.rows, shell, root)}
${data.figure && cite(page, shell, data.title)}
${pager(data, root)}`,
  });
}
