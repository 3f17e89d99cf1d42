/**
 * 自己算一遍: for each figure one query over the published tables, written apart from `tally.ts`. Plain SQL but for the one function that
 * reads a CSV; days are compared as text, which is right for `YYYY-MM-DD`.
 */
import { refusals2014, reply2014 } from "../rules/requests.ts";
import type { Figure } from "../tally.ts";

/** What is counted: rows of `table` (as `r`) that hold for a year (as `y`). */
interface Count {
  readonly table: string;
  readonly where: readonly string[];
  /** An amount instead of the number of rows. */
  readonly sum?: string;
  /** Tables besides. */
  readonly also?: readonly string[];
  /** Queries before the count, under names of their own. */
  readonly before?: readonly string[];
  /** State on a day: what the register knows whole, whenever it began. */
  readonly whole?: true;
  /** Of the state on 1 January a register that began later can count nothing. */
  readonly carried?: true;
}

const text = (value: string): string => `'${value.replaceAll("'", "''")}'`;
const within = (column: string): string => `r.${column} >= y.count_from AND r.${column} <= y.last_day`;
const among = (column: string, codes: readonly string[]): string => `r.${column} IN (${codes.map(text).join(", ")})`;

/** The office's own publications of a kind, counted in the year of their day and not when withdrawn within it. */
const ofKind = (kind: string): string[] => [
  `r.kind = ${text(kind)}`,
  "r.village_affairs = 'no'",
  "r.year = y.year",
  "r.date >= y.count_from",
  "(r.withdrawn IS NULL OR r.withdrawn > y.last_day)",
];
const items = (...more: readonly string[]): Count => ({ table: "publications", where: [...ofKind("items"), ...more] });
const used = (table: "channel" | "village", test: string): string => `r.id IN (SELECT c.id FROM publication_${table}s c WHERE ${test})`;

/** How many 工作日 an item took and may take. */
const TIMED = `timed AS (
  SELECT i.id, i.date, i.formed, p.workday,
         CAST(p.number AS BIGINT) - CAST(f.number AS BIGINT) AS taken,
         CASE WHEN CAST(m.workdays AS BIGINT) < CAST(t.workdays AS BIGINT) THEN CAST(m.workdays AS BIGINT)
              ELSE CAST(t.workdays AS BIGINT) END AS allowed
  FROM publications i
  JOIN terms t ON t.kind = 'publish' AND i.formed >= t.first_day AND (t.last_day IS NULL OR i.formed <= t.last_day)
  JOIN workdays f ON f.day = i.formed
  JOIN workdays p ON p.day = i.date
  LEFT JOIN matters m ON m.matter = i.matter
  WHERE i.kind = 'items')`;
/** The term ends with its last 工作日: on a day off after it, it is over. */
const LATE_ITEMS = `late AS (
  SELECT id FROM timed WHERE taken > allowed OR (taken = allowed AND date > formed AND workday = 'no'))`;
const timed = (test: string): Count => ({ ...items(test), also: ["terms", "workdays", "matters"], before: [TIMED, LATE_ITEMS] });

const LATE_REQUESTS = `begun AS (
  SELECT q.id, q.received, q.answered, q.extended,
         coalesce(max(CASE WHEN p.why = 'supplement' AND p.to_day > q.received THEN p.to_day END), q.received) AS begin_day,
         sum(CASE WHEN p.id IS NOT NULL AND p.to_day IS NULL THEN 1 ELSE 0 END) AS standing
  FROM requests q LEFT JOIN request_pauses p ON p.id = q.id
  GROUP BY q.id, q.received, q.answered, q.extended),
spans AS (
  SELECT b.id, p.to_day, CASE WHEN p.from_day > b.begin_day THEN p.from_day ELSE b.begin_day END AS from_day
  FROM begun b JOIN request_pauses p ON p.id = b.id
  WHERE (p.why IS NULL OR p.why <> 'supplement') AND p.to_day > b.begin_day),
stopped AS (
  SELECT s.id, sum(CAST(t.number AS BIGINT) - CAST(f.number AS BIGINT)) AS days
  FROM spans s JOIN workdays f ON f.day = s.from_day JOIN workdays t ON t.day = s.to_day
  WHERE s.to_day > s.from_day
  GROUP BY s.id),
answers AS (
  SELECT b.id, a.workday,
         CAST(a.number AS BIGINT) - CAST(s.number AS BIGINT) AS taken,
         CAST(t.workdays AS BIGINT) + CASE WHEN b.extended = 'yes' THEN CAST(t.extension AS BIGINT) ELSE 0 END + coalesce(o.days, 0) AS allowed
  FROM begun b
  JOIN terms t ON t.kind = 'answer' AND b.received >= t.first_day AND (t.last_day IS NULL OR b.received <= t.last_day)
  JOIN workdays s ON s.day = b.begin_day
  JOIN workdays a ON a.day = b.answered
  LEFT JOIN stopped o ON o.id = b.id
  WHERE b.standing = 0),
late AS (SELECT id FROM answers WHERE taken > allowed OR (taken = allowed AND workday = 'no'))`;

const received = (...more: readonly string[]): Count => ({ table: "requests", where: [within("received"), ...more] });
const answered = (...more: readonly string[]): Count => ({ table: "requests", where: [within("answered"), ...more] });
const carriedIn = (...more: readonly string[]): Count => ({
  table: "requests",
  where: ["r.received < y.count_from", "(r.answered IS NULL OR r.answered >= y.count_from)", ...more],
  carried: true,
});
const carriedOut = (...more: readonly string[]): Count => ({
  table: "requests",
  where: ["r.received <= y.last_day", "(r.answered IS NULL OR r.answered > y.last_day)", ...more],
  whole: true,
});
const disputes = (...more: readonly string[]): Count => ({
  table: "disputes",
  where: ["r.filed <= y.last_day", "(r.closed IS NULL OR r.closed >= y.count_from)", ...more],
});
const training = (type: string): Count => ({
  table: "trainings",
  where: ["r.year = y.year", "r.date >= y.count_from", `r.type = ${text(type)}`],
});
const amount = (column: string): Count => ({ ...answered(), sum: `CAST(r.${column} AS DECIMAL(18, 4))` });

/** The office's normative documents; `ended` is the first day on which one is not in force any more. */
const NORMATIVE = `documents AS (
  SELECT p.*, coalesce(p.formed, p.date) AS made,
         least(coalesce(p.repealed, '9999-12-31'), coalesce(p.withdrawn, '9999-12-31'),
               CASE WHEN p.valid_to IS NOT NULL THEN CAST(CAST(CAST(p.valid_to AS DATE) + 1 AS DATE) AS VARCHAR)
                    WHEN p.status = 'expired' THEN coalesce(p.formed, p.date)
                    ELSE '9999-12-31' END) AS ended
  FROM publications p
  WHERE p.kind = 'items' AND p.village_affairs = 'no' AND p.category = 'normative')`;
const STOOD = "(r.withdrawn IS NULL OR r.withdrawn > r.year || '-12-31')";
const normative = (...where: readonly string[]): Count => ({ table: "documents", where, also: ["publications"], before: [NORMATIVE] });
/** By the channels of the 2014 table: what was published in the year and still stands at its end. */
const byChannel = (test: string): Count => ({
  table: "publications",
  where: [
    "r.kind = 'items'",
    "r.village_affairs = 'no'",
    within("date"),
    "(r.withdrawn IS NULL OR r.withdrawn > y.last_day)",
    used("channel", test),
  ],
  also: ["publication_channels"],
});

const KNOWN: Readonly<Record<string, Count>> = {
  "items.total": items(),
  "items.onTime": timed("r.id IN (SELECT id FROM timed) AND r.id NOT IN (SELECT id FROM late)"),
  "items.late": timed("r.id IN (SELECT id FROM late)"),
  "items.untimed": timed("r.id NOT IN (SELECT id FROM timed)"),
  "interpretations.total": { table: "publications", where: ofKind("interpretations") },
  "responses.total": { table: "publications", where: ofKind("responses") },
  "villageAffairs.total": {
    table: "publications",
    where: ["r.village_affairs = 'yes'", "r.year = y.year", "r.date >= y.count_from", "(r.withdrawn IS NULL OR r.withdrawn > y.last_day)"],
  },
  "complaints.total": { table: "complaints", where: ["r.year = y.year", "r.date >= y.count_from"] },
  "trainings.total": training("class"),
  "trainings.participants": { ...training("class"), sum: "CAST(r.participants AS BIGINT)" },
  "meetings.total": training("meeting"),
  "requests.received.total": received(),
  "requests.received.online": received(among("via", ["email", "wechat"])),
  "requests.carriedIn": carriedIn(),
  "requests.carriedOut": carriedOut(),
  "requests.answered.total": answered(),
  "requests.answered.onTime": answered("r.extended = 'no'"),
  "requests.extended": answered("r.extended = 'yes'"),
  "requests.late": {
    ...answered("r.id IN (SELECT id FROM late)"),
    also: ["request_pauses", "terms", "workdays"],
    before: [LATE_REQUESTS],
  },
  "requests.reply.refused": answered(
    among(
      "outcome",
      refusals2014.flatMap((k) => reply2014[k] as readonly string[]),
    ),
  ),
  "fees.charged": amount("fee"),
  "fees.waived": amount("fee_waived"),
  "reconsiderations.total": disputes("r.type = 'reconsideration'"),
  "litigations.total": disputes("r.type = 'litigation'"),
  "appeals.total": disputes("r.type = 'appeal'"),
  "normative.made": normative(STOOD, within("made")),
  "normative.published": normative(within("date"), "(r.withdrawn IS NULL OR r.withdrawn > y.last_day)"),
  "normative.repealed": normative(STOOD, within("ended")),
  "normative.inForce": normative(STOOD, "r.made <= y.last_day", "r.ended > y.last_day"),
  "normative.open": normative("r.date <= y.last_day", "(r.withdrawn IS NULL OR r.withdrawn > y.last_day)"),
  "items.by.other": byChannel("c.channel NOT IN ('gazette', 'website', 'weibo', 'wechat')"),
};

const DISPUTES: Readonly<Record<string, readonly string[]>> = {
  review: ["r.type = 'reconsideration'"],
  suit_direct: ["r.type = 'litigation'", "r.after_reconsideration = 'no'"],
  suit_after_review: ["r.type = 'litigation'", "r.after_reconsideration = 'yes'"],
  suit: ["r.type = 'litigation'"],
};

/** A row of the table of requests, whatever its column. */
function requestRow(row: string, who: readonly string[]): Count {
  switch (row) {
    case "new":
      return received(...who);
    case "carried_in":
      return carriedIn(...who);
    case "carried_out":
      return carriedOut(...who);
    case "result_total":
      return answered(...who);
    case "other":
      return answered(among("outcome", ["other1", "other2", "other3"]), ...who);
    default:
      return answered(`r.outcome = ${text(row)}`, ...who);
  }
}

/** How a figure is counted from the tables; undefined for what no record holds. */
function countOf({ key, slug }: Pick<Figure, "key" | "slug">): Count | undefined {
  const known = KNOWN[key];
  if (known) return known;
  const code = (prefix: string): string | undefined => (slug.startsWith(prefix) ? slug.slice(prefix.length) : undefined);
  const [a, b, c, d] = key.split(".");
  if (a === "items" && b === "by" && c !== undefined) return byChannel(`c.channel = ${text(c)}`);
  const category = code("items-category-");
  if (category !== undefined) return items(`r.category = ${text(category)}`);
  const topic = code("items-topic-");
  if (topic !== undefined) return items(`r.topic = ${text(topic)}`);
  const channel = code("items-channel-");
  if (channel !== undefined) return { ...items(used("channel", `c.channel = ${text(channel)}`)), also: ["publication_channels"] };
  const village = code("items-village-");
  if (village !== undefined) return { ...items(used("village", `c.village = ${text(village)}`)), also: ["publication_villages"] };
  if (a === "requests" && c !== undefined) {
    if (b === "received") return received(`r.via = ${text(c)}`);
    if (b === "outcome") return answered(`r.outcome = ${text(c)}`);
    if (b === "reply") {
      const codes = (reply2014 as Readonly<Record<string, readonly string[]>>)[c];
      return codes && answered(among("outcome", codes));
    }
    if (b === "table" && d !== undefined) return requestRow(c, d === "total" ? [] : [`r.applicant = ${text(d)}`]);
  }
  const group = a === "disputes" && b !== undefined ? DISPUTES[b] : undefined;
  if (group && c !== undefined) {
    if (c === "total") return disputes(...group);
    if (c === "pending") return { ...disputes(...group, "(r.closed IS NULL OR r.closed > y.last_day)"), whole: true };
    const closed = [...group, "r.closed IS NOT NULL", "r.closed <= y.last_day"];
    return disputes(...closed, ...(c === "closed" ? [] : [`r.result = ${text(c)}`]));
  }
  return undefined;
}

/** The query's file, from the folder `data/`. */
export const sqlPath = ({ slug }: Pick<Figure, "slug">): string => `sql/${slug}.sql`;

/** The command that runs it in DuckDB, in the folder `data/` of the site. */
export const sqlCommand = (figure: Pick<Figure, "slug">): string => `duckdb -c ".read ${sqlPath(figure)}"`;

const oneLine = (words: string): string => words.replace(/\s+/g, " ");

/** One query: `year, value` of every year; undefined for a figure that no record holds (人员、经费 …: only a report declares it). */
export function sqlOf(
  figure: Pick<Figure, "key" | "slug" | "label" | "unit"> & { readonly rule: { readonly how: string } },
): string | undefined {
  const count = countOf(figure);
  if (!count) return undefined;
  const own = count.before?.some((q) => q.startsWith(`${count.table} AS`)) ?? false;
  const tables = [...new Set(["years", "declared", ...(own ? [] : [count.table]), ...(count.also ?? [])])];
  const reads = tables.map((t) => `${t} AS (SELECT * FROM read_csv('tables/${t}.csv', header = true, all_varchar = true))`);
  const n = count.sum === undefined ? "count(*)" : `coalesce(sum(${count.sum}), 0)`;
  const counted = `counted AS (
  SELECT y.year, ${n} AS n
  FROM years y CROSS JOIN ${count.table} r
  WHERE ${count.where.join("\n    AND ")}
  GROUP BY y.year)`;
  const before = "CAST(d.value AS DECIMAL(18, 4))";
  const since = `${before} + ${count.carried ? "0" : "coalesce(c.n, 0)"}`;
  return `-- ${oneLine(figure.label)}（${figure.unit}）
-- ${oneLine(figure.rule.how)}
WITH ${[...reads, ...(count.before ?? []), counted].join(",\n")}
SELECT y.year,
       CASE WHEN y.basis = 'declared' THEN ${before}
            ${count.whole ? "" : `WHEN y.count_from > y.first_day THEN ${since}\n            `}ELSE coalesce(c.n, 0) END AS value
FROM years y
LEFT JOIN counted c ON c.year = y.year
LEFT JOIN declared d ON d.year = y.year AND d.figure = ${text(figure.key)}
ORDER BY y.year;
`;
}
