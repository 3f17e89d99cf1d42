/** Numbers of persons and their check digits: 居民身份证, 居住证, bank cards, mobiles; and 统一社会信用代码, which is nobody's. */

/** First two digits of 行政区划代码 (GB/T 2260), as 居民身份证 have them; 91 is for foreigners' permits. */
const PROVINCES = new Set(
  "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83 91".split(" "),
);
const MONTH_DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function isDate(year: number, month: number, day: number): boolean {
  if (month < 1 || day < 1 || day > (MONTH_DAYS[month - 1] ?? 0)) return false;
  return month !== 2 || day < 29 || (year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0));
}

const IDENTITY_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** 港澳台居民居住证 have these in place of a county: 香港, 澳门, 台湾 (国务院令第716号《港澳台居民居住证申领发放办法》). */
const RESIDENCE = new Set(["810000", "820000", "830000"]);

/** 公民身份号码 and 港澳台居民居住证 but for the check digit: place, day of birth. GB 11643-1999. */
const looksLikeCitizen = (s: string): boolean =>
  PROVINCES.has(s.slice(0, 2)) &&
  (s.slice(2, 6) !== "0000" || RESIDENCE.has(s.slice(0, 6))) &&
  isDate(Number(s.slice(6, 10)), Number(s.slice(10, 12)), Number(s.slice(12, 14)));

/** 外国人永久居留身份证 since 2023 but for the check digit: 9, province, country as three digits (GB/T 2659), day of birth. 【记】 */
const looksLikeForeigner = (s: string): boolean =>
  s[0] === "9" &&
  PROVINCES.has(s.slice(1, 3)) &&
  s.slice(3, 6) !== "000" &&
  isDate(Number(s.slice(6, 10)), Number(s.slice(10, 12)), Number(s.slice(12, 14)));

/** 18 signs that name a person, but for the check digit. */
export const looksLikeIdentity = (s: string): boolean =>
  /^\d{6}(?:18[89]|19\d|20[0-3])\d{8}[\dX]$/.test(s) && (looksLikeCitizen(s) || looksLikeForeigner(s));

/** 公民身份号码, 18 digits: ISO 7064 MOD 11-2 over the first 17 (GB 11643-1999; its example is 11010519491231002X). */
export const isIdentity = (s: string): boolean =>
  looksLikeIdentity(s) && "10X98765432"[IDENTITY_WEIGHTS.reduce((sum, w, i) => sum + w * Number(s[i]), 0) % 11] === s[17];

/** 残疾人证号: an identity number, the kind of disability (1–7) and its degree (1–4). */
export const isDisabilityNumber = (s: string): boolean => /^.{18}[1-7][1-4]$/.test(s) && isIdentity(s.slice(0, 18));

/** 外国人永久居留证 until 2023: country (three letters), place, day of birth, serial, check digit (weights 7, 3, 1 as in passports). 【记】 */
export const isForeigner15 = (s: string): boolean => {
  if (!/^[A-Z]{3}\d{12}$/.test(s) || !PROVINCES.has(s.slice(3, 5))) return false;
  if (!isDate(1900 + Number(s.slice(7, 9)), Number(s.slice(9, 11)), Number(s.slice(11, 13)))) return false;
  const value = (c: string): number => (/\d/.test(c) ? Number(c) : c.charCodeAt(0) - 55);
  return [...s.slice(0, 14)].reduce((sum, c, i) => sum + value(c) * ([7, 3, 1][i % 3] ?? 0), 0) % 10 === Number(s[14]);
};

/**
 * 15 digits (GB 11643-1989), issued to 1999, no check digit: place, day of birth, serial. Prefecture 01–35, 51–53 or 90,
 * county 01–39 or 81–99, so that other long numbers seldom pass.
 */
export const isIdentity15 = (s: string): boolean =>
  /^\d\d(?:0[1-9]|[12]\d|3[0-5]|5[1-3]|90)(?:0[1-9]|[12]\d|3\d|8[1-9]|9\d)\d{9}$/.test(s) &&
  PROVINCES.has(s.slice(0, 2)) &&
  isDate(1900 + Number(s.slice(6, 8)), Number(s.slice(8, 10)), Number(s.slice(10, 12))) &&
  s.slice(12) !== "000";

const CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const CREDIT_WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/** 统一社会信用代码: 18 signs, the last a check sign modulo 31 (GB 32100-2015). An organisation's, so not private. */
export function isCreditCode(s: string): boolean {
  if (!/^[1-9A-HJ-NP-RTUWXY][1239][0-9]{6}[0-9A-HJ-NP-RTUWXY]{10}$/.test(s)) return false;
  const sum = CREDIT_WEIGHTS.reduce((n, w, i) => n + w * CREDIT_ALPHABET.indexOf(s[i] ?? ""), 0);
  return CREDIT_ALPHABET[(31 - (sum % 31)) % 31] === s[17];
}

/** Luhn's check digit (ISO/IEC 7812-1). */
export function passesLuhn(s: string): boolean {
  let sum = 0;
  for (let i = s.length - 1, twice = false; i >= 0; i--, twice = !twice) {
    const d = s.charCodeAt(i) - 48;
    sum += twice ? (d > 4 ? 2 * d - 9 : 2 * d) : d;
  }
  return sum % 10 === 0;
}

/** First digits that cards in use begin with: 银联 62 and older domestic ones, Visa, Mastercard, JCB, American Express, Discover. */
const CARD =
  /^(?:62\d{14,17}|9558\d{12,15}|60(?:1[0-4]|3[0-9])\d{12,15}|4\d{15}|5[1-5]\d{14}|2(?:2[2-9]|[3-6]\d|7[01])\d{13}|35(?:2[89]|[3-8]\d)\d{12}|3[47]\d{13}|6(?:4[4-9]|5\d)\d{13})$/;

/** A bank card's number: length, first digits, Luhn. With words about a bank before it any first digits will do. */
export const isCard = (s: string, named: boolean): boolean =>
  (named ? /^[1-9]\d{14,18}$/ : CARD).test(s) && !/0{10}$|^(\d)\1+$/.test(s) && passesLuhn(s);

/** A 银联 card by the first six digits that banks in China are given; such a number with a right Luhn digit is hardly anything else. */
export const isIssuedCard = (s: string): boolean =>
  /^62(?:1[2-9]|2\d|3[0-6]|4\d|5\d|70|8[2-9]|9[0-2])\d{12,15}$/.test(s) || /^9558\d{15}$/.test(s);

/** Mobile numbers by the ranges given out (工信部 电信网码号); landlines begin with 0 and never match. */
export const MOBILE = /^1(?:3\d|4[014-9]|5[0-35-9]|6[2567]|7[0-8]|8\d|9[0-35-9])\d{8}$/;
