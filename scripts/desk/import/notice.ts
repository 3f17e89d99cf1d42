/** A Word notice → the draft of an item: title, body, pictures, and what its head and foot say of it. */
import type { WrittenGroup } from "../../model/write.ts";
import type { Day } from "../../rules/days.ts";
import type { Choice } from "../../rules/requests.ts";
import type { Draft } from "../records.ts";
import type { Imported } from "./blocks.ts";
import { dayInWords } from "./day.ts";

/** The words of the lines of Markdown, marks gone. */
const linesOf = (markdown: string): string[] =>
  markdown
    .split("\n")
    .map((l) => l.replace(/\\(?=[!-/:-@[-`{-~])|\*\*|\\$/g, "").trim())
    .filter((l) => l !== "");

const DOC_NUMBER = /^[（(]?([\u4e00-\u9fff]{1,12}[〔[［【(（]20\d\d[〕\]］】)）](?:第)?\d{1,5}号)[)）]?$/;

/** Who signs: an office, a committee, a centre, with what stands for the seal. */
const SIGNER =
  /^[\u4e00-\u9fff（）()·、〇\d]{2,40}?(?:政府|党委|委员会|办公室|村委会|办事处|服务所|派出所|管理所|中心|小组|指挥部|支部|总支|合作社|联合社|公司|学校|医院|卫生院|[厅局站院部委办所处])(?:[（(](?:公章|印章|盖章|章|代章)[)）])?$/;
/** An annex on a page of its own. */
const ANNEX = /^附\s*[件表录]\s*[\d一二三四五六七八九十]{0,3}$/;

/**
 * 落款: the day of the first line that holds nothing but a day and stands under who signs, or beside them. An annex may be signed
 * too, and may hold other days: those are not the document's. Undefined where nobody signs.
 */
export function signedDay(lines: readonly string[]): Day | undefined {
  const bare = lines.map((l) => l.replace(/\s+/g, ""));
  const annex = bare.findIndex((l) => ANNEX.test(l));
  for (const [i, line] of bare.slice(0, annex < 0 ? undefined : annex).entries()) {
    const beside = /^(.{2,40}?)((?:\d{4}|[一二]\S{3})年\S{1,3}月\S{1,4}日)$/u.exec(line);
    if (beside && SIGNER.test(beside[1] ?? "")) {
      const day = dayInWords(beside[2] ?? "");
      if (day !== undefined) return day;
    }
    const day = dayInWords(line);
    const above = bare.slice(Math.max(0, i - 2), i).filter((l) => !/^[（(]?(?:公章|印章|盖章|章)[)）]?$/.test(l));
    if (day !== undefined && SIGNER.test(above.at(-1) ?? "")) return day;
  }
  return undefined;
}

/** What an item of this document would say; what cannot be told is left out. */
export function noticeDraft({ title, markdown, pictures }: Imported, categories: readonly Choice[]): Draft {
  const lines = linesOf(markdown);
  const formed = signedDay(lines);
  const number = lines
    .slice(0, 8)
    .map((l) => DOC_NUMBER.exec(l)?.[1])
    .find((n) => n !== undefined)
    ?.replace(/[[［【(（](20\d\d)[\]］】)）]/, "〔$1〕");
  // 关于……的公示 belongs to 公告公示, where there is one such category.
  const sort = /(公示|公告|通告|预案|决算|预算|规划|计划|规定|办法)(?:（[^）]*）)?$/.exec(title ?? "")?.[1];
  const fitting = sort === undefined ? [] : categories.filter((c) => c.label.includes(sort));
  const values: WrittenGroup = {
    ...(title === undefined ? {} : { title }),
    ...(formed === undefined ? {} : { formed }),
    ...(fitting.length === 1 && fitting[0] ? { category: fitting[0].label } : {}),
    ...(number === undefined ? {} : { docNumber: number }),
  };
  return { kind: "items", values, body: markdown, pictures };
}
