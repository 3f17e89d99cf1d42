/** 公开登记: what has been published, a line a page, kept beside the content folder; and what has changed since without a word. */
import { createHash } from "node:crypto";
import { isPublished, type Published } from "./entries.ts";
import { PLACEHOLDER } from "./markdown.ts";
import { type KindName, kinds } from "./model/index.ts";
import { Faults, type Problem } from "./problem.ts";
import { type AnnualReport, reportTitle, resolvePlaceholder, siteFacts } from "./report.ts";
import { rowAddress } from "./report-tables.ts";
import type { Day } from "./rules/days.ts";
import type { Edition } from "./walk.ts";

/** A page as it went out. */
export interface Line {
  /** From the root of the site: `items/2025/0003.html`. */
  readonly path: string;
  readonly title: string;
  readonly date?: Day;
  /** Day of the first publication that this register knows. */
  readonly first: Day;
  /** SHA-256 of everything below. */
  readonly hash: string;
  /** What stands at the page's head or in its tables, as text by key. */
  readonly facts?: Readonly<Record<string, string>>;
  /** Eight digits of the hash of each line of the words. */
  readonly words?: string;
  /** SHA-256 by address. */
  readonly attachments?: Readonly<Record<string, string>>;
  /** `2026-03-02 第二项由120亩更正为102亩`. */
  readonly corrections?: readonly string[];
  /** `2026-03-02 内容与上级批复不一致`; then nothing of the text is kept here. */
  readonly withdrawn?: string;
  /** Where a page that has moved is now. */
  readonly movedTo?: string;
}

export interface Ledger {
  /** Number of the last publication, from 1. */
  readonly release: number;
  /** SHA-256 of its `manifest.json`. */
  readonly manifest: string | null;
  readonly lines: readonly Line[];
}

/** The ledger as it lies on the disk. */
export interface LedgerFile {
  /** As the clerk opens it. */
  readonly file: string;
  readonly text: string;
}

/** A page as it would go out now, and where it is written. */
interface Now extends Omit<Line, "first"> {
  readonly file: string;
  readonly at: Readonly<Record<string, number>>;
  readonly labels: Readonly<Record<string, string>>;
  /** The lines of the words with their lines in the file. */
  readonly text: readonly { readonly text: string; readonly source: string; readonly line: number }[];
}

/** Named so in the site: the ledger that its release belongs to. */
export const LEDGER_IN_SITE = "data/published.json";

/** What follows from the rest or only helps to find: free to change. */
const FREE = new Set(["title", "date", "corrections", "confirmed", "withdrawn", "review", "attachments", "keywords", "channels"]);
/** May be written later, with nothing lost that was there. */
const MAY_BE_ADDED = new Set(["formed", "topic", "status", "validTo", "repealed", "summary", "noticeDone", "resultOf"]);

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");
const byCode = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const shown = (value: unknown): string =>
  Array.isArray(value)
    ? value.map(shown).join("、")
    : value !== null && typeof value === "object"
      ? Object.values(value).map(shown).join("，")
      : String(value);

/** Lines of a text with their places; blanks make no difference. */
function linesOf(body: string, from: number, fill: (text: string) => string = (t) => t): Now["text"] {
  return body.split("\n").flatMap((source, i) => {
    const text = fill(source).trim();
    return text === "" ? [] : [{ text, source, line: from + i }];
  });
}

const hashesOf = (text: Now["text"]): string => text.map((l) => sha256(l.text.replace(/\s+/g, "")).slice(0, 8)).join("");

function withHash(now: Omit<Now, "hash">): Now {
  const { title, date, facts, words, attachments, corrections, withdrawn } = now;
  return { ...now, hash: sha256(JSON.stringify([title, date, facts, words, attachments, corrections, withdrawn])) };
}

function ofRecord(r: Published, hashOf: (path: string) => string): Now {
  const { fields } = kinds[r.kind as KindName];
  const labels = Object.fromEntries(Object.entries(fields).map(([key, f]) => [key, f.label]));
  const corrections = r.corrections?.map((c) => `${c.date} ${c.text}`);
  const head = { path: `${r.id}.html`, title: r.title, date: r.date, file: r.file, at: r.lines, labels };
  if (r.withdrawn) return withHash({ ...head, withdrawn: `${r.withdrawn.date} ${r.withdrawn.reason}`, text: [] });
  const facts: Record<string, string> = {};
  for (const key of Object.keys(fields)) {
    const value = (r as unknown as Record<string, unknown>)[key];
    if (FREE.has(key) || value === undefined || (key === "status" && value === "inForce")) continue;
    facts[key] = shown(value);
  }
  const attachments = Object.fromEntries((r.attachments ?? []).map((a) => [`${r.id}/${a.file}`, hashOf(`${r.id}/${a.file}`)]));
  if (r.attachments) facts.attachments = r.attachments.map((a) => a.title).join("、");
  const text = linesOf(r.body, r.bodyLine);
  return withHash({
    ...head,
    facts,
    words: hashesOf(text),
    text,
    ...(r.attachments && { attachments }),
    ...(corrections && { corrections }),
  });
}

function ofReport(report: AnnualReport, edition: Edition): Now {
  const { words, tally } = report;
  const { site } = edition.register;
  const siteWords = siteFacts(site);
  const fill = (line: string): string =>
    line.replace(PLACEHOLDER, (whole, name: string) => resolvePlaceholder(name, siteWords, tally)?.text ?? whole);
  const facts: Record<string, string> = {};
  const labels: Record<string, string> = { date: "公布日期" };
  for (const f of tally.figures.values()) {
    if (f.inTable || f.value === undefined || /^items\.(?:village|topic)\./.test(f.key)) continue;
    facts[f.key] = String(f.value);
    labels[f.key] = f.label;
  }
  for (const { table, rows } of report.tables) {
    for (const [i, row] of table.rows.entries()) {
      const cells = rows[i] ?? [];
      if (cells.length === 0) continue;
      const key = rowAddress(table, row);
      facts[key] = cells.map((c) => c.value ?? "").join(" ");
      labels[key] = `表里“${row.head.at(-1) ?? key}”一行`;
    }
  }
  const text = linesOf(words.body, words.bodyLine, fill);
  const corrections = words.corrections?.map((c) => `${c.date} ${c.text}`);
  return withHash({
    path: `reports/${report.year}.html`,
    title: reportTitle(site, report.year),
    ...(words.date && { date: words.date }),
    file: words.file,
    at: words.lines,
    labels,
    facts,
    words: hashesOf(text),
    text,
    ...(corrections && { corrections }),
  });
}

/** Every page that may not change or vanish silently, by address. `hashOf`: SHA-256 of an attachment. */
function pagesNow(edition: Edition, hashOf: (path: string) => string): Map<string, Now> {
  const { register, reports } = edition;
  const all: Now[] = [];
  for (const r of register.byId.values()) if (isPublished(r)) all.push(ofRecord(r, hashOf));
  // A draft has promised nothing yet.
  for (const report of reports.values()) if (report.words.date !== undefined) all.push(ofReport(report, edition));
  // Standing pages may say something new at any time; they may not vanish.
  for (const p of register.pages) {
    all.push({ path: `pages/${p.id}.html`, title: p.title, hash: "", file: p.file, at: {}, labels: {}, text: [] });
  }
  return new Map(all.map((n) => [n.path, n]));
}

/** `published.json` → ledger. Throws when it is not one. */
export function parseLedger(text: string): Ledger {
  const { release, manifest, pages } = JSON.parse(text) as { release?: unknown; manifest?: unknown; pages?: unknown };
  const fine =
    Array.isArray(pages) &&
    pages.every((p: Partial<Line> | null) => typeof p?.path === "string" && typeof p.title === "string" && typeof p.first === "string");
  if (!fine) throw new Error("not a ledger");
  return { release: Number(release ?? 0), manifest: typeof manifest === "string" ? manifest : null, lines: pages as Line[] };
}

/** A line a page, by address: two publications differ in the lines of the pages that differ. */
export const pagesText = (lines: readonly Line[]): string => `"pages":[\n${lines.map((l) => JSON.stringify(l)).join(",\n")}\n]}\n`;

export const ledgerText = ({ release, manifest, lines }: Ledger): string =>
  `{"release":${release},"manifest":${JSON.stringify(manifest)},${pagesText(lines)}`;

/** The lines after a publication of `edition` on `today`. */
export function recordLines(ledger: Ledger | undefined, edition: Edition, hashOf: (path: string) => string, today: Day): Line[] {
  const before = new Map(ledger?.lines.map((l) => [l.path, l]));
  const now = pagesNow(edition, hashOf);
  const movedTo = redirectsOf(edition);
  const cameFrom = new Map([...movedTo].map(([from, to]) => [to, from]));
  const out: Line[] = [];
  for (const [path, n] of now) {
    const { file: _file, at: _at, labels: _labels, text: _text, ...line } = n;
    const first = before.get(path)?.first ?? before.get(cameFrom.get(path) ?? "")?.first ?? today;
    const { title, date, ...rest } = line;
    out.push({ ...rest, path, title, ...(date && { date }), first });
  }
  for (const [path, l] of before) {
    const to = movedTo.get(path);
    if (!now.has(path) && to !== undefined) out.push({ path, title: l.title, first: l.first, hash: l.hash, movedTo: to });
  }
  return out
    .map(({ path, title, date, first, hash, ...rest }) => ({ path, title, ...(date && { date }), first, hash, ...rest }))
    .sort((a, b) => byCode(a.path, b.path));
}

/** Addresses of pages that have moved, to where they are now. */
export const redirectsOf = ({ register }: Edition): ReadonlyMap<string, string> =>
  new Map((register.site.redirects ?? []).map((r) => [`${r.from}.html`, `${r.to}.html`]));

export interface Comparing {
  readonly edition: Edition;
  readonly hashOf: (path: string) => string;
  /** The same of the file as it lies in the folder: photos went out with their place before it was taken out of them. */
  readonly originalHashOf: (path: string) => string;
  /** Records and pages that are there and wait for a review or a confirmation. */
  readonly waiting: ReadonlySet<string>;
  readonly contentFolder: string;
  /** The words of a page as they were published, when the published site is at hand. */
  readonly oldWords?: ((path: string) => readonly string[] | undefined) | undefined;
}

const MEND = "改得对，请在 corrections 里加一条，写明哪天改的、原来是什么、改成了什么；不再公开，请写 withdrawn；不是有意改的，请改回去。";
const MEND_REPORT = "改得对，请在这份报告里加 corrections，写明哪天改的、原来是什么、改成了什么；不是有意改的，请改回去。";

/** What was published and is not as it was: each with the change, and how to mend it. */
export function compareLedger({ file, text }: LedgerFile, given: Comparing): Problem[] {
  const faults = new Faults();
  let ledger: Ledger;
  try {
    ledger = parseLedger(text);
  } catch {
    faults.error(
      file,
      0,
      "ledger-unreadable",
      "公开登记（以前公开过哪些网页）读不出来，没法核对有没有改动。",
      "这个文件由程序写，请不要自己改；请从上一次的版本恢复，写法如 git checkout -- published.json。",
    );
    return faults.list;
  }
  const now = pagesNow(given.edition, given.hashOf);
  const known = new Set(ledger.lines.map((l) => l.path));
  const moved = redirectsOf(given.edition);
  for (const [i, line] of ledger.lines.entries()) {
    const id = line.path.replace(/\.html$/, "");
    const here = now.get(line.path);
    const to = moved.get(line.path);
    if (here) compareLine(line, here, given, faults);
    else if (to === undefined) gone(line, i + 2, id);
    // A page that has just moved brings its words along unchanged.
    else if (!known.has(to) && line.movedTo === undefined) {
      const there = now.get(to);
      if (there) compareLine(line, movedBack(there, id), given, faults);
    }
  }
  return faults.list;

  function gone(line: Line, at: number, id: string): void {
    const fresh = [...now.values()].filter((n) => !known.has(n.path));
    const likely = fresh.find((n) => n.title === line.title && n.date === line.date);
    const moved = likely?.path.replace(/\.html$/, "");
    if (given.waiting.has(id)) {
      const page = id.startsWith("pages/");
      faults.error(
        file,
        at,
        "published-gone",
        `“${line.title}”公开过（${line.path}，登记于 ${line.first}），现在${page ? "又写成了草稿（draft）" : "没有写发布审查（review）"}，就不公开了：见 ${given.contentFolder}/${id}.md。`,
        page ? "请删去草稿（draft）这一行。" : "请把发布审查（review）写回去，下面写 by 和 date；不再公开的，写 withdrawn。",
      );
      return;
    }
    const place = line.movedTo === undefined ? `${given.contentFolder}/${id}.md` : undefined;
    faults.error(
      file,
      at,
      "published-gone",
      place
        ? `“${line.title}”公开过（${line.path}，登记于 ${line.first}），现在没有了：找不到 ${place}。${moved ? `像是移到了 ${moved}。` : ""}`
        : `“${line.title}”公开过，后来移到了 ${line.movedTo}；现在 site.yaml 的 redirects 里没有了，旧网址打不开。`,
      moved || !place
        ? `移走的，请在 site.yaml 的 redirects 里写：from: ${id}，to: ${moved ?? line.movedTo?.replace(/\.html$/, "")}。`
        : id.startsWith("pages/") || id.startsWith("reports/")
          ? "请恢复这个文件；移走的，在 site.yaml 的 redirects 里写 from 和 to。"
          : "请恢复这个文件；不再公开的，恢复以后在里面写 withdrawn；移走的，在 site.yaml 的 redirects 里写 from 和 to。",
    );
  }
}

/** A moved page, with the addresses of its attachments as they were. */
function movedBack(now: Now, id: string): Now {
  const to = now.path.replace(/\.html$/, "");
  const attachments = now.attachments && Object.fromEntries(Object.entries(now.attachments).map(([p, h]) => [p.replace(to, id), h]));
  return { ...withHash({ ...now, ...(attachments && { attachments }) }), path: `${id}.html` };
}

function compareLine(line: Line, now: Now, given: Comparing, faults: Faults): void {
  if (line.hash === now.hash) return;
  const report = line.path.startsWith("reports/");
  if (line.path.startsWith("pages/")) return;
  // 公开日期 is a promise of its own: no correction moves it back.
  if (line.date !== undefined && now.date !== undefined && now.date < line.date) {
    faults.error(
      now.file,
      now.at.date ?? 1,
      "published-date",
      `${now.labels.date ?? "公开日期"}从 ${line.date} 改成了 ${now.date}：已经公开的，日期不能改早。`,
      `请改回 date: ${line.date}。`,
    );
    return;
  }
  const kept = new Set(now.corrections);
  const lost = (line.corrections ?? []).filter((c) => !kept.has(c));
  if (!now.withdrawn && lost.length > 0) {
    faults.error(
      now.file,
      now.at.corrections ?? now.at.title ?? 1,
      "correction-gone",
      `公开过的更正记录少了、改了：“${lost[0]}”。`,
      "更正记录只能加，不能删改；请照原样写回。",
    );
    return;
  }
  // 撤回: text, facts and attachments go; the title may have to go with them.
  if (now.withdrawn && !line.withdrawn) return;
  const before = new Set(line.corrections);
  const fresh = (now.corrections ?? []).filter((c) => !before.has(c));
  const last = [...(line.corrections ?? [])].sort().at(-1)?.slice(0, 10);
  const inTime = fresh.filter((c) => last === undefined || c.slice(0, 10) >= last);
  if (inTime.length > 0) return;
  if (fresh.length > 0) {
    faults.error(
      now.file,
      now.at.corrections ?? 1,
      "correction-date",
      `新加的更正记录写的是 ${fresh[0]?.slice(0, 10)}，早于已经公开的上一次更正（${last}）。`,
      "请改成这一次更正的那一天。",
    );
    return;
  }
  const { changes, at } = changesOf(line, now, given);
  if (changes.length === 0) return;
  faults.error(
    now.file,
    at,
    "published-changed",
    `已经公开过的（登记于 ${line.first}），没有写更正就变了：`,
    ...changes,
    report ? MEND_REPORT : MEND,
  );
}

const quote = (text: string | undefined): string => (text === undefined || text === "" ? "（没有）" : `“${text}”`);

function changesOf(line: Line, now: Now, given: Comparing): { changes: string[]; at: number } {
  const out: string[] = [];
  let at: number | undefined;
  const add = (text: string, place: number | undefined): void => {
    out.push(text);
    at ??= place;
  };
  if (line.withdrawn !== now.withdrawn) {
    add(
      now.withdrawn === undefined
        ? `原来已经撤回（${line.withdrawn}），现在又公开了。`
        : `撤回：${quote(line.withdrawn)} → ${quote(now.withdrawn)}。`,
      now.at.withdrawn ?? now.at.title,
    );
    return { changes: out, at: at ?? 1 };
  }
  if (line.title !== now.title) add(`标题：${quote(line.title)} → ${quote(now.title)}。`, now.at.title);
  if (line.date !== now.date)
    add(`${now.labels.date ?? "公开日期"}：${line.date ?? "（没有）"} → ${now.date ?? "（没有）"}。`, now.at.date);
  const report = line.path.startsWith("reports/");
  const facts = now.facts ?? {};
  const moved = redirectsOf(given.edition);
  /** A record that is named by another has moved: the other now names it where it is. */
  const followed = (key: string, old: string | undefined): string | undefined =>
    key === "interprets" || key === "supersedes" || key === "resultOf"
      ? old
          ?.split("、")
          .map((id) => moved.get(`${id}.html`)?.replace(/\.html$/, "") ?? id)
          .join("、")
      : old;
  const figures: string[] = [];
  for (const key of new Set([...Object.keys(line.facts ?? {}), ...Object.keys(facts)])) {
    const old = followed(key, line.facts?.[key]);
    const here = facts[key];
    if (old === here || (old === undefined && (report || MAY_BE_ADDED.has(key)))) continue;
    figures.push(`${now.labels[key] ?? key}：${quote(old)} → ${quote(here)}。`);
    at ??= now.at[key];
  }
  out.push(...figures.slice(0, 6));
  if (figures.length > 6) out.push(`另有 ${figures.length - 6} 处数字也变了。`);
  const words = wordChange(line, now, given);
  if (words) add(words.text, words.line);
  for (const path of new Set([...Object.keys(line.attachments ?? {}), ...Object.keys(now.attachments ?? {})])) {
    const [old, here] = [line.attachments?.[path], now.attachments?.[path]];
    const name = path.slice(path.lastIndexOf("/") + 1);
    if (old === here || (old !== undefined && here !== undefined && old === given.originalHashOf(path))) continue;
    add(
      here === undefined ? `附件“${name}”没有了。` : old === undefined ? `多了附件“${name}”。` : `附件“${name}”换过了，内容和公开的不同。`,
      now.at.attachments ?? now.at.title,
    );
  }
  return { changes: out, at: at ?? 1 };
}

/** The first line of the words that differs, with the old words where they are at hand. */
function wordChange(line: Line, now: Now, given: Comparing): { text: string; line: number } | undefined {
  const old = line.words?.match(/.{8}/g) ?? [];
  const here = now.words?.match(/.{8}/g) ?? [];
  if (old.join() === here.join()) return undefined;
  let from = 0;
  while (from < old.length && from < here.length && old[from] === here[from]) from++;
  let tail = 0;
  while (tail < old.length - from && tail < here.length - from && old.at(-1 - tail) === here.at(-1 - tail)) tail++;
  const gone = old.length - from - tail;
  const come = here.length - from - tail;
  const first = now.text[Math.min(from, now.text.length - 1)];
  const lineOf = first?.line ?? 1;
  if (come === 0) return { text: `正文在第 ${lineOf} 行这里少了 ${gone} 行${clue(undefined)}。`, line: lineOf };
  const advice = /\{\{\s*site\./.test(first?.source ?? "") ? "这一行引用了 site.yaml；site.yaml 改了，请在这里写上公布时的原话。" : "";
  if (gone === 0) return { text: `正文第 ${lineOf} 行起多了 ${come} 行：${quote(cut(first?.text ?? "", 0))}。${advice}`, line: lineOf };
  return {
    text: `正文第 ${lineOf} 行${clue(first?.text)}${come > 1 || gone > 1 ? `，一共 ${Math.max(come, gone)} 行不同` : ""}。${advice}`,
    line: lineOf,
  };

  function clue(text: string | undefined): string {
    const plain = (t: string): string => t.replace(/[\s*_`#>|-]+/g, "");
    const mine = new Set(now.text.map((l) => plain(l.text)));
    const left = (given.oldWords?.(line.path) ?? []).filter((l) => plain(l) !== "" && !mine.has(plain(l)));
    if (text === undefined) return left[0] === undefined ? "" : `，原来有${quote(cut(left.at(-1) ?? "", 0))}`;
    const like = left.map((l) => ({ l, same: alike(plain(l), plain(text)) })).sort((a, b) => b.same - a.same)[0];
    if (!like || like.same < 4) return `和公开的不同，现在是${quote(cut(text, 0))}`;
    let same = 0;
    while (same < like.l.length && like.l[same] === text[same]) same++;
    return `：${quote(cut(like.l, same))} → ${quote(cut(text, same))}`;
  }
}

/** Length of the common beginning and end. */
function alike(a: string, b: string): number {
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a.at(-1 - tail) === b.at(-1 - tail)) tail++;
  return head + tail;
}

/** A few characters around the place. */
function cut(text: string, place: number): string {
  const chars = [...text];
  const from = Math.max(0, place - 8);
  const to = Math.min(chars.length, place + 16);
  return `${from > 0 ? "…" : ""}${chars.slice(from, to).join("")}${to < chars.length ? "…" : ""}`;
}
