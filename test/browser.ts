/** A real browser for tests: Debian's Chromium where it is installed, otherwise the one that npm brought. */
import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

const QUIET = [
  "--no-sandbox",
  "--disable-gpu",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const installedBrowser = (): string | undefined =>
  [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(
    (p) => p !== undefined && existsSync(p),
  );

/** Before any test: the packaged browser is unpacked once, not by two tests at a time. */
export async function setup(): Promise<void> {
  if (installedBrowser()) return;
  process.env.AWS_LAMBDA_JS_RUNTIME ??= "nodejs22.x";
  // Where it cannot be unpacked, `launch` says what to install.
  await import("@sparticuz/chromium").then(({ default: packaged }) => packaged.executablePath()).catch(() => {});
}

/** Launches Chromium; without one it fails and says what to install. */
export async function launch(more: readonly string[] = []): Promise<Browser> {
  const installed = installedBrowser();
  if (installed) return chromium.launch({ executablePath: installed, args: [...QUIET, ...more] });
  try {
    // The packaged browser brings its libraries for this runtime only when it is named.
    process.env.AWS_LAMBDA_JS_RUNTIME ??= "nodejs22.x";
    const { default: packaged } = await import("@sparticuz/chromium");
    // Its own flags suit one page on a server: in a single process the browser ends with the first context that is closed.
    const args = packaged.args.filter((a) => !/single-process|no-zygote|headless|web-security|insecure-content/.test(a));
    return await chromium.launch({ executablePath: await packaged.executablePath(), args: [...args, ...QUIET, ...more] });
  } catch (error) {
    throw new Error("No browser for the tests. Install one: `apt-get install chromium` (Debian), or set CHROMIUM to its path.", {
      cause: error,
    });
  }
}

/** Sets the text of the open page apart as WCAG 1.4.12 has it; wide letters also stand for wider fonts than those of this machine. */
export const spaceText = (page: { evaluate(work: () => void): Promise<void> }): Promise<void> =>
  page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      "* { letter-spacing: 0.12em !important; word-spacing: 0.16em !important; line-height: 1.5 !important } p { margin-block-end: 2em !important }",
    );
    document.adoptedStyleSheets = [sheet];
  });
