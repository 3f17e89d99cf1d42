/** What a data file holds, for people. */
export interface About {
  readonly title: string;
  /** Lines of data, without a header. */
  readonly rows?: number;
  /** What each column holds. */
  readonly columns?: readonly { readonly name: string; readonly says: string }[];
  /** Address of its description, from the root of the site. */
  readonly schema?: string;
}

/** A file of the site that is no page. */
export class DataFile {
  constructor(
    readonly path: string,
    readonly write: () => string,
    /** Of files that the page of data lists. */
    readonly about?: About,
  ) {}
}
