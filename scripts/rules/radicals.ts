/** Radicals that look like ideographs: what PDFs and old fonts put in their place. Read by the search of the browser too. */

/**
 * Radicals of the CJK Radicals Supplement (U+2E80–2EF3) that look like an ideograph, with it: pairs, after Unicode's
 * EquivalentUnifiedIdeograph. Words copied from a PDF have them in the place of the ideographs.
 */
const SUPPLEMENT =
  "⺁厂⺂乛⺃乚⺄乙⺅亻⺆冂⺈刀⺉刂⺊卜⺌小⺍小⺎兀⺏尣⺐尢⺒巳⺓幺⺔彑⺖忄⺗心⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺟母⺠民⺡氵⺢氺⺣灬⺤爫⺥爫⺦丬⺧牛⺨犭⺩王⺪疋⺫罒⺬示⺭礻⺮竹⺯糹⺰纟⺱罓⺲罒⺴冗⺶羊⺷羊⺸羊⺹耂⺺肀⺻聿⺼肉⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻇角⻈讠⻉贝⻊足⻋车⻌辶⻍辶⻎辶⻏阝⻐钅⻑長⻒镸⻓长⻔门⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻟飠⻠饣⻡首⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟";
const IDEOGRAPHS: ReadonlyMap<string, string> = new Map(
  (SUPPLEMENT.match(/../gu) ?? []).map((pair) => [[...pair][0] ?? "", [...pair][1] ?? ""]),
);
const RADICAL = /[\u2e80-\u2ef3\u2f00-\u2fd5]/g;

/** The text with ideographs in the place of radicals that look like them: ⻄安 → 西安. Unicode equates ⼾ with 戶, which nobody here writes. */
export const withIdeographs = (text: string): string =>
  text.replace(RADICAL, (c) => (c === "⼾" ? "户" : c >= "\u2f00" ? c.normalize("NFKC") : (IDEOGRAPHS.get(c) ?? c)));

/** Where the first such radical stands: offset, or -1. */
export const radicalAt = (text: string): number => text.search(RADICAL);
