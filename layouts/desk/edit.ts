/** 填报页: one file with all that it needs in it. */
import { html, raw } from "../html.ts";

export interface EditView {
  readonly organ: string;
  readonly rooms: readonly { readonly label: string; readonly path: string }[];
  /** What the script is given, as JSON. */
  readonly made: string;
  readonly style: string;
  readonly script: string;
  /** Hashes that the policy allows; the last is that of the preview's style. */
  readonly styleHashes: readonly string[];
  readonly scriptHash: string;
}

export function editLayout({ organ, rooms, made, style, script, styleHashes, scriptHash }: EditView): string {
  const styles = styleHashes.map((h) => `'sha256-${h}'`).join(" ");
  const policy = `default-src 'none'; script-src 'sha256-${scriptHash}'; style-src ${styles}; img-src blob: data:; worker-src blob:; base-uri 'none'; form-action 'none'`;
  return html`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta http-equiv="Content-Security-Policy" content="${raw(policy)}">
<title>填报页 - ${organ}信息公开工作台</title>
<style>${raw(style)}</style>
</head>
<body>
<a class="skip" href="#main">跳到正文</a>
<header class="desk-bar">
<p class="desk-name">${organ}信息公开工作台<span>只在这台电脑上，不会上网</span></p>
<nav aria-label="工作台栏目"><ul>
${rooms.map((r) => html`<li><a href="${r.path}"${r.path === "edit.html" && raw(' aria-current="page"')}>${r.label}</a></li>\n`)}</ul></nav>
</header>
<main id="main" tabindex="-1">
<h1>填报页</h1>
<div id="folder"></div>
<div id="room"><noscript>填报页要用浏览器的脚本，请打开脚本再试。</noscript></div>
</main>
<script type="application/json" id="made">${raw(made)}</script>
<script>${raw(script)}</script>
</body>
</html>
`.value;
}
