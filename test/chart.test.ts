/** Charts: their axes and what they draw. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { axis, columns, series } from "../layouts/parts/chart.ts";

const words = { id: "c", title: "各年", unit: "条", says: "一句话。" };

describe("an axis", () => {
  it.each([
    [[], 1, [0, 1]],
    [[0, 0], 1, [0, 1]],
    [[3], 3, [0, 1, 2, 3]],
    [[7], 8, [0, 2, 4, 6, 8]],
    [[9, 12], 15, [0, 5, 10, 15]],
    [[36], 40, [0, 10, 20, 30, 40]],
    [[135], 150, [0, 50, 100, 150]],
  ])("over %j ends at %i", (values, top, marks) => {
    expect(axis(values)).toEqual({ top, marks });
  });

  it("has few whole even steps, reaches over every value and not far beyond", () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 10_000_000 })), (values) => {
        const { top, marks } = axis(values);
        const highest = Math.max(1, ...values);
        const step = (marks[1] ?? 0) - (marks[0] ?? 0);
        return (
          top >= highest &&
          top - highest < step &&
          marks.length <= 6 &&
          marks.every((m, i) => m === i * step && Number.isInteger(m)) &&
          marks.at(-1) === top
        );
      }),
    );
  });
});

describe("a chart", () => {
  it("draws heights in proportion, and says its numbers in a table", () => {
    const { value } = columns(
      words,
      [
        { label: "1月", value: 5 },
        { label: "2月", value: 10, path: "items/2017.html" },
      ],
      "../",
    );
    const heights = [...value.matchAll(/<rect[^>]* height="([\d.]+)"/g)].map((m) => Number(m[1]));
    expect(heights).toHaveLength(2);
    expect((heights[1] ?? 0) / (heights[0] ?? 1)).toBeCloseTo(2, 1);
    expect(value).toContain('<th scope="row">2月</th><td><a class="figure" href="../items/2017.html">10</a></td>');
    expect(value).toContain('<desc id="c-d">一句话。</desc>');
  });

  it("joins its points from left to right", () => {
    const { value } = series(
      words,
      [1, 2, 4].map((v, i) => ({ label: `${i}`, value: v })),
      "",
    );
    const points =
      /d="(M[^"HV]+L[^"]+)"/
        .exec(value)?.[1]
        ?.slice(1)
        .split("L")
        .map((p) => p.split(",").map(Number)) ?? [];
    expect(points).toHaveLength(3);
    expect(points.every((p, i) => i === 0 || ((p[0] ?? 0) > (points[i - 1]?.[0] ?? 0) && (p[1] ?? 0) < (points[i - 1]?.[1] ?? 0)))).toBe(
      true,
    );
  });
});
