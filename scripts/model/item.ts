/** 主动公开的一条政府信息. */

import { topics } from "../rules/topics.ts";
import { choice, count, day, group, list, required, text, word } from "./field.ts";
import { kind, type RecordOf } from "./kind.ts";
import * as shared from "./shared.ts";

export const item = kind({
  folder: "items",
  label: "主动公开信息",
  is: "主动公开的一条信息，用几个渠道公开都只建一个文件",
  dated: "date",
  published: true,
  fields: {
    title: shared.title,
    date: shared.published,
    formed: shared.formed,
    category: required(word({ label: "公开类目", hint: "只能属于一类。", example: "公告公示", of: "categories" })),
    matter: text({
      label: "公开事项",
      hint: "site.yaml 公开事项目录里的名称；规定不上网站的事项（低保初审名单）写了就不能在这里公开。",
      example: "最低生活保障",
      max: 40,
    }),
    topic: choice({
      label: "重点公开内容",
      hint: "条例列举的重点内容；2019年5月15日以前公开的写 12 开头的，以后的写 20、21 开头的。",
      example: "21-1",
      options: topics,
    }),
    channels: shared.channels,
    docNumber: text({ label: "文号", hint: "发文字号，年份用六角括号〔〕；没有就不写。", example: "西政发〔2025〕18号", max: 40 }),
    issuer: shared.issuer,
    village: list(word({ label: "涉及的村", hint: "涉及全镇的不写。", example: "园河村", of: "villages" })),
    notice: group({
      label: "公示期",
      hint: "是公示的才写；天数首尾都算。",
      fields: {
        from: required(day({ label: "公示开始", hint: "公示第一天。", example: "2025-03-14" })),
        to: required(day({ label: "公示结束", hint: "公示最后一天。", example: "2025-03-20" })),
        days: count({ label: "公示天数", hint: "按自然日算的天数。", example: "7", unit: "天" }),
        workdays: count({ label: "公示工作日数", hint: "按工作日算的天数；和 days 只写一个。", example: "5", unit: "个工作日" }),
      },
    }),
    noticeDone: shared.noticeDone,
    resultOf: shared.resultOf,
    attachments: shared.attachments,
    keywords: shared.keywords,
    summary: shared.summary,
    review: shared.review,
    status: shared.status,
    validTo: shared.validTo,
    repealed: shared.repealed,
    confirmed: shared.confirmed,
    corrections: shared.corrections,
    withdrawn: shared.withdrawn,
    supersedes: shared.supersedes,
  },
});

export type Item = RecordOf<typeof item>;
