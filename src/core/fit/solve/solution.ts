import type { Ending } from "../result";

/** Where a minimisation ended. */
export interface Solution {
  readonly theta: Float64Array;
  /** What was minimised, in the machine's own scale: to compare solutions of one problem, not to print. */
  readonly value: number;
  readonly converged: boolean;
  readonly ended: Ending;
  readonly iterations: number;
}
