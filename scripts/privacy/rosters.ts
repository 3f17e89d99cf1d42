/** Tables whose head names persons and that have names below. */
import type { PrivateKind } from "./kinds.ts";
import { addressHead, healthHead, minorHead, NAME_CELL, postHead, ROSTER_ROWS, rosterHead } from "./words.ts";

const wordsOf = (line: string): string[] => {
  const cells = line.includes("|") ? line.split("|") : line.split(/[\t,， ]+/);
  return cells.map((c) => c.trim());
};

const QUICK = /姓\s*名|户主|申请人|受益人|享受人|领取人|保障对象|住址|家庭地址/;

/** Each with the line of the head. */
export function findRosters(text: string): { readonly kind: PrivateKind; readonly start: number; readonly end: number }[] {
  const found: { kind: PrivateKind; start: number; end: number }[] = [];
  if (!QUICK.test(text)) return found;
  const lines = text.split("\n");
  let at = 0;
  for (const [i, line] of lines.entries()) {
    const start = at;
    at += line.length + 1;
    if (line.length > 400) continue;
    const head = wordsOf(line);
    if (head.length < 2 || !head.some((c) => rosterHead.test(c)) || head.some((c) => postHead.test(c))) continue;
    const names = namesBelow(lines, i);
    if (names === 0) continue;
    const add = (kind: PrivateKind): void => void found.push({ kind, start, end: start + line.length });
    if (head.some((c) => healthHead.test(c))) add("health");
    if (head.some((c) => minorHead.test(c))) add("minor");
    if (head.some((c) => addressHead.test(c))) add("address");
    if (names >= ROSTER_ROWS) add("roster");
  }
  return found;
}

/** Rows with a name that is not masked, to the end of the table or its next head. */
function namesBelow(lines: readonly string[], head: number): number {
  let names = 0;
  for (let j = head + 1; j < lines.length; j++) {
    const row = lines[j] ?? "";
    if (/^[\s|:-]*$/.test(row) && row.includes("-")) continue;
    const cells = wordsOf(row);
    if (cells.length < 2 || cells.some((c) => rosterHead.test(c))) break;
    if (cells.some((c) => NAME_CELL.test(c))) names++;
    else if (!cells.some((c) => /[*＊×某]/.test(c)) && row.trim() === "") break;
  }
  return names;
}
