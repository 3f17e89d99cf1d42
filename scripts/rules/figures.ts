/** 统计指标: every figure that the register gives or a report declares, with its official name, unit and how it is counted. */
import type { Choice } from "./requests.ts";

export interface FigureRule {
  readonly key: string;
  readonly label: string;
  readonly unit: string;
  /** How it comes about, for the reader of the figure's page. */
  readonly how: string;
}

/** Figures counted from records whatever the office: the others (类目, 渠道, 重点内容, 村) follow from `site.yaml`. */
export const counted = [
  {
    key: "items.total",
    label: "主动公开政府信息数",
    unit: "条",
    how: "登记册里公开日期在本年的信息；同一条用几个渠道公开都算一条，年内撤回的不算。",
  },
  {
    key: "items.onTime",
    label: "按时公开的信息",
    unit: "条",
    how: "从成文日期的次日算起，在期限内公开的；期限是 20 个工作日，公开事项目录规定更短的按目录。",
  },
  {
    key: "items.late",
    label: "超期公开的信息",
    unit: "条",
    how: "从成文日期的次日算起，超过期限才公开的；期限是 20 个工作日，公开事项目录规定更短的按目录。",
  },
  {
    key: "items.untimed",
    label: "未填成文日期的信息",
    unit: "条",
    how: "没有填成文日期，算不出是否按时的。",
  },
  {
    key: "interpretations.total",
    label: "政策解读稿件发布数",
    unit: "篇",
    how: "登记册里公开日期在本年的解读稿件，一篇算一篇。",
  },
  {
    key: "responses.total",
    label: "回应公众关注热点或重大舆情数",
    unit: "次",
    how: "登记册里日期在本年的回应；用几种方式回应同一件事算一次。",
  },
  {
    key: "villageAffairs.total",
    label: "村务公开信息",
    unit: "条",
    how: "村民委员会、村务监督委员会、村集体经济组织等发布、公开日期在本年的信息；不是本机关的政府信息，不算进主动公开的条数。",
  },
  {
    key: "complaints.total",
    label: "举报投诉数量",
    unit: "件",
    how: "登记册里收到日期在本年的举报投诉。",
  },
  {
    key: "trainings.total",
    label: "举办各类培训班数",
    unit: "次",
    how: "登记册里本年举办的培训班。",
  },
  {
    key: "trainings.participants",
    label: "接受培训人员数",
    unit: "人次",
    how: "本年各次培训班的参加人数相加。",
  },
  {
    key: "meetings.total",
    label: "召开政府信息公开工作会议或专题会议数",
    unit: "次",
    how: "登记册里本年召开的会议。",
  },
  {
    key: "requests.received.total",
    label: "收到政府信息公开申请",
    unit: "件",
    how: "登记册里收到日期在本年的申请。",
  },
  {
    key: "requests.answered.total",
    label: "本年办结的申请",
    unit: "件",
    how: "答复日期在本年的申请，不论哪年收到。",
  },
  {
    key: "requests.late",
    label: "超期答复的申请",
    unit: "件",
    how: "本年办结的申请里，扣除补正和征求第三方意见的时间，超过答复期限的；2019年5月15日以前收到的期限是 15 个工作日，以后是 20 个，延期的各加一倍。",
  },
  { key: "requests.extended", label: "延期办结的申请", unit: "件", how: "本年办结的申请里经批准延期的。" },
  {
    key: "requests.carriedIn",
    label: "上年结转政府信息公开申请",
    unit: "件",
    how: "上年及以前收到、到本年第一天还没办结的。",
  },
  {
    key: "requests.carriedOut",
    label: "结转下年度继续办理",
    unit: "件",
    how: "到本年最后一天还没办结的。",
  },
  {
    key: "fees.charged",
    label: "收取费用",
    unit: "元",
    how: "本年办结的申请收取的费用相加。",
  },
  {
    key: "fees.waived",
    label: "减免费用",
    unit: "元",
    how: "本年办结的申请减免的费用相加。",
  },
  {
    key: "reconsiderations.total",
    label: "行政复议",
    unit: "件",
    how: "本年受理的和以前受理、到本年第一天还没审结的行政复议。",
  },
  {
    key: "litigations.total",
    label: "行政诉讼",
    unit: "件",
    how: "本年受理的和以前受理、到本年第一天还没审结的行政诉讼。",
  },
  {
    key: "appeals.total",
    label: "申诉",
    unit: "件",
    how: "本年受理的和以前受理、到本年第一天还没办结的申诉。",
  },
] as const satisfies readonly FigureRule[];

/** Facts that no record holds: `declared` in `reports/<year>.md`. */
export const declarable = [
  {
    key: "staff.fullTime",
    label: "从事政府信息公开工作专职人员数",
    unit: "人",
    how: "年度报告申报。",
  },
  {
    key: "staff.partTime",
    label: "从事政府信息公开工作兼职人员数",
    unit: "人",
    how: "年度报告申报。",
  },
  { key: "staff.total", label: "从事政府信息公开工作人员数", unit: "人", how: "专职和兼职人员数相加。" },
  { key: "offices.total", label: "政府信息公开工作专门机构数", unit: "个", how: "年度报告申报。" },
  { key: "readingPoints.total", label: "设置政府信息公开查阅点数", unit: "个", how: "年度报告申报。" },
  { key: "budget.total", label: "政府信息公开专项经费", unit: "万元", how: "年度报告申报。" },
  { key: "decisions.permits", label: "行政许可处理决定数量", unit: "件", how: "年度报告申报；包括依法未公开的全部决定。" },
  { key: "decisions.penalties", label: "行政处罚处理决定数量", unit: "件", how: "年度报告申报；包括依法未公开的全部决定。" },
  { key: "decisions.coercions", label: "行政强制处理决定数量", unit: "件", how: "年度报告申报；包括依法未公开的全部决定。" },
  { key: "charges.total", label: "行政事业性收费金额", unit: "万元", how: "年度报告申报。" },
] as const satisfies readonly FigureRule[];

/** A figure that `site.yaml` or a statutory list brings: one a word. */
export const countedPer = {
  category: (c: Choice): FigureRule => ({
    key: `items.category.${c.label}`,
    label: `${c.label}类信息`,
    unit: "条",
    how: `主动公开的信息里，公开类目是“${c.label}”的。`,
  }),
  channel: (c: Choice): FigureRule => ({
    key: `items.channel.${c.label}`,
    label: `通过${c.label}公开的信息`,
    unit: "条",
    how: `主动公开的信息里，公开渠道有“${c.label}”的；同一条用几个渠道公开，各渠道都数到它，所以各渠道相加会多于总数。`,
  }),
  topic: (c: Choice): FigureRule => ({
    key: `items.topic.${c.code}`,
    label: c.label,
    unit: "条",
    how: "主动公开的信息里，重点公开内容是这一项的。",
  }),
  village: (c: Choice): FigureRule => ({
    key: `items.village.${c.label}`,
    label: `涉及${c.label}的信息`,
    unit: "条",
    how: `主动公开的信息里，涉及的村有“${c.label}”的；同一条涉及几个村，各村都数到它。`,
  }),
  via: (c: Choice): FigureRule => ({
    key: `requests.received.${c.code}`,
    label: `${c.label}的申请`,
    unit: "件",
    how: `本年收到的申请里，申请方式是“${c.label}”的。`,
  }),
  outcome: (c: Choice): FigureRule =>
    ({
      key: `requests.outcome.${c.code}`,
      label: c.label,
      unit: "件",
      how: "答复日期在本年、办理结果是这一行的申请，不论哪年收到。",
    }) as FigureRule,
} as const;
