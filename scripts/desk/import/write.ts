/** Blocks → Markdown that the site shows with the very words of the document. Runs in the browser too. */
import { type Block, cleanText, type Inline, type Inlines, isBlank } from "./blocks.ts";

/** What Markdown would take as a mark, wherever it stands in a line. */
function escaped(text: string): string {
  return text
    .replace(/[\\`*_[\]<]/g, "\\$&")
    .replace(/~(?=~)|(?<=~)~/g, "\\~")
    .replace(/\{(?=\{)|(?<=\{)\{/g, "\\{")
    .replace(/&(?=#?\w{1,40};)/g, "&amp;");
}

/** What Markdown would take as a mark at the head of a line. */
function headEscaped(line: string): string {
  return line.replace(/^(?:[#>|:=~+-])/, "\\$&").replace(/^(\d{1,9})([.)])(?=\s|$)/, "$1\\$2");
}

const BLANK = /\s/u;
const MARK = /[\p{P}\p{S}]/u;
/** Characters that the site's renderer knows as Chinese for certain: those whose marks it treats so too. */
const HAN = /[\u3400-\u4dbf\u4e00-\u9fff\u3001-\u3003\u3008-\u3011\u3014-\u301b\uff01-\uff0f\uff1a-\uff1f]/u;

/** May `**` stand between these two characters and still be a mark? `inner` is within the emphasis, `outer` without. */
function holds(inner: string | undefined, outer: string | undefined): boolean {
  if (inner === undefined || BLANK.test(inner)) return false;
  if (outer === undefined || BLANK.test(outer) || HAN.test(outer) || MARK.test(outer)) return true;
  return !MARK.test(inner);
}

/** One style of emphasis for each run; those that touch another style give way, as `**a***b*` cannot be told. */
function plainly(inlines: Inlines): Inline[] {
  const out: Inline[] = [];
  for (const inline of inlines) {
    if (inline.kind !== "text") {
      out.push(inline);
      continue;
    }
    if (inline.text === "") continue;
    const last = out.at(-1);
    const blank = inline.text.trim() === "";
    if (last?.kind === "text" && last.link === inline.link) {
      const alike = Boolean(last.bold) === Boolean(inline.bold) && Boolean(last.italic) === Boolean(inline.italic);
      if (alike || blank) {
        out.splice(-1, 1, { ...last, text: last.text + inline.text });
        continue;
      }
      if ((last.bold || last.italic) && (inline.bold || inline.italic)) {
        const joined = { ...last, text: last.text + inline.text, italic: false, bold: Boolean(last.bold && inline.bold) };
        out.splice(-1, 1, joined);
        continue;
      }
    }
    out.push(inline);
  }
  return out;
}

/** A safe address as Markdown writes it: no blanks, no brackets. */
const address = (url: string): string =>
  url
    .replace(/\s/g, encodeURIComponent)
    .replace(/[<>()\\"'`|]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)
    .replace(/&(?=#?\w{1,40};)/g, "&amp;");

/** Only what the site lets through, with a scheme that a clerk meant. */
const linkable = (url: string | undefined): url is string =>
  url !== undefined && /^(?:https?:\/\/|mailto:)[^\s]/i.test(url) && url.length <= 2000;

/** One paragraph, forced line ends as `\n`. */
function inlineText(inlines: Inlines): string {
  const runs = plainly(
    inlines.map((i) => (i.kind === "text" ? { ...i, text: cleanText(i.text), ...(linkable(i.link) ? {} : { link: "" }) } : i)),
  );
  // Blanks at the edges of a run stand outside its marks.
  const parts: { text: string; mark: string; link: string }[] = [];
  for (const run of runs) {
    if (run.kind === "break") parts.push({ text: "\n", mark: "", link: "" });
    else if (run.kind === "picture") parts.push({ text: `![${escaped(cleanText(run.alt))}](${run.name})`, mark: "", link: "" });
    else {
      const [, before = "", words = "", after = ""] = /^(\s*)([\s\S]*?)(\s*)$/.exec(run.text) ?? [];
      const mark = words === "" ? "" : `${run.bold ? "**" : ""}${run.italic ? "*" : ""}`;
      if (before !== "") parts.push({ text: before, mark: "", link: "" });
      if (words !== "") parts.push({ text: escaped(words), mark, link: run.link ?? "" });
      if (after !== "") parts.push({ text: after, mark: "", link: "" });
    }
  }
  let out = "";
  let lastMark = "";
  for (const [i, { text, mark, link }] of parts.entries()) {
    const next = parts[i + 1];
    const after = next === undefined ? undefined : next.link !== "" ? "[" : next.mark !== "" ? "*" : [...next.text][0];
    const inner = [...text];
    let written = text;
    if (mark !== "") {
      // Within the brackets of a link nothing else touches the marks.
      const [left, right] = link !== "" ? ["[", "]"] : [[...out].at(-1), after];
      const free = link !== "" || (lastMark === "" && left !== "*" && right !== "*");
      if (free && holds(inner[0], left) && holds(inner.at(-1), right)) written = `${mark}${text}${mark}`;
    }
    lastMark = link === "" && written !== text ? mark : "";
    out += link === "" ? written : `[${written}](${address(link)})`;
  }
  return out
    .split("\n")
    .map((line) => line.replace(/^[\s\u3000]+|[\s\u3000]+$/g, ""))
    .filter((line) => line !== "")
    .join("\n");
}

/** Lines of a paragraph: a forced line end is a backslash at the end of a line. */
const paragraphLines = (inlines: Inlines): string[] => {
  const lines = inlineText(inlines).split("\n").map(headEscaped);
  return lines.map((line, i) => (i < lines.length - 1 ? `${line}\\` : line));
};

/** A paragraph, cell or heading on one line. */
const oneLine = (inlines: Inlines): string => inlineText(inlines).replaceAll("\n", " ");

const cellText = (inlines: Inlines): string => oneLine(inlines).replaceAll("|", "\\|");

function tableText(rows: readonly (readonly Inlines[])[]): string {
  const width = Math.max(...rows.map((r) => r.length));
  const line = (row: readonly Inlines[]): string => `| ${Array.from({ length: width }, (_, i) => cellText(row[i] ?? [])).join(" | ")} |`;
  const [head = [], ...body] = rows;
  return [line(head), `|${" --- |".repeat(width)}`, ...body.map(line)].join("\n");
}

interface Level {
  readonly level: number;
  readonly list: string;
  readonly marker: "-" | "*" | "." | ")";
  number: number;
  /** Where its text begins, and its own items. */
  readonly indent: number;
  readonly inner: number;
}

/** The Markdown of a document, ending with one line end; empty for no blocks. */
export function writeMarkdown(blocks: readonly Block[]): string {
  const out: string[] = [];
  let open: Level[] = [];
  /** The list before, at the margin of each indent: what comes right after it needs another mark. */
  let closed: Level | undefined;
  const push = (text: string): void => {
    if (out.length > 0) out.push("");
    out.push(text);
  };
  for (const block of blocks) {
    if (block.kind !== "table" && isBlank(block.inlines)) continue;
    if (block.kind !== "item") {
      const text =
        block.kind === "heading"
          ? oneLine(block.inlines).replace(/#+$/, (m) => m.replaceAll("#", "\\#"))
          : block.kind === "table"
            ? tableText(block.rows)
            : paragraphLines(block.inlines).join("\n");
      if (text === "") continue;
      push(block.kind === "heading" ? `${"#".repeat(Math.min(6, Math.max(2, block.level + 1)))} ${text}` : text);
      open = [];
      closed = undefined;
      continue;
    }
    const lines = paragraphLines(block.inlines);
    if (lines.join("") === "") continue;
    while ((open.at(-1)?.level ?? -1) > block.level) closed = open.pop();
    let here = open.at(-1);
    const ordered = block.number !== undefined;
    const follows =
      here?.level === block.level &&
      here.list === block.list &&
      (ordered
        ? (here.marker === "." || here.marker === ")") && here.number + 1 === block.number
        : here.marker === "-" || here.marker === "*");
    const first = open.length === 0;
    if (here && follows) here.number = block.number ?? 0;
    else {
      if (here?.level === block.level) closed = open.pop();
      const indent = open.at(-1)?.inner ?? 0;
      const touching = closed?.indent === indent ? closed.marker : undefined;
      const marker = ordered ? (touching === "." ? ")" : ".") : touching === "-" ? "*" : "-";
      const inner = indent + (ordered ? String(block.number).length + 2 : 2);
      here = { level: block.level, list: block.list, marker, number: block.number ?? 0, indent, inner };
      open.push(here);
    }
    const mark = ordered ? `${block.number}${here.marker}` : here.marker;
    // A number that grew a digit moves its text, not the items within.
    const width = mark.length + 1;
    const text = lines
      .map((l, i) => (i === 0 ? `${" ".repeat(here.indent)}${mark} ${l}` : `${" ".repeat(here.indent + width)}${l}`))
      .join("\n");
    if (here.inner !== here.indent + width) {
      open.splice(-1, 1, { ...here, inner: here.indent + width });
    }
    // A list that begins with another number than 1 is no list right under a text.
    if ((first && out.length > 0 && closed === undefined) || (!follows && ordered && block.number !== 1 && out.length > 0)) out.push("");
    out.push(text);
    closed = undefined;
  }
  return out.length === 0 ? "" : `${out.join("\n")}\n`;
}
