/** GBK and UTF-16 to UTF-8, only where no character is at stake. */
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Encoding, encodingOf, toUtf8 } from "../scripts/encoding.ts";
import { item } from "./hostile/corpus.ts";
import { root, run, temporary } from "./support.ts";

/** 关于公告 in GBK. */
const GBK = [0xb9, 0xd8, 0xd3, 0xda, 0xb9, 0xab, 0xb8, 0xe6];
const bytes = (...parts: (string | readonly number[])[]): Buffer => Buffer.concat(parts.map((p) => Buffer.from(p as string)));
const utf16 = (text: string): Buffer => Buffer.from(`\uFEFF${text}`, "utf16le");

describe("an encoding", () => {
  it.each<[string, Buffer, Encoding, string | undefined]>([
    ["UTF-8", bytes("公告"), "utf-8", undefined],
    ["ASCII", bytes("abc"), "utf-8", undefined],
    ["GBK", bytes(GBK, "\n"), "gb18030", "关于公告\n"],
    ["GBK with a character outside GB2312", bytes(GBK, GBK, [0x88, 0xf2]), "gb18030", "关于公告关于公告堯"],
    ["GB18030 with four bytes", bytes(GBK, GBK, [0x95, 0x32, 0x82, 0x36]), "gb18030", "关于公告关于公告𠀀"],
    ["UTF-16 little-endian", utf16("公告𠮷"), "utf-16le", "公告𠮷"],
    ["UTF-16 big-endian", utf16("公告").swap16(), "utf-16be", "公告"],
    ["UTF-16 cut off", utf16("公告").subarray(0, 5), "utf-16le", undefined],
    ["UTF-16 with half a pair", bytes([0xff, 0xfe, 0x00, 0xd8, 0x41, 0x00]), "utf-16le", undefined],
    ["UTF-8 with half a character", bytes("关于公开事项的公告", [0xe6, 0xad], "\n"), "broken", undefined],
    ["GBK cut off", bytes(GBK.slice(0, 7)), "unknown", undefined],
    ["Latin-1", bytes("caf", [0xe9], " d", [0xe9], "j", [0xe0], "\n"), "unknown", undefined],
    ["Big5", bytes([0xa4, 0xbd, 0xa7, 0x69, 0xa8, 0xc6, 0xb6, 0xb5, 0xa4, 0x40, 0xaa, 0xed]), "unknown", undefined],
    ["Shift-JIS", bytes([0x8c, 0xf6, 0x8d, 0x90, 0x82, 0xcc, 0x8e, 0x96]), "unknown", undefined],
    ["a picture", bytes([0x89], "PNG", [0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d]), "unknown", undefined],
  ])("%s", (_name, given, encoding, text) => {
    expect(encodingOf(given)).toBe(encoding);
    expect(toUtf8(given, encoding)).toBe(text);
  });
});

describe("npm run check -- --fix-encoding", () => {
  it("converts in place, says so, leaves what it cannot tell, and changes nothing else", () => {
    const folder = join(temporary(), "content");
    cpSync(join(root, "test/cases/_base"), folder, { recursive: true });
    cpSync(join(root, "test/cases/encoding-gbk"), folder, { recursive: true, filter: (f) => !f.endsWith("expected.txt") });
    writeFileSync(join(folder, "items/2025/0002.md"), utf16(item().replace("示例", "第二件示例")));
    writeFileSync(join(folder, "items/2025/0003.md"), bytes(item(), [0xe6, 0xad], "\n"));
    writeFileSync(join(folder, "items/2025/0004.md"), item().replace("示例", "第四件示例"));
    const broken = readFileSync(join(folder, "items/2025/0003.md"));
    const args = ["--content", folder, "--today", "2026-11-23"];
    const before = run("check", args);
    expect(before.stdout.match(/not-utf8/g)).toHaveLength(3);
    const { status, stdout, stderr } = run("check", [...args, "--fix-encoding"]);
    expect(stderr).toBe("");
    expect(status).toBe(1);
    expect(stdout).toContain("items/2025/0001.md 已从 GBK 转成 UTF-8");
    expect(stdout).toContain("items/2025/0002.md 已从 UTF-16 转成 UTF-8");
    expect(stdout).toContain("items/2025/0003.md 没有转换");
    expect(stdout).not.toContain("0004.md");
    expect(stdout.match(/not-utf8/g)).toHaveLength(1);
    expect(readFileSync(join(folder, "items/2025/0001.md"), "utf8")).not.toContain("\ufffd");
    expect(readFileSync(join(folder, "items/2025/0002.md"), "utf8")).toBe(item().replace("示例", "第二件示例"));
    expect(readFileSync(join(folder, "items/2025/0003.md")).equals(broken)).toBe(true);
  });
});

describe("npm run check -- --fix-signs", () => {
  it("takes out what nobody sees, says where, and leaves every other file as it is", () => {
    const folder = join(temporary(), "content");
    cpSync(join(root, "test/cases/_base"), folder, { recursive: true });
    for (const c of ["header-blank", "character-hidden"]) {
      const text = readFileSync(join(root, `test/cases/${c}/items/2025/0001.md`), "utf8").replace("category:公", "category: 公");
      const file = join(folder, `items/2025/000${c === "header-blank" ? 1 : 2}.md`);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, c === "header-blank" ? text : text.replace("示例", "第二件示例"));
    }
    writeFileSync(join(folder, "items/2025/0003.md"), item().replace("示例", "第三件示例"));
    const { status, stdout } = run("check", ["--content", folder, "--today", "2026-11-23", "--fix-signs"]);
    expect(stdout).toContain("符号：");
    expect(stdout).toContain("items/2025/0001.md 改好了");
    expect(stdout).toContain("items/2025/0002.md 改好了");
    expect(stdout).not.toContain("0003.md");
    expect(status).toBe(0);
    expect(run("check", ["--content", folder, "--today", "2026-11-23", "--fix-signs"]).stdout).toContain("符号：没有要改的文件。");
  });
});
