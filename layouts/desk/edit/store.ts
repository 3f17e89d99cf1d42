/** What the page keeps in this browser: the folder that was chosen, and drafts. Where nothing can be kept it works all the same. */

const opened = (): Promise<IDBDatabase> =>
  new Promise((resolve, reject) => {
    const request = indexedDB.open("gongkai-edit", 1);
    request.onupgradeneeded = () => request.result.createObjectStore("kept");
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

async function inStore<T>(mode: IDBTransactionMode, ask: (store: IDBObjectStore) => IDBRequest<T>): Promise<T | undefined> {
  try {
    const base = await opened();
    return await new Promise<T>((resolve, reject) => {
      const change = base.transaction("kept", mode);
      const request = ask(change.objectStore("kept"));
      change.oncomplete = () => {
        base.close();
        resolve(request.result);
      };
      change.onerror = () => reject(change.error);
      change.onabort = () => reject(change.error);
    });
  } catch {
    return undefined;
  }
}

export const load = <T>(key: string): Promise<T | undefined> => inStore("readonly", (s) => s.get(key) as IDBRequest<T>);
/** False when it could not be kept. */
export const keep = async (key: string, value: unknown): Promise<boolean> =>
  (await inStore("readwrite", (s) => s.put(value, key))) !== undefined;
export const forget = (key: string): Promise<unknown> => inStore("readwrite", (s) => s.delete(key));
/** Keys that begin so. */
export const kept = async (start: string): Promise<string[]> =>
  ((await inStore("readonly", (s) => s.getAllKeys())) ?? []).map(String).filter((k) => k.startsWith(start));
