/**
 * Modules of the browser, joined into one classic script: a page opened from a folder may load no modules, and a
 * packer would bring more packages than it saves lines. Types are taken off by the transformer that runs our own code.
 */
import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { OxcTransformer } from "@oxc-node/core";

const transformer = new OxcTransformer();
const IMPORT = /^import\s+(?:\{([^}]*)\}\s+from\s+)?"([^"]+)";\n?/gm;
const DECLARED = /^(?:async function\*?|function\*?|const|let|class)\s+([A-Za-z_$][\w$]*)/gm;

/**
 * The script of an entry module with all it imports, each once, in the order of need, inside one function. Imports name
 * relative `.ts` modules and take names as they are. Throws on a default or renamed import, a package, or a name that two
 * modules declare.
 */
export function browserScript(entry: string): string {
  const done = new Set<string>();
  const names = new Map<string, string>();
  const parts: string[] = [];
  const add = (file: string): void => {
    if (done.has(file)) return;
    done.add(file);
    const code = transformer
      .transform(file, readFileSync(file, "utf8"))
      .source()
      .replace(/^"use strict";\n/, "");
    const body = code.replace(IMPORT, (line, list: string | undefined, from: string) => {
      if (!/^\.{1,2}\/.+\.ts$/.test(from) || list === undefined || /\bas\b/.test(list))
        throw new Error(`${file}: cannot join ${line.trim()}`);
      add(resolve(dirname(file), from));
      return "";
    });
    if (/^import\b|^export (?:default|\*|\{)/m.test(body))
      throw new Error(`${file}: only named imports, and exports where they are declared`);
    const plain = body.replace(/^export /gm, "");
    for (const [, name = ""] of plain.matchAll(DECLARED)) {
      const other = names.get(name);
      if (other !== undefined) throw new Error(`${name} is declared in ${other} and in ${file}`);
      names.set(name, file);
    }
    parts.push(withoutComments(plain));
  };
  add(resolve(entry));
  return `"use strict";(()=>{\n${parts.join("")}})();\n`;
}

/** Comments that stand alone on their lines; the reader of the page has no use for them. */
const withoutComments = (code: string): string => code.replace(/^[ \t]*(?:\/\/.*|\/\*\*?[\s\S]*?\*\/)\n/gm, "").replace(/\n{2,}/g, "\n");
