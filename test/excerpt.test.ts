import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { excerptOf, markWords, type Piece, showHit } from "../scripts/search/excerpt.ts";
import { makeFolder, wordsOf } from "../scripts/search/fold.ts";

const folder = makeFolder("臺台");
const words = (q: string) => wordsOf(q, folder);
const marked = (pieces: readonly Piece[]): string[] => pieces.filter((p) => p.mark).map((p) => p.text);
const whole = (pieces: readonly Piece[]): string => pieces.map((p) => p.text).join("");

describe("marks", () => {
  it("stand on the words as they are written", () => {
    expect(marked(markWords("关于西政发〔2017〕60号的通知", words("西政发[2017]60号"), folder))).toEqual(["西政发〔2017〕60号"]);
    expect(marked(markWords("关于西政发〔2017〕60号的通知", words("西政发2017"), folder))).toEqual(["西政发〔2017"]);
    expect(marked(markWords("看臺 看台", words("看台"), folder))).toEqual(["看臺", "看台"]);
    expect(marked(markWords("电话０９５５—4719171", words("0955-4719171"), folder))).toEqual(["电话０９５５—4719171".slice(2)]);
    expect(marked(markWords("园 河村", words("园河"), folder))).toEqual(["园 河"]);
    expect(marked(markWords("𠮷家𠮷", words("家𠮷"), folder))).toEqual(["家𠮷"]);
  });

  it("leave the text as it is, whatever is asked", () => {
    const any = fc.string({ unit: fc.constantFrom(..."低保户（）〔〕2017号 \n臺台𠮷Aａ") });
    fc.assert(
      fc.property(any, any, (text, query) => {
        expect(whole(markWords(text, words(query), folder))).toBe(text);
      }),
    );
  });
});

describe("an excerpt", () => {
  const text = `11640522/2017-00001\n西安镇\n低保、救助\n公布第三季度新申请低保的受理情况和拟纳入的户数。\n${"其他的话，".repeat(60)}最后说到临时救助。`;

  it("begins with a sentence, and shows the word in it", () => {
    expect(whole(excerptOf(text, words("低保"), folder))).toMatch(/^…公布第三季度新申请低保/);
    expect(marked(excerptOf(text, words("临时救助"), folder))).toEqual(["临时救助"]);
  });

  it("falls back to a number at the head, or to the opening words", () => {
    expect(marked(excerptOf(text, words("00001"), folder))).toEqual(["00001"]);
    expect(whole(excerptOf(text, words("没有"), folder))).toMatch(/^…公布第三季度/);
  });
});

describe("a hit", () => {
  it("names the attachment that holds what the page does not", () => {
    const hit = showHit(
      { title: "补贴公示", text: "见附件。", attachments: [{ title: "分村表", path: "a.xlsx", text: "园河村 5组 120" }] },
      words("补贴 5组"),
      folder,
    );
    expect(marked(hit.title)).toEqual(["补贴"]);
    expect(hit.attached?.attachment.path).toBe("a.xlsx");
    expect(marked(hit.attached?.excerpt ?? [])).toEqual(["5组"]);
    expect(
      showHit({ title: "补贴公示", text: "5组", attachments: [{ title: "表", path: "a", text: "5组" }] }, words("5组"), folder).attached,
    ).toBe(undefined);
  });
});
