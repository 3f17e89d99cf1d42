/** `node:crypto` for the check in the browser: SHA-256 at once, which the browser itself only gives later. */
import type { Buffer as Bytes } from "./buffer.ts";
import { Buffer } from "./buffer.ts";

/** The first 32 bits of the fractions of the roots (square, cube) of the first primes, FIPS 180-4. */
function fractions(count: number, root: (n: number) => number): Int32Array {
  const out = new Int32Array(count);
  for (let n = 2, found = 0; found < count; n++) {
    let prime = true;
    for (let d = 2; d * d <= n; d++) if (n % d === 0) prime = false;
    if (prime) out[found++] = ((root(n) % 1) * 0x1_0000_0000) | 0;
  }
  return out;
}

const START = fractions(8, Math.sqrt);
const ROUNDS = fractions(64, Math.cbrt);

const turn = (x: number, by: number): number => (x >>> by) | (x << (32 - by));

/** SHA-256 of some bytes. */
export function sha256(bytes: Uint8Array): Uint8Array {
  const state = Int32Array.from(START);
  const length = Math.ceil((bytes.length + 9) / 64) * 64;
  const tail = new Uint8Array(length - Math.floor(bytes.length / 64) * 64);
  tail.set(bytes.subarray(bytes.length - (bytes.length % 64)));
  tail[bytes.length % 64] = 0x80;
  const end = new DataView(tail.buffer);
  end.setUint32(tail.length - 8, Math.floor(bytes.length / 0x2000_0000));
  end.setUint32(tail.length - 4, (bytes.length << 3) >>> 0);
  const words = new Int32Array(64);
  const block = (view: DataView, at: number): void => {
    for (let i = 0; i < 16; i++) words[i] = view.getInt32(at + i * 4);
    for (let i = 16; i < 64; i++) {
      const a = words[i - 15] as number;
      const b = words[i - 2] as number;
      words[i] =
        ((words[i - 16] as number) +
          (turn(a, 7) ^ turn(a, 18) ^ (a >>> 3)) +
          (words[i - 7] as number) +
          (turn(b, 17) ^ turn(b, 19) ^ (b >>> 10))) |
        0;
    }
    let [a, b, c, d, e, f, g, h] = state as unknown as [number, number, number, number, number, number, number, number];
    for (let i = 0; i < 64; i++) {
      const x = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + (ROUNDS[i] as number) + (words[i] as number)) | 0;
      const y = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      [h, g, f, e, d, c, b, a] = [g, f, e, (d + x) | 0, c, b, a, (x + y) | 0];
    }
    for (const [i, v] of [a, b, c, d, e, f, g, h].entries()) state[i] = ((state[i] as number) + v) | 0;
  };
  const whole = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at + 64 <= bytes.length; at += 64) block(whole, at);
  for (let at = 0; at < tail.length; at += 64) block(end, at);
  const out = new DataView(new ArrayBuffer(32));
  for (const [i, v] of state.entries()) out.setInt32(i * 4, v);
  return new Uint8Array(out.buffer);
}

class Hash {
  readonly #parts: Uint8Array[] = [];

  update(data: Uint8Array | string): this {
    this.#parts.push(typeof data === "string" ? new TextEncoder().encode(data) : data);
    return this;
  }

  digest(form: string): string {
    const sum: Bytes = Buffer.from(sha256(Buffer.concat(this.#parts)));
    return sum.toString(form);
  }
}

export const createHash = (_name: string): Hash => new Hash();
