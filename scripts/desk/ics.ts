/** The tasks as a calendar for phones and office programs: RFC 5545. */
import { addDays, type Day, dayNumber } from "../rules/days.ts";
import type { WorkCalendar } from "../rules/workdays.ts";
import { workdayOrUnknown } from "./calendar.ts";
import { leftInWords, type Task, taskKinds } from "./todo.ts";

export interface CalendarOwner {
  /** 西安镇. */
  readonly name: string;
  /** Part of every UID, so that two offices' calendars do not collide. */
  readonly code: string;
}

/** Alarms ring at this hour of the working day before. */
const ALARM_HOUR = 9;
/** Octets of a line, its end not counted. */
const LINE = 75;

/** Text of a property. */
const escaped = (text: string): string => text.replace(/[\\;,]/g, (c) => `\\${c}`).replace(/\r?\n/g, "\\n");

/** Folds a line so that no part is longer than 75 octets and no character is cut. */
export function foldLine(line: string): string {
  const parts: string[] = [];
  let part = "";
  let octets = 0;
  for (const c of line) {
    const size = Buffer.byteLength(c);
    if (octets + size > LINE) {
      parts.push(part);
      // The blank at the beginning of a further part is one octet of it.
      part = " ";
      octets = 1;
    }
    part += c;
    octets += size;
  }
  return [...parts, part].join("\r\n");
}

const plain = (d: Day): string => d.replaceAll("-", "");

/** Calendar days from a day back to the working day before it; 1 where the calendar ends. */
function daysToWorkdayBefore(d: Day, calendar: WorkCalendar): number {
  for (let n = 1; n < 30; n++) {
    const workday = workdayOrUnknown(addDays(d, -n), calendar);
    if (workday === undefined) return 1;
    if (workday) return n;
  }
  return 1;
}

/**
 * All-day events of the tasks that have a day, with an alarm on the working day before. What is overdue stands on today, so that
 * it is seen. The same tasks on the same day give the same bytes; UIDs stay from day to day.
 */
export function todoIcs(tasks: readonly Task[], owner: CalendarOwner, today: Day, calendar: WorkCalendar): string {
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//gongkai//todo//ZH",
    "CALSCALE:GREGORIAN",
    "METHOD:PUBLISH",
    `X-WR-CALNAME:${escaped(`${owner.name}信息公开待办`)}`,
  ];
  for (const t of tasks) {
    if (t.due === undefined) continue;
    const late = t.due < today;
    const on = late ? today : t.due;
    const kind = taskKinds.find((k) => k.code === t.kind)?.label ?? "";
    lines.push(
      "BEGIN:VEVENT",
      `UID:${encodeURIComponent(t.id)}@${owner.code}.gongkai`,
      `DTSTAMP:${plain(today)}T000000Z`,
      `DTSTART;VALUE=DATE:${plain(on)}`,
      `DTEND;VALUE=DATE:${plain(addDays(on, 1))}`,
      `SUMMARY:${escaped(late ? `已过期（${t.due}）：${t.title}` : t.title)}`,
      `DESCRIPTION:${escaped([`${leftInWords(t)}。${t.todo}`, ...(t.source ? [`依据：${t.source}`] : []), t.file].join("\n"))}`,
      `CATEGORIES:${escaped(kind)}`,
      "CLASS:PRIVATE",
      "TRANSP:TRANSPARENT",
    );
    if (dayNumber(on) > dayNumber(today)) {
      lines.push(
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        `DESCRIPTION:${escaped(t.title)}`,
        `TRIGGER:-PT${24 * daysToWorkdayBefore(on, calendar) - ALARM_HOUR}H`,
        "END:VALARM",
      );
    }
    lines.push("END:VEVENT");
  }
  lines.push("END:VCALENDAR");
  return `${lines.map(foldLine).join("\r\n")}\r\n`;
}
