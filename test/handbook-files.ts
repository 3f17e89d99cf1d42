/** Files that the handbook's commands name: a ledger in Excel, a notice in Word. */
import { writeFileSync } from "node:fs";
import { Document, HeadingLevel, Packer, Paragraph, Table, TableCell, TableRow } from "docx";
import writeXlsxFile from "write-excel-file/node";

/** 政务公开台账 with two rows. */
export async function ledgerOfRows(file: string): Promise<void> {
  const rows = [
    ["标题", "公开日期", "公开类目", "公开渠道"],
    ["关于示例道路养护的公告", "2025-06-03", "公告公示", "政府网站、公开栏"],
    ["关于示例水渠清淤的公告", "2025-06-04", "公告公示", "政府网站"],
  ];
  const xlsx = await writeXlsxFile(rows.map((row) => row.map((value) => ({ value, type: String }))));
  writeFileSync(file, await xlsx.toBuffer());
}

/** A notice with a title and a table. */
export async function wordNotice(file: string): Promise<void> {
  const cell = (text: string): TableCell => new TableCell({ children: [new Paragraph(text)] });
  const document = new Document({
    sections: [
      {
        children: [
          new Paragraph({ text: "关于示例广场维修的公告", heading: HeadingLevel.TITLE }),
          new Paragraph("示例广场地砖破损，定于六月上旬维修。"),
          new Table({
            rows: [
              ["地点", "天数"],
              ["东侧", "3"],
            ].map((row) => new TableRow({ children: row.map(cell) })),
          }),
          new Paragraph("2025年6月2日"),
        ],
      },
    ],
  });
  writeFileSync(file, await Packer.toBuffer(document));
}
