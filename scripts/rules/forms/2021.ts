/** 国办公开办函〔2021〕30号, reports of 2021 on. */
import type { FormColumn, ReportForm } from "./form.ts";
import { carriedOver, disclosureBlock, disputeTable, fiveAspects, noRegulations, otherRows, requestTable, sixSections } from "./parts.ts";

const decisions: readonly FormColumn[] = [{ key: "decisions", head: ["本年处理决定数量"] }];

export const form2021: ReportForm = {
  edition: "2021",
  source: "国办公开办函〔2021〕30号",
  fromYear: 2021,
  toYear: undefined,
  sections: sixSections,
  aspects: fiveAspects,
  dueBy: "01-31",
  tables: [
    disclosureBlock(
      "20.1",
      "第二十条第（一）项",
      [
        { key: "made", head: ["本年制发件数"] },
        { key: "repealed", head: ["本年废止件数"] },
        { key: "inForce", head: ["现行有效件数"] },
      ],
      [noRegulations, { key: "行政规范性文件", head: ["行政规范性文件"], figure: "normative.{column}", unit: "件" }],
    ),
    disclosureBlock("20.5", "第二十条第（五）项", decisions, [
      { key: "行政许可", head: ["行政许可"], figure: "decisions.permits", unit: "件" },
    ]),
    disclosureBlock("20.6", "第二十条第（六）项", decisions, [
      { key: "行政处罚", head: ["行政处罚"], figure: "decisions.penalties", unit: "件" },
      { key: "行政强制", head: ["行政强制"], figure: "decisions.coercions", unit: "件" },
    ]),
    disclosureBlock(
      "20.8",
      "第二十条第（八）项",
      [{ key: "amount", head: ["本年收费金额（单位：万元）"] }],
      [{ key: "行政事业性收费", head: ["行政事业性收费"], figure: "charges.total", unit: "万元", decimals: 4 }],
    ),
    requestTable(otherRows["2021"]),
    disputeTable,
  ],
  continuities: [
    carriedOver,
    {
      rule: "A6",
      words: "现行有效件数等于上年现行有效件数加本年制发件数减本年废止件数",
      table: "table2.20.1",
      cell: ["行政规范性文件", "inForce"],
      before: ["inForce"],
      plus: ["made"],
      minus: ["repealed"],
    },
  ],
};
