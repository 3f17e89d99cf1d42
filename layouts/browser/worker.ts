/**
 * The service worker, `sw.js`: answers with what the network gives, and with the copy on the device when it gives nothing.
 * It is there only after a reader has asked to save the site. Its name never changes.
 */
import { cacheName, fileKey, readNote, type Saved, unzipOne } from "./saved.ts";

interface WorkerScope {
  readonly registration: { readonly scope: string };
  readonly clients: { claim(): Promise<void> };
  addEventListener(type: string, listener: (event: WorkerEvent) => void): void;
  importScripts(address: string): void;
  skipWaiting(): Promise<void>;
}

interface WorkerEvent {
  readonly request: Request;
  waitUntil(work: Promise<unknown>): void;
  respondWith(response: Promise<Response>): void;
}

const worker = globalThis as unknown as WorkerScope;
worker.importScripts("assets/fflate.js");
const { scope } = worker.registration;

/** A slow network is given so long before the saved copy is shown. */
const PATIENCE = 4000;

const TYPES: Readonly<Record<string, string>> = {
  html: "text/html; charset=utf-8",
  css: "text/css; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  json: "application/json; charset=utf-8",
  csv: "text/csv; charset=utf-8",
  xml: "application/xml; charset=utf-8",
  txt: "text/plain; charset=utf-8",
  svg: "image/svg+xml",
};

/** Packs that were opened last. */
const opened = new Map<string, Promise<Record<string, string>>>();
let note: Promise<{ saved: Saved; packOf: Map<string, string>; hashOf: Map<string, string> } | undefined> | undefined;

function readSaved(): NonNullable<typeof note> {
  note = note ?? openNote();
  return note;
}

async function openNote(): Promise<Awaited<NonNullable<typeof note>>> {
  const saved = await readNote(scope);
  if (!saved) {
    note = undefined;
    return undefined;
  }
  const packOf = new Map(saved.list.packs.flatMap((p) => p.paths.map((path): [string, string] => [path, p.file])));
  return { saved, packOf, hashOf: new Map(saved.list.files.map((f) => [f.path, f.sha256])) };
}

function openPack(cache: Cache, file: string): Promise<Record<string, string>> {
  const known = opened.get(file);
  if (known) return known;
  const pack = cache
    .match(scope + file)
    .then((r) => (r ? r.arrayBuffer() : Promise.reject(new Error(`not saved: ${file}`))))
    .then(unzipOne)
    .then((text) => JSON.parse(text) as Record<string, string>);
  opened.set(file, pack);
  pack.catch(() => opened.delete(file));
  for (const old of [...opened.keys()].slice(0, -6)) opened.delete(old);
  return pack;
}

/** The saved copy of a path, or undefined. */
async function savedCopy(path: string): Promise<Response | undefined> {
  const copy = await readSaved();
  if (!copy) return undefined;
  const cache = await caches.open(cacheName(scope));
  const hash = copy.hashOf.get(path);
  if (hash !== undefined) return cache.match(fileKey(scope, path, hash));
  const file = copy.packOf.get(path);
  if (file === undefined) return undefined;
  const text = (await openPack(cache, file))[path];
  const type = TYPES[path.slice(path.lastIndexOf(".") + 1)] ?? "application/octet-stream";
  return text === undefined ? undefined : new Response(text, { headers: { "content-type": type } });
}

const later = (ms: number): Promise<undefined> => new Promise((resolve) => setTimeout(() => resolve(undefined), ms));

/** Where neither the network nor the device has the page; the style sheet may be missing too. */
const APOLOGY = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>没有网络</title><style>:root{color-scheme:light dark}body{font:1.125rem/1.8 sans-serif;max-width:34em;margin:0 auto;padding:8vh 1rem}a{color:LinkText}</style><main><h1>没有网络</h1><p>这一页没有存在手机里。请连上网络再看，或者<a href="${scope}index.html">回到首页</a>。</p></main></html>`;

async function respond(request: Request, path: string): Promise<Response> {
  // What is named by its content never goes stale.
  const still = /^search\/.+-[0-9a-f]{16}\.js$/.test(path);
  if (still) {
    const copy = await savedCopy(path).catch(() => undefined);
    if (copy) return copy;
  }
  const network = fetch(request);
  const first = await Promise.race([network.catch(() => undefined), later(PATIENCE)]);
  if (first && first.status < 500) return first;
  const copy = await savedCopy(path).catch(() => undefined);
  if (copy) return copy;
  try {
    return first ?? (await network);
  } catch (error) {
    if (request.mode !== "navigate") throw error;
    return new Response(APOLOGY, { status: 503, headers: { "content-type": TYPES.html as string } });
  }
}

worker.addEventListener("install", (event) => event.waitUntil(worker.skipWaiting()));
worker.addEventListener("activate", (event) => event.waitUntil(worker.clients.claim()));
worker.addEventListener("message", () => {
  // The page has saved another release, or removed all.
  note = undefined;
  opened.clear();
});
worker.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(scope)) return;
  const asked = decodeURIComponent(new URL(request.url).pathname.slice(new URL(scope).pathname.length));
  // The parts of a release are the page's own business.
  if (/^offline\/.+\.(?:zip|json)$/.test(asked)) return;
  event.respondWith(respond(request, asked === "" || asked.endsWith("/") ? `${asked}index.html` : asked));
});
