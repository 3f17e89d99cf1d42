/** Lighthouse: accessibility, best practices and findability at their best; performance, which follows the machine, is `npm run lighthouse`. */
import { expect, it } from "vitest";
import { measure, measuredPages } from "./lighthouse-run.ts";
import { built, sample } from "./support.ts";

it("home, item, report and list score 100 for accessibility, best practices and SEO", async () => {
  const rows = await measure(built(sample), measuredPages, ["accessibility", "best-practices", "seo"]);
  expect(rows.map(({ page, scores, short }) => ({ page, ...scores, short }))).toEqual(
    measuredPages.map((page) => ({ page, accessibility: 100, "best-practices": 100, seo: 100, short: [] })),
  );
});
