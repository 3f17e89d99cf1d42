/** 书册: a year in print, to lie on the table of the hall and of every village. */

import { qrSvg } from "../../scripts/desk/qr.ts";
import type { Desk } from "../../scripts/desk/room.ts";
import type { Sheet } from "../../scripts/desk/sheet.ts";
import { isItem, noticeOf } from "../../scripts/entries.ts";
import { siteUrl } from "../../scripts/model/site.ts";
import type { Shell } from "../../scripts/pages.ts";
import { dayInChinese } from "../../scripts/rules/days.ts";
import { basisInWords, type Figure, shownValue, type YearTally } from "../../scripts/tally.ts";
import { type Html, html, raw } from "../html.ts";
import { fromFolder } from "./board.ts";
import { deskFrame } from "./frame.ts";

/** A chapter: a category's records, oldest first. */
export interface Chapter {
  readonly title: string;
  readonly sheets: readonly Sheet[];
}

const entry = (sheet: Sheet): Html =>
  html`<li><a href="#b-${sheet.name}">${sheet.record.title}</a><span class="page" data-page-of="b-${sheet.name}"></span></li>\n`;

function record(sheet: Sheet, desk: Desk): Html {
  const item = isItem(sheet.record) ? sheet.record : undefined;
  const notice = item && noticeOf(item);
  return html`<h3 class="title" id="b-${sheet.name}">${sheet.record.title}</h3>
<p class="number">${item?.docNumber !== undefined && html`<span>${item.docNumber}</span>`}<span>${sheet.organ}</span><span>${dayInChinese(sheet.record.date)}公开</span>${notice !== undefined && html`<span>公示期：${notice}</span>`}</p>
${raw(sheet.body(fromFolder(desk)))}
${sheet.attachments.length > 0 && html`<p class="plain">附件：${sheet.attachments.map((a) => a.title).join("；")}</p>`}
`;
}

const figureRow = (f: Figure): Html =>
  html`<tr><th scope="row">${f.label}</th><td class="end">${shownValue(f)}</td><td>${f.unit}</td><td>${f.basis === "counted" ? "登记册数出来的" : f.parts ? basisInWords(f) : "年度报告申报的"}</td></tr>\n`;

/** The booklet of a year: cover, contents, records by category, figures, colophon. */
export function bookletPage(
  year: number,
  chapters: readonly Chapter[],
  figures: YearTally | undefined,
  desk: Desk,
  shell: Shell,
  path: string,
): string {
  const { site } = shell;
  const url = `${siteUrl(site, shell.basePath)}index.html`;
  const count = chapters.reduce((n, c) => n + c.sheets.length, 0);
  const starts = chapters.map((_, i) => 1 + chapters.slice(0, i).reduce((n, c) => n + c.sheets.length, 0));
  const shown = figures === undefined ? [] : [...figures.figures.values()].filter((f) => !f.inTable && f.value !== undefined);
  return deskFrame({
    title: `${year}年书册`,
    path,
    organ: site.shortName,
    rooms: desk.rooms,
    styles: ["channels.css"],
    scripts: ["print.js", "paper.js"],
    body: html`<div class="tools"><p>封面、目录、全年 ${count} 条、统计数字。A4 纸双面打印，长边翻转，左边装订。</p>
<p><button type="button" data-print hidden>打印</button><span class="note" data-count></span><span class="note">打印时边距选“无”，不要页眉页脚。</span></p></div>
<div class="papers" data-papers="book">
<article class="sheet" data-paper="cover"><div class="face"><p class="organ">${site.name}</p><h2>政府信息公开汇编</h2><p class="year">${year}年</p><p class="span">收入${year}年1月1日至12月31日公开的信息 ${count} 条</p></div></article>
<article class="sheet"><div class="text"><h2 class="chapter">说明</h2>
<p>这本书册收入${site.name}${year}年公开、现在仍然公开的信息，按公开类目排列，同一类按公开日期先后排列。附件和最新的情况，请看网站。</p>
<p>书后的统计数字与本机关政府信息公开网站的登记册一致；一条信息用几个渠道公开，只算一条。</p>
<p>要咨询、要申请公开别的信息的，请找${site.office}，地址：${site.address}，电话：${site.phone}，办公时间：${site.hours}。</p></div></article>
<article class="sheet"><div class="text"><h2 class="chapter">目录</h2>
${chapters.map((c, i) => html`<h3 class="part">${c.title}</h3>\n<ol class="entries" start="${starts[i]}">\n${c.sheets.map(entry)}</ol>\n`)}
${shown.length > 0 && html`<h3 class="part">统计数字</h3>\n<ol class="entries" start="${count + 1}"><li><a href="#b-figures">${year}年统计数字</a><span class="page" data-page-of="b-figures"></span></li></ol>`}</div></article>
${chapters.map((c) => html`<article class="sheet"><div class="text"><h2 class="chapter">${c.title}</h2>\n${c.sheets.map((s) => record(s, desk))}</div></article>\n`)}
${
  shown.length > 0 &&
  html`<article class="sheet"><div class="text"><h2 class="chapter" id="b-figures">${year}年统计数字</h2>
<div class="table-box"><table><thead><tr><th scope="col">指标</th><th scope="col">数字</th><th scope="col">单位</th><th scope="col">来历</th></tr></thead>
<tbody>
${shown.map(figureRow)}</tbody></table></div></div></article>`
}
<article class="sheet" data-paper="colophon"><div class="imprint"><p><strong>${site.name}政府信息公开汇编（${year}年）</strong></p>
<p>编印：${site.office}</p><p>地址：${site.address}　邮编：${site.postcode}</p><p>电话：${site.phone}</p>
<p>开本：A4　双面印刷</p><p class="address">${url}</p><div class="code">${qrSvg(url, "网站二维码")}</div></div></article>
</div>`,
  });
}
