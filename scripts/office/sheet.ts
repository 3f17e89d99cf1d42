/** Excel: the cells of each sheet as they are shown, and what a workbook holds beside them. */
import { spend } from "./budget.ts";
import { BUILT_IN, type NumberFormat, parseNumberFormat, plainNumber, showNumber } from "./number-format.ts";
import { type Attributes, isOn, type Pack, pathsOf, prefixed, relationsOf, walkXml, wordsOf } from "./package.ts";
import { addCell, newRow, type Parts } from "./parts.ts";
import { readRuns } from "./runs.ts";

/** What all sheets of a workbook share. */
export interface Book {
  readonly strings: readonly string[];
  readonly formats: readonly NumberFormat[];
  readonly from1904: boolean;
}

interface SheetOf {
  readonly name: string;
  readonly hidden: boolean;
  readonly path: string;
}

/** The sheets of a workbook in their order, and what all of them share. */
function openBook(pack: Pack): { readonly sheets: readonly SheetOf[]; readonly names: string; readonly book: Book } {
  const main = "xl/workbook.xml";
  const related = new Map(relationsOf(pack, main).map((r) => [r.id, r.path]));
  const sheets: SheetOf[] = [];
  let from1904 = false;
  const names: string[] = [];
  let inName = false;
  if (!pack.files.has(main)) pack.damaged = true;
  walkXml(pack, main, {
    open(name, attributes) {
      inName = name === "definedName";
      if (inName) names.push(`\n${attributes.comment ?? ""} `);
      if (name === "workbookPr") from1904 = isOn(attributes.date1904);
      if (name !== "sheet") return;
      const path = related.get(prefixed(attributes, "id") ?? "") ?? `xl/worksheets/sheet${sheets.length + 1}.xml`;
      sheets.push({ name: attributes.name ?? "", hidden: /hidden$/i.test(attributes.state ?? ""), path });
    },
    text(text) {
      if (inName) names.push(text);
    },
    close() {
      inName = false;
    },
  });
  return { sheets, names: names.join(""), book: { strings: sharedStringsOf(pack), formats: formatsOf(pack), from1904 } };
}

export function readXlsx(pack: Pack, parts: Parts): void {
  const { sheets, names, book } = openBook(pack);
  parts.add("名称管理器里的名称", names, false);
  for (const { name, hidden, path } of sheets) {
    const sheet = `工作表“${name}”`;
    if (!pack.files.has(path) && !/chartsheets|dialogsheets/.test(path)) pack.damaged = true;
    const { shown, rest, printed, behind } = readSheet(pack, path, book, hidden);
    parts.add(sheet, shown, true);
    parts.add(hidden ? `隐藏的${sheet}` : `${sheet}里隐藏的行、列或单元格`, rest, false);
    parts.add(`${sheet}打印时的页眉页脚`, printed, false);
    parts.add(`${sheet}的公式、数据有效性和链接`, behind, false);
    for (const relation of relationsOf(pack, path)) {
      if (relation.type === "drawing") {
        const runs = readRuns(pack, relation.path);
        parts.add(`${sheet}里的图形`, runs.shown, !hidden);
        parts.add(`${sheet}里隐藏的图形`, runs.hidden, false);
        parts.add(`${sheet}里图片的说明文字`, runs.described, false);
      } else if (/^(?:comments|threadedComment)$/.test(relation.type)) {
        const wanted = (element: string, around: readonly string[]): boolean => /^(?:t|text)$/.test(element) && around.at(-1) !== "rPh";
        parts.add(`${sheet}的批注`, wordsOf(pack, relation.path, wanted, /^(?:comment|threadedComment)$/), false);
      }
    }
  }
  for (const path of pathsOf(pack, /^xl\/pivotCache\/[^/]+\.xml$/)) parts.add("数据透视表暗存的数据", cachedWords(pack, path), false);
  for (const path of pathsOf(pack, /^xl\/externalLinks\/[^/]+\.xml$/)) {
    parts.add(
      "从其他工作簿暗存的数据",
      wordsOf(pack, path, (name) => name === "v"),
      false,
    );
  }
}

/** Words that a pivot table keeps of its source. */
function cachedWords(pack: Pack, file: string): string {
  const out: string[] = [];
  walkXml(pack, file, {
    open(name, { v }) {
      if ((name === "s" || name === "n") && v !== undefined) out.push(v);
    },
    close(name) {
      if (name === "r" || name === "sharedItems") out.push("\n");
    },
  });
  return out.join(" ");
}

/** `_x000D_` is how a workbook writes characters that XML cannot hold. */
const unescaped = (text: string): string =>
  text.includes("_x") ? text.replace(/_x([0-9A-F]{4})_/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))) : text;

/** Shared strings: the runs of a rich text joined, without the readings set above characters. */
function sharedStringsOf(pack: Pack): string[] {
  const out: string[] = [];
  let words = "";
  let reading = false;
  walkXml(pack, "xl/sharedStrings.xml", {
    open(name, _attributes, path) {
      if (name === "si") words = "";
      reading = name === "t" && path.at(-1) !== "rPh";
    },
    text(text) {
      if (reading) words += text;
    },
    close(name) {
      reading = false;
      if (name === "si") out.push(unescaped(words));
    },
  });
  return out;
}

/** The number format of each cell style. */
function formatsOf(pack: Pack): NumberFormat[] {
  const codes = new Map<string, string>();
  const parsed = new Map<string, NumberFormat>();
  const out: NumberFormat[] = [];
  walkXml(pack, "xl/styles.xml", {
    open(name, { numFmtId = "0", formatCode }, path) {
      if (name === "numFmt" && path.at(-1) === "numFmts") codes.set(numFmtId, formatCode ?? "");
      if (name !== "xf" || path.at(-1) !== "cellXfs") return;
      const code = codes.get(numFmtId) ?? BUILT_IN.get(Number(numFmtId)) ?? "General";
      const format = parsed.get(code) ?? parseNumberFormat(code);
      parsed.set(code, format);
      out.push(format);
    },
  });
  return out;
}

/** “BC12” is column 55. */
function columnOf(reference: string): number {
  let column = 0;
  for (let i = 0; i < reference.length; i++) {
    const letter = reference.charCodeAt(i) & 0xdf;
    if (letter < 0x41 || letter > 0x5a) break;
    column = column * 26 + letter - 0x40;
  }
  return column;
}

const MOST_COLUMNS = 16_384;

/** The cells of a sheet, a row a line with a tab between two cells: what is seen, and what is in hidden rows and columns or shown as nothing. */
function readSheet(
  pack: Pack,
  file: string,
  book: Book,
  hidden: boolean,
): { shown: string; rest: string; printed: string; behind: string } {
  const shown: string[] = [];
  const rest: string[] = [];
  const printed: string[] = [];
  const behind: string[] = [];
  const hiddenColumns = new Uint8Array(MOST_COLUMNS + 1);
  let shownCells = newRow();
  let hiddenCells = newRow();
  let rowHidden = false;
  let column = 0;
  let cell: Attributes = {};
  let words = "";
  let reading = false;
  walkXml(pack, file, {
    open(name, attributes, path) {
      reading = false;
      switch (name) {
        case "col":
          if (isOn(attributes.hidden) || Number(attributes.width ?? 1) === 0)
            hiddenColumns.fill(1, Number(attributes.min ?? 0), Math.min(Number(attributes.max ?? 0), MOST_COLUMNS) + 1);
          break;
        case "row":
          rowHidden = isOn(attributes.hidden) || Number(attributes.ht ?? 1) === 0;
          column = 0;
          break;
        case "c":
          cell = attributes;
          column = columnOf(attributes.r ?? "") || column + 1;
          words = "";
          break;
        case "v":
          reading = true;
          break;
        case "t":
          reading = path.at(-1) !== "rPh";
          break;
        case "f":
        case "formula1":
        case "formula2":
          words = "";
          reading = true;
          break;
        case "dataValidation":
        case "hyperlink":
          for (const key of BEHIND) if (attributes[key]) behind.push(attributes[key]);
          break;
        default:
          if (path.at(-1) === "headerFooter") {
            words = "";
            reading = true;
          }
      }
    },
    text(text) {
      if (reading) words += text;
    },
    close(name, path) {
      reading = false;
      // What a formula refers to is no one's; texts and long numbers in it may be.
      if (name === "f" && /["“]|\d{7}/.test(words)) behind.push(words.slice(0, 8000));
      if (name === "formula1" || name === "formula2") behind.push(words.replaceAll('"', ""));
      if (name === "f") words = "";
      if (name === "c") {
        const { text, isShown } = shownCell(cell, words, book);
        const one = text.replace(/[\r\n\t]+/g, " ");
        spend(pack.budget, "characters", Math.ceil(one.length / 2));
        if (one !== "") addCell(hidden || rowHidden || !isShown || hiddenColumns[column] === 1 ? hiddenCells : shownCells, one, column - 1);
      } else if (name === "row") {
        if (shownCells.text !== "") shown.push(shownCells.text);
        if (hiddenCells.text !== "") rest.push(hiddenCells.text);
        shownCells = newRow();
        hiddenCells = newRow();
      } else if (path.at(-1) === "headerFooter") printed.push(words.replace(PRINT_CODES, (code) => (code === "&&" ? "&" : " ")));
    },
  });
  // A file that breaks off within a row.
  return {
    shown: [...shown, shownCells.text].join("\n"),
    rest: [...rest, hiddenCells.text].join("\n"),
    printed: printed.join("\n"),
    behind: [...new Set(behind)].join("\n"),
  };
}

/** Attributes that a reader sees only in a dialogue, or not at all. */
const BEHIND = ["promptTitle", "prompt", "errorTitle", "error", "tooltip", "display", "location"];

/** `&C`, `&"宋体,常规"`, `&P` in the head or foot of a printed sheet. */
export const PRINT_CODES = /&(?:"[^"]*"|\d+|K(?:[0-9A-F]{6}|\d\d[+-]\d{3})|.)/gi;

/** A cell as it is shown; a format may show it as nothing (`;;;`). */
export function shownCell({ t, s }: Attributes, raw: string, { strings, formats, from1904 }: Book): { text: string; isShown: boolean } {
  const format = formats[Number(s ?? 0)];
  if (t === "s" || t === "str" || t === "inlineStr") {
    const text = t === "s" ? (strings[Number(raw)] ?? "") : unescaped(raw);
    return { text, isShown: format?.sections.length !== 4 || format.sections[3]?.length !== 0 };
  }
  if (t === "b") return { text: raw === "" ? "" : isOn(raw) ? "TRUE" : "FALSE", isShown: true };
  if (t === "d") return { text: raw.replace(/T00:00(?::00(?:\.0+)?)?Z?$/, "").replace("T", " "), isShown: true };
  const value = Number(raw);
  if (t === "e" || raw.trim() === "" || !Number.isFinite(value)) return { text: raw, isShown: true };
  // Digits that Excel itself would have cut: an identity number put down as a number by another program.
  if (/^\d{16,}$/.test(raw)) return { text: raw, isShown: true };
  const text = format ? showNumber(value, format, from1904) : plainNumber(value);
  if (text.trim() !== "") return { text, isShown: true };
  // A nought that is left out tells nothing.
  return { text: value === 0 ? "" : plainNumber(value), isShown: false };
}

/** A sheet as rows and columns. */
export interface Grid {
  readonly name: string;
  readonly hidden: boolean;
  readonly rows: readonly GridRow[];
}

export interface GridRow {
  /** As Excel numbers it, from 1. */
  readonly number: number;
  readonly hidden: boolean;
  /** By column from 0; dates as 2025-03-01, numbers plain. Cells merged downwards repeat what stands at their top. */
  readonly cells: readonly string[];
}

/** No ledger is longer or wider. */
const MOST_GRID_ROWS = 100_000;
const MOST_GRID_COLUMNS = 200;

/** A cell as a value: text, a day or a day with its time, a number without the commas and signs of its format. */
export function cellText(cell: Attributes, raw: string, book: Book): string {
  const format = book.formats[Number(cell.s ?? 0)];
  const value = Number(raw);
  const isNumber = (cell.t === undefined || cell.t === "n") && raw.trim() !== "" && Number.isFinite(value);
  if (isNumber && !format?.shows && !/^\d{16,}$/.test(raw)) return plainNumber(value);
  return shownCell(cell, raw, book).text;
}

/** A grid that is filled cell by cell; rows and columns from 1. */
interface GridBuilder {
  cell(row: number, column: number, text: string): void;
  hide(row: number): void;
  merge(left: number, top: number, right: number, bottom: number): void;
  rows(): GridRow[];
}

export function newGrid(): GridBuilder {
  const rows = new Map<number, { number: number; hidden: boolean; cells: string[] }>();
  const merges: (readonly [left: number, top: number, bottom: number])[] = [];
  const rowOf = (number: number): { hidden: boolean; cells: string[] } | undefined => {
    let row = rows.get(number);
    if (row === undefined && rows.size < MOST_GRID_ROWS) {
      row = { number, hidden: false, cells: [] };
      rows.set(number, row);
    }
    return row;
  };
  return {
    cell(number, column, text) {
      const row = rowOf(number);
      if (row && column <= MOST_GRID_COLUMNS) row.cells[column - 1] = text.replace(/\r\n?/g, "\n").trim();
    },
    hide(number) {
      const row = rowOf(number);
      if (row) row.hidden = true;
    },
    merge(left, top, right, bottom) {
      // A merge along a row is a title or one long cell.
      if (left === right) merges.push([left - 1, top, bottom]);
    },
    rows() {
      for (const [at, top, bottom] of merges) {
        const value = rows.get(top)?.cells[at] ?? "";
        for (let n = top + 1; n <= Math.min(bottom, top + MOST_GRID_ROWS); n++) {
          const below = rows.get(n);
          if (below && value !== "") below.cells[at] = value;
        }
      }
      const sorted = [...rows.values()].sort((a, b) => a.number - b.number);
      return sorted.map((r) => ({ ...r, cells: Array.from(r.cells, (c) => c ?? "") }));
    },
  };
}

/** The sheets of a workbook as grids, the hidden ones named as such. */
export function gridsOf(pack: Pack): Grid[] {
  const { sheets, book } = openBook(pack);
  return sheets.map(({ name: title, hidden, path }) => {
    const grid = newGrid();
    let row = 0;
    let column = 0;
    let cell: Attributes = {};
    let words = "";
    let reading = false;
    walkXml(pack, path, {
      open(name, attributes, around) {
        reading = false;
        if (name === "row") {
          row = Number(attributes.r ?? row + 1);
          column = 0;
          if (isOn(attributes.hidden)) grid.hide(row);
        } else if (name === "c") {
          cell = attributes;
          column = columnOf(attributes.r ?? "") || column + 1;
          words = "";
        } else if (name === "v" || (name === "t" && around.at(-1) !== "rPh")) reading = true;
        else if (name === "mergeCell") {
          const [, left = "", top = "", right = "", bottom = ""] = /^([A-Z]+)(\d+):([A-Z]+)(\d+)$/.exec(attributes.ref ?? "") ?? [];
          if (left !== "") grid.merge(columnOf(left), Number(top), columnOf(right), Number(bottom));
        }
      },
      text(text) {
        if (reading) words += text;
      },
      close(name) {
        reading = false;
        if (name === "c") grid.cell(row, column, cellText(cell, words, book));
      },
    });
    return { name: title, hidden, rows: grid.rows() };
  });
}
