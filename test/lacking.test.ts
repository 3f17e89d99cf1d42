import { describe, expect, it } from "vitest";
import { isNone, withoutLacking } from "../scripts/register/lacking.ts";

const facts = new Map([
  ["site.phone", "0955-1"],
  ["site.fax", ""],
  ["site.wechat", ""],
]);

describe("what an office does not have", () => {
  it("leaves no row, no item; numbers count on, each list by itself", () => {
    const body = `1. 网上
2. 微信：“{{ site.wechat }}”
   接着说微信
3. 广播
4. 传真 {{ site.fax }}
5. 电话 {{ site.phone }}

另起一段。

1. 一
2. 二

| 项目 | 内容 |
| --- | --- |
| 传真 | {{ site.fax }} |
| 电话 | {{ site.phone }} |`;
    expect(withoutLacking(body, facts)).toBe(`1. 网上
2. 广播
3. 电话 {{ site.phone }}

另起一段。

1. 一
2. 二

| 项目 | 内容 |
| --- | --- |
| 电话 | {{ site.phone }} |`);
  });

  it("nothing changes where nothing is lacking", () => {
    const body = "1. {{ site.fax }}\n2. 二\n";
    expect(withoutLacking(body, new Map([["site.fax", "0955-2"]]))).toBe(body);
  });

  it.each(["无", "没有", "暂无", " 无 ", "—", "/"])("%s is none", (text) => expect(isNone(text)).toBe(true));
  it.each(["无锡传真", "0955-0", "无线电台", "和谐西安"])("%s is one", (text) => expect(isNone(text)).toBe(false));
});
