/** The one shape of a fault, and how it is printed for a clerk. */
import { maskText } from "./privacy/find.ts";

export type Severity = "error" | "warning";

/** A fault or a remark: where, what is wrong with the value quoted, how to mend it. `message` is Chinese; its lines are sentences. */
export interface Problem {
  /** As the clerk would open it, with `/`; empty when no file is meant. */
  readonly file: string;
  /** From 1; 0 when the whole file is meant. */
  readonly line: number;
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  /** It stands in what is not reviewed yet, and so not published: it stops nothing (`register/verdict.ts`). */
  readonly waits?: boolean;
}

/** A value as a message quotes it: no more than can be read at a glance. */
export const brief = (text: string, most = 60): string =>
  [...text.slice(0, 2 * most)].length > most ? `${[...text].slice(0, most).join("")}……` : text;

/** What is quoted from a file or a file's name must not move the cursor, colour the terminal or turn the line around. */
const visible = (text: string): string =>
  text.replace(
    /[\p{Cc}\p{Bidi_Control}\p{Cs}\u200b\u2060\ufeff]/gu,
    (c) => `U+${(c.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`,
  );

const shown = (text: string): string => visible(maskText(text));

/** Collects what one file is found to be wrong in. A private number in a place or a quoted value is masked here, once for all messages. */
export class Faults {
  readonly list: Problem[] = [];

  error(file: string, line: number, rule: string, ...sentences: string[]): void {
    this.list.push({ file: shown(file), line, rule, severity: "error", message: sentences.map(shown).join("\n") });
  }

  warn(file: string, line: number, rule: string, ...sentences: string[]): void {
    this.list.push({ file: shown(file), line, rule, severity: "warning", message: sentences.map(shown).join("\n") });
  }
}

export const errorsOf = (problems: readonly Problem[]): Problem[] => problems.filter((p) => p.severity === "error" && !p.waits);

const isHeld = (p: Problem): boolean =>
  p.severity === "warning" && /^(?:private-(?!mask)|attachment-unread$|photo-place-kept$)/.test(p.rule) && !p.file.endsWith("/site.yaml");

/**
 * A remark on something private (mobile, mailbox, home address, health, minors, roster), or on an attachment that could not be read:
 * it does not stop a look at the site, but nothing goes out with it until a reviewer with a reason has passed it or it is gone.
 */
export const holdsBack = (p: Problem): boolean => isHeld(p) && !p.waits;

const byPlace = (a: Problem, b: Problem): number =>
  a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0);

/** All faults by file and line. */
export const sortProblems = (problems: readonly Problem[]): Problem[] => [...problems].sort(byPlace);

/** One fault as the clerk reads it. */
export function formatProblem(p: Problem): string {
  const place = p.line > 0 ? `${p.file}:${p.line}` : p.file;
  const lines = p.message.split("\n");
  const mark = p.severity === "warning" ? "提醒：" : "";
  return `${place === "" ? "" : `${place}\n`}${lines.map((l, i) => `  ${i === 0 ? mark : ""}${l}${i === lines.length - 1 ? `〔${p.rule}〕` : ""}`).join("\n")}`;
}

/** What all of them come to, in one line: what stops the site, what stops a publication, what waits, what is only a remark. */
export function closingOf(problems: readonly Problem[]): string {
  const errors = errorsOf(problems);
  const files = (list: readonly Problem[]) => new Set(list.map((p) => p.file)).size;
  const held = problems.filter(holdsBack);
  const waiting = problems.filter((p) => p.waits && (p.severity === "error" || isHeld(p)));
  const warnings = problems.length - errors.length - held.length - waiting.length;
  return [
    errors.length > 0 ? `共 ${errors.length} 处要改，在 ${files(errors)} 个文件里。` : "",
    errors.length + held.length + waiting.length === 0 ? "没有要改的地方。" : "",
    held.length > 0 ? `有 ${held.length} 处像是个人信息，或者没法检查，没有审查人写明理由，不能发布，也不能打包。` : "",
    waiting.length > 0 ? `等审查的 ${files(waiting)} 个文件里有 ${waiting.length} 处，审查以前要改：这些先不公开，不耽误别的。` : "",
    warnings > 0 ? `另有 ${warnings} 处提醒，不改也能发布。` : "",
  ].join("");
}

/** All of them and one closing line. */
export function formatProblems(problems: readonly Problem[]): string {
  if (problems.length === 0) return "没有要改的地方。";
  const sorted = sortProblems(problems);
  return `${sorted.map(formatProblem).join("\n\n")}\n\n${closingOf(sorted)}`;
}

/** Edit distance, for “您是不是想写……”. */
export function distance(a: string, b: string): number {
  const x = [...a];
  const y = [...b];
  let row = y.map((_, j) => j + 1);
  for (const [i, cx] of x.entries()) {
    let diagonal = i;
    let left = i + 1;
    row = row.map((above, j) => {
      const next = Math.min(left + 1, above + 1, diagonal + (cx === y[j] ? 0 : 1));
      diagonal = above;
      left = next;
      return next;
    });
  }
  return row.at(-1) ?? x.length;
}

/** Words that turn a meaning round or narrow it, by what they do. */
const TURNS: readonly RegExp[] = [
  /[不未非无没勿莫否拒禁免]/g,
  /废|撤|停[用止发]|取消|终止|失效|作废/g,
  /部[分份]|局部|一半/g,
  /除(?!夕)|[以之]外/g,
  /[拟待暂]|等(?=[\d几多一二三四五六七八九十])/g,
];

/** Do two texts deny, narrow and except as often as each other? “不予公开” and “予以公开” do not: none may stand for the other. */
export const sameSense = (a: string, b: string): boolean =>
  TURNS.every((turn) => (a.match(turn)?.length ?? 0) === (b.match(turn)?.length ?? 0));

/** The known word nearest to what was written, if one is near enough to be meant; never one that says the opposite. */
export function nearest(word: string, known: Iterable<string>): string | undefined {
  let best: string | undefined;
  let least = Number.POSITIVE_INFINITY;
  // Nothing known is as long as that, and the cost grows with the length.
  if (word.length > 200) return undefined;
  for (const k of known) {
    const d = distance(word.toLowerCase(), k.toLowerCase());
    if (d < least && sameSense(word, k)) [best, least] = [k, d];
  }
  return best !== undefined && least <= Math.max(2, Math.ceil([...word].length / 2)) ? best : undefined;
}
