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
  /** The file's name says nothing of its run, only its folder does. */
  readonly nameless?: boolean;
  /** What a program printed: not read where the same run was logged properly. */
  readonly printed?: boolean;
  /** Of files that say the same the one of the lowest rank is read: its format's place in the list of formats. */
  readonly rank?: number;
  /** Copies of the file in folders below hold the same history, up to where they were made. */
  readonly repeats?: boolean;
  /** Its file holds other runs too, or may. */
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
