/** 统计期限: the report speaks of the whole of its year, in whatever form the two days are written. */
import { Faults, type Problem } from "../../problem.ts";
import { daysInMonth } from "../../rules/days.ts";
import { type DateParts, type Numeral, readNumbers } from "./numbers.ts";

const CLAIMS = /统计|期限|数据|口径|报告期|时段|区间|起止|本报告[^，。；]{0,6}$/;

const inChinese = (d: DateParts): string =>
  `${d.year === undefined ? "" : `${d.year}年`}${d.month === undefined ? "" : `${d.month}月`}${d.day === undefined ? "" : `${d.day}日`}`;

/** What is wrong with a line's period; undefined when nothing is, or when it speaks of another one. */
export function wrongPeriod(text: string, year: number): { readonly quote: string; readonly real: string } | undefined {
  const dates = readNumbers(text).filter((n): n is Numeral & { date: DateParts } => n.date !== undefined);
  for (const [i, from] of dates.entries()) {
    const clause = text.slice(Math.max(0, from.start - 24), from.start).replace(/^.*[。；！？，](?=[^，]*$)/s, "");
    const claimed = CLAIMS.test(clause);
    const to = dates[i + 1];
    if (to && /^\s*(?:起|开始|起始)?\s*(?:至|到|—|–|-|~|～|─)+\s*$/.test(text.slice(from.end, to.start))) {
      const last = { year: from.date.year, ...to.date };
      const annual =
        from.date.year === year && from.date.month === 1 && (from.date.day ?? 1) === 1 && last.year === year && last.month === 12;
      if (!claimed && !annual) continue;
      // 3月1日至5日 of a claim about something else has no year of its own.
      if (from.date.month === undefined && last.month === undefined && from.date.year === last.year) continue;
      const right =
        (from.date.year ?? year) === year &&
        (from.date.month ?? 1) === 1 &&
        (from.date.day ?? 1) === 1 &&
        (last.year ?? year) === year &&
        (last.month ?? 12) === 12 &&
        (last.day ?? 31) === 31;
      if (right) continue;
      const real =
        last.year !== undefined && last.month !== undefined && last.day !== undefined && last.day > daysInMonth(last.year, last.month)
          ? `，${last.year}年${last.month}月没有 ${last.day} 日`
          : "";
      return { quote: `${inChinese(from.date)}至${inChinese(to.date)}`, real };
    }
    // 数据截至2025年11月30日
    if (claimed && /(?:截至|截止到?|截止至|截止于)$/.test(clause) && /统计|数据|口径/.test(clause)) {
      const d = from.date;
      if ((d.year ?? year) !== year || (d.month ?? 12) !== 12 || (d.day ?? 31) !== 31) return { quote: `截至${inChinese(d)}`, real: "" };
    }
    // 统计年度为2024年
    if (
      /(?:统计|报告)(?:年度|期限|区间|时段|周期)(?:为|是|：|:)?$/.test(clause) &&
      from.date.month === undefined &&
      from.date.year !== undefined &&
      from.date.year !== year &&
      !to
    )
      return { quote: inChinese(from.date), real: "" };
  }
  return undefined;
}

/** Every line of a report's words. */
export function validatePeriod(lines: readonly { readonly text: string; readonly line: number }[], year: number, file: string): Problem[] {
  const faults = new Faults();
  for (const { text, line } of lines) {
    const wrong = wrongPeriod(text, year);
    if (!wrong) continue;
    faults.error(
      file,
      line,
      "report-period",
      `文字里写“${wrong.quote}”，${year} 年报告的期限是 ${year}年1月1日至${year}年12月31日${wrong.real}。`,
      "请写 {{ period.from }}至{{ period.to }}，它自己填上。",
    );
  }
  return faults.list;
}
