/** The computer's own date: told once where it cannot be right, so that nobody changes the dates of records to fit it. */
import type { Content } from "../content.ts";
import { dayOf } from "../entries.ts";
import type { Entry } from "../model/kind.ts";
import type { Problem } from "../problem.ts";
import { type Day, day, dayNumber, lastDay, yearOf } from "../rules/days.ts";
import { announced } from "../rules/workdays.ts";

const latestOf = (years: Iterable<number>): number => Math.max(...years);

/** No clock that is right shows an earlier day: this program knows holidays that were announced in that month. */
export const PROGRAM_SINCE: Day = day(`${latestOf(announced.years) - 1}-11-01`);

/** So many records later than today, on more than one day, are no slips of a clerk; nor so many per cent of a large register. */
const MANY = 3;
const MANY_PER_CENT = 2;
/** Calendar days: what is prepared ahead is dated within them. */
const AHEAD = 31;
/** Years after the last of the calendar, with nothing published in them: the clock has run away. */
const FAR = 3;

export const SET_CLOCK =
  "请先校准电脑的日期：Windows 在右下角的时间上点右键，选“调整日期和时间”，打开“自动设置时间”；主板电池没电的电脑，每次开机都要看一下。";

const withToday = (example: Day): string => `一时校不准的，运行时写明今天是哪一天，写法如 npm run check -- --today ${example}。`;

/** `published`: the latest day on which `published.json` took in a page. Undefined where the clock may be right. */
export function clockFault(content: Content, today: Day, published?: Day): Problem | undefined {
  const records = (Object.values(content.records) as (readonly Entry[])[]).flat().map(dayOf);
  const days = [...records, ...content.reports.flatMap((r) => (r.date === undefined ? [] : [r.date]))];
  const lastYear = latestOf((content.site?.workCalendar ?? announced).years);
  const tell = (...sentences: string[]): Problem => ({
    file: "",
    line: 0,
    rule: "clock",
    severity: "error",
    message: sentences.join("\n"),
  });

  // A year that no calendar knows yet is a slip in the record itself.
  const later = days.filter((d) => dayNumber(d) - dayNumber(today) > AHEAD && d <= lastDay(lastYear + 1)).sort();
  const newest = later.at(-1);
  const many = later.length >= Math.max(MANY, (days.length * MANY_PER_CENT) / 100) && new Set(later).size > 1;
  const beforeProgram = today < PROGRAM_SINCE && later.length === days.length;
  const afterPublication = published !== undefined && dayNumber(published) - dayNumber(today) > AHEAD;
  if (newest !== undefined && (many || beforeProgram || afterPublication)) {
    const others = afterPublication ? `，published.json 里还有 ${published} 的发布` : "";
    return tell(
      `这台电脑的日期（时钟）是 ${today}，可是有 ${later.length} 条的日期比它晚，最晚的是 ${newest}${others}：多半是电脑的日期不对，不是记录写错了。`,
      `${SET_CLOCK}记录里的日期不要改。`,
      withToday(newest),
    );
  }
  const known = [...days, ...(published === undefined ? [] : [published])].filter((d) => d <= today).sort();
  const last = known.at(-1);
  if (yearOf(today) > lastYear + FAR && (last === undefined || yearOf(last) < yearOf(today) - FAR)) {
    return tell(
      `这台电脑的日期（时钟）是 ${today}，${last === undefined ? "" : `可是最近的一条是 ${last} 的，`}放假安排也只知道到 ${lastYear} 年：多半是电脑的日期不对。`,
      SET_CLOCK,
      `日期没有错的，请把这几年的放假安排写进 site.yaml 的 holidays，或者换新版的程序。${withToday(last ?? day(`${lastYear}-11-23`))}`,
    );
  }
  return undefined;
}
