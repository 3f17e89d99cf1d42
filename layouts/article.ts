/** 政策解读 and 回应关切. */
import { isInterpretation, isResponse, summaryOf } from "../scripts/entries.ts";
import { renderMarkdown } from "../scripts/markdown.ts";
import type { Page, RecordPage, Shell } from "../scripts/pages.ts";
import { dayInChinese } from "../scripts/rules/days.ts";
import { base, bodyContext } from "./base.ts";
import { html, raw } from "./html.ts";
import {
  attachments,
  cite,
  concernList,
  corrections,
  fact,
  findable,
  heading,
  links,
  neighbours,
  remark,
  tombstone,
  tools,
} from "./parts/record.ts";

export function articleLayout(page: Page<RecordPage>, shell: Shell): string {
  const { data, root } = page;
  const { record } = data;
  const column = isInterpretation(record) ? "政策解读" : "回应关切";
  const index = `${record.kind}/index.html`;
  const issuer = record.issuer ?? shell.site.name;
  return base(page, shell, {
    title: record.title,
    section: "items/index.html",
    trail: [{ label: column, path: index }],
    column: { name: column, description: `${shell.site.name}的${column}`, keywords: `${column},政府信息公开`, type: "信息公开" },
    article: {
      title: record.title,
      date: record.date,
      source: issuer,
      keywords: record.keywords?.join(",") ?? column,
      description: record.withdrawn ? "已撤回" : summaryOf(record),
    },
    noindex: record.withdrawn !== undefined,
    body: html`<article class="record"${findable(record)}>
${heading(record.title)}
${tombstone(record)}
<dl class="facts">
${remark("栏目", column)}${fact("发布机构", issuer)}${remark("公开日期", html`<time datetime="${record.date}">${dayInChinese(record.date)}</time>`)}${fact(
  "回应的事",
  isResponse(record) && record.about,
)}${remark("和什么事有关", concernList(data.concerns, root))}${remark("公开渠道", record.channels?.map((c) => shell.labels.channel.get(c)).join("、"))}${fact("解读的文件", links(data.related, root))}</dl>
${!record.withdrawn && [corrections(record), html`<div class="text">\n${raw(renderMarkdown(record.body, bodyContext(page, shell)))}</div>`, attachments(data.attachments, root)]}
</article>
${!record.withdrawn && cite(page, shell, record.title, record.date, issuer)}
${tools}
${neighbours(data, root)}`,
  });
}
