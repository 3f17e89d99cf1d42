/** How Word writes the numbers of its lists: 1, 一, 壹, ①, 甲, A, iv. Runs in the browser too. */
import { circled } from "./signs.ts";

const DIGITS = "〇一二三四五六七八九";
const LEGAL = "零壹贰叁肆伍陆柒捌玖";

/** 一百二十三, up to 99,999; `ten` is what ten begins with: 十, or 一十 within a hundred. */
function chinese(n: number, digits: string, units: readonly string[], bare: boolean): string {
  let out = "";
  let gap = false;
  const text = String(n);
  for (const [i, c] of [...text].entries()) {
    const unit = units[text.length - 1 - i] ?? "";
    const d = Number(c);
    if (d === 0) gap = out !== "";
    else {
      if (gap) out += digits[0] === "〇" ? "零" : digits[0];
      gap = false;
      out += bare && d === 1 && unit === units[1] && out === "" ? unit : `${digits[d]}${unit}`;
    }
  }
  return out === "" ? (digits[0] ?? "") : out;
}

function roman(n: number): string {
  let out = "";
  let left = n;
  for (const [value, text] of [
    [1000, "M"],
    [900, "CM"],
    [500, "D"],
    [400, "CD"],
    [100, "C"],
    [90, "XC"],
    [50, "L"],
    [40, "XL"],
    [10, "X"],
    [9, "IX"],
    [5, "V"],
    [4, "IV"],
    [1, "I"],
  ] as const) {
    for (; left >= value; left -= value) out += text;
  }
  return out;
}

/** A, B … Z, AA, BB as Word has it. */
const letter = (n: number): string => String.fromCharCode(65 + ((n - 1) % 26)).repeat(Math.min(10, Math.floor((n - 1) / 26) + 1));

const from = (row: string, n: number): string => [...row][n - 1] ?? String(n);

/** A number in one of Word's formats; plain digits for one that we do not know. */
export function numberText(n: number, format: string): string {
  if (!Number.isInteger(n) || n < 0 || n > 99_999) return String(n);
  switch (format) {
    case "none":
    case "bullet":
      return "";
    case "decimalZero":
      return String(n).padStart(2, "0");
    case "upperLetter":
      return n < 1 ? "" : letter(n);
    case "lowerLetter":
      return n < 1 ? "" : letter(n).toLowerCase();
    case "upperRoman":
      return roman(n % 5000);
    case "lowerRoman":
      return roman(n % 5000).toLowerCase();
    case "chineseCounting":
    case "chineseCountingThousand":
    case "japaneseCounting":
    case "taiwaneseCounting":
    case "taiwaneseCountingThousand":
      return chinese(n, DIGITS, ["", "十", "百", "千", "万"], true);
    case "chineseLegalSimplified":
    case "ideographLegalTraditional":
      return chinese(n, LEGAL, ["", "拾", "佰", "仟", "万"], false);
    case "ideographDigital":
    case "japaneseDigitalTenThousand":
    case "taiwaneseDigital":
      return [...String(n)].map((c) => DIGITS[Number(c)]).join("");
    case "ideographTraditional":
      return from("甲乙丙丁戊己庚辛壬癸", n);
    case "ideographZodiac":
      return from("子丑寅卯辰巳午未申酉戌亥", n);
    case "decimalEnclosedCircle":
    case "decimalEnclosedCircleChinese":
      return circled(String(n));
    case "decimalEnclosedFullstop":
      return `${n}.`;
    case "decimalEnclosedParen":
      return `（${n}）`;
    case "ideographEnclosedCircle":
      return from("㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉", n);
    case "decimalFullWidth":
      return [...String(n)].map((c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0)).join("");
    default:
      return String(n);
  }
}

/** A text number with what follows it: a blank, unless it ends in a Chinese mark. */
export const beforeText = (label: string): string => (label === "" || /[、。．，：）〕】]$/u.test(label) ? label : `${label} `);
