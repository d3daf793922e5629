/** What came of a fit, as plain data that crosses threads. A number never stands for a failure. */

export interface Coefficient {
  readonly id: string;
  readonly symbol: string;
  readonly meaning: string;
  readonly value: number;
  /** Ends of the interval, both absent when none could be made (`Fitted.interval` says how it was made). */
  readonly low?: number;
  readonly high?: number;
  /** Set where it was held at its value: the points say nothing of it, and it has no interval. */
  readonly fixed?: true;
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
  | "one-start"
  | "other-basin"
  | "runaway-exponent"
  | "outlying-run"
  | "under-tuned-run"
  | "extrapolation"
  | "ill-conditioned"
  | "wrong-sign"
  | "few-resamples"
  | "no-interval"
  | "open-interval"
  | "interval-replaced"
  | "mixed-conventions"
  | "left-out-runs"
  | "no-sweep"
  | "edge-of-sweep"
  | "tied-rates"
  | "not-cut"
  | "no-weight";

export interface Warning {
  readonly code: WarningCode;
  /** One sentence for the owner of the runs, with its numbers. */
  readonly message: string;
}

/** Why a search ended: at the optimum, in a valley too flat to go on in, where no step goes further down, or after its last step. */
export type Ending = "optimum" | "flat" | "stuck" | "steps";

/** What the optimum says of itself. Plain data. */
export interface Diagnostics {
  readonly ended: Ending;
  /** Starts of the global search, and how many of them ended in this optimum. */
  readonly starts: number;
  readonly agreeing: number;
  /** The next best minimum that the search met: the value of the objective there, and the coefficients in the order of the fit's. */
  readonly nextBasin?: { readonly objective: number; readonly coefficients: readonly number[] };
  /**
   * Ratio of the largest to the smallest singular value of the Jacobian of the residuals: columns of length 1, inputs in units of
   * their geometric means (Belsley, Kuh and Welsch 1980, §3.2). Absent where it is singular to working precision.
   */
  readonly condition?: number;
  /**
   * Of the coefficients as they stand, by the same Jacobian: row and column a coefficient, in the fit's order; NaN for those on a
   * bound. Absent where it is singular.
   */
  readonly correlations?: readonly (readonly number[])[];
  /** Ids of the coefficients that ended on a bound. */
  readonly atBound: readonly string[];
}

/** How the intervals were made. */
export interface Interval {
  /** A bootstrap's percentiles of what was drawn whole, a studentized bootstrap, a profile, or least squares' own of a straight line. */
  readonly method:
    "bootstrap-runs" | "bootstrap-rows" | "bootstrap-configurations" | "studentized" | "wild" | "profile" | "ols";
  /** Nominal coverage, 0.95. */
  readonly level: number;
  /** Resamples asked for and those that gave a fit; 0 for an analytic interval. */
  readonly resamples: number;
  readonly kept: number;
  /** What was drawn (or, by the wild bootstrap, flipped) whole, and how many of them there are; absent for an analytic interval. */
  readonly unit?: "row" | "run" | "configuration";
  readonly units?: number;
}

/** What intervals of numbers made from the coefficients are studentized by. Matrices are p × p, row-major, 0 for those on a bound. */
export interface Errors {
  readonly covariance: Float64Array;
  /** That of each of `Fitted.resamples`; absent where the interval is Student's t of `df` degrees of freedom. */
  readonly ofResamples?: readonly Float64Array[];
  readonly df: number;
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
  /** Where the interval is a studentized one, or analytic. */
  readonly errors?: Errors;
  readonly converged: boolean;
  readonly diagnostics?: Diagnostics;
  readonly warnings: readonly Warning[];
}

type NotFittedCode =
  | "no-points"
  | "too-few-points"
  | "one-size"
  | "equal-x"
  | "equal-loss"
  | "missing-column"
  | "not-identified"
  | "unknown-law"
  | "unknown-coefficient"
  | "unknown-objective"
  | "unknown-interval"
  | "cancelled"
  /** What computed it ended unexpectedly. */
  | "stopped";

export interface NotFitted {
  readonly status: "not-fitted";
  readonly code: NotFittedCode;
  /** Why, in one sentence for the owner of the runs. */
  readonly reason: string;
  readonly have?: number;
  readonly need?: number;
}

export type Fit = Fitted | NotFitted;
