/** 依申请公开: how a request came in, who asked, and the rows it can end in. */

export interface Choice {
  readonly code: string;
  readonly label: string;
}

/** 申请方式, as the seed report lists them. */
export const requestVia = [
  { code: "window", label: "公开受理窗口当面提交" },
  { code: "fax", label: "传真提交" },
  { code: "email", label: "电子邮件提交" },
  { code: "wechat", label: "微信公众平台提交" },
  { code: "letter", label: "信函提交" },
  { code: "other", label: "其他形式提交" },
] as const satisfies readonly Choice[];

/** 申请人情况: columns of table 3, 国办公开办函〔2021〕30号. */
export const applicants = [
  { code: "natural", label: "自然人" },
  { code: "business", label: "商业企业" },
  { code: "research", label: "科研机构" },
  { code: "charity", label: "社会公益组织" },
  { code: "legal", label: "法律服务机构" },
  { code: "other", label: "其他法人或组织" },
] as const satisfies readonly Choice[];

/** 本年度办理结果: rows of table 3, 国办公开办函〔2021〕30号. One request falls in one row only (A9). */
export const outcomes = [
  { code: "open", label: "予以公开" },
  { code: "partial", label: "部分公开" },
  { code: "deny1", label: "不予公开：属于国家秘密" },
  { code: "deny2", label: "不予公开：其他法律行政法规禁止公开" },
  { code: "deny3", label: "不予公开：危及“三安全一稳定”" },
  { code: "deny4", label: "不予公开：保护第三方合法权益" },
  { code: "deny5", label: "不予公开：属于三类内部事务信息" },
  { code: "deny6", label: "不予公开：属于四类过程性信息" },
  { code: "deny7", label: "不予公开：属于行政执法案卷" },
  { code: "deny8", label: "不予公开：属于行政查询事项" },
  { code: "unable1", label: "无法提供：本机关不掌握相关政府信息" },
  { code: "unable2", label: "无法提供：没有现成信息需要另行制作" },
  { code: "unable3", label: "无法提供：补正后申请内容仍不明确" },
  { code: "reject1", label: "不予处理：信访举报投诉类申请" },
  { code: "reject2", label: "不予处理：重复申请" },
  { code: "reject3", label: "不予处理：要求提供公开出版物" },
  { code: "reject4", label: "不予处理：无正当理由大量反复申请" },
  { code: "reject5", label: "不予处理：要求行政机关确认或重新出具已获取信息" },
  { code: "other1", label: "其他处理：申请人无正当理由逾期不补正" },
  { code: "other2", label: "其他处理：申请人逾期未按收费通知要求缴纳费用" },
  { code: "other3", label: "其他处理：其他" },
] as const satisfies readonly Choice[];

/** Why the clock of a request stood still: 条例第三十条 (补正), 第三十二条 (第三方). */
export const pauseReasons = [
  { code: "supplement", label: "补正" },
  { code: "thirdParty", label: "征求第三方意见" },
] as const satisfies readonly Choice[];
