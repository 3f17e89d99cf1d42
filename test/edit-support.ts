/** 填报页 in a browser: opened from the disk, with a folder picker that gives a real folder of this computer. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { expect } from "vitest";
import { buildDesk } from "../scripts/desk/desk.ts";
import { day } from "../scripts/rules/days.ts";
import { TODAY } from "./support.ts";

/** A headless browser cannot click the system's own picker: this one hands out handles whose every call ends on the disk. */
const PICKER = `
window.showDirectoryPicker = async () => folder("", await window.__disk("root"));
const gone = () => { throw new DOMException("gone", "NotFoundError"); };
function folder(path, name) {
  const at = (n) => (path === "" ? n : path + "/" + n);
  return {
    kind: "directory", name,
    queryPermission: async () => "granted",
    requestPermission: async () => "granted",
    async getDirectoryHandle(n, o) { return (await window.__disk("folder", at(n), Boolean(o && o.create))) ? folder(at(n), n) : gone(); },
    async getFileHandle(n, o) { return (await window.__disk("file", at(n), Boolean(o && o.create))) ? file(at(n), n) : gone(); },
    async *values() { for (const e of await window.__disk("list", path)) yield e.isFolder ? folder(at(e.name), e.name) : file(at(e.name), e.name); },
  };
}
function file(path, name) {
  return {
    kind: "file", name,
    async getFile() {
      const { bytes, time } = await window.__disk("read", path);
      return new File([Uint8Array.from(atob(bytes), (c) => c.charCodeAt(0))], name, { lastModified: time });
    },
    async createWritable() {
      const parts = [];
      return {
        write: async (part) => void parts.push(part),
        close: async () => {
          const bytes = new Uint8Array(await new Blob(parts).arrayBuffer());
          let text = "";
          for (let i = 0; i < bytes.length; i += 32768) text += String.fromCharCode(...bytes.subarray(i, i + 32768));
          await window.__disk("write", path, btoa(text));
        },
      };
    },
  };
}`;

/** What the picker's handles ask of the disk. */
function disk(project: string) {
  return (what: string, path = "", more?: unknown): unknown => {
    const at = join(project, path);
    switch (what) {
      case "root":
        return "gongkai";
      case "folder":
        if (more === true) mkdirSync(at, { recursive: true });
        return existsSync(at) && statSync(at).isDirectory();
      case "file":
        return more === true || (existsSync(at) && statSync(at).isFile());
      case "list":
        return readdirSync(at, { withFileTypes: true }).map((e) => ({ name: e.name, isFolder: e.isDirectory() }));
      case "read":
        return { bytes: readFileSync(at).toString("base64"), time: Math.floor(statSync(at).mtimeMs) };
      case "write":
        // As the browser does it: beside, then in place.
        mkdirSync(dirname(at), { recursive: true });
        writeFileSync(`${at}.crswap`, Buffer.from(String(more), "base64"));
        renameSync(`${at}.crswap`, at);
        return true;
      default:
        throw new Error(what);
    }
  };
}

export interface Desk {
  /** The project's folder, with `content/` and `_desk/`. */
  readonly project: string;
  readonly page: Page;
  readonly context: BrowserContext;
  /** Errors of the console and the page; requests besides the page's own file. */
  readonly told: string[];
}

/** One cache for all tests: the script is bundled once. */
const CACHE = join(tmpdir(), "gongkai-test-desk-cache");

export async function deskOf(project: string): Promise<void> {
  await buildDesk({
    content: join(project, "content"),
    out: join(project, "_desk"),
    site: join(project, "_site"),
    today: TODAY,
    cache: CACHE,
  });
}

/** A folder with `content/` as it is put there. */
export function projectOf(fill: (content: string) => void): string {
  const project = mkdtempSync(join(tmpdir(), "gongkai-edit-"));
  mkdirSync(join(project, "content"));
  fill(join(project, "content"));
  return project;
}

/** Opens 填报页 of a project by `file://`; `today` is the page's clock. */
export async function openDesk(
  browser: Browser,
  project: string,
  options: { picker?: boolean; hash?: string; today?: string } = {},
): Promise<Desk> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, acceptDownloads: true, locale: "zh-CN" });
  const told: string[] = [];
  if (options.picker === false) await context.addInitScript("delete window.showDirectoryPicker;");
  else {
    await context.exposeFunction("__disk", disk(project));
    await context.addInitScript(PICKER);
  }
  const page = await newPage(context, told, options.today ?? TODAY);
  const address = pathToFileURL(join(project, "_desk/edit.html")).href;
  await page.goto(`${address}${options.hash ? `#${options.hash}` : ""}`);
  if (options.picker !== false) {
    await page.click("#pick");
    await expect.poll(() => page.locator("#folder.connected").count(), { timeout: 180_000 }).toBe(1);
  }
  return { project, page, context, told };
}

async function newPage(context: BrowserContext, told: string[], today: string): Promise<Page> {
  const page = await context.newPage();
  await page.clock.setFixedTime(new Date(`${day(today)}T10:00:00+08:00`));
  page.on("console", (m) => {
    if (m.type() === "error" || m.type() === "warning") told.push(m.text());
  });
  page.on("pageerror", (e) => told.push(String(e)));
  page.on("request", (r) => {
    if (!/^(?:file:.*\/edit\.html|blob:|data:|about:)/.test(r.url())) told.push(r.url());
  });
  return page;
}

/** Waits until the check that follows a change is over, words of attachments and all. */
export async function checked(page: Page): Promise<void> {
  await expect.poll(() => page.locator("#faults").getAttribute("aria-busy"), { timeout: 180_000 }).toBe("false");
}
