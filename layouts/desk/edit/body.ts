/** The field of a record's words: a large box, some buttons, and what comes from Word. */
import { type Imported, ImportRefused } from "../../../scripts/desk/import/blocks.ts";
import { docxToMarkdown } from "../../../scripts/desk/import/docx.ts";
import { htmlToMarkdown } from "../../../scripts/desk/import/html.ts";
import { make } from "../../browser/page.ts";
import { button, saying } from "./form.ts";

export interface BodyHooks {
  changed(): void;
  /** Keeps the pictures of a document and gives its text with their places; undefined where no picture may stand. */
  pictures(imported: Imported): string | undefined;
  /** The title that a document had. */
  title(text: string): void;
}

export interface BodyField {
  readonly element: HTMLElement;
  value(): string;
  /** The record's serial is another now: its pictures are elsewhere. */
  moved(from: string, to: string): void;
}

const TABLE = "| 名称 | 数量 |\n| --- | --- |\n| 示例 | 1 |\n";

/** The words of a record. */
export function bodyField(label: string, hint: string, first: string, hooks: BodyHooks): BodyField {
  const box = make("textarea", { id: "f-body", rows: "18", "aria-describedby": "hint-f-body said-f-body" });
  box.value = first;
  box.addEventListener("input", () => hooks.changed());
  const notes = make("ul", { class: "notes" });

  /** Puts text in the place of what is selected, so that the browser's own undo takes it back. */
  const insert = (text: string, select?: readonly [number, number]): void => {
    const from = box.selectionStart;
    box.focus();
    if (!document.execCommand("insertText", false, text)) box.setRangeText(text, box.selectionStart, box.selectionEnd, "end");
    if (select) box.setSelectionRange(from + select[0], from + select[1]);
    hooks.changed();
  };
  const selected = (): string => box.value.slice(box.selectionStart, box.selectionEnd);
  /** Begins lines of the selection with a sign. */
  const begin = (sign: (i: number) => string): void => {
    const from = box.value.lastIndexOf("\n", box.selectionStart - 1) + 1;
    box.setSelectionRange(from, Math.max(from, box.selectionEnd));
    const lines = selected().split("\n");
    insert(lines.map((l, i) => sign(i) + l).join("\n"));
  };
  const around = (before: string, after: string, empty: string): void => {
    const inner = selected() || empty;
    insert(before + inner + after, [before.length, before.length + inner.length]);
  };
  const block = (text: string): void => insert(`${/(?:^|\n\n)$/.test(box.value.slice(0, box.selectionStart)) ? "" : "\n\n"}${text}\n`);

  const take = (read: () => Imported): void => {
    try {
      const imported = read();
      const withPictures = hooks.pictures(imported);
      const text = withPictures ?? imported.markdown.replace(/!\[[^\]]*\]\(tu-\d+\.(?:png|jpg)\)\n*/g, "");
      const before = box.value.slice(0, box.selectionStart);
      insert(`${before === "" || before.endsWith("\n") ? "" : "\n\n"}${text.trim()}\n`);
      if (imported.title !== undefined) hooks.title(imported.title);
      const said = [...imported.notes];
      if (imported.pictures.length > 0) {
        const many = `${imported.pictures.length} 张图片`;
        said.push(withPictures === undefined ? `${many}没有带来：这里只写文字。` : `带来 ${many}，保存时一起存。`);
      }
      notes.replaceChildren(...said.map((n) => make("li", {}, n)));
    } catch (error) {
      const words =
        error instanceof ImportRefused ? `${error.message}${error.advice}` : "这个文件读不出来，请用 Word 或 WPS 另存为 .docx 再试。";
      notes.replaceChildren(make("li", { class: "error" }, words));
    }
  };
  const takeFile = async (file: File): Promise<void> => {
    const bytes = new Uint8Array(await file.arrayBuffer());
    take(() => docxToMarkdown(bytes));
  };
  box.addEventListener("paste", (event) => {
    const html = event.clipboardData?.getData("text/html") ?? "";
    // A single line of plain words comes as it is.
    if (!/<(?:p|table|li|h[1-6]|img)\b/i.test(html)) return;
    event.preventDefault();
    take(() => htmlToMarkdown(html));
  });
  const element = make("div", { class: "field body", "data-place": "body" });
  element.addEventListener("dragover", (event) => event.preventDefault());
  element.addEventListener("drop", (event) => {
    const files = [...(event.dataTransfer?.files ?? [])];
    if (files.length === 0) return;
    event.preventDefault();
    event.stopPropagation();
    const word = files.find((f) => /\.docx?$/i.test(f.name));
    if (word) void takeFile(word);
    else notes.replaceChildren(make("li", { class: "error" }, "这里只接 Word 文件；别的文件请放到“附件”里。"));
  });
  const picker = make("input", { type: "file", accept: ".docx", class: "away", tabindex: "-1", "aria-label": "选择 Word 文件" });
  picker.addEventListener("change", () => {
    const file = picker.files?.[0];
    if (file) void takeFile(file);
    picker.value = "";
  });
  const tools: readonly (readonly [string, () => void])[] = [
    ["小标题", () => begin(() => "## ")],
    ["加粗", () => around("**", "**", "要紧的话")],
    ["列表", () => begin(() => "- ")],
    ["编号", () => begin((i) => `${i + 1}. `)],
    ["表格", () => block(TABLE)],
    ["链接", () => around("[", "](https://)", "文字")],
    ["从 Word 文件取文字…", () => picker.click()],
  ];
  element.append(
    make("label", { for: "f-body" }, label),
    make("p", { class: "hint", id: "hint-f-body" }, hint),
    make("div", { class: "tools", role: "group", "aria-label": "排版" }, ...tools.map(([l, act]) => button(l, act, { class: "small" }))),
    picker,
    make("div", { role: "status" }, notes),
    box,
    saying("body"),
  );
  return {
    element,
    value: () => box.value,
    moved(from, to) {
      if (from !== "" && from !== to && box.value.includes(`](${from}/tu-`))
        box.value = box.value.replaceAll(`](${from}/tu-`, `](${to}/tu-`);
    },
  };
}
