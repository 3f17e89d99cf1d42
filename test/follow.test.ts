/** `npm start` while files change under it: every edit is heard, whatever way it was written, and the preview outlives the swap of a site. */
import { spawn } from "node:child_process";
import fs, { type FSWatcher, mkdirSync, renameSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { get } from "node:http";
import { syncBuiltinESMExports } from "node:module";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { follow } from "../scripts/follow.ts";
import { servePreview } from "../scripts/serve.ts";
import { temporary, writeDeep } from "./support.ts";

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** A folder that is followed; `hears` does something and waits until it was heard. */
function followed() {
  const folder = join(temporary(), "content");
  writeDeep(join(folder, "items/2025/0001.md"), "一");
  let heard = 0;
  const { close } = follow([folder], () => {
    heard++;
  });
  /** Waits for quiet first: nothing that was done before may count. */
  const hears = async (work: () => void): Promise<void> => {
    for (let before = -1; before !== heard; ) {
      before = heard;
      await pause(400);
    }
    const before = heard;
    work();
    await expect.poll(() => heard).toBeGreaterThan(before);
  };
  return { folder, hears, close, heard: () => heard };
}

describe("following a folder", () => {
  it("hears a file that is put in the place of another, every time", async () => {
    const { folder, hears, close } = followed();
    const file = join(folder, "items/2025/0001.md");
    for (const text of ["二", "三", "四"]) {
      await hears(() => {
        writeFileSync(`${file}.crswap`, text);
        renameSync(`${file}.crswap`, file);
      });
      await hears(() => writeFileSync(file, `${text}，改`));
    }
    close();
  });

  it("hears of folders that were not there", async () => {
    const { folder, hears, close } = followed();
    await hears(() => writeDeep(join(folder, "items/2026/0001.md"), "新"));
    await hears(() => writeFileSync(join(folder, "items/2026/0001.md"), "改"));
    await hears(() => writeDeep(join(folder, "items/2026/0001/tu.png"), "图"));
    await hears(() => rmSync(join(folder, "items/2026"), { recursive: true }));
    close();
  });

  it("goes on when its watch ends in an error, as it does when folders go while they are looked at", async () => {
    const real = fs.watch;
    const watchers: FSWatcher[] = [];
    fs.watch = ((...args: Parameters<typeof real>) => {
      const watcher = real(...args);
      // Below a watch of a whole folder Node keeps one for each file.
      if ((args[1] as { recursive?: boolean } | undefined)?.recursive) watchers.push(watcher);
      return watcher;
    }) as typeof real;
    syncBuiltinESMExports();
    try {
      const { folder, hears, close } = followed();
      watchers[0]?.emit("error", Object.assign(new Error("ENOENT: scandir"), { code: "ENOENT" }));
      await expect.poll(() => watchers.length).toBe(2);
      await hears(() => writeFileSync(join(folder, "items/2025/0001.md"), "改"));
      close();
    } finally {
      fs.watch = real;
      syncBuiltinESMExports();
    }
  });

  it("goes on when the folder itself was away, and says when it is back", async () => {
    const { folder, hears, close, heard } = followed();
    await hears(() => renameSync(folder, `${folder}-away`));
    await pause(1500);
    const before = heard();
    renameSync(`${folder}-away`, folder);
    await expect.poll(heard).toBeGreaterThan(before);
    await hears(() => writeFileSync(join(folder, "items/2025/0001.md"), "改"));
    close();
  });

  it("says nothing of a file that was only touched by a reader", async () => {
    const { folder, hears, close, heard } = followed();
    const file = join(folder, "items/2025/0001.md");
    await hears(() => utimesSync(file, 1_000, 1_000));
    await pause(600);
    const before = heard();
    // As Windows tells it: an event, and nothing is different.
    utimesSync(file, 2_000, 1_000);
    await pause(600);
    expect(heard()).toBe(before);
    close();
  });

  it("says nothing when nothing changes, and nothing after it was closed", async () => {
    const { folder, close, heard } = followed();
    await pause(600);
    expect(heard()).toBe(0);
    close();
    writeFileSync(join(folder, "items/2025/0001.md"), "改");
    await pause(600);
    expect(heard()).toBe(0);
  });
});

describe("the preview", () => {
  const ask = (port: number, path: string): Promise<{ status: number; body: string }> =>
    new Promise((resolve, reject) => {
      get({ host: "127.0.0.1", port, path }, (response) => {
        let body = "";
        response.setEncoding("utf8").on("data", (d: string) => {
          body += d;
        });
        response.on("end", () => resolve({ status: response.statusCode ?? 0, body }));
      }).on("error", reject);
    });
  const listening = async (folder: string) => {
    const { server } = servePreview(folder);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return { port: (server.address() as AddressInfo).port, close: () => server.close() };
  };

  it("answers with a whole page while sites take each other's place", async () => {
    const base = temporary();
    for (const [folder, text] of [
      ["site", "旧"],
      ["next", "新"],
    ] as const) {
      writeDeep(join(base, folder, "items/0001.html"), `<!doctype html><head></head><p>${text.repeat(50_000)}</p>`);
      writeDeep(join(base, folder, "404.html"), "<!doctype html><head></head>没有这一页");
    }
    const { port, close } = await listening(join(base, "site"));
    const swaps = `const { renameSync } = require("node:fs");
      const rest = new Int32Array(new SharedArrayBuffer(4));
      for (;;) {
        renameSync("site", "old"); renameSync("next", "site"); renameSync("old", "next");
        Atomics.wait(rest, 0, 0, 1);
      }`;
    const child = spawn(process.execPath, ["-e", swaps], { cwd: base });
    const seen = new Set<string>();
    try {
      for (let i = 0; i < 1000; i++) {
        const { status, body } = await ask(port, "/items/0001.html");
        const text = body.replace(/<script[^>]*><\/script>\s*/, "");
        seen.add(`${status} ${text.length} ${[...new Set(/<p>(.*)<\/p>/.exec(text)?.[1] ?? "")].join("")}`);
      }
    } finally {
      child.kill("SIGKILL");
    }
    close();
    expect([...seen].map((s) => s.replace(/ \d+ /, " ")).sort()).toEqual(["200 新", "200 旧"]);
    expect(new Set([...seen].map((s) => s.split(" ")[1])).size).toBe(1);
  });

  it("says so where there is no site, and goes on", async () => {
    const base = temporary();
    const { port, close } = await listening(join(base, "site"));
    expect(await ask(port, "/")).toEqual({ status: 404, body: "还没有生成网站。" });
    mkdirSync(join(base, "site"));
    writeFileSync(join(base, "site/index.html"), "首页");
    expect((await ask(port, "/")).body).toContain("首页");
    expect(await ask(port, "/x.html")).toEqual({ status: 404, body: "没有这个文件。" });
    writeFileSync(join(base, "site/404.html"), "没有这一页");
    expect(await ask(port, "/x.html")).toMatchObject({ status: 404, body: "没有这一页" });
    for (const odd of ["/%00", "/a%00.html", "/%", "/..%2f..%2fetc/passwd"])
      expect((await ask(port, odd)).status, odd).toBeGreaterThanOrEqual(400);
    expect((await ask(port, "/")).status).toBe(200);
    close();
  });
});
