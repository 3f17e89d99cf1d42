/** `npm run bench`: cold builds of generated registers, step by step, beside Hugo over the same pages in the same run. */
import { fork, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { main, options } from "../../scripts/bin/cli.ts";
import { writeContent, writeHugo } from "./generate.ts";

const usage = `Usage: npm run bench -- [--sizes 1000,10000] [--runs 3] [--no-hugo] [--keep]
Builds generated registers (add 100000 when asked for) and prints wall, CPU and peak memory by step;
the ratio to Hugo over the same pages is of medians, both timed in turn in this run. The search packs are apart.`;

interface Step {
  readonly step: string;
  readonly wall: number;
  readonly cpu: number;
  readonly rss: number;
}

interface Run {
  readonly wall: number;
  readonly cpu: number;
  /** Peak, MB. */
  readonly peak: number;
  readonly steps: readonly Step[];
}

const here = fileURLToPath(new URL(".", import.meta.url));
const median = (list: readonly number[]): number => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0;

function countFiles(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((e) => e.isFile()).length;
}

/** A cold build in a process of its own; it sends its steps when done. */
function ours(content: string, out: string): Promise<Run> {
  const started = performance.now();
  return new Promise((resolve, reject) => {
    const child = fork(join(here, "one-build.ts"), [content, out], {
      execArgv: ["--max-semi-space-size=8", "--import", "@oxc-node/core/register"],
    });
    let sent: Omit<Run, "wall"> | undefined;
    child.on("message", (m) => {
      sent = m as Omit<Run, "wall">;
    });
    child.on("exit", (code) =>
      sent && code === 0
        ? resolve(withoutSearch({ wall: performance.now() - started, ...sent }))
        : reject(new Error(`build failed: ${code}`)),
    );
  });
}

/** The search packs are no part of what Hugo does: their step is shown, and left out of the sum. */
function withoutSearch(run: Run): Run {
  const search = run.steps.find((s) => s.step === "写检索");
  return { ...run, wall: run.wall - (search?.wall ?? 0), cpu: run.cpu - (search?.cpu ?? 0) };
}

function hugo(site: string, out: string): Run {
  const timed = existsSync("/usr/bin/time");
  const started = performance.now();
  const args = ["--source", site, "--destination", out, "--quiet"];
  const run = timed
    ? spawnSync("/usr/bin/time", ["-f", "%U %S %M", "hugo", ...args], { encoding: "utf8" })
    : spawnSync("hugo", args, { encoding: "utf8" });
  const wall = performance.now() - started;
  if (run.status !== 0) throw new Error(`hugo failed: ${run.stderr}`);
  const [user = 0, sys = 0, kb = 0] = timed ? (run.stderr.trim().split("\n").at(-1) ?? "").split(" ").map(Number) : [];
  return { wall, cpu: (user + sys) * 1000, peak: kb / 1024, steps: [] };
}

const row = (cells: readonly (string | number)[]): string =>
  cells.map((c, i) => (typeof c === "number" ? c.toFixed(c < 10 ? 2 : 0) : c)[i === 0 ? "padEnd" : "padStart"](i === 0 ? 22 : 10)).join("");

await main(async () => {
  const { values } = options(
    {
      sizes: { type: "string" },
      runs: { type: "string" },
      "no-hugo": { type: "boolean" },
      keep: { type: "boolean" },
    },
    usage,
  );
  const sizes = (values.sizes ?? "1000,10000").split(",").map(Number);
  const runs = Number(values.runs ?? 3);
  const version = spawnSync("hugo", ["version"], { encoding: "utf8" });
  const withHugo = !values["no-hugo"] && version.status === 0;
  console.log(`node ${process.version}${withHugo ? `; ${version.stdout.trim().slice(0, 40)}` : "; hugo not installed, no ratio"}`);
  const perItem = new Map<number, number>();
  for (const size of sizes) {
    const folder = mkdtempSync(join(tmpdir(), "gongkai-bench-"));
    const content = join(folder, "content");
    writeContent(content, size);
    const site = join(folder, "hugo");
    if (withHugo) {
      cpSync(join(here, "hugo"), site, { recursive: true });
      cpSync(join(here, "../../layouts/assets"), join(site, "static/assets"), { recursive: true });
      writeHugo(site, size);
    }
    const mine: Run[] = [];
    const theirs: Run[] = [];
    for (let i = 0; i < runs; i++) {
      // A new folder each time: a deletion just before would be charged to the build that follows.
      mine.push(await ours(content, join(folder, `out-${i}`)));
      if (withHugo) theirs.push(hugo(site, join(folder, `hugo-out-${i}`)));
    }
    console.log(
      `\n${size} items, ${countFiles(join(folder, "out-0"))} files${withHugo ? ` (hugo ${countFiles(join(folder, "hugo-out-0"))})` : ""}, medians of ${runs}`,
    );
    console.log(row(["step", "wall s", "cpu s", "rss MB"]));
    for (const [i, { step }] of (mine[0]?.steps ?? []).entries()) {
      const of = (key: "wall" | "cpu" | "rss"): number => median(mine.map((r) => r.steps[i]?.[key] ?? 0));
      console.log(row([step, of("wall") / 1000, of("cpu") / 1000, of("rss")]));
    }
    const [wall, cpu, peak] = [median(mine.map((r) => r.wall)), median(mine.map((r) => r.cpu)), Math.max(...mine.map((r) => r.peak))];
    perItem.set(size, wall / size);
    console.log(row(["gongkai", wall / 1000, cpu / 1000, peak]));
    if (withHugo) {
      const [w, c, p] = [median(theirs.map((r) => r.wall)), median(theirs.map((r) => r.cpu)), Math.max(...theirs.map((r) => r.peak))];
      console.log(row(["hugo", w / 1000, c / 1000, p]));
      console.log(row(["ratio gongkai/hugo", wall / w, cpu / c, peak / p]));
    }
    if (values.keep) console.log(folder);
    else rmSync(folder, { recursive: true, force: true });
  }
  const [small, large] = [perItem.get(10000), perItem.get(100000)];
  if (small && large) console.log(`\ncost per item at 100000 / at 10000: ${(large / small).toFixed(2)}`);
  return 0;
});
