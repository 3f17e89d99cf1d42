/** The one bundler: modules of ours and of packages → one classic script, because a page opened from a folder may load no modules. */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Cache, type Kept, remembered } from "../cache.ts";
import { type Floor, targetsOf } from "./floor.ts";

const here = fileURLToPath(new URL("../..", import.meta.url));
const node = `${here}layouts/desk/edit/node/`;

export interface Bundler {
  /** The script of a module below `layouts/`, with all that it imports, for the browsers of `floor`. Made again only when some module has changed. */
  script(entry: string, floor?: Floor): Promise<string>;
}

/** Everything that a bundle can be made of. */
function hashOfSources(): string {
  const hash = createHash("sha256");
  for (const folder of ["layouts", "scripts"]) {
    const files = readdirSync(join(here, folder), { recursive: true, withFileTypes: true })
      .filter((e) => e.isFile() && e.name.endsWith(".ts"))
      .map((e) => join(e.parentPath, e.name))
      .sort();
    for (const file of files) hash.update(file.slice(here.length)).update(readFileSync(file));
  }
  for (const file of ["package.json", "package-lock.json"]) hash.update(readFileSync(`${here}${file}`));
  return hash.digest("hex");
}

/** Scripts made in this process. */
const made = new Map<string, Promise<Kept>>();

/** A bundler for one build: the program's modules are looked at once. */
export function openBundler(cache: Cache): Bundler {
  let sources: string | undefined;
  return {
    async script(entry, floor = "readers") {
      sources ??= hashOfSources();
      const hash = createHash("sha256").update(`${sources}\n${entry}\n${floor}`).digest("hex");
      const make = async (): Promise<Kept> => new Map([["script.js", Buffer.from(await bundled(`${here}layouts/${entry}`, floor))]]);
      const kept = await remembered(made, hash, () => cache.of("script-1", hash, make));
      return Buffer.from(kept.get("script.js") ?? []).toString("utf8");
    },
  };
}

/** The script of an entry module by its path. Throws where a module or a name is missing. */
export async function bundled(input: string, floor: Floor): Promise<string> {
  const { rolldown } = await import("rolldown");
  const bundle = await rolldown({
    input,
    cwd: here,
    platform: "browser",
    logLevel: "silent",
    ...(floor === "editing" ? shims : {}),
    transform: {
      target: targetsOf(floor),
      ...(floor === "editing" ? { inject: { Buffer: [`${node}buffer.ts`, "Buffer"] as [string, string] } } : {}),
    },
  });
  try {
    const { output } = await bundle.generate({ format: "iife", minify: true, codeSplitting: false });
    // The script may stand inside a page.
    return output[0].code.replace(/<(?=\/script|!--)/gi, "\\x3C");
  } finally {
    await bundle.close();
  }
}

/** What the editing page has in place of Node's modules. */
const shims = {
  resolve: {
    alias: Object.fromEntries(
      ["fs", "path", "crypto", "os"].flatMap((name) => [
        [`node:${name}`, `${node}${name}.ts`],
        [name, `${node}${name}.ts`],
      ]),
    ),
  },
  plugins: [{ name: "node-url", resolveId: (id: string) => (id === "node:url" ? `${node}os.ts` : undefined) }],
};
