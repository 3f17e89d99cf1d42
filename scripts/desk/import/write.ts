/** Blocks → Markdown that the site shows with the very words of the document. Runs in the browser too. */
import { isAmount } from "../../markdown/blocks.ts";
import { escaped, paragraphLine, wordsRead } from "../../markdown/escape.ts";
import { type Block, cleanText, type Inline, type Inlines, isBlank } from "./blocks.ts";

/** Runs of one look are one; blanks have the look of what they stand behind. Slanted letters are no mark of ours. */
function plainly(inlines: Inlines): Inline[] {
  const out: Inline[] = [];
  for (const inline of inlines) {
    const last = out.at(-1);
    if (inline.kind !== "text") out.push(inline);
    else if (inline.text === "") continue;
    else if (
      last?.kind === "text" &&
      last.link === inline.link &&
      (Boolean(last.bold) === Boolean(inline.bold) || inline.text.trim() === "")
    ) {
      out.splice(-1, 1, { ...last, text: last.text + inline.text });
    } else out.push(inline);
  }
  return out;
}

/** A safe address as Markdown writes it: no blanks, no brackets. */
const address = (url: string): string =>
  url
    .replace(/\s/g, encodeURIComponent)
    .replace(/[<>()\\"'`|]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)
    .replace(/&(?=amp;)/g, "&amp;");

/** Only what the site lets through, with a scheme that a clerk meant. */
const linkable = (url: string | undefined): url is string =>
  url !== undefined && /^(?:https?:\/\/|mailto:)[^\s]/i.test(url) && url.length <= 2000;

interface Part {
  readonly text: string;
  readonly bold: boolean;
  /** Its address; empty for none. */
  readonly link: string;
  readonly picture: string;
}

/** One paragraph in parts, a forced line end as the text `\n`. Blanks at the edges of a run stand outside its marks. */
function partsOf(inlines: Inlines): Part[] {
  const plain = { bold: false, link: "", picture: "" };
  return plainly(
    inlines.map((i) => (i.kind === "text" ? { ...i, text: cleanText(i.text), ...(linkable(i.link) ? {} : { link: "" }) } : i)),
  ).flatMap((run): Part[] => {
    if (run.kind === "break") return [{ ...plain, text: "\n" }];
    if (run.kind === "picture") return [{ ...plain, text: cleanText(run.alt), picture: run.name }];
    const words = run.text.trim();
    const from = words === "" ? run.text.length : run.text.indexOf(words);
    return [
      { ...plain, text: run.text.slice(0, from) },
      { ...plain, text: words, bold: run.bold === true, link: run.link ?? "" },
      { ...plain, text: run.text.slice(from + words.length) },
    ].filter((p) => p.text !== "");
  });
}

/** One line with all marks, with those of bold text left out where they could not be told, and with a `\\` before whatever might be one. */
function lineText(parts: readonly Part[], before: string): string {
  const written = (marks: boolean, bold: boolean, links: boolean): string => {
    let out = before;
    for (const part of parts) {
      const open = part.picture !== "" ? "![" : links && part.link !== "" ? "[" : "";
      const star = bold && part.bold ? "**" : "";
      out += open + star;
      out += escaped(part.text, out, marks || open !== "");
      out += star + (part.picture !== "" ? `](${part.picture})` : links && part.link !== "" ? `](${address(part.link)})` : "");
    }
    return out.slice(before.length).trim();
  };
  const words = parts.map((p) => p.text).join("");
  const plain = (text: string): string => text.replace(/\s+/g, " ").trim();
  for (const [bold, links] of [
    [true, true],
    [false, true],
    [false, false],
  ] as const) {
    for (const marks of [false, true]) {
      const line = written(marks, bold, links);
      if (plain(wordsRead(before + line)) === plain(before + words)) return line;
    }
  }
  // A `\\` that ends one run and what begins the next.
  return parts.some((p) => p.picture !== "") ? written(true, false, false) : escaped(words, before, true).trim();
}

/** One paragraph, a forced line end as a line's end; empty lines left out. `before`: what stands before its first line. */
function linesText(inlines: Inlines, before = ""): string[] {
  const lines: Part[][] = [[]];
  for (const part of partsOf(inlines)) {
    if (part.text === "\n") lines.push([]);
    else lines.at(-1)?.push(part);
  }
  const written = lines.map((parts, i) => lineText(parts, i === 0 ? before : "")).filter((line) => line !== "");
  // A `\\` right before the line's end would end it by hand.
  return written.map((line, i) => (line.endsWith("\\") && i < written.length - 1 ? `${line} ` : line));
}

/** A cell or heading on one line. */
const oneLine = (inlines: Inlines): string => linesText(inlines).join(" ");

const cellText = (inlines: Inlines): string => oneLine(inlines).replaceAll("|", "\\|");

function tableText(rows: readonly (readonly Inlines[])[]): string {
  const width = Math.max(...rows.map((r) => r.length));
  const line = (row: readonly Inlines[]): string => `| ${Array.from({ length: width }, (_, i) => cellText(row[i] ?? [])).join(" | ")} |`;
  const [head = [], ...body] = rows;
  return [line(head), `|${" --- |".repeat(width)}`, ...body.map(line)].join("\n");
}

/** The Markdown of a document, ending with one line end; empty for no blocks. A forced line end in a paragraph begins another. */
export function writeMarkdown(blocks: readonly Block[]): string {
  const out: string[] = [];
  /** Columns before the marks of the lists that are open. */
  let inList = false;
  let open: { readonly level: number; readonly indent: number; readonly inner: number }[] = [];
  for (const block of blocks) {
    if (block.kind === "item") {
      const mark = block.number === undefined ? "-" : `${block.number}.`;
      const lines = linesText(block.inlines, block.number === undefined ? "" : `${mark} `);
      if (lines.length === 0) continue;
      // Figures with a - before them would be below zero.
      if (block.number !== undefined || !isAmount(lines[0] ?? "")) {
        while ((open.at(-1)?.level ?? -1) >= block.level) open.pop();
        const indent = open.at(-1)?.inner ?? 0;
        if (open.length === 0 && out.length > 0 && !inList) out.push("");
        open.push({ level: block.level, indent, inner: indent + mark.length + 1 });
        const [first = "", ...more] = lines;
        out.push(`${" ".repeat(indent)}${mark} ${first}`, ...more.map((l) => " ".repeat(indent + mark.length + 1) + l));
        inList = true;
        continue;
      }
    }
    if (block.kind !== "table" && isBlank(block.inlines)) continue;
    const text =
      block.kind === "heading"
        ? oneLine(block.inlines)
        : block.kind === "table"
          ? tableText(block.rows)
          : linesText(block.inlines).map(paragraphLine).join("\n");
    if (text === "") continue;
    if (out.length > 0) out.push("");
    out.push(block.kind === "heading" ? `${"#".repeat(Math.min(6, Math.max(2, block.level + 1)))} ${text}` : text);
    open = [];
    inList = false;
  }
  return out.length === 0 ? "" : `${out.join("\n")}\n`;
}
