/** Says when something changes below folders. */
import { type FSWatcher, watch } from "node:fs";

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
  const hear = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      begin();
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
    else if (wasLost) changed();
  };
  begin();
  return { close };
}
