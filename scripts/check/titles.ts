/** The title: cut off, with words twice, other than the first line of the text. */
import type { Notice, Tell } from "./notice.ts";

/** Kinds of documents that a title ends with. */
const KINDS =
  "公告|公示|通知|通告|通报|决定|意见|批复|请示|报告|函|说明|告知|解读|方案|办法|规定|公布|提示|提醒|倡议书|公开信|安排|清单|目录|名单|结果|情况";

export function titles({ title, record, prose, office }: Notice, tell: Tell): void {
  const at = record.lines.title ?? 2;
  const cut = cutOff(title);
  if (cut !== undefined) tell("title-cut", at, title, `标题“${title}”不完整：${cut}。`, "请补全，和公开的文件一样。");
  else {
    const open = unpaired(title);
    if (open !== undefined)
      tell("title-cut", at, title, `标题“${title}”里的“${open}”没有成对，书名号、引号、括号要完整。`, "请补上少的一半，或者删去多的一半。");
  }
  const twice = repeated(title);
  if (twice !== undefined) tell("title-twice", at, title, `标题里“${twice}”重复了两次。`, "请删去一个。");
  firstLine(title, prose[0], office.site.name, tell);
}

/** Why a title seems to have been cut off; undefined when it does not. */
function cutOff(title: string): string | undefined {
  if (/(?:\.{2,}|…+)$/.test(title)) return "结尾是省略号，像是从列表上复制来的";
  if (/[、，,：:—\-（(“《及和与]$/.test(title)) return `结尾是“${title.at(-1)}”`;
  const tail = /的([通公决意批请报说告解方办规提倡情清目名]?)$/.exec(title);
  // 《…》的 is cut; 谁家的、公家的 hardly ends a title either.
  if (tail && /关于|印发|转发|发布|公布/.test(title)) {
    const kind = tail[1] === "" ? undefined : KINDS.split("|").find((k) => k.startsWith(tail[1] ?? ""));
    return tail[1] === "" ? "“的”后面没有写完" : `“${tail[1]}”后面少了字${kind ? `，像是“${kind}”` : ""}`;
  }
  if (/^(?:于|的)(?=.{2,}的(?:公告|公示|通知|通告|决定|意见|说明|告知)$)/.test(title)) return "开头少了字，像是“关于”";
  if (
    /^关于[^《]{2,}$/.test(title) &&
    /(?:工作|事项|事宜|开展|做好|加强|召开|举办|进一步|组织|实施|安排的?有关)$/.test(title) &&
    !/的/.test(title.slice(-12))
  )
    return "没有写到“的公告”“的通知”这样的结尾";
  return undefined;
}

const PAIRS = ["《》", "（）", "“”", "〔〕", "【】"] as const;

function unpaired(title: string): string | undefined {
  const text = title.replaceAll("(", "（").replaceAll(")", "）");
  for (const [open = "", close = ""] of PAIRS) {
    const [a, b] = [text.split(open).length, text.split(close).length];
    if (a !== b) return a > b ? open : close;
    if (a > 1 && text.indexOf(close) < text.indexOf(open)) return close;
  }
  return undefined;
}

/** 西安镇西安镇…, 关于关于, 的公告的公告 */
export function repeated(text: string): string | undefined {
  const m = twinOf(text) ?? REPEATED.exec(text)?.[1] ?? REPEATED_KIND.exec(text)?.[1];
  // 一级一级、一户一户 in another length: 一天又一天
  return m === undefined || /^(.)\1*$/.test(m) ? undefined : m;
}

const REPEATED = /(关于|人民|政府|公告|公示|通知|通告|印发|转发|开展|做好)\1/;
const REPEATED_KIND = /((?:的)(?:公告|公示|通知|通告|说明|告知|决定|意见))\1/;

/** Where each character stood last, counted over all texts: never to be emptied. */
const last = new Float64Array(0x10000).fill(-100);
let read = 0;

/** Do three characters on end each stand within the twelve before? */
function mayHaveTwin(text: string): boolean {
  let run = 0;
  read += 100;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    run = read - (last[c] ?? -100) <= 12 ? run + 1 : 0;
    last[c] = read++;
    if (run >= 3) return true;
  }
  return false;
}

/** 3 to 12 characters that stand twice on end, the longest at the first place. One pass for each length. */
function twinOf(text: string): string | undefined {
  if (!mayHaveTwin(text)) return undefined;
  let [best, length] = [text.length, 0];
  for (let n = 12; n >= 3; n--) {
    let run = 0;
    for (let i = 0; i + n < text.length && i < best + n; i++) {
      const c = text.charCodeAt(i);
      run = c === text.charCodeAt(i + n) && c >= 0x4e00 && c <= 0x9fff ? run + 1 : 0;
      if (run < n) continue;
      if (i - n + 1 < best) [best, length] = [i - n + 1, n];
      break;
    }
  }
  return length === 0 ? undefined : text.slice(best, best + length);
}

const plain = (text: string): string => text.replace(/^[\s#>*]+|[\s*]+$/g, "").replace(/[\s“”"'《》（）()〔〕，,。、：:]/g, "");

/** A first line that is nearly the title, and not it. */
function firstLine(title: string, first: { text: string; at: number } | undefined, organ: string, tell: Tell): void {
  if (!first) return;
  const written = first.text.trim();
  if (written.length < 8 || written.length > 70 || /[。；！？]/.test(written) || !new RegExp(`(?:${KINDS})$`).test(plain(written))) return;
  const [a, b] = [plain(title), plain(written)].map((t) => (t.startsWith(organ) ? t.slice(organ.length) : t)) as [string, string];
  if (a === b || a.includes(b) || b.includes(a)) return;
  // 人民政府关于… beside 关于…
  const [x, y] = [a.slice(Math.max(0, a.indexOf("关于"))), b.slice(Math.max(0, b.indexOf("关于")))];
  if (x === y) return;
  const shorter = Math.min(x.length, y.length);
  let head = 0;
  while (head < shorter && x[head] === y[head]) head++;
  let tail = 0;
  while (tail < shorter - head && x.at(-1 - tail) === y.at(-1 - tail)) tail++;
  const differ = Math.max(x.length, y.length) - head - tail;
  if (differ > 4 || head + tail < 8) return;
  tell(
    "title-and-first-line",
    first.at,
    written,
    `正文第一行写的是“${written}”，标题是“${title}”，不一样的地方是“${y.slice(head, y.length - tail)}”和“${x.slice(head, x.length - tail)}”。`,
    "请核对，两处写成一样；网页上已经有标题，正文第一行可以删去。",
  );
}
