/** New records before they are files: checked by the build's own readers and rules, given their serials, saved all or none. */
import {
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  rmdirSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type Content, readContent } from "../content.ts";
import { move, remove } from "../disk.ts";
import type { Fields } from "../model/field.ts";
import { type KindName, kinds } from "../model/index.ts";
import { nextSerial, recordText, type WrittenGroup } from "../model/write.ts";
import type { Problem } from "../problem.ts";
import { type Day, parseDay } from "../rules/days.ts";
import { validate } from "../validate.ts";
import { inFolder, type Picture } from "./import/blocks.ts";

/** A record to be. */
export interface Draft {
  readonly kind: KindName;
  readonly values: WrittenGroup;
  /** Pictures are named bare in it. */
  readonly body: string;
  readonly pictures?: readonly Picture[];
}

/** The day that says the year of its folder; undefined where it cannot be read. */
export function dayOf({ kind, values }: Draft): Day | undefined {
  const written = values[kinds[kind].dated];
  return typeof written === "string" ? parseDay(written.trim()) : undefined;
}

/** The text of its file. */
export function draftText({ kind, values, body }: Draft, serial: string): string {
  return recordText(kinds[kind].fields as Fields, values, inFolder(body, serial));
}

/** What the build would say of each draft, if it stood in the content: by the draft's place in the list. */
export function draftProblems(content: Content, drafts: readonly Draft[], today: Day): Problem[][] {
  const out: Problem[][] = drafts.map(() => []);
  const top = mkdtempSync(join(tmpdir(), "gongkai-drafts-"));
  const folder = join(top, "content");
  try {
    mkdirSync(folder);
    copyFileSync(join(content.folder, "site.yaml"), join(folder, "site.yaml"));
    for (const [i, draft] of drafts.entries()) {
      // A day that cannot be read, or is of another century, is told by the reader, whatever the folder.
      const year = /^20\d\d/.exec(dayOf(draft) ?? today)?.[0] ?? today.slice(0, 4);
      const serial = `draft-${i}`;
      const file = join(folder, draft.kind, year, `${serial}.md`);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, draftText(draft, serial));
      if (draft.pictures && draft.pictures.length > 0) mkdirSync(file.replace(/\.md$/, ""));
      for (const p of draft.pictures ?? []) writeFileSync(join(file.replace(/\.md$/, ""), p.name), p.bytes);
    }
    const made = readContent(folder);
    const records = Object.fromEntries(
      Object.entries(content.records).map(([kind, list]) => [kind, [...list, ...made.records[kind as KindName]]]),
    ) as unknown as Content["records"];
    const merged: Content = {
      ...content,
      records,
      attachments: new Map([...content.attachments, ...made.attachments]),
      unread: new Set([...content.unread, ...made.unread]),
    };
    for (const problem of [...made.problems, ...validate(merged, today)]) {
      const i = Number(/\/draft-(\d+)(?:\.md|\/)/.exec(problem.file)?.[1] ?? -1);
      out[i]?.push(problem);
    }
  } finally {
    remove(top);
  }
  return out;
}

/** A file to be saved, by its path from the content folder. */
export interface NewFile {
  readonly path: string;
  readonly content: string | Uint8Array;
}

/** The files of drafts with the next serials of their years, in the order given; a draft needs a day. */
export function placed(folder: string, drafts: readonly Draft[]): { readonly address: string; readonly files: readonly NewFile[] }[] {
  const taken = new Map<string, string[]>();
  return drafts.map((draft) => {
    const year = dayOf(draft)?.slice(0, 4) ?? "";
    const place = `${draft.kind}/${year}`;
    // Folders of attachments hold a serial too.
    const serials =
      taken.get(place) ?? (existsSync(join(folder, place)) ? readdirSync(join(folder, place)).map((n) => n.replace(/\.md$/, "")) : []);
    const serial = nextSerial(serials);
    taken.set(place, [...serials.filter((s) => /^\d+$/.test(s)).slice(-1), serial]);
    const address = `${place}/${serial}`;
    return {
      address,
      files: [
        { path: `${address}.md`, content: draftText(draft, serial) },
        ...(draft.pictures ?? []).map((p) => ({ path: `${address}/${p.name}`, content: p.bytes })),
      ],
    };
  });
}

/** A save that did not come to its end: everything is as it was before. `file` is where it stopped. */
export class SaveFailed extends Error {
  constructor(
    readonly file: string,
    readonly reason: "exists" | "full" | "denied" | "other",
    cause: unknown,
  ) {
    super("not saved", { cause });
  }
}

const reasonOf = (error: unknown): SaveFailed["reason"] => {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === "EEXIST") return "exists";
  if (code === "ENOSPC" || code === "EDQUOT") return "full";
  return code === "EACCES" || code === "EPERM" || code === "EROFS" ? "denied" : "other";
};

/**
 * Saves all files or none. Each is written under a name that the reader passes over, then takes its own; a file that is there is
 * never overwritten, not even one that came meanwhile. Throws `SaveFailed` after taking back what was saved.
 */
export function saveAll(folder: string, files: readonly NewFile[]): void {
  const folders: string[] = [];
  const halves: string[] = [];
  const saved: string[] = [];
  let at = "";
  const make = (path: string): void => {
    if (existsSync(path)) return;
    make(dirname(path));
    mkdirSync(path);
    folders.push(path);
  };
  // Such names are passed over by the reader, as those of office programs.
  const halfOf = (file: string): string => join(dirname(file), `~$${process.pid}-${file.slice(dirname(file).length + 1)}`);
  try {
    for (const { path, content } of files) {
      at = path;
      const file = join(folder, path);
      make(dirname(file));
      const half = halfOf(file);
      halves.push(half);
      const handle = openSync(half, "wx");
      try {
        writeFileSync(handle, content);
        fsyncSync(handle);
      } finally {
        closeSync(handle);
      }
    }
    for (const { path } of files) {
      at = path;
      const file = join(folder, path);
      takeName(halfOf(file), file);
      saved.push(file);
    }
  } catch (error) {
    for (const file of [...saved, ...halves]) remove(file);
    for (const made of folders.reverse()) {
      try {
        rmdirSync(made);
      } catch {
        // Somebody else put something into it.
      }
    }
    throw new SaveFailed(at, reasonOf(error), error);
  }
}

/** `from` → `to`, unless `to` is there. A link fails on a name that is taken; sticks know no links. */
function takeName(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST" || existsSync(to)) throw Object.assign(new Error("exists"), { code: "EEXIST" });
    move(from, to);
    return;
  }
  remove(from);
}

/** What to tell of a save that failed. */
export function savedNothing({ file, reason }: SaveFailed, folder: string): string {
  const why = {
    exists: `${folder}/${file} 已经有了，没有覆盖它。`,
    full: `写到 ${folder}/${file} 时磁盘满了。`,
    denied: `${folder}/${file} 不能写：没有权限，或者被别的程序占用。`,
    other: `写到 ${folder}/${file} 时出错。`,
  }[reason];
  return `${why}已经写的都收回了，什么也没有改。\n${reason === "exists" ? "可能有人同时在建文件，请再运行一次。" : "请腾出空间或者打开权限，再运行一次。"}`;
}
