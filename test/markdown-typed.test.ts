/** What is typed is what is read: generated notices with the signs of real ones, the text of the page against the text of the file. */
import fc from "fast-check";
import { parse } from "parse5";
import { describe, expect, it } from "vitest";
import { checkBody } from "../scripts/check/text.ts";
import { spokenLines } from "../scripts/desk/broadcast.ts";
import { escaped, paragraphLine } from "../scripts/markdown/escape.ts";
import { plainText, renderMarkdown } from "../scripts/markdown.ts";
import { markedText } from "../scripts/search/marked-text.ts";
import { tries } from "./chance.ts";
import { textOf } from "./support.ts";

/** Typed as it is read. */
const SIGNS = [
  ..."王*明、李*华|138****1234|3*5*2米|8:30~~12:00|[注]: 见表|>60周岁|<60岁|a_b_c|__下划__|`码`|&|C#|#2泵|D:\\资料\\表.xls|马**、丁**|(c)|+5℃|1）|[1]|[^1]|http://a.cn/x_y|~|***|* * *|---|===|{{ 金额 }}|{% x %}|\"引\"|'单'|...|①|（一）|〔2025〕8号|2025. 3|-20℃|\\|是\\否".split(
    "|",
  ),
];
const words = fc
  .array(fc.oneof(fc.constantFrom(...SIGNS), fc.constantFrom("各村", "通知。", "，", "镇政府", "120", " ", "　")), {
    minLength: 1,
    maxLength: 8,
  })
  .filter((w) => w.join("").trim() !== "");
const bare = (text: string): string => text.replace(/[\s\u3000]+/g, "");
/** A line that is typed, and what is read of it. */
const line = fc.tuple(fc.constantFrom("", "    ", "　　", "## ", "1. ", "7. ", "- 甲"), words).map(([head, w]) => {
  const text = w.join("");
  return { typed: head + text, read: (head === "## " ? "" : head === "- 甲" ? "甲" : head) + text };
});
const notice = fc.array(line, { minLength: 1, maxLength: 8 }).map((lines) => ({
  body: lines.map((l) => l.typed).join("\n"),
  read: lines.map((l) => l.read).join(""),
}));

describe("a notice", () => {
  it("is read as it was typed, on the page, in the search and as plain text, or its fault is told", () => {
    fc.assert(
      fc.property(notice, ({ body, read }) => {
        const html = renderMarkdown(body, {});
        const shown = [textOf(parse(html)), plainText(body), markedText(`<div data-pagefind-body>${html}</div>`) ?? ""].map(bare);
        expect(new Set(shown).size).toBe(1);
        if (checkBody(body).length === 0 && !/^\s*(?:[-#]|\d)/m.test(read)) expect(shown[0]).toBe(bare(read));
      }),
      { numRuns: tries(500) },
    );
  });

  it("comes back from text that was escaped, whatever the text", () => {
    fc.assert(
      fc.property(words, (w) => {
        const text = w.join("").trim();
        expect(bare(plainText(paragraphLine(escaped(text, "", true))))).toBe(bare(text));
      }),
      { numRuns: tries(500) },
    );
  });

  it("keeps hidden what is hidden when it is read aloud", () => {
    const aloud = spokenLines("公示对象：王*明、马**，电话138****1234，池3*5*2米，8:30~~12:00，>60周岁").join("");
    expect(aloud).toMatch(/王某明、马某某/);
    expect(aloud).toContain("幺三八，隐去四位，幺二三四");
    expect(aloud).toContain("三乘五乘两米");
    expect(aloud).toContain("八点三十分至十二点");
    expect(aloud).toContain("大于六十周岁");
  });
});
