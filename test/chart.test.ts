/** Pictures of numbers: what they draw follows from the figures, and each has its words. */
import { describe, expect, it } from "vitest";
import { bars, calendar, columns, tileList } from "../layouts/parts/chart.ts";
import { channelIcon, icon } from "../layouts/parts/icons.ts";
import { pagerNumbers } from "../scripts/lists.ts";
import { type Calendar, most } from "../scripts/pages.ts";

const words = { id: "c", title: "分类目", unit: "条", says: "一句话。" };
const list = [
  { label: "公告公示", value: 20, length: 100, share: "80%", path: "categories/a/2017.html" },
  { label: "财政<信息>", value: 5, length: 25, share: "20%", path: undefined },
  { label: "其他", value: 0, length: 0, path: "categories/c/2017.html" },
];

describe("bars", () => {
  const { value } = bars(words, list, "../");

  it("are as long as they are told, and stand beside their words and numbers", () => {
    expect([...value.matchAll(/<rect width="([\d.]+)"/g)].map((m) => m[1])).toEqual(["100", "25", "0"]);
    expect(value).toContain(
      '<a class="figure" href="../categories/a/2017.html" aria-label="公告公示 20 条">20</a> 条<span class="share">80%</span>',
    );
    expect(value).toContain("一句话。");
  });

  it("lead nowhere when there is nothing, and print no one's marks", () => {
    expect(value).not.toContain("categories/c/2017.html");
    expect(value).toContain("财政&lt;信息&gt;");
  });

  it("stand upright from the ground", () => {
    const upright = columns(words, list, "").value;
    expect([...upright.matchAll(/<rect y="([\d.]+)" width="1" height="([\d.]+)"/g)].map((m) => Number(m[1]) + Number(m[2]))).toEqual([
      100, 100, 100,
    ]);
    expect(upright).toContain("分类目（条）");
  });

  it("say where years are missing instead of drawing nothing or a zero", () => {
    const upright = columns(
      words,
      [...list.slice(0, 1), { label: "2018—2024年", value: 0, length: 0, path: undefined, gap: true }],
      "",
    ).value;
    expect(upright).toContain('<li class="gap"><span class="label">2018—2024年</span><span class="value">没有统计</span></li>');
  });
});

it("words name the longest bar, all that are alike, and none where all are", () => {
  expect(most(list, "条")).toBe("最多的是公告公示，20 条，占 80%。");
  const months = [3, 6, 3, 6].map((value, i) => ({ label: `${i + 1}月`, value, length: 0, path: undefined }));
  expect(most(months, "条")).toBe("最多的是2月、4月，都是 6 条。");
  expect(most(months.slice(0, 1), "条")).toBe("最多的是1月，3 条。");
  expect(
    most(
      months.map((m) => ({ ...m, value: 2 })),
      "条",
    ),
  ).toBe("");
  expect(most([], "条")).toBe("");
});

it("a calendar has a cell for every day of each month, and a link for each day with records", () => {
  const year: Calendar = {
    year: 2024,
    says: "2024年有 2 天公开了信息。",
    months: Array.from({ length: 12 }, (_, i) => ({
      month: i + 1,
      length: i === 1 ? 29 : 30,
      count: i === 1 ? 5 : 0,
      path: i === 1 ? "items/2024.html#items-2024-0009" : undefined,
      days: i === 1 ? [{ day: 29, count: 5, level: 4, path: "items/2024.html#items-2024-0009" }] : [],
    })),
  };
  const { value } = calendar(year, "../", "calendar");
  const lines = value.split("<li>").slice(1);
  expect(lines).toHaveLength(12);
  expect(lines[1]?.match(/h9v10h-9z/g)).toHaveLength(29 + 1);
  expect(lines[2]?.match(/h9v10h-9z/g)).toHaveLength(30);
  expect(lines[1]).toContain('<a href="../items/2024.html#items-2024-0009">2月</a>');
  expect(lines[1]).toContain('tabindex="-1"><path class="l4" d="M280 0h9v10h-9z"><title>2月29日，5 条</title>');
  expect(lines[0]).toContain("<span>1月</span>");
});

it("tiles say in words what their colour says", () => {
  const { value } = tileList(
    [
      { code: "yi", label: "甲村", note: "", path: "villages/yi/index.html", count: 0, level: 0 },
      { code: "er", label: "乙村", note: "", path: "villages/er/index.html", count: 7, level: 4 },
    ],
    "",
  );
  expect(value).toContain('<li class="t0"><a href="villages/yi/index.html">甲村</a><span class="count">暂无</span>');
  expect(value).toContain('<li class="t4"><a href="villages/er/index.html">乙村</a><span class="count">7 条</span>');
});

it("icons are never read aloud, and a channel of the office's own naming has one too", () => {
  expect(icon("guide").value).toContain('aria-hidden="true"');
  expect(channelIcon("drone").value).toBe(icon("other").value);
  expect(channelIcon("wechat").value).not.toBe(icon("other").value);
});

describe("a pager", () => {
  it.each([
    [1, 1, "1"],
    [2, 3, "1 2 3"],
    [1, 5, "1 2 … 5"],
    [3, 5, "1 2 3 4 5"],
    [1, 200, "1 2 … 21 … 200"],
    [100, 200, "1 … 80 … 99 100 101 … 120 … 200"],
    [200, 200, "1 … 180 … 199 200"],
  ])("on page %i of %i offers %s", (number, of, shown) => {
    expect(
      pagerNumbers({ number, of })
        .map((n) => n ?? "…")
        .join(" "),
    ).toBe(shown);
  });

  it("reaches every page in few steps, and leaves out no single page for a dot", () => {
    for (const of of [7, 23, 50, 200]) {
      const next = Array.from({ length: of }, (_, i) => pagerNumbers({ number: i + 1, of }));
      for (const list of next) {
        expect(list.length).toBeLessThanOrEqual(11);
        for (const [i, n] of list.entries()) if (n === undefined) expect((list[i + 1] ?? 0) - (list[i - 1] ?? 0)).toBeGreaterThan(2);
      }
      const steps = new Map([[1, 0]]);
      for (const at of steps.keys()) {
        for (const n of next[at - 1] ?? []) if (n !== undefined && !steps.has(n)) steps.set(n, (steps.get(at) ?? 0) + 1);
      }
      expect(steps.size).toBe(of);
      expect(Math.max(...steps.values())).toBeLessThanOrEqual(15);
    }
  });
});
