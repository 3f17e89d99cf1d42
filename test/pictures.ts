/**
 * `npm run pictures`: every kind of page as it is seen, into `_pictures/`: phone, desktop, the wall's screen; light, dark, large type;
 * and on paper; after them the edges of what may be written, and an office on its first day. `--only word` takes the kinds whose address holds the word, `--aids '{"elder":true}'` sets the choice of the reading
 * aids before the page opens.
 */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { launch } from "./browser.ts";
import { edgeKinds, edgeSite, freshSite } from "./edge.ts";
import { kinds } from "./kinds.ts";
import { built, root, sample } from "./support.ts";

const { values } = parseArgs({
  options: {
    out: { type: "string", default: join(root, "_pictures") },
    site: { type: "string" },
    only: { type: "string", default: "" },
    looks: { type: "string", default: "360-light,360-dark,1280-light,1280-dark,2560-light,2560-dark,print" },
    aids: { type: "string" },
    edges: { type: "boolean", default: true },
  },
  allowNegative: true,
});

const site = values.site ?? built(sample);
const shots: { readonly name: string; readonly folder: string; readonly kind: string }[] = [
  ...kinds.map((kind) => ({ name: "", folder: site, kind })),
  ...(values.edges ? [...edges(), { name: "fresh-", folder: freshSite(), kind: "index.html" }] : []),
];
function edges() {
  const folder = edgeSite();
  return edgeKinds.map((kind) => ({ name: "edge-", folder, kind }));
}
mkdirSync(values.out, { recursive: true });
const browser = await launch();
try {
  for (const look of values.looks.split(",")) {
    const [width = "", theme] = look.split("-");
    const print = width === "print";
    const context = await browser.newContext({
      // The text block of A4 as GB/T 9704 sets it: 156 mm.
      viewport: print ? { width: 590, height: 851 } : { width: Number(width), height: Number(width) < 500 ? 740 : Number(width) / 1.6 },
      colorScheme: theme === "dark" ? "dark" : "light",
    });
    const { aids } = values;
    if (aids !== undefined) await context.addInitScript((choice) => localStorage.setItem("gongkai-aids", choice), aids);
    const page = await context.newPage();
    for (const { kind, folder, name: prefix } of shots.filter((s) => (s.name + s.kind).includes(values.only))) {
      await page.goto(`${pathToFileURL(folder).href}/${kind}`);
      if (kind.includes("?")) await page.waitForSelector(".results li, #suggestions p", { timeout: 15_000 }).catch(() => {});
      const name = `${prefix}${kind.replace(/\.html/, "").replace(/[^\w-]+/g, "_")}-${look}${aids === undefined ? "" : "-aids"}`;
      if (print) {
        await page.emulateMedia({ media: "print" });
        await page.pdf({ path: join(values.out, `${name}.pdf`), preferCSSPageSize: true });
      }
      await page.screenshot({ path: join(values.out, `${name}.png`), fullPage: true });
    }
    await context.close();
    console.log(look);
  }
} finally {
  await browser.close();
}
