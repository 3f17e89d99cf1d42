/** Pages and XML that stand where an office file should: saved web pages (HTML, MHTML), Office 2003 XML, OpenDocument. */
import { Parser } from "htmlparser2";
import { type Budget, spend } from "./budget.ts";
import { decodeCodePage } from "./code-page.ts";
import { newLines, type Parts } from "./parts.ts";
import { decodePlain } from "./plain.ts";

/** Within a word. */
const INLINE = new Set(
  "a b i u s em strong span font sub sup small big mark code r t rpr wt data lang proof smarttag ruby rb rt ins del tt kbd o:p tab lastrenderedpagebreak".split(
    " ",
  ),
);
/** Within a line. */
const CELLS = new Set(["td", "th", "cell", "tc", "table-cell", "covered-table-cell"]);
const ROWS = new Set(["tr", "row", "table-row"]);
const MOST_SPANNED = 60;
const WORDY = new Set(["href", "title", "alt", "value", "content", "placeholder", "author", "name"]);

/** HTML, or XML in which each element but those of running text is a line. */
export function readMarkup(source: string, isXml: boolean, parts: Parts, budget: Budget): void {
  const shown = newLines();
  const rest: string[] = [];
  let silent = 0;
  let cells = 0;
  /** Cells of this row so far, and how many columns the one being read covers. */
  let column = 0;
  const spans: number[] = [];
  const gap = (own: string): void => {
    if (INLINE.has(own)) return;
    shown.gap(cells > 0 ? " " : CELLS.has(own) ? "\t" : "\n");
  };
  const tabs = (count: number): void => {
    column += count;
    for (let n = Math.min(count, MOST_SPANNED); n > 0; n--) shown.gap("\t");
  };
  const openCell = (attributes: Readonly<Record<string, string>>): void => {
    const of = (names: RegExp): number | undefined => {
      for (const key in attributes) if (names.test(key)) return Number(attributes[key]) || undefined;
      return undefined;
    };
    // Office 2003 XML leaves empty cells out and numbers the next one; OpenDocument repeats one.
    const index = of(/^ss:index$/i);
    if (cells === 0 && index !== undefined && index - 1 > column) tabs(index - 1 - column);
    const across = of(/^ss:mergeacross$/i);
    spans.push(across === undefined ? (of(/^colspan$|number-columns-repeated$/i) ?? 1) : across + 1);
    cells++;
  };
  const closeCell = (): void => {
    if (cells === 0) return;
    cells--;
    const span = spans.pop() ?? 1;
    if (cells === 0) tabs(span);
    else shown.gap("\t");
  };
  const local = (name: string): string => name.slice(name.indexOf(":") + 1).toLowerCase();
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        spend(budget, "elements", 1);
        const own = local(name);
        if (/^(?:script|style)$/.test(own)) silent++;
        if (cells === 0 && ROWS.has(own)) column = 0;
        if (CELLS.has(own)) openCell(attributes);
        else gap(own);
        for (const key in attributes) if (WORDY.has(local(key)) && attributes[key] !== "") rest.push(attributes[key] ?? "");
      },
      ontext(text) {
        if (silent > 0) rest.push(text);
        else if (text.trim() !== "" || (!isXml && spans.length === 0)) shown.add(text.replace(/\s+/g, " "));
      },
      oncomment: (text) => void rest.push(text),
      onclosetag(name) {
        const own = local(name);
        if (/^(?:script|style)$/.test(own)) silent = Math.max(0, silent - 1);
        if (CELLS.has(own)) closeCell();
        else gap(own);
      },
    },
    { xmlMode: isXml, decodeEntities: true, recognizeCDATA: true },
  );
  parser.end(source);
  parts.add("正文", shown.text(), true);
  parts.add("网页代码里的内容", rest.join("\n"), false);
}

/** The encoding that a page names in its head, otherwise UTF-8 or GBK. */
export function decodeMarkup(bytes: Uint8Array): string {
  const head = new TextDecoder("windows-1252").decode(bytes.subarray(0, 1024));
  const named = /(?:charset|encoding)\s{0,9}=\s{0,9}["']?([\w-]{1,40})/i.exec(head)?.[1];
  if (named !== undefined && !/^utf-?16/i.test(named)) {
    try {
      return new TextDecoder(named).decode(bytes);
    } catch {
      // A name that no program knows.
    }
  }
  return decodePlain(bytes) ?? decodeCodePage(bytes);
}

export interface MimePart {
  readonly type: string;
  readonly name: string;
  readonly bytes: Uint8Array;
}

const MOST_MIME_PARTS = 500;

/** The parts of a saved web page or mail, decoded. In time linear to the bytes. */
export function mimeParts(bytes: Uint8Array): MimePart[] {
  const out: MimePart[] = [];
  const source = new TextDecoder("windows-1252").decode(bytes);
  const boundaries = new Set<string>();
  for (const m of source.matchAll(/boundary\s{0,9}=\s{0,9}(?:"([^"\r\n]{1,200})"|([^\s;"]{1,200}))/gi)) boundaries.add(`--${m[1] ?? m[2]}`);
  let head: string[] = [];
  let body: string[] = [];
  let inHead = true;
  const end = (): void => {
    const headers = head.join("\n").replace(/\n[ \t]+/g, " ");
    const of = (name: string): string => new RegExp(`^${name}:(.*)$`, "im").exec(headers)?.[1]?.trim() ?? "";
    const type = of("content-type").toLowerCase();
    if (body.length > 0 && !type.startsWith("multipart/") && out.length < MOST_MIME_PARTS) {
      const name = of("content-location") || (/name="?([^";]{1,200})/.exec(of("content-type"))?.[1] ?? "");
      out.push({ type: type.split(";", 1)[0] ?? "", name, bytes: decodeTransfer(body, of("content-transfer-encoding").toLowerCase()) });
    }
    head = [];
    body = [];
    inHead = true;
  };
  for (const line of source.split(/\r?\n/)) {
    if (line.startsWith("--") && (boundaries.has(line.trimEnd()) || boundaries.has(line.trimEnd().replace(/--$/, "")))) end();
    else if (!inHead) body.push(line);
    else if (line === "") inHead = false;
    else if (head.length < 200) head.push(line.slice(0, 1000));
  }
  end();
  return out;
}

const latin = (text: string): Uint8Array => Uint8Array.from(text, (c) => LATIN.get(c) ?? c.charCodeAt(0));
/** Windows-1252 → bytes: the 27 characters of 80–9F. */
const LATIN = new Map(Array.from({ length: 32 }, (_, i) => [new TextDecoder("windows-1252").decode(Uint8Array.of(0x80 + i)), 0x80 + i]));

function decodeTransfer(lines: readonly string[], encoding: string): Uint8Array {
  if (encoding === "base64") {
    try {
      return Uint8Array.from(atob(lines.join("").replace(/[^A-Za-z0-9+/]/g, "")), (c) => c.charCodeAt(0));
    } catch {
      return new Uint8Array();
    }
  }
  if (encoding !== "quoted-printable") return latin(lines.join("\n"));
  const text = lines.map((l) => (l.endsWith("=") ? l.slice(0, -1) : `${l}\n`)).join("");
  return latin(
    text.replace(/=([\dA-F]{2})/gi, (_, hex: string) => new TextDecoder("windows-1252").decode(Uint8Array.of(Number.parseInt(hex, 16)))),
  );
}
