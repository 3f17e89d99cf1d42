/** Characters that have no place in a public text: controls, zero-width marks, direction overrides. */

/** First and last code unit of each run. */
const RUNS: readonly (readonly [number, number])[] = [
  [0x00, 0x08],
  [0x0b, 0x0c],
  [0x0e, 0x1f],
  [0x7f, 0x9f],
  // Soft hyphen, joiners and fillers that show nothing.
  [0xad, 0xad],
  [0x034f, 0x034f],
  [0x061c, 0x061c],
  [0x115f, 0x1160],
  [0x17b4, 0x17b5],
  [0x180e, 0x180e],
  [0x200b, 0x200f],
  [0x2028, 0x202e],
  [0x2060, 0x206f],
  [0x3164, 0x3164],
  [0xfeff, 0xfeff],
  [0xffa0, 0xffa0],
  [0xfff9, 0xfffd],
  [0xfffe, 0xffff],
];

const unit = (n: number): string => `\\u${n.toString(16).padStart(4, "0")}`;
// Tags (U+E0000–E007F) as the pairs they are: a pattern without the u flag is twice as fast, and every body passes here.
const FORBIDDEN = new RegExp(`[${RUNS.map(([a, b]) => `${unit(a)}-${unit(b)}`).join("")}]|\\udb40[\\udc00-\\udc7f]`);

/** Signs that show nothing and have their place between letters of some scripts: the Mongolian vowel separator, joiners. */
const JOINERS = /[\u180e\u200c\u200d]/;
const JOINED =
  /^(?:\p{Script=Arabic}|\p{Script=Syriac}|\p{Script=Mongolian}|\p{Script=Tibetan}|\p{Script=Devanagari}|\p{Script=Tai_Le}|\p{Script=New_Tai_Lue}|\p{Script=Myanmar}|\p{M})$/u;

/** Has a joiner at this place a letter before and behind it that it belongs to? */
const isPlaced = (text: string, at: number): boolean =>
  JOINERS.test(text[at] ?? "") && JOINED.test(text[at - 1] ?? "") && JOINED.test(text[at + 1] ?? "");

const EACH_FORBIDDEN = new RegExp(FORBIDDEN.source, "g");

/** Where the first character stands that has no place in a public text: offset, or -1. */
export function forbiddenAt(text: string): number {
  if (!FORBIDDEN.test(text)) return -1;
  for (const { index } of text.matchAll(EACH_FORBIDDEN)) if (!isPlaced(text, index)) return index;
  return -1;
}

const code = (character: string): string => `U+${character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, "0")}`;

/** The first such character as `U+200B`, or undefined. */
export function forbiddenCharacter(text: string): string | undefined {
  const at = forbiddenAt(text);
  // Half a pair cannot be in a file, only in a header's escape ("\\ud800").
  const found = at < 0 ? /\p{Surrogate}/u.exec(text)?.[0] : String.fromCodePoint(text.codePointAt(at) ?? 0);
  return found === undefined ? undefined : code(found);
}

const ALL_FORBIDDEN = new RegExp(`${FORBIDDEN.source}|(?<![\\ud800-\\udbff])[\\udc00-\\udfff]|[\\ud800-\\udbff](?![\\udc00-\\udfff])`, "g");

/** The text without them. */
export const withoutForbidden = (text: string): string => text.replace(ALL_FORBIDDEN, (c, at: number) => (isPlaced(text, at) ? c : ""));

/**
 * Characters that had places of their own in the private area of fonts by GBK and GB 18030-2000, in the order of U+E815–E864 (GBK FE50–FEA0);
 * GB 18030-2005 and -2022 give their places in Unicode.
 */
const GBK_PRIVATE = [
  ..."⺁𠂇𠂉𠃌⺄㑳㑇⺈⺋龴㖞㘚㘎⺌⺗㥮㤘龵㧏㧟㩳㧐龶龷㭎㱮㳠⺧𡗗龸⺪䁖䅟⺮䌷⺳⺶⺷𢦏䎱䎬⺻䏝䓖䙡䙌龹䜣䜩䝼䞍⻊䥇䥺䥽䦂䦃䦅䦆䦟䦛䦷䦶龺𤇾䲣䲟䲠䲡䱷䲢䴓䴔䴕䴖䴗䴘䴙䶮龻",
];
/** The others of that standard: presentation forms, ḿ, ǹ, marks of description. */
const OTHERS: ReadonlyMap<number, string> = new Map([
  ...[..."\ufe10\ufe12\ufe11\ufe13\ufe14\ufe15\ufe16\ufe17\ufe18\ufe19"].map((c, i) => [0xe78d + i, c] as const),
  [0xe7c7, "\u1e3f"],
  [0xe7c8, "\u01f9"],
  ...[..."\u303e\u2ff0\u2ff1\u2ff2\u2ff3\u2ff4\u2ff5\u2ff6\u2ff7\u2ff8\u2ff9\u2ffa\u2ffb"].map((c, i) => [0xe7e7 + i, c] as const),
]);
const PRIVATE = /[\ue000-\uf8ff]|[\u{f0000}-\u{10ffff}]/u;

/** A character of the private area: each font has its own there, most show a box. */
export interface PrivateUse {
  readonly at: number;
  /** `U+E863`. */
  readonly code: string;
  /** What it most likely is, where a standard says so. */
  readonly meant: string | undefined;
}

/** The first character of the private area in a text. */
export function privateUseIn(text: string): PrivateUse | undefined {
  const m = PRIVATE.exec(text);
  const point = m?.[0].codePointAt(0);
  if (!m || point === undefined) return undefined;
  return { at: m.index, code: code(m[0]), meant: GBK_PRIVATE[point - 0xe815] ?? OTHERS.get(point) };
}
