/** The part of Eleventy's programmatic interface that we use; the package brings no types. */
declare module "@11ty/eleventy" {
  export default class Eleventy {
    constructor(
      input: string,
      output: string,
      options: { quietMode?: boolean; configPath?: string | false; config?: (config: never) => void },
    );
    disableLogger(): void;
    write(): Promise<unknown>;
  }
}
