/** What tests of the search need: the texts that pages show, questions cut out of them, a server that can be taken away. */
import { existsSync, readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { extname, join } from "node:path";
import type { DefaultTreeAdapterTypes } from "parse5";
import type { BrowserContext, Page } from "playwright-core";
import { expect } from "vitest";
import { random } from "./bench/generate.ts";
import { attribute, elements, filesIn, parsePage, textsOf } from "./support.ts";

/** What the pages of a site show as text that can be found: address → the pieces between two tags, without white space. */
export function shownTexts(site: string): Map<string, string[]> {
  const texts = (node: DefaultTreeAdapterTypes.Node): string[] => {
    if ("tagName" in node && attribute(node, "data-pagefind-ignore") !== undefined) return [];
    return "childNodes" in node ? node.childNodes.flatMap(texts) : textsOf(node);
  };
  const out = new Map<string, string[]>();
  for (const path of filesIn(site).filter((f) => f.endsWith(".html"))) {
    for (const element of elements(parsePage(site, path))) {
      if (attribute(element, "data-pagefind-body") === undefined) continue;
      out.set(
        path,
        texts(element).map((t) => t.replace(/\s+/g, "")),
      );
    }
  }
  return out;
}

/** `count` pieces of 2–8 characters, cut anywhere out of anything. */
export function pieces(shown: ReadonlyMap<string, readonly string[]>, count: number, seed: number): string[] {
  const next = random(seed);
  const pages = [...shown.values()];
  const out = new Set<string>();
  while (out.size < count) {
    const texts = (pages[Math.floor(next() * pages.length)] ?? []).filter((t) => [...t].length >= 2);
    const chars = [...(texts[Math.floor(next() * texts.length)] ?? "")];
    const from = Math.floor(next() * (chars.length - 1));
    out.add(chars.slice(from, from + 2 + Math.floor(next() * 7)).join(""));
  }
  return [...out].filter((p) => [...p].length >= 2);
}

export interface Answers {
  readonly recall: number;
  readonly precision: number;
  readonly worst: readonly string[];
}

export type Ask = (query: string, options?: object) => Promise<string[]>;

export async function ask(page: Page, queries: readonly string[], options: object = {}): Promise<string[][]> {
  return page.evaluate(
    async ([list, o]) => {
      const search = (window as unknown as { __search: Ask }).__search;
      const out: string[][] = [];
      for (const q of list) out.push(await search(q, o));
      return out;
    },
    [queries, options] as const,
  );
}

export function judge(
  shown: ReadonlyMap<string, readonly string[]>,
  queries: readonly string[],
  answers: readonly (readonly string[])[],
): Answers {
  const whole = new Map([...shown].map(([path, texts]) => [path, texts.join("")]));
  let [wanted, found, given] = [0, 0, 0];
  const worst: string[] = [];
  for (const [i, query] of queries.entries()) {
    const truth = [...whole].filter(([, text]) => text.includes(query)).map(([path]) => path);
    const answer = new Set(answers[i]);
    const right = truth.filter((path) => answer.has(path)).length;
    if (right < truth.length || answer.size > right) worst.push(`${query}: ${truth.length} there, ${right} found, ${answer.size} given`);
    wanted += truth.length;
    found += right;
    given += answer.size;
  }
  return { recall: found / wanted, precision: found / given, worst };
}

const TYPES: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css",
  ".js": "text/javascript",
  ".json": "application/json",
  ".svg": "image/svg+xml",
};

/** A plain web server over a folder that can be taken away. */
export async function serve(site: string): Promise<{ origin: string; server: Server }> {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? "/", "http://x").pathname);
    const file = path.startsWith("/a/b/") ? join(site, path.slice("/a/b/".length) || "index.html") : "";
    if (!file || !existsSync(file)) return response.writeHead(404).end();
    response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream" }).end(readFileSync(file));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return { origin: `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}/a/b/`, server };
}

/** Notes every error a page reports, and every request that leaves the site. */
export function watch(context: BrowserContext, base: string): string[] {
  const said: string[] = [];
  context.on("page", (page) => {
    page.on("console", (m) => ["error", "warning"].includes(m.type()) && said.push(`${page.url()} ${m.text()}`));
    page.on("pageerror", (e) => said.push(`${page.url()} ${e.message}`));
    page.on("request", (r) => !r.url().startsWith(base) && !r.url().startsWith("data:") && said.push(`asked outside: ${r.url()}`));
  });
  return said;
}

/** Saves the site on the device, as a reader does. */
export async function saveSite(page: Page, origin: string): Promise<void> {
  await page.goto(`${origin}offline/index.html`);
  await page.click("#save");
  await expect.poll(() => page.locator("#state").textContent(), { timeout: 180_000 }).toContain("已经是最新的");
}
