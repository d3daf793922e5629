/** What the default answer is, as plain data. */

export type HonestLaw = "chinchilla" | "power-floor" | "power";

export interface HonestWarning {
  readonly code:
    "low-spike" | "mid-schedule" | "under-tuned-run" | "misfit" | "along-the-runs" | "wide" | "unknown-size";
  /** One sentence: what, why, and what to do. */
  readonly message: string;
  readonly run?: string;
  /** Row of the curve, from 0. */
  readonly row?: number;
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

/** A law that was tried. */
export interface Candidate {
  readonly law: HonestLaw;
  readonly rungs: readonly Rung[];
  /** Root mean square of its errors on the sizes left out; NaN where there are too few sizes to leave one out. */
  readonly heldOut: number;
}

/** What draws are of: E + A·e^−γ·(ln x − origin), or E + A·e^−α·(ln N − originN) + B·e^−β·(ln D − originD) with C = flops·N·D. */
export type Shape =
  | { readonly kind: "line"; readonly origin: number }
  | { readonly kind: "surface"; readonly originN: number; readonly originD: number; readonly flops: number };

export interface HonestFit {
  readonly status: "fitted";
  readonly law: HonestLaw;
  /** Coefficients of the central law in the inputs' own units: E, a, b, or E, A, alpha, B, beta. */
  readonly coefficients: Readonly<Record<string, number>>;
  readonly shape: Shape;
  /** (E, A, γ …) of the central law and of equally likely laws. */
  readonly central: Float64Array;
  readonly draws: readonly Float64Array[];
  /** Standard deviation of a run's final loss, in ln L, of each draw. */
  readonly runErrors: Float64Array;
  /** Standard deviation of what the law misses, in ln L, per e-fold of x beyond `top`. */
  readonly misfit: number;
  /** The range of x that the law was fitted to. */
  readonly minimum: number;
  readonly top: number;
  /** "rows" of all runs, or their "finals" alone. */
  readonly points: "rows" | "finals";
  readonly used: number;
  readonly sizes: number;
  readonly candidates: readonly Candidate[];
  readonly warnings: readonly HonestWarning[];
}

export interface NoHonestFit {
  readonly status: "not-fitted";
  readonly code: "no-points" | "one-size" | "too-few-points" | "rising";
  readonly reason: string;
}

/** A loss with the ends of its 95 % interval. */
export interface HonestPrediction {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}
