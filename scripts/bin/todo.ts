/** `npm run todo`: what is to be done, in the terminal; also as JSON and as a calendar. */
import { existsSync, writeFileSync } from "node:fs";
import { dueCalendar } from "../desk/calendar.ts";
import { readTodo } from "../desk/desk.ts";
import { todoIcs } from "../desk/ics.ts";
import { buildTodo, CALENDAR_DAYS, leftInWords, severityLabels, type Task, taskKinds } from "../desk/todo.ts";
import { ledgerBeside } from "../ledger-file.ts";
import { dayInChinese, weekday } from "../rules/days.ts";
import { announced } from "../rules/workdays.ts";
import { CACHE, main, options, pc, today, UsageError } from "./cli.ts";

const usage = `用法：npm run todo -- [选项]
要做的事：哪些已经过期，哪些快到期，每件怎么做、在哪个文件。和工作台上的一样。

  --days 天数        看多少天以内到期的（默认 ${CALENDAR_DAYS}；没有日期的都列出）
  --ics 文件         另存成日历，手机和 Outlook 都能导入，写法如 --ics todo.ics
  --content 文件夹   内容文件夹（默认 content）
  --ledger 文件      以前公开过什么，记在哪里（默认内容文件夹旁边的 published.json）
  --json             给程序读的格式
  --today 日期       当作是这一天，写法如 2026-01-20（默认今天）
  --help             显示这段说明`;

const strings = { type: "string" } as const;
const paint = { late: pc.red, soon: pc.yellow, planned: pc.dim } as const;

await main(async () => {
  const { values, positionals } = options(
    { content: strings, days: strings, ics: strings, ledger: strings, today: strings, json: { type: "boolean" } },
    usage,
  );
  if (positionals.length > 0) throw new UsageError(`看不懂“${positionals[0]}”。`, usage);
  const days = Number(values.days ?? CALENDAR_DAYS);
  if (!Number.isInteger(days) || days < 0 || days > 1000 || values.days === "") {
    throw new UsageError(`天数写的是“${values.days}”。`, "请写 0 到 1000 的整数，写法如 --days 30。");
  }
  if (values.ics === "") throw new UsageError("--ics 后面没有写文件。", "写法如 --ics todo.ics。");
  const folder = values.content ?? "content";
  if (!existsSync(folder)) throw new UsageError(`没有“${folder}”这个文件夹。`, "写法如 npm run todo -- --content content。");
  const on = today(values.today);
  const read = await readTodo({
    content: folder,
    site: "_site",
    today: on,
    ledger: values.ledger ?? ledgerBeside(folder),
    cache: CACHE,
  });
  const tasks = buildTodo(read).filter((t) => t.daysLeft === undefined || t.daysLeft <= days);
  const { site } = read.content;
  const calendar = dueCalendar(tasks, on, days);
  // What is said of the calendar's file must not stand between the braces of the JSON.
  const say = values.json ? console.error : console.log;
  if (values.json) {
    const ids = (list: readonly Task[]): string[] => list.map((t) => t.id);
    const coming = calendar.coming.map((c) => ({ day: c.day, tasks: ids(c.tasks) }));
    console.log(JSON.stringify({ today: on, tasks, calendar: { overdue: ids(calendar.overdue), coming } }, undefined, 2));
  } else {
    const late = tasks.filter((t) => t.severity === "late").length;
    const soon = tasks.filter((t) => t.severity === "soon").length;
    console.log(
      `${pc.bold(`${site?.shortName ?? ""}${dayInChinese(on)}`)}　${tasks.length === 0 ? "没有要做的事。" : `共 ${tasks.length} 件，${late} 件已过期，${soon} 件快到期。`}`,
    );
    for (const { code, label } of taskKinds) {
      const group = tasks.filter((t) => t.kind === code);
      if (group.length === 0) continue;
      console.log(`\n${pc.bold(label)}（${group.length}）`);
      for (const t of group) {
        const left = leftInWords(t);
        console.log(`  ${paint[t.severity](left || severityLabels[t.severity])}　${t.title}`);
        console.log(`    ${t.todo}`);
        if (t.source) console.log(pc.dim(`    依据：${t.source}`));
        console.log(pc.dim(`    ${t.file}${t.line > 0 ? `:${t.line}` : ""}`));
      }
    }
    if (calendar.coming.length > 0) {
      console.log(`\n${pc.bold(`${days} 天里到期的`)}`);
      for (const { day, tasks: due } of calendar.coming) {
        for (const t of due) console.log(`  ${day}（周${"日一二三四五六"[weekday(day)]}）　${t.title}`);
      }
    }
  }
  if (values.ics !== undefined) {
    const owner = { name: site?.shortName ?? "", code: site?.organCode ?? "office" };
    try {
      writeFileSync(values.ics, todoIcs(tasks, owner, on, site?.workCalendar ?? announced));
    } catch (error) {
      throw new UsageError(
        `日历写不到“${values.ics}”（${(error as NodeJS.ErrnoException).code}）。`,
        "请换一个写得进去的位置，写法如 --ics todo.ics。",
      );
    }
    say(`\n日历写在 ${values.ics}，可以导入手机和 Outlook。`);
  }
  return 0;
});
