/** 数的是什么: from what words say to the figures that the register gives for it. */
import type { Figure, YearTally } from "../../tally.ts";
import type { Tag } from "./lexicon.ts";

/** What a number may be held against: one figure, or the sum of several. */
export interface Quantity {
  readonly label: string;
  readonly unit: string;
  /** Undefined where nothing is declared. */
  readonly value: number | undefined;
  readonly figures: readonly Figure[];
}

/** Things that are counted, in the order in which a word decides. */
export const SUBJECTS = [
  "fee",
  "waive",
  "charge",
  "budget",
  "person",
  "training",
  "meeting",
  "fulltime",
  "parttime",
  "staff",
  "point",
  "office",
  "permit",
  "penalty",
  "coercion",
  "review",
  "suit",
  "appeal",
  "interpretation",
  "response",
  "complaint",
  "normative",
  "villageAffairs",
  "request",
  "item",
] as const;
export type Subject = (typeof SUBJECTS)[number];

/** Measure words that a thing may be counted in; a number with another one speaks of something else. */
const UNITS: Readonly<Record<Subject, RegExp>> = {
  fee: /^(?:元)?$/,
  waive: /^(?:元)?$/,
  charge: /^(?:元)?$/,
  budget: /^(?:元)?$/,
  person: /^(?:人次|人|名|位|个|余人)?$/,
  training: /^(?:次|期|场|班次|个|批|场次|轮|班|天)?$/,
  meeting: /^(?:次|场|个|场次|回)?$/,
  fulltime: /^(?:人|名|个|位)?$/,
  parttime: /^(?:人|名|个|位)?$/,
  staff: /^(?:人|名|个|位)?$/,
  point: /^(?:个|处|所|间|座)?$/,
  office: /^(?:个|家)?$/,
  permit: /^(?:件|项|宗|起|例|个|份|次)?$/,
  penalty: /^(?:件|项|宗|起|例|个|份|次)?$/,
  coercion: /^(?:件|项|宗|起|例|个|份|次)?$/,
  review: /^(?:件|宗|起|例|个|次|项)?$/,
  suit: /^(?:件|宗|起|例|个|次|项)?$/,
  appeal: /^(?:件|宗|起|例|个|次|项)?$/,
  interpretation: /^(?:篇|条|件|份|个|篇次|次|期)?$/,
  response: /^(?:次|件|条|个|起|项|场|场次)?$/,
  complaint: /^(?:件|起|条|例|次|宗|个|项)?$/,
  normative: /^(?:件|个|份|部|项|条|篇)?$/,
  request: /^(?:件|条|份|起|宗|个|例|项|次|封|件次)?$/,
  item: /^(?:条|件|篇|份|条次|项)?$/,
  villageAffairs: /^(?:条|件|篇|份|条次|项)?$/,
};

/** Groups of rows that reports name as one. */
const GROUPS: Readonly<Record<string, string>> = { deny: "不予公开", unable: "无法提供", reject: "不予处理", other: "其他处理" };

export const fits = (subject: Subject, units: readonly string[]): boolean => units.some((u) => UNITS[subject].test(u));

/** Figures of one year, by key; and what words make of them. */
export class Quantities {
  constructor(
    readonly tally: YearTally,
    readonly channels: ReadonlySet<string>,
  ) {}

  figure(key: string, label?: string): Quantity | undefined {
    const f = this.tally.figures.get(key);
    return f && { label: label ?? f.label, unit: f.unit, value: f.value, figures: [f] };
  }

  /** Undefined as soon as one of them is missing. */
  sum(label: string, ...keys: readonly string[]): Quantity | undefined {
    const parts = keys.map((k) => this.figure(k));
    const figures = parts.flatMap((p) => p?.figures ?? []);
    if (parts.some((p) => p === undefined) || figures.length === 0) return undefined;
    return {
      label,
      unit: figures[0]?.unit ?? "",
      value: figures.some((f) => f.value === undefined) ? undefined : figures.reduce((n, f) => n + (f.value ?? 0), 0),
      figures,
    };
  }

  minus(label: string, whole: string, part: string): Quantity | undefined {
    const [a, b] = [this.figure(whole), this.figure(part)];
    if (a?.value === undefined || b?.value === undefined) return undefined;
    return { label, unit: a.unit, value: a.value - b.value, figures: [...a.figures, ...b.figures] };
  }

  /** Records that stand behind both, where both are counted. */
  both(label: string, a: string, b: string): Quantity | undefined {
    const [x, y] = [this.tally.figures.get(a), this.tally.figures.get(b)];
    if (!x || !y || x.basis !== "counted" || y.basis !== "counted") return undefined;
    const ids = new Set(y.records.map((r) => r.id));
    return { label, unit: x.unit, value: x.records.filter((r) => ids.has(r.id)).length, figures: [x, y] };
  }

  /** What the words may mean, by what they speak of. Empty: nothing that is known, or too much at once. */
  of(subject: Subject, tags: ReadonlySet<Tag>): readonly Quantity[] {
    const has = (t: Tag): boolean => tags.has(t);
    const list = (...all: readonly (Quantity | undefined)[]): Quantity[] => all.filter((q) => q !== undefined);
    const states = [...tags].filter((t) => t.startsWith("a:"));
    switch (subject) {
      case "fee":
        return has("n:waive") ? list(this.figure("fees.waived")) : list(this.figure("fees.charged"));
      case "waive":
        return list(this.figure("fees.waived"));
      case "charge":
        return list(this.figure("charges.total"));
      case "budget":
        return list(this.figure("budget.total"));
      case "training":
        return list(this.figure("trainings.total"));
      case "person":
        return list(this.figure("trainings.participants"));
      case "meeting":
        return list(this.figure("meetings.total"));
      case "fulltime":
        return has("n:parttime") ? list(this.figure("staff.total")) : list(this.figure("staff.fullTime"));
      case "parttime":
        return list(this.figure("staff.partTime"));
      case "staff":
        return list(this.figure("staff.total"));
      case "office":
        return list(this.figure("offices.total"));
      case "point":
        return list(this.figure("readingPoints.total"));
      case "permit":
      case "penalty":
      case "coercion":
        return this.decisions(subject, has);
      case "review":
      case "suit":
        return this.disputes(subject, tags);
      case "appeal":
        return list(this.figure("appeals.total"));
      case "interpretation":
        return states.length > 0 ? [] : list(this.figure("interpretations.total"));
      case "response":
        return list(this.figure("responses.total"));
      case "complaint":
        return states.some((s) => s !== "a:received" && s !== "a:answered") || [...tags].some((t) => t.startsWith("out:"))
          ? []
          : list(this.figure("complaints.total"));
      case "normative":
        return this.normative(tags);
      case "request":
        return this.requests(tags);
      case "villageAffairs":
        return [...tags].some((t) => /^(?:channel|topic|village):/.test(t))
          ? []
          : list(this.figure("villageAffairs.total"), this.figure("items.category.村务公开"));
      case "item":
        return this.items(tags);
    }
  }

  private decisions(subject: "permit" | "penalty" | "coercion", has: (t: Tag) => boolean): Quantity[] {
    const key = { permit: "decisions.permits", penalty: "decisions.penalties", coercion: "decisions.coercions" }[subject];
    const table = { permit: "行政许可", penalty: "行政处罚", coercion: "行政强制" }[subject];
    const several = [has("n:permit"), has("n:penalty"), has("n:coercion")].filter(Boolean).length > 1;
    const found = this.figure(key, `${table}决定`);
    return several || !found ? [] : [found];
  }

  private disputes(subject: "review" | "suit", tags: ReadonlySet<Tag>): Quantity[] {
    const result = [...tags].filter((t) => t.startsWith("res:")).map((t) => t.slice(4));
    const name = subject === "review" ? "行政复议" : "行政诉讼";
    if (tags.has("n:review") && tags.has("n:suit")) {
      const both = result.length === 0 ? this.sum("行政复议和行政诉讼", "reconsiderations.total", "litigations.total") : undefined;
      return both ? [both] : [];
    }
    if (result.length > 1) return [];
    const found =
      result.length === 1
        ? this.figure(`disputes.${subject}.${result[0]}`)
        : this.figure(subject === "review" ? "reconsiderations.total" : "litigations.total", name);
    if (result.length === 0 && tags.has("a:closed")) return [];
    return found ? [found] : [];
  }

  private normative(tags: ReadonlySet<Tag>): Quantity[] {
    const all = (...q: readonly (Quantity | undefined)[]): Quantity[] => q.filter((x) => x !== undefined);
    const states = ["a:made", "a:repealed", "a:inForce"].filter((t) => tags.has(t));
    if (states.length > 1 && !(states.length === 2 && tags.has("a:inForce") && tags.has("a:made"))) return [];
    if (tags.has("a:repealed")) return all(this.figure("normative.repealed"));
    if (tags.has("a:inForce")) return all(this.figure("normative.inForce"));
    if (tags.has("a:made")) return all(this.figure("normative.made"), ...(tags.has("v:open") ? [this.figure("normative.published")] : []));
    const category = [...this.tally.figures.keys()].find((k) => k === "items.category.规范性文件");
    return all(
      category === undefined ? undefined : this.figure(category),
      this.figure("normative.published"),
      this.figure("normative.made"),
    );
  }

  private items(tags: ReadonlySet<Tag>): Quantity[] {
    const of = (prefix: string): string[] => [...tags].filter((t) => t.startsWith(prefix)).map((t) => t.slice(prefix.length));
    const keys = [
      of("category:").map((c) => `items.category.${c}`),
      of("channel:").map((c) => `items.channel.${c}`),
      of("topic:").map((c) => `items.topic.${c}`),
      of("village:").map((v) => `items.village.${v}`),
      tags.has("a:late") ? ["items.late"] : tags.has("a:onTime") ? ["items.onTime"] : [],
    ].filter((k) => k.length > 0);
    const [first, second] = keys;
    if (keys.length > 2) return [];
    if (!first) {
      const total = this.figure("items.total");
      return total ? [total] : [];
    }
    if (!second) {
      if (first.length > 1) {
        // Only categories exclude one another.
        const sum = first.every((k) => k.startsWith("items.category.")) ? this.sum("这几类信息", ...first) : undefined;
        return sum ? [sum] : [];
      }
      const one = this.figure(first[0] ?? "");
      return one ? [one] : [];
    }
    if (first.length > 1 || second.length > 1) return [];
    const both = this.both("两项都符合的信息", first[0] ?? "", second[0] ?? "");
    return both ? [both] : [];
  }

  private requests(tags: ReadonlySet<Tag>): Quantity[] {
    const of = (prefix: string): string[] => [...tags].filter((t) => t.startsWith(prefix)).map((t) => t.slice(prefix.length));
    const all = (...q: readonly (Quantity | undefined)[]): Quantity[] => q.filter((x) => x !== undefined);
    const outcomes = this.outcomeRows(of("out:"));
    const app = this.applicants(of("app:"));
    const via = of("via:");
    const kinds = [outcomes.length > 0, app.length > 0, via.length > 0].filter(Boolean).length;
    if (kinds > 2 || (kinds === 2 && via.length > 0)) return [];
    const status = ["a:carriedIn", "a:carriedOut", "a:extended", "a:late", "a:onTime", "a:handled"].filter((t) => tags.has(t));
    if (status.length > 1) return [];
    const cells = (row: string): string[] =>
      app.length === 0 ? [`requests.table.${row}.total`] : app.map((a) => `requests.table.${row}.${a}`);
    const row = (label: string, ...rows: readonly string[]): Quantity | undefined => this.sum(label, ...rows.flatMap(cells));
    if (outcomes.length > 0) {
      if (status.length > 0) return [];
      if (app.length > 0) return all(row("这类申请人的这项办理结果", ...outcomes));
      const single = outcomes.length === 1 ? this.figure(`requests.outcome.${outcomes[0]}`) : undefined;
      const group = of("out:").length === 1 ? GROUPS[of("out:")[0] ?? ""] : undefined;
      return all(single ?? row(group ?? "这几项办理结果", ...outcomes));
    }
    if (via.length > 0) {
      if (status.length > 0 || tags.has("a:answered")) return [];
      const codes = [
        ...new Set(via.flatMap((v) => (v === "online" ? ["email", "wechat"] : v === "offline" ? ["window", "letter", "fax"] : [v]))),
      ];
      const keys = codes.map((c) => `requests.received.${c}`);
      return all(keys.length === 1 ? this.figure(keys[0] ?? "") : this.sum("用这几种方式提交的申请", ...keys));
    }
    switch (status[0]) {
      case "a:carriedIn":
        return all(app.length > 0 ? row("上年结转的申请", "carried_in") : this.figure("requests.carriedIn"));
      case "a:carriedOut":
        return all(app.length > 0 ? row("结转下年度的申请", "carried_out") : this.figure("requests.carriedOut"));
      case "a:extended":
        return app.length > 0 ? [] : all(this.figure("requests.extended"));
      case "a:late":
        return app.length > 0 ? [] : all(this.figure("requests.late"));
      case "a:onTime":
        return app.length > 0
          ? []
          : all(this.minus("按期答复的申请", "requests.answered.total", "requests.late"), this.figure("requests.answered.onTime"));
      case "a:handled":
        return app.length > 0 ? [] : all(this.sum("应办理的申请", "requests.received.total", "requests.carriedIn"));
    }
    if (app.length > 0) {
      const [received, answered] = [row("这类申请人的新收申请", "new"), row("这类申请人办结的申请", "result_total")];
      return tags.has("a:answered") ? all(answered) : tags.has("a:received") ? all(received) : all(received, answered);
    }
    if (tags.has("a:answered") && tags.has("a:received"))
      return all(this.figure("requests.received.total"), this.figure("requests.answered.total"));
    if (tags.has("a:answered")) return all(this.figure("requests.answered.total"));
    if (tags.has("a:received")) return all(this.figure("requests.received.total"));
    return all(
      this.figure("requests.received.total"),
      this.figure("requests.answered.total"),
      this.sum("应办理的申请", "requests.received.total", "requests.carriedIn"),
    );
  }

  /** 不予公开 with its ground is the ground alone; a group without one is all its rows. */
  private outcomeRows(codes: readonly string[]): string[] {
    const exact = codes.filter((c) => /\d$|^open$|^partial$/.test(c));
    const groups = codes.filter((c) => !/\d$|^open$|^partial$/.test(c) && c !== "none");
    const rows = new Set(exact);
    for (const g of groups) {
      if (exact.some((c) => c.startsWith(g))) continue;
      for (const key of this.tally.figures.keys()) {
        const code = /^requests\.outcome\.([a-z]+\d)$/.exec(key)?.[1];
        if (code?.startsWith(g)) rows.add(code);
      }
    }
    return [...rows];
  }

  private applicants(codes: readonly string[]): string[] {
    const corporate = ["business", "research", "charity", "legal", "other"];
    // 企业和社会组织等非自然人: the whole that is named last holds its parts.
    if (codes.includes("corporate")) return codes.includes("natural") ? [] : corporate;
    return [...codes];
  }
}
