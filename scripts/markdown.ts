/**
 * The Markdown of this project, for people who do not know Markdown: what is typed is what is read. A line is a paragraph, blank lines
 * and blanks at its ends make no difference, and these signs mean something:
 *
 * - `# words` to `###### words`, alone on a line: a heading
 * - `- words`: an item of a list; `4. words`, `4) words`: a numbered one, its number shown as typed. `- 20℃` under one another are figures
 *   below zero, not a list. Lines that stand two blanks further in belong to the item above them
 * - a line of cells between `|`, and under it `| --- | --- |`: a table, as wide as its longest row
 * - `**words**`: bold, where it cannot be stars for what is hidden (王**、李**, 138**12)
 * - `[words](address)`, `![words](address)`: a link, a picture, where the address looks like one
 * - `{{ name }}` where something fills it: a figure
 * - `\` before a mark takes its meaning; earlier imports also wrote it before `* _ [ ] { < \` ~` that mean nothing, and at a line's end
 *
 * All else is text as it stands, radicals out of a PDF (⻄) as the ideographs that they look like: single stars, `~~`, `_`, `>`, `+`, `---`, four blanks, `[注]: …`, `&nbsp;`, `<…>`, backticks.
 * Everything that reads a body reads it here: page, channels, the report's Word file, summaries, links. `check/text.ts` tells what looks broken.
 */
import MarkdownIt, { type Token } from "markdown-it";
import { readBlocks } from "./markdown/blocks.ts";
import { type Piece, readInline } from "./markdown/inlines.ts";
import { withIdeographs } from "./rules/radicals.ts";

export { PLACEHOLDER } from "./markdown/inlines.ts";

export interface Filled {
  readonly text: string;
  /** Where the figure leads; undefined for plain facts. */
  readonly href: string | undefined;
}

/** What a body needs to know of its page. */
export interface MarkdownContext {
  /** Fills `{{ name }}`; without it the braces are plain text. */
  readonly fill?: (name: string) => Filled | undefined;
  /** Another address for a link or picture of this site; undefined leaves it as it is, `NOWHERE` leaves its words alone. */
  readonly elsewhere?: ((address: string) => string | undefined) | undefined;
}

/** http, https, mailto, tel and relative; nothing that runs, nothing that borrows our scheme (`//host`). */
export function isSafeLink(url: string): boolean {
  // Browsers drop control characters and blanks, which could hide a scheme; a tab or backslash written as a reference comes as %09, %5C.
  const written = /^https?:\/\//i.test(url) ? url : url.replace(/%(?:[01][0-9a-f]|5c)/gi, decodeURIComponent);
  const plain = written.replace(/[\p{Cc} ]/gu, "");
  if (/^[\\/]{2}/.test(plain) || plain.includes("\\")) return false;
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(plain)?.[1]?.toLowerCase();
  return scheme === undefined || ["http", "https", "mailto", "tel"].includes(scheme);
}

export const isExternal = (url: string): boolean => /^https?:/i.test(url);

/** For an address that leads nowhere (yet). */
export const NOWHERE = "";

/** Prints what both kinds of Markdown here have in common: our own, and the handbook's. */
function printed(md: MarkdownIt): MarkdownIt {
  const { rules } = md.renderer;
  md.validateLink = isSafeLink;
  rules.table_open = (tokens, i) => {
    const names = columnNames(tokens, i);
    const stacked = isStacked(names);
    if (stacked) labelCells(tokens, i, names);
    return `<div class="table-box${crowdOf(names.length)}" tabindex="0" role="group" aria-label="${escapeHtml(tableName(names))}">\n<table${stacked ? ' class="stack"' : ""}>\n`;
  };
  rules.table_close = () => "</table>\n</div>\n";
  // The page's title is the only h1.
  rules.heading_open = (tokens, i, options, _env, self) => {
    const token = tokens[i];
    if (token?.tag === "h1") token.tag = "h2";
    return self.renderToken(tokens, i, options);
  };
  rules.heading_close = rules.heading_open;
  rules.link_open = (tokens, i, options, env, self) => {
    const token = tokens[i];
    const href = token?.attrGet("href") ?? "";
    if (isExternal(href)) {
      token?.attrSet("rel", "external noopener noreferrer");
      token?.attrSet("class", "external");
    } else {
      const page = href.replace(/^([^:?#]*)\.md(?=$|[?#])/, "$1.html");
      const address = (env as MarkdownContext | undefined)?.elsewhere?.(page) ?? page;
      if (address === NOWHERE) {
        // There are no links within links: the next end is its own.
        const end = tokens.findIndex((t, n) => n > i && t.type === "link_close");
        const close = tokens[end];
        if (close) close.hidden = true;
        return "";
      }
      token?.attrSet("href", address);
    }
    return self.renderToken(tokens, i, options);
  };
  rules.link_close = (tokens, i, options, _env, self) => (tokens[i]?.hidden ? "" : self.renderToken(tokens, i, options));
  const image = rules.image;
  rules.image = (tokens, i, options, env, self) => {
    const token = tokens[i];
    const src = token?.attrGet("src") ?? "";
    const address = isExternal(src) ? src : ((env as MarkdownContext | undefined)?.elsewhere?.(src) ?? src);
    if (address === NOWHERE) return md.utils.escapeHtml(self.renderInlineAsText(token?.children ?? [], options, env));
    token?.attrSet("src", address);
    return image ? image(tokens, i, options, env, self) : self.renderToken(tokens, i, options);
  };
  return md;
}

/** What a context gets from a body besides its text. */
interface Env extends MarkdownContext {
  /** Addresses that a page may not lead to, with the line of the body. */
  readonly refused?: { readonly url: string; readonly line: number }[];
}

const md = printed(new MarkdownIt("zero"));
const { escapeHtml } = md.utils;
md.core.ruler.at("block", readBlocks);
md.core.ruler.at("inline", (state) => {
  const env = state.env as Env;
  const make: Make = (type, tag, nesting, more = {}) => Object.assign(new state.Token(type, tag, nesting), more);
  for (const block of state.tokens) {
    if (block.type !== "inline") continue;
    const allows = (address: string): boolean => {
      const url = md.normalizeLink(address);
      if (!isSafeLink(url)) env.refused?.push({ url: md.normalizeLinkText(url), line: (block.map?.[0] ?? 0) + 1 });
      return isSafeLink(url);
    };
    block.children = tokensOf(readInline(block.content, { fills: (name) => env.fill?.(name) !== undefined, allows }), env, make);
  }
});

type Make = (type: string, tag: string, nesting: Token["nesting"], more?: Partial<Token>) => Token;

/** A line's pieces as tokens. */
const tokensOf = (pieces: readonly Piece[], env: Env, make: Make): Token[] => pieces.flatMap((piece) => pieceTokens(piece, env, make));

function pieceTokens(piece: Piece, env: Env, make: Make): Token[] {
  switch (piece.kind) {
    case "text":
      return [make("text", "", 0, { content: withIdeographs(piece.text) })];
    case "break":
      return [make("hardbreak", "br", 0)];
    case "figure": {
      const filled = env.fill?.(piece.text);
      return [make("figure", "", 0, { content: filled?.text ?? "", meta: filled?.href })];
    }
    case "bold":
      return [make("strong_open", "strong", 1), ...tokensOf(piece.pieces, env, make), make("strong_close", "strong", -1)];
    case "link": {
      const attrs: [string, string][] = [["href", md.normalizeLink(piece.url)]];
      return [make("link_open", "a", 1, { attrs }), ...tokensOf(piece.pieces, env, make), make("link_close", "a", -1)];
    }
    case "picture": {
      const children = tokensOf(piece.pieces, env, make);
      const attrs: [string, string][] = [
        ["src", md.normalizeLink(piece.url)],
        ["alt", ""],
      ];
      return [make("image", "img", 0, { attrs, children, content: textOf(children) })];
    }
  }
}

/** The words of one line; of a picture its description. */
const textOf = (tokens: readonly Token[]): string => tokens.map((t) => (t.type === "hardbreak" ? "\n" : t.content)).join("");

md.renderer.rules.figure = (tokens, i) => {
  const { content, meta } = tokens[i] as { content: string; meta: string | undefined };
  return meta === undefined ? escapeHtml(content) : `<a class="figure" href="${escapeHtml(meta)}">${escapeHtml(content)}</a>`;
};

/** A body as tokens: what is not a page (the report's Word file) is made of them. */
export const parseMarkdown = (body: string, context: MarkdownContext = {}): readonly Token[] => md.parse(body, context);

/** A body as HTML. */
export const renderMarkdown = (body: string, context: MarkdownContext): string => md.render(body, context);

/** The handbook's chapters are CommonMark, with code, as they are read on any platform. */
const book = printed(new MarkdownIt());
// Between two Han characters a line break in the file is no blank on the page.
const WIDE = /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f“”‘’…—]$/u;
const WIDE_START = /^[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f“”‘’…—]/u;
book.renderer.rules.softbreak = (tokens, i) =>
  WIDE.test(tokens[i - 1]?.content ?? "") && WIDE_START.test(tokens[i + 1]?.content ?? "") ? "" : "\n";
book.renderer.rules.th_open = (tokens, i, options, _env, self) => {
  tokens[i]?.attrSet("scope", "col");
  return self.renderToken(tokens, i, options);
};

/** A chapter of the handbook as HTML. */
export const renderChapter = (text: string): string => book.render(text);

/** Columns that a table's name counts up. */
const NAMED_COLUMNS = 4;

/** For paper: a class of tables with so many columns that they need smaller type, or a sheet turned round. */
const crowdOf = (columns: number): string => (columns > 20 ? " crowd throng" : columns > 12 ? " crowd" : columns > 8 ? " many" : "");

/** Up to five columns fit a phone; more become rows with their heads there, and very many go on scrolling. Without heads nothing could be told apart. */
const isStacked = (names: readonly string[]): boolean => names.length > 5 && names.length <= 20 && names.every((n) => n !== "");

/** Heads of a table's columns, in order. */
function columnNames(tokens: readonly Token[], at: number): string[] {
  const names: string[] = [];
  for (let i = at + 1; tokens[i] && tokens[i]?.type !== "thead_close"; i++) {
    const token = tokens[i];
    if (token?.type === "th_open")
      names.push(
        (tokens[i + 1]?.children ?? [])
          .map((c) => c.content)
          .join("")
          .trim(),
      );
  }
  return names;
}

/** Gives each cell the name of its column. */
function labelCells(tokens: readonly Token[], at: number, names: readonly string[]): void {
  let column = 0;
  for (let i = at + 1; tokens[i] && tokens[i]?.type !== "table_close"; i++) {
    if (tokens[i]?.type === "tr_open") column = 0;
    if (tokens[i]?.type === "td_open") tokens[i]?.attrSet("data-label", names[column++] ?? "");
  }
}

/** A table by its columns: “表格：村、户数、金额” tells one from another to who does not see it. */
function tableName(columns: readonly string[]): string {
  const names = columns.filter((n) => n !== "");
  if (names.length === 0) return "表格";
  return `表格：${names.slice(0, NAMED_COLUMNS).join("、")}${names.length > NAMED_COLUMNS ? `等 ${names.length} 栏` : ""}`;
}
export interface BodyLink {
  readonly url: string;
  readonly line: number;
  readonly image: boolean;
}

/** Where a body links and which pictures it shows, as written. */
export function linksOf(body: string): readonly BodyLink[] {
  if (!body.includes("](")) return [];
  const out: { url: string; line: number; image: boolean }[] = [];
  for (const block of md.parse(body, {})) {
    for (const t of block.children ?? []) {
      const url = t.type === "link_open" ? t.attrGet("href") : t.type === "image" ? t.attrGet("src") : null;
      if (url !== null) out.push({ url, line: (block.map?.[0] ?? 0) + 1, image: t.type === "image" });
    }
  }
  return out;
}

/** A relative link of the page at `address` (`items/2017/0012`), as an address in the site. */
export function resolveLink(address: string, url: string): string {
  const parts = address.split("/").slice(0, -1);
  for (const part of (url.split(/[?#]/, 1)[0] ?? "").split("/")) {
    if (part === "..") parts.pop();
    else if (part !== ".") parts.push(part);
  }
  return parts.join("/");
}

/** Links that no page may have stay as text; this finds them, each once a line, so that the clerk is told. */
export function refusedLinksOf(body: string): readonly { readonly url: string; readonly line: number }[] {
  if (!body.includes("](")) return [];
  const refused: { url: string; line: number }[] = [];
  md.parse(body, { refused });
  return [...new Map(refused.map((r) => [`${r.line} ${r.url}`, r])).values()];
}

/** The words of a body without its marks, a paragraph, an item, a row of a table a line: for summaries, messages, search. */
export function plainText(body: string): string {
  const lines: string[] = [];
  let row: string[] | undefined;
  for (const token of parseMarkdown(body)) {
    if (token.type === "tr_open") row = [];
    else if (token.type === "tr_close") {
      lines.push((row ?? []).filter((c) => c !== "").join(" "));
      row = undefined;
    } else if (token.type === "inline") {
      const text = textOf(token.children ?? []).trim();
      if (row) row.push(text);
      else if (text !== "") lines.push(text);
    }
  }
  return lines.join("\n");
}
