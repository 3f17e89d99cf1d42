import { describe, expect, it } from "vitest";
import { csvCell } from "../scripts/data.ts";
import { parseFile } from "../scripts/frontmatter.ts";
import { readFields, type Vocabulary } from "../scripts/model/field.ts";
import { kinds } from "../scripts/model/index.ts";
import { answerProblem, siteProblems, siteYaml } from "../scripts/model/new-site.ts";
import { authored, schemaOf, templateOf } from "../scripts/model/template.ts";
import { distance, Faults, nearest } from "../scripts/problem.ts";
import { applicants, outcomes, pauseReasons, requestVia } from "../scripts/rules/requests.ts";
import { topicCitation, topicOf, topics } from "../scripts/rules/topics.ts";
import { officeFacts } from "./support.ts";

const vocabulary: Vocabulary = {
  categories: [{ code: "announcements", label: "公告公示" }],
  channels: [{ code: "website", label: "政府网站" }],
  villages: [{ code: "yuanhe", label: "园河村" }],
};

describe("the authors' templates", () => {
  it.each(authored.map((k) => [k.name, k] as const))("%s: reads without a fault, as it stands and with every key in use", (_, kind) => {
    for (const all of [false, true]) {
      const faults = new Faults();
      const parsed = parseFile("x.md", templateOf(kind, vocabulary, all), faults);
      expect(parsed).toBeDefined();
      if (parsed) readFields(parsed.header, kind.fields, { file: "x.md", faults, vocabulary });
      expect(faults.list).toEqual([]);
      if (all) expect([...(parsed?.header.entries.keys() ?? [])]).toEqual(Object.keys(kind.fields));
    }
  });

  it("name every field and every code of the rules in Chinese", () => {
    for (const kind of authored) {
      const text = templateOf(kind, vocabulary);
      for (const field of Object.values(kind.fields)) expect(text).toContain(`# ${field.label}：${field.hint}`);
    }
    const requests = authored
      .filter((k) => k.name === "requests")
      .map((k) => templateOf(k, vocabulary))
      .join("");
    for (const c of [...requestVia, ...applicants, ...outcomes]) expect(requests).toContain(`${c.code}（${c.label}）`);
    for (const c of pauseReasons) expect(c.label).toBeTruthy();
  });
});

describe("the JSON Schemas", () => {
  it.each(authored.map((k) => [k.name, k] as const))("%s: are closed and know the same keys as the reader", (_, kind) => {
    const schema = schemaOf(kind, vocabulary) as { additionalProperties: boolean; required: string[]; properties: Record<string, object> };
    expect(schema.additionalProperties).toBe(false);
    expect(Object.keys(schema.properties)).toEqual(Object.keys(kind.fields));
    expect(schema.required).toEqual(Object.keys(kind.fields).filter((k) => kind.fields[k]?.required));
  });

  it("hold the office's own words", () => {
    expect(JSON.stringify(schemaOf(authored[0] as (typeof authored)[number], vocabulary))).toContain("公告公示");
  });
});

describe("the rules", () => {
  it("give every kind a dated key of its own fields", () => {
    for (const kind of Object.values(kinds)) expect(Object.keys(kind.fields)).toContain(kind.dated);
  });

  it("cite topics by article and item", () => {
    expect(topicCitation(topicOf("21-8") as (typeof topics)[number])).toBe("条例第二十一条第（八）项");
    expect(topicCitation(topicOf("20-12") as (typeof topics)[number])).toBe("条例第二十条第（十二）项");
    expect(topicCitation(topicOf("12-6") as (typeof topics)[number])).toBe("2007年条例第十二条第（六）项");
    expect(topics).toHaveLength(8 + 15 + 8);
    expect(new Set(topics.map((t) => t.label)).size).toBe(topics.length);
  });
});

describe("a fresh site.yaml", () => {
  const answers = officeFacts;

  it("holds with the required answers, and not without", () => {
    expect(siteProblems(siteYaml(answers, ["甲村", "乙村"]))).toEqual([]);
    expect(siteProblems(siteYaml({ ...answers, postcode: "" }, ["甲村"])).map((p) => p.rule)).toEqual(["key-missing"]);
  });

  it("says what is wrong with an answer as it is given", () => {
    expect(answerProblem("postcode", "7552")).toContain("六位数字");
    expect(answerProblem("name", "")).toContain("不能空着");
    expect(answerProblem("wechat", "")).toBeUndefined();
    expect(answerProblem("postcode", "755200")).toBeUndefined();
  });

  it("takes answers with quotes and colons", () => {
    expect(siteProblems(siteYaml({ ...answers, hours: '周一: 8:30 "开门" # 注' }, ["甲村"]))).toEqual([]);
  });
});

describe("small things", () => {
  it("near words are offered, far ones are not", () => {
    expect(distance("title", "tittle")).toBe(1);
    expect(nearest("tittle", ["title", "topic"])).toBe("title");
    expect(nearest("permalink", ["title", "topic"])).toBeUndefined();
  });

  it.each([
    ["=1+1", "'=1+1"],
    ["-5", "'-5"],
    ["@x", "'@x"],
    ["a,b", '"a,b"'],
    ['a"b', '"a""b"'],
    ["=a,b", `"'=a,b"`],
    ["普通", "普通"],
  ])("the cell %j is written %j", (text, cell) => expect(csvCell(text)).toBe(cell));
});
