/** Mailboxes on public hosts: a person's, or an office's, which is labelled so or named after the office (xianzhen@163.com, xazdzb@126.com). */
import { cellsOf } from "./tables.ts";
import { MAILBOX } from "./words.ts";

/** Words before a mailbox that is an office's. */
const saysOffice =
  /(?:办公|单位|投稿|受理|举报|监督|公开|意见|征集|征求|反馈|报名|咨询|公务|公共|政务|工作|官方|信访|投诉|接收|报送|申报|申请|服务|监管|值班|采购|招标|招聘|纪检|纪委)[\u4e00-\u9fff]{0,6}(?:电子)?(?:邮箱|信箱|邮件)(?:地址)?\s?[:：为是|（(\s]{0,3}$/;
/** The same said behind it, in brackets: （办公邮箱）, （单位公用）. */
const saysOfficeBehind =
  /^\s?[（(][^（）()\n]{0,8}?(?:办公|单位|公务|公共|公用|政务|工作|官方|信访|投诉|举报|监督)[^（）()\n]{0,4}?(?:邮箱|信箱|邮件|公用|专用|共用)[）)]/;
/** Names of places and offices. */
const OFFICES =
  /[\u4e00-\u9fff]{1,8}?(?:街道办事处|街道办|街道|镇|乡|县|区|村|局|站|中心|学校|中学|小学|医院|卫生院|委员会|人民政府|政府|办公室)/g;
/** What offices are called in mailboxes, behind the initials of a place. */
const OFFICE_ENDINGS = "zf|zfb|dzb|dzbgs|bgs|zwgk|xxgk|dwb|jw|jjjc|xzf|rmzf|sqb|fpb|nyz|mzb|sbs|wsy|zx|xx";
const OFFICE_WORDS = /zhengfu|zwgk|xxgk|dangzheng|jiedao|bangongshi|xinfang|jubao|tougao|cunwei/;

/** Characters with which a new first letter begins in the order of pinyin. */
const FIRSTS: readonly (readonly [sign: string, letter: string])[] = Array.from(
  "阿a八b嚓c哒d妸e发f旮g哈h讥j咔k垃l妈m拏n噢o妑p七q呥r扨s它t穵w夕x丫y帀z".matchAll(/(.)([a-z])/gu),
  ([, sign = "", letter = ""]) => [sign, letter],
);
let collator: Intl.Collator | undefined;

/** First letter of the reading of a character, by the order of pinyin. */
export function initialOf(character: string): string {
  collator ??= new Intl.Collator("zh-Hans-CN-u-co-pinyin");
  let letter = "";
  for (const [sign, first] of FIRSTS) if (collator.compare(sign, character) <= 0) letter = first;
  return letter;
}

/** One syllable of pinyin that begins with this letter. */
const syllable = (letter: string): string =>
  /[aeo]/.test(letter) ? `${letter}[aeiouv]{0,2}(?:ng?|r)?` : `${letter}${/[zcs]/.test(letter) ? "h?" : ""}[aeiouv]{1,3}(?:ng?|r)?`;

/** Is a mailbox named after this place or office: by its whole reading, or by its initials and what kind of office it is? */
export function isNamedAfter(local: string, name: string): boolean {
  const letters = local.toLowerCase().replace(/[^a-z]/g, "");
  const initials = Array.from(name, initialOf);
  if (letters.length < 4 || initials.length < 2) return false;
  // Two syllables may be a person's.
  if (initials.length >= 3 && new RegExp(`^${initials.map(syllable).join("")}`).test(letters)) return true;
  return new RegExp(`^${initials.join("")}(?:${OFFICE_ENDINGS})$`).test(letters) || (initials.length >= 4 && letters === initials.join(""));
}

/** Names under which the office may have a mailbox: 西安镇, 海原县西安镇; and the words of its domain. */
function isOffice(local: string, before: string, names: readonly string[]): boolean {
  const nearby = Array.from(before.matchAll(OFFICES), (m) => m[0]);
  // 请发送至曹洼乡: the name may begin later.
  const tails = nearby.flatMap((n) => Array.from({ length: Math.min(n.length - 1, 5) }, (_, i) => n.slice(i)));
  return [...names, ...tails.filter((n) => n.length >= 3)].some((n) =>
    /^[a-z]/.test(n) ? local.toLowerCase().includes(n) : isNamedAfter(local, n),
  );
}

export interface MailboxFound {
  readonly start: number;
  readonly end: number;
  readonly masked: string;
}

/** Mailboxes of persons. `own` are mailboxes of the office, `names` its names and the words of its domain. */
export function findMailboxes(text: string, own: ReadonlySet<string>, names: readonly string[]): MailboxFound[] {
  if (!/@|[（([]at[)）\]]/i.test(text)) return [];
  const cells = cellsOf(text, saysOffice);
  const found: MailboxFound[] = [];
  for (const m of text.matchAll(MAILBOX)) {
    const written = m[0];
    if (own.has(written.toLowerCase())) continue;
    const start = m.index;
    const cell = cells(start);
    const before = text.slice(Math.max(0, start - 80, cell?.start ?? 0), start);
    const line = before.slice(before.lastIndexOf("\n") + 1);
    const at = written.search(/@|[（([]at/i);
    const local = written.slice(0, at).trim();
    if ([line, cell?.left ?? "", cell?.heading ?? ""].some((w) => saysOffice.test(w))) continue;
    if (saysOfficeBehind.test(text.slice(start + written.length, start + written.length + 24))) continue;
    if (OFFICE_WORDS.test(local.toLowerCase()) || isOffice(local, `${cell?.left ?? ""} ${line}`, names)) continue;
    found.push({ start, end: start + written.length, masked: `${written[0]}***${written.slice(at)}` });
  }
  return found;
}
