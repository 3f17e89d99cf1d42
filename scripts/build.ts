/** The whole walk: content folder → checked → counted → pages → a site in place of the old one. */
import { cpSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildData } from "./data.ts";
import type { EleventyConfig } from "./eleventy.config.ts";
import { isPublished } from "./entries.ts";
import { buildPages, buildShell, type Pages } from "./pages.ts";
import { errorsOf, type Problem } from "./problem.ts";
import { copyAttachments, openStage, writeData } from "./publish.ts";
import { reportTitle } from "./report.ts";
import type { Day } from "./rules/days.ts";
import { buildPacks } from "./search.ts";
import { type OnStep, walk } from "./walk.ts";

export interface BuildOptions {
  readonly content: string;
  readonly out: string;
  /** `/sub/path/`; from `site.yaml` when not given. */
  readonly base: string | undefined;
  readonly today: Day;
  readonly onStep: OnStep;
  /** While files are read, and while pages are written: how many, of how many where that is known. */
  readonly onProgress?: (step: string, done: number, of?: number) => void;
}

export interface Built {
  readonly ok: boolean;
  readonly problems: readonly Problem[];
  readonly pages: number;
}

const here = fileURLToPath(new URL("..", import.meta.url));

/** Builds a site. With an error in the content nothing is written and the last good site stays. Throws `PublishRefused`. */
export async function build(options: BuildOptions): Promise<Built> {
  // Eleventy takes as long to load as a small register takes to read: both at once.
  const eleventy = import("@11ty/eleventy");
  const configuration = import("./eleventy.config.ts");
  const { content, problems, edition } = walk(options.content, options.today, options.onStep, (read) => options.onProgress?.("读取", read));
  if (!edition) {
    await Promise.allSettled([eleventy, configuration]);
    return { ok: false, problems, pages: 0 };
  }
  const { register } = edition;
  const shell = buildShell(register, options.base ?? register.site.basePath ?? "/");
  const pages = buildPages(edition, shell);
  const data = buildData(edition, shell, pages);
  const total = Object.values(pages).reduce((n, list) => n + list.length, 0);
  options.onStep("排页", `${total} 个网页`);

  const [{ default: Eleventy }, { configure }] = await Promise.all([eleventy, configuration]);
  const stage = openStage(options.out);
  try {
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
    cpSync(`${here}layouts/assets`, join(stage.folder, "assets"), { recursive: true });
    const named = new Set(
      [...register.byId.values()].flatMap((r) =>
        isPublished(r) && !r.withdrawn ? (r.attachments ?? []).map((a) => `${r.id}/${a.file}`) : [],
      ),
    );
    const attachments = copyAttachments(
      stage.folder,
      [...register.attachments.values()].filter((a) => named.has(a.path)),
      content.folder,
    );
    options.onStep("写网页", `${total} 个网页，${attachments} 个附件`);
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
        writeData(
          stage.folder,
          Object.entries(files).map(([end, content]) => ({ path: `data/${report.year}/report.${end}`, write: () => content })),
        );
      }
      options.onStep("写年报", `${edition.reports.size} 份，Word、XLSX、CSV 各一`);
    }
    const packs = buildPacks(register, shell);
    writeData(stage.folder, packs);
    options.onStep("写检索", `${packs.length} 个检索文件`);
    stage.swap();
    options.onStep("替换", options.out);
  } catch (error) {
    stage.drop();
    throw error;
  }
  return { ok: errorsOf(problems).length === 0, problems, pages: total };
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
