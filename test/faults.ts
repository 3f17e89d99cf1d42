/** Files that fail when they are told to: the n-th operation below a folder ends as a full, closed or broken disk would end it. */
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";

type Call = (...args: unknown[]) => unknown;

export interface Injected {
  /** Operations in their order: `renameSync site/.x`. */
  readonly operations: readonly string[];
  restore(): void;
}

const WRITING = [
  "writeFileSync",
  "renameSync",
  "mkdirSync",
  "rmSync",
  "unlinkSync",
  "linkSync",
  "copyFileSync",
  "openSync",
  "fsyncSync",
  "statfsSync",
];
const READING = ["readFileSync", "readdirSync"];

/** From now on every operation below `folder` (but not below `except`) is counted, and the `at`-th (from 0) fails with `code`. */
export function inject(folder: string, except: string, at: number, code: string): Injected {
  const operations: string[] = [];
  const undo: (() => void)[] = [];
  const files = new Set<number>();
  const patch = (holder: Record<string, unknown>, name: string, late: boolean): void => {
    const real = holder[name] as Call;
    holder[name] = (...args: unknown[]): unknown => {
      const place = args.find((a): a is string => typeof a === "string" && a.startsWith(folder) && !a.startsWith(except));
      const open = typeof args[0] === "number" && files.has(args[0]);
      if (place !== undefined || open) {
        operations.push(`${name} ${place?.slice(folder.length) ?? "(open)"}`);
        if (operations.length - 1 === at) {
          const error = Object.assign(new Error(`${code}: injected, ${name} '${place}'`), {
            code,
            syscall: name,
            ...(place && { path: place }),
          });
          if (late) return Promise.reject(error);
          throw error;
        }
      }
      const result = real.apply(holder, args);
      if (name === "openSync" && place !== undefined) files.add(result as number);
      return result;
    };
    undo.push(() => {
      holder[name] = real;
    });
  };
  for (const name of [...WRITING, ...(code === "EIO" ? READING : [])]) patch(fs as unknown as Record<string, unknown>, name, false);
  for (const name of ["writeFile", "mkdir"]) patch(fs.promises as unknown as Record<string, unknown>, name, true);
  syncBuiltinESMExports();
  return {
    operations,
    restore() {
      for (const u of undo) u();
      syncBuiltinESMExports();
    },
  };
}

export const beside = (folder: string): string[] => fs.readdirSync(folder).filter((n) => n.startsWith("."));
