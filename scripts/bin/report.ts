/** `npm run report -- 2025`: the state of a year's report: what is counted, what is still to be declared, what fails, days left. */
import { type Reading, readReport } from "../check/words/report.ts";
import { errorsOf, formatProblems, type Problem } from "../problem.ts";
import { outgoing } from "../register/verdict.ts";
import { buildRegister } from "../register.ts";
import { buildReport } from "../report.ts";
import { fillTables, rowAddress } from "../report-tables.ts";
import { dueDay } from "../report-words.ts";
import { calendarDays, lastDay } from "../rules/days.ts";
import { reportFormOf } from "../rules/report-forms.ts";
import { tallyYear } from "../tally.ts";
import { walk } from "../walk.ts";
import { main, options, pc, today, UsageError } from "./cli.ts";

const usage = `用法：npm run report -- 年份 [选项]
一年的年度报告做到哪一步了：数出来的数、还要申报的数、要改的地方、还剩几天。

  --content 文件夹   内容文件夹（默认 content）
  --today 日期       当作是这一天，写法如 2026-01-20（默认今天）
  --words            文字里的每一个数：把它当作什么，同什么对照，对不对
  --help             显示这段说明

例：npm run report -- 2025`;

await main(() => {
  const { values, positionals } = options({ content: { type: "string" }, today: { type: "string" }, words: { type: "boolean" } }, usage);
  const year = Number(positionals[0]);
  if (!/^20\d\d$/.test(positionals[0] ?? "")) throw new UsageError(`年份写的是“${positionals[0] ?? ""}”。`, usage);
  const form = reportFormOf(year);
  if (!form) throw new UsageError(`${year} 年还没有政府信息公开年度报告。`, "年度报告从 2008 年开始。");
  const day = today(values.today);
  const { content, problems } = walk(values.content ?? "content", day);
  const { site } = content;
  const ofReport = (p: Problem): boolean => p.file.endsWith(`/reports/${year}.md`);
  if (!site || errorsOf(problems).some((p) => p.rule === "holidays-unknown")) {
    console.error(formatProblems(problems));
    return 1;
  }
  const register = buildRegister(outgoing({ ...content, site }));
  const tally = tallyYear(register, year);
  const words = register.reports.get(year);
  const report = words && buildReport(words, tally);

  console.log(pc.bold(`${site.name} ${year} 年政府信息公开工作年度报告`));
  console.log(`格式：${form.source}${form.sections.length > 0 ? `，${form.sections.length} 个部分` : "，没有全国统一的表"}`);
  if (!words) console.log(pc.yellow(`文字：还没有 ${content.folder}/reports/${year}.md，请照 scripts/model/templates/reports.md 建一个。`));
  else
    console.log(`文字：${words.file}，${report?.sections.length ?? 0} 个部分${words.date ? `，${words.date} 公布` : "，还没有写公布日期"}`);

  if (values.words && report) {
    const last = register.years.includes(year - 1) ? tallyYear(register, year - 1) : undefined;
    printWords(readReport(report, { site, last, former: tally.former }));
    return 0;
  }

  if (tally.paper) console.log("登记册是以后才开始的：这一年的数字都要申报，写在 declared 下面。");
  if (tally.since !== undefined)
    console.log(`登记册从 ${tally.since} 开始：以前的写在 declaredBefore 下面，以后的从登记册数，两部分相加。`);
  const missing: string[] = [];
  const missingBefore: string[] = [];
  for (const { table, rows } of fillTables(form, tally, words)) {
    console.log(`\n${pc.bold(table.title)}`);
    for (const [i, row] of table.rows.entries()) {
      if (row.heading) continue;
      const cells = rows[i] ?? [];
      const parts = cells.flatMap((c) => (c.figure?.parts ? [c.figure.parts] : []));
      const scaled = (n: number | undefined): string => (n === undefined ? "?" : String(Math.round(n * (row.scale ?? 1) * 1e6) / 1e6));
      const basis =
        parts.length > 0
          ? `登记册开始以前申报的 ${parts.map((p) => scaled(p.declared)).join(" ")}，以后数出来的 ${parts.map((p) => scaled(p.counted)).join(" ")}`
          : cells.every((c) => c.basis === "counted")
            ? "数出来的"
            : cells.every((c) => c.basis === "fixed")
              ? "固定为 0"
              : "申报的";
      const label = row.head.map((h) => h.trim()).join(" ");
      if (cells.some((c) => c.value === undefined)) {
        const single = row.figure && !row.figure.includes("{column}");
        (cells.some((c) => c.basis === "mixed") ? missingBefore : missing).push(
          `${single ? row.figure : rowAddress(table, row)}: ${(single ? [0] : table.columns).map(() => "0").join(" ")}　# ${label}`,
        );
        console.log(`  ${label}　${pc.yellow("还没有申报")}`);
      } else console.log(`  ${label}　${cells.map((c) => c.value).join(" ")}　${pc.dim(basis)}`);
    }
  }
  if (missing.length > 0) {
    console.log(`\n${pc.yellow("还要申报的，写在 declared 下面（没有就写 0）：")}`);
    for (const line of missing) console.log(`  ${line}`);
  }
  if (missingBefore.length > 0) {
    console.log(`\n${pc.yellow(`登记册从 ${tally.since} 开始。1月1日到前一天的，写在 declaredBefore 下面（没有就写 0）：`)}`);
    for (const line of missingBefore) console.log(`  ${line}`);
  }
  const own = problems.filter(ofReport);
  const others = errorsOf(problems).filter((p) => !ofReport(p));
  console.log(`\n${own.length > 0 ? formatProblems(own) : "报告没有要改的地方。"}`);
  if (others.length > 0) console.log(pc.yellow(`登记册里另有 ${others.length} 处要改，运行 npm run check 看；改好以前数字可能不全。`));

  const due = dueDay({ year, form }, site.reportDue);
  if (words?.date) console.log(`\n期限 ${due}，已在 ${words.date} 公布${words.date > due ? "（晚了）" : ""}。`);
  else if (day <= lastDay(year)) console.log(`\n这一年还没有过完。期限 ${due}。`);
  else {
    const left = calendarDays(day, due) - 1;
    console.log(`\n期限 ${due}，${left >= 0 ? `还剩 ${left} 天` : `已经过了 ${-left} 天`}。`);
  }
  return errorsOf(own).length > 0 ? 1 : 0;
});

/** A line a number: where, as written, what it was taken for, what it was held against. */
function printWords(readings: readonly Reading[]): void {
  const marks = { right: "对", wrong: pc.red("不对"), about: pc.yellow("约数"), silent: pc.dim("不对照") } as const;
  let line = 0;
  for (const r of readings) {
    if (r.line !== line) console.log(`\n第 ${r.line} 行`);
    line = r.line;
    const when = r.claim.when === "last" ? "（上年）" : "";
    console.log(
      `  ${r.number === "" ? "——" : r.number}　${r.quote}${when}　→　${r.held.against === "" ? "没有说数的是什么" : r.held.against}　${marks[r.held.verdict]}`,
    );
  }
  const count = (v: Reading["held"]["verdict"]): number => readings.filter((r) => r.held.verdict === v).length;
  console.log(
    `\n共 ${readings.length} 处：对上的 ${count("right")}，对不上的 ${count("wrong")}，约数 ${count("about")}，没有对照的 ${count("silent")}。`,
  );
}
