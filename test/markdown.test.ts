import { describe, expect, it } from "vitest";
import { heading } from "../layouts/parts/record.ts";
import { isSafeLink, linksOf, plainText, renderMarkdown } from "../scripts/markdown.ts";

const render = (body: string) => renderMarkdown(body, {});

describe("a body", () => {
  it("has a paragraph a line, blanks at its ends left out, and bold words beside Han characters", () => {
    expect(render("**补助对象。**符合条件的\n　　农户都可以申请。\n\n\n    一、四个空格\ntwo  \nwords")).toBe(
      "<p><strong>补助对象。</strong>符合条件的</p>\n<p>农户都可以申请。</p>\n<p>一、四个空格</p>\n<p>two</p>\n<p>words</p>\n",
    );
  });

  it("gives tables heads with scope and alignment as a class", () => {
    const html = render("| 村 | 户数 |\n| --- | ---: |\n| 甲村 | 12 |\n");
    expect(html).toContain('<th scope="col">村</th>');
    expect(html).toContain('<td class="end">12</td>');
    expect(html).not.toContain("style=");
  });

  it("names a table by its columns, so that one is told from another", () => {
    const name = (body: string) => / aria-label="([^"]*)"/.exec(render(body))?.[1];
    expect(name("| 村 | **户数** |\n| --- | ---: |\n| 甲村 | 12 |\n")).toBe("表格：村、户数");
    expect(name('| a | b | "c" | d | e | |\n|---|---|---|---|---|---|\n')).toBe("表格：a、b、&quot;c&quot;、d等 5 栏");
    expect(name("| | |\n|---|---|\n| 左 | 右 |\n")).toBe("表格");
    expect(renderMarkdown("| {{ 年 }} |\n|---|\n", { fill: () => ({ text: "2017", href: "x" }) })).toContain("表格：2017");
  });

  it("has no second title of the first rank", () => {
    expect(render("# 大标题")).toBe("<h2>大标题</h2>\n");
  });

  it("leaves braces alone where nothing fills them, and fills them where something does", () => {
    expect(render("{{ x }} {% y %}")).toBe("<p>{{ x }} {% y %}</p>\n");
    const fill = (name: string) => (name === "figures.items.total" ? { text: "135", href: "../items/2017.html" } : undefined);
    expect(renderMarkdown("共 {{ figures.items.total }} 条 {{ other }}", { fill })).toBe(
      '<p>共 <a class="figure" href="../items/2017.html">135</a> 条 {{ other }}</p>\n',
    );
  });

  it("leads from a record's file to its page, and marks what is outside", () => {
    expect(render("[上一条](0002.md#x)")).toContain('href="0002.html#x"');
    expect(render("[国务院](https://www.gov.cn/)")).toContain('rel="external noopener noreferrer" class="external"');
  });

  it.each([
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](data:text/html,<script>alert(1)</script>)",
    "[x](vbscript:x)",
    "[x](//example.com)",
    "[x](/\\example.com)",
    "[x](&#106;avascript:alert(1))",
    "![x](javascript:alert(1))",
    "<javascript:alert(1)>",
    "[x]: javascript:alert(1)\n\n[x]",
    '[x](https://e.cn "a" onclick="b")',
    "<a href='javascript:1'>x</a>",
    "<svg onload=alert(1)>",
    "<iframe src=//e.cn></iframe>",
  ])("runs nothing: %s", (body) => {
    const html = render(body);
    expect(html).not.toMatch(/<(?:script|img|svg|iframe|a\s[^>]*href="(?:javascript|data|vbscript|\/\/|\/\\))/i);
    expect(html).not.toMatch(/<[^>]*\son\w+=/i);
  });

  it("names its links with their lines", () => {
    expect(linksOf("见下：\n\n[一](a.pdf)\n\n![图](b.png)")).toEqual([
      { url: "a.pdf", line: 3, image: false },
      { url: "b.png", line: 5, image: true },
    ]);
  });

  it("can be read as plain text", () => {
    expect(plainText("## 标题\n\n一**二**三[四](x.md)\n\n| 村 | 户 |\n| --- | --: |\n| 甲村 | 3 |\n\n- 甲\n- 乙")).toBe(
      "标题\n一二三四\n村 户\n甲村 3\n甲\n乙",
    );
  });
});

describe("a safe link", () => {
  it.each(["https://www.gov.cn/", "http://x.cn", "mailto:a@b.cn", "tel:0955-4719171", "0001/a.pdf", "../2025/0001.md", "#x", "?q=1"])(
    "is %s",
    (url) => expect(isSafeLink(url)).toBe(true),
  );
  it.each(["javascript:1", "data:x", "file:///etc/passwd", "//x.cn", "\\\\x", "ftp://x", "blob:x", " javascript:1", "java\nscript:1"])(
    "is not %j",
    (url) => expect(isSafeLink(url)).toBe(false),
  );
});

describe("tables on a phone", () => {
  const table = (columns: number): string => {
    const line = (cell: (n: number) => string): string => `| ${Array.from({ length: columns }, (_, n) => cell(n)).join(" | ")} |`;
    return [line((n) => `栏${n + 1}`), line(() => "---"), line((n) => String(n)), line((n) => (n === 1 ? "" : "甲"))].join("\n");
  };

  it("become rows with their heads from six columns on; fewer fit, very many scroll, heads without words tell nothing", () => {
    for (const columns of [2, 5, 21]) expect(renderMarkdown(table(columns), {})).not.toMatch(/stack|data-label/);
    for (const columns of [6, 9, 20]) {
      const html = renderMarkdown(table(columns), {});
      expect(html).toContain('<table class="stack">');
      expect([...html.matchAll(/<td data-label="(栏\d+)"/g)].map((m) => m[1])).toEqual(
        [0, 1].flatMap(() => Array.from({ length: columns }, (_, n) => `栏${n + 1}`)),
      );
    }
    expect(renderMarkdown(table(6).replace("栏3", ""), {})).not.toMatch(/stack|data-label/);
  });
});

it("a title in another script says which way and in which language it is read", () => {
  expect(String(heading("ئۇقتۇرۇش ھەققىدە"))).toMatch(/<h1[^>]* dir="auto" lang="ug">/);
  expect(String(heading("བརྡ་ཐོ།"))).toMatch(/<h1[^>]* lang="bo">/);
  expect(String(heading("关于春季造林的公示 ABC"))).toBe("<h1>关于春季造林的公示 ABC</h1>");
});
