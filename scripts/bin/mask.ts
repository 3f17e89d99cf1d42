/** `npm run mask -- FILE`: the text with private numbers masked, as a proposal. Never shows a number. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { readAttachmentText } from "../office/attachment.ts";
import { isMasked, maskText, scanText } from "../privacy/find.ts";
import { privateKinds } from "../privacy/kinds.ts";
import { main, options, pc, UsageError } from "./cli.ts";

const usage = `用法：npm run mask -- 文件 [选项]
给一个文件里的身份证号、银行卡号、手机号和个人邮箱打上星号，把建议的文字显示出来，原文件不动。
身份证号只留前 3 位，银行卡号只留后 4 位，手机号中间四位打星号。住址、病情、名单要自己改，会列出在哪一行。

  --write     直接改写文件（只能是 .md、.yaml、.txt、.csv）
  --help      显示这段说明

例：npm run mask -- content/items/2025/0003.md
附件（pdf、Word、Excel、PPT 新旧格式，压缩包）只能看建议的文字，要在原来的软件里改。`;

const TEXT = /\.(?:md|ya?ml|txt|csv)$/i;
const ATTACHMENT = /\.(pdf|docx?|xlsx?|pptx?|wps|et|dps|ofd|rtf|zip)$/i;

await main(async () => {
  const { values, positionals } = options({ write: { type: "boolean" } }, usage);
  const [file] = positionals;
  if (file === undefined || positionals.length > 1) throw new UsageError("要写一个文件。", usage);
  const shown = maskText(file);
  if (!existsSync(file)) throw new UsageError(`找不到文件“${shown}”。`, "请核对位置，写法如 npm run mask -- content/items/2025/0003.md。");
  const attachment = ATTACHMENT.exec(file)?.[1];
  if (!TEXT.test(file) && attachment === undefined) {
    throw new UsageError(
      `“${shown}”不是能看的文件。`,
      "可以用的有：md、yaml、txt、csv，附件 pdf、docx、doc、xlsx、xls、pptx、ppt、wps、et、dps、ofd、rtf、zip。",
    );
  }
  if (values.write && attachment !== undefined)
    throw new UsageError("附件不能直接改写。", "请去掉 --write，看了建议的文字，在原来的软件里改。");
  let text: string;
  if (attachment === undefined) {
    try {
      text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(readFileSync(file));
    } catch {
      throw new UsageError(`“${shown}”的编码不是 UTF-8。`, "请在记事本里“另存为”，编码选 UTF-8，再试。");
    }
  } else {
    const { parts } = await readAttachmentText(readFileSync(file), attachment);
    text = parts.map((p) => `【${p.where}】\n${p.text}`).join("\n\n");
  }
  const masked = maskText(text);
  const before = scanText(text).findings;
  const changed = before.filter((f) => isMasked(f.kind)).length;
  if (values.write) {
    if (masked !== text) writeFileSync(file, masked);
    console.log(changed > 0 ? `${shown}：打了 ${changed} 处星号，请看一遍再提交。` : `${shown}：没有要打星号的号码，文件没有动。`);
  } else {
    process.stdout.write(masked.endsWith("\n") ? masked : `${masked}\n`);
    console.error(pc.dim(changed > 0 ? `打了 ${changed} 处星号，原文件没有动；要改写文件，加上 --write。` : "没有要打星号的号码。"));
  }
  for (const f of scanText(masked).findings) {
    const { label, advice } = privateKinds[f.kind];
    console.error(pc.yellow(`第 ${masked.slice(0, f.start).split("\n").length} 行还像是有${label}，要自己改。${advice}`));
  }
  return 0;
});
