/** 微信图文: a record as HTML that survives the public platform's editor: a fixed set of tags, every style in its element. */
import { escapeHtml } from "../../layouts/html.ts";
import { isItem, noticeOf } from "../entries.ts";
import { plainText } from "../markdown.ts";
import type { Shell } from "../pages.ts";
import { dayInChinese } from "../rules/days.ts";
import { dataAddress, qrPng } from "./qr.ts";
import type { Sheet } from "./sheet.ts";
import { type Branch, below, type Leaf, textBelow, treeOf } from "./tree.ts";

/** What the editor keeps; everything else it drops, or the reader never sees. */
export const WECHAT_TAGS: ReadonlySet<string> = new Set([
  ...["section", "p", "strong", "br", "h2", "h3", "h4", "blockquote", "hr"],
  ...["ul", "li", "table", "thead", "tbody", "tr", "th", "td", "img", "a"],
]);
export const WECHAT_ATTRIBUTES: ReadonlySet<string> = new Set(["style", "src", "alt", "href"]);

/** Columns that a telephone has room for. */
const WIDE = 4;

const INK = "#1f2937";
const ACCENT = "#0b4a8f";
const styles: Readonly<Record<string, string>> = {
  section: `font-size:16px;line-height:1.8;color:${INK};text-align:justify`,
  p: `margin:0 0 16px;font-size:16px;line-height:1.8;color:${INK}`,
  h2: `margin:28px 0 12px;padding-left:10px;border-left:4px solid ${ACCENT};font-size:18px;line-height:1.5;font-weight:bold;color:${ACCENT}`,
  h3: `margin:20px 0 8px;font-size:17px;line-height:1.5;font-weight:bold;color:${INK}`,
  h4: `margin:16px 0 8px;font-size:16px;line-height:1.5;font-weight:bold;color:${INK}`,
  ul: "margin:0 0 16px;padding-left:1.4em",
  li: `margin:0 0 6px;font-size:16px;line-height:1.8;color:${INK}`,
  blockquote: "margin:0 0 16px;padding:10px 14px;border-left:3px solid #c4ccd8;background-color:#f2f5f9",
  table: "width:100%;margin:0 0 16px;border-collapse:collapse;border:1px solid #8a97a8",
  th: "padding:6px 8px;border:1px solid #8a97a8;background-color:#eef3f9;font-size:14px;line-height:1.5;font-weight:bold;text-align:center",
  td: "padding:6px 8px;border:1px solid #8a97a8;font-size:14px;line-height:1.5;text-align:left",
  img: "display:block;max-width:100%;height:auto;margin:0 auto 16px",
  hr: "margin:20px 0;border:0;border-top:1px solid #c4ccd8",
};

const numbered = { list: "margin:0 0 16px", item: "margin:0 0 6px;padding-left:1.4em;text-indent:-1.4em" };

const open = (tag: string, more = "", attributes = ""): string => {
  const style = [styles[tag], more].filter((s) => s !== undefined && s !== "").join(";");
  return `<${tag}${style === "" ? "" : ` style="${style}"`}${attributes}>`;
};
const element = (tag: string, inner: string, more = "", attributes = ""): string => `${open(tag, more, attributes)}${inner}</${tag}>`;

/** Headings of a body go as they stand; deeper ones than the platform shows become the last that it does. */
const renamed: Readonly<Record<string, string>> = {
  h5: "h4",
  h6: "h4",
};
const MP = /^https?:\/\/mp\.weixin\.qq\.com\//i;

/** Leaves of a body as the platform takes them. `picture` gives the data of a picture of this site. */
function inlined(leaves: readonly Leaf[], url: (address: string) => string, picture: (address: string) => string | undefined): string {
  const each = (leaf: Leaf, within: string): string => {
    // Line ends between elements would come out as blanks.
    if (typeof leaf === "string") return leaf.trim() === "" ? "" : escapeHtml(leaf.replace(/\n/g, " "));
    const inner = (): string => leaf.children.map((c) => each(c, leaf.tag)).join("");
    const tag = renamed[leaf.tag] ?? leaf.tag;
    switch (tag) {
      case "a":
        return anchor(leaf, inner(), url);
      case "img": {
        const { src = "", alt = "" } = leaf.attributes;
        const data = picture(src);
        return data === undefined
          ? escapeHtml(`〔图：${alt === "" ? "见网站" : alt}〕`)
          : `${open("img", "", ` src="${escapeHtml(data)}" alt="${escapeHtml(alt)}"`)}`;
      }
      case "table": {
        // On a telephone a wide table is pushed sideways, not squeezed.
        const columns = [...below(leaf, "th")].length;
        return columns <= WIDE
          ? element("table", inner())
          : element("section", element("table", inner(), `width:auto;min-width:${columns * 76}px`), "margin:0 0 16px;overflow-x:auto");
      }
      case "br":
        return "<br>";
      case "hr":
        return open("hr");
      case "th":
      case "td": {
        const align = leaf.attributes.class === "end" ? "text-align:right" : leaf.attributes.class === "center" ? "text-align:center" : "";
        return element(tag, inner(), tag === "th" ? "" : align);
      }
      case "ol":
        // The numbers stand in the text; the platform's own lists would count anew.
        return element("section", inner(), numbered.list);
      case "li":
        return within === "ol" ? element("p", inner(), numbered.item) : element("li", inner());
      default:
        // A frame of ours around a table, and whatever a body may one day bring.
        return WECHAT_TAGS.has(tag) ? element(tag, inner()) : inner();
    }
  };
  return leaves.map((l) => each(l, "")).join("");
}

/** The platform drops links to elsewhere: the address is written out. */
function anchor(leaf: Branch, inner: string, url: (address: string) => string): string {
  const { href = "" } = leaf.attributes;
  if (MP.test(href)) return `<a href="${escapeHtml(href)}">${inner}</a>`;
  if (/^(?:tel|mailto):/i.test(href)) return inner;
  const address = /^https?:/i.test(href) ? href : url(href);
  return textBelow(leaf).trim() === address ? inner : `${inner}（${escapeHtml(address)}）`;
}

export interface WechatArticle {
  readonly html: string;
  readonly text: string;
}

const TYPES: Readonly<Record<string, string>> = {
  png: "image/png",
  jpg: "image/jpeg",
  jpeg: "image/jpeg",
  gif: "image/gif",
  webp: "image/webp",
};

/** The article of a record, to be pasted. `read` gives a picture's bytes by its address in the site. */
export function wechatArticle(sheet: Sheet, shell: Shell, read: (address: string) => Uint8Array | undefined): WechatArticle {
  const { record, organ } = sheet;
  const { site } = shell;
  const notice = isItem(record) ? noticeOf(record) : undefined;
  const top = sheet.url.slice(0, -`${record.id}.html`.length);
  const picture = (address: string): string | undefined => {
    const type = TYPES[address.slice(address.lastIndexOf(".") + 1).toLowerCase()];
    const bytes = type === undefined ? undefined : read(address);
    return bytes && type && dataAddress(type, bytes);
  };
  const body = inlined(treeOf(sheet.body((address) => address)), (address) => top + address, picture);
  const note = (text: string): string => element("p", text, "margin:0 0 6px;font-size:14px;color:#52606f");
  const facts = [
    `发布机构：${organ}`,
    ...(isItem(record) && record.docNumber !== undefined ? [`文号：${record.docNumber}`] : []),
    `公开日期：${dayInChinese(record.date)}`,
  ];
  const files = sheet.attachments.map((a) => a.title);
  const period =
    notice === undefined
      ? ""
      : element(
          "section",
          element("p", `<strong>公示期：${escapeHtml(notice)}</strong>`, "margin:0") +
            element("p", escapeHtml(`有不同意见的，请联系${site.office}，电话 ${site.phone}。`), "margin:0"),
          `margin:0 0 20px;padding:12px 14px;border:1px solid ${ACCENT};background-color:#eef3f9`,
        );
  const html = element(
    "section",
    facts.map((f) => note(escapeHtml(f))).join("") +
      open("hr") +
      (record.summary === undefined
        ? ""
        : element("blockquote", element("p", `<strong>要点：</strong>${escapeHtml(record.summary)}`, "margin:0"))) +
      period +
      body +
      (files.length === 0 ? "" : element("p", `<strong>附件</strong>（在网站上下载）：${escapeHtml(files.join("；"))}`)) +
      element("p", escapeHtml(organ), "margin:24px 0 0;text-align:right") +
      element("p", dayInChinese(sheet.signed), "text-align:right") +
      open("hr") +
      `${open("img", "width:160px", ` src="${dataAddress("image/png", qrPng(sheet.url))}" alt="网页二维码"`)}` +
      element("p", "长按识别二维码，看网站上的原文", "margin:0 0 4px;font-size:14px;text-align:center;color:#52606f") +
      element("p", escapeHtml(sheet.url), "margin:0;font-size:12px;text-align:center;color:#52606f;word-break:break-all"),
  );
  const text = [
    record.title,
    ...facts,
    ...(record.summary === undefined ? [] : [`要点：${record.summary}`]),
    ...(notice === undefined ? [] : [`公示期：${notice}。有不同意见的，请联系${site.office}，电话 ${site.phone}。`]),
    plainText(record.body),
    ...(files.length === 0 ? [] : [`附件：${files.join("；")}`]),
    organ,
    dayInChinese(sheet.signed),
    `原文：${sheet.url}`,
  ].join("\n");
  return { html, text };
}

/** A title in even lines of about `width` characters: not begun with a mark, words whole where one or two characters allow it. */
export function titleLines(title: string, width: number): string[] {
  const chars = [...title];
  const words = new Set<number>();
  for (const { segment, index } of new Intl.Segmenter("zh-CN", { granularity: "word" }).segment(title))
    words.add([...title.slice(0, index + segment.length)].length);
  const count = Math.max(1, Math.ceil(chars.length / width));
  const even = Math.ceil(chars.length / count);
  const lines: string[] = [];
  while (chars.length > 0) {
    let take = lines.length === count - 1 ? chars.length : even;
    const between = (marks: RegExp, at: number): boolean => marks.test(chars[at] ?? "");
    while (take < chars.length && between(/[，。、；：！？）》”〕]/, take)) take++;
    // A year or an amount is not torn, and no line ends with what opens.
    const torn = (n: number): boolean =>
      (between(/\d/, n) && between(/\d/, n - 1)) || between(/[（《“〔]/, n - 1) || (between(/年/, n) && between(/\d/, n - 1));
    const wished = take;
    while (take > 1 && take < chars.length && torn(take)) take--;
    // Rather a longer line than one of a few characters.
    if (take < wished / 2) for (take = wished; take < chars.length && torn(take); ) take++;
    const gone = [...title].length - chars.length;
    const whole = [take, take - 1, take + 1, take - 2].find(
      (n) => n > 2 && n < chars.length && words.has(gone + n) && !torn(n) && !between(/[，。、；：！？）》”〕]/, n),
    );
    if (take < chars.length) take = whole ?? take;
    lines.push(chars.splice(0, take).join(""));
  }
  return lines;
}
