import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/*.test.ts"],
    testTimeout: 120_000,
    hookTimeout: 180_000,
    // Two cores: the browser and the builds take one each.
    maxWorkers: 2,
  },
});
