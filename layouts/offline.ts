/** 保存到手机: the whole register on the device, when its reader asks for it. */
import type { Page, Shell } from "../scripts/pages.ts";
import { base, column } from "./base.ts";
import { html } from "./html.ts";

export function offlineLayout(page: Page<undefined>, shell: Shell): string {
  const { root } = page;
  return base(page, shell, {
    title: "保存到手机",
    trail: [],
    column: column("保存到手机", `把${shell.site.name}公开的政府信息保存到手机里，没有网络也能看`),
    scripts: ["assets/offline.js"],
    needs: "offline",
    body: html`<h1>保存到手机</h1>
<p class="lead">把这个网站存在手机里，以后没有网络也能打开、能查找。不按按钮，什么也不会存；存了以后随时可以删。</p>
<noscript><p class="lead">保存要用到脚本，请在浏览器的设置里打开。</p></noscript>
<div id="offline" class="panel" data-root="${root}">
<p id="size"></p>
<p id="state" role="status" aria-live="polite"></p>
<progress id="progress" hidden aria-label="保存进度"></progress>
<p class="buttons"><button type="button" id="save" hidden>保存到手机</button>
<button type="button" id="pause" hidden>暂停</button>
<button type="button" id="remove" class="quiet" hidden>从手机里删去</button></p>
</div>
<section><h2>存好以后</h2>
<p class="lead">下次用同一个浏览器打开这个网址就行，有没有网络都一样。可以在浏览器的菜单里选“添加到主屏幕”，放一个图标，点一下就开。</p></section>`,
  });
}
