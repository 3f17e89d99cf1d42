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

/** The choice from the device; what cannot be read, or is no choice of ours, is off. */
export function readAids(): Aids {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? "{}") as Record<string, unknown> | null;
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
