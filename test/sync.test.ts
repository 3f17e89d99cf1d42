/** 同步 with real repositories: two clerks and what lies between them. */
import { spawn, spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { day } from "../scripts/rules/days.ts";
import { changesOf, commitMessage, type Synced, sync } from "../scripts/sync.ts";
import { freePort, root, run, temporary, writeDeep } from "./support.ts";
import { tiny } from "./tiny.ts";

const today = day("2026-11-25");
/** Nobody's name and no setting of this computer. */
const bare = { GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_SYSTEM: "/dev/null" };
Object.assign(process.env, bare);

function git(folder: string, ...args: string[]): string {
  const named = ["-c", "user.name=技术员", "-c", "user.email=t@example.com", "-c", "core.quotePath=false"];
  const { status, stdout, stderr } = spawnSync("git", [...named, ...args], { cwd: folder, encoding: "utf8" });
  if (status !== 0) throw new Error(`git ${args.join(" ")}: ${stderr}`);
  return stdout.trim();
}

const synced = (folder: string, more: Partial<Parameters<typeof sync>[0]> = {}): Synced =>
  sync({
    content: join(folder, "content"),
    ledger: join(folder, "published.json"),
    today,
    office: { name: "某镇人民政府", email: undefined },
    ...more,
  });

const one = (folder: string, n: number): string => join(folder, `content/items/2026/000${n}.md`);

/** A repository of a program and some content, its bare remote, and a clone of each clerk. */
function office(): { base: string; remote: string; a: string; b: string } {
  const base = temporary();
  const [remote, a, b] = ["remote.git", "a", "b"].map((n) => join(base, n)) as [string, string, string];
  git(base, "init", "-q", "--bare", "-b", "main", remote);
  git(base, "clone", "-q", remote, a);
  git(a, "checkout", "-q", "-b", "main");
  writeDeep(join(a, "scripts/x.ts"), "export {};\n");
  writeDeep(one(a, 1), "一\n\n二\n\n三\n\n四\n\n五\n");
  git(a, "add", "-A");
  git(a, "commit", "-q", "-m", "start");
  git(a, "push", "-q", "-u", "origin", "main");
  git(base, "clone", "-q", remote, b);
  return { base, remote, a, b };
}

const head = (folder: string): string => git(folder, "rev-parse", "HEAD");

describe("the message", () => {
  it("says in Chinese how many records, and names the files below", () => {
    const status = [
      "?? content/items/2026/0003.md",
      "A  content/items/2026/0004.md",
      " M content/items/2026/0001.md",
      " D content/items/2026/0002.md",
      "?? content/items/2026/0003/fujian.pdf",
      " M content/site.yaml",
      " M published.json",
      "",
    ].join("\0");
    const [first, , ...rest] = commitMessage(changesOf(status), today, "content").split("\n");
    expect(first).toBe("2026年11月25日：新增 2 条，修改 1 条，删去 1 条，附件 1 个，改了 site.yaml，记下发布");
    expect(rest).toContain("- content/items/2026/0002.md");
    expect(rest).toHaveLength(7);
  });
});

describe("two clerks", () => {
  it("one writes, the other has it after his own sync; both keep what they wrote", () => {
    const { remote, a, b } = office();
    writeFileSync(one(a, 2), "甲写的\n");
    const first = synced(a);
    expect(first).toMatchObject({ ok: true });
    expect(first.message).toMatch(/^2026年11月25日：新增 1 条\n/);
    expect(first.words).toContain("已经传到远程仓库");
    expect(git(a, "log", "-1", "--format=%an <%ae>")).toBe("某镇人民政府 <office@localhost>");
    // The local settings were not touched.
    expect(() => git(a, "config", "--local", "user.name")).toThrow();
    writeFileSync(one(b, 1), readFileSync(one(b, 1), "utf8").replace("五", "五，改过"));
    const second = synced(b);
    expect(second.ok).toBe(true);
    expect(readFileSync(one(b, 2), "utf8")).toBe("甲写的\n");
    expect(head(b)).toBe(git(remote, "rev-parse", "main"));
    expect(synced(a).words).toContain("没有新的改动。");
    expect(readFileSync(one(a, 1), "utf8")).toContain("五，改过");
    expect(git(a, "log", "--merges", "--oneline")).toBe("");
  });

  it("the same file in different places comes together", () => {
    const { a, b } = office();
    writeFileSync(one(a, 1), readFileSync(one(a, 1), "utf8").replace("一", "一，甲"));
    writeFileSync(one(b, 1), readFileSync(one(b, 1), "utf8").replace("五", "五，乙"));
    expect(synced(a).ok).toBe(true);
    expect(synced(b).ok).toBe(true);
    expect(readFileSync(one(b, 1), "utf8")).toBe("一，甲\n\n二\n\n三\n\n四\n\n五，乙\n");
  });

  it("the same line: stops, says who and what to do, and everything is as it was", () => {
    const { remote, a, b } = office();
    writeFileSync(one(a, 1), "甲的\n");
    expect(synced(a).ok).toBe(true);
    const text = "乙的\n";
    writeFileSync(one(b, 1), text);
    writeFileSync(join(b, "scripts/x.ts"), "export const half = 1;\n");
    writeFileSync(one(b, 3), "乙新写的\n");
    const result = synced(b);
    expect(result.ok).toBe(false);
    expect(result.words).toContain("  content/items/2026/0001.md");
    expect(result.words).toContain("某镇人民政府");
    expect(result.words).toContain("什么也没有丢");
    expect(readFileSync(one(b, 1), "utf8")).toBe(text);
    expect(readFileSync(one(b, 3), "utf8")).toBe("乙新写的\n");
    expect(readFileSync(join(b, "scripts/x.ts"), "utf8")).toBe("export const half = 1;\n");
    expect(git(b, "status", "--porcelain")).toBe("M scripts/x.ts");
    expect(git(b, "symbolic-ref", "--short", "HEAD")).toBe("main");
    expect(git(b, "stash", "list")).toBe("");
    expect(existsSync(join(b, ".git/rebase-merge"))).toBe(false);
    const was = head(b);
    // Again: the same words, nothing more happens.
    expect(synced(b).words).toContain("没有新的改动。");
    expect(head(b)).toBe(was);
    expect(git(remote, "show", "main:content/items/2026/0001.md")).toBe("甲的");
    // Once they have agreed, it goes on.
    git(b, "stash", "-q");
    expect(() => git(b, "rebase", "-q", "origin/main")).toThrow();
    git(b, "checkout", "-q", "--theirs", "--", "content/items/2026/0001.md");
    git(b, "add", "-A");
    git(b, "-c", "core.editor=true", "rebase", "--continue");
    expect(synced(b).ok).toBe(true);
    expect(git(remote, "show", "main:content/items/2026/0001.md")).toBe("乙的");
  });

  it("one serial for two new records: they are two, and the second is offered the next number that neither side has", () => {
    const { a, b } = office();
    const numbered = (folder: string, serial: string): string => join(folder, `content/items/2026/${serial}.md`);
    writeFileSync(numbered(a, "0007"), "甲的通知\n");
    writeFileSync(numbered(a, "0008"), "甲的公告\n");
    expect(synced(a).ok).toBe(true);
    writeFileSync(numbered(b, "0007"), "乙的通知\n");
    writeFileSync(numbered(b, "0009"), "乙的公示\n");
    const refused = synced(b);
    expect(refused.ok).toBe(false);
    expect(refused.words).toContain("两个人都用了流水号 0007，是两条信息");
    expect(refused.words).toContain("content/items/2026/0007.md 改名为 0010.md");
    expect(readFileSync(numbered(b, "0007"), "utf8")).toBe("乙的通知\n");
    // One that both had already is one record: no number is offered.
    const other = office();
    writeFileSync(one(other.a, 1), "甲的\n");
    synced(other.a);
    writeFileSync(one(other.b, 1), "乙的\n");
    expect(synced(other.b).words).not.toContain("流水号");
  });

  it("somebody who pushes between fetch and push is waited for", () => {
    const { remote, a, b } = office();
    writeFileSync(one(a, 2), "甲\n");
    writeFileSync(one(b, 3), "乙\n");
    // The remote lets the other clerk in just before it takes the first push.
    const hook = join(b, ".git/hooks/pre-push");
    const other = `cd ${JSON.stringify(a)} && git add -A && git -c user.name=甲 -c user.email=a@example.com commit -q -m 甲 && git push -q origin main`;
    mkdirSync(join(b, ".git/hooks"), { recursive: true });
    writeFileSync(hook, `#!/bin/sh\nif [ ! -e done ]; then touch done; unset GIT_DIR GIT_INDEX_FILE; (${other}) || exit 1; fi\n`);
    chmodSync(hook, 0o755);
    const result = synced(b);
    expect(result.words).toContain("已经传到远程仓库");
    expect(git(remote, "ls-tree", "-r", "--name-only", "main")).toContain("content/items/2026/0002.md\ncontent/items/2026/0003.md");
  });
});

describe("only content and published.json", () => {
  it("programs stay as they are: changed, new, and put aside for another commit", () => {
    const { remote, a } = office();
    writeFileSync(join(a, "scripts/x.ts"), "export const a = 1;\n");
    writeDeep(join(a, "scripts/staged.ts"), "export const b = 1;\n");
    git(a, "add", "scripts/staged.ts");
    writeDeep(join(a, "notes.txt"), "便条\n");
    writeFileSync(join(a, "published.json"), "{}\n");
    rmSync(one(a, 1));
    const result = synced(a);
    expect(result.message?.split("\n")[0]).toBe("2026年11月25日：删去 1 条，记下发布");
    expect(git(remote, "ls-tree", "-r", "--name-only", "main").split("\n")).toEqual(["published.json", "scripts/x.ts"]);
    expect(git(remote, "show", "main:scripts/x.ts")).toBe("export {};");
    expect(git(a, "status", "--porcelain").split("\n")).toEqual(["A  scripts/staged.ts", " M scripts/x.ts", "?? notes.txt"]);
  });

  it("a file of the program that both changed, or that both have new, stops it before anything is touched", () => {
    for (const [mine, theirs] of [
      ["scripts/x.ts", "scripts/x.ts"],
      ["scripts/new.ts", "scripts/new.ts"],
    ] as const) {
      const { a, b, remote } = office();
      writeFileSync(join(a, theirs), "export const theirs = 1;\n");
      git(a, "add", "-A");
      git(a, "commit", "-q", "-m", "程序");
      git(a, "push", "-q");
      writeFileSync(join(b, mine), "export const mine = 1;\n");
      writeFileSync(one(b, 2), "乙\n");
      const result = synced(b);
      expect(result.ok).toBe(false);
      expect(result.words).toContain(`  ${mine}`);
      expect(readFileSync(join(b, mine), "utf8")).toBe("export const mine = 1;\n");
      expect(git(b, "stash", "list")).toBe("");
      expect(git(b, "diff", "--name-only", "--diff-filter=U")).toBe("");
      expect(git(remote, "ls-tree", "-r", "--name-only", "main")).not.toContain("0002.md");
      // What nobody else touched goes around it and comes back.
      git(b, "checkout", "-q", "-f", "HEAD", "--", "scripts/x.ts");
      rmSync(join(b, "scripts/new.ts"), { force: true });
      writeFileSync(join(b, "notes.txt"), "便条\n");
      expect(synced(b).ok).toBe(true);
      expect(readFileSync(join(b, "notes.txt"), "utf8")).toBe("便条\n");
    }
  });

  it("two who both published are told to publish from one computer", () => {
    const { a, b } = office();
    writeFileSync(join(a, "published.json"), '{"release":1,"a":1}\n');
    writeFileSync(join(b, "published.json"), '{"release":1,"b":1}\n');
    expect(synced(a).ok).toBe(true);
    const { words } = synced(b);
    expect(words).toContain("请只在一台电脑上运行 npm run publish");
    expect(readFileSync(join(b, "published.json"), "utf8")).toBe('{"release":1,"b":1}\n');
  });

  it("names with Chinese characters and blanks, and a content folder below the top", () => {
    const { base, remote } = office();
    const c = join(base, "c");
    git(base, "clone", "-q", remote, c);
    writeDeep(join(c, "镇 一/content/items/2026/0009.md"), "丙\n");
    const result = synced(join(c, "镇 一"));
    expect(result.message).toMatch(/^2026年11月25日：新增 1 条\n\n\+ 镇 一\/content\/items\/2026\/0009\.md$/);
    expect(git(remote, "ls-tree", "-r", "--name-only", "main")).toContain("镇 一/content/items/2026/0009.md");
  });

  it("more files at once than a command line of Windows holds", () => {
    const { a, remote } = office();
    const program = join(temporary(), "git");
    writeFileSync(
      program,
      `#!/bin/bash\nif [ "$(printf '%s ' "$@" | wc -c)" -gt 8000 ]; then echo "the command line is too long" >&2; exit 126; fi\nexec git "$@"\n`,
      { mode: 0o755 },
    );
    for (let n = 1000; n < 1400; n++) writeDeep(join(a, `content/items/2026/${n}.md`), `${n}\n`);
    const { ok, words, message } = synced(a, { git: program });
    expect(words).toContain("已经传到远程仓库");
    expect(ok).toBe(true);
    expect((message ?? "").length).toBeGreaterThan(8000);
    expect(git(remote, "log", "-1", "--format=%B", "main")).toBe(message);
  });

  it("a name that is set is used", () => {
    const { a } = office();
    git(a, "config", "user.name", "张办事员");
    git(a, "config", "user.email", "z@example.com");
    writeFileSync(one(a, 2), "x\n");
    expect(synced(a).ok).toBe(true);
    expect(git(a, "log", "-1", "--format=%an <%ae>")).toBe("张办事员 <z@example.com>");
  });
});

describe("when it cannot be done, in Chinese, with nothing lost", () => {
  it("git is not there", () => {
    const { words, ok } = synced(office().a, { git: "no-such-program-here" });
    expect(ok).toBe(false);
    expect(words).toContain("没有装 git");
    expect(words).toContain("https://git-scm.com/");
  });

  it("the folder is no repository", () => {
    const folder = temporary();
    mkdirSync(join(folder, "content"));
    expect(synced(folder).words).toContain("不是 git 仓库");
  });

  it("no remote: it stays on this computer, and is said", () => {
    const folder = temporary();
    git(folder, "init", "-q", "-b", "main");
    writeDeep(one(folder, 1), "x\n");
    const result = synced(folder);
    expect(result.ok).toBe(true);
    expect(result.words).toContain("没有设远程仓库，只记在这台电脑上");
    expect(git(folder, "log", "--oneline").split("\n")).toHaveLength(1);
    expect(synced(folder).words).toContain("没有新的改动");
  });

  it("no network, a wrong address, a remote of another origin: committed here, nothing handed on", () => {
    for (const [url, said] of [
      ["http://127.0.0.1:1/x.git", "连不上远程仓库"],
      [join(temporary(), "gone.git"), "找不到远程仓库"],
    ] as const) {
      const { a } = office();
      git(a, "remote", "set-url", "origin", url);
      writeFileSync(one(a, 2), "x\n");
      const result = synced(a);
      expect(result.ok).toBe(false);
      expect(result.words).toContain(said);
      expect(result.words).toContain("改动已经记在这台电脑上");
      expect(git(a, "status", "--porcelain")).toBe("");
    }
    const [here, there] = [office(), office()];
    git(here.a, "remote", "set-url", "origin", there.remote);
    git(there.b, "commit", "-q", "--amend", "-m", "another beginning");
    git(there.b, "push", "-q", "-f", "origin", "main");
    const before = head(here.a);
    expect(synced(here.a).words).toContain("不是同一个来历");
    expect(head(here.a)).toBe(before);
  });

  it("a password that is refused", async () => {
    const { a } = office();
    const program = `require("node:http").createServer((q, r) => { r.writeHead(401, { "www-authenticate": "Basic" }); r.end(); }).listen(0, "127.0.0.1", function () { console.log(this.address().port); })`;
    const server = spawn(process.execPath, ["-e", program], { stdio: ["ignore", "pipe", "inherit"] });
    try {
      const port = await new Promise<string>((resolve) => server.stdout.setEncoding("utf8").once("data", (d: string) => resolve(d.trim())));
      git(a, "remote", "set-url", "origin", `http://zhang:geheim@127.0.0.1:${port}/x.git`);
      writeFileSync(one(a, 2), "x\n");
      const { ok, words } = synced(a);
      expect(ok).toBe(false);
      expect(words).toContain("不认这台电脑的账号或密码");
      expect(words).not.toContain("geheim");
    } finally {
      server.kill();
    }
  });

  it("a remote that does not take it, and work that somebody left half done", () => {
    const { remote, a } = office();
    writeFileSync(join(remote, "hooks/pre-receive"), "#!/bin/sh\nexit 1\n");
    chmodSync(join(remote, "hooks/pre-receive"), 0o755);
    writeFileSync(one(a, 2), "x\n");
    expect(synced(a).words).toContain("不让直接往这个分支上传");
    const { a: c } = office();
    mkdirSync(join(c, ".git/rebase-merge"));
    writeFileSync(one(c, 2), "x\n");
    expect(synced(c).words).toContain("变基（rebase）做了一半");
    expect(git(c, "status", "--porcelain")).toBe("?? content/items/2026/0002.md");
  });

  it("no branch", () => {
    const { a } = office();
    git(a, "checkout", "-q", "--detach");
    expect(synced(a).words).toContain("不在任何分支上");
  });
});

describe("npm run sync", () => {
  it("refuses what the check refuses, takes it as a draft, and hands on what is right", () => {
    const t = tiny();
    const remote = join(temporary(), "r.git");
    git(t.folder, "init", "-q", "-b", "main");
    git(t.folder, "init", "-q", "--bare", "-b", "main", remote);
    git(t.folder, "remote", "add", "origin", remote);
    const args = ["--content", t.content, "--today", "2026-11-25"];
    const bad = join(t.content, "items/2025/0099.md");
    writeFileSync(bad, "没有信息栏\nreview: 审过\n");
    const refused = run("sync", args, bare);
    expect(refused.status).toBe(1);
    expect(refused.stderr).toContain("items/2025/0099.md");
    expect(refused.stderr).toContain("npm run sync -- --draft");
    expect(() => git(t.folder, "rev-parse", "HEAD")).toThrow();
    const draft = run("sync", [...args, "--draft"], bare);
    expect(draft.status).toBe(0);
    expect(git(remote, "log", "-1", "--format=%s%n%an", "main")).toMatch(/^2026年11月25日：新增 \d+ 条.*\n示例县示例镇人民政府$/);
    rmSync(bad);
    const fine = run("sync", args, bare);
    expect(fine.stdout).toContain("删去 1 条");
    expect(fine.stdout).toContain("已经传到远程仓库");
    // What is not reviewed stops nothing; what is secret in it stays here.
    writeFileSync(bad, "没有信息栏\n");
    const secret = join(t.content, "items/2025/0098.md");
    writeFileSync(secret, `---\ntitle: 名单\ndate: 2025-05-06\ncategory: 公告公示\n---\n身份证号11010519491231002X\n`);
    const rest = run("sync", args, bare);
    expect([rest.status, rest.stdout]).toEqual([0, expect.stringContaining("新增 1 条")]);
    expect(rest.stderr).toContain("items/2025/0098.md");
    expect(git(remote, "ls-tree", "-r", "--name-only", "main", "content/items/2025/")).not.toContain("0098");
    expect(git(remote, "ls-tree", "-r", "--name-only", "main", "content/items/2025/")).toContain("0099");
  });

  it("the workbench's button does the same, under npm start", async () => {
    const t = tiny();
    const remote = join(temporary(), "r.git");
    git(t.folder, "init", "-q", "-b", "main");
    git(t.folder, "init", "-q", "--bare", "-b", "main", remote);
    git(t.folder, "remote", "add", "origin", remote);
    const port = await freePort();
    const child = spawn(
      process.execPath,
      [
        ...["--import", "@oxc-node/core/register", "scripts/bin/start.ts", "--content", t.content, "--out", t.out],
        ...["--port", String(port), "--no-open"],
      ],
      { cwd: root, env: { ...process.env, NO_COLOR: "1" }, stdio: ["ignore", "pipe", "pipe"] },
    );
    let said = "";
    child.stdout.setEncoding("utf8").on("data", (d: string) => {
      said += d;
    });
    try {
      await expect.poll(() => said, { timeout: 180_000 }).toContain("完成");
      const origin = `http://127.0.0.1:${port}`;
      const response = await fetch(`${origin}/__gongkai/sync`, { method: "POST", headers: { origin, "x-gongkai": "sync" } });
      const { ok, words } = (await response.json()) as { ok: boolean; words: string };
      expect(words).toContain("已经传到远程仓库");
      expect(ok).toBe(true);
      expect(
        git(remote, "ls-tree", "-r", "--name-only", "main")
          .split("\n")
          .every((f) => f.startsWith("content/")),
      ).toBe(true);
    } finally {
      child.kill("SIGTERM");
    }
  });

  it("says what to type instead", () => {
    expect(run("sync", ["--force"]).stderr).toContain("用法：npm run sync");
    expect(run("sync", ["now"]).status).toBe(2);
    expect(run("sync", ["--content", "/nowhere"]).stderr).toContain("--content content");
  });
});
