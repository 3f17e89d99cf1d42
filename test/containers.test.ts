/** Every container gives back the text that was put into it, wherever it stands in it. */
import { describe, expect, it } from "vitest";
import { readAttachmentText } from "../scripts/office/attachment.ts";
import { containers, zipped } from "./office/containers.ts";

const WORDS = "某甲13900000000备注";

describe.each([
  ["alone", containers],
  ["in archives", zipped],
])("%s", (_how, all) => {
  it.each(all)("$name", async ({ make, extension }) => {
    const { parts } = await readAttachmentText(make(WORDS), extension);
    expect(parts.map((p) => decodeURI(p.text)).join("\n")).toContain("13900000000");
  });
});
