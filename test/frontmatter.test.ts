import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mendSigns, parseFile, type Raw, readPlain, readYaml } from "../scripts/frontmatter.ts";
import { Faults } from "../scripts/problem.ts";
import { tries } from "./chance.ts";

const parse = (text: string) => {
  const faults = new Faults();
  return { parsed: parseFile("x.md", text, faults), rules: faults.list.map((p) => `${p.line} ${p.rule}`) };
};

/** As plain data with lines, to compare. */
function plain(raw: Raw): unknown {
  if (raw.kind === "text") return raw.text;
  if (raw.kind === "list") return raw.items.map(plain);
  return Object.fromEntries([...raw.entries].map(([k, v]) => [k, [v.line, plain(v)]]));
}

describe("a header", () => {
  it("gives each key its text as written and its line", () => {
    const { parsed } = parse("---\ntitle: 标题\ndate: 2017-02-30\nserial: 0755\nlong: 123456789012345678\n---\n正文\n第二行\n");
    expect(parsed && plain(parsed.header)).toEqual({
      title: [2, "标题"],
      date: [3, "2017-02-30"],
      serial: [4, "0755"],
      long: [5, "123456789012345678"],
    });
    expect(parsed?.body).toBe("正文\n第二行\n");
    expect(parsed?.bodyLine).toBe(7);
  });

  it("takes BOM and CRLF", () => {
    const { parsed, rules } = parse("\uFEFF---\r\ntitle: 标题\r\n---\r\n正文\r\n");
    expect(rules).toEqual([]);
    expect(parsed?.body).toBe("正文\n");
  });

  it("reads comments, quotes, flow lists and block text as YAML does", () => {
    const { parsed } = parse('---\n# 说明\ntitle: "[公示] 名单"\nchannels: [政府网站, 公开栏]\nsummary: |\n  一\n  二：三\n---\n');
    expect(parsed && plain(parsed.header)).toEqual({
      title: [3, "[公示] 名单"],
      channels: [4, ["政府网站", "公开栏"]],
      summary: [5, "一\n二：三\n"],
    });
  });

  it.each([
    ["", "1 header-missing"],
    ["正文", "1 header-missing"],
    ["\n---\ntitle: x\n---\n", "1 header-missing"],
    ["———\ntitle: x\n———\n", "1 header-missing"],
    ["---js\nmodule.exports = {}\n---\n", "1 header-missing"],
    ["---json\n{}\n---\n", "1 header-missing"],
    ["--- js\n{}\n---\n", "1 header-missing"],
    ["---\ntitle: x\n正文", "1 header-unclosed"],
    ["---\ntitle：x\n---\n", "2 header-colon"],
    ["---\n\ttitle: x\n---\n", "2 header-tab"],
    ["---\ntitle: [公示] 名单\n---\n", "2 header-bracket"],
    ["---\ntitle: a\ntitle: b\n---\n", "3 header-syntax"],
    ["---\ntitle: a: b\n---\n", "2 header-syntax"],
    ["---\ntitle: &a x\nsummary: *a\n---\n", "2 header-tag"],
    ["---\ntitle: !!js/function 'x'\n---\n", "2 header-syntax"],
    [`---\n${"k: v\n".repeat(300)}---\n`, "1 header-too-long"],
    [`---\ntitle: ${"长".repeat(30_000)}\n---\n`, "1 header-too-long"],
  ])("refuses %j", (text, expected) => {
    const { parsed, rules } = parse(text);
    expect(parsed).toBeUndefined();
    expect(rules[0]).toBe(expected);
  });

  it("refuses the same text each time, and never runs it", () => {
    const hostile = "---js\n{ title: (globalThis.hacked = 1) }\n---\n";
    expect(parse(hostile).parsed).toBeUndefined();
    expect(parse(hostile).parsed).toBeUndefined();
    expect("hacked" in globalThis).toBe(false);
  });
});

describe("the plain reader", () => {
  const key = fc.constantFrom("title", "date", "formed", "village", "notice", "staff.partTime", "x1");
  const value = fc.oneof(
    fc.string({ maxLength: 12 }),
    fc.string({ unit: fc.constantFrom(..."标题：。“”〔〕()[]{}#: -,&*!|>'\"%@`~0129年月日a\\"), maxLength: 12 }),
    fc.constantFrom(
      "2017-02-30",
      "0755",
      "true",
      "null",
      "~",
      "1:30",
      "- x",
      "a: b",
      "a #b",
      "http://x.cn/",
      "'",
      '"',
      "{{ x }}",
      "yes",
      "a:",
      ":",
    ),
  );
  const line = fc.oneof(
    fc.tuple(key, value).map(([k, v]) => `${k}: ${v}`),
    fc.tuple(key, value, value).map(([k, a, b]) => `${k}:\n  - ${a}\n  - ${b}`),
    fc.tuple(key, key, value, key, value).map(([k, a, x, b, y]) => `${k}:\n  ${a}: ${x}\n  ${b}: ${y}`),
    fc.tuple(key, key, value, key, value).map(([k, a, x, b, y]) => `${k}:\n  - ${a}: ${x}\n    ${b}: ${y}\n  - ${a}: ${y}`),
    fc.tuple(fc.constantFrom("", " ", "  ", "    "), value).map(([i, v]) => i + v),
  );

  it("agrees with yaml wherever it answers", () => {
    let answered = 0;
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 4 }), (lines) => {
        const head = `${lines.join("\n")}\n`;
        if (/[\r\u0085\u2028\u2029]/.test(head)) return;
        const fast = readPlain(head, 2);
        if (!fast) return;
        answered++;
        const faults = new Faults();
        const slow = readYaml("x", head, 2, faults);
        expect(faults.list, head).toEqual([]);
        expect(plain(fast)).toEqual(slow && plain(slow));
      }),
      { numRuns: tries(4000) },
    );
    expect(answered).toBeGreaterThan(200);
  });
});

describe("signs that nobody sees", () => {
  const right = "---\ntitle: 关于2025年：第　三号的公告\ndate: 2025-03-14\nreview:\n  by: 示例岗\n---\n各村：\n　　正文　有全角空格。\n";

  it("are taken out, wide blanks and colons around a key become plain ones, and nothing else changes", () => {
    expect(mendSigns(right)).toBe(right);
    const wrong = right
      .replace("title: ", "\u200btitle:　")
      .replace("date: ", "date:\u00a0")
      .replace("review:", "review：")
      .replace("  by: ", "　by： ")
      .replace("正文", "正\u200e文");
    expect(parse(wrong).parsed).toBeUndefined();
    expect(mendSigns(wrong)).toBe(right);
    expect(mendSigns(`\uFEFF${wrong}`).startsWith("\uFEFF---\n")).toBe(true);
  });

  it("end a line where Word means one, and a lost character stays to be seen", () => {
    expect(mendSigns("---\ntitle: 甲\n---\n一\u2028二\u000b三\ufffd四")).toBe("---\ntitle: 甲\n---\n一\n二\n三\ufffd四");
  });

  it("behind a fence are no fault", () => {
    for (const blanks of [" ", "\t", "　", "\u00a0 "]) {
      const { parsed, rules } = parse(`---${blanks}\ntitle: 标题\n---${blanks}\n正文\n`);
      expect(rules).toEqual([]);
      expect([parsed?.body, parsed?.bodyLine]).toEqual(["正文\n", 4]);
    }
  });
});
