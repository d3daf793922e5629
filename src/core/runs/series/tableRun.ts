import type { Layout } from "../table/layout";

/** The rows of one run in a table. */
export interface TableRun {
  readonly run: string;
  /** undefined for all of them. */
  readonly rows: Uint32Array | undefined;
  /** The step of each row, where row names give it and no column does. */
  readonly steps?: Float64Array;
  /** What its name is in the table, for facets: a name made of columns carries none that they do not. */
  readonly told?: string | undefined;
}

/** The runs of a table, and how its columns are read now that they are known. */
export interface TableRuns {
  readonly layout: Layout;
  readonly runs: readonly TableRun[];
}
