/** The form of a kind of record, out of the fields of the model. */
import type { Field, Fields, Vocabulary } from "../../../scripts/model/field.ts";
import { isEmpty, type Written, type WrittenGroup } from "../../../scripts/model/write.ts";
import { parseDay } from "../../../scripts/rules/days.ts";
import { make } from "../../browser/page.ts";
import type { Listed } from "./engine.ts";
import type { Place } from "./record.ts";

export interface Hooks {
  readonly vocabulary: Vocabulary;
  readonly today: string;
  /** Records that a reference may name. */
  records(): readonly Listed[];
  /** A value has changed. */
  changed(place: Place): void;
  /** Attachments are chosen as files. */
  takeFiles(files: readonly File[]): void;
  /** An attachment's entry has been taken away. */
  dropped(file: string): void;
}

/** A part of the form: what it shows and what it holds. */
interface Control {
  readonly element: HTMLElement;
  value(): Written | undefined;
}

export interface Form {
  readonly element: HTMLElement;
  values(): WrittenGroup;
  /** Adds an entry to a list of groups. */
  append(key: string, entry: WrittenGroup): void;
  set(key: string, value: Written): void;
}

export const idOf = (place: Place): string => `f-${place.replaceAll(".", "-")}`;

export const button = (label: string, act: () => void, attributes: Readonly<Record<string, string>> = {}): HTMLButtonElement => {
  const b = make("button", { type: "button", ...attributes }, label);
  b.addEventListener("click", act);
  return b;
};

/** Where the faults of a place are said. */
export const saying = (place: Place): HTMLElement => make("ul", { class: "said", id: `said-${idOf(place)}`, "data-said": place });

const hintOf = (place: Place, text: string): HTMLElement => make("p", { class: "hint", id: `hint-${idOf(place)}` }, text);

const describedBy = (place: Place): Readonly<Record<string, string>> => ({ "aria-describedby": `hint-${idOf(place)} said-${idOf(place)}` });

/** What a hint says of the file's lines is not for a form. */
const spoken = (hint: string): string =>
  hint
    .replace(/，?一行(?:写)?一个(?:文件名)?/g, "")
    .replace(/的写 true，或者写批准的那一天/, "的选“是”")
    .replace(/写 true 时/, "选“是”时");

const required = (field: Field): string => (field.required ? "（必填）" : "");

/** A value within a whole field: one control, no list. */
function single(field: Field, place: Place, value: string, hooks: Hooks, label?: string): Control {
  const input = field.input(hooks.vocabulary);
  const attributes = { id: idOf(place), ...describedBy(place), ...(label === undefined ? {} : { "aria-label": label }) };
  const told = (e: HTMLElement): void => e.addEventListener("input", () => hooks.changed(place));
  switch (input.as) {
    case "choice":
    case "flag": {
      const options =
        input.as === "flag"
          ? [
              { value: "true", label: "是" },
              { value: "false", label: "否" },
            ]
          : input.options;
      const select = make("select", attributes, make("option", { value: "" }, field.required ? "请选一项" : "不写"));
      for (const o of options)
        select.append(make("option", { value: o.value }, /^\d/.test(o.value) && o.value !== o.label ? `${o.value}　${o.label}` : o.label));
      const now = input.as === "flag" ? ({ 是: "true", 否: "false" }[value] ?? value) : value;
      if (now !== "" && !options.some((o) => o.value === now)) select.append(make("option", { value: now }, `${now}（没有这一项）`));
      select.value = now;
      told(select);
      return { element: select, value: () => select.value };
    }
    case "day": {
      const isDay = value === "" || parseDay(value) !== undefined;
      const box = make("input", { type: isDay ? "date" : "text", min: "1949-01-01", max: "2099-12-31", ...attributes });
      box.value = value;
      told(box);
      const now = button(
        "今天",
        () => {
          box.type = "date";
          box.value = hooks.today;
          hooks.changed(place);
        },
        { class: "small", "aria-label": `${field.label}：今天` },
      );
      return { element: make("span", { class: "row" }, box, now), value: () => box.value };
    }
    case "reference": {
      const list = `list-${idOf(place)}`;
      const box = make("input", { type: "text", list, autocomplete: "off", spellcheck: "false", ...attributes });
      box.value = value;
      const options = make("datalist", { id: list });
      const name = make("span", { class: "named" });
      const tell = (): void => {
        name.textContent = hooks.records().find((r) => r.id === box.value.trim())?.title ?? "";
      };
      const fill = (): void => {
        const known = hooks.records().filter((r) => input.kinds.includes(r.kind));
        options.replaceChildren(...known.toReversed().map((r) => make("option", { value: r.id }, `${r.title}（${r.date}）`)));
      };
      box.addEventListener("focus", fill);
      box.addEventListener("input", tell);
      told(box);
      tell();
      return { element: make("span", { class: "column" }, box, options, name), value: () => box.value };
    }
    case "number": {
      const box = make("input", { type: "text", inputmode: "decimal", autocomplete: "off", class: "number", ...attributes });
      box.value = value;
      told(box);
      return { element: make("span", { class: "row" }, box, make("span", {}, input.unit)), value: () => box.value };
    }
    default: {
      const max = input.as === "line" ? input.max : 200;
      const box =
        max > 130 ? make("textarea", { rows: "2", ...attributes }) : make("input", { type: "text", autocomplete: "off", ...attributes });
      if (max < 45) box.classList.add("short");
      box.value = value;
      told(box);
      return { element: box, value: () => box.value.replace(/\s*\n\s*/g, " ") };
    }
  }
}

/** A field with its label, hint and faults. */
function whole(field: Field, place: Place, value: Written | undefined, hooks: Hooks): Control & { append?(entry: WrittenGroup): void } {
  const input = field.input(hooks.vocabulary);
  const hint = hintOf(place, spoken(field.hint));
  const said = saying(place);
  if (input.as === "group") {
    const group = grouped(input.fields, place, (value ?? {}) as WrittenGroup, hooks);
    const box = make("fieldset", { class: "field group", "data-place": place }, make("legend", {}, field.label + required(field)));
    box.append(hint, said, group.element);
    return { element: box, value: group.value };
  }
  if (input.as === "pairs") return pairs(field, place, (value ?? {}) as WrittenGroup, hooks, input.keys);
  if (input.as === "list") {
    const of = input.of.input(hooks.vocabulary);
    const values = (value ?? []) as readonly Written[];
    return of.as === "choice"
      ? boxes(field, place, values as readonly string[], hooks, of.options)
      : rows(field, input.of, place, values, hooks, input.max);
  }
  const control = single(field, place, typeof value === "string" ? value : "", hooks);
  const label = make("label", { for: idOf(place) }, field.label + required(field));
  return { element: make("div", { class: "field", "data-place": place }, label, hint, control.element, said), value: control.value };
}

/** Several of a closed set, each a box to tick. */
function boxes(
  field: Field,
  place: Place,
  values: readonly string[],
  hooks: Hooks,
  options: readonly { readonly value: string; readonly label: string }[],
): Control {
  const known = [
    ...options,
    ...values.filter((v) => v !== "" && !options.some((o) => o.value === v)).map((v) => ({ value: v, label: `${v}（没有这一项）` })),
  ];
  const ticks = known.map((o, i) => {
    const tick = make("input", { type: "checkbox", id: i === 0 ? idOf(place) : `${idOf(place)}-${i}` });
    tick.checked = values.includes(o.value);
    tick.addEventListener("input", () => hooks.changed(place));
    return { tick, value: o.value, label: make("label", { class: "tick" }, tick, o.label) };
  });
  const box = make(
    "fieldset",
    { class: "field", "data-place": place, ...describedBy(place) },
    make("legend", {}, field.label + required(field)),
  );
  box.append(hintOf(place, spoken(field.hint)), make("div", { class: "ticks" }, ...ticks.map((t) => t.label)), saying(place));
  // What was written stays in its order; what is ticked later comes after it.
  return {
    element: box,
    value: () => {
      const chosen = ticks.filter((t) => t.tick.checked).map((t) => t.value);
      return [...values.filter((v) => chosen.includes(v)), ...chosen.filter((v) => !values.includes(v))];
    },
  };
}

/** A list that grows and shrinks. */
function rows(
  field: Field,
  of: Field,
  place: Place,
  first: readonly Written[],
  hooks: Hooks,
  max: number,
): Control & { append(entry: WrittenGroup): void } {
  const inner = of.input(hooks.vocabulary);
  const isFiles = inner.as === "group" && "file" in inner.fields && "title" in inner.fields;
  const holder = make("div", { class: "rows" });
  const box = make(
    "fieldset",
    { class: "field", "data-place": place, id: `${idOf(place)}-all` },
    make("legend", {}, field.label + required(field)),
  );
  let controls: Control[] = [];
  const draw = (values: readonly Written[]): void => {
    controls = values.map((v, i) => {
      const at = `${place}.${i}`;
      return inner.as === "group"
        ? grouped(inner.fields, at, v as WrittenGroup, hooks)
        : single(of, at, typeof v === "string" ? v : "", hooks, `${field.label}第 ${i + 1} 个`);
    });
    holder.replaceChildren(
      ...controls.map((c, i) => {
        const away = button(
          "去掉",
          () => {
            const now = controls.map((x) => x.value() ?? "");
            const [gone] = now.splice(i, 1);
            if (isFiles) hooks.dropped(String((gone as WrittenGroup).file ?? ""));
            draw(now);
            hooks.changed(place);
            add.focus();
          },
          { class: "small", "aria-label": `去掉${field.label}第 ${i + 1} 个` },
        );
        const at = `${place}.${i}`;
        const isCard = inner.as === "group";
        return make("div", { class: isCard ? "card" : "item" }, c.element, away, hintless(at), saying(at));
      }),
    );
    add.hidden = values.length >= max;
  };
  const picker = make("input", { type: "file", multiple: "", class: "away", tabindex: "-1", "aria-label": "选择附件" });
  picker.addEventListener("change", () => {
    hooks.takeFiles([...(picker.files ?? [])]);
    picker.value = "";
  });
  const add = button(
    isFiles ? "选择附件…" : `加一个${field.label}`,
    () => {
      if (isFiles) {
        picker.click();
        return;
      }
      draw([...controls.map((c) => c.value() ?? ""), inner.as === "group" ? {} : ""]);
      holder.lastElementChild?.querySelector<HTMLElement>("input, select, textarea")?.focus();
      hooks.changed(place);
    },
    { id: idOf(place), class: "add" },
  );
  const hint = isFiles
    ? "选文件，或者把文件拖到这里；保存时放到这一条的文件夹里。可以是 Word、Excel、PDF、图片等，每个最多 20 MB。"
    : spoken(field.hint);
  box.append(hintOf(place, hint), holder, add, saying(place));
  if (isFiles) box.append(picker);
  draw(first);
  return {
    element: box,
    value: () => controls.map((c) => c.value() ?? ""),
    append: (entry) => draw([...controls.map((c) => c.value() ?? ""), entry]),
  };
}

/** An entry of a list has no hint of its own, but is described by one. */
const hintless = (place: Place): HTMLElement => make("span", { id: `hint-${idOf(place)}`, hidden: "" });

/** Keys known by name, each with a text. */
function pairs(field: Field, place: Place, first: WrittenGroup, hooks: Hooks, keys: readonly { key: string; label: string }[]): Control {
  const holder = make("div", { class: "rows" });
  const list = `list-${idOf(place)}`;
  const lines: { key: HTMLInputElement; value: HTMLInputElement; row: HTMLElement }[] = [];
  const addLine = (k: string, v: string): void => {
    const at = `${place}.${k}`;
    const label = keys.find((x) => x.key === k)?.label;
    const key = make("input", { type: "text", list, "aria-label": `${field.label}：哪一个`, autocomplete: "off", spellcheck: "false" });
    const value = make("input", { type: "text", id: idOf(at), "aria-label": `${field.label}：${label ?? "内容"}`, autocomplete: "off" });
    key.value = k;
    value.value = v;
    const name = make("span", { class: "named" }, label ?? "");
    key.addEventListener("input", () => {
      name.textContent = keys.find((x) => x.key === key.value)?.label ?? "";
    });
    const row = make("div", { class: "item pair" }, make("span", { class: "column" }, key, name), value);
    const line = { key, value, row };
    for (const e of [key, value]) e.addEventListener("input", () => hooks.changed(place));
    row.append(
      button(
        "去掉",
        () => {
          lines.splice(lines.indexOf(line), 1);
          row.remove();
          hooks.changed(place);
        },
        { class: "small", "aria-label": `去掉${label ?? k}` },
      ),
      saying(at),
    );
    lines.push(line);
    holder.append(row);
  };
  for (const [k, v] of Object.entries(first)) addLine(k, String(v ?? ""));
  const box = make("fieldset", { class: "field", "data-place": place }, make("legend", {}, field.label));
  const add = button(
    `加一个${field.label}`,
    () => {
      addLine("", "");
      lines.at(-1)?.key.focus();
    },
    { id: idOf(place), class: "add" },
  );
  const options = make("datalist", { id: list });
  options.append(...keys.map((k) => make("option", { value: k.key }, k.label)));
  box.append(hintOf(place, field.hint), holder, options, add, saying(place));
  return {
    element: box,
    value: () => Object.fromEntries(lines.filter((l) => l.key.value.trim() !== "").map((l) => [l.key.value.trim(), l.value.value])),
  };
}

/** The fields of a group, one after the other. */
function grouped(fields: Fields, place: Place, value: WrittenGroup, hooks: Hooks): Control {
  const parts = Object.entries(fields).map(([k, f]) => [k, whole(f, `${place}.${k}`, value[k], hooks)] as const);
  return {
    element: make("div", { class: "parts" }, ...parts.map(([, c]) => c.element)),
    value: () => Object.fromEntries(parts.map(([k, c]) => [k, c.value()])),
  };
}

/** Keys that may be left out, but whose lack the check tells: they are not folded away. */
const TOLD_WHEN_MISSING = new Set(["formed", "channels", "attachments", "review", "about", "outcome", "answered", "declared"]);

/** The form of a record. What must be filled comes first; what may be left out is folded away unless it is filled. */
export function formOf(fields: Fields, values: WrittenGroup, hooks: Hooks): Form {
  const controls = new Map<string, ReturnType<typeof whole>>();
  const must = make("div", { class: "fields" });
  const may = make("div", { class: "fields" });
  const fold = make("details", { class: "more" }, make("summary", {}, "更多栏目"), may);
  const draw = (key: string, field: Field, value: Written | undefined): HTMLElement => {
    const control = whole(field, key, value, hooks);
    controls.set(key, control);
    return control.element;
  };
  const order = Object.entries(fields);
  const isUp = ([key, f]: (typeof order)[number]): boolean => f.required || TOLD_WHEN_MISSING.has(key) || !isEmpty(values[key]);
  const up = order.filter(isUp);
  for (const [key, field] of [...up.filter(([, f]) => f.required), ...up.filter(([, f]) => !f.required)]) {
    must.append(draw(key, field, values[key]));
  }
  const folded = order.filter((e) => !isUp(e));
  for (const [key, field] of folded) may.append(draw(key, field, values[key]));
  const names = folded.map(([, f]) => f.label);
  fold
    .querySelector("summary")
    ?.append(make("span", { class: "note" }, `${names.slice(0, 6).join("、")}${names.length > 6 ? "等" : ""}，用得着才填`));
  const element = make("div", {}, must);
  if (folded.length > 0) element.append(fold);
  return {
    element,
    values: () => Object.fromEntries(order.map(([k]) => [k, controls.get(k)?.value()])),
    append: (key, entry) => controls.get(key)?.append?.(entry),
    set(key, value) {
      const field = fields[key];
      const old = controls.get(key)?.element;
      if (field && old) old.replaceWith(draw(key, field, value));
    },
  };
}
