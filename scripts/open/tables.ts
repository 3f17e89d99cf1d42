/**
 * The register as flat tables, `data/tables/*.csv`: what anyone needs to count every figure anew. UTF-8, comma, a header, an empty cell
 * for what is not there; days as `YYYY-MM-DD`, flags as yes and no, amounts in 元. No body, no internal note.
 */
import type { Published } from "../entries.ts";
import { isItem } from "../entries.ts";
import type { Item } from "../model/index.ts";
import { countsInItsYear, type Register } from "../register.ts";
import { addDays, type Day, firstDay, lastDay, yearOf } from "../rules/days.ts";
import { answerTerm, proactiveTerm, regulations } from "../rules/statute.ts";
import { isWorkday } from "../rules/workdays.ts";
import type { YearTally } from "../tally.ts";

/** What a column holds, as CSVW and Frictionless name it. */
export type ColumnType = "string" | "date" | "integer" | "number" | "boolean";

export interface Column {
  readonly name: string;
  readonly type: ColumnType;
  /** For the code book. */
  readonly says: string;
}

export interface Table {
  readonly name: string;
  readonly title: string;
  readonly columns: readonly Column[];
  /** Columns that together name a row. */
  readonly key: readonly string[];
  readonly rows: () => readonly (readonly string[])[];
}

type Cell = string | number | boolean | undefined;

const cell = (value: Cell): string => (value === undefined ? "" : value === true ? "yes" : value === false ? "no" : String(value));

const columns = (...list: readonly (readonly [name: string, type: ColumnType, says: string])[]): Column[] =>
  list.map(([name, type, says]) => ({ name, type, says }));

const table = (
  name: string,
  title: string,
  key: readonly string[],
  list: readonly Column[],
  rows: () => readonly (readonly Cell[])[],
): Table => ({
  name,
  title,
  key,
  columns: list,
  rows: () => rows().map((r) => r.map(cell)),
});

/** Days of the calendar that the register reaches, with the running number of 工作日; none of a year that the calendar lacks. */
function workdays({ site, items, requests }: Register): (readonly Cell[])[] {
  const calendar = site.workCalendar;
  const days = [...items.flatMap((i) => [i.formed ?? i.date, i.date]), ...requests.flatMap((r) => [r.received, r.answered ?? r.received])];
  if (days.length === 0) return [];
  const first = days.reduce((a, b) => (b < a ? b : a));
  const last = days.reduce((a, b) => (b > a ? b : a));
  const known = [...calendar.years].sort((a, b) => a - b).filter((y) => y >= yearOf(first) && y <= yearOf(last) + 1);
  const rows: Cell[][] = [];
  let number = 0;
  for (const year of known) {
    for (let d: Day = firstDay(year); d <= lastDay(year); d = addDays(d, 1)) {
      const works = isWorkday(d, calendar);
      if (works) number++;
      rows.push([d, works, number]);
    }
  }
  return rows;
}

/** Every table. Withdrawn records stand in them by address and days alone, since earlier figures count them. */
export function openTables(register: Register, tallies: ReadonlyMap<number, YearTally>): Table[] {
  const { site } = register;
  const published: readonly Published[] = [...register.items, ...register.interpretations, ...register.responses];
  /** Of what was taken back within its year, and stands in no figure, only the days are left. */
  const item = (r: Published): Item | undefined => (isItem(r) && countsInItsYear(r) ? r : undefined);
  const matters = new Map((site.catalogue ?? []).toReversed().map((m) => [m.matter, m.workdays]));
  const all = [...tallies.values()];
  return [
    table(
      "years",
      "各年统计的起止",
      ["year"],
      columns(
        ["year", "integer", "年份"],
        ["first_day", "date", "统计期第一天"],
        ["last_day", "date", "统计期最后一天"],
        ["count_from", "date", "从这一天起由登记册数"],
        ["basis", "string", "counted 由登记册数；declared 那时没有登记册，由年度报告申报"],
      ),
      () => all.map((t) => [t.year, t.period.from, t.period.to, t.since ?? t.period.from, t.paper ? "declared" : "counted"]),
    ),
    table(
      "publications",
      "公开的信息、政策解读和回应",
      ["id"],
      columns(
        ["id", "string", "编号，加 .html 就是网页地址"],
        ["kind", "string", "items 信息，interpretations 政策解读，responses 回应"],
        ["year", "integer", "登记的年份"],
        ["date", "date", "公开日期"],
        ["formed", "date", "成文日期"],
        ["category", "string", "公开类目的代码"],
        ["topic", "string", "重点公开内容的代码"],
        ["matter", "string", "公开事项目录里的事项"],
        ["village_affairs", "boolean", "是否村里发布的（村务公开），不算本机关的"],
        ["withdrawn", "date", "撤回的日子"],
        ["repealed", "date", "废止的日子"],
        ["valid_to", "date", "有效期至"],
        ["status", "string", "另外写明的效力状态"],
      ),
      () =>
        published.map((r) => {
          const i = item(r);
          const of = register.ofVillages.has(r.id);
          return [
            r.id,
            r.kind,
            r.year,
            r.date,
            i?.formed,
            i?.category,
            i?.topic,
            i?.matter,
            of,
            r.withdrawn?.date,
            i?.repealed,
            i?.validTo,
            i?.status,
          ];
        }),
    ),
    table(
      "publication_channels",
      "信息用过的公开渠道",
      ["id", "channel"],
      columns(["id", "string", "信息的编号"], ["channel", "string", "公开渠道的代码"]),
      () => published.filter(countsInItsYear).flatMap((r) => [...new Set(r.channels ?? [])].map((c) => [r.id, c])),
    ),
    table(
      "publication_villages",
      "信息涉及的村",
      ["id", "village"],
      columns(["id", "string", "信息的编号"], ["village", "string", "村（社区）的代码"]),
      () => register.items.filter(countsInItsYear).flatMap((r) => [...new Set(r.village ?? [])].map((v) => [r.id, v])),
    ),
    table(
      "requests",
      "收到的申请",
      ["id"],
      columns(
        ["id", "string", "编号"],
        ["received", "date", "收到日期"],
        ["via", "string", "申请方式的代码"],
        ["applicant", "string", "申请人类别的代码"],
        ["outcome", "string", "办理结果的代码"],
        ["answered", "date", "答复日期"],
        ["extended", "boolean", "是否延期"],
        ["fee", "number", "收费，元"],
        ["fee_waived", "number", "减免，元"],
      ),
      () =>
        register.requests.map((r) => [
          r.id,
          r.received,
          r.via,
          r.applicant,
          r.outcome,
          r.answered,
          r.extended ?? false,
          r.fee ?? 0,
          r.feeWaived ?? 0,
        ]),
    ),
    table(
      "request_pauses",
      "申请期限暂停的时间",
      [],
      columns(
        ["id", "string", "申请的编号"],
        ["from_day", "date", "暂停开始"],
        ["to_day", "date", "暂停结束"],
        ["why", "string", "supplement 补正，thirdParty 征求第三方意见"],
      ),
      () => register.requests.flatMap((r) => (r.paused ?? []).map((p) => [r.id, p.from, p.to, p.why])),
    ),
    table(
      "disputes",
      "行政复议、行政诉讼和申诉",
      ["id"],
      columns(
        ["id", "string", "编号"],
        ["type", "string", "reconsideration 行政复议，litigation 行政诉讼，appeal 申诉"],
        ["after_reconsideration", "boolean", "是否复议后起诉"],
        ["filed", "date", "受理日期"],
        ["result", "string", "结果的代码"],
        ["closed", "date", "审结日期"],
      ),
      () => register.disputes.map((d) => [d.id, d.type, d.afterReconsideration ?? false, d.filed, d.result, d.closed]),
    ),
    table(
      "complaints",
      "举报投诉",
      ["id"],
      columns(["id", "string", "编号"], ["year", "integer", "登记的年份"], ["date", "date", "收到日期"], ["closed", "date", "办结日期"]),
      () => register.complaints.map((c) => [c.id, c.year, c.date, c.closed]),
    ),
    table(
      "trainings",
      "培训和会议",
      ["id"],
      columns(
        ["id", "string", "编号"],
        ["year", "integer", "登记的年份"],
        ["type", "string", "class 培训班，meeting 会议"],
        ["date", "date", "日期"],
        ["participants", "integer", "参加人次"],
      ),
      () => register.trainings.map((t) => [t.id, t.year, t.type, t.date, t.participants]),
    ),
    table(
      "workdays",
      "工作日",
      ["day"],
      columns(
        ["day", "date", "日子"],
        ["workday", "boolean", "是否工作日，照国务院办公厅各年的放假通知"],
        ["number", "integer", "从表的第一天起第几个工作日；两天的数相减，就是中间隔了几个工作日"],
      ),
      () => workdays(register),
    ),
    table(
      "terms",
      "法定期限",
      ["kind", "first_day"],
      columns(
        ["kind", "string", "publish 公开，answer 答复"],
        ["first_day", "date", "从哪一天起成文或者收到的"],
        ["last_day", "date", "到哪一天为止；空的是现行的"],
        ["workdays", "integer", "几个工作日"],
        ["extension", "integer", "延期可以再加几个工作日"],
        ["article", "string", "依据"],
      ),
      () =>
        regulations.flatMap(({ edition, from, until }) => {
          const [publish, answer] = [proactiveTerm[edition], answerTerm[edition]];
          return [
            ["publish", from, until, publish.workdays, 0, publish.article],
            ["answer", from, until, answer.workdays, answer.extension, answer.article],
          ];
        }),
    ),
    table(
      "matters",
      "公开事项目录规定的期限",
      ["matter"],
      columns(["matter", "string", "事项"], ["workdays", "integer", "成文后几个工作日内公开；空的照条例"]),
      () => [...matters].toReversed().map(([matter, n]) => [matter, n]),
    ),
    table(
      "declared",
      "年度报告申报的数",
      ["year", "figure"],
      columns(
        ["year", "integer", "年份"],
        ["figure", "string", "指标"],
        ["part", "string", "whole 全年，before 登记册开始以前的部分"],
        ["value", "number", "数"],
      ),
      () =>
        all.flatMap((t) =>
          [...t.figures.values()].flatMap((f) => {
            const value = f.basis === "declared" ? f.value : f.parts?.declared;
            return value === undefined ? [] : [[t.year, f.key, f.basis === "declared" ? "whole" : "before", value]];
          }),
        ),
    ),
    table(
      "figures",
      "全部统计数字",
      ["year", "figure"],
      columns(
        ["year", "integer", "年份"],
        ["figure", "string", "指标"],
        ["label", "string", "名称"],
        ["value", "number", "数；空的是还没有申报"],
        ["unit", "string", "单位"],
        ["basis", "string", "counted 数出来的，declared 申报的，mixed 两部分相加"],
      ),
      () => all.flatMap((t) => [...t.figures.values()].map((f) => [t.year, f.key, f.label, f.value, f.unit, f.basis])),
    ),
    table(
      "codes",
      "代码的意思",
      ["list", "code"],
      columns(["list", "string", "category 类目，channel 渠道，village 村"], ["code", "string", "代码"], ["label", "string", "名称"]),
      () =>
        (
          [
            ["category", site.categories],
            ["channel", site.channels],
            ["village", site.villages],
          ] as const
        ).flatMap(([list, words]) => words.map((w) => [list, w.code, w.label])),
    ),
  ];
}

/** A cell as RFC 4180 wants it: values as they are, since programs and not spreadsheets read these. */
const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

export const tableCsv = ({ columns: list, rows }: Table): string =>
  [list.map((c) => c.name), ...rows()].map((cells) => `${cells.map(quoted).join(",")}\r\n`).join("");
