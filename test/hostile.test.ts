/** The corpus of hostile and malformed content: each case gives exactly the verdict that stands beside it. */
import { cpSync, mkdirSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parse } from "parse5";
import { describe, expect, it } from "vitest";
import { renderMarkdown } from "../scripts/markdown.ts";
import { formatProblems, type Problem } from "../scripts/problem.ts";
import { walk } from "../scripts/walk.ts";
import { type Case, corpus, type File, item } from "./hostile/corpus.ts";
import { attribute, elements, root, TODAY, temporary } from "./support.ts";

function lay(folder: string, path: string, file: File): void {
  const to = join(folder, path);
  rmSync(to, { recursive: true, force: true });
  mkdirSync(dirname(to), { recursive: true });
  if (typeof file === "string" || file instanceof Uint8Array) writeFileSync(to, file);
  else if ("linkTo" in file) symlinkSync(file.linkTo, to);
  else {
    writeFileSync(to, "");
    truncateSync(to, file.sparse);
  }
}

function verdict({ files }: Case): { problems: readonly Problem[]; took: number } {
  const folder = join(temporary(), "content");
  cpSync(join(root, "test/cases/_base"), folder, { recursive: true });
  lay(folder, "items/2025/0001.md", item());
  for (const path of Object.keys(files))
    if (path.includes("/")) rmSync(join(folder, path.split("/")[0] === "site.yaml" ? "site.yaml" : path), { force: true, recursive: true });
  for (const [path, file] of Object.entries(files)) lay(folder, path, file);
  const from = performance.now();
  const { problems } = walk(folder, TODAY);
  const took = performance.now() - from;
  rmSync(dirname(folder), { recursive: true, force: true });
  return { problems, took };
}

const rulesOf = (problems: readonly Problem[], severity: Problem["severity"]): string[] =>
  [...new Set(problems.filter((p) => p.severity === severity).map((p) => p.rule))].sort();

/** Faults of a file as a whole, or of where it is. */
const WHOLE =
  /^(?:stray-file|file-not-text|serial-copy|serial-twice|case-twin|link-refused|site-missing|file-unreadable|attachment-(?:name|type|content|damaged|active|size|unused)|body-too-long)$/;

const MARKUP = new Set("html head body h2 h3 h4 h5 h6 p br ul ol li strong a img div table thead tbody tr th td".split(" "));
const ATTRIBUTES = new Set([
  "href",
  "src",
  "alt",
  "rel",
  "class",
  "lang",
  "dir",
  "tabindex",
  "role",
  "aria-label",
  "scope",
  "start",
  "value",
]);

/** What of a body's HTML a browser could run, or fetch from or lead to where no page may. */
function dangersOf({ files }: Case): string[] {
  const file = files["items/2025/0001.md"];
  if (typeof file !== "string") return [];
  const base = "https://site.example/items/2025/0001.html";
  return [...elements(parse(renderMarkdown(file.split("\n---\n").slice(1).join("\n---\n"), {})))].flatMap((e) => {
    const others = e.attrs.filter((a) => !ATTRIBUTES.has(a.name)).map((a) => a.name);
    const away = ["href", "src"].flatMap((name) => {
      const written = attribute(e, name);
      if (written === undefined) return [];
      const url = new URL(written, base);
      const right = url.host === "site.example" || url.protocol === "mailto:" || url.protocol === "tel:" || /^https?:\/\//.test(written);
      return right && /^(?:https?|mailto|tel):$/.test(url.protocol) ? [] : [written];
    });
    return [...(MARKUP.has(e.tagName) ? [] : [e.tagName]), ...others, ...away];
  });
}

describe.each(corpus.filter((g) => ["links", "markdown", "characters"].includes(g.group)))("page of $group", ({ cases }) => {
  it.each(cases)("$name", (c) => {
    expect(dangersOf(c)).toEqual([]);
  });
});

describe.each(corpus)("$group", ({ cases }) => {
  it.each(cases)("$name", (c) => {
    const { problems, took } = verdict(c);
    expect({ errors: rulesOf(problems, "error"), said: formatProblems(problems) }).toMatchObject({ errors: [...c.rules].sort() });
    if (c.warnings || c.rules.length === 0) expect(rulesOf(problems, "warning")).toEqual(c.warnings ?? []);
    expect(took).toBeLessThan(2000);
    for (const p of problems) {
      expect(p.file).toMatch(/content\/./);
      if (!WHOLE.test(p.rule)) expect(p, formatProblems([p])).toMatchObject({ line: expect.toSatisfy((n: number) => n > 0) });
      const said = formatProblems([p]);
      // What is wrong and what to write instead, in Chinese, in a few words.
      expect(p.message.split("\n").length).toBeGreaterThan(1);
      expect(said).toMatch(/请|写法如|可以写的|可以用的|只能是|文件名用|要放在|两个都写|这里只放|每行写/);
      expect(said.length).toBeLessThan(1500);
      expect(said).not.toMatch(/undefined|\[object|NaN|\bat .*:\d+:\d+|Error\b/);
      expect(said).not.toMatch(/\b[A-Z][a-z]+ [a-z]+ [a-z]+ [a-z]+/);
      expect(said.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cs}\p{Bidi_Control}\u200b\ufeff]/u);
    }
    expect("hacked" in globalThis).toBe(false);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });
});

it("holds at least 200 hostile and 30 harmless cases, each with a name of its own", () => {
  const all = corpus.flatMap((g) => g.cases.map((c) => ({ ...c, name: `${g.group}: ${c.name}` })));
  expect(new Set(all.map((c) => c.name)).size).toBe(all.length);
  const harmless = all.filter((c) => c.rules.length === 0 && c.warnings === undefined);
  expect(all.length - harmless.length).toBeGreaterThanOrEqual(200);
  expect(harmless.length).toBeGreaterThanOrEqual(30);
  if (process.env.FIGURES) {
    for (const g of corpus) {
      const fine = g.cases.filter((c) => c.rules.length === 0 && c.warnings === undefined).length;
      console.log(`| ${g.group} | ${g.cases.length - fine} | ${fine} |`);
    }
  }
});
