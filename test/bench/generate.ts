/** A seeded generator of content folders: believable sizes, no randomness beyond the seed. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { addDays, calendarDays, type Day, day } from "../../scripts/rules/days.ts";
import { type Topic, topicCitation, topicOf, topicsOn } from "../../scripts/rules/topics.ts";

/** mulberry32: the same numbers for the same seed on every machine. */
export function random(seed: number): () => number {
  let a = seed >>> 0;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const subjects =
  "春季造林 草原禁牧 农村饮水 危房改造 低保申请 医保缴费 养老认证 道路养护 河道清理 防汛值守 森林防火 秸秆利用 地膜回收 良种补贴 肉牛养殖 马铃薯种植 宅基地审批 土地流转 财政预算 村务公开".split(
    " ",
  );
const forms = "公告 公示 通知 通报 方案 说明 情况 安排".split(" ");
const clauses =
  "按照上级部署和本镇年度工作安排 各村要在规定时间内完成摸底登记 镇农业服务中心负责汇总并上报 群众对结果有异议的可以到镇政府反映 联系电话在办公时间有人接听 面积以实地丈量的数据为准 补助标准按照县里公布的文件执行 资金通过一卡通直接发放 村监委会全程参与监督 公开栏和网站同时公布有关材料 施工期间请过往车辆绕行 请广大村民相互转告并做好准备 逾期没有提出意见的视为没有异议 本通知从公布之日起执行 工作人员入户时会出示证件 需要带的材料可以到便民服务大厅领取 各组组长负责通知到户 天气变化时时间另行通知 完成情况列入年度考核 不得以任何理由向群众收取费用".split(
    " ",
  );

export const words = {
  categories: ["announcements", "normative", "policies", "finance", "assistance", "emergency"].map((code, i) => ({
    code,
    label: ["公告公示", "规范性文件", "政策文件", "财政信息", "社会救助", "应急管理"][i] ?? code,
  })),
  channels: ["website", "wechat", "board", "broadcast"].map((code, i) => ({
    code,
    label: ["政府网站", "微信公众平台", "公开栏", "广播"][i] ?? code,
  })),
  villages: Array.from({ length: 12 }, (_, i) => ({ code: `village-${i + 1}`, label: `示例${"一二三四五六七八九十甲乙"[i]}村` })),
} as const;

const FIRST: Day = day("2016-01-04");
const DAYS = 3640;

export interface Generated {
  readonly serial: string;
  readonly year: number;
  readonly title: string;
  readonly date: Day;
  readonly formed: Day;
  readonly category: (typeof words.categories)[number];
  readonly channels: readonly (typeof words.channels)[number][];
  readonly village: (typeof words.villages)[number];
  readonly topic: string;
  readonly docNumber: string;
  readonly body: string;
}

/**
 * `count` items over ten years, in order of date. Their bodies are mixed of `sentences`, or, where none are given, of a few
 * clauses: then every word stands on nearly every page, which no register has and a search feels.
 */
export function* generateItems(count: number, seed = 1, sentences: readonly string[] = []): Generator<Generated> {
  const next = random(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T;
  const serials = new Map<number, number>();
  for (let i = 0; i < count; i++) {
    const formed = addDays(FIRST, Math.floor((i * DAYS) / count));
    const late = next() < 0.03;
    const date = addDays(formed, late ? 40 : Math.floor(next() * 10));
    const year = Number(date.slice(0, 4));
    const serial = (serials.get(year) ?? 0) + 1;
    serials.set(year, serial);
    const village = pick(words.villages);
    const subject = pick(subjects);
    const length = 300 + Math.floor(next() * 1200);
    const paragraphs: string[] = [];
    for (let chars = 0; chars < length; ) {
      const said = Array.from({ length: 3 + Math.floor(next() * 4) }, () =>
        sentences.length > 0 ? pick(sentences) : `${pick(clauses)}，${pick(clauses)}。`,
      );
      const text = `${next() < 0.2 ? `${subject}涉及${village.label}${1 + Math.floor(next() * 12)}组${20 + Math.floor(next() * 300)}户。` : ""}${said.join("")}`;
      paragraphs.push(text);
      chars += text.length;
    }
    if (next() < 0.25) {
      const rows = Array.from(
        { length: 3 + Math.floor(next() * 5) },
        (_, r) => `| ${r + 1}组 | ${10 + Math.floor(next() * 90)} | ${100 + Math.floor(next() * 900)} |`,
      );
      paragraphs.splice(1, 0, `| 组 | 户数 | 面积（亩） |\n| --- | ---: | ---: |\n${rows.join("\n")}`);
    }
    yield {
      serial: String(serial).padStart(4, "0"),
      year,
      title: `关于${village.label}${year}年${subject}的${pick(forms)}（${i + 1}）`,
      date,
      formed,
      category: pick(words.categories),
      channels: words.channels.filter((_, c) => c === 0 || next() < 0.4),
      village,
      topic: pick(topicsOn(date)).code,
      docNumber: `示政发〔${year}〕${serial}号`,
      body: `${paragraphs.join("\n\n")}\n`,
    };
  }
}

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

const yamlWords = (list: readonly { code: string; label: string }[]): string =>
  list.map((w) => `  - code: ${w.code}\n    label: ${w.label}\n`).join("");

export const siteYaml = `name: 示例县示例镇人民政府
shortName: 示例镇
county: 示例县
region: 示例省示例市示例县示例镇
office: 示例镇党政办公室
address: 示例街道1号
postcode: "000000"
phone: 0000-0000000
fax: 无
email: 无
hours: 周一至周五 8:30—18:00
hostSite: 示例县人民政府网
hostUrl: http://www.example.com/
siteName: 示例县人民政府
siteDomain: www.example.com
siteIDCode: "0000000000"
organCode: 000000000
demo: true
categories:
${yamlWords(words.categories)}channels:
${yamlWords(words.channels)}villages:
${yamlWords(words.villages)}`;

const pages = { guide: "政府信息公开指南", rules: "政府信息公开制度", apply: "依申请公开" };

/** A content folder for Gongkai. */
export function writeContent(folder: string, count: number, seed = 1, sentences: readonly string[] = []): void {
  write(join(folder, "site.yaml"), siteYaml);
  for (const [id, title] of Object.entries(pages)) write(join(folder, "pages", `${id}.md`), `---\ntitle: ${title}\n---\n示例。\n`);
  const made = new Set<string>();
  for (const item of generateItems(count, seed, sentences)) {
    const year = join(folder, "items", String(item.year));
    if (!made.has(year)) mkdirSync(year, { recursive: true });
    made.add(year);
    writeFileSync(
      join(year, `${item.serial}.md`),
      `---
title: ${item.title}
date: ${item.date}
formed: ${item.formed}
category: ${item.category.label}
topic: ${item.topic}
channels:
${item.channels.map((c) => `  - ${c.label}\n`).join("")}docNumber: ${item.docNumber}
village:
  - ${item.village.label}
keywords:
  - 示例
summary: ${item.title}，供试验用。
review:
  by: 示例审核岗
  date: ${item.formed}
---
${item.body}`,
    );
  }
}

/** The same items for Hugo; its lists are taxonomies, one a facet and year. */
export function writeHugo(folder: string, count: number, seed = 1): void {
  const made = new Set<string>();
  for (const item of generateItems(count, seed)) {
    const year = join(folder, "content", "items", String(item.year));
    if (!made.has(year)) mkdirSync(year, { recursive: true });
    made.add(year);
    const of = (code: string): string => `${code}-${item.year}`;
    writeFileSync(
      join(year, `${item.serial}.md`),
      `---
title: ${item.title}
date: ${item.date}
formed: ${item.formed}
category: ${item.category.label}
categoryCode: ${item.category.code}
topic: "${item.topic}"
topicLabel: ${topicOf(item.topic)?.label}
topicNote: ${topicCitation(topicOf(item.topic) as Topic)}
channelCodes: [${item.channels.map((c) => `"${c.code}"`).join(", ")}]
channelNames: [${item.channels.map((c) => `"${c.label}"`).join(", ")}]
villageCode: ${item.village.code}
timeliness: 成文后 ${calendarDays(item.formed, item.date) - 1} 个工作日公开（规定 20 个工作日内）
docNumber: ${item.docNumber}
village: ${item.village.label}
summary: ${item.title}，供试验用。
indexNumber: 000000000/${item.year}-${item.serial.padStart(5, "0")}
years: ["${item.year}"]
catalogue: ["${item.year}"]
timely: ["${of("timely")}"]
categories: ["${of(item.category.code)}"]
topics: ["${of(item.topic)}"]
channels: [${item.channels.map((c) => `"${of(c.code)}"`).join(", ")}]
villages: ["${of(item.village.code)}"]
---
${item.body}`,
    );
  }
}
