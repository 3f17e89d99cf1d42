/** What a package holds beside the parts that are read for themselves: custom XML, settings, layouts, link addresses. */
import { externalTargets, type Pack, walkXml } from "./package.ts";
import type { Parts } from "./parts.ts";

/** Attributes that hold words of people. Others are styles, sizes and identifiers of programs. */
const WORDY = new Set(
  "descr title alt tooltip prompt promptTitle error errorTitle author displayName userName connection command description displayText comment string".split(
    " ",
  ),
);
/** Elements whose every attribute may hold words. */
const WORDY_ELEMENTS = new Set(["docVar", "tag", "query", "connectString", "addressFieldName", "mailSubject", "dataSource", "property"]);

export const OTHER_NAMES: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/^customXml\//i, "自定义数据"],
  [/settings\.xml$/i, "文档设置和变量"],
  [/slide(?:Layout|Master)s?\//i, "版式和母版"],
  [/glossary\//i, "构建基块"],
  [/connections\.xml$|queryTables\//i, "数据连接"],
  [/.*/, "文件里别的地方"],
];

/** Reads every XML part that was not walked through yet, and where links lead. */
export function readOtherParts(pack: Pack, parts: Parts): void {
  const links: string[] = [];
  for (const path of pack.files.keys()) {
    if (/\.rels$/i.test(path)) links.push(...externalTargets(pack, path));
    else if (/\.(?:xml|vml)$/i.test(path) && !pack.read.has(path) && path !== "[Content_Types].xml") {
      const name = OTHER_NAMES.find(([pattern]) => pattern.test(path))?.[1] ?? "";
      parts.add(name, wordsOfPart(pack, path), false);
    }
  }
  parts.add("链接的地址", [...new Set(links)].join("\n"), false);
}

/** All words of a part, an element a line; runs of one paragraph together. */
function wordsOfPart(pack: Pack, path: string): string {
  const out: string[] = [];
  const every = /^customXml\/item\d*\.xml$/i.test(path);
  walkXml(pack, path, {
    open(name, attributes) {
      for (const key in attributes) {
        if (key.startsWith("xmlns")) continue;
        const own = key.slice(key.indexOf(":") + 1);
        if (every || WORDY.has(own) || WORDY_ELEMENTS.has(name)) out.push("\n", attributes[key] ?? "", "\n");
      }
    },
    text: (text) => void out.push(text),
    close(name) {
      if (!/^(?:r|t|rPr|noProof|proofErr|lastRenderedPageBreak|bookmarkStart|bookmarkEnd)$/.test(name)) out.push("\n");
    },
  });
  return out.join("");
}
