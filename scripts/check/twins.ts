/** Records that stand there twice: the same words in two files, or one serial in two spellings. */
import type { Content } from "../content.ts";
import type { Published } from "../entries.ts";
import type { Item } from "../model/index.ts";
import type { Entry } from "../model/kind.ts";
import { nextSerial } from "../model/write.ts";
import { Faults, type Problem } from "../problem.ts";

/** Blanks, width and marks make no other words. */
const wordsOf = (text: string): string => text.normalize("NFKC").replace(/[\s\p{P}]/gu, "");

/** The first record of each key, and those that come after it with the same. */
function twinsBy<R extends Entry>(records: readonly R[], keyOf: (r: R) => string | undefined): (readonly [first: R, again: R])[] {
  const first = new Map<string, R>();
  const out: (readonly [R, R])[] = [];
  for (const r of records) {
    const key = keyOf(r);
    if (key === undefined) continue;
    const known = first.get(key);
    if (known) out.push([known, r]);
    else first.set(key, r);
  }
  return out;
}

/** Title, day and body of what is published; what was withdrawn may be published again. */
const published = (r: Published): string | undefined =>
  r.withdrawn ? undefined : `${r.kind} ${r.date} ${r.issuer ?? ""} ${wordsOf(r.title)} ${wordsOf(r.body)}`;

const serialOf = (r: Entry): string | undefined => (/^\d{1,9}$/.test(r.serial) ? `${r.kind} ${r.year} ${Number(r.serial)}` : undefined);

export function checkTwins({ records }: Pick<Content, "records">): Problem[] {
  const faults = new Faults();
  for (const [first, again] of twinsBy<Published>([...records.items, ...records.interpretations, ...records.responses], published)) {
    const { resultOf, supersedes } = again as Partial<Item>;
    if (resultOf === first.id || supersedes === first.id) continue;
    faults.warn(
      again.file,
      1,
      "record-twice",
      `标题、日期和正文都和 ${first.file} 一样，多半是同一条存了两份，统计里会算两条。`,
      "是同一条的，请删去还没有公开过的那一份；确实是两条的，请把标题写得分得开，例如写上村名。",
    );
  }
  for (const list of Object.values(records) as (readonly Entry[])[]) {
    for (const [first, again] of twinsBy(list, serialOf)) {
      const free = nextSerial(list.filter((r) => r.year === again.year).map((r) => r.serial));
      faults.error(
        again.file,
        0,
        "serial-twice",
        `流水号和 ${first.file} 是同一个，两条的索引号会一样。`,
        `请把这一条的文件名改成 ${free}.md（有附件文件夹的一起改名）。`,
      );
    }
  }
  return faults.list;
}
