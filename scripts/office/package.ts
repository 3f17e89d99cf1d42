/** Attachments that are packages: ZIP within a budget, XML by its elements, what a part refers to, who made it; and compound files. */
import { type UnzipFileInfo, unzipSync } from "fflate";
import { Parser } from "htmlparser2";

/** The most that one attachment may unfold to. */
export const MOST_BYTES = 100 * 1024 * 1024;
/** No word processor nests deeper. */
const MOST_DEPTH = 512;

/** An opened package: the XML files that we need, by path. */
export interface Pack {
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** Every path, also of what was not unfolded. */
  readonly paths: ReadonlySet<string>;
  damaged: boolean;
}

/** What may still be unfolded. */
export interface Budget {
  left: number;
}

/** Unfolds the files that are wanted; throws when they are too many or too large, before unfolding them. */
export function openPack(bytes: Uint8Array, wanted: RegExp, budget: Budget): Pack {
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
export function pathsOf(pack: Pack, pattern: RegExp): string[] {
  const number = (path: string): number => Number(/(\d{1,9})\.\w+$/.exec(path)?.[1] ?? 0);
  return [...pack.files.keys()].filter((p) => pattern.test(p)).sort((a, b) => number(a) - number(b) || (a < b ? -1 : 1));
}

export type Attributes = Readonly<Record<string, string>>;

/** What is told of a file's XML. Names come without prefix; `path` names the elements around. */
interface XmlReader {
  open?(name: string, attributes: Attributes, path: readonly string[]): void;
  text?(text: string): void;
  close?(name: string, path: readonly string[]): void;
}

const local = (name: string): string => name.slice(name.indexOf(":") + 1);

/** An attribute by its name with any prefix or none. */
export function attribute(attributes: Attributes, name: string): string | undefined {
  return attributes[name] ?? prefixed(attributes, name);
}

/** An attribute that has a prefix, as `r:id` beside `id`. */
export function prefixed(attributes: Attributes, name: string): string | undefined {
  for (const key in attributes) if (key.endsWith(`:${name}`)) return attributes[key];
  return undefined;
}

/** `<w:vanish/>` and `hidden="1"` say yes, `w:val="0"` says no. */
export const isOn = (value: string | undefined): boolean => value !== undefined && !/^(?:0|false|off)$/i.test(value);

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
export function walkXml(pack: Pack, file: string, reader: XmlReader): void {
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
export function wordsOf(pack: Pack, file: string, wanted: (name: string, path: readonly string[]) => boolean, lines = /./): string {
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
export function resolvePath(from: string, target: string): string {
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
  /** As it is written: an address outside the package is no path. */
  readonly target: string;
}

/** What a part of an Office package refers to. */
export function relationsOf(pack: Pack, part: string): Relation[] {
  const out: Relation[] = [];
  walkXml(pack, part.replace(/([^/]*)$/, "_rels/$1.rels"), {
    open(name, { Id, Type, Target }) {
      if (name === "Relationship" && Target !== undefined)
        out.push({ id: Id ?? "", type: Type?.split("/").at(-1) ?? "", path: resolvePath(part, Target), target: Target });
    },
  });
  return out;
}

/** Who made it and what it is called; custom properties with their names. */
export function propertiesOf(pack: Pack, file: string): string {
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
export const isCompoundFile = (bytes: Uint8Array): boolean => [0xd0, 0xcf, 0x11, 0xe0].every((b, i) => bytes[i] === b);

/** An old .doc or .xls under a new name is not encrypted. */
export function lackOfCompoundFile(bytes: Uint8Array): "encrypted" | "unsupported" {
  // The names of its streams stand at even places.
  const words = new TextDecoder("utf-16le").decode(bytes);
  const holds = (name: string): boolean => words.includes(name);
  if (holds("EncryptedPackage")) return "encrypted";
  return ["WordDocument", "Workbook", "PowerPoint Document"].some(holds) ? "unsupported" : "encrypted";
}
