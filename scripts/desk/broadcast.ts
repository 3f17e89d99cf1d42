/** 广播稿: a record as a script that is read aloud in the village. */
import { isInterpretation, isItem, isResponse } from "../entries.ts";
import type { Shell } from "../pages.ts";
import { dayInChinese } from "../rules/days.ts";
import type { Sheet } from "./sheet.ts";
import { breaths, readingSeconds, spoken, spokenInteger, spokenPhone, unmarked } from "./spoken.ts";
import { type Branch, below, type Leaf, textBelow, treeOf } from "./tree.ts";

export interface BroadcastPart {
  /** 开头、要点、正文、结尾; for the reader's eye only. */
  readonly name: string;
  /** Paragraphs of lines; a line is one breath. */
  readonly paragraphs: readonly (readonly string[])[];
}

export interface BroadcastScript {
  readonly parts: readonly BroadcastPart[];
  /** Read once. */
  readonly seconds: number;
}

/** Text → lines as they are read. A paragraph ends as a sentence. */
export function spokenLines(text: string): string[] {
  const words = unmarked(spoken(text)).replace(/^，+|，+$/g, "");
  if (words === "") return [];
  return breaths(/[。！？；：，、][”』」》]?$/.test(words) ? words.replace(/[；，、]$/, "。") : `${words}。`);
}

const NUMERIC = /^[-−－+¥￥]?\d[\d,.]*\s*[%％]?$/;
const EMPTY = /^(?:|-+|—+|\/|无|\.|…)$/;
const cellsOf = (row: Branch): string[] => [...below(row, "th", "td")].map((c) => textBelow(c).trim());

/** A heading and its unit: 金额（万元） → 金额, 万元. */
function columnOf(heading: string, common: string): { name: string; unit: string } {
  const [, name = heading, unit] = /^(.*?)\s*[（(]\s*(?:单位[:：])?([^（）()]{1,8})[）)]$/.exec(heading) ?? [];
  // A bracket may also explain: 面积（不含退耕地）.
  return unit !== undefined &&
    /^(?:[万亿千百]?[元户人亩吨袋头只米株座处个套台件次份天斤升度]|公[里斤顷]|平方米|立方米|平方公里|千克|元\/[\u4e00-\u9fff]{1,3}|[%％㎡]|m[23²³]?|km|kg)$/.test(
      unit,
    )
    ? { name, unit }
    : { name: heading, unit: common };
}

/** A table row by row: 园河村，在岗六人，金额九千元。 */
export function tableSentences(table: Branch, unit: string): string[] {
  const [head, ...rows] = [...below(table, "tr")].map(cellsOf);
  if (!head) return [];
  const columns = head.map((h) => columnOf(h, unit));
  return rows.flatMap((cells) => {
    const said = cells.slice(1).flatMap((cell, i) => {
      const column = columns[i + 1] ?? { name: "", unit: "" };
      if (EMPTY.test(cell)) return [];
      if (!NUMERIC.test(cell)) return [`${column.name}，${cell}`];
      // 在岗人数 6 → 在岗六人; a count that names what it counts needs no unit twice.
      const counted = /^(.+?)([人户])数$/.exec(column.name);
      if (counted && column.unit === "") return [`${counted[1]}${cell}${counted[2]}`];
      const per = /^(元)\/(.+)$/.exec(column.unit);
      if (per) return [`${column.name}，每${per[2]}${cell}${per[1]}`];
      return [`${column.name}${/\d$/.test(column.name) ? "，" : ""}${cell}${/[%％]$/.test(cell) ? "" : column.unit}`];
    });
    const subject = cells[0] ?? "";
    if (said.length === 0) return EMPTY.test(subject) ? [] : [`${subject}。`];
    return [`${EMPTY.test(subject) ? "" : `${subject}，`}${said.join("，")}。`];
  });
}

/** The items of a list and of the lists within, a number as an announcer says it. */
function itemsOf(list: Branch): string[] {
  return list.children.flatMap((item) => {
    if (typeof item === "string") return [];
    const own = item.children.filter((c) => typeof c === "string" || !/^[uo]l$/.test(c.tag));
    const text = textBelow({ ...item, children: own }).trim();
    const [whole, number = "", rest = ""] = (list.tag === "ol" && /^(\d{1,9})[.)] ([\s\S]*)$/.exec(text)) || [];
    const said = whole === undefined ? text : `第${spokenInteger(number)}，${rest}`;
    return [said.replace(/；$/, "。"), ...[...below({ ...item, tag: "" }, "ul", "ol")].flatMap(itemsOf)];
  });
}

/** A body's paragraphs as lines. */
function bodyParagraphs(leaves: readonly Leaf[]): string[][] {
  const out: string[][] = [];
  const say = (text: string): void => {
    const lines = spokenLines(text);
    if (lines.length > 0) out.push(lines);
  };
  // “（单位：万元）” in front of a table holds for its figures.
  let unit = "";
  for (const leaf of leaves) {
    if (typeof leaf === "string") continue;
    const list = [...below(leaf, "ul", "ol")][0];
    const table = [...below(leaf, "table")][0];
    if (table) for (const sentence of tableSentences(table, unit)) say(sentence);
    else if (list) for (const text of itemsOf(list)) say(text);
    else {
      const text = textBelow(leaf);
      unit = /[（(]?单位[:：]\s*([^）)。，；]{1,6})/.exec(text)?.[1] ?? "";
      say(text.replace(/[（(]单位[:：][^）)]{1,6}[）)]/, ""));
    }
  }
  return out;
}

/** What kind of word it is, as it is announced. */
function announced(sheet: Sheet): string {
  const { record } = sheet;
  if (isInterpretation(record)) return "政策解读";
  if (isResponse(record)) return "答复";
  return /(公示|公告|通告|通知|提醒|预案|方案|计划|办法|报告)$/.exec(record.title)?.[1] ?? "公开信息";
}

/** The script of a record: opening, summary where it has one, body, closing. */
export function broadcastScript(sheet: Sheet, { site }: Shell): BroadcastScript {
  const { record, organ } = sheet;
  const kind = announced(sheet);
  const notice = isItem(record) ? record.notice : undefined;
  const until = notice && `公示时间，${dayInChinese(notice.from)}至${dayInChinese(notice.to)}。有不同意见的，请在这段时间里说。`;
  const phone = `联系电话，${spokenPhone(site.phone)}。再说一遍，${spokenPhone(site.phone)}。`;
  const parts: BroadcastPart[] = [
    {
      name: "开头",
      paragraphs: [
        breaths("各位村民，大家好。"),
        spokenLines(`现在广播${organ}的一条${kind}。`),
        spokenLines(`题目是，${record.title}。`),
        ...(isItem(record) && record.docNumber !== undefined ? [spokenLines(`文号，${record.docNumber}。`)] : []),
      ],
    },
    ...(record.summary === undefined ? [] : [{ name: "先说要点", paragraphs: [spokenLines(`先说要点。${record.summary}`)] }]),
    { name: "正文", paragraphs: [["下面是全文。"], ...bodyParagraphs(treeOf(sheet.body((a) => a)))] },
    {
      name: "结尾",
      paragraphs: [
        ...(until === undefined ? [] : [spokenLines(until)]),
        ...(sheet.attachments.length === 0 ? [] : [["另有附件，请到公开栏或者网站上看。"]]),
        spokenLines(`想问清楚的，请找${site.office}。`),
        breaths(phone),
        spokenLines(`以上是${organ}${dayInChinese(sheet.signed)}的${kind}。`),
        ["广播完了，谢谢大家。"],
      ],
    },
  ];
  return { parts, seconds: readingSeconds(parts.flatMap((p) => p.paragraphs.flat())) };
}

/** The script as plain text, for printing or for a reading program. */
export const broadcastText = (script: BroadcastScript): string =>
  `${script.parts.map((p) => p.paragraphs.map((lines) => lines.join("\n")).join("\n\n")).join("\n\n")}\n`;
