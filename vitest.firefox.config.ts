import { defineConfig } from "vitest/config";

/** `npm run test:firefox`: what must also hold in Firefox, which no npm package brings. */
export default defineConfig({ test: { include: ["test/firefox/*.test.ts"], testTimeout: 400_000, hookTimeout: 400_000 } });
