/** 保存到手机: how much it is, then saving with pause, what is saved and from when, updating, removing. Nothing happens unasked. */
import type { Release, ReleaseList } from "../../scripts/offline.ts";
import { byId, loadScript, make } from "./page.ts";
import { cacheName, fileKey, noteKey, readNote, type Saved, unzipOne } from "./saved.ts";

const box = byId("offline");
const size = byId("size");
const state = byId("state");
const save = byId<HTMLButtonElement>("save");
const pause = byId<HTMLButtonElement>("pause");
const remove = byId<HTMLButtonElement>("remove");
const bar = byId<HTMLProgressElement>("progress");
const root = box.dataset.root ?? "";
const scope = new URL(root || "./", location.href).href;

/** Downloads at a time. */
const LANES = 4;

interface Part {
  readonly address: string;
  readonly key: string;
  readonly bytes: number;
  readonly sha256: string;
}

let current: Release | undefined;
let running: AbortController | undefined;

const amount = (bytes: number): string =>
  bytes < 1_048_576 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1_048_576).toFixed(1)} MB`;

const moment = (ms: number): string => new Intl.DateTimeFormat("zh-CN", { dateStyle: "long", timeStyle: "short" }).format(new Date(ms));

const partsOf = (list: ReleaseList): Part[] => [
  ...list.packs.map((p) => ({ address: root + p.file, key: scope + p.file, bytes: p.bytes, sha256: p.sha256 })),
  ...list.files.map((f) => ({ address: root + f.path, key: fileKey(scope, f.path, f.sha256), bytes: f.bytes, sha256: f.sha256 })),
];

async function download(address: string, signal?: AbortSignal): Promise<ArrayBuffer> {
  const response = await fetch(address, { cache: "no-cache", ...(signal ? { signal } : {}) });
  if (!response.ok) throw new Error(`${response.status} ${address}`);
  return response.arrayBuffer();
}

async function readList(release: Release): Promise<ReleaseList> {
  await loadScript(`${root}assets/fflate.js`);
  return JSON.parse(await unzipOne(await download(root + release.list))) as ReleaseList;
}

/** Parts of a list that the device does not have yet. */
async function missing(parts: readonly Part[]): Promise<Part[]> {
  const cache = await caches.open(cacheName(scope));
  const there = new Set((await cache.keys()).map((r) => r.url));
  return parts.filter((p) => !there.has(p.key));
}

async function show(): Promise<void> {
  const saved = await readNote(scope);
  current = await fetch(`${root}offline/release.json`, { cache: "no-store" })
    .then((r) => (r.ok ? (r.json() as Promise<Release>) : undefined))
    .catch(() => undefined);
  size.textContent = current
    ? `全部内容：${current.pages} 个网页、${current.attachments} 个附件，一共 ${amount(current.bytes)}；最新的一条是 ${current.newest} 公开的。`
    : "现在没有网络。";
  const news = current && saved && current.release !== saved.release.release;
  save.hidden = !current || (saved !== undefined && !news);
  save.textContent = saved ? "更新" : "保存到手机";
  remove.hidden = !saved;
  if (!saved) {
    const begun = (await caches.has(cacheName(scope))) && current;
    state.textContent = begun ? "上次没有存完，接着存不用从头来。" : "";
    if (begun) save.textContent = "接着保存";
    remove.hidden = !begun;
    return;
  }
  const what = `手机里有 ${saved.release.pages} 个网页、${saved.release.attachments} 个附件，是 ${moment(saved.savedAt)}保存的，最新的一条是 ${saved.release.newest} 公开的。没有网络也能看、能查。`;
  if (!news || !current) {
    state.textContent = current ? `${what}已经是最新的。` : what;
    return;
  }
  const more = await missing(partsOf(await readList(current)));
  state.textContent = `${what}网站上有新内容，更新要下载 ${amount(more.reduce((n, p) => n + p.bytes, 0))}。`;
}

async function start(): Promise<void> {
  if (!current) return;
  const release = current;
  const stop = new AbortController();
  running = stop;
  save.hidden = true;
  remove.hidden = true;
  pause.hidden = false;
  bar.hidden = false;
  try {
    await navigator.serviceWorker.register(`${root}sw.js`, { scope });
    // Asked for at the click; a browser may still say no and clear it when space is short.
    await navigator.storage?.persist?.().catch(() => false);
    const list = await readList(release);
    const parts = partsOf(list);
    const waiting = await missing(parts);
    const cache = await caches.open(cacheName(scope));
    const total = parts.reduce((n, p) => n + p.bytes, 0);
    let done = total - waiting.reduce((n, p) => n + p.bytes, 0);
    const tell = (): void => {
      bar.max = total;
      bar.value = done;
      state.textContent = `正在保存：${amount(done)} / ${amount(total)}`;
    };
    tell();
    const lane = async (): Promise<void> => {
      for (let part = waiting.shift(); part; part = waiting.shift()) {
        const bytes = await download(part.address, stop.signal);
        const digest = [...new Uint8Array(await crypto.subtle.digest("SHA-256", bytes))]
          .map((b) => b.toString(16).padStart(2, "0"))
          .join("");
        if (digest !== part.sha256) throw new Error(`changed on the way: ${part.address}`);
        await cache.put(part.key, new Response(bytes));
        done += part.bytes;
        tell();
      }
    };
    await Promise.all(Array.from({ length: LANES }, lane));
    // All is there: from now on this release is what the device has, and what only the old one needed goes.
    const note: Saved = { release, list, savedAt: Date.now() };
    await cache.put(noteKey(scope), new Response(JSON.stringify(note)));
    const kept = new Set([...parts.map((p) => p.key), noteKey(scope)]);
    for (const request of await cache.keys()) if (!kept.has(request.url)) await cache.delete(request);
    (await navigator.serviceWorker.ready).active?.postMessage("saved");
  } catch (error) {
    if (!stop.signal.aborted) {
      stop.abort();
      const full = (error as Error).name === "QuotaExceededError";
      ended(full ? "手机里的空间不够了。清出一些再接着存，已经存下的还在。" : "没有存完：网络断了。已经存下的还在，连上网再按“接着保存”。");
      return;
    }
    ended("先停在这里。已经存下的还在，按“接着保存”继续。");
    return;
  }
  ended("");
}

function ended(words: string): void {
  running = undefined;
  pause.hidden = true;
  bar.hidden = true;
  void show().then(() => {
    if (words === "") return;
    state.textContent = words;
    save.hidden = false;
    save.textContent = "接着保存";
  });
}

async function removeAll(): Promise<void> {
  await caches.delete(cacheName(scope));
  const registration = await navigator.serviceWorker.getRegistration(scope);
  if (registration?.scope === scope) await registration.unregister();
  await show();
  state.textContent = "已经从手机里删去了。";
}

if (location.protocol === "file:") {
  size.textContent = "您看的这一份就在 U 盘或者电脑里，不用网络，不必再存。";
} else if (!("serviceWorker" in navigator) || !window.isSecureContext) {
  size.textContent = "这个浏览器或者这个网址（不是 https 开头）不能保存。可以请工作人员把整个网站拷到 U 盘里，打开就能看。";
} else {
  document.head.append(make("link", { rel: "manifest", href: `${root}app.json` }));
  save.addEventListener("click", () => void start());
  pause.addEventListener("click", () => running?.abort());
  remove.addEventListener("click", () => void removeAll());
  void show();
}
