import { fill, lastOf } from "./page.ts";

/**
 * Sheets of the desk laid out on paper: as large as the text allows, cut between rows and lines, numbered. What the screen
 * shows is what is printed; without this script the pages print as running text.
 */

/** Sizes of the text in points, largest first; style sheet and tests know the same. On A4 nothing is smaller than 三号. */
const STEPS = { a4: [30, 28, 26, 24, 22, 20, 18, 17, 16], a3: [44, 40, 36, 33, 30, 28, 26, 24, 22, 20, 18, 16], book: [12] } as const;
type Format = keyof typeof STEPS;
/** Where one paper is not enough, the text is not made smaller than this to save another. */
const COMFORT = { a4: 16, a3: 22, book: 12 } as const;
/** Heights of pictures in units of the paper: smaller where that saves a paper. */
const PICTURES = ["", "pictures-85", "pictures-60"] as const;

const HEADING = /^H[1-6]$/;
const place = document.querySelector<HTMLElement>("[data-papers]") as HTMLElement;
const bench = document.createElement("div");

/** Each sheet as it came, so that it can be laid out anew. */
const sheets = [...place.querySelectorAll<HTMLElement>(":scope > .sheet")].map((element) => element.cloneNode(true) as HTMLElement);

interface Paper {
  readonly element: HTMLElement;
  readonly flow: HTMLElement;
}

class Layout {
  readonly papers: Paper[] = [];
  constructor(
    private readonly sheet: HTMLElement,
    private readonly step: number,
    private readonly format: Format,
    private readonly pictures: string,
  ) {
    this.turn();
    for (const block of this.blocks()) this.add(block);
  }

  private blocks(): HTMLElement[] {
    return [...this.sheet.children].flatMap((part) => {
      const copy = part.cloneNode(true) as HTMLElement;
      return copy.classList.contains("text") ? ([...copy.children] as HTMLElement[]) : [copy];
    });
  }

  private turn(): void {
    const element = document.createElement("section");
    element.className = `paper ${this.format} fs-${this.step} ${this.pictures} ${this.sheet.dataset.paper ?? ""}`
      .replace(/ +/g, " ")
      .trim();
    const flow = document.createElement("div");
    flow.className = "flow";
    const foot = document.createElement("p");
    foot.className = "foot";
    element.append(flow, foot);
    bench.append(element);
    this.papers.push({ element, flow });
  }

  private get flow(): HTMLElement {
    return (lastOf(this.papers) as Paper).flow;
  }

  private get full(): boolean {
    return this.flow.scrollHeight > this.flow.clientHeight + 1;
  }

  private add(block: HTMLElement, again = false): void {
    const { flow } = this;
    flow.append(block);
    if (block.classList.contains("table-box")) fitTable(block);
    if (!this.full) return;
    let rest = split(block, flow);
    if (rest && this.full && block.tagName === "P") {
      // Cut, the last line breaks otherwise and takes one more: then the paragraph goes on whole.
      block.append(...rest.childNodes);
      block.normalize();
      block.classList.remove("cut");
      rest = undefined;
    }
    if (rest) {
      this.turn();
      this.add(rest);
      return;
    }
    // Nothing of it has room here: with the headings over it, it goes to the next paper; on an empty one it stays.
    if (again || flow.children.length === 1) {
      // A row or picture longer than any paper: the printer cuts it, nothing is lost.
      (lastOf(this.papers) as Paper).element.classList.add("grows");
      return;
    }
    const carried = [block];
    const before = (): HTMLElement | undefined => {
      const last = carried[0]?.previousElementSibling as HTMLElement | null;
      return last?.previousElementSibling ? last : undefined;
    };
    for (
      let last = before();
      last &&
      (HEADING.test(last.tagName) ||
        last.matches(".number") ||
        (block.classList.contains("foot-block") && last.classList.contains("sign")));
      last = before()
    )
      carried.unshift(last);
    // A signature alone on a paper signs nothing.
    const last = before();
    if (carried[0]?.matches(".sign, .files") && last && last.offsetHeight < flow.clientHeight * 0.4) carried.unshift(last);
    for (const c of carried) c.remove();
    this.turn();
    for (const c of carried) this.add(c, true);
  }

  drop(): void {
    for (const { element } of this.papers) element.remove();
  }
}

/** A table too wide for the paper is set smaller, then its words are cut anywhere. */
function fitTable(box: HTMLElement): void {
  const table = box.querySelector("table");
  if (!table) return;
  // A column of names is not squeezed to a letter's width.
  const names = [...table.querySelectorAll("tr > :first-child")].map((c) => (c.textContent ?? "").length);
  const longest = Math.max(...names);
  box.classList.toggle("named", longest <= 6);
  box.classList.toggle("lead", longest > 6);
  for (let size = 0; size < 5; size++) {
    box.dataset.size = String(size);
    if (table.getBoundingClientRect().width <= box.getBoundingClientRect().width + 0.5) return;
  }
}

/** Keeps of a block what has room and returns the rest; undefined when nothing has. */
function split(block: HTMLElement, flow: HTMLElement): HTMLElement | undefined {
  const fits = (): boolean => flow.scrollHeight <= flow.clientHeight + 1;
  if (block.tagName === "P") return splitWords(block, flow);
  const rows = block.classList.contains("table-box")
    ? block.querySelector("tbody")
    : /^(?:UL|OL|BLOCKQUOTE|DL)$/.test(block.tagName)
      ? block
      : null;
  if (!rows) return undefined;
  const moved: Element[] = [];
  while (rows.children.length > 0 && !fits()) {
    const last = rows.lastElementChild as Element;
    last.remove();
    moved.unshift(last);
  }
  // A row alone under its heading looks lost.
  if (moved.length === 1 && rows.children.length > 2) {
    const last = rows.lastElementChild as Element;
    last.remove();
    moved.unshift(last);
  }
  if (rows.children.length === 0 || moved.length === 0) {
    rows.append(...moved);
    return undefined;
  }
  const rest = block.cloneNode(true) as HTMLElement;
  const target = rest.tagName === block.tagName && rows !== block ? (rest.querySelector("tbody") as Element) : rest;
  fill(target, ...moved);
  if (rest.tagName === "OL") rest.setAttribute("start", String(Number(block.getAttribute("start") ?? 1) + rows.children.length));
  return rest;
}

/** Cuts a paragraph at the end of a line, two lines at least on either side. */
function splitWords(block: HTMLElement, flow: HTMLElement): HTMLElement | undefined {
  if (block.querySelector("img")) return undefined;
  const texts: Text[] = [];
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) texts.push(node as Text);
  const total = texts.reduce((n, t) => n + t.length, 0);
  const range = document.createRange();
  const to = (count: number): void => {
    let left = count;
    for (const text of texts) {
      if (left <= text.length) {
        range.setEnd(text, left);
        return;
      }
      left -= text.length;
    }
  };
  const line = Number.parseFloat(getComputedStyle(block).lineHeight);
  // Of the line, not of its letters alone.
  const bottom = (count: number): number => {
    range.setStart(block, 0);
    to(count);
    return Math.max(
      ...[...range.getClientRects()].map((r) => r.bottom + Math.max(0, line - r.height) / 2),
      block.getBoundingClientRect().top,
    );
  };
  const { top, bottom: end } = block.getBoundingClientRect();
  const longest = (limit: number): number => {
    let [low, high] = [0, total];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (bottom(middle) <= limit) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  const { paddingBottom } = getComputedStyle(flow);
  const limit = flow.getBoundingClientRect().bottom - Number.parseFloat(paddingBottom);
  let count = longest(limit);
  if (count > 0 && end - bottom(count) < line * 1.5) count = longest(bottom(count) - line);
  if (count <= 0 || count >= total || bottom(count) - top < line * 1.5) return undefined;
  to(count);
  range.setStart(range.endContainer, range.endOffset);
  range.setEndAfter(block.lastChild as Node);
  const rest = block.cloneNode(false) as HTMLElement;
  rest.append(range.extractContents());
  rest.classList.add("continued");
  block.classList.add("cut");
  return rest;
}

/** As few papers as can be, then as large a text, then as large pictures. */
function layOut(sheet: HTMLElement, format: Format): Paper[] {
  let kept: Layout | undefined;
  const steps = STEPS[format];
  const make = (at: number, pictures: string): readonly Paper[] => {
    kept?.drop();
    kept = new Layout(sheet, steps[at] ?? steps[0], format, pictures);
    return kept.papers;
  };
  const variants = sheet.querySelector("img") ? PICTURES : [""];
  const fewestAt = (at: number): number => Math.min(...variants.map((pictures) => make(at, pictures).length));
  // On one paper down to the smallest text; else on as few as a comfortable one takes.
  let last = steps.length - 1;
  let fewest = fewestAt(last);
  const comfortable = steps.indexOf(COMFORT[format] as never);
  if (fewest > 1 && last !== comfortable) {
    last = comfortable;
    fewest = fewestAt(last);
  }
  let best = { at: last + 1, pictures: "" };
  for (const pictures of variants) {
    const fine = (at: number): boolean => {
      const papers = make(at, pictures);
      const squeezed = at < last && papers.some((p) => p.flow.querySelector('[data-size="2"], [data-size="3"], [data-size="4"]') !== null);
      return papers.length <= fewest && !squeezed;
    };
    // Larger text never takes fewer papers: halve the steps.
    let [low, high] = [0, best.at];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (fine(middle)) high = middle;
      else low = middle + 1;
    }
    if (low < best.at) best = { at: low, pictures };
  }
  return [...make(Math.min(best.at, last), best.pictures)];
}

function show(): void {
  const book = place.dataset.papers === "book";
  const format: Format = book ? "book" : location.hash === "#a3" ? "a3" : "a4";
  document.documentElement.dataset.paper = format === "book" ? "a4" : format;
  fill(place, bench);
  fill(bench);
  const all: { sheet: HTMLElement; papers: Paper[] }[] = [];
  for (const sheet of sheets) all.push({ sheet, papers: layOut(sheet, format) });
  let number = 0;
  for (const { sheet, papers } of all) {
    const unnumbered = sheet.dataset.paper === "cover";
    for (const [i, { element }] of papers.entries()) {
      number++;
      element.id = i === 0 && sheet.id !== "" ? sheet.id : "";
      if (element.id === "") element.removeAttribute("id");
      element.classList.add(number % 2 === 1 ? "recto" : "verso");
      element.dataset.number = String(number);
      const foot = element.querySelector(".foot") as HTMLElement;
      foot.textContent = book
        ? unnumbered
          ? ""
          : `— ${number} —`
        : papers.length > 1
          ? `第 ${i + 1} 页，共 ${papers.length} 页${i + 1 < papers.length ? "（接下一页）" : ""}`
          : "";
    }
  }
  fill(place, ...all.flatMap(({ papers }) => papers.map((p) => p.element)));
  for (const entry of place.querySelectorAll<HTMLElement>("[data-page-of]")) {
    entry.textContent = document.getElementById(entry.dataset.pageOf ?? "")?.closest<HTMLElement>(".paper")?.dataset.number ?? "";
  }
  for (const said of document.querySelectorAll("[data-count]")) said.textContent = `一共 ${number} 张纸。`;
  for (const link of document.querySelectorAll<HTMLAnchorElement>(".formats a")) {
    if (link.hash === (format === "a3" ? "#a3" : "#a4")) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
  document.documentElement.dataset.ready = format;
}

addEventListener("hashchange", () => {
  if (/^#a[34]$/.test(location.hash)) show();
});

/** Pictures have their size before anything is measured, in every copy. */
async function sized(): Promise<void> {
  for (const sheet of sheets) {
    for (const picture of sheet.querySelectorAll("img")) {
      await picture.decode().catch(() => {});
      if (picture.naturalWidth === 0) continue;
      picture.width = picture.naturalWidth;
      picture.height = picture.naturalHeight;
    }
  }
  await document.fonts.ready;
}
void sized().then(show);
