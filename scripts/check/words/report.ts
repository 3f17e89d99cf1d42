/** 年度报告的话: every sentence of a report read, and held against the figures of its year and of the year before. */
import type { Site } from "../../model/index.ts";
import { Faults, type Problem } from "../../problem.ts";
import { type AnnualReport, resolvePlaceholder, siteFacts } from "../../report.ts";
import type { YearTally } from "../../tally.ts";
import { confirmAdvice, isConfirmed } from "./confirmed.ts";
import { type Held, hold, holdChange, sourceOf } from "./hold.ts";
import { buildLexicon, type Lexicon } from "./lexicon.ts";
import { Quantities, type Subject } from "./quantities.ts";
import { type PlainLine, plainLine, sentencesOf, type Token, written } from "./sentence.ts";
import { type Claim, type Context, type CountClaim, SentenceReader } from "./statements.ts";
import { type SumFinding, sumFindings } from "./sums.ts";

/** One thing that a report says, and what it was held against. */
export interface Reading {
  readonly line: number;
  /** As it stands in the file. */
  readonly quote: string;
  /** The number alone, as it stands in the file; empty for “没有…”. */
  readonly number: string;
  readonly claim: Claim;
  readonly held: Held;
}

/** What is known beside the words. */
export interface Known {
  readonly site: Site;
  /** Tally of the year before, where the register has it. */
  readonly last: YearTally | undefined;
  /** The counting that was in force when the report was published, where it was another. */
  readonly former?: YearTally | undefined;
}

interface ReadLine {
  readonly number: number;
  readonly raw: string;
  readonly plain: PlainLine;
  readonly sentences: readonly (readonly Token[])[];
  readonly heading: boolean;
}

const lexicons = new WeakMap<Site, Lexicon>();
function lexiconOf(site: Site): Lexicon {
  const known = lexicons.get(site) ?? buildLexicon(site);
  lexicons.set(site, known);
  return known;
}

/** Lines of a report as sentences; pure in the words and the site. */
function readLines(report: AnnualReport, site: Site): ReadLine[] {
  const { words, tally } = report;
  const facts = siteFacts(site);
  const lexicon = lexiconOf(site);
  const fill = (name: string) => {
    const found = resolvePlaceholder(name, facts, tally);
    return found && { text: found.text, ...(found.figure ? { key: found.figure.key } : {}) };
  };
  return words.body.split("\n").flatMap((raw, i): ReadLine[] => {
    if (raw.trim() === "") return [];
    const plain = plainLine(raw, fill);
    return [{ number: words.bodyLine + i, raw, plain, sentences: sentencesOf(plain, lexicon), heading: /^\s*#/.test(raw) }];
  });
}

/** Every claim of every sentence, held against the figures. `tally` counts; the year before from `last`. */
function readClaims(lines: readonly ReadLine[], tally: YearTally, last: YearTally | undefined, site: Site): Reading[][] {
  const channels = new Set(site.channels.map((c) => c.label));
  const now = new Quantities(tally, channels);
  const before = last && new Quantities(last, channels);
  const context: Context = { year: tally.year, heading: undefined, spoken: undefined };
  return lines.flatMap((line): Reading[][] => {
    if (line.heading) {
      context.heading = headingSubject(line.raw);
      context.spoken = undefined;
      return [];
    }
    context.spoken = undefined;
    return line.sentences.map((tokens): Reading[] => {
      const at = { ...context };
      const claims = new SentenceReader(tokens, now, context).read();
      const past =
        before && claims.some((c) => c.when === "last")
          ? new SentenceReader(tokens, before, { ...at, year: tally.year }).read()
          : undefined;
      return claims.map((c, i): Reading => {
        const claim = c.when === "last" ? past?.find((x) => x.is === c.is && x.from === c.from && x.to === c.to) : c;
        const quote = written(line.raw, line.plain, c.from, c.to);
        const number = c.number ? written(line.raw, line.plain, c.number.start, c.number.end) : "";
        if (c.is === "count" && c.change !== undefined) {
          return { line: line.number, quote, number, claim: c, held: holdChange(c, statedLast(claims, i), lastOf(c, last)) };
        }
        const held = claim ? hold(claim) : { verdict: "silent" as const, against: "上一年没有数可以对照" };
        return { line: line.number, quote, number, claim: c, held };
      });
    });
  });
}

/** The year before as the sentence itself says it: 比上年的1件增加7件. */
function statedLast(claims: readonly Claim[], at: number): number | undefined {
  const own = claims[at];
  const said = claims
    .slice(0, at)
    .findLast(
      (c) =>
        c.is === "count" &&
        c.when === "last" &&
        c.change === undefined &&
        (own?.is !== "count" || own.numeral.unit === "%" || c.numeral.unit === own.numeral.unit),
    );
  return said?.is === "count" ? said.numeral.value : undefined;
}

/** The same figure in the tally of the year before. */
function lastOf(c: CountClaim, last: YearTally | undefined): number | undefined {
  const keys = c.candidates[0]?.figures.map((f) => f.key) ?? [];
  return keys.length === 1 ? last?.figures.get(keys[0] ?? "")?.value : undefined;
}

function headingSubject(raw: string): Subject | undefined {
  if (/依申请|申请/.test(raw)) return "request";
  if (/复议|诉讼/.test(raw)) return undefined;
  if (/主动公开/.test(raw)) return "item";
  return undefined;
}

/** Every number and claim of a report, in order: what it was taken for and what it was held against. */
export function readReport(report: AnnualReport, known: Known): readonly Reading[] {
  return readClaims(readLines(report, known.site), report.tally, known.last, known.site).flat();
}

/**
 * Words against figures, and sums, shares and growth within the words. A sentence that was right by the counting of the day on which
 * the report was published stays right.
 */
export function validateStatements(report: AnnualReport, known: Known): Problem[] {
  const faults = new Faults();
  const { words, tally, year } = report;
  const lines = readLines(report, known.site);
  const now = readClaims(lines, tally, known.last, known.site);
  const former = known.former && readClaims(lines, known.former, known.last?.former ?? known.last, known.site);
  const flagged = new Set<string>();
  for (const [i, sentence] of now.entries()) {
    const wrong = sentence.filter((r) => r.held.verdict === "wrong" || r.held.verdict === "about");
    const then = former?.[i];
    const stillRight = then !== undefined && !then.some((r) => r.held.verdict === "wrong");
    for (const r of wrong) {
      if (isConfirmed(words, r.quote)) continue;
      if (r.held.verdict === "wrong" && stillRight) continue;
      if (r.held.verdict === "wrong") flagged.add(`${r.line} ${r.quote}`);
      const old = then?.find((x) => x.claim.from === r.claim.from && x.claim.to === r.claim.to)?.held.right;
      say(r, old !== undefined && old !== r.held.right ? `（连同村民委员会公开的是 ${old}）` : "");
    }
  }
  for (const line of lines) {
    if (line.heading) continue;
    for (const f of sumFindings(line.sentences)) {
      const quote = written(line.raw, line.plain, f.from, f.to);
      if (isConfirmed(words, quote)) continue;
      // What a figure has already shown to be wrong is not told twice.
      if ([...flagged].some((x) => x.startsWith(`${line.number} `) && overlaps(quote, x.slice(x.indexOf(" ") + 1)))) continue;
      saySum(f, quote, line.number);
    }
  }
  return faults.list;

  function say(r: Reading, more: string): void {
    const { held, claim } = r;
    const ofYear = claim.when === "last" ? year - 1 : year;
    if (held.verdict === "about") {
      faults.error(
        words.file,
        r.line,
        "figure-about",
        `文字里写“${r.quote}”，是约数${held.right === undefined ? "" : `；${basis(held, ofYear)}`}。`,
        held.mend === undefined
          ? "请改成准确的数；能从登记册数出来的，写 {{ figures.items.total }} 这样的记号。"
          : `请改成准确的数，或者写 {{ figures.${held.mend} }}，它自己填上。`,
      );
      return;
    }
    const mend =
      held.mend !== undefined && claim.when === "now"
        ? claim.is === "none"
          ? `请核对：有的，写清楚，写法如 {{ figures.${held.mend} }}；没有的，改正记录。`
          : `数字不要手写，请改成 {{ figures.${held.mend} }}，它自己填上 ${(held.right ?? "").replace(/ .*$/, "")}。`
        : "请核对这句话和登记册，改正错了的一处。";
    faults.error(words.file, r.line, "figure-contradicts", `文字里写“${r.quote}”，${basis(held, ofYear)}${more}。`, mend);
  }

  function basis(held: Held, ofYear: number): string {
    const q = held.quantity;
    const [figure] = q?.figures ?? [];
    if (held.reckoning !== undefined)
      return `按${ofYear === year ? "登记册" : `${ofYear} 年的数`}是 ${held.right}（${held.against}，${held.reckoning}）`;
    if (q && q.figures.length === 1 && figure?.declaredAt)
      return `${figure.declaredAt.file}:${figure.declaredAt.line} 申报的是 ${held.right}`;
    const source = q && q.figures.length > 0 ? sourceOf(q, ofYear) : held.against;
    return `${q?.figures.some((f) => f.basis === "declared") ? "申报的" : "登记册数出来的"}${q ? `“${q.label}”` : ""}是 ${held.right}${source === "" ? "" : `（${source}）`}`;
  }

  function saySum(f: SumFinding, quote: string, line: number): void {
    faults.error(words.file, line, f.rule, `文字里写“${quote}”，${f.reckoning}。`, `请核对这几个数。${confirmAdvice(quote)}`);
  }
}

const overlaps = (a: string, b: string): boolean => a.includes(b) || b.includes(a);
