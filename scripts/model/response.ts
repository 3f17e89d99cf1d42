/** 回应公众关注热点或重大舆情: one file per matter, however many ways it was answered. */
import { text } from "./field.ts";
import { kind, type RecordOf } from "./kind.ts";
import * as shared from "./shared.ts";

export const response = kind({
  folder: "responses",
  label: "回应关切",
  is: "对一件公众关注热点或重大舆情的回应；用几种方式回应都只建一个文件",
  dated: "date",
  published: true,
  fields: {
    title: shared.title,
    date: shared.published,
    about: text({ label: "回应的事", hint: "群众关心的是什么，一句话。", example: "部分村组饮水水压不足", max: 120 }),
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

export type Response = RecordOf<typeof response>;
