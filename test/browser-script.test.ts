import { join } from "node:path";
import { Script } from "node:vm";
import { describe, expect, it } from "vitest";
import { browserScript } from "../scripts/browser-script.ts";
import { root, temporary, writeDeep } from "./support.ts";

/** Modules in a folder of their own; returns the script of the first. */
function joined(modules: Readonly<Record<string, string>>): string {
  const folder = temporary();
  for (const [name, code] of Object.entries(modules)) writeDeep(join(folder, name), code);
  return browserScript(join(folder, Object.keys(modules)[0] ?? ""));
}

describe("modules of the browser", () => {
  it("are joined in the order of need, each once, without types and comments", () => {
    const script = joined({
      "a.ts":
        'import { b } from "./b.ts";\nimport { c, type C } from "./sub/c.ts";\n// why\n(globalThis as unknown as { out: C }).out = b() + c;\n',
      "b.ts": 'import { c } from "./sub/c.ts";\nexport function b(): string {\n  return c + "// no comment";\n}\n',
      "sub/c.ts": '/** Doc. */\nexport type C = string;\nexport const c: C = "c";\n',
    });
    expect(script).not.toMatch(/import|export|Doc|why/);
    const sandbox: { out?: string } = {};
    new Script(script).runInNewContext(sandbox);
    expect(sandbox.out).toBe("c// no commentc");
  });

  it("are refused when they cannot be joined as they are", () => {
    expect(() => joined({ "a.ts": 'import x from "./b.ts";\nx();\n', "b.ts": "export default () => 1;\n" })).toThrow(/import/);
    expect(() => joined({ "a.ts": 'import { x as y } from "./b.ts";\ny();\n', "b.ts": "export const x = () => 1;\n" })).toThrow(
      "cannot join",
    );
    expect(() => joined({ "a.ts": 'import { x } from "fflate";\nx();\n' })).toThrow("cannot join");
    expect(() => joined({ "a.ts": 'import { x } from "./b.ts";\nconst z = x;\n', "b.ts": "const z = 1;\nexport const x = z;\n" })).toThrow(
      "z is declared in",
    );
  });

  it.each(["search-page", "offline-page", "single-page", "worker", "worker-removal", "aids-start", "aids", "traditional"])(
    "of %s are a classic script",
    (name) => {
      expect(() => new Script(browserScript(join(root, `layouts/browser/${name}.ts`)))).not.toThrow();
    },
  );
});
