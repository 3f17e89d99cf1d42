/** Numbers that show by their own signs what they are: 身份证, 居住证, 残疾人证, bank cards, mobiles; and what stands around them. */
import {
  isCard,
  isCreditCode,
  isDisabilityNumber,
  isForeigner15,
  isIdentity,
  isIdentity15,
  isIssuedCard,
  looksLikeIdentity,
  MOBILE,
} from "./check-digits.ts";
import { digitCells } from "./digit-cells.ts";
import type { NumberFound, PrivateKind } from "./kinds.ts";
import { type CellOf, cellsOf } from "./tables.ts";
import { type Token, tokensOf } from "./tokens.ts";
import {
  isUnit,
  nameBeside,
  saysCard,
  saysIdentity,
  saysInAddress,
  saysPerson,
  saysPhone,
  saysPhoneNext,
  saysSerial,
  tellsKind,
} from "./words.ts";

/** What the words around a number say of it. */
interface Around {
  /** At most 40 signs before it, within its cell. */
  readonly before: string;
  readonly after: string;
  readonly identity: boolean;
  readonly card: boolean;
  readonly phone: boolean;
  /** It is said to be something that is nobody's: 流水号, 文号, 金额. */
  readonly serial: boolean;
  readonly beside: boolean;
  readonly cell: CellOf | undefined;
}

/** The end of the text before a number that belongs to it: its sentence; the line above where the number begins a line. */
function clauseOf(before: string): string {
  const tail = before.slice(-40);
  const line = tail.trimEnd().lastIndexOf("\n");
  const own = line < 0 ? tail : tail.slice(line + 1);
  const sentence = Math.max(...["。", "；", ";", "！", "？"].map((s) => own.lastIndexOf(s)));
  return own.slice(sentence + 1);
}

class NumberSearch {
  private readonly tokens: readonly Token[];
  private readonly cells: (offset: number) => CellOf | undefined;
  private readonly text: string;
  private readonly inAddress: boolean;
  private readonly own: ReadonlySet<string>;
  private figuresEnd = 0;
  private known: { readonly i: number; readonly last: number; readonly around: Around } | undefined;

  constructor(text: string, own: ReadonlySet<string>, inAddress: boolean) {
    this.text = text;
    this.own = own;
    this.inAddress = inAddress;
    this.tokens = tokensOf(text);
    this.cells = cellsOf(text, tellsKind);
  }

  all(): NumberFound[] {
    const found: NumberFound[] = [];
    for (let i = 0; i < this.tokens.length; i++) {
      const past = this.figuresFrom(i);
      if (past !== undefined) {
        i = past;
        continue;
      }
      const hit = this.numberAt(i);
      if (!hit) continue;
      found.push(hit.found);
      i = hit.last;
    }
    return [...found, ...digitCells(this.text), ...foreigners(this.text)];
  }

  /** The last of so many single digits in a row that they are no number of a person; undefined where there are fewer. */
  private figuresFrom(i: number): number | undefined {
    if (this.tokens[i]?.digits.length !== 1 || i < this.figuresEnd) return undefined;
    let last = i;
    while (this.tokens[last + 1]?.digits.length === 1 && this.tokens[last + 1]?.joint === "soft") last++;
    this.figuresEnd = last + 1;
    return last - i > MOST_SINGLE ? last : undefined;
  }

  private token(i: number): Token {
    const token = this.tokens[i];
    if (!token) throw new RangeError("no such token");
    return token;
  }

  /** The words around token `i`; asked for from the beginning to the end. */
  private around(i: number, last: number): Around {
    if (this.known?.i !== i || this.known.last !== last)
      this.known = { i, last, around: this.look(this.token(i).start, this.token(last).end) };
    return this.known.around;
  }

  private look(start: number, end: number): Around {
    const { text } = this;
    const cell = this.cells(start);
    const after = text.slice(end, Math.min(cell?.end ?? Number.POSITIVE_INFINITY, end + 16));
    if (this.inAddress) {
      const before = text.slice(Math.max(0, start - 30), start);
      const says = (what: keyof typeof saysInAddress): boolean => saysInAddress[what].test(before);
      return { before, after, identity: says("identity"), card: says("card"), phone: says("phone"), serial: false, beside: false, cell };
    }
    const before = text.slice(Math.max(0, start - 40, cell?.start ?? 0), start);
    const clause = cell ? before : clauseOf(text.slice(Math.max(0, start - 48), start));
    const near = clause.slice(-16);
    const labels = cell && !/\d/.test(before) ? [cell.left.slice(-16), cell.heading] : [];
    const says = (words: RegExp): boolean => words.test(clause) || labels.some((l) => words.test(l));
    const serial = saysSerial.test(clause)
      ? !saysIdentity.test(near) && !saysCard.test(near)
      : labels.some((l) => saysSerial.test(l) && !saysIdentity.test(l) && !saysCard.test(l));
    // The word names the number that follows it, not the ones behind that.
    const card = saysCard.test(clause.replace(/^.*\d{8}/, ""));
    const phone = saysPhoneNext.test(clause) || labels.some((l) => saysPhone.test(l));
    const row = text.slice(Math.max(0, start - 24), start);
    const beside = nameBeside(row, text.slice(end, end + 16)) || saysPerson.test(clause) || labels.some((l) => saysPerson.test(l));
    return { before, after, identity: says(saysIdentity), card: card || labels.some((l) => saysCard.test(l)), phone, serial, beside, cell };
  }

  /** The number that begins with token `i`, alone or with those behind it. */
  private numberAt(i: number): { found: NumberFound; last: number } | undefined {
    const first = this.token(i);
    if (first.digits.length > 18) {
      const found = this.within(i);
      if (found) return { found, last: i + (/^\d{17}X$/.test(first.digits) ? 1 : 0) };
    }
    if (first.digits.length > 19 || first.digits[0] === "0" || first.digits[0] === "X") return undefined;
    let digits = "";
    let best: { found: NumberFound; last: number } | undefined;
    for (let j = i; j < this.tokens.length; j++) {
      const token = this.token(j);
      if ((j > i && token.joint === "end") || digits.includes("X")) break;
      digits += token.digits;
      if (digits.length > 20) break;
      if (digits.length < 11) continue;
      // 残疾人证号 in groups of its own.
      const disability = digits.length === 20 && isDisabilityNumber(digits) ? this.datedOf(i, j, digits) : undefined;
      if (disability) return { found: { kind: "identity", severity: disability, start: first.start, end: token.end, digits }, last: j };
      const is = this.kindOf(i, j, digits);
      if (!is || this.own.has(digits) || this.own.has(digits.replace("X", ""))) continue;
      const { kind } = is;
      const isWhole = kind === "identity" || kind === "identityLike";
      const hit = { found: { ...is, start: first.start, end: token.end - (!isWhole && digits.endsWith("X") ? 1 : 0), digits }, last: j };
      if (kind === "identity") return this.withDisability(hit);
      if (!best || RANK.indexOf(kind) < RANK.indexOf(best.found.kind)) best = hit;
    }
    return best;
  }

  /** 残疾人证号: the two digits that follow an identity number belong to it. */
  private withDisability(hit: { found: NumberFound; last: number }): { found: NumberFound; last: number } {
    const next = this.tokens[hit.last + 1];
    const whole = hit.found.digits + (next?.digits ?? "");
    if (!next || next.joint === "end" || !isDisabilityNumber(whole)) return hit;
    return { found: { ...hit.found, end: next.end, digits: whole }, last: hit.last + 1 };
  }

  /** An identity number at the beginning or the end of a longer one: 残疾人证号, a date and a number run together. */
  private within(i: number): NumberFound | undefined {
    const { start, end, digits } = this.token(i);
    const hit = (from: number, to: number, is: boolean): NumberFound => ({
      kind: "identity",
      severity: is ? "stop" : "warn",
      start: start + from,
      end: end - (digits.length - to),
      digits: digits.slice(from, to),
    });
    if (isDisabilityNumber(digits)) {
      const severity = this.datedOf(i, i, digits);
      return severity && hit(0, 20, severity === "stop");
    }
    if (digits.length > MOST_WITHIN) return undefined;
    const windows = [0, digits.length - 18].filter((from) => isIdentity(digits.slice(from, from + 18)));
    const [from] = windows;
    if (from === undefined) return undefined;
    const around = this.around(i, i);
    if (around.serial && !around.identity) return undefined;
    // Markup within the digits: their places are not known one by one.
    return end - start === digits.length ? hit(from, from + 18, around.identity) : hit(0, digits.length, around.identity);
  }

  private kindOf(i: number, j: number, signs: string): Pick<NumberFound, "kind" | "severity"> | undefined {
    const whole = signs.length === 18 && looksLikeIdentity(signs);
    const digits = signs.endsWith("X") ? signs.slice(0, -1) : signs;
    const { length } = digits;
    const fifteen = length === 15 && isIdentity15(digits);
    // Named cards begin with any digit: those pass here, too.
    const card = length >= 15 && length <= 19 && isCard(digits, true);
    const mobile = MOBILE.test(length === 13 && digits.startsWith("86") ? digits.slice(2) : digits);
    if (!(whole || fifteen || card || mobile)) return undefined;
    const sizes = this.tokens.slice(i, j + 1).map((t) => t.digits.length);
    const spelled = { each: i < j && sizes.every((n) => n === 1) && this.isSpaced(i, j), form: sizes.join("-") };
    const identity = whole ? this.identityOf(i, j, signs, spelled) : null;
    if (identity !== null) return identity;
    return (
      (fifteen ? this.identity15Of(i, j, spelled) : undefined) ??
      (card ? this.cardOf(i, j, digits, spelled) : undefined) ??
      (mobile ? this.mobileOf(i, j, digits, spelled) : undefined)
    );
  }

  /** Only blanks between: they may be the figures of a row. */
  private isSpaced(i: number, j: number): boolean {
    for (let k = i; k < j; k++) if (this.text.slice(this.token(k).end, this.token(k + 1).start).trim() !== "") return false;
    return true;
  }

  /** Null where the signs are no identity number but may be something else. */
  private identityOf(
    i: number,
    j: number,
    signs: string,
    { each, form }: Spelled,
  ): Pick<NumberFound, "kind" | "severity"> | null | undefined {
    const tokens = this.tokens.slice(i, j + 1);
    const around = this.around(i, j);
    if (!isIdentity(signs)) {
      // A spreadsheet keeps 15 digits of a number and ends it with noughts.
      return i === j && (around.identity || signs.endsWith("000")) && !this.inAddress ? { kind: "identityLike", severity: "warn" } : null;
    }
    if (isRowOfDates(this.text, tokens)) return null;
    if (isCreditCode(signs) && /代码|识别号/.test(`${around.before.slice(-16)} ${around.cell?.left} ${around.cell?.heading}`)) return null;
    const alone = this.token(i).joint === "end" && (this.tokens[j + 1]?.joint ?? "end") === "end";
    if (!(j - i < 2 || each || FORMS_18.test(form) || around.identity || (alone && !this.inAddress))) return null;
    if (around.identity || Number(signs.slice(6, 10)) < FIRST_YEAR_OF_SERIALS) return { kind: "identity", severity: "stop" };
    const grouped = j > i && !each;
    if (around.serial && grouped) return undefined;
    return { kind: "identity", severity: around.serial || grouped ? "warn" : "stop" };
  }

  /** 区划、日期、序号: so do offices number what they do. A child may have such a number, too. Undefined where words say that it is a serial. */
  private datedOf(i: number, j: number, signs: string): "stop" | "warn" | undefined {
    const around = this.around(i, j);
    if (around.identity || Number(signs.slice(6, 10)) < FIRST_YEAR_OF_SERIALS) return "stop";
    return around.serial ? undefined : "warn";
  }

  /** One number broken over the end of a line. */
  private isBroken(i: number, j: number): boolean {
    return j === i + 1 && this.text.slice(this.token(i).end, this.token(j).start).includes("\n");
  }

  /** Is what stands right beside the number part of a larger one, or a letter? */
  private isPart(i: number, j: number): boolean {
    const { start } = this.token(i);
    const { end } = this.token(j);
    const before = this.text.slice(Math.max(0, start - 8), start);
    if (/[A-Za-z_#$¥￥]$/.test(before) && !/(?:tel|phone|mobile|id|no)$/i.test(before) && !this.inAddress) return true;
    return /[A-Za-z_]/.test(this.text[end] ?? "") || /\d[.,，]$/.test(before) || /^[.．]\d/.test(this.text.slice(end, end + 2));
  }

  /** No check digit: it stops where words name it, and is told where it stands as a number of a person does. */
  private identity15Of(i: number, j: number, { each, form }: Spelled): Pick<NumberFound, "kind" | "severity"> | undefined {
    const around = this.around(i, j);
    if (this.isPart(i, j) || isUnit.test(around.after)) return undefined;
    if (around.identity) return { kind: "identity15", severity: "stop" };
    if (this.inAddress || around.serial || around.card || each) return undefined;
    if (i < j && !FORMS_15.test(form)) return undefined;
    const { start } = this.token(i);
    const { end } = this.token(j);
    const edges = `${this.text[start - 1] ?? "\n"}${this.text[end] ?? "\n"}`;
    return around.beside || /^(?:\n\n|[（(][）)])$/.test(edges) ? { kind: "identity15", severity: "warn" } : undefined;
  }

  private cardOf(i: number, j: number, digits: string, { each, form }: Spelled): Pick<NumberFound, "kind" | "severity"> | undefined {
    if (i < j && !each && !FORMS_CARD.test(form) && !this.isBroken(i, j)) return undefined;
    const around = this.around(i, j);
    if (i < j && !each && !FORMS_CARD.test(form) && !around.card) return undefined;
    if (this.isPart(i, j) || around.serial || isUnit.test(around.after)) return undefined;
    if (!isCard(digits, around.card) || (each && !around.card)) return undefined;
    if (digits.length === 18 && isCreditCode(digits) && !digits.startsWith("62")) return undefined;
    // Fifteen digits, and addresses, hold too many other numbers.
    if (!around.card && !around.beside && (digits.length === 15 || (this.inAddress && !isIssuedCard(digits)))) return undefined;
    const sure = around.card || around.beside || (isIssuedCard(digits) && !this.inAddress);
    return { kind: "card", severity: sure ? "stop" : "warn" };
  }

  private mobileOf(i: number, j: number, digits: string, { each, form }: Spelled): Pick<NumberFound, "kind" | "severity"> | undefined {
    const around = this.around(i, j);
    const { start } = this.token(i);
    const { end } = this.token(j);
    if (this.isPart(i, j) || around.serial || isUnit.test(around.after)) return undefined;
    const mobile = { kind: "mobile", severity: "warn" } as const;
    if (around.phone) return each || i === j || FORMS_MOBILE.test(form) || this.isBroken(i, j) ? mobile : undefined;
    if (this.inAddress || each) return undefined;
    if (i === j) return mobile;
    if (!FORMS_MOBILE.test(form)) return undefined;
    const gaps = this.tokens.slice(i, j).map((t, k) => this.text.slice(t.end, this.token(i + k + 1).start));
    if (digits.length === 13 || around.beside || gaps.every((g) => /^[-‐-―−－]$/.test(g))) return mobile;
    const { cell, before } = around;
    if (cell && this.text.slice(cell.start, start).trim() === "" && this.text.slice(end, cell.end).trim() === "") return mobile;
    // Figures of a row look alike: then only with a word about phones, and with no other figure beside.
    if (/\d\s{0,2}$/.test(before) || /^\s{0,2}\d/.test(around.after)) return undefined;
    return saysPhone.test(this.text.slice(Math.max(0, start - 200), start)) || /(?:^|\n)$/.test(before) ? mobile : undefined;
  }
}

/** 外国人永久居留证 of three letters and twelve digits. */
const foreigners = (text: string): NumberFound[] =>
  [...text.matchAll(/(?<![A-Za-z\d])[A-Z]{3}\d{12}(?![A-Za-z\d])/g)]
    .filter((m) => isForeigner15(m[0]))
    .map((m) => ({ kind: "foreigner", severity: "stop", start: m.index, end: m.index + 15, digits: m[0] }));

interface Spelled {
  /** One sign to a group. */
  readonly each: boolean;
  /** Sizes of the groups: `6-8-4`. */
  readonly form: string;
}

/** Digits one by one, of a form with two numbers side by side. */
const MOST_SINGLE = 60;
/** Numbers of things longer than that are keys of programs. */
const MOST_WITHIN = 40;
/** From the year of the 条例 on what offices number by day may look like a day of birth. */
const FIRST_YEAR_OF_SERIALS = 2008;
const FORMS_18 =
  /^(?:6-8-4|6-8-3-1|6-4-4-4|6-4-4-3-1|6-4-2-2-4|6-4-2-2-3-1|2-2-2-4-2-2-4|2-2-2-8-4|2-2-2-4-4-4|6-2-2-2-2-4|3-3-8-4|3-3-4-4-4|3-3-4-2-2-4|3-3-3-3-3-3|6-6-6|6-6-5-1|4-4-4-4-2|4-4-4-4-1-1|4-4-4-6|2-2-2-2-2-2-2-2-2|(?:1-){17}1)$/;
const FORMS_15 = /^(?:(?:1-){14}1|6-6-3|6-9|6-2-2-2-3|12-3|3-3-6-3|3-3-3-3-3|4-4-4-3|5-5-5)$/;
const FORMS_CARD = /^(?:(?:1-){14,18}1|(?:4-){3,4}[1-4]|6-\d{1,2}|6-4-4-[1-5]|4-6-5|8-8)$/;
const FORMS_MOBILE = /^(?:(?:86|2)-)?(?:3-4-4|3-8|3-3-5|4-3-4|7-4|11|3-2-3-3|4-4-3|(?:1-){10}1)$/;

const RANK: readonly PrivateKind[] = ["identity", "card", "identity15", "identityLike", "mobile"];

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

/** Every such number of a text; in an address only what is sure without the words of a sentence. */
export function findNumbers(text: string, own: ReadonlySet<string>, inAddress = false): NumberFound[] {
  return new NumberSearch(text, own, inAddress).all();
}
