/** One table in every container that knows rows and cells: empty cells stay empty, and the first row may have a merged cell. */
import { strToU8 } from "fflate";
import { docxWith, escaped, packOf, pptxWith, rtfText, xlsxWith } from "./containers.ts";
import { docOf, xlsOf } from "./old-formats.ts";

export type Rows = readonly (readonly string[])[];

const COLUMNS = "ABCDEFGHIJ";
const map = (
  rows: Rows,
  cell: (text: string, column: number, row: number) => string,
  row: (cells: string, row: number) => string,
): string => rows.map((cells, r) => row(cells.map((text, c) => cell(text, c, r)).join(""), r)).join("");
const word = (text: string): string => `<w:tc><w:p><w:r><w:t>${escaped(text)}</w:t></w:r></w:p></w:tc>`;
const office = (body: string): Uint8Array =>
  strToU8(
    `<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="一"><Table>${body}</Table></Worksheet></Workbook>`,
  );
const ods = (body: string): Uint8Array =>
  packOf({
    "content.xml": `<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x"><office:body><office:spreadsheet><table:table>${body}</table:table></office:spreadsheet></office:body></office:document-content>`,
  });

export const tables: readonly { readonly name: string; readonly extension: string; make(rows: Rows): Uint8Array }[] = [
  {
    name: "csv",
    extension: "csv",
    make: (rows) => strToU8(rows.map((r) => r.map((c) => (/[,"]/.test(c) ? `"${c}"` : c)).join(",")).join("\r\n")),
  },
  { name: "txt, tabs", extension: "txt", make: (rows) => strToU8(rows.map((r) => r.join("\t")).join("\r\n")) },
  {
    name: "xlsx",
    extension: "xlsx",
    // Empty cells are left out, as Excel does.
    make: (rows) =>
      xlsxWith(
        `<sheetData>${map(
          rows,
          (t, c, r) => (t === "" ? "" : `<c r="${COLUMNS[c]}${r + 1}" t="inlineStr"><is><t>${escaped(t)}</t></is></c>`),
          (cells, r) => `<row r="${r + 1}">${cells}</row>`,
        )}</sheetData>`,
      ),
  },
  { name: "xls", extension: "xls", make: (rows) => xlsOf([{ name: "一", rows }]) },
  { name: "docx", extension: "docx", make: (rows) => docxWith(`<w:tbl>${map(rows, word, (cells) => `<w:tr>${cells}</w:tr>`)}</w:tbl>`) },
  {
    name: "doc",
    extension: "doc",
    make: (rows) => {
      const rowEnds: number[] = [];
      let body = "";
      for (const r of rows) {
        body += r.map((c) => `${c}\x07`).join("");
        rowEnds.push(body.length);
        body += "\x07";
      }
      return docOf({ body, rowEnds });
    },
  },
  {
    name: "rtf",
    extension: "rtf",
    make: (rows) =>
      strToU8(
        `{\\rtf1\\ansi\\ansicpg936 ${map(
          rows,
          (t) => `\\pard\\intbl ${rtfText(t)}\\cell`,
          (cells) => `\\trowd ${cells}\\row\n`,
        )}\\pard\\par}`,
      ),
  },
  {
    name: "html saved as doc",
    extension: "doc",
    make: (rows) =>
      strToU8(
        `<html><meta charset="utf-8"><body><table>\n${map(
          rows,
          (t) => `  <td><p>${escaped(t)}</p></td>\n`,
          (cells) => `<tr>\n${cells}</tr>\n`,
        )}</table></body></html>`,
      ),
  },
  {
    name: "Office 2003 XML",
    extension: "xls",
    make: (rows) =>
      office(
        map(
          rows,
          (t, c) => (t === "" ? "" : `<Cell ss:Index="${c + 1}"><Data ss:Type="String">${escaped(t)}</Data></Cell>`),
          (cells) => `<Row>${cells}</Row>`,
        ),
      ),
  },
  {
    name: "OpenDocument",
    extension: "xlsx",
    make: (rows) =>
      ods(
        map(
          rows,
          (t) => (t === "" ? "<table:table-cell/>" : `<table:table-cell><text:p>${escaped(t)}</text:p></table:table-cell>`),
          (cells) => `<table:table-row>${cells}</table:table-row>`,
        ),
      ),
  },
  {
    name: "pptx",
    extension: "pptx",
    make: (rows) => {
      const cells = map(
        rows,
        (t) => `<a:tc><a:txBody><a:p><a:r><a:t>${escaped(t)}</a:t></a:r></a:p></a:txBody></a:tc>`,
        (c) => `<a:tr>${c}</a:tr>`,
      );
      return pptxWith("公示", {
        "ppt/slides/slide1.xml": `<p:sld xmlns:p="p" xmlns:a="a"><p:graphicFrame><a:tbl>${cells}</a:tbl></p:graphicFrame></p:sld>`,
      });
    },
  },
];
