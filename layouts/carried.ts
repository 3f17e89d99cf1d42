/** What stands at the top of a zip to carry: the page that people are told to click, and the words beside it. */
import { html } from "./html.ts";

export interface Cover {
  /** 某镇政府信息公开（2017年）. */
  readonly title: string;
  /** What the reader should know, a line each. */
  readonly lines: readonly string[];
}

export const openHere = ({ title, lines }: Cover): string =>
  html`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="0; url=site/index.html">
<title>${title}</title>
<link rel="stylesheet" href="site/assets/style.css">
</head>
<body>
<main>
<h1>${title}</h1>
<p><a href="site/index.html">打开网站</a></p>
${lines.map((l) => html`<p>${l}</p>\n`)}</main>
</body>
</html>
`.value;

export const readme = ({ title, lines }: Cover): string =>
  [
    title,
    "",
    "先把压缩包整个解压出来，再双击“打开这里.html”，就在浏览器里打开，不用网络，也能查找。",
    "不要在压缩包里面直接双击网页：那样图片、样式和查找都打不开。",
    ...lines,
    "",
    "SHA256SUMS.txt 里是每个文件的校验码，可以知道拷贝有没有缺、有没有被改。",
    "Windows：在解压出来的文件夹里运行 certutil -hashfile 文件名 SHA256，看和那一行是不是一样。",
    "Linux：在解压出来的文件夹里运行 sha256sum -c SHA256SUMS.txt，一次核对全部。",
    "",
  ].join("\r\n");
