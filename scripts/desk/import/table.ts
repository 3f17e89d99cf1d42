/** A ledger's file → rows of cells: Excel of any age (.xlsx, .xls, and .et of WPS), or CSV in UTF-8, GBK or UTF-16, with commas, semicolons or tabs. */
import { parse } from "csv-parse/sync";
import { encodingOf } from "../../encoding.ts";
import { newBudget, TooLarge } from "../../office/budget.ts";
import { isCompoundFile, lackOfCompoundFile, openCompound } from "../../office/compound.ts";
import { decodeMarkup, readMarkup } from "../../office/markup.ts";
import { openPack } from "../../office/package.ts";
import { newParts } from "../../office/parts.ts";
import { type Grid, gridsOf } from "../../office/sheet.ts";
import { gridsOfXls } from "../../office/sheet-old.ts";
import { ImportRefused } from "./blocks.ts";

export interface Row {
  /** As the spreadsheet numbers it. */
  readonly number: number;
  readonly cells: readonly string[];
}

export interface Table {
  /** Name of the sheet; empty for CSV. */
  readonly name: string;
  readonly rows: readonly Row[];
}

export interface Tables {
  readonly tables: readonly Table[];
  readonly notes: readonly string[];
}

const SHEET = /^xl\/(?:(?:workbook|styles|sharedStrings)\.xml|_rels\/workbook\.xml\.rels|worksheets\/[^/]+\.xml)$/;
const MOST_CSV_BYTES = 50 * 1024 * 1024;

/** The sheets of a workbook, or the one table of a CSV. Throws `ImportRefused` for a password, a broken file. */
export function readTables(bytes: Uint8Array): Tables {
  if (isCompoundFile(bytes)) return oldWorkbook(bytes);
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return workbook(bytes);
  const head = new TextDecoder("windows-1252").decode(bytes.subarray(0, 2000));
  if (/<(?:html|table|meta|!doctype|\?mso-application|(?:ss:)?workbook)\b/i.test(head))
    return page(bytes, /<(?:\?mso|(?:ss:)?workbook)/i.test(head));
  return csv(bytes);
}

const broken = (): ImportRefused =>
  new ImportRefused("这不是 Excel 表格，或者文件已经坏了。", "请用 Excel 或 WPS 打开看看，“另存为”，类型选 .xlsx，再试。");

/** Runs a reader of workbooks; what it cannot read is refused in the clerk's words. */
function gridsBy(read: () => readonly Grid[]): Tables {
  let grids: readonly Grid[];
  try {
    grids = read();
  } catch (error) {
    if (error instanceof ImportRefused) throw error;
    if (error instanceof TooLarge) throw new ImportRefused("表格展开以后超过 100 MB，没有读。", "请分成几个文件。");
    throw broken();
  }
  const notes: string[] = [];
  for (const g of grids) if (g.hidden) notes.push(`工作表“${g.name}”是隐藏的，没有读。要读的，请取消隐藏再试。`);
  const seen = grids.filter((g) => !g.hidden);
  if (seen.some((g) => g.rows.some((r) => r.hidden && r.cells.some((c) => c !== "")))) notes.push("有隐藏（筛选掉）的行，也一起读了。");
  return { tables: seen.map(({ name, rows }) => ({ name, rows })), notes };
}

function oldWorkbook(bytes: Uint8Array): Tables {
  return gridsBy(() => {
    const budget = newBudget();
    const encrypted = new ImportRefused("这个文件加了密码，打不开。", "请在 Excel 或 WPS 里打开，去掉密码，保存以后再试。");
    const compound = openCompound(bytes, budget);
    const stream = compound.read("Workbook") ?? compound.read("Book");
    if (stream === undefined && lackOfCompoundFile(bytes) === "encrypted") throw encrypted;
    if (stream === undefined)
      throw new ImportRefused("这不是 Excel 表格，是旧格式的 Word 文档或者别的文件。", "台账请用 Excel 或 WPS 另存为 .xlsx，再试。");
    const { grids, lack } = gridsOfXls(stream, budget);
    if (lack === "encrypted") throw encrypted;
    if (lack === "damaged") throw broken();
    return grids;
  });
}

/** What many systems hand out as “.xls”: a web page, or the XML of Office 2003, with one table. */
function page(bytes: Uint8Array, isXml: boolean): Tables {
  return gridsBy(() => {
    const source = decodeMarkup(bytes);
    if (/(?:rowspan|MergeDown)\s{0,9}=\s{0,9}["']?[2-9\d]/i.test(source.replace(/(?:rowspan|MergeDown)\s{0,9}=\s{0,9}["']?[01]\b/gi, "")))
      throw new ImportRefused(
        "这个表格其实是网页，里面有上下合并的单元格，读不准。",
        "请用 Excel 或 WPS 打开，“另存为”，类型选 .xlsx，再试。",
      );
    const parts = newParts();
    readMarkup(source, isXml, parts, newBudget());
    const text = parts.list.find((p) => p.visible)?.text ?? "";
    const rows = text.split("\n").map((line, i) => ({ number: i + 1, hidden: false, cells: line.split("\t") }));
    return [{ name: "", hidden: false, rows }];
  });
}

function workbook(bytes: Uint8Array): Tables {
  return gridsBy(() => {
    const pack = openPack(bytes, SHEET, newBudget());
    if (!pack.files.has("xl/workbook.xml")) throw broken();
    const grids = gridsOf(pack);
    if (pack.damaged) throw broken();
    return grids;
  });
}

function csv(bytes: Uint8Array): Tables {
  if (bytes.length > MOST_CSV_BYTES) throw new ImportRefused("文件超过 50 MB，没有读。", "请分成几个文件。");
  const encoding = encodingOf(bytes);
  if (encoding === "broken" || encoding === "unknown") {
    throw new ImportRefused(
      "认不出文件的编码，或者有坏掉的字：CSV 应当是 UTF-8 或 GBK。",
      "请用 Excel 或 WPS 打开，“另存为”，类型选 .xlsx 或者“CSV UTF-8”，再试。",
    );
  }
  let text = new TextDecoder(encoding).decode(bytes).replace(/^\uFEFF/, "");
  if (text.slice(0, 10_000).includes("\0"))
    throw new ImportRefused("这不是台账：可以读的有 .xlsx、.csv 和 .docx。", "请用 Excel 或 WPS 打开，“另存为” .xlsx，再试。");
  const named = /^sep=(.)\r?\n/i.exec(text);
  if (named) text = text.slice(named[0].length);
  const before = named ? 1 : 0;
  let records: string[][];
  try {
    records = parse(text, {
      delimiter: named?.[1] ?? delimiterOf(text),
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
      max_record_size: 1_000_000,
    });
  } catch {
    throw new ImportRefused("这个 CSV 读不出行和列：多半是有一个引号没有成对。", "请用 Excel 或 WPS 打开，“另存为” .xlsx，再试。");
  }
  return {
    tables: [
      {
        name: "",
        rows: records.map((cells, i) => ({ number: i + 1 + before, cells: cells.map((c) => c.replace(/\r\n?/g, "\n").trim()) })),
      },
    ],
    notes: [],
  };
}

/** The mark that parts the first lines into the most columns, the same number in most of them. */
function delimiterOf(text: string): string {
  // What is quoted may hold any mark, and line ends.
  const lines = text
    .slice(0, 50_000)
    .replace(/"[^"]*"/g, "")
    .split(/\r\n?|\n/, 30)
    .filter((l) => l !== "");
  let best = ",";
  let most = 0;
  for (const mark of [",", "\t", ";", "，", "|"]) {
    const counts = lines.map((l) => l.split(mark).length - 1);
    // The count that most lines share, times the lines that share it.
    const shared = Math.max(0, ...[...new Set(counts)].map((n) => n * counts.filter((c) => c === n).length));
    if (shared > most) [best, most] = [mark, shared];
  }
  return best;
}
