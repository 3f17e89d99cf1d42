/** The reader given anything: it never throws, never takes long, and what it says is for a clerk. */
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { formatProblems } from "../scripts/problem.ts";
import { attachmentFault, attachmentTypes } from "../scripts/rules/file-types.ts";
import { walk } from "../scripts/walk.ts";
import { tries } from "./chance.ts";
import { zip } from "./hostile/corpus.ts";
import { root, sample, TODAY, temporary } from "./support.ts";

let folder: string;
beforeAll(() => {
  folder = join(temporary(), "content");
  cpSync(join(root, "test/cases/_base"), folder, { recursive: true });
  mkdirSync(join(folder, "items/2025"), { recursive: true });
});
afterAll(() => rmSync(dirname(folder), { recursive: true, force: true }));

/** Reads a folder in which one file is what was given. */
function survives(path: string, text: string | Uint8Array): void {
  const file = join(folder, path);
  const before = path === "site.yaml" ? readFileSync(file) : undefined;
  writeFileSync(file, text);
  try {
    const from = performance.now();
    const { problems } = walk(folder, TODAY);
    expect(performance.now() - from).toBeLessThan(2000);
    for (const p of problems) {
      expect(p.line).toBeGreaterThanOrEqual(0);
      const said = formatProblems([p]);
      expect(said).not.toMatch(/\bundefined\b|\[object|\n\s+at .*:\d+:\d+|(?:Type|Range|Syntax)Error/);
      expect(said.length).toBeLessThan(2500);
      expect(said.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cs}]/u);
    }
  } finally {
    if (before) writeFileSync(file, before);
    else rmSync(file);
  }
}

const RECORD = "items/2025/0001.md";
const records = readdirSync(sample, { recursive: true, encoding: "utf8" })
  .filter((f) => f.endsWith(".md"))
  .sort()
  .filter((_, i) => i % 7 === 0)
  .map((f) => readFileSync(join(sample, f)));

describe("the reader", () => {
  it("survives any bytes", () => {
    const head = fc.constantFrom("", "---\n", "---\ntitle: ", "\uFEFF---\n");
    fc.assert(
      fc.property(head, fc.uint8Array({ maxLength: 400 }), (start, rest) => survives(RECORD, Buffer.concat([Buffer.from(start), rest]))),
      { numRuns: tries(300) },
    );
  });

  it("survives right records with bytes changed, lost and doubled", () => {
    const change = fc.record({
      at: fc.nat({ max: 100_000 }),
      length: fc.nat({ max: 12 }),
      put: fc.oneof(
        fc.uint8Array({ maxLength: 6 }).map((b) => Buffer.from(b)),
        fc
          .constantFrom(
            "---\n",
            ":",
            "：",
            "[",
            "{",
            "&a ",
            "*a",
            "!!js/function ",
            "\t",
            "\r",
            '"',
            "“",
            "|\n",
            "- ",
            "\u202e",
            "\0",
            "](",
            "<",
            "&#x",
            "{{",
            "}}",
          )
          .map((t) => Buffer.from(t)),
      ),
    });
    fc.assert(
      fc.property(fc.nat({ max: records.length - 1 }), fc.array(change, { minLength: 1, maxLength: 5 }), (which, changes) => {
        let bytes = records[which] ?? Buffer.alloc(0);
        for (const { at, length, put } of changes) {
          const from = at % (bytes.length + 1);
          bytes = Buffer.concat([bytes.subarray(0, from), put, bytes.subarray(from + length)]);
        }
        survives(RECORD, bytes);
      }),
      { numRuns: tries(400) },
    );
  });

  it("survives headers made of the marks of YAML", () => {
    const mark = fc.constantFrom(
      ..."-:?,[]{}#&*!|>'\"%@` \n\t~<=\\.0",
      "title",
      "date",
      "\n  ",
      "\n- ",
      ": ",
      "：",
      "2025-02-30",
      "!!map ",
      "<<: ",
      "...\n",
      "---\n",
      "\u2028",
    );
    fc.assert(
      fc.property(fc.array(mark, { maxLength: 60 }), (marks) => survives(RECORD, `---\n${marks.join("")}\n---\n正文\n`)),
      { numRuns: tries(500) },
    );
    fc.assert(
      fc.property(fc.array(mark, { maxLength: 60 }), (marks) => survives("site.yaml", marks.join(""))),
      { numRuns: tries(200) },
    );
  });

  it("survives bodies made of the marks of Markdown", () => {
    const start = "---\ntitle: 一\ndate: 2025-03-14\ncategory: 公告公示\n---\n";
    const mark = fc.constantFrom(
      ..."[]()<>!*_`#|-:&;\\/\n\"'{}% ",
      "](",
      "javascript:",
      "//",
      "&#x202E;",
      "[a]: ",
      "{{",
      "}}",
      "<!--",
      "0001/a.pdf",
      "\n\n",
      "| --- |",
    );
    fc.assert(
      fc.property(fc.array(mark, { maxLength: 120 }), (marks) => survives(RECORD, start + marks.join(""))),
      { numRuns: tries(500) },
    );
  });

  it("survives any attachment", () => {
    const whole = zip({ "[Content_Types].xml": "<Types/>", "word/document.xml": "<w/>", "xl/workbook.xml": "<x/>" });
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc.tuple(fc.nat({ max: whole.length - 1 }), fc.nat({ max: 255 }), fc.nat({ max: whole.length })).map(([at, to, end]) => {
        const out = Uint8Array.from(whole.subarray(0, Math.max(at + 1, end)));
        out[at] = to;
        return out;
      }),
    );
    fc.assert(
      fc.property(fc.constantFrom(...attachmentTypes), bytes, (type, b) => {
        const fault = attachmentFault(type, { size: b.length, head: b, tail: b, whole: () => b });
        if (fault) expect(fault).toHaveLength(3);
      }),
      { numRuns: tries(3000) },
    );
  });
});
