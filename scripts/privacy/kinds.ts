/**
 * What counts as private or secret in text: kinds, numbers with their check digits, words, and what is not meant by them.
 * 个人信息保护法第二十五、二十八条; 政府信息公开条例第十四、十五、十七条; 保守国家秘密法 on marks. 【记】 where the text was not at hand.
 */

export type PrivateKind =
  | "identity"
  | "identity15"
  | "card"
  | "secret"
  | "identityLike"
  | "mobile"
  | "mailbox"
  | "address"
  | "health"
  | "minor"
  | "roster"
  | "mask"
  | "maskPair";

interface KindOfFind {
  /** As messages name it. */
  readonly label: string;
  /** `stop` is never passed; `warn` is passed by a named reviewer with a reason. */
  readonly severity: "stop" | "warn";
  /** How to mend it, with a right example. */
  readonly advice: string;
  readonly basis: string;
}

const pipl = "《个人信息保护法》第二十五条、第二十八条";
const regulation = "《政府信息公开条例》第十五条";

export const privateKinds: Readonly<Record<PrivateKind, KindOfFind>> = {
  identity: {
    label: "居民身份证号（18 位）",
    severity: "stop",
    advice: "请删去；一定要区分同名的人，只留前 3 位，其余打星号，写法如 110***************。",
    basis: pipl,
  },
  identity15: {
    label: "居民身份证号（15 位）",
    severity: "stop",
    advice: "请删去；一定要区分同名的人，只留前 3 位，其余打星号，写法如 110************。",
    basis: pipl,
  },
  card: {
    label: "银行卡号",
    severity: "stop",
    advice: "请删去，写“一卡通”就够了；一定要写，只留后 4 位，写法如 ************1111。",
    basis: pipl,
  },
  secret: {
    label: "密级或者内部资料的标志",
    severity: "stop",
    advice: "涉密的和内部的不能公开，请撤下这个文件；已经解密、同意公开的，请换成没有标志的文本。",
    basis: "《政府信息公开条例》第十四条、第十七条",
  },
  identityLike: {
    label: "居民身份证号（校验位不对，可能抄错了一位）",
    severity: "warn",
    advice: "请删去，或者只留前 3 位，其余打星号。",
    basis: pipl,
  },
  mobile: {
    label: "个人手机号",
    severity: "warn",
    advice: "请改成办公电话，写法如 0955-4719171；一定要写，中间四位打星号，写法如 138****1234。",
    basis: regulation,
  },
  mailbox: { label: "个人邮箱", severity: "warn", advice: "请改成办公邮箱，写法如 xxgk@example.gov.cn，或者删去。", basis: regulation },
  address: { label: "家庭住址", severity: "warn", advice: "住址只写到乡镇、街道，写法如 某县某镇。", basis: regulation },
  health: { label: "个人的健康情况", severity: "warn", advice: "请删去病名、残疾类别，或者不写是谁，写法如 因病致困 3 户。", basis: pipl },
  minor: { label: "未成年人的个人情况", severity: "warn", advice: "请不写姓名，写法如 孤儿 1 名。", basis: pipl },
  roster: {
    label: "成批的个人名单",
    severity: "warn",
    advice: "请核对这份名单是不是规定要在网站公开、写了几项；只写规定要公开的项，姓名第二字打星号，写法如 张*。",
    basis: regulation,
  },
  mask: {
    label: "星号打得太少的号码",
    severity: "warn",
    advice: "身份证号最多留前 6 位、后 4 位，最好只留前 3 位；手机号至少藏四位，写法如 138****1234。",
    basis: "去标识化要让人认不出、补不全（《个人信息保护法》第七十三条）",
  },
  maskPair: {
    label: "和别处合起来能补全的号码",
    severity: "warn",
    advice: "全站只用一种打星号的写法：都只留前 3 位，写法如 110***************。",
    basis: "去标识化要让人认不出、补不全（《个人信息保护法》第七十三条）",
  },
};

/** First two digits of 行政区划代码 (GB/T 2260), as 居民身份证 have them; 91 is for foreigners' permits. */
const PROVINCES = new Set(
  "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83 91".split(" "),
);
const MONTH_DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function isDate(year: number, month: number, day: number): boolean {
  if (month < 1 || day < 1 || day > (MONTH_DAYS[month - 1] ?? 0)) return false;
  return month !== 2 || day < 29 || (year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0));
}

const IDENTITY_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** 公民身份号码 but for its check digit: place, day of birth. GB 11643-1999. */
export const looksLikeIdentity = (s: string): boolean =>
  /^\d{6}(?:18[89]|19\d|20[0-4])\d{8}[\dX]$/.test(s) &&
  PROVINCES.has(s.slice(0, 2)) &&
  s.slice(2, 6) !== "0000" &&
  isDate(Number(s.slice(6, 10)), Number(s.slice(10, 12)), Number(s.slice(12, 14)));

/** 公民身份号码, 18 digits: ISO 7064 MOD 11-2 over the first 17 (GB 11643-1999; its example is 11010519491231002X). */
export const isIdentity = (s: string): boolean =>
  looksLikeIdentity(s) && "10X98765432"[IDENTITY_WEIGHTS.reduce((sum, w, i) => sum + w * Number(s[i]), 0) % 11] === s[17];

/**
 * 15 digits (GB 11643-1989), issued to 1999, no check digit: place, day of birth, serial. Prefecture 01–35, 51–53 or 90,
 * county 01–39 or 81–99, so that other long numbers seldom pass.
 */
export const isIdentity15 = (s: string): boolean =>
  /^\d\d(?:0[1-9]|[12]\d|3[0-5]|5[1-3]|90)(?:0[1-9]|[12]\d|3\d|8[1-9]|9\d)\d{9}$/.test(s) &&
  PROVINCES.has(s.slice(0, 2)) &&
  isDate(1900 + Number(s.slice(6, 8)), Number(s.slice(8, 10)), Number(s.slice(10, 12))) &&
  s.slice(12) !== "000";

const CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const CREDIT_WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/** 统一社会信用代码: 18 signs, the last a check sign modulo 31 (GB 32100-2015). An organisation's, so not private. */
export function isCreditCode(s: string): boolean {
  if (!/^[1-9A-HJ-NP-RTUWXY][1239][0-9]{6}[0-9A-HJ-NP-RTUWXY]{10}$/.test(s)) return false;
  const sum = CREDIT_WEIGHTS.reduce((n, w, i) => n + w * CREDIT_ALPHABET.indexOf(s[i] ?? ""), 0);
  return CREDIT_ALPHABET[(31 - (sum % 31)) % 31] === s[17];
}

/** Luhn's check digit (ISO/IEC 7812-1). */
export function passesLuhn(s: string): boolean {
  let sum = 0;
  for (let i = s.length - 1, twice = false; i >= 0; i--, twice = !twice) {
    const d = s.charCodeAt(i) - 48;
    sum += twice ? (d > 4 ? 2 * d - 9 : 2 * d) : d;
  }
  return sum % 10 === 0;
}

/** First digits that cards in use begin with: 银联 62 and older domestic ones, Visa, Mastercard, JCB, American Express, Discover. */
const CARD =
  /^(?:62\d{14,17}|9558\d{12,15}|60(?:1[0-4]|3[0-9])\d{12,15}|4\d{15}|5[1-5]\d{14}|2(?:2[2-9]|[3-6]\d|7[01])\d{13}|35(?:2[89]|[3-8]\d)\d{12}|3[47]\d{13}|6(?:4[4-9]|5\d)\d{13})$/;

/** A bank card's number: length, first digits, Luhn. With words about a bank before it any first digits will do. */
export const isCard = (s: string, named: boolean): boolean =>
  (named ? /^[1-9]\d{14,18}$/ : CARD).test(s) && !/0{10}$|^(\d)\1+$/.test(s) && passesLuhn(s);

/** Mobile numbers by the ranges given out (工信部 电信网码号); landlines begin with 0 and never match. */
export const MOBILE = /^1(?:3\d|4[014-9]|5[0-35-9]|6[2567]|7[0-8]|8\d|9[0-35-9])\d{8}$/;

/** Words right before a number that say what it is. */
export const saysIdentity = /身\s?份\s?证|公民身份|证件号|身份号码/;
export const saysCard = /银行卡|卡\s?号|账\s?号|帐\s?号|账\s?户|帐\s?户|开户|存折|一卡通/;
export const saysPhone = /电\s?话|手\s?机|联系|拨打|致电|微信|热线|\+\s?86|tel|mobile|phone/i;
/** The same right before the number, no other figure between. */
export const saysPhoneNext = new RegExp(`(?:${saysPhone.source})[^\\d\\n]{0,12}$`, "i");
/** Numbers that are not a person's though they look it. */
export const saysSerial =
  /(?:信用代码|机构代码|识别号|索引号|备案号|网安备|流水号|订单号|单号|文号|编号|编码|代码|标识码|条码|条形码|发票号?码?|合同号|许可证号?|执照号?|注册号|登记号|产权证号?|证书号|户号|表号|金额|合计|共计|邮编|ISBN|IMEI|No\.?|№)[^\d\n|。；]{0,6}$/i;
/** Units that make a number an amount. */
export const isUnit = /^\s{0,2}(?:元|万|亿|角|亩|平方|立方|公斤|千克|吨|千瓦|度电?|公里|米|人次|人|户|株|头|只|羽|%|％)/;

/** Mailboxes that anybody may have. */
export const MAILBOX =
  /[A-Za-z0-9][\w.+-]{0,40}\s?(?:@|\(at\)|（at）|\[at\])\s?(?:(?:vip\.)?(?:qq|163|126|sina|sohu|188|139|189|21cn|tom|foxmail|gmail|hotmail|outlook|live|yahoo|aliyun|icloud|wo)\.(?:com|cn|com\.cn|net)|yeah\.net|wo\.cn|sina\.cn|yahoo\.com\.cn)(?![\w.-])/gi;

/** 密级 and its star (机密★1年), 内部资料 and what is not to be handed on. Running text about such things is not meant. */
export const SECRET = [
  /(?:绝\s{0,2}密|机\s{0,2}密|秘\s{0,2}密)\s{0,2}(?:[★☆✩⭐]|[*＊](?=\s?(?:\d|长\s?期|启[封用]|[一二三五十]+年)))/g,
  /密\s{0,2}级\s?[】\])）]?\s?[:：|]\s{0,2}(?:绝|机|秘)\s{0,2}密/g,
  /(?<=^|[:：|（(【[#>\s])内\s{0,2}部\s{0,2}(?:资\s{0,2}料|文\s{0,2}件|材\s{0,2}料|刊\s{0,2}物)(?=$|[|）)】\]★☆：:]|\s*$|\s*<)/gm,
  /内\s{0,2}部\s{0,2}(?:资\s{0,2}料|文\s{0,2}件|材\s{0,2}料|刊\s{0,2}物|使\s{0,2}用|参\s{0,2}考)[，,、：:；;\s！!★]{0,3}请?(?:注意保[存密]|妥善保[管存]|(?:请勿|切勿|严禁|不得|禁止|不准|不许)(?:外传|翻印|转载|公开|扩散|复印|传播|外泄))/g,
  /(?:仅|只)(?:供|限)\s?内部(?:使用|参考|传阅|掌握)/g,
  /此件(?:不予|不宜|不)公开/g,
  /公开(?:属性|方式|类型|形式)\s?[】\])）]?\s?[:：|]\s{0,2}不予?公开/g,
] as const;

const SURNAMES =
  "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐沿梅莫庄辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边辜吉饶刁瞿戚丘古米池滕晋苑邬臧畅宫来嵺苟全褚廉简娄盖符奚木穆党燕郎邸冀谈姬屠连郜晏栾郁商蒙计喻揭窦迟宇敖糜鄢冷卓花仇艾蓝都巩稽井练仲乐虞卞封竺冼原官衣楚佟栗匡宗应台巫鞠僧桑荆谌银扬明沙薄伏岑习胥保和蔺妥撒虎拜者";
const surname = `[${[...new Set(SURNAMES)].join("")}]`;

/** A whole cell that is a name, not masked. */
export const NAME_CELL = new RegExp(
  `^(?:${surname}|欧阳|司马|上官|诸葛|买买提)[\\u4e00-\\u9fff]{1,2}$|^[\\u4e00-\\u9fff]{1,6}·[\\u4e00-\\u9fff]{1,8}$`,
);
const person = `(?:(?<=^|[\\s，。；、：:|（(“"村组社区户民儿女子])${surname}[\\u4e00-\\u9fff某*＊×]{1,2}(?:同学|同志|先生|女士)?|(?:户主|本人|患者|病人|学生|儿童)[:：]?${surname}[\\u4e00-\\u9fff某*＊×]{1,2})`;
const illness =
  "(?:[\\u4e00-\\u9fff]{0,6}(?:癌|肿瘤|白血病|尿毒症|糖尿病|肝炎|肺结核|结核病|艾滋病|精神(?:病|障碍|分裂症?)|抑郁症|癫痫|心脏病|脑梗死?|脑瘫|中风|高血压病?|残疾|综合征))";

/** What says where somebody lives, nearer than the township. */
export const ADDRESS = [
  /(?:家庭住址|家庭地址|住址|户籍(?:所在地|地址|地)|户口所在地|居住地址?|常住地址?)\s?[:：为在是|]{1,2}\s{0,2}(?=[^\n。；;，,|]{0,40}(?:村|组|队|社|巷|号|栋|幢|楼|单元|室|小区))[^\n。；;，,|]{2,40}/g,
  /(?:家住|现住|住在|住于)\s?[:：]?(?=[^\n。；;，,|]{0,30}[\d一二三四五六七八九十]\s?(?:组|队|社|巷|号|栋|幢|楼|单元|室))[^\n。；;，,|]{2,40}/g,
  /[\u4e00-\u9fff\d]{0,10}\d{1,3}\s?(?:号楼|栋|幢|座)\s?(?:\d{1,2}|[一二三四五六七八九])\s?单元(?:\s?\d{2,4}\s?[室号户]?)?/g,
  /[\u4e00-\u9fff]{1,8}村[\u4e00-\u9fff]{0,6}?[一二三四五六七八九十\d]{1,3}\s?[组队社]\s?[一二三四五六七八九十百\d]{1,4}号(?!文|令|公告|线|路|井|桥|楼|机|渠|泵|地块)/g,
] as const;

/** A named person's illness or disability. */
export const HEALTH = [
  new RegExp(`${person}[^\\n。；|]{0,16}?(?:患有?|确诊(?:为|患)?|诊断(?:为|患)|因患|身患|得了)${illness}`, "gm"),
  new RegExp(`${person}\\s?[，,（(]?\\s?(?:系|为|是)?(?:[一二三四]级)?(?:视力|听力|言语|肢体|智力|精神|多重)(?:[一二三四]级)?残疾`, "gm"),
] as const;

/** A named child: an age below 18, a pupil, an orphan. */
export const MINOR = [
  new RegExp(`${person}\\s?[，,、（(|]{0,2}\\s?[男女]?\\s?[，,、|]?\\s?(?:今年|现年|年仅|年龄)?\\s?(?:1[0-7]|[1-9])\\s?(?:周)?岁`, "gm"),
  new RegExp(
    `(?:孤儿|留守儿童|困境儿童|无人抚养儿童|未成年人|小学生|中学生|幼儿)[:：]?\\s?${surname}[\\u4e00-\\u9fff*＊×某]{1,2}(?=[，。、；（(\\s]|$)`,
    "gm",
  ),
] as const;

/** Heads of columns: whose roster it is, and what makes a roster weigh more. Officials and their posts are public. */
export const rosterHead = /^(?:姓\s*名|户主(?:姓名)?|申请人(?:姓名)?|受益人|享受人|领取人|保障对象(?:姓名)?|学生姓名|儿童姓名|农户姓名)$/;
export const postHead = /职务|职称|分管|分工|岗位|责任人/;
export const healthHead = /病种|病情|病名|疾病|残疾(?:类别|等级|证)|健康状况|诊断/;
export const minorHead = /监护人|学生姓名|儿童姓名|就读/;
export const addressHead = /^(?:家庭住址|家庭地址|住址|现住址|户籍地址|居住地址)$/;
/** Rows from which names in a table are a roster. */
export const ROSTER_ROWS = 5;
