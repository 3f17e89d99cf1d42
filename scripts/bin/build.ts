/** `npm run build`: the whole walk, told in a few lines. */
import pc from "picocolors";
import { build } from "../build.ts";
import { errorsOf, formatProblems } from "../problem.ts";
import { PublishRefused } from "../publish.ts";
import { CACHE, main, options, today } from "./cli.ts";

const usage = `用法：npm run build -- [选项]
把内容文件夹变成网站。有要改的地方就不生成，原来的网站不动。

  --content 文件夹   内容文件夹（默认 content）
  --out 文件夹       网站放在哪里（默认 _site）
  --base 目录        网站所在的目录，写法如 /xianzhen/（默认按 site.yaml 的 basePath）
  --today 日期       当作是这一天，写法如 2026-01-20（默认今天）
  --help             显示这段说明`;

const strings = { type: "string" } as const;

await main(async () => {
  const { values } = options({ content: strings, out: strings, base: strings, today: strings }, usage);
  const base = values.base === undefined ? undefined : `/${values.base.replace(/^\/+|\/+$/g, "")}/`.replace("//", "/");
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
  try {
    const { ok, problems } = await build({
      content: values.content ?? "content",
      out: values.out ?? "_site",
      base,
      today: today(values.today),
      cache: CACHE,
      onStep,
      onProgress,
    });
    if (problems.length > 0) console.error(`\n${formatProblems(problems)}`);
    if (!ok) console.error(pc.red(`没有生成网站：先改好上面 ${errorsOf(problems).length} 处。原来的网站没有动。`));
    else console.log(`完成，共 ${((performance.now() - started) / 1000).toFixed(2)} 秒。`);
    return ok ? 0 : 1;
  } catch (error) {
    if (!(error instanceof PublishRefused)) throw error;
    console.error(pc.red(error.message));
    return 1;
  }
});
