/** One cold build for `bench:search`: prints the steps of the search with their time, and the peak of memory, own and of Pagefind. */
import { readdirSync, readFileSync } from "node:fs";
import { build } from "../../scripts/build.ts";
import { day } from "../../scripts/rules/days.ts";

/** Peak of a child process by the kernel's account, MB; 0 where there is no /proc. */
function peakOfChildren(): number {
  let peak = 0;
  try {
    for (const pid of readdirSync("/proc").filter((p) => /^\d+$/.test(p))) {
      const status = readFileSync(`/proc/${pid}/status`, "utf8");
      if (Number(/^PPid:\s+(\d+)/m.exec(status)?.[1]) !== process.pid) continue;
      peak = Math.max(peak, Number(/^VmHWM:\s+(\d+)/m.exec(status)?.[1] ?? 0) / 1024);
    }
  } catch {
    // A process that ended meanwhile.
  }
  return peak;
}

const [content = "", out = ""] = process.argv.slice(2);
let child = 0;
const timer = setInterval(() => {
  child = Math.max(child, peakOfChildren());
}, 100);
let last = performance.now();
const steps: string[] = [];
await build({
  content,
  out,
  base: undefined,
  today: day("2026-11-23"),
  onStep(step, found) {
    const now = performance.now();
    if (/检索|离线/.test(step)) steps.push(`${step} ${((now - last) / 1000).toFixed(1)} s (${found})`);
    last = now;
  },
});
clearInterval(timer);
console.log(
  `ours: ${steps.join("; ")}; peak ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB, of Pagefind's process ${child.toFixed(0)} MB`,
);
