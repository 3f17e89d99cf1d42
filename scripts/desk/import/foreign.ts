/** Files that a Word document holds as parts of its text (altChunk): web pages, web archives, plain text. Runs in the browser too. */

/** Bytes → text by what they say of themselves: a mark at the head, `charset=…`, else UTF-8 or GBK. */
function decoded(bytes: Uint8Array, charset?: string): string {
  const head = new TextDecoder("latin1").decode(bytes.subarray(0, 2000));
  const [a, b] = bytes;
  const named =
    a === 0xff && b === 0xfe
      ? "utf-16le"
      : a === 0xfe && b === 0xff
        ? "utf-16be"
        : (charset ?? /charset\s*=\s*["']?([\w-]{1,40})/i.exec(head)?.[1]);
  for (const label of [named, "utf-8", "gb18030"]) {
    if (label === undefined) continue;
    try {
      return new TextDecoder(label, { fatal: label !== "gb18030" }).decode(bytes);
    } catch {
      // Not this one.
    }
  }
  return head;
}

const latin = (text: string): Uint8Array => Uint8Array.from(text, (c) => c.charCodeAt(0) & 0xff);

/** The page in a web archive (.mht): the first part that is one, out of base64 or quoted-printable. */
function pageOf(archive: string): string | undefined {
  const boundary = /boundary="?([^"\s;]{1,200})/i.exec(archive)?.[1];
  const parts = boundary === undefined ? [archive] : archive.split(`--${boundary}`);
  for (const part of parts) {
    const gap = /\r?\n\r?\n/.exec(part.trimStart());
    const head = part.trimStart().slice(0, gap?.index ?? 0);
    if (!gap || !/content-type:\s*text\/(?:html|plain)/i.test(head)) continue;
    const body = part.trimStart().slice(gap.index + gap[0].length);
    const coded = /content-transfer-encoding:\s*([\w-]+)/i.exec(head)?.[1]?.toLowerCase();
    const bytes =
      coded === "base64"
        ? latin(atob(body.replace(/[^A-Za-z0-9+/]/g, "")))
        : latin(
            coded === "quoted-printable"
              ? body.replace(/=\r?\n/g, "").replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
              : body,
          );
    return decoded(bytes, /charset\s*=\s*"?([\w-]{1,40})/i.exec(head)?.[1]);
  }
  return undefined;
}

/** The text of such a file; undefined for one that is none of them (.rtf, a picture). */
export function partText(bytes: Uint8Array): { readonly text: string; readonly html: boolean } | undefined {
  const head = new TextDecoder("latin1").decode(bytes.subarray(0, 1000));
  if (/^\s*(?:MIME-Version|From|Content-Type|Message-ID)\s*:/i.test(head)) {
    const page = pageOf(new TextDecoder("latin1").decode(bytes));
    return page === undefined ? undefined : { text: page, html: true };
  }
  if (/^\s*\{\\rtf|\0\0\0/.test(head)) return undefined;
  const text = decoded(bytes);
  return { text, html: /<\s*(?:!doctype|html|body|p|div|table|span|meta|head|h[1-6]|br|ul|ol)\b/i.test(text.slice(0, 20_000)) };
}
