import type { LazyNumbers } from "./column";
import type { ColumnStats } from "./columnStats";
import type { Problem } from "../problem";
import type { Scalar } from "../run";

/** All that a table is made of, as plain data: what a cache keeps of it. The arrays are the table's own, cut to their length. */
export interface KeptTable {
  readonly rows: number;
  readonly columns: readonly KeptColumn[];
  readonly config: ReadonlyMap<string, Scalar>;
  readonly problems: readonly Problem[];
  /** Problems beyond those. */
  readonly dropped: number;
  /** Pairs of a row and its line, and the line of the last row (`RowLines`). */
  readonly jumps: readonly number[] | Float64Array;
  readonly lastLine: number;
  readonly status: "running" | "finished" | "failed" | "deleted" | undefined;
  readonly name: string | undefined;
  readonly identity: string | undefined;
}

export interface KeptColumn {
  readonly key: string;
  readonly numbers: KeptNumbers | undefined;
  readonly texts: KeptTexts | undefined;
}

export interface KeptNumbers {
  readonly first: number;
  readonly values: LazyNumbers;
  /** The row of each value; undefined while dense. */
  readonly rows: Uint32Array | undefined;
  readonly stats: ColumnStats;
}

export interface KeptTexts {
  readonly texts: readonly string[];
  readonly codes: KeptNumbers;
  readonly overflow: boolean;
}
