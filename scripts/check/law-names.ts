/** Names of acts: repealed on the record's day, not yet made public, never existed, with another act's order; form notices by year. */
import { nearest } from "../problem.ts";
import {
  ACTS_KNOWN_UNTIL,
  formNotices,
  knownDocuments,
  laws,
  neverExisted,
  oldOrders,
  orders,
  publicSince,
  regulations,
  repealedActs,
} from "../rules/acts.ts";
import { type Day, dayInChinese, parseDay } from "../rules/days.ts";
import type { Notice, Tell } from "./notice.ts";

const repealed = new Map(repealedActs.map((a) => [a.name, a]));
const STATE = "中华人民共和国";

/** The sentence speaks of the old act as of an old one. */
const OF_OLD = /原《|已?废止|失效|修订前|修改前|当时|曾|旧法|历史|取代|代替|衔接|整合|沿用|不再/;

const inWords = (day: string): string => {
  const d = parseDay(day);
  return d ? dayInChinese(d) : day;
};

export function lawNames({ lines, date, title }: Notice, tell: Tell): void {
  if (title.includes("《")) inText(title, 0, date, tell);
  for (const { text, at } of lines) {
    if (text.includes("《") || text.includes(STATE)) inText(text, at, date, tell);
    if (text.includes("国办")) nationalDocuments(text, at, date, tell);
  }
}

function inText(text: string, at: number, date: Day, tell: Tell): void {
  const line = at === 0 ? 2 : at;
  for (const m of text.matchAll(/《([^《》\n]{2,40})》(?:[（(]([^（）()]{0,40})[）)])?/g)) {
    const [whole, written = "", beside = ""] = m;
    const bare = written.replace(/[（(][^（）()]*[）)]$/, "").trim();
    const full = bare.startsWith(STATE);
    const name = full ? bare.slice(STATE.length) : bare;
    const around = text.slice(Math.max(0, m.index - 16), m.index + whole.length + 16);
    // 关于修改《…》的决定, 《…》同时废止
    if (OF_OLD.test(around) || /关于(?:修改|修订|废止|公布|施行)$/.test(text.slice(Math.max(0, m.index - 4), m.index))) continue;
    oneAct(name, full, written, line, date, tell);
    order(name, beside, line, date, tell);
  }
  for (const m of text.matchAll(/(?<!《)中华人民共和国([\u4e00-\u9fff]{2,16}?法)(?!》|典|院|定|规|律|人|制|治|庭|官|学|实施)/g)) {
    const name = m[1] ?? "";
    if (!OF_OLD.test(text) && !name.includes("办法"))
      oneAct(name, laws.has(name) || name in neverExisted, `${STATE}${name}`, line, date, tell);
  }
}

function oneAct(name: string, full: boolean, written: string, line: number, date: Day, tell: Tell): void {
  const old = repealed.get(name);
  const quoted = `《${written}》`;
  if (old && old.from <= date) {
    tell(
      "act-repealed",
      line,
      written,
      `这里引用${quoted}，它从${inWords(old.from)}起已经废止${old.now ? `，现行的是《${full && (laws.has(old.now) || regulations.has(old.now)) ? STATE : ""}${old.now}》` : ""}。`,
      "请核对现行规定，改写名称和条款；说的是从前的事，写明“原”或者“当时的”。",
    );
    return;
  }
  const since = publicSince[name];
  if (since !== undefined && date < since) {
    tell(
      "act-not-yet",
      line,
      written,
      `这里引用${quoted}，它${inWords(since)}才公布，这一条是${dayInChinese(date)}公开的。`,
      "请核对名称或者日期。",
    );
    return;
  }
  if (old || laws.has(name) || regulations.has(name)) return;
  const meant = neverExisted[name];
  if (meant !== undefined && !(full && regulations.has(name))) {
    tell(
      "act-unknown",
      line,
      written,
      `没有叫${quoted}的法律法规，应当是《${full && (laws.has(meant) || regulations.has(meant)) ? STATE : ""}${meant}》。`,
      "请核对名称；确有这个名称的，可以说明是对的。",
    );
    return;
  }
  if (!full || date > ACTS_KNOWN_UNTIL) return;
  const law = /(?<!办)法$/.test(name);
  if (!law && !/条例$/.test(name)) return;
  const near = nearest(name, law ? [...laws, ...regulations] : [...regulations, ...laws]);
  tell(
    "act-unknown",
    line,
    written,
    `查不到叫${quoted}的${law ? "法律" : "行政法规"}。${near ? `名称最接近的是《${STATE}${near}》。` : ""}`,
    "请核对名称。",
  );
}

/** 《…条例》（国务院令第492号） */
function order(name: string, beside: string, line: number, date: Day, tell: Tell): void {
  const number = /(?:国务院)?令\s*第?\s*(\d{1,4})\s*号/.exec(beside)?.[1];
  const known = orders[name];
  if (number === undefined || known === undefined) return;
  const old = oldOrders.find((o) => o.act === name && o.order === Number(number) && o.from <= date);
  if (known.includes(Number(number)) && !old) return;
  tell(
    "act-order",
    line,
    number,
    `《${name}》写的是国务院令第${number}号，${old ? `那是修订以前的，${inWords(old.from)}起施行的是第${old.now}号` : `应当是第${known.at(-1)}号`}。`,
    "请核对令号。",
  );
}

/** Numbers of national documents, and 年度报告格式 by year. */
function nationalDocuments(text: string, at: number, date: Day, tell: Tell): void {
  for (const m of text.matchAll(/(国办(?:公开办)?[发函])\s*[〔[［(（【]\s*(20\d\d)\s*[〕\]］)）】]\s*(\d{1,4})\s*号/g)) {
    const [written, organ = "", year = "", number = ""] = m;
    const before = text.slice(Math.max(0, m.index - 60), m.index);
    const form = organ === "国办公开办函" ? formNotices.find((f) => f.number === number) : undefined;
    if (form && Number(year) !== form.year) {
      tell(
        "document-number",
        at,
        written,
        `这里写“${written}”，${number}号是${form.year}年的：国办公开办函〔${form.year}〕${number}号。`,
        "请核对文号的年份。",
      );
      continue;
    }
    const known = knownDocuments[`${organ}〔${year}〕${number}号`];
    const named = /《([^《》]{4,60})》[（(]?\s*$/.exec(before)?.[1];
    if (known && named !== undefined && !known.about.test(named)) {
      tell("document-number", at, written, `《${named}》后面写的是${written}，这个文号是《${known.title}》的。`, "请核对名称和文号。");
      continue;
    }
    if (!form || !/年度报告|年报/.test(text)) continue;
    const later = formNotices.find((f) => f.year > form.year && Number(date.slice(0, 4)) > f.year);
    const of = /(20\d\d)年(?:度)?/.exec(text.slice(0, m.index))?.[1];
    if (later && (of === undefined || Number(of) >= later.from) && !OF_OLD.test(text)) {
      tell(
        "document-number",
        at,
        written,
        `这里写“${written}”，${later.from}年度起年度报告用的是国办公开办函〔${later.year}〕${later.number}号的格式。`,
        "请核对依据的文件。",
      );
    }
  }
}
