/** Things that are dear to make and follow from their input alone, kept between builds by the hash of that input. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { move, remove } from "./disk.ts";

/** Files of one thing, by name. */
export type Kept = ReadonlyMap<string, Uint8Array>;

export interface Cache {
  /** The thing of this kind that was made from this input, or `make()` and remember it. */
  of(kind: string, hash: string, make: () => Promise<Kept>): Promise<Kept>;
}

export const noCache: Cache = { of: (_kind, _hash, make) => make() };

/** The same within one process, for what the program alone decides: made once however many builds ask for it. */
export function remembered<T>(known: Map<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> {
  const one = known.get(key) ?? make();
  known.set(key, one);
  one.catch(() => known.delete(key));
  return one;
}

/** A cache in a folder, of each kind the `most` that were used last. What cannot be read or written is made anew: a cache never stops a build. */
export function openCache(folder: string, most = 1000): Cache {
  return {
    async of(kind, hash, make) {
      const place = join(folder, kind, hash);
      const kept = read(place);
      if (kept) return kept;
      const made = await make();
      try {
        write(place, made);
        prune(join(folder, kind), most);
      } catch {
        // A full or read-only disk costs time at the next build, no more.
      }
      return made;
    },
  };
}

function read(place: string): Kept | undefined {
  if (!existsSync(place)) return undefined;
  try {
    const now = new Date();
    utimesSync(place, now, now);
    const files = readdirSync(place, { recursive: true, withFileTypes: true }).filter((e) => e.isFile());
    return new Map(
      files
        .map((e) => join(e.parentPath, e.name))
        .sort()
        .map((path) => [path.slice(place.length + 1).replaceAll("\\", "/"), readFileSync(path)]),
    );
  } catch {
    return undefined;
  }
}

/** Whole or not at all: written beside its place, then renamed. */
function write(place: string, files: Kept): void {
  mkdirSync(dirname(place), { recursive: true });
  const half = mkdtempSync(join(dirname(place), ".half-"));
  for (const [name, bytes] of files) {
    mkdirSync(dirname(join(half, name)), { recursive: true });
    writeFileSync(join(half, name), bytes);
  }
  try {
    move(half, place);
  } catch (error) {
    remove(half);
    throw error;
  }
}

function prune(folder: string, most: number): void {
  const places = readdirSync(folder)
    .map((name) => ({ name, used: statSync(join(folder, name)).mtimeMs }))
    .sort((a, b) => b.used - a.used);
  for (const { name } of places.slice(most)) remove(join(folder, name));
}
