/** 为期 N 天 and N 个工作日 against from–to, and the text of a 公示 against its header. Both ways of counting are known. */
import type { Item } from "../model/index.ts";
import { addDays, addMonths, calendarDays, type Day, dayInChinese, yearOf } from "../rules/days.ts";
import { UnknownYear, type WorkCalendar, workdaysBetween } from "../rules/workdays.ts";
import { type Dated, daysOf, readDates, readSpans, type Span } from "./calendar-words.ts";
import type { Notice, Sentence, Tell } from "./notice.ts";
import { numeralValue } from "./words/numbers.ts";

const NUMBER = "(?<![\\d.年月第])(\\d{1,3}|[一二两三四五六七八九十]{1,3})";
const UNIT = "(个?工作日|个?自然日|个?日历天|天|日(?!起|前|后|止|内)|个月)";
const AFTER = new RegExp(
  `^\\s*(?:止|结束|截止)?[^\\d，,。；（(一二三四五六七八九十]{0,4}[，,、]?\\s*[（(]?[^\\d。；一二三四五六七八九十]{0,8}?${NUMBER}\\s*${UNIT}(?!内|以内|前|后|以上|以下)`,
);
const BEFORE = new RegExp(`${NUMBER}\\s*${UNIT}(?!内|以内|前|后|以上|以下)[^\\d。；]{0,14}$`);
/** Words that make a number of days another thing than the length of the period. */
const OTHER = /每|第|提前|延长|顺延|逾期|满|不少于|不低于|至少|以上|超过|间隔|前|内$/;

interface Length {
  readonly count: number;
  readonly unit: "天" | "工作日" | "月";
  readonly written: string;
}

export function periods(notice: Notice, tell: Tell): void {
  const year = yearOf(notice.date);
  const calendar = notice.office.site.workCalendar;
  const said: { span: { from: Day; to: Day }; written: string; at: number; text: string }[] = [];
  for (const sentence of notice.sentences) {
    const dates = readDates(sentence.text, year);
    const spans = readSpans(sentence.text, dates);
    for (const s of spans) {
      const span = daysOf(s, dates, notice.date);
      if (span) said.push({ span, written: s.written, at: sentence.at, text: sentence.text });
    }
    const [span] = spans;
    if (spans.length === 1 && span) lengths(sentence, span, dates, notice.date, calendar, tell);
  }
  const { record } = notice;
  if (record.kind === "items" && "notice" in record && record.notice) header(notice, record, said, tell);
}

function lengths({ text, at }: Sentence, span: Span, dates: readonly Dated[], date: Day, calendar: WorkCalendar, tell: Tell): void {
  const days = daysOf(span, dates, date);
  if (!days || days.from > days.to) return;
  const after = AFTER.exec(text.slice(span.end, span.end + 40));
  const before = BEFORE.exec(text.slice(Math.max(0, span.start - 36), span.start));
  const found = after ?? before;
  if (!found || OTHER.test(found[0].replace(/工作日内$/, "内")) || /每天|每日/.test(text)) return;
  const length = lengthOf(found[1] ?? "", found[2] ?? "", found[0]);
  const fault = length && differs(length, days, calendar);
  if (!length || fault === undefined) return;
  tell(
    "period-length",
    at,
    `${span.written} ${found[1]}${found[2]}`,
    `这里写“${span.written}”，${fault}，写的是${length.count} ${length.unit === "工作日" ? "个工作日" : length.unit === "月" ? "个月" : "天"}。`,
    "请核对起止日期和天数，改正写错的一个。",
  );
}

function lengthOf(number: string, unit: string, written: string): Length | undefined {
  const count = numeralValue(number);
  if (!(count > 0)) return undefined;
  return { count, unit: unit.includes("工作日") ? "工作日" : unit === "个月" ? "月" : "天", written };
}

/** What the period really comes to, both ways of counting; undefined when one of them is what is written. */
function differs({ count, unit }: Length, { from, to }: { from: Day; to: Day }, calendar: WorkCalendar): string | undefined {
  if (unit === "月") {
    const end = addMonths(from, count);
    const off = Math.abs(calendarDays(end < to ? end : to, end < to ? to : end) - 1);
    return off <= 3 ? undefined : `从${dayInChinese(from)}起 ${count} 个月到${dayInChinese(addDays(end, -1))}`;
  }
  if (unit === "天") {
    const days = calendarDays(from, to);
    return count === days || count === days - 1 ? undefined : `首尾都算是 ${days} 天，从第二天算起是 ${days - 1} 天`;
  }
  const days = workdays(from, to, calendar);
  const later = workdays(addDays(from, 1), to, calendar);
  if (days === undefined || later === undefined || count === days || count === later) return undefined;
  return `按放假安排首尾都算是 ${days} 个工作日${later === days ? "" : `，从第二天算起是 ${later} 个`}`;
}

function workdays(from: Day, to: Day, calendar: WorkCalendar): number | undefined {
  if (from > to) return 0;
  try {
    return workdaysBetween(from, to, calendar);
  } catch (error) {
    if (error instanceof UnknownYear) return undefined;
    throw error;
  }
}

const ABOUT_NOTICE = /公示|公告期|征求意见|征集意见/;
const EARLIER = /第一次|第二次|首次|原公示|前期|上次|曾|已于|初审|一榜|二榜|村级|村内|民主评议|延长|县级/;

/** What the text says of the 公示 against `notice` of the header. */
function header(
  { sentences, office, title }: Notice,
  { notice }: Item,
  said: readonly { span: { from: Day; to: Day }; written: string; at: number; text: string }[],
  tell: Tell,
): void {
  if (!notice || notice.from > notice.to) return;
  const own = said.filter((s) => ABOUT_NOTICE.test(s.text) && !EARLIER.test(s.text));
  const isSame = (s: { span: { from: Day; to: Day } }): boolean => s.span.from === notice.from && s.span.to === notice.to;
  const [first, second] = own;
  if (first && !second && !said.some(isSame)) {
    tell(
      "notice-differs",
      first.at,
      first.written,
      `文字里写公示期是“${first.written}”，信息栏的公示期（notice）是 ${notice.from} 到 ${notice.to}。`,
      "请核对，两处写成一样。",
    );
  }
  const counted: { length: Length; at: number }[] = [];
  for (const { text, at } of sentences) {
    if (!ABOUT_NOTICE.test(text) || EARLIER.test(text)) continue;
    for (const m of text.matchAll(NOTICE_LENGTH)) {
      const length = lengthOf(m[1] ?? "", m[2] ?? "", m[0]);
      if (length && !/期满|届满|结束|后|满\d/.test(m[0])) counted.push({ length, at });
    }
  }
  const fits = ({ length }: { length: Length }): boolean => differs(length, notice, office.site.workCalendar) === undefined;
  const [only] = counted;
  if (!only || counted.some(fits) || (title.includes("征求") && counted.length > 1)) return;
  const fault = differs(only.length, notice, office.site.workCalendar) ?? "";
  tell(
    "notice-differs",
    only.at,
    only.length.written,
    `文字里写“${only.length.written.trim()}”，信息栏的公示期（notice）从 ${notice.from} 到 ${notice.to}，${fault}。`,
    "请核对，两处写成一样。",
  );
}

const NOTICE_LENGTH = new RegExp(
  `(?:公示|为期|公示期|期限|时间)[^\\d，,。；（(一二三四五六七八九十]{0,6}[（(]?${NUMBER}\\s*${UNIT}(?!内|以内|前|后|以上|以下)`,
  "g",
);
