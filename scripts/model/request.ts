/** 依申请公开的一件申请: dates, kind of applicant, outcome; never a person. The body is an internal note and is not published. */

import { applicants, outcomes, outcomes2014, pauseReasons, requestVia } from "../rules/requests.ts";
import { amount, choice, day, flag, group, list, required, text } from "./field.ts";
import { kind, type RecordOf } from "./kind.ts";

export const request = kind({
  folder: "requests",
  label: "依申请公开",
  is: "收到的一件政府信息公开申请；不写申请人的姓名和联系方式，正文是内部备注，不公开",
  dated: "received",
  published: false,
  fields: {
    received: required(day({ label: "收到日期", hint: "当面提交为提交日，信函为签收日，传真、网络为确认日。", example: "2025-03-04" })),
    via: required(choice({ label: "申请方式", hint: "申请是怎样交来的。", example: "window", options: requestVia })),
    applicant: required(choice({ label: "申请人类别", hint: "只写类别，不写姓名。", example: "natural", options: applicants })),
    about: text({
      label: "申请的内容",
      hint: "一句话，不含个人信息。",
      example: "2024年农村公路养护资金使用情况",
      max: 120,
    }),
    outcome: choice({
      label: "办理结果",
      hint: "统计表里的一行；还没办结就不写。部分公开的只算部分公开。",
      example: "open",
      options: [...outcomes, ...outcomes2014],
    }),
    answered: day({ label: "答复日期", hint: "还没办结就不写。", example: "2025-03-21" }),
    extended: flag({ dayMeansYes: true, label: "是否延期", hint: "经批准延长答复期限的写 true，或者写批准的那一天。", example: "false" }),
    paused: list(
      group({
        label: "期限暂停",
        hint: "补正、征求第三方意见的时间不计入期限。",
        fields: {
          from: required(day({ label: "暂停开始", hint: "发出通知的那一天。", example: "2025-03-06" })),
          to: day({ label: "暂停结束", hint: "收到补正或意见的那一天；还没收到就不写。", example: "2025-03-12" }),
          why: choice({ label: "暂停原因", hint: "补正或征求第三方意见。", example: "supplement", options: pauseReasons }),
        },
      }),
    ),
    fee: amount({ label: "收费", hint: "收取的信息处理费；没收写 0。", example: "0", unit: "元" }),
    feeWaived: amount({ label: "减免", hint: "减免的费用；没有就不写。", example: "0", unit: "元" }),
  },
});

export type Request = RecordOf<typeof request>;
