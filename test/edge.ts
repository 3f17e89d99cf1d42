/** Content at the edge of what may be written, and an office that has nothing yet: built, and opened by tests and for pictures. */
import { cpSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { crc32, deflateSync } from "node:zlib";
import { listLayout } from "../layouts/list.ts";
import { buildPages, buildShell, Page } from "../scripts/pages.ts";
import { walk } from "../scripts/walk.ts";
import { random } from "./bench/generate.ts";
import { built, root, TODAY, temporary, writeDeep } from "./support.ts";

/** A title of eighty characters without a place to break it. */
export const LONG_TITLE =
  "关于转发《示例县人民政府办公室关于进一步做好二〇二五年度全县农村集体经济组织资产清查核实和成员身份确认及股份合作制改革试点工作并按期报送有关情况的实施意见》的通知及其说明";

/** Names whose characters stand outside the first plane (扩展 B 区和以后). */
export const RARE = ["𠀾𠮷", "𬀩𬭎", "𫍽𡐓"] as const;

const record = (title: string, head: string, body: string): string =>
  `---\ntitle: ${title}\ndate: 2025-03-12\nformed: 2025-03-10\ncategory: 公告公示\nchannels: 政府网站\n${head}review:\n  by: 示例审核岗\n  date: 2025-03-11\n---\n${body}\n`;

/** A picture of noise: no packing makes it smaller. */
function noise(side: number): Uint8Array {
  const next = random(7);
  const line = 1 + 3 * side;
  const pixels = new Uint8Array(line * side).map((_, i) => (i % line === 0 ? 0 : Math.floor(next() * 256)));
  const chunk = (type: string, data: Uint8Array): Uint8Array => {
    const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
    const ends = Buffer.alloc(8);
    ends.writeUInt32BE(data.length, 0);
    ends.writeUInt32BE(crc32(body), 4);
    return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(side, 0);
  head.writeUInt32BE(side, 4);
  head.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", head),
    chunk("IDAT", deflateSync(pixels, { level: 1 })),
    chunk("IEND", new Uint8Array()),
  ]);
}

/** Pages of the edge site that are worth a look. */
export const edgeKinds: readonly string[] = [
  "index.html",
  "items/2025.html",
  "items/2025/0001.html",
  "items/2025/0002.html",
  "items/2025/0003.html",
  "items/2025/0004.html",
  "items/2025/0005.html",
  "items/2025/0007.html",
  "corrections/index.html",
  "items/pager.html",
];

/** Builds it; the list of two hundred pages is printed by its own layout from the records that there are. */
export function edgeSite(): string {
  const content = join(temporary(), "content");
  cpSync(join(root, "test/cases/_base"), content, { recursive: true });
  writeDeep(
    join(content, "items/2025/0001.md"),
    record(LONG_TITLE, "corrections:\n  - date: 2025-04-02\n    text: 第二项面积由120亩更正为102亩\n", "正文。"),
  );
  writeDeep(
    join(content, "items/2025/0002.md"),
    record("关于补贴名单的公示", "withdrawn:\n  date: 2025-04-29\n  reason: 公示内容与县级批复不一致\n", "旧正文。"),
  );
  const wide = Array.from({ length: 60 }, (_, i) => `第${i + 1}栏`);
  const row = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  writeDeep(
    join(content, "items/2025/0003.md"),
    record(
      "关于六十栏汇总表的公告",
      "attachments:\n  - file: tu.png\n    title: 附件：规划图\n",
      `见下表。\n\n${[row(wide), row(wide.map(() => "---")), row(wide.map((_, i) => String(i * 1000)))].join("\n")}`,
    ),
  );
  writeDeep(join(content, "items/2025/0003/tu.png"), noise(1024));
  writeDeep(
    join(content, "items/2025/0004.md"),
    record(`关于${RARE[0]}任职的公告`, `issuer: 示例镇${RARE[1]}办公室\n`, `${RARE.join("、")}三位同志的名字里有生僻字。`),
  );
  const notice = "notice:\n  from: 2025-03-12\n  to: 2025-03-18\n";
  writeDeep(join(content, "items/2025/0005.md"), record("关于低保初审结果的公示", notice, "公示七天。"));
  writeDeep(join(content, "items/2025/0006.md"), record("关于补贴面积的公示", `${notice}noticeDone: 2025-03-19\n`, "公示七天。"));
  for (const [n, title] of [
    [7, "关于低保审核确认结果的公告"],
    [8, "关于低保初审结果公示期间异议复核情况的公告"],
  ] as const) {
    writeDeep(
      join(content, `items/2025/000${n}.md`),
      record(title, "resultOf: items/2025/0005\n", "公示已经期满。").replace("date: 2025-03-12", `date: 2025-03-2${n}`),
    );
  }
  const site = built(content);
  const { edition } = walk(content, TODAY, () => {});
  if (!edition) throw new Error("the edge content has faults");
  const shell = buildShell(edition.register, "/");
  const list = buildPages(edition, shell).list.find((p) => p.path === "items/2025.html");
  if (!list) throw new Error("no list");
  const paths = Array.from({ length: 200 }, (_, i) => (i === 0 ? "items/2025.html" : `items/2025-p${200 - i}.html`));
  const { calendar: _, ...rest } = list.data;
  const path = "items/pager.html";
  writeFileSync(join(site, path), listLayout(new Page(path, { ...rest, path, number: 100, of: 200, paths }), shell));
  return site;
}

/** An office on its first day: its standing pages, no record. */
export function freshSite(): string {
  const content = join(temporary(), "content");
  cpSync(join(root, "test/cases/_base"), content, { recursive: true });
  rmSync(join(content, "items"), { recursive: true, force: true });
  return built(content);
}
