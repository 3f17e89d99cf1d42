/** Word documents and pasted pages as Markdown: the same words, no junk, and the refusals. */
import * as docx from "docx";
import fc from "fast-check";
import { strToU8, zipSync } from "fflate";
import { parse } from "parse5";
import { rolldown } from "rolldown";
import { describe, expect, it } from "vitest";
import { ImportRefused, inFolder } from "../scripts/desk/import/blocks.ts";
import { docxToMarkdown } from "../scripts/desk/import/docx.ts";
import { htmlToMarkdown } from "../scripts/desk/import/html.ts";
import { numberText } from "../scripts/desk/import/numbering.ts";
import { renderMarkdown } from "../scripts/markdown.ts";
import { withoutForbidden } from "../scripts/rules/characters.ts";
import { withIdeographs } from "../scripts/rules/radicals.ts";
import { tries } from "./chance.ts";
import { elements, root, textOf } from "./support.ts";

const PNG = Uint8Array.from(
  Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64"),
);

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const xml = (text: string): string => text.replace(/[<>&"]/g, (c) => `&#${c.charCodeAt(0)};`);

/** A document by its body, with other parts by their paths under `word/`. */
const docxOf = (body: string, parts: Readonly<Record<string, string | Uint8Array>> = {}): Uint8Array =>
  zipSync(
    Object.fromEntries(
      Object.entries({ "document.xml": `<w:document xmlns:w="w" xmlns:r="r"><w:body>${body}</w:body></w:document>`, ...parts }).map(
        ([path, part]) => [`word/${path}`, typeof part === "string" ? strToU8(`${XML}${part}`) : part],
      ),
    ),
  );
const r = (text: string, properties = ""): string => `<w:r><w:rPr>${properties}</w:rPr><w:t xml:space="preserve">${xml(text)}</w:t></w:r>`;
const p = (content: string, properties = ""): string => `<w:p><w:pPr>${properties}</w:pPr>${content}</w:p>`;
const style = (id: string): string => `<w:pStyle w:val="${id}"/>`;
const item = (list: number, level = 0): string => `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${list}"/></w:numPr>`;
const rels = (...targets: readonly (readonly [id: string, target: string])[]): string =>
  `<Relationships>${targets.map(([id, target]) => `<Relationship Id="${id}" Type="${OFFICE}/any" Target="${xml(target)}"/>`).join("")}</Relationships>`;
const level = (n: number, format: string, text: string): string =>
  `<w:lvl w:ilvl="${n}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/></w:lvl>`;
/** 1: 1. with bullets within; 2: 一、 （一） 1. ; 3: bullets; 4: as 1, begun anew; 5: 1.1. */
const numbering = `<w:numbering>
<w:abstractNum w:abstractNumId="0">${level(0, "decimal", "%1.")}${level(1, "bullet", "·")}${level(2, "decimal", "%3)")}</w:abstractNum>
<w:abstractNum w:abstractNumId="1">${level(0, "chineseCounting", "%1、")}${level(1, "chineseCounting", "（%2）")}${level(2, "decimal", "%3.")}</w:abstractNum>
<w:abstractNum w:abstractNumId="2">${level(0, "bullet", "·")}${level(1, "bullet", "o")}</w:abstractNum>
<w:abstractNum w:abstractNumId="3">${level(0, "decimal", "%1")}${level(1, "decimal", "%1.%2")}</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="2"/></w:num>
<w:num w:numId="4"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
<w:num w:numId="5"><w:abstractNumId w:val="3"/></w:num></w:numbering>`;
const styles = `<w:styles>
<w:style w:styleId="1"><w:name w:val="heading 1"/></w:style><w:style w:styleId="a3"><w:name w:val="标题 2"/></w:style>
<w:style w:styleId="x"><w:name w:val="我的标题"/><w:basedOn w:val="1"/></w:style>
<w:style w:styleId="o"><w:name w:val="章"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>
<w:style w:styleId="T"><w:name w:val="Title"/></w:style><w:style w:styleId="toc"><w:name w:val="toc 1"/></w:style>
<w:style w:styleId="B"><w:name w:val="粗"/><w:rPr><w:b/></w:rPr></w:style></w:styles>`;
const all = { "numbering.xml": numbering, "styles.xml": styles };
const markdown = (body: string, parts: Readonly<Record<string, string | Uint8Array>> = all): string =>
  docxToMarkdown(docxOf(body, parts)).markdown;
const notesOf = (body: string, parts: Readonly<Record<string, string | Uint8Array>> = all): string =>
  docxToMarkdown(docxOf(body, parts)).notes.join("\n");

const tc = (content: string, properties = ""): string => `<w:tc><w:tcPr>${properties}</w:tcPr>${content}</w:tc>`;
const tr = (...cells: readonly string[]): string => `<w:tr>${cells.join("")}</w:tr>`;
const tbl = (...rows: readonly string[]): string => `<w:tbl>${rows.join("")}</w:tbl>`;
const cell = (text: string, properties = ""): string => tc(p(r(text)), properties);

/** The words that a reader sees on the page, without blanks. */
const seen = (text: string): string =>
  textOf(parse(renderMarkdown(text, { fill: () => ({ text: "填", href: undefined }) }))).replace(/\s+/g, "");
const words = (text: string): string => withIdeographs(withoutForbidden(text)).replace(/[\ue000-\uf8ff]|\s+/g, "");

describe("a Word document", () => {
  it("made by a library: title, headings, emphasis, list, table, link, picture", async () => {
    const document = new docx.Document({
      numbering: {
        config: [
          { reference: "n", levels: [{ level: 0, format: docx.LevelFormat.DECIMAL, text: "%1.", alignment: docx.AlignmentType.START }] },
        ],
      },
      sections: [
        {
          headers: { default: new docx.Header({ children: [new docx.Paragraph("页眉里的字")] }) },
          children: [
            new docx.Paragraph({ text: "关于开展春季造林的通知", heading: docx.HeadingLevel.TITLE }),
            new docx.Paragraph({ text: "总体要求", heading: docx.HeadingLevel.HEADING_1 }),
            new docx.Paragraph({
              children: [new docx.TextRun("　　各村"), new docx.TextRun({ text: "务必", bold: true }), new docx.TextRun("于3月底前完成。")],
            }),
            new docx.Paragraph({ text: "整地", numbering: { reference: "n", level: 0 } }),
            new docx.Paragraph({ text: "栽植", numbering: { reference: "n", level: 0 } }),
            new docx.Paragraph({ text: "防火", bullet: { level: 0 } }),
            new docx.Paragraph({}),
            new docx.Table({
              rows: [
                ["村", "面积|亩"],
                ["园河村", "120"],
              ].map(
                (cells) => new docx.TableRow({ children: cells.map((c) => new docx.TableCell({ children: [new docx.Paragraph(c)] })) }),
              ),
            }),
            new docx.Paragraph({
              children: [
                new docx.ExternalHyperlink({ link: "https://www.gov.cn/a?b=1&c=2", children: [new docx.TextRun("原文")] }),
                new docx.ImageRun({
                  type: "png",
                  data: Buffer.from(PNG),
                  transformation: { width: 10, height: 10 },
                  altText: { name: "图片 1", title: "", description: "地块图" },
                }),
              ],
            }),
          ],
        },
      ],
    });
    const { title, markdown: text, pictures, notes } = docxToMarkdown(new Uint8Array(await docx.Packer.toBuffer(document)));
    expect(title).toBe("关于开展春季造林的通知");
    expect(text).toBe(
      `## 总体要求

各村**务必**于3月底前完成。

1. 整地
2. 栽植
- 防火

| 村 | 面积\\|亩 |
| --- | --- |
| 园河村 | 120 |

[原文](https://www.gov.cn/a?b=1&c=2)![地块图](tu-1.png)
`,
    );
    expect(pictures.map((x) => [x.name, Buffer.from(x.bytes).equals(Buffer.from(PNG))])).toEqual([["tu-1.png", true]]);
    expect(notes).toEqual([]);
    expect(inFolder(text, "0003")).toContain("![地块图](0003/tu-1.png)");
  });

  it("headings by name in both languages, by the style they rest on, by outline level", () => {
    expect(
      markdown(
        [
          p(r("甲乙丙。")),
          p(r("一"), style("1")),
          p(r("二"), style("a3")),
          p(r("三"), style("x")),
          p(r("四"), style("o")),
          p(r("五"), '<w:outlineLvl w:val="0"/>'),
        ].join(""),
      ),
    ).toBe("甲乙丙。\n\n## 一\n\n### 二\n\n## 三\n\n#### 四\n\n## 五\n");
    // Bold lines that only look like headings stay as they are.
    expect(markdown(p(r("一、总体要求", "<w:b/>")) + p(r("正文。"), style("B")))).toBe("**一、总体要求**\n\n**正文。**\n");
  });

  it("takes the title from the first centred lines that are no red head", () => {
    const centre = '<w:jc w:val="center"/>';
    const { title, markdown: text } = docxToMarkdown(
      docxOf(
        p(r("西安镇人民政府文件"), centre) +
          p(r("西政发〔2025〕1号"), centre) +
          p(r("西安镇人民政府"), centre) +
          p(r("关于做好防汛工作的通知"), centre) +
          p(r("各村：")),
      ),
    );
    expect(title).toBe("西安镇人民政府关于做好防汛工作的通知");
    expect(text).toBe("西安镇人民政府文件\n\n西政发〔2025〕1号\n\n各村：\n");
    expect(docxToMarkdown(docxOf(p(r("各村：")) + p(r("居中的落款"), centre))).title).toBeUndefined();
  });

  it("takes no invisible character into the title, in one run or between two", () => {
    const invisible = r("\ufffc\u200b") + r("关于") + r("\ue001防汛\u200f") + r("的通知");
    for (const properties of [style("T"), style("1"), '<w:jc w:val="center"/>'])
      expect(docxToMarkdown(docxOf(p(invisible, properties) + p(r("各村：")), all))).toMatchObject({
        title: "关于防汛的通知",
        markdown: "各村：\n",
      });
    expect(docxToMarkdown(docxOf(p(r("\u200b"), style("T")) + p(r("各村：")), all))).toMatchObject({ markdown: "各村：\n" });
  });

  it("numbers that Markdown has as its own, others as text", () => {
    expect(
      markdown(
        [
          p(r("甲"), item(2)),
          p(r("乙"), item(2, 1)),
          p(r("丙"), item(2, 1)),
          p(r("子"), item(2, 2)),
          p(r("丁"), item(2)),
          p(r("戊"), item(5)),
          p(r("己"), item(5, 1)),
        ].join(""),
      ),
    ).toBe("一、甲\n\n（一）乙\n\n（二）丙\n\n1. 子\n\n二、丁\n\n1 戊\n\n1.1 己\n");
    expect(
      markdown([p(r("甲"), item(1)), p(r("乙"), item(1, 1)), p(r("丙"), item(1, 2)), p(r("丁"), item(1)), p(r("新"), item(4))].join("")),
    ).toBe("1. 甲\n   - 乙\n     1. 丙\n2. 丁\n1. 新\n");
    // A list that goes on after a paragraph goes on counting.
    expect(markdown(p(r("甲"), item(1)) + p(r("插话")) + p(r("乙"), item(1)))).toBe("1. 甲\n\n插话\n\n2. 乙\n");
  });

  it.each([
    [10, "chineseCounting", "十"],
    [21, "chineseCountingThousand", "二十一"],
    [110, "chineseCounting", "一百一十"],
    [1005, "chineseCounting", "一千零五"],
    [3, "chineseLegalSimplified", "叁"],
    [12, "decimalEnclosedCircle", "⑫"],
    [27, "lowerLetter", "aa"],
    [4, "lowerRoman", "iv"],
    [2, "ideographTraditional", "乙"],
  ])("%i in %s is %s", (n, format, text) => {
    expect(numberText(n, format)).toBe(text);
  });

  it("tables: merged cells keep their words in the first place, a line across the top stands before, nested ones are flat", () => {
    const span = (n: number): string => `<w:gridSpan w:val="${n}"/>`;
    const body = tbl(
      tr(cell("分村面积表", span(3))),
      tr(cell("村"), cell("面积", span(2))),
      tr(cell("园河村", '<w:vMerge w:val="restart"/>'), cell("10"), cell("20")),
      tr(tc("<w:p/>", "<w:vMerge/>"), tc(tbl(tr(cell("内1"), cell("内2")))), cell("30")),
    );
    expect(markdown(body)).toBe("分村面积表\n\n| 村 | 面积 |  |\n| --- | --- | --- |\n| 园河村 | 10 | 20 |\n|  | 内1 内2 | 30 |\n");
    expect(notesOf(body)).toContain("合并的单元格");
    expect(markdown(tbl(tr(tc(p(r("框里的一段")) + p(r("又一段"))))))).toBe("框里的一段\n\n又一段\n");
    expect(markdown(tbl(tr(cell("左"), cell("右"))))).toBe("左 右\n");
  });

  it("revisions, comments, hidden text, contents, notes, text boxes, fields", () => {
    const body = [
      p(
        `${r("留")}<w:ins>${r("插")}</w:ins><w:del><w:r><w:delText>删</w:delText></w:r></w:del><w:commentRangeStart w:id="0"/>${r("暗", "<w:vanish/>")}`,
      ),
      p(r("前半"), '<w:rPr><w:del w:id="1"/></w:rPr>') + p(r("后半")),
      p(r("第一章……3"), style("toc")),
      p(`${r("有注")}<w:r><w:footnoteReference w:id="2"/></w:r>`),
      p(
        `<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx><w:txbxContent>${p(r("框内"))}</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>${p(r("框内"))}</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>${r("框外")}`,
      ),
      p(
        `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "mailto:a@b.cn" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${r("信箱")}<w:r><w:fldChar w:fldCharType="end"/></w:r>${r("。")}`,
      ),
      p(
        `<w:hyperlink r:id="bad">${r("不带")}</w:hyperlink>${r("☐", "")}<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r><w:r><w:br/></w:r>${r("# 次行")}`,
      ),
    ].join("");
    const parts = {
      ...all,
      "footnotes.xml": `<w:footnotes><w:footnote w:id="-1" w:type="separator">${p("")}</w:footnote><w:footnote w:id="2">${p(r("注的字"))}</w:footnote></w:footnotes>`,
      "_rels/document.xml.rels": rels(["bad", "javascript:alert(1)"]),
    };
    expect(markdown(body, parts)).toBe(
      "留插\n\n前半后半\n\n有注〔1〕\n\n框外\n\n框内\n\n[信箱](mailto:a@b.cn)。\n\n不带☐☑\n\\# 次行\n\n〔1〕注的字\n",
    );
    const notes = notesOf(body, parts);
    for (const note of ["修订中删去", "批注", "隐藏", "目录"]) expect(notes).toContain(note);
  });

  it("pictures: each once, only what a page can show", () => {
    const picture = (id: string, alt = ""): string =>
      p(`<w:r><w:drawing><wp:inline><wp:docPr descr="${alt}"/><a:blip r:embed="${id}"/></wp:inline></w:drawing></w:r>`);
    const parts = {
      "media/image1.png": PNG,
      "media/image2.emf": Uint8Array.of(1, 0, 0, 0),
      "_rels/document.xml.rels": rels(["r1", "media/image1.png"], ["r2", "media/image2.emf"], ["r3", "media/gone.png"]),
    };
    const body = picture("r1", "C:\\图\\a.png") + picture("r1", "村口") + picture("r2") + picture("r3");
    const { markdown: text, pictures, notes } = docxToMarkdown(docxOf(body, parts));
    expect(text).toBe("![图片](tu-1.png)\n\n![村口](tu-1.png)\n");
    expect(pictures.length).toBe(1);
    expect(notes.join()).toContain("另存为 PNG");
  });

  it("shows the very words of the document, in order, whatever they are", () => {
    const nasty = fc.oneof(
      fc.string({ unit: "grapheme", maxLength: 12 }),
      fc.constantFrom(
        "**",
        "1. ",
        "- ",
        "# ",
        "> ",
        "[a](b)",
        "![x](y)",
        "<b>",
        "&amp;",
        "&#x4e00;",
        "`码`",
        "~~删~~",
        "{{ x }}",
        "|",
        "---",
        "===",
        "[a]: b",
        "\\",
        "http://a.b/_c_",
        "　　一、",
        "：",
        "“引”",
        "（一）",
        "a_b_c",
        "<http://a.b>",
        "+ ",
        "10) ",
        "$",
        "\t",
      ),
      fc.constantFrom("各村", "通知。", "（试行）", "abc", " "),
    );
    const clean = nasty.map((s) => [...s].filter((c) => !/[\p{Cc}\p{Cs}\ufffe\uffff]/u.test(c) || c === "\t").join(""));
    const run = fc.record({ text: clean, bold: fc.boolean(), italic: fc.boolean(), link: fc.boolean() });
    const runs = fc.array(run, { minLength: 1, maxLength: 4 });
    const paragraph = fc.record({ kind: fc.constantFrom("p", "h", "n", "b", "m", "br"), runs, level: fc.integer({ min: 0, max: 1 }) });
    const table = fc.record({
      kind: fc.constant("t"),
      rows: fc.array(fc.array(runs, { minLength: 2, maxLength: 3 }), { minLength: 2, maxLength: 3 }),
    });
    type Run = { text: string; bold: boolean; italic: boolean; link: boolean };
    const runXml = ({ text, bold, italic, link }: Run): string => {
      const one = r(text, `${bold ? "<w:b/>" : ""}${italic ? "<w:i/>" : ""}`);
      return link ? `<w:hyperlink r:id="l">${one}</w:hyperlink>` : one;
    };
    const parts = { ...all, "_rels/document.xml.rels": rels(["l", "https://www.gov.cn/(a)_b_?x=1&lt;=2"]) };
    fc.assert(
      fc.property(fc.array(fc.oneof({ weight: 4, arbitrary: paragraph }, { weight: 1, arbitrary: table }), { maxLength: 8 }), (blocks) => {
        let expected = "";
        const body = blocks
          .map((b) => {
            if ("rows" in b) {
              expected += b.rows
                .flat(2)
                .map((x) => x.text)
                .join("");
              return tbl(...b.rows.map((row) => tr(...row.map((c) => tc(p(c.map(runXml).join("")))))));
            }
            expected += b.runs.map((x) => x.text).join("");
            const properties = { p: "", br: "", h: style("1"), n: item(1, b.level), b: item(3, b.level), m: item(1, 2 * b.level) }[b.kind];
            return p(b.runs.map(runXml).join(b.kind === "br" ? "<w:r><w:br/></w:r>" : ""), properties);
          })
          .join("");
        const { title = "", markdown: text } = docxToMarkdown(docxOf(body, parts));
        // The numbers of Word's lists are text on the page.
        const plain = (t: string): string => t.replace(/[\d.)]/g, "").normalize("NFC");
        expect(plain(withIdeographs(`${title.replace(/\s/g, "")}${seen(text)}`)), text).toBe(plain(words(expected)));
      }),
      { numRuns: tries(400) },
    );
  });

  it("refuses what is none, with what to do instead", () => {
    const compound = (name: string): Uint8Array =>
      Uint8Array.from(
        Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), Buffer.alloc(504), Buffer.from(name, "utf16le")]),
      );
    const advice = (bytes: Uint8Array): string => {
      try {
        docxToMarkdown(bytes);
      } catch (error) {
        if (error instanceof ImportRefused) return `${error.message}${error.advice}`;
      }
      return "没有拒绝";
    };
    expect(advice(compound("WordDocument"))).toMatch(/旧格式.*另存为/);
    expect(advice(compound("EncryptedPackage"))).toContain("密码");
    expect(advice(strToU8("{\\rtf1 正文}"))).toContain("不是 Word 文档");
    expect(advice(Uint8Array.of(0x50, 0x4b, 3, 4, 0))).toContain("不是 Word 文档");
    expect(advice(zipSync({ "xl/workbook.xml": strToU8("<workbook/>") }))).toContain("Excel");
    expect(advice(new Uint8Array())).toContain("不是 Word 文档");
    // 200 MB of nothing in 200 KB.
    expect(
      advice(
        zipSync({ "word/document.xml": strToU8("<w:document/>"), "word/media/a.png": new Uint8Array(101 * 1024 * 1024) }, { level: 1 }),
      ),
    ).toContain("100 MB");
    expect(advice(docxOf(`${"<w:p>".repeat(600)}`))).toContain("坏了");
  });
});

describe("a pasted page", () => {
  it("Word's: lists by their marks, junk gone", () => {
    const html = `<html xmlns:o="urn:x"><head><style>p{color:red}</style><!--[if gte mso 9]><xml><w:WordDocument>junk</w:WordDocument></xml><![endif]--></head><body lang=ZH-CN>
<!--StartFragment--><p class=MsoTitle align=center>关于造林的通知</p>
<h1>总体<span lang=EN-US><o:p></o:p></span></h1>
<p class=MsoNormal style='text-indent:2em'><span style='mso-spacerun:yes'>　　</span>各村<b style='mso-bidi-font-weight:normal'>务必</b>年
底前完成，见<a href="https://www.gov.cn/">原文</a>和<a href="file:///C:/x">本机</a>。<o:p>&nbsp;</o:p></p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span>1.<span>&nbsp;&nbsp;</span></span><![endif]>整地</p>
<p class=MsoListParagraph style='mso-list:l0 level2 lfo1'><!--[if !supportLists]--><span style='mso-list:Ignore'>l<span>&nbsp;</span></span><!--[endif]-->选苗</p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>2.</span>栽植</p>
<p class=MsoNormal style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>（一）</span>检查</p>
<p style='display:none'>暗的</p><p class=MsoNormal><o:p>&nbsp;</o:p></p>
<table><tr><td colspan=2>表名</td></tr><tr><th>村</th><th>亩</th></tr><tr><td rowspan=2>园河村</td><td>1</td></tr><tr><td>2</td></tr></table>
<p><img src="data:image/png;base64,${Buffer.from(PNG).toString("base64")}" alt="现场"><img src="file:///C:/a.png"></p><script>alert(1)</script>
<!--EndFragment--></body></html>`;
    const { title, markdown: text, pictures, notes } = htmlToMarkdown(html);
    expect(title).toBe("关于造林的通知");
    expect(text).toBe(
      "## 总体\n\n各村**务必**年底前完成，见[原文](https://www.gov.cn/)和本机。\n\n1. 整地\n   - 选苗\n2. 栽植\n\n（一）检查\n\n表名\n\n| 村 | 亩 |\n| --- | --- |\n| 园河村 | 1 |\n|  | 2 |\n\n![现场](tu-1.png)\n",
    );
    expect(pictures.length).toBe(1);
    expect(notes.join()).toMatch(/隐藏.*合并.*地址/);
  });

  it("WPS's and a browser's: real lists, spans with styles, breaks", () => {
    expect(
      htmlToMarkdown(
        `<meta charset="utf-8"><div><span style="font-weight:700">甲</span><br>乙</div><ol start="3"><li><p>三</p><ul><li>内</li></ul></li><li>四</li></ol><ol style="list-style-type:cjk-ideographic"><li>壹</li></ol><b style="font-weight:normal">丙</b><div>丁<p>戊</p>己</div>`,
      ).markdown,
    ).toBe("**甲**\n乙\n\n3. 三\n   - 内\n4. 四\n\n一、壹\n\n丙\n\n丁\n\n戊\n\n己\n");
    expect(htmlToMarkdown("就是几个字 <没有>").markdown).toBe("就是几个字 <没有>\n");
    expect(htmlToMarkdown("").markdown).toBe("");
    expect(htmlToMarkdown(`${"<div>".repeat(5000)}深${"</div>".repeat(5000)}`).markdown).toBe("深\n");
  });

  it("shows the same words", () => {
    const text = fc.oneof(
      fc.string({ unit: "grapheme", maxLength: 10 }),
      fc.constantFrom("**", "1. x", "- ", "# ", "{{x}}", "a|b", "&lt;", "［1］", "_a_"),
    );
    const clean = text.map((s) => [...s].filter((c) => !/[\p{Cc}\p{Cs}\ufffe\uffff]/u.test(c)).join(""));
    const tag = fc.constantFrom("p", "div", "li", "b", "i", "h2", "td", "span", "ul", "table", "tr", "ol", "a", "br", "th");
    fc.assert(
      fc.property(fc.array(fc.tuple(tag, clean), { maxLength: 10 }), (parts) => {
        const html = parts.map(([t, s]) => (t === "br" ? `<br>${xml(s)}` : `<${t}>${xml(s)}</${t}>`)).join("");
        const { title = "", markdown: out } = htmlToMarkdown(html);
        // Words straight within a table, beside its cells, are not shown by a browser in their place either.
        const expected = parts
          .filter(([t]) => t !== "table")
          .map(([, s]) => s)
          .join("");
        expect(withIdeographs(`${title.replace(/\s/g, "")}${seen(out)}`).normalize("NFC"), out).toBe(words(expected).normalize("NFC"));
      }),
      { numRuns: tries(400) },
    );
  });
});

it("both run in a browser: nothing of Node is asked for", async () => {
  for (const entry of ["docx", "html"]) {
    const bundle = await rolldown({ input: `${root}scripts/desk/import/${entry}.ts`, platform: "browser", logLevel: "silent" });
    const { output } = await bundle.generate({ format: "iife", name: "x" });
    const code = output[0].code;
    expect(output[0].imports).toEqual([]);
    expect(code).not.toMatch(/\bBuffer\.from|\brequire\(|node:/);
  }
});

it("a picture's page has an element for it", () => {
  const page = parse(renderMarkdown("![村口](0001/tu-1.png)", {}));
  expect([...elements(page)].some((e) => e.tagName === "img")).toBe(true);
});
