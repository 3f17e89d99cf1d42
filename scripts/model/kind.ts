/** A kind of record: its folder, its Chinese name, its keys, and which key says the year it belongs to. */
import type { Fields, Values } from "./field.ts";

export interface Kind<F extends Fields = Fields> {
  /** Folder under `content/`. */
  readonly folder: string;
  readonly label: string;
  /** What one file is, in a sentence for the author. */
  readonly is: string;
  readonly fields: F;
  /** The key whose year is the folder's. */
  readonly dated: keyof F & string;
  /** Has the kind a page of its own, and is its body public? */
  readonly published: boolean;
}

export const kind = <F extends Fields>(k: Kind<F>): Kind<F> => k;

/** What every record has besides its keys. */
export interface Entry {
  /** `items/2017/0001`: folder, year, serial; also the address of its page. Never changes. */
  readonly id: string;
  readonly kind: string;
  /** Year of its folder. */
  readonly year: number;
  readonly serial: string;
  /** As the clerk opens it. */
  readonly file: string;
  /** Line of each key that was written. */
  readonly lines: Readonly<Record<string, number>>;
  readonly body: string;
  readonly bodyLine: number;
}

export type RecordOf<K> = K extends Kind<infer F> ? Entry & Values<F> : never;
