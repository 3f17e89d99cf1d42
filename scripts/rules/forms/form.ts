/** What an edition of the annual report is: its sections, its tables, and what its figures owe each other. All data. */

/** A column of numbers. `head` are the words above it, outermost first; equal beginnings share a cell. */
export interface FormColumn {
  readonly key: string;
  readonly head: readonly string[];
}

/** A row of numbers. */
export interface FormRow {
  readonly key: string;
  readonly head: readonly string[];
  /**
   * Key of the figure that fills its cells, `{column}` standing for the column's key. Without it the row is declared in
   * `reports/<year>.md` as `<table>.<row>`.
   */
  readonly figure?: string;
  /** The figure is given in another unit: 元 → 万元 is 0.0001. */
  readonly scale?: number;
  /** A row that can only be 0 for this kind of organ, and why. */
  readonly zero?: string;
  readonly unit?: string;
  /** Decimals allowed; 0 unless said. */
  readonly decimals?: number;
  /** A heading inside the table: it has no numbers. */
  readonly heading?: true;
}

export interface FormTable {
  /** `table3`, `table2.20.1`: also its address in `declared` and in `report.json`. */
  readonly key: string;
  /** Section of the words under which it stands, from 1; 0 for an appendix at the end. */
  readonly section: number;
  readonly title: string;
  /** Words of the corner cell. */
  readonly corner: string;
  readonly columns: readonly FormColumn[];
  readonly rows: readonly FormRow[];
  /** `down`: a row a line. `across`: all cells on one line, rows as groups of columns. */
  readonly layout: "down" | "across";
  /** Shape in `report.json`: rows as lists of numbers, rows as objects by column, or one number a row. */
  readonly json: "lists" | "objects" | "numbers";
  /** Where the rows stand in `report.json` under the table's key. */
  readonly jsonUnder?: string;
  /** What holds within the table. */
  readonly identities: readonly Identity[];
}

/** Sums that must agree, in every column or for single columns; the law's own number for the check and its words. */
export interface Identity {
  readonly rule: string;
  readonly words: string;
  /** Keys of rows (`across: "rows"`) or of columns (`across: "columns"`). */
  readonly over: "rows" | "columns";
  readonly left: readonly string[];
  readonly relation: "=" | "<=";
  readonly right: readonly string[];
}

/** What holds from one year's table to the next of the same form. */
export interface Continuity {
  readonly rule: string;
  readonly words: string;
  readonly table: string;
  /** This year's row and column must equal the sum of these of the year before, and of these of this year. */
  readonly cell: readonly [row: string, column: string] | readonly [row: string];
  readonly before: readonly string[];
  readonly plus?: readonly string[];
  readonly minus?: readonly string[];
}

export interface ReportForm {
  readonly edition: string;
  readonly source: string;
  readonly fromYear: number;
  readonly toYear: number | undefined;
  /** Titles of the words, exact and in order; an edition without a national form has none. */
  readonly sections: readonly string[];
  /** Aspects that a section must speak of, as `###` titles or in its words: section from 1 → words. */
  readonly aspects: Readonly<Record<number, readonly string[]>>;
  /** Month and day of the year after, by which the report is to be public, unless `site.yaml` says otherwise. */
  readonly dueBy: string;
  readonly tables: readonly FormTable[];
  readonly continuities: readonly Continuity[];
}
