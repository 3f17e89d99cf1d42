/** 年度报告: tally + form + words → the report, its figures filled in; and what in the words does not agree with them. */
import { headingOf } from "./markdown/blocks.ts";
import { type Filled, PLACEHOLDER } from "./markdown.ts";
import type { ReportWords, Site } from "./model/index.ts";
import { Faults, nearest, type Problem } from "./problem.ts";
import { isRowOrItem, MAY_LACK } from "./register/lacking.ts";
import { type FilledTable, fillTables, rowAddress } from "./report-tables.ts";
import { type Day, dayInChinese } from "./rules/days.ts";
import { declarable } from "./rules/figures.ts";
import { type ReportForm, reportFormOf, reportForms } from "./rules/report-forms.ts";
import { type Figure, percent, shownValue, type YearTally } from "./tally.ts";

/** A section of the words: its title and its Markdown. */
export interface Section {
  readonly title: string;
  readonly body: string;
  /** Line of the title in the file. */
  readonly line: number;
}

export interface AnnualReport {
  readonly year: number;
  readonly form: ReportForm;
  readonly words: ReportWords;
  readonly tally: YearTally;
  /** What stands before the first section. */
  readonly opening: string;
  readonly sections: readonly Section[];
  /** The statutory tables of the form, filled. */
  readonly tables: readonly FilledTable[];
}

/** Cuts the words at their `##` titles. Undefined for a year that has no form. */
export function buildReport(words: ReportWords, tally: YearTally, forms: readonly ReportForm[] = reportForms): AnnualReport | undefined {
  const form = reportFormOf(words.year, forms);
  if (!form) return undefined;
  const sections: { title: string; body: string; line: number }[] = [];
  let opening = "";
  for (const [i, line] of words.body.split("\n").entries()) {
    const heading = headingOf(line);
    const current = sections.at(-1);
    if (heading?.level === 2) sections.push({ title: heading.text, body: "", line: words.bodyLine + i });
    else if (current) current.body += `${line}\n`;
    else opening += `${line}\n`;
  }
  return { year: words.year, form, words, tally, opening, sections, tables: fillTables(form, tally, words) };
}

export const reportTitle = (site: Site, year: number): string => `${site.name}${year}年政府信息公开工作年度报告`;

/** Facts of `site.yaml` that words may quote: `{{ site.phone }}`. Empty for what the office does not have. */
export function siteFacts(site: Site): ReadonlyMap<string, string> {
  const facts = new Map<string, string>();
  for (const [key, value] of Object.entries(site)) {
    if (typeof value === "string" && key !== "file") facts.set(`site.${key}`, value);
  }
  for (const key of MAY_LACK) if (!facts.has(`site.${key}`)) facts.set(`site.${key}`, "");
  return facts;
}

/** A placeholder's text and, for a figure, the figure. Undefined for an unknown name. */
export function resolvePlaceholder(
  name: string,
  facts: ReadonlyMap<string, string>,
  tally: YearTally | undefined,
): { text: string; figure?: Figure } | undefined {
  const fact = facts.get(name);
  if (fact !== undefined) return { text: fact };
  if (!tally) return undefined;
  if (name === "year") return { text: String(tally.year) };
  if (name === "period.from") return { text: dayInChinese(tally.period.from) };
  if (name === "period.to") return { text: dayInChinese(tally.period.to) };
  const key = /^figures\.(.+)$/.exec(name)?.[1];
  if (key === undefined) return undefined;
  const figure = tally.figures.get(key);
  if (figure) return { text: shownValue(figure), figure };
  const shared = key.endsWith(".share") ? tally.figures.get(key.slice(0, -".share".length)) : undefined;
  return shared?.share === undefined ? undefined : { text: percent(shared.share), figure: shared };
}

/** A filler for `renderMarkdown`, with figures as links. */
export const filler =
  (facts: ReadonlyMap<string, string>, tally: YearTally | undefined, hrefOf: (figure: Figure, year: number) => string) =>
  (name: string): Filled | undefined => {
    const found = resolvePlaceholder(name, facts, tally);
    return found && { text: found.text, href: found.figure && tally ? hrefOf(found.figure, tally.year) : undefined };
  };

/** Every name that may stand between the braces. */
function knownNames(facts: ReadonlyMap<string, string>, tally: YearTally | undefined): string[] {
  const names = [...facts.keys()];
  if (!tally) return names;
  names.push("year", "period.from", "period.to");
  for (const f of tally.figures.values()) {
    names.push(`figures.${f.key}`);
    if (f.share !== undefined) names.push(`figures.${f.key}.share`);
  }
  return names;
}

interface Worded {
  readonly declared?: ReportWords["declared"];
  /** Of a report: 公布日期; without one it is a draft. */
  readonly date?: Day | undefined;
  readonly file: string;
  readonly body: string;
  readonly bodyLine: number;
}

/** Placeholders that name nothing, or a fact not declared yet. For reports and standing pages alike. */
export function validatePlaceholders(words: Worded, facts: ReadonlyMap<string, string>, tally?: YearTally): Problem[] {
  const faults = new Faults();
  for (const [i, text] of words.body.split("\n").entries()) {
    for (const m of text.matchAll(PLACEHOLDER)) {
      const name = m[1] ?? "";
      const line = words.bodyLine + i;
      const found = resolvePlaceholder(name, facts, tally);
      // Rows and items with it are left out of a page; of a sentence half would be left.
      if (facts.get(name) === "" && (tally || !isRowOrItem(text))) {
        faults.warn(
          words.file,
          line,
          "placeholder-none",
          `这一行用了“{{ ${name} }}”，site.yaml 里没有填，这里会空着。`,
          "有的，请填进 site.yaml；没有的，请删去这一句，或者单独写成一行列表、一行表格（没有的自动不显示）。",
        );
      }
      if (!found) {
        const near = nearest(name, knownNames(facts, tally));
        faults.error(
          words.file,
          line,
          "placeholder-unknown",
          `“{{ ${name} }}”没有对应的数字或资料。${near ? `您是不是想写“{{ ${near} }}”？` : ""}`,
          tally
            ? `可以引用的数字都列在“${tally.year}年统计数字”页上；资料写法如 {{ site.phone }}。`
            : "这一页可以引用 site.yaml 里的资料，写法如 {{ site.phone }}。",
        );
      } else if (found.figure && found.figure.value === undefined) {
        const { key, label, parts } = found.figure;
        if (words.declared?.get(key)?.values.length === 0) continue;
        // A draft may still wait for its numbers.
        (words.date === undefined ? faults.warn : faults.error).call(
          faults,
          words.file,
          line,
          "figure-undeclared",
          `“{{ ${name} }}”要用“${label}”，这个数字${parts ? `在登记册开始（${tally?.since}）以前的部分` : ""}还没有申报。`,
          `请在信息栏的 ${parts ? "declaredBefore" : "declared"} 下面加上一行，写法如 ${key}: 0。`,
        );
      }
    }
    const left = text.replace(PLACEHOLDER, "");
    if (left.includes("{{") || left.includes("}}")) {
      faults.error(
        words.file,
        words.bodyLine + i,
        "placeholder-form",
        "这一行的双花括号没有成对。",
        "写法如 {{ figures.items.total }}，前后各两个半角花括号，中间不换行。",
      );
    }
  }
  return faults.list;
}

/** A declared row of a statutory table, whatever the form; `validateTables` knows which there are. */
const TABLE_ROW = /^(?:table\d+|statistics)\./;

/** `declared`: known figures; one that the register counts may only repeat it. `whole`: the register lacks no record. */
export function validateDeclared(words: ReportWords, tally: YearTally, whole: boolean): Problem[] {
  const faults = new Faults();
  for (const key of words.sources?.keys() ?? []) {
    if (words.declared?.has(key)) continue;
    const near = nearest(key, words.declared?.keys() ?? []);
    faults.error(
      words.file,
      words.lines.sources ?? 1,
      "source-unknown",
      `sources 下写了“${key}”的来源，declared 下却没有申报它。${near ? `您是不是想写“${near}”？` : ""}`,
      "来源的名称要和 declared 下的一样；没有申报的请删去。",
    );
  }
  const rows = new Set((reportFormOf(words.year)?.tables ?? []).flatMap((t) => t.rows.map((r) => rowAddress(t, r))));
  for (const [key, { values, line }] of words.declared ?? []) {
    if (rows.has(key) || TABLE_ROW.test(key) || values.length === 0) continue;
    const figure = tally.figures.get(key);
    const [value = 0] = values;
    if (figure && value < 0) {
      faults.error(
        words.file,
        line,
        "declared-number",
        `“${figure.label}”写的是 ${value}，不能是负数。`,
        `请改成 0 或正数，写法如 ${key}: 0。`,
      );
    } else if (!figure) {
      const near = nearest(key, [...tally.figures.keys(), ...rows]);
      faults.error(
        words.file,
        line,
        "declared-unknown",
        `“${key}”不是统计数字。${near ? `您是不是想写“${near}”？` : ""}`,
        `登记册里数不出来、要在这里申报的有：${declarable.map((f) => `${f.key}（${f.label}）`).join("、")}；统计表里的行，运行 npm run report -- ${words.year} 可以看到写法。`,
      );
    } else if (values.length > 1) {
      faults.error(
        words.file,
        line,
        "declared-number",
        `“${key}”只有一个数，这里写了 ${values.length} 个。`,
        `请只写一个，写法如 ${key}: 0。`,
      );
    } else if (whole && figure.basis === "counted" && figure.value !== value && tally.former?.figures.get(key)?.value !== value) {
      faults.error(
        words.file,
        line,
        "declared-counted",
        `这里申报“${figure.label}”是 ${value} ${figure.unit}，登记册数出来的是 ${figure.value} ${figure.unit}（${sourceOf(figure, tally)}）。`,
        `能数出来的不用申报，请删去 ${key} 这一行；数得不对的，请补上或改正记录。`,
      );
    }
  }
  return faults.list;
}

/** 登记册开始的那一年: what is declared for the time before it, and only for that. A report without any figure gets no date. */
export function validateRegisterStart(words: ReportWords, tally: YearTally, began: Day | undefined): Problem[] {
  const faults = new Faults();
  const rows = new Map(
    (reportFormOf(words.year)?.tables ?? []).flatMap((t) => t.rows.map((r) => [rowAddress(t, r), { table: t, row: r }])),
  );
  const figuresOf = (key: string): Figure[] => {
    const found = rows.get(key);
    const keys = found ? found.table.columns.flatMap((c) => found.row.figure?.replace("{column}", c.key) ?? []) : [key];
    return keys.flatMap((k) => tally.figures.get(k) ?? []);
  };
  if (
    tally.paper &&
    words.date !== undefined &&
    [...tally.figures.values()].every((f) => f.rule.how === "年度报告申报。" || f.value === undefined)
  ) {
    faults.error(
      words.file,
      words.lines.date ?? 1,
      "report-empty",
      `${words.year} 年还没有登记册${began === undefined ? "" : `（${began} 开始）`}，这份报告又一个数也没有申报，不能写公布日期。`,
      "请把那一年的数字照纸上的写在 declared 下面，写法如 items.total: 135；不报这一年的，删去 date 这一行，留作草稿。",
    );
  }
  for (const [key, { line }] of tally.since === undefined ? [] : (words.declared ?? [])) {
    const mixed = figuresOf(key).find((f) => f.parts);
    if (!mixed) continue;
    faults.error(
      words.file,
      line,
      "declared-whole-year",
      `登记册从 ${tally.since} 开始，“${mixed.label}”以后的从登记册数，这里却申报了全年的数。`,
      `请把这一行移到 declaredBefore 下面，只写 ${tally.since} 以前的，写法如 ${key}: 0。`,
    );
  }
  for (const [key, { values, line }] of words.declaredBefore ?? []) {
    const found = figuresOf(key);
    const columns = rows.get(key)?.table.columns.length ?? 1;
    if (tally.since === undefined) {
      faults.error(
        words.file,
        words.lines.declaredBefore ?? line,
        "declared-before",
        `${words.year} 年不是登记册在年中开始的那一年${began === undefined ? "" : `（登记册从 ${began} 开始）`}，不写 declaredBefore。`,
        tally.paper
          ? "有登记册以前的年份，请把这些数移到 declared 下面。"
          : "请删去；登记册是这一年年中才开始的，在 site.yaml 里写上那一天，写法如 registerFrom: 2026-12-01。",
      );
      break;
    }
    if (found.length === 0) {
      const near = nearest(key, [...tally.figures.keys(), ...rows.keys()]);
      faults.error(
        words.file,
        line,
        "declared-unknown",
        `“${key}”不是统计数字。${near ? `您是不是想写“${near}”？` : ""}`,
        `运行 npm run report -- ${words.year} 可以看到要申报的每一行和写法。`,
      );
    } else if (values.length > 0 && values.length !== columns) {
      faults.error(
        words.file,
        line,
        "table-row-length",
        `“${key}”写了 ${values.length} 个数，应当是 ${columns} 个。`,
        `请按表里的次序写全，没有的写 0，写法如 ${key}: ${new Array(columns).fill("0").join(" ")}。`,
      );
    } else if (!found.some((f) => f.parts)) {
      faults.error(
        words.file,
        line,
        "declared-before",
        found.every((f) => f.basis === "declared")
          ? `“${found[0]?.label}”全年都由报告申报，不分登记册开始以前和以后。`
          : `“${found[0]?.label}”是年末的数，从登记册数，不分登记册开始以前和以后。`,
        found.every((f) => f.basis === "declared") ? "请把这一行移到 declared 下面，写全年的数。" : "请删去这一行。",
      );
    }
  }
  return faults.list;
}

/** The longest run of titles that both lists have in the same order, as pairs of places. */
function titlesInCommon(wanted: readonly string[], found: readonly string[]): [number, number][] {
  const longest: [number, number][][][] = Array.from({ length: wanted.length + 1 }, () =>
    Array.from({ length: found.length + 1 }, () => []),
  );
  for (let w = wanted.length - 1; w >= 0; w--) {
    for (let f = found.length - 1; f >= 0; f--) {
      const [skipWanted = [], skipFound = [], both = []] = [longest[w + 1]?.[f], longest[w]?.[f + 1], longest[w + 1]?.[f + 1]];
      const row = longest[w];
      if (row) row[f] = wanted[w] === found[f] ? [[w, f], ...both] : skipWanted.length >= skipFound.length ? skipWanted : skipFound;
    }
  }
  return longest[0]?.[0] ?? [];
}

/** Titles of the form, exact and in order: every one that is renamed, missing or too many, at once. */
export function validateSections({ form, words, sections, year }: AnnualReport): Problem[] {
  const faults = new Faults();
  const wanted = form.sections;
  if (wanted.length === 0) return [];
  const end = words.bodyLine + words.body.replace(/\n+$/, "").split("\n").length - 1;
  const say = (line: number, what: string, mend: string): void =>
    faults.error(words.file, line, "report-sections", what, mend, `依据：${form.source}`);
  const common: [number, number][] = [
    ...titlesInCommon(
      wanted,
      sections.map((s) => s.title),
    ),
    [wanted.length, sections.length],
  ];
  let [w, f] = [0, 0];
  // Between two titles that are right: what stands there is the form's title under another name, in order.
  for (const [nextW, nextF] of common) {
    for (; w < nextW || f < nextF; w++, f++) {
      const title = w < nextW ? wanted[w] : undefined;
      const section = f < nextF ? sections[f] : undefined;
      const should = `${year} 年的报告有 ${wanted.length} 个部分，这里应当是“## ${title}”。`;
      if (title !== undefined && section) say(section.line, `第 ${w + 1} 部分的标题写的是“${section.title}”。`, should);
      else if (title !== undefined) say(sections[nextF]?.line ?? end, `缺少第 ${w + 1} 部分“${title}”。`, should);
      else if (section)
        say(
          section.line,
          `多出一个部分“${section.title}”。`,
          `${year} 年的报告只有 ${wanted.length} 个部分，请并入其中，或者改用 ### 作小标题。`,
        );
    }
    [w, f] = [nextW + 1, nextF + 1];
  }
  return faults.list;
}

/** Where the other number comes from, as a place that can be opened. */
function sourceOf(figure: Figure, tally: YearTally): string {
  const first = figure.records[0];
  if (!first) return "没有这样的记录";
  return `${first.file.slice(0, first.file.indexOf(`/${first.kind}/`))}/${first.kind}/${tally.year}/，第一条是 ${first.file}:1`;
}
