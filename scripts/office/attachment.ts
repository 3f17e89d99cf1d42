/** The words of an attachment (PDF, Word, Excel, PowerPoint, OFD, CSV, plain text): what a reader sees, and what else the file holds. */
import { readOfd } from "./ofd.ts";
import { type Budget, isCompoundFile, lackOfCompoundFile, MOST_BYTES, openPack, pathsOf, propertiesOf, wordsOf } from "./package.ts";
import { type AttachmentText, finished, newParts } from "./parts.ts";
import { readPdf } from "./pdf.ts";
import { readPlain } from "./plain.ts";
import { readXlsx } from "./sheet.ts";
import { readPptx } from "./slides.ts";
import { readDocx } from "./word.ts";

export type { AttachmentText, TextPart } from "./parts.ts";

/** Reads the words of an attachment. Never throws, never prints; the same bytes give the same words everywhere. */
export async function readAttachmentText(bytes: Uint8Array, extension: string): Promise<AttachmentText> {
  try {
    return await readKind(bytes, extension.toLowerCase().replace(/^\./, ""));
  } catch {
    return { parts: [], lack: "damaged" };
  }
}

/** The words that a reader sees, paragraphs and rows one a line. */
export const visibleText = (t: AttachmentText): string =>
  t.parts
    .filter((p) => p.visible)
    .map((p) => p.text)
    .join("\n");

async function readKind(bytes: Uint8Array, kind: string): Promise<AttachmentText> {
  switch (kind) {
    case "pdf":
      return readPdf(bytes);
    case "docx":
    case "xlsx":
    case "pptx":
      return isCompoundFile(bytes) ? { parts: [], lack: lackOfCompoundFile(bytes) } : readPack(bytes, kind, { left: MOST_BYTES });
    case "ofd":
      return readPack(bytes, kind, { left: MOST_BYTES });
    case "csv":
    case "txt":
      return readPlain(bytes, kind);
    default:
      return { parts: [], lack: "unsupported" };
  }
}

const PROPERTIES = String.raw`docProps/(?:core|app|custom)\.xml$|.*\.psmdcp$`;
const WANTED = {
  docx: String.raw`word/(?:document|header|footer|footnotes|endnotes|comments|styles)\d*\.xml$`,
  xlsx: String.raw`xl/(?:workbook|styles|sharedStrings|comments[^/]*|(?:_rels|worksheets|worksheets/_rels|comments|threadedComments|drawings|pivotCache|externalLinks)/[^/]+)\.(?:xml|rels)$`,
  pptx: String.raw`ppt/(?:presentation\.xml|_rels/presentation\.xml\.rels|(?:slides|notesSlides|comments)/(?:_rels/)?[^/]+)$`,
  ofd: String.raw`(?:.*/)?[^/]+\.xml$`,
};
const SHARED = String.raw`(?:word|xl|ppt)/(?:diagrams/data\d*\.xml|charts/chart\d*\.xml|embeddings/[^/]+\.(?:docx|xlsx|pptx))$`;

function readPack(bytes: Uint8Array, kind: keyof typeof WANTED, budget: Budget, depth = 0): AttachmentText {
  const pack = openPack(bytes, new RegExp(`^(?:${[WANTED[kind], PROPERTIES, ...(depth < 2 ? [SHARED] : [])].join("|")})`, "i"), budget);
  const parts = newParts();
  if (kind === "ofd") {
    if ([...pack.paths].some((p) => /(?:^|\/)encryptions\.xml$/i.test(p))) return { parts: [], lack: "encrypted" };
    readOfd(pack, parts);
    return finished(parts, pack.damaged);
  }
  const read = { docx: readDocx, xlsx: readXlsx, pptx: readPptx };
  read[kind](pack, parts);
  for (const path of pathsOf(pack, /\/diagrams\/data\d*\.xml$/)) parts.add("图示", wordsOf(pack, path, isText, /^p$/), true);
  for (const path of kind === "xlsx" ? [] : pathsOf(pack, /\/charts\/chart\d*\.xml$/)) {
    parts.add(
      "图表",
      wordsOf(pack, path, (name, around) => name === "t" || (name === "v" && around.includes("strCache")), /^(?:p|v)$/),
      true,
    );
  }
  for (const path of pathsOf(pack, new RegExp(`(?:${PROPERTIES})`, "i"))) parts.add("文件属性", propertiesOf(pack, path), false);
  for (const path of pathsOf(pack, /\/embeddings\//)) {
    const inner = (/\.(docx|xlsx|pptx)$/i.exec(path)?.[1]?.toLowerCase() ?? "docx") as "docx" | "xlsx" | "pptx";
    const { parts: held } = readEmbedded(pack.files.get(path) ?? new Uint8Array(), inner, budget, depth + 1);
    for (const { where, text } of held) parts.add(`嵌入的文件：${where}`, text, false);
  }
  return finished(parts, pack.damaged);
}

/** A workbook behind a chart, a document within a document. One that cannot be read harms nothing but a budget that is used up. */
function readEmbedded(bytes: Uint8Array, kind: "docx" | "xlsx" | "pptx", budget: Budget, depth: number): AttachmentText {
  try {
    return readPack(bytes, kind, budget, depth);
  } catch (error) {
    if (budget.left < 0) throw error;
    return { parts: [] };
  }
}

const isText = (name: string): boolean => name === "t";
