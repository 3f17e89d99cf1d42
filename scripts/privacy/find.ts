/** Text → what is private or secret in it. Knows text only: not files, not records. Never hands out what it found, only masked. */
import { withoutAddresses } from "./addresses.ts";
import { undisguised } from "./disguised.ts";
import { type NumberFound, type PrivateKind, privateKinds } from "./kinds.ts";
import { findMailboxes } from "./mailboxes.ts";
import { findMasks, type Masked, maskNumber } from "./masks.ts";
import { findNamed } from "./named.ts";
import { findNumbers } from "./numbers.ts";
import { nothingOwn, type Own } from "./own.ts";
import { findRosters } from "./rosters.ts";
import { ADDRESS, HEALTH, MINOR, SECRET } from "./words.ts";

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

export interface Scanned {
  readonly findings: readonly Finding[];
  readonly masks: readonly Masked[];
}

const NOTHING: Scanned = { findings: [], masks: [] };

/** Signs that people and programs put between the digits of one number. */
const BETWEEN = String.raw`(?:<[^<>\n]{1,20}>|\*\*|&nbsp;|[\s\u00ad\u200b-\u200f\u2060\ufeff\-‐-―−－·•・.．_＿~～\\\x60'’+>|｜])`;

/** One look over the text; only where it sees something is the text taken apart. */
const QUICK = new RegExp(
  [
    `[0-9０-９](?:${BETWEEN}{0,5}[0-9０-９]){8}`,
    "%(?:3\\d|EF)",
    "[@＠]|[（([]at[)）\\]]",
    "[★☆✩⭐]|密\\s{0,2}级|[绝机秘]\\s{0,2}密\\s{0,2}[*＊]|内\\s{0,2}部|此件不|不予?公开",
    "住址|家住|现住|住在|住于|户籍|户口|居住地|家庭地址|常住地|单元|[组队社]\\s?[一二三四五六七八九十百\\d]{1,4}号",
    "患|诊|残疾|得了|岁|儿|学生|未成年|姓|户主|申请人|人姓名|受益人|享受人|领取人|保障对象",
    "[*＊×●○■]{2}|\\d[xX]{3}",
    "护\\s?照|passport|通行证|回乡证|台胞证|官证|士兵证|干部证|军人证|警察证|优待证|微信|QQ|wechat|密\\s?码|口令|passw|pwd",
    "[\\u4e00-\\u9fff][A-HJ-NP-Z][·•・.\\s-]?[A-HJ-NP-Z\\d]{5}",
  ].join("|"),
  "i",
);

/** Full-width signs as plain ones, one for one, so that places stay. */
const fold = (text: string): string =>
  /[０-９Ｘｘ＠Ａ-Ｚａ-ｚ＋×✕ХхⅩⅹ％]/.test(text)
    ? text.replace(/[０-９＠Ａ-Ｚａ-ｚ＋％]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0)).replace(/(?<=\d\s{0,2})[✕ХхⅩⅹ]/g, "X")
    : text;

/** Everything private or secret in a text. `own` is what the office gives out. */
export function scanText(source: string, own: Own = nothingOwn, only: "all" | "stops" = "all"): Scanned {
  const { text, addresses } = withoutAddresses(fold(source));
  const found = QUICK.test(text) ? scanPlain(text, own, only) : NOTHING;
  const plain = undisguised(text);
  // What is in disguise only a person who means to hide it writes so: of that the numbers that stop are told.
  const hidden = plain !== undefined && QUICK.test(plain) ? findNumbers(plain, own.codes).filter((n) => n.severity === "stop") : [];
  const linked = addresses.flatMap(({ text: address, places }) =>
    findNumbers(address, own.codes, true).map((n) => ({ ...n, start: places[n.start] ?? 0, end: places[n.end] ?? places.at(-1) ?? 0 })),
  );
  if (hidden.length === 0 && linked.length === 0) return found;
  const more = [...hidden, ...linked].map(asFinding).filter((f) => only === "all" || f.severity === "stop");
  return { findings: ranked([...found.findings, ...more]), masks: found.masks };
}

const asFinding = ({ kind, severity, start, end, digits }: NumberFound): Finding => ({
  kind,
  severity,
  start,
  end,
  masked: maskNumber(kind, digits),
});

function scanPlain(text: string, own: Own, only: "all" | "stops"): Scanned {
  const findings = findNumbers(text, own.codes).map(asFinding);
  const add = (kind: PrivateKind, start: number, end: number, masked: string): void => {
    findings.push({ kind, severity: privateKinds[kind].severity, start, end, masked });
  };
  for (const pattern of SECRET) for (const m of text.matchAll(pattern)) add("secret", m.index, m.index + m[0].length, m[0].trim());
  if (only === "stops") return { findings: ranked(findings.filter((f) => f.severity === "stop")), masks: [] };
  findings.push(...findNamed(text).map(asFinding));
  for (const { start, end, masked } of findMailboxes(text, own.codes, own.names)) add("mailbox", start, end, masked);
  for (const pattern of ADDRESS) {
    for (const m of text.matchAll(pattern)) if (!own.codes.has(m[0].trim())) add("address", m.index, m.index + m[0].length, "");
  }
  for (const pattern of HEALTH) for (const m of text.matchAll(pattern)) add("health", m.index, m.index + m[0].length, "");
  for (const pattern of MINOR) for (const m of text.matchAll(pattern)) add("minor", m.index, m.index + m[0].length, "");
  for (const { kind, start, end } of findRosters(text)) add(kind, start, end, "");
  const { masks, weak } = findMasks(text);
  for (const { start, end, shown } of weak) add("mask", start, end, shown);
  return { findings: ranked(findings), masks };
}

/** Kinds that are numbers, the gravest first. */
const NUMBERS: readonly PrivateKind[] = [
  "identity",
  "card",
  "foreigner",
  "identity15",
  "identityLike",
  "passport",
  "permit",
  "officer",
  "insurance",
  "account",
  "login",
  "plate",
  "mobile",
  "chat",
];
const isNumber = (kind: PrivateKind): boolean => NUMBERS.includes(kind);

/** Is one of two finds in the same place told by the other? Of a kind the first counts, of two numbers the graver one. */
const isTold = (f: Finding, by: Finding, isEarlier: boolean): boolean =>
  by.start < f.end &&
  f.start < by.end &&
  (by.kind === f.kind ? isEarlier : isNumber(f.kind) && isNumber(by.kind) && NUMBERS.indexOf(by.kind) < NUMBERS.indexOf(f.kind));

/** By place, each place once. */
function ranked(findings: Finding[]): Finding[] {
  findings.sort((a, b) => a.start - b.start || b.end - a.end);
  const longest = findings.reduce((most, f) => Math.max(most, f.end - f.start), 0);
  return findings.filter((f, i) => {
    for (let j = i - 1; j >= 0; j--) {
      const by = findings[j];
      if (!by || f.start - by.start > longest) break;
      if (isTold(f, by, true)) return false;
    }
    for (let j = i + 1; j < findings.length; j++) {
      const by = findings[j];
      if (!by || by.start >= f.end) break;
      if (isTold(f, by, false)) return false;
    }
    return true;
  });
}

/** Is it masked by `maskText`? The rest a person has to change. */
export const isMasked = (kind: PrivateKind): boolean => isNumber(kind) || kind === "mailbox";

/** The text with every number and mailbox found in it masked. For messages, logs, and `npm run mask`. */
export function maskText(text: string, own: Own = nothingOwn): string {
  let out = "";
  let at = 0;
  for (const f of scanText(text, own).findings) {
    if (f.start < at || !isMasked(f.kind)) continue;
    out += text.slice(at, f.start) + f.masked;
    at = f.end;
  }
  return out === "" ? text : out + text.slice(at);
}
