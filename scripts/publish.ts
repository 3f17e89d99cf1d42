/** Stage → swap: pages are written into a new folder beside the old site, which is replaced only when all is there. */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";

/** Another build is at work in the same place, or a folder that is not ours stands there. */
export class PublishRefused extends Error {}

export interface Stage {
  /** Where the new site is put together. */
  readonly folder: string;
  /** Puts it in the old one's place. */
  swap(): void;
  /** Throws the new one away; the old one stays as it was. */
  drop(): void;
}

/** A file that says a folder was made here and may be replaced. */
export const MARK = "gongkai.txt";

/** Opens a stage for `out`. One build at a time. */
export function openStage(out: string): Stage {
  const target = resolve(out);
  const parent = dirname(target);
  mkdirSync(parent, { recursive: true });
  if (existsSync(target) && readdirSync(target).length > 0 && !existsSync(join(target, MARK))) {
    throw new PublishRefused(`“${out}”里有别的文件，不像是本程序生成的网站，没有覆盖它。请换一个 --out，或者自己把它清空。`);
  }
  const staging = join(parent, `.${basename(target)}.new`);
  const old = join(parent, `.${basename(target)}.old`);
  const lock = join(parent, `.${basename(target)}.lock`);
  takeLock(lock);
  // What an interrupted run left: the old site is put back, the half-made one thrown away.
  if (!existsSync(target) && existsSync(old)) renameSync(old, target);
  rmSync(old, { recursive: true, force: true });
  rmSync(staging, { recursive: true, force: true });
  mkdirSync(staging);
  return {
    folder: staging,
    swap() {
      writeFileSync(join(staging, MARK), "这个文件夹由公开（Gongkai）生成，下次生成时整个替换。请不要在这里改。\n");
      if (existsSync(target)) renameSync(target, old);
      renameSync(staging, target);
      rmSync(lock, { force: true });
      rmSync(old, { recursive: true, force: true });
    },
    drop() {
      rmSync(staging, { recursive: true, force: true });
      rmSync(lock, { force: true });
    },
  };
}

/** The lock names its process; one whose process is gone is taken over. */
function takeLock(lock: string): void {
  for (let attempt = 0; ; attempt++) {
    try {
      writeFileSync(lock, String(process.pid), { flag: "wx" });
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST" || attempt > 0) throw error;
      const pid = Number(readFileSync(lock, "utf8"));
      if (pid > 0 && isRunning(pid)) {
        throw new PublishRefused(`另一个生成正在进行（进程 ${pid}）。请等它做完再试；确定没有的话，删去 ${lock}。`);
      }
      rmSync(lock, { force: true });
    }
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

/** Attachments that a record names, to their addresses. */
export function copyAttachments(folder: string, paths: Iterable<string>, contentFolder: string): void {
  for (const path of paths) {
    const to = join(folder, path);
    mkdirSync(dirname(to), { recursive: true });
    cpSync(join(contentFolder, path), to);
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
    mkdirSync(dirname(to), { recursive: true });
    writeFileSync(to, file.write());
  }
}
