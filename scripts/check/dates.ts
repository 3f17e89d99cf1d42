/** Days of a notice: that do not exist, on another weekday, backwards, of last year, with letters; the day of the signature. */
import { type Day, dayInChinese, dayNumber, daysInMonth, isLeap, monthOf, weekday, yearOf } from "../rules/days.ts";
import { type Dated, dayOf, exists, readDates, readSpans, type Span, yearsOf } from "./calendar-words.ts";
import type { Notice, Sentence, Tell } from "./notice.ts";

const LUNAR = /农历|阴历|正月|腊月|冬月|初[一二三四五六七八九十]/;

export function dates(notice: Notice, tell: Tell): void {
  const year = yearOf(notice.date);
  const all: readonly Sentence[] = [{ text: notice.title, at: 2 }, ...notice.sentences, ...cells(notice)];
  for (const sentence of all) {
    letters(sentence, tell);
    clock(sentence, tell);
    if (!/[\d年]/.test(sentence.text) || LUNAR.test(sentence.text)) continue;
    months(sentence, tell);
    const found = readDates(sentence.text, year);
    if (found.length === 0) continue;
    impossible(sentence, found, year, tell);
    const spans = readSpans(sentence.text, found);
    weekdays(sentence, found, spans, notice.date, tell);
    for (const span of spans) backwards(sentence, span, notice.date, tell);
    lastYear(sentence, spans, notice.date, tell);
  }
  signature(notice, tell);
}

/** Cells that hold a day. */
function* cells({ tables }: Notice): Generator<Sentence> {
  for (const t of tables)
    for (const r of t.rows) for (const c of r.cells) if (c.value === undefined && /\d/.test(c.text)) yield { text: c.text, at: r.at };
}

function impossible({ text, at }: Sentence, found: readonly Dated[], recordYear: number, tell: Tell): void {
  for (const d of found) {
    const month = d.month ?? found.filter((x) => x.start < d.start).at(-1)?.month ?? 0;
    const years = d.year === undefined ? [recordYear, recordYear - 1, recordYear + 1] : [d.year];
    if (years.some((y) => exists(y, month, d.day))) continue;
    // 1.2.3 and 2025.13 are numbers of something else.
    if (/^\d+[./]/.test(d.written) && month > 12) continue;
    const year = years[0] ?? recordYear;
    tell(
      "date-not-there",
      at,
      d.written,
      `这里写“${d.month === undefined ? text.slice(Math.max(0, d.start - 12), d.end) : d.written}”，没有这一天：${reason(year, month, d.year !== undefined)}。`,
      "请核对日期。",
    );
  }
}

function reason(year: number, month: number, named: boolean): string {
  if (month < 1 || month > 12) return `一年只有 12 个月`;
  if (month === 2) return `${named || !isLeap(year) ? `${year}年` : ""}2月只有 ${daysInMonth(year, 2)} 天`;
  return `${month}月只有 ${daysInMonth(year, month)} 天`;
}

/** 2025年13月 */
function months({ text, at }: Sentence, tell: Tell): void {
  if (!text.includes("年")) return;
  for (const m of text.matchAll(/((?:19|20)\d\d)年\s*(\d{1,2})月(?!\s*\d{1,2}\s*[日号])/g)) {
    const month = Number(m[2]);
    if (month >= 1 && month <= 12) continue;
    tell("date-not-there", at, m[0], `这里写“${m[0]}”，没有这个月：一年只有 12 个月。`, "请核对日期。");
  }
}

/** 上午14时, 8:75 */
function clock({ text, at }: Sentence, tell: Tell): void {
  if (!/\d\s*[时点:：]/.test(text)) return;
  const said = (m: RegExpMatchArray, why: string): void =>
    tell("time-not-there", at, m[0], `这里写“${m[0].trim()}”，${why}。`, "请核对时间，写法如 下午2时30分、14:30。");
  for (const m of text.matchAll(/(上午|早上|凌晨)\s*(\d{1,2})\s*[时点:：](?!\s*\d{3})/g)) {
    const hour = Number(m[2]);
    if (hour > 12 || (m[1] === "凌晨" && hour > 6)) said(m, `${m[1]}没有这个时间`);
  }
  for (const m of text.matchAll(/(下午|晚上)\s*(\d{1,2})\s*[时点:：]/g)) if (Number(m[2]) > 24) said(m, "一天只有 24 小时");
  // 25:00—26:00: a span of times, or one that a day stands before.
  for (const m of text.matchAll(
    /(?:[日号每天]|时间(?:为|是|[:：])?|[（(，,至到])\s*(2[5-9]|[3-9]\d)[:：][0-5]\d(?=\s*(?:[-—–~～至到]\s*\d{1,2}[:：]\d\d|前|后|止|起|开始))/g,
  ))
    said(m, "一天只有 24 小时");
  for (const m of text.matchAll(/(?:上午|下午|晚上|早上|中午|时间(?:为|是)?[:：]?)\s*\d{1,2}\s*[:：时点]\s*([6-9]\d)(?!\d)/g))
    said(m, "一小时只有 60 分");
}

const WEEK = "日一二三四五六";
const weekdayOf = (c: string): number => (c === "天" ? 0 : WEEK.indexOf(c));

function weekdays({ text, at }: Sentence, found: readonly Dated[], spans: readonly Span[], date: Day, tell: Tell): void {
  if (!/[期周拜][一二三四五六日天]/.test(text)) return;
  const check = (d: Dated, named: string, month: number | undefined): void => {
    const years = yearsOf({ ...d, month }, found, date);
    const days = years.flatMap((y) => dayOf(y, month ?? 0, d.day) ?? []);
    const [day] = days;
    if (!day || days.some((x) => weekday(x) === weekdayOf(named))) return;
    tell(
      "weekday-wrong",
      at,
      `${d.written} ${named}`,
      `这里写${month !== d.month || d.year === undefined ? `“${d.written}”（${dayInChinese(day)}）` : `“${d.written}”`}是星期${named}，那天是星期${WEEK[weekday(day)]}。`,
      "请核对日期和星期，改正写错的一个。",
    );
  };
  for (const d of found) {
    const month = d.month ?? spans.find((s) => s.to.start === d.start)?.to.month;
    const after = text.slice(d.end, d.end + 24);
    const pair = /^\s*[（(]?\s*(?:星期|周|礼拜)([一二三四五六日天])\s*[至到、和—–\-~～]+\s*(?:星期|周|礼拜)?([一二三四五六日天])/.exec(
      after,
    );
    if (pair) {
      const span = spans.find((s) => s.to.start === d.start);
      if (span && /^\s*[（(]/.test(after)) {
        check(span.from, pair[1] ?? "", span.from.month);
        check(d, pair[2] ?? "", month);
      }
      continue;
    }
    const named =
      /^\s*(?:[，,（(、]\s*)?(?:即)?(?:星期|周|礼拜)([一二三四五六日天])(?![至到、和—–\-~～]*(?:星期|周|礼拜|[一二三四五六日天]))/.exec(
        after,
      )?.[1];
    if (named !== undefined) {
      check(d, named, month);
      continue;
    }
    const before = /(每|逢)?(?:星期|周|礼拜)([一二三四五六日天])\s*[（(，,]?\s*$/.exec(text.slice(Math.max(0, d.start - 8), d.start));
    if (
      before &&
      before[1] === undefined &&
      /^\s*[）)]?/.test(after) &&
      !/[至到、和—–\-~～]\s*(?:星期|周|礼拜)[一二三四五六日天]\s*[（(，,]?\s*$/.test(text.slice(Math.max(0, d.start - 12), d.start))
    )
      check(d, before[2] ?? "", month);
  }
}

/** Periods that call for one year only. */
const SHORT = /公示|公告|报名|征集|征求|投标|缴费|申报|受理|投票|登记|预约/;

function backwards({ text, at }: Sentence, { from, to, written }: Span, date: Day, tell: Tell): void {
  const [a, b] = [(from.month ?? 0) * 100 + from.day, (to.month ?? 0) * 100 + to.day];
  const say = (): void =>
    tell("period-backwards", at, written, `这里写“${written}”，结束早于开始。`, "请核对两个日期；跨年的，写上年份或者“次年”。");
  if (from.month === undefined || to.month === undefined || !exists(2024, from.month, from.day) || !exists(2024, to.month, to.day)) return;
  if (to.year !== undefined && from.year !== undefined) {
    if (to.year < from.year || (to.year === from.year && b < a)) say();
    return;
  }
  // The second day's year alone is written: the first is in it, or a year before.
  if (to.year !== undefined || b >= a) return;
  if (from.month === to.month) {
    if (!/周年|一年|全年|满年|年度/.test(text)) say();
    return;
  }
  const wrapped = 365 - (dayNumber(`2023-${pad(from)}` as Day) - dayNumber(`2023-${pad(to)}` as Day));
  const begins = dayOf(from.year ?? yearOf(date), from.month, from.day);
  if (wrapped > 300 && SHORT.test(text) && begins && Math.abs(dayNumber(begins) - dayNumber(date)) < 62) say();
}

const pad = ({ month, day }: Dated): string => `${String(month).padStart(2, "0")}-${String(Math.min(day, 28)).padStart(2, "0")}`;

/** 公示期为2025年1月10日至16日 in a notice of January 2026. */
function lastYear({ text, at }: Sentence, spans: readonly Span[], date: Day, tell: Tell): void {
  if (
    !/(?:公示|报名|征集|征求意见|受理|投票|缴费)(?:期|时间|期限|日期)/.test(text) ||
    /原|曾|上次|上年|去年|第一次|已于|已经|开展了/.test(text)
  )
    return;
  for (const { from, to, written } of spans) {
    const year = to.year ?? from.year;
    if (year !== yearOf(date) - 1) continue;
    const meant = dayOf(year + 1, from.month ?? 0, from.day);
    const ended = dayOf(year, to.month ?? 0, to.day);
    if (!meant || !ended || dayNumber(date) - dayNumber(ended) < 200 || Math.abs(dayNumber(meant) - dayNumber(date)) > 45) continue;
    tell(
      "year-of-before",
      at,
      written,
      `这里写“${written}”，这一条是${dayInChinese(date)}公开的，像是上一年的年份没有改。`,
      `请核对年份，多半应当是 ${year + 1}年。`,
    );
  }
}

/** l, I and O where 1 and 0 are meant: 3月l日, 二OO六年, 5OO元. */
function letters({ text, at }: Sentence, tell: Tell): void {
  const say = (written: string): void =>
    tell(
      "letter-for-digit",
      at,
      written,
      `这里写“${written}”，里面有英文字母 ${[...new Set(written.match(/[lIOo]/g))].join("、")}，应当是数字 ${/[lI]/.test(written) ? "1" : ""}${/[lI]/.test(written) && /[Oo]/.test(written) ? "、" : ""}${/[Oo]/.test(written) ? (/^[一二三四五六七八九OoＯ]+年/.test(written) ? "〇" : "0") : ""}。`,
      "请删去重打。",
    );
  if (!/[lIOo]/.test(text)) return;
  for (const m of text.matchAll(/(?<![A-Za-z\d])([\dlIOo]{1,4})\s*([年月日号时点])/g)) {
    const [written, number = "", unit = ""] = m;
    if (!/[lIOo]/.test(number)) continue;
    const before = text.slice(Math.max(0, m.index - 4), m.index);
    const after = text.slice(m.index + written.length, m.index + written.length + 3);
    const dated =
      (unit === "日" && /\d\s*月\s*$/.test(before)) || (unit === "月" && (/\d\s*年\s*$/.test(before) || /^\s*\d{1,2}\s*日/.test(after)));
    if (unit === "号" && !dated && !/\d\s*月\s*$/.test(before)) continue;
    if (dated || /\d/.test(number))
      say(`${/[年月]\s*$/.exec(before) ? (/(?:\d{4}\s*年\s*|\d{1,2}\s*月\s*)$/.exec(before)?.[0] ?? "") : ""}${written}`);
  }
  for (const m of text.matchAll(/[一二][Oo〇○零一二三四五六七八九]{3}年/g)) if (/[Oo]/.test(m[0])) say(m[0]);
  for (const m of text.matchAll(
    /(?<![A-Za-z\d.])(?=[lIOo\d]*\d)(?=\d*[lIOo])[\dlIOo]{2,9}(?:\.[\dlIOo]+)?\s*(?:万?元|户|人|亩|公里|平方米|件|吨|%|个工作日|个)/g,
  ))
    say(m[0]);
}

/** A day alone on a line near the end is the day of the signature: that of 成文日期. */
function signature({ record, prose, date, formed, title }: Notice, tell: Tell): void {
  const last = prose.slice(-4);
  const signed = last.flatMap((l) => {
    const text = l.text.trim().replace(/^[>\s]+/, "");
    const [d, more] = text.length <= 24 ? readDates(text, yearOf(date)) : [];
    return d && !more && d.year !== undefined && /^(?:日期[:：])?$/.test(text.slice(0, d.start).trim()) && text.slice(d.end).trim() === ""
      ? [{ d, at: l.at }]
      : [];
  });
  const [only] = signed;
  if (signed.length !== 1 || !only || /转发|转载|印发.*的通知$/.test(title)) return;
  const day = dayOf(only.d.year ?? 0, only.d.month ?? 0, only.d.day);
  if (!day || day === date || day === formed) return;
  const quote = only.d.written;
  if (day > date) {
    tell(
      "signature-day",
      only.at,
      quote,
      `落款日期写的是${dayInChinese(day)}，晚于公开日期（${date}）。`,
      `请核对：改正落款，或者改公开日期。${monthOf(day) !== monthOf(date) ? "月份像是写错了。" : ""}`,
    );
  } else if (formed !== undefined) {
    tell(
      "signature-day",
      only.at,
      quote,
      `落款日期写的是${dayInChinese(day)}，成文日期（formed）是 ${formed}，两个不一样。`,
      `请核对；落款是对的，就改成 formed: ${day}。`,
    );
  } else if (dayNumber(date) - dayNumber(day) > 300 && record.kind === "items") {
    tell("signature-day", only.at, quote, `落款日期写的是${dayInChinese(day)}，公开日期是 ${date}，相差将近一年。`, "请核对年份。");
  }
}
