/** `npm run desk`: the clerk's own pages. */
import { buildDesk } from "../desk/desk.ts";
import { ledgerBeside } from "../ledger-file.ts";
import { CACHE, main, options, today, UsageError } from "./cli.ts";

const usage = `用法：npm run desk -- [选项]
生成办公用的网页：工作台等，只在这台电脑上看，不会上网。双击 _desk/index.html 打开。
npm run build 也会一起生成。

  --content 文件夹   内容文件夹（默认 content）
  --out 文件夹       放在哪里（默认 _desk）
  --site 文件夹      生成的网站在哪里（默认 _site）
  --ledger 文件      以前公开过什么，记在哪里（默认内容文件夹旁边的 published.json）
  --year 年份        公开渠道里也要这一年的（默认最近两年；要几年就写几次）
  --today 日期       当作是这一天，写法如 2026-01-20（默认今天）
  --help             显示这段说明`;

const strings = { type: "string" } as const;

await main(async () => {
  const { values } = options(
    { content: strings, out: strings, site: strings, ledger: strings, year: { type: "string", multiple: true }, today: strings },
    usage,
  );
  const content = values.content ?? "content";
  const out = values.out ?? "_desk";
  const years = values.year ?? [];
  for (const year of years) {
    if (!/^20\d\d$/.test(year)) throw new UsageError(`年份写的是“${year}”。`, "写法如 --year 2017。");
  }
  const { files } = await buildDesk({
    content,
    out,
    site: values.site ?? "_site",
    today: today(values.today),
    ledger: values.ledger ?? ledgerBeside(content),
    cache: CACHE,
    years: years.map(Number),
  });
  console.log(`工作台好了，${files} 个文件。双击 ${out}/index.html 打开。`);
  return 0;
});
