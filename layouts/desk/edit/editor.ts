/** One record in the editor: its form, its faults, its preview, its draft, and how it is saved. */
import type { Fields } from "../../../scripts/model/field.ts";
import { kinds } from "../../../scripts/model/index.ts";
import type { Authored } from "../../../scripts/model/template.ts";
import { editedText, nextSerial, recordText, type WrittenGroup } from "../../../scripts/model/write.ts";
import type { Problem } from "../../../scripts/problem.ts";
import { parseDay } from "../../../scripts/rules/days.ts";
import { reportFormOf } from "../../../scripts/rules/report-forms.ts";
import { make } from "../../browser/page.ts";
import { Attached } from "./attached.ts";
import { type BodyField, bodyField } from "./body.ts";
import type { Asked } from "./engine.ts";
import { fileAt, namesIn, write } from "./folder.ts";
import { button, type Form, formOf, idOf } from "./form.ts";
import type { Held } from "./node/fs.ts";
import type { App } from "./page.ts";
import { changesOf, differences, openText, type Place, placing } from "./record.ts";
import { forget, keep, load } from "./store.ts";

interface Draft {
  readonly text: string;
  /** The file as it was when it was opened; undefined for a new one. */
  readonly source: string | undefined;
  readonly at: number;
  readonly files: readonly (readonly [name: string, bytes: Uint8Array])[];
  readonly name?: string;
}

/** Rules that tell of something that is not there yet: on a new form they wait until the field has been seen. */
const LACKS = /-missing$|^body-empty$/;

/** What must be mended in a record, whether or not it waits for review. */
const toMend = (problems: readonly Problem[]): Problem[] => problems.filter((p) => p.severity === "error");

/** An editor of one record, from opening to saving. */
export class Editor {
  readonly element = make("div", { class: "editor" });
  readonly #app: App;
  readonly #kind: Authored;
  readonly #fields: Fields;
  /** `items/2026/0004`; of a new one it follows from its day and the files that are there. */
  #id: string | undefined;
  #source: string | undefined;
  #initial: { values: WrittenGroup; body: string } = { values: {}, body: "" };
  #form: Form | undefined;
  #body: BodyField | undefined;
  #raw: HTMLTextAreaElement | undefined;
  #files = new Attached();
  #name = "";
  #place = "";
  #touched = new Set<Place>();
  #tried = false;
  #changed = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Number of the newest change: the answer to an older one does not end the wait. */
  #newest = 0;
  #problems: readonly Problem[] = [];
  #elsewhere: Set<string> | undefined;
  /** Under this a record is known to the engine. */
  #put = new Set<string>();
  #undo: [string, Held | undefined][] = [];
  readonly #bar = make("div", { class: "bar", hidden: "" });
  readonly #left = make("div", { class: "left" });
  /** What the check of the newest text says; busy until that check is over, words of attachments and all. */
  readonly #faults = make("div", { id: "faults", "aria-live": "polite", "aria-busy": "true" });
  readonly #preview = make("iframe", { sandbox: "", title: "预览", class: "preview" });
  /** What happens next with the newest text, once it is known; and the file that was just saved. */
  #next = "";
  #saved: string | undefined;
  readonly #said = make("p", { id: "done", role: "status" });
  readonly #where = make("p", { class: "where" });

  constructor(app: App, kind: Authored, id: string | undefined) {
    this.#app = app;
    this.#kind = kind;
    this.#fields = kind.fields;
    this.#id = id;
  }

  get #hash(): string {
    return this.#id ?? `new/${this.#kind.name}`;
  }

  /** Is there something that was not saved? */
  isDirty(): boolean {
    return this.#changed;
  }

  /** Reads the record and shows it. */
  async open(): Promise<void> {
    const { folder } = this.#app;
    if (this.#id !== undefined) {
      const file = folder && (await fileAt(folder, this.#path));
      if (!file) {
        this.element.replaceChildren(
          make("p", { class: "alarm", role: "alert" }, folder ? `没有 ${this.#path} 这个文件。` : "要改已经有的记录，先连上文件夹。"),
          button("回到列表", () => this.#app.home()),
        );
        return;
      }
      this.#source = await file.text();
      this.#undo.push([this.#path, file]);
      if (folder) {
        const page = `_site/${this.#id}.html`;
        const shown = await fileAt(folder, page);
        if (shown) this.#app.ask({ put: [[page, shown]] });
      }
    }
    this.#show(this.#source);
    const draft = await load<Draft>(`draft ${this.#hash}`);
    if (draft && draft.text !== this.#source) this.#offer(draft);
    this.#update(0);
  }

  /** Leaves the page: what was not saved stays as a draft, and the engine has the folder's own file again. */
  async leave(): Promise<void> {
    clearTimeout(this.#timer);
    if (this.#changed) await this.#keepDraft();
    const own = new Map(this.#undo);
    this.#app.ask({ put: [...this.#put].map((path) => [path, own.get(path)] as const) });
  }

  /** A bar: a draft was left here. */
  #offer(draft: Draft): void {
    const at = new Intl.DateTimeFormat("zh-CN", {
      timeZone: "Asia/Shanghai",
      month: "long",
      day: "numeric",
      hour: "2-digit",
      minute: "2-digit",
    });
    this.#bar.replaceChildren(
      make("p", {}, `上次没有保存的草稿（${at.format(draft.at)}）`),
      button(
        "接着写",
        () => {
          this.#bar.hidden = true;
          this.#source = draft.source ?? this.#source;
          this.#files = new Attached(draft.files);
          this.#name = draft.name ?? "";
          this.#show(this.#source, draft.text);
          this.#changed = true;
          this.#update(0);
        },
        { class: "main" },
      ),
      button("丢掉", () => {
        this.#bar.hidden = true;
        void forget(`draft ${this.#hash}`);
      }),
    );
    this.#bar.hidden = false;
  }

  async #keepDraft(): Promise<void> {
    await keep(`draft ${this.#hash}`, {
      text: this.#text(),
      source: this.#source,
      at: Date.now(),
      files: this.#files.list,
      name: this.#name,
    } satisfies Draft);
  }

  /** Draws the form for a text; a new record begins with today's date. @param draft a text that was not saved. */
  #show(source: string | undefined, draft?: string): void {
    const { vocabulary } = this.#app;
    const of = (text: string | undefined) => (text === undefined ? undefined : openText(text, this.#fields, vocabulary));
    const isNew = source === undefined;
    const opened = of(source);
    this.#initial = opened ?? { values: {}, body: "" };
    const shown = draft === undefined ? (opened ?? (isNew ? { values: this.#fresh(), body: this.#freshBody() } : undefined)) : of(draft);
    this.#form = undefined;
    this.#body = undefined;
    this.#raw = undefined;
    const title = isNew ? `新填：${this.#kind.label}` : `改：${this.#kind.label}`;
    const save = button(this.#app.folder ? "保存" : "下载", () => void this.#save(), { class: "main", id: "save" });
    const actions = make("div", { class: "actions" }, save, this.#said, this.#where);
    if (shown && (isNew || opened)) {
      const form = formOf(this.#fields, shown.values, {
        vocabulary,
        today: this.#app.today(),
        records: () => this.#app.records,
        changed: (place) => this.#onChange(place),
        takeFiles: (files) => void this.#take(files),
        dropped: (file) => this.#files.drop(file),
      });
      this.#form = form;
      const kind = Object.values(kinds).find((k) => k.folder === this.#kind.name);
      this.#body = bodyField(
        kind && !kind.published ? "内部备注" : "正文",
        kind && !kind.published
          ? "只给自己看，不公开；不写姓名、电话、身份证号。"
          : "一段一段写，空一行另起一段。可以把 Word 文件拖进来，也可以从 Word 粘贴。",
        shown.body,
        {
          changed: () => this.#onChange("body"),
          // Only a record has a folder for pictures.
          pictures: (all) => (kind?.published ? this.#files.pictures(all, this.#id?.split("/").at(-1) ?? this.#serial()) : undefined),
          title: (t) => {
            if ("title" in this.#fields && !form.values().title) form.set("title", t);
          },
        },
      );
      if (isNew && this.#kind.name === "pages") this.#left.replaceChildren(this.#nameField(), form.element, this.#body.element);
      else this.#left.replaceChildren(form.element, this.#body.element);
      if (!isNew) this.#left.append(button("改看原文", () => this.#showRaw(this.#text()), { class: "small" }));
    } else {
      this.#drawRaw(draft ?? source ?? "", opened !== undefined);
    }
    this.#left.ondragover = (event) => event.preventDefault();
    this.#left.ondrop = (event) => {
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length === 0 || !("attachments" in this.#fields) || (event.target as Element).closest(".body")) return;
      event.preventDefault();
      void this.#take(files);
    };
    this.element.replaceChildren(
      make("p", {}, make("a", { href: "#" }, "‹ 回到列表")),
      make("h2", {}, title),
      this.#bar,
      make(
        "div",
        { class: "sides" },
        this.#left,
        make(
          "div",
          { class: "right" },
          actions,
          make("h3", {}, "要改的地方"),
          this.#faults,
          make("h3", {}, "预览"),
          make("p", { class: "note" }, "网站上大概是这个样子。"),
          this.#preview,
        ),
      ),
    );
    document.title = `${title} - 填报页`;
  }

  #showRaw(text: string): void {
    this.#drawRaw(text, true);
    this.#form = undefined;
    this.#body = undefined;
    this.#update(0);
  }

  /** The text as it stands in the file: for what the form cannot hold. */
  #drawRaw(text: string, canGoBack: boolean): void {
    const box = make("textarea", { id: "raw", rows: "30", spellcheck: "false", "aria-describedby": "hint-raw" });
    box.value = text;
    box.addEventListener("input", () => this.#onChange("raw"));
    this.#raw = box;
    this.#left.replaceChildren(
      make("label", { for: "raw" }, "原文"),
      make(
        "p",
        { class: "hint", id: "hint-raw" },
        canGoBack ? "文件里就是这样写的。" : "这个文件有的地方表格放不下，请照右边的提示直接改原文；改好保存以后就能用表格填。",
      ),
      box,
    );
    if (canGoBack) {
      this.#left.append(
        button(
          "回到表格",
          () => {
            const now = box.value;
            if (openText(now, this.#fields, this.#app.vocabulary)) {
              const changed = this.#changed;
              this.#show(this.#source, now);
              this.#changed = changed;
              this.#update(0);
            } else this.#say("原文里有要改的地方，表格还放不下。", true);
          },
          { class: "small" },
        ),
      );
    }
  }

  #nameField(): HTMLElement {
    const box = make("input", { type: "text", id: "f-name", class: "short", "aria-describedby": "hint-f-name", autocomplete: "off" });
    box.value = this.#name;
    box.addEventListener("input", () => {
      this.#name = box.value.trim();
      this.#onChange("name");
    });
    return make(
      "div",
      { class: "field" },
      make("label", { for: "f-name" }, "网址里的名称（必填）"),
      make("p", { class: "hint", id: "hint-f-name" }, "小写英文字母、数字和减号，定下后不要改，例如 guide。"),
      box,
    );
  }

  #fresh(): WrittenGroup {
    const today = this.#app.today();
    if (this.#kind.name === "reports") return { year: String(Number(today.slice(0, 4)) - 1) };
    return Object.fromEntries(
      Object.entries(this.#fields).flatMap(([k, f]) => (f.required && f.input(this.#app.vocabulary).as === "day" ? [[k, today]] : [])),
    );
  }

  /** A report begins with the headings that its form asks for. */
  #freshBody(): string {
    if (this.#kind.name !== "reports") return "";
    const year = Number(this.#app.today().slice(0, 4)) - 1;
    return (reportFormOf(year)?.sections ?? []).map((title) => `## ${title}\n\n`).join("");
  }

  #onChange(place: Place): void {
    this.#changed = true;
    this.#touched.add(place);
    this.#saved = undefined;
    this.#said.textContent = "";
    this.#update(250);
  }

  /** The year of the folder that a new record belongs into. */
  #year(): string {
    const kind = Object.values(kinds).find((k) => k.folder === this.#kind.name);
    const day = kind && this.#form?.values()[kind.dated];
    return typeof day === "string" && parseDay(day) ? day.slice(0, 4) : this.#app.today().slice(0, 4);
  }

  /** The next serial of its folder, by files and folders of attachments. */
  #serial(): string {
    const folder = `content/${this.#kind.name}/${this.#year()}/`;
    const known = [...this.#app.files, ...this.#app.records.map((r) => `content/${r.id}`)].filter((f) => f.startsWith(folder));
    return nextSerial(known.map((f) => f.slice(folder.length).split(/[./]/)[0] ?? ""));
  }

  get #path(): string {
    if (this.#id !== undefined) return `content/${this.#id}.md`;
    if (this.#kind.name === "reports") return `content/reports/${String(this.#form?.values().year ?? "").trim() || "0"}.md`;
    if (this.#kind.name === "pages") return `content/pages/${this.#name || "page"}.md`;
    return `content/${this.#kind.name}/${this.#year()}/${this.#serial()}.md`;
  }

  /** The text of the file as it would be saved now. */
  #text(): string {
    if (this.#raw) return this.#raw.value;
    const values = this.#form?.values() ?? {};
    const body = this.#body?.value() ?? "";
    if (this.#source === undefined) return recordText(this.#fields, values, body);
    const changes = changesOf(this.#initial.values, values);
    const isBody = body.trimEnd() !== this.#initial.body.trimEnd();
    if (Object.keys(changes).length === 0 && !isBody) return this.#source;
    return editedText(this.#source, this.#fields, changes, isBody ? body : undefined);
  }

  /** Says that a check of newer text is to come; returns its number. */
  #expectCheck(): number {
    this.#faults.ariaBusy = "true";
    return ++this.#newest;
  }

  #update(wait: number): void {
    clearTimeout(this.#timer);
    this.#expectCheck();
    this.#timer = setTimeout(() => this.#check(), wait);
  }

  #check(): void {
    const number = this.#expectCheck();
    const path = this.#path;
    const text = this.#text();
    const id = path.slice("content/".length, -".md".length);
    const put: [string, Held | undefined][] = [];
    const files: [string, Held][] = [
      [path, text],
      ...this.#files.list.map(([name, bytes]) => [`content/${id}/${name}`, bytes] as [string, Held]),
    ];
    // Of a new record whose day moved to another year nothing stays where it was.
    for (const old of this.#put) if (!files.some(([p]) => p === old)) put.push([old, undefined]);
    this.#put = new Set(files.map(([p]) => p));
    put.push(...files);
    this.#body?.moved(this.#place, id.split("/").at(-1) ?? "");
    this.#place = id.split("/").at(-1) ?? "";
    this.#where.textContent = `${this.#app.folder ? "存在" : "下载以后放到"} ${path}`;
    if (this.#changed) void this.#keepDraft();
    const today = this.#app.today() as NonNullable<Asked["check"]>["today"];
    const title = String(this.#form?.values().title ?? this.#kind.label);
    const preview = { id, title, body: this.#body?.value() ?? "", style: this.#app.made.style };
    this.#app.ask({ put, check: { today }, preview }, (answered) => {
      if (path !== this.#path) return;
      if (answered.preview !== undefined && this.#preview.srcdoc !== answered.preview) this.#preview.srcdoc = answered.preview;
      if (answered.took !== undefined) this.#faults.dataset.took = answered.took.toFixed(1);
      if (answered.next !== undefined && number === this.#newest) this.#sayNext(answered.next);
      if (answered.problems) this.#showProblems(answered.problems, path, text, answered.whole === true);
      if (answered.whole && number === this.#newest) this.#faults.ariaBusy = "false";
    });
  }

  #isOwn(p: Problem, path: string): boolean {
    return p.file === path || p.file.startsWith(`${path.slice(0, -3)}/`);
  }

  #showProblems(all: readonly Problem[], path: string, text: string, whole: boolean): void {
    const listed = new Set(this.#app.made.records.map((r) => r.id));
    // Without the folder the other records are known by their names alone.
    const isKnown = (p: Problem): boolean => {
      const id = p.rule === "record-unknown" && !this.#app.folder ? /“([a-z]+\/\d+\/[a-z0-9-]+)”/.exec(p.message)?.[1] : undefined;
      return id !== undefined && listed.has(id);
    };
    // What the computer's clock shows is nobody's record, and of the form's own day.
    const own = all.filter((p) => (this.#isOwn(p, path) && !isKnown(p)) || p.rule === "clock");
    const keyOf = (p: Problem): string => `${p.file} ${p.rule} ${p.message}`;
    const others = all.filter((p) => !this.#isOwn(p, path) && p.rule !== "clock");
    if (!this.#changed) this.#elsewhere = new Set([...(this.#elsewhere ?? []), ...others.map(keyOf)]);
    const more = this.#app.folder ? others.filter((p) => whole && !this.#elsewhere?.has(keyOf(p))) : [];
    this.#problems = own;
    const placeOf = placing(text, this.#fields, this.#app.vocabulary);
    for (const box of this.#left.querySelectorAll<HTMLElement>("[data-said]")) box.replaceChildren();
    for (const e of this.#left.querySelectorAll("[aria-invalid]")) e.removeAttribute("aria-invalid");
    const isQuiet = (p: Problem, place: Place): boolean =>
      this.#source === undefined && !this.#tried && LACKS.test(p.rule) && !this.#touched.has(place);
    const line = (p: Problem): HTMLElement => {
      const place = this.#raw ? "raw" : p.file === path ? placeOf(p) : "attachments";
      const lines = p.message.split("\n");
      const item = make(
        "li",
        { class: p.severity, "data-rule": p.rule, "data-line": String(p.line), "data-file": p.file, "data-place": place },
        make("p", {}, `${p.severity === "warning" ? "提醒：" : ""}${lines[0]}`),
      );
      if (lines.length > 1) item.append(make("p", { class: "mend" }, lines.slice(1).join("")));
      const target = this.#targetOf(place, p.line);
      if (target) {
        item.append(
          button(
            this.#raw ? `到第 ${p.line || 1} 行` : "到这一栏",
            () => {
              target.closest("details")?.setAttribute("open", "");
              target.focus();
              target.scrollIntoView({ block: "center" });
              if (target instanceof HTMLTextAreaElement && (this.#raw || place === "body")) this.#selectLine(target, p.line, text);
            },
            { class: "small" },
          ),
        );
      }
      return item;
    };
    for (const p of own) {
      const place = p.file === path ? placeOf(p) : "attachments";
      const box = this.#saidAt(place);
      if (!box || isQuiet(p, place)) continue;
      box.append(make("li", { class: p.severity }, p.message.split("\n").join("")));
      box.closest("details")?.setAttribute("open", "");
      if (p.severity === "error") document.getElementById(idOf(place))?.setAttribute("aria-invalid", "true");
    }
    const errors = toMend(own).length;
    this.#faults.replaceChildren(
      make(
        "p",
        { class: errors > 0 ? "sum alarm" : "sum calm" },
        own.length === 0
          ? "没有要改的地方。"
          : errors === 0
            ? `没有必须改的，有 ${own.length} 处提醒。`
            : `${errors} 处要改${own.length > errors ? `，${own.length - errors} 处提醒` : ""}。`,
      ),
      make("ul", { class: "problems" }, ...own.map(line)),
    );
    if (more.length > 0) {
      this.#faults.append(
        make("p", {}, `因为这一条，别的文件里多了 ${more.length} 处：`),
        make(
          "ul",
          { class: "problems" },
          ...more.map((p) =>
            make("li", { class: p.severity }, make("p", { class: "place" }, p.file), make("p", {}, p.message.split("\n").join(""))),
          ),
        ),
      );
    }
    if (!this.#app.folder) {
      this.#faults.append(
        make("p", { class: "note" }, "没有连上文件夹，只检查了这一条自己；和别的记录、附件合不合，放进文件夹以后再检查。"),
      );
    }
  }

  /** The nearest place that can say a fault. */
  #saidAt(place: Place): HTMLElement | undefined {
    for (let at = place; at !== ""; at = at.includes(".") ? at.slice(0, at.lastIndexOf(".")) : "") {
      const box = this.#left.querySelector<HTMLElement>(`[data-said="${CSS.escape(at)}"]`);
      if (box) return box;
    }
    return undefined;
  }

  #targetOf(place: Place, _line: number): HTMLElement | undefined {
    if (this.#raw) return this.#raw;
    for (let at = place; at !== ""; at = at.includes(".") ? at.slice(0, at.lastIndexOf(".")) : "") {
      const control =
        document.getElementById(idOf(at)) ??
        this.#left.querySelector<HTMLElement>(`[data-place="${CSS.escape(at)}"] :is(input, select, textarea)`);
      if (control) return control;
    }
    return undefined;
  }

  /** Puts the caret on a line of the file. */
  #selectLine(box: HTMLTextAreaElement, line: number, text: string): void {
    const before = this.#raw ? 0 : text.slice(0, text.length - (this.#body?.value() ?? "").trimEnd().length - 1).split("\n").length - 1;
    const lines = box.value.split("\n");
    const n = Math.max(0, Math.min(lines.length - 1, line - 1 - before));
    const from = lines.slice(0, n).join("\n").length + (n > 0 ? 1 : 0);
    box.setSelectionRange(from, from + (lines[n]?.length ?? 0));
  }

  /** Files that were chosen or dropped become attachments, if they may. */
  async #take(files: readonly File[]): Promise<void> {
    const id = this.#path.slice("content/".length, -".md".length);
    const taken = new Set([...this.#app.files].filter((f) => f.startsWith(`content/${id}/`)).map((f) => f.slice(`content/${id}/`.length)));
    const refused: string[] = [];
    for (const file of files) {
      const added = await this.#files.add(file, taken);
      if (typeof added === "string") refused.push(added);
      else this.#form?.append("attachments", { file: added.name, title: added.title });
    }
    this.#onChange("attachments");
    if (refused.length > 0) {
      const box = this.#saidAt("attachments");
      this.#say(refused.join("\n"), true);
      box?.replaceChildren(...refused.map((r) => make("li", { class: "error" }, r)));
    }
  }

  /** Beside what was just saved: what happens next with it. */
  #sayNext(next: string): void {
    this.#next = next;
    if (this.#saved !== undefined) this.#say(`保存好了：${this.#saved}。${next}`);
  }

  #say(text: string, alarm = false): void {
    this.#said.className = alarm ? "alarm" : "calm";
    this.#said.textContent = text;
  }

  /** A question with some answers; the page behind waits. */
  #askClerk(title: string, inside: readonly (Node | string)[], answers: readonly (readonly [label: string, act: () => void])[]): void {
    const box = make(
      "dialog",
      { class: "question", "aria-labelledby": "question" },
      make("h2", { id: "question", tabindex: "-1" }, title),
      ...inside,
    );
    const row = make("div", { class: "actions" });
    for (const [label, act] of answers) {
      row.append(
        button(label, () => {
          box.close();
          act();
        }),
      );
    }
    box.append(row);
    box.addEventListener("close", () => box.remove());
    document.body.append(box);
    box.showModal();
  }

  async #save(sure = false): Promise<void> {
    this.#tried = true;
    clearTimeout(this.#timer);
    this.#check();
    if (this.#kind.name === "pages" && this.#id === undefined && !/^[a-z0-9-]{1,80}$/.test(this.#name)) {
      this.#say("请先填网址里的名称：小写英文字母、数字和减号。", true);
      document.getElementById("f-name")?.focus();
      return;
    }
    const errors = toMend(this.#problems);
    if (errors.length > 0 && !sure) {
      this.#askClerk(
        `还有 ${errors.length} 处要改`,
        [
          make("p", {}, this.#next === "" ? "可以先存着，以后再改。" : `${this.#next}可以先存着，以后再改。`),
          ...(errors.some((p) => p.rule.startsWith("private-"))
            ? [make("p", { class: "alarm" }, "里面像是有身份证号、银行卡号或者密级标志：请先去掉，不要存。")]
            : []),
          make("ul", {}, ...errors.slice(0, 5).map((p) => make("li", {}, p.message.split("\n")[0] ?? ""))),
        ],
        [
          ["回去改", () => this.#targetOf(placing(this.#text(), this.#fields, this.#app.vocabulary)(errors[0] as Problem), 0)?.focus()],
          ["先存着", () => void this.#save(true)],
        ],
      );
      return;
    }
    const { folder } = this.#app;
    const path = this.#path;
    const text = this.#text();
    if (!folder) {
      this.#download(path, text);
      return;
    }
    try {
      const there = await (await fileAt(folder, path))?.text();
      const stem = path.slice(0, -3);
      const isTaken = this.#id === undefined && (there !== undefined || (await namesIn(folder, stem)).length > 0);
      if (isTaken || (this.#id !== undefined && there !== this.#source)) {
        await this.#conflict(path, text, there);
        return;
      }
      for (const [name, bytes] of this.#files.list) await write(folder, `${stem}/${name}`, bytes);
      await write(folder, path, text);
    } catch {
      this.#say("没有存成：文件夹打不开或者不让写。您写的还在这里，也留了草稿；请检查文件夹，再点一次保存。", true);
      return;
    }
    const old = this.#hash;
    const files: [string, Held][] = [
      [path, text],
      ...this.#files.list.map(([name, bytes]) => [`${path.slice(0, -3)}/${name}`, bytes] as [string, Held]),
    ];
    this.#undo = [...this.#undo.filter(([p]) => !files.some(([q]) => q === p)), ...files];
    for (const [p] of files) this.#app.files.add(p);
    this.#source = text;
    this.#id = path.slice("content/".length, -3);
    this.#files = new Attached();
    this.#changed = false;
    this.#bar.hidden = true;
    await forget(`draft ${old}`);
    history.replaceState(undefined, "", `#${this.#id}`);
    this.#show(text);
    this.#put = new Set([path]);
    this.#update(0);
    this.#saved = path;
    this.#sayNext(this.#next);
    document.getElementById("save")?.focus();
  }

  /** Somebody else was here meanwhile: nothing is overwritten. */
  async #conflict(path: string, text: string, there: string | undefined): Promise<void> {
    const isNew = this.#id === undefined;
    const { folder } = this.#app;
    const answers: (readonly [string, () => void])[] = [];
    if (isNew && folder && this.#kind.name !== "reports" && this.#kind.name !== "pages") {
      answers.push([
        "用新的流水号保存",
        () =>
          void (async () => {
            for (const name of await namesIn(folder, path.slice(0, path.lastIndexOf("/")))) {
              this.#app.files.add(`${path.slice(0, path.lastIndexOf("/"))}/${name}`);
            }
            // The engine has the other one's file back in its place.
            const other = await fileAt(folder, path);
            if (other) this.#undo.push([path, other]);
            this.#check();
            if (other) this.#app.ask({ put: [[path, other]] });
            await this.#save(true);
          })(),
      ]);
    }
    answers.push([
      "看看别人改了什么",
      () => {
        const before = isNew ? text : (this.#source ?? "");
        const lines = differences(before, there ?? "").map((d) =>
          make(
            "li",
            { class: d.sign === "+" ? "plus" : d.sign === "-" ? "minus" : "same" },
            `${d.sign === "+" ? "现在：" : d.sign === "-" ? "原来：" : "　　　"}${d.text}`,
          ),
        );
        const then: (readonly [string, () => void])[] = [
          ["下载我的稿子", () => this.#download(path, text)],
          ["先不存", () => {}],
        ];
        if (!isNew && there !== undefined) {
          then.unshift([
            "打开现在的，我的留作草稿",
            () =>
              void (async () => {
                await this.#keepDraft();
                this.#changed = false;
                this.#source = there;
                this.#show(there);
                const draft = await load<Draft>(`draft ${this.#hash}`);
                if (draft) this.#offer(draft);
                this.#update(0);
              })(),
          ]);
        }
        this.#askClerk(
          isNew ? "这个流水号里现在是" : "别人改了这些",
          [there === undefined ? make("p", {}, "文件已经没有了。") : make("ul", { class: "diff" }, ...lines)],
          then,
        );
      },
    ]);
    answers.push(["下载我的稿子", () => this.#download(path, text)], ["先不存", () => {}]);
    this.#askClerk(
      isNew ? "这个流水号刚刚被别人用了" : "这个文件刚刚被别人改过",
      [make("p", {}, `${path} 和您打开的时候不一样了。没有保存，也没有覆盖。`)],
      answers,
    );
  }

  /** Without a folder: the file, its attachments, and where they go. */
  #download(path: string, text: string): void {
    const give = (name: string, content: BlobPart): void => {
      const url = URL.createObjectURL(new Blob([content]));
      const link = make("a", { href: url, download: name });
      link.click();
      setTimeout(() => URL.revokeObjectURL(url), 60_000);
    };
    give(path.slice(path.lastIndexOf("/") + 1), text);
    for (const [name, bytes] of this.#files.list) give(name, bytes as BlobPart);
    const files = this.#files.list.map(([name]) => name);
    this.#say(`已经下载。请把它放到 ${path}${files.length > 0 ? `，把 ${files.join("、")} 放到 ${path.slice(0, -3)}/` : ""}。`);
    this.#changed = false;
  }
}
