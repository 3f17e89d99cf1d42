/** 操作手册: the chapters of `handbook/`, as pages of the desk. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { handbookPage } from "../../layouts/desk/handbook.ts";
import type { DeskFile, Room } from "./room.ts";

const folder = fileURLToPath(new URL("../../handbook", import.meta.url));

/** By file name, in the order of reading; the first is the room's own page. */
export const chapters = [
  "index",
  "first-day",
  "week",
  "month",
  "january",
  "new-computer",
  "mistakes",
  "privacy",
  "offline",
  "county",
] as const;

export interface Chapter {
  readonly name: (typeof chapters)[number];
  readonly title: string;
  readonly body: string;
}

/** A chapter: its first line is its title. */
export function readChapter(name: Chapter["name"]): Chapter {
  const text = readFileSync(join(folder, `${name}.md`), "utf8");
  const [first = "", ...rest] = text.split("\n");
  return { name, title: first.replace(/^# /, ""), body: rest.join("\n") };
}

export const handbook: Room = {
  label: "操作手册",
  path: "handbook/index.html",
  build(desk) {
    const all = chapters.map(readChapter);
    const files: DeskFile[] = all.map((c, i) => ({
      path: `handbook/${c.name}.html`,
      content: handbookPage(desk, c, all, { before: all[i - 1], after: all[i + 1] }),
    }));
    for (const name of readdirSync(join(folder, "pictures"))) {
      if (name.endsWith(".png")) files.push({ path: `handbook/pictures/${name}`, content: readFileSync(join(folder, "pictures", name)) });
    }
    return files;
  },
};
