/** 待办: content and today → what is to be done, with the law's days. Plain functions, no clock, no disk. */
import type { Content } from "../content.ts";
import { clockOf } from "../deadline.ts";
import { nameOf, type Published, pathOf } from "../entries.ts";
import { linksOf, resolveLink } from "../markdown.ts";
import type { Item, Request, Site } from "../model/index.ts";
import type { Entry } from "../model/kind.ts";
import { errorsOf, holdsBack, type Problem } from "../problem.ts";
import { isReviewed, type Verdict, verdictLabel, verdictOf, waitingIn } from "../register/verdict.ts";
import { registerBegan } from "../register.ts";
import { fillTables } from "../report-tables.ts";
import { dueDay } from "../report-words.ts";
import { addDays, type Day, dayInChinese, dayNumber, lastDay, monthOf, yearOf } from "../rules/days.ts";
import { type ColumnClass, classOfLabel, freshUntil, inspectionOn } from "../rules/inspection.ts";
import { allowsWebsite, shortened } from "../rules/matters.ts";
import { reportFormOf } from "../rules/report-forms.ts";
import { type Choice, pauseReasons } from "../rules/requests.ts";
import {
  answerTerm,
  cite,
  proactiveTerm,
  regulationOn,
  reportArticle,
  reviewArticle,
  supplementTerm,
  thirdPartyTerm,
  topicArticles,
} from "../rules/statute.ts";
import { topicsOn } from "../rules/topics.ts";
import { isOfVillage } from "../rules/village-bodies.ts";
import { addWorkdays, announced, UnknownYear, type WorkCalendar, workdaysAfter } from "../rules/workdays.ts";
import { publicationTerm, timelinessOf } from "../timeliness.ts";
import { STATUTORY_PAGES } from "../validate.ts";
import { endingOf, isInForce } from "../validity.ts";
import type { Edition } from "../walk.ts";

/** What a task is about; the groups in which tasks are shown, in their order. */
export const taskKinds = [
  { code: "faults", label: "要改的地方" },
  { code: "requests", label: "依申请公开" },
  { code: "publish", label: "该公开的信息" },
  { code: "review", label: "等审查的" },
  { code: "notices", label: "公示" },
  { code: "validity", label: "文件有效期" },
  { code: "report", label: "年度报告" },
  { code: "columns", label: "栏目更新" },
  { code: "empty", label: "空着的栏目" },
  { code: "workdays", label: "放假安排" },
] as const satisfies readonly Choice[];

export type TaskKind = (typeof taskKinds)[number]["code"];

/** late: a day that the law or an inspection sets has passed. soon: it is near, or nothing stands in the way. planned: to know of. */
export type TaskSeverity = "late" | "soon" | "planned";

export const severityLabels: Readonly<Record<TaskSeverity, string>> = { late: "已过期", soon: "快到期", planned: "记着" };

/** Something to be done. */
export interface Task {
  /** The same from day to day: `publish:items/2026/0003`. */
  readonly id: string;
  readonly kind: TaskKind;
  readonly severity: TaskSeverity;
  /** Last day on which it is in time. */
  readonly due?: Day | undefined;
  /** Calendar days from today to `due`; negative when it has passed. */
  readonly daysLeft?: number | undefined;
  /** 工作日 left of what is not late, where the law counts in 工作日; also known where the holiday table ends before `due`. */
  readonly workdaysLeft?: number | undefined;
  readonly title: string;
  /** What to do, in plain Chinese. */
  readonly todo: string;
  /** Article or 文号, of the edition in force. */
  readonly source?: string | undefined;
  /** As the clerk opens it. */
  readonly file: string;
  /** From 1; 0 when the whole file is meant, or none is there yet. */
  readonly line: number;
  /** Id of the record: `items/2026/0003`. */
  readonly record?: string | undefined;
  /** Its page in the built site, where it has one: `items/2026/0003.html`. */
  readonly page?: string | undefined;
}

export interface TodoInput {
  /** Records without review included. */
  readonly content: Content;
  readonly problems: readonly Problem[];
  /** Undefined while something is to be mended: then what follows from figures is not said. */
  readonly edition: Edition | undefined;
  /** Addresses that `published.json` holds; undefined when nothing was ever published that way. */
  readonly published: ReadonlySet<string> | undefined;
  /** In Asia/Shanghai. */
  readonly today: Day;
}

/** So many 工作日 before its end a term is near. */
const NEAR_WORKDAYS = 5;
/** Calendar days before a 公示 ends. */
const NEAR_NOTICE = 3;
/** A 公示 without result is asked for so many days; older ones are history that nobody will finish now. */
const NOTICE_ASKED = 183;
/** Calendar days before a document lapses: half a year, in which it is evaluated. */
const VALIDITY_AHEAD = 183;
/** Above so many of one sort, one line for all. */
const MOST_SINGLE = 10;
/** Above so many without review (a ledger that was just imported), the most urgent ten and one line for the rest. */
const MOST_REVIEWS = 30;
/** Days ahead for the columns of each class: how long it takes to have something to publish. */
const COLUMN_AHEAD: Readonly<Record<ColumnClass, number>> = { news: 5, documents: 30, none: 0 };
/** A report is written when so few days are left. */
const NEAR_REPORT = 31;
/** The month from which the year that ends is looked at: its report, and the next year's holidays (announced in November). */
const YEAR_END_MONTH = 11;
/** So far ahead the calendar looks. */
export const CALENDAR_DAYS = 60;

/** A count of 工作日, or undefined where the calendar ends. */
function known<T>(count: () => T): T | undefined {
  try {
    return count();
  } catch (error) {
    if (error instanceof UnknownYear) return undefined;
    throw error;
  }
}

/** A term of `term` 工作日 from the day after `begin`: its end, and what is left of it. */
export function termLeft(
  begin: Day,
  term: number,
  today: Day,
  calendar: WorkCalendar,
): Pick<Task, "due" | "daysLeft" | "workdaysLeft" | "severity"> {
  const due = known(() => addWorkdays(begin, term, calendar));
  const daysLeft = due && dayNumber(due) - dayNumber(today);
  // What is over may be over for years: nobody counts its 工作日.
  if (daysLeft !== undefined && daysLeft < 0) return { due, daysLeft, severity: "late" };
  const used = known(() => workdaysAfter(begin, today, calendar));
  const left = used === undefined ? undefined : term - used;
  return { due, daysLeft, workdaysLeft: left, severity: left === undefined || left <= NEAR_WORKDAYS ? "soon" : "planned" };
}

/** 剩 3 个工作日; 今天到期; 已过期 4 天. */
export function leftInWords(task: Pick<Task, "due" | "daysLeft" | "workdaysLeft">): string {
  const { due, daysLeft, workdaysLeft } = task;
  if (daysLeft !== undefined && daysLeft < 0) return `已过期 ${-daysLeft} 天`;
  if (daysLeft === 0) return "今天到期";
  if (workdaysLeft !== undefined && workdaysLeft >= 0) {
    return `剩 ${workdaysLeft} 个工作日${due === undefined ? "（期限在下一年，放假安排还没有录入，算不出是哪一天）" : ""}`;
  }
  return daysLeft === undefined ? "" : `剩 ${daysLeft} 天`;
}

const ORDER: Readonly<Record<TaskSeverity, number>> = { late: 0, soon: 1, planned: 2 };
const KIND_ORDER = new Map<string, number>(taskKinds.map((k, i) => [k.code, i]));

const byKind = (a: Task, b: Task): number => (KIND_ORDER.get(a.kind) ?? 0) - (KIND_ORDER.get(b.kind) ?? 0);

/** What presses most comes first; of what is late, people who wait for an answer before columns that wait for news. */
const byUrgency = (a: Task, b: Task): number =>
  ORDER[a.severity] - ORDER[b.severity] ||
  (a.severity === "late" ? byKind(a, b) : 0) ||
  (a.due ?? "9").localeCompare(b.due ?? "9") ||
  byKind(a, b) ||
  (a.id < b.id ? -1 : 1);

/** Everything that is to be done, most urgent first. */
export function buildTodo(input: TodoInput): Task[] {
  const { site } = input.content;
  const tasks: Task[] = faultTasks(input);
  // By a wrong clock everything is late or nothing.
  if (input.problems.some((p) => p.rule === "clock")) return tasks;
  tasks.push(...workdayTasks(input));
  if (site) {
    const given = { ...input, site };
    tasks.push(
      ...publishTasks(given),
      ...requestTasks(given),
      ...noticeTasks(given),
      ...validityTasks(given),
      ...columnTasks(given),
      ...emptyTasks(given),
      ...reportTasks(given),
    );
  }
  return tasks.sort(byUrgency);
}

type Given = TodoInput & { readonly site: Site };

const lineOf = (r: { readonly lines: Readonly<Record<string, number>> }, ...keys: readonly string[]): number =>
  keys.map((k) => r.lines[k]).find((n) => n !== undefined) ?? 1;

const isOut = (r: Published, { site, today }: Given): boolean => isReviewed(r, site) && r.date <= today && !r.withdrawn;

/** Where a task's record is: file, line, id and page. */
const placeOf = (r: Entry, line: number, given: Given): Pick<Task, "file" | "line" | "record" | "page"> => ({
  file: r.file,
  line,
  record: r.id,
  page: given.edition?.register.byId.has(r.id) ? pathOf(r) : undefined,
});

const shownSite = (content: Content): string => content.folder.replaceAll("\\", "/");

/** What must be mended before the site is built again, and what could be. */
function faultTasks({ problems, content }: TodoInput): Task[] {
  const out: Task[] = [];
  const clock = problems.find((p) => p.rule === "clock");
  if (clock) {
    const [title = "", ...todo] = clock.message.split("\n");
    out.push({
      id: "faults:clock",
      kind: "faults",
      severity: "late",
      title: title.replace(/。$/, ""),
      todo: todo.join(""),
      file: shownSite(content),
      line: 0,
    });
  }
  const errors = errorsOf(problems).filter((p) => p !== clock);
  const [first] = errors;
  if (first) {
    out.push({
      id: "faults:errors",
      kind: "faults",
      severity: "late",
      title: `有 ${errors.length} 处要改，改好以前网站不更新`,
      todo: "照“要改的地方”里说的一处一处改好；也可以运行 npm run check 看。",
      file: first.file,
      line: first.line,
    });
  }
  const held = problems.filter(holdsBack);
  const [private_] = held;
  if (private_) {
    out.push({
      id: "faults:held",
      kind: "faults",
      severity: "late",
      title: `有 ${held.length} 处像是个人信息，或者没法检查，没有审查人写明理由，不能发布`,
      todo: "能不写就不写；核对过、一定要公开的，请审核的人在发布审查（review）里写上审查人（by）和理由（reason）。",
      source: reviewArticle["2019"],
      file: private_.file,
      line: private_.line,
    });
  }
  // What has a task of its own is not said twice; what waits for review is told with its record.
  const own = ["review-missing", "page-missing", "page-draft"];
  const warnings = problems.filter((p) => p.severity === "warning" && !p.waits && !holdsBack(p) && !own.includes(p.rule));
  const [one] = warnings;
  if (one) {
    const sorts = [
      ["隐私", /^private-/],
      ["附件", /^attachment-/],
      ["链接", /^(?:link|image|redirect)-/],
      ["年度报告", /^(?:report|figure|table)-/],
      ["其他", /./],
    ] as const;
    const counts = new Map<string, number>();
    for (const p of warnings) {
      const [label] = sorts.find(([, form]) => form.test(p.rule)) ?? ["其他"];
      counts.set(label, (counts.get(label) ?? 0) + 1);
    }
    out.push({
      id: "faults:warnings",
      kind: "faults",
      severity: "planned",
      title: `另有 ${warnings.length} 处提醒：${sorts.flatMap(([l]) => (counts.has(l) ? [`${l} ${counts.get(l)} 处`] : [])).join("，")}`,
      todo: "不改也能发布。请逐条看一遍：附件、链接的，打开试一试。",
      file: one.file,
      line: one.line,
    });
  }
  return out;
}

/** 形成以后还没有公开的: without review, dated later, or not in what was last published; and those that were late this year. */
function publishTasks(given: Given): Task[] {
  const { content, site, today, published } = given;
  const { items, interpretations, responses } = content.records;
  const mendFirst = (id: string): string => {
    const { because } = verdictOf(id, content, given.problems);
    return because.length === 0 ? "" : `里面有 ${because.length} 处，审查以前要改（见“要改的地方”）。`;
  };
  const out: Task[] = [...confirmTasks(given)];
  const waiting: Task[] = [];
  const reviews: Task[] = [];
  const late: Published[] = [];
  for (const r of [...items, ...interpretations, ...responses] as Published[]) {
    if (r.withdrawn) continue;
    const term = publicationTerm(r, site);
    // Most records are out and in time: nothing is counted for them.
    const isWaiting = r.review === undefined || r.date > today || (published !== undefined && !published.has(`${r.id}.html`));
    const left = isWaiting && term ? termLeft(term.formed, term.workdays, today, site.workCalendar) : undefined;
    const name = `“${r.title}”`;
    const length = isOfVillage(r, site)
      ? "村里的事按村务公开的规定公布。"
      : term
        ? `成文以后 ${term.workdays} 个工作日内要公开。`
        : r.lines.formed === undefined
          ? "没有写成文日期（formed），算不出期限，请补上。"
          : "";
    const source = term?.source ?? proactiveTerm[regulationOn(r.date)].article;
    if (r.review === undefined) {
      const published = site.reviewRequired === false && r.date <= today;
      reviews.push({
        id: `review:${r.id}`,
        kind: "review",
        severity: "soon",
        ...(published ? {} : left),
        title: published ? `${name}公开了，没有写审查` : `${name}等审查，还没有公开`,
        todo: `${mendFirst(r.id)}请审核的人看过，把谁审的、哪天审的写进发布审查（review）。${published ? "" : length}`,
        source: `${reviewArticle[regulationOn(r.date)]}${published || !term ? "" : `，${term.source}`}`,
        ...placeOf(r, lineOf(r, "title"), given),
      });
    } else if (r.date > today) {
      const over = left?.due !== undefined && r.date > left.due;
      out.push({
        id: `publish:${r.id}`,
        kind: "publish",
        severity: "planned",
        ...left,
        title: `${name}的公开日期（${r.date}）还没有到${over ? "，而且晚于期限" : ""}`,
        todo: `${length}可以公开了的，把公开日期（date）改成公开的那一天；还不能公开的，先把文件移出内容文件夹，留在那里网站不能更新。`,
        source,
        ...placeOf(r, lineOf(r, "date"), given),
      });
    } else if (published && !published.has(`${r.id}.html`)) {
      waiting.push({
        id: `publish:${r.id}`,
        kind: "publish",
        severity: "soon",
        ...left,
        title: `${name}写好了，还没有发布`,
        todo: `${length}请运行 npm run publish，把做好的网站放到网上。`,
        source,
        ...placeOf(r, lineOf(r, "date"), given),
      });
    } else if (r.year === yearOf(today) && known(() => timelinessOf(r, site))?.late) late.push(r);
  }
  reviews.sort(byUrgency);
  const many = reviews.length > MOST_REVIEWS;
  out.push(...(many ? reviews.slice(0, MOST_SINGLE) : reviews));
  const next = many ? reviews[MOST_SINGLE] : undefined;
  if (next) {
    out.push({
      ...next,
      id: "review:others",
      title: `另有 ${reviews.length - MOST_SINGLE} 条等审查`,
      todo: "请审核的人一条一条看过，写上发布审查（review）。运行 npm run check 可以看到每一条在哪个文件。",
      record: undefined,
      page: undefined,
    });
  }
  const [first] = waiting.toSorted(byUrgency);
  if (first && waiting.length > MOST_SINGLE) {
    out.push({
      ...first,
      id: "publish:waiting",
      title: `有 ${waiting.length} 条写好了，还没有发布`,
      todo: `请运行 npm run publish，把做好的网站放到网上。最急的一条是“${nameById(first, content)}”。`,
      page: undefined,
    });
  } else out.push(...waiting);
  const [one] = late;
  if (one) {
    out.push({
      id: `publish:late-${yearOf(today)}`,
      kind: "publish",
      severity: "planned",
      title: `今年有 ${late.length} 条公开得晚了：${late
        .slice(0, 3)
        .map((r) => `“${r.title}”`)
        .join("、")}${late.length > 3 ? "等" : ""}`,
      todo: "已经公开，不用补做，日期也不能改。请找出晚的原因，写年度报告“存在的主要问题”时如实写明。",
      source: proactiveTerm[regulationOn(today)].article,
      ...placeOf(one, lineOf(one, "formed"), given),
    });
  }
  return out;
}

/** What waits besides records: standing pages that are drafts, and files that cannot be read yet and have no review. */
function confirmTasks({ content, problems }: Given): Task[] {
  const drafts = content.pages
    .filter((p) => p.draft)
    .map((p): Task => {
      const { because } = verdictOf(`pages/${p.id}`, content, problems);
      return {
        id: `review:pages/${p.id}`,
        kind: "review",
        severity: "soon",
        title: `“${p.title}”还是草稿，等确认，还没有公开`,
        todo: `请核对：地址、电话、时间、本机关的做法和期限，是不是和实际一样；不一样的改过来。都对了，删去草稿（draft）这一行。${because.length > 0 ? `里面还有 ${because.length} 处要改（见“要改的地方”）。` : ""}`,
        source: PAGE_SOURCE[p.id],
        file: p.file,
        line: p.lines.draft ?? 1,
        record: `pages/${p.id}`,
      };
    });
  const waiting = waitingIn(content);
  const unread = [...(content.unreviewed ?? [])].filter((id) => waiting.has(id));
  return [
    ...drafts,
    ...unread.map((id): Task => {
      const { because } = verdictOf(id, content, problems);
      const file = `${shownSite(content)}/${id}.md`;
      return {
        id: `review:${id}`,
        kind: "review",
        severity: "soon",
        title: `${file} 没有审查，还读不出来，先不公开`,
        todo: `先照“要改的地方”改好${because.length > 0 ? `（${because.length} 处）` : ""}，再请审核的人看过，写上发布审查（review）。`,
        file,
        line: because[0]?.line ?? 1,
        record: id,
      };
    }),
  ];
}

function nameById(task: Task, { records }: Content): string {
  const all: readonly Entry[] = [...records.items, ...records.interpretations, ...records.responses];
  const found = all.find((r) => r.id === task.record);
  return found ? nameOf(found) : task.title;
}

/** 依申请公开 that is not answered: days left, late, or the clock standing still. */
function requestTasks(given: Given): Task[] {
  return given.content.records.requests.flatMap((r) =>
    r.answered === undefined && r.outcome === undefined ? [requestTask(r, given)] : [],
  );
}

function requestTask(r: Request, given: Given): Task {
  const { today, site } = given;
  const { workCalendar } = site;
  const edition = regulationOn(r.received);
  const rule = answerTerm[edition];
  const clock = known(() => clockOf(r, workCalendar));
  const name = `申请“${nameOf(r)}”`;
  const task = { id: `requests:${r.id}`, kind: "requests", source: rule.article } as const;
  if (clock?.standing) {
    const { from, why } = clock.standing;
    const asked = why === "thirdParty" ? thirdPartyTerm[edition] : undefined;
    const left = asked && termLeft(from, asked.workdays, today, workCalendar);
    const over = left?.severity === "late";
    const reason = pauseReasons.find((p) => p.code === why)?.label ?? "暂停";
    return {
      ...task,
      ...(over ? {} : left),
      // The clock stands still: nothing of the office is late yet.
      severity: left && left.severity !== "planned" ? "soon" : "planned",
      title: `${name}停钟：${reason}，从 ${from} 起`,
      todo:
        why === "thirdParty"
          ? `第三方收到征求意见书以后${asked ? ` ${asked.workdays} 个工作日内` : "在规定的期限内"}答复${over ? "，现在已经过了：请由本机关决定是否公开" : ""}。期限从收到意见（或者第三方逾期）那天接着算，请把那一天写成暂停结束（to）。`
          : "收到补正材料的那天，把暂停结束（to）写上，答复期限从那天重新算。无正当理由逾期不补正的，不再处理，办理结果写 other1。",
      source: asked?.article ?? supplementTerm[edition]?.article ?? rule.article,
      ...placeOf(r, lineOf(r, "paused"), given),
    };
  }
  const left = clock ? termLeft(clock.begin, clock.term + clock.paused, today, workCalendar) : ({ severity: "soon" } as const);
  const ask = supplementTerm[edition];
  const askBy =
    ask && !r.paused?.some((p) => p.why === "supplement") ? known(() => addWorkdays(r.received, ask.workdays, workCalendar)) : undefined;
  const what =
    left.severity === "late"
      ? "已经过了答复期限：请马上答复，"
      : clock && left.due
        ? `请在 ${left.due} 以前（含当天）答复，`
        : "请尽快答复，";
  const more = r.extended
    ? "已经延期，不能再延。"
    : left.severity === "late"
      ? ""
      : `来不及的，要在期限以前经机关负责人同意并告知申请人，可以再延 ${rule.extension} 个工作日，写 extended: true。`;
  return {
    ...task,
    ...left,
    title: `${name}要答复${r.extended ? "（已延期）" : ""}`,
    todo: `${what}再把办理结果（outcome）和答复日期（answered）写进记录。${more}${
      askBy !== undefined && askBy >= today ? `内容不明确的，要在 ${askBy} 以前一次性告知补正（${ask?.article}）。` : ""
    }`,
    ...placeOf(r, lineOf(r, "received"), given),
  };
}

/** 公示: to begin, running, or over with no result that the records know of. */
function noticeTasks(given: Given): Task[] {
  const { content, today } = given;
  const out: Task[] = [];
  const over: Item[] = [];
  for (const r of content.records.items) {
    const { notice } = r;
    if (!notice || notice.from > notice.to || r.noticeDone !== undefined || !isOut(r, given)) continue;
    const place = placeOf(r, lineOf(r, "notice"), given);
    const task = { id: `notices:${r.id}`, kind: "notices" } as const;
    if (notice.to < today) {
      if (addDays(notice.to, NOTICE_ASKED) >= today) over.push(r);
      continue;
    }
    const begun = notice.from <= today;
    const due = begun ? notice.to : notice.from;
    const daysLeft = dayNumber(due) - dayNumber(today);
    out.push({
      ...task,
      severity: daysLeft <= NEAR_NOTICE ? "soon" : "planned",
      due,
      daysLeft,
      title: begun ? `公示“${r.title}”到 ${notice.to} 结束` : `公示“${r.title}”从 ${notice.from} 开始`,
      todo: begun
        ? `公示期里有人提意见的，记下来，核实以后答复。${endOfNotice(r)}`
        : "那天把公示贴到公开栏，拍照存档；网页已经有了的，看看公示的起止日期写得对不对。",
      ...place,
    });
  }
  const answered = resultsOf(over, content, given);
  for (const r of over) {
    const to = r.notice?.to;
    if (to === undefined || answered.has(r.id)) continue;
    const days = dayNumber(today) - dayNumber(to);
    out.push({
      id: `notices:${r.id}`,
      kind: "notices",
      severity: days <= NEAR_REPORT ? "soon" : "planned",
      title: `公示“${r.title}”${dayInChinese(to)}结束，${days} 天了，还没有结果`,
      todo: endOfNotice(r),
      source: `结果形成以后 ${proactiveTerm[regulationOn(today)].workdays} 个工作日内公开：${proactiveTerm[regulationOn(today)].article}`,
      ...placeOf(r, lineOf(r, "notice"), given),
    });
  }
  return out;
}

const endOfNotice = (r: Item): string =>
  `期满后发结果公告的，在那一条里写 resultOf: ${r.id}；没有异议、不另发公告的，在这一条里写 noticeDone: 核实清楚的那一天。`;

/** Documents whose 有效期 ends within the half year: whether they go on is decided before. */
function validityTasks(given: Given): Task[] {
  const { content, today } = given;
  return content.records.items.flatMap((r): Task[] => {
    const ending = endingOf(r);
    if (ending?.how !== "expired" || r.validTo === undefined || !isOut(r, given) || !isInForce(r, today)) return [];
    const daysLeft = dayNumber(r.validTo) - dayNumber(today);
    if (daysLeft > VALIDITY_AHEAD) return [];
    return [
      {
        id: `validity:${r.id}`,
        kind: "validity",
        severity: daysLeft <= NEAR_REPORT ? "soon" : "planned",
        due: r.validTo,
        daysLeft,
        title: `“${r.title}”的有效期到 ${r.validTo}`,
        todo: "过了这一天自动算失效，现行有效件数里不再有它。还要执行的，到期以前评估、重新公布；不再执行的，不用做什么。",
        ...placeOf(r, lineOf(r, "validTo"), given),
      },
    ];
  });
}

/** A record's file in a link: `../2025/0003.md`. */
const FILE = /([a-z0-9-]{1,80})\.(?:md|html)\b/g;

/** 公示 whose result has been posted: a later item says so (`resultOf`, `supersedes`), or links to it. */
function resultsOf(notices: readonly Item[], { records }: Content, given: Given): ReadonlySet<string> {
  const wanted = new Map(notices.map((n) => [n.id, n]));
  const found = new Set<string>();
  if (wanted.size === 0) return found;
  const serials = new Set(notices.map((n) => n.serial));
  for (const r of records.items) {
    if (!isOut(r, given)) continue;
    if (r.resultOf !== undefined) found.add(r.resultOf);
    if (r.supersedes !== undefined) found.add(r.supersedes);
    // Links are read only where the file of one of them is named.
    if (![...r.body.matchAll(FILE)].some((m) => serials.has(m[1] ?? ""))) continue;
    for (const { url } of linksOf(r.body)) {
      const id = resolveLink(r.id, url).replace(/\.(?:md|html)$/, "");
      const notice = wanted.get(id)?.notice;
      if (notice && id !== r.id && r.date >= notice.to) found.add(id);
    }
  }
  return found;
}

interface Column {
  readonly code: string;
  readonly label: string;
  readonly kind: ColumnClass;
  readonly newest: Published | undefined;
}

const newestOf = <T extends Published>(list: readonly T[]): T | undefined =>
  list.reduce<T | undefined>((best, r) => (!best || r.date > best.date ? r : best), undefined);

function columnsOf(given: Given): Column[] {
  const { content, site } = given;
  const by = new Map<string, Item[]>();
  for (const r of content.records.items) {
    if (!isOut(r, given)) continue;
    const list = by.get(r.category);
    if (list) list.push(r);
    else by.set(r.category, [r]);
  }
  return site.categories.map((c) => ({
    code: c.code,
    label: c.label,
    kind: c.updates ?? classOfLabel(c.label),
    newest: newestOf(by.get(c.code) ?? []),
  }));
}

/** 栏目不更新, 首页不更新, 空白栏目 (国办秘函〔2019〕19号): said ahead, and plainly when it would be a veto. */
function columnTasks(given: Given): Task[] {
  const { content, site, today } = given;
  const rules = inspectionOn(today);
  const out: Task[] = [];
  const place = { file: site.file, line: lineOf(site, "categories") };
  const columns = columnsOf(given);
  let stale = 0;
  for (const c of columns) {
    const until = c.newest && freshUntil(c.newest.date, c.kind, rules);
    if (!c.newest || until === undefined) continue;
    const daysLeft = dayNumber(until) - dayNumber(today);
    if (daysLeft < 0) stale++;
    if (daysLeft > CALENDAR_DAYS) continue;
    const term = c.kind === "news" ? `${rules.newsDays} 天` : `${rules.documentsMonths} 个月`;
    out.push({
      id: `columns:${c.code}`,
      kind: "columns",
      severity: daysLeft < 0 ? "late" : daysLeft <= COLUMN_AHEAD[c.kind] ? "soon" : "planned",
      due: until,
      daysLeft,
      title: daysLeft < 0 ? `“${c.label}”栏目没有按时更新，最近一条是 ${c.newest.date}` : `“${c.label}”栏目在 ${until} 以前要有新内容`,
      todo: `这一类栏目 ${term}里要有新的。请看看有没有该公开的信息，有就写一条；没有的不要凑数。`,
      source: rules.source,
      ...place,
    });
  }
  const { items, interpretations, responses } = content.records;
  const newest = newestOf(([...items, ...interpretations, ...responses] as Published[]).filter((r) => isOut(r, given)));
  if (newest) {
    const until = addDays(newest.date, rules.homeDays);
    const daysLeft = dayNumber(until) - dayNumber(today);
    out.push({
      id: "columns:home",
      kind: "columns",
      // The home page that is inspected is the host site's: this one is a part of it.
      severity: daysLeft <= COLUMN_AHEAD.news ? "soon" : "planned",
      due: until,
      daysLeft,
      title: daysLeft < 0 ? `首页从 ${newest.date} 起没有新内容` : `首页在 ${until} 以前要有新内容`,
      todo: `检查看 ${rules.homeDays} 天：首页一直没有新的，是单项否决。有该公开的就写一条。`,
      source: rules.source,
      ...place,
    });
  }
  const empty = emptyColumns(given, columns);
  for (const [id, count, most, words] of [
    ["stale", stale, rules.staleVeto, "没有按时更新"],
    ["empty", empty.length, rules.emptyVeto, "空着"],
  ] as const) {
    // Two short of it is the time to say so.
    if (count < most - 2) continue;
    out.push({
      id: `columns:veto-${id}`,
      kind: "columns",
      // An office that begins has everything empty: it is not late with anything.
      severity: !newest ? "planned" : count >= most ? "late" : "soon",
      title:
        count >= most
          ? `${count} 个栏目${words}：到 ${most} 个就是单项否决，检查不合格`
          : `${count} 个栏目${words}，到 ${most} 个就是单项否决`,
      todo: id === "stale" ? "先从最久没有更新的栏目做起。" : `先补上这些栏目：${empty.join("、")}；用不着的类目，从 site.yaml 里删去。`,
      source: rules.source,
      ...place,
    });
  }
  return out;
}

/** 空白栏目: categories, 解读, 回应 and the statutory pages with nothing in them. */
function emptyColumns(given: Given, columns: readonly Column[]): string[] {
  const { content } = given;
  const { interpretations, responses } = content.records;
  return [
    ...columns.filter((c) => !c.newest).map((c) => c.label),
    ...(interpretations.some((r) => isOut(r, given)) ? [] : ["政策解读"]),
    ...(responses.some((r) => isOut(r, given)) ? [] : ["回应关切"]),
    ...missingPages(content).map(([, title]) => title),
    ...content.pages.filter((p) => p.draft && p.id in STATUTORY_PAGES).map((p) => p.title),
  ];
}

const missingPages = (content: Content): [string, string][] =>
  Object.entries(STATUTORY_PAGES).filter(([id]) => !content.pages.some((p) => p.id === id) && !content.unread.has(`pages/${id}`));

const PAGE_SOURCE: Readonly<Record<string, string>> = {
  guide: `${cite.guide}、国办公开办函〔2019〕61号`,
  rules: "国办公开办函〔2019〕61号",
  apply: "《政府信息公开条例》第二十九条、国办公开办函〔2019〕61号",
};

/** 法定主动公开内容 with nothing in it: standing pages, topics of the 条例, matters of the catalogue. */
function emptyTasks(given: Given): Task[] {
  const { content, site, today } = given;
  const out: Task[] = missingPages(content).map(([id, title]) => ({
    id: `empty:pages/${id}`,
    kind: "empty",
    severity: "soon",
    title: `还没有“${title}”这一页`,
    todo: `请照 scripts/model/templates/pages.md 写一个，存成 ${shownSite(content)}/pages/${id}.md。`,
    source: PAGE_SOURCE[id],
    file: `${shownSite(content)}/pages/${id}.md`,
    line: 0,
  }));
  const items = content.records.items.filter((r) => isOut(r, given) && !isOfVillage(r, site));
  const used = new Set(items.map((r) => r.topic));
  const inForce = topicsOn(today);
  const articles = topicArticles[regulationOn(today)];
  const place = { file: site.file, line: 1 };
  for (const article of articles) {
    const number = /第([一二三四五六七八九十]+)条/.exec(article)?.[1] ?? "";
    const prefix = ARTICLE_PREFIX[number] ?? "";
    const all = inForce.filter((t) => t.code.startsWith(prefix));
    const lacking = all.filter((t) => !used.has(t.code));
    if (lacking.length === 0) continue;
    out.push({
      id: `empty:topics-${prefix}1`,
      kind: "empty",
      severity: "planned",
      title: `条例第${number}条的 ${all.length} 项重点内容，有 ${lacking.length} 项还没有信息`,
      todo: `有这方面的信息就写一条，并写上重点公开内容（topic）；本镇确实没有的，不用凑。空着的：${lacking.map((t) => `${t.label}（${t.code}）`).join("、")}。`,
      source: article,
      ...place,
    });
  }
  // Only what surely has nothing is named: a title with any part of the matter's name, or a category of that name, will do.
  const catalogue = (site.catalogue ?? []).filter((m) => allowsWebsite(m.channels));
  const filled = new Set(site.categories.filter((c) => items.some((r) => r.category === c.code)).map((c) => c.label));
  const named = new Set(items.map((r) => r.matter));
  const titles = catalogue.length === 0 ? "" : items.map((r) => shortened([r.title, ...(r.keywords ?? [])].join("|"))).join("\n");
  const matters = catalogue.filter(({ matter }) => {
    const parts = matter.split(/[、和及]/).map(shortened);
    return !filled.has(matter) && !named.has(matter) && !parts.some((p) => p.length > 1 && titles.includes(p));
  });
  if (matters.length > 0) {
    out.push({
      id: "empty:catalogue",
      kind: "empty",
      severity: "planned",
      title: `公开事项目录里有 ${matters.length} 项还找不到信息`,
      todo: `公开过的，在那一条里写上公开事项（matter）；没有公开的，照目录公开：${matters.map((m) => m.matter).join("、")}。`,
      source: "国办发〔2019〕54号",
      file: site.file,
      line: lineOf(site, "catalogue"),
    });
  }
  return out;
}

/** Codes of topics begin with their article's number. */
const ARTICLE_PREFIX: Readonly<Record<string, string>> = { 十二: "12-", 二十: "20-", 二十一: "21-" };

/** 年度报告: of the year that has ended, and from November on of the one that ends. */
function reportTasks({ content, site, edition, today }: Given): Task[] {
  const out: Task[] = [];
  const began = registerBegan(content);
  const year = yearOf(today);
  for (const y of monthOf(today) >= YEAR_END_MONTH ? [year - 1, year] : [year - 1]) {
    const form = reportFormOf(y);
    if (!form || began === undefined || yearOf(began) > y) continue;
    const words = content.reports.find((r) => r.id === String(y));
    // One that could not be read is among the faults.
    if (words?.date !== undefined || (!words && content.unread.has(`reports/${y}`))) continue;
    const due = dueDay({ year: y, form }, site.reportDue);
    const daysLeft = dayNumber(due) - dayNumber(today);
    const tally = words && edition?.tallies.get(y);
    const missing = tally
      ? fillTables(form, tally, words).reduce((n, t) => n + t.rows.flat().filter((c) => c.value === undefined).length, 0)
      : 0;
    const lacks = missing > 0 ? `还有 ${missing} 格数字没有申报；` : "";
    const file = words?.file ?? `${shownSite(content)}/reports/${y}.md`;
    const over = lastDay(y) < today;
    out.push({
      id: `report:${y}`,
      kind: "report",
      severity: daysLeft < 0 ? "late" : daysLeft <= NEAR_REPORT ? "soon" : "planned",
      due,
      daysLeft,
      title: words ? `${y} 年年度报告还没有公布` : `${y} 年年度报告还没有动笔`,
      todo: words
        ? `${lacks}运行 npm run report -- ${y} 看还缺什么；${over ? "写好、审过以后，写上公布日期（date）。" : "过完年就能写完。"}`
        : `请照 scripts/model/templates/reports.md 写一个，存成 ${file}；运行 npm run report -- ${y} 看数字和还要申报的。`,
      source: `${reportArticle[regulationOn(due)]}；期限${site.reportDue ? "按 site.yaml 的 reportDue" : "没有另外规定的按这一天，县里另有规定的写进 site.yaml 的 reportDue"}`,
      file,
      line: words ? lineOf(words, "year") : 0,
    });
  }
  return out;
}

/** The calendar ends: no day of the next year can be counted. */
function workdayTasks({ content, today }: TodoInput): Task[] {
  const year = yearOf(today);
  const { years } = content.site?.workCalendar ?? announced;
  const wanted = years.has(year) ? (monthOf(today) >= YEAR_END_MONTH ? year + 1 : undefined) : year;
  if (wanted === undefined || years.has(wanted)) return [];
  const due = lastDay(wanted - 1);
  const daysLeft = dayNumber(due) - dayNumber(today);
  return [
    {
      id: `workdays:${wanted}`,
      kind: "workdays",
      severity: daysLeft < 0 ? "late" : "soon",
      due,
      daysLeft,
      title: `还没有录入 ${wanted} 年的放假安排`,
      todo: `跨到 ${wanted} 年的期限算不出来。国务院办公厅的通知一般在十一月公布，请照它写进 site.yaml 的 holidays：off 写放假的日子，work 写调休上班的周末；样子在操作手册“每个月”里。`,
      source: `国务院办公厅关于${wanted}年部分节假日安排的通知`,
      file: content.site?.file ?? "content/site.yaml",
      line: content.site?.lines.holidays ?? 1,
    },
  ];
}

/** A record as the workbench lists it. */
export interface NewestRecord {
  readonly record: Published;
  readonly verdict: Verdict;
  /** 在网站上, 等发布, 等审查, 不能发布, 已撤回. */
  readonly state: string;
  readonly page: string | undefined;
}

/** The records of the latest days, those without review included. */
export function newestRecords(input: TodoInput, count = 10): NewestRecord[] {
  const { content, problems, published } = input;
  const { site } = content;
  const { items, interpretations, responses } = content.records;
  if (!site) return [];
  const given = { ...input, site };
  return ([...items, ...interpretations, ...responses] as Published[])
    .toSorted((a, b) => (a.date < b.date ? 1 : a.date > b.date ? -1 : a.id < b.id ? 1 : -1))
    .slice(0, count)
    .map((record) => {
      const verdict = verdictOf(record.id, content, problems);
      const isNext = verdict.state === "out" && !verdict.withdrawn && published !== undefined && !published.has(`${record.id}.html`);
      return { record, verdict, state: isNext ? "等发布" : verdictLabel(verdict), page: placeOf(record, 1, given).page };
    });
}
