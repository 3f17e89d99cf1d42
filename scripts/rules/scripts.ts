/** Scripts other than Han that notices are written in: who reads them from right to left, and which language a text of them is. */

/** Letters of scripts that run from right to left. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]|\ud802[\udc00-\udfff]|\ud83a[\udc00-\udfff]/;

/** Scripts of the country's other written languages, and the language that a text of them is in. */
const LANGUAGES: readonly (readonly [tag: string, letters: RegExp])[] = [
  ["ug", /\p{Script=Arabic}/gu],
  ["bo", /\p{Script=Tibetan}/gu],
  ["mn", /\p{Script=Mongolian}/gu],
  ["ii", /\p{Script=Yi}/gu],
];
const ANY = /[\u0590-\u08ff\u0f00-\u0fff\u1800-\u18af\ua000-\ua4cf\ufb1d-\ufdff\ufe70-\ufefc\ud802\ud83a]/;

/** `dir` and `lang` of an element with this text; none for what is written in Han and Latin letters. */
export function scriptAttributes(text: string): [name: string, value: string][] {
  if (!ANY.test(text)) return [];
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const lang = LANGUAGES.find(([, own]) => (text.match(own)?.length ?? 0) * 2 > letters)?.[0];
  return [
    ...(RIGHT_TO_LEFT.test(text) ? ([["dir", "auto"]] as [string, string][]) : []),
    ...(lang === undefined ? [] : ([["lang", lang]] as [string, string][])),
  ];
}
