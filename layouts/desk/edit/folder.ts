/** The project's folder, by the handle that the clerk gave. */
import { forget, keep, load } from "./store.ts";

type Permission = { readonly mode: "read" | "readwrite" };

/** What lib.dom does not know yet. */
interface Handle extends FileSystemDirectoryHandle {
  values(): AsyncIterable<FileSystemDirectoryHandle | FileSystemFileHandle>;
  queryPermission?(how: Permission): Promise<PermissionState>;
  requestPermission?(how: Permission): Promise<PermissionState>;
}

const KEY = "folder";
const WRITE: Permission = { mode: "readwrite" };

/** Can this browser open folders? */
export const canPick = (): boolean => "showDirectoryPicker" in window;

/** The clerk chooses a folder; undefined when they changed their mind. */
export async function pick(): Promise<Handle | undefined> {
  try {
    const pickFolder = (window as unknown as { showDirectoryPicker(o: unknown): Promise<Handle> }).showDirectoryPicker;
    return await pickFolder.call(window, { id: "gongkai", mode: "readwrite" });
  } catch (error) {
    if ((error as Error).name === "AbortError") return undefined;
    throw error;
  }
}

export const remembered = (): Promise<Handle | undefined> => load<Handle>(KEY);
export const remember = (handle: Handle): Promise<boolean> => keep(KEY, handle);
export const forgetFolder = (): Promise<unknown> => forget(KEY);

export const isGranted = async (handle: Handle): Promise<boolean> =>
  handle.queryPermission === undefined || (await handle.queryPermission(WRITE)) === "granted";
/** Only after a click. */
export const askAgain = async (handle: Handle): Promise<boolean> =>
  handle.requestPermission === undefined || (await handle.requestPermission(WRITE)) === "granted";

export type { Handle };

async function folderAt(root: Handle, path: readonly string[], create: boolean): Promise<Handle | undefined> {
  let at = root;
  for (const name of path) {
    try {
      at = (await at.getDirectoryHandle(name, { create })) as Handle;
    } catch (error) {
      if (create || (error as Error).name !== "NotFoundError") throw error;
      return undefined;
    }
  }
  return at;
}

const cut = (path: string): [folder: string[], name: string] => {
  const parts = path.split("/");
  return [parts.slice(0, -1), parts.at(-1) ?? ""];
};

/** A file as it is now; undefined when there is none. */
export async function fileAt(root: Handle, path: string): Promise<File | undefined> {
  const [folder, name] = cut(path);
  const at = await folderAt(root, folder, false);
  if (!at) return undefined;
  try {
    return await (await at.getFileHandle(name)).getFile();
  } catch (error) {
    if ((error as Error).name === "NotFoundError") return undefined;
    throw error;
  }
}

/** Names in a folder; none when it is not there. */
export async function namesIn(root: Handle, path: string): Promise<string[]> {
  const at = await folderAt(root, path.split("/"), false);
  const out: string[] = [];
  if (at) for await (const e of at.values()) out.push(e.name);
  return out;
}

/** Whole or not at all: the browser puts the new file in the old one's place when all of it is written. */
export async function write(root: Handle, path: string, content: string | Uint8Array | Blob): Promise<void> {
  const [folder, name] = cut(path);
  const at = await folderAt(root, folder, true);
  const stream = await (await (at as Handle).getFileHandle(name, { create: true })).createWritable();
  await stream.write(content as FileSystemWriteChunkType);
  await stream.close();
}

/** Every file below a folder. */
export async function filesBelow(root: Handle, path: string): Promise<[path: string, file: File][]> {
  const at = await folderAt(root, path.split("/"), false);
  return at ? below(at, path) : [];
}

async function below(folder: Handle, path: string): Promise<[string, File][]> {
  const out: Promise<[string, File][]>[] = [];
  for await (const e of folder.values()) {
    const at = `${path}/${e.name}`;
    if (e.kind === "directory") out.push(below(e as Handle, at));
    else
      out.push(
        (e as FileSystemFileHandle).getFile().then(
          (file) => [[at, file]] as [string, File][],
          () => [],
        ),
      );
  }
  return (await Promise.all(out)).flat();
}
