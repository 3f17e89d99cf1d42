/** 举报投诉. */
import { day, required, text } from "./field.ts";
import { kind, type RecordOf } from "./kind.ts";

export const complaint = kind({
  folder: "complaints",
  label: "举报投诉",
  is: "收到的一件关于政府信息公开的举报投诉；正文是内部备注，不公开",
  dated: "date",
  published: false,
  fields: {
    date: required(day({ label: "收到日期", hint: "收到举报投诉的那一天。", example: "2025-04-02" })),
    about: required(text({ label: "反映的问题", hint: "一句话，不含个人信息。", example: "村公开栏内容没有更新", max: 120 })),
    closed: day({ label: "办结日期", hint: "还没办结就不写。", example: "2025-04-10" }),
  },
});

export type Complaint = RecordOf<typeof complaint>;
