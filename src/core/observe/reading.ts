import { predictAll } from "../fit/solve/predict";
import type { Readout } from "./contrast";
import type { Lawful } from "./study";

/** ln of the loss that a law of x alone gives at a value of x; NaN for another law. */
export function logLossAt(x: number): Readout {
  return (fit) => Math.log(predictAll(fit, { x: Float64Array.of(x) }, 1)[0] ?? NaN);
}

/** The x that every one of these laws was fitted over; undefined where there is none. */
export function sharedRange(groups: readonly Lawful[]): { readonly low: number; readonly high: number } | undefined {
  const ranges = groups.map(({ fit }) => fit.ranges.find(({ id }) => id === "x"));
  const low = Math.max(...ranges.map((range) => range?.low ?? Infinity));
  const high = Math.min(...ranges.map((range) => range?.high ?? -Infinity));
  return low > 0 && low < high ? { low, high } : undefined;
}
