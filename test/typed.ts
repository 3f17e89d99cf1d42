/** Generated notices with the signs of real ones. */
import fc from "fast-check";

/** Typed as it is read. */
export const SIGNS = [
  ..."王*明、李*华|138****1234|3*5*2米|8:30~~12:00|[注]: 见表|>60周岁|<60岁|a_b_c|__下划__|`码`|&|C#|#2泵|D:\\资料\\表.xls|马**、丁**|(c)|+5℃|1）|[1]|[^1]|http://a.cn/x_y|~|***|* * *|---|===|{{ 金额 }}|{% x %}|\"引\"|'单'|...|①|（一）|〔2025〕8号|2025. 3|-20℃|\\|是\\否".split(
    "|",
  ),
];

export const words = fc
  .array(fc.oneof(fc.constantFrom(...SIGNS), fc.constantFrom("各村", "通知。", "，", "镇政府", "120", " ", "　")), {
    minLength: 1,
    maxLength: 8,
  })
  .filter((w) => w.join("").trim() !== "");

export const bare = (text: string): string => text.replace(/[\s\u3000]+/g, "");

/** A line that is typed, and what is read of it. */
const line = fc.tuple(fc.constantFrom("", "    ", "　　", "## ", "1. ", "7. ", "- 甲"), words).map(([head, w]) => {
  const text = w.join("");
  return { typed: head + text, read: (head === "## " ? "" : head === "- 甲" ? "甲" : head) + text };
});

export const notice = fc.array(line, { minLength: 1, maxLength: 8 }).map((lines) => ({
  body: lines.map((l) => l.typed).join("\n"),
  read: lines.map((l) => l.read).join(""),
}));
