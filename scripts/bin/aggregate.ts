/** `npm run aggregate`: adds up the `report.json` of many organs and shows who handed in what. */
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { countyLayout } from "../../layouts/county.ts";
import { type CountyView, countyData, countyView, gather, type MatrixRow, parseOrgans, parseReport } from "../aggregate.ts";
import type { EleventyConfig } from "../eleventy.config.ts";
import { Page } from "../pages.ts";
import { errorsOf, formatProblems } from "../problem.ts";
import { MARK, openStage, PublishRefused, plainFault, writeData } from "../publish.ts";
import { main, options, pc, UsageError } from "./cli.ts";

const usage = `用法：npm run aggregate -- 文件夹或文件…… [选项]
把各单位交来的 report.json 逐格加起来，列出谁交了、谁没交、谁的表对不上。
文件夹里的 report.json 都会找出来，改名成 report-某镇.json、下载成 report(1).json 的也算。有对不上的就不汇总，原来的汇总不动。

  --out 文件夹       汇总放在哪里（默认 _county）
  --name 名称        汇总的名称，写法如 某县（默认 汇总）
  --organs 文件      应交单位的名单，一行一个，写“代码 名称”或者只写名称
  --year 年度        汇总哪一年的，写法如 2025（默认交来的里面最近的一年）
  --skip-faulty      有对不上的单位先不计入，其余的照样汇总
  --help             显示这段说明`;

const strings = { type: "string" } as const;
const here = fileURLToPath(new URL("../..", import.meta.url));

/** As the site names it, and as people and browsers rename it. */
const REPORT = /^report(?:[-_ (（].*)?\.json$/i;

/** Below a folder, every `report.json`; not in hidden folders, not in packages, not in what we made before. */
function* reportsIn(folder: string, out: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!entry.name.startsWith(".") && entry.name !== "node_modules" && resolve(path) !== out) yield* reportsIn(path, out);
    } else if (REPORT.test(entry.name)) yield path;
  }
}

/** The files that the arguments mean, each once, by code point. */
function filesOf(args: readonly string[], out: string): string[] {
  const files = new Map<string, string>();
  for (const arg of args) {
    if (!existsSync(arg)) throw new UsageError(`没有“${arg}”这个文件或文件夹。`, "请核对写法；名称里有空格的，前后加上引号。");
    const found = statSync(arg).isDirectory() ? [...reportsIn(arg, out)] : [arg];
    for (const file of found) {
      const real = realpathSync(file);
      if (!files.has(real)) files.set(real, file.replaceAll("\\", "/"));
    }
  }
  if (files.size === 0) {
    throw new UsageError("没有找到 report.json。", "各单位用 npm run build 生成网站以后，它在网站的 data/年度/ 文件夹里。");
  }
  return [...files.values()].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}

/** Eleventy prints the page into the stage as it prints a township's. */
async function writePage(folder: string, view: CountyView): Promise<void> {
  const { default: Eleventy } = await import("@11ty/eleventy");
  const pages = [new Page("index.html", view)];
  const site = new Eleventy(`${here}layouts`, folder, {
    quietMode: true,
    configPath: false,
    config: (config: EleventyConfig) => {
      config.setUseGitIgnore(false);
      config.setFreezeReservedData(false);
      config.setTemplateFormats(["11ty.js"]);
      config.addCollection("county", () => pages);
      config.addTemplate("county.11ty.js", {
        data: {
          pagination: { data: "collections.county", size: 1, alias: "view" },
          permalink: ({ view }: { view: Page<CountyView> }) => view.path,
          eleventyExcludeFromCollections: true,
        },
        render: ({ view }: { view: Page<CountyView> }) => countyLayout(view),
      });
    },
  });
  site.disableLogger();
  await site.write();
}

async function publish(out: string, view: CountyView): Promise<void> {
  const stage = openStage(out);
  try {
    await writePage(stage.folder, view);
    mkdirSync(join(stage.folder, "assets"), { recursive: true });
    for (const file of ["style.css", "icon.svg"]) copyFileSync(`${here}layouts/assets/${file}`, join(stage.folder, "assets", file));
    writeData(stage.folder, countyData(view));
    stage.swap();
  } catch (error) {
    stage.drop();
    throw plainFault(error);
  } finally {
    stage.close();
  }
}

/** A folder that holds a site of ours but no sum is a township's: it is not ours to replace. */
function refuseSite(out: string): void {
  if (!existsSync(join(out, MARK))) return;
  const data = join(out, "data");
  const sums = existsSync(data) && readdirSync(data).some((year) => existsSync(join(data, year, "matrix.json")));
  if (!sums) throw new PublishRefused(`“${out}”里是一个单位的网站，不是汇总，没有覆盖它。请换一个 --out。`);
}

const said = (rows: readonly MatrixRow[]): string => (rows.length === 0 ? "没有" : rows.map((r) => r.name).join("、"));

await main(async () => {
  const { values, positionals } = options(
    { out: strings, name: strings, organs: strings, year: strings, "skip-faulty": { type: "boolean" } },
    usage,
  );
  if (positionals.length === 0) throw new UsageError("要汇总哪些 report.json？", usage);
  const out = values.out ?? "_county";
  const name = values.name?.trim() || "汇总";
  if (values.year !== undefined && !/^20\d\d$/.test(values.year)) {
    throw new UsageError(`--year 写的是“${values.year}”，不是年份。`, "写法如 --year 2025。");
  }
  if (values.organs !== undefined && !(existsSync(values.organs) && statSync(values.organs).isFile())) {
    throw new UsageError(`没有“${values.organs}”这个名单。`, "请核对 --organs 后面的文件名。");
  }

  const handed = filesOf(positionals, resolve(out)).map((file) => parseReport(file, readFileSync(file, "utf8")));
  const years = [...new Set(handed.flatMap((f) => f.year ?? []))].sort((a, b) => b - a);
  const year = values.year === undefined ? years[0] : Number(values.year);
  const list = values.organs === undefined ? undefined : parseOrgans(values.organs, readFileSync(values.organs, "utf8"));
  if (year === undefined || !years.includes(year)) {
    const problems = handed.filter((f) => f.year === undefined).flatMap((f) => f.problems);
    if (problems.length > 0) console.error(`${formatProblems(problems)}\n`);
    const others = years.length > 0 ? `交来的是 ${years.join("、")} 年的。` : "";
    console.error(pc.red(`没有汇总：没有${year === undefined ? "读得出来的" : ` ${year} 年的`}报告。${others}`));
    return 1;
  }

  const files = handed.filter((f) => f.year === year || f.year === undefined);
  const gathering = gather(year, files, list?.organs, name);
  const problems = [...(list?.problems ?? []), ...gathering.problems];
  if (problems.length > 0) console.error(`${formatProblems(problems)}\n`);
  const faults = errorsOf(problems).length;
  const listFaults = errorsOf(list?.problems ?? []).length;
  if (listFaults > 0 || (faults > 0 && !values["skip-faulty"])) {
    const advice = listFaults > 0 ? "" : "要先汇总其余单位，加上 --skip-faulty。";
    console.error(pc.red(`没有汇总：先改好上面 ${faults} 处。原来的汇总没有动。${advice}`));
    return 1;
  }
  const view = countyView(gathering, name);
  if (!view) {
    console.error(pc.red(`没有汇总：${year} 年的报告没有一份能计入合计。`));
    return 1;
  }
  try {
    refuseSite(out);
    await publish(out, view);
  } catch (error) {
    if (!(error instanceof PublishRefused)) throw error;
    console.error(pc.red(error.message));
    return 1;
  }
  const { rows } = gathering;
  console.log(
    `${pc.green(`${year} 年`)}　${rows.length} 个单位，交了 ${rows.length - view.missing.length} 个，计入合计 ${view.included.length} 个。`,
  );
  if (list) console.log(`${pc.green("未交")}　${said(view.missing)}`);
  console.log(`${pc.green("逾期")}　${said(view.late)}`);
  if (view.faulty.length > 0) console.log(`${pc.green("没有计入")}　${said(view.faulty)}`);
  if (gathering.nameless.length > 0) console.log(`${pc.green("没有计入")}　看不出是哪个单位的文件 ${gathering.nameless.length} 个`);
  const otherYears = handed.length - files.length;
  if (otherYears > 0) console.log(`${pc.green("别的年度")}　${otherYears} 份，没有用。`);
  console.log(`完成，打开 ${out}/index.html 查看。`);
  return 0;
});
