/** 国办公开办函〔2019〕60号（试行）, reports of 2019 and 2020. */
import type { FormColumn, FormRow, ReportForm } from "./form.ts";
import { carriedOver, disclosureBlock, disputeTable, fiveAspects, noRegulations, otherRows, requestTable, sixSections } from "./parts.ts";

const changes: readonly FormColumn[] = [
  { key: "before", head: ["上一年项目数量"] },
  { key: "change", head: ["本年增/减"] },
];
const decisions: readonly FormColumn[] = [...changes, { key: "decisions", head: ["处理决定数量"] }];

const declared = (name: string): FormRow => ({ key: name, head: [name], unit: "件" });

export const form2019: ReportForm = {
  edition: "2019",
  source: "国办公开办函〔2019〕60号",
  fromYear: 2019,
  toYear: 2020,
  sections: sixSections,
  aspects: fiveAspects,
  dueBy: "01-31",
  tables: [
    disclosureBlock(
      "20.1",
      "第二十条第（一）项",
      [
        { key: "made", head: ["本年新制作数量"] },
        { key: "published", head: ["本年新公开数量"] },
        { key: "open", head: ["对外公开总数量"] },
      ],
      [noRegulations, { key: "规范性文件", head: ["规范性文件"], figure: "normative.{column}", unit: "件" }],
    ),
    disclosureBlock("20.5", "第二十条第（五）项", decisions, [declared("行政许可"), declared("其他对外管理服务事项")]),
    disclosureBlock("20.6", "第二十条第（六）项", decisions, [declared("行政处罚"), declared("行政强制")]),
    disclosureBlock("20.8", "第二十条第（八）项", changes, [declared("行政事业性收费")]),
    disclosureBlock(
      "20.9",
      "第二十条第（九）项",
      [
        { key: "projects", head: ["采购项目数量"] },
        { key: "amount", head: ["采购总金额（单位：万元）"] },
      ],
      [{ key: "政府集中采购", head: ["政府集中采购"], unit: "", decimals: 4 }],
    ),
    requestTable(otherRows["2019"]),
    disputeTable,
  ],
  continuities: [carriedOver],
};
