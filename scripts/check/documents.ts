/** 文号 in a text: how it is written, and whether number and title belong together in the register. */
import type { Notice, Tell } from "./notice.ts";

const ORGAN = "[\\u4e00-\\u9fff]{1,8}(?:发|函|办|字|党|政|文|通|规|复|令|组|委|农|民|财)";
const NUMBER = new RegExp(
  `(${ORGAN})\\s*([〔［\\[【（(〈{]?)\\s*(20\\d\\d|\\d\\d(?=[\\]］〕】）)]))\\s*([〕］\\]】）)〉}]?)\\s*(第?)\\s*(0?\\d{1,4})\\s*(号?)`,
  "g",
);

export function documents({ prose, office, record, title }: Notice, tell: Tell): void {
  for (const { text, at } of [...prose, { text: title, at: 2 }]) {
    if (!/20\d\d|[〔［[【]\d\d[\]］〕】]/.test(text)) continue;
    for (const m of text.matchAll(NUMBER)) {
      const [written, organ = "", open = "", year = "", close = "", ordinal = "", number = "", sign = ""] = m;
      if ((open === "" && close === "") || (open === "" && !/号/.test(sign))) continue;
      const right = `${organ}〔${year.length === 2 ? `20${year}` : year}〕${Number(number)}号`;
      const next = text.slice(m.index + written.length, m.index + written.length + 1);
      if (open !== "〔" || close !== "〕") {
        // （2025）宁0522民初18号 and 2025（3）are other things; 文发（2025）is a name of something else without 号.
        if (sign === "") continue;
        say(at, written, `文号写的是“${written}”，年份要用六角括号〔〕`, right);
      } else if (year.length === 2) say(at, written, `文号写的是“${written}”，年份要写四位`, right);
      else if (ordinal !== "") say(at, written, `文号写的是“${written}”，序号前不加“第”`, right);
      else if (/^0/.test(number)) say(at, written, `文号写的是“${written}”，序号前不补 0`, right);
      else if (sign === "" && !/[\d、至—-]/.test(next)) say(at, written, `文号写的是“${written}”，后面少了“号”`, right);
      else registered(text, m.index, right, at);
    }
  }

  function say(at: number, written: string, what: string, right: string): void {
    tell("document-number-form", at, written, `${what}。`, `请改成“${right}”。`, "依据：GB/T 9704-2012");
  }

  /** 《…》（西政发〔2025〕18号） of our own register. */
  function registered(text: string, index: number, number: string, at: number): void {
    const named = /《([^《》\n]{4,80})》\s*[（(]?\s*$/.exec(text.slice(Math.max(0, index - 90), index))?.[1];
    const known = office.documents.get(number);
    if (named === undefined) return;
    if (known) {
      if (known.file === record.file || belongs(named, known.title)) return;
      tell(
        "document-number",
        at,
        number,
        `《${named}》后面写的是${number}，登记册里这个文号是《${known.title}》（${known.file}）。`,
        "请核对名称和文号。",
      );
      return;
    }
    for (const [other, { title: theirs, file }] of office.documents) {
      if (bare(theirs) !== bare(named) || other.slice(0, other.indexOf("〔")) !== number.slice(0, number.indexOf("〔"))) continue;
      tell("document-number", at, number, `《${named}》后面写的是${number}，登记册里它的文号是${other}（${file}）。`, "请核对文号。");
      return;
    }
  }
}

const bare = (title: string): string =>
  title.replace(/[《》“”"\s（）()]/g, "").replace(/^.{0,20}?(?:人民政府|党政办公室|委员会)(?=关于|印发)/, "");

/** One title is in the other, or most of their characters are the same. */
function belongs(a: string, b: string): boolean {
  const [x, y] = [bare(a), bare(b)];
  if (x.includes(y) || y.includes(x)) return true;
  const pairs = (s: string): Set<string> => new Set(Array.from({ length: Math.max(0, s.length - 1) }, (_, i) => s.slice(i, i + 2)));
  const [p, q] = [pairs(x), pairs(y)];
  const shared = [...p].filter((c) => q.has(c)).length;
  return shared >= 0.55 * Math.min(p.size, q.size);
}
