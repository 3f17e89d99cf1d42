/** A room of the clerk's desk: some pages of the local build, never of the site. */
import type { Cache } from "../cache.ts";
import type { Content } from "../content.ts";
import type { Bundler } from "../lib/bundle.ts";
import type { Shell } from "../pages.ts";
import type { Problem } from "../problem.ts";
import type { Day } from "../rules/days.ts";
import type { Edition } from "../walk.ts";

/** What every room is given. */
export interface Desk {
  /** All that was read, records without review included. */
  readonly content: Content;
  /** By file and line. */
  readonly problems: readonly Problem[];
  /** Undefined while something is to be mended. */
  readonly edition: Edition | undefined;
  /** Addresses that `published.json` holds; undefined when nothing was ever published that way. */
  readonly published: ReadonlySet<string> | undefined;
  readonly shell: Shell | undefined;
  /** In Asia/Shanghai. */
  readonly today: Day;
  /** From a page at the top of the desk to the built site: `../_site/`. */
  readonly site: string;
  /** From a page at the top of the desk to the content folder: `../content/`. */
  readonly contentLink: string;
  readonly cache: Cache;
  readonly bundler: Bundler;
  /** The desk's sheets by their names below `layouts/`, lowered. */
  readonly sheets: ReadonlyMap<string, string>;
  /** Years that a clerk asked for besides the latest. */
  readonly years: readonly number[];
  /** The navigation. */
  readonly rooms: readonly Pick<Room, "label" | "path">[];
}

/** A file of the desk. */
export interface DeskFile {
  /** From the desk's top, ASCII: `board/items-2025-0003.html`. */
  readonly path: string;
  readonly content: string | Uint8Array;
}

export interface Room {
  /** In the navigation: 工作台. */
  readonly label: string;
  /** Its first page. */
  readonly path: string;
  build(desk: Desk): readonly DeskFile[] | Promise<readonly DeskFile[]>;
}
