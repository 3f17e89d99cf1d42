/** A Word notice → the draft of an item: title, body, pictures, and what its head and foot say of it. */
import type { WrittenGroup } from "../../model/write.ts";
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

/** What an item of this document would say; what cannot be told is left out. */
export function noticeDraft({ title, markdown, pictures }: Imported, categories: readonly Choice[]): Draft {
  const lines = linesOf(markdown);
  const formed = lines
    .slice(-8)
    .map(dayInWords)
    .findLast((d) => d !== undefined);
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
