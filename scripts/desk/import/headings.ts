/** Headings of a ledger → keys of a record: by the labels of the model and by the words that clerks use. */
import type { Field, Fields, Vocabulary } from "../../model/field.ts";
import { type KindName, kinds } from "../../model/index.ts";
import { chosen } from "./choices.ts";
import type { Table } from "./table.ts";

/**
 * Where a column goes: a key (`title`), a key of a group (`review.by`), `channels=政府网站` for a column of ticks, `body`, `public` for
 * 是否公开 (a row that says no stays out), or nowhere.
 */
export type Target = string;

/** What each column becomes, in the order of the columns; an empty target is left out. */
export interface Mapping {
  readonly kind: KindName;
  readonly columns: readonly { readonly heading: string; readonly target: Target }[];
}

/** Words of clerks for the keys of every kind, besides their labels; a key stands only where the kind has it. */
const SYNONYMS: Readonly<Record<string, string>> = {
  title:
    "标题 名称 信息名称 信息标题 文件名称 文件标题 公文标题 题目 公开信息名称 稿件标题 培训名称 会议名称 培训主题 会议主题 主题 培训内容 会议内容",
  date: "公开日期 公开时间 发布日期 发布时间 公布日期 公布时间 首次公开日期 首次公开时间 上网日期 上网时间 公示时间 日期 时间 收到日期 收到时间 收件日期 登记日期 登记时间 投诉日期 投诉时间 举报日期 受理日期 受理时间 培训日期 培训时间 会议日期 会议时间 举办日期 举办时间",
  formed: "成文日期 成文时间 生成日期 生成时间 形成日期 形成时间 签发日期 签发时间 发文日期 发文时间 印发日期 印发时间 制作日期",
  category: "公开类目 类目 公开类别 信息类别 信息分类 类别 分类 栏目 公开栏目 组配分类",
  channels: "公开渠道 公开方式 公开形式 公开载体 渠道 载体 渠道和载体 公开渠道和载体 公开途径 发布渠道 发布方式",
  docNumber: "文号 发文字号 文件编号 文件字号 公文文号 发文号 文件号",
  issuer:
    "发布机构 发布机关 发布单位 发文机关 发文单位 公开机构 公开主体 责任部门 责任单位 责任科室 责任机构 承办部门 承办单位 主办单位 举办单位 组织单位 信息来源 来源",
  village: "涉及的村 村 村名 村组 所属村 涉及村 村社区",
  keywords: "关键词 关键字 主题词",
  summary: "内容概述 概述 摘要 内容摘要 内容简介 简介 主要内容",
  status: "效力状态 有效性 效力 是否有效",
  validTo: "有效期至 有效期 有效期限 时效性 失效日期 失效时间",
  repealed: "废止日期 废止时间",
  matter: "公开事项 事项名称",
  topic: "重点公开内容 重点领域 重点内容",
  "notice.from": "公示开始 公示开始日期 公示开始时间 公示起始日期",
  "notice.to": "公示结束 公示结束日期 公示结束时间 公示截止日期",
  "notice.days": "公示天数 公示期天数",
  "review.by": "审查人 审核人 审批人 审签人 审查人员 发布审查人",
  "review.date": "审查日期 审查时间 审核日期 审核时间 审批日期",
  "review.reason": "审查意见 审核意见",
  about:
    "反映的问题 反映问题 投诉内容 举报内容 投诉事项 举报事项 问题 申请的内容 申请内容 申请事项 申请公开内容 信息描述 所需信息 事由 案由 回应的事 回应内容 热点问题 内容 事项",
  closed: "办结日期 办结时间 处理日期 审结日期 审结时间 结案日期 结案时间",
  received: "收到日期 收到时间 申请日期 申请时间 收件日期 收件时间 登记日期 受理日期 受理时间 日期",
  via: "申请方式 提交方式 申请渠道 接收方式 收件方式 申请形式",
  applicant: "申请人类别 申请人类型 申请人情况 申请人性质 申请主体",
  outcome: "办理结果 答复结果 答复类型 答复情况 处理结果 办理情况 结果",
  answered: "答复日期 答复时间 办结日期 办结时间",
  extended: "是否延期 延期 延期答复",
  fee: "收费 收费金额 费用",
  feeWaived: "减免 减免金额 减免费用",
  participants: "参加人数 参加人次 参训人数 参训人次 培训人数 培训人次 参会人数 人数 人次",
  type: "种类 类型 类别 案件类型 培训类型",
  filed: "受理日期 受理时间 立案日期 立案时间 日期",
  result: "结果 审理结果 裁判结果 复议结果 诉讼结果",
  request: "涉及的申请 对应申请",
  interprets: "解读的文件 解读文件 被解读文件 解读对象 对应文件",
  public:
    "是否公开 公开与否 是否主动公开 是否予以公开 是否对外公开 是否可以公开 是否可公开 可否公开 能否公开 公开属性 公开性质 信息公开属性 公开类型 拟公开属性",
  body: "正文 正文内容 信息内容 公开内容 详细内容 全文",
};

/** Between the words of a heading that stands in several rows: 公开渠道／政府网站. */
export const JOINT = "／";

/** Columns that say who somebody is: a record has no place for them. */
const PERSON =
  /^(?:申请人|姓名|申请人姓名|投诉人|举报人|联系人|联系电话|电话|手机|手机号|联系方式|身份证|身份证号|身份证号码|住址|地址|家庭住址|银行卡号|账号)$/;
/** Columns that a record does not need: its serial and index number follow from its place. */
const COUNTERS = /^(?:序号|编号|流水号|索引号|行号|no\.?|id)$/i;

/** A heading without what stands around its words. */
export const plainHeading = (heading: string): string =>
  heading
    .normalize("NFKC")
    .replace(/\([^)]*\)|\[[^\]]*\]|【[^】]*】/g, "")
    .replace(/[\s*:：、,，.。/"'“”]/g, "")
    .toLowerCase();

const groupOf = (field: Field | undefined): Fields | undefined =>
  field && "fields" in field ? (field as Field & { fields: Fields }).fields : undefined;

/** Every target of a kind with its Chinese name. */
export function targetsOf(kind: KindName): ReadonlyMap<Target, string> {
  const out = new Map<Target, string>();
  for (const [key, field] of Object.entries(kinds[kind].fields as Fields)) {
    const inner = groupOf(field);
    if (inner) for (const [k, f] of Object.entries(inner)) out.set(`${key}.${k}`, f.label);
    else if (!groupOf((field as { element?: Field }).element)) out.set(key, field.label);
  }
  out.set("body", kinds[kind].published ? "正文" : "内部备注（不公开）");
  if (kinds[kind].published) out.set("public", "是否公开");
  return out;
}

/** The column of a heading, or an empty target. */
export function targetOf(heading: string, kind: KindName, vocabulary: Vocabulary): Target {
  const plain = plainHeading(heading);
  if (plain === "" || PERSON.test(plain) || COUNTERS.test(plain)) return "";
  const targets = targetsOf(kind);
  const exact = heading.trim();
  for (const [target, label] of targets) if (target === exact || plainHeading(label) === plain) return target;
  for (const [target, words] of Object.entries(SYNONYMS))
    if (targets.has(target) && words.split(" ").some((w) => plainHeading(w) === plain)) return target;
  if (targets.has("channels")) {
    const channel = vocabulary.channels.find((c) => plainHeading(c.label) === plain);
    if (channel) return `channels=${channel.label}`;
  }
  // What a clerk notes for himself is published nowhere.
  return plain === "备注" && !kinds[kind].published ? "body" : "";
}

/** Why a column was left out, in words. */
export function whyLeftOut(heading: string): string {
  const words = heading.split(JOINT);
  const plain = plainHeading(words.at(-1) ?? "");
  if (words.length > 1 && words.some((w) => SYNONYMS.channels?.split(" ").includes(plainHeading(w))))
    return "site.yaml 里没有这个渠道，打了勾也不算；要算的，先写进 site.yaml";
  if (PERSON.test(plain)) return "个人信息，记录里不写";
  if (COUNTERS.test(plain)) return "不需要，流水号自动编";
  if (plain === "备注") return "备注可能是内部的，没有放进公开的正文";
  return "没有对应的栏目";
}

/** Words that say nothing without the heading above them. */
const GENERIC = /^(?:日期|时间|人|人员|内容|名称|结果|意见|情况|方式|形式|天数|开始|结束|起|止|单位)$/;

/** The target of a column by all its words, from the top: 审查 over 日期 is 审查日期, 政府网站 under 公开渠道 is a channel. */
function targetOfStack(words: readonly string[], kind: KindName, vocabulary: Vocabulary): Target {
  const last = words.at(-1) ?? "";
  if (words.length < 2) return targetOf(last, kind, vocabulary);
  const above = words.slice(0, -1);
  const whole = targetOf(words.join(""), kind, vocabulary);
  if (whole !== "") return whole;
  const short = targetOf(`${above.join("").replace(/(?:情况|信息|登记|记录|要素)$/, "")}${last}`, kind, vocabulary);
  if (short !== "") return short;
  if (above.some((w) => targetOf(w, kind, vocabulary) === "channels")) {
    const channel = chosen(
      last,
      vocabulary.channels.map((c) => c.label),
    );
    return channel === undefined ? "" : `channels=${channel}`;
  }
  return GENERIC.test(plainHeading(last)) ? "" : targetOf(last, kind, vocabulary);
}

/** Columns that are the title of a record where no other is. */
const TITLE_INSTEAD = /^(?:公开内容|信息内容|公开信息|公开信息内容|信息公开内容|公开的内容|公开事项|事项名称|事项|内容)$/;

/** Columns → targets; of two columns for one key the first has it, ticks and lists aside. */
function mappingFor(stacks: readonly (readonly string[])[], kind: KindName, vocabulary: Vocabulary): Mapping {
  const taken = new Set<Target>();
  const columns = stacks.map((words) => {
    let target = targetOfStack(words, kind, vocabulary);
    if (taken.has(target)) target = "";
    taken.add(target);
    return { heading: words.map((w) => w.replace(/\s+/g, " ")).join(JOINT), target };
  });
  if (!targetsOf(kind).has("title") || taken.has("title")) return { kind, columns };
  const instead = columns.findIndex((c) => TITLE_INSTEAD.test(plainHeading(c.heading)));
  return { kind, columns: columns.map((c, i) => (i === instead ? { ...c, target: "title" } : c)) };
}

/** The words of each column in the rows of a heading, from the top: a cell above goes on over the blanks to its right. */
function stacked(rows: readonly (readonly string[])[]): string[][] {
  const width = Math.max(0, ...rows.map((r) => r.length));
  const carried = rows.map((row, n) => {
    let group = "";
    return Array.from({ length: width }, (_, i) => {
      const own = (row[i] ?? "").trim();
      if (own !== "") group = own;
      // Only over a column that has words of its own below.
      return own !== "" || !rows.slice(n + 1).some((r) => (r[i] ?? "").trim() !== "") ? own : group;
    });
  });
  return Array.from({ length: width }, (_, i) => {
    const words = carried.map((r) => r[i] ?? "").filter((w) => w !== "");
    return words.length === 0 ? [""] : words.filter((w, n) => n === 0 || w !== words[n - 1]);
  });
}

/** Is a row the second or third of a heading? Each cell repeats the one above it or is a heading itself, and one at least is. */
function goesOn(above: readonly (readonly string[])[], row: readonly string[], kind: KindName, vocabulary: Vocabulary): boolean {
  const upper = stacked([...above, row]);
  let fresh = 0;
  for (const [i, own] of row.entries()) {
    const word = own.trim();
    if (word === "" || above.some((r) => (r[i] ?? "").trim() === word)) continue;
    if (word.length > 15 || /\d{3}|^\d+$|[√✓✔☑×]/.test(word)) return false;
    const over = upper[i]?.at(-2);
    const shared = over !== undefined && upper.filter((u, j) => j !== i && u.at(-2) === over && (row[j] ?? "").trim() !== "").length > 0;
    const bare = above.every((r) => (r[i] ?? "").trim() === "");
    const general = GENERIC.test(plainHeading(word));
    if (!shared && !general && (!bare || targetOfStack(upper[i] ?? [], kind, vocabulary) === "")) return false;
    fresh++;
  }
  return fresh > 0;
}

/** Words in a title, a sheet's or a file's name that tell the kind. */
const SIGNS: readonly (readonly [KindName, RegExp])[] = [
  ["requests", /依申请|申请公开|公开申请|申请登记|申请台账/],
  ["complaints", /投诉|举报/],
  ["trainings", /培训|会议/],
  ["disputes", /复议|诉讼|申诉/],
  ["interpretations", /解读/],
  ["responses", /回应/],
  ["items", /政务公开|信息公开|主动公开|公开台账|公开目录/],
];

const required = (kind: KindName): string[] =>
  Object.entries(kinds[kind].fields as Fields)
    .filter(([, f]) => f.required)
    .map(([key]) => key);

/** How well a row reads as the headings of a kind. */
function score(mapping: Mapping, told: string): number {
  const all = mapping.columns.map((c) => c.target).filter((t) => t !== "");
  const found = new Set(all.map((t) => t.split(/[.=]/, 1)[0] ?? ""));
  const must = required(mapping.kind);
  const has = must.filter((k) => found.has(k)).length;
  const sign = SIGNS.find(([, words]) => words.test(told))?.[0] === mapping.kind ? 2.5 : 0;
  return found.size + has - (must.length - has) + sign + new Set(all).size / 100;
}

export interface Headed {
  /** Index of the first row below the headings. */
  readonly from: number;
  /** As the spreadsheet numbers the rows of the heading. */
  readonly rows: readonly number[];
  readonly mapping: Mapping;
  /** False where less than two columns are known: the mapping is there to be filled in. */
  readonly known: boolean;
  /** What stands above: a title with its year. */
  readonly above: string;
}

const MOST_HEAD_ROWS = 3;

/** The rows of headings among the first twenty, and the kind they fit best; else the row that looks like one. Undefined without any. */
export function findHeadings(table: Table, fileName: string, vocabulary: Vocabulary, only?: KindName): Headed | undefined {
  let best: (Headed & { readonly score: number }) | undefined;
  let above = `${fileName} ${table.name}`;
  for (const [at, row] of table.rows.slice(0, 20).entries()) {
    for (const kind of only === undefined ? (Object.keys(kinds) as KindName[]) : [only]) {
      const head = [row.cells];
      for (let depth = 1; depth <= MOST_HEAD_ROWS; depth++) {
        const mapping = byValues(mappingFor(stacked(head), kind, vocabulary), table, at + depth);
        const known = new Set(mapping.columns.map((c) => c.target).filter((t) => t !== "")).size >= 2;
        const points = score(mapping, above);
        if (known && (best === undefined || points > best.score))
          best = { from: at + depth, rows: numbersOf(table, at, depth), mapping, known, above, score: points };
        const next = table.rows[at + depth]?.cells;
        if (!next || !goesOn(head, next, kind, vocabulary)) break;
        head.push(next);
      }
    }
    above += ` ${row.cells.join("")}`;
  }
  return best ?? unknownHeadings(table, fileName, vocabulary, only);
}

const numbersOf = (table: Table, at: number, depth: number): number[] => table.rows.slice(at, at + depth).map((r) => r.number);

/** A column 公开方式 may say 主动公开 and 依申请公开: then it asks whether a row is public. */
function byValues(mapping: Mapping, table: Table, from: number): Mapping {
  if (!targetsOf(mapping.kind).has("public") || mapping.columns.some((c) => c.target === "public")) return mapping;
  const at = mapping.columns.findIndex((c) => c.target === "channels");
  const cells = table.rows.slice(from, from + 500).flatMap((r) => ((r.cells[at] ?? "").trim() === "" ? [] : [(r.cells[at] ?? "").trim()]));
  if (at < 0 || cells.length === 0 || !cells.every((c) => /^(?:主动公开|依?申请公开|不予公开|不公开|公开)$/.test(c))) return mapping;
  return { ...mapping, columns: mapping.columns.map((c, i) => (i === at ? { ...c, target: "public" } : c)) };
}

/** The first row with two short texts or more and rows below it, for a clerk to say what its columns are. */
function unknownHeadings(table: Table, fileName: string, vocabulary: Vocabulary, only: KindName | undefined): Headed | undefined {
  const words = (cells: readonly string[]): number =>
    new Set(cells.map((c) => c.trim()).filter((c) => c !== "" && [...c].length <= 20 && !/\d{4}|^\d+$/.test(c))).size;
  const at = table.rows
    .slice(0, 20)
    .findIndex((r, i) => words(r.cells) >= 2 && table.rows.slice(i + 1).some((n) => n.cells.join("") !== ""));
  const row = table.rows[at];
  if (!row) return undefined;
  const above = `${fileName} ${table.name} ${table.rows
    .slice(0, at)
    .map((r) => r.cells.join(""))
    .join(" ")}`;
  const kind = only ?? SIGNS.find(([, sign]) => sign.test(above))?.[0] ?? "items";
  return { from: at + 1, rows: [row.number], mapping: mappingFor(stacked([row.cells]), kind, vocabulary), known: false, above };
}

/** The one year that a ledger's title, sheet or file name says. */
export function yearOf(above: string): number | undefined {
  const years = new Set(above.match(/(?<!\d)20\d\d(?=\D|$)/g) ?? []);
  return years.size === 1 ? Number([...years][0]) : undefined;
}

/** The kind by its folder or its Chinese name. */
export function kindNamed(name: string): KindName | undefined {
  const found = Object.entries(kinds).find(([folder, k]) => folder === name || k.label === name);
  return (found?.[0] ?? SIGNS.find(([, words]) => words.test(name))?.[0]) as KindName | undefined;
}
