/** 一条主动公开的信息. */
import { noticeOf, summaryOf } from "../scripts/entries.ts";
import { renderMarkdown } from "../scripts/markdown.ts";
import { type ItemPage, type Page, type Shell, VILLAGE_AFFAIRS } from "../scripts/pages.ts";
import { dayInChinese } from "../scripts/rules/days.ts";
import { topicCitation, topicOf } from "../scripts/rules/topics.ts";
import type { Timeliness } from "../scripts/timeliness.ts";
import { validityInWords } from "../scripts/validity.ts";
import { base, bodyContext } from "./base.ts";
import { type Html, html, raw } from "./html.ts";
import {
  attachments,
  cite,
  concernList,
  corrections,
  fact,
  findable,
  heading,
  link,
  links,
  neighbours,
  remark,
  tombstone,
  tools,
} from "./parts/record.ts";
import { breaking } from "./parts/words.ts";

const time = (day: string, shown: string): Html => html`<time datetime="${day}">${shown}</time>`;

const onTime = (t: Timeliness): string =>
  `${t.workdays === 0 ? "成文当日公开" : `成文后${t.late && t.workdays === t.term.workdays ? "超过" : ""} ${t.workdays} 个工作日公开`}（${t.term.matter === undefined ? "规定" : `公开事项目录“${t.term.matter}”规定`} ${t.term.workdays} 个工作日内${t.late ? "，超期" : ""}）`;

export function itemLayout(page: Page<ItemPage>, shell: Shell): string {
  const { data, root } = page;
  const { record: item } = data;
  const { labels, site } = shell;
  const category = labels.category.get(item.category) ?? item.category;
  const topic = item.topic === undefined ? undefined : topicOf(item.topic);
  const issuer = item.issuer ?? site.name;
  const each = (codes: readonly string[] | undefined, folder: string, names: ReadonlyMap<string, string>): Html | false =>
    codes !== undefined &&
    html`${codes.map((c, i) => html`${i > 0 && "、"}<a href="${root}${folder}/${c}/index.html">${names.get(c)}</a>`)}`;
  const facts = html`<dl class="facts">
${fact("索引号", breaking(data.indexNumber))}${item.docNumber === undefined ? remark("文号", "无") : fact("文号", item.docNumber)}${fact("发布机构", issuer)}${remark(
  "公开类目",
  html`<a href="${root}categories/${item.category}/index.html">${category}</a>`,
)}${remark("成文日期", item.formed && time(item.formed, dayInChinese(item.formed)))}${remark(
  "公开日期",
  time(item.date, dayInChinese(item.date)),
)}${remark("效力状态", item.withdrawn ? "已撤回" : validityInWords(item, shell.today))}${fact(
  "涉及的村",
  each(item.village, "villages", labels.village),
)}${remark("公示期", noticeOf(item))}${remark(
  "公示结果",
  data.results.length > 0
    ? html`${data.results.map((r, i) => html`${i > 0 && "；"}${link(r, root)}`)}`
    : item.noticeDone && `没有异议，${dayInChinese(item.noticeDone)}办结`,
)}${remark("原公示", data.resultOf && link(data.resultOf, root))}${remark("代替", data.supersedes && link(data.supersedes, root))}${remark(
  "已被代替",
  data.supersededBy && link(data.supersededBy, root),
)}</dl>`;
  const more = html`<dl class="facts about">
${remark(
  "重点公开内容",
  topic && html`<a href="${root}topics/${topic.code}/index.html">${topic.label}</a><span class="note">${topicCitation(topic)}</span>`,
)}${remark("和什么事有关", concernList(data.concerns, root))}${remark("公开用时", data.timeliness && onTime(data.timeliness))}${remark("公开渠道", each(item.channels, "channels", labels.channel))}${fact(
  "关键词",
  item.keywords?.join("、"),
)}${fact("内容概述", !item.withdrawn && summaryOf(item))}</dl>`;
  return base(page, shell, {
    title: item.title,
    section: "items/index.html",
    trail: [
      { label: "法定主动公开内容", path: "items/index.html" },
      data.ofVillage ? VILLAGE_AFFAIRS : { label: category, path: `categories/${item.category}/index.html` },
    ],
    column: { name: category, description: `${site.name}公开的${category}`, keywords: `${category},政府信息公开`, type: "信息公开" },
    article: {
      title: item.title,
      date: item.date,
      source: issuer,
      keywords: item.keywords?.join(",") ?? category,
      description: item.withdrawn ? "已撤回" : summaryOf(item),
    },
    noindex: item.withdrawn !== undefined,
    body: html`<article class="record"${findable(item)}>
${heading(item.title)}
${tombstone(item, data.supersededBy, root)}
${facts}
${!item.withdrawn && [corrections(item), html`<div class="text">\n${raw(renderMarkdown(item.body, bodyContext(page, shell)))}</div>`, attachments(data.attachments, root)]}
${more}
</article>
${data.related.length > 0 && html`<section class="box" aria-labelledby="explained"><h2 id="explained">政策解读</h2>${links(data.related, root)}</section>`}
${!item.withdrawn && cite(page, shell, item.title, item.date, issuer)}
${tools}
${neighbours(data, root)}`,
  });
}
