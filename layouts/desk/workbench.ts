/** 工作台: prints what is to be mended and done. */
import type { Desk } from "../../scripts/desk/room.ts";
import { errorsOf } from "../../scripts/problem.ts";
import { html } from "../html.ts";
import { deskFrame } from "./frame.ts";

/** The first page of the desk. */
export function workbenchPage(desk: Desk): string {
  const { problems, content } = desk;
  const errors = errorsOf(problems).length;
  return deskFrame({
    title: "工作台",
    path: "index.html",
    organ: content.site?.shortName ?? "",
    rooms: desk.rooms,
    body: html`<section aria-labelledby="mend"><h2 id="mend">要改的地方</h2>
<p>${errors > 0 ? `有 ${errors} 处要改，改好以前网站不更新。` : "没有要改的地方。"}${problems.length > errors && `另有 ${problems.length - errors} 处提醒。`}</p>
<ul class="problems">${problems.map((p) => html`<li class="${p.severity}"><p class="place">${p.file}${p.line > 0 && `:${p.line}`}</p>${p.message.split("\n").map((l) => html`<p>${l}</p>`)}</li>\n`)}</ul></section>`,
  });
}
