/** 因政府信息公开发生的行政复议、行政诉讼、申诉. */

import { disputeResults, disputeTypes } from "../rules/disputes.ts";
import { choice, day, flag, reference, required, text } from "./field.ts";
import { kind, type RecordOf } from "./kind.ts";

export const dispute = kind({
  folder: "disputes",
  label: "复议诉讼",
  is: "一件因政府信息公开发生的行政复议、行政诉讼或申诉",
  dated: "filed",
  published: false,
  fields: {
    type: required(choice({ label: "种类", hint: "行政复议、行政诉讼或申诉。", example: "reconsideration", options: disputeTypes })),
    afterReconsideration: flag({ label: "是否复议后起诉", hint: "只有行政诉讼要写。", example: "false" }),
    filed: required(day({ label: "受理日期", hint: "复议机关或法院受理的那一天。", example: "2025-06-10" })),
    about: text({ label: "事由", hint: "一句话，不含个人信息。", example: "对不予公开答复不服", max: 120 }),
    request: reference({ label: "涉及的申请", hint: "因哪一件申请引起。", example: "requests/2025/0003", kinds: ["requests"] }),
    result: choice({ label: "结果", hint: "还没审结就不写。", example: "upheld", options: disputeResults }),
    closed: day({ label: "审结日期", hint: "还没审结就不写。", example: "2025-08-05" }),
  },
});

export type Dispute = RecordOf<typeof dispute>;
