import type { Scalar } from "../run";

/**
 * Where a parser puts what it reads: rows of named values. A column that is not set in a row is missing there. Rows are routed to runs by the builder (a `run_name` column splits a file into runs).
 */
export interface Sink {
  /** The index of a column by its raw key, made on first use. Keep it: the hot loop calls `set` with it. */
  column(key: string): number;
  /** A number in the current row, NaN and ±Infinity included. The last one set wins. */
  set(column: number, value: number): void;
  /** A text in the current row (run names, mixes, dates). */
  text(column: number, value: string): void;
  /** Ends the current row; `line` is its 1-based line in the file, 0 where the format has none. */
  row(line: number): void;
  /** Discards what was set since the last `row`. */
  discard(): void;
  /**
   * The key whose value is the step of all keys that match the pattern (`*` for all): W&B's `define_metric(pattern, step_metric=…)`.
   */
  setStepKey(pattern: string, step: string): void;
  /** A setting found in the log itself (hparams, headers). */
  setConfig(key: string, value: Scalar): void;
  /** A problem, and where: `line` 1-based for line formats, `offset` in bytes otherwise; a `hint` where nothing is wrong. */
  problem(message: string, where?: { readonly line?: number; readonly offset?: number; readonly kind?: "hint" }): void;
  /** What the run is called, where the file says so. */
  setName(name: string): void;
  /** Files with the same identity belong to one run, wherever they are. */
  setIdentity(identity: string): void;
  /** The status that the file itself states. Deleted runs are not shown. */
  setStatus(status: "running" | "finished" | "failed" | "deleted"): void;
}
