/** The one door for files: text → header with the line of each key, and body. Nothing in a header can run. */
import matter from "gray-matter";
import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, type Node as YamlNode } from "yaml";
import { brief, type Faults } from "./problem.ts";
import { forbiddenAt, forbiddenCharacter, withoutForbidden } from "./rules/characters.ts";

/** A header value as written: text stays text, each with its line in the file. */
export type Raw = RawText | RawList | RawMap;
export interface RawText {
  readonly kind: "text";
  readonly line: number;
  readonly text: string;
}
export interface RawList {
  readonly kind: "list";
  readonly line: number;
  readonly items: readonly Raw[];
}
export interface RawMap {
  readonly kind: "map";
  readonly line: number;
  readonly entries: ReadonlyMap<string, Raw>;
}

export interface Parsed {
  readonly header: RawMap;
  readonly body: string;
  /** Line of the file on which the body begins. */
  readonly bodyLine: number;
}

const MAX_HEAD_BYTES = 64 * 1024;
const MAX_HEAD_LINES = 200;
const MAX_BODY_CHARS = 1_000_000;
/** Keys and values of one header, also of those that share a line. */
const MAX_HEAD_NODES = 2000;
/** Brackets within brackets; our deepest key needs two. */
const MAX_HEAD_DEPTH = 12;

/** gray-matter evaluates `---js` unless every engine it knows is replaced; only our YAML door stays open. */
const refuse = {
  parse(): never {
    throw new Error("refused");
  },
  stringify(): never {
    throw new Error("refused");
  },
};
const engines = {
  yaml: { parse: (head: string): object => ({ head }), stringify: refuse.stringify },
  json: refuse,
  js: refuse,
  javascript: refuse,
  coffee: refuse,
  coffeescript: refuse,
  cson: refuse,
  toml: refuse,
};

/**
 * Splits and reads one file. Undefined when it cannot be read, with the reason in `faults`.
 * Lines count from 1 in the file as the clerk sees it.
 */
export function parseFile(file: string, source: string, faults: Faults): Parsed | undefined {
  const text = source.startsWith("\uFEFF") ? source.slice(1) : source;
  const lines = text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text;
  const open = OPENING.exec(lines);
  if (!open) {
    const [line, ...advice] = openingAdvice(lines);
    faults.error(file, line, "header-missing", ...advice);
    return undefined;
  }
  // From the line end of the fence on: the header may be empty.
  const rest = lines.slice(open[0].length - 1);
  const close = CLOSING.exec(rest);
  if (!close) {
    const slip = lines.split("\n", MAX_HEAD_LINES).findIndex((l, i) => i > 0 && isFenceLike(l));
    faults.error(
      file,
      slip < 0 ? 1 : slip + 1,
      "header-unclosed",
      slip < 0 ? "文件开头的信息栏没有结束：找不到第二行单独的“---”。" : "这一行像是信息栏的结束，但不是顶格的三个半角减号。",
      "请在最后一个栏目的下一行写三个半角减号 ---，正文从再下一行开始。",
    );
    return undefined;
  }
  const headText = rest.slice(1, close.index + 1);
  const headLines = countLines(headText);
  if (headText.length * 3 > MAX_HEAD_BYTES && Buffer.byteLength(headText) > MAX_HEAD_BYTES) {
    faults.error(file, 1, "header-too-long", "文件开头的信息栏超过 64 KB。", "请把长文字移到正文里。");
    return undefined;
  }
  if (headLines > MAX_HEAD_LINES) {
    faults.error(file, 1, "header-too-long", `文件开头的信息栏有 ${headLines} 行，最多 200 行。`, "请把长文字移到正文里。");
    return undefined;
  }
  // gray-matter ends the header at any line that only begins with three dashes, and knows no blank after them.
  const inner = /^(?:---|\.\.\.(?=\s|$)).*/m.exec(headText);
  if (inner) {
    const at = 2 + countLines(headText.slice(0, inner.index));
    faults.error(
      file,
      at,
      "header-divider",
      `信息栏中间有一行以“${inner[0].slice(0, 3)}”开头。`,
      "请删去这一行；信息栏只在开头和结尾各有一行 ---。",
    );
    return undefined;
  }
  const body = rest.slice(close.index + close[0].length);
  const split = matter(`---\n${headText}---\n${body}`, { engines, language: "yaml" }) as unknown as {
    data: { head?: string };
    content: string;
  };
  if (split.content.length > MAX_BODY_CHARS) {
    faults.error(file, 1, "body-too-long", "正文超过一百万字。", "请分成几条，或者作为附件。");
    return undefined;
  }
  // gray-matter leaves the line end of the fence at the head of what it hands on.
  const header = parseHeader(file, (split.data.head ?? headText).replace(/^\n/, ""), 2, faults);
  return header && { header, body: split.content, bodyLine: headLines + 3 };
}

/** A whole YAML file (`site.yaml`) by the same rules. */
export function parseYaml(file: string, source: string, faults: Faults): RawMap | undefined {
  const text = source.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n");
  if (Buffer.byteLength(text) > MAX_HEAD_BYTES) {
    faults.error(file, 1, "header-too-long", "文件超过 64 KB。", "请删去不用的内容。");
    return undefined;
  }
  return parseHeader(file, text, 1, faults);
}

const countLines = (text: string): number => (text === "" ? 0 : text.replace(/\n$/, "").split("\n").length);

/** Blanks that nobody sees behind a fence are no fault. */
const OPENING = /^---[ \t\u3000\u00a0]*\n/;
const CLOSING = /\n---[ \t\u3000\u00a0]*(?:\n|$)/;

/** A line of dashes that an input method or Word made of three minus signs. */
const isFenceLike = (line: string): boolean => /^\s*[-‐-―－─﹣−]{1,}\s*$/.test(withoutForbidden(line)) && !/^-$/.test(line.trim());

/** What stands in the place of a header: its line, what it is, and what to do. */
function openingAdvice(text: string): [line: number, ...advice: string[]] {
  const lines = text.split("\n", MAX_HEAD_LINES);
  const [first = ""] = lines;
  const here = (...advice: string[]): [number, ...string[]] => [1, ...advice];
  if (CONFLICT.test(first)) return here(...conflictAdvice(first));
  if (/^---\s*\S/.test(first)) {
    return here(`第一行写的是“${brief(first)}”，信息栏只能以单独的“---”开始。`, "请把第一行改成三个半角减号 ---，后面什么也不写。");
  }
  if (/^---[ \t\u3000\u00a0]*$/.test(withoutForbidden(first))) {
    return here("第一行的“---”前后有看不见的字符。", `请把第一行删去，重打三个半角减号 ---；${FIX_SIGNS}`);
  }
  if (isFenceLike(first) || /^\s+---\s*$/.test(first)) {
    return here(`第一行写的是“${first.trim()}”，不是顶格的三个半角减号。`, "请切换到英文输入法，从行首起写三个半角减号 ---。");
  }
  const from = lines.findIndex((l) => withoutForbidden(l).trim() !== "");
  if (from > 0 && /^---\s*$/.test(lines[from] ?? "")) {
    return here(`信息栏从第 ${from + 1} 行才开始，它前面是空行。`, "请删去前面的空行，让 --- 在文件的第一行。");
  }
  if (/^\s*(?:title|date|formed|category|year|received|about|标题|公开日期)\s*[:：]/.test(lines[from] ?? "")) {
    return [from + 1, "信息栏前面少了一行“---”。", "请在这一行的上面加一行三个半角减号 ---，放在文件的第一行。"];
  }
  return here("文件没有信息栏：第一行应当是单独的“---”。", "请照模板在文件最前面写信息栏，第一行是三个半角减号 ---，前面不留空行。");
}

function parseHeader(file: string, head: string, firstLine: number, faults: Faults): RawMap | undefined {
  const fault = adviseOnSlips(file, head, firstLine, faults);
  if (fault) return undefined;
  return readPlain(head, firstLine) ?? readYaml(file, head, firstLine, faults);
}

/** What a header with a slip in it has. */
const SLIPS =
  /[\t：\u3000\u00a0\u2000-\u200a\u202f\u205f]| #|: *\[[^\]\n]*$|: *[[{&*!|>%@`“‘＂＇"']|^\s*(?:- )?[a-z][A-Za-z]*:[^\s/:]|^[<>]{7}(?:\s|$)/m;
const CONFLICT = /^(?:<{7}|>{7})(?:\s|$)/;
const FIX_SIGNS = "也可以运行 npm run check -- --fix-signs，由程序改。";
/** Blanks as wide as a character, and others that are none for a program. */
const WIDE = "[\\u3000\\u00a0\\u2000-\\u200a\\u202f\\u205f]";
const WIDE_AFTER_KEY = new RegExp(`^(\\s*(?:- )?[A-Za-z][\\w.]*):[ ]*${WIDE}`);
const WIDE_AT_HEAD = new RegExp(`^[ ]*${WIDE}`);

// biome-ignore lint/suspicious/noControlCharactersInRegex: Word ends lines with them
const LINE_ENDS_OF_WORD = /[\u000b\u000c\u0085\u2028\u2029]/g;

const conflictAdvice = (line: string): [string, string] => [
  `这一行（${line.slice(0, 7)}）是两个人改了同一处、合并时留下的记号，两种写法都还在。`,
  "请留下对的一种，把 <<<<<<<、=======、>>>>>>> 开头的三行删去。",
];

/** Blanks that are none, blanks that are missing, and signs that nobody sees, around a key. */
function blankSlip(line: string): [string, string] | undefined {
  const key = /^\s*(?:- )?([A-Za-z][\w.]*)\s*[:：]/.exec(withoutForbidden(line))?.[1];
  if (key !== undefined && forbiddenAt(line) >= 0 && forbiddenAt(line) <= line.search(/[:：]/)) {
    return [`“${key}”前后有看不见的字符（${forbiddenCharacter(line)}）。`, `请把这一行删去重打，不要从网页直接粘贴；${FIX_SIGNS}`];
  }
  const after = WIDE_AFTER_KEY.exec(line)?.[1];
  if (after !== undefined) {
    const name = after.replace(/^\s*- /, "").trim();
    return [
      `“${name}:”后面不是半角空格（是全角空格，或者网页里的空格），程序读不懂。`,
      `请改成一个半角空格，写法如 ${name}: 内容；${FIX_SIGNS}`,
    ];
  }
  if (WIDE_AT_HEAD.test(line) && line.trim() !== "") {
    return ["这一行不是用半角空格缩进的（是全角空格，或者网页里的空格），程序读不懂。", `请改成半角空格，一层两个；${FIX_SIGNS}`];
  }
  const glued = /^(?:([a-z][A-Za-z]*)|\s+(?:- )?(by|date|reason|title|file|text|from|to|code|label)):(?=[^\s/:])/
    .exec(line)
    ?.slice(1)
    .find(Boolean);
  if (glued !== undefined) return [`“${glued}:”后面少一个空格。`, `英文冒号后面加一个半角空格，写法如 ${glued}: 内容。`];
  return undefined;
}

/**
 * The text without signs that nobody sees, and with plain blanks in its header where wide ones stand behind a key or at the head of a line, or
 * where the colon behind a key is a Chinese one. Nothing else is changed.
 */
export function mendSigns(text: string): string {
  const [bom, rest] = text.startsWith("\uFEFF") ? ["\uFEFF", text.slice(1)] : ["", text];
  // Some of them end a line in Word; a lost character stays, so that it is seen that one is missing.
  const lines = rest.replace(LINE_ENDS_OF_WORD, "\n").split("\ufffd").map(withoutForbidden).join("\ufffd").split("\n");
  const end = lines.findIndex((l, i) => i > 0 && /^---\s*$/.test(l));
  const header = /^---\s*$/.test(lines[0] ?? "") ? end : -1;
  const wide = new RegExp(WIDE, "g");
  const mended = lines.map((line, i) =>
    i === 0 || i >= header
      ? line
      : line
          .replace(/^[^\S\n]+/, (blanks) => blanks.replace(/\u3000/g, "  ").replace(wide, " "))
          .replace(new RegExp(`^(\\s*(?:- )?[a-z][A-Za-z]*)\\s*[:：](?:[ ]|${WIDE})+(?=\\S)`), "$1: ")
          .replace(/^(\s*(?:- )?[a-z][A-Za-z]*)\s*：\s*(?=\S)/, "$1: ")
          .replace(/^([a-z][A-Za-z]*)\s*：\s*$/, "$1:"),
  );
  return bom + mended.join("\n");
}

/** Slips of the keyboard that YAML would name in English, or swallow. True when one was found. */
function adviseOnSlips(file: string, head: string, firstLine: number, faults: Faults): boolean {
  if (!SLIPS.test(head) && forbiddenAt(head) < 0) return false;
  let found = false;
  const inText = new Set<number>();
  for (const [i, line] of head.split("\n").entries()) {
    const at = firstLine + i;
    if (CONFLICT.test(line)) {
      // What lies between the marks is written twice; nothing else of this header can be told for sure.
      faults.error(file, at, "conflict-marks", ...conflictAdvice(line));
      return true;
    }
    // Lines of a block text (summary: |) are free.
    if (/:\s*[|>][+-]?\s*$/.test(line)) {
      const indent = line.search(/\S/);
      const rest = head.split("\n").slice(i + 1);
      for (const [j, l] of rest.entries()) {
        if (l.trim() !== "" && l.search(/\S/) <= indent) break;
        inText.add(i + 1 + j);
      }
      continue;
    }
    if (inText.has(i)) continue;
    const blank = blankSlip(line);
    if (blank) {
      found = true;
      faults.error(file, at, "header-blank", ...blank);
      continue;
    }
    const tab = /^[ ]*\t/.test(line);
    const hash = remarkIn(line);
    // In a list or further in, capitals before the colon are text (GDP：…); at the margin any word is a key.
    const wide = /^([\p{L}\p{N}_.]{1,30})\s*：/u.exec(line) ?? /^\s*(?:- )?([a-z][A-Za-z]*)\s*：/.exec(line);
    const quotes = /^\s*(?:- )?([A-Za-z]\w*):\s+(["'“‘＂＇])([^"“”＂'‘’＇]*)(["'”’＂＇“‘])\s*$/.exec(line);
    const bracket = /^\s*(?:- )?([A-Za-z]\w*):\s+(\[[^\]]*\]\s*\S.*|\[[^\]]*)$/.exec(line);
    if (hash) {
      found = true;
      faults.error(
        file,
        at,
        "header-hash",
        `“${brief(hash.value)}”后面空格加 # 的“${brief(hash.lost)}”会被当成备注，不会公开。`,
        `# 是文字的，请给整段加一对英文双引号，写法如 ${hash.key}${hash.key === "-" ? "" : ":"} "${brief(`${hash.value} ${hash.lost}`.replace(/"/g, "”"))}"；是备注的，请另起一行写。`,
      );
    } else if (tab) {
      found = true;
      faults.error(file, at, "header-tab", "这一行用制表符（Tab）缩进。", "请改成两个空格。");
    } else if (wide) {
      found = true;
      faults.error(
        file,
        at,
        "header-colon",
        `“${wide[1]}”后面是中文冒号“：”。`,
        /^[\w.]+$/.test(wide[1] ?? "")
          ? `请改成英文冒号加一个空格，写法如 ${wide[1]}: 内容。`
          : "请改成英文的栏目名、英文冒号和一个空格，写法如 title: 标题。",
      );
    } else if (bracket) {
      found = true;
      faults.error(
        file,
        at,
        "header-bracket",
        `“${bracket[1]}”的内容以方括号开头，会被当成列表。`,
        `以 [ 开头的文字要加引号，写法如 ${bracket[1]}: "${brief((bracket[2] ?? "").trim().replace(/"/g, "”"))}"。`,
      );
    } else if (quotes && !(quotes[2] === quotes[4] && /["']/.test(quotes[2] ?? ""))) {
      found = true;
      faults.error(
        file,
        at,
        "header-quotes",
        `“${quotes[1]}”的内容前后是中文引号（${quotes[2]}${quotes[4]}），会一起登在网上。`,
        `请删去引号，或者改成英文引号，写法如 ${quotes[1]}: "${brief(quotes[3] ?? "")}"。`,
      );
    }
  }
  return found;
}

/** Keys of which a `#` behind the text may as well be a remark: their values are words of a list. */
const WORDS_OF_LISTS =
  /^(?:-|status|category|channels|village|type|via|applicant|outcome|result|extended|demo|order|days|workdays|topic|basePath|offline|updates|\w*[dD]ate|date|formed|from|to|received|answered|closed|filed)$/;

/** What YAML would leave out of a line of text: from a blank and `#` to its end. A remark behind a word of a list stays one. */
function remarkIn(line: string): { readonly key: string; readonly value: string; readonly lost: string } | undefined {
  const [, dash, key = "-", value = ""] = /^[ ]*(- )?(?:([A-Za-z][\w.]*):[ ]+)?(?=[^\s"'[{|>&*!%@`#])(.*)$/.exec(line) ?? [];
  const at = value.search(/\s#/);
  if (
    at < 0 ||
    (key === "-" && (dash === undefined || /^[A-Za-z][\w.]*:\s/.test(value))) ||
    (WORDS_OF_LISTS.test(key) && /^\s#\s/.test(value.slice(at)))
  )
    return undefined;
  return { key, value: value.slice(0, at).trim(), lost: value.slice(at).trim() };
}

/** Text that YAML reads as itself whatever comes: no indicator at its head, none inside, not the words for nothing. */
export const PLAIN = /^(?![\s?:,[\]{}#&*!|>'"%@`~-]|null$|Null$|NULL$)(?:[^:#\n]|:(?!\s|$)|(?<!\s)#)*(?<!\s)$/u;

/**
 * The plain part of YAML that records are made of: `key: text`, lists of texts, groups of one level and lists of such
 * groups, block style. Anything else gives undefined and is left to `yaml`. It is here for speed alone (some thirty times,
 * which is most of reading 10,000 records); a test holds it to `yaml`'s answer.
 */
export function readPlain(head: string, firstLine: number): RawMap | undefined {
  const entries = new Map<string, Raw>();
  let line = firstLine - 1;
  let key: string | undefined;
  let keyLine = 0;
  let list: Raw[] | undefined;
  let group: Map<string, Raw> | undefined;
  let groupIndent = 0;
  const close = (): boolean => {
    if (key === undefined) return true;
    if (list) entries.set(key, { kind: "list", line: keyLine, items: list });
    else if (group) entries.set(key, { kind: "map", line: keyLine, entries: group });
    else return false;
    key = list = group = undefined;
    return true;
  };
  for (const text of head.split("\n")) {
    line++;
    if (text === "") continue;
    const m = /^( *)(- )?(?:([A-Za-z][\w.]*):(?: +(.*))?|(.*))$/.exec(text);
    if (!m) return undefined;
    const [, indent = "", dash, name, after, plain] = m;
    const value = after?.trimEnd();
    if (indent === "" && !dash) {
      if (name === undefined || !close() || entries.has(name)) return undefined;
      if (value === undefined || value === "") {
        key = name;
        keyLine = line;
      } else if (PLAIN.test(value)) entries.set(name, { kind: "text", line, text: value });
      else return undefined;
    } else if (key === undefined) return undefined;
    else if (dash) {
      if (group && !list) return undefined;
      if (indent !== "  ") return undefined;
      list ??= [];
      if (name === undefined) {
        const item = plain?.trimEnd() ?? "";
        if (group || !PLAIN.test(item)) return undefined;
        list.push({ kind: "text", line, text: item });
      } else {
        if (list.length > 0 && !group) return undefined;
        if (value === undefined || !PLAIN.test(value)) return undefined;
        group = new Map([[name, { kind: "text", line, text: value }]]);
        groupIndent = 4;
        list.push({ kind: "map", line, entries: group });
      }
    } else {
      if (name === undefined || value === undefined || !PLAIN.test(value)) return undefined;
      if (!group) {
        if (list) return undefined;
        group = new Map();
        groupIndent = 2;
      }
      if (indent.length !== groupIndent || group.has(name)) return undefined;
      group.set(name, { kind: "text", line, text: value });
    }
  }
  return close() ? { kind: "map", line: firstLine, entries } : undefined;
}

const TAG = [
  "这一栏的内容以 !、&、*、@、%、` 这样的符号开头，读不准。",
  '请给整段文字加一对英文双引号，写法如 title: "!重要通知"。',
] as const;

/** The general reader: YAML 1.2 core, no tags, no aliases, no doubled keys; scalars as written. */
export function readYaml(file: string, head: string, firstLine: number, faults: Faults): RawMap | undefined {
  const counter = new LineCounter();
  const deep = tooDeepAt(head);
  if (deep !== undefined) {
    faults.error(
      file,
      firstLine + deep,
      "header-too-long",
      "这一行的括号里东西太多，或者括号、减号套得太深。",
      "请每行只写一个栏目，写法如 title: 标题。",
    );
    return undefined;
  }
  // The library's own search for doubled keys takes ten seconds for 20,000 of them: ours is below.
  const doc = parseDocument(head, { schema: "core", lineCounter: counter, uniqueKeys: false, strict: true, logLevel: "silent" });
  const lineAt = (offset: number): number => firstLine + counter.linePos(offset).line - 1;
  const badLines = new Set<number>();
  for (const error of [...doc.errors, ...doc.warnings]) {
    const line = lineAt(error.pos[0]);
    // What follows from the first slips is noise.
    if (badLines.has(line) || badLines.size >= 5) continue;
    badLines.add(line);
    const written = head.split("\n", line - firstLine + 1).at(-1) ?? "";
    if (/^\s*(?:(?:- )?(?:[^:\s]{1,40}:\s+)?[!&*@`]|(?:- |[^:\s]{1,40}:\s+)%)(?![!&*\s])/.test(written))
      faults.error(file, line, "header-tag", ...TAG);
    else faults.error(file, line, "header-syntax", ...explainYaml(error.code));
  }
  if (badLines.size > 0) return undefined;
  let nodes = 0;
  const convert = (node: YamlNode | null, line: number): Raw | undefined => {
    const at = node?.range ? lineAt(node.range[0]) : line;
    if (++nodes > MAX_HEAD_NODES) {
      if (nodes === MAX_HEAD_NODES + 1) {
        faults.error(file, at, "header-too-long", `信息栏里的内容超过 ${MAX_HEAD_NODES} 项。`, "请把长的列表移到正文里。");
      }
      return undefined;
    }
    if (node === null) return { kind: "text", line, text: "" };
    if (isAlias(node) || node.tag || ("anchor" in node && node.anchor)) {
      faults.error(file, at, "header-tag", ...TAG);
      return undefined;
    }
    if (isScalar(node)) {
      const text = node.source ?? (node.value === null ? "" : String(node.value));
      return { kind: "text", line: at, text: node.type === "PLAIN" && /^(?:null|~)$/i.test(text) ? "" : text };
    }
    if (isSeq(node)) {
      const items = node.items.map((n) => convert(n as YamlNode | null, at));
      return items.every((i) => i !== undefined) ? { kind: "list", line: at, items } : undefined;
    }
    if (!isMap(node)) return undefined;
    const entries = new Map<string, Raw>();
    for (const pair of node.items) {
      const key = pair.key as YamlNode | null;
      if (!isScalar(key) || key.tag || key.anchor) {
        faults.error(file, at, "header-key", "有一个栏目没有名称。", "每行写法如 title: 标题。");
        return undefined;
      }
      const keyAt = key.range ? lineAt(key.range[0]) : at;
      const name = key.source ?? String(key.value);
      if (entries.has(name)) {
        faults.error(file, keyAt, "header-syntax", ...explainYaml("DUPLICATE_KEY"));
        return undefined;
      }
      const value = convert(pair.value as YamlNode | null, keyAt);
      if (!value) return undefined;
      entries.set(name, { ...value, line: keyAt });
    }
    return { kind: "map", line: at, entries };
  };
  if (doc.contents === null) return { kind: "map", line: firstLine, entries: new Map() };
  const root = convert(doc.contents as YamlNode, firstLine);
  if (root?.kind === "map") return root;
  if (root) {
    faults.error(
      file,
      firstLine,
      "header-shape",
      "信息栏不是“名称: 内容”的形式。",
      "每行写一个栏目，英文冒号后加一个空格，写法如 title: 标题。",
    );
  }
  return undefined;
}

/** The line (from 0) on which brackets or dashes hold more, or go deeper within one another, than any record needs. */
function tooDeepAt(head: string): number | undefined {
  let depth = 0;
  let commas = 0;
  for (const [i, line] of head.split("\n").entries()) {
    if (/^\s*(?:[-?] +){6}/.test(line)) return i;
    for (const c of line) {
      if (c === "[" || c === "{") depth++;
      else if ((c === "]" || c === "}") && depth > 0) depth--;
      else if (c === "," && depth > 0) commas++;
      if (depth > MAX_HEAD_DEPTH || commas > MAX_HEAD_NODES / 2) return i;
    }
  }
  return undefined;
}

function explainYaml(code: string): string[] {
  switch (code) {
    case "DUPLICATE_KEY":
      return ["同一个栏目写了两次。", "请只留一行。"];
    case "TAB_AS_INDENT":
      return ["这一行用制表符（Tab）缩进。", "请改成两个空格。"];
    case "MISSING_CHAR":
      return ["这里少了一个符号：引号、方括号或逗号没有成对。", "请补上，或者给整段文字加一对英文双引号。"];
    case "BAD_ALIAS":
    case "TAG_RESOLVE_FAILED":
      return ["信息栏里有 &、* 或 ! 开头的标记。", "请删去标记，或者给整段文字加引号。"];
    case "BLOCK_AS_IMPLICIT_KEY":
    case "MULTILINE_IMPLICIT_KEY":
      return ["这一行有两个英文冒号，或者上一行没有写完。", '文字里有冒号时请加引号，写法如 title: "关于时间: 地点的公告"。'];
    default:
      return ["这一行的写法读不懂。", '每行写一个栏目，英文冒号后加一个空格；文字里有特殊符号时加一对英文双引号，写法如 title: "标题"。'];
  }
}
