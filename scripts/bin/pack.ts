/** `npm run pack`: the site to carry — one zip, one year's zip, or one year in a single file. */
import { mkdtempSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openHere, readme } from "../../layouts/carried.ts";
import { namedAttachments, readAttached } from "../attached.ts";
import { build } from "../build.ts";
import { openCache } from "../cache.ts";
import { makeFolder, move, remove } from "../disk.ts";
import { againstLedger, ledgerBeside } from "../ledger-file.ts";
import { OPEN_HERE, writePack } from "../pack.ts";
import { attachmentProblems } from "../privacy/attachments.ts";
import { ownOf } from "../privacy/own.ts";
import { builtTextProblems } from "../privacy/site.ts";
import { errorsOf, formatProblems } from "../problem.ts";
import { PublishRefused, plainFault } from "../publish.ts";
import { withheldBy } from "../register/verdict.ts";
import type { Day } from "../rules/days.ts";
import { buildSingle } from "../single.ts";
import { type Edition, walk } from "../walk.ts";
import { editionOfYear, yearsOf } from "../year-edition.ts";
import { CACHE, main, options, pc, today, UsageError } from "./cli.ts";

const usage = `用法：npm run pack -- [选项]
把网站做成能带走的：拷到 U 盘、传给别人，解压以后双击就能看、能查，不用网络。

  --year 年度        只要这一年的，写法如 2017（默认全部年度）
  --single           做成一个网页文件，可以用微信发送；要和 --year 一起用
  --content 文件夹   内容文件夹（默认 content）
  --out 文件夹       放在哪里（默认 _pack）
  --today 日期       当作是这一天，写法如 2026-01-20（默认今天）
  --help             显示这段说明`;

const strings = { type: "string" } as const;

const amount = (bytes: number): string => (bytes < 1_048_576 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 1_048_576).toFixed(1)} MB`);

await main(async () => {
  const { values, positionals } = options(
    { content: strings, out: strings, year: strings, today: strings, single: { type: "boolean" } },
    usage,
  );
  if (positionals.length > 0) throw new UsageError(`看不懂“${positionals[0]}”。`, usage);
  if (values.single && values.year === undefined)
    throw new UsageError("--single 要写明哪一年。", "写法如 npm run pack -- --year 2017 --single。");
  const content = values.content ?? "content";
  const day = today(values.today);
  const walked = walk(content, day, undefined, undefined, againstLedger(ledgerBeside(content), "_site"));
  const problems = [...walked.problems, ...(await attachmentProblems(walked.content, openCache(CACHE)))];
  if (problems.length > 0) console.error(`${formatProblems(problems)}\n`);
  const { edition } = walked;
  const withheld = withheldBy(problems);
  if (!edition || withheld.length > 0) {
    console.error(pc.red(`没有打包：先处理好上面 ${withheld.length} 处。`));
    return 1;
  }
  const years = yearsOf(edition);
  const year = values.year === undefined ? undefined : Number(values.year);
  if (year !== undefined && !years.includes(year)) {
    throw new UsageError(
      `登记册里没有${values.year}年公开的信息。`,
      `有的年度：${years.join("、")}。写法如 npm run pack -- --year ${years.at(-1) ?? 2025}。`,
    );
  }
  const out = values.out ?? "_pack";
  try {
    makeFolder(out);
    return await (values.single && year !== undefined
      ? packSingle({ edition, content, day, out, year })
      : packZip({ edition, content, day, out, year }));
  } catch (error) {
    const fault = plainFault(error, "没有做成，原来做好的没有动");
    if (!(fault instanceof PublishRefused)) throw error;
    console.error(pc.red(fault.message));
    return 1;
  }
});

interface Task {
  readonly edition: Edition;
  readonly content: string;
  readonly day: Day;
  readonly out: string;
  readonly year: number | undefined;
}

/** ASCII names: some programs on Chinese Windows garble others. */
function nameOf({ edition, year }: Task): string {
  return ["gongkai", ...(edition.register.site.basePath ?? "/").split("/").filter(Boolean), year ?? "all"].join("-").toLowerCase();
}

/** One year as one file. */
async function packSingle(task: Task & { readonly year: number }): Promise<number> {
  const { edition, content, out, year } = task;
  const { site } = edition.register;
  const part = editionOfYear(edition, year);
  const cache = openCache(CACHE);
  const words = await readAttached(namedAttachments(part.register), content, cache);
  const html = await buildSingle(part, year, site.basePath ?? "/", content, words, cache);
  const file = join(out, `${nameOf(task)}.html`);
  const inFile = builtTextProblems(html, ownOf(site), file);
  if (inFile.length > 0) {
    console.error(formatProblems(inFile));
    return 1;
  }
  writeFileSync(`${file}.half`, html);
  move(`${file}.half`, file);
  const count = part.register.items.length + part.register.interpretations.length + part.register.responses.length;
  console.log(`${pc.green("做好了")}　${file}　${amount(Buffer.byteLength(html))}`);
  console.log(
    `里面有${year}年的 ${count} 条信息${part.reports.size > 0 ? "和年度报告" : ""}的全文；附件只有文字，原件在网站上。用微信发送这一个文件就行。`,
  );
  return 0;
}

/** The site, or one year of it, as a zip. */
async function packZip(task: Task): Promise<number> {
  const { edition, content, day, out, year } = task;
  const { site } = edition.register;
  const making = mkdtempSync(join(out, ".making-"));
  try {
    const folder = join(making, "site");
    const { ok, problems: found } = await build({
      content,
      out: folder,
      base: undefined,
      today: day,
      cache: CACHE,
      edition: "carried",
      ledger: ledgerBeside(content),
      year,
      onStep: () => {},
    });
    if (!ok) {
      console.error(formatProblems(errorsOf(found)).replaceAll(making.replaceAll("\\", "/"), out));
      return 1;
    }
    const title = `${site.name}政府信息公开${year === undefined ? "" : `（${year}年）`}`;
    const newest = [...edition.register.items, ...edition.register.interpretations, ...edition.register.responses]
      .filter((r) => year === undefined || r.year === year)
      .reduce((latest, r) => (r.date > latest ? r.date : latest), "");
    const cover = {
      title,
      lines: [
        ...(site.demo ? ["演示：内容都是虚构的示例，不是真实的政府信息。"] : []),
        `最新的一条是 ${newest} 公开的。`,
        `${site.office}，电话 ${site.phone}。`,
      ],
    };
    const file = join(out, `${nameOf(task)}.zip`);
    const packed = writePack(folder, file, { page: openHere(cover), readme: readme(cover) });
    console.log(`${pc.green("做好了")}　${file}　${amount(packed.bytes)}`);
    console.log(`里面有 ${packed.pages} 个网页，连同附件、数据一共 ${packed.files} 个文件；最新的一条是 ${newest} 公开的。`);
    console.log(`整个解压到 U 盘或者电脑里，双击“${OPEN_HERE}”。`);
    return 0;
  } finally {
    try {
      remove(making);
    } catch {
      // A program looks at it: what was made is made.
    }
  }
}
