import { describe, expect, it } from "vitest";
import { readContent } from "../scripts/content.ts";
import { unpackReadings, usualReading } from "../scripts/search/readings.ts";
import { byPinyin, nearWords } from "../scripts/search/suggest.ts";
import { buildVocabulary, titleWords, type Vocabulary } from "../scripts/search/vocabulary.ts";
import { sample } from "./support.ts";

const titles = [
  "2017年低保复核公示",
  "低保申请须知",
  "危房改造对象公示",
  "危房改造补助资金公示",
  "银行网点调整",
  "银行存款调查",
  "行政村道路",
  "行政村道路养护",
];
const pages = titles.map((title) => ({ title, rest: "" }));
const vocabulary = buildVocabulary({ own: ["园河村", "财政收支和专项资金"], office: ["示例镇"] }, pages, []);
/** Words with their readings, whether or not they are written out. */
const read = ({ words, ...readings }: Vocabulary): [string, string][] => {
  const of = unpackReadings(readings);
  return words.map(([word, reading = usualReading(word, of)]) => [word, reading]);
};

describe("the vocabulary", () => {
  it("is the office's words, and words and pairs of words that titles use more than once", () => {
    const words = vocabulary.words.map(([w]) => w);
    expect(words.slice(0, 3)).toEqual(["园河村", "财政收支", "专项资金"]);
    expect(titleWords(titles)).toEqual(expect.arrayContaining(["低保", "危房改造", "银行"]));
    expect(titleWords(titles)).not.toContain("须知");
  });

  it("reads a character by the word it stands in", () => {
    const readings = Object.fromEntries(read(vocabulary));
    expect(readings.银行).toBe("yin hang");
    expect(readings.行政).toBe("xing zheng");
  });
});

describe("suggestions", () => {
  it("bring back nearly every word of the sample by its pinyin, and by its initials where they are three or more", () => {
    const { site, records } = readContent(sample);
    const all = [...records.items, ...records.interpretations, ...records.responses].map((r) => r.title);
    const own = [...(site?.villages ?? []), ...(site?.categories ?? [])].map((w) => w.label);
    const big = buildVocabulary(
      { own, office: [] },
      all.map((title) => ({ title, rest: "" })),
      [],
    );
    const asked = read(big).flatMap(([word, reading]): [string, string][] => {
      const syllables = reading.split(" ");
      const initials = syllables.map((s) => s[0]).join("");
      return [[syllables.join(""), word], ...(initials.length > 2 ? ([[initials, word]] as [string, string][]) : [])];
    });
    const missed = asked.filter(([typed, word]) => !byPinyin(typed, big).includes(word));
    expect(asked.length).toBeGreaterThan(200);
    expect(1 - missed.length / asked.length, missed.join("; ")).toBeGreaterThanOrEqual(0.95);
    for (const word of own.filter((w) => w.length > 2)) expect(big.words.map(([w]) => w)).toContain(word);
  });

  it("come from pinyin, whole or begun, and from initials", () => {
    expect(byPinyin("dibao", vocabulary)[0]).toBe("低保");
    expect(byPinyin("Di Bao", vocabulary)[0]).toBe("低保");
    expect(byPinyin("db", vocabulary)[0]).toBe("低保");
    expect(byPinyin("wfgz", vocabulary)[0]).toBe("危房改造");
    expect(byPinyin("yuanhe", vocabulary)[0]).toBe("园河村");
    expect(byPinyin("xyz", vocabulary)).toEqual([]);
    expect(byPinyin("低保", vocabulary)).toEqual([]);
  });

  it("come from the same sound with other characters, and from a part that is right", () => {
    expect(nearWords("地堡", vocabulary)[0]).toBe("低保");
    expect(nearWords("地保办理", vocabulary)[0]).toBe("低保");
    expect(nearWords("危房翻建", vocabulary)).toContain("危房改造");
    expect(nearWords("完全无关", vocabulary)).toEqual([]);
  });
});
