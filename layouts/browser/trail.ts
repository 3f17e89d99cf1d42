/**
 * The way back on the hall's screen. It stands in the address alone, `?kiosk&from=…&from=…`: pages opened from a folder share no
 * storage, and steps replace each other, so that the browser's history holds nothing of the person before.
 */

/** Steps that are remembered. */
const STEPS = 12;

export const KIOSK = "kiosk/index.html";

/** Where one came from, the last step last; from the root of the site. */
export const trailOf = (search: string): string[] => new URLSearchParams(search).getAll("from");

/** Where a step to a page leads; the start needs no way back. */
export function stepTo(path: string, trail: readonly string[]): string {
  const [page = "", hash] = path.split("#") as [string, string?];
  const way = trail.slice(-STEPS).map((t) => `&from=${encodeURIComponent(t)}`);
  const query = page === KIOSK ? "" : `?kiosk${way.join("")}`;
  return page + query + (hash === undefined ? "" : `#${hash}`);
}

/**
 * The path, from the root, of a page that may open there; undefined for what would leave: other sites, files, what is only for a
 * reader's own device. The search page is the hall's own.
 */
export function pathInside(address: string, root: string): string | undefined {
  let url: URL;
  try {
    url = new URL(address, root);
  } catch {
    return undefined;
  }
  const page = url.href.replace(/[?#].*/, "");
  if (!page.startsWith(root) || !page.endsWith(".html")) return undefined;
  const path = page.slice(root.length);
  if (path.startsWith("offline/")) return undefined;
  return path.startsWith("search/") ? KIOSK : path + url.hash;
}
