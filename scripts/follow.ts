/** Says when something changes below folders. */
import { type FSWatcher, readdirSync, statSync, watch } from "node:fs";
import { join } from "node:path";

/** How long nothing more must change, in ms: an editor writes a file in several steps. */
const QUIET = 150;
/** How often a folder that is not there is looked for, in ms. */
const AGAIN = 1000;

/**
 * Calls `changed` after each change. The watch of Node is set up anew every time: on Linux it stays with the file that was there first
 * and hears nothing of the one that an editor, git or 填报页 put in its place. A folder that goes away under the watch ends nothing.
 */
export function follow(folders: readonly string[], changed: () => void): { readonly close: () => void } {
  let watchers: FSWatcher[] = [];
  let timer: NodeJS.Timeout | undefined;
  let isLost = false;
  let last = stateOf(folders);
  const hear = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      begin();
      // Windows tells of files that were only read, too.
      const state = stateOf(folders);
      if (state === last) return;
      last = state;
      changed();
    }, QUIET);
  };
  const close = (): void => {
    clearTimeout(timer);
    for (const w of watchers) w.close();
    watchers = [];
  };
  const begin = (): void => {
    close();
    for (const folder of folders) {
      try {
        watchers.push(watch(folder, { recursive: true }, hear).on("error", hear));
      } catch {
        // Not there now: looked for again.
      }
    }
    const wasLost = isLost;
    isLost = watchers.length < folders.length;
    if (isLost) timer = setTimeout(begin, AGAIN);
    else if (wasLost) {
      last = stateOf(folders);
      changed();
    }
  };
  begin();
  return { close };
}

/** Names, sizes and times of all that is below the folders. */
function stateOf(folders: readonly string[]): string {
  const lines: string[] = [];
  const look = (folder: string): void => {
    try {
      for (const e of readdirSync(folder, { withFileTypes: true })) {
        const path = join(folder, e.name);
        if (e.isDirectory()) look(path);
        else {
          const { size, mtimeMs } = statSync(path);
          lines.push(`${path} ${size} ${mtimeMs}`);
        }
      }
    } catch {
      lines.push(`${folder} ?`);
    }
  };
  for (const folder of folders) look(folder);
  return lines.join("\n");
}
