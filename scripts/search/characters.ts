/** For words of one character: in which rows each character stands. An index of pairs cannot tell. */

/** Files that the characters are spread over. */
export const SHARDS = 64;

export const shardOf = (character: string, shards: number): number => (character.codePointAt(0) ?? 0) % shards;

/** A shard: of each character the rows that hold it, as steps; a row counts double, and one more when its title holds the character. */
export type Shard = Readonly<Record<string, readonly number[]>>;

/** Collects the characters of rows, in the order of the rows. */
export function collectCharacters(): { add(row: number, title: string, rest: string): void; shards(): Shard[] } {
  const places = new Map<string, { last: number; steps: number[] }>();
  return {
    add(row, title, rest) {
      const titled = new Set(title);
      for (const c of new Set(title + rest)) {
        let of = places.get(c);
        if (!of) {
          of = { last: 0, steps: [] };
          places.set(c, of);
        }
        const value = row * 2 + (titled.has(c) ? 1 : 0);
        of.steps.push(value - of.last);
        of.last = value;
      }
    },
    shards() {
      const out: Record<string, readonly number[]>[] = Array.from({ length: SHARDS }, () => ({}));
      for (const c of [...places.keys()].sort())
        (out[shardOf(c, SHARDS)] as Record<string, readonly number[]>)[c] = places.get(c)?.steps ?? [];
      return out;
    },
  };
}

/** Rows of a character: place → titled. */
export function rowsOf(shard: Shard, character: string): Map<number, boolean> {
  const out = new Map<number, boolean>();
  let value = 0;
  for (const step of shard[character] ?? []) {
    value += step;
    out.set(value >> 1, value % 2 === 1);
  }
  return out;
}
