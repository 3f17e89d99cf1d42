/** 开放数据: which files there are, what they hold, how they were counted, and how to count anew. */
import { licenceOf } from "../scripts/open/describe.ts";
import { sqlCommand } from "../scripts/open/sql.ts";
import type { DataPage, Page, Shell } from "../scripts/pages.ts";
import { base, column } from "./base.ts";
import { type Html, html } from "./html.ts";
import { fileSize } from "./parts/words.ts";

export function dataLayout(page: Page<DataPage>, shell: Shell): string {
  const { data, root } = page;
  const { site } = shell;
  const licence = licenceOf(site);
  const table = (id: string, title: string, says: string, prefix: RegExp): Html | false => {
    const files = data.files.filter((f) => prefix.test(f.path));
    return (
      files.length > 0 &&
      html`<section id="${id}"><h2>${title}</h2>
<p>${says}</p>
<div class="table-box" tabindex="0" role="group" aria-label="${title}">
<table class="stack">
<thead><tr><th scope="col">内容</th><th scope="col">文件</th><th scope="col">行数</th><th scope="col">大小</th><th scope="col">格式说明</th></tr></thead>
<tbody>
${files.map(
  (f) =>
    html`<tr><th scope="row">${f.title}</th><td data-label="文件"><a href="${root}${f.path}" download>${f.path.slice("data/".length)}</a></td><td class="short" data-label="行数">${f.rows ?? "—"}</td><td class="short" data-label="大小">${fileSize(f.size)}</td><td class="short" data-label="格式说明">${f.schema === undefined ? "—" : html`<a href="${root}${f.schema}">看说明</a>`}</td></tr>\n`,
)}</tbody>
</table>
</div></section>`
    );
  };
  return base(page, shell, {
    title: "开放数据",
    section: "statistics/index.html",
    trail: [{ label: "统计", path: "statistics/index.html" }],
    column: column("开放数据", `${site.name}政府信息公开的记录和统计数字，可以下载、引用、再算一遍`),
    body: html`<h1>开放数据</h1>
<p class="lead">登记册里公开的记录和全部统计数字，都可以下载。${data.years.length > 0 && html`年份：${data.years.join("、")}年。`}</p>
<section id="use"><h2>怎样引用，能不能用</h2>
<ul class="related">
<li>引用写法：${site.name}：《政府信息公开数据》，文件名，下载的日期，网址。</li>
<li>${
      licence
        ? html`许可：<a class="external" rel="external noopener noreferrer license" href="${licence.address}">${licence.label}</a>。`
        : html`本机关没有另外写明许可。法律、法规和国家机关的决议、决定、命令等文件不受著作权法保护（《著作权法》第五条）；别的内容要转用的，请先问${site.office}。`
    }</li>
<li>每个文件的校验码（SHA-256）在网站的 SHA256SUMS.txt 里，下载以后可以核对有没有被改过。</li>
<li>更正和撤回都写在<a href="${root}corrections/index.html">更正与撤回</a>；撤回的信息只留编号和日期。</li>
</ul></section>
<section id="counted"><h2>数字是怎么来的，怎样自己算一遍</h2>
<p>信息公开一条算一条，不管用了几个渠道，算在公开的那一年；当年撤回的不算。村里发布的是村务公开，另算。申请按收到和答复的日期分年。每个数字的算法写在<a href="${root}statistics/index.html">统计</a>各年的数字旁边。</p>
<p>从记录数出来的每个数字都有一个算式，放在 data/sql 里，用的就是下面的表。把整个 data 文件夹下载下来，装上免费的 DuckDB，在 data 文件夹里运行一行，就列出各年的数：</p>
<p class="address">${sqlCommand({ slug: "items-total" })}</p>
<p>人员、机构、经费、处理决定和收费这些没有记录，由年度报告申报，不能这样算；它们和登记册开始以前申报的数，都在“年度报告申报的数”这张表里。</p></section>
${table("tables", "数据表", "逗号分隔的文字表，UTF-8，第一行是栏目的名称，空格表示没有。各栏的意思在下面；给程序看的写在格式说明里。", /^data\/tables\//)}
<section id="columns"><h2>各栏的意思</h2>
${data.files.map(
  (f) =>
    f.columns &&
    html`<details><summary>${f.title}</summary><ul>${f.columns.map((c) => html`<li><code>${c.name}</code> ${c.says}</li>`)}</ul></details>\n`,
)}</section>
${table("yearly", "分年的文件", "给表格软件（CSV）和程序（JSON）用的，内容一样。", /^data\/\d{4}\//)}
${table("whole", "其他文件", "撤回的信息，和给程序看的说明。全部年份的记录合在一起的，是 data/records.json。", /^data\/[^/]+$/)}`,
  });
}
