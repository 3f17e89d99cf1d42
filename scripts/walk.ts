/** The walk up to the reports: content folder → register, tallies and reports, or every fault at once. */
import { checkNotices } from "./check/notices.ts";
import { checkTwins } from "./check/twins.ts";
import { validateStatements } from "./check/words/report.ts";
import { type Content, readContent } from "./content.ts";
import { errorsOf, type Problem, sortProblems } from "./problem.ts";
import { withoutLacking } from "./register/lacking.ts";
import { markWaiting, outgoing } from "./register/verdict.ts";
import { buildRegister, type Register } from "./register.ts";
import {
  type AnnualReport,
  buildReport,
  siteFacts,
  validateDeclared,
  validatePlaceholders,
  validateRegisterStart,
  validateSections,
} from "./report.ts";
import { validateContinuity, validateTables } from "./report-tables.ts";
import { validateDue, validateSimilarity, validateWords } from "./report-words.ts";
import type { Day } from "./rules/days.ts";
import { tallyAll, type YearTally } from "./tally.ts";
import { validate } from "./validate.ts";

/** What the pages are made from. */
export interface Edition {
  readonly register: Register;
  readonly tallies: ReadonlyMap<number, YearTally>;
  readonly reports: ReadonlyMap<number, AnnualReport>;
}

export interface Walked {
  readonly content: Content;
  /** By file and line. */
  readonly problems: readonly Problem[];
  /** Undefined when there is an error. */
  readonly edition: Edition | undefined;
}

/** Holds content against what was published. */
export interface Against {
  (content: Content, edition: Edition): readonly Problem[];
  /** The latest day on which a page was published for the first time. */
  readonly newest: Day | undefined;
}

/** What goes out: a report without 公布日期 is a draft, and neither its words nor what it declares are in the site or its data. */
export function withoutDrafts(edition: Edition, content: Content): Edition {
  const { site } = content;
  const dated = content.reports.filter((r) => r.date !== undefined);
  if (!site || dated.length === content.reports.length) return edition;
  const register = buildRegister({ ...outgoing({ ...content, site, reports: dated }), pages: edition.register.pages });
  const reports = new Map([...edition.reports].filter(([, r]) => r.words.date !== undefined));
  return { register, tallies: tallyAll(register), reports };
}

/** Called as each step ends, with what it found. */
export type OnStep = (step: string, found: string) => void;

/**
 * Which years can be counted: with a fault in a record of a year or of the year before, which hands on its requests, no number is held
 * against a tally that may lack it. Faults of reports, pages and other years hide nothing.
 */
function wholeYears(errors: readonly Problem[], folder: string): (year: number) => boolean {
  const root = `${folder.replaceAll("\\", "/").replace(/\/+$/, "")}/`;
  const years = new Set<number>();
  let all = true;
  for (const { file } of errors) {
    const [kind = "", year = ""] = (file.startsWith(root) ? file.slice(root.length) : file).split("/");
    if (kind === "reports" || kind === "pages") continue;
    if (/^\d{4}$/.test(year)) years.add(Number(year));
    else all = false;
  }
  return (year) => all && !years.has(year) && !years.has(year - 1);
}

/**
 * Reads, checks, counts. `today` in Asia/Shanghai; touches the disk only to read the content folder. `against`: what was published
 * before.
 */
export function walk(folder: string, today: Day, onStep: OnStep = () => {}, onFile?: (read: number) => void, against?: Against): Walked {
  const content = readContent(folder, onFile);
  const { records } = content;
  const total = Object.values(records).reduce((n, list) => n + list.length, 0);
  onStep("读取", `${content.filesRead} 个文件，${total} 条记录`);
  const found = [...content.problems, ...validate(content, today, against?.newest), ...checkTwins(content), ...checkNotices(content)];
  const problems = markWaiting(found, content);
  onStep(
    "检查",
    problems.length === 0 ? "没有要改的地方" : `${errorsOf(problems).length} 处要改，${problems.length - errorsOf(problems).length} 处提醒`,
  );
  const { site } = content;
  // Without a year's holidays nothing that is timed can be counted.
  if (!site || errorsOf(problems).some((p) => p.rule === "holidays-unknown"))
    return { content, problems: sortProblems(problems), edition: undefined };

  const isWhole = wholeYears(errorsOf(problems), content.folder);
  const facts = siteFacts(site);
  const going = outgoing({ ...content, site });
  const register = buildRegister({ ...going, pages: going.pages.map((p) => ({ ...p, body: withoutLacking(p.body, facts) })) });
  const tallies = tallyAll(register);
  const reports = new Map<number, AnnualReport>();
  for (const words of register.reports.values()) {
    const tally = tallies.get(words.year);
    const report = tally && buildReport(words, tally);
    if (!report) continue;
    reports.set(words.year, report);
    // A report of another year than its file's says nothing right about either.
    const whole = isWhole(words.year) && words.id === String(words.year);
    problems.push(...validatePlaceholders(words, facts, tally), ...validateSections(report), ...validateDeclared(words, tally, whole));
    problems.push(...validateWords(report), ...validateDue(report, site.reportDue));
    if (whole) {
      const known = { site, last: tallies.get(words.year - 1), former: tally.former };
      problems.push(...validateStatements(report, known), ...validateTables(report.tables, words, report.form));
    }
    problems.push(...validateRegisterStart(words, tally, register.began));
  }
  for (const report of reports.values()) {
    const before = reports.get(report.year - 1);
    if (before) problems.push(...validateSimilarity(report.words, before.words));
    if (isWhole(report.year) && isWhole(before?.year ?? report.year) && before?.form === report.form)
      problems.push(...validateContinuity(report.form, report, before));
  }
  for (const page of content.pages) problems.push(...markWaiting(validatePlaceholders(page, facts), content));
  // A record that is at fault is not in the figures: what was published is held against them when nothing is missing.
  if (against && errorsOf(problems).length === 0) problems.push(...against(content, { register, tallies, reports }));
  const figures = [...tallies.values()].reduce((n, t) => n + t.figures.size, 0);
  onStep("统计", `${tallies.size} 个年度，${figures} 个数字`);
  return {
    content,
    problems: sortProblems(problems),
    edition: errorsOf(problems).length > 0 ? undefined : { register, tallies, reports },
  };
}
