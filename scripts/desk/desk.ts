/** The clerk's desk: pages for the people who keep the register, on their own computer. Nothing of it goes to the site. */
import { relative, resolve } from "node:path";
import { noCache, openCache } from "../cache.ts";
import { againstLedger, ledgerOf, readLedger } from "../ledger-file.ts";
import { openBundler } from "../lib/bundle.ts";
import { loweredSheets, sheetsOf } from "../lib/sheet.ts";
import { buildShell } from "../pages.ts";
import { attachmentProblems } from "../privacy/attachments.ts";
import { sortProblems } from "../problem.ts";
import { openStage, plainFault, writeFiles } from "../publish.ts";
import type { Day } from "../rules/days.ts";
import { walk } from "../walk.ts";
import { channels } from "./channels.ts";
import { edit } from "./edit.ts";
import { handbook } from "./handbook.ts";
import type { Desk, DeskFile, Room } from "./room.ts";
import type { TodoInput } from "./todo.ts";
import { workbench } from "./workbench.ts";

/** In the order of the navigation. */
export const rooms: readonly Room[] = [workbench, edit, channels, handbook];

export interface DeskOptions {
  readonly content: string;
  /** `_desk`. */
  readonly out: string;
  /** The built site, for links to its pages. */
  readonly site: string;
  readonly today: Day;
  readonly ledger?: string | undefined;
  readonly cache?: string | undefined;
  /** Years whose pages of 公开渠道 are made besides those of the latest two. */
  readonly years?: readonly number[];
}

/** Address of a folder from a page at the top of another: `../_site/`. */
export const link = (from: string, to: string): string => `${relative(resolve(from), resolve(to)).replaceAll("\\", "/")}/`;

/** Reads what tasks follow from: the content with all its faults, those in attachments included, and what was published. */
export async function readTodo(options: Omit<DeskOptions, "out">): Promise<TodoInput> {
  const { ledger } = options;
  const against = ledger === undefined ? undefined : againstLedger(ledger, options.site);
  const { content, problems, edition } = walk(options.content, options.today, undefined, undefined, against);
  const cache = options.cache === undefined ? noCache : openCache(options.cache);
  const written = ledger === undefined ? undefined : ledgerOf(readLedger(ledger));
  return {
    content,
    problems: sortProblems([...problems, ...(await attachmentProblems(content, cache))]),
    edition,
    published: written && new Set(written.lines.map((l) => l.path)),
    today: options.today,
  };
}

/** Builds the desk, also while the content has faults: they stand on its first page. Throws `PublishRefused`. */
export async function buildDesk(options: DeskOptions): Promise<{ readonly files: number }> {
  const read = await readTodo(options);
  const { edition } = read;
  const cache = options.cache === undefined ? noCache : openCache(options.cache);
  const sheets = await loweredSheets(sheetsOf("desk/desk.css", "desk/channels.css"), cache);
  const desk: Desk = {
    ...read,
    shell: edition && buildShell(edition.register, edition.register.site.basePath ?? "/", { today: options.today }),
    site: link(options.out, options.site),
    contentLink: link(options.out, options.content),
    cache,
    bundler: openBundler(cache),
    sheets,
    years: options.years ?? [],
    rooms,
  };
  const files: DeskFile[] = [{ path: "desk.css", content: sheets.get("desk/desk.css") ?? "" }];
  for (const room of rooms) files.push(...(await room.build(desk)));
  const stage = openStage(options.out);
  try {
    writeFiles(stage.folder, files);
    stage.swap();
  } catch (error) {
    throw plainFault(error);
  } finally {
    stage.drop();
    stage.close();
  }
  return { files: files.length };
}
