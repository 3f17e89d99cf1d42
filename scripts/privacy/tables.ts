/** Cells of tables in plain text. A cell ends at “|” or a tab (the readers of attachments put one between cells), a row at the line's end. */

/** What stands around a number in its row and column. */
export interface CellOf {
  /** The words of the cell at its left. */
  readonly left: string;
  /** The nearest words above it in its column. */
  readonly heading: string;
  /** From the beginning of its own cell. */
  readonly start: number;
  readonly end: number;
}

export const BORDER = /[|｜\t]/;
const BORDERS = /[|｜\t]/g;
/** Words at the head of a column, not a value in it. */
const WORDY = /^(?!.*\d{4})(?=.*[\u4e00-\u9fffA-Za-z]{2}).{1,40}$/;

/** No table names more columns. */
const MOST_HEADINGS = 500;

interface Row {
  readonly start: number;
  readonly end: number;
  /** Where cells begin, from 0. */
  readonly cells: readonly number[];
  readonly headings: ReadonlyMap<number, string>;
}

function readCells(text: string, start: number, end: number): number[] {
  const cells = [start];
  BORDERS.lastIndex = start;
  for (let m = BORDERS.exec(text); m !== null && m.index < end; m = BORDERS.exec(text)) cells.push(m.index + 1);
  return cells;
}

/** Cells of a text, asked for from its beginning to its end: each line is read once. Undefined outside of tables. */
export function cellsOf(text: string, isHeading: RegExp): (offset: number) => CellOf | undefined {
  let row: Row | undefined;
  let next = 0;
  let headings = new Map<number, string>();
  let outside = 0;
  let at = 0;
  const hasTable = BORDER.test(text);

  const readLine = (): void => {
    const start = next;
    const lineEnd = text.indexOf("\n", start);
    const end = lineEnd < 0 ? text.length : lineEnd;
    next = end + 1;
    const cells = readCells(text, start, end);
    if (cells.length === 1) {
      outside++;
      // Rows of a sheet may have lines without cells between them; a Markdown table ends.
      if (outside > 2 || text[row?.start ?? 0] === "|") headings = new Map();
      row = { start, end, cells, headings };
      return;
    }
    outside = 0;
    const before = headings;
    row = { start, end, cells, headings: before };
    for (const [column, from] of cells.entries()) {
      const word = text.slice(from, Math.min((cells[column + 1] ?? end + 1) - 1, from + 60)).trim();
      if (headings.size >= MOST_HEADINGS || !WORDY.test(word) || !isHeading.test(word)) continue;
      if (headings === before) headings = new Map(before);
      headings.set(column, word);
    }
    if (headings !== before) row = { ...row, headings };
  };

  return (offset) => {
    if (!hasTable) return undefined;
    if (row && offset < row.start) {
      next = 0;
      row = undefined;
      headings = new Map();
    }
    while (next <= text.length && (row === undefined || offset > row.end)) readLine();
    if (!row || row.cells.length === 1) return undefined;
    const { cells, end } = row;
    if (at >= cells.length || (cells[at] ?? 0) > offset) at = 0;
    while (at + 1 < cells.length && (cells[at + 1] ?? 0) <= offset) at++;
    const start = cells[at] ?? row.start;
    const left = at === 0 ? "" : text.slice(Math.max(cells[at - 1] ?? 0, start - 40), start - 1).trim();
    return { left, heading: row.headings.get(at) ?? "", start, end: (cells[at + 1] ?? end + 1) - 1 };
  };
}
