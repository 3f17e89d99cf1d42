/** 加得起来吗: sums, shares, growth and means that a text says of itself, whatever it speaks of. For reports and notices alike. */
import type { Numeral } from "./numbers.ts";
import type { Token } from "./sentence.ts";

export interface SumFinding {
  /** Span in the plain line. */
  readonly from: number;
  readonly to: number;
  readonly rule: "words-sum" | "words-share" | "words-growth" | "words-mean";
  /** 74 + 76 = 150，写的是 154. */
  readonly reckoning: string;
}

type NumberToken = Token & { readonly is: "number" };
const round = (n: number): number => Math.round(n * 1e6) / 1e6;
const has = (t: Token | undefined, tag: string): boolean => t?.is === "word" && t.tags.includes(tag);
const isCount = (t: Token | undefined): t is NumberToken => t?.is === "number" && t.numeral.kind === "count" && t.numeral.to === undefined;
const exact = (t: NumberToken): boolean => t.numeral.approx === undefined;

/** Counts of the same measure: 65条 and 65篇（条） too. */
const sameUnit = (a: Numeral, b: Numeral): boolean => a.unit === b.unit || a.units.includes(b.unit) || b.units.includes(a.unit);

/** How a number is shown in a reckoning: in 万 where it was written so. */
function shown(n: Numeral): string {
  const scale = n.step >= 1e8 || (n.unit === "元" && /亿/.test(n.text)) ? 1e8 : /万/.test(n.text) ? 1e4 : 1;
  return `${round(n.value / scale)}${scale === 1e8 ? "亿" : scale === 1e4 ? "万" : ""}`;
}

/** Does a sum agree within what the digits that are written can say? */
const near = (value: number, said: Numeral, parts: readonly Numeral[]): boolean => {
  const loose = parts.reduce((n, p) => n + (p.step > 1 || p.step < 1 ? p.step / 2 : 0), said.step > 1 || said.step < 1 ? said.step / 2 : 0);
  // Roundings never all go one way to the full: 40万 + 14万 + 8万 is not 64万.
  return Math.abs(value - said.value) < (loose === 0 ? 1e-6 : loose - 1e-6);
};

/**
 * All that one line says; `sentences` as they were read. `short`: parts behind 其中 that fall short of the whole are told too where a
 * slip is likely (see `isSlip`).
 */
export function sumFindings(sentences: readonly (readonly Token[])[], short = false): SumFinding[] {
  return sentences.flatMap((tokens) => {
    const plain = tokens.filter((t) => !(t.is === "number" && ["marker", "code", "ordinal", "time"].includes(t.numeral.kind)));
    const found = [...totalsBehind(plain), ...partsOfWholes(plain, short), ...growths(plain), ...ratesOf(plain), ...means(plain)];
    return found.map((f) => ({ ...f, from: clauseStart(tokens, f.from) }));
  });
}

/** A finding is quoted from the beginning of its clause, with what it speaks of. */
function clauseStart(tokens: readonly Token[], from: number): number {
  const before = tokens.filter((t) => t.end <= from);
  const mark = before.findLastIndex((t) => t.is === "mark" && "，,；;：:".includes(t.text));
  return before[mark + 1]?.start ?? from;
}

/** Levels of brackets: parts in brackets belong to the number before them, not to the sentence. */
function depths(tokens: readonly Token[]): number[] {
  let depth = 0;
  return tokens.map((t) => {
    if (t.is === "mark" && /[（(]/.test(t.text)) depth++;
    const now = depth;
    if (t.is === "mark" && /[）)]/.test(t.text)) depth = Math.max(0, depth - 1);
    return now;
  });
}

/** Words between two tokens that name a thing: then a total may be of something else. */
const namesIn = (tokens: readonly Token[], from: number, to: number): readonly string[] =>
  tokens
    .slice(from, to)
    .flatMap((t) =>
      t.is === "gap" || (t.is === "word" && t.tags.some((x) => /^(?:n|category|channel|via|out|app|topic|village):/.test(x)))
        ? [t.text]
        : [],
    );

/** 其中: what stands before is not added to what stands behind. 分别 says nothing of a whole. */
const isParts = (t: Token | undefined): boolean => has(t, "parts") && !/^分别/.test(t?.is === "word" ? t.text : "");

/** 予以公开3件，部分公开1件，共4件. */
function totalsBehind(tokens: readonly Token[]): SumFinding[] {
  const out: SumFinding[] = [];
  const depth = depths(tokens);
  for (const [i, t] of tokens.entries()) {
    if (!isCount(t) || !exact(t)) continue;
    const word = tokens[i - 1];
    const sum =
      has(word, "total") || (word?.is === "word" && /^(?:应|办理|受理|处理|办结|收到)$/.test(word.text) && has(tokens[i - 2], "total"));
    const handled = has(word, "a:handled");
    if (!(sum || handled) || i < 2) continue;
    // 共 right after a mark, or a word that names the same parts together.
    const boundary = tokens.findLastIndex((x, k) => k < i && x.is === "mark" && "，,；;：:、".includes(x.text));
    if (namesIn(tokens, boundary + 1, i).length > 0) continue;
    const parts: NumberToken[] = [];
    for (let k = boundary - 1; k >= 0; k--) {
      const x = tokens[k];
      if (isParts(x) || has(x, "total") || has(x, "cmp") || has(x, "up") || has(x, "down") || has(x, "o:other") || has(x, "t:other")) {
        if (has(x, "total") || isParts(x)) parts.length = 0;
        break;
      }
      if (x?.is === "mark" && "；;".includes(x.text)) break;
      if (x?.is === "number" && depth[k] === depth[i]) {
        if (!isCount(x) || !sameUnit(x.numeral, t.numeral)) continue;
        parts.unshift(x);
      }
    }
    if (parts.length < 2 || !parts.every(exact) || new Set(parts.map((p) => p.filled?.key)).size < parts.filter((p) => p.filled).length)
      continue;
    const value = round(parts.reduce((n, p) => n + p.numeral.value, 0));
    if (
      near(
        value,
        t.numeral,
        parts.map((p) => p.numeral),
      )
    )
      continue;
    // 收到8件，办结8件，共8件: a whole and its part are not added.
    const most = Math.max(...parts.map((p) => p.numeral.value));
    if (t.numeral.value === most) continue;
    out.push({
      from: parts[0]?.start ?? t.start,
      to: t.end,
      rule: "words-sum",
      reckoning: `${parts.map((p) => shown(p.numeral)).join(" + ")} = ${sumShown(value, t.numeral)}，写的是 ${shown(t.numeral)}`,
    });
  }
  return out;
}

const sumShown = (value: number, like: Numeral): string => {
  const scale = /亿/.test(like.text) ? 1e8 : /万/.test(like.text) ? 1e4 : 1;
  return `${round(value / scale)}${scale === 1e8 ? "亿" : scale === 1e4 ? "万" : ""}`;
};

/** Parts that may count one thing twice. */
const OVERLAP = /分别计|重复|同一|多渠道|多个渠道|各渠道|分渠道|渠道|兼|同时|均计|交叉/;
/** Words by which parts are all of it. */
const WHOLE = /分别为|分别是|分为|分别/;

/** 共40户，其中甲村25户、乙村18户; 新收8件：自然人5件、法人3件. */
function partsOfWholes(tokens: readonly Token[], short: boolean): SumFinding[] {
  const out: SumFinding[] = [];
  const depth = depths(tokens);
  const text = tokens.map((t) => t.text).join("");
  for (const [i, t] of tokens.entries()) {
    const opens = has(t, "parts") || (t.is === "mark" && /[：:]/.test(t.text) && isCount(tokens[i - 1]));
    if (!opens) continue;
    const wholeAt = tokens.findLastIndex((x, k) => k < i && isCount(x) && (depth[k] ?? 0) <= (depth[i] ?? 0));
    const whole = tokens[wholeAt];
    if (!isCount(whole) || !exact(whole)) continue;
    // 应到 31 人，分别到会 27 人和 29 人: only of a sum are they the parts.
    if (t.is === "word" && t.text === "分别" && !has(tokens[wholeAt - 1], "total")) continue;
    // Between the whole and its parts stands no other number, and no other thing is spoken of.
    if (tokens.slice(wholeAt + 1, i).some((x) => x.is === "mark" && "；;".includes(x.text)) || i - wholeAt > 8) continue;
    const { parts, complete, open, stop, names } = partsFrom(tokens, i, whole, depth);
    if (parts.length < 2 || !parts.every(exact)) continue;
    const value = round(parts.reduce((n, p) => n + p.numeral.value, 0));
    const agreed = near(
      value,
      whole.numeral,
      parts.map((p) => p.numeral),
    );
    if (agreed) continue;
    const segment = tokens
      .slice(i, stop)
      .map((x) => x.text)
      .join("");
    // One notice may be of two villages; a household is of one.
    const shares = /^[条件篇次]$/.test(whole.numeral.unit) ? /^(?:channel|village|topic):/ : /^channel:/;
    const channels = tokens.slice(i, stop).some((x) => x.is === "word" && x.tags.some((y) => shares.test(y)));
    const all = complete || WHOLE.test(t.text) || (WHOLE.test(segment) && parts.length > 1);
    if (OVERLAP.test(text) || channels) continue;
    // Who is a woman may be a member of the Party: such parts add up to anything, unless the words say that they are all.
    if (!all && mayOverlap(whole.numeral.unit, names)) continue;
    if (value < whole.numeral.value && open) continue;
    if (value < whole.numeral.value && !all && !(short && !NOT_ALL.test(text) && isSlip(parts, whole, value, names))) continue;
    out.push({
      from: whole.start,
      to: parts.at(-1)?.end ?? whole.end,
      rule: "words-sum",
      reckoning: `${parts.map((p) => shown(p.numeral)).join(" + ")} = ${sumShown(value, whole.numeral)}，写的是 ${shown(whole.numeral)}`,
    });
  }
  return out;
}

/** Words by which the parts that are named are not all. */
const NOT_ALL = /等|主要|重点|包括|包含|不含|不包括|以上|以下|新增|尚|还有|另|约|余[户人名亩个]/;

/**
 * 其中 may name the greater parts only. A slip is likely where two digits changed places, or where three
 * parts or more of a measure, or of classes, are nearly all. Of people and things how near the parts come to the whole says nothing.
 */
function isSlip(parts: readonly NumberToken[], whole: NumberToken, value: number, names: string): boolean {
  const gap = whole.numeral.value - value;
  if (parts.length > 2 && (MEASURE.test(whole.numeral.unit) || /类/.test(names)) && gap <= 0.05 * whole.numeral.value) return true;
  const turned = (n: number, other: number): boolean => isTurned(String(round(n)), String(round(other)));
  return turned(whole.numeral.value, value) || parts.some(({ numeral: n }) => turned(n.value, n.value + gap));
}

/** Two digits side by side changed places. */
function isTurned(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  const at = [...a].findIndex((c, i) => c !== b[i]);
  return at >= 0 && a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2);
}

/** What one and the same person or household may be beside another of these: 妇女、党员、低保户. */
const ALSO_ANOTHER =
  /老年|老人|残疾|低保|特困|五保|监测|困难|脱贫|贫困|党员|团员|妇女|青年|少年|儿童|学生|孤儿|留守|独居|空巢|退役|优抚|军属|代表|骨干|能手|少数民族|回族|孕|患者|慢性病|大病|返乡|务工|双女|独生|移民/;
/** Places, bodies, classes, ages: nobody is of two. */
const PARTED = /[村组社队镇乡街班科室站所局校厂类批期级岁男女]/;
/** People, counted. */
const PEOPLE = /^(?:人|名|位|户|人次|户次)$/;
/** May one of the whole be among two of its parts? A technician may be a 网格员, too. */
const mayOverlap = (unit: string, names: string): boolean => PEOPLE.test(unit) && (ALSO_ANOTHER.test(names) || !PARTED.test(names));
/** Money, areas, weights, lengths: a measure is shared out. */
const MEASURE = /元|亩|公顷|吨|斤|米|公里|方|升/;

/** Pairs that leave nothing out. */
const COMPLETE: readonly (readonly [RegExp, RegExp])[] = [
  [/自然人|个人/, /法人|企业|组织/],
  [/男/, /女/],
  [/线上|网上|网络/, /线下|当面|现场/],
  [/专职/, /兼职/],
  [/按时|按期|如期|期限内/, /超期|逾期|延期/],
  [/已办结|办结/, /未办结|结转|正在办理/],
  [/合格/, /不合格/],
  [/监测|低保|脱贫|贫困|困难/, /一般农?户|非(?:监测|低保|脱贫|贫困)/],
  [/同意|通过/, /不同意|未通过/],
];

function partsFrom(
  tokens: readonly Token[],
  at: number,
  whole: NumberToken,
  depth: readonly number[],
): { parts: NumberToken[]; complete: boolean; open: boolean; stop: number; names: string } {
  const parts: NumberToken[] = [];
  /** 其余 is a part of its own where a number follows; without one, the parts are not all. */
  let rest: "none" | "named" | "counted" = "none";
  let names = "";
  let k = at + 1;
  for (; k < tokens.length; k++) {
    const t = tokens[k] as Token;
    if ((depth[k] ?? 0) < (depth[at] ?? 0)) break;
    if ((depth[k] ?? 0) > (depth[at] ?? 0)) continue;
    if (has(t, "parts") && parts.length > 0 && !WHOLE.test(t.text)) break;
    if (has(t, "total") && clauseHasRest(tokens, k)) continue;
    if (has(t, "total") || has(t, "cmp") || has(t, "up") || has(t, "down") || has(t, "t:last") || has(t, "a:carriedOut")) break;
    if (t.is === "mark" && "；;".includes(t.text) && parts.length === 0) break;
    if (t.is === "number") {
      if (t.numeral.kind === "percent" || t.numeral.kind === "fraction") continue;
      if (!isCount(t)) break;
      // Another measure begins another matter (25户68人 counts the same parts twice).
      if (!sameUnit(t.numeral, whole.numeral)) continue;
      parts.push(t);
      if (rest === "named") rest = "counted";
      continue;
    }
    if (t.is === "word" || t.is === "gap") {
      names += t.text;
      if (has(t, "rest") || /^(?:其他|其它|其余|剩余|剩下|余下|另外)/.test(t.text)) rest = "named";
    }
  }
  const complete =
    rest === "counted" || COMPLETE.some(([a, b]) => a.test(names.replace(/不合格|未通过|不同意|未办结/g, "")) && b.test(names));
  return { parts, complete, open: rest === "named", stop: k, names };
}

/** 其余各类合计36条: the sum of what was not named is a part. */
function clauseHasRest(tokens: readonly Token[], at: number): boolean {
  for (let k = at - 1; k >= 0 && tokens[k]?.is !== "mark" && tokens[k]?.is !== "number"; k--) if (has(tokens[k], "rest")) return true;
  return false;
}

// --- growth ---

interface Change {
  readonly percent?: NumberToken;
  readonly delta?: NumberToken;
  readonly up: boolean;
  readonly to: number;
}

/** 上年50条，本年65条，增长30%; 比上年增加15条，增长30%; 由50条增加到65条. */
function growths(tokens: readonly Token[]): SumFinding[] {
  const out: SumFinding[] = [];
  const numbers = tokens.flatMap((t, k) => (t.is === "number" ? [{ t, k }] : []));
  let used = -1;
  for (const [i, t] of tokens.entries()) {
    if (i <= used || !(has(t, "up") || has(t, "down") || has(t, "to"))) continue;
    if (has(t, "to")) {
      // 由 50 条增加到 65 条，增长 30%
      const [from, now] = [numbers.findLast((n) => n.k < i), numbers.find((n) => n.k > i)];
      const change = changeFrom(tokens, (now?.k ?? i) + 1);
      if (from && now && isCount(from.t) && isCount(now.t) && change) {
        out.push(...check(now.t, from.t, change, from.t));
        used = change.to;
      }
      continue;
    }
    const change = changeFrom(tokens, i);
    if (!change) continue;
    used = change.to;
    const unit = change.delta?.numeral;
    const before = numbers.filter((n) => n.k < i && isCount(n.t) && exact(n.t) && (unit === undefined || sameUnit(n.t.numeral, unit)));
    const isLast = (k: number): boolean => {
      for (let b = k - 1; b >= 0; b--) {
        const x = tokens[b];
        if (has(x, "t:last")) return true;
        if (has(x, "t:now") || x?.is === "number") return false;
      }
      return false;
    };
    const last = before.findLast((n) => isLast(n.k)) ?? lastInBrackets(tokens, change.to, unit);
    const now = before.findLast((n) => n !== last && !isLast(n.k));
    // The number before must be near: in this clause or the two before.
    const close = (n: { k: number } | undefined): boolean =>
      n !== undefined && tokens.slice(n.k, i).filter((x) => x.is === "mark" && "，；;".includes(x.text)).length <= 3;
    const first = [last, now, undefined].find((n) => n !== undefined && close(n));
    if (!first && !(change.delta && change.percent)) continue;
    out.push(
      ...check(
        close(now) ? now?.t : undefined,
        close(last) ? last?.t : undefined,
        change,
        (last && now ? (last.k < now.k ? last.t : now.t) : (last ?? now)?.t) ?? change.delta,
      ),
    );
  }
  return out;
}

/** 减少0.35万立方米（上年同期3.5万立方米）: last year's number stands behind. */
function lastInBrackets(tokens: readonly Token[], after: number, unit: Numeral | undefined): { t: NumberToken; k: number } | undefined {
  const [open, time] = [tokens[after + 1], tokens[after + 2]];
  if (open?.is !== "mark" || !/[（(，,]/.test(open.text) || !has(time, "t:last")) return undefined;
  for (let k = after + 3; k < Math.min(tokens.length, after + 6); k++) {
    const t = tokens[k];
    if (t?.is === "mark") return undefined;
    if (isCount(t)) return exact(t) && (unit === undefined || sameUnit(t.numeral, unit)) ? { t, k } : undefined;
  }
  return undefined;
}

/** From a word of change on: how many, and how many in a hundred. */
function changeFrom(tokens: readonly Token[], at: number): Change | undefined {
  let percent: NumberToken | undefined;
  let delta: NumberToken | undefined;
  let up: boolean | undefined;
  let to = at;
  for (let k = at; k < tokens.length; k++) {
    const t = tokens[k] as Token;
    if (t.is === "mark" && "；;".includes(t.text)) break;
    if (has(t, "up") || has(t, "down")) {
      const now = has(t, "up");
      if (up !== undefined && up !== now) break;
      up = now;
      continue;
    }
    if (has(t, "to") || has(t, "of") || has(t, "parts")) break;
    if (t.is === "number") {
      // A number counts only right behind its word: 增加15条，增长30%.
      const word = tokens.slice(Math.max(0, k - 3), k);
      if (up === undefined || !word.some((x) => has(x, "up") || has(x, "down"))) break;
      if (t.numeral.kind === "percent" && percent === undefined && exact(t)) percent = t;
      else if (isCount(t) && t.numeral.unit !== "倍" && delta === undefined && exact(t)) delta = t;
      else break;
      to = k;
      continue;
    }
    if (t.is === "gap" || (t.is === "word" && t.tags.some((x) => /^(?:n|category|channel|via|out|app):/.test(x)))) {
      if (percent !== undefined || delta !== undefined) break;
    }
  }
  return up === undefined || (percent === undefined && delta === undefined)
    ? undefined
    : { ...(percent ? { percent } : {}), ...(delta ? { delta } : {}), up, to };
}

function check(now: NumberToken | undefined, last: NumberToken | undefined, change: Change, first: NumberToken | undefined): SumFinding[] {
  const { percent, delta, up } = change;
  const sign = up ? 1 : -1;
  const end = Math.max(percent?.end ?? 0, delta?.end ?? 0, last?.end ?? 0);
  const span = { from: Math.min(first?.start ?? end, delta?.start ?? end, percent?.start ?? end), to: end, rule: "words-growth" as const };
  const v = (t: NumberToken | undefined): number | undefined => t?.numeral.value;
  const [a, b, d] = [v(last), v(now), v(delta)];
  const loose = (...ts: (NumberToken | undefined)[]): number =>
    ts.reduce((n, t) => n + (t && t.numeral.step !== 1 ? t.numeral.step : 0), 0);
  if (a !== undefined && b !== undefined && last && now && sameUnit(last.numeral, now.numeral)) {
    const real = round(b - a);
    if (delta && d !== undefined && Math.abs(real - sign * d) > loose(last, now, delta))
      return [
        {
          ...span,
          reckoning: `${shown(now.numeral)} − ${shown(last.numeral)} = ${sumShown(real, now.numeral)}，写的是${up ? "增加" : "减少"} ${shown(delta.numeral)}`,
        },
      ];
    if (real !== 0 && Math.sign(real) !== sign && Math.abs(real) > loose(last, now))
      return [
        {
          ...span,
          reckoning: `从 ${shown(last.numeral)} 到 ${shown(now.numeral)} 是${real > 0 ? "增加" : "减少"}，写的是${up ? "增加" : "减少"}`,
        },
      ];
    if (percent && a !== 0)
      return growth(real, a, percent, span, sign, `${sumShown(Math.abs(real), now.numeral)} ÷ ${shown(last.numeral)}`);
    return [];
  }
  if (!percent || !delta || d === undefined) return [];
  const base = a ?? (b === undefined ? undefined : b - sign * d);
  if (base === undefined || base <= 0 || (now && !sameUnit(now.numeral, delta.numeral))) return [];
  const how =
    a !== undefined && last ? shown(last.numeral) : `（${now ? shown(now.numeral) : ""} ${up ? "−" : "+"} ${shown(delta.numeral)}）`;
  return growth(sign * d, base, percent, span, sign, `${shown(delta.numeral)} ÷ ${how}`);
}

function growth(
  real: number,
  base: number,
  percent: NumberToken,
  span: Omit<SumFinding, "reckoning">,
  sign: number,
  how: string,
): SumFinding[] {
  const { numeral } = percent;
  const rate = (Math.abs(real) / base) * 100;
  const cut = rate >= numeral.value && rate < numeral.value + numeral.step;
  if (Math.sign(real) === sign && (cut || Math.abs(rate - numeral.value) <= numeral.step / 2 + 1e-9)) return [];
  if (real === 0 && numeral.value === 0) return [];
  const decimals = Math.max(1, Math.min(2, -Math.floor(Math.log10(numeral.step))));
  return [{ ...span, reckoning: `${how} = ${Number(rate.toFixed(decimals))}%，写的是 ${numeral.value}%` }];
}

// --- rates and means ---

/** 发出200份，收回180份，回收率95%: two counts of one measure and their rate. */
function ratesOf(tokens: readonly Token[]): SumFinding[] {
  const out: SumFinding[] = [];
  for (const [i, t] of tokens.entries()) {
    if (t.is !== "number" || t.numeral.kind !== "percent" || !exact(t) || t.filled) continue;
    const near = tokens.slice(Math.max(0, i - 3), i);
    const rate =
      near.findLast((x) => x.is === "word" && (x.tags.includes("rate") || /率$/.test(x.text))) ??
      near.findLast((x) => x.is === "gap" && /率[为达是]?$/.test(x.text));
    const of = near.findLast((x) => has(x, "of"));
    if (!rate && !of) continue;
    if (near.some((x) => has(x, "up") || has(x, "down"))) continue;
    const counts = tokens.slice(0, i).filter(isCount);
    const [whole, part] = counts.slice(-2);
    if (counts.length !== 2 || !whole || !part || !exact(whole) || !exact(part) || !sameUnit(whole.numeral, part.numeral)) continue;
    if (tokens.slice(0, i).some((x) => has(x, "t:last") || has(x, "cmp"))) continue;
    const [p, w] = [part.numeral.value, whole.numeral.value];
    if (w <= 0 || p > w) continue;
    const value = (p / w) * 100;
    const { numeral } = t;
    if (
      Math.abs(value - numeral.value) <= numeral.step / 2 + 1e-9 ||
      (value >= numeral.value && value < numeral.value + numeral.step && numeral.value !== 100)
    )
      continue;
    const decimals = Math.max(1, Math.min(2, -Math.floor(Math.log10(numeral.step))));
    out.push({
      from: whole.start,
      to: t.end,
      rule: "words-share",
      reckoning: `${p} ÷ ${w} = ${Number(value.toFixed(decimals))}%，写的是 ${numeral.value}%`,
    });
  }
  return out;
}

const MEANS: readonly (readonly [RegExp, readonly string[] | 12])[] = [
  [/户均|平均每户|每户平均/, ["户"]],
  [/人均|平均每人|每人平均/, ["人", "名", "人次"]],
  [/亩均|平均每亩|每亩平均/, ["亩"]],
  [/村均|平均每村|平均每个村/, ["个"]],
  [/月均|平均每月|每月平均/, 12],
  [/次均|场均|平均每次|平均每场|平均每期|期均/, ["次", "场", "期"]],
];

/** 40户共发放24000元，户均600元. */
function means(tokens: readonly Token[]): SumFinding[] {
  const out: SumFinding[] = [];
  for (const [i, t] of tokens.entries()) {
    if (!isCount(t) || !exact(t)) continue;
    const said = tokens
      .slice(Math.max(0, i - 4), i)
      .map((x) => (x.is === "mark" || x.is === "number" ? "\n" : x.text))
      .join("");
    const last = said.slice(said.lastIndexOf("\n") + 1);
    const mean = MEANS.find(([pattern]) => pattern.test(last));
    if (!mean) continue;
    const [, units] = mean;
    const counts = tokens.slice(0, i).filter(isCount).filter(exact);
    const totals = counts.filter((c) => sameUnit(c.numeral, t.numeral));
    const many = units === 12 ? [] : counts.filter((c) => units.includes(c.numeral.unit));
    const [total] = totals;
    if (totals.length !== 1 || !total || (units !== 12 && many.length !== 1)) continue;
    if (tokens.slice(0, i).some((x) => has(x, "t:last") || has(x, "t:part"))) {
      if (units !== 12) continue;
    }
    // 培训 2 次、42 人参加，人均 1 次: what all do together is not shared out.
    if (/^[次场期班]$/.test(t.numeral.unit) && total.numeral.value < (many[0]?.numeral.value ?? 0)) continue;
    const by = units === 12 ? 12 : (many[0]?.numeral.value ?? 0);
    if (by === 0) continue;
    const value = total.numeral.value / by;
    const step = Math.max(t.numeral.step, total.numeral.step / by);
    if (Math.abs(value - t.numeral.value) <= step / 2 + 1e-9 || (value >= t.numeral.value && value < t.numeral.value + step)) continue;
    const first = units === 12 ? total.start : Math.min(total.start, many[0]?.start ?? total.start);
    out.push({
      from: first,
      to: t.end,
      rule: "words-mean",
      reckoning: `${shown(total.numeral)} ÷ ${by} = ${Math.round(value * 100) / 100}，写的是 ${shown(t.numeral)}`,
    });
  }
  return out;
}
