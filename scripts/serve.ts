/** The local preview: static files on 127.0.0.1, with a script that reloads the page and shows what is to be mended. */
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
};

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

/** Serves a folder. Only this machine is answered, whatever name it was asked by. */
export function servePreview(folder: string): Preview {
  const root = resolve(folder);
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
    serveFile(root, path, response);
  });
  return {
    server,
    tell(event) {
      faults = "faults" in event ? event.faults : "";
      for (const l of listeners) send(l, "faults" in event ? "faults" : "built", faults);
    },
  };
}

function pathOf(request: IncomingMessage): string | undefined {
  try {
    return decodeURIComponent(new URL(request.url ?? "/", "http://localhost").pathname);
  } catch {
    return undefined;
  }
}

function end(response: ServerResponse, status: number, text: string | Buffer, type = "text/plain; charset=utf-8"): void {
  response.writeHead(status, { "content-type": type, "cache-control": "no-store", "x-content-type-options": "nosniff" });
  response.end(text);
}

function serveFile(root: string, path: string, response: ServerResponse): void {
  let file = normalize(join(root, path));
  if (file !== root && !file.startsWith(root + sep)) {
    end(response, 404, "没有这个文件。");
    return;
  }
  if (existsSync(file) && statSync(file).isDirectory()) file = join(file, "index.html");
  let status = 200;
  if (!existsSync(file)) {
    status = 404;
    file = join(root, "404.html");
    if (!existsSync(file)) {
      end(response, 404, "还没有生成网站。");
      return;
    }
  }
  const type = TYPES[extname(file).toLowerCase()] ?? "application/octet-stream";
  if (!type.startsWith("text/html")) {
    end(response, status, readFileSync(file), type);
    return;
  }
  const page = readFileSync(file, "utf8")
    .replace(/(?<=content=")default-src 'none';(?![^"]*connect-src)/, "default-src 'none'; connect-src 'self';")
    .replace("</head>", '<script src="/__gongkai/reload.js" defer></script>\n</head>');
  end(response, status, page, type);
}
