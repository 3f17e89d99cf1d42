/** The only reader of `content/`: folder → typed records, every file read once; what cannot be read is a fault. */
import { lstatSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseFile, parseYaml } from "./frontmatter.ts";
import { readFields, type Vocabulary } from "./model/field.ts";
import {
  type Complaint,
  type Dispute,
  type Interpretation,
  type Item,
  type KindName,
  kinds,
  type ReportWords,
  type Request,
  type Response,
  type Site,
  type StandingPage,
  type Training,
} from "./model/index.ts";
import type { Entry } from "./model/kind.ts";
import { pageFields } from "./model/page.ts";
import { reportFields } from "./model/report.ts";
import { readSite, siteFields } from "./model/site.ts";
import { nothingOwn, type Own } from "./privacy.ts";
import { checkMaskPairs, checkName, checkSource, type MaskedAt, ownOf } from "./privacy-check.ts";
import { Faults, nearest, type Problem } from "./problem.ts";
import { forbiddenAt, forbiddenCharacter } from "./rules/characters.ts";

/** A file that goes out beside a record's page: `items/2017/0012/mianji.xlsx`. */
export interface Attachment {
  /** Address in the site, and place under the content folder. */
  readonly path: string;
  readonly file: string;
  /** Bytes. */
  readonly size: number;
}

/** Everything that the content folder holds. */
export interface Content {
  /** Folder as it was given. */
  readonly folder: string;
  readonly site: Site | undefined;
  readonly records: {
    readonly items: readonly Item[];
    readonly interpretations: readonly Interpretation[];
    readonly responses: readonly Response[];
    readonly requests: readonly Request[];
    readonly disputes: readonly Dispute[];
    readonly complaints: readonly Complaint[];
    readonly trainings: readonly Training[];
  };
  readonly reports: readonly ReportWords[];
  readonly pages: readonly StandingPage[];
  /** By address. */
  readonly attachments: ReadonlyMap<string, Attachment>;
  /** Records that are there but have a fault of their own: what points to them is not at fault. */
  readonly unread: ReadonlySet<string>;
  readonly filesRead: number;
  /** Masked numbers in the texts, in the order of reading. */
  readonly masked?: readonly MaskedAt[];
  readonly problems: readonly Problem[];
}

const ID = /^[a-z0-9-]{1,80}$/;
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)$/;
const YEAR = /^20\d\d$/;
/** Attachments that may go out. Nothing that a browser or an office program would run. */
const ATTACHMENT_TYPES = new Set(["pdf", "docx", "xlsx", "pptx", "doc", "xls", "ofd", "csv", "txt", "jpg", "jpeg", "png", "zip"]);
const MAX_ATTACHMENT = 20 * 1024 * 1024;

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

interface ReadState {
  readonly faults: Faults;
  readonly attachments: Map<string, Attachment>;
  readonly unread: Set<string>;
  filesRead: number;
  /** The office's own numbers. */
  own: Own;
  readonly masked: MaskedAt[];
  readonly onFile: ((read: number) => void) | undefined;
}

/** Reads a content folder. Faults are in `problems`; a record with a fault is left out. `onFile` hears how many were read. */
export function readContent(folder: string, onFile?: (read: number) => void): Content {
  const root = folder.replace(/[/\\]+$/, "") || folder;
  const state: ReadState = {
    faults: new Faults(),
    attachments: new Map(),
    unread: new Set(),
    filesRead: 0,
    own: nothingOwn,
    masked: [],
    onFile,
  };
  const { faults } = state;
  const records: Record<KindName, Entry[]> = {
    items: [],
    interpretations: [],
    responses: [],
    requests: [],
    disputes: [],
    complaints: [],
    trainings: [],
  };
  const reports: ReportWords[] = [];
  const pages: StandingPage[] = [];
  const shown = root.replaceAll("\\", "/");

  let top: readonly Found[];
  try {
    top = list(root, shown, faults);
  } catch {
    faults.error(shown, 0, "content-missing", `找不到内容文件夹“${shown}”。`, "请确认文件夹的位置，或者用 --content 指定。");
    return {
      folder: root,
      site: undefined,
      records: asTyped(records),
      reports,
      pages,
      attachments: new Map(),
      unread: new Set(),
      filesRead: 0,
      masked: [],
      problems: faults.list,
    };
  }

  const site = readSiteFile(root, shown, top, state);
  state.own = ownOf(site);
  const vocabulary: Vocabulary = site ?? { categories: [], channels: [], villages: [] };
  for (const entry of top) {
    const path = `${shown}/${entry.name}`;
    if (entry.name === "site.yaml") continue;
    if (entry.isFolder && entry.name in kinds) {
      // Without the words of site.yaml every record would look wrong.
      if (site) records[entry.name as KindName] = readKind(entry.name as KindName, join(root, entry.name), path, vocabulary, state);
    } else if (entry.isFolder && entry.name === "reports") {
      for (const e of mdFiles(join(root, "reports"), path, YEAR, "年份，写法如 2025.md", faults)) {
        const read = readMarkdown(join(root, "reports", e.name), `${path}/${e.name}`, reportFields, vocabulary, state);
        if (read) reports.push({ id: e.id, ...read } as unknown as ReportWords);
        else state.unread.add(`reports/${e.id}`);
      }
    } else if (entry.isFolder && entry.name === "pages") {
      for (const e of mdFiles(join(root, "pages"), path, ID, "小写英文字母、数字和减号，写法如 guide.md", faults)) {
        const read = readMarkdown(join(root, "pages", e.name), `${path}/${e.name}`, pageFields, vocabulary, state);
        if (read) pages.push({ id: e.id, ...read } as unknown as StandingPage);
        else state.unread.add(`pages/${e.id}`);
      }
    } else {
      const near = nearest(entry.name, [...Object.keys(kinds), "reports", "pages", "site.yaml"]);
      faults.error(
        path,
        0,
        "stray-file",
        `内容文件夹里不该有“${entry.name}”。${near ? `您是不是想写“${near}”？` : ""}`,
        `这里只放 site.yaml 和这些文件夹：${[...Object.keys(kinds), "reports", "pages"].join("、")}。请移走或改名。`,
      );
    }
  }
  checkMaskPairs(state.masked, faults);
  return {
    folder: root,
    site,
    records: asTyped(records),
    reports,
    pages,
    attachments: state.attachments,
    unread: state.unread,
    filesRead: state.filesRead,
    masked: state.masked,
    problems: faults.list,
  };
}

const asTyped = (records: Record<KindName, Entry[]>): Content["records"] => records as unknown as Content["records"];

interface Found {
  readonly name: string;
  readonly isFolder: boolean;
}

/** Names in a folder, by code point; hidden files of editors and systems are passed over, links are faults. */
function list(folder: string, shown: string, faults: Faults): Found[] {
  const out: Found[] = [];
  for (const e of readdirSync(folder, { withFileTypes: true })) {
    if (e.name.startsWith(".") || e.name === "Thumbs.db" || e.name === "desktop.ini") continue;
    checkName(`${shown}/${e.name}`, e.name, faults);
    if (e.isSymbolicLink() || (!e.isDirectory() && !e.isFile())) {
      faults.error(`${shown}/${e.name}`, 0, "link-refused", `“${e.name}”是快捷方式（链接），不是文件。`, "请把文件本身复制进来。");
      continue;
    }
    out.push({ name: e.name, isFolder: e.isDirectory() });
  }
  out.sort((a, b) => (a.name < b.name ? -1 : 1));
  const seen = new Map<string, string>();
  for (const { name } of out) {
    const twin = seen.get(name.toLowerCase());
    if (twin !== undefined) {
      faults.error(`${shown}/${name}`, 0, "case-twin", `“${name}”和“${twin}”只有大小写不同，有的电脑分不清。`, "请改成不同的名称。");
    }
    seen.set(name.toLowerCase(), name);
  }
  return out;
}

function mdFiles(folder: string, shown: string, form: RegExp, advice: string, faults: Faults): { id: string; name: string }[] {
  const out: { id: string; name: string }[] = [];
  for (const e of list(folder, shown, faults)) {
    const id = e.name.replace(/\.md$/, "");
    if (e.isFolder || id === e.name || !form.test(id) || DEVICE.test(id)) {
      faults.error(`${shown}/${e.name}`, 0, "stray-file", `这里不该有“${e.name}”。`, `文件名用${advice}。`);
      continue;
    }
    out.push({ id, name: e.name });
  }
  return out;
}

function readSiteFile(root: string, shown: string, top: readonly Found[], state: ReadState): Site | undefined {
  const file = `${shown}/site.yaml`;
  if (!top.some((e) => e.name === "site.yaml" && !e.isFolder)) {
    state.faults.error(file, 0, "site-missing", "缺少 site.yaml：不知道是哪个机关在公开。", "请运行 npm run init，或者照示例写一个。");
    return undefined;
  }
  const source = decode(join(root, "site.yaml"), file, state);
  const header = source === undefined ? undefined : parseYaml(file, source, state.faults);
  const before = state.faults.list.length;
  const site = header && readSite(file, header, state.faults);
  if (source !== undefined) checkFile(file, source, siteFields, state, { passed: false, bodyPublic: true, own: ownOf(site) });
  return site && state.faults.list.slice(before).every((p) => p.severity !== "error") ? Object.freeze(site) : undefined;
}

function readKind(name: KindName, folder: string, shown: string, vocabulary: Vocabulary, state: ReadState): Entry[] {
  const out: Entry[] = [];
  const { faults } = state;
  const { fields, published } = kinds[name];
  for (const year of list(folder, shown, faults)) {
    const yearShown = `${shown}/${year.name}`;
    if (!year.isFolder || !YEAR.test(year.name)) {
      faults.error(yearShown, 0, "stray-file", `这里不该有“${year.name}”。`, `记录要放在年份文件夹里，写法如 ${shown}/2025/0001.md。`);
      continue;
    }
    const yearFolder = join(folder, year.name);
    for (const e of list(yearFolder, yearShown, faults)) {
      const path = `${yearShown}/${e.name}`;
      const serial = e.isFolder ? e.name : e.name.replace(/\.md$/, "");
      if (!ID.test(serial) || DEVICE.test(serial) || (!e.isFolder && serial === e.name)) {
        faults.error(
          path,
          0,
          "stray-file",
          `“${e.name}”不是记录的文件名。`,
          `记录的文件名是流水号加 .md，写法如 ${yearShown}/0001.md；附件放在同名的文件夹里，写法如 ${yearShown}/0001/fujian.pdf。`,
        );
      } else if (e.isFolder) {
        if (published) readAttachments(`${name}/${year.name}/${serial}`, join(yearFolder, e.name), path, state);
        else faults.error(path, 0, "stray-file", "这一类记录不公开附件。", "请把文件夹移走。");
      } else {
        const read = readMarkdown(join(yearFolder, e.name), path, fields, vocabulary, state, published);
        const id = `${name}/${year.name}/${serial}`;
        if (read) out.push(Object.freeze({ id, kind: name, year: Number(year.name), serial, ...read }));
        else state.unread.add(id);
      }
    }
  }
  return out;
}

function readAttachments(address: string, folder: string, shown: string, state: ReadState): void {
  for (const e of list(folder, shown, state.faults)) {
    const file = `${shown}/${e.name}`;
    const extension = /\.([a-z0-9]+)$/.exec(e.name)?.[1];
    if (e.isFolder || !extension || !/^[a-z0-9][a-z0-9-]{0,60}\.[a-z0-9]+$/.test(e.name)) {
      state.faults.error(
        file,
        0,
        "attachment-name",
        `附件的文件名是“${e.name}”。`,
        "附件的文件名只用小写英文字母、数字和减号，写法如 fujian-1.pdf；不再分文件夹。",
      );
      continue;
    }
    if (!ATTACHMENT_TYPES.has(extension)) {
      state.faults.error(file, 0, "attachment-type", `.${extension} 文件不能作附件。`, `可以用的有：${[...ATTACHMENT_TYPES].join("、")}。`);
      continue;
    }
    const { size } = lstatSync(join(folder, e.name));
    if (size > MAX_ATTACHMENT) {
      state.faults.error(file, 0, "attachment-size", `附件有 ${Math.ceil(size / 1048576)} MB，最多 20 MB。`, "请压缩或分成几个。");
      continue;
    }
    state.attachments.set(`${address}/${e.name}`, { path: `${address}/${e.name}`, file, size });
  }
}

/** Bytes → text. A file that is not UTF-8 is named as what it most likely is. */
function decode(path: string, shown: string, state: ReadState): string | undefined {
  state.filesRead++;
  state.onFile?.(state.filesRead);
  const text = readFileSync(path, "utf8");
  // Only a text with a replacement character can have been anything else.
  if (!text.includes("\ufffd")) return text;
  try {
    return utf8.decode(readFileSync(path));
  } catch {
    state.faults.error(
      shown,
      0,
      "not-utf8",
      "文件的编码不是 UTF-8（多半是 GBK，也叫 ANSI）。",
      "请在记事本里“另存为”，编码选 UTF-8，再保存。",
    );
    return undefined;
  }
}

type Markdown = Pick<Entry, "file" | "lines" | "body" | "bodyLine"> & Record<string, unknown>;

function readMarkdown(
  path: string,
  shown: string,
  fields: Parameters<typeof readFields>[1],
  vocabulary: Vocabulary,
  state: ReadState,
  bodyPublic = true,
): Markdown | undefined {
  const { faults } = state;
  const source = decode(path, shown, state);
  const parsed = source === undefined ? undefined : parseFile(shown, source, faults);
  const read = parsed && readFields(parsed.header, fields, { file: shown, faults, vocabulary });
  const review = read?.values?.review as { by?: string; reason?: string } | undefined;
  const passed = Boolean(review?.by && review.reason);
  if (source !== undefined) checkFile(shown, source, fields, state, { passed, bodyPublic, own: state.own });
  if (!parsed || !read) return undefined;
  const { values, lines } = read;
  const bad = forbiddenAt(parsed.body);
  if (bad >= 0) {
    const line = parsed.bodyLine + parsed.body.slice(0, bad).split("\n").length - 1;
    faults.error(
      shown,
      line,
      "character",
      `正文里有看不见的控制字符（${forbiddenCharacter(parsed.body)}）。`,
      "请把这一行删去重打，不要从网页直接粘贴。",
    );
    return undefined;
  }
  return values && { file: shown, lines, body: parsed.body.normalize("NFC"), bodyLine: parsed.bodyLine, ...values };
}

/** What is private or secret in one file, whether or not it could be read as a record. */
function checkFile(
  file: string,
  source: string,
  labels: Parameters<typeof readFields>[1],
  { faults, masked }: ReadState,
  how: { readonly passed: boolean; readonly bodyPublic: boolean; readonly own: Own },
): void {
  checkSource({ file, source, labels, faults, masked, ...how });
}
