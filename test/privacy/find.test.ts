/** Private numbers and marks: every spelling, every container, nothing harmless, and no message that repeats one. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as docx from "docx";
import fc from "fast-check";
import { strToU8, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { noCache } from "../../scripts/cache.ts";
import { readAttachmentText } from "../../scripts/office/attachment.ts";
import { attachmentProblems } from "../../scripts/privacy/attachments.ts";
import { isCard, isCreditCode, isIdentity, isIdentity15, MOBILE, passesLuhn } from "../../scripts/privacy/check-digits.ts";
import { maskText, scanText } from "../../scripts/privacy/find.ts";
import { revealTogether } from "../../scripts/privacy/masks.ts";
import { nothingOwn, ownOf } from "../../scripts/privacy/own.ts";
import { builtProblems, pageText } from "../../scripts/privacy/site.ts";
import { formatProblems } from "../../scripts/problem.ts";
import { namesMatter } from "../../scripts/rules/matters.ts";
import { walk } from "../../scripts/walk.ts";
import { generateItems, random } from "../bench/generate.ts";
import { tries } from "../chance.ts";
import { copyOfSample, filesIn, root, run, TODAY, temporary, writeDeep } from "../support.ts";

/** The example of GB 11643-1999, its 15-digit form, and numbers that pay providers print for tests. */
const ID = "11010519491231002X";
const ID15 = "110105491231002";
const CARDS = [
  "4111111111111111",
  "5555555555554444",
  "378282246310005",
  "3530111333300000",
  "6011111111111117",
  "6200000000000005",
  "6250941006528599",
];

const wide = (s: string): string => s.replace(/[0-9X]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0));
function cut(s: string, sizes: readonly number[], by: string): string {
  const pieces: string[] = [];
  let at = 0;
  for (const n of sizes) {
    pieces.push(s.slice(at, at + n));
    at += n;
  }
  return pieces.join(by);
}

/** Spellings of a number: as it stands, full-width, and with blanks, dashes and line ends in it. */
function spellings(number: string, groups: readonly (readonly number[])[]): string[] {
  const out = [number, number.toLowerCase(), wide(number)];
  for (const by of [" ", "\u00a0", "\u3000", "-", "－", "—", "·", "  ", "\n", "**"]) {
    for (const g of groups) out.push(cut(number, g, by));
    if (by !== "**") out.push([...number].join(by), [...wide(number)].join(by));
  }
  return out;
}

const stops = (text: string): string[] =>
  scanText(text)
    .findings.filter((f) => f.severity === "stop")
    .map((f) => f.kind);
const warns = (text: string): string[] =>
  scanText(text)
    .findings.filter((f) => f.severity === "warn")
    .map((f) => f.kind);

const around = [
  (n: string) => n,
  (n: string) => `申请人身份证号码：${n}。`,
  (n: string) => `| 1 | 张某 | ${n.replaceAll("\n", "<br>")} | 300 |`,
  (n: string) => `---\ntitle: 关于${n.replaceAll("\n", " ")}的公告\n---\n`,
  (n: string) => `1 张某 ${n} 5 300.00`,
  (n: string) => `甲村三组张某（${n}）`,
];

describe("numbers", () => {
  it("have the check digits of their standards", () => {
    expect(isIdentity(ID)).toBe(true);
    expect(isIdentity("110105194912310021")).toBe(false);
    expect(isIdentity15(ID15)).toBe(true);
    expect(isCreditCode("91350100M000100Y43")).toBe(true);
    expect(isCreditCode("91350100M000100Y44")).toBe(false);
    expect(CARDS.every((c) => passesLuhn(c) && isCard(c, true))).toBe(true);
    expect(MOBILE.test("09554719171")).toBe(false);
  });

  const groups18 = [
    [6, 8, 4],
    [6, 4, 4, 4],
    [6, 4, 2, 2, 4],
    [4, 4, 4, 4, 2],
    [3, 3, 4, 4, 4],
    [17, 1],
    [14, 4],
    [6, 12],
    [10, 8],
  ] as const;
  it.each(around.map((f, i) => [i, f] as const))("identity numbers of 18 digits in every spelling, place %i", (_, place) => {
    const missed = spellings(ID, groups18).filter((s) => !stops(place(s)).includes("identity"));
    expect(missed).toEqual([]);
  });

  const groups15 = [
    [6, 6, 3],
    [6, 2, 2, 2, 3],
    [3, 3, 6, 3],
    [3, 3, 3, 3, 3],
    [4, 4, 4, 3],
  ] as const;
  it.each(around.map((f, i) => [i, f] as const))("identity numbers of 15 digits in every spelling, place %i", (_, place) => {
    // No check digit: named it stops; where numbers of persons stand it is told; one by one it may be the figures of a row.
    const missed = spellings(ID15, groups15).filter((s) => {
      const [found] = scanText(place(s)).findings.filter((f) => f.kind === "identity15");
      // No check digit: it stops where words name it; one by one, with blanks alone between, it may be the figures of a row.
      if (place(s).includes("身份证")) return found?.severity !== "stop";
      return found === undefined && !/^.(?:\s+.)+$/.test(s);
    });
    expect(missed).toEqual([]);
  });

  it.each(CARDS)("bank card %s in every spelling", (card) => {
    const sizes = [
      [4, 4, 4, card.length - 12],
      [6, card.length - 6],
    ];
    const all = spellings(card, sizes);
    const isSpaced = (s: string): boolean => /^.(?:\s+.)+$/.test(s);
    const kinds = (text: string): string[] => scanText(text).findings.map((f) => f.kind);
    // One by one, digits that nothing names may be the figures of a row.
    const unnamed = all
      .filter((s) => !isSpaced(s) && card.length > 15)
      .flatMap((s) => around.map((place) => place(s)).filter((t) => !kinds(t).includes("card")));
    expect(unnamed).toEqual([]);
    const named = all.flatMap((s) => [`银行卡号：${s}。`, `张三的一卡通账号${s}`]).filter((t) => !stops(t).includes("card"));
    expect(named).toEqual([]);
  });

  it("mobile numbers and mailboxes, not landlines and office mailboxes", () => {
    for (const s of [
      "13912345678",
      "139 1234 5678",
      "139-1234-5678",
      "+86 13912345678",
      "86-139-1234-5678",
      "１３９１２３４５６７８",
      "1 3 9 1 2 3 4 5 6 7 8",
    ]) {
      expect(warns(`联系电话：${s}`), s).toEqual(["mobile"]);
    }
    for (const s of ["a.b@qq.com", "zhang＠163.com", "li(at)126.com", "x@vip.sina.com"]) expect(warns(`邮箱 ${s}`), s).toEqual(["mailbox"]);
    for (const s of [
      "0955-4719171",
      "0955 4719172",
      "4008001234",
      "12345",
      "xxgk@hy.gov.cn",
      "13912345678元",
      "编号：13912345678",
      "面积 139 1234 5678 亩",
    ]) {
      expect(scanText(`联系电话 ${s}`.replace("联系电话 面积", "面积")).findings, s).toEqual([]);
    }
  });

  it("office mailboxes that are named so behind, log-ins without marks between, accounts named by their bank", () => {
    const kinds = (text: string): string[] => scanText(text).findings.map((f) => f.kind);
    expect(kinds("邮箱：hy_xizhen88@163.com（办公邮箱）；bg88@qq.com（单位公用）")).toEqual([]);
    expect(kinds("邮箱：hy_xizhen88@163.com（个人邮箱）")).toEqual(["mailbox"]);
    for (const s of [
      "账号 hy001 密码 hy@2025",
      "用户名：admin，密码：Abc123456",
      "用户名/密码：admin/Hy2025ab",
      "登录账号hy001，初始密码 123456",
    ])
      expect(kinds(s), s).toEqual(["login"]);
    for (const s of ["账号和密码请向办公室领取", "账号为手机号，密码 6 位", "账号、密码由 2025 年起统一发放", "用户名或密码错误 3 次的"])
      expect(kinds(s), s).toEqual([]);
    expect(kinds("张三 中国农业银行 6228 4800 1234 5678 901")).toEqual(["account"]);
    expect(kinds("农村信用社：622848001234567890")).toEqual(["account"]);
    for (const s of [
      "收款单位：某县财政局，中国农业银行 6228 4800 1234 5678 901",
      "农业银行 2025 年发放 1234 万元",
      "银行电话 0955-4012345",
    ])
      expect(kinds(s), s).toEqual([]);
  });

  it("knows the office's own", () => {
    const own = ownOf({ phone: "13912345678", email: "xizhen@163.com", organCode: "11640522000000000X" });
    expect(scanText("电话 139 1234 5678，邮箱 xizhen@163.com，11640522000000000X/2025-00001", own).findings).toEqual([]);
  });

  it("passes over addresses of pages, not over tel:", () => {
    expect(scanText(`https://a.gov.cn/art/art_${ID15}_1.html，[表](0001/${ID15}.xlsx)`).findings).toEqual([]);
    expect(stops(`[表](0001/a.xlsx) ${ID}`)).toEqual(["identity"]);
    expect(warns("[电话](tel:13912345678)")).toEqual(["mobile"]);
  });
});

describe("words", () => {
  it.each([
    "机密★1年",
    "秘密 ★ 5 年",
    "绝密★",
    "机 密★长期",
    "密级：秘密",
    "| 密级 | 机密 |",
    "内部资料",
    "（内部资料）",
    "**内部资料，注意保存**",
    "内部文件 不得外传",
    "仅供内部使用",
    "此件不公开",
    "公开属性：不予公开",
  ])("stops at %s", (text) => expect(stops(text)).toEqual(["secret"]));

  it.each([
    "不得泄露国家秘密、商业秘密和个人隐私。",
    "涉及内部资料的，按规定办理。",
    "密级：无",
    "公开属性：主动公开",
    "★重点工作",
    "商业秘密**另行**处理",
    "认真组织公开方式：政府网站",
  ])("is calm at %s", (text) => expect(scanText(text).findings).toEqual([]));

  it.each([
    ["address", "家庭住址：某县某镇甲村三组5号"],
    ["address", "李某家住甲村2组"],
    ["address", "阳光小区3号楼2单元501室"],
    ["health", "王小明患有白血病"],
    ["health", "张三，肢体二级残疾"],
    ["minor", "张小红，女，9岁"],
    ["minor", "孤儿王小明，由村里照料"],
  ])("%s: %s", (kind, text) => expect(warns(text)).toContain(kind));

  it.each([
    "患有高血压、糖尿病的居民可以到卫生院登记。",
    "户籍所在地村委会登记，甲村三组道路硬化120米。",
    "65岁以上老人免费体检，6至15岁的儿童按时入学。",
    "对残疾人家庭按标准补助，重度残疾的每月100元。",
    "家住山区的群众请提前撤离。",
  ])("is calm at %s", (text) => expect(scanText(text).findings).toEqual([]));

  it("sees a roster of residents, not one of officials", () => {
    const rows = ["张三", "李四", "王五", "赵六", "孙七"].map((n) => `| ${n} | 甲村 | 300 |`).join("\n");
    expect(warns(`| 户主姓名 | 村 | 金额 |\n| --- | --- | --- |\n${rows}`)).toEqual(["roster"]);
    expect(warns(`姓名 村 金额\n${rows.replaceAll("| ", "").replaceAll(" |", "")}`)).toEqual(["roster"]);
    expect(warns(`| 姓名 | 职务 | 分工 |\n| --- | --- | --- |\n${rows}`)).toEqual([]);
    expect(warns(`| 户主姓名 | 村 | 金额 |\n| --- | --- | --- |\n${rows.replace(/(?<=\| [张李王赵孙])./g, "*")}`)).toEqual([]);
  });
});

describe("masks", () => {
  it("hide enough", () => {
    for (const s of ["110***************", "110105********002X", "35*************123", "138****1234", "************1111"])
      expect(scanText(s).findings, s).toEqual([]);
    for (const s of ["110105194912**002X", "1101051949******2X", "138**231234", "110105*****231002X"])
      expect(warns(s), s).toEqual(["mask"]);
  });

  it("must not complete each other", () => {
    expect(revealTogether("110105**********2X", "******19491231****")).toBe(true);
    expect(revealTogether("110105**********2X", "120***************")).toBe(false);
    expect(revealTogether("110***************", "110105********002X")).toBe(false);
  });

  it("come out of maskText, which leaves the rest as it is", () => {
    expect(maskText(`张某，${wide(ID)}，电话139 1234 5678，卡4111-1111-1111-1111，a1@qq.com。`)).toBe(
      "张某，110***************，电话139****5678，卡************1111，a***@qq.com。",
    );
    expect(maskText("索引号 11640522000000000X/2025-00001")).toBe("索引号 11640522000000000X/2025-00001");
  });

  it("property: no ten digits of a planted number are left", () => {
    const number = fc.constantFrom(...spellings(ID, [[6, 8, 4]]), ...spellings(ID15, [[6, 6, 3]]), ...CARDS, "13912345678");
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("张", "，", "号", "：", "a", " ", "|") }), number, (before, n) => {
        const digits = maskText(`${before}，身份证、卡号、电话：${n}。`)
          .replace(/[０-９]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
          .replace(/[^\d*]/g, "");
        expect(digits).not.toMatch(/\d{8}/);
      }),
      { numRuns: tries(300) },
    );
  });
});

/** Spellings that a person chooses so that a search does not see the number; written down before the rules for them. */
const disguises: Readonly<Record<string, (s: string) => string>> = {
  circled: (s) => s.replace(/\d/g, (d) => "⓪①②③④⑤⑥⑦⑧⑨"[Number(d)] ?? d),
  "in brackets": (s) => s.replace(/[1-9]/g, (d) => String.fromCodePoint(0x2474 + Number(d) - 1)),
  "black circles": (s) => s.replace(/[1-9]/g, (d) => "❶❷❸❹❺❻❼❽❾"[Number(d) - 1] ?? d).replaceAll("0", "⓿"),
  raised: (s) => s.replace(/\d/g, (d) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(d)] ?? d),
  lowered: (s) => s.replace(/\d/g, (d) => "₀₁₂₃₄₅₆₇₈₉"[Number(d)] ?? d),
  "mathematical bold": (s) => s.replace(/\d/g, (d) => String.fromCodePoint(0x1d7ce + Number(d))),
  "Arabic-Indic": (s) => s.replace(/\d/g, (d) => String.fromCodePoint(0x660 + Number(d))),
  Devanagari: (s) => s.replace(/\d/g, (d) => String.fromCodePoint(0x966 + Number(d))),
  小写: (s) => s.replace(/\d/g, (d) => "零一二三四五六七八九"[Number(d)] ?? d),
  "小写 with 〇 and 幺": (s) => s.replace(/\d/g, (d) => "〇幺二三四五六七八九"[Number(d)] ?? d),
  大写: (s) => s.replace(/\d/g, (d) => "零壹贰叁肆伍陆柒捌玖"[Number(d)] ?? d),
};
const disguisesOfIdentity: typeof disguises = {
  "letters O and l": (s) => s.replaceAll("0", "O").replaceAll("1", "l"),
  "a sign to a cell": (s) => `| ${[...s].join(" | ")} |`,
  "with strokes": (s) => cut(s, [6, 8, 4], "/"),
  "with commas": (s) => cut(s, [6, 8, 4], "，"),
  "in brackets": (s) => s.replace(/^(.{6})(.{8})/, "$1（$2）"),
  "Roman ten": (s) => s.replace("X", "Ⅹ"),
  "Cyrillic Kha": (s) => s.replace("X", "Х"),
};

describe("a number in disguise", () => {
  it.each(Object.entries(disguises))("%s", (_, disguise) => {
    for (const number of [ID, "440524188001010014"]) expect(stops(`证件${disguise(number)}，请核对。`), number).toEqual(["identity"]);
    for (const card of CARDS.filter((c) => c.length >= 16)) expect(stops(`卡号${disguise(card)}。`), card).toEqual(["card"]);
  });

  it.each(Object.entries(disguisesOfIdentity))("of an identity number alone: %s", (_, disguise) => {
    expect(stops(`证件${disguise(ID)}，请核对。`)).toEqual(["identity"]);
  });

  it("is told in its place and masked whole", () => {
    const text = `甲证件${disguises["mathematical bold"]?.(ID)}乙`;
    expect(maskText(text)).toBe(`甲证件110***************乙`);
  });
});

/** Texts full of long digits that are nobody's. */
function* harmless(count: number, seed: number): Generator<string> {
  const next = random(seed);
  const digits = (n: number): string => Array.from({ length: n }, () => Math.floor(next() * 10)).join("");
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T;
  const two = (n: number): string => String(1 + Math.floor(next() * n)).padStart(2, "0");
  const date = (): string => `20${10 + Math.floor(next() * 16)}-${two(12)}-${two(28)}`;
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
  const makers: readonly (() => string)[] = [
    () => `统一社会信用代码：${credit()}`,
    () => `供应商 ${credit()} 中标`,
    () => `索引号 11640522000000000X/${date().slice(0, 4)}-${digits(5)}`,
    () => `索引号：640522-${digits(3)}/${date().slice(0, 4)}-${digits(5)}`,
    () => `宁公网安备 6405220200${digits(4)}号，宁ICP备${digits(8)}号`,
    () => `电话 0955-${digits(7)}，传真 0955 ${digits(7)}，值班 0955${digits(7)}`,
    () =>
      `金额 ${digits(9).replace(/^0+/, "1")}.${digits(2)} 元，合计 ${1 + Math.floor(next() * 999)},${digits(3)},${digits(3)}.${digits(2)} 元`,
    () => `${date()} 至 ${date()}，${date().replaceAll("-", "")}，${date()} 08:30—${date()} 17:30`,
    () => `项目代码：${date().slice(2, 4)}${two(12)}-640522-04-01-${digits(6)}`,
    () => `不动产权第${digits(7)}号，宗地代码 640522${digits(6)}JC${digits(5)}`,
    () => `收款专户流水 ${unlucky(16, "4")}，${unlucky(19, "62")}`,
    () => `单据 ${unlucky(18, pick(["20", "62", "98"]))}`,
    () => `发票号码：${digits(20)}，流水号：${digits(15)}，订单号 ${digits(19)}`,
    () => `面积 ${digits(3)} ${digits(4)} ${digits(4)} 亩，${digits(2)}.${digits(2)} ${digits(2)}.${digits(2)} ${digits(2)}.${digits(2)}`,
    () => `| ${two(99)} | ${digits(4)} | ${digits(5)} | ${digits(6)} | ${digits(3)}.${digits(2)} |`,
    () => `园河村 ${digits(3)} ${digits(4)} ${digits(4)} ${digits(5)}`,
    () => `网址 https://www.nx.gov.cn/art/${date().replaceAll("-", "/")}/art_${digits(18)}_${digits(15)}.html`,
    () => `东经 105.${digits(14)}，北纬 36.${digits(12)}`,
    () => `校验值 ${Array.from({ length: 64 }, () => pick([..."0123456789abcdef"])).join("")}`,
    () => `西政发〔${date().slice(0, 4)}〕${digits(2)}号，ISBN 978-7-${digits(4)}-${digits(4)}-${digits(1)}`,
    () => `登记 ${digits(15)}，${digits(18)}`,
    () => `邮编 755200，网站标识码 6405220000，信访电话 12345、400${digits(7)}`,
    () =>
      `${["①", "②", "③", "④", "⑤", "⑥", "⑦", "⑧", "⑨"].map((m) => `${m}${pick(["核对", "公示", "验收"])}；`).join("")}面积 ${digits(3)}m²，½、⅓`,
    () => `| ${Array.from({ length: 10 + Math.floor(next() * 12) }, () => digits(1)).join(" | ")} |`,
    () => `零一二三四五六七八九，第二十一号、二〇一七年三月十四日，一百二十三万四千五百六十七元`,
    () => `编号 ${digits(6)}/${digits(4)}/${digits(4)}，${digits(6)}（${digits(8)}）`,
    () => `示例 ${digits(14)}，${digits(13).replace(/^(?:1|86)/, "70")}，${digits(12).replace(/^1/, "2")}`,
  ];
  for (let i = 0; i < count; i++)
    yield Array.from({ length: 1 + Math.floor(next() * 4) }, () => pick(makers)()).join(pick(["，", "。\n", "；", "\n\n"]));
}

describe("harmless", () => {
  it("texts full of long digits: under 1 false alarm in 1,000", () => {
    const alarms: string[] = [];
    const count = 20_000;
    for (const text of harmless(count, Number(process.env.SEED ?? 11))) if (scanText(text).findings.length > 0) alarms.push(text);
    if (process.env.FIGURES) console.log(`false alarms: ${alarms.length} of ${count}`, alarms.slice(0, 5));
    expect(alarms.length / count).toBeLessThan(1 / 1000);
  });

  it("10,000 generated bodies: nothing found", () => {
    const bodies = [...generateItems(10_000)].map((i) => `---\ntitle: ${i.title}\ndate: ${i.date}\n---\n${i.body}`);
    const started = performance.now();
    const found = bodies.filter((b) => scanText(b).findings.length > 0);
    const seconds = (performance.now() - started) / 1000;
    if (process.env.FIGURES) console.log(`10,000 bodies: ${seconds.toFixed(2)} s`);
    expect(found).toEqual([]);
  });
});

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const zipOf = (files: Record<string, string>): Uint8Array =>
  zipSync(Object.fromEntries(Object.entries(files).map(([k, v]) => [k, strToU8(v)])));
const paragraph = (inner: string): string => `<w:p>${inner}</w:p>`;
const said = (t: string): string => `<w:r><w:t xml:space="preserve">${t}</w:t></w:r>`;
const word = (body: string, more: Record<string, string> = {}): Uint8Array =>
  zipOf({ "word/document.xml": `<w:document ${W}><w:body>${paragraph(said("示例"))}${body}</w:body></w:document>`, ...more });
function sheet(cell: string, state = ""): Uint8Array {
  return zipOf({
    "xl/workbook.xml": `<workbook xmlns:r="${R}"><sheets><sheet name="总表" sheetId="1" r:id="rId1"/><sheet name="明细" sheetId="2" ${state} r:id="rId2"/></sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `<Relationships>${[1, 2].map((n) => `<Relationship Id="rId${n}" Type="${R}/worksheet" Target="worksheets/sheet${n}.xml"/>`).join("")}</Relationships>`,
    "xl/worksheets/sheet1.xml":
      '<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>示例</t></is></c></row></sheetData></worksheet>',
    "xl/worksheets/sheet2.xml": `<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c>${cell}<c r="C1"><v>300</v></c></row></sheetData></worksheet>`,
  });
}
const inline = (t: string): string => `<c r="B1" t="inlineStr"><is><t xml:space="preserve">${t}</t></is></c>`;

/** Containers by name: bytes that hold the text, and the file's ending. */
const containers: Readonly<Record<string, (t: string) => readonly [Uint8Array, string]>> = {
  正文: (t) => [word(paragraph(said(t))), "docx"],
  "split runs": (t) => [word(paragraph(said(t.slice(0, 7)) + said(t.slice(7)))), "docx"],
  表格: (t) => [word(`<w:tbl><w:tr><w:tc>${paragraph(said("张某"))}</w:tc><w:tc>${paragraph(said(t))}</w:tc></w:tr></w:tbl>`), "docx"],
  批注: (t) => [word("", { "word/comments.xml": `<w:comments ${W}><w:comment>${paragraph(said(t))}</w:comment></w:comments>` }), "docx"],
  修订: (t) => [word(paragraph(`<w:del><w:r><w:delText>${t}</w:delText></w:r></w:del>`)), "docx"],
  页眉: (t) => [word("", { "word/header1.xml": `<w:hdr ${W}>${paragraph(said(t))}</w:hdr>` }), "docx"],
  隐藏: (t) => [word(paragraph(`<w:r><w:rPr><w:vanish/></w:rPr><w:t>${t}</w:t></w:r>`)), "docx"],
  工作表: (t) => [sheet(inline(t)), "xlsx"],
  隐藏的工作表: (t) => [sheet(inline(t), 'state="hidden"'), "xlsx"],
  深藏的工作表: (t) => [sheet(inline(t), 'state="veryHidden"'), "xlsx"],
  csv: (t) => [strToU8(`姓名,号码\n张某,${t}\n`), "csv"],
  txt: (t) => [strToU8(t), "txt"],
};

describe("attachments", () => {
  it("at least 95 % of planted numbers are found, wherever they are", async () => {
    const planted = [
      ...spellings(ID, [
        [6, 8, 4],
        [6, 4, 4, 4],
      ]).map((s) => ["identity", s] as const),
      ...spellings(ID15, [[6, 6, 3]]).map((s) => ["identity15", s] as const),
      ...CARDS.flatMap((c) => spellings(c, [[4, 4, 4, c.length - 12]]).slice(0, 8)).map((s) => ["card", s] as const),
    ].flatMap(([kind, s]) => (/[\n*]/.test(s) ? [] : [[kind, kind === "identity" ? s : `证件号、卡号${s}`] as const]));
    let found = 0;
    let all = 0;
    const missed: string[] = [];
    for (const [name, make] of Object.entries(containers)) {
      for (const [kind, s] of planted) {
        const { parts } = await readAttachmentText(...make(s));
        all++;
        if (parts.some((p) => [...stops(p.text), ...warns(p.text)].includes(kind))) found++;
        else missed.push(`${name}: ${s}`);
      }
    }
    if (process.env.FIGURES) console.log(`attachments: ${found} of ${all}`, missed.slice(0, 20));
    expect(found / all).toBeGreaterThanOrEqual(0.95);
  });

  it("a cell that holds the number as a number keeps 15 of its digits: told where they are whole", async () => {
    const { parts } = await readAttachmentText(
      sheet(`<c r="B1" t="inlineStr"><is><t>张三</t></is></c><c r="C1"><v>${ID15}</v></c>`),
      "xlsx",
    );
    expect(parts.flatMap((p) => warns(p.text))).toContain("identity15");
  });

  it("a Word file of a real writer", async () => {
    const file = new docx.Document({ sections: [{ children: [new docx.Paragraph(`申请人${ID}`)] }] });
    const { parts } = await readAttachmentText(await docx.Packer.toBuffer(file), "docx");
    expect(parts.flatMap((p) => stops(p.text))).toEqual(["identity"]);
  });

  it("a PDF of a real browser", async () => {
    // Printed once by Chromium 156: a table with the number twice, once broken over lines; a card; a mark of secrecy.
    const { parts } = await readAttachmentText(readFileSync(join(root, "test/pdf/private.pdf")), "pdf");
    const kinds = parts.flatMap((p) => stops(p.text)).sort();
    expect(kinds).toEqual(["card", "identity", "identity", "secret"]);
  });

  it("are told with their place, never with the number, and stop the check", async () => {
    const folder = copyOfSample();
    mkdirSync(join(folder, "items/2025/0001"));
    writeFileSync(join(folder, "items/2025/0001/biao.xlsx"), sheet(inline(ID), 'state="hidden"'));
    const shown = formatProblems(await attachmentProblems(walk(folder, TODAY).content, noCache));
    expect(shown).toContain("隐藏的工作表“明细”");
    expect(shown).toContain("居民身份证号（18 位）：110***************");
    expect(shown).not.toMatch(/\d{10}/);
    const ran = run("check", ["--content", folder, "--today", TODAY]);
    expect(ran.status).toBe(1);
    expect(ran.stdout).toContain("private-identity");
  });
});

describe("the built site", () => {
  it("is looked at once more: page and kind are named, the number is not", () => {
    const folder = temporary();
    writeDeep(join(folder, "items/1.html"), `<p>申请人 <b>110105</b>19491231<i>002X</i></p>`);
    writeDeep(join(folder, "data/a.json"), JSON.stringify({ about: `银行卡 4111111111111111` }));
    writeDeep(join(folder, "data/a.csv"), `a,${ID}\n`);
    writeDeep(join(folder, "feed.xml"), `<title>机密★1年</title>`);
    writeDeep(join(folder, "search/p.js"), `x=["身份证${ID15}"]`);
    writeDeep(join(folder, "fine.html"), `<a href="art_${ID15}_1.html">索引号 11640522000000000X/2025-00001</a>`);
    writeDeep(join(folder, "link.html"), `<p><a href="https://example.cn/?n=%31${ID.slice(1)}">表</a></p>`);
    writeDeep(join(folder, "cells.html"), `<table><tr><th>身份证号</th>${[...ID].map((d) => `<td>${d}</td>`).join("")}</tr></table>`);
    writeDeep(join(folder, "data/b.json"), `{"url":"https:\\/\\/example.cn\\/${ID}"}`);
    writeDeep(join(folder, `files/${ID}.pdf`), "");
    writeDeep(
      join(folder, "offline/p.zip"),
      zipOf({ "pages.json": JSON.stringify({ "fine.html": "<p>无</p>", "x.html": `<p>${ID}</p>` }) }),
    );
    const problems = builtProblems(folder, nothingOwn, "_site");
    expect(problems.map((p) => `${p.file} ${p.rule}`).sort()).toEqual([
      "_site/cells.html private-identity",
      "_site/data/a.csv private-identity",
      "_site/data/a.json private-card",
      "_site/data/b.json private-identity",
      "_site/feed.xml private-secret",
      "_site/files/110***************.pdf private-identity",
      "_site/items/1.html private-identity",
      "_site/link.html private-identity",
      "_site/offline/p.zip/x.html private-identity",
      "_site/search/p.js private-identity-15",
    ]);
    expect(formatProblems(problems)).not.toMatch(/\d{10}/);
    expect(pageText("<p>1&#49;0</p>")).toContain("110");
  });

  it("a number that only the page shows whole drops the stage; the old site stays", () => {
    const folder = copyOfSample();
    const out = join(temporary(), "site");
    const file = join(folder, "reports/2025.md");
    // One digit is a figure: the file holds no whole number, the page does.
    const text = readFileSync(file, "utf8").replace("staff.partTime: 3", "staff.partTime: 2");
    writeFileSync(file, `${text}\n编号 1101051949123100{{ figures.staff.partTime }}X。\n`);
    const { status, stderr, stdout } = run("build", ["--content", folder, "--out", out, "--today", TODAY]);
    expect(status).toBe(1);
    expect(stderr).toContain("site/reports/2025.html");
    expect(stderr).toContain("private-identity");
    expect(`${stdout}${stderr}`).not.toMatch(/1{2}01051949/);
    expect(() => filesIn(out)).toThrow();
  });
});

describe("先审后公开", () => {
  it("what was not reviewed is neither published nor counted, unless site.yaml says otherwise", () => {
    const folder = copyOfSample();
    const file = join(folder, "items/2025/0001.md");
    const counted = (): number => walk(folder, TODAY).edition?.register.items.length ?? 0;
    const all = counted();
    writeFileSync(file, readFileSync(file, "utf8").replace(/review:\n(?: .*\n)+/, ""));
    const { problems, edition } = walk(folder, TODAY);
    expect(problems.map((p) => p.rule)).toContain("review-missing");
    expect(edition?.register.byId.has("items/2025/0001") ?? false).toBe(false);
    const site = join(folder, "site.yaml");
    writeFileSync(site, `${readFileSync(site, "utf8")}\nreviewRequired: false\n`);
    expect(counted()).toBe(all);
  });
});

describe("公开事项", () => {
  it.each([
    ["2025年农村低保初审名单公示", true],
    ["关于城乡最低生活保障申请对象初步审核结果的公示", true],
    ["西安镇2025年第二季度低保对象初核情况公示", true],
    ["2025年农村低保审批名单公示", false],
    ["最低生活保障初审工作流程", false],
    ["特困人员初审名单公示", false],
  ])("%s: %s", (title, is) => expect(namesMatter(title, "最低生活保障初审")).toBe(is));
});

describe("npm run mask", () => {
  it("proposes, and writes only when told to", () => {
    const file = join(temporary(), "a.md");
    const text = `---\ntitle: 示例\n---\n张某，${ID}，电话 13912345678。\n`;
    writeFileSync(file, text);
    const proposed = run("mask", [file]);
    expect(proposed.status).toBe(0);
    expect(proposed.stdout).toBe("---\ntitle: 示例\n---\n张某，110***************，电话 139****5678。\n");
    expect(readFileSync(file, "utf8")).toBe(text);
    const written = run("mask", [file, "--write"]);
    expect(written.stdout).toContain("打了 2 处星号");
    expect(readFileSync(file, "utf8")).toBe(proposed.stdout);
    expect(run("mask", ["--help"]).stdout).toContain("用法：npm run mask");
    expect(run("mask", []).status).toBe(2);
    expect(`${proposed.stderr}${written.stderr}`).not.toMatch(/\d{10}/);
  });
});

it("golden messages repeat no private number", () => {
  for (const f of filesIn(join(root, "test/cases")).filter((f) => /^private-.*expected\.txt$/.test(f))) {
    expect(readFileSync(join(root, "test/cases", f), "utf8"), f).not.toMatch(/\d{10}/);
  }
});
