/** One text put into every container that an office may attach, at every place of it that we read: for tests of what is found where. */
import { strToU8, zipSync } from "fflate";
import { compoundOf, docOf, docStreams, nativeOf, pptOf, workbookOf, xlsOf } from "./old-formats.ts";

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
export const escaped = (text: string): string => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/"/g, "&quot;");

export const packOf = (files: Readonly<Record<string, string | Uint8Array>>): Uint8Array =>
  zipSync(Object.fromEntries(Object.entries(files).map(([path, data]) => [path, typeof data === "string" ? strToU8(XML + data) : data])));

const TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>';
const para = (text: string, before = ""): string => `<w:p><w:r>${before}<w:t xml:space="preserve">${escaped(text)}</w:t></w:r></w:p>`;

/** A Word document with a body and other parts. */
export const docxWith = (body: string, more: Readonly<Record<string, string | Uint8Array>> = {}): Uint8Array =>
  packOf({ "[Content_Types].xml": TYPES, "word/document.xml": `<w:document xmlns:w="w"><w:body>${body}</w:body></w:document>`, ...more });

/** A workbook with one sheet: what stands in its sheet, and other parts. */
export const xlsxWith = (sheet: string, more: Readonly<Record<string, string | Uint8Array>> = {}, names = "", state = ""): Uint8Array =>
  packOf({
    "[Content_Types].xml": TYPES,
    "xl/workbook.xml": `<workbook xmlns:r="r"><sheets><sheet name="一" sheetId="1" ${state} r:id="rId1"/></sheets>${names}</workbook>`,
    "xl/_rels/workbook.xml.rels":
      '<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
    "xl/worksheets/sheet1.xml": `<worksheet>${sheet}</worksheet>`,
    ...more,
  });
const cell = (text: string): string =>
  `<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>${escaped(text)}</t></is></c></row></sheetData>`;

/** A presentation of one slide, and other parts. */
export const pptxWith = (text: string, more: Readonly<Record<string, string | Uint8Array>> = {}): Uint8Array =>
  packOf({
    "[Content_Types].xml": TYPES,
    "ppt/presentation.xml": '<p:presentation xmlns:p="p" xmlns:r="r"><p:sldIdLst><p:sldId r:id="rId1"/></p:sldIdLst></p:presentation>',
    "ppt/_rels/presentation.xml.rels": '<Relationships><Relationship Id="rId1" Type="x/slide" Target="slides/slide1.xml"/></Relationships>',
    "ppt/slides/slide1.xml": `<p:sld xmlns:p="p" xmlns:a="a"><a:p><a:r><a:t>${escaped(text)}</a:t></a:r></a:p></p:sld>`,
    ...more,
  });

const ofdWith = (text: string): Uint8Array =>
  packOf({
    "OFD.xml": "<OFD><DocBody><DocRoot>Doc_0/Document.xml</DocRoot></DocBody></OFD>",
    "Doc_0/Document.xml": '<Document><Pages><Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/></Pages></Document>',
    "Doc_0/Pages/Page_0/Content.xml": `<Page><Content><Layer><TextObject Boundary="0 0 100 5"><TextCode>${escaped(text)}</TextCode></TextObject></Layer></Content></Page>`,
  });

const hex16 = (text: string): string =>
  `<FEFF${Array.from({ length: text.length }, (_, i) => text.charCodeAt(i).toString(16).padStart(4, "0")).join("")}>`;

/** A PDF of one page that says “公示”, with more in its catalogue, on its page, and further objects from number 8 on. */
export function pdfWith(text: string, { catalogue = "", page = "", more = [] as readonly string[], trailer = "" } = {}): Uint8Array {
  const hex = Array.from({ length: text.length }, (_, i) => text.charCodeAt(i).toString(16).padStart(4, "0")).join("");
  const content = `BT /F1 12 Tf 72 700 Td <${hex}> Tj ET`;
  const objects = [
    `<</Type/Catalog/Pages 2 0 R${catalogue}>>`,
    "<</Type/Pages/Kids[3 0 R]/Count 1>>",
    `<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>${page}>>`,
    `<</Length ${content.length}>>\nstream\n${content}\nendstream`,
    "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[6 0 R]>>",
    "<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>/DW 1000/FontDescriptor 7 0 R>>",
    "<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 93>>",
    ...more,
  ];
  let out = "%PDF-1.4\n";
  const places = objects.map((object, i) => {
    const at = out.length;
    out += `${i + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(at).padStart(10, "0")} 00000 n \n`;
  });
  const size = objects.length + 1;
  out += `xref\n0 ${size}\n0000000000 65535 f \n${places.join("")}trailer\n<</Size ${size}/Root 1 0 R${trailer}>>\nstartxref\n${out.length}\n%%EOF`;
  return strToU8(out, true);
}
const stream = (dictionary: string, data: Uint8Array | string): string => {
  const body = typeof data === "string" ? Buffer.from(data).toString("latin1") : Buffer.from(data).toString("latin1");
  return `<<${dictionary}/Length ${body.length}>>\nstream\n${body}\nendstream`;
};

export const rtfText = (text: string): string =>
  Array.from({ length: text.length }, (_, i) => (text.charCodeAt(i) < 0x80 ? text.charAt(i) : `\\u${text.charCodeAt(i)}?`)).join("");

const book = (text: string): Uint8Array => xlsOf([{ name: "一", rows: [["姓名", text]] }]);

/** A ZIP archive of these files. */
export const archiveOf = (files: Readonly<Record<string, Uint8Array>>): Uint8Array => zipSync({ ...files });

export interface Container {
  /** What it is and where the text stands in it. */
  readonly name: string;
  readonly extension: string;
  /** The text has no line end. */
  make(text: string): Uint8Array;
}

const on = (name: string, extension: string, make: (text: string) => Uint8Array): Container => ({ name, extension, make });

export const containers: readonly Container[] = [
  on("txt, UTF-8", "txt", (t) => strToU8(`公示\r\n${t}\r\n`)),
  on("txt, UTF-16", "txt", (t) => new Uint8Array(Buffer.from(`\ufeff公示\r\n${t}\r\n`, "utf16le"))),
  on("csv", "csv", (t) => strToU8(`姓名,备注\n某甲,"${t.replaceAll('"', '""')}"\n`)),
  on("docx, body", "docx", (t) => docxWith(para(t))),
  on("docx, table", "docx", (t) => docxWith(`<w:tbl><w:tr><w:tc>${para("某甲")}</w:tc><w:tc>${para(t)}</w:tc></w:tr></w:tbl>`)),
  on("docx, header", "docx", (t) => docxWith(para("公示"), { "word/header1.xml": `<w:hdr xmlns:w="w">${para(t)}</w:hdr>` })),
  on("docx, comment", "docx", (t) =>
    docxWith(para("公示"), { "word/comments.xml": `<w:comments xmlns:w="w"><w:comment>${para(t)}</w:comment></w:comments>` }),
  ),
  on("docx, footnote", "docx", (t) =>
    docxWith(para("公示"), { "word/footnotes.xml": `<w:footnotes xmlns:w="w"><w:footnote>${para(t)}</w:footnote></w:footnotes>` }),
  ),
  on("docx, deleted", "docx", (t) => docxWith(`${para("公示")}<w:p><w:del><w:r><w:delText>${escaped(t)}</w:delText></w:r></w:del></w:p>`)),
  on("docx, hidden", "docx", (t) => docxWith(para("公示") + para(t, "<w:rPr><w:vanish/></w:rPr>"))),
  on("docx, text box", "docx", (t) =>
    docxWith(`<w:p><w:r><w:t>公示</w:t></w:r><w:r><w:txbxContent>${para(t)}</w:txbxContent></w:r></w:p>`),
  ),
  on("docx, field code", "docx", (t) =>
    docxWith(`<w:p><w:r><w:instrText>QUOTE "${escaped(t)}"</w:instrText></w:r><w:r><w:t>公示</w:t></w:r></w:p>`),
  ),
  on("docx, simple field", "docx", (t) =>
    docxWith(`<w:p><w:fldSimple w:instr='QUOTE "${escaped(t)}"'><w:r><w:t>公示</w:t></w:r></w:fldSimple></w:p>`),
  ),
  on("docx, picture's description", "docx", (t) =>
    docxWith(`${para("公示")}<w:p><w:r><w:drawing><wp:docPr id="1" descr="${escaped(t)}"/></w:drawing></w:r></w:p>`),
  ),
  on("docx, properties", "docx", (t) =>
    docxWith(para("公示"), { "docProps/core.xml": `<coreProperties><subject>${escaped(t)}</subject></coreProperties>` }),
  ),
  on("docx, customXml", "docx", (t) => docxWith(para("公示"), { "customXml/item1.xml": `<data><id>${escaped(t)}</id></data>` })),
  on("docx, document variable", "docx", (t) =>
    docxWith(para("公示"), {
      "word/settings.xml": `<w:settings xmlns:w="w"><w:docVars><w:docVar w:name="a" w:val="${escaped(t)}"/></w:docVars></w:settings>`,
    }),
  ),
  on("docx, embedded workbook", "docx", (t) => docxWith(para("公示"), { "word/embeddings/book.xlsx": xlsxWith(cell(t)) })),
  on("docx, embedded old workbook", "docx", (t) => docxWith(para("公示"), { "word/embeddings/oleObject1.bin": book(t) })),
  on("docx, package in an object", "docx", (t) =>
    docxWith(para("公示"), { "word/embeddings/oleObject1.bin": compoundOf({ "\x01Ole10Native": nativeOf("a.txt", strToU8(t)) }) }),
  ),
  on("docx, object cut off", "docx", (t) =>
    docxWith(para("公示"), {
      "word/embeddings/oleObject1.bin": new Uint8Array(
        Buffer.concat([Buffer.from("d0cf11e0a1b11ae1", "hex"), Buffer.alloc(600), Buffer.from(t)]),
      ),
    }),
  ),
  on("xlsx, cell", "xlsx", (t) => xlsxWith(cell(t))),
  on("xlsx, shared string", "xlsx", (t) =>
    xlsxWith('<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData>', {
      "xl/sharedStrings.xml": `<sst><si><t>${escaped(t)}</t></si></sst>`,
    }),
  ),
  on("xlsx, hidden sheet", "xlsx", (t) => xlsxWith(cell(t), {}, "", 'state="hidden"')),
  on("xlsx, comment", "xlsx", (t) =>
    xlsxWith(cell("公示"), {
      "xl/worksheets/_rels/sheet1.xml.rels":
        '<Relationships><Relationship Id="rId1" Type="x/comments" Target="../comments1.xml"/></Relationships>',
      "xl/comments1.xml": `<comments><commentList><comment ref="A1"><text><t>${escaped(t)}</t></text></comment></commentList></comments>`,
    }),
  ),
  on("xlsx, defined name", "xlsx", (t) =>
    xlsxWith(cell("公示"), {}, `<definedNames><definedName name="某名">"${escaped(t)}"</definedName></definedNames>`),
  ),
  on("xlsx, data validation prompt", "xlsx", (t) =>
    xlsxWith(`${cell("公示")}<dataValidations><dataValidation sqref="A1" prompt="${escaped(t)}"/></dataValidations>`),
  ),
  on("xlsx, data validation list", "xlsx", (t) =>
    xlsxWith(
      `${cell("公示")}<dataValidations><dataValidation type="list" sqref="A1"><formula1>"是,${escaped(t)}"</formula1></dataValidation></dataValidations>`,
    ),
  ),
  on("xlsx, footer", "xlsx", (t) => xlsxWith(`${cell("公示")}<headerFooter><oddFooter>&amp;C${escaped(t)}</oddFooter></headerFooter>`)),
  on("xlsx, formula", "xlsx", (t) =>
    xlsxWith(`<sheetData><row r="1"><c r="A1" t="str"><f>LEFT("${escaped(t)}",2)</f><v>公示</v></c></row></sheetData>`),
  ),
  on("pptx, slide", "pptx", (t) => pptxWith(t)),
  on("pptx, notes", "pptx", (t) =>
    pptxWith("公示", {
      "ppt/slides/_rels/slide1.xml.rels":
        '<Relationships><Relationship Id="rId1" Type="x/notesSlide" Target="../notesSlides/notesSlide1.xml"/></Relationships>',
      "ppt/notesSlides/notesSlide1.xml": `<p:notes xmlns:p="p" xmlns:a="a"><a:p><a:r><a:t>${escaped(t)}</a:t></a:r></a:p></p:notes>`,
    }),
  ),
  on("pptx, layout", "pptx", (t) =>
    pptxWith("公示", {
      "ppt/slideLayouts/slideLayout1.xml": `<p:sldLayout xmlns:p="p" xmlns:a="a"><a:p><a:r><a:t>${escaped(t)}</a:t></a:r></a:p></p:sldLayout>`,
    }),
  ),
  on("ofd, page", "ofd", ofdWith),
  on("xls, cell", "xls", book),
  on("xls, over two records", "xls", (t) => xlsOf([{ name: "一", rows: [["公示", "说明", t]] }], {}, 24)),
  on("xls, hidden sheet", "xls", (t) =>
    xlsOf([
      { name: "一", rows: [["公示"]] },
      { name: "二", hidden: true, rows: [[t]] },
    ]),
  ),
  on("xls, note", "xls", (t) => xlsOf([{ name: "一", rows: [["公示"]], note: t }])),
  on("xls, data validation", "xls", (t) => xlsOf([{ name: "一", rows: [["公示"]], prompt: t }])),
  on("xls, footer", "xls", (t) => xlsOf([{ name: "一", rows: [["公示"]], footer: t }])),
  on("doc, body", "doc", (t) => docOf({ body: t })),
  on("doc, header", "doc", (t) => docOf({ body: "公示", header: t })),
  on("doc, comment", "doc", (t) => docOf({ body: "公示", comment: t })),
  on("doc, field code", "doc", (t) => docOf({ body: `\x13 QUOTE "${t}" \x14公示\x15` })),
  on("doc, embedded workbook", "doc", (t) =>
    docOf({ body: "公示" }, { "ObjectPool/_1/Workbook": workbookOf([{ name: "一", rows: [[t]] }]) }),
  ),
  on("doc, left by a quick save", "doc", (t) => docOf({ body: "公示" }, { Data: new Uint8Array(Buffer.from(`证件 ${t} 完`, "utf16le")) })),
  on("wps, body", "doc", (t) => compoundOf({ ...docStreams({ body: t }), KSOProductBuildVer: strToU8("2052-11.1") })),
  on("ppt, slide", "ppt", (t) => pptOf([t])),
  on("ppt, notes", "ppt", (t) => pptOf(["公示"], { note: t })),
  on("ppt, older save", "ppt", (t) => pptOf(["公示"], { old: t })),
  on("ppt, embedded workbook", "ppt", (t) => pptOf(["公示"], { object: book(t) })),
  on("rtf, body", "rtf", (t) => strToU8(`{\\rtf1\\ansi\\ansicpg936 ${rtfText(t)}\\par}`)),
  on("rtf, annotation", "rtf", (t) => strToU8(`{\\rtf1\\ansi ok\\par{\\*\\annotation ${rtfText(t)}}}`)),
  on("rtf, object", "rtf", (t) => strToU8(`{\\rtf1\\ansi ok{\\object{\\*\\objdata ${Buffer.from(book(t)).toString("hex")}}}}`)),
  on("html named .xls", "xls", (t) =>
    strToU8(`<html><meta charset="utf-8"><table><tr><td>某甲</td><td>${escaped(t)}</td></tr></table></html>`),
  ),
  on("XML 2003 workbook", "xls", (t) =>
    strToU8(
      `${XML}<?mso-application progid="Excel.Sheet"?><Workbook><Worksheet><Table><Row><Cell><Data>某甲</Data></Cell><Cell><Data>${escaped(t)}</Data></Cell></Row></Table></Worksheet></Workbook>`,
    ),
  ),
  on("XML 2003 document", "doc", (t) =>
    strToU8(`${XML}<w:wordDocument xmlns:w="w"><w:body><w:p><w:r><w:t>${escaped(t)}</w:t></w:r></w:p></w:body></w:wordDocument>`),
  ),
  on("mht, base64", "doc", (t) =>
    strToU8(
      `MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="x"\r\n\r\n--x\r\nContent-Type: text/html; charset="utf-8"\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from(`<html><meta charset="utf-8"><p>${escaped(t)}</p></html>`).toString("base64")}\r\n--x--\r\n`,
    ),
  ),
  on("pdf, page", "pdf", (t) => pdfWith(t)),
  on("pdf, note", "pdf", (t) => pdfWith("公示", { page: `/Annots[<</Type/Annot/Subtype/Text/Rect[0 0 9 9]/Contents ${hex16(t)}>>]` })),
  on("pdf, form field", "pdf", (t) =>
    pdfWith("公示", {
      page: "/Annots[8 0 R]",
      catalogue: "/AcroForm<</Fields[8 0 R]>>",
      more: [`<</Type/Annot/Subtype/Widget/FT/Tx/T(a)/Rect[0 0 99 9]/V ${hex16(t)}>>`],
    }),
  ),
  on("pdf, bookmark", "pdf", (t) =>
    pdfWith("公示", {
      catalogue: "/Outlines 8 0 R",
      more: ["<</Type/Outlines/First 9 0 R/Last 9 0 R/Count 1>>", `<</Title ${hex16(t)}/Parent 8 0 R/Dest[3 0 R/Fit]>>`],
    }),
  ),
  on("pdf, properties", "pdf", (t) => pdfWith("公示", { trailer: "/Info 8 0 R", more: [`<</Subject ${hex16(t)}>>`] })),
  on("pdf, XMP", "pdf", (t) =>
    pdfWith("公示", {
      catalogue: "/Metadata 8 0 R",
      more: [
        stream(
          "/Type/Metadata/Subtype/XML",
          `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:description><rdf:Alt><rdf:li>${escaped(t)}</rdf:li></rdf:Alt></dc:description></rdf:Description></rdf:RDF></x:xmpmeta>`,
        ),
      ],
    }),
  ),
  on("pdf, embedded file", "pdf", (t) =>
    pdfWith("公示", {
      catalogue: "/Names<</EmbeddedFiles<</Names[(a.xls) 8 0 R]>>>>",
      more: ["<</Type/Filespec/F(a.xls)/EF<</F 9 0 R>>>>", stream("/Type/EmbeddedFile", book(t))],
    }),
  ),
  on("pdf, file annotation", "pdf", (t) =>
    pdfWith("公示", {
      page: "/Annots[<</Type/Annot/Subtype/FileAttachment/Rect[0 0 9 9]/FS 8 0 R>>]",
      more: ["<</Type/Filespec/F(a.txt)/EF<</F 9 0 R>>>>", stream("/Type/EmbeddedFile", t)],
    }),
  ),
  on("pdf, link", "pdf", (t) =>
    pdfWith("公示", {
      page: `/Annots[<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(https://example.com/?q=${encodeURIComponent(t)})>>>>]`,
    }),
  ),
];

/** The same containers within an archive, and within an archive in an archive. */
export const zipped: readonly Container[] = containers.flatMap((c) => [
  on(`zip of ${c.name}`, "zip", (t) => archiveOf({ [`a.${c.extension}`]: c.make(t) })),
  ...(c.name.endsWith("cell") || c.name.endsWith("body") || c.name === "pdf, page"
    ? [on(`zip in zip of ${c.name}`, "zip", (t) => archiveOf({ "b.zip": archiveOf({ [`a.${c.extension}`]: c.make(t) }) }))]
    : []),
]);
