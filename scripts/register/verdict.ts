/**
 * What happens next with a record or page: 在网站上, 等审查, 不单独成页, 不能发布. Every command and page of the desk asks here.
 *
 * 先审后公开 (条例第十七条): what was not reviewed is neither published nor counted, and stops nothing, whatever is wrong in it. What was
 * reviewed is meant to go out: a fault in it stops the publication, and the last good site stays.
 */
import type { Content } from "../content.ts";
import type { Site } from "../model/index.ts";
import type { Entry } from "../model/kind.ts";
import { errorsOf, holdsBack, type Problem } from "../problem.ts";

const REVIEWED = new Set(["items", "interpretations", "responses"]);

/** May a record go out, as far as its review goes? Kinds that are not published need none. */
export const isReviewed = (r: Entry, site: Site): boolean =>
  site.reviewRequired === false || !REVIEWED.has(r.kind) || (r as { review?: unknown }).review !== undefined;

const publishedOf = ({ records }: Pick<Content, "records">): readonly Entry[] => [
  ...records.items,
  ...records.interpretations,
  ...records.responses,
];

type Waiting = Pick<Content, "records" | "site" | "pages" | "unreviewed">;

/** Addresses of what waits for a review or a confirmation (`items/2025/0003`, `pages/guide`), also of what could not be read. */
export function waitingIn(content: Waiting): ReadonlySet<string> {
  const { site } = content;
  // Without `site.yaml` nobody knows what needs a review.
  if (!site) return new Set();
  const unread = [...(content.unreviewed ?? [])].filter((id) => id.startsWith("pages/") || site.reviewRequired !== false);
  const records = publishedOf(content).filter((r) => !isReviewed(r, site));
  return new Set([...unread, ...records.map((r) => r.id), ...content.pages.filter((p) => p.draft).map((p) => `pages/${p.id}`)]);
}

/** The content that goes out: without what waits, which is named in `waiting`. */
export function outgoing<C extends Content & { site: Site }>(content: C): C & { readonly waiting: ReadonlySet<string> } {
  const { records } = content;
  const waiting = waitingIn(content);
  const only = <T extends Entry>(list: readonly T[]): readonly T[] => list.filter((r) => !waiting.has(r.id));
  return {
    ...content,
    waiting,
    pages: content.pages.filter((p) => !waiting.has(`pages/${p.id}`)),
    records: {
      ...records,
      items: only(records.items),
      interpretations: only(records.interpretations),
      responses: only(records.responses),
    },
  };
}

/** Where a file of the content folder belongs: `items/2025/0003` for the record and for its attachments. */
function addressOf(file: string, folder: string): string {
  const root = `${folder.replaceAll("\\", "/")}/`;
  const parts = (file.startsWith(root) ? file.slice(root.length) : file).replace(/\.md$/, "").split("/");
  return parts.slice(0, parts[0] === "pages" || parts[0] === "reports" ? 2 : 3).join("/");
}

/** The same problems; those of what waits are marked: they are told, and stop nothing. */
export function markWaiting(problems: readonly Problem[], content: Waiting & Pick<Content, "folder">): Problem[] {
  const waiting = waitingIn(content);
  if (waiting.size === 0) return [...problems];
  return problems.map((p) => (waiting.has(addressOf(p.file, content.folder)) ? { ...p, waits: true } : p));
}

/** What keeps a site from going out: faults, and private things that no reviewer has passed. */
export const withheldBy = (problems: readonly Problem[]): Problem[] => problems.filter((p) => errorsOf([p]).length > 0 || holdsBack(p));

/** out: 在网站上, now or with the next publication. waits: 等审查, a page 等确认, a report without its day. noPage: counted only. */
export type VerdictState = "out" | "waits" | "noPage" | "refused";

export interface Verdict {
  readonly state: VerdictState;
  /** What stops it, or is to be mended before its review. */
  readonly because: readonly Problem[];
  /** 撤回: its page keeps title and reason. */
  readonly withdrawn: boolean;
  readonly address: string;
}

/** The verdict on what lies at an address (`items/2025/0003`, `reports/2025`, `pages/guide`). `problems`: all of them, marked. */
export function verdictOf(address: string, content: Content, problems: readonly Problem[]): Verdict {
  const because = problems.filter((p) => {
    if (addressOf(p.file, content.folder) !== address) return false;
    return withheldBy([{ ...p, waits: false }]).length > 0;
  });
  const kind = address.split("/")[0] ?? "";
  const record = publishedOf(content).find((r) => r.id === address) as { withdrawn?: unknown } | undefined;
  const withdrawn = record?.withdrawn !== undefined;
  const state = ((): VerdictState => {
    if (waitingIn(content).has(address)) return "waits";
    if (because.length > 0) return "refused";
    if (kind === "pages" || REVIEWED.has(kind)) return "out";
    if (kind !== "reports") return "noPage";
    return content.reports.find((r) => `reports/${r.id}` === address)?.date === undefined ? "waits" : "out";
  })();
  return { state, because, withdrawn, address };
}

/** In a word or two. */
export function verdictLabel({ state, withdrawn, address }: Pick<Verdict, "state" | "withdrawn" | "address">): string {
  if (state === "out") return withdrawn ? "已撤回" : "在网站上";
  if (state === "refused") return "不能发布";
  if (state === "noPage") return "不单独成页";
  return address.startsWith("pages/") ? "等确认" : address.startsWith("reports/") ? "草稿" : "等审查";
}

const firstLine = (p: Problem | undefined): string => (p?.message.split("\n", 1)[0] ?? "").replace(/。$/, "");

/** What happens next, in sentences for the clerk. `elsewhere`: how many things stop the site in other files. */
export function verdictInWords(verdict: Verdict, elsewhere: number): string {
  const { state, because, withdrawn, address } = verdict;
  const [first] = because;
  const more = because.length > 1 ? `（等 ${because.length} 处）` : "";
  const others = elsewhere > 0 ? `别的文件里还有 ${elsewhere} 处要先处理好，网站才能更新。` : "";
  const before = first ? `以前还要改：${firstLine(first)}${more}。` : "";
  switch (state) {
    case "refused":
      return `不能发布，因为：${firstLine(first)}${more}。改好以前网站不更新。`;
    case "waits": {
      if (address.startsWith("pages/")) return `等确认：还是草稿，删去草稿（draft）这一行才公开。${before === "" ? "" : `确认${before}`}`;
      if (address.startsWith("reports/")) return `草稿：写上公布日期（date）才公开。${others}`;
      return `等审查：写上发布审查（review）才公开，现在不耽误别的。${before === "" ? "" : `审查${before}`}`;
    }
    case "noPage":
      return `不单独成页：更新网站以后，只计进统计和年度报告。${others}`;
    default:
      return withdrawn ? `已撤回：更新网站以后，网页上只留标题和撤回的理由。${others}` : `更新网站以后，就能在网站上看到。${others}`;
  }
}
