/** PDF, by way of pdf.js: pages, what is filled in and written on, properties; Chinese fonts that are not embedded too. */
import { type Budget, spend, TooLarge } from "./budget.ts";
import { ascii, findBytes } from "./bytes.ts";
import type { ReadInner } from "./objects.ts";
import type { Lack, Parts } from "./parts.ts";
import { inflateAtMost } from "./zip.ts";

/** What pdf.js takes for granted and Node has not before 24; without it an error would escape us and end the program. */
function lendToOldNode(): void {
  const lend = (to: object, name: string, value: unknown): void => {
    if (!(name in to)) Object.defineProperty(to, name, { value, configurable: true, writable: true });
  };
  lend(Promise, "try", <A extends unknown[]>(f: (...a: A) => unknown, ...a: A) => new Promise((resolve) => resolve(f(...a))));
  lend(URL, "parse", (url: string, base?: string) => (URL.canParse(url, base) ? new URL(url, base) : null));
}

/**
 * Character maps for PDFs that name a Chinese font and do not embed it (STSong-Light of many office systems): pdf.js leaves them to be
 * fetched. It goes from code to glyph number to Unicode; here the glyph number is Unicode, so that no table is needed.
 */
function characterMap(name: string): string {
  const map = (body: string): string => `begincmap\n/WMode ${name.endsWith("V") ? 1 : 0} def\n${body}\nendcmap`;
  if (name === "Adobe-GB1-UCS2")
    return map("1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n1 beginbfrange\n<0000> <ffff> <0000>\nendbfrange");
  if (/^UniGB-(?:UCS2|UTF16)-[HV]$/.test(name))
    return map("1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n1 begincidrange\n<0000> <ffff> 0\nendcidrange");
  if (!/^(?:GB|GBK|GBKp|GBpc)-EUC-[HV]$|^GBK2K-[HV]$/.test(name)) throw new RangeError("unknown character map");
  const decoder = new TextDecoder("gb18030");
  const codes: string[] = [];
  for (let high = 0x81; high <= 0xfe; high++) {
    for (let low = 0x40; low <= 0xfe; low++) {
      const character = decoder.decode(Uint8Array.of(high, low));
      if (character.length === 1 && character !== "\ufffd") codes.push(`<${(high * 256 + low).toString(16)}> ${character.charCodeAt(0)}`);
    }
  }
  return map(
    `2 begincodespacerange\n<00> <80>\n<8140> <fefe>\nendcodespacerange\n1 begincidrange\n<00> <80> 0\nendcidrange\n${codes.length} begincidchar\n${codes.join("\n")}\nendcidchar`,
  );
}

/** One factory for each PDF: glyph numbers of a font that is embedded are real ones and must not be taken for Unicode. */
const characterMaps = () => {
  let named = false;
  return class {
    async fetch({ kind, filename }: { kind: string; filename: string }): Promise<Uint8Array> {
      if (kind !== "cMapUrl" || (filename === "Adobe-GB1-UCS2" && !named)) throw new RangeError("not at hand");
      named = true;
      return new TextEncoder().encode(characterMap(filename));
    }
  };
};

/** No printed document has more pages; a hostile file may say that it has a thousand million. */
const MOST_PAGES = 5000;

/** What a PDF may unfold to, pictures left aside. */
const MOST_UNFOLDED = 200 * 1024 * 1024;

/** Throws `TooLarge` where the compressed streams of a PDF unfold to more than a process can hold. pdf.js itself has no limit. */
function checkStreams(bytes: Uint8Array): void {
  let left = MOST_UNFOLDED;
  for (let at = findBytes(bytes, "stream"); at >= 0; at = findBytes(bytes, "stream", at + 6)) {
    const from = at + (bytes[at + 6] === 13 ? 8 : 7);
    const isZlib = ((bytes[from] ?? 0) & 15) === 8 && ((bytes[from] ?? 0) * 256 + (bytes[from + 1] ?? 0)) % 31 === 0;
    if (
      !isZlib ||
      ascii(bytes.subarray(at - 300 < 0 ? 0 : at - 300, at))
        .split("obj")
        .at(-1)
        ?.includes("/Image")
    )
      continue;
    const end = findBytes(bytes, "endstream", from);
    try {
      left -= inflateAtMost(bytes.subarray(from + 2, end < 0 ? bytes.length : end), left).length;
    } catch (error) {
      if (error instanceof TooLarge) throw error;
      // Something that only looks compressed.
    }
    if (end < 0) return;
    at = end;
  }
}

/** `inner` reads a file that is attached to the document or to a page. */
export async function readPdf(bytes: Uint8Array, parts: Parts, budget: Budget, inner: ReadInner): Promise<Lack | undefined> {
  checkStreams(bytes);
  lendToOldNode();
  const { getDocumentProxy } = await import("unpdf");
  const options = { verbosity: 0, BinaryDataFactory: characterMaps(), cMapPacked: false, useWorkerFetch: false, useWasm: false };
  // A copy: pdf.js takes the bytes away.
  const opening = getDocumentProxy(new Uint8Array(bytes), options);
  const pdf = await opening.catch((error: unknown) =>
    error instanceof Error && error.name === "PasswordException" ? undefined : Promise.reject(error),
  );
  if (!pdf) return "encrypted";
  const files: Attached[] = [];
  let damaged = false;
  const attempt = async (read: () => Promise<void>): Promise<void> => {
    try {
      await read();
    } catch (error) {
      if (error instanceof TooLarge) throw error;
      damaged = true;
    }
  };
  try {
    if (pdf.numPages > MOST_PAGES) return "tooLarge";
    const links = new Set<string>();
    for (let number = 1; number <= pdf.numPages; number++) {
      await attempt(async () => {
        const page = await pdf.getPage(number);
        parts.add(`第 ${number} 页`, await textOfPage(page, budget), true);
        addAnnotations(await page.getAnnotations(), `第 ${number} 页`, parts, files, links);
        page.cleanup();
      });
    }
    parts.add("链接的地址", [...links].join("\n"), false);
    await attempt(async () => addDocument(await documentOf(pdf), parts, files));
    for (const { filename = "", content, description = "" } of files) {
      parts.add("附在文件里的文件的名称和说明", `${filename}\n${description}`, false);
      if (content) await inner(`附在文件里的“${filename}”`, content, filename);
    }
  } finally {
    await pdf.destroy().catch(() => {});
  }
  return damaged ? "damaged" : undefined;
}

type Document = Awaited<ReturnType<typeof import("unpdf")["getDocumentProxy"]>>;
type Page = Awaited<ReturnType<Document["getPage"]>>;

/** The text of a page, chunk by chunk: forms that draw each other over and over end when the budget is used up. */
async function textOfPage(page: Page, budget: Budget): Promise<string> {
  const out: string[] = [];
  let length = 0;
  const reader: ReadableStreamDefaultReader<{ items: readonly { str?: string; hasEOL?: boolean }[] }> = page
    .streamTextContent()
    .getReader();
  try {
    for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
      spend(budget, "elements", chunk.value.items.length);
      for (const { str = "", hasEOL } of chunk.value.items) {
        out.push(hasEOL ? `${str}\n` : str);
        length += str.length;
      }
      if (length > budget.characters) throw new TooLarge("text");
    }
  } catch (error) {
    await reader.cancel(new Error("enough")).catch(() => {});
    throw error;
  }
  return out.join("");
}

interface Attached {
  readonly filename?: string;
  readonly description?: string;
  readonly content?: Uint8Array;
}

interface Annotation {
  readonly subtype?: string;
  readonly hidden?: boolean;
  readonly noView?: boolean;
  readonly annotationFlags?: number;
  readonly fieldValue?: unknown;
  readonly defaultFieldValue?: unknown;
  readonly alternativeText?: string;
  readonly options?: readonly { readonly displayValue?: string }[];
  readonly titleObj?: { readonly str?: string };
  readonly contentsObj?: { readonly str?: string };
  readonly unsafeUrl?: string;
  readonly file?: Attached;
}

const textsOf = (...values: readonly unknown[]): string =>
  values
    .flat(3)
    .filter((v) => typeof v === "string" && v !== "")
    .join("\n");

/** What is filled into a form and written onto the page is seen; a note waits to be opened. */
function addAnnotations(annotations: readonly Annotation[], page: string, parts: Parts, files: Attached[], links: Set<string>): void {
  for (const a of annotations) {
    // Invisible, hidden, not to be viewed.
    const seen = ((a.annotationFlags ?? 0) & 0b10_0011) === 0;
    const text = a.contentsObj?.str ?? "";
    if (a.file) files.push(a.file);
    if (a.unsafeUrl) links.add(a.unsafeUrl);
    if (a.subtype === "Widget") {
      parts.add(`${page}填写的内容`, textsOf([a.fieldValue]), seen);
      parts.add(
        `${page}表单的选项`,
        textsOf(
          a.defaultFieldValue,
          a.alternativeText,
          (a.options ?? []).map((o) => o.displayValue),
        ),
        false,
      );
    } else if (a.subtype === "FreeText") parts.add(`${page}加写的文字`, text, seen);
    else if (a.subtype !== "Popup" && text !== "") parts.add(`${page}的批注`, `${a.titleObj?.str ?? ""}：${text}`, false);
  }
}

interface Outline {
  readonly title?: string;
  readonly url?: string | null;
  readonly items?: readonly Outline[];
}

/** What stands beside the pages. */
async function documentOf(pdf: Document) {
  const { info, metadata } = await pdf.getMetadata();
  const attached: Record<string, Attached> | null = await pdf.getAttachments();
  const outline: readonly Outline[] | null = await pdf.getOutline();
  const fields: Record<string, readonly { readonly value?: unknown }[]> | null = await pdf.getFieldObjects();
  const scripts: Record<string, unknown> | null = (await pdf.getJSActions()) as Record<string, unknown> | null;
  return {
    info: info as Record<string, unknown>,
    metadata: metadata ? [...(metadata as Iterable<unknown>)] : [],
    attached,
    outline,
    fields,
    scripts,
  };
}

const MOST_BOOKMARKS = 20_000;

function addDocument(
  { info, metadata, attached, outline, fields, scripts }: Awaited<ReturnType<typeof documentOf>>,
  parts: Parts,
  files: Attached[],
): void {
  parts.add("文件属性", `${pdfProperties(info)}\n${textsOf(metadata)}`, false);
  const titles: string[] = [];
  const open = [...(outline ?? [])].reverse();
  for (let top = open.pop(); top && titles.length < MOST_BOOKMARKS; top = open.pop()) {
    titles.push(textsOf(top.title, top.url));
    open.push(...[...(top.items ?? [])].reverse());
  }
  parts.add("书签", titles.join("\n"), false);
  parts.add(
    "表单里的值",
    [...new Set(Object.values(fields ?? {}).flatMap((list) => list.map((f) => textsOf([f.value]))))].join("\n"),
    false,
  );
  parts.add("脚本", textsOf(Object.values(scripts ?? {})), false);
  files.push(...Object.values(attached ?? {}));
}

const PDF_PROPERTIES = ["Title", "Author", "Subject", "Keywords", "Creator", "Producer"];

function pdfProperties(info: Record<string, unknown>): string {
  const custom = typeof info.Custom === "object" && info.Custom !== null ? Object.entries(info.Custom) : [];
  return [...PDF_PROPERTIES.map((key) => info[key]), ...custom.map(([key, value]) => `${key}：${String(value)}`)]
    .filter((v) => typeof v === "string")
    .join("\n");
}
