/**
 * 公开事项 and their channels: 基层政务公开标准目录 sets the channel of each matter (国办发〔2019〕54号). A list of the first
 * round of 低保 goes on the village's board only, that of the second round on the website too.
 */

/** A township's page is on the website, whatever else is written. */
const WEBSITE = /网站|门户|互联网|官网|全网/;

/** Do the channels of a matter, as the catalogue writes them (`政府网站、村公示栏`), allow the website? */
export const allowsWebsite = (channels: string): boolean => WEBSITE.test(channels);

/** Short forms in use → the name in the catalogues. */
const SHORT: readonly (readonly [RegExp, string])[] = [
  [/最低生活保障(?:金|对象|家庭)?/g, "低保"],
  [/特困(?:人员|供养|救助供养|户)*/g, "特困"],
  [/初步?审(?:核|查)?|初核|初评/g, "初审"],
  [/城乡|城镇|农村|名单|信息|情况|结果|[\s《》“”（）()]/g, ""],
];

/** A title or a matter's name in the short form: what means the same reads the same. */
export const shortened = (text: string): string => SHORT.reduce((t, [form, short]) => t.replace(form, short), text);

/** Rounds that a matter's name ends with; in a title other words may stand before them (低保申请对象初审名单). */
const ROUND = /(?:初审|评议|审核|审批|入户调查|公示)$/;

/** Titles about how a matter is done, not of whom. */
const ABOUT = /办法|规定|细则|流程|程序|指南|须知|政策|解读|制度|标准|方案|工作的?通知/;

/** Does a title or keyword name a matter? All parts of the matter's name stand in it, in short form or in full. */
export function namesMatter(title: string, matter: string): boolean {
  if (ABOUT.test(title)) return false;
  const text = shortened(title);
  const name = shortened(matter);
  const round = ROUND.exec(name)?.[0] ?? "";
  const head = name.slice(0, name.length - round.length);
  return head.length >= 2 && text.includes(head) && text.includes(round, text.indexOf(head) + head.length);
}
