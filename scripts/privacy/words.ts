/** Words that tell what a number is, and patterns of words that are private or secret by themselves. */

/** Words that tell what a number is: before it in the sentence, in the cell at its left, or at the head of its column. */
export const saysIdentity = /身\s?份\s?证|公民身份|证件编?号|身份号码|残疾人?证|居\s?住\s?证|居留证|居留身份|驾驶证|驾照/;
export const saysCard = /银行卡|卡\s?号|账\s?号|帐\s?号|账\s?户|帐\s?户|开户|存折|一卡通/;
export const saysPhone = /电\s?话|手\s?机|联系|拨打|致电|微信|热线|\+\s?86|tel|mobile|phone/i;
/** The same right before the number, no other figure between. */
export const saysPhoneNext = new RegExp(`(?:${saysPhone.source})[^\\d\\n]{0,12}$`, "i");
/** The same in the address of a page, right before the number: `?sfz=`, `/tel/`. */
export const saysInAddress = {
  identity: /(?:id_?card(?:_?no)?|idno|id_?number|sfz(?:h|hm)?|zjhm?|identity|身份证号?码?|证件号码?|残疾人?证号?)[^\da-z]{0,3}$/i,
  card: /(?:card(?:_?no)?|bank|yhkh?|account|acct|卡号|账号|帐号|存折)[^\da-z]{0,3}$/i,
  phone: /(?:tel|phone|mobile|cell|sjh?m?|lxdh|dh|手机号?码?|电话)[^\da-z]{0,3}$/i,
} as const;
/** Numbers that are not a person's though they look it. */
export const saysSerial =
  /(?:信用代码|受理号|办件号|业务号|凭证号?|批次号?|批号|资产号|设备号|保单号?|串号|车架号|发动机号|宗地号?|地块号?|坐标|经度|纬度|项目号|采购|招标|机构代码|识别号|索引号|备案号|网安备|流水号|订单号|单号|文号|编号|编码|代码|标识码|条码|条形码|发票号?码?|合同号|许可证号?|执照号?|注册号|登记号|产权证号?|证书号|户号|表号|金额|合计|共计|邮编|ISBN|IMEI|No\.?|№)[^\d\n|。；]{0,6}$/i;
/** Heads of columns that tell what the numbers below are. */
export const tellsKind = new RegExp([saysIdentity, saysCard, saysPhone, saysSerial].map((r) => r.source).join("|"), "i");
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

/** Surnames, the most common first. */
export const SURNAMES =
  "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐沿梅莫庄辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边辜吉饶刁瞿戚丘古米池滕晋苑邬臧畅宫来嵺苟全褚廉简娄盖符奚木穆党燕郎邸冀谈姬屠连郜晏栾郁商蒙计喻揭窦迟宇敖糜鄢冷卓花仇艾蓝都巩稽井练仲乐虞卞封竺冼原官衣楚佟栗匡宗应台巫鞠僧桑荆谌银扬明沙薄伏岑习胥保和蔺妥撒虎拜者";
const surname = `[${[...new Set(SURNAMES)].join("")}]`;

/** A whole cell that is a name, not masked. */
export const NAME_CELL = new RegExp(
  `^(?:${surname}|欧阳|司马|上官|诸葛|买买提)[\\u4e00-\\u9fff]{1,2}$|^[\\u4e00-\\u9fff]{1,6}·[\\u4e00-\\u9fff]{1,8}$`,
);
/** Words of two or three characters that begin as names do and are none: 金额, 方量, 高度. */
const NOT_A_NAME = /[额计积量费款数价率亩项码度位级型式表格组村镇乡县市区路街局委办站所校园田土石料材水电油车机房号第元年月日时分秒]/;
const named = `${surname}[\\u4e00-\\u9fff]{1,2}|${surname}[某*＊×]{1,2}|[\\u4e00-\\u9fff]{1,5}·[\\u4e00-\\u9fff]{1,6}`;
const NAME_BEFORE = new RegExp(
  `(?:^|[^\\u4e00-\\u9fff·*＊×]|[人民主任记员长生士户系找师工班组村社队区儿女子])(${named})(?:同志|先生|女士)?[\\s:：（(，,|｜、]{0,4}$`,
);
const NAME_AFTER = new RegExp(`^[\\s:：（(）)，,|｜、]{0,4}(${named})(?![\\u4e00-\\u9fff])`);

/** Words for persons before a number. */
export const saysPerson = /姓\s?名|户主|申请人|当事人|村民|居民|同志|先生|女士|本人|人员|出生|籍贯|[男女][，,、\s|｜\t]/;

/** Does a person's name stand right before or right behind? */
export function nameBeside(before: string, after: string): boolean {
  const left = NAME_BEFORE.exec(before.slice(-14))?.[1];
  const right = NAME_AFTER.exec(after.slice(0, 14))?.[1];
  return [left, right].some((name) => name !== undefined && !NOT_A_NAME.test(name.slice(1)));
}

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
