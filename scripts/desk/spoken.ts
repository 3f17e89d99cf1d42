/** Written Chinese → as an announcer reads it: numbers, dates, telephone numbers and signs as words, and lines of one breath. */

import { SURNAMES } from "../privacy/words.ts";

const DIGITS = "零一二三四五六七八九";
const UNITS = ["", "十", "百", "千"] as const;
const SECTIONS = ["", "万", "亿", "万亿"] as const;

/** Four digits: 1050 → 一千零五十. */
function section(n: number): string {
  let out = "";
  let gap = false;
  for (let place = 3; place >= 0; place--) {
    const digit = Math.floor(n / 10 ** place) % 10;
    if (digit === 0) {
      gap = out !== "";
      continue;
    }
    // 两千, but 二百 and 二十.
    out += `${gap ? "零" : ""}${place === 3 && digit === 2 ? "两" : DIGITS[digit]}${UNITS[place]}`;
    gap = false;
  }
  return out;
}

/** A whole number below 10^16, digits only: 12000 → 一万两千, 10 → 十. */
export function spokenInteger(digits: string): string {
  const plain = digits.replace(/^0+(?=\d)/, "");
  if (plain === "0") return "零";
  if (plain.length > 16) return spokenDigits(plain);
  let out = "";
  let gap = false;
  for (let i = Math.ceil(plain.length / 4) - 1; i >= 0; i--) {
    const part = Number(plain.slice(Math.max(0, plain.length - 4 * (i + 1)), plain.length - 4 * i));
    if (part === 0) {
      gap = out !== "";
      continue;
    }
    if (out !== "" && (gap || part < 1000)) out += "零";
    // 万亿 already said what 亿 would say: 一万亿零五十亿 is not spoken, 一万零五十亿 is.
    const name = i === 3 && Number(plain.slice(-12, -8)) !== 0 ? "万" : SECTIONS[i];
    out += `${part === 2 && i > 0 ? "两" : section(part)}${name}`;
    gap = false;
  }
  // 一十五 is 十五 at the head of a number.
  return out.replace(/^一十/, "十");
}

/** Digit by digit: 755200 → 七五五二零零. */
export const spokenDigits = (digits: string): string => [...digits].map((d) => DIGITS[Number(d)] ?? d).join("");

/** A number as written, with thousands, a sign or decimals: -1,234.50 → 负一千二百三十四点五. */
export function spokenNumber(written: string): string {
  const sign = /^[-−－]/.test(written) ? "负" : "";
  const [whole = "0", rest = ""] = written
    .replace(/^[-−－+]/, "")
    .replaceAll(",", "")
    .split(".");
  const decimals = rest.replace(/0+$/, "");
  return `${sign}${spokenInteger(whole)}${decimals === "" ? "" : `点${spokenDigits(decimals)}`}`;
}

/** A year, digit by digit with 〇 as documents print it: 2025 → 二〇二五. */
const spokenYear = (year: string): string => spokenDigits(year).replaceAll("零", "〇");

/** In telephone numbers 1 is read 幺, which the ear cannot take for 七. */
const spokenCall = (digits: string): string => spokenDigits(digits).replaceAll("一", "幺");

/** Groups that a listener can write down: 4719171 → 四七幺九，幺七幺. */
function callGroups(digits: string): string {
  const cuts = digits.length === 11 ? [3, 7] : digits.length === 10 ? [3, 6] : digits.length > 6 ? [4] : [];
  return [0, ...cuts].map((from, i) => spokenCall(digits.slice(from, cuts[i] ?? digits.length))).join("，");
}

/** A telephone number with its area code and extension: 0955-4719171 → 零九五五，四七幺九，幺七幺. */
export function spokenPhone(written: string): string {
  const [, area, number = "", extension] = /^(?:\(?(0\d{2,3}|[48]00(?=-))\)?[-— ]?)?(\d{3,11})(?:(?:转|-)(\d{1,5}))?$/.exec(written) ?? [];
  if (number === "") return spokenCall(written.replace(/\D/g, ""));
  const parts = [
    ...(area === undefined ? [] : [spokenCall(area)]),
    ...(area !== undefined && !area.startsWith("0") ? [number.slice(0, 3), number.slice(3)].map(spokenCall) : [callGroups(number)]),
  ];
  return `${parts.join("，")}${extension === undefined ? "" : `，转${spokenCall(extension)}`}`;
}

/** Signs of measure and how they are called. */
const MEASURES: Readonly<Record<string, string>> = {
  km: "公里",
  KM: "公里",
  m: "米",
  cm: "厘米",
  mm: "毫米",
  kg: "公斤",
  KG: "公斤",
  g: "克",
  mg: "毫克",
  t: "吨",
  L: "升",
  ml: "毫升",
  mL: "毫升",
  h: "小时",
  min: "分钟",
  s: "秒",
  kW: "千瓦",
  KW: "千瓦",
  kw: "千瓦",
  MW: "兆瓦",
  W: "瓦",
  kWh: "度",
  kV: "千伏",
  KV: "千伏",
  V: "伏",
  kVA: "千伏安",
  KVA: "千伏安",
  MB: "兆",
  GB: "吉",
  M: "兆",
  ha: "公顷",
  hm2: "公顷",
  "hm²": "公顷",
  km2: "平方公里",
  "km²": "平方公里",
  m2: "平方米",
  "m²": "平方米",
  m3: "立方米",
  "m³": "立方米",
  "㎡": "平方米",
  "㎥": "立方米",
  "㎞": "公里",
  "㎏": "公斤",
  "㎝": "厘米",
  "㎜": "毫米",
  "℃": "摄氏度",
  "°C": "摄氏度",
  "°": "度",
};
const MEASURE = Object.keys(MEASURES)
  .sort((a, b) => b.length - a.length)
  .join("|");

/** Words that count things: before them 2 is 两. */
const COUNTED =
  "个|人|户|家|次|件|项(?!目)|天|年|名|位|条|块|只|头|辆|台|套|座|所|处|袋|吨|亩|公里|米|元|里|斤|公斤|份|张|本|类|种|批|期(?!工程)|场|间|层|棵|株|口|眼|匹|群|支|根|桶|箱|瓶|盏|篇|轮|遍|趟|车|周|小时|分钟|秒|平方米|立方米|平方公里|公顷|万|千|亿|步|样|边|侧|季|幅|宗|组(?=人)|点(?![\\d一二三四五六七八九])|时|方面|部分|国";
const BEFORE_COUNTED = new RegExp(`^(?:${COUNTED})`);

/** 2人 → 两人, 2组 → 二组. */
const withMeasure = (written: string, after: string): string =>
  written === "2" && BEFORE_COUNTED.test(after) && !/^(?:年级|年[第初底末]|条第)/.test(after) ? "两" : spokenNumber(written);

const clock = (hour: string, minute: string): string => {
  const m = Number(minute);
  return `${Number(hour) === 2 ? "两" : spokenInteger(hour)}点${m === 0 ? "" : `${m < 10 ? "零" : ""}${spokenInteger(String(m))}分`}`;
};

const month = (m: string): string => spokenInteger(String(Number(m)));

const NUMBER = String.raw`\d{1,3}(?:,\d{3}){1,9}(?:\.\d{1,40})?|\d{1,400}(?:\.\d{1,40})?`;
const TO = String.raw`\s{0,9}(?:—{1,2}|–|－|-|~{1,2}|～{1,2}|〜|至|到)\s{0,9}`;

type Rule = readonly [pattern: string, say: (groups: readonly string[], after: string, before: string, whole: string) => string];

/** Surnames of one character, the most common, and of two. */
const SURNAME = `欧阳|司马|上官|诸葛|[${SURNAMES.slice(0, 150)}]`;
/** What is measured, not named: 长*宽. */
const MEASURED = "长宽高厚深径";

/** In the order in which they are tried at a place. A rule's groups come without the whole match. */
const RULES: readonly Rule[] = [
  [String.raw`(?<=[${MEASURED}])\s{0,9}[×xX*＊]\s{0,9}(?=[${MEASURED}])`, () => "乘"],
  // 隐去的字: 王*明 is 王某明, 138****1234 has four digits that are not read.
  [String.raw`(?<=${SURNAME})([*＊×●]{1,2})(?![*＊×●\d])(?=[\u4e00-\u9fff，、。；：）)\s]|$)`, ([s = ""]) => "某".repeat(s.length)],
  [String.raw`(?<=[\u4e00-\u9fff])(?<![${MEASURED}])([*＊])(?=[\u4e00-\u9fff])`, () => "某"],
  [
    String.raw`(\d{0,12})([*＊×●]{2,16}|[xX]{3,16})(\d{1,12})(?!\d|年)`,
    ([a = "", s = "", b = ""]) => `${spokenCall(a)}${a === "" ? "" : "，"}隐去${spokenInteger(String(s.length))}位，${spokenCall(b)}`,
  ],
  [String.raw`(\d{2,12})([*＊●]{2,16})(?![\d*＊●])`, ([a = "", s = ""]) => `${spokenCall(a)}，隐去${spokenInteger(String(s.length))}位`],
  ["[①-⑳]", (_, __, ___, all) => spokenInteger(String(all.charCodeAt(0) - 0x245f))],
  ["[Ⅰ-Ⅻ]", (_, __, ___, all) => spokenInteger(String(all.charCodeAt(0) - 0x215f))],
  [
    String.raw`https?:\/\/[\w.:\/?#&=%+~-]{1,2000}|www\.[\w.\/-]+`,
    (_, __, before) => (/[见看]$/.test(before) ? "公开栏上的网址" : "网址见公开栏"),
  ],
  [String.raw`(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,6}`, () => "邮箱见公开栏"],
  // 文号: the year in brackets, digit by digit.
  [
    String.raw`[〔\[［﹝（(]\s{0,9}(20\d\d|19\d\d)\s{0,9}[〕\]］﹞）)]\s{0,9}第?(\d{1,5})(?=号)`,
    ([y = "", n = ""]) => `${spokenDigits(y)}年${spokenInteger(n)}`,
  ],
  // 日期
  [
    String.raw`(20\d\d|19\d\d)\s{0,9}年\s{0,9}(0?[1-9]|1[0-2])\s{0,9}月\s{0,9}(0?[1-9]|[12]\d|3[01])\s{0,9}日`,
    ([y = "", m = "", d = ""]) => `${spokenYear(y)}年${month(m)}月${month(d)}日`,
  ],
  [
    String.raw`(20\d\d|19\d\d)(?<sign>[-/.])(0?[1-9]|1[0-2])\k<sign>(0?[1-9]|[12]\d|3[01])(?![\d.])`,
    ([y = "", , m = "", d = ""]) => `${spokenYear(y)}年${month(m)}月${month(d)}日`,
  ],
  [
    String.raw`(20\d\d|19\d\d)\s{0,9}年?${TO}(20\d\d|19\d\d)(?=\s{0,9}(?:年|学年|财年))`,
    ([a = "", b = ""]) => `${spokenYear(a)}至${spokenYear(b)}`,
  ],
  [String.raw`(20\d\d|19\d\d)(?=\s{0,9}(?:年|学年|财年))`, ([y = ""]) => spokenYear(y)],
  [String.raw`'?(\d\d)(?=年代)`, ([y = ""]) => spokenInteger(y)],
  // 电话: with an area code, a mobile, 400, or after a word that announces one.
  [
    String.raw`(\(?0\d{2,3}\)?[-— ]?\d{7,8}(?:(?:转|-)\d{1,5})?|1[3-9]\d{9}|[48]00-\d{3,4}-\d{3,4})(?![\d.])`,
    ([p = ""]) => spokenPhone(p.replace(/^([48]00)-(\d{3,4})-(\d{3,4})$/, "$1-$2$3")),
  ],
  [
    String.raw`(?<=(?:电话|热线|拨打|致电|号码|传真|值班室|短信|报警)[^\d。；，]{0,6})(\d{3,8})(?![\d.%％年月日元亩])`,
    ([p = ""]) => callGroups(p),
  ],
  [
    String.raw`(?<=(?:拨打|热线|报警|致电)[^。；]{0,24})(1[12]\d|1[12]\d{3}|9[56]\d{3,4})(?![\d.%％年月日元亩人户])`,
    ([p = ""]) => callGroups(p),
  ],
  // 时刻
  [
    String.raw`([01]?\d|2[0-4])[:：]([0-5]\d)(?:[:：][0-5]\d)?${TO}([01]?\d|2[0-4])[:：]([0-5]\d)(?:[:：][0-5]\d)?(?!\d)`,
    ([h = "", m = "", i = "", n = ""]) => `${clock(h, m)}至${clock(i, n)}`,
  ],
  [String.raw`([01]?\d|2[0-4])[:：]([0-5]\d)(?:[:：][0-5]\d)?(?!\d)`, ([h = "", m = ""]) => clock(h, m)],
  [String.raw`(${NUMBER})\s{0,9}[:：]\s{0,9}(${NUMBER})`, ([a = "", b = ""]) => `${spokenNumber(a)}比${spokenNumber(b)}`],
  // 百分数
  [
    String.raw`(${NUMBER})\s{0,9}[%％]?${TO}(${NUMBER})\s{0,9}[%％]`,
    ([a = "", b = ""]) => `百分之${spokenNumber(a)}至百分之${spokenNumber(b)}`,
  ],
  [String.raw`([-−－]?)(${NUMBER})\s{0,9}[%％]`, ([s = "", n = ""]) => `${s === "" ? "" : "负"}百分之${spokenNumber(n)}`],
  [String.raw`(${NUMBER})\s{0,9}‰`, ([n = ""]) => `千分之${spokenNumber(n)}`],
  // 钱
  [String.raw`[¥￥]\s{0,9}(${NUMBER})(万|亿)?元?`, ([n = "", big = ""]) => `${spokenNumber(n)}${big}元`],
  // 分数
  [String.raw`(?<![\d.])(\d{1,2})\/(\d{1,3})(?![\d.\/])`, ([a = "", b = ""]) => `${spokenInteger(b)}分之${spokenInteger(a)}`],
  // 12元/亩 → 每亩十二元
  [
    String.raw`(${NUMBER})\s{0,9}(万元|元|公斤|千克|kg|吨|升|立方米|斤|毫克|mg|km|公里|株)\s{0,9}\/\s{0,9}([\u4e00-\u9fff]{1,3}?|kg|m2|m²|㎡|m3|m³|km|h)(?![\u4e00-\u9fffA-Za-z])(?:[·．]([\u4e00-\u9fff]))?`,
    ([n = "", what = "", per = "", second = ""]) =>
      `每${MEASURES[per] ?? per}${second === "" ? "" : `每${second}`}${withMeasure(n, MEASURES[what] ?? what)}${MEASURES[what] ?? what}`,
  ],
  // 范围
  [
    String.raw`(${NUMBER})(${MEASURE})?${TO}(${NUMBER})(${MEASURE})(?![A-Za-z\d])`,
    ([a = "", , b = "", m = ""]) => `${spokenNumber(a)}至${spokenNumber(b)}${MEASURES[m] ?? m}`,
  ],
  [String.raw`(${NUMBER})${TO}(?=\d)`, ([a = ""]) => `${spokenRun(a)}至`],
  [String.raw`[-−－]\s{0,9}(${NUMBER})\s{0,9}(?:℃|°C)`, ([n = ""]) => `零下${spokenNumber(n)}摄氏度`],
  [
    String.raw`(${NUMBER})\s{0,9}(${MEASURE})(?![A-Za-z\d²³])`,
    ([n = "", m = ""]) => `${withMeasure(n, MEASURES[m] ?? m)}${MEASURES[m] ?? m}`,
  ],
  [String.raw`(?<=[\s，。：（(]|^)[-−－](${NUMBER})`, ([n = ""], after) => `负${withMeasure(n, after)}`],
  // 邮编、编号、代码: digit by digit.
  [
    String.raw`(?<=(?:邮编|邮政编码|编号|代码|索引号|账号|卡号|批号|证号)[^\d。；，]{0,6})(\d[\d\/-]*)`,
    ([n = ""]) => spokenDigits(n.replace(/\D/g, "")),
  ],
  [`(${NUMBER})`, ([n = ""], after, before) => spokenRun(n, before.endsWith("第") ? "" : after)],
  // 符号
  [String.raw`(?<=[\dA-Za-z一二三四五六七八九十百千万亿米²³])\s{0,9}[×xX*]\s{0,9}(?=\d)`, () => "乘"],
  [String.raw`\s{0,9}≥\s{0,9}`, () => "大于等于"],
  [String.raw`\s{0,9}≤\s{0,9}`, () => "小于等于"],
  [String.raw`\s{0,9}[>＞]\s{0,9}(?=\d)`, () => "大于"],
  [String.raw`\s{0,9}[<＜]\s{0,9}(?=\d)`, () => "小于"],
  [String.raw`\s{0,9}=\s{0,9}`, () => "等于"],
  [String.raw`\s{0,9}[+＋]\s{0,9}`, () => "加"],
  ["±", () => "正负"],
  [String.raw`\s{0,9}[&＆]\s{0,9}`, () => "和"],
  ["[㎡]", () => "平方米"],
  ["℃", () => "摄氏度"],
  ["No\\.\\s{0,9}(?=\\d)", () => "第"],
  [String.raw`(?<=[\u4e00-\u9fff])\s{0,9}\/\s{0,9}(?=[\u4e00-\u9fff])`, () => "或者"],
  [String.raw`(?<=[\u4e00-\u9fff])\s{0,9}(?:~{1,2}|～{1,2}|—(?!—)|–)\s{0,9}(?=[\u4e00-\u9fff\d])`, () => "至"],
];

/** A number alone: long ones and those with a zero in front are no amounts. */
function spokenRun(written: string, after = ""): string {
  const plain = written.replaceAll(",", "");
  if (/^0\d/.test(plain) || (/^\d{9,}$/.test(plain) && written === plain && !/^[\s]*[元人户亩吨]/.test(after))) return spokenDigits(plain);
  return withMeasure(written, after);
}

/** Does any rule begin at a place? Most places where one may begin have none. */
const ANY = new RegExp(RULES.map(([pattern]) => `(?:${pattern})`).join("|"), "y");
const compiled = RULES.map(([pattern, say]) => ({ pattern: new RegExp(pattern, "y"), say }));
/** Where something may begin that is not read as it stands. */
const START = /[\d＊●①-⑳Ⅰ-Ⅻ¥￥〔[［﹝（(hwA-Za-z'\-−－≥≤><＞＜=+＋±&＆㎡℃N/~～—–×xX*\s]/;

/** Full-width digits and letters as plain ones; a decimal point stays a point. */
const narrow = (text: string): string =>
  text.replace(/[０-９Ａ-Ｚａ-ｚ]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0)).replace(/(?<=\d)[．](?=\d)/g, ".");

/** A text as it is spoken; words stay, numbers and signs become words. */
export function spoken(text: string): string {
  const written = narrow(text);
  const said: string[] = [];
  // Rules look one sign back only: asking the whole would copy it each time.
  let last = "";
  const add = (words: string): void => {
    said.push(words);
    last = words === "" ? last : (words.at(-1) ?? "");
  };
  for (let at = 0; at < written.length; ) {
    let end = at;
    ANY.lastIndex = at;
    if (START.test(written[at] ?? "") && ANY.test(written)) {
      for (const { pattern, say } of compiled) {
        pattern.lastIndex = at;
        const m = pattern.exec(written);
        if (!m || m[0] === "") continue;
        end = at + m[0].length;
        add(
          say(
            m.slice(1).map((g) => g ?? ""),
            written.slice(end, end + 8),
            last,
            m[0],
          ),
        );
        break;
      }
    }
    if (end === at) add(written[end++] ?? "");
    at = end;
  }
  return said.join("");
}

/** Marks that are seen and not heard. */
export const unmarked = (text: string): string =>
  text
    .replace(/[（(【[]/g, "，")
    .replace(/[）)】\]]/g, "，")
    .replace(/[*_#`|＊※●○■□◆▲△★☆→]/g, "")
    .replace(/——|—|…+/g, "，")
    .replace(/[·•]/g, "")
    .replace(/\s+/g, "")
    .replace(/，(?=[，。；：、！？])/g, "")
    .replace(/(?<=[。；：、！？，])，/g, "")
    .replace(/^[，、；]+/, "")
    .trim();

/** Letters and figures that a line may have at most, where it can be cut. */
export const BREATH = 25;

/** How many of the characters are read: marks take no breath. */
export const readLength = (text: string): number => [...text].filter((c) => /[\p{L}\p{N}〇]/u.test(c)).length;

/** Words before which a clause may be cut where it has no mark. */
const JOINTS =
  /(?=以及|并且|或者|同时|但是|因为|所以|如果|应当|不得|必须|由[\u4e00-\u9fff]{2,8}(?:负责|牵头|组织|承担)|按照|根据|自[一二三四五六七八九十〇]|并(?!且|不))/;

/** Pieces joined again as long as they are one breath; each keeps its mark. */
function joined(pieces: readonly string[]): string[] {
  const out: string[] = [];
  for (const piece of pieces) {
    const last = out.at(-1);
    if (last !== undefined && readLength(last + piece) <= BREATH) out[out.length - 1] = last + piece;
    else out.push(piece);
  }
  return out;
}

/** A paragraph as lines of one breath: at the end of a sentence always, then at ；：，、, and at joints between clauses. */
export function breaths(text: string): string[] {
  return text
    .split(/(?<=[。！？][”』」》]?)(?![”』」》])/)
    .map((s) => s.trim())
    .filter((s) => readLength(s) > 0)
    .flatMap((sentence) => {
      if (readLength(sentence) <= BREATH) return [sentence];
      const cut = (list: readonly string[], at: RegExp): string[] =>
        list.flatMap((p) => (readLength(p) <= BREATH ? [p] : p.split(at).filter((x) => x !== "")));
      let pieces = cut([sentence], /(?<=[；：][”」]?)(?![”」])/);
      // The groups of a telephone number stay on one line.
      pieces = cut(pieces, /(?<=，[”」]?)(?![”」])(?<![零幺二三四五六七八九]{3}，(?=[零幺二三四五六七八九]{3}))/);
      pieces = cut(pieces, /(?<=、)/);
      pieces = cut(pieces, JOINTS);
      return joined(pieces);
    })
    .map((l) => l.trim());
}

/** Characters a minute: the measure of a village broadcast, slower than the news (about 300). */
export const PACE = 220;

/** Seconds that lines take to be read, a short pause after each. */
export const readingSeconds = (lines: readonly string[]): number => Math.ceil((lines.reduce((n, l) => n + readLength(l), 0) / PACE) * 60);

/** 95 → 1分35秒. */
export const minutes = (seconds: number): string => {
  const m = Math.floor(seconds / 60);
  const s = seconds % 60;
  return m === 0 ? `${s}秒` : s === 0 ? `${m}分钟` : `${m}分${s}秒`;
};
