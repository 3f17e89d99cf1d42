/** What was left over: blanks to be filled in, notes of the editor, buttons of an old site, paragraphs twice, papers for the county. */
import type { Line, Notice, Tell } from "./notice.ts";
import { repeated } from "./titles.ts";

export function residue(notice: Notice, tell: Tell): void {
  const form = /签名|签字|盖章|填表|申请表|登记表|承诺书|样表|样式|格式|表样|委托书|报名表/.test(notice.text);
  const cases = /某某|[\u4e00-\u9fff]某|化名|案例|典型|以案/.test(notice.text) || /案例|典型|通报|曝光/.test(notice.title);
  const has = (words: readonly string[]): boolean => words.some((w) => notice.text.includes(w) || notice.title.includes(w));
  const [pages, remarks] = [has(PAGE_WORDS), has(NOTE_WORDS)];
  for (const line of [{ text: notice.title, at: 2 }, ...notice.prose]) {
    placeholders(line, form, cases, tell);
    if (pages) navigation(line, tell);
    if (remarks) notes(line, tell);
  }
  for (const t of notice.tables)
    for (const r of t.rows) for (const c of r.cells) if (c.value === undefined) placeholders({ text: c.text, at: r.at }, true, true, tell);
  for (const line of notice.prose) twice(line, tell);
  paragraphs(notice.prose, tell);
  internal(notice, tell);
}

interface Place {
  readonly text: string;
  readonly at: number;
}

const FILL =
  "待补充|待填|待填写|待完善|待确认|待核实|待核|待定稿|补充|请补充|请填写|填写[^】）\\]]{0,10}|此处[^】）\\]]{0,16}|在此[^】）\\]]{0,12}|插入[^】）\\]]{0,10}|单位名称|具体[^】）\\]]{0,6}|时间|地点|日期|姓名|金额|数字|数量|文号|XX+";
const BRACKETED = new RegExp(
  `[【\\[〔]\\s*(?:${FILL})\\s*[】\\]〕](?!\\()|[（(]\\s*(?:待补充|待填写?|待完善|待核实|请填写[^）)]{0,12}|此处(?:填写|补充|插入|写明)[^）)]{0,12}|请补充[^）)]{0,8}|写明[^）)]{1,10})\\s*[）)]`,
);
const NOUN =
  "年|月|日|镇|乡|村|县|市|省|街道|公司|元|万元|亩|班|号|条|件|项|次|时|分|单位|局|路|个|名|%|米|公里|吨|平方米|项目|部门|学校|合作社|工程|电话|期|份|批|届|户";
/** A sign that stands for what is not filled in; quick. */
const SIGN = /[XxＸｘ×✕╳＊*〇○_＿某]|0000|[ \u3000\t（(]/;
const CROSSES = new RegExp(`(?:[XxＸｘ]{2,}|[×✕╳]{1,}|[＊*]{2,}|(?<![一二三四五六七八九〇○])[〇○]{2,}|_{2,}|＿{2,})\\s*(?:${NOUN})`, "g");
const SURNAME =
  /[赵钱孙李周吴郑王冯陈蒋沈韩杨朱秦许何吕施张孔曹严华金魏陶姜谢邹苏潘葛范彭马方任袁柳鲍史唐薛雷贺倪汤罗毕郝安常于傅康余元卜顾孟黄穆萧尹田杜胡高刘丁郭林梁宋邓程曾董白石崔侯江龙万段武夏叶]$/;
const GAP =
  /[\u4e00-\u9fff〕：:](?:[ \u3000\t]{2,}|_{2,}|＿{2,}|[（(]\s+[）)])\s*(?:亩|户|人次?|元|万元|个|名|号|件|项|吨|公里|平方米|批|次|条|份|只|头|株|%|套|台|年|月|日)(?![\u4e00-\u9fff]{0,2}[：:])/;
const LOST =
  /人员人次|群众人次|党员人次|干部人次|学员人次|培训班(?:次|期)[，,。；]参训|(?:共计|总计|合计|金额|资金|面积|投资|补助资金|补贴资金|总投资|占地|总面积|造林|经费)(?:元|万元|亩|平方米|公顷|公里|吨)(?=[，,。；、]|$)|(?:共计|合计|总计|^共|[，,。；]共)(?:户|人|件|个|条)(?=[，,。；、]|$)/;

function placeholders({ text, at }: Place, form: boolean, cases: boolean, tell: Tell): void {
  const say = (written: string): void =>
    tell("placeholder", at, written, `这里写“${written.trim()}”，像是没有填写的空或者占位的符号。`, "请补上内容，没有的删去这一句。");
  const bracket = BRACKETED.exec(text);
  if (bracket) {
    say(bracket[0]);
    return;
  }
  const lost = LOST.exec(text);
  if (lost) {
    tell("figure-lost", at, lost[0], `这里写“${lost[0]}”，像是中间少了数字。`, "请补上数字，写法如 培训班2期、参训人员42人次。");
    return;
  }
  // X月X日: one sign is enough where a day should stand.
  const day = /(?:^|[^A-Za-z\dXxＸ×])([XxＸ×]\s?(?:年|月)\s?(?:[XxＸ×\d]{1,2}\s?[日月])?|\d{1,2}\s?月\s?[XxＸ×]\s?日)/.exec(text);
  if (day && !cases) {
    say(day[1] ?? "");
    return;
  }
  if (cases || !SIGN.test(text)) return;
  for (const m of text.matchAll(CROSSES)) {
    const before = text.slice(0, m.index);
    // Masked numbers and names; 3×5米; 2×400米.
    if (/[\d*xX＊]$/.test(before) || (SURNAME.test(before) && /[户人名家]$/.test(m[0]))) continue;
    if (/^[×✕╳]\s*(?!年|月|日|镇|村|县|乡)/.test(m[0]) && !/^[×✕╳]{2}/.test(m[0])) continue;
    say(`${before.slice(-4)}${m[0]}`);
    return;
  }
  if (/(?:^|[^\d])(?:0000|20[XxＸ×]{2})\s*[-年]/.test(text) || /[某]{2}(?:镇|县|乡|单位)/.test(text)) {
    say(/(?:0000|20[XxＸ×]{2})\s*[-年]|某某./.exec(text)?.[0] ?? "");
    return;
  }
  if (form) return;
  const gap = GAP.exec(text);
  if (gap && !/^\s*(?:附件|抄送|主送|联系)/.test(text)) say(gap[0]);
  else if (/(?:20\d\d)\s*年[\s_]{1,}月|年[ \u3000]{2,}月[ \u3000]{2,}日/.test(text))
    say(/(?:20\d\d)?\s*年\s+月\s*日?/.exec(text)?.[0] ?? "年  月  日");
}

/** Words that stand as a button or a line of a web page. */
const BUTTON =
  "打印本页|打印|关闭窗口|关闭|关闭本页|关闭页面|返回顶部|返回列表|返回首页|返回|收藏本页|加入收藏|我要纠错|分享|字体|大中小|字号";
/** One of these stands in all that `NAVIGATION` finds. */
const PAGE_WORDS =
  "打印 关闭 返回 收藏 纠错 分享 字体 字号 [ 【 〖 位置 首页 上一 下一 次数 浏览 阅读 点击 扫一扫 编辑 责编 来源 稿源 作者 录入 发布 Copyright 版权所有 视力保护色 相关".split(
    " ",
  );
const NAVIGATION = new RegExp(
  `[【\\[〖]\\s*(?:${BUTTON}|大\\s*中\\s*小|字[体号][^】\\]]{0,10})\\s*[】\\]〗]|^\\s*(?:${BUTTON})(?:[\\s|｜/]+(?:${BUTTON}))*\\s*$(?<!^\\s*(?:打印|关闭|返回|分享|字体))|^\\s*(?:当前|您(?:现在)?的|所在)位置\\s*[:：]|^\\s*(?:首页|网站首页)\\s*[>＞›»→]+|^\\s*[上下]一[篇条页]\\s*[:：]|(?:浏览|阅读|点击)(?:次数|量|数)\\s*[:：]?\\s*(?:\\d|$|次)|字[体号]\\s*[:：]\\s*[\\[【]?\\s*大\\s*[|\\s]*中\\s*[|\\s]*小|^\\s*分享到\\s*[:：]?|扫一扫在手机(?:上)?(?:打开|查看)|^\\s*(?:责任编辑|编辑|责编|文章来源|信息来源|稿源|作者|录入|发布人)\\s*[:：]\\s*\\S{0,16}(?:\\s+\\S+\\s*[:：].*)?$|(?:发布(?:时间|日期))\\s*[:：]\\s*20\\d\\d[-年/.]\\d{1,2}.*(?:来源|浏览|作者|字体|点击)|Copyright|版权所有\\s*[:：©]|【(?:大|中|小)】|视力保护色|相关(?:链接|阅读|文章|附件)\\s*[:：]?\\s*$|^\\s*(?:纠错|收藏|打印)\\s*(?:纠错|收藏|打印|关闭)`,
);

function navigation({ text, at }: Place, tell: Tell): void {
  const m = NAVIGATION.exec(text);
  if (!m) return;
  tell("web-residue", at, m[0], `这里的“${m[0].trim().slice(0, 24)}”像是从网页上一起复制来的按钮或信息栏，不是正文。`, "请删去。");
}

/** One of these stands in all that `NOTES` finds. */
const NOTE_WORDS =
  "编者注 编者按 批注 校对 审稿 修改意见 领导审 请审 待审 核一下 再核实 需核实 需确认 改稿 初稿 草稿 送审稿 讨论稿 此段 此句 这段 这句 这里 修改说明 TODO FIXME @所有人 ？？ ?? ？? ?？ （？） （?） (?)".split(
    " ",
  );
const NOTES =
  /[（(【[][^）)】\]\n]{0,6}(?:编者注|编者按|批注|校对|审稿|修改意见|领导审|请审|待审|核一下|再核实|需核实|需确认|改稿|初稿|草稿|送审稿|讨论稿|此段|此句|这段|这句|这里)[^）)】\]\n]{0,24}[）)】\]]|批注\s*\[[^\]\n]{1,12}\]|^\s*(?:编者注|编者按|批注|修改说明|校对意见|审稿意见)\s*[:：]|TODO|FIXME|@所有人|(?:？|\?){3,}|（？）|（\?）|\(\?\)/;

function notes({ text, at }: Place, tell: Tell): void {
  const m = NOTES.exec(text);
  // [这里][1] is a link.
  if (m && /^[[(:]/.test(text.slice(m.index + m[0].length))) return;
  // 征求意见稿 and 讨论稿 are public kinds of a draft in a title.
  if (!m || (at === 2 && /稿[）)]$/.test(m[0])) || /征求意见稿/.test(m[0]) || /《[^》]*$/.test(text.slice(0, m.index))) return;
  tell("editor-note", at, m[0], `这里的“${m[0].slice(0, 30)}”像是改稿时的批注，不是正文。`, "请处理以后删去。");
}

/** 请在请在, 采购采取询价方式，采购采取询价方式 */
const TWO =
  /(请在|请于|请到|对于|关于|根据|按照|由于|可以|应当|已经|进行|通过|以及|并且|或者|如果|因为|需要|必须|不得|要求|开展|做好|加强|联系|我们|他们|现将|为了|各村|全镇|村民|群众|公示|公告|政府|补贴|补助|资金|时间|工作|办理|登记|申请|缴纳)\1/;
const ONE =
  /(?<![目有标])的的(?!确|士|卢)|了了(?!解|不|之|结|事|断|如|当)|(?<![实存自所现内正])在在|(?<![温暖共祥谐饱平中总])和和|(?<![作以认成行分称])为为|及及|(?<!相)与与|由由|并并|(?<!将)将将(?!才)|(?<![核校面应])对对|请请|须须|应应(?!急)|是是(?!非)|且且|或或|被被|把把(?!握|关|手)|按按(?!钮|摩)|使使(?!用|者|命)|于于/;

/** Do one or two characters stand twice on end? */
function hasDouble(text: string): boolean {
  let before = 0;
  let second = 0;
  let third = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (before === c || (third === before && second === c)) return true;
    third = second;
    second = before;
    before = c;
  }
  return false;
}

/** 采购采取询价方式，采购采取询价方式: a clause, and the end of the one before it. */
function clauseTwice(text: string): string | undefined {
  let from = 0;
  let before = "";
  for (let i = 0; i <= text.length; i++) {
    const c = text.charCodeAt(i);
    if (i < text.length && c !== 0xff0c && c !== 0x2c && c !== 0x3002 && c !== 0xff1b && c !== 0x3b) continue;
    const clause = text.slice(from, i);
    if (clause.length >= 5 && clause.length <= 30 && before.endsWith(clause) && /^[\u4e00-\u9fff\d]+$/.test(clause))
      return text.slice(from - 1 - clause.length, i);
    before = clause;
    from = i + 1;
  }
  return undefined;
}

function twice({ text, at }: Line, tell: Tell): void {
  const m = hasDouble(text) ? (TWO.exec(text)?.[0] ?? ONE.exec(text)?.[0]) : undefined;
  const whole = m ?? clauseTwice(text) ?? longTwin(text);
  if (whole === undefined) return;
  tell("words-twice", at, whole, `这里的“${whole.slice(0, 40)}”重复了两遍。`, "请删去一遍。");
}

function longTwin(text: string): string | undefined {
  const found = repeated(text);
  // 学习学习再学习 and slogans stay.
  return found === undefined || found.length < 3 || /[一二三四五六七八九十两]/.test(found) ? undefined : `${found}${found}`;
}

/** A paragraph that stands twice, or the whole body. */
function paragraphs(prose: readonly Line[], tell: Tell): void {
  const seen = new Map<string, number>();
  for (const { text, at } of prose) {
    const words = text.replace(/\s/g, "");
    if (words.length < 24) continue;
    const before = seen.get(words);
    if (before !== undefined) {
      tell("paragraph-twice", at, words.slice(0, 24), `这一段和第 ${before} 行的一段完全相同，像是贴了两遍。`, "请删去一遍。");
      return;
    }
    seen.set(words, at);
  }
}

/** 请示、报告 to the county and marks of what is not for the public. */
function internal({ prose, title, office, record }: Notice, tell: Tell): void {
  const { county } = office.site;
  const [first] = prose;
  if (!first) return;
  const to = first.text.trim();
  const superior =
    (to.startsWith(county) || /^(?:县|市|区)(?:委|政府|人民政府|[\u4e00-\u9fff]{1,10}局)/.test(to)) && /[:：]$/.test(to) && to.length < 40;
  const asks = prose.find((l) =>
    /(?:妥否|当否|可否|是否妥当)[，,]?\s*请(?:予)?(?:批示|批复|审批|审示|批准)|请(?:予以)?(?:审批|批复)。?$|以上(?:请示|报告)(?:妥否|如无不妥|当否)/.test(
      l.text,
    ),
  );
  const reports = prose.find((l) => /^\s*(?:特此报告|专此报告|特此请示)/.test(l.text));
  const known = /法治|信息公开|年度报告|工作报告|政府工作/.test(title);
  if (asks || /的请示$/.test(title)) {
    tell(
      "for-superior",
      asks?.at ?? record.lines.title ?? 2,
      asks?.text.trim().slice(0, 20) ?? title,
      "这像是写给上级的请示，一般不对外公开。",
      "请核对是不是放错了文件；要公开的多半是批复或者公告。",
      "依据：《政府信息公开条例》第十六条",
    );
  } else if (superior && reports && !known) {
    tell(
      "for-superior",
      first.at,
      to,
      `这像是写给“${to.replace(/[:：]$/, "")}”的报告，一般不对外公开。`,
      "请核对是不是放错了文件。",
      "依据：《政府信息公开条例》第十六条",
    );
  }
  for (const { text, at } of prose) {
    const m = /^\s*[（(【]?\s*((?:此件)?(?:不予公开|依申请公开|不公开|不宜公开))\s*[）)】]?\s*$/.exec(text);
    if (m)
      tell(
        "for-superior",
        at,
        m[1] ?? "",
        `这里写“${m[1]}”，这样的文件不放在网站上。`,
        "请核对公开属性；确实可以公开的，删去这一行。",
        "依据：《政府信息公开条例》第十四条至第十七条",
      );
  }
}
