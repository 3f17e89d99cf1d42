/** 年度报告 as files: its tables as CSV and XLSX, the whole as a Word document laid out by GB/T 9704-2012. */
import type * as Docx from "docx";
import type { CellObject, Row } from "write-excel-file/node";
import { csvCell } from "./data.ts";
import { type Filled, parseMarkdown } from "./markdown.ts";
import { type AnnualReport, resolvePlaceholder } from "./report.ts";
import { type FilledTable, type Grid, type GridCell, gridOf, shownCell } from "./report-tables.ts";
import { dayInChinese } from "./rules/days.ts";

/** A table whose rows have several units shows them; elsewhere the heads say what is counted. */
const gridWithUnits = (filled: FilledTable): Grid => gridOf(filled, new Set(filled.table.rows.flatMap((r) => r.unit || [])).size > 1);

/** A grid with every cell in its place; undefined where a cell spans from above or from the left. */
function flattened(grid: Grid): (GridCell | undefined)[][] {
  const lines = [...grid.head, ...grid.body];
  const taken = lines.map(() => new Set<number>());
  return lines.map((cells, r) => {
    const line: (GridCell | undefined)[] = Array.from({ length: grid.width }, () => undefined);
    let c = 0;
    for (const cell of cells) {
      while (taken[r]?.has(c)) c++;
      line[c] = cell;
      for (let down = 0; down < cell.rowSpan; down++) for (let right = 0; right < cell.colSpan; right++) taken[r + down]?.add(c + right);
    }
    return line;
  });
}

/** All statutory tables, one after another: a line with the title, then heads and rows. UTF-8 with BOM and CRLF. */
export function reportCsv(report: AnnualReport): string {
  // A negative number is no formula.
  const shown = (cell: GridCell | undefined): string => (cell?.cell ? cell.text : csvCell(cell?.text ?? ""));
  const lines = report.tables.flatMap((filled) => [
    csvCell(filled.table.title),
    ...flattened(gridWithUnits(filled)).map((line) => line.map(shown).join(",")),
  ]);
  return `\uFEFF${lines.join("\r\n")}\r\n`;
}

/** Width of a text in Han characters. */
const ems = (text: string): number => [...text].reduce((n, c) => n + (/[\u0020-\u00ff]/.test(c) ? 0.5 : 1), 0);

/** The same parts in the same order and of the same time: equal input gives equal bytes. */
async function repacked(zip: Uint8Array, patch: (path: string, text: string) => string): Promise<Uint8Array> {
  const { strFromU8, strToU8, unzipSync, zipSync } = await import("fflate");
  const first = "[Content_Types].xml";
  const parts = Object.entries(unzipSync(zip)).sort(([a], [b]) => Number(b === first) - Number(a === first) || (a < b ? -1 : 1));
  // A ZIP holds local time, so that one made of UTC would differ between zones.
  const mtime = new Date(1980, 0, 1);
  return zipSync(Object.fromEntries(parts.map(([path, bytes]) => [path, strToU8(patch(path, strFromU8(bytes)))])), { level: 9, mtime });
}

/** All statutory tables, one a sheet, ready to print on A4. */
export async function reportXlsx(report: AnnualReport, title: string): Promise<Uint8Array> {
  const { default: writeExcelFile } = await import("write-excel-file/node");
  const names = new Set<string>();
  const sheets = report.tables.map((filled) => {
    const grid = gridWithUnits(filled);
    const widths = sheetWidths(filled, grid);
    const across = (from: number, count: number): number => widths.slice(from, from + count).reduce((n, w) => n + w, 0);
    const linesIn = (text: string, width: number, size = 1): number => Math.ceil((ems(text) * 2 * size) / Math.max(width - 1, 1));
    const banner = (text: string, fontSize: number): Row => [
      {
        value: text,
        columnSpan: grid.width,
        fontSize,
        fontWeight: "bold",
        align: "center",
        alignVertical: "center",
        wrap: true,
        height: (fontSize + 6) * linesIn(text, across(0, grid.width), fontSize / 11) + 4,
      },
      ...Array.from({ length: grid.width - 1 }, () => null),
    ];
    const rows = flattened(grid).map((line): Row => {
      const tallest = Math.max(1, ...line.map((cell, c) => (cell && cell.rowSpan === 1 ? linesIn(cell.text, across(c, cell.colSpan)) : 1)));
      return line.map((cell) => cell && { ...sheetCell(cell), height: 16 * tallest + 4 });
    });
    return {
      sheet: sheetName(filled.table.title, names),
      data: [banner(title, 14), banner(filled.table.title, 12), ...rows],
      columns: widths.map((width) => ({ width })),
      stickyRowsCount: grid.head.length + 2,
      ...(filled.table.layout === "across" ? { orientation: "landscape" as const } : {}),
    };
  });
  const zip = await writeExcelFile(sheets, { fontFamily: "宋体", fontSize: 11 }).toBuffer();
  return repacked(zip, (path, text) => {
    if (path === "xl/sharedStrings.xml") return text.replaceAll("<t>", '<t xml:space="preserve">');
    return path.startsWith("xl/worksheets/sheet") ? fitted(text) : text;
  });
}

/** A sheet printed on A4 as wide as the page and as long as it is. */
function fitted(sheet: string): string {
  const margins = '<pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/>';
  const whole = sheet.includes("<pageSetup ") ? sheet : sheet.replace("</worksheet>", `${margins}<pageSetup paperSize="9"/></worksheet>`);
  return whole
    .replace(/<worksheet[^>]*>/, '$&<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>')
    .replace("<pageSetup ", '<pageSetup fitToHeight="0" ');
}

function sheetCell(cell: GridCell): CellObject {
  const span = { columnSpan: cell.colSpan, rowSpan: cell.rowSpan };
  const frame = { ...span, borderStyle: "thin", alignVertical: "center", wrap: true } as const;
  if (cell.cell) return cell.cell.value === undefined ? frame : { ...frame, value: cell.cell.value, align: "right" };
  const head = cell.head ? ({ backgroundColor: "#F2F2F2" } as const) : {};
  return { ...frame, ...head, value: cell.text, align: cell.scope === "row" ? "left" : "center" };
}

/** In half-width characters. */
function sheetWidths({ table }: FilledTable, grid: Grid): number[] {
  if (table.layout === "across") return Array.from({ length: grid.width }, () => 9);
  const numbers = table.columns.map((c) => (table.columns.length > 4 ? 9 : Math.min(30, Math.max(14, ems(c.head.at(-1) ?? "") * 2 + 2))));
  const depth = Math.max(...table.rows.map((r) => r.head.length));
  const longest = Math.max(...table.rows.map((r) => ems(r.head.at(-1) ?? "")));
  const heads = Array.from({ length: depth }, (_, i) =>
    i < depth - 1 ? 12 : Math.min(depth > 1 ? 42 : 62, Math.max(26, longest * 2 + 2)),
  );
  return [...heads, ...Array.from({ length: grid.width - depth - numbers.length }, () => 8), ...numbers];
}

/** Excel: at most 31 characters, each name once, none of `\ / ? * [ ] :`. */
function sheetName(title: string, used: Set<string>): string {
  const plain = title.replace(/[\\/?*[\]:']/g, "");
  let name = plain.slice(0, 31);
  for (let n = 2; used.has(name); n++) name = `${plain.slice(0, 27)}（${n}）`;
  used.add(name);
  return name;
}

/** A stretch of words in one face. */
interface Run {
  readonly text: string;
  readonly bold?: boolean;
  /** A line break before it. */
  readonly broken?: boolean;
}

interface WordsCell {
  readonly runs: readonly Run[];
  readonly align: "left" | "center" | "right";
}

type Block =
  | { readonly kind: "heading"; readonly level: number; readonly runs: readonly Run[] }
  | { readonly kind: "paragraph"; readonly runs: readonly Run[] }
  | { readonly kind: "table"; readonly rows: WordsCell[][] };

type Fill = (name: string) => string | undefined;
type Token = ReturnType<typeof parseMarkdown>[number];

/** Words of a line of Markdown; of links and pictures their text. */
function runsOf(tokens: readonly Token[]): Run[] {
  const runs: Run[] = [];
  let bold = 0;
  let broken = false;
  for (const token of tokens) {
    if (token.type === "strong_open") bold++;
    else if (token.type === "strong_close") bold--;
    else if (token.type === "hardbreak") broken = true;
    else if (token.content !== "") {
      runs.push({ text: token.content, bold: bold > 0, broken });
      broken = false;
    }
  }
  return runs;
}

/** Markdown as a row of blocks, its placeholders filled. Items without a number have —— before them, as official papers write them. */
function blocksOf(markdown: string, fill: Fill): Block[] {
  const blocks: Block[] = [];
  const lists: string[] = [];
  let lead = "";
  let heading = 0;
  let align: WordsCell["align"] = "left";
  let rows: WordsCell[][] | undefined;
  const filled = (name: string): Filled | undefined => {
    const text = fill(name);
    return text === undefined ? undefined : { text, href: undefined };
  };
  for (const token of parseMarkdown(markdown, { fill: filled })) {
    if (/^(?:bullet|ordered)_list_open$/.test(token.type)) lists.push(token.tag);
    else if (/^(?:bullet|ordered)_list_close$/.test(token.type)) lists.pop();
    else if (token.type === "list_item_open") lead = lists.at(-1) === "ul" ? "——" : "";
    else if (token.type === "heading_open") heading = Number(token.tag.slice(1));
    else if (token.type === "heading_close") heading = 0;
    else if (token.type === "table_open") {
      rows = [];
      blocks.push({ kind: "table", rows });
    } else if (token.type === "table_close") rows = undefined;
    else if (token.type === "tr_open") rows?.push([]);
    else if (token.type === "th_open") align = "center";
    else if (token.type === "td_open") {
      const side = token.attrGet("class");
      align = side === "center" ? "center" : side === "end" ? "right" : "left";
    } else if (token.type === "inline") {
      const runs = runsOf(token.children ?? []);
      if (rows) rows.at(-1)?.push({ runs, align });
      else if (heading > 0) blocks.push({ kind: "heading", level: heading, runs });
      else blocks.push({ kind: "paragraph", runs: lead === "" ? runs : [{ text: lead }, ...runs] });
      lead = "";
    }
  }
  return blocks;
}

/** Twips of a millimetre, of a character of the words (3号), of a line. */
const mm = (n: number): number => Math.round((n * 1440) / 25.4);
const CHARACTER = 320;
/** 28 characters of 16 pt are a little wider than 156 mm: each is drawn in by 0.25 pt. */
const CLOSER = -5;
/** 28.95 pt: with the usual 29 pt the twenty-second line would not fit into 225 mm. */
const LINE = 579;
/** 版心, 156 mm. */
const AREA = mm(156);
const CELL_MARGIN = 50;

const SONG = "宋体";
const TITLE_SONG = "方正小标宋简体";
const FANG = "仿宋_GB2312";
const HEI = "黑体";
const KAI = "楷体_GB2312";
/** Faces that an office may lack, and what Word and WPS are to take then. */
const SUBSTITUTES: Readonly<Record<string, string>> = {
  [TITLE_SONG]: SONG,
  [FANG]: "仿宋",
  [KAI]: "楷体",
  [HEI]: "SimHei",
  [SONG]: "SimSun",
};

const face = (name: string) => ({ ascii: name, hAnsi: name, eastAsia: name, cs: name, hint: "eastAsia" });

/** A table for Word: column widths in twips, cells in their rows. */
interface WordTable {
  readonly widths: readonly number[];
  readonly rows: readonly WordRow[];
  /** Of the text, in points. */
  readonly size: number;
  /** In twips, at least. */
  readonly rowHeight: number;
  /** Kept on one page where it fits. */
  readonly whole: boolean;
}

interface WordRow {
  readonly cells: readonly (WordsCell & { readonly colSpan: number; readonly rowSpan: number })[];
  /** Repeated on every page. */
  readonly header: boolean;
}

/** （三）不予公开 in a narrow column breaks after its number. */
const headRuns = ({ text, scope }: GridCell): Run[] => {
  const [, number, rest] = (scope === "rowgroup" && /^(（.）)(.+)$/.exec(text)) || [];
  return number !== undefined && rest !== undefined ? [{ text: number }, { text: rest, broken: true }] : [{ text }];
};

const wordCell = (cell: GridCell, left: boolean, colSpan = cell.colSpan) => ({
  runs: headRuns(cell),
  align: left && cell.scope === "row" ? ("left" as const) : ("center" as const),
  colSpan,
  rowSpan: cell.rowSpan,
});

/** What blocks of one table have in common; undefined for a table that is no block. */
const blockKey = ({ table }: FilledTable): string | undefined =>
  table.layout === "down" && table.rows.every((r) => r.head.length === 1) ? /^(.+?)\./.exec(table.key)?.[1] : undefined;

/** Tables that are blocks of one (`table2.20.1`, `table2.20.5`) come together. */
function grouped(tables: readonly FilledTable[]): FilledTable[][] {
  const groups: FilledTable[][] = [];
  for (const filled of tables) {
    const last = groups.at(-1);
    const key = blockKey(filled);
    if (last?.[0] && key !== undefined && blockKey(last[0]) === key) last.push(filled);
    else groups.push([filled]);
  }
  return groups;
}

const leastCommonMultiple = (a: number, b: number): number => {
  let n = Math.max(a, b);
  while (n % a !== 0 || n % b !== 0) n++;
  return n;
};

/** Widths that fill the page; what rounding leaves goes to the first. */
function filling(widths: readonly number[]): number[] {
  const [first = 0, ...rest] = widths.map((w) => Math.floor(w));
  return [first + AREA - first - rest.reduce((n, w) => n + w, 0), ...rest];
}

/** Blocks as one table: a line with each block's title, then its heads and rows. */
function blockTable(group: readonly FilledTable[]): WordTable {
  const units = group.map((f) => f.table.columns.length).reduce(leastCommonMultiple);
  const most = Math.max(...group.map((f) => f.table.columns.length));
  const column = AREA / (most + 1);
  const rows = group.flatMap((filled): WordRow[] => {
    const span = units / filled.table.columns.length;
    const title = { runs: [{ text: filled.table.title }], align: "center" as const, colSpan: units + 1, rowSpan: 1 };
    const { head, body } = gridOf(filled);
    const lines = [...head, ...body].map((cells) => ({
      cells: cells.map((cell, i) => wordCell(cell, false, i === 0 ? 1 : cell.colSpan * span)),
      header: false,
    }));
    return [{ cells: [title], header: false }, ...lines];
  });
  const widths = filling([column, ...Array.from({ length: units }, () => (AREA - column) / units)]);
  return { widths, rows, size: 12, rowHeight: 454, whole: true };
}

/** A statutory table as the form prints it. */
function statutoryTable(filled: FilledTable): WordTable {
  const { table } = filled;
  const grid = gridWithUnits(filled);
  const numbers = table.columns.length;
  const crowded = table.layout === "across" || numbers > 4;
  const long = grid.body.length > 30;
  const digits = (c?: number): number =>
    Math.max(0, ...filled.rows.flatMap((row) => (c === undefined ? row : row.slice(c, c + 1))).map((cell) => shownCell(cell).length));
  const size = table.layout === "across" && digits() > 4 ? 7.5 : crowded ? 9 : long ? 10.5 : 12;
  const characters = (n: number): number => n * size * 20 + 2 * CELL_MARGIN + 20;
  const depth = Math.max(...table.rows.map((r) => r.head.length));
  const heads = Array.from({ length: depth - 1 }, (_, i) => characters(i === 0 ? 2 : 4));
  const rest = [
    ...Array.from({ length: grid.width - depth - numbers }, () => characters(3)),
    ...table.columns.map((c, i) => characters(Math.max(!crowded ? 5 : ems(c.head.at(-1) ?? "") === 3 ? 3 : 2, digits(i) * 0.65))),
  ];
  const widths =
    table.layout === "across"
      ? Array.from({ length: grid.width }, () => AREA / grid.width)
      : [...heads, AREA - [...heads, ...rest].reduce((n, w) => n + w, 0), ...rest];
  const left = table.rows.some((r) => ems(r.head.at(-1) ?? "") > 10);
  const rows = [
    ...grid.head.map((cells): WordRow => ({ cells: cells.map((c) => wordCell(c, left)), header: true })),
    ...grid.body.map((cells): WordRow => ({ cells: cells.map((c) => wordCell(c, left)), header: false })),
  ];
  return { widths: filling(widths), rows, size, rowHeight: long ? 320 : crowded ? 310 : 454, whole: !long };
}

/** A table of the words, columns by the length of their texts. */
function wordsTable(rows: readonly (readonly WordsCell[])[]): WordTable {
  const columns = Math.max(...rows.map((r) => r.length));
  const length = (c: number): number => Math.max(2, ...rows.map((r) => Math.min(20, ems((r[c]?.runs ?? []).map((x) => x.text).join("")))));
  const lengths = Array.from({ length: columns }, (_, c) => length(c));
  const sum = lengths.reduce((n, l) => n + l, 0);
  return {
    widths: filling(lengths.map((l) => (AREA * l) / sum)),
    rows: rows.map((cells, i) => ({ cells: cells.map((c) => ({ ...c, colSpan: 1, rowSpan: 1 })), header: i === 0 })),
    size: columns > 6 ? 9 : 12,
    rowHeight: 454,
    whole: false,
  };
}

/** On every page of a demo. */
const demoMark = (d: typeof Docx): Docx.Header =>
  new d.Header({
    children: [
      new d.Paragraph({ alignment: d.AlignmentType.CENTER, children: [new d.TextRun({ text: "演示：内容是虚构的示例", size: 21 })] }),
    ],
  });

/** The whole report in the layout of GB/T 9704-2012 党政机关公文格式, ready for the seal. `siteName`: the organ. */
export async function reportDocx(
  report: AnnualReport,
  facts: ReadonlyMap<string, string>,
  title: string,
  siteName: string,
  demo = false,
): Promise<Uint8Array> {
  const docx = await import("docx");
  const { words, year } = report;
  const fill: Fill = (name) => resolvePlaceholder(name, facts, report.tally)?.text;
  const document = new docx.Document({
    title,
    creator: siteName,
    lastModifiedBy: siteName,
    evenAndOddHeaderAndFooters: true,
    defaultTabStop: 2 * CHARACTER,
    compatibility: { version: 15, balanceSingleByteDoubleByteWidth: true, doNotExpandShiftReturn: true },
    styles: styles(docx),
    sections: [
      {
        properties: {
          page: {
            size: { width: mm(210), height: mm(297) },
            margin: { top: mm(37), bottom: mm(35), left: mm(28), right: mm(26), header: mm(15), footer: mm(25), gutter: 0 },
          },
        },
        ...(demo ? { headers: { default: demoMark(docx), even: demoMark(docx) } } : {}),
        footers: { default: pageNumber(docx, "odd"), even: pageNumber(docx, "even") },
        children: children(docx),
      },
    ],
  });
  const stamp = `${words.date ?? "1980-01-01"}T00:00:00Z`;
  const zip = new Uint8Array(await docx.Packer.toBuffer(document));
  return repacked(zip, (path, text) => {
    if (path === "docProps/core.xml") return text.replace(/(<dcterms:(created|modified)[^>]*>)[^<]*/g, `$1${stamp}`);
    if (path === "word/fontTable.xml") return text.replace(/\/>\s*$/, `>${fontTable()}</w:fonts>`);
    if (path === "word/settings.xml")
      return text.replace("<w:compat>", '<w:characterSpacingControl w:val="compressPunctuation"/><w:compat>');
    return text;
  });

  function children(d: typeof Docx): Docx.FileChild[] {
    const blank = (keepNext = false) => wordsParagraph(d, [], keepNext);
    const out: Docx.FileChild[] = [titleParagraph(d, title, siteName), blank()];
    const appendices = report.tables.filter((t) => t.table.section === 0);
    const parts = [
      { title: undefined, body: report.opening, tables: [] as FilledTable[] },
      ...report.sections.map((s, i) => ({ title: s.title, body: s.body, tables: report.tables.filter((t) => t.table.section === i + 1) })),
    ];
    for (const [i, part] of parts.entries()) {
      if (part.title !== undefined) {
        out.push(new d.Paragraph({ heading: d.HeadingLevel.HEADING_1, children: textRuns(d, [{ text: part.title }]) }));
      }
      const blocks = blocksOf(part.body, fill);
      for (const [j, block] of blocks.entries()) {
        // The signature never stands alone on a page.
        const keepNext = i === parts.length - 1 && j === blocks.length - 1 && part.tables.length === 0;
        out.push(...blockChildren(d, block, keepNext));
      }
      for (const group of grouped(part.tables)) {
        const [only] = group;
        out.push(...tableChildren(d, group.length === 1 && only ? statutoryTable(only) : blockTable(group)));
      }
    }
    if (appendices.length > 0) {
      out.push(blank(true));
      for (const [i, filled] of appendices.entries()) {
        const lead = i === 0 ? "附件：" : "　　　";
        const number = appendices.length > 1 ? `${i + 1}.` : "";
        out.push(wordsParagraph(d, [{ text: lead + number + filled.table.title }], true));
      }
    }
    out.push(blank(true), blank(true), ...signature(d));
    for (const [i, filled] of appendices.entries()) {
      out.push(
        new d.Paragraph({
          pageBreakBefore: true,
          children: [new d.TextRun({ text: `附件${appendices.length > 1 ? i + 1 : ""}`, font: face(HEI) })],
        }),
        titleParagraph(d, filled.table.title, ""),
        new d.Paragraph({ alignment: d.AlignmentType.CENTER, keepNext: true, children: textRuns(d, [{ text: `（${year}年度）` }]) }),
        ...tableChildren(d, statutoryTable(filled)),
      );
    }
    return out;
  }

  /** 署名 and 成文日期: the date 4 characters from the edge, the name centred above it. */
  function signature(d: typeof Docx): Docx.Paragraph[] {
    const date = words.date ? dayInChinese(words.date) : "　　　　年　　月　　日";
    // Word leaves a quarter between a figure and a Han character.
    const width = ems(date) + (date.match(/\d(?=\D)|\D(?=\d)/g)?.length ?? 0) / 4;
    const right = (width - ems(siteName)) / 2 + 4;
    const line = (text: string, characters: number, keepNext: boolean) =>
      new d.Paragraph({
        alignment: d.AlignmentType.RIGHT,
        indent: { right: Math.max(0, Math.round(characters * CHARACTER)) },
        keepNext,
        children: textRuns(d, [{ text }]),
      });
    return [line(siteName, right, true), line(date, 4, false)];
  }
}

/** Words as Word's runs. */
const textRuns = (d: typeof Docx, runs: readonly Run[], size?: number): Docx.TextRun[] =>
  runs.map(
    (run) =>
      new d.TextRun({
        text: run.text,
        ...(run.bold ? { bold: true } : {}),
        ...(run.broken ? { break: 1 } : {}),
        ...(size === undefined ? {} : { size: size * 2 }),
      }),
  );

/** A title too long for one line breaks after the organ's name. */
function titleParagraph(d: typeof Docx, title: string, organ: string): Docx.Paragraph {
  const fits = ems(title) * 22 * 20 <= AREA;
  const lines = !fits && organ !== "" && title.startsWith(organ) ? [organ, title.slice(organ.length)] : [title];
  return new d.Paragraph({
    heading: d.HeadingLevel.TITLE,
    children: lines.map((text, i) => new d.TextRun(i === 0 ? { text } : { text, break: 1 })),
  });
}

/** Without widow control a page has its 22 lines. */
const wordsParagraph = (d: typeof Docx, runs: readonly Run[], keepNext: boolean): Docx.Paragraph =>
  new d.Paragraph({ style: "Words", widowControl: false, keepNext, children: textRuns(d, runs) });

function blockChildren(d: typeof Docx, block: Block, keepNext: boolean): Docx.FileChild[] {
  if (block.kind === "table") return tableChildren(d, wordsTable(block.rows));
  if (block.kind === "paragraph") return [wordsParagraph(d, block.runs, keepNext)];
  const { HEADING_1, HEADING_2, HEADING_3 } = d.HeadingLevel;
  const heading = block.level < 3 ? HEADING_1 : block.level === 3 ? HEADING_2 : HEADING_3;
  return [new d.Paragraph({ heading, children: textRuns(d, block.runs) })];
}

/** The table, with a little air around it. */
function tableChildren(d: typeof Docx, { widths, rows, size, rowHeight, whole }: WordTable): Docx.FileChild[] {
  const alignment = { left: d.AlignmentType.LEFT, center: d.AlignmentType.CENTER, right: d.AlignmentType.RIGHT };
  const line = { style: d.BorderStyle.SINGLE, size: 4, color: "000000" };
  const spacing = { line: Math.round(size * 1.35 * 20), lineRule: d.LineRuleType.EXACT };
  const table = new d.Table({
    width: { size: AREA, type: d.WidthType.DXA },
    columnWidths: widths,
    layout: d.TableLayoutType.FIXED,
    alignment: d.AlignmentType.CENTER,
    margins: { left: CELL_MARGIN, right: CELL_MARGIN, top: 15, bottom: 15, marginUnitType: d.WidthType.DXA },
    borders: { top: line, bottom: line, left: line, right: line, insideHorizontal: line, insideVertical: line },
    rows: rows.map(
      (row, r) =>
        new d.TableRow({
          cantSplit: true,
          ...(row.header ? { tableHeader: true } : {}),
          keepNext: row.header || (whole && r < rows.length - 1),
          height: { value: rowHeight, rule: d.HeightRule.ATLEAST },
          children: row.cells.map(
            (cell) =>
              new d.TableCell({
                columnSpan: cell.colSpan,
                rowSpan: cell.rowSpan,
                verticalAlign: d.VerticalAlignTable.CENTER,
                children: [new d.Paragraph({ spacing, alignment: alignment[cell.align], children: textRuns(d, cell.runs, size) })],
              }),
          ),
        }),
    ),
  });
  const air = (keepNext: boolean) =>
    new d.Paragraph({ keepNext, spacing: { line: keepNext ? 120 : 240, lineRule: d.LineRuleType.EXACT }, children: [] });
  return [air(true), table, air(false)];
}

/** — 1 — outside on every page, one character from the edge. */
function pageNumber(d: typeof Docx, side: "odd" | "even"): Docx.Footer {
  const character = 280;
  return new d.Footer({
    children: [
      new d.Paragraph({
        alignment: side === "odd" ? d.AlignmentType.RIGHT : d.AlignmentType.LEFT,
        indent: side === "odd" ? { right: character } : { left: character },
        spacing: { line: 360, lineRule: d.LineRuleType.EXACT },
        children: [new d.TextRun({ font: face(SONG), size: 28, children: ["— ", d.PageNumber.CURRENT, " —"] })],
      }),
    ],
  });
}

function styles(d: typeof Docx): Docx.IStylesOptions {
  const spacing = { before: 0, after: 0, line: LINE, lineRule: d.LineRuleType.EXACT };
  const indent = { firstLine: 2 * CHARACTER, firstLineChars: 200 };
  const run = { size: 32, color: "000000", bold: false, italics: false };
  const heading = (name: string, more: { readonly bold?: boolean } = {}): Docx.IBaseParagraphStyleOptions => ({
    run: { ...run, ...more, font: face(name), characterSpacing: CLOSER },
    paragraph: { spacing, indent, keepNext: true },
  });
  return {
    default: {
      document: {
        run: { size: 32, font: face(FANG), language: { value: "en-US", eastAsia: "zh-CN" } },
        paragraph: { spacing },
      },
      title: {
        run: { ...run, size: 44, font: face(TITLE_SONG) },
        paragraph: { spacing: { ...spacing, line: 700 }, alignment: d.AlignmentType.CENTER, keepNext: true },
      },
      heading1: heading(HEI),
      heading2: heading(KAI),
      heading3: heading(FANG, { bold: true }),
    },
    paragraphStyles: [
      {
        id: "Words",
        name: "公文正文",
        basedOn: "Normal",
        quickFormat: true,
        run: { size: 32, font: face(FANG), characterSpacing: CLOSER },
        paragraph: { spacing, indent, alignment: d.AlignmentType.BOTH },
      },
    ],
  };
}

/** So that an office without these faces gets the nearest instead of any. */
const fontTable = (): string =>
  Object.entries(SUBSTITUTES)
    .map(([name, other]) => `<w:font w:name="${name}"><w:altName w:val="${other}"/><w:charset w:val="86"/></w:font>`)
    .join("");
