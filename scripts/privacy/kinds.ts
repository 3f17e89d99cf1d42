/**
 * What counts as private or secret in text: kinds, numbers with their check digits, words, and what is not meant by them.
 * 个人信息保护法第二十五、二十八条; 政府信息公开条例第十四、十五、十七条; 保守国家秘密法 on marks. 【记】 where the text was not at hand.
 */

export type PrivateKind =
  | "identity"
  | "identity15"
  | "card"
  | "foreigner"
  | "secret"
  | "identityLike"
  | "account"
  | "passport"
  | "permit"
  | "officer"
  | "insurance"
  | "plate"
  | "login"
  | "mobile"
  | "chat"
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
  /** `stop` is never passed; `warn` is passed by a named reviewer with a reason. A number of a kind that stops, but not surely one, warns. */
  readonly severity: "stop" | "warn";
  /** How to mend it, with a right example. */
  readonly advice: string;
  readonly basis: string;
}

/** One number found. */
export interface NumberFound {
  readonly kind: PrivateKind;
  /** A kind that stops does so only where the number is surely one: its check digit is right and nothing speaks against it, or words name it. */
  readonly severity: "stop" | "warn";
  readonly start: number;
  readonly end: number;
  /** Without what stands between its signs. */
  readonly digits: string;
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
  foreigner: {
    label: "外国人永久居留身份证号",
    severity: "stop",
    advice: "请删去；一定要区分同名的人，只留前 3 位，其余打星号，写法如 CAN************。",
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
  account: {
    label: "个人的银行账号",
    severity: "warn",
    advice: "请删去，写“一卡通”就够了；一定要写，只留后 4 位，写法如 ************1111。",
    basis: pipl,
  },
  passport: { label: "护照号", severity: "warn", advice: "请删去；一定要写，只留第一个字母和后 3 位，写法如 E*****678。", basis: pipl },
  permit: {
    label: "港澳台通行证号",
    severity: "warn",
    advice: "请删去；一定要写，只留第一个字母和后 3 位，写法如 H*****678。",
    basis: pipl,
  },
  officer: { label: "军人、警察的证件号", severity: "warn", advice: "请删去，写姓名和职务就够了。", basis: pipl },
  insurance: {
    label: "社会保障卡、医保卡的号码",
    severity: "warn",
    advice: "请删去；一定要区分同名的人，只留后 4 位，写法如 *****1234。",
    basis: pipl,
  },
  plate: {
    label: "车牌号",
    severity: "warn",
    advice: "个人的车，请删去，或者中间打星号，写法如 宁E·***45；公务用车按规定要公开的，由审查人放行。",
    basis: regulation,
  },
  login: {
    label: "账号和密码",
    severity: "warn",
    advice: "请删去密码，写成 密码向某某办公室索取；已经发出去的，请马上改密码。",
    basis: "《政府信息公开条例》第十七条",
  },
  mobile: {
    label: "个人手机号",
    severity: "warn",
    advice: "请改成办公电话，写法如 0955-4719171；一定要写，中间四位打星号，写法如 138****1234。",
    basis: regulation,
  },
  chat: { label: "个人的微信号、QQ 号", severity: "warn", advice: "请改成办公电话，写法如 0955-4719171，或者删去。", basis: regulation },
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
