/** Style sheets of the pages, lowered for the browsers of the floor and kept between builds. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type Cache, type Kept, remembered } from "../cache.ts";

const here = fileURLToPath(new URL("../..", import.meta.url));
/** What the outcome follows from besides the sheets. */
const program = ["scripts/lib/lower-sheet.ts", "package-lock.json"];

/** Sheets lowered in this process. */
const made = new Map<string, Promise<Kept>>();

/** A sheet below `layouts/` as it is written, with line ends of Unix. */
export const sheetSource = (name: string): string => readFileSync(`${here}layouts/${name}`, "utf8").replaceAll("\r\n", "\n");

/** Sheets below `layouts/` by their names, as they are written. */
export const sheetsOf = (...names: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(names.map((name) => [name, sheetSource(name)]));

/**
 * Sheets that one page uses together, lowered.
 * @param sheets name → text as it is written, in the order in which a page loads them.
 */
export async function loweredSheets(sheets: Readonly<Record<string, string>>, cache: Cache): Promise<ReadonlyMap<string, string>> {
  const hash = createHash("sha256");
  for (const file of program) hash.update(readFileSync(`${here}${file}`));
  for (const [name, text] of Object.entries(sheets)) hash.update(`\0${name}\0${text}`);
  const key = hash.digest("hex");
  const make = async (): Promise<Kept> => {
    const { lowerSheets } = await import("./lower-sheet.ts");
    return new Map([...lowerSheets(sheets)].map(([name, text]) => [name.replaceAll("/", "-"), Buffer.from(text)]));
  };
  const kept = await remembered(made, key, () => cache.of("sheets-1", key, make));
  return new Map(Object.keys(sheets).map((name) => [name, Buffer.from(kept.get(name.replaceAll("/", "-")) ?? []).toString("utf8")]));
}
