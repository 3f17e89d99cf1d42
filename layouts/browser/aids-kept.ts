/** What a reader has chosen of the reading aids (阅读辅助): kept on the device, put on the page as attributes of its root. */

/** Text sizes in per cent; 长者模式 begins with the third. */
export const SIZES = [100, 125, 150, 175, 200] as const;
const ELDER_SIZE = 150;

export type Contrast = "yellow" | "white";

/** The choice; what is not there is off. */
export interface Aids {
  readonly size?: number;
  /** 长者模式. */
  readonly elder?: boolean;
  /** 黑底黄字, 白底黑字. */
  readonly contrast?: Contrast;
  /** 繁體. */
  readonly traditional?: boolean;
  /** Speed of reading aloud. */
  readonly rate?: number;
}

const KEY = "gongkai-aids";

/** The choice from the device. */
export function readAids(): Aids {
  try {
    return parseAids(localStorage.getItem(KEY) ?? "{}");
  } catch {
    return {};
  }
}

/** What cannot be read, or is no choice of ours, is off. */
function parseAids(text: string): Aids {
  try {
    const kept = JSON.parse(text) as Record<string, unknown> | null;
    const { size, elder, contrast, traditional, rate } = kept ?? {};
    return {
      ...(SIZES.some((s) => s === size) ? { size: size as number } : {}),
      ...(elder === true ? { elder } : {}),
      ...(contrast === "yellow" || contrast === "white" ? { contrast } : {}),
      ...(traditional === true ? { traditional } : {}),
      ...(typeof rate === "number" && rate >= 0.5 && rate <= 2 ? { rate } : {}),
    };
  } catch {
    return {};
  }
}

/** Keeps the choice, where the device lets us; where it does not, it holds for this page. */
export function keepAids(aids: Aids): void {
  try {
    if (Object.keys(aids).length > 0) localStorage.setItem(KEY, JSON.stringify(aids));
    else localStorage.removeItem(KEY);
  } catch {
    // A private window, or a disk that is full.
  }
}

/**
 * From a folder every page may have a memory of its own (Firefox): there the choice also goes along with the link, under this name in
 * the address, and from there into the memory of the page.
 */
const CARRIED = "aids";
const fromFolder = (): boolean => location.protocol === "file:";

/** Takes over what came along in the address; says whether there was something. */
export function takeCarried(): boolean {
  const address = new URL(location.href);
  const carried = fromFolder() ? address.searchParams.get(CARRIED) : null;
  if (carried === null) return false;
  keepAids(parseAids(carried));
  address.searchParams.delete(CARRIED);
  history.replaceState(history.state, "", address);
  return true;
}

/** Sends the choice along to the other pages of the site, below `root`; `current` is asked when the reader goes. */
export function carryAlong(root: string, current: () => Aids | undefined): void {
  if (!fromFolder()) return;
  const go = (event: Event): void => {
    const aids = current();
    const target = event.target instanceof Element ? event.target : null;
    if (!target || event.defaultPrevented) return;
    if (target instanceof HTMLFormElement) {
      // To Firefox no file is 'self' where a form may go; a script may.
      const address = new URL(target.action);
      for (const [name, value] of new FormData(target)) address.searchParams.set(name, `${value}`);
      if (aids) address.searchParams.set(CARRIED, JSON.stringify(aids));
      event.preventDefault();
      location.assign(address);
      return;
    }
    if (!aids) return;
    const link = target.closest<HTMLAnchorElement>("a[href]");
    const address = link && new URL(link.href);
    if (!address?.href.startsWith(root) || !address.pathname.endsWith(".html") || address.pathname === location.pathname) return;
    const written = link?.getAttribute("href") ?? "";
    address.searchParams.set(CARRIED, JSON.stringify(aids));
    link?.setAttribute("href", address.href);
    // Only for this step: the page stays as it was written.
    setTimeout(() => link?.setAttribute("href", written));
  };
  for (const name of ["click", "auxclick", "submit"]) addEventListener(name, go);
}

/** The size that a page has: in 长者模式 never a small one. */
export const smallest = ({ elder }: Aids): number => (elder ? ELDER_SIZE : 100);
export const sizeOf = (aids: Aids): number => Math.max(aids.size ?? 100, smallest(aids));

/** Puts the choice on the page; without one nothing is left of it. The script of the text is not changed here, but named. */
export function applyAids(aids: Aids): void {
  const page = document.documentElement;
  const size = sizeOf(aids);
  const put = (name: string, value: string | undefined): void => {
    if (value === undefined) page.removeAttribute(name);
    else page.setAttribute(name, value);
  };
  put("data-size", size > 100 ? `${size}` : undefined);
  put("data-elder", aids.elder ? "" : undefined);
  put("data-contrast", aids.contrast);
  page.lang = aids.traditional ? "zh-Hant" : "zh-CN";
}

/** Not on the hall's screen (大厅查询机): it is large by itself, and the next person would find what the last one chose. */
export const offersAids = (): boolean => !new URLSearchParams(location.search).has("kiosk");
