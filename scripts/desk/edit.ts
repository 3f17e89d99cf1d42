/** 填报页: records are made and mended in a form, with the check of the build in it. */
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { editLayout } from "../../layouts/desk/edit.ts";
import { dayOf, nameOf } from "../entries.ts";
import { loweredSheets, sheetsOf } from "../lib/sheet.ts";
import type { Entry } from "../model/kind.ts";
import type { Desk, Room } from "./room.ts";

const hash = (text: string): string => createHash("sha256").update(text).digest("base64");

/** What the page knows before it is given the folder. */
function madeOf({ content }: Desk, style: string): string {
  const site = join(content.folder, "site.yaml");
  const records = [
    ...(Object.values(content.records).flat() as Entry[]).map((r) => ({ id: r.id, kind: r.kind, title: nameOf(r), date: dayOf(r) })),
    ...content.reports.map((r) => ({ id: `reports/${r.id}`, kind: "reports", title: `${r.year}年年度报告`, date: r.date ?? "" })),
    ...content.pages.map((p) => ({ id: `pages/${p.id}`, kind: "pages", title: p.title, date: "" })),
  ];
  return JSON.stringify({ site: existsSync(site) ? readFileSync(site, "utf8") : "", records, style }).replaceAll("<", "\\u003c");
}

export const edit: Room = {
  label: "填报页",
  path: "edit.html",
  async build(desk) {
    const sheets = await loweredSheets(sheetsOf("desk/desk.css", "desk/edit.css"), desk.cache);
    const style = [...sheets.values()].join("");
    const preview = (await loweredSheets(sheetsOf("assets/style.css"), desk.cache)).get("assets/style.css") ?? "";
    const script = await desk.bundler.script("desk/edit/main.ts", "editing");
    const content = editLayout({
      organ: desk.content.site?.shortName ?? "",
      rooms: desk.rooms,
      made: madeOf(desk, preview),
      style,
      script,
      styleHashes: [hash(style), hash(preview)],
      scriptHash: hash(script),
    });
    return [{ path: "edit.html", content }];
  },
};
