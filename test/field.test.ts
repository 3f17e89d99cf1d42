/**
 * Inputs from the field, a folder a case: `expect.json` says how it is put in and what must come out.
 * The cases lie in `test/field`; where the folder `shared/cases` stands beside the repository, those are run as they lie there.
 */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { noCache } from "../scripts/cache.ts";
import { docxToMarkdown } from "../scripts/desk/import/docx.ts";
import { htmlToMarkdown } from "../scripts/desk/import/html.ts";
import { noticeDraft } from "../scripts/desk/import/notice.ts";
import { attachmentProblems } from "../scripts/privacy/attachments.ts";
import { formatProblems, type Problem } from "../scripts/problem.ts";
import { type Day, day } from "../scripts/rules/days.ts";
import { foldWords, makeFolder, holds as stands, wordsOf } from "../scripts/search/fold.ts";
import { walk } from "../scripts/walk.ts";
import { launch } from "./browser.ts";
import { built, copyOfSample, filesIn, root, run, sample, TODAY, temporary } from "./support.ts";

/** Cases that are still wrong; a case that comes right must leave the list. */
const PENDING = new Set<string>([]);

interface Expected {
  readonly how: string;
  readonly must?: readonly string[];
  readonly mustNot?: readonly string[];
  readonly rule?: string;
  readonly query?: string;
  readonly formed?: string;
  /** A problem that names it is right, too. */
  readonly orProblem?: boolean;
  /** A note of the import that names it is right, too. */
  readonly orNote?: boolean;
}

const beside = join(root, "../shared/cases");
const cases = existsSync(beside) ? beside : join(root, "test/field");
const names = readdirSync(cases, { withFileTypes: true }).flatMap((e) => (e.isDirectory() ? [e.name] : []));
const expected = (name: string): Expected => JSON.parse(readFileSync(join(cases, name, "expect.json"), "utf8")) as Expected;

/** A content folder with the office of the sample, its pages and no records. */
function emptyOffice(): string {
  const folder = join(temporary(), "content");
  mkdirSync(folder, { recursive: true });
  cpSync(join(sample, "site.yaml"), join(folder, "site.yaml"));
  cpSync(join(sample, "pages"), join(folder, "pages"), { recursive: true });
  return folder;
}

/** What check says of a folder. */
async function problemsOf(content: string, today: Day = TODAY): Promise<Problem[]> {
  const { content: read, problems } = walk(content, today);
  return [...problems, ...(await attachmentProblems(read, noCache))];
}

/** What check says of the record of a case. */
async function problemsOfCase(name: string): Promise<Problem[]> {
  const folder = emptyOffice();
  cpSync(join(cases, name, "content"), folder, { recursive: true });
  // Names that git on Windows could not check out.
  for (const file of filesIn(folder))
    if (basename(file).startsWith("name-")) renameSync(join(folder, file), join(folder, file.replace("/name-", "/")));
  return (await problemsOf(folder)).filter((p) => p.file.includes("items/2025/0001"));
}

/** All of `must` and none of `mustNot`, as regular expressions or, where they are none, as they stand. */
function holds({ must = [], mustNot = [] }: Expected, text: string): string[] {
  // A group says that the pattern is meant as one; elsewhere a star is a star.
  const has = (pattern: string): boolean =>
    text.includes(pattern) || new RegExp(pattern.includes("(?:") ? pattern : pattern.replace(/[*+?]/g, "\\$&")).test(text);
  return [...must.filter((m) => !has(m)).map((m) => `lacks ${m}`), ...mustNot.filter((m) => text.includes(m)).map((m) => `has ${m}`)];
}

const IN_BROWSER = new Set(["page", "title", "html-of-page", "print"]);
/** The body of an item on its page. */
const BODY = "article.record .text";
let browser: Browser;
let site: string;
/** Cases that are built: case → its page. */
const pages = new Map<string, string>();

beforeAll(async () => {
  const content = emptyOffice();
  for (const name of names.filter((n) => IN_BROWSER.has(expected(n).how))) {
    if ((await problemsOfCase(name)).some((p) => p.severity === "error")) continue;
    const serial = String(pages.size + 1).padStart(4, "0");
    mkdirSync(join(content, "items/2025"), { recursive: true });
    cpSync(join(cases, name, "content/items/2025/0001.md"), join(content, `items/2025/${serial}.md`));
    pages.set(name, `items/2025/${serial}.html`);
  }
  site = built(content);
  rmSync(content, { recursive: true });
  browser = await launch();
});
afterAll(() => browser?.close());

async function opened(name: string): Promise<Page> {
  const page = await browser.newPage();
  await page.goto(`file://${join(site, pages.get(name) ?? "")}`);
  return page;
}

/** The words of the page of a case, and its HTML. */
async function pageOf(name: string): Promise<{ text: string; html: string }> {
  const page = await opened(name);
  try {
    return {
      // Line ends as they are seen.
      // biome-ignore lint/performance/useDomNodeTextContent: what is tested is what is seen
      text: `${await page.locator("h1").textContent()}\n${await page.locator(BODY).innerText()}`,
      html: await page.locator(BODY).evaluate((body) => body.outerHTML),
    };
  } finally {
    await page.close();
  }
}

/** The words on the paper that a page is printed on. */
async function paperOf(name: string): Promise<string> {
  const { extractText, getDocumentProxy } = await import("unpdf");
  const page = await opened(name);
  try {
    const pdf = await getDocumentProxy(new Uint8Array(await page.pdf({ preferCSSPageSize: true })));
    return (await extractText(pdf, { mergePages: true })).text;
  } finally {
    await page.close();
  }
}

/** A ledger as it comes in: what is written, and what is said. */
function ledgerOf(name: string): { said: string; written: string } {
  const content = copyOfSample();
  const before = new Set(filesIn(content));
  const { stdout, stderr } = run("import", [join(cases, name, "input.xlsx"), "--content", content, "--today", TODAY, "--write"]);
  const written = filesIn(content)
    .filter((f) => !before.has(f))
    .map((f) => readFileSync(join(content, f), "utf8"));
  return { said: stdout + stderr, written: written.join("\n") };
}

type Ways = Readonly<Record<string, (name: string, e: Expected) => Promise<string[]> | string[]>>;

/** How a case is put in → what is wrong with what comes out. */
const ways: Ways = {
  async problem(name, { rule = "" }) {
    const found = await problemsOfCase(name);
    return found.some((p) => new RegExp(rule).test(p.rule)) ? [] : [`no ${rule} among ${found.map((p) => p.rule).join()}`];
  },
  async noproblem(name, { rule = "" }) {
    return (await problemsOfCase(name)).filter((p) => new RegExp(rule).test(p.rule)).map((p) => p.message);
  },
  async message(name, e) {
    return holds(e, formatProblems(await problemsOfCase(name)));
  },
  async clock(name, e) {
    const today = day(readFileSync(join(cases, name, "today.txt"), "utf8").trim());
    const found = (await problemsOf(sample, today)).filter((p) => p.severity === "error");
    return [...holds(e, formatProblems(found)), ...(found.length === 1 ? [] : [`${found.length} faults`])];
  },
  page: judged,
  title: judged,
  async "html-of-page"(name, e) {
    return holds(e, (await pageOf(name)).html);
  },
  async print(name, e) {
    return holds(e, await paperOf(name));
  },
  docx(name, e) {
    const imported = docxToMarkdown(readFileSync(join(cases, name, "input.docx")));
    const formed = noticeDraft(imported, []).values.formed;
    const wrong = holds(e, imported.markdown);
    if (e.orNote && wrong.length > 0 && imported.notes.length > 0) wrong.splice(0);
    return [...wrong, ...(e.formed === undefined || e.formed === formed ? [] : [`formed is ${String(formed)}`])];
  },
  html: (name, e) => holds(e, htmlToMarkdown(readFileSync(join(cases, name, "input.html"), "utf8")).markdown),
  ledger: (name, e) => holds(e, ledgerOf(name).written),
  "ledger-said": (name, e) => holds(e, ledgerOf(name).said),
  fold(name, { query = "" }) {
    const folder = makeFolder();
    const { title, rest } = foldWords({ title: "", text: readFileSync(join(cases, name, "text.txt"), "utf8"), attachments: [] }, folder);
    return wordsOf(query, folder).every((w) => stands(title, w) || stands(rest, w)) ? [] : [`${rest} lacks ${query}`];
  },
  css(_name, e) {
    const sheets = filesIn(site).filter((f) => f.endsWith(".css"));
    return sheets.flatMap((f) => holds(e, readFileSync(join(site, f), "utf8")).map((w) => `${f} ${w}`));
  },
};

/** Shown as it was typed, or said with its line. */
async function judged(name: string, e: Expected): Promise<string[]> {
  const said = (await problemsOfCase(name)).length > 0;
  if (!pages.has(name)) return said && e.orProblem ? [] : ["no page"];
  const { text, html } = await pageOf(name);
  const [shown, marked] = [
    holds({ ...e, mustNot: (e.mustNot ?? []).filter((m) => !m.startsWith("<")) }, text),
    holds({ how: "", mustNot: (e.mustNot ?? []).filter((m) => m.startsWith("<")) }, html),
  ];
  return said && e.orProblem ? [] : [...shown, ...marked];
}

describe("the cases of the field", () => {
  it.each(names)("%s", async (name) => {
    const e = expected(name);
    const way = ways[e.how];
    if (!way) throw new Error(`nobody knows how to put in “${e.how}”`);
    const wrong = await way(name, e);
    if (PENDING.has(name)) expect(wrong, `${name} is right now: take it out of PENDING`).not.toEqual([]);
    else expect(wrong).toEqual([]);
  });
});
