/** `npm run verify -- DIR`: is a copy still what went out? */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { ledgerOf, readLedger } from "../ledger-file.ts";
import { readManifest, SUMS, verifyCopy } from "../release.ts";
import { main, options, pc, UsageError } from "./cli.ts";

const usage = `用法：npm run verify -- 文件夹
核对一份网站（网站文件夹，或者解压了的 U 盘包）：少了哪些文件，哪些变了，多了哪些。

  --ledger 文件   公开登记（默认 published.json），看这一份是不是最近一次发布的
  --help          显示这段说明`;

/** So many names of one kind are printed. */
const MOST = 50;

await main(() => {
  const { values, positionals } = options({ ledger: { type: "string" } }, usage);
  const [folder, more] = positionals;
  if (folder === undefined || more !== undefined) throw new UsageError("要核对哪个文件夹？", usage);
  if (!existsSync(folder)) throw new UsageError(`没有“${folder}”这个文件夹。`, "写法如 npm run verify -- _site。");
  const found = verifyCopy(folder);
  if (!found) {
    console.error(pc.red(`“${folder}”里没有 ${SUMS}，没法核对：它不是整个的网站，或者这个文件丢了。`));
    return 1;
  }
  for (const [title, paths] of [
    ["少了", found.missing],
    ["变了", found.changed],
    ["多了", found.extra],
  ] as const) {
    if (paths.length === 0) continue;
    console.log(`${title} ${paths.length} 个文件：`);
    for (const path of paths.slice(0, MOST)) console.log(`  ${path}`);
    if (paths.length > MOST) console.log(`  另外 ${paths.length - MOST} 个没有列出。`);
  }
  const wrong = found.missing.length + found.changed.length + found.extra.length;
  if (wrong > 0) {
    console.error(pc.red("这一份和发布的不一样，请不要再传，重新拷一份。"));
    return 1;
  }
  console.log(pc.green(`${found.files} 个文件，一个不少，一个没变。`));
  const manifest = readManifest(folder) ?? readManifest(join(folder, "site"));
  const ledger = ledgerOf(readLedger(values.ledger ?? "published.json"));
  if (manifest?.release !== undefined) {
    const same = ledger !== undefined && manifest.hash === ledger.manifest;
    const beside = ledger === undefined ? "" : same ? "，和登记的最近一次一致" : `，登记的最近一次是第 ${ledger.release} 次，不是这一份`;
    console.log(`这是第 ${manifest.release} 次发布${beside}。`);
  } else if (manifest) {
    const after = ledger !== undefined && manifest.previous === ledger.manifest ? `，接在第 ${ledger.release} 次发布后面` : "";
    console.log(`这一份是生成、打包出来的，自己不是一次发布${after}。`);
  }
  return 0;
});
