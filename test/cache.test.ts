import { chmodSync, existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openCache } from "../scripts/cache.ts";
import { filesIn, temporary } from "./support.ts";

describe("the cache", () => {
  const kept = new Map([
    ["a.bin", Buffer.from([0, 1, 255])],
    ["sub/b.txt", Buffer.from("乙")],
  ]);

  it("makes a thing once for one input", async () => {
    const cache = openCache(temporary());
    let made = 0;
    const make = async () => {
      made++;
      return kept;
    };
    expect(await cache.of("kind", "1", make)).toBe(kept);
    const again = await cache.of("kind", "1", make);
    expect([...again].map(([name, bytes]) => [name, [...bytes]])).toEqual([...kept].map(([name, bytes]) => [name, [...bytes]]));
    await cache.of("kind", "2", make);
    await cache.of("other", "1", make);
    expect(made).toBe(3);
  });

  it("keeps nothing of what could not be made", async () => {
    const folder = temporary();
    await expect(openCache(folder).of("kind", "1", () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    expect(filesIn(folder)).toEqual([]);
  });

  it("never stops a build: a folder that is a file, or may not be written, costs time only", async () => {
    const folder = temporary();
    writeFileSync(join(folder, "kind"), "in the way");
    expect(await openCache(folder).of("kind", "1", async () => kept)).toBe(kept);
    const shut = temporary();
    chmodSync(shut, 0o500);
    expect(await openCache(shut).of("kind", "1", async () => kept)).toBe(kept);
    chmodSync(shut, 0o700);
  });

  it("lets the oldest go", async () => {
    const folder = temporary();
    const cache = openCache(folder, 3);
    for (const hash of ["1", "2", "3", "4", "5"]) {
      await cache.of("kind", hash, async () => kept);
      await new Promise((resolve) => setTimeout(resolve, 15));
    }
    expect(readdirSync(join(folder, "kind")).sort()).toEqual(["3", "4", "5"]);
    expect(existsSync(join(folder, "kind/5/sub/b.txt"))).toBe(true);
  });
});
