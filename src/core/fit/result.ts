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
  | "no-weight"
  | "low-spike"
  | "mid-schedule"
  | "misfit"
  | "no-effect";

export interface Warning {
  readonly code: WarningCode;
  /** One sentence for the owner of the runs, with its numbers. */
  readonly message: string;
  /** Id of the run it is about, and the row of its curve, from 0; absent where it is about none alone. */
  readonly run?: string;
  readonly row?: number;
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
  /**
   * A bootstrap's percentiles of what was drawn whole, a studentized bootstrap, a profile, least squares' own of a straight line, or
   * percentiles of laws drawn from their posterior.
   */
  readonly method:
    | "bootstrap-runs"
    | "bootstrap-rows"
    | "bootstrap-configurations"
    | "studentized"
    | "wild"
    | "profile"
    | "ols"
    | "posterior";
  /** Nominal coverage, 0.95. */
  readonly level: number;
  /** Resamples (or draws) asked for and those that gave a fit; 0 for an analytic interval. */
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

/** A size that was left out, with all larger ones, and what the smaller said of its final loss. */
export interface Rung {
  readonly run: string;
  readonly title: string;
  readonly size: number;
  readonly loss: number;
  /** ln L̂ − ln L, the standard deviation that was expected of it, and how many e-folds of x it lay beyond. */
  readonly error: number;
  readonly expected: number;
  readonly beyond: number;
}

/** A law that was tried where the law was to be chosen. */
export interface Candidate {
  /** Id of the law. */
  readonly law: string;
  readonly rungs: readonly Rung[];
  /** Root mean square of its errors on the sizes left out; NaN where there are too few sizes to leave one out. */
  readonly heldOut: number;
}

/** What draws are of: E + A·e^−γ·(ln x − origin), or E + A·e^−α·(ln N − originN) + B·e^−β·(ln D − originD) with C = flops·N·D. */
export type Shape =
  | { readonly kind: "line"; readonly origin: number }
  | { readonly kind: "surface"; readonly originN: number; readonly originD: number; readonly flops: number };

/** What equally likely laws say of places where nothing was trained: intervals of losses come from it. Plain data. */
export interface Outlook {
  readonly shape: Shape;
  /** (E, A, γ …) of the law of the answer, and of equally likely laws (with a floor or without). */
  readonly central: Float64Array;
  readonly draws: readonly Float64Array[];
  /** Standard deviation of a run's final loss, in ln L, of each draw. */
  readonly runErrors: Float64Array;
  /** Standard deviation of what the law misses, in ln L, per e-fold of x beyond `top`. */
  readonly misfit: number;
  /** The largest x that was trained to. */
  readonly top: number;
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
  /** Value of the objective at the optimum; of a law that was chosen: at that law, which is not the objective's optimum. */
  readonly objective: { readonly id: string; readonly value: number };
  readonly ranges: readonly InputRange[];
  /** Standard deviation of ln L − ln L̂, over n − parameters; NaN when there are no more points than parameters. */
  readonly spread: number;
  readonly interval?: Interval;
  /** The coefficients of each resample that gave a fit, in the order of `coefficients`: what intervals of other numbers come from. */
  readonly resamples?: readonly Float64Array[];
  /** Where the interval is a studentized one, or analytic. */
  readonly errors?: Errors;
  /** Where the law was chosen: what intervals of losses come from, and what was tried, the simplest last. */
  readonly outlook?: Outlook;
  readonly candidates?: readonly Candidate[];
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
  | "rising"
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
