/** Attachments that are packages: ZIP within a budget, XML by its elements, what a part refers to, who made it. */
import { Parser } from "htmlparser2";
import { type Budget, spend, TooLarge } from "./budget.ts";
import { unfolded, unzipEntry, type ZipEntry, zipEntries } from "./zip.ts";

/** No word processor nests deeper. */
const MOST_DEPTH = 512;

/** An opened package: the XML files that we need, by path. */
export interface Pack {
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** Every path, also of what was not unfolded. */
  readonly paths: ReadonlySet<string>;
  readonly budget: Budget;
  /** Files whose XML was walked through. */
  readonly read: Set<string>;
  damaged: boolean;
}

/** Unfolds the files that are wanted; throws when they are too many or too large, before unfolding them. */
export function openPack(bytes: Uint8Array, wanted: Pick<RegExp, "test">, budget: Budget): Pack {
  const paths = new Set<string>();
  const files = new Map<string, Uint8Array>();
  const chosen: (readonly [path: string, entry: ZipEntry])[] = [];
  for (const entry of zipEntries(bytes)) {
    const path = entry.name.replace(/^\//, "");
    paths.add(path);
    if (wanted.test(path)) chosen.push([path, entry]);
  }
  if (chosen.reduce((sum, [, entry]) => sum + unfolded(entry), 0) > budget.left) throw new TooLarge("left");
  for (const [path, entry] of chosen) files.set(path, unzipEntry(bytes, entry, budget));
  return { files, paths, budget, read: new Set(), damaged: false };
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
  pack.read.add(file);
  const source = decodeXml(bytes);
  const path: string[] = [];
  let root = "";
  let elements = 0;
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        root ||= name;
        elements++;
        spend(pack.budget, "elements", 1);
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
  } catch (error) {
    if (error instanceof TooLarge) throw error;
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

/** Addresses outside the package that a file of relations names. */
export function externalTargets(pack: Pack, file: string): string[] {
  const out: string[] = [];
  walkXml(pack, file, {
    open(name, { TargetMode, Target }) {
      if (name === "Relationship" && TargetMode === "External" && Target !== undefined) out.push(Target);
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
