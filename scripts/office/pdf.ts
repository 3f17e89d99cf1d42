/** PDF, by way of pdf.js: pages, what is filled in and written on, properties; Chinese fonts that are not embedded too. */
import type { Lack, Parts } from "./parts.ts";

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

export async function readPdf(bytes: Uint8Array, parts: Parts): Promise<Lack | undefined> {
  lendToOldNode();
  const { getDocumentProxy } = await import("unpdf");
  const options = { verbosity: 0, BinaryDataFactory: characterMaps(), cMapPacked: false, useWorkerFetch: false, useWasm: false };
  // A copy: pdf.js takes the bytes away.
  const opening = getDocumentProxy(new Uint8Array(bytes), options);
  const pdf = await opening.catch((error: unknown) =>
    error instanceof Error && error.name === "PasswordException" ? undefined : Promise.reject(error),
  );
  if (!pdf) return "encrypted";
  let damaged = false;
  try {
    for (let number = 1; number <= pdf.numPages; number++) {
      try {
        const page = await pdf.getPage(number);
        const { items }: { items: readonly { str?: string; hasEOL?: boolean }[] } = await page.getTextContent();
        const text = items.map(({ str = "", hasEOL }) => (hasEOL ? `${str}\n` : str)).join("");
        parts.add(`第 ${number} 页`, text, true);
        addAnnotations(await page.getAnnotations(), `第 ${number} 页`, parts);
        page.cleanup();
      } catch {
        damaged = true;
      }
    }
    const { info } = await pdf.getMetadata();
    parts.add("文件属性", pdfProperties(info as Record<string, unknown>), false);
  } catch {
    damaged = true;
  } finally {
    await pdf.destroy().catch(() => {});
  }
  return damaged ? "damaged" : undefined;
}

interface Annotation {
  readonly subtype?: string;
  readonly hidden?: boolean;
  readonly noView?: boolean;
  readonly annotationFlags?: number;
  readonly fieldValue?: unknown;
  readonly titleObj?: { readonly str?: string };
  readonly contentsObj?: { readonly str?: string };
}

/** What is filled into a form and written onto the page is seen; a note waits to be opened. */
function addAnnotations(annotations: readonly Annotation[], page: string, parts: Parts): void {
  for (const { subtype, annotationFlags = 0, fieldValue, titleObj, contentsObj } of annotations) {
    // Invisible, hidden, not to be viewed.
    const seen = (annotationFlags & 0b10_0011) === 0;
    if (subtype === "Widget") {
      const filled = [fieldValue].flat().filter((v) => typeof v === "string");
      parts.add(`${page}填写的内容`, filled.join("\n"), seen);
    } else if (subtype === "FreeText") parts.add(`${page}加写的文字`, contentsObj?.str ?? "", seen);
    else if (subtype !== "Popup" && contentsObj?.str) parts.add(`${page}的批注`, `${titleObj?.str ?? ""}：${contentsObj.str}`, false);
  }
}

const PDF_PROPERTIES = ["Title", "Author", "Subject", "Keywords", "Creator", "Producer"];

function pdfProperties(info: Record<string, unknown>): string {
  const custom = typeof info.Custom === "object" && info.Custom !== null ? Object.entries(info.Custom) : [];
  return [...PDF_PROPERTIES.map((key) => info[key]), ...custom.map(([key, value]) => `${key}：${String(value)}`)]
    .filter((v) => typeof v === "string")
    .join("\n");
}
