/** Lighthouse over a built site, served as a county would serve it: http, gzip, cache headers, under the site's own path. */
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import { gzipSync } from "node:zlib";
import lighthouse from "lighthouse";
import { launch } from "./browser.ts";
import { freePort } from "./support.ts";

/** Home, an item, a report, a list. */
export const measuredPages = ["index.html", "items/2017/0012.html", "reports/2025.html", "items/2017.html"] as const;

export type Category = "performance" | "accessibility" | "best-practices" | "seo";

export interface Measured {
  readonly page: string;
  /** 0–100. */
  readonly scores: Readonly<Partial<Record<Category, number>>>;
  /** Audits below their best, with what was found. */
  readonly short: readonly string[];
}

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
  ".json": "application/json; charset=utf-8",
  ".xml": "application/xml; charset=utf-8",
};

const BASE = "/xianzhen/";

const server = (site: string) =>
  createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? "/", "http://x").pathname);
    const file = path.startsWith(BASE) ? join(site, path.slice(BASE.length) || "index.html") : "";
    if (file === "" || !existsSync(file)) return response.writeHead(404).end();
    const type = types[extname(file)] ?? "application/octet-stream";
    const cache = type.startsWith("text/html") ? "no-cache" : "public, max-age=31536000";
    const gzip = /gzip/.test(String(request.headers["accept-encoding"] ?? ""));
    const body = readFileSync(file);
    response
      .writeHead(200, { "content-type": type, "cache-control": cache, ...(gzip ? { "content-encoding": "gzip" } : {}) })
      .end(gzip ? gzipSync(body) : body);
  });

/** Scores of the pages in these categories. A score of performance depends on how busy the machine is. */
export async function measure(site: string, pages: readonly string[], categories: readonly Category[]): Promise<Measured[]> {
  const port = await freePort();
  const browser = await launch([`--remote-debugging-port=${port}`]);
  const served = server(site);
  await new Promise<void>((resolve) => served.listen(0, "127.0.0.1", resolve));
  const { port: http } = served.address() as AddressInfo;
  const out: Measured[] = [];
  try {
    for (const page of pages) {
      const result = await lighthouse(`http://127.0.0.1:${http}${BASE}${page}`, {
        port,
        output: "json",
        logLevel: "silent",
        onlyCategories: [...categories],
        disableFullPageScreenshot: true,
        ...(categories.includes("performance") ? {} : { throttlingMethod: "provided" as const }),
      });
      if (!result) throw new Error(`Lighthouse gave no result for ${page}`);
      const { lhr } = result;
      if (lhr.runtimeError) throw new Error(`${page}: ${lhr.runtimeError.message}`);
      const scores = Object.fromEntries(Object.entries(lhr.categories).map(([id, c]) => [id, Math.round((c.score ?? 0) * 100)]));
      const short = Object.values(lhr.categories).flatMap((c) =>
        c.auditRefs.flatMap(({ id, weight }) => {
          const audit = lhr.audits[id];
          return weight > 0 && audit && audit.score !== null && audit.score < 1
            ? [`${id}: ${audit.title} ${audit.displayValue ?? ""}`]
            : [];
        }),
      );
      out.push({ page, scores, short });
    }
  } finally {
    await browser.close();
    served.close();
  }
  return out;
}
