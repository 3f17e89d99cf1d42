import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as docx from "docx";
import fc from "fast-check";
import { strToU8, zipSync } from "fflate";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import writeExcelFile from "write-excel-file/node";
import { type AttachmentText, readAttachmentText, visibleText } from "../scripts/office/attachment.ts";
import { tries } from "./chance.ts";
import { root } from "./support.ts";

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/** A ZIP of these files; a text that starts with an element gets its XML declaration. */
const zipOf = (files: Readonly<Record<string, string | Uint8Array>>): Uint8Array =>
  zipSync(
    Object.fromEntries(
      Object.entries(files).map(([path, data]) => [
        path,
        typeof data === "string" ? strToU8(data.startsWith("<") ? XML + data : data) : data,
      ]),
    ),
  );

const rels = (...targets: readonly (readonly [id: string, type: string, target: string])[]): string =>
  `<Relationships>${targets.map(([id, type, target]) => `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`).join("")}</Relationships>`;

const word = (body: string): string => `<w:document xmlns:w="w"><w:body>${body}</w:body></w:document>`;
const docxOf = (body: string, more: Readonly<Record<string, string | Uint8Array>> = {}): Uint8Array =>
  zipOf({ "word/document.xml": word(body), ...more });
const run = (text: string, properties = ""): string => `<w:r><w:rPr>${properties}</w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`;
const paragraph = (...runs: readonly string[]): string => `<w:p>${runs.join("")}</w:p>`;

interface Sheet {
  readonly name: string;
  readonly state?: string;
  readonly xml: string;
}

/** A workbook; its cell styles 1, 2, … have these formats (a number is a built-in one). */
function xlsxOf(
  sheets: readonly Sheet[],
  { formats = [] as readonly (string | number)[], strings = "", from1904 = false, more = {} as Readonly<Record<string, string>> } = {},
): Uint8Array {
  const quoted = (code: string): string => code.replace(/&/g, "&amp;").replace(/"/g, "&quot;").replace(/</g, "&lt;");
  const codes = formats.map((f, i) => (typeof f === "string" ? `<numFmt numFmtId="${164 + i}" formatCode="${quoted(f)}"/>` : ""));
  const styles = ["0", ...formats.map((f, i) => String(typeof f === "string" ? 164 + i : f))].map((id) => `<xf numFmtId="${id}"/>`);
  // The order of the files is not the order of the sheets.
  const file = (i: number): string => `worksheets/sheet${sheets.length - i}.xml`;
  return zipOf({
    "xl/workbook.xml": `<workbook xmlns:r="r"><workbookPr date1904="${from1904 ? 1 : 0}"/><sheets>${sheets
      .map(({ name, state }, i) => `<sheet name="${name}" sheetId="${i + 1}" ${state ? `state="${state}"` : ""} r:id="rId${i + 1}"/>`)
      .join("")}</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": rels(...sheets.map((_, i) => [`rId${i + 1}`, "worksheet", file(i)] as const)),
    "xl/styles.xml": `<styleSheet><numFmts>${codes.join("")}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>${styles.join("")}</cellXfs></styleSheet>`,
    "xl/sharedStrings.xml": `<sst>${strings}</sst>`,
    ...Object.fromEntries(sheets.map(({ xml }, i) => [`xl/${file(i)}`, `<worksheet xmlns:r="r">${xml}</worksheet>`])),
    ...more,
  });
}

const rows = (...lines: readonly string[]): string =>
  `<sheetData>${lines.map((l, i) => `<row r="${i + 1}">${l}</row>`).join("")}</sheetData>`;
const number = (value: number | string, style = 0): string => `<c s="${style}"><v>${value}</v></c>`;
const inline = (text: string): string => `<c t="inlineStr"><is><t>${text}</t></is></c>`;

/** A PDF of these objects, the first its catalogue. */
function pdfOf(objects: readonly string[], trailer = ""): Uint8Array {
  let out = "%PDF-1.4\n";
  const offsets = objects.map((object, i) => {
    const at = out.length;
    out += `${i + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(at).padStart(10, "0")} 00000 n \n`;
  });
  const size = objects.length + 1;
  return strToU8(
    `${out}xref\n0 ${size}\n0000000000 65535 f \n${offsets.join("")}trailer\n<</Size ${size}/Root 1 0 R${trailer}>>\nstartxref\n${out.length}\n%%EOF`,
    true,
  );
}

/** A PDF of one page that shows codes in a Chinese font which it only names. */
function namedFontPdf(encoding: string, hex: string, page = "", more: readonly string[] = []): Uint8Array {
  const content = `BT /F1 12 Tf 72 700 Td <${hex}> Tj ET`;
  return pdfOf([
    "<</Type/Catalog/Pages 2 0 R>>",
    "<</Type/Pages/Kids[3 0 R]/Count 1>>",
    `<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>${page}>>`,
    `<</Length ${content.length}>>\nstream\n${content}\nendstream`,
    `<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/${encoding}/DescendantFonts[6 0 R]>>`,
    "<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>/DW 1000/FontDescriptor 7 0 R>>",
    "<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 93>>",
    ...more,
  ]);
}

const utf16 = (text: string): string => Array.from(text, (c) => c.charCodeAt(0).toString(16).padStart(4, "0")).join("");

/** Text of a place; undefined where the attachment has no such part. */
const at = (t: AttachmentText, where: string): string | undefined => t.parts.find((p) => p.where === where)?.text;
const hiddenOf = (t: AttachmentText): string[] => t.parts.filter((p) => !p.visible).map((p) => p.where);
const bare = (text: string): string => text.replace(/\s/g, "");
const shown = async (bytes: Uint8Array, kind: string): Promise<string> => visibleText(await readAttachmentText(bytes, kind));

describe("a Word document", () => {
  let read: AttachmentText;
  beforeAll(async () => {
    const { Paragraph, TextRun, Table, TableRow, TableCell } = docx;
    const cell = (...texts: string[]) => new TableCell({ children: texts.map((t) => new Paragraph(t)) });
    const by = { author: "某甲", date: "2025-01-01T00:00:00Z" };
    const file = new docx.Document({
      title: "补贴公示",
      creator: "某乙",
      comments: { children: [{ id: 0, author: "某丙", date: new Date(0), children: [new Paragraph("这里要核实")] }] },
      footnotes: { 1: { children: [new Paragraph("面积以确权为准")] } },
      sections: [
        {
          headers: { default: new docx.Header({ children: [new Paragraph("西安镇人民政府")] }) },
          footers: { default: new docx.Footer({ children: [new Paragraph("内部印刷")] }) },
          children: [
            new Paragraph({
              children: [new TextRun("关于补贴"), new TextRun({ text: "的公示", bold: true }), new docx.FootnoteReferenceRun(1)],
            }),
            new Paragraph({
              children: [
                new docx.CommentRangeStart(0),
                new TextRun("金额"),
                new docx.CommentRangeEnd(0),
                new TextRun({ children: [new docx.CommentReference(0)] }),
                new docx.DeletedTextRun({ id: 1, text: "一百元", ...by }),
                new docx.InsertedTextRun({ id: 2, text: "二百元", ...by }),
                new TextRun({ text: "开户行暗记", vanish: true }),
                new TextRun({ children: [new docx.Tab(), "完", docx.PageNumber.CURRENT] }),
              ],
            }),
            new Table({
              rows: [
                new TableRow({ children: [cell("村名"), cell("户数")] }),
                new TableRow({ children: [cell("甲村", "（含新村）"), cell("12")] }),
              ],
            }),
            new Paragraph("此页无正文"),
          ],
        },
      ],
    });
    read = await readAttachmentText(await docx.Packer.toBuffer(file), "docx");
  });

  it("is read in order: paragraphs a line each, rows a line each, cells apart by a tab", () => {
    expect(at(read, "正文")).toBe("关于补贴的公示\n金额二百元 完\n村名\t户数\n甲村 （含新村）\t12\n此页无正文");
    expect(read.lack).toBeUndefined();
  });

  it("shows head, foot and notes", () => {
    expect(at(read, "页眉页脚")).toBe("西安镇人民政府\n内部印刷");
    expect(at(read, "脚注")).toBe("面积以确权为准");
    expect(visibleText(read)).toContain("面积以确权为准");
  });

  it("holds comments, deleted and hidden text and properties, none of them seen", () => {
    expect(at(read, "批注")).toBe("某丙：这里要核实");
    expect(at(read, "修订中删去的文字")).toBe("一百元");
    expect(at(read, "隐藏的文字")).toBe("开户行暗记");
    expect(at(read, "文件属性")).toContain("补贴公示");
    expect(at(read, "文件属性")).toContain("某乙");
    expect(hiddenOf(read)).toEqual(["批注", "修订中删去的文字", "隐藏的文字", "域代码和选项", "文件属性"]);
    expect(visibleText(read)).not.toMatch(/核实|一百元|暗记|某乙/);
  });

  it("tells a text box once, behind the paragraph that it hangs on", async () => {
    const box = (text: string): string => `<w:txbxContent>${paragraph(run(text))}${paragraph(run("第二行"))}</w:txbxContent>`;
    const both = `<w:r><mc:AlternateContent><mc:Choice>${box("框里")}</mc:Choice><mc:Fallback>${box("框里")}</mc:Fallback></mc:AlternateContent></w:r>`;
    expect(await shown(docxOf(paragraph(run("前半"), both, run("后半")) + paragraph(run("下一段"))), "docx")).toBe(
      "前半后半\n框里\n第二行\n下一段",
    );
    const old = `<w:r><mc:AlternateContent><mc:Fallback>${box("只有旧式")}</mc:Fallback></mc:AlternateContent></w:r>`;
    expect(await shown(docxOf(paragraph(old)), "docx")).toBe("只有旧式\n第二行");
    expect(await shown(docxOf(paragraph(both) + paragraph(both)), "docx")).toBe("框里\n第二行\n框里\n第二行");
    const row = `<w:tbl><w:tr><w:tc>${paragraph(run("甲"), both)}</w:tc><w:tc>${paragraph(run("乙"))}</w:tc></w:tr></w:tbl>`;
    expect(await shown(docxOf(row), "docx")).toBe("甲 框里 第二行 乙");
  });

  it("keeps a table within a table in its row, and tab stops are no tabs", async () => {
    const inner = `<w:tbl><w:tr><w:tc>${paragraph(run("子一"))}</w:tc></w:tr><w:tr><w:tc>${paragraph(run("子二"))}</w:tc></w:tr></w:tbl>`;
    const table = `<w:tbl><w:tr><w:tc>${paragraph(run("甲"))}${inner}</w:tc><w:tc>${paragraph(run("乙"))}</w:tc></w:tr></w:tbl>`;
    expect(await shown(docxOf(paragraph(run("上")) + table + paragraph(run("下"))), "docx")).toBe("上\n甲 子一 子二 乙\n下");
    const stops =
      '<w:p><w:pPr><w:tabs><w:tab w:val="left"/></w:tabs></w:pPr><w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t><w:noBreakHyphen/><w:t>丁</w:t><w:ptab/><w:t>戊</w:t></w:r></w:p>';
    expect(await shown(docxOf(stops), "docx")).toBe("甲 乙\n丙-丁 戊");
  });

  it("knows what is hidden by a style, by a style's style, or not after all", async () => {
    const styles = `<w:styles><w:style w:styleId="A"><w:rPr><w:vanish/></w:rPr></w:style><w:style w:styleId="B"><w:basedOn w:val="A"/></w:style>
      <w:style w:styleId="C"><w:basedOn w:val="A"/><w:rPr><w:vanish w:val="0"/></w:rPr></w:style></w:styles>`;
    const body = [
      paragraph(
        run("甲", '<w:rStyle w:val="A"/>'),
        run("乙", '<w:rStyle w:val="A"/><w:vanish w:val="false"/>'),
        run("丙", '<w:rStyle w:val="C"/>'),
      ),
      `<w:p><w:pPr><w:pStyle w:val="B"/></w:pPr>${run("丁")}</w:p>`,
      `<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr>${run("戊")}</w:p>`,
    ];
    const read = await readAttachmentText(docxOf(body.join(""), { "word/styles.xml": styles }), "docx");
    expect(at(read, "正文")).toBe("乙丙\n戊");
    expect(at(read, "隐藏的文字")).toBe("甲\n丁");
  });

  it("joins what one deletion took away and parts what two took; moved text is told where it went", async () => {
    const del = (text: string): string => `<w:del><w:r><w:delText>${text}</w:delText></w:r></w:del>`;
    const body =
      paragraph(run("甲"), del("11010"), del("5194912"), run("乙"), del("丙")) +
      paragraph(`<w:moveFrom>${run("移走")}</w:moveFrom><w:moveTo>${run("移来")}</w:moveTo><w:ins>${run("新增")}</w:ins>`);
    const read = await readAttachmentText(docxOf(body), "docx");
    expect(at(read, "正文")).toBe("甲乙\n移来新增");
    expect(at(read, "修订中删去的文字")).toBe("110105194912\n丙\n移走");
  });

  it("leaves out field codes, tells watermarks, and finds what pictures and shapes hide", async () => {
    const body = paragraph(
      '<w:r><w:instrText>HYPERLINK "http://a.cn"</w:instrText></w:r>',
      run("链接"),
      '<w:r><w:pict><v:shape><v:textpath string="草稿"/></v:shape></w:pict></w:r>',
      '<w:r><w:drawing><wp:docPr id="1" name="x" descr="C:\\某甲\\证件.jpg"/></w:drawing></w:r>',
      `<w:r><w:drawing><wp:docPr hidden="1"/><w:txbxContent>${paragraph(run("暗框"))}</w:txbxContent></w:drawing></w:r>`,
      run("末"),
    );
    const read = await readAttachmentText(docxOf(body), "docx");
    expect(at(read, "正文")).toBe("链接草稿\n末");
    expect(at(read, "图片的说明文字")).toBe("C:\\某甲\\证件.jpg");
    expect(at(read, "隐藏的文字")).toBe("暗框");
    expect(hiddenOf(read)).toEqual(["隐藏的文字", "域代码和选项", "图片的说明文字"]);
  });

  it("shows diagrams and charts, and reads the workbook behind a chart", async () => {
    const book = xlsxOf([{ name: "源", xml: rows(inline("底稿名单")) }]);
    const chart =
      "<c:chart><a:p><a:r><a:t>各村户数</a:t></a:r></a:p><c:strCache><c:pt><c:v>甲村</c:v></c:pt></c:strCache><c:numCache><c:pt><c:v>12</c:v></c:pt></c:numCache></c:chart>";
    const read = await readAttachmentText(
      docxOf(paragraph(run("文")), {
        "word/charts/chart1.xml": chart,
        "word/diagrams/data1.xml":
          "<dgm:d><a:p><a:r><a:t>受理</a:t></a:r></a:p><a:p><a:r><a:t>答复</a:t></a:r></a:p><dgm:x>无关</dgm:x></dgm:d>",
        "word/embeddings/book.xlsx": book,
      }),
      "docx",
    );
    expect(at(read, "图表")).toBe("各村户数\n甲村");
    expect(at(read, "图示")).toBe("受理\n答复");
    expect(hiddenOf(read)).toEqual(["嵌入的文件“book.xlsx”：工作表“源”"]);
    expect(at(read, "嵌入的文件“book.xlsx”：工作表“源”")).toBe("底稿名单");
    expect(visibleText(read)).not.toContain("底稿");
  });

  it("names custom properties and takes the company, not the counts", async () => {
    const read = await readAttachmentText(
      docxOf(paragraph(run("文")), {
        "docProps/app.xml": "<Properties><Pages>37</Pages><Company>某公司</Company></Properties>",
        "docProps/custom.xml": '<Properties><property name="经办人"><vt:lpwstr>某丁</vt:lpwstr></property></Properties>',
      }),
      "docx",
    );
    expect(read.parts.filter((p) => p.where === "文件属性").map((p) => p.text)).toEqual(["某公司", "经办人：某丁"]);
  });

  it("reads entities as text and expands none of its own", async () => {
    const body = paragraph(run("&lt;a&gt; &amp; &#20108;&#x4e00; &x;&nbsp;"), run("<![CDATA[<w:t>]]>"));
    const bomb = '<!DOCTYPE d [<!ENTITY x "爆">]>';
    expect(await shown(zipOf({ "word/document.xml": XML + bomb + word(body) }), "docx")).toBe("<a> & 二一 &x;&nbsp;<w:t>");
  });

  it("sets readings above characters behind the paragraph", async () => {
    const ruby = `<w:r><w:ruby><w:rt>${run("hàn")}</w:rt><w:rubyBase>${run("汉")}</w:rubyBase></w:ruby></w:r>`;
    expect(await shown(docxOf(paragraph(run("一个"), ruby, run("字"))), "docx")).toBe("一个汉字\nhàn");
  });

  it("takes headers in the order of their numbers, and what two say alike once", async () => {
    const header = (text: string): string => `<w:hdr>${paragraph(run(text))}</w:hdr>`;
    const more = {
      "word/header10.xml": header("十"),
      "word/header2.xml": header("二"),
      "word/header3.xml": header("二"),
      "word/footer1.xml": header("脚"),
    };
    expect(await shown(docxOf(paragraph(run("文")), more), "docx")).toBe("文\n二\n十\n脚");
  });

  it("reads UTF-16, what XML declares, and paths with backslashes", async () => {
    const gbk = Buffer.concat([
      Buffer.from('<?xml version="1.0" encoding="GBK"?><d><p><t>'),
      Buffer.from([0xb2, 0xb9]),
      Buffer.from("</t></p></d>"),
    ]);
    expect(await shown(zipOf({ "word/document.xml": new Uint8Array(gbk) }), "docx")).toBe("补");
    const text = `\ufeff<?xml version="1.0" encoding="UTF-16"?>${word(paragraph(run("双字节")))}`;
    expect(await shown(zipOf({ "word\\document.xml": new Uint8Array(Buffer.from(text, "utf16le")) }), "docx")).toBe("双字节");
  });

  it("says so when there is nothing to be seen", async () => {
    const read = await readAttachmentText(docxOf("<w:p/>", { "docProps/core.xml": "<c><dc:creator>某甲</dc:creator></c>" }), "docx");
    expect(read).toEqual({ parts: [{ where: "文件属性", text: "某甲", visible: false }], lack: "noText" });
  });

  it("turns invisible characters into blanks and keeps lines", async () => {
    const body = paragraph(run("甲\u200b乙\u00ad丙\u0001丁\u202e戊\u00a0己")) + paragraph(run("\ufeff ")) + paragraph(run("庚"));
    expect(await shown(docxOf(body), "docx")).toBe("甲 乙 丙 丁 戊 己\n庚");
  });
});

describe("a workbook", () => {
  it("of a library is read with its dates, percentages and numbers", async () => {
    const bytes = await writeExcelFile([
      {
        sheet: "分村表",
        data: [
          ["村名", "日期", "比例"],
          [
            "甲村",
            { value: new Date(Date.UTC(2025, 2, 1)), type: Date, format: "yyyy/mm/dd" },
            { value: 0.125, type: Number, format: "0.0%" },
          ],
          [{ value: true, type: Boolean }, null, 0.1 + 0.2],
        ],
      },
    ]).toBuffer();
    const read = await readAttachmentText(bytes, "xlsx");
    expect(read).toEqual({
      parts: [{ where: "工作表“分村表”", text: "村名\t日期\t比例\n甲村\t2025-03-01\t12.5%\nTRUE\t\t0.3", visible: true }],
    });
  });

  it.each<[value: number | string, format: string | number, expected: string]>([
    [45717, 14, "2025-03-01"],
    [45717.354166666664, 22, "2025-03-01 08:30"],
    [45717, 31, "2025-03-01"],
    [45717, 58, "2025-03-01"],
    [45717, 'yyyy"年"m"月"d"日";@', "2025-03-01"],
    [45717, "[$-804]yyyy\\-mm", "2025-03-01"],
    [45717, "[DBNum1][$-804]m月d日", "2025-03-01"],
    [45717, "aaaa", "2025-03-01"],
    [45717, "m", "2025-03-01"],
    [0.5, "h:mm", "12:00"],
    [0.75, "h:mm:ss AM/PM", "18:00:00"],
    [0.5, 20, "12:00"],
    [1.5, "[h]:mm", "36:00"],
    [1, 14, "1900-01-01"],
    [59, 14, "1900-02-28"],
    [60, 14, "1900-02-29"],
    [61, 14, "1900-03-01"],
    [36525, 14, "1999-12-31"],
    [36526, 14, "2000-01-01"],
    [36585, 14, "2000-02-29"],
    [2958465, 14, "9999-12-31"],
    [2958466, 14, "2958466"],
    [-1, 14, "-1"],
    [45717, '0"年度d"', "45717年度d"],
    [45717, '[Red]0.0"米"', "45717.0米"],
    [0.30000000000000004, "General", "0.3"],
    [1234567.891, "General", "1234567.891"],
    [6222020000000000, "General", "6222020000000000"],
    ["110105194912310021", "0", "110105194912310021"],
    [1234.5, "0.00", "1234.50"],
    [1234.5, 2, "1234.50"],
    [1234567.5, 4, "1,234,567.50"],
    [1234567.5, "#,##0.00", "1,234,567.50"],
    [1234567, "#,##0", "1,234,567"],
    [123, 3, "123"],
    [1.005, "0.00", "1.01"],
    [2.5, "0", "3"],
    [-1234.5, "0.00", "-1234.50"],
    [-1234.5, "#,##0.00;(#,##0.00)", "(1,234.50)"],
    [-5, "0;[Red]0", "5"],
    [0, '0;-0;"无"', "无"],
    [0.256, 9, "26%"],
    [0.256, 10, "25.60%"],
    [0.07, "0.0##%", "7.0%"],
    [7, "000000", "000007"],
    [13800000000, "000-0000-0000", "138-0000-0000"],
    [0.5, "#.##", ".5"],
    [0.5, ".00", ".50"],
    [-1234, 38, "-1,234"],
    [-12, 6, "¥-12"],
    [0, 43, "-"],
    [12345678, '0!.0,"万"', "1234.6万"],
    [12345678, "#,##0.0,,", "12.3"],
    [12, '_ "¥"* #,##0.00_ ', "¥12.00"],
    [12, "[$¥-804]0", "¥12"],
    [12, 'General"户"', "12户"],
    [5, "[>=3]0.0;0", "5"],
    [0.5, "# ?/?", "0.5"],
    [1e21, "0", "1000000000000000000000"],
    ["abc", "0", "abc"],
  ])("shows %s by %j as %s", async (value, format, expected) => {
    expect(await shown(xlsxOf([{ name: "一", xml: rows(number(value, 1)) }], { formats: [format] }), "xlsx")).toBe(expected);
  });

  it("counts days from 1904 where the workbook does, in every zone", async () => {
    const bytes = xlsxOf([{ name: "一", xml: rows(number(0, 1) + number(44255, 1)) }], { formats: [14], from1904: true });
    const zone = process.env.TZ;
    try {
      for (const tz of ["Asia/Shanghai", "America/Los_Angeles", "Pacific/Kiritimati"]) {
        process.env.TZ = tz;
        expect(await shown(bytes, "xlsx")).toBe("1904-01-01 2025-03-01");
      }
    } finally {
      if (zone === undefined) delete process.env.TZ;
      else process.env.TZ = zone;
    }
  });

  it("agrees with the calendar on every day of four centuries", async () => {
    const days = Array.from({ length: 1500 }, (_, i) => 61 + i * 97);
    const text = await shown(xlsxOf([{ name: "一", xml: rows(...days.map((d) => number(d, 1))) }], { formats: [14] }), "xlsx");
    const expected = days.map((d) => new Date(Date.UTC(1899, 11, 30 + d)).toISOString().slice(0, 10));
    expect(text.split("\n")).toEqual(expected);
  });

  it("reads every kind of cell", async () => {
    const strings = "<si><r><t>富</t></r><r><t>文本</t></r><rPh><t>ふりがな</t></rPh></si><si><t>甲_x000D_\n乙</t></si>";
    const cells = [
      '<c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1"/><c r="D1" t="s"><v>99</v></c>',
      '<c r="A2" t="inlineStr"><is><r><t>内</t></r><r><t>嵌</t></r></is></c><c r="B2" t="str"><f>"隐"&amp;"式"</f><v>结果</v></c>',
      '<c r="A3" t="b"><v>0</v></c><c r="B3" t="e"><v>#N/A</v></c><c r="C3" t="d"><v>2025-03-01T00:00:00</v></c><c r="D3"><f>1+1</f><v>2</v></c>',
    ];
    expect(await shown(xlsxOf([{ name: "一", xml: rows(...cells) }], { strings }), "xlsx")).toBe(
      "富文本 甲 乙\n内嵌 结果\nFALSE #N/A 2025-03-01 2",
    );
  });

  it("tells sheets in the order of the workbook, and hidden ones apart", async () => {
    const sheet = (text: string) => rows(inline(text));
    const read = await readAttachmentText(
      xlsxOf([
        { name: "甲", xml: sheet("一") },
        { name: "乙&amp;", state: "hidden", xml: sheet("二") },
        { name: "丙", state: "veryHidden", xml: sheet("三") },
        { name: "丁", state: "visible", xml: sheet("四") },
      ]),
      "xlsx",
    );
    expect(read.parts).toEqual([
      { where: "工作表“甲”", text: "一", visible: true },
      { where: "隐藏的工作表“乙&”", text: "二", visible: false },
      { where: "隐藏的工作表“丙”", text: "三", visible: false },
      { where: "工作表“丁”", text: "四", visible: true },
    ]);
  });

  it("tells hidden rows, columns and cells apart", async () => {
    const xml = `<cols><col min="2" max="3" hidden="1"/><col min="5" max="5" width="0"/><col min="28" max="99999" hidden="true"/></cols><sheetData>
      <row r="1"><c r="A1"><v>11</v></c><c r="B1"><v>12</v></c><c r="C1"><v>13</v></c><c r="D1"><v>14</v></c><c r="E1"><v>15</v></c></row>
      <row r="2" hidden="1"><c r="A2"><v>21</v></c></row><row r="3" ht="0"><c r="A3"><v>31</v></c></row>
      <row r="5"><c><v>51</v></c><c><v>52</v></c></row>
      <row r="4"><c r="A4"><v>41</v></c><c r="C4" s="1" t="str"><v>43</v></c><c r="D4" s="1"><v>44</v></c><c r="G4" s="1" t="str"><v>暗</v></c><c r="H4" s="2" t="str"><v>明</v></c><c r="F4" s="2"><v>0</v></c><c r="AA4"><v>427</v></c><c r="AB4"><v>428</v></c></row></sheetData>`;
    const read = await readAttachmentText(xlsxOf([{ name: "一", xml }], { formats: [";;;", "0;-0;;@"] }), "xlsx");
    expect(at(read, "工作表“一”")).toBe(`11\t\t\t14\n51\n41${"\t".repeat(7)}明${"\t".repeat(19)}427`);
    expect(at(read, "工作表“一”里隐藏的行、列或单元格")).toBe(`\t12\t13\t\t15\n21\n31\n\t52\n\t\t43\t44\t\t\t暗${"\t".repeat(21)}428`);
    expect(hiddenOf(read)).toEqual(["工作表“一”里隐藏的行、列或单元格"]);
  });

  it("reads comments, shapes, print heads and what it keeps of other tables", async () => {
    const xml = `${rows(inline("表"))}<headerFooter><oddHeader>&amp;C&amp;"宋体,常规"&amp;12西安镇 A&amp;&amp;B&amp;R&amp;P</oddHeader></headerFooter>`;
    const read = await readAttachmentText(
      xlsxOf([{ name: "一", xml }], {
        more: {
          "xl/worksheets/_rels/sheet1.xml.rels": rels(
            ["a", "comments", "../comments1.xml"],
            ["b", "threadedComment", "/xl/threadedComments/threadedComment1.xml"],
            ["c", "drawing", "../drawings/drawing1.xml"],
          ),
          "xl/comments1.xml":
            "<comments><authors><author>某甲</author></authors><comment><text><r><t>批</t></r><r><t>语</t></r></text></comment><comment><text><t>又一条</t></text></comment></comments>",
          "xl/threadedComments/threadedComment1.xml": "<T><threadedComment><text>讨论</text></threadedComment></T>",
          "xl/drawings/drawing1.xml":
            '<d><xdr:sp><xdr:cNvPr id="1" descr="图说"/><a:p><a:r><a:t>图框</a:t></a:r></a:p></xdr:sp><xdr:sp><xdr:cNvPr hidden="1"/><a:p><a:r><a:t>暗框</a:t></a:r></a:p></xdr:sp></d>',
          "xl/pivotCache/pivotCacheDefinition1.xml":
            '<p><sharedItems><s v="某乙"/><n v="5"/></sharedItems><r><s v="某丙"/></r><r><s v="某丁"/></r></p>',
          "xl/externalLinks/externalLink1.xml": "<e><x>无关</x><cell><v>外来</v></cell></e>",
        },
      }),
      "xlsx",
    );
    expect(read.parts).toEqual([
      { where: "工作表“一”", text: "表", visible: true },
      { where: "工作表“一”打印时的页眉页脚", text: "西安镇 A&B", visible: false },
      { where: "工作表“一”的批注", text: "批语\n又一条", visible: false },
      { where: "工作表“一”的批注", text: "讨论", visible: false },
      { where: "工作表“一”里的图形", text: "图框", visible: true },
      { where: "工作表“一”里隐藏的图形", text: "暗框", visible: false },
      { where: "工作表“一”里图片的说明文字", text: "图说", visible: false },
      { where: "数据透视表暗存的数据", text: "某乙 5\n某丙\n某丁", visible: false },
      { where: "从其他工作簿暗存的数据", text: "外来", visible: false },
    ]);
  });
});

describe("slides", () => {
  it("are told in order, with tables; hidden slides, notes and comments apart", async () => {
    const slide = (body: string, show = ""): string => `<p:sld xmlns:p="p" ${show}><p:spTree>${body}</p:spTree></p:sld>`;
    const shape = (...texts: string[]): string =>
      `<p:sp><p:cNvPr id="1"/>${texts.map((t) => `<a:p><a:r><a:t>${t}</a:t></a:r></a:p>`).join("")}</p:sp>`;
    const table =
      "<a:tbl><a:tr><a:tc><a:p><a:r><a:t>甲</a:t></a:r></a:p></a:tc><a:tc><a:p><a:r><a:t>乙</a:t></a:r></a:p></a:tc></a:tr></a:tbl>";
    const read = await readAttachmentText(
      zipOf({
        "ppt/presentation.xml":
          '<p:p xmlns:r="r"><p:sldIdLst><p:sldId id="256" r:id="rId2"/><p:sldId id="257" r:id="rId1"/></p:sldIdLst></p:p>',
        "ppt/_rels/presentation.xml.rels": rels(["rId1", "slide", "slides/slide1.xml"], ["rId2", "slide", "slides/slide2.xml"]),
        "ppt/slides/slide1.xml": slide(shape("藏页"), 'show="0"'),
        "ppt/slides/slide2.xml": slide(
          `${shape("标题", "正文")}${table}<p:sp><p:cNvPr hidden="1" descr="图说"/><a:p><a:r><a:t>暗框</a:t></a:r></a:p></p:sp><p:sp><a:p><a:fld type="slidenum"><a:t>7</a:t></a:fld></a:p></p:sp>`,
        ),
        "ppt/slides/_rels/slide2.xml.rels": rels(["a", "notesSlide", "../notesSlides/notesSlide1.xml"]),
        "ppt/notesSlides/notesSlide1.xml": slide(shape("讲稿")),
        "ppt/comments/comment1.xml": "<p:cmLst><p:cm><p:text>意见</p:text></p:cm></p:cmLst>",
      }),
      "pptx",
    );
    expect(read.parts).toEqual([
      { where: "第 1 张幻灯片", text: "标题\n正文\n甲\t乙", visible: true },
      { where: "第 1 张幻灯片里隐藏的文字", text: "暗框", visible: false },
      { where: "第 1 张幻灯片的备注", text: "讲稿", visible: false },
      { where: "隐藏的第 2 张幻灯片", text: "藏页", visible: false },
      { where: "图片的说明文字", text: "图说", visible: false },
      { where: "批注", text: "意见", visible: false },
    ]);
  });
});

describe("an OFD file", () => {
  const text = (boundary: string, words: string, more = ""): string =>
    `<ofd:TextObject Boundary="${boundary}" ${more}>\n  <ofd:TextCode X="0" Y="3">${words}</ofd:TextCode>\n</ofd:TextObject>\n`;
  const ofdOf = (page: string, more: Readonly<Record<string, string>> = {}): Uint8Array =>
    zipOf({
      "OFD.xml":
        "<ofd:OFD><ofd:DocBody><ofd:DocInfo><ofd:Author>某甲</ofd:Author></ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
      "Doc_0/Document.xml":
        '<ofd:Document><ofd:CommonData><ofd:TemplatePage ID="9" BaseLoc="Tpls/T.xml"/></ofd:CommonData><ofd:Pages><ofd:Page ID="1" BaseLoc="Pages/P1/Content.xml"/><ofd:Page ID="2" BaseLoc="/Doc_0/Pages/P0/Content.xml"/></ofd:Pages></ofd:Document>',
      "Doc_0/Pages/P1/Content.xml": `<ofd:Page><ofd:Template TemplateID="9"/><ofd:Content>${page}</ofd:Content></ofd:Page>`,
      "Doc_0/Pages/P0/Content.xml": `<ofd:Page><ofd:Template TemplateID="9"/>${text("10 10 30 5", "末页")}</ofd:Page>`,
      "Doc_0/Tpls/T.xml": `<ofd:Page>${text("10 5 30 5", "底版")}</ofd:Page>`,
      ...more,
    });

  it("is read page by page; objects side by side make one line", async () => {
    const page = [
      text("10 10 20 5", "关于"),
      text("30 10 20 5", "补贴"),
      text("80 10.4 20 5", "12"),
      text("10 20 20 5", "次行"),
      text("10 30 20 5", "看不见", 'Visible="false"'),
      '<ofd:TextObject Boundary="10 40 20 12"><ofd:TextCode Y="3">上</ofd:TextCode><ofd:TextCode Y="3">一</ofd:TextCode><ofd:TextCode Y="9">下</ofd:TextCode></ofd:TextObject>',
    ];
    const note = `<ofd:PageAnnot><ofd:Annot><ofd:Remark>备考</ofd:Remark><ofd:Appearance>${text("1 1 9 5", "作废")}</ofd:Appearance></ofd:Annot></ofd:PageAnnot>`;
    const read = await readAttachmentText(ofdOf(page.join(""), { "Doc_0/Annots/P1/Annotation.xml": note }), "ofd");
    expect(read).toEqual({
      parts: [
        { where: "第 1 页", text: "关于补贴 12\n次行\n上一\n下", visible: true },
        { where: "第 1 页里隐藏的文字", text: "看不见", visible: false },
        { where: "第 2 页", text: "末页", visible: true },
        { where: "模板页", text: "底版", visible: true },
        { where: "注释", text: "作废", visible: true },
        { where: "批注", text: "备考", visible: false },
        { where: "文件属性", text: "某甲", visible: false },
      ],
    });
  });

  it("is told to be encrypted or damaged where it is", async () => {
    expect(await readAttachmentText(ofdOf("", { "Encryptions.xml": "<e/>" }), "ofd")).toEqual({ parts: [], lack: "encrypted" });
    expect((await readAttachmentText(zipOf({ "OFD.xml": "<ofd:OFD/>" }), "ofd")).lack).toBe("noText");
    expect((await readAttachmentText(zipOf({ "a.xml": "<a/>" }), "ofd")).lack).toBe("damaged");
  });
});

describe("a PDF", () => {
  // Printed once by Chromium 156 with Noto Sans CJK SC: a bare machine has no Chinese font to print them anew.
  const printed = new Uint8Array(readFileSync(join(root, "test/pdf/printed.pdf")));
  const blank = new Uint8Array(readFileSync(join(root, "test/pdf/blank.pdf")));

  it("of a browser gives its words page by page, with characters where its fonts have radicals", async () => {
    const read = await readAttachmentText(printed, "pdf");
    expect(read.lack).toBeUndefined();
    expect(bare(at(read, "第 1 页") ?? "")).toBe(
      "各村人口和用水户数已经核实，见下表。长风大队一组的面积，由马文青同志负责登记，土门子、金水、白龙各组自行申报。村名用水户金额（元）甲村121,234.50乙村八66.00",
    );
    // Cells of a row on one line, apart from one another.
    expect(at(read, "第 1 页")).toMatch(/^甲村 12 1,234\.50$/m);
    expect(at(read, "第 2 页")).toBe("第二页的话");
    expect(at(read, "文件属性")).toContain("用水户表");
    expect(visibleText(read)).not.toContain("用水户表");
  });

  it("of the sample content is read whole, and its bytes are left alone", async () => {
    const bytes = readFileSync(join(import.meta.dirname, "../content/items/2025/0010/zhongdian-renwu-fenjie.pdf"));
    const before = Buffer.from(bytes);
    expect(bare(await shown(bytes, "pdf"))).toContain("经济发展和乡村振兴办公室10月底8乡村建设整修村组道路11公里");
    expect(bytes.equals(before)).toBe(true);
  });

  it.each([
    ["UniGB-UCS2-H", utf16("补贴对象abc12")],
    ["UniGB-UTF16-V", utf16("补贴对象abc12")],
    ["GBK-EUC-H", `${Buffer.from([0xb2, 0xb9, 0xcc, 0xf9, 0xb6, 0xd4, 0xcf, 0xf3]).toString("hex")}6162633132`],
  ])("that only names its Chinese font is read (%s)", async (encoding, hex) => {
    expect(bare(await shown(namedFontPdf(encoding, hex), "pdf"))).toBe("补贴对象abc12");
  });

  it("with glyph numbers that mean nothing to us gives none rather than wrong ones", async () => {
    expect((await readAttachmentText(namedFontPdf("Identity-H", "10000d00"), "pdf")).lack).toBe("noText");
  });

  it("shows what is filled in and written on; notes are not seen", async () => {
    const rect = "/Type/Annot/Rect[0 0 9 9]";
    const bytes = namedFontPdf("UniGB-UCS2-H", utf16("正"), "/Annots[8 0 R 9 0 R 10 0 R 11 0 R 12 0 R]", [
      `<<${rect}/Subtype/Widget/FT/Tx/T(a)/V<feff${utf16("填写")}>>>`,
      `<<${rect}/Subtype/FreeText/Contents<feff${utf16("加写")}>/DA(/F1 9 Tf)>>`,
      `<<${rect}/Subtype/Text/T<feff${utf16("某甲")}>/Contents<feff${utf16("便笺")}>>>`,
      `<<${rect}/Subtype/Widget/FT/Tx/T(b)/F 2/V<feff${utf16("藏着")}>>>`,
      `<<${rect}/Subtype/Link/A<</S/URI/URI(http://a.cn/)>>>>`,
    ]);
    expect((await readAttachmentText(bytes, "pdf")).parts).toEqual([
      { where: "第 1 页", text: "正", visible: true },
      { where: "第 1 页加写的文字", text: "加写", visible: true },
      { where: "第 1 页的批注", text: "某甲：便笺", visible: false },
      { where: "第 1 页填写的内容", text: "填写", visible: true },
      { where: "第 1 页填写的内容", text: "藏着", visible: false },
      { where: "链接的地址", text: "http://a.cn/", visible: false },
    ]);
  });

  it("that is a picture has no text; one with a password is encrypted; others are damaged", async () => {
    expect((await readAttachmentText(blank, "pdf")).lack).toBe("noText");
    const [key, id] = ["ab".repeat(32), "cd".repeat(16)];
    const encrypted = pdfOf(
      ["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[]/Count 0>>", `<</Filter/Standard/V 1/R 2/O<${key}>/U<${key}>/P -4>>`],
      `/Encrypt 3 0 R/ID[<${id}><${id}>]`,
    );
    expect(await readAttachmentText(encrypted, "pdf")).toEqual({ parts: [], lack: "encrypted" });
    for (const bytes of [new Uint8Array(0), strToU8("%PDF-1.7 and no more"), printed.subarray(0, 100)]) {
      expect(await readAttachmentText(bytes, "pdf")).toEqual({ parts: [], lack: "damaged" });
    }
  });

  it("with a page that is no page is damaged, and the others are read", async () => {
    const [catalogue, , ...others] = Buffer.from(namedFontPdf("UniGB-UCS2-H", utf16("好页")))
      .toString("latin1")
      .split("endobj")
      .map((o) => o.replace(/^[\s\S]*?obj\n/, "").trim())
      .slice(0, 7);
    const pdf = pdfOf([catalogue ?? "", "<</Type/Pages/Kids[3 0 R 99 0 R]/Count 2>>", ...others]);
    const read = await readAttachmentText(pdf, "pdf");
    expect(read).toEqual({ parts: [{ where: "第 1 页", text: "好页", visible: true }], lack: "damaged" });
  });
});

describe("plain text", () => {
  const gb = Uint8Array.from([0xb2, 0xb9, 0xcc, 0xf9, 0x2c, 0x31, 0x32]);
  it.each<[what: string, bytes: Uint8Array, kind: string, text: string]>([
    ["UTF-8", strToU8("补贴\r\n对象\t乙"), "txt", "补贴\n对象\t乙"],
    ["UTF-8 with its mark", strToU8("\ufeff补贴"), "txt", "补贴"],
    ["GB18030", gb, "txt", "补贴,12"],
    ["UTF-16", new Uint8Array(Buffer.from("\ufeff补贴", "utf16le")), "txt", "补贴"],
    ["CSV", strToU8('村名,"金额,元"\r\n甲村,"1,234"\r\n"带""引号""",\r\n'), "csv", '村名\t金额,元\n甲村\t1,234\n带"引号"'],
    ["CSV in GB18030", gb, "csv", "补贴\t12"],
    ["CSV with a line within a cell", strToU8('"甲\n村",1\n"","2"'), "csv", "甲 村\t1\n\t2"],
    ["CSV with an inch", strToU8('管,5",甲\n乙,1'), "csv", '管\t5"\t甲\n乙\t1'],
  ])("is read: %s", async (_what, bytes, kind, text) => {
    expect(await readAttachmentText(bytes, kind)).toEqual({ parts: [{ where: "正文", text, visible: true }] });
  });

  it("has none, or is none", async () => {
    expect(await readAttachmentText(new Uint8Array(0), "txt")).toEqual({ parts: [], lack: "noText" });
    expect(await readAttachmentText(Uint8Array.of(0x41, 0, 0x42), "txt")).toEqual({ parts: [], lack: "damaged" });
    expect(await readAttachmentText(Uint8Array.of(0xff, 0xff, 0xff), "csv")).toEqual({ parts: [], lack: "damaged" });
  });
});

describe("what cannot be read", () => {
  const compound = (name: string): Uint8Array =>
    new Uint8Array(Buffer.concat([Buffer.from("d0cf11e0a1b11ae1", "hex"), Buffer.alloc(600), Buffer.from(name, "utf16le")]));

  it.each(["doc", "xls", "zip", "jpg", "jpeg", "png", "exe", ""])("is read by its bytes, not by its name: .%s", async (kind) => {
    expect(await shown(docxOf(paragraph(run("文"))), kind)).toBe("文");
  });

  it("is told: a packed file, a program, bytes of no kind", async () => {
    for (const bytes of [strToU8("Rar!\x1a\x07", true), strToU8("7z\xbc\xaf\x27\x1c", true), strToU8("MZ\x90\0\x03\0\0", true)])
      expect(await readAttachmentText(bytes, "")).toEqual({ parts: [], lack: "unsupported" });
  });

  it.each(["docx", "xlsx", "pptx"])("is told: %s with a password, or an old file under a new name", async (kind) => {
    expect(await readAttachmentText(compound("EncryptedPackage Workbook"), kind)).toEqual({ parts: [], lack: "encrypted" });
    for (const bytes of [compound(""), compound("WordDocument"), Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0)]) {
      expect(await readAttachmentText(bytes, kind)).toEqual({ parts: [], lack: "damaged" });
    }
  });

  it("takes an extension as it is written", async () => {
    expect(await shown(docxOf(paragraph(run("文"))), ".DOCX")).toBe("文");
  });

  it.each(["docx", "xlsx", "pptx", "ofd"])("is damaged: %s", async (kind) => {
    const whole = zipOf({ "word/document.xml": word(""), "xl/workbook.xml": "<w/>" });
    for (const bytes of [new Uint8Array(0), Uint8Array.of(1, 2, 3, 4, 5), whole.subarray(0, whole.length - 30), zipOf({ "a.png": "甲" })]) {
      expect((await readAttachmentText(bytes, kind)).lack).toBe("damaged");
    }
  });

  it("is damaged where the XML breaks off, and the beginning is read", async () => {
    const cut = word(paragraph(run("前面")) + paragraph(run("后面"))).replace(/面<\/w:t><\/w:r><\/w:p><\/w:body>.*/, "");
    expect(await readAttachmentText(zipOf({ "word/document.xml": cut }), "docx")).toEqual({
      parts: [{ where: "正文", text: "前面\n后", visible: true }],
      lack: "damaged",
    });
    const afterBreak = `<w:document>${paragraph(run("前"))}<w:p><w:r><w:br/>`;
    expect((await readAttachmentText(zipOf({ "word/document.xml": afterBreak }), "docx")).lack).toBe("damaged");
    const inBox = paragraph(run("外"), `<w:r><w:txbxContent>${paragraph(run("内"))}`);
    const read = await readAttachmentText(zipOf({ "word/document.xml": `<w:document>${inBox}<w:p>` }), "docx");
    expect([read.lack, at(read, "正文")]).toEqual(["damaged", "外\n内"]);
  });

  it("is damaged where a sheet or a slide is missing", async () => {
    const book = { "xl/workbook.xml": '<w><sheets><sheet name="一" sheetId="1"/></sheets></w>' };
    expect((await readAttachmentText(zipOf(book), "xlsx")).lack).toBe("damaged");
    const show = {
      "ppt/presentation.xml": '<p><sldId r:id="a"/></p>',
      "ppt/_rels/presentation.xml.rels": rels(["a", "slide", "slides/slide1.xml"]),
    };
    expect((await readAttachmentText(zipOf(show), "pptx")).lack).toBe("damaged");
  });

  /** The same ZIP with another size written beside a file's name. */
  function claiming(zip: Uint8Array, path: string, size: number): Uint8Array {
    const out = Buffer.from(zip);
    // The name stands twice; behind it in the directory.
    out.writeUInt32LE(size, out.lastIndexOf(path) - 46 + 24);
    return new Uint8Array(out);
  }

  it("is not unfolded when it is a bomb, whatever it says of its size", async () => {
    const zeros = new Uint8Array(30 * 1024 * 1024);
    const bomb = zipOf(Object.fromEntries(["document", "header1", "header2", "footer1"].map((n) => [`word/${n}.xml`, zeros])));
    expect(bomb.length).toBeLessThan(200_000);
    const started = performance.now();
    expect(await readAttachmentText(bomb, "docx")).toEqual({ parts: [], lack: "tooLarge" });
    const small = docxOf(paragraph(run("文")), { "word/media/video.mp4": "像" });
    for (const size of [101 * 2 ** 20, 0x7f00_0000]) {
      expect(await readAttachmentText(claiming(small, "word/document.xml", size), "docx")).toEqual({ parts: [], lack: "tooLarge" });
      // What we do not read may be large.
      expect(await shown(claiming(small, "word/media/video.mp4", size), "docx")).toBe("文");
    }
    expect((await readAttachmentText(claiming(small, "word/document.xml", 10), "docx")).lack).toBe("damaged");
    expect(performance.now() - started).toBeLessThan(2000);
  });

  it("is a bomb when a workbook within a document uses up what is left", async () => {
    const book = xlsxOf([{ name: "一", xml: rows(inline("表")) }]);
    const holding = (size: number) =>
      readAttachmentText(docxOf(paragraph(run("文")), { "word/embeddings/a.xlsx": claiming(book, "xl/styles.xml", size) }), "docx");
    expect((await holding(101 * 2 ** 20)).unread).toEqual([{ where: "嵌入的文件“a.xlsx”", lack: "tooLarge" }]);
    expect((await holding(1000)).unread).toBeUndefined();
  });

  it("does not fall over depth or length", async () => {
    const deep = `${"<w:p><w:r>".repeat(200_000)}<w:t>底</w:t>`;
    expect((await readAttachmentText(docxOf(paragraph(run("上")) + deep), "docx")).lack).toBe("damaged");
    expect(await shown(docxOf(paragraph(run("上")) + deep), "docx")).toBe("上");
    const words = "甲乙丙丁".repeat(25);
    const long = docxOf(paragraph(run(words)).repeat(20_000));
    const started = performance.now();
    expect((await shown(long, "docx")).length).toBe(20_000 * 101 - 1);
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});

describe("any bytes", () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  const KINDS = ["pdf", "docx", "xlsx", "pptx", "ofd", "csv", "txt", "doc", "xls", "zip", "jpg", "png"];
  const STARTS = ["", "PK\x03\x04", "%PDF-1.7\n", "<?xml", "\xd0\xcf\x11\xe0"].map((s) => Buffer.from(s, "latin1"));

  /** What holds of every answer. */
  function sound(read: AttachmentText): void {
    for (const { where, text } of read.parts) {
      expect(where).not.toBe("");
      expect(text).not.toMatch(/^[^\S\t]|\s$|(?![\n\t])\p{Cc}|\p{Cf}|\n\n/u);
      expect(text).not.toBe("");
    }
    if (read.lack === undefined) expect(visibleText(read)).not.toBe("");
    else expect(["encrypted", "damaged", "noText", "unsupported", "tooLarge"]).toContain(read.lack);
  }

  it("are answered with every extension, and nothing is printed", async () => {
    const said: unknown[][] = [];
    for (const name of ["log", "info", "warn", "error", "debug"] as const)
      vi.spyOn(console, name).mockImplementation((...a) => void said.push(a));
    for (const stream of [process.stdout, process.stderr]) {
      vi.spyOn(stream, "write").mockImplementation((...a) => {
        said.push(a);
        return true;
      });
    }
    const bytes = fc.tuple(fc.constantFrom(...STARTS), fc.uint8Array({ maxLength: 300 }));
    await fc.assert(
      fc.asyncProperty(bytes, fc.constantFrom(...KINDS), async ([start, rest], kind) => {
        sound(await readAttachmentText(new Uint8Array(Buffer.concat([start, rest])), kind));
      }),
      { numRuns: tries(400) },
    );
    for (const broken of ["stream\n", "endobj"]) {
      const pdf = Buffer.from(namedFontPdf("UniGB-UCS2-H", utf16("文")))
        .toString("latin1")
        .replaceAll(broken, "");
      sound(await readAttachmentText(strToU8(pdf, true), "pdf"));
    }
    vi.restoreAllMocks();
    expect(said).toEqual([]);
  });

  it("of real files with damage are answered, and the same each time", async () => {
    const files: readonly [string, Uint8Array][] = [
      ["docx", docxOf(paragraph(run("甲"), run("乙", "<w:vanish/>")), { "word/styles.xml": "<w:styles/>", "word/comments.xml": "<w:c/>" })],
      ["xlsx", xlsxOf([{ name: "一", xml: rows(number(45717, 1) + inline("甲")) }], { formats: ["yyyy-mm-dd;@"] })],
      ["pdf", namedFontPdf("GBK-EUC-H", "b2b9ccf9")],
    ];
    const change = fc.record({ at: fc.nat(), byte: fc.nat(255) });
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...files),
        fc.array(change, { minLength: 1, maxLength: 8 }),
        fc.nat(),
        async ([kind, whole], changes, cut) => {
          const bytes = whole.slice(0, cut % 3 === 0 ? cut % whole.length : whole.length);
          for (const { at: place, byte } of changes) if (bytes.length > 0) bytes[place % bytes.length] = byte;
          const read = await readAttachmentText(bytes, kind);
          sound(read);
          expect(await readAttachmentText(bytes, kind)).toEqual(read);
        },
      ),
      { numRuns: tries(150) },
    );
  });
});
