/** 操作手册: every command in it runs, every link leads somewhere, and its pictures show what is there today. */
import { spawn, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chapters, readChapter } from "../scripts/desk/handbook.ts";
import { linksOf } from "../scripts/markdown.ts";
import { launch } from "./browser.ts";
import { ledgerOfRows, wordNotice } from "./handbook-files.ts";
import { makePages, open, pictures, wordsOf } from "./handbook-pictures.ts";
import { freePort, readJson, root, sample, temporary } from "./support.ts";

const folder = join(root, "handbook");

/** What a clerk types: lines of the fenced blocks, and `npm …` within a sentence. */
const commands = [
  ...new Set(
    chapters.flatMap((name) => {
      const { body } = readChapter(name);
      const blocks = [...body.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].flatMap(([, language, text = ""]) =>
        language === "" ? text.trim().split("\n") : [],
      );
      return [...blocks, ...[...body.matchAll(/`(npm [^`]+)`/g)].map((m) => m[1] ?? "")];
    }),
  ),
];

/** What a command ends with when nobody is there to answer its questions. */
const asks: Readonly<Record<string, RegExp>> = { "npm run init": /还缺/, "npm run new": /--kind/ };

let project: string;
beforeAll(async () => {
  project = join(temporary(), "project");
  mkdirSync(project);
  for (const name of readdirSync(root)) {
    if (/^(?:node_modules|_.*|\.git|\.gongkai|content|published\.json)$/.test(name)) continue;
    cpSync(join(root, name), join(project, name), { recursive: true });
  }
  cpSync(sample, join(project, "content"), { recursive: true });
  symlinkSync(join(root, "node_modules"), join(project, "node_modules"));
  await ledgerOfRows(join(project, "台账.xlsx"));
  await wordNotice(join(project, "通知.docx"));
  const git = (...args: string[]): void => {
    const { status, stderr } = spawnSync("git", ["-c", "user.name=示例", "-c", "user.email=a@example.cn", ...args], { cwd: project });
    if (status !== 0) throw new Error(String(stderr));
  };
  git("init", "-q");
  git("add", "-A");
  git("commit", "-q", "-m", "示例");
});

const environment = { ...process.env, NO_COLOR: "1", CI: "1", npm_config_update_notifier: "false" };

describe("every command shown", () => {
  it("is found: more than a dozen", () => {
    expect(commands.length).toBeGreaterThan(12);
    expect(commands.filter((c) => !/^npm (?:ci|start|run [a-z]+(?: -- \S.*)?)$/.test(c))).toEqual([]);
  });

  const plain = commands.filter((c) => c !== "npm start" && c !== "npm ci");
  // Those that need a built site or a report come after those that make one.
  const order = (c: string): number => (/build|publish/.test(c) ? 0 : /aggregate/.test(c) ? 2 : /init|import.*write/.test(c) ? 3 : 1);
  it.each(plain.sort((a, b) => order(a) - order(b)))("%s", (command) => {
    if (command.includes("aggregate")) {
      const from = join(project, "_site/data/2025/report.json");
      mkdirSync(join(project, "各乡镇"), { recursive: true });
      cpSync(from, join(project, "各乡镇/report-示例镇.json"));
      const { organ } = JSON.parse(readFileSync(from, "utf8")) as { organ: string };
      writeFileSync(join(project, "名单.txt"), `${organ}\n`);
    }
    const { status, stdout, stderr } = spawnSync("bash", ["-c", command], { cwd: project, encoding: "utf8", env: environment });
    const asking = asks[command];
    if (asking) {
      expect(status, stdout + stderr).toBe(2);
      expect(stderr).toMatch(asking);
    } else expect(status, stdout + stderr).toBe(0);
  });

  it.runIf(commands.includes("npm start"))("npm start", async () => {
    const port = await freePort();
    const child = spawn("bash", ["-c", `exec npm start -- --port ${port} --no-open`], {
      cwd: project,
      env: environment,
      detached: true,
    });
    let said = "";
    child.stdout.on("data", (d) => {
      said += d;
    });
    try {
      await expect.poll(() => said, { timeout: 180_000 }).toContain("完成");
      expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(200);
    } finally {
      if (child.pid) process.kill(-child.pid, "SIGTERM");
    }
  });

  it.runIf(commands.includes("npm ci"))("npm ci", () => {
    const empty = temporary();
    for (const name of ["package.json", "package-lock.json"]) cpSync(join(root, name), join(empty, name));
    const { status, stderr } = spawnSync("npm", ["ci", "--prefer-offline"], { cwd: empty, encoding: "utf8", env: environment });
    expect(status, stderr).toBe(0);
    expect(existsSync(join(empty, "node_modules/@11ty/eleventy"))).toBe(true);
  });
});

describe("its pictures", () => {
  let browser: Browser;
  let pages: string;
  beforeAll(async () => {
    pages = makePages();
    browser = await launch();
  });
  afterAll(() => browser?.close());
  const words = readJson<Readonly<Record<string, string>>>(folder, "pictures/words.json");

  it.each(pictures.map((p) => [p.name, p] as const))(
    "%s shows what is there today; if not, run `npm run handbook`",
    async (name, picture) => {
      const page = await open(browser, pages, picture);
      expect(await wordsOf(page, picture)).toBe(words[name]);
      await page.context().close();
    },
  );
});

describe("its chapters", () => {
  it("lead only where there is something, and show only pictures that are there", () => {
    const lost: string[] = [];
    const shown = new Set<string>();
    for (const name of chapters) {
      for (const { url, image } of linksOf(readChapter(name).body)) {
        if (image) shown.add(url);
        if (!/^[a-z]+:/.test(url) && !existsSync(join(folder, url))) lost.push(`${name}: ${url}`);
      }
    }
    expect(lost).toEqual([]);
    expect([...shown].sort()).toEqual(
      readdirSync(join(folder, "pictures"))
        .filter((f) => f.endsWith(".png"))
        .map((f) => `pictures/${f}`)
        .sort(),
    );
  });

  it("are all of the folder's files, and HANDBOOK.md leads to each", () => {
    expect(
      readdirSync(folder)
        .filter((f) => f.endsWith(".md"))
        .sort(),
    ).toEqual([...chapters].map((c) => `${c}.md`).sort());
    const front = readFileSync(join(root, "HANDBOOK.md"), "utf8");
    for (const c of chapters) expect(front).toContain(`handbook/${c}.md`);
  });
});
