/** A cell in a clerk's words → the one choice that it means, or nothing: what denies, excepts or narrows means no other. */
import { sameSense } from "../../problem.ts";

/** Words of clerks for choices that share no words with them. */
const SAME: Readonly<Record<string, string>> = {
  公民: "自然人",
  个人: "自然人",
  群众: "自然人",
  村民: "自然人",
  企业: "商业企业",
  公司: "商业企业",
  律师事务所: "法律服务机构",
  窗口: "公开受理窗口当面提交",
  现场: "公开受理窗口当面提交",
  现场提交: "公开受理窗口当面提交",
  现场申请: "公开受理窗口当面提交",
  邮件: "电子邮件提交",
  邮箱: "电子邮件提交",
  邮寄: "信函提交",
  邮寄申请: "信函提交",
  信件: "信函提交",
  来信: "信函提交",
  挂号信: "信函提交",
  同意公开: "予以公开",
  公开: "予以公开",
  已公开: "予以公开",
  全部公开: "予以公开",
  全部予以公开: "予以公开",
  部分予以公开: "部分公开",
  予以部分公开: "部分公开",
  同意部分公开: "部分公开",
  继续有效: "有效",
  现行有效: "有效",
  办班: "培训班",
  网站: "政府网站",
  门户网站: "政府网站",
  公示栏: "公开栏",
  宣传栏: "公开栏",
  微信公众号: "微信公众平台",
  公众号: "微信公众平台",
  微博: "政务微博",
  喇叭: "广播",
  大喇叭: "广播",
};

/** Words that many choices could have: alone they tell none. */
const VAGUE =
  /^(?:法人|组织|机构|单位|团体|网络|网上|线上|互联网|申请|公开|提交|处理|信息|政府|政务|服务|社会|平台|其他|其它|村|镇|村社区)$/;

/** A text without blanks, brackets, marks and the words that only introduce a ground (属于, 涉及). */
const bare = (text: string): string =>
  text
    .normalize("NFKC")
    .replace(/[\s\p{P}\p{S}]/gu, "")
    .replace(/(?<!不)(?:属于|涉及)/g, "");

/** Without what says only that it is a way or a sort. */
const core = (text: string): string => bare(text).replace(/(?:提交|方式|形式|途径|渠道)$/, "");

/** Places above a village, who runs a channel, how it was decided: what may stand before a choice and says nothing else. */
const PLACE = /[\u4e00-\u9fff]{0,8}?(?:省|自治区|市|州|县|旗|区|乡|镇|街道)/g;
const BEFORE = /本|村|大|人民|政府|官方|门户|信息|政务|村务|党务|便民|公开|电子|通过|利用|在|由|已|同意|决定|答复|告知|依法|按期/g;
/** What may stand behind it. */
const BEHIND =
  /村?民?委员?会|村委|党支部|党总支|[一二三四五六七八九十\d]{1,3}(?:组|社|队)|公开|公示|公告|发布|张贴|播放|提交|申请|方式|形式|途径|渠道|栏目|类|信息|了/g;
/** Longer cells are sentences. */
const LONGEST = 60;

/**
 * The choice of `choices` (labels, or codes and labels by turns) that a cell means: the same words, a clerk's word for it, the only one
 * that it is a part of, or the only one in it with nothing around that could change it. Undefined where that is none or more.
 */
export function chosen(text: string, choices: readonly string[]): string | undefined {
  if (choices.includes(text)) return text;
  const labels = choices.filter((c) => /[^\x21-\x7e]/.test(c));
  const written = text.length > LONGEST ? "" : bare(text);
  if (written === "") return undefined;
  const only = (test: (label: string) => boolean): string | undefined => {
    const found = labels.filter(test);
    return found.length === 1 ? found[0] : undefined;
  };
  const same = SAME[written];
  const exact =
    only((l) => bare(l) === written || core(l) === core(text)) ?? (same !== undefined && labels.includes(same) ? same : undefined);
  if (exact !== undefined) return exact;
  const short = core(text);
  if (short.length >= 2 && !VAGUE.test(short)) {
    // The ground behind the colon is enough: 国家秘密 for 不予公开：属于国家秘密.
    const names = (l: string): string[] => [l, l.slice(l.indexOf("：") + 1)].filter((name) => bare(name).includes(short));
    const part = only((l) => names(l).length > 0);
    if (part !== undefined && names(part).some((name) => sameSense(name, short))) return part;
  }
  return only((l) => {
    const label = core(l);
    const at = written.indexOf(label);
    if (at < 0 || !sameSense(l, text)) return false;
    const rest = written.slice(0, at).replace(PLACE, "").replace(BEFORE, "") + written.slice(at + label.length).replace(BEHIND, "");
    return rest === "";
  });
}
