/** Writers of old Office formats for tests: as little of each format as its readers need. */

const u16 = (...values: readonly number[]): Buffer => Buffer.from(values.flatMap((v) => [v & 255, (v >> 8) & 255]));
const u32 = (...values: readonly number[]): Buffer => Buffer.concat(values.map((v) => u16(v & 0xffff, v >>> 16)));
export const wide = (text: string): Buffer => Buffer.from(text, "utf16le");

const FREE = 0xffffffff;
const END = 0xfffffffe;

/** A compound file (OLE2) of these streams; `/` in a path makes storages. Streams are padded so that none is a small one. */
export function compoundOf(streams: Readonly<Record<string, Uint8Array>>): Uint8Array {
  const sectors: Buffer[] = [];
  const next: number[] = [];
  const put = (data: Uint8Array): number => {
    const first = sectors.length;
    const count = Math.max(1, Math.ceil(data.length / 512));
    for (let i = 0; i < count; i++) {
      sectors.push(Buffer.concat([data.subarray(i * 512, i * 512 + 512), Buffer.alloc(512)]).subarray(0, 512));
      next.push(i === count - 1 ? END : sectors.length);
    }
    return first;
  };
  interface Node {
    readonly name: string;
    readonly data: Uint8Array | undefined;
    readonly children: Node[];
    id: number;
  }
  const root: Node = { name: "Root Entry", data: undefined, children: [], id: 0 };
  const all = [root];
  for (const [path, data] of Object.entries(streams)) {
    let at = root;
    const steps = path.split("/");
    for (const [i, name] of steps.entries()) {
      let found = at.children.find((c) => c.name === name);
      if (!found) {
        found = { name, data: i === steps.length - 1 ? data : undefined, children: [], id: all.length };
        all.push(found);
        at.children.push(found);
      }
      at = found;
    }
  }
  const entries = all.map((node) => {
    const parent = all.find((p) => p.children.includes(node));
    const after = parent?.children[parent.children.indexOf(node) + 1]?.id ?? FREE;
    const padded = node.data && Buffer.concat([node.data, Buffer.alloc(Math.max(0, 4096 - node.data.length))]);
    const start = padded ? put(padded) : END;
    const out = Buffer.alloc(128);
    const name = wide(node.name);
    name.copy(out);
    out.writeUInt16LE(name.length + 2, 64);
    out[66] = node === root ? 5 : node.data ? 2 : 1;
    out[67] = 1;
    u32(FREE, after, node.children[0]?.id ?? FREE).copy(out, 68);
    out.writeUInt32LE(start, 116);
    out.writeUInt32LE(padded?.length ?? 0, 120);
    return out;
  });
  const directory = put(Buffer.concat(entries));
  const tables = Math.ceil((sectors.length + 100) / 128);
  const fat = sectors.length;
  for (let i = 0; i < tables; i++) next.push(0xfffffffd);
  const table = Buffer.concat([u32(...next), Buffer.alloc(tables * 512, 255)]).subarray(0, tables * 512);
  const header = Buffer.alloc(512, 255);
  Buffer.from("d0cf11e0a1b11ae1", "hex").copy(header);
  header.fill(0, 8, 76);
  u16(0x3e, 3, 0xfffe, 9, 6).copy(header, 24);
  header.writeUInt32LE(tables, 44);
  header.writeUInt32LE(directory, 48);
  u32(4096, END, 0, END, 0).copy(header, 56);
  for (let i = 0; i < tables; i++) header.writeUInt32LE(fat + i, 76 + i * 4);
  return new Uint8Array(Buffer.concat([header, ...sectors, table]));
}

const record = (id: number, ...data: readonly Uint8Array[]): Buffer => {
  const body = Buffer.concat(data);
  return Buffer.concat([u16(id, body.length), body]);
};
const unicode = (text: string): Buffer => Buffer.concat([u16(text.length), Buffer.of(1), wide(text)]);
const shortUnicode = (text: string): Buffer => Buffer.concat([Buffer.of(text.length, 1), wide(text)]);

export interface OldSheet {
  readonly name: string;
  readonly hidden?: boolean;
  /** Texts and numbers; a row a list. */
  readonly rows: readonly (readonly (string | number)[])[];
  readonly note?: string;
  /** Prompt of a data validation. */
  readonly prompt?: string;
  readonly footer?: string;
}

/** The stream `Workbook` (BIFF8). `cut`: bytes of the shared strings after which a CONTINUE record begins. */
export function workbookOf(sheets: readonly OldSheet[], { cut = 8000 }: { readonly cut?: number } = {}): Uint8Array {
  const strings = [...new Set(sheets.flatMap((s) => s.rows.flat().filter((c) => typeof c === "string")))];
  const bodies = sheets.map(({ rows, note, prompt, footer }) => {
    const cells = rows.flatMap((cols, row) =>
      cols.map((cell, column) =>
        typeof cell === "string"
          ? record(0xfd, u16(row, column, 0), u32(strings.indexOf(cell)))
          : record(0x203, u16(row, column, 0), Buffer.from(new Float64Array([cell]).buffer)),
      ),
    );
    const more: Buffer[] = [];
    if (footer !== undefined) more.push(record(0x15, unicode(footer)));
    if (note !== undefined) {
      more.push(
        record(0x1b6, u16(0, 0, 0, 0, 0, note.length, 16, 0, 0)),
        record(0x3c, Buffer.of(1), wide(note)),
        record(0x3c, Buffer.alloc(16)),
      );
      more.push(record(0x1c, u16(0, 0, 0, 1), unicode("某甲")));
    }
    if (prompt !== undefined)
      more.push(record(0x1be, u32(0), unicode("提示"), unicode(""), unicode(prompt), unicode(""), u16(0, 0, 0, 0, 0)));
    return Buffer.concat([record(0x809, u16(0x600, 0x10, 0, 0, 0, 0, 0, 0)), ...cells, ...more, record(0x0a)]);
  });
  const table = Buffer.concat([u32(strings.length, strings.length), ...strings.map(unicode)]);
  const head = (offsets: readonly number[]): Buffer =>
    Buffer.concat([
      record(0x809, u16(0x600, 5, 0, 0, 0, 0, 0, 0)),
      record(0x42, u16(1200)),
      record(0xe0, u16(0, 0), Buffer.alloc(16)),
      ...sheets.map((s, i) => record(0x85, u32(offsets[i] ?? 0), Buffer.of(s.hidden ? 1 : 0, 0), shortUnicode(s.name))),
      ...continued(table, strings, cut),
      record(0x0a),
    ]);
  const first = head([]).length;
  const offsets = bodies.map((_, i) => first + bodies.slice(0, i).reduce((n, b) => n + b.length, 0));
  return new Uint8Array(Buffer.concat([head(offsets), ...bodies]));
}

/** The shared strings in records of `cut` bytes at most, cut between two characters as Excel does. */
function continued(table: Buffer, strings: readonly string[], cut: number): Buffer[] {
  if (table.length <= cut) return [record(0xfc, table)];
  const out: Buffer[] = [];
  let id = 0xfc;
  let room = Buffer.from(table.subarray(0, 8));
  const end = (): void => {
    out.push(record(id, room));
    id = 0x3c;
    room = Buffer.alloc(0);
  };
  for (const text of strings) {
    if (room.length + 3 > cut) end();
    room = Buffer.concat([room, u16(text.length), Buffer.of(1)]);
    for (const unit of Array.from({ length: text.length }, (_, i) => text.charAt(i))) {
      if (room.length + 2 > cut) {
        end();
        room = Buffer.of(1);
      }
      room = Buffer.concat([room, wide(unit)]);
    }
  }
  end();
  return out;
}

/** An Excel workbook of 97–2003. */
export const xlsOf = (sheets: readonly OldSheet[], more: Readonly<Record<string, Uint8Array>> = {}, cut?: number): Uint8Array =>
  compoundOf({ Workbook: workbookOf(sheets, cut === undefined ? {} : { cut }), ...more });

/** Streams of a Word document: body, header, comment. Characters of the body are two bytes wide, the others too. */
export function docStreams({
  body,
  header = "",
  comment = "",
  rowEnds = [],
}: {
  readonly body: string;
  /** Where in `body` a cell's mark ends a row, which Word says beside the text; none: nothing says it. */
  readonly rowEnds?: readonly number[];
  readonly header?: string;
  readonly comment?: string;
}) {
  const text = `${body}\r${header === "" ? "" : `${header}\r`}${comment === "" ? "" : `${comment}\r`}`;
  const main = Buffer.alloc(1024);
  u16(0xa5ec, 0xc1).copy(main);
  main.writeUInt16LE(0x0200, 0x0a);
  main.writeUInt32LE(body.length + 1, 0x4c);
  main.writeUInt32LE(header === "" ? 0 : header.length + 1, 0x54);
  main.writeUInt32LE(comment === "" ? 0 : comment.length + 1, 0x5c);
  const pieces = Buffer.concat([u32(0, text.length), u16(0), u32(1024), u16(0)]);
  const clx = Buffer.concat([Buffer.of(2), u32(pieces.length), pieces]);
  main.writeUInt32LE(0, 0x1a2);
  main.writeUInt32LE(clx.length, 0x1a6);
  if (rowEnds.length === 0) return { WordDocument: new Uint8Array(Buffer.concat([main, wide(text)])), "1Table": new Uint8Array(clx) };
  const words = wide(text);
  const padded = Buffer.concat([main, words, Buffer.alloc(512 - (words.length % 512))]);
  const page = rowEndPage(body, rowEnds);
  const plc = u32(1024, 1024 + words.length, padded.length / 512);
  padded.writeUInt32LE(clx.length, 0x102);
  padded.writeUInt32LE(plc.length, 0x106);
  return { WordDocument: new Uint8Array(Buffer.concat([padded, page])), "1Table": new Uint8Array(Buffer.concat([clx, plc])) };
}

/** A page of formatted paragraphs ([MS-DOC] PapxFkp) that marks the ends of rows; `body` has at most 25 cells. */
function rowEndPage(body: string, rowEnds: readonly number[]): Buffer {
  const ends = [...body].flatMap((sign, at) => (sign === "\x07" ? [at] : []));
  const page = Buffer.alloc(512);
  page[511] = ends.length;
  const [cell, rowEnd] = [480, 490];
  // sprmPFInTable; and with sprmPFTtp.
  Buffer.concat([Buffer.of(3), u16(0, 0x2416), Buffer.of(1)]).copy(page, cell);
  Buffer.concat([Buffer.of(0, 4), u16(0, 0x2416), Buffer.of(1), u16(0x2417), Buffer.of(1)]).copy(page, rowEnd);
  let from = 1024;
  for (const [i, at] of ends.entries()) {
    page.writeUInt32LE(from, i * 4);
    from = 1024 + (at + 1) * 2;
    page[(ends.length + 1) * 4 + i * 13] = (rowEnds.includes(at) ? rowEnd : cell) / 2;
  }
  page.writeUInt32LE(from, ends.length * 4);
  return page;
}

/** A Word document of 97–2003. */
export const docOf = (texts: Parameters<typeof docStreams>[0], more: Readonly<Record<string, Uint8Array>> = {}): Uint8Array =>
  compoundOf({ ...docStreams(texts), ...more });

const atom = (type: number, data: Uint8Array, instance = 0): Buffer => Buffer.concat([u16(instance << 4, type), u32(data.length), data]);
const container = (type: number, ...children: readonly Uint8Array[]): Buffer => {
  const body = Buffer.concat(children);
  return Buffer.concat([u16(15, type), u32(body.length), body]);
};

/** PowerPoint slides of 97–2003. `old`: text of a slide that the newest save no longer has; `object`: an embedded file. */
export function pptOf(
  slides: readonly string[],
  { note = "", old = "", object }: { readonly note?: string; readonly old?: string; readonly object?: Uint8Array } = {},
): Uint8Array {
  const box = (text: string): Buffer => container(0xf00d, atom(4000, wide(text)));
  const tops = [
    container(1000, container(4080, atom(4026, wide("目录")))),
    ...slides.map((s) => container(1006, box(s))),
    ...(note === "" ? [] : [container(1008, box(note))]),
  ];
  const stale = old === "" ? Buffer.alloc(0) : container(1006, box(old));
  const stored = object ? atom(4113, object) : Buffer.alloc(0);
  let at = stale.length;
  const offsets = tops.map((t) => {
    at += t.length;
    return at - t.length;
  });
  at += stored.length;
  const directory = atom(6002, Buffer.concat([u32((tops.length << 20) | 1), u32(...offsets)]));
  const edit = atom(4085, u32(0, 0, 0, at, 1, 0, 0));
  const user = Buffer.concat([u16(0, 4086), u32(20), u32(20, 0xe391c05f, at + directory.length), u32(0, 0)]);
  return compoundOf({
    "PowerPoint Document": new Uint8Array(Buffer.concat([stale, ...tops, stored, directory, edit])),
    "Current User": new Uint8Array(user),
  });
}

/** The stream of an OLE package: a file within an object. */
export function nativeOf(name: string, file: Uint8Array): Uint8Array {
  const body = Buffer.concat([
    u16(2),
    Buffer.from(`${name}\0C:\\${name}\0`, "latin1"),
    u32(0x30000, name.length + 4),
    Buffer.from(`C:\\${name}\0`, "latin1"),
    u32(file.length),
    file,
  ]);
  return new Uint8Array(Buffer.concat([u32(body.length), body]));
}
