/** Private and secret things in the words of attachments. */
import { readAttached } from "../attached.ts";
import type { Cache } from "../cache.ts";
import type { Content } from "../content.ts";
import { Faults, type Problem } from "../problem.ts";
import { markWaiting } from "../register/verdict.ts";
import { scanText } from "./find.ts";
import { ownOf } from "./own.ts";
import { checkMaskPairs, type MaskedAt, passable, tell } from "./source.ts";

/** Attachments, what is seen and what is hidden in them. Whether or not a record names them: whoever has the folder has them. */
export async function attachmentProblems(content: Content, cache: Cache): Promise<Problem[]> {
  const faults = new Faults();
  const own = ownOf(content.site);
  const passed = new Set<string>();
  for (const list of [content.records.items, content.records.interpretations, content.records.responses]) {
    for (const r of list) if (r.review?.by && r.review.reason) passed.add(r.id);
  }
  const texts = await readAttached(content.attachments.keys(), content.folder, cache);
  const masked: MaskedAt[] = [...(content.masked ?? [])];
  const before = new Faults();
  checkMaskPairs(masked, before);
  for (const [path, { parts, lack }] of texts) {
    const file = content.attachments.get(path)?.file ?? path;
    const isPassed = passed.has(path.slice(0, path.lastIndexOf("/")));
    // No record names it yet, or the record has a fault: its words are looked at all the same.
    for (const { where, text, visible } of parts) {
      const told = new Set<string>();
      const { findings, masks } = scanText(text, own);
      for (const f of findings) {
        if (f.severity === "warn" && isPassed) continue;
        const line = text.slice(0, f.start).split("\n").length;
        const place = `附件的${where}（${visible ? "" : "打开时看不到，"}第 ${line} 行）`;
        const once = `${f.kind} ${f.masked} ${f.kind === "roster" ? "" : line}`;
        if (told.has(once)) continue;
        told.add(once);
        if (told.size > MOST_OF_A_PART) continue;
        tell(faults, file, 0, place, f, passable(true));
      }
      if (told.size > MOST_OF_A_PART) {
        const { severity } = findings.find((f) => f.severity === "stop") ?? { severity: "warn" };
        const sentences = [`附件的${where}里还有 ${told.size - MOST_OF_A_PART} 处这样的内容。`, "请一并改。"];
        if (severity === "stop") faults.error(file, 0, "private-more", ...sentences);
        else faults.warn(file, 0, "private-more", ...sentences);
      }
      for (const m of masks) masked.push({ file, line: 0, shape: m.shape });
    }
    if (lack === undefined || isPassed || /\.(?:jpe?g|png)$/.test(path)) continue;
    faults.warn(
      file,
      0,
      "attachment-unread",
      `附件${LACKS[lack]}，读不出文字，没法检查里面有没有个人信息和密级标志。`,
      "请打开看过，再在 review 里写上审查人（by）和理由（reason）；能换的，换成有文字的 pdf、docx 或者 xlsx。",
      `依据：《政府信息公开条例》第十七条`,
    );
  }
  const all = new Faults();
  checkMaskPairs(masked, all);
  const fresh = all.list.filter((p) => !before.list.some((q) => q.file === p.file && q.line === p.line));
  return markWaiting([...faults.list, ...fresh], content);
}

/** Finds of one part of an attachment that are told one by one. */
const MOST_OF_A_PART = 5;

const LACKS = {
  encrypted: "加了密码",
  damaged: "坏了",
  noText: "是扫描件或者图片",
  unsupported: "是程序读不了的格式",
  tooLarge: "里面的内容太多",
  macros: "里面有宏",
} as const;
