/** Markdown → HTML by our rules: no raw HTML, no foreign schemes, tables that scroll and speak, figures filled in. */
import MarkdownIt, { type Token } from "markdown-it";
import cjkFriendly from "markdown-it-cjk-friendly";
import { forbiddenCharacter } from "./rules/characters.ts";

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

export const PLACEHOLDER = /\{\{\s*([^{}\n]{1,100}?)\s*\}\}/g;

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

const md = new MarkdownIt({ html: false, linkify: false, breaks: false, typographer: false }).use(cjkFriendly);
/** Addresses that were refused while a body is asked for them. */
let refused: string[] | undefined;
md.validateLink = (url) => {
  if (isSafeLink(url)) return true;
  refused?.push(url);
  return false;
};

md.inline.ruler.before("text", "figure", (state, silent) => {
  if (state.src.charCodeAt(state.pos) !== 0x7b || !state.src.startsWith("{{", state.pos)) return false;
  const fill = (state.env as MarkdownContext | undefined)?.fill;
  if (!fill) return false;
  const end = state.src.indexOf("}}", state.pos);
  if (end < 0) return false;
  const filled = fill(state.src.slice(state.pos + 2, end).trim());
  if (!filled) return false;
  if (!silent) {
    const token = state.push("figure", "", 0);
    token.content = filled.text;
    token.meta = filled.href;
  }
  state.pos = end + 2;
  return true;
});

const { escapeHtml } = md.utils;
const { rules } = md.renderer;

rules.figure = (tokens, i) => {
  const { content, meta } = tokens[i] as { content: string; meta: string | undefined };
  return meta === undefined ? escapeHtml(content) : `<a class="figure" href="${escapeHtml(meta)}">${escapeHtml(content)}</a>`;
};
/** Columns that a table's name counts up. */
const NAMED_COLUMNS = 4;
/** A table by its columns: “表格：村、户数、金额” tells one from another to who does not see it. */
function tableName(tokens: readonly Token[], at: number): string {
  const names: string[] = [];
  for (let i = at + 1; tokens[i] && tokens[i]?.type !== "thead_close"; i++) {
    const name = tokens[i]?.type === "inline" ? (tokens[i]?.children ?? []).map((c) => c.content).join("") : "";
    if (name.trim() !== "") names.push(name.trim());
  }
  if (names.length === 0) return "表格";
  return `表格：${names.slice(0, NAMED_COLUMNS).join("、")}${names.length > NAMED_COLUMNS ? `等 ${names.length} 栏` : ""}`;
}
rules.table_open = (tokens, i) =>
  `<div class="table-box" tabindex="0" role="group" aria-label="${escapeHtml(tableName(tokens, i))}">\n<table>\n`;
rules.table_close = () => "</table>\n</div>\n";
// A column's alignment (`:---:`) as a class: the page's policy allows no style in an element.
const cell: NonNullable<typeof rules.th_open> = (tokens, i, options, _env, self) => {
  const token = tokens[i];
  const align = /text-align:(\w+)/.exec(String(token?.attrGet("style") ?? ""))?.[1];
  if (token) token.attrs = null;
  if (token?.tag === "th") token.attrSet("scope", "col");
  if (align !== undefined && align !== "left") token?.attrSet("class", align === "right" ? "end" : align);
  return self.renderToken(tokens, i, options);
};
rules.th_open = cell;
rules.td_open = cell;
// Between two Han characters a line break in the file is no blank on the page.
const WIDE = /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f“”‘’…—]$/u;
const WIDE_START = /^[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f“”‘’…—]/u;
rules.softbreak = (tokens, i) => (WIDE.test(tokens[i - 1]?.content ?? "") && WIDE_START.test(tokens[i + 1]?.content ?? "") ? "" : "\n");
// The page's title is the only h1.
const level = (tag: string): string => (tag === "h1" ? "h2" : tag);
rules.heading_open = (tokens, i) => `<${level(tokens[i]?.tag ?? "h2")}>`;
rules.heading_close = (tokens, i) => `</${level(tokens[i]?.tag ?? "h2")}>\n`;
/** For an address that leads nowhere (yet). */
export const NOWHERE = "";
const linkOpen = rules.link_open;
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
      const end = tokens.slice(i).find((t) => t.type === "link_close");
      if (end) end.hidden = true;
      return "";
    }
    token?.attrSet("href", address);
  }
  return linkOpen ? linkOpen(tokens, i, options, env, self) : self.renderToken(tokens, i, options);
};
rules.link_close = (tokens, i, options, _env, self) => (tokens[i]?.hidden ? "" : self.renderToken(tokens, i, options));

const image = rules.image;
rules.image = (tokens, i, options, env, self) => {
  const token = tokens[i];
  const src = token?.attrGet("src") ?? "";
  const address = isExternal(src) ? src : ((env as MarkdownContext | undefined)?.elsewhere?.(src) ?? src);
  if (address === NOWHERE) return escapeHtml(self.renderInlineAsText(token?.children ?? [], options, env));
  token?.attrSet("src", address);
  return image ? image(tokens, i, options, env, self) : self.renderToken(tokens, i, options);
};

/** A body as HTML. */
export const renderMarkdown = (body: string, context: MarkdownContext): string => md.render(body, context);

/** Where a body links and which pictures it shows, as written. */
export function linksOf(body: string): readonly { readonly url: string; readonly line: number; readonly image: boolean }[] {
  if (!body.includes("](") && !body.includes("]:") && !body.includes("<")) return [];
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

/** Links that the validator refuses stay as text; this finds them, so that the clerk is told. */
export function refusedLinksOf(body: string): readonly { readonly url: string; readonly line: number }[] {
  if (!body.includes("](") && !body.includes("]:") && !body.includes("<")) return [];
  const out: { url: string; line: number }[] = [];
  const seen = new Set<string>();
  const take = (text: string, firstLine: number): void => {
    for (const url of refused ?? []) {
      const shown = md.normalizeLinkText(url);
      // The line by the beginning of the address, where it is written as it is meant.
      const start = shown.slice(0, 12);
      const at = start === "" ? -1 : text.toLowerCase().indexOf(start.toLowerCase());
      const line = firstLine + (at < 0 ? 0 : text.slice(0, at).split("\n").length - 1);
      if (!seen.has(`${line} ${shown}`)) out.push({ url: shown, line });
      seen.add(`${line} ${shown}`);
    }
    refused = [];
  };
  refused = [];
  try {
    const state = new md.core.State(body, md, {});
    // Block by block, so that each has its line.
    for (const [i, rule] of md.core.ruler.getRules("").entries()) {
      if (i < 2) rule(state);
    }
    take(body, 1);
    for (const token of state.tokens) {
      if (token.type !== "inline") continue;
      md.inline.parse(token.content, md, state.env, token.children ?? []);
      take(token.content, (token.map?.[0] ?? 0) + 1);
    }
  } finally {
    refused = undefined;
  }
  return out;
}

/** A character reference (`&#x202E;`, `&zwj;`) for a character that may not be written either. */
export function hiddenReferenceIn(
  body: string,
): { readonly written: string; readonly character: string; readonly line: number } | undefined {
  if (!body.includes("&")) return undefined;
  for (const m of body.matchAll(/&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});/gi)) {
    const character = forbiddenCharacter(md.utils.unescapeAll(m[0]));
    if (character !== undefined) return { written: m[0], character, line: body.slice(0, m.index).split("\n").length };
  }
  return undefined;
}

/** The words of a body without its marks, one paragraph a line: for summaries and for search. */
export function plainText(body: string): string {
  return body
    .replace(/^[ \t|]*:?-{3,}:?[-:| \t]*$\n?/gm, "")
    .replace(/^[ \t]*(?:#{1,6}[ \t]+|>[ \t]?|[-*+][ \t]+|\d{1,9}[.)][ \t]+)/gm, "")
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/\*\*|__|`/g, "")
    .replace(/^[ \t]*\|[ \t]*|[ \t]*\|[ \t]*$/gm, "")
    .replace(/[ \t]*\|[ \t]*/g, " ")
    .replace(/\n[ \t]*\n+/g, "\u0000")
    .replace(/\n/g, " ")
    .replaceAll("\u0000", "\n")
    .trim();
}
