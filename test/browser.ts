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

/** Launches Chromium; without one it fails and says what to install. */
export async function launch(): Promise<Browser> {
  const installed = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(
    (p) => p !== undefined && existsSync(p),
  );
  if (installed) return chromium.launch({ executablePath: installed, args: QUIET });
  try {
    // The packaged browser brings its libraries for this runtime only when it is named.
    process.env.AWS_LAMBDA_JS_RUNTIME ??= "nodejs22.x";
    const { default: packaged } = await import("@sparticuz/chromium");
    // Its own flags suit one page on a server: in a single process the browser ends with the first context that is closed.
    const args = packaged.args.filter((a) => !/single-process|no-zygote|headless/.test(a));
    return await chromium.launch({ executablePath: await packaged.executablePath(), args: [...args, ...QUIET] });
  } catch (error) {
    throw new Error("No browser for the tests. Install one: `apt-get install chromium` (Debian), or set CHROMIUM to its path.", {
      cause: error,
    });
  }
}
