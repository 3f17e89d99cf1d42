/** Numbers as they may be shown: masked by us, and masked already, whether they hide enough. */
import type { PrivateKind } from "./kinds.ts";

/** A number that is masked already: how long, which places can be read, and which digits stand there. */
export interface Masked {
  readonly start: number;
  /** `110***********002X`, a star for each hidden sign. */
  readonly shape: string;
}

const stars = (n: number): string => "*".repeat(Math.max(0, n));

/** What may be shown of a number: no ten digits in a row, and not enough to find the person. */
export function maskNumber(kind: PrivateKind, digits: string): string {
  const { length } = digits;
  switch (kind) {
    case "card":
    case "account":
      return `${stars(length - 4)}${digits.slice(-4)}`;
    case "mobile":
      return `${digits.slice(-11, -8)}****${digits.slice(-4)}`;
    case "passport":
    case "permit":
      return `${digits.slice(0, 1)}${stars(length - 4)}${digits.slice(-3)}`;
    case "insurance":
    case "officer":
      return `${stars(length - 4)}${digits.slice(-4)}`;
    case "plate":
      return `${digits.slice(0, 2)}${/^..[·•・.\s-]/.test(digits) ? "·" : ""}***${digits.slice(-2)}`;
    case "login":
      return `${/^.*?(?:[:：|=\t]|为|是)/.exec(digits)?.[0] ?? ""}***`;
    case "chat":
      return `${/^.*?(?:[:：|\t]|为|是|\s)/.exec(digits)?.[0] ?? ""}***`;
    default:
      return `${digits.slice(0, 3)}${stars(length - 3)}`;
  }
}

const STARS = /(?<![\dA-Za-z*＊×●○■])(?=[\d]*[*＊×●○■xX]{2}|[*＊×●○■]+\d)[\d*＊×●○■xX]{11,19}(?![\dA-Za-z*＊×●○■])/g;
/** What a masked number must hide at least, by its length: 身份证 18 and 15, 手机 11, cards. */
const leastHidden = (length: number): number => (length === 11 ? 4 : length === 15 ? 6 : 8);

/** Masked numbers of identities, and those of any kind that hide too little. */
export function findMasks(text: string): { readonly masks: Masked[]; readonly weak: { start: number; end: number; shown: string }[] } {
  const masks: Masked[] = [];
  const weak: { start: number; end: number; shown: string }[] = [];
  if (!/[*＊×●○■]{2}|\d[xX]{2}/.test(text)) return { masks, weak };
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
      weak.push({ start: m.index, end: m.index + written.length, shown: places(shape) });
    } else if (identity) masks.push({ start: m.index, shape });
  }
  return { masks, weak };
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
