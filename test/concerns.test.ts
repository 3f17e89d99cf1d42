/** 群众关心的事: what belongs to a concern and why, what only mentions it, and the pages that come of it. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { type Concern, concerns, isGuide, reasonFor, whatToBring } from "../scripts/rules/concerns.ts";
import { topicOf, topics } from "../scripts/rules/topics.ts";
import { attribute, built, copyOfSample, elements, filesIn, parsePage, textOf, writeDeep } from "./support.ts";

const of = (code: string): Concern => {
  const found = concerns.find((c) => c.code === code);
  if (!found) throw new Error(code);
  return found;
};
const why = (code: string, record: Parameters<typeof reasonFor>[0]): string | undefined =>
  reasonFor(record, of(code), (t) => topicOf(t)?.label ?? t);

describe("a record belongs to a concern", () => {
  it("by keyword, title, matter of the catalogue or topic, in this order, and says by which", () => {
    expect(why("relief", { title: "公示", keywords: ["农村低保"] })).toBe("关键词：农村低保");
    expect(why("relief", { title: "关于临时救助金发放的公告" })).toBe("标题里有“临时救助”");
    expect(why("relief", { title: "名单公示", matter: "特困人员供养" })).toBe("公开事项：特困人员供养");
    expect(why("relief", { title: "名单公示", topic: "21-8" })).toBe("重点内容：社会救助");
    expect(why("land", { title: "公告", topic: "12-4" })).toBe("重点内容：土地征收征用、房屋拆迁及补偿");
  });

  it.each<[string, string]>([
    ["relief", "关于停水的通知"],
    ["pension", "关于开展春季造林的公告"],
    ["livestock", "关于羊肠小道封闭的通知"],
    ["utilities", "关于2025年部门预算的说明"],
    ["disability", "关于电动车停放的通告"],
  ])("%s is not what %s is about", (code, title) => expect(why(code, { title })).toBeUndefined());

  it("to several where several fit", () => {
    const title = "关于农民工技能培训和工资支付的通知";
    expect(concerns.filter((c) => reasonFor({ title }, c, () => "") !== undefined).map((c) => c.code)).toEqual(["jobs"]);
    const both = "关于困难家庭医疗保险缴费补助的公示";
    expect(concerns.filter((c) => reasonFor({ title: both }, c, () => "") !== undefined).map((c) => c.code)).toEqual(["relief", "health"]);
  });

  it("names topics that there are, codes and labels of their own", () => {
    for (const c of concerns) for (const t of c.topics) expect(topics.some((known) => known.code === t)).toBe(true);
    expect(new Set(concerns.map((c) => c.code)).size).toBe(concerns.length);
    expect(new Set(concerns.map((c) => c.label)).size).toBe(concerns.length);
  });
});

it.each<[string, boolean]>([
  ["农村低保怎么申请：办理程序解读", true],
  ["西安镇扶贫小额信贷申请办理办法", true],
  ["关于2025年第二批农村宅基地审批结果的公示", false],
  ["2017年农村危房改造办法执行情况公示", false],
])("a guide or not: %s", (title, guide) => expect(isGuide(title)).toBe(guide));

it.each<[string, string | undefined]>([
  ["先看公示。\n申请时携带身份证、户口簿和存折复印件。不用跑第二趟。", "申请时携带身份证、户口簿和存折复印件。"],
  ["请提交书面申请书；逾期不受理。", "请提交书面申请书；"],
  ["服务对象是准备在近期生育的夫妻。", undefined],
  ["各村要准备铁锹、编织袋。", undefined],
  ["提供技术服务，按合同执行。", undefined],
])("what to bring in “%s”", (text, words) => expect(whatToBring(text)).toBe(words));

describe("pages", () => {
  let site = "";
  beforeAll(() => {
    const content = copyOfSample();
    const file = join(content, "site.yaml");
    writeFileSync(
      file,
      `${readFileSync(file, "utf8")}\nconcerns:\n  - code: nongjiale\n    label: 农家乐\n    terms: 农家乐、民宿\n  - code: relief\n    label: 低保救助\n    terms: 爱心超市\n  - code: kong\n    label: 没有的事\n    terms: 绝无此事\n`,
    );
    const record = (title: string): string =>
      `---\ntitle: ${title}\ndate: 2025-03-12\nformed: 2025-03-12\ncategory: 公告公示\ntopic: 20-1\nchannels: [政府网站]\nreview:\n  by: 示例审核岗\n  date: 2025-03-12\n---\n正文提到低保一次。\n`;
    writeDeep(join(content, "items/2025/9001.md"), record("关于民宿登记的通告"));
    writeDeep(join(content, "items/2025/9002.md"), record("关于爱心超市开放的通告"));
    site = built(content);
  });
  const links = (path: string): string[] =>
    [...elements(parsePage(site, path))].flatMap((e) => (e.tagName === "a" ? [attribute(e, "href") ?? ""] : []));

  it("an office's own concern and its words for ours; what has nothing is no page", () => {
    expect(links("concerns/nongjiale.html")).toContain("../items/2025/9001.html");
    expect(links("concerns/relief.html")).toContain("../items/2025/9002.html");
    // It only mentions 低保.
    expect(links("concerns/relief.html")).not.toContain("../items/2025/9001.html");
    expect(filesIn(site)).not.toContain("concerns/kong.html");
  });

  it("低保 is two taps from home, both editions of the 条例 together, how it is done first", () => {
    expect(links("index.html")).toContain("concerns/relief.html");
    const own = links("concerns/relief.html");
    expect(own.filter((h) => h.startsWith("../items/2017/")).length).toBeGreaterThan(3);
    expect(own.filter((h) => h.startsWith("../items/2025/")).length).toBeGreaterThan(3);
    const text = textOf(parsePage(site, "concerns/relief.html"));
    expect(text.indexOf("怎么办")).toBeLessThan(text.indexOf("公开的信息"));
    expect(text).toMatch(/要带什么[\s\S]*户口簿[\s\S]*照抄自/);
  });

  it("a record says what it belongs to and why; the catalogue's matters lead there; so does the hall's screen", () => {
    expect(textOf(parsePage(site, "items/2025/9002.html"))).toContain("低保救助（标题里有“爱心超市”）");
    expect(links("items/2025/9002.html")).toContain("../../concerns/relief.html");
    expect(links("catalogue/index.html").filter((h) => h.startsWith("../concerns/")).length).toBeGreaterThan(2);
    const pages = [...elements(parsePage(site, "kiosk/index.html"))].flatMap((e) => attribute(e, "data-page") ?? []);
    expect(pages).toContain("concerns/relief.html");
    expect(links("concerns/index.html")).toContain("../concerns/relief.html");
  });
});
