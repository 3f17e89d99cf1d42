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
import { bare, notice, words } from "./typed.ts";

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
