/** Files that come with a record and are not in its folder yet. */
import { pinyin } from "pinyin-pro";
import type { Imported } from "../../../scripts/desk/import/blocks.ts";
import { freeName, plainStem } from "../../../scripts/rules/file-names.ts";
import { attachmentFault, ENDS } from "../../../scripts/rules/file-types.ts";

export interface Added {
  readonly name: string;
  readonly title: string;
}

/** A file's name in the letters that addresses have: 面积表.xlsx → mianjibiao.xlsx. */
export function plainName(name: string): string {
  const dot = name.lastIndexOf(".");
  const stem = dot > 0 ? name.slice(0, dot) : name;
  const extension =
    dot > 0
      ? name
          .slice(dot + 1)
          .toLowerCase()
          .replace(/[^a-z0-9]/g, "")
      : "";
  const letters = pinyin(stem.normalize("NFKC"), { toneType: "none", type: "array", nonZh: "consecutive", v: true }).join("");
  return `${plainStem(letters, "fujian")}.${extension}`;
}

/** The files, by the names that they will have. */
export class Attached {
  readonly #files: Map<string, Uint8Array>;

  constructor(files: readonly (readonly [string, Uint8Array])[] = []) {
    this.#files = new Map(files);
  }

  get list(): [string, Uint8Array][] {
    return [...this.#files];
  }

  drop(name: string): void {
    this.#files.delete(name);
  }

  /** Takes a file in, or says why it cannot be. `taken`: names in the record's folder. */
  async add(file: File, taken: ReadonlySet<string>): Promise<Added | string> {
    const bytes = new Uint8Array(await file.arrayBuffer());
    const name = freeName(plainName(file.name), (n) => this.#files.has(n) || taken.has(n));
    const extension = name.slice(name.lastIndexOf(".") + 1);
    const fault = attachmentFault(extension, {
      size: bytes.length,
      head: bytes.subarray(0, ENDS),
      tail: bytes.subarray(Math.max(0, bytes.length - ENDS)),
      whole: () => bytes,
    });
    if (fault) return `“${file.name}”没有加进来：${fault[1]}${fault[2]}`;
    this.#files.set(name, bytes);
    return { name, title: file.name.replace(/\.[^.]+$/, "") };
  }

  /** Pictures of a document, under names that are free; the text with them where they will stand. */
  pictures({ markdown, pictures }: Imported, serial: string): string {
    let text = markdown;
    const given = new Map<string, string>();
    for (const p of pictures) {
      let name = p.name;
      for (let n = 1; this.#files.has(name) || [...given.values()].includes(name); n++) name = p.name.replace(/\d+/, String(n));
      given.set(p.name, name);
    }
    for (const p of pictures) this.#files.set(given.get(p.name) ?? p.name, p.bytes);
    text = text.replace(/(?<!\\)\]\((tu-\d+\.(?:png|jpg))\)/g, (all, name: string) =>
      given.has(name) ? `](${serial}/${given.get(name)})` : all,
    );
    return text;
  }
}
