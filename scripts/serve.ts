/** The local preview: static files on 127.0.0.1, with a script that reloads the page and shows what is to be mended; the desk beside it. */
import { existsSync, readFileSync, statSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { extname, join, normalize, resolve, sep } from "node:path";

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".xml": "application/xml; charset=utf-8",
  ".csv": "text/csv; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".jpeg": "image/jpeg",
  ".pdf": "application/pdf",
  ".zip": "application/zip",
  ".md": "text/plain; charset=utf-8",
  ".yaml": "text/plain; charset=utf-8",
  ".ics": "text/calendar; charset=utf-8",
  ".webmanifest": "application/manifest+json; charset=utf-8",
};

const TEXT = TYPES[".txt"] as string;

const CLIENT = `"use strict";
const show = (text) => {
  let box = document.getElementById("gongkai-faults");
  if (!text) { box?.remove(); return; }
  if (!box) {
    box = document.createElement("pre");
    box.id = "gongkai-faults";
    box.className = "notice faults";
    box.setAttribute("role", "alert");
    document.body.prepend(box);
  }
  box.textContent = "网页还是上一次的。要改的地方：\\n\\n" + text;
};
const source = new EventSource("/__gongkai/events");
source.addEventListener("faults", (e) => show(JSON.parse(e.data)));
source.addEventListener("built", () => location.reload());
`;

export interface Preview {
  readonly server: Server;
  /** Tells the open pages: rebuilt, or what is to be mended. */
  tell(event: { readonly built: true } | { readonly faults: string }): void;
}

/** What a synchronisation ended with. */
export interface SyncAnswer {
  readonly ok: boolean;
  readonly words: string;
}

/** A folder and the address at which it is served. */
export interface Mount {
  /** `/_desk/`. */
  readonly at: string;
  readonly folder: string;
  /** Something may be half typed on its pages: they are made anew only where they say so (`data-live`). */
  readonly still?: boolean;
}

export interface PreviewOptions {
  /** Folders beside the site. */
  readonly mounts?: readonly Mount[];
  /** Other words for an address: `/desk/` → `/_desk/`. */
  readonly moved?: ReadonlyMap<string, string>;
  /** What the workbench's button does. */
  readonly sync?: () => Promise<SyncAnswer>;
}

/** Serves a folder. Only this machine is answered, whatever name it was asked by. */
export function servePreview(folder: string, options: PreviewOptions = {}): Preview {
  const root = resolve(folder);
  const { mounts = [] } = options;
  const listeners = new Set<ServerResponse>();
  let faults = "";
  const send = (response: ServerResponse, name: string, data: unknown): void => {
    response.write(`event: ${name}\ndata: ${JSON.stringify(data)}\n\n`);
  };
  const server = createServer((request, response) => {
    if (!/^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/.test(request.headers.host ?? ""))
      return end(response, 403, "只能在这台电脑上看。");
    const path = pathOf(request);
    if (path === undefined) {
      end(response, 400, "地址不对。");
      return;
    }
    if (path === "/__gongkai/reload.js") {
      end(response, 200, CLIENT, TYPES[".js"]);
      return;
    }
    if (path === "/__gongkai/events") {
      response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
      if (faults) send(response, "faults", faults);
      listeners.add(response);
      request.on("close", () => listeners.delete(response));
      return;
    }
    if (path === "/__gongkai/sync") {
      answerSync(request, response, options.sync);
      return;
    }
    for (const [from, to] of options.moved ?? []) {
      if (!path.startsWith(from) && `${path}/` !== from) continue;
      response.writeHead(302, { location: encodeURI(to + path.slice(from.length)), "cache-control": "no-store" });
      response.end();
      return;
    }
    const mount = mounts.find((m) => path.startsWith(m.at));
    if (mount) void serveFile(resolve(mount.folder), path.slice(mount.at.length), response, mount.still);
    else void serveFile(root, path, response);
  });
  return {
    server,
    tell(event) {
      faults = "faults" in event ? event.faults : "";
      for (const l of listeners) send(l, "faults" in event ? "faults" : "built", faults);
    },
  };
}

let syncing = false;

/**
 * Only a page of this server may ask: a page from elsewhere can send no header of its own without being asked first, which is never
 * granted, and says where it comes from.
 */
function answerSync(request: IncomingMessage, response: ServerResponse, run: PreviewOptions["sync"]): void {
  const answer = (status: number, said: SyncAnswer): void => end(response, status, JSON.stringify(said), TYPES[".json"]);
  const { origin, host, "x-gongkai": mark, "sec-fetch-site": site } = request.headers;
  if (!run) answer(404, { ok: false, words: "这里不能同步。" });
  else if (request.method !== "POST") answer(405, { ok: false, words: "请用工作台上的按钮同步。" });
  else if (mark !== "sync" || origin !== `http://${host}` || (site !== undefined && site !== "same-origin"))
    answer(403, { ok: false, words: "只能用工作台上的按钮同步。" });
  else if (syncing) answer(409, { ok: false, words: "正在同步，请等它做完。" });
  else {
    syncing = true;
    run()
      .catch((error: unknown) => ({ ok: false, words: `程序出错，不是您写错了。请把下面的内容发给技术人员：\n${error}` }))
      .then((said) => answer(200, said))
      .finally(() => {
        syncing = false;
      });
  }
}

function pathOf(request: IncomingMessage): string | undefined {
  try {
    return decodeURIComponent(new URL(request.url ?? "/", "http://localhost").pathname);
  } catch {
    return undefined;
  }
}

function end(response: ServerResponse, status: number, text: string | Buffer, type = TEXT): void {
  response.writeHead(status, { "content-type": type, "cache-control": "no-store", "x-content-type-options": "nosniff" });
  response.end(text);
}

/** What stands at an address. */
type Found = { readonly status: 200 | 404; readonly type: string; readonly body: Buffer | string } | { readonly moved: string };

/** How long a file is looked for where none is found, in ms: meanwhile a new site may be taking the old one's place. */
const SWAP = 1000;

async function serveFile(root: string, path: string, response: ServerResponse, still = false): Promise<void> {
  const until = performance.now() + SWAP;
  let found = find(root, path);
  while (!found && performance.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, 25));
    found = find(root, path);
  }
  if (!found) return end(response, 404, "还没有生成网站。");
  if ("moved" in found) {
    response.writeHead(302, { location: encodeURI(found.moved), "cache-control": "no-store" });
    response.end();
    return;
  }
  const { status, type, body } = found;
  const text = type.startsWith("text/html") ? body.toString() : undefined;
  if (text === undefined || (still && !/<body[^>]* data-live/.test(text))) return end(response, status, body, type);
  const page = text
    .replace(/(?<=content=")default-src 'none';(?![^"]*connect-src)/, "default-src 'none'; connect-src 'self';")
    .replace("</head>", '<script src="/__gongkai/reload.js" defer></script>\n</head>');
  end(response, status, page, type);
}

/** The file at an address, or the page for lost ones; undefined where neither can be read just now. */
function find(root: string, path: string): Found | undefined {
  let file = normalize(join(root, path));
  if (path.includes("\0") || (file !== root && !file.startsWith(root + sep))) return { status: 404, type: TEXT, body: "没有这个文件。" };
  if (statSync(file, { throwIfNoEntry: false })?.isDirectory()) {
    // Links of a page lead on from its folder.
    if (path !== "" && !path.endsWith("/")) return { moved: `${path.slice(path.lastIndexOf("/") + 1)}/` };
    file = join(file, "index.html");
  }
  const type = TYPES[extname(file).toLowerCase()] ?? "application/octet-stream";
  const body = read(file);
  if (body) return { status: 200, type, body };
  const lost = read(join(root, "404.html"));
  // Where the folder is away, or the file is there after all, a new site has come in between.
  if (!existsSync(root) || existsSync(file)) return undefined;
  return lost ? { status: 404, type: TYPES[".html"] as string, body: lost } : { status: 404, type: TEXT, body: "没有这个文件。" };
}

/** A file's bytes; undefined where it is not there, or is being moved (Windows: `EPERM`, `EBUSY`). */
function read(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}
