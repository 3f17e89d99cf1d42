/** Pagefind's index in batches: the same postings as in one go, in its own order. */
import { gunzipSync } from "node:zlib";
import { decode } from "cborg";
import { describe, expect, it } from "vitest";
import type { Kept } from "../scripts/cache.ts";
import { readContent } from "../scripts/content.ts";
import { plainText } from "../scripts/markdown.ts";
import { makeFolder } from "../scripts/search/fold.ts";
import { buildIndex } from "../scripts/search/pagefind.ts";
import { mergeIndexes } from "../scripts/search/pagefind-form.ts";
import { sample } from "./support.ts";

const SIGNATURE = "pagefind_dcd";
const content = (bytes: Uint8Array | undefined): Buffer => gunzipSync(bytes ?? new Uint8Array());
const decoded = <T>(bytes: Uint8Array | undefined): T => decode(content(bytes).subarray(SIGNATURE.length)) as T;

type Meta = [
  version: string,
  pages: [name: string, length: number, group: string][],
  ranges: [first: string, last: string, name: string][],
];
type Chunk = [[word: string, pages: [step: number, places: number[], meta: number[]][], variants: unknown[]][]];

/** What an index says, by a decoder that is not ours: word → pages with places; and the ranges of its chunks. */
function read(index: Kept) {
  const [version, pages, ranges] = decoded<Meta>([...index].find(([path]) => path.endsWith(".pf_meta"))?.[1]);
  const postings = new Map<string, string[]>();
  for (const [first, last, name] of ranges) {
    const [words] = decoded<Chunk>(index.get(`index/${name}.pf_index`));
    expect([words[0]?.[0], words.at(-1)?.[0]]).toEqual([first, last]);
    for (const [word, list] of words) {
      expect(postings.has(word)).toBe(false);
      let page = 0;
      const told = list.map(([step, ...places], i) => {
        if (i > 0) expect(step).toBeGreaterThan(0);
        page += step;
        return `${pages[page]?.[0]} ${JSON.stringify(places)}`;
      });
      postings.set(word, told.sort());
    }
  }
  return { version, names: pages.map((p) => p[0]), ranges, postings };
}

describe("Pagefind's index", () => {
  const { records } = readContent(sample);
  const folder = makeFolder("");
  // Rare Han, characters that are carried as rare Han, words that stand in one text only.
  const texts = [
    ...records.items.slice(0, 30).map((r) => folder.fold(`${r.title}${plainText(r.body)}`)),
    "𠮷田村𰻝面馆（〇）",
    "😀一",
    "龘",
    "𠮷田村",
  ];

  it("is the same in batches as in one go", async () => {
    const whole = read(await buildIndex(texts, "a", Number.POSITIVE_INFINITY));
    for (const batch of [1, 4_000, 20_000]) {
      const index = await buildIndex(texts, "a", batch);
      const { version, names, ranges, postings } = read(index);
      expect(version).toBe("1.6.0");
      expect([...names].sort()).toEqual(texts.map((_, i) => `a${i.toString(36)}`).sort());
      expect(postings).toEqual(whole.postings);
      // In the order in which the runtime looks: by bytes.
      const ends = ranges.flatMap(([first, last]) => [Buffer.from(first), Buffer.from(last)]);
      for (const [i, end] of ends.entries())
        if (i > 0) expect(Buffer.compare(ends[i - 1] as Buffer, end)).toBeLessThanOrEqual(i % 2 === 0 ? -1 : 0);
      const entry = JSON.parse(Buffer.from(index.get("pagefind-entry.json") ?? "").toString()) as Record<string, unknown>;
      expect(entry).toMatchObject({ version: "1.6.0", languages: { unknown: { page_count: texts.length } } });
    }
    expect(whole.postings.size).toBeGreaterThan(1000);
    expect(whole.ranges.length).toBeGreaterThan(3);
  });

  it("of another form is refused", async () => {
    const index = await buildIndex(["甲乙", "乙丙"], "a");
    const meta = content([...index].find(([path]) => path.endsWith(".pf_meta"))?.[1]).subarray(SIGNATURE.length);
    const chunk = content(index.get("index/0.pf_index")).subarray(SIGNATURE.length);
    const names = new Map([
      ["a0", "a0"],
      ["a1", "a1"],
    ]);
    const merged = (m: Buffer, c: Buffer) => () => mergeIndexes([{ meta: m, chunk: () => c, names }]);
    expect(merged(meta, chunk)().meta.subarray(SIGNATURE.length).equals(meta)).toBe(true);
    const other = Buffer.from(meta);
    other[0] = 0x87;
    expect(merged(other, chunk)).toThrow("another form");
    expect(merged(meta, chunk.subarray(0, 20))).toThrow();
    expect(() => mergeIndexes([{ meta, chunk: () => chunk, names: new Map() }])).toThrow("another form");
    // The same words twice in one index are not in order.
    const twice = Buffer.concat([Buffer.from([0x81, 0x88]), chunk.subarray(2), chunk.subarray(2)]);
    expect(merged(meta, twice)).toThrow("another form");
  });
});
