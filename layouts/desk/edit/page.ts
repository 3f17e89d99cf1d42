/** The page in its window: the folder, the list of records, the editor. What is checked is checked by the engine in a worker. */
import { parseYaml } from "../../../scripts/frontmatter.ts";
import type { Vocabulary } from "../../../scripts/model/field.ts";
import { readSite } from "../../../scripts/model/site.ts";
import { type Authored, authored } from "../../../scripts/model/template.ts";
import { Faults, type Problem } from "../../../scripts/problem.ts";
import { byId, make } from "../../browser/page.ts";
import { Editor } from "./editor.ts";
import type { Answered, Asked, Listed } from "./engine.ts";
import { askAgain, canPick, fileAt, filesBelow, type Handle, isGranted, pick, remember, remembered } from "./folder.ts";
import { button } from "./form.ts";
import type { Held } from "./node/fs.ts";
import { kept } from "./store.ts";

/** What the page was made with. */
export interface Made {
  /** Text of `site.yaml`. */
  readonly site: string;
  readonly records: readonly Listed[];
  /** The site's own style, for the preview. */
  readonly style: string;
}

/** What all parts of the page share. */
export interface App {
  readonly made: Made;
  /** Undefined without access to a folder. */
  folder: Handle | undefined;
  vocabulary: Vocabulary;
  /** Paths of the files that are there: `content/items/2026/0001.md`. */
  files: Set<string>;
  records: readonly Listed[];
  problems: readonly Problem[];
  today(): string;
  ask(asked: Omit<Asked, "number">, hear?: (answered: Answered) => void): void;
  /** Shows the list. */
  home(): void;
}

/** Today in Asia/Shanghai. */
const today = (): string =>
  new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Shanghai", year: "numeric", month: "2-digit", day: "2-digit" }).format(new Date());

/** The worker runs this page's own script. */
function startEngine(): App["ask"] {
  const source = document.querySelector("script:not([type])")?.textContent ?? "";
  const worker = new Worker(URL.createObjectURL(new Blob([source], { type: "text/javascript" })));
  const hearers = new Map<number, (answered: Answered) => void>();
  let number = 0;
  worker.onmessage = ({ data }: MessageEvent<Answered>) => {
    if (data.failed !== undefined) console.error(data.failed);
    hearers.get(data.number)?.(data);
  };
  return (asked, hear) => {
    number++;
    if (hear) hearers.set(number, hear);
    hearers.delete(number - 50);
    worker.postMessage({ ...asked, number });
  };
}

const noWords: Vocabulary = { categories: [], channels: [], villages: [] };

const vocabularyOf = (site: string): Vocabulary => {
  const faults = new Faults();
  const header = parseYaml("content/site.yaml", site, faults);
  return (header && readSite("content/site.yaml", header, faults)) ?? noWords;
};

/** Starts the page. */
export function startPage(): void {
  const made = JSON.parse(byId("made").textContent ?? "") as Made;
  const ask = startEngine();
  const app: App = {
    made,
    folder: undefined,
    vocabulary: vocabularyOf(made.site),
    files: new Set(),
    records: made.records,
    problems: [],
    today,
    ask,
    home: () => {
      location.hash = "";
    },
  };
  const main = byId("room");
  let editor: Editor | undefined;

  addEventListener("hashchange", () => void route());
  addEventListener("beforeunload", (event) => {
    if (editor?.isDirty()) event.preventDefault();
  });
  void begin();

  async function begin(): Promise<void> {
    const known = canPick() ? await remembered() : undefined;
    if (known && (await isGranted(known))) await connect(known);
    else {
      ask({ mount: [["content/site.yaml", made.site]] });
      drawFolder(known);
      await route();
    }
  }

  /** The line that says which folder is open, with its buttons. */
  function drawFolder(known?: Handle, fault?: string): void {
    const line = byId("folder");
    line.className = app.folder ? "connected" : "";
    if (app.folder) {
      line.replaceChildren(
        make("span", {}, "已经连上文件夹“", make("strong", {}, app.folder.name), "”"),
        button("换一个文件夹", () => void choose(), { class: "small" }),
      );
      return;
    }
    const parts: (Node | string)[] = [];
    if (!canPick()) {
      parts.push(
        make("p", {}, "这个浏览器不能直接存进文件夹：填好以后点“下载”，再照提示放到文件夹里。用 Edge 或 Chrome 打开，就能直接保存。"),
      );
    } else {
      if (known) {
        parts.push(
          button(
            `重新连上“${known.name}”`,
            () =>
              void askAgain(known).then((yes) => (yes ? connect(known) : drawFolder(known, "浏览器没有得到许可，请再点一次，选“允许”。"))),
            { class: "main", id: "again" },
          ),
        );
      }
      parts.push(
        button(known ? "换一个文件夹" : "选择文件夹…", () => void choose(), known ? { id: "pick" } : { class: "main", id: "pick" }),
      );
      parts.push(
        make("p", {}, "请选放这个网站的文件夹（里面有 content）。只在这台电脑上读和写，什么都不会传到网上。没有连上也能填，填好以后下载。"),
      );
    }
    if (fault !== undefined) parts.push(make("p", { class: "alarm", role: "alert" }, fault));
    line.replaceChildren(...parts);
  }

  async function choose(): Promise<void> {
    try {
      const handle = await pick();
      if (handle) await connect(handle);
    } catch {
      drawFolder(undefined, "文件夹没有打开，请再试一次。");
    }
  }

  async function connect(handle: Handle): Promise<void> {
    const site = await fileAt(handle, "content/site.yaml");
    if (!site) {
      drawFolder(undefined, `“${handle.name}”里没有 content/site.yaml，不是放这个网站的文件夹。请选里面有 content 的那一个。`);
      await route();
      return;
    }
    app.folder = handle;
    void remember(handle);
    await scan();
    drawFolder();
    await route();
  }

  /** Reads the folder anew. */
  async function scan(): Promise<void> {
    const { folder } = app;
    if (!folder) return;
    const files = await filesBelow(folder, "content");
    app.files = new Set(files.map(([path]) => path));
    const mount: [string, Held][] = [...files];
    for (const path of ["published.json", "_site/manifest.json"]) {
      const file = await fileAt(folder, path);
      if (file) mount.push([path, file]);
    }
    app.vocabulary = vocabularyOf((await files.find(([path]) => path === "content/site.yaml")?.[1].text()) ?? "");
    await new Promise<void>((resolve) =>
      ask({ mount, check: { today: today() } as NonNullable<Asked["check"]> }, ({ problems, records, failed }) => {
        if (problems) app.problems = problems;
        if (records) app.records = records;
        if (!editor) drawRecords();
        if (problems || failed !== undefined) resolve();
      }),
    );
  }

  async function route(): Promise<void> {
    const left = editor;
    editor = undefined;
    if (left) await left.leave();
    const hash = decodeURIComponent(location.hash.slice(1));
    const fresh = /^new\/(\w+)$/.exec(hash)?.[1];
    const kind = authored.find((k) => k.name === (fresh ?? hash.split("/")[0]));
    if (!kind) {
      if (left && app.folder) await scan();
      await drawHome();
      return;
    }
    editor = new Editor(app, kind, fresh === undefined ? hash : undefined);
    main.replaceChildren(editor.element);
    await editor.open();
    scrollTo(0, 0);
  }

  let shownKind = "items";
  let sought = "";

  async function drawHome(): Promise<void> {
    document.title = "填报页";
    const make1 = (k: Authored): HTMLElement =>
      make("a", { href: `#new/${k.name}`, class: "new" }, make("strong", {}, k.label), make("span", {}, k.is.split(/[；，]/)[0] ?? ""));
    const find = make("input", { type: "search", id: "find", autocomplete: "off", placeholder: "标题、编号" });
    find.value = sought;
    find.addEventListener("input", () => {
      sought = find.value;
      drawRecords();
    });
    const choose1 = make("select", { id: "kind" }, ...authored.map((k) => make("option", { value: k.name }, k.label)));
    choose1.value = shownKind;
    choose1.addEventListener("input", () => {
      shownKind = choose1.value;
      drawRecords();
    });
    main.replaceChildren(
      make("div", { id: "drafts" }),
      make(
        "section",
        { "aria-labelledby": "fresh" },
        make("h2", { id: "fresh" }, "新填一条"),
        make("div", { class: "news" }, ...authored.map(make1)),
      ),
      make(
        "section",
        { "aria-labelledby": "there" },
        make("h2", { id: "there" }, "改已经有的"),
        make("p", { class: "row" }, make("label", { for: "kind" }, "种类"), choose1, make("label", { for: "find" }, "查找"), find),
        make("div", { id: "records" }),
      ),
    );
    drawRecords();
    const drafts = await kept("draft ");
    const box = document.getElementById("drafts");
    if (drafts.length > 0 && box) {
      const links = drafts.map((d) => {
        const where = d.slice(6);
        const kind = authored.find((k) => `new/${k.name}` === where);
        return make("li", {}, make("a", { href: `#${where}` }, kind ? `新的${kind.label}` : where));
      });
      box.replaceChildren(make("p", {}, "上次没有保存的草稿："), make("ul", {}, ...links));
      box.className = "bar";
    }
  }

  function drawRecords(): void {
    const holder = document.getElementById("records");
    if (!holder) return;
    const faults = new Map<string, number>();
    for (const p of app.problems) {
      const id = p.file.replace(/^content\//, "").replace(/\.md$/, "");
      faults.set(id, (faults.get(id) ?? 0) + 1);
    }
    const known = new Set(app.records.map((r) => r.id));
    // What could not be read is listed by its file.
    const unread = [...app.files].flatMap((f) => {
      const id = /^content\/(.+)\.md$/.exec(f)?.[1];
      return id !== undefined && !known.has(id)
        ? [{ id, kind: id.split("/")[0] ?? "", title: "（有要改的地方，打开来改）", date: "" }]
        : [];
    });
    const words = sought.trim().toLowerCase();
    const all = [...app.records, ...unread]
      .filter((r) => r.kind === shownKind && (words === "" || `${r.title} ${r.id} ${r.date}`.toLowerCase().includes(words)))
      .sort((a, b) => ((a.date === "" ? "9" : a.date) < (b.date === "" ? "9" : b.date) || (a.date === b.date && a.id < b.id) ? 1 : -1));
    const most = 100;
    holder.replaceChildren(
      make(
        "p",
        { role: "status" },
        all.length === 0 ? "没有。" : `${all.length} 条${all.length > most ? `，先列出 ${most} 条，可以查找` : ""}`,
      ),
      make(
        "ul",
        { class: "records" },
        ...all.slice(0, most).map((r) => {
          const count = faults.get(r.id) ?? 0;
          const title = app.folder ? make("a", { href: `#${r.id}` }, r.title) : make("span", {}, r.title);
          return make(
            "li",
            {},
            title,
            make("span", { class: "note" }, `${r.id}　${r.date}`),
            ...(count > 0 ? [make("span", { class: "count" }, `${count} 处`)] : []),
          );
        }),
      ),
    );
  }
}
