/** The check within 填报页 and `npm run check` say the same of the same folder: every fault, word for word. */
import { cpSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sha256 } from "../layouts/desk/edit/node/crypto.ts";
import { placing } from "../layouts/desk/edit/record.ts";
import { noCache } from "../scripts/cache.ts";
import { authored } from "../scripts/model/template.ts";
import { sha256 as hashOf } from "../scripts/offline.ts";
import { attachmentProblems } from "../scripts/privacy/attachments.ts";
import { errorsOf, type Problem, sortProblems } from "../scripts/problem.ts";
import { walk } from "../scripts/walk.ts";
import { launch } from "./browser.ts";
import { checked, type Desk, deskOf, openDesk, projectOf } from "./edit-support.ts";
import { corpus, item } from "./hostile/corpus.ts";
import { filesIn, root, sample, TODAY, temporary, writeDeep } from "./support.ts";

const base = join(root, "test/cases/_base");

const lay = (...folders: readonly string[]): string => {
  const folder = join(temporary(), "content");
  for (const from of folders) cpSync(from, folder, { recursive: true, filter: (f) => !f.endsWith("expected.txt") });
  return folder;
};

/** What `npm run check` finds, with the folder named as it is in a project. */
async function told(folder: string): Promise<Problem[]> {
  const { content, problems } = walk(folder, TODAY);
  const all = sortProblems([...problems, ...(await attachmentProblems(content, noCache))]);
  return JSON.parse(JSON.stringify(all).replaceAll(folder, "content")) as Problem[];
}

let browser: Browser;
let desk: Desk;

beforeAll(async () => {
  browser = await launch();
  const project = projectOf((content) => cpSync(base, content, { recursive: true }));
  await deskOf(project);
  desk = await openDesk(browser, project, { picker: false });
});
afterAll(() => browser?.close());

/** What a worker of the page's own script finds. */
function inPage(files: readonly (readonly [path: string, base64: string])[]): Promise<Problem[]> {
  return desk.page.evaluate(
    async ({ files, today }) => {
      const kept = window as unknown as { worker?: Worker; asked?: number };
      const source = document.querySelector("script:not([type])")?.textContent ?? "";
      kept.worker ??= new Worker(URL.createObjectURL(new Blob([source], { type: "text/javascript" })));
      const { worker } = kept;
      const number = (kept.asked ?? 0) + 1;
      kept.asked = number;
      const mount = files.map(([path, text]) => [path, new Blob([Uint8Array.from(atob(text), (c) => c.charCodeAt(0))])]);
      return await new Promise<Problem[]>((resolve, reject) => {
        worker.onmessage = ({ data }) => {
          if (data.number !== number) return;
          if (data.failed) reject(new Error(data.failed));
          if (data.whole) resolve(data.problems);
        };
        worker.onerror = (e) => reject(new Error(e.message));
        worker.postMessage({ number, mount, check: { today } });
      });
    },
    { files, today: TODAY },
  );
}

const filesOf = (folder: string): [string, string][] =>
  filesIn(folder).map((f) => [`content/${f}`, readFileSync(join(folder, f)).toString("base64")]);

describe("the check in the page", () => {
  const names = readdirSync(join(root, "test/cases")).filter((n) => !n.startsWith("_"));
  it.each(names)("says of %s what npm run check says", async (name) => {
    const folder = lay(...(name.startsWith("site-missing") ? [] : [base]), join(root, "test/cases", name));
    expect(await inPage(filesOf(folder))).toEqual(await told(folder));
  });

  it("says of hostile folders what npm run check says", async () => {
    let compared = 0;
    for (const c of corpus.flatMap((g) => g.cases)) {
      // A link, a file of many gigabytes or a name with a backslash cannot be handed to a page.
      if (Object.keys(c.files).some((f) => f.includes("\\"))) continue;
      if (Object.values(c.files).some((f) => typeof f !== "string" && !(f instanceof Uint8Array))) continue;
      const folder = lay(base);
      writeDeep(join(folder, "items/2025/0001.md"), item());
      for (const path of Object.keys(c.files))
        if (path.includes("/"))
          rmSync(join(folder, path.split("/")[0] === "site.yaml" ? "site.yaml" : path), { recursive: true, force: true });
      for (const [path, file] of Object.entries(c.files)) {
        rmSync(join(folder, path), { recursive: true, force: true });
        writeDeep(join(folder, path), file as string | Uint8Array);
      }
      expect(await inPage(filesOf(folder)), c.name).toEqual(await told(folder));
      compared++;
    }
    expect(compared).toBeGreaterThan(200);
  }, 600_000);

  it("finds nothing in the sample, attachments of every kind included", async () => {
    const found = await told(sample);
    expect(errorsOf(found)).toEqual([]);
    expect(await inPage(filesOf(sample))).toEqual(JSON.parse(JSON.stringify(found).replaceAll(sample, "content")));
  });
});

describe("what the form shows", () => {
  it.each([
    ["date-not-real", "date"],
    ["category-unknown", "category"],
    ["private-mobile", "body"],
    ["notice-days-wrong", "notice"],
    ["review-flat", "raw"],
    ["header-tab", "raw"],
    ["key-unknown", ""],
  ])("of %s are the same rules, lines and words, at %s", async (name, place) => {
    const project = projectOf((content) => {
      cpSync(base, content, { recursive: true });
      cpSync(join(root, "test/cases", name), content, { recursive: true, filter: (f) => !f.endsWith("expected.txt") });
    });
    await deskOf(project);
    const found = await told(join(project, "content"));
    const file = found.find((p) => p.file.endsWith(".md") && p.file.includes("/items/"))?.file ?? "";
    const { page, context } = await openDesk(browser, project, { hash: file.slice("content/".length, -3) });
    await checked(page);
    const shown = await page.locator("#faults li[data-rule]").evaluateAll((all) =>
      all.map((e) => {
        const { rule, line, file: at, place: where } = (e as HTMLElement).dataset;
        const words = [...e.querySelectorAll("p")].map((p) => p.textContent ?? "").join("");
        return { rule, line: Number(line), file: at, where, severity: e.className, words: words.replace(/^提醒：/, "") };
      }),
    );
    const own = found.filter((p) => p.file === file);
    expect(own.length).toBeGreaterThan(0);
    expect(shown.map(({ where: _, ...rest }) => rest)).toEqual(
      own.map((p) => ({ rule: p.rule, line: p.line, file: p.file, severity: p.severity, words: p.message.replaceAll("\n", "") })),
    );
    expect(shown.map((s) => s.where)).toContain(place);
    // Beside its field, and the field is marked.
    if (place !== "" && place !== "raw") {
      expect(await page.locator(`[data-said="${place}"] li`).allTextContents()).toContain(own[0]?.message.replaceAll("\n", ""));
    }
    await context.close();
  });
});

describe("the place of a fault", () => {
  const fields = authored.find((k) => k.name === "items")?.fields ?? {};
  const words = { categories: [], channels: [], villages: [] };
  const text =
    "---\ntitle: 甲\nreview:\n  date: 2025-03-01\nattachments:\n  - file: a.pdf\n    title: 乙\n  - file: b.pdf\n    title: 丙\n---\n正文\n";
  const at = (line: number, message: string): string =>
    placing(text, fields, words)({ file: "", line, rule: "r", severity: "error", message });

  it.each([
    [2, "标题（title）有 200 个字，最多 120 个。", "title"],
    [2, "没有写成文日期（formed），算不出是否按时公开。", "formed"],
    [3, "缺少审查人（by）。写岗位或姓名。", "review.by"],
    [4, "审查日期（date）写的是“x”。", "review.date"],
    [6, "文件名（file）写的是“A.pdf”，不合写法。", "attachments.0.file"],
    [9, "附件名称（title）有 300 个字。", "attachments.1.title"],
    [5, "附件“b.pdf”不在文件夹里。", "attachments"],
    [11, "正文里像是有个人手机号。", "body"],
    [0, "文件名里像是有个人手机号。", ""],
  ])("line %i, %s → %s", (line, message, place) => {
    expect(at(line, message)).toBe(place);
  });
});

it("counts SHA-256 as Node does, whatever the length", () => {
  for (const length of [0, 1, 55, 56, 63, 64, 65, 119, 120, 1000]) {
    const bytes = Uint8Array.from({ length }, (_, i) => (i * 7) % 256);
    expect(Buffer.from(sha256(bytes)).toString("hex")).toBe(hashOf(bytes));
  }
});
