import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/{,*/}*.test.ts"],
    exclude: ["test/firefox/**"],
    globalSetup: ["test/browser.ts"],
    setupFiles: ["test/chance.ts"],
    testTimeout: 400_000,
    hookTimeout: 400_000,
    // A loaded machine is slow, not wrong.
    expect: { poll: { timeout: 30_000 } },
    // Two cores: the browser and the builds take one each.
    maxWorkers: 2,
  },
});
