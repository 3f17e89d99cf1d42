/** Scripts of pages: modules bundled, and lowered for the oldest browsers that readers have. */
import { join } from "node:path";
import { Script } from "node:vm";
import { describe, expect, it } from "vitest";
import { noCache } from "../scripts/cache.ts";
import { bundled, openBundler } from "../scripts/lib/bundle.ts";
import { targetsOf } from "../scripts/lib/floor.ts";
import { temporary, writeDeep } from "./support.ts";

/** The script of the first of some modules. */
async function scriptOf(modules: Readonly<Record<string, string>>): Promise<string> {
  const folder = temporary();
  for (const [name, code] of Object.entries(modules)) writeDeep(join(folder, name), code);
  return bundled(join(folder, Object.keys(modules)[0] ?? ""), "readers");
}

describe("modules of the browser", () => {
  it("become one script, in the order of need, without types and comments", async () => {
    const script = await scriptOf({
      "a.ts":
        'import { b } from "./b.ts";\nimport { c as d, type C } from "./sub/c.ts";\n// why\n(globalThis as unknown as { out: C }).out = b() + d;\n',
      "b.ts": 'import { c } from "./sub/c.ts";\nexport function b(): string {\n  return c + "// no comment";\n}\n',
      "sub/c.ts": '/** Doc. */\nexport type C = string;\nexport const c: C = "c";\n',
    });
    expect(script).not.toMatch(/import|export|Doc|why/);
    const sandbox: { out?: string } = {};
    new Script(script).runInNewContext(sandbox);
    expect(sandbox.out).toBe("c// no commentc");
  });

  it("say what is missing", async () => {
    await expect(scriptOf({ "a.ts": 'import { x } from "./b.ts";\nx();\n' })).rejects.toThrow(/b\.ts/);
    await expect(scriptOf({ "a.ts": 'import { x } from "./b.ts";\nx();\n', "b.ts": "export const y = 1;\n" })).rejects.toThrow(/"x"/);
  });

  it("are lowered to the floor: no syntax that came after it", async () => {
    expect(targetsOf("readers")).toEqual(["chrome78", "firefox78", "safari13.1", "ios13.4"]);
    const script = await scriptOf({
      "a.ts":
        "const o: { x?: { y: number } } = JSON.parse('{}');\nlet n = o.x?.y ?? 1;\nn ||= 2;\nclass A { static { A.z = 1; } static z = 0; #p = 1; get p() { return this.#p; } }\n(globalThis as { out?: unknown }).out = [n, new A().p, A.z];\n",
    });
    expect(script).not.toMatch(/\?\.[a-z]|\?\?|\|\|=|static|#p/);
    const sandbox: { out?: unknown } = {};
    new Script(script).runInNewContext(sandbox);
    expect([...(sandbox.out as unknown[])]).toEqual([1, 1, 0]);
  });

  it.each([
    "search-page",
    "offline-page",
    "single-page",
    "worker",
    "worker-removal",
    "aids-start",
    "aids",
    "traditional",
    "kiosk",
    "kiosk-bar",
  ])("of %s ask for nothing that came after the floor", async (name) => {
    const script = await openBundler(noCache).script(`browser/${name}.ts`);
    expect(() => new Script(script)).not.toThrow();
    // Chromium 78, Firefox 78 and Safari 13.1 lack each of these.
    expect(script).not.toMatch(
      /\.(?:at|replaceAll|findLast|findLastIndex|toSorted|toReversed|toSpliced|with|hasOwn|replaceChildren|groupBy)\(|structuredClone|Promise\.any|\(\?<[=!]|\/[a-z]*v[a-z]*\.test|WeakRef|Intl\.Segmenter/,
    );
  });
});
