/** Every page of the site as data: its address and what it shows. Sums, sorting and choice of words end here; layouts print. */
import { type Comparison, compareAll } from "./compare.ts";
import type { Attachment } from "./content.ts";
import { anchorOf, dayOf, isItem, type Published } from "./entries.ts";
import { type Facet, facetFolders, figurePath, type ListPart, paginate } from "./lists.ts";
import { NOWHERE, plainText } from "./markdown.ts";
import type { Interpretation, Item, Site, StandingPage } from "./model/index.ts";
import type { Entry } from "./model/kind.ts";
import { indexNumber, siteUrl } from "./model/site.ts";
import type { Register } from "./register.ts";
import { type AnnualReport, reportTitle, siteFacts } from "./report.ts";
import { type Concern, concerns, isGuide, type Named, reasonFor, whatToBring } from "./rules/concerns.ts";
import { type Day, day, daysInMonth } from "./rules/days.ts";
import type { Choice } from "./rules/requests.ts";
import { topicCitation, topicOf, topics } from "./rules/topics.ts";
import { type Figure, percent, type YearTally } from "./tally.ts";
import { type Timeliness, timelinessOf } from "./timeliness.ts";
import type { Edition } from "./walk.ts";

/** A page: where it goes and what it shows. A class, so that Eleventy hands it on and does not copy it. */
export class Page<T> {
  constructor(
    /** From the root of the site: `items/2017/0001.html`. */
    readonly path: string,
    readonly data: T,
  ) {}

  /** From the page back to the root: `../../`. */
  get root(): string {
    return "../".repeat(this.path.split("/").length - 1);
  }
}

export interface Crumb {
  readonly label: string;
  readonly path: string;
}

/** What all pages share. */
export interface Shell {
  readonly site: Site;
  readonly basePath: string;
  /** The day of the edition: what is in force on it. */
  readonly today: Day;
  readonly facts: ReadonlyMap<string, string>;
  /** Addresses of what is not published yet. */
  readonly waiting: Register["waiting"];
  /** Standing pages that there are: `guide`. */
  readonly standing: ReadonlySet<string>;
  /** Latest year of the register. */
  readonly year: number | undefined;
  readonly labels: Readonly<Record<"category" | "channel" | "village", ReadonlyMap<string, string>>>;
  /** So many pages that visitors are answered from an index. */
  readonly large: boolean;
  /** Not an edition of one year: with the data of the register. */
  readonly whole: boolean;
  /** Readers may keep the site on their device. */
  readonly offline: boolean;
  /** Where a link from a page leads instead: nowhere while that page waits; on the web, in an edition of one year. Otherwise undefined. */
  readonly elsewhere: ((from: string, address: string) => string | undefined) | undefined;
}

export interface AttachmentLink {
  readonly title: string;
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  /** `PDF`. */
  readonly type: string;
}

export interface Neighbour {
  readonly title: string;
  readonly path: string;
}

export interface ConcernLink extends Crumb {
  /** “关键词：低保”. */
  readonly why: string;
}

export interface RecordPage<R extends Published = Published> {
  readonly record: R;
  readonly attachments: readonly AttachmentLink[];
  readonly previous: Neighbour | undefined;
  readonly next: Neighbour | undefined;
  /** Concerns that the record belongs to, and why. */
  readonly concerns: readonly ConcernLink[];
  /** 政策解读 of an item; the items that an interpretation interprets. */
  readonly related: readonly Neighbour[];
}

export interface ItemPage extends RecordPage<Item> {
  readonly indexNumber: string;
  readonly timeliness: Timeliness | undefined;
  /** Published by a body of a village: 村务公开. */
  readonly ofVillage: boolean;
  readonly supersedes: Neighbour | undefined;
  readonly supersededBy: Neighbour | undefined;
  /** The 公示 whose result this is. */
  readonly resultOf: Neighbour | undefined;
  /** Of a 公示: what was posted when it was over. */
  readonly results: readonly Neighbour[];
}

/** A day on which something was published. */
export interface CalendarDay {
  /** Of the month, from 1. */
  readonly day: number;
  readonly count: number;
  /** 1–4: how much of the busiest day's. */
  readonly level: number;
  /** First record of the day in its list. */
  readonly path: string;
}

export interface CalendarMonth {
  readonly month: number;
  /** Days that the month has. */
  readonly length: number;
  readonly count: number;
  /** First record of the month in its list; none without records. */
  readonly path: string | undefined;
  readonly days: readonly CalendarDay[];
}

/** 公开日历: on which days of a year how much was published. */
export interface Calendar {
  readonly year: number;
  readonly months: readonly CalendarMonth[];
  /** What it shows, in a sentence. */
  readonly says: string;
}

export interface ListPage extends ListPart {
  /** On the first page of a year's items. */
  readonly calendar?: Calendar | undefined;
  readonly title: string;
  readonly intro: string;
  readonly trail: readonly Crumb[];
  readonly total: number;
  readonly figure: Figure | undefined;
  readonly year: number;
}

/** A year's line on a facet's page. */
export interface YearLine {
  readonly year: number;
  readonly count: number;
  readonly path: string;
}

/** A word of a facet, or a kind of record: its newest records and its years. */
export interface FacetPage {
  readonly title: string;
  readonly intro: string;
  readonly trail: readonly Crumb[];
  readonly years: readonly YearLine[];
  readonly newest: readonly Entry[];
  /** What villages published under this word: shown, and not counted. */
  readonly villageAffairs?: readonly Entry[];
}

export interface FacetLine {
  readonly code: string;
  readonly label: string;
  readonly note: string;
  readonly path: string;
  readonly count: number;
}

/** 群众关心的事: all that is about one thing that people come for. */
export interface ConcernPage extends ListPart {
  readonly title: string;
  readonly note: string;
  /** Words by which records were found. */
  readonly terms: readonly string[];
  readonly total: number;
  /** How it is done, newest first: guides, procedures, interpretations. On the first page. */
  readonly guides: readonly Neighbour[];
  /** What to bring, in the words of a guide. */
  readonly bring: { readonly words: string; readonly from: Neighbour } | undefined;
}

/** All words of a facet with their counts. */
export interface FacetIndex {
  readonly facet: Facet;
  readonly title: string;
  readonly intro: string;
  readonly groups: readonly { readonly title: string; readonly lines: readonly Tile[] }[];
}

export interface CataloguePage extends ListPart {
  readonly year: number;
  readonly total: number;
}

export interface CatalogueIndex {
  readonly years: readonly YearLine[];
  /** Page of the concern that a matter of the catalogue belongs to, by the matter's name. */
  readonly concerns: ReadonlyMap<string, string>;
}

export interface FiguresPage {
  readonly year: number;
  readonly tally: YearTally;
}

export interface StatisticsPage {
  readonly years: readonly number[];
  /** What people ask for first: of the latest year, and of the one before. */
  readonly keys: readonly { readonly now: Figure; readonly before: Figure | undefined }[];
  readonly groups: readonly { readonly title: string; readonly rows: readonly (readonly (Figure | undefined)[])[] }[];
}

export interface HomePage {
  /** What people come for; only what has records. */
  readonly concerns: readonly FacetLine[];
  readonly newest: readonly Published[];
  readonly glance: readonly Figure[];
  readonly years: readonly number[];
  readonly reports: readonly number[];
  readonly facets: readonly FacetLine[];
  /** Year at a glance, as pictures; what has nothing to show is empty. */
  readonly calendar: Calendar | undefined;
  readonly categories: readonly ChartBar[];
  /** Over all years. */
  readonly villages: readonly Tile[];
  readonly channels: readonly FacetLine[];
}

/** A village as a tile: its colour says how much there is, its words how many. */
export interface Tile extends FacetLine {
  /** 0–4: how much of the fullest one's. */
  readonly level: number;
}

export interface HubPage {
  readonly years: readonly YearLine[];
  /** Years in which villages published (村务公开). */
  readonly villageYears: readonly YearLine[];
  readonly facets: readonly {
    readonly facet: Facet;
    readonly title: string;
    readonly path: string;
    readonly note: string;
    readonly lines: readonly Tile[];
  }[];
}

export interface SearchPage {
  readonly years: readonly YearLine[];
  /** So many pages that visitors are answered from an index. */
  readonly large: boolean;
}

export interface KioskPage {
  readonly concerns: readonly FacetLine[];
  readonly years: readonly YearLine[];
  readonly facets: Readonly<Record<"village" | "category" | "topic", readonly FacetLine[]>>;
  /** As for the search page. */
  readonly large: boolean;
}

export interface ChartBar {
  readonly label: string;
  readonly value: number;
  /** Length of the bar: per cent of the whole where it has a share, of the longest one otherwise. */
  readonly length: number;
  /** Part of the whole, as printed: `37%`. */
  readonly share?: string | undefined;
  /** List of the records behind it. */
  readonly path: string | undefined;
  /** Years of which nothing is known, in the place of a bar. */
  readonly gap?: boolean;
}

export interface ReportPage {
  readonly report: AnnualReport;
  readonly title: string;
  readonly figures: readonly Figure[];
  /** What people would rather look at; a chart without anything to show is left out. */
  readonly charts: {
    readonly months: readonly ChartBar[];
    readonly categories: readonly ChartBar[];
    readonly channels: readonly ChartBar[];
    readonly outcomes: readonly ChartBar[];
    /** 主动公开 of the last five years that have a tally, the report's year last. */
    readonly years: readonly ChartBar[];
  };
  /** What the months and the categories show, in a sentence. */
  readonly says: { readonly months: string; readonly categories: string; readonly years: string };
}

/** 更正 or 撤回 of something published. */
export interface Change extends Neighbour {
  readonly date: Day;
  readonly kind: "更正" | "撤回";
  readonly text: string;
}

/** 网站地图: every way in. */
export interface MapPage {
  /** Day of the newest record or correction. */
  readonly updated: Day | undefined;
  readonly pages: readonly Crumb[];
  readonly years: readonly Crumb[];
  readonly reports: readonly Crumb[];
  readonly facets: readonly { readonly title: string; readonly links: readonly Crumb[] }[];
}

/** 开放数据. */
export interface DataPage {
  readonly years: readonly number[];
  readonly files: readonly {
    readonly path: string;
    readonly title: string;
    readonly rows: number | undefined;
    /** Bytes. */
    readonly size: number;
    readonly schema: string | undefined;
    readonly columns: readonly { readonly name: string; readonly says: string }[] | undefined;
  }[];
}

/** What stands where a page was: where it is now. */
export type RedirectPage = Neighbour;

/** Pages by kind; each kind has one layout. */
export interface Pages {
  readonly home: readonly Page<HomePage>[];
  readonly hub: readonly Page<HubPage>[];
  readonly item: readonly Page<ItemPage>[];
  readonly article: readonly Page<RecordPage>[];
  readonly list: readonly Page<ListPage>[];
  readonly facet: readonly Page<FacetPage>[];
  readonly facetIndex: readonly Page<FacetIndex>[];
  readonly concern: readonly Page<ConcernPage>[];
  readonly concernIndex: readonly Page<readonly FacetLine[]>[];
  readonly catalogue: readonly Page<CataloguePage>[];
  readonly catalogueIndex: readonly Page<CatalogueIndex>[];
  readonly figures: readonly Page<FiguresPage>[];
  readonly statistics: readonly Page<StatisticsPage>[];
  readonly compare: readonly Page<Comparison>[];
  readonly compareIndex: readonly Page<{ readonly pairs: readonly Comparison[] }>[];
  readonly report: readonly Page<ReportPage>[];
  readonly reportIndex: readonly Page<{ readonly reports: readonly AnnualReport[] }>[];
  readonly standing: readonly Page<StandingPage>[];
  readonly search: readonly Page<SearchPage>[];
  readonly kiosk: readonly Page<KioskPage>[];
  readonly embed: readonly Page<readonly Published[]>[];
  readonly changes: readonly Page<readonly Change[]>[];
  readonly map: readonly Page<MapPage>[];
  readonly data: readonly Page<DataPage>[];
  readonly redirect: readonly Page<RedirectPage>[];
  readonly offline: readonly Page<undefined>[];
  readonly notFound: readonly Page<undefined>[];
}

/** Records that another site shows of this one. */
export const EMBED_LENGTH = 10;

/** Does an item stand under a word of a facet? */
function hasWord(r: Item, facet: Facet, code: string): boolean {
  switch (facet) {
    case "category":
      return r.category === code;
    case "topic":
      return r.topic === code;
    case "village":
      return r.village?.includes(code) ?? false;
    case "channel":
      return r.channels?.includes(code) ?? false;
  }
}

export const VILLAGE_AFFAIRS: Crumb = { label: "村务公开", path: "village-affairs/index.html" };

export const CONCERNS: Crumb = { label: "群众关心的事", path: "concerns/index.html" };

const concernPath = (code: string): string => `concerns/${code}.html`;

const HUB: Crumb = { label: "法定主动公开内容", path: "items/index.html" };

const facetTitles: Readonly<Record<Facet, { title: string; note: string }>> = {
  category: { title: "按类目", note: "每条信息属于一类" },
  topic: { title: "按重点内容", note: "条例第二十条、第二十一条列举的内容" },
  village: { title: "按村", note: "点村名，看涉及这个村的信息；颜色越深，信息越多" },
  channel: { title: "按公开渠道", note: "在哪里公开过；同一条信息可以用几个渠道" },
};

/** The site, page by page. */
export function buildPages({ register, tallies, reports }: Edition, shell: Shell): Pages {
  const { site } = register;
  const years = register.years.toReversed();
  const lists: Page<ListPage>[] = [];
  const facetPages: Page<FacetPage>[] = [];
  const facetIndex: Page<FacetIndex>[] = [];

  const calendars = new Map<number, Calendar>();
  const addList = (path: string, records: readonly Entry[], rest: Omit<ListPage, keyof ListPart | "total">): void => {
    for (const part of paginate(path, records)) lists.push(new Page(part.path, { ...part, ...rest, total: records.length }));
  };
  /** Lists of one figure over all years, newest year first. */
  const yearLines = (key: string): YearLine[] =>
    years.flatMap((year) => {
      const figure = tallies.get(year)?.figures.get(key);
      return figure && figure.records.length > 0 ? [{ year, count: figure.records.length, path: figurePath(figure, year) }] : [];
    });
  const newestOf = (key: string, count: number): Entry[] => {
    const out: Entry[] = [];
    for (const year of years) {
      const all = tallies.get(year)?.figures.get(key)?.records ?? [];
      for (let i = all.length - 1; i >= 0 && out.length < count; i--) {
        const r = all[i] as Item;
        if (!r.withdrawn) out.push(r);
      }
    }
    return out;
  };

  // 一年里主动公开的、解读的、回应的
  for (const [key, label, trail] of [
    ["items.total", "主动公开的信息", [HUB]],
    ["interpretations.total", "政策解读", [{ label: "政策解读", path: "interpretations/index.html" }]],
    ["responses.total", "回应关切", [{ label: "回应关切", path: "responses/index.html" }]],
    ["villageAffairs.total", "村务公开", [HUB, VILLAGE_AFFAIRS]],
  ] as const) {
    for (const year of years) {
      const figure = tallies.get(year)?.figures.get(key);
      if (figure && figure.records.length > 0) {
        addList(figurePath(figure, year), figure.records, { title: `${year}年${label}`, intro: "", trail, figure, year });
        if (key === "items.total") calendars.set(year, calendarOf(year, figure, lists));
      }
    }
  }
  for (const [key, folder, title, intro] of [
    ["interpretations.total", "interpretations", "政策解读", "用明白话说清文件里和群众有关的事。"],
    ["responses.total", "responses", "回应关切", "对大家关心的事，镇里的答复。"],
  ] as const) {
    facetPages.push(new Page(`${folder}/index.html`, { title, intro, trail: [], years: yearLines(key), newest: newestOf(key, 20) }));
  }
  const villageYears = yearLines("villageAffairs.total");
  if (villageYears.length > 0) {
    facetPages.push(
      new Page(VILLAGE_AFFAIRS.path, {
        title: VILLAGE_AFFAIRS.label,
        intro: "村民委员会、村务监督委员会、村集体经济组织等公布的村里的事，不算进镇里主动公开的条数。",
        trail: [HUB],
        years: villageYears,
        newest: newestOf("villageAffairs.total", 20),
      }),
    );
  }
  const ofVillages = register.items.filter((r) => register.ofVillages.has(r.id) && !r.withdrawn).toReversed();

  // 群众关心的事
  const allConcerns = concernsOfSite(site);
  const shownRecords = ([register.items, register.interpretations, register.responses] as readonly (readonly Published[])[])
    .flat()
    .filter((r) => !r.withdrawn)
    .sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : a.id < b.id ? -1 : 1));
  const concernLines: FacetLine[] = [];
  const concernPages: Page<ConcernPage>[] = [];
  for (const c of allConcerns) {
    const own = shownRecords.filter((r) => whyOf(r, c, register) !== undefined);
    if (own.length === 0) continue;
    concernLines.push({ code: c.code, label: c.label, note: c.note, path: concernPath(c.code), count: own.length });
    const guides = own.filter((r) => r.kind === "interpretations" || isGuide(r.title)).toReversed();
    const bring = guides.flatMap((r) => {
      const words = whatToBring(plainText(r.body));
      return words === undefined ? [] : [{ words, from: { title: r.title, path: `${r.id}.html` } }];
    })[0];
    for (const part of paginate(concernPath(c.code), own as readonly Entry[])) {
      const rest = { title: c.label, note: c.note, terms: c.terms, total: own.length };
      concernPages.push(
        new Page(part.path, {
          ...part,
          ...rest,
          guides: part.number === 1 ? guides.slice(0, 12).map((r) => neighbour(r) as Neighbour) : [],
          bring: part.number === 1 ? bring : undefined,
        }),
      );
    }
  }

  // 类目、重点内容、村、渠道
  const facets = facetWords(site);
  const counts = new Map<string, number>();
  for (const facet of Object.keys(facets) as Facet[]) {
    const folder = facetFolders[facet];
    const indexCrumb = { label: facetTitles[facet].title, path: `${folder}/index.html` };
    for (const w of facets[facet]) {
      const key = w.key;
      const path = `${folder}/${w.code}/index.html`;
      const lines = yearLines(key);
      counts.set(
        path,
        lines.reduce((n, l) => n + l.count, 0),
      );
      facetPages.push(
        new Page(path, {
          title: w.label,
          intro: w.intro,
          trail: [HUB, indexCrumb],
          years: lines,
          newest: newestOf(key, 20),
          villageAffairs: ofVillages.filter((r) => hasWord(r, facet, w.code)).slice(0, 20),
        }),
      );
      for (const year of years) {
        const figure = tallies.get(year)?.figures.get(key);
        if (!figure || figure.records.length === 0) continue;
        addList(figurePath(figure, year), figure.records, {
          title: `${year}年${w.label}`,
          intro: w.intro,
          trail: [HUB, indexCrumb, { label: w.label, path }],
          figure,
          year,
        });
      }
    }
    facetIndex.push(
      new Page(indexCrumb.path, {
        facet,
        title: facetTitles[facet].title,
        intro: facetTitles[facet].note,
        groups: facetGroups(facet, facets[facet]).map((g) => ({
          title: g.title,
          lines: tiles(g.words.map((w) => lineOf(w, folder, counts))),
        })),
      }),
    );
  }

  // 其余数字背后的记录; of figures that only tables need, those that a report prints
  const inReports = new Set(
    [...reports.values()].flatMap((r) => r.tables.flatMap((t) => t.rows.flat().map((c) => `${r.year} ${c.figure?.key}`))),
  );
  for (const [year, tally] of tallies) {
    for (const figure of tally.figures.values()) {
      const path = figurePath(figure, year);
      if (!path.startsWith(`figures/${year}/`) || (figure.inTable && !inReports.has(`${year} ${figure.key}`))) continue;
      addList(path, figure.records, {
        title: `${year}年${figure.label}`,
        intro: figure.how,
        trail: [
          { label: "统计", path: "statistics/index.html" },
          { label: `${year}年`, path: `figures/${year}.html` },
        ],
        figure,
        year,
      });
    }
  }

  const itemYears = yearLines("items.total");
  const linesOf = (facet: Facet): FacetLine[] =>
    facets[facet].filter((w) => facet !== "topic" || w.code.startsWith("21-")).map((w) => lineOf(w, facetFolders[facet], counts));
  const hubFacets = (Object.keys(facets) as Facet[]).map((facet) => ({
    facet,
    title: facetTitles[facet].title,
    path: `${facetFolders[facet]}/index.html`,
    note: facetTitles[facet].note,
    lines: tiles(linesOf(facet)),
  }));
  const comparisons = compareAll(tallies);
  const latest = shell.year === undefined ? undefined : tallies.get(shell.year);

  return {
    home: [
      new Page("index.html", {
        concerns: concernLines,
        newest: newestPublished(register, 10),
        glance: glanceKeys.flatMap((k) => latest?.figures.get(k) ?? []),
        years,
        reports: [...reports.keys()].sort((a, b) => b - a),
        facets: facets.topic.filter((w) => w.code.startsWith("21-")).map((w) => lineOf(w, facetFolders.topic, counts)),
        calendar: shell.year === undefined ? undefined : calendars.get(shell.year),
        categories: latest === undefined ? [] : barsOf(latest, "items.category."),
        villages: tiles(linesOf("village")),
        channels: latest === undefined ? [] : channelLines(latest, site.channels),
      }),
    ],
    hub: [new Page(HUB.path, { years: itemYears, villageYears, facets: hubFacets })],
    item: itemPages(register),
    article: articlePages(register),
    list: lists.map((p) =>
      p.path === `items/${p.data.year}.html` ? new Page(p.path, { ...p.data, calendar: calendars.get(p.data.year) }) : p,
    ),
    facet: facetPages,
    facetIndex,
    concern: concernPages,
    concernIndex: concernLines.length > 0 ? [new Page(CONCERNS.path, concernLines)] : [],
    catalogue: years.flatMap((year) => {
      const all = (tallies.get(year)?.figures.get("items.total")?.records ?? []) as readonly Item[];
      const shown = all.filter((i) => !i.withdrawn);
      return shown.length === 0
        ? []
        : paginate(`catalogue/${year}.html`, shown).map((p) => new Page(p.path, { ...p, year, total: shown.length }));
    }),
    catalogueIndex: [
      new Page("catalogue/index.html", {
        years: itemYears.map((y) => ({ ...y, path: `catalogue/${y.year}.html` })),
        concerns: new Map(
          (site.catalogue ?? []).flatMap(({ matter, content }) => {
            const found = concernLines.find((l) =>
              allConcerns.some((c) => l.code === c.code && c.terms.some((t) => matter.includes(t) || content.includes(t))),
            );
            return found ? [[matter, found.path]] : [];
          }),
        ),
      }),
    ],
    figures: [...tallies].map(([year, tally]) => new Page(`figures/${year}.html`, { year, tally })),
    statistics: [new Page("statistics/index.html", statistics(tallies))],
    compare: comparisons.map((c) => new Page(`compare/${c.earlier}-${c.later}.html`, c)),
    compareIndex: [new Page("compare/index.html", { pairs: comparisons })],
    report: [...reports.values()].map((report) => {
      const charts = reportCharts(report, tallies);
      return new Page(`reports/${report.year}.html`, {
        report,
        title: reportTitle(site, report.year),
        figures: reportFigures(report.tally),
        charts,
        says: {
          months: most(charts.months, "条"),
          categories: most(charts.categories, "条"),
          years: `${charts.years.map((y) => (y.gap ? `${y.label}没有统计` : `${y.label} ${y.value} 条`)).join("，")}。`,
        },
      });
    }),
    reportIndex: [new Page("reports/index.html", { reports: [...reports.values()].sort((a, b) => b.year - a.year) })],
    standing: register.pages.map((p) => new Page(`pages/${p.id}.html`, p)),
    search: [new Page("search/index.html", { years: itemYears, large: shell.large })],
    kiosk: [
      new Page("kiosk/index.html", {
        years: itemYears,
        concerns: concernLines,
        facets: { village: linesOf("village"), category: linesOf("category"), topic: linesOf("topic") },
        large: shell.large,
      }),
    ],
    embed: [new Page("embed/newest.html", newestPublished(register, EMBED_LENGTH))],
    changes: [new Page("corrections/index.html", changesOf(register, site))],
    map: [
      new Page("map/index.html", {
        updated: lastChange(register),
        pages: register.pages.map((p) => ({ label: p.title, path: `pages/${p.id}.html` })),
        years: itemYears.map((y) => ({ label: `${y.year}年公开的信息`, path: y.path })),
        reports: [...reports.keys()].sort((a, b) => b - a).map((y) => ({ label: `${y}年年度报告`, path: `reports/${y}.html` })),
        facets: [
          { title: CONCERNS.label, links: concernLines },
          ...hubFacets.map((f) => ({ title: f.title, links: f.lines.filter((l) => l.count > 0) })),
        ],
      }),
    ],
    // Its files are known when the data is.
    data: shell.whole ? [new Page("data/index.html", { years: register.dataYears, files: [] })] : [],
    redirect: redirects(register, site),
    offline: shell.offline ? [new Page("offline/index.html", undefined)] : [],
    notFound: [new Page("404.html", undefined)],
  };
}

/** Why a record belongs to a concern; an interpretation belongs to those of what it interprets, too. */
function whyOf(r: Published, concern: Concern, register: Register): string | undefined {
  const named: Named = r;
  const why = reasonFor(named, concern, (code) => topicOf(code)?.label ?? code);
  if (why !== undefined || r.kind !== "interpretations") return why;
  for (const id of (r as Interpretation).interprets ?? []) {
    const item = register.byId.get(id);
    if (item && isItem(item) && reasonFor(item, concern, () => "") !== undefined) return `解读的文件：${item.title}`;
  }
  return undefined;
}

/** Concerns of a record; one that was withdrawn has none. */
function concernLinks(register: Register): (r: Published) => ConcernLink[] {
  const all = concernsOfSite(register.site);
  return (r) =>
    r.withdrawn
      ? []
      : all.flatMap((c) => {
          const why = whyOf(r, c, register);
          return why === undefined ? [] : [{ label: c.label, path: concernPath(c.code), why }];
        });
}

/** The program's concerns with the office's words, then its own. */
function concernsOfSite(site: Site): readonly Concern[] {
  const own = site.concerns ?? [];
  const parted = (text: string): string[] => text.split(/[、，,\s]+/).filter((w) => w !== "");
  return [
    ...concerns.map((c) => ({ ...c, terms: [...c.terms, ...own.filter((o) => o.label === c.label).flatMap((o) => parted(o.terms))] })),
    ...own
      .filter((o) => concerns.every((c) => c.label !== o.label))
      .map((o) => ({ code: o.code, label: o.label, note: o.note ?? "", terms: parted(o.terms), topics: [] })),
  ];
}

/** Newest first: by date, then by address. */
function changesOf(register: Register, site: Site): readonly Change[] {
  const out: Change[] = [];
  const add = (path: string, title: string, r: Pick<Published, "corrections">): void => {
    for (const c of r.corrections ?? []) out.push({ path, title, date: c.date, kind: "更正", text: c.text });
  };
  for (const r of [...register.items, ...register.interpretations, ...register.responses]) {
    const path = `${r.id}.html`;
    if (r.withdrawn) out.push({ path, title: r.title, date: r.withdrawn.date, kind: "撤回", text: r.withdrawn.reason });
    else add(path, r.title, r);
  }
  for (const words of register.reports.values()) add(`reports/${words.year}.html`, reportTitle(site, words.year), words);
  return out.sort((a, b) => (a.date > b.date ? -1 : a.date < b.date ? 1 : a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

/** Day on which something was last published, corrected or withdrawn. */
function lastChange(register: Register): Day | undefined {
  const days = [...register.items, ...register.interpretations, ...register.responses].flatMap((r) => [
    r.date,
    ...(r.corrections ?? []).map((c) => c.date),
    ...(r.withdrawn ? [r.withdrawn.date] : []),
  ]);
  return days.reduce<Day | undefined>((last, d) => (last === undefined || d > last ? d : last), undefined);
}

/** A page for each address that was left, as long as its new one is in this edition. */
function redirects(register: Register, site: Site): Page<RedirectPage>[] {
  return (site.redirects ?? []).flatMap(({ from, to }) => {
    const [folder, name = ""] = to.split("/");
    const title =
      folder === "pages"
        ? register.pages.find((p) => p.id === name)?.title
        : folder === "reports"
          ? register.reports.has(Number(name)) && reportTitle(site, Number(name))
          : (register.byId.get(to) as Published | undefined)?.title;
    return title ? [new Page(`${from}.html`, { title, path: `${to}.html` })] : [];
  });
}

interface ShellOptions {
  /** Without it, the day of the newest record. */
  readonly today?: Day;
  readonly large?: boolean;
  readonly offline?: boolean;
  /** The only year of this edition. */
  readonly year?: number | undefined;
}

/** A page of another year is not in an edition of one year: its address on the web. What waits has no page at all. */
const elsewhere =
  (waiting: Register["waiting"], year: number | undefined, url: string) =>
  (from: string, address: string): string | undefined => {
    if (/^[a-z][a-z0-9+.-]*:|^#/i.test(address)) return undefined;
    const whole = new URL(address, `http://site/${from}`);
    const path = whole.pathname.slice(1);
    if (waiting.has(path.replace(/\.(?:html|md)$/, "")) || waiting.has(path.slice(0, path.lastIndexOf("/")))) return NOWHERE;
    if (year === undefined) return undefined;
    const other = /(?:^|[/-])(20\d\d)(?=[/.-])/.exec(whole.pathname)?.[1];
    return other === undefined || Number(other) === year ? undefined : url + whole.pathname.slice(1) + whole.hash;
  };

/** What all pages share, made once. */
export function buildShell(register: Register, basePath: string, options: ShellOptions = {}): Shell {
  const { site } = register;
  const labels = (choices: readonly Choice[]): ReadonlyMap<string, string> => new Map(choices.map((c) => [c.code, c.label]));
  return {
    site,
    basePath,
    today: options.today ?? newestPublished(register, 1)[0]?.date ?? day("2008-05-01"),
    facts: siteFacts(site),
    waiting: register.waiting,
    standing: new Set(register.pages.map((p) => p.id)),
    year: register.years.at(-1),
    labels: { category: labels(site.categories), channel: labels(site.channels), village: labels(site.villages) },
    large: options.large ?? false,
    whole: options.year === undefined,
    offline: options.offline ?? false,
    elsewhere:
      options.year === undefined && register.waiting.size === 0
        ? undefined
        : elsewhere(register.waiting, options.year, siteUrl(site, basePath)),
  };
}

const glanceKeys = [
  "items.total",
  "interpretations.total",
  "requests.received.total",
  "complaints.total",
  "trainings.total",
  "trainings.participants",
];

interface Word {
  readonly code: string;
  readonly label: string;
  readonly note: string;
  readonly intro: string;
  /** Key of its figure. */
  readonly key: string;
}

/** The words of each facet, in the office's order. */
function facetWords(site: Site): Readonly<Record<Facet, readonly Word[]>> {
  const plain =
    (facet: string, intro: (c: Choice) => string) =>
    (c: Choice): Word => ({
      code: c.code,
      label: c.label,
      note: "",
      intro: intro(c),
      key: `items.${facet}.${c.label}`,
    });
  return {
    category: site.categories.map(plain("category", (c) => `公开类目是“${c.label}”的信息。`)),
    topic: topics.map((t) => ({
      code: t.code,
      label: t.label,
      note: topicCitation(t),
      intro: `${topicCitation(t)}列举的重点公开内容。`,
      key: `items.topic.${t.code}`,
    })),
    village: site.villages.map(plain("village", (c) => `涉及${c.label}的信息。`)),
    channel: site.channels.map(plain("channel", (c) => `通过${c.label}公开过的信息。`)),
  };
}

/** Topics stand under their articles; other facets are one group. */
function facetGroups(facet: Facet, words: readonly Word[]): { title: string; words: readonly Word[] }[] {
  if (facet !== "topic") return [{ title: "", words }];
  const of = (article: string) => words.filter((w) => w.code.startsWith(article));
  return [
    { title: "乡镇还应当公开的内容（条例第二十一条）", words: of("21-") },
    { title: "各机关都应当公开的内容（条例第二十条）", words: of("20-") },
    { title: "2019年5月15日以前的重点内容（2007年条例第十二条）", words: of("12-") },
  ];
}

const lineOf = (w: Word, folder: string, counts: ReadonlyMap<string, number>): FacetLine => {
  const path = `${folder}/${w.code}/index.html`;
  return { code: w.code, label: w.label, note: w.note, path, count: counts.get(path) ?? 0 };
};

const neighbour = (r: Published | undefined): Neighbour | undefined => r && { title: r.title, path: `${r.id}.html` };

/** Previous and next stand within the year, so that a closed year's pages never change. */
function withNeighbours<R extends Published>(
  list: readonly R[],
): { record: R; previous: Neighbour | undefined; next: Neighbour | undefined }[] {
  const out: { record: R; previous: Neighbour | undefined; next: Neighbour | undefined }[] = [];
  let previous: R | undefined;
  let waiting: { record: R; previous: Neighbour | undefined } | undefined;
  for (const record of list) {
    if (record.withdrawn) {
      out.push({ record, previous: undefined, next: undefined });
      continue;
    }
    if (previous && previous.year !== record.year) previous = undefined;
    if (waiting) out.push({ ...waiting, next: waiting.record.year === record.year ? neighbour(record) : undefined });
    waiting = { record, previous: neighbour(previous) };
    previous = record;
  }
  if (waiting) out.push({ ...waiting, next: undefined });
  return out;
}

/** The attachments of a record that are there. */
export function attachmentLinks(r: Published, attachments: ReadonlyMap<string, Attachment>): AttachmentLink[] {
  return (r.attachments ?? []).flatMap((a) => {
    const path = `${r.id}/${a.file}`;
    const found = attachments.get(path);
    return found ? [{ title: a.title, path, size: found.size, type: a.file.slice(a.file.lastIndexOf(".") + 1).toUpperCase() }] : [];
  });
}

/** Pages of the items. */
export function itemPages(register: Register): Page<ItemPage>[] {
  const find = (id: string | undefined): Neighbour | undefined => {
    const r = id === undefined ? undefined : register.byId.get(id);
    return r && isItem(r) ? neighbour(r) : undefined;
  };
  const concernsOf = concernLinks(register);
  return withNeighbours(register.items).map(({ record, previous, next }) => {
    const standing = (list: readonly Published[] = []): Neighbour[] =>
      list.filter((r) => !r.withdrawn).map((r) => neighbour(r) as Neighbour);
    return new Page(`${record.id}.html`, {
      record,
      previous,
      next,
      concerns: concernsOf(record),
      attachments: attachmentLinks(record, register.attachments),
      related: standing(register.interpretationsOf.get(record.id)),
      indexNumber: indexNumber(register.site, record.year, record.serial),
      timeliness: timelinessOf(record, register.site),
      ofVillage: register.ofVillages.has(record.id),
      supersedes: find(record.supersedes),
      supersededBy: neighbour(register.supersededBy.get(record.id)),
      resultOf: find(record.resultOf),
      results: standing(register.resultsOf.get(record.id)),
    });
  });
}

/** Pages of 政策解读 and 回应关切. */
export function articlePages(register: Register): Page<RecordPage>[] {
  const concernsOf = concernLinks(register);
  const page = ({ record, previous, next }: ReturnType<typeof withNeighbours<Published>>[number]): Page<RecordPage> => {
    const ids = (record as Interpretation).interprets ?? [];
    return new Page(`${record.id}.html`, {
      record,
      previous,
      next,
      concerns: concernsOf(record),
      attachments: attachmentLinks(record, register.attachments),
      related: ids.flatMap((id) => {
        const r = register.byId.get(id);
        return r && isItem(r) ? [neighbour(r) as Neighbour] : [];
      }),
    });
  };
  return [...withNeighbours<Published>(register.interpretations).map(page), ...withNeighbours<Published>(register.responses).map(page)];
}

/** Newest first: by date, then by kind and serial. */
export function newestPublished(register: Register, count: number): Published[] {
  const tail = <R extends Published>(list: readonly R[]): Published[] => {
    const out: Published[] = [];
    for (let i = list.length - 1; i >= 0 && out.length < count; i--) {
      const r = list[i] as Published;
      if (!r.withdrawn) out.push(r);
    }
    return out;
  };
  return [...tail(register.items), ...tail(register.interpretations), ...tail(register.responses)]
    .sort((a, b) => (a.date > b.date ? -1 : a.date < b.date ? 1 : a.id > b.id ? -1 : 1))
    .slice(0, count);
}

/** The figures that a report's own page lists under its words: those of its form, in its order. */
function reportFigures(tally: YearTally): Figure[] {
  return [...tally.figures.values()].filter(
    (f) => !f.inTable && !/^items\.(?:village|topic)\./.test(f.key) && (f.value !== undefined || f.basis === "counted"),
  );
}

const statisticGroups: readonly { title: string; keys: readonly string[] }[] = [
  { title: "主动公开", keys: ["items.total", "items.onTime", "items.late", "interpretations.total", "responses.total"] },
  { title: "村务公开", keys: ["villageAffairs.total"] },
  {
    title: "依申请公开",
    keys: ["requests.received.total", "requests.carriedIn", "requests.answered.total", "requests.carriedOut", "fees.charged"],
  },
  { title: "监督", keys: ["complaints.total", "reconsiderations.total", "litigations.total", "appeals.total"] },
  { title: "人员和培训", keys: ["staff.fullTime", "staff.partTime", "trainings.total", "trainings.participants", "meetings.total"] },
];

const keyStatistics = [
  "items.total",
  "items.onTime",
  "items.late",
  "requests.received.total",
  "complaints.total",
  "reconsiderations.total",
];

function statistics(tallies: ReadonlyMap<number, YearTally>): StatisticsPage {
  const years = [...tallies.keys()];
  const row = (key: string): (Figure | undefined)[] => years.map((y) => tallies.get(y)?.figures.get(key));
  const keysLike = (prefix: string): string[] => [
    ...new Set([...tallies.values()].flatMap((t) => [...t.figures.keys()].filter((k) => k.startsWith(prefix)))),
  ];
  const keys = keyStatistics.flatMap((key) => {
    const now = tallies.get(years.at(-1) ?? 0)?.figures.get(key);
    return now?.value === undefined ? [] : [{ now, before: tallies.get(years.at(-2) ?? 0)?.figures.get(key) }];
  });
  return {
    years,
    keys,
    groups: [
      ...statisticGroups.map((g) => ({ title: g.title, rows: g.keys.map(row) })),
      { title: "分类目", rows: keysLike("items.category.").map(row) },
      { title: "分渠道", rows: keysLike("items.channel.").map(row) },
      { title: "分村", rows: keysLike("items.village.").map(row) },
    ].map((g) => ({ ...g, rows: g.rows.filter((r) => r.some((f) => f !== undefined)) })),
  };
}

/** Bars of the figures of a year whose keys begin so; zeros are left out. A bar alone says nothing. */
function barsOf(tally: YearTally, prefix: string): ChartBar[] {
  const figures = [...tally.figures.values()].filter((f) => f.key.startsWith(prefix) && !f.inTable && (f.value ?? 0) > 0);
  if (figures.length < 2) return [];
  const sum = figures.reduce((n, f) => n + (f.value ?? 0), 0);
  return figures.map((f) => {
    const value = f.value ?? 0;
    const share = f.share ?? value / sum;
    return {
      label: f.label.replace(/^通过|公开的信息$|类信息$/g, ""),
      value,
      share: percent(share),
      // The whole track is the whole.
      length: Math.round(1000 * share) / 10,
      path: figurePath(f, tally.year),
    };
  });
}

/** Bars with their lengths. */
function measured<B extends Omit<ChartBar, "length">>(bars: readonly B[]): (B & { readonly length: number })[] {
  const longest = Math.max(1, ...bars.map((b) => b.value));
  return bars.map((b) => ({ ...b, length: Math.round((1000 * b.value) / longest) / 10 }));
}

/** The longest of some bars in words: `最多的是3月，12 条。`; where several are alike, all of them. */
export function most(bars: readonly ChartBar[], unit: string): string {
  const value = Math.max(0, ...bars.map((b) => b.value));
  const top = bars.filter((b) => b.value === value);
  if (value === 0 || (bars.length > 1 && top.length === bars.length)) return "";
  const names = `${top
    .slice(0, 6)
    .map((b) => b.label)
    .join("、")}${top.length > 6 ? "等" : ""}`;
  const share = top.length === 1 ? top[0]?.share : undefined;
  return `最多的是${names}，${top.length > 1 ? "都是 " : ""}${value} ${unit}${share === undefined ? "" : `，占 ${share}`}。`;
}

/** 1–4 for a part of the most there is; 0 for nothing. */
const levelOf = (count: number, most: number): number => Math.ceil((4 * count) / Math.max(1, most));

function tiles(lines: readonly FacetLine[]): Tile[] {
  const fullest = Math.max(...lines.map((l) => l.count));
  return lines.map((l) => ({ ...l, level: levelOf(l.count, fullest) }));
}

/** The channels that a year used. */
function channelLines(tally: YearTally, channels: readonly Choice[]): FacetLine[] {
  return channels.flatMap(({ code, label }) => {
    const f = tally.figures.get(`items.channel.${label}`);
    return f?.value ? [{ code, label, note: "", count: f.value, path: figurePath(f, tally.year) }] : [];
  });
}

/** A year's items by day; each day and month leads to its first record in the lists of the figure. */
function calendarOf(year: number, figure: Figure, lists: readonly Page<ListPage>[]): Calendar {
  const places = new Map(
    lists.filter((p) => p.data.figure === figure).flatMap((p) => p.data.rows.map((r) => [r.id, `${p.path}#${anchorOf(r)}`] as const)),
  );
  const days = new Map<string, { count: number; path: string }>();
  for (const r of figure.records) {
    const day = dayOf(r).slice(5);
    // Lists show the newest first: the last record of a day stands on top.
    days.set(day, { count: (days.get(day)?.count ?? 0) + 1, path: places.get(r.id) ?? figurePath(figure, year) });
  }
  const busiest = Math.max(...[...days.values()].map((d) => d.count));
  const months = Array.from({ length: 12 }, (_, i): CalendarMonth => {
    const prefix = `${String(i + 1).padStart(2, "0")}-`;
    const own = [...days].filter(([day]) => day.startsWith(prefix)).sort(([a], [b]) => (a < b ? -1 : 1));
    return {
      month: i + 1,
      length: daysInMonth(year, i + 1),
      count: own.reduce((n, [, d]) => n + d.count, 0),
      path: own.at(-1)?.[1].path,
      days: own.map(([day, d]) => ({ day: Number(day.slice(3)), level: levelOf(d.count, busiest), ...d })),
    };
  });
  const top = [...days].filter(([, d]) => d.count === busiest).map(([day]) => `${Number(day.slice(0, 2))}月${Number(day.slice(3))}日`);
  return {
    year,
    months,
    says: `${year}年有 ${days.size} 天公开了信息，一天最多 ${busiest} 条${top.length <= 3 ? `（${top.join("、")}）` : ""}。${busiest > 1 ? "颜色越深，那天公开得越多。" : ""}`,
  };
}

/** Bars of a report's charts. Months are known only where the items are in the register. */
function reportCharts({ tally, year }: AnnualReport, tallies: ReadonlyMap<number, YearTally>): ReportPage["charts"] {
  const total = tally.figures.get("items.total");
  return {
    months:
      tally.paper || tally.since !== undefined || !total?.value
        ? []
        : measured(tally.months.map((value, i) => ({ label: `${i + 1}月`, value, path: undefined }))),
    categories: barsOf(tally, "items.category."),
    channels: barsOf(tally, "items.channel."),
    outcomes: barsOf(tally, "requests.outcome."),
    years: measured(
      [...tallies.values()]
        .filter((t) => t.year <= year)
        .flatMap((t) => {
          const f = t.figures.get("items.total");
          return f?.value === undefined ? [] : [{ label: `${t.year}年`, value: f.value, path: figurePath(f, t.year) }];
        })
        .slice(-5)
        .flatMap((bar, i, all) => {
          const from = Number.parseInt(all[i - 1]?.label ?? bar.label, 10) + 1;
          const to = Number.parseInt(bar.label, 10) - 1;
          const label = from === to ? `${from}年` : `${from}—${to}年`;
          return i === 0 || from > to ? [bar] : [{ label, value: 0, path: undefined, gap: true }, bar];
        }),
    ),
  };
}
