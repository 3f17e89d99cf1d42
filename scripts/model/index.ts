/** Every kind of record. */
import { complaint } from "./complaint.ts";
import { dispute } from "./dispute.ts";
import { interpretation } from "./interpretation.ts";
import { item } from "./item.ts";
import { request } from "./request.ts";
import { response } from "./response.ts";
import { training } from "./training.ts";

/** By folder, in the order in which pages name them. */
export const kinds = {
  items: item,
  interpretations: interpretation,
  responses: response,
  requests: request,
  disputes: dispute,
  complaints: complaint,
  trainings: training,
} as const;

export type KindName = keyof typeof kinds;

export type { Complaint } from "./complaint.ts";
export type { Dispute } from "./dispute.ts";
export type { Interpretation } from "./interpretation.ts";
export type { Item } from "./item.ts";
export type { StandingPage } from "./page.ts";
export type { ReportWords } from "./report.ts";
export type { Request } from "./request.ts";
export type { Response } from "./response.ts";
export type { Site } from "./site.ts";
export type { Training } from "./training.ts";
