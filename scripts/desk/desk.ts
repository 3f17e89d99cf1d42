/** The clerk's desk: pages for the people who keep the register, on their own computer. Nothing of it goes to the site. */
import { readFileSync } from "node:fs";
import { relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { noCache, openCache } from "../cache.ts";
import { againstLedger } from "../ledger-file.ts";
import { buildShell } from "../pages.ts";
import { openStage, plainFault, writeFiles } from "../publish.ts";
import type { Day } from "../rules/days.ts";
import { walk } from "../walk.ts";
import { edit } from "./edit.ts";
import type { Desk, DeskFile, Room } from "./room.ts";
import { workbench } from "./workbench.ts";

/** In the order of the navigation. */
export const rooms: readonly Room[] = [workbench, edit];

export interface DeskOptions {
  readonly content: string;
  /** `_desk`. */
  readonly out: string;
  /** The built site, for links to its pages. */
  readonly site: string;
  readonly today: Day;
  readonly ledger?: string | undefined;
  readonly cache?: string | undefined;
}

const here = fileURLToPath(new URL("../..", import.meta.url));

const link = (from: string, to: string): string => `${relative(resolve(from), resolve(to)).replaceAll("\\", "/")}/`;

/** Builds the desk, also while the content has faults: they stand on its first page. Throws `PublishRefused`. */
export async function buildDesk(options: DeskOptions): Promise<{ readonly files: number }> {
  const against = options.ledger === undefined ? undefined : againstLedger(options.ledger, options.site);
  const { content, problems, edition } = walk(options.content, options.today, undefined, undefined, against);
  const desk: Desk = {
    content,
    problems,
    edition,
    shell: edition && buildShell(edition.register, edition.register.site.basePath ?? "/"),
    today: options.today,
    site: link(options.out, options.site),
    contentLink: link(options.out, options.content),
    cache: options.cache === undefined ? noCache : openCache(options.cache),
    rooms,
  };
  const files: DeskFile[] = [{ path: "desk.css", content: readFileSync(`${here}layouts/desk/desk.css`, "utf8") }];
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
