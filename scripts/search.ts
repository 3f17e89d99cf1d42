/** Text packs for the search page: the words of what is published, a file a year, as scripts that load from any folder. */

import { DataFile } from "./data.ts";
import { isItem, type Published, summaryOf } from "./entries.ts";
import { plainText } from "./markdown.ts";
import { type KindName, kinds } from "./model/index.ts";
import type { Shell } from "./pages.ts";
import type { Register } from "./register.ts";

/** Address, title, day, kind, 类目, villages, 文号 and words. */
type PackRow = readonly [
  path: string,
  title: string,
  date: string,
  kind: string,
  category: string,
  villages: readonly string[],
  text: string,
];

/** `search/packs.js` names the packs, newest year first; `search/pack-<year>.js` holds one. */
export function buildPacks(register: Register, shell: Shell): DataFile[] {
  const years = new Map<number, Published[]>();
  for (const list of [register.items, register.interpretations, register.responses] as readonly (readonly Published[])[]) {
    for (const r of list) {
      if (r.withdrawn) continue;
      const of = years.get(r.year);
      if (of) of.push(r);
      else years.set(r.year, [r]);
    }
  }
  const newest = [...years.keys()].sort((a, b) => b - a);
  const { labels } = shell;
  const row = (r: Published): PackRow => {
    const item = isItem(r) ? r : undefined;
    const villages = (item?.village ?? []).map((v) => labels.village.get(v) ?? v);
    const words = [item?.docNumber, r.keywords?.join(" "), r.attachments?.map((a) => a.title).join(" "), summaryOf(r), plainText(r.body)];
    return [
      `${r.id}.html`,
      r.title,
      r.date,
      item ? "公开信息" : kinds[r.kind as KindName].label,
      item ? (labels.category.get(item.category) ?? "") : "",
      villages,
      words.filter(Boolean).join("\n"),
    ];
  };
  return [
    new DataFile("search/packs.js", () => `gongkaiPacks=${JSON.stringify(newest)};\n`),
    ...newest.map(
      (year) =>
        new DataFile(`search/pack-${year}.js`, () => {
          const rows = (years.get(year) ?? [])
            .toSorted((a, b) => (a.date > b.date ? -1 : a.date < b.date ? 1 : a.id > b.id ? -1 : 1))
            .map(row);
          return `gongkaiPack(${year},${JSON.stringify(rows).replaceAll("\u2028", "").replaceAll("\u2029", "")});\n`;
        }),
    ),
  ];
}
