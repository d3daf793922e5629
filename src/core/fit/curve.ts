import type { Inputs } from "../laws/law";

/**
 * One run as a fit reads it: the losses of one metric against one x. `x` and `loss` have equal length, rows in the order of
 * training; a missing value is NaN. `columns` are further inputs, row by row (N, D, C, step, a mix weight …).
 */
export interface Curve {
  /** Id of the run. */
  readonly run: string;
  /** N, parameters; NaN when unknown. */
  readonly size: number;
  readonly x: Float64Array;
  readonly loss: Float64Array;
  readonly columns?: Inputs;
}
