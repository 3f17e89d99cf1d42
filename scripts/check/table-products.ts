/** 单价 × 数量 = 金额, rates of the text against the table, shares and rates of a column. A relation that most rows keep is held against the rest. */
import type { Notice, Tell } from "./notice.ts";
import { type Cell, isAdded, type Row, shown, type Table } from "./table.ts";

const PRICE = /单价|标准|价格|工价|日工资|月工资|月补贴|每.{1,4}[（(]?元|元[/／]/;
const AMOUNT = /金额|总价|合价|合计|小计|补助|补贴|资金|费用|奖补|奖励|应发|应缴|应收|款|租金|工资|总额/;
/** A remark beside a row says why it is other. */
const REMARK = /扣|减|折|调整|补发|另|不足|封顶|上限|最高|取整/;

const MOST_ROWS = 500;
const MOST_COLUMNS = 16;

/** 10500 against 300 × 35: exact where it can be, else rounded or cut at the last written digit. */
function equals(product: number, cell: Cell): boolean {
  const value = cell.value ?? 0;
  const step = 10 ** -cell.decimals;
  if (Math.abs(product - value) < 1e-6 * Math.max(1, Math.abs(product))) return true;
  const exact = Math.abs(product / step - Math.round(product / step)) < 1e-6;
  return !exact && Math.abs(product - value) < step;
}

export function tableProducts(table: Table, notice: Notice, tell: Tell): void {
  const { heads, rows } = table;
  if (rows.length > MOST_ROWS || heads.length > MOST_COLUMNS) return;
  const leaves = rows.filter((r) => r.sum === undefined && !r.cells.some((c) => REMARK.test(c.text) && c.value === undefined));
  if (leaves.length === 0) return;
  const numeric = heads.flatMap((_, j) => (leaves.some((r) => r.cells[j]?.value !== undefined) ? [j] : []));
  for (const a of numeric) {
    const head = heads[a] ?? "";
    if (!AMOUNT.test(head) || PRICE.test(head) || /率|占比|比例/.test(head)) continue;
    const prices = numeric.filter((p) => p !== a && PRICE.test(heads[p] ?? ""));
    const quantities = numeric.filter(
      (q) => q !== a && !PRICE.test(heads[q] ?? "") && isCounted(heads[q] ?? "") && !AMOUNT.test(heads[q] ?? ""),
    );
    const sets = prices.flatMap((p) => choices(quantities).map((q) => [p, ...q]));
    best(leaves, a, scaleOf(head), sets, 1)?.forEach(({ row, factors }) => {
      sayProduct(
        row,
        a,
        heads,
        factors.map((j) => [heads[j] ?? "", row.cells[j]?.value ?? 0]),
        tell,
      );
    });
    if (prices.length > 0) continue;
    const rate = rateOf(notice);
    if (rate === undefined) continue;
    best(leaves, a, scaleOf(head), choices(quantities), rate.value)?.forEach(({ row, factors }) => {
      const named: [string, number][] = [
        [rate.said, rate.value],
        ...factors.map((j): [string, number] => [heads[j] ?? "", row.cells[j]?.value ?? 0]),
      ];
      sayProduct(row, a, heads, named, tell);
    });
  }
  shares(table, tell);
}

const isCounted = (head: string): boolean => isAdded(head) || /月数|天数|年限|次数|年数/.test(head);
const scaleOf = (head: string): number => (/万元/.test(head) ? 1e-4 : 1);
const choices = (columns: readonly number[]): number[][] => [
  ...columns.map((c) => [c]),
  ...columns.flatMap((c, i) => columns.slice(i + 1).map((d) => [c, d])),
];

/** Rows that break the product which most rows keep. */
function best(
  rows: readonly Row[],
  amount: number,
  scale: number,
  sets: readonly (readonly number[])[],
  rate: number,
): { row: Row; factors: readonly number[] }[] | undefined {
  let found: { kept: number; broken: { row: Row; factors: readonly number[] }[] } | undefined;
  for (const factors of sets) {
    for (const times of scale === 1 ? [1] : [scale, 1]) {
      let kept = 0;
      const broken: { row: Row; factors: readonly number[] }[] = [];
      for (const row of rows) {
        const cell = row.cells[amount];
        const values = factors.map((j) => row.cells[j]?.value);
        if (cell?.value === undefined || values.some((v) => v === undefined)) continue;
        const product = values.reduce<number>((n, v) => n * (v ?? 0), rate * times);
        if (equals(product, cell)) kept++;
        else broken.push({ row, factors });
      }
      if (kept < 1 || kept < broken.length) continue;
      if (!found || kept > found.kept) found = { kept, broken };
    }
  }
  return found?.broken;
}

function sayProduct(row: Row, amount: number, heads: readonly string[], factors: readonly (readonly [string, number])[], tell: Tell): void {
  const written = row.cells[amount]?.value ?? 0;
  const product = factors.reduce((n, [, v]) => n * v, 1) * scaleOf(heads[amount] ?? "");
  tell(
    "table-product",
    row.at,
    `${row.label} ${heads[amount]} ${shown(written)}`,
    `${row.label === "" ? "这一行" : `“${row.label}”这一行`}的“${heads[amount]}”写的是 ${shown(written)}，${factors.map(([n]) => n).join("乘")}是 ${factors.map(([, v]) => shown(v)).join(" × ")} = ${shown(product)}。`,
    "请核对单价（标准）、数量和金额，改正写错的一个；有扣减的，写在备注里。",
  );
}

/** The one rate that the text names: 每只补助300元, 300元/亩. */
function rateOf({ text }: Notice): { said: string; value: number } | undefined {
  const found = new Map<number, string>();
  for (const m of text.matchAll(
    /(?:每(?!年|月|天|日|季)[\u4e00-\u9fff]{1,3}[^\d，。；\n]{0,8}?|按)(\d+(?:\.\d+)?)\s*元|(\d+(?:\.\d+)?)\s*元\s*[/／]\s*[\u4e00-\u9fff]/g,
  ))
    found.set(Number(m[1] ?? m[2]), "标准");
  const [only] = found;
  return found.size === 1 && only ? { said: only[1], value: only[0] } : undefined;
}

/** Heads of a part of the whole. */
const SHARE = /占比|比重|百分比|所占比例|占总|构成比/;

function shares(table: Table, tell: Tell): void {
  const { heads, rows } = table;
  for (const [j, head] of heads.entries()) {
    const isShare = SHARE.test(head);
    if (!isShare && !/率|比例/.test(head)) continue;
    const kept = quotients(table, j, head, tell);
    if (!isShare || kept) continue;
    const total = rows.find((r) => r.sum === "total")?.cells[j];
    const leaves = rows.filter((r) => r.sum === undefined);
    if (leaves.some((r) => /^其中/.test(r.label)) || leaves.length < 2) continue;
    const cells = leaves.map((r) => r.cells[j]);
    if (cells.some((c) => c?.value === undefined)) continue;
    const sum = cells.reduce((n, c) => n + (c?.value ?? 0), 0);
    const step = 10 ** -Math.max(...cells.map((c) => c?.decimals ?? 0));
    const close = Math.abs(sum - 100) <= (leaves.length / 2) * step + 1e-9;
    if (close || (total?.value !== 100 && (sum < 85 || sum > 115))) continue;
    const last = leaves.at(-1) as Row;
    tell(
      "table-share-sum",
      rows.find((r) => r.sum === "total")?.at ?? last.at,
      `${head} ${shown(sum)}`,
      `“${head}”这一列各行相加是 ${cells.map((c) => shown(c?.value ?? 0)).join(" + ")} = ${shown(sum)}%，不是 100%。`,
      "请核对各行的占比；四舍五入的差别以外，应当正好是 100%。",
    );
  }
}

/** 率 and 占比 as a quotient of two columns, or of a column and its sum, that most rows keep. True when there is such a relation. */
function quotients({ heads, rows }: Table, share: number, head: string, tell: Tell): boolean {
  const percents = rows.filter((r) => r.cells[share]?.value !== undefined);
  if (percents.length < 2) return false;
  const columns = heads.flatMap((h, j) => (j !== share && isAdded(h) ? [j] : []));
  const leaves = rows.filter((r) => r.sum === undefined);
  const tries: { name: string; of: (r: Row) => number | undefined }[] = [];
  for (const a of columns) {
    const whole = leaves.reduce((n, r) => n + (r.cells[a]?.value ?? 0), 0);
    if (SHARE.test(head)) tries.push({ name: `${heads[a]}除以合计 ${shown(whole)}`, of: (r) => quotient(r.cells[a]?.value, whole) });
    for (const b of columns) {
      if (a !== b) tries.push({ name: `${heads[a]}除以${heads[b]}`, of: (r) => quotient(r.cells[a]?.value, r.cells[b]?.value) });
    }
  }
  for (const { name, of } of tries) {
    const judged = percents.map((r) => ({ r, is: of(r), cell: r.cells[share] as Cell })).filter((x) => x.is !== undefined);
    const broken = judged.filter(({ is, cell }) => Math.abs((is ?? 0) - (cell.value ?? 0)) > 10 ** -cell.decimals);
    const kept = judged.length - broken.length;
    if (kept < Math.max(judged.length > 2 ? 2 : 1, judged.length / 2)) continue;
    for (const { r, is, cell } of broken) {
      tell(
        "table-rate",
        r.at,
        `${r.label} ${head} ${shown(cell.value ?? 0)}`,
        `“${r.label}”这一行的“${head}”写的是 ${shown(cell.value ?? 0)}%，${name}是 ${(is ?? 0).toFixed(Math.max(1, cell.decimals))}%。`,
        "请核对这一行的数，改正写错的一个。",
      );
    }
    return true;
  }
  return false;
}

const quotient = (a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined || b === undefined || b === 0 ? undefined : (100 * a) / b;
