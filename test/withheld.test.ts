/** Private things that only warn: the site can be looked at, but goes out only when a reviewer has passed them with a reason. */
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { build } from "../scripts/build.ts";
import { TODAY } from "./support.ts";
import { edit, item, run, type Tiny, tiny } from "./tiny.ts";

const MOBILE = "请联系村民李某，手机13800138000。";
const withMobile = (t: Tiny): void => edit(t, item(3), ["第二段。", MOBILE]);

it("a mobile number that nobody passed: built to be looked at, not published, and nothing of it repeated", async () => {
  const t = tiny();
  withMobile(t);
  const looked = await run(t, { publish: false });
  expect(looked.ok).toBe(true);
  const published = await run({ ...t, out: join(t.folder, "public") });
  expect([published.ok, published.withheld, existsSync(join(t.folder, "public"))]).toEqual([false, 1, false]);
  expect(existsSync(t.ledger)).toBe(false);
  expect(JSON.stringify(published.problems)).not.toContain("13800138000");
});

it("nor carried on a stick", async () => {
  const t = tiny();
  withMobile(t);
  const options = { content: t.content, out: t.out, base: undefined, today: TODAY, cache: t.cache, onStep: () => {} };
  expect(await build({ ...options, edition: "carried" })).toMatchObject({ ok: false, withheld: 1 });
});

it("goes out when a named reviewer gives a reason; a name alone is none", async () => {
  const t = tiny();
  withMobile(t);
  expect((await run(t)).ok).toBe(false);
  edit(t, item(3), ["  by: 示例审核岗\n", "  by: 示例审核岗\n  reason: 本人书面同意公开电话\n"]);
  expect((await run(t)).ok).toBe(true);
});

it("in a record that was not reviewed, and so stays at home, it keeps nothing else from going out", async () => {
  const t = tiny();
  mkdirSync(join(t.content, "items/2025"), { recursive: true });
  writeFileSync(
    join(t.content, "items/2025/0020.md"),
    `---\ntitle: 还没有审的\ndate: 2025-05-06\ncategory: 公告公示\ntopic: 21-1\nchannels: 政府网站\n---\n${MOBILE}\n`,
  );
  const { ok, problems } = await run(t);
  expect(problems.map((p) => p.rule)).toContain("private-mobile");
  expect(ok).toBe(true);
});

it("in a standing page it is passed in the same way", async () => {
  const t = tiny();
  const page = join(t.content, "pages/guide.md");
  writeFileSync(page, `---\ntitle: 指南\n---\n${MOBILE}\n`);
  expect((await run(t)).ok).toBe(false);
  writeFileSync(page, `---\ntitle: 指南\nreview:\n  by: 示例审核岗\n  date: 2025-03-01\n  reason: 值班手机\n---\n${MOBILE}\n`);
  expect((await run(t)).ok).toBe(true);
});
