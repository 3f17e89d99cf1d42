/** A ledger's file → rows of cells: XLSX, or CSV in UTF-8, GBK or UTF-16, with commas, semicolons or tabs. */
import { parse } from "csv-parse/sync";
import { encodingOf } from "../../encoding.ts";
import { newBudget, TooLarge } from "../../office/budget.ts";
import { isCompoundFile, lackOfCompoundFile } from "../../office/compound.ts";
import { openPack } from "../../office/package.ts";
import { gridsOf } from "../../office/sheet.ts";
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

/** The sheets of a workbook, or the one table of a CSV. Throws `ImportRefused` for .xls, a password, a broken file. */
export function readTables(bytes: Uint8Array): Tables {
  if (isCompoundFile(bytes)) {
    throw lackOfCompoundFile(bytes) === "encrypted"
      ? new ImportRefused("这个文件加了密码，打不开。", "请在 Excel 或 WPS 里打开，去掉密码，保存以后再试。")
      : new ImportRefused("这是旧格式的 Excel 表格（.xls），读不了。", "请用 Excel 或 WPS 打开，“另存为”，类型选 .xlsx，再试。");
  }
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return workbook(bytes);
  return csv(bytes);
}

function workbook(bytes: Uint8Array): Tables {
  const budget = newBudget();
  const broken = new ImportRefused(
    "这不是 Excel 表格（.xlsx），或者文件已经坏了。",
    "请用 Excel 或 WPS 打开看看，“另存为”，类型选 .xlsx，再试。",
  );
  let grids: ReturnType<typeof gridsOf>;
  try {
    const pack = openPack(bytes, SHEET, budget);
    if (!pack.files.has("xl/workbook.xml")) throw broken;
    grids = gridsOf(pack);
    if (pack.damaged) throw broken;
  } catch (error) {
    if (error instanceof ImportRefused) throw error;
    if (error instanceof TooLarge) throw new ImportRefused("表格展开以后超过 100 MB，没有读。", "请分成几个文件。");
    throw broken;
  }
  const notes: string[] = [];
  for (const g of grids) if (g.hidden) notes.push(`工作表“${g.name}”是隐藏的，没有读。要读的，请取消隐藏再试。`);
  const seen = grids.filter((g) => !g.hidden);
  if (seen.some((g) => g.rows.some((r) => r.hidden && r.cells.some((c) => c !== "")))) notes.push("有隐藏（筛选掉）的行，也一起读了。");
  return { tables: seen.map(({ name, rows }) => ({ name, rows })), notes };
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
