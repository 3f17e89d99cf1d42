/** `npm start`: builds, serves on 127.0.0.1, watches, rebuilds. */
import { spawn } from "node:child_process";
import { existsSync, watch } from "node:fs";
import { fileURLToPath } from "node:url";
import pc from "picocolors";
import { servePreview } from "../serve.ts";
import { main, options, UsageError } from "./cli.ts";

const usage = `用法：npm start -- [选项]
在这台电脑上看网站；改了内容，网页自己更新。按 Ctrl+C 停止。

  --content 文件夹   内容文件夹（默认 content）
  --out 文件夹       网站放在哪里（默认 _site）
  --port 端口        端口（默认 8080）
  --help             显示这段说明`;

const strings = { type: "string" } as const;
const root = fileURLToPath(new URL("../..", import.meta.url));

await main(async () => {
  const { values } = options({ content: strings, out: strings, port: strings }, usage);
  const port = Number(values.port ?? 8080);
  if (!Number.isInteger(port) || port < 1 || port > 65535) throw new UsageError(`端口写的是“${values.port}”。`, "写法如 --port 8080。");
  const content = values.content ?? "content";
  const out = values.out ?? "_site";
  const preview = servePreview(out);

  let running = false;
  let again = false;
  /** One build in a process of its own, so that changed layouts and scripts are read anew. */
  const rebuild = (): void => {
    if (running) {
      again = true;
      return;
    }
    running = true;
    const child = spawn(
      process.execPath,
      ["--import", "@oxc-node/core/register", "scripts/bin/build.ts", "--content", content, "--out", out],
      { cwd: process.cwd(), stdio: ["ignore", "inherit", "pipe"], env: { ...process.env, CI: "1" } },
    );
    let said = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      said += text;
      process.stderr.write(text);
    });
    child.on("exit", (code) => {
      running = false;
      preview.tell(code === 0 ? { built: true } : { faults: said.trim() });
      if (again) {
        again = false;
        rebuild();
      }
    });
  };

  await new Promise<void>((resolve, reject) => {
    preview.server.once("error", (error: NodeJS.ErrnoException) =>
      reject(
        error.code === "EADDRINUSE"
          ? new UsageError(`端口 ${port} 已经有程序在用。`, `换一个端口，写法如 npm start -- --port ${port + 1}。`)
          : error,
      ),
    );
    preview.server.listen(port, "127.0.0.1", resolve);
  });
  console.log(`${pc.bold(`http://127.0.0.1:${port}/`)}　在浏览器里打开。改了内容，网页自己更新。按 Ctrl+C 停止。`);
  rebuild();

  let timer: NodeJS.Timeout | undefined;
  for (const folder of [content, `${root}layouts`, `${root}scripts`]) {
    if (!existsSync(folder)) continue;
    watch(folder, { recursive: true }, () => {
      clearTimeout(timer);
      timer = setTimeout(rebuild, 150);
    });
  }
  await new Promise<void>((resolve) => {
    process.once("SIGINT", resolve);
    process.once("SIGTERM", resolve);
  });
  preview.server.close();
  preview.server.closeAllConnections();
  process.exit(0);
});
