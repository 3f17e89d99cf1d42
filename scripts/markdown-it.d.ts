/** The types under a name of their own: under theirs, npm would install them with every site (an optional peer of a plug-in). */
declare module "markdown-it" {
  export * from "markdown-it-types";
  export { default } from "markdown-it-types";
}
