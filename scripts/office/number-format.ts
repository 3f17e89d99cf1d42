/** Number formats of Excel: a number as its cell shows it, dates and times included. */

/** A number format: its sections (positive; negative; zero; text), or the date and time it shows. */
export interface NumberFormat {
  readonly sections: readonly (readonly FormatToken[])[];
  readonly shows: { readonly date: boolean; readonly time: boolean; readonly seconds: boolean; readonly elapsed: boolean } | undefined;
  /** Sections chosen by conditions, fractions, powers of ten: the plain number is shown. */
  readonly plain: boolean;
}

interface FormatToken {
  readonly kind: "digit" | "point" | "comma" | "percent" | "general" | "literal";
  readonly text: string;
}

/** Built-in formats, as Excel in Chinese has them. */
export const BUILT_IN: ReadonlyMap<number, string> = new Map(
  (
    [
      ["yyyy-m-d", 14, 15, 16, 17, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58],
      ["yyyy-m-d h:mm", 22],
      ["h:mm", 18, 20, 32, 34, 55],
      ["h:mm:ss", 19, 21, 33, 35, 56],
      ["[h]:mm:ss", 45, 46, 47],
      ["0", 1],
      ["0.00", 2],
      ["#,##0", 3, 37, 38],
      ["#,##0.00", 4, 39, 40],
      ['"¥"#,##0;"¥"-#,##0', 5, 6],
      ['"¥"#,##0.00;"¥"-#,##0.00', 7, 8],
      ["0%", 9],
      ["0.00%", 10],
      ['#,##0;-#,##0;"-"', 41],
      ['"¥"#,##0;"¥"-#,##0;"¥-"', 42],
      ['#,##0.00;-#,##0.00;"-"', 43],
      ['"¥"#,##0.00;"¥"-#,##0.00;"¥-"', 44],
    ] as const
  ).flatMap(([code, ...ids]) => ids.map((id) => [id, code])),
);

const FORMAT_TOKEN = /"([^"]*)"?|[\\!](.)|([_*]).|\[([^\]]*)\]|(General|G\/通用格式|@)|([0#?])|(\.)|(,)|(%)|(;)|(E[+-]|\/)|(.)/gisu;

export function parseNumberFormat(code: string): NumberFormat {
  const sections: FormatToken[][] = [[]];
  let letters = "";
  let elapsed = false;
  let plain = code.length > 255;
  for (const m of code.slice(0, 255).matchAll(FORMAT_TOKEN)) {
    const [all, quoted, escaped, blank, bracketed, general, digit, point, comma, percent, end, odd, other] = m;
    const push = (kind: FormatToken["kind"], text: string): void => void sections.at(-1)?.push({ kind, text });
    if (quoted !== undefined || escaped !== undefined) push("literal", quoted ?? escaped ?? "");
    else if (blank !== undefined) push("literal", blank === "_" ? " " : "");
    else if (bracketed !== undefined) {
      if (/^(?:h+|m+|s+)$/i.test(bracketed)) {
        elapsed = true;
        letters += bracketed;
      } else if (/^[<>=]/.test(bracketed)) plain = true;
      else push("literal", /^\$([^-]*)/.exec(bracketed)?.[1] ?? "");
    } else if (general !== undefined) push("general", "");
    else if (digit !== undefined) push("digit", digit);
    else if (point !== undefined) push("point", ".");
    else if (comma !== undefined) push("comma", "");
    else if (percent !== undefined) push("percent", "%");
    else if (end !== undefined) sections.push([]);
    else {
      if (odd !== undefined) plain = true;
      if (sections.length === 1) letters += other ?? "";
      push("literal", all);
    }
  }
  const bare = letters.toLowerCase().replace(/am?\/?pm?|[上下]午/g, "");
  const [clock, seconds] = [/[hs]/.test(bare), bare.includes("s")];
  const date = /[yd]|a{3}/.test(bare) || (bare.includes("m") && !clock);
  return { sections, plain, shows: date || clock ? { date: date && !elapsed, time: clock || elapsed, seconds, elapsed } : undefined };
}

/** A number as a cell of this format shows it; dates as 2025-03-01. */
export function showNumber(value: number, format: NumberFormat, from1904: boolean): string {
  if (format.shows) return showDate(value, format.shows, from1904) ?? plainNumber(value);
  if (format.plain) return plainNumber(value);
  const { sections } = format;
  const own = value < 0 ? sections[1] : value === 0 ? sections[2] : undefined;
  const text = showSection(Math.abs(value), own ?? sections[0] ?? []);
  return value < 0 && !own && text !== "" ? `-${text}` : text;
}

/** At most 15 digits that count, as Excel has them: 0.1 + 0.2 is 0.3. */
export const plainNumber = (value: number): string => String(Number(value.toPrecision(15)) || 0);

/** Rounded half up in decimal digits. */
function roundedTo(value: number, decimals: number): string {
  const exact = Number(value.toPrecision(15));
  const shifted = String(Math.round(Number(`${exact}e${decimals}`)));
  const back = Number(`${shifted}e-${decimals}`);
  return Number.isFinite(back) ? back.toFixed(decimals) : exact < 1e21 ? exact.toFixed(decimals) : BigInt(exact).toString();
}

/** Digits of the whole set into the places of a format from the right; the first place takes all that are left. */
function fillWhole(tokens: readonly FormatToken[], digits: string, grouped: boolean): string {
  const first = tokens.findIndex((t) => t.kind === "digit");
  const out: string[] = [];
  let left = digits;
  let taken = 0;
  for (let i = tokens.length - 1; i >= 0; i--) {
    const token = tokens[i];
    if (token?.kind !== "digit") {
      out.push(token?.text ?? "");
      continue;
    }
    do {
      const digit = left.at(-1) ?? (token.text === "0" ? "0" : "");
      left = left.slice(0, -1);
      if (digit !== "" && grouped && taken > 0 && taken % 3 === 0) out.push(",");
      if (digit !== "") taken++;
      out.push(digit);
    } while (i === first && left !== "");
  }
  return out.reverse().join("");
}

function showSection(value: number, tokens: readonly FormatToken[]): string {
  const literals = tokens.map((t) => t.text);
  const general = tokens.findIndex((t) => t.kind === "general");
  if (general >= 0) return literals.toSpliced(general, 1, plainNumber(value)).join("");
  const last = tokens.findLastIndex((t) => t.kind === "digit");
  if (last < 0) return literals.join("");

  const firstPoint = tokens.findIndex((t) => t.kind === "point");
  const point = firstPoint < 0 ? tokens.length : firstPoint;
  const whole = tokens.slice(0, point);
  const lastWhole = whole.findLastIndex((t) => t.kind === "digit");
  const grouped = whole.some((t, i) => t.kind === "comma" && i < lastWhole && whole.slice(0, i).some((before) => before.kind === "digit"));
  // A comma behind the last digit divides by a thousand.
  let thousands = 0;
  for (const from of new Set([lastWhole, last])) for (let i = from + 1; tokens[i]?.kind === "comma"; i++) thousands++;
  const percents = tokens.filter((t) => t.kind === "percent").length;

  const places = tokens.slice(point + 1);
  const decimals = places.filter((t) => t.kind === "digit");
  const fewest = decimals.findLastIndex((t) => t.text !== "#") + 1;
  const scaled = Number((value * 100 ** percents).toPrecision(15)) / 1000 ** thousands;
  const [integer = "0", fraction = ""] = roundedTo(scaled, Math.min(decimals.length, 30)).split(".");
  let kept = fraction.length;
  while (kept > fewest && fraction[kept - 1] === "0") kept--;
  let next = 0;
  const tail = places.map((t) => (t.kind === "digit" ? (next < kept ? fraction[next++] : "") : t.text)).join("");
  const body = whole.some((t) => t.kind === "digit")
    ? fillWhole(whole, integer === "0" ? "" : integer, grouped)
    : literals.slice(0, point).join("");
  return `${body}${kept > 0 ? "." : ""}${tail}`;
}

const two = (n: number): string => String(n).padStart(2, "0");

/** A date from its serial number by whole numbers alone: no clock, no zone. Undefined where no calendar reaches. */
function showDate(
  serial: number,
  { date, time, seconds, elapsed }: NonNullable<NumberFormat["shows"]>,
  from1904: boolean,
): string | undefined {
  if (serial < 0 || serial >= 2_958_466) return undefined;
  const total = Math.round(serial * 86_400);
  const day = Math.floor(total / 86_400);
  const second = elapsed ? total : total % 86_400;
  const clock = `${two(Math.floor(second / 3600))}:${two(Math.floor(second / 60) % 60)}${seconds ? `:${two(second % 60)}` : ""}`;
  return [...(date ? [dayOf(day, from1904)] : []), ...(time ? [clock] : [])].join(" ");
}

/** The day of a serial number; 1900 counts a 29 February that never was. */
function dayOf(serial: number, from1904: boolean): string {
  if (!from1904 && serial === 60) return "1900-02-29";
  if (!from1904 && serial === 0) return "1900-01-00";
  // Days since 1 March of the year 0, in eras of 400 years.
  const days = serial + (from1904 ? 695_361 : serial < 60 ? 693_900 : 693_899);
  const era = Math.floor(days / 146_097);
  const ofEra = days - era * 146_097;
  const yearOfEra = Math.floor((ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365);
  const ofYear = ofEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const fromMarch = Math.floor((5 * ofYear + 2) / 153);
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${year}-${two(month)}-${two(ofYear - Math.floor((153 * fromMarch + 2) / 5) + 1)}`;
}
