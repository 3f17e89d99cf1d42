/** Commands as people run them. */
import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { get } from "node:http";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { buildTodo } from "../scripts/desk/todo.ts";
import { walk } from "../scripts/walk.ts";
import { built, copyOfSample, filesIn, freePort, officeFacts, root, run, sample, TODAY, temporary } from "./support.ts";

const flags = Object.entries(officeFacts).flatMap(([k, v]) => ["--set", `${k}=${v}`]);

describe("npm run init", () => {
  it("empties a sample and leaves a site that builds", () => {
    const content = copyOfSample();
    const { status, stderr } = run("init", ["--content", content, ...flags, "--villages", "甲村、乙村"]);
    expect(stderr).toBe("");
    expect(status).toBe(0);
    expect(filesIn(content).filter((f) => !f.startsWith("pages/"))).toEqual(["site.yaml"]);
    const site = built(content);
    const home = readFileSync(join(site, "index.html"), "utf8");
    expect(home).toContain("某县某镇人民政府");
    expect(home).toContain("还没有公开信息");
    expect(home).not.toContain('class="demo"');
    expect(home).not.toContain("西安镇");
    expect(existsSync(join(site, "reports/index.html"))).toBe(true);
  });

  it("publishes an office's own words only: the sample's pages wait, with a task each; what it lacks leaves no row", async () => {
    const content = copyOfSample();
    expect(run("init", ["--content", content, ...flags, "--villages", "甲村、乙村"]).status).toBe(0);
    const first = built(content);
    const words = (folder: string): string =>
      filesIn(folder)
        .filter((f) => /\.(?:html|json|xml|csv|txt)$/.test(f))
        .map((f) => readFileSync(join(folder, f), "utf8"))
        .join("\n");
    // What only the sample's office says of itself.
    expect(words(first)).not.toMatch(/西安镇|海原县|园河村|成文后3个工作日内|传真|电子邮件<|微信公众号|微信查阅/);
    expect(filesIn(first).filter((f) => f.startsWith("pages/"))).toEqual([]);
    const { content: read, problems } = walk(content, TODAY);
    expect(problems.filter((p) => p.severity === "error")).toEqual([]);
    const tasks = buildTodo({ content: read, problems, edition: undefined, published: undefined, today: TODAY });
    for (const id of ["guide", "rules", "apply", "accessibility"]) {
      expect(tasks.find((t) => t.id === `review:pages/${id}`)?.todo).toContain("请核对");
    }
    // Confirmed as they are: still no row of what is not there, and the list counts on.
    for (const f of filesIn(content).filter((name) => name.startsWith("pages/"))) {
      const file = join(content, f);
      writeFileSync(file, readFileSync(file, "utf8").replace("draft: true\n", ""));
    }
    const second = built(content);
    const guide = readFileSync(join(second, "pages/guide.html"), "utf8");
    const apply = readFileSync(join(second, "pages/apply.html"), "utf8");
    for (const page of [guide, apply]) expect(page).not.toMatch(/传真号码|<td>传真<\/td>|电子邮箱）|<td>电子邮件|“无”|“”|微信公众平台/);
    expect(guide).toContain("广播收听");
    expect(apply).toContain("<td>信函</td>");
    expect(readFileSync(join(second, "index.html"), "utf8")).not.toMatch(/<dt>(?:传真|电子邮件|微信公众号)/);
  });

  it("asks for what is missing and changes nothing", () => {
    const content = copyOfSample();
    const { status, stderr } = run("init", ["--content", content, "--set", "name=某县某镇人民政府"]);
    expect(status).toBe(2);
    expect(stderr).toContain("还缺：简称");
    expect(filesIn(content)).toEqual(filesIn(sample));
  });

  it("does not touch an office's own content", () => {
    const content = copyOfSample();
    const file = join(content, "site.yaml");
    writeFileSync(file, readFileSync(file, "utf8").replace("demo: true\n", ""));
    const { status, stderr } = run("init", ["--content", content, ...flags, "--villages", "甲村"]);
    expect(status).toBe(2);
    expect(stderr).toContain("正式内容");
    expect(filesIn(content)).toEqual(filesIn(sample));
  });
});

describe("npm start", () => {
  const ask = (port: number, path: string, host = `127.0.0.1:${port}`): Promise<{ status: number; body: string }> =>
    new Promise((resolve, reject) => {
      get({ host: "127.0.0.1", port, path, headers: { host } }, (response) => {
        let body = "";
        response.setEncoding("utf8").on("data", (d: string) => {
          body += d;
        });
        response.on("end", () => resolve({ status: response.statusCode ?? 0, body }));
      }).on("error", reject);
    });

  it("serves this machine alone, rebuilds after an edit, and tells what is to be mended", async () => {
    const content = copyOfSample();
    const out = join(temporary(), "site");
    const port = await freePort();
    const child = spawn(
      process.execPath,
      [
        "--import",
        "@oxc-node/core/register",
        "scripts/bin/start.ts",
        "--content",
        content,
        "--out",
        out,
        "--port",
        String(port),
        "--no-open",
      ],
      { cwd: root, env: { ...process.env, NO_COLOR: "1" } },
    );
    let said = "";
    child.stdout.setEncoding("utf8").on("data", (d: string) => {
      said += d;
    });
    child.stderr.setEncoding("utf8").on("data", (d: string) => {
      said += d;
    });
    try {
      const soon = { timeout: 180_000, interval: 200 };
      await expect.poll(() => said, soon).toContain("完成");
      const home = await ask(port, "/");
      expect(home.body).toContain("西安镇");
      expect(home.body).toContain("/__gongkai/reload.js");
      expect((await ask(port, "/items/2017/9999.html")).status).toBe(404);
      // The workbench beside it, and the site and the records where its links lead.
      expect((await ask(port, "/desk/")).status).toBe(302);
      const desk = await ask(port, "/_desk/");
      expect(desk.body).toContain("今天要紧的");
      const of = (form: RegExp): string => new URL(form.exec(desk.body)?.[1] ?? "", `http://127.0.0.1:${port}/_desk/`).pathname;
      expect((await ask(port, of(/href="([^"]*index\.html)">看网站/))).body).toContain("西安镇");
      expect((await ask(port, of(/href="([^"]*site\.yaml)"/))).body).toContain("organCode");
      expect((await ask(port, "/__gongkai/sync")).status).toBe(405);
      expect((await ask(port, "/../../etc/passwd")).status).toBe(404);
      expect((await ask(port, "/%2e%2e/%2e%2e/etc/passwd")).body).not.toContain("root:");
      expect((await ask(port, "/", "evil.example")).status).toBe(403);
      const file = join(content, "items/2017/0001.md");
      const text = readFileSync(file, "utf8");
      writeFileSync(file, text.replace(/^title: .*/m, "title: 改过的标题"));
      await expect.poll(async () => (await ask(port, "/items/2017/0001.html")).body, soon).toContain("改过的标题");
      writeFileSync(file, text.replace(/^title: .*/m, "title："));
      await expect.poll(() => said, soon).toContain("没有生成网站");
      expect((await ask(port, "/items/2017/0001.html")).body).toContain("改过的标题");
    } finally {
      child.kill("SIGTERM");
    }
  });
});

/** Every command that people run. */
const commands = readdirSync(join(root, "scripts/bin"))
  .map((f) => f.replace(/\.ts$/, ""))
  .filter((f) => !["cli", "telling", "asking"].includes(f));

describe("each command", () => {
  it.each(commands)("%s explains itself in Chinese", (bin) => {
    const { status, stdout } = run(bin, ["--help"]);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^用法：npm (?:run |start)/);
    expect(stdout).toContain("--help");
  });

  it.each([
    ["start", ["--port", "八千"], "--port 8080"],
    ["start", ["here"], "用法：npm start"],
    ["desk", ["--days"], "用法：npm run desk"],
    ["todo", ["--days", "-3"], "用法：npm run todo"],
    ["sync", ["--push"], "用法：npm run sync"],
    ["build", ["--contents", "x"], "用法：npm run build"],
    ["check", ["--al"], "用法：npm run check"],
    ["publish", ["now"], "用法：npm run publish"],
    ["verify", [], "npm run verify"],
    ["pack", ["--single"], "npm run pack -- --year 2017 --single"],
    ["report", ["二〇一七"], "npm run report -- 20"],
    ["aggregate", [], "npm run aggregate"],
    ["mask", [], "npm run mask"],
    ["init", ["--set", "name"], "用法：npm run init"],
    ["templates", ["--x"], "用法：npm run templates"],
    ["new", ["--kind", "信件"], "可以写的有：items（主动公开信息）"],
    ["import", [], "npm run import"],
  ])("%s %j: tells what to type", (bin, args, said) => {
    const { status, stderr } = run(bin, args);
    expect(status).toBe(2);
    expect(stderr).toContain(said);
  });

  it("tells of a wrong date what to type", () => {
    const { status, stderr } = run("check", ["--today", "2026/01/20"]);
    expect(status).toBe(2);
    expect(stderr).toContain("--today 2026-01-20");
  });
});
