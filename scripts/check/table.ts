/** Pipe tables of a body as cells, columns and rows: which cell is a number, which row is a sum, which column may be added up. Pure. */

/** A cell: its words, and the number in it when it is nothing but a number (with a unit or sign of percent). */
export interface Cell {
  readonly text: string;
  /** Undefined: no number. A dash or an empty cell has none either. */
  readonly value: number | undefined;
  /** Digits after the point. */
  readonly decimals: number;
  readonly percent: boolean;
  readonly blank: boolean;
}

export interface Row {
  readonly cells: readonly Cell[];
  /** Line of the file. */
  readonly at: number;
  /** `total` 合计, `subtotal` 小计, `mean` 平均 and the like; undefined for a row of its own. */
  readonly sum: "total" | "subtotal" | "mean" | undefined;
  /** First words of the row. */
  readonly label: string;
}

export interface Table {
  /** Words of the heads, blanks and marks gone. */
  readonly heads: readonly string[];
  readonly rows: readonly Row[];
  /** Line of the file on which the head stands. */
  readonly at: number;
  /** Index of the body's line on which the table begins, and after its end. */
  readonly from: number;
  readonly to: number;
}

interface TableLine {
  readonly text: string;
  readonly at: number;
  readonly inTable: boolean;
}

const RULE = /^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$/;

/** Cells of a row; `\|` is no border. */
export function cellsOf(line: string): string[] {
  const inner = line.trim().replace(/^\|/, "").replace(/\|$/, "");
  return (inner.includes("\\|") ? inner.replaceAll("\\|", "\u0000") : inner).split("|").map((c) => {
    const text = c.replaceAll("\u0000", "|").trim();
    // 王** is a masked name, **合计** a strong word.
    return /^\*\*[^*]+\*\*$/.test(text) ? text.slice(2, -2) : text;
  });
}

const NUMBER = /^[¥￥]?\s*([-−]?\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|[-−]?\d+(?:\.\d+)?)\s*(%|[\u4e00-\u9fff㎡²³]{0,4})$/;

export function readCell(text: string): Cell {
  const m = text.length < 24 ? NUMBER.exec(text) : null;
  const blank = /^[-—–－/／×無无]*$/.test(text);
  if (!m) return { text, value: undefined, decimals: 0, percent: false, blank };
  const [, digits = "", unit = ""] = m;
  // 3月, 2024年, 12日, 1号 are no amounts.
  if (/^(?:年|月|日|号|时|点|级|类|期|届|组|社|队|村)/.test(unit)) return { text, value: undefined, decimals: 0, percent: false, blank };
  const plain = digits.replace(/[,，]/g, "").replace("−", "-");
  const scale = /^[万亿]/.test(unit) ? (unit.startsWith("万") ? 1e4 : 1e8) : 1;
  const decimals = plain.split(".")[1]?.length ?? 0;
  return { text, value: Number(plain) * scale, decimals: scale === 1 ? decimals : 0, percent: unit === "%", blank };
}

const TOTAL = /^(?:总?合计|总计|共计|总共|总数|总和|累计|总|全镇(?:合计|总计)|镇合计|合计数)(?:[:：（(].*)?$/;
const SUBTOTAL = /小计/;
const MEAN = /^(?:平均|均值|人均|户均|最高|最低|比例|占比|增长|同比|增减|完成率)/;

function sumOf(cells: readonly Cell[]): Row["sum"] {
  for (const c of cells) {
    if (c.value !== undefined || c.text === "") continue;
    const label = c.text.replace(/[\s　：:]/g, "");
    if (label.length > 12) continue;
    if (SUBTOTAL.test(label)) return "subtotal";
    if (TOTAL.test(label)) return "total";
    if (MEAN.test(label)) return "mean";
  }
  return undefined;
}

export function parseTables(lines: readonly TableLine[]): Table[] {
  const out: Table[] = [];
  for (let i = 0; i + 1 < lines.length; i++) {
    const head = lines[i];
    const rule = lines[i + 1];
    if (!head?.inTable || !rule?.text.includes("-") || !RULE.test(rule.text)) continue;
    const heads = cellsOf(head.text).map((h) => h.replace(/[\s　]/g, ""));
    const rows: Row[] = [];
    let end = i + 2;
    for (; end < lines.length && lines[end]?.inTable; end++) {
      const line = lines[end] as TableLine;
      const cells = cellsOf(line.text).map(readCell);
      rows.push({ cells, at: line.at, sum: sumOf(cells), label: cells.find((c) => c.value === undefined && c.text !== "")?.text ?? "" });
    }
    out.push({ heads, rows, at: head.at, from: i, to: end });
    i = end - 1;
  }
  return out;
}

/** Heads whose numbers are never added up. */
const NOT_ADDED =
  /率|均|单价|标准|比例|占比|比重|百分|%|序号|编号|名次|排名|位次|年份|年度|日期|时间|电话|号码|邮编|次序|级别|等级|价格|单产|亩产|满意度|温度|浓度|密度|厚度|宽度|高度|深度|年龄|岁|[/／]|每/;

export const isAdded = (head: string): boolean => !NOT_ADDED.test(head) && !/^(?:村|月份|季度|年)$/.test(head);

/** What a head counts in: 金额（万元） → 万元; 箱数 → 箱; 人数 → 人; "" when it is not said. */
export function unitOf(head: string): string {
  const said = /[（(]\s*(?:单位[:：])?([^（）()]{1,6})\s*[）)]$/.exec(head)?.[1];
  if (said !== undefined) return said;
  return /^(?:总|共)?([\u4e00-\u9fff]{1,3}?)数$/.exec(head)?.[1] ?? "";
}

/** 12600 → 12,600 as Chinese tables write it is not done: the number as it is written. */
export const shown = (n: number): string => String(Math.round(n * 1e6) / 1e6);
