/** Golden cases: a folder is a test. `expected.txt` is what the clerk reads, word for word; `UPDATE_CASES=1` rewrites it. */
import { cpSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { noCache } from "../scripts/cache.ts";
import { attachmentProblems } from "../scripts/privacy/attachments.ts";
import { errorsOf, formatProblems } from "../scripts/problem.ts";
import { walk } from "../scripts/walk.ts";
import { root, sample, TODAY, temporary } from "./support.ts";

const cases = join(root, "test/cases");
const names = readdirSync(cases, { withFileTypes: true }).flatMap((e) => (e.isDirectory() && !e.name.startsWith("_") ? [e.name] : []));

it("of the sample nothing is said", async () => {
  const { content, problems } = walk(sample, TODAY);
  expect([...problems, ...(await attachmentProblems(content, noCache))]).toEqual([]);
});

describe("what the clerk reads", () => {
  it.each(names)("%s", async (name) => {
    const folder = join(temporary(), "content");
    if (!name.startsWith("site-missing")) cpSync(join(cases, "_base"), folder, { recursive: true });
    cpSync(join(cases, name), folder, { recursive: true, filter: (from) => !from.endsWith("expected.txt") });
    const { content, problems: found, edition } = walk(folder, TODAY);
    const problems = [...found, ...(await attachmentProblems(content, noCache))];
    const shown = `${formatProblems(problems).replaceAll(folder.replaceAll("\\", "/"), "content")}\n`;
    const file = join(cases, name, "expected.txt");
    if (process.env.UPDATE_CASES) writeFileSync(file, shown);
    expect(shown).toBe(readFileSync(file, "utf8"));
    expect(edition === undefined).toBe(errorsOf(found).length > 0);
    if (name.startsWith("fine-")) expect(problems).toEqual([]);
    else expect(problems).not.toEqual([]);
  });
});
