/** Parts of a record's page: notices at its head, attachments, corrections, neighbours. */
import type { Published } from "../../scripts/entries.ts";
import { siteUrl } from "../../scripts/model/site.ts";
import type { AttachmentLink, ConcernLink, Neighbour, Page, RecordPage, Shell } from "../../scripts/pages.ts";
import { type Day, dayInChinese } from "../../scripts/rules/days.ts";
import { scriptAttributes } from "../../scripts/rules/scripts.ts";
import { type Html, html, raw } from "../html.ts";
import { icon } from "./icons.ts";
import { fileSize, printButton } from "./words.ts";

type FactValue = Html | string | undefined | false;

const given = (value: FactValue): value is Html | string => value !== undefined && value !== false && value !== "";

/** A row of the metadata block whose value is text that can be found; without a value there is no row. */
export const fact = (label: string, value: FactValue): Html | false =>
  given(value) && html`<div><dt data-pagefind-ignore>${label}</dt><dd>${value}</dd></div>\n`;

/** A row that tells about the record, and is no text of it: nobody looks for “有效”. */
export const remark = (label: string, value: FactValue): Html | false =>
  given(value) && html`<div data-pagefind-ignore><dt>${label}</dt><dd>${value}</dd></div>\n`;

export const link = (n: Neighbour, root: string): Html => html`<a href="${root}${n.path}">${n.title}</a>`;

/** Concerns that a record belongs to, each with its reason. */
export const concernList = (list: readonly ConcernLink[], root: string): Html | false =>
  list.length > 0 &&
  html`${list.map((c, i) => html`${i > 0 && "、"}<a href="${root}${c.path}">${c.label}</a><span class="note">（${c.why}）</span>`)}`;

export const links = (list: readonly Neighbour[], root: string): Html | false =>
  list.length > 0 && html`<ul class="related">${list.map((n) => html`<li>${link(n, root)}</li>`)}</ul>`;

/** 更正记录, at the head of the text. */
export const corrections = (record: Pick<Published, "corrections">): Html | false =>
  record.corrections !== undefined &&
  html`<section class="notice" aria-labelledby="corrected"><h2 id="corrected" data-pagefind-ignore>更正</h2><ul>${record.corrections.map(
    (c) => html`<li><time datetime="${c.date}">${dayInChinese(c.date)}</time>：${c.text}</li>`,
  )}</ul></section>`;

export const attachments = (list: readonly AttachmentLink[], root: string): Html | false =>
  list.length > 0 &&
  html`<section class="attachments" aria-labelledby="attached"><h2 id="attached" data-pagefind-ignore>附件</h2><ul>${list.map(
    (a) =>
      html`<li>${icon("file")}<a href="${root}${a.path}" download>${a.title}</a><span class="note" data-pagefind-ignore>${a.type}，${fileSize(a.size)}</span></li>`,
  )}</ul></section>`;

export const neighbours = ({ previous, next }: RecordPage, root: string): Html | false =>
  (previous !== undefined || next !== undefined) &&
  html`<nav class="neighbours" aria-label="前后各一条"><ul>
${previous && html`<li><span>上一条</span>${link(previous, root)}</li>`}
${next && html`<li><span>下一条</span>${link(next, root)}</li>`}
</ul></nav>`;

export const tools = html`<p class="tools">${printButton}</p>`;

/** 怎样引用: who, what, when, where, and where the sum of the page stands: a page cannot hold its own. */
export const cite = (page: Page<unknown>, { site, basePath }: Shell, title: string, day?: Day, issuer: string = site.name): Html =>
  html`<p class="note cite" data-pagefind-ignore>引用：${issuer}：《${title}》，${day !== undefined && `${dayInChinese(day)}，`}<span class="address">${siteUrl(site, basePath)}${page.path}</span>。这一页的校验码（SHA-256）写在网站的 SHA256SUMS.txt 里。</p>`;

/** What a search may find of a record's page; of a withdrawn one nothing. */
export const findable = (record: Published): Html | false => record.withdrawn === undefined && raw(" data-pagefind-body");

/** Characters of a title that still look like one when they are set large. */
const LARGE = 40;

/** The title of a record's page. */
export const heading = (title: string): Html =>
  html`<h1${[...title].length > LARGE && raw(' class="long"')}${scriptAttributes(title).map(([name, value]) => raw(` ${name}="${value}"`))}>${title}</h1>`;

/** 撤回: the page stays, its text does not; what took its place is one tap away. */
export const tombstone = (record: Published, instead?: Neighbour, root = ""): Html | false =>
  record.withdrawn !== undefined &&
  html`<section class="notice withdrawn" aria-labelledby="withdrawn"><h2 id="withdrawn">这条信息已经撤回</h2>
<p>${dayInChinese(record.withdrawn.date)}撤回。理由：${record.withdrawn.reason}。</p>${instead !== undefined && html`<p>现在看这一条：${link(instead, root)}</p>`}</section>`;
