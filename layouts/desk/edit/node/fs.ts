/** `node:fs` for the check in the browser: a folder held in memory, as far as the reader of `content/` asks for it. */

/** Text and bytes as they are; a file of the disk is read when it is asked for, which only a worker can do at once. */
export type Held = string | Uint8Array | Blob;

const files = new Map<string, Held>();
/** Folder → names in it. */
const folders = new Map<string, Set<string>>();

const utf8 = new TextDecoder("utf-8", { ignoreBOM: true });
const encoder = new TextEncoder();

const plain = (path: string): string =>
  path
    .split("/")
    .filter((p) => p !== "" && p !== ".")
    .join("/");

function link(path: string): void {
  let child = path;
  for (;;) {
    const cut = child.lastIndexOf("/");
    const parent = cut < 0 ? "" : child.slice(0, cut);
    const names = folders.get(parent) ?? new Set();
    const known = names.has(child.slice(cut + 1));
    folders.set(parent, names.add(child.slice(cut + 1)));
    if (known || parent === "") return;
    child = parent;
  }
}

/** Puts a file into the folder in memory, or takes it out. */
export function put(path: string, file: Held | undefined): void {
  const at = plain(path);
  if (file !== undefined) {
    files.set(at, file);
    link(at);
    return;
  }
  files.delete(at);
  let child = at;
  for (;;) {
    const cut = child.lastIndexOf("/");
    const parent = cut < 0 ? "" : child.slice(0, cut);
    const names = folders.get(parent);
    names?.delete(child.slice(cut + 1));
    if (parent === "" || (names?.size ?? 0) > 0) return;
    folders.delete(parent);
    child = parent;
  }
}

/** Empties the folder in memory. */
export function clear(): void {
  files.clear();
  folders.clear();
}

const missing = (path: string): Error => Object.assign(new Error(`ENOENT: ${path}`), { code: "ENOENT" });

/** What was read of the disk is kept up to here, so that a check while typing reads nothing again. */
const MOST_KEPT = 96 * 1024 * 1024;
let kept = 0;

function bytesOf(path: string): Uint8Array {
  const at = plain(path);
  const file = files.get(at);
  if (file === undefined) throw missing(path);
  if (typeof file === "string") return encoder.encode(file);
  if (file instanceof Uint8Array) return file;
  const bytes = new Uint8Array(new FileReaderSync().readAsArrayBuffer(file));
  if (kept + bytes.length <= MOST_KEPT) {
    kept += bytes.length;
    files.set(at, bytes);
  }
  return bytes;
}

declare class FileReaderSync {
  readAsArrayBuffer(blob: Blob): ArrayBuffer;
}

const sizeOf = (file: Held): number =>
  typeof file === "string" ? encoder.encode(file).length : file instanceof Uint8Array ? file.length : file.size;

export function readFileSync(path: string, encoding?: string): string | Uint8Array {
  if (encoding === undefined) return bytesOf(path);
  const at = plain(path);
  const file = files.get(at);
  if (typeof file === "string") return file;
  const text = utf8.decode(bytesOf(path));
  // A record is asked for at every check; one that is not UTF-8 is kept as it is, since its bytes will be asked for too.
  if (/\.(?:md|yaml|json)$/.test(at) && !text.includes("\ufffd")) files.set(at, text);
  return text;
}

export function statSync(path: string): { readonly size: number } {
  const file = files.get(plain(path));
  if (file === undefined) throw missing(path);
  return { size: sizeOf(file) };
}

export const existsSync = (path: string): boolean => files.has(plain(path)) || folders.has(plain(path));

interface Named {
  readonly name: string;
  isFile(): boolean;
  isDirectory(): boolean;
  isSymbolicLink(): boolean;
}

export function readdirSync(path: string): Named[] {
  const at = plain(path);
  const names = folders.get(at);
  if (!names) throw missing(path);
  return [...names].map((name) => {
    const isFolder = folders.has(at === "" ? name : `${at}/${name}`);
    return { name, isFile: () => !isFolder, isDirectory: () => isFolder, isSymbolicLink: () => false };
  });
}

const open: string[] = [];
export const openSync = (path: string): number => open.push(path) - 1;
export const closeSync = (handle: number): void => {
  open[handle] = "";
};

export function readSync(handle: number, into: Uint8Array, offset: number, length: number, position: number): number {
  const part = bytesOf(open[handle] ?? "").subarray(position, position + length);
  into.set(part, offset);
  return part.length;
}

const refused = (): never => {
  throw new Error("the folder in memory is only read");
};
export const writeFileSync = refused;
export const mkdirSync = refused;
export const mkdtempSync = refused;
export const renameSync = refused;
export const rmSync = refused;
export const rmdirSync = refused;
export const unlinkSync = refused;
export const lstatSync = refused;
export const copyFileSync = refused;
export const linkSync = refused;
export const fsyncSync = refused;
export const statfsSync = refused;
export const utimesSync = refused;
export default { readFileSync };
