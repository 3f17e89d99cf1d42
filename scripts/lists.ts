/** Lists: which records stand together, on which pages, at which addresses. Every counted figure has its list here. */
import type { Entry } from "./model/kind.ts";
import type { Figure } from "./tally.ts";

/** Rows of a full page. */
export const PAGE_SIZE = 50;

/** One page of a list; the newest page has the list's own address. */
export interface ListPart {
  readonly path: string;
  /** Newest first. */
  readonly rows: readonly Entry[];
  /** 1 is the newest. */
  readonly number: number;
  readonly of: number;
  /** Addresses of all parts, newest first. */
  readonly paths: readonly string[];
}

/**
 * Cuts a list, oldest first, into pages. Full pages are numbered from the oldest, so that a new record changes the
 * newest page alone; that one holds what is left, fewer than two pages' worth.
 */
export function paginate(path: string, records: readonly Entry[], size = PAGE_SIZE): ListPart[] {
  const full = Math.max(0, Math.floor(records.length / size) - 1);
  const stem = path.replace(/\.html$/, "");
  const paths = [path, ...Array.from({ length: full }, (_, i) => `${stem}-p${full - i}.html`)];
  const parts: ListPart[] = [];
  for (const [i, p] of paths.entries()) {
    const rows = i === 0 ? records.slice(full * size) : records.slice((full - i) * size, (full - i + 1) * size);
    parts.push({ path: p, rows: rows.toReversed(), number: i + 1, of: paths.length, paths });
  }
  return parts;
}

/** The numbers that a pager offers: the ends, the neighbours, and one far step each way; `undefined` where some are left out. */
export function pagerNumbers({ number, of }: Pick<ListPart, "number" | "of">): (number | undefined)[] {
  const far = Math.max(10, Math.round(of / 100) * 10);
  const wanted = [1, number - far, number - 1, number, number + 1, number + far, of];
  const shown = [...new Set(wanted)].filter((n) => n >= 1 && n <= of).sort((a, b) => a - b);
  return shown.flatMap((n, i) => {
    const gap = n - (shown[i - 1] ?? n - 1);
    return gap === 1 ? [n] : gap === 2 ? [n - 1, n] : [undefined, n];
  });
}

/** Facets of items that have lists of their own, a folder each: the word in a figure's key → folder. */
export const facetFolders = { category: "categories", topic: "topics", village: "villages", channel: "channels" } as const;
export type Facet = keyof typeof facetFolders;

/** Address of the list behind a figure, from the root of the site. A zero or declared figure leads to its line on the year's page. */
export function figurePath(figure: Figure, year: number): string {
  if (figure.records.length === 0) return `figures/${year}.html#${figure.slug}`;
  if (figure.key === "items.total") return `items/${year}.html`;
  if (figure.key === "interpretations.total" || figure.key === "responses.total") {
    return `${figure.key.slice(0, -".total".length)}/${year}.html`;
  }
  if (figure.key === "villageAffairs.total") return `village-affairs/${year}.html`;
  const facet = /^items-(category|topic|village|channel)-(.+)$/.exec(figure.slug);
  if (facet) return `${facetFolders[facet[1] as Facet]}/${facet[2]}/${year}.html`;
  return `figures/${year}/${figure.slug}.html`;
}
