/** Every container gives back the text that was put into it, wherever it stands in it. */
import { describe, expect, it } from "vitest";
import { readAttachmentText } from "../scripts/office/attachment.ts";
import { containers, docxWith, zipped } from "./office/containers.ts";
import { tables } from "./office/tables.ts";

const WORDS = "某甲13900000000备注";

describe.each([
  ["alone", containers],
  ["in archives", zipped],
])("%s", (_how, all) => {
  it.each(all)("$name", async ({ make, extension }) => {
    const { parts } = await readAttachmentText(make(WORDS), extension);
    expect(parts.map((p) => decodeURI(p.text)).join("\n")).toContain("13900000000");
  });
});

describe("a table keeps its columns", () => {
  const rows = [
    ["姓名", "备注", "账号"],
    ["某甲", "", "10001"],
    ["", "", "10002"],
    ["某乙", "已发", ""],
  ];
  it.each(tables)("$name", async ({ make, extension }) => {
    const { parts } = await readAttachmentText(make(rows), extension);
    const shown = parts.filter((p) => p.visible).map((p) => p.text);
    expect(shown.join("\n")).toContain("姓名\t备注\t账号\n某甲\t\t10001\n\t\t10002\n某乙\t已发");
  });

  const merged = "姓名\t\t账号\n某甲\t乙\t10001";
  const words = (...texts: readonly string[]): string =>
    texts
      .map(
        (t) =>
          `<w:tc>${t.startsWith("2") ? '<w:tcPr><w:gridSpan w:val="2"/></w:tcPr>' : ""}<w:p><w:r><w:t>${t.replace("2", "")}</w:t></w:r></w:p></w:tc>`,
      )
      .join("");
  it.each<[string, string, Uint8Array]>([
    ["docx", "docx", docxWith(`<w:tbl><w:tr>${words("2姓名", "账号")}</w:tr><w:tr>${words("某甲", "乙", "10001")}</w:tr></w:tbl>`)],
    [
      "html",
      "doc",
      new TextEncoder().encode(
        `<meta charset="utf-8"><table><tr><th colspan="2">姓名</th><th>账号</th></tr><tr><td>某甲</td><td>乙</td><td>10001</td></tr></table>`,
      ),
    ],
  ])("with a merged cell in its head: %s", async (_name, extension, bytes) => {
    const { parts } = await readAttachmentText(bytes, extension);
    expect(parts.map((p) => p.text).join("\n")).toContain(merged);
  });

  it("a paragraph within a cell ends no row", async () => {
    const cell = (...lines: readonly string[]): string =>
      `<w:tc>${lines.map((l) => `<w:p><w:r><w:t>${l}</w:t></w:r></w:p>`).join("")}</w:tc>`;
    const { parts } = await readAttachmentText(
      docxWith(`<w:tbl><w:tr>${cell("甲", "乙")}${cell("丙")}</w:tr></w:tbl><w:p><w:r><w:t>完</w:t></w:r></w:p>`),
      "docx",
    );
    expect(parts[0]?.text).toBe("甲 乙\t丙\n完");
  });
});
