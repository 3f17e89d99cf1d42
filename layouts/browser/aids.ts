/** 阅读辅助 in the head of every page: 长者模式, text size, contrast, 繁體, reading aloud. Nothing of it is there without a script. */
import { type Aids, applyAids, type Contrast, carryAlong, keepAids, offersAids, readAids, SIZES, sizeOf, smallest } from "./aids-kept.ts";
import { byId, globals, lastOf, loadScript, make } from "./page.ts";
import { hasPinyin, hidePinyin, readingsOf, showPinyin } from "./pinyin.ts";
import { makeReader, type Reading } from "./read-aloud.ts";
import type { Traditional } from "./traditional.ts";

const assets = (document.currentScript as HTMLScriptElement).src.replace(/[^/]*$/, "");

const RATES: readonly (readonly [label: string, rate: number])[] = [
  ["慢", 0.75],
  ["正常", 1],
  ["快", 1.4],
];

function startAids(): void {
  const place = byId("aids");
  const main = byId("main");
  const { phone = "" } = place.dataset;
  let aids = readAids();
  /** There is something to tell the next page: a choice, or that there is none any more. */
  let chosen = document.documentElement.dataset.aids === "carried";
  let reading: Reading = "silent";
  const repaints: (() => void)[] = [];

  const status = make("p", { class: "sr", role: "status" });
  const tell = (words: string): void => {
    status.textContent = words;
  };

  /** Drops what is as ever, so that nothing is kept of a reader who has come back to it. */
  function choose(change: { readonly [K in keyof Aids]: Aids[K] | undefined }, words: string): void {
    const asEver: Aids = { size: 100, elder: false, traditional: false, rate: 1 };
    const kept = Object.entries({ ...aids, ...change }).filter(([k, v]) => v !== undefined && v !== asEver[k as keyof Aids]);
    aids = Object.fromEntries(kept) as Aids;
    chosen = true;
    keepAids(aids);
    applyAids(aids);
    tell(words);
    repaint();
    if ("elder" in change || "traditional" in change) void present();
  }

  function repaint(): void {
    for (const each of repaints) each();
  }

  function button(words: string, act: () => void, attributes: Readonly<Record<string, string>> = {}): HTMLButtonElement {
    const made = make("button", { type: "button", ...attributes }, words);
    made.addEventListener("click", act);
    return made;
  }

  /** A button that is down as long as something holds. */
  function toggle(words: string, holds: () => boolean, act: () => void): HTMLButtonElement {
    const made = button(words, act);
    repaints.push(() => made.setAttribute("aria-pressed", `${holds()}`));
    return made;
  }

  const group = (title: string, ...inside: readonly HTMLElement[]): HTMLElement =>
    make("div", { class: "aids-group", role: "group", "aria-label": title }, make("span", { "aria-hidden": "true" }, title), ...inside);

  // 字号
  const shown = make("span");
  const step = (by: number): void => {
    const size = SIZES.find((s, i) => SIZES[i - by] === sizeOf(aids) && s >= smallest(aids));
    if (size === undefined) tell(by > 0 ? "已经是最大的字。" : "已经是最小的字。");
    else choose({ size }, `字号 ${size}%`);
  };
  const smaller = button("缩小", () => step(-1), { "aria-label": "缩小字号" });
  const larger = button("放大", () => step(1), { "aria-label": "放大字号" });
  repaints.push(() => {
    shown.textContent = `${sizeOf(aids)}%`;
    // They keep the keyboard's focus at the end of the way.
    smaller.setAttribute("aria-disabled", `${sizeOf(aids) <= smallest(aids)}`);
    larger.setAttribute("aria-disabled", `${sizeOf(aids) >= (lastOf(SIZES) ?? 0)}`);
  });

  // 对比度, 文字
  const contrast = (words: string, value: Contrast | undefined): HTMLButtonElement =>
    toggle(
      words,
      () => aids.contrast === value,
      () => choose({ contrast: value }, `颜色：${words}`),
    );
  const script = (words: string, traditional: boolean): HTMLButtonElement => {
    const made = toggle(
      words,
      () => (aids.traditional ?? false) === traditional,
      () => choose({ traditional }, traditional ? "已换成繁体字。" : "已换回简体字。"),
    );
    // Its own name in its own script.
    if (traditional) made.lang = "zh-Hant";
    return made;
  };

  // 朗读
  const speaks = "speechSynthesis" in window && "SpeechSynthesisUtterance" in window;
  const reader = speaks
    ? makeReader(main, (state, words = "", fault = false) => {
        reading = state;
        if (words !== "") tell(words);
        trouble.textContent = fault ? words : "";
        repaint();
      })
    : undefined;
  const trouble = make("span", { class: "note" }, speaks ? "" : "这个浏览器不能朗读。");
  const silence = (): void => {
    if (reading !== "silent") reader?.stop();
  };
  const read = (): void => {
    if (reading !== "silent") {
      reader?.stop("已停止朗读。");
      return;
    }
    tell("正在准备朗读。");
    reader?.setRate(aids.rate ?? 1, false);
    void reader?.start().then(() => {
      if (reading === "reading") pause.focus();
    });
  };
  const readButton = (): HTMLButtonElement => {
    const made = button("", read);
    repaints.push(() => {
      made.textContent = reading === "silent" ? "朗读" : "停止朗读";
    });
    return made;
  };
  const pause = button("", () => (reading === "reading" ? reader?.pause() : reader?.resume()));
  const stop = button("停止", () => {
    reader?.stop("已停止朗读。");
    opener.focus();
  });
  const speeds = RATES.map(([label, rate]) =>
    toggle(
      label,
      () => (aids.rate ?? 1) === rate,
      () => {
        choose({ rate }, `语速：${label}`);
        reader?.setRate(rate, reading === "reading");
      },
    ),
  );
  const player = make("section", { class: "aids-player", "aria-label": "朗读", hidden: "" }, pause, stop, group("语速", ...speeds));
  repaints.push(() => {
    player.hidden = reading === "silent";
    document.documentElement.toggleAttribute("data-reading", reading !== "silent");
    pause.textContent = reading === "paused" ? "继续" : "暂停";
  });

  // The bar and its panel
  const opener = button(
    "阅读辅助",
    () => {
      panel.hidden = !panel.hidden;
      opener.setAttribute("aria-expanded", `${!panel.hidden}`);
    },
    { "aria-expanded": "false", "aria-controls": "aids-panel" },
  );
  const elder = toggle(
    "长者模式",
    () => aids.elder === true,
    () =>
      choose(
        aids.elder ? { elder: undefined, size: undefined } : { elder: true },
        aids.elder ? "已退出长者模式。" : "已进入长者模式：字大了，按钮大了，次要的内容收起来了。",
      ),
  );
  const onlyElder: HTMLElement[] = [
    make("a", { href: `tel:${phone}`, class: "call", "aria-label": `打电话 ${phone}` }, "打电话", make("span", {}, phone)),
  ];
  if (reader) onlyElder.unshift(readButton());
  const panel = make(
    "section",
    { class: "aids-panel", id: "aids-panel", "aria-label": "阅读辅助", hidden: "" },
    group("字号", smaller, shown, larger),
    group("颜色", contrast("原来的", undefined), contrast("黑底黄字", "yellow"), contrast("白底黑字", "white")),
    group("文字", script("简体", false), script("繁體", true)),
    group("朗读", ...(reader ? [readButton()] : []), trouble),
    group(
      "全部",
      button("恢复原样", () => {
        silence();
        choose({ size: undefined, elder: undefined, contrast: undefined, traditional: undefined, rate: undefined }, "已恢复原样。");
      }),
    ),
  );
  panel.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    panel.hidden = true;
    opener.setAttribute("aria-expanded", "false");
    opener.focus();
  });

  // What 长者模式 folds away, at the end of the page
  const all = button("显示收起来的内容", () => {
    const on = document.documentElement.toggleAttribute("data-all");
    tell(on ? "收起来的内容都显示了。" : "次要的内容收起来了。");
    repaint();
  });
  const fold = make("p", { class: "aids-fold" }, all);
  const isFolded = (element: Element): boolean => getComputedStyle(element).getPropertyValue("--folded") !== "";
  repaints.push(() => {
    const page = document.documentElement;
    if (!aids.elder) page.removeAttribute("data-all");
    const open = page.hasAttribute("data-all");
    for (const each of onlyElder) each.hidden = !aids.elder;
    all.setAttribute("aria-expanded", `${open}`);
    all.textContent = open ? "收起次要的内容" : "显示收起来的内容";
    fold.hidden = !aids.elder || !(open || [...main.querySelectorAll("section, nav, dl, figure, p, div, [data-extra]")].some(isFolded));
  });
  const unfold = (): void => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!aids.elder || !target || !isFolded(target)) return;
    document.documentElement.toggleAttribute("data-all", true);
    repaint();
    target.scrollIntoView();
  };

  /** What the texts themselves need: pinyin stands in the text as it was written, so the text is given back first. */
  let newest = 0;
  async function present(): Promise<void> {
    const turn = ++newest;
    const { elder, traditional } = aids;
    const load = (file: string, name: string): Promise<unknown> =>
      globals[name] === undefined ? loadScript(assets + file).then(() => globals[name]) : Promise.resolve(globals[name]);
    // A page without pinyin is still a page.
    const readings = elder ? await load("pinyin.js", "gongkaiPinyin").catch(() => "") : "";
    const converter = traditional ? await load("traditional.js", "gongkaiTraditional").catch(() => undefined) : undefined;
    if (turn !== newest) return;
    if (traditional && !converter) {
      choose({ traditional: undefined }, "繁体字用的文件没有读到，请看看网络，再按一次。");
      return;
    }
    silence();
    const there = globals.gongkaiTraditional as Traditional | undefined;
    if (!traditional || readings !== "" || hasPinyin(main)) there?.off();
    hidePinyin(main);
    showPinyin(main, readingsOf(readings as string));
    if (traditional) there?.on();
  }

  const again = (): void => {
    aids = readAids();
    applyAids(aids);
    repaint();
    void present();
  };
  place.append(elder, ...onlyElder, opener, status);
  place.after(panel);
  main.before(player);
  main.append(fold);
  carryAlong(new URL("..", assets).href, () => (chosen || Object.keys(aids).length > 0 ? aids : undefined));
  again();
  unfold();
  addEventListener("hashchange", unfold);
  // Chosen in another window, or before one went back to this page.
  addEventListener("storage", again);
  addEventListener("pageshow", (event) => {
    if (event.persisted) again();
  });
}

if (offersAids()) startAids();
