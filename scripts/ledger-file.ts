/** The ledger on the disk: read before a build, held against it, written after a publication; and mended when the two were cut apart. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Content } from "./content.ts";
import { compareLedger, LEDGER_IN_SITE, type Ledger, type LedgerFile, ledgerText, parseLedger } from "./ledger.ts";
import { sha256 } from "./offline.ts";
import type { Problem } from "./problem.ts";
import { writeWhole } from "./publish.ts";
import { publishedBytes } from "./published-file.ts";
import { waitingIn } from "./register/verdict.ts";
import { readManifest } from "./release.ts";
import { markedText } from "./search/marked-text.ts";
import type { Against, Edition } from "./walk.ts";

/** Where the ledger is kept unless told otherwise: beside the content folder, so that it goes into the same repository. */
export const ledgerBeside = (content: string): string => join(content, "..", "published.json").replaceAll("\\", "/");

/** Undefined when nothing has been published yet. */
export const readLedger = (file: string): LedgerFile | undefined =>
  existsSync(file) ? { file: file.replaceAll("\\", "/"), text: readFileSync(file, "utf8") } : undefined;

/** The ledger's text as a ledger; undefined when it is not one. */
export function ledgerOf(file: LedgerFile | undefined): Ledger | undefined {
  try {
    return file && parseLedger(file.text);
  } catch {
    return undefined;
  }
}

/** SHA-256 of attachments below a folder as they are published (or as they lie there), each read once. */
export function attachmentHashes(folder: string, read: (path: string) => Uint8Array = publishedBytes): (path: string) => string {
  const known = new Map<string, string>();
  return (path) => {
    const hash = known.get(path) ?? (existsSync(join(folder, path)) ? sha256(read(join(folder, path))) : "");
    known.set(path, hash);
    return hash;
  };
}

/** Holds content against what was published. `out`: where the published site lies, for its old words. */
export function againstLedger(file: string, out: string): Against {
  const ledger = readLedger(file);
  const newest = ledgerOf(ledger)
    ?.lines.map((l) => l.first)
    .sort()
    .at(-1);
  const against = (content: Content, edition: Edition): readonly Problem[] => {
    if (!ledger) return [];
    let old: boolean | undefined;
    const oldWords = (path: string): readonly string[] | undefined => {
      old ??= readManifest(out)?.hash === ledgerOf(ledger)?.manifest;
      if (!old || !existsSync(join(out, path))) return undefined;
      // The facts below the text repeat its beginning.
      const [page = ""] = readFileSync(join(out, path), "utf8").split('<dl class="facts about">', 1);
      return markedText(page)?.split("\n");
    };
    return compareLedger(ledger, {
      edition,
      hashOf: attachmentHashes(content.folder),
      originalHashOf: attachmentHashes(content.folder, readFileSync),
      waiting: waitingIn(content),
      contentFolder: content.folder.replaceAll("\\", "/"),
      oldWords,
    });
  };
  return Object.assign(against, { newest });
}

/**
 * A publication that was cut off after the swap left a site that the ledger does not know: the site carries its own ledger, which is
 * written now. Returns the number of that publication.
 */
export function mendLedger(file: string, out: string): number | undefined {
  const manifest = readManifest(out);
  const inSite = join(out, LEDGER_IN_SITE);
  if (manifest?.release === undefined || !existsSync(inSite)) return undefined;
  const written = readLedger(file);
  const ledger = ledgerOf(written);
  // An unreadable ledger is told to the clerk; it may hold what no site holds.
  if (written && !ledger) return undefined;
  if (ledger && (manifest.release !== ledger.release + 1 || manifest.previous !== ledger.manifest)) return undefined;
  const text = readFileSync(inSite, "utf8");
  if (sha256(text) !== manifest.files[LEDGER_IN_SITE]) return undefined;
  writeWhole(file, ledgerText({ release: manifest.release, manifest: manifest.hash, lines: parseLedger(text).lines }));
  return manifest.release;
}
