/** 公开渠道: every record of a year with its sheet, its article and its script, and where it has been made public. */
import { type Outlet, registerLine } from "../../scripts/desk/outlets.ts";
import type { Desk } from "../../scripts/desk/room.ts";
import type { Sheet } from "../../scripts/desk/sheet.ts";
import { type KindName, kinds } from "../../scripts/model/index.ts";
import { siteUrl } from "../../scripts/model/site.ts";
import type { Shell } from "../../scripts/pages.ts";
import { type Html, html, raw } from "../html.ts";
import { deskFrame } from "./frame.ts";

/** What a clerk writes after it hangs, went out or was read. */
export function registerNote(sheet: Sheet, outlet: Outlet | undefined, desk: Desk, root: string): Html {
  if (!outlet) return html``;
  const { record } = sheet;
  if (record.channels?.includes(outlet.code))
    return html`<p class="note">已经登记：公开渠道里有“${outlet.label}”。同一个渠道不要再写一遍。</p>`;
  return html`<p class="note">${outlet.after}以后登记：在 <code>${record.file}</code> 的 <code>channels:</code> 下面加一行 <code>${registerLine(outlet)}</code>。这个渠道的条数加一，信息总数不变。${editLink(sheet, desk, root)}</p>`;
}

const editLink = (sheet: Sheet, desk: Desk, root: string): Html | false =>
  desk.rooms.some((r) => r.path === "edit.html") && html`<a href="${root}edit.html#${sheet.record.id}">去填报页改</a>`;

export interface YearOfChannels {
  readonly year: number;
  readonly sheets: readonly Sheet[];
  readonly months: readonly { readonly month: string; readonly count: number }[];
  /** How often each channel stands in the year's items, as the site counts it. */
  readonly figures: readonly { readonly label: string; readonly value: number }[];
  readonly total: number;
}

/** A year's page of the room; `others` are the years that have one, and those that must be asked for. */
export function channelsPage(
  path: string,
  shown: YearOfChannels,
  outlets: readonly Outlet[],
  others: { readonly built: readonly { readonly year: number; readonly path: string }[]; readonly asked: readonly number[] },
  desk: Desk,
  shell: Shell,
): string {
  const root = "../".repeat(path.split("/").length - 1);
  const { year } = shown;
  const row = (s: Sheet): Html => {
    const used = s.record.channels ?? [];
    const missing = outlets.filter((o) => !used.includes(o.code));
    return html`<tr><td class="short">${s.record.date}</td><th scope="row"><a href="${root}${desk.site}${s.record.id}.html">${s.record.title}</a><span class="note">${kinds[s.record.kind as KindName].label}</span></th>
<td class="short"><a href="${root}board/${s.name}.html">公开栏<span class="sr">：${s.record.title}</span></a> <a href="${root}wechat/${s.name}.html">微信<span class="sr">：${s.record.title}</span></a> <a href="${root}broadcast/${s.name}.html">广播<span class="sr">：${s.record.title}</span></a></td>
<td>${used.map((c) => shell.labels.channel.get(c) ?? c).join("、")}</td>
<td>${
      missing.length > 0 &&
      html`<details><summary>${missing.map((o) => o.label).join("、")}</summary><p>用过了，就在 <code>${s.record.file}</code> 的 <code>channels:</code> 下面加：</p><pre>${missing.map(registerLine).join("\n")}</pre>${editLink(s, desk, root)}</details>`
    }</td></tr>\n`;
  };
  return deskFrame({
    title: path === "channels.html" ? "公开渠道" : `${year}年公开渠道`,
    path,
    organ: shell.site.shortName,
    rooms: desk.rooms,
    styles: ["channels.css"],
    body: html`<p>一条信息，公开栏、微信、广播都在这里取。用过的渠道登记在信息的 <code>channels</code> 里才算数；一条信息用几个渠道都只算一条，同一个渠道只写一次。</p>
<p class="years">年份：${others.built.map((o) => html`<a href="${root}${o.path}"${o.year === year && raw(' aria-current="true"')}>${o.year}年</a> `)}${others.asked.length > 0 && html`<span class="note">要 ${others.asked.join("、")} 年的，运行 <code>npm run desk -- --year ${others.asked[0]}</code>。</span>`}</p>
<h2>${year}年一次打印</h2>
<ul class="runs"><li><a href="${root}booklet/${year}.html">${year}年书册</a></li>
${shown.months.map((m) => html`<li><a href="${root}board/${m.month}.html">${Number(m.month.slice(5))}月的公开栏</a><span class="note">${m.count} 条</span></li>\n`)}</ul>
<p><a href="${root}embed.html">给县政府网站用的最新信息</a></p>
<h2>${year}年各渠道的条数</h2>
<p>主动公开 ${shown.total} 条。${shown.figures.map((f) => `${f.label} ${f.value} 条`).join("，")}。</p>
<h2>一条一条取</h2>
<div class="table-box" tabindex="0" role="group" aria-label="${year}年的信息"><table class="grid">
<thead><tr><th scope="col">公开日期</th><th scope="col">标题</th><th scope="col">取用</th><th scope="col">已经登记的渠道</th><th scope="col">还没登记的</th></tr></thead>
<tbody>
${shown.sheets.map(row)}</tbody></table></div>`,
  });
}

/** Without a register that holds together there is nothing to hang up. */
export const channelsClosed = (desk: Desk, words: string): string =>
  deskFrame({
    title: "公开渠道",
    path: "channels.html",
    organ: desk.content.site?.shortName ?? "",
    rooms: desk.rooms,
    body: html`<p>${words}</p>`,
  });

/** What the county's site pastes into its own pages. */
export function embedHelp(desk: Desk, shell: Shell): string {
  const url = siteUrl(shell.site, shell.basePath);
  const name = `${shell.site.shortName}政府信息公开`;
  const lines = {
    frame: `<iframe src="${url}embed/newest.html" title="${name}" width="100%" height="420" loading="lazy"></iframe>`,
    nginx: `<!--# include virtual="${shell.basePath}embed/newest.inc.html" -->`,
    apache: `<!--#include virtual="${shell.basePath}embed/newest.inc.html" -->`,
    php: `<?php readfile('${url}embed/newest.inc.html'); ?>`,
    json: `fetch("${url}embed/newest.json").then((r) => r.json()).then(({ items }) => {\n  // items: [{ title, date, url, kind, summary }]\n});`,
  };
  const sample = (title: string, text: string, code: string): Html =>
    html`<h2>${title}</h2><p>${text}</p><pre tabindex="0" role="group" aria-label="${title}">${code}</pre>\n`;
  return deskFrame({
    title: "给县政府网站用的最新信息",
    path: "embed.html",
    organ: shell.site.shortName,
    rooms: desk.rooms,
    styles: ["channels.css"],
    body: html`<p>网站每次更新，都同时生成最新 10 条信息的网页、片段和数据，撤回的不在里面。把下面一种写法交给县政府网站的管理员，以后不用再管。</p>
${sample("一、整块放进去", "最省事：在要显示的地方加这一行。", lines.frame)}${sample("二、并进页面（nginx）", "页面的样子跟县网站一样；两个网站在同一台服务器、开了 SSI 时用。", lines.nginx)}${sample("三、并进页面（Apache）", "同上。", lines.apache)}${sample("四、并进页面（PHP）", "两个网站不在一台服务器上时用。", lines.php)}${sample("五、取数据（JSON）", "县网站自己排版时用；不在同一个域名下的，请服务器允许跨域。", lines.json)}
<h2>订阅</h2><p>Atom：<span class="address">${url}feed.xml</span>　JSON Feed：<span class="address">${url}feed.json</span></p>
<p><a href="${desk.site}embed/newest.html">看看它的样子</a></p>`,
  });
}
