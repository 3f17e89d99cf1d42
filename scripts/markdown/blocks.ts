/** A body's lines → headings, lists, tables, paragraphs, as tokens of markdown-it. Every line is looked at once. */
import type { StateCore, Token } from "markdown-it";
import { scriptAttributes } from "../rules/scripts.ts";

/** Cells that are added so that every row of a table has as many as the longest: no more than this, all told. */
const MAX_ADDED_CELLS = 0x10000;

/** A heading's rank and words, of a line that begins with one to six `#` and a blank. */
export function headingOf(line: string): { readonly level: number; readonly text: string } | undefined {
  const marks = /^[ \t]*(#{1,6})[ \t]/.exec(line);
  const text = marks ? line.slice(marks[0].length).trim() : "";
  return marks?.[1] !== undefined && text !== "" ? { level: marks[1].length, text } : undefined;
}

export interface ListLine {
  /** Columns before the mark. */
  readonly indent: number;
  /** `4.` or `4)` as typed; undefined for `-`. */
  readonly number: string | undefined;
  readonly text: string;
}

/** An item of a list: `- words`, `4. words`, `4) words`. */
export function listLineOf(line: string): ListLine | undefined {
  const mark = /^([ \t]*)(?:-|(\d{1,9}[.)]))[ \t]/.exec(line);
  const text = mark ? line.slice(mark[0].length).trim() : "";
  return mark && text !== "" ? { indent: columnsOf(mark[1] ?? ""), number: mark[2], text } : undefined;
}

const columnsOf = (blanks: string): number => [...blanks].reduce((n, c) => (c === "\t" ? n + 4 - (n % 4) : n + 1), 0);

/** A figure that may be below zero: 20℃, 3.5%, 120万元, 12 alone. No day, no count of things. */
const AMOUNT =
  /^\d[\d,]{0,20}(?:\.\d{1,9})?\s?(?:[℃°％%‰元]|[万亿](?!人|户|亩|株|只|头)|摄氏度|度(?![假过])|个?百分点|毫?米(?!长|宽)|分贝|$|[（(,，;；。、~～至到/]|\s(?![年月日个人户]))/;

/** Is `- ` before this text as likely the sign of a negative figure? */
export const isAmount = (text: string): boolean => AMOUNT.test(text);

/** Cells of a line of a table, trimmed. `columns`: where this many come out only when `\|` is a cell's end, it is one (`|甲|\|3|`). */
export function cellsOf(line: string, columns?: number): string[] {
  let text = line.trim();
  if (text.startsWith("|")) text = text.slice(1);
  if (text.endsWith("|") && !text.endsWith("\\|")) text = text.slice(0, -1);
  const parts = text.split("|");
  if (!text.includes("\\|")) return parts.map((c) => c.trim());
  const cells: string[] = [];
  let open: string[] = [];
  for (const part of parts) {
    if (part.endsWith("\\")) open.push(part.slice(0, -1));
    else {
      cells.push([...open, part].join("|").trim());
      open = [];
    }
  }
  if (open.length > 0) cells.push(open.join("|").trim());
  return columns !== undefined && cells.length !== columns && parts.length === columns ? parts.map((c) => c.trim()) : cells;
}

/** The line under a table's head: `| --- | :-: |`. `least`: so many `-` in each cell. */
export const isTableRule = (line = "", least = 1): boolean =>
  line.includes("|") && line.includes("-") && cellsOf(line).every((c) => /^:?-+:?$/.test(c) && c.length >= least);

/** Does a table begin at this line? Its head and the rule below it. */
export const isTableHead = (lines: readonly string[], at: number, least = 1): boolean =>
  (lines[at] ?? "").includes("|") && !isTableRule(lines[at], least) && isTableRule(lines[at + 1], least);

/** Does the line go on a table of so many columns? */
export function isTableRow(line: string, columns: number): boolean {
  if (!line.includes("|")) return false;
  return line.trimStart().startsWith("|") || line.split("|").length >= columns;
}

const isBlank = (line: string | undefined): boolean => line === undefined || line.trim() === "";

/** Earlier imports ended a line within a paragraph with `\`: is this one, with its paragraph going on in the next line? */
export function endsByHand(lines: readonly string[], at: number): boolean {
  const next = lines[at + 1];
  return /[^\\\w:]\\$/.test(lines[at] ?? "") && !isBlank(next) && !listLineOf(next ?? "") && !headingOf(next ?? "");
}

/** The blocks of `state.src`, put where markdown-it would put its own. */
export function readBlocks(state: StateCore): void {
  new Reader(state).read();
}

class Reader {
  readonly #state: StateCore;
  readonly #lines: readonly string[];
  #level = 0;

  constructor(state: StateCore) {
    this.#state = state;
    this.#lines = state.src.split("\n");
  }

  read(): void {
    for (let at = 0; at < this.#lines.length; ) {
      const line = this.#lines[at] ?? "";
      const heading = headingOf(line);
      if (isBlank(line)) at++;
      else if (isTableHead(this.#lines, at)) at = this.#table(at);
      else if (heading) {
        this.#words("heading", `h${heading.level}`, heading.text, at++);
      } else if (listLineOf(line)) at = this.#list(at);
      else this.#words("paragraph", "p", this.#withoutLineEnd(at), at++);
    }
  }

  #push(type: string, tag: string, nesting: Token["nesting"], at: number): Token {
    const token = new this.#state.Token(type, tag, nesting);
    token.block = true;
    token.map = [at, at + 1];
    if (nesting < 0) this.#level--;
    token.level = this.#level;
    if (nesting > 0) this.#level++;
    this.#state.tokens.push(token);
    return token;
  }

  #inline(text: string, at: number): void {
    const token = this.#push("inline", "", 0, at);
    token.content = text;
    token.children = [];
  }

  /** An element of nothing but words. */
  #words(type: string, tag: string, text: string, at: number, attributes: readonly [string, string][] = []): void {
    const open = this.#push(`${type}_open`, tag, 1, at);
    for (const [name, value] of [...attributes, ...scriptAttributes(text)]) open.attrSet(name, value);
    this.#inline(text, at);
    this.#push(`${type}_close`, tag, -1, at);
  }

  /** A line's words, or those behind its mark. */
  #withoutLineEnd(at: number, text = (this.#lines[at] ?? "").trim()): string {
    return endsByHand(this.#lines, at) ? text.slice(0, -1) : text;
  }

  #table(at: number): number {
    const lines = this.#lines;
    const head = cellsOf(lines[at] ?? "");
    const ranks = cellsOf(lines[at + 1] ?? "");
    const columns = Math.max(head.length, ranks.length);
    const rows: string[][] = [];
    let end = at + 2;
    for (; end < lines.length && isTableRow(lines[end] ?? "", columns) && !isTableHead(lines, end, 3); end++) {
      rows.push(cellsOf(lines[end] ?? "", columns));
    }
    const longest = rows.reduce((n, r) => Math.max(n, r.length), columns);
    const missing = [head, ...rows].reduce((n, r) => n + longest - r.length, 0);
    const width = missing > MAX_ADDED_CELLS ? 0 : longest;
    const row = (cells: readonly string[], tag: "th" | "td", line: number): void => {
      this.#push("tr_open", "tr", 1, line);
      for (let i = 0; i < Math.max(width, cells.length); i++) {
        const [, left, right] = /^(:?)-+(:?)$/.exec(ranks[i] ?? "") ?? [];
        const side = right ? (left ? "center" : "end") : undefined;
        this.#words(tag, tag, cells[i] ?? "", line, [
          ...(tag === "th" ? [["scope", "col"] as [string, string]] : []),
          ...(side === undefined ? [] : [["class", side] as [string, string]]),
        ]);
      }
      this.#push("tr_close", "tr", -1, line);
    };
    this.#push("table_open", "table", 1, at);
    this.#push("thead_open", "thead", 1, at);
    row(head, "th", at);
    this.#push("thead_close", "thead", -1, at);
    if (rows.length > 0) {
      this.#push("tbody_open", "tbody", 1, at + 2);
      for (const [i, cells] of rows.entries()) row(cells, "td", at + 2 + i);
      this.#push("tbody_close", "tbody", -1, end - 1);
    }
    this.#push("table_close", "table", -1, end - 1);
    return end;
  }

  /** Items one after the other, with the lines that stand further in below them; blank lines between make no difference. */
  #itemsAt(at: number): { readonly items: readonly (ListLine & { readonly at: number })[]; readonly end: number } {
    const lines = this.#lines;
    const items: (ListLine & { readonly at: number; text: string })[] = [];
    let end = at;
    for (let i = at; i < lines.length; i++) {
      const line = lines[i] ?? "";
      if (isBlank(line)) continue;
      if (isTableHead(lines, i)) break;
      const item = listLineOf(line);
      const last = items.at(-1);
      if (item) items.push({ ...item, at: i, text: this.#withoutLineEnd(i, item.text) });
      else if (last && columnsOf(/^[ \t]*/.exec(line)?.[0] ?? "") >= last.indent + 2 && !headingOf(line)) {
        items.splice(-1, 1, { ...last, text: `${last.text}\n${this.#withoutLineEnd(i)}` });
      } else break;
      end = i + 1;
    }
    return { items, end };
  }

  #list(at: number): number {
    const { items, end } = this.#itemsAt(at);
    // -20℃ with a blank after the sign: figures one after the other, not a list.
    if (items.every((i) => i.number === undefined && isAmount(i.text))) {
      for (const item of items) this.#words("paragraph", "p", `- ${item.text.replaceAll("\n", " ")}`, item.at);
      return end;
    }
    const open: { indent: number; ordered: boolean }[] = [];
    const close = (line: number): void => {
      const { ordered } = open.pop() ?? { ordered: false };
      this.#push("list_item_close", "li", -1, line);
      this.#push(ordered ? "ordered_list_close" : "bullet_list_close", ordered ? "ol" : "ul", -1, line);
    };
    for (const item of items) {
      const ordered = item.number !== undefined;
      while (open.length > 1 && item.indent < (open.at(-1)?.indent ?? 0)) close(item.at);
      const here = open.at(-1);
      const deeper = here !== undefined && item.indent >= here.indent + 2 && open.length < MAX_DEPTH;
      if (here && !deeper && here.ordered !== ordered) close(item.at);
      else if (here && !deeper) this.#push("list_item_close", "li", -1, item.at);
      if (!here || deeper || here.ordered !== ordered) {
        open.push({ indent: item.indent, ordered });
        const list = this.#push(ordered ? "ordered_list_open" : "bullet_list_open", ordered ? "ol" : "ul", 1, item.at);
        // The numbers stand in the text, as typed.
        if (ordered) list.attrSet("class", "typed");
      }
      const li = this.#push("list_item_open", "li", 1, item.at);
      for (const [name, value] of scriptAttributes(item.text)) li.attrSet(name, value);
      this.#inline(ordered ? `${item.number} ${item.text}` : item.text, item.at);
    }
    while (open.length > 0) close(end - 1);
    return end;
  }
}

/** Lists within lists; what stands further in is an item of the last. */
const MAX_DEPTH = 6;
