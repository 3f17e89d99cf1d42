/** Photos go out without the place where they were taken; which side is up stays, and so does every other picture byte for byte. */
import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { unzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { attachmentHashes } from "../scripts/ledger-file.ts";
import { readAttachmentText } from "../scripts/office/attachment.ts";
import { tellsPlace, withoutPlace } from "../scripts/office/photo.ts";
import { sha256 } from "../scripts/offline.ts";
import { copyAttachments } from "../scripts/publish.ts";
import { publishedBytes } from "../scripts/published-file.ts";
import { deskOver } from "./channels-support.ts";
import { archiveOf, docxWith } from "./office/containers.ts";
import { built, filesIn, root, run, TODAY, temporary, writeDeep } from "./support.ts";

const plain = readFileSync(join(root, "test/cases/fine-photo-without-place/items/2025/0001/a.jpg"));

/** EXIF in either byte order: which side is up, and coordinates (degrees north, or none). */
function exifOf(orientation: number, degrees: number | undefined, little: boolean): Buffer {
  const out = Buffer.alloc(degrees === undefined ? 26 : 26 + 12 + 18 + 24);
  const u16 = (v: number, at: number): number => (little ? out.writeUInt16LE(v, at) : out.writeUInt16BE(v, at));
  const u32 = (v: number, at: number): number => (little ? out.writeUInt32LE(v, at) : out.writeUInt32BE(v, at));
  const tag = (at: number, id: number, type: number, count: number, value: number): void => {
    u16(id, at);
    u16(type, at + 2);
    u32(count, at + 4);
    if (type === 3) u16(value, at + 8);
    else u32(value, at + 8);
  };
  out.write(little ? "II" : "MM", 0, "latin1");
  u16(42, 2);
  u32(8, 4);
  u16(degrees === undefined ? 1 : 2, 8);
  tag(10, 0x0112, 3, 1, orientation);
  if (degrees === undefined) return out;
  tag(22, 0x8825, 4, 1, 38);
  u16(1, 38);
  tag(40, 2, 5, 3, 56);
  for (const [i, v] of [degrees, 1, 0, 1, 0, 1].entries()) u32(v, 56 + i * 4);
  return out;
}

const segment = (marker: number, data: Uint8Array): Buffer =>
  Buffer.concat([Buffer.of(0xff, marker, (data.length + 2) >> 8, (data.length + 2) & 255), data]);
const jpegWith = (...segments: readonly Buffer[]): Uint8Array =>
  new Uint8Array(Buffer.concat([plain.subarray(0, 2), ...segments, plain.subarray(2)]));
const exif = (tiff: Buffer): Buffer => segment(0xe1, Buffer.concat([Buffer.from("Exif\0\0"), tiff]));
const xmp = (inner: string): Buffer =>
  segment(0xe1, Buffer.from(`http://ns.adobe.com/xap/1.0/\0<x:xmpmeta><rdf:Description ${inner}/></x:xmpmeta>`));

const chunk = (type: string, data: Uint8Array): Buffer => {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(data.length);
  head.write(type, 4, "latin1");
  return Buffer.concat([head, data, Buffer.alloc(4)]);
};
const pngWith = (...chunks: readonly Buffer[]): Uint8Array =>
  new Uint8Array(
    Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), chunk("IHDR", Buffer.alloc(13)), ...chunks, chunk("IEND", Buffer.alloc(0))]),
  );

const placed: readonly (readonly [string, Uint8Array])[] = [
  ["JPEG, EXIF of a phone", jpegWith(exif(exifOf(1, 36, true)))],
  ["JPEG, EXIF in the other byte order", jpegWith(exif(exifOf(6, 36, false)))],
  ["JPEG, XMP", jpegWith(xmp('exif:GPSLatitude="36,34N"'))],
  [
    "JPEG, IPTC sublocation",
    jpegWith(segment(0xed, Buffer.from("Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\x0a\x1c\x02\x5c\0\x05abcde", "latin1"))),
  ],
  ["JPEG with a second picture behind it", new Uint8Array(Buffer.concat([plain, jpegWith(exif(exifOf(1, 36, true)))]))],
  ["PNG, eXIf", pngWith(chunk("eXIf", exifOf(1, 36, true)))],
  ["PNG, XMP", pngWith(chunk("iTXt", Buffer.from("XML:com.adobe.xmp\0\0\0\0\0<x:xmpmeta exif:GPSLongitude='105E'></x:xmpmeta>")))],
];
const harmless: readonly (readonly [string, Uint8Array])[] = [
  ["JPEG without EXIF", new Uint8Array(plain)],
  ["JPEG that only says which side is up", jpegWith(exif(exifOf(6, undefined, true)))],
  ["JPEG of a phone that had found no place", jpegWith(exif(exifOf(1, 0, true)))],
  ["JPEG with a title in XMP", jpegWith(xmp('dc:title="公示栏"'))],
  ["PNG without EXIF", pngWith()],
  ["JPEG cut off", new Uint8Array(plain.subarray(0, 40))],
];

describe("a photo", () => {
  it.each(placed)("loses its place: %s", (_what, bytes) => {
    const sent = withoutPlace(bytes);
    expect(sent).not.toEqual(bytes);
    expect(tellsPlace(sent)).toBe(false);
    expect(withoutPlace(sent)).toBe(sent);
    expect(Buffer.from(sent).toString("latin1")).not.toMatch(/GPSL|abcde/);
  });

  it.each(harmless)("stays as it is: %s", (_what, bytes) => {
    expect(withoutPlace(bytes)).toBe(bytes);
    expect(tellsPlace(bytes)).toBe(false);
  });

  it.each([true, false])("keeps which side is up", (little) => {
    const sent = withoutPlace(jpegWith(exif(exifOf(6, 36, little))));
    expect(withoutPlace(sent)).toBe(sent);
    const kept = Buffer.from(sent);
    const at = kept.indexOf("Exif\0\0") + 6;
    // The one tag that is left: orientation, 6.
    expect([kept.readUInt16LE(at + 8), kept.readUInt16LE(at + 10), kept.readUInt16LE(at + 18)]).toEqual([1, 0x0112, 6]);
    // The picture itself, from its first table on.
    expect(kept.subarray(kept.indexOf(Buffer.of(0xff, 0xdb)))).toEqual(plain.subarray(plain.indexOf(Buffer.of(0xff, 0xdb))));
  });

  it("has one answer for the bytes that go out: the copy, its hash, its size", () => {
    const folder = temporary();
    const bytes = jpegWith(exif(exifOf(6, 36, true)));
    writeDeep(join(folder, "content/items/2025/0001/a.jpg"), bytes);
    writeFileSync(join(folder, "content/items/2025/0001/a.txt"), "文");
    copyAttachments(join(folder, "site"), ["items/2025/0001/a.jpg", "items/2025/0001/a.txt"], join(folder, "content"));
    const sent = readFileSync(join(folder, "site/items/2025/0001/a.jpg"));
    expect(tellsPlace(sent)).toBe(false);
    expect(attachmentHashes(join(folder, "content"))("items/2025/0001/a.jpg")).toBe(sha256(sent));
    expect(Buffer.from(publishedBytes(join(folder, "content/items/2025/0001/a.jpg")))).toEqual(sent);
    expect(readFileSync(join(folder, "site/items/2025/0001/a.txt"), "utf8")).toBe("文");
    rmSync(dirname(join(folder, "site")), { recursive: true });
  });

  it("leaves its place behind on every way out: site, list of bytes, stick, single file, saved on a phone, sheets of the desk", async () => {
    const folder = temporary();
    const content = join(folder, "content");
    cpSync(join(root, "test/cases/_base"), content, { recursive: true });
    const photo = jpegWith(exif(exifOf(6, 36, true)), xmp('exif:GPSLatitude="36,30N"'));
    expect(tellsPlace(photo)).toBe(true);
    writeDeep(join(content, "items/2025/0001/a.jpg"), photo);
    writeDeep(
      join(content, "items/2025/0001.md"),
      "---\ntitle: 关于道路维修的公示\ndate: 2025-03-14\nformed: 2025-03-14\ncategory: 公告公示\ntopic: 21-1\nchannels: [政府网站, 公开栏]\nattachments:\n  - file: a.jpg\n    title: 现场照片\nreview:\n  by: 示例审核岗\n  date: 2025-03-14\n---\n维修前后见照片。\n\n![现场](0001/a.jpg)\n",
    );
    const site = built(content);
    const sent = readFileSync(join(site, "items/2025/0001/a.jpg"));
    expect(readFileSync(join(site, "manifest.json"), "utf8")).toContain(sha256(sent));
    const desk = await deskOver(content, [2025]);
    const packs = [
      ["--year", "2025"],
      ["--year", "2025", "--single"],
    ].map((args, i) => {
      const out = join(folder, `pack${i}`);
      const { status, stderr } = run("pack", [...args, "--content", content, "--out", out, "--today", TODAY]);
      expect(status, stderr).toBe(0);
      return out;
    });
    // Whatever went out, unfolded: no file of any of them tells a place, and the photo is among them.
    let photos = 0;
    const look = (bytes: Uint8Array): void => {
      if (bytes[0] === 0x50 && bytes[1] === 0x4b) for (const inner of Object.values(unzipSync(bytes))) look(inner);
      else if (bytes[0] === 0xff && bytes[1] === 0xd8) {
        photos++;
        expect(tellsPlace(bytes)).toBe(false);
      } else
        for (const [, data = ""] of Buffer.from(bytes)
          .toString("latin1")
          .matchAll(/data:image\/jpeg;base64,([A-Za-z0-9+/=]+)/g))
          look(Buffer.from(data, "base64"));
    };
    for (const out of [site, desk, ...packs]) for (const f of filesIn(out)) look(readFileSync(join(out, f)));
    expect(photos).toBeGreaterThanOrEqual(4);
  });

  it("within a document or an archive is told, one without a place is not", async () => {
    const inside = (photo: Uint8Array): Uint8Array =>
      docxWith("<w:p><w:r><w:t>公示</w:t></w:r></w:p>", { "word/media/image1.jpeg": photo });
    const withPlace = jpegWith(exif(exifOf(1, 36, true)));
    expect((await readAttachmentText(inside(withPlace), "docx")).placed).toEqual(["图片“image1.jpeg”"]);
    expect((await readAttachmentText(archiveOf({ "a.jpg": withPlace, "b.jpg": new Uint8Array(plain) }), "zip")).placed).toEqual([
      "压缩包里的“a.jpg”",
    ]);
    expect((await readAttachmentText(inside(new Uint8Array(plain)), "docx")).placed).toBeUndefined();
  });
});
