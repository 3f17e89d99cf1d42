/** One verdict on what happens next: whatever is written, and whatever is wrong in it, every command and page says the same. */
import { cpSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { build } from "../scripts/build.ts";
import { noCache } from "../scripts/cache.ts";
import { buildTodo, newestRecords } from "../scripts/desk/todo.ts";
import { attachmentProblems } from "../scripts/privacy/attachments.ts";
import { closingOf } from "../scripts/problem.ts";
import { verdictInWords, verdictLabel, verdictOf, withheldBy } from "../scripts/register/verdict.ts";
import { walk } from "../scripts/walk.ts";
import { tries } from "./chance.ts";
import { filesIn, root, TODAY, temporary, writeDeep } from "./support.ts";

const MOBILE = "请联系村民李某，手机13800138000。";
const IDENTITY = "身份证号11010519491231002X。";

const faults = ["none", "none", "mobile", "passed", "identity", "doubled", "key", "header", "attachment", "device"] as const;
type Fault = (typeof faults)[number];

interface Drawn {
  readonly kind: "items" | "interpretations" | "responses" | "requests";
  readonly reviewed: boolean;
  readonly fault: Fault;
  /** Links to the record of that place. */
  readonly to: number;
}

const drawn = fc.record<Drawn>({
  kind: fc.constantFrom("items", "items", "interpretations", "responses", "requests"),
  reviewed: fc.boolean(),
  fault: fc.constantFrom(...faults),
  to: fc.nat(5),
});

const idOf = (d: Drawn, i: number): string => `${d.kind}/2025/${String(i + 2).padStart(4, "0")}`;

/** The text of a record's file. */
function textOf(d: Drawn, list: readonly Drawn[]): string {
  if (d.kind === "requests") {
    const private_ = d.fault === "identity" ? `about: ${IDENTITY}\n` : d.fault === "key" ? "nokey: 1\n" : "";
    return `---\nreceived: 2025-03-03\nvia: window\napplicant: natural\n${private_}---\n`;
  }
  const reason = d.fault === "passed" ? "  reason: 本人同意\n" : "";
  const review = d.reviewed ? `review:\n  by: 示例审核岗\n  date: 2025-03-13\n${reason}` : "";
  const own = {
    items: "category: 公告公示\ntopic: 21-1\nformed: 2025-03-10\n",
    interpretations: "interprets: items/2025/0001\n",
    responses: "about: 路灯\n",
  };
  const target = list[d.to % list.length];
  const link = target && target.kind !== "requests" ? `[见](../../${idOf(target, d.to % list.length)}.md)` : "没有链接";
  const body = { mobile: MOBILE, passed: MOBILE, identity: IDENTITY }[d.fault as string] ?? "正文。";
  const fence = d.fault === "header" ? "" : "---\n";
  return `${fence}title: 标题\ndate: 2025-03-14\n${{ key: "nokey: 1\n", doubled: "summary: 一\nsummary: 二\n" }[d.fault as string] ?? ""}${own[d.kind]}channels: 政府网站\n${review}---\n${body}\n\n${link}\n`;
}

/** A content folder with one record that is right and those drawn. */
function folderOf(list: readonly Drawn[]): string {
  const content = join(temporary(), "content");
  cpSync(join(root, "test/cases/_base"), content, { recursive: true });
  cpSync(join(root, "test/cases/fine-item/items"), join(content, "items"), { recursive: true });
  for (const [i, d] of list.entries()) {
    writeDeep(join(content, `${idOf(d, i)}.md`), textOf(d, list));
    if (d.kind === "requests") continue;
    if (d.fault === "attachment") writeDeep(join(content, idOf(d, i), "mingdan.csv"), `姓名,号码\n张三,11010519491231002X\n`);
    if (d.fault === "device") writeDeep(join(content, idOf(d, i), "con.csv"), "村,亩\n");
  }
  return content;
}

const walked = async (content: string) => {
  const found = walk(content, TODAY);
  return { ...found, problems: [...found.problems, ...(await attachmentProblems(found.content, noCache))] };
};

describe("one verdict", () => {
  it("form, workbench, tasks, check, register and publication agree on every record", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(drawn, { minLength: 1, maxLength: 6 }), async (list) => {
        const { content, problems, edition } = await walked(folderOf(list));
        const input = { content, problems, edition, published: undefined, today: TODAY };
        const newest = new Map(newestRecords(input, 99).map((n) => [n.record.id, n]));
        const tasks = buildTodo(input);
        let refused = 0;
        for (const [i, d] of list.entries()) {
          const id = idOf(d, i);
          const verdict = verdictOf(id, content, problems);
          const words = verdictInWords(verdict, 0);
          const expected = d.kind === "requests" ? undefined : d.reviewed ? undefined : "waits";
          if (expected) expect(verdict.state).toBe(expected);
          else expect(verdict.state).not.toBe("waits");
          if (verdict.state === "refused") refused++;
          // The form.
          expect(
            words.startsWith(
              { out: "更新网站以后，就能在网站上看到", waits: "等审查", noPage: "不单独成页", refused: "不能发布，因为：" }[verdict.state],
            ),
          ).toBe(true);
          // The workbench.
          const shown = newest.get(id);
          if (shown) expect(shown.state).toBe(verdictLabel(verdict));
          expect(tasks.some((t) => t.id === `review:${id}`)).toBe(verdict.state === "waits");
          // The register.
          if (edition) expect(edition.register.byId.has(id)).toBe(verdict.state !== "waits");
          expect(content.unread.has(id) && verdict.state === "out").toBe(false);
        }
        const stops = withheldBy(problems);
        expect(stops.length > 0).toBe(refused > 0);
        const closing = closingOf(problems);
        expect(/^共 \d+ 处要改|不能发布/.test(closing)).toBe(refused > 0);
        expect(tasks.some((t) => t.id === "faults:errors" || t.id === "faults:held")).toBe(refused > 0);
        if (edition === undefined) expect(refused).toBeGreaterThan(0);
      }),
      { numRuns: tries(60) },
    );
  });

  it("what waits keeps nothing from going out, and nothing of it goes out", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(drawn, { minLength: 2, maxLength: 4 }), async (some) => {
        const list = some.map((d) =>
          d.kind === "requests" ? { ...d, fault: "none" as const } : d.reviewed ? { ...d, fault: "none" as const } : d,
        );
        const content = folderOf(list);
        const out = join(temporary(), "site");
        const options = { content, out, base: undefined, today: TODAY, ledger: join(content, "../published.json"), onStep: () => {} };
        const { ok, problems } = await build({ ...options, publish: true });
        expect([ok, withheldBy(problems)]).toEqual([true, []]);
        const files = filesIn(out);
        for (const [i, d] of list.entries()) {
          const id = idOf(d, i);
          const goes = d.kind !== "requests" && d.reviewed;
          expect(files.some((f) => f === `${id}.html` || f.startsWith(`${id}/`))).toBe(goes);
        }
      }),
      { numRuns: tries(2) },
    );
  });
});
