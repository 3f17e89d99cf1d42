/** Equations in one line: EQ fields of Word (`EQ \f(2,3)`) and Office Math (m:oMath) → 2/3, √(x), x². Runs in the browser too. */
import { atHeight, circled } from "./signs.ts";

/** An element of a part; words only stand in leaves. */
export interface XmlNode {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlNode[];
  readonly text: string;
}

/** A term that stands together: 2, x, 2.5, 万元; a sum or product in brackets. */
const term = (text: string): string => (/^(?:[\p{L}\p{N}.%‰]+|\(.*\)|（.*）|√.*)$/u.test(text) ? text : `(${text})`);

export const fraction = (top: string, bottom: string): string => `${term(top)}/${term(bottom)}`;

const ROOTS: Readonly<Record<string, string>> = { "": "√", "2": "√", "3": "∛", "4": "∜" };
const root = (degree: string, of: string): string =>
  ROOTS[degree] !== undefined ? `${ROOTS[degree]}${term(of)}` : `${term(of)}^(1/${degree})`;

const at = (text: string, height: "raised" | "lowered"): string => (text === "" ? "" : atHeight(text, height).text);

// EQ fields ---------------------------------------------------------------------------------------------------------------

/** No equation is longer. */
const LONGEST = 2000;

/** The words of an EQ field, in one line; undefined for another field. */
export function equationText(field: string): string | undefined {
  const code = field.slice(0, LONGEST);
  const m = /^\s*EQ\s/i.exec(code);
  if (!m) return undefined;
  let i = m[0].length;
  const arguments_ = (): string[] => {
    const out = [""];
    i++;
    for (; i < code.length && code[i] !== ")"; ) {
      if (/[,;，；]/.test(code[i] ?? "")) {
        out.push("");
        i++;
      } else out[out.length - 1] += piece();
    }
    i++;
    return out.map((a) => a.trim());
  };
  const piece = (): string => {
    const c = code[i] ?? "";
    if (c === "(") return `(${arguments_().join(",")})`;
    if (c !== "\\") {
      i++;
      return c;
    }
    const plain = /^\\([,;()\\])/.exec(code.slice(i, i + 2))?.[1];
    if (plain !== undefined) {
      i += 2;
      return plain;
    }
    // A switch with its options: \o\ac( , \s\up 8( ; \* jc2 and the like say how it looks.
    const look = /^\\\*\s*(?:"[^"]*"|[\w]+)(?:\s*"[^"]*")?\s*/.exec(code.slice(i, i + 200));
    const named = /^\\([a-z])((?:\s*\\[a-z]+\s*\d*|\s)*)\(/i.exec(code.slice(i, i + 200));
    if (look || !named) {
      i += look?.[0].length ?? /^\\[a-z]*/i.exec(code.slice(i, i + 20))?.[0].length ?? 1;
      return "";
    }
    i += named[0].length - 1;
    const options = (named[2] ?? "").toLowerCase();
    return switched((named[1] ?? "").toLowerCase(), options, arguments_());
  };
  let out = "";
  while (i < code.length) out += piece();
  return out.trim();
}

function switched(name: string, options: string, [first = "", second = "", ...rest]: readonly string[]): string {
  switch (name) {
    case "f":
      return fraction(first, second);
    case "r":
      return second === "" ? root("", first) : root(first, second);
    case "o":
      // A circle, triangle or square over a number; a reading set above characters (\o\ad) ends in the characters.
      if (/^[○◯〇⭕OoОо]$/u.test(first)) return circled(second);
      return /^[△▲□◇]$/u.test(first) ? `${first}${second}` : `${first}${second}`;
    case "s":
      return options.includes("do") ? at(first, "lowered") : options.includes("up") ? at(first, "raised") : first;
    case "b":
      return `(${[first, second, ...rest].filter((x) => x !== "").join(",")})`;
    case "i":
      return `∫${at(first, "lowered")}${at(second, "raised")}${rest.join("")}`;
    case "l":
      return [first, second, ...rest].filter((x) => x !== "").join(",");
    default:
      return [first, second, ...rest].filter((x) => x !== "").join(" ");
  }
}

// Office Math -------------------------------------------------------------------------------------------------------------

const child = (node: XmlNode, name: string): XmlNode | undefined => node.children.find((c) => c.name === name);
const property = (node: XmlNode | undefined, name: string): string | undefined => {
  const found = node && child(node, name);
  if (!found) return undefined;
  for (const key in found.attributes) if (/(?:^|:)val$/.test(key)) return found.attributes[key];
  return "";
};

/** An equation of Office Math in one line. */
export function mathText(node: XmlNode): string {
  const parts = (name: string): string[] => node.children.filter((c) => c.name === name).map(inside);
  const part = (name: string): string => parts(name).join("");
  const inside = (n: XmlNode): string => {
    let out = "";
    for (const c of n.children) {
      const text = mathText(c);
      // One and a half is 1 1/2.
      out += /\d$/.test(out) && c.name === "f" ? ` ${text}` : text;
    }
    return out;
  };
  switch (node.name) {
    case "t":
      return node.text;
    case "f":
      return property(child(node, "fPr"), "type") === "noBar" ? `(${part("num")} ${part("den")})` : fraction(part("num"), part("den"));
    case "sSup":
      return `${part("e")}${at(part("sup"), "raised")}`;
    case "sSub":
      return `${part("e")}${at(part("sub"), "lowered")}`;
    case "sSubSup":
      return `${part("e")}${at(part("sub"), "lowered")}${at(part("sup"), "raised")}`;
    case "sPre":
      return `${at(part("sub"), "lowered")}${at(part("sup"), "raised")}${part("e")}`;
    case "rad":
      return root(part("deg").trim(), part("e"));
    case "nary":
      return `${property(child(node, "naryPr"), "chr") || "∫"}${at(part("sub"), "lowered")}${at(part("sup"), "raised")}${term(part("e"))}`;
    case "d": {
      const look = child(node, "dPr");
      return `${property(look, "begChr") ?? "("}${parts("e").join(property(look, "sepChr") ?? "|")}${property(look, "endChr") ?? ")"}`;
    }
    case "func":
      return `${part("fName")} ${part("e")}`;
    case "limLow":
    case "limUpp":
      return `${part("e")}(${part("lim")})`;
    case "eqArr":
      return parts("e").join("；");
    case "mr":
      return parts("e").join(" ");
    case "m":
      return `[${node.children
        .filter((c) => c.name === "mr")
        .map(mathText)
        .join("；")}]`;
    default:
      return /Pr$|^(?:instrText|delText)$/.test(node.name) ? "" : inside(node);
  }
}

/** Is the line all that the equation says: digits, words and plain signs, one fraction or raised number? */
export const saysAll = (text: string): boolean =>
  /^[\p{L}\p{N}\s.,:：，、。%‰+\-−×÷=<>≤≥≈±()（）⁰-ⁿ₀-₎]*(?:\/[\p{L}\p{N}.]+)?[\p{L}\s]*$/u.test(text);
