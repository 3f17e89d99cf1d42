/** 先审后公开 (条例第十七条): what was not reviewed is neither published nor counted, unless `site.yaml` says otherwise. */
import type { Content } from "./content.ts";
import type { Site } from "./model/index.ts";
import type { Entry } from "./model/kind.ts";
import { holdsBack, type Problem } from "./problem.ts";

const REVIEWED = new Set(["items", "interpretations", "responses"]);

/** May a record go out, as far as its review goes? Kinds that are not published need none. */
export const isReviewed = (r: Entry, site: Site): boolean =>
  site.reviewRequired === false || !REVIEWED.has(r.kind) || (r as { review?: unknown }).review !== undefined;

/** The content without the records that were not reviewed. */
export function reviewedContent<C extends Content & { site: Site }>(content: C): C {
  const { records, site } = content;
  const only = <T extends Entry>(list: readonly T[]): readonly T[] => list.filter((r) => isReviewed(r, site));
  return {
    ...content,
    records: {
      ...records,
      items: only(records.items),
      interpretations: only(records.interpretations),
      responses: only(records.responses),
    },
  };
}

/** What keeps a site from going out: faults, and private things that no reviewer has passed, but for records that are left out anyway. */
export function withheldBy(problems: readonly Problem[], { records, site }: Pick<Content, "records" | "site">): Problem[] {
  const published = [...records.items, ...records.interpretations, ...records.responses] as readonly Entry[];
  const left = published.filter((r) => site && !isReviewed(r, site)).map((r) => r.file.replace(/\.md$/, ""));
  const isLeft = (file: string): boolean => left.some((l) => file === `${l}.md` || file.startsWith(`${l}/`));
  return problems.filter((p) => p.severity === "error" || (holdsBack(p) && !isLeft(p.file)));
}
