/** The words of an attachment of any kind, by its bytes: what a reader sees, what else the file holds, and files within files. */
import { type Budget, MOST_NESTED, newBudget, spend, TooLarge } from "./budget.ts";
import { kindOf } from "./kind.ts";
import { decodeMarkup, mimeParts, readMarkup } from "./markup.ts";
import { objectOfRtf, type ReadInner, readCompound } from "./objects.ts";
import { readOfd } from "./ofd.ts";
import { OTHER_NAMES, readOtherParts } from "./other-parts.ts";
import { openPack, type Pack, pathsOf, propertiesOf, wordsOf } from "./package.ts";
import { type AttachmentText, type Lack, newParts, type Parts } from "./parts.ts";
import { readPdf } from "./pdf.ts";
import { aboutPhoto, tellsPlace } from "./photo.ts";
import { readPlain } from "./plain.ts";
import { rawNumbers, unknownNumbers } from "./raw.ts";
import { readRtf } from "./rtf.ts";
import { readXlsx } from "./sheet.ts";
import { readPptx } from "./slides.ts";
import { readDocx } from "./word.ts";
import { unzipEntry, type ZipEntry, zipEntries } from "./zip.ts";

export type { AttachmentText, Lack, TextPart, Unread } from "./parts.ts";

/** Reads the words of an attachment. Never throws, never prints; the same bytes give the same words everywhere. */
export const readAttachmentText = (bytes: Uint8Array, extension: string): Promise<AttachmentText> =>
  readFile(bytes, extension.toLowerCase().replace(/^\./, ""), newBudget());

/** The words that a reader sees, paragraphs and rows one a line. */
export const visibleText = (t: AttachmentText): string =>
  t.parts
    .filter((p) => p.visible)
    .map((p) => p.text.replace(/\t+/g, " "))
    .join("\n");

/** One file, alone or within another. What it needs is taken from the budget of the whole attachment. */
async function readFile(bytes: Uint8Array, extension: string, budget: Budget): Promise<AttachmentText> {
  const parts = newParts(budget);
  let lack: Lack | undefined;
  try {
    lack = await readKind(bytes, extension, parts, budget);
  } catch (error) {
    lack = error instanceof TooLarge ? "tooLarge" : "damaged";
  }
  if (lack === "damaged" || lack === "unsupported") addRaw(bytes, parts);
  return parts.finished(lack);
}

/** Numbers in the bytes of a file that has no reader, or that its reader could not read. Compressed bytes hold none. */
function addRaw(bytes: Uint8Array, parts: Parts): void {
  const kind = kindOf(bytes);
  if (kind === "zip" || kind === "packed" || kind === "text" || kind === "pdf") return;
  try {
    parts.add("没有认出来的内容", unknownNumbers(rawNumbers(bytes), parts.list.map((p) => p.text).join("\n")), false);
  } catch {
    // The budget is used up, and that was told.
  }
}

async function readKind(bytes: Uint8Array, extension: string, parts: Parts, budget: Budget): Promise<Lack | undefined> {
  const inner = innerReader(parts, budget);
  const kind = kindOf(bytes);
  switch (kind) {
    case "pdf":
      return readPdf(bytes, parts, budget, inner);
    case "zip":
      return readZip(bytes, extension, parts, budget, inner);
    case "compound":
      return readCompound(bytes, parts, budget, inner);
    case "rtf": {
      const objects: Uint8Array[] = [];
      const lack = readRtf(bytes, parts, budget, (object) => void objects.push(object));
      for (const object of objects) {
        const { bytes: file, name } = objectOfRtf(object);
        await inner("嵌入的文件", file, name);
      }
      return lack;
    }
    case "html":
    case "xml":
      readMarkup(decodeMarkup(bytes), kind === "xml", parts, budget);
      return undefined;
    case "mime":
      for (const { bytes: part, name, type } of mimeParts(bytes))
        await inner("网页存档", part, name === "" ? `a.${type.split("/")[1] ?? ""}` : name, true);
      return undefined;
    case "picture":
      parts.add("图片的附带信息", rawNumbers(aboutPhoto(bytes)), false);
      return undefined;
    case "text":
      return readPlain(bytes, extension === "csv" ? "csv" : "txt", parts);
    default:
      return extension === "csv" || extension === "txt" ? readPlain(bytes, extension, parts) : kindLack(kind, extension);
  }
}

/** Bytes that are of no kind we know, under a name of a kind that we do, are damaged. */
const kindLack = (kind: string, extension: string): Lack =>
  kind === "unknown" && /^(?:pdf|docx|xlsx|pptx|ofd|doc|xls|ppt|zip)$/.test(extension) ? "damaged" : "unsupported";

const isPicture = (bytes: Uint8Array): boolean => kindOf(bytes) === "picture";

/** Without words there is nothing in them that was not read. */
const MAY_BE_EMPTY = new Set(["picture", "text", "html", "xml"]);

/** Reads files within a file: one deeper, at most so many, all out of the same budget. */
function innerReader(parts: Parts, budget: Budget): ReadInner {
  return async (where, bytes, name, shown = false) => {
    if (bytes.length === 0) return;
    spend(budget, "files", 1);
    if (tellsPlace(bytes)) parts.placed(where);
    if (budget.depth >= MOST_NESTED) {
      parts.unread(where, "tooLarge");
      return;
    }
    budget.depth++;
    try {
      const text = await readFile(bytes, /\.([a-z0-9]{1,8})$/i.exec(name)?.[1]?.toLowerCase() ?? "", budget);
      const { lack, ...rest } = text;
      parts.include(where, lack === "noText" && MAY_BE_EMPTY.has(kindOf(bytes)) ? rest : text, shown);
    } finally {
      budget.depth--;
    }
  };
}

type PackKind = "docx" | "xlsx" | "pptx" | "ofd" | "odf";

const PACKS: readonly (readonly [kind: PackKind, holds: RegExp])[] = [
  ["docx", /^word\/[^/]+\.xml$/i],
  ["xlsx", /^xl\/[^/]+\.(?:xml|bin)$/i],
  ["pptx", /^ppt\/[^/]+\.xml$/i],
  ["ofd", /^OFD\.xml$/i],
  ["odf", /^content\.xml$/i],
];

async function readZip(bytes: Uint8Array, extension: string, parts: Parts, budget: Budget, inner: ReadInner): Promise<Lack | undefined> {
  const entries = zipEntries(bytes);
  const found = PACKS.find(([, holds]) => entries.some((e) => holds.test(e.name.replace(/^\//, ""))));
  const kind = (found ?? PACKS.find(([name]) => name === extension))?.[0];
  return kind ? readPack(bytes, entries, kind, parts, budget, inner) : readArchive(bytes, entries, parts, budget, inner);
}

/** The members of an archive, each as a file of its own, and their names. */
async function readArchive(
  bytes: Uint8Array,
  entries: readonly ZipEntry[],
  parts: Parts,
  budget: Budget,
  inner: ReadInner,
): Promise<Lack | undefined> {
  const files = entries.filter((e) => !e.name.endsWith("/") && !/(?:^|\/)(?:__MACOSX\/|\.DS_Store$|Thumbs\.db$)/i.test(e.name));
  parts.add("压缩包里的文件名", files.map((e) => e.name).join("\n"), true);
  for (const entry of files) {
    const where = `压缩包里的“${entry.name}”`;
    if (entry.encrypted) {
      parts.unread(where, "encrypted");
      continue;
    }
    let member: Uint8Array;
    try {
      member = unzipEntry(bytes, entry, budget);
    } catch (error) {
      parts.unread(where, error instanceof TooLarge ? "tooLarge" : entry.method === 0 || entry.method === 8 ? "damaged" : "unsupported");
      if (error instanceof TooLarge) return "tooLarge";
      continue;
    }
    await inner(where, member, entry.name, true);
  }
  return undefined;
}

/** Parts that hold nobody's words. */
const NO_WORDS =
  /(?:^|\/)(?:theme\/|(?:fontTable|webSettings|calcChain|tableStyles|presProps|viewProps|stylesWithEffects)\.xml$|printerSettings\/|fonts\/|_xmlsignatures\/|thumbnail\.|META-INF\/|Configurations2\/|Thumbnails\/|manifest\.rdf$)|^settings\.xml$/i;
const IS_XML = /\.(?:xml|rels|vml)$/i;
const PROPERTIES = /^(?:docProps\/(?:core|app|custom)\.xml|.*\.psmdcp|meta\.xml)$/i;
const READERS = { docx: readDocx, xlsx: readXlsx, pptx: readPptx };

async function readPack(
  bytes: Uint8Array,
  entries: readonly ZipEntry[],
  kind: PackKind,
  parts: Parts,
  budget: Budget,
  inner: ReadInner,
): Promise<Lack | undefined> {
  const pack = openPack(bytes, { test: (path) => IS_XML.test(path) && !NO_WORDS.test(path) }, budget);
  if ([...pack.paths].some((p) => /(?:^|\/)encryptions\.xml$/i.test(p))) return "encrypted";
  if ([...pack.paths].some((p) => /(?:^|\/)vbaProject\.bin$/i.test(p))) parts.unread("宏", "macros");
  // Excel's binary workbooks (.xlsb).
  const isBinary = pack.paths.has("xl/workbook.bin");
  if (kind === "ofd") readOfd(pack, parts);
  else if (kind === "odf") readOdf(pack, parts, budget);
  else if (!isBinary) READERS[kind](pack, parts);
  readDrawings(pack, kind, parts);
  for (const path of pathsOf(pack, PROPERTIES)) parts.add("文件属性", propertiesOf(pack, path), false);
  readOtherParts(pack, parts);
  for (const entry of entries) {
    const path = entry.name.replace(/^\//, "");
    if (!IS_XML.test(path) && !NO_WORDS.test(path) && !path.endsWith("/") && path !== "mimetype")
      await readBinary(bytes, entry, pack, parts, inner);
  }
  return pack.damaged ? "damaged" : isBinary ? "unsupported" : undefined;
}

/** Diagrams, and charts where no sheet shows their data. */
function readDrawings(pack: Pack, kind: PackKind, parts: Parts): void {
  const isText = (name: string): boolean => name === "t";
  for (const path of pathsOf(pack, /\/diagrams\/data\d*\.xml$/)) parts.add("图示", wordsOf(pack, path, isText, /^p$/), true);
  for (const path of pathsOf(pack, /\/charts\/chart\d*\.xml$/)) {
    const isLabel = (name: string, around: readonly string[]): boolean => name === "t" || (name === "v" && around.includes("strCache"));
    parts.add("图表", wordsOf(pack, path, isLabel, /^(?:p|v)$/), kind !== "xlsx");
  }
}

/** OpenDocument: one XML for all that is seen. */
function readOdf(pack: Pack, parts: Parts, budget: Budget): void {
  const content = pack.files.get("content.xml");
  if (content) readMarkup(decodeMarkup(content), true, parts, budget);
  pack.read.add("content.xml");
}

/** Larger pictures are not looked into. */
const MOST_PICTURE_BYTES = 30 * 1024 * 1024;

/** A part of a package that is no XML: an embedded file, a picture, something of a program. */
async function readBinary(bytes: Uint8Array, entry: ZipEntry, pack: Pack, parts: Parts, inner: ReadInner): Promise<void> {
  const name = entry.name.slice(entry.name.lastIndexOf("/") + 1);
  const isMedia = /(?:^|\/)(?:media|Pictures|Res)\//i.test(entry.name);
  if (entry.size > (isMedia ? Math.min(MOST_PICTURE_BYTES, pack.budget.left) : pack.budget.left)) {
    if (!isMedia) parts.unread(`嵌入的文件“${name}”`, "tooLarge");
    return;
  }
  let file: Uint8Array;
  try {
    file = unzipEntry(bytes, entry, pack.budget);
  } catch {
    pack.damaged = true;
    return;
  }
  if (isPicture(file)) {
    const where = `图片“${name}”`;
    if (tellsPlace(file)) parts.placed(where);
    parts.add(where, rawNumbers(/\.(?:emf|wmf)$/i.test(name) ? file : aboutPhoto(file)), false);
  } else if (/(?:^|\/)(?:embeddings|Attachs?|Object)/i.test(entry.name) || kindOf(file) !== "unknown") {
    await inner(`嵌入的文件“${name}”`, file, name);
  } else if (!isMedia) parts.add(OTHER_NAMES.at(-1)?.[1] ?? "", rawNumbers(file), false);
}
