/** What a sentence says of its own numbers: 共 N，其中…, 占比, 增长, 平均. Read by the reader of statements that reports use too. */
import type { Notice, Tell } from "./notice.ts";
import { plainLine, sentencesOf, written } from "./words/sentence.ts";
import { sumFindings } from "./words/sums.ts";

const SAYS =
  /其中|占比?|同比|上年|同期|增长|增加|减少|下降|增幅|降幅|率|合计|共计|平均|[户人亩村月场次]均|分别|分为|\d\s?[件条户人次篇名]\s?[：:]/;
/** Something is counted in two parts. */
const TWICE = /既.{1,12}又|重复|兼有|交叉|同时/;

const MEND = {
  "words-sum": "请核对总数和各分项，改正写错的一个；分项没有列全的，加上“等”。",
  "words-share": "请核对两个数和百分比，改正写错的一个。",
  "words-growth": "请核对两年的数和增减，改正写错的一个。",
  "words-mean": "请核对总数、个数和平均数，改正写错的一个。",
} as const;

export function sentenceSums({ prose, office }: Notice, tell: Tell): void {
  for (const { raw, at } of prose) {
    if (!SAYS.test(raw) || TWICE.test(raw)) continue;
    for (const sentence of raw.split("。")) {
      if (sentence.length > 400 || !SAYS.test(sentence) || (sentence.match(/\d+/g)?.length ?? 0) < 2) continue;
      const line = plainLine(sentence, () => undefined);
      for (const f of sumFindings(sentencesOf(line, office.lexicon()), true)) {
        const quote = written(sentence, line, f.from, f.to);
        if (/[；;]|每/.test(quote)) continue;
        tell(f.rule, at, quote, `这里写“${quote}”：${f.reckoning}。`, MEND[f.rule]);
      }
    }
  }
}
