import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toIndex, toQuery } from "../scripts/search/encode.ts";
import { aliasesOf, holds, makeFolder, wordsOf } from "../scripts/search/fold.ts";
import { tries } from "./chance.ts";

const folder = makeFolder("體体臺台後后");
const { fold, foldAt } = folder;

/** Texts as notices have them: Han of any plane, digits, letters, signs of both widths, blanks, what a paste brings along. */
const text = fc
  .array(
    fc.oneof(
      fc.constantFrom(..."低保户危房改造村组元亩体臺體𠀀𫠆"),
      fc.constantFrom(..."0123456789０１２ABCabcＡｂİßéΑς"),
      fc.constantFrom(..."（）()〔〕[]【】《》“”\"'‘’、，。；：:—-－~～·•％%＊*①㎡℃\n\t 　\u200b\u00a0\ufe0f"),
      fc.constantFrom("海政发〔2017〕12号", "0955-4719171", "5组", "⼀⽅", "豈"),
    ),
    { maxLength: 30 },
  )
  .map((parts) => parts.join(""));

describe("the fold", () => {
  it("makes one of what a reader takes as the same", () => {
    for (const [a, b] of [
      ["ＡＢＣ１２３", "abc123"],
      ["（一）", "(一)"],
      ["8：30—12：00", "8:30-12:00"],
      ["臺體", "台体"],
      ["园 河\n村", "园河村"],
      ["“规范性”", '"规范性"'],
      ["﹝2017﹞", "〔2017〕"],
      ["⼀", "一"],
      ["二○一七", "二〇一七"],
    ] as const) {
      expect(fold(a)).toBe(fold(b));
    }
  });

  it("is context-free: a piece of a text folds to a piece of its fold", () => {
    fc.assert(
      fc.property(text, fc.nat(), fc.nat(), (t, a, b) => {
        const chars = [...t];
        const from = a % (chars.length + 1);
        const piece = chars.slice(from, from + (b % 8)).join("");
        expect(fold(t)).toContain(fold(piece));
      }),
      { numRuns: tries(2000) },
    );
  });

  it("folds once: a fold folds to itself", () => {
    fc.assert(
      fc.property(text, (t) => {
        expect(fold(fold(t))).toBe(fold(t));
      }),
    );
  });

  it("tells where each unit stood", () => {
    fc.assert(
      fc.property(text, (t) => {
        const { text: folded, at } = foldAt(t);
        expect(folded).toBe(fold(t));
        expect(at).toHaveLength(folded.length + 1);
        for (let i = 1; i < at.length; i++) expect(at[i] as number).toBeGreaterThanOrEqual(at[i - 1] as number);
        for (let i = 0; i < folded.length; i++) {
          const c = String.fromCodePoint(t.codePointAt(at[i] as number) as number);
          expect(fold(c)).toContain(folded[i]);
        }
      }),
      { numRuns: tries(1000) },
    );
  });
});

describe("a query", () => {
  it("is all its words; quotes hold several together, and belong to the words anywhere else", () => {
    const words = (q: string): string[] => wordsOf(q, folder).map((w) => w.text);
    expect(words("园河村　低保")).toEqual(["园河村", "低保"]);
    expect(words("“园河村 低保”")).toEqual(["园河村低保"]);
    expect(words('"园河村 低保" 2017')).toEqual(["园河村低保", "2017"]);
    expect(words("公示”期满")).toEqual(["公示”期满"]);
    expect(words("低保 低保")).toEqual(["低保"]);
    expect(words(" 　\u200b")).toEqual([]);
  });

  it("finds a 文号 whatever its brackets, and without them", () => {
    const t = fold("根据西政发〔2017〕60号文件");
    const all = `${t}\n${aliasesOf(t)}`;
    for (const q of [
      "西政发〔2017〕60号",
      "西政发[2017]60号",
      "西政发(2017)60号",
      "西政发【2017】60",
      "西政发2017",
      "西政发201760号",
      "〔2017〕60号",
      "[2017]60号",
      "发2017",
    ]) {
      expect(
        wordsOf(q, folder).every((w) => holds(all, w)),
        q,
      ).toBe(true);
    }
    for (const q of ["西政发2018", "西政发[2017]61号", "201760", "政发20176号"]) {
      expect(
        wordsOf(q, folder).every((w) => holds(all, w)),
        q,
      ).toBe(false);
    }
  });
});

/** A search for a phrase: its tokens, one behind the other. */
function hasPhrase(tokens: readonly string[], phrase: readonly string[]): boolean {
  return tokens.some((_, i) => phrase.every((p, k) => tokens[i + k] === p));
}

describe("the pairs", () => {
  it("hold a word as a phrase exactly when the text holds it", () => {
    fc.assert(
      fc.property(text, text, fc.nat(), (t, other, n) => {
        const chars = [...fold(t)];
        const from = n % (chars.length + 1);
        for (const word of [chars.slice(from, from + 2 + (n % 6)).join(""), fold(other)]) {
          if ([...word].length < 2) continue;
          const phrase = toQuery(word).slice(1, -1).split(" ");
          expect(hasPhrase(toIndex(fold(t)).split(" "), phrase)).toBe(fold(t).includes(word));
        }
      }),
      { numRuns: tries(2000) },
    );
  });

  it("are letters to any index", () => {
    fc.assert(
      fc.property(text, (t) => {
        expect(toIndex(fold(t))).toMatch(/^[\p{L}\p{N} ]*$/u);
      }),
    );
  });
});
