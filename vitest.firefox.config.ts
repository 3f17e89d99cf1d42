import { defineConfig } from "vitest/config";

/** `npm run test:firefox`: what must also hold in Firefox, which no npm package brings. */
export default defineConfig({ test: { include: ["test/firefox/*.test.ts"], testTimeout: 120_000, hookTimeout: 180_000 } });
