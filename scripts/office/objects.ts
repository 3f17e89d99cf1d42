/** Files of old Office and objects embedded in others: one compound file may hold many documents. */
import type { Budget } from "./budget.ts";
import { ascii, findBytes } from "./bytes.ts";
import { decodeCodePage } from "./code-page.ts";
import { type Compound, openCompound } from "./compound.ts";
import type { Lack, Parts } from "./parts.ts";
import { propertySetText } from "./property-set.ts";
import { rawNumbers, unknownNumbers } from "./raw.ts";
import { readXls } from "./sheet-old.ts";
import { readPpt } from "./slides-old.ts";
import { readDoc } from "./word-old.ts";

/** Reads a file within. `name` is empty where it has none; `shown`: is it seen by who opens the attachment? */
export type ReadInner = (where: string, bytes: Uint8Array, name: string, shown?: boolean) => Promise<void>;

/** The streams that a document is known by. */
const MAIN = /^(?:WordDocument|Workbook|Book|PowerPoint Document)$/;
/** Streams that hold a whole file, or the beginning of one. */
const WHOLE = new Set(["Package", "CONTENTS", "\x01Ole10Native", "Ole10Native"]);
/** Streams that were read as text, or hold none. */
const KNOWN = new Set(["\x01CompObj", "\x01Ole", "\x03ObjInfo", "\x03OCXNAME", "0Table", "1Table", "Current User", "Pictures"]);
const isPropertySet = (name: string): boolean => name.startsWith("\x05");

/** Reads every document of a compound file: the one at its root is seen, those within it are not. */
export async function readCompound(bytes: Uint8Array, parts: Parts, budget: Budget, inner: ReadInner): Promise<Lack | undefined> {
  let compound: Compound;
  try {
    compound = openCompound(bytes, budget);
  } catch (error) {
    if (findBytes(bytes, [..."EncryptedPackage"].join("\0")) >= 0) return "encrypted";
    throw error;
  }
  const split = compound.paths.map((path) => {
    const cut = path.lastIndexOf("/") + 1;
    return { path, folder: path.slice(0, cut), name: path.slice(cut) };
  });
  if (split.some((s) => s.name === "EncryptedPackage" || s.name === "EncryptedSummary")) return "encrypted";
  if (split.some((s) => s.name === "_VBA_PROJECT")) parts.unread("宏", "macros");
  let lack: Lack | undefined;
  // A formula has nothing else to be read.
  let found = split.some((s) => s.name === "Equation Native");
  for (const { path, folder, name } of split) {
    if (MAIN.test(name)) {
      if (folder === "") found = true;
      const why = await readDocument(compound, folder, name, parts, budget, inner);
      if (folder === "") lack = why;
      else if (why) parts.unread("嵌入的文件", why);
    } else if (WHOLE.has(name) && !split.some((s) => s.path === `${folder}Equation Native`)) {
      found = true;
      const stream = compound.read(path) ?? new Uint8Array();
      const { bytes: file, name: called } = /native/i.test(name) ? nativeObject(stream) : { bytes: stream, name: "" };
      await inner(called === "" ? "嵌入的文件" : `嵌入的文件“${called}”`, file, called);
    } else if (isPropertySet(name)) parts.add("文件属性", propertySetText(compound.read(path) ?? new Uint8Array()), false);
  }
  restOf(compound, split, parts);
  return found ? lack : "unsupported";
}

async function readDocument(
  compound: Compound,
  folder: string,
  name: string,
  parts: Parts,
  budget: Budget,
  inner: ReadInner,
): Promise<Lack | undefined> {
  const read = (stream: string): Uint8Array | undefined => compound.read(folder + stream);
  const shown = folder === "";
  if (name === "WordDocument") return readDoc(read, parts, budget, shown);
  const main = read(name) ?? new Uint8Array();
  if (name !== "PowerPoint Document") return readXls(main, parts, budget, shown);
  const objects: Uint8Array[] = [];
  const why = readPpt(main, read("Current User"), parts, budget, shown, (object) => objects.push(object));
  for (const object of objects) await inner("嵌入的文件", object, "");
  return why;
}

/** Numbers in what no reader has read: pieces that a quick save has left, objects of other programs. */
function restOf(compound: Compound, split: readonly { path: string; name: string }[], parts: Parts): void {
  const known = parts.list.map((p) => p.text).join("\n");
  const found: string[] = [];
  for (const { path, name } of split) {
    if (KNOWN.has(name) || isPropertySet(name) || WHOLE.has(name)) continue;
    found.push(unknownNumbers(rawNumbers(compound.read(path) ?? new Uint8Array()), known));
  }
  parts.add("没有显示出来的内容", found.join("\n"), false);
}

/** An OLE package: label, paths, and the file itself. The bytes as they are where they are laid out otherwise. */
function nativeObject(stream: Uint8Array): { bytes: Uint8Array; name: string } {
  const view = new DataView(stream.buffer, stream.byteOffset, stream.byteLength);
  const text = (at: number): { text: string; end: number } => {
    const end = stream.indexOf(0, at);
    if (end < 0) throw new RangeError("no end");
    return { text: decodeCodePage(stream.subarray(at, end)), end: end + 1 };
  };
  try {
    const label = text(6);
    const path = text(label.end);
    // Two numbers, then the length of a second path and that path.
    const second = path.end + 8 + view.getUint32(path.end + 4, true);
    const size = view.getUint32(second, true);
    if (second + 4 + size <= stream.length)
      return { bytes: stream.subarray(second + 4, second + 4 + size), name: label.text.slice(0, 100) };
  } catch {
    // Not a package: the object's own data.
  }
  return { bytes: stream.subarray(4), name: "" };
}

/** An object in the text of RTF (OLE 1): the file within it begins where its own mark stands. */
export function objectOfRtf(data: Uint8Array): { bytes: Uint8Array; name: string } {
  const marks = ["\xd0\xcf\x11\xe0", "PK\x03\x04", "%PDF-", "{\\rtf"].map((m) => findBytes(data, m)).filter((at) => at >= 0);
  const at = Math.min(...marks);
  if (Number.isFinite(at)) return { bytes: data.subarray(at), name: "" };
  // Version, kind, then the class; a package's own data as in a compound file.
  const from = findBytes(data, "Package\0");
  if (from < 0 || ascii(data.subarray(8, 12)) === "") return { bytes: data, name: "" };
  return nativeObject(data.subarray(from + 8 + 8));
}
