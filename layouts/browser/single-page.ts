/** The search inside a year's single file: over the articles as they stand in it. */
import { type Piece, showHit } from "../../scripts/search/excerpt.ts";
import { foldWords, holds, makeFolder, wordsOf } from "../../scripts/search/fold.ts";
import type { Words } from "../../scripts/search/row.ts";
import { byId, fill, make } from "./page.ts";

const main = document.querySelector("main") as HTMLElement;
const folder = makeFolder(main.dataset.traditional);
const field = byId<HTMLInputElement>("find");
const list = byId<HTMLOListElement>("results");
const status = byId("count");
const contents = byId("contents");
byId("find-form").hidden = false;

const text = (element: Element): string => (element.textContent ?? "").replace(/\s*\n\s*/g, "\n").trim();

const articles = [...main.querySelectorAll("article")].map((element) => {
  const words: Words = {
    title: text(element.querySelector("h2") as HTMLElement),
    text: [...element.querySelectorAll("[data-text]")].map(text).join("\n"),
    attachments: [...element.querySelectorAll("details")].map((d) => ({
      title: d.dataset.title ?? "",
      path: element.id,
      text: text(d.querySelector(".words") as HTMLElement),
    })),
  };
  return { element, words, date: element.querySelector("time")?.getAttribute("datetime") ?? "", folded: foldWords(words, folder) };
});

const print = (pieces: readonly Piece[]): (Node | string)[] => pieces.map((p) => (p.mark ? make("mark", {}, p.text) : p.text));

function find(): void {
  const asked = wordsOf(field.value, folder);
  const all = asked.length === 0;
  // Titles that hold every word first; each group as it stands, newest first.
  const titled = (a: (typeof articles)[number]): boolean => asked.every((w) => a.folded.title.includes(w.text));
  const hits = all ? [] : articles.filter(({ folded }) => asked.every((w) => holds(folded.title + folded.rest, w)));
  for (const { element } of articles) element.hidden = !all && !hits.some((h) => h.element === element);
  contents.hidden = !all;
  status.textContent = all
    ? ""
    : hits.length > 0
      ? `找到 ${hits.length} 条。`
      : `没有找到“${field.value.trim()}”，换个说法、少写几个字再试。`;
  fill(
    list,
    ...[...hits.filter(titled), ...hits.filter((a) => !titled(a))].map(({ element, words, date }) => {
      const shown = showHit(words, asked, folder);
      const entry = make("li", {}, make("a", { href: `#${element.id}` }, ...print(shown.title)), make("span", {}, ...print(shown.excerpt)));
      if (shown.attached) entry.append(make("span", {}, `附件“${shown.attached.attachment.title}”：`, ...print(shown.attached.excerpt)));
      entry.append(make("time", { datetime: date }, date));
      return entry;
    }),
  );
}

let timer: ReturnType<typeof setTimeout> | undefined;
field.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(find, 150);
});
byId("find-form").addEventListener("submit", (event) => {
  event.preventDefault();
  find();
});
