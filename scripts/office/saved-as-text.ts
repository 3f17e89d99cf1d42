/** Files of other programs that were only given the name of a text: what they are, and what to do with them. */
import { findBytes } from "./bytes.ts";
import { kindOf } from "./kind.ts";

interface Other {
  readonly what: string;
  /** Its right ending. */
  readonly ending: string;
  readonly use: "word" | "oldWord" | "table" | "page" | "attach";
}

const wide = (name: string): string => Array.from(name, (c) => `${c}\0`).join("");

/** Parts by which a package or compound file is known, and what it then is. */
const PACKAGES: readonly (readonly [part: string, other: Other])[] = [
  ["word/document.xml", { what: "Word 文档", ending: "docx", use: "word" }],
  ["xl/workbook.xml", { what: "Excel 表格", ending: "xlsx", use: "table" }],
  ["ppt/presentation.xml", { what: "演示文稿", ending: "pptx", use: "attach" }],
  ["opendocument.text", { what: "OpenDocument 文档", ending: "odt", use: "oldWord" }],
  ["opendocument.spreadsheet", { what: "OpenDocument 表格", ending: "ods", use: "attach" }],
  ["OFD.xml", { what: "OFD 版式文件", ending: "ofd", use: "attach" }],
];
const COMPOUNDS: readonly (readonly [stream: string, other: Other])[] = [
  ["WordDocument", { what: "旧版 Word 或者 WPS 文档", ending: "doc", use: "oldWord" }],
  ["Workbook", { what: "旧版 Excel 或者 WPS 表格", ending: "xls", use: "table" }],
  ["PowerPoint Document", { what: "旧版演示文稿", ending: "ppt", use: "attach" }],
  ["EncryptedPackage", { what: "加了密码的 Office 文件", ending: "docx", use: "oldWord" }],
];

function otherOf(bytes: Uint8Array): Other | undefined {
  switch (kindOf(bytes)) {
    case "zip":
      return PACKAGES.find(([part]) => findBytes(bytes, part) >= 0)?.[1] ?? { what: "压缩包", ending: "zip", use: "attach" };
    case "compound":
      return (
        COMPOUNDS.find(([stream]) => findBytes(bytes, wide(stream)) >= 0)?.[1] ?? {
          what: "旧版 Office 文件",
          ending: "doc",
          use: "oldWord",
        }
      );
    case "rtf":
      return { what: "RTF 文档", ending: "rtf", use: "oldWord" };
    case "pdf":
      return { what: "PDF 文件", ending: "pdf", use: "attach" };
    case "html":
    case "mime":
      return { what: "网页", ending: "html", use: "page" };
    case "picture":
      return { what: "图片", ending: bytes[0] === 0x89 ? "png" : "jpg", use: "attach" };
    case "packed":
      return { what: "压缩包", ending: "zip", use: "attach" };
    default:
      return undefined;
  }
}

const ADVICE: Readonly<Record<Other["use"], (name: string, ending: string) => string>> = {
  word: (name) => `请把文件名改回 ${name}.docx，拖进填报页，或者运行 npm run import -- ${name}.docx。`,
  oldWord: (name, ending) =>
    `请把文件名改回 ${name}.${ending}，用 Word 或者 WPS 打开，另存为 ${name}.docx（有密码的先去掉密码），再拖进填报页。`,
  table: (name, ending) =>
    `请把文件名改回 ${name}.${ending}。是台账的，运行 npm run import -- ${name}.${ending}；要公开这张表的，作为附件放在一条记录的文件夹里。`,
  page: (name) => `请把文件名改回 ${name}.html，用浏览器打开，把文字复制到填报页的正文里。`,
  attach: (name, ending) => `请把文件名改回 ${name}.${ending}，作为附件放在一条记录的文件夹里，说明的文字写在记录的正文里。`,
};

/** What a file named as a text is, and what to do; undefined where it is a text. `name` is its name without the ending. */
export function savedAsText(bytes: Uint8Array, name: string): readonly [what: string, advice: string] | undefined {
  const other = otherOf(bytes);
  return (
    other && [
      `这是${/^[A-Z]/.test(other.what) ? " " : ""}${other.what}，只是文件名写成了 .md，里面不是能直接看的文字。`,
      ADVICE[other.use](name, other.ending),
    ]
  );
}
