/** 公开渠道: a record for the board, for 微信 and for the loudspeaker; a month's run; a year's booklet. */
import { join } from "node:path";
import { boardMonthPage, boardPage } from "../../layouts/desk/board.ts";
import { bookletPage, type Chapter } from "../../layouts/desk/booklet.ts";
import { broadcastPage } from "../../layouts/desk/broadcast.ts";
import { channelsClosed, channelsPage, embedHelp, registerNote } from "../../layouts/desk/channels.ts";
import { wechatPage } from "../../layouts/desk/wechat.ts";
import { isItem, type Published } from "../entries.ts";
import type { Shell } from "../pages.ts";
import { publishedBytes } from "../published-file.ts";
import type { Register } from "../register.ts";
import type { YearTally } from "../tally.ts";
import { broadcastScript, broadcastText } from "./broadcast.ts";
import { type Outlet, outletsOf } from "./outlets.ts";
import type { Desk, DeskFile, Room } from "./room.ts";
import { type Sheet, sheetOf } from "./sheet.ts";
import { wechatArticle } from "./wechat.ts";

/** Years whose pages are made unasked. */
const YEARS = 2;

/** What can be shown of a year, oldest first. */
const publishedIn = (register: Register, year: number): Published[] =>
  [...register.items, ...register.interpretations, ...register.responses]
    .filter((r) => r.year === year && !r.withdrawn)
    .sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));

const monthOf = (s: Sheet): string => s.record.date.slice(0, 7);

/** Items by the office's categories, then interpretations and responses. */
function chaptersOf(sheets: readonly Sheet[], { site }: Register): Chapter[] {
  const items = site.categories.map((c) => ({
    title: c.label,
    sheets: sheets.filter((s) => isItem(s.record) && s.record.category === c.code),
  }));
  const ofKind = (title: string, kind: string): Chapter => ({ title, sheets: sheets.filter((s) => s.record.kind === kind) });
  return [...items, ofKind("政策解读", "interpretations"), ofKind("回应关切", "responses")].filter((c) => c.sheets.length > 0);
}

function yearFiles(
  year: number,
  sheets: readonly Sheet[],
  tally: YearTally | undefined,
  desk: Desk,
  shell: Shell,
  register: Register,
): DeskFile[] {
  const files: DeskFile[] = [];
  const outlets = outletsOf(register);
  const outlet = (folder: Outlet["folder"]): Outlet | undefined => outlets.find((o) => o.folder === folder);
  const read = (address: string): Uint8Array | undefined =>
    register.attachments.has(address) ? publishedBytes(join(desk.content.folder, address)) : undefined;
  for (const sheet of sheets) {
    const { name } = sheet;
    const note = (folder: Outlet["folder"]) => registerNote(sheet, outlet(folder), desk, "../");
    const script = broadcastScript(sheet, shell);
    files.push(
      { path: `board/${name}.html`, content: boardPage(sheet, desk, shell, `board/${name}.html`, note("board")) },
      {
        path: `wechat/${name}.html`,
        content: wechatPage(sheet, wechatArticle(sheet, shell, read), desk, shell, `wechat/${name}.html`, note("wechat")),
      },
      { path: `broadcast/${name}.html`, content: broadcastPage(sheet, script, desk, shell, `broadcast/${name}.html`, note("broadcast")) },
      { path: `broadcast/${name}.txt`, content: broadcastText(script) },
    );
    for (const address of sheet.pictures) {
      const bytes = read(address);
      if (bytes) files.push({ path: `pictures/${address}`, content: bytes });
    }
  }
  for (const month of new Set(sheets.map(monthOf))) {
    const path = `board/${month}.html`;
    const ofMonth = sheets.filter((s) => monthOf(s) === month);
    files.push({ path, content: boardMonthPage(month, ofMonth, desk, shell, path) });
  }
  const path = `booklet/${year}.html`;
  files.push({ path, content: bookletPage(year, chaptersOf(sheets, register), tally, desk, shell, path) });
  return files;
}

async function build(desk: Desk): Promise<readonly DeskFile[]> {
  const { edition, shell } = desk;
  if (!edition || !shell)
    return [{ path: "channels.html", content: channelsClosed(desk, "先把工作台上要改的地方改好，这里才有东西可取。") }];
  const { register, tallies } = edition;
  const having = register.years.filter((y) => publishedIn(register, y).length > 0).toReversed();
  const latest = having[0];
  if (latest === undefined) return [{ path: "channels.html", content: channelsClosed(desk, "还没有公开过信息。") }];
  const years = having.filter((y, i) => i < YEARS || desk.years.includes(y));
  const pathOf = (year: number): string => (year === latest ? "channels.html" : `channels/${year}.html`);
  const others = { built: years.map((year) => ({ year, path: pathOf(year) })), asked: having.filter((y) => !years.includes(y)) };
  const script = (name: string): Promise<string> => desk.bundler.script(`browser/${name}.ts`);
  const files: DeskFile[] = [
    { path: "channels.css", content: desk.sheets.get("desk/channels.css") ?? "" },
    { path: "paper.js", content: await script("desk-paper") },
    { path: "wechat.js", content: await script("desk-wechat") },
    { path: "print.js", content: await script("desk-print") },
    { path: "embed.html", content: embedHelp(desk, shell) },
  ];
  for (const year of years) {
    const sheets = publishedIn(register, year).map((r) => sheetOf(r, register, shell));
    const tally = tallies.get(year);
    const months = new Map<string, number>();
    for (const s of sheets) months.set(monthOf(s), (months.get(monthOf(s)) ?? 0) + 1);
    const figures = register.site.channels.flatMap((c) => {
      const value = tally?.figures.get(`items.channel.${c.label}`)?.value;
      return value === undefined ? [] : [{ label: c.label, value }];
    });
    const shown = {
      year,
      sheets: sheets.toReversed(),
      months: [...months].map(([month, count]) => ({ month, count })),
      figures,
      total: tally?.figures.get("items.total")?.value ?? 0,
    };
    files.push(
      { path: pathOf(year), content: channelsPage(pathOf(year), shown, outletsOf(register), others, desk, shell) },
      ...yearFiles(year, sheets, tally, desk, shell, register),
    );
  }
  return files;
}

/** The room. */
export const channels: Room = { label: "公开渠道", path: "channels.html", build };
