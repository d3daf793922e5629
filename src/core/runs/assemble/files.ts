import type { Table } from "../table/builder";
import type { Scalar } from "../run";

/** A log that was read. */
export interface LogFile {
  /** As the source names it. */
  readonly path: string;
  /** Below the opened root, `/` between pieces; with several roots, the root's name first. */
  readonly relative: string;
  /** The opened root's name, for a run at its top. */
  readonly root: string;
  readonly format: string;
  readonly table: Table;
  /** The file's name does not name its run; its folder does. */
  readonly nameless?: boolean;
  /** Printed output: dropped where the same run was also logged to a file. */
  readonly printed?: boolean;
  /** Its format's place in the list of formats: of files with the same metrics the lowest rank is read. */
  readonly rank?: number;
  /** Copies of the file in checkpoint folders hold the same history, up to where they were made. */
  readonly repeats?: boolean;
  /** The file may hold several runs (a database, a table). */
  readonly many?: boolean;
  /** Unix milliseconds. */
  readonly modified: number;
}

/** A config that was read. */
export interface ConfigFile {
  readonly path: string;
  readonly relative: string;
  /** Set when it belongs to the log of that stem alone. */
  readonly stem: string | undefined;
  readonly values: ReadonlyMap<string, Scalar>;
}
