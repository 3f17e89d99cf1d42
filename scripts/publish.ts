/** Stage → swap: pages are written into a new folder beside the old site, which is replaced only when all is there. */
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  statfsSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { hostname } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { makeFolder, move, remove } from "./disk.ts";
import { publishedBytes } from "./published-file.ts";

/** Nothing was replaced: another build is at work, a folder is not ours, the disk is full or cannot be written. */
export class PublishRefused extends Error {}

export interface Stage {
  /** Where the new site is put together. */
  readonly folder: string;
  /** Puts it in the old one's place. */
  swap(): void;
  /** Throws the new one away; the old one stays as it was. */
  drop(): void;
  /** Lets the next build in. */
  close(): void;
}

/** A file that says a folder was made here and may be replaced. */
export const MARK = "gongkai.txt";

/** Opens a stage for `out`, in place of whatever an interrupted run left. One build at a time. */
export function openStage(out: string): Stage {
  const target = resolve(out);
  const parent = dirname(target);
  const staging = join(parent, `.${basename(target)}.new`);
  const old = join(parent, `.${basename(target)}.old`);
  let unlock: (() => void) | undefined;
  try {
    makeFolder(parent);
    unlock = takeLock(join(parent, `.${basename(target)}.lock`));
    // What an interrupted run left: the old site is put back, the half-made one thrown away.
    if (!existsSync(target) && existsSync(old)) move(old, target);
    if (existsSync(target) && readdirSync(target).length > 0 && !existsSync(join(target, MARK))) {
      throw new PublishRefused(`“${out}”里有别的文件，不像是本程序生成的网站，没有覆盖它。请换一个 --out，或者自己把它清空。`);
    }
    remove(old);
    remove(staging);
    checkSpace(parent, bytesBelow(target));
    mkdirSync(staging);
    writeFileSync(join(staging, MARK), "这个文件夹由公开（Gongkai）生成，下次生成时整个替换。请不要在这里改。\n");
  } catch (error) {
    unlock?.();
    throw plainFault(error);
  }
  const free = unlock;
  return {
    folder: staging,
    swap() {
      // No system call of Node puts a folder in place of another in one step: between the two renames there is for an instant no
      // site, and the next run puts the old one back.
      const was = existsSync(target);
      if (was) move(target, old);
      try {
        move(staging, target);
      } catch (error) {
        if (was) move(old, target);
        throw error;
      }
      quietly(() => remove(old));
    },
    drop() {
      quietly(() => remove(staging));
    },
    close() {
      free();
    },
  };
}

/** What could not be cleared away now is cleared away by the next run. */
function quietly(clear: () => void): void {
  try {
    clear();
  } catch {}
}

function bytesBelow(folder: string): number {
  if (!existsSync(folder)) return 0;
  return readdirSync(folder, { recursive: true, withFileTypes: true }).reduce(
    (n, e) => (e.isFile() ? n + statSync(join(e.parentPath, e.name)).size : n),
    0,
  );
}

const megabytes = (bytes: number): string => `${Math.ceil(bytes / 1_048_576)} MB`;
/** The least that a build asks for. */
const LEAST = 32 * 1_048_576;

/** Room for three times the last site: the old one, the new one, and what grows. */
function checkSpace(parent: string, last: number): void {
  const { bavail, bsize } = statfsSync(parent);
  const need = Math.max(3 * last, LEAST);
  if (bavail * bsize >= need) return;
  throw new PublishRefused(
    `磁盘空间不够：还剩 ${megabytes(bavail * bsize)}，要有 ${megabytes(need)}（现在网站的三倍）才生成。请清理以后再试；原来的网站没有动。`,
  );
}

const DISK: Readonly<Record<string, string>> = {
  ENOSPC: "磁盘满了",
  EDQUOT: "磁盘的配额用完了",
  EACCES: "没有写入的权限",
  EPERM: "没有写入的权限",
  EBUSY: "有别的程序正开着它",
  ENOTEMPTY: "有别的程序正往里写",
  EROFS: "磁盘是只读的",
  EIO: "磁盘读写出错，磁盘可能坏了",
};
const CODE = new RegExp(`\\b(${Object.keys(DISK).join("|")})\\b`);

/** Windows says "no permission" of what is open, too. */
const diskWords = (code: string, platform: NodeJS.Platform): string | undefined =>
  platform === "win32" && (code === "EACCES" || code === "EPERM")
    ? "有别的程序正开着它（WPS、资源管理器、杀毒软件都会），请关掉；都关了还是这样，就是没有写入的权限"
    : DISK[code];

const NO_HALF_SITE = "网站没有换成半新半旧的";

/** A fault of the disk in a clerk's words, and what it left; any other fault as it is. */
export function plainFault(error: unknown, left = NO_HALF_SITE, platform = process.platform): unknown {
  for (
    let e = error as (NodeJS.ErrnoException & { originalError?: unknown }) | undefined;
    e;
    e = (e.cause ?? e.originalError) as typeof e
  ) {
    const code = e.code !== undefined && e.code in DISK ? e.code : CODE.exec(e.message ?? "")?.[1];
    if (e instanceof PublishRefused || code === undefined) continue;
    const place = e.path ?? /'([^']+)'/.exec(e.message)?.[1];
    return new PublishRefused(`${diskWords(code, platform)}，写不下去${place ? `：${place}` : ""}。${left}；处理好以后再运行一次就行。`, {
      cause: error,
    });
  }
  return error;
}

interface Holder {
  readonly pid: number;
  readonly host: string;
  /** When the process began, as the system counts it; a number given out again is not the same process. */
  readonly start: string;
  readonly since: string;
}

/** Locks that this process holds. */
const held = new Set<string>();

/** One at a time. The lock names process, host and start; one whose process is gone is taken over. Returns what frees it. */
export function takeLock(lock: string): () => void {
  const mine: Holder = { pid: process.pid, host: hostname(), start: startOf(process.pid), since: new Date().toISOString() };
  const half = `${lock}.${process.pid}`;
  const refused = (holder: Holder | undefined): PublishRefused =>
    new PublishRefused(
      holder
        ? `另一个生成正在进行（电脑 ${holder.host}，进程 ${holder.pid}，${holder.since} 开始）。请等它做完再试；确定没有的话，删去 ${lock}。`
        : `另一个生成正在进行。请等它做完再试；确定没有的话，删去 ${lock}。`,
    );
  if (held.has(lock)) throw refused(mine);
  try {
    // Whole at once: a lock is never seen half written.
    writeFileSync(half, JSON.stringify(mine));
    for (let attempt = 0; ; attempt++) {
      try {
        claim(half, lock);
        break;
      } catch (error) {
        const { code } = error as NodeJS.ErrnoException;
        if (code === "ENOENT") throw refused(undefined);
        if (code !== "EEXIST") throw error;
        const seen = readLock(lock);
        if (attempt > 2 || (seen.text !== undefined && !isStale(seen.holder))) throw refused(seen.holder);
        takeAway(lock, seen.text, refused);
      }
    }
  } finally {
    quietly(() => remove(half));
  }
  held.add(lock);
  return () => {
    held.delete(lock);
    // Once: what stands there afterwards is another's.
    quietly(() => unlinkSync(lock));
  };
}

/** What is said on a disk without hard links: FAT and exFAT, by system. */
const NO_LINKS = new Set(["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EISDIR", "EINVAL"]);

/** Puts a whole file under a name that is free; `EEXIST` where it is not. */
function claim(file: string, name: string): void {
  try {
    linkSync(file, name);
  } catch (error) {
    if (!NO_LINKS.has((error as NodeJS.ErrnoException).code ?? "")) throw error;
    writeFileSync(name, readFileSync(file), { flag: "wx" });
  }
}

function readLock(lock: string): { text: string | undefined; holder: Holder | undefined } {
  let text: string | undefined;
  try {
    text = readFileSync(lock, "utf8");
    const holder = JSON.parse(text) as Holder;
    return { text, holder: typeof holder.pid === "number" ? holder : undefined };
  } catch {
    return { text, holder: undefined };
  }
}

/** Removes a stale lock, and no other that was put there meanwhile. */
function takeAway(lock: string, text: string | undefined, refused: (holder: Holder | undefined) => PublishRefused): void {
  if (text === undefined) return;
  const aside = `${lock}.stale-${process.pid}`;
  try {
    move(lock, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return;
    throw error;
  }
  const moved = readLock(aside);
  try {
    if (moved.text !== text) {
      claim(aside, lock);
      throw refused(moved.holder);
    }
  } finally {
    remove(aside);
  }
}

/** Longer than any build, in ms. */
const LONGEST = 2 * 3_600_000;

function isStale(holder: Holder | undefined): boolean {
  if (!holder) return true;
  if (holder.host !== hostname()) return false;
  // Not among those that this process holds, or it would have been refused before.
  if (holder.pid === process.pid) return true;
  if (!isRunning(holder.pid)) return true;
  // Where the system does not say when a process began, its number may be another's by now: no build takes so long.
  return holder.start === "" ? Date.now() - Date.parse(holder.since) > LONGEST : holder.start !== startOf(holder.pid);
}

/** Linux says when a process began; elsewhere nothing is said. */
function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "";
  } catch {
    return "";
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** The whole file or none of it, even when the power fails. */
export function writeWhole(file: string, text: string): void {
  const half = join(dirname(file), `.${basename(file)}.half`);
  const target = openSync(half, "w");
  try {
    writeFileSync(target, text);
    fsyncSync(target);
  } finally {
    closeSync(target);
  }
  move(half, file);
}

/** Attachments that a record names, to their addresses. */
export function copyAttachments(folder: string, paths: Iterable<string>, contentFolder: string): void {
  for (const path of paths) {
    const to = join(folder, path);
    makeFolder(dirname(to));
    writeFileSync(to, publishedBytes(join(contentFolder, path)));
  }
}

/** Files that are made already. */
export function writeFiles(folder: string, files: Iterable<{ readonly path: string; readonly content: string | Uint8Array }>): void {
  for (const { path, content } of files) writeData(folder, [{ path, write: () => content }]);
}

/** Data files, one at a time: each is made, written and let go. */
export function writeData(folder: string, files: Iterable<{ readonly path: string; write(): string | Uint8Array }>): void {
  for (const file of files) {
    const to = join(folder, file.path);
    makeFolder(dirname(to));
    writeFileSync(to, file.write());
  }
}
