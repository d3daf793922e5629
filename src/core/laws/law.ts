/**
 * Columns of n points by name, each of length n. "x" is the one input of a single-input law, whatever the protocol put
 * there; "N" parameters, "D" tokens, "C" training FLOPs, "step"; a law of its own may name any other column.
 */
export type Inputs = Readonly<Record<string, Float64Array>>;

/** One coefficient of a law. */
export interface Param {
  readonly id: string;
  /** As printed: "a", "α". */
  readonly symbol: string;
  /** Words for tooltips: "irreducible loss", "exponent of compute". */
  readonly meaning: string;
  /** Bounds that hold during the fit; a fit that ends on one says so. */
  readonly lower: number;
  readonly upper: number;
  /** Values that a global search starts from. Not read for linear parameters, which are solved. */
  readonly grid?: readonly number[];
}

/** A law tied to its points: columns checked and logarithms taken once, evaluated many times. */
export interface Bound {
  /**
   * The loss of each point at `theta` into `loss` (length n) and, when asked for, ∂L/∂θ into `jacobian`, one column a
   * parameter: jacobian[p·n + i]. A point outside the law's domain gets NaN, which the machine reads as "not here".
   */
  evaluate(theta: Float64Array, loss: Float64Array, jacobian?: Float64Array): void;
  /**
   * Adds Σ_i pull_i · ∂²L_i/∂θ_k∂θ_m to hessian[k·p + m] for m ≤ k, at the theta last evaluated: the law's own bending, with which
   * the search converges in a few steps. A law may leave it out; where it is made by differences (`byDifferences`) it is too dear
   * for squares, which do well without.
   */
  curvature?(theta: Float64Array, pull: Float64Array, hessian: Float64Array): void;
  readonly byDifferences?: true;
}

/** Ids of the parts of a term coefficient · input^−exponent; the exponent may be a number (−1 for a scale of that input). */
export interface Term {
  readonly coefficient: string;
  readonly input: string;
  readonly exponent: string | number;
}

/**
 * A law in coordinates that are easy to search: the same number of parameters under the same ids, each in its own meaning, which nobody
 * but the machine sees. `inside` takes a theta of the law, in the units of `Law.terms`, to one of `law`; `outside` takes it back.
 */
export interface Inner {
  readonly law: Law;
  inside(theta: Float64Array): Float64Array;
  outside(theta: Float64Array): Float64Array;
}

/**
 * A scaling-law form: pure arithmetic. Adding one = one file + a line in index.ts + a recovery test. Losses and inputs are in
 * their own units (nats/token, parameters, tokens, FLOPs); logarithms are the law's own business.
 */
export interface Law {
  readonly id: string;
  readonly label: string;
  /**
   * How it is written, once, for every printer: `L = {E} + {a}·{x}^(−{b})`. A name in braces is a parameter or an input,
   * `^(…)` a superscript.
   */
  readonly formula: string;
  /** The columns it reads. */
  readonly inputs: readonly string[];
  readonly params: readonly Param[];
  /**
   * The parameters in which the law is linear: L = Σ θ_k · ∂L/∂θ_k over these k, plus what is left at θ_k = 0 where `remainder` is
   * set. They are solved inside the search, so that only the others are searched for.
   */
  readonly linear: readonly string[];
  readonly remainder?: true;
  /** Set where ln L is a straight line in ln x, θ = (e^intercept, −slope): squares of log residuals then have a closed form. */
  readonly straight?: true;
  /**
   * Terms coefficient · input^−exponent: the machine measures each such input in units of its own geometric mean, without which
   * coefficient and exponent are all but one direction, and gives the coefficient back in the input's own units.
   */
  readonly terms?: readonly Term[];
  /** Ids of the parameters whose bounds (or values) were asked for: a fit that ends on one is no failure. */
  readonly limited?: readonly string[];
  /** Set where the law's own coordinates make a bad valley. */
  readonly inner?: Inner;
  bind(x: Inputs, n: number): Bound;
}
