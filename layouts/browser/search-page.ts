/** The search page: answers as one types; the address holds the question. Nothing is loaded until the box is touched. */
import { wordsOf } from "../../scripts/search/fold.ts";
import { type Chosen, countFacets, type FacetName, facets, type Hit, passes, type Row, type SortName } from "../../scripts/search/row.ts";
import { byPinyin, nearWords } from "../../scripts/search/suggest.ts";
import { openSearch, openVocabulary, type Search, type Wording } from "./engine.ts";
import { addresses, chosenOf, findAll, hitEntry, labelOfValue } from "./hits.ts";
import { ENOUGH, type Meant, meantBy } from "./meant.ts";
import { byId, fill, globals, make } from "./page.ts";

/** Hits shown at once. */
const SHOWN = 10;

const box = byId("search");
const input = byId<HTMLInputElement>("find");
const results = byId<HTMLOListElement>("results");
const count = byId("count");
const meantGroup = byId("meant");
const meantReason = byId("meant-reason");
const meantHits = byId<HTMLOListElement>("meant-hits");
const suggestions = byId("suggestions");
const more = byId<HTMLButtonElement>("more");
const filters = byId("filters");
const progress = byId<HTMLProgressElement>("progress");
const years = byId("years");
const { root = "", phone = "" } = box.dataset;

const titles: Readonly<Record<FacetName, string>> = { year: "年份", category: "类目", topic: "重点内容", village: "村", kind: "种类" };

let opened: Promise<Search> | undefined;
let wording: Promise<Wording> | undefined;
let shown = SHOWN;
/** Number of the newest question: an answer to an older one is thrown away. */
let newest = 0;

function open(): Promise<Search> {
  opened ??= openSearch(root, (done, of) => {
    progress.hidden = done >= of;
    progress.max = of;
    progress.value = done;
  }).catch((error: unknown) => {
    opened = undefined;
    throw error;
  });
  return opened;
}

function openWords(search: Search): Promise<Wording> {
  wording ??= openVocabulary(root, search).catch((error: unknown) => {
    wording = undefined;
    throw error;
  });
  return wording;
}

/** What the words mean, where few pages hold them as they were typed. */
async function meantHere(query: string, exact: readonly Hit[], search: Search): Promise<Meant | undefined> {
  if (exact.length >= ENOUGH || query.trim() === "") return undefined;
  const { lexicon } = await openWords(search);
  return meantBy(query, exact, search, lexicon);
}

interface Options {
  readonly filters?: Record<string, unknown>;
  readonly sort?: string;
}
const exact = async (query: string, options?: Options): Promise<string[]> => addresses(query, options, await open());
const groups = async (query: string, options?: Options): Promise<{ reason: string; pages: string[] }[]> => {
  const search = await open();
  const { all } = await findAll(query, options?.sort === "date" ? "date" : "relevance", search);
  const meant = await meantHere(query, all, search);
  const chosen = chosenOf(options?.filters ?? {}, search.head);
  const pathsOf = (hits: readonly Hit[]): string[] =>
    hits.map((h) => search.engine.rows[h.row] as Row).flatMap((r) => (passes(r, chosen) ? [r.path] : []));
  return [{ reason: "", pages: await exact(query, options) }, ...(meant ? [{ reason: meant.reason, pages: pathsOf(meant.hits) }] : [])];
};
globals.__search = Object.assign(exact, { groups });
globals.__suggest = async (query: string) => {
  const { vocabulary } = await openWords(await open());
  return [...byPinyin(query, vocabulary), ...nearWords(query, vocabulary)];
};

// The choices: a list a facet, and the order.
const selects = new Map<FacetName | "sort", HTMLSelectElement>();
for (const name of [...facets, "sort"] as const) {
  const select = make("select", { name });
  select.addEventListener("change", () => {
    shown = SHOWN;
    remember(true);
    answer();
  });
  selects.set(name, select);
  filters.append(make("label", {}, name === "sort" ? "排列" : titles[name], select));
}
selects.get("sort")?.append(new Option("标题里有的在前", ""), new Option("新的在前", "date"));

/** What the address asks for, until the lists know their values. */
let wanted: Readonly<Record<string, string>> = {};
const given = (): Record<string, string> =>
  Object.fromEntries([...selects].map(([name, select]) => [name, wanted[name] ?? select.value]).filter(([, value]) => value));

const asksNothing = (search: Search | undefined): boolean =>
  Object.keys(given()).every((k) => k === "sort") &&
  (search ? wordsOf(input.value, search.folder).length === 0 : input.value.trim() === "");

function offer(hits: readonly Row[], chosen: Chosen, search: Search): void {
  const counts = countFacets(hits, chosen);
  for (const facet of facets) {
    const select = selects.get(facet) as HTMLSelectElement;
    const { total, values } = counts[facet];
    fill(
      select,
      new Option(`全部（${total}）`, ""),
      ...values.map(([value, n]) => new Option(`${labelOfValue(facet, value, search.head)}（${n}）`, value)),
    );
    select.value = chosen[facet] ?? "";
    (select.parentElement as HTMLElement).hidden = values.length < 2 && !chosen[facet];
  }
  const sort = selects.get("sort") as HTMLSelectElement;
  sort.value = given().sort === "date" ? "date" : "";
  wanted = {};
}

/** A word to try: a link, so that it can be opened and sent like any other. */
function suggestion(word: string, hits: number): HTMLAnchorElement {
  const link = make("a", { href: `?q=${encodeURIComponent(word)}` }, `找 ${word}（${hits} 条）`);
  link.addEventListener("click", (event) => {
    event.preventDefault();
    input.value = word;
    shown = SHOWN;
    remember(true);
    answer();
    input.focus();
  });
  return link;
}

async function suggest(query: string, found: number, search: Search): Promise<void> {
  const latin = /^[a-z\s'’]{2,}$/i.test(query.trim());
  if (!latin && found > 0) {
    fill(suggestions);
    return;
  }
  const number = newest;
  const words = await openWords(search).then(
    (w) => w.vocabulary,
    () => ({ words: [], characters: {} }),
  );
  const near = latin ? byPinyin(query, words) : nearWords(search.folder.fold(query), words);
  const counted = await Promise.all(near.map(async (w) => [w, (await findAll(w, "relevance", search)).all.length] as const));
  if (number !== newest) return;
  const offered = counted.filter(([, n]) => n > 0);
  const list = make("ul", { class: "words" }, ...offered.map(([w, n]) => make("li", {}, suggestion(w, n))));
  fill(suggestions, ...(offered.length > 0 ? [list] : []));
  if (found > 0) return;
  const categories = Object.entries(search.head.labels.category).map(([code, label]) =>
    make("li", {}, make("a", { href: `${root}categories/${code}/index.html` }, label)),
  );
  suggestions.append(
    make("p", { class: "lead" }, "可以换个说法、少写几个字再试；也可以按类目看："),
    make("ul", { class: "words" }, ...categories),
    make("p", { class: "lead" }, "还是找不到，请打电话问：", make("a", { class: "phone", href: `tel:${phone}` }, phone), "。"),
  );
}

async function answer(): Promise<void> {
  const number = ++newest;
  const query = input.value;
  if (asksNothing(undefined)) {
    clear();
    return;
  }
  if (!opened) count.textContent = "正在打开…";
  busy(true);
  try {
    const search = await open();
    if (number !== newest) return;
    if (asksNothing(search)) {
      clear();
      return;
    }
    const chosen = chosenOf(given(), search.head);
    const sort: SortName = given().sort === "date" ? "date" : "relevance";
    const { asked, all } = await findAll(query, sort, search);
    if (number !== newest) return;
    const { rows } = search.engine;
    const hits = all.filter((h) => passes(rows[h.row] as Row, chosen));
    const meant = await meantHere(query, all, search).catch(() => undefined);
    if (number !== newest) return;
    const entries = await Promise.all(hits.slice(0, shown).map((h) => hitEntry(h, asked, search, (path) => root + path)));
    if (number !== newest) return;
    offer(
      all.map((h) => rows[h.row] as Row),
      chosen,
      search,
    );
    filters.hidden = all.length === 0;
    years.hidden = true;
    fill(results, ...entries);
    more.hidden = hits.length <= shown;
    const saved = navigator.serviceWorker?.controller && !navigator.onLine ? "（没有网络，查的是保存在手机里的）" : "";
    count.textContent =
      hits.length > 0
        ? `找到 ${hits.length} 条。${saved}`
        : all.length > 0
          ? "这样挑选以后没有了，请放宽条件。"
          : `没有找到“${query.trim()}”${meant ? "，意思相近的在下面" : ""}。${saved}`;
    const others = (meant?.hits ?? []).filter((h) => passes(rows[h.row] as Row, chosen));
    const shownToo = await Promise.all(others.slice(0, shown).map((h) => hitEntry(h, h.words, search, (path) => root + path)));
    if (number !== newest) return;
    fill(meantHits, ...shownToo);
    meantReason.textContent = others.length > 0 && meant ? meant.reason : "";
    meantGroup.hidden = others.length === 0;
    more.hidden = hits.length <= shown && others.length <= shown;
    await suggest(query, all.length + others.length, search);
  } catch {
    if (number !== newest) return;
    count.textContent = "查找用的文件没有读到。请看看网络，再按一次“查找”；也可以按年份看。";
    years.hidden = false;
  } finally {
    if (number === newest) busy(false);
  }
}

const busy = (is: boolean): void => results.setAttribute("aria-busy", String(is));

function clear(): void {
  fill(results);
  meantGroup.hidden = true;
  busy(false);
  fill(suggestions);
  count.textContent = "";
  more.hidden = true;
  filters.hidden = true;
  years.hidden = false;
}

/** The address holds what was asked; a finished question is a step to go back to. */
function remember(step: boolean): void {
  const address = new URL(location.href);
  address.search = "";
  if (input.value.trim() !== "") address.searchParams.set("q", input.value.trim());
  for (const [name, value] of Object.entries(given())) address.searchParams.set(name, value);
  if (step && address.href !== location.href) history.pushState(null, "", address);
  else history.replaceState(null, "", address);
}

function fromAddress(): Promise<void> {
  const asked = new URL(location.href).searchParams;
  input.value = asked.get("q") ?? "";
  wanted = Object.fromEntries([...selects.keys()].map((name) => [name, asked.get(name) ?? ""]));
  const state = history.state as { shown?: number } | null;
  shown = state?.shown ?? SHOWN;
  return answer();
}

let timer: ReturnType<typeof setTimeout> | undefined;
input.addEventListener("focus", () => void open().catch(() => {}), { once: true });
input.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(() => {
    shown = SHOWN;
    remember(false);
    answer();
  }, 180);
});
input.form?.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(timer);
  shown = SHOWN;
  remember(true);
  answer();
});
more.addEventListener("click", async () => {
  const before = results.children.length;
  shown += SHOWN;
  await answer();
  // The keyboard goes on where the new ones begin.
  results.children[before]?.querySelector("a")?.focus();
});
// Back to a question: as many hits as before, at the same place.
history.scrollRestoration = "manual";
addEventListener("pagehide", () => history.replaceState({ shown, y: scrollY }, ""));
addEventListener("popstate", () => void fromAddress());
void fromAddress().then(() => scrollTo(0, (history.state as { y?: number } | null)?.y ?? 0));
