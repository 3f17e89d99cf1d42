/** 公开栏: sheets for the board, one record or a month's run of them. */

import { qrSvg } from "../../scripts/desk/qr.ts";
import type { Desk } from "../../scripts/desk/room.ts";
import type { Sheet } from "../../scripts/desk/sheet.ts";
import { isItem, noticeOf } from "../../scripts/entries.ts";
import { indexNumber, siteUrl } from "../../scripts/model/site.ts";
import type { Shell } from "../../scripts/pages.ts";
import { dayInChinese } from "../../scripts/rules/days.ts";
import { type Html, html, raw } from "../html.ts";
import { deskFrame } from "./frame.ts";

/** The code, and its address in letters for those who type. */
const qrBlock = (
  url: string,
  { site }: Shell,
): Html => html`<div class="foot-block"><div class="code">${qrSvg(url, "网页二维码")}</div><div class="where">
<p class="hint">用手机扫一扫，看网上的原文</p>
<p class="address">${url}</p>
<p>${site.office}　电话：${site.phone}</p>
<p>地址：${site.address}</p>
</div></div>`;

/** Where the body's pictures and links lead from a page one folder below the desk's top. */
export const fromFolder =
  (desk: Desk) =>
  (address: string, image: boolean): string =>
    image ? `../pictures/${address}` : `../${desk.site}${address}`;

/** One record as a sheet of paper. */
export function boardSheet(sheet: Sheet, desk: Desk, shell: Shell): Html {
  const { record } = sheet;
  const { site } = shell;
  const item = isItem(record) ? record : undefined;
  const notice = item && noticeOf(item);
  return html`<article class="sheet" id="p-${sheet.name}">
<p class="masthead"><span>${site.shortName}政府信息公开栏</span><span>${item && `索引号：${indexNumber(site, record.year, record.serial)}`}</span></p>
<h2 class="title">${record.title}</h2>
<p class="number">${item?.docNumber !== undefined && html`<span>${item.docNumber}</span>`}<span>公开日期：${dayInChinese(record.date)}</span></p>
${
  notice !== undefined &&
  html`<div class="period"><p><strong>公示期：${notice}</strong></p><p>有不同意见的，请在公示期内向${site.office}反映，电话 <strong>${site.phone}</strong>。</p></div>`
}
<div class="text">${raw(sheet.body(fromFolder(desk)))}</div>
${
  sheet.attachments.length > 0 &&
  html`<div class="files"><p>附件${sheet.attachments.length > 1 && `（${sheet.attachments.length} 个）`}：</p><ol>${sheet.attachments.map((a) => html`<li>${a.title}（${a.type}，在网页上下载）</li>`)}</ol></div>`
}
<div class="sign"><p>${sheet.organ}</p><p>${dayInChinese(sheet.signed)}</p><span class="stamp">盖章处</span></div>
${qrBlock(sheet.url, shell)}
</article>\n`;
}

const frame = (desk: Desk, path: string, title: string, lead: Html, sheets: Html): string =>
  deskFrame({
    title,
    path,
    organ: desk.content.site?.shortName ?? "",
    rooms: desk.rooms,
    styles: ["channels.css"],
    scripts: ["print.js", "paper.js"],
    body: html`<div class="tools">${lead}
<p class="formats" role="group" aria-label="纸张大小"><a href="#a4">A4 纸</a><a href="#a3">A3 纸</a></p>
<p><button type="button" data-print hidden>打印</button><span class="note" data-count></span><span class="note">打印时纸张选和上面一样的，边距选“无”，不要页眉页脚。</span></p></div>
<div class="papers" data-papers="board">
${sheets}</div>`,
  });

/** A record's own page of sheets. */
export const boardPage = (sheet: Sheet, desk: Desk, shell: Shell, path: string, register: Html): string =>
  frame(
    desk,
    path,
    `公开栏：${sheet.record.title}`,
    html`<p>字号按篇幅自动放大，一张放得下就一张。</p>${register}`,
    boardSheet(sheet, desk, shell),
  );

/** 本月公开目录 and every sheet of the month, one print run. */
export function boardMonthPage(month: string, sheets: readonly Sheet[], desk: Desk, shell: Shell, path: string): string {
  const { site } = shell;
  const name = `${Number(month.slice(0, 4))}年${Number(month.slice(5))}月`;
  const url = `${siteUrl(site, shell.basePath)}index.html`;
  const index = html`<article class="sheet" id="p-index">
<p class="masthead"><span>${site.shortName}政府信息公开栏</span><span>${name}</span></p>
<h2 class="title">${name}公开目录</h2>
<p class="number"><span>共 ${sheets.length} 条</span></p>
<div class="text"><div class="table-box"><table>
<thead><tr><th scope="col">序号</th><th scope="col">标题</th><th scope="col">公开日期</th><th scope="col">发布机构</th></tr></thead>
<tbody>
${sheets.map((s, i) => {
  const notice = isItem(s.record) && noticeOf(s.record);
  return html`<tr><td class="center">${i + 1}</td><td>${s.record.title}${notice && html`<br><strong>公示期：${notice}</strong>`}</td><td class="short">${dayInChinese(s.record.date).slice(5)}</td><td>${s.organ}</td></tr>\n`;
})}</tbody></table></div></div>
<div class="sign"><p>${site.name}</p><span class="stamp">盖章处</span></div>
${qrBlock(url, shell)}
</article>\n`;
  return frame(
    desk,
    path,
    `${name}的公开栏`,
    html`<p>第一张是本月公开目录，后面一条一张，一次打印完。</p>`,
    html`${index}${sheets.map((s) => boardSheet(s, desk, shell))}`,
  );
}
