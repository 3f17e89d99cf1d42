/** What a file is, by its bytes and not by its name. */
import { ascii, findBytes } from "./bytes.ts";
import { decodePlain } from "./plain.ts";

export type FileKind = "pdf" | "zip" | "compound" | "rtf" | "html" | "xml" | "mime" | "picture" | "packed" | "text" | "unknown";

const PACKED = ["Rar!\x1a", "7z\xbc\xaf", "\x1f\x8b", "BZh91AY&SY", "\xfd7zXZ", "MSCF\0\0\0\0"];
const PICTURES = ["\xff\xd8\xff", "\x89PNG", "GIF87a", "GIF89a", "II*\0", "MM\0*", "\xd7\xcd\xc6\x9a", "\0\0\x01\0"];

const begins = (bytes: Uint8Array, text: string): boolean => findBytes(bytes.subarray(0, text.length), text) === 0;

export function kindOf(bytes: Uint8Array): FileKind {
  if (begins(bytes, "PK\x03\x04") || begins(bytes, "PK\x05\x06")) return "zip";
  if (begins(bytes, "\xd0\xcf\x11\xe0")) return "compound";
  if (PACKED.some((mark) => begins(bytes, mark)) || ascii(bytes.subarray(257, 262)) === "ustar") return "packed";
  const box = ascii(bytes.subarray(4, 12));
  if (PICTURES.some((mark) => begins(bytes, mark)) || /^ftyp(?:hei|mif|avi|hev)/.test(box)) return "picture";
  if (begins(bytes, "RIFF") && ascii(bytes.subarray(8, 12)) === "WEBP") return "picture";
  // BMP: its length stands behind its mark. EMF: its name stands in its head.
  if ((begins(bytes, "BM") && findBytes(bytes.subarray(6, 10), "\0\0\0\0") === 0) || ascii(bytes.subarray(40, 44)) === " EMF")
    return "picture";
  if (begins(bytes, "%PDF-")) return "pdf";
  const wide = bytes[0] === 0xff || bytes[0] === 0xfe;
  const head = (wide ? (decodePlain(bytes.subarray(0, 4096)) ?? "") : ascii(bytes.subarray(0, 4096)))
    .replace(/^(?:\ufeff|ï»¿)/, "")
    .trimStart();
  if (head.startsWith("{\\rtf")) return "rtf";
  if (/^(?:<!doctype html|<(?:html|head|body|table|meta|div|style|script|p|!--)\b)/i.test(head)) return "html";
  if (head.startsWith("<?xml") || head.startsWith("<?mso-application")) return /<html[\s>]/i.test(head) ? "html" : "xml";
  if (/^(?:MIME-Version|From|Message-ID|Date|Subject|X-[\w-]{1,40}):/i.test(head) && /^Content-Type:/im.test(head)) return "mime";
  const text = decodePlain(bytes);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they tell text from other bytes
  if (text !== undefined && text !== "" && !/[\0-\x08\x0e-\x1a]/.test(text)) return "text";
  return findBytes(bytes.subarray(0, 1024), "%PDF-") > 0 ? "pdf" : "unknown";
}
