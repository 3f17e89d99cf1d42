/** The very check of the build over a folder in memory, and the page as the site would show it; runs in a worker. */
import type { Cache, Kept } from "../../../scripts/cache.ts";
import { type Content, readContent } from "../../../scripts/content.ts";
import { dayOf, isItem, isPublished, nameOf } from "../../../scripts/entries.ts";
import { againstLedger } from "../../../scripts/ledger-file.ts";
import { renderMarkdown } from "../../../scripts/markdown.ts";
import type { Entry } from "../../../scripts/model/kind.ts";
import { articlePages, buildShell, itemPages, Page, type Shell } from "../../../scripts/pages.ts";
import { attachmentProblems } from "../../../scripts/privacy/attachments.ts";
import { type Problem, sortProblems } from "../../../scripts/problem.ts";
import { verdictInWords, verdictOf, withheldBy } from "../../../scripts/register/verdict.ts";
import { buildRegister } from "../../../scripts/register.ts";
import type { Day } from "../../../scripts/rules/days.ts";
import { walk } from "../../../scripts/walk.ts";
import { articleLayout } from "../../article.ts";
import { escapeHtml, html, raw } from "../../html.ts";
import { itemLayout } from "../../item.ts";
import { standingLayout } from "../../standing.ts";
import { clear, type Held, put, readFileSync } from "./node/fs.ts";

/** A record as lists show it. */
export interface Listed {
  /** `items/2025/0003`. */
  readonly id: string;
  /** `items`. */
  readonly kind: string;
  readonly title: string;
  readonly date: string;
}

export interface Asked {
  readonly number: number;
  /** The folder anew. */
  readonly mount?: readonly (readonly [path: string, file: Held])[];
  /** Files that have changed since; undefined takes one away. */
  readonly put?: readonly (readonly [path: string, file: Held | undefined])[];
  /** Checks all of it. */
  readonly check?: { readonly today: Day };
  /** The page of a record: `items/2025/0003`, `pages/guide`. */
  readonly preview?: { readonly id: string; readonly title: string; readonly body: string; readonly style: string };
}

export interface Answered {
  readonly number: number;
  readonly problems?: readonly Problem[];
  /** The words of attachments have been looked at too. */
  readonly whole?: boolean;
  readonly records?: readonly Listed[];
  readonly preview?: string;
  /** What happens next with the record that was asked about, in words. */
  readonly next?: string;
  /** Milliseconds of the check. */
  readonly took?: number;
  readonly failed?: string;
}

const words = new Map<string, Kept>();
const cache: Cache = {
  async of(kind, hash, make) {
    const known = words.get(`${kind} ${hash}`) ?? (await make());
    words.set(`${kind} ${hash}`, known);
    return known;
  },
};

const listed = (content: Content): Listed[] => [
  ...(Object.values(content.records).flat() as Entry[]).map((r) => ({ id: r.id, kind: r.kind, title: nameOf(r), date: dayOf(r) })),
  ...content.reports.map((r) => ({
    id: `reports/${r.id}`,
    kind: "reports",
    title: `${r.year}年年度报告`,
    date: r.date ?? "",
  })),
  ...content.pages.map((p) => ({ id: `pages/${p.id}`, kind: "pages", title: p.title, date: "" })),
];

/** Answers one question; a second answer follows when the words of attachments have been read. */
export async function answer(asked: Asked, tell: (answered: Answered) => void, isLatest: () => boolean): Promise<void> {
  const { number } = asked;
  if (asked.mount) {
    clear();
    for (const [path, file] of asked.mount) put(path, file);
  }
  for (const [path, file] of asked.put ?? []) put(path, file);
  let content: Content | undefined;
  if (asked.check) {
    const began = performance.now();
    const walked = walk("content", asked.check.today, undefined, undefined, againstLedger("published.json", "_site"));
    content = walked.content;
    const took = performance.now() - began;
    const records = listed(content);
    const nextOf = (problems: readonly Problem[]): Pick<Answered, "next"> =>
      asked.preview ? { next: next(walked.content, asked.preview.id, problems) } : {};
    tell({ number, problems: walked.problems, records, took, ...nextOf(walked.problems) });
    if (asked.preview) tell({ number, preview: previewOf(content, asked.preview) });
    if (!isLatest()) return;
    const more = await attachmentProblems(content, cache);
    const problems = sortProblems([...walked.problems, ...more]);
    tell({ number, problems, records, took, whole: true, ...nextOf(problems) });
  } else if (asked.preview) tell({ number, preview: previewOf(readContent("content"), asked.preview) });
  else tell({ number });
}

/** The verdict on a record, with how much in other files stops the site. */
function next(content: Content, id: string, problems: readonly Problem[]): string {
  const verdict = verdictOf(id, content, problems);
  return verdictInWords(verdict, withheldBy(problems).filter((p) => !verdict.because.includes(p)).length);
}

/** The page of a record, reviewed or not; of what cannot be read yet, or cannot be right, the body alone. Loads nothing. */
function previewOf(content: Content, { id, title, body, style }: NonNullable<Asked["preview"]>): string {
  try {
    const page = pageOf(content, id);
    if (page !== undefined) return alone(page, style);
  } catch {
    // A page is made from records without faults; this one may have some, which are told beside it.
  }
  const path = `${id}.html`;
  return alone(
    html`<!doctype html><html lang="zh-CN"><head><title>${title}</title></head><body><main id="main"><article class="record">
<h1>${title}</h1><div class="text">${raw(renderMarkdown(body, { elsewhere: (address) => pictureOf(path, address) }))}</div></article></main></body></html>`
      .value,
    style,
  );
}

/** The site's own page of a record; undefined when it has none. */
function pageOf(content: Content, id: string): string | undefined {
  const { site } = content;
  if (!site) return undefined;
  const register = buildRegister({ ...content, site });
  const shell: Shell = { ...buildShell(register, "/"), elsewhere: pictureOf };
  const standing = register.pages.find((p) => `pages/${p.id}` === id);
  if (standing) return standingLayout(new Page(`${id}.html`, standing), shell);
  const r: Entry | undefined = register.byId.get(id);
  if (!r || !isPublished(r)) return undefined;
  if (isItem(r)) {
    const item = itemPages(register).find((p) => p.data.record.id === id);
    return item && itemLayout(item, shell);
  }
  const article = articlePages(register).find((p) => p.data.record.id === id);
  return article && articleLayout(article, shell);
}

/** Pictures up to this size are shown in the preview. */
const PICTURE = 4 * 1024 * 1024;

/** A picture of the folder as data. */
function pictureOf(from: string, address: string): string | undefined {
  const type = /\.(jpe?g|png)$/i.exec(address)?.[1]?.toLowerCase();
  if (type === undefined) return undefined;
  try {
    const bytes = readFileSync(`content/${decodeURIComponent(new URL(address, `http://site/${from}`).pathname)}`) as Uint8Array;
    if (bytes.length > PICTURE) return undefined;
    let text = "";
    for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
    return `data:image/${type === "png" ? "png" : "jpeg"};base64,${btoa(text)}`;
  } catch {
    return undefined;
  }
}

/** A page with the style in it and nothing beside it, whose links lead nowhere. */
const alone = (page: string, style: string): string =>
  page
    .replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, "")
    .replace(/<script\b[^>]*><\/script>\n?/g, "")
    .replace(/<link rel="(?:stylesheet|icon|alternate)"[^>]*>\n?/g, "")
    .replace(/<header class="masthead">[\s\S]*?<\/header>/, "")
    .replace(/<nav class="(?:crumbs|neighbours)"[\s\S]*?<\/nav>/g, "")
    .replace(/<p class="tools">[\s\S]*?<\/p>/, "")
    .replace(/<footer class="colophon">[\s\S]*?<\/footer>/, "")
    .replace("<head>", () => `<head><base target="_blank"><style>${style}</style><title>${escapeHtml("预览")}</title>`);
