/** The only reader of `content/`: folder → typed records, every file read once; what cannot be read is a fault. */
import { closeSync, type Dirent, openSync, readdirSync, readFileSync, readSync, statSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { checkBody, checkHeaderText, type TextFault } from "./check/text.ts";
import { type Encoding, encodingOf, toUtf8 } from "./encoding.ts";
import { mendSigns, type Parsed, parseFile, parseYaml, type Raw } from "./frontmatter.ts";
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
import { nextSerial } from "./model/write.ts";
import { savedAsText } from "./office/saved-as-text.ts";
import { nothingOwn, type Own, ownOf } from "./privacy/own.ts";
import { checkMaskPairs, checkName, checkSource, type MaskedAt } from "./privacy/source.ts";
import { Faults, nearest, type Problem } from "./problem.ts";
import { isPhoto, placeOfPhoto } from "./published-file.ts";
import { forbiddenAt, forbiddenCharacter } from "./rules/characters.ts";
import { isDeviceName, nameFault, nameKey, offeredName } from "./rules/file-names.ts";
import { attachmentFault, attachmentTypes, ENDS, type FileBytes } from "./rules/file-types.ts";

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
  /** Records and attachments that are there but have a fault of their own: what points to them is not at fault. */
  readonly unread: ReadonlySet<string>;
  /** Those of the unread records in which no review is written, and of the unread pages that say they are drafts. */
  readonly unreviewed?: ReadonlySet<string>;
  readonly filesRead: number;
  /** Masked numbers in the texts, in the order of reading. */
  readonly masked?: readonly MaskedAt[];
  readonly problems: readonly Problem[];
}

const ID = /^[a-z0-9-]{1,80}$/;
const YEAR = /^20\d\d$/;
/** A record is words: what is larger was put there by mistake. */
const MAX_TEXT_BYTES = 8 * 1024 * 1024;

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

interface ReadState {
  readonly faults: Faults;
  readonly attachments: Map<string, Attachment>;
  readonly unread: Set<string>;
  readonly unreviewed: Set<string>;
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
    unreviewed: new Set(),
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
      unreviewed: new Set(),
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
        const read = readMarkdown(join(root, "reports", e.name), `${path}/${e.name}`, reportFields, vocabulary, state, true, true);
        if (read) reports.push({ id: e.id, ...read } as unknown as ReportWords);
        else state.unread.add(`reports/${e.id}`);
      }
    } else if (entry.isFolder && entry.name === "pages") {
      for (const e of mdFiles(join(root, "pages"), path, ID, "小写英文字母、数字和减号，写法如 guide.md", faults)) {
        const read = readMarkdown(join(root, "pages", e.name), `${path}/${e.name}`, pageFields, vocabulary, state);
        if (read) pages.push({ id: e.id, ...read } as unknown as StandingPage);
        else {
          state.unread.add(`pages/${e.id}`);
          if (says(join(root, "pages", e.name), DRAFT)) state.unreviewed.add(`pages/${e.id}`);
        }
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
    unreviewed: state.unreviewed,
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

/** What systems, editors and office programs leave in a folder. Any other hidden file is a stray one. */
const LEFT_BY_PROGRAMS =
  /^(?:\.(?:DS_Store|git\w*|vscode|idea|editorconfig|_.*|~.*|.*\.sw[a-p]|directory|localized)|~\$.*|~.*\.tmp|.*\.crswap|Thumbs\.db|desktop\.ini)$/;

/** What a system says of a folder that may not be opened; the last two are Windows'. */
const CLOSED = new Set(["EACCES", "EPERM", "EBUSY"]);

/** Names in a folder, by code point; what programs leave there is passed over, links are faults. */
function list(folder: string, shown: string, faults: Faults): Found[] {
  const out: Found[] = [];
  let entries: Dirent[];
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if (shown === folder.replaceAll("\\", "/") && !CLOSED.has((error as NodeJS.ErrnoException).code ?? "")) throw error;
    faults.error(shown, 0, "file-unreadable", `文件夹“${shown}”打不开。`, "请确认它还在，而且您有权限打开。");
    return out;
  }
  for (const e of entries) {
    if (LEFT_BY_PROGRAMS.test(e.name)) continue;
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
    const twin = seen.get(nameKey(name));
    if (twin !== undefined) {
      const free = offeredName(name, "fujian", (n) => seen.has(nameKey(n)) || out.some((o) => nameKey(o.name) === nameKey(n)));
      faults.error(
        `${shown}/${name}`,
        0,
        "case-twin",
        `“${name}”和“${twin}”只有${twin.toLowerCase() === name.toLowerCase() ? "大小写" : "写法"}不同，有的电脑分不清。`,
        `请把一个改成不同的名称，例如 ${free}。`,
      );
    }
    seen.set(nameKey(name), name);
  }
  return out;
}

function mdFiles(folder: string, shown: string, form: RegExp, advice: string, faults: Faults): { id: string; name: string }[] {
  const out: { id: string; name: string }[] = [];
  for (const e of list(folder, shown, faults)) {
    const id = e.name.replace(/\.md$/, "");
    if (e.isFolder || id === e.name || !form.test(id) || isDeviceName(id)) {
      const why = nameFault(e.name);
      const other = why === undefined || e.isFolder ? "" : `可以改成 ${offeredName(e.name, "page")}。`;
      faults.error(
        `${shown}/${e.name}`,
        0,
        "stray-file",
        `这里不该有“${e.name}”${why === undefined ? "" : `：${why}`}。`,
        `文件名用${advice}。${other}`,
      );
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
    const here = list(yearFolder, yearShown, faults);
    // Serials that were offered.
    const given: string[] = [];
    for (const e of here) {
      const path = `${yearShown}/${e.name}`;
      const serial = e.isFolder ? e.name : e.name.replace(/\.md$/, "");
      if (!ID.test(serial) || isDeviceName(serial) || (!e.isFolder && serial === e.name)) {
        const why = nameFault(e.name);
        const number = e.isFolder ? undefined : copiedSerial(e.name);
        if (number !== undefined) {
          given.push(nextSerial([...here.map((f) => f.name.replace(/\.md$/, "")), ...given]));
          faults.error(
            path,
            0,
            "serial-copy",
            `“${e.name}”像是 ${number}.md 的另一份：两个人用了同一个流水号，或者复制过。`,
            `是另一条信息的，请把文件名改成 ${given.at(-1)}.md（有附件文件夹的一起改名）；重复的，请删去。`,
          );
          continue;
        }
        faults.error(
          path,
          0,
          "stray-file",
          `“${e.name}”不是记录的文件名${why === undefined ? "" : `：${why}`}。`,
          `记录的文件名是流水号加 .md，写法如 ${yearShown}/0001.md；附件放在同名的文件夹里，写法如 ${yearShown}/0001/fujian.pdf。`,
        );
      } else if (e.isFolder) {
        if (published) readAttachments(`${name}/${year.name}/${serial}`, join(yearFolder, e.name), path, state);
        else faults.error(path, 0, "stray-file", "这一类记录不公开附件。", "请把文件夹移走。");
      } else {
        const read = readMarkdown(join(yearFolder, e.name), path, fields, vocabulary, state, published);
        const id = `${name}/${year.name}/${serial}`;
        if (read) out.push(Object.freeze({ id, kind: name, year: Number(year.name), serial, ...read }));
        else {
          state.unread.add(id);
          if (published && !says(join(yearFolder, e.name), REVIEW)) state.unreviewed.add(id);
        }
      }
    }
  }
  return out;
}

/** The serial of which a file's name says that it is another one: `0007 (1).md`, `0007-副本.md`, `副本0007.md`, `0007_2.md`. */
function copiedSerial(name: string): string | undefined {
  const [, before, digits, after] = /^(.*?)(\d{4,9})(.*)\.md$/i.exec(name.normalize("NFKC")) ?? [];
  const said = /^[\s_-]*(?:[([]?\d{1,2}[)\]]?)?[\s_-]*(?:[([]?\s*(?:副本|复制|拷贝|备份|copy|冲突|conflict).*)?$/i;
  if (digits === undefined || !said.test(after ?? "") || !/^(?:(?:副本|复制|拷贝|备份|复件|copy of)[\s_-]*)?$/i.test(before ?? ""))
    return undefined;
  return `${before}${after}`.trim() === "" ? undefined : digits;
}

/** A line that begins with the key of a review, or with its Chinese name. */
const REVIEW = /^[^\p{L}\n]{0,4}(?:review\b|发布审查|审查)/imu;
const DRAFT = /^[^\p{L}\n]{0,4}(?:draft\b|草稿)/imu;

/** Does a file that could not be read as a record have such a line? Of what cannot be opened, yes: nobody knows better. */
function says(path: string, form: RegExp): boolean {
  try {
    const bytes = readFileSync(path).subarray(0, MAX_TEXT_BYTES);
    const text = toUtf8(bytes, encodingOf(bytes)) ?? new TextDecoder().decode(bytes);
    return form.test(text.normalize("NFKC"));
  } catch {
    return true;
  }
}

function readAttachments(address: string, folder: string, shown: string, state: ReadState): void {
  const here = list(folder, shown, state.faults);
  const taken = new Set(here.map((e) => nameKey(e.name)));
  for (const e of here) {
    const file = `${shown}/${e.name}`;
    const extension = /\.([a-z0-9]+)$/.exec(e.name)?.[1];
    if (e.isFolder || !extension || !/^[a-z0-9][a-z0-9-]{0,60}\.[a-z0-9]+$/.test(e.name) || isDeviceName(e.name)) {
      const why = nameFault(e.name);
      const free = offeredName(e.name, "fujian", (n) => taken.has(nameKey(n)));
      taken.add(nameKey(free));
      state.faults.error(
        file,
        0,
        "attachment-name",
        `附件${e.isFolder ? "文件夹里又有文件夹“" : "的文件名是“"}${e.name}”${why === undefined ? "" : `：${why}`}。`,
        e.isFolder
          ? "附件不再分文件夹，请把里面的文件移到外面一层。"
          : `附件的文件名只用小写英文字母、数字和减号。请改成例如 ${free}，记录的 attachments 里也写这个名称。`,
      );
      state.unread.add(`${address}/${e.name}`);
      continue;
    }
    const path = join(folder, e.name);
    try {
      // What may not go out at all is not opened.
      const { size } = statSync(path);
      const known = attachmentTypes.includes(extension);
      const bytes = known ? bytesOf(path, size) : { size, head: NOTHING, tail: NOTHING, whole: () => NOTHING };
      const fault = attachmentFault(extension, bytes);
      if (fault) {
        state.faults.error(file, 0, ...fault);
        state.unread.add(`${address}/${e.name}`);
      } else {
        const sent = isPhoto(path) ? checkPhoto(bytes, file, state.faults) : size;
        state.attachments.set(`${address}/${e.name}`, { path: `${address}/${e.name}`, file, size: sent });
      }
    } catch {
      state.faults.error(file, 0, "file-unreadable", "附件打不开。", "请确认文件还在，没有被别的程序占用，而且您有权限打开。");
    }
  }
}

/** What a photo says about itself begins with one of these; it stands at one of its ends. */
const ABOUT = /Exif|eXIf|ns\.adobe\.com|Photoshop 3|[itz]?TXt|tEXt|xyz/;

/** Says where a photo tells its place; gives back how many bytes go out. */
function checkPhoto(photo: FileBytes, file: string, faults: Faults): number {
  const ends = new TextDecoder("windows-1252");
  if (!ABOUT.test(ends.decode(photo.head)) && !ABOUT.test(ends.decode(photo.tail))) return photo.size;
  const { tells, published } = placeOfPhoto(photo.whole());
  const what = "照片里记着拍摄地点（经纬度），别人能据此找到那一家。";
  if (tells === "removed")
    faults.warn(file, 0, "photo-place", what, "公开的那一份会自动去掉地点，不用改；发到微信群、别的网站上的，请也用公开的那一份。");
  if (tells === "kept")
    faults.warn(file, 0, "photo-place-kept", what, "这张照片的格式有点特别，程序去不掉；请用画图打开，另存一张，换上新的。");
  return published.length;
}

const NOTHING = new Uint8Array();

/** The two ends of a file; all of it only when asked for. */
function bytesOf(path: string, size: number): FileBytes {
  const handle = openSync(path, "r");
  try {
    const part = (from: number): Uint8Array => {
      const bytes = new Uint8Array(Math.min(ENDS, size - from));
      return bytes.subarray(0, readSync(handle, bytes, 0, bytes.length, from));
    };
    return { size, head: part(0), tail: part(Math.max(0, size - ENDS)), whole: () => readFileSync(path) };
  } finally {
    closeSync(handle);
  }
}

/** How documents, pages and letters that are texts for a program begin. */
const OTHER_TEXT = /^\ufeff?\s*(?:\{\\rtf|%PDF-|<[!?a-z]|(?:MIME-Version|From|Message-ID):)/i;

/** Bytes → text. A file that is not UTF-8 is named as what it most likely is. */
function decode(path: string, shown: string, state: ReadState): string | undefined {
  state.filesRead++;
  state.onFile?.(state.filesRead);
  let bytes: Uint8Array;
  try {
    if (statSync(path).size > MAX_TEXT_BYTES) {
      state.faults.error(shown, 0, "body-too-long", "文件超过 8 MB，不像是一条记录。", "请把长的内容作为附件。");
      return undefined;
    }
    const text = readFileSync(path, "utf8");
    // Only a text with a replacement character, or that begins as one of a program's, can have been anything else.
    if (!text.includes("\ufffd") && !OTHER_TEXT.test(text)) return text;
    bytes = readFileSync(path);
  } catch {
    state.faults.error(shown, 0, "file-unreadable", "文件打不开。", "请确认文件还在，没有被别的程序占用，而且您有权限打开。");
    return undefined;
  }
  const other = savedAsText(bytes, basename(path).replace(/\.[^.]*$/, ""));
  if (other) {
    state.faults.error(shown, 0, "file-not-text", ...other);
    return undefined;
  }
  try {
    return utf8.decode(bytes);
  } catch {
    const line = new TextDecoder().decode(bytes).split("\ufffd", 1)[0]?.split("\n").length ?? 0;
    state.faults.error(shown, line, "not-utf8", ...adviceOn[encodingOf(bytes)]);
    return undefined;
  }
}

const saveAs = "请在记事本里“另存为”，编码选 UTF-8，再保存；也可以运行 npm run check -- --fix-encoding，由程序转换。";
const adviceOn: Readonly<Record<Encoding, readonly string[]>> = {
  gb18030: ["文件的编码不是 UTF-8（多半是 GBK，也叫 ANSI）。", saveAs],
  "utf-16le": ["文件的编码不是 UTF-8，是 UTF-16（记事本里叫 Unicode）。", saveAs],
  "utf-16be": ["文件的编码不是 UTF-8，是 UTF-16（记事本里叫 Unicode）。", saveAs],
  broken: ["这一行有坏掉的字：多半是复制的时候只复制了一半。", "请把这一行的乱码删去重打，保存时编码选 UTF-8。"],
  unknown: ["文件的编码不是 UTF-8，也认不出是哪一种，可能不是文字。", "请用原来的软件打开，把文字复制到新的文件里，编码选 UTF-8，再保存。"],
  "utf-8": ["文件的编码不是 UTF-8。", saveAs],
};

export interface EncodingFix {
  readonly file: string;
  /** Undefined when the file was left as it is: its words could not be told for sure. */
  readonly from: Encoding | undefined;
}

/** Every text file of a content folder; records stand two folders deep, what is below them are attachments. */
function eachText(folder: string, visit: (path: string, shown: string) => void): void {
  const walk = (path: string, shown: string, depth: number): void => {
    for (const e of list(path, shown, new Faults())) {
      const [at, file] = [join(path, e.name), `${shown}/${e.name}`];
      if (e.isFolder && depth < 2) walk(at, file, depth + 1);
      else if (!e.isFolder && /\.md$|^site\.yaml$/.test(e.name) && statSync(at).size <= MAX_TEXT_BYTES) visit(at, file);
    }
  };
  const root = folder.replace(/[/\\]+$/, "") || folder;
  walk(root, root.replaceAll("\\", "/"), 0);
}

/** Turns text files of a content folder that are GBK or UTF-16 into UTF-8, in place, where the same bytes would come back. */
export function fixEncodings(folder: string): EncodingFix[] {
  const out: EncodingFix[] = [];
  eachText(folder, (path, file) => {
    const bytes = readFileSync(path);
    const encoding = encodingOf(bytes);
    if (encoding === "utf-8") return;
    const text = toUtf8(bytes, encoding);
    if (text !== undefined) writeFileSync(path, text);
    out.push({ file, from: text === undefined ? undefined : encoding });
  });
  return out;
}

/** Mends signs that nobody sees in the text files of a content folder, in place; gives back which files were changed. */
export function fixSigns(folder: string): string[] {
  const out: string[] = [];
  eachText(folder, (path, file) => {
    if (!path.endsWith(".md")) return;
    const bytes = readFileSync(path);
    if (encodingOf(bytes) !== "utf-8") return;
    const text = bytes.toString("utf8");
    const mended = mendSigns(text);
    if (mended === text) return;
    writeFileSync(path, mended);
    out.push(file);
  });
  return out;
}

type Markdown = Pick<Entry, "file" | "lines" | "body" | "bodyLine"> & Record<string, unknown>;

function readMarkdown(
  path: string,
  shown: string,
  fields: Parameters<typeof readFields>[1],
  vocabulary: Vocabulary,
  state: ReadState,
  bodyPublic = true,
  inPart = false,
): Markdown | undefined {
  const { faults } = state;
  const source = decode(path, shown, state);
  const parsed = source === undefined ? undefined : parseFile(shown, source, faults);
  const read = parsed && readFields(parsed.header, fields, { file: shown, faults, vocabulary });
  const review = read?.values?.review as { by?: string; reason?: string } | undefined;
  const passed = Boolean(review?.by && review.reason);
  if (source !== undefined) checkFile(shown, source, fields, state, { passed, bodyPublic, own: state.own });
  if (!parsed || !read) return undefined;
  // Of a report with a fault in one of its keys the others are still checked: all that is wrong is told at once.
  const { lines } = read;
  const values = read.values ?? (inPart ? read.partial : undefined);
  const bad = forbiddenAt(parsed.body);
  if (bad >= 0) {
    const line = parsed.bodyLine + parsed.body.slice(0, bad).split("\n").length - 1;
    faults.error(
      shown,
      line,
      "character",
      `正文里有看不见的控制字符（${forbiddenCharacter(parsed.body)}）。`,
      "请把这一行删去重打，不要从网页直接粘贴；也可以运行 npm run check -- --fix-signs，由程序去掉。",
    );
    return undefined;
  }
  if (bodyPublic) checkText(shown, parsed, fields, faults);
  return values && { file: shown, lines, body: parsed.body.normalize("NFC"), bodyLine: parsed.bodyLine, ...values };
}

/** What will look broken in the words of a file, and in its header. */
function checkText(file: string, { header, body, bodyLine }: Parsed, fields: Parameters<typeof readFields>[1], faults: Faults): void {
  const tell = (from: number, f: TextFault, where: string): void => {
    const at = [file, from + f.line, f.rule, `${where}${f.what}`, f.advice] as const;
    if (f.severity === "error") faults.error(...at);
    else faults.warn(...at);
  };
  const visit = (raw: Raw, label: string): void => {
    if (raw.kind === "text") for (const f of checkHeaderText(raw.text)) tell(raw.line, f, `${label}：`);
    else for (const r of raw.kind === "list" ? raw.items : raw.entries.values()) visit(r, label);
  };
  for (const [key, raw] of header.entries) visit(raw, fields[key]?.label ?? key);
  for (const f of checkBody(body)) tell(bodyLine, f, "");
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
