/** Another township's name where the office's own should stand, villages that the office does not have, and the organ's name at the end. */
import { distance } from "../problem.ts";
import type { Notice, Tell } from "./notice.ts";

/** Parts of a township's government, to which its own people are sent. */
const PARTS =
  "人民政府|政府|党委|党政办(?:公室)?|便民服务(?:中心|大厅)|民生服务(?:中心|大厅)|为民服务(?:中心|大厅)|政务服务(?:中心|大厅)|党群服务中心|农业(?:综合)?服务中心|农业农村办|农技站|畜牧(?:兽医)?站|水利站|林业站|财政所|司法所|民政办|社会事务办|社会救助站|综合执法(?:办|队)|应急管理(?:办|站)|自然资源所|村镇建设(?:办|中心)|退役军人服务站|社保所|综治中心|人大主席团|纪委|武装部|文化站|乡村振兴办|扶贫办|计生办|信访办|经济发展办";
/** Words that tell of a neighbour as a neighbour. */
const NEIGHBOUR =
  /邻|共用|共同|联合|合作|跨|交界|毗邻|接壤|转发|转载|考察|学习|结对|交流|借调|两(?:乡|镇|地)|三(?:乡|镇)|各乡|等(?:乡|镇)|之间|划归|撤并|合并|搬迁|迁入|迁出|户籍|(?<![草平高塬])原(?!则|因|料|件|始)/;
const GENERIC =
  /^(?:本|我|该|全|各|两|乡|村|城|集|建制|小城|重点|中心|示范|所在|辖区|有关|相关|周边|邻近|到|向|往|在|为|请|由|经|及|和|与|等|新|老|外|对|至|从|去|来|是|其他|其它)/;

export function places(notice: Notice, tell: Tell): void {
  const { shortName } = notice.office.site;
  const kind = /(镇|乡|街道)$/.exec(shortName)?.[1];
  if (kind !== undefined) {
    otherTown(notice, tell);
    villages(notice, tell);
  }
  organ(notice, tell);
  county(notice, tell);
}

/** Does the name of a neighbour stand in for the office's own? */
function otherTown({ prose, office, title, record, text }: Notice, tell: Tell): void {
  const { shortName, county: above } = office.site;
  const issuer = record.kind === "items" && "issuer" in record ? (record.issuer ?? "") : "";
  if (NEIGHBOUR.test(title)) return;
  const known = office.site.neighbours ?? [];
  const say = (name: string, written: string, at: number): void => {
    if (name === shortName || shortName.endsWith(name) || name.endsWith(shortName) || issuer.includes(name)) return;
    tell(
      "other-township",
      at,
      written,
      `这里写“${written}”，本机关是${shortName}，像是照别的乡镇的稿子改的，名称没有改过来。`,
      `请核对：本镇（乡）的改成“${written.replace(name, shortName)}”；确实是${name}的，不用改。`,
    );
  };
  // The signature.
  for (const { text: line, at } of prose.slice(-4)) {
    const m =
      /^\s*(?:中共)?(?:[\u4e00-\u9fff]{2,12}?[省市县区旗州])?([\u4e00-\u9fff]{2,4}(?:镇|乡|街道))(?:办事处)?(?:人民政府|委员会|党委|党政办公室|办公室)?\s*$/.exec(
        line,
      );
    if (m?.[1] && !line.includes(shortName) && !GENERIC.test(m[1]) && !NEIGHBOUR.test(line)) say(m[1], line.trim(), at);
  }
  for (const { text: line, at } of [{ text: title, at: record.lines.title ?? 2 }, ...prose]) {
    if (!/[镇乡道]/.test(line) || NEIGHBOUR.test(line)) continue;
    for (const m of sendsAway(line, shortName) ? line.matchAll(SENT) : []) {
      const name = m[1] ?? "";
      if (!GENERIC.test(name) && !above.endsWith(name))
        say(name, m[0].replace(/^(?:请|可|应|须)?(?:到|向|往|前往|来|至|在|联系|拨打|咨询|报|交|送|由|经|以)/, ""), at);
    }
    const begins = /^([\u4e00-\u9fff]{2,4}(?:镇|乡))(?:人民政府|党委|党政办公室|20\d\d年)/.exec(line.trim());
    if (begins?.[1] && !GENERIC.test(begins[1]) && (at === (record.lines.title ?? 2) || !text.includes(shortName)))
      say(begins[1], begins[0], at);
    const ours = /(?:我镇|我乡|本镇|本乡)[（(]([\u4e00-\u9fff]{2,4}(?:镇|乡))[）)]/.exec(line);
    if (ours?.[1]) say(ours[1], ours[0], at);
    for (const name of known) {
      // The county's own list makes every place sure where the office itself is not named.
      const at2 = line.indexOf(name);
      if (at2 >= 0 && !text.includes(shortName) && !title.includes(shortName)) say(name, name, at);
    }
  }
}

/** 镇人民政府, 乡财政所; quick. */
const PART_OF_A_TOWN = new RegExp(`(?:镇|乡|街道)(?:${PARTS})`, "g");
/** Is a part of a township named that is not of this one? */
const sendsAway = (line: string, shortName: string): boolean =>
  [...line.matchAll(PART_OF_A_TOWN)].some(
    (m) =>
      /[\u4e00-\u9fff]$/.test(line.slice(0, m.index)) && !line.slice(0, m.index + (m[0].startsWith("街道") ? 2 : 1)).endsWith(shortName),
  );
const SENT = new RegExp(
  `(?:(?<![收接受得达调直看听])(?:到|前往|向)|(?<=[，,。；：:、（(\\s]|^|请|可|应|须|直接|均|统一|自行|本人|及时)(?:往|来|至|在|联系|拨打|咨询|报|交|送|由|经))([\\u4e00-\\u9fff]{2,3}(?:镇|乡|街道))(?:${PARTS})`,
  "g",
);

const NOT_A_VILLAGE =
  /各|所|辖|全|等|部分|个|有|的|内|驻|包|每|贫困|示范|美丽|行政|自然|中心|重点|一|二|三|四|五|六|七|八|九|十|\d|农|乡|本|该|该|新|老|旧|城|某|移民|社区|周边|两|几|多|和|与|及|到|在|镇|村/;

/** 西安镇园合村: the office knows all villages of its own. */
function villages({ prose, office, title, record, text: body }: Notice, tell: Tell): void {
  const { shortName } = office.site;
  const own = office.site.villages.map((v) => v.label);
  if (own.length < 2) return;
  // A village with one other character has its other ones.
  const near = own.filter((v) => {
    const whole = (words: string): boolean => words === "" || body.includes(words) || title.includes(words);
    return [...v].some((_, i) => whole(v.slice(0, i)) && whole(v.slice(i + 1)));
  });
  for (const { text, at } of [{ text: title, at: record.lines.title ?? 2 }, ...prose]) {
    if (!text.includes("村") && !text.includes("社区")) continue;
    for (let from = text.indexOf(shortName); from >= 0; from = text.indexOf(shortName, from + 1)) {
      const after = text.slice(from + shortName.length, from + shortName.length + 8);
      const m = /^(?:人民政府驻地|辖区)?([\u4e00-\u9fff]{2,3})(村|社区)(?!民|级|委|务|集|组|镇|两|干|口|容|史|道|庄|里)/.exec(after);
      if (!m || (NOT_A_VILLAGE.test(m[1] ?? "") && !own.some((v) => distance(v, `${m[1]}${m[2]}`) === 1))) continue;
      const name = `${m[1]}${m[2]}`;
      if (own.includes(name) || own.some((v) => name.endsWith(v) || v.includes(name))) continue;
      const near = own.find((v) => v.length === name.length && distance(v, name) === 1);
      tell(
        "village-unknown",
        at,
        `${shortName}${name}`,
        `这里写“${shortName}${name}”，site.yaml 的村（社区）里没有“${name}”。${near ? `最接近的是“${near}”。` : ""}`,
        "请核对村名。",
      );
    }
    for (const v of near) soundsLike(v, text, at, own, tell);
  }
}

/** Characters of village names that are taken for one another, by sound or by shape. */
const CONFUSED =
  "河合何和荷禾|圆园元原源|胡湖呼壶|湾弯|城成诚程|堡保宝|范饭|薛雪|张章|黄皇|菜蔡莱|付傅府|吉集|套陶|台苔抬|庄装桩|坪平萍|沟勾|岭领|杨扬羊阳|王旺汪|李里理|家佳|营盈|关官|店点|桥乔|泉全权|梁粮良|寨塞|岔叉|川穿|塬原源|滩摊|坡波|井景|石时|白百柏|马麻|水税|东冬|西锡|南楠|北背|山珊|树术|柳刘|新心|兴星|红洪宏|龙隆|凤奉|泰太|安按|永勇|平坪";
const groups = new Map<string, string>();
for (const group of CONFUSED.split("|")) for (const c of group) groups.set(c, (groups.get(c) ?? "") + group);

/** A village's name with one character of the same sound, at a border of words. */
function soundsLike(village: string, text: string, at: number, own: readonly string[], tell: Tell): void {
  const stem = village.replace(/(?:村|社区)$/, "");
  if (stem.length < 2) return;
  for (let i = 0; i < stem.length; i++) {
    const others = groups.get(stem[i] ?? "");
    if (others === undefined) continue;
    const [head, tail] = [village.slice(0, i), village.slice(i + 1)];
    for (let found = text.indexOf(tail, head.length + 1); found >= 0; found = text.indexOf(tail, found + 1)) {
      const c = text[found - 1] ?? "";
      if (c === stem[i] || !others.includes(c) || text.slice(found - 1 - head.length, found - 1) !== head) continue;
      const name = `${head}${c}${tail}`;
      const before = text.slice(Math.max(0, found - 2 - head.length), found - 1 - head.length);
      if (
        own.includes(name) ||
        (before !== "" && !/[，,。；：:、（(\s\d\-—“”》镇乡县为在对到的和与及是经由请向往去赴于从让给被将等]/.test(before))
      )
        continue;
      tell("village-unknown", at, name, `这里写“${name}”，site.yaml 的村（社区）里没有，最接近的是“${village}”。`, "请核对村名。");
    }
  }
}

/** The organ's own name with a slip: 西安镇人民正府. */
function organ({ prose, office, title }: Notice, tell: Tell): void {
  const { name, shortName } = office.site;
  const short = `${shortName}人民政府`;
  for (const { text, at } of prose.slice(-4)) {
    const line = text.trim().replace(/\s/g, "");
    if (line.length < 5 || line.length > name.length + 2 || !line.endsWith("府") || line.endsWith("政府") === false) {
      if (!/人民..$|人.政府$/.test(line) || line.length > name.length + 2 || line.length < 6) continue;
    }
    if (line === name || line === short || name.endsWith(line) || line.endsWith(name) || /转发/.test(title)) continue;
    const near = [name, short].find((n) => Math.abs(n.length - line.length) <= 1 && distance(n, line) <= 2 && distance(n, line) > 0);
    if (near === undefined || (/[镇乡]/.test(line) && !line.includes(shortName) && distance(near, line) > 1 && /人民政府$/.test(line)))
      continue;
    if (/人民政府$/.test(line) && !line.includes(shortName)) continue;
    tell("organ-name", at, line, `落款写的是“${line}”，机关名称是“${near}”。`, "请核对落款。");
  }
}

/** 海源县西安镇 */
function county({ prose, office, title, record }: Notice, tell: Tell): void {
  const { county: own, shortName } = office.site;
  if (own.length < 3) return;
  const kind = own.at(-1) ?? "";
  const expression = new RegExp(`([\\u4e00-\\u9fff]{${own.length - 1}}${kind})(?=${shortName}|人民政府)`, "g");
  for (const { text, at } of [{ text: title, at: record.lines.title ?? 2 }, ...prose]) {
    if (!text.includes(shortName) && !text.includes("人民政府")) continue;
    for (const m of text.matchAll(expression)) {
      const written = m[1] ?? "";
      if (written === own || distance(own, written) !== 1 || written[0] !== own[0]) continue;
      if (
        !text.slice(m.index + written.length).startsWith(shortName) &&
        own.length < 4 &&
        !groups.get(own[1] ?? "")?.includes(written[1] ?? "")
      )
        continue;
      tell("county-name", at, written, `这里写“${written}”，site.yaml 写的是“${own}”。`, "请核对县（区）的名称。");
    }
  }
}
