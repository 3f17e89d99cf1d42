/**
 * One text, every way out: generated notices with the signs of real ones are read alike on page, board, booklet, WeChat, loudspeaker,
 * single file, search, data and feeds; and within a report, on its page and in Word.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { strFromU8, unzipSync } from "fflate";
import { parse } from "parse5";
import { beforeAll, describe, expect, it } from "vitest";
import { checkBody } from "../scripts/check/text.ts";
import { plainText } from "../scripts/markdown.ts";
import { deskOver } from "./channels-support.ts";
import { built, copyOfSample, filesIn, parsePage, readJson, run, TODAY, temporary, textOf, writeDeep } from "./support.ts";
import { bare, notice, words } from "./typed.ts";

const COUNT = 40;

interface Typed {
  readonly id: string;
  readonly title: string;
  readonly body: string;
}

const seed = Number(process.env.FUZZ_SEED ?? 20171231);
const typed: readonly Typed[] = fc
  .sample(fc.tuple(notice, words), { numRuns: COUNT * 10, seed })
  .map(([{ body }, signs]) => ({ body, title: `关于${signs.join("").trim()}的通知` }))
  // What is a fault never goes out; a placeholder is filled with what the site knows.
  .filter(({ body, title }) => checkBody(body).length === 0 && checkBody(title).length === 0 && !/\{[{%]/.test(body + title))
  .slice(0, COUNT)
  .map(({ body, title }, i) => ({ id: `items/2025/${9001 + i}`, title, body: `正文开头${i}。\n\n${body}\n\n正文结尾${i}。` }));

const read = (t: Typed): string => bare(plainText(t.body));
const page = (folder: string, path: string): string => bare(textOf(parsePage(folder, path)));
/** Notices that are not read whole in a text. */
const missing = (of: (t: Typed) => string, wanted: (t: Typed) => string = read, list: readonly Typed[] = typed): string[] =>
  list.filter((t) => !of(t).includes(wanted(t))).map((t) => `${t.id}: ${wanted(t)}`);

const inReport = typed.filter((t) => !t.body.includes("__"));

let content = "";
let site = "";
let desk = "";

beforeAll(async () => {
  content = copyOfSample();
  for (const { id, title, body } of typed) {
    writeDeep(
      join(content, `${id}.md`),
      `---
title: ${JSON.stringify(title)}
date: 2025-03-12
formed: 2025-03-12
category: 公告公示
topic: 20-1
channels: [政府网站, 公开栏, 广播, 微信公众平台]
review:
  by: 示例审核岗
  date: 2025-03-12
  reason: 逐条看过
---
${body}
`,
    );
  }
  const report = join(content, "reports/2025.md");
  // What looks like a blank to fill in is a fault in a report.
  const added = inReport.map((t) => t.body.replace(/^#+ /gm, "")).join("\n\n");
  // A draft, so that numbers that speak of nothing only warn.
  writeFileSync(
    report,
    readFileSync(report, "utf8")
      .replace(/^date: .*\n/m, "")
      .replace("### 主动公开\n", `### 主动公开\n\n${added}\n`),
  );
  site = built(content, ["--drafts"]);
  desk = await deskOver(content, [2025]);
});

describe("what was typed is read", () => {
  it("there are enough notices, with enough signs", () => {
    expect(typed).toHaveLength(COUNT);
    expect(new Set(typed.flatMap((t) => (t.body + t.title).match(/[*~_`<>[\]#\\&+^]/g) ?? [])).size).toBeGreaterThanOrEqual(10);
  });

  it("on the page, with its title", () => {
    expect(missing((t) => page(site, `${t.id}.html`))).toEqual([]);
    expect(
      missing(
        (t) => page(site, `${t.id}.html`),
        (t) => bare(t.title),
      ),
    ).toEqual([]);
  });

  it.each(["board", "wechat"])("on the desk's sheet: %s", (kind) => {
    const file = (t: Typed): string => `${kind}/${t.id.replaceAll("/", "-")}.html`;
    expect(missing((t) => page(desk, file(t)))).toEqual([]);
    expect(
      missing(
        (t) => page(desk, file(t)),
        (t) => bare(t.title),
      ),
    ).toEqual([]);
  });

  it("in the booklet of the year", () => {
    const booklet = page(desk, "booklet/2025.html");
    expect(missing(() => booklet)).toEqual([]);
    expect(
      missing(
        () => booklet,
        (t) => bare(t.title),
      ),
    ).toEqual([]);
  });

  it("over the loudspeaker, word by word in its order; signs and numbers in words", () => {
    const han = (text: string): string => text.replace(/[^\p{Script=Han}]/gu, "");
    const lost = typed.filter((t) => {
      const aloud = han(readFileSync(join(desk, `broadcast/${t.id.replaceAll("/", "-")}.txt`), "utf8"));
      let at = -1;
      return ![...han(read(t))].every((c) => {
        at = aloud.indexOf(c, at + 1);
        return at >= 0;
      });
    });
    expect(lost.map((t) => t.id)).toEqual([]);
  });

  it("in the single file of the year", () => {
    const out = temporary();
    const { status, stdout, stderr } = run("pack", ["--year", "2025", "--single", "--content", content, "--out", out, "--today", TODAY]);
    expect(status, stdout + stderr).toBe(0);
    const file = filesIn(out).find((f) => f.endsWith(".html")) ?? "";
    const whole = page(out, file);
    expect(missing(() => whole)).toEqual([]);
    expect(
      missing(
        () => whole,
        (t) => bare(t.title),
      ),
    ).toEqual([]);
  });

  it("in the search", () => {
    const packs = filesIn(site).filter((f) => /^search\/pack-2025/.test(f));
    const texts = packs.flatMap(
      (f) => JSON.parse(/,(\[\[.*\]\])\);?\s*$/s.exec(readFileSync(join(site, f), "utf8"))?.[1] ?? "[]") as unknown[][],
    );
    const of = (t: Typed): unknown[] => texts.find((row) => row[0] === `${t.id}.html`) ?? [];
    expect(missing((t) => bare(String(of(t)[7])))).toEqual([]);
    expect(
      missing(
        (t) => bare(String(of(t)[1])),
        (t) => bare(t.title),
      ),
    ).toEqual([]);
  });

  it("titles, in data and feeds", () => {
    const { records } = readJson<{ records: readonly { id: string; title: string }[] }>(site, "data/2025/records.json");
    const titles = new Map(records.map((r) => [r.id, r.title]));
    expect(
      missing(
        (t) => bare(titles.get(t.id) ?? ""),
        (t) => bare(t.title),
      ),
    ).toEqual([]);
    const csv = readFileSync(join(site, "data/2025/records.csv"), "utf8");
    expect(
      missing(
        () => bare(csv.replaceAll('""', '"')),
        (t) => bare(t.title),
      ),
    ).toEqual([]);
    const atom = textOf(parse(readFileSync(join(site, "feed.xml"), "utf8")));
    const feed = readJson<{ items: readonly { id: string; title: string }[] }>(site, "feed.json").items;
    for (const f of feed) {
      const t = typed.find((one) => f.id.endsWith(`${one.id}.html`));
      if (t === undefined) continue;
      expect(bare(f.title)).toBe(bare(t.title));
      expect(bare(atom)).toContain(bare(t.title));
    }
  });

  it("within a report: on its page, in print and in Word", () => {
    const wanted = (t: Typed): string => bare(plainText(t.body.replace(/^#+ /gm, "")));
    const html = page(site, "reports/2025.html");
    expect(missing(() => html, wanted, inReport)).toEqual([]);
    const xml = strFromU8(unzipSync(readFileSync(join(site, "data/2025/report.docx")))["word/document.xml"] ?? new Uint8Array());
    // A list without numbers has dashes there.
    const word = bare(textOf(parse(xml))).replaceAll("——", "");
    expect(missing(() => word, wanted, inReport)).toEqual([]);
  });
});
