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

/** Rates of a whole; a plan can be done by more than all of it. */
const OF_WHOLE =
  /(?:合格|参保|覆盖|办结|满意|到会|出勤|到岗|入学|普及|回收|答复|公开|按时|按期|签约|知晓|投票|参与|普及|硬化|免疫|成活|兑现)率[^，。；、\d]{0,8}?(\d{3,4}(?:\.\d+)?)\s?[%％]/g;

export function sentenceSums({ prose, office }: Notice, tell: Tell): void {
  for (const { raw, at } of prose) {
    if (/率/.test(raw)) {
      for (const m of raw.matchAll(OF_WHOLE))
        if (Number(m[1]) > 100) tell("words-share", at, m[0], `这里写“${m[0]}”，这样的比率最高是 100%。`, MEND["words-share"]);
    }
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
