/** Firefox for tests, with the security policy that people have. */
import { existsSync } from "node:fs";
import puppeteer, { type Browser } from "puppeteer-core";

/** Launches Firefox; without one it fails and says what to install. */
export async function launchFirefox(): Promise<Browser> {
  const installed = [process.env.FIREFOX, "/usr/bin/firefox-esr", "/usr/bin/firefox"].find((p) => p !== undefined && existsSync(p));
  if (!installed)
    throw new Error("No Firefox for this test. Install one: `apt-get install firefox-esr` (Debian), or set FIREFOX to its path.");
  return puppeteer.launch({
    browser: "firefox",
    executablePath: installed,
    headless: true,
    // Drivers open the policy for files; readers do not have it open.
    extraPrefsFirefox: { "remote.prefs.recommended": false, "security.fileuri.strict_origin_policy": true },
  });
}
