/** 行政复议、行政诉讼、申诉 and how they end: table 4, 国办公开办函〔2021〕30号. */
import type { Choice } from "./requests.ts";

export const disputeTypes = [
  { code: "reconsideration", label: "行政复议" },
  { code: "litigation", label: "行政诉讼" },
  { code: "appeal", label: "申诉" },
] as const satisfies readonly Choice[];

export const disputeResults = [
  { code: "upheld", label: "结果维持" },
  { code: "corrected", label: "结果纠正" },
  { code: "other", label: "其他结果" },
] as const satisfies readonly Choice[];

export const trainingTypes = [
  { code: "class", label: "培训班" },
  { code: "meeting", label: "工作会议或专题会议" },
] as const satisfies readonly Choice[];

/** 效力状态 of an item. */
export const validity = [
  { code: "inForce", label: "有效" },
  { code: "amended", label: "已修改" },
  { code: "repealed", label: "已废止" },
  { code: "expired", label: "已失效" },
] as const satisfies readonly Choice[];
