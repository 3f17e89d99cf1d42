/** The same amount written twice: 大写 and 小写, in two units (亩 and 公顷, 万元 and 元), and a rate times a quantity in one sentence. */
import type { Notice, Sentence, Tell } from "./notice.ts";
import { shown } from "./table.ts";
import { numeralValue } from "./words/numbers.ts";

export function amounts(notice: Notice, tell: Tell): void {
  const cells = notice.tables.flatMap((t) => t.rows.map((r) => ({ text: r.cells.map((c) => c.text).join("，"), at: r.at })));
  for (const line of [...notice.prose, ...cells]) {
    if (/[壹贰貳叁肆伍陆柒捌玖拾佰仟]/.test(line.text)) capitals(line, tell);
  }
  for (const { text, at } of notice.prose) if (/\d/.test(text)) units({ text, at }, tell);
  for (const sentence of notice.sentences) if (/每|[/／]/.test(sentence.text)) rates(sentence, tell);
}

const CAPITAL =
  /(?:(?<![\u4e00-\u9fff])[负])?[零〇壹贰貳叁肆伍陆柒捌玖拾佰仟万萬亿两]{2,24}(?:[元圆](?:[零壹贰貳叁肆伍陆柒捌玖]角)?(?:零?[零壹贰貳叁肆伍陆柒捌玖]分)?)?[整正]?/g;
const SMALL = "[¥￥]?\\s*(\\d[\\d,，]*(?:\\.\\d+)?)\\s*(万|亿)?\\s*元?(?:整)?";
const BESIDE_AFTER = new RegExp(`^\\s*(?:人民币)?\\s*[（(，,、]?\\s*(?:即|合|计|小写|人民币|RMB|金额|共计|数字)*\\s*[:：]?\\s*${SMALL}`);
const BESIDE_BEFORE = new RegExp(`${SMALL}\\s*[（(，,、]?\\s*(?:即|合|大写|人民币|金额)*\\s*[:：]?\\s*(?:人民币)?\\s*$`);

/** 肆万捌仟伍佰元整（45800元） */
function capitals({ text, at }: Sentence, tell: Tell): void {
  for (const m of text.matchAll(CAPITAL)) {
    const written = m[0];
    const value = capitalValue(written);
    if (value === undefined) continue;
    const end = m.index + written.length;
    const beside = BESIDE_AFTER.exec(text.slice(end, end + 32)) ?? BESIDE_BEFORE.exec(text.slice(Math.max(0, m.index - 32), m.index));
    if (!beside || /[，,]$/.test(beside[1] ?? "")) continue;
    const digits = Number((beside[1] ?? "").replace(/[,，]/g, "")) * (beside[2] === "万" ? 1e4 : beside[2] === "亿" ? 1e8 : 1);
    if (!/[元圆整正¥￥]/.test(written + beside[0]) || Math.abs(digits - value) < 0.005) continue;
    tell(
      "amount-in-words",
      at,
      `${written} ${beside[1]}`,
      `大写“${written}”是 ${shown(value)} 元，小写写的是 ${(beside[1] ?? "").trim()}${beside[2] ?? ""}元，对不上。`,
      "请核对合同或批复，改正写错的一个。",
    );
  }
}

/** 肆万捌仟伍佰元零伍分整 → 48500.05; undefined when there is no formal numeral. */
export function capitalValue(written: string): number | undefined {
  if (!/[壹贰貳叁肆伍陆柒捌玖拾佰仟]/.test(written)) return undefined;
  const m = /^([^元圆整正]*)[元圆]?(?:([零壹贰貳叁肆伍陆柒捌玖])角)?(?:零?([零壹贰貳叁肆伍陆柒捌玖])分)?[整正]?$/.exec(
    written.replaceAll("萬", "万"),
  );
  if (!m) return undefined;
  const whole = numeralValue((m[1] ?? "").replace(/^零+|零+$/g, ""));
  const value = whole + (m[2] ? numeralValue(m[2]) / 10 : 0) + (m[3] ? numeralValue(m[3]) / 100 : 0);
  return Number.isNaN(value) ? undefined : Math.round(value * 100) / 100;
}

/** Units of one dimension, in its smallest: 平方米, 克, 米, 元. */
const SCALES: Readonly<Record<string, readonly [dimension: string, size: number]>> = {
  平方米: ["area", 1],
  "㎡": ["area", 1],
  亩: ["area", 10000 / 15],
  公顷: ["area", 1e4],
  平方公里: ["area", 1e6],
  万亩: ["area", 1e8 / 15],
  斤: ["weight", 0.5],
  公斤: ["weight", 1],
  千克: ["weight", 1],
  吨: ["weight", 1000],
  万斤: ["weight", 5000],
  万公斤: ["weight", 1e4],
  米: ["length", 1],
  公里: ["length", 1000],
  千米: ["length", 1000],
  里: ["length", 500],
  元: ["money", 1],
  千元: ["money", 1000],
  万元: ["money", 1e4],
  亿元: ["money", 1e8],
};
const NAMES = Object.keys(SCALES)
  .sort((a, b) => b.length - a.length)
  .join("|");
const TWICE = new RegExp(
  `(\\d[\\d,]*(?:\\.\\d+)?)\\s*(${NAMES})(?![\\u4e00-\\u9fff/／])?\\s*(?:[（(，,]\\s*(?:约|即|折合|合计?|相当于|折|等于|折算为?)?|(?:即|折合|合|相当于|等于|折算为?)约?)\\s*(\\d[\\d,]*(?:\\.\\d+)?)\\s*(${NAMES})`,
  "g",
);

/** 36.5万元（3650000元）, 120亩（合8公顷） */
function units({ text, at }: Sentence, tell: Tell): void {
  for (const m of text.matchAll(TWICE)) {
    const [written, a = "", first = "", b = "", second = ""] = m;
    const [x, y] = [SCALES[first], SCALES[second]];
    if (!x || !y || x[0] !== y[0] || first === second) continue;
    // “，” alone joins two facts: only brackets and words of conversion say that both are the same.
    const joint = written.slice(a.length).replace(/[\d.,\s]/g, "");
    if (
      !/[（(即折合]|相当于|等于/.test(joint) ||
      /[，,]/.test(
        written
          .replace(/\d,\d/g, "")
          .slice(0, written.indexOf(second))
          .replace(/[，,]\s*(?:约|即|折合|合|相当于|折|等于)/, ""),
      )
    )
      continue;
    const [p, q] = [Number(a.replaceAll(",", "")) * x[1], Number(b.replaceAll(",", "")) * y[1]];
    const step = Math.max(stepOf(a) * x[1], stepOf(b) * y[1]);
    if (Math.abs(p - q) <= step || Math.abs(p - q) <= 0.012 * Math.max(p, q)) continue;
    tell(
      "unit-conversion",
      at,
      written,
      `这里写“${written.trim()}”，${a}${first}合 ${shown(Math.round((p / y[1]) * 1e4) / 1e4)} ${second}，写的是 ${b} ${second}。`,
      "请核对，改正写错的一个。",
    );
  }
}

/** What half a step of the last written digit is worth: 1.6 → 0.05. */
const stepOf = (digits: string): number => 0.5 * 10 ** -(digits.split(".")[1]?.length ?? 0);

const RATE =
  /每(?:一)?(个工作日|平方米|公里|公斤|[\u4e00-\u9fff])(每?(?:年|月|天|日|季度?)?)[^\d，,。；（(]{0,10}?(\d+(?:\.\d+)?)\s*元|(\d+(?:\.\d+)?)\s*元\s*[/／]\s*([\u4e00-\u9fff])/g;

/** 每亩补助20元，400亩共补助8000元 */
function rates({ text, at }: Sentence, tell: Tell): void {
  const found = [...text.matchAll(RATE)];
  const [rate] = found;
  if (found.length !== 1 || !rate || /其中|最高|不超过|封顶|上限|起步|递增|扣|减|另/.test(text)) return;
  const unit = rate[1] ?? rate[5] ?? "";
  const price = Number(rate[3] ?? rate[4]);
  if (/^[年月天日季]$/.test(unit)) return;
  const rest = text.slice(rate.index + rate[0].length);
  const quantity =
    new RegExp(`(\\d[\\d,]*(?:\\.\\d+)?)\\s*(万)?${unit}(?!以)`).exec(rest) ??
    new RegExp(`(\\d[\\d,]*(?:\\.\\d+)?)\\s*(万)?${unit}(?!以)`).exec(text.slice(0, rate.index));
  const sum =
    /(?:共|合计|总计|累计|计|总额|总共)[^\d，,。；]{0,8}(\d[\d,]*(?:\.\d+)?)\s*(万)?元/.exec(rest) ??
    /(?:每年|每月|合|需|为)\s*(\d[\d,]*(?:\.\d+)?)\s*(万)?元/.exec(rest);
  if (!quantity || !sum) return;
  const q = Number((quantity[1] ?? "").replaceAll(",", "")) * (quantity[2] ? 1e4 : 1);
  const total = Number((sum[1] ?? "").replaceAll(",", "")) * (sum[2] ? 1e4 : 1);
  const step = stepOf(sum[1] ?? "") * (sum[2] ? 1e4 : 1);
  // Months, years and heads beside: 6人3个月
  const others = [...text.matchAll(/(\d[\d,]*(?:\.\d+)?)/g)].map((m) => Number((m[1] ?? "").replaceAll(",", ""))).filter((n) => n > 1);
  const fits = (times: number): boolean => Math.abs(price * q * times - total) <= step + 1e-6;
  if (
    fits(1) ||
    others.some(fits) ||
    /[、和及]/.test(
      text
        .slice(0, rate.index + rate[0].length)
        .replace(/\d,\d/g, "")
        .slice(-24)
        .replace(/^.*每/, ""),
    )
  )
    return;
  if (q > 0 && /[年月季]/.test(rate[2] ?? "") && others.length > 3) return;
  tell(
    "rate-times-quantity",
    at,
    `${rate[0]} ${sum[0]}`,
    `按“${rate[0]}”，${shown(q)}${unit}应当是 ${shown(price)} × ${shown(q)} = ${shown(price * q)} 元，写的是 ${sum[1]}${sum[2] ?? ""}元。`,
    "请核对标准、数量和金额，改正写错的一个。",
  );
}
