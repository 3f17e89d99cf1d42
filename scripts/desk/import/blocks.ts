/** What Word documents and pasted pages are read into before they become Markdown: blocks in reading order. Runs in the browser too. */
import { withoutForbidden } from "../../rules/characters.ts";
import { atHeight, type Height, symbolOf } from "./signs.ts";

/** A stretch of text in one style, a forced line end, or a picture. */
export type Inline =
  | { readonly kind: "text"; readonly text: string; readonly bold?: boolean; readonly italic?: boolean; readonly link?: string }
  | { readonly kind: "break" }
  | { readonly kind: "picture"; readonly name: string; readonly alt: string };

export type Inlines = readonly Inline[];

export type Block =
  | { readonly kind: "heading"; readonly level: number; readonly inlines: Inlines }
  | { readonly kind: "paragraph"; readonly inlines: Inlines; readonly centred?: boolean; readonly style?: "title" }
  | {
      readonly kind: "item";
      /** How deep it stands, from 0; steps that are left out count as one. */
      readonly level: number;
      /** Undefined for a bullet. */
      readonly number: number | undefined;
      /** Items of one list have one name. */
      readonly list: string;
      readonly inlines: Inlines;
    }
  | { readonly kind: "table"; readonly rows: readonly (readonly Inlines[])[] };

/** A picture that goes beside the record. */
export interface Picture {
  /** `tu-1.png`. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** A document as Markdown. Pictures are named bare in it (`![](tu-1.png)`): `inFolder` says where they will stand. */
export interface Imported {
  /** Taken out of the body, which does not repeat it. */
  readonly title?: string;
  readonly markdown: string;
  readonly pictures: readonly Picture[];
  /** What did not come along, or should be looked at, in Chinese. */
  readonly notes: readonly string[];
}

/** A document that cannot be taken: why, and what to do instead. */
export class ImportRefused extends Error {
  constructor(
    message: string,
    readonly advice: string,
  ) {
    super(message);
    this.name = "ImportRefused";
  }
}

/** Remarks, each said once. */
export interface Notes {
  readonly list: readonly string[];
  add(note: string): void;
  /** A remark that names what it is about, one for all words of its sort: `remark：“甲”“乙”。` and what to do. */
  name(remark: string, words: string, advice?: string): void;
}

/** Words that one remark names; more are counted. */
const MOST_NAMED = 20;
const MOST_LETTERS = 60;

export function newNotes(): Notes {
  const said = new Map<string, { words: string[]; advice: string } | undefined>();
  return {
    get list() {
      return [...said].map(([remark, named]) => {
        if (!named) return remark;
        const { words, advice } = named;
        const shown = words
          .slice(0, MOST_NAMED)
          .map((w) => `“${[...w].length > MOST_LETTERS ? `${[...w].slice(0, MOST_LETTERS).join("")}……` : w}”`);
        return `${remark}：${shown.join("")}${words.length > MOST_NAMED ? `等 ${words.length} 处` : ""}。${advice}`;
      });
    },
    add: (note) => void (said.has(note) || said.set(note, undefined)),
    name(remark, words, advice = "") {
      const text = words.replace(/\s+/g, " ").trim();
      if (text === "") return;
      const named = said.get(remark);
      if (!named) said.set(remark, { words: [text], advice });
      else if (!named.words.includes(text)) named.words.push(text);
    },
  };
}

/** Remarks that documents and pasted pages share. */
export const REMARKS = {
  struck: ["划掉的文字没有带过来", "确实要公开的，请补上。"],
  height: ["上标、下标里有写不成小字的，用平常的字写了", "请核对。"],
  reading: ["字上面的注音没有带过来", ""],
  circled: ["Word 画出来的带圈的字，写成了一个字", "请核对。"],
  equation: ["公式写成了一行字", "请核对。"],
  symbol: "有符号字体里的符号没有带过来，请核对。",
  unfilled: ["没有填的控件里的提示没有带过来", ""],
} as const;

/** Text as it is seen: in a symbol font, raised or lowered. Signs that only a symbol font shows count without its name, too. */
export function seenAs(text: string, height: Height | undefined, font: string | undefined, notes: Notes): string {
  const signs = font === undefined ? /[\ue000-\uf8ff]/g : /[\x21-\xff\ue000-\uf8ff]/g;
  const words = text.replace(signs, (c) => {
    const sign = symbolOf(c.charCodeAt(0), font ?? "");
    if (sign === undefined) notes.add(REMARKS.symbol);
    return sign ?? "";
  });
  if (height === undefined) return words;
  const set = atHeight(words, height);
  const [remark, advice] = REMARKS.height;
  if (set.plain) notes.name(remark, words, advice);
  return set.text;
}

/** Pictures that a page can show, by their first bytes. */
function pictureType(bytes: Uint8Array): "png" | "jpg" | undefined {
  const starts = (...head: readonly number[]): boolean => head.every((b, i) => bytes[i] === b);
  if (starts(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return "png";
  return starts(0xff, 0xd8, 0xff) ? "jpg" : undefined;
}

/** Pictures as they are met: the same one is kept once. */
export interface Pictures {
  readonly list: Picture[];
  /** Its inline, or undefined with a note when a page could not show it. */
  add(key: string, bytes: Uint8Array | undefined, alt: string | undefined): Inline | undefined;
}

export function newPictures(notes: Notes): Pictures {
  const list: Picture[] = [];
  const names = new Map<string, string>();
  return {
    list,
    add(key, bytes, alt = "") {
      let name = names.get(key);
      if (name === undefined) {
        const type = bytes && pictureType(bytes);
        if (!bytes || !type) {
          notes.add("有图片没有带过来：网页上只能放 JPG 和 PNG 图片。请把图片另存为 PNG，作为附件加上。");
          return undefined;
        }
        name = `tu-${list.length + 1}.${type}`;
        names.set(key, name);
        list.push({ name, bytes });
      }
      return { kind: "picture", name, alt: describing(alt) };
    },
  };
}

/** What Word puts in by itself (“图片 1”, a path) tells nothing of a picture. */
function describing(alt: string): string {
  const text = alt.replace(/\s+/g, " ").trim();
  return text === "" || /^(?:图片|图像|Picture|Image|image|Graphic|图形)?[\s_-]*\d*$|[\\/]|\.(?:png|jpe?g|gif|bmp|emf|wmf)$/i.test(text)
    ? "图片"
    : text.slice(0, 100);
}

/** Text without what has no place in a public text: invisible characters, private ones of symbol fonts; any blank is a plain one. */
export const cleanText = (text: string): string =>
  withoutForbidden(text.replace(/[\u2028\u2029]/g, " "))
    .replace(/[\ue000-\uf8ff]/g, "")
    .replace(/[^\S\u3000]+/g, " ");

export const textOfInlines = (inlines: Inlines): string =>
  inlines.map((i) => (i.kind === "text" ? i.text : i.kind === "break" ? " " : "")).join("");

export const isBlank = (inlines: Inlines): boolean =>
  inlines.every((i) => i.kind === "break" || (i.kind === "text" && i.text.trim() === ""));

const TITLE_END =
  /(?:通知|公告|公示|通告|意见|方案|办法|规定|细则|计划|总结|报告|决定|批复|函|制度|预案|名单|指南|说明|纪要|情况|决算|预算|清单|目录)(?:（[^）]*）)?$/;
const RED_HEAD = /(?:文件|简报)$|〔\d{4}〕|^签发人|号$/;
const LONGEST_TITLE = 120;

/**
 * The title and the blocks without it: what has the style of a title, or the first heading when it opens the document, or else
 * the first centred lines that are no red head (××文件, 文号). Undefined when nothing says so.
 */
export function splitTitle(blocks: readonly Block[]): { readonly title: string | undefined; readonly rest: readonly Block[] } {
  const textOf = (b: Block | undefined): string =>
    b && b.kind !== "table" && !b.inlines.some((i) => i.kind === "picture")
      ? cleanText(textOfInlines(b.inlines)).replace(/\s+/g, " ").trim()
      : "";
  const fits = (text: string): boolean => text !== "" && [...text].length <= LONGEST_TITLE;
  const without = (from: number, to: number, title: string) => ({ title, rest: [...blocks.slice(0, from), ...blocks.slice(to)] });

  const styled = blocks.findIndex((b) => b.kind === "paragraph" && b.style === "title");
  if (styled >= 0 && fits(textOf(blocks[styled]))) return without(styled, styled + 1, textOf(blocks[styled]));
  let at = 0;
  for (; at < Math.min(blocks.length, 8); at++) {
    const block = blocks[at];
    const text = textOf(block);
    if (block?.kind === "heading" && fits(text)) return without(at, at + 1, text);
    if (block?.kind !== "paragraph" || !block.centred) {
      // A doc number stands at the margin in some red heads.
      if (block?.kind === "paragraph" && RED_HEAD.test(text) && [...text].length < 40) continue;
      break;
    }
    if (!fits(text) || /[。；：:]$/.test(text)) break;
    if (RED_HEAD.test(text) && !TITLE_END.test(text)) continue;
    let title = text;
    let end = at + 1;
    for (; end < blocks.length && !TITLE_END.test(title); end++) {
      const next = blocks[end];
      const more = textOf(next);
      if (next?.kind !== "paragraph" || !next.centred || /^[（(\d]/.test(more) || !fits(title + more) || more === "") break;
      title += more;
    }
    return without(at, end, title);
  }
  return { title: undefined, rest: blocks };
}

/** Markdown with its pictures where the record will have them: `inFolder(markdown, "0003")` for `items/2025/0003.md`. */
export const inFolder = (markdown: string, folder: string): string =>
  markdown.replace(/(?<!\\)\]\((tu-\d+\.(?:png|jpg))\)/g, (_, name: string) => `](${folder}/${name})`);
