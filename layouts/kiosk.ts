/** 大厅查询机: the screen in the hall. Large keys, nothing to type with but these; the script fills it, without it there are plain lists. */
import type { FacetLine, KioskPage, Page, Shell } from "../scripts/pages.ts";
import { base, column } from "./base.ts";
import { type Html, html, raw } from "./html.ts";
import { facetList, yearList } from "./parts/words.ts";

/** Letters in the order of the alphabet: who has never typed knows no other. */
const LETTERS = [..."abcdefghijklmnopqrstuvwxyz"];
const DIGITS = [..."1234567890"];

const key = (sign: string): Html => html`<button type="button" class="key" data-key="${sign}">${sign.toUpperCase()}</button>\n`;

const keyboard = html`<div class="keys" id="keys" role="group" aria-label="屏幕键盘">
${DIGITS.map(key)}${LETTERS.map(key)}<button type="button" class="key erase" id="erase">退格</button>
<button type="button" class="key clear" id="clear">清空</button>
<button type="submit" class="key go" form="ask">查找</button>
</div>`;

/** One of the four ways to look without typing. */
const tile = (id: string, label: string, note: string): Html =>
  html`<li><button type="button" id="${id}"><strong>${label}</strong><span>${note}</span></button></li>\n`;

const someOf = (lines: readonly FacetLine[]): string => {
  const first = lines.filter((l) => l.count > 0).slice(0, 2);
  return first.length === 0 ? "" : `${first.map((l) => l.label).join("、")}等`;
};

/** The words of a facet, a large button each. */
const menu = (facet: string, title: string, lines: readonly FacetLine[], codeOf: (path: string) => string): Html =>
  html`<section class="view" id="menu-${facet}" hidden aria-labelledby="menu-${facet}-title"><h2 id="menu-${facet}-title" tabindex="-1">${title}</h2>
<ul class="choices">
${lines.map(
  (l) =>
    html`<li><button type="button" data-facet="${facet}" data-value="${codeOf(l.path)}"${l.count === 0 && raw(' class="none"')}>${l.label}${
      l.count === 0 && html`<span>（暂无）</span>`
    }</button></li>\n`,
)}</ul></section>`;

/** `villages/yuanhe/index.html` → `yuanhe`. */
const codeOf = (path: string): string => path.split("/")[1] ?? "";

export function kioskLayout(page: Page<KioskPage>, shell: Shell): string {
  const { data, root } = page;
  const { site } = shell;
  const { village, category, topic } = data.facets;
  return base(page, shell, {
    title: "大厅查询机",
    column: column("大厅查询机", `在大厅的触摸屏上查找${site.name}公开的政府信息`),
    noindex: true,
    bare: true,
    styles: ["assets/kiosk.css"],
    scripts: ["assets/kiosk.js"],
    ...(data.large ? { needs: "index" as const } : {}),
    body: html`<header class="hall-head">
${site.demo && html`<p class="demo" role="note">演示站点：页面上的内容都是虚构的示例，不是真实的政府信息。</p>`}
<div class="hall-bar">
<p class="brand"><span class="organ">${site.name}</span> <span class="what">政府信息公开</span></p>
<button type="button" id="restart" hidden>回到开始</button>
</div>
<p class="countdown" id="countdown" role="timer" hidden></p>
</header>
<main class="hall" id="main" tabindex="-1" data-root="${root}" data-phone="${site.phone}">
<h1>查政府信息</h1>
<div class="hall-ask" hidden>
<form id="ask" role="search">
<label class="sr" for="asked">要查的字</label>
<input id="asked" type="text" inputmode="none" autocomplete="off" spellcheck="false" maxlength="60" placeholder="点字母就能查，低保点 D B">
</form>
</div>
<div class="hall-views" hidden>
<section class="view" id="start" aria-label="开始">
<ul class="tiles">
${data.concerns.length > 0 && tile("open-concern", "查一件事", someOf(data.concerns))}${village.length > 0 && tile("open-village", "查本村的", "点村名就行")}${tile("open-category", "按类目查", someOf(category))}${tile(
  "open-topic",
  "重点内容",
  "条例第二十一条：征地、救助等",
)}${tile("open-newest", "最新公开", "新的在前面")}</ul></section>
<section class="view" id="menu-concern" hidden aria-labelledby="menu-concern-title"><h2 id="menu-concern-title" tabindex="-1">您要查哪件事？</h2>
<ul class="choices">
${data.concerns.map((c) => html`<li><button type="button" data-page="${c.path}">${c.label}<span>${c.note}</span></button></li>\n`)}</ul></section>
${menu("village", "您要查哪个村？", village, codeOf)}
${menu("category", "您要查哪一类？", category, codeOf)}
${menu("topic", "您要查哪方面？", topic, codeOf)}
<section class="view" id="typing" hidden aria-labelledby="typing-title"><h2 id="typing-title">您要查的是……</h2>
<p id="hint" role="status"></p>
<ul class="choices" id="words"></ul></section>
<section class="view" id="answer" hidden aria-labelledby="answer-title"><h2 id="answer-title" tabindex="-1">查到的</h2>
<p id="count" role="status"></p>
<progress id="progress" hidden aria-label="正在读取"></progress>
<ul class="choices" id="near"></ul>
<ol class="rows results" id="results"></ol>
<p class="hall-pager" id="pager" hidden><button type="button" id="previous">上一页</button><span id="place"></span><button type="button" id="next">下一页</button></p>
<p class="hall-again" id="again" hidden><button type="button" class="quiet">重新选一个</button></p></section>
</div>
${keyboard}
<div class="plain" id="plain">
<p>这里没有打开脚本，请按下面的目录看。</p>
<section><h2>按年份看</h2>
${yearList(data.years, root)}</section>
${village.length > 0 && html`<section><h2>按村看</h2>\n${facetList(village, root)}</section>`}
<section><h2>按类目看</h2>
${facetList(category, root)}</section>
</div>
</main>
<footer class="hall-foot"><p>不会用，请窗口的工作人员帮您。<span>电话：${site.phone}</span></p></footer>`,
  });
}
