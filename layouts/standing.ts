/** 公开指南, 公开制度, 依申请公开 and other standing pages. */
import { renderMarkdown } from "../scripts/markdown.ts";
import type { StandingPage } from "../scripts/model/index.ts";
import type { Page, Shell } from "../scripts/pages.ts";
import { filler } from "../scripts/report.ts";
import { base, bodyContext, column } from "./base.ts";
import { html, raw } from "./html.ts";
import { tools } from "./parts/record.ts";

export function standingLayout(page: Page<StandingPage>, shell: Shell): string {
  const { data } = page;
  const fill = filler(shell.facts, undefined, () => "");
  return base(page, shell, {
    title: data.title,
    section: page.path,
    trail: [],
    column: column(data.title, data.summary ?? data.title),
    body: html`<article class="standing" data-pagefind-body>
<h1>${data.title}</h1>
${data.summary !== undefined && html`<p class="lead">${data.summary}</p>`}
<div class="text">
${raw(renderMarkdown(data.body, bodyContext(page, shell, fill)))}</div>
</article>
${tools}`,
  });
}
