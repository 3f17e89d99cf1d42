/** 年度报告的文字, and the facts that no record holds. */

import type { Raw } from "../frontmatter.ts";
import { declarable } from "../rules/figures.ts";
import { count, day, type Field, type Reading, required, type Values } from "./field.ts";
import * as shared from "./shared.ts";

/**
 * A declared fact: its number, or the numbers of a table's row in the order of the columns, and the line on which it stands. No number where what
 * is written there is none, which is a fault of its own.
 */
export interface Declared {
  readonly values: readonly number[];
  readonly line: number;
}

/** One number, or several with blanks between; a 60号 change may be negative. */
const NUMBERS = /^-?(?:0|[1-9]\d{0,11})(?:\.\d{1,6})?(?:\s+-?(?:0|[1-9]\d{0,11})(?:\.\d{1,6})?)*$/;

/** A group whose keys are figures: `read` turns each value into what is kept, or says what is wrong. */
function byFigure<T>(
  spec: Pick<Field, "label" | "hint" | "example" | "schema">,
  read: (value: Raw, name: string, key: string, reading: Reading) => T | undefined,
): Field<ReadonlyMap<string, T>, false> {
  return {
    ...spec,
    required: false,
    input: () => ({ as: "pairs", keys: declarable }),
    read(raw, key, reading) {
      if (raw.kind !== "map") {
        reading.faults.error(
          reading.file,
          raw.line,
          "group-form",
          `${spec.label}（${key}）要分行写。`,
          `下一行起缩进两格，写法如 ${spec.example}。`,
        );
        return undefined;
      }
      const out = new Map<string, T>();
      for (const [name, value] of raw.entries) {
        const kept = read(value, name, key, reading);
        if (kept !== undefined) out.set(name, kept);
      }
      return out;
    },
  };
}

/** A group of numbers, a figure or a row of a table a line. */
const numbers = (spec: Pick<Field, "label" | "hint" | "example">): Field<ReadonlyMap<string, Declared>, false> =>
  byFigure<Declared>(
    {
      ...spec,
      schema: () => ({
        type: "object",
        additionalProperties: { oneOf: [{ type: "number" }, { type: "string" }, { type: "array", items: { type: "number" } }] },
        properties: Object.fromEntries(declarable.map((f) => [f.key, { title: f.label, type: "number", minimum: 0 }])),
      }),
    },
    (value, name, key, reading) => {
      const texts = value.kind === "list" ? value.items : [value];
      const written = texts.map((t) => (t.kind === "text" ? t.text : "?")).join(" ");
      if (NUMBERS.test(written)) return { values: written.split(/\s+/).map(Number), line: value.line };
      reading.faults.error(
        reading.file,
        value.line,
        "declared-number",
        written === "" ? `${key} 下的 ${name} 空着。` : `${key} 下的 ${name} 写的是“${written}”。`,
        `请写数字，用半角数字，没有就写 0，不写“无”“/”和“余”，写法如 ${name}: 0；一行有几格的，用空格隔开。`,
      );
      // Written, and not to be read: nobody asks for it again.
      return { values: [], line: value.line };
    },
  );

const declared = numbers({
  label: "申报的数字",
  hint: "登记册里数不出来的数字：工作人员、经费、机构和查阅点、别处统计的决定；有登记册以前的年份，其他数字也写在这里。",
  example: "staff.partTime: 3",
});

const declaredBefore = numbers({
  label: "登记册开始以前的数字",
  hint: "只有登记册开始的那一年（site.yaml 的 registerFrom）才写：从1月1日到开始前一天的数，写法和 declared 一样；以后的从登记册数，两部分相加就是全年的数。",
  example: "items.total: 12",
});

/** `sources:` where a declared number comes from, key and words. */
const sources = byFigure<string>(
  {
    label: "申报数字的来源",
    hint: "申报的数字从哪里来，一行一个；没有写的，来源是本报告。",
    example: "decisions.permits: 镇综合执法办公室台账",
    schema: () => ({ type: "object", additionalProperties: { type: "string" } }),
  },
  (value, name, key, reading) => {
    if (value.kind === "text" && value.text.trim() !== "") return value.text.trim();
    reading.faults.error(reading.file, value.line, "field-text", `${key} 下的 ${name} 没有写来源。`, "请写一句话，或者删去这一行。");
    return undefined;
  },
);

export const reportFields = {
  year: required(count({ label: "报告年度", hint: "和文件名相同。", example: "2025", unit: "年" })),
  date: day({ label: "公布日期", hint: "年度报告公布的那一天；还没公布就不写。", example: "2026-01-22" }),
  form: count({ label: "格式", hint: "年度报告的格式，按年度自动选定，一般不写。", example: "2021", unit: "" }),
  declared,
  declaredBefore,
  sources,
  review: shared.review,
  confirmed: shared.confirmed,
  corrections: shared.corrections,
} as const;

export interface ReportWords extends Values<typeof reportFields> {
  readonly id: string;
  readonly file: string;
  readonly lines: Readonly<Record<string, number>>;
  readonly body: string;
  readonly bodyLine: number;
}
