/** 政府信息公开的培训班和会议. */

import { trainingTypes } from "../rules/disputes.ts";
import { choice, count, day, required, text } from "./field.ts";
import { kind, type RecordOf } from "./kind.ts";
import * as shared from "./shared.ts";

export const training = kind({
  folder: "trainings",
  label: "培训和会议",
  is: "一次政府信息公开培训班或会议",
  dated: "date",
  published: false,
  fields: {
    title: text({ label: "名称", hint: "培训班或会议的名称。", example: "政务公开业务培训班", max: 120 }),
    type: required(choice({ label: "种类", hint: "培训班或会议。", example: "class", options: trainingTypes })),
    date: required(day({ label: "日期", hint: "举办的第一天。", example: "2025-05-20" })),
    participants: required(count({ label: "参加人数", hint: "参加的人次。", example: "18", unit: "人次" })),
    issuer: shared.issuer,
  },
});

export type Training = RecordOf<typeof training>;
