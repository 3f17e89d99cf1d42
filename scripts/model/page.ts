/** 常设页面: 公开指南, 公开制度, 依申请公开 and others. */
import { count, flag, text, type Values } from "./field.ts";
import * as shared from "./shared.ts";

export const pageFields = {
  title: shared.title,
  order: count({ label: "次序", hint: "在导航里的先后，小的在前。", example: "10", unit: "" }),
  summary: text({ label: "内容概述", hint: "一句话。", example: "怎样查到政府信息，怎样申请公开。", max: 300 }),
  review: shared.review,
  draft: flag({
    label: "草稿",
    hint: "写 true 时这一页先不公开，等确认；核对好了删去这一行。",
    example: "true",
  }),
} as const;

export interface StandingPage extends Values<typeof pageFields> {
  /** File name: `guide`; its address is `pages/guide.html`. */
  readonly id: string;
  readonly file: string;
  readonly lines: Readonly<Record<string, number>>;
  readonly body: string;
  readonly bodyLine: number;
}
