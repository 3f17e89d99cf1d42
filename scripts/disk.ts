/** The disk as clerks have it: on Windows, where what a program has open stays in its place, and on sticks. */
import { copyFileSync, existsSync, lstatSync, mkdirSync, readdirSync, renameSync, rmdirSync, rmSync, unlinkSync } from "node:fs";
import { join } from "node:path";

/** Asked when it is needed: 填报页 has this module too, and no `process`. */
const isWindows = (): boolean => process.platform === "win32";
/** What Windows says of a file or folder that another program has open. */
const HELD = new Set(["EPERM", "EACCES", "EBUSY", "ENOTEMPTY"]);
/** How long to wait for virus scanners and the like on Windows, in ms. */
const PATIENCE = 10_000;

/** Stands still; nothing else may happen between two steps of a swap. */
const rest = (ms: number): void => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);

/** `from` → `to`, tried again for `patience` ms where another program has one of them open. */
export function move(from: string, to: string, patience = isWindows() ? PATIENCE : 0): void {
  for (let left = patience, pause = 10; ; pause = Math.min(2 * pause, 500)) {
    try {
      renameSync(from, to);
      return;
    } catch (error) {
      if (left <= 0 || !HELD.has((error as NodeJS.ErrnoException).code ?? "")) throw error;
      rest(pause);
      left -= pause;
    }
  }
}

/** Removes a file or a folder with all that is in it; nothing where nothing is. Not for a name that others may take meanwhile. */
export function remove(path: string): void {
  rmSync(path, { recursive: true, force: true, ...(isWindows() && { maxRetries: 10, retryDelay: 100 }) });
  // Some versions of Node 24 remove nothing whose path has Chinese in it, and say nothing (nodejs/node#61067).
  if (existsSync(path)) removeEach(path);
}

function removeEach(path: string): void {
  if (!lstatSync(path).isDirectory()) {
    unlinkSync(path);
    return;
  }
  for (const name of readdirSync(path)) removeEach(join(path, name));
  rmdirSync(path);
}

/** Makes a folder and those above it. A drive's root is there already, and cannot be made (`E:\`). */
export function makeFolder(path: string): void {
  if (!existsSync(path)) mkdirSync(path, { recursive: true });
}

/** Copies a folder file by file: some versions of Node 22 and 24 end without a word in `cpSync` from a path with Chinese in it (nodejs/node#61878). */
export function copyFolder(from: string, to: string): void {
  makeFolder(to);
  for (const e of readdirSync(from, { withFileTypes: true })) {
    if (e.isDirectory()) copyFolder(join(from, e.name), join(to, e.name));
    else copyFileSync(join(from, e.name), join(to, e.name));
  }
}
