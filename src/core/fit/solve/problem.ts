import type { Bound, Inputs, Law } from "../../laws/law";
import type { Objective } from "../protocol/objective";
import { unitsFor, type Units } from "./units";

/** A law, its points and an objective: what the machine minimises. Losses are finite and above 0. */
export interface FitProblem {
  /** The law, or its `inner` one. */
  readonly law: Law;
  readonly bound: Bound;
  readonly n: number;
  readonly loss: Float64Array;
  readonly objective: Objective;
  /** A row's weight, 1 when absent: counts of a resample, or 1/variance. */
  readonly weight?: Float64Array;
  /** The machine's units, in which `bound` and every theta of the search are. */
  readonly units: Units;
}

/** Ties a law to its rows. Throws a RangeError when a column of the law is missing: ask `missingInput` first. */
export function problemOf(
  law: Law,
  inputs: Inputs,
  loss: Float64Array,
  objective: Objective,
  weight?: Float64Array,
): FitProblem {
  const n = loss.length;
  const units = unitsFor(law, inputs);
  const searched = law.inner?.law ?? law;
  const base = { law: searched, bound: searched.bind(units.inputs, n), n, loss, objective, units };
  return weight === undefined ? base : { ...base, weight };
}

/** The first input of the law that the columns lack. */
export function missingInput(law: Law, inputs: Inputs): string | undefined {
  return law.inputs.find((name) => inputs[name] === undefined);
}
