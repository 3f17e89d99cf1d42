/** Tables as a page can show them: one head, no merged cells, no frames around text. Runs in the browser too. */
import { type Block, type Inline, type Inlines, isBlank, type Notes } from "./blocks.ts";

/** More columns than Word allows. */
export const MOST_COLUMNS = 64;

/** A cell as it stands in the document. */
export interface Cell {
  readonly blocks: readonly Block[];
  /** Columns that it takes. */
  readonly span: number;
}

/** Blocks of a cell on one line: paragraphs and the cells of a table within it, a blank between. */
export function flattened(blocks: readonly Block[]): Inlines {
  const out: Inline[] = [];
  const add = (inlines: Inlines): void => {
    if (isBlank(inlines)) return;
    if (out.length > 0) out.push({ kind: "text", text: " " });
    out.push(...inlines);
  };
  for (const block of blocks) {
    if (block.kind === "table") for (const row of block.rows) for (const cell of row) add(cell);
    else {
      if (block.kind === "item" && block.number !== undefined) add([{ kind: "text", text: `${block.number}.` }]);
      add(block.inlines);
    }
  }
  return out;
}

/**
 * A table as blocks: what is only a frame or a row becomes its paragraphs, a line across the top stands before the table, and
 * merged cells have their words in the first place. `merged` says that cells were merged downwards.
 */
export function tableBlocks(rows: readonly (readonly Cell[])[], merged: boolean, notes: Notes): Block[] {
  const filled = rows.filter((r) => r.some((c) => !isBlank(flattened(c.blocks))));
  const width = Math.min(MOST_COLUMNS, Math.max(0, ...filled.map((r) => r.reduce((sum, c) => sum + c.span, 0))));
  const across = (row: readonly Cell[]): boolean => row.filter((c) => !isBlank(flattened(c.blocks))).length === 1 && row[0]?.span === width;
  const out: Block[] = [];
  const body = [...filled];
  while (body[0] && (width === 1 || across(body[0]))) {
    for (const cell of body[0]) out.push(...cell.blocks);
    body.shift();
  }
  if (body.length === 0) return out;
  if (body.length === 1) return [...out, { kind: "paragraph", inlines: flattened((body[0] ?? []).flatMap((c) => [...c.blocks])) }];
  if (merged || body.some((r) => r.some((c) => c.span > 1))) {
    notes.add("表格里有合并的单元格：网页的表格不能合并，文字写在第一格，其余的格空着。请看一遍表格。");
  }
  const grid = body.map((row) =>
    row.flatMap((c) => [flattened(c.blocks), ...Array.from({ length: c.span - 1 }, () => [])]).slice(0, width),
  );
  out.push({ kind: "table", rows: grid });
  return out;
}
