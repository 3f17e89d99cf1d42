import { cpSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readContent } from "../scripts/content.ts";
import { formatProblem } from "../scripts/problem.ts";
import { freeName, isDeviceName, nameFault, nameKey, offeredName } from "../scripts/rules/file-names.ts";
import { tries } from "./chance.ts";
import { root, temporary, writeDeep } from "./support.ts";

describe("names that Windows cannot have", () => {
  it.each([
    "con",
    "con.pdf",
    "AUX.xlsx",
    "nul.tar.gz",
    "com1.docx",
    "lpt9",
    "CONIN$",
    "COM¹.txt",
    "con .pdf",
    "clock$",
    "a.",
    "a.pdf.",
    "a ",
    "a<b.pdf",
    'a"b.pdf',
    "a|b",
    "a?.pdf",
    "a*.pdf",
    "a:b.pdf",
    "a\\b.pdf",
    "a\u0001.pdf",
    "a\u202e.pdf",
    "长".repeat(256),
  ])("%s", (name) => {
    expect(nameFault(name)).toBeDefined();
    const other = offeredName(name, "fujian");
    expect(nameFault(other)).toBeUndefined();
    expect(other).toMatch(/^[a-z0-9][a-z0-9-]{0,60}(?:\.[a-z0-9]+)?$/);
  });

  it.each(["concert.pdf", "auxiliary.xlsx", "com10.pdf", "console", "null.csv", "lpt.pdf", "a.con.pdf", "面积表.xlsx", "a b.pdf"])(
    "not %s",
    (name) => {
      expect(nameFault(name)).toBeUndefined();
    },
  );

  it("what is offered can be had, whatever was there", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 80 }), fc.constantFrom("", ".pdf", ".XLSX", "."), (stem, ending) => {
        const name = offeredName(`${stem}${ending}`, "fujian");
        expect(nameFault(name)).toBeUndefined();
        expect(isDeviceName(name)).toBe(false);
        expect(name).toMatch(/^[a-z0-9]/);
      }),
      { numRuns: tries(300) },
    );
  });

  it("names that one computer tells apart and another does not", () => {
    expect(nameKey("A.pdf")).toBe(nameKey("a.PDF"));
    expect(nameKey("e\u0301")).toBe(nameKey("\u00e9"));
    expect(nameKey("a.pdf")).not.toBe(nameKey("b.pdf"));
    expect(freeName("a.pdf", (n) => n === "a.pdf" || n === "a-2.pdf")).toBe("a-3.pdf");
  });
});

/** What the clerk reads of a folder with these files. They are made here: git on Windows could not check them out. */
function saidOf(...files: readonly string[]): string {
  const folder = join(temporary(), "content");
  cpSync(join(root, "test/cases/_base"), folder, { recursive: true });
  for (const file of files) writeDeep(join(folder, file), "村,亩\n甲村,120\n");
  return readContent(folder)
    .problems.map((p) => formatProblem(p).replaceAll(folder.replaceAll("\\", "/"), "content"))
    .join("\n");
}

describe("what the clerk reads of such names", () => {
  it("attachments", () => {
    expect(saidOf("items/2025/0001/con.csv", "items/2025/0001/fujian-con.csv")).toBe(`content/items/2025/0001/con.csv
  附件的文件名是“con.csv”：Windows 把“con”留给设备用，这样的文件在 Windows 电脑上存不下、打不开。
  附件的文件名只用小写英文字母、数字和减号。请改成例如 fujian-con-2.csv，记录的 attachments 里也写这个名称。〔attachment-name〕`);
    expect(saidOf("items/2025/0001/biao.csv. ")).toContain("名称的最后是空格，Windows 会把它去掉，就找不到这个文件了");
    expect(saidOf("items/2025/0001/biao.csv. ")).toContain("请改成例如 biao.csv");
    expect(saidOf("items/2025/0001/a:b.csv")).toContain("名称里有“:”，Windows 不让用");
    expect(saidOf("items/2025/0001/concert.csv", "items/2025/0001/auxiliary.csv", "items/2025/0001/com10.csv")).toBe("");
  });

  it("records, their folders, standing pages", () => {
    for (const file of ["items/2025/aux.md", "items/2025/nul/biao.csv", "pages/com1.md"]) {
      expect(saidOf(file)).toMatch(/Windows 把“(?:aux|nul|com1)”留给设备用/);
    }
    expect(saidOf("pages/com1.md")).toContain("可以改成 page-com1.md");
  });

  it("two that differ in case alone", () => {
    expect(saidOf("items/2025/0001/biao.csv", "items/2025/0001/Biao.csv")).toContain("只有大小写不同");
  });
});
