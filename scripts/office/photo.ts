/** Photos: whether they tell the place where they were taken, and the same picture without it, as it is published. */
import { ascii, findBytes, joinBytes } from "./bytes.ts";
import { inflateAtMost } from "./zip.ts";

interface Exif {
  readonly hasPlace: boolean;
  /** 1–8 as in EXIF; 1 where it is not told. */
  readonly orientation: number;
}

/** Tags of the GPS block: latitude, longitude, and those of the destination. */
const PLACE_TAGS = new Set([2, 4, 0x14, 0x16]);
const MOST_TAGS = 1000;
/** Pictures in one file that are looked at. */
const MOST_BLOCKS = 2000;

/** An EXIF block, which is a TIFF file. What is broken tells nothing. */
function readExif(tiff: Uint8Array): Exif {
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength);
  let [hasPlace, orientation] = [false, 1];
  try {
    const order = view.getUint16(0);
    if (order !== 0x4949 && order !== 0x4d4d) return { hasPlace, orientation };
    const little = order === 0x4949;
    const tags = (at: number, visit: (tag: number, at: number, count: number) => void): void => {
      const count = Math.min(view.getUint16(at, little), MOST_TAGS);
      for (let i = 0; i < count; i++)
        visit(view.getUint16(at + 2 + i * 12, little), at + 2 + i * 12, view.getUint32(at + 6 + i * 12, little));
    };
    let gps = 0;
    tags(view.getUint32(4, little), (tag, at) => {
      if (tag === 0x0112) orientation = view.getUint16(at + 8, little);
      if (tag === 0x8825) gps = view.getUint32(at + 8, little);
    });
    // A phone that had found no place writes noughts.
    if (gps > 0)
      tags(gps, (tag, at, count) => {
        if (!PLACE_TAGS.has(tag)) return;
        const values = view.getUint32(at + 8, little);
        for (let i = 0; i < Math.min(count, 3); i++) if (view.getUint32(values + i * 8, little) !== 0) hasPlace = true;
      });
  } catch {
    // What was read so far.
  }
  return { hasPlace, orientation: orientation >= 1 && orientation <= 8 ? orientation : 1 };
}

/** Coordinates and the place's name in XMP; IPTC has the same as “sublocation”. */
const PLACE_IN_XMP = /exif:GPS(?:Dest)?L(?:atitude|ongitude)|Iptc4xmpCore:Location|Iptc4xmpExt:Location(?:Created|Shown)/;
const EXIF = "Exif\0\0";

/** Does anything in these bytes tell a place: EXIF, XMP, a film's coordinates? Of any kind of file that holds photos as they are. */
export function tellsPlace(bytes: Uint8Array): boolean {
  if (/^(?:II\*\0|MM\0\*)/.test(ascii(bytes.subarray(0, 4))) && readExif(bytes).hasPlace) return true;
  let blocks = 0;
  for (let at = findBytes(bytes, EXIF); at >= 0 && blocks < MOST_BLOCKS; at = findBytes(bytes, EXIF, at + 6), blocks++)
    if (readExif(bytes.subarray(at + 6)).hasPlace) return true;
  const isWebp = ascii(bytes.subarray(8, 12)) === "WEBP";
  if (isWebp && readExif(bytes.subarray(findBytes(bytes, "EXIF") + 8)).hasPlace) return true;
  for (let at = findBytes(bytes, "<x:xmpmeta"); at >= 0; at = findBytes(bytes, "<x:xmpmeta", at + 10)) {
    const end = findBytes(bytes, "</x:xmpmeta", at);
    if (PLACE_IN_XMP.test(ascii(bytes.subarray(at, end < 0 ? at + 65_536 : end)))) return true;
    if (end < 0) break;
    at = end;
  }
  return findBytes(bytes, "\xa9xyz") >= 0;
}

interface Segment {
  readonly marker: number;
  readonly bytes: Uint8Array;
}

/** The segments of a JPEG up to its end, and what stands behind it; undefined for a broken one. */
function jpegSegments(bytes: Uint8Array): { readonly segments: Segment[]; readonly trailer: Uint8Array } | undefined {
  const segments: Segment[] = [];
  let at = 2;
  while (at + 4 <= bytes.length || bytes[at + 1] === 0xd9) {
    if (bytes[at] !== 0xff) return undefined;
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at++;
      continue;
    }
    if (marker === 0xd9) return { segments, trailer: bytes.subarray(at + 2) };
    let end = at + 2 + (((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0));
    // Behind a start of scan stands the picture itself, up to the next marker.
    if (marker === 0xda) {
      while (end < bytes.length && (bytes[end] !== 0xff || bytes[end + 1] === 0 || ((bytes[end + 1] ?? 0) & 0xf8) === 0xd0)) end++;
    }
    segments.push({ marker, bytes: bytes.subarray(at, end) });
    at = end;
  }
  return undefined;
}

const begins = (segment: Segment, text: string): boolean => ascii(segment.bytes.subarray(4, 4 + text.length)) === text;

const tellsPlaceIn = (s: Segment): boolean =>
  (s.marker === 0xe1 && (begins(s, EXIF) ? readExif(s.bytes.subarray(10)).hasPlace : PLACE_IN_XMP.test(ascii(s.bytes)))) ||
  (s.marker === 0xed && findBytes(s.bytes, "\x1c\x02\x5c") >= 0);

function jpegWithoutPlace(bytes: Uint8Array): Uint8Array {
  const jpeg = jpegSegments(bytes);
  if (!jpeg || !(jpeg.segments.some(tellsPlaceIn) || tellsPlace(jpeg.trailer))) return bytes;
  const { segments } = jpeg;
  const exif = segments.find((s) => s.marker === 0xe1 && begins(s, EXIF));
  const orientation = exif ? readExif(exif.bytes.subarray(10)).orientation : 1;
  // Kept: what a picture needs to be shown (JFIF, colours, Adobe's mark). A second picture behind the first goes with its own EXIF.
  const isKept = (s: Segment): boolean =>
    s.marker < 0xe0 ||
    (s.marker > 0xef && s.marker !== 0xfe) ||
    s.marker === 0xe0 ||
    s.marker === 0xee ||
    (s.marker === 0xe2 && begins(s, "ICC_PROFILE"));
  const kept = segments.filter(isKept).map((s) => s.bytes);
  const head = kept[0]?.[1] === 0xe0 ? 1 : 0;
  if (orientation !== 1) {
    const tiff = orientationTiff(orientation);
    kept.splice(
      head,
      0,
      Uint8Array.from([0xff, 0xe1, 0, tiff.length + 8, ...EXIF].map((v) => (typeof v === "string" ? v.charCodeAt(0) : v)).concat(...tiff)),
    );
  }
  return joinBytes([bytes.subarray(0, 2), ...kept, Uint8Array.of(0xff, 0xd9)]);
}

/** EXIF that says which side is up and nothing else. */
const orientationTiff = (orientation: number): number[] => [
  ...[0x49, 0x49, 42, 0, 8, 0, 0, 0, 1, 0],
  ...[0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0],
  ...[0, 0, 0, 0],
];

const TEXT_CHUNKS = new Set(["tEXt", "zTXt", "iTXt"]);
const MOST_CHUNK_TEXT = 1024 * 1024;
/** No camera writes more; a picture with more loses them all. */
const MOST_TEXT_CHUNKS = 50;

/** Words of a text chunk, unpacked; a block of another format in hexadecimal digits as its bytes. */
function chunkText(type: string, data: Uint8Array): string {
  const key = ascii(data.subarray(0, 80)).split("\0", 1)[0] ?? "";
  const rest = data.subarray(key.length + 1);
  let text = "";
  try {
    // zTXt: a byte for the method. iTXt: a flag, a method, a language, the key translated.
    if (type === "tEXt") text = ascii(rest);
    else if (type === "zTXt") text = ascii(inflateAtMost(rest.subarray(3), MOST_CHUNK_TEXT));
    else {
      const from = rest.indexOf(0, rest.indexOf(0, 2) + 1) + 1;
      text = rest[0] === 1 ? ascii(inflateAtMost(rest.subarray(from + 2), MOST_CHUNK_TEXT)) : ascii(rest.subarray(from));
    }
  } catch {
    return "";
  }
  if (!key.startsWith("Raw profile type")) return text;
  const digits = text.replace(/^\s*\w+\s+\d+\s/, "").replace(/\s/g, "");
  return digits.replace(/[\da-f]{2}/gi, (hex) => String.fromCharCode(Number.parseInt(hex, 16)));
}

const placeInText = (text: string): boolean => {
  const exif = text.indexOf(EXIF);
  return PLACE_IN_XMP.test(text) || (exif >= 0 && readExif(Uint8Array.from(text.slice(exif + 6), (c) => c.charCodeAt(0) & 0xff)).hasPlace);
};

function pngWithoutPlace(bytes: Uint8Array): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const chunks: { type: string; bytes: Uint8Array }[] = [];
  let at = 8;
  while (at + 12 <= bytes.length) {
    const end = at + 12 + view.getUint32(at);
    if (end > bytes.length) return bytes;
    const type = ascii(bytes.subarray(at + 4, at + 8));
    chunks.push({ type, bytes: bytes.subarray(at, end) });
    at = end;
    if (type === "IEND") break;
  }
  const data = (c: { bytes: Uint8Array }): Uint8Array => c.bytes.subarray(8, -4);
  const exif = chunks.find((c) => c.type === "eXIf");
  const found = exif ? readExif(data(exif)) : undefined;
  const texts = chunks.filter((c) => TEXT_CHUNKS.has(c.type));
  const hasPlace = found?.hasPlace || texts.length > MOST_TEXT_CHUNKS || texts.some((c) => placeInText(chunkText(c.type, data(c))));
  if (!hasPlace && !tellsPlace(bytes.subarray(at))) return bytes;
  const kept = chunks.filter((c) => c.type !== "eXIf" && !TEXT_CHUNKS.has(c.type)).map((c) => c.bytes);
  if (found && found.orientation !== 1) kept.splice(1, 0, pngChunk("eXIf", Uint8Array.from(orientationTiff(found.orientation))));
  return joinBytes([bytes.subarray(0, 8), ...kept]);
}

function pngChunk(type: string, data: Uint8Array): Uint8Array {
  const out = new Uint8Array(data.length + 12);
  const view = new DataView(out.buffer);
  view.setUint32(0, data.length);
  for (let i = 0; i < 4; i++) out[4 + i] = type.charCodeAt(i);
  out.set(data, 8);
  let crc = 0xffffffff;
  for (const b of out.subarray(4, -4)) {
    crc ^= b;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ ((crc & 1) === 1 ? 0xedb88320 : 0);
  }
  view.setUint32(data.length + 8, (crc ^ 0xffffffff) >>> 0);
  return out;
}

/**
 * A JPEG or PNG as it is published. One that tells where it was taken loses all that it says about itself, but for which side is up;
 * any other comes back as the same bytes.
 */
export function withoutPlace(bytes: Uint8Array): Uint8Array {
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return jpegWithoutPlace(bytes);
  if (bytes[0] === 0x89 && bytes[1] === 0x50) return pngWithoutPlace(bytes);
  return bytes;
}

/** What a photo says about itself: EXIF, XMP, IPTC and comments, as bytes. */
export function aboutPhoto(bytes: Uint8Array): Uint8Array {
  const { segments = [] } = jpegSegments(bytes) ?? {};
  return joinBytes(segments.filter((s) => s.marker === 0xe1 || s.marker === 0xed || s.marker === 0xfe).map((s) => s.bytes));
}
