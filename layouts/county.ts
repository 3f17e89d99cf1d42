/** 汇总 of a county: who handed in what, what does not add up, and the sums. Its own frame: a county has no `site.yaml`. */
import { type CountyView, glance, glanceOf, type MatrixRow, statusOf, withoutResend } from "../scripts/aggregate.ts";
import type { Page } from "../scripts/pages.ts";
import type { Problem } from "../scripts/problem.ts";
import type { FilledTable } from "../scripts/report-tables.ts";
import { dayInChinese } from "../scripts/rules/days.ts";
import { type Html, html, raw } from "./html.ts";
import { statutoryTable } from "./parts/statutory.ts";

const SITE = "政府信息公开年报汇总";

/** A whole page of the county. No script, nothing from elsewhere. */
const frame = (name: string, title: string, root: string, body: Html): string =>
  html`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'none'; base-uri 'none'">
<title>${title}</title>
<link rel="stylesheet" href="${root}assets/style.css">
<link rel="icon" href="${root}assets/icon.svg" type="image/svg+xml">
</head>
<body>
<a class="skip" href="#main">跳到正文</a>
<header class="masthead">
<div class="bar">
<p class="brand"><a href="${root}index.html"><span class="organ">${name}</span><span class="what">${SITE}</span></a></p>
</div>
</header>
<main id="main" tabindex="-1">
${body}
</main>
<footer class="colophon">
<div class="bar">
<p>数字由各单位交来的 report.json 相加得出。</p>
</div>
</footer>
</body>
</html>
`.value;

const count = (label: string, value: number, href: string): Html =>
  html`<div><dt>${label}</dt><dd><a href="${href}">${value}</a>个</dd></div>\n`;

const names = (rows: readonly MatrixRow[]): string => rows.map((r) => r.name).join("、");

/** Why the sums are not the whole county's. */
function incomplete({ missing, gathering }: CountyView): Html | false {
  const left = gathering.rows.filter((r) => r.handedIn && !r.included);
  const files = gathering.nameless.length;
  return (
    missing.length + left.length + files > 0 &&
    html`<section class="notice" aria-labelledby="incomplete"><h2 id="incomplete">合计还不全</h2><ul>
${missing.length > 0 && html`<li>没有交的 ${missing.length} 个单位：${names(missing)}。</li>\n`}${
  left.length > 0 && html`<li>交了但没有计入的 ${left.length} 个单位：${names(left)}。原因见<a href="#faults">要改的地方</a>。</li>\n`
}${files > 0 && html`<li>看不出是哪个单位的文件 ${files} 个，没有计入。</li>\n`}</ul></section>`
  );
}

/** Number of an organ; in brackets when it is not part of the sum. */
const number = (value: number | undefined, included: boolean): string =>
  value === undefined ? "—" : included ? String(value) : `（${value}）`;

function matrix({ gathering, totals, included, faulty }: CountyView): Html {
  const shown = glanceOf(totals).length > 0 ? glance : [];
  const sums = glanceOf(totals);
  const row = (r: MatrixRow): Html => {
    const numbers = r.report ? glanceOf(r.report.tables) : shown.map(() => undefined);
    const fault = faulty.indexOf(r);
    return html`<tr><th scope="row">${r.name}</th><td>${
      fault >= 0 ? html`${statusOf(r)}（<a href="#fault-${fault + 1}">${r.faults.length} 处</a>）` : statusOf(r)
    }</td><td>${
      r.published ? html`<time datetime="${r.published}">${r.published}</time>` : r.report ? "未公布" : "—"
    }</td>${numbers.map((n) => html`<td>${number(n, r.included)}</td>`)}<td>${r.included ? "是" : "否"}</td><td>${
      r.code === "" ? "—" : r.code
    }</td></tr>\n`;
  };
  const bracketed = gathering.rows.some((r) => r.report && !r.included);
  return html`<div class="table-box" tabindex="0" role="group" aria-label="各单位报送情况">
<table class="numbers statutory">
<thead><tr><th scope="col">单位</th><th scope="col">报送情况</th><th scope="col">公布日期</th>${shown.map(
    (g) => html`<th scope="col">${g.label}</th>`,
  )}<th scope="col">计入合计</th><th scope="col">机构代码</th></tr></thead>
<tbody>
${gathering.rows.map(row)}<tr><th scope="row">合计</th><td>—</td><td>—</td>${sums.map(
    (n) => html`<td>${n ?? "—"}</td>`,
  )}<td>${included.length} 个</td><td>—</td></tr>
</tbody>
</table>
</div>
<p class="note">${dayInChinese(gathering.due)}以后公布的是逾期。${shown.length > 0 && "申请的数字单位是件。"}${bracketed && "括号里的数字没有计入合计。"}${!gathering.listed && "没有应交单位的名单，谁没有交看不出来。"}</p>`;
}

const faultList = (problems: readonly Problem[]): Html => html`<ul>${problems.map((p) => html`<li>${withoutResend(p)}</li>\n`)}</ul>`;

function faults({ faulty, gathering }: CountyView): Html | false {
  return (
    faulty.length + gathering.nameless.length > 0 &&
    html`<section id="faults"><h2>要改的地方</h2>
<p class="lead">请这些单位改正登记册或者报告，用 npm run build 重新生成 report.json（不要手改），再交一份。</p>
${faulty.map((r, i) => html`<section id="fault-${i + 1}"><h3>${r.name}</h3>\n${faultList(r.faults)}</section>\n`)}${gathering.nameless.map(
  (f) => html`<section><h3>看不出是哪个单位的文件：${f.file}</h3>\n${faultList(f.problems)}</section>\n`,
)}</section>`
  );
}

/** Tables under the section of the form to which they belong. */
function tables({ totals, gathering }: CountyView, root: string): Html {
  const { form, year } = gathering;
  const sections = new Map<number, FilledTable[]>();
  for (const filled of totals) sections.set(filled.table.section, [...(sections.get(filled.table.section) ?? []), filled]);
  return html`${[...sections].map(([section, list]) => {
    const title = form.sections[section - 1];
    // Where the section is the table, its words are not said twice.
    const captioned = (t: FilledTable): FilledTable =>
      title?.endsWith(t.table.title) ? { ...t, table: { ...t.table, title: "各单位合计（单位：件）" } } : t;
    return html`<section>${title !== undefined && html`<h3>${title}</h3>`}
${list.map((t) => statutoryTable(captioned(t), year, root))}</section>\n`;
  })}`;
}

export function countyLayout(page: Page<CountyView>): string {
  const { data, root } = page;
  const { name, gathering, missing, late, faulty, included } = data;
  const { year, form, rows } = gathering;
  const title = `${name}${year}年${SITE}`;
  const files = [
    { file: "report.json", label: "汇总数据（JSON）" },
    { file: "matrix.csv", label: "报送情况（CSV）" },
    { file: "matrix.json", label: "报送情况（JSON）" },
  ];
  const anyFault = faulty.length + gathering.nameless.length > 0;
  return frame(
    name,
    title,
    root,
    html`<h1>${title}</h1>
<p class="byline">格式：${form.source}　最迟公布日期：${dayInChinese(gathering.due)}</p>
<div class="glance"><dl>
${gathering.listed && count("应交", rows.length, "#organs")}${count("已交", rows.length - missing.length, "#organs")}${gathering.listed && count("未交", missing.length, "#organs")}${count("逾期", late.length, "#organs")}${count("有要改的地方", faulty.length, anyFault ? "#faults" : "#organs")}${count("计入合计", included.length, "#totals")}</dl></div>
${incomplete(data)}
<nav class="contents" aria-label="目录"><ol><li><a href="#organs">各单位报送情况</a></li>${anyFault && raw('<li><a href="#faults">要改的地方</a></li>')}<li><a href="#totals">汇总表</a></li></ol>
<p class="files">${files.map((f) => html`<a href="${root}data/${year}/${f.file}" download>${f.label}</a>`)}</p></nav>
<section id="organs"><h2>各单位报送情况</h2>
${matrix(data)}</section>
${faults(data)}
<section id="totals"><h2>汇总表</h2>
<p class="lead">以下是${included.length}个单位的数字逐格相加的结果。</p>
${tables(data, root)}</section>`,
  );
}
