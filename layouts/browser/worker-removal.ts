/**
 * The worker that takes itself away: published as `sw.js` when the office no longer offers saving (`offline: false` in
 * `site.yaml`), it frees every device that has the other one, with all it kept.
 */
import { cacheName } from "./saved.ts";

interface RemovalScope {
  readonly registration: { readonly scope: string; unregister(): Promise<boolean> };
  readonly clients: { matchAll(): Promise<readonly { readonly url: string; navigate(url: string): Promise<unknown> }[]> };
  addEventListener(type: string, listener: (event: { waitUntil(work: Promise<unknown>): void }) => void): void;
  skipWaiting(): Promise<void>;
}

const removal = globalThis as unknown as RemovalScope;

removal.addEventListener("install", (event) => event.waitUntil(removal.skipWaiting()));
removal.addEventListener("activate", (event) =>
  event.waitUntil(
    (async () => {
      await caches.delete(cacheName(removal.registration.scope));
      await removal.registration.unregister();
      for (const client of await removal.clients.matchAll()) await client.navigate(client.url);
    })(),
  ),
);
