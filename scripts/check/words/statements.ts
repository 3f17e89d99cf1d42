/** 说法: sentences of a report → what each number, each “没有…” and each “均…” claims, and how sure that is. */
import type { Tag } from "./lexicon.ts";
import type { Numeral } from "./numbers.ts";
import { fits, type Quantities, type Quantity, SUBJECTS, type Subject } from "./quantities.ts";
import type { FilledIn, Token } from "./sentence.ts";

/** `last`: the year before the report's. `undefined`: part of a year, a plan, all years together: not for comparison. */
export type When = "now" | "last" | undefined;

interface Base {
  /** From the first word that counts to the end, in the plain line. */
  readonly from: number;
  readonly to: number;
  readonly when: When;
  /** Why nothing is said about it; undefined when it is sure. */
  readonly unsure?: string;
  readonly subject?: Subject;
  /** Of a number: its token. */
  readonly number?: Token & { readonly is: "number" };
}

/** 65条, 3件. */
export interface CountClaim extends Base {
  readonly is: "count";
  readonly numeral: Numeral;
  readonly filled?: FilledIn;
  /** It must be one of these. */
  readonly candidates: readonly Quantity[];
  /** Only about a number of what was published or handled, whatever it is: 发布公告200余条. */
  readonly vague?: true;
  /** Not a value but what was added or taken away since last year (`up` 1, `down` -1). */
  readonly change?: 1 | -1;
}
/** 96.9%, 四分之三, 每五条有四条: `part` of `whole`. */
export interface ShareClaim extends Base {
  readonly is: "share";
  readonly numeral: Numeral;
  readonly filled?: FilledIn;
  readonly ratios: readonly { readonly part: Quantity; readonly whole: Quantity }[];
  /** 每五条 … 四条: out of how many. */
  readonly outOf?: number;
}
/** 没有…: these are zero. */
export interface NoneClaim extends Base {
  readonly is: "none";
  readonly quantities: readonly Quantity[];
}
/** 均…, 全部…: the two are the same. */
export interface AllClaim extends Base {
  readonly is: "all";
  readonly same: readonly { readonly part: Quantity; readonly whole: Quantity }[];
}
/** A number that is not held against a figure: growth, another unit, a plan. */
export interface OtherNumber extends Base {
  readonly is: "other";
  readonly numeral: Numeral;
}
export type Claim = CountClaim | ShareClaim | NoneClaim | AllClaim | OtherNumber;

/** What goes on from sentence to sentence. */
export interface Context {
  readonly year: number;
  /** Subject of the heading: 依申请公开 → request. */
  heading: Subject | undefined;
  /** Last subject that was spoken of in this paragraph. */
  spoken: Subject | undefined;
}

const CONTENT = /^(?:n|a|v|category|channel|topic|village|via|app|out|res):|^(?:rest|rate|of)$/;
/** 分别为、依次是、各有: what follows belongs to what stood before, one to one. */
const EACH_ITS = /^(?:分别|依次|各有|各为|各是)/;
const JOINS = /^(?:和|与|及|以及)$/;
const NAME = /^(?:category|channel|topic|village|via|app|out|res|a|n):/;
const FACET = /^(?:category|channel|topic|village):/;
const isContent = (t: Token): boolean => t.is === "word" && t.tags.some((x) => CONTENT.test(x));
const has = (t: Token | undefined, tag: Tag): boolean => t?.is === "word" && t.tags.includes(tag);

interface Window {
  readonly tokens: readonly Token[];
  readonly tags: Set<Tag>;
  readonly unknown: string | undefined;
  readonly from: number;
  /** It goes on until the next number, which it belongs to. */
  readonly runsOn: boolean;
}

const OF_YEAR = /^第?[一二三四五六七八九十\d]*(?:季度|批|轮|阶段|期)$/;

/** Dates become words about time; ordinals, list marks and codes words that say nothing. */
export function withTimes(tokens: readonly Token[], year: number): Token[] {
  return tokens.map((t, i): Token => {
    if (t.is !== "number") return t;
    const word = (tags: Tag[]): Token => ({ is: "word", start: t.start, end: t.end, text: t.text, tags });
    const { kind, date } = t.numeral;
    if (kind === "date") {
      if (date?.year !== undefined && date.year !== year)
        return word([date.year === year - 1 ? "t:last" : date.year > year ? "t:next" : "t:other"]);
      if (date?.month === undefined) return word(date?.year === undefined ? ["t:part"] : ["t:now"]);
      return word([date.month === 12 && (date.day === undefined || date.day === 31) ? "t:now" : "t:part"]);
    }
    // 第一季度、第二批: a part of the year.
    const next = tokens[i + 1];
    if (kind === "ordinal" && (OF_YEAR.test(t.text) || (next?.is === "word" && OF_YEAR.test(next.text)))) return word(["t:part"]);
    if (kind === "ordinal" || kind === "marker" || kind === "code" || kind === "time" || kind === "ratio") return word([]);
    return t;
  });
}

/** 58 条信息中有: what follows is a part of what was named. */
const ofThem = (own: Window): boolean =>
  /(?:中|当中|里)有$/.test(
    own.tokens
      .slice(-2)
      .map((t) => (t.is === "number" ? "" : t.text))
      .join(""),
  );

const isName = (t: Token): boolean => t.is === "word" && t.tags.some((x) => NAME.test(x));

/** Names that stand beside one another, each with the words around it; none where one of them names nothing. */
function namesIn(tokens: readonly Token[]): Token[][] {
  const names: Token[][] = [[]];
  for (const t of tokens) {
    if (t.is === "mark" || JOINS.test(t.text)) names.push([]);
    else names.at(-1)?.push(t);
  }
  return names.length > 1 && names.every((n) => n.some(isName)) ? names : [];
}

export class SentenceReader {
  private readonly tokens: readonly Token[];
  private readonly claims: Claim[] = [];
  /** Of a number in “甲、乙、丙分别为 1 件、2 件、3 件”: the words that it belongs to. */
  private readonly parallel = new Map<number, readonly Token[]>();

  constructor(
    tokens: readonly Token[],
    private readonly q: Quantities,
    private readonly context: Context,
  ) {
    this.tokens = withTimes(tokens, context.year);
    for (const [i, t] of this.tokens.entries()) if (t.is !== "number" && t.is !== "mark" && EACH_ITS.test(t.text)) this.pair(i);
  }

  /** 甲、乙、丙分别……1、2、3, or 分别……甲、乙、丙 1、2、3: as many names as numbers, each number with its own name and the words that all share. */
  private pair(at: number): void {
    let from = at;
    while (from > 0 && this.tokens[from - 1]?.is !== "number" && (this.tokens[from - 1]?.is !== "mark" || this.mark(from - 1, "、/")))
      from--;
    let to = at + 1;
    while (to < this.tokens.length && this.tokens[to]?.is !== "number" && (this.tokens[to]?.is !== "mark" || this.mark(to, "、/"))) to++;
    const before = namesIn(this.tokens.slice(from, at));
    const behind = namesIn(this.tokens.slice(at + 1, to));
    const numbers: number[] = [];
    for (let k = to; this.tokens[k]?.is === "number"; k++) {
      numbers.push(k);
      const next = this.tokens[k + 1];
      if (!this.mark(k + 1, "、，,/") && !(next?.is !== "number" && next !== undefined && JOINS.test(next.text))) break;
      k++;
    }
    const names = before.length > 1 ? before : behind;
    if (names.length < 2 || numbers.length !== names.length) return;
    const rest = names === before ? this.tokens.slice(at + 1, to) : this.tokens.slice(from, at);
    const [first = [], last = []] = [names[0], names.at(-1)];
    const head = first.slice(0, first.findIndex(isName));
    const tail = last.slice(last.findLastIndex(isName) + 1);
    for (const [i, number] of numbers.entries()) {
      const name = names[i] ?? [];
      const own = name.slice(i === 0 ? head.length : 0, i === names.length - 1 ? name.length - tail.length : undefined);
      this.parallel.set(number, [...head, ...own, ...tail, ...rest.filter((t) => t.is !== "mark")]);
    }
  }

  read(): readonly Claim[] {
    for (const [i, t] of this.tokens.entries()) {
      if (t.is === "number") this.claims.push(this.number(i, t));
      else if (has(t, "not")) this.none(i);
      else if (has(t, "all")) this.all(i);
      else if (t.is === "word" && t.tags.some((x) => x.startsWith("res:"))) this.result(i);
    }
    return this.claims;
  }

  // --- windows ---

  /** A bracket that ends at `i`: its beginning. */
  private bracketBack(i: number): number {
    for (let k = i - 1; k >= 0; k--) if (this.mark(k, "(（")) return k;
    return 0;
  }
  private mark(i: number, signs: string): boolean {
    const t = this.tokens[i];
    return t?.is === "mark" && signs.includes(t.text);
  }

  /** 近九成（89.2%）: the number in brackets is the one before said again. */
  private restated(i: number): number {
    return this.mark(i - 1, "(（") && this.mark(i + 1, ")）") && this.tokens[i - 2]?.is === "number" ? i - 2 : i;
  }

  private before(at: number): Window {
    const parallel = this.parallel.get(at);
    if (parallel) return this.window(parallel, false, at);
    const out: Token[] = [];
    let content = false;
    let crossed = 0;
    for (let k = at - 1; k >= 0; k--) {
      const t = this.tokens[k] as Token;
      if (t.is === "number") break;
      if (t.is === "mark") {
        if (")）".includes(t.text)) {
          k = this.bracketBack(k);
          continue;
        }
        if ("、/".includes(t.text)) {
          if (this.tokens[k - 1]?.is === "number" || this.mark(k - 1, ")）")) {
            if (content) break;
            crossed++;
          }
          // Words only, back to the mark before: 以信访举报形式提出、不予处理的.
          if (content && this.numberBehind(k)) break;
          continue;
        }
        if (content || crossed > 1) break;
        // 3 件申请予以公开，1 件部分公开: each number has what stands behind it.
        if (out.length === 0 && this.numberFirst(k, at)) break;
        crossed++;
        continue;
      }
      if (isContent(t)) content = true;
      out.unshift(t);
    }
    return this.window(out, false, at);
  }

  /** Do the clause before the mark at `k` and the one at `at` both begin with their number, and go on with what it counts? */
  private numberFirst(k: number, at: number): boolean {
    let first = k - 1;
    while (first > 0 && this.tokens[first - 1]?.is !== "mark") first--;
    return this.tokens[first]?.is === "number" && isContent(this.tokens[first + 1] as Token) && this.after(at).tokens.some(isContent);
  }

  /** Is there a number between the mark at `k` and the mark before it? */
  private numberBehind(k: number): boolean {
    for (let i = k - 1; i >= 0; i--) {
      const t = this.tokens[i];
      if (t?.is === "number") return true;
      if (t?.is === "mark") return false;
    }
    return false;
  }

  private after(at: number): Window {
    const out: Token[] = [];
    let runsOn = false;
    for (let k = at + 1; k < this.tokens.length; k++) {
      const t = this.tokens[k] as Token;
      if (t.is === "number") {
        runsOn = true;
        break;
      }
      if (t.is === "mark") {
        if ("(（".includes(t.text) && k === at + 1) {
          while (k < this.tokens.length && !this.mark(k, ")）")) k++;
          continue;
        }
        break;
      }
      out.push(t);
    }
    return this.window(out, runsOn, at);
  }

  /** Tags of a window, and the words in it that are not known and may narrow what is meant. */
  private window(tokens: readonly Token[], runsOn: boolean, at: number): Window {
    let tags = new Set<Tag>();
    let gaps: string[] = [];
    let narrowed = false;
    for (const [i, t] of tokens.entries()) {
      if (t.is === "gap") gaps.push(t.text);
      if (t.is !== "word") continue;
      // 以表格形式公开的: of some kind that nobody counts.
      if (tokens[i - 1]?.is === "gap" && /^(?:形式|方式)/.test(t.text)) narrowed = true;
      if (t.tags.includes("example")) {
        // 财政预决算、补贴资金等财政信息: what stands before 等 are examples.
        gaps = [];
        tags = new Set([...tags].filter((x) => !FACET.test(x) && !x.startsWith("app:") && !x.startsWith("n:")));
        tags.add("example");
        continue;
      }
      if (tags.has("example") && t.tags.some((x) => CONTENT.test(x))) tags.delete("example");
      if (t.tags.includes("restrict")) narrowed = true;
      const verb = t.tags.some((x) => x === "v:open" || x.startsWith("a:") || x.startsWith("out:")) || VERBS.has(t.text);
      if (verb && !narrowed && gaps.join("").length <= 12) gaps = [];
      for (const x of t.tags) tags.add(x);
    }
    const first = tokens[0];
    return {
      tokens,
      tags,
      unknown: gaps.length > 0 ? gaps.join("…") : undefined,
      from: first?.start ?? this.tokens[at]?.start ?? 0,
      runsOn,
    };
  }

  // --- time and place ---

  private when(at: number, own: Window): { when: When; why?: string; change?: 1 | -1 } {
    let clause = true;
    const changed = (): 1 | -1 | undefined => {
      for (let k = at - 1; k >= 0; k--) {
        const t = this.tokens[k];
        if (t?.is === "mark" || t?.is === "number") return undefined;
        if (has(t, "to")) return undefined;
        if (has(t, "up")) return 1;
        if (has(t, "down")) return -1;
        if (isContent(t as Token)) return undefined;
      }
      return undefined;
    };
    const change = changed();
    if (change !== undefined) return { when: "now", change };
    for (let k = at - 1; k >= 0; k--) {
      const t = this.tokens[k];
      if (t?.is === "mark" && !"、/（）()".includes(t.text)) clause = false;
      if (t?.is === "mark" && "；;".includes(t.text)) return { when: "now" };
      if (t?.is !== "word") continue;
      const { tags } = t;
      if (clause && tags.includes("plan")) return { when: undefined, why: "说的是打算或者要求" };
      if (clause && tags.includes("o:other") && !own.tags.has("n:villageAffairs") && !tags.some((x) => FACET.test(x)))
        return { when: undefined, why: "说的是别的机关" };
      if (tags.includes("t:other")) return { when: undefined, why: "说的是别的年份" };
      if (tags.includes("t:part")) return { when: undefined, why: "说的是一年里的一段" };
      if (tags.includes("t:next")) return { when: undefined, why: "说的是以后" };
      if (tags.includes("t:now")) return { when: "now" };
      if (tags.includes("t:last")) {
        const compared = this.tokens.slice(Math.max(0, k - 1), k).some((x) => has(x, "cmp"));
        if (!compared) return { when: "last" };
        return own.tokens.includes(t) ? { when: "last" } : { when: "now" };
      }
    }
    return { when: "now" };
  }

  // --- numbers ---

  private number(at: number, token: Token & { is: "number" }): Claim {
    const { numeral, filled } = token;
    const head = this.restated(at);
    const own = this.before(head);
    const next = this.after(head === at ? at : at + 1);
    const { when, why, change } = this.when(head, own);
    const base = { from: own.from, to: token.end, when, number: token };
    const other = (unsure: string): Claim => ({ ...base, is: "other", numeral, unsure });
    if (filled && !filled.share) this.rememberFilled(filled);
    if (why !== undefined) return other(why);
    if (change !== undefined) return this.changed(token, own, base, change);
    if (numeral.to !== undefined) return other("是一个范围");
    if (numeral.kind === "percent" || numeral.kind === "fraction") return this.share(at, token, own, next, base);
    if (numeral.kind !== "count") return other("不是件数");
    const behind = this.tokens[at + 1];
    if (numeral.unit === "条次" && ![...own.tags].some((t) => t.startsWith("channel:"))) return other("是次数，一条可以有几次");
    if (/^[项类种者]$/.test(numeral.unit) && has(behind, "total")) return other("说的是前面几项合起来");
    const each = this.eachOf(at, token, base);
    if (each) return each;
    if (has(this.tokens[at - 1], "each")) return other("是每几个里有几个");
    return this.count(token, own, next, base);
  }

  /** 比上年增加 7 件、增长 30%: of what the sentence speaks of, before the comparison or in the number before. */
  private changed(token: Token & { is: "number" }, own: Window, base: Base, change: 1 | -1): Claim {
    const { numeral } = token;
    const before = this.claims.findLast((c) => c.is === "count") as CountClaim | undefined;
    const tags = new Set([...own.tags].filter((t) => t !== "a:made"));
    const content = [...tags].some((t) => CONTENT.test(t) && t !== "rate");
    const subject = content && own.unknown === undefined ? this.subject(tags, [numeral.kind === "count" ? numeral.unit : ""]) : undefined;
    const named = subject === undefined ? [] : this.q.of(subject, tags);
    const candidates = content ? named : before?.unsure === undefined ? (before?.candidates ?? []) : [];
    const unsure = candidates.length === 1 ? undefined : "没有说是什么增减了";
    const of = subject ?? before?.subject;
    return { ...base, is: "count", numeral, candidates, change, ...(of ? { subject: of } : {}), ...(unsure ? { unsure } : {}) };
  }

  private rememberFilled(filled: FilledIn): void {
    const subject = subjectOfKey(filled.key);
    if (subject) this.context.spoken = subject;
  }

  private count(
    token: Token & { is: "number" },
    own: Window,
    next: Window,
    base: { from: number; to: number; when: When; number: Token & { is: "number" } },
  ): Claim {
    const { numeral, filled } = token;
    const units = [numeral.unit, ...numeral.units];
    const content = [...own.tags].some((t) => CONTENT.test(t));
    const noun = [...own.tags].some((t) => t.startsWith("n:") || FACET.test(t) || /^(?:via|app|out|res):/.test(t));
    const nextContent = [...next.tags].some((t) => CONTENT.test(t)) && !next.tags.has("all");
    const state = [...own.tags].some((t) => t.startsWith("a:"));
    // 有5条信息超过期限: what is counted stands behind the number.
    const behind =
      nextContent && (!content || (!noun && !next.runsOn) || (!next.runsOn && noun && !state && (own.tags.has("parts") || ofThem(own))));
    const tags = new Set([...own.tags, ...(behind ? next.tags : [])]);
    if (behind && !content) for (const t of own.tags) if (!CONTENT.test(t)) tags.add(t);
    let unsure: string | undefined;
    if (!content && !behind) unsure = "没有说数的是什么";
    if (own.unknown !== undefined) unsure = `“${own.unknown}”不在认得的话里`;
    if (behind && next.unknown !== undefined && !predicate(next)) unsure = `“${next.unknown}”不在认得的话里`;
    if (tags.has("unknown")) unsure = "说的是登记册里没有的事";
    if (tags.has("example")) unsure = "“等”后面没有说总的是什么";
    if (own.tags.has("not")) unsure = "前面有“未”“没有”";
    if (behind && (next.tags.has("o:other") || next.tags.has("not"))) unsure = "后面说的是别的";
    const subject = this.subject(tags, units);
    const to = behind && !next.runsOn ? (next.tokens.at(-1)?.end ?? base.to) : base.to;
    // 推送文章 63 篇: no disclosure is counted so, unless it is called one.
    if (subject === "item" && numeral.unit === "篇" && !tags.has("n:item")) unsure ??= "“篇”不是它的单位";
    if (subject === undefined) unsure ??= "没有说数的是什么";
    else {
      this.context.spoken = subject;
      if (!fits(subject, units)) unsure ??= `${numeral.unit === "" ? "没有单位" : `“${numeral.unit}”`}不是它的单位`;
      if (numeral.unit === "" && !content) unsure ??= "没有单位";
      if (
        !["item", "request", "normative", "villageAffairs"].includes(subject) &&
        [...tags].some((t) => FACET.test(t) || t.startsWith("app:"))
      )
        unsure ??= "只是其中一部分";
    }
    if (numeral.indefinite && ((behind && !content) || /^(?:只?计|只?算|计为|算作?|为|按|作)$/.test(own.tokens.at(-1)?.text ?? "")))
      unsure ??= "“一”不一定是个数";
    if (/^(?:计|算)$/.test(own.tokens.at(-1)?.text ?? "") && numeral.value === 1) unsure ??= "说的是怎样计数";
    const vague =
      numeral.approx !== undefined &&
      /^[条件篇]$/.test(numeral.unit) &&
      (own.tags.has("v:open") || own.tags.has("a:answered") || own.tags.has("a:received")) &&
      !tags.has("unknown") &&
      !own.tags.has("n:complaint");
    const candidates = subject === undefined ? [] : own.tags.has("rest") ? this.rest(subject) : this.q.of(subject, tags);
    if (subject !== undefined && candidates.length === 0) unsure ??= "可能是几种数，分不清";
    return {
      ...base,
      to,
      is: "count",
      numeral,
      ...(filled ? { filled } : {}),
      candidates,
      ...(vague ? { vague } : {}),
      ...(subject === undefined ? {} : { subject }),
      ...(unsure === undefined ? {} : { unsure }),
    };
  }

  /** 其余各类: the whole less the parts that were named in this sentence. */
  private rest(subject: Subject): Quantity[] {
    const counts = this.claims.filter((c) => c.is === "count" && c.subject === subject && c.candidates.length > 0) as CountClaim[];
    const [whole, ...parts] = counts.map((c) => c.candidates[0]);
    if (!whole || whole.value === undefined || parts.length === 0 || parts.some((p) => p?.value === undefined)) return [];
    const value = parts.reduce((n, p) => n - (p?.value ?? 0), whole.value);
    return [{ label: `${whole.label}里其余的`, unit: whole.unit, value, figures: [] }];
  }

  /** What the words speak of: a noun, the last of several; else what its facets or the sentence before say. */
  private subject(tags: ReadonlySet<Tag>, units: readonly string[]): Subject | undefined {
    const nouns = [...tags].filter((t) => t.startsWith("n:")).map((t) => t.slice(2) as Subject);
    const unit = units[0] ?? "";
    if (
      /人/.test(unit) &&
      (nouns.includes("training") || nouns.includes("person")) &&
      !nouns.includes("fulltime") &&
      !nouns.includes("parttime")
    )
      return "person";
    if (unit === "元") return nouns.find((n) => ["waive", "charge", "budget", "fee"].includes(n));
    const other =
      [...tags].some((t) => /^(?:out|app):/.test(t)) || ["a:carriedIn", "a:carriedOut", "a:handled", "a:extended"].some((t) => tags.has(t));
    const item = [...tags].some((t) => /^(?:category|topic|village):/.test(t)) || tags.has("v:open");
    const via = [...tags].some((t) => t.startsWith("via:"));
    const channel = [...tags].some((t) => t.startsWith("channel:"));
    if (nouns.includes("normative") && !tags.has("a:made") && !tags.has("a:repealed") && !tags.has("a:inForce")) {
      const listed = this.claims.some((c) => c.is === "count" && c.subject === "item");
      if ((unit === "条" || listed) && [...tags].some((t) => t.startsWith("category:"))) return "item";
    }
    // A noun that is not of this unit may be part of a longer name: 政府信息公开专项经费.
    const fitting = nouns.filter((n) => SUBJECTS.includes(n) && fits(n, units));
    if (fitting.includes("request") && fitting.includes("item")) return "request";
    if (fitting.includes("villageAffairs")) return "villageAffairs";
    if (fitting.includes("person") && nouns.includes("training") && /^(?:次|期|场|个)$/.test(unit)) return "training";
    if (fitting.length > 0 && !(fitting.length === 1 && fitting[0] === "item" && other)) return fitting.at(-1);
    if (nouns.length > 0 && !nouns.includes("item")) return nouns.at(-1);
    if (other) return /^(?:review|suit|complaint|appeal)$/.test(this.spoken() ?? "") && !tags.has("a:carriedIn") ? undefined : "request";
    if ([...tags].some((t) => t.startsWith("res:"))) return /^(?:review|suit)$/.test(this.spoken() ?? "") ? this.spoken() : undefined;
    if (item && !via) return "item";
    if (channel || via) {
      const spoken = this.spoken();
      if (item && channel && !(via && spoken === "request" && !tags.has("v:open"))) return "item";
      if (channel && !via) return "item";
      if (via && !channel) return spoken === "item" ? undefined : "request";
      return spoken === "request" || spoken === "item" ? spoken : this.context.heading === "request" ? "request" : "item";
    }
    if ([...tags].some((t) => t.startsWith("a:")) || tags.has("rest")) {
      const spoken = this.spoken();
      if (tags.has("a:made") || tags.has("a:repealed") || tags.has("a:inForce")) return spoken === "normative" ? "normative" : undefined;
      if (tags.has("a:answered") || tags.has("a:received")) return spoken === "request" ? "request" : undefined;
      return spoken === "request" || spoken === "item" ? spoken : undefined;
    }
    return undefined;
  }

  /** The subject of the sentence so far, of the paragraph, of the heading. */
  private spoken(): Subject | undefined {
    return this.context.spoken ?? this.context.heading;
  }

  // --- shares ---

  /** 每五条信息里就有四条张贴在公开栏. */
  private eachOf(at: number, token: Token & { is: "number" }, base: { from: number; to: number; when: When }): Claim | undefined {
    for (let k = at - 1; k >= 0 && k > at - 8; k--) {
      const t = this.tokens[k];
      if (t?.is === "mark") return undefined;
      if (t?.is !== "number") continue;
      if (!has(this.tokens[k - 1], "each")) return undefined;
      const tags = new Set([...this.window(this.tokens.slice(k + 1, at), false, at).tags, ...this.after(at).tags]);
      const ratios = this.itemRatios(tags);
      return {
        ...base,
        from: this.tokens[k - 1]?.start ?? base.from,
        to: this.after(at).tokens.at(-1)?.end ?? base.to,
        is: "share",
        numeral: token.numeral,
        number: token,
        outOf: t.numeral.value,
        ratios,
        ...(ratios.length === 0 ? { unsure: "没有说是什么的比例" } : {}),
      };
    }
    return undefined;
  }

  private itemRatios(tags: ReadonlySet<Tag>): { part: Quantity; whole: Quantity }[] {
    const whole = this.q.figure("items.total");
    const item =
      [...tags].some((t) => FACET.test(t)) || ((tags.has("a:late") || tags.has("a:onTime")) && (tags.has("v:open") || tags.has("n:item")));
    if (!item || !whole) return [];
    return this.q.of("item", tags).flatMap((part) => (part.figures[0]?.key === "items.total" ? [] : [{ part, whole }]));
  }

  private share(
    at: number,
    token: Token & { is: "number" },
    own: Window,
    next: Window,
    base: { from: number; to: number; when: When; number: Token & { is: "number" } },
  ): Claim {
    const { numeral, filled } = token;
    const push = (ratios: readonly { part: Quantity; whole: Quantity }[], unsure?: string): Claim => ({
      ...base,
      is: "share",
      numeral,
      ...(filled ? { filled } : {}),
      ratios,
      ...(unsure === undefined && ratios.length === 0 ? { unsure: "没有说是什么的比例" } : unsure === undefined ? {} : { unsure }),
    });
    if (this.grown(at)) return { ...base, is: "other", numeral, unsure: "是增减的幅度" };
    if (own.tags.has("unknown") || next.tags.has("unknown")) return push([], "说的是登记册里没有的事");
    const rate = [...own.tokens].reverse().find((t) => has(t, "rate"));
    if (rate) return push(this.rates(own, rate.text), own.unknown === undefined ? undefined : `“${own.unknown}”不在认得的话里`);
    const cut = own.tokens.findLastIndex((t) => has(t, "of"));
    const numerator = this.window(cut < 0 ? own.tokens : own.tokens.slice(0, cut), false, at);
    const denominator = this.window(cut < 0 ? [] : own.tokens.slice(cut + 1), false, at);
    const unknown = numerator.unknown ?? (cut < 0 ? undefined : denominator.unknown);
    if (unknown !== undefined) return push([], `“${unknown}”不在认得的话里`);
    const facets = (tags: ReadonlySet<Tag>): boolean => [...tags].some((t) => FACET.test(t)) || tags.has("a:late") || tags.has("a:onTime");
    if (facets(numerator.tags) && this.subject(numerator.tags, ["条"]) === "item")
      return push(this.itemRatios(new Set([...numerator.tags, "v:open"])));
    if (cut < 0 && facets(next.tags) && next.tags.has("n:item")) {
      // 89.2%的信息在政府网站上公开
      return push(this.itemRatios(next.tags), next.unknown === undefined ? undefined : `“${next.unknown}”不在认得的话里`);
    }
    const before = this.claims.findLast((c) => c.is === "count") as CountClaim | undefined;
    const direct = [...numerator.tags].some((t) => /^(?:app|via|out):/.test(t));
    const parts = direct ? this.q.of("request", numerator.tags) : before && before.unsure === undefined ? before.candidates : [];
    const subject = direct ? "request" : before?.subject;
    if ((cut < 0 && !direct) || parts.length === 0 || subject === undefined) return push([]);
    return push(parts.flatMap((part) => this.wholes(subject, denominator.tags).map((whole) => ({ part, whole }))));
  }

  /** Of what a share can be. */
  private wholes(subject: Subject, tags: ReadonlySet<Tag>): Quantity[] {
    const all = (...list: readonly (Quantity | undefined)[]): Quantity[] => list.filter((x) => x !== undefined);
    if (subject === "item") return all(this.q.figure("items.total"));
    if (subject !== "request") return [];
    if (tags.has("a:received")) return all(this.q.figure("requests.received.total"));
    if (tags.has("a:answered")) return all(this.q.figure("requests.answered.total"));
    return all(
      this.q.figure("requests.received.total"),
      this.q.figure("requests.answered.total"),
      this.q.sum("应办理的申请", "requests.received.total", "requests.carriedIn"),
    );
  }

  private rates(own: Window, word: string): { part: Quantity; whole: Quantity }[] {
    const pair = (part: Quantity | undefined, whole: Quantity | undefined) => (part && whole ? [{ part, whole }] : []);
    const text = own.tokens.map((t) => t.text).join("");
    const { q } = this;
    const total = q.figure("items.total");
    const request = /办结|答复/.test(text) || (this.spoken() === "request" && !/公开率/.test(text));
    if (request && /办结|答复|按期|按时|及时|如期/.test(text)) {
      const answered = q.figure("requests.answered.total");
      if (/按期|按时|及时|如期/.test(text) || own.tags.has("a:onTime"))
        return [
          ...pair(q.minus("按期答复的申请", "requests.answered.total", "requests.late"), answered),
          ...pair(q.figure("requests.answered.onTime"), answered),
        ];
      const handled = q.sum("应办理的申请", "requests.received.total", "requests.carriedIn");
      const named = this.claims.some(
        (c) => c.is === "count" && c.candidates.some((x) => x.label === "应办理的申请") && c.candidates.length === 1,
      );
      return [...pair(answered, handled), ...(named ? [] : pair(answered, q.figure("requests.received.total")))];
    }
    if (/按期|按时|及时|如期/.test(text) || own.tags.has("a:onTime")) return pair(q.figure("items.onTime"), total);
    if (/超期|逾期/.test(text) || own.tags.has("a:late")) return pair(q.figure("items.late"), total);
    if (/公开率|率|比例/.test(word)) return this.itemRatios(new Set([...own.tags].filter((t) => !t.startsWith("out:"))));
    return [];
  }

  private grown(at: number): boolean {
    for (let k = at - 1; k >= 0; k--) {
      const t = this.tokens[k];
      if (t?.is === "mark" && !"（(".includes(t.text)) return false;
      if (t?.is === "number" || has(t, "to") || has(t, "of")) return false;
      if (has(t, "up") || has(t, "down") || has(t, "cmp")) return true;
    }
    return false;
  }

  // --- none, all, results ---

  private none(at: number): void {
    const out: Token[] = [];
    for (let k = at + 1; k < this.tokens.length; k++) {
      const t = this.tokens[k] as Token;
      if (t.is === "number") return;
      if (t.is === "mark") {
        if ("、/".includes(t.text)) continue;
        break;
      }
      // 未收到…申请，也没有…: each has its own window.
      if (has(t, "not")) break;
      out.push(t);
    }
    let own = this.window(out, false, at);
    let from = this.tokens[at]?.start ?? 0;
    if (
      ![...own.tags].some(
        (t) => t.startsWith("n:") || FACET.test(t) || /^(?:out|via|app|res):|^a:(?:late|extended|carried|repealed|made)/.test(t),
      )
    ) {
      // 信息处理费：全年未收取
      const before = this.before(at);
      if (before.unknown !== undefined) return;
      own = { ...own, tags: new Set([...before.tags, ...own.tags]) };
      from = before.from;
    }
    if (own.unknown !== undefined || own.tags.has("unknown") || own.tags.has("o:other") || own.tags.has("all") || own.tags.has("plan"))
      return;
    const { when, why } = this.when(at, own);
    if (why !== undefined || [...own.tags].some((t) => t.startsWith("t:") && t !== "t:now")) return;
    const nouns = [...own.tags].filter((t) => t.startsWith("n:")).map((t) => t.slice(2) as Subject);
    const subjects = nouns.includes("review") && nouns.includes("suit") ? (["review", "suit"] as const) : [this.subject(own.tags, [""])];
    const quantities: Quantity[] = [];
    for (const s of subjects) {
      if (s === undefined) continue;
      const tags = subjects.length > 1 ? new Set([...own.tags].filter((t) => t !== (s === "review" ? "n:suit" : "n:review"))) : own.tags;
      quantities.push(...this.alone(s, tags));
    }
    // 没有公开的信息, 没有申请: only what is asked for by name.
    if (quantities.length === 0) return;
    const last = out.at(-1);
    this.claims.push({
      is: "none",
      from,
      to: Math.max(last?.end ?? 0, this.tokens[at]?.end ?? 0),
      when,
      quantities,
      ...(subjects[0] ? { subject: subjects[0] } : {}),
    });
  }

  /** One quantity that “没有” may deny; several meanings are none. */
  private alone(s: Subject, tags: ReadonlySet<Tag>): Quantity[] {
    if (s === "item" && ![...tags].some((t) => FACET.test(t) || t === "a:late")) return [];
    if (s === "request" && tags.has("a:answered") && !tags.has("a:late")) return [];
    if (s === "normative" && tags.has("a:made") && tags.has("a:repealed")) return [];
    if ((s === "interpretation" || s === "training" || s === "meeting") && tags.has("a:late")) return [];
    const found = this.q.of(s, tags);
    if (found.length > 1 && s === "request") return found.slice(0, 1);
    return found.length > 1 && new Set(found.map((f) => f.value === 0)).size > 1 ? [] : found.slice(0, 1);
  }

  private all(at: number): void {
    const out: Token[] = [];
    for (let k = at + 1; k < this.tokens.length; k++) {
      const t = this.tokens[k] as Token;
      if (t.is === "mark" || t.is === "number") break;
      out.push(t);
    }
    const said = this.window(out, false, at);
    // 全部信息在期限内公开: what is meant may stand behind; 所有信息均…: before.
    if (said.tags.has("not") || said.tags.has("o:other") || said.tags.has("all") || this.tokens[at + 1]?.is === "number") return;
    const before = this.before(at);
    const { when, why } = this.when(at, said);
    if (why !== undefined || when !== "now" || said.unknown !== undefined || said.tags.has("unknown")) return;
    const nearest = this.claims.findLast((c) => c.is === "count") as CountClaim | undefined;
    const nouns = [...before.tags, ...said.tags].filter((t) => t.startsWith("n:"));
    const named = before.unknown === undefined ? nouns : [...said.tags].filter((t) => t.startsWith("n:"));
    const subject = named.includes("n:item")
      ? "item"
      : named.includes("n:request")
        ? "request"
        : named.length > 0
          ? (named.at(-1) ?? "").slice(2)
          : nearest?.subject;
    const whole =
      !nearest ||
      nearest.candidates.some(
        (c) =>
          /^(?:items\.total|requests\.received\.total|reconsiderations\.total|litigations\.total)$/.test(c.figures[0]?.key ?? "") ||
          c.label === "应办理的申请",
      );
    const same = whole ? this.sameAs(subject as Subject | undefined, said.tags) : [];
    if (same.length === 0) return;
    this.claims.push({
      is: "all",
      from: Math.min(
        before.tokens.length > 0 && named.length > 0 ? before.from : (this.tokens[at]?.start ?? 0),
        this.tokens[at]?.start ?? 0,
      ),
      to: out.at(-1)?.end ?? 0,
      when,
      same,
    });
  }

  private sameAs(subject: Subject | undefined, tags: ReadonlySet<Tag>): { part: Quantity; whole: Quantity }[] {
    const { q } = this;
    const pair = (part: Quantity | undefined, whole: Quantity | undefined) => (part && whole ? [{ part, whole }] : []);
    const with_ = (prefix: string): string[] => [...tags].filter((t) => t.startsWith(prefix)).map((t) => t.slice(prefix.length));
    if (subject === "item") {
      const total = q.figure("items.total");
      if (tags.has("a:onTime") && tags.has("v:open")) return pair(q.figure("items.onTime"), total);
      const channels = with_("channel:");
      if (channels.length === 1 && tags.has("v:open")) return pair(q.figure(`items.channel.${channels[0]}`), total);
      return [];
    }
    if (subject === "request") {
      const received = q.figure("requests.received.total");
      const answered = q.figure("requests.answered.total");
      const [app, out, via] = [with_("app:"), with_("out:"), with_("via:")];
      if (tags.has("a:onTime")) return pair(q.minus("按期答复的申请", "requests.answered.total", "requests.late"), answered);
      if (out.length === 1 && (out[0] === "open" || out[0] === "partial")) return pair(q.figure(`requests.outcome.${out[0]}`), answered);
      if (tags.has("a:answered") && app.length + via.length === 0 && !tags.has("a:extended")) {
        const handled = q.sum("应办理的申请", "requests.received.total", "requests.carriedIn");
        return pair(answered, handled);
      }
      if (app.length === 1 && !tags.has("a:answered")) return pair(q.figure(`requests.table.new.${app[0]}`, "自然人的申请"), received);
      if (via.length === 1 && !tags.has("a:answered")) return pair(q.figure(`requests.received.${via[0]}`), received);
    }
    return [];
  }

  /** 被申请行政复议1件，结果为维持. */
  private result(at: number): void {
    const t = this.tokens[at];
    if (t?.is !== "word") return;
    // With a number of its own it is a count; 未被纠正 is said by none().
    for (let k = at + 1; k < this.tokens.length && this.tokens[k]?.is !== "mark"; k++) if (this.tokens[k]?.is === "number") return;
    let start = at;
    while (start > 0 && this.tokens[start - 1]?.is !== "mark") start--;
    const clause = this.tokens.slice(start, at);
    if (clause.some((x) => has(x, "not") || has(x, "plan") || x.is === "gap")) return;
    const counted = this.claims.findLast((c) => c.is === "count" && (c.subject === "review" || c.subject === "suit")) as
      | CountClaim
      | undefined;
    const subject =
      counted?.subject ?? (clause.some((x) => has(x, "n:review")) ? "review" : clause.some((x) => has(x, "n:suit")) ? "suit" : undefined);
    if (subject === undefined || (counted && counted.unsure !== undefined)) return;
    const { when, why } = this.when(at, this.window([], false, at));
    if (why !== undefined) return;
    const code = t.tags.find((x) => x.startsWith("res:"))?.slice(4);
    const part = this.q.figure(`disputes.${subject}.${code}`);
    const whole = this.q.figure(subject === "review" ? "reconsiderations.total" : "litigations.total");
    if (!part || !whole) return;
    this.claims.push({ is: "all", from: counted?.from ?? clause[0]?.start ?? t.start, to: t.end, when, same: [{ part, whole }] });
  }
}

/** Words that do something, so that what stands before them is who, how or why. */
const VERBS = new Set(
  "组织|举办|举行|开展|召开|安排|落实|投入|配备|设有|设立|设置|建有|设|建立|拥有|作出|做出|办出|下达|实施|收取|征收|发生|出现|产生|引发|引起|撰写|编写|制作|编发|推出|通过|利用|借助|依托|运用|在|经|由|共|为|有|达|达到|是|提出|提交|属于|因".split(
    "|",
  ),
);

/** Behind a number, words that are not known are who, when or why, where a predicate follows: 1件因材料较多延期答复. */
const predicate = (w: Window): boolean =>
  [...w.tags].some((t) => /^(?:a:late|a:onTime|a:extended|out:)/.test(t)) && (w.unknown ?? "").length <= 8;

function subjectOfKey(key: string): Subject | undefined {
  if (key.startsWith("items.")) return "item";
  if (key.startsWith("requests.")) return "request";
  const heads: Readonly<Record<string, Subject>> = {
    "reconsiderations.total": "review",
    "litigations.total": "suit",
    "appeals.total": "appeal",
    "complaints.total": "complaint",
    "interpretations.total": "interpretation",
    "responses.total": "response",
    "trainings.total": "training",
    "trainings.participants": "person",
    "meetings.total": "meeting",
  };
  return heads[key];
}
