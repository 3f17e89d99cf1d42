/** Numbers without a check digit, which count where words beside them name them: 护照, 通行证, 军官证, 存折, 社保卡; car plates; passwords. */
import { isIdentity, MOBILE } from "./check-digits.ts";
import type { NumberFound, PrivateKind } from "./kinds.ts";
import { type CellOf, cellsOf } from "./tables.ts";
import { isUnit, nameBeside } from "./words.ts";

interface Named {
  readonly kind: PrivateKind;
  /** In the cell at the left, at the head of the column, or right before the number with nothing but `filler` between. */
  readonly says: RegExp;
  readonly shape: RegExp;
  /** Words before or around that make it something else. */
  readonly unless?: RegExp;
}

/** What stands between a name and its number: 号码为：, （, a blank. */
const FILLER = String.raw`[号码编证账帐户卡为是:：\s（(“"|｜*_]{0,12}$`;

const NAMED: readonly Named[] = [
  { kind: "passport", says: /护\s?照|passport/i, shape: /(?<![\w-])(?:[A-Za-z]{1,2}\d{7,8}|\d{9}|[A-Za-z]\d{6})(?![\w-])/g },
  {
    kind: "permit",
    says: /(?:港澳|台湾|内地|大陆|往来|居民)[^\n|\t]{0,8}通行证|通行证号|回乡证|台胞证/,
    shape: /(?<![\w-])(?:[A-Za-z]{1,2}\d{7,10}|\d{10}[A-Za-z]?|\d{8})(?![\w-])/g,
    unless: /车辆|货车|施工|临时|电子通行证/,
  },
  {
    kind: "officer",
    says: /军官证|士兵证|士官证|文职干部证|军人证|警官证|人民警察证|优待证/,
    shape: /(?<![\w-])(?:[\u4e00-\u9fff]{1,2}字)?第?\d{6,18}(?![\w-])号?/g,
  },
  {
    kind: "insurance",
    says: /社会?保(?:障)?(?:卡(?:号|卡号)?|号码?)|医保卡|医疗保险[卡证]|医疗证号|合作医疗证|新农合证|医保(?:个人)?编号|参保人编号/,
    shape: /(?<![\w-])[A-Za-z]?\d{8,20}(?![\w-])/g,
  },
  {
    kind: "account",
    says: /银行卡|存折|一卡通|(?:银行|个人|储蓄|收款|打卡|惠农|补贴|发放)?(?:账|帐)[号户]|卡号|银行|信用社|信用联社|农商行|邮储/,
    shape: /(?<![\w.-])\d(?:(?:[ \-－\u200b\n]|\*\*)?\d){11,20}(?![\w-]|\.\d)/g,
    unless: /登录|用户|公众|微信|水费|电费|电表|水表|户号|快递/,
  },
];

/** An account whose holder is an organisation is no person's: 户名：某县财政局. */
const ORGANISATION =
  /(?:户\s?名|收款(?:人|单位)|单位名称|开户名称|账户名称)[^\n。；]{0,4}?[:：|\t为]?[^\n。；，,]{0,30}?(?:局|政府|公司|财政|中心|委员会|合作社|协会|基金会|医院|学校|中学|小学|支队|办公室|税务|国库|工会|厂|院|所|站)|对公|基本户|保证金|非税|国库|专户|财政/;

const PLATE =
  /(?<![\u4e00-\u9fffA-Za-z\d]{0}[A-Za-z\d])[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][·•・.\s-]?(?:(?=[A-Z\d]{0,3}\d[A-Z\d]{0,3}\d)[A-HJ-NP-Z\d]{4}[A-HJ-NP-Z\d挂学警]|[A-HJK][A-HJ-NP-Z\d]\d{4}|\d{5}[A-HJK])(?![A-Za-z\d])/g;

/** A password that is written down; not how long it must be, or whom to ask. */
const LOGIN =
  /(?:密\s?码|口令|password|passwd|pwd)\s?(?:[:：|=\t]|为|是)[\s*`|“"]{0,4}(?=[\w!@#$%^&.+-]{0,15}\d|[\w.+-]{0,15}[!@#$%^&])[A-Za-z\d!@#$%^&][\w!@#$%^&*.+-]{3,31}(?!\s?(?:位|个|次|字符|年|月|日|天|分钟|小时|[-—~～至到]\s?\d))/gi;
/** Name and password side by side, with or without marks between: 账号 hy001 密码 hy@2025, 用户名/密码：admin/Hy2025. */
const LOGIN_PAIR =
  /(?:(?:[账帐]\s?[号户]|用户名?|登录名)\s?[:：为是]?\s{0,2}[\w@.-]{2,24}[，,；;、/\s]{1,3}(?:初始|登录)?(?:密\s?码|口令)\s?[:：为是]?\s{0,2}(?=[A-Za-z@!#$%^&]*\d)|(?:[账帐]\s?[号户]|用户名?)[/／和及、](?:密\s?码|口令)\s?[:：为是]?\s{0,2}[\w@.-]{2,24}[/／，,、\s]{1,2})[A-Za-z\d!@#$%^&][\w!@#$%^&*.+-]{3,31}(?!\s?(?:位|个|次|字符))/gi;

const CHAT =
  /(?:微信(?:号|账号)?|wechat|vx|wx|QQ\s?号?码?)\s?(?:[:：|\t]|为|是|\s)\s{0,2}(?:wxid_[\w-]{6,24}|[A-Za-z][\w-]{5,19}|[1-9]\d{4,10})(?![\w@.-])/gi;
const GROUP_CHAT = /公众|服务号|订阅号|视频号|小程序|企业微信|群|官方/;

const digitsOf = (written: string): string => written.replace(/[\s\-－*\u200b]/g, "");

/** Is the number at `start` named so, in its sentence, by the cell at its left, or by the head of its column? */
function isNamed({ says, unless }: Named, before: string, cell: CellOf | undefined): boolean {
  const words = before.slice(-28);
  const last = new RegExp(`(?:${says.source})${FILLER}`, says.flags);
  const label = cell && before.trim() === "" ? [cell.left, cell.heading] : [];
  if (unless && [words, ...label].some((w) => unless.test(w))) return false;
  return last.test(words) || label.some((l) => says.test(l));
}

function named(text: string, rule: Named): NumberFound[] {
  if (!rule.says.test(text)) return [];
  const cells = cellsOf(text, rule.says);
  const found: NumberFound[] = [];
  for (const m of text.matchAll(rule.shape)) {
    const start = m.index;
    const end = start + m[0].length;
    const cell = cells(start);
    const before = text.slice(Math.max(0, start - 40, cell?.start ?? 0), start);
    if (!isNamed(rule, before, cell) || isUnit.test(text.slice(end, end + 4))) continue;
    const digits = digitsOf(m[0]);
    // The end of a row ends a number.
    if (cell && m[0].includes("\n")) continue;
    // Those are told as what they are.
    if (isIdentity(digits.toUpperCase()) || (rule.kind !== "passport" && MOBILE.test(digits))) continue;
    if (rule.kind === "account" && ORGANISATION.test(text.slice(Math.max(0, start - 80), end + 60))) continue;
    found.push({ kind: rule.kind, severity: "warn", start, end, digits });
  }
  return found;
}

/** All of them, by kind. */
export function findNamed(text: string): NumberFound[] {
  const all = (kind: PrivateKind, pattern: RegExp): NumberFound[] =>
    Array.from(text.matchAll(pattern), (m) => ({ kind, severity: "warn", start: m.index, end: m.index + m[0].length, digits: m[0] }));
  const chats = /微信|QQ|wechat|vx|wx/i.test(text) ? all("chat", CHAT) : [];
  return [
    ...NAMED.flatMap((rule) => named(text, rule)),
    ...all("plate", PLATE),
    ...(/密\s?码|口令|passw|pwd/i.test(text) ? [...all("login", LOGIN), ...all("login", LOGIN_PAIR)] : []),
    // An office gives out its own; only beside a person's name it is a person's.
    ...chats.filter(({ start, end }) => {
      const before = text.slice(Math.max(0, start - 24), start);
      const line = before.slice(before.lastIndexOf("\n") + 1);
      return !GROUP_CHAT.test(line.slice(-8)) && (/个人|本人/.test(line) || nameBeside(line, text.slice(end, end + 12)));
    }),
  ];
}
