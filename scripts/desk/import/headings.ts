/** Headings of a ledger → keys of a record: by the labels of the model and by the words that clerks use. */
import type { Field, Fields, Vocabulary } from "../../model/field.ts";
import { type KindName, kinds } from "../../model/index.ts";
import type { Row, Table } from "./table.ts";

/** Where a column goes: a key (`title`), a key of a group (`review.by`), `channels=政府网站` for a column of ticks, `body`, or nowhere. */
export type Target = string;

/** What each column becomes, in the order of the columns; an empty target is left out. */
export interface Mapping {
  readonly kind: KindName;
  readonly columns: readonly { readonly heading: string; readonly target: Target }[];
}

/** Words of clerks for the keys of every kind, besides their labels; a key stands only where the kind has it. */
const SYNONYMS: Readonly<Record<string, string>> = {
  title:
    "标题 名称 信息名称 信息标题 文件名称 文件标题 公文标题 题目 公开信息名称 稿件标题 培训名称 会议名称 培训主题 会议主题 主题 培训内容 会议内容",
  date: "公开日期 公开时间 发布日期 发布时间 公布日期 公布时间 首次公开日期 首次公开时间 上网日期 上网时间 公示时间 日期 时间 收到日期 收到时间 收件日期 登记日期 登记时间 投诉日期 投诉时间 举报日期 受理日期 受理时间 培训日期 培训时间 会议日期 会议时间 举办日期 举办时间",
  formed: "成文日期 成文时间 生成日期 生成时间 形成日期 形成时间 签发日期 签发时间 发文日期 发文时间 印发日期 印发时间 制作日期",
  category: "公开类目 类目 公开类别 信息类别 信息分类 类别 分类 栏目 公开栏目 组配分类",
  channels: "公开渠道 公开方式 公开形式 公开载体 渠道 载体 渠道和载体 公开渠道和载体 公开途径 发布渠道 发布方式",
  docNumber: "文号 发文字号 文件编号 文件字号 公文文号 发文号 文件号",
  issuer:
    "发布机构 发布机关 发布单位 发文机关 发文单位 公开机构 公开主体 责任部门 责任单位 责任科室 责任机构 承办部门 承办单位 主办单位 举办单位 组织单位 信息来源 来源",
  village: "涉及的村 村 村名 村组 所属村 涉及村 村社区",
  keywords: "关键词 关键字 主题词",
  summary: "内容概述 概述 摘要 内容摘要 内容简介 简介 主要内容",
  status: "效力状态 有效性 效力 是否有效",
  repealed: "废止日期 废止时间 失效日期 失效时间",
  matter: "公开事项 事项名称",
  topic: "重点公开内容 重点领域 重点内容",
  "notice.from": "公示开始 公示开始日期 公示开始时间 公示起始日期",
  "notice.to": "公示结束 公示结束日期 公示结束时间 公示截止日期",
  "notice.days": "公示天数 公示期天数",
  "review.by": "审查人 审核人 审批人 审签人 审查人员 发布审查人",
  "review.date": "审查日期 审查时间 审核日期 审核时间 审批日期",
  "review.reason": "审查意见 审核意见",
  about:
    "反映的问题 反映问题 投诉内容 举报内容 投诉事项 举报事项 问题 申请的内容 申请内容 申请事项 申请公开内容 信息描述 所需信息 事由 案由 回应的事 回应内容 热点问题 内容 事项",
  closed: "办结日期 办结时间 处理日期 审结日期 审结时间 结案日期 结案时间",
  received: "收到日期 收到时间 申请日期 申请时间 收件日期 收件时间 登记日期 受理日期 受理时间 日期",
  via: "申请方式 提交方式 申请渠道 接收方式 收件方式 申请形式",
  applicant: "申请人类别 申请人类型 申请人情况 申请人性质 申请主体",
  outcome: "办理结果 答复结果 答复类型 答复情况 处理结果 办理情况 结果",
  answered: "答复日期 答复时间 办结日期 办结时间",
  extended: "是否延期 延期 延期答复",
  fee: "收费 收费金额 费用",
  feeWaived: "减免 减免金额 减免费用",
  participants: "参加人数 参加人次 参训人数 参训人次 培训人数 培训人次 参会人数 人数 人次",
  type: "种类 类型 类别 案件类型 培训类型",
  filed: "受理日期 受理时间 立案日期 立案时间 日期",
  result: "结果 审理结果 裁判结果 复议结果 诉讼结果",
  request: "涉及的申请 对应申请",
  interprets: "解读的文件 解读文件 被解读文件 解读对象 对应文件",
  body: "正文 正文内容 信息内容 公开内容 详细内容 全文",
};

/** Columns that say who somebody is: a record has no place for them. */
const PERSON =
  /^(?:申请人|姓名|申请人姓名|投诉人|举报人|联系人|联系电话|电话|手机|手机号|联系方式|身份证|身份证号|身份证号码|住址|地址|家庭住址|银行卡号|账号)$/;
/** Columns that a record does not need: its serial and index number follow from its place. */
const COUNTERS = /^(?:序号|编号|流水号|索引号|行号|no\.?|id)$/i;

/** A heading without what stands around its words. */
export const plainHeading = (heading: string): string =>
  heading
    .normalize("NFKC")
    .replace(/\([^)]*\)|\[[^\]]*\]|【[^】]*】/g, "")
    .replace(/[\s*:：、,，.。/"'“”]/g, "")
    .toLowerCase();

const groupOf = (field: Field | undefined): Fields | undefined =>
  field && "fields" in field ? (field as Field & { fields: Fields }).fields : undefined;

/** Every target of a kind with its Chinese name. */
export function targetsOf(kind: KindName): ReadonlyMap<Target, string> {
  const out = new Map<Target, string>();
  for (const [key, field] of Object.entries(kinds[kind].fields as Fields)) {
    const inner = groupOf(field);
    if (inner) for (const [k, f] of Object.entries(inner)) out.set(`${key}.${k}`, f.label);
    else if (!groupOf((field as { element?: Field }).element)) out.set(key, field.label);
  }
  out.set("body", kinds[kind].published ? "正文" : "内部备注（不公开）");
  return out;
}

/** The column of a heading, or an empty target. */
export function targetOf(heading: string, kind: KindName, vocabulary: Vocabulary): Target {
  const plain = plainHeading(heading);
  if (plain === "" || PERSON.test(plain) || COUNTERS.test(plain)) return "";
  const targets = targetsOf(kind);
  const exact = heading.trim();
  for (const [target, label] of targets) if (target === exact || plainHeading(label) === plain) return target;
  for (const [target, words] of Object.entries(SYNONYMS))
    if (targets.has(target) && words.split(" ").some((w) => plainHeading(w) === plain)) return target;
  if (targets.has("channels")) {
    const channel = vocabulary.channels.find((c) => plainHeading(c.label) === plain);
    if (channel) return `channels=${channel.label}`;
  }
  // What a clerk notes for himself is published nowhere.
  return plain === "备注" && !kinds[kind].published ? "body" : "";
}

/** Why a column was left out, in words. */
export function whyLeftOut(heading: string): string {
  const plain = plainHeading(heading);
  if (PERSON.test(plain)) return "个人信息，记录里不写";
  if (COUNTERS.test(plain)) return "不需要，流水号自动编";
  if (plain === "备注") return "备注可能是内部的，没有放进公开的正文";
  return "没有对应的栏目";
}

/** Columns → targets; of two columns for one key the first has it, ticks and lists aside. */
function mappingFor(row: Row, kind: KindName, vocabulary: Vocabulary): Mapping {
  const taken = new Set<Target>();
  const columns = row.cells.map((heading) => {
    let target = targetOf(heading, kind, vocabulary);
    if (taken.has(target)) target = "";
    taken.add(target);
    return { heading: heading.replace(/\s+/g, " "), target };
  });
  return { kind, columns };
}

/** Words in a title, a sheet's or a file's name that tell the kind. */
const SIGNS: readonly (readonly [KindName, RegExp])[] = [
  ["requests", /依申请|申请公开|公开申请|申请登记|申请台账/],
  ["complaints", /投诉|举报/],
  ["trainings", /培训|会议/],
  ["disputes", /复议|诉讼|申诉/],
  ["interpretations", /解读/],
  ["responses", /回应/],
  ["items", /政务公开|信息公开|主动公开|公开台账|公开目录/],
];

const required = (kind: KindName): string[] =>
  Object.entries(kinds[kind].fields as Fields)
    .filter(([, f]) => f.required)
    .map(([key]) => key);

/** How well a row reads as the headings of a kind. */
function score(mapping: Mapping, told: string): number {
  const targets = mapping.columns.map((c) => c.target.split(/[.=]/, 1)[0] ?? "");
  const found = new Set(targets.filter((t) => t !== ""));
  const must = required(mapping.kind);
  const has = must.filter((k) => found.has(k)).length;
  const sign = SIGNS.find(([, words]) => words.test(told))?.[0] === mapping.kind ? 2.5 : 0;
  return found.size + has - (must.length - has) + sign;
}

export interface Headed {
  /** Index of the row in the table; what stands above is a title. */
  readonly at: number;
  readonly mapping: Mapping;
}

/** The row of headings among the first twenty, and the kind it fits best. Undefined when no row has two headings that we know. */
export function findHeadings(table: Table, fileName: string, vocabulary: Vocabulary, only?: KindName): Headed | undefined {
  let best: (Headed & { readonly score: number }) | undefined;
  let above = `${fileName} ${table.name}`;
  for (const [at, row] of table.rows.slice(0, 20).entries()) {
    for (const kind of only === undefined ? (Object.keys(kinds) as KindName[]) : [only]) {
      const mapping = mappingFor(row, kind, vocabulary);
      if (new Set(mapping.columns.map((c) => c.target).filter((t) => t !== "")).size < 2) continue;
      const points = score(mapping, above);
      if (best === undefined || points > best.score) best = { at, mapping, score: points };
    }
    above += ` ${row.cells.join("")}`;
  }
  return best;
}

/** The kind by its folder or its Chinese name. */
export function kindNamed(name: string): KindName | undefined {
  const found = Object.entries(kinds).find(([folder, k]) => folder === name || k.label === name);
  return (found?.[0] ?? SIGNS.find(([, words]) => words.test(name))?.[0]) as KindName | undefined;
}
