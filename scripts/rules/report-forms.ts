/** 年度报告格式: one entry per edition, newest first. A new edition is a new entry and nothing else. */
import { form2014 } from "./forms/2014.ts";
import { form2019 } from "./forms/2019.ts";
import { form2021 } from "./forms/2021.ts";
import type { ReportForm } from "./forms/form.ts";

export type { Continuity, FormColumn, FormRow, FormTable, Identity, ReportForm } from "./forms/form.ts";

/** 2008–2013: narrative by the 2007 条例第三十二条【记】; no national table, no fixed titles. */
const form2008: ReportForm = {
  edition: "2008",
  source: "《政府信息公开条例》（2007）第三十一条、第三十二条",
  fromYear: 2008,
  toYear: 2013,
  sections: [],
  aspects: {},
  dueBy: "03-31",
  tables: [],
  continuities: [],
};

export const reportForms: readonly ReportForm[] = [form2021, form2019, form2014, form2008];

/** The form that holds for a year's report; undefined before 2008, when there was none. */
export const reportFormOf = (year: number, forms: readonly ReportForm[] = reportForms): ReportForm | undefined =>
  forms.find((f) => year >= f.fromYear);
