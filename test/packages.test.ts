/** What is installed to build a site: few packages, none of which runs a script on being installed. */
import { expect, it } from "vitest";
import { readJson, root } from "./support.ts";

interface Package {
  readonly dev?: true;
  readonly hasInstallScript?: true;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const { packages } = readJson<{ readonly packages: Readonly<Record<string, Package>> }>(root, "package-lock.json");
const production = Object.entries(packages).filter(([path, p]) => path !== "" && !p.dev);

/** Where Node looks for a package from another: beside it, then further out. */
function placeOf(name: string, from: string): string | undefined {
  for (let at = from; ; at = at.replace(/\/?node_modules\/(?:@[^/]+\/)?[^/]+$/, "")) {
    const path = `${at === "" ? "" : `${at}/`}node_modules/${name}`;
    if (packages[path]) return path;
    if (at === "") return undefined;
  }
}

/** What production needs on a system. A binary for another system is not installed, nor what only it needs; both C libraries count. */
function needed(os: string, cpu: string): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (path: string): void => {
    const p = packages[path];
    if (!p || found.has(path) || !(p.os?.includes(os) ?? true) || !(p.cpu?.includes(cpu) ?? true)) return;
    if (path !== "") found.add(path);
    for (const name of Object.keys({ ...p.dependencies, ...p.optionalDependencies })) {
      const place = placeOf(name, path);
      if (place !== undefined) visit(place);
    }
  };
  visit("");
  return found;
}

it.each([
  ["win32", "x64"],
  ["darwin", "arm64"],
  ["linux", "x64"],
  ["linux", "arm64"],
])("at most 156 production packages on %s %s", (os, cpu) => {
  const here = needed(os, cpu);
  expect(here.size).toBeGreaterThan(100);
  expect(here.size).toBeLessThanOrEqual(156);
});

it("no production package, for any system, has an install script", () => {
  expect(production.filter(([, p]) => p.hasInstallScript).map(([path]) => path)).toEqual([]);
});
