/** Made-up numbers of persons for tests, with the check digits of their standards and areas that no county has; and harmless texts that look alike. */
import { isCreditCode, isIdentity, passesLuhn } from "../../scripts/privacy/check-digits.ts";
import { random } from "../bench/generate.ts";

export interface Chance {
  readonly next: () => number;
  readonly digits: (n: number) => string;
  readonly pick: <T>(list: readonly T[]) => T;
  readonly day: (from: number, to: number) => string;
}

export function chance(seed: number): Chance {
  const next = random(seed);
  const pick = <T>(list: readonly T[]): T => {
    const one = list[Math.floor(next() * list.length)];
    if (one === undefined) throw new RangeError("nothing to pick from");
    return one;
  };
  const two = (n: number): string => String(1 + Math.floor(next() * n)).padStart(2, "0");
  return {
    next,
    pick,
    digits: (n) => Array.from({ length: n }, () => Math.floor(next() * 10)).join(""),
    day: (from, to) => `${from + Math.floor(next() * (to - from + 1))}${two(12)}${two(28)}`,
  };
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
/** 18 signs out of 17 (GB 11643-1999). */
export const withCheckDigit = (s: string): string => s + "10X98765432"[WEIGHTS.reduce((sum, w, i) => sum + w * Number(s[i]), 0) % 11];
const withLuhn = (s: string): string => Array.from({ length: 10 }, (_, d) => s + d).find(passesLuhn) ?? s;

export interface MadeUp {
  readonly kind: "identity" | "identity15" | "card" | "mobile" | "account";
  /** What it is called beside it. */
  readonly name: string;
  readonly number: string;
  readonly groups: readonly number[];
}

/** One of each kind. */
export function madeUp({ digits, day, pick }: Chance): MadeUp[] {
  const area = `${pick(["11", "31", "51", "64"])}99${pick(["01", "21", "81"])}`;
  const identity = withCheckDigit(`${area}${day(1940, 2006)}${digits(3)}`);
  return [
    { kind: "identity", name: "身份证号", number: identity, groups: [6, 8, 4] },
    { kind: "identity", name: "残疾人证号", number: `${identity}${pick(["43", "11", "72"])}`, groups: [6, 8, 6] },
    {
      kind: "identity",
      name: "居住证号",
      number: withCheckDigit(`${pick(["81", "82", "83"])}0000${day(1950, 2005)}${digits(3)}`),
      groups: [6, 8, 4],
    },
    {
      kind: "identity",
      name: "外国人永久居留身份证",
      number: withCheckDigit(`911${pick(["124", "840"])}${day(1950, 2005)}${digits(3)}`),
      groups: [6, 8, 4],
    },
    {
      kind: "identity15",
      name: "身份证号码",
      number: `11010${pick(["1", "5"])}${day(1930, 1985).slice(2)}${digits(2)}1`,
      groups: [6, 6, 3],
    },
    { kind: "card", name: "银行卡号", number: withLuhn(`6222${digits(14)}`), groups: [4, 4, 4, 4, 3] },
    { kind: "mobile", name: "手机号", number: `13${digits(9)}`, groups: [3, 4, 4] },
    { kind: "account", name: "存折账号", number: `10${digits(14)}`.replace(/.$/, (d) => (passesLuhn(`10${d}`) ? "7" : d)), groups: [16] },
  ];
}

export const wide = (s: string): string => s.replace(/[0-9X]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0));

/** A number in groups with something between them. */
export function cut(s: string, sizes: readonly number[], by: string): string {
  let at = 0;
  return sizes
    .map((n) => {
      at += n;
      return s.slice(at - n, at);
    })
    .join(by);
}

/** How people and programs write a number in a text. */
export const spellings: Readonly<Record<string, (m: MadeUp) => string>> = {
  plain: (m) => m.number,
  "full-width": (m) => wide(m.number),
  blanks: (m) => cut(m.number, m.groups, " "),
  dashes: (m) => cut(m.number, m.groups, "-"),
  "zero-width signs": (m) => cut(m.number, m.groups, "\u200b"),
};

/** Where it stands in the text of a record. */
export const places: Readonly<Record<string, (written: string, m: MadeUp) => string>> = {
  sentence: (w, m) => `张三的${m.name}：${w}，请核对。`,
  "table, heading": (w, m) => `| 姓名 | ${m.name} | 金额 |\n| --- | --- | --- |\n| 张三 | ${w} | 300 |`,
  "cell at its left": (w, m) => `| ${m.name} | ${w} |\n| --- | --- |`,
  list: (w, m) => `- ${m.name} ${w}`,
  quote: (w, m) => `> ${m.name}：${w}`,
  "bold in the middle": (w, m) => `${m.name}：${w.slice(0, 5)}**${w.slice(5, 9)}**${w.slice(9)}。`,
  "line end in the middle": (w, m) => `${m.name}：${w.slice(0, 8)}\n${w.slice(8)}。`,
  header: (w, m) => `---\ntitle: 关于${m.name}${w}的公告\n---\n`,
};

/** Numbers within addresses; those of 18 digits need no name. */
export const addresses: Readonly<Record<string, (number: string, key: string) => string>> = {
  typed: (n, key) => `网址 https://example.cn/a?${key}=${n}&x=1。`,
  path: (n, key) => `https://example.cn/${key}/${n}.html`,
  linked: (n, key) => `[表](https://example.cn/${key}/${n})`,
  autolink: (n, key) => `<https://example.cn/?${key}=${n}>`,
  "link title": (n, key) => `[表](https://example.cn/ "${key === "sfz" ? "身份证" : "电话"} ${n}")`,
  "percent-encoded": (n, key) => `https://example.cn/?${key}=${n.replace(/\d/g, (d) => `%3${d}`)}`,
  "relative file": (n, key) => `[表](0001/${key}${n}.xlsx)`,
};

/** Rows, sheets, lines and addresses full of digits that are nobody's. */
export function* harmless(count: number, seed: number): Generator<string> {
  const { next, digits, pick, day } = chance(seed);
  const date = (): string => day(2010, 2026).replace(/(....)(..)(..)/, "$1-$2-$3");
  const SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY";
  const credit = (): string => {
    const head = `${pick(["11", "12", "51", "91", "92", "93", "N2"])}64${digits(4)}${Array.from({ length: 9 }, () => pick([...SIGNS.slice(0, 24)])).join("")}`;
    return [...SIGNS].map((c) => head + c).find(isCreditCode) ?? `${head}0`;
  };
  const unlucky = (n: number, head: string): string => {
    for (;;) {
      const s = head + digits(n - head.length);
      if (!passesLuhn(s) && !isIdentity(s)) return s;
    }
  };
  const row = (n: number, border: string, cell: () => string): string => Array.from({ length: n }, cell).join(border);
  const border = (): string => pick([" | ", "\t"]);
  const makers: readonly (() => string)[] = [
    () => `统一社会信用代码：${credit()}`,
    () => `供应商 ${credit()} 中标`,
    () => `索引号 11640522000000000X/${date().slice(0, 4)}-${digits(5)}`,
    () => `索引号：640522-${digits(3)}/${date().slice(0, 4)}-${digits(5)}`,
    () => `索引号：640522-${day(2010, 2026)}-${digits(4)}`,
    () => `宁公网安备 6405220200${digits(4)}号，宁ICP备${digits(8)}号`,
    () => `电话 0955-${digits(7)}，传真 0955 ${digits(7)}，值班 0955${digits(7)}`,
    () =>
      `金额 ${digits(9).replace(/^0+/, "1")}.${digits(2)} 元，合计 ${1 + Math.floor(next() * 999)},${digits(3)},${digits(3)}.${digits(2)} 元`,
    () => `${date()} 至 ${date()}，${date().replaceAll("-", "")}，${date()} 08:30—${date()} 17:30`,
    () => `项目代码：${date().slice(2, 4)}${digits(2)}-640522-04-01-${digits(6)}`,
    () => `采购编号：NXZC-${date().slice(0, 4)}-${digits(6)}，合同编号 ${day(2010, 2026)}${digits(6)}`,
    () => `不动产权第${digits(7)}号，宗地代码 640522${digits(6)}JC${digits(5)}`,
    () => `收款专户流水 ${unlucky(16, "4")}，${unlucky(19, "62")}`,
    () => `发票号码：${digits(20)}，流水号：${digits(15)}，订单号 ${digits(19)}，条码 69${digits(11)}`,
    () => `面积 ${digits(3)} ${digits(4)} ${digits(4)} 亩，${digits(2)}.${digits(2)} ${digits(2)}.${digits(2)} ${digits(2)}.${digits(2)}`,
    () => `园河村 ${digits(3)} ${digits(4)} ${digits(4)} ${digits(5)}`,
    () => `东经 105.${digits(14)}，北纬 36.${digits(12)}`,
    () => `校验值 ${row(64, "", () => pick([..."0123456789abcdef"]))}`,
    () => `西政发〔${date().slice(0, 4)}〕${digits(2)}号，ISBN 978-7-${digits(4)}-${digits(4)}-${digits(1)}`,
    () => `登记 ${digits(15)}，${digits(18)}`,
    () => `办件编号：640522${day(2010, 2026)}${digits(6)}`,
    () => `邮编 755200，网站标识码 6405220000，信访电话 12345、400${digits(7)}、12333`,
    // Tables: seating plans, lottery numbers, score sheets, amounts, dates side by side.
    () => row(11 + Math.floor(next() * 20), border(), () => digits(1)),
    () => row(11 + Math.floor(next() * 20), " ", () => digits(1)),
    () => `摇号结果${border()}${row(8, border(), () => digits(2))}`,
    () => row(7, border(), () => `${digits(2)}.${digits(1)}`),
    () => row(6, border(), () => digits(3 + Math.floor(next() * 4))),
    () => row(5, border(), date),
    () => row(4, border(), () => day(2010, 2026)),
    () => `640522${border()}${day(2010, 2026)}${border()}${digits(4)}`,
    () => `138${border()}${digits(4)}${border()}${digits(4)}`,
    () => `| 流水号 | 金额 |\n| --- | --- |\n| ${digits(16)} | ${digits(4)} |\n| ${digits(15)} | ${digits(4)} |`,
    // Addresses.
    () => `网址 https://www.nx.gov.cn/art/${date().replaceAll("-", "/")}/art_${digits(18)}_${digits(15)}.html`,
    () => `https://www.hy.gov.cn/zwgk/${date().slice(0, 7).replace("-", "")}/t${day(2010, 2026)}_${digits(7)}.html?ts=17${digits(11)}`,
    () =>
      `[公告](https://mp.weixin.qq.com/s?__biz=MzA5MTIzNDU2Nw==&mid=26${digits(8)}&idx=1&sn=${row(32, "", () => pick([..."0123456789abcdef"]))})`,
    () =>
      `[表](0001/${day(2010, 2026)}${digits(6)}.xlsx)，www.nx.gov.cn/col/col${digits(5)}/index.html?uid=${digits(6)}&pageNum=${digits(2)}`,
    () => `邮箱 xxgk@hy.gov.cn，投稿邮箱：tg${digits(4)}@163.com，办公邮箱 bg${digits(3)}@qq.com`,
    () => `密码长度 8—16 位，验证码 ${digits(6)} 分钟内有效，路由器型号 AX${digits(4)}`,
    () => `零一二三四五六七八九，第二十一号、二〇一七年三月十四日，一百二十三万四千五百六十七元`,
    () => `编号 ${digits(6)}/${digits(4)}/${digits(4)}，${digits(6)}（${digits(8)}）`,
    () => `示例 ${digits(14)}，${digits(13).replace(/^(?:1|86)/, "70")}，${digits(12).replace(/^1/, "2")}`,
    () => `保证金账号：${unlucky(19, "29")}，户名：某县公共资源交易中心`,
  ];
  for (let i = 0; i < count; i++)
    yield Array.from({ length: 1 + Math.floor(next() * 3) }, () => pick(makers)()).join(pick(["，", "。\n", "；", "\n\n"]));
}
