/** Private and secret things in the files of the content folder and in their names, each find as a fault. */

import type { Faults } from "../problem.ts";
import { type Finding, scanText } from "./find.ts";
import { privateKinds } from "./kinds.ts";
import { places, revealTogether } from "./masks.ts";
import { OWN_KEYS, type Own } from "./own.ts";

/** A masked number of the site and where it stands. */
export interface MaskedAt {
  readonly file: string;
  readonly line: number;
  readonly shape: string;
}

export interface SourceScan {
  readonly file: string;
  readonly source: string;
  readonly own: Own;
  /** Chinese names of the keys. */
  readonly labels: Readonly<Record<string, { readonly label: string }>>;
  /** A reviewer and a reason are written: warnings are passed. A stop never is. */
  readonly passed: boolean;
  /** Is the body published? Of an internal note only what stops is told. */
  readonly bodyPublic: boolean;
  readonly faults: Faults;
  readonly masked: MaskedAt[];
}

/** One text file as it was written, header and body. */
export function checkSource({ file, source, own, labels, passed, bodyPublic, faults, masked }: SourceScan): void {
  const { findings, masks } = scanText(source, own);
  if (findings.length === 0 && masks.length === 0) return;
  const lines = source.replace(/\r\n?/g, (m) => (m.length === 2 ? " \n" : "\n")).split("\n");
  const starts: number[] = [];
  let at = 0;
  for (const line of lines) {
    starts.push(at);
    at += line.length + 1;
  }
  const lineOf = (offset: number): number => {
    let n = 0;
    while (n + 1 < starts.length && (starts[n + 1] as number) <= offset) n++;
    return n;
  };
  const yaml = file.endsWith(".yaml");
  const bodyFrom = yaml ? lines.length : lines[0]?.trim() === "---" ? lines.findIndex((l, i) => i > 0 && l.trim() === "---") : 0;
  for (const f of findings) {
    const n = lineOf(f.start);
    const inBody = bodyFrom >= 0 && n >= bodyFrom;
    if (f.severity === "warn" && (passed || (inBody && !bodyPublic))) continue;
    const key = inBody ? undefined : keyAt(lines, n);
    if (yaml && f.severity === "warn" && key !== undefined && OWN_KEYS.has(key)) continue;
    const place = inBody
      ? `正文${/^\s*\|/.test(lines[n] ?? "") ? "的表格" : ""}`
      : key === undefined
        ? "信息栏"
        : `${labels[key]?.label ?? "信息栏"}（${key}）`;
    tell(faults, file, n + 1, place, f, passable(bodyPublic && !yaml));
  }
  for (const m of masks) masked.push({ file, line: lineOf(m.start) + 1, shape: m.shape });
}

/** How a warning on a record is passed; until then nothing goes out (`withheldBy`). */
export const passable = (is: boolean): string => (is ? "核对过、一定要公开的，在 review 里写上审查人（by）和理由（reason），才放行。" : "");

/** The key of the header that a line belongs to. */
function keyAt(lines: readonly string[], n: number): string | undefined {
  for (let i = n; i >= 0; i--) {
    const key = /^([A-Za-z][\w.]*)\s*[:：]/.exec(lines[i] ?? "")?.[1];
    if (key !== undefined) return key;
  }
  return undefined;
}

/** One find as a fault: kind and place, shown masked only. */
export function tell(faults: Faults, file: string, line: number, place: string, f: Finding, pass: string): void {
  const { label, advice, basis } = privateKinds[f.kind];
  const shown = f.masked === "" ? "" : f.kind === "mask" ? `：能看到${f.masked}` : `：${f.masked}`;
  const what = f.kind === "secret" ? `${place}里有${label}${shown}。` : `${place}里像是有${label}${shown}。`;
  const rule = `private-${f.kind.replace(/[A-Z]|\d+/g, (c) => `-${c.toLowerCase()}`)}`;
  if (f.severity === "stop") faults.error(file, line, rule, what, advice, `依据：${basis}`);
  else faults.warn(file, line, rule, what, advice, ...(pass === "" ? [] : [pass]), `依据：${basis}`);
}

/** A file's or folder's name. `path` is shown masked, as every place is. */
export function checkName(path: string, name: string, faults: Faults): void {
  const findings = scanText(name.replace(/\.[a-z0-9]+$/i, "")).findings.filter((f) => f.kind !== "mask");
  for (const f of findings) tell(faults, path, 0, "文件名", f, "");
}

/** Masked numbers that together show more than either: the second place is told, the first named. One fault for each two ways of masking. */
export function checkMaskPairs(masked: readonly MaskedAt[], faults: Faults): void {
  const form = (shape: string): string => shape.replace(/[\dX]/g, "0");
  const firsts = new Map<string, MaskedAt[]>();
  const told = new Set<string>();
  for (const m of masked) {
    const own = form(m.shape);
    for (const [other, list] of firsts) {
      const pair = [own, other].sort().join(" ");
      if (other === own || told.has(pair)) continue;
      const twin = list.find((x) => revealTogether(x.shape, m.shape));
      if (!twin) continue;
      told.add(pair);
      const { advice, basis } = privateKinds.maskPair;
      faults.warn(
        m.file,
        m.line,
        "private-mask-pair",
        `这里的号码留了${places(m.shape)}，${twin.file}${twin.line > 0 ? `:${twin.line}` : ""} 留了${places(twin.shape)}，要是同一个人的，合起来就能补全。`,
        advice,
        `依据：${basis}`,
      );
    }
    const list = firsts.get(own);
    if (!list) firsts.set(own, [m]);
    else if (list.length < 50) list.push(m);
  }
}
