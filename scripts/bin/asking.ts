/** Questions in the terminal for the fields of a record: pick lists for choices, each answer held to its field's own reader. */
import type { Readable, Writable } from "node:stream";
import { confirm, isCancel, multiselect, select, text } from "@clack/prompts";
import { choicesOf, elementOf, groupFields, valueProblem } from "../desk/given.ts";
import { cellValue } from "../desk/import/values.ts";
import type { Field, Fields, Vocabulary } from "../model/field.ts";
import { isEmpty, type Written, type WrittenGroup } from "../model/write.ts";

/** Where it is asked and answered; the terminal by itself. */
export interface Streams {
  readonly input?: Readable;
  readonly output?: Writable;
}

/** Ctrl+C at a question. */
export class Cancelled extends Error {}

function answered<T>(answer: T): Exclude<T, symbol> {
  if (isCancel(answer)) throw new Cancelled();
  return answer as Exclude<T, symbol>;
}

export const yes = async (message: string, initialValue: boolean, streams: Streams = {}): Promise<boolean> =>
  answered(await confirm({ message, initialValue, active: "是", inactive: "否", ...streams }));

/** One of some. */
export const oneOf = async (
  message: string,
  options: readonly { value: string; label: string }[],
  streams: Streams = {},
): Promise<string> => answered(await select({ message, options: [...options], ...streams }));

/** One field; an empty answer is no value. */
export async function askField(key: string, field: Field, vocabulary: Vocabulary, streams: Streams = {}, initial = ""): Promise<Written> {
  const message = `${field.label}：${field.hint}${field.required ? "" : "（没有就直接按回车）"}`;
  const group = groupFields(field);
  if (group) return askGroup(field.label, group, vocabulary, streams);
  const element = elementOf(field);
  const inner = element && groupFields(element);
  if (inner) {
    const list: Written[] = [];
    while (list.length === 0 || (await yes(`${field.label}：再加一个吗？`, false, streams)))
      list.push(await askGroup(field.label, inner, vocabulary, streams));
    return list;
  }
  const choices = choicesOf(field, vocabulary);
  if (choices && choices.length > 0) {
    const options = choices.map(({ value, label }) => ({ value, label }));
    if (element) {
      return answered(
        await multiselect({ message: `${message}按空格选，按回车确定`, options, required: Boolean(field.required), ...streams }),
      );
    }
    const none = field.required ? [] : [{ value: "", label: "不写" }];
    return answered(await select({ message, options: [...none, ...options], maxItems: 12, ...streams }));
  }
  const answer = answered(
    await text({
      message,
      placeholder: field.example,
      initialValue: initial,
      validate: (value) => {
        const given = value ?? "";
        if (given.trim() === "") return field.required ? `${field.label}不能空着。` : undefined;
        return valueProblem(key, field, cellValue(given, field, vocabulary), vocabulary);
      },
      ...streams,
    }),
  );
  return cellValue(answer ?? "", field, vocabulary);
}

async function askGroup(label: string, fields: Fields, vocabulary: Vocabulary, streams: Streams): Promise<WrittenGroup> {
  const out: Record<string, Written> = {};
  for (const [key, field] of Object.entries(fields)) {
    // Of two that exclude each other the second is not asked.
    if (key === "workdays" && !isEmpty(out.days)) continue;
    out[key] = await askField(key, { ...field, label: `${label}·${field.label}` }, vocabulary, streams);
  }
  return out;
}

/** The required keys that are still missing, in the order of the model; `initial` stands in the line to be changed. */
export async function askMissing(
  fields: Fields,
  values: WrittenGroup,
  vocabulary: Vocabulary,
  initial: Readonly<Record<string, string>>,
  streams: Streams = {},
): Promise<WrittenGroup> {
  const out: Record<string, Written | undefined> = { ...values };
  for (const [key, field] of Object.entries(fields)) {
    if (!field.required || !isEmpty(out[key])) continue;
    out[key] = await askField(key, field, vocabulary, streams, initial[key]);
  }
  return out;
}

/** The other keys: which of them, then each. */
export async function askMore(fields: Fields, values: WrittenGroup, vocabulary: Vocabulary, streams: Streams = {}): Promise<WrittenGroup> {
  const open = Object.entries(fields).filter(([key, f]) => !f.required && isEmpty(values[key]));
  if (open.length === 0 || !(await yes("要不要填更多栏目？", false, streams))) return values;
  const keys = answered(
    await multiselect({
      message: "填哪些？按空格选，按回车确定",
      options: open.map(([value, f]) => ({ value, label: f.label })),
      required: false,
      ...streams,
    }),
  );
  const out: Record<string, Written | undefined> = { ...values };
  for (const [key, field] of open) if (keys.includes(key)) out[key] = await askField(key, field, vocabulary, streams);
  return out;
}
