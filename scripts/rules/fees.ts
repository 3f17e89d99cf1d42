/** 政府信息公开信息处理费, 国办函〔2020〕109号: by pieces or by pages, one of the two for one request. Amounts in 元. */

/** A tier: from this piece (or page) on, each costs this much. */
interface Tier {
  readonly from: number;
  readonly each: number;
}

/** 按量计收: pages of one request. */
export const pageTiers: readonly Tier[] = [
  { from: 1, each: 0 },
  { from: 31, each: 10 },
  { from: 101, each: 20 },
  { from: 201, each: 40 },
];

/** 按件计收: requests of one applicant in one calendar month; above 30, each ten more raise the price by 100 元 a piece. */
export const pieceTiers = (pieces: number): readonly Tier[] => [
  { from: 1, each: 0 },
  { from: 11, each: 100 },
  ...Array.from({ length: Math.max(0, Math.ceil((pieces - 30) / 10)) }, (_, i) => ({ from: 31 + i * 10, each: 200 + i * 100 })),
];

/** Each tier is charged for what falls into it (超额累进). */
function progressive(count: number, tiers: readonly Tier[]): number {
  return tiers.reduce((sum, tier, i) => {
    const end = (tiers[i + 1]?.from ?? Number.POSITIVE_INFINITY) - 1;
    return sum + Math.max(0, Math.min(count, end) - tier.from + 1) * tier.each;
  }, 0);
}

export const feeByPages = (pages: number): number => progressive(pages, pageTiers);
export const feeByPieces = (pieces: number): number => progressive(pieces, pieceTiers(pieces));

/** Could this amount be a fee under the document? Both ways give whole tens. */
export const possibleFee = (amount: number): boolean => Number.isInteger(amount) && amount % 10 === 0;
