/** `npm run publish`: stage → verify → swap → record. */
import { build } from "../build.ts";
import { ledgerBeside } from "../ledger-file.ts";
import { formatProblems } from "../problem.ts";
import { PublishRefused } from "../publish.ts";
import { CACHE, main, options, pc, today, UsageError } from "./cli.ts";
import { telling } from "./telling.ts";

const usage = `用法：npm run publish -- [选项]
做成要放到网上的网站，核对以后换上，并且登记公开了什么。公开过的网页，以后不能不声不响地改掉、删掉。

  --content 文件夹   内容文件夹（默认 content）
  --out 文件夹       网站放在哪里（默认 _site）
  --base 目录        网站所在的目录，写法如 /xianzhen/（默认按 site.yaml 的 basePath）
  --ledger 文件      登记在哪里（默认内容文件夹旁边的 published.json）
  --today 日期       当作是这一天，写法如 2026-01-20（默认今天）
  --help             显示这段说明`;

const strings = { type: "string" } as const;

await main(async () => {
  const { values, positionals } = options({ content: strings, out: strings, base: strings, ledger: strings, today: strings }, usage);
  if (positionals.length > 0) throw new UsageError(`看不懂“${positionals[0]}”。`, usage);
  const base = values.base === undefined ? undefined : `/${values.base.replace(/^\/+|\/+$/g, "")}/`.replace("//", "/");
  const content = values.content ?? "content";
  const out = values.out ?? "_site";
  const ledger = values.ledger ?? ledgerBeside(content);
  const { onStep, onProgress } = telling();
  try {
    const { ok, problems, withheld, release } = await build({
      content,
      out,
      base,
      today: today(values.today),
      cache: CACHE,
      ledger,
      publish: true,
      onStep,
      onProgress,
    });
    if (problems.length > 0) console.error(`\n${formatProblems(problems)}`);
    if (!ok) console.error(pc.red(`没有发布：先处理好上面 ${withheld} 处。原来的网站和登记都没有动。`));
    else if (release?.fresh) {
      console.log(`第 ${release.number} 次发布做好了：把 ${out} 整个放到网上，再运行 npm run sync，把 ${ledger} 和内容一起存上去。`);
    } else console.log(`和第 ${release?.number} 次发布一样，没有要发布的；${out} 就是那一次的。`);
    return ok ? 0 : 1;
  } catch (error) {
    if (!(error instanceof PublishRefused)) throw error;
    console.error(pc.red(error.message));
    return 1;
  }
});
