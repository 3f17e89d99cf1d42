/** Figures that only the statutory tables need: requests by applicant and row, disputes by result, normative documents. */
import type { Dispute, Item, Request } from "./model/index.ts";
import type { Entry } from "./model/kind.ts";
import type { Register } from "./register.ts";
import type { Day } from "./rules/days.ts";
import { disputeResults } from "./rules/disputes.ts";
import { applicants, type Choice, outcomes, refusals2014, reply2014 } from "./rules/requests.ts";
import { endingOf, isInForce, madeOn, neverStood } from "./validity.ts";

export interface TableFigure {
  readonly key: string;
  readonly label: string;
  readonly unit: string;
  readonly how: string;
  readonly slug: string;
  readonly records: readonly Entry[];
  readonly value?: number;
  readonly inTable: true;
}

interface Period {
  readonly from: Day;
  readonly to: Day;
}

/** Every such figure of a period. */
export function tableFigures(register: Register, period: Period): TableFigure[] {
  return [...requestFigures(register, period), ...disputeFigures(register, period), ...itemFigures(register, period)];
}

const figure = (key: string, label: string, how: string, records: readonly Entry[], unit = "件"): TableFigure => ({
  key,
  label,
  unit,
  how,
  records,
  slug: key
    .replace(/([A-Z])/g, "-$1")
    .replace(/[._]/g, "-")
    .toLowerCase(),
  inTable: true,
});

function requestFigures({ requests }: Register, period: Period): TableFigure[] {
  const out: TableFigure[] = [];
  const within = (d: Day | undefined): boolean => d !== undefined && d >= period.from && d <= period.to;
  const answered = requests.filter((r) => within(r.answered));
  const rows: [key: string, label: string, how: string, records: readonly Request[]][] = [
    ["new", "本年新收申请", "收到日期在本年的申请。", requests.filter((r) => within(r.received))],
    [
      "carried_in",
      "上年结转申请",
      "以前收到、到本年第一天还没办结的申请。",
      requests.filter((r) => r.received < period.from && (r.answered === undefined || r.answered >= period.from)),
    ],
    ...outcomes.map((o): [string, string, string, readonly Request[]] => [
      o.code,
      o.label,
      "答复日期在本年、办理结果是这一行的申请。",
      answered.filter((r) => r.outcome === o.code),
    ]),
    ["other", "其他处理", "答复日期在本年、办理结果是其他处理的申请。", answered.filter((r) => /^other\d$/.test(r.outcome ?? ""))],
    ["result_total", "办理结果总计", "答复日期在本年的申请。", answered],
    [
      "carried_out",
      "结转下年度继续办理",
      "到本年最后一天还没办结的申请。",
      requests.filter((r) => r.received <= period.to && (r.answered === undefined || r.answered > period.to)),
    ],
  ];
  const columns: readonly Choice[] = [...applicants, { code: "total", label: "总计" }];
  for (const [key, label, how, records] of rows) {
    for (const c of columns) {
      const list = c.code === "total" ? records : records.filter((r) => r.applicant === c.code);
      out.push(figure(`requests.table.${key}.${c.code}`, c.code === "total" ? label : `${label}（${c.label}）`, how, list));
    }
  }

  // 国办发〔2014〕32号
  const received = rows[0]?.[3] ?? [];
  out.push(
    figure(
      "requests.received.online",
      "网络申请",
      "本年收到的申请里，电子邮件和微信提交的。",
      received.filter((r) => r.via === "email" || r.via === "wechat"),
    ),
    figure(
      "requests.answered.onTime",
      "按时办结的申请",
      "本年办结的申请里没有延期的。",
      answered.filter((r) => !r.extended),
    ),
  );
  const replied = (codes: readonly string[]): readonly Request[] => answered.filter((r) => codes.includes(r.outcome ?? ""));
  for (const [key, codes] of Object.entries(reply2014)) {
    out.push(figure(`requests.reply.${key}`, "答复的申请", "本年答复的申请，按 2014 年统计表的口径归行。", replied(codes)));
  }
  out.push(
    figure(
      "requests.reply.refused",
      "不同意公开答复",
      "本年答复的申请，按 2014 年统计表的口径归行。",
      replied(refusals2014.flatMap((k) => reply2014[k] as readonly string[])),
    ),
  );
  return out;
}

function disputeFigures({ disputes }: Register, period: Period): TableFigure[] {
  const out: TableFigure[] = [];
  const groups: readonly [key: string, label: string, is: (d: Dispute) => boolean][] = [
    ["review", "行政复议", (d) => d.type === "reconsideration"],
    ["suit_direct", "未经复议直接起诉", (d) => d.type === "litigation" && !d.afterReconsideration],
    ["suit_after_review", "复议后起诉", (d) => d.type === "litigation" && d.afterReconsideration === true],
    ["suit", "行政诉讼", (d) => d.type === "litigation"],
  ];
  for (const [key, label, is] of groups) {
    const open = disputes.filter((d) => is(d) && d.filed <= period.to && (d.closed === undefined || d.closed >= period.from));
    const closed = open.filter((d) => d.closed !== undefined && d.closed <= period.to);
    for (const r of disputeResults) {
      out.push(
        figure(
          `disputes.${key}.${r.code}`,
          `${label}：${r.label}`,
          "审结日期在本年、结果是这一项的。",
          closed.filter((d) => d.result === r.code),
        ),
      );
    }
    out.push(
      figure(`disputes.${key}.closed`, `${label}：审结`, "审结日期在本年的。", closed),
      figure(
        `disputes.${key}.pending`,
        `${label}：尚未审结`,
        "到本年最后一天还没审结的。",
        open.filter((d) => !closed.includes(d)),
      ),
      figure(`disputes.${key}.total`, `${label}：总计`, "本年审结的和还没审结的。", open),
    );
  }
  return out;
}

/** Channels that the 2014 table has rows for; every other is 其他方式. */
const CHANNELS_2014 = ["gazette", "website", "weibo", "wechat"];

function itemFigures({ items: all, ofVillages }: Register, period: Period): TableFigure[] {
  const items = all.filter((i) => !ofVillages.has(i.id));
  const documents = items.filter((i) => i.category === "normative" && !neverStood(i));
  const standing = (i: Item, day: Day): boolean => i.date <= day && !(i.withdrawn && i.withdrawn.date <= day);
  const published = items.filter((i) => i.date >= period.from && standing(i, period.to) && i.date <= period.to);
  const normative = items.filter((i) => i.category === "normative");
  const inYear = (d: Day | undefined): boolean => d !== undefined && d >= period.from && d <= period.to;
  const out = [
    figure(
      "normative.made",
      "本年制发行政规范性文件",
      "公开类目是规范性文件、成文日期在本年的。",
      documents.filter((i) => inYear(madeOn(i))),
    ),
    figure(
      "normative.published",
      "主动公开规范性文件",
      "公开类目是规范性文件、公开日期在本年的。",
      published.filter((i) => i.category === "normative"),
      "条",
    ),
    figure(
      "normative.repealed",
      "本年废止行政规范性文件",
      "公开类目是规范性文件、本年废止、有效期满失效或者撤回的；上年现行有效件数加本年制发件数减这一数，等于本年现行有效件数。",
      documents.filter((i) => inYear(endingOf(i)?.day)),
    ),
    figure(
      "normative.inForce",
      "现行有效行政规范性文件",
      "公开类目是规范性文件、到本年最后一天没有废止、失效或者撤回的。",
      documents.filter((i) => isInForce(i, period.to)),
    ),
    figure(
      "normative.open",
      "对外公开的规范性文件",
      "公开类目是规范性文件、到本年最后一天仍在公开的。",
      normative.filter((i) => standing(i, period.to)),
    ),
  ];
  for (const code of CHANNELS_2014) {
    out.push(
      figure(
        `items.by.${code}`,
        "分渠道公开的信息",
        "本年主动公开的信息里，用过这个渠道的。",
        published.filter((i) => i.channels?.includes(code)),
        "条",
      ),
    );
  }
  out.push(
    figure(
      "items.by.other",
      "通过其他方式公开的信息",
      "本年主动公开的信息里，用过公报、网站、微博、微信以外渠道的。",
      published.filter((i) => i.channels?.some((c) => !CHANNELS_2014.includes(c))),
      "条",
    ),
  );
  return out;
}
