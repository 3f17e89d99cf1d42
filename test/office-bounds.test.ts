/** One attachment cannot take the process down: what is repeated, nested or folded without end is told, and reading ends. */
import { zlibSync } from "fflate";
import { describe, expect, it } from "vitest";
import { readAttachmentText } from "../scripts/office/attachment.ts";
import { archiveOf, docxWith, packOf, pdfWith, xlsxWith } from "./office/containers.ts";
import { compoundOf, docOf, xlsOf } from "./office/old-formats.ts";

const lackOf = async (bytes: Uint8Array, kind: string): Promise<unknown> => {
  const { lack, unread = [] } = await readAttachmentText(bytes, kind);
  return lack ?? unread[0]?.lack;
};

describe("more than is read", () => {
  it("a huge shared string that many cells show", async () => {
    const cells = '<c t="s"><v>0</v></c>'.repeat(3000);
    const bytes = xlsxWith(`<sheetData><row r="1">${cells}</row></sheetData>`, {
      "xl/sharedStrings.xml": `<sst><si><t>${"长".repeat(100_000)}</t></si></sst>`,
    });
    expect(bytes.length).toBeLessThan(200_000);
    expect(await lackOf(bytes, "xlsx")).toBe("tooLarge");
  });

  it("the same in an old workbook", async () => {
    const row = Array.from({ length: 250 }, () => "长".repeat(30_000));
    expect(await lackOf(xlsOf([{ name: "一", rows: [row, row, row, row] }]), "xls")).toBe("tooLarge");
  });

  it("millions of cells", async () => {
    const sheet = `<sheetData><row r="1">${"<c/>".repeat(4_100_000)}</row></sheetData>`;
    expect(await lackOf(xlsxWith(sheet), "xlsx")).toBe("tooLarge");
  });

  it("a PDF whose page unfolds to hundreds of megabytes", async () => {
    const bomb = Buffer.from(zlibSync(new Uint8Array(210 * 2 ** 20), { level: 1 })).toString("latin1");
    const bytes = pdfWith("公示", { more: [`<</Filter/FlateDecode/Length ${bomb.length}>>\nstream\n${bomb}\nendstream`] });
    expect(await lackOf(bytes, "pdf")).toBe("tooLarge");
  });

  it("archives within archives within archives", async () => {
    let bytes = archiveOf({ "a.txt": new Uint8Array([65]) });
    for (let i = 0; i < 8; i++) bytes = archiveOf({ "b.zip": bytes });
    expect(await lackOf(bytes, "zip")).toBe("tooLarge");
  });

  it("more members than anyone would send", async () => {
    const many = Object.fromEntries(Array.from({ length: 2100 }, (_, i) => [`${i}.txt`, new Uint8Array([65])]));
    expect(await lackOf(archiveOf(many), "zip")).toBe("tooLarge");
  });

  it("as much as a large ledger of an office is read", async () => {
    const rows = Array.from(
      { length: 20_000 },
      (_, i) => `<row r="${i + 1}"><c t="inlineStr"><is><t>园河村</t></is></c><c><v>${i}</v></c></row>`,
    );
    expect(await lackOf(xlsxWith(`<sheetData>${rows.join("")}</sheetData>`), "xlsx")).toBeUndefined();
  });
});

describe("broken and looping compound files", () => {
  const whole = docOf({ body: "公示" });
  it("end where a chain of sectors returns to itself", async () => {
    const loop = new Uint8Array(whole);
    // Every sector of the table names itself.
    const table = new DataView(loop.buffer).getUint32(76, true);
    for (let i = 0; i < 128; i++) new DataView(loop.buffer).setUint32((table + 1) * 512 + i * 4, i, true);
    expect(["damaged", "tooLarge", "unsupported", "noText", undefined]).toContain(await lackOf(loop, "doc"));
  });

  it("are damaged or read where they are cut off", async () => {
    for (let end = 0; end < whole.length; end += 257) {
      const read = await readAttachmentText(whole.subarray(0, end), "doc");
      // At its very end stands a table that a reader can do without.
      if (read.lack === undefined) expect(read.parts.map((p) => p.text)).toContain("公示");
      else expect(["damaged", "noText", "unsupported"]).toContain(read.lack);
    }
    expect((await readAttachmentText(whole.subarray(0, 700), "doc")).lack).toBe("damaged");
  });

  it("without a reader are said to be unread; a formula is not", async () => {
    expect(
      await lackOf(
        docxWith("<w:p><w:r><w:t>公示</w:t></w:r></w:p>", { "word/embeddings/o.bin": compoundOf({ VisioDocument: new Uint8Array(9) }) }),
        "docx",
      ),
    ).toBe("unsupported");
    expect(
      await lackOf(
        docxWith("<w:p><w:r><w:t>公示</w:t></w:r></w:p>", {
          "word/embeddings/o.bin": compoundOf({ "Equation Native": new Uint8Array(9) }),
        }),
        "docx",
      ),
    ).toBe("noText");
    expect(await lackOf(packOf({ "word/document.xml": "<w:document/>" }), "docx")).toBe("noText");
  });
});
