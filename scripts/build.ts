/** The whole walk: content folder → checked → counted → pages → a site in place of the old one. */
import { copyFileSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { accentSheet, type Colour, DEFAULT_ACCENT } from "./accent.ts";
import { namedAttachments, readAttached } from "./attached.ts";
import { type Cache, noCache, openCache } from "./cache.ts";
import { buildData } from "./data.ts";
import { copyFolder } from "./disk.ts";
import type { EleventyConfig } from "./eleventy.config.ts";
import { LEDGER_IN_SITE, ledgerText, pagesText, parseLedger, recordLines } from "./ledger.ts";
import { againstLedger, attachmentHashes, ledgerOf, mendLedger, readLedger } from "./ledger-file.ts";
import { type Bundler, openBundler } from "./lib/bundle.ts";
import { loweredSheets, sheetSource } from "./lib/sheet.ts";
import { appManifest, buildOffline } from "./offline.ts";
import type { DataFile } from "./open/file.ts";
import { buildPages, buildShell, type DataPage, Page, type Pages } from "./pages.ts";
import { attachmentProblems } from "./privacy/attachments.ts";
import { ownOf } from "./privacy/own.ts";
import { builtProblems } from "./privacy/site.ts";
import { errorsOf, type Problem, sortProblems } from "./problem.ts";
import {
  copyAttachments,
  openStage,
  PublishRefused,
  plainFault,
  type Stage,
  takeLock,
  writeData,
  writeFiles,
  writeWhole,
} from "./publish.ts";
import { readingAids } from "./reading-aids.ts";
import { withheldBy } from "./register/verdict.ts";
import { readManifest, readRelease, writeManifest } from "./release.ts";
import { reportTitle } from "./report.ts";
import type { Day } from "./rules/days.ts";
import { buildSearch, findables, isLarge } from "./search.ts";
import { type OnStep, walk, withoutDrafts } from "./walk.ts";
import { editionOfYear } from "./year-edition.ts";

export interface BuildOptions {
  readonly content: string;
  readonly out: string;
  /** `/sub/path/`; from `site.yaml` when not given. */
  readonly base: string | undefined;
  readonly today: Day;
  /** Folder for what follows from its input alone and is dear to make; without one it is made anew. */
  readonly cache?: string | undefined;
  /** For a web server, or to be carried to the reader on a stick: then without what only a server can hand out. */
  readonly edition?: "served" | "carried";
  /** One year alone. */
  readonly year?: number | undefined;
  /** Reports without 公布日期 too, marked as drafts: for the office's own eyes. */
  readonly drafts?: boolean;
  /** What was published before: nothing of it may change silently. */
  readonly ledger?: string | undefined;
  /** The site goes out: it is recorded in the ledger. */
  readonly publish?: boolean;
  readonly onStep: OnStep;
  /** While files are read, and while pages are written: how many, of how many where that is known. */
  readonly onProgress?: (step: string, done: number, of?: number) => void;
}

export interface Built {
  readonly ok: boolean;
  readonly problems: readonly Problem[];
  /** How many of them kept the site from being made or from going out. */
  readonly withheld: number;
  readonly pages: number;
  /** Number of the publication, and whether anything had changed since the last one. */
  readonly release?: { readonly number: number; readonly fresh: boolean };
}

const here = fileURLToPath(new URL("..", import.meta.url));

/** Builds a site. With an error in the content nothing is written and the last good site stays. Throws `PublishRefused`. */
export async function build(options: BuildOptions): Promise<Built> {
  let stage: Stage | undefined;
  const open = (): Stage => {
    stage = openStage(options.out);
    return stage;
  };
  let unlock: (() => void) | undefined;
  try {
    if (options.publish && options.ledger !== undefined) {
      // From the first look at the ledger to its last word nobody else may publish.
      unlock = takeLock(join(dirname(options.ledger), `.${basename(options.ledger)}.lock`));
      open();
      const mended = mendLedger(options.ledger, options.out);
      if (mended !== undefined) options.onStep("补登记", `第 ${mended} 次发布没有记完，现在补上了`);
    }
    return await make(options, () => stage ?? open());
  } catch (error) {
    throw plainFault(error);
  } finally {
    // After a swap there is nothing left to drop.
    stage?.drop();
    stage?.close();
    unlock?.();
  }
}

async function make(options: BuildOptions, open: () => Stage): Promise<Built> {
  // Eleventy takes as long to load as a small register takes to read: both at once.
  const eleventy = import("@11ty/eleventy");
  const configuration = import("./eleventy.config.ts");
  const {
    content,
    problems: found,
    edition: whole,
  } = walk(
    options.content,
    options.today,
    options.onStep,
    (read) => options.onProgress?.("读取", read),
    options.ledger === undefined ? undefined : againstLedger(options.ledger, options.out),
  );
  const cache = options.cache === undefined ? noCache : openCache(options.cache);
  const bundler = openBundler(cache);
  const inAttachments = await attachmentProblems(content, cache);
  const problems = sortProblems([...found, ...inAttachments]);
  const goesOut = options.publish || options.edition === "carried";
  if (!whole || errorsOf(inAttachments).length > 0 || (goesOut && withheldBy(problems).length > 0)) {
    await Promise.allSettled([eleventy, configuration]);
    const withheld = (goesOut ? withheldBy(problems) : errorsOf(problems)).length;
    return { ok: false, problems, withheld, pages: 0 };
  }
  const shown = options.drafts ? whole : withoutDrafts(whole, content);
  const edition = options.year === undefined ? shown : editionOfYear(shown, options.year);
  const { register } = edition;
  const served = options.edition !== "carried";
  const findable = findables(register, edition.reports);
  const shell = buildShell(register, options.base ?? register.site.basePath ?? "/", {
    today: options.today,
    large: served && isLarge(findable),
    offline: served && register.site.offline !== false,
    year: options.year,
  });
  const bare = buildPages(edition, shell);
  const data = buildData(edition, shell, bare);
  const pages: Pages = { ...bare, data: bare.data.map((page) => new Page(page.path, { ...page.data, files: listed(data) })) };
  const total = Object.values(pages).reduce((n, list) => n + list.length, 0);
  options.onStep("排页", `${total} 个网页`);

  const [{ default: Eleventy }, { configure }] = await Promise.all([eleventy, configuration]);
  const stage = open();
  let done = 0;
  const onPage = (): void => options.onProgress?.("写网页", ++done, total);
  for (const batch of batches(pages)) {
    const site = new Eleventy(`${here}layouts`, stage.folder, {
      quietMode: true,
      configPath: false,
      config: (config: EleventyConfig) => configure(config, { pages: batch, shell, onPage }),
    });
    site.disableLogger();
    await site.write();
  }
  copyFolder(`${here}layouts/assets`, join(stage.folder, "assets"));
  writeFiles(stage.folder, [...(await scriptFiles(bundler)), ...(await accented(register.site.accent, cache))]);
  const attachments = namedAttachments(register);
  copyAttachments(stage.folder, attachments, content.folder);
  options.onStep("写网页", `${total} 个网页，${attachments.length} 个附件`);
  writeData(stage.folder, data);
  options.onStep("写数据", `${data.length} 个数据文件`);
  if (edition.reports.size > 0) {
    // Word and Excel take a while to load: only where there is a report to write.
    const { reportCsv, reportDocx, reportXlsx } = await import("./report-files.ts");
    for (const report of edition.reports.values()) {
      const title = reportTitle(register.site, report.year);
      const files = {
        csv: reportCsv(report),
        xlsx: await reportXlsx(report, title),
        docx: await reportDocx(report, shell.facts, title, register.site.name, register.site.demo),
      };
      writeFiles(
        stage.folder,
        Object.entries(files).map(([end, content]) => ({ path: `data/${report.year}/report.${end}`, content })),
      );
    }
    options.onStep("写年报", `${edition.reports.size} 份，Word、XLSX、CSV 各一`);
  }
  const attached = await readAttached(attachments, stage.folder, cache);
  const search = await buildSearch({ findables: findable, shell, stage: stage.folder, attached, cache, index: served });
  writeFiles(stage.folder, search.files);
  const index = search.missing ?? (search.parts > 0 ? `索引 ${search.parts} 份` : "不另做索引");
  const unread = [...attached].filter(([, { lack }]) => lack !== undefined && lack !== "unsupported").map(([path]) => path);
  const lacking = unread.length > 0 ? `；这些附件读不出文字（扫描件、加了密或者坏了），里面的字查不到：${unread.join("、")}` : "";
  options.onStep("写检索", `${findable.length} 个网页，文字包 ${search.packs} 个，${index}${lacking}`);
  if (served) {
    // The worker has one name for good; where saving is no longer offered it is the one that takes itself away.
    writeFiles(stage.folder, [
      { path: "sw.js", content: await bundler.script(`browser/${shell.offline ? "worker" : "worker-removal"}.ts`) },
    ]);
  }
  // All words of the site are there now.
  writeFiles(stage.folder, await readingAids(stage.folder, cache, bundler));
  if (shell.offline) {
    writeFiles(stage.folder, [
      { path: "app.json", content: appManifest(register.site) },
      { path: "assets/offline.js", content: await bundler.script("browser/offline-page.ts") },
    ]);
    copyFileSync(`${here}node_modules/fflate/umd/index.js`, join(stage.folder, "assets/fflate.js"));
    const newest = findable[0]?.row.date ?? "";
    const { release, files } = await buildOffline(stage.folder, newest, new Set(attachments), cache);
    writeFiles(stage.folder, files);
    options.onStep("写离线", `保存到手机一共 ${(release.bytes / 1048576).toFixed(1)} MB`);
  }
  const inPages = builtProblems(stage.folder, ownOf(register.site), options.out);
  if (inPages.length > 0) return { ok: false, problems: sortProblems([...problems, ...inPages]), withheld: inPages.length, pages: 0 };
  options.onStep("再查一遍", "生成的网页和数据里没有身份证号、银行卡号和密级标志");
  const built: Built = { ok: true, problems, withheld: 0, pages: total };
  const ledger = options.ledger === undefined ? undefined : ledgerOf(readLedger(options.ledger));
  const previous = ledger?.manifest ?? null;
  if (options.publish) {
    const lines = recordLines(ledger, edition, attachmentHashes(content.folder), options.today);
    writeFiles(stage.folder, [{ path: LEDGER_IN_SITE, content: `{${pagesText(lines)}` }]);
  }
  const { hashes, broken } = readRelease(stage.folder);
  if (broken.length > 0) throw new PublishRefused(lostLinks(broken));
  options.onStep("核对", `${Object.keys(hashes).length} 个文件，链接都有去处`);
  if (!options.publish || options.ledger === undefined) {
    writeManifest(stage.folder, { previous, files: hashes });
    stage.swap();
    options.onStep("替换", options.out);
    return built;
  }
  const last = readManifest(options.out);
  if (ledger && last?.hash === previous && sameFiles(last.files, hashes)) {
    return { ...built, release: { number: ledger.release, fresh: false } };
  }
  const release = (ledger?.release ?? 0) + 1;
  const manifest = writeManifest(stage.folder, { release, previous, files: hashes });
  stage.swap();
  options.onStep("替换", options.out);
  const { lines } = parseLedger(readFileSync(join(options.out, LEDGER_IN_SITE), "utf8"));
  writeWhole(options.ledger, ledgerText({ release, manifest, lines }));
  options.onStep("登记", `第 ${release} 次发布，${lines.length} 个网页，记在 ${options.ledger}`);
  return { ...built, release: { number: release, fresh: true } };
}

/** What the page of data says of each file. */
const listed = (data: readonly DataFile[]): DataPage["files"] =>
  data.flatMap(({ path, about, write }) =>
    about === undefined
      ? []
      : [{ path, title: about.title, rows: about.rows, schema: about.schema, columns: about.columns, size: Buffer.byteLength(write()) }],
  );

const sameFiles = (a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): boolean =>
  Object.keys(a).length === Object.keys(b).length && Object.entries(a).every(([path, hash]) => b[path] === hash);

/** A clerk's link to a place that a page does not have, or a fault of the program. */
const lostLinks = (broken: readonly string[]): string =>
  `有 ${broken.length} 个链接没有去处，没有换上新网站：\n${broken
    .slice(0, 10)
    .map((b) => `  ${b}`)
    .join("\n")}\n箭头前面是网页，后面是它里面的链接。请改正文里的链接；正文里没有的，请告诉技术人员。`;

/** The scripts of pages, and their modules. */
const SCRIPTS = {
  "assets/aids-start.js": "aids-start.ts",
  "assets/aids.js": "aids.ts",
  "assets/search.js": "search-page.ts",
  "assets/kiosk.js": "kiosk.ts",
  "assets/kiosk-bar.js": "kiosk-bar.ts",
};

const scriptFiles = (bundler: Bundler): Promise<{ path: string; content: string }[]> =>
  Promise.all(Object.entries(SCRIPTS).map(async ([path, entry]) => ({ path, content: await bundler.script(`browser/${entry}`) })));

/** The sheets of the pages, and what else carries the office's colour: the one place where it enters them. */
async function accented(accent: Colour | undefined = DEFAULT_ACCENT, cache: Cache): Promise<{ path: string; content: string }[]> {
  const sheets = await loweredSheets(
    { "assets/style.css": sheetSource("assets/style.css") + accentSheet(accent), "assets/kiosk.css": sheetSource("assets/kiosk.css") },
    cache,
  );
  const icon = readFileSync(`${here}layouts/assets/icon.svg`, "utf8").replace(DEFAULT_ACCENT, accent);
  return [...[...sheets].map(([path, content]) => ({ path, content })), { path: "assets/icon.svg", content: icon }];
}

/** Pages that Eleventy is given at once: it keeps every page of a run in memory to the run's end. */
const BATCH = 500;

/** The pages of each kind in runs of at most `BATCH`. */
function* batches(pages: Pages): Generator<Pages> {
  const kinds = Object.keys(pages) as (keyof Pages)[];
  const length = Math.max(...kinds.map((k) => pages[k].length), 1);
  for (let from = 0; from < length; from += BATCH) {
    yield Object.fromEntries(kinds.map((k) => [k, pages[k].slice(from, from + BATCH)])) as unknown as Pages;
  }
}
