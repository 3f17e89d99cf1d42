/** `npm run import -- FILE`: a ledger into records, a Word notice into an item. Shows first, writes when told to. */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { type Content, readContent } from "../content.ts";
import { choicesOf, GivenWrongly, givenValues, missingKeys } from "../desk/given.ts";
import { ImportRefused } from "../desk/import/blocks.ts";
import { docxToMarkdown } from "../desk/import/docx.ts";
import { findHeadings, type Headed, kindNamed, type Mapping, targetsOf, whyLeftOut, yearOf } from "../desk/import/headings.ts";
import { noticeDraft } from "../desk/import/notice.ts";
import { knownItem, type Plan, planRows } from "../desk/import/plan.ts";
import { readTables, type Table } from "../desk/import/table.ts";
import { type Draft, draftProblems, draftText, placed, SaveFailed, saveAll, savedNothing } from "../desk/records.ts";
import type { Fields, Vocabulary } from "../model/field.ts";
import { type KindName, kinds } from "../model/index.ts";
import type { WrittenGroup } from "../model/write.ts";
import { maskText } from "../privacy/find.ts";
import { brief, formatProblems, type Problem } from "../problem.ts";
import { writeWhole } from "../publish.ts";
import type { Day } from "../rules/days.ts";
import { askMissing, Cancelled, yes } from "./asking.ts";
import { main, options, pc, today, UsageError } from "./cli.ts";

const usage = `用法：npm run import -- 文件 [选项]
把台账（.xlsx、.xls、.csv）的每一行变成一条记录，或者把 Word 通知（.docx）变成一条公开信息。
先只显示会做成什么，不写；加上 --write 才写。已有的文件不覆盖；同一个文件导入两次，不会重复。

  --write            写成文件（在终端里不加也会问）
  --kind 种类        台账是哪一种，写法如 --kind complaints 或 --kind 举报投诉（不写就看表头）
  --set 栏目=内容    台账里空着的都填上，可以写多次，写法如 --set category=公告公示
  --map 文件         表头和栏目的对照（不写就用 .gongkai/import/ 里的，可以改）
  --sheet 名称       只读这一个工作表
  --all-or-nothing   全部或者都不：有一行读不出，就一行也不写
  --doubles          一模一样的两行也各算一件
  --content 文件夹   内容文件夹（默认 content）
  --today 日期       当作是这一天，写法如 2026-01-20（默认今天）
  --help             显示这段说明

种类：${Object.entries(kinds)
  .map(([k, v]) => `${k}（${v.label}）`)
  .join("、")}
例：npm run import -- 2017年台账.xlsx
    npm run import -- 通知.docx --set category=公告公示 --write`;

interface Task {
  readonly file: string;
  readonly name: string;
  readonly content: Content;
  readonly vocabulary: Vocabulary;
  readonly today: Day;
  readonly sets: readonly string[];
  readonly write: boolean;
  readonly asks: boolean;
}

await main(async () => {
  const { values, positionals } = options(
    {
      write: { type: "boolean" },
      kind: { type: "string" },
      set: { type: "string", multiple: true },
      map: { type: "string" },
      sheet: { type: "string" },
      "all-or-nothing": { type: "boolean" },
      doubles: { type: "boolean" },
      content: { type: "string" },
      today: { type: "string" },
    },
    usage,
  );
  const [file] = positionals;
  if (file === undefined || positionals.length > 1) {
    throw new UsageError(
      file === undefined ? "要写一个文件。" : "一次只能导入一个文件。",
      "写法如 npm run import -- 2017年台账.xlsx；文件名里有空格的，前后加英文引号。",
    );
  }
  const name = maskText(basename(file));
  if (!existsSync(file) || !statSync(file).isFile())
    throw new UsageError(`找不到文件“${name}”。`, "请核对位置，写法如 npm run import -- 台账/2017年台账.xlsx。");
  if (/\.(?:doc|wps)$/i.test(file))
    throw new UsageError(`“${name}”是旧格式的文档，读不了。`, "请用 Word 或 WPS 打开，“另存为”，类型选 .docx，再导入。");
  if (!/\.(?:xlsx|xls|et|csv|txt|tsv|docx)$/i.test(file))
    throw new UsageError(`“${name}”不能导入。`, "可以导入的有：台账 .xlsx、.xls、.et、.csv，Word 文档 .docx。");
  const kind = values.kind === undefined ? undefined : kindNamed(values.kind);
  if (values.kind !== undefined && kind === undefined) {
    throw new UsageError(
      `--kind 写的是“${values.kind}”，没有这个种类。`,
      `可以写的有：${Object.entries(kinds)
        .map(([k, v]) => `${k}（${v.label}）`)
        .join("、")}。`,
    );
  }
  const content = readContent(values.content ?? "content");
  const { site } = content;
  if (!site) {
    console.error(formatProblems(content.problems));
    return 1;
  }
  const task: Task = {
    file,
    name,
    content,
    vocabulary: site,
    today: today(values.today),
    sets: values.set ?? [],
    write: values.write === true,
    asks: values.write !== true && process.stdin.isTTY === true && process.stdout.isTTY === true,
  };
  try {
    if (/\.docx$/i.test(file)) {
      if (kind !== undefined && kind !== "items")
        throw new UsageError("Word 文档只能导入为主动公开信息（items）。", "请去掉 --kind；别的种类用 npm run new。");
      return await importNotice(task);
    }
    return await importLedger(task, kind, {
      map: values.map,
      sheet: values.sheet,
      whole: values["all-or-nothing"] === true,
      doubles: values.doubles === true,
    });
  } catch (error) {
    if (error instanceof Cancelled) {
      console.log("没有写任何文件。");
      return 1;
    }
    if (error instanceof ImportRefused || error instanceof GivenWrongly) throw new UsageError(error.message, error.advice);
    if (error instanceof SaveFailed) {
      console.error(savedNothing(error, content.folder));
      return 1;
    }
    throw error;
  }
});

// Ledgers -----------------------------------------------------------------------------------------------------------------

interface LedgerOptions {
  readonly map: string | undefined;
  readonly sheet: string | undefined;
  readonly whole: boolean;
  readonly doubles: boolean;
}

interface SheetPlan {
  readonly table: Table;
  readonly plan: Plan;
  readonly mapping: Mapping;
}

/** Word and Excel keep to themselves what they have open (Windows). */
function bytesOf({ file, name }: Task): Buffer {
  try {
    return readFileSync(file);
  } catch {
    throw new UsageError(`“${name}”读不了：可能正被别的程序打开，或者没有权限。`, "请先关掉打开它的程序（Word、Excel、WPS），再试。");
  }
}

async function importLedger(task: Task, only: KindName | undefined, how: LedgerOptions): Promise<number> {
  const { name, content, vocabulary } = task;
  const { tables, notes } = readTables(bytesOf(task));
  for (const note of notes) console.log(note);
  const chosen = how.sheet === undefined ? tables : tables.filter((t) => t.name === how.sheet);
  if (chosen.length === 0) {
    throw new UsageError(
      how.sheet === undefined ? `“${name}”里没有能读的工作表。` : `“${name}”里没有工作表“${how.sheet}”。`,
      how.sheet === undefined ? "请打开看看，取消隐藏，再试。" : `里面的工作表有：${tables.map((t) => t.name).join("、")}。`,
    );
  }
  const plans: SheetPlan[] = [];
  const toFill: string[] = [];
  for (const table of chosen) {
    const headed = findHeadings(table, name, vocabulary, only);
    const place = table.name === "" ? name : `${name} 的工作表“${table.name}”`;
    if (!headed) {
      if (table.rows.some((r) => r.cells.some((c) => c !== ""))) console.log(`${place}：前 20 行里没有认得的表头，没有读。`);
      continue;
    }
    const kept = keptMapping(headed.mapping, content.folder, how.map);
    if (kept.mapping.columns.every((c) => c.target === "")) {
      toFill.push(kept.file);
      tellUnknown(place, headed, kept);
      continue;
    }
    const earlier = plans.flatMap((p) => p.plan.fresh.map((f) => f.draft));
    plans.push(planTable({ table, place, headed, kept, earlier, doubles: how.doubles }, task));
  }
  if (plans.length === 0) {
    throw new UsageError(
      `“${name}”里没有认得的表头。`,
      toFill.length > 0
        ? `请用记事本打开 ${[...new Set(toFill)].join("、")}，在每一列的 target 里写上栏目名（文件里列着可以写的），存好，再运行一次；种类不对的，加 --kind，例如 --kind complaints。`
        : "请把表头改成“标题”“公开日期”“公开类目”这样的字，或者用 --kind 写明种类，例如 --kind complaints。",
    );
  }
  const drafts = plans.flatMap((p) => p.plan.fresh.map((f) => f.draft));
  const faulty = plans.reduce((n, p) => n + p.plan.faulty.length, 0);
  if (drafts.length === 0) {
    console.log(`\n没有新的记录。${faulty > 0 ? `有 ${faulty} 行读不出，改好以后再运行一次。` : ""}`);
    return faulty > 0 ? 1 : 0;
  }
  const files = placed(content.folder, drafts);
  console.log(`\n${pc.bold(`会新建 ${drafts.length} 条`)}：`);
  for (const [place, list] of byYear(files.map((f) => f.address)))
    console.log(`  ${content.folder}/${place}/ 里 ${list.length} 条，${list[0]} 到 ${list.at(-1)}`);
  const [first] = drafts;
  if (first) console.log(pc.dim(`第一条：\n${maskText(draftText(first, "0001")).replace(/^/gm, "  │ ").trimEnd()}`));
  if (how.whole && faulty > 0) {
    console.log(`\n有 ${faulty} 行读不出；写了 --all-or-nothing，一条也没有写。改好以后再运行一次。`);
    return 1;
  }
  if (!(await agreed(task, `写这 ${drafts.length} 条吗？`))) return 0;
  saveAll(
    content.folder,
    files.flatMap((f) => f.files),
  );
  console.log(`\n写好了 ${drafts.length} 条。${faulty > 0 ? `有 ${faulty} 行没有写，在台账里改好以后再运行一次，已经写的不会重复。` : ""}`);
  nextSteps(plans.some((p) => kinds[p.mapping.kind].published));
  return faulty > 0 ? 1 : 0;
}

/** One table of a ledger with what its columns are. */
interface Sheet {
  readonly table: Table;
  /** The file and the sheet, as they are told. */
  readonly place: string;
  readonly headed: Headed;
  readonly kept: { readonly mapping: Mapping; readonly file: string };
  readonly earlier: readonly Draft[];
  readonly doubles: boolean;
}

/** Nothing of a heading is known: which it is, and where it can be said. */
function tellUnknown(place: string, { rows, mapping }: Headed, { file }: Sheet["kept"]): void {
  console.log(`${place}：第 ${rows.join("、")} 行像是表头，可是一列也认不得，没有读：`);
  for (const { heading } of mapping.columns) if (heading !== "") console.log(`  ${maskText(brief(heading, 20))} → ？`);
  console.log(`  各列是哪个栏目，请填在 ${file} 里。`);
}

/** Reads the rows of a table and tells what they would be. */
function planTable({ table, place, headed, kept, earlier, doubles }: Sheet, task: Task): SheetPlan {
  const { content, vocabulary } = task;
  const { mapping } = kept;
  const fields = kinds[mapping.kind].fields as Fields;
  const defaults = givenValues(fields, task.sets, vocabulary);
  const year = yearOf(headed.above);
  const plan = planRows(table.rows.slice(headed.from), mapping, { content, today: task.today, defaults, year, doubles, earlier });
  console.log(`\n${pc.bold(place)}：表头在第 ${rowsInWords(headed.rows)} 行，种类是${kinds[mapping.kind].label}（${mapping.kind}）。`);
  const labels = targetsOf(mapping.kind);
  for (const { heading, target } of mapping.columns) {
    if (heading === "") continue;
    const [key = "", tick] = target.split("=");
    const to =
      target === ""
        ? pc.dim(`不带（${whyLeftOut(heading)}）`)
        : `${labels.get(key)}（${key}）${tick !== undefined ? `：打勾的算${tick}` : target === "public" ? "：写“否”的行不写" : ""}`;
    console.log(`  ${maskText(brief(heading, 20))} → ${to}`);
  }
  console.log(pc.dim(`  对照记在 ${kept.file}。对得不对，用记事本改好（target 写栏目名），再运行一次；种类不对，加 --kind。`));
  tellPlan(plan, table, fields, year, task);
  return { table, plan, mapping };
}

function byYear(addresses: readonly string[]): Map<string, string[]> {
  const out = new Map<string, string[]>();
  for (const address of addresses) {
    const place = dirname(address);
    out.set(place, [...(out.get(place) ?? []), basename(address)]);
  }
  return out;
}

/** Rows together: 3、5、8—12. */
function rowsInWords(rows: readonly number[]): string {
  const out: string[] = [];
  for (let i = 0; i < rows.length; i++) {
    const from = rows[i] ?? 0;
    while (rows[i + 1] === (rows[i] ?? 0) + 1) i++;
    const to = rows[i] ?? 0;
    out.push(from === to ? String(from) : `${from}—${to}`);
  }
  return out.length > 20 ? `${out.slice(0, 20).join("、")}等` : out.join("、");
}

function tellPlan(plan: Plan, table: Table, fields: Fields, year: number | undefined, { content, vocabulary }: Task): void {
  const { fresh, known, doubled, faulty, skipped, blank, warnings, reviewsLeftOut, yearOfLedger } = plan;
  const { site } = content;
  console.log(`  新的 ${fresh.length} 行，已有的 ${known.length} 行，读不出的 ${faulty.length} 行，空行 ${blank} 行。`);
  if (known.length > 0) {
    const places = [...new Set(known.map((k) => k.address))];
    console.log(
      `  已有，不再写：第 ${rowsInWords(known.map((k) => k.row))} 行（${places.slice(0, 3).join("、")}${places.length > 3 ? "等" : ""}）。`,
    );
  }
  for (const { row, first } of doubled.slice(0, 20))
    console.log(`  第 ${row} 行和第 ${first} 行一样，只写一条。确实是两件的，在内容里写出区别，或者加 --doubles。`);
  if (doubled.length > 20) console.log(`  还有 ${doubled.length - 20} 行也和前面的一样。`);
  for (const [why, words] of [
    ["total", "跳过合计、落款、说明"],
    ["heading", "跳过重复的表头"],
    ["notPublic", "台账里写着不公开，没有写"],
  ] as const) {
    const rows = skipped.filter((s) => s.why === why).map((s) => s.row);
    if (rows.length > 0) console.log(`  ${words}：第 ${rowsInWords(rows)} 行。`);
  }
  if (reviewsLeftOut.length > 0)
    console.log(`  审查人和审查日期只有一样，审查没有写：第 ${rowsInWords(reviewsLeftOut)} 行。补上 review 以后才公开。`);
  if (yearOfLedger.length > 0) console.log(`  日期没有年份，按台账写成 ${year} 年，请核对：第 ${rowsInWords(yearOfLedger)} 行。`);
  tellFaulty(faulty, table, fields, vocabulary);
  const told = new Map([
    ["review-missing", site?.reviewRequired === false ? "" : "没有审查人和审查日期：先写进来，补上 review 以后才公开"],
    ["body-empty", "没有正文：写好以后，在文件里补上"],
  ]);
  for (const [rule, words] of told) if (words !== "" && warnings.has(rule)) console.log(`  ${warnings.get(rule)} 行${words}。`);
  const others = [...warnings].filter(([rule]) => !told.has(rule)).reduce((n, [, count]) => n + count, 0);
  if (others > 0) console.log(`  另有 ${others} 处提醒，写好以后运行 npm run check 看。`);
}

/** What is wrong with each row; keys are columns here. What may be written instead is told once below them, not with every row. */
function tellFaulty(faulty: Plan["faulty"], table: Table, fields: Fields, vocabulary: Vocabulary): void {
  const possible = new Set<string>();
  const say = (p: Problem): string => {
    const [what = "", ...advice] = p.message.split("\n");
    const key = p.rule === "key-missing" ? /（(\w+)）/.exec(what)?.[1] : undefined;
    if (p.rule === "choice-unknown") {
      possible.add(`${/^[^（]+/.exec(what)?.[0] ?? ""}：${advice.join("")}`);
      return what;
    }
    if (key === undefined) return [what, ...advice].join("");
    const field = fields[key];
    const choice = field && choicesOf(field, vocabulary)?.[0]?.value;
    return `${field?.label ?? key}空着。请在台账里填上${choice === undefined ? "" : `；每行都一样的，用 --set ${key}=${field?.example || choice}`}。`;
  };
  const place = table.name === "" ? "" : `工作表“${table.name}”`;
  for (const { row, problems } of faulty) console.log(pc.yellow(`  ${place}第 ${row} 行没有写：${problems.map(say).join("　")}`));
  for (const line of possible) console.log(pc.yellow(`  ${line}`));
}

/** What each column was last said to be: kept by the words of the headings, so that the same ledger asks once. */
function keptMapping(found: Mapping, folder: string, given: string | undefined): { mapping: Mapping; file: string } {
  const hash = createHash("sha256")
    .update(JSON.stringify([found.kind, found.columns.map((c) => c.heading)]))
    .digest("hex")
    .slice(0, 12);
  const file = given ?? join(dirname(folder), ".gongkai", "import", `${hash}.json`);
  const shown = relative(process.cwd(), file).startsWith("..") ? file : relative(process.cwd(), file);
  if (!existsSync(file)) {
    if (given !== undefined)
      throw new UsageError(`找不到对照文件“${given}”。`, "不写 --map 先运行一次，会告诉您对照记在哪里；复制一份来改。");
    mkdirSync(dirname(file), { recursive: true });
    const labels = targetsOf(found.kind);
    const told = {
      说明: "heading 是台账的表头，target 是记录的栏目；不要的写空的。公开渠道下面打勾的列写成 channels=政府网站 这样。改了以后再运行一次。",
      可以写的栏目: [...labels].map(([k, l]) => `${k}（${l}）`).join("、"),
      kind: found.kind,
      columns: found.columns,
    };
    writeWhole(file, `${JSON.stringify(told, undefined, 2)}\n`);
    return { mapping: found, file: shown };
  }
  let read: { kind?: unknown; columns?: unknown };
  try {
    read = JSON.parse(readFileSync(file, "utf8").replace(/^\uFEFF/, "")) as typeof read;
  } catch {
    throw new UsageError(`对照文件 ${shown} 读不出：多半少了一个引号或逗号。`, "请改好，或者删去它，再运行一次，会重新做一个。");
  }
  const columns = Array.isArray(read.columns) ? (read.columns as { heading?: unknown; target?: unknown }[]) : [];
  const kind = kindNamed(String(read.kind ?? "")) ?? found.kind;
  const labels = targetsOf(kind);
  const byHeading = new Map<string, string[]>();
  for (const { heading, target } of columns)
    byHeading.set(String(heading), [...(byHeading.get(String(heading)) ?? []), String(target ?? "")]);
  const mapping: Mapping = {
    kind,
    columns: found.columns.map(({ heading, target }) => {
      const said = byHeading.get(heading)?.shift();
      const to = said === undefined ? target : (said.split("（")[0] ?? "").trim();
      const [key = ""] = to.split("=");
      if (to !== "" && !labels.has(key)) {
        throw new UsageError(
          `对照文件 ${shown} 里，“${heading}”写成了“${to}”，没有这个栏目。`,
          `可以写的有：${[...labels].map(([k, l]) => `${k}（${l}）`).join("、")}；不要的写空的。`,
        );
      }
      return { heading, target: to };
    }),
  };
  return { mapping, file: shown };
}

// Word --------------------------------------------------------------------------------------------------------------------

async function importNotice(task: Task): Promise<number> {
  const { name, content, vocabulary } = task;
  const imported = docxToMarkdown(bytesOf(task));
  if (imported.markdown === "") throw new UsageError(`“${name}”里没有文字。`, "请打开看看；扫描的图片请作为附件公开。");
  const fields = kinds.items.fields as Fields;
  const found = noticeDraft(imported, vocabulary.categories);
  let values: WrittenGroup = { ...found.values, ...givenValues(fields, task.sets, vocabulary) };
  const known = knownItem(content, { ...values, date: values.date ?? task.today });
  if (known !== undefined) {
    console.log(`“${brief(maskText(String(values.title)))}”已经有了（${content.folder}/${known}.md），没有再写。`);
    return 0;
  }
  if (task.asks)
    values = await askMissing(fields, values, vocabulary, {
      date: task.today,
      title: typeof values.title === "string" ? values.title : "",
    });
  else if (values.date === undefined) values = { ...values, date: task.today };
  const missing = missingKeys(fields, values);
  if (missing.length > 0) {
    throw new UsageError(
      `还缺：${missing.map((k) => `${fields[k]?.label}（${k}）`).join("、")}。`,
      `请加上 ${missing.map((k) => `--set ${k}=${fields[k]?.example}`).join(" ")}，再运行一次。`,
    );
  }
  const draft: Draft = { ...found, values };
  const [problems = []] = draftProblems(content, [draft], task.today);
  const [file] = placed(content.folder, [draft]);
  if (!file) return 1;
  const errors = problems.filter((p) => p.severity === "error");
  console.log(`${pc.bold(name)} → ${content.folder}/${file.address}.md`);
  console.log(
    maskText(draftText(draft, basename(file.address)))
      .replace(/^/gm, "  │ ")
      .trimEnd(),
  );
  if (imported.pictures.length > 0) console.log(`图片 ${imported.pictures.length} 张，放在 ${content.folder}/${file.address}/ 里。`);
  for (const note of imported.notes) console.log(pc.yellow(`请看一遍：${note}`));
  if (found.values.formed !== undefined && values.formed === found.values.formed)
    console.log(`成文日期 ${String(values.formed)} 是从落款认出来的；公开日期写的是 ${String(values.date)}，不对的请改。`);
  if (errors.length > 0) {
    console.error(`\n没有写，先要改 ${errors.length} 处：`);
    for (const p of errors) console.error(`  ${p.message.replaceAll("\n", "")}`);
    return 1;
  }
  if (!(await agreed(task, "写这一条吗？"))) return 0;
  saveAll(content.folder, file.files);
  console.log(`写好了：${content.folder}/${file.address}.md`);
  nextSteps(true);
  return 0;
}

// -------------------------------------------------------------------------------------------------------------------------

/** Is it to be written? */
async function agreed(task: Task, question: string): Promise<boolean> {
  if (task.write) return true;
  if (task.asks && (await yes(question, false))) return true;
  console.log(`\n这是预览，什么也没有写。要写，加上 --write 再运行一次。`);
  return false;
}

function nextSteps(published: boolean): void {
  console.log(`接下来：npm run check 检查${published ? "，补上审查（review），npm start 看网页" : ""}。`);
}
