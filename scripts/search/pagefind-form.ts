/**
 * The form of Pagefind 1.6's index: CBOR (RFC 8949) behind a signature. Indexes of consecutive pages → one, cut finer. What has
 * another form than that of 1.6.0 throws.
 */

/** An index as the program wrote it. */
export interface PagefindIndex {
  /** `pf_meta` unpacked, without its signature: version, pages (name, length in words, group), chunks (first word, last word, name), and more. */
  readonly meta: Buffer;
  /** A chunk unpacked, without its signature: a list of one list of words, each with its pages. */
  chunk(name: string): Buffer;
  /** Our name of each of its pages, by Pagefind's. */
  readonly names: ReadonlyMap<string, string>;
}

const SIGNATURE = "pagefind_dcd";
const otherForm = (): Error => new Error("the index has another form than that of Pagefind 1.6.0");

/** Behind the signature. */
export function withoutSignature(bytes: Buffer): Buffer {
  if (bytes.toString("latin1", 0, SIGNATURE.length) !== SIGNATURE) throw new Error("no file of Pagefind's");
  return bytes.subarray(SIGNATURE.length);
}

/** Plain bytes of a pair's postings in one file, at the least: small files, so that a question loads little beside what it asks for. */
const CHUNK = 8 * 1024;

/**
 * One index of all pages, in the order of the indexes. Lengths of pages serve a ranking that a search for phrases does not use:
 * all 1. Chunks are named by their place: the folder that they stand in is named by its content, and numbers are small in the meta.
 */
export function mergeIndexes(indexes: readonly PagefindIndex[]): { meta: Buffer; chunks: ReadonlyMap<string, Buffer> } {
  const metas = indexes.map(readMeta);
  const [{ version, rest } = { version: Buffer.alloc(0), rest: Buffer.alloc(0) }] = metas;
  if (metas.some((m) => !m.version.equals(version) || !m.rest.equals(rest))) throw otherForm();

  const readers = metas.map((m, i) => {
    const before = metas.slice(0, i).reduce((n, { pages }) => n + pages.length, 0);
    return wordsOf(m.ranges, (indexes[i] as PagefindIndex).chunk, before);
  });
  const next = readers.map((r) => r.next().value);
  const chunks = new Map<string, Buffer>();
  const ranges: Buffer[] = [];
  let [pieces, count, size]: [Buffer[], number, number] = [[], 0, 0];
  let [first, last]: [Buffer, Buffer] = [Buffer.alloc(0), Buffer.alloc(0)];
  const flush = (): void => {
    if (count === 0) return;
    const name = String(chunks.size);
    chunks.set(name, Buffer.concat([Buffer.from(`${SIGNATURE}\u0081`, "latin1"), listHead(count), ...pieces]));
    ranges.push(Buffer.from([0x83]), textHead(first), textHead(last), textHead(Buffer.from(name)));
    [pieces, count, size] = [[], 0, 0];
  };
  for (;;) {
    let least: Buffer | undefined;
    for (const w of next) if (w && (!least || w.word.compare(least) < 0)) least = w.word;
    if (!least) break;
    const same: Word[] = [];
    for (const [i, w] of next.entries()) {
      if (!w?.word.equals(least)) continue;
      same.push(w);
      next[i] = readers[i]?.next().value;
    }
    if (count === 0) first = least;
    last = least;
    for (const piece of wordWithPages(least, same)) {
      pieces.push(piece);
      size += piece.length;
    }
    count++;
    if (size >= CHUNK) flush();
  }
  flush();
  const pages = metas.flatMap((m, i) =>
    m.pages.flatMap((own) => {
      const name = indexes[i]?.names.get(own);
      if (name === undefined) throw otherForm();
      return [Buffer.from([0x83]), textHead(Buffer.from(name)), Buffer.from([1, 0x60])];
    }),
  );
  const parts = [Buffer.from(SIGNATURE), version, listHead(pages.length / 3), ...pages, listHead(ranges.length / 4), ...ranges, rest];
  return { meta: Buffer.concat(parts), chunks };
}

interface Meta {
  /** Head of the whole and the version, as they stand. */
  readonly version: Buffer;
  /** Names of the pages, in the order of their numbers. */
  readonly pages: readonly string[];
  /** Names of the chunks, in the order of their words. */
  readonly ranges: readonly string[];
  /** Filters, sorts, keys of metadata: none of ours. */
  readonly rest: Buffer;
}

function readMeta({ meta }: PagefindIndex): Meta {
  const reader = new Cbor(meta);
  if (reader.list() !== 6) throw otherForm();
  const version = meta.subarray(0, reader.skip());
  const pages: string[] = [];
  for (let n = reader.list(); n > 0; n--) {
    if (reader.list() !== 3) throw otherForm();
    pages.push(reader.text().toString());
    reader.skip();
    reader.skip();
  }
  const ranges: string[] = [];
  for (let n = reader.list(); n > 0; n--) {
    if (reader.list() !== 3) throw otherForm();
    reader.skip();
    reader.skip();
    ranges.push(reader.text().toString());
  }
  return { version, pages, ranges, rest: meta.subarray(reader.at) };
}

/** A word with its pages. Each page but the first is told by its step from the one before. */
interface Word {
  readonly word: Buffer;
  readonly count: number;
  /** Numbers of its first and last page among all pages. */
  readonly first: number;
  readonly last: number;
  /** The pages as they stand, from behind the number of the first. */
  readonly pages: Buffer;
}

/** Words in their order; `before`: pages of the indexes before this one. */
function* wordsOf(names: readonly string[], chunkOf: (name: string) => Buffer, before: number): Generator<Word, undefined> {
  let known: Buffer | undefined;
  for (const name of names) {
    const chunk = chunkOf(name);
    const reader = new Cbor(chunk);
    if (reader.list() !== 1) throw otherForm();
    for (let left = reader.list(); left > 0; left--) {
      if (reader.list() !== 3) throw otherForm();
      const word = reader.text();
      const count = reader.list();
      if (count < 1 || (known && known.compare(word) >= 0)) throw otherForm();
      known = word;
      if (reader.list() !== 3) throw otherForm();
      const first = before + reader.number();
      const start = reader.at;
      let last = first;
      reader.skip();
      reader.skip();
      for (let n = count - 1; n > 0; n--) {
        if (reader.list() !== 3) throw otherForm();
        last += reader.number();
        reader.skip();
        reader.skip();
      }
      const pages = chunk.subarray(start, reader.at);
      // Spellings that differ by accents: ours have none.
      if (reader.list() !== 0) throw otherForm();
      yield { word, count, first, last, pages };
    }
  }
  return undefined;
}

/** The word once, with the pages of all. */
function wordWithPages(word: Buffer, all: readonly Word[]): Buffer[] {
  const out = [Buffer.from([0x83]), textHead(word), listHead(all.reduce((n, w) => n + w.count, 0))];
  let last = 0;
  for (const w of all) {
    out.push(Buffer.from([0x83]), head(0, w.first - last), w.pages);
    last = w.last;
  }
  out.push(listHead(0));
  return out;
}

function head(type: number, n: number): Buffer {
  if (n < 24) return Buffer.from([type | n]);
  if (n < 0x100) return Buffer.from([type | 24, n]);
  if (n < 0x10000) return Buffer.from([type | 25, n >> 8, n & 255]);
  return Buffer.from([type | 26, n >>> 24, (n >> 16) & 255, (n >> 8) & 255, n & 255]);
}
const listHead = (n: number): Buffer => head(0x80, n);
const textHead = (text: Buffer): Buffer => Buffer.concat([head(0x60, text.length), text]);

/** Reads CBOR as far as Pagefind writes it: numbers, texts, lists of a given length. */
class Cbor {
  at = 0;
  private type = 0;
  constructor(private readonly bytes: Buffer) {}

  /** The value of a head; its type in `type`. */
  private head(): number {
    const byte = this.bytes[this.at++] as number;
    this.type = byte >> 5;
    const info = byte & 31;
    if (info < 24) return info;
    if (info > 27) throw otherForm();
    let value = 0;
    for (let i = 1 << (info - 24); i > 0; i--) value = value * 256 + (this.bytes[this.at++] as number);
    if (this.at > this.bytes.length) throw otherForm();
    return value;
  }

  private headOf(type: number): number {
    const value = this.head();
    if (this.type !== type) throw otherForm();
    return value;
  }

  number(): number {
    return this.headOf(0);
  }

  /** Members of the list that begins here. */
  list(): number {
    return this.headOf(4);
  }

  /** The bytes of a text. */
  text(): Buffer {
    const length = this.headOf(3);
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }

  /** Passes over one item, whatever it is; where it ends. */
  skip(): number {
    for (let left = 1; left > 0; left--) {
      const value = this.head();
      if (this.type === 2 || this.type === 3) this.at += value;
      else if (this.type === 4) left += value;
      else if (this.type === 5) left += 2 * value;
      else if (this.type === 6) left++;
    }
    return this.at;
  }
}
