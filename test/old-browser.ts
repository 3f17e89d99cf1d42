/** Old Chromiums for tests, as npm brings them: 80 (reading) and 88 (the editing page; 86 itself is in no package). */
import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliDecompressSync } from "node:zlib";
import puppeteer, { type Browser } from "puppeteer-core-10";
import { root } from "./support.ts";

export type OldChromium = 80 | 88;

/** Unpacks the package's browser and its libraries once into the system's temporary folder. */
function unpacked(version: OldChromium): string {
  const packed = join(root, `node_modules/chromium-${version}/bin`);
  if (!existsSync(packed)) throw new Error(`Chromium ${version} is missing: run \`npm ci\`, the package is chromium-${version}.`);
  const folder = join(tmpdir(), `gongkai-chromium-${version}`);
  if (existsSync(folder)) return folder;
  const half = `${folder}.${process.pid}`;
  mkdirSync(half, { recursive: true });
  for (const name of ["chromium", "aws.tar", "swiftshader.tar"]) {
    writeFileSync(join(half, name), brotliDecompressSync(readFileSync(join(packed, `${name}.br`))));
    if (name.endsWith(".tar")) execFileSync("tar", ["xf", join(half, name), "-C", half]);
  }
  chmodSync(join(half, "chromium"), 0o755);
  try {
    renameSync(half, folder);
  } catch {
    // Another test was quicker.
    rmSync(half, { recursive: true });
  }
  return folder;
}

/** Starts it. Throws where it is not installed, saying what to do. */
export function launchOld(version: OldChromium): Promise<Browser> {
  const folder = unpacked(version);
  return puppeteer.launch({
    executablePath: join(folder, "chromium"),
    args: ["--no-sandbox", "--disable-gpu", "--allow-file-access-from-files", "--disable-dev-shm-usage"],
    env: { ...process.env, LD_LIBRARY_PATH: join(folder, "lib"), FONTCONFIG_PATH: process.env.FONTCONFIG_PATH ?? "/etc/fonts" },
  });
}
