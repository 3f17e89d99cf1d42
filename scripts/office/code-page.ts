/** Bytes of old formats → text, by the number of a Windows code page. */
const LABELS: Readonly<Record<number, string>> = {
  437: "windows-1252",
  874: "windows-874",
  932: "shift_jis",
  949: "euc-kr",
  950: "big5",
  1200: "utf-16le",
  10008: "gb18030",
  52936: "gb18030",
  54936: "gb18030",
  65001: "utf-8",
};

/** Text in a code page; of a page that is not known, or not given, as Chinese Windows has it. */
export function decodeCodePage(bytes: Uint8Array, page = 936): string {
  const label = LABELS[page] ?? (page >= 1250 && page <= 1258 ? `windows-${page}` : "gb18030");
  return new TextDecoder(label).decode(bytes);
}
