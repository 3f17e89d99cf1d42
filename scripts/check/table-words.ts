/** What the text says in all (共356箱, 以下5户) against the table beside it. */
import type { Notice, Tell } from "./notice.ts";
import { isAdded, type Row, shown, type Table, unitOf } from "./table.ts";

const POINTS = /以上|上述|如下|下表|见表|上表|下列|以下|明细|名单/;
const SAID =
  /(?:共(?!同|和|产|有人)|合计|总计|累计)[\u4e00-\u9fff]{0,10}?\s*(\d[\d,]*(?:\.\d+)?)\s*(万|亿)?(个|平方米|立方米|人次|公里|公斤|公顷|[\u4e00-\u9fff㎡])/g;

/** 现将 12 户救助对象公示如下. */
const LISTED =
  /(?:现将|将|以下|下列)[\u4e00-\u9fff]{0,8}?(\d[\d,]*)()(户|人|名|家|项|处)(?=[^，。；]{0,16}(?:公示|公布|公告|通报|名单|如下))/g;

interface Whole {
  readonly head: string;
  readonly unit: string;
  readonly value: number;
}

export function tableWords(notice: Notice, tell: Tell): void {
  const [table, second] = notice.tables;
  if (!table || second || table.rows.length > 2000) return;
  const wholes = wholesOf(table);
  const known = numbersOf(table, wholes);
  const leaves = table.rows.filter((r) => r.sum === undefined);
  for (const { text, at } of notice.sentences) {
    const sums = /共|合计|总计|累计/.test(text);
    if ((!sums && !/[将下].{0,9}\d/.test(text)) || /其中|上年|去年|以往|历年|往年|计划|目标|第二批|第一批|约/.test(text)) continue;
    const said = [...text.matchAll(sums ? SAID : LISTED)];
    const [m] = said;
    if (said.length !== 1 || !m) continue;
    const scale = m[2] === "万" ? 1e4 : m[2] === "亿" ? 1e8 : 1;
    const value = Number((m[1] ?? "").replaceAll(",", "")) * scale;
    judge({ value, unit: m[3] ?? "", quote: m[0], digits: m[1] ?? "" }, text, at, { wholes, known, leaves, table }, tell);
  }
}

interface Known {
  readonly wholes: readonly Whole[];
  readonly known: ReadonlySet<number>;
  readonly leaves: readonly Row[];
  readonly table: Table;
}

function judge(
  said: { value: number; unit: string; quote: string; digits: string },
  text: string,
  at: number,
  { wholes, known, leaves, table }: Known,
  tell: Tell,
): void {
  const { value, unit, quote } = said;
  const points = POINTS.test(text);
  const matching = wholes.filter((w) => w.unit === unit || (unit === "元" && /^[万千]?元$/.test(w.unit)));
  const [only] = matching;
  if (matching.length === 1 && only) {
    const scale = only.unit === "万元" ? 1e4 : only.unit === "千元" ? 1e3 : 1;
    if (close(only.value * scale, value)) return;
    if (scale > 1 && (only.value === value || close(only.value, value))) {
      say(`表里“${only.head}”的合计是 ${shown(only.value)}，表头的单位是${only.unit}，文字里写的是“${quote}”`, "请核对单位是元还是万元。");
      return;
    }
    if (known.has(value) || (!points && !alike(said.digits, shown(only.value * scale)))) return;
    say(`表里“${only.head}”合计是 ${shown(only.value)}，文字里写的是“${quote}”，对不上`, "请核对表和文字，改正写错的一个。");
    return;
  }
  if (matching.length > 0 || !points || known.has(value)) return;
  const added = wholes.reduce((n, w) => n + w.value, 0);
  if (wholes.length > 1 && /以上|上述|上表/.test(text) && wholes.every((w) => w.unit === "")) {
    say(
      `表里${wholes.map((w) => w.head).join("、")}合计是 ${wholes.map((w) => shown(w.value)).join(" + ")} = ${shown(added)}，文字里写的是“${quote}”，对不上`,
      "请核对表和文字，改正写错的一个。",
    );
    return;
  }
  const listed = table.heads.some((h) => /^序号$|^编号$/.test(h)) || wholes.length === 0;
  if (listed && leaves.length > 1 && /[户人名项家处条宗个]/.test(unit) && leaves.every((r) => (r.cells[0]?.text ?? "") !== "")) {
    if (value === leaves.length || wholes.some((w) => w.unit === unit)) return;
    say(`表里列了 ${leaves.length} 行，文字里写的是“${quote}”，对不上`, "请核对名单和文字。");
  }

  function say(what: string, mend: string): void {
    tell("table-words", at, quote, `${what}。`, mend);
  }
}

const close = (a: number, b: number): boolean => Math.abs(a - b) < 1e-6 * Math.max(1, Math.abs(a));

/** 356 and 365: the same digits in another order, or all but one the same. */
function alike(a: string, b: string): boolean {
  const [x, y] = [a.replaceAll(",", ""), b.replaceAll(",", "")];
  if (x.length !== y.length || x.length < 3) return false;
  return [...x].sort().join("") === [...y].sort().join("") || [...x].filter((c, i) => c !== y[i]).length === 1;
}

/** The sum of every column that can be added up, as its 合计 says or as its rows come to. */
function wholesOf({ heads, rows }: Table): Whole[] {
  const total = rows.findLast((r) => r.sum === "total");
  const leaves = rows.filter((r) => r.sum === undefined);
  return heads.flatMap((head, j) => {
    if (!isAdded(head)) return [];
    const stated = total?.cells[j]?.value;
    const cells = leaves.map((r) => r.cells[j]);
    if (cells.some((c) => !c || (c.value === undefined && !c.blank) || c.percent) || !cells.some((c) => c?.value !== undefined)) return [];
    return [{ head, unit: unitOf(head), value: stated ?? cells.reduce((n, c) => n + (c?.value ?? 0), 0) }];
  });
}

/** Every number that stands in the table, its sums, and how many rows it has. */
function numbersOf({ rows }: Table, wholes: readonly Whole[]): Set<number> {
  const out = new Set<number>(wholes.map((w) => w.value));
  out.add(wholes.reduce((n, w) => n + w.value, 0));
  const leaves = rows.filter((r) => r.sum === undefined);
  out.add(leaves.length);
  out.add(new Set(leaves.map((r) => r.label)).size);
  for (const r of rows) for (const c of r.cells) if (c.value !== undefined) out.add(c.value);
  return out;
}
