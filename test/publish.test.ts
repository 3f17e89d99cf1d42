/** A publication: wholly old or wholly new whatever happens to the disk, one at a time, and checked by anybody afterwards. */
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { basename, dirname, join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { ledgerOf, readLedger } from "../scripts/ledger-file.ts";
import { openStage, PublishRefused } from "../scripts/publish.ts";
import { readManifest, readRelease, verifyCopy } from "../scripts/release.ts";
import { beside, inject } from "./faults.ts";
import { brokenLinks, run as command, filesIn, readJson, temporary } from "./support.ts";
import { edit, item, run, type Tiny, tiny } from "./tiny.ts";

let published: Tiny;

beforeAll(async () => {
  published = tiny();
  await run(published);
});

function copy(): Tiny {
  const folder = temporary();
  cpSync(published.folder, folder, { recursive: true });
  return {
    folder,
    content: join(folder, "content"),
    out: join(folder, "site"),
    ledger: join(folder, "published.json"),
    cache: join(folder, "cache"),
  };
}

const corrected = (t: Tiny): void =>
  edit(t, item(3), ["120亩", "102亩"], ["review:", "corrections:\n  - date: 2026-11-23\n    text: 面积更正\nreview:"]);

/** The hash of a site that is what its manifest says; throws when it is not. */
function wholeSite(out: string): string {
  const found = verifyCopy(out);
  if (!found) throw new Error("no list of sums");
  expect([found.missing, found.changed, found.extra]).toEqual([[], [], []]);
  return readManifest(out)?.hash ?? "";
}

/** Site and ledger belong together, and nothing lies about. */
function agree(t: Tiny): void {
  expect(ledgerOf(readLedger(t.ledger))?.manifest).toBe(wholeSite(t.out));
  expect(beside(t.folder)).toEqual([]);
}

describe("a publication", () => {
  it("is recorded, and chained to the one before", async () => {
    const t = copy();
    const first = wholeSite(t.out);
    agree(t);
    expect(readManifest(t.out)).toMatchObject({ release: 1, previous: null });
    expect((await run(t)).release).toEqual({ number: 1, fresh: false });
    expect(wholeSite(t.out)).toBe(first);
    corrected(t);
    expect((await run(t)).release).toEqual({ number: 2, fresh: true });
    expect(readManifest(t.out)).toMatchObject({ release: 2, previous: first });
    agree(t);
  });

  it("of the same content has the same bytes, and so has a plain build", async () => {
    const [t, u] = [tiny(), tiny()];
    await run(t);
    await run(u);
    expect(readFileSync(join(u.out, "manifest.json"), "utf8")).toBe(readFileSync(join(t.out, "manifest.json"), "utf8"));
    const ledger = readFileSync(t.ledger, "utf8");
    await run(t, { publish: false });
    const plain = wholeSite(t.out);
    await run(t, { publish: false });
    expect(wholeSite(t.out)).toBe(plain);
    expect(readManifest(t.out)).toMatchObject({ previous: ledgerOf(readLedger(t.ledger))?.manifest });
    expect(readFileSync(t.ledger, "utf8")).toBe(ledger);
  });

  it("lists every file, and a device saves neither list", () => {
    const listed = new Set(["manifest.json", "SHA256SUMS.txt", "gongkai.txt"]);
    expect(Object.keys(readManifest(published.out)?.files ?? {}).toSorted()).toEqual(
      filesIn(published.out)
        .filter((f) => !listed.has(f))
        .toSorted(),
    );
    const sums = spawnSync("sha256sum", ["-c", "--quiet", "--strict", "SHA256SUMS.txt"], { cwd: published.out, encoding: "utf8" });
    expect(`${sums.status} ${sums.stdout}`).toBe("0 ");
    const { list } = readJson<{ list: string }>(published.out, "offline/release.json");
    expect(existsSync(join(published.out, list))).toBe(true);
    const sources = readFileSync(new URL("../scripts/offline.ts", import.meta.url), "utf8");
    expect(sources).toContain("manifest\\.json|SHA256SUMS\\.txt");
  });

  it("cut off between swap and record is recorded by the next one", async () => {
    const t = copy();
    const before = readFileSync(t.ledger, "utf8");
    corrected(t);
    await run(t);
    const after = readFileSync(t.ledger, "utf8");
    writeFileSync(t.ledger, before);
    const { release, steps } = await run(t);
    expect(release).toEqual({ number: 2, fresh: false });
    expect(steps[0]).toBe("补登记 第 2 次发布没有记完，现在补上了");
    expect(readFileSync(t.ledger, "utf8")).toBe(after);
    rmSync(t.ledger);
    expect((await run(t)).release).toEqual({ number: 2, fresh: false });
    expect(readFileSync(t.ledger, "utf8")).toBe(after);
  });

  it("cut off between the two renames has its old site back before anything else", async () => {
    const t = copy();
    renameSync(t.out, join(t.folder, ".site.old"));
    edit(t, item(3), ["120亩", "102亩"]);
    expect((await run(t)).ok).toBe(false);
    agree(t);
  });

  it("with a link that leads nowhere is not swapped", async () => {
    const t = copy();
    edit(t, "pages/guide.md", ["---\n", "---\n"]);
    writeFileSync(join(t.content, "pages/guide.md"), `${readFileSync(join(t.content, "pages/guide.md"), "utf8")}\n[看这里](#mei-you)\n`);
    await expect(run(t)).rejects.toThrow("有 1 个链接没有去处，没有换上新网站：\n  pages/guide.html → #mei-you\n");
    agree(t);
  });

  it("finds the broken links that a parser of HTML finds", () => {
    const folder = join(temporary(), "site");
    cpSync(published.out, folder, { recursive: true });
    const page = join(folder, "index.html");
    writeFileSync(
      page,
      readFileSync(page, "utf8").replace(
        "<main",
        '<p id="da"></p><a href="a.html">x</a><a href="#da">x</a><a href="#xiao">x</a><img src="y.png"><a href="items/index.html?q=1&amp;x#zz">x</a><main',
      ),
    );
    rmSync(join(folder, "pages/rules.html"));
    const theirs = [...new Set(brokenLinks(folder))].toSorted();
    expect(readRelease(folder).broken.toSorted()).toEqual(theirs);
    expect(theirs.length).toBeGreaterThan(10);
  });
});

describe("one at a time", () => {
  const lockOf = (out: string): string => join(dirname(out), `.${basename(out)}.lock`);

  it("the lock names computer, process and start; it is refused while held", () => {
    const out = join(temporary(), "site");
    const stage = openStage(out);
    expect(JSON.parse(readFileSync(lockOf(out), "utf8"))).toMatchObject({ pid: process.pid, host: hostname() });
    expect(() => openStage(out)).toThrow(
      /^另一个生成正在进行（电脑 .*，进程 \d+，\d{4}-.* 开始）。请等它做完再试；确定没有的话，删去 .*\.lock。$/,
    );
    stage.swap();
    stage.close();
    expect(beside(dirname(out))).toEqual([]);
  });

  it.each([
    ["a process that is gone", { pid: 4_194_305, host: hostname(), start: "", since: "" }, true],
    ["a number given to another process", { pid: process.ppid, host: hostname(), start: "1", since: "" }, true],
    ["half a lock", "{", true],
    ["a process of another computer", { pid: 1, host: "bie-de", start: "", since: "2026-11-23T00:00:00.000Z" }, false],
    ["a process that runs", { pid: process.ppid, host: hostname(), start: "", since: "" }, false],
  ])("%s", (_, holder, free) => {
    const out = join(temporary(), "site");
    mkdirSync(dirname(out), { recursive: true });
    writeFileSync(lockOf(out), typeof holder === "string" ? holder : JSON.stringify(holder));
    if (free) openStage(out).close();
    else expect(() => openStage(out)).toThrow(PublishRefused);
  });

  const PAIRS = Number(process.env.PAIRS ?? 3);
  it(`${PAIRS} pairs of publications at once: one goes out whole, the other is told or finds it done`, {
    timeout: 30_000 * PAIRS,
  }, async () => {
    const t = copy();
    const { spawn } = await import("node:child_process");
    const { pathToFileURL } = await import("node:url");
    const { root } = await import("./support.ts");
    const loader = pathToFileURL(join(root, "node_modules/@oxc-node/core/register.mjs")).href;
    const publish = (): Promise<{ code: number | null; said: string }> =>
      new Promise((resolve) => {
        const args = [
          "--import",
          loader,
          join(root, "scripts/bin/publish.ts"),
          "--content",
          t.content,
          "--out",
          t.out,
          "--today",
          "2026-11-23",
        ];
        const child = spawn(process.execPath, args, { cwd: root, env: { ...process.env, NO_COLOR: "1", CI: "1" } });
        let said = "";
        child.stdout.on("data", (d) => (said += d));
        child.stderr.on("data", (d) => (said += d));
        child.on("exit", (code) => resolve({ code, said }));
      });
    for (let i = 0; i < PAIRS; i++) {
      writeFileSync(join(t.content, "pages/guide.md"), `---\ntitle: 指南${i}\n---\n第${i}版\n`);
      const before = ledgerOf(readLedger(t.ledger))?.release ?? 0;
      const ended = await Promise.all([publish(), publish()]);
      for (const { code, said } of ended) expect(code === 0 || said.includes("另一个生成正在进行"), said).toBe(true);
      expect(ended.some((e) => e.code === 0)).toBe(true);
      expect(ledgerOf(readLedger(t.ledger))?.release).toBe(before + 1);
      agree(t);
    }
  });
});

describe("a disk that fails", () => {
  it("without room says how much is missing", async () => {
    const fs = await import("node:fs");
    const { syncBuiltinESMExports } = await import("node:module");
    const real = fs.default.statfsSync;
    fs.default.statfsSync = (() => ({ bavail: 5, bsize: 1_048_576 })) as never;
    syncBuiltinESMExports();
    const t = copy();
    try {
      await expect(run(t)).rejects.toThrow(
        "磁盘空间不够：还剩 5 MB，要有 32 MB（现在网站的三倍）才生成。请清理以后再试；原来的网站没有动。",
      );
    } finally {
      fs.default.statfsSync = real;
      syncBuiltinESMExports();
    }
    agree(t);
  });

  /** `all`: every operation; `key`: every one that is not one of hundreds alike; otherwise those are shared out among the codes. */
  const mode = process.env.FAULTS ?? "";
  it.each([
    ["ENOSPC", "磁盘满了"],
    ["EACCES", "没有写入的权限"],
    ["EIO", "磁盘读写出错"],
  ])(
    "%s at %s: the site is wholly old or new, and the next run mends",
    { timeout: mode === "" ? 240_000 : 7_200_000 },
    async (code, words) => {
      const t = copy();
      corrected(t);
      const old = wholeSite(t.out);
      const keep = join(temporary(), "keep");
      cpSync(t.folder, keep, { recursive: true });
      const reset = (): void => {
        for (const name of ["site", "published.json"]) {
          rmSync(join(t.folder, name), { recursive: true, force: true });
          cpSync(join(keep, name), join(t.folder, name), { recursive: true });
        }
      };
      const dry = inject(t.folder, t.cache, -1, code);
      await run(t);
      dry.restore();
      const fresh = wholeSite(t.out);
      const { operations } = dry;
      const many =
        /^(?:writeFile|mkdir|mkdirSync|readFileSync|readdirSync|writeFileSync|copyFileSync|openSync) (?:\/(?:\.site\.new|content|site)\/|\(open\))/;
      const isKey = (o: string): boolean => !many.test(o) || /manifest|SHA256SUMS|published/.test(o);
      const keys = operations.flatMap((o, i) => (isKey(o) ? [i] : []));
      const turn = ["ENOSPC", "EACCES", "EIO"].indexOf(code);
      const share =
        (stride: number): ((_: unknown, i: number) => boolean) =>
        (_, i) =>
          i % stride === turn % stride;
      const points =
        mode === "all"
          ? [...operations.keys()]
          : [
              ...keys.filter(mode === "key" ? () => true : share(Math.ceil(keys.length / 7))),
              ...[...operations.keys()].filter(share(Math.ceil(operations.length / (mode === "key" ? 12 : 2)))),
            ];
      const told: string[] = [];
      let dirty = true;
      for (const at of points) {
        if (dirty) reset();
        const fault = inject(t.folder, t.cache, at, code);
        let ended: unknown;
        try {
          ended = await run(t);
        } catch (error) {
          ended = error;
        } finally {
          fault.restore();
        }
        const where = `${code} at ${at}: ${fault.operations[at]}`;
        if (ended instanceof Error) {
          expect(ended, where).toBeInstanceOf(PublishRefused);
          told.push(ended.message);
        }
        // Where even putting back failed, the old site waits beside its place.
        const site = existsSync(t.out) ? t.out : join(t.folder, ".site.old");
        expect([old, fresh], where).toContain(wholeSite(site));
        // Left as it was, it is the next faulty run that begins with it.
        dirty = isKey(operations[at] ?? "") || ended instanceof Error === false || wholeSite(site) !== old;
        if (!dirty) continue;
        const next = await run(t);
        expect(next.ok, where).toBe(true);
        expect(wholeSite(t.out), where).toBe(fresh);
        agree(t);
      }
      expect(told.filter((m) => m.startsWith(words)).length).toBeGreaterThan(told.length / 2);
      console.log(`${code}: ${points.length} of ${operations.length} operations failed, ${told.length} told`);
    },
  );
});

describe("npm run verify", () => {
  it("says what is missing, changed, extra; a site or an unzipped pack", () => {
    const t = copy();
    const fine = command("verify", [t.out, "--ledger", t.ledger]);
    expect(fine.stdout).toMatch(/^\d+ 个文件，一个不少，一个没变。\n这是第 1 次发布，和登记的最近一次一致。\n$/);
    expect(fine.status).toBe(0);
    rmSync(join(t.out, item(4).replace(".md", ".html")));
    writeFileSync(join(t.out, "index.html"), "x");
    writeFileSync(join(t.out, "items/x.exe"), "x");
    writeFileSync(join(t.out, "Thumbs.db"), "x");
    const bad = command("verify", [t.out]);
    expect(bad.stdout).toBe("少了 1 个文件：\n  items/2025/0004.html\n变了 1 个文件：\n  index.html\n多了 1 个文件：\n  items/x.exe\n");
    expect(bad.stderr).toBe("这一份和发布的不一样，请不要再传，重新拷一份。\n");
    expect(bad.status).toBe(1);
    expect(command("verify", [t.content]).stderr).toContain("没有 SHA256SUMS.txt，没法核对");
    expect(command("verify", []).status).toBe(2);
    const out = join(t.folder, "pack");
    expect(command("pack", ["--content", t.content, "--out", out, "--today", "2026-11-23"]).status).toBe(0);
    const unzipped = join(t.folder, "unzipped");
    expect(spawnSync("python3", ["-m", "zipfile", "-e", join(out, "gongkai-all.zip"), unzipped]).status).toBe(0);
    const pack = command("verify", [unzipped, "--ledger", t.ledger]);
    expect(pack.stderr + pack.stdout).toMatch(/一个不少，一个没变。\n这一份是生成、打包出来的，自己不是一次发布，接在第 1 次发布后面。\n$/);
    expect(spawnSync("sha256sum", ["-c", "--quiet", "SHA256SUMS.txt"], { cwd: unzipped }).status).toBe(0);
    expect(spawnSync("sha256sum", ["-c", "--quiet", "SHA256SUMS.txt"], { cwd: join(unzipped, "site") }).status).toBe(0);
  });
});
