/** The reader of statements: every figure of our own reports made wrong, in their words and in others; and what must stay silent. */
import { describe, expect, it } from "vitest";
import { readReport, validateStatements } from "../scripts/check/words/report.ts";
import { buildReport, resolvePlaceholder, siteFacts } from "../scripts/report.ts";
import { validateWords } from "../scripts/report-words.ts";
import type { YearTally } from "../scripts/tally.ts";
import { walk } from "../scripts/walk.ts";
import { sample, TODAY } from "./support.ts";

const edition = walk(sample, TODAY).edition;
if (!edition) throw new Error("the sample has faults");
const { site } = edition.register;

const tallyOf = (year: number): YearTally => {
  const tally = edition.tallies.get(year);
  if (!tally) throw new Error(`no tally of ${year}`);
  // By the count of today alone, so that each wrong number is wrong.
  const { former: _, ...now } = tally;
  return now;
};
const wordsOf = (year: number) => {
  const words = edition.register.reports.get(year);
  if (!words) throw new Error(`no report of ${year}`);
  return words;
};
const reportOf = (year: number, body: string) => {
  const report = buildReport({ ...wordsOf(year), body }, tallyOf(year));
  if (!report) throw new Error("no form");
  return report;
};
/** Rules of the findings on a sentence at the end of the report's first section. */
function findings(year: number, sentence: string, body = `## 一、总体情况\n\n${sentence}\n`): string[] {
  const report = reportOf(year, body);
  const all = [...validateStatements(report, { site, last: undefined }), ...validateWords(report)];
  return all.filter((p) => p.rule !== "report-aspects").map((p) => p.rule);
}
const value = (year: number, key: string): number => {
  const figure = tallyOf(year).figures.get(key);
  if (figure?.value === undefined) throw new Error(`no ${key}`);
  return figure.value;
};

describe.each([2025, 2017])("the report of %i", (year) => {
  const facts = siteFacts(site);
  const body = wordsOf(year).body;
  const typed = (wrong: number): string => {
    let n = 0;
    return body.replace(/\{\{\s*([^{}]+?)\s*\}\}/g, (whole, name: string) => {
      const found = resolvePlaceholder(name, facts, tallyOf(year));
      if (!found?.figure) return found?.text ?? whole;
      if (n++ !== wrong) return found.text;
      return name.endsWith(".share") ? `${Number.parseFloat(found.text) > 50 ? 41 : 87}%` : String((found.figure.value ?? 0) + 3);
    });
  };
  const figures = [...body.matchAll(/\{\{\s*figures\.[^}]+\}\}/g)].length;
  const check = (text: string): string[] => findings(year, "", text);

  it("is right with its figures filled in, and with them typed", () => {
    expect(check(body)).toEqual([]);
    expect(check(typed(-1))).toEqual([]);
  });

  it("is caught with any one of its figures made wrong", () => {
    const missed = Array.from({ length: figures }, (_, i) => i).filter((i) => check(typed(i)).length === 0);
    expect(missed).toEqual([]);
    expect(figures).toBeGreaterThan(14);
  });
});

/** Other wordings; `#` is the number. */
const WORDINGS: readonly (readonly [year: number, key: string, ...texts: string[]])[] = [
  [
    2025,
    "items.total",
    "本年度共公开各类政府信息#条。",
    "全年发布政府信息总数为#条。",
    "我镇今年主动公开信息#条。",
    "主动公开政府信息的总量达到#条。",
    "年内向社会主动公开信息共计#条。",
  ],
  [
    2025,
    "items.category.公告公示",
    "公告公示类#条。",
    "发布公告公示类信息#条。",
    "其中公告公示方面的信息有#条。",
    "属于公告公示的#条。",
    "公告公示信息共#条。",
  ],
  [
    2025,
    "items.category.财政信息",
    "公开财政信息#条。",
    "财政类信息#条。",
    "财政方面公开了#条。",
    "公开预算、决算等财政信息#条。",
    "财政信息共计#条。",
  ],
  [
    2025,
    "items.category.应急管理",
    "应急管理类信息#条。",
    "发布应急管理信息#条。",
    "应急管理方面公开#条。",
    "属于应急管理的信息#条。",
    "应急管理类#条。",
  ],
  [
    2025,
    "items.channel.政府网站",
    "通过网站公开#条。",
    "在县政府网站发布#条。",
    "政府网站发布信息#条。",
    "网站公开政府信息共#条。",
    "有#条在政府网站公开。",
  ],
  [
    2025,
    "items.channel.微信公众平台",
    "微信公众号发布信息#条。",
    "通过微信公开#条。",
    "公众号推送#条。",
    "利用微信公众平台发布信息#条。",
    "在微信公众号上公开信息#条。",
  ],
  [
    2025,
    "items.channel.公开栏",
    "公开栏张贴信息#条。",
    "在公开栏公开#条。",
    "通过公开栏公开的信息有#条。",
    "公开栏公布#条。",
    "公开栏公开信息共计#条。",
  ],
  [
    2025,
    "items.onTime",
    "按时公开#条。",
    "期限内公开信息#条。",
    "在规定期限内公开的有#条。",
    "按期公开政府信息#条。",
    "法定期限内公开的信息为#条。",
  ],
  [2025, "items.late", "超期公开#条。", "逾期公开的信息有#条。", "超过期限公开的信息#条。", "有#条超期公开。", "超出期限公开#条。"],
  [
    2025,
    "interpretations.total",
    "发布解读材料#篇。",
    "编写政策解读#篇。",
    "全年推出解读稿件#篇。",
    "政策解读类稿件共#篇。".replace("类", ""),
    "发布图文解读#篇。",
  ],
  [2025, "responses.total", "回应社会关切#次。", "回应群众关切#件。", "开展舆情回应#次。", "回应公众关切共#次。", "回应热点问题#次。"],
  [
    2025,
    "complaints.total",
    "收到举报投诉#件。",
    "办理投诉举报#件。",
    "收到政府信息公开方面的投诉#件。",
    "接到举报和投诉#件。",
    "举报投诉共#件。",
  ],
  [
    2025,
    "trainings.total",
    "举办政务公开培训班#期。",
    "开展业务培训#次。",
    "全年组织专题培训#场。",
    "举办信息公开培训#次。",
    "共举办培训班#次。",
  ],
  [2025, "trainings.participants", "培训人员#人次。", "参加培训共#人次。", "累计培训#人次。", "参训人员达#人次。", "接受培训的有#人次。"],
  [
    2025,
    "meetings.total",
    "召开政务公开工作会议#次。",
    "召开信息公开专题会#次。",
    "全年召开工作推进会#次。",
    "召开政府信息公开会议#次。",
    "召开专题会议共#次。",
  ],
  [
    2025,
    "requests.received.total",
    "新收政府信息公开申请#件。",
    "收到依申请公开#件。",
    "全年接到信息公开申请#件。",
    "受理公开申请#件。",
    "收到公民、法人和其他组织提出的申请#件。",
  ],
  [
    2025,
    "requests.received.email",
    "通过电子邮件提交的申请#件。",
    "电子邮件申请#件。",
    "收到电子邮件申请#件。",
    "以电子邮件方式提出申请#件。",
    "电子邮箱收到申请#件。",
  ],
  [
    2025,
    "requests.received.window",
    "当面提交申请#件。",
    "窗口受理申请#件。",
    "现场提交的申请#件。",
    "通过窗口提交申请#件。",
    "当面申请#件。",
  ],
  [
    2025,
    "requests.carriedIn",
    "上年结转申请#件。",
    "上年度结转#件。",
    "由上年结转的申请#件。".replace("由上年", "上年"),
    "上一年度结转#件。",
    "上年结转政府信息公开申请#件。",
  ],
  [
    2025,
    "requests.carriedOut",
    "结转下年度继续办理#件。",
    "尚未办结、结转下年#件。",
    "结转至下年度的申请#件。",
    "转入下年度办理#件。",
    "结转下一年度#件。",
  ],
  [
    2025,
    "requests.answered.total",
    "办结申请#件。",
    "全年答复政府信息公开申请#件。",
    "共答复申请#件。",
    "办理完毕的申请#件。",
    "办结政府信息公开申请#件。",
  ],
  [
    2025,
    "requests.extended",
    "延期答复#件。",
    "经批准延长答复期限的申请#件。",
    "延期办结申请#件。",
    "延期办理的申请有#件。",
    "延长期限答复#件。",
  ],
  [2025, "requests.outcome.open", "予以公开#件。", "答复予以公开的#件。", "决定公开#件。", "同意公开#件。", "予以公开的申请共#件。"],
  [
    2025,
    "requests.outcome.partial",
    "部分公开#件。",
    "予以部分公开#件。",
    "作部分公开处理的申请#件。".replace("处理", ""),
    "区分处理后公开#件。",
    "决定部分公开#件。",
  ],
  [
    2025,
    "requests.table.new.natural",
    "自然人提出的申请#件。",
    "收到自然人申请#件。",
    "其中自然人申请#件。",
    "公民个人提交申请#件。",
    "来自自然人的申请#件。",
  ],
  [
    2025,
    "reconsiderations.total",
    "发生行政复议#件。",
    "因政府信息公开被申请行政复议#件。",
    "行政复议案件#起。",
    "政府信息公开行政复议案#件。",
    "被提起行政复议#件。",
  ],
  [2025, "staff.partTime", "配备兼职人员#名。", "兼职工作人员#人。", "落实兼职人员#名。", "有兼职人员#人。", "设兼职工作人员#名。"],
  [
    2025,
    "readingPoints.total",
    "设立查阅点#个。",
    "建有政府信息查阅点#处。",
    "公共查阅点#个。",
    "设置信息公开查阅场所#处。".replace("信息公开", "政府信息"),
    "设有查阅点#处。",
  ],
  [2025, "decisions.permits", "办理行政许可#件。", "作出行政许可决定#项。", "行政许可#件。", "全年行政许可决定#件。", "作出许可决定#件。"],
  [
    2025,
    "decisions.penalties",
    "行政处罚#件。",
    "作出行政处罚决定#件。",
    "实施行政处罚#起。",
    "行政处罚案件#件。",
    "下达行政处罚决定#件。",
  ],
  [
    2025,
    "normative.made",
    "制发规范性文件#件。",
    "新制定行政规范性文件#件。",
    "出台规范性文件#个。",
    "印发行政规范性文件#件。",
    "全年制定规范性文件#件。",
  ],
  [
    2025,
    "normative.repealed",
    "废止规范性文件#件。",
    "宣布废止行政规范性文件#件。",
    "清理废止规范性文件#件。",
    "废止行政规范性文件#个。",
    "规范性文件废止#件。",
  ],
  [
    2025,
    "normative.inForce",
    "现行有效规范性文件#件。",
    "继续有效的规范性文件#件。",
    "现行有效的行政规范性文件共#件。",
    "目前规范性文件有效#件。".replace("目前", ""),
    "规范性文件现行有效#件。",
  ],
  [
    2017,
    "items.total",
    "2017年公开信息#条。",
    "全镇公开政府信息#条。",
    "各渠道共公开信息#条。".replace("各渠道", "全年"),
    "截至2017年12月31日，主动公开信息#条。",
    "主动公开量为#条。",
  ],
  [
    2017,
    "items.channel.广播",
    "广播播发信息#条。",
    "通过广播公开#条。",
    "利用大喇叭公开信息#条。",
    "应急广播发布信息#条。",
    "广播公开的信息共#条。",
  ],
  [2017, "complaints.total", "举报投诉#件。", "受理投诉#件。", "收到群众举报投诉#起。", "办理举报#件。", "投诉举报共计#件。"],
];

describe("other wordings", () => {
  const asked = WORDINGS.flatMap(([year, key, ...texts]) => texts.map((text) => ({ year, key, text })));
  const put = (text: string, n: number): string => text.replace("#", String(n));

  it("nothing is said of a right number", () => {
    const alarms = asked.filter(({ year, key, text }) => findings(year, put(text, value(year, key))).length > 0).map((a) => a.text);
    expect(alarms).toEqual([]);
  });

  it.each([1, 4])("95 of 100 wrong numbers are found (%i too many)", (more) => {
    const missed = asked
      .filter(({ year, key, text }) => findings(year, put(text, value(year, key) + more)).length === 0)
      .map((a) => a.text);
    if (process.env.FIGURES) console.log(`${asked.length - missed.length} of ${asked.length}`, missed);
    expect(missed.length).toBeLessThanOrEqual(asked.length * 0.05);
  });
});

describe("names in a row and their numbers in a row", () => {
  const list = (names: string, keys: readonly string[], how: string, unit: string) => (wrong: number) =>
    `${names}${how}${keys.map((k, i) => `${value(2025, k) + (i === wrong ? 2 : 0)}${unit}`).join("、")}。`;
  const said: readonly (readonly [(wrong: number) => string, number])[] = [
    [
      list(
        "公告公示、规范性文件、财政信息",
        ["items.category.公告公示", "items.category.规范性文件", "items.category.财政信息"],
        "分别公开",
        "条",
      ),
      3,
    ],
    [list("政府网站和公开栏公开的信息", ["items.channel.政府网站", "items.channel.公开栏"], "分别为", "条"), 2],
    [list("予以公开、部分公开的", ["requests.outcome.open", "requests.outcome.partial"], "分别是", "件"), 2],
    [
      list(
        "窗口、传真、电子邮件、微信申请",
        ["requests.received.window", "requests.received.fax", "requests.received.email", "requests.received.wechat"],
        "依次为",
        "件",
      ),
      4,
    ],
    [list("全年申请分别通过窗口、传真提交", ["requests.received.window", "requests.received.fax"], "", "件"), 2],
    [list("培训场次、参加人次", ["trainings.total", "trainings.participants"], "分别为", ""), 0],
  ];
  it.each(said.map(([of, count]) => [of(-1), of, count] as const))("%s", (right, of, count) => {
    expect(findings(2025, right)).toEqual([]);
    for (let i = 0; i < count; i++) expect(findings(2025, of(i)), of(i)).not.toEqual([]);
  });
});

it("the office's own names are read like the ones it has for them", () => {
  const named = { ...site, names: [{ name: "微信公众平台", also: "西安发布、镇微信号" }] };
  const count = value(2025, "items.channel.微信公众平台");
  const said = (n: number): string[] =>
    validateStatements(reportOf(2025, `## 一、总体情况\n\n通过西安发布公开信息${n}条。\n`), { site: named, last: undefined }).map(
      (p) => p.rule,
    );
  expect(said(count)).toEqual([]);
  expect(said(count + 4)).toEqual(["figure-contradicts"]);
});

describe("what is not counted so stays silent", () => {
  it.each([
    "全年通过各类渠道公开政府信息124条次，去除重复后为58条。",
    "组织公开业务培训2次、42人次参加，人均受训1次。",
    "3件申请予以公开，1件部分公开，两项合计4件。",
    "微信公众号关注人数2300人，推送文章63篇。",
    "第一季度公开12条，第二季度公开15条。",
    "58条信息中有45条同时在公开栏公布。",
    "以表格形式公开的有10条，以文字形式公开的有48条。",
    "公开58条信息，平均每月4.8条。",
    "除2条外，其余56条均在20个工作日内公开。",
    "每村确定1名信息员，共12名。",
    "本年度新增公开类目1个。",
  ])("%s", (text) => expect(findings(2025, text)).toEqual([]));

  it.each([
    "全年公开政府信息62条。",
    "3件申请予以公开，2件部分公开。",
    "58条信息中有49条同时在公开栏公布。",
    "公告公示类信息最多，有26条。",
    "微信公众平台公开信息29条。",
  ])("beside it, wrong: %s", (text) => expect(findings(2025, text)).not.toEqual([]));
});

describe("sums, growth, shares and means of a sentence", () => {
  it.each([
    ["走访120户，其中低保户70户、其余60户。", "words-sum"],
    ["甲组74人、乙组76人，共154人。", "words-sum"],
    ["上年摸排50处，本年摸排65处，增长23%。", "words-growth"],
    ["由50处增加到65处，增长20%。", "words-growth"],
    ["上年检查80次，本年检查60次，增加20次。", "words-growth"],
    ["发放问卷200份，收回180份，回收率95%。", "words-share"],
    ["40户共发放24000元，户均500元。", "words-mean"],
  ])("%s", (text, rule) => expect(findings(2025, text)).toContain(rule));

  it.each([
    "走访120户，其中低保户70户、特困户30户。",
    "走访120户，其中低保户70户、其余50户。",
    "走访120户，其中低保户70户、特困户45户、孤儿2户，其余为一般户。",
    "播种9.6万亩，其中马铃薯3.1万亩、玉米2.4万亩、小杂粮3.9万亩，其余种植油料、牧草。",
    "甲组74人、乙组76人，共150人。",
    "上年摸排50处，本年摸排65处，增长30%。",
    "由50处增加到65处，增长30%。",
    "上年检查80次，本年检查60次，减少20次，下降25%。",
    "发放问卷200份，收回180份，回收率90%。",
    "40户共发放24000元，户均600元。",
    "三个项目投资1.2万元、2.35万元、0.9万元，合计4.45万元。",
  ])("right: %s", (text) => expect(findings(2025, text)).toEqual([]));
});

describe("“没有…” and “均…” beside a figure", () => {
  it.each([
    "全年未收到政府信息公开申请。",
    "没有发生行政复议。",
    "本年度没有举报投诉。",
    "未举办培训班。",
    "收到的申请均已办结。",
    "全部信息均按期公开。",
    "没有延期答复的申请。",
  ])("wrong: %s", (text) => expect(findings(2025, text)).toContain("figure-contradicts"));
  it.each([
    "没有发生行政诉讼。",
    "未收取信息处理费。",
    "没有逾期答复的申请。",
    "没有因政府信息公开工作被追究责任的情形。",
    "县里没有召开会议。",
    "上年没有收到申请。",
    "未经审查的信息不发布。",
    "群众没有提出异议。",
  ])("right, or of something else: %s", (text) => expect(findings(2025, text)).toEqual([]));
});

describe("what speaks of something else", () => {
  it.each([
    "编印便民手册500份，发放到12个村。",
    "更换公开栏版面48次。",
    "公众号推送工作动态120条。",
    "转载上级信息30条。",
    "县里举办培训班4期。",
    "2026年计划公开信息150条。",
    "上半年公开信息30条。",
    "公开惠农补贴名册12条。",
    "接待群众咨询30余人次。",
    "同一信息用几种方式公开只计一条。",
    "每季度公开信息不少于10条。",
    "予以公开和部分公开共4件。",
    "网民留言回复16条。",
    "办理12345热线工单23件。",
    "历年累计公开信息820条。",
    "培训各村信息员12名。",
  ])("%s", (text) => expect(findings(2025, text)).toEqual([]));
});

it("every number of the sample's reports is seen, and none of them is wrong", () => {
  for (const year of [2025, 2017]) {
    const readings = readReport(reportOf(year, wordsOf(year).body), { site, last: undefined });
    expect(readings.filter((r) => r.held.verdict === "wrong")).toEqual([]);
    expect(readings.filter((r) => r.held.verdict === "right").length).toBeGreaterThan(14);
  }
});
