/** Telephone numbers with a digit too few or too many, and ages that cannot be. */
import { yearOf } from "../rules/days.ts";
import type { Notice, Tell } from "./notice.ts";
import { shown } from "./table.ts";

export function people(notice: Notice, tell: Tell): void {
  phones(notice, tell);
  if (/岁|年龄/.test(notice.text)) ages(notice, tell);
  ageColumns(notice, tell);
}

/** Numbers after these words are telephones. */
const LABEL =
  /(?:电话(?:号码)?|热线|联系方式|手机(?:号码?)?|传真|座机|拨打|致电)(?:[^\d\n，。；、]{0,8}?[:：为是(（]?\s*|\s*)((?:\d[\d\s\-—–]{2,16}\d))(?![\d*＊xX×])/g;
const SHORT = /短号|虚拟网|内线|分机|小号|转$/;

function phones({ prose, office, tables }: Notice, tell: Tell): void {
  const own = /^(0\d{2,3})-?(\d{6,8})/.exec(office.site.phone);
  const digitsOf = (area: string): readonly number[] => {
    if (/^0(?:10|2\d)$/.test(area)) return [8];
    return own && own[1] === area ? [own[2]?.length ?? 7] : [7, 8];
  };
  const judge = (text: string, at: number): void => {
    const seen = new Set<string>();
    const say = (written: string, what: string): void => {
      if (seen.has(written)) return;
      seen.add(written);
      tell("phone-digits", at, written, `电话号码“${written}”${what}。`, "请照实际的号码核对。");
    };
    for (const m of text.matchAll(/(?<![\d\-.])(0[1-9]\d{1,2})\s*[-—–]\s*(\d{4,11})(?![\d.])(?!\s*[-—–]\s*\d{3,}\b)/g)) {
      const [written, area = "", local = ""] = m;
      const code = /^0(?:10|2\d)/.test(area) ? area.slice(0, 3) : area;
      const right = digitsOf(code);
      if (code !== area || right.includes(local.length) || /^[1-9]\d{2,4}$/.test(local)) continue;
      say(written, `区号后面有 ${local.length} 位，应当是 ${right.join(" 或 ")} 位`);
    }
    for (const m of text.matchAll(LABEL)) {
      const written = (m[1] ?? "").trim();
      if (SHORT.test(text.slice(Math.max(0, m.index - 8), m.index + m[0].length - written.length))) continue;
      const digits = written.replace(/\D/g, "");
      if (/[-—–]/.test(written) && /^0/.test(digits)) continue;
      if (/^1[3-9]/.test(digits) && !/[-—–\s]/.test(written)) {
        if (digits.length !== 11 && digits.length > 8 && digits.length < 14) say(written, `有 ${digits.length} 位，手机号码是 11 位`);
        continue;
      }
      if (/^0/.test(digits)) {
        const area = /^0(?:10|2\d)/.test(digits) ? digits.slice(0, 3) : digits.slice(0, 4);
        const right = digitsOf(area);
        if (!right.includes(digits.length - area.length) && digits.length > 8 && digits.length < 15)
          say(written, `区号（${area}）后面有 ${digits.length - area.length} 位，应当是 ${right.join(" 或 ")} 位`);
        continue;
      }
      // 12345, 95598, 400-…, 10086 and the like.
      if (/^(?:1[01]\d|12\d|9\d{4}|1\d{4}|[48]00)/.test(digits) || /[-—–\s]/.test(written)) continue;
      const right = own ? (own[2]?.length ?? 7) : 0;
      if (right > 0 && digits.length !== right && digits.length > 4 && digits.length < 10 && Math.abs(digits.length - right) === 1)
        say(written, `有 ${digits.length} 位，本地的电话号码是 ${right} 位`);
    }
  };
  for (const { text, at } of prose) if (/\d{4}/.test(text)) judge(text, at);
  for (const t of tables) for (const r of t.rows) for (const c of r.cells) if (/^0\d{2,3}-\d/.test(c.text)) judge(c.text, r.at);
}

/** Longest that anybody has lived, in round numbers. */
const OLDEST = 120;

function ages({ sentences, date, title }: Notice, tell: Tell): void {
  const year = yearOf(date);
  for (const { text, at } of sentences) {
    if (!/岁|年龄/.test(text)) continue;
    for (const m of text.matchAll(/(\d{1,4})\s*(?:周岁|岁)/g)) {
      if (Number(m[1]) > OLDEST && !/树|古/.test(text))
        tell("age-not-there", at, m[0], `这里写“${m[0]}”，没有这样的年龄。`, "请核对年龄。");
    }
    for (const m of text.matchAll(
      /(\d{1,3})\s*(?:周?岁)?\s*(?:以上|[（(]含[）)])?\s*(?:[至到—–~～-]{1,2}|以上[，、]?(?:至|到)?|[（(]含[）)][至到])\s*(\d{1,3})\s*周?岁(以上)?(?:以下)?/g,
    )) {
      const [from, to] = [Number(m[1]), Number(m[2])];
      if (from <= to || from > OLDEST || m[3] !== undefined || !/岁/.test(m[0])) continue;
      if (/[、，]/.test(m[0]) && !/以下/.test(m[0])) continue;
      tell("age-backwards", at, m[0], `这里写“${m[0]}”，${from} 比 ${to} 大，没有这样的年龄段。`, "请核对两个年龄。");
    }
    const years = [year, ...[...`${title}${text}`.matchAll(/(20\d\d)\s*年/g)].map((y) => Number(y[1]))];
    for (const m of text.matchAll(
      /(?:年满|满|现年)?\s*(\d{1,3})\s*周?岁(?:以上|及以上)?[^。；\d]{0,12}?[（(，,]\s*(?:即|指|是)?\s*((?:19|20)\d\d)\s*年[^。；（(]{0,16}?(?:出生|生人)/g,
    ))
      born(m[0], Number(m[1]), Number(m[2]));
    for (const m of text.matchAll(
      /((?:19|20)\d\d)\s*年[^。；（(\d]{0,4}(?:\d{1,2}\s*月\s*(?:\d{1,2}\s*日)?)?[^。；（(\d]{0,6}?(?:出生|生)[^。；\d]{0,14}?(?:现年|年满|已满|满|今年|年龄)?\s*(\d{1,3})\s*周?岁/g,
    ))
      born(m[0], Number(m[2]), Number(m[1]));

    function born(written: string, age: number, birth: number): void {
      if (age > OLDEST || birth < 1900 || years.some((y) => Math.abs(y - birth - age) <= 1)) return;
      tell(
        "age-and-birth",
        at,
        written,
        `这里写“${written}”：${birth}年出生的，${year}年是 ${year - birth} 岁，写的是 ${age} 岁。`,
        "请核对出生年份和年龄。",
      );
    }
  }
}

/** 年龄 beside 出生年月 in a table, where most rows agree. */
function ageColumns({ tables, date }: Notice, tell: Tell): void {
  for (const { heads, rows } of tables) {
    const ageAt = heads.findIndex((h) => /^年龄|周岁|^岁数/.test(h));
    if (ageAt < 0) continue;
    const bornAt = heads.findIndex((h) => /出生/.test(h));
    const wrong = rows.flatMap((row) => {
      const age = row.cells[ageAt]?.value ?? Number.parseInt(row.cells[ageAt]?.text ?? "", 10);
      if (!Number.isFinite(age)) return [];
      if (age > OLDEST) return [{ row, age, why: "没有这样的年龄" }];
      const birth = bornAt < 0 ? Number.NaN : Number.parseInt(row.cells[bornAt]?.text ?? "", 10);
      if (!(birth > 1900 && birth < 2100) || Math.abs(yearOf(date) - birth - age) <= 1) return [];
      return [{ row, age, why: `${birth}年出生的，${yearOf(date)}年是 ${yearOf(date) - birth} 岁` }];
    });
    if (wrong.length === 0 || wrong.length > rows.length / 2) continue;
    for (const { row, age, why } of wrong)
      tell("age-not-there", row.at, `${row.label} ${age}`, `“${row.label}”这一行的年龄写的是 ${shown(age)}，${why}。`, "请核对年龄。");
  }
}
