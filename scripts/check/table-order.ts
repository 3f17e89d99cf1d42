/** Order and shape of a table: 序号, 名次, rows written twice, heads that are missing, rows that are too short. */
import type { Notice, Tell } from "./notice.ts";
import type { Row, Table } from "./table.ts";

export function tableOrder(table: Table, _notice: Notice, tell: Tell): void {
  serials(table, tell);
  ranks(table, tell);
  twins(table, tell);
  heads(table, tell);
}

const whole = (row: Row, column: number): number | undefined => {
  const text = row.cells[column]?.text ?? "";
  return /^\d{1,5}$/.test(text) ? Number(text) : undefined;
};

/** 序号 go on by one; they may begin anywhere and begin again with 1. Where many do not, the rows are taken out of a longer list. */
function serials({ heads, rows }: Table, tell: Tell): void {
  const column = heads.findIndex((h) => /^(?:序号|编号|序|顺序|No\.?|号)$/i.test(h));
  if (column < 0) return;
  const numbered = rows.flatMap((row) => {
    const n = whole(row, column);
    return n === undefined ? [] : [{ row, n }];
  });
  if (numbered.length < 3) return;
  const first = numbered[0]?.n ?? 1;
  if (first > 1 && /编号|号$/.test(heads[column] ?? "") && heads[column] !== "序号") return;
  const byPlace = numbered.filter(({ n }, i) => n !== first + i);
  const byStep = numbered.filter(({ n }, i) => i > 0 && n !== (numbered[i - 1]?.n ?? 0) + 1 && n !== 1);
  const wrong = byStep.length <= byPlace.length || byPlace.length === 0 ? byStep : byPlace;
  if (wrong.length === 0 || wrong.length > Math.max(1, numbered.length / 4)) return;
  for (const { row, n } of wrong) {
    const before = numbered[numbered.findIndex((x) => x.row === row) - 1]?.n ?? 0;
    tell(
      "table-serial",
      row.at,
      `${heads[column]} ${n}`,
      `“${heads[column]}”这里写的是 ${n}，上一行是 ${before}，接下去应当是 ${before + 1}。`,
      n <= before ? "请改正编号。" : "请看看是不是漏了一行，或者改正编号。",
    );
  }
}

const SCORE = /^(?:得分|总分|总得分|综合得分|综合成绩|分数|成绩|总成绩|评分|考核得分|最终得分|平均分|票数|得票)(?:[（(]|$)/;

/** A better rank has no lower score. */
function ranks({ heads, rows }: Table, tell: Tell): void {
  const rank = heads.findIndex((h) => /^(?:名次|排名|位次|排序)$/.test(h));
  const score = heads.findLastIndex((h) => SCORE.test(h));
  if (rank < 0 || score < 0) return;
  const ranked = rows
    .flatMap((row) => {
      const n =
        whole(row, rank) ??
        (/^第[一二三四五六七八九十]名$/.test(row.cells[rank]?.text ?? "")
          ? "一二三四五六七八九十".indexOf(row.cells[rank]?.text[1] ?? "") + 1
          : undefined);
      const s = row.cells[score]?.value;
      return n === undefined || s === undefined ? [] : [{ row, n, s }];
    })
    .sort((a, b) => a.n - b.n);
  const wrong = ranked.flatMap((r, i) => {
    const before = ranked[i - 1];
    return before && (r.s > before.s || (r.n === before.n && r.s !== before.s)) ? [{ before, r }] : [];
  });
  if (wrong.length === 0 || (ranked.length > 2 && wrong.length > (ranked.length - 1) / 2)) return;
  for (const { before, r } of wrong) {
    const same = r.n === before.n;
    tell(
      "table-rank",
      r.row.at,
      `${heads[rank]} ${r.n} ${r.s}`,
      same
        ? `“${before.row.label}”和“${r.row.label}”同是第 ${r.n} 名，“${heads[score]}”却是 ${before.s} 和 ${r.s}。`
        : `第 ${r.n} 名“${r.row.label}”的“${heads[score]}”是 ${r.s}，高于第 ${before.n} 名“${before.row.label}”的 ${before.s}。`,
      "请核对名次和得分。",
    );
  }
}

/** One row twice in a table whose rows are otherwise all named differently. */
function twins({ heads, rows }: Table, tell: Tell): void {
  const serial = heads.findIndex((h) => /^序号?$/.test(h));
  const named = rows.filter((r) => r.sum === undefined);
  if (named.length < 3 || named.length > 2000) return;
  const seen = new Map<string, Row>();
  const labels = new Set<string>();
  const doubled: [Row, Row][] = [];
  for (const row of named) {
    const cells = row.cells.filter((_, j) => j !== serial).map((c) => c.text);
    const words = cells.join("|");
    if (cells.filter((c) => c !== "").length < 2 || /[*＊×某XＸ]/.test(words)) return;
    const before = seen.get(words);
    if (before) doubled.push([before, row]);
    else if (labels.has(cells[0] ?? "")) return;
    seen.set(words, row);
    labels.add(cells[0] ?? "");
  }
  if (doubled.length !== 1) return;
  for (const [first, row] of doubled) {
    tell(
      "table-row-twice",
      row.at,
      row.cells.map((c) => c.text).join(" "),
      `“${row.label}”这一行和第 ${first.at} 行完全相同，像是重复了。`,
      "请删去一行；确实是两笔的，写清区别。",
    );
  }
}

/** A head that is empty, or is a row of data. */
function heads({ heads: names, rows, at }: Table, tell: Tell): void {
  if (names.length > 1 && rows.length > 0 && names.every((n) => n === "")) {
    tell("table-head", at, "", "这张表的表头是空的，看表的人不知道各列是什么。", "请在第一行写上各列的名称和单位。");
    return;
  }
  const data = names.findIndex(
    (n, j) =>
      j > 0 &&
      /^\d[\d,]*(?:\.\d+)?$/.test(n) &&
      !/^(?:19|20)\d\d$/.test(n) &&
      rows.length > 0 &&
      rows.every((r) => r.cells[j]?.value !== undefined),
  );
  const counting =
    names.filter((n) => /^\d+$/.test(n)).length > 1 &&
    names.filter((n) => /^\d+$/.test(n)).every((n, i, all) => i === 0 || Number(n) === Number(all[i - 1]) + 1);
  if (data > 0 && !counting && names.length <= 6) {
    tell(
      "table-head",
      at,
      names.join(" "),
      `表头第 ${data + 1} 格写的是“${names[data]}”，像是把第一行数据当成了表头。`,
      "请在最上面加一行各列的名称，写法如 | 村 | 户数 |。",
    );
  }
  const short = rows.filter((r) => r.cells.length < names.length);
  const [row] = short;
  if (row && short.length === 1 && rows.length > 2 && row.sum === undefined && row.cells.length > 1) {
    tell(
      "table-short-row",
      row.at,
      row.cells.map((c) => c.text).join(" "),
      `这一行只有 ${row.cells.length} 格，表头有 ${names.length} 格。`,
      "请补上缺的一格；没有内容的，中间也要留一个空格子。",
    );
  }
}
