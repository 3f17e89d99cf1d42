/** `node:path` for the check in the browser: paths with `/`. */

export function normalize(path: string): string {
  const out: string[] = [];
  for (const part of path.split("/")) {
    if (part === ".." && out.length > 0 && out.at(-1) !== "..") out.pop();
    else if (part !== "" && part !== ".") out.push(part);
  }
  return `${path.startsWith("/") ? "/" : ""}${out.join("/")}`;
}

export const join = (...parts: readonly string[]): string => normalize(parts.filter((p) => p !== "").join("/")) || ".";
export const resolve = join;
export const dirname = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf("/"))) || ".";
export const basename = (path: string): string => path.slice(path.lastIndexOf("/") + 1);
export const relative = (from: string, to: string): string => (to.startsWith(`${from}/`) ? to.slice(from.length + 1) : to);
export const sep = "/";
export const posix = { normalize, join, resolve, dirname, basename, relative, sep };
