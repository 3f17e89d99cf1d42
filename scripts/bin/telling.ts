/** How a build tells its steps: a line each with its time, and a bar for those that take long. */
import { pc } from "./cli.ts";

export function telling() {
  const terminal = process.stderr.isTTY === true && !process.env.CI;
  const started = performance.now();
  let last = started;
  let shown = 0;
  const onStep = (step: string, found: string): void => {
    const now = performance.now();
    if (shown > 0) process.stderr.write("\r\u001b[K");
    shown = 0;
    console.log(`${pc.green(step)}　${found} ${pc.dim(`${((now - last) / 1000).toFixed(2)} 秒`)}`);
    last = now;
  };
  const onProgress = (step: string, done: number, of?: number): void => {
    if (!terminal) return;
    const now = performance.now();
    // Only a step that takes longer than a second has a bar.
    if (now - last < 1000 || now - shown < 100) return;
    shown = now;
    const width = 24;
    const full = of === undefined ? 0 : Math.round((done / of) * width);
    const bar = of === undefined ? `${done} 个文件` : `[${"=".repeat(full)}${" ".repeat(width - full)}] ${done}/${of}`;
    process.stderr.write(`\r${step}　${bar}\u001b[K`);
  };
  return { started, onStep, onProgress };
}
