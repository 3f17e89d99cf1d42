/** Order of 一、二、三、 and brackets that are not closed, stops written twice. */
import { LINK, type Line, type Notice, type Tell } from "./notice.ts";
import { numeralValue } from "./words/numbers.ts";

export function lists(notice: Notice, tell: Tell): void {
  order(notice.prose, tell);
  for (const line of notice.prose) inLine(line, tell);
  brackets(notice, tell);
  stops(notice, tell);
}

/** How a line begins, and the number in it. `1.` alone is Markdown's own list and is numbered anew when it is shown. */
const STYLES: readonly (readonly [name: string, begins: RegExp])[] = [
  ["一、", /^\s*(?:#{1,6}\s*)?([一二三四五六七八九十]{1,3})[、．]/],
  ["（一）", /^\s*(?:#{1,6}\s*)?[（(]([一二三四五六七八九十]{1,3})[)）]/],
  ["1、", /^\s*(\d{1,2})[、．]/],
  ["（1）", /^\s*[（(](\d{1,2})[)）]/],
  ["第一条", /^\s*(?:#{1,6}\s*)?第([一二三四五六七八九十百\d]{1,5})条/],
  ["第一章", /^\s*(?:#{1,6}\s*)?第([一二三四五六七八九十\d]{1,3})章/],
  ["第一，", /^\s*第([一二三四五六七八九十])[，、]/],
  ["①", /^\s*([①②③④⑤⑥⑦⑧⑨⑩])/],
];
const CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩";

function order(prose: readonly Line[], tell: Tell): void {
  for (const [name, begins] of STYLES) {
    const found: { n: number; at: number; written: string }[] = [];
    for (const { text, at } of prose) {
      const m = text.length > 0 ? begins.exec(text.slice(0, 16)) : null;
      if (m)
        found.push({
          n: CIRCLED.includes(m[1] ?? "") ? CIRCLED.indexOf(m[1] ?? "") + 1 : numeralValue(m[1] ?? ""),
          at,
          written: m[0].trim(),
        });
    }
    tellOrder(found, name, tell);
  }
}

function tellOrder(found: readonly { n: number; at: number; written: string }[], name: string, tell: Tell): void {
  if (found.length < 2) return;
  const wrong = found.flatMap((x, i) => {
    const before = found[i - 1];
    return before && x.n !== before.n + 1 && x.n !== 1 ? [{ ...x, before }] : [];
  });
  if (wrong.length === 0 || wrong.length > Math.max(1, found.length / 4)) return;
  // 一、 二、 are two lists of one when only two are there.
  for (const { n, at, written, before } of wrong) {
    tell(
      "list-order",
      at,
      `${written} ${n}`,
      `编号“${written}”前面一条是“${before.written}”（第 ${before.at} 行），${n <= before.n ? "重复或者倒了" : "中间少了"}${n > before.n + 1 ? (n - before.n === 2 ? "一条" : ` ${n - before.n - 1} 条`) : ""}。`,
      `请核对编号（${name}……）是不是写错，是不是漏了一条。`,
    );
  }
}

/** 一是…二是…四是 */
function inLine({ text, at }: Line, tell: Tell): void {
  for (const [name, expression] of [
    ["一是", /(?<![之统专唯万任另十\d])([一二三四五六七八九])是(?!一|否)/g],
    ["第一", /(?<![\u4e00-\u9fff])第([一二三四五六七八九])[，、]/g],
  ] as const) {
    if (!text.includes(name)) continue;
    const found = [...text.matchAll(expression)].map((m) => ({ n: numeralValue(m[1] ?? ""), at, written: m[0] }));
    if (found.length > 2 && found[0]?.n === 1) tellOrder(found, name, tell);
  }
}

const PAIRS: Readonly<Record<string, string>> = { "（": "）", "《": "》", "【": "】", "〔": "〕", "“": "”", "「": "」" };
const CLOSES: Readonly<Record<string, string>> = { "）": "（", "》": "《", "】": "【", "〕": "〔", "”": "“", "」": "「" };

interface Open {
  readonly sign: string;
  readonly line: Line;
  /** The line without the addresses of links. */
  readonly text: string;
  readonly index: number;
}

/** Brackets of a paragraph that find no partner, there or in the lines after. Width does not matter; a) and 1） are no brackets. */
function brackets({ lines }: Notice, tell: Tell): void {
  const open: Open[] = [];
  const extra: Open[] = [];
  for (const line of lines) {
    if (line.inTable) continue;
    // Addresses of links may hold any bracket.
    const bare = line.raw.includes("](") ? line.raw.replace(LINK, "$1") : line.raw;
    const text = bare.includes("http") ? bare.replace(/https?:[^\s\u4e00-\u9fff]*/g, "") : bare;
    for (const { 0: written, index: i } of text.matchAll(/[（(《【〔“「）)》】〕”」]/g)) {
      const c = written === "(" ? "（" : written === ")" ? "）" : written;
      // Nobody opens so many: it is no text.
      if (open.length + extra.length > 500) return;
      if (PAIRS[c]) open.push({ sign: c, line, text, index: i });
      else if (CLOSES[c]) {
        const at = open.findLastIndex((o) => o.sign === CLOSES[c]);
        if (at >= 0) open.splice(at, 1);
        else if (
          !(c === "）" && /(?:^|[\s，。；：、])(?:[\da-zA-Z]{1,2}|[一二三四五六七八九十]{1,2})$/.test(text.slice(Math.max(0, i - 4), i)))
        ) {
          // :) and the like.
          if (!/[:;]$/.test(text.slice(0, i))) extra.push({ sign: c, line, text, index: i });
        }
      }
    }
  }
  // A quotation over several paragraphs opens each of them.
  const goesOn = (o: Open | undefined): boolean => lines.some((l) => o !== undefined && l.at !== o.line.at && /^\s*“/.test(l.raw));
  const quotes = open.filter((o) => o.sign === "“");
  const single = [...open.filter((o) => o.sign !== "“"), ...(quotes.length === 1 && !goesOn(quotes[0]) ? quotes : [])];
  for (const { sign, line, text, index } of [...single, ...extra].slice(0, 3)) {
    const closing = CLOSES[sign] !== undefined;
    tell(
      "bracket-open",
      line.at,
      text.slice(index, index + 9),
      closing
        ? `“${text.slice(Math.max(0, index - 10), index + 1)}”这里的“${sign}”前面没有对应的“${CLOSES[sign]}”。`
        : `“${text.slice(index, index + 11)}”这里的“${sign}”没有对应的“${PAIRS[sign]}”。`,
      "请补上少的一半，或者删去多的一半。",
    );
  }
}

const DOUBLED = /，，|、、|；；|：：|，。|。，|、，|，、|、。|。、|；。|。；|，；|；，|(?<!。)。。(?!。)/;

function stops({ prose, title }: Notice, tell: Tell): void {
  for (const { text, at } of [...prose, { text: title, at: 2 }]) {
    const m = DOUBLED.exec(text);
    if (m)
      tell(
        "stop-twice",
        at,
        m[0],
        `“${text.slice(Math.max(0, m.index - 8), m.index + 6)}”这里的标点“${m[0]}”重复了。`,
        "请只留一个标点符号。",
      );
  }
}
