/** 广播: the script that is read aloud, large, a breath a line. */
import type { BroadcastScript } from "../../scripts/desk/broadcast.ts";
import type { Desk } from "../../scripts/desk/room.ts";
import type { Sheet } from "../../scripts/desk/sheet.ts";
import { minutes, PACE } from "../../scripts/desk/spoken.ts";
import type { Shell } from "../../scripts/pages.ts";
import { type Html, html } from "../html.ts";
import { deskFrame } from "./frame.ts";

/** A record's script. */
export function broadcastPage(sheet: Sheet, script: BroadcastScript, desk: Desk, shell: Shell, path: string, register: Html): string {
  return deskFrame({
    title: `广播：${sheet.record.title}`,
    path,
    organ: shell.site.shortName,
    rooms: desk.rooms,
    styles: ["channels.css"],
    scripts: ["print.js"],
    body: html`<div class="tools"><p><button type="button" data-print hidden>打印</button><a href="${sheet.name}.txt" download>存成文本（给朗读软件）</a></p>
${register}</div>
<div class="script">
<p class="cue">读一遍约${minutes(script.seconds)}，读两遍约${minutes(script.seconds * 2)}（按每分钟 ${PACE} 字）。一行一口气，空行停一停；整篇读两遍。电话里的“幺”就是 1。</p>
${script.parts.map(
  (p) =>
    html`<section><h2 class="cue">${p.name}</h2>${p.paragraphs.map((lines) => html`<p>${lines.map((l, i) => html`${i > 0 && html`<br>`}${l}`)}</p>\n`)}</section>\n`,
)}</div>`,
  });
}
