/** `npm run bench:notices -- [10000]`: generated notices without a fault, what is said of them, and what proofreading one costs. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { checkNotices } from "../../scripts/check/notices.ts";
import { readContent } from "../../scripts/content.ts";
import { addDays, type Day, day, dayInChinese, weekday } from "../../scripts/rules/days.ts";
import { validate } from "../../scripts/validate.ts";
import { random, siteYaml, words } from "./generate.ts";

const SUBJECTS =
  "春季造林 草原禁牧 农村饮水 危房改造 道路养护 河道清理 森林防火 秸秆利用 地膜回收 良种补贴 肉牛养殖 马铃薯种植 土地流转".split(" ");
const ACTS = ["《中华人民共和国乡村振兴促进法》", "《中华人民共和国草原法》", "《中华人民共和国森林法》", "《中华人民共和国民法典》"];

/** Numbers in turn out of one seed. */
class Chance {
  readonly next: () => number;
  constructor(seed: number) {
    this.next = random(seed);
  }
  from = (low: number, high: number): number => low + Math.floor(this.next() * (high - low + 1));
  one = <T>(list: readonly T[]): T => list[this.from(0, list.length - 1)] as T;
}

const inWords = (d: Day): string => `${dayInChinese(d)}（星期${"日一二三四五六"[weekday(d)]}）`;

/** A table whose rows give the last one. */
function table(c: Chance): string {
  const unit = c.one([200, 300, 450]);
  const rows = words.villages.slice(0, c.from(3, 8)).map((v) => ({ name: v.label, households: c.from(5, 60), area: c.from(50, 900) }));
  const total = (of: (r: (typeof rows)[number]) => number): number => rows.reduce((n, r) => n + of(r), 0);
  return [
    "| 序号 | 村 | 户数 | 面积（亩） | 标准（元/亩） | 补助金额（元） |",
    "| --- | --- | ---: | ---: | ---: | ---: |",
    ...rows.map((r, i) => `| ${i + 1} | ${r.name} | ${r.households} | ${r.area} | ${unit} | ${r.area * unit} |`),
    `| 合计 |  | ${total((r) => r.households)} | ${total((r) => r.area)} |  | ${total((r) => r.area) * unit} |`,
  ].join("\n");
}

/** Sentences whose numbers agree. */
const SAYINGS: readonly ((c: Chance, date: Day, subject: string) => string)[] = [
  (c, _, subject) => {
    const [a, b] = [c.from(20, 90), c.from(20, 90)];
    return `${subject}涉及农户${a + b}户，其中${c.one(words.villages).label}${a}户，其余${b}户。`;
  },
  (c) => {
    const [last, more] = [c.from(40, 200), c.from(5, 30)];
    return `上年完成${last}亩，本年完成${last + more}亩，增加${more}亩，增长${((more / last) * 100).toFixed(1)}%。`;
  },
  (c) => {
    const whole = c.from(100, 900);
    const part = c.from(50, whole);
    return `应缴${whole}户，已缴${part}户，缴费率${((part / whole) * 100).toFixed(1)}%。`;
  },
  (_, date) => `公示期为${inWords(date)}至${inWords(addDays(date, 6))}，共7天。`,
  (c, date) => `请于${inWords(addDays(date, c.from(2, 25)))}${c.one(["上午9时30分", "下午2时30分", "15:00"])}到镇便民服务大厅办理。`,
  (c) => `依据${c.one(ACTS)}和县里的安排，制定本办法。`,
  (c) => `户均补助${c.from(2, 9) * 100}元，通过一卡通发放，不收取任何费用。`,
  (c) => `${c.one(words.villages).label}${c.from(1, 9)}组的${c.from(3, 30)}户村民可以到村部登记，资料有身份证复印件、户口本。`,
  (c) => `施工路段长${c.from(1, 9)}.${c.from(1, 9)}公里，宽${c.from(3, 7)}米，工期${c.from(20, 90)}天，过往车辆请绕行。`,
  () => "对结果有异议的，可以在公示期内向镇政府书面反映，写明姓名、住址和理由。",
  () => "各村要通知到户，逐户核实，村监委会全程参加；镇农业服务中心负责汇总，公开栏和网站同时公布。",
  () => "要求如下：一、摸清底数；二、分类登记；三、按时报送。",
  (_, date, subject) => `${date.slice(0, 4)}年${subject}的补助标准没有变化。`,
];

export interface GeneratedNotice {
  readonly title: string;
  readonly date: Day;
  readonly body: string;
}

/** `count` notices of the township of `siteYaml`, in order of date; none has a fault. */
export function* generateNotices(count: number, seed: number): Generator<GeneratedNotice> {
  const c = new Chance(seed);
  for (let i = 0; i < count; i++) {
    const date = addDays(day("2022-01-04"), Math.floor((i * 1400) / count));
    const subject = c.one(SUBJECTS);
    const said = [...SAYINGS].sort(() => c.next() - 0.5).slice(0, c.from(4, 10));
    const half = Math.ceil(said.length / 2);
    const paragraph = (list: typeof said): string => list.map((s) => s(c, date, subject)).join("");
    const kind = c.one(["公告", "公示", "通知", "通报", "方案", "说明"]);
    const parts = [paragraph(said.slice(0, half)), ...(c.next() < 0.4 ? [table(c)] : []), paragraph(said.slice(half))];
    if (c.next() < 0.6) parts.push("示例县示例镇人民政府", dayInChinese(date));
    yield { title: `关于${c.one(words.villages).label}${date.slice(0, 4)}年${subject}的${kind}`, date, body: parts.join("\n\n") };
  }
}

/** A content folder of nothing else. */
export function writeNotices(folder: string, count: number, seed: number): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "site.yaml"), siteYaml);
  const serials = new Map<string, number>();
  for (const { title, date, body } of generateNotices(count, seed)) {
    const year = date.slice(0, 4);
    const serial = (serials.get(year) ?? 0) + 1;
    serials.set(year, serial);
    mkdirSync(join(folder, "items", year), { recursive: true });
    writeFileSync(
      join(folder, "items", year, `${String(serial).padStart(4, "0")}.md`),
      `---\ntitle: ${title}\ndate: ${date}\nformed: ${date}\ncategory: 公告公示\nchannels:\n  - 政府网站\nreview:\n  by: 示例审核岗\n  date: ${date}\n---\n${body}\n`,
    );
  }
}

/** CPU milliseconds of a call. */
function cost<T>(call: () => T): [T, number] {
  const from = process.cpuUsage();
  const result = call();
  const { user, system } = process.cpuUsage(from);
  return [result, (user + system) / 1000];
}

function main(count: number): void {
  const folder = mkdtempSync(join(tmpdir(), "notices-"));
  writeNotices(folder, count, 1);
  const [content, reading] = cost(() => readContent(folder));
  const [, checking] = cost(() => validate(content, day("2026-03-01"), undefined));
  const [found, proofreading] = cost(() => checkNotices(content));
  rmSync(folder, { recursive: true });
  console.log(`${content.records.items.length} notices, ${found.length} findings`);
  for (const p of found.slice(0, 5)) console.log(p.file, p.message);
  const each = (ms: number): string => `${(ms / count).toFixed(3)} ms`;
  console.log(`CPU a notice: read ${each(reading)}, checked ${each(checking)}, proofread ${each(proofreading)}`);
  console.log(`proofreading : reading and checking = ${(proofreading / (reading + checking)).toFixed(2)}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main(Number(process.argv[2] ?? 10_000));
