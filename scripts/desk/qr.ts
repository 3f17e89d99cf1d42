/** QR codes: as SVG for pages, as PNG for where only pictures are taken. The same address gives the same bytes. */
import { zlibSync } from "fflate";
import { encode } from "uqr";
import { type Html, html, raw } from "../../layouts/html.ts";

/** Middle correction: a board hangs in the sun and the rain. */
const matrix = (address: string): readonly (readonly boolean[])[] => encode(address, { ecc: "M", border: 4 }).data;

/** The code as SVG, black on white whatever the page's colours. */
export function qrSvg(address: string, label: string): Html {
  const rows = matrix(address);
  const size = rows.length;
  const path = rows.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ""))).join("");
  return html`<svg class="qr" viewBox="0 0 ${size} ${size}" role="img" aria-label="${label}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${size}v${size}H0z"/><path fill="#000" d="${raw(path)}"/></svg>`;
}

const CRC = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c >>> 0;
});
function crc(bytes: Uint8Array): number {
  let c = 0xffffffff;
  for (const b of bytes) c = (CRC[(c ^ b) & 255] ?? 0) ^ (c >>> 8);
  return (c ^ 0xffffffff) >>> 0;
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const out = new Uint8Array(data.length + 12);
  const view = new DataView(out.buffer);
  view.setUint32(0, data.length);
  out.set(new TextEncoder().encode(type), 4);
  out.set(data, 8);
  view.setUint32(data.length + 8, crc(out.subarray(4, data.length + 8)));
  return out;
}

/** The code as PNG, one bit a dot, `scale` dots a module. */
export function qrPng(address: string, scale = 8): Uint8Array {
  const rows = matrix(address);
  const side = rows.length * scale;
  const width = Math.ceil(side / 8);
  const pixels = new Uint8Array((width + 1) * side);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const light = !rows[Math.floor(y / scale)]?.[Math.floor(x / scale)];
      const at = y * (width + 1) + 1 + (x >> 3);
      if (light) pixels[at] = (pixels[at] ?? 0) | (0x80 >> (x & 7));
    }
  }
  const head = new Uint8Array(13);
  const view = new DataView(head.buffer);
  view.setUint32(0, side);
  view.setUint32(4, side);
  head.set([1, 0, 0, 0, 0], 8);
  const parts = [
    Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    chunk("IHDR", head),
    chunk("IDAT", zlibSync(pixels, { level: 9 })),
    chunk("IEND", new Uint8Array()),
  ];
  return Buffer.concat(parts);
}

/** A picture as an address that carries it. */
export const dataAddress = (type: string, bytes: Uint8Array): string => `data:${type};base64,${Buffer.from(bytes).toString("base64")}`;
