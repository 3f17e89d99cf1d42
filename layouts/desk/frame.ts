/** The frame of the desk's pages: they open from a folder by a double click, and load nothing from outside. */
import { type Html, html, raw } from "../html.ts";

export interface DeskFrame {
  readonly title: string;
  /** From the desk's top: `board/items-2025-0003.html`. */
  readonly path: string;
  readonly organ: string;
  /** Entries of the navigation. */
  readonly rooms: readonly { readonly label: string; readonly path: string }[];
  /** Style sheets and scripts beside the desk's own, from its top. */
  readonly styles?: readonly string[];
  readonly scripts?: readonly string[];
  /** The page shows what carries its styles in its elements (an article for 微信); scripts stay files of the desk. */
  readonly inlineStyles?: boolean;
  /** Made anew when the site is rebuilt under `npm start`: for pages on which nothing is typed. */
  readonly live?: boolean;
  readonly body: Html;
}

/** A whole page of the desk. */
export function deskFrame(frame: DeskFrame): string {
  const root = "../".repeat(frame.path.split("/").length - 1);
  return html`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'${raw(frame.inlineStyles ? " 'unsafe-inline'" : "")}; script-src 'self'; connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'">
<title>${frame.title} - ${frame.organ}信息公开工作台</title>
<link rel="stylesheet" href="${root}desk.css">
${frame.styles?.map((s) => html`<link rel="stylesheet" href="${root}${s}">\n`)}${frame.scripts?.map((s) => html`<script src="${root}${s}" defer></script>\n`)}</head>
<body${frame.live && raw(" data-live")}>
<a class="skip" href="#main">跳到正文</a>
<header class="desk-bar">
<p class="desk-name">${frame.organ}信息公开工作台<span>只在这台电脑上，不会上网</span></p>
<nav aria-label="工作台栏目"><ul>
${frame.rooms.map((r) => html`<li><a href="${root}${r.path}"${r.path === frame.path && raw(' aria-current="page"')}>${r.label}</a></li>\n`)}</ul></nav>
</header>
<main id="main" tabindex="-1">
<h1>${frame.title}</h1>
${frame.body}
</main>
</body>
</html>
`.value;
}
