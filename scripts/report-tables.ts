/** 统计表: form + tally + declared rows → filled tables, the checks on them, and their shape as data. */
import type { ReportWords } from "./model/index.ts";
import { Faults, nearest, type Problem } from "./problem.ts";
import type { Continuity, FormRow, FormTable, Identity, ReportForm } from "./rules/report-forms.ts";
import type { Figure, YearTally } from "./tally.ts";

/** One cell: its number and where it came from. */
export interface Cell {
  /** Undefined while it is not declared. */
  readonly value: number | undefined;
  readonly basis: "counted" | "declared" | "mixed" | "fixed";
  readonly figure?: Figure;
  /** By the count of the day on which the report was published (`YearTally.former`); there only where that was another. */
  readonly former?: number;
  /** Line of `reports/<year>.md` on which it is declared. */
  readonly line?: number;
}

/** A table with a line of cells for each row; headings have none. */
export interface FilledTable {
  readonly table: FormTable;
  readonly rows: readonly (readonly Cell[])[];
}

const round = (n: number): number => Math.round(n * 1e6) / 1e6;

/** Address of a row in `declared`. */
export const rowAddress = (table: FormTable, row: FormRow): string => `${table.key}.${row.key}`;

/** Fills every table of a form. Pure; what is wrong is said by `validateTables`. */
export function fillTables(form: ReportForm, tally: YearTally, words: ReportWords | undefined): FilledTable[] {
  return form.tables.map((table) => ({
    table,
    rows: table.rows.map((row) => (row.heading ? [] : table.columns.map((column, i) => fillCell(table, row, column.key, i)))),
  }));

  function fillCell(table: FormTable, row: FormRow, column: string, index: number): Cell {
    const declared = words?.declared?.get(rowAddress(table, row));
    const said = declared?.values[index];
    const line = declared === undefined ? {} : { line: declared.line };
    const key = row.figure?.replace("{column}", column);
    const figure = key === undefined ? undefined : tally.figures.get(key);
    if (figure?.value !== undefined && !(figure.basis === "declared" && said !== undefined)) {
      const at = figure.declaredAt ? { line: figure.declaredAt.line } : {};
      const scaled = (n: number): number => round(n * (row.scale ?? 1));
      const before = tally.former?.figures.get(figure.key)?.value;
      const former = before === undefined || before === figure.value ? {} : { former: scaled(before) };
      return { value: scaled(figure.value), basis: figure.basis, figure, ...at, ...former };
    }
    if (figure?.basis === "mixed") return { value: undefined, basis: "mixed", figure };
    if (said !== undefined) return { value: said, basis: "declared", ...line };
    if (row.zero !== undefined) return { value: 0, basis: "fixed" };
    return { value: undefined, basis: "declared", ...line };
  }
}

/** Cell of a table by row and column. */
export function cellOf(filled: FilledTable, row: string, column: string): Cell | undefined {
  const r = filled.table.rows.findIndex((x) => x.key === row);
  const c = filled.table.columns.findIndex((x) => x.key === column);
  return filled.rows[r]?.[c];
}

const name = (head: readonly string[]): string => (head.at(-1) ?? "").trim();

/** Where in the words a fault of a table stands: the row's declared line, or the head of the file. */
const lineOf = (cells: readonly (Cell | undefined)[]): number => cells.find((c) => c?.line !== undefined)?.line ?? 1;

/** Everything that can be wrong inside one year's tables. */
export function validateTables(tables: readonly FilledTable[], words: ReportWords, form: ReportForm): Problem[] {
  const faults = new Faults();
  const known = new Set(form.tables.flatMap((t) => t.rows.filter((r) => !r.heading).map((r) => rowAddress(t, r))));
  for (const [key, { line }] of words.declared ?? []) {
    if (!/^(?:table\d|statistics|table)\b.*\./.test(key) || known.has(key)) continue;
    const near = nearest(key, known);
    faults.error(
      words.file,
      line,
      "table-row-unknown",
      `${form.edition} 年格式的表里没有“${key}”这一行。${near ? `您是不是想写“${near}”？` : ""}`,
      `请核对${words.year}年用的格式（${form.source}）；运行 npm run report -- ${words.year} 可以看到每一行的写法。`,
    );
  }
  for (const filled of tables) {
    const { table, rows } = filled;
    const missing: Record<"declared" | "declaredBefore", Missing[]> = { declared: [], declaredBefore: [] };
    for (const [r, row] of table.rows.entries()) {
      const cells = rows[r] ?? [];
      if (row.heading) continue;
      const address = rowAddress(table, row);
      const declared = words.declared?.get(address);
      if ([address, row.figure ?? address].some((key) => words.declared?.get(key)?.values.length === 0)) continue;
      if (declared && declared.values.length !== table.columns.length) {
        faults.error(
          words.file,
          declared.line,
          "table-row-length",
          `“${address}”写了 ${declared.values.length} 个数，这一行有 ${table.columns.length} 格：${table.columns.map((c) => name(c.head)).join("、")}。`,
          `请按这个次序写全，没有的写 0，写法如 ${address}: ${table.columns.map(() => "0").join(" ")}。`,
        );
        continue;
      }
      if (cells.some((c) => c.value === undefined)) {
        const before = cells.some((c) => c.basis === "mixed");
        const single = row.figure && !row.figure.includes("{column}") ? row.figure : address;
        const zeros = (single === address ? table.columns : [0]).map(() => "0").join(" ");
        (before ? missing.declaredBefore : missing.declared).push({
          name: row.head.map((h) => h.trim()).join(" "),
          line: `${single}: ${zeros}`,
        });
        continue;
      }
      for (const [c, cell] of cells.entries()) {
        const said = declared?.values[c];
        if (said !== undefined && cell.basis === "counted" && cell.value !== said && cell.former !== said) {
          faults.error(
            words.file,
            declared?.line ?? 1,
            "declared-counted",
            `“${address}”的${name(table.columns[c]?.head ?? [])}申报的是 ${said}，登记册数出来的是 ${cell.value}（${sourceOf(cell)}）。`,
            "能数出来的不用申报，请删去这一行；数得不对的，请补上或改正记录。",
          );
        }
        const value = cell.value ?? 0;
        if (row.zero !== undefined && value !== 0) {
          faults.error(
            words.file,
            cell.line ?? 1,
            "table-zero",
            `“${name(row.head)}”写的是 ${value}，${row.zero}，应当是 0。`,
            `请改成 ${address}: ${table.columns.map(() => "0").join(" ")}。`,
          );
        }
        const change = table.columns[c]?.key === "change";
        if (value < 0 && !change) {
          faults.error(
            words.file,
            cell.line ?? 1,
            "A8",
            `“${address}”的${name(table.columns[c]?.head ?? [])}是 ${value}，不能是负数。`,
            "请改成 0 或正数。",
          );
        }
        const decimals = String(value).split(".")[1]?.length ?? 0;
        if (decimals > (row.decimals ?? 0)) {
          faults.error(
            words.file,
            cell.line ?? 1,
            "A8",
            row.decimals ? `“${address}”写的是 ${value}，最多 ${row.decimals} 位小数。` : `“${address}”写的是 ${value}，应当是整数。`,
            "请改成实际的数。",
          );
        }
      }
    }
    for (const key of ["declared", "declaredBefore"] as const) sayMissing(table, key, missing[key], { words, form, faults });
    for (const identity of table.identities) checkIdentity(filled, identity, words, faults);
  }
  return faults.list;
}

/** A row that has no number yet: what it is called, and the line to be written. */
interface Missing {
  readonly name: string;
  readonly line: string;
}

/** So many rows are named in one message. */
const MOST_NAMED = 4;

/** All rows of a table that lack their numbers, in one message with the lines to be written. A draft may still wait for them; a published report may not. */
function sayMissing(
  table: FormTable,
  key: "declared" | "declaredBefore",
  missing: readonly Missing[],
  { words, form, faults }: { readonly words: ReportWords; readonly form: ReportForm; readonly faults: Faults },
): void {
  if (missing.length === 0) return;
  const say = words.date === undefined ? faults.warn : faults.error;
  const part = key === "declared" ? "登记册里数不出来，请" : "登记册开始以前的数，请";
  const [first] = missing;
  const named = missing.slice(0, MOST_NAMED).map((m) => `“${m.name}”`);
  const all =
    missing.length === 1
      ? `${named.join("")}还没有数。`
      : `有 ${missing.length} 行还没有数：${named.join("、")}${missing.length > named.length ? "等" : ""}。`;
  say.call(
    faults,
    words.file,
    words.lines[key] ?? words.lines.declared ?? 1,
    "table-undeclared",
    `${table.title}里${all}`,
    `${part}在 ${key} 下面${missing.length === 1 ? "加上一行" : "每行加上一行"}，没有就写 0，写法如 ${first?.line}${missing.length === 1 ? "。" : `；运行 npm run report -- ${words.year} 可以看到每一行的写法。`}`,
    `依据：${form.source}`,
  );
}

const sourceOf = (cell: Cell): string => {
  const first = cell.figure?.records[0];
  return first ? `第一条是 ${first.file}:1` : "没有这样的记录";
};

/** A1–A4 and the 2014 sums, in every column or row. */
function checkIdentity(filled: FilledTable, identity: Identity, words: ReportWords, faults: Faults): void {
  const { table } = filled;
  const lines = identity.over === "rows" ? table.columns.map((c) => c.key) : table.rows.filter((r) => !r.heading).map((r) => r.key);
  for (const line of lines) {
    const get = (key: string): Cell | undefined => (identity.over === "rows" ? cellOf(filled, key, line) : cellOf(filled, line, key));
    const side = (keys: readonly string[]): { sum: number; cells: (Cell | undefined)[] } => {
      const cells = keys.map(get);
      return { sum: round(cells.reduce((n, c) => n + (c?.value ?? 0), 0)), cells };
    };
    const [left, right] = [side(identity.left), side(identity.right)];
    if ([...left.cells, ...right.cells].some((c) => c?.value === undefined)) continue;
    if (identity.relation === "=" ? left.sum === right.sum : left.sum <= right.sum) continue;
    const where =
      identity.over === "rows"
        ? table.columns.length > 1
          ? `“${name(table.columns.find((c) => c.key === line)?.head ?? [])}”列`
          : ""
        : `“${(table.rows.find((r) => r.key === line)?.head ?? []).map((h) => h.trim()).join(" ")}”行`;
    faults.error(
      words.file,
      lineOf([...left.cells, ...right.cells]),
      identity.rule === "2014" ? "table-sum" : identity.rule,
      `${table.title}${where}对不上：${identity.words}，现在前面是 ${left.sum}，后面是 ${right.sum}。`,
      `请核对${describe(table, identity)}这几格。`,
    );
  }
}

const describe = (table: FormTable, identity: Identity): string => {
  const keys = [...identity.left, ...identity.right];
  const heads = keys.slice(0, 6).map((k) => {
    const found = identity.over === "rows" ? table.rows.find((r) => r.key === k) : table.columns.find((c) => c.key === k);
    return `“${name(found?.head ?? [k])}”`;
  });
  return `${heads.join("、")}${keys.length > 6 ? "……" : ""}`;
};

/** A5, A6: this year's tables against those of the year before, where both have the same form. */
export function validateContinuity(
  form: ReportForm,
  now: { readonly words: ReportWords; readonly tables: readonly FilledTable[] },
  before: { readonly words: ReportWords; readonly tables: readonly FilledTable[] },
): Problem[] {
  const faults = new Faults();
  for (const rule of form.continuities) {
    const here = now.tables.find((t) => t.table.key === rule.table);
    const there = before.tables.find((t) => t.table.key === rule.table);
    if (!here || !there) continue;
    const [row, column] = rule.cell;
    if (column === undefined) {
      for (const c of here.table.columns)
        compare(
          rule,
          here,
          there,
          [row, c.key],
          rule.before.map((r) => [r, c.key] as const),
          [],
          [],
        );
    } else {
      const of = (keys: readonly string[] | undefined) => (keys ?? []).map((k) => [row, k] as const);
      compare(rule, here, there, [row, column], of(rule.before), of(rule.plus), of(rule.minus));
    }
  }
  return faults.list;

  function compare(
    rule: Continuity,
    here: FilledTable,
    there: FilledTable,
    at: readonly [string, string],
    past: readonly (readonly [string, string])[],
    plus: readonly (readonly [string, string])[],
    minus: readonly (readonly [string, string])[],
  ): void {
    const value = (t: FilledTable, [r, c]: readonly [string, string]): number | undefined => cellOf(t, r, c)?.value;
    const parts = [...past.map((p) => value(there, p)), ...plus.map((p) => value(here, p)), ...minus.map((p) => value(here, p))];
    const actual = value(here, at);
    if (actual === undefined || parts.some((p) => p === undefined)) return;
    const sum = (list: readonly (readonly [string, string])[], t: FilledTable): number => list.reduce((n, p) => n + (value(t, p) ?? 0), 0);
    const expected = round(sum(past, there) + sum(plus, here) - sum(minus, here));
    if (actual === expected) return;
    const cell = cellOf(here, at[0], at[1]);
    const column = here.table.columns.find((c) => c.key === at[1]);
    faults.error(
      now.words.file,
      cell?.line ?? 1,
      rule.rule,
      `${rule.words}：${now.words.year}年“${name(here.table.rows.find((r) => r.key === at[0])?.head ?? [])}”的${name(column?.head ?? [])}是 ${actual}，按 ${before.words.file} 应当是 ${expected}。`,
      "请核对两年的报告；上年的报告错了的，也要更正。",
    );
  }
}

/** A statutory table as data: the shape that `report.json` documents. */
export function tableData(filled: FilledTable): unknown {
  const { table, rows } = filled;
  const lines = table.rows.flatMap((row, i) => (row.heading ? [] : [{ row, cells: rows[i] ?? [] }]));
  const number = (c: Cell | undefined): number | null => c?.value ?? null;
  const data = Object.fromEntries(
    lines.map(({ row, cells }) => [
      row.key,
      table.json === "lists"
        ? cells.map(number)
        : table.json === "numbers"
          ? number(cells[0])
          : Object.fromEntries(table.columns.map((c, i) => [c.key, number(cells[i])])),
    ]),
  );
  return table.jsonUnder === undefined ? data : { [table.jsonUnder]: data };
}

/** All tables as data: `table2.20.1` stands as `table2: {"20.1": …}`. */
export function tablesData(tables: readonly FilledTable[]): Record<string, unknown> {
  const out: Record<string, unknown> = {};
  for (const filled of tables) {
    const [, top = "", block] = /^([^.]+)(?:\.(.+))?$/.exec(filled.table.key) ?? [];
    if (block === undefined) out[top] = tableData(filled);
    else out[top] = { ...(out[top] as object | undefined), [block]: tableData(filled) };
  }
  return out;
}

/** One printed line of a table: its head cells, then its numbers. Shared by page, CSV, XLSX and Word. */
export interface GridCell {
  readonly text: string;
  readonly head: boolean;
  readonly colSpan: number;
  readonly rowSpan: number;
  /** Of a number: the cell, its row and its column. */
  readonly cell?: Cell;
  /** What a head speaks for. */
  readonly scope?: "col" | "row" | "colgroup" | "rowgroup";
}

export interface Grid {
  readonly head: readonly (readonly GridCell[])[];
  readonly body: readonly (readonly GridCell[])[];
  /** Columns in all. */
  readonly width: number;
}

export const shownCell = (cell: Cell): string => (cell.value === undefined ? "" : String(cell.value));

/** Equal beginnings of paths become one wide cell. `paths` are of equal use; shorter ones reach down to the last line. */
function headLines(paths: readonly (readonly string[])[], depth: number): GridCell[][] {
  const lines: GridCell[][] = Array.from({ length: depth }, () => []);
  const walk = (from: number, to: number, level: number): void => {
    let i = from;
    while (i < to) {
      const path = paths[i] ?? [];
      if (level >= path.length) {
        i++;
        continue;
      }
      let j = i + 1;
      while (j < to && paths[j]?.[level] === path[level] && (paths[j]?.length ?? 0) > level + 1 && path.length > level + 1) j++;
      const last = level === path.length - 1;
      lines[level]?.push({
        text: (path[level] ?? "").trim(),
        head: true,
        colSpan: j - i,
        rowSpan: last ? depth - level : 1,
        scope: j - i > 1 ? "colgroup" : "col",
      });
      if (!last) walk(i, j, level + 1);
      i = j;
    }
  };
  walk(0, paths.length, 0);
  return lines;
}

/** The grid that a table is printed as. `units`: a column for the unit of each row. */
export function gridOf(filled: FilledTable, units = false): Grid {
  const { table, rows } = filled;
  if (table.layout === "across") {
    const paths = table.rows.flatMap((r) => table.columns.map((c) => [...r.head, ...c.head]));
    const depth = Math.max(...paths.map((p) => p.length));
    return {
      head: headLines(paths, depth),
      body: [
        table.rows.flatMap((_, r) =>
          table.columns.map((_c, c): GridCell => {
            const cell = rows[r]?.[c] as Cell;
            return { text: shownCell(cell), head: false, colSpan: 1, rowSpan: 1, cell };
          }),
        ),
      ],
      width: paths.length,
    };
  }
  const depth = Math.max(...table.columns.map((c) => c.head.length));
  const headWidth = Math.max(...table.rows.map((r) => r.head.length));
  const head = headLines(
    table.columns.map((c) => c.head),
    depth,
  );
  const unit: GridCell[] = units ? [{ text: "单位", head: true, colSpan: 1, rowSpan: depth, scope: "col" }] : [];
  head[0]?.unshift({ text: table.corner, head: true, colSpan: headWidth, rowSpan: depth, scope: "col" }, ...unit);
  const body = table.rows.map((row, r): GridCell[] => {
    const heads: GridCell[] = [];
    for (const [level, text] of row.head.entries()) {
      const same = (other: FormRow | undefined): boolean =>
        other !== undefined && other.head.length > level + 1 && row.head.slice(0, level + 1).every((h, i) => other.head[i] === h);
      const last = level === row.head.length - 1;
      if (!last && same(table.rows[r - 1])) continue;
      let span = 1;
      if (!last) while (same(table.rows[r + span])) span++;
      heads.push({
        text: text.trimEnd(),
        head: true,
        colSpan: last ? headWidth - level : 1,
        rowSpan: span,
        scope: span > 1 ? "rowgroup" : "row",
      });
    }
    if (units) heads.push({ text: row.heading ? "—" : (row.unit ?? ""), head: false, colSpan: 1, rowSpan: 1 });
    const numbers = row.heading
      ? table.columns.map((): GridCell => ({ text: "—", head: false, colSpan: 1, rowSpan: 1 }))
      : (rows[r] ?? []).map((cell): GridCell => ({ text: shownCell(cell), head: false, colSpan: 1, rowSpan: 1, cell }));
    return [...heads, ...numbers];
  });
  return { head, body, width: headWidth + unit.length + table.columns.length };
}
