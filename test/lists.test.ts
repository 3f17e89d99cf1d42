import { describe, expect, it } from "vitest";
import { paginate } from "../scripts/lists.ts";
import type { Entry } from "../scripts/model/kind.ts";

const entries = (count: number): Entry[] =>
  Array.from({ length: count }, (_, i) => ({
    id: `items/2025/${i + 1}`,
    kind: "items",
    year: 2025,
    serial: `${i + 1}`,
    file: "",
    lines: {},
    body: "",
    bodyLine: 1,
  }));

describe("a list in pages", () => {
  it("is one page up to twice the size less one, newest first", () => {
    const parts = paginate("items/2025.html", entries(99));
    expect(parts.map((p) => [p.path, p.rows.length])).toEqual([["items/2025.html", 99]]);
    expect(parts[0]?.rows[0]?.id).toBe("items/2025/99");
  });

  it("numbers full pages from the oldest, so that one more record changes the newest page alone", () => {
    const before = paginate("items/2025.html", entries(130));
    const after = paginate("items/2025.html", entries(131));
    expect(before.map((p) => p.path)).toEqual(["items/2025.html", "items/2025-p1.html"]);
    expect(after[1]).toEqual(before[1]);
    expect(before[1]?.rows.at(-1)?.id).toBe("items/2025/1");
  });

  it.each([0, 1, 49, 50, 100, 149, 150, 1234])("holds each of %i records once", (count) => {
    const ids = paginate("x.html", entries(count)).flatMap((p) => p.rows.map((r) => r.id));
    expect(ids).toHaveLength(count);
    expect(new Set(ids).size).toBe(count);
  });
});
