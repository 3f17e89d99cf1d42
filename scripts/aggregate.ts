/** 汇总: the `report.json` of many organs → checked → added up, and who handed in what. Plain functions, no clock, no disk. */
import { csvCell } from "./data.ts";
import type { ReportWords } from "./model/index.ts";
import { DataFile } from "./open/file.ts";
import { errorsOf, Faults, nearest, type Problem } from "./problem.ts";
import { type Cell, cellOf, type FilledTable, rowAddress, tablesData, validateTables } from "./report-tables.ts";
import { type Day, day, parseDay } from "./rules/days.ts";
import { type FormRow, type FormTable, type ReportForm, reportFormOf, reportForms } from "./rules/report-forms.ts";

/** One organ's report of one year. */
export interface OrganReport {
  /** As it was opened. */
  readonly file: string;
  readonly year: number;
  readonly form: ReportForm;
  readonly organ: string;
  /** Empty where an organ has none, as in a county's own sum. */
  readonly organCode: string;
  readonly published: Day | undefined;
  readonly tables: readonly FilledTable[];
}

/** One file: what its head says as far as it can be read, the report when all of it can, and what is wrong. */
export interface HandedIn {
  readonly file: string;
  readonly year: number | undefined;
  readonly organ: string | undefined;
  readonly organCode: string;
  readonly published: Day | undefined;
  readonly report: OrganReport | undefined;
  readonly problems: readonly Problem[];
}

/** What the organ is to do, last in every message of its report. */
const AGAIN = "report.json 是程序生成的，请该单位用 npm run build 重新生成，不要手改，再交一份。";

const RESEND = "请该单位改正以后重新交一份 report.json。";

/** More than any township counts; beyond it sums with decimals would lose their last digits. */
const LARGEST = 1e9;

const round = (n: number): number => (Number.isInteger(n) ? n : Math.round(n * 1e6) / 1e6);

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields => typeof value === "object" && value !== null && !Array.isArray(value);

const own = (value: unknown, key: string): unknown => (isFields(value) && Object.hasOwn(value, key) ? value[key] : undefined);

/** A value as a person would read it aloud. */
function shown(value: unknown): string {
  if (value === undefined) return "空着";
  if (typeof value === "string") return `写的是文字“${value.slice(0, 40)}”`;
  if (Array.isArray(value)) return `写的是一列 ${value.length} 个`;
  if (isFields(value)) return "写的是一组";
  return `写的是 ${value}`;
}

/** Reads one `report.json`: JSON, head, form of its year, every table, row and number. */
export function parseReport(file: string, text: string, forms: readonly ReportForm[] = reportForms): HandedIn {
  const faults = new Faults();
  const nothing = { file, year: undefined, organ: undefined, organCode: "", published: undefined, report: undefined };
  const plain = text.replace(/^\uFEFF/, "");
  let data: unknown;
  try {
    data = JSON.parse(plain);
  } catch (error) {
    const position = Number(/position (\d+)/.exec((error as Error).message)?.[1] ?? plain.length);
    faults.error(file, plain.slice(0, position).split("\n").length, "report-json", "这个文件读不出来，像是没有写完或者被改过。", AGAIN);
    return { ...nothing, problems: faults.list };
  }
  if (!isFields(data)) {
    faults.error(file, 0, "report-json", "这个文件不是年度报告的数据（report.json）。", AGAIN);
    return { ...nothing, problems: faults.list };
  }

  const head = (key: string, label: string): unknown => {
    const value = own(data, key);
    if (value === undefined) faults.error(file, 0, "report-head", `缺少${label}（${key}）。`, AGAIN);
    return value;
  };
  const name = (key: string, label: string, maybeEmpty: boolean): string | undefined => {
    const value = head(key, label);
    if (value === undefined) return undefined;
    if (typeof value === "string" && (maybeEmpty || value.trim() !== "") && !value.includes("\uFFFD")) return value.trim();
    const what = typeof value !== "string" ? shown(value) : value.includes("\uFFFD") ? "里有乱码" : "空着";
    faults.error(file, 0, "report-head", `${label}（${key}）${what}。`, AGAIN);
    return undefined;
  };

  const saidYear = head("year", "年度");
  const year = typeof saidYear === "number" && Number.isInteger(saidYear) && saidYear >= 2008 && saidYear <= 2099 ? saidYear : undefined;
  if (year === undefined && saidYear !== undefined) {
    faults.error(file, 0, "report-head", `年度（year）${shown(saidYear)}，应当是四位数的年份，写法如 2025。`, AGAIN);
  }
  const organ = name("organ", "单位名称", false);
  const organCode = name("organCode", "机构代码", true);
  const saidDay = head("published", "公布日期");
  const published = typeof saidDay === "string" ? parseDay(saidDay) : undefined;
  if (saidDay !== undefined && saidDay !== null && published === undefined) {
    faults.error(file, 0, "report-head", `公布日期（published）${shown(saidDay)}，不是日期；写法如 2026-01-20，没有公布是 null。`, AGAIN);
  }
  if (published !== undefined && year !== undefined && published <= `${year}-12-31`) {
    faults.warn(
      file,
      0,
      "report-head",
      `${year} 年的报告写的公布日期是 ${published}，那一年还没有过完。`,
      "请该单位核对，怕是写成了上一年。",
    );
  }

  const form = formOf(file, head("form", "格式"), year, forms, faults);
  const tables = own(data, "tables");
  if (form && !isFields(tables)) faults.error(file, 0, "report-table", `统计表（tables）${shown(tables)}。`, AGAIN);
  const filled =
    form && isFields(tables) ? readTables(form, tables, (rule, message) => faults.error(file, 0, rule, message, AGAIN)) : undefined;
  const known = { file, year, organ, organCode: organCode ?? "", published };
  const whole = filled && form && year !== undefined && organ !== undefined && errorsOf(faults.list).length === 0;
  return {
    ...known,
    report: whole ? { file, year, form, organ, organCode: known.organCode, published, tables: filled } : undefined,
    problems: faults.list,
  };
}

/** The edition that a report names, if it is the one of its year. */
function formOf(
  file: string,
  said: unknown,
  year: number | undefined,
  forms: readonly ReportForm[],
  faults: Faults,
): ReportForm | undefined {
  if (said === undefined || year === undefined) return undefined;
  const right = reportFormOf(year, forms);
  if (!right || right.tables.length === 0) {
    faults.error(file, 0, "report-form", `${year} 年还没有全国统一的统计表，不能汇总。`, "请只交 2014 年以后的报告。");
    return undefined;
  }
  if (said === right.edition) return right;
  const other = forms.find((f) => f.edition === said);
  const should = `${year} 年应当用 ${right.edition} 年的格式（${right.source}）。`;
  faults.error(
    file,
    0,
    "report-form",
    other ? `${year} 年的报告用了 ${other.edition} 年的格式（${other.source}）。` : `格式（form）${shown(said)}，没有这一版。`,
    should,
    AGAIN,
  );
  return undefined;
}

/** Where a table stands below `tables`. */
function pathOf(table: FormTable): string[] {
  const [, top = table.key, block] = /^([^.]+)(?:\.(.+))?$/.exec(table.key) ?? [];
  return [top, block, table.jsonUnder].filter((k) => k !== undefined);
}

const rowName = (row: FormRow): string => row.head.map((h) => h.trim()).join(" ");
const columnName = (head: readonly string[]): string => (head.at(-1) ?? "").trim();
const did = (word: string, known: Iterable<string>): string => {
  const near = nearest(word, known);
  return near === undefined ? "" : `是不是“${near}”？`;
};

type Say = (rule: string, message: string) => void;

/** Data → tables; what is missing, unknown or no number is said, and has no value. */
function readTables(form: ReportForm, data: Fields, say: Say): FilledTable[] {
  const dig = (path: readonly string[]): unknown => path.reduce<unknown>((node, key) => own(node, key), data);
  const branches = new Map<string, Set<string>>();
  for (const table of form.tables) {
    const path = pathOf(table);
    for (const [i, key] of path.entries()) {
      const at = path.slice(0, i).join("\n");
      branches.set(at, (branches.get(at) ?? new Set()).add(key));
    }
  }
  for (const [at, known] of branches) {
    const path = at === "" ? [] : at.split("\n");
    const node = dig(path);
    for (const key of isFields(node) ? Object.keys(node) : []) {
      if (known.has(key)) continue;
      say("report-table", `${form.edition} 年的格式里没有“${[...path, key].join(".")}”这张表。${did(key, known)}`);
    }
  }
  return form.tables.map((table) => ({ table, rows: readRows(table, dig(pathOf(table)), say) }));
}

function readRows(table: FormTable, data: unknown, say: Say): Cell[][] {
  const numbered = table.rows.filter((r) => !r.heading);
  const known = new Set(numbered.map((r) => r.key));
  if (!isFields(data)) say("report-table", `缺少“${table.title}”（${pathOf(table).join(".")}）这张表。`);
  else {
    for (const key of Object.keys(data)) {
      if (!known.has(key)) say("report-row", `${table.title}里没有“${key}”这一行。${did(key, known)}`);
    }
  }
  const cell = (row: FormRow, column: string, value: unknown): Cell => {
    const good = typeof value === "number" && Math.abs(value) <= LARGEST && round(value) === value;
    if (!good && value !== null) {
      const what = typeof value === "number" ? `${shown(value)}，太大或者小数太长` : `${shown(value)}，应当是数字`;
      say("report-number", `${table.title}“${rowName(row)}”的“${column}”${what}。`);
    }
    return { value: good ? value : undefined, basis: "declared" };
  };
  return table.rows.map((row) => {
    if (row.heading) return [];
    const said = own(data, row.key);
    const names = table.columns.map((c) => columnName(c.head));
    const empty = (): Cell[] => names.map(() => ({ value: undefined, basis: "declared" }));
    if (said === undefined) {
      if (isFields(data)) say("report-row", `${table.title}缺少“${rowName(row)}”（${row.key}）这一行。`);
      return empty();
    }
    if (table.json === "numbers") return [cell(row, names[0] ?? "", said)];
    if (table.json === "lists") {
      if (Array.isArray(said) && said.length === names.length) return names.map((column, i) => cell(row, column, said[i]));
      say("report-row", `${table.title}“${rowName(row)}”${shown(said)}，应当是一列 ${names.length} 个数：${names.join("、")}。`);
      return empty();
    }
    if (!isFields(said)) {
      say("report-row", `${table.title}“${rowName(row)}”${shown(said)}，应当一格一个数：${names.join("、")}。`);
      return empty();
    }
    const keys = new Set(table.columns.map((c) => c.key));
    for (const key of Object.keys(said)) {
      if (!keys.has(key)) say("report-row", `${table.title}“${rowName(row)}”里没有“${key}”这一格。${did(key, keys)}`);
    }
    return table.columns.map((column, i) => cell(row, names[i] ?? "", own(said, column.key)));
  });
}

/** The inverse of `tablesData`. What is not there has no value. */
export const tablesOf = (form: ReportForm, tables: unknown): FilledTable[] => readTables(form, isFields(tables) ? tables : {}, () => {});

/** What does not add up inside one report: the checks of a township's own build, and no cell may be empty. */
export function checkReport(report: OrganReport): Problem[] {
  const { file, year, form, tables } = report;
  const words = { id: `reports/${year}`, file, year, lines: {}, body: "", bodyLine: 1 } as unknown as ReportWords;
  const faults = new Faults();
  for (const { table, rows } of tables) {
    for (const [r, row] of table.rows.entries()) {
      const empty = (rows[r] ?? []).flatMap((cell, c) =>
        cell.value === undefined ? [`“${columnName(table.columns[c]?.head ?? [])}”`] : [],
      );
      if (empty.length > 0) {
        faults.error(
          file,
          0,
          "table-undeclared",
          `${table.title}“${rowName(row)}”的${empty.join("、")}空着。`,
          "请该单位填上，没有就填 0。",
        );
      }
    }
  }
  // The township's messages speak of its own files: here rows go by their names, and what to do is another thing.
  const named = new Map<string, string>(
    tables.flatMap(({ table }) => table.rows.map((row) => [`“${rowAddress(table, row)}”`, `${table.title}“${rowName(row)}”`] as const)),
  );
  for (const problem of validateTables(tables, words, form)) {
    if (problem.rule === "table-undeclared") continue;
    const [first = "", ...rest] = problem.message.split("\n");
    const what = first.replace(/“[^”]+”/g, (quoted) => named.get(quoted) ?? quoted);
    const advice = problem.rule === "A8" || problem.rule === "table-zero" ? [] : rest;
    faults.list.push({ ...problem, line: 0, message: [what, ...advice, RESEND].join("\n") });
  }
  return faults.list;
}

/** Adds reports of one form and year up, cell by cell. A cell that one of them leaves empty stays empty. */
export function aggregate(reports: readonly OrganReport[]): FilledTable[] {
  const [first] = reports;
  if (!first || reports.some((r) => r.year !== first.year || r.form !== first.form)) {
    throw new Error("only reports of one year can be added up, and at least one");
  }
  return first.form.tables.map((table, t) => ({
    table,
    rows: table.rows.map((row, r): Cell[] => {
      if (row.heading) return [];
      return table.columns.map((_, c): Cell => {
        if (row.zero !== undefined) return { value: 0, basis: "fixed" };
        const values = reports.map((report) => report.tables[t]?.rows[r]?.[c]?.value);
        const value = values.includes(undefined) ? undefined : round(values.reduce<number>((sum, v) => sum + (v ?? 0), 0));
        return { value, basis: "counted" };
      });
    }),
  }));
}

/** An organ that is to hand in. */
export interface Expected {
  readonly name: string;
  /** Empty when the list gives none. */
  readonly code: string;
}

/** 名单: one organ a line, “代码 名称” or the name alone; blank lines and lines that begin with # are not organs. */
export function parseOrgans(file: string, text: string): { readonly organs: readonly Expected[]; readonly problems: readonly Problem[] } {
  const faults = new Faults();
  const organs: Expected[] = [];
  const lines = new Map<string, number>();
  for (const [i, raw] of text
    .replace(/^\uFEFF/, "")
    .split(/\r?\n/)
    .entries()) {
    const line = raw.trim();
    if (line === "" || line.startsWith("#")) continue;
    const [, code = "", name = line] = /^([0-9A-Za-z-]{4,})[\s,，、]+(\S.*)$/.exec(line) ?? [];
    if (name.includes("\uFFFD")) {
      faults.error(file, i + 1, "organs-text", "这一行有乱码。", "请把名单另存为 UTF-8 编码的文本文件。");
      continue;
    }
    const same = (code === "" ? undefined : lines.get(code)) ?? lines.get(name);
    if (same !== undefined) {
      faults.warn(file, i + 1, "organs-twice", `“${line}”和第 ${same} 行是同一个单位，只算一个。`, "请删去一行。");
      continue;
    }
    if (code !== "") lines.set(code, i + 1);
    lines.set(name, i + 1);
    organs.push({ name, code });
  }
  if (organs.length === 0 && faults.list.length === 0) {
    faults.error(file, 0, "organs-text", "名单里一个单位也没有。", "请一行写一个单位，写“代码 名称”或者只写名称。");
  }
  return { organs, problems: faults.list };
}

/** One organ's line of the matrix. */
export interface MatrixRow {
  readonly name: string;
  readonly code: string;
  readonly handedIn: boolean;
  readonly published: Day | undefined;
  /** Published after the due day. */
  readonly late: boolean;
  /** What is wrong in what it handed in. */
  readonly faults: readonly Problem[];
  /** Its report, where there is one that can be read and no other beside it. */
  readonly report: OrganReport | undefined;
  /** Is it part of the sums? */
  readonly included: boolean;
}

/** All that was handed in for a year, put in order. */
export interface Gathering {
  readonly year: number;
  readonly form: ReportForm;
  /** The day by which reports of this form are to be public. */
  readonly due: Day;
  /** Was there a list? Without one nobody knows who is missing. */
  readonly listed: boolean;
  readonly rows: readonly MatrixRow[];
  /** Files that do not say whose they are. */
  readonly nameless: readonly HandedIn[];
  /** Faults and remarks of all files, each naming its organ. */
  readonly problems: readonly Problem[];
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The line of the list that means this organ: code and name agree, else the name does, else the code. */
function listedAs(own: Expected, list: readonly Expected[]): Expected | undefined {
  const sameCode = (e: Expected): boolean => e.code !== "" && e.code === own.code;
  return list.find((e) => sameCode(e) && e.name === own.name) ?? list.find((e) => e.name === own.name) ?? list.find(sameCode);
}

/** An organ, listed or not, and the files that are its own. */
interface Place {
  readonly organ: Expected;
  readonly listed: boolean;
  readonly files: HandedIn[];
  readonly problems: Problem[];
}

/** Files of one year → the matrix. With a list, its organs stand first and in its order. `name`: who adds up. */
export function gather(year: number, files: readonly HandedIn[], expected: readonly Expected[] | undefined, name: string): Gathering {
  const form = reportFormOf(year);
  if (!form) throw new Error(`no form for ${year}`);
  const due = day(`${year + 1}-${form.dueBy}`);
  const places = (expected ?? []).map((organ): Place => ({ organ, listed: true, files: [], problems: [] }));
  const named = files
    .filter((f) => f.organ !== undefined)
    .sort((a, b) => byText(a.organCode, b.organCode) || byText(a.organ ?? "", b.organ ?? "") || byText(a.file, b.file));
  for (const file of named) {
    const own: Expected = { name: file.organ ?? "", code: file.organCode };
    const listed = listedAs(own, expected ?? []);
    let place = places.find((p) => (listed ? p.organ === listed : !p.listed && p.organ.name === own.name && p.organ.code === own.code));
    if (!place) {
      place = { organ: own, listed: false, files: [], problems: [] };
      places.push(place);
    }
    place.files.push(file);
  }
  for (const place of places) place.problems.push(...placeProblems(place, places, expected !== undefined, name));

  const nameless = files.filter((f) => f.organ === undefined);
  return {
    year,
    form,
    due,
    listed: expected !== undefined,
    rows: places.map((place) => rowOf(place, due)),
    nameless,
    problems: [
      ...places.flatMap((place) => place.problems.map((p) => withOrgan(p, place.files.find((f) => f.file === p.file)?.organ))),
      ...nameless.flatMap((f) => f.problems),
    ],
  };
}

function rowOf({ organ, files, problems }: Place, due: Day): MatrixRow {
  const faults = errorsOf(problems);
  const only = files.length === 1 ? files[0] : undefined;
  const published = only?.published;
  return {
    name: organ.name,
    code: organ.code === "" ? (only?.organCode ?? "") : organ.code,
    handedIn: files.length > 0,
    published,
    late: published !== undefined && published > due,
    faults,
    report: only?.report,
    included: only?.report !== undefined && faults.length === 0,
  };
}

/** The organ's name before the first sentence: the clerk of the county telephones organs, not files. */
const withOrgan = (p: Problem, organ: string | undefined): Problem =>
  organ === undefined ? p : { ...p, message: `${organ}：${p.message}` };

/** What is wrong in an organ's files, and between them and the list, each other, and the sum itself. */
function placeProblems(place: Place, places: readonly Place[], hasList: boolean, name: string): Problem[] {
  const { organ, files, listed } = place;
  const faults = new Faults();
  const [first] = files;
  for (const file of files) {
    const own = { name: file.organ ?? "", code: file.organCode };
    faults.list.push(...file.problems, ...(file.report ? checkReport(file.report) : []));
    if (hasList && !listed) {
      const near = places.find((p) => p.files.length === 0 && (own.name.includes(p.organ.name) || p.organ.name.includes(own.name)));
      faults.warn(
        file.file,
        0,
        "organs-unlisted",
        "名单里没有这个单位，照样算它一个。",
        near
          ? `名单里的“${near.organ.name}”没有交；是同一个单位的，请把名单改成和报告一样的名称。`
          : "是漏写的，请补进名单；不该交的，请把这个文件拿开。",
      );
    } else if (organ.name !== own.name) {
      faults.warn(file.file, 0, "organs-name", `名单里代码 ${own.code} 写的是“${organ.name}”，名称不一样。`, "请核对哪一个是对的。");
    } else if (organ.code !== "" && own.code !== "" && organ.code !== own.code) {
      faults.warn(file.file, 0, "organs-code", `名单里的代码是 ${organ.code}，报告里是 ${own.code}。`, "请核对哪一个是对的。");
    }
    if (own.name === name) {
      faults.error(
        file.file,
        0,
        "report-self",
        "单位名称和这次汇总的名称一样，像是以前汇总的结果，加进去就重复了。",
        "请把这个文件拿开；确实是下级单位的，请用 --name 写明这次汇总的名称。",
      );
    }
    if (first && file !== first) {
      const sentence =
        first.organ === own.name ? "同一年的报告交了两份" : `和“${first.organ}”的机构代码都是 ${own.code}，像是一个单位交了两份`;
      faults.error(file.file, 0, "report-twice", `${sentence}，另一份是 ${first.file}。`, "请只留正确的一份。");
    }
    const twin = places.flatMap((p) => (p === place ? [] : p.files)).find((f) => own.code !== "" && f.organCode === own.code);
    if (twin) {
      faults.error(
        file.file,
        0,
        "report-twice",
        `机构代码 ${own.code} 和“${twin.organ}”的一样，另一份是 ${twin.file}。`,
        "同一个单位的请只留一份；是两个单位的，请各自核对 site.yaml 里的 organCode。",
      );
    }
  }
  return faults.list;
}

/** Numbers of the request table that the matrix shows. */
export const glance = [
  { key: "new", label: "新收申请" },
  { key: "result_total", label: "办理结果总计" },
  { key: "carried_out", label: "结转下年度" },
] as const;

/** 新收申请, 办理结果总计, 结转 of filled tables; none where the form has no request table. */
export function glanceOf(tables: readonly FilledTable[]): (number | undefined)[] {
  const requests = tables.find((t) => t.table.key === "table3");
  return requests ? glance.map(({ key }) => cellOf(requests, key, "total")?.value) : [];
}

/** 报送情况 in a few words. */
export function statusOf(row: MatrixRow): string {
  if (!row.handedIn) return "未交";
  const has = (rules: RegExp): boolean => row.faults.some((p) => rules.test(p.rule));
  const said = [
    ...(row.late ? ["逾期"] : []),
    ...(has(/^report-twice$/) ? ["交重了"] : []),
    ...(has(/^report-self$/) ? ["像是以前的汇总"] : []),
    ...(has(/^report-(?!twice|self)/) ? ["格式不对"] : []),
    ...(has(/^(?!report-)/) ? ["表内对不上"] : []),
  ];
  return ["已交", ...said].join("，");
}

/** A message without what all of them end with; a page says that once. */
export const withoutResend = (p: Problem): string =>
  p.message
    .split("\n")
    .filter((line) => line !== AGAIN && line !== RESEND)
    .join("");

/** What a county shows: the sums, the matrix, and how many of each. */
export interface CountyView {
  readonly name: string;
  readonly gathering: Gathering;
  readonly totals: readonly FilledTable[];
  /** Organs by what became of them. */
  readonly missing: readonly MatrixRow[];
  readonly late: readonly MatrixRow[];
  readonly faulty: readonly MatrixRow[];
  readonly included: readonly MatrixRow[];
}

/** Undefined when there is no report to add up. */
export function countyView(gathering: Gathering, name: string): CountyView | undefined {
  const { rows } = gathering;
  const included = rows.filter((r) => r.included);
  const reports = included.flatMap((r) => r.report ?? []);
  if (reports.length === 0) return undefined;
  return {
    name,
    gathering,
    totals: aggregate(reports),
    missing: rows.filter((r) => !r.handedIn),
    late: rows.filter((r) => r.late),
    faulty: rows.filter((r) => r.faults.length > 0),
    included,
  };
}

const json = (value: unknown): string => `${JSON.stringify(value, undefined, 1)}\n`;

/** `report.json` as the organs hand it in, `matrix.json`, `matrix.csv`. */
export function countyData(view: CountyView): DataFile[] {
  const { name, gathering, totals } = view;
  const { year, form, due, rows, nameless } = gathering;
  const report = { year, form: form.edition, organ: name, organCode: "", published: null, tables: tablesData(totals) };
  const numbers = (row: MatrixRow): (number | undefined)[] =>
    row.report ? glanceOf(row.report.tables) : glanceOf(totals).map(() => undefined);
  const matrix = {
    year,
    form: form.edition,
    organ: name,
    due,
    organs: rows.map((row) => ({
      name: row.name,
      code: row.code,
      handedIn: row.handedIn,
      published: row.published ?? null,
      late: row.late,
      included: row.included,
      faults: row.faults.map((p) => ({ rule: p.rule, message: p.message })),
      ...Object.fromEntries(numbers(row).map((n, i) => [glance[i]?.key, n ?? null])),
    })),
    unreadable: nameless.map((f) => ({ file: f.file, faults: f.problems.map((p) => ({ rule: p.rule, message: p.message })) })),
  };
  const hasRequests = glanceOf(totals).length > 0;
  const head = [
    "单位",
    "机构代码",
    "报送情况",
    "公布日期",
    "逾期",
    "对不上的处数",
    "计入合计",
    ...(hasRequests ? glance.map((g) => g.label) : []),
  ];
  const lines = rows.map((row) => [
    row.name,
    // A spreadsheet rounds a number of 18 digits; as text it stays.
    /^\d{12,}$/.test(row.code) ? `'${row.code}` : row.code,
    statusOf(row),
    row.published ?? "",
    row.late ? "是" : "否",
    String(row.faults.length),
    row.included ? "是" : "否",
    ...numbers(row).map((n) => (n === undefined ? "" : String(n))),
  ]);
  return [
    new DataFile(`data/${year}/report.json`, () => json(report)),
    new DataFile(`data/${year}/matrix.json`, () => json(matrix)),
    new DataFile(`data/${year}/matrix.csv`, () => `\uFEFF${[head, ...lines].map((l) => `${l.map(csvCell).join(",")}\r\n`).join("")}`),
  ];
}
