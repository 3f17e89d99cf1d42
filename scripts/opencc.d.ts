/** The dictionary of opencc-js that we read; the package types its converters only. `繁 简|繁 简 …`. */
declare module "opencc-js/dict/TSCharacters" {
  const pairs: string;
  export default pairs;
}
