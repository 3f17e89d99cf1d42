/** Every page that was opened from the hall's screen (`?kiosk`): larger, with the way back always in sight, and no way out. */
import { countdownWords, keepInside, watchIdle } from "./idle.ts";
import { lastOf, make } from "./page.ts";
import { KIOSK, pathInside, stepTo, trailOf } from "./trail.ts";

const root = new URL("..", (document.currentScript as HTMLScriptElement).src).href;
const here = location.href.slice(root.length).replace(/[?#].*/, "") || "index.html";
const trail = trailOf(location.search);

const go = (path: string, way: readonly string[]): void => location.replace(root + stepTo(path, way));
const toStart = (): void => go(KIOSK, []);

/** What lies inside is opened by us; of the rest the words stay. */
let attached = false;
for (const link of [...document.links]) {
  if (pathInside(link.href, root) !== undefined && !link.hasAttribute("download")) continue;
  attached ||= link.href.startsWith(root) && link.closest("main") !== null;
  link.removeAttribute("href");
}
document.querySelector(".find")?.remove();

document.addEventListener("click", (event) => {
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  if (!link?.href) return;
  event.preventDefault();
  const path = pathInside(link.href, root);
  if (path === undefined) return;
  const [page = "", hash] = path.split("#") as [string, string?];
  // To another place of this page: no step.
  if (page === here) {
    if (hash !== undefined) location.replace(`${location.href.replace(/#.*/, "")}#${hash}`);
    return;
  }
  // Back to a list means back to its line.
  const line = link.closest("li[id], tr[id], section[id]")?.id;
  go(path, [...trail, line === undefined ? here : `${here}#${encodeURIComponent(line)}`]);
});
keepInside();

const back = make("button", { type: "button" }, "返回");
back.addEventListener("click", () => {
  // The address may have been written by anybody: only pages of the site are gone back to.
  const path = pathInside(lastOf(trail) ?? KIOSK, root) ?? KIOSK;
  go(path, trail.slice(0, -1));
});
const restart = make("button", { type: "button" }, "回到开始");
restart.addEventListener("click", toStart);
const countdown = make("p", { class: "countdown", role: "timer", hidden: "" });
const bar = make("nav", { class: "kiosk-bar", "aria-label": "大厅查询机" }, countdown);
if (attached) bar.append(make("p", {}, "附件请到窗口查阅"));
bar.append(back, restart);

const style = make("link", { rel: "stylesheet", href: `${root}assets/kiosk.css` });
// Not before it looks as it should.
style.onload = () => {
  document.documentElement.classList.add("kiosk");
  document.body.append(bar);
  if (location.hash !== "") document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView();
};
document.head.append(style);

watchIdle((left) => {
  countdown.hidden = left === 0;
  countdown.textContent = left === 0 ? "" : countdownWords(left);
}, toStart);
