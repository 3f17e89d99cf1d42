/** A fresh `site.yaml` for an office, out of its own facts. */

import { parseYaml } from "../frontmatter.ts";
import { Faults, type Problem } from "../problem.ts";
import { isNone, MAY_LACK } from "../register/lacking.ts";
import { type Field, type Fields, readFields } from "./field.ts";
import { siteFields } from "./site.ts";

/** What `npm run init` asks, in this order; the rest has a beginning that fits most townships. */
export const asked = [
  "name",
  "shortName",
  "county",
  "region",
  "office",
  "address",
  "postcode",
  "phone",
  "fax",
  "email",
  "hours",
  "wechat",
  "hostSite",
  "hostUrl",
  "siteName",
  "siteDomain",
  "siteIDCode",
  "basePath",
  "organCode",
  "registerFrom",
] as const satisfies readonly (keyof typeof siteFields)[];

export type Asked = (typeof asked)[number];

export const fieldOf = (key: Asked): Field => (siteFields as Fields)[key] as Field;

/** What is wrong with one answer, or undefined. */
export function answerProblem(key: Asked, answer: string): string | undefined {
  const field = fieldOf(key);
  if (answer.trim() === "") return field.required ? `${field.label}不能空着。` : undefined;
  const faults = new Faults();
  field.read({ kind: "text", line: 0, text: answer }, key, {
    file: "",
    faults,
    vocabulary: { categories: [], channels: [], villages: [] },
  });
  return faults.list[0]?.message.replaceAll("\n", "");
}

const quote = (text: string): string => JSON.stringify(text);

/** The text of `site.yaml`. */
export function siteYaml(answers: Readonly<Partial<Record<Asked, string>>>, villages: readonly string[]): string {
  const lines = asked.flatMap((key) => {
    const answer = answers[key]?.trim();
    return answer && !(isNone(answer) && MAY_LACK.some((k) => k === key))
      ? [`# ${fieldOf(key).label}：${fieldOf(key).hint}`, `${key}: ${quote(answer)}`]
      : [];
  });
  const pair = (code: string, label: string): string => `  - code: ${code}\n    label: ${quote(label)}`;
  return `# 发布机关。改这里，指南、页脚、年度报告和索引号都跟着改。
${lines.join("\n")}

# 索引号写法：{organ} 机构代码，{year} 年，{serial} 流水号。公布以后不要改。
indexNumber: "{organ}/{year}-{serial}"

# 公开类目：每条信息属于一类。code 用在网址里，定下后不要改。
categories:
${[
  ["announcements", "公告公示"],
  ["normative", "规范性文件"],
  ["policies", "政策文件"],
  ["organisation", "机构职能"],
  ["planning", "规划计划"],
  ["finance", "财政信息"],
  ["assistance", "社会救助"],
  ["emergency", "应急管理"],
  ["village-affairs", "村务公开"],
]
  .map(([code = "", label = ""]) => pair(code, label))
  .join("\n")}

channels:
${[
  ["website", "政府网站"],
  ["wechat", "微信公众平台"],
  ["board", "公开栏"],
  ["broadcast", "广播"],
  ["gazette", "政府公报"],
  ["weibo", "政务微博"],
  ["other", "其他方式"],
]
  .map(([code = "", label = ""]) => pair(code, label))
  .join("\n")}

# 村（社区）。
villages:
${villages.map((label, i) => pair(`village-${i + 1}`, label)).join("\n")}

# 放假安排：程序里还没有的那一年，照国务院办公厅的通知（一般在十一月）写在这里，程序里有了就可以删去。用的时候把前面的 # 去掉。
# holidays:
#   - year: 2027
#     off: 放假的日子，写法如 1月1日至3日、2月15日至23日
#     work: 调休上班的周六、周日，写法如 1月4日、2月14日
`;
}

/** A standing page of the sample, for an office that has not confirmed a word of it yet. */
export const asDraft = (source: string): string =>
  /^draft:/m.test(source.split(/^---[ \t]*$/m, 2)[1] ?? "") ? source : source.replace(/^(\ufeff?---[ \t]*\r?\n)/, "$1draft: true\n");

/** Does a text hold as `site.yaml`? */
export function siteProblems(text: string): readonly Problem[] {
  const faults = new Faults();
  const header = parseYaml("site.yaml", text, faults);
  if (header) readFields(header, siteFields, { file: "site.yaml", faults, vocabulary: { categories: [], channels: [], villages: [] } });
  return faults.list;
}
