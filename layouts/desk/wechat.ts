/** 微信: the article as it will look, and what to do with it. */
import type { Desk } from "../../scripts/desk/room.ts";
import type { Sheet } from "../../scripts/desk/sheet.ts";
import { titleLines, type WechatArticle } from "../../scripts/desk/wechat.ts";
import type { Shell } from "../../scripts/pages.ts";
import { dayInChinese } from "../../scripts/rules/days.ts";
import { type Html, html, raw } from "../html.ts";
import { deskFrame } from "./frame.ts";

/** 首图: 2.35 to 1, as the platform asks; what matters stands in the middle square too, which the list shows. */
function cover(sheet: Sheet, { site }: Shell): Html {
  const { title } = sheet.record;
  // The whole title in at most four lines.
  const size = [60, 52, 44, 38, 32].find((s) => titleLines(title, Math.floor(780 / s)).length * s * 1.4 <= 215) ?? 28;
  const lines = titleLines(title, Math.floor(780 / size));
  const top = 185 - ((lines.length - 1) * size * 1.4) / 2 + size * 0.35;
  const family = "'Source Han Sans SC','Noto Sans CJK SC','Microsoft YaHei','PingFang SC',sans-serif";
  return html`<svg class="cover" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 900 383" role="img" aria-label="封面图：${title}">
<rect width="900" height="383" fill="#0b4a8f"/><rect y="303" width="900" height="80" fill="#08366a"/><rect x="40" y="48" width="8" height="36" fill="#f5c451"/>
<text x="62" y="77" font-family="${family}" font-size="30" fill="#fff">${site.shortName}政府信息公开</text>
<text font-family="${family}" font-size="${size}" font-weight="700" fill="#fff" text-anchor="middle">${lines.map((l, i) => html`<tspan x="450" y="${Math.round(top + i * size * 1.4)}">${l}</tspan>`)}</text>
<text x="40" y="354" font-family="${family}" font-size="26" fill="#fff">${sheet.organ}</text>
<text x="860" y="354" font-family="${family}" font-size="26" fill="#fff" text-anchor="end">${dayInChinese(sheet.record.date)}</text>
</svg>`;
}

/** A record's page for the platform's editor. */
export function wechatPage(sheet: Sheet, article: WechatArticle, desk: Desk, shell: Shell, path: string, register: Html): string {
  return deskFrame({
    title: `微信：${sheet.record.title}`,
    path,
    organ: shell.site.shortName,
    rooms: desk.rooms,
    styles: ["channels.css"],
    scripts: ["wechat.js"],
    inlineStyles: true,
    body: html`<div class="tools"><ol class="steps">
<li>在公众号后台新建图文，标题写：<strong>${sheet.record.title}</strong></li>
<li><button type="button" data-do="copy" hidden>复制全文</button>在编辑框里粘贴。</li>
<li><button type="button" data-do="cover" data-file="${sheet.name}.png" hidden>存封面图</button>上传作封面（900×383）。</li>
<li>“阅读原文”写：<span class="address">${sheet.url}</span></li></ol>
<p id="said" role="status"></p><noscript><p>这一页要用脚本才能一键复制；也可以选中下面的文章，按 Ctrl+C。</p></noscript>
${register}</div>
<section aria-labelledby="cover-title"><h2 id="cover-title">封面图</h2>${cover(sheet, shell)}</section>
<section aria-labelledby="article-title"><h2 id="article-title">文章</h2>
<div class="phone" data-article>${raw(article.html)}</div></section>
<section aria-labelledby="plain-title"><h2 id="plain-title">纯文字</h2><p class="note">短信群发、微信群里用。</p>
<textarea id="plain" readonly rows="12" aria-labelledby="plain-title">${article.text}</textarea></section>`,
  });
}
