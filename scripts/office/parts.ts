/** What reading an attachment gives: stretches of clean text, each with its place, and the lines that they grow from. */
import { withIdeographs } from "../rules/radicals.ts";
import { type Budget, newBudget, spend } from "./budget.ts";

/** One stretch of text of an attachment. */
export interface TextPart {
  /** Where it stands, as a clerk would say it: “正文”, “第 3 页”, “批注”, “隐藏的工作表“补贴””. */
  readonly where: string;
  readonly text: string;
  /** Does a reader who simply opens the file see it? Not: comments, deleted and hidden text, hidden sheets, rows and columns, properties. */
  readonly visible: boolean;
}

/** Why text is missing: a password, damage, no words to be seen (a scan), a type we do not read, more than we read, programs. */
export type Lack = "encrypted" | "damaged" | "noText" | "unsupported" | "tooLarge" | "macros";

/** A file within the attachment that could not be read. */
export interface Unread {
  /** “压缩包里的“名单.rar””. */
  readonly where: string;
  readonly lack: Lack;
}

export interface AttachmentText {
  readonly parts: readonly TextPart[];
  /** Why there is no (full) text of the attachment itself. */
  readonly lack?: Lack;
  readonly unread?: readonly Unread[];
  /** Where pictures lie that say at which place they were taken. */
  readonly placed?: readonly string[];
}

/** Collects parts within a budget; what is empty is left out. */
export interface Parts {
  readonly list: TextPart[];
  /** Throws `TooLarge` when there is more text than is kept; its beginning is kept. */
  add(where: string, text: string, visible: boolean): void;
  unread(where: string, lack: Lack): void;
  placed(where: string): void;
  /** What a file within the attachment holds. `shown`: is it seen by who opens the attachment? */
  include(where: string, inner: AttachmentText, shown: boolean): void;
  /** The whole, once everything is collected. */
  finished(lack?: Lack | boolean): AttachmentText;
}

export function newParts(budget: Budget = newBudget()): Parts {
  const list: TextPart[] = [];
  const unread: Unread[] = [];
  const placed: string[] = [];
  const add = (where: string, text: string, visible: boolean): void => {
    const clean = tidy(text.slice(0, Math.max(0, budget.characters)));
    if (clean !== "") list.push({ where, text: clean, visible });
    spend(budget, "characters", text.length);
  };
  return {
    list,
    add,
    unread: (where, lack) => void unread.push({ where, lack }),
    placed: (where) => void placed.push(where),
    include(where, inner, shown) {
      for (const p of inner.parts) list.push({ where: `${where}：${p.where}`, text: p.text, visible: shown && p.visible });
      for (const u of inner.unread ?? []) unread.push({ ...u, where: `${where}：${u.where}` });
      for (const p of inner.placed ?? []) placed.push(`${where}：${p}`);
      if (inner.lack) unread.push({ where, lack: inner.lack });
    },
    finished(lack) {
      const why = typeof lack === "string" ? lack : lack ? "damaged" : list.some((p) => p.visible) ? undefined : "noText";
      return { parts: list, ...(why && { lack: why }), ...(unread.length > 0 && { unread }), ...(placed.length > 0 && { placed }) };
    },
  };
}

/** Clean lines: no invisible characters, no blanks at the ends, no empty lines, characters in place of radicals. Tabs stand between cells. */
const tidy = (text: string): string =>
  // PDF makers write the radical ⽤ where the character 用 is meant, and 㬵 for 胶: one glyph serves both.
  withIdeographs(text.replace(/\r\n?|[\u2028\u2029]/g, "\n").replaceAll("㬵", "胶"))
    .replace(/[^\S\n\t\u3000]|(?![\n\t])[\p{Cc}\p{Cf}\p{Cs}\ufffe\uffff]/gu, " ")
    .split("\n")
    .map((line) => (line.includes("\t") ? line.split("\t").map(oneBlank).join("\t").trimEnd() : oneBlank(line)))
    .filter((line) => line !== "")
    .join("\n");

const oneBlank = (text: string): string => text.replace(/ {2,}/g, " ").trim();

/** No row is looked at beyond this cell: what stands there has no heading. */
const MOST_CELLS = 60;

/** Adds a cell to a row that is told as cells with a tab between them; empty cells before it are told, too. `column` counts from 0. */
export function addCell(row: { text: string; column: number }, text: string, column: number): void {
  const steps = Math.max(column - Math.max(row.column, 0), row.column < 0 ? 0 : 1);
  row.text += "\t".repeat(Math.min(steps, MOST_CELLS)) + text;
  row.column = column;
}

/** A row before its first cell. */
export const newRow = (): { text: string; column: number } => ({ text: "", column: -1 });

/** Text that grows, with one gap at most between two words; in a row, one tab at the end of each cell. */
export interface Lines {
  add(text: string): void;
  gap(kind: " " | "\n" | "\t"): void;
  text(): string;
}

export function newLines(): Lines {
  const out: string[] = [];
  let pending = "";
  return {
    add(text) {
      if (text === "") return;
      out.push(out.length > 0 ? pending : pending.replace("\n", ""), text);
      pending = "";
    },
    gap(kind) {
      if (kind === "\n") pending = "\n";
      else if (kind === "\t") pending = pending === " " ? "\t" : pending.length < MOST_CELLS ? `${pending}\t` : pending;
      else if (pending === "" && out.length > 0) pending = " ";
    },
    text: () => out.join(""),
  };
}
