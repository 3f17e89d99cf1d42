/** What several tests need: the sample, a built copy of it, and the site read back. */
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer as createSocket } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join, posix, relative, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { type DefaultTreeAdapterTypes, parse } from "parse5";
import { day } from "../scripts/rules/days.ts";

export const root = fileURLToPath(new URL("..", import.meta.url));

/** A day after everything in the sample. */
export const TODAY = day("2026-11-23");

/** The sample: in `content/` until `npm run init` puts it aside. */
export const sample = existsSync(join(root, "test/sample")) ? join(root, "test/sample") : join(root, "content");

export const temporary = (): string => mkdtempSync(join(tmpdir(), "gongkai-test-"));

/** A copy of the sample to change. */
export function copyOfSample(): string {
  const folder = join(temporary(), "content");
  cpSync(sample, folder, { recursive: true });
  return folder;
}

export interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A command as people run it. */
export function run(bin: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Ran {
  const loader = pathToFileURL(join(root, "node_modules/@oxc-node/core/register.mjs")).href;
  const { status, stdout, stderr } = spawnSync(process.execPath, ["--import", loader, join(root, `scripts/bin/${bin}.ts`), ...args], {
    cwd: root,
    encoding: "utf8",
    env: { ...process.env, NO_COLOR: "1", CI: "1", ...env },
    maxBuffer: 64 * 1024 * 1024,
  });
  return { status, stdout, stderr };
}

/** Builds a content folder and returns where the site is; throws what the build said when it failed. */
export function built(content: string, args: readonly string[] = [], env: Readonly<Record<string, string>> = {}): string {
  const out = join(temporary(), "site");
  const { status, stdout, stderr } = run("build", ["--content", content, "--out", out, "--today", TODAY, ...args], env);
  if (status !== 0) throw new Error(`${stdout}\n${stderr}`);
  return out;
}

/** Files below a folder, with `/`, sorted. */
export function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((e) => e.isFile())
    .map((e) => relative(folder, join(e.parentPath, e.name)).replaceAll("\\", "/"))
    .sort();
}

type Node = DefaultTreeAdapterTypes.Node;
type Element = DefaultTreeAdapterTypes.Element;

export const parsePage = (folder: string, path: string): DefaultTreeAdapterTypes.Document =>
  parse(readFileSync(join(folder, path), "utf8"));

/** Every element below a node. */
export function* elements(node: Node): Generator<Element> {
  if ("tagName" in node) yield node;
  if ("childNodes" in node) for (const child of node.childNodes) yield* elements(child);
}

export const attribute = (element: Element, name: string): string | undefined => element.attrs.find((a) => a.name === name)?.value;

/** The text of a node. */
export function textOf(node: Node): string {
  if ("value" in node) return node.value;
  return "childNodes" in node ? node.childNodes.map(textOf).join("") : "";
}

/** The texts of a node one by one, without blanks around them. */
export function textsOf(node: Node): string[] {
  if ("value" in node) return node.value.trim() === "" ? [] : [node.value.trim()];
  return "childNodes" in node ? node.childNodes.flatMap(textsOf) : [];
}

/** Links of all pages that lead nowhere inside the site: `page → address`. */
export function brokenLinks(folder: string): string[] {
  const files = new Set(filesIn(folder));
  const ids = new Map<string, Set<string>>();
  const links: { page: string; url: string }[] = [];
  for (const page of files) {
    if (!page.endsWith(".html")) continue;
    const own = new Set<string>();
    for (const element of elements(parsePage(folder, page))) {
      const id = attribute(element, "id");
      if (id !== undefined) own.add(id);
      for (const name of ["href", "src", "action"]) {
        const url = attribute(element, name);
        if (url !== undefined) links.push({ page, url });
      }
    }
    ids.set(page, own);
  }
  const broken: string[] = [];
  for (const { page, url } of links) {
    if (/^(?:https?:|mailto:|tel:|data:)/.test(url)) continue;
    const [path = "", hash] = url.split("#") as [string, string?];
    const target = path === "" ? page : posix.normalize(posix.join(posix.dirname(page), path.split("?")[0] ?? ""));
    const fine =
      !url.startsWith("/") && files.has(target) && (hash === undefined || ids.get(target)?.has(decodeURIComponent(hash)) === true);
    if (!fine) broken.push(`${page} → ${url}`);
  }
  return broken;
}

export const readJson = <T>(folder: string, path: string): T => JSON.parse(readFileSync(resolve(folder, path), "utf8")) as T;

export interface TalliesFile {
  readonly year: number;
  readonly period: { readonly from: string; readonly to: string };
  readonly figures: Readonly<
    Record<
      string,
      {
        readonly value: number | null;
        readonly unit: string;
        readonly basis: string;
        readonly share?: number;
        readonly records: readonly string[];
      }
    >
  >;
}

/** An office of nowhere: the answers that `npm run init` asks for. */
export const officeFacts = {
  name: "某县某镇人民政府",
  shortName: "某镇",
  county: "某县",
  region: "某省某市某县某镇",
  office: "某镇党政办公室",
  address: "某街道1号",
  postcode: "755200",
  phone: "0955-0000001",
  fax: "无",
  email: "无",
  hours: "周一至周五",
  hostSite: "某县人民政府网",
  siteName: "某县人民政府",
  siteDomain: "www.mou.gov.cn",
  siteIDCode: "6405220001",
  organCode: "11640522",
} as const;

/** Writes a file and the folders above it. */
export function writeDeep(file: string, content: string | Uint8Array): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}

/** A port of this machine that nobody listens on. */
export async function freePort(): Promise<number> {
  const socket = createSocket();
  await new Promise<void>((resolve) => socket.listen(0, "127.0.0.1", resolve));
  const { port } = socket.address() as AddressInfo;
  await new Promise((resolve) => socket.close(resolve));
  return port;
}
