/** What Word draws or marks by how it looks: nothing of it is lost or turned without a note that says so. */
import fc from "fast-check";
import { strToU8, zipSync } from "fflate";
import { parse } from "parse5";
import { describe, expect, it } from "vitest";
import type { Imported } from "../scripts/desk/import/blocks.ts";
import { docxToMarkdown } from "../scripts/desk/import/docx.ts";
import { equationText } from "../scripts/desk/import/equations.ts";
import { htmlToMarkdown } from "../scripts/desk/import/html.ts";
import { noticeDraft, signedDay } from "../scripts/desk/import/notice.ts";
import { numberText } from "../scripts/desk/import/numbering.ts";
import { renderMarkdown } from "../scripts/markdown.ts";
import { tries } from "./chance.ts";
import { textOf } from "./support.ts";

const NAMES = 'xmlns:w="w" xmlns:r="r" xmlns:m="m" xmlns:w14="w14" xmlns:v="v" xmlns:mc="mc" xmlns:wps="wps"';
const xml = (text: string): string => text.replace(/[<>&"]/g, (c) => `&#${c.charCodeAt(0)};`);

/** A document by its body, with other parts by their paths under `word/`. */
const docxOf = (body: string, parts: Readonly<Record<string, string | Uint8Array>> = {}): Uint8Array =>
  zipSync(
    Object.fromEntries(
      Object.entries({ "document.xml": `<w:document ${NAMES}><w:body>${body}</w:body></w:document>`, ...parts }).map(([path, part]) => [
        `word/${path}`,
        typeof part === "string" ? strToU8(part) : part,
      ]),
    ),
  );
const read = (body: string, parts: Readonly<Record<string, string | Uint8Array>> = {}): Imported => docxToMarkdown(docxOf(body, parts));
const r = (text: string, properties = ""): string => `<w:r><w:rPr>${properties}</w:rPr><w:t xml:space="preserve">${xml(text)}</w:t></w:r>`;
const p = (...content: readonly string[]): string => `<w:p>${content.join("")}</w:p>`;
const raised = '<w:vertAlign w:val="superscript"/>';
const lowered = '<w:vertAlign w:val="subscript"/>';
const strike = "<w:strike/>";
const mark = (type: string, data = ""): string => `<w:r><w:fldChar w:fldCharType="${type}">${data}</w:fldChar></w:r>`;
const code = (text: string): string => `<w:r><w:instrText xml:space="preserve">${xml(text)}</w:instrText></w:r>`;
const field = (text: string, result?: string, data = ""): string =>
  `${mark("begin", data)}${code(text)}${result === undefined ? "" : `${mark("separate")}${result}`}${mark("end")}`;
const fontOf = (name: string): string => `<w:rFonts w:ascii="${name}" w:hAnsi="${name}"/>`;
/** The words that a reader sees on the page, without blanks. */
const seen = (markdown: string): string => textOf(parse(renderMarkdown(markdown, {}))).replace(/\s+/g, "");
const text = (body: string): string => seen(read(body).markdown);
const notes = (body: string): string => read(body).notes.join("\n");

describe("raised and lowered", () => {
  it.each([
    ["10", "4", raised, "10⁴"],
    ["m", "2", raised, "m²"],
    ["m", "３", raised, "m³"],
    ["10", "-3", raised, "10⁻³"],
    ["CO", "2", lowered, "CO₂"],
    ["25", "o", raised, "25°"],
    ["x", "max", lowered, "x_max"],
    ["10", "1.5", raised, "10^1.5"],
    ["正文", "[1]", raised, "正文[1]"],
    ["正文", "①", raised, "正文①"],
  ])("%s with %s is %s", (base, small, how, expected) => {
    expect(text(p(r(base), r(small, how), r("。")))).toBe(`${expected}。`);
  });

  it("pasted: ticks, chosen lines, symbol fonts, equations", () => {
    const pasted = (html: string): string => htmlToMarkdown(html).markdown.trim();
    expect(pasted('<p><input type=checkbox checked>同意<input type="checkbox">不同意</p>')).toBe("☑同意□不同意");
    expect(pasted("<p><select><option>甲<option selected>乙</select></p>")).toBe("乙");
    expect(pasted("<p><span style='font-family:Wingdings'>þ</span>是<span style=\"font-family:'Wingdings 2'\">£</span>否</p>")).toBe(
      "☑是□否",
    );
    expect(pasted("<p>需<math><mfrac><mn>2</mn><mn>3</mn></mfrac></math>以上</p>")).toBe("需2/3以上");
  });

  it("says which have no sign of their own, and is silent about those that have", () => {
    expect(notes(p(r("x"), r("max", lowered)))).toContain("“max”");
    expect(notes(p(r("5×10"), r("4", raised), r("立方米")))).toBe("");
  });

  it("by a style, and not where a style only raises the mark of a note", () => {
    const styles = `<w:styles xmlns:w="w"><w:style w:styleId="s"><w:name w:val="上标"/><w:rPr>${raised}</w:rPr></w:style></w:styles>`;
    const run = (content: string): string => `<w:r><w:rPr><w:rStyle w:val="s"/></w:rPr>${content}</w:r>`;
    expect(seen(read(p(r("10"), run("<w:t>6</w:t>"), run('<w:footnoteReference w:id="1"/>')), { "styles.xml": styles }).markdown)).toMatch(
      /^10⁶〔1〕/,
    );
  });

  it("pasted: <sup>, <sub> and their styles", () => {
    expect(
      htmlToMarkdown("<p>库容3×10<sup>6</sup>立方米，CO<sub>2</sub>，10<span style='vertical-align:super'>2</span></p>").markdown,
    ).toBe("库容3×10⁶立方米，CO₂，10²\n");
    expect(htmlToMarkdown("<p>x<sub>max</sub></p>").notes.join()).toContain("“max”");
  });
});

describe("struck out", () => {
  it("is left out with a note that names it, whatever strikes it", () => {
    for (const how of [strike, "<w:dstrike/>"]) {
      const body = p(r("每户"), r("300元", how), r("450元。"));
      expect(text(body)).toBe("每户450元。");
      expect(notes(body)).toContain("划掉的文字没有带过来：“300元”");
    }
    expect(text(p(r("每户"), r("300元", '<w:strike w:val="0"/>')))).toBe("每户300元");
    for (const html of ["<s>300元</s>", "<strike>300元</strike>", "<span style='text-decoration: line-through'>300元</span>"]) {
      const pasted = htmlToMarkdown(`<p>每户${html}450元。</p>`);
      expect(pasted.markdown).toBe("每户450元。\n");
      expect(pasted.notes.join()).toContain("“300元”");
    }
    expect(htmlToMarkdown("<p>每户<del>300元</del><ins>450元</ins>。</p>").markdown).toBe("每户450元。\n");
  });
});

describe("equations in one line", () => {
  const math = (content: string): string => `<m:oMath>${content}</m:oMath>`;
  const t = (words: string): string => `<m:r><m:t>${words}</m:t></m:r>`;
  const frac = (a: string, b: string): string => `<m:f><m:num>${a}</m:num><m:den>${b}</m:den></m:f>`;
  it.each([
    [frac(t("3"), t("5")), "3/5"],
    [`${t("1")}${frac(t("1"), t("2"))}`, "11/2"],
    [frac(t("a+b"), t("c")), "(a+b)/c"],
    [`<m:sSup><m:e>${t("x")}</m:e><m:sup>${t("2")}</m:sup></m:sSup>`, "x²"],
    [`<m:sSub><m:e>${t("H")}</m:e><m:sub>${t("2")}</m:sub></m:sSub>${t("O")}`, "H₂O"],
    [`<m:rad><m:deg/><m:e>${t("16")}</m:e></m:rad>`, "√16"],
    [
      `<m:nary><m:naryPr><m:chr m:val="∑"/></m:naryPr><m:sub>${t("1")}</m:sub><m:sup>${t("n")}</m:sup><m:e>${t("x")}</m:e></m:nary>`,
      "∑₁ⁿx",
    ],
    [`<m:d><m:e>${t("x")}</m:e></m:d>`, "(x)"],
    [`<m:unknown><m:e>${t("y")}</m:e></m:unknown>`, "y"],
  ])("of Office Math: %#", (content, expected) => {
    expect(text(p(r("得"), math(content), r("元")))).toBe(`得${expected}元`);
  });

  it("a whole number before a fraction stands apart", () => {
    expect(read(p(r("共1"), math(frac(t("1"), t("2"))), r("亩"))).markdown).toBe("共1 1/2亩\n");
    expect(notes(p(r("需"), math(frac(t("3"), t("4"))), r("以上")))).toBe("");
    expect(notes(p(math(`<m:rad><m:deg/><m:e>${t("16")}</m:e></m:rad>`)))).toContain("公式写成了一行字");
  });

  it.each([
    [" eq \\o\\ac(○,35)", "㉟"],
    ["EQ \\o(○,7)", "⑦"],
    ["EQ \\o\\ac(◯，12)", "⑫"],
    ["eq \\o\\ac(○,一)", "㊀"],
    ["eq \\o\\ac(○,88)", "（88）"],
    ["EQ \\f(2,3)", "2/3"],
    ["EQ \\r(3,x)", "∛x"],
    ["EQ 10\\s\\up 8(4)", "10⁴"],
    ["EQ \\b(1,2)", "(1,2)"],
    [" PAGE ", undefined],
  ])("the field %s is %s", (instruction, expected) => {
    expect(equationText(instruction)).toBe(expected);
  });

  it("a number in a circle is a sign, told with its number; so are those of lists", () => {
    const body = p(r("见"), field(" eq \\o\\ac(○,24)"), r("号地块。"));
    expect(text(body)).toBe("见㉔号地块。");
    expect(notes(body)).toContain("24");
    expect(numberText(27, "decimalEnclosedCircleChinese")).toBe("㉗");
    expect(numberText(61, "decimalEnclosedCircle")).toBe("（61）");
  });
});

describe("fields and controls of forms", () => {
  const box = (content: string): string => `<w:ffData><w:checkBox><w:sizeAuto/>${content}</w:checkBox></w:ffData>`;
  it("boxes are ticked or not", () => {
    const boxes = [
      box('<w:checked w:val="1"/>'),
      box("<w:checked/>"),
      box('<w:default w:val="1"/>'),
      box('<w:default w:val="1"/><w:checked w:val="0"/>'),
      box(""),
    ];
    expect(text(p(...boxes.map((b) => field(" FORMCHECKBOX ", undefined, b))))).toBe("☑☑☑□□");
    const control = (state: string, sign: string): string =>
      `<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="${state}"/></w14:checkbox></w:sdtPr><w:sdtContent>${r(sign)}</w:sdtContent></w:sdt>`;
    expect(text(p(control("1", "☒"), r("是"), control("0", "☐"), r("否")))).toBe("☑是□否");
    expect(
      text(p(r("þ", fontOf("Wingdings")), r("o", fontOf("Wingdings")), r("R", fontOf("Wingdings 2")), r("普通", fontOf("Wingdings")))),
    ).toBe("☑□☑普通");
    expect(text(p('<w:r><w:sym w:font="Wingdings 2" w:char="F052"/></w:r><w:r><w:sym w:font="Wingdings" w:char="F0A8"/></w:r>'))).toBe(
      "☑□",
    );
    expect(text(p(r("a", fontOf("Symbol")), r("\uf0b3", fontOf("Symbol")), r("5")))).toBe("α≥5");
  });

  it("a symbol that we do not know is told", () => {
    for (const run of [r("\uf04a", fontOf("Webdings")), r("\ue123")]) expect(notes(p(r("甲"), run))).toContain("符号字体");
  });

  it("a list has its chosen line, a prompt that nobody filled in is told", () => {
    const list = `<w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="同意"/><w:listEntry w:val="不同意"/></w:ddList></w:ffData>`;
    expect(text(p(field(" FORMDROPDOWN ", undefined, list)))).toBe("不同意");
    expect(text(p(field(" FORMDROPDOWN ", r("不同意"), list)))).toBe("不同意");
    const chosen = `<w:sdt><w:sdtPr><w:dropDownList/></w:sdtPr><w:sdtContent>${r("园河村")}</w:sdtContent></w:sdt>`;
    expect(text(p(chosen))).toBe("园河村");
    const prompt = `<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>${r("选择一项。")}</w:sdtContent></w:sdt>`;
    expect(text(p(r("村："), prompt))).toBe("村：");
    expect(notes(p(r("村："), prompt))).toContain("“选择一项。”");
  });

  it("what follows a field that has lost its end is kept, in every way that it can lose it", () => {
    const gone = (content: string): string => `<w:del>${content}</w:del>`;
    for (const head of [
      `${mark("begin")}${code(" PAGE ")}${gone(mark("separate") + mark("end"))}`,
      `${mark("begin")}${code(" PAGE ")}`,
      `${mark("begin")}${code(" PAGE ")}${mark("separate")}${gone(mark("end"))}`,
      `${gone(mark("begin"))}${code(" PAGE ")}${mark("end")}`,
      `${mark("begin")}${field(" DATE ", r(""))}${code(" IF ")}`,
      mark("end"),
      `<w:moveFrom>${mark("begin")}</w:moveFrom>${mark("end")}`,
    ])
      expect(text(`${p(head, r("甲")) + p(r("乙"))}<w:tbl><w:tr><w:tc>${p(r("丙"))}</w:tc></w:tr></w:tbl>`), head).toBe("甲乙丙");
  });

  it("fields within fields", () => {
    expect(
      text(
        p(mark("begin"), code(" IF "), field(" PAGE ", r("暗")), code(' = 1 "是" "否" '), mark("separate"), r("否"), mark("end"), r("。")),
      ),
    ).toBe("否。");
  });
});

describe("a document within the document", () => {
  const rels = (target: string): string => `<Relationships><Relationship Id="c" Type="x/aFChunk" Target="${target}"/></Relationships>`;
  const body = `${p(r("第一段。"))}<w:altChunk r:id="c"/>${p(r("末段。"))}`;
  const mht = `MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n--b\r\nContent-Type: text/html; charset="utf-8"\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from("<p>中段。</p>").toString("base64")}\r\n--b--`;
  const quoted = `MIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<p>=E4=B8=AD=E6=AE=\r\n=B5=E3=80=82</p>`;
  it.each([
    ["chunk1.htm", strToU8("<html><body><p>中段。</p></body></html>")],
    [
      "chunk1.html",
      Uint8Array.from(
        Buffer.concat([Buffer.from("<html><meta charset=gbk><p>"), Buffer.from([0xd6, 0xd0, 0xb6, 0xce]), Buffer.from("。")]),
      ),
    ],
    ["chunk1.docx", docxOf(p(r("中段。")))],
    ["chunk1.mht", strToU8(mht)],
    ["chunk1.mht", strToU8(quoted)],
    ["chunk1.txt", strToU8("中段。")],
  ])("%s is read in its place", (name, part) => {
    expect(seen(read(body, { [name]: part, "_rels/document.xml.rels": rels(name) }).markdown)).toMatch(/^第一段。中段.*末段。$/);
  });

  it("one that cannot be read is told", () => {
    for (const part of [strToU8("{\\rtf1 中段}"), undefined])
      expect(read(body, { ...(part ? { "chunk1.rtf": part } : {}), "_rels/document.xml.rels": rels("chunk1.rtf") }).notes.join()).toContain(
        "另一个文件没有带过来",
      );
  });
});

it("words drawn as a picture and words in unknown wrappers are kept, a reading above characters is told", () => {
  expect(text(p('<w:r><w:pict><v:shape><v:textpath string="通知"/></v:shape></w:pict></w:r>', r("正文")))).toBe("正文通知");
  expect(text(`<w:unknown>${p(`<w:smartTag><w:odd>${r("甲")}</w:odd></w:smartTag>`, r("乙"))}</w:unknown>${r("丙")}`)).toBe("甲乙丙");
  const ruby = `<w:r><w:ruby><w:rt>${r("huán")}</w:rt><w:rubyBase>${r("垣")}</w:rubyBase></w:ruby></w:r>`;
  expect(text(p(ruby))).toBe("垣");
  expect(notes(p(ruby))).toContain("“huán”");
});

describe("the day of a document", () => {
  const formed = (...lines: readonly string[]): unknown => noticeDraft(read(lines.map((l) => p(r(l))).join("")), []).values.formed;
  it("is the signature's, not the annex's", () => {
    expect(formed("各村：", "西安镇人民政府", "2025年3月10日", "附件", "安排表", "2025年4月5日", "园河村")).toBe("2025-03-10");
    expect(formed("各村：", "西安镇党政办公室", "（盖章）", "二〇二五年六月一日", "附件1", "园河村民委员会", "2025年7月5日")).toBe(
      "2025-06-01",
    );
    expect(formed("各村：", "西 安 镇 人 民 政 府　　2025 年 3 月 10 日")).toBe("2025-03-10");
    expect(formed("园河村村民委员会", "2025年3月10日")).toBe("2025-03-10");
  });

  it("is empty where nobody signs", () => {
    expect(formed("各村：", "时间安排如下。", "2025年4月5日")).toBeUndefined();
    expect(formed("各村：", "附件2", "西安镇人民政府", "2025年4月5日")).toBeUndefined();
    expect(signedDay(["园河村", "2025年4月5日"])).toBeUndefined();
  });
});

it("no word of a document is lost without a note that names it, whatever it is marked with", () => {
  const word = fc.stringMatching(/^[甲乙丙丁戊己庚辛][a-z]{1,4}$/);
  const piece = fc.oneof(
    fc.record({ kind: fc.constant("plain"), word }),
    fc.record({
      kind: fc.constantFrom(
        "raised",
        "lowered",
        "struck",
        "struck-raised",
        "symbol",
        "sdt",
        "prompt",
        "field",
        "equation",
        "math",
        "unknown",
        "link",
        "smart",
        "box",
        "moved",
      ),
      word,
    }),
    fc.record({ kind: fc.constantFrom("begin", "end", "separate"), word: fc.constant("") }),
  );
  const written = (kind: string, w: string): string => {
    switch (kind) {
      case "raised":
        return r(w, raised);
      case "lowered":
        return r(w, lowered);
      case "struck":
        return r(w, strike);
      case "struck-raised":
        return r(w, strike + raised);
      case "symbol":
        return r(w, fontOf("Times New Roman"));
      case "sdt":
        return `<w:sdt><w:sdtPr/><w:sdtContent>${r(w)}</w:sdtContent></w:sdt>`;
      case "prompt":
        return `<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>${r(w)}</w:sdtContent></w:sdt>`;
      case "field":
        return field(" REF x ", r(w));
      case "equation":
        return field(` EQ \\f(${w},2) `);
      case "math":
        return `<m:oMath><m:rad><m:deg/><m:e><m:r><m:t>${w}</m:t></m:r></m:e></m:rad></m:oMath>`;
      case "unknown":
        return `<w:odd>${r(w)}</w:odd>`;
      case "link":
        return `<w:hyperlink w:anchor="a">${r(w)}</w:hyperlink>`;
      case "smart":
        return `<w:smartTag>${r(w)}</w:smartTag>`;
      case "box":
        return `<w:r><w:pict><w:txbxContent>${p(r(w))}</w:txbxContent></w:pict></w:r>`;
      case "moved":
        return `<w:moveTo>${r(w)}</w:moveTo>`;
      case "begin":
      case "end":
      case "separate":
        return mark(kind);
      default:
        return r(w);
    }
  };
  fc.assert(
    fc.property(fc.array(fc.array(piece, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 5 }), (paragraphs) => {
      const {
        title = "",
        markdown,
        notes: told,
      } = read(paragraphs.map((pieces) => p(...pieces.map((x) => written(x.kind, x.word)))).join(""));
      const all = `${title}${seen(markdown)}${told.join("")}`;
      for (const { word: w } of paragraphs.flat()) expect(all).toContain(w);
    }),
    { numRuns: tries(300) },
  );
});
