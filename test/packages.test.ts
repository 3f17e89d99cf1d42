/** What is installed to build a site: few packages, none of which runs a script on being installed. */
import { expect, it } from "vitest";
import { readJson, root } from "./support.ts";

interface Package {
  readonly dev?: true;
  readonly hasInstallScript?: true;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
}

const { packages } = readJson<{ readonly packages: Readonly<Record<string, Package>> }>(root, "package-lock.json");
/** Of the binaries that exist for every system npm installs the one that fits. */
const production = Object.entries(packages).filter(([path, p]) => path !== "" && !p.dev);

it.each([
  ["win32", "x64"],
  ["darwin", "arm64"],
  ["linux", "x64"],
  ["linux", "arm64"],
])("at most 150 production packages on %s %s", (os, cpu) => {
  const here = production.filter(([, p]) => (p.os?.includes(os) ?? true) && (p.cpu?.includes(cpu) ?? true));
  expect(here.length).toBeGreaterThan(100);
  expect(here.length).toBeLessThanOrEqual(150);
});

it("no production package, for any system, has an install script", () => {
  expect(production.filter(([, p]) => p.hasInstallScript).map(([path]) => path)).toEqual([]);
});
