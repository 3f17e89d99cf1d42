/** The newest disclosures for another site's frame. */
import type { Published } from "../scripts/entries.ts";
import type { Page, Shell } from "../scripts/pages.ts";
import { base } from "./base.ts";
import { html } from "./html.ts";

/** `embed/newest.html`: a whole page, as small as a frame; its links open over the frame. */
export function embedLayout(page: Page<readonly Published[]>, shell: Shell): string {
  const { root, data } = page;
  const title = `${shell.site.shortName}最新公开的信息`;
  return base(page, shell, {
    title,
    noindex: true,
    bare: true,
    body: html`<main class="embedded">
<h1>${title}</h1>
${shell.site.demo && html`<p class="demo" role="note">演示站点：页面上的内容都是虚构的示例，不是真实的政府信息。</p>`}
<ol class="rows">${data.map(
      (r) =>
        html`<li><div class="line"><span class="name"><a href="${root}${r.id}.html" target="_blank" rel="noopener">${r.title}</a></span></div><time datetime="${r.date}">${r.date}</time></li>\n`,
    )}</ol>
<p><a href="${root}items/index.html" target="_blank" rel="noopener">更多</a></p>
</main>`,
  });
}
