/** `npm run lighthouse`: all four scores of the measured pages, as a table. `--site _site` takes a site that is built already. */
import { parseArgs } from "node:util";
import { type Category, measure, measuredPages } from "./lighthouse-run.ts";
import { built, sample } from "./support.ts";

const { values } = parseArgs({ options: { site: { type: "string" } } });
const categories: readonly Category[] = ["performance", "accessibility", "best-practices", "seo"];
const rows = await measure(values.site ?? built(sample), measuredPages, categories);
console.table(Object.fromEntries(rows.map((r) => [r.page, r.scores])));
for (const r of rows) for (const s of r.short) console.log(`${r.page}  ${s}`);
process.exitCode = rows.every((r) => categories.every((c) => r.scores[c] === 100)) ? 0 : 1;
