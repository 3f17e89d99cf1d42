/** Word documents: the body and what stands around it, and which styles hide their text. */
import { attribute, isOn, type Pack, pathsOf, walkXml } from "./package.ts";
import type { Parts } from "./parts.ts";
import { type Runs, readRuns } from "./runs.ts";

/** Styles whose text is hidden, by themselves or by the style they rest on. */
function hiddenStylesOf(pack: Pack, file: string): Set<string> {
  const styles = new Map<string, { base?: string; vanish?: boolean }>();
  let style: { base?: string; vanish?: boolean } = {};
  walkXml(pack, file, {
    open(name, attributes, path) {
      if (name === "style") {
        style = {};
        styles.set(attribute(attributes, "styleId") ?? "", style);
      } else if (name === "basedOn") style.base = attribute(attributes, "val") ?? "";
      else if (name === "vanish" && path.at(-1) === "rPr" && path.at(-2) === "style")
        style.vanish = isOn(attribute(attributes, "val") ?? "1");
    },
  });
  const isHidden = (id: string | undefined, seen: number): boolean => {
    const found = id === undefined || seen > 20 ? undefined : styles.get(id);
    return found !== undefined && (found.vanish ?? isHidden(found.base, seen + 1));
  };
  return new Set([...styles.keys()].filter((id) => isHidden(id, 0)));
}

export function readDocx(pack: Pack, parts: Parts): void {
  const styles = pathsOf(pack, /^word\/styles\d*\.xml$/)[0];
  const hiddenStyles = styles === undefined ? new Set<string>() : hiddenStylesOf(pack, styles);
  const rest: Runs[] = [];
  const read = (pattern: RegExp): string[] =>
    pathsOf(pack, pattern).map((path) => {
      const runs = readRuns(pack, path, hiddenStyles);
      rest.push(runs);
      return runs.shown;
    });
  if (pathsOf(pack, /^word\/document\d*\.xml$/).length === 0) pack.damaged = true;
  parts.add("正文", read(/^word\/document\d*\.xml$/).join("\n"), true);
  // First, even and odd pages often say the same.
  const edges = [...read(/^word\/header\d*\.xml$/), ...read(/^word\/footer\d*\.xml$/)];
  parts.add("页眉页脚", [...new Set(edges)].join("\n"), true);
  parts.add("脚注", read(/^word\/footnotes\d*\.xml$/).join("\n"), true);
  parts.add("尾注", read(/^word\/endnotes\d*\.xml$/).join("\n"), true);
  parts.add("批注", read(/^word\/comments\d*\.xml$/).join("\n"), false);
  parts.add("修订中删去的文字", rest.map((r) => r.deleted).join("\n"), false);
  parts.add("隐藏的文字", rest.map((r) => r.hidden).join("\n"), false);
  parts.add("域代码和选项", rest.map((r) => r.codes).join("\n"), false);
  parts.add("图片的说明文字", rest.map((r) => r.described).join("\n"), false);
}
