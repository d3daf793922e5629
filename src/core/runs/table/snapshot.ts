import type { LazyNumbers } from "./column";
import type { ColumnStats } from "./columnStats";
import type { Problem } from "../problem";
import type { Scalar } from "../run";

/** A table as plain data, for the cache. The arrays are the table's own, cut to their length. */
export interface TableSnapshot {
  readonly rows: number;
  readonly columns: readonly ColumnSnapshot[];
  readonly config: ReadonlyMap<string, Scalar>;
  /** Pattern of keys → the key of their step. */
  readonly stepKeys: ReadonlyMap<string, string>;
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

export interface ColumnSnapshot {
  readonly key: string;
  readonly numbers: NumbersSnapshot | undefined;
  readonly texts: TextsSnapshot | undefined;
}

export interface NumbersSnapshot {
  readonly first: number;
  readonly values: LazyNumbers;
  /** The row of each value; undefined while dense. */
  readonly rows: Uint32Array | undefined;
  readonly stats: ColumnStats;
}

export interface TextsSnapshot {
  readonly texts: readonly string[];
  readonly codes: NumbersSnapshot;
  readonly overflow: boolean;
}
