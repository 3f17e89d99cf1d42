/**
 * 群众关心的事: what people come for, in their own words, over all years and both editions of the 条例. A record belongs to each concern
 * that its keywords, its title, its matter in the catalogue or its topic names; words of its text alone do not count: any notice
 * mentions 低保 in passing. An office adds its own in `site.yaml` (`concerns`).
 */
export interface Concern {
  /** Folder of its page. */
  readonly code: string;
  readonly label: string;
  /** What is in it, for who looks at the list. */
  readonly note: string;
  /** Any of these in a keyword, a title or a matter's name. */
  readonly terms: readonly string[];
  /** Codes of `topics` that are wholly about it. */
  readonly topics: readonly string[];
}

const concern = (code: string, label: string, note: string, terms: string, topics: readonly string[] = []): Concern => ({
  code,
  label,
  note,
  terms: terms.split(" "),
  topics,
});

export const concerns: readonly Concern[] = [
  concern(
    "relief",
    "低保救助",
    "低保、特困、临时救助、慰问",
    "低保 最低生活保障 特困 五保 临时救助 生活救助 社会救助 医疗救助 困难家庭 困难群众 困难补助 慰问 孤儿 困境儿童 捐赠 取暖补助",
    ["21-8"],
  ),
  concern(
    "health",
    "医保看病",
    "医保缴费和报销、防疫、孕前检查",
    "医保 医疗保险 合作医疗 医疗救助 大病 卫生院 卫生室 家庭医生 健康检查 体检 预防接种 疫苗 传染病",
  ),
  concern("pension", "养老和老人", "养老保险、高龄津贴、敬老院", "养老 高龄 老年 敬老院 长者 待遇资格认证"),
  concern("subsidies", "惠农补贴", "种粮、农机、草原的补贴和一卡通", "补贴 惠农 一卡通 奖补 补奖 一折统"),
  concern(
    "crops",
    "种地",
    "春耕、种薯、地膜、农技、水利",
    "马铃薯 种薯 玉米 小麦 秋粮 粮食 春耕 备耕 播种 地膜 农膜 农资 化肥 种子 病虫害 农机 耕地 高标准农田 撂荒 硒砂瓜 压砂 小杂粮 种植 秸秆 灌溉 农业保险",
  ),
  concern(
    "livestock",
    "养牛养羊",
    "肉牛、滩羊、动物防疫、饲草",
    "肉牛 母牛 见犊补母 滩羊 养殖 畜牧 动物疫病 动物防疫 口蹄疫 饲草 青贮 圈舍 圈棚 生猪 家禽 畜禽",
  ),
  concern("housing", "宅基地和建房", "宅基地审批、危房改造、搬迁", "宅基地 建房 危房 危窑 农房 住房 易地搬迁 移民 不动产", ["21-4"]),
  concern("land", "征地拆迁", "征地、补偿、土地流转", "征地 征收 拆迁 青苗 占地 土地流转 承包地 承包 发包 土地经营权 确权 临时用地", [
    "12-4",
    "21-5",
    "21-6",
  ]),
  concern(
    "utilities",
    "道路饮水用电",
    "修路、吃水、停水停电、班车",
    "道路 公路 巷道 村道 桥 路灯 饮水 供水 自来水 人饮 停水 停电 用电 线路改造 水窖 班车 公交 客运 通行 供电",
  ),
  concern(
    "jobs",
    "找工作和培训",
    "招聘、公益性岗位、培训、工资",
    "招聘 招工 就业 务工 劳务 公益性岗位 护林员 保洁员 培训 夜校 农民工 工资 创业 春风行动",
  ),
  concern("grazing", "退耕造林禁牧", "退耕还林、造林、封山禁牧", "退耕 造林 植树 绿化 林地 禁牧 草原 封山 林木"),
  concern(
    "disaster",
    "灾害预警",
    "防汛、抗旱、雨雪、防火、地震",
    "防汛 抗旱 干旱 山洪 暴雨 冰雹 洪 灾 降雪 雨雪 除雪 寒潮 霜冻 低温 防火 用火 地质灾害 应急响应 应急预案 预警 防溺水 地震",
    ["20-12"],
  ),
  concern("family", "生育和上学", "生育登记、计划生育、学生", "生育 计划生育 孕前 奖励扶助 上学 学生 助学 教育资助 入学 雨露计划 营养餐", [
    "12-8",
  ]),
  concern("veterans", "参军和优抚", "征兵、退役军人、优抚", "征兵 兵役 退役军人 优抚 军属 烈士"),
  concern("disability", "残疾人", "两项补贴、残疾人服务", "残疾"),
  concern(
    "uplift",
    "脱贫和乡村振兴",
    "扶贫、防返贫、衔接资金、小额信贷",
    "脱贫 扶贫 返贫 贫困 乡村振兴 衔接资金 衔接推进 小额信贷 贴息 帮扶",
  ),
  concern(
    "village",
    "村里的账和事",
    "村务公开、一事一议、集体资产",
    "村务 一事一议 筹资筹劳 集体资产 集体养殖 集体门面 集体压砂 集体机动地 村集体 财务收支 债权债务 村规民约 村级债 村级公益 村级组织",
    ["21-7"],
  ),
  concern("budget", "政府花钱", "预算、决算、三公经费、采购", "预算 决算 “三公” 三公 采购 招标 中标 财政 收费", ["20-7", "20-8", "20-9"]),
  concern(
    "environment",
    "环境和卫生",
    "垃圾、污水、厕所、村容",
    "垃圾 污水 厕所 人居环境 环境整治 环境卫生 村庄环境 保洁 农膜回收 地膜回收",
  ),
  concern("safety", "安全", "食品、用火用电、交通、消防", "食品安全 安全生产 消防 交通安全 用电安全 用火 一氧化碳 烟花爆竹 诈骗"),
  concern("offices", "找谁办、几点上班", "办公室、窗口、时间、证件", "办公时间 窗口设置 内设机构 机构职责 办公信息 服务事项 便民服务 值班"),
];

/** What a record is known by. */
export interface Named {
  readonly title: string;
  readonly keywords?: readonly string[] | undefined;
  readonly matter?: string | undefined;
  readonly topic?: string | undefined;
}

/** Why a record belongs to a concern, as it is told: “关键词：低保”; undefined when it does not. */
export function reasonFor(
  { title, keywords, matter, topic }: Named,
  { terms, topics }: Concern,
  topicLabel: (code: string) => string,
): string | undefined {
  const keyword = keywords?.find((k) => terms.some((t) => k.includes(t)));
  if (keyword !== undefined) return `关键词：${keyword}`;
  const term = terms.find((t) => title.includes(t));
  if (term !== undefined) return `标题里有“${term.replace(/[“”]/g, "")}”`;
  if (matter !== undefined && terms.some((t) => matter.includes(t))) return `公开事项：${matter}`;
  return topic !== undefined && topics.includes(topic) ? `重点内容：${topicLabel(topic)}` : undefined;
}

/** A title that tells how something is done, not what was done. */
export const isGuide = (title: string): boolean =>
  /办法|指南|须知|程序|流程|问答|怎么|说明白|解读|政策|告知|清单|规定|常问/.test(title) && !/结果|公示|情况/.test(title);

const BRINGS =
  /(?:携带|带上|带好|提供|提交|准备)[^。；;，,\n]{0,60}(?:身份证|户口簿|户口本|存折|社会保障卡|社保卡|申请书|申请表|复印件|证明|合同|照片|病历|发票|残疾人?证|结婚证)/;

/** The sentence of a text that says what to bring; undefined where none does. */
export function whatToBring(text: string): string | undefined {
  for (const line of text.split("\n")) {
    for (const sentence of line.split(/(?<=[。；;])/)) {
      const m = BRINGS.exec(sentence);
      if (m && sentence.length <= 160) return sentence.trim();
    }
  }
  return undefined;
}
