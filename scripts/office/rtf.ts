/** Rich text (RTF): its words, comments, field codes, properties and embedded objects. In time linear to the bytes. */
import { type Budget, spend } from "./budget.ts";
import { decodeCodePage } from "./code-page.ts";
import type { Parts } from "./parts.ts";

const STREAMS = ["body", "comment", "code", "info", "hidden", "deleted"] as const;
type Stream = (typeof STREAMS)[number] | "object" | "none";

interface Group {
  stream: Stream;
  hidden: boolean;
  deleted: boolean;
  /** Plain characters that follow `\u` for readers without Unicode. */
  unicodeSkip: number;
}

/** Groups that hold no words; what begins with `\*` and is not named here or below is left out too. */
const NO_WORDS =
  /^(?:fonttbl|colortbl|stylesheet|pict|themedata|colorschememapping|latentstyles|datastore|listtable|listoverridetable|rsidtbl|generator|xmlnstbl|mmathPr|nonshppict|pntext|filetbl|revtbl|upr)$/;
const WITH_WORDS: Readonly<Record<string, Stream>> = {
  annotation: "comment",
  atnauthor: "comment",
  fldinst: "code",
  info: "info",
  objdata: "object",
  shptxt: "body",
  footnote: "body",
  docvar: "info",
  userprops: "info",
};
/** Within a row these end no line. */
const WITHIN_CELL = /^(?:par|line|nestrow)$/;
const LINE = /^(?:par|line|row|sect|page|column|nestrow)$/;
const SIGNS: Readonly<Record<string, string>> = {
  tab: " ",
  cell: "\t",
  nestcell: "\t",
  emdash: "—",
  endash: "–",
  lquote: "‘",
  rquote: "’",
  ldblquote: "“",
  rdblquote: "”",
  bullet: "•",
  emspace: "\u3000",
};
const TOKEN = /\\([a-z]{1,32})(-?\d{1,10})? ?|\\'([\da-f]{2})|\\([^a-z])|([{}])|([^\\{}\r\n]+)/gis;
const MOST_DEPTH = 1000;

export function readRtf(bytes: Uint8Array, parts: Parts, budget: Budget, embedded: (object: Uint8Array) => void): "damaged" | undefined {
  const source = new TextDecoder("windows-1252").decode(bytes);
  const out: Record<(typeof STREAMS)[number], string[]> = { body: [], comment: [], code: [], info: [], hidden: [], deleted: [] };
  let group: Group = { stream: "body", hidden: false, deleted: false, unicodeSkip: 1 };
  const open: Group[] = [];
  let page = 936;
  let starred = false;
  let inRow = false;
  let skip = 0;
  let narrow: number[] = [];
  let hex: string[] = [];
  const to = (): string[] | undefined => {
    if (group.stream === "none" || group.stream === "object") return undefined;
    return out[group.stream === "body" && group.deleted ? "deleted" : group.stream === "body" && group.hidden ? "hidden" : group.stream];
  };
  /** Bytes of one character may come one by one. */
  const flush = (): void => {
    if (narrow.length > 0) to()?.push(decodeCodePage(Uint8Array.from(narrow), page));
    narrow = [];
  };
  const word = (name: string, value: string | undefined): void => {
    if (name === "ansicpg") page = Number(value) === 1252 ? 936 : Number(value);
    else if (name === "u" && value !== undefined) {
      flush();
      to()?.push(String.fromCharCode(Number(value) & 0xffff));
      skip = group.unicodeSkip;
    } else if (name === "uc") group.unicodeSkip = Math.min(Number(value ?? 1), 10);
    else if (name === "v") {
      flush();
      group.hidden = value !== "0";
    } else if (name === "deleted") {
      flush();
      group.deleted = value !== "0";
    } else if (name === "plain") {
      flush();
      group.hidden = false;
    } else if (LINE.test(name)) {
      flush();
      to()?.push(inRow && WITHIN_CELL.test(name) ? " " : "\n");
    } else if (name === "intbl" || name === "pard") {
      inRow = name === "intbl";
    } else if (SIGNS[name] !== undefined) {
      flush();
      to()?.push(SIGNS[name] ?? "");
    } else if (WITH_WORDS[name] !== undefined) group.stream = WITH_WORDS[name] ?? "none";
    else if (NO_WORDS.test(name) || starred) group.stream = "none";
    starred = false;
  };
  for (const m of source.matchAll(TOKEN)) {
    const [, name, value, byte, sign, brace, plain] = m;
    if (name !== undefined) word(name.toLowerCase(), value);
    else if (brace === "{") {
      flush();
      spend(budget, "elements", 1);
      if (open.length < MOST_DEPTH) open.push({ ...group });
      else return "damaged";
    } else if (brace === "}") {
      flush();
      if (group.stream === "object" && hex.length > 0) embedded(fromHex(hex.join("")));
      if (group.stream === "object") hex = [];
      if (group.stream === "info" || group.stream === "comment") to()?.push("\n");
      group = open.pop() ?? { stream: "none", hidden: false, deleted: false, unicodeSkip: 1 };
    } else if (byte !== undefined) {
      if (skip > 0) skip--;
      else if (to()) narrow.push(Number.parseInt(byte, 16));
    } else if (sign !== undefined) {
      if (sign === "*") starred = true;
      else if (sign === "~" || sign === "_" || sign === "\\" || sign === "{" || sign === "}") {
        flush();
        to()?.push(sign === "~" ? " " : sign === "_" ? "-" : sign);
      }
    } else if (plain !== undefined) {
      if (group.stream === "object") hex.push(plain);
      else {
        const rest = plain.slice(skip);
        skip = Math.max(0, skip - plain.length);
        if (/[\x80-\xff\u0100-\uffff]/.test(rest)) {
          // Bytes of the code page as they are, in spite of the standard.
          for (const b of new Uint8Array(bytes.subarray(m.index + plain.length - rest.length, m.index + plain.length)))
            if (to()) narrow.push(b);
        } else {
          flush();
          to()?.push(rest);
        }
      }
    }
  }
  flush();
  parts.add("正文", out.body.join(""), true);
  parts.add("批注", out.comment.join(""), false);
  parts.add("隐藏的文字", out.hidden.join(""), false);
  parts.add("修订中删去的文字", out.deleted.join(""), false);
  parts.add("域代码", out.code.join(""), false);
  parts.add("文件属性", out.info.join(""), false);
  return open.length > 0 ? "damaged" : undefined;
}

function fromHex(hex: string): Uint8Array {
  const digits = hex.replace(/[^\da-f]/gi, "");
  const out = new Uint8Array(digits.length >> 1);
  for (let i = 0; i < out.length; i++) out[i] = Number.parseInt(digits.slice(i * 2, i * 2 + 2), 16);
  return out;
}
