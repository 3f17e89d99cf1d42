/** What of a text will look broken to its readers: signs of programs, tables that are none, characters that most devices lack. */
import { cellsOf, endsByHand, headingOf, isAmount, isTableHead, isTableRow, listLineOf } from "../markdown/blocks.ts";
import { boldPairs, isEscape } from "../markdown/inlines.ts";
import { brief } from "../problem.ts";
import { privateUseIn } from "../rules/characters.ts";
import { radicalAt, withIdeographs } from "../rules/radicals.ts";

/** One kind of fault of a text, told once: at its first line, with how many lines have it. */
export interface TextFault {
  /** From 0. */
  readonly line: number;
  readonly rule: string;
  readonly severity: "error" | "warning";
  readonly what: string;
  readonly advice: string;
}

/** Is anything of it in a text? Most texts pass here. */
const QUICK =
  /[<>]{7}|^-{3}|^(?:title|date|formed|category|topic|channels|docNumber|status|review|received|about|summary|keywords)[:：]|<\/?[A-Za-z!]|&[A-Za-z#]|Mso|mso-|\{ ?[A-Z]{2}|_Toc|错误[！!]|锟|烫烫|屯屯|ï»|â€|Ã|[\ue000-\uf8ff]|[\udb80-\udbff]|[|｜]|\*\*|\\|^[ \t]*- \d|[\u2e80-\u2ef3\u2f00-\u2fd5]/m;

const TAG =
  /<\/?(?:p|br|div|span|table|caption|col|colgroup|tbody|thead|tfoot|tr|t[dh]|font|b|i|u|s|a|img|strong|em|big|small|mark|del|ins|ul|ol|li|d[ltd]|h[1-6]|hr|center|sub|sup|o:p|w:[a-z]{1,20}|v:[a-z]{1,20}|html|head|body|title|meta|link|base|style|script|iframe|object|embed|svg|math|form|input|button|details|section|article|pre|code|blockquote)(?:\s[^<>\n]{0,300})?\/?>|<!--/i;
/** `&nbsp;`, `&#x202E;`; not R&D, and not what follows a mark of a web address. */
const ENTITY = /&(?:[a-z]{2,31}\d{0,2}|#\d{1,7}|#x[0-9a-f]{1,6});/i;
const WORD =
  /\bMso(?:Normal|Title|Heading|ListParagraph|Hyperlink)\w{0,20}|\bmso-[a-z-]{3,40}|\{ ?(?:PAGE|NUMPAGES|TOC|HYPERLINK|REF|PAGEREF|MERGEFIELD|DATE|TIME|SEQ|EQ)\b[^{}\n]{0,100}\}|\b_Toc\d{3,}|错误[！!](?:未找到引用源|未定义书签|未指定书签|文档中没有指定样式的文字)/;
const GARBLED = /锟斤拷|锟斤|烫烫烫|屯屯屯|ï»¿|â€[œ\u009c\u009d\u0099\u0093\u0094™“”˜]|(?:[ÃÂäåæçèé][\u0080-\u00bf]){2}/;
const CONFLICT = /^(?:<{7}|>{7})(?:\s|$)/;
const SECOND_HEADER = /^(?:title|date|formed|category|channels|review|received|about|year|summary)\s*[:：]/;

/** Something on a line that no line should have. */
const SIGNS: readonly (readonly [rule: string, pattern: RegExp, what: (found: string) => string, advice: string])[] = [
  [
    "markup-shown",
    TAG,
    (t) => `这里有网页代码“${brief(t)}”，网页上会照原样显示出来。`,
    "请删去；要分段就换行，要加粗写成 **文字**，表格用竖线写。",
  ],
  [
    "markup-shown",
    ENTITY,
    (t) => `这里有网页代码“${t}”，网页上会照原样显示出来。`,
    "请改成它要显示的字，例如 &nbsp; 改成空格，&lt; 改成 <。",
  ],
  ["word-mark-shown", WORD, (t) => `这里有 Word 留下的记号“${brief(t)}”，会登在网上。`, "请删去，或者改成它在 Word 里显示的字。"],
  [
    "text-garbled",
    GARBLED,
    (t) => `这里有乱码“${t}”：编码弄错了，原来的字已经看不出来。`,
    "请从原来的文件重新复制这一行，保存时编码选 UTF-8。",
  ],
];

/** Lines of a header without its fences; English words of a list are not among them. */
const BARE_HEADER = /^(?:title|date|formed|category|topic|channels|docNumber|status|review|received|about|summary|keywords)[:：]\s/;

class Found {
  readonly faults = new Map<string, { fault: TextFault; lines: Set<number> }>();

  add(line: number, rule: string, what: string, advice: string, severity: TextFault["severity"] = "warning"): void {
    const known = this.faults.get(rule);
    if (known) known.lines.add(line);
    else this.faults.set(rule, { fault: { line, rule, severity, what, advice }, lines: new Set([line]) });
  }

  list(): TextFault[] {
    return [...this.faults.values()].map(({ fault, lines }) =>
      lines.size === 1 ? fault : { ...fault, what: `${fault.what}这样的一共有 ${lines.size} 行。` },
    );
  }
}

/** Characters that readers cannot see as they are meant, whatever the text. */
function checkCharacters(text: string, line: number, found: Found): void {
  for (const [rule, pattern, what, advice] of SIGNS) {
    const m = pattern.exec(text);
    if (m) found.add(line, rule, what(m[0]), advice);
  }
  const own = privateUseIn(text);
  if (own) {
    found.add(
      line,
      "character-private",
      `有一个字（${own.code}）是旧字体自己造的，多数手机和电脑上显示成方框，也搜不到。`,
      own.meant === undefined
        ? "请删去，换成正式的字；打不出来的，用别的字说明，例如“（上龙下天）”。"
        : `请删去，改成“${own.meant}”（U+${own.meant.codePointAt(0)?.toString(16).toUpperCase()}）。`,
    );
  }
}

/** A title or another text of the header. */
export function checkHeaderText(text: string): TextFault[] {
  if (!QUICK.test(text)) return [];
  const found = new Found();
  checkCharacters(text, 0, found);
  const at = radicalAt(text);
  if (at >= 0) {
    const c = text[at] ?? "";
    const right = withIdeographs(c);
    found.add(
      0,
      "character-radical",
      `“${c}”是部首的符号，不是汉字${right === c ? "" : `“${right}”`}，多半是从 PDF 复制来的。`,
      right === c ? "请删去重打。" : `请改成“${withIdeographs(brief(text))}”。`,
    );
  }
  return found.list();
}

/** A body. */
export function checkBody(body: string): TextFault[] {
  if (!QUICK.test(body)) return [];
  const found = new Found();
  const lines = body.split("\n");
  for (const [i, line] of lines.entries()) {
    checkCharacters(line, i, found);
    checkLeftovers(lines, i, found);
    checkMarks(lines, i, found);
  }
  checkTables(lines, found);
  return found.list();
}

/** What git and copying leave behind. */
function checkLeftovers(lines: readonly string[], at: number, found: Found): void {
  const line = lines[at] ?? "";
  if (CONFLICT.test(line)) {
    found.add(
      at,
      "conflict-marks",
      `这一行（${line.slice(0, 7)}）是两个人改了同一处、合并时留下的记号，两种写法都还在。`,
      "请留下对的一种，把 <<<<<<<、=======、>>>>>>> 开头的三行删去。",
      "error",
    );
  }
  const key = /^-{3}[ \t]*$/.test(line) ? SECOND_HEADER.exec(lines[at + 1] ?? "")?.[0] : undefined;
  const bare = BARE_HEADER.test(line) && BARE_HEADER.test(lines[at + 1] ?? "") && lines.slice(0, at).every((l) => l.trim() === "");
  if (bare) {
    found.add(
      at,
      "header-second",
      `正文的开头像是信息栏里的几行（${line.replace(/\s*[:：].*$/, "")} 等），会当成正文登在网上。`,
      "是这条信息的，请移到上面的信息栏里；是另一条的，请另存一个文件；重复的，请删去。",
      "error",
    );
  }
  if (key !== undefined && lines.slice(at + 1, at + 60).some((l) => /^-{3}[ \t]*$/.test(l))) {
    found.add(
      at,
      "header-second",
      `正文里还有一个信息栏（--- 下面写着 ${key.replace(/\s*[:：]$/, "")}），会当成正文登在网上。`,
      "一个文件只有开头一个信息栏：是两条信息的，请分成两个文件；重复的，请删去。",
      "error",
    );
  }
}

/** Marks that may not be what they look like. */
function checkMarks(lines: readonly string[], at: number, found: Found): void {
  const line = lines[at] ?? "";
  const item = listLineOf(line);
  const words = (item?.text ?? headingOf(line)?.text ?? line).trim();
  const inList = [at - 1, at + 1].some((n) => {
    const other = listLineOf(lines[n] ?? "");
    return other && other.number === undefined && !isAmount(other.text);
  });
  if (item && item.number === undefined && inList && /^\d[\d,.]{0,20}\s?[℃°%％]/.test(words)) {
    found.add(
      at,
      "list-or-minus",
      `这一行开头的“- ”和上下几行一样显示成圆点，不是负号：“${brief(words)}”。`,
      "是负数的，请写成“零下20℃”“−20℃”，减号后面不留空格；不是的，不用改，在数字前面加上字就不再提醒。",
    );
  }
  if (/^\*\*[^*\s]/.test(words) && !boldPairs(words).has(0)) {
    found.add(
      at,
      "bold-open",
      "这一行开头的 ** 没有配成对，网页上会照原样显示。",
      "要加粗的，请在后面也写 **，写法如 **注意：**；不加粗的，请删去。",
    );
  }
  if (line.includes("\\") && (isNeedless(words) || endsByHand(lines, at))) {
    found.add(
      at,
      "backslash-hidden",
      "这一行有反斜线（\\），它和后面的符号连在一起，网页上不显示。",
      "不要它的，请删去；要显示的，请改成全角的“＼”。",
    );
  }
}

/** Has the line a `\` that is not shown, before what would be no mark? */
function isNeedless(words: string): boolean {
  const stars = boldPairs(words.replace(/\\(?=\*)/g, "")).size > boldPairs(words).size;
  for (let at = words.indexOf("\\"); at >= 0; at = words.indexOf("\\", at + 1)) {
    if (!isEscape(words, at)) continue;
    const bare = words.slice(at + 1);
    const next = bare[0] ?? "";
    const mark =
      (at === 0 && (headingOf(bare) !== undefined || listLineOf(bare) !== undefined)) ||
      (next === "*" && stars) ||
      ("[]".includes(next) && words.includes("](")) ||
      (next === "{" && /\{\\?\{/.test(words));
    if (!mark) return true;
  }
  return false;
}

/** Lines of cells that are no table, and rows that are longer or shorter than their head. */
function checkTables(lines: readonly string[], found: Found): void {
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? "";
    if (!/[|｜]/.test(line)) continue;
    if (!isTableHead(lines, at)) {
      checkRow(lines, at, found);
      continue;
    }
    const columns = Math.max(cellsOf(line).length, cellsOf(lines[at + 1] ?? "").length);
    for (at += 2; at < lines.length && isTableRow(lines[at] ?? "", columns) && !isTableHead(lines, at, 3); at++) {
      const cells = cellsOf(lines[at] ?? "", columns).length;
      if (cells === columns) continue;
      found.add(
        at,
        "table-ragged",
        `表格的这一行有 ${cells} 格，表头有 ${columns} 格${cells >= 2 * columns ? "，像是两行粘在了一起" : ""}。`,
        cells > columns
          ? "请核对：少写了表头的，补上；多写了竖线 | 的，删去；两行粘在一起的，分成两行。"
          : "请核对：没有内容的格子也要留着，写法如 | 园河村 |  | 3600 |。",
      );
    }
    at--;
  }
}

function checkRow(lines: readonly string[], at: number, found: Found): void {
  const line = (lines[at] ?? "").trim();
  const wide = /^｜[^｜]*｜/.test(line);
  if (!wide && !(line.startsWith("|") && line.indexOf("|", 1) > 0)) return;
  found.add(
    at,
    "table-not-shown",
    wide
      ? "这一行像是表格，用的却是全角竖线“｜”，网页上会照原样显示。"
      : "这一行像是表格，网页上会照原样显示竖线：表头下面要有一行 | --- |，各行之间不空行。",
    "请照这样写：第一行 | 村 | 户数 |，第二行 | --- | --- |，下面一行一行写 | 园河村 | 12 |，竖线用半角。",
  );
}
