/** Text → what is private or secret in it. Knows text only: not files, not records. Never hands out what it found, only masked. */
import { undisguised } from "./disguised.ts";
import {
  ADDRESS,
  addressHead,
  HEALTH,
  healthHead,
  isCard,
  isCreditCode,
  isIdentity,
  isIdentity15,
  isUnit,
  looksLikeIdentity,
  MAILBOX,
  MINOR,
  MOBILE,
  minorHead,
  NAME_CELL,
  type PrivateKind,
  postHead,
  privateKinds,
  ROSTER_ROWS,
  rosterHead,
  SECRET,
  saysCard,
  saysIdentity,
  saysPhone,
  saysPhoneNext,
  saysSerial,
} from "./kinds.ts";

/** One thing found. */
export interface Finding {
  readonly kind: PrivateKind;
  readonly severity: "stop" | "warn";
  /** Where it stands in the text: first and behind the last sign. */
  readonly start: number;
  readonly end: number;
  /** What may be shown of it; empty where nothing may. */
  readonly masked: string;
}

/** A number that is masked already: how long, which places can be read, and which digits stand there. */
export interface Masked {
  readonly start: number;
  /** `110***********002X`, a star for each hidden sign. */
  readonly shape: string;
}

export interface Scanned {
  readonly findings: readonly Finding[];
  readonly masks: readonly Masked[];
}

/** What the office itself gives out (phone, fax, codes, mailbox): never a find. */
export type Own = ReadonlySet<string>;
export const nothingOwn: Own = new Set();

const NOTHING: Scanned = { findings: [], masks: [] };

/** Signs that people and programs put between the digits of one number. */
const BETWEEN = String.raw`(?:<br ?/?>|\*\*|&nbsp;|[\s\u00ad\u200b-\u200f\u2060\ufeff\-‐-―−－·•・.．_＿~～\\\x60'’])`;
const GAP = new RegExp(`^${BETWEEN}{0,5}$`);

/** One look over the text; only where it sees something is the text taken apart. */
const QUICK = new RegExp(
  [
    `[0-9０-９](?:${BETWEEN}{0,5}[0-9０-９]){9}`,
    "[@＠]|[（([]at[)）\\]]",
    "[★☆✩⭐]|密\\s{0,2}级|[绝机秘]\\s{0,2}密\\s{0,2}[*＊]|内\\s{0,2}部|此件不|不予?公开",
    "住址|家住|现住|住在|住于|户籍|户口|居住地|家庭地址|常住地|单元|[组队社]\\s?[一二三四五六七八九十百\\d]{1,4}号",
    "患|诊|残疾|得了|岁|儿|学生|未成年|姓|户主|申请人|人姓名|受益人|享受人|领取人|保障对象",
    "[*＊×●○■]{2}|\\d[xX]{3}",
  ].join("|"),
);

/** Full-width signs as plain ones, one for one, so that places stay. */
const fold = (text: string): string =>
  /[０-９Ｘｘ＠Ａ-Ｚａ-ｚ＋×✕ХхⅩⅹ]/.test(text)
    ? text.replace(/[０-９＠Ａ-Ｚａ-ｚ＋]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0)).replace(/(?<=\d\s{0,2})[✕ХхⅩⅹ]/g, "X")
    : text;

/** Addresses of pages and the targets of links: digits in them name files. `tel:` and `mailto:` stay. */
const LINKS =
  /(?:https?|ftp):\/\/[^\s<>"'“”‘’（）()【】，。；、|]+|www\.[\w.-]+[^\s<>"'“”‘’（）()【】，。；、|]*|\]\((?!tel:|mailto:)[^)\s]*\)/gi;
const blank = (m: string): string => "#".repeat(m.length);

interface Token {
  readonly start: number;
  readonly end: number;
  readonly digits: string;
}

/** Everything private or secret in a text. `own` are the office's numbers as digits alone, and its mailbox. */
export function scanText(source: string, own: Own = nothingOwn, only: "all" | "stops" = "all"): Scanned {
  const plain = undisguised(source);
  const found = QUICK.test(source) ? scanPlain(source, own, only) : NOTHING;
  if (plain === undefined || !QUICK.test(plain)) return found;
  // What is in disguise only a person who means to hide it writes so: of that the numbers that stop are told.
  const hidden = scanPlain(plain, own, "stops").findings.filter((f) => isNumber(f.kind));
  return { findings: ranked([...found.findings, ...hidden]), masks: found.masks };
}

function scanPlain(source: string, own: Own, only: "all" | "stops"): Scanned {
  const folded = fold(source);
  const text = folded.includes("//") || folded.includes("](") || folded.includes("www.") ? folded.replace(LINKS, blank) : folded;
  const findings: Finding[] = [];
  const masks: Masked[] = [];
  const add = (kind: PrivateKind, start: number, end: number, masked: string): void => {
    findings.push({ kind, severity: privateKinds[kind].severity, start, end, masked });
  };
  findNumbers(text, own, add);
  for (const pattern of SECRET) for (const m of text.matchAll(pattern)) add("secret", m.index, m.index + m[0].length, m[0].trim());
  if (only === "stops") return { findings: ranked(findings.filter((f) => f.severity === "stop")), masks };
  if (/@|[（([]at[)）\]]/i.test(text)) {
    for (const m of text.matchAll(MAILBOX)) {
      if (!own.has(m[0].toLowerCase()))
        add("mailbox", m.index, m.index + m[0].length, `${m[0][0]}***${m[0].slice(m[0].search(/@|[（([]at/i))}`);
    }
  }
  for (const pattern of ADDRESS) {
    for (const m of text.matchAll(pattern)) if (!own.has(m[0].trim())) add("address", m.index, m.index + m[0].length, "");
  }
  for (const pattern of HEALTH) for (const m of text.matchAll(pattern)) add("health", m.index, m.index + m[0].length, "");
  for (const pattern of MINOR) for (const m of text.matchAll(pattern)) add("minor", m.index, m.index + m[0].length, "");
  findRosters(text, add);
  findMasks(text, masks, add);
  return { findings: ranked(findings), masks };
}

/** By place; of two that overlap the first of a kind, of two numbers the graver one. */
function ranked(findings: Finding[]): Finding[] {
  findings.sort((a, b) => a.start - b.start || b.end - a.end);
  return findings.filter(
    (f, i) =>
      !findings.some(
        (g, j) =>
          g !== f &&
          g.start < f.end &&
          f.start < g.end &&
          (g.kind === f.kind ? j < i : isNumber(f.kind) && isNumber(g.kind) && outranks(g, f)),
      ),
  );
}

const isNumber = (k: PrivateKind): boolean =>
  k === "identity" || k === "identity15" || k === "card" || k === "identityLike" || k === "mobile";
const RANK: readonly PrivateKind[] = ["identity", "card", "identity15", "identityLike", "mobile"];
const outranks = (a: Finding, b: Finding): boolean => RANK.indexOf(a.kind) < RANK.indexOf(b.kind);

type Add = (kind: PrivateKind, start: number, end: number, masked: string) => void;

/** Digits in a row, with the X that ends an identity number; that X may stand apart. */
const TOKEN = new RegExp(`\\d+[xX×]?(?![A-Za-z])|\\d+|(?<=\\d${BETWEEN}{1,5})[xX×](?![A-Za-z\\d])`, "g");

function findNumbers(text: string, own: Own, add: Add): void {
  const tokens: Token[] = [];
  for (const m of text.matchAll(TOKEN)) {
    tokens.push({ start: m.index, end: m.index + m[0].length, digits: m[0].toUpperCase().replace("×", "X") });
  }
  for (let i = 0; i < tokens.length; i++) {
    const hit = numberAt(text, tokens, i, own);
    if (!hit) continue;
    const end =
      (tokens[hit.last] as Token).end -
      (hit.kind !== "identity" && hit.kind !== "identityLike" && /[xX×]$/.test(tokens[hit.last]?.digits ?? "") ? 1 : 0);
    add(hit.kind, (tokens[i] as Token).start, end, maskNumber(hit.kind, hit.digits));
    i = hit.last;
  }
}

interface Hit {
  readonly kind: PrivateKind;
  readonly last: number;
  readonly digits: string;
}

/** The number that begins with token `i`, alone or with those behind it. */
function numberAt(text: string, tokens: readonly Token[], i: number, own: Own): Hit | undefined {
  const first = tokens[i] as Token;
  if (first.digits.length > 19 || first.digits[0] === "0" || first.digits[0] === "X") return undefined;
  const before = text.slice(Math.max(0, first.start - 40), first.start);
  let digits = "";
  let best: Hit | undefined;
  for (let j = i; j < tokens.length; j++) {
    const token = tokens[j] as Token;
    if (j > i && !GAP.test(text.slice((tokens[j - 1] as Token).end, token.start))) break;
    if (digits.includes("X")) break;
    digits += token.digits;
    if (digits.length > 19) break;
    if (digits.length < 11) continue;
    const kind = kindOf(text, tokens, i, j, digits, before);
    if (!kind || own.has(digits) || own.has(digits.replace("X", ""))) continue;
    const hit = { kind, last: j, digits };
    if (kind === "identity") return hit;
    if (!best || RANK.indexOf(kind) < RANK.indexOf(best.kind)) best = hit;
  }
  return best;
}

function kindOf(text: string, tokens: readonly Token[], i: number, j: number, signs: string, before: string): PrivateKind | undefined {
  const near = before.slice(-16);
  if (signs.length === 18 && looksLikeIdentity(signs)) {
    if (isIdentity(signs) && !isRowOfDates(text, tokens.slice(i, j + 1)) && !(isCreditCode(signs) && /代码|识别号/.test(near)))
      return "identity";
    // A spreadsheet keeps 15 digits of a number and ends it with noughts.
    if (i === j && (saysIdentity.test(before) || signs.endsWith("000"))) return "identityLike";
  }
  const digits = signs.replace(/X$/, "");
  if (digits.includes("X")) return undefined;
  const first = tokens[i] as Token;
  const last = tokens[j] as Token;
  const sizes = tokens.slice(i, j + 1).map((t) => t.digits.length);
  const eachAlone = sizes.every((n) => n === 1);
  // A letter before, a decimal point, a larger serial: not a number of its own.
  if (/[A-Za-z_#$¥￥]$/.test(before) && !/(?:tel|phone|mobile|id|no)$/i.test(before)) return undefined;
  if (/[A-Za-z_]/.test(text[last.end] ?? "") || /\d[.,，]$/.test(before) || /^[.．]\d/.test(text.slice(last.end, last.end + 2)))
    return undefined;
  if (saysSerial.test(before) && !saysIdentity.test(near) && !saysCard.test(near)) return undefined;
  const grouped = (form: RegExp): boolean => i === j || eachAlone || form.test(sizes.join("-"));
  if (digits.length === 15 && isIdentity15(digits)) {
    const known = saysIdentity.test(before);
    if (
      (known || grouped(/^(?:6-6-3|6-9|6-2-2-2-3|12-3|3-3-6-3|3-3-3-3-3|4-4-4-3|5-5-5)$/)) &&
      !isUnit.test(text.slice(last.end, last.end + 4))
    ) {
      if (!(saysCard.test(near) && !known)) return "identity15";
    }
  }
  if (digits.length >= 15 && digits.length <= 19 && grouped(/^(?:4-){3,4}[1-4]$|^6-\d{1,2}$|^6-4-4-[1-5]$|^4-6-5$|^8-8$/)) {
    const named = saysCard.test(before);
    const credit = digits.length === 18 && isCreditCode(digits) && !digits.startsWith("62");
    if (isCard(digits, named) && !credit && !isUnit.test(text.slice(last.end, last.end + 4))) return "card";
  }
  const local = digits.length === 13 && digits.startsWith("86") ? digits.slice(2) : digits;
  if (local.length === 11 && MOBILE.test(local) && !isUnit.test(text.slice(last.end, last.end + 4))) {
    if (i === j) return "mobile";
    // Figures of a table row look alike: then only with a word about phones, with dashes, or with no other figure beside.
    const alone = !/\d\s{0,2}$/.test(before) && !/^\s{0,2}\d/.test(text.slice(last.end, last.end + 3));
    if (eachAlone) return alone ? "mobile" : undefined;
    if (!/^(?:(?:86|2)-)?(?:3-4-4|3-8|3-3-5|4-3-4|7-4|11|3-2-3-3|4-4-3)$/.test(sizes.join("-"))) return undefined;
    const gaps = tokens.slice(i, j).map((t, k) => text.slice(t.end, (tokens[i + k + 1] as Token).start));
    if (digits.length === 13 || gaps.every((g) => /^[-‐-―−－]$/.test(g)) || saysPhoneNext.test(before)) return "mobile";
    if (alone && (saysPhone.test(text.slice(Math.max(0, first.start - 200), first.start)) || /(?:^|\n)$/.test(before))) return "mobile";
  }
  return undefined;
}

/** Dates side by side (a row of a table) may make up an identity number by chance: then a day stands where none belongs. */
function isRowOfDates(text: string, tokens: readonly Token[]): boolean {
  let at = 0;
  for (const { start, digits } of tokens) {
    const isDay = /^(?:19|20)\d\d(?:(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\d)|[-./年]\d{1,2}[-./月]\d{1,2}(?!\d))/.test(
      text.slice(start, start + 12),
    );
    if (isDay && at !== 6) return true;
    at += digits.length;
  }
  return false;
}

/** What may be shown of a number: no ten digits in a row, and not enough to find the person. */
function maskNumber(kind: PrivateKind, digits: string): string {
  if (kind === "card") return `${"*".repeat(digits.length - 4)}${digits.slice(-4)}`;
  if (kind === "mobile") {
    const local = digits.slice(-11);
    return `${local.slice(0, 3)}****${local.slice(-4)}`;
  }
  return `${digits.slice(0, 3)}${"*".repeat(digits.length - 3)}`;
}

const cellsOf = (line: string): string[] => {
  const cells = line.includes("|") ? line.split("|") : line.split(/[\t,， ]+/);
  return cells.map((c) => c.trim());
};

/** Tables whose head names persons and that have names below. */
function findRosters(text: string, add: Add): void {
  if (!/姓\s*名|户主|申请人|受益人|享受人|领取人|保障对象|住址|家庭地址/.test(text)) return;
  const lines = text.split("\n");
  let at = 0;
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] as string;
    const start = at;
    at += line.length + 1;
    const head = cellsOf(line);
    if (head.length < 2 || line.length > 400 || !head.some((c) => rosterHead.test(c))) continue;
    if (head.some((c) => postHead.test(c))) continue;
    let names = 0;
    for (let j = i + 1; j < lines.length; j++) {
      const row = lines[j] as string;
      if (/^[\s|:-]*$/.test(row) && row.includes("-")) continue;
      const cells = cellsOf(row);
      if (cells.length < 2 || cells.some((c) => rosterHead.test(c))) break;
      if (cells.some((c) => NAME_CELL.test(c))) names++;
      else if (!cells.some((c) => /[*＊×某]/.test(c)) && row.trim() === "") break;
    }
    if (names === 0) continue;
    if (head.some((c) => healthHead.test(c))) add("health", start, start + line.length, "");
    if (head.some((c) => minorHead.test(c))) add("minor", start, start + line.length, "");
    if (head.some((c) => addressHead.test(c))) add("address", start, start + line.length, "");
    if (names >= ROSTER_ROWS) add("roster", start, start + line.length, "");
  }
}

const STARS = /(?<![\dA-Za-z*＊×●○■])(?=[\d]*[*＊×●○■xX]{2}|[*＊×●○■]+\d)[\d*＊×●○■xX]{11,19}(?![\dA-Za-z*＊×●○■])/g;
/** What a masked number must hide at least, by its length: 身份证 18 and 15, 手机 11, cards. */
const leastHidden = (length: number): number => (length === 11 ? 4 : length === 15 ? 6 : 8);

function findMasks(text: string, masks: Masked[], add: Add): void {
  if (!/[*＊×●○■]{2}|\d[xX]{2}/.test(text)) return;
  for (const m of text.matchAll(STARS)) {
    const written = m[0];
    if (!/\d{2}/.test(written)) continue;
    const tail = /\d[xX]$/.test(written) ? "X" : "";
    const shape = `${(tail ? written.slice(0, -1) : written).replace(/[*＊×●○■xX]/g, "*")}${tail}`;
    const mobile = shape.length === 11 && /^1[3-9*]/.test(shape);
    const identity = (shape.length === 18 || shape.length === 15) && PLACE.test(shape);
    const card = shape.length >= 16 && shape.length <= 19;
    if (!mobile && !identity && !card) continue;
    if (hiddenIn(shape) < leastHidden(shape.length) || (shape.length === 18 && /^\d{7}|\d{4}[\dX]$/.test(shape) && identity)) {
      add("mask", m.index, m.index + written.length, places(shape));
    } else if (identity) masks.push({ start: m.index, shape });
  }
}

const PLACE = /^(?:[1-6*8]|9[1*])/;
const hiddenIn = (shape: string): number => shape.split("*").length - 1;

/** Which places can be read: “前 6 位、后 4 位”, “第 7 到 14 位”. */
export function places(shape: string): string {
  const runs = [...shape.matchAll(/[\dX]+/g)].map((m) => {
    const n = m[0].length;
    if (m.index === 0) return `前 ${n} 位`;
    return m.index + n === shape.length ? `后 ${n} 位` : `第 ${m.index + 1} 到 ${m.index + n} 位`;
  });
  return runs.join("、");
}

/** Can two masked numbers be the same one, and do they together show more than either may? */
export function revealTogether(a: string, b: string): boolean {
  if (a.length !== b.length || a === b) return false;
  let hidden = 0;
  for (let i = 0; i < a.length; i++) {
    if (a[i] === "*" && b[i] === "*") hidden++;
    else if (a[i] !== "*" && b[i] !== "*" && a[i] !== b[i]) return false;
  }
  return hidden < leastHidden(a.length);
}

/** The text with every number and mailbox found in it masked. For messages, logs, and `npm run mask`. */
export function maskText(text: string, own: Own = nothingOwn): string {
  let out = "";
  let at = 0;
  for (const f of scanText(text, own).findings) {
    if (f.start < at || !(isNumber(f.kind) || f.kind === "mailbox")) continue;
    out += text.slice(at, f.start) + f.masked;
    at = f.end;
  }
  return out === "" ? text : out + text.slice(at);
}
