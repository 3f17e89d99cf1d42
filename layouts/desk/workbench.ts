/** 工作台: prints what is to be done, by day and by kind, what is new, and what is to be mended. */
import type { DueCalendar, MonthSheet } from "../../scripts/desk/calendar.ts";
import type { Desk } from "../../scripts/desk/room.ts";
import { leftInWords, type NewestRecord, severityLabels, type Task } from "../../scripts/desk/todo.ts";
import { dayOf } from "../../scripts/entries.ts";
import { closingOf, errorsOf } from "../../scripts/problem.ts";
import { dayInChinese, weekday } from "../../scripts/rules/days.ts";
import { type Html, html, raw } from "../html.ts";
import { deskFrame } from "./frame.ts";

export interface Workbench {
  /** Late, or due this week. */
  readonly now: readonly Task[];
  /** The rest, by kind. */
  readonly groups: readonly { readonly label: string; readonly tasks: readonly Task[] }[];
  readonly calendar: DueCalendar;
  readonly sheets: readonly MonthSheet[];
  readonly newest: readonly NewestRecord[];
  /** No record yet. */
  readonly fresh: boolean;
}

/** So many tasks of a list are shown at once; the others behind one line. */
const SHOWN = 8;

const WEEKDAYS = "日一二三四五六";

/** The first page of the desk. */
export function workbenchPage(desk: Desk, bench: Workbench): string {
  const { problems, content, today } = desk;
  const errors = errorsOf(problems).length;
  return deskFrame({
    title: "工作台",
    path: "index.html",
    organ: content.site?.shortName ?? "",
    rooms: desk.rooms,
    scripts: ["workbench.js"],
    live: true,
    body: html`<p class="today">今天是${dayInChinese(today)}，星期${WEEKDAYS[weekday(today)]}。</p>
${buttons(desk)}
<div class="bench">
<div>
${bench.fresh && firstDay(desk)}<section aria-labelledby="now"><h2 id="now">今天要紧的</h2>
${bench.now.length > 0 ? taskList(bench.now, desk) : html`<p class="calm">没有过期的，一周里也没有到期的。</p>`}
</section>
${
  bench.groups.length > 0 &&
  html`<section aria-labelledby="next"><h2 id="next">接着要做的</h2>
${bench.groups.map((g) => html`<h3>${g.label}<span class="count">${g.tasks.length} 件</span></h3>\n${taskList(g.tasks, desk)}`)}</section>`
}
${bench.newest.length > 0 && newest(bench.newest, desk)}
</div>
<section aria-labelledby="calendar" class="calendar"><h2 id="calendar">日历</h2>
${bench.sheets.map((s) => sheet(s, desk))}
${coming(bench.calendar)}
<p class="links"><a href="todo.ics" download>存成日历文件，导入手机或 Outlook</a></p>
</section>
</div>
<section aria-labelledby="mend"><h2 id="mend">要改的地方</h2>
<p>${closingOf(problems)}${errors > 0 && "改好以前网站不更新。"}</p>
<ul class="problems">${problems.map(
      (p) =>
        html`<li class="${p.severity}"><p class="place">${fileLink(p.file, p.line, desk)}</p>${p.message.split("\n").map((l) => html`<p>${l}</p>`)}</li>\n`,
    )}</ul></section>`,
  });
}

const hasRoom = (desk: Desk, path: string): boolean => desk.rooms.some((r) => r.path === path);

function buttons(desk: Desk): Html {
  const rooms = [
    ["edit.html", "写一条", "primary"],
    ["channels.html", "公示栏、微信、广播", ""],
    ["handbook/index.html", "操作手册", ""],
  ] as const;
  return html`<ul class="buttons">
${rooms.map(([path, label, look]) => hasRoom(desk, path) && html`<li><a class="button ${look}" href="${path}">${label}</a></li>\n`)}<li><a class="button" href="${desk.site}index.html">看网站</a></li>
<li><button class="button" type="button" id="sync" hidden>同步到远程仓库</button></li>
</ul>
<p id="sync-said" role="status" hidden></p>`;
}

/** What an office does that has nothing yet. */
const firstDay = (desk: Desk): Html => html`<section class="first-day" aria-labelledby="first-day"><h2 id="first-day">欢迎，从这里开始</h2>
<p>登记册还是空的。一样一样来，不着急：</p>
<ol>
<li>看看 <code>${desk.content.folder.replaceAll("\\", "/")}/site.yaml</code> 里机关名称、地址、电话、栏目写得对不对；没有这个文件的，先运行 <code>npm run init</code>。</li>
<li>核对三页固定的：公开指南、公开制度、依申请公开。${desk.content.pages.some((p) => p.draft) ? html`现在是草稿，没有公开；照本机关的实际改好，删去“draft: true”这一行。` : html`模板在 <code>scripts/model/templates/pages.md</code>。`}</li>
<li>${hasRoom(desk, "edit.html") ? html`打开<a href="edit.html">填报页</a>，写第一条公开的信息。` : html`照 <code>scripts/model/templates/items.md</code> 写第一条公开的信息。`}</li>
<li>审核的人看过，写上发布审查，网站上就有了。</li>
</ol>
<p>以后每天打开这一页：要做什么、哪天到期、在哪个文件，这里都会说。</p>
</section>
`;

function taskList(tasks: readonly Task[], desk: Desk): Html {
  const rest = tasks.slice(SHOWN);
  return html`<ul class="tasks">${tasks.slice(0, SHOWN).map((t) => taskItem(t, desk))}</ul>
${rest.length > 0 && html`<details><summary>还有 ${rest.length} 件</summary><ul class="tasks">${rest.map((t) => taskItem(t, desk))}</ul></details>\n`}`;
}

const anchor = (t: Task): string => `t-${t.id.replace(/[^a-z0-9]+/gi, "-")}`;

/** 已过期 3 天; 快到期：剩 2 个工作日; 记着. */
function badge(t: Task): string {
  const left = leftInWords(t);
  if (left === "") return t.severity === "planned" ? "记着" : severityLabels[t.severity] === "已过期" ? "不合要求" : "要做";
  return left;
}

function taskItem(t: Task, desk: Desk): Html {
  return html`<li class="${t.severity}" id="${anchor(t)}"><p class="what"><span class="badge">${badge(t)}</span> <strong>${t.title}</strong>${t.due !== undefined && html`<span class="due">${dayInChinese(t.due)}</span>`}</p>
<p>${t.todo}</p>
${t.source && html`<p class="source">依据：${t.source}</p>\n`}<p class="links">${t.record !== undefined && hasRoom(desk, "edit.html") && html`<a href="edit.html#${t.record}">在填报页里打开</a>`}${t.page !== undefined && html`<a href="${desk.site}${t.page}">看网页</a>`}<span class="place">${fileLink(t.file, t.line, desk)}</span></p>
</li>
`;
}

/** A file as the clerk names it; one of the content folder can be opened. */
function fileLink(file: string, line: number, desk: Desk): Html {
  const shown = `${file}${line > 0 ? `:${line}` : ""}`;
  const folder = `${desk.content.folder.replaceAll("\\", "/")}/`;
  // A name with a private number in it was masked; a file that is still to be made cannot be opened.
  if (!file.startsWith(folder) || file.includes("*") || line === 0) return html`${shown}`;
  const path = file.slice(folder.length).split("/").map(encodeURIComponent).join("/");
  return html`<a href="${desk.contentLink}${path}">${shown}</a>`;
}

function sheet({ year, month, weeks }: MonthSheet, { today }: Desk): Html {
  return html`<table class="month"><caption>${year}年${month}月</caption>
<thead><tr>${["一", "二", "三", "四", "五", "六", "日"].map((d) => html`<th scope="col">${d}</th>`)}</tr></thead>
<tbody>
${weeks.map(
  (w) =>
    html`<tr>${w.map((d) =>
      d === undefined
        ? html`<td class="none"></td>`
        : html`<td class="${d.workday === false ? "off" : "work"}"${d.day === today && raw(' aria-current="date"')}><span class="number">${Number(d.day.slice(8))}</span>${d.moved && html`<span class="moved">${d.workday ? "班" : "休"}</span>`}${
            d.tasks.length > 0 &&
            html`<a href="#${anchor(d.tasks[0] as Task)}" class="${d.tasks.some((t) => t.severity === "late") ? "late" : "due"}"><span class="hidden">${month}月${Number(d.day.slice(8))}日到期</span>${d.tasks.length} 件</a>`
          }</td>`,
    )}</tr>\n`,
)}</tbody></table>
`;
}

function coming({ overdue, coming: days }: DueCalendar): Html {
  if (overdue.length + days.length === 0) return html`<p>六十天里没有到期的。</p>`;
  const line = (t: Task): Html => html`<a href="#${anchor(t)}">${t.title}</a>`;
  return html`<dl class="coming">
${overdue.length > 0 && html`<dt class="late">已过期</dt>${overdue.map((t) => html`<dd>${line(t)}</dd>`)}\n`}${days.map(
  ({ day, tasks }) =>
    html`<dt>${Number(day.slice(5, 7))}月${Number(day.slice(8))}日　星期${WEEKDAYS[weekday(day)]}</dt>${tasks.map((t) => html`<dd>${line(t)}</dd>`)}\n`,
)}</dl>`;
}

function newest(list: readonly NewestRecord[], desk: Desk): Html {
  return html`<section aria-labelledby="newest"><h2 id="newest">最近写的</h2>
<table class="newest"><thead><tr><th scope="col">标题</th><th scope="col">日期</th><th scope="col">状态</th></tr></thead><tbody>
${list.map(
  ({ record, verdict, state, page }) =>
    html`<tr><th scope="row">${
      page !== undefined ? html`<a href="${desk.site}${page}">${record.title}</a>` : record.title
    }<span class="place">${fileLink(record.file, 1, desk)}${hasRoom(desk, "edit.html") && html`　<a href="edit.html#${record.id}">修改</a>`}</span></th><td>${dayOf(record)}</td><td><span class="state${verdict.state === "out" && state !== "等发布" ? "" : " waits"}">${state}</span></td></tr>\n`,
)}</tbody></table>
</section>`;
}
