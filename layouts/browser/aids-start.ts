/** Before the first paint: the page looks at once as its reader has chosen, and keeps room for the buttons. */
import { applyAids, offersAids, readAids, takeCarried } from "./aids-kept.ts";

if (offersAids()) {
  if (takeCarried()) document.documentElement.dataset.aids = "carried";
  const kept = readAids();
  document.documentElement.dataset.aids ??= "";
  applyAids(kept);
  if (kept.traditional) {
    // No text in the other script is seen before it is converted, where the browser knows how to wait.
    const script = document.createElement("script");
    script.src = (document.currentScript as HTMLScriptElement).src.replace(/[^/]*$/, "traditional.js");
    script.setAttribute("blocking", "render");
    script.async = false;
    document.head.append(script);
  }
}
