/** `npm start`: builds site and desk, serves both on 127.0.0.1, opens the workbench, watches, rebuilds. */
import { spawn } from "node:child_process";
import { dirname, isAbsolute, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { stripVTControlCharacters } from "node:util";
import { link } from "../desk/desk.ts";
import { follow } from "../follow.ts";
import { openInBrowser } from "../open.ts";
import { type Mount, type SyncAnswer, servePreview } from "../serve.ts";
import { main, options, pc, UsageError } from "./cli.ts";

const usage = `用法：npm start -- [选项]
在这台电脑上看网站和工作台；改了内容，网页自己更新。按 Ctrl+C 停止。

  --content 文件夹   内容文件夹（默认 content）
  --out 文件夹       网站放在哪里（默认 _site）
  --desk 文件夹      工作台放在哪里（默认在网站旁边，_desk；写 --desk none 就没有）
  --port 端口        端口（默认 8080）
  --no-open          不打开浏览器
  --help             显示这段说明`;

const strings = { type: "string" } as const;
const root = fileURLToPath(new URL("../..", import.meta.url));

await main(async () => {
  const { values, positionals } = options(
    { content: strings, out: strings, desk: strings, port: strings, "no-open": { type: "boolean" } },
    usage,
  );
  if (positionals.length > 0) throw new UsageError(`看不懂“${positionals[0]}”。`, usage);
  const port = Number(values.port ?? 8080);
  if (!Number.isInteger(port) || port < 1 || port > 65535) throw new UsageError(`端口写的是“${values.port}”。`, "写法如 --port 8080。");
  const content = values.content ?? "content";
  const out = values.out ?? "_site";
  const desk = values.desk ?? join(dirname(out), "_desk");
  const hasDesk = desk !== "none";
  if (hasDesk && [out, content].some((folder) => isAbsolute(relative(resolve(desk), resolve(folder)))))
    throw new UsageError("内容、网站和工作台要放在同一个盘里。", "请换一个 --out 或者 --desk。");
  // Where the desk's own links lead from its address, so that they hold from a folder and from here alike.
  const at = (folder: string): string => decodeURIComponent(new URL(link(desk, folder), "http://localhost/_desk/").pathname);
  const mounts: Mount[] = [
    { at: "/_desk/", folder: desk, still: true },
    { at: at(out), folder: out },
    { at: at(content), folder: content },
  ];
  const preview = servePreview(out, {
    ...(hasDesk && { mounts: mounts.filter((m) => m.at !== "/"), moved: new Map([["/desk/", "/_desk/"]]) }),
    sync: () => syncApart(content),
  });

  let running = false;
  let again = false;
  let opened = !hasDesk || values["no-open"] === true;
  /** One build in a process of its own, so that changed layouts and scripts are read anew. */
  const rebuild = (): void => {
    if (running) {
      again = true;
      return;
    }
    running = true;
    const child = spawn(
      process.execPath,
      ["--import", "@oxc-node/core/register", "scripts/bin/build.ts", "--content", content, "--out", out, "--desk", desk, "--drafts"],
      { cwd: process.cwd(), stdio: ["ignore", "inherit", "pipe"] },
    );
    let said = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      said += text;
      process.stderr.write(text);
    });
    child.on("exit", (code) => {
      running = false;
      if (!opened) openInBrowser(`http://127.0.0.1:${port}/desk/`);
      opened = true;
      preview.tell(code === 0 ? { built: true } : { faults: stripVTControlCharacters(said).trim() });
      if (again) {
        again = false;
        rebuild();
      }
    });
  };

  await new Promise<void>((resolve, reject) => {
    preview.server.once("error", (error: NodeJS.ErrnoException) =>
      reject(
        error.code === "EADDRINUSE" || error.code === "EACCES"
          ? new UsageError(
              error.code === "EACCES" ? `端口 ${port} 系统不让用。` : `端口 ${port} 已经有程序在用。`,
              `换一个端口，写法如 npm start -- --port ${port + 1}。`,
            )
          : error,
      ),
    );
    preview.server.listen(port, "127.0.0.1", resolve);
  });
  if (hasDesk) console.log(`${pc.bold(`http://127.0.0.1:${port}/desk/`)}　工作台`);
  console.log(`${pc.bold(`http://127.0.0.1:${port}/`)}　网站。在浏览器里打开；改了内容，网页自己更新。按 Ctrl+C 停止。`);
  rebuild();

  const following = follow([content, `${root}layouts`, `${root}scripts`], rebuild);
  await new Promise<void>((resolve) => {
    process.once("SIGINT", resolve);
    process.once("SIGTERM", resolve);
  });
  following.close();
  preview.server.close();
  preview.server.closeAllConnections();
  process.exit(0);
});

/** `npm run sync` in a process of its own, for the workbench's button: what it said, whether it went well or not. */
function syncApart(content: string): Promise<SyncAnswer> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ["--import", "@oxc-node/core/register", "scripts/bin/sync.ts", "--content", content], {
      cwd: process.cwd(),
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, CI: "1", NO_COLOR: "1" },
    });
    let words = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => {
        words += text;
      });
    }
    child.on("error", reject);
    child.on("close", (code) => resolve({ ok: code === 0, words: words.trim() }));
  });
}
