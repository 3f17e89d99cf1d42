/** Machine-readable outputs, stable and documented in the README: figures, records, feeds, site map. */
import {
  type AnyRecord,
  dayOf,
  isInterpretation,
  isItem,
  isPublished,
  isResponse,
  labelOf,
  nameOf,
  type Published,
  pathOf,
  remarkOf,
  summaryOf,
} from "./entries.ts";
import type { Complaint, Dispute, KindName, Request, Training } from "./model/index.ts";
import { kinds } from "./model/index.ts";
import type { Entry } from "./model/kind.ts";
import { indexNumber, siteUrl } from "./model/site.ts";
import { openData } from "./open/describe.ts";
import { DataFile } from "./open/file.ts";
import { EMBED_LENGTH, newestPublished, type Pages, type Shell } from "./pages.ts";
import { countsInItsYear, type Register } from "./register.ts";
import { type AnnualReport, reportTitle } from "./report.ts";
import { type FilledTable, fillTables, tablesData } from "./report-tables.ts";
import { validity } from "./rules/disputes.ts";
import { type ReportForm, reportFormOf } from "./rules/report-forms.ts";
import { isOfVillage } from "./rules/village-bodies.ts";
import { tallyYear, type YearTally } from "./tally.ts";
import { validityOn } from "./validity.ts";
import type { Edition } from "./walk.ts";

const schemaOf = (name: string): string => `data/schema/${name}.schema.json`;

const json = (value: unknown): string => `${JSON.stringify(value, undefined, 1)}\n`;

/** All data files. Each is written when asked for, so that none waits in memory. */
export function buildData(edition: Edition, shell: Shell, pages: Pages): DataFile[] {
  const { register, tallies, reports } = edition;
  const files: DataFile[] = [];
  const demo = shell.site.demo === true;
  // A record a line: a change of one record is a change of one line. The whole is made of the years' lines.
  const lines = new Map<string, string>();
  const lineOf = (r: Entry): string => {
    const known = lines.get(r.id);
    if (known !== undefined) return known;
    const line = JSON.stringify(recordData(r, shell));
    lines.set(r.id, line);
    return line;
  };
  const recordLines = (records: readonly Entry[]): string => `"records":[\n${records.map(lineOf).join(",\n")}\n]}\n`;
  for (const year of register.dataYears) {
    const tally = tallies.get(year) ?? tallyYear(register, year);
    const form = reportFormOf(year);
    const report = reports.get(year);
    if (form) {
      const tables = report?.tables ?? fillTables(form, tally, undefined);
      files.push(
        new DataFile(`data/${year}/report.json`, () => json(reportData(year, form, tables, report, shell)), {
          title: `${year}年统计表（报送数据）`,
          schema: schemaOf("report"),
        }),
      );
    }
    const records = recordsOf(register, year);
    files.push(
      new DataFile(`data/${year}/tallies.json`, () => json(tallyData(tally)), {
        title: `${year}年统计数字`,
        rows: [...tally.figures.values()].filter((f) => !f.inTable).length,
        schema: schemaOf("tallies"),
      }),
      new DataFile(`data/${year}/records.json`, () => `{"year":${year},"demo":${demo},${recordLines(records)}`, {
        title: `${year}年全部记录（程序用）`,
        rows: records.length,
        schema: schemaOf("records"),
      }),
      new DataFile(`data/${year}/records.csv`, () => csv(records, shell), { title: `${year}年全部记录（表格）`, rows: records.length }),
    );
  }
  files.push(
    new DataFile("data/records.json", () => `{"demo":${demo},${recordLines(allRecords(register))}`),
    new DataFile(
      "data/withdrawn.json",
      () =>
        json({
          records: allRecords(register, true).flatMap((r) =>
            isPublished(r) && r.withdrawn ? [{ id: r.id, path: `${r.id}.html`, title: r.title, date: r.date, withdrawn: r.withdrawn }] : [],
          ),
        }),
      { title: "撤回的信息", schema: schemaOf("withdrawn") },
    ),
    new DataFile("feed.xml", () => atom(edition, shell)),
    new DataFile("feed.json", () => jsonFeed(edition, shell)),
    new DataFile("embed/newest.inc.html", () => newestFragment(register, shell)),
    new DataFile("embed/newest.json", () => newestJson(register, shell)),
    ...siteMap(pages, shell),
  );
  // One year alone lacks what its figures reach back to: 上年结转.
  if (shell.whole) files.push(...openData(edition, shell, files));
  return files;
}

/** `report.json`: what the county adds up. `{year, form, organ, organCode, published, tables}`; a year without words is a draft. */
const reportData = (
  year: number,
  form: ReportForm,
  tables: readonly FilledTable[],
  report: AnnualReport | undefined,
  { site }: Shell,
): object => ({
  year,
  form: form.edition,
  organ: site.name,
  organCode: site.organCode,
  published: report?.words.date ?? null,
  tables: tablesData(tables),
});

/** `tallies.json`: `{year, period, figures: {KEY: {value, unit, basis, records, share?}}}`; `value` is null while a fact is not declared. */
function tallyData(tally: YearTally): object {
  return {
    year: tally.year,
    period: tally.period,
    ...(tally.since === undefined ? {} : { registerFrom: tally.since }),
    figures: Object.fromEntries(
      [...tally.figures.values()]
        .filter((f) => !f.inTable)
        .map((f) => [
          f.key,
          {
            label: f.label,
            value: f.value ?? null,
            unit: f.unit,
            basis: f.basis,
            ...(f.parts === undefined ? {} : { declaredBefore: f.parts.declared ?? null, counted: f.parts.counted }),
            ...(f.share === undefined ? {} : { share: f.share }),
            records: f.records.map((r) => r.id),
          },
        ]),
    ),
  };
}

const listOf = (register: Register): readonly (readonly Entry[])[] => [
  register.items,
  register.interpretations,
  register.responses,
  register.requests,
  register.disputes,
  register.complaints,
  register.trainings,
];

/** Records of a year as its figures count them: without those withdrawn in the same year. */
function recordsOf(register: Register, year: number): Entry[] {
  return listOf(register).flatMap((list) => list.filter((r) => r.year === year && (!isPublished(r) || countsInItsYear(r))));
}

function allRecords(register: Register, withdrawnToo = false): Entry[] {
  return listOf(register).flatMap((list) => (withdrawnToo ? list : list.filter((r) => !isPublished(r) || countsInItsYear(r))));
}

/** One record as data. Bodies are on the pages; internal notes go nowhere. */
function recordData(r: Entry, shell: Shell): object {
  const { id, kind } = r;
  const path = pathOf(r);
  if (isPublished(r) && r.withdrawn) return { id, kind, path, title: r.title, date: r.date, withdrawn: r.withdrawn };
  const { labels, site, waiting } = shell;
  const there = (id: string | undefined): string | undefined => (id === undefined || waiting.has(id) ? undefined : id);
  if (isItem(r)) {
    return {
      id,
      kind,
      path,
      indexNumber: indexNumber(site, r.year, r.serial),
      title: r.title,
      date: r.date,
      formed: r.formed,
      category: labels.category.get(r.category),
      topic: r.topic,
      channels: r.channels?.map((c) => labels.channel.get(c)),
      docNumber: r.docNumber,
      issuer: r.issuer ?? site.name,
      villageAffairs: isOfVillage(r, site) || undefined,
      village: r.village?.map((v) => labels.village.get(v)),
      notice: r.notice,
      noticeDone: r.noticeDone,
      resultOf: there(r.resultOf),
      status: validityOn(r, shell.today),
      validTo: r.validTo,
      repealed: r.repealed,
      supersedes: there(r.supersedes),
      keywords: r.keywords,
      summary: summaryOf(r),
      corrections: r.corrections,
      attachments: r.attachments?.map((a) => ({ title: a.title, path: `${r.id}/${a.file}` })),
    };
  }
  if (isInterpretation(r) || isResponse(r)) {
    return {
      id,
      kind,
      path,
      title: r.title,
      date: r.date,
      interprets: isInterpretation(r) ? r.interprets.filter((i) => !waiting.has(i)) : undefined,
      about: isResponse(r) ? r.about : undefined,
      channels: r.channels?.map((c) => labels.channel.get(c)),
      issuer: r.issuer ?? site.name,
      keywords: r.keywords,
      summary: summaryOf(r),
      corrections: r.corrections,
    };
  }
  switch (kind as KindName) {
    case "requests": {
      const { received, via, applicant, about, outcome, answered, extended, paused, fee } = r as Request;
      return { id, kind, received, via, applicant, about, outcome, answered, extended: extended ?? false, paused, fee: fee ?? 0 };
    }
    case "disputes": {
      const { type, afterReconsideration, filed, about, result, closed } = r as Dispute;
      return { id, kind, type, afterReconsideration, filed, about, result, closed };
    }
    case "complaints": {
      const { date, about, closed } = r as Complaint;
      return { id, kind, date, about, closed };
    }
    default: {
      const { title, type, date, participants } = r as Training;
      return { id, kind, title, type, date, participants };
    }
  }
}

const CSV_HEAD = [
  "编号",
  "类别",
  "索引号",
  "名称",
  "日期",
  "成文日期",
  "公开类目",
  "重点公开内容",
  "公开渠道",
  "文号",
  "发布机构",
  "涉及的村",
  "效力状态",
  "说明",
  "网址",
];

/** A cell that a spreadsheet would run as a formula gets a quote in front; commas, quotes and line ends are wrapped. */
export function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** One line a record, UTF-8 with BOM and CRLF, as WPS and Excel expect. */
function csv(records: readonly Entry[], shell: Shell): string {
  const { labels, site } = shell;
  const line = (r: AnyRecord): string[] => {
    const item = isItem(r) ? r : undefined;
    const published = isPublished(r) ? r : undefined;
    return [
      r.id,
      kinds[r.kind as KindName].label,
      item ? indexNumber(site, r.year, r.serial) : "",
      nameOf(r),
      dayOf(r),
      item?.formed ?? "",
      item ? (labels.category.get(item.category) ?? "") : "",
      item?.topic ?? "",
      published?.channels?.map((c) => labels.channel.get(c)).join("、") ?? "",
      item?.docNumber ?? "",
      published ? (published.issuer ?? site.name) : "",
      item?.village?.map((v) => labels.village.get(v)).join("、") ?? "",
      item ? labelOf(validity, validityOn(item, shell.today)) : "",
      published ? (published.withdrawn ? `${published.withdrawn.date} 撤回` : summaryOf(published)) : remarkOf(r),
      pathOf(r) ?? "",
    ];
  };
  const lines = [CSV_HEAD, ...records.map((r) => line(r as AnyRecord))];
  return `\uFEFF${lines.map((cells) => cells.map(csvCell).join(",")).join("\r\n")}\r\n`;
}

const xml = (text: string): string => text.replace(/[&<>"]/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[c] ?? c);

const FEED_LENGTH = 50;
const moment = (day: string): string => `${day}T00:00:00+08:00`;

interface FeedEntry {
  /** From the root of the site. */
  readonly path: string;
  readonly title: string;
  readonly date: string;
  readonly updated: string;
  readonly summary: string;
}

/** The newest disclosures and annual reports, newest first. */
function feedEntries({ register, reports }: Edition): FeedEntry[] {
  const records = newestPublished(register, FEED_LENGTH).map((r) => ({
    path: `${r.id}.html`,
    title: r.title,
    date: r.date as string,
    updated: r.corrections?.at(-1)?.date ?? r.date,
    summary: summaryOf(r),
  }));
  const yearly = [...reports.values()].flatMap(({ year, words }) => {
    const title = reportTitle(register.site, year);
    const { date } = words;
    return date === undefined
      ? []
      : [{ path: `reports/${year}.html`, title, date: date as string, updated: words.corrections?.at(-1)?.date ?? date, summary: title }];
  });
  // A stable sort: records of one day stay as they were.
  return [...records, ...yearly].sort((a, b) => (a.date > b.date ? -1 : a.date < b.date ? 1 : 0)).slice(0, FEED_LENGTH);
}

/** The newest disclosures and reports as Atom (RFC 4287). */
function atom(edition: Edition, shell: Shell): string {
  const { site, basePath } = shell;
  const url = siteUrl(site, basePath);
  const entries = feedEntries(edition);
  const updated = entries.reduce((last, e) => (e.updated > last ? e.updated : last), "2008-05-01");
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">
<id>${xml(url)}</id>
<title>${xml(`${site.name}政府信息公开`)}</title>
<updated>${moment(updated)}</updated>
<author><name>${xml(site.name)}</name></author>
<link rel="self" href="${xml(`${url}feed.xml`)}"/>
<link rel="alternate" type="text/html" href="${xml(`${url}index.html`)}"/>
${entries
  .map(
    (e) => `<entry>
<id>${xml(url + e.path)}</id>
<title>${xml(e.title)}</title>
<updated>${moment(e.updated)}</updated>
<published>${moment(e.date)}</published>
<link rel="alternate" type="text/html" href="${xml(url + e.path)}"/>
<summary>${xml(e.summary)}</summary>
</entry>
`,
  )
  .join("")}</feed>
`;
}

/** The same as JSON Feed 1.1; every item has a text, as the standard asks. */
function jsonFeed(edition: Edition, shell: Shell): string {
  const { site, basePath } = shell;
  const url = siteUrl(site, basePath);
  return json({
    version: "https://jsonfeed.org/version/1.1",
    title: `${site.name}政府信息公开`,
    home_page_url: `${url}index.html`,
    feed_url: `${url}feed.json`,
    authors: [{ name: site.name }],
    language: "zh-CN",
    items: feedEntries(edition).map((e) => ({
      id: url + e.path,
      url: url + e.path,
      title: e.title,
      content_text: e.summary === "" ? e.title : e.summary,
      summary: e.summary,
      date_published: moment(e.date),
      ...(e.updated === e.date ? {} : { date_modified: moment(e.updated) }),
    })),
  });
}

/** `embed/newest.inc.html`: a piece of a page with whole addresses, without a class, a style or a script; it takes the looks of its host. */
function newestFragment(register: Register, { site, basePath }: Shell): string {
  const url = siteUrl(site, basePath);
  const line = (r: Published): string =>
    `<li><a href="${xml(`${url}${r.id}.html`)}">${xml(r.title)}</a> <time datetime="${r.date}">${r.date}</time></li>\n`;
  const demo = site.demo ? "<p>演示站点：内容都是虚构的示例，不是真实的政府信息。</p>\n" : "";
  return `${demo}<ul>\n${newestPublished(register, EMBED_LENGTH).map(line).join("")}</ul>\n<p><a href="${xml(`${url}items/index.html`)}">${xml(`${site.shortName}政府信息公开`)}</a></p>\n`;
}

/** `embed/newest.json`: what another site needs to list the newest disclosures in its own way. */
function newestJson(register: Register, { site, basePath }: Shell): string {
  const url = siteUrl(site, basePath);
  return json({
    organ: site.name,
    demo: site.demo === true,
    home: `${url}index.html`,
    items: newestPublished(register, EMBED_LENGTH).map((r) => ({
      title: r.title,
      date: r.date,
      url: `${url}${r.id}.html`,
      kind: kinds[r.kind as KindName].label,
      issuer: r.issuer ?? site.name,
      summary: summaryOf(r),
    })),
  });
}

/** Addresses a site map may hold (sitemaps.org). */
const MAP_LENGTH = 50_000;

function siteMap(pages: Pages, shell: Shell): DataFile[] {
  const url = siteUrl(shell.site, shell.basePath);
  const paths: { readonly path: string; readonly changed?: string | undefined }[] = [];
  for (const [kind, list] of Object.entries(pages) as [keyof Pages, Pages[keyof Pages]][]) {
    if (kind === "notFound" || kind === "kiosk" || kind === "embed" || kind === "redirect") continue;
    for (const page of list) {
      const data = page.data as { record?: Published; report?: AnnualReport } | undefined;
      const dated = data?.record ?? data?.report?.words;
      if (!data?.record?.withdrawn) paths.push({ path: page.path, changed: dated?.corrections?.at(-1)?.date ?? dated?.date });
    }
  }
  const head = `<?xml version="1.0" encoding="utf-8"?>\n`;
  const map = (list: typeof paths): string =>
    `${head}<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${list.map(({ path, changed }) => `<url><loc>${xml(url + path)}</loc>${changed === undefined ? "" : `<lastmod>${changed}</lastmod>`}</url>\n`).join("")}</urlset>\n`;
  if (paths.length <= MAP_LENGTH) return [new DataFile("sitemap.xml", () => map(paths))];
  const count = Math.ceil(paths.length / MAP_LENGTH);
  const numbers = Array.from({ length: count }, (_, i) => i + 1);
  return [
    new DataFile(
      "sitemap.xml",
      () =>
        `${head}<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${numbers.map((n) => `<sitemap><loc>${xml(`${url}sitemap-${n}.xml`)}</loc></sitemap>\n`).join("")}</sitemapindex>\n`,
    ),
    ...numbers.map((n) => new DataFile(`sitemap-${n}.xml`, () => map(paths.slice((n - 1) * MAP_LENGTH, n * MAP_LENGTH)))),
  ];
}
