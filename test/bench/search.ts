/** `npm run bench:search`: what a search costs to build, to send and to answer, beside stock Pagefind over the same pages. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import type { Browser } from "playwright-core";
import { main, options } from "../../scripts/bin/cli.ts";
import { type Content, readContent } from "../../scripts/content.ts";
import { plainText } from "../../scripts/markdown.ts";
import { launch } from "../browser.ts";
import { pieces, shownTexts } from "../search-support.ts";
import { sample } from "../support.ts";
import { writeContent } from "./generate.ts";

const usage = `Usage: npm run bench:search -- [--sizes 1000,10000] [--queries 25]
Builds generated registers and prints, beside stock Pagefind over the same pages in the same run: seconds and memory of the index,
its size, bytes of the first and of each of three next questions in a fresh browser (text gzipped as a server would; the first with all that the search needs to begin), and
milliseconds: until it can answer after the box is touched, and of each answer.`;

const here = fileURLToPath(new URL(".", import.meta.url));
const root = join(here, "../..");
const median = (list: readonly number[]): number => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0;
const worst = (list: readonly number[]): number => [...list].sort((a, b) => a - b)[Math.floor(list.length * 0.95)] ?? 0;
const kb = (bytes: number): string => `${Math.round(bytes / 1024)} KB`;

/** The sentences of the sample: words as a township has them, some common and most rare. */
function sentencesOf({ records }: Content): string[] {
  const bodies = [...records.items, ...records.interpretations, ...records.responses].flatMap((r) => plainText(r.body).split("\n"));
  return [...new Set(bodies.flatMap((b) => b.match(/[^。；！？]{6,}[。；！？]/g) ?? []))].filter((s) => !/[|#*<>[\]]/.test(s));
}

interface Timed {
  readonly seconds: number;
  /** Peak of the largest process, MB; undefined without `/usr/bin/time`. */
  readonly peak: number | undefined;
}

/** A whole process, timed from outside. */
function timed(command: string, args: readonly string[]): Timed {
  const measure = existsSync("/usr/bin/time");
  const started = performance.now();
  const run = measure
    ? spawnSync("/usr/bin/time", ["-f", "%M", command, ...args], { cwd: root, encoding: "utf8", maxBuffer: 1 << 28 })
    : spawnSync(command, args, { cwd: root, encoding: "utf8", maxBuffer: 1 << 28 });
  if (run.status !== 0) throw new Error(`${command} failed: ${run.stderr.slice(-2000)}`);
  return {
    seconds: (performance.now() - started) / 1000,
    peak: measure ? Number(run.stderr.trim().split("\n").at(-1)) / 1024 : undefined,
  };
}

function sizeOf(folder: string, wanted: RegExp = /./): { bytes: number; files: number } {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((e) => e.isFile())
    .map((e) => join(e.parentPath, e.name))
    .filter((f) => wanted.test(f));
  return { bytes: files.reduce((n, f) => n + statSync(f).size, 0), files: files.length };
}

const TYPES: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".json": "application/json",
};

/** A server that packs text as servers do, and counts what it sends. */
async function countingServer(folder: string): Promise<{ origin: string; sent(): number; stop(): void }> {
  let sent = 0;
  const packed = new Map<string, Buffer>();
  const server = createServer((request, response) => {
    const file = join(folder, decodeURIComponent(new URL(request.url ?? "/", "http://x").pathname));
    if (!existsSync(file) || !statSync(file).isFile()) return response.writeHead(404).end();
    const type = TYPES[extname(file)];
    const body = packed.get(file) ?? (type ? gzipSync(readFileSync(file)) : readFileSync(file));
    packed.set(file, body);
    sent += body.length;
    response
      .writeHead(200, {
        "content-type": type ?? "application/octet-stream",
        ...(type ? { "content-encoding": "gzip" } : {}),
        "cache-control": "max-age=600",
      })
      .end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return {
    origin: `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}/`,
    sent: () => sent,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** So many further questions follow the first in the same browser. */
const NEXT = 3;

interface Asked {
  /** From the touch of the box until the search can answer. */
  readonly readyMs: number[];
  readonly firstBytes: number[];
  readonly firstMs: number[];
  readonly nextBytes: number[];
  readonly nextMs: number[];
}

/** The first question, charged with all since `before`, and those after it. */
async function askInTurn(
  out: Asked,
  queries: readonly string[],
  ask: (query: string | undefined) => Promise<number>,
  sent: () => number,
  before: number,
): Promise<void> {
  let asked = before;
  for (const [i, query] of queries.entries()) {
    (i === 0 ? out.firstMs : out.nextMs).push(await ask(query));
    (i === 0 ? out.firstBytes : out.nextBytes).push(sent() - asked);
    asked = sent();
  }
}

/** Our search page: a first question in a fresh browser with its ten hits shown, then others. */
async function askOurs(browser: Browser, site: string, queries: readonly string[]): Promise<Asked> {
  const { origin, sent, stop } = await countingServer(site);
  const out: Asked = { readyMs: [], firstBytes: [], firstMs: [], nextBytes: [], nextMs: [] };
  for (let i = 0; i + NEXT < queries.length; i += 1 + NEXT) {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(`${origin}search/index.html`);
    const before = sent();
    out.readyMs.push(
      await page.evaluate(async () => {
        const started = performance.now();
        await (window as unknown as { __search(q: string): Promise<string[]> }).__search("");
        return performance.now() - started;
      }),
    );
    const ask = async (query: string | undefined): Promise<number> => {
      const ms = await page.evaluate(async (q) => {
        const started = performance.now();
        await (window as unknown as { __search(q: string): Promise<string[]> }).__search(q);
        return performance.now() - started;
      }, query ?? "");
      await page.fill("#find", query ?? "");
      await page.press("#find", "Enter");
      await page.waitForFunction(() => /找到|没有/.test(document.getElementById("count")?.textContent ?? ""));
      await page.waitForTimeout(250);
      return ms;
    };
    await askInTurn(out, queries.slice(i, i + 1 + NEXT), ask, sent, before);
    await context.close();
  }
  stop();
  return out;
}

/** Stock Pagefind by its own interface: the same questions, ten hits loaded. */
async function askStock(browser: Browser, folder: string, queries: readonly string[]): Promise<Asked> {
  const { origin, sent, stop } = await countingServer(folder);
  const out: Asked = { readyMs: [], firstBytes: [], firstMs: [], nextBytes: [], nextMs: [] };
  for (let i = 0; i + NEXT < queries.length; i += 1 + NEXT) {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(`${origin}pagefind/blank.html`);
    const before = sent();
    out.readyMs.push(
      await page.evaluate(async (address) => {
        const started = performance.now();
        const pagefind = (await import(address)) as { filters(): Promise<unknown> };
        await pagefind.filters();
        return performance.now() - started;
      }, `${origin}pagefind/pagefind.js`),
    );
    const ask = (query: string | undefined): Promise<number> =>
      page.evaluate(
        async ([q, address]) => {
          const started = performance.now();
          const pagefind = (await import(address)) as { search(q: string): Promise<{ results: { data(): Promise<unknown> }[] }> };
          const { results } = await pagefind.search(q);
          const ms = performance.now() - started;
          await Promise.all(results.slice(0, 10).map((r) => r.data()));
          return ms;
        },
        [query ?? "", `${origin}pagefind/pagefind.js`] as const,
      );
    await askInTurn(out, queries.slice(i, i + 1 + NEXT), ask, sent, before);
    await context.close();
  }
  stop();
  return out;
}

function print(label: string, asked: Asked): void {
  const row = (bytes: number[], ms: number[]): string =>
    `${kb(median(bytes))} (95 %: ${kb(worst(bytes))}), ${median(ms).toFixed(0)} ms (95 %: ${worst(ms).toFixed(0)})`;
  console.log(
    `${label}: ready ${median(asked.readyMs).toFixed(0)} ms after the touch; first ${row(asked.firstBytes, asked.firstMs)}; next ${row(asked.nextBytes, asked.nextMs)}`,
  );
}

await main(async () => {
  const { values } = options({ sizes: { type: "string" }, queries: { type: "string" } }, usage);
  const browser = await launch();
  for (const size of (values.sizes ?? "1000,10000").split(",").map(Number)) {
    const folder = mkdtempSync(join(tmpdir(), "gongkai-bench-"));
    const content = join(folder, "content");
    writeContent(content, size, 1, sentencesOf(readContent(sample)));
    console.log(`\n${size} items, node ${process.version}, Chromium ${browser.version()}`);
    // The build as a whole, with the steps of the search apart; no cache.
    const site = join(folder, "site");
    const build = spawnSync(
      process.execPath,
      ["--max-semi-space-size=8", "--import", "@oxc-node/core/register", join(here, "one-search.ts"), content, site],
      { cwd: root, encoding: "utf8", maxBuffer: 1 << 28 },
    );
    if (build.status !== 0) throw new Error(build.stderr);
    console.log(build.stdout.trim());
    const stock = join(folder, "stock");
    const pagefind = timed(join(root, "node_modules/.bin/pagefind"), [
      "--site",
      site,
      "--glob",
      "{items,pages}/**/*.html",
      "--output-path",
      join(stock, "pagefind"),
    ]);
    console.log(
      `stock Pagefind: index ${pagefind.seconds.toFixed(1)} s, peak ${pagefind.peak?.toFixed(0) ?? "?"} MB, ${JSON.stringify(sizeOf(stock, /pf_|wasm/))}`,
    );
    const packs = readdirSync(join(site, "search")).filter((f) => f.startsWith("pack"));
    console.log(`text packs: ${kb(packs.reduce((n, f) => n + gzipSync(readFileSync(join(site, "search", f))).length, 0))} gzipped`);
    const search = join(site, "search");
    console.log(`index files: ${JSON.stringify(sizeOf(search, /\/(?:pagefind|index)-/))}`);
    const queries = pieces(shownTexts(site), Number(values.queries ?? 25) * (1 + NEXT), 41);
    print("ours", await askOurs(browser, site, queries));
    // The same page without the index: what a small register does.
    const { cpSync, writeFileSync } = await import("node:fs");
    const plain = join(folder, "plain");
    cpSync(site, plain, { recursive: true });
    const head = join(plain, "search/packs.js");
    writeFileSync(head, readFileSync(head, "utf8").replace(/,"index":\{.*\}(?=\};\n$)/s, ""));
    print("text packs alone", await askOurs(browser, plain, queries));
    writeFileSync(join(stock, "pagefind/blank.html"), '<!doctype html><html lang="zh-CN"><title>x</title>');
    print("stock Pagefind, as typed", await askStock(browser, stock, queries));
    rmSync(folder, { recursive: true, force: true });
  }
  await browser.close();
  return 0;
});
