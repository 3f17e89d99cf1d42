/** `npm run build`: the whole walk, told in a few lines. */
import { build } from "../build.ts";
import { buildDesk } from "../desk/desk.ts";
import { ledgerBeside } from "../ledger-file.ts";
import { errorsOf, formatProblems } from "../problem.ts";
import { PublishRefused } from "../publish.ts";
import { CACHE, main, options, pc, today } from "./cli.ts";
import { telling } from "./telling.ts";

const usage = `用法：npm run build -- [选项]
把内容文件夹变成网站，并生成办公用的工作台（只在这台电脑上）。有要改的地方就不生成网站，原来的网站不动。

  --content 文件夹   内容文件夹（默认 content）
  --out 文件夹       网站放在哪里（默认 _site）
  --desk 文件夹      工作台放在哪里（默认 _desk；写 --desk none 就不生成）
  --base 目录        网站所在的目录，写法如 /xianzhen/（默认按 site.yaml 的 basePath）
  --ledger 文件      以前公开过什么，记在哪里（默认内容文件夹旁边的 published.json；没有就不比）
  --drafts           没有写公布日期的年度报告（草稿）也生成，给自己看；不写就不生成
  --today 日期       当作是这一天，写法如 2026-01-20（默认今天）
  --help             显示这段说明`;

const strings = { type: "string" } as const;

await main(async () => {
  const { values } = options(
    { content: strings, out: strings, desk: strings, base: strings, ledger: strings, today: strings, drafts: { type: "boolean" } },
    usage,
  );
  const base = values.base === undefined ? undefined : `/${values.base.replace(/^\/+|\/+$/g, "")}/`.replace("//", "/");
  const { started, onStep, onProgress } = telling();
  const content = values.content ?? "content";
  const out = values.out ?? "_site";
  // A site that is built elsewhere, to look at or to compare, has no desk unless one is asked for.
  const desk = values.desk ?? (values.content === undefined && values.out === undefined ? "_desk" : "none");
  const shared = { content, today: today(values.today), cache: CACHE, ledger: values.ledger ?? ledgerBeside(content) };
  try {
    const { ok, problems } = await build({ ...shared, out, base, drafts: values.drafts === true, onStep, onProgress });
    // Also when the site was not built: it says what is to be mended.
    if (desk !== "none") {
      const { files } = await buildDesk({ ...shared, out: desk, site: out });
      onStep("工作台", `${files} 个文件，双击 ${desk}/index.html 打开`);
    }
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
