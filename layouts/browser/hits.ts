/** Hits as list entries, and the calls for checks and integrators. */
import { type Piece, showHit } from "../../scripts/search/excerpt.ts";
import { type Word, wordsOf } from "../../scripts/search/fold.ts";
import type { Head } from "../../scripts/search/head.ts";
import { type Chosen, type FacetName, facets, type Hit, order, passes, type Row, type SortName } from "../../scripts/search/row.ts";
import type { Search } from "./engine.ts";
import { make } from "./page.ts";

const printed = (pieces: readonly Piece[]): (Node | string)[] => pieces.map((p) => (p.mark ? make("mark", {}, p.text) : p.text));

/** Label of a value of a facet. */
export const labelOfValue = (facet: FacetName, value: string, head: Head): string =>
  facet === "year" ? `${value}年` : (head.labels[facet][value] ?? value);

/** Values by code; a label stands for its code. */
export function chosenOf(given: Readonly<Record<string, unknown>>, head: Head): Chosen {
  const out: Partial<Record<FacetName, string>> = {};
  for (const facet of facets) {
    const value = given[facet] === undefined ? "" : String(given[facet]);
    const code = facet === "year" ? undefined : Object.entries(head.labels[facet]).find(([, label]) => label === value)?.[0];
    out[facet] = code ?? (facet === "year" ? value.replace(/年$/, "") : value);
  }
  return out;
}

export interface Found {
  readonly asked: readonly Word[];
  /** All that hold the words, in order, before the choices of facets. */
  readonly all: readonly Hit[];
}

export async function findAll(query: string, sort: SortName, { engine, folder }: Search): Promise<Found> {
  const asked = wordsOf(query, folder);
  return { asked, all: order(await engine.find(asked), sort) };
}

/** Addresses of all hits, best first: `window.__search(query, {filters, sort})`. */
export async function addresses(
  query: string,
  options: { filters?: Readonly<Record<string, unknown>>; sort?: string } | undefined,
  search: Search,
): Promise<string[]> {
  const { asked, all } = await findAll(query, options?.sort === "date" ? "date" : "relevance", search);
  if (asked.length === 0) return [];
  const chosen = chosenOf(options?.filters ?? {}, search.head);
  return all.map((h) => search.engine.rows[h.row] as Row).flatMap((r) => (passes(r, chosen) ? [r.path] : []));
}

/** One hit: title, excerpt, what it is, and its day. `link` turns a path into an address. */
export async function hitEntry(hit: Hit, asked: readonly Word[], search: Search, link: (path: string) => string): Promise<HTMLLIElement> {
  const row = search.engine.rows[hit.row] as Row;
  const words = await search.engine.words(hit.row);
  const shown = showHit(words, asked, search.folder);
  const { labels } = search.head;
  const what = row.category !== "" ? labels.category[row.category] : labels.kind[row.kind];
  const tags = [what, ...row.villages.map((v) => labels.village[v])].filter(Boolean).join(" · ");
  const line = make(
    "div",
    { class: "line" },
    make("a", { class: "name", href: link(row.path) }, ...printed(shown.title)),
    make("span", { class: "excerpt" }, ...printed(shown.excerpt)),
  );
  if (shown.attached) {
    const { attachment, excerpt } = shown.attached;
    line.append(
      make(
        "span",
        { class: "excerpt attached" },
        make("a", { href: link(attachment.path), download: "" }, `附件：${attachment.title.replace(/^附件\d*[：:]?/, "")}`),
        "　",
        ...printed(excerpt),
      ),
    );
  }
  line.append(make("span", { class: "tags" }, tags));
  const entry = make("li", {}, line);
  if (row.date !== "") entry.append(make("time", { datetime: row.date }, row.date));
  return entry;
}
