/** 操作手册: a chapter with the list of all, and the one before and after. */
import type { Chapter } from "../../scripts/desk/handbook.ts";
import type { Desk } from "../../scripts/desk/room.ts";
import { renderChapter } from "../../scripts/markdown.ts";
import { html, raw } from "../html.ts";
import { deskFrame } from "./frame.ts";

export function handbookPage(
  desk: Desk,
  chapter: Chapter,
  all: readonly Chapter[],
  { before, after }: { readonly before: Chapter | undefined; readonly after: Chapter | undefined },
): string {
  return deskFrame({
    title: chapter.title,
    path: `handbook/${chapter.name}.html`,
    organ: desk.content.site?.shortName ?? "",
    rooms: desk.rooms,
    body: html`<div class="handbook">
<nav class="chapters" aria-label="手册目录"><ol>
${all.map((c) => html`<li><a href="${c.name}.html"${c === chapter && raw(' aria-current="page"')}>${c.title}</a></li>\n`)}</ol></nav>
<article class="chapter">
${raw(renderChapter(chapter.body))}
<p class="turn">${before && html`<a rel="prev" href="${before.name}.html">上一章：${before.title}</a>`}${after && html`<a rel="next" href="${after.name}.html">下一章：${after.title}</a>`}</p>
</article>
</div>`,
  });
}
