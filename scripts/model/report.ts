/** 年度报告的文字, and the facts that no record holds. */

import { declarable } from "../rules/figures.ts";
import { count, day, type Field, required, type Values } from "./field.ts";

/** A declared fact: its value and the line on which it stands. */
export interface Declared {
  readonly value: number;
  readonly line: number;
}

/** `declared:` one figure a line, key and number. */
const declared: Field<ReadonlyMap<string, Declared>, false> = {
  label: "申报的数字",
  hint: "登记册里数不出来的数字：工作人员、经费、机构和查阅点、别处统计的决定；有登记册以前的年份，其他数字也写在这里。",
  example: "staff.partTime: 3",
  required: false,
  read(raw, key, reading) {
    if (raw.kind !== "map") {
      reading.faults.error(
        reading.file,
        raw.line,
        "group-form",
        "申报的数字（declared）要分行写。",
        "下一行起缩进两格，写法如 staff.partTime: 3。",
      );
      return undefined;
    }
    const out = new Map<string, Declared>();
    for (const [name, value] of raw.entries) {
      const number = value.kind === "text" && /^(?:0|[1-9]\d{0,11})(?:\.\d{1,4})?$/.test(value.text) ? Number(value.text) : undefined;
      if (number === undefined) {
        reading.faults.error(
          reading.file,
          value.line,
          "declared-number",
          `${key} 下的 ${name} 写的是“${value.kind === "text" ? value.text : "列表"}”。`,
          `请写 0 或正数，用半角数字，没有就写 0，写法如 ${name}: 0。`,
        );
      } else out.set(name, { value: number, line: value.line });
    }
    return out;
  },
  schema: () => ({
    type: "object",
    additionalProperties: { type: "number", minimum: 0 },
    properties: Object.fromEntries(declarable.map((f) => [f.key, { title: f.label, type: "number", minimum: 0 }])),
  }),
};

export const reportFields = {
  year: required(count({ label: "报告年度", hint: "和文件名相同。", example: "2025", unit: "年" })),
  date: day({ label: "公布日期", hint: "年度报告公布的那一天；还没公布就不写。", example: "2026-01-22" }),
  form: count({ label: "格式", hint: "年度报告的格式，按年度自动选定，一般不写。", example: "2021", unit: "" }),
  declared,
} as const;

export interface ReportWords extends Values<typeof reportFields> {
  readonly id: string;
  readonly file: string;
  readonly lines: Readonly<Record<string, number>>;
  readonly body: string;
  readonly bodyLine: number;
}
