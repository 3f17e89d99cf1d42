/** Parts that several editions share: the columns and rows of the request table, the dispute table. */
import type { Continuity, FormColumn, FormRow, FormTable, Identity } from "./form.ts";

/** 申请人情况, seven columns (国办公开办函〔2019〕60号, 〔2021〕30号). */
export const applicantColumns: readonly FormColumn[] = [
  { key: "natural", head: ["申请人情况", "自然人"] },
  { key: "business", head: ["申请人情况", "法人或其他组织", "商业企业"] },
  { key: "research", head: ["申请人情况", "法人或其他组织", "科研机构"] },
  { key: "charity", head: ["申请人情况", "法人或其他组织", "社会公益组织"] },
  { key: "legal", head: ["申请人情况", "法人或其他组织", "法律服务机构"] },
  { key: "other", head: ["申请人情况", "法人或其他组织", "其他"] },
  { key: "total", head: ["申请人情况", "总计"] },
];

const results = "三、本年度办理结果";
const row = (key: string, ...head: string[]): FormRow => ({ key, head, figure: `requests.table.${key}.{column}`, unit: "件" });

/** Rows of table 3 up to （五）, the same in both editions. */
export const requestRows: readonly FormRow[] = [
  row("new", "一、本年新收政府信息公开申请数量"),
  row("carried_in", "二、上年结转政府信息公开申请数量"),
  row("open", results, "（一）予以公开"),
  row("partial", results, "（二）部分公开（区分处理的，只计这一情形，不计其他情形）"),
  row("deny1", results, "（三）不予公开", "1.属于国家秘密"),
  row("deny2", results, "（三）不予公开", "2.其他法律行政法规禁止公开"),
  row("deny3", results, "（三）不予公开", "3.危及“三安全一稳定”"),
  row("deny4", results, "（三）不予公开", "4.保护第三方合法权益"),
  row("deny5", results, "（三）不予公开", "5.属于三类内部事务信息"),
  row("deny6", results, "（三）不予公开", "6.属于四类过程性信息"),
  row("deny7", results, "（三）不予公开", "7.属于行政执法案卷"),
  row("deny8", results, "（三）不予公开", "8.属于行政查询事项"),
  row("unable1", results, "（四）无法提供", "1.本机关不掌握相关政府信息"),
  row("unable2", results, "（四）无法提供", "2.没有现成信息需要另行制作"),
  row("unable3", results, "（四）无法提供", "3.补正后申请内容仍不明确"),
  row("reject1", results, "（五）不予处理", "1.信访举报投诉类申请"),
  row("reject2", results, "（五）不予处理", "2.重复申请"),
  row("reject3", results, "（五）不予处理", "3.要求提供公开出版物"),
  row("reject4", results, "（五）不予处理", "4.无正当理由大量反复申请"),
  row("reject5", results, "（五）不予处理", "5.要求行政机关确认或重新出具已获取信息"),
];

/** （六）其他处理 as three rows (2021) or one (2019), and what follows. */
export const otherRows = {
  "2021": [
    row("other1", results, "（六）其他处理", "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"),
    row("other2", results, "（六）其他处理", "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请"),
    row("other3", results, "（六）其他处理", "3.其他"),
  ],
  "2019": [row("other", results, "（六）其他处理")],
} as const;

export const closingRows: readonly FormRow[] = [row("result_total", results, "（七）总计"), row("carried_out", "四、结转下年度继续办理")];

const companies = ["natural", "business", "research", "charity", "legal", "other"];

/** Table 3 of an edition with its identities A1–A3. */
export function requestTable(others: readonly FormRow[]): FormTable {
  const rows = [...requestRows, ...others, ...closingRows];
  const ended = rows.map((r) => r.key).filter((k) => !["new", "carried_in", "result_total", "carried_out"].includes(k));
  const identities: Identity[] = [
    {
      rule: "A1",
      words: "第一项加第二项之和，等于第三项加第四项之和",
      over: "rows",
      left: ["new", "carried_in"],
      relation: "=",
      right: ["result_total", "carried_out"],
    },
    { rule: "A2", words: "各项办理结果之和，等于（七）总计", over: "rows", left: ended, relation: "=", right: ["result_total"] },
    { rule: "A3", words: "自然人和各类法人或其他组织之和，等于总计", over: "columns", left: companies, relation: "=", right: ["total"] },
  ];
  return {
    key: "table3",
    section: 3,
    title: "收到和处理政府信息公开申请情况",
    corner: "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）",
    columns: applicantColumns,
    rows,
    layout: "down",
    json: "objects",
    jsonUnder: "rows",
    identities,
  };
}

const disputeColumns: readonly FormColumn[] = [
  { key: "upheld", head: ["结果维持"] },
  { key: "corrected", head: ["结果纠正"] },
  { key: "other", head: ["其他结果"] },
  { key: "pending", head: ["尚未审结"] },
  { key: "total", head: ["总计"] },
];

/** Table 4, fifteen cells on one line (both editions). */
export const disputeTable: FormTable = {
  key: "table4",
  section: 4,
  title: "政府信息公开行政复议、行政诉讼情况",
  corner: "",
  columns: disputeColumns,
  rows: [
    { key: "review", head: ["行政复议"], figure: "disputes.review.{column}", unit: "件" },
    { key: "suit_direct", head: ["行政诉讼", "未经复议直接起诉"], figure: "disputes.suit_direct.{column}", unit: "件" },
    { key: "suit_after_review", head: ["行政诉讼", "复议后起诉"], figure: "disputes.suit_after_review.{column}", unit: "件" },
  ],
  layout: "across",
  json: "objects",
  identities: [
    {
      rule: "A4",
      words: "结果维持、结果纠正、其他结果、尚未审结之和，等于总计",
      over: "columns",
      left: ["upheld", "corrected", "other", "pending"],
      relation: "=",
      right: ["total"],
    },
  ],
};

/** A5, column by column. */
export const carriedOver: Continuity = {
  rule: "A5",
  words: "上年结转等于上年报告的结转下年度继续办理",
  table: "table3",
  cell: ["carried_in"],
  before: ["carried_out"],
};

/** The six titles since 2019, word for word (国办公开办函〔2019〕60号, 〔2021〕30号). */
export const sixSections = [
  "一、总体情况",
  "二、主动公开政府信息情况",
  "三、收到和处理政府信息公开申请情况",
  "四、政府信息公开行政复议、行政诉讼情况",
  "五、存在的主要问题及改进情况",
  "六、其他需要报告的事项",
] as const;

/** What 总体情况 must speak of (国办公开办函〔2021〕30号; 条例第五十条). */
export const fiveAspects = {
  1: ["主动公开", "依申请公开", "政府信息管理", "平台建设", "监督保障", "考核", "评议", "责任追究"],
} as const;

/** A block of table 2: what one item of 第二十条 asks for. */
export const disclosureBlock = (key: string, title: string, columns: readonly FormColumn[], rows: readonly FormRow[]): FormTable => ({
  key: `table2.${key}`,
  section: 2,
  title,
  corner: "信息内容",
  columns,
  rows,
  layout: "down",
  json: "lists",
  identities: [],
});

/** 规章: a township has no power to make them. */
export const noRegulations: FormRow = { key: "规章", head: ["规章"], zero: "乡镇没有规章制定权", unit: "件" };
