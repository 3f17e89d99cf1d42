/** Buttons of the desk's page for 微信: the article to the clipboard, its cover as a picture. */

const article = document.querySelector("[data-article]") as HTMLElement;
const words = (document.getElementById("plain") as HTMLTextAreaElement).value;
const said = document.getElementById("said") as HTMLElement;

/** Selects the article and copies it as a reader would: where the clipboard cannot be written. */
function copySelection(): boolean {
  const chosen = getSelection();
  if (!chosen) return false;
  const range = document.createRange();
  range.selectNodeContents(article);
  chosen.removeAllRanges();
  chosen.addRange(range);
  const put = (event: ClipboardEvent): void => {
    event.clipboardData?.setData("text/html", article.innerHTML);
    event.clipboardData?.setData("text/plain", words);
    event.preventDefault();
  };
  document.addEventListener("copy", put, { once: true });
  const done = document.execCommand("copy");
  document.removeEventListener("copy", put);
  if (done) chosen.removeAllRanges();
  return done;
}

async function copy(): Promise<void> {
  const types = { "text/html": article.innerHTML, "text/plain": words };
  try {
    const parts = Object.entries(types).map(([type, text]) => [type, new Blob([text], { type })] as const);
    await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(parts))]);
    said.textContent = "复制好了。到公众号后台的编辑框里粘贴。";
  } catch {
    said.textContent = copySelection() ? "复制好了。到公众号后台的编辑框里粘贴。" : "浏览器没让复制。文章已经选中，请按 Ctrl+C。";
  }
}

/** The cover at its full size. */
async function saveCover(button: HTMLButtonElement): Promise<void> {
  const svg = document.querySelector("svg.cover") as SVGSVGElement;
  const { width, height } = svg.viewBox.baseVal;
  const copied = svg.cloneNode(true) as SVGSVGElement;
  copied.setAttribute("width", String(width));
  copied.setAttribute("height", String(height));
  const picture = new Image();
  picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(copied))}`;
  await picture.decode();
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  canvas.getContext("2d")?.drawImage(picture, 0, 0, width, height);
  const link = document.createElement("a");
  link.href = canvas.toDataURL("image/png");
  link.download = button.dataset.file ?? "cover.png";
  link.click();
  said.textContent = `封面图存好了，文件名 ${link.download}。`;
}

for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-do]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    const done = button.dataset.do === "copy" ? copy() : saveCover(button);
    done.catch(() => {
      said.textContent = "没有做成。请换 Chrome、Edge 或者 Firefox 再试。";
    });
  });
}
