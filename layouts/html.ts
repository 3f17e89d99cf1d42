/** HTML by template literal: every value is escaped unless it is HTML already. */

export class Html {
  constructor(readonly value: string) {}
  toString(): string {
    return this.value;
  }
}

export type Printable = Html | string | number | undefined | false | readonly Printable[];

const ESCAPES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

export const escapeHtml = (text: string): string => (/[&<>"']/.test(text) ? text.replace(/[&<>"']/g, (c) => ESCAPES[c] ?? c) : text);

function print(value: Printable): string {
  if (value instanceof Html) return value.value;
  if (typeof value === "string") return escapeHtml(value);
  if (value === undefined || value === false) return "";
  if (typeof value === "number") return String(value);
  let out = "";
  for (const v of value) out += print(v);
  return out;
}

/** HTML with its values escaped; undefined and false print nothing, lists print their parts. */
export function html(strings: TemplateStringsArray, ...values: readonly Printable[]): Html {
  const parts: string[] = [strings[0] ?? ""];
  for (let i = 0; i < values.length; i++) parts.push(print(values[i]), strings[i + 1] ?? "");
  const out = parts.join("");
  return new Html(out);
}

/** HTML that was made by a renderer of ours. */
export const raw = (value: string): Html => new Html(value);
