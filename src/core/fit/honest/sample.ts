import type { Errors } from "./whiten";

/** Rows of a law L = E + Σ A_k·u_k^−γ_k, k = 1 or 1 and 2, with what is known of their errors. All columns have equal length. */
export interface Sample {
  readonly loss: Float64Array;
  /** ln u_k of each row, around 0 at the reference point. */
  readonly logs: readonly Float64Array[];
  /** ln x minus that of the row before in the same run; 0 at its first. */
  readonly gaps: Float64Array;
  readonly errors: Errors;
  /** Samples of a line: evenly spaced in ln x, they count as if they were in x, most of them in the last decade. */
  readonly dense?: boolean;
  /** Whether the one exponent is of N: the rows are of runs of one D. */
  readonly inN?: boolean;
}

/** "none": E = 0. "either": E = 0 with probability 1/2, else anywhere between 0 and the lowest loss. */
export type Floor = "none" | "either";

/** The loss of a draw (E, A_1, γ_1, …) at ln u_1, ln u_2. */
export function lossOf(draw: Float64Array, [first = NaN, second]: readonly number[]): number {
  const [E = NaN, A = NaN, alpha = NaN, B = NaN, beta = NaN] = draw;
  const one = E + A * Math.exp(-alpha * first);
  return second === undefined ? one : one + B * Math.exp(-beta * second);
}
