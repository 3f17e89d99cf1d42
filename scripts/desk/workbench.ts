/** 工作台: what is to be done, and the same as a calendar file. */
import { workbenchPage } from "../../layouts/desk/workbench.ts";
import { addMonths } from "../rules/days.ts";
import { announced } from "../rules/workdays.ts";
import { dueCalendar, monthSheet } from "./calendar.ts";
import { todoIcs } from "./ics.ts";
import type { Room } from "./room.ts";
import { buildTodo, newestRecords, type Task, taskKinds } from "./todo.ts";

/** Due within so many days is this week's. */
const WEEK = 7;

/** What matters today: late, or due this week. */
const presses = (t: Task): boolean => t.severity === "late" || (t.daysLeft !== undefined && t.daysLeft <= WEEK);

export const workbench: Room = {
  label: "工作台",
  path: "index.html",
  build: async (desk) => {
    const tasks = buildTodo(desk);
    const { site, records } = desk.content;
    const workCalendar = site?.workCalendar ?? announced;
    const next = addMonths(desk.today, 1);
    const page = workbenchPage(desk, {
      now: tasks.filter(presses),
      groups: taskKinds
        .map(({ code, label }) => ({ label, tasks: tasks.filter((t) => t.kind === code && !presses(t)) }))
        .filter((g) => g.tasks.length > 0),
      calendar: dueCalendar(tasks, desk.today),
      // The month that follows is looked at when this one is nearly over.
      sheets: (Number(desk.today.slice(8)) > 15 ? [desk.today, next] : [desk.today]).map((d) => monthSheet(tasks, d, workCalendar)),
      newest: newestRecords(desk),
      fresh: Object.values(records).every((list) => list.length === 0),
    });
    return [
      { path: "index.html", content: page },
      { path: "workbench.js", content: await desk.bundler.script("browser/workbench.ts") },
      {
        path: "todo.ics",
        content: todoIcs(tasks, { name: site?.shortName ?? "", code: site?.organCode ?? "office" }, desk.today, workCalendar),
      },
    ];
  },
};
