/** Modules of the desk's pages, our own and those of packages, as one classic script without anything of Node. */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";
import type { Cache } from "../cache.ts";

const here = fileURLToPath(new URL("../..", import.meta.url));
const node = `${here}layouts/desk/edit/node/`;

/** Everything that a bundle can be made of. */
function hashOfSources(entry: string): string {
  const hash = createHash("sha256").update(`${entry}\n`);
  for (const folder of ["layouts", "scripts"]) {
    const files = readdirSync(join(here, folder), { recursive: true, withFileTypes: true })
      .filter((e) => e.isFile() && e.name.endsWith(".ts"))
      .map((e) => join(e.parentPath, e.name))
      .sort();
    for (const file of files) hash.update(file.slice(here.length)).update(readFileSync(file));
  }
  return hash.update(readFileSync(`${here}package.json`)).digest("hex");
}

/** The script of `layouts/desk/<entry>`, made again only when some module has changed. */
export async function deskScript(entry: string, cache: Cache): Promise<string> {
  const kept = await cache.of(
    "desk-script-1",
    hashOfSources(entry),
    async () => new Map([["script.js", Buffer.from(await bundled(entry))]]),
  );
  return Buffer.from(kept.get("script.js") ?? []).toString("utf8");
}

async function bundled(entry: string): Promise<string> {
  const bundle = await rolldown({
    input: `${here}layouts/desk/${entry}`,
    cwd: here,
    platform: "browser",
    logLevel: "silent",
    resolve: {
      alias: Object.fromEntries(
        ["fs", "path", "crypto", "os"].flatMap((name) => [
          [`node:${name}`, `${node}${name}.ts`],
          [name, `${node}${name}.ts`],
        ]),
      ),
    },
    transform: { target: "es2022", inject: { Buffer: [`${node}buffer.ts`, "Buffer"] } },
    plugins: [{ name: "node-url", resolveId: (id: string) => (id === "node:url" ? `${node}os.ts` : undefined) }],
  });
  try {
    const { output } = await bundle.generate({ format: "iife", minify: true, codeSplitting: false });
    // The script stands inside a page.
    return output[0].code.replace(/<(?=\/script|!--)/gi, "\\x3C");
  } finally {
    await bundle.close();
  }
}
