/** Channels that the desk makes something for, and how a clerk tells that one was used. */
import type { Register } from "../register.ts";

/** A channel that the desk makes something for, by the word that the office has for it. */
export interface Outlet {
  /** Its folder in the desk. */
  readonly folder: "board" | "wechat" | "broadcast";
  /** Code and word in `site.yaml`. */
  readonly code: string;
  readonly label: string;
  /** 张贴、发出、广播. */
  readonly after: string;
}

const OUTLETS = [
  { folder: "board", word: /公开栏|公示栏/, after: "张贴" },
  { folder: "wechat", word: /微信/, after: "发出" },
  { folder: "broadcast", word: /广播|喇叭/, after: "广播" },
] as const;

/** The office's channels that the desk serves; one that it has no word for is not counted and not asked for. */
export const outletsOf = ({ site }: Register): readonly Outlet[] =>
  OUTLETS.flatMap(({ folder, word, after }) => {
    const channel = site.channels.find((c) => word.test(c.label));
    return channel ? [{ folder, after, code: channel.code, label: channel.label }] : [];
  });

/** The line that a clerk adds under `channels:`. */
export const registerLine = (outlet: Pick<Outlet, "label">): string => `  - ${outlet.label}`;
