/** What is saved is what is read back. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseFile, type Raw } from "../scripts/frontmatter.ts";
import { item } from "../scripts/model/item.ts";
import { editedText, isEmpty, nextSerial, recordText, type Written, type WrittenGroup } from "../scripts/model/write.ts";
import { Faults } from "../scripts/problem.ts";
import { forbiddenCharacter } from "../scripts/rules/characters.ts";
import { tries } from "./chance.ts";

const fields = item.fields;

/** A header as plain values again. */
const plain = (raw: Raw): Written =>
  raw.kind === "text"
    ? raw.text
    : raw.kind === "list"
      ? raw.items.map(plain)
      : Object.fromEntries([...raw.entries].map(([k, v]) => [k, plain(v)]));

function readBack(text: string): { header: WrittenGroup; body: string } {
  const faults = new Faults();
  const parsed = parseFile("x.md", text, faults);
  expect(faults.list, text).toEqual([]);
  return { header: plain(parsed?.header as Raw) as WrittenGroup, body: parsed?.body ?? "" };
}

const nasty = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 20 }),
  fc.constantFrom(
    "[公示] 名单",
    "“四化一满意”平台",
    "a: b",
    "x # y",
    "yes",
    "null",
    "~",
    "- 一",
    "app：下载",
    "第1项\n第2项",
    '他说"好"',
    "'x'",
    "---",
    "|",
    "> 注",
    "2017-03-01",
    "0012",
    "&a",
    "*b",
    "!c",
    "{{x}}",
    "\\n",
    "：",
    "C:\\下载",
  ),
);
const kept = nasty.map((s) => s.trim()).filter((s) => s !== "" && !s.includes("\r") && forbiddenCharacter(s) === undefined);
const drop = (value: Written): Written =>
  typeof value === "string" ? value : Array.isArray(value) ? value.map(drop) : Object.fromEntries(Object.entries(value));

describe("a new record", () => {
  it("reads back as it was written, whatever the words", () => {
    const values = fc.record(
      {
        title: kept,
        channels: fc.array(kept, { minLength: 1, maxLength: 3 }),
        review: fc.record({ by: kept, date: kept }),
        attachments: fc.array(fc.record({ file: kept, title: kept }), { minLength: 1, maxLength: 3 }),
        summary: kept,
      },
      { requiredKeys: ["title"] },
    );
    fc.assert(
      fc.property(values, (v) => {
        const { header, body } = readBack(recordText(fields, v as WrittenGroup, "正文。\n\n- 一\n"));
        expect(header).toEqual(drop(v as WrittenGroup));
        expect(body).toBe("正文。\n\n- 一\n");
      }),
      { numRuns: tries(500) },
    );
  });

  it("has its keys in the order of the model, and none that is empty", () => {
    const text = recordText(
      fields,
      { channels: ["政府网站"], title: "甲", summary: " ", notice: { from: "", to: undefined }, date: "2025-01-02" },
      "",
    );
    expect(text).toBe("---\ntitle: 甲\ndate: 2025-01-02\nchannels:\n  - 政府网站\n---\n");
    expect(isEmpty({ a: ["", " "], b: undefined })).toBe(true);
  });
});

describe("a record that is changed", () => {
  const before =
    "---\n# 说明\ntitle: 甲\ndate: 2025-01-02\n# 渠道\nchannels:\n  - 政府网站\n  # 里面的话\n  - 公开栏\nsummary: |\n  一\n  二\n---\n正文。\n";

  it("keeps every other line, remarks too", () => {
    expect(editedText(before, fields, { title: "乙" })).toBe(before.replace("甲", "乙"));
    expect(editedText(before, fields, {})).toBe(before);
    expect(editedText(before, fields, { formed: "2025-01-01" })).toBe(before.replace("2025-01-02\n", "2025-01-02\nformed: 2025-01-01\n"));
    expect(editedText(before, fields, { channels: undefined })).toBe(
      before.replace("channels:\n  - 政府网站\n  # 里面的话\n  - 公开栏\n", ""),
    );
    expect(editedText(before, fields, { summary: "三" }, "新。")).toBe(before.replace("|\n  一\n  二", "三").replace("正文。", "新。"));
  });

  it("takes Windows line ends and an empty header", () => {
    expect(editedText("\uFEFF---\r\ntitle: 甲\r\n---\r\n正文。\r\n", fields, { date: "2025-01-02" })).toBe(
      "---\ntitle: 甲\ndate: 2025-01-02\n---\n正文。\n",
    );
    expect(editedText("---\n---\n", fields, { title: "甲" })).toBe("---\ntitle: 甲\n---\n");
    expect(() => editedText("没有信息栏", fields, {})).toThrow("no header");
  });
});

it("the next serial is one more than the highest", () => {
  expect(nextSerial([])).toBe("0001");
  expect(nextSerial(["0001", "0012", "a-3"])).toBe("0013");
  expect(nextSerial(["9999"])).toBe("10000");
});
