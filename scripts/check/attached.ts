/** 详见附件 where there is none, an attachment that the text denies or does not know, and names of internal lists. */
import type { Notice, Tell } from "./notice.ts";

const SEE =
  /(?:详见|详情见|具体见|见|参见|参照|填写|按照?|如)(?:本(?:公告|通知|公示)?(?:的)?)?(?:后附|所附|随附|文后|文末)?(附件|附表|附图)(?:[\d一二三四五六七八九十]{0,2})(?!费|要求|规定|精神|的要求)|(?:见|如)(?:后附|文后|所附)(?:的)?(?:表|图|名单|清单)|(?:名单|清单|表格|申请表|报名表|明细|图)(?:附后|见附后|附于文后)/;
const DOWNLOAD =
  /(?:在|到|从|可|请)?(?:本(?:页面?|网页|公告|站)|(?:页面|网页|文章)(?:下方|底部|下面)|下方|文末|附件(?:处|区)?|此处|下面)(?:的?(?:附件|链接))?[^。，；]{0,6}?(?:下载|领取电子版)|点击(?:附件|此处|这里|下方|链接)[^。，；]{0,8}(?:下载|查看)|下载(?:附件|本页附件)/;
const LISTED = /^\s*附(?:件|表|图)\s*[\d一二三四五六七八九十]{0,2}\s*[:：]\s*\S/;
const DENIED = /不作为附件|没有附件|无附件|不设附件|不上网|不另附|不附/;
/** Names of lists that are kept in the office. */
const INTERNAL = /花名册|通讯录|身份证号|银行账?号|一卡通账?号|户籍底册|联系方式汇总|内部资料/;

export function attached({ record, prose, text, tables, title, lines }: Notice, tell: Tell): void {
  const files = record.attachments ?? [];
  for (const a of files) {
    if (INTERNAL.test(a.title)) {
      tell(
        "attachment-internal",
        record.lines.attachments ?? 2,
        a.title,
        `附件“${a.title}”像是内部用的名册。`,
        "请核对：要公开的只留必要的栏目，写成公示的名单。",
      );
    }
  }
  if (files.length > 0) {
    const denied = prose.find((l) => /(?:本(?:公告|通知|公示|文))?(?:没有|无|不另?设)附件/.test(l.text));
    if (denied)
      tell(
        "attachment-and-text",
        denied.at,
        "没有附件",
        `文字里写没有附件，信息栏里却有 ${files.length} 个附件。`,
        "请核对，改正文字或者删去附件。",
      );
    missingNumber(files.length);
    return;
  }
  // A link, a picture or a part of the text that is the attachment itself.
  if (record.body.includes("](") || DENIED.test(text)) return;
  const own = lines.findIndex(
    (l) =>
      /^\s*(?:#{1,6}\s*)?附(?:件|表|图)\s*[\d一二三四五六七八九十]{0,2}\s*(?:[:：].*)?$/.test(l.text) ||
      /^#{1,6}\s*.*附(?:件|表|图)/.test(l.text),
  );
  const follows =
    own >= 0 &&
    lines
      .slice(own + 1)
      .some(
        (l) =>
          l.text.trim() !== "" &&
          !LISTED.test(l.text) &&
          !/^\s*\d{1,2}[.、]/.test(l.text) &&
          !/(?:政府|办公室|委员会|站|所|中心|局)\s*$/.test(l.text) &&
          !/^\s*\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日\s*$/.test(l.text),
      );
  for (const { text: line, at } of prose) {
    const see = SEE.exec(line) ?? DOWNLOAD.exec(line);
    const listed = LISTED.test(line);
    if (!see && !listed) continue;
    const outside = /(?:通知|文件|方案|办法|批复|规定|》|号文?|县里|上级|网站|官网|公众号|平台|群)(?:的)?[^。，；]{0,6}$/;
    if (see && outside.test(line.slice(0, see.index)) && !/本(?:公告|通知|页)/.test(see[0])) continue;
    if (follows || (tables.length > 0 && see && /表|附表/.test(see[0]) && !/附件/.test(see[0]))) continue;
    const words = see ? see[0] : line.trim().slice(0, 24);
    tell(
      "attachment-not-there",
      at,
      words,
      `这里写“${words}”，可是《${title.slice(0, 20)}${title.length > 20 ? "……" : ""}》没有附件。`,
      "请把文件放到同名文件夹里，在信息栏写上 attachments；不上网的，改成“名单在村公开栏张贴”这样的话。",
    );
    return;
  }

  /** 附件3 where there are two. */
  function missingNumber(count: number): void {
    for (const { text: line, at } of prose) {
      const m = /见附(?:件|表)\s*(\d{1,2})(?!\d)/.exec(line);
      if (m && Number(m[1]) > count && !/通知|文件|》|方案/.test(line.slice(0, m.index).slice(-10))) {
        tell("attachment-not-there", at, m[0], `这里写“${m[0]}”，附件只有 ${count} 个。`, "请补上附件，或者改正编号。");
        return;
      }
    }
  }
}
