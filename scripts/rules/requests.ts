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

/**
 * 答复 as 国办发〔2014〕32号 tells them apart, for requests answered up to 2018: rows 31–44 of its table that the codes
 * above have no word for.
 */
export const outcomes2014 = [
  { code: "alreadyOpen", label: "属于已主动公开范围" },
  { code: "tradeSecret", label: "不同意公开：涉及商业秘密" },
  { code: "privacy", label: "不同意公开：涉及个人隐私" },
  { code: "notInformation", label: "不同意公开：不是《条例》所指政府信息" },
  { code: "notOurs", label: "不属于本行政机关公开" },
  { code: "notExisting", label: "申请信息不存在" },
  { code: "toAmend", label: "告知作出更改补充" },
  { code: "elsewhere", label: "告知通过其他途径办理" },
] as const satisfies readonly Choice[];

export type OutcomeCode = (typeof outcomes)[number]["code"] | (typeof outcomes2014)[number]["code"];

/**
 * Rows 31–44 of the 2014 table → the outcomes that stand in them. The later codes are placed by their sense (推定, no
 * official key was seen); 保护第三方合法权益 may be 商业秘密 or 个人隐私 and is put with the first.
 */
export const reply2014 = {
  alreadyOpen: ["alreadyOpen"],
  granted: ["open"],
  partlyGranted: ["partial"],
  stateSecret: ["deny1"],
  tradeSecret: ["tradeSecret", "deny4"],
  privacy: ["privacy"],
  security: ["deny3"],
  notInformation: ["notInformation", "reject3", "reject5"],
  otherGround: ["deny2", "deny5", "deny6", "deny7", "reject2", "reject4"],
  notOurs: ["notOurs", "unable1"],
  notExisting: ["notExisting", "unable2"],
  toAmend: ["toAmend", "unable3", "other1", "other2", "other3"],
  elsewhere: ["elsewhere", "reject1", "deny8"],
} as const satisfies Record<string, readonly OutcomeCode[]>;

/** Row 34, 不同意公开, is the sum of these. */
export const refusals2014 = ["stateSecret", "tradeSecret", "privacy", "security", "notInformation", "otherGround"] as const;

/** Why the clock of a request stood still: 条例第三十条 (补正), 第三十二条 (第三方). */
export const pauseReasons = [
  { code: "supplement", label: "补正" },
  { code: "thirdParty", label: "征求第三方意见" },
] as const satisfies readonly Choice[];
