/**
 * 国办发〔2014〕32号: narrative and 政府信息公开情况统计表, reports of 2014–2018.
 * 【记】row names without a mark in the domain notes are from memory; the numbers 1–65 are the notes' own.
 */
import type { FormRow, FormTable, Identity, ReportForm } from "./form.ts";

const heading = (number: number, head: string): FormRow => ({ key: String(number), head: [head], heading: true });
const counted = (number: number, head: string, unit: string, figure: string, more: Partial<FormRow> = {}): FormRow => ({
  key: String(number),
  head: [head],
  unit,
  figure,
  ...more,
});
const declared = (number: number, head: string, unit: string, more: Partial<FormRow> = {}): FormRow => ({
  key: String(number),
  head: [head],
  unit,
  ...more,
});

const rows: readonly FormRow[] = [
  heading(1, "一、主动公开情况"),
  counted(2, "（一）主动公开政府信息数（不同渠道和方式公开相同信息计1条）", "条", "items.total"),
  counted(3, "　　其中：主动公开规范性文件数", "条", "normative.published"),
  counted(4, "　　制发规范性文件总数", "件", "normative.made"),
  heading(5, "（二）通过不同渠道和方式公开政府信息的情况"),
  counted(6, "　　1.政府公报公开政府信息数", "条", "items.by.gazette"),
  counted(7, "　　2.政府网站公开政府信息数", "条", "items.by.website"),
  counted(8, "　　3.政务微博公开政府信息数", "条", "items.by.weibo"),
  counted(9, "　　4.政务微信公开政府信息数", "条", "items.by.wechat"),
  counted(10, "　　5.其他方式公开政府信息数", "条", "items.by.other"),
  heading(11, "二、回应解读情况"),
  counted(12, "（一）回应公众关注热点或重大舆情数（不同方式回应同一热点或舆情计1次）", "次", "responses.total"),
  heading(13, "（二）通过不同渠道和方式回应解读的情况"),
  declared(14, "　　1.参加或举办新闻发布会总次数", "次"),
  declared(15, "　　　其中：主要负责同志参加新闻发布会次数", "次"),
  declared(16, "　　2.政府网站在线访谈次数", "次"),
  declared(17, "　　　其中：主要负责同志参加政府网站在线访谈次数", "次"),
  counted(18, "　　3.政策解读稿件发布数", "篇", "interpretations.total"),
  declared(19, "　　4.微博微信回应事件数", "次"),
  declared(20, "　　5.其他方式回应事件数", "次"),
  heading(21, "三、依申请公开情况"),
  counted(22, "（一）收到申请数", "件", "requests.received.total"),
  counted(23, "　　1.当面申请数", "件", "requests.received.window"),
  counted(24, "　　2.传真申请数", "件", "requests.received.fax"),
  counted(25, "　　3.网络申请数", "件", "requests.received.online"),
  counted(26, "　　4.信函申请数", "件", "requests.received.letter"),
  counted(27, "（二）申请办结数", "件", "requests.answered.total"),
  counted(28, "　　1.按时办结数", "件", "requests.answered.onTime"),
  counted(29, "　　2.延期办结数", "件", "requests.extended"),
  counted(30, "（三）申请答复数", "件", "requests.answered.total"),
  counted(31, "　　1.属于已主动公开范围数", "件", "requests.reply.alreadyOpen"),
  counted(32, "　　2.同意公开答复数", "件", "requests.reply.granted"),
  counted(33, "　　3.同意部分公开答复数", "件", "requests.reply.partlyGranted"),
  counted(34, "　　4.不同意公开答复数", "件", "requests.reply.refused"),
  counted(35, "　　　其中：涉及国家秘密", "件", "requests.reply.stateSecret"),
  counted(36, "　　　　　　涉及商业秘密", "件", "requests.reply.tradeSecret"),
  counted(37, "　　　　　　涉及个人隐私", "件", "requests.reply.privacy"),
  counted(38, "　　　　　　危及国家安全、公共安全、经济安全和社会稳定", "件", "requests.reply.security"),
  counted(39, "　　　　　　不是《条例》所指政府信息", "件", "requests.reply.notInformation"),
  counted(40, "　　　　　　法律法规规定的其他情形", "件", "requests.reply.otherGround"),
  counted(41, "　　5.不属于本行政机关公开数", "件", "requests.reply.notOurs"),
  counted(42, "　　6.申请信息不存在数", "件", "requests.reply.notExisting"),
  counted(43, "　　7.告知作出更改补充数", "件", "requests.reply.toAmend"),
  counted(44, "　　8.告知通过其他途径办理数", "件", "requests.reply.elsewhere"),
  counted(45, "四、行政复议数量", "件", "disputes.review.closed"),
  counted(46, "（一）维持具体行政行为数", "件", "disputes.review.upheld"),
  counted(47, "（二）被依法纠错数", "件", "disputes.review.corrected"),
  counted(48, "（三）其他情形数", "件", "disputes.review.other"),
  counted(49, "五、行政诉讼数量", "件", "disputes.suit.closed"),
  counted(50, "（一）维持具体行政行为或者驳回原告诉讼请求数", "件", "disputes.suit.upheld"),
  counted(51, "（二）被依法纠错数", "件", "disputes.suit.corrected"),
  counted(52, "（三）其他情形数", "件", "disputes.suit.other"),
  counted(53, "六、举报投诉数量", "件", "complaints.total"),
  counted(54, "七、依申请公开信息收取的费用", "万元", "fees.charged", { scale: 0.0001, decimals: 6 }),
  heading(55, "八、机构建设和保障经费情况"),
  counted(56, "（一）政府信息公开工作专门机构数", "个", "offices.total"),
  counted(57, "（二）设置政府信息公开查阅点数", "个", "readingPoints.total"),
  counted(58, "（三）从事政府信息公开工作人员数", "人", "staff.total"),
  counted(59, "　　1.专职人员数（不包括政府公报及政府网站工作人员数）", "人", "staff.fullTime"),
  counted(60, "　　2.兼职人员数", "人", "staff.partTime"),
  counted(61, "（四）政府信息公开专项经费（不包括用于政府公报编辑管理及政府网站建设维护等方面的经费）", "万元", "budget.total", {
    decimals: 4,
  }),
  heading(62, "九、政府信息公开会议和培训情况"),
  counted(63, "（一）召开政府信息公开工作会议或专题会议数", "次", "meetings.total"),
  counted(64, "（二）举办各类培训班数", "次", "trainings.total"),
  counted(65, "（三）接受培训人员数", "人次", "trainings.participants"),
];

const between = (from: number, to: number): string[] => Array.from({ length: to - from + 1 }, (_, i) => String(from + i));
const identity = (left: readonly (number | string)[], relation: "=" | "<=", right: readonly (number | string)[]): Identity => {
  const name = (keys: readonly (number | string)[]) => keys.map((k) => `第${k}行`).join("加");
  return {
    rule: "2014",
    words: `${name(left)}${relation === "=" ? "等于" : "不大于"}${name(right)}`,
    over: "rows",
    left: left.map(String),
    relation,
    right: right.map(String),
  };
};

/** By the names of the rows; no official note of them was seen (domain notes b). */
const identities: readonly Identity[] = [
  identity([3], "<=", [2]),
  ...between(6, 10).map((k) => identity([k], "<=", [2])),
  identity([2], "<=", between(6, 10)),
  identity([15], "<=", [14]),
  identity([17], "<=", [16]),
  identity([22], "=", between(23, 26)),
  identity([27], "=", [28, 29]),
  identity([30], "=", [...between(31, 34), ...between(41, 44)]),
  identity([34], "=", between(35, 40)),
  identity([45], "=", [46, 47, 48]),
  identity([49], "=", [50, 51, 52]),
  identity([58], "=", [59, 60]),
];

const statistics: FormTable = {
  key: "statistics",
  section: 0,
  title: "政府信息公开情况统计表",
  corner: "统计指标",
  columns: [{ key: "value", head: ["统计数"] }],
  rows,
  layout: "down",
  json: "numbers",
  identities,
};

export const form2014: ReportForm = {
  edition: "2014",
  source: "国办发〔2014〕32号",
  fromYear: 2014,
  toYear: 2018,
  sections: [
    "一、概况",
    "二、主要采取的措施",
    "三、主动公开政府信息情况",
    "四、依申请公开政府信息和不予公开政府信息的情况",
    "五、政府信息公开的收费及减免情况",
    "六、因政府信息公开申请行政复议、提起行政诉讼的情况",
    "七、存在问题及下一步打算",
  ],
  aspects: {},
  dueBy: "03-31",
  tables: [statistics],
  continuities: [],
};
