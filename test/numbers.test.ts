/** The reader of numbers: each way of writing one, and words that only look like a number. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { numeralValue, readNumbers } from "../scripts/check/words/numbers.ts";
import { spokenInteger } from "../scripts/desk/spoken.ts";
import { tries } from "./chance.ts";

/** `kind value unit approximation`, one a number. */
const read = (text: string): string[] =>
  readNumbers(text).map((n) =>
    [
      n.kind,
      n.value,
      ...(n.to === undefined ? [] : [`–${n.to}`]),
      ...(n.unit === "" ? [] : [[n.unit, ...n.units].join("/")]),
      ...(n.approx ? [n.approx] : []),
    ].join(" "),
  );

describe("numbers of a text", () => {
  it.each<[string, string[]]>([
    ["公开65条，２１条，１，２３４元", ["count 65 条", "count 21 条", "count 1234 元"]],
    ["收到 1,234 件", ["count 1234 件"]],
    ["一百三十五条，两期，十五人次", ["count 135 条", "count 2 期", "count 15 人次"]],
    ["1.2万元、3亿元、12万人次", ["count 12000 元", "count 300000000 元", "count 120000 人次"]],
    [
      "30余人次，约50条，近百条，100条以上，不足10件，20条左右",
      ["count 30 人次 over", "count 50 条 about", "count 100 条 under", "count 100 条 over", "count 10 件 under", "count 20 条 about"],
    ],
    ["8份（篇），65篇/条", ["count 8 份/篇", "count 65 篇/条"]],
    ["3-5项，3至5个", ["count 3 –5 项", "count 3 –5 个"]],
    [
      "96.9%，百分之三十二点三，百分之百，九成，三成五，2‰",
      ["percent 96.9 %", "percent 32.3 %", "percent 100 %", "percent 90 %", "percent 35 %", "percent 0.2 %"],
    ],
    ["提高2.5个百分点", ["points 2.5 个百分点"]],
    ["四分之三，比例为3:2，1∶5", ["fraction 0.75", "ratio 3 –2", "ratio 1 –5"]],
    [
      "2025年，2025年1月1日至12月31日，2025.01.01，二〇二五年三月一日，3月1日至5日",
      ["date 2025", "date 2025", "date 12", "date 2025", "date 2025", "date 3", "date 5"],
    ],
    ["8:30—12:00，上午9时30分", ["time 8", "time 12", "time 9"]],
    ["第二十条第（一）项，20号文件", ["ordinal 20 条", "ordinal 1 项", "ordinal 20"]],
    ["1. 加强；2. 改进", ["marker 1", "marker 2"]],
    ["（一）加强；（2）改进", ["marker 1", "marker 2"]],
    ["0955-4719171，西政发〔2025〕12号，G341", ["code NaN", "code NaN", "code NaN"]],
    ["人民币壹万贰仟叁佰元伍角整", ["count 12300.5 元"]],
    ["20个工作日内，3个月，2小时", ["count 20 个工作日", "count 3 个月", "count 2 小时"]],
  ])("%s", (text, expected) => expect(read(text)).toEqual(expected));

  it.each(["统一、唯一、一次性说明，一并", "“四化一满意”", "三公经费、五保户、十四五、百姓、千方百计", "同一条信息", "一条龙服务"])(
    "no number in %s",
    (text) => expect(read(text)).toEqual([]),
  );

  it("a spoken number is read back", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99_999_999 }), (n) => {
        expect(numeralValue(spokenInteger(String(n)))).toBe(n);
      }),
      { numRuns: tries(300) },
    );
  });

  it("positions are those of the text, and the text is what stands there", () => {
    const part = fc.constantFrom(
      "共",
      "３５条",
      "一百条",
      "，",
      "2025年",
      "1,234",
      "第三条",
      "（一）",
      "{{ x }}",
      "100%",
      "a1",
      "😀",
      "\n",
      "约",
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        const text = parts.join("");
        let end = 0;
        for (const n of readNumbers(text)) {
          expect(n.start).toBeGreaterThanOrEqual(end);
          expect(text.slice(n.start, n.end)).toBe(n.text);
          end = n.end;
        }
      }),
      { numRuns: tries(300) },
    );
  });
});
