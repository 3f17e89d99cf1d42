/** Three unlike records for the channels: a short notice, a long one with a wide table, a 公示 with picture, attachments and period. */
import { cpSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildDesk } from "../scripts/desk/desk.ts";
import { qrPng } from "../scripts/desk/qr.ts";
import { root, TODAY, temporary, writeDeep } from "./support.ts";

export const SHORT = "items/2025/0001";
export const LONG = "items/2025/0002";
export const NOTICE = "items/2025/0003";
export const WITHDRAWN = "items/2025/0004";

const villages = ["园河", "白吉", "付套", "菜园", "小河", "胡湾", "范台", "薛套", "老城", "张湾", "堡台", "黄湾"];
const columns = [
  "户数（户）",
  "人口（人）",
  "耕地（亩）",
  "退耕还林（亩）",
  "肉牛（头）",
  "滩羊（只）",
  "低保（户）",
  "人均可支配收入（元）",
  "道路硬化（公里）",
];

/** A table of ten columns over as many rows as are asked for. */
export const wideTable = (rows: number): string =>
  [
    `| 村民小组 | ${columns.join(" | ")} |`,
    `| --- |${" ---: |".repeat(columns.length)}`,
    ...Array.from({ length: rows }, (_, r) => {
      const cells = columns.map((c, i) => (c.includes("公里") ? `${r + 1}.${i}` : String((r + 3) * (i + 11) * (i > 4 ? 9 : 2))));
      return `| ${villages[r % villages.length]}村${(r / villages.length + 1) | 0}组 | ${cells.join(" | ")} |`;
    }),
  ].join("\n");

/** Content folder with the three, and a withdrawn one. */
export function channelContent(): string {
  const content = join(temporary(), "content");
  cpSync(join(root, "test/cases/_base"), content, { recursive: true });
  const record = (title: string, date: string, more: string, body: string): string =>
    `---\ntitle: ${title}\ndate: ${date}\nformed: ${date}\ncategory: 公告公示\ntopic: 21-1\n${more}channels:\n  - 政府网站\nreview:\n  by: 示例审核岗\n  date: ${date}\n---\n${body}\n`;
  const paragraph =
    "各村要对照台账逐组逐户核对，发现数字与实际不符的，在 2025年4月30日以前报镇农业服务中心更正，电话 0955-0000001。核对时由村民小组组长、村监督委员会成员和驻村干部三方签字，签字表留村备查，镇上按不低于 20% 的比例抽查，抽查结果在 5 个工作日内反馈。";
  const files: Record<string, string> = {
    [SHORT]: record("关于3月14日停水的通知", "2025-03-12", "", "因管道检修，3月14日8:30—18:00园河村一组、二组停水，请提前储水。"),
    [LONG]: record(
      "关于印发2025年全镇农业生产基本情况台账核对办法和分组数据的通知",
      "2025-03-13",
      "docNumber: 示政发〔2025〕18号\nsummary: 各村民小组核对农业生产台账的办法、时间和数据。\n",
      `${`${paragraph}\n\n`.repeat(4)}## 分组数据\n\n数据截至 2025年2月28日。\n\n${wideTable(40)}\n\n## 怎样核对\n\n1. 先核人口和户数；\n2. 再核耕地和牲畜；\n3. 最后核收入。\n\n${`${paragraph}\n\n`.repeat(6)}`,
    ),
    [NOTICE]: record(
      "关于2025年春季造林地块和补助资金的公示",
      "2025-03-14",
      "notice:\n  from: 2025-03-14\n  to: 2025-03-20\n  days: 7\nattachments:\n  - file: mianji.csv\n    title: 附件1：分村面积表\n  - file: tu.png\n    title: 附件2：地块示意图\nsummary: 公示春季造林涉及的两个村的地块、面积和补助。\n",
      `2025年春季造林在两个村实施，共 1234.5 亩，每亩补助 500 元，资金按 [办法](0002.md) 发放，全文见[县网站](http://www.hy.gov.cn/)。\n\n![地块示意图](0003/tu.png)\n\n| 村 | 面积（亩） | 补助（元） |\n| --- | ---: | ---: |\n| 甲村 | 734.5 | 367250 |\n| 乙村 | 500 | 250000 |\n\n有不同意见的，请在 3月14日至20日 的公示期内反映。`,
    ),
    [WITHDRAWN]: record("已经撤回的公告", "2025-03-15", "withdrawn:\n  date: 2025-03-18\n  reason: 内容与上级批复不一致\n", "撤回的内容。"),
  };
  for (const [id, text] of Object.entries(files)) writeDeep(join(content, `${id}.md`), text);
  writeDeep(join(content, "items/2025/0003/mianji.csv"), "村,亩\n甲村,734.5\n");
  writeDeep(join(content, "items/2025/0003/tu.png"), qrPng("http://example.invalid/tu", 12));
  writeDeep(
    join(content, "interpretations/2025/0001.md"),
    "---\ntitle: 台账核对办法解读\ndate: 2025-04-01\ninterprets: items/2025/0002\nchannels: 政府网站\nreview:\n  by: 示例审核岗\n  date: 2025-04-01\n---\n说明。\n",
  );
  return content;
}

/** The desk over a content folder; returns where it is. */
export async function deskOver(content: string, years: readonly number[] = []): Promise<string> {
  const out = join(temporary(), "desk");
  await buildDesk({ content, out, site: join(out, "../site"), today: TODAY, years });
  return out;
}

/** Writes one file of the content anew. */
export const rewrite = (content: string, file: string, text: string): void => writeFileSync(join(content, file), text);
