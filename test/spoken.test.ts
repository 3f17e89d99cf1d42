/** Numbers, dates and signs as an announcer reads them; and back. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  BREATH,
  breaths,
  minutes,
  readingSeconds,
  readLength,
  spoken,
  spokenInteger,
  spokenNumber,
  spokenPhone,
  unmarked,
} from "../scripts/desk/spoken.ts";
import { tries } from "./chance.ts";

const DIGIT: Readonly<Record<string, number>> = {
  零: 0,
  〇: 0,
  一: 1,
  幺: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};

/** What a listener writes down: 一万两千点五 → 12000.5. Written apart from the speaker: by place values, from left to right. */
function heard(words: string): string {
  const sign = words.startsWith("负") ? "-" : "";
  const [whole = "", decimals] = words.replace(/^负/, "").split("点");
  const block = (text: string): bigint => {
    let sum = 0n;
    let digit = -1n;
    for (const c of text) {
      const unit = { 十: 10n, 百: 100n, 千: 1000n }[c];
      if (unit !== undefined) {
        sum += (digit < 0n ? 1n : digit) * unit;
        digit = -1n;
      } else digit = BigInt(DIGIT[c] ?? Number.NaN);
    }
    return sum + (digit < 0n ? 0n : digit);
  };
  const myriads = (text: string): bigint => {
    const parts = text.split("万");
    return parts.length === 1 ? block(text) : block(parts[0] ?? "") * 10000n + block(parts[1] ?? "");
  };
  const parts = whole.split("亿");
  const value = parts.length === 1 ? myriads(whole) : myriads(parts[0] ?? "") * 100000000n + myriads(parts[1] ?? "");
  return `${sign}${value}${decimals === undefined ? "" : `.${[...decimals].map((d) => DIGIT[d]).join("")}`}`;
}

describe("a number that is spoken", () => {
  it.each([
    ["0", "零"],
    ["2", "二"],
    ["10", "十"],
    ["12", "十二"],
    ["20", "二十"],
    ["100", "一百"],
    ["101", "一百零一"],
    ["110", "一百一十"],
    ["111", "一百一十一"],
    ["200", "二百"],
    ["1000", "一千"],
    ["1001", "一千零一"],
    ["1010", "一千零一十"],
    ["1100", "一千一百"],
    ["2000", "两千"],
    ["2222", "两千二百二十二"],
    ["10000", "一万"],
    ["10001", "一万零一"],
    ["10020", "一万零二十"],
    ["11000", "一万一千"],
    ["20000", "两万"],
    ["100000", "十万"],
    ["100010", "十万零一十"],
    ["110010", "十一万零一十"],
    ["200200", "二十万零二百"],
    ["1000000", "一百万"],
    ["10000000", "一千万"],
    ["100000000", "一亿"],
    ["100000001", "一亿零一"],
    ["200000000", "两亿"],
    ["1000100000", "十亿零一十万"],
    ["1200000000000", "一万二千亿".replace("二千", "两千")],
    ["1000000000000", "一万亿"],
  ])("%s is %s", (digits, words) => {
    expect(spokenInteger(digits)).toBe(words);
  });

  it("is written down again as it was, up to ten thousand million million", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 9999999999999999n }), (n) => heard(spokenInteger(String(n))) === String(n)),
      { numRuns: tries(2000) },
    );
    // Numbers full of zeros are where it goes wrong.
    const sparse = fc
      .array(fc.constantFrom("0", "0", "0", "1", "2", "9"), { minLength: 1, maxLength: 16 })
      .map((d) => String(BigInt(d.join(""))));
    fc.assert(
      fc.property(sparse, (n) => heard(spokenInteger(n)) === n),
      { numRuns: tries(2000) },
    );
  });

  it("keeps its sign and its decimals, without thousands' commas and without zeros at the end", () => {
    fc.assert(
      fc.property(fc.integer({ min: -99999999, max: 99999999 }), fc.integer({ min: 0, max: 999 }), (n, d) => {
        const written = `${n === 0 ? 0 : n.toLocaleString("en-US")}.${String(d).padStart(3, "0")}`;
        const plain = written.replaceAll(",", "").replace(/\.?0+$/, (m) => (m.startsWith(".") ? "" : m.replace(/0+$/, "")));
        return heard(spokenNumber(written)) === plain;
      }),
    );
  });

  it("has no two zeros side by side and none at its end", () => {
    fc.assert(fc.property(fc.bigInt({ min: 1n, max: 9999999999999999n }), (n) => !/零零|零$|零[万亿]/.test(spokenInteger(String(n)))));
  });
});

describe("a text that is spoken", () => {
  it.each([
    // 日期
    ["2025年3月14日", "二〇二五年三月十四日"],
    ["2025年03月04日", "二〇二五年三月四日"],
    ["２０２５年３月１４日", "二〇二五年三月十四日"],
    ["2025-03-14", "二〇二五年三月十四日"],
    ["2025/3/14", "二〇二五年三月十四日"],
    ["2025.3.14", "二〇二五年三月十四日"],
    ["2017年度", "二〇一七年度"],
    ["2016—2017年度", "二〇一六至二〇一七年度"],
    ["2021-2025年", "二〇二一至二〇二五年"],
    ["3月1日至7日", "三月一日至七日"],
    ["3月1日—4月2日", "三月一日至四月二日"],
    ["2017年1月9日至2月28日", "二〇一七年一月九日至二月二十八日"],
    ["2月2日", "二月二日"],
    ["2000年", "二〇〇〇年"],
    ["90年代", "九十年代"],
    // 时刻
    ["8:30", "八点三十分"],
    ["08:05", "八点零五分"],
    ["8：30", "八点三十分"],
    ["14:00", "十四点"],
    ["2:15", "两点十五分"],
    ["8:30—12:00，14:30—18:00", "八点三十分至十二点，十四点三十分至十八点"],
    ["9时至18时", "九时至十八时"],
    // 文号
    ["西政发〔2025〕18号", "西政发二零二五年十八号"],
    ["西政发[2017]1号", "西政发二零一七年一号"],
    ["国办发〔2017〕第47号", "国办发二零一七年四十七号"],
    // 电话
    ["0955-4719171", "零九五五，四七幺九，幺七幺"],
    ["电话0955-4719171。", "电话零九五五，四七幺九，幺七幺。"],
    ["(0955)4719171", "零九五五，四七幺九，幺七幺"],
    ["010-88881111", "零幺零，八八八八，幺幺幺幺"],
    ["0955-4719171转802", "零九五五，四七幺九，幺七幺，转八零二"],
    ["13800000000", "幺三八，零零零零，零零零零"],
    ["拨打12345热线", "拨打幺二三四五热线"],
    ["拨打110、119或120", "拨打幺幺零、幺幺九或幺二零"],
    ["400-810-1234", "四零零，八幺零，幺二三四"],
    // 百分数
    ["30%", "百分之三十"],
    ["30％", "百分之三十"],
    ["12.5%", "百分之十二点五"],
    ["100%", "百分之一百"],
    ["20%—30%", "百分之二十至百分之三十"],
    ["20-30%", "百分之二十至百分之三十"],
    ["5‰", "千分之五"],
    // 钱
    ["769.00万元", "七百六十九万元"],
    ["1,234元", "一千二百三十四元"],
    ["1,234,567.80元", "一百二十三万四千五百六十七点八元"],
    ["￥500", "五百元"],
    ["¥1.5万元", "一点五万元"],
    ["12元/亩", "每亩十二元"],
    ["月补贴500元/人", "月补贴每人五百元"],
    ["2元", "两元"],
    // 数量
    ["1234.5亩", "一千二百三十四点五亩"],
    ["1.5万头", "一点五万头"],
    ["2户2人", "两户两人"],
    ["2个月", "两个月"],
    ["2年", "两年"],
    ["2组", "二组"],
    ["第2组", "第二组"],
    ["第2季度", "第二季度"],
    ["第2条", "第二条"],
    ["12个", "十二个"],
    ["22户", "二十二户"],
    ["2万元", "两万元"],
    ["3—5天", "三至五天"],
    ["3-5天", "三至五天"],
    ["3~5天", "三至五天"],
    ["5至7日", "五至七日"],
    ["20余户", "二十余户"],
    ["1/3", "三分之一"],
    ["1:50000", "一比五万"],
    ["-5℃", "零下五摄氏度"],
    ["宽3.5m，长2km", "宽三点五米，长两公里"],
    ["3.5m×2.0m", "三点五米乘二米"],
    ["120㎡", "一百二十平方米"],
    ["50kg", "五十公斤"],
    ["10kW", "十千瓦"],
    ["≥80分", "大于等于八十分"],
    // 编号
    ["邮编755200", "邮编七五五二零零"],
    ["编号0012", "编号零零一二"],
    ["007", "零零七"],
    ["①报名", "一报名"],
    ["C25混凝土", "C二十五混凝土"],
    // 网址
    ["见http://www.hy.gov.cn/。", "见公开栏上的网址。"],
    ["邮箱 xxgk@xianzhen.example", "邮箱 邮箱见公开栏"],
    // 不动的
    ["园河村一组、二组", "园河村一组、二组"],
    ["二十二", "二十二"],
    ["", ""],
  ])("%s is %s", (written, words) => {
    expect(spoken(written)).toBe(words);
  });

  it("has no digit left, whatever stands between Chinese words", () => {
    const word = fc.constantFrom(
      "年",
      "亩",
      "月",
      "—",
      "%",
      "：",
      ":",
      "-",
      "/",
      ".",
      ",",
      "元",
      "电话",
      "第",
      "〔",
      "〕",
      "号",
      "（",
      "）",
      " ",
      "×",
      "℃",
    );
    const number = fc.stringMatching(/^\d{1,12}$/);
    fc.assert(
      fc.property(fc.array(fc.oneof(word, number), { maxLength: 12 }), (parts) => !/[\d０-９]/.test(spoken(parts.join("")))),
      { numRuns: tries(3000) },
    );
  });

  it("says a day of any year so that it can be written down", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2000, max: 2099 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 31 }), (y, m, d) => {
        const [, year = "", month = "", day = ""] = /^(.{4})年(.+)月(.+)日$/.exec(spoken(`${y}年${m}月${d}日`)) ?? [];
        return [...year].map((c) => DIGIT[c]).join("") === String(y) && heard(month) === String(m) && heard(day) === String(d);
      }),
    );
  });

  it("says every telephone number digit by digit, and no 一 in it", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^0\d{2,3}-\d{7,8}$/), (phone) => {
        const said = spokenPhone(phone);
        return !said.includes("一") && [...said.replaceAll("，", "")].map((c) => DIGIT[c]).join("") === phone.replace("-", "");
      }),
    );
  });

  it("loses marks that are only seen", () => {
    expect(unmarked("（一）**重点**内容（单位：万元），如下——")).toBe("一，重点内容，单位：万元，如下，");
  });
});

describe("lines of a breath", () => {
  it("end with sentences, and long sentences at their marks", () => {
    expect(breaths("停水两天。请储水。")).toEqual(["停水两天。", "请储水。"]);
    const long = "镇便民服务中心抽查了保洁、护路、管水三类岗位的工作记录，未发现空岗和顶岗，拟于春节前发放补贴；名单只在本村张贴。";
    const lines = breaths(long);
    expect(lines.join("")).toBe(long);
    expect(lines.length).toBeGreaterThan(1);
    for (const line of lines) expect(readLength(line), line).toBeLessThanOrEqual(BREATH);
  });

  it("keep every character in its order, and are no longer than a breath where there is a mark to cut at", () => {
    const clause = fc.stringMatching(/^[各村民小组应当核对面积和人数]{2,20}$/);
    const text = fc
      .array(fc.tuple(clause, fc.constantFrom("，", "。", "；", "、")), { minLength: 1, maxLength: 12 })
      .map((l) => l.flat().join(""));
    fc.assert(
      fc.property(text, (t) => {
        const lines = breaths(t);
        return lines.join("") === t && lines.every((l) => readLength(l) <= BREATH);
      }),
    );
  });

  it("do not tear a telephone number", () => {
    const lines = breaths(spoken("对出勤天数和岗位职责有意见的可以向村监督委员会反映，也可以拨打0955-4719171。"));
    expect(lines.some((l) => l.includes("零九五五，四七幺九，幺七幺"))).toBe(true);
  });

  it("are timed", () => {
    expect(readingSeconds(["一".repeat(220)])).toBe(60);
    expect(readingSeconds(["一二三，四五。"])).toBe(2);
    expect([minutes(59), minutes(60), minutes(95)]).toEqual(["59秒", "1分钟", "1分35秒"]);
  });
});
