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
  /** When in a run: so many milliseconds after a step was told. The clock alone would miss on a machine that others use too. */
  interface Moment {
    readonly step: string;
    readonly after: number;
  }
  interface Run {
    readonly code: number | null;
    /** Steps as they were told, each with its time from the start. */
    readonly steps: readonly (readonly [step: string, at: number])[];
    readonly took: number;
  }
  /** Ends by itself, or is killed at a moment. */
  const publish = (at?: Moment): Promise<Run> =>
    new Promise((resolve) => {
      const started = performance.now();
      const steps: [string, number][] = [["", 0]];
      const child = spawn(process.execPath, args, { cwd: root, env: { ...process.env, NO_COLOR: "1", CI: "1" } });
      let timer: NodeJS.Timeout | undefined;
      const kill = (): void => {
        timer = setTimeout(() => child.kill("SIGKILL"), at?.after);
      };
      if (at?.step === "") kill();
      child.stdout.setEncoding("utf8").on("data", (text: string) => {
        for (const [, step = ""] of text.matchAll(/^([^\s\u3000]+)\u3000/gm)) {
          steps.push([step, performance.now() - started]);
          if (step === at?.step) kill();
        }
      });
      child.on("exit", (code) => {
        clearTimeout(timer);
        resolve({ code, steps, took: performance.now() - started });
      });
    });
  const write = (version: string): void => writeFileSync(join(t.content, "pages/guide.md"), `---\ntitle: 指南\n---\n版本${version}。\n`);
  const versionOf = (site: string): string => /版本([^。]*)。/.exec(readFileSync(join(site, "pages/guide.html"), "utf8"))?.[1] ?? "";
  write("start");
  let whole = await publish();
  expect(whole.code).toBe(0);
  expect(whole.steps.map(([step]) => step)).toContain("替换");
  /** Half of them anywhere, half from the last check on, where the site is replaced and recorded. */
  const moment = (late: boolean): Moment => {
    const from = late ? (whole.steps.find(([step]) => step === "再查一遍")?.[1] ?? 0) : 0;
    const time = from + Math.random() * (whole.took - from);
    const [step, at] = whole.steps.findLast(([, at]) => at <= time) ?? ["", 0];
    return { step, after: time - at };
  };
  let last = "start";
  const seen = { old: 0, new: 0, aside: 0, unrecorded: 0, ended: 0 };
  for (let i = 0; i < KILLS; i++) {
    write(`${i}`);
    const ended = await publish(moment(i % 2 === 1));
    const away = !existsSync(t.out);
    const site = away ? join(t.folder, ".site.old") : t.out;
    const found = verifyCopy(site);
    expect([found?.missing, found?.changed, found?.extra], `kill ${i}`).toEqual([[], [], []]);
    const version = versionOf(site);
    expect([last, `${i}`], `kill ${i}`).toContain(version);
    if (ended.code === 0) {
      seen.ended++;
      whole = ended;
    } else if (away) seen.aside++;
    else if (version === last) seen.old++;
    else seen.new++;
    if (ledgerOf(readLedger(t.ledger))?.manifest !== readManifest(site)?.hash) seen.unrecorded++;
    last = version;
  }
  expect((await publish()).code).toBe(0);
  expect(versionOf(t.out)).toBe(`${KILLS - 1}`);
  expect(verifyCopy(t.out)).toMatchObject({ missing: [], changed: [], extra: [] });
  expect(ledgerOf(readLedger(t.ledger))?.manifest).toBe(readManifest(t.out)?.hash);
  expect(beside(t.folder).filter((n) => !n.includes(".lock."))).toEqual([]);
  console.log(`${KILLS} kills in runs of ${Math.round(whole.took)} ms: ${JSON.stringify(seen)}`);
});
