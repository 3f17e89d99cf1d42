/** 小计, 合计 and 总计 of a table: down each column and along each row, with the reckoning. */
import type { Notice, Tell } from "./notice.ts";
import { type Cell, isAdded, type Row, shown, type Table } from "./table.ts";

/** Larger tables are ledgers: their sums are checked in the sheet they come from. */
const MOST_ROWS = 3000;
const MOST_COLUMNS = 40;

/** Addition as it is told: all parts while they are few. */
function addition(parts: readonly number[]): string {
  const sum = shown(parts.reduce((a, b) => a + b, 0));
  return parts.length <= 8 ? `${parts.map(shown).join(" + ")} = ${sum}` : `${parts.length} 个数相加是 ${sum}`;
}

const near = (a: number, b: number, step: number): boolean => Math.abs(a - b) <= step + 1e-6;

/** Rows that say what of another row: 其中：路基, 　路面. */
const PART_OF = /^(?:其中|#|·|—|-|包括)/;
const ENUMERATED = /^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）)/;
/** The list says that it is not whole, or that something is counted in two rows. */
const NOT_WHOLE = /部分|节选|摘录|重复|重合|重叠|交叉|既.{1,12}又|四舍五入|尾差|不重复|去重/;

export function tableSums(table: Table, notice: Notice, tell: Tell): void {
  if (table.rows.length > MOST_ROWS || table.heads.length > MOST_COLUMNS) return;
  columnSums(table, notice, tell);
  rowSums(table, tell);
}

interface Mismatch {
  readonly row: Row;
  readonly head: string;
  readonly written: number;
  readonly parts: readonly number[];
}

function columnSums(table: Table, { text }: Notice, tell: Tell): void {
  const { rows, heads } = table;
  if (!rows.some((r) => r.sum === "total" || r.sum === "subtotal")) return;
  if (rows.some((r) => /^(?:…|\.{3}|等|略)/.test(r.label)) || NOT_WHOLE.test(text)) return;
  const wrong: Mismatch[] = [];
  let checked = 0;
  for (const [j, head] of heads.entries()) {
    if (!isAdded(head)) continue;
    for (const [i, row] of rows.entries()) {
      const cell = row.cells[j];
      if ((row.sum !== "total" && row.sum !== "subtotal") || cell?.value === undefined || cell.percent) continue;
      const candidates = partsOf(table, i, j);
      if (candidates === undefined || candidates.length === 0) continue;
      checked++;
      const value = cell.value;
      if (candidates.some((parts) => fits(value, cell, parts, head))) continue;
      wrong.push({ row, head, written: value, parts: candidates[0] ?? [] });
    }
  }
  // Where most sums are others, the rows mean something else.
  if (wrong.length > Math.max(1, checked / 2)) return;
  for (const { row, head, written, parts } of wrong) {
    tell(
      "table-sum",
      row.at,
      `${row.label} ${head} ${shown(written)}`,
      `“${row.label}”这一行${head === "" ? "" : `的“${head}”`}写的是 ${shown(written)}，各行相加：${addition(parts)}。`,
      "请核对这一列的数和合计，改正写错的一个。",
    );
  }
}

/** Is the written sum what the parts come to, in any usual sense (sum, mean, the same in all rows)? */
function fits(written: number, cell: Cell, parts: readonly number[], head: string): boolean {
  const sum = parts.reduce((a, b) => a + b, 0);
  const rounded = cell.decimals > 0 && /万|亿/.test(head) ? 10 ** -cell.decimals : 0;
  if (near(sum, written, rounded)) return true;
  const first = parts[0] ?? 0;
  return (parts.length > 1 && parts.every((p) => p === first) && written === first) || near(sum / parts.length, written, 0.5);
}

/** What a sum may be the sum of, the plainest first; undefined when a cell says something else than a number. */
function partsOf({ rows, heads }: Table, at: number, column: number): number[][] | undefined {
  const own = rows[at];
  const twins = heads.flatMap((h, j) => (h === heads[column] && h !== "" ? [j] : []));
  const out: number[][] = [];
  let odd = false;
  const add = (list: readonly Row[], columns: readonly number[] = [column]): void => {
    const parts: number[] = [];
    for (const r of list) {
      for (const j of columns) {
        const c = r.cells[j];
        if (c?.value !== undefined) parts.push(c.value);
        else if (c && !c.blank) odd = true;
      }
    }
    if (parts.length > 0) out.push(parts);
  };
  const isLeaf = (r: Row): boolean => r.sum === undefined;
  const isSum = (r: Row): boolean => r.sum === "total" || r.sum === "subtotal";
  let start = at;
  while (start > 0 && !isSum(rows[start - 1] as Row)) start--;
  let end = at + 1;
  while (end < rows.length && !isSum(rows[end] as Row)) end++;
  const since = rows.slice(start, at).filter(isLeaf);
  const until = rows.slice(at + 1, end).filter(isLeaf);
  if (own?.sum === "subtotal") {
    add(since);
    add(until);
  } else {
    const before = rows.slice(0, at);
    const leaves = (at === 0 ? rows.slice(1) : before).filter(isLeaf);
    add(leaves);
    const top = leaves.filter((r) => ENUMERATED.test(r.label));
    if (top.length > 1 && top.length < leaves.length) add(top);
    add(leaves.filter((r) => !PART_OF.test(r.label)));
    add(before.filter((r) => r.sum === "subtotal"));
    add(rows.slice(at + 1).filter((r) => r.sum === "subtotal"));
    add(since);
    add(until);
    // Some groups have a 小计, single rows have none.
    add([...before.filter((r) => r.sum === "subtotal"), ...since]);
    add(before.filter((r) => r.sum !== "mean"));
  }
  if (twins.length > 1) add(since.length > 0 ? since : until, twins);
  return odd ? undefined : out;
}

/** Heads of a column that is the sum of its neighbours. */
const WHOLE =
  /合计|总计|小计|共计|^(?:累计|全月|全年|全天|全季|总数|总额|总量|总分|总人数|总户数|总人口|总面积|总金额|总收入|总支出|总数量|共)(?:[（(]|$)/;

/** A relation between columns is taken as meant when at least one row, and half of them, keep it. */
function rowSums(table: Table, tell: Tell): void {
  const { heads, rows } = table;
  for (const [h, head] of heads.entries()) {
    if (!WHOLE.test(head)) continue;
    const best = [...runs(heads, h, -1), ...runs(heads, h, 1)]
      .map((columns) => ({ columns, ...tried(rows, h, columns) }))
      .filter((t) => t.kept >= 1 && t.kept >= t.broken.length)
      .sort((a, b) => b.kept - a.kept || b.columns.length - a.columns.length)[0];
    for (const row of best?.broken ?? []) {
      const columns = best?.columns ?? [];
      const written = row.cells[h]?.value ?? 0;
      tell(
        "table-row-sum",
        row.at,
        `${row.label} ${head} ${shown(written)}`,
        `${row.label === "" ? "这一行" : `“${row.label}”这一行`}的“${head}”写的是 ${shown(written)}，${columns.map((j) => heads[j]).join("、")}相加：${addition(columns.map((j) => row.cells[j]?.value ?? 0))}。`,
        "请核对这一行的数，改正写错的一个。",
      );
    }
  }
}

/** Neighbouring columns on one side that may be added up, two or more. */
function runs(heads: readonly string[], from: number, step: -1 | 1): number[][] {
  const out: number[][] = [];
  const run: number[] = [];
  for (let j = from + step; j >= 0 && j < heads.length; j += step) {
    const head = heads[j] ?? "";
    if (!isAdded(head) || (WHOLE.test(head) && run.length > 0)) break;
    run.push(j);
    if (run.length > 1) out.push([...run].sort((a, b) => a - b));
  }
  return out;
}

function tried(rows: readonly Row[], whole: number, columns: readonly number[]): { kept: number; broken: Row[] } {
  let kept = 0;
  const broken: Row[] = [];
  for (const row of rows) {
    const w = row.cells[whole];
    const parts = columns.map((j) => row.cells[j]);
    if (w?.value === undefined || w.percent) continue;
    if (parts.some((p) => p === undefined || p.percent || (p.value === undefined && !p.blank))) continue;
    if (!parts.some((p) => p?.value !== undefined)) continue;
    const sum = parts.reduce((n, p) => n + (p?.value ?? 0), 0);
    if (near(sum, w.value, 0)) kept++;
    else broken.push(row);
  }
  return { kept, broken };
}
