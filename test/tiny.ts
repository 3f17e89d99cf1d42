/** A content folder of twelve records, so small that a publication takes a second; and the commands over it, in this process. */
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Built, build } from "../scripts/build.ts";
import { ledgerBeside } from "../scripts/ledger-file.ts";
import { formatProblems } from "../scripts/problem.ts";
import { day } from "../scripts/rules/days.ts";
import { root, temporary, writeDeep } from "./support.ts";

export const item = (n: number): string => `items/2025/000${n}.md`;

/** Folder with `content/` in it; `site` and `published.json` come to stand beside it. */
export function tiny(): { folder: string; content: string; out: string; ledger: string; cache: string } {
  const folder = temporary();
  const content = join(folder, "content");
  cpSync(join(root, "test/cases/_base"), content, { recursive: true });
  const record = (title: string, date: string, more: string, body: string): string =>
    `---\ntitle: ${title}\ndate: ${date}\n${more}channels: 政府网站\nreview:\n  by: 示例审核岗\n  date: ${date}\n---\n${body}\n`;
  for (let n = 1; n <= 9; n++) {
    const more = `formed: 2025-03-0${n}\ncategory: 公告公示\ntopic: 21-1\n${n === 2 ? "docNumber: 示政发〔2025〕2号\nattachments:\n  - file: mianji.csv\n    title: 分村面积表\n" : ""}`;
    writeDeep(
      join(content, item(n)),
      record(`关于第${n}号示例事项的公告`, `2025-03-1${n}`, more, `第${n}号事项的面积是120亩，请村民核对。\n\n第二段。`),
    );
  }
  writeDeep(join(content, "items/2025/0002/mianji.csv"), "村,亩\n甲村,120\n");
  writeDeep(
    join(content, "interpretations/2025/0001.md"),
    record("第一号公告解读", "2025-04-01", "interprets: items/2025/0001\n", "说明。"),
  );
  writeDeep(join(content, "responses/2025/0001.md"), record("关于路灯的答复", "2025-04-02", "about: 路灯\n", "已经修好。"));
  mkdirSync(join(content, "reports"));
  const report = readFileSync(join(root, "test/cases/fine-report/reports/2025.md"), "utf8");
  writeFileSync(
    join(content, "reports/2025.md"),
    report.replace(/上年主动公开信息.*$/m, "").replace("示例文字之2025之5", "电话 {{ site.phone }}"),
  );
  return { folder, content, out: join(folder, "site"), ledger: ledgerBeside(content), cache: join(folder, "cache") };
}

export type Tiny = ReturnType<typeof tiny>;

export const edit = (t: Tiny, file: string, ...changes: readonly (readonly [string, string])[]): void => {
  const path = join(t.content, file);
  let text = readFileSync(path, "utf8");
  for (const [from, to] of changes) {
    if (!text.includes(from)) throw new Error(`${file}: no ${from}`);
    text = text.replace(from, to);
  }
  writeFileSync(path, text);
};

/** One publication, or a plain build; the steps it told are in `steps`. */
export async function run(
  t: Tiny,
  options: { publish?: boolean; today?: string } = {},
): Promise<Built & { steps: string[]; said: string }> {
  const steps: string[] = [];
  const built = await build({
    content: t.content,
    out: t.out,
    base: undefined,
    today: day(options.today ?? "2026-11-23"),
    cache: t.cache,
    ledger: t.ledger,
    publish: options.publish ?? true,
    onStep: (step, found) => steps.push(`${step} ${found}`),
  });
  const said = formatProblems(built.problems.filter((p) => p.severity === "error")).replaceAll(dirname(t.content), ".");
  return { ...built, steps, said };
}
