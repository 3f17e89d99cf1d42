/** Excel 5 to 2003 (.xls, .et): the cells of each sheet as they are shown, and what a workbook holds beside them. */
import { type BiffRecord, biffRecords, narrowString, stringReader } from "./biff.ts";
import { type Budget, spend, TooLarge } from "./budget.ts";
import { BUILT_IN, type NumberFormat, parseNumberFormat } from "./number-format.ts";
import { addCell, newRow, type Parts } from "./parts.ts";
import { rawNumbers } from "./raw.ts";
import { type Book, cellText, type Grid, newGrid, PRINT_CODES, shownCell } from "./sheet.ts";

/** Records that are read, by their numbers in [MS-XLS] 2.3.2. */
const R = {
  formula: 0x06,
  eof: 0x0a,
  header: 0x14,
  footer: 0x15,
  name: 0x18,
  note: 0x1c,
  date1904: 0x22,
  filePass: 0x2f,
  codePage: 0x42,
  crn: 0x5a,
  colInfo: 0x7d,
  boundSheet: 0x85,
  mulRk: 0xbd,
  mergeCells: 0xe5,
  rString: 0xd6,
  xf: 0xe0,
  sst: 0xfc,
  labelSst: 0xfd,
  txo: 0x1b6,
  dv: 0x1be,
  number: 0x203,
  label: 0x204,
  boolErr: 0x205,
  string: 0x207,
  row: 0x208,
  rk: 0x27e,
  format: 0x41e,
  bof: 0x809,
  seriesText: 0x100d,
} as const;

/** What the records before the first sheet say. */
interface Globals {
  isOld: boolean;
  codePage: number;
  from1904: boolean;
  readonly strings: string[];
  readonly codes: Map<number, string>;
  readonly xfs: number[];
  readonly sheets: Map<number, { readonly name: string; readonly hidden: boolean }>;
  readonly named: string[];
}

/** Reads the stream `Workbook` (or `Book`). Returns what is lacking. `shown`: does who opens the attachment see this workbook? */
export function readXls(bytes: Uint8Array, parts: Parts, budget: Budget, shown: boolean): "encrypted" | "damaged" | undefined {
  const { lack, named } = walkSheets(bytes, budget, (sheet, globals, book) => newSheet(sheet, globals, book, { budget, parts, shown }));
  parts.add("名称管理器和外部引用", named.join("\n"), false);
  return lack;
}

/** The sheets of the stream `Workbook` as grids, like those of an `.xlsx`. */
export function gridsOfXls(
  bytes: Uint8Array,
  budget: Budget,
): { readonly grids: readonly Grid[]; readonly lack?: "encrypted" | "damaged" } {
  const grids: Grid[] = [];
  const { lack } = walkSheets(bytes, budget, ({ name, hidden }, globals, book) => {
    const grid = newGrid();
    const cells = cellReader(globals, (at, t, raw) => {
      grid.cell(at.row + 1, at.column + 1, cellText(t === undefined ? { s: String(at.xf) } : { t, s: String(at.xf) }, raw, book));
    });
    return {
      take(record, depth) {
        if (depth > 1) return;
        cells(record);
        const { id, view, data } = record;
        if (id === R.row && (view.getUint16(12, true) & 0x20) !== 0) grid.hide(view.getUint16(0, true) + 1);
        if (id !== R.mergeCells) return;
        for (let at = 2; at + 8 <= data.length; at += 8) {
          const [top = 0, bottom = 0, left = 0, right = 0] = [0, 2, 4, 6].map((n) => view.getUint16(at + n, true) + 1);
          grid.merge(left, top, right, bottom);
        }
      },
      end: () => void grids.push({ name, hidden, rows: grid.rows() }),
    };
  });
  return { grids, ...(lack && { lack }) };
}

/** Goes through the records of a workbook, sheet by sheet. */
function walkSheets(
  bytes: Uint8Array,
  budget: Budget,
  open: (sheet: { readonly name: string; readonly hidden: boolean }, globals: Globals, book: Book) => Sheet,
): { readonly lack?: "encrypted" | "damaged"; readonly named: readonly string[] } {
  const globals: Globals = {
    isOld: false,
    codePage: 936,
    from1904: false,
    strings: [],
    codes: new Map(),
    xfs: [],
    sheets: new Map(),
    named: [],
  };
  let book: Book | undefined;
  let sheet: Sheet | undefined;
  let depth = 0;
  let whole = false;
  for (const record of biffRecords(bytes, budget)) {
    if (record.id === R.filePass) return { lack: "encrypted", named: [] };
    if (record.id === R.bof) {
      if (depth === 0 && record.at === 0) globals.isOld = record.data.length >= 2 && record.view.getUint16(0, true) < 0x600;
      else if (depth === 0) {
        book ??= bookOf(globals);
        sheet = open(globals.sheets.get(record.at) ?? { name: "", hidden: false }, globals, book);
      }
      depth++;
    } else if (record.id === R.eof) {
      depth = Math.max(0, depth - 1);
      if (depth > 0) continue;
      whole = true;
      sheet?.end();
      sheet = undefined;
    } else {
      try {
        if (sheet) sheet.take(record, depth);
        else readGlobal(record, globals);
      } catch (error) {
        // A record that is shorter than it says.
        if (error instanceof TooLarge || !(error instanceof RangeError)) throw error;
        whole = false;
      }
    }
  }
  sheet?.end();
  return { named: globals.named, ...(whole && depth === 0 ? {} : { lack: "damaged" as const }) };
}

const stringAt = (record: BiffRecord, at: number, globals: Globals, countBytes: 1 | 2 = 2): string =>
  globals.isOld ? narrowString(record, at, globals.codePage, countBytes) : stringReader(record, at).counted(countBytes);

function readGlobal(record: BiffRecord, globals: Globals): void {
  const { id, data, view } = record;
  switch (id) {
    case R.codePage:
      globals.codePage = view.getUint16(0, true);
      break;
    case R.date1904:
      globals.from1904 = view.getUint16(0, true) === 1;
      break;
    case R.boundSheet:
      globals.sheets.set(view.getUint32(0, true), { name: stringAt(record, 6, globals, 1), hidden: ((data[4] ?? 0) & 3) !== 0 });
      break;
    case R.sst: {
      const reader = stringReader(record, 8);
      for (let n = view.getUint32(4, true); n > 0 && reader.at + 3 <= data.length; n--) globals.strings.push(reader.counted());
      break;
    }
    case R.format:
      globals.codes.set(view.getUint16(0, true), stringAt(record, 2, globals, globals.isOld ? 1 : 2));
      break;
    case R.xf:
      globals.xfs.push(view.getUint16(2, true));
      break;
    case R.name:
    case R.crn:
      globals.named.push(rawNumbers(data));
      break;
  }
}

/** The number format of each cell style. */
function bookOf({ strings, from1904, codes, xfs }: Globals): Book {
  const parsed = new Map<string, NumberFormat>();
  const formats = xfs.map((id) => {
    const code = codes.get(id) ?? BUILT_IN.get(id) ?? "General";
    const format = parsed.get(code) ?? parseNumberFormat(code);
    parsed.set(code, format);
    return format;
  });
  return { strings, formats, from1904 };
}

interface Sheet {
  /** `depth` beyond 1: a chart within the sheet. */
  take(record: BiffRecord, depth: number): void;
  /** After its last record. */
  end(): void;
}

interface CellAt {
  /** From 0. */
  readonly row: number;
  readonly column: number;
  /** Its cell format. */
  readonly xf: number;
}

/** Reads the cells out of records. `t`: the type of an `.xlsx` cell; undefined for a number. */
function cellReader(
  globals: Globals,
  put: (at: CellAt, t: "s" | "str" | "b" | undefined, raw: string) => void,
): (record: BiffRecord) => void {
  /** The cell of a formula whose text stands in the next record. */
  let waiting: CellAt | undefined;
  const place = (view: DataView): CellAt => ({
    row: view.getUint16(0, true),
    column: view.getUint16(2, true),
    xf: view.getUint16(4, true),
  });
  return (record) => {
    const { id, data, view } = record;
    switch (id) {
      case R.labelSst:
        put(place(view), "s", String(view.getUint32(6, true)));
        break;
      case R.label:
      case R.rString:
        put(place(view), "str", stringAt(record, 6, globals));
        break;
      case R.number:
        put(place(view), undefined, String(view.getFloat64(6, true)));
        break;
      case R.rk:
        put(place(view), undefined, String(rkValue(view.getUint32(6, true))));
        break;
      case R.mulRk:
        for (let at = 4, column = view.getUint16(2, true); at + 6 <= data.length - 2; at += 6, column++)
          put(
            { row: view.getUint16(0, true), column, xf: view.getUint16(at, true) },
            undefined,
            String(rkValue(view.getUint32(at + 2, true))),
          );
        break;
      case R.boolErr:
        if (data[7] === 0) put(place(view), "b", String(data[6]));
        break;
      case R.formula:
        if (view.getUint16(12, true) !== 0xffff) put(place(view), undefined, String(view.getFloat64(6, true)));
        else if (data[6] === 0) waiting = place(view);
        else if (data[6] === 1) put(place(view), "b", String(data[8]));
        break;
      case R.string:
        if (waiting) put(waiting, "str", stringAt(record, 0, globals));
        waiting = undefined;
        break;
    }
  };
}

function newSheet(
  { name, hidden }: { readonly name: string; readonly hidden: boolean },
  globals: Globals,
  book: Book,
  { budget, parts, shown }: { readonly budget: Budget; readonly parts: Parts; readonly shown: boolean },
): Sheet {
  const lines = { shown: [] as string[], rest: [] as string[] };
  const printed: string[] = [];
  const noted: string[] = [];
  const drawn: string[] = [];
  const checked: string[] = [];
  const hiddenColumns = new Set<number>();
  const hiddenRows = new Set<number>();
  let row = -1;
  let cells = { shown: newRow(), rest: newRow() };
  const endRow = (): void => {
    for (const kind of ["shown", "rest"] as const) if (cells[kind].text !== "") lines[kind].push(cells[kind].text);
    cells = { shown: newRow(), rest: newRow() };
  };
  const takeCell = cellReader(globals, (at, t, raw) => {
    if (at.row !== row) endRow();
    row = at.row;
    const { text, isShown } = shownCell(t === undefined ? { s: String(at.xf) } : { t, s: String(at.xf) }, raw, book);
    if (text === "") return;
    spend(budget, "characters", Math.ceil(text.length / 2));
    const isHidden = hidden || !isShown || hiddenRows.has(at.row) || hiddenColumns.has(at.column);
    addCell(cells[isHidden ? "rest" : "shown"], text.replace(/[\r\n\t]+/g, " "), at.column);
  });

  const takeRest = (record: BiffRecord): void => {
    const { id, data, view } = record;
    switch (id) {
      case R.colInfo:
        if ((view.getUint16(8, true) & 1) !== 0)
          for (let c = view.getUint16(0, true); c <= Math.min(view.getUint16(2, true), 255); c++) hiddenColumns.add(c);
        break;
      case R.row:
        if ((view.getUint16(12, true) & 0x20) !== 0) hiddenRows.add(view.getUint16(0, true));
        break;
      case R.header:
      case R.footer:
        if (data.length > 0)
          printed.push(stringAt(record, 0, globals, globals.isOld ? 1 : 2).replace(PRINT_CODES, (c) => (c === "&&" ? "&" : " ")));
        break;
      case R.note:
        noted.push(globals.isOld ? narrowString(record, 4, globals.codePage) : stringReader(record, 8).counted());
        break;
      case R.txo: {
        const reader = stringReader(record, record.breaks[0]);
        const count = view.getUint16(10, true);
        if (count > 0 && record.breaks.length > 0) drawn.push(reader.characters(count));
        break;
      }
      case R.dv: {
        const reader = stringReader(record, 4);
        for (let i = 0; i < 4; i++) checked.push(reader.counted().replaceAll("\0", ""));
        // A list that is written out: the operand of a text.
        if (data[reader.at + 4] === 0x17)
          checked.push(
            stringReader(record, reader.at + 5)
              .counted(1)
              .replaceAll("\0", " "),
          );
        break;
      }
      case R.seriesText:
        drawn.push(stringAt(record, 2, globals, 1));
        break;
    }
  };

  return {
    take(record, depth) {
      if (depth > 1 && record.id === R.label) drawn.push(stringAt(record, 6, globals));
      else if (depth <= 1) takeCell(record);
      takeRest(record);
    },
    end() {
      endRow();
      const sheet = `工作表“${name}”`;
      parts.add(sheet, lines.shown.join("\n"), shown);
      parts.add(hidden ? `隐藏的${sheet}` : `${sheet}里隐藏的行、列或单元格`, lines.rest.join("\n"), false);
      parts.add(`${sheet}打印时的页眉页脚`, printed.join("\n"), false);
      parts.add(`${sheet}的批注和图形`, [...noted, ...drawn].join("\n"), false);
      parts.add(`${sheet}的数据有效性`, checked.join("\n"), false);
    },
  };
}

/** RK: a number in 30 bits, whole or the upper part of a double, divided by 100 or not. */
function rkValue(rk: number): number {
  let value: number;
  if ((rk & 2) !== 0) value = rk >> 2;
  else {
    const view = new DataView(new ArrayBuffer(8));
    view.setUint32(4, rk & 0xfffffffc, true);
    value = view.getFloat64(0, true);
  }
  return (rk & 1) !== 0 ? value / 100 : value;
}
