/** The words of an attachment (PDF, Word, Excel, PowerPoint, OFD, CSV, plain text): what a reader sees, and what else the file holds. */
import { type UnzipFileInfo, unzipSync } from "fflate";
import { Parser } from "htmlparser2";

/** One stretch of text of an attachment. */
export interface TextPart {
  /** Where it stands, as a clerk would say it: “正文”, “第 3 页”, “批注”, “隐藏的工作表“补贴””. */
  readonly where: string;
  readonly text: string;
  /** Does a reader who simply opens the file see it? Not: comments, deleted and hidden text, hidden sheets, rows and columns, properties. */
  readonly visible: boolean;
}

export interface AttachmentText {
  readonly parts: readonly TextPart[];
  /** Why there is no (full) text: a password, damage, no words to be seen (a scan), or a type we do not read. */
  readonly lack?: "encrypted" | "damaged" | "noText" | "unsupported";
}

/** The most that one attachment may unfold to. */
const MOST_BYTES = 100 * 1024 * 1024;
/** No word processor nests deeper. */
const MOST_DEPTH = 512;

/** Reads the words of an attachment. Never throws, never prints; the same bytes give the same words everywhere. */
export async function readAttachmentText(bytes: Uint8Array, extension: string): Promise<AttachmentText> {
  try {
    return await readKind(bytes, extension.toLowerCase().replace(/^\./, ""));
  } catch {
    return { parts: [], lack: "damaged" };
  }
}

/** The words that a reader sees, paragraphs and rows one a line. */
export const visibleText = (t: AttachmentText): string =>
  t.parts
    .filter((p) => p.visible)
    .map((p) => p.text)
    .join("\n");

async function readKind(bytes: Uint8Array, kind: string): Promise<AttachmentText> {
  switch (kind) {
    case "pdf":
      return readPdf(bytes);
    case "docx":
    case "xlsx":
    case "pptx":
      return isCompoundFile(bytes) ? { parts: [], lack: lackOfCompoundFile(bytes) } : readPack(bytes, kind, { left: MOST_BYTES });
    case "ofd":
      return readPack(bytes, kind, { left: MOST_BYTES });
    case "csv":
    case "txt":
      return readPlain(bytes, kind);
    default:
      return { parts: [], lack: "unsupported" };
  }
}

// --- Parts ---

/** Collects parts; what is empty is left out. */
interface Parts {
  readonly list: TextPart[];
  add(where: string, text: string, visible: boolean): void;
}

function newParts(): Parts {
  const list: TextPart[] = [];
  const add = (where: string, text: string, visible: boolean): void => {
    const clean = tidy(text);
    if (clean !== "") list.push({ where, text: clean, visible });
  };
  return { list, add };
}

function finished({ list: parts }: Parts, damaged: boolean): AttachmentText {
  if (damaged) return { parts, lack: "damaged" };
  return parts.some((p) => p.visible) ? { parts } : { parts, lack: "noText" };
}

// PDF makers write the radical ⽤ where the character 用 is meant: one glyph serves both. Those that Unicode itself does not equate:
const RADICALS_AND_CHARACTERS = [
  "⼾户⺅亻⺉刂⺎兀⺐尢⺒巳⺓幺⺕彐⺖忄⺘扌⺙攵⺠民⺡氵⺣灬⺦丬⺨犭⺭礻⺰纟⺺肀⺾艹⻁虎⻂衤⻄西⻅见⻆角⻈讠⻉贝⻋车⻌辶⻐钅⻑長",
  "⻓长⻔门⻖阝⻘青⻙韦⻚页⻛风⻜飞⻝食⻠饣⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻬齐⻮齿⻰龙㬵胶",
].join("");
const RADICALS = new Map(Array.from(RADICALS_AND_CHARACTERS.matchAll(/(.)(.)/gu), ([, radical = "", own = ""]) => [radical, own]));

/** Clean lines: no invisible characters, no blanks at the ends, no empty lines, characters in place of radicals. */
const tidy = (text: string): string =>
  text
    .replace(/\r\n?|[\u2028\u2029]/g, "\n")
    .replace(/[\u2e80-\u2fdf\u3b35]/g, (c) => RADICALS.get(c) ?? c.normalize("NFKC"))
    .replace(/[^\S\n\u3000]|(?!\n)[\p{Cc}\p{Cf}\p{Cs}\ufffe\uffff]/gu, " ")
    .split("\n")
    .map((line) => line.replace(/ {2,}/g, " ").trim())
    .filter((line) => line !== "")
    .join("\n");

// --- ZIP and XML ---

/** An opened package: the XML files that we need, by path. */
interface Pack {
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** Every path, also of what was not unfolded. */
  readonly paths: ReadonlySet<string>;
  damaged: boolean;
}

/** What may still be unfolded. */
interface Budget {
  left: number;
}

/** Unfolds the files that are wanted; throws when they are too many or too large, before unfolding them. */
function openPack(bytes: Uint8Array, wanted: RegExp, budget: Budget): Pack {
  const paths = new Set<string>();
  const plain = (name: string): string => name.replaceAll("\\", "/").replace(/^\//, "");
  const filter = ({ name, originalSize, size }: UnzipFileInfo): boolean => {
    paths.add(plain(name));
    if (!wanted.test(plain(name))) return false;
    budget.left -= Math.max(originalSize, size);
    if (budget.left < 0) throw new RangeError("too large");
    return true;
  };
  const files = new Map(Object.entries(unzipSync(bytes, { filter })).map(([name, data]) => [plain(name), data]));
  return { files, paths, damaged: false };
}

/** Paths that match, in the order of their numbers. */
function pathsOf(pack: Pack, pattern: RegExp): string[] {
  const number = (path: string): number => Number(/(\d{1,9})\.\w+$/.exec(path)?.[1] ?? 0);
  return [...pack.files.keys()].filter((p) => pattern.test(p)).sort((a, b) => number(a) - number(b) || (a < b ? -1 : 1));
}

type Attributes = Readonly<Record<string, string>>;

/** What is told of a file's XML. Names come without prefix; `path` names the elements around. */
interface XmlReader {
  open?(name: string, attributes: Attributes, path: readonly string[]): void;
  text?(text: string): void;
  close?(name: string, path: readonly string[]): void;
}

const local = (name: string): string => name.slice(name.indexOf(":") + 1);

/** An attribute by its name with any prefix or none. */
function attribute(attributes: Attributes, name: string): string | undefined {
  return attributes[name] ?? prefixed(attributes, name);
}

/** An attribute that has a prefix, as `r:id` beside `id`. */
function prefixed(attributes: Attributes, name: string): string | undefined {
  for (const key in attributes) if (key.endsWith(`:${name}`)) return attributes[key];
  return undefined;
}

/** `<w:vanish/>` and `hidden="1"` say yes, `w:val="0"` says no. */
const isOn = (value: string | undefined): boolean => value !== undefined && !/^(?:0|false|off)$/i.test(value);

function decodeXml(bytes: Uint8Array): string {
  const [a, b] = bytes;
  const declared = /encoding\s*=\s*["']([\w-]{1,40})["']/.exec(String.fromCharCode(...bytes.subarray(0, 120)))?.[1] ?? "utf-8";
  const label = a === 0xff && b === 0xfe ? "utf-16le" : a === 0xfe && b === 0xff ? "utf-16be" : declared;
  try {
    return new TextDecoder(label).decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes);
  }
}

/** Walks through an XML file. A file that breaks off marks the package as damaged; its beginning is read all the same. */
function walkXml(pack: Pack, file: string, reader: XmlReader): void {
  const bytes = pack.files.get(file);
  if (!bytes) return;
  const source = decodeXml(bytes);
  const path: string[] = [];
  let root = "";
  let elements = 0;
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        root ||= name;
        elements++;
        if (path.length >= MOST_DEPTH) throw new RangeError("too deep");
        reader.open?.(local(name), attributes, path);
        path.push(local(name));
      },
      ontext: (text) => reader.text?.(text),
      onclosetag(name) {
        path.pop();
        reader.close?.(local(name), path);
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  try {
    parser.end(source);
  } catch {
    pack.damaged = true;
  }
  const end = source
    .slice(-1000)
    .replace(/<!--[\s\S]*?-->/g, "")
    .trimEnd();
  if (root === "" || !(end.endsWith(`</${root}>`) || (elements === 1 && end.endsWith("/>")))) pack.damaged = true;
}

/** The words of the elements that are wanted, one element a line, or one line up to each end of a `lines` element. */
function wordsOf(pack: Pack, file: string, wanted: (name: string, path: readonly string[]) => boolean, lines = /./): string {
  const out: string[] = [];
  let within = 0;
  walkXml(pack, file, {
    open(name, _attributes, path) {
      if (within > 0 || wanted(name, path)) within++;
    },
    text(text) {
      if (within > 0) out.push(text);
    },
    close(name) {
      if (within > 0) within--;
      if (lines.test(name)) out.push("\n");
    },
  });
  return out.join("");
}

/** Joins a target to the folder of the file that names it. */
function resolvePath(from: string, target: string): string {
  const parts = target.startsWith("/") ? [] : from.split("/").slice(0, -1);
  for (const step of target.split("/")) {
    if (step === "..") parts.pop();
    else if (step !== "" && step !== ".") parts.push(step);
  }
  return parts.join("/");
}

interface Relation {
  readonly id: string;
  readonly type: string;
  readonly path: string;
}

/** What a part of an Office package refers to. */
function relationsOf(pack: Pack, part: string): Relation[] {
  const out: Relation[] = [];
  walkXml(pack, part.replace(/([^/]*)$/, "_rels/$1.rels"), {
    open(name, { Id, Type, Target }) {
      if (name === "Relationship" && Target !== undefined)
        out.push({ id: Id ?? "", type: Type?.split("/").at(-1) ?? "", path: resolvePath(part, Target) });
    },
  });
  return out;
}

// --- Packages ---

const PROPERTIES = String.raw`docProps/(?:core|app|custom)\.xml$|.*\.psmdcp$`;
const WANTED = {
  docx: String.raw`word/(?:document|header|footer|footnotes|endnotes|comments|styles)\d*\.xml$`,
  xlsx: String.raw`xl/(?:workbook|styles|sharedStrings|comments[^/]*|(?:_rels|worksheets|worksheets/_rels|comments|threadedComments|drawings|pivotCache|externalLinks)/[^/]+)\.(?:xml|rels)$`,
  pptx: String.raw`ppt/(?:presentation\.xml|_rels/presentation\.xml\.rels|(?:slides|notesSlides|comments)/(?:_rels/)?[^/]+)$`,
  ofd: String.raw`(?:.*/)?[^/]+\.xml$`,
};
const SHARED = String.raw`(?:word|xl|ppt)/(?:diagrams/data\d*\.xml|charts/chart\d*\.xml|embeddings/[^/]+\.(?:docx|xlsx|pptx))$`;

function readPack(bytes: Uint8Array, kind: keyof typeof WANTED, budget: Budget, depth = 0): AttachmentText {
  const pack = openPack(bytes, new RegExp(`^(?:${[WANTED[kind], PROPERTIES, ...(depth < 2 ? [SHARED] : [])].join("|")})`, "i"), budget);
  const parts = newParts();
  if (kind === "ofd") {
    if ([...pack.paths].some((p) => /(?:^|\/)encryptions\.xml$/i.test(p))) return { parts: [], lack: "encrypted" };
    readOfd(pack, parts);
    return finished(parts, pack.damaged);
  }
  const read = { docx: readDocx, xlsx: readXlsx, pptx: readPptx };
  read[kind](pack, parts);
  for (const path of pathsOf(pack, /\/diagrams\/data\d*\.xml$/)) parts.add("图示", wordsOf(pack, path, isText, /^p$/), true);
  for (const path of kind === "xlsx" ? [] : pathsOf(pack, /\/charts\/chart\d*\.xml$/)) {
    parts.add(
      "图表",
      wordsOf(pack, path, (name, around) => name === "t" || (name === "v" && around.includes("strCache")), /^(?:p|v)$/),
      true,
    );
  }
  for (const path of pathsOf(pack, new RegExp(`(?:${PROPERTIES})`, "i"))) parts.add("文件属性", propertiesOf(pack, path), false);
  for (const path of pathsOf(pack, /\/embeddings\//)) {
    const inner = (/\.(docx|xlsx|pptx)$/i.exec(path)?.[1]?.toLowerCase() ?? "docx") as "docx" | "xlsx" | "pptx";
    const { parts: held } = readEmbedded(pack.files.get(path) ?? new Uint8Array(), inner, budget, depth + 1);
    for (const { where, text } of held) parts.add(`嵌入的文件：${where}`, text, false);
  }
  return finished(parts, pack.damaged);
}

/** A workbook behind a chart, a document within a document. One that cannot be read harms nothing but a budget that is used up. */
function readEmbedded(bytes: Uint8Array, kind: "docx" | "xlsx" | "pptx", budget: Budget, depth: number): AttachmentText {
  try {
    return readPack(bytes, kind, budget, depth);
  } catch (error) {
    if (budget.left < 0) throw error;
    return { parts: [] };
  }
}

const isText = (name: string): boolean => name === "t";

/** Who made it and what it is called; custom properties with their names. */
function propertiesOf(pack: Pack, file: string): string {
  const out: string[] = [];
  let words = "";
  walkXml(pack, file, {
    open(name, attributes) {
      words = "";
      if (name === "property") out.push(`${attributes.name ?? ""}：`);
    },
    text: (text) => {
      words += text;
    },
    close(name) {
      // Counts of pages and the like say nothing.
      if (!file.endsWith("app.xml") || /^(?:Company|Manager|HyperlinkBase|lpstr)$/.test(name)) out.push(words, "\n");
      words = "";
    },
  });
  return out.join("");
}

/** D0 CF 11 E0: what Office wraps a file with a password in, and what .doc and .xls are. */
const isCompoundFile = (bytes: Uint8Array): boolean => [0xd0, 0xcf, 0x11, 0xe0].every((b, i) => bytes[i] === b);

/** An old .doc or .xls under a new name is not encrypted. */
function lackOfCompoundFile(bytes: Uint8Array): "encrypted" | "unsupported" {
  const holds = (name: string): boolean => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(name, 0, "utf16le");
  if (holds("EncryptedPackage")) return "encrypted";
  return ["WordDocument", "Workbook", "PowerPoint Document"].some(holds) ? "unsupported" : "encrypted";
}

// --- Running text: Word, and the shapes of PowerPoint and Excel ---

/** Text that grows, with one gap at most between two words. */
interface Lines {
  add(text: string): void;
  gap(kind: " " | "\n"): void;
  text(): string;
}

function newLines(): Lines {
  const out: string[] = [];
  let pending = "";
  return {
    add(text) {
      if (text === "") return;
      if (out.length > 0) out.push(pending);
      pending = "";
      out.push(text);
    },
    gap(kind) {
      if (pending !== "\n") pending = kind;
    },
    text: () => out.join(""),
  };
}

/** A stream of paragraphs: the body itself, or a text box within it. */
interface Box {
  readonly shown: Lines;
  readonly deleted: Lines;
  readonly hidden: Lines;
  /** Text boxes whose anchor's paragraph is not over yet. */
  readonly after: Box[];
  tables: number;
  paragraphHidden: boolean;
  runHidden: boolean | undefined;
}

const STREAMS = ["shown", "deleted", "hidden"] as const;

const newBox = (): Box => ({
  shown: newLines(),
  deleted: newLines(),
  hidden: newLines(),
  after: [],
  tables: 0,
  paragraphHidden: false,
  runHidden: undefined,
});

const gapIn = (box: Box, kind: " " | "\n"): void => {
  for (const stream of STREAMS) box[stream].gap(kind);
};

/** A new line in running text; within a table a row stays one line. */
const lineEnd = (box: Box): " " | "\n" => (box.tables > 0 ? " " : "\n");

/** Ends a paragraph and sets the text boxes that hang on it behind it. */
function endParagraph(box: Box): void {
  gapIn(box, lineEnd(box));
  for (const inner of box.after.splice(0)) {
    endParagraph(inner);
    for (const stream of STREAMS) {
      box[stream].add(box.tables > 0 ? inner[stream].text().replaceAll("\n", " ") : inner[stream].text());
    }
    gapIn(box, lineEnd(box));
  }
}

interface Runs {
  readonly shown: string;
  readonly deleted: string;
  readonly hidden: string;
  /** Alternative texts of pictures; Word likes to fill them with paths. */
  readonly described: string;
}

const SHAPES = new Set(["sp", "pic", "graphicFrame", "grpSp", "cxnSp", "drawing"]);

/** Paragraphs and tables of WordprocessingML or DrawingML in reading order. */
function readRuns(pack: Pack, file: string, hiddenStyles: ReadonlySet<string> = new Set()): Runs {
  let box = newBox();
  const outer: Box[] = [];
  const described: string[] = [];
  /** For each mc:AlternateContent around us: is one of its versions read already? */
  const alternates: boolean[] = [];
  let skipped = -1;
  let hiddenShape = -1;
  let struck = 0;
  let reading = false;

  const stream = (): (typeof STREAMS)[number] => {
    if (struck > 0) return "deleted";
    return hiddenShape >= 0 || (box.runHidden ?? box.paragraphHidden) ? "hidden" : "shown";
  };
  const say = (text: string): void => {
    const to = stream();
    box[to].add(text);
    // What is hidden here and there is not one word.
    for (const other of ["deleted", "hidden"] as const) if (other !== to) box[other].gap("\n");
  };

  walkXml(pack, file, {
    open(name, attributes, path) {
      if (skipped >= 0) return;
      const parent = path.at(-1);
      switch (name) {
        case "t":
          reading = true;
          break;
        case "delText":
          reading = true;
          struck++;
          break;
        case "p":
          box.paragraphHidden = false;
          break;
        case "r":
          box.runHidden = undefined;
          break;
        case "vanish":
          if (parent === "rPr" && path.at(-2) === "r") box.runHidden = isOn(attribute(attributes, "val") ?? "1");
          break;
        case "rStyle":
          if (parent === "rPr" && path.at(-2) === "r" && hiddenStyles.has(attribute(attributes, "val") ?? "")) box.runHidden = true;
          break;
        case "pStyle":
          if (parent === "pPr" && path.at(-2) === "p") box.paragraphHidden = hiddenStyles.has(attribute(attributes, "val") ?? "");
          break;
        case "tab":
        case "ptab":
          // Within w:tabs it is a place, not a mark.
          if (parent === "r") box[stream()].gap(" ");
          break;
        case "br":
        case "cr":
          box[stream()].gap(lineEnd(box));
          break;
        case "noBreakHyphen":
          say("-");
          break;
        case "del":
        case "moveFrom":
          struck++;
          break;
        case "tbl":
          box.tables++;
          break;
        case "txbxContent":
        case "rt":
          outer.push(box);
          box = newBox();
          break;
        case "comment":
          if (attribute(attributes, "author")) say(`${attribute(attributes, "author")}：`);
          break;
        case "textpath":
          // A watermark.
          say(attribute(attributes, "string") ?? "");
          endParagraph(box);
          break;
        case "fld":
          if (/^(?:slidenum|datetime)/.test(attributes.type ?? "")) skipped = path.length;
          break;
        case "AlternateContent":
          alternates.push(false);
          break;
        case "Choice":
        case "Fallback":
          if (alternates.at(-1)) skipped = path.length;
          else alternates.splice(-1, 1, true);
          break;
        case "docPr":
        case "cNvPr":
          described.push(attributes.title ?? "", attributes.descr ?? "");
          if (isOn(attributes.hidden) && hiddenShape < 0) hiddenShape = path.findLastIndex((p) => SHAPES.has(p));
          break;
      }
    },
    text(text) {
      if (reading && skipped < 0) say(text.replace(/[\r\n\t]/g, " "));
    },
    close(name, path) {
      if (skipped >= 0) {
        if (path.length <= skipped) skipped = -1;
        return;
      }
      if (path.length === hiddenShape) hiddenShape = -1;
      switch (name) {
        case "t":
          reading = false;
          break;
        case "delText":
          reading = false;
          struck--;
          break;
        case "p":
          endParagraph(box);
          break;
        case "tc":
          gapIn(box, " ");
          break;
        case "tr":
          gapIn(box, box.tables > 1 ? " " : "\n");
          break;
        case "tbl":
          box.tables--;
          break;
        case "del":
        case "moveFrom":
          struck--;
          break;
        case "txbxContent":
        case "rt": {
          const around = outer.pop() ?? newBox();
          around.after.push(box);
          box = around;
          break;
        }
        case "AlternateContent":
          alternates.pop();
          break;
      }
    },
  });
  // A file that breaks off within a text box.
  for (let around = outer.pop(); around !== undefined; around = outer.pop()) {
    around.after.push(box);
    box = around;
  }
  endParagraph(box);
  return { shown: box.shown.text(), deleted: box.deleted.text(), hidden: box.hidden.text(), described: described.join("\n") };
}

/** Styles whose text is hidden, by themselves or by the style they rest on. */
function hiddenStylesOf(pack: Pack, file: string): Set<string> {
  const styles = new Map<string, { base?: string; vanish?: boolean }>();
  let style: { base?: string; vanish?: boolean } = {};
  walkXml(pack, file, {
    open(name, attributes, path) {
      if (name === "style") {
        style = {};
        styles.set(attribute(attributes, "styleId") ?? "", style);
      } else if (name === "basedOn") style.base = attribute(attributes, "val") ?? "";
      else if (name === "vanish" && path.at(-1) === "rPr" && path.at(-2) === "style")
        style.vanish = isOn(attribute(attributes, "val") ?? "1");
    },
  });
  const isHidden = (id: string | undefined, seen: number): boolean => {
    const found = id === undefined || seen > 20 ? undefined : styles.get(id);
    return found !== undefined && (found.vanish ?? isHidden(found.base, seen + 1));
  };
  return new Set([...styles.keys()].filter((id) => isHidden(id, 0)));
}

function readDocx(pack: Pack, parts: Parts): void {
  const styles = pathsOf(pack, /^word\/styles\d*\.xml$/)[0];
  const hiddenStyles = styles === undefined ? new Set<string>() : hiddenStylesOf(pack, styles);
  const rest: Runs[] = [];
  const read = (pattern: RegExp): string[] =>
    pathsOf(pack, pattern).map((path) => {
      const runs = readRuns(pack, path, hiddenStyles);
      rest.push(runs);
      return runs.shown;
    });
  if (pathsOf(pack, /^word\/document\d*\.xml$/).length === 0) pack.damaged = true;
  parts.add("正文", read(/^word\/document\d*\.xml$/).join("\n"), true);
  // First, even and odd pages often say the same.
  const edges = [...read(/^word\/header\d*\.xml$/), ...read(/^word\/footer\d*\.xml$/)];
  parts.add("页眉页脚", [...new Set(edges)].join("\n"), true);
  parts.add("脚注", read(/^word\/footnotes\d*\.xml$/).join("\n"), true);
  parts.add("尾注", read(/^word\/endnotes\d*\.xml$/).join("\n"), true);
  parts.add("批注", read(/^word\/comments\d*\.xml$/).join("\n"), false);
  parts.add("修订中删去的文字", rest.map((r) => r.deleted).join("\n"), false);
  parts.add("隐藏的文字", rest.map((r) => r.hidden).join("\n"), false);
  parts.add("图片的说明文字", rest.map((r) => r.described).join("\n"), false);
}

function readPptx(pack: Pack, parts: Parts): void {
  const main = "ppt/presentation.xml";
  const related = new Map(relationsOf(pack, main).map((r) => [r.id, r.path]));
  const slides: string[] = [];
  if (!pack.files.has(main)) pack.damaged = true;
  walkXml(pack, main, {
    open(name, attributes) {
      const path = name === "sldId" ? related.get(prefixed(attributes, "id") ?? "") : undefined;
      if (path !== undefined) slides.push(path);
    },
  });
  const all = slides.length > 0 ? slides : pathsOf(pack, /^ppt\/slides\/slide\d+\.xml$/);
  const described: string[] = [];
  for (const [i, path] of all.entries()) {
    let shown = true;
    walkXml(pack, path, {
      open(name, { show }) {
        if (name === "sld") shown = isOn(show ?? "1");
      },
    });
    if (!pack.files.has(path)) pack.damaged = true;
    const runs = readRuns(pack, path);
    const slide = `第 ${i + 1} 张幻灯片`;
    parts.add(shown ? slide : `隐藏的${slide}`, runs.shown, shown);
    parts.add(`${slide}里隐藏的文字`, runs.hidden, false);
    described.push(runs.described);
    for (const { type, path: note } of relationsOf(pack, path)) {
      if (type === "notesSlide") parts.add(`${slide}的备注`, readRuns(pack, note).shown, false);
    }
  }
  parts.add("图片的说明文字", described.join("\n"), false);
  for (const path of pathsOf(pack, /^ppt\/comments\/[^/]+\.xml$/)) {
    parts.add(
      "批注",
      wordsOf(pack, path, (name) => name === "text" || name === "t", /^(?:text|p)$/),
      false,
    );
  }
}

// --- Excel ---

interface Book {
  readonly strings: readonly string[];
  readonly formats: readonly NumberFormat[];
  readonly from1904: boolean;
}

function readXlsx(pack: Pack, parts: Parts): void {
  const main = "xl/workbook.xml";
  const related = new Map(relationsOf(pack, main).map((r) => [r.id, r.path]));
  const sheets: { name: string; hidden: boolean; path: string }[] = [];
  let from1904 = false;
  if (!pack.files.has(main)) pack.damaged = true;
  walkXml(pack, main, {
    open(name, attributes) {
      if (name === "workbookPr") from1904 = isOn(attributes.date1904);
      if (name !== "sheet") return;
      const path = related.get(prefixed(attributes, "id") ?? "") ?? `xl/worksheets/sheet${sheets.length + 1}.xml`;
      sheets.push({ name: attributes.name ?? "", hidden: /hidden$/i.test(attributes.state ?? ""), path });
    },
  });
  const book: Book = { strings: sharedStringsOf(pack), formats: formatsOf(pack), from1904 };
  for (const { name, hidden, path } of sheets) {
    const sheet = `工作表“${name}”`;
    if (!pack.files.has(path) && !/chartsheets|dialogsheets/.test(path)) pack.damaged = true;
    const { shown, rest, printed } = readSheet(pack, path, book, hidden);
    parts.add(sheet, shown, true);
    parts.add(hidden ? `隐藏的${sheet}` : `${sheet}里隐藏的行、列或单元格`, rest, false);
    parts.add(`${sheet}打印时的页眉页脚`, printed, false);
    for (const relation of relationsOf(pack, path)) {
      if (relation.type === "drawing") {
        const runs = readRuns(pack, relation.path);
        parts.add(`${sheet}里的图形`, runs.shown, !hidden);
        parts.add(`${sheet}里隐藏的图形`, runs.hidden, false);
        parts.add(`${sheet}里图片的说明文字`, runs.described, false);
      } else if (/^(?:comments|threadedComment)$/.test(relation.type)) {
        const wanted = (element: string, around: readonly string[]): boolean => /^(?:t|text)$/.test(element) && around.at(-1) !== "rPh";
        parts.add(`${sheet}的批注`, wordsOf(pack, relation.path, wanted, /^(?:comment|threadedComment)$/), false);
      }
    }
  }
  for (const path of pathsOf(pack, /^xl\/pivotCache\/[^/]+\.xml$/)) parts.add("数据透视表暗存的数据", cachedWords(pack, path), false);
  for (const path of pathsOf(pack, /^xl\/externalLinks\/[^/]+\.xml$/)) {
    parts.add(
      "从其他工作簿暗存的数据",
      wordsOf(pack, path, (name) => name === "v"),
      false,
    );
  }
}

/** Words that a pivot table keeps of its source. */
function cachedWords(pack: Pack, file: string): string {
  const out: string[] = [];
  walkXml(pack, file, {
    open(name, { v }) {
      if ((name === "s" || name === "n") && v !== undefined) out.push(v);
    },
    close(name) {
      if (name === "r" || name === "sharedItems") out.push("\n");
    },
  });
  return out.join(" ");
}

/** `_x000D_` is how a workbook writes characters that XML cannot hold. */
const unescaped = (text: string): string =>
  text.includes("_x") ? text.replace(/_x([0-9A-F]{4})_/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))) : text;

/** Shared strings: the runs of a rich text joined, without the readings set above characters. */
function sharedStringsOf(pack: Pack): string[] {
  const out: string[] = [];
  let words = "";
  let reading = false;
  walkXml(pack, "xl/sharedStrings.xml", {
    open(name, _attributes, path) {
      if (name === "si") words = "";
      reading = name === "t" && path.at(-1) !== "rPh";
    },
    text(text) {
      if (reading) words += text;
    },
    close(name) {
      reading = false;
      if (name === "si") out.push(unescaped(words));
    },
  });
  return out;
}

/** The number format of each cell style. */
function formatsOf(pack: Pack): NumberFormat[] {
  const codes = new Map<string, string>();
  const parsed = new Map<string, NumberFormat>();
  const out: NumberFormat[] = [];
  walkXml(pack, "xl/styles.xml", {
    open(name, { numFmtId = "0", formatCode }, path) {
      if (name === "numFmt" && path.at(-1) === "numFmts") codes.set(numFmtId, formatCode ?? "");
      if (name !== "xf" || path.at(-1) !== "cellXfs") return;
      const code = codes.get(numFmtId) ?? BUILT_IN.get(Number(numFmtId)) ?? "General";
      const format = parsed.get(code) ?? parseNumberFormat(code);
      parsed.set(code, format);
      out.push(format);
    },
  });
  return out;
}

/** “BC12” is column 55. */
function columnOf(reference: string): number {
  let column = 0;
  for (let i = 0; i < reference.length; i++) {
    const letter = reference.charCodeAt(i) & 0xdf;
    if (letter < 0x41 || letter > 0x5a) break;
    column = column * 26 + letter - 0x40;
  }
  return column;
}

const MOST_COLUMNS = 16_384;

/** The cells of a sheet, a row a line: what is seen, and what is in hidden rows and columns or shown as nothing. */
function readSheet(pack: Pack, file: string, book: Book, hidden: boolean): { shown: string; rest: string; printed: string } {
  const shown: string[] = [];
  const rest: string[] = [];
  const printed: string[] = [];
  const hiddenColumns = new Uint8Array(MOST_COLUMNS + 1);
  let shownCells: string[] = [];
  let hiddenCells: string[] = [];
  let rowHidden = false;
  let column = 0;
  let cell: Attributes = {};
  let words = "";
  let reading = false;
  walkXml(pack, file, {
    open(name, attributes, path) {
      reading = false;
      switch (name) {
        case "col":
          if (isOn(attributes.hidden) || Number(attributes.width ?? 1) === 0)
            hiddenColumns.fill(1, Number(attributes.min ?? 0), Math.min(Number(attributes.max ?? 0), MOST_COLUMNS) + 1);
          break;
        case "row":
          rowHidden = isOn(attributes.hidden) || Number(attributes.ht ?? 1) === 0;
          column = 0;
          break;
        case "c":
          cell = attributes;
          column = columnOf(attributes.r ?? "") || column + 1;
          words = "";
          break;
        case "v":
          reading = true;
          break;
        case "t":
          reading = path.at(-1) !== "rPh";
          break;
        default:
          if (path.at(-1) === "headerFooter") {
            words = "";
            reading = true;
          }
      }
    },
    text(text) {
      if (reading) words += text;
    },
    close(name, path) {
      reading = false;
      if (name === "c") {
        const { text, isShown } = shownCell(cell, words, book);
        const one = text.replace(/[\r\n]+/g, " ");
        if (one !== "") (hidden || rowHidden || !isShown || hiddenColumns[column] === 1 ? hiddenCells : shownCells).push(one);
      } else if (name === "row") {
        if (shownCells.length > 0) shown.push(shownCells.join(" "));
        if (hiddenCells.length > 0) rest.push(hiddenCells.join(" "));
        shownCells = [];
        hiddenCells = [];
      } else if (path.at(-1) === "headerFooter") printed.push(words.replace(PRINT_CODES, (code) => (code === "&&" ? "&" : " ")));
    },
  });
  // A file that breaks off within a row.
  return {
    shown: [...shown, shownCells.join(" ")].join("\n"),
    rest: [...rest, hiddenCells.join(" ")].join("\n"),
    printed: printed.join("\n"),
  };
}

/** `&C`, `&"宋体,常规"`, `&P` in the head or foot of a printed sheet. */
const PRINT_CODES = /&(?:"[^"]*"|\d+|K(?:[0-9A-F]{6}|\d\d[+-]\d{3})|.)/gi;

/** A cell as it is shown; a format may show it as nothing (`;;;`). */
function shownCell({ t, s }: Attributes, raw: string, { strings, formats, from1904 }: Book): { text: string; isShown: boolean } {
  const format = formats[Number(s ?? 0)];
  if (t === "s" || t === "str" || t === "inlineStr") {
    const text = t === "s" ? (strings[Number(raw)] ?? "") : unescaped(raw);
    return { text, isShown: format?.sections.length !== 4 || format.sections[3]?.length !== 0 };
  }
  if (t === "b") return { text: raw === "" ? "" : isOn(raw) ? "TRUE" : "FALSE", isShown: true };
  if (t === "d") return { text: raw.replace(/T00:00(?::00(?:\.0+)?)?Z?$/, "").replace("T", " "), isShown: true };
  const value = Number(raw);
  if (t === "e" || raw.trim() === "" || !Number.isFinite(value)) return { text: raw, isShown: true };
  // Digits that Excel itself would have cut: an identity number put down as a number by another program.
  if (/^\d{16,}$/.test(raw)) return { text: raw, isShown: true };
  const text = format ? showNumber(value, format, from1904) : plainNumber(value);
  if (text.trim() !== "") return { text, isShown: true };
  // A nought that is left out tells nothing.
  return { text: value === 0 ? "" : plainNumber(value), isShown: false };
}

/** A number format: its sections (positive; negative; zero; text), or the date and time it shows. */
interface NumberFormat {
  readonly sections: readonly (readonly FormatToken[])[];
  readonly shows: { readonly date: boolean; readonly time: boolean; readonly seconds: boolean; readonly elapsed: boolean } | undefined;
  /** Sections chosen by conditions, fractions, powers of ten: the plain number is shown. */
  readonly plain: boolean;
}

interface FormatToken {
  readonly kind: "digit" | "point" | "comma" | "percent" | "general" | "literal";
  readonly text: string;
}

/** Built-in formats, as Excel in Chinese has them. */
const BUILT_IN: ReadonlyMap<number, string> = new Map(
  (
    [
      ["yyyy-m-d", 14, 15, 16, 17, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58],
      ["yyyy-m-d h:mm", 22],
      ["h:mm", 18, 20, 32, 34, 55],
      ["h:mm:ss", 19, 21, 33, 35, 56],
      ["[h]:mm:ss", 45, 46, 47],
      ["0", 1],
      ["0.00", 2],
      ["#,##0", 3, 37, 38],
      ["#,##0.00", 4, 39, 40],
      ['"¥"#,##0;"¥"-#,##0', 5, 6],
      ['"¥"#,##0.00;"¥"-#,##0.00', 7, 8],
      ["0%", 9],
      ["0.00%", 10],
      ['#,##0;-#,##0;"-"', 41],
      ['"¥"#,##0;"¥"-#,##0;"¥-"', 42],
      ['#,##0.00;-#,##0.00;"-"', 43],
      ['"¥"#,##0.00;"¥"-#,##0.00;"¥-"', 44],
    ] as const
  ).flatMap(([code, ...ids]) => ids.map((id) => [id, code])),
);

const FORMAT_TOKEN = /"([^"]*)"?|[\\!](.)|([_*]).|\[([^\]]*)\]|(General|G\/通用格式|@)|([0#?])|(\.)|(,)|(%)|(;)|(E[+-]|\/)|(.)/gisu;

function parseNumberFormat(code: string): NumberFormat {
  const sections: FormatToken[][] = [[]];
  let letters = "";
  let elapsed = false;
  let plain = code.length > 255;
  for (const m of code.slice(0, 255).matchAll(FORMAT_TOKEN)) {
    const [all, quoted, escaped, blank, bracketed, general, digit, point, comma, percent, end, odd, other] = m;
    const push = (kind: FormatToken["kind"], text: string): void => void sections.at(-1)?.push({ kind, text });
    if (quoted !== undefined || escaped !== undefined) push("literal", quoted ?? escaped ?? "");
    else if (blank !== undefined) push("literal", blank === "_" ? " " : "");
    else if (bracketed !== undefined) {
      if (/^(?:h+|m+|s+)$/i.test(bracketed)) {
        elapsed = true;
        letters += bracketed;
      } else if (/^[<>=]/.test(bracketed)) plain = true;
      else push("literal", /^\$([^-]*)/.exec(bracketed)?.[1] ?? "");
    } else if (general !== undefined) push("general", "");
    else if (digit !== undefined) push("digit", digit);
    else if (point !== undefined) push("point", ".");
    else if (comma !== undefined) push("comma", "");
    else if (percent !== undefined) push("percent", "%");
    else if (end !== undefined) sections.push([]);
    else {
      if (odd !== undefined) plain = true;
      if (sections.length === 1) letters += other ?? "";
      push("literal", all);
    }
  }
  const bare = letters.toLowerCase().replace(/am?\/?pm?|[上下]午/g, "");
  const [clock, seconds] = [/[hs]/.test(bare), bare.includes("s")];
  const date = /[yd]|a{3}/.test(bare) || (bare.includes("m") && !clock);
  return { sections, plain, shows: date || clock ? { date: date && !elapsed, time: clock || elapsed, seconds, elapsed } : undefined };
}

/** A number as a cell of this format shows it; dates as 2025-03-01. */
function showNumber(value: number, format: NumberFormat, from1904: boolean): string {
  if (format.shows) return showDate(value, format.shows, from1904) ?? plainNumber(value);
  if (format.plain) return plainNumber(value);
  const { sections } = format;
  const own = value < 0 ? sections[1] : value === 0 ? sections[2] : undefined;
  const text = showSection(Math.abs(value), own ?? sections[0] ?? []);
  return value < 0 && !own && text !== "" ? `-${text}` : text;
}

/** At most 15 digits that count, as Excel has them: 0.1 + 0.2 is 0.3. */
const plainNumber = (value: number): string => String(Number(value.toPrecision(15)) || 0);

/** Rounded half up in decimal digits. */
function roundedTo(value: number, decimals: number): string {
  const exact = Number(value.toPrecision(15));
  const shifted = String(Math.round(Number(`${exact}e${decimals}`)));
  const back = Number(`${shifted}e-${decimals}`);
  return Number.isFinite(back) ? back.toFixed(decimals) : exact < 1e21 ? exact.toFixed(decimals) : BigInt(exact).toString();
}

/** Digits of the whole set into the places of a format from the right; the first place takes all that are left. */
function fillWhole(tokens: readonly FormatToken[], digits: string, grouped: boolean): string {
  const first = tokens.findIndex((t) => t.kind === "digit");
  const out: string[] = [];
  let left = digits;
  let taken = 0;
  for (let i = tokens.length - 1; i >= 0; i--) {
    const token = tokens[i];
    if (token?.kind !== "digit") {
      out.push(token?.text ?? "");
      continue;
    }
    do {
      const digit = left.at(-1) ?? (token.text === "0" ? "0" : "");
      left = left.slice(0, -1);
      if (digit !== "" && grouped && taken > 0 && taken % 3 === 0) out.push(",");
      if (digit !== "") taken++;
      out.push(digit);
    } while (i === first && left !== "");
  }
  return out.reverse().join("");
}

function showSection(value: number, tokens: readonly FormatToken[]): string {
  const literals = tokens.map((t) => t.text);
  const general = tokens.findIndex((t) => t.kind === "general");
  if (general >= 0) return literals.toSpliced(general, 1, plainNumber(value)).join("");
  const last = tokens.findLastIndex((t) => t.kind === "digit");
  if (last < 0) return literals.join("");

  const firstPoint = tokens.findIndex((t) => t.kind === "point");
  const point = firstPoint < 0 ? tokens.length : firstPoint;
  const whole = tokens.slice(0, point);
  const lastWhole = whole.findLastIndex((t) => t.kind === "digit");
  const grouped = whole.some((t, i) => t.kind === "comma" && i < lastWhole && whole.slice(0, i).some((before) => before.kind === "digit"));
  // A comma behind the last digit divides by a thousand.
  let thousands = 0;
  for (const from of new Set([lastWhole, last])) for (let i = from + 1; tokens[i]?.kind === "comma"; i++) thousands++;
  const percents = tokens.filter((t) => t.kind === "percent").length;

  const places = tokens.slice(point + 1);
  const decimals = places.filter((t) => t.kind === "digit");
  const fewest = decimals.findLastIndex((t) => t.text !== "#") + 1;
  const scaled = Number((value * 100 ** percents).toPrecision(15)) / 1000 ** thousands;
  const [integer = "0", fraction = ""] = roundedTo(scaled, Math.min(decimals.length, 30)).split(".");
  let kept = fraction.length;
  while (kept > fewest && fraction[kept - 1] === "0") kept--;
  let next = 0;
  const tail = places.map((t) => (t.kind === "digit" ? (next < kept ? fraction[next++] : "") : t.text)).join("");
  const body = whole.some((t) => t.kind === "digit")
    ? fillWhole(whole, integer === "0" ? "" : integer, grouped)
    : literals.slice(0, point).join("");
  return `${body}${kept > 0 ? "." : ""}${tail}`;
}

const two = (n: number): string => String(n).padStart(2, "0");

/** A date from its serial number by whole numbers alone: no clock, no zone. Undefined where no calendar reaches. */
function showDate(
  serial: number,
  { date, time, seconds, elapsed }: NonNullable<NumberFormat["shows"]>,
  from1904: boolean,
): string | undefined {
  if (serial < 0 || serial >= 2_958_466) return undefined;
  const total = Math.round(serial * 86_400);
  const day = Math.floor(total / 86_400);
  const second = elapsed ? total : total % 86_400;
  const clock = `${two(Math.floor(second / 3600))}:${two(Math.floor(second / 60) % 60)}${seconds ? `:${two(second % 60)}` : ""}`;
  return [...(date ? [dayOf(day, from1904)] : []), ...(time ? [clock] : [])].join(" ");
}

/** The day of a serial number; 1900 counts a 29 February that never was. */
function dayOf(serial: number, from1904: boolean): string {
  if (!from1904 && serial === 60) return "1900-02-29";
  if (!from1904 && serial === 0) return "1900-01-00";
  // Days since 1 March of the year 0, in eras of 400 years.
  const days = serial + (from1904 ? 695_361 : serial < 60 ? 693_900 : 693_899);
  const era = Math.floor(days / 146_097);
  const ofEra = days - era * 146_097;
  const yearOfEra = Math.floor((ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365);
  const ofYear = ofEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const fromMarch = Math.floor((5 * ofYear + 2) / 153);
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${year}-${two(month)}-${two(ofYear - Math.floor((153 * fromMarch + 2) / 5) + 1)}`;
}

// --- OFD (GB/T 33190-2016) ---

function readOfd(pack: Pack, parts: Parts): void {
  const main = "OFD.xml";
  if (!pack.files.has(main)) pack.damaged = true;
  const documents = locationsOf(pack, main, "DocRoot");
  let number = 0;
  for (const { path: document } of documents) {
    const templates = new Map(locationsOf(pack, document, "TemplatePage").map((t) => [t.id, t.path]));
    const used = new Set<string>();
    const pages = locationsOf(pack, document, "Page");
    if (pages.length === 0) pack.damaged = true;
    for (const { path } of pages) {
      if (!pack.files.has(path)) pack.damaged = true;
      const { shown, hidden, templateIds } = readOfdPage(pack, path);
      number++;
      parts.add(`第 ${number} 页`, shown, true);
      parts.add(`第 ${number} 页里隐藏的文字`, hidden, false);
      for (const id of templateIds) used.add(templates.get(id) ?? "");
    }
    // Printed beneath many pages, told once.
    for (const path of used) parts.add("模板页", readOfdPage(pack, path).shown, true);
  }
  for (const path of pathsOf(pack, /\/Annots?\/.*\.xml$/i)) {
    parts.add("注释", readOfdPage(pack, path).shown, true);
    parts.add(
      "批注",
      wordsOf(pack, path, (name) => name === "Remark"),
      false,
    );
  }
  parts.add(
    "文件属性",
    wordsOf(pack, main, (_name, path) => path.at(-1) === "DocInfo" || path.at(-1) === "CustomDatas"),
    false,
  );
}

/** Where elements of this name lead: by `BaseLoc`, or by their words. */
function locationsOf(pack: Pack, file: string, element: string): { id: string; path: string }[] {
  const out: { id: string; path: string }[] = [];
  let words = "";
  walkXml(pack, file, {
    open(name, { ID = "", BaseLoc }) {
      words = "";
      if (name === element && BaseLoc !== undefined) out.push({ id: ID, path: resolvePath(file, BaseLoc) });
    },
    text: (text) => {
      words += text;
    },
    close(name) {
      if (name === element && words.trim() !== "") out.push({ id: "", path: resolvePath(file, words.trim()) });
      words = "";
    },
  });
  return out;
}

/** Text objects of a page as drawn; those beside one another make one line. */
function readOfdPage(pack: Pack, file: string): { shown: string; hidden: string; templateIds: string[] } {
  const streams = { shown: newLines(), hidden: newLines() };
  const templateIds: string[] = [];
  let before = [Number.NaN];
  let to: "shown" | "hidden" = "shown";
  let line: string | undefined;
  let reading = false;
  walkXml(pack, file, {
    open(name, attributes) {
      if (name === "Template") templateIds.push(attributes.TemplateID ?? "");
      if (name === "TextObject") {
        to = /^false$/i.test(attributes.Visible ?? "") ? "hidden" : "shown";
        const box = (attributes.Boundary ?? "").trim().split(/\s+/).map(Number);
        const [x = Number.NaN, y = Number.NaN, , height = Number.NaN] = box;
        const [x0 = Number.NaN, y0 = Number.NaN, width0 = Number.NaN, height0 = Number.NaN] = before;
        const beside = Math.abs(y + height / 2 - y0 - height0 / 2) < Math.min(height, height0) / 2;
        const close = x >= x0 && x - x0 - width0 <= height / 4;
        if (!beside) streams[to].gap("\n");
        else if (!close) streams[to].gap(" ");
        before = box;
        line = undefined;
      }
      reading = name === "TextCode";
      if (reading) {
        if (line !== undefined && line !== (attributes.Y ?? line)) streams[to].gap("\n");
        line = attributes.Y ?? line ?? "";
      }
    },
    text(text) {
      if (reading) streams[to].add(text);
    },
    close() {
      reading = false;
    },
  });
  return { shown: streams.shown.text(), hidden: streams.hidden.text(), templateIds };
}

// --- PDF ---

/** What pdf.js takes for granted and Node has not before 24; without it an error would escape us and end the program. */
function lendToOldNode(): void {
  const lend = (to: object, name: string, value: unknown): void => {
    if (!(name in to)) Object.defineProperty(to, name, { value, configurable: true, writable: true });
  };
  lend(Promise, "try", <A extends unknown[]>(f: (...a: A) => unknown, ...a: A) => new Promise((resolve) => resolve(f(...a))));
  lend(URL, "parse", (url: string, base?: string) => (URL.canParse(url, base) ? new URL(url, base) : null));
}

/**
 * Character maps for PDFs that name a Chinese font and do not embed it (STSong-Light of many office systems): pdf.js leaves them to be
 * fetched. It goes from code to glyph number to Unicode; here the glyph number is Unicode, so that no table is needed.
 */
function characterMap(name: string): string {
  const map = (body: string): string => `begincmap\n/WMode ${name.endsWith("V") ? 1 : 0} def\n${body}\nendcmap`;
  if (name === "Adobe-GB1-UCS2")
    return map("1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n1 beginbfrange\n<0000> <ffff> <0000>\nendbfrange");
  if (/^UniGB-(?:UCS2|UTF16)-[HV]$/.test(name))
    return map("1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n1 begincidrange\n<0000> <ffff> 0\nendcidrange");
  if (!/^(?:GB|GBK|GBKp|GBpc)-EUC-[HV]$|^GBK2K-[HV]$/.test(name)) throw new RangeError("unknown character map");
  const decoder = new TextDecoder("gb18030");
  const codes: string[] = [];
  for (let high = 0x81; high <= 0xfe; high++) {
    for (let low = 0x40; low <= 0xfe; low++) {
      const character = decoder.decode(Uint8Array.of(high, low));
      if (character.length === 1 && character !== "\ufffd") codes.push(`<${(high * 256 + low).toString(16)}> ${character.charCodeAt(0)}`);
    }
  }
  return map(
    `2 begincodespacerange\n<00> <80>\n<8140> <fefe>\nendcodespacerange\n1 begincidrange\n<00> <80> 0\nendcidrange\n${codes.length} begincidchar\n${codes.join("\n")}\nendcidchar`,
  );
}

/** One factory for each PDF: glyph numbers of a font that is embedded are real ones and must not be taken for Unicode. */
const characterMaps = () => {
  let named = false;
  return class {
    async fetch({ kind, filename }: { kind: string; filename: string }): Promise<Uint8Array> {
      if (kind !== "cMapUrl" || (filename === "Adobe-GB1-UCS2" && !named)) throw new RangeError("not at hand");
      named = true;
      return new TextEncoder().encode(characterMap(filename));
    }
  };
};

async function readPdf(bytes: Uint8Array): Promise<AttachmentText> {
  lendToOldNode();
  const { getDocumentProxy } = await import("unpdf");
  const options = { verbosity: 0, BinaryDataFactory: characterMaps(), cMapPacked: false, useWorkerFetch: false, useWasm: false };
  // A copy: pdf.js takes the bytes away.
  const opening = getDocumentProxy(new Uint8Array(bytes), options);
  const pdf = await opening.catch((error: unknown) =>
    error instanceof Error && error.name === "PasswordException" ? undefined : Promise.reject(error),
  );
  if (!pdf) return { parts: [], lack: "encrypted" };
  const parts = newParts();
  let damaged = false;
  try {
    for (let number = 1; number <= pdf.numPages; number++) {
      try {
        const page = await pdf.getPage(number);
        const { items }: { items: readonly { str?: string; hasEOL?: boolean }[] } = await page.getTextContent();
        const text = items.map(({ str = "", hasEOL }) => (hasEOL ? `${str}\n` : str)).join("");
        parts.add(`第 ${number} 页`, text, true);
        addAnnotations(await page.getAnnotations(), `第 ${number} 页`, parts);
        page.cleanup();
      } catch {
        damaged = true;
      }
    }
    const { info } = await pdf.getMetadata();
    parts.add("文件属性", pdfProperties(info as Record<string, unknown>), false);
  } catch {
    damaged = true;
  } finally {
    await pdf.destroy().catch(() => {});
  }
  return finished(parts, damaged);
}

interface Annotation {
  readonly subtype?: string;
  readonly hidden?: boolean;
  readonly noView?: boolean;
  readonly annotationFlags?: number;
  readonly fieldValue?: unknown;
  readonly titleObj?: { readonly str?: string };
  readonly contentsObj?: { readonly str?: string };
}

/** What is filled into a form and written onto the page is seen; a note waits to be opened. */
function addAnnotations(annotations: readonly Annotation[], page: string, parts: Parts): void {
  for (const { subtype, annotationFlags = 0, fieldValue, titleObj, contentsObj } of annotations) {
    // Invisible, hidden, not to be viewed.
    const seen = (annotationFlags & 0b10_0011) === 0;
    if (subtype === "Widget") {
      const filled = [fieldValue].flat().filter((v) => typeof v === "string");
      parts.add(`${page}填写的内容`, filled.join("\n"), seen);
    } else if (subtype === "FreeText") parts.add(`${page}加写的文字`, contentsObj?.str ?? "", seen);
    else if (subtype !== "Popup" && contentsObj?.str) parts.add(`${page}的批注`, `${titleObj?.str ?? ""}：${contentsObj.str}`, false);
  }
}

const PDF_PROPERTIES = ["Title", "Author", "Subject", "Keywords", "Creator", "Producer"];

function pdfProperties(info: Record<string, unknown>): string {
  const custom = typeof info.Custom === "object" && info.Custom !== null ? Object.entries(info.Custom) : [];
  return [...PDF_PROPERTIES.map((key) => info[key]), ...custom.map(([key, value]) => `${key}：${String(value)}`)]
    .filter((v) => typeof v === "string")
    .join("\n");
}

// --- CSV and plain text ---

/** UTF-8 where it is valid, otherwise GB18030; UTF-16 by its mark. Undefined for bytes that are no text. */
function decodePlain(bytes: Uint8Array): string | undefined {
  const [a, b] = bytes;
  const labels = a === 0xff && b === 0xfe ? ["utf-16le"] : a === 0xfe && b === 0xff ? ["utf-16be"] : ["utf-8", "gb18030"];
  for (const label of labels) {
    try {
      const text = new TextDecoder(label, { fatal: true }).decode(bytes);
      return text.includes("\0") ? undefined : text;
    } catch {}
  }
  return undefined;
}

/** Commas between cells are no words; those within quotes are. A cell stays on its line. */
function withoutCommas(csv: string): string {
  const pieces = csv.split('"');
  // A quote too many or too few: an inch, not a quotation.
  if (pieces.length % 2 === 0) return csv.replaceAll(",", " ");
  const piece = (text: string, i: number): string => {
    if (i % 2 === 1) return text.replace(/[\r\n]+/g, " ");
    return text === "" && i > 0 && i < pieces.length - 1 ? '"' : text.replaceAll(",", " ");
  };
  return pieces.map(piece).join("");
}

function readPlain(bytes: Uint8Array, kind: "csv" | "txt"): AttachmentText {
  const text = decodePlain(bytes);
  if (text === undefined) return { parts: [], lack: "damaged" };
  const parts = newParts();
  parts.add("正文", kind === "csv" ? withoutCommas(text) : text, true);
  return finished(parts, false);
}
