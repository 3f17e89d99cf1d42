// Every page: what only works with a script is shown only then.

if (new URLSearchParams(location.search).has("kiosk")) {
  // On the hall's screen (大厅查询机): nothing is printed there, and the way back is always in sight.
  const { src } = /** @type {HTMLScriptElement} */ (document.currentScript);
  const bar = document.createElement("script");
  bar.src = src.replace(/[^/]*$/, "kiosk-bar.js");
  document.head.append(bar);
} else {
  for (const button of document.querySelectorAll("[data-print]")) {
    button.removeAttribute("hidden");
    button.addEventListener("click", () => window.print());
  }
}
