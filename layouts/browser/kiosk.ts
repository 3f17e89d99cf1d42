/** 大厅查询机: everything by large keys. What is asked stands in no address and no history; after a minute alone it is forgotten. */
import { type Word, wordsOf } from "../../scripts/search/fold.ts";
import { type Chosen, facets, type Hit, passes, type Row } from "../../scripts/search/row.ts";
import { byPinyin, nearWords } from "../../scripts/search/suggest.ts";
import type { Vocabulary } from "../../scripts/search/vocabulary.ts";
import { openSearch, openVocabulary, type Search, type Wording } from "./engine.ts";
import { findAll, hitEntry, labelOfValue } from "./hits.ts";
import { countdownWords, keepInside, watchIdle } from "./idle.ts";
import { ENOUGH, meantBy } from "./meant.ts";
import { byId, fill, lastOf, make } from "./page.ts";
import { KIOSK, stepTo } from "./trail.ts";

/** Hits on one page. */
const SHOWN = 10;

/** Words, or the value of a facet; neither means the newest. */
interface Question {
  readonly words: string;
  readonly chosen: Chosen;
}

const main = byId("main");
const input = byId<HTMLInputElement>("asked");
const hint = byId("hint");
const words = byId("words");
const title = byId("answer-title");
const count = byId("count");
const progress = byId<HTMLProgressElement>("progress");
const near = byId("near");
const results = byId<HTMLOListElement>("results");
const pager = byId("pager");
const previous = byId<HTMLButtonElement>("previous");
const next = byId<HTMLButtonElement>("next");
const place = byId("place");
const again = byId("again");
const countdown = byId("countdown");
const { root = "", phone = "" } = main.dataset;

let opened: Promise<{ readonly search: Search; readonly wording: Wording }> | undefined;
/** What is answered now, and which page of it. */
let question: Question | undefined;
let number = 1;
/** Count of what was asked: an answer to something older is thrown away. */
let newest = 0;

/** Search and words, loaded at the first touch. */
function openAll(): NonNullable<typeof opened> {
  opened ??= openSearch(root, (done, of) => {
    progress.hidden = done >= of;
    progress.max = of;
    progress.value = done;
  })
    .then(async (search) => ({ search, wording: await openVocabulary(root, search) }))
    .catch((error: unknown) => {
      opened = undefined;
      throw error;
    });
  return opened;
}

/** One view at a time; the keys stay where there is room, and where they are needed. */
function show(view: string): void {
  for (const section of document.querySelectorAll<HTMLElement>(".view")) section.hidden = section.id !== view;
  main.dataset.view = view;
}

function startAgain(): void {
  newest++;
  question = undefined;
  input.value = "";
  for (const list of [results, words, near]) fill(list);
  for (const text of [count, hint, countdown, place]) text.textContent = "";
  title.textContent = "查到的";
  countdown.hidden = true;
  progress.hidden = true;
  show("start");
  scrollTo(0, 0);
  input.focus({ preventScroll: true });
}

/** The letters at the end of what was typed, and what stands before them. */
function lettersOf(typed: string): { before: string; letters: string } {
  const letters = /[a-z'’]*$/i.exec(typed)?.[0] ?? "";
  return { before: typed.slice(0, typed.length - letters.length), letters };
}

/** What may be meant by what was typed, whole questions. */
function meant(typed: string, vocabulary: Vocabulary): { word: string; words: string }[] {
  const { before, letters } = lettersOf(typed.trim());
  return byPinyin(letters, vocabulary).map((word) => ({ word, words: `${before.trim()} ${word}`.trim() }));
}

const choice = (label: string, asked: string): HTMLLIElement => {
  const button = make("button", { type: "button" }, label);
  button.addEventListener("click", () => answer({ words: asked, chosen: {} }, 1));
  return make("li", {}, button);
};

/** While one types: the words that begin so. */
async function offer(): Promise<void> {
  const asked = ++newest;
  const typed = input.value.trim();
  if (typed === "") {
    startAgain();
    return;
  }
  show("typing");
  const { letters } = lettersOf(typed);
  if (letters.length < 2) {
    fill(words);
    hint.textContent = letters === "" ? "写完了，点“查找”。" : "请再点一个字母。";
    return;
  }
  try {
    const { search, wording } = await openAll();
    if (asked !== newest) return;
    const offered = meant(typed, wording.vocabulary);
    const list = offered.map((o) => choice(o.word, o.words));
    const { all } = await findAll(typed, "relevance", search);
    if (asked !== newest) return;
    if (all.length > 0 && wordsOf(typed, search.folder).length > 0) list.push(choice(`就查“${typed}”`, typed));
    fill(words, ...list);
    hint.textContent = list.length === 0 ? "没有这样读的词。请看看字母对不对，少点几个也行。" : "点一个词，就查这个词。";
  } catch {
    if (asked === newest) hint.textContent = unread;
  }
}

const unread = "查找用的文件没有读到，请告诉窗口的工作人员。";

/** What “查找” does: letters stand for the first word that is read so. */
async function ask(): Promise<void> {
  const typed = input.value.trim();
  if (typed === "") return;
  const asked = ++newest;
  // What can't be read is told with the answer.
  const all = await openAll().catch(() => undefined);
  if (asked !== newest) return;
  const first = all && meant(typed, all.wording.vocabulary)[0];
  await answer({ words: first?.words ?? typed, chosen: {} }, 1);
}

/** `#q=低保&page=2`: only to come back from a page to where one was. */
const hashOf = ({ words: q, chosen }: Question, page: number): string =>
  new URLSearchParams({ ...(q === "" ? {} : { q }), ...chosen, page: String(page) }).toString();

function fromHash(hash: string): { asked: Question; page: number } | undefined {
  const given = new URLSearchParams(hash.replace(/^#/, ""));
  const page = Number(given.get("page"));
  if (!Number.isInteger(page) || page < 1) return undefined;
  const chosen = Object.fromEntries(facets.flatMap((f) => (given.get(f) ? [[f, given.get(f)]] : []))) as Chosen;
  return { asked: { words: given.get("q") ?? "", chosen }, page };
}

const DISCLOSED = ["items", "interpretations", "responses"];

/** A page of the answer, for the eye and for the ear. */
async function answer(asked: Question, page: number): Promise<void> {
  const mine = ++newest;
  const changed = question !== asked;
  question = asked;
  number = page;
  input.value = asked.words;
  const facet = facets.find((f) => asked.chosen[f]);
  show("answer");
  if (changed) {
    title.textContent = asked.words === "" ? "最新公开" : `查“${asked.words}”`;
    for (const list of [results, near]) fill(list);
    pager.hidden = true;
    again.hidden = true;
    count.textContent = "正在查…";
  }
  try {
    const { search, wording } = await openAll();
    if (mine !== newest) return;
    if (facet) title.textContent = labelOfValue(facet, asked.chosen[facet] ?? "", search.head);
    const { rows } = search.engine;
    const found = await findAll(asked.words, asked.words === "" ? "date" : "relevance", search);
    const wanted = (row: Row): boolean =>
      asked.words !== "" ? found.asked.length > 0 : facet ? passes(row, asked.chosen) : DISCLOSED.includes(row.kind);
    const hits = found.all.filter((h) => wanted(rows[h.row] as Row));
    const other = asked.words !== "" && hits.length < ENOUGH ? await meantBy(asked.words, hits, search, wording.lexicon) : undefined;
    if (mine !== newest) return;
    const list: readonly (Hit & { readonly words?: readonly Word[] })[] = [...hits, ...(other?.hits ?? [])];
    const pages = Math.max(1, Math.ceil(list.length / SHOWN));
    number = Math.min(page, pages);
    const from = (number - 1) * SHOWN;
    const way = [`${KIOSK}#${hashOf(asked, number)}`];
    const entries = await Promise.all(
      list.slice(from, from + SHOWN).map((h) => hitEntry(h, h.words ?? found.asked, search, (path) => root + stepTo(path, way))),
    );
    if (mine !== newest) return;
    // What is inside an attachment is told; the attachment itself does not open here.
    for (const entry of entries) for (const a of entry.querySelectorAll("a[download]")) a.replaceWith(a.textContent ?? "");
    fill(results, ...entries);
    results.start = from + 1;
    pager.hidden = pages < 2;
    previous.disabled = number === 1;
    next.disabled = number === pages;
    place.textContent = `第 ${number} 页，共 ${pages} 页`;
    again.hidden = facet === undefined;
    const which = pages > 1 ? `现在是第 ${from + 1} 到第 ${from + entries.length} 条。` : "";
    const told = hits.length > 0 ? `找到 ${hits.length} 条。` : other ? `没有找到“${asked.words}”。` : nothing(asked);
    count.textContent = `${told}${other?.reason ?? ""}${which}`;
    fill(
      near,
      ...(list.length > 0 ? [] : nearWords(search.folder.fold(asked.words), wording.vocabulary)).map((w) => choice(`查“${w}”`, w)),
    );
    scrollTo(0, 0);
    title.focus({ preventScroll: true });
  } catch {
    if (mine === newest) count.textContent = unread;
  }
}

const nothing = ({ words: asked }: Question): string =>
  asked === "" ? "这里还没有公开的信息。" : `没有找到“${asked}”。可以少写几个字再查，也可以问窗口的工作人员，或者打电话 ${phone}。`;

/** Where the cursor stood when the box was left; behind all there is when it never was. The box itself forgets it in some browsers. */
let cursor: number | undefined;
input.addEventListener("blur", () => {
  cursor = input.selectionStart === input.value.length ? undefined : (input.selectionStart ?? undefined);
});

const cursorIn = ({ length }: string): number =>
  document.activeElement === input ? (input.selectionStart ?? length) : Math.min(cursor ?? length, length);

/** A key writes where the cursor stands; the first one after an answer begins anew. */
function write(sign: string): void {
  if (question) {
    question = undefined;
    input.value = "";
  }
  const at = cursorIn(input.value);
  if (input.value.length < input.maxLength) replace(sign, at, at);
  void offer();
}

function erase(): void {
  question = undefined;
  const { value } = input;
  const end = cursorIn(value);
  replace("", Math.max(0, end - (lastOf([...value.slice(0, end)])?.length ?? 0)), end);
  void offer();
}

function replace(text: string, start: number, end: number): void {
  const { value } = input;
  input.value = value.slice(0, start) + text + value.slice(end);
  cursor = end === value.length ? undefined : start + text.length;
  if (document.activeElement === input) input.setSelectionRange(start + text.length, start + text.length);
}

function menu(facet: string): void {
  newest++;
  question = undefined;
  input.value = "";
  show(`menu-${facet}`);
  scrollTo(0, 0);
  byId(`menu-${facet}-title`).focus({ preventScroll: true });
}

for (const button of document.querySelectorAll<HTMLElement>("[data-key]")) {
  button.addEventListener("click", () => write(button.dataset.key ?? ""));
}
byId("erase").addEventListener("click", erase);
byId("clear").addEventListener("click", startAgain);
byId("restart").addEventListener("click", startAgain);
byId("ask").addEventListener("submit", (event) => {
  event.preventDefault();
  void ask();
});
input.addEventListener("input", (event) => {
  question = undefined;
  // Letters that are on the way to be characters are the keyboard's own business.
  if (!(event instanceof InputEvent && event.isComposing)) void offer();
});
input.addEventListener("compositionend", () => void offer());
// On an upright screen what is chosen or found takes the place of the keys, until somebody wants to write again.
input.addEventListener("click", () => {
  if (main.dataset.view !== "start") main.dataset.view = "writing";
});
for (const facet of ["concern", "village", "category", "topic"]) {
  document.getElementById(`open-${facet}`)?.addEventListener("click", () => menu(facet));
}
byId("open-newest").addEventListener("click", () => answer({ words: "", chosen: {} }, 1));
for (const button of document.querySelectorAll<HTMLElement>("[data-facet]")) {
  const { facet = "", value = "" } = button.dataset;
  button.addEventListener("click", () => answer({ words: "", chosen: { [facet]: value } }, 1));
}
for (const button of document.querySelectorAll<HTMLElement>("[data-page]")) {
  button.addEventListener("click", () => location.replace(root + stepTo(button.dataset.page ?? "", [KIOSK])));
}
previous.addEventListener("click", () => question && answer(question, number - 1));
next.addEventListener("click", () => question && answer(question, number + 1));
again.querySelector("button")?.addEventListener("click", () => menu(facets.find((f) => question?.chosen[f]) ?? ""));
// A step to a page takes the place of this one in the history.
results.addEventListener("click", (event) => {
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  if (!link) return;
  event.preventDefault();
  location.replace(link.href);
});
keepInside();

for (const type of ["pointerdown", "keydown"]) addEventListener(type, () => void openAll().catch(() => {}), { once: true });

watchIdle(
  (left) => {
    // At the start there is nothing to lose.
    const told = left > 0 && main.dataset.view !== "start";
    countdown.hidden = !told;
    countdown.textContent = told ? countdownWords(left) : "";
  },
  () => main.dataset.view !== "start" && startAgain(),
);

for (const part of document.querySelectorAll<HTMLElement>(".hall-ask, .hall-views, #restart")) part.hidden = false;
byId("plain").hidden = true;
main.classList.add("works");
startAgain();
const before = fromHash(location.hash);
if (location.hash !== "") history.replaceState(null, "", location.pathname);
if (before) void answer(before.asked, before.page);
