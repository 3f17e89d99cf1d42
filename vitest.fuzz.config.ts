import { readdirSync, readFileSync } from "node:fs";
import { defineConfig } from "vitest/config";

/** `npm run fuzz`: the properties with new chances, twenty times as many. */
export default defineConfig({
  test: {
    include: readdirSync("test")
      .map((name) => `test/${name}`)
      .filter((path) => path.endsWith(".test.ts") && readFileSync(path, "utf8").includes("fc.assert(")),
    setupFiles: ["test/chance.ts"],
    env: { FUZZ_TIMES: process.env.FUZZ_TIMES ?? "20" },
    testTimeout: 3_600_000,
    hookTimeout: 400_000,
    maxWorkers: 2,
  },
});
