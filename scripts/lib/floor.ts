/** The oldest browsers that our readers and clerks have: `browserslist` in package.json. Scripts and sheets are lowered to them. */
import { readFileSync } from "node:fs";

/** `readers`: reading, search, reading aids, the hall's screen, stick, single file. `editing`: the editing page (填报页). */
export type Floor = "readers" | "editing";

const { browserslist } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as {
  browserslist: Readonly<Record<Floor, readonly string[]>>;
};

/** `chrome 78` → `chrome78`, as bundlers write it. */
export const targetsOf = (floor: Floor): string[] => browserslist[floor].map((b) => b.replace("ios_saf", "ios").replace(" ", ""));
