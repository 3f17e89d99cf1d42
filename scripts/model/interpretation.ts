/** 政策解读稿件: names the item it interprets; not counted as an item. */
import { list, reference, required } from "./field.ts";
import { kind, type RecordOf } from "./kind.ts";
import * as shared from "./shared.ts";

export const interpretation = kind({
  folder: "interpretations",
  label: "政策解读",
  is: "一篇政策解读稿件，不另算主动公开的条数",
  dated: "date",
  published: true,
  fields: {
    title: shared.title,
    date: shared.published,
    formed: shared.formed,
    interprets: required(
      list(reference({ label: "解读的文件", hint: "解读的是哪一条信息。", example: "items/2025/0003", kinds: ["items"] })),
    ),
    channels: shared.channels,
    issuer: shared.issuer,
    attachments: shared.attachments,
    keywords: shared.keywords,
    summary: shared.summary,
    review: shared.review,
    confirmed: shared.confirmed,
    corrections: shared.corrections,
    withdrawn: shared.withdrawn,
  },
});

export type Interpretation = RecordOf<typeof interpretation>;
