/** `kill -9` at random moments of a publication: the site is wholly old or wholly new, or waits beside its place for the next run. */
import { spawn } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, it } from "vitest";
import { ledgerOf, readLedger } from "../scripts/ledger-file.ts";
import { readManifest, verifyCopy } from "../scripts/release.ts";
import { beside } from "./faults.ts";
import { root } from "./support.ts";
import { run, tiny } from "./tiny.ts";

const KILLS = Number(process.env.KILLS ?? 10);

it(`${KILLS} kills`, { timeout: 30_000 * (KILLS + 2) }, async () => {
  const t = tiny();
  await run(t);
  const loader = pathToFileURL(join(root, "node_modules/@oxc-node/core/register.mjs")).href;
  const args = ["--import", loader, join(root, "scripts/bin/publish.ts"), "--content", t.content, "--out", t.out, "--today", "2026-11-23"];
  /** Ends by itself, or is killed after so many milliseconds. */
  const publish = (after?: number): Promise<{ code: number | null; said: string; took: number }> =>
    new Promise((resolve) => {
      const started = performance.now();
      const child = spawn(process.execPath, args, { cwd: root, env: { ...process.env, NO_COLOR: "1", CI: "1" } });
      let said = "";
      child.stdout.on("data", (d) => {
        said += d;
      });
      child.stderr.on("data", (d) => {
        said += d;
      });
      const timer = after === undefined ? undefined : setTimeout(() => child.kill("SIGKILL"), after);
      child.on("exit", (code) => {
        clearTimeout(timer);
        resolve({ code, said, took: performance.now() - started });
      });
    });
  const write = (version: string): void => writeFileSync(join(t.content, "pages/guide.md"), `---\ntitle: 指南\n---\n版本${version}。\n`);
  const versionOf = (site: string): string => /版本([^。]*)。/.exec(readFileSync(join(site, "pages/guide.html"), "utf8"))?.[1] ?? "";
  write("start");
  let { took, code } = await publish();
  expect(code).toBe(0);
  let last = "start";
  const seen = { old: 0, new: 0, aside: 0, unrecorded: 0, ended: 0 };
  for (let i = 0; i < KILLS; i++) {
    write(`${i}`);
    const ended = await publish(Math.random() * took * 1.1);
    const away = !existsSync(t.out);
    const site = away ? join(t.folder, ".site.old") : t.out;
    const found = verifyCopy(site);
    expect([found?.missing, found?.changed, found?.extra], `kill ${i}`).toEqual([[], [], []]);
    const version = versionOf(site);
    expect([last, `${i}`], `kill ${i}`).toContain(version);
    if (ended.code === 0) {
      seen.ended++;
      // The usual time, as it is on a machine that others use too.
      took = (took + ended.took) / 2;
    } else if (away) seen.aside++;
    else if (version === last) seen.old++;
    else seen.new++;
    if (ledgerOf(readLedger(t.ledger))?.manifest !== readManifest(site)?.hash) seen.unrecorded++;
    last = version;
  }
  ({ code } = await publish());
  expect(code).toBe(0);
  expect(versionOf(t.out)).toBe(`${KILLS - 1}`);
  expect(verifyCopy(t.out)).toMatchObject({ missing: [], changed: [], extra: [] });
  expect(ledgerOf(readLedger(t.ledger))?.manifest).toBe(readManifest(t.out)?.hash);
  expect(beside(t.folder).filter((n) => !n.includes(".lock."))).toEqual([]);
  console.log(`${KILLS} kills in runs of ${Math.round(took)} ms: ${JSON.stringify(seen)}`);
});
