/** 重点公开内容: what the 条例 names for a township, with the edition that names it. */

import type { Day } from "./days.ts";
import { type RegulationEdition, regulationOn } from "./statute.ts";

export interface Topic {
  /** `<article>-<item>`: also the address of its lists and the `topic` of a record. */
  readonly code: string;
  readonly label: string;
  readonly edition: RegulationEdition;
}

const article = (edition: RegulationEdition, number: number, labels: readonly string[]): Topic[] =>
  labels.map((label, i) => ({ code: `${number}-${i + 1}`, label, edition }));

/** 2007 条例第十二条, eight items for townships.【记】checked against the domain notes only, not the original text. */
const article12 = article("2007", 12, [
  "贯彻落实国家农村工作政策",
  "财政收支和专项资金管理使用",
  "土地利用总体规划和宅基地审核",
  "土地征收征用、房屋拆迁及补偿",
  "债权债务和筹资筹劳",
  "抢险救灾、优抚、救济和社会捐助",
  "乡镇集体企业承包、租赁、拍卖",
  "执行计划生育政策",
]);

/** 2019 条例第二十条, fifteen items for every organ. */
const article20 = article("2019", 20, [
  "规范性文件",
  "机关职能、机构设置和联系方式",
  "规划及相关政策",
  "统计信息",
  "行政许可和对外管理服务",
  "行政处罚和行政强制",
  "财政预算、决算",
  "行政事业性收费",
  "政府集中采购",
  "重大建设项目",
  "扶贫、教育、医疗、社会保障和就业",
  "突发公共事件应急",
  "环境、卫生、安全生产、食品药品监督检查",
  "公务员招考",
  "其他应当主动公开的信息",
]);

/** 2019 条例第二十一条, eight more for 乡（镇）人民政府. */
const article21 = article("2019", 21, [
  "贯彻落实农业农村政策",
  "农田水利工程建设运营",
  "农村土地承包经营权流转",
  "宅基地使用情况审核",
  "土地征收",
  "房屋征收",
  "筹资筹劳",
  "社会救助",
]);

export const topics: readonly Topic[] = [...article21, ...article20, ...article12];

const byCode = new Map(topics.map((t) => [t.code, t]));

export const topicOf = (code: string): Topic | undefined => byCode.get(code);

/** 第二十一条第（八）项, for people. */
export function topicCitation(topic: Topic): string {
  const [art, item] = topic.code.split("-").map(Number) as [number, number];
  const numerals = "一二三四五六七八九十";
  const chinese = (n: number): string =>
    n <= 10
      ? (numerals[n - 1] ?? "")
      : n < 20
        ? `十${chinese(n - 10)}`
        : `${numerals[Math.floor(n / 10) - 1]}十${n % 10 ? chinese(n % 10) : ""}`;
  const act = topic.edition === "2007" ? "2007年条例" : "条例";
  return `${act}第${chinese(art)}条第（${chinese(item)}）项`;
}

/** Topics that may be named by an item published on this day. */
export const topicsOn = (d: Day): readonly Topic[] => {
  const edition = regulationOn(d);
  return topics.filter((t) => t.edition === edition);
};
