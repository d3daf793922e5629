import type { Inputs } from "../../laws/law";

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
  readonly about?: About;
}

/** What is known of a run beside its rows; what is unknown is absent. */
export interface About {
  /** A short name, for sentences. */
  readonly title: string;
  /** A name for all runs of its configuration and learning rate, whatever their seeds. */
  readonly family?: string;
  /** What its N counts: "total", "non-embedding", "active". */
  readonly countN?: string;
  /** What its C counts: "logged", "set", "6ND", or a formula. */
  readonly countC?: string;
  /** Equal where runs differ in nothing but learning rate and seed. */
  readonly configuration?: string;
  /** Equal where runs differ in nothing but what is tuned: learning rate, batch size and seed; as `configuration` where absent. */
  readonly tuned?: string;
  readonly rate?: number;
  readonly seed?: string;
  /** Whether the learning rate has come down at the run's end. */
  readonly decayed?: boolean;
  /** The learning rate at the run's end as a share of its highest: as logged, or 0 or 1 as its schedule says. */
  readonly rateLeft?: number;
}

/** The run's name in a sentence. */
export const titleOf = ({ run, about }: Pick<Curve, "run" | "about">): string => about?.title ?? run;
