/** 对照: what the words claim against what the register gives. */
import type { Figure } from "../../tally.ts";
import type { Numeral } from "./numbers.ts";
import type { Quantity } from "./quantities.ts";
import type { Claim, CountClaim } from "./statements.ts";

/** What came out of holding a claim against the figures. */
export interface Held {
  /** `right`, `wrong`, `about` (right, but only about the number), `silent` (nothing is said). */
  readonly verdict: "right" | "wrong" | "about" | "silent";
  /** What it was held against, for people. */
  readonly against: string;
  /** The right number, for people: 63 条. */
  readonly right?: string;
  /** The figure that can be quoted instead. */
  readonly mend?: string;
  readonly quantity?: Quantity;
  /** How a share comes about. */
  readonly reckoning?: string;
}

const round = (n: number): number => Math.round(n * 1e6) / 1e6;
/** In the unit of the words: figures of 万元 are said in 元, too. */
const amountOf = (q: Quantity): number | undefined => (q.value === undefined ? undefined : q.unit === "万元" ? q.value * 10000 : q.value);

/** Is the number what it says, by the rounding that it is written with? */
export function agrees(n: Numeral, value: number): boolean {
  if (n.approx === undefined && n.step <= 1) return round(n.value) === round(value);
  if (n.value === 0) return value === 0;
  const size = 10 ** Math.max(0, Math.floor(Math.log10(Math.abs(n.value || 1))));
  switch (n.approx) {
    case "over":
      return value >= n.value && value < n.value + Math.max(size, n.step);
    case "under":
      return value <= n.value && value > n.value - Math.max(size, n.step) / 2;
    case "about":
      return Math.abs(value - n.value) <= Math.max(n.value * 0.15, n.step / 2);
    default:
      return Math.abs(value - n.value) <= n.step / 2;
  }
}

/** 96.9% of 63 of 65: rounded or cut off at the digit that is written; a round share (九成) within its step. */
export function shareAgrees(n: Numeral, part: number, whole: number): boolean {
  if (whole === 0) return part === 0 || n.value === 0;
  if (n.kind === "fraction") return Math.abs(n.value - part / whole) <= n.step / 2 + 1e-9;
  const share = (part / whole) * 100;
  const off = Math.abs(share - n.value);
  if (n.approx !== undefined) return off <= Math.max(n.step, 2);
  if (n.step >= 10) return off <= n.step / 2;
  // 100% and 0% are not said of what is only nearly so.
  if (n.value === 100 && n.step === 1) return part === whole;
  return off <= n.step / 2 + 1e-9 || (share >= n.value && share < n.value + n.step);
}

const shown = (q: Quantity): string => `${q.value ?? "—"} ${q.unit}`;

/** Where the number comes from: the place that can be opened. */
export function sourceOf(q: Quantity, year: number): string {
  if (q.figures.length > 1) {
    const parts = q.figures.filter((f) => f.value !== 0).map((f) => `${f.label} ${f.value ?? "—"}`);
    return parts.length > 0 ? parts.join("、") : "没有这样的记录";
  }
  const [figure] = q.figures;
  const first = figure?.records[0];
  if (!figure || !first) return figure?.basis === "declared" ? "" : "没有这样的记录";
  return `${first.file.slice(0, first.file.indexOf(`/${first.kind}/`))}/${first.kind}/${year}/，第一条是 ${first.file}:1`;
}

const quotable = (figures: readonly Figure[]): string | undefined =>
  figures.length === 1 && !figures[0]?.inTable ? figures[0]?.key : undefined;

/** One claim against the figures that it was read with. */
export function hold(claim: Claim): Held {
  if (claim.is === "count" && claim.vague && claim.unsure !== undefined && claim.when === "now")
    return { verdict: "about", against: claim.unsure };
  if (claim.unsure !== undefined || claim.when === undefined) return { verdict: "silent", against: claim.unsure ?? "不是本年的" };
  switch (claim.is) {
    case "other":
      return { verdict: "silent", against: "" };
    case "count": {
      if (claim.filled) return { verdict: "right", against: `figures.${claim.filled.key}` };
      const known = claim.candidates.filter((q) => q.value !== undefined);
      const [first] = known;
      if (!first || known.length < claim.candidates.length) return { verdict: "silent", against: "没有数可以对照" };
      const fit = known.find((q) => agrees(claim.numeral, amountOf(q) ?? Number.NaN));
      const about = claim.numeral.approx !== undefined;
      const against = fit ?? first;
      const mend = quotable(against.figures);
      return {
        verdict: fit ? (about ? "about" : "right") : about ? "about" : "wrong",
        against: known.map((q) => `${q.label} ${shown(q)}`).join("，或者"),
        right: shown(against),
        ...(mend === undefined ? {} : { mend }),
        quantity: against,
      };
    }
    case "share": {
      if (claim.filled) return { verdict: "right", against: `figures.${claim.filled.key}.share` };
      const known = claim.ratios.filter((r) => r.part.value !== undefined && r.whole.value !== undefined);
      const [first] = known;
      if (!first || known.length < claim.ratios.length) return { verdict: "silent", against: "没有数可以对照" };
      const right = (r: (typeof known)[number]): boolean => {
        const [part, whole] = [r.part.value ?? 0, r.whole.value ?? 0];
        if (claim.outOf !== undefined) return whole > 0 && Math.round((part / whole) * claim.outOf) === claim.numeral.value;
        return shareAgrees(claim.numeral, part, whole);
      };
      const fit = known.find(right);
      const used = fit ?? first;
      const [part, whole] = [used.part.value ?? 0, used.whole.value ?? 0];
      const decimals = Math.max(1, Math.min(2, -Math.floor(Math.log10(claim.numeral.step))));
      const percent = whole === 0 ? "0%" : `${Number(((part / whole) * 100).toFixed(decimals))}%`;
      const figure = quotable(used.part.figures);
      return {
        verdict: fit ? "right" : "wrong",
        against: `${used.part.label} ${shown(used.part)}，${used.whole.label} ${shown(used.whole)}`,
        right: percent,
        reckoning: `${part} ÷ ${whole} = ${percent}`,
        ...(figure !== undefined && used.part.figures[0]?.share !== undefined ? { mend: `${figure}.share` } : {}),
        quantity: used.part,
      };
    }
    case "none": {
      const wrong = claim.quantities.find((q) => q.value !== undefined && q.value !== 0);
      const [first] = claim.quantities;
      if (!wrong && claim.quantities.some((q) => q.value === undefined)) return { verdict: "silent", against: "没有数可以对照" };
      const used = wrong ?? first;
      if (!used) return { verdict: "silent", against: "" };
      const mend = quotable(used.figures);
      return {
        verdict: wrong ? "wrong" : "right",
        against: `${used.label} ${shown(used)}`,
        right: shown(used),
        ...(mend === undefined ? {} : { mend }),
        quantity: used,
      };
    }
    case "all": {
      const [pair] = claim.same;
      if (pair?.part.value === undefined || pair.whole.value === undefined) return { verdict: "silent", against: "没有数可以对照" };
      return {
        verdict: pair.part.value === pair.whole.value ? "right" : "wrong",
        against: `${pair.whole.label} ${shown(pair.whole)}，其中${pair.part.label} ${shown(pair.part)}`,
        right: shown(pair.part),
        quantity: pair.part,
      };
    }
  }
}

/** 比上年增加 7 件: this year's figure less the year before, as the sentence or the register has it. */
export function holdChange(claim: CountClaim, stated: number | undefined, counted: number | undefined): Held {
  const [q] = claim.candidates;
  const now = q === undefined ? undefined : amountOf(q);
  const last = stated ?? counted;
  if (claim.unsure !== undefined || q === undefined || now === undefined)
    return { verdict: "silent", against: claim.unsure ?? "是增减的数" };
  if (last === undefined) return { verdict: "silent", against: "上一年没有数可以对照" };
  const { numeral, change = 1 } = claim;
  const real = now - last;
  const against = `${q.label}本年 ${now}，上年 ${last}`;
  const direction = real < 0 ? "减少" : "增加";
  if (numeral.kind === "percent") {
    if (last === 0) return { verdict: "silent", against };
    const right = `${Math.round(Math.abs(real / last) * 1000) / 10}%`;
    const fit = Math.sign(real) === change && shareAgrees(numeral, Math.abs(real), last);
    const reckoning = `${Math.abs(real)} ÷ ${last} = ${right}`;
    return { verdict: fit ? "right" : "wrong", against, right: `${direction} ${right}`, reckoning, quantity: q };
  }
  if (numeral.kind !== "count" || numeral.unit === "倍" || numeral.approx !== undefined) return { verdict: "silent", against };
  const fit = real === change * numeral.value;
  return {
    verdict: fit ? "right" : "wrong",
    against,
    right: `${direction} ${Math.abs(real)}`,
    reckoning: `${now} − ${last} = ${real}`,
    quantity: q,
  };
}
