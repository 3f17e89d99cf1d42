/** Which files may go out beside a record, and whether a file is what its name says. Nothing that a browser or an office program would run. */
import { unzipSync } from "fflate";

/** What is read of an attachment: its first bytes, its last bytes, and all of it where that is needed. */
export interface FileBytes {
  readonly size: number;
  readonly head: Uint8Array;
  readonly tail: Uint8Array;
  whole(): Uint8Array;
}

/** Bytes at each end that are looked at. */
export const ENDS = 64 * 1024;
export const MOST_ATTACHMENT_BYTES = 20 * 1024 * 1024;
const MOST_UNPACKED_BYTES = 100 * 1024 * 1024;
const MOST_ENTRIES = 10_000;

type Finding = readonly [rule: string, wrong: string, mend: string];

const ascii = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
const startsWith = (bytes: Uint8Array, magic: string): boolean => ascii(bytes.subarray(0, magic.length)) === magic;
const HTML = /^(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|head|body|script|svg|iframe|\?xml|!--)/i;

/** What a file looks like by its first bytes, as a clerk would call it. */
const KINDS: readonly (readonly [name: string, is: (head: Uint8Array) => boolean])[] = [
  ["PDF", (h) => startsWith(h, "%PDF-")],
  ["PNG 图片", (h) => startsWith(h, "\x89PNG\r\n\x1a\n")],
  ["JPG 图片", (h) => startsWith(h, "\xff\xd8\xff")],
  ["压缩包（Word、Excel、OFD 文件也是）", (h) => startsWith(h, "PK\x03\x04") || startsWith(h, "PK\x05\x06")],
  ["旧版 Office 文件", (h) => startsWith(h, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")],
  ["Windows 程序", (h) => startsWith(h, "MZ")],
  ["Linux 程序", (h) => startsWith(h, "\x7fELF")],
  ["GIF 图片", (h) => startsWith(h, "GIF8")],
  ["RAR 压缩包", (h) => startsWith(h, "Rar!")],
  ["7z 压缩包", (h) => startsWith(h, "7z\xbc\xaf")],
  ["网页", (h) => HTML.test(ascii(h.subarray(0, 512)))],
];

const lookOf = (head: Uint8Array): string | undefined => KINDS.find(([, is]) => is(head))?.[0];

const ZIP = KINDS[3]?.[0];
const OLE = KINDS[4]?.[0];

/** By extension: what it must look like, and what its end or its parts must show. */
const TYPES: Readonly<Record<string, { readonly look: string | undefined; check?(file: FileBytes): Finding | undefined }>> = {
  pdf: { look: KINDS[0]?.[0], check: (f) => (ascii(f.tail.subarray(-4096)).includes("%%EOF") ? undefined : DAMAGED) },
  docx: { look: ZIP, check: (f) => packageFault(f, "word/document.xml", "Word 文档（.docx）") },
  xlsx: { look: ZIP, check: (f) => packageFault(f, "xl/workbook.xml", "Excel 表格（.xlsx）") },
  pptx: { look: ZIP, check: (f) => packageFault(f, "ppt/presentation.xml", "演示文稿（.pptx）") },
  doc: { look: OLE, check: (f) => compoundFault(f, ["WordDocument"], "Word 文档（.doc）") },
  xls: { look: OLE, check: (f) => compoundFault(f, ["Workbook", "Book"], "Excel 表格（.xls）") },
  ofd: { look: ZIP, check: (f) => packageFault(f, "ofd.xml", "OFD 版式文件") },
  csv: { look: undefined, check: textFault },
  txt: { look: undefined, check: textFault },
  jpg: { look: KINDS[2]?.[0], check: (f) => (ascii(f.tail).includes("\xff\xd9") ? undefined : DAMAGED) },
  jpeg: { look: KINDS[2]?.[0], check: (f) => (ascii(f.tail).includes("\xff\xd9") ? undefined : DAMAGED) },
  png: { look: KINDS[1]?.[0], check: (f) => (ascii(f.tail).includes("IEND") ? undefined : DAMAGED) },
  zip: { look: ZIP, check: zipFault },
};

/** Extensions of attachments that may go out. */
export const attachmentTypes: readonly string[] = [
  "pdf",
  "docx",
  "xlsx",
  "pptx",
  "doc",
  "xls",
  "ofd",
  "csv",
  "txt",
  "jpg",
  "jpeg",
  "png",
  "zip",
];

const DAMAGED: Finding = ["attachment-damaged", "附件不完整，打不开或者只有一部分。", "请重新导出或者重新复制一遍，打开看过再放进来。"];

/** What is wrong with an attachment: rule, what, what to do. Undefined when it is what its name says. Never throws. */
export function attachmentFault(extension: string, file: FileBytes): Finding | undefined {
  const type = Object.hasOwn(TYPES, extension) ? TYPES[extension] : undefined;
  if (!type) return ["attachment-type", `.${extension} 文件不能作附件。`, `可以用的有：${attachmentTypes.join("、")}。`];
  if (file.size === 0) return ["attachment-damaged", "附件是空的，一个字节也没有。", "请重新复制一遍，打开看过再放进来。"];
  if (file.size > MOST_ATTACHMENT_BYTES) {
    return ["attachment-size", `附件有 ${Math.ceil(file.size / 1048576)} MB，最多 20 MB。`, "请压缩或分成几个。"];
  }
  const look = lookOf(file.head);
  if (look !== type.look) {
    if (look === OLE && /^(?:docx|xlsx|pptx)$/.test(extension)) {
      return [
        "attachment-content",
        `附件名是 .${extension}，内容却是加了密码的或者旧版的 Office 文件。`,
        `请去掉密码，用 Office 或 WPS“另存为” .${extension}。`,
      ];
    }
    return [
      "attachment-content",
      `附件名是 .${extension}，内容却${look ? `是${look}` : `不是 .${extension}`}。`,
      "请用原来的软件另存为这种格式，不要只改文件名。",
    ];
  }
  try {
    return type.check?.(file);
  } catch {
    return DAMAGED;
  }
}

/** Text in UTF-8, GB18030 or UTF-16 with its mark: no page in disguise, no bytes that no text has. */
function textFault({ head }: FileBytes): Finding | undefined {
  const marked = startsWith(head, "\xff\xfe") || startsWith(head, "\xfe\xff");
  if (marked || !head.some((b) => b < 0x09 || (b > 0x0d && b < 0x20))) return undefined;
  return ["attachment-content", "附件名是文本文件，内容却不是文字。", "请用原来的软件另存为文本或 CSV，不要只改文件名。"];
}

interface Entries {
  readonly names: readonly string[];
  readonly unpacked: number;
}

/** Names and sizes by the directory at the end; nothing is unpacked. */
function entriesOf(bytes: Uint8Array): Entries {
  const names: string[] = [];
  let unpacked = 0;
  unzipSync(bytes, {
    filter: ({ name, originalSize, size }) => {
      names.push(name.replaceAll("\\", "/"));
      unpacked += Math.max(originalSize, size);
      return false;
    },
  });
  return { names, unpacked };
}

const tooLarge = ({ names, unpacked }: Entries): Finding | undefined =>
  unpacked > MOST_UNPACKED_BYTES || names.length > MOST_ENTRIES
    ? ["attachment-size", "附件解开以后超过 100 MB，或者里面的文件超过一万个。", "请分成几个，或者去掉不用的内容。"]
    : undefined;

const outside = (name: string): boolean => /^(?:\/|[a-z]:)/i.test(name) || name.split("/").includes("..") || /\p{Cc}/u.test(name);

/** Programs, scripts and pages: not even within an archive. */
const RUNS =
  /\.(?:exe|com|scr|pif|cpl|msi|msix|dll|sys|bat|cmd|ps1|psm1|vbs|vbe|js|jse|mjs|wsf|wsh|hta|lnk|url|reg|inf|jar|apk|sh|py|pl|php|jsp|asp|aspx|html?|xhtml|mht|mhtml|svgz?|swf|chm|iso|img|docm|dotm|xlsm|xltm|xlam|xlsb|pptm|potm|ppsm|ppam)[. ]*$/i;

const MACRO_PART = /(?:^|\/)(?:vbaproject[^/]*\.bin|vbadata\.xml|macrosheets\/|activex\/|dialogsheets\/)/i;

const MACROS: Finding = [
  "attachment-active",
  "附件里有宏（会自动运行的程序）。",
  "请另存为不带宏的格式（.docx、.xlsx），或者导出 PDF，再放进来。",
];

function packageFault(file: FileBytes, part: string, called: string): Finding | undefined {
  const bytes = file.whole();
  const entries = entriesOf(bytes);
  const { names } = entries;
  if (!names.some((n) => n.toLowerCase().replace(/^\//, "") === part)) {
    return ["attachment-content", `附件的内容不是${called}。`, "请用原来的软件另存为这种格式，不要只改文件名。"];
  }
  if (names.some((n) => MACRO_PART.test(n))) return MACROS;
  const bad = names.find((n) => outside(n.replace(/^\//, "")) || RUNS.test(n));
  if (bad !== undefined) return unsafe(bad);
  const large = tooLarge(entries);
  if (large) return large;
  const types = "[Content_Types].xml";
  const read = unzipSync(bytes, { filter: ({ name, originalSize }) => name === types && originalSize < 4 * 1024 * 1024 })[types];
  return read && /macroEnabled|vbaProject|activeX/i.test(ascii(read)) ? MACROS : undefined;
}

const unsafe = (name: string): Finding => [
  "attachment-active",
  `附件里有“${name.slice(0, 60)}”，这样的文件不能公开。`,
  "请从压缩包里去掉程序、网页和路径不正常的文件，再放进来。",
];

function zipFault(file: FileBytes): Finding | undefined {
  const entries = entriesOf(file.whole());
  const { names } = entries;
  if (names.some((n) => MACRO_PART.test(n))) return MACROS;
  const bad = names.find((n) => outside(n) || RUNS.test(n));
  return bad === undefined ? tooLarge(entries) : unsafe(bad);
}

/** .doc and .xls: a compound file with the right stream; macros have a storage of their own. */
function compoundFault(file: FileBytes, streams: readonly string[], called: string): Finding | undefined {
  const bytes = file.whole();
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const holds = (name: string): boolean => buffer.includes(Buffer.from(name, "utf16le"));
  if (!streams.some(holds)) return ["attachment-content", `附件的内容不是${called}。`, "请用原来的软件另存为这种格式，不要只改文件名。"];
  return holds("_VBA_PROJECT") ? MACROS : undefined;
}
