/** What was published does not change, move or vanish without a word: each case as the clerk reads it. */
import { cpSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { ledgerText, parseLedger } from "../scripts/ledger.ts";
import { againstLedger } from "../scripts/ledger-file.ts";
import { formatProblems } from "../scripts/problem.ts";
import { day } from "../scripts/rules/days.ts";
import { walk } from "../scripts/walk.ts";
import { parsePage, readJson, temporary, textOf } from "./support.ts";
import { edit, item, run, type Tiny, tiny } from "./tiny.ts";

let published: Tiny;

beforeAll(async () => {
  published = tiny();
  const first = await run(published);
  expect(first.said).toBe("没有要改的地方。");
  expect(first.release).toEqual({ number: 1, fresh: true });
});

/** A copy of what was published, to change. */
function copy(): Tiny {
  const folder = temporary();
  cpSync(published.folder, folder, { recursive: true });
  return { ...published, folder, content: join(folder, "content"), out: join(folder, "site"), ledger: join(folder, "published.json") };
}

/** What `npm run check` says of what was published. */
function said(t: Tiny, today = "2026-11-25"): string {
  const { problems } = walk(t.content, day(today), undefined, undefined, againstLedger(t.ledger, t.out));
  return formatProblems(problems.filter((p) => p.severity === "error")).replaceAll(dirname(t.content), ".");
}

const FINE = "没有要改的地方。";

describe("nothing changes silently", () => {
  it("the register is a line a page, by address, and reads back", () => {
    const text = readFileSync(published.ledger, "utf8");
    const ledger = parseLedger(text);
    expect(ledgerText(ledger)).toBe(text);
    expect(text.split("\n").filter((l) => l.startsWith('{"path"'))).toHaveLength(ledger.lines.length);
    expect(ledger.lines.map((l) => l.path)).toEqual(ledger.lines.map((l) => l.path).toSorted());
    expect(ledger.lines).toHaveLength(9 + 1 + 1 + 1 + 3);
    expect(ledger.lines.every((l) => l.first === "2026-11-23")).toBe(true);
    expect(said(copy())).toBe(FINE);
  });

  it.each<[string, (t: Tiny) => void]>([
    ["a word of the text", (t) => edit(t, item(3), ["120亩", "102亩"])],
    ["a line of the text taken away", (t) => edit(t, item(3), ["\n\n第二段。", ""])],
    ["a line of the text added", (t) => edit(t, item(3), ["第二段。", "第二段。\n\n第三段。"])],
    ["the title", (t) => edit(t, item(4), ["第4号示例", "第4号"])],
    ["the day of publication, later", (t) => edit(t, item(4), ["date: 2025-03-14", "date: 2025-03-24"])],
    [
      "the day of publication, earlier",
      (t) => edit(t, item(4), ["date: 2025-03-14", "date: 2025-03-13"], ["  date: 2025-03-14", "  date: 2025-03-13"]),
    ],
    ["the document's number", (t) => edit(t, item(2), ["〔2025〕2号", "〔2025〕3号"])],
    ["an attachment's content", (t) => writeFileSync(join(t.content, "items/2025/0002/mianji.csv"), "村,亩\n甲村,102\n")],
    [
      "an attachment taken away",
      (t) => {
        edit(t, item(2), ["attachments:\n  - file: mianji.csv\n    title: 分村面积表\n", ""]);
        rmSync(join(t.content, "items/2025/0002"), { recursive: true });
      },
    ],
    ["a record gone", (t) => rmSync(join(t.content, item(5)))],
    ["a standing page gone", (t) => rmSync(join(t.content, "pages/rules.md"))],
    [
      "a record moved",
      (t) => {
        mkdirSync(join(t.content, "items/2025"), { recursive: true });
        renameSync(join(t.content, item(5)), join(t.content, "items/2025/0105.md"));
      },
    ],
    ["a figure of a published report", (t) => cpSync(join(t.content, item(5)), join(t.content, "items/2025/0010.md"))],
    ["a declared number of a published report", (t) => edit(t, "reports/2025.md", ["staff.partTime: 3", "staff.partTime: 4"])],
    ["a telephone that a published report quotes", (t) => edit(t, "site.yaml", ["phone: 0000-0000000", "phone: 0000-0000001"])],
    [
      "a word of the text, when the published site is not at hand",
      (t) => {
        rmSync(t.out, { recursive: true });
        edit(t, item(3), ["120亩", "102亩"]);
      },
    ],
    ["a register that a merge broke", (t) => writeFileSync(t.ledger, "<<<<<<< HEAD\n")],
  ])("%s", (_, change) => {
    const t = copy();
    change(t);
    expect(said(t)).toMatchSnapshot();
  });
});

const correction = (date: string, text = "面积由120亩更正为102亩"): readonly [string, string] => [
  "review:",
  `corrections:\n  - date: ${date}\n    text: ${text}\nreview:`,
];

describe("what is said aloud may change", () => {
  it("a correction carries a change of words, attachments and title", () => {
    const t = copy();
    edit(t, item(3), ["120亩", "102亩"], ["第3号示例", "第3号"], correction("2026-11-24"));
    writeFileSync(join(t.content, "items/2025/0002/mianji.csv"), "村,亩\n甲村,102\n");
    edit(t, item(2), correction("2026-11-24"));
    expect(said(t)).toBe(FINE);
  });

  it("facts that were missing, words to find by and blanks are no change", () => {
    const t = copy();
    edit(t, item(3), ["第二段。", " 第二段。 \n"], ["channels: 政府网站", "channels:\n  - 政府网站\n  - 公开栏\nkeywords: 面积"]);
    expect(said(t)).toMatchSnapshot();
    const u = copy();
    edit(
      u,
      item(3),
      ["第二段。", "  第二段。\n\n"],
      ["review:", "keywords: 面积\nsummary: 面积。\nstatus: repealed\nrepealed: 2026-01-02\nreview:"],
    );
    edit(u, "pages/guide.md", ["---\n", "---\nsummary: 新的说明。\n"]);
    expect(said(u)).toBe(FINE);
  });

  it("how a 公示 ended may be added, and then stays", async () => {
    const t = tiny();
    edit(t, item(5), ["channels:", "notice:\n  from: 2025-03-15\n  to: 2025-03-21\nchannels:"]);
    edit(t, item(6), ["channels:", "notice:\n  from: 2025-03-16\n  to: 2025-03-22\nchannels:"]);
    await run(t);
    edit(t, item(5), ["channels:", "noticeDone: 2025-03-24\nchannels:"]);
    edit(t, item(9), ["channels:", "resultOf: items/2025/0006\nchannels:"]);
    expect(said(t)).toBe(FINE);
    expect((await run(t, { today: "2026-11-24" })).release?.number).toBe(2);
    edit(t, item(5), ["noticeDone: 2025-03-24", "noticeDone: 2025-03-25"]);
    edit(t, item(9), ["resultOf: items/2025/0006\n", ""]);
    expect(said(t)).toMatchSnapshot();
  });

  it("publishing records the correction; the next change needs one of its own", async () => {
    const t = copy();
    edit(t, item(3), ["120亩", "102亩"], correction("2026-11-24"));
    expect((await run(t, { today: "2026-11-24" })).release).toEqual({ number: 2, fresh: true });
    expect(said(t)).toBe(FINE);
    edit(t, item(3), ["是102亩", "是201亩"]);
    expect(said(t)).toMatchSnapshot("again without");
  });

  it("a correction that was published stays as it is, and a new one is not older", async () => {
    const t = copy();
    edit(t, item(3), ["120亩", "102亩"], correction("2026-11-24"));
    await run(t, { today: "2026-11-24" });
    const u = { ...t };
    edit(u, item(3), ["由120亩更正为102亩", "更正"]);
    expect(said(u)).toMatchSnapshot("altered");
    edit(u, item(3), ["更正\nreview:", "由120亩更正为102亩\n  - date: 2026-11-20\n    text: 又改\nreview:"], ["是102亩", "是201亩"]);
    expect(said(u)).toMatchSnapshot("older");
    edit(u, item(3), ["2026-11-20", "2026-11-25"]);
    expect(said(u)).toBe(FINE);
  });

  it("a withdrawal leaves a tombstone, in the page of changes and in withdrawn.json; it is not taken back silently", async () => {
    const t = copy();
    edit(t, item(6), ["review:", "withdrawn:\n  date: 2026-11-24\n  reason: 内容与上级批复不一致\nreview:"]);
    edit(t, item(3), ["120亩", "102亩"], correction("2026-11-23"));
    expect(said(t)).toBe(FINE);
    expect((await run(t, { today: "2026-11-24" })).release?.number).toBe(2);
    expect(textOf(parsePage(t.out, "items/2025/0006.html"))).toContain("2026年11月24日撤回。理由：内容与上级批复不一致。");
    const page = textOf(parsePage(t.out, "corrections/index.html")).replace(/\s+/g, " ");
    expect(page).toMatch(
      /关于第6号示例事项的公告撤回：内容与上级批复不一致2026-11-24 关于第3号示例事项的公告更正：面积由120亩更正为102亩2026-11-23/,
    );
    expect(readJson<{ records: { id: string }[] }>(t.out, "data/withdrawn.json").records.map((r) => r.id)).toEqual(["items/2025/0006"]);
    expect(readFileSync(t.ledger, "utf8")).not.toContain("第6号事项的面积");
    expect(said(t)).toBe(FINE);
    edit(t, item(6), ["withdrawn:\n  date: 2026-11-24\n  reason: 内容与上级批复不一致\n", ""]);
    expect(said(t)).toMatchSnapshot();
  });

  it("a page that moved leads on, with its words; what names it follows; the redirect stays", async () => {
    const t = copy();
    renameSync(join(t.content, item(1)), join(t.content, "items/2025/0101.md"));
    edit(t, "interpretations/2025/0001.md", ["items/2025/0001", "items/2025/0101"]);
    edit(t, "site.yaml", ["demo: true", "demo: true\nredirects:\n  - from: items/2025/0001\n    to: items/2025/0101"]);
    expect(said(t)).toBe(FINE);
    edit(t, "items/2025/0101.md", ["120亩", "102亩"]);
    expect(said(t)).toMatchSnapshot("changed on the way");
    edit(t, "items/2025/0101.md", ["102亩", "120亩"]);
    expect((await run(t, { today: "2026-11-24" })).release?.number).toBe(2);
    const page = readFileSync(join(t.out, "items/2025/0001.html"), "utf8");
    expect(page).toContain('<meta http-equiv="refresh" content="0; url=../../items/2025/0101.html">');
    expect(page).toContain('<a href="../../items/2025/0101.html">关于第1号示例事项的公告</a>');
    const line = parseLedger(readFileSync(t.ledger, "utf8")).lines.find((l) => l.path === "items/2025/0101.html");
    expect(line?.first).toBe("2026-11-23");
    expect(said(t)).toBe(FINE);
    edit(t, "site.yaml", ["redirects:\n  - from: items/2025/0001\n    to: items/2025/0101", "offline: true"]);
    expect(said(t)).toMatchSnapshot("redirect taken away");
    edit(t, "site.yaml", ["offline: true", "redirects:\n  - from: items/2025/0002\n    to: items/2025/0999"]);
    expect(said(t)).toMatchSnapshot("redirect of a page that is there");
  });

  it("without a register nothing is said; a draft of a report promises nothing", () => {
    const t = copy();
    rmSync(t.ledger);
    rmSync(join(t.content, item(5)));
    expect(said(t)).toBe(FINE);
    const u = tiny();
    edit(u, "reports/2025.md", ["date: 2026-01-20\n", ""]);
    expect(said(u)).toBe(FINE);
  });

  it("a fault keeps site and register as they were", async () => {
    const t = copy();
    edit(t, item(3), ["120亩", "102亩"]);
    const before = [readFileSync(t.ledger, "utf8"), readFileSync(join(t.out, "manifest.json"), "utf8")];
    const { ok, said } = await run(t);
    expect(ok).toBe(false);
    expect(said).toContain("〔published-changed〕");
    expect([readFileSync(t.ledger, "utf8"), readFileSync(join(t.out, "manifest.json"), "utf8")]).toEqual(before);
  });
});
