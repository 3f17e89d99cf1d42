/** One cold build, measured from inside: steps with wall, CPU and memory, sent to the bench. */
import { build } from "../../scripts/build.ts";
import { day } from "../../scripts/rules/days.ts";

const [content = "", out = ""] = process.argv.slice(2);
const steps: { step: string; wall: number; cpu: number; rss: number }[] = [];
let wall = performance.now();
let cpu = process.cpuUsage();
const done = await build({
  content,
  out,
  base: undefined,
  today: day("2026-11-23"),
  onStep(step) {
    const used = process.cpuUsage(cpu);
    steps.push({ step, wall: performance.now() - wall, cpu: (used.user + used.system) / 1000, rss: process.memoryUsage.rss() / 1048576 });
    wall = performance.now();
    cpu = process.cpuUsage();
  },
});
if (!done.ok) throw new Error(JSON.stringify(done.problems.slice(0, 3)));
const all = process.cpuUsage();
process.send?.({ cpu: (all.user + all.system) / 1000, peak: process.resourceUsage().maxRSS / 1024, steps });
process.disconnect?.();
