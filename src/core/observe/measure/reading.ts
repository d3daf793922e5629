import { allocate, surfaceOf } from "../../plan/allocate";
import { predictAll } from "../../fit/solve/predict";
import type { Readout } from "./contrast";
import type { Lawful } from "./study";

/** ln of the loss that a law of x alone gives at a value of x, or a surface in N and D at its best for C = x; NaN for another law. */
export function logLossAt(x: number): Readout {
  return (fit) => {
    const surface = surfaceOf(fit);
    return Math.log(
      surface === undefined ? (predictAll(fit, { x: Float64Array.of(x) }, 1)[0] ?? NaN) : allocate(surface, x).loss,
    );
  };
}

/** The x that every one of these laws was fitted over; undefined where there is none. */
export function sharedRange(groups: readonly Lawful[]): { readonly low: number; readonly high: number } | undefined {
  const ranges = groups.map(rangeOf);
  const low = Math.max(...ranges.map((range) => range?.low ?? Infinity));
  const high = Math.min(...ranges.map((range) => range?.high ?? -Infinity));
  return low > 0 && low < high ? { low, high } : undefined;
}

/** A surface that was chosen holds over the C of its runs' frontier. */
function rangeOf({ fit, result: { frontier } }: Lawful): { readonly low: number; readonly high: number } | undefined {
  const own = fit.ranges.find(({ id }) => id === "x");
  if (own !== undefined || fit.outlook === undefined) return own;
  return { low: frontier?.x[0] ?? NaN, high: fit.outlook.top };
}
