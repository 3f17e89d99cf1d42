/** What the office itself gives out (phone, fax, codes, mailbox) and what it is called: never a find. */

export interface Own {
  /** Numbers as digits alone, mailbox and address as written in small letters. */
  readonly codes: ReadonlySet<string>;
  /** Its names, with and without the county, and the words of its domain. */
  readonly names: readonly string[];
}

export const nothingOwn: Own = { codes: new Set(), names: [] };

const NUMBERS = ["phone", "fax", "postcode", "organCode", "siteIDCode", "police", "icp"];

/** From `site.yaml`. */
export function ownOf(site: Readonly<Record<string, unknown>> | undefined): Own {
  const codes = new Set<string>();
  const word = (key: string): string => String(site?.[key] ?? "");
  for (const key of NUMBERS) {
    for (const part of word(key).split(/[、，,；;/\s]+/)) {
      const digits = part.replace(/\D/g, "");
      if (digits.length >= 6) codes.add(digits);
    }
  }
  const organ = word("organCode").toUpperCase();
  if (organ !== "") codes.add(organ);
  for (const key of ["email", "address"]) if (site?.[key]) codes.add(word(key).toLowerCase());
  const [short, county, name] = [word("shortName"), word("county"), word("name").replace(/人民政府$/, "")];
  const domain = word("siteDomain")
    .toLowerCase()
    .split(".")
    .filter((w) => w.length >= 4);
  const names = [short, `${county}${short}`, `${county.replace(/[县区市]$/, "")}${short}`, name].filter((n) => n.length >= 2);
  return { codes, names: [...new Set([...names, ...domain])] };
}

/** Keys of `site.yaml` in which the office's own numbers stand. */
export const OWN_KEYS: ReadonlySet<string> = new Set([...NUMBERS, "email", "address"]);
