/** What came of a fit, as plain data that crosses threads. A number never stands for a failure. */

export interface Coefficient {
  readonly id: string;
  readonly symbol: string;
  readonly meaning: string;
  readonly value: number;
  /** Ends of the interval, both absent when none could be made (`Fitted.interval` says how it was made). */
  readonly low?: number;
  readonly high?: number;
}

/** An input of the law and the values of it that the fit saw. */
export interface InputRange {
  /** As the law names it: "x", "N". */
  readonly id: string;
  /** As printed: "C". */
  readonly symbol: string;
  /** "training FLOPs", "tokens seen". */
  readonly meaning: string;
  readonly low: number;
  readonly high: number;
}

export type WarningCode =
  | "few-sizes"
  | "few-runs"
  | "one-sided-frontier"
  | "floor-at-bound"
  | "at-bound"
  | "narrow-range"
  | "collinear"
  | "duplicate-points"
  | "dropped-values"
  | "not-converged"
  | "ill-conditioned"
  | "wrong-sign"
  | "few-resamples"
  | "no-interval";

export interface Warning {
  readonly code: WarningCode;
  /** One sentence for the owner of the runs, with its numbers. */
  readonly message: string;
}

/** How the intervals were made. */
export interface Interval {
  readonly method: "bootstrap-runs" | "bootstrap-rows" | "ols";
  /** Nominal coverage, 0.95. */
  readonly level: number;
  /** Resamples asked for and those that gave a fit; 0 for an analytic interval. */
  readonly resamples: number;
  readonly kept: number;
}

export interface Fitted {
  readonly status: "fitted";
  /** Id of the law. */
  readonly law: string;
  /** The law's own template, see `Law.formula`. */
  readonly formula: string;
  readonly coefficients: readonly Coefficient[];
  /** 1 − Σ(ln L − ln L̂)² / Σ(ln L − mean ln L)², on the points used; NaN when the losses are all equal. */
  readonly r2: number;
  /** Rows the law was fitted to (on a frontier: samples of it, which are not independent). */
  readonly points: number;
  /** Distinct runs, and distinct model sizes (0 when sizes are unknown), among those rows. */
  readonly runs: number;
  readonly sizes: number;
  /** Value of the objective at the optimum. */
  readonly objective: { readonly id: string; readonly value: number };
  readonly ranges: readonly InputRange[];
  /** Standard deviation of ln L − ln L̂, over n − parameters; NaN when there are no more points than parameters. */
  readonly spread: number;
  readonly interval?: Interval;
  /** The coefficients of each resample that gave a fit, in the order of `coefficients`: what intervals of other numbers come from. */
  readonly resamples?: readonly Float64Array[];
  readonly converged: boolean;
  readonly warnings: readonly Warning[];
}

export type NotFittedCode =
  | "no-points"
  | "too-few-points"
  | "one-size"
  | "equal-x"
  | "equal-loss"
  | "missing-column"
  | "not-identified"
  | "unknown-law"
  | "unknown-objective"
  | "cancelled";

export interface NotFitted {
  readonly status: "not-fitted";
  readonly code: NotFittedCode;
  /** Why, in one sentence for the owner of the runs. */
  readonly reason: string;
  readonly have?: number;
  readonly need?: number;
}

export type Fit = Fitted | NotFitted;
