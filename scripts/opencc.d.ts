/** The dictionaries of opencc-js that we read; the package types its converters only. `繁 简|繁 简 …`. */
declare module "opencc-js/dict/TSCharacters" {
  const pairs: string;
  export default pairs;
}

/** `简 繁|简 繁 …`: characters, phrases, and phrases made from regional words. */
declare module "opencc-js/dict/STCharacters" {
  const pairs: string;
  export default pairs;
}
declare module "opencc-js/dict/STPhrases" {
  const pairs: string;
  export default pairs;
}
declare module "opencc-js/dict/STPhrases_GeneratedFromRegionalPhrases" {
  const pairs: string;
  export default pairs;
}
