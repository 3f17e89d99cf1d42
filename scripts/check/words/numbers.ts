/** Numbers in Chinese text: what is written, its value, its unit, and what sort of number it is. Pure; runs in the browser too. */

/**
 * `count` a number of things or an amount; `percent` (96.9%, 百分之九十, 九成; value in hundredths); `points` 个百分点; `fraction`
 * (四分之三; value 0.75); `ratio` (3∶2; `value` : `to`); `ordinal` (第20条, 12号); `date` a day, month or year as part of the calendar;
 * `time` of day; `marker` of a list (1. （一） 二、); `code` (telephone, document number, address of a page).
 */
export type NumeralKind = "count" | "percent" | "points" | "fraction" | "ratio" | "ordinal" | "date" | "time" | "marker" | "code";

/** 约、左右 → `about`; 余、多、超过、以上 → `over`; 近、不足、以内 → `under`. */
export type Approximation = "about" | "over" | "under";

/** Parts of a date that are written; a part that is left out is undefined. */
export interface DateParts {
  readonly year?: number;
  readonly month?: number;
  readonly day?: number;
}

/** One number as it stands in a text. Positions are UTF-16 offsets into the text that was read. */
export interface Numeral {
  readonly kind: NumeralKind;
  readonly start: number;
  /** After the unit. */
  readonly end: number;
  /** As written, from `start` to `end`. */
  readonly text: string;
  /** 12万元 → 120000; of a range the lower end; NaN for codes. */
  readonly value: number;
  /** Upper end of a range, second number of a ratio. */
  readonly to?: number;
  /** Measure word without 万 and 亿: 万元 → 元. Empty when there is none. */
  readonly unit: string;
  /** Further units that are written beside it: 篇（条） → [条]. */
  readonly units: readonly string[];
  /** What one step in the last written digit is worth: 65 → 1, 1.2万 → 1000, 96.9% → 0.1. */
  readonly step: number;
  readonly approx?: Approximation;
  /** 一 before a measure word: may be “a” (一条关于…的公示) instead of 1. */
  readonly indefinite?: true;
  /** 大写: 壹万贰仟元整. */
  readonly capital?: true;
  readonly date?: DateParts;
}

const DIGIT: Readonly<Record<string, number>> = {
  〇: 0,
  "○": 0,
  零: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
  壹: 1,
  贰: 2,
  貳: 2,
  叁: 3,
  肆: 4,
  伍: 5,
  陆: 6,
  柒: 7,
  捌: 8,
  玖: 9,
};
const SCALE: Readonly<Record<string, number>> = { 十: 10, 拾: 10, 百: 100, 佰: 100, 千: 1000, 仟: 1000 };
const SECTION: Readonly<Record<string, number>> = { 万: 1e4, 亿: 1e8 };

/** 一百三十五 → 135, 二〇二五 → 2025, 一万两千 → 12000, 1,234 → 1234. NaN for what is no number. */
export function numeralValue(written: string): number {
  if (/^\d/.test(written)) return Number(written.replace(/[,，\s]/g, ""));
  if (/^[〇○零一二两三四五六七八九]{2,}$/.test(written)) return Number([...written].map((c) => DIGIT[c]).join(""));
  let [total, section, digit] = [0, 0, -1];
  for (const c of written) {
    const d = DIGIT[c];
    const scale = SCALE[c];
    const power = SECTION[c];
    if (d !== undefined) digit = d;
    else if (scale !== undefined) {
      section += (digit < 0 ? 1 : digit) * scale;
      digit = -1;
    } else if (power !== undefined) {
      // 一万亿: what stands before 亿 counts whole.
      const whole = section + Math.max(digit, 0);
      total = power > total && total > 0 ? (total + whole) * power : total + (whole === 0 ? 1 : whole) * power;
      [section, digit] = [0, -1];
    } else return Number.NaN;
  }
  return total + section + Math.max(digit, 0);
}

/** Full-width digits, letters and signs as the plain ones; every character keeps its place. */
export const foldWidth = (text: string): string => (WIDE.test(text) ? text.replace(WIDES, narrowed) : text);
/** The Chinese punctuation ，！？；：（） stays: a full-width comma does not part thousands unless three digits follow. */
const WIDE = /[\u3000＂-＇＊＋－-９＜-＞＠-～]/;
const WIDES = new RegExp(WIDE, "g");
const narrowed = (c: string): string => (c === "\u3000" ? " " : String.fromCharCode(c.charCodeAt(0) - 0xfee0));

/** Measure words of counts and amounts, without 万 and 亿. */
const UNITS = [
  ..."条件篇份次期场起宗例项个处所名人户家块张本册部批只头亩元天日周年岁站类种门套台辆棵座间层轮步页字点届位吨米里斤度幅面股只",
  "人次",
  "件次",
  "篇次",
  "条次",
  "场次",
  "户次",
  "班次",
  "个工作日",
  "工作日",
  "个月",
  "个季度",
  "小时",
  "个小时",
  "分钟",
  "公顷",
  "平方米",
  "立方米",
  "平方公里",
  "公里",
  "公斤",
  "千克",
  "余人",
  "元整",
  "角",
  "分",
  "倍",
  "户",
  "口",
  "眼",
  "盏",
  "袋",
  "箱",
  "瓶",
  "株",
  "床",
  "支",
  "根",
  "扇",
  "组",
  "队",
  "路",
  "孔",
  "km",
  "kg",
  "m",
  "ml",
  "cm",
  "mm",
  "㎡",
  "m²",
  "平方",
  "厘米",
  "毫米",
  "毫升",
  "米²",
  "升",
  "克",
];
const anyOf = (words: readonly string[]): string =>
  [...new Set(words)]
    .sort((a, b) => b.length - a.length)
    .map((w) => w.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&"))
    .join("|");
const UNIT = anyOf(UNITS);

const CHINESE = "[〇○零一二两三四五六七八九十百千万亿]";
const NUMBER = "\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|\\d{1,3}(?:，\\d{3})+(?![\\d年月日])(?=\\s*(?:元|万|条|人|件))|\\d+(?:\\.\\d+)?";
const YEAR = "(?:19|20)\\d\\d|[一二][〇○零一二三四五六七八九]{3}";
const SMALL = "\\d{1,2}|[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九]";
const DASH = "[-—–~～至到]{1,2}";

/** One expression, tried where a digit or a numeral begins. */
const sticky = (source: string): RegExp => new RegExp(source, "y");
const CODE = [
  "(?:https?://|www\\.)[^\\s，。；、（）“”<>]+",
  "[A-Za-z0-9._-]+@[A-Za-z0-9.-]+",
  "[A-Za-z]+[-_]?\\d[A-Za-z0-9_-]*",
  "0\\d{2,3}[-—]\\d{7,8}(?:[-—转]\\d{1,5})?",
  "1[3-9]\\d{9}(?!\\d)",
  "\\d{9,}[\\dXx]*(?![\\d.]|\\s*(?:元|人|亩|立方米))",
  "\\d{1,8}[A-Z][\\dA-Z]+",
  "[〔[［(（](?:19|20)\\d\\d[〕\\]］)）]\\s*(?:第\\s*)?\\d+\\s*号",
].map(sticky);
const DATES = [
  sticky(`(${YEAR})\\s*年度?\\s*(?:(${SMALL})\\s*月份?\\s*(?:(${SMALL})\\s*[日号])?)?`),
  sticky("((?:19|20)\\d\\d)\\s*[-./]\\s*(\\d{1,2})(?:\\s*[-./]\\s*(\\d{1,2}))?(?![\\d.%]|\\s*年)"),
  sticky(`()(${SMALL})\\s*月份?\\s*(?:(${SMALL})\\s*[日号](?!文))?(?![球饼])`),
];
const RATIO = sticky("(\\d+(?:\\.\\d+)?)\\s*[:：∶]\\s*(\\d+(?:\\.\\d+)?)(?!\\s*[:：]?\\d)");
const TIME = sticky(
  "(?:[01]?\\d|2[0-4])\\s*[:：]\\s*[0-5]\\d(?:\\s*[:：]\\s*[0-5]\\d)?|(?:[01]?\\d|2[0-4]|[一二]?十[一二三四]?|[一二三四五六七八九])时(?![候间期节限效])(?:\\d{1,2}分)?",
);
const PARTS = sticky(`(百|千|十|[二三四五六七八九十]{1,2})分之(${NUMBER}|${CHINESE}+)(?:点([〇零一二三四五六七八九]+))?`);
const PERCENT = sticky(`(${NUMBER})\\s*(?:${DASH}\\s*(${NUMBER})\\s*)?(%|‰|个?百分点)`);
const TENTHS = sticky(`(\\d(?:\\.\\d)?|[一二两三四五六七八九])成([一二三四五六七八九半])?(?![立员为功效果绩年长人分品熟本就])`);
const CAPITAL = sticky(
  "人?民?币?([壹贰貳叁肆伍陆柒捌玖拾佰仟零万亿]+)(?:元|圆)(?:整|正)?((?:零?[壹贰貳叁肆伍陆柒捌玖]角)?(?:零?[壹贰貳叁肆伍陆柒捌玖]分)?)(?:整|正)?",
);
const PLAIN = sticky(
  `(${NUMBER})\\s*(?:${DASH}\\s*(${NUMBER})\\s*)?([余多几]?)([十百千]?[万亿]{0,2})([余多]?)\\s*(${UNIT})?(?:\\s*[（(/]\\s*((?:${UNIT})(?:[、/](?:${UNIT}))*)\\s*[）)]?)?\\s*(左右|上下|以上|以内|以下|之多)?`,
);
const IN_CHINESE = sticky(
  `(${CHINESE}+)(?:点([〇零一二三四五六七八九]+))?\\s*(?:[-—至到]\\s*(${CHINESE}+))?([余多几来]?)([万亿]?)\\s*(${UNIT})(?:\\s*[（(/]\\s*((?:${UNIT})(?:[、/](?:${UNIT}))*)\\s*[）)]?)?\\s*(左右|上下|以上|以内|以下|之多)?`,
);

/** 一 after these is no number: 统一, 逐一, 同一, 上一. */
const NOT_AFTER = /[统唯专同任逐之单合某这那上下另万划唯归不]$/;
/** Words that begin as a number with a measure word does. */
const NOT_NUMBER =
  /^(?:一次性|一条龙|一户一|一人一|一村一|一件事|一年一度|一页纸|一步到位|一面旗|一张网|一类[^别]|一门式|一站式|一点|千家万户|百家|一分为|一部分|三家分|十分|百分|万分|一度|三点一|一本[正账]|一路|四季|八角|一些)/;
const BEFORE_ABOUT = /(?<![预节合公签契条履婚邀])(?:约|大约|大概|大致|接近)\s*(?:为|有|占|达)?\s*$/;
const BEFORE_OVER = /(?:超过|超出|逾|突破|不少于|不低于|至少|多于|大于|高于|超|上)\s*$/;
const BEFORE_UNDER = /(?:不足|不到|将近|(?<![附最邻靠临新就])近|不超过|至多|最多|不多于|少于|低于)\s*$/;

const decimalsOf = (written: string): number => /\.(\d+)$/.exec(written)?.[1]?.length ?? 0;
const round = (n: number): number => Math.round(n * 1e8) / 1e8;

/** Every number of a text, in order, none inside another. Linear in the length of the text. */
export function readNumbers(text: string): readonly Numeral[] {
  const folded = foldWidth(text);
  const out: Numeral[] = [];
  const start = /[\dA-Za-z〇一二两三四五六七八九十百千第（(〔[壹贰貳叁肆伍陆柒捌玖拾]/g;
  for (let at = 0; at < folded.length; ) {
    start.lastIndex = at;
    const next = start.exec(folded);
    if (!next) break;
    const found = numeralAt(folded, next.index, out.at(-1));
    if (found) out.push({ ...found, text: text.slice(found.start, found.end) });
    // The rest of a word of letters, or of numerals that are no number, is not tried again.
    const rest = /[A-Za-z]+|[〇○零一二两三四五六七八九十百千]|\d+|./y;
    rest.lastIndex = next.index;
    at = found ? found.end : next.index + (rest.exec(folded)?.[0].length ?? 1);
  }
  return out;
}

type Found = Omit<Numeral, "text">;

function numeralAt(text: string, at: number, before: Numeral | undefined): Found | undefined {
  // 进一步 is no step that is counted.
  if (text[at] === "一" && text[at + 1] === "步" && text[at - 1] === "进") return undefined;
  return (
    codeAt(text, at) ??
    markerAt(text, at) ??
    ordinalAt(text, at) ??
    dateAt(text, at, before) ??
    clockAt(text, at) ??
    partAt(text, at) ??
    capitalAt(text, at) ??
    plainAt(text, at)
  );
}

const match = (expression: RegExp, text: string, at: number): RegExpExecArray | null => {
  expression.lastIndex = at;
  return expression.exec(text);
};
const bare = { unit: "", units: [], step: 1 } as const;
const lookBack = (text: string, at: number): string => text.slice(Math.max(0, at - 6), at);

function codeAt(text: string, at: number): Found | undefined {
  for (const expression of CODE) {
    const m = match(expression, text, at);
    if (m) return { kind: "code", start: at, end: at + m[0].length, value: Number.NaN, ...bare };
  }
  return undefined;
}

const MARKERS = [
  sticky("[（(]\\s*(\\d{1,2}|[一二三四五六七八九十]{1,3})\\s*[）)]"),
  sticky("(\\d{1,3}|[一二三四五六七八九十]{1,3})[.、)）](?!\\d)"),
];
function markerAt(text: string, at: number): Found | undefined {
  const bracket = match(MARKERS[0] as RegExp, text, at);
  if (bracket) return { kind: "marker", start: at, end: at + bracket[0].length, value: numeralValue(bracket[1] ?? ""), ...bare };
  if (!/(?:^|[\n。；;：:])[\s>#*_-]*$/.test(text.slice(Math.max(0, at - 12), at))) return undefined;
  if (at > 12 && !/[\n。；;：:]/.test(text.slice(at - 12, at))) return undefined;
  const m = match(MARKERS[1] as RegExp, text, at);
  return m ? { kind: "marker", start: at, end: at + m[0].length, value: numeralValue(m[1] ?? ""), ...bare } : undefined;
}

const ORDINAL = sticky(
  `第\\s*[（(]?\\s*(\\d+|${CHINESE}+)\\s*[）)]?(?:\\s*[、至到—-]\\s*(?:第\\s*)?[（(]?(?:\\d+|${CHINESE}+)[）)]?)*\\s*(季度|阶段|学期|款|项|目|章|节|${UNIT})?`,
);
const NUMBERED = sticky(`(\\d+)\\s*号(?![召称码])`);
function ordinalAt(text: string, at: number): Found | undefined {
  const m = match(ORDINAL, text, at) ?? match(NUMBERED, text, at);
  if (!m) return undefined;
  return { kind: "ordinal", start: at, end: at + m[0].length, value: numeralValue(m[1] ?? ""), ...bare, unit: m[2] ?? "" };
}

function dateAt(text: string, at: number, before: Numeral | undefined): Found | undefined {
  for (const expression of DATES) {
    const m = match(expression, text, at);
    if (!m) continue;
    const [year, month, day] = [m[1], m[2], m[3]].map((part) => (part === undefined || part === "" ? undefined : numeralValue(part)));
    // 1.2 is no date, and 12月 of a length of time is 12个月.
    const date = {
      ...(year === undefined ? {} : { year }),
      ...(month === undefined ? {} : { month }),
      ...(day === undefined ? {} : { day }),
    };
    return { kind: "date", start: at, end: at + m[0].trimEnd().length, value: year ?? month ?? day ?? Number.NaN, ...bare, date };
  }
  // 3月1日至5日: the second day has no month of its own.
  const day = match(DAY, text, at);
  if (day && before?.kind === "date" && /^\s*(?:至|到|—|-|~|～|、|和)+\s*$/.test(text.slice(before.end, at))) {
    const value = numeralValue(day[1] ?? "");
    return { kind: "date", start: at, end: at + day[0].length, value, ...bare, date: { day: value } };
  }
  // 2025—2027年
  const years = match(YEARS, text, at);
  return years
    ? {
        kind: "date",
        start: at,
        end: at + years[0].length,
        value: Number(years[1]),
        to: Number(years[2]),
        ...bare,
        date: { year: Number(years[1]) },
      }
    : undefined;
}
const DAY = sticky(`(${SMALL})\\s*[日号]`);
const YEARS = sticky("((?:19|20)\\d\\d)\\s*[-—~～至到]{1,2}\\s*((?:19|20)\\d\\d)\\s*(?:年|学年)");

function clockAt(text: string, at: number): Found | undefined {
  const ratio = match(RATIO, text, at);
  const said = /(?:比例?|配比)[为是约]?\s*$/.test(lookBack(text, at));
  if (ratio && (said || ratio[0].includes("∶") || !match(TIME, text, at)) && /\d$/.test(ratio[0])) {
    const [left, right] = [Number(ratio[1]), Number(ratio[2])];
    // 1：加强… is no ratio; 共：3 neither.
    if (said || ratio[0].includes("∶") || /[:：]\s*\d{1,2}$/.test(ratio[0]))
      return { kind: "ratio", start: at, end: at + ratio[0].length, value: left, to: right, ...bare };
  }
  const time = match(TIME, text, at);
  return time ? { kind: "time", start: at, end: at + time[0].length, value: Number.parseInt(time[0], 10), ...bare } : undefined;
}

/** 百分之三十二点三, 四分之三, 96.9%, 三成五. */
function partAt(text: string, at: number): Found | undefined {
  const said = match(PARTS, text, at);
  if (said) {
    const [, of = "", number = "", decimals = ""] = said;
    const value = numeralValue(number) + (decimals === "" ? 0 : Number(`0.${[...decimals].map((c) => DIGIT[c]).join("")}`));
    const whole = numeralValue(of);
    const step = decimals === "" ? 10 ** -decimalsOf(number) : 10 ** -decimals.length;
    const end = at + said[0].length;
    if (of !== "百" && of !== "千")
      return { kind: "fraction", start: at, end, value: value / whole, ...bare, step: 1 / whole, ...about(text, at, "", "") };
    return {
      kind: "percent",
      start: at,
      end,
      value: round((value * 100) / whole),
      ...bare,
      unit: "%",
      step: (step * 100) / whole,
      ...about(text, at, "", ""),
    };
  }
  const percent = match(PERCENT, text, at);
  if (percent) {
    const [all, number = "", to, sign = ""] = percent;
    const scale = sign === "‰" ? 0.1 : 1;
    const points = sign.endsWith("百分点");
    return {
      kind: points ? "points" : "percent",
      start: at,
      end: at + all.length,
      value: round(signed(text, at) * numeralValue(number) * scale),
      ...(to === undefined ? {} : { to: round(numeralValue(to) * scale) }),
      ...bare,
      unit: points ? "个百分点" : "%",
      step: 10 ** -decimalsOf(number) * scale,
      ...about(text, at, "", ""),
    };
  }
  const tenths = match(TENTHS, text, at);
  if (!tenths) return undefined;
  const [all, number = "", more] = tenths;
  const value = numeralValue(number) * 10 + (more === undefined ? 0 : more === "半" ? 5 : numeralValue(more));
  return {
    kind: "percent",
    start: at,
    end: at + all.length,
    value,
    ...bare,
    unit: "%",
    step: more === undefined ? 10 : 1,
    ...about(text, at, "", ""),
  };
}

/** “-3%”: a sign of its own, not the dash of a range or a list. */
const signed = (text: string, at: number): number => (/(?:^|[^\d\p{L}])[-−]$/u.test(lookBack(text, at)) && at > 1 ? -1 : 1);

function about(text: string, at: number, inside: string, after: string): { readonly approx?: Approximation } {
  const before = lookBack(text, at);
  if (inside !== "" || after === "以上" || after === "之多" || BEFORE_OVER.test(before)) return { approx: "over" };
  if (after === "左右" || after === "上下" || BEFORE_ABOUT.test(before)) return { approx: "about" };
  if (after !== "" || BEFORE_UNDER.test(before)) return { approx: "under" };
  return {};
}

function capitalAt(text: string, at: number): Found | undefined {
  const m = match(CAPITAL, text, at);
  if (!m || !/[壹贰貳叁肆伍陆柒捌玖拾]/.test(m[1] ?? "")) return undefined;
  const small = [...(m[2] ?? "")];
  const part = (name: string): number => DIGIT[small[small.indexOf(name) - 1] ?? ""] ?? 0;
  const value = numeralValue(m[1] ?? "") + (small.includes("角") ? part("角") / 10 : 0) + (small.includes("分") ? part("分") / 100 : 0);
  return { kind: "count", start: at, end: at + m[0].length, value: round(value), ...bare, unit: "元", step: 0.01, capital: true };
}

const unitsOf = (more: string | undefined): string[] => (more === undefined || more === "" ? [] : more.split(/[、/]/));

function plainAt(text: string, at: number): Found | undefined {
  const m = match(PLAIN, text, at);
  if (m) {
    const [all, number = "", to, some = "", scale = "", more = "", unit = "", others, after = ""] = m;
    const power = scale === "" ? 1 : [...scale].reduce((n, c) => n * (SCALE[c] ?? SECTION[c] ?? 1), 1);
    const value = round(numeralValue(number) * power);
    return {
      kind: "count",
      start: at,
      end: at + all.trimEnd().length,
      value: signed(text, at) * value,
      ...(to === undefined ? {} : { to: round(numeralValue(to) * power) }),
      unit: unit === "元整" ? "元" : unit,
      units: unitsOf(others),
      step: round(10 ** -decimalsOf(number) * power),
      ...about(text, at, some + more, after),
    };
  }
  return chineseAt(text, at);
}

function chineseAt(text: string, at: number): Found | undefined {
  const m = match(IN_CHINESE, text, at);
  if (!m || NOT_NUMBER.test(text.slice(at, at + 5))) return undefined;
  const [all, number = "", decimals, to, some = "", scale = "", unit = "", others, after = ""] = m;
  const before = lookBack(text, at);
  if (/^一$/.test(number) && NOT_AFTER.test(before)) return undefined;
  const power = SECTION[scale] ?? 1;
  const approx = about(text, at, some, after);
  // 百、千、万 alone count only where they are about something: 近百条, 千余人.
  if (/^[百千万亿]/.test(number) && approx.approx === undefined) return undefined;
  const value = numeralValue(number) + (decimals === undefined ? 0 : Number(`0.${[...decimals].map((c) => DIGIT[c]).join("")}`));
  return {
    kind: "count",
    start: at,
    end: at + all.trimEnd().length,
    value: round(value * power),
    ...(to === undefined ? {} : { to: round(numeralValue(to) * power) }),
    unit,
    units: unitsOf(others),
    step: decimals === undefined ? power : power * 10 ** -decimals.length,
    ...approx,
    ...(number === "一" ? { indefinite: true as const } : {}),
  };
}
