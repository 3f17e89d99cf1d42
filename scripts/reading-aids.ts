/** Texts of a finished stage → what the reading aids (阅读辅助) need of dictionaries: 简→繁, and 拼音 of rare characters. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import characters from "opencc-js/dict/STCharacters";
import phrases from "opencc-js/dict/STPhrases";
import regional from "opencc-js/dict/STPhrases_GeneratedFromRegionalPhrases";
import { pinyin } from "pinyin-pro";
import type { Cache } from "./cache.ts";
import type { Bundler } from "./lib/bundle.ts";
import { filesBelow, sha256 } from "./offline.ts";

/** Pages, and the texts for the search, which hold those of attachments. */
const PAGES = /\.html$|^search\/pack-.+\.js$/;
const SCRIPTS = /^assets\/[^/]+\.js$/;
const INLINE_TAG = /<\/?(?:a|b|em|i|mark|small|span|strong|time)\b[^>]*>/g;

/** Every text of the files of a written stage once, in pieces; phrases stand whole in them. */
export function stageTexts(folder: string, files: RegExp): Set<string> {
  const texts = new Set<string>();
  for (const path of filesBelow(folder)) {
    if (!files.test(path)) continue;
    const content = readFileSync(join(folder, path), "utf8");
    // 头<mark>发</mark>: what inline tags part belongs together.
    const whole = path.endsWith(".html") ? content.replace(INLINE_TAG, "") : content;
    for (const piece of whole.split(/[<>"\n]/)) if (HAN.test(piece)) texts.add(piece);
  }
  return texts;
}

const HAN = /[\u3400-\u9fff\ud840-\ud8ff]/;

/**
 * As much of OpenCC's dictionary (cn → t) as these texts need: every phrase that stands in one of them, and all characters. So they
 * become what the whole dictionary, 400 KB, would make of them. `头发 头髮|发 發|…`
 */
export function traditionalDictionary(texts: Iterable<string>): string {
  const all = [...texts];
  const pairs = new Set<string>();
  for (const text of all) for (let at = 0; at + 1 < text.length; at++) pairs.add(text.slice(at, at + 2));
  // Of one phrase in two dictionaries the last has the word, as in OpenCC.
  const whole = new Map<string, string>();
  const byStart = new Map<string, string[]>();
  const found = new Set<string>();
  for (const entry of [characters, regional, phrases].flatMap((dictionary) => dictionary.split("|"))) {
    const [from = "", to = ""] = entry.split(" ");
    const single = from.length === 1 || (from.length === 2 && from.codePointAt(0) !== from.charCodeAt(0));
    const start = from.slice(0, 2);
    if (single ? from === to : !pairs.has(start)) continue;
    whole.set(from, to);
    if (single) found.add(from);
    else byStart.set(start, [...(byStart.get(start) ?? []), from]);
  }
  for (const text of all) {
    for (let at = 0; at + 1 < text.length; at++) {
      for (const from of byStart.get(text.slice(at, at + 2)) ?? []) if (text.startsWith(from, at)) found.add(from);
    }
  }
  return [...found]
    .sort((a, b) => (a < b ? -1 : 1))
    .map((from) => `${from} ${whole.get(from)}`)
    .join("|");
}

/** GB 2312 一级汉字, 3755 characters that everybody reads, and the zero of dates. */
const common = new Set(
  `〇${new TextDecoder("gb18030").decode(
    Uint8Array.from(Array.from({ length: 40 * 94 - 5 }, (_, i) => [0xb0 + Math.floor(i / 94), 0xa1 + (i % 94)]).flat()),
  )}`,
);

/** So many characters around one tell how it is read. */
const AROUND = 6;

/**
 * 生僻字 in these texts with their 拼音, `骜ào彧yù`. One that is read in several ways here is left out: a wrong reading is worse than none.
 */
export function rareReadings(texts: Iterable<string>): string {
  const readings = new Map<string, string | undefined>();
  for (const text of texts) {
    let at = 0;
    for (const character of text) {
      const index = at;
      at += character.length;
      if (character < "\u3400" || common.has(character) || !/\p{Script=Han}/u.test(character)) continue;
      const before = [...text.slice(Math.max(0, index - AROUND), index)];
      const after = [...text.slice(at, at + AROUND)];
      const reading = pinyin([...before, character, ...after].join(""), { type: "array" })[before.length] ?? "";
      if (!/^\p{Script=Latin}/u.test(reading)) continue;
      readings.set(character, readings.has(character) && readings.get(character) !== reading ? undefined : reading);
    }
  }
  return [...readings]
    .filter(([, reading]) => reading !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([character, reading]) => character + reading)
    .join("");
}

/** The files that are loaded only when a reader asks for 繁體 or for 长者模式. */
export async function readingAids(
  folder: string,
  cache: Cache,
  bundler: Bundler,
): Promise<{ path: string; content: string | Uint8Array }[]> {
  const pages = stageTexts(folder, PAGES);
  const all = [...pages, ...stageTexts(folder, SCRIPTS)];
  const made = await cache.of("reading-aids", sha256(["opencc-js 1.4.2, pinyin-pro 3.29.4", ...all].join("\n")), async () => {
    const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
    return new Map([
      ["dictionary", encode(JSON.stringify(traditionalDictionary(all)))],
      ["readings", encode(JSON.stringify(rareReadings(pages)))],
    ]);
  });
  const [dictionary, readings] = ["dictionary", "readings"].map((name) => new TextDecoder().decode(made.get(name) as Uint8Array));
  return [
    {
      path: "assets/traditional.js",
      content: `/* Dictionary: OpenCC (BYVoid and others), Apache License 2.0 */\ngongkaiDictionary=${dictionary};\n${await bundler.script("browser/traditional.ts")}`,
    },
    { path: "assets/pinyin.js", content: `gongkaiPinyin=${readings};\n` },
  ];
}
