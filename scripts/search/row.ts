/** What a search knows of a page beside its words, and how rows are chosen, ordered and counted: the same under every engine. */

/** One page that can be found. */
export interface Row {
  /** From the root of the site. */
  readonly path: string;
  /** `YYYY-MM-DD`; empty for a standing page. */
  readonly date: string;
  /** Code of the kind: `items`, `interpretations`, `responses`, `reports`, `pages`. */
  readonly kind: string;
  /** Codes of `site.yaml` and of the 条例's topics; empty when the kind has none. */
  readonly category: string;
  readonly topic: string;
  readonly villages: readonly string[];
}

export const facets = ["year", "category", "topic", "village", "kind"] as const;
export type FacetName = (typeof facets)[number];

/** The words of a page: what is marked and shown of a hit. */
export interface Words {
  readonly title: string;
  /** What follows the title, block by block, a line each. */
  readonly text: string;
  readonly attachments: readonly AttachedWords[];
}

export interface AttachedWords {
  readonly title: string;
  /** From the root of the site. */
  readonly path: string;
  readonly text: string;
}

/** Chosen values by facet; an empty one is no choice. */
export type Chosen = Readonly<Partial<Record<FacetName, string>>>;
export type SortName = "relevance" | "date";

/** 年度 of a row: of a report the year it tells of. */
export const yearOfRow = (row: Row): string =>
  row.kind === "reports" ? (/(\d{4})\.html$/.exec(row.path)?.[1] ?? "") : row.date.slice(0, 4);

export function valuesOf(row: Row, facet: FacetName): readonly string[] {
  switch (facet) {
    case "year":
      return [yearOfRow(row)];
    case "village":
      return row.villages;
    default:
      return [row[facet]];
  }
}

/** Newest first; what has no date stands last. */
export const newerFirst = (a: Row, b: Row): number =>
  a.date > b.date ? -1 : a.date < b.date ? 1 : a.path > b.path ? -1 : a.path < b.path ? 1 : 0;

export const passes = (row: Row, chosen: Chosen): boolean =>
  facets.every((f) => !chosen[f] || valuesOf(row, f).includes(chosen[f] as string));

/** Hits: place of the row in the newest-first list, and whether its title holds every word. */
export interface Hit {
  readonly row: number;
  readonly titled: boolean;
}

/** By relevance: titles that hold every word before the others, each newest first. By date: newest first. */
export function order(hits: readonly Hit[], sort: SortName): Hit[] {
  return [...hits].sort((a, b) => (sort === "date" ? 0 : Number(b.titled) - Number(a.titled)) || a.row - b.row);
}

/** For each facet its values with the number of hits behind each, the other facets' choices kept; a year newest first, others by number. */
export function countFacets(hits: readonly Row[], chosen: Chosen): Record<FacetName, { total: number; values: [string, number][] }> {
  const out = {} as Record<FacetName, { total: number; values: [string, number][] }>;
  for (const facet of facets) {
    const others = hits.filter((r) => passes(r, { ...chosen, [facet]: "" }));
    const counts = new Map<string, number>();
    for (const r of others) for (const v of valuesOf(r, facet)) if (v !== "") counts.set(v, (counts.get(v) ?? 0) + 1);
    const kept = chosen[facet];
    if (kept && !counts.has(kept)) counts.set(kept, 0);
    out[facet] = {
      total: others.length,
      values: [...counts].sort((a, b) => (facet === "year" ? 0 : b[1] - a[1]) || (a[0] < b[0] === (facet === "year") ? 1 : -1)),
    };
  }
  return out;
}
