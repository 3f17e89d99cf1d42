/** Private and secret things in the words of attachments. */
import { readAttached } from "../attached.ts";
import type { Cache } from "../cache.ts";
import type { Content } from "../content.ts";
import type { Lack, TextPart, Unread } from "../office/attachment.ts";
import { brief, Faults, type Problem } from "../problem.ts";
import { markWaiting } from "../register/verdict.ts";
import { scanText } from "./find.ts";
import type { Masked } from "./masks.ts";
import { type Own, ownOf } from "./own.ts";
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
  for (const [path, text] of texts) {
    const file = content.attachments.get(path)?.file ?? path;
    const isPassed = passed.has(path.slice(0, path.lastIndexOf("/")));
    // No record names it yet, or the record has a fault: its words are looked at all the same.
    for (const part of text.parts) {
      const masks = checkPart(part, { file, isPassed, own, faults });
      for (const m of masks) masked.push({ file, line: 0, shape: m.shape });
    }
    const isPicture = /\.(?:jpe?g|png)$/.test(path);
    if (!isPassed) tellUnread(isPicture ? undefined : text.lack, text.unread ?? [], file, faults);
    if (text.placed && !isPicture) tellPlaced(text.placed, file, faults);
  }
  const all = new Faults();
  checkMaskPairs(masked, all);
  const fresh = all.list.filter((p) => !before.list.some((q) => q.file === p.file && q.line === p.line));
  return markWaiting([...faults.list, ...fresh], content);
}

interface Checking {
  readonly file: string;
  readonly isPassed: boolean;
  readonly own: Own;
  readonly faults: Faults;
}

/** One stretch of text of an attachment; gives back what is masked in it. */
function checkPart({ where, text, visible }: TextPart, { file, isPassed, own, faults }: Checking): readonly Masked[] {
  const told = new Set<string>();
  const { findings, masks } = scanText(text, own);
  let [counted, line] = [0, 1];
  for (const f of findings) {
    if (f.severity === "warn" && isPassed) continue;
    if (f.start < counted) [counted, line] = [0, 1];
    for (let at = text.indexOf("\n", counted); at >= 0 && at < f.start; at = text.indexOf("\n", at + 1)) line++;
    counted = f.start;
    const place = `附件的${brief(where)}（${visible ? "" : "打开时看不到，"}第 ${line} 行）`;
    const once = `${f.kind} ${f.masked} ${f.kind === "roster" ? "" : line}`;
    if (told.has(once)) continue;
    told.add(once);
    if (told.size > MOST_OF_A_PART) continue;
    tell(faults, file, 0, place, f, passable(true));
  }
  if (told.size > MOST_OF_A_PART) {
    const { severity } = findings.find((f) => f.severity === "stop") ?? { severity: "warn" };
    const sentences = [`附件的${brief(where)}里还有 ${told.size - MOST_OF_A_PART} 处这样的内容。`, "请一并改。"];
    if (severity === "stop") faults.error(file, 0, "private-more", ...sentences);
    else faults.warn(file, 0, "private-more", ...sentences);
  }
  return masks;
}

/** Finds of one part of an attachment that are told one by one. */
const MOST_OF_A_PART = 5;

const LACKS: Readonly<Record<Lack, string>> = {
  encrypted: "加了密码",
  damaged: "坏了",
  noText: "是扫描件或者图片",
  unsupported: "是程序读不了的格式",
  tooLarge: "里面的内容太多，没有读完",
  macros: "里面有宏",
};

/** What could not be read keeps its record back until a reviewer has written the reason (`holdsBack`). */
function tellUnread(lack: Lack | undefined, unread: readonly Unread[], file: string, faults: Faults): void {
  if (lack === undefined && unread.length === 0) return;
  const within = unread.slice(0, MOST_OF_A_PART).map((u) => `${brief(u.where)}（${LACKS[u.lack]}）`);
  const more = unread.length > within.length ? `等 ${unread.length} 处` : "";
  const cannot = "没法检查有没有个人信息和密级标志。";
  faults.warn(
    file,
    0,
    "attachment-unread",
    ...(lack === undefined ? [] : [`附件${LACKS[lack]}，${lack === "tooLarge" ? "" : "读不出文字，"}${cannot}`]),
    ...(within.length === 0 ? [] : [`附件里这些内容读不出来：${within.join("、")}${more}，${cannot}`]),
    ADVICE[lack ?? unread[0]?.lack ?? "unsupported"],
    "打开看过、没有问题的，在 review 里写上审查人（by）和理由（reason），才放行。",
    "依据：《政府信息公开条例》第十七条",
  );
}

const ADVICE: Readonly<Record<Lack, string>> = {
  encrypted: "能去掉密码的，请去掉密码，重新保存。",
  damaged: "请用原来的软件打开，另存一遍，换上新的。",
  noText: "能换的，换成有文字的 pdf、docx 或者 xlsx。",
  unsupported: "能换的，换成有文字的 pdf、docx 或者 xlsx；压缩包请用 zip。",
  tooLarge: "请分成几个文件，或者删去用不着的内容。",
  macros: "请另存为不带宏的 docx 或者 xlsx。",
};

/** Photos within a document or an archive stay as they are: only the office can take the place out of them. */
function tellPlaced(placed: readonly string[], file: string, faults: Faults): void {
  const some = [...new Set(placed)];
  faults.warn(
    file,
    0,
    "photo-place-inside",
    `附件里有 ${some.length} 张照片带着拍摄地点（经纬度）：${some
      .slice(0, MOST_OF_A_PART)
      .map((p) => brief(p))
      .join("、")}。`,
    "拍的是住户家门口的，别人能据此找到那一家。请在 Word 或者 WPS 里“压缩图片”以后再保存，或者换成截图。",
  );
}
