/** `Buffer` for the check in the browser, as far as our own code and gray-matter ask for it. */

const utf8 = new TextDecoder("utf-8", { ignoreBOM: true });

export class Buffer extends Uint8Array {
  static override from(data: unknown, second?: unknown, third?: unknown): Buffer {
    if (typeof data === "string") {
      if (second !== "utf16le") return Buffer.from(new TextEncoder().encode(data));
      const out = new Buffer(data.length * 2);
      for (let i = 0; i < data.length; i++) {
        out[i * 2] = data.charCodeAt(i) & 0xff;
        out[i * 2 + 1] = data.charCodeAt(i) >> 8;
      }
      return out;
    }
    if (data instanceof ArrayBuffer || ArrayBuffer.isView(data) === false) {
      return data instanceof ArrayBuffer
        ? new Buffer(data, (second as number) ?? 0, third as number)
        : Buffer.from(Uint8Array.from(data as number[]));
    }
    const view = data as Uint8Array;
    const copy = new Buffer(view.length);
    copy.set(view);
    return copy;
  }

  static concat(parts: readonly Uint8Array[]): Buffer {
    const out = new Buffer(parts.reduce((n, p) => n + p.length, 0));
    let at = 0;
    for (const p of parts) {
      out.set(p, at);
      at += p.length;
    }
    return out;
  }

  static byteLength(text: string): number {
    return new TextEncoder().encode(text).length;
  }

  static isBuffer(value: unknown): boolean {
    return value instanceof Buffer;
  }

  static compare(a: Uint8Array, b: Uint8Array): number {
    for (let i = 0; i < Math.min(a.length, b.length); i++) {
      if (a[i] !== b[i]) return (a[i] as number) - (b[i] as number);
    }
    return a.length - b.length;
  }

  override toString(form = "utf8"): string {
    if (form === "latin1") return chars(this);
    if (form === "hex") return [...this].map((b) => b.toString(16).padStart(2, "0")).join("");
    if (form === "base64") return btoa(chars(this));
    return utf8.decode(this);
  }

  override includes(sought: unknown, from = 0, form?: unknown): boolean {
    if (typeof sought === "number") return super.includes(sought, from);
    const bytes = typeof sought === "string" ? Buffer.from(sought, form) : (sought as Uint8Array);
    const first = bytes[0] as number;
    for (let at = this.indexOf(first, from); at >= 0; at = this.indexOf(first, at + 1)) {
      let i = 1;
      while (i < bytes.length && this[at + i] === bytes[i]) i++;
      if (i === bytes.length) return true;
    }
    return false;
  }

  swap16(): this {
    for (let i = 0; i + 1 < this.length; i += 2) [this[i], this[i + 1]] = [this[i + 1] as number, this[i] as number];
    return this;
  }
}

/** One character a byte. */
function chars(bytes: Uint8Array): string {
  let out = "";
  for (let at = 0; at < bytes.length; at += 0x8000) out += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return out;
}
