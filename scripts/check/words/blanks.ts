/** 空着的数: a number that was to be filled in and was not. */

const UNIT = "条|件|篇|份|期|人次|次|场次|场|万元|亿元|元|人|名|个|户|亩|处|项|起|宗|年|镇|乡|县";
const THING = "信息|文件|申请|培训班|培训|人员|会议|稿件|解读|诉讼|复议|投诉|许可|处罚|经费|费用";
const DONE = "举办|开展|组织|收到|受理|公开|发布|召开|制发|办结|新收|接受|参训|参加|撰写|作出|配备|收取|投入|培训|发生|回应|结转";

const BLANKS = [
  // XX件, ××条, ___次, （ ）件
  new RegExp(`(?:[Xx×]{2,}|_{2,}|[○□〇]{2,}|＿+|[（(]\\s*[）)])\\s*(?:${UNIT})`),
  // 培训班  期
  new RegExp(`\\p{Script=Han}[ \\u3000\\u00a0]{2,}(?:${UNIT})\\s*(?=[，。；、）)]|$)`, "u"),
  // 举办培训班期，参训人员人次
  new RegExp(
    `(?:${DONE})[^，。；、：\\d〇一二两三四五六七八九十]{0,10}(?:${THING})(?:期|人次|次(?!数)|条|件(?=[，。；])|篇)\\s*(?=[，。；、）)]|$)`,
  ),
];

/** The words around a blank; undefined when nothing is left out. */
export function blankIn(text: string): string | undefined {
  for (const [i, pattern] of BLANKS.entries()) {
    const m = pattern.exec(text);
    if (!m) continue;
    const start = i === 2 ? m.index : Math.max(0, m.index - 8);
    return (
      text
        .slice(start, m.index + m[0].length)
        .replace(/^.*[，。；、]/s, "")
        .trim() || m[0].trim()
    );
  }
  return undefined;
}
